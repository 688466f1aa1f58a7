"""Checks that a scene speaks only of what its pack declares."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations
from typing import Final

from bot.content import tables
from bot.content.findings import Path
from bot.content.grammar import declared_as, is_declared, is_given
from bot.content.lengths import slot_lengths
from bot.content.mistakes import nearest
from bot.content.prose import bare
from bot.content.texts import Use, texts_of
from bot.content.walk import MOST_CIRCUMSTANCES, count_circumstances
from bot.domain.goal import GOAL
from bot.domain.qualities import GIVEN
from bot.domain.scene import Condition, Effect, Pack, Scene
from bot.domain.tonight import CARRIED
from bot.domain.wording import people_in, slots_in

Fault = tuple[Path, str, str]

_SECOND: Final = re.compile(r"\b(?:you|your|yours)\b", re.IGNORECASE)


def declarations(pack: Pack) -> Iterator[Fault]:
    """Yield what is wrong with the tables of `pack.yaml`."""
    for motif in pack.motifs.values():
        if motif.country not in pack.countries:
            right = nearest(motif.country, pack.countries)
            yield ("motifs", motif.id, "country"), f"there is no country {motif.country}", right
        if motif.craft not in pack.crafts:
            yield ("motifs", motif.id, "craft"), f"there is no craft {motif.craft}", nearest(motif.craft, pack.crafts)
    for name in sorted(pack.qualities.keys() & GIVEN.keys()):
        yield ("qualities", name), f"{name} is declared already", "Take it out: it is so by itself, in every pack."
    yield from tables.faults(pack)
    entries_of = (("countries", pack.countries), ("crafts", pack.crafts), ("motifs", pack.motifs))
    for table, entries in entries_of:
        for name, entry in entries.items():
            for key in entry.__slots__:
                value = str(getattr(entry, key))
                yield from (((table, name, key), what, right) for what, right in bare(value))
                if _SECOND.search(value):
                    yield (table, name, key), f"this says “{value}”", "It stands in tellings too: no “you”."
    for key, said in (("name", pack.name), ("licence", pack.licence), *(("authors", each) for each in pack.authors)):
        yield from (((key,), what, right) for what, right in bare(said))


def undeclared(scene: Scene, pack: Pack) -> Iterator[Fault]:
    """Yield the slots, people and qualities of `scene` that are not there, and conditions that cannot hold."""
    yield from _slots(scene, pack)
    yield from _qualities(scene, pack)
    for path, conditions in conditions_in(scene):
        for one, other in combinations(conditions, 2):
            if _contrary(one, other):
                what = f"{one.quality} cannot be both {_said(one)} and {_said(other)}"
                yield path, what, "All conditions of a list hold at once: take one out."
    if count_circumstances(scene) > MOST_CIRCUMSTANCES:
        what = f"its conditions tell {count_circumstances(scene):,} circumstances apart"
        yield ("when",), what, f"At most {MOST_CIRCUMSTANCES}: ask about fewer qualities."


def _slots(scene: Scene, pack: Pack) -> Iterator[Fault]:
    known = slot_lengths(scene, pack)
    words = (scene.words or {}).keys()
    for name in sorted(words & slot_lengths(replace(scene, words=None), pack).keys()):
        yield ("words", name), f"{name} is a slot already", "Give the list another name."
    used: set[str] = set()
    for written in texts_of(scene):
        for slot in sorted(slots_in(written.template)):
            used.add(slot)
            if slot == "question" and slot not in known:
                right = "Only scenes of the stages after wound know it: say so in `stage`, or take it out."
                yield written.path, "no question was kept yet for {question}", right
            elif slot not in known:
                yield written.path, f"there is no slot {{{slot}}} here", nearest(slot, known)
        people = _people(scene, written.use)
        for who in sorted(people_in(written.template) - people):
            right = f"It may speak of {', '.join(sorted(people))}." if people else "It stands without anybody's name."
            yield written.path, f"{{{who}}} is nobody here", right
    for name in sorted((words & known.keys()) - used):
        yield ("words", name), f"nothing says {{{name}}}", "Use the list, or take it out."


def _people(scene: Scene, use: Use) -> frozenset[str]:
    if use is Use.BARE:
        return frozenset()
    if scene.kind.lone:
        return frozenset({"me"})
    return frozenset({"host", "guest", "there", "away"}) if use is Use.SILENCE else frozenset({"host", "guest"})


def _qualities(scene: Scene, pack: Pack) -> Iterator[Fault]:
    declared = frozenset(pack.qualities)
    named: list[tuple[Path, Condition | Effect]] = [
        (path, each) for path, conditions in conditions_in(scene) for each in conditions
    ]
    named += [(path, each) for path, effects in effects_in(scene) for each in effects]
    for path, each in named:
        if not is_declared(each.quality, declared):
            right = nearest(declared_as(each.quality), declared | GIVEN.keys())
            yield path, f"the quality {each.quality} is not declared", right
        elif isinstance(each, Effect):
            if is_given(each.quality):
                right = "It is so by itself, from one night to the next: keep a quality of another name."
                yield path, f"no scene sets {declared_as(each.quality)}", right
            elif each.quality == GOAL and each.value not in pack.goals:
                yield path, f"there is no goal {each.value}", nearest(each.value, pack.goals)
        elif (known := _values(each.quality, pack)) and each.value not in known:
            yield path, f"{each.quality} is never `{each.value}`", nearest(each.value, known)


def _values(quality: str, pack: Pack) -> Iterable[str]:
    """Return everything a given quality may be, where there is only so much."""
    match declared_as(quality):
        case "country":
            return pack.countries.keys()
        case "craft":
            return pack.crafts.keys()
        case "carried":
            return CARRIED
        case "bound" | "trace":
            return ("yes",)
        case _:
            return ()


def conditions_in(scene: Scene) -> Iterator[tuple[Path, tuple[Condition, ...]]]:
    """Yield every list of conditions, and where it stands."""
    yield ("when",), scene.when
    yield ("prefer",), scene.prefer
    for beat in scene.beats.values():
        for number, choice in enumerate(beat.ask.choices if beat.ask else ()):
            yield ("beats", beat.id, "choices", number, "when"), choice.when


def effects_in(scene: Scene) -> Iterator[tuple[Path, Iterable[Effect]]]:
    """Yield every list of effects, and where it stands."""
    for beat in scene.beats.values():
        yield ("beats", beat.id, "set"), beat.gives.effects
        for number, choice in enumerate(beat.ask.choices if beat.ask else ()):
            yield ("beats", beat.id, "choices", number, "set"), choice.gives.effects


def _contrary(one: Condition, other: Condition) -> bool:
    """Whether two conditions never hold together."""
    if one.quality != other.quality:
        return False
    pair = {one.comparison: one.value, other.comparison: other.value}
    if pair.keys() == {">=", "<="}:
        return int(pair[">="]) > int(pair["<="])
    if pair.keys() == {"is", "is not"}:
        return pair["is"] == pair["is not"]
    return one.comparison == other.comparison == "is" and one.value != other.value


def _said(condition: Condition) -> str:
    return f"{condition.comparison} {condition.value}"
