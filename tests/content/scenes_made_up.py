"""Scenes nobody wrote: whole and valid, of every kind, with every key of the format, as a strategy of their YAML."""

from dataclasses import dataclass
from typing import Any

import yaml
from hypothesis import strategies as st

Data = dict[str, Any]

LONE, SHARED = ("first", "landscape", "memory", "echo"), ("glimpse", "visit", "spine")

DREAM = (
    "{Host has/have} a rope, and {guest} {guest.they looks/look} at it.",
    "{Country.sound}, and {country.weather}. {Host's} hand, {guest's} sleeve.",
    "It is [red|blue|not quite there], and so are you.",
    "{Host.craft.tool} lies on {country.ground}: {left}.",
    "On the arm there is {guest.mark}, {guest.mark.drawn}.",
)
TOLD = (
    "The rope was cut, and {host} held an end.",
    "{Guest.they was/were} late, and {country.people} went by.",
    "It was [red|blue].",
    "{Host's} sleeve had {host.craft.material} on it.",
)
CLAUSES = ("took {guest's} end of it", "looked for {left}", "asked what {guest} had seen", "waited")
HUSHED = ("{Away says/say} nothing, and {there} {there.they waits/wait}.", "The lamp burns down.")
LABELS = ("Take the rope", "Ask {guest}", "[Wait|Wait and see]", "Sing")
LONE_HUSHED = ("{Me sits/sit} down.", "The lamp burns down.")
ASKS = ("host", "guest", "either", "both")
CONDITIONS = ("host.greeted", "trust >= 2", "guest.carried is sore", "not found")
EFFECTS = ("trust + 1", "depth + 2", "names = yes", "guest.found = yes", "trust - 1")


def alone(text: str) -> str:
    """Return a text of two as one who dreams alone is told it."""
    if "{" not in text:
        return text.replace("host.", "me.").replace("guest.", "me.")
    pairs = (("host.craft", "craft"), ("Host.craft", "Craft"), ("guest.mark", "mark"))
    for two, one in (*pairs, ("Guest", "Me"), ("Host", "Me"), ("host", "me"), ("guest", "me")):
        text = text.replace("{" + two, "{" + one)
    return text


@dataclass
class Maker:
    """Draws the parts of one scene."""

    draw: st.DrawFn
    lone: bool

    def one(self, options: tuple[str, ...]) -> str:
        picked = self.draw(st.sampled_from(options))
        return alone(picked) if self.lone else picked

    def prose(self, options: tuple[str, ...], most: int = 4) -> str:
        return " ".join(self.one(options) for _ in range(self.draw(st.integers(1, most))))

    def chance(self) -> bool:
        return self.draw(st.booleans())

    def texts(self) -> Data:
        if self.lone:
            return {"me": self.prose(DREAM)}
        if self.chance():
            return {"both": self.prose(DREAM)}
        return {"host": self.prose(DREAM), "guest": self.prose(DREAM)}

    def gives(self, *, about: str | None = None) -> Data:
        given: Data = {}
        if self.chance():
            given["set"] = [self.one(EFFECTS)]
        if about and self.chance():
            given["dossier"] = {about: {"line": "looks twice", "replaces": "looks once"} if self.chance() else "waits"}
        if self.chance():
            given["leave"] = self.one(("a rope", "{country.sound}", "a knot"))
        if not self.lone and self.chance():
            given["question"] = "Whose rope was it?"
        return given

    def lesson(self) -> Data:
        whom = "me" if self.lone else self.draw(st.sampled_from(("guest", "host")))
        taught = {"set": [f"{whom}.lesson.bowline = yes"], "try": "Tie it round something.", "asked": "Did it hold?"}
        return taught if self.chance() else {}

    def beat(self, **more: object) -> Data:
        told = "skip" if self.chance() else self.prose(TOLD, 1)
        weight = {"weight": str(self.draw(st.integers(1, 5)))} if self.chance() else {}
        return {**self.texts(), "told": told, **weight, **self.gives(), **more}

    def register(self) -> Data:
        return {} if self.lone or self.chance() else {"register": "yes"}

    def silence(self, to: str) -> Data:
        if self.lone:
            return {"me": self.prose(LONE_HUSHED, 2), "told": self.one(CLAUSES), "to": to}
        keys = self.draw(st.sampled_from((("both",), ("host", "guest"), ("there", "away"))))
        return {**{key: self.prose(HUSHED, 2) for key in keys}, "told": self.one(CLAUSES), "to": to}

    def question(self, name: str, results: list[str], silent: str) -> Data:
        """Return a beat that asks, and leads to every one of `results`."""
        of = "me" if self.lone else self.draw(st.sampled_from(ASKS))
        about = of if of in ("me", "host", "guest") else None
        number = max(len(results), self.draw(st.integers(2, 4)))
        choices: list[Data] = []
        for at in range(number):
            choice: Data = {"id": f"{name}-{at}", "label": self.one(LABELS), "told": self.one(CLAUSES)}
            if of != "both":
                choice["to"] = results[at % len(results)]
            if at >= len(results) and self.chance():
                choice["when"] = [self.one(CONDITIONS)]
            choices.append({**choice, **self.gives(about=about)})
        asks: Data = {"ask": of, "choices": choices}
        if of == "both":
            pairs = {f"{name}-{at} + {name}-0": to for at, to in enumerate(results[:-1])}
            asks["outcome"] = {**pairs, "otherwise": results[-1]}
        elif self.chance():
            asks["speak"] = {"limit": "300", "told": self.one(CLAUSES), "to": results[-1]}
        return self.beat(**asks, **self.register(), silence=self.silence(silent))


@st.composite
def made_up(draw: st.DrawFn) -> str:
    """Return the YAML of a scene that the loader takes and the prover proves."""
    lone = draw(st.booleans())
    make = Maker(draw, lone)
    firsts = [f"a{n}" for n in range(draw(st.integers(1, 3)))]
    seconds = [f"b{n}" for n in range(draw(st.integers(1, 3)))] if make.chance() else []
    beats: Data = {"begin": make.beat(then="first")} if make.chance() else {}
    beats["first"] = make.question("a", firsts, "second" if seconds and make.chance() else "cut")
    for at, name in enumerate(firsts):
        beats[name] = {**make.beat(then="second" if seconds and (not at or make.chance()) else "cut"), **make.lesson()}
    if seconds:
        beats["second"] = make.question("b", seconds, "cut")
        beats.update({name: make.beat(then="cut") for name in seconds})
    beats["cut"] = {**make.texts(), "told": "skip", "end": "yes"}
    head: Data = {
        "scene": "made-up",
        "title": "Made Up",
        "place": "a place in {country.name}",
        "kind": draw(st.sampled_from(LONE if lone else SHARED)),
        "stage": draw(st.lists(st.sampled_from(("lessons", "register", "near", "after")), max_size=3, unique=True)),
        "when": draw(st.lists(st.sampled_from(("not quarrel", "depth >= 2")), max_size=2, unique=True)),
        "prefer": [make.one(CONDITIONS)],
        "cooldown": str(draw(st.integers(0, 365))),
        "openings": [make.prose(TOLD, 1), make.prose(TOLD, 1)],
        "closes": [make.prose(TOLD, 1), make.prose(TOLD, 1)],
        "wake": "cut",
        "beats": beats,
    }
    if make.chance():
        head["words"] = {"far": "a door | a heron out of paper"}
        head["title"] = "Made Up of {far}"
    return yaml.safe_dump(head, sort_keys=False, allow_unicode=True, width=100)
