"""Dreams in direct messages: choosing, speaking, going on alone, keeping."""

import logging

import discord
from discord.ext import commands

from bot.client import DreamsClient
from bot.domain.scene import BeatId
from bot.errors import DreamError, NotKeptError
from bot.ids import ChannelId, EncounterId, MessageId
from bot.letters import Dream
from bot.services.dreams import Answered
from cogs.base import MENDABLE, DreamCog, refused, user_of, whisper
from cogs.buttons import Interaction, Press, answers, button, custom_id
from cogs.cards import modals
from cogs.cards.dream import dream as dream_card
from cogs.cards.pictures import sent_along

log = logging.getLogger(__name__)


class Dreams(DreamCog):
    """What a dreamer presses in a dream."""

    @answers("pick")
    async def pick(self, interaction: Interaction, press: Press) -> None:
        """Choose."""
        answered = await self.client.services.dreams.pick(
            user_of(interaction), EncounterId(press.number(0)), BeatId(press.text(1)), press.text(2), press.row
        )
        await self._show(interaction, press, answered)

    @answers("speak")
    async def ask_words(self, interaction: Interaction, press: Press) -> None:
        """Ask for own words."""
        encounter, beat = EncounterId(press.number(0)), BeatId(press.text(1))
        room = await self.client.services.dreams.room_to_speak(user_of(interaction), encounter, beat)
        modal = modals.speak(encounter, beat, press.row, room.limit, self.client.phrases)
        draft = self.client.drafts.of(interaction.user.id, modal.custom_id)
        await interaction.response.send_modal(modals.filled(modal, draft))

    @answers("spoken")
    async def speak(self, interaction: Interaction, press: Press) -> None:
        """Say something in own words."""
        words = press.fields.get("words", "")
        encounter, beat = EncounterId(press.number(0)), BeatId(press.text(1))
        form = custom_id("spoken", encounter, beat, row=press.row)
        try:
            answered = await self.client.services.dreams.speak(user_of(interaction), encounter, beat, words, press.row)
        except DreamError as wrong:
            if wrong.key not in MENDABLE:
                raise
            self.client.drafts.keep(interaction.user.id, form, press.fields)
            again = button(self.say("button-try-again"), "speak", encounter, beat, row=press.row)
            await refused(interaction, self.say(wrong.key, **wrong.slots), again)
            return
        self.client.drafts.drop(interaction.user.id, form)
        await self._show(interaction, press, answered)

    @answers("unsay")
    async def unsay(self, interaction: Interaction, press: Press) -> None:
        """Take back what one said."""
        letter = await self.client.services.unsaying.unsay(
            user_of(interaction), EncounterId(press.number(0)), press.number(1), press.row
        )
        await self._revise(interaction, letter, press)

    @answers("dreamon")
    async def dream_on(self, interaction: Interaction, press: Press) -> None:
        """Go on without the other."""
        answered = await self.client.services.dreams.dream_on(
            user_of(interaction), EncounterId(press.number(0)), BeatId(press.text(1)), press.row
        )
        await self._show(interaction, press, answered)

    @answers("tried")
    async def tried(self, interaction: Interaction, press: Press) -> None:
        """Say whether what was taught held, awake."""
        encounter, held = EncounterId(press.number(0)), press.text(2) == "held"
        letter = await self.client.services.dreams.tried(
            user_of(interaction), encounter, press.text(1), press.row, held=held
        )
        await self._revise(interaction, letter, press)

    @answers("keep")
    async def keep(self, interaction: Interaction, press: Press) -> None:
        """Keep a dream."""
        letter, both = await self.client.services.dreams.keep(
            user_of(interaction), EncounterId(press.number(0)), press.row
        )
        if letter is not None:
            await self._revise(interaction, letter, press)
        await whisper(interaction, self.say("kept-by-both" if both else "kept"))

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Point whoever writes in the direct message to where words are said."""
        if message.guild is not None or message.author.bot:
            return
        try:
            await self.client.services.dreams.point_to_words(ChannelId(message.channel.id))
        except NotKeptError as wrong:
            # It would have been a hint, and nobody waits for one.
            log.warning("whoever wrote was not pointed to where words are said: %s", wrong)

    async def _revise(self, interaction: Interaction, letter: Dream, press: Press) -> None:
        """Lay a letter into the message that was pressed. Its pictures go along again: that message may have none."""
        view = dream_card(letter, press.row, self.client.phrases)
        await interaction.response.edit_message(view=view, attachments=await sent_along(letter, self.client))

    async def _show(self, interaction: Interaction, press: Press, answered: Answered) -> None:
        """Turn the choices into the line that was chosen; then bring the next passage as a message of its own."""
        courier = self.client.courier
        try:
            if answered.pressed is None:
                await interaction.response.defer()
            else:
                await self._revise(interaction, answered.pressed, press)
            if answered.row is None or answered.following is None:
                return
            view = dream_card(answered.following, answered.row, self.client.phrases)
            files = await sent_along(answered.following, self.client)
            # At the door it is said in a channel, and for one member only.
            at_door = interaction.guild_id is not None
            message = await interaction.followup.send(view=view, files=files, wait=True, ephemeral=at_door)
        except BaseException:
            if answered.row is not None:
                await courier.undelivered(answered.row)
            raise
        await courier.delivered(answered.row, MessageId(message.id))


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Dreams(client))
