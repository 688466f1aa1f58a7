"""The register: a public record somewhere awake, a little out of date."""

from collections.abc import Mapping, Sequence
from typing import Final

from bot.domain.chance import Seed, roll
from bot.domain.scene import Pack, Role, Scene
from bot.domain.tonight import countries, slots_of
from bot.domain.wording import Cast, say

LINES: Final = 3
"""So many lines each may write of their own page: rule 12."""
LONGEST_LINE: Final = 120
"""Characters; three of them and the text around them stay within one message."""


def page(pack: Pack, marks: Mapping[Role, str], of: Role, written: Sequence[str], seed: Seed, cast: Cast) -> list[str]:
    """Return what the register says of one of two: what that one wrote, else lines of the pack's, by `seed`.

    Of two, the other is given other lines, as far as the pack has them.
    Raises KeyError on a motif the pack has not, WordingError as `say` does.
    """
    if written:
        return list(written[:LINES])
    comes_from = countries(pack, marks, lone=False)[of]
    slots = slots_of(pack, comes_from, pack.motifs[marks[of]])
    shuffled = sorted(pack.register, key=lambda line: roll(seed, "register", line))
    chosen = shuffled[:LINES] if of is Role.HOST else shuffled[-LINES:]
    return [say(line, cast, slots, seed, None) for line in pack.register if line in chosen]


def is_read_in(scene: Scene) -> bool:
    """Whether a page of the register is opened in this scene."""
    return any(beat.register for beat in scene.beats.values())
