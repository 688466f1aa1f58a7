"""Tells a night afterwards: third person, past, the same every time it is told."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bot.domain.chance import Seed, choose
from bot.domain.encounter import Chose, Encounter, FellSilent, Moment, Reached, Spoke
from bot.domain.naming import plain
from bot.domain.scene import Beat, Role, Scene
from bot.domain.wording import Cast, named_in, people_in, say

MOST_BEATS: Final = 3
"""A telling of one night stays a paragraph: STORY.md, *Told*."""


@dataclass(frozen=True, slots=True)
class _Step:
    """A beat that was come to, and how it was answered."""

    beat: Beat
    answers: tuple[Moment, ...] = ()

    @property
    def tells(self) -> bool:
        """Whether anything of it is said."""
        return self.beat.told is not None or bool(self.answers)


@dataclass(frozen=True, slots=True)
class _Answer:
    """A clause without subject, and whose it is; `words` are the own words behind it, where they may be quoted."""

    who: Role
    clause: str
    words: str = ""


def title(scene: Scene, cast: Cast, slots: Mapping[str, str], seed: Seed) -> str:
    """Return what the night is called; raises WordingError as `say` does."""
    return say(scene.title, cast, slots, seed, None)


def tell(encounter: Encounter, cast: Cast, slots: Mapping[str, str], seed: Seed, *, own_words: bool) -> str:
    """Return the night as one paragraph: an opening, the beats that weigh most with what was answered, a close.

    `own_words` quotes what dreamers said, which takes the consent of both; without it the scene's clause stands for it.
    Raises WordingError as `say` does. Whoever is spoken of alone in one sentence is "she", "he", "they" in the next.
    """
    voice = _Voice(cast, slots, seed, own_words=own_words)
    voice.sentence(choose(encounter.scene.openings, seed, "opening"))
    for each in _weightiest(list(_steps(encounter)), own_words=own_words):
        if each.beat.told is not None:
            voice.sentence(each.beat.told)
        voice.answers(each)
    voice.sentence(choose(encounter.scene.closes, seed, "close"))
    return " ".join(voice.said)


def _steps(encounter: Encounter) -> Iterator[_Step]:
    here: _Step | None = None
    for moment in encounter.moments:
        if isinstance(moment, Reached):
            if here is not None:
                yield here
            here = _Step(encounter.scene.beats[moment.beat])
        elif here is not None and isinstance(moment, Chose | Spoke | FellSilent):
            here = replace(here, answers=(*here.answers, moment))
    if here is not None:
        yield here


def _weightiest(steps: list[_Step], *, own_words: bool) -> list[_Step]:
    """Return at most three that say anything, in their order.

    Words that may be quoted weigh more than anything; of equals, more answers weigh more, then the earlier.
    """

    def order(step: _Step) -> tuple[int, ...]:
        spoken = own_words and any(isinstance(answer, Spoke) and not answer.taken_back for answer in step.answers)
        return -spoken, -step.beat.weight, -len(step.answers)

    telling = [(number, each) for number, each in enumerate(steps) if each.tells]
    telling.sort(key=lambda pair: (*order(pair[1]), pair[0]))
    return [each for _, each in sorted(telling[:MOST_BEATS], key=lambda pair: pair[0])]


class _Voice:
    """Says sentence after sentence, and knows of whom the last one spoke."""

    def __init__(self, cast: Cast, slots: Mapping[str, str], seed: Seed, *, own_words: bool) -> None:
        self.said: list[str] = []
        self._cast = cast
        self._slots = slots
        self._seed = seed
        self._own_words = own_words
        self._last: frozenset[Role] = frozenset()
        self._named: set[Role] = set()

    def sentence(self, template: str) -> None:
        self.said.append(self._say(template))
        self._last = frozenset(self._cast.role(who) for who in people_in(template))
        self._named |= {self._cast.role(who) for who in named_in(template)}

    def answers(self, step: _Step) -> None:
        """Say what was answered at a beat, in one sentence."""
        answers = [answer for moment in step.answers for answer in self._answers(step.beat, moment)]
        if not answers:
            return
        whose = frozenset(answer.who for answer in answers)
        clauses = {answer.clause for answer in answers}
        if all(isinstance(moment, FellSilent) for moment in step.answers) and len(whose) > 1:
            # What is told of one who kept silent beside the other need not be so where both did.
            self._of_both("Neither of them answered.", "Neither {host} nor {guest} answered.")
        elif len(answers) > 1 and len(clauses) == 1:
            did = clauses.pop()
            self._of_both(f"Both of them {did}.", f"{{Host}} and {{guest}} {did}.")
        else:
            self.said.append("; ".join(self._one(answer) for answer in answers) + self._stop(answers[-1]))
        self._last = whose

    def _of_both(self, known: str, unknown: str) -> None:
        """Say something of both: `known` where both were named before, else `unknown`, which names them."""
        self.said.append(self._say(known if self._named >= set(Role) else unknown))
        self._named |= set(Role)

    def _one(self, answer: _Answer) -> str:
        clause = self._say(answer.clause)
        # Only the first clause of a sentence may lean on the sentence before it.
        alone = self._cast.guest is None
        clear = answer.who in self._named and (alone or self._last == frozenset({answer.who}))
        self._named.add(answer.who)
        subject = f"{{{answer.who.capitalize()}.they}}" if clear else f"{{{answer.who}}}"
        self._last = frozenset()
        return f"{self._say(subject)} {clause}" + (f": “{answer.words}”" if answer.words else "")

    def _stop(self, answer: _Answer) -> str:
        return "" if answer.words and answer.words[-1] in ".!?…" else "."

    def _answers(self, beat: Beat, moment: Moment) -> Iterator[_Answer]:
        ask = beat.ask
        if ask is None:
            return
        match moment:
            case Chose(who, _, chosen):
                yield from (_Answer(who, choice.told) for choice in ask.choices if choice.id == chosen)
            case Spoke(who, _, text, taken_back) if ask.speak is not None:
                quoted = self._own_words and not taken_back
                yield _Answer(who, "said", plain(text)) if quoted else _Answer(who, ask.speak.told)
            case FellSilent(_, who):
                yield from (_Answer(role, ask.silence.told) for role in Role if role in who)
            case _:
                pass

    def _say(self, template: str) -> str:
        return say(template, self._cast, self._slots, self._seed, None)
