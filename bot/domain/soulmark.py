"""The soulmark: the picture on a dreamer's skin. It depicts the other one, never its bearer."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.chance import Seed, choose, grow


class Place(StrEnum):
    """Where on the body a mark lies. The value is its phrase key after `place-`."""

    INNER_WRIST = "inner-wrist"
    ROUND_THE_WRIST = "round-the-wrist"
    BACK_OF_THE_HAND = "back-of-the-hand"
    FOREARM = "forearm"
    CROOK_OF_THE_ELBOW = "crook-of-the-elbow"
    UPPER_ARM = "upper-arm"
    SHOULDER = "shoulder"
    SHOULDER_BLADE = "shoulder-blade"
    COLLARBONE = "collarbone"
    NAPE = "nape"
    CALF = "calf"
    ANKLE = "ankle"

    @property
    def phrase(self) -> str:
        """The phrase that names it."""
        return f"place-{self}"


class Hand(StrEnum):
    """In what hand a mark is drawn. The value is its phrase key after `hand-`."""

    THICK_INK = "thick-ink"
    CHILDS_DOODLE = "childs-doodle"
    FINE_LINE = "fine-line"
    BRUSH = "brush"
    WOODCUT = "woodcut"

    @property
    def phrase(self) -> str:
        """The phrase that names it."""
        return f"hand-{self}"


class Colour(StrEnum):
    """The colour of a mark: dyes and inks, dark enough to be seen on any skin. Its phrase key follows `colour-`."""

    SOOT = "soot"
    INDIGO = "indigo"
    RUST = "rust"
    MOSS = "moss"
    PLUM = "plum"
    OCHRE = "ochre"
    MADDER = "madder"
    VERDIGRIS = "verdigris"

    @property
    def phrase(self) -> str:
        """The phrase that names it."""
        return f"colour-{self}"


class Skin(StrEnum):
    """On what a mark is shown: chosen by its bearer, never guessed; else paper. Its phrase key follows `skin-`."""

    PAPER = "paper"
    BIRCH = "birch"
    BEECH = "beech"
    OAK = "oak"
    CHESTNUT = "chestnut"
    WALNUT = "walnut"
    EBONY = "ebony"

    @property
    def phrase(self) -> str:
        """The phrase that names it."""
        return f"skin-{self}"


class Cover(StrEnum):
    """Who in the server may see a mark; the soulmate sees it in dreams. Its phrase key follows `cover-`."""

    COVERED = "covered"
    LOOKED_AT = "looked-at"
    """Whoever looks for it."""
    ON_THE_WALL = "on-the-wall"
    """Everybody: it hangs on the server's wall of marks, too."""

    @property
    def phrase(self) -> str:
        """The phrase that names it."""
        return f"cover-{self}"


class Warmth(StrEnum):
    """Whether the other one is there: not yet, here, or gone. A mark keeps its colour when it cools."""

    WAITING = "waiting"
    WARM = "warm"
    COLD = "cold"


@dataclass(frozen=True, slots=True)
class Mark:
    """A soulmark. `motif` is a motif's id in the pack; `seed` decides what the picture leaves open, line by line."""

    motif: str
    place: Place
    hand: Hand
    colour: Colour
    seed: Seed


def draw(seed: Seed, motifs: Sequence[str], taken: Collection[str]) -> Mark:
    """Return the mark that falls to `seed`.

    `taken` are the motifs worn in the server, each as often as it is worn. Rule of the world: in one server no two
    marks share a motif until the deck is used up; from then on the least worn come first. The order of `motifs` does
    not matter. Raises ValueError where there are no motifs.
    """
    if not motifs:
        raise ValueError("a deck without motifs")
    worn = Counter(taken)
    least = min(worn[motif] for motif in motifs)
    free = sorted({motif for motif in motifs if worn[motif] == least})
    return Mark(
        motif=choose(free, seed, "motif"),
        place=choose(tuple(Place), seed, "place"),
        hand=choose(tuple(Hand), seed, "hand"),
        colour=choose(tuple(Colour), seed, "colour"),
        seed=grow(seed, "picture"),
    )
