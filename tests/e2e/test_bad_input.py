"""Whatever goes wrong in what a member does, they are told kindly in one sentence, and nothing they did is lost."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest_asyncio

from bot.rehearsal import Member, Message, Shown
from bot.stage import Stage, choices_of, dreams_on, last_choices
from tests.e2e.forger import LABEL, TEXT_INPUT
from tests.e2e.kept import all_kept
from tests.e2e.stage import say, stage

PLACE, ASLEEP, AWAKE = "City, or what your clock says now", "Asleep from", "Awake at"


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        await made.opens_the_door()
        yield made


async def test_a_name_that_cannot_be_worn_is_refused_with_the_reason(play: Stage) -> None:
    ada = play.harbour.welcomes("Ada")
    modal = await play.presses(ada, "Join", on=await play.uses(ada, "/soulmark"))
    before = all_kept(play)
    wrong = {
        "   ": say("name-empty"),
        "A" * 33: say("name-too-long", length=33, limit=32),
        "<@123456789012345678>": say("name-mention"),
        "@everyone": say("name-mention"),
        "Ada\u200bB": say("name-invisible"),
        "\u3164": say("name-invisible"),
        "discord.gg/ada": say("name-link"),
        "**Ada**": say("name-sign", sign="*"),
        "!!!": say("name-no-letter"),
        "A\u0301\u0302\u0303\u0304": say("name-marks"),
    }
    for name, why in wrong.items():
        told = await play.fills(ada, modal, {"Name": name})
        assert (told.ephemeral, told.text) == (True, why), (name, told.text)
    assert all_kept(play) == before
    mark = await play.fills(ada, modal, {"Name": "Ada_of the Salt"})
    assert [button.label for button in mark.buttons] == [say("button-close-eyes")]


async def test_hours_that_are_none_and_places_nobody_knows_are_asked_again(play: Stage) -> None:
    ada = await play.joins("Ada")
    before = all_kept(play)
    modal = await play.uses(ada, "/sleep hours")
    wrong = {
        ("Atlantis-under-the-Sea", "23:00", "07:00"): say("zone-not-found"),
        ("   ", "23:00", "07:00"): say("zone-not-found"),
        ("Berlin", "23:00", "23:00"): say("hours-equal", bedtime="23:00", waking="23:00"),
        ("Berlin", "23:00", "01:59"): say("hours-too-short", bedtime="23:00", waking="01:59", hours=3),
        ("Berlin", "07:00", "06:00"): say("hours-too-long", bedtime="07:00", waking="06:00", hours=16),
        ("Berlin", "07:00", "23:00:61"): say("time-unreadable"),
        ("Berlin", "25:00", "07:00"): say("time-unreadable"),
        ("Berlin", "late", "07:00"): say("time-unreadable"),
    }
    for (place, asleep, awake), why in wrong.items():
        told = await play.fills(ada, modal, {PLACE: place, ASLEEP: asleep, AWAKE: awake})
        assert (told.ephemeral, told.text) == (True, why), (place, asleep, awake, told.text)
    assert all_kept(play) == before
    confirm = await play.fills(ada, modal, {PLACE: "Lisbon", ASLEEP: "23:00", AWAKE: "02:00"})
    shown = await play.presses(ada, "That is right", on=confirm)
    assert say("hours-kept", bedtime="23:00", waking="02:00", zone="Europe/Lisbon") in shown.text


async def test_a_zone_nobody_offered_is_not_taken(play: Stage) -> None:
    ada = await play.joins("Ada")
    panel, before = await play.uses(ada, "/soulmark"), all_kept(play)
    for custom_id, zone in (
        ("zone:1380:420#0", "Europe/Atlantis"), ("zone:1380:420#0", "../../etc/passwd"), ("zone:99999:7#0", "UTC"),
    ):  # fmt: skip
        told = await ada.presses_raw(custom_id, component_type=3, values=[zone], message=panel, channel=play.tales)
        assert told.ephemeral
    for custom_id in ("sleepkeep:1380:420:Europe/Atlantis#0", "sleepkeep:1380:1380:Europe/Berlin#0"):
        told = await ada.presses_raw(custom_id, message=panel, channel=play.tales)
        assert told.ephemeral
    assert all_kept(play) == before


async def test_what_belongs_in_a_server_says_so_in_a_direct_message(play: Stage) -> None:
    # `Member.uses` refuses, as Discord does, a command that is for servers only; the buttons behind them are forged.
    ada = await play.joins("Ada")
    for custom_id in (
        "join#0",
        "knock#0",
        "closeeyes#0",
        "showmark#0",
        "hours#0",
        "pause:1#0",
        "words:1#0",
        "leaveyes#0",
    ):
        told = await ada.presses_raw(custom_id, channel=ada.phone, message=ada.phone.messages[-1])
        assert told.text == say("only-in-a-server"), custom_id
    told = await ada.uses("/privacy delete", channel=ada.phone)
    done = await play.presses(ada, "Yes, delete everything", on=told)
    assert done.text == say("deleted", count=1)


async def test_in_a_server_that_is_not_set_up_every_command_says_where_one_stands(play: Stage) -> None:
    closed = Stage(play.discord, play.process, play.home)
    ada, before = closed.harbour.welcomes("Ada"), all_kept(play)
    assert (await closed.uses(ada, "/soulmark")).text == say("not-open")
    for command in ("/sleep hours", "/dream", "/excerpt"):
        assert (await closed.uses(ada, command)).text == say("not-a-dreamer")
    assert (await closed.uses(closed.moderator, "/reading now")).text == say("no-story-channel")
    panel = await closed.uses(closed.moderator, "/dreams setup")
    told = await closed.presses(closed.moderator, "Open the door", on=panel)
    assert told.text == say("frame-unfinished")
    assert all_kept(play) == before


async def test_a_button_from_another_time_says_so(play: Stage) -> None:
    ada = play.harbour.welcomes("Ada")
    panel = await play.uses(ada, "/soulmark")
    for outdated in ("oldthing:1#2", "oldthing", "#", "", "pick", "pick:1", "pick#1", "🌙:🌙#🌙", ":" * 100):
        pressed = await ada.presses_raw(outdated, message=panel, channel=play.tales)
        sent = await ada.submits_raw(outdated, [], message=panel, channel=play.tales)
        assert (pressed.ephemeral, pressed.text) == (True, say("button-outdated")), outdated
        assert (sent.ephemeral, sent.text) == (True, say("button-outdated")), outdated


async def test_a_mark_is_not_drawn_anew_where_none_has_cooled(play: Stage) -> None:
    ada = await play.joins("Ada")
    await ada.writes("Draw me another one.")
    hint = await ada.sees(say("words-go-there"))
    await play.settles()
    before = all_kept(play)
    told = await ada.presses_raw(hint.buttons[0].custom_id.replace("about", "anew"), message=hint)
    assert told.text == say("button-outdated")
    assert all_kept(play) == before


async def test_forms_filled_in_across_a_restart_are_taken(play: Stage) -> None:
    ada = play.harbour.welcomes("Ada")
    modal = await play.presses(ada, "Join", on=await play.uses(ada, "/soulmark"))
    await play.restarts()
    mark = await play.fills(ada, modal, {"Name": "Ada"})
    dream = await play.presses(ada, "Close your eyes", on=mark)
    await play.restarts()
    woken = await play.presses(ada, dream.buttons[0].label, on=dream)
    modal = await play.presses(ada, "Where and when I sleep", on=woken)
    await play.restarts()
    confirm = await play.fills(ada, modal, {PLACE: "Berlin", ASLEEP: "23:00", AWAKE: "07:00"})
    done = await play.presses(ada, "That is right", on=confirm)
    assert say("hours-kept", bedtime="23:00", waking="07:00", zone="Europe/Berlin") in done.text


async def test_closed_direct_messages_cost_nobody_their_place(play: Stage) -> None:
    ada = play.harbour.welcomes("Ada")
    ada.closes_dms()
    modal = await play.presses(ada, "Join", on=await play.uses(ada, "/soulmark"))
    knock = await play.fills(ada, modal, {"Name": "Ada of the Salt", "Own words": "yes"})
    assert knock.text == say("dms-closed")
    still = await play.presses(ada, "Try again", on=knock)
    assert still.text == say("dms-closed")
    again = await _wiped_away(play, ada, still)
    assert again.text == say("knock-again")
    ada.opens_dms()
    mark = await play.presses(ada, "Try again", on=again)
    assert [button.label for button in mark.buttons] == [say("button-close-eyes")]
    assert "Ada of the Salt" in ada.phone.messages[-1].text


async def test_a_panel_wiped_away_by_accident_is_back_where_it_was(play: Stage) -> None:
    ada = play.harbour.welcomes("Ada")
    consent = await _wiped_away(play, ada, await play.uses(ada, "/soulmark"))
    mark = await play.fills(ada, await play.presses(ada, "Join", on=consent), {"Name": "Ada"})
    mark = await _wiped_away(play, ada, mark)
    dream = await play.presses(ada, "Close your eyes", on=mark)
    mark = await _wiped_away(play, ada, dream)
    dream = await play.presses(ada, "Close your eyes", on=mark)
    woken = await play.presses(ada, dream.buttons[1].label, on=dream)
    wanted = await _wiped_away(play, ada, woken)
    hours = {PLACE: "Berlin", ASLEEP: "23:00", AWAKE: "07:00"}
    confirm = await play.fills(ada, await play.presses(ada, "Where and when I sleep", on=wanted), hours)
    wanted = await _wiped_away(play, ada, confirm)
    confirm = await play.fills(ada, await play.presses(ada, "Where and when I sleep", on=wanted), hours)
    done = await play.presses(ada, "That is right", on=confirm)
    shown = await _wiped_away(play, ada, done)
    assert say("hours-kept", bedtime="23:00", waking="07:00", zone="Europe/Berlin") in shown.text


async def test_who_writes_instead_of_pressing_is_pointed_to_the_form(play: Stage) -> None:
    ada, nobody = await play.joins("Ada"), play.harbour.welcomes("Nobody")
    await nobody.writes("Is this a bot?")
    await ada.writes("Are you there?")
    await ada.sees(say("words-go-there"))
    assert len(nobody.phone.messages) == 1, "who never joined is not written to"


async def test_two_buttons_pressed_at_once_are_one_answer(play: Stage) -> None:
    ada = await play.joins("Ada")
    await play.falls_asleep()
    asked = last_choices(ada)
    await asyncio.gather(*(ada.presses(custom_id=choice, on=asked) for choice in choices_of(asked)))
    await play.settles()
    picks = [line for line in all_kept(play)["event"] if line["kind"] == "Pick"]
    assert len(picks) == 2, "one in the first minute, one now"
    assert choices_of(dreams_on(ada)[0]) == []


async def test_own_words_that_cannot_be_carried_are_said_to_their_writer_only(play: Stage) -> None:
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=4)
    await play.falls_asleep()
    asked = last_choices(ada)
    (form,) = [button.custom_id for button in asked.buttons if button.label == "Say something"]
    form = form.replace("speak", "spoken")
    heard, before = len(bo.phone.messages), all_kept(play)
    wrong = {
        "   ": say("words-empty"),
        "a" * 301: say("words-too-long", length=301, limit=300),
        "see https://example.org": say("words-link"),
        "come to discord.gg/abc": say("words-link"),
        "hello <@123456789012345678>": say("words-mention"),
        "@here wake up": say("words-mention"),
        "in\u200bvisible": say("words-invisible"),
        "\u202egnihtemos": say("words-invisible"),
    }
    for words, why in wrong.items():
        told = await ada.submits_raw(form, _words(words), message=asked, channel=ada.phone)
        assert (told.ephemeral, told.text) == (True, why), (words, told.text)
    assert all_kept(play) == before
    assert len(bo.phone.messages) == heard
    await ada.submits_raw(form, _words("a" * 300), message=asked, channel=ada.phone)
    await play.settles()
    assert "a" * 300 in "\n".join(message.text for message in bo.phone.messages)


async def _wiped_away(play: Stage, member: Member, shown: Shown) -> Shown:
    """Let an ephemeral panel be dismissed, and asked for again."""
    assert isinstance(shown, Message)
    member.dismisses(shown)
    return await play.uses(member, "/soulmark")


def _words(said: str) -> list[dict[str, object]]:
    return [{"type": LABEL, "component": {"type": TEXT_INPUT, "custom_id": "words", "value": said}}]
