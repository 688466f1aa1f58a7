"""What is refused is explained in a sentence, and the form opens again with all that was typed."""

from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio

from bot.rehearsal import Member, Modal, NotAllowed, Shown
from bot.stage import Stage, last_choices
from tests.e2e.forger import ids_shown, sends
from tests.e2e.kept import all_kept, written_anywhere
from tests.e2e.stage import say, stage

WORDS: Final = say("modal-say")
TRY_AGAIN: Final = say("button-try-again")


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        await made.opens_the_door()
        yield made


async def _lists(play: Stage, text: str) -> Shown:
    panel = await play.uses(play.moderator, "/dreams words")
    modal = await play.presses(play.moderator, say("button-edit-words"), on=panel)
    return await play.fills(play.moderator, modal, {say("modal-words-list-label"): text})


async def _again(play: Stage, member: Member, refused: Shown) -> dict[str, str | None]:
    """What stands in the form once *Try again* is pressed, by label."""
    modal = await play.presses(member, TRY_AGAIN, on=refused)
    assert isinstance(modal, Modal)
    return {field.label: field.value for field in modal.inputs}


async def _asked_for_words(play: Stage) -> tuple[Member, Member, Shown]:
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=4)
    await play.falls_asleep()
    return ada, bo, await play.presses(ada, "Say something", on=last_choices(ada))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("You n1nny, come to the bench.", "words-listed"),
        ("Look at https://example.com, there it is.", "words-link"),
        ("Hello <@123456789012345678>.", "words-mention"),
    ],
)
async def test_refused_words_are_explained_and_stand_in_the_form_again(play: Stage, text: str, why: str) -> None:
    await _lists(play, "ninny\ndunce")
    ada, bo, modal = await _asked_for_words(play)
    before = all_kept(play)
    refused = await play.fills(ada, modal, {WORDS: text})
    assert refused.text == (say(why, word="ninny") if why == "words-listed" else say(why))
    assert all_kept(play) == before
    assert await _again(play, ada, refused) == {WORDS: text}
    modal = await play.presses(ada, TRY_AGAIN, on=refused)
    await play.fills(ada, modal, {WORDS: "Come to the bench."})
    assert "Come to the bench." in bo.phone.messages[-1].text
    assert written_anywhere(play, text) == []


async def test_after_a_restart_the_form_opens_empty_rather_than_not_at_all(play: Stage) -> None:
    await _lists(play, "ninny")
    ada, _, modal = await _asked_for_words(play)
    refused = await play.fills(ada, modal, {WORDS: "ninny"})
    await play.restarts()
    assert await _again(play, ada, refused) in ({WORDS: ""}, {WORDS: None})


async def test_a_refused_name_and_a_refused_page_stand_in_their_forms_again(play: Stage) -> None:
    await _lists(play, "ninny")
    cy = play.harbour.welcomes("Cy")
    modal = await play.presses(cy, "Join", on=await play.uses(cy, "/soulmark"))
    refused = await play.fills(cy, modal, {"Name": "Big Ninny", "Spoken of as": "she"})
    assert (refused.ephemeral, refused.text) == (True, say("name-listed", word="ninny"))
    assert (await _again(play, cy, refused))["Name"] == "Big Ninny"
    ada = await play.joins("Ada")
    modal = await play.presses(ada, say("button-page"), on=await play.uses(ada, "/dream"))
    lines = {say("modal-page-first"): "Gets up early.", say("modal-page-second"): "Is a n\u0456nny."}
    refused = await play.fills(ada, modal, lines)
    assert refused.text == say("words-listed", word="ninny")
    again = await _again(play, ada, refused)
    assert {label: again[label] for label in lines} == lines


async def test_moderators_edit_the_list_and_are_told_what_is_wrong_with_it(play: Stage) -> None:
    panel = await _lists(play, "ninny, dunce")
    assert say("words-about", count=2) in panel.text
    assert "||ninny · dunce||" in panel.text
    refused = await _lists(play, "ninny\n" + "x" * 41)
    assert refused.text == say("list-word-too-long", limit=40)
    assert (await _again(play, play.moderator, refused))[say("modal-words-list-label")] == "ninny\n" + "x" * 41
    assert "||ninny · dunce||" in (await play.uses(play.moderator, "/dreams words")).text


async def test_who_may_not_manage_the_server_neither_reads_nor_changes_the_list(play: Stage) -> None:
    await _lists(play, "ninny")
    ada = play.harbour.welcomes("Ada")
    panel, before = await play.uses(ada, "/soulmark"), all_kept(play)
    ids = [one for one in ids_shown(play) if one.action in ("wordlist", "worded")]
    assert {one.action for one in ids} == {"wordlist", "worded"}
    for forged in ids:
        for on, where in ((panel, play.tales), (None, ada.phone)):
            assert (await sends(ada, forged, on=on, where=where)).text == say("not-allowed")
    with pytest.raises(NotAllowed):
        await ada.uses("/dreams words", channel=play.tales)
    assert all_kept(play) == before
