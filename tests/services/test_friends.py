"""Telling a friend: who agreed to be told reads the teller's side, and answers with one line."""

from datetime import timedelta

import pytest

from bot.errors import DreamError
from bot.ids import ChannelId, EncounterId, MessageId, TellingId, UserId
from bot.letters import FriendsLine, Invited, Reported
from bot.ports import Member
from bot.services.listening import Heard
from tests.services.house import DESK, ELSEWHERE, GUILD, House, Person
from tests.services.ports import Message
from tests.services.test_messages import to_words
from tests.services.test_moderation import MODERATOR
from tests.services.test_privacy import traces

PORCH = ChannelId(72_000_000_000_000_009)
MINE = "The stool is not for sale."
LINE = "Herons never stand alone."


async def dreamt(house: House) -> tuple[Person, Person, EncounterId]:
    """Two on the morning after they met, in which Ada used words of her own."""
    ada, bo = await to_words(house)
    await house.speaks(ada, MINE)
    await house.answer_all(ada, bo)
    await house.morning()
    return ada, bo, await house.tonight(ada)


def member(house: House, user: UserId) -> Member:
    return house.census.members[GUILD, user]


async def offers(house: House, teller: Person, friend: UserId, dream: EncounterId, *, words: bool = False) -> TellingId:
    """Somebody asks a friend to listen; the click brings the card."""
    me = (teller.user, member(house, teller.user))
    row, letter = await house.does.friends.offer(GUILD, me, friend, dream, PORCH, own_words=words)
    await house.courier.delivered(row, house.discord.stands(PORCH, letter, row, private=False, silent=False))
    await house.settles()
    return letter.telling


async def listens(house: House, friend: UserId, telling: TellingId, *, agrees: bool = False) -> Heard:
    return await house.does.listening.listen(GUILD, friend, member(house, friend), telling, agrees=agrees)


async def answers(house: House, friend: UserId, telling: TellingId, line: str = LINE) -> None:
    await house.does.listening.answer(GUILD, friend, member(house, friend), telling, line)
    await house.settles()


async def told(house: House) -> tuple[Person, Person, UserId, TellingId]:
    """Ada told a friend, who is no dreamer, the dream she had with Bo, and they listened."""
    ada, bo, dream = await dreamt(house)
    cy = house.welcomes()
    telling = await offers(house, ada, cy, dream, words=True)
    await listens(house, cy, telling, agrees=True)
    return ada, bo, cy, telling


def cards(house: House) -> list[Message]:
    return house.discord.in_channel(PORCH)


def lines(house: House, person: Person) -> list[FriendsLine]:
    return [one.letter for one in house.messages(person) if isinstance(one.letter, FriendsLine)]


async def refused(house: House, why: str, teller: Person, friend: UserId, dream: EncounterId) -> None:
    before = house.dump()
    with pytest.raises(DreamError, match=f"^{why}"):
        await offers(house, teller, friend, dream)
    assert house.dump() == before
    assert [one for one in cards(house) if isinstance(one.letter, Invited)] == []


async def test_a_friend_is_asked_first_then_reads_the_tellers_side_and_answers_once(house: House) -> None:
    ada, bo, dream = await dreamt(house)
    cy = house.welcomes()
    heard = len(house.messages(bo))
    telling = await offers(house, ada, cy, dream, words=True)
    [card] = cards(house)
    assert card.letter == Invited(telling, ada.user, cy)
    assert house.doorbell.rung == [one for one in house.doorbell.rung if one[0] != cy], "nobody is written to"
    asked = await listens(house, cy, telling)
    assert (asked.text, asked.title) == ("", "")
    for reads in (await listens(house, cy, telling, agrees=True), await listens(house, cy, telling)):
        assert MINE in reads.text
        assert "Ada" in reads.text
        assert "Bo" not in reads.text
        assert "the other one" in reads.text
        assert reads.may_answer
    await answers(house, cy, telling)
    [line] = lines(house, ada)
    assert (line.friend, line.line, line.title) == (cy, LINE, reads.title)
    assert cards(house) == []
    with pytest.raises(DreamError, match="friend-over"):
        await answers(house, cy, telling, "And another thing.")
    assert len(lines(house, ada)) == 1
    assert len(house.messages(bo)) == heard, "the other one hears nothing of it"


async def test_the_friend_of_the_other_one_reads_nothing_of_the_first(house: House) -> None:
    ada, bo, dream = await dreamt(house)
    cy = house.welcomes()
    draft = await house.does.friends.draft(GUILD, bo.user, dream, own_words=True)
    reads = await listens(house, cy, await offers(house, bo, cy, dream, words=True), agrees=True)
    assert reads.text == draft.text
    assert not draft.has_words
    for theirs in (MINE, "Ada", str(ada.user), "said something"):
        assert theirs not in reads.text


async def test_who_agreed_is_not_asked_again_and_the_dreams_to_tell_are_those_that_are_over(house: House) -> None:
    ada, bo, cy, _ = await told(house)
    dreams = await house.does.friends.dreams(GUILD, ada.user)
    assert len(dreams) == 6, "the first dream and five nights"
    assert (await listens(house, cy, await offers(house, ada, cy, dreams[-1].encounter))).text
    await house.evening()
    tonight = await house.tonight(ada)
    assert tonight not in [one.encounter for one in await house.does.friends.dreams(GUILD, ada.user)]
    await house.answer_all(ada, bo)
    with pytest.raises(DreamError, match="friend-dream-not-over"):
        await house.does.friends.draft(GUILD, ada.user, tonight, own_words=False)


async def test_what_was_taken_back_is_told_to_nobody(house: House) -> None:
    ada, bo = await to_words(house)
    await house.speaks(ada, MINE)
    said = next(one for one in house.messages(ada) if getattr(one.letter, "unsay_until", 0))
    await house.does.unsaying.unsay(ada.user, await house.tonight(ada), getattr(said.letter, "unsay", 0), said.row)
    await house.answer_all(ada, bo)
    await house.morning()
    draft = await house.does.friends.draft(GUILD, ada.user, await house.tonight(ada), own_words=True)
    assert not draft.has_words
    assert MINE not in draft.text
    assert "said something" not in draft.text


async def test_nobody_is_told_twice_nor_oneself_nor_who_was_there_nor_somebody_elses_dream(house: House) -> None:
    ada, bo, dream = await dreamt(house)
    cy, dee = house.welcomes(), await house.joins("Dee")
    await refused(house, "friend-oneself", ada, ada.user, dream)
    await refused(house, "friend-was-there", ada, bo.user, dream)
    await refused(house, "dream-not-yours", dee, cy, dream)
    await refused(house, "friend-cannot", ada, UserId(404), dream)
    telling = await offers(house, ada, cy, dream)
    first = (await house.does.friends.dreams(GUILD, ada.user))[-1].encounter
    for other, why in ((dream, "friend-asked-already"), (first, "friend-asked-already")):
        with pytest.raises(DreamError, match=why):
            await offers(house, ada, cy, other)
    await listens(house, cy, telling, agrees=True)
    with pytest.raises(DreamError, match="friend-told-before"):
        await offers(house, ada, cy, dream)


async def test_three_a_day_and_no_more(house: House) -> None:
    ada, _, dream = await dreamt(house)
    for _ in range(3):
        await offers(house, ada, house.welcomes(), dream)
    with pytest.raises(DreamError, match="friend-enough-today"):
        await offers(house, ada, house.welcomes(), dream)
    await house.passes(days=1, minutes=1)
    await offers(house, ada, house.welcomes(), dream)


async def test_who_would_rather_not_is_asked_no_more_by_this_one_even_as_somebody_new(house: House) -> None:
    ada, _, cy, telling = await told(house)
    dream = (await house.does.friends.dreams(GUILD, ada.user))[-1].encounter
    await house.does.listening.refuse(cy, telling)
    await house.settles()
    assert cards(house) == []
    with pytest.raises(DreamError, match="friend-over"):
        await listens(house, cy, telling)
    await refused(house, "friend-cannot", ada, cy, dream)
    for gone in (ada.user, cy):
        await house.does.privacy.delete(gone)
    again = await house.joins("Ada", user=ada.user)
    await house.nights(1, again)
    await refused(house, "friend-cannot", again, cy, await house.tonight(again))


@pytest.mark.parametrize("who", ["teller", "friend"])
async def test_a_block_ends_it_between_the_two_whoever_wished_it_and_nobody_is_told(house: House, who: str) -> None:
    ada, _, cy, telling = await told(house)
    dream = (await house.does.friends.dreams(GUILD, ada.user))[-1].encounter
    heard = len(house.messages(ada))
    await house.does.listening.block(ada.user if who == "teller" else cy, telling)
    await house.settles()
    assert cards(house) == []
    assert len(house.messages(ada)) == heard
    for try_it in (listens(house, cy, telling), answers(house, cy, telling)):
        with pytest.raises(DreamError, match="friend-over"):
            await try_it
    await refused(house, "friend-cannot", ada, cy, dream)


@pytest.mark.parametrize("who", ["teller", "friend"])
async def test_whom_moderators_removed_neither_tells_nor_is_told(house: House, who: str) -> None:
    ada, _, dream = await dreamt(house)
    dee = await house.joins("Dee")
    telling = await offers(house, ada, dee.user, dream)
    removed = ada if who == "teller" else dee
    await house.does.moderation.remove(GUILD, MODERATOR, removed.user, "Harbour")
    await house.settles()
    with pytest.raises(DreamError, match="friend-over"):
        await listens(house, dee.user, telling, agrees=True)
    with pytest.raises(DreamError, match="not-a-dreamer" if who == "teller" else "friend-cannot"):
        await offers(house, ada, dee.user, dream)
    assert (cards(house) == []) is (who == "teller")


@pytest.mark.parametrize(
    ("pools", "mine", "theirs", "may"),
    [((1, 2), 1, (2,), False), ((1, 2), 1, (), False), ((1, 2), 1, (1, 2), False), ((1, 2), 1, (1,), True),
     ((1,), 1, (), False), ((1,), 1, (1,), True), ((1,), 0, (), False)],
)  # fmt: skip
async def test_nobody_is_told_across_pools_nor_where_nothing_is_known_of_them(
    house: House, pools: tuple[int, ...], mine: int, theirs: tuple[int, ...], *, may: bool
) -> None:
    await house.opens(pools=pools)
    ada = await house.joins("Ada", roles=(mine,) if mine else ())
    await house.nights(1, ada)
    dream = await house.tonight(ada)
    cy = house.welcomes(*theirs)
    if not may:
        await refused(house, "friend-cannot", ada, cy, dream)
        return
    telling = await offers(house, ada, cy, dream)
    assert await listens(house, cy, telling, agrees=True)
    house.census.has(GUILD, cy, 3)
    for try_it in (listens(house, cy, telling), answers(house, cy, telling)):
        with pytest.raises(DreamError, match="friend-over"):
            await try_it
    house.census.has(GUILD, cy, *theirs)
    house.census.has(GUILD, ada.user, 2)
    with pytest.raises(DreamError, match="friend-over"):
        await listens(house, cy, telling)


async def test_a_friend_is_held_to_the_membership_time(house: House) -> None:
    ada, _, dream = await dreamt(house)
    await house.does.frame.minimum_days(GUILD, 7)
    cy = house.welcomes()
    house.census.members[GUILD, cy] = Member(frozenset(), house.clock.real() - timedelta(days=6))
    await refused(house, "friend-cannot", ada, cy, dream)
    house.census.members[GUILD, cy] = Member(frozenset(), house.clock.real() - timedelta(days=7))
    assert await offers(house, ada, cy, dream)


async def test_what_may_not_be_said_here_any_more_is_not_quoted_to_a_friend(house: House) -> None:
    _, _, cy, telling = await told(house)
    assert MINE in (await listens(house, cy, telling)).text
    await house.does.manners.keep_words(GUILD, MODERATOR, "stool")
    assert MINE not in (await listens(house, cy, telling)).text


async def test_without_an_answer_from_discord_nobody_is_told(house: House) -> None:
    ada, _, dream = await dreamt(house)
    cy = house.welcomes()
    house.census.silent.add(cy)
    await refused(house, "friend-not-now", ada, cy, dream)
    house.census.silent = {ada.user}
    telling = await offers(house, ada, cy, dream)
    with pytest.raises(DreamError, match="friend-not-now"):
        await listens(house, cy, telling)


@pytest.mark.parametrize("off", ["server", "teller"])
async def test_where_own_words_are_off_nothing_is_quoted_or_answered_and_the_telling_remains(
    house: House, off: str
) -> None:
    ada, _, cy, telling = await told(house)
    if off == "server":
        await house.does.frame.own_words(GUILD, allowed=False)
    else:
        await house.does.enrol.agree_to_words(GUILD, ada.user, agreed=False)
    heard = await listens(house, cy, telling)
    assert not heard.may_answer
    assert heard.text
    assert (MINE in heard.text) is (off == "teller")
    with pytest.raises(DreamError, match="friend-no-line"):
        await answers(house, cy, telling)
    assert lines(house, ada) == []


@pytest.mark.parametrize(
    ("line", "why"),
    [("Look at https://example.com", "words-link"), ("<@123456789012345678>", "words-mention"),
     ("x" * 201, "words-too-long"), ("You n1nny.", "words-listed"), ("  ", "words-empty")],
)  # fmt: skip
async def test_a_line_is_held_to_the_rules_of_own_words(house: House, line: str, why: str) -> None:
    ada, _, cy, telling = await told(house)
    await house.does.manners.keep_words(GUILD, MODERATOR, "ninny")
    before = house.dump()
    with pytest.raises(DreamError, match=why):
        await answers(house, cy, telling, line)
    assert house.dump() == before
    await answers(house, cy, telling, "**Herons** never stand alone.")
    assert [one.line for one in lines(house, ada)] == [r"\*\*Herons\*\* never stand alone."]


async def test_a_friend_floods_nobody(house: House) -> None:
    await house.opens()
    cy = house.welcomes()
    tellings: list[TellingId] = []
    for name in ("Ada", "Bo", "Dee", "Eve", "Fay"):
        person = await house.joins(name)
        (first,) = await house.does.friends.dreams(GUILD, person.user)
        tellings.append(await offers(house, person, cy, first.encounter))
    for telling in tellings[:-1]:
        await listens(house, cy, telling, agrees=True)
        await answers(house, cy, telling)
    await listens(house, cy, tellings[-1], agrees=True)
    with pytest.raises(DreamError, match="words-too-fast"):
        await answers(house, cy, tellings[-1])


async def test_nobody_else_reads_answers_refuses_or_takes_it_back(house: House) -> None:
    ada, bo, dream = await dreamt(house)
    cy, mallory = house.welcomes(), house.welcomes()
    house.census.has(ELSEWHERE, cy)
    telling = await offers(house, ada, cy, dream)
    before = house.dump()
    listening = house.does.listening
    for user in (mallory, bo.user, ada.user):
        for number in (telling, TellingId(telling + 1)):
            for try_it in (
                listens(house, user, number, agrees=True), answers(house, user, number), listening.refuse(user, number),
                listening.report(user, number, "look"), listening.room(GUILD, user, number),
            ):  # fmt: skip
                with pytest.raises(DreamError, match="friend-not-you"):
                    await try_it
    for user in (mallory, bo.user, cy):
        with pytest.raises(DreamError, match="friend-not-yours"):
            await listening.take_back(user, telling)
    for user in (mallory, bo.user):
        with pytest.raises(DreamError, match="friend-not-you"):
            await listening.block(user, telling)
    for try_it in (
        listening.listen(ELSEWHERE, cy, member(house, cy), telling, agrees=True),
        listening.report(cy, telling, "look"), answers(house, cy, telling),
    ):  # fmt: skip
        with pytest.raises(DreamError, match="friend-not-you"):
            await try_it
    assert house.dump() == before
    await listening.take_back(ada.user, telling)
    await house.settles()
    assert cards(house) == []


async def test_after_a_week_the_card_is_gone_and_there_is_nothing_to_listen_to(house: House) -> None:
    _, _, cy, telling = await told(house)
    await house.passes(days=6, hours=23)
    assert len(cards(house)) == 1
    await house.passes(hours=1)
    assert cards(house) == []
    with pytest.raises(DreamError, match="friend-over"):
        await listens(house, cy, telling)


@pytest.mark.parametrize("dreams", [True, False])
async def test_the_line_and_the_telling_can_be_reported_each_once_with_the_bots_own_copy(
    house: House, *, dreams: bool
) -> None:
    ada, _, dream = await dreamt(house)
    cy = (await house.joins("Cy")).user if dreams else house.welcomes()
    telling = await offers(house, ada, cy, dream, words=True)
    read = await listens(house, cy, telling, agrees=True)
    await answers(house, cy, telling)
    await house.silences_the_courier()
    for _ in range(2):
        await house.does.listening.report(ada.user, telling, "rude")
        await house.does.listening.report(cy, telling, "ruder")
    house.wakes_the_courier()
    await house.settles()
    cards_ = [one.letter for one in house.discord.in_channel(DESK) if isinstance(one.letter, Reported)]
    assert [(one.reporter, one.reported, one.reason, one.copy) for one in cards_] == [
        (ada.user, cy, "rude", LINE), (cy, ada.user, "ruder", read.text),
    ]  # fmt: skip
    assert [bool(one.report) for one in cards_] == [dreams, dreams]
    assert len(house.rows("SELECT * FROM report")) == 2 * dreams


@pytest.mark.parametrize("who", ["teller", "friend", "other"])
async def test_of_who_deletes_themselves_nothing_remains_and_nothing_breaks(house: House, who: str) -> None:
    ada, bo, cy, telling = await told(house)
    dream = (await house.does.friends.dreams(GUILD, ada.user))[-1].encounter
    second = await offers(house, ada, cy, dream)
    await answers(house, cy, telling)
    await house.does.listening.report(ada.user, telling, "rude")
    await house.settles()
    gone = {"teller": ada.user, "friend": cy, "other": bo.user}[who]
    assert traces(house, gone) != []
    assert await house.does.privacy.delete(gone) == 1
    await house.settles()
    assert traces(house, gone) == []
    assert await house.does.privacy.delete(gone) == 0
    if who == "other":
        assert (await listens(house, cy, second)).text
        assert lines(house, ada)
        return
    assert traces(house, LINE) == []
    assert cards(house) == []
    assert house.rows("SELECT * FROM telling") == house.rows("SELECT * FROM friend") == []
    with pytest.raises(DreamError, match="friend-not-you"):
        await listens(house, cy, second)


async def test_a_card_the_click_could_not_bring_is_looked_for_and_said(house: House) -> None:
    ada, _, dream = await dreamt(house)
    cy = house.welcomes()
    me = (ada.user, member(house, ada.user))
    row, letter = await house.does.friends.offer(GUILD, me, cy, dream, PORCH, own_words=False)
    await house.courier.undelivered(row)
    await house.settles()
    assert [(one.letter, one.row) for one in cards(house)] == [(letter, row)]
    assert house.discord.looked_for == [row]
    assert MessageId(cards(house)[0].id)
