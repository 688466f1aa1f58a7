"""The ways out of a dream: stop, report, block, part, and who they are."""

from bot.client import DreamsClient
from bot.domain.moderation import Along
from bot.ids import EncounterId
from cogs.base import DreamCog, user_of, whisper
from cogs.buttons import Interaction, Press, answers
from cogs.cards import modals, panels
from cogs.cards.pictures import mark_in_words


class WaysOut(DreamCog):
    """What every message of a dream leads to. Each answer is seen by one member only."""

    @answers("out")
    async def show(self, interaction: Interaction, press: Press) -> None:
        """Show every way out."""
        encounter = EncounterId(press.number(0))
        company = await self.client.services.ways_out.check(user_of(interaction), encounter)
        view = panels.ways_out(encounter, company, self.client.phrases)
        await interaction.response.send_message(view=view, ephemeral=True)

    @answers("who")
    async def who(self, interaction: Interaction, press: Press) -> None:
        """Tell who they are, always."""
        user = await self.client.services.ways_out.who(user_of(interaction), EncounterId(press.number(0)))
        await whisper(interaction, self.say("who-they-are", mention=f"<@{user}>"))

    @answers("stop")
    async def stop(self, interaction: Interaction, press: Press) -> None:
        """Hear no more of this dream."""
        await self.client.services.ways_out.stop(user_of(interaction), EncounterId(press.number(0)))
        await whisper(interaction, self.say("stopped"))

    @answers("pausefrom")
    async def pause(self, interaction: Interaction, press: Press) -> None:
        """Hear no more of this dream, and want no nights until asked for."""
        user, encounter = user_of(interaction), EncounterId(press.number(0))
        guild = await self.client.services.ways_out.stop(user, encounter)
        await self.client.services.enrol.pause(guild, user, paused=True)
        await whisper(interaction, self.say("paused"))

    @answers("report")
    async def ask_reason(self, interaction: Interaction, press: Press) -> None:
        """Ask what is wrong."""
        encounter = EncounterId(press.number(0))
        await self.client.services.ways_out.who(user_of(interaction), encounter)
        await interaction.response.send_modal(modals.report(encounter, self.client.phrases))

    @answers("reported")
    async def report(self, interaction: Interaction, press: Press) -> None:
        """Report to the moderators."""
        reason, along = press.fields.get("reason", ""), press.fields.get("along", "")
        goes_along = Along(along) if along in list(Along) else Along.ALL
        encounter = EncounterId(press.number(0))
        await self.client.services.reporting.report(user_of(interaction), encounter, reason, goes_along)
        await whisper(interaction, self.say("report-arrived"))

    @answers("block")
    async def block(self, interaction: Interaction, press: Press) -> None:
        """Never meet them again, anywhere."""
        await interaction.response.defer(ephemeral=True)
        await self.client.services.partings.block(user_of(interaction), EncounterId(press.number(0)))
        await whisper(interaction, self.say("blocked"))

    @answers("part")
    async def part(self, interaction: Interaction, press: Press) -> None:
        """Part from them."""
        await interaction.response.defer(ephemeral=True)
        await self.client.services.partings.part(user_of(interaction), EncounterId(press.number(0)))
        await whisper(interaction, self.say("parted"))

    @answers("keepmark")
    async def keep_mark(self, interaction: Interaction, _: Press) -> None:
        """Keep a mark that cooled."""
        await whisper(interaction, self.say("mark-kept"))

    @answers("anew")
    async def mark_anew(self, interaction: Interaction, press: Press) -> None:
        """Be marked anew."""
        mark, motif = await self.client.services.enrol.mark_anew(user_of(interaction), press.row)
        await whisper(interaction, mark_in_words(mark, motif, self.client.phrases))


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(WaysOut(client))
