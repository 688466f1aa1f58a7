"""Everything of a server, deleted: table by table, so that a test can hold that none is forgotten."""

from typing import Final

from bot.ids import GuildId
from bot.storage.database import Transaction

_DREAMERS: Final = "SELECT id FROM dreamer WHERE guild = :guild"
_BONDS: Final = "SELECT id FROM bond WHERE guild = :guild"
_ENCOUNTERS: Final = "SELECT id FROM encounter WHERE guild = :guild"

ERASED: Final = {
    "outbox": f"""
        dreamer IN ({_DREAMERS}) OR encounter IN ({_ENCOUNTERS})
        OR excerpt IN (SELECT id FROM excerpt WHERE guild = :guild)
        OR channel IN (SELECT story_channel FROM server WHERE guild = :guild)
        OR channel IN (SELECT report_channel FROM server WHERE guild = :guild)
        OR key LIKE 'door/' || :guild || '/%'
        OR target IN (SELECT id FROM outbox WHERE key LIKE 'door/' || :guild || '/%')
        OR EXISTS (SELECT 1 FROM reading WHERE guild = :guild AND outbox.key LIKE 'reading/' || reading.id || '/%')
        OR EXISTS (SELECT 1 FROM bond WHERE guild = :guild AND outbox.key = 'meeting/' || bond.id)
        OR EXISTS (
            SELECT 1 FROM telling WHERE dreamer IN ({_DREAMERS})
            AND (outbox.key = 'invited/' || telling.id OR outbox.key LIKE 'report/told/' || telling.id || '/%'))
    """,
    "due": f"""
        (kind IN ('bedtime', 'waking', 'resume') AND subject IN ({_DREAMERS}))
        OR (kind = 'close' AND subject IN ({_ENCOUNTERS}))
        OR (kind IN ('pairing', 'erase', 'door') AND subject = :guild)
    """,
    "friend": f"dreamer IN ({_DREAMERS})",
    "telling": f"dreamer IN ({_DREAMERS})",
    "night": f"dreamer IN ({_DREAMERS})",
    "kept": f"dreamer IN ({_DREAMERS})",
    "carried": f"dreamer IN ({_DREAMERS})",
    "page": f"dreamer IN ({_DREAMERS})",
    "quality": f"dreamer IN ({_DREAMERS}) OR bond IN ({_BONDS})",
    "event": f"encounter IN ({_ENCOUNTERS})",
    "picture_line": f"bond IN ({_BONDS})",
    "lesson": f"bond IN ({_BONDS})",
    "step": f"bond IN ({_BONDS})",
    "wish": f"bond IN ({_BONDS})",
    "meeting": f"bond IN ({_BONDS})",
    "emblem": f"bond IN ({_BONDS})",
    "report": "guild = :guild",
    "excerpt": "guild = :guild",
    "reading": "guild = :guild",
    "word": "guild = :guild",
    "pool": "guild = :guild",
    "encounter": "guild = :guild",
    "bond": "guild = :guild",
    "server": "guild = :guild",
    "record": "guild = :guild",
    "dreamer": "guild = :guild",
}
"""Which rows of which table go, in this order: what is found by other rows goes before those, and a server before its
record, which is not to be deleted while there is one."""

STAYS: Final = {
    "install": "belongs to no server",
    "migration": "belongs to no server",
    "block": "keyed hashes of two accounts: they bind in every server, and outlive everything",
    "not_told": "keyed hashes of two accounts: whom somebody does not want to be told by, in whatever server",
    "removal": "keyed hashes of server and account: who was removed stays so if the server begins anew",
}
"""What is left, and why."""


async def erase_server(t: Transaction, guild: GuildId) -> None:
    """Delete everything of a server but the hashes of who was removed from it, and of who blocked whom."""
    # What is deleted refers to one another in both directions; at the end nothing may be left hanging all the same.
    await t.run("PRAGMA defer_foreign_keys = ON")
    await t.run("UPDATE removal SET dreamer = NULL WHERE guild = :guild", guild=guild)
    for table, where in ERASED.items():
        await t.run(f"DELETE FROM {table} WHERE {where}", guild=guild)
    # What withdraws or revises a message of theirs names nothing but that message, and its channel.
    await t.run("DELETE FROM outbox WHERE target IS NOT NULL AND target NOT IN (SELECT id FROM outbox)")
