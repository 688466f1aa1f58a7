"""*Tell a friend*: a dream that is over, to somebody in the server who agrees to be told, and their one line."""

from collections.abc import Mapping
from typing import cast

from bot.client import DreamsClient
from bot.errors import DreamError
from bot.ids import ChannelId, EncounterId, MessageId, TellingId, UserId
from bot.services.listening import Heard
from cogs.base import MENDABLE, DreamCog, guild_of, member_of, refused, user_of, whisper
from cogs.buttons import Interaction, Press, answers, button, custom_id, picked
from cogs.cards import friends as cards
from cogs.cards import modals, panels


class Friends(DreamCog):
    """Nothing is sent to a friend: who is named listens, or does not, where the card stands."""

    @answers("tellfriend")
    async def show_dreams(self, interaction: Interaction, _: Press) -> None:
        """Ask which dream shall be told."""
        found = await self.client.services.friends.dreams(guild_of(interaction), user_of(interaction))
        await interaction.response.send_message(view=cards.dreams(found, self.client.phrases), ephemeral=True)

    @answers("telldream")
    async def show_draft(self, interaction: Interaction, press: Press) -> None:
        """Show how a friend would read it, and ask for one."""
        # From the list the dream is what was selected; from a draft it is named by the button.
        asked = Press(press.action, press.values or press.arguments, press.row)
        words = not press.values and press.number(1) == 1
        draft = await self.client.services.friends.draft(
            guild_of(interaction), user_of(interaction), EncounterId(asked.number(0)), own_words=words
        )
        await interaction.response.edit_message(view=cards.draft(draft, self.client.phrases, words=words))

    @answers("tellwhom")
    async def offer(self, interaction: Interaction, press: Press) -> None:
        """Invite the friend who was named to listen, by a card in this channel. It rings nowhere."""
        (friend,) = picked(interaction, press, "users") or ("",)
        encounter, words = EncounterId(press.number(0)), press.number(1) == 1
        if not friend or interaction.channel_id is None:
            raise DreamError("button-outdated")
        if _is_bot(interaction, friend):
            raise DreamError("friend-cannot")
        guild, me = guild_of(interaction), (user_of(interaction), member_of(interaction))
        await interaction.response.defer()
        row, letter = await self.client.services.friends.offer(
            guild, me, UserId(int(friend)), encounter, ChannelId(interaction.channel_id), own_words=words
        )
        try:
            view = cards.draw(letter, row, self.client.phrases)
            message = await interaction.followup.send(view=view, wait=True)
        except BaseException:
            await self.client.courier.undelivered(row)
            raise
        await self.client.courier.delivered(row, MessageId(message.id))
        await interaction.edit_original_response(view=panels.said("friend-offered", self.client.phrases))

    @answers("listen")
    async def listen(self, interaction: Interaction, press: Press) -> None:
        """Let the friend read it, or ask them first."""
        await self._hear(interaction, press, agrees=False)

    @answers("betold")
    async def agree(self, interaction: Interaction, press: Press) -> None:
        """Agree to be told, and read it."""
        await self._hear(interaction, press, agrees=True)

    @answers("notforme")
    async def refuse(self, interaction: Interaction, press: Press) -> None:
        """Not wish to be told by this one."""
        await self.client.services.listening.refuse(user_of(interaction), TellingId(press.number(0)))
        await whisper(interaction, self.say("friend-refused"))

    @answers("untell")
    async def take_back(self, interaction: Interaction, press: Press) -> None:
        """Not wish to tell it any more."""
        await self.client.services.listening.take_back(user_of(interaction), TellingId(press.number(0)))
        await whisper(interaction, self.say("friend-taken-back"))

    @answers("line")
    async def ask_line(self, interaction: Interaction, press: Press) -> None:
        """Ask for the one line there is."""
        telling = TellingId(press.number(0))
        await self.client.services.listening.room(guild_of(interaction), user_of(interaction), telling)
        modal = modals.line(telling, self.client.phrases)
        draft = self.client.drafts.of(interaction.user.id, modal.custom_id)
        await interaction.response.send_modal(modals.filled(modal, draft))

    @answers("lined")
    async def answer(self, interaction: Interaction, press: Press) -> None:
        """Answer with it."""
        telling = TellingId(press.number(0))
        guild, user, member = guild_of(interaction), user_of(interaction), member_of(interaction)
        form = custom_id("lined", telling)
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            await self.client.services.listening.answer(guild, user, member, telling, press.fields.get("words", ""))
        except DreamError as wrong:
            if wrong.key not in MENDABLE:
                raise
            self.client.drafts.keep(user, form, press.fields)
            again = button(self.say("button-try-again"), "line", telling)
            await refused(interaction, self.say(wrong.key, **wrong.slots), again)
            return
        self.client.drafts.drop(user, form)
        await whisper(interaction, self.say("friend-answered"))

    @answers("toldreport")
    async def ask_reason(self, interaction: Interaction, press: Press) -> None:
        """Ask what is wrong."""
        telling = TellingId(press.number(0))
        await self.client.services.listening.may_report(user_of(interaction), telling)
        await interaction.response.send_modal(modals.report_telling(telling, self.client.phrases))

    @answers("toldreported")
    async def report(self, interaction: Interaction, press: Press) -> None:
        """Report to the moderators."""
        telling, reason = TellingId(press.number(0)), press.fields.get("reason", "")
        await self.client.services.listening.report(user_of(interaction), telling, reason)
        await whisper(interaction, self.say("friend-reported"))

    @answers("toldblock")
    async def block(self, interaction: Interaction, press: Press) -> None:
        """Have nothing to do with them any more, anywhere."""
        await interaction.response.defer(ephemeral=True)
        await self.client.services.listening.block(user_of(interaction), TellingId(press.number(0)))
        await whisper(interaction, self.say("friend-blocked"))

    async def _hear(self, interaction: Interaction, press: Press, *, agrees: bool) -> None:
        telling = TellingId(press.number(0))
        guild, user, member = guild_of(interaction), user_of(interaction), member_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        heard: Heard = await self.client.services.listening.listen(guild, user, member, telling, agrees=agrees)
        draw = cards.told if heard.text else cards.asked
        await interaction.followup.send(view=draw(heard, self.client.phrases), ephemeral=True)


def _is_bot(interaction: Interaction, user: str) -> bool:
    """Whether who was picked is no person."""
    data = cast("Mapping[str, Mapping[str, Mapping[str, Mapping[str, object]]]]", interaction.data or {})
    return bool(data.get("resolved", {}).get("users", {}).get(user, {}).get("bot"))


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Friends(client))
