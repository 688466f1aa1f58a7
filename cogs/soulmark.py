"""`/soulmark`: joining, the mark, the first dream; showing it; leaving."""

import discord
from discord import app_commands

from bot.client import DreamsClient
from bot.domain.scene import BeatId
from bot.domain.standing import Standing
from bot.domain.wording import Pronouns
from bot.errors import DreamError
from bot.ids import EncounterId, UserId
from bot.services.enrol import Step, Whereabouts
from cogs.base import MENDABLE, DreamCog, guild_of, member_of, refused, user_of, whisper
from cogs.buttons import Interaction, Press, answers, button, custom_id
from cogs.cards import modals, panels
from cogs.cards.dream import first_dream
from cogs.cards.pictures import files, of_mark
from cogs.cards.wrists import looked_at


class Soulmark(DreamCog):
    """The first minute, one ephemeral panel from consent to the first night."""

    @app_commands.command(name="soulmark", description="…")
    @app_commands.guild_only()
    async def soulmark(self, interaction: Interaction, member: discord.Member | None = None) -> None:
        """Show where one stands: the way in, or the mark; or what is to be seen of another's."""
        if member is not None and member.id != interaction.user.id:
            looked_at_by = user_of(interaction)
            wrist = await self.client.services.wrists.theirs(guild_of(interaction), UserId(member.id), looked_at_by)
            view, pictures = looked_at(member.mention, wrist, self.client.phrases)
            await interaction.response.send_message(view=view, files=pictures, ephemeral=True)
            return
        standing = await self._standing(interaction)
        if standing.standing is Standing.REMOVED:
            raise DreamError("removed-here")
        if standing.step is Step.CONSENT and not standing.server.is_open:
            raise DreamError("not-open")
        view, files = await self._panel(standing)
        await interaction.response.send_message(view=view, files=files, ephemeral=True)

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
            await self.client.services.ways.knock(guild, user)
        except DreamError as wrong:
            await self._knocking(interaction, wrong)
            return
        await self._go_on(interaction)

    @answers("way")
    async def way(self, interaction: Interaction, press: Press) -> None:
        """Choose how dreams come: by direct message, or at the door."""
        guild, user, ways = guild_of(interaction), user_of(interaction), self.client.services.ways
        chosen = press.number(0)
        await interaction.response.defer()
        try:
            await (ways.use_door(guild, user) if chosen == 1 else ways.use_messages(guild, user))
        except DreamError as wrong:
            await self._knocking(interaction, wrong, "way", 0)
            return
        await self._go_on(interaction)

    @answers("closeeyes")
    async def close_eyes(self, interaction: Interaction, _: Press) -> None:
        """Begin the first dream."""
        letter = await self.client.services.enrol.first_dream(guild_of(interaction), user_of(interaction))
        await interaction.response.edit_message(view=first_dream(letter, self.client.phrases), attachments=[])

    @answers("first")
    async def choose(self, interaction: Interaction, press: Press) -> None:
        """Choose in the first dream."""
        letter = await self.client.services.enrol.pick_first(
            user_of(interaction), EncounterId(press.number(0)), BeatId(press.text(1)), press.text(2)
        )
        await interaction.response.edit_message(view=first_dream(letter, self.client.phrases), attachments=[])

    @answers("showmark")
    async def show_mark(self, interaction: Interaction, _: Press) -> None:
        """Show the mark to the server."""
        wrist = await self.client.services.wrists.mine(guild_of(interaction), user_of(interaction))
        view = panels.shown_mark(interaction.user.mention, wrist, self.client.phrases)
        await interaction.response.send_message(view=view, files=files(of_mark(wrist, self.client.phrases)))

    @answers("words")
    async def own_words(self, interaction: Interaction, press: Press) -> None:
        """Agree to own words, or no longer."""
        agreed = press.number(0) == 1
        await self.client.services.enrol.agree_to_words(guild_of(interaction), user_of(interaction), agreed=agreed)
        view, files = await self._panel(await self._standing(interaction))
        await interaction.response.edit_message(view=view, attachments=files)

    @answers("pause")
    async def pause(self, interaction: Interaction, press: Press) -> None:
        """Want no nights, or want them again."""
        paused = press.number(0) == 1
        await self.client.services.enrol.pause(guild_of(interaction), user_of(interaction), paused=paused)
        view, files = await self._panel(await self._standing(interaction))
        await interaction.response.edit_message(view=view, attachments=files)

    @answers("markanew")
    async def mark_anew(self, interaction: Interaction, _: Press) -> None:
        """Be marked anew, where nobody is behind the mark any more."""
        await self.client.services.enrol.mark_anew_here(guild_of(interaction), user_of(interaction))
        view, files = await self._panel(await self._standing(interaction))
        await interaction.response.edit_message(view=view, attachments=files)

    @answers("leave")
    async def ask_leave(self, interaction: Interaction, _: Press) -> None:
        """Ask once."""
        await interaction.response.edit_message(view=panels.leave(self.client.phrases), attachments=[])

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
        view, files = await self._panel(await self._standing(interaction))
        await interaction.edit_original_response(view=view, attachments=files)

    async def _knocking(
        self, interaction: Interaction, wrong: DreamError, again: str = "knock", *arguments: int
    ) -> None:
        """Closed direct messages are answered in the panel, with a way to try again; all else as ever."""
        text = self.say(wrong.key, **wrong.slots)
        if wrong.key in ("dms-closed", "dms-busy"):
            door = (await self._standing(interaction)).server.door
            view = panels.knock(text, door, self.client.phrases, again, *arguments)
            await interaction.edit_original_response(view=view, attachments=[])
        else:
            await whisper(interaction, text)

    async def _panel(self, standing: Whereabouts) -> tuple[discord.ui.LayoutView, list[discord.File]]:
        dreamer, phrases = standing.dreamer, self.client.phrases
        if dreamer is not None and dreamer.mark is None:
            return panels.knock(self.say("knock-again"), standing.server.door, phrases), []
        if standing.step is Step.CONSENT or dreamer is None or dreamer.user is None or standing.motif is None:
            return panels.consent(standing, phrases), []
        wrist = await self.client.services.wrists.mine(dreamer.guild, dreamer.user)
        pictures = files(of_mark(wrist, phrases))
        if standing.step is Step.FIRST_DREAM:
            return panels.mark_given(wrist, phrases), pictures
        if standing.step is Step.HOURS or dreamer.hours is None:
            return panels.hours_wanted(wrist, phrases), pictures
        return panels.own_mark(standing, wrist, dreamer.hours, phrases), pictures


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Soulmark(client))
