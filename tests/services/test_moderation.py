"""What moderators decide holds, once, and stands in a record that nobody can edit."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from bot.domain.moderation import Along, Decision, Did
from bot.domain.standing import Standing
from bot.domain.wording import Pronouns
from bot.errors import DreamError
from bot.ids import EncounterId, ReportId, RoleId, UserId
from bot.letters import CopyGoesOn, Note, Reported
from bot.ports import Refusal
from bot.storage import outbox
from tests.services.house import DESK, ELSEWHERE, GUILD, House, Person
from tests.services.test_messages import to_words
from tests.services.test_ways_out import cooled, reported

MODERATOR, ANOTHER = UserId(84_000_000_000_000_001), UserId(84_000_000_000_000_002)
NO_REPORT = ReportId(9)


async def a_report(house: House, reason: str = "rude", along: Along = Along.ALL) -> tuple[Person, Person, ReportId]:
    """Ada has reported what Bo wrote to her."""
    ada, bo = await to_words(house)
    await house.speaks(bo, "You are a stool.")
    await house.does.reporting.report(ada.user, await house.tonight(ada), reason, along)
    await house.settles()
    return ada, bo, reported(house)[-1].report


async def decides(
    house: House, report: ReportId, decision: Decision, by: UserId = MODERATOR
) -> tuple[Decision, UserId]:
    verdict = await house.does.moderation.decide(GUILD, by, report, decision, "Harbour")
    await house.settles()
    return verdict.decision, verdict.by


def notes(house: House, person: Person) -> list[str]:
    return [message.letter.phrase for message in house.messages(person) if isinstance(message.letter, Note)]


async def record(house: House) -> list[tuple[Did, UserId, UserId | None]]:
    return [(one.did, one.moderator, one.whom) for one in (await house.does.moderation.record(GUILD, 0)).entries]


@pytest.mark.parametrize(
    ("along", "goes"),
    [(Along.ALL, (True, True)), (Along.THEIRS, (True, False)), (Along.NOTHING, (False, False))],
)
async def test_who_reports_chooses_what_of_the_dream_goes_along(
    house: House, along: Along, goes: tuple[bool, bool]
) -> None:
    ada, _, _ = await a_report(house, along=along)
    [letter] = reported(house)
    scenery = house.dreams(ada)[-1].passages[0].text.split("\n")[0]
    assert ("You are a stool." in letter.copy, scenery in letter.copy) == goes
    assert house.rows("SELECT copy FROM report") == [{"copy": letter.copy}]


async def test_the_same_report_sent_twice_is_one_and_the_fourth_of_a_dream_is_refused(house: House) -> None:
    ada, _, _ = await a_report(house)
    encounter = await house.tonight(ada)
    await house.does.reporting.report(ada.user, encounter, " rude ")
    assert len(house.rows("SELECT * FROM report")) == 1
    for reason in ("again", "and again"):
        await house.does.reporting.report(ada.user, encounter, reason)
    with pytest.raises(DreamError, match="reported-enough"):
        await house.does.reporting.report(ada.user, encounter, "once more")
    assert len(house.rows("SELECT * FROM report")) == 3


async def makes_long(house: House, person: Person, letters: int) -> EncounterId:
    """What somebody was told of tonight becomes much longer than one message holds."""
    last = house.messages(person)[-1]
    dream = house.dreams(person)[-1]
    passages = tuple(replace(dream.passages[0], text=f"{n}: " + "long " * 100) for n in range(letters))
    async with house.transaction() as t:
        await outbox.reword(t, last.row, replace(dream, passages=passages))
    return dream.encounter


async def test_a_copy_longer_than_one_message_comes_whole_in_order_and_is_kept_nowhere_twice(house: House) -> None:
    ada, _ = await to_words(house)
    encounter = await makes_long(house, ada, 20)
    await house.does.reporting.report(ada.user, encounter, "long")
    await house.settles()
    card, *rest = [message.letter for message in house.discord.in_channel(DESK)]
    assert isinstance(card, Reported)
    parts = [one for one in rest if isinstance(one, CopyGoesOn)]
    assert [one.number for one in parts] == list(range(1, card.further + 1))
    assert len(parts) == len(rest) >= 2
    told = "\n".join([card.copy, *(one.copy for one in parts)])
    assert [line.split(":")[0] for line in told.split("\n")] == [str(n) for n in range(20)]
    assert "long long" not in str(house.rows("SELECT letter FROM outbox WHERE key LIKE 'report/%'"))


async def test_who_deletes_themselves_between_two_parts_of_a_copy_does_not_keep_the_second_from_arriving(
    house: House,
) -> None:
    ada, bo = await to_words(house)
    encounter = await makes_long(house, ada, 20)
    await house.silences_the_courier()
    await house.does.reporting.report(ada.user, encounter, "long")
    async with house.transaction() as t:
        await t.run("UPDATE outbox SET state = 'dropped', why = 'a bug' WHERE key = 'report/1'")
    await house.does.privacy.delete(bo.user)
    house.wakes_the_courier()
    await house.settles()
    parts = [message.letter for message in house.discord.in_channel(DESK)]
    assert [one.number for one in parts if isinstance(one, CopyGoesOn)] == list(range(1, len(parts) + 1))
    assert parts


async def test_a_dismissed_report_is_told_to_nobody(house: House) -> None:
    ada, bo, report = await a_report(house)
    before = [len(house.messages(person)) for person in (ada, bo)]
    assert await decides(house, report, Decision.DISMISSED) == (Decision.DISMISSED, MODERATOR)
    assert [len(house.messages(person)) for person in (ada, bo)] == before


async def test_a_warning_is_given_in_the_servers_name_and_says_nothing_of_who_reported(house: House) -> None:
    ada, bo, report = await a_report(house)
    await decides(house, report, Decision.WARNED)
    warning = house.messages(bo)[-1]
    assert warning.letter == Note("warned", (("server", "Harbour"),))
    assert not any("warned" in note for note in notes(house, ada))
    assert await house.soulmate(bo) == ada.id


async def test_a_warning_comes_silently_to_who_sleeps(house: House) -> None:
    _, bo, report = await a_report(house)
    await house.comes(house.now.replace(hour=23, minute=50))
    await decides(house, report, Decision.WARNED)
    assert (notes(house, bo), house.messages(bo)[-1].silent) == (["warned"], True)


async def test_a_warning_that_cannot_arrive_decides_nothing(house: House) -> None:
    _, bo, report = await a_report(house)
    house.discord.refused[bo.door] = Refusal.UNREACHABLE
    await house.morning()
    with pytest.raises(DreamError, match="warning-cannot-arrive"):
        await decides(house, report, Decision.WARNED)
    assert await record(house) == []
    assert await decides(house, report, Decision.DISMISSED) == (Decision.DISMISSED, MODERATOR)


async def test_who_is_removed_dreams_here_no_more_is_told_and_their_bond_ends_kindly(house: House) -> None:
    ada, bo, report = await a_report(house)
    await decides(house, report, Decision.REMOVED)
    assert notes(house, bo) == ["removed"]
    told = len(house.messages(bo))
    await house.passes(days=3)
    assert len(house.messages(bo)) == told
    assert len(cooled(house, ada)) == 1
    assert await house.bond_of(ada) is None
    assert (await house.dreamer_of(ada.user)).waiting_since is not None


async def test_who_is_removed_cannot_come_back_by_any_door_until_they_are_let(house: House) -> None:
    _, bo, report = await a_report(house)
    await decides(house, report, Decision.REMOVED)
    before = house.dump()["dreamer"]
    with pytest.raises(DreamError, match="removed-here"):
        await house.joins("Somebody else", user=bo.user)
    with pytest.raises(DreamError, match="removed-here"):
        await house.does.ways.knock(GUILD, bo.user)
    with pytest.raises(DreamError, match="not-a-dreamer"):
        await house.sleeps(bo.user, "Europe/Berlin 23:00 07:00")
    assert house.dump()["dreamer"] == before
    assert (await house.does.enrol.standing(GUILD, bo.user)).standing is Standing.REMOVED
    await house.does.moderation.let_back(GUILD, MODERATOR, bo.user)
    await house.joins("Bo", user=bo.user)
    assert (await house.does.enrol.standing(GUILD, bo.user)).standing is not Standing.REMOVED


async def test_a_removal_outlives_deletion_and_names_nobody_and_holds_in_this_server_only(house: House) -> None:
    _, bo, report = await a_report(house)
    await decides(house, report, Decision.REMOVED)
    await house.does.privacy.delete(bo.user)
    assert str(bo.user) not in str(house.dump())
    with pytest.raises(DreamError, match="removed-here"):
        await house.joins("Bo", user=bo.user)
    await house.opens(ELSEWHERE)
    await house.joins("Bo", user=bo.user, guild=ELSEWHERE)
    assert (await house.does.moderation.member(GUILD, MODERATOR, bo.user)).removed
    await house.does.moderation.let_back(GUILD, MODERATOR, bo.user)
    await house.joins("Bo", user=bo.user)


async def test_who_deletes_themselves_before_it_is_decided_is_removed_all_the_same(house: House) -> None:
    ada, bo, report = await a_report(house)
    await house.does.privacy.delete(bo.user)
    await decides(house, report, Decision.REMOVED)
    with pytest.raises(DreamError, match="removed-here"):
        await house.joins("Bo", user=bo.user)
    assert ada


async def test_a_report_is_decided_once_whoever_presses_and_whatever(house: House) -> None:
    _, bo, report = await a_report(house)
    await decides(house, report, Decision.WARNED)
    before = house.dump()
    for decision in Decision:
        assert await decides(house, report, decision, by=ANOTHER) == (Decision.WARNED, MODERATOR)
    assert house.dump() == before
    assert notes(house, bo) == ["warned"]


async def test_a_report_of_another_server_or_on_oneself_is_not_to_be_decided(house: House) -> None:
    _, bo, report = await a_report(house)
    await house.opens(ELSEWHERE)
    before = house.dump()
    for guild, id_ in ((ELSEWHERE, report), (GUILD, NO_REPORT)):
        with pytest.raises(DreamError, match="button-outdated"):
            await house.does.moderation.decide(guild, MODERATOR, id_, Decision.REMOVED, "")
    with pytest.raises(DreamError, match="decide-not-oneself"):
        await decides(house, report, Decision.DISMISSED, by=bo.user)
    assert house.dump() == before


async def states(house: House) -> dict[UserId, tuple[Standing, int]]:
    page = await house.does.moderation.members(GUILD, MODERATOR, 0)
    return {one.user: (one.standing, one.reports) for one in page.members}


async def test_the_list_says_how_each_dreamer_stands_and_never_with_whom(house: House) -> None:
    ada, bo, report = await a_report(house)
    cy, di, eve = await house.joins("Cy"), await house.joins("Di"), await house.joins("Eve")
    await house.does.enrol.pause(GUILD, cy.user, paused=True)
    await house.does.enrol.leave(GUILD, di.user)
    await house.does.moderation.remove(GUILD, MODERATOR, eve.user, "Harbour")
    fay = house.welcomes()
    member = house.census.members[GUILD, fay]
    await house.does.enrol.join(GUILD, fay, member, "Fay", Pronouns.THEY, own_words=False)
    house.discord.refused[ada.door] = Refusal.UNREACHABLE
    await house.morning()
    assert await states(house) == {
        ada.user: (Standing.UNREACHABLE, 0),
        bo.user: (Standing.BOUND, 1),
        cy.user: (Standing.PAUSED, 0),
        eve.user: (Standing.REMOVED, 0),
        fay: (Standing.BEGINS, 0),
    }
    assert report


async def test_the_list_is_paged_and_a_page_that_is_not_there_is_empty(house: House) -> None:
    await house.opens()
    joined = [(await house.joins(f"Dreamer {n}")).user for n in range(17)]
    first, second = [await house.does.moderation.members(GUILD, MODERATOR, number) for number in (0, 1)]
    assert [one.user for one in (*first.members, *second.members)] == joined
    assert (first.count, second.count, len(first.members)) == (2, 2, 15)
    assert (await house.does.moderation.members(GUILD, MODERATOR, 2**63 - 1)).members == []
    assert (await house.does.moderation.members(ELSEWHERE, MODERATOR, 0)).members == []


async def test_who_with_whom_is_shown_only_under_a_report_and_looking_is_recorded(house: House) -> None:
    ada, bo, report = await a_report(house)
    of_ada = await house.does.moderation.member(GUILD, MODERATOR, ada.user)
    assert (of_ada.complaints, str(bo.user) in str(of_ada)) == ([], False)
    assert await record(house) == []
    of_bo = await house.does.moderation.member(GUILD, MODERATOR, bo.user)
    assert [(one.id, one.reporter, one.verdict) for one in of_bo.complaints] == [(report, ada.user, None)]
    assert await record(house) == [(Did.LOOKED, MODERATOR, bo.user)]


async def test_removing_and_letting_back_twice_are_done_and_recorded_once(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    moderation = house.does.moderation
    for _ in range(2):
        assert (await moderation.remove(GUILD, MODERATOR, ada.user, "Harbour")).removed
    for _ in range(2):
        assert not (await moderation.let_back(GUILD, ANOTHER, ada.user)).removed
    await house.settles()
    assert await record(house) == [(Did.LET_BACK, ANOTHER, ada.user), (Did.REMOVED, MODERATOR, ada.user)]
    assert notes(house, ada) == ["removed"]
    with pytest.raises(DreamError, match="nobody-to-remove"):
        await moderation.remove(GUILD, MODERATOR, ANOTHER, "Harbour")


async def test_the_record_says_who_changed_the_frame_and_says_nothing_where_nothing_changed(house: House) -> None:
    await house.opens()
    for _ in range(2):
        await house.does.frame.minimum_days(GUILD, 7, MODERATOR)
        await house.does.frame.pools(GUILD, (RoleId(5),), ANOTHER)
    with pytest.raises(DreamError, match="nothing-to-read"):
        await house.does.excerpts.read_aloud(GUILD, MODERATOR)
    page = await house.does.moderation.record(GUILD, 0)
    assert [(one.did, one.moderator, one.what) for one in page.entries] == [
        (Did.POOLS, ANOTHER, "<@&5>"),
        (Did.MINIMUM_DAYS, MODERATOR, "7"),
    ]
    assert (await house.does.moderation.record(ELSEWHERE, 0)).entries == []


@pytest.mark.parametrize("sql", ["UPDATE record SET moderator = 1", "DELETE FROM record", "DELETE FROM record WHERE 1"])
async def test_nobody_can_edit_the_record_not_even_with_the_file_in_hand(house: House, sql: str) -> None:
    await a_report(house)
    await decides(house, ReportId(1), Decision.DISMISSED)
    before = house.rows("SELECT * FROM record")
    assert before
    with closing(sqlite3.connect(house.path)) as file, pytest.raises(sqlite3.IntegrityError, match="record"):
        file.execute(sql)
    assert house.rows("SELECT * FROM record") == before


async def test_the_record_goes_when_a_server_is_erased_whole(house: House) -> None:
    await a_report(house)
    await decides(house, ReportId(1), Decision.DISMISSED)
    async with house.transaction() as t:
        await t.run("DELETE FROM server WHERE guild = :guild", guild=GUILD)
        await t.run("DELETE FROM record WHERE guild = :guild", guild=GUILD)
    assert house.rows("SELECT * FROM record") == []
