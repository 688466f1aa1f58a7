"""A dreamer and a bond, as they are kept."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.nights import Hours
from bot.domain.scene import Role, Stage
from bot.domain.soulmark import Cover, Mark, Skin
from bot.domain.wording import Pronouns
from bot.ids import BondId, ChannelId, DreamerId, GuildId, UserId


@dataclass(frozen=True, slots=True)
class Dreamer:
    """A member of one server who opted in there."""

    id: DreamerId
    guild: GuildId
    user: UserId | None
    """None once the person was erased; what others kept of them stays without their words."""
    name: str
    pronouns: Pronouns
    own_words: bool
    """Whether they agreed to own words, theirs and the other's."""
    pool: str
    dm_channel: ChannelId | None
    mark: Mark | None
    hours: Hours | None
    waiting_since: datetime | None
    paused: bool
    unreachable: bool
    skin: Skin = Skin.PAPER
    cover: Cover = Cover.COVERED
    pictures: bool = True
    """Whether pictures head their dreams."""
    at_door: bool = False
    """Whether they are told at their server's door, and not by direct message. It changes with a night, not in one."""
    wants_door: bool = False
    """Whether they chose to be, from their next night on."""

    @property
    def sleeps(self) -> bool:
        """Whether nights are to be planned for them at all."""
        return self.user is not None and self.hours is not None and self.mark is not None and not self.paused

    @property
    def joined(self) -> bool:
        """Whether there is a way to tell them anything; who left, or never got so far, has none."""
        return self.at_door or self.dm_channel is not None

    @property
    def can_be_told(self) -> bool:
        """Whether that way is open, as far as anybody knows."""
        return self.at_door or (self.dm_channel is not None and not self.unreachable)


@dataclass(frozen=True, slots=True)
class Bond:
    """Two dreamers bound to each other. Order means nothing; `a` is the one with the lower id."""

    id: BondId
    guild: GuildId
    a: DreamerId
    b: DreamerId
    formed_at: datetime
    stage: Stage
    stage_at: datetime
    ended: bool

    def other(self, dreamer: DreamerId) -> DreamerId:
        """Return the soulmate of `dreamer`."""
        return self.b if dreamer == self.a else self.a


@dataclass(frozen=True, slots=True)
class Casting:
    """Who is host and who guest; a lone dream has no guest."""

    host: DreamerId
    guest: DreamerId | None

    def role_of(self, dreamer: DreamerId) -> Role | None:
        """Return the part `dreamer` has; None for anybody else."""
        if dreamer == self.host:
            return Role.HOST
        return Role.GUEST if dreamer == self.guest else None

    def who(self, role: Role) -> DreamerId | None:
        """Return who has the part `role`."""
        return self.host if role is Role.HOST else self.guest
