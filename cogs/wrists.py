"""Wrists: on what one's mark is shown and to whom, and a look at another's."""

from enum import StrEnum
from typing import Final, TypeVar

import discord
from discord import app_commands

from bot.client import DreamsClient
from bot.domain.soulmark import Cover, Skin
from bot.errors import DreamError
from bot.ids import UserId
from cogs.base import DreamCog, explain, guild_of, user_of
from cogs.buttons import Interaction, Press, answers
from cogs.cards.wrists import looked_at, own_wrist

Chosen = TypeVar("Chosen", bound=StrEnum)


class Wrists(DreamCog):
    """What is seen of marks. A context menu cannot be declared in a class, so it is added with the cog."""

    def __init__(self, client: DreamsClient) -> None:
        super().__init__(client)
        menu = app_commands.ContextMenu(name=self.say("menu-wrist"), callback=self.look_at_wrist)
        menu.guild_only = True
        menu.error(self._explain)
        self._menu: Final = menu

    async def cog_load(self) -> None:
        """Add the context menu."""
        self.client.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the context menu away."""
        self.client.tree.remove_command(self._menu.name, type=self._menu.type)

    async def look_at_wrist(self, interaction: Interaction, member: discord.Member) -> None:
        """Show another's mark, or that it is covered; one's own as it is."""
        guild, phrases = guild_of(interaction), self.client.phrases
        if member.id == interaction.user.id:
            view, pictures = own_wrist(await self.client.services.wrists.mine(guild, user_of(interaction)), phrases)
        else:
            wrist = await self.client.services.wrists.theirs(guild, UserId(member.id), user_of(interaction))
            view, pictures = looked_at(member.mention, wrist, phrases)
        await interaction.response.send_message(view=view, files=pictures, ephemeral=True)

    @answers("wrist")
    async def wrist(self, interaction: Interaction, _: Press) -> None:
        """Show one's wrist, with what may be chosen about it."""
        wrist = await self.client.services.wrists.mine(guild_of(interaction), user_of(interaction))
        view, pictures = own_wrist(wrist, self.client.phrases)
        await interaction.response.send_message(view=view, files=pictures, ephemeral=True)

    @answers("skin")
    async def choose_skin(self, interaction: Interaction, press: Press) -> None:
        """Choose on what one's mark is shown."""
        await self._wear(interaction, skin=_one_of(Skin, press))

    @answers("cover")
    async def choose_cover(self, interaction: Interaction, press: Press) -> None:
        """Choose who may see one's mark."""
        await self._wear(interaction, cover=_one_of(Cover, press))

    @answers("pictures")
    async def want_pictures(self, interaction: Interaction, press: Press) -> None:
        """Have pictures at the head of one's dreams, or not."""
        guild, user = guild_of(interaction), user_of(interaction)
        await self.client.services.wrists.want_pictures(guild, user, wanted=press.number(0) == 1)
        await self._show(interaction)

    async def _wear(self, interaction: Interaction, *, skin: Skin | None = None, cover: Cover | None = None) -> None:
        guild, user = guild_of(interaction), user_of(interaction)
        await self.client.services.wrists.wear(guild, user, skin=skin, cover=cover)
        await self._show(interaction)

    async def _show(self, interaction: Interaction) -> None:
        wrist = await self.client.services.wrists.mine(guild_of(interaction), user_of(interaction))
        view, pictures = own_wrist(wrist, self.client.phrases)
        await interaction.response.edit_message(view=view, attachments=pictures)

    async def _explain(self, interaction: Interaction, error: app_commands.AppCommandError) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await explain(self.client, interaction, cause)


def _one_of(kind: type[Chosen], press: Press) -> Chosen:
    """Return what was chosen; raises DreamError for what was never offered."""
    value = press.values[0] if press.values else ""
    if value not in set(kind):
        raise DreamError("button-outdated")
    return kind(value)


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Wrists(client))
