"""Taking back, within minutes, what one said in a dream: gone for both, kept for reports only."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain.naming import plain
from bot.errors import DreamError
from bot.ids import DreamerId, EncounterId, RowId, UserId
from bot.letters import Asking, Dream, Passage
from bot.services.excerpts import take_back
from bot.services.under_way import load
from bot.services.world import World
from bot.storage import excerpts, outbox, spoken
from bot.storage.database import Transaction
from bot.storage.outbox_row import Deed, Item, State
from bot.storage.spoken import Said

MINUTES: Final = 10
"""For so long after they were said words can be taken back."""


class Unsaying:
    """Taking back one's own words."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def unsay(self, user: UserId, id_: EncounterId, seq: int, pressed: RowId) -> Dream:
        """Take back what one said as event `seq`; returns the pressed message as it reads now.

        A second time changes nothing. Raises DreamError for words of somebody else, and once the minutes are over.
        """
        now = self._world.now()
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            role = under_way.role_of(user)
            said = await spoken.said_in(t, id_)
            words = next((one for one in said if one.seq == seq and one.who is role), None)
            row = await outbox.outbox_row(t, pressed)
            if words is None or row is None or row.dreamer != under_way.people[role].id:
                raise DreamError("button-outdated")
            if not words.taken_back:
                if now >= words.at + timedelta(minutes=MINUTES):
                    raise DreamError("unsay-too-late", minutes=MINUTES)
                await spoken.take_words_back(t, id_, seq, now)
                for reader, dreamer in under_way.people.items():
                    await self._reword(t, dreamer.id, id_, words, _alike(said, words), mine=reader is role)
                await self._take_down(t, id_)
            after = await outbox.outbox_row(t, pressed)
        self._world.clock.stir()
        if after is None or not isinstance(after.letter, Dream):
            raise DreamError("button-outdated")
        return after.letter.as_of(int(now.timestamp()))

    async def _reword(
        self, t: Transaction, reader: DreamerId, id_: EncounterId, words: Said, skip: int, *, mine: bool
    ) -> None:
        """Take the words out of what one of the two was told, said or not. The first `skip` of the same words stay."""
        for row in await outbox.told_of(t, reader, id_):
            if not isinstance(row.letter, Dream):
                continue
            passages, skip = _without(row.letter.passages, plain(words.text), skip, mine=mine)
            if passages == row.letter.passages:
                continue
            letter = replace(row.letter, passages=passages)
            if letter.unsay == words.seq:
                letter = replace(letter, unsay=0, unsay_until=0)
            await outbox.reword_whole(t, row.id, letter)
            if row.state is not State.DROPPED:
                await _lay(t, f"unsaid/{id_}/{words.seq}/{row.id}", letter, reader, row.id, self._world.now())
            return

    async def _take_down(self, t: Transaction, id_: EncounterId) -> None:
        """What was offered of this dream may quote it: it is ended, and who was asked for it is not asked any more."""
        excerpt = await excerpts.excerpt_from(t, id_)
        if excerpt is None or excerpt.ended:
            return
        await take_back(t, self._world, excerpt)
        asking = await outbox.row_of_key(t, f"asking/{excerpt.id}")
        if asking is None or not isinstance(asking.letter, Asking):
            return
        empty = replace(asking.letter, telling="")
        await outbox.reword(t, asking.id, empty)
        if asking.at_door:
            await outbox.drop_if_unsaid(t, asking.id, "taken back")
            return
        item = Item(
            f"unasked/{excerpt.id}", empty, self._world.now(), dreamer=asking.dreamer, encounter=id_,
            deed=Deed.WITHDRAW, target=asking.id,
        )  # fmt: skip
        await outbox.post(t, item)


async def may_unsay(t: Transaction, message: Dream, row: RowId, seq: int, speaker: DreamerId, now: datetime) -> Dream:
    """Return the message in which own words stand, with a way to take them back that goes when its minutes are over."""
    until = now + timedelta(minutes=MINUTES)
    message = replace(message, unsay=seq, unsay_until=int(until.timestamp()))
    await _lay(t, f"unsayable/{message.encounter}/{seq}", message, speaker, row, until)
    return message


async def _lay(t: Transaction, key: str, letter: Dream, dreamer: DreamerId, row: RowId, at: datetime) -> None:
    item = Item(key, letter, at, dreamer=dreamer, encounter=letter.encounter, deed=Deed.REVISE, target=row)
    await outbox.post(t, item)


def _alike(said: Sequence[Said], words: Said) -> int:
    """Return how often the same was said before by the same dreamer, and still stands."""
    return sum(
        one.text == words.text and one.who is words.who and not one.taken_back for one in said if one.seq < words.seq
    )


def _without(passages: tuple[Passage, ...], text: str, skip: int, *, mine: bool) -> tuple[tuple[Passage, ...], int]:
    """Return passages with one that says `text` taken back, and how many of the same are still to be skipped."""
    for at, passage in enumerate(passages):
        if passage.kind != "said" or passage.text != text or (passage.name is None) is not mine:
            continue
        if skip == 0:
            return (*passages[:at], Passage("taken-back", "", passage.name), *passages[at + 1 :]), 0
        skip -= 1
    return passages, skip
