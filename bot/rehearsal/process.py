"""A bot as a process of its own: started, ordered about over a pipe of JSON lines, killed."""

import asyncio
import contextlib
import itertools
import json
import os
import sys
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bot.rehearsal.values import Json, as_object, whole

COMMAND: Final = ("-m", "bot", "run", "--orders")
KEPT_LINES: Final = 400
"""How many lines of its log are kept."""
LONGEST_LINE: Final = 16 * 1024 * 1024


class Died(Exception):  # noqa: N818 - it reads as what happened
    """The process ended while something was expected of it. Tells its exit code and the end of its log."""


class BotProcess:
    """Runs `python -m bot run --orders`, or another `command`, with `env` added to this process's environment.

    An order is one JSON object on a line of its stdin with an "id"; the answer is the line of its stdout with the
    same "id". What it logs to stderr is kept, the last lines of it, and appended to `log` if that is given.
    """

    def __init__(
        self,
        env: Mapping[str, str],
        *,
        command: Sequence[str] = COMMAND,
        cwd: Path | None = None,
        log: Path | None = None,
    ) -> None:
        self._env = {**os.environ, **env}
        self._command = command
        self._cwd = cwd
        self._log = log
        self._process: asyncio.subprocess.Process | None = None
        self._tasks: list[asyncio.Task[None]] = []
        self._ids = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Json]] = {}
        self._lines: deque[str] = deque(maxlen=KEPT_LINES)

    @property
    def running(self) -> bool:
        """Whether it was started and did not end yet."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int | None:
        """The process id, once started."""
        return self._process.pid if self._process else None

    @property
    def stderr(self) -> str:
        """The last lines it logged."""
        return "\n".join(self._lines)

    async def start(self) -> None:
        """Start it, for the first time or again. Raises RuntimeError if it is running."""
        if self.running:
            raise RuntimeError("the bot is running already")
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=self._env,
            cwd=self._cwd,
            limit=LONGEST_LINE,
        )
        self._tasks = [asyncio.create_task(self._hear()), asyncio.create_task(self._drain())]

    async def order(self, order: Mapping[str, object], timeout: float = 30.0) -> Json:  # noqa: ASYNC109
        """Send an order and return the answer. Raises Died if the process ends first, TimeoutError if none comes."""
        process = self._process
        if process is None or process.stdin is None or not self.running or self._tasks[0].done():
            raise Died(self._obituary())
        number = next(self._ids)
        answer: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._waiting[number] = answer
        try:
            process.stdin.write(json.dumps({**order, "id": number}).encode() + b"\n")
            with contextlib.suppress(ConnectionError):
                await process.stdin.drain()
            async with asyncio.timeout(timeout):
                return await answer
        except TimeoutError:
            raise TimeoutError(f"no answer to {dict(order)} in {timeout} s; its log ends:\n{self.stderr}") from None
        finally:
            self._waiting.pop(number, None)

    async def kill(self) -> None:
        """Kill it where it stands (SIGKILL) and wait until it is gone. Nothing happens if it is gone already."""
        if self._process is not None and self.running:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
        await self._bury()

    async def terminate(self, timeout: float = 15.0) -> int:  # noqa: ASYNC109 - part of the stage API
        """Ask it to end (SIGTERM) and return its exit code. Raises TimeoutError, and kills it, if it does not."""
        if self._process is None:
            raise RuntimeError("the bot was never started")
        if self.running:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
        try:
            async with asyncio.timeout(timeout):
                await self._process.wait()
        except TimeoutError:
            await self.kill()
            raise TimeoutError(f"it did not end in {timeout} s; its log ends:\n{self.stderr}") from None
        await self._bury()
        return self._process.returncode if self._process.returncode is not None else -1

    async def exited(self, timeout: float = 15.0) -> int:  # noqa: ASYNC109 - part of the stage API
        """Wait until it ends by itself and return its exit code. Raises TimeoutError if it does not."""
        if self._process is None:
            raise RuntimeError("the bot was never started")
        async with asyncio.timeout(timeout):
            code = await self._process.wait()
        await self._bury()
        return code

    async def _bury(self) -> None:
        """Read what is left of its output and let go of the pipes."""
        if self._process is None:
            return
        await self._process.wait()
        await asyncio.gather(*self._tasks)
        if self._process.stdin is not None:
            self._process.stdin.close()
            with contextlib.suppress(ConnectionError):
                await self._process.stdin.wait_closed()

    async def _hear(self) -> None:
        """Hand each answer to who waits for it; when the pipe ends, tell all who still wait."""
        process = self._process
        if process is None or process.stdout is None:
            return
        async for line in process.stdout:
            try:
                answer = as_object(json.loads(line))
            except ValueError:
                self._lines.append("stdout: " + line.decode(errors="replace").rstrip())
                continue
            waiting = self._waiting.get(whole(answer.get("id"), -1))
            if waiting is not None and not waiting.done():
                waiting.set_result(answer)
        await process.wait()
        # Its last words explain the death; a child of its own may keep the pipe open for ever.
        await asyncio.wait(self._tasks[1:], timeout=1.0)
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(Died(self._obituary()))

    async def _drain(self) -> None:
        process = self._process
        if process is None or process.stderr is None:
            return
        async for line in process.stderr:
            words = line.decode(errors="replace").rstrip()
            self._lines.append(words)
            if self._log is not None:
                await asyncio.to_thread(_append, self._log, words + "\n")

    def _obituary(self) -> str:
        code = self._process.returncode if self._process else None
        return f"the bot is not running (exit code {code}); its log ends:\n{self.stderr}"


def _append(path: Path, words: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(words)
