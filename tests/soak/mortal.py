"""A bot that dies: at a chosen step, of all that it does to its file and to Discord, nothing more of it happens."""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, cast

from bot.domain.scene import Pack
from bot.ids import ChannelId, MessageId, RowId
from bot.letters import Letter
from bot.nightly.courier import Courier
from bot.pace import Pace
from bot.services import build_services
from bot.services.studio import Studio
from bot.services.world import World
from bot.storage.database import Database, open_database
from bot.storage.install import settle_in
from tests.services.house import House
from tests.services.ports import Discord, StandingClock

Step = Callable[[str], None]


STEPS: Final = (
    "before a statement",
    "before a commit",
    "after a commit",
    "before a send",
    "after a send",
    "before a revision",
    "after a revision",
)


@dataclass(frozen=True, slots=True)
class Life:
    """How many steps are left: of all it does, or of one kind."""

    steps: int
    where: str = ""


class DeadError(BaseException):
    """The process is gone. Not an Exception: nobody may handle it, as nobody handles a SIGKILL."""


class FragileDiscord(Discord):
    """Discord, seen by a bot that may die before it asks and after it was heard."""

    step: Step

    async def send(
        self, channel: ChannelId, letter: Letter, row: RowId, nonce: str, *, private: bool, silent: bool
    ) -> MessageId:
        self.step("before a send")
        said = await super().send(channel, letter, row, nonce, private=private, silent=silent)
        self.step("after a send")
        return said

    async def revise(self, channel: ChannelId, message: MessageId, letter: Letter, row: RowId) -> None:
        self.step("before a revision")
        await super().revise(channel, message, letter, row)
        self.step("after a revision")


class Mortal:
    """One house after another on the same file, before the same Discord, by the same clock."""

    def __init__(self, path: Path, clock: StandingClock, scenes: Pack) -> None:
        self.path: Final = path
        self.clock: Final = clock
        self.scenes: Final = scenes
        self.discord: Final = FragileDiscord(clock)
        self.discord.step = self._step
        self.died: Final = asyncio.Event()
        self.where: Final = Counter[str]()
        """How often it died where."""
        self._life: Life | None = None
        self.house: House

    async def awakes(self) -> None:
        """Start the bot, on whatever the one before left."""
        before = cast("House | None", getattr(self, "house", None))
        self.died.clear()
        self._life = None
        database = await open_database(self.path)
        async with database.transaction() as t:
            install = await settle_in(t, "0badcafe", "a secret for tests")
        house = House(World(database, self.clock, self.scenes, install), self.clock, self.path)
        if before is not None:
            house.census, house.doorbell, house.joined = before.census, before.doorbell, before.joined
            house.reader, house.people_so_far = before.reader, before.people_so_far
        house.discord = self.discord
        house.does = build_services(house.world, house.census, house.doorbell, Studio({}, {}))
        house.courier = Courier(house.world, self.discord, Pace(1_000_000))
        self._watch(database)
        house.wakes_the_courier()
        self.house = house

    async def does(self, deed: Callable[[House], Coroutine[Any, Any, object]], life: Life | None) -> bool:
        """Let it do something, with so long to live; False if it died in it, and was started again."""
        self._life = life
        doing = asyncio.ensure_future(deed(self.house))
        dying = asyncio.ensure_future(self.died.wait())
        await asyncio.wait((doing, dying), return_when=asyncio.FIRST_COMPLETED)
        dying.cancel()
        if not self.died.is_set():
            self._life = None
            await doing
            return True
        doing.cancel()
        with suppress(BaseException):
            await doing
        await self._ends()
        await self.awakes()
        return False

    async def _ends(self) -> None:
        with suppress(BaseException):
            await self.house.silences_the_courier()
        await self.house.world.database.close()

    async def rests(self) -> None:
        """End it in order."""
        await self.house.silences_the_courier()
        await self.house.world.database.close()

    def _step(self, where: str) -> None:
        if self.died.is_set():
            raise DeadError
        if self._life is None or (self._life.where and self._life.where != where):
            return
        self._life = replace(self._life, steps=self._life.steps - 1)
        if self._life.steps <= 0:
            self.where[where] += 1
            self.died.set()
            raise DeadError

    def _watch(self, database: Database) -> None:
        # A statement is the smallest thing that happens to a file, and a commit happens or does not.
        connection = database._connection  # pyright: ignore[reportPrivateUsage]  # the soak cuts it
        execute = connection.execute

        def watched(sql: str, *values: Any) -> Any:  # noqa: ANN401 - aiosqlite's own signature
            if sql == "ROLLBACK":
                return execute(sql, *values)
            self._step("before a commit" if sql == "COMMIT" else "before a statement")
            if sql != "COMMIT":
                return execute(sql, *values)
            return self._committed(execute(sql, *values))

        connection.execute = watched

    async def _committed(self, committing: Any) -> None:  # noqa: ANN401
        await committing
        self._step("after a commit")
