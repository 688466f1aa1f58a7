"""A scene drawn as a tree: its beats, what leads from one to the next, and how long each is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.markup import escape
from rich.tree import Tree

from bot.domain.scene import Beat, BeatId, Condition, Pack, Role, Scene
from bot.workshop.lengths import bounds, ways, words_in


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a beat. `silent`: taken where nobody answers."""

    label: str
    to: BeatId
    silent: bool = False


def ways_out(beat: Beat) -> Iterator[Way]:
    """Yield every way out of a beat, in the order it is written."""
    if beat.then is not None:
        yield Way("", beat.then)
    ask = beat.ask
    if ask is None:
        return
    for choice in ask.choices:
        if choice.to is not None:
            asks = f" ({', '.join(map(_said, choice.when))})" if choice.when else ""
            yield Way(choice.label + asks, choice.to)
    for (host, guest), to in (ask.outcome or {}).items():
        yield Way(f"{host} + {guest}", to)
    if ask.otherwise is not None:
        yield Way("otherwise", ask.otherwise)
    if ask.speak is not None:
        yield Way("own words", ask.speak.to)
    yield Way("silence", ask.silence.to, silent=True)


def tree(scene: Scene, pack: Pack) -> Tree:
    """Return the scene as a tree; a beat that several lead to is drawn once, where it is come to first.

    Raises ValueError in a pack of one motif.
    """
    words = words_in(scene, pack)
    drawn: set[BeatId] = set()
    stages = f", {' '.join(scene.stages)}" if scene.stages else ""
    root = Tree(f"[bold]{escape(scene.title)}[/] ({scene.kind.value}{stages}): {_lengths(scene, pack)}")

    def draw(under: Tree, id_: BeatId, way: Way | None) -> None:
        beat = scene.beats[id_]
        label = f"{escape(way.label)} → " if way and way.label else ""
        style = "dim" if way and way.silent else ""
        name = f"[bold]{id_}[/]" if not style else str(id_)
        if id_ in drawn:
            under.add(f"{label}{name} ↑", style=style)
            return
        drawn.add(id_)
        here = under.add(f"{label}{name}  {_about(beat, words)}", style=style)
        for each in ways_out(beat):
            draw(here, each.to, each)

    draw(root, scene.begins.id, None)
    if scene.wake not in drawn:
        draw(root, scene.wake, Way("waking", scene.wake))
    return root


def mermaid(scene: Scene) -> str:
    """Return the scene as a Mermaid flowchart."""
    lines = ["flowchart TD"]
    for beat in scene.beats.values():
        left, right = ("([", "])") if beat.ends else ("[", "]")
        lines.append(f"  {beat.id}{left}{_quoted(str(beat.id))}{right}")
        for way in ways_out(beat):
            arrow = "-.->" if way.silent else "-->"
            label = f"|{_quoted(way.label)}|" if way.label else ""
            lines.append(f"  {beat.id} {arrow}{label} {way.to}")
    return "\n".join(lines)


def _about(beat: Beat, words: Mapping[Role, Mapping[BeatId, int]]) -> str:
    counts = [str(words[role][beat.id]) for role in Role if role in words]
    length = f"{'/'.join(dict.fromkeys(counts))} words"
    if beat.ends:
        return f"{length}, [green]end[/]"
    return length + (f", asks {beat.ask.of.value if len(words) > 1 else 'me'}" if beat.ask else "")


def _lengths(scene: Scene, pack: Pack) -> str:
    fewest, most = bounds(scene.kind)
    found = ", ".join(
        f"{role.value if not scene.kind.lone else 'me'} {min(words)}–{max(words)}"
        for role, words in ways(scene, pack).items()
    )
    return f"words on a way: {found} (wanted: {fewest}–{most})"


def _said(condition: Condition) -> str:
    if condition.value == "yes" and condition.comparison.startswith("is"):
        return condition.quality if condition.comparison == "is" else f"not {condition.quality}"
    return f"{condition.quality} {condition.comparison} {condition.value}"


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "#quot;") + '"'
