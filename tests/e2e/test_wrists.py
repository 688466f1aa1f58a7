"""Marks over sockets: the picture comes with its words, and a covered wrist is covered."""

from pathlib import Path

from tests.e2e.stage import say, stage


async def test_a_wrist_is_covered_until_its_bearer_uncovers_it(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada, bo = await play.joins("Ada"), play.harbour.welcomes("Bo")
        covered = say("wrist-covered", name=f"<@{ada.user.id}>")
        assert (await bo.chooses(say("menu-wrist"), ada)).text == covered
        assert (await bo.uses("/soulmark", member=ada)).text == covered
        wrist = await play.presses(ada, say("button-wrist"), on=await play.uses(ada, "/soulmark"))
        await play.picks(ada, say("skin-placeholder"), "oak", on=wrist)
        await play.picks(ada, say("cover-placeholder"), "looked-at", on=wrist)
        for seen in (await bo.chooses(say("menu-wrist"), ada), await bo.uses("/soulmark", member=ada)):
            assert f"<@{ada.user.id}>" in seen.text
            (picture,) = seen.attachments
            assert say("skin-oak") in picture.description
            assert picture.size < 40_000


async def test_the_mark_is_given_as_a_picture_and_as_words(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = play.harbour.welcomes("Ada")
        modal = await play.presses(ada, "Join", on=await play.uses(ada, "/soulmark"))
        marked = await play.fills(ada, modal, {"Name": "Ada"})
        (picture,) = marked.attachments
        heading = marked.text.splitlines()[0].removeprefix("## ")
        assert heading[1:] in picture.description
        asleep = await play.presses(ada, "Close your eyes", on=marked)
        assert asleep.attachments == ()


async def test_what_was_never_offered_is_not_chosen(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        ada = await play.joins("Ada")
        wrist = await play.presses(ada, say("button-wrist"), on=await play.uses(ada, "/soulmark"))
        told = await ada.presses_raw(wrist.selects[0].custom_id, values=["tartan"], channel=play.tales)
        assert told.text == say("button-outdated")
        again = await play.presses(ada, say("button-wrist"), on=await play.uses(ada, "/soulmark"))
        assert [one.value for one in again.selects[0].options if one.default] == ["paper"]
