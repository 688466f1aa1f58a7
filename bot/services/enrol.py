"""Becoming a dreamer: consent, the mark, the first dream, the hours; and leaving again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from bot.domain import zones
from bot.domain.dreamer import Casting, Dreamer
from bot.domain.encounter import Arrive, Pick
from bot.domain.naming import dream_name
from bot.domain.nights import Hours, next_offer, wall_time, zone
from bot.domain.pairing import pool_of
from bot.domain.picker import choose_scene
from bot.domain.scene import BeatId, Kind, Motif, Role, Stage
from bot.domain.server import Server
from bot.domain.soulmark import Mark
from bot.domain.standing import Behind, Standing, standing
from bot.domain.tonight import given_tonight
from bot.domain.turn import nobody_for
from bot.domain.wording import Pronouns
from bot.domain.zones import Found
from bot.errors import DreamError
from bot.ids import DreamerId, EncounterId, GuildId, RowId, UserId
from bot.letters import Cooled, Dream
from bot.ports import Member
from bot.services.happening import happen
from bot.services.manners import mind_words
from bot.services.messages import chosen_line, letter
from bot.services.nights import schedule_bedtime, wake_up
from bot.services.pairing import Pairing, waiting_of
from bot.services.partings import Partings
from bot.services.under_way import load
from bot.services.ways import Ways
from bot.services.world import World
from bot.storage import bonds, dreamers, encounters, outbox, removals, servers
from bot.storage.database import Transaction
from bot.storage.due import Occasion, clear_due, set_due
from bot.storage.encounters import Draft, Dreamt


class Step(Enum):
    """How far somebody has come on the way to their first night."""

    CONSENT = "consent"
    FIRST_DREAM = "first dream"
    HOURS = "hours"
    DREAMER = "dreamer"


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where a member stands in this server, with what a panel of theirs shows."""

    server: Server
    step: Step
    dreamer: Dreamer | None
    motif: Motif | None
    standing: Standing
    behind: Behind
    alone: bool
    """Whether they wait, and nobody who waits can be theirs."""


@dataclass(frozen=True, slots=True)
class Sleep:
    """Hours as a member told them, with every zone they may have meant."""

    zones: Sequence[Found]
    bedtime: int
    waking: int


class Enrol:
    """The way in and the way out. Every method raises DreamError."""

    def __init__(self, world: World, ways: Ways, pairing: Pairing, partings: Partings) -> None:
        self._world = world
        self._ways = ways
        self._pairing = pairing
        self._partings = partings

    async def standing(self, guild: GuildId, user: UserId) -> Whereabouts:
        """Return where a member stands. Raises nothing for a server that is not set up: it says so."""
        async with self._world.database.transaction() as t:
            server = await servers.server_of(t, guild)
            dreamer = await dreamers.dreamer_of(t, guild, user)
            behind, alone = Behind.NOBODY_YET, False
            if dreamer is not None:
                behind = await bonds.behind_mark(t, dreamer.id)
                waiting = await waiting_of(t, guild, await dreamers.waiting_in(t, guild))
                met = await bonds.paired_before(t, guild)
                alone = any(nobody_for(me, waiting, met) for me in await waiting_of(t, guild, [dreamer]))
            stands = standing(dreamer, behind, removed=await self._removed(t, guild, user))
            step = await _step(t, dreamer)
        mark = dreamer.mark if dreamer else None
        motif = self._world.pack.motifs.get(mark.motif) if mark else None
        return Whereabouts(server, step, dreamer, motif, stands, behind, alone)

    async def join(
        self, guild: GuildId, user: UserId, member: Member, name: str, pronouns: Pronouns, *, own_words: bool
    ) -> None:
        """Opt in. The way dreams come is opened here, by the member's own click, and the mark given."""
        name = dream_name(name)
        now = self._world.now()
        async with self._world.database.transaction() as t:
            known = await dreamers.dreamer_of(t, guild, user)
            if known is not None and known.joined:
                raise DreamError("joined-already")
            server = await servers.server_of(t, guild)
            if await self._removed(t, guild, user):
                raise DreamError("removed-here")
            if not server.is_open:
                raise DreamError("not-open")
            await mind_words(t, guild, name, "name")
            _long_enough(member, server, self._world.clock.real())
            pool = pool_of(member.roles, server.pools)
            if pool is None:
                raise DreamError("pool-unclear", roles=" ".join(f"<@&{role}>" for role in server.pools))
            id_ = await dreamers.add_dreamer(t, guild, user, name, pronouns, pool, now)
            await dreamers.keep_own_words(t, id_, agreed=own_words)
        await self._ways.knock(guild, user)

    async def first_dream(self, guild: GuildId, user: UserId) -> Dream:
        """Close one's eyes: the dream of the first minute, from its beginning."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None or dreamer.mark is None:
                raise DreamError("not-a-dreamer")
            begun = await encounters.first_dream(t, dreamer.id)
            id_ = begun.id if begun and not await self._faded(t, begun) else await self._begin_first(t, dreamer, now)
            under_way, _ = await happen(t, self._world, id_, Arrive(Role.HOST), now)
            return letter(under_way, Role.HOST, since=0, words=False)

    async def pick_first(self, user: UserId, id_: EncounterId, beat: BeatId, choice: str) -> Dream:
        """Choose in the first dream; returns the whole of it as it now stands."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            under_way = await load(t, self._world, id_)
            role = under_way.role_of(user)
            if under_way.dreamt.kind is not Kind.FIRST:
                raise DreamError("dream-not-yours")
            line = chosen_line(under_way, role, choice)
            so_far = len(under_way.encounter.moments)
            before = letter(under_way, role, since=0, words=False)
            after, changed = await happen(t, self._world, id_, Pick(role, beat, choice), now)
            if not changed or line is None:
                return before
            following = letter(after, role, since=so_far, words=False)
            return replace(following, passages=(*before.passages, line, *following.passages), since=0)

    def read_sleep(self, place: str, bedtime: str, waking: str) -> Sleep:
        """Read what a member told of where and when they sleep."""
        minutes = wall_time(bedtime), wall_time(waking)
        found = zones.look_up(place, self._world.now())
        Hours.checked(found[0].zone, *minutes)
        return Sleep(found, *minutes)

    def look_at_clock(self, hours: Hours) -> tuple[str, datetime]:
        """Return what the clock says there now, and when the first dream would be offered."""
        now = self._world.now()
        return f"{now.astimezone(zone(hours.zone)):%H:%M}", next_offer(hours, now)

    async def keep_sleep(self, guild: GuildId, user: UserId, hours: Hours) -> bool:
        """Keep the hours a member confirmed; returns whether these were their first."""
        now = self._world.now()
        hours = Hours.checked(hours.zone, hours.bedtime, hours.waking)
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None or dreamer.mark is None or not dreamer.joined:
                # Who left, and presses an old button, is not bound to anybody by it: the way back is to join.
                raise DreamError("not-a-dreamer")
            first = dreamer.hours is None
            await dreamers.keep_seen(t, dreamer.id, now)
            await dreamers.keep_hours(t, dreamer.id, hours)
            if dreamer.waiting_since is None and await bonds.bond_of(t, dreamer.id) is None:
                await dreamers.keep_waiting(t, [dreamer.id], now)
            await schedule_bedtime(t, self._world, await dreamers.dreamer(t, dreamer.id), now, tonight=not first)
        await self._pairing.someone_waits(guild, dreamer.id)
        self._world.clock.stir()
        return first

    async def pause(self, guild: GuildId, user: UserId, *, paused: bool, nights: int | None = None) -> None:
        """Want no nights, for good or for so many of them; or want them again."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None:
                raise DreamError("not-a-dreamer")
            if not paused:
                await wake_up(t, self._world, dreamer, now)
            else:
                await dreamers.keep_paused(t, dreamer.id, now)
                await schedule_bedtime(t, self._world, await dreamers.dreamer(t, dreamer.id), now)
                if nights is None:
                    await clear_due(t, Occasion.RESUME, dreamer.id)
                else:
                    await set_due(t, Occasion.RESUME, dreamer.id, now + timedelta(days=nights))
            await self._pairing.plan_batch(t, guild, now)
        self._world.clock.stir()

    async def resume(self, id_: DreamerId) -> None:
        """A pause is over."""
        now = self._world.now()
        async with self._world.database.transaction() as t:
            await clear_due(t, Occasion.RESUME, id_)
            dreamer = await dreamers.dreamer(t, id_)
            if dreamer.user is None or not dreamer.paused:
                return
            await wake_up(t, self._world, dreamer, now)
            await self._pairing.plan_batch(t, dreamer.guild, now)
        self._world.clock.stir()

    async def agree_to_words(self, guild: GuildId, user: UserId, *, agreed: bool) -> None:
        """Agree to own words, or no longer."""
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None:
                raise DreamError("not-a-dreamer")
            await dreamers.keep_own_words(t, dreamer.id, agreed=agreed)

    async def mark_anew(self, user: UserId, told: RowId) -> tuple[Mark, Motif]:
        """Be given another mark, where nobody is bound to this one. `told` is the message that said it had cooled."""
        async with self._world.database.transaction() as t:
            row = await outbox.outbox_row(t, told)
            dreamer = await dreamers.dreamer(t, row.dreamer) if row and row.dreamer else None
            if row is None or not isinstance(row.letter, Cooled):
                raise DreamError("button-outdated")
            if dreamer is None or dreamer.user != user or dreamer.mark is None:
                raise DreamError("button-outdated")
            return await self._mark_anew(t, dreamer)

    async def mark_anew_here(self, guild: GuildId, user: UserId) -> None:
        """Be given another mark in this server, whether or not the message came that said it had cooled."""
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None or dreamer.mark is None or not dreamer.joined:
                raise DreamError("not-a-dreamer")
            await self._mark_anew(t, dreamer)

    async def _mark_anew(self, t: Transaction, dreamer: Dreamer) -> tuple[Mark, Motif]:
        """Give another mark once for each that cooled: else one would draw until one likes what one is given."""
        behind = await bonds.behind_mark(t, dreamer.id)
        if behind is not Behind.NOBODY_NOW:
            raise DreamError("mark-is-warm" if behind is Behind.SOMEBODY else "mark-not-cooled")
        mark = await self._partings.draw_anew(t, dreamer)
        return mark, self._world.pack.motifs[mark.motif]

    async def leave(self, guild: GuildId, user: UserId) -> None:
        """Stop being a dreamer here. The mark is kept, in case they come back."""
        async with self._world.database.transaction() as t:
            dreamer = await dreamers.dreamer_of(t, guild, user)
            if dreamer is None:
                raise DreamError("not-a-dreamer")
            await self._partings.gone(t, dreamer.id)
        self._world.clock.stir()

    async def _removed(self, t: Transaction, guild: GuildId, user: UserId) -> bool:
        return await removals.is_removed(t, guild, removals.person_in(self._world.install.secret, guild, user))

    async def _faded(self, t: Transaction, begun: Dreamt) -> bool:
        """Whether a dream that is not over cannot be gone on with: its pages left the pack."""
        if begun.ended_at is not None:
            return False
        try:
            await load(t, self._world, begun.id)
        except DreamError:
            return True
        return False

    async def _begin_first(self, t: Transaction, dreamer: Dreamer, now: datetime) -> EncounterId:
        seed = self._world.seed("first", dreamer.id)
        if dreamer.mark is None:
            raise DreamError("dream-faded")
        mark = dreamer.mark
        if mark.motif not in self._world.pack.motifs:
            mark = await self._partings.draw_anew(t, dreamer)
        motifs = {Role.HOST: mark.motif}
        given = given_tonight(self._world.pack, motifs, {}, lone=True)
        chosen = choose_scene(self._world.pack.scenes, (Kind.FIRST,), Stage.MARKED, {dreamer.id: given}, (), seed)
        if chosen is None:
            raise DreamError("dream-faded")
        draft = Draft(
            dreamer.guild, None, Casting(dreamer.id, None), chosen.scene.id, chosen.scene.kind,
            self._world.pack.version, motifs, seed, given, None,
        )  # fmt: skip
        return await encounters.begin_encounter(t, draft, now)


async def _step(t: Transaction, dreamer: Dreamer | None) -> Step:
    if dreamer is None or not dreamer.joined or dreamer.mark is None:
        return Step.CONSENT
    first = await encounters.first_dream(t, dreamer.id)
    if first is None or first.ended_at is None:
        return Step.FIRST_DREAM
    return Step.HOURS if dreamer.hours is None else Step.DREAMER


def _long_enough(member: Member, server: Server, real: datetime) -> None:
    if member.joined_at is None or real - member.joined_at >= timedelta(days=server.minimum_days):
        return
    raise DreamError("too-new", days=server.minimum_days)
