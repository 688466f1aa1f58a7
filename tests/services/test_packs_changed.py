"""A pack that changed while dreams of it were under way: nobody is stuck, and nobody loses their nights."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.scene import BeatId, Kind, SceneId
from bot.domain.wording import Pronouns
from bot.errors import DreamError
from tests.services.house import GUILD, house_at, shipped
from tests.services.test_arc import pair


async def test_a_dreamer_whose_motif_left_the_pack_costs_nobody_a_night(tmp_path: Path) -> None:
    path = tmp_path / "dreams.db"
    pack = shipped()
    async with house_at(path, scenes=pack) as house:
        await house.opens()
        ada, bo = await pair(house)
        mark = (await house.dreamer_of(bo.user)).mark
        assert mark is not None
        now = house.now
    poorer = replace(pack, motifs={id_: motif for id_, motif in pack.motifs.items() if id_ != mark.motif})
    async with house_at(path, now, scenes=poorer) as house:
        house.census.has(GUILD, ada.user)
        house.census.has(GUILD, bo.user)
        for _ in range(3):
            await house.evening(22, 0)
            await house.answer_all(ada, bo)
            await house.morning(11)
        assert house.dreams(ada)
        assert house.dreams(bo)


async def test_a_dream_whose_scene_became_one_for_two_ends_quietly(tmp_path: Path) -> None:
    path = tmp_path / "dreams.db"
    pack = shipped()
    async with house_at(path, scenes=pack) as house:
        await house.opens()
        ada = await house.joins("Ada")
        await house.evening(22, 30)
        [row] = house.rows("SELECT scene FROM encounter WHERE kind <> 'first'")
        now = house.now
    shared = next(scene for scene in pack.scenes.values() if scene.kind is Kind.VISIT)
    id_ = SceneId(str(row["scene"]))
    async with house_at(path, now, scenes=replace(pack, scenes={**pack.scenes, id_: replace(shared, id=id_)})) as house:
        house.census.has(GUILD, ada.user)
        with pytest.raises(DreamError, match="dream-faded"):
            await house.does.beds.again(GUILD, ada.user)
        await house.morning(11)
        await house.evening(22, 30)
        assert house.dreams(ada)


@pytest.mark.parametrize("gone", ["scene", "motif"])
async def test_who_was_on_the_way_in_when_the_pack_changed_comes_in_all_the_same(tmp_path: Path, gone: str) -> None:
    path, pack = tmp_path / "dreams.db", shipped()
    async with house_at(path, scenes=pack) as house:
        await house.opens()
        user = house.welcomes()
        member = house.census.members[GUILD, user]
        await house.does.enrol.join(GUILD, user, member, "Ada", Pronouns.SHE, own_words=False)
        begun = await house.does.enrol.first_dream(GUILD, user)
        [row] = house.rows("SELECT scene, host_motif FROM encounter")
        now = house.now
    firsts = {id_: one for id_, one in pack.scenes.items() if one.kind is Kind.FIRST}
    old = SceneId(str(row["scene"]))
    if gone == "scene":
        another = {**firsts, SceneId("another"): replace(firsts[old], id=SceneId("another"))}
        kept = {id_: one for id_, one in {**pack.scenes, **another}.items() if id_ != old}
        changed = replace(pack, scenes=kept)
    else:
        motifs = {id_: motif for id_, motif in pack.motifs.items() if id_ != row["host_motif"]}
        changed = replace(pack, motifs=motifs)
    async with house_at(path, now, scenes=changed) as house:
        house.census.has(GUILD, user)
        with pytest.raises(DreamError, match="dream-faded"):
            await house.does.enrol.pick_first(user, begun.encounter, BeatId(begun.beat), begun.choices[0].id)
        first = await house.does.enrol.first_dream(GUILD, user)
        assert first.encounter != begun.encounter
        after = await house.does.enrol.pick_first(user, first.encounter, BeatId(first.beat), first.choices[0].id)
        assert not after.choices
        await house.sleeps(user, "Europe/Berlin 23:00 07:00")
        again = await house.does.enrol.first_dream(GUILD, user)
        assert again.encounter == first.encounter
