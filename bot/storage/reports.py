"""Reports, with the bot's own copy of what was said, and what moderators decided."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.moderation import Decision, Verdict
from bot.ids import DreamerId, EncounterId, GuildId, ReportId
from bot.storage.database import Row, Transaction
from bot.storage.instants import instant, seconds


@dataclass(frozen=True, slots=True)
class Report:
    """A report as it is kept. `person` is the hash of the account reported."""

    id: ReportId
    guild: GuildId
    encounter: EncounterId
    reporter: DreamerId
    reported: DreamerId
    person: str | None
    at: datetime
    verdict: Verdict | None


async def add_report(
    t: Transaction,
    guild: GuildId,
    encounter: EncounterId,
    reporter: DreamerId,
    reported: DreamerId,
    person: str | None,
    reason: str,
    copy: str,
    now: datetime,
) -> ReportId:
    """Keep a report."""
    return ReportId(
        await t.number(
            """
            INSERT INTO report (guild, encounter, reporter, reported, person, reason, copy, at)
            VALUES (:guild, :encounter, :reporter, :reported, :person, :reason, :copy, :now) RETURNING id
            """,
            guild=guild,
            encounter=encounter,
            reporter=reporter,
            reported=reported,
            person=person,
            reason=reason,
            copy=copy,
            now=seconds(now),
        )
    )


async def report(t: Transaction, id_: ReportId) -> Report | None:
    """Return a report."""
    row = await t.one("SELECT * FROM report WHERE id = :id", id=id_)
    return None if row is None else _report(row)


async def reports_on(t: Transaction, reported: DreamerId, most: int) -> list[Report]:
    """Return the reports on a dreamer, the latest first."""
    rows = await t.all(
        "SELECT * FROM report WHERE reported = :reported ORDER BY id DESC LIMIT :most", reported=reported, most=most
    )
    return [_report(row) for row in rows]


async def reasons_given(t: Transaction, reporter: DreamerId, encounter: EncounterId) -> list[str]:
    """Return the reasons a dreamer gave so far for reporting this dream."""
    rows = await t.all(
        "SELECT reason FROM report WHERE reporter = :reporter AND encounter = :encounter ORDER BY id",
        reporter=reporter,
        encounter=encounter,
    )
    return [row["reason"] for row in rows]


async def decide(t: Transaction, id_: ReportId, verdict: Verdict) -> None:
    """Keep what was decided; what was decided before stays."""
    await t.run(
        """
        UPDATE report SET decision = :decision, decided_by = :by, decided_at = :at
        WHERE id = :id AND decision IS NULL
        """,
        decision=verdict.decision.value,
        by=verdict.by,
        at=seconds(verdict.at),
        id=id_,
    )


async def forget_reports(t: Transaction, dreamer: DreamerId) -> None:
    """Delete the words of every report a dreamer is part of; what moderators were told stays in their channel."""
    await t.run(
        "UPDATE report SET reason = '', copy = '' WHERE reporter = :dreamer OR reported = :dreamer", dreamer=dreamer
    )


def _report(row: Row) -> Report:
    return Report(
        id=row["id"],
        guild=row["guild"],
        encounter=row["encounter"],
        reporter=row["reporter"],
        reported=row["reported"],
        person=row["person"],
        at=instant(row["at"]),
        verdict=None if row["decision"] is None else _verdict(row),
    )


def _verdict(row: Row) -> Verdict:
    return Verdict(Decision(row["decision"]), row["decided_by"], instant(row["decided_at"]))
