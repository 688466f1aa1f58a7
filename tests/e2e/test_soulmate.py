"""`/soulmate` over sockets: only lines before the names, then the mark too, and the same card from beside the bed."""

from pathlib import Path

from bot.rehearsal import Member, Shown
from bot.stage import Stage
from tests.e2e.stage import say, stage


async def _until_names_are_given(play: Stage, ada: Member, bo: Member) -> Shown:
    """Let nights pass; before, the card has neither name nor picture."""
    for _ in range(12):
        card = await play.uses(ada, "/soulmate")
        if say("picture-heading", name=bo.name) in card.text:
            return card
        assert card.ephemeral
        assert bo.name not in card.text
        assert card.attachments == ()
        await play.dreams_through(ada, bo, nights=1)
    raise AssertionError("no names were given")


async def test_the_card_shows_lines_with_their_nights_and_the_mark_once_names_were_given(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        panel = await play.uses(play.moderator, "/dreams setup")
        await play.picks(play.moderator, say("setup-pace"), say("pace-brisk"), on=panel)
        ada, bo = await play.joins("Ada"), await play.joins("Bo")
        await play.dreams_through(ada, bo, nights=1)
        who = await play.presses(ada, say("button-who"), on=await play.uses(ada, "/soulmate"))
        assert who.text == say("who-they-are", mention=f"<@{bo.user.id}>")
        card = await _until_names_are_given(play, ada, bo)
        marked = (await play.uses(bo, "/soulmark")).text.splitlines()[0].removeprefix("## ")
        assert say("emblem-worn", name="Bo", mark=marked[0].lower() + marked[1:]) in card.text
        assert all("· *night " in line for line in card.text.splitlines() if line.startswith("- "))
        assert [file.description for file in card.attachments] == [
            file.description for file in (await play.uses(bo, "/soulmark")).attachments
        ]
        beside = await play.presses(ada, say("button-known"), on=await play.uses(ada, "/dream"))
        assert beside.text == card.text
        ways = await play.presses(ada, say("button-ways-out"), on=card)
        assert say("ways-out-other") in ways.text
        assert say("story-chapter", number=1) in (await play.presses(ada, say("button-story"), on=card)).text
        uncovered = await bo.uses("/soulmark", member=ada)
        assert say("wrist-seen", name=f"<@{ada.user.id}>") in uncovered.text


async def test_who_dreams_nowhere_or_for_nobody_is_told_so(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        assert (await play.uses(play.harbour.welcomes("Nobody"), "/soulmate")).text == say("not-a-dreamer")
        assert (await play.uses(await play.joins("Ada"), "/soulmate")).text == say("nobody-yet")
