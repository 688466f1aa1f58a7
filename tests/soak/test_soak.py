"""A small soak: the large one is `python -m tests.soak`."""

from tests.soak.__main__ import main


async def test_forty_kills_lose_nothing() -> None:
    tally = await main(40, 20)
    assert tally.kills == 40
    assert tally.messages > 100
    assert (tally.nights_lost, tally.unsaid, tally.hung, tally.repeated) == (0, 0, 0, 0)
