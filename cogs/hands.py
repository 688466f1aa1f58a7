"""What one of two wishes when the other stays away; and the waking meeting."""

from bot.client import DreamsClient
from bot.domain.waiting import Wish
from bot.errors import DreamError
from bot.ids import BondId, EncounterId
from cogs.base import DreamCog, user_of, whisper
from cogs.buttons import Interaction, Press, answers
from cogs.cards import panels


class Hands(DreamCog):
    """A hand held out, taken, or left; and waiting for one."""

    @answers("wish")
    async def wish(self, interaction: Interaction, press: Press) -> None:
        """Wait, dream alone, or be marked anew."""
        wished = press.text(1)
        if wished not in list(Wish):
            raise DreamError("button-outdated")
        await self.client.services.waiting.wish(user_of(interaction), BondId(press.number(0)), Wish(wished))
        await interaction.response.edit_message(view=panels.said(f"wished-{wished}", self.client.phrases))

    @answers("handout")
    async def hold_out(self, interaction: Interaction, press: Press) -> None:
        """Hold out a hand."""
        taken = await self.client.services.meetings.hold_out(user_of(interaction), EncounterId(press.number(0)))
        await whisper(interaction, self.say("reach-taken-now" if taken else "reach-held-out"))

    @answers("handtake")
    async def take(self, interaction: Interaction, press: Press) -> None:
        """Take the hand that is held out."""
        await self.client.services.meetings.take(user_of(interaction), BondId(press.number(0)))
        await interaction.response.edit_message(view=panels.said("reach-taken-now", self.client.phrases))

    @answers("handleave")
    async def leave_it(self, interaction: Interaction, press: Press) -> None:
        """Do not take it now."""
        await self.client.services.meetings.leave_it(user_of(interaction), BondId(press.number(0)))
        await interaction.response.edit_message(view=panels.said("reach-left", self.client.phrases))

    @answers("takedown")
    async def take_down(self, interaction: Interaction, press: Press) -> None:
        """Take down what shows the two marks."""
        await self.client.services.meetings.take_down(user_of(interaction), BondId(press.number(0)))
        await whisper(interaction, self.say("meeting-taken-down"))


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Hands(client))
