"""Every press is answered from here, whatever message it was made on and however old that is."""

import logging
from typing import Final

from discord.ext import commands

from bot.client import DreamsClient
from bot.errors import DreamError, NotKeptError
from cogs.base import DreamCog, explain
from cogs.buttons import Interaction, read

log = logging.getLogger(__name__)

IN_PUBLIC: Final = frozenset(
    {"about", "enter", "takeback", "takedown", "decide", "listen", "notforme", "untell", "lookwall"}
)
"""What stands under messages that a whole server sees. Whatever else comes from there is forged and might edit them."""


class Answers(DreamCog):
    """Finds the handler of a press."""

    @commands.Cog.listener()
    async def on_interaction(self, interaction: Interaction) -> None:
        """Answer a button, a select or a modal; commands are the tree's."""
        press = read(interaction)
        if press is None:
            return
        self.client.answering += 1
        try:
            handler = self.client.handlers.get(press.action)
            if handler is None or (_is_public(interaction) and press.action not in IN_PUBLIC):
                raise DreamError("button-outdated")
            await handler(interaction, press)
        except Exception as error:
            if isinstance(error, NotKeptError) and press.fields:
                self.client.drafts.keep(interaction.user.id, press.written, press.fields)
            await explain(self.client, interaction, error)
        finally:
            self.client.answering -= 1
            self.client.services.world.clock.stir()


def _is_public(interaction: Interaction) -> bool:
    message = interaction.message
    return interaction.guild_id is not None and message is not None and not message.flags.ephemeral


async def setup(client: DreamsClient) -> None:
    """Add the cog."""
    await client.add_cog(Answers(client))
