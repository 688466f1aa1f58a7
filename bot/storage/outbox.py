"""The outbox: everything that must be said, written with what decided it. Also the bot's own copy of what it said."""

from collections.abc import Iterable
from datetime import datetime

from bot.ids import ChannelId, DreamerId, EncounterId, ExcerptId, MessageId, RowId
from bot.letters import Letter
from bot.storage.database import Transaction
from bot.storage.instants import instant, instant_or_none, seconds
from bot.storage.outbox_row import SELECT, Item, OutboxRow, State, letters, read_row


async def post(t: Transaction, item: Item) -> RowId | None:
    """Write what must be said; None where it was written before.

    What is for one who is told at the door waits there. A change to what waits, or was told, there is not sent after
    it: what is told at the door is told as it stands, and what was told there cannot be reached any more.
    """
    if item.target is not None and await is_at_door(t, item.target):
        return None
    row = await t.one(
        """
        INSERT INTO outbox (key, deed, target, dreamer, channel, encounter, after, in_thread, letter, silent,
            due_at, expires_at, state, tried_real, claimed_real, by_click, excerpt, at_door)
        VALUES (:key, :deed, :target, :dreamer, :channel, :encounter, :after, :in_thread, :letter, :silent,
            :due, :expires, :state, :clicked, :clicked, :by_click, :excerpt,
            coalesce((SELECT at_door FROM dreamer WHERE id = :dreamer), 0))
        ON CONFLICT (key) DO NOTHING RETURNING id
        """,
        key=item.key,
        deed=item.deed.value,
        target=item.target,
        dreamer=item.dreamer,
        channel=item.channel,
        encounter=item.encounter,
        after=item.after,
        in_thread=item.in_thread,
        letter=letters.dump_json(item.letter).decode(),
        silent=item.silent,
        due=seconds(item.due_at),
        expires=item.expires_at and seconds(item.expires_at),
        state=State.CLAIMED.value if item.clicked_at else State.WAITING.value,
        clicked=item.clicked_at and seconds(item.clicked_at),
        by_click=item.clicked_at is not None,
        excerpt=item.excerpt,
    )
    return None if row is None else RowId(row["id"])


async def is_at_door(t: Transaction, id_: RowId) -> bool:
    """Whether a row is told at the door."""
    return bool(await t.number("SELECT coalesce(max(at_door), 0) FROM outbox WHERE id = :id", id=id_))


async def row_of_key(t: Transaction, key: str) -> OutboxRow | None:
    """Return the row of this key."""
    row = await t.one("SELECT id FROM outbox WHERE key = :key", key=key)
    return None if row is None else await outbox_row(t, RowId(row["id"]))


async def outbox_row(t: Transaction, id_: RowId) -> OutboxRow | None:
    """Return a row."""
    row = await t.one(SELECT + " WHERE o.id = :id", id=id_)
    return None if row is None else read_row(row)


_READY = """
    o.state IN ('waiting', 'unsure') AND o.at_door = 0
    AND (o.after IS NULL OR previous.state IN ('said', 'dropped'))
    AND (o.target IS NULL OR target.state IN ('said', 'dropped'))
    AND NOT EXISTS (
        SELECT 1 FROM outbox sooner
        WHERE sooner.state IN ('waiting', 'unsure', 'claimed') AND sooner.id != o.id
        AND sooner.dreamer = o.dreamer AND sooner.at_door = 0
        AND (sooner.state = 'claimed' OR sooner.due_at < o.due_at OR (sooner.due_at = o.due_at AND sooner.id < o.id))
    )
    AND (o.dreamer IS NULL OR o.dreamer NOT IN (
        SELECT away.id FROM server JOIN dreamer away ON away.guild = server.guild WHERE server.away_since IS NOT NULL))
"""
"""What may be said now. One dreamer is told one thing at a time, in order, whatever becomes of the first try; nothing
while the bot is not in their server."""


async def claim(t: Transaction, now: datetime, real: datetime) -> OutboxRow | None:
    """Take the next row that is due; it comes back with the state it had before it was claimed."""
    found = await t.one(
        f"{SELECT} WHERE o.due_at <= :now AND coalesce(o.retry_real, 0) <= :real AND {_READY}"
        " ORDER BY o.due_at, o.id LIMIT 1",
        now=seconds(now),
        real=seconds(real),
    )
    if found is None:
        return None
    await t.run(
        """
        UPDATE outbox SET state = 'claimed', claimed_real = :real, attempts = attempts + 1,
            tried_real = CASE WHEN state = 'unsure' THEN tried_real ELSE :real END
        WHERE id = :id
        """,
        real=seconds(real),
        id=found["id"],
    )
    return read_row(found)


async def said(t: Transaction, id_: RowId, message: MessageId | None) -> None:
    """Record that it was said, and as which message."""
    await t.run(
        "UPDATE outbox SET state = 'said', message = coalesce(:message, message) WHERE id = :id",
        message=message,
        id=id_,
    )


async def try_again(t: Transaction, id_: RowId, at: datetime, *, unsure: bool) -> None:
    """Let the courier take it again at `at`, in real time. `unsure` says that it may have been said already.

    When it is due does not change: nothing that comes after it overtakes it.
    """
    state = State.UNSURE if unsure else State.WAITING
    await t.run(
        "UPDATE outbox SET state = :state, retry_real = :at WHERE id = :id", state=state.value, at=seconds(at), id=id_
    )


async def drop(t: Transaction, id_: RowId, why: str) -> None:
    """Record that it will not be said, and why."""
    await t.run("UPDATE outbox SET state = 'dropped', why = :why WHERE id = :id", why=why, id=id_)


async def forget_row(t: Transaction, key: str) -> None:
    """Delete the row of this key."""
    await t.run("DELETE FROM outbox WHERE key = :key", key=key)


async def drop_if_unsaid(t: Transaction, id_: RowId, why: str) -> None:
    """Drop a row that nobody is saying at this moment."""
    sql = "UPDATE outbox SET state = 'dropped', why = :why WHERE id = :id AND state IN ('waiting', 'unsure')"
    await t.run(sql, why=why, id=id_)


async def doubt_claimed(t: Transaction, before_real: datetime, under_way: Iterable[RowId] = ()) -> int:
    """Whatever was claimed before then and never recorded is unsure, but what is still under way.

    Returns how many those are.
    """
    rows = await t.all(
        f"""
        UPDATE outbox SET state = 'unsure' WHERE state = 'claimed' AND claimed_real <= :before
        AND id NOT IN ({",".join(str(int(id_)) for id_ in (0, *under_way))}) RETURNING id
        """,
        before=seconds(before_real),
    )
    return len(rows)


async def claimed(t: Transaction) -> int:
    """Count what is being said now."""
    return await t.number("SELECT count(*) FROM outbox WHERE state = 'claimed'")


async def reword(t: Transaction, id_: RowId, letter: Letter) -> None:
    """Keep what a message says now."""
    await t.run("UPDATE outbox SET letter = :letter WHERE id = :id", letter=letters.dump_json(letter).decode(), id=id_)


async def reword_whole(t: Transaction, id_: RowId, letter: Letter) -> None:
    """Keep what a message says now, also in whatever revised it before: no older wording of it stays."""
    await t.run(
        "UPDATE outbox SET letter = :letter WHERE id = :id OR (target = :id AND deed = 'revise')",
        letter=letters.dump_json(letter).decode(),
        id=id_,
    )


async def drop_messages(t: Transaction, dreamer: DreamerId, encounter: EncounterId, why: str) -> None:
    """Drop the messages of a dream that were not said yet; what is still to be laid into said ones stays."""
    await t.run(
        """
        UPDATE outbox SET state = 'dropped', why = :why WHERE dreamer = :dreamer AND encounter = :encounter
        AND deed = 'send' AND state IN ('waiting', 'unsure')
        """,
        why=why,
        dreamer=dreamer,
        encounter=encounter,
    )


async def drop_unsaid(t: Transaction, dreamer: DreamerId, encounter: EncounterId | None, why: str) -> None:
    """Drop what a dreamer was not told yet: of one encounter, or all of it."""
    await t.run(
        """
        UPDATE outbox SET state = 'dropped', why = :why WHERE dreamer = :dreamer AND state IN ('waiting', 'unsure')
        AND (:encounter IS NULL OR encounter = :encounter)
        """,
        why=why,
        dreamer=dreamer,
        encounter=encounter,
    )


async def put_off(t: Transaction, dreamer: DreamerId, now: datetime, until: datetime) -> None:
    """Let what is due to a dreamer, and was not said yet, be due at `until`."""
    await t.run(
        "UPDATE outbox SET due_at = :until WHERE dreamer = :dreamer AND state = 'waiting' AND due_at <= :now",
        until=seconds(until),
        dreamer=dreamer,
        now=seconds(now),
    )


async def drop_by_message(t: Transaction, dreamer: DreamerId, why: str) -> None:
    """Drop what a dreamer was not told yet by direct message; what waits at the door goes on waiting."""
    await t.run(
        """
        UPDATE outbox SET state = 'dropped', why = :why WHERE dreamer = :dreamer AND state IN ('waiting', 'unsure')
        AND at_door = 0
        """,
        why=why,
        dreamer=dreamer,
    )


async def shown_rows(t: Transaction, excerpt: ExcerptId) -> list[OutboxRow]:
    """Return every row that shows this excerpt to the server."""
    rows = await t.all(SELECT + " WHERE o.excerpt = :excerpt AND o.deed = 'send' ORDER BY o.id", excerpt=excerpt)
    return [read_row(row) for row in rows]


async def copy_for(t: Transaction, dreamer: DreamerId, encounter: EncounterId) -> list[Letter]:
    """Return what a dreamer was told of an encounter, in order."""
    rows = await t.all(
        """
        SELECT letter FROM outbox WHERE dreamer = :dreamer AND deed = 'send' AND state != 'dropped'
        AND encounter = :encounter AND NOT (at_door = 1 AND state = 'waiting') ORDER BY id
        """,
        dreamer=dreamer,
        encounter=encounter,
    )
    return [letters.validate_json(row["letter"]) for row in rows]


async def told_of(t: Transaction, dreamer: DreamerId, encounter: EncounterId) -> list[OutboxRow]:
    """Return every message of an encounter to a dreamer, said or not, in order."""
    where = "WHERE o.dreamer = :dreamer AND o.encounter = :encounter AND o.deed = 'send' ORDER BY o.id"
    return [read_row(row) for row in await t.all(f"{SELECT} {where}", dreamer=dreamer, encounter=encounter)]


async def first_unsaid(t: Transaction, dreamer: DreamerId, encounter: EncounterId) -> OutboxRow | None:
    """Return the earliest message of a dream that did not reach its dreamer, or not yet."""
    row = await t.one(
        f"{SELECT} WHERE o.dreamer = :dreamer AND o.encounter = :encounter AND o.deed = 'send'"
        " AND o.state IN ('waiting', 'unsure', 'dropped') ORDER BY o.id LIMIT 1",
        dreamer=dreamer,
        encounter=encounter,
    )
    return None if row is None else read_row(row)


async def next_due(t: Transaction) -> datetime | None:
    """Return when the next row is due, in dream time; it may be held back in real time."""
    row = await t.one(f"{SELECT} WHERE {_READY} ORDER BY o.due_at LIMIT 1")
    return None if row is None else instant(row["due_at"])


async def next_after(t: Transaction, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return when a row comes due after now, and until when, in real time, the first that is due is held back."""
    row = await t.one(
        f"""
        SELECT min(CASE WHEN o.due_at > :now THEN o.due_at END) AS ahead,
            min(CASE WHEN o.due_at <= :now THEN coalesce(o.retry_real, 0) END) AS held
        FROM outbox o
        LEFT JOIN outbox target ON target.id = o.target
        LEFT JOIN outbox previous ON previous.id = o.after
        WHERE {_READY}
        """,
        now=seconds(now),
    )
    return (None, None) if row is None else (instant_or_none(row["ahead"]), instant_or_none(row["held"]))


async def revive(t: Transaction, gone: ChannelId, channel: ChannelId, why: str, *, reports: bool) -> None:
    """Let what could not be said in a channel that is gone be said in another: the reports, or all else.

    Both may have gone to one channel, and a report is for moderators only, wherever the rest is told now.
    """
    await t.run(
        """
        UPDATE outbox SET state = 'waiting', channel = :channel, attempts = 0, why = NULL
        WHERE channel = :gone AND state = 'dropped' AND why = :why AND (key LIKE 'report/%') = :reports
        """,
        channel=channel,
        gone=gone,
        why=why,
        reports=reports,
    )


async def revive_withdrawals(t: Transaction, why: str) -> None:
    """Let withdrawals that were dropped for this reason be tried again."""
    await t.run(
        "UPDATE outbox SET state = 'waiting', why = NULL WHERE deed = 'withdraw' AND state = 'dropped' AND why = :why",
        why=why,
    )


async def forget_letters(t: Transaction, dreamer: DreamerId, no_place: str) -> None:
    """Delete everything written to a dreamer, and every message of a dream they were in, whoever received it.

    What moderators are still to be told is not deleted, also where it waits for a channel to be told in.
    """
    mine = """
        (dreamer = :dreamer OR encounter IN (SELECT id FROM encounter WHERE host = :dreamer OR guest = :dreamer))
        AND NOT (dreamer IS NULL AND (state IN ('waiting', 'unsure', 'claimed') OR why = :no_place))
    """
    # A copy's later part may still wait while its first was said, and is now deleted.
    await t.run(
        f"UPDATE outbox SET after = NULL WHERE key LIKE 'report/%' AND after IN (SELECT id FROM outbox WHERE {mine})",
        dreamer=dreamer,
        no_place=no_place,
    )
    await t.run(f"DELETE FROM outbox WHERE target IS NOT NULL AND {mine}", dreamer=dreamer, no_place=no_place)
    await t.run(f"DELETE FROM outbox WHERE {mine}", dreamer=dreamer, no_place=no_place)
