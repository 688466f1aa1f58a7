"""Everything that is kept about a person, table by table, so that a test can hold that none is forgotten.

Nothing of anybody else's is in it but what the person was shown: the letters that were said to them.
"""

from typing import Final

from bot.ids import DreamerId, UserId
from bot.storage.database import Row, Transaction

_BONDS: Final = "bond IN (SELECT id FROM bond WHERE a = :dreamer OR b = :dreamer)"

EXPORTED: Final = {
    "dreamer": """
        SELECT guild, user, name, pronouns, joined_at, own_words, pool, dm_channel, motif, place, hand, colour, skin,
            cover, pictures, zone, bedtime, waking, waiting_since, paused_at, unreachable_at, seen_at, at_door,
            wants_door
        FROM dreamer WHERE id = :dreamer
    """,
    "bond": "SELECT id, formed_at, stage, stage_at, ended_at FROM bond WHERE a = :dreamer OR b = :dreamer ORDER BY id",
    "step": f"SELECT bond, stage, at FROM step WHERE {_BONDS} ORDER BY bond, at",
    "quality": f"""
        SELECT bond, name, value FROM quality WHERE dreamer = :dreamer OR (dreamer = 0 AND {_BONDS}) ORDER BY bond, name
    """,
    "encounter": """
        SELECT id, bond, scene, kind, began_at, closes_at, ended_at,
            CASE WHEN host = :dreamer THEN 'host' ELSE 'guest' END AS part,
            CASE WHEN host = :dreamer THEN host_motif ELSE guest_motif END AS motif
        FROM encounter WHERE host = :dreamer OR guest = :dreamer ORDER BY id
    """,
    "event": """
        SELECT event.encounter, event.kind, event.beat, event.answer, event.at, event.taken_back_at
        FROM event JOIN encounter ON encounter.id = event.encounter
        WHERE (encounter.host = :dreamer AND event.role = 'host')
            OR (encounter.guest = :dreamer AND event.role = 'guest')
        ORDER BY event.encounter, event.seq
    """,
    "outbox": """
        SELECT encounter, due_at, letter FROM outbox
        WHERE dreamer = :dreamer AND deed = 'send' AND state = 'said' ORDER BY id
    """,
    "night": """
        SELECT date, bedtime AS bedtime_at, waking AS waking_at, encounter, offered_at, woken_at, answered_at,
            stopped_at
        FROM night WHERE dreamer = :dreamer AND offered_at IS NOT NULL ORDER BY date
    """,
    "kept": "SELECT encounter, at FROM kept WHERE dreamer = :dreamer ORDER BY encounter",
    "carried": "SELECT date, what FROM carried WHERE dreamer = :dreamer ORDER BY date",
    "page": "SELECT number, line FROM page WHERE dreamer = :dreamer ORDER BY number",
    "picture_line": """
        SELECT bond, line, replaces, encounter, at, told_at FROM picture_line
        WHERE knower = :dreamer AND told_at IS NOT NULL ORDER BY id
    """,
    "lesson": "SELECT bond, lesson, encounter, at, asked_at, held FROM lesson WHERE dreamer = :dreamer ORDER BY at",
    "wish": "SELECT bond, asked_at, wish FROM wish WHERE dreamer = :dreamer ORDER BY bond",
    "emblem": "SELECT bond, shown_at FROM emblem WHERE dreamer = :dreamer ORDER BY bond",
    "meeting": f"""
        SELECT bond, CASE WHEN held_out_by = :dreamer THEN 'me' ELSE 'the other one' END AS held_out_by, held_out_at,
            taken_at, ended_at
        FROM meeting WHERE {_BONDS} AND (held_out_by = :dreamer OR taken_at IS NOT NULL) ORDER BY bond
    """,
    "excerpt": """
        SELECT encounter, title, telling, offered_at, agreed_at, ended_at,
            CASE WHEN offered_by = :dreamer THEN 'me' ELSE 'the other one' END AS offered_by
        FROM excerpt WHERE offered_by = :dreamer OR (asked = :dreamer AND EXISTS (
            SELECT 1 FROM outbox WHERE outbox.key = 'asking/' || excerpt.id AND state = 'said')) ORDER BY id
    """,
    "report": "SELECT id, encounter, reason, copy, at FROM report WHERE reporter = :dreamer ORDER BY id",
    "friend": "SELECT user, agreed_at FROM friend WHERE dreamer = :dreamer ORDER BY agreed_at",
    "telling": """
        SELECT user, encounter, own_words, at, answer, answered_at, ended_at FROM telling
        WHERE dreamer = :dreamer ORDER BY id
    """,
    "removal": "SELECT at FROM removal WHERE dreamer = :dreamer",
}
"""What is told of each dreamer a person is; instants are in the columns that end in `at`, and `waiting_since`."""

BESIDE: Final = {
    "record": "SELECT guild, did, what, at FROM record WHERE moderator = :user ORDER BY id",
    "friend": "SELECT agreed_at FROM friend WHERE user = :user ORDER BY agreed_at",
    "telling": "SELECT at, heard_at, answer, answered_at FROM telling WHERE user = :user ORDER BY id",
}
"""What is told of a person who need be no dreamer: what they did as a moderator, whomever it was done to, and what they
were told as a friend, whoever told it."""

LEFT_OUT: Final = {
    "not_told": "a hash that names nobody",
    "block": "a hash that names nobody; to tell of it would tell who blocked whom",
    "record": "what moderators did about somebody is for moderators: it would tell of reports; one's own is exported",
    "due": "when something is due follows from the hours",
}
"""Tables that hold something about people and are not exported of a dreamer, and why."""


async def exported(t: Transaction, dreamer: DreamerId) -> dict[str, list[Row]]:
    """Return everything about one dreamer, by table."""
    return {table: await t.all(sql, dreamer=dreamer) for table, sql in EXPORTED.items()}


async def beside(t: Transaction, user: UserId) -> dict[str, list[Row]]:
    """Return what a person did here without being a dreamer, by table."""
    return {table: await t.all(sql, user=user) for table, sql in BESIDE.items()}
