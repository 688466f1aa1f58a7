"""What is theirs is handed to them, and a server is erased by who may, and by nobody else."""

from collections.abc import AsyncGenerator
from dataclasses import replace
from pathlib import Path

import pytest_asyncio

from bot.stage import Stage
from tests.e2e.forger import Id, bent, ids_shown, sends
from tests.e2e.kept import all_kept
from tests.e2e.stage import say, stage


@pytest_asyncio.fixture
async def play(tmp_path: Path) -> AsyncGenerator[Stage]:
    async with stage(tmp_path) as made:
        await made.opens_the_door()
        yield made


async def test_who_asks_is_handed_a_file_that_nobody_else_sees(play: Stage) -> None:
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=2)
    told = await play.uses(ada, "/privacy export")
    assert told.ephemeral
    assert [file.filename for file in told.attachments] == ["dreams-of-you.json"]
    assert told.text.startswith(say("exported", count=1))
    assert str(bo.id) not in told.text
    nobody = await play.uses(play.harbour.welcomes("Nobody"), "/privacy export")
    assert nobody.text.startswith(say("exported", count=0))


async def test_an_administrator_types_the_servers_name_and_all_of_it_is_gone(play: Stage) -> None:
    ada, bo = await play.joins("Ada"), await play.joins("Bo")
    await play.dreams_through(ada, bo, nights=1)
    asked = await play.uses(play.moderator, "/privacy erase-server")
    assert asked.text == say("erase-ask", server="Harbour", count=2)
    form = await play.presses(play.moderator, say("button-erase-server"), on=asked)
    before = all_kept(play)
    wrong = await play.fills(play.moderator, form, {say("modal-erase-name"): "Harbor"})
    assert (wrong.text, wrong.ephemeral) == (say("erase-not-confirmed"), True)
    assert all_kept(play) == before
    form = await play.presses(play.moderator, say("button-erase-server"), on=asked)
    done = await play.fills(play.moderator, form, {say("modal-erase-name"): "harbour"})
    assert done.text == say("server-erased", count=2)
    assert {name for name, rows in all_kept(play).items() if rows} == {"install", "migration"}
    heard = [len(one.phone.messages) for one in (ada, bo)]
    await play.falls_asleep()
    assert [len(one.phone.messages) for one in (ada, bo)] == heard
    assert (await play.uses(ada, "/soulmark")).text == say("not-open")
    old = await ada.presses_raw("waysout:1#1", message=ada.phone.messages[-1])
    assert old.text, "an old button says that it is over"


async def test_nobody_but_administrators_erases_a_server_and_nobody_by_a_press_alone(play: Stage) -> None:
    ada = await play.joins("Ada")
    helper = play.harbour.welcomes("Helper")
    helper.takes_role(play.harbour.makes_role("helpers", ["manage_guild"]))
    asked = await play.uses(play.moderator, "/privacy erase-server")
    await play.presses(play.moderator, say("button-erase-server"), on=asked)
    ids = [one for one in ids_shown(play) if one.action in ("eraseserver", "erasedserver")]
    assert {one.action for one in ids} == {"eraseserver", "erasedserver"}
    panel, before = await play.uses(ada, "/soulmark"), all_kept(play)
    for member in (ada, helper):
        assert (await play.uses(member, "/privacy erase-server")).text == say("not-administrator")
        for forged in [*ids, *bent(ids)]:
            told = await sends(member, forged, on=panel, where=play.tales)
            assert told.text in (say("not-administrator"), say("button-outdated")), forged
    for forged in (one for one in ids if one.action == "erasedserver"):
        pressed: Id = replace(forged, kind=2)
        told = await sends(play.moderator, pressed, on=asked, where=play.tales)
        assert told.text == say("erase-not-confirmed")
        in_private = await sends(ada, pressed, on=ada.phone.messages[-1], where=ada.phone)
        assert in_private.text == say("only-in-a-server")
    assert all_kept(play) == before


async def test_the_owner_of_another_server_erases_only_their_own(play: Stage) -> None:
    await play.joins("Ada")
    other = Stage(play.discord, play.process, play.home)
    await other.opens_the_door()
    before = all_kept(play)
    form = await other.presses(
        other.moderator,
        say("button-erase-server"),
        on=await other.uses(other.moderator, "/privacy erase-server"),
    )
    await other.fills(other.moderator, form, {say("modal-erase-name"): "Harbour"})
    after = all_kept(play)
    assert after["dreamer"] == before["dreamer"]
    assert [row["guild"] for row in after["server"]] == [play.harbour.id]
