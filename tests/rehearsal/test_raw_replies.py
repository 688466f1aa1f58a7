"""Messages that answer another, and follow-ups that say what they follow."""

from bot.rehearsal import Channel, LocalDiscord, Member
from bot.rehearsal.values import Json, as_object, objects
from tests.rehearsal.bot import running
from tests.rehearsal.parts import clicked
from tests.rehearsal.raw import Raw


def answering(message_id: object, **more: object) -> Json:
    return {"content": "b", "message_reference": {"message_id": str(message_id), **more}}


async def test_a_reply_says_what_it_answers(raw: Raw, tales: Channel, ada: Member) -> None:
    asked = await ada.writes("who is there", where=tales)
    path = f"/channels/{tales.id}/messages"
    first = await raw("POST", path, answering(asked.id))
    assert first.body["type"] == 19
    assert as_object(first.body["message_reference"])["message_id"] == str(asked.id)
    assert as_object(first.body["referenced_message"])["content"] == "who is there"
    assert [each["id"] for each in objects(first.body["mentions"])] == [str(ada.id)]
    quiet: Json = {"allowed_mentions": {"replied_user": False}}
    second = await raw("POST", path, answering(first.id) | quiet)
    assert "referenced_message" not in as_object(second.body["referenced_message"])
    assert second.body["mentions"] == []
    await raw("DELETE", f"{path}/{first.id}")
    assert (await raw("GET", f"{path}/{second.id}")).body["referenced_message"] is None


async def test_replies_to_nothing(raw: Raw, tales: Channel, ada: Member) -> None:
    path = f"/channels/{tales.id}/messages"
    refused = await raw("POST", path, answering(1))
    assert (refused.status, refused.code) == (400, 50035)
    assert "REPLIES_UNKNOWN_MESSAGE" in refused.errors
    anyway = await raw("POST", path, answering(1, fail_if_not_exists=False))
    assert (anyway.status, anyway.body["type"]) == (200, 0)
    asked = await ada.writes("who is there", where=tales)
    assert (await raw("POST", path, answering(asked.id, type=1))).status == 501
    tales.forbids("read_message_history")
    unread = await raw("POST", path, answering(asked.id))
    assert (unread.status, unread.code) == (403, 160002)


async def test_a_follow_up_says_what_it_follows(raw: Raw, ada: Member, tales: Channel) -> None:
    click = await clicked(raw, ada, tales)
    await click.answers(4, {"content": "first"})
    first = await raw("GET", f"{click.webhook}/messages/@original")
    second = await raw("POST", click.webhook, {"content": "second"})
    assert as_object(second.body["interaction_metadata"])["original_response_message_id"] == first.id
    assert "original_response_message_id" not in as_object(first.body["interaction_metadata"])


async def test_discord_py_replies(local: LocalDiscord, tales: Channel, ada: Member) -> None:
    asked = await ada.writes("who is there", where=tales)
    async with running(local) as small:
        sent = await small.get_partial_messageable(tales.id).get_partial_message(asked.id).reply("nobody")
    assert sent.reference is not None
    assert sent.reference.message_id == asked.id
