"""The wall over sockets: for one pair of eyes, as it hangs then; what moderators hang up is only the way to it."""

from pathlib import Path

from tests.e2e.forger import BUTTON, Id, sends
from tests.e2e.kept import all_kept
from tests.e2e.stage import say, stage


async def test_the_wall_shows_who_hangs_there_and_its_sign_names_nobody(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada, bo = await play.joins("Ada"), play.harbour.welcomes("Bo")
        assert (await play.uses(bo, "/wall")).text == say("wall-empty")
        wrist = await play.presses(ada, say("button-wrist"), on=await play.uses(ada, "/soulmark"))
        await play.picks(ada, say("cover-placeholder"), "on-the-wall", on=wrist)
        wall = await play.uses(bo, "/wall")
        assert wall.ephemeral
        assert "**1** · Ada: " in wall.text
        (picture,) = wall.attachments
        assert say("skin-paper") in picture.description
        assert all(button.label != say("button-hang-wall") for button in wall.buttons)

        await play.presses(play.moderator, say("button-hang-wall"), on=await play.uses(play.moderator, "/wall"))
        (sign,) = play.tales.messages
        assert "Ada" not in sign.text
        assert sign.attachments == ()
        seen = await play.presses(bo, say("button-look-at-wall"), on=sign)
        assert seen.ephemeral
        assert "**1** · Ada: " in seen.text
        await play.picks(ada, say("cover-placeholder"), "covered", on=wrist)
        assert (await play.presses(bo, say("button-look-at-wall"), on=sign)).text == say("wall-empty")
        assert [message.id for message in play.tales.messages] == [sign.id]


async def test_who_forges_its_buttons_hangs_nothing_up_and_reads_no_other_server(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada, bo = await play.joins("Ada"), play.harbour.welcomes("Bo")
        wall, before = await play.uses(bo, "/wall"), all_kept(play)
        hung = await sends(bo, Id("hangwall#0", BUTTON), on=wall, where=play.tales)
        assert hung.text == say("not-allowed")
        for page in ("-1", "9" * 18, "x", ""):
            told = await sends(bo, Id(f"wall:{page}#0", BUTTON), on=wall, where=play.tales)
            assert told.text in (say("wall-empty"), say("button-outdated"))
        sign = await play.presses(play.moderator, say("button-hang-wall"), on=await play.uses(play.moderator, "/wall"))
        forged = await sends(bo, Id("wall:0#0", BUTTON), on=sign, where=play.tales)
        assert forged.text == say("button-outdated"), "what hangs there stays as it is"
        assert (await sends(ada, Id("wall:0#0", BUTTON), on=None, where=ada.phone)).text == say("only-in-a-server")
        assert all_kept(play) == before
        assert [message.text for message in play.tales.messages] == [say("wall-sign")]
