"""Over sockets: whatever was ever shown to two dreamers, as it was and bent, pressed by others."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.rehearsal import Channel, Member, Shown
from tests.e2e.forger import Id, sends
from tests.e2e.kept import all_kept
from tests.e2e.stage import stage
from tests.e2e.test_replay import (
    Night,
    _harmful,  # pyright: ignore[reportPrivateUsage]  # the same play, pressed at random
    _others_come,  # pyright: ignore[reportPrivateUsage]
    _until_the_first_meeting,  # pyright: ignore[reportPrivateUsage]
)

A_ROUND: Final = 400
SIGNS: Final = "0123456789:#-abcxyz\N{ARABIC-INDIC DIGIT THREE}"


async def one_server(home: Path, chance: random.Random, presses: int = A_ROUND) -> Counter[str]:
    """Let others press at random what they were never shown."""
    found = Counter[str]()
    async with stage(home) as play:
        night = await _others_come(play, await _until_the_first_meeting(play))
        mallory, nobody = night.second[0], play.harbour.welcomes("Nobody")
        panel, consent = await play.uses(mallory, "/soulmark"), await play.uses(nobody, "/soulmark")
        ids = _harmful(night.ids)
        found["shown"] += len(ids)
        before, told = all_kept(play), (night.told(but=mallory), night.told(but=nobody))
        for _ in range(presses):
            shown = chance.choice(ids)
            # What is bent may by chance be what the dreamer was shown; whoever dreams nowhere was shown nothing.
            member, on, forged = chance.choice(
                [(mallory, panel, shown), (nobody, consent, shown), (nobody, consent, _bent(chance, shown))]
            )
            found["bent" if forged is not shown else "as shown"] += 1
            found["leaked"] += await _leaks(night, member, forged, on, play.tales)
        await play.settles()
        found["changed"] += all_kept(play) != before
        found["changed"] += (night.told(but=mallory), night.told(but=nobody)) != told
    return found


async def _leaks(night: Night, member: Member, forged: Id, on: Shown, where: Channel) -> bool:
    answer = await sends(member, forged, on=on, where=where)
    return bool(night.reads(answer)) or not answer.ephemeral


def _bent(chance: random.Random, shown: Id) -> Id:
    """Return it with some signs after the action put in, taken away or changed."""
    action, rest = shown.written[: len(shown.action)], list(shown.written[len(shown.action) :])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(1, len(rest) + 1) if rest else 0
        rest[at : at + chance.randint(0, 1)] = chance.choice((chance.choice(SIGNS), "", chance.choice(SIGNS) * 3))
    return replace(shown, written=(action + "".join(rest))[:100])
