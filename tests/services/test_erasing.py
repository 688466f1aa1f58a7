"""A server that is erased leaves nothing but hashes, in the tables and in the bytes of the file."""

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest

from bot.domain.standing import Standing
from bot.errors import DreamError
from bot.ids import EncounterId, UserId
from bot.storage.servers_erased import ERASED, STAYS
from tests.services.house import DESK, ELSEWHERE, GUILD, TALES, House, Person
from tests.services.test_privacy import ODD_NAME, ODD_WORDS, bytes_of, lives, traces

MODERATOR = UserId(84_000_000_000_000_001)


async def _all_there_is(house: House) -> tuple[Person, Person]:
    """A server with a past: dreams, posts, reports, decisions, a removal, a list of words."""
    zephyrine, bo = await lives(house)
    await house.does.manners.keep_words(GUILD, MODERATOR, "gloop")
    await house.does.known.write_page(GUILD, zephyrine.user, ["Keeps a heron."])
    gone = await house.joins("Gone")
    await house.does.moderation.remove(GUILD, MODERATOR, gone.user, "Harbour")
    await house.does.partings.block(zephyrine.user, EncounterId(house.dreams(zephyrine)[-1].encounter))
    await house.passes(hours=1)
    return zephyrine, bo


async def test_no_table_is_forgotten(house: House) -> None:
    tables = {name for name in house.dump() if not name.startswith("sqlite_")}
    assert tables == ERASED.keys() | STAYS.keys()


async def test_nothing_is_left_in_any_table_or_in_the_bytes_of_the_file(house: House) -> None:
    zephyrine, bo = await _all_there_is(house)
    of = (GUILD, zephyrine.user, bo.user, zephyrine.door, ODD_NAME, ODD_WORDS, "gloop", "heron", MODERATOR, TALES, DESK)
    assert len(traces(house, *of)) > 30
    assert await house.does.erasing.erase(GUILD, " harbour ", "Harbour") == 3
    assert {found.split(".")[0] for found in traces(house, *of)} == {"removal"}
    assert {name for name, rows in house.dump().items() if rows} <= STAYS.keys() | {"sqlite_sequence"}
    assert house.rows("PRAGMA foreign_key_check") == []
    await house.passes(days=2)
    await house.silences_the_courier()
    with closing(sqlite3.connect(house.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for word in (ODD_NAME, ODD_WORDS, "gloop", "heron"):
        assert word.encode() not in bytes_of(house)


async def test_the_hashes_still_bind_if_the_server_begins_anew(house: House) -> None:
    zephyrine, bo = await _all_there_is(house)
    (gone,) = [one for one in house.joined if one.name == "Gone"]
    await house.does.erasing.erase(GUILD, "Harbour", "Harbour")
    await house.opens()
    with pytest.raises(DreamError, match="removed-here"):
        await house.joins("Gone", user=gone.user)
    again = [await house.joins("Somebody", user=one.user) for one in (zephyrine, bo)]
    await house.passes(days=5)
    assert [await house.bond_of(one) for one in again] == [None, None]


async def test_another_server_is_not_touched(house: House) -> None:
    zephyrine, _ = await _all_there_is(house)
    await house.opens(ELSEWHERE)
    there = [await house.joins(name, user=user, guild=ELSEWHERE) for name, user in (("A", zephyrine.user), ("B", None))]
    await house.does.erasing.erase(GUILD, "Harbour", "Harbour")
    assert await house.soulmate(there[0]) == there[1].id
    told = len(house.messages(there[1]))
    await house.evening()
    assert len(house.messages(there[1])) > told


async def test_a_name_typed_wrongly_erases_nothing(house: House) -> None:
    await _all_there_is(house)
    before = house.dump()
    for typed in ("", "Harbor", "Harbour Harbour"):
        with pytest.raises(DreamError, match="erase-not-confirmed"):
            await house.does.erasing.erase(GUILD, typed, "Harbour")
    assert house.dump() == before


async def test_what_the_bot_was_removed_from_is_erased_after_thirty_days_and_not_before(house: House) -> None:
    zephyrine, bo = await _all_there_is(house)
    await house.does.away.removed_from(GUILD)
    await house.passes(days=10)
    await house.does.away.removed_from(GUILD)
    await house.comes(house.now + timedelta(days=19, hours=23))
    assert (await house.does.enrol.standing(GUILD, bo.user)).standing is Standing.COOLED
    await house.passes(hours=2)
    assert {found.split(".")[0] for found in traces(house, GUILD, zephyrine.user, bo.user)} == {"removal"}


async def test_let_in_again_before_that_it_stays_and_nobody_was_paused_or_told(house: House) -> None:
    await house.opens()
    ada, bo = await house.joins("Ada"), await house.joins("Bo")
    await house.nights(2, ada, bo)
    await house.does.away.removed_from(GUILD)
    told = [len(house.messages(one)) for one in (ada, bo)]
    await house.passes(days=29)
    assert [len(house.messages(one)) for one in (ada, bo)] == told
    await house.does.away.let_into(GUILD)
    await house.passes(days=2)
    assert await house.soulmate(ada) == bo.id
    assert [len(house.messages(one)) > before for one, before in zip((ada, bo), told, strict=True)] == [True, True]
    assert house.rows("SELECT * FROM due WHERE kind = 'erase'") == []


async def test_a_server_nobody_set_up_is_let_go_of_without_a_word(house: House) -> None:
    for happens in (house.does.away.removed_from, house.does.away.let_into, house.does.erasing.gone_for_long):
        await happens(ELSEWHERE)
    assert {name for name, rows in house.dump().items() if rows} <= STAYS.keys() | {"sqlite_sequence"}
