"""The evening door over sockets: a post in the server, and behind it a dream that only its dreamer sees."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.rehearsal import Channel, Member, Message, NoAnswer, Shown
from bot.stage import Stage, choices_of, dreams_on
from tests.e2e.forger import ids_shown, sends
from tests.e2e.kept import all_kept, dreamers_of, kept_but_of
from tests.e2e.stage import dies_at, say, stage
from tests.e2e.test_replay import ONES_OWN

MINE = ONES_OWN | {"enter", "way"}
"""What everybody may do, and does to nobody but themselves."""
HERONS = "Nineteen herons stood on the roof"
ENTER = "Enter tonight's dream"
FOLLOW_UP = r"/webhooks/\d+/[^/]+"


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        await made.opens_the_door()
        yield made


async def joins_by_door(play: Stage, name: str) -> Member:
    """Bring a new member who takes no direct messages to their first night."""
    member = play.harbour.welcomes(name)
    member.closes_dms()
    modal = await play.presses(member, "Join", on=await play.uses(member, "/soulmark"))
    knock = await play.fills(member, modal, {"Name": name, "Own words": "yes"})
    assert knock.text == say("dms-closed")
    mark = await play.presses(member, "Use the evening door", on=knock)
    await goes_on(play, member, mark)
    return member


async def goes_on(play: Stage, member: Member, mark: Shown) -> Shown:
    dream = await play.presses(member, "Close your eyes", on=mark)
    woken = await play.presses(member, dream.buttons[0].label or "", on=dream)
    modal = await play.presses(member, "Where and when I sleep", on=woken)
    hours = {"City, or what your clock says now": "Berlin", "Asleep from": "23:00", "Awake at": "07:00"}
    return await play.presses(member, "That is right", on=await play.fills(member, modal, hours))


async def enters(play: Stage, member: Member, hall: Channel) -> list[Message]:
    """Press the post; returns what came of it, for this member alone."""
    before = len(ephemeral(member, hall))
    await play.presses(member, ENTER, on=hall.messages[-1])
    return ephemeral(member, hall)[before:]


def ephemeral(member: Member, where: Channel) -> list[Message]:
    return [message for message in member.messages_in(where) if message.ephemeral]


async def answers(play: Stage, member: Member, hall: Channel) -> bool:
    """Answer what stands last and is asked; False where nothing is."""
    last = ephemeral(member, hall)[-1:]
    if not last or not choices_of(last[0]):
        return False
    await play.presses(member, custom_id=choices_of(last[0])[0], on=last[0])
    return True


async def answers_all(play: Stage, member: Member, hall: Channel) -> None:
    await enters(play, member, hall)
    while await answers(play, member, hall):
        pass


async def a_night(play: Stage, hall: Channel, at_door: Member, by_message: Member) -> None:
    for comes in (play.falls_asleep, play.wakes):
        await comes()
        for _ in range(3):
            await answers_all(play, at_door, hall)
            await play.answer_all(by_message)


async def test_one_at_the_door_and_one_by_message_dream_a_whole_night_with_a_restart_in_it(play: Stage) -> None:
    hall = await play.sets_up_a_door()
    ada, bo = await joins_by_door(play, "Ada"), await play.joins("Bo")
    for _ in range(4):
        await a_night(play, hall, ada, bo)
    await play.falls_asleep()
    (first,) = await enters(play, ada, hall)
    assert first.text == dreams_on(bo)[-1].text or choices_of(first)
    assert {button.label for button in first.buttons} >= {"Ways out", "Say something"}
    await play.restarts()
    form = await play.presses(ada, "Say something", on=first)
    await play.fills(ada, form, {"In your own words": "Is that stool taken?"})
    assert "“Is that stool taken?”" in dreams_on(bo)[-1].text
    while await play.answer_one(bo) or await answers(play, ada, hall) or await _fresh(play, ada, hall):
        pass
    await play.restarts()
    await play.wakes()
    morning = await enters(play, ada, hall)
    assert "Keep this dream" in {button.label for button in morning[-1].buttons}
    assert "“Is that stool taken?”" in "\n".join(message.text for message in morning)
    told = await play.presses(ada, "Keep this dream", on=morning[-1])
    await play.presses(bo, "Keep this dream", on=dreams_on(bo)[-1])
    assert told.ephemeral
    assert ada.phone.messages == []
    assert all("stool" not in message.text for message in hall.messages), "nothing of it stands in the channel"


async def _fresh(play: Stage, member: Member, hall: Channel) -> bool:
    return bool(choices_of((await enters(play, member, hall))[-1]))


async def test_the_post_names_nobody_pings_nobody_and_there_is_one(play: Stage) -> None:
    hall = await play.sets_up_a_door()
    await joins_by_door(play, "Ada")
    for _ in range(3):
        await play.falls_asleep()
        (post,) = hall.messages
        assert post.pings == ()
        assert (say("evening-door"), [button.label for button in post.buttons]) == (post.text, [ENTER, "What is this?"])
        await play.wakes()
        assert hall.messages == [post] or [one.id for one in hall.messages] == [post.id]


async def test_in_a_server_that_is_door_only_nobodys_direct_messages_are_opened(play: Stage) -> None:
    hall = await play.sets_up_a_door(for_all=True)
    ada = play.harbour.welcomes("Ada")
    ada.closes_dms()
    consent = await play.uses(ada, "/soulmark")
    assert "No direct messages come." in consent.text
    modal = await play.presses(ada, "Join", on=consent)
    mark = await play.fills(ada, modal, {"Name": "Ada", "Own words": "yes"})
    assert "It does not wash off." in mark.text
    panel = await goes_on(play, ada, mark)
    assert say("way-at-door", channel=f"<#{hall.id}>") in panel.text
    assert not {"Direct messages instead", "Try again"} & {button.label for button in panel.buttons}
    await play.falls_asleep()
    assert choices_of((await enters(play, ada, hall))[-1])
    assert not [call for call in play.discord.requests if call.path.endswith("/users/@me/channels")]


async def test_whose_messages_are_closed_is_offered_the_door_beside_try_again_and_reads_on_there(play: Stage) -> None:
    hall = await play.sets_up_a_door()
    ada = await play.joins("Ada")
    ada.closes_dms()
    await play.falls_asleep()
    bed = await play.uses(ada, "/dream")
    assert say("unreachable-now") in bed.text
    assert {"Try again", "Use the evening door"} <= {button.label for button in bed.buttons}
    panel = await play.presses(ada, "Use the evening door", on=bed)
    assert say("way-at-door", channel=f"<#{hall.id}>") in panel.text
    assert choices_of((await enters(play, ada, hall))[-1])
    ada.opens_dms()
    panel = await play.presses(ada, "Direct messages instead", on=await play.uses(ada, "/soulmark"))
    assert say("way-messages-next") in panel.text
    await play.wakes()
    assert dreams_on(ada) == []
    await play.falls_asleep()
    assert choices_of(dreams_on(ada)[-1])


async def test_whoever_has_nothing_behind_it_hears_why_and_a_click_changes_it(play: Stage) -> None:
    hall = await play.sets_up_a_door()
    await joins_by_door(play, "Ada")
    bo, nobody = await play.joins("Bo"), play.harbour.welcomes("Nobody")
    await play.comes(play.now.replace(hour=20))
    (told,) = await enters(play, nobody, hall)
    assert told.text == say("not-a-dreamer")
    (told,) = await enters(play, bo, hall)
    assert told.text == say("door-by-message")
    panel = await play.presses(bo, "Use the evening door", on=told)
    assert say("way-door-next", channel=f"<#{hall.id}>") in panel.text
    assert choices_of((await enters(play, bo, hall))[-1]), "their next night has not begun yet: it begins here"
    assert dreams_on(bo) == []


@pytest.mark.parametrize("after", [False, True], ids=["before the act", "after the act"])
async def test_killed_while_it_is_told_it_is_told_when_one_enters_again(play: Stage, *, after: bool) -> None:
    hall = await play.sets_up_a_door()
    ada = await joins_by_door(play, "Ada")
    await play.falls_asleep()
    gate = play.discord.holds("POST", FOLLOW_UP, after=after)
    dying = asyncio.create_task(dies_at(play, gate))
    try:
        await ada.presses(ENTER, on=hall.messages[-1])
    except NoAnswer:
        assert not after
    await dying
    await play.begins()
    assert dreams_on(ada) == []
    again = await enters(play, ada, hall)
    assert len([message for message in again if choices_of(message)]) == 1
    await answers_all(play, ada, hall)
    assert {row["state"] for row in all_kept(play)["outbox"] if row["at_door"]} == {"said"}


async def test_the_post_of_an_evening_survives_a_restart_and_so_do_the_choices_behind_it(play: Stage) -> None:
    hall = await play.sets_up_a_door()
    ada = await joins_by_door(play, "Ada")
    await play.falls_asleep()
    await play.restarts()
    await enters(play, ada, hall)
    await play.restarts()
    assert await answers(play, ada, hall)
    assert all(not message.ephemeral for message in hall.messages)
    assert len(hall.messages) == 1, "the passage that followed is seen by one"


async def test_what_the_bot_may_not_do_at_the_door_is_told_to_moderators(play: Stage) -> None:
    hall = await play.sets_up_a_door()
    hall.forbids("send_messages")
    for panel in (await play.uses(play.moderator, "/dreams setup"), await _door_panel(play)):
        assert say("setup-lacks", channel=f"<#{hall.id}>", lacks=say("permission-send-messages")) in panel.text
    back = await play.presses(play.moderator, "Back", on=await _door_panel(play))
    assert say("setup-title") in back.text
    gone = await play.presses(play.moderator, "No door", on=await _door_panel(play))
    assert say("setup-door-none") in gone.text
    record = await play.uses(play.moderator, "/dreams record")
    assert say("did-door-closed") in record.text
    assert say("did-door-hour", what="20:00 (Europe/Berlin)") in record.text


async def _door_panel(play: Stage) -> Shown:
    return await play.presses(play.moderator, "Evening door", on=await play.uses(play.moderator, "/dreams setup"))


async def test_whatever_was_shown_behind_the_door_is_nothing_in_the_hands_of_others(play: Stage) -> None:
    hall = await play.sets_up_a_door()
    quillon, ysolde = await joins_by_door(play, "Quillon"), await play.joins("Ysolde")
    for _ in range(4):
        await a_night(play, hall, quillon, ysolde)
    await play.falls_asleep()
    (dream,) = await enters(play, quillon, hall)
    await play.presses(quillon, "Report", on=await play.presses(quillon, "Ways out", on=dream))
    form = await play.presses(quillon, "Say something", on=dream)
    await play.fills(quillon, form, {"In your own words": HERONS})
    ids = [one for one in ids_shown(play) if one.action not in MINE]
    assert {"pick", "speak", "spoken", "unsay", "out", "report", "reported", "keep"} <= {one.action for one in ids}
    mallory = await joins_by_door(play, "Mallory")
    (behind,) = await enters(play, mallory, hall)
    nobody = play.harbour.welcomes("Nobody")
    (turned_away,) = await enters(play, nobody, hall)
    before, told = all_kept(play), [message.text for message in [*ysolde.phone.messages, *play.desk.messages]]
    secrets = {HERONS, "Quillon", "Ysolde", f"<@{quillon.id}>", f"<@{ysolde.id}>", *_lines(quillon, hall)}
    for member, shown in ((mallory, behind), (nobody, turned_away), (mallory, hall.messages[-1])):
        for forged in ids:
            answer = await sends(member, forged, on=shown, where=hall)
            assert answer.ephemeral
            read = f"{answer.text}{answer.raw.get('components')}"
            assert not [secret for secret in secrets if secret in read], forged
    await play.settles()
    assert all_kept(play) == before
    assert [message.text for message in [*ysolde.phone.messages, *play.desk.messages]] == told
    assert len(hall.messages) == 1


async def test_the_post_gives_everybody_their_own_dream_and_changes_nobody_elses(play: Stage) -> None:
    hall = await play.sets_up_a_door()
    quillon, mallory = await joins_by_door(play, "Quillon"), await joins_by_door(play, "Mallory")
    await play.falls_asleep()
    await enters(play, quillon, hall)
    theirs = dreamers_of(play, mallory)
    before = kept_but_of(play, theirs)
    for forged in (one for one in ids_shown(play) if one.action in ("enter", "way")):
        await sends(mallory, forged, on=hall.messages[-1], where=hall)
    await play.settles()
    assert kept_but_of(play, theirs) == before
    other = Stage(play.discord, play.process, play.home)
    await other.opens_the_door()
    pell = other.harbour.welcomes(quillon.user)
    answer = await pell.presses_raw("enter#1", message=await other.uses(pell, "/soulmark"), channel=other.tales)
    assert answer.text == say("not-a-dreamer"), "in another server they are nobody"


def _lines(member: Member, where: Channel) -> set[str]:
    """Return every longer line that was told to somebody alone."""
    return {line for message in ephemeral(member, where) for line in message.text.split("\n") if len(line) > 60}
