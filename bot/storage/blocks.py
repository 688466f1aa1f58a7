"""Blocks bind accounts, across servers, and outlive deletion: all that is kept is a keyed hash of the two."""

import hashlib
import hmac
from datetime import datetime

from bot.domain.chance import Seed
from bot.ids import UserId
from bot.storage.database import Transaction
from bot.storage.instants import seconds


async def add_block(t: Transaction, secret: Seed, one: UserId, two: UserId, now: datetime) -> None:
    """Keep two accounts apart for good."""
    await t.run(
        "INSERT INTO block VALUES (:pair, :now) ON CONFLICT DO NOTHING", pair=_hash(secret, one, two), now=seconds(now)
    )


async def is_blocked(t: Transaction, secret: Seed, one: UserId, two: UserId) -> bool:
    """Whether two accounts are to be kept apart, whoever of them wished it."""
    return await t.one("SELECT 1 FROM block WHERE pair = :pair", pair=_hash(secret, one, two)) is not None


def _hash(secret: Seed, one: UserId, two: UserId) -> str:
    pair = f"{min(one, two)}:{max(one, two)}"
    return hmac.new(secret.encode(), pair.encode(), hashlib.sha256).hexdigest()
