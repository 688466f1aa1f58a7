"""What a person takes along: everything of theirs, and nothing of anybody else's that they were not shown."""

import io
import json
import zipfile
from typing import cast

import pytest

from bot.services import export
from bot.storage.exported import EXPORTED, LEFT_OUT
from tests.services.house import ELSEWHERE, GUILD, House, Person
from tests.services.test_messages import to_words
from tests.services.test_moderation import MODERATOR
from tests.services.test_privacy import ODD_NAME, ODD_WORDS, lives

PERSONAL = {"dreamer", "user", "person", "pair", "moderator", "decided_by", "subject"}
"""Columns that hold somebody, beside those that refer to a dreamer."""


async def taken(house: House, person: Person) -> dict[str, object]:
    file = await house.does.export.export(person.user)
    assert file.name == "dreams-of-you.json"
    return json.loads(file.data)


def of(whole: dict[str, object], table: str, number: int = 0) -> list[dict[str, object]]:
    tables = cast("list[dict[str, list[dict[str, object]]]]", whole["dreamers"])
    return tables[number][table]


async def test_no_table_about_people_is_forgotten(house: House) -> None:
    about: set[str] = set()
    for table in house.dump():
        refers = {str(row["table"]) for row in house.rows(f"PRAGMA foreign_key_list({table})")}
        columns = {str(row["name"]) for row in house.rows(f"PRAGMA table_info({table})")}
        if columns & PERSONAL or refers & {"dreamer", "encounter", "bond"}:
            about.add(table)
    assert about == EXPORTED.keys() | LEFT_OUT.keys()
    assert EXPORTED.keys() & LEFT_OUT.keys() == set()


async def test_no_column_of_a_dreamer_is_forgotten(house: House) -> None:
    ada, _ = await to_words(house)
    (told,) = of(await taken(house, ada), "dreamer")
    columns = {str(row["name"]) for row in house.rows("PRAGMA table_info(dreamer)")}
    assert columns - told.keys() == {"id", "mark_seed", "marked_after"}, "numbers of the bot's own"


async def test_all_of_somebody_who_did_all_there_is_to_do_is_in_it(house: House) -> None:
    zephyrine, bo = await lives(house)
    await house.does.known.write_page(GUILD, zephyrine.user, ["Keeps a heron."])
    await house.does.beds.carry(GUILD, zephyrine.user, "sore")
    whole = await taken(house, zephyrine)
    assert whole["account"] == str(zephyrine.user)
    (dreamer,) = of(whole, "dreamer")
    assert (dreamer["name"], dreamer["zone"], dreamer["user"]) == (ODD_NAME, "Europe/Berlin", str(zephyrine.user))
    for table in ("bond", "step", "encounter", "event", "outbox", "night", "kept", "excerpt", "report", "picture_line"):
        assert of(whole, table), table
    assert [row["line"] for row in of(whole, "page")] == ["Keeps a heron."]
    assert [row["what"] for row in of(whole, "carried")] == ["sore"]
    assert ODD_WORDS in [row["answer"] for row in of(whole, "event")]
    told = [message.letter for message in house.messages(zephyrine)]
    assert len(of(whole, "outbox")) == len(told)
    first = next(letter for letter in told if letter.kind == "dream")
    assert first.passages[0].text in json.dumps(of(whole, "outbox"), ensure_ascii=False).replace("\\n", "\n")
    assert bo


async def test_nothing_of_the_other_one_is_in_it_but_what_they_said_and_did_in_shared_dreams(house: House) -> None:
    ada, bo = await to_words(house)
    await house.sleeps(bo.user, "Asia/Kathmandu 22:11 06:13")
    await house.does.known.write_page(GUILD, bo.user, ["Keeps a heron."])
    await house.speaks(bo, "You are a stool.")
    await house.does.reporting.report(bo.user, await house.tonight(bo), "she stares")
    await house.settles()
    whole = await taken(house, ada)
    text = json.dumps(whole)
    assert "You are a stool." in text, "it was said to her"
    for theirs in (str(bo.user), str(bo.door), "Kathmandu", "heron", "she stares"):
        assert theirs not in text
    assert "You are a stool." not in str(of(whole, "event"))
    assert of(whole, "report") == []


async def test_who_was_parted_from_does_not_learn_it_from_the_file_before_they_are_told_or_by_whom_ever(
    house: House,
) -> None:
    ada, bo = await to_words(house)
    before = json.dumps(await taken(house, bo))
    await house.does.partings.part(ada.user, await house.tonight(ada))
    assert "cooled" not in json.dumps(of(await taken(house, bo), "outbox"))
    await house.morning()
    whole = await taken(house, bo)
    assert "cooled" in json.dumps(of(whole, "outbox"))
    assert "left_behind" not in json.dumps(whole)
    assert "cooled" not in before


async def test_every_server_is_in_it_and_what_one_did_as_a_moderator_without_to_whom(house: House) -> None:
    ada, bo = await to_words(house)
    await house.opens(ELSEWHERE)
    await house.joins("Ada Elsewhere", user=ada.user, guild=ELSEWHERE)
    await house.does.moderation.remove(GUILD, ada.user, bo.user, "Harbour")
    whole = await taken(house, ada)
    names = [of(whole, "dreamer", number)[0]["name"] for number in (0, 1)]
    assert names == ["Ada", "Ada Elsewhere"]
    did = cast("dict[str, list[dict[str, object]]]", whole["beside"])["record"]
    assert [one["did"] for one in did] == ["removed"]
    assert str(bo.user) not in json.dumps(did)
    theirs = await taken(house, bo)
    assert len(of(theirs, "removal")) == 1
    assert str(ada.user) not in json.dumps(theirs)


async def test_a_stranger_and_one_who_deleted_themselves_are_handed_an_empty_file(house: House) -> None:
    ada, _ = await to_words(house)
    await house.does.privacy.delete(ada.user)
    for user in (ada.user, MODERATOR):
        file = await house.does.export.export(user)
        assert (file.dreamers, json.loads(file.data)["dreamers"]) == (0, [])


async def test_a_file_that_is_too_large_for_discord_is_zipped(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ada, _ = await to_words(house)
    plain = await house.does.export.export(ada.user)
    monkeypatch.setattr(export, "ZIPPED_FROM", len(plain.data))
    packed = await house.does.export.export(ada.user)
    assert packed.name == "dreams-of-you.zip"
    with zipfile.ZipFile(io.BytesIO(packed.data)) as file:
        assert file.read("dreams-of-you.json") == plain.data
    assert len(packed.data) < len(plain.data)
