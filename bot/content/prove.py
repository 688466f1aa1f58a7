"""Proves of a pack what can be proved before anybody dreams it: STORY.md, *What the prover proves of every scene*."""

from collections.abc import Callable, Iterator
from pathlib import Path as Folder

from bot.content.arc import unmoved
from bot.content.declared import declarations, undeclared
from bot.content.doubts import doubts, unbegun
from bot.content.findings import Path
from bot.content.lengths import too_long
from bot.content.mistakes import Mistake, PackError, nearest
from bot.content.read import Places, Source, read
from bot.content.texts import Use, texts_of
from bot.content.told import faults
from bot.content.unsaid import from_silence, presumed
from bot.content.walk import Budget, StuckError, walk
from bot.domain.scene import Ask, Beat, BeatId, Pack, Scene

Fault = tuple[Path, str, str]
"""Where in a scene, what is wrong, what would be right."""


def check(folder: Folder) -> Pack:
    """Return the pack in `folder`, read and proved; PackError with every mistake that was found."""
    return checked(folder).pack


def checked(folder: Folder) -> Source:
    """Return the pack in `folder`, read and proved, with where it says what; PackError as `check`."""
    source = read(folder)
    if mistakes := prove(source.pack, source.places):
        raise PackError(mistakes)
    return source


def prove(pack: Pack, places: Places | None = None) -> tuple[Mistake, ...]:
    """Return what is wrong with `pack`; with `places`, at its files and lines."""
    places = places or Places()
    mistakes = [Mistake("pack.yaml", places.in_pack(*path), what, right) for path, what, right in declarations(pack)]
    budget = Budget()
    for scene in pack.scenes.values():
        budget = budget.renewed()
        for path, what, right in _scene(scene, pack, budget):
            file, line = places.of(scene.id, *path)
            mistakes.append(Mistake(file, line, f"{scene.id}: {what}", right))
    return tuple(sorted(set(mistakes)))


def ready(folder: Folder) -> Pack:
    """Return the pack in `folder`, proved, and with a first dream for every mark; raises PackError.

    A pack that is being written may lack some. A bot may not: somebody would be given a mark, and nothing after it.
    """
    pack = check(folder)
    if bare := tuple(unbegun(pack)):
        raise PackError(tuple(Mistake("pack.yaml", 0, what, right) for _, _, what, right in bare))
    return pack


def warn(pack: Pack, places: Places | None = None) -> tuple[Mistake, ...]:
    """Return what is no mistake in `pack`, which is proved, and still worth a second look."""
    places = places or Places()
    warnings: list[Mistake] = []
    for scene, path, what, right in doubts(pack):
        if scene is None:
            warnings.append(Mistake("pack.yaml", places.in_pack(*path), what, right))
        else:
            file, line = places.of(scene.id, *path)
            warnings.append(Mistake(file, line, f"{scene.id}: {what}", right))
    return tuple(sorted(warnings))


def _scene(scene: Scene, pack: Pack, budget: Budget) -> Iterator[Fault]:
    broken = [*_targets(scene), *undeclared(scene, pack)]
    yield from broken
    yield from _told(scene)
    yield from presumed(scene)
    yield from _answerable(scene)
    # What follows goes through the scene, or adds it up, and would stumble over what is broken.
    if not broken:
        if circle := _circle(scene):
            names = " to ".join([*circle, circle[0]])
            yield ("beats", circle[0]), f"the dream goes in a circle: {names}", "Every path comes to an end."
        else:
            yield from too_long(scene, pack)
            yield from from_silence(scene)
            yield from _ways(scene, budget)


def exits(beat: Beat) -> Iterator[tuple[Path, BeatId]]:
    """Yield where a beat may lead, and where that is written."""
    here: Path = ("beats", beat.id)
    if beat.then is not None:
        yield (*here, "then"), beat.then
    if beat.ask is None:
        return
    for number, choice in enumerate(beat.ask.choices):
        if choice.to is not None:
            yield (*here, "choices", number, "to"), choice.to
    yield (*here, "silence", "to"), beat.ask.silence.to
    if beat.ask.speak is not None:
        yield (*here, "speak", "to"), beat.ask.speak.to
    for (host, guest), to in (beat.ask.outcome or {}).items():
        yield (*here, "outcome", f"{host} + {guest}"), to
    if beat.ask.otherwise is not None:
        yield (*here, "outcome", "otherwise"), beat.ask.otherwise


def _targets(scene: Scene) -> Iterator[Fault]:
    for beat in scene.beats.values():
        for path, to in exits(beat):
            if to not in scene.beats:
                yield path, f"there is no beat {to}", nearest(to, scene.beats)
    if scene.wake not in scene.beats:
        yield ("wake",), f"there is no beat {scene.wake}", nearest(scene.wake, scene.beats)
    elif not scene.beats[scene.wake].ends:
        yield ("wake",), f"{scene.wake} does not end the dream", "Waking ends it: write `end: yes` there."


def _circle(scene: Scene) -> list[BeatId] | None:
    """Return beats that lead back to the first of them, if there are any."""
    done: set[BeatId] = set()

    def visit(beat: BeatId, way: list[BeatId]) -> list[BeatId] | None:
        if beat in way:
            return way[way.index(beat) :]
        if beat in done:
            return None
        for _, to in exits(scene.beats[beat]):
            if circle := visit(to, [*way, beat]):
                return circle
        done.add(beat)
        return None

    return next((circle for beat in scene.beats if (circle := visit(beat, []))), None)


def _told(scene: Scene) -> Iterator[Fault]:
    for written in texts_of(scene):
        if written.use in (Use.TOLD, Use.CLAUSE):
            for what, right in faults(written):
                yield written.path, what, right


def _answerable(scene: Scene) -> Iterator[Fault]:
    for beat in scene.beats.values():
        if beat.ask is not None and all(choice.when for choice in beat.ask.choices):
            yield ("beats", beat.id, "choices"), "it may be that no choice is there", "Leave one without `when`."


def _ways(scene: Scene, budget: Budget) -> Iterator[Fault]:
    """Walk it: what no path comes to, and what an evening and a morning are too short for."""
    try:
        walked = walk(scene, budget)
        undone = list(unmoved(scene, budget))
    except StuckError as stuck:
        yield ("beats",), str(stuck), "Give every question a choice without `when`, and set fewer qualities."
        return
    for beat in scene.beats.values():
        # Where a dream is cut when somebody wakes need not lie on a path.
        if beat.id not in walked.beats and beat.id != scene.wake:
            yield ("beats", beat.id), f"no path comes to the beat {beat.id}", "Lead to it, or take it out."
        yield from _never(beat, lambda choice, beat=beat: (beat.id, choice) not in walked.choices)
    yield from undone
    for ending in sorted(walked.beyond):
        right = "Each answers once at bedtime and once in the morning: ask less before it, or ask both or either."
        yield ("beats", ending.split(" + ")[0]), f"the ending {ending} is out of reach of a night", right


def _never(beat: Beat, missing: Callable[[str], bool]) -> Iterator[Fault]:
    ask: Ask | None = beat.ask
    for number, choice in enumerate(ask.choices if ask else ()):
        if choice.when and missing(choice.id):
            path: Path = ("beats", beat.id, "choices", number, "when")
            yield path, f"the choice {choice.id} never appears", "Its conditions cannot hold together here."
