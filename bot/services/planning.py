"""What a night is to be: shared or alone, which scene, and in whose country."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from bot.domain import nights as sleep
from bot.domain.bond import LONGEST_LONELY, Pacing, Past, grown, pacing_in, shared_tonight
from bot.domain.chance import turned
from bot.domain.dreamer import Bond, Casting, Dreamer
from bot.domain.evening import scene_for_one, scene_for_two
from bot.domain.nights import Night
from bot.domain.picker import Past as Dreamt
from bot.domain.qualities import ASKED, DEPTH, FOUND, LEFT, TRUST, number
from bot.domain.scene import Kind, Role, Stage
from bot.domain.tonight import given_tonight
from bot.ids import DreamerId, EncounterId
from bot.services.partings import drawn_anew
from bot.services.world import World
from bot.storage import bonds, dreamers, encounters, lessons, nights, servers, wishes
from bot.storage.database import Transaction
from bot.storage.due import Occasion, set_due
from bot.storage.encounters import Before, Draft

ASK_AFTER: Final = timedelta(days=3)
"""A lesson is asked about no earlier: one has to come to try it."""


class Planning:
    """Decides one night, and begins its encounter."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def plan(self, t: Transaction, dreamer: Dreamer, night: Night, now: datetime) -> None:
        """Decide what this night is, and begin it: shared, if it can be, for both at once."""
        dreamer = await self._with_mark(t, dreamer)
        bond = await bonds.bond_of(t, dreamer.id)
        if bond is not None:
            pacing = pacing_in(self._world.pack, (await servers.server_of(t, dreamer.guild)).pace)
            bond, past = await _grow(t, bond, dreamer, pacing, now)
            other = await self._with_mark(t, await dreamers.dreamer(t, bond.other(dreamer.id)))
            beside = await self._meeting(t, bond, past, pacing, other, night)
            two = (dreamer, other)
            if beside is not None and await self._begin_shared(t, bond, two, (night, beside), past, pacing, now):
                return
        await self._begin_lone(t, dreamer, bond, night, now)

    async def _with_mark(self, t: Transaction, dreamer: Dreamer) -> Dreamer:
        """Return a dreamer with a mark that can be dreamt of: one whose motif left the pack is marked anew."""
        if dreamer.mark is None or dreamer.mark.motif in self._world.pack.motifs:
            return dreamer
        return replace(dreamer, mark=await drawn_anew(t, self._world, dreamer, dreamer.mark))

    async def _meeting(
        self, t: Transaction, bond: Bond, past: Past, pacing: Pacing, other: Dreamer, night: Night
    ) -> Night | None:
        """Return the other's night, if it is still free and the two are to meet in it."""
        if not other.sleeps or other.hours is None or not other.can_be_told:
            return None
        beside = sleep.night_beside(other.hours, night)
        if beside is None or await nights.night_of(t, other.id, beside.date) is not None:
            return None
        last = await nights.last_date(t, other.id)
        if (last is not None and beside.date <= last) or await wishes.dreams_alone(t, bond.id):
            return None
        seed = self._world.seed("shared", bond.id, night.date.isoformat())
        return beside if shared_tonight(bond.stage, past, pacing, seed) else None

    async def _begin_shared(
        self,
        t: Transaction,
        bond: Bond,
        two: tuple[Dreamer, Dreamer],
        slept: tuple[Night, Night],
        past: Past,
        pacing: Pacing,
        now: datetime,
    ) -> bool:
        """Begin a dream of both; False where the pack has no scene for them."""
        castings = {one.id: Casting(one.id, bond.other(one.id)) for one in two}
        closes = _closing(two, slept)
        carried = {
            one.id: await nights.carried_to(t, one.id, night.date) for one, night in zip(two, slept, strict=True)
        }
        evening = await _evening(t, bond, two, carried)
        qualities = {host: await self._qualities(t, evening, casting) for host, casting in castings.items()}
        seed = self._world.seed("night", bond.id, slept[0].date.isoformat())
        before = [_dreamt(one, now) for one in await encounters.dreamt_in(t, bond.id)]
        chosen = scene_for_two(self._world.pack, bond.stage, past, pacing, qualities, before, seed)
        if chosen is None:
            return False
        casting, tonight = castings[chosen.host], qualities[chosen.host]
        if chosen.scene.kind is Kind.VISIT:
            tonight |= await _asking(t, bond, casting, now)
        draft = Draft(
            bond.guild, bond.id, casting, chosen.scene.id, chosen.scene.kind, self._world.pack.version,
            _motifs(casting, two), turned(seed, chosen.before), tonight, closes,
        )  # fmt: skip
        encounter = await self._begin(t, draft, now)
        for one, night in zip(two, slept, strict=True):
            await nights.plan_night(t, one.id, night, encounter)
        return True

    async def _begin_lone(
        self, t: Transaction, dreamer: Dreamer, bond: Bond | None, night: Night, now: datetime
    ) -> None:
        if dreamer.hours is None or dreamer.mark is None:
            return
        casting = Casting(dreamer.id, None)
        carried = {dreamer.id: await nights.carried_to(t, dreamer.id, night.date)}
        evening = await _evening(t, bond, (dreamer,), carried)
        qualities = await self._qualities(t, evening, casting)
        seed = self._world.seed("night", dreamer.id, night.date.isoformat())
        before = [_dreamt(one, now) for one in await encounters.dreamt_by(t, dreamer.id)]
        trace = evening.trace(dreamer.id)
        stage = bond.stage if bond else Stage.MARKED
        found = scene_for_one(self._world.pack, stage, dreamer.id, qualities, trace, before, seed)
        if found is None:
            return
        chosen, tonight = found
        draft = Draft(
            dreamer.guild, bond.id if bond else None, casting, chosen.scene.id, chosen.scene.kind,
            self._world.pack.version, _motifs(casting, (dreamer,)), turned(seed, chosen.before), tonight,
            _closing((dreamer,), (night,)),
        )  # fmt: skip
        await nights.plan_night(t, dreamer.id, night, await self._begin(t, draft, now))

    async def _qualities(self, t: Transaction, evening: "_Evening", casting: Casting) -> dict[str, str]:
        """Return what is so tonight, as a scene with this casting names it."""
        bond = evening.bond
        parts = {role: who for role in Role if (who := casting.who(role)) is not None}
        qualities = await bonds.qualities_of(t, bond.id if bond else None, parts)
        to_bed = {role: evening.carried.get(who, "") for role, who in parts.items()}
        motifs = _motifs(casting, evening.people)
        qualities |= given_tonight(self._world.pack, motifs, to_bed, lone=casting.guest is None)
        # Who walks in leaves things in the other's country; who dreams alone, in what will be theirs to find.
        leaver = casting.guest if casting.guest is not None else casting.host
        qualities[LEFT] = evening.own[leaver].get(LEFT, "")
        if bond is not None:
            qualities["bound"] = "yes"
            qualities["trace"] = "yes" if evening.trace(casting.host) else ""
            qualities["nights"] = str(evening.shared)
        return qualities

    async def _begin(self, t: Transaction, draft: Draft, now: datetime) -> EncounterId:
        encounter = await encounters.begin_encounter(t, draft, now)
        if draft.closes_at is not None:
            await set_due(t, Occasion.CLOSE, encounter, draft.closes_at)
        return encounter


def _dreamt(before: Before, now: datetime) -> Dreamt:
    counted = len(before.answered) == len(Role)
    return Dreamt(before.scene, before.host, max(0, (now - before.began_at).days), counted=counted)


def _closing(people: Sequence[Dreamer], slept: Sequence[Night]) -> datetime:
    nexts = [
        sleep.next_offer(one.hours, night.offer)
        for one, night in zip(people, slept, strict=True)
        if one.hours is not None
    ]
    return sleep.closing(slept[0], slept[1] if len(slept) > 1 else None, nexts)


def _motifs(casting: Casting, people: Sequence[Dreamer]) -> dict[Role, str]:
    marks = {one.id: one.mark.motif for one in people if one.mark is not None}
    return {role: marks[who] for role in Role if (who := casting.who(role)) is not None}


@dataclass(frozen=True, slots=True)
class _Evening:
    """What is so before a scene is chosen, whoever will be host."""

    bond: Bond | None
    people: Sequence[Dreamer]
    carried: Mapping[DreamerId, str]
    own: Mapping[DreamerId, Mapping[str, str]]
    """What each of the two left lying, and found."""
    shared: int

    def trace(self, finder: DreamerId) -> str:
        """Return what the other one left that was not found yet."""
        if self.bond is None:
            return ""
        left = self.own[self.bond.other(finder)].get(LEFT, "")
        return "" if left == self.own[finder].get(FOUND, "") else left


async def _evening(
    t: Transaction, bond: Bond | None, people: Sequence[Dreamer], carried: Mapping[DreamerId, str]
) -> _Evening:
    if bond is None:
        return _Evening(None, people, carried, await bonds.own_of(t, people[0].id), 0)
    own = await bonds.own_of(t, bond.a, bond.b)
    return _Evening(bond, people, carried, own, await encounters.shared_nights(t, bond.id))


async def _asking(t: Transaction, bond: Bond, casting: Casting, now: datetime) -> dict[str, str]:
    """Return about which lesson tonight's dream asks whom, and keep that it does."""
    for taught in await lessons.lessons_of(t, bond.id):
        role = casting.role_of(taught.dreamer)
        if not taught.asked and role is not None and now - taught.at >= ASK_AFTER:
            await lessons.keep_asked(t, bond.id, taught.dreamer, taught.lesson, now)
            return {f"{role}.{ASKED}": taught.lesson}
    return {}


async def _grow(t: Transaction, bond: Bond, dreamer: Dreamer, pacing: Pacing, now: datetime) -> tuple[Bond, Past]:
    """Let a bond come to the stage its nights have brought it to."""
    past = await _past(t, bond, dreamer)
    stage = grown(bond.stage, past, pacing)
    if stage is bond.stage:
        return bond, past
    await bonds.keep_stage(t, bond.id, stage, now)
    bond = await bonds.bond(t, bond.id)
    return bond, await _past(t, bond, dreamer)


async def _past(t: Transaction, bond: Bond, dreamer: Dreamer) -> Past:
    # Read only while it is asked for: every statement of a bedtime waits for the one before.
    unmet = bond.stage is Stage.MARKED
    lone = [(await nights.nights_offered(t, one))[0] for one in (bond.a, bond.b)] if unmet else [1, 1]
    since_shared = 0
    for kind in await nights.kinds_of_late(t, dreamer.id, LONGEST_LONELY + 1):
        if kind:
            break
        since_shared += 1
    qualities = await bonds.qualities_of(t, bond.id, {})
    return Past(
        both_dreamt_alone=min(lone) >= 1,
        nights_in_stage=await nights.nights_since(t, dreamer.id, bond.stage_at),
        lone_since_shared=since_shared,
        lessons=len({one.lesson for one in await lessons.lessons_of(t, bond.id)}),
        trust=number(qualities, TRUST),
        depth=number(qualities, DEPTH),
    )
