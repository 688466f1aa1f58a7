"""The words servers do not want in dreams."""

from collections.abc import Sequence

from bot.domain.wordlist import WordList
from bot.ids import GuildId
from bot.storage.database import Transaction


async def word_list(t: Transaction, guild: GuildId) -> WordList:
    """Return a server's list."""
    rows = await t.all("SELECT word FROM word WHERE guild = :guild ORDER BY number", guild=guild)
    return WordList(tuple(row["word"] for row in rows))


async def keep_word_list(t: Transaction, guild: GuildId, words: Sequence[str]) -> None:
    """Keep a list in place of the one before."""
    await t.run("DELETE FROM word WHERE guild = :guild", guild=guild)
    for number, word in enumerate(words):
        await t.run(
            "INSERT INTO word (guild, number, word) VALUES (:guild, :number, :word)",
            guild=guild,
            number=number,
            word=word,
        )
