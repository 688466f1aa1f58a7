"""The evening door: what waits behind it is told to whoever enters, and to nobody else."""

from bot.client import DreamsClient
from bot.errors import DreamError
from bot.ids import MessageId
from bot.services.entering import Entered
from cogs.base import DreamCog, guild_of, user_of, whisper
from cogs.buttons import Interaction, Press, answers
from cogs.cards import door
from cogs.cards.letters import draw
from cogs.cards.pictures import sent_along


class EveningDoor(DreamCog):
    """*Enter tonight's dream*, on the evening's post and under `/dream`."""

    @answers("enter")
    async def enter(self, interaction: Interaction, _: Press) -> None:
        """Tell what waits, then the dream as it stands."""
        guild, user = guild_of(interaction), user_of(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        try:
            entered = await self.client.services.entering.enter(guild, user)
        except DreamError as wrong:
            if wrong.key not in ("door-by-message", "door-instead"):
                raise
            server = await self.client.services.frame.server(guild)
            if not server.door.opens:
                raise DreamError("no-door") from wrong
            await interaction.followup.send(view=door.other_way(wrong.key, self.client.phrases), ephemeral=True)
            return
        await self._tell(interaction, entered)
        if entered.sentence is not None:
            await whisper(interaction, self.say(entered.sentence, **entered.slots))

    async def _tell(self, interaction: Interaction, entered: Entered) -> None:
        """Tell it by this interaction; what does not come through waits at the door again."""
        untold = [one.row for one in entered.told if one.first]
        try:
            for one in entered.told:
                view = draw(one.letter, one.row, self.client.phrases)
                files = await sent_along(one.letter, self.client)
                message = await interaction.followup.send(view=view, files=files, ephemeral=True, wait=True)
                if one.first:
                    await self.client.courier.delivered(one.row, MessageId(message.id))
                    untold.remove(one.row)
        finally:
            for row in untold:
                await self.client.courier.undelivered(row)


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(EveningDoor(client))
