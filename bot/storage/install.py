"""The install's own name and secret, made once."""

from dataclasses import dataclass

from bot.domain.chance import Seed
from bot.storage.database import Transaction


@dataclass(frozen=True, slots=True)
class Install:
    """`name` begins every nonce; `secret` grows seeds and keys hashes."""

    name: str
    secret: Seed


async def settle_in(t: Transaction, name: str, secret: str) -> Install:
    """Return the install, made of `name` and `secret` where there is none yet."""
    await t.run("INSERT INTO install VALUES (1, :name, :secret) ON CONFLICT DO NOTHING", name=name, secret=secret)
    row = await t.one("SELECT name, secret FROM install")
    if row is None:
        raise LookupError("install")
    return Install(row["name"], Seed(row["secret"]))
