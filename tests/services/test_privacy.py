"""Deleting a person: nothing of them stays in the file, and what others are owed is still done."""

import sqlite3
from contextlib import closing

import pytest

from bot.ids import ExcerptId
from bot.letters import Reported
from bot.ports import Refusal
from tests.services.house import DESK, ELSEWHERE, GUILD, House, Person, number
from tests.services.test_messages import to_words
from tests.services.test_telling import dreamt

ODD_NAME = "Zephyrine"
ODD_WORDS = "Marmalade on Thursdays only"


def traces(house: House, *of: object) -> list[str]:
    """Where in any table any of these still stands, however it was written there."""
    found: list[str] = []
    for table, rows in house.dump().items():
        for row in rows:
            found += [
                f"{table}.{column}: {value!r}" for column, value in row.items() for one in of if str(one) in str(value)
            ]
    return found


async def lives(house: House) -> tuple[Person, Person]:
    """Somebody of an odd name who did all that leaves a trace: spoke, kept, offered, was shown, reported."""
    await house.opens()
    zephyrine, bo = await house.joins(ODD_NAME), await house.joins("Bo")
    await house.nights(4, zephyrine, bo)
    await house.evening()
    await house.speaks(zephyrine, ODD_WORDS)
    await house.answer_all(zephyrine, bo)
    await house.morning()
    kept = await house.keeps(zephyrine, bo)
    await house.does.excerpts.offer(bo.user, kept, own_words=True)
    await house.settles()
    await house.does.excerpts.agree(zephyrine.user, ExcerptId(number(house.rows("SELECT id FROM excerpt")[0]["id"])))
    await house.settles()
    await house.does.excerpts.read_aloud(GUILD)
    await house.passes(minutes=2)
    await house.does.reporting.report(bo.user, kept, f"{ODD_NAME} said {ODD_WORDS}")
    await house.does.reporting.report(zephyrine.user, kept, f"I, {ODD_NAME}, am sorry")
    await house.does.dreams.point_to_words(zephyrine.door)
    await house.settles()
    await house.evening()
    return zephyrine, bo


async def test_no_trace_of_a_deleted_person_is_in_any_table(house: House) -> None:
    zephyrine, bo = await lives(house)
    of = (zephyrine.user, zephyrine.door, ODD_NAME, ODD_WORDS)
    assert len(traces(house, *of)) > 10
    assert await house.does.privacy.delete(zephyrine.user) == 1
    await house.passes(days=2)
    assert traces(house, *of) == []
    assert traces(house, bo.user) != [], "Bo was not deleted"


async def test_nor_is_there_one_in_the_bytes_of_the_file(house: House) -> None:
    zephyrine, _ = await lives(house)
    await house.does.privacy.delete(zephyrine.user)
    await house.passes(days=2)
    await house.silences_the_courier()
    with closing(sqlite3.connect(house.path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for word in (ODD_NAME, ODD_WORDS):
        assert word.encode() not in bytes_of(house)


def bytes_of(house: House) -> bytes:
    return house.path.read_bytes()


async def test_a_person_is_deleted_from_every_server_and_told_from_how_many(house: House) -> None:
    await house.opens()
    await house.opens(ELSEWHERE)
    ada = await house.joins(ODD_NAME)
    await house.joins(ODD_NAME, user=ada.user, guild=ELSEWHERE)
    assert await house.does.privacy.delete(ada.user) == 2
    assert traces(house, ada.user, ODD_NAME) == []
    assert await house.does.privacy.delete(ada.user) == 0


async def test_every_post_that_shows_them_goes(house: House) -> None:
    zephyrine, _ = await lives(house)
    assert ODD_WORDS in str(house.discord.messages)
    await house.does.privacy.delete(zephyrine.user)
    await house.passes(days=1)
    shown = [message for message in house.discord.messages if message.letter.kind in ("posted", "reading-part")]
    assert shown == []


async def test_the_other_is_told_at_waking_and_their_dreams_go_on_without_the_words(house: House) -> None:
    zephyrine, bo = await lives(house)
    kept = house.rows("SELECT encounter FROM kept WHERE dreamer = :id", id=bo.id)
    await house.does.privacy.delete(zephyrine.user)
    await house.passes(days=3)
    assert [message.letter.kind for message in house.messages(bo)].count("cooled") == 1
    assert (await house.dreamer_of(bo.user)).waiting_since is not None
    assert house.rows("SELECT encounter FROM kept WHERE dreamer = :id", id=bo.id) == kept
    assert house.asked(bo) is not None or house.dreams(bo)[-1].note is not None


async def test_nothing_is_said_to_a_deleted_person(house: House) -> None:
    zephyrine, _ = await lives(house)
    told = len(house.messages(zephyrine))
    await house.does.privacy.delete(zephyrine.user)
    await house.passes(days=3)
    assert len(house.messages(zephyrine)) == told


@pytest.mark.parametrize("who_goes", ["who reports", "who is reported"])
async def test_a_report_on_its_way_still_reaches_the_moderators_and_then_leaves_no_copy(
    house: House, who_goes: str
) -> None:
    ada, bo, encounter = await dreamt(house)
    await house.silences_the_courier()
    await house.does.reporting.report(bo.user, encounter, ODD_WORDS)
    gone = bo if who_goes == "who reports" else ada
    await house.does.privacy.delete(gone.user)
    house.wakes_the_courier()
    await house.settles()
    [report] = [message.letter for message in house.discord.in_channel(DESK)]
    assert isinstance(report, Reported)
    assert (report.reporter, report.reported, report.reason) == (bo.user, ada.user, ODD_WORDS)
    assert traces(house, gone.user, ODD_WORDS) == []


async def test_a_report_that_found_no_channel_waits_for_one_though_who_is_reported_deleted_themselves(
    house: House,
) -> None:
    ada, bo, encounter = await dreamt(house)
    house.discord.refused[DESK] = Refusal.NO_PLACE
    await house.does.reporting.report(bo.user, encounter, ODD_WORDS)
    await house.settles()
    await house.does.privacy.delete(ada.user)
    house.discord.refused.clear()
    await house.does.frame.report_channel(GUILD, DESK)
    await house.settles()
    assert [message.letter.kind for message in house.discord.in_channel(DESK)] == ["reported"]


async def test_who_comes_back_is_a_stranger_to_the_bot(house: House) -> None:
    ada, bo = await to_words(house)
    await house.does.privacy.delete(ada.user)
    again = await house.joins("Ada", user=ada.user)
    assert again.id != ada.id
    assert house.rows("SELECT * FROM night WHERE dreamer = :id", id=again.id) == []
    assert bo
