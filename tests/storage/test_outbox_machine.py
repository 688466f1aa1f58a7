"""The laws of the outbox under any order of events: nothing is lost, nothing said twice, everybody told in order."""

import asyncio
import tempfile
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.ids import DreamerId, MessageId, RowId
from bot.letters import Note
from bot.storage import outbox
from bot.storage.database import Transaction, open_database
from bot.storage.outbox_row import Item, OutboxRow, State
from tests.storage.rows import NOON, REAL, add

T = TypeVar("T")
DREAMERS = 3
UNSAID = ("waiting", "unsure", "claimed")


class Outbox(RuleBasedStateMachine):
    """One courier that may die at any moment, and dreamers to whom something is said again and again."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.database = self.loop.run_until_complete(open_database(Path(self.folder.name) / "dreams.db"))
        self.minutes = 0
        self.outside = 0
        self.written: dict[RowId, tuple[DreamerId, int]] = {}
        self.held: dict[RowId, int] = {}
        """Until when in real time a row was put off."""
        self.claimed: dict[RowId, OutboxRow] = {}
        self.said: defaultdict[DreamerId, list[RowId]] = defaultdict(list)
        self.dropped: set[RowId] = set()

    def teardown(self) -> None:
        self.loop.run_until_complete(self.database.close())
        self.loop.close()
        self.folder.cleanup()

    def does(self, work: Callable[[Transaction], Awaitable[T]]) -> T:
        async def transaction() -> T:
            async with self.database.transaction() as t:
                return await work(t)

        return self.loop.run_until_complete(transaction())

    @initialize()
    def people_join(self) -> None:
        async def joins(t: Transaction) -> list[DreamerId]:
            return [await add(t, user) for user in range(1, DREAMERS + 1)]

        self.dreamers = self.does(joins)

    @rule(who=st.integers(0, DREAMERS - 1), key=st.integers(0, 30), minutes=st.integers(0, 3))
    def something_must_be_said(self, who: int, key: int, minutes: int) -> None:
        due = self.minutes + minutes
        item = Item(f"{key}", Note("n"), NOON + timedelta(minutes=due), dreamer=self.dreamers[who])
        row = self.does(lambda t: outbox.post(t, item))
        known = {self.key_of(id_) for id_ in self.written}
        assert (row is None) == (f"{key}" in known)
        if row is not None:
            self.written[row] = (self.dreamers[who], due)

    @rule()
    def the_courier_claims(self) -> None:
        now, real = NOON + timedelta(minutes=self.minutes), REAL + timedelta(seconds=self.outside)
        row = self.does(lambda t: outbox.claim(t, now, real))
        ready = self.ready()
        if row is None:
            assert ready == []
            return
        assert row.id == ready[0], "the earliest of those that may be said"
        self.claimed[row.id] = row

    @precondition(lambda self: self.claimed)
    @rule(which=st.integers(0, DREAMERS - 1), how=st.sampled_from(["said", "dropped", "later", "unsure"]))
    def a_claim_comes_to_an_end(self, which: int, how: str) -> None:
        id_ = sorted(self.claimed)[which % len(self.claimed)]
        self.claimed.pop(id_)
        dreamer, _ = self.written[id_]
        if how == "said":
            self.does(lambda t: outbox.said(t, id_, MessageId(id_)))
            self.said[dreamer].append(id_)
        elif how == "dropped":
            self.does(lambda t: outbox.drop(t, id_, "why"))
            self.dropped.add(id_)
        else:
            at = REAL + timedelta(seconds=self.outside + 20)
            self.held[id_] = self.outside + 20
            self.does(lambda t: outbox.try_again(t, id_, at, unsure=how == "unsure"))

    @rule()
    def the_process_dies_and_starts_again(self) -> None:
        real = REAL + timedelta(seconds=self.outside)
        assert self.does(lambda t: outbox.doubt_claimed(t, real)) == len(self.claimed)
        for id_ in self.claimed:
            row = self.does(lambda t, id_=id_: outbox.outbox_row(t, id_))
            assert row is not None
            assert row.state is State.UNSURE
        self.claimed.clear()

    @rule(minutes=st.integers(1, 3), seconds=st.integers(0, 30))
    def time_passes(self, minutes: int, seconds: int) -> None:
        self.minutes += minutes
        self.outside += seconds

    @invariant()
    def nothing_is_lost(self) -> None:
        async def rows(t: Transaction) -> dict[RowId, str]:
            return {RowId(row["id"]): row["state"] for row in await t.all("SELECT id, state FROM outbox")}

        states = self.does(rows)
        assert states.keys() == self.written.keys()
        said = {id_ for told in self.said.values() for id_ in told}
        assert {id_ for id_, state in states.items() if state == "said"} == said
        assert {id_ for id_, state in states.items() if state == "claimed"} == self.claimed.keys()
        assert all(states[id_] in UNSAID for id_ in states.keys() - said - self.dropped)

    @invariant()
    def nobody_is_told_two_things_at_once(self) -> None:
        told = [self.written[id_][0] for id_ in self.claimed]
        assert len(told) == len(set(told))

    def key_of(self, id_: RowId) -> str:
        async def key(t: Transaction) -> str:
            row = await t.one("SELECT key FROM outbox WHERE id = :id", id=id_)
            assert row is not None
            return str(row["key"])

        return self.does(key)

    def ready(self) -> list[RowId]:
        """What may be claimed by the law: of each dreamer to whom nothing is being said, the earliest, if it is due."""
        over = self.dropped | {id_ for told in self.said.values() for id_ in told}
        busy = {self.written[id_][0] for id_ in self.claimed}
        first: dict[DreamerId, tuple[int, RowId]] = {}
        for id_, (dreamer, due) in self.written.items():
            if id_ not in over and dreamer not in busy:
                first[dreamer] = min(first.get(dreamer, (due, id_)), (due, id_))
        return [
            id_ for due, id_ in sorted(first.values()) if due <= self.minutes and self.held.get(id_, 0) <= self.outside
        ]


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(max_examples=20, stateful_step_count=30, deadline=None)
