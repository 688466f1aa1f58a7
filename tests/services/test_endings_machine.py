"""Whatever becomes of bonds, members, servers and the bot: everybody stands somewhere, is told once, and finds back."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.domain.standing import Behind, Standing, WayBack
from bot.errors import DreamError
from bot.ids import EncounterId, UserId
from bot.ports import Refusal
from bot.storage.members import Listed
from tests.services.house import GUILD, House, house_at, number
from tests.services.ports import door_of, no_power_cuts, no_waiting
from tests.services.test_moderation import MODERATOR

T = TypeVar("T")
PEOPLE = tuple(UserId(83_000_000_000_000_100 + number) for number in range(4))
WHO = st.sampled_from(PEOPLE)
HOURS = "Europe/Berlin 23:00 07:00"
MORNINGS = (5, 6)
"""When these wake, in UTC, on either side of the change of clocks."""


class Endings(RuleBasedStateMachine):
    """Four members of one server, its moderators, and a bot that is removed from it and let in again."""

    def __init__(self) -> None:
        super().__init__()
        self.patch = pytest.MonkeyPatch()
        no_power_cuts(self.patch)
        self.folder = tempfile.TemporaryDirectory()
        self.loop = asyncio.new_event_loop()
        self.opened = house_at(Path(self.folder.name) / "dreams.db")
        self.house: House = self.does(self.opened.__aenter__())
        no_waiting(self.patch, self.house.clock)
        self.away = False
        self.heard_before = 0

    def teardown(self) -> None:
        self.does(self.opened.__aexit__(None, None, None))
        self.loop.close()
        self.patch.undo()
        self.folder.cleanup()

    def does(self, work: Coroutine[object, object, T]) -> T:
        return self.loop.run_until_complete(work)

    def tries(self, work: Coroutine[object, object, object]) -> None:
        """Somebody does what may be refused to them; then nothing came of it, and they were told why."""
        with suppress(DreamError):
            self.does(work)
        self.does(self.house.settles())

    def stands(self, who: UserId) -> Standing:
        return self.does(self.house.does.enrol.standing(GUILD, who)).standing

    def last_dream(self, who: UserId) -> EncounterId:
        found = self.house.rows(
            """
            SELECT max(encounter.id) AS id FROM encounter JOIN dreamer ON dreamer.id IN (host, guest)
            WHERE user = :who
            """,
            who=who,
        )
        return EncounterId(number(found[0]["id"] or 0))

    @initialize()
    def all_join(self) -> None:
        self.does(self.house.opens())
        for who in PEOPLE:
            self.does(self.house.joins("Somebody", HOURS, user=who))

    @precondition(lambda self: not self.away)
    @rule(who=WHO)
    def finds_the_way_back(self, who: UserId) -> None:
        house, does = self.house, self.house.does
        house.discord.refused.pop(door_of(who), None)
        house.census.has(GUILD, who)
        match self.stands(who).way_back:
            case WayBack.JOIN:
                self.does(house.joins("Somebody", HOURS, user=who))
            case WayBack.KNOCK:
                self.does(does.ways.knock(GUILD, who))
            case WayBack.HOURS:
                self.does(house.sleeps(who, HOURS))
            case WayBack.AGAIN:
                self.does(does.enrol.pause(GUILD, who, paused=False))
            case WayBack.MODERATORS:
                with pytest.raises(DreamError, match="removed-here"):
                    self.does(house.joins("Somebody", HOURS, user=who))
                return
            case WayBack.NOTHING:
                pass
        after = self.stands(who)
        assert after.way_back in (WayBack.NOTHING, WayBack.AGAIN), "one step is enough, unless they had paused as well"
        if after.way_back is WayBack.NOTHING:
            sql = "SELECT 1 FROM due JOIN dreamer ON dreamer.id = subject WHERE kind = 'bedtime' AND user = :who"
            assert house.rows(sql, who=who), "a night is on its way"

    @rule(who=WHO)
    def parts(self, who: UserId) -> None:
        self.tries(self.house.does.partings.part(who, self.last_dream(who)))

    @rule(who=WHO)
    def blocks(self, who: UserId) -> None:
        self.tries(self.house.does.partings.block(who, self.last_dream(who)))

    @rule(who=WHO)
    def leaves(self, who: UserId) -> None:
        self.tries(self.house.does.enrol.leave(GUILD, who))

    @rule(who=WHO)
    def leaves_the_server(self, who: UserId) -> None:
        self.house.census.members.pop((GUILD, who), None)

    @rule(who=WHO)
    def comes_into_the_server(self, who: UserId) -> None:
        self.house.census.has(GUILD, who)

    @rule(who=WHO)
    def deletes_all(self, who: UserId) -> None:
        self.does(self.house.does.privacy.delete(who))
        assert self.stands(who) in (Standing.STRANGER, Standing.REMOVED)

    @rule(who=WHO, nights=st.sampled_from([None, 2]))
    def pauses(self, who: UserId, nights: int | None) -> None:
        self.tries(self.house.does.enrol.pause(GUILD, who, paused=True, nights=nights))

    @rule(who=WHO)
    def closes_the_door(self, who: UserId) -> None:
        self.house.discord.refused[door_of(who)] = Refusal.UNREACHABLE

    @rule(who=WHO)
    def is_removed(self, who: UserId) -> None:
        self.tries(self.house.does.moderation.remove(GUILD, MODERATOR, who, "Harbour"))

    @rule(who=WHO)
    def is_let_back(self, who: UserId) -> None:
        self.tries(self.house.does.moderation.let_back(GUILD, MODERATOR, who))
        assert self.stands(who) is not Standing.REMOVED

    @rule(who=WHO)
    def is_marked_anew(self, who: UserId) -> None:
        before = self.does(self.house.does.enrol.standing(GUILD, who))
        self.tries(self.house.does.enrol.mark_anew_here(GUILD, who))
        after = self.does(self.house.does.enrol.standing(GUILD, who))
        mark = [one.dreamer and one.dreamer.mark for one in (before, after)]
        gone = before.dreamer is None or before.dreamer.dm_channel is None
        assert (mark[0] != mark[1]) == (before.behind is Behind.NOBODY_NOW and not gone)
        assert after.behind is not Behind.NOBODY_NOW or gone

    @rule()
    def the_bot_is_removed(self) -> None:
        self.does(self.house.does.away.removed_from(GUILD))
        self.away, self.heard_before = True, len(self.house.discord.messages)

    @rule()
    def the_bot_is_let_in(self) -> None:
        self.does(self.house.does.away.let_into(GUILD))
        self.does(self.house.settles())
        assert not self.away or len(self.house.discord.messages) == self.heard_before, "what waited waits for a morning"
        self.away = False

    @rule(stirring=st.booleans())
    def a_day_passes(self, stirring: bool) -> None:  # noqa: FBT001 - drawn
        if stirring:
            self.does(self.house.stirs())
        away, awake = self.away, self.not_paused()
        self.does(self.house.passes(hours=25))
        if not away:
            self.nobody_dreams_of_somebody_who_left_the_server(awake & self.not_paused())

    @rule()
    def an_evening_comes(self) -> None:
        self.does(self.house.evening(22, 30))

    def not_paused(self) -> set[object]:
        return {row["id"] for row in self.house.rows("SELECT id FROM dreamer WHERE paused_at IS NULL")}

    def nobody_dreams_of_somebody_who_left_the_server(self, awake: set[object]) -> None:
        """Where one of two had a bedtime: if both have paused, neither is dreamt of."""
        there = {user for _, user in self.house.census.members}
        for bond in self.house.rows("SELECT a, b FROM bond WHERE ended_at IS NULL"):
            if awake & {bond["a"], bond["b"]}:
                sql = "SELECT user FROM dreamer WHERE id IN (:a, :b)"
                assert {row["user"] for row in self.house.rows(sql, a=bond["a"], b=bond["b"])} <= there

    @invariant()
    def everybody_stands_in_one_place_whoever_looks(self) -> None:
        listed = {one.user: one.standing for one in self.does(self._members())}
        for who in PEOPLE:
            assert listed.get(who, self.stands(who)) is self.stands(who)

    async def _members(self) -> list[Listed]:
        return list((await self.house.does.moderation.members(GUILD, MODERATOR, 0)).members)

    @invariant()
    def bonds_have_two_halves_that_are_there_and_wait_for_nobody(self) -> None:
        halves = self.house.rows(
            """
            SELECT dreamer.* FROM bond JOIN dreamer ON dreamer.id IN (bond.a, bond.b) WHERE bond.ended_at IS NULL
            """
        )
        assert max(Counter(one["id"] for one in halves).values(), default=1) == 1
        assert [one for one in halves if one["user"] is None or one["dm_channel"] is None or one["zone"] is None] == []
        assert [one for one in halves if one["waiting_since"] is not None] == []
        bound = {one["id"] for one in halves}
        for one in self.house.rows("SELECT * FROM dreamer WHERE zone IS NOT NULL"):
            assert (one["waiting_since"] is None) == (one["id"] in bound), "whoever sleeps and is not bound waits"

    @invariant()
    def nothing_waits_to_be_told_to_somebody_gone(self) -> None:
        sql = """
            SELECT key FROM outbox JOIN dreamer ON dreamer.id = outbox.dreamer
            WHERE state IN ('waiting', 'unsure', 'claimed') AND (user IS NULL OR dm_channel IS NULL)
        """
        assert [row for row in self.house.rows(sql) if not str(row["key"]).startswith("removed/")] == []

    @invariant()
    def each_half_is_told_once_at_a_morning_and_nothing_while_the_bot_is_away(self) -> None:
        cooled = [one for one in self.house.discord.messages if one.letter.kind == "cooled"]
        assert {one.at.hour for one in cooled} <= set(MORNINGS)
        assert len({one.row for one in cooled}) == len(cooled)
        halves = self.house.rows("SELECT count(*) AS n FROM bond WHERE ended_at IS NOT NULL")
        assert len(cooled) <= 2 * number(halves[0]["n"])
        if self.away:
            assert len(self.house.discord.messages) == self.heard_before


Endings.TestCase.settings = settings(max_examples=6, stateful_step_count=20, derandomize=True, deadline=None)
TestEndings = Endings.TestCase
