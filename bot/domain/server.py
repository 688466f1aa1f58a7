"""A server, as its moderators framed it."""

from dataclasses import dataclass

from bot.domain.bond import Pace
from bot.domain.door import NO_DOOR, Door
from bot.ids import ChannelId, GuildId, RoleId


@dataclass(frozen=True, slots=True)
class Server:
    """The frame of one server. It is open once its moderators used the setup."""

    guild: GuildId
    story_channel: ChannelId | None
    report_channel: ChannelId | None
    own_words: bool
    minimum_days: int
    pools: tuple[RoleId, ...]
    is_open: bool
    pace: Pace
    door: Door = NO_DOOR
    pictures: bool = True
    """Whether pictures head dreams here."""
