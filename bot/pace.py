"""How fast the bot may ask Discord for what nobody clicked for. discord.py does not pace itself."""

import asyncio
from typing import Final


class Pace:
    """Slots of real time, `per_second` of them, taken in order of asking. What is not used is not saved up."""

    def __init__(self, per_second: float) -> None:
        self._step: Final = 1 / per_second
        self._next = 0.0

    async def slot(self) -> None:
        """Wait for the next slot."""
        now = asyncio.get_running_loop().time()
        at = max(now, self._next)
        self._next = at + self._step
        if at > now:
            await asyncio.sleep(at - now)
