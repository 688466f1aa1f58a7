"""Keeping a dream, showing it to the server, reading it aloud: only ever with the consent of both."""

import pytest

from bot.errors import DreamError
from bot.ids import ChannelId, EncounterId, ExcerptId, UserId
from bot.letters import Asking, Posted, ReadingOpens, ReadingPart
from bot.ports import Refusal
from tests.services.house import GUILD, TALES, House, Person, dream_in, number
from tests.services.ports import Message
from tests.services.test_messages import to_words

SECRET = "The stool is not for sale"


async def dreamt(house: House) -> tuple[Person, Person, EncounterId]:
    """Two on the morning after they met, in which Ada used words of her own."""
    ada, bo = await to_words(house)
    await house.speaks(ada, SECRET)
    await house.answer_all(ada, bo)
    await house.morning()
    return ada, bo, await house.tonight(ada)


async def offered(house: House, *, words: bool = False) -> tuple[Person, Person, ExcerptId]:
    ada, bo, encounter = await dreamt(house)
    await house.keeps(ada, bo)
    await house.does.excerpts.offer(ada.user, encounter, own_words=words)
    await house.settles()
    return ada, bo, ExcerptId(number(house.rows("SELECT id FROM excerpt")[0]["id"]))


async def agreed(house: House) -> tuple[Person, Person, ExcerptId]:
    ada, bo, excerpt = await offered(house)
    await house.does.excerpts.agree(bo.user, excerpt)
    await house.settles()
    return ada, bo, excerpt


def posts(house: House) -> list[Message]:
    return [message for message in house.discord.messages if isinstance(message.letter, Posted | ReadingPart)]


async def test_keeping_needs_a_dream_that_is_over_and_is_known_to_both_once_both_did(house: House) -> None:
    ada, bo = await to_words(house)
    message = house.messages(ada)[-1]
    with pytest.raises(DreamError, match="dream-not-over"):
        await house.does.dreams.keep(ada.user, dream_in(message).encounter, message.row)
    await house.answer_all(ada, bo)
    await house.morning()
    both: list[bool] = []
    for person in (ada, ada, bo):
        waking = house.messages(person)[-1]
        pressed, by_both = await house.does.dreams.keep(person.user, dream_in(waking).encounter, waking.row)
        assert pressed is not None
        assert not pressed.may_keep
        both.append(by_both)
    assert both == [False, False, True]


async def test_an_excerpt_can_be_offered_only_once_both_kept_the_dream(house: House) -> None:
    ada, bo, encounter = await dreamt(house)
    excerpts = house.does.excerpts
    with pytest.raises(DreamError, match="not-kept-by-you"):
        await excerpts.preview(ada.user, encounter, own_words=False)
    await house.keeps(ada)
    assert [shelf.by_both for shelf in await excerpts.shelf(GUILD, ada.user)] == [False]
    with pytest.raises(DreamError, match="not-kept-by-both"):
        await excerpts.offer(ada.user, encounter, own_words=False)
    await house.keeps(bo)
    assert [shelf.by_both for shelf in await excerpts.shelf(GUILD, ada.user)] == [True]
    await excerpts.offer(ada.user, encounter, own_words=False)
    assert await excerpts.shelf(GUILD, ada.user) == []
    for person in (ada, bo):
        with pytest.raises(DreamError, match="excerpt-offered-before"):
            await excerpts.offer(person.user, encounter, own_words=False)


async def test_the_other_is_asked_with_the_very_text_and_nothing_is_shown_before_they_agree(house: House) -> None:
    ada, bo, excerpt = await offered(house)
    [asking] = [message.letter for message in house.messages(bo) if isinstance(message.letter, Asking)]
    assert asking.name == "Ada"
    assert posts(house) == []
    for _ in range(2):
        await house.does.excerpts.agree(bo.user, excerpt)
        await house.settles()
    [post] = posts(house)
    assert post.channel == TALES
    assert isinstance(post.letter, Posted)
    assert (post.letter.title, post.letter.telling) == (asking.title, asking.telling)
    assert ada


@pytest.mark.parametrize("words", [True, False])
async def test_words_of_ones_own_are_quoted_only_if_so_offered(house: House, *, words: bool) -> None:
    ada, bo, encounter = await dreamt(house)
    await house.keeps(ada, bo)
    preview = await house.does.excerpts.preview(ada.user, encounter, own_words=words)
    assert preview.has_words
    assert (SECRET in preview.telling) is words
    await house.does.excerpts.offer(ada.user, encounter, own_words=words)
    await house.settles()
    [asking] = [message.letter for message in house.messages(bo) if isinstance(message.letter, Asking)]
    assert (SECRET in asking.telling) is words
    assert " you" not in asking.telling.lower()


@pytest.mark.parametrize("who", ["Ada", "Bo"])
async def test_either_takes_back_what_was_shown_and_it_is_not_shown_again(house: House, who: str) -> None:
    ada, bo, excerpt = await agreed(house)
    await house.does.excerpts.read_aloud(GUILD)
    await house.passes(minutes=2)
    assert len(posts(house)) == 2
    await house.does.excerpts.withdraw(ada.user if who == "Ada" else bo.user, excerpt)
    await house.settles()
    assert posts(house) == []
    with pytest.raises(DreamError, match="excerpt-ended"):
        await house.does.excerpts.agree(bo.user, excerpt)
    with pytest.raises(DreamError, match="nothing-to-read"):
        await house.does.excerpts.read_aloud(GUILD)


async def test_who_refuses_hears_no_more_of_it(house: House) -> None:
    ada, bo, excerpt = await offered(house)
    told = len(house.messages(ada))
    await house.does.excerpts.withdraw(bo.user, excerpt)
    await house.settles()
    assert posts(house) == []
    assert len(house.messages(ada)) == told
    assert house.rows("SELECT agreed_at FROM excerpt") == [{"agreed_at": None}]


async def test_taken_back_before_it_was_said_it_never_is(house: House) -> None:
    _, bo, excerpt = await offered(house)
    await house.silences_the_courier()
    await house.does.excerpts.agree(bo.user, excerpt)
    await house.does.excerpts.withdraw(bo.user, excerpt)
    house.wakes_the_courier()
    await house.settles()
    assert posts(house) == []
    assert [one.channel for one in house.discord.tries if one.channel == TALES] == []


@pytest.mark.parametrize("refusal", [Refusal.BUSY, None])
async def test_taken_back_while_it_is_being_said_it_does_not_stay(house: House, refusal: Refusal | None) -> None:
    """Also where Discord did not take it at first: what was taken back is not tried again."""
    _, bo, excerpt = await offered(house)
    house.discord.open.clear()
    house.discord.asked.clear()
    house.discord.fates.append(refusal)
    await house.does.excerpts.agree(bo.user, excerpt)
    await house.discord.asked.wait()
    await house.does.excerpts.withdraw(bo.user, excerpt)
    house.discord.open.set()
    await house.settles()
    house.clock.passes_outside(minutes=2)
    await house.settles()
    assert posts(house) == []
    assert len([one for one in house.discord.tries if one.channel == TALES]) == 1


async def test_who_parted_is_not_asked_for_excerpts_any_more(house: House) -> None:
    ada, bo, encounter = await dreamt(house)
    await house.keeps(ada, bo)
    await house.does.partings.part(bo.user, encounter)
    before = house.dump()
    with pytest.raises(DreamError, match="parted-already"):
        await house.does.excerpts.offer(ada.user, encounter, own_words=False)
    assert house.dump() == before


async def test_a_reading_is_read_in_a_thread_one_after_another_in_the_order_it_was_agreed(house: House) -> None:
    await agreed(house)
    assert await house.does.excerpts.read_aloud(GUILD, UserId(7)) == 1
    assert house.rows("SELECT moderator, did, what FROM record") == [{"moderator": 7, "did": "read-aloud", "what": "1"}]
    await house.passes(minutes=2)
    [opens] = [message for message in house.discord.messages if isinstance(message.letter, ReadingOpens)]
    [part] = [message for message in house.discord.messages if isinstance(message.letter, ReadingPart)]
    assert opens.channel == TALES
    assert part.channel == ChannelId(opens.id)


async def test_a_reading_goes_on_where_it_was_when_the_bot_stopped_and_leaves_out_what_was_taken_back(
    house: House,
) -> None:
    ada, bo, _ = await agreed(house)
    for _ in range(3):
        await house.evening()
        await house.answer_all(ada, bo)
        await house.morning(10, 30)
        if (await house.encounter(await house.tonight(ada))).scene.kind.lone:
            continue
        kept = await house.keeps(ada, bo)
        await house.does.excerpts.offer(bo.user, kept, own_words=False)
        await house.does.excerpts.agree(
            ada.user, ExcerptId(number(house.rows("SELECT max(id) AS id FROM excerpt")[0]["id"]))
        )
    count = await house.does.excerpts.read_aloud(GUILD)
    assert count >= 2
    await house.settles()
    parts = [message for message in house.discord.messages if isinstance(message.letter, ReadingPart)]
    assert len(parts) == 1, "the others wait for it to be read"
    await house.silences_the_courier()
    house.clock.passes_outside(hours=1)
    last = house.rows("SELECT id FROM excerpt ORDER BY id DESC")[0]["id"]
    await house.does.excerpts.withdraw(ada.user, ExcerptId(number(last)))
    house.wakes_the_courier()
    await house.passes(minutes=5)
    numbers = [one.letter.number for one in house.discord.messages if isinstance(one.letter, ReadingPart)]
    assert numbers == list(range(1, count))


async def test_without_a_story_channel_or_anything_to_read_there_is_no_reading(house: House) -> None:
    with pytest.raises(DreamError, match="no-story-channel"):
        await house.does.excerpts.read_aloud(GUILD)
    await house.opens()
    with pytest.raises(DreamError, match="nothing-to-read"):
        await house.does.excerpts.read_aloud(GUILD)


async def test_in_a_lone_dream_there_is_nothing_to_offer(house: House) -> None:
    await house.opens()
    ada = await house.joins("Ada")
    await house.nights(1, ada)
    encounter = await house.tonight(ada)
    await house.does.dreams.keep(ada.user, encounter, house.messages(ada)[-1].row)
    with pytest.raises(DreamError, match="nobody-else-here"):
        await house.does.excerpts.offer(ada.user, encounter, own_words=False)


async def test_a_kept_dream_whose_pages_left_the_pack_does_not_hide_the_others(house: House) -> None:
    ada, bo, encounter = await dreamt(house)
    await house.keeps(ada, bo)
    async with house.transaction() as t:
        await t.run("INSERT INTO kept SELECT id, :ada, 1 FROM encounter WHERE kind = 'glimpse'", ada=ada.id)
        await t.run("UPDATE encounter SET scene = 'torn-out' WHERE kind = 'glimpse'")
    assert [shelf.encounter for shelf in await house.does.excerpts.shelf(GUILD, ada.user)] == [encounter]
