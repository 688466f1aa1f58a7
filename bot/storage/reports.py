"""Reports, with the bot's own copy of what was said."""

from datetime import datetime

from bot.ids import DreamerId, EncounterId, GuildId, ReportId
from bot.storage.database import Transaction
from bot.storage.instants import seconds


async def add_report(
    t: Transaction,
    guild: GuildId,
    encounter: EncounterId,
    reporter: DreamerId,
    reported: DreamerId,
    reason: str,
    copy: str,
    now: datetime,
) -> ReportId:
    """Keep a report."""
    return ReportId(
        await t.number(
            """
            INSERT INTO report (guild, encounter, reporter, reported, reason, copy, at)
            VALUES (:guild, :encounter, :reporter, :reported, :reason, :copy, :now) RETURNING id
            """,
            guild=guild,
            encounter=encounter,
            reporter=reporter,
            reported=reported,
            reason=reason,
            copy=copy,
            now=seconds(now),
        )
    )


async def forget_reports(t: Transaction, dreamer: DreamerId) -> None:
    """Delete the words of every report a dreamer is part of; what moderators were told stays in their channel."""
    await t.run(
        "UPDATE report SET reason = '', copy = '' WHERE reporter = :dreamer OR reported = :dreamer", dreamer=dreamer
    )
