"""Members act, and the real discord.py answers."""

import io
from collections.abc import AsyncIterator

import discord
import pytest

from bot.rehearsal import Channel, Guild, LocalDiscord, Member, Message, NoAnswer, NotAllowed, NotThere
from tests.rehearsal.bot import Card, Small, running


@pytest.fixture
async def small(local: LocalDiscord, tales: Channel) -> AsyncIterator[Small]:
    assert tales.name == "tales"
    async with running(local) as bot:
        yield bot
    assert not local.unknown


pytestmark = pytest.mark.usefixtures("small")


async def test_a_command_shows_a_card_and_its_button_changes_it(ada: Member, tales: Channel) -> None:
    shown = await ada.uses("/card", channel=tales)
    assert shown.text == "A card\nbeside the button"
    assert [button.label for button in shown.buttons] == ["Aside", "Change", "Whisper", "Think", "Ask"]
    changed = await ada.presses("Change", on=shown)
    assert "Changed" in changed.text
    assert [message.edited for message in tales.messages] == [True]


async def test_a_whisper_is_seen_by_one_only(ada: Member, harbour: Guild, tales: Channel) -> None:
    await ada.uses("/card", channel=tales)
    whisper = await ada.presses("Whisper")
    assert whisper.ephemeral
    assert whisper.text == "psst"
    assert len(ada.messages_in(tales)) == 2
    assert len(harbour.owner.messages_in(tales)) == len(tales.messages) == 1


async def test_thinking_is_followed_up(ada: Member, tales: Channel) -> None:
    await ada.uses("/card", channel=tales)
    thought = await ada.presses("Think")
    assert (thought.text, thought.ephemeral) == ("thought", True)


async def test_a_dialog_is_filled_in(ada: Member, tales: Channel) -> None:
    await ada.uses("/card", channel=tales)
    page = await ada.presses("Ask")
    assert page.text.splitlines() == ["A page", "Name", "Side", "Sure", "Room"]
    with pytest.raises(NotThere, match="'Name', 'Side'"):
        await ada.fills(page, Nme="Ada")
    with pytest.raises(NotAllowed, match="0 to 20 characters"):
        await ada.fills(page, Name="A" * 21, Side="Left")
    said = await ada.fills(page, {"Name": "Ada", "Side": "Right", "Room": tales}, Sure=True)
    assert said.text == "Ada/r/True/tales"


async def test_options_reach_the_command(ada: Member, tales: Channel) -> None:
    said = await ada.uses("/speak", channel=tales, words="hush", times=2, whom=ada, place=tales)
    assert said.text == "hush*2 to Ada in tales"
    with pytest.raises(NotAllowed, match="required options are missing: words"):
        await ada.uses("/speak", channel=tales)
    with pytest.raises(NotAllowed, match="takes 1 to 3"):
        await ada.uses("/speak", channel=tales, words="hush", times=4)


async def test_a_command_is_offered_to_whom_and_where_it_may_be(ada: Member, harbour: Guild, tales: Channel) -> None:
    with pytest.raises(NotAllowed, match="needs permissions"):
        await ada.uses("/dreams setup", channel=tales)
    with pytest.raises(NotThere, match="setup"):
        await ada.uses("/dreams", channel=tales)
    shown = await harbour.owner.uses("/dreams setup", channel=tales)
    assert shown.text == "set up"
    with pytest.raises(NotAllowed, match="not offered here"):
        await harbour.owner.uses("/dreams setup", channel=harbour.owner.phone)


async def test_what_is_written_on_the_phone_reaches_the_bot(ada: Member) -> None:
    await ada.writes("hello")
    await ada.sees("echo: hello")
    assert [message.author for message in ada.phone.messages] == ["Ada", "Dreams"]
    on_phone = await ada.uses("/card", channel=ada.phone)
    assert "Changed" in (await ada.presses("Change", on=on_phone)).text


async def test_what_is_not_there_is_named(ada: Member, tales: Channel) -> None:
    card = await ada.uses("/card", channel=tales)
    with pytest.raises(NotThere, match="Change"):
        await ada.presses("Join", on=card)
    with pytest.raises(NotThere, match="Change"):
        await ada.presses("Join")


async def test_nobody_answers_for_a_bot_that_is_away(
    local: LocalDiscord, small: Small, ada: Member, tales: Channel
) -> None:
    await ada.uses("/card", channel=tales)
    await small.close()
    await local.bot_gone()
    with pytest.raises(NoAnswer, match="not connected"):
        await ada.presses("Change")


async def test_forged_ids_reach_the_bot_and_find_nobody(ada: Member, tales: Channel) -> None:
    card = await ada.uses("/card", channel=tales)
    whisper = await ada.presses_raw("whisper", message=card)
    assert whisper.text == "psst"


async def test_the_bot_knows_its_permissions(small: Small, harbour: Guild, tales: Channel) -> None:
    guild = small.get_guild(harbour.id)
    assert guild is not None
    channel = guild.get_channel(tales.id)
    assert channel is not None
    assert channel.permissions_for(guild.me).send_messages
    heard = small.wait_for("guild_channel_update", timeout=5)
    tales.forbids("send_messages")
    await heard
    assert not channel.permissions_for(guild.me).send_messages


async def test_selects_take_options_channels_and_people(ada: Member, harbour: Guild, tales: Channel) -> None:
    shown = await ada.uses("/choices", channel=tales)
    assert (await ada.picks("Which sky", "Clear", on=shown)).text == "sky ['c']"
    assert (await ada.picks("Which channel", tales, on=shown)).text == "place tales"
    assert (await ada.picks("Whom", harbour.owner)).text == "whom Moderator Member"
    with pytest.raises(NotThere, match="Clear"):
        await ada.picks("Which sky", "Grey", on=shown)
    with pytest.raises(NotAllowed, match="does not take"):
        await ada.picks("Which channel", ada, on=shown)


async def test_an_option_completes_what_is_typed(ada: Member, tales: Channel) -> None:
    assert await ada.types("/speak", "words", "hus", channel=tales) == ["hush", "husk"]


async def test_an_entry_of_the_context_menu(ada: Member, harbour: Guild, tales: Channel) -> None:
    said = await harbour.owner.writes("something rude", where=tales)
    answer = await ada.chooses("Report", said)
    assert answer.text == "reported: something rude"
    assert isinstance(answer, Message)
    ada.dismisses(answer)
    assert [message.text for message in ada.messages_in(tales)] == ["something rude"]


async def test_who_is_pinged(small: Small, ada: Member, tales: Channel) -> None:
    channel = small.get_partial_messageable(tales.id)
    await channel.send(f"<@{ada.id}> @everyone")
    await channel.send(f"<@{ada.id}>", allowed_mentions=discord.AllowedMentions.none())
    assert [message.pings for message in tales.messages] == [("Ada",), ()]


async def test_a_thread_of_a_message(small: Small, ada: Member, tales: Channel) -> None:
    channel = small.get_channel(tales.id)
    assert isinstance(channel, discord.TextChannel)
    message = await channel.send("read aloud")
    thread = await message.create_thread(name="Night")
    await thread.send(view=Card("within"))
    with pytest.raises(discord.HTTPException) as refused:
        await message.create_thread(name="Night")
    assert refused.value.code == 160004
    (seen,) = tales.threads
    assert "Changed" in (await ada.presses("Change", where=seen)).text
    fetched = await channel.fetch_message(message.id)
    assert fetched.thread is not None
    assert [each.content async for each in channel.history(limit=5)] == ["read aloud"]


async def test_pictures_come_along(small: Small, ada: Member) -> None:
    user = await small.fetch_user(ada.id)
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://mark.png", description="a mark")))
    await user.send(view=view, file=discord.File(io.BytesIO(b"png"), "mark.png"))
    (seen,) = ada.phone.messages
    assert [file.filename for file in seen.attachments] == ["mark.png"]
    ada.closes_dms()
    with pytest.raises(discord.Forbidden) as refused:
        await user.send("again")
    assert refused.value.code == 50007
