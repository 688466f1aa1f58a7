"""A rehearsal that is kept is continued where it ended; one that is half there is not touched."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearse import KeptError, rehearsal


async def test_a_kept_rehearsal_is_continued(tmp_path: Path) -> None:
    keep = tmp_path / "kept.db"
    async with rehearsal(tmp_path, keep=keep) as first:
        await first.discord.bot_ready(20)
        (harbour,) = first.discord.guilds
        panel = await harbour.owner.uses("/dreams setup")
        for channel, select in (("tales", "Story channel"), ("desk", "Moderators' channel")):
            panel = await harbour.owner.picks(select, harbour.channel_named(channel), on=panel)
        panel = await harbour.owner.presses("Open the door", on=panel)
        evening = first.sky.now
    async with rehearsal(tmp_path, keep=keep) as second:
        await second.discord.bot_ready(20)
        (harbour,) = second.discord.guilds
        assert second.sky.now - evening < timedelta(minutes=1)
        assert "The door is open" in harbour.owner.messages_in(harbour.channel_named("tales"))[-1].text.replace("*", "")
        ada = next(harbour.member(user.id) for user in second.discord.state.users.values() if user.name == "Ada")
        assert "Join" in [button.label for button in (await ada.uses("/soulmark")).buttons]


@pytest.mark.parametrize("there", ["kept.db", "kept.db.discord.json"])
async def test_half_of_a_kept_rehearsal_is_refused(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("", encoding="utf-8")
    with pytest.raises(KeptError, match="only both together"):
        async with rehearsal(tmp_path, keep=tmp_path / "kept.db"):
            pass
    assert [each.name for each in tmp_path.iterdir()] == [there]  # noqa: ASYNC240  # nothing else runs by now
