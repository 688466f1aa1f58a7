"""Every message of a dream carries a way out: each of them one click, none of them punished."""

import pytest

from bot.domain.scene import Stage
from bot.errors import DreamError
from bot.ids import EncounterId, GuildId, UserId
from bot.letters import Cooled, Reported
from bot.services.ways_out import Company
from tests.services.house import DESK, ELSEWHERE, GUILD, House, Person
from tests.services.test_messages import to_words
from tests.services.test_nights import met


def cooled(house: House, person: Person) -> list[Cooled]:
    return [message.letter for message in house.messages(person) if isinstance(message.letter, Cooled)]


def reported(house: House) -> list[Reported]:
    found = [message.letter for message in house.discord.in_channel(DESK)]
    return [letter for letter in found if isinstance(letter, Reported)]


async def finds_somebody(house: House, person: Person) -> Person:
    """Newcomers come until one of them is somebody's; who was left goes first."""
    while True:
        come = await house.joins("Somebody")
        if await house.soulmate(person) == come.id:
            return come


async def asleep(house: House) -> tuple[Person, Person, EncounterId]:
    """Two in the middle of a shared dream."""
    ada, bo = await met(house)
    await house.evening(22, 30)
    return ada, bo, await house.tonight(ada)


async def test_each_is_told_who_the_other_is_whenever_they_ask(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    assert await house.does.ways_out.who(ada.user, encounter) == bo.user
    assert await house.does.ways_out.who(bo.user, encounter) == ada.user
    assert await house.does.ways_out.check(ada.user, encounter) is Company.IN_THE_DREAM


async def test_in_a_lone_dream_there_is_nobody_to_ask_after_report_block_or_part_from(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.evening()
    encounter = await house.tonight(ada)
    assert await house.does.ways_out.check(ada.user, encounter) is Company.NOBODY
    before = house.dump()
    for attempt in (
        house.does.ways_out.who(ada.user, encounter),
        house.does.reporting.report(ada.user, encounter, "x"),
        house.does.partings.block(ada.user, encounter),
        house.does.partings.part(ada.user, encounter),
    ):
        with pytest.raises(DreamError, match="nobody-else-here"):
            await attempt
    assert house.dump() == before


async def test_from_a_lone_dream_too_one_can_ask_who_they_are_part_and_block(house: House) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada"), await house.joins("Bo")
    await house.evening()
    encounter = await house.tonight(ada)
    assert (await house.encounter(encounter)).scene.kind.lone
    assert await house.does.ways_out.check(ada.user, encounter) is Company.AWAKE
    assert await house.does.ways_out.who(ada.user, encounter) == bo.user
    with pytest.raises(DreamError, match="nobody-else-here"):
        await house.does.reporting.report(ada.user, encounter, "x")
    await house.does.partings.part(ada.user, encounter)
    assert await house.soulmate(bo) is None
    cy = await finds_somebody(house, ada)
    for attempt in (house.does.partings.block(ada.user, encounter), house.does.ways_out.who(ada.user, encounter)):
        with pytest.raises(DreamError, match="parted-already"):
            await attempt
    assert await house.soulmate(ada) == cy.id, "an old message does not reach whoever came later"


async def test_who_stops_hears_no_more_of_this_dream_and_the_other_notices_nothing(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    assert await house.does.ways_out.stop(ada.user, encounter) == GUILD
    told = len(house.messages(ada))
    await house.answers(bo)
    await house.morning(12, 0)
    assert len(house.messages(ada)) == told
    assert house.dreams(bo)[-1].note == "dream-closed"
    assert await house.soulmate(ada) == bo.id
    await house.evening(22, 30)
    assert len(house.messages(ada)) == told + 1, "tomorrow is another night"


async def test_a_report_brings_the_moderators_who_whom_why_and_the_bots_own_copy(house: House) -> None:
    ada, bo = await to_words(house)
    await house.speaks(bo, "You are a stool.")
    encounter = await house.tonight(ada)
    await house.does.reporting.report(ada.user, encounter, "  rude \n to me  ")
    await house.settles()
    [report] = reported(house)
    assert (report.reporter, report.reported) == (ada.user, bo.user)
    assert report.reason == "rude to me"
    assert "wrote: You are a stool." in report.copy
    assert report.copy.count("You are a stool.") == 1
    assert house.dreams(ada)[0].passages[0].text not in report.copy, "of this dream only"


async def test_a_report_says_of_each_line_whose_it_is(house: House) -> None:
    ada, bo = await to_words(house)
    await house.speaks(ada, "Hello yourself.")
    await house.answers(bo)
    await house.does.reporting.report(ada.user, await house.tonight(ada), "why")
    await house.settles()
    [report] = reported(house)
    assert "(the one who reports) wrote: Hello yourself." in report.copy


async def test_without_a_moderators_channel_a_report_is_refused_and_said_so(house: House) -> None:
    ada, _, encounter = await asleep(house)
    async with house.transaction() as t:
        await t.run("UPDATE server SET report_channel = NULL")
    with pytest.raises(DreamError, match="no-report-channel"):
        await house.does.reporting.report(ada.user, encounter, "why")
    assert house.rows("SELECT * FROM report") == []


async def test_who_parts_is_not_told_on_both_wait_again_and_the_other_learns_it_only_at_waking(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    await house.does.partings.part(ada.user, encounter)
    await house.settles()
    for person in (ada, bo):
        assert await house.bond_of(person) is None
        assert (await house.dreamer_of(person.user)).waiting_since is not None
        assert (await house.dreamer_of(person.user)).mark is not None
    assert cooled(house, bo) == []
    await house.morning(6, 59)
    assert cooled(house, bo) == []
    await house.passes(minutes=1)
    [letter] = cooled(house, bo)
    assert "Ada" not in letter.mark
    await house.passes(days=3)
    assert cooled(house, ada) == []
    assert len(cooled(house, bo)) == 1


async def test_parting_twice_or_from_an_earlier_soulmate_ends_nothing(house: House) -> None:
    ada, _, encounter = await asleep(house)
    await house.does.partings.part(ada.user, encounter)
    await finds_somebody(house, ada)
    before = house.dump()
    with pytest.raises(DreamError, match="parted-already"):
        await house.does.partings.part(ada.user, encounter)
    assert house.dump() == before


async def test_after_a_parting_nothing_more_of_the_dream_is_told_and_it_cannot_be_gone_on_with(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    message = house.asked(bo)
    assert message is not None
    await house.does.partings.part(ada.user, encounter)
    with pytest.raises(DreamError, match="dream-broken-off"):
        await house.answers(bo)
    await house.morning(12, 0)
    for person in (ada, bo):
        assert [dream.note for dream in house.dreams(person) if dream.encounter == encounter] == [None]


async def test_who_was_parted_from_before_falling_asleep_dreams_alone_tonight(house: House) -> None:
    ada, bo = await met(house)
    await house.comes(house.now.replace(hour=21, minute=30))
    encounter = await house.tonight(ada)
    await house.does.partings.part(ada.user, encounter)
    await house.comes(house.now.replace(hour=22, minute=30))
    tonight = await house.tonight(bo)
    assert tonight != encounter
    assert (await house.encounter(tonight)).scene.kind.lone
    assert house.asked(bo) is not None


async def test_a_cooled_mark_can_be_kept_or_given_anew_until_somebody_is_on_its_other_side(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    await house.does.partings.part(ada.user, encounter)
    await house.morning(9, 0)
    [told] = [message for message in house.messages(bo) if isinstance(message.letter, Cooled)]
    old = (await house.dreamer_of(bo.user)).mark
    mark, motif = await house.does.enrol.mark_anew(bo.user, told.row)
    assert (await house.dreamer_of(bo.user)).mark == mark
    assert old is not None
    assert motif.id not in {old.motif, *[(await house.dreamer_of(ada.user)).mark.motif]}  # type: ignore[union-attr]
    cy = await house.joins("Cy", "Europe/Berlin 00:00 08:00")
    assert await house.soulmate(cy) == bo.id
    with pytest.raises(DreamError, match="mark-is-warm"):
        await house.does.enrol.mark_anew(bo.user, told.row)
    with pytest.raises(DreamError, match="button-outdated"):
        await house.does.enrol.mark_anew(bo.user, house.messages(bo)[0].row)


async def both_servers(house: House) -> tuple[Person, Person]:
    """Two who are bound to each other in one server, and in another as well."""
    ada, bo, _ = await asleep(house)
    await house.opens(ELSEWHERE)
    there = await house.joins("Ada", user=ada.user, guild=ELSEWHERE)
    await house.joins("Bo", user=bo.user, guild=ELSEWHERE)
    assert await house.bond_of(there) is not None
    return ada, bo


async def test_a_block_ends_every_bond_of_the_two_in_whatever_server(house: House) -> None:
    ada, bo = await both_servers(house)
    await house.does.partings.block(ada.user, await shared(house, ada))
    assert house.rows("SELECT * FROM bond WHERE ended_at IS NULL") == []
    cy = await house.joins("Cy", guild=ELSEWHERE)
    assert await house.soulmate(cy) in {row["id"] for row in house.rows("SELECT id FROM dreamer")}
    assert bo


async def test_who_blocked_in_another_server_is_paired_there_at_once_if_somebody_fits(house: House) -> None:
    ada, bo = await both_servers(house)
    cy = await house.joins("Cy", guild=ELSEWHERE)
    await house.does.partings.block(ada.user, await shared(house, ada))
    mate = await house.soulmate(cy)
    assert mate is not None
    assert house.rows("SELECT user FROM dreamer WHERE id = :id", id=mate) == [{"user": ada.user}]
    assert bo


async def test_a_block_is_never_announced(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    await house.does.partings.block(ada.user, encounter)
    await house.passes(days=2)
    assert [letter.kind for letter in cooled(house, bo)] == ["cooled"], "as after any parting, and nothing else"
    assert "block" not in str(house.messages(bo)).lower()


async def test_a_block_outlives_the_deletion_of_either_and_of_both(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    await house.does.partings.block(bo.user, encounter)
    for person in (ada, bo):
        await house.does.privacy.delete(person.user)
    assert str(ada.user) not in str(house.dump()["block"])
    again = [await house.joins(name, user=person.user) for name, person in (("Ada", ada), ("Bo", bo))]
    assert {person.id for person in again}.isdisjoint({ada.id, bo.id})
    await house.passes(days=5)
    assert [await house.soulmate(person) for person in again] == [None, None]


async def test_who_is_gone_cannot_be_blocked_or_asked_after(house: House) -> None:
    ada, bo, encounter = await asleep(house)
    await house.does.privacy.delete(bo.user)
    for attempt in (
        house.does.ways_out.who(ada.user, encounter),
        house.does.partings.block(ada.user, encounter),
    ):
        with pytest.raises(DreamError, match="they-are-gone"):
            await attempt


async def test_after_leaving_nothing_comes_any_more_and_the_other_is_told_kindly(house: House) -> None:
    ada, bo, _ = await asleep(house)
    told = len(house.messages(ada))
    await house.does.enrol.leave(GuildId(GUILD), UserId(ada.user))
    await house.passes(days=3)
    assert len(house.messages(ada)) == told
    assert len(cooled(house, bo)) == 1
    assert house.rows("SELECT * FROM due WHERE kind IN ('bedtime', 'waking') AND subject = :id", id=ada.id) == []


async def shared(house: House, person: Person) -> EncounterId:
    """The last dream somebody shared."""
    dreams = [dream.encounter for dream in house.dreams(person) if dream.other is not None]
    return dreams[-1]


async def test_parting_leaves_how_far_they_had_come_behind(house: House) -> None:
    ada, bo = await to_words(house)
    await house.does.partings.part(ada.user, await house.tonight(ada))
    cy = await house.joins("Cy")
    bond = await house.bond_of(cy)
    assert bond is not None
    assert bond.stage is Stage.MARKED
    assert bo
