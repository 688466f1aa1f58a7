"""How a dreamer stands: one name for each state somebody can be in, or end in, and the way back from it."""

from enum import StrEnum

from bot.domain.dreamer import Dreamer


class Behind(StrEnum):
    """Who is behind a mark."""

    SOMEBODY = "somebody"
    NOBODY_YET = "nobody-yet"
    NOBODY_NOW = "nobody-now"
    """Somebody was, and the mark is still the one that showed them: it has cooled, to be kept or given anew."""


class WayBack(StrEnum):
    """What leads to nights again."""

    NOTHING = "nothing"
    """Nights come."""
    JOIN = "join"
    HOURS = "hours"
    KNOCK = "knock"
    AGAIN = "again"
    MODERATORS = "moderators"


class Standing(StrEnum):
    """Where somebody stands in a server. Everybody stands in exactly one place (`standing`)."""

    STRANGER = "stranger"
    """Never joined, or deleted everything about themselves."""
    KNOCKING = "knocking"
    """Has said yes; their direct messages were closed."""
    BEGINS = "begins"
    """Is marked, and has not said when they sleep."""
    WAITING = "waiting"
    """Dreams, in an empty country: nobody was behind this mark yet."""
    BOUND = "bound"
    COOLED = "cooled"
    """Dreams, and waits again: whoever was behind the mark has parted, left, or is gone."""
    PAUSED = "paused"
    UNREACHABLE = "unreachable"
    LEFT = "left"
    """Left the dreams here, or the server. The mark is kept."""
    REMOVED = "removed"
    """Moderators let them dream here no longer."""

    @property
    def way_back(self) -> WayBack:
        """Return what leads to nights again; of all of them only a removal is lifted by others."""
        match self:
            case Standing.STRANGER | Standing.LEFT:
                return WayBack.JOIN
            case Standing.KNOCKING | Standing.UNREACHABLE:
                return WayBack.KNOCK
            case Standing.BEGINS:
                return WayBack.HOURS
            case Standing.PAUSED:
                return WayBack.AGAIN
            case Standing.REMOVED:
                return WayBack.MODERATORS
            case Standing.WAITING | Standing.BOUND | Standing.COOLED:
                return WayBack.NOTHING


def behind(*, bound: bool, last_over: int, marked_after: int) -> Behind:
    """Return who is behind a mark.

    `last_over` is the number of the bearer's last bond that is over, `marked_after` what that was when the mark was
    given; 0 for none.
    """
    if bound:
        return Behind.SOMEBODY
    return Behind.NOBODY_NOW if last_over > marked_after else Behind.NOBODY_YET


def standing(dreamer: Dreamer | None, who: Behind, *, removed: bool) -> Standing:
    """Return how a dreamer stands. What keeps nights from coming goes before what nights are like."""
    if removed:
        return Standing.REMOVED
    if dreamer is None or dreamer.user is None:
        return Standing.STRANGER
    if not dreamer.joined:
        return Standing.KNOCKING if dreamer.mark is None else Standing.LEFT
    if dreamer.mark is None:
        return Standing.KNOCKING
    if dreamer.hours is None:
        return Standing.BEGINS
    if not dreamer.can_be_told:
        return Standing.UNREACHABLE
    return Standing.PAUSED if dreamer.paused else _DREAMING[who]


_DREAMING = {
    Behind.SOMEBODY: Standing.BOUND,
    Behind.NOBODY_YET: Standing.WAITING,
    Behind.NOBODY_NOW: Standing.COOLED,
}
