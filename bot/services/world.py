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
    """The database, the clock, the pack, the secret that seeds are grown from, and how fast Discord is spoken to."""

    database: Database
    clock: Clock
    pack: Pack
    install: Install
    pace: float = 20.0
    """Calls a second that nobody clicked for."""
    postcards: frozenset[str] = frozenset()
    """The countries that are drawn."""
    drawings: frozenset[str] = frozenset()
    """The motifs that are drawn."""

    def now(self) -> datetime:
        """Return the dream time."""
        return self.clock.now()

    def seed(self, *parts: str | int) -> Seed:
        """Return a seed for what `parts` name, which nobody outside can foretell."""
        return grow(self.install.secret, *parts)
