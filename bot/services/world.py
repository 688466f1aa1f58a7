"""What every use case stands on, and what kind of instant it happens in."""

from dataclasses import dataclass
from datetime import datetime

from bot.clock import Clock
from bot.domain.chance import Seed, grow
from bot.domain.scene import Pack
from bot.storage.database import Database
from bot.storage.install import Install


@dataclass(frozen=True, slots=True)
class World:
    """The database, the clock, the pack, and the secret that seeds are grown from."""

    database: Database
    clock: Clock
    pack: Pack
    install: Install

    def now(self) -> datetime:
        """Return the dream time."""
        return self.clock.now()

    def seed(self, *parts: str | int) -> Seed:
        """Return a seed for what `parts` name, which nobody outside can foretell."""
        return grow(self.install.secret, *parts)
