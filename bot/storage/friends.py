"""Friends who are told dreams: who agreed, who would rather not, and what was told to whom."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime

from bot.domain.chance import Seed
from bot.domain.friend import OPEN_FOR
from bot.ids import DreamerId, EncounterId, TellingId, UserId
from bot.storage.database import Row, Transaction
from bot.storage.instants import instant, seconds


@dataclass(frozen=True, slots=True)
class Telling:
    """A dream that `teller` tells `friend`, or would like to."""

    id: TellingId
    teller: DreamerId
    friend: UserId
    encounter: EncounterId
    own_words: bool
    """Whether the teller's own words are quoted."""
    at: datetime
    heard: bool
    answer: str | None
    ended: bool
    """Whether it cannot be listened to any more: answered, taken back, or not wished for."""

    def open_at(self, now: datetime) -> bool:
        """Whether it can be listened to."""
        return not self.ended and now < self.at + OPEN_FOR


async def dreams_over(t: Transaction, dreamer: DreamerId, most: int) -> list[EncounterId]:
    """Return the dreams of a dreamer that are over, and that they woke from, the latest first."""
    rows = await t.all(
        """
        SELECT id FROM encounter WHERE (host = :dreamer OR guest = :dreamer) AND ended_at IS NOT NULL
        AND NOT EXISTS (
            SELECT 1 FROM night
            WHERE night.encounter = encounter.id AND night.dreamer = :dreamer AND night.woken_at IS NULL
        )
        ORDER BY began_at DESC, id DESC LIMIT :most
        """,
        dreamer=dreamer,
        most=most,
    )
    return [EncounterId(row["id"]) for row in rows]


async def offer_telling(
    t: Transaction, teller: DreamerId, friend: UserId, encounter: EncounterId, now: datetime, *, own_words: bool
) -> TellingId | None:
    """Keep that somebody would like to tell a dream; None where they told it that friend before."""
    row = await t.one(
        """
        INSERT INTO telling (dreamer, user, encounter, own_words, at)
        VALUES (:teller, :friend, :encounter, :own_words, :now) ON CONFLICT DO NOTHING RETURNING id
        """,
        teller=teller,
        friend=friend,
        encounter=encounter,
        own_words=own_words,
        now=seconds(now),
    )
    return None if row is None else TellingId(row["id"])


async def telling(t: Transaction, id_: TellingId) -> Telling | None:
    """Return a telling."""
    row = await t.one("SELECT * FROM telling WHERE id = :id", id=id_)
    return None if row is None else _telling(row)


async def tellings_by(t: Transaction, teller: DreamerId) -> list[Telling]:
    """Return all that a dreamer told."""
    return [_telling(row) for row in await t.all("SELECT * FROM telling WHERE dreamer = :id ORDER BY id", id=teller)]


async def tellings_to(t: Transaction, friend: UserId) -> list[Telling]:
    """Return all that somebody was told."""
    return [_telling(row) for row in await t.all("SELECT * FROM telling WHERE user = :id ORDER BY id", id=friend)]


async def offered_since(t: Transaction, teller: DreamerId, since: datetime) -> int:
    """Count what a dreamer wanted to tell since an instant; what was taken back counts too."""
    sql = "SELECT count(*) FROM telling WHERE dreamer = :id AND at > :since"
    return await t.number(sql, id=teller, since=seconds(since))


async def answered_since(t: Transaction, friend: UserId, since: datetime) -> int:
    """Count the lines somebody answered with since an instant."""
    sql = "SELECT count(*) FROM telling WHERE user = :id AND answered_at > :since"
    return await t.number(sql, id=friend, since=seconds(since))


async def keep_heard(t: Transaction, id_: TellingId, now: datetime) -> None:
    """Keep that it was read."""
    await t.run("UPDATE telling SET heard_at = coalesce(heard_at, :now) WHERE id = :id", now=seconds(now), id=id_)


async def keep_answer(t: Transaction, id_: TellingId, line: str, now: datetime) -> None:
    """Keep the one line it was answered with; the first one stays."""
    await t.run(
        """
        UPDATE telling SET answer = :line, answered_at = :now, ended_at = coalesce(ended_at, :now)
        WHERE id = :id AND answer IS NULL
        """,
        line=line,
        now=seconds(now),
        id=id_,
    )


async def end_telling(t: Transaction, id_: TellingId, now: datetime) -> None:
    """Keep that it cannot be listened to any more."""
    await t.run("UPDATE telling SET ended_at = coalesce(ended_at, :now) WHERE id = :id", now=seconds(now), id=id_)


async def forget_telling(t: Transaction, id_: TellingId) -> None:
    """Delete a telling."""
    await t.run("DELETE FROM telling WHERE id = :id", id=id_)


async def has_agreed(t: Transaction, teller: DreamerId, friend: UserId) -> bool:
    """Whether somebody agreed to be told by this dreamer."""
    sql = "SELECT 1 FROM friend WHERE dreamer = :teller AND user = :friend"
    return await t.one(sql, teller=teller, friend=friend) is not None


async def agree(t: Transaction, teller: DreamerId, friend: UserId, now: datetime) -> None:
    """Keep that somebody agreed to be told by this dreamer."""
    sql = "INSERT INTO friend VALUES (:teller, :friend, :now) ON CONFLICT DO NOTHING"
    await t.run(sql, teller=teller, friend=friend, now=seconds(now))


async def disagree(t: Transaction, teller: DreamerId, friend: UserId) -> None:
    """Keep no longer that somebody agreed to be told by this dreamer."""
    await t.run("DELETE FROM friend WHERE dreamer = :teller AND user = :friend", teller=teller, friend=friend)


async def forget_friends_of(t: Transaction, teller: DreamerId) -> None:
    """Delete who agreed to be told by a dreamer."""
    await t.run("DELETE FROM friend WHERE dreamer = :teller", teller=teller)


async def forget_friend(t: Transaction, friend: UserId) -> bool:
    """Delete by whom somebody agreed to be told; returns whether there was anybody."""
    return bool(await t.all("DELETE FROM friend WHERE user = :friend RETURNING dreamer", friend=friend))


async def refuse(t: Transaction, secret: Seed, teller: UserId, friend: UserId, now: datetime) -> None:
    """Keep that somebody does not wish to be told anything by this account."""
    sql = "INSERT INTO not_told VALUES (:pair, :now) ON CONFLICT DO NOTHING"
    await t.run(sql, pair=_hash(secret, teller, friend), now=seconds(now))


async def has_refused(t: Transaction, secret: Seed, teller: UserId, friend: UserId) -> bool:
    """Whether somebody does not wish to be told anything by this account."""
    return await t.one("SELECT 1 FROM not_told WHERE pair = :pair", pair=_hash(secret, teller, friend)) is not None


def _hash(secret: Seed, teller: UserId, friend: UserId) -> str:
    return hmac.new(secret.encode(), f"told:{teller}:{friend}".encode(), hashlib.sha256).hexdigest()


def _telling(row: Row) -> Telling:
    return Telling(
        id=row["id"],
        teller=row["dreamer"],
        friend=row["user"],
        encounter=row["encounter"],
        own_words=bool(row["own_words"]),
        at=instant(row["at"]),
        heard=row["heard_at"] is not None,
        answer=row["answer"],
        ended=row["ended_at"] is not None,
    )
