"""What may be said here: the server's word list, and how much at a time."""

from datetime import datetime, timedelta
from typing import Final

from bot.domain.moderation import Did
from bot.domain.naming import plain
from bot.domain.wordlist import read_list
from bot.errors import DreamError
from bot.ids import DreamerId, EncounterId, GuildId, UserId
from bot.services.world import World
from bot.storage import friends, record, spoken, wordlists
from bot.storage.database import Transaction

AT_ONCE: Final = 4
"""So often one may speak within a minute in one dream."""
A_DAY: Final = 40
"""So often one may speak within a day in one server's dreams."""


class Manners:
    """The word list of a server, for its moderators."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def words(self, guild: GuildId) -> tuple[str, ...]:
        """Return the list, as it was written."""
        async with self._world.database.transaction() as t:
            return (await wordlists.word_list(t, guild)).words

    async def keep_words(self, guild: GuildId, moderator: UserId, text: str) -> tuple[str, ...]:
        """Keep a list in place of the one before; returns it. Raises DreamError for what is no list."""
        words = read_list(text)
        now = self._world.now()
        async with self._world.database.transaction() as t:
            if words != (await wordlists.word_list(t, guild)).words:
                await wordlists.keep_word_list(t, guild, words)
                await record.note(t, guild, moderator, Did.WORDS, now, whom=None, what=str(len(words)))
        return words


async def mind_words(t: Transaction, guild: GuildId, text: str, what: str) -> None:
    """Raise DreamError `words-listed` or `name-listed`, by `what` it is, for what the server does not want said."""
    found = (await wordlists.word_list(t, guild)).found_in(text)
    if found is not None:
        raise DreamError(f"{what}-listed", word=plain(found))


async def mind_pace(t: Transaction, dreamer: DreamerId, encounter: EncounterId, now: datetime) -> None:
    """Raise DreamError for who speaks too often, too soon after one another, or in a day."""
    if await spoken.times_spoken(t, dreamer, encounter, now - timedelta(minutes=1)) >= AT_ONCE:
        raise DreamError("words-too-fast")
    if await spoken.times_spoken(t, dreamer, None, now - timedelta(days=1)) >= A_DAY:
        raise DreamError("words-enough-today", most=A_DAY)


async def mind_pace_of_friend(t: Transaction, friend: UserId, now: datetime) -> None:
    """Raise DreamError for a friend who answers too often, too soon after one another, or in a day."""
    if await friends.answered_since(t, friend, now - timedelta(minutes=1)) >= AT_ONCE:
        raise DreamError("words-too-fast")
    if await friends.answered_since(t, friend, now - timedelta(days=1)) >= A_DAY:
        raise DreamError("words-enough-today", most=A_DAY)
