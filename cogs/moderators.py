"""`/dreams …`: what moderators open, look up, and decide."""

import discord
from discord import app_commands

from bot.client import DreamsClient
from bot.domain.moderation import Decision
from bot.errors import DreamError, NotKeptError
from bot.ids import ReportId, UserId
from cogs.base import DreamCog, guild_of, may_manage, refused, user_of
from cogs.buttons import Interaction, Press, answers, button, custom_id, picked
from cogs.cards import modals
from cogs.cards import moderators as cards
from cogs.cards.frame import frame


class Moderators(DreamCog):
    """The commands of moderators, and what stands under reports. Each asks for the permission again."""

    dreams = app_commands.Group(
        name="dreams",
        description="…",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @dreams.command(name="setup", description="…")
    async def setup_command(self, interaction: Interaction) -> None:
        """Show the panel of the frame."""
        may_manage(interaction)
        server = await self.client.services.frame.server(guild_of(interaction))
        await interaction.response.send_message(view=frame(interaction, server, self.client.phrases), ephemeral=True)

    @dreams.command(name="members", description="…")
    async def members_command(self, interaction: Interaction) -> None:
        """Show the dreamers of the server."""
        may_manage(interaction)
        page = await self.client.services.moderation.members(guild_of(interaction), user_of(interaction), 0)
        await interaction.response.send_message(view=cards.members(page, self.client.phrases), ephemeral=True)

    @dreams.command(name="record", description="…")
    async def record_command(self, interaction: Interaction) -> None:
        """Show what moderators did."""
        may_manage(interaction)
        page = await self.client.services.moderation.record(guild_of(interaction), 0)
        await interaction.response.send_message(view=cards.record(page, self.client.phrases), ephemeral=True)

    @dreams.command(name="words", description="…")
    async def words_command(self, interaction: Interaction) -> None:
        """Show the words that are not wanted in dreams."""
        may_manage(interaction)
        words = await self.client.services.manners.words(guild_of(interaction))
        await interaction.response.send_message(view=cards.words(words, self.client.phrases), ephemeral=True)

    @answers("wordlist")
    async def ask_words(self, interaction: Interaction, _: Press) -> None:
        """Ask for the list."""
        may_manage(interaction)
        modal = modals.words(await self.client.services.manners.words(guild_of(interaction)), self.client.phrases)
        draft = self.client.drafts.of(interaction.user.id, f"{modal.custom_id}{guild_of(interaction)}")
        await interaction.response.send_modal(modals.filled(modal, draft))

    @answers("worded")
    async def keep_words(self, interaction: Interaction, press: Press) -> None:
        """Keep the list."""
        may_manage(interaction)
        guild, user = guild_of(interaction), user_of(interaction)
        form = f"{custom_id('worded')}{guild}"
        try:
            words = await self.client.services.manners.keep_words(guild, user, press.fields.get("list", ""))
        except NotKeptError:
            self.client.drafts.keep(user, form, press.fields)
            raise
        except DreamError as wrong:
            self.client.drafts.keep(user, form, press.fields)
            await refused(
                interaction, self.say(wrong.key, **wrong.slots), button(self.say("button-try-again"), "wordlist")
            )
            return
        self.client.drafts.drop(user, form)
        await interaction.response.edit_message(view=cards.words(words, self.client.phrases))

    @answers("members")
    async def turn_members(self, interaction: Interaction, press: Press) -> None:
        """Show another page of dreamers."""
        may_manage(interaction)
        page = await self.client.services.moderation.members(
            guild_of(interaction), user_of(interaction), press.number(0)
        )
        await interaction.response.edit_message(view=cards.members(page, self.client.phrases))

    @answers("waiting")
    async def turn_waiting(self, interaction: Interaction, press: Press) -> None:
        """Show who waits for a soulmate, and in which order."""
        may_manage(interaction)
        queue = await self.client.services.moderation.waiting(
            guild_of(interaction), user_of(interaction), press.number(0)
        )
        await interaction.response.edit_message(view=cards.waiting(queue, self.client.phrases))

    @answers("record")
    async def turn_record(self, interaction: Interaction, press: Press) -> None:
        """Show another page of the record."""
        may_manage(interaction)
        page = await self.client.services.moderation.record(guild_of(interaction), press.number(0))
        await interaction.response.edit_message(view=cards.record(page, self.client.phrases))

    @answers("member")
    async def look_up(self, interaction: Interaction, press: Press) -> None:
        """Show one member."""
        may_manage(interaction)
        (user,) = picked(interaction, press, "users") or ("",)
        if not user:
            raise DreamError("button-outdated")
        file = await self.client.services.moderation.member(
            guild_of(interaction), user_of(interaction), UserId(int(user))
        )
        await interaction.response.edit_message(view=cards.member(file, self.client.phrases))

    @answers("remove")
    async def remove(self, interaction: Interaction, press: Press) -> None:
        """Let a member dream here no longer."""
        may_manage(interaction)
        file = await self.client.services.moderation.remove(
            guild_of(interaction), user_of(interaction), UserId(press.number(0)), self._server(interaction)
        )
        await interaction.response.edit_message(view=cards.member(file, self.client.phrases))

    @answers("letback")
    async def let_back(self, interaction: Interaction, press: Press) -> None:
        """Let a member join again."""
        may_manage(interaction)
        file = await self.client.services.moderation.let_back(
            guild_of(interaction), user_of(interaction), UserId(press.number(0))
        )
        await interaction.response.edit_message(view=cards.member(file, self.client.phrases))

    @answers("decide")
    async def decide(self, interaction: Interaction, press: Press) -> None:
        """Decide over a report. What was decided before stays, and the card says it."""
        may_manage(interaction)
        report, decision = ReportId(press.number(0)), press.text(1)
        if decision not in list(Decision) or not cards.stands_on(interaction):
            raise DreamError("button-outdated")
        decided = await self.client.services.moderation.decide(
            guild_of(interaction), user_of(interaction), report, Decision(decision), self._server(interaction)
        )
        await interaction.response.edit_message(
            view=cards.decided(interaction, decided, press.row, self.client.phrases)
        )

    def _server(self, interaction: Interaction) -> str:
        """Return the server's name, as it may be said; an outage may have taken it."""
        guild = interaction.guild
        return discord.utils.escape_markdown(guild.name) if guild and guild.name else self.say("your-server")


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Moderators(client))
