"""How many words a reader reads on each way through a scene, silences left out."""

from collections import Counter
from collections.abc import Mapping
from typing import Final

from bot.content.prove import exits
from bot.domain.chance import Seed
from bot.domain.scene import Beat, BeatId, Kind, Pack, Role, Scene
from bot.domain.tonight import slots_tonight
from bot.domain.wording import Cast, Person, Pronouns, say
from bot.workshop.likeness import words_of

ASKED_OF: Final[Mapping[Kind, tuple[int, int]]] = {Kind.FIRST: (75, 110), Kind.SPINE: (120, 260)}
"""Words per reader and way: STORY.md. `first` is about ninety."""
ELSE: Final = (120, 200)


def bounds(kind: Kind) -> tuple[int, int]:
    """Return the fewest and the most words one should read in a scene of this kind."""
    return ASKED_OF.get(kind, ELSE)


def words_in(scene: Scene, pack: Pack) -> dict[Role, dict[BeatId, int]]:
    """Return how many words each beat has for each reader; raises ValueError in a pack without two motifs."""
    first, *more = sorted(pack.motifs)
    if not more:
        raise ValueError("two dreamers need two motifs")
    seed = Seed("words")
    marks = {Role.HOST: first} if scene.kind.lone else {Role.HOST: first, Role.GUEST: more[0]}
    slots = slots_tonight(pack, scene, marks, seed)
    cast = Cast(Person("Ada", Pronouns.SHE), None if scene.kind.lone else Person("Ben", Pronouns.HE))
    readers = (Role.HOST,) if scene.kind.lone else tuple(Role)
    return {
        role: {
            beat.id: len(words_of(say(beat.texts.to(role), cast, slots, seed, role))) for beat in scene.beats.values()
        }
        for role in readers
    }


def ways(scene: Scene, pack: Pack) -> dict[Role, Counter[int]]:
    """Return for each reader how many ways through `scene`, which is proved, come to so many words.

    Conditions are taken to hold; ways on which somebody is silent are left out. Raises ValueError as `words_in`.
    """
    return {role: _ways(scene, words) for role, words in words_in(scene, pack).items()}


def _ways(scene: Scene, words: Mapping[BeatId, int]) -> Counter[int]:
    known: dict[BeatId, Counter[int]] = {}

    def from_(id_: BeatId) -> Counter[int]:
        if id_ not in known:
            beat = scene.beats[id_]
            on = Counter({0: 1}) if beat.ends else Counter[int]()
            for to in answered(beat):
                on.update(from_(to))
            known[id_] = Counter({words[id_] + count: often for count, often in on.items()})
        return known[id_]

    return from_(scene.begins.id)


def answered(beat: Beat) -> list[BeatId]:
    """Return where a beat leads when it is answered, each once."""
    return list(dict.fromkeys(to for path, to in exits(beat) if "silence" not in path))
