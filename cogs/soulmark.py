"""`/soulmark`: joining, the mark, the first dream; showing it; leaving."""

import discord
from discord import app_commands

from bot.client import DreamsClient
from bot.domain.scene import BeatId
from bot.domain.standing import Standing
from bot.domain.wording import Pronouns
from bot.errors import DreamError
from bot.ids import EncounterId
from bot.services.enrol import Step, Whereabouts
from cogs.base import MENDABLE, DreamCog, guild_of, member_of, refused, user_of, whisper
from cogs.buttons import Interaction, Press, answers, button, custom_id
from cogs.cards import modals, panels
from cogs.cards.dream import first_dream


class Soulmark(DreamCog):
    """The first minute, one ephemeral panel from consent to the first night."""

    @app_commands.command(name="soulmark", description="…")
    @app_commands.guild_only()
    async def soulmark(self, interaction: Interaction) -> None:
        """Show where a member stands: the way in, or the mark."""
        standing = await self._standing(interaction)
        if standing.standing is Standing.REMOVED:
            raise DreamError("removed-here")
        if standing.step is Step.CONSENT and not standing.server.is_open:
            raise DreamError("not-open")
        await interaction.response.send_message(view=self._panel(standing), ephemeral=True)

    @answers("join")
    async def ask_name(self, interaction: Interaction, _: Press) -> None:
        """Ask what the newcomer is called in dreams."""
        standing = await self._standing(interaction)
        if standing.standing is Standing.REMOVED:
            raise DreamError("removed-here")
        if not standing.server.is_open:
            raise DreamError("not-open")
        name = interaction.user.display_name
        modal = modals.join(name, self.client.phrases, words=standing.server.own_words)
        draft = self.client.drafts.of(interaction.user.id, modal.custom_id)
        await interaction.response.send_modal(modals.filled(modal, draft))

    @answers("joined")
    async def join(self, interaction: Interaction, press: Press) -> None:
        """Take consent, open the direct message, give the mark."""
        guild, user, member = guild_of(interaction), user_of(interaction), member_of(interaction)
        chosen = press.fields.get("pronouns", Pronouns.THEY.value)
        pronouns = Pronouns(chosen) if chosen in set(Pronouns) else Pronouns.THEY
        await interaction.response.defer()
        agreed = press.fields.get("words") == "yes"
        try:
            await self.client.services.enrol.join(
                guild, user, member, press.fields.get("name", ""), pronouns, own_words=agreed
            )
        except DreamError as wrong:
            if wrong.key in MENDABLE:
                self.client.drafts.keep(user, custom_id("joined"), press.fields)
                again = button(self.say("button-try-again"), "join")
                await refused(interaction, self.say(wrong.key, **wrong.slots), again)
                return
            await self._knocking(interaction, wrong)
            return
        self.client.drafts.drop(user, custom_id("joined"))
        await self._go_on(interaction)

    @answers("knock")
    async def knock(self, interaction: Interaction, _: Press) -> None:
        """Try the direct message again."""
        guild, user = guild_of(interaction), user_of(interaction)
        await interaction.response.defer()
        try:
            await self.client.services.enrol.knock(guild, user)
        except DreamError as wrong:
            await self._knocking(interaction, wrong)
            return
        await self._go_on(interaction)

    @answers("closeeyes")
    async def close_eyes(self, interaction: Interaction, _: Press) -> None:
        """Begin the first dream."""
        letter = await self.client.services.enrol.first_dream(guild_of(interaction), user_of(interaction))
        await interaction.response.edit_message(view=first_dream(letter, self.client.phrases))

    @answers("first")
    async def choose(self, interaction: Interaction, press: Press) -> None:
        """Choose in the first dream."""
        letter = await self.client.services.enrol.pick_first(
            user_of(interaction), EncounterId(press.number(0)), BeatId(press.text(1)), press.text(2)
        )
        await interaction.response.edit_message(view=first_dream(letter, self.client.phrases))

    @answers("showmark")
    async def show_mark(self, interaction: Interaction, _: Press) -> None:
        """Show the mark to the server."""
        standing = await self._standing(interaction)
        if standing.dreamer is None or standing.dreamer.mark is None or standing.motif is None:
            raise DreamError("not-a-dreamer")
        name = interaction.user.mention
        view = panels.shown_mark(name, standing.dreamer.mark, standing.motif, self.client.phrases)
        await interaction.response.send_message(view=view)

    @answers("words")
    async def own_words(self, interaction: Interaction, press: Press) -> None:
        """Agree to own words, or no longer."""
        agreed = press.number(0) == 1
        await self.client.services.enrol.agree_to_words(guild_of(interaction), user_of(interaction), agreed=agreed)
        await interaction.response.edit_message(view=self._panel(await self._standing(interaction)))

    @answers("pause")
    async def pause(self, interaction: Interaction, press: Press) -> None:
        """Want no nights, or want them again."""
        paused = press.number(0) == 1
        await self.client.services.enrol.pause(guild_of(interaction), user_of(interaction), paused=paused)
        await interaction.response.edit_message(view=self._panel(await self._standing(interaction)))

    @answers("markanew")
    async def mark_anew(self, interaction: Interaction, _: Press) -> None:
        """Be marked anew, where nobody is behind the mark any more."""
        await self.client.services.enrol.mark_anew_here(guild_of(interaction), user_of(interaction))
        await interaction.response.edit_message(view=self._panel(await self._standing(interaction)))

    @answers("leave")
    async def ask_leave(self, interaction: Interaction, _: Press) -> None:
        """Ask once."""
        await interaction.response.edit_message(view=panels.leave(self.client.phrases))

    @answers("leaveyes")
    async def leave(self, interaction: Interaction, _: Press) -> None:
        """Leave."""
        await self.client.services.enrol.leave(guild_of(interaction), user_of(interaction))
        await interaction.response.edit_message(view=panels.said("left", self.client.phrases))

    @answers("nevermind")
    async def never_mind(self, interaction: Interaction, _: Press) -> None:
        """Do nothing after all."""
        await interaction.response.edit_message(view=panels.said("never-mind", self.client.phrases))

    async def _standing(self, interaction: Interaction) -> Whereabouts:
        return await self.client.services.enrol.standing(guild_of(interaction), user_of(interaction))

    async def _go_on(self, interaction: Interaction) -> None:
        await interaction.edit_original_response(view=self._panel(await self._standing(interaction)))

    async def _knocking(self, interaction: Interaction, wrong: DreamError) -> None:
        """Closed direct messages are answered in the panel, with a way to try again; all else as ever."""
        text = self.say(wrong.key, **wrong.slots)
        if wrong.key in ("dms-closed", "dms-busy"):
            await interaction.edit_original_response(view=panels.knock(text, self.client.phrases))
        else:
            await whisper(interaction, text)

    def _panel(self, standing: Whereabouts) -> discord.ui.LayoutView:
        mark = standing.dreamer.mark if standing.dreamer else None
        hours = standing.dreamer.hours if standing.dreamer else None
        if standing.dreamer is not None and mark is None:
            return panels.knock(self.say("knock-again"), self.client.phrases)
        if standing.step is Step.CONSENT or mark is None or standing.motif is None:
            return panels.consent(standing, self.client.phrases)
        if standing.step is Step.FIRST_DREAM:
            return panels.mark_given(mark, standing.motif, self.client.phrases)
        if standing.step is Step.HOURS or hours is None:
            return panels.hours_wanted(mark, standing.motif, self.client.phrases)
        return panels.own_mark(standing, mark, standing.motif, hours, self.client.phrases)


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Soulmark(client))
