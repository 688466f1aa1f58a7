"""Telling a friend: what they read of a dream, and who may be one.

A friend reads the pack's words and the teller's side only: of what was answered, what the teller answered.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from bot.domain.chance import Seed
from bot.domain.encounter import Chose, Encounter, FellSilent, Moment, Reached, Spoke
from bot.domain.pairing import OTHERS, pool_of
from bot.domain.scene import Role
from bot.domain.telling import tell, title
from bot.domain.wording import Cast, Person, Pronouns
from bot.ids import RoleId

LINE_LIMIT: Final = 200
"""Characters of the one line a friend has to answer with."""
OPEN_FOR: Final = timedelta(days=7)
"""So long somebody can be listened to."""
MOST_A_DAY: Final = 3
"""Dreams one may want to tell within a day, to whomever."""

THE_OTHER: Final = Person("the other one", Pronouns.THEY, unnamed=True)
THEIR_MARK: Final = {"mark": "a mark", "mark.drawn": "not for everybody to see"}
"""What is told of the mark on the other one: others may know by it who they are."""


def title_for_friend(encounter: Encounter, cast: Cast, slots: Mapping[str, str], seed: Seed, teller: Role) -> str:
    """Return what a dream is called, to a friend of `teller`; raises WordingError as `say` does."""
    return title(encounter.scene, _unnamed(cast, teller), _unmarked(slots, teller), seed)


def tell_friend(
    encounter: Encounter, cast: Cast, slots: Mapping[str, str], seed: Seed, teller: Role, *, own_words: bool
) -> str:
    """Return a dream as `teller` tells it to a friend; `own_words` quotes the teller's. Raises as `tell` does.

    Whatever the other one answered makes no difference but by where it led; they are called *the other one*.
    """
    mine = replace(encounter, moments=tuple(_side(encounter.moments, teller)))
    return tell(mine, _unnamed(cast, teller), _unmarked(slots, teller), seed, own_words=own_words)


def may_be_told(
    teller: Collection[RoleId], friend: Collection[RoleId], pools: Sequence[RoleId], *, dreams: bool
) -> bool:
    """Whether a member with these roles may be told by one with those. `dreams`: whether the friend is a dreamer here.

    Where there are pools both must be in one. Of who holds no pool's role, and never joined, nothing is known.
    """
    theirs = pool_of(friend, pools)
    if theirs == OTHERS and not dreams:
        return False
    return theirs is not None and theirs == pool_of(teller, pools)


def _unnamed(cast: Cast, teller: Role) -> Cast:
    if cast.guest is None:
        return cast
    return Cast(cast.host, THE_OTHER) if teller is Role.HOST else Cast(THE_OTHER, cast.guest)


def _unmarked(slots: Mapping[str, str], teller: Role) -> Mapping[str, str]:
    hidden = {f"{teller.other}.{slot}": said for slot, said in THEIR_MARK.items()}
    return {**slots, **{slot: said for slot, said in hidden.items() if slot in slots}}


def _side(moments: Sequence[Moment], teller: Role) -> Iterator[Moment]:
    for moment in moments:
        match moment:
            case Reached():
                yield moment
            case Chose(who) if who is teller:
                yield moment
            case Spoke(who, taken_back=False) if who is teller:
                yield moment
            case FellSilent(beat, who) if teller in who:
                yield FellSilent(beat, frozenset({teller}))
            case _:
                pass
