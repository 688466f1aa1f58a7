"""Builds a scene out of its shape, noting what the shape alone could not tell."""

import re
from collections.abc import Callable
from typing import Final, TypeVar

from bot.content.findings import Findings, Path
from bot.content.grammar import GrammarError, condition, effect
from bot.content.mistakes import nearest
from bot.content.prose import bare, broken, unwrapped
from bot.content.schema import BeatShape, ChoiceShape, GivingShape, SceneShape, SilenceShape, TextsShape
from bot.domain.scene import (
    Ask,
    Asked,
    Beat,
    BeatId,
    Choice,
    Condition,
    Effect,
    Lesson,
    PictureLine,
    Role,
    Scene,
    SceneId,
    Silence,
    Speak,
    Texts,
    Yield,
)

T = TypeVar("T")

_TAUGHT: Final = re.compile(r"(?P<who>host|guest)\.lesson\.(?P<id>[a-z0-9-]+) = yes")
_LONGEST_ID: Final = 40


def scene(shape: SceneShape, findings: Findings) -> Scene:
    """Return the scene; what is wrong with it goes to `findings`, and then it is not to be used."""
    return _Builder(shape, findings).scene()


class _Builder:
    def __init__(self, shape: SceneShape, findings: Findings) -> None:
        self._shape = shape
        self._lone = shape.kind.lone
        self._findings = findings

    def scene(self) -> Scene:
        shape = self._shape
        return Scene(
            id=SceneId(shape.scene),
            title=self._prose(("title",), shape.title),
            place=self._prose(("place",), shape.place),
            kind=shape.kind,
            beats={BeatId(name): self._beat(BeatId(name), beat) for name, beat in shape.beats.items()},
            wake=BeatId(shape.wake),
            openings=tuple(self._prose(("openings", n), text) for n, text in enumerate(shape.openings)),
            closes=tuple(self._prose(("closes", n), text) for n, text in enumerate(shape.closes)),
            stages=shape.stage,
            when=self._conditions(("when",), shape.when),
            prefer=self._conditions(("prefer",), shape.prefer),
            motifs=shape.motifs,
            cooldown=shape.cooldown,
            words={name: self._words(name, line) for name, line in shape.words.items()},
        )

    def _words(self, name: str, line: str) -> tuple[str, ...]:
        options = tuple(option.strip() for option in line.split("|"))
        if len(options) < 2 or not all(options):
            right = "Write `this | or this | or that`."
            self._findings.wrong(("words", name), f"the words of {name} are no list", right)
        elif len(set(options)) < len(options):
            self._findings.wrong(("words", name), f"the words of {name} say one thing twice", "Take one of them out.")
        for what, right in (fault for option in options for fault in bare(option)):
            self._findings.wrong(("words", name), what, right)
        return options

    def _beat(self, beat_id: BeatId, shape: BeatShape) -> Beat:
        path: Path = ("beats", beat_id)
        goes_on = [key for key, value in (("then", shape.then), ("ask", shape.ask), ("end", shape.end)) if value]
        if len(goes_on) != 1:
            what = f"has {' and '.join(goes_on)}" if goes_on else "does not say how it goes on"
            self._findings.wrong(path, f"the beat {beat_id} {what}", "A beat has exactly one of then, ask, end.")
        if not shape.ask and (
            stray := [key for key in ("choices", "speak", "silence", "outcome") if self._has(shape, key)]
        ):
            self._findings.wrong((*path, stray[0]), f"the beat {beat_id} has {stray[0]} but asks nobody", "Add `ask:`.")
        gives = self._gives(path, shape)
        return Beat(
            id=beat_id,
            texts=self._texts(path, shape),
            told=None if shape.told == "skip" else self._prose((*path, "told"), shape.told),
            weight=shape.weight,
            then=BeatId(shape.then) if shape.then else None,
            ask=self._ask(path, shape) if shape.ask else None,
            gives=gives,
            lesson=self._lesson(path, shape, gives),
            register=self._register(path, shape),
        )

    def _lesson(self, path: Path, shape: BeatShape, gives: Yield) -> Lesson | None:
        if (shape.try_ is None) != (shape.asked is None):
            right = "What can be tried awake is asked about later: write both try and asked."
            self._findings.wrong(path, f"the beat {path[-1]} has only one of try and asked", right)
        if shape.try_ is None or shape.asked is None:
            return None
        tried, asked = self._prose((*path, "try"), shape.try_), self._prose((*path, "asked"), shape.asked)
        taught: dict[str, set[Role]] = {}
        for each in gives.effects:
            if match := _TAUGHT.fullmatch(f"{each.quality} {each.operation} {each.value}"):
                taught.setdefault(match["id"], set()).add(Role(match["who"]))
        if len(taught) != 1:
            whose = "me" if self._lone else "guest"
            what = f"the beat {path[-1]} has try and asked, and teaches {' and '.join(sorted(taught)) or 'nobody'}"
            right = f"Say who learns which one thing, such as `set: [{whose}.lesson.bowline = yes]`."
            self._findings.wrong((*path, "set" if shape.set else "try"), what, right)
            return None
        [(lesson, whom)] = taught.items()
        return Lesson(lesson, frozenset(whom), tried, asked)

    def _register(self, path: Path, shape: BeatShape) -> bool:
        if shape.register_ and self._lone:
            right = "The page is read of the other one: take it out, or make it a shared scene."
            self._findings.wrong((*path, "register"), "a lone scene has nobody to look up in the register", right)
        return bool(shape.register_)

    def _has(self, shape: BeatShape, key: str) -> bool:
        return key in shape.model_fields_set

    def _ask(self, path: Path, shape: BeatShape) -> Ask | None:
        if (shape.ask == "me") != self._lone:
            right = "A lone scene asks `me`." if self._lone else "A shared scene asks host, guest, either or both."
            self._findings.wrong((*path, "ask"), f"nobody here is {shape.ask}", right)
        of = Asked.HOST if shape.ask == "me" else Asked(str(shape.ask))
        if shape.silence is None:
            self._findings.wrong(
                path, f"the beat {path[-1]} asks but has no silence", "Write what happens if nobody answers."
            )
        choices = tuple(self._choice((*path, "choices", n), each, of) for n, each in enumerate(shape.choices))
        self._tell_apart(path, choices)
        if of is Asked.BOTH and shape.speak is not None:
            right = "Ask one of them, or either, for words of their own."
            self._findings.wrong((*path, "speak"), "own words stand where both are asked", right)
        if shape.silence is None:
            return None
        speak = None
        if shape.speak is not None:
            told = self._prose((*path, "speak", "told"), shape.speak.told)
            speak = Speak(shape.speak.limit, told, BeatId(shape.speak.to))
        outcome, otherwise = self._outcome(path, shape, of, choices)
        return Ask(of, choices, self._silence((*path, "silence"), shape.silence), speak, outcome, otherwise)

    def _tell_apart(self, path: Path, choices: tuple[Choice, ...]) -> None:
        if not 2 <= len(choices) <= 5:
            # Discord puts five buttons in a row.
            self._findings.wrong((*path, "choices"), f"there are {len(choices)} choices", "Write two to five.")
        seen: set[str] = set()
        for number, choice in enumerate(choices):
            if choice.id in seen:
                self._findings.wrong(
                    (*path, "choices", number), f"two choices have the id {choice.id}", "Give one of them an id."
                )
            seen.add(choice.id)

    def _choice(self, path: Path, shape: ChoiceShape, of: Asked) -> Choice:
        if of is Asked.BOTH and shape.to:
            self._findings.wrong((*path, "to"), "a choice of both goes nowhere by itself", "Write an outcome.")
        if of is not Asked.BOTH and not shape.to:
            self._findings.wrong(path, "this choice goes nowhere", "Write `to:` and the beat it leads to.")
        if of in (Asked.BOTH, Asked.EITHER) and shape.dossier:
            right = "Put it on the beat that follows, or ask one of them."
            self._findings.wrong((*path, "dossier"), "the line would be about one of them, whoever chose it", right)
        return Choice(
            id=shape.id or _slug(shape.label),
            label=self._prose((*path, "label"), shape.label),
            told=self._prose((*path, "told"), shape.told),
            to=BeatId(shape.to) if shape.to else None,
            when=self._conditions((*path, "when"), shape.when),
            gives=self._gives(path, shape),
        )

    def _outcome(
        self, path: Path, shape: BeatShape, of: Asked, choices: tuple[Choice, ...]
    ) -> tuple[dict[tuple[str, str], BeatId] | None, BeatId | None]:
        if of is not Asked.BOTH:
            if shape.outcome:
                self._findings.wrong((*path, "outcome"), "an outcome is for `ask: both`", "Give each choice a `to`.")
            return None, None
        ids = [choice.id for choice in choices]
        outcome: dict[tuple[str, str], BeatId] = {}
        for key, to in shape.outcome.items():
            if key == "otherwise":
                continue
            answers = tuple(part.strip() for part in key.split(" + "))
            for unknown in [answer for answer in answers if answer not in ids]:
                self._findings.wrong((*path, "outcome", key), f"no choice has the id {unknown}", nearest(unknown, ids))
            if len(answers) != 2:
                right = "Write `host's choice + guest's choice`, or otherwise."
                self._findings.wrong((*path, "outcome", key), f"{key} is no pair of choices", right)
            else:
                outcome[answers] = BeatId(to)
        otherwise = shape.outcome.get("otherwise")
        if otherwise is None and len(outcome) < len(ids) ** 2:
            self._findings.wrong((*path, "outcome"), "some pairs of choices lead nowhere", "Write an `otherwise`.")
        return outcome, BeatId(otherwise) if otherwise else None

    def _silence(self, path: Path, shape: SilenceShape) -> Silence:
        told, to = self._prose((*path, "told"), shape.told), BeatId(shape.to)
        if shape.there is None and shape.away is None:
            texts = self._texts(path, shape)
            return Silence(texts, texts, told, to)
        others = (shape.both, shape.host, shape.guest, shape.me)
        if shape.there is None or shape.away is None or any(others) or self._lone:
            right = "Write me." if self._lone else "Write both; or host and guest; or there and away."
            self._findings.wrong(path, "the texts of the silence do not go together", right)
        there, away = (self._prose((*path, key), getattr(shape, key) or "-") for key in ("there", "away"))
        return Silence(Texts(there, there), Texts(away, away), told, to)

    def _texts(self, path: Path, shape: TextsShape) -> Texts:
        given = {key: value for key in ("both", "host", "guest", "me") if (value := getattr(shape, key)) is not None}
        if self._lone:
            wanted, right = ({"me"},), "A lone scene has the text me."
        else:
            wanted, right = ({"both"}, {"host", "guest"}), "Write both; or host and guest."
        if given.keys() not in wanted:
            self._findings.wrong(path, f"{path[-1]} has {' and '.join(given) or 'no text'}", right)
            return Texts("", "")
        said = {key: self._prose((*path, key), value) for key, value in given.items()}
        if "host" in said:
            return Texts(said["host"], said["guest"])
        one = said.get("both") or said["me"]
        return Texts(one, one)

    def _gives(self, path: Path, shape: GivingShape) -> Yield:
        lines: list[PictureLine] = []
        for about, line in shape.dossier.items():
            if (about == "me") != self._lone:
                right = "A line is about me in a lone scene, about host or guest in a shared one."
                self._findings.wrong((*path, "dossier", about), f"nobody here is {about}", right)
            for text in filter(None, (line.line, line.replaces)):
                for what, right in bare(text):
                    self._findings.wrong((*path, "dossier", about), f"in a line of the picture {what}", right)
            lines.append(PictureLine(Role.GUEST if about == "guest" else Role.HOST, line.line, line.replaces))
        leave = self._prose((*path, "leave"), shape.leave) if shape.leave else None
        question = self._prose((*path, "question"), shape.question) if shape.question else None
        if question and self._lone:
            right = "It is asked of the other one: take it out, or make it a shared scene."
            self._findings.wrong((*path, "question"), "a lone scene has nobody to ask", right)
        return Yield(self._effects((*path, "set"), shape.set), tuple(lines), leave, question)

    def _conditions(self, path: Path, texts: tuple[str, ...]) -> tuple[Condition, ...]:
        return self._each(path, texts, "condition", lambda text: condition(text, lone=self._lone))

    def _effects(self, path: Path, texts: tuple[str, ...]) -> tuple[Effect, ...]:
        return self._each(path, texts, "effect", lambda text: effect(text, lone=self._lone))

    def _each(self, path: Path, texts: tuple[str, ...], kind: str, read: Callable[[str], T]) -> tuple[T, ...]:
        done: list[T] = []
        for number, text in enumerate(texts):
            try:
                done.append(read(text))
            except GrammarError as error:
                self._findings.wrong((*path, number), f"`{text}` is no {kind}", str(error))
        return tuple(done)

    def _prose(self, path: Path, text: str) -> str:
        text = unwrapped(text)
        for what, right in broken(text):
            self._findings.wrong(path, what, right)
        return text


def _slug(label: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")[:_LONGEST_ID].strip("-") or "choice"
