"""What is written of two: one's own page of the register, and their story so far."""

from collections.abc import AsyncIterator, Sequence
from datetime import date

from bot.domain.bond import NEXT
from bot.domain.chronicle import Chapter, ToldNight, chronicle
from bot.domain.dreamer import Bond, Dreamer
from bot.domain.naming import own_words, plain
from bot.domain.qualities import NAMES
from bot.domain.register import LINES, LONGEST_LINE
from bot.domain.scene import Kind, Role, Stage
from bot.domain.telling import tell
from bot.domain.wording import Cast, Person
from bot.errors import DreamError
from bot.ids import GuildId, UserId
from bot.services.manners import mind_words
from bot.services.under_way import UnderWay, load
from bot.services.world import World
from bot.storage import bonds, dreamers, encounters, pictures, register
from bot.storage.database import Transaction


class Known:
    """What is written of two. Every method raises DreamError; the story also for one who has nobody."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def page(self, guild: GuildId, user: UserId) -> list[str]:
        """Return a dreamer's own page of the register."""
        async with self._world.database.transaction() as t:
            return await register.page_of(t, (await self._me(t, guild, user)).id)

    async def write_page(self, guild: GuildId, user: UserId, lines: list[str]) -> list[str]:
        """Keep up to three lines of one's own page, held to the rules of own words; none take it out."""
        kept = [own_words(line, LONGEST_LINE) for line in lines if line.strip()][:LINES]
        async with self._world.database.transaction() as t:
            me = await self._me(t, guild, user)
            for line in kept:
                await mind_words(t, guild, line, "words")
            await register.keep_page(t, me.id, kept)
        return kept

    async def story(self, guild: GuildId, user: UserId) -> tuple[Chapter, ...]:
        """Return the telling of a bond so far; none of it before names were given."""
        async with self._world.database.transaction() as t:
            bond = await bonds.bond_of(t, (await self._me(t, guild, user)).id)
            if bond is None:
                raise DreamError("nobody-yet")
            if (await bonds.qualities_of(t, bond.id, {})).get(NAMES) != "yes":
                raise DreamError("story-not-yet")
            a, b = [await dreamers.dreamer(t, one) for one in (bond.a, bond.b)]
            cast = Cast(Person(plain(a.name), a.pronouns), Person(plain(b.name), b.pronouns))
            nights = [one async for one in self._told(t, bond)]
            began = {
                stage: (at.date() - bond.formed_at.date()).days
                for stage, at in (await bonds.steps_of(t, bond.id)).items()
            }
        # Told outside of the transaction: nobody else need wait for the words.
        return chronicle(nights, began, cast, self._world.pack.telling, self._world.seed("story", bond.id))

    async def _told(self, t: Transaction, bond: Bond) -> AsyncIterator[ToldNight]:
        steps = await bonds.steps_of(t, bond.id)
        lines = await pictures.learnt_in(t, bond.id)
        for id_, night in await encounters.shared_and_answered(t, bond.id):
            try:
                under_way = await load(t, self._world, id_)
            except DreamError:
                # Its pages left the pack: there is nothing to tell it with.
                continue
            began = under_way.dreamt.began_at
            stage = max((stage for stage in steps if steps[stage] <= began), key=list(Stage).index)
            yield _night(bond, under_way, stage, night, lines)

    async def _me(self, t: Transaction, guild: GuildId, user: UserId) -> Dreamer:
        me = await dreamers.dreamer_of(t, guild, user)
        if me is None:
            raise DreamError("not-a-dreamer")
        return me


def _night(bond: Bond, under_way: UnderWay, stage: Stage, night: date, lines: Sequence[pictures.Learnt]) -> ToldNight:
    dreamt = under_way.dreamt
    telling = tell(under_way.encounter, under_way.cast, under_way.slots, dreamt.seed, own_words=False)
    over = dreamt.ended_at or dreamt.began_at
    knowers = {Role.HOST: bond.a, Role.GUEST: bond.b}
    had = {role: pictures.as_it_stood(lines, who, over) for role, who in knowers.items()}
    return ToldNight(
        # By their names: what begins a little earlier than the night before is a night later all the same.
        number=max(0, (night - bond.formed_at.date()).days),
        stage=stage,
        telling=telling,
        weight=_weight(under_way, stage),
        pictures={role: [line.text for line in picture] for role, picture in had.items()},
    )


def _weight(under_way: UnderWay, stage: Stage) -> int:
    """Return how much a night belongs into the telling: what moved them on, then what was learnt, left or taught."""
    encounter = under_way.encounter
    moved = encounter.scene.kind in (Kind.SPINE, Kind.GLIMPSE) and stage in NEXT
    return 4 * moved + bool(encounter.picture) + bool(encounter.lessons) + bool(encounter.left)
