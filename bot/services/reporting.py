"""Reporting a dream to the moderators, with the bot's own copy of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.domain.moderation import Along, parted
from bot.domain.naming import plain
from bot.domain.scene import Role
from bot.errors import DreamError
from bot.ids import ChannelId, EncounterId, ReportId, UserId
from bot.letters import CopyGoesOn, Dream, Letter, Passage, Reported
from bot.services.under_way import load
from bot.services.world import World
from bot.storage import outbox, reports, servers, spoken
from bot.storage.database import Transaction
from bot.storage.outbox_row import Item
from bot.storage.removals import person_in

LONGEST_REASON: Final = 500
"""Characters; more is asked for by the moderators themselves."""
MOST_REPORTS: Final = 3
"""Of one dream, by one dreamer."""

FIRST_PART: Final = 2_400
"""Characters of the copy on the card, beside who, when, and a reason in which every sign may have to be escaped."""
NEXT_PART: Final = 3_600


class Reporting:
    """What a dreamer tells the moderators."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def report(self, user: UserId, id_: EncounterId, reason: str, along: Along = Along.ALL) -> None:
        """Report this dream; the same reason sent twice is one report. Raises DreamError for who is not in it."""
        now = self._world.now()
        reason = " ".join(reason.split())[:LONGEST_REASON]
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            role = under_way.role_of(user)
            if role.other not in under_way.people:
                raise DreamError("nobody-else-here")
            me, other = under_way.people[role], under_way.people[role.other]
            server = await servers.server_of(t, me.guild)
            if server.report_channel is None:
                raise DreamError("no-report-channel")
            given = await reports.reasons_given(t, me.id, id_)
            if reason in given:
                return
            if len(given) >= MOST_REPORTS:
                raise DreamError("reported-enough")
            taken = {
                who: [one.text for one in await spoken.said_in(t, id_) if one.taken_back and one.who is who]
                for who in Role
            }
            words = _TakenBack(mine=taken[role], theirs=taken[role.other])
            copy = "\n".join(_copied(await outbox.copy_for(t, me.id, id_), along, words))
            person = person_in(self._world.install.secret, me.guild, other.user) if other.user else None
            report = await reports.add_report(t, me.guild, id_, me.id, other.id, person, reason, copy, now)
            first, *rest = parted(copy, FIRST_PART, NEXT_PART)
            card = Reported(report, user, other.user or 0, reason, first, int(now.timestamp()), len(rest))
            await self._post(t, card, rest, server.report_channel, id_, now)
        self._world.clock.stir()

    async def _post(
        self, t: Transaction, card: Reported, rest: list[str], desk: ChannelId, encounter: EncounterId, now: datetime
    ) -> None:
        after = await outbox.post(t, Item(_key(card.report), card, now, channel=desk, encounter=encounter))
        for number, part in enumerate(rest, start=1):
            letter = CopyGoesOn(card.report, number, len(rest), part)
            key = f"{_key(card.report)}/{number}"
            after = await outbox.post(t, Item(key, letter, now, channel=desk, encounter=encounter, after=after))


def _key(report: ReportId) -> str:
    return f"report/{report}"


@dataclass(frozen=True, slots=True)
class _TakenBack:
    """What was said and taken back, in order: by the one who reports, and by the other one."""

    mine: list[str]
    theirs: list[str]

    def next(self, name: str | None) -> str:
        """Return what a passage said before it was taken back."""
        of = self.mine if name is None else self.theirs
        return plain(of.pop(0)) if of else ""


def _copied(letters: Iterable[Letter], along: Along, taken: _TakenBack) -> Iterator[str]:
    """Yield the lines of a dream as its dreamer received it; of the other one's alone where that was asked for."""
    for letter in letters if along is not Along.NOTHING else ():
        for passage in letter.passages if isinstance(letter, Dream) else ():
            if along is Along.ALL or passage.name is not None:
                yield from _line(passage, taken)


def _line(passage: Passage, taken: _TakenBack) -> Iterator[str]:
    who = "(the one who reports)" if passage.name is None else passage.name or "(the other one)"
    match passage.kind:
        case "text":
            yield passage.text
        case "chosen":
            yield f"{who} chose: {passage.text}"
        case "said":
            yield f"{who} wrote: {passage.text}"
        case "taken-back":
            yield f"{who} wrote, and took back: {taken.next(passage.name)}"
        case "page":
            yield f"The register said of {who}: {passage.text}"
        case _:
            pass
