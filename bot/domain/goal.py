"""What two set out to do, when nothing is left to find out."""

from collections.abc import Mapping
from typing import Final

from bot.domain.qualities import Qualities, number
from bot.domain.scene import Goal

GOAL: Final = "goal"
"""The quality a scene sets to the goal's id."""
TOWARDS: Final = "goal-nights"


def a_night_nearer(goals: Mapping[str, Goal], qualities: Qualities) -> tuple[dict[str, str], Goal | None]:
    """Return what changes when both answered in a shared night, and the goal, if it is done with that."""
    goal = goals.get(qualities.get(GOAL, ""))
    if goal is None:
        return {}, None
    nights = number(qualities, TOWARDS) + 1
    if nights < goal.nights:
        return {TOWARDS: str(nights)}, None
    return {TOWARDS: "0", GOAL: "", f"{GOAL}.{goal.id}": "done"}, goal
