"""Moderators decide over reports and over who dreams, once; nobody else decides or reads anything."""

import asyncio
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio

from bot.rehearsal import Member, Message, NotAllowed, Shown
from bot.stage import Stage, dreams_on
from tests.e2e.forger import bent, beside, ids_shown, sends
from tests.e2e.kept import all_kept
from tests.e2e.stage import say, stage

DISMISS, WARN, REMOVE = "Dismiss", "Warn", "Remove from dreams"
DECISIONS: Final = frozenset({"decide"})
MODERATORS: Final = frozenset({"decide", "member", "members", "record", "remove", "letback", "waiting"})
"""What takes the permission to manage the server."""


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        await made.opens_the_door()
        yield made


async def _reports(play: Stage, reason: str = "He is rude.", along: str | None = None) -> tuple[Member, Member]:
    """Let Ada report a dream she shares with Bo."""
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=1)
    await play.falls_asleep()
    panel = await play.presses(ada, "Ways out", on=dreams_on(ada)[-1])
    form = await play.presses(ada, "Report", on=panel)
    filled = {"What is wrong?": reason} | ({say("modal-along"): along} if along else {})
    told = await play.fills(ada, form, filled)
    assert told.text == say("report-arrived")
    return ada, bo


def _card(play: Stage) -> Message:
    return play.desk.messages[0]


def _helper(play: Stage) -> Member:
    """Somebody beside the owner who may manage the server."""
    helper = play.harbour.welcomes("Helper")
    helper.takes_role(play.harbour.makes_role("helpers", ["manage_guild"]))
    return helper


async def _looks_up(play: Stage, member: Member) -> Shown:
    panel = await play.uses(play.moderator, "/dreams members")
    return await play.moderator.picks(say("member-pick"), member, on=panel)


async def test_the_card_says_who_when_why_and_all_of_the_dream(play: Stage) -> None:
    ada, bo = await _reports(play)
    card = _card(play)
    assert f"<@{ada.id}> reports <@{bo.id}>, <t:{int(play.now.timestamp())}:f>" in card.text
    assert "He is rude." in card.text
    assert [button.label for button in card.buttons] == [DISMISS, WARN, REMOVE, say("button-about")]


async def test_nothing_of_the_dream_goes_along_where_that_was_chosen(play: Stage) -> None:
    ada, _ = await _reports(play, along=say("along-nothing"))
    assert _card(play).text.endswith(say("copy-nothing", reporter=f"<@{ada.id}>"))


@pytest.mark.parametrize("decision", [DISMISS, WARN, REMOVE])
async def test_the_card_shows_what_was_decided_and_by_whom_and_keeps_its_copy(play: Stage, decision: str) -> None:
    ada, bo = await _reports(play)
    before = _card(play)
    copy = before.text
    heard = len(ada.phone.messages)
    await play.presses(play.moderator, decision, on=before)
    after = _card(play)
    assert after.text.startswith(copy)
    assert f"by <@{play.moderator.id}>" in after.text.removeprefix(copy)
    assert [button.label for button in after.buttons] == [say("button-about")]
    told = say("warned", server="Harbour") if decision == WARN else say("removed", server="Harbour")
    assert (told in [message.text for message in bo.phone.messages]) == (decision != DISMISS)
    assert len(ada.phone.messages) == heard, "who reported is not told who decided, nor what"
    assert str(play.moderator.id) not in "".join(message.text for message in bo.phone.messages)
    assert str(ada.id) not in bo.phone.messages[-1].text


async def test_two_who_decide_at_once_or_one_after_another_decide_once(play: Stage) -> None:
    _, bo = await _reports(play)
    helper, card = _helper(play), _card(play)
    pressed = [button.custom_id for button in card.buttons if button.custom_id.startswith("decide")]
    await asyncio.gather(play.moderator.presses(WARN, on=card), helper.presses(DISMISS, on=card))
    await play.settles()
    assert len([line for line in _card(play).text.split("\n") if " by <@" in line]) == 1
    before, decided, heard = all_kept(play), _card(play).text, len(bo.phone.messages)
    for custom_id in pressed:
        told = await helper.presses_raw(custom_id, message=card, channel=play.desk)
        assert told.ephemeral
    await play.settles()
    assert (_card(play).text, len(bo.phone.messages)) == (decided, heard)
    assert all_kept(play) == before


async def test_who_is_removed_is_told_at_every_door_until_they_are_let_back(play: Stage) -> None:
    _, bo = await _reports(play)
    panel = await play.uses(bo, "/soulmark")
    await play.presses(play.moderator, REMOVE, on=_card(play))
    assert (await play.uses(bo, "/soulmark")).text == say("removed-here")
    for custom_id in ("join#0", "knock#0"):
        assert (await bo.presses_raw(custom_id, message=panel, channel=play.tales)).text == say("removed-here")
    file = await _looks_up(play, bo)
    assert say("member-state", who=f"<@{bo.id}>", state=say("state-removed")) in file.text
    await play.presses(play.moderator, "Let them back", on=file)
    modal = await play.presses(bo, "Join", on=await play.uses(bo, "/soulmark"))
    back = await play.fills(bo, modal, {"Name": "Bo"})
    assert say("removed-here") not in back.text


async def test_members_are_listed_looked_up_removed_and_let_back_and_all_of_it_is_on_record(play: Stage) -> None:
    ada, bo = await _reports(play)
    listed = await play.uses(play.moderator, "/dreams members")
    assert listed.ephemeral
    assert say("member-line", who=f"<@{bo.id}>", state=say("state-bound"), reports=1) in listed.text
    assert say("member-line", who=f"<@{ada.id}>", state=say("state-bound"), reports=0) in listed.text
    assert str(bo.id) not in (await _looks_up(play, ada)).text, "who with whom, only where it was reported"
    file = await _looks_up(play, bo)
    assert f"<@{ada.id}> reported <@{bo.id}>" in file.text
    gone = await play.presses(play.moderator, REMOVE, on=file)
    again = await play.moderator.presses_raw(f"remove:{bo.id}#0", message=gone, channel=play.tales)
    assert again.text == gone.text
    await play.presses(play.moderator, "Let them back", on=await _looks_up(play, bo))
    record = await play.uses(play.moderator, "/dreams record")
    assert record.ephemeral
    assert [line.split(f"<@{play.moderator.id}> ")[1] for line in record.text.split("\n") if "<t:" in line][:4] == [
        say("did-let-back", whom=f"<@{bo.id}>", what=""),
        say("did-looked", whom=f"<@{bo.id}>", what=""),
        say("did-removed", whom=f"<@{bo.id}>", what=""),
        say("did-looked", whom=f"<@{bo.id}>", what=""),
    ]


async def test_who_waits_is_shown_in_order_with_the_reason_and_that_it_was_looked_at(play: Stage) -> None:
    ada, bo = await _reports(play)
    await play.presses(bo, "Part", on=await play.presses(bo, "Ways out", on=dreams_on(bo)[-1]))
    listed = await play.uses(play.moderator, "/dreams members")
    shown = await play.presses(play.moderator, say("button-who-waits"), on=listed)
    alone = say("turn-alone")
    assert [line for line in shown.text.split("\n") if "<@" in line] == [
        say("turn", number=1, who=f"<@{ada.id}>", why=f"{say('turn-nights', nights=1)}; {alone}"),
        say("turn", number=2, who=f"<@{bo.id}>", why=f"{say('turn-nights', nights=0)}; {alone}"),
    ]
    back = await play.presses(play.moderator, say("button-all-members"), on=shown)
    assert back.text == listed.text
    record = await play.uses(play.moderator, "/dreams record")
    assert record.text.count(say("did-listed", whom="", what="")) == 1


async def test_who_was_left_is_marked_anew_from_their_own_panel_once(play: Stage) -> None:
    ada, bo = await _reports(play)
    await play.presses(bo, "Part", on=await play.presses(bo, "Ways out", on=dreams_on(bo)[-1]))
    panel = await play.uses(ada, "/soulmark")
    assert say("mark-cooled") in panel.text
    after = await play.presses(ada, say("button-mark-anew"), on=panel)
    assert say("mark-cooled") not in after.text
    assert say("button-mark-anew") not in [button.label for button in after.buttons]
    before = all_kept(play)
    for member, told in ((ada, "mark-not-cooled"), (play.harbour.welcomes("Nobody"), "not-a-dreamer")):
        assert (await member.presses_raw("markanew#0", message=panel, channel=play.tales)).text == say(told)
    assert (await ada.presses_raw("markanew#0", message=ada.phone.messages[-1])).text == say("only-in-a-server")
    assert all_kept(play) == before


async def test_pages_are_turned(play: Stage) -> None:
    panel = await play.uses(play.moderator, "/dreams setup")
    for days in range(1, 18):
        modal = await play.presses(play.moderator, "Membership time", on=panel)
        await play.fills(play.moderator, modal, {say("modal-days-label"): str(days)})
    first = await play.uses(play.moderator, "/dreams record")
    newest, oldest = (
        say("did-minimum-days", what=17, whom=""),
        say("did-story-channel", what=f"<#{play.tales.id}>", whom=""),
    )
    assert (newest in first.text, oldest in first.text) == (True, False)
    second = await play.presses(play.moderator, say("button-page-after"), on=first)
    assert (newest in second.text, oldest in second.text) == (False, True)
    assert (await play.presses(play.moderator, say("button-page-before"), on=second)).text == first.text


async def test_nobody_without_the_permission_decides_removes_or_reads_anything(play: Stage) -> None:
    ada, bo = await _reports(play)
    await _looks_up(play, bo)
    await play.presses(play.moderator, REMOVE, on=await _looks_up(play, ada))
    await play.uses(play.moderator, "/dreams record")
    mallory = await play.joins("Mallory")
    panel = await play.uses(mallory, "/soulmark")
    before, desk = all_kept(play), [message.text for message in play.desk.messages]
    ids = [one for one in ids_shown(play) if one.action in MODERATORS]
    assert {one.action for one in ids} >= {"decide", "member", "remove", "letback", "waiting"}
    for forged in [*ids, *beside(ids)]:
        for on, where in ((panel, play.tales), (None, mallory.phone), (_card(play), play.desk)):
            told = await sends(mallory, forged, on=on, where=where, values=[str(bo.id)])
            assert told.ephemeral or where == mallory.phone
            assert told.text in (say("not-allowed"), say("button-outdated")), forged
    for command in ("/dreams members", "/dreams record"):
        with pytest.raises(NotAllowed):
            await mallory.uses(command, channel=play.tales)
    assert all_kept(play) == before
    assert [message.text for message in play.desk.messages] == desk


async def test_a_moderators_own_forgeries_touch_no_other_server_and_no_other_message(play: Stage) -> None:
    await _reports(play)
    other = Stage(play.discord, play.process, play.home)
    await other.opens_the_door()
    theirs = await other.uses(other.moderator, "/dreams members")
    ids = [one for one in ids_shown(play) if one.action in DECISIONS]
    before, card = all_kept(play), _card(play).text
    for forged in [*ids, *beside(ids), *bent(ids)]:
        assert (await sends(other.moderator, forged, on=theirs, where=other.tales)).text == say("button-outdated")
    about = await play.uses(play.moderator, "/dreams words")
    for forged in [*ids, *bent(ids)]:
        told = await sends(play.moderator, forged, on=about, where=play.tales)
        assert told.text == say("button-outdated"), "it stands on no such message"
    assert all_kept(play) == before
    assert _card(play).text == card
