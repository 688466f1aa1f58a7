"""Nights played one after another, as somebody at a terminal plays them."""

from io import StringIO

from rich.console import Console

from bot.domain.chance import Seed
from bot.domain.scene import Stage
from bot.workshop.play import BETWEEN, Play, Played
from bot.workshop.playing import fall_asleep
from bot.workshop.screen import Screen
from bot.workshop.two import meet
from tests.workshop.packs import arc_pack


def played(answers: list[str], between: list[str]) -> tuple[Played, list[str], str]:
    asked: list[str] = []
    console = Console(file=StringIO(), width=80)

    def ask(prompt: str) -> str | None:
        asked.append(prompt)
        return answers.pop(0) if answers else None

    def pause(prompt: str) -> str | None:
        asked.append(prompt)
        return between.pop(0) if between else None

    night = fall_asleep(meet(arc_pack(), Seed("x")))
    assert night is not None
    over = Play(Screen(console), ask, pause, whole=True).play(night)
    assert isinstance(console.file, StringIO)
    return over, asked, console.file.getvalue()


def test_between_two_nights_there_is_a_pause():
    over, asked, _ = played(["1", "1"], ["", "q"])
    assert asked == ["Ada> ", "Ben> ", BETWEEN, "Ada> "]
    assert over.typed == ("1", "1")


def test_a_pause_may_end_it():
    over, asked, _ = played(["s"], ["q"])
    assert asked == ["Ada> ", BETWEEN]
    assert over.two.night == 0


def test_a_night_is_undone_from_the_pause():
    _, asked, shown = played(["1", "1", "2"], ["u", "q"])
    assert asked == ["Ada> ", "Ben> ", BETWEEN, "Ben> ", BETWEEN]
    assert shown.count("Undone.") == 1


def test_the_story_is_told_in_the_pause_and_the_pause_goes_on():
    over, asked, shown = played(["s"], ["t", "q"])
    assert asked == ["Ada> ", BETWEEN, BETWEEN]
    assert "Nothing to tell yet" in shown
    assert over.typed == ("s",)


def test_chance_goes_on_to_the_next_stage():
    over, _, shown = played(["ss"], ["q"])
    assert over.two.stage is Stage.DOUBT
    assert "by chance" in shown
