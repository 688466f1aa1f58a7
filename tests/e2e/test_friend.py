"""*Tell a friend*, over the wire: a card that rings nowhere, one who may listen, one line, and nothing for others."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final

import pytest_asyncio

from bot.rehearsal import Member, Message, Modal, Shown
from bot.stage import Stage, last_choices
from tests.e2e.forger import bent, beside, ids_shown, sends
from tests.e2e.kept import all_kept, written_anywhere
from tests.e2e.stage import say, stage

HERONS: Final = "Nineteen herons stood on the roof"
STOOL: Final = "The stool is not for sale"
LINE: Final = "Herons never stand alone."
TELLING: Final = frozenset({"tellwhom", "listen", "betold", "notforme", "untell", "line", "lined"})
TELLING_TOO: Final = frozenset({"toldreport", "toldreported", "toldblock"})


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        await made.opens_the_door()
        yield made


async def _dreamt(play: Stage) -> tuple[Member, Member]:
    """Let Quillon and Ysolde wake from the night in which each said something to the other, as far as they could."""
    quillon, ysolde = await play.joins("Quillon"), await play.joins("Ysolde")
    await play.dreams_through(quillon, ysolde, nights=4)
    await play.falls_asleep()
    for member, words in ((quillon, STOOL), (ysolde, HERONS)):
        asked = last_choices(member)
        if any(button.label == say("button-speak") for button in asked.buttons):
            form = await play.presses(member, say("button-speak"), on=asked)
            await play.fills(member, form, {say("modal-say"): words})
    await play.answer_all(quillon, ysolde)
    await play.wakes()
    return quillon, ysolde


async def _draft(play: Stage, teller: Member, at: int = 0) -> Shown:
    """Let somebody look at a dream as a friend would read it; the latest first."""
    panel = await play.presses(teller, say("button-tell-friend"), on=await play.uses(teller, "/dream"))
    dream = panel.selects[0].options[at].value
    return await play.picks(teller, say("friend-dream-placeholder"), dream, on=panel)


async def _names(play: Stage, teller: Member, friend: Member, draft: Shown) -> Shown:
    shown = await teller.picks(say("friend-placeholder"), friend, on=draft)
    await play.settles()
    return shown


async def _tells(play: Stage, teller: Member, friend: Member, at: int = 0) -> Message:
    """Let somebody ask a friend to listen; returns the card."""
    await _names(play, teller, friend, await _draft(play, teller, at))
    return play.tales.messages[-1]


async def _agrees(play: Stage, friend: Member, card: Shown) -> Shown:
    return await play.presses(
        friend, say("button-be-told"), on=await play.presses(friend, say("button-listen"), on=card)
    )


async def test_a_friend_agrees_listens_and_answers_with_one_line(play: Stage) -> None:
    quillon, ysolde = await _dreamt(play)
    cy = play.harbour.welcomes("Cy")
    heard = len(ysolde.phone.messages)
    draft = await _draft(play, quillon)
    assert STOOL not in draft.text
    draft = await play.presses(quillon, say("button-with-my-words"), on=draft)
    assert STOOL in draft.text
    await _names(play, quillon, cy, draft)
    card = play.tales.messages[-1]
    assert card.text == say("friend-invited", teller=f"<@{quillon.id}>", friend=f"<@{cy.id}>")
    assert card.pings == ()
    asked = await play.presses(cy, say("button-listen"), on=card)
    assert (asked.ephemeral, asked.text) == (True, say("friend-ask", teller=f"<@{quillon.id}>"))
    told = await play.presses(cy, say("button-be-told"), on=asked)
    assert told.ephemeral
    assert STOOL in told.text
    for theirs in (ysolde.name, str(ysolde.id), HERONS):
        assert theirs not in told.text
    form = await play.presses(cy, say("button-line"), on=told)
    done = await play.fills(cy, form, {say("modal-say"): LINE})
    assert (done.ephemeral, done.text) == (True, say("friend-answered"))
    line = quillon.phone.messages[-1]
    assert f"<@{cy.id}> answers" in line.text
    assert f"“{LINE}”" in line.text
    assert card.id not in [message.id for message in play.tales.messages]
    assert len(ysolde.phone.messages) == heard
    assert list(cy.phone.messages) == []
    assert (await play.presses(cy, say("button-line"), on=told)).text == say("friend-over")


async def test_a_line_that_is_refused_stands_in_the_form_again(play: Stage) -> None:
    quillon, cy = await play.joins("Quillon"), play.harbour.welcomes("Cy")
    told = await _agrees(play, cy, await _tells(play, quillon, cy))
    form = await play.presses(cy, say("button-line"), on=told)
    refused = await play.fills(cy, form, {say("modal-say"): "https://example.com"})
    assert refused.text == say("words-link")
    modal = await play.presses(cy, say("button-try-again"), on=refused)
    assert isinstance(modal, Modal)
    assert [field.value for field in modal.inputs] == ["https://example.com"]
    assert written_anywhere(play, "example.com") == []


async def test_who_does_not_want_to_listen_is_asked_no_more_and_nobody_is_told(play: Stage) -> None:
    quillon, _ = await _dreamt(play)
    cy = play.harbour.welcomes("Cy")
    card = await _tells(play, quillon, cy)
    heard = len(quillon.phone.messages)
    assert (await play.presses(cy, say("button-not-for-me"), on=card)).text == say("friend-refused")
    assert list(play.tales.messages) == []
    told = await _names(play, quillon, cy, await _draft(play, quillon, 1))
    assert (told.ephemeral, told.text) == (True, say("friend-cannot"))
    assert list(play.tales.messages) == []
    assert len(quillon.phone.messages) == heard
    (kept,) = all_kept(play)["not_told"]
    assert str(cy.id) not in str(kept)


async def test_nobody_tells_a_bot(play: Stage) -> None:
    quillon = await play.joins("Quillon")
    (robot,) = [one for one in play.harbour.record.members.values() if one.user.bot]
    told = await quillon.picks(
        say("friend-placeholder"), play.harbour.member(robot.user.id), on=await _draft(play, quillon)
    )
    assert (told.ephemeral, told.text) == (True, say("friend-cannot"))
    assert list(play.tales.messages) == []
    assert all_kept(play)["telling"] == []


async def test_the_card_outlives_a_restart_and_is_taken_back_by_who_put_it_there(play: Stage) -> None:
    quillon, cy = await play.joins("Quillon"), play.harbour.welcomes("Cy")
    card = await _tells(play, quillon, cy)
    await play.restarts()
    asked = await play.presses(cy, say("button-listen"), on=card)
    assert (await play.presses(cy, say("button-untell"), on=card)).text == say("friend-not-yours")
    assert (await play.presses(quillon, say("button-untell"), on=card)).text == say("friend-taken-back")
    assert list(play.tales.messages) == []
    assert (await play.presses(cy, say("button-be-told"), on=asked)).text == say("friend-over")


async def test_a_block_under_the_line_ends_it_for_good(play: Stage) -> None:
    quillon, _ = await _dreamt(play)
    cy = play.harbour.welcomes("Cy")
    told = await _agrees(play, cy, await _tells(play, quillon, cy))
    form = await play.presses(cy, say("button-line"), on=told)
    await play.fills(cy, form, {say("modal-say"): LINE})
    line = quillon.phone.messages[-1]
    assert (await play.presses(quillon, say("button-block"), on=line)).text == say("friend-blocked")
    assert (await _names(play, quillon, cy, await _draft(play, quillon, 1))).text == say("friend-cannot")
    assert list(cy.phone.messages) == []


async def test_a_line_is_reported_with_the_bots_own_copy_of_it(play: Stage) -> None:
    quillon, cy = await play.joins("Quillon"), play.harbour.welcomes("Cy")
    told = await _agrees(play, cy, await _tells(play, quillon, cy))
    form = await play.presses(cy, say("button-line"), on=told)
    await play.fills(cy, form, {say("modal-say"): LINE})
    form = await play.presses(quillon, say("button-report"), on=quillon.phone.messages[-1])
    done = await play.fills(quillon, form, {say("modal-reason"): "He is rude."})
    assert (done.ephemeral, done.text) == (True, say("friend-reported"))
    (report,) = play.desk.messages
    assert f"<@{quillon.id}> reports <@{cy.id}>" in report.text
    assert LINE in report.text
    assert [button.label for button in report.buttons] == [say("button-about")]


async def test_nothing_of_it_is_anything_in_the_hands_of_others(play: Stage) -> None:
    quillon, ysolde = await _dreamt(play)
    cy, mallory = play.harbour.welcomes("Cy"), play.harbour.welcomes("Mallory")
    card = await _tells(play, quillon, cy)
    told = await _agrees(play, cy, card)
    await play.presses(cy, say("button-line"), on=told)
    await play.presses(cy, say("button-report"), on=told)
    await _tells(play, quillon, play.harbour.welcomes("Eve"), 1)
    ids = [one for one in ids_shown(play) if one.action in TELLING | TELLING_TOO]
    assert {one.action for one in ids} == TELLING | TELLING_TOO
    panel, before = await play.uses(mallory, "/soulmark"), all_kept(play)
    posts = [message.text for message in play.tales.messages]
    secrets = [line for line in told.text.split("\n") if len(line) > 30 and "*Not for me*" not in line]
    other = Stage(play.discord, play.process, play.home)
    elsewhere = other.harbour.welcomes(mallory.user)
    knock = await other.uses(elsewhere, "/privacy notice")
    for forged in {*ids, *beside(ids), *bent(ids)}:
        for member, on, where in (
            (mallory, panel, play.tales), (mallory, card, play.tales), (elsewhere, knock, other.tales),
            (ysolde, ysolde.phone.messages[-1], ysolde.phone),
        ):  # fmt: skip
            shown = await sends(member, forged, on=on, where=where, values=[str(mallory.id)])
            assert shown.text, forged
            assert [secret for secret in secrets if secret in shown.text] == [], forged
            assert shown.ephemeral or where == ysolde.phone, forged
    await play.settles()
    assert all_kept(play) == before
    assert [message.text for message in play.tales.messages] == posts


async def test_the_friend_reads_it_in_the_server_it_was_told_in_and_nowhere_else(play: Stage) -> None:
    quillon, cy = await play.joins("Quillon"), play.harbour.welcomes("Cy")
    await _agrees(play, cy, await _tells(play, quillon, cy))
    other = Stage(play.discord, play.process, play.home)
    elsewhere = other.harbour.welcomes(cy.user)
    knock = await other.uses(elsewhere, "/privacy notice")
    for forged in [one for one in ids_shown(play) if one.action in ("listen", "betold", "line")]:
        assert (await sends(elsewhere, forged, on=knock, where=other.tales)).text == say("friend-not-you")


async def test_of_who_deletes_themselves_no_card_and_no_line_remains(play: Stage) -> None:
    quillon, _ = await _dreamt(play)
    cy = play.harbour.welcomes("Cy")
    told = await _agrees(play, cy, await _tells(play, quillon, cy))
    form = await play.presses(cy, say("button-line"), on=told)
    await play.fills(cy, form, {say("modal-say"): LINE})
    await _tells(play, quillon, cy, 1)
    done = await play.presses(cy, say("button-delete-yes"), on=await play.uses(cy, "/privacy delete"))
    assert done.text == say("deleted", count=1)
    await play.settles()
    assert list(play.tales.messages) == []
    assert written_anywhere(play, str(cy.id)) == []
    assert written_anywhere(play, LINE) == []
