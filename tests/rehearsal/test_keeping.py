"""A local Discord is written down and read again as it was."""

import json

from bot.rehearsal import Channel, Guild, LocalDiscord, Member, keeping
from bot.rehearsal.bodies import Upload
from bot.rehearsal.posting import Draft, create
from bot.rehearsal.state import Habits
from bot.rehearsal.values import as_object, objects


async def test_everything_is_there_again(local: LocalDiscord, harbour: Guild, tales: Channel, ada: Member) -> None:
    role = harbour.makes_role("Elders", ["manage_guild"])
    ada.takes_role(role)
    tales.forbids("send_messages", to=role)
    ada.closes_dms()
    ada.user.habits = Habits("Asia/Tokyo", "22:00", "06:30")
    local.state.greeted.add(ada.id)
    await ada.writes("on the phone")
    picture = Upload(0, "mark.png", b"\x89PNG\xff", "image/png")
    gallery = {"type": 12, "items": [{"media": {"url": "attachment://mark.png"}, "description": "A mark"}]}
    create(local.state, tales.record, local.state.bot, Draft({"flags": 1 << 15, "components": [gallery]}, [picture]))
    text = keeping.written(local, {"now": "then"})
    assert local.state.base_url not in text

    async with LocalDiscord() as other:
        assert keeping.read(other, text) == {"now": "then"}
        (guild,) = other.guilds
        member = guild.member(ada.id)
        assert guild.owner.name == "Moderator"
        assert member.membership is not None
        assert member.membership.role_ids == {role.id}
        assert member.user.dms_open is False
        assert member.user.habits == Habits("Asia/Tokyo", "22:00", "06:30")
        assert other.state.greeted == {ada.id}
        assert member.phone.id == ada.phone.id
        assert [each.text for each in member.phone.messages] == ["on the phone"]
        assert other.state.bot.id == local.state.bot.id
        (message,) = guild.channel_named("tales").messages
        url = str(as_object(objects(message.components[0]["items"])[0]["media"])["url"])
        assert url.startswith(other.state.base_url)
        assert other.state.files[url.removeprefix(other.state.base_url)].content == b"\x89PNG\xff"
        assert keeping.written(other, {"now": "then"}) == text


async def test_what_was_kept_before_habits_were_is_read_too(local: LocalDiscord, ada: Member) -> None:
    (kept,) = json.loads(keeping.written(local, {}))
    del kept["greeted"]
    for each in kept["users"]:
        del each["habits"]
    async with LocalDiscord() as other:
        keeping.read(other, json.dumps([kept]))
        assert other.state.users[ada.id].habits == Habits()
