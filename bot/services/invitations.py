"""What invites a friend to listen: the card in a channel, how it goes again, and what is left of it then: nothing."""

from bot.domain.friend import OPEN_FOR
from bot.errors import DreamError
from bot.ids import ChannelId, DreamerId, RowId, TellingId, UserId
from bot.letters import Invited
from bot.services.world import World
from bot.storage import dreamers, friends, outbox
from bot.storage.database import Transaction
from bot.storage.friends import Telling
from bot.storage.outbox_row import Deed, Item, State


async def invite(t: Transaction, world: World, letter: Invited, channel: ChannelId) -> RowId:
    """Write the card, to be brought by the click that asked for it, and that it goes when its days are over."""
    now = world.now()
    over = now + OPEN_FOR
    card = Item(
        _key(letter.telling), letter, now, channel=channel, expires_at=over, clicked_at=world.clock.real()
    )  # fmt: skip
    row = await outbox.post(t, card)
    if row is None:
        raise DreamError("friend-told-before")
    goes = Item(
        f"{_key(letter.telling)}/over", Invited(letter.telling, 0, 0), over, channel=channel, deed=Deed.WITHDRAW,
        target=row,
    )  # fmt: skip
    await outbox.post(t, goes)
    return row


async def take_down(t: Transaction, world: World, id_: TellingId) -> None:
    """End a telling, and delete the card that names two accounts; the bot's own copy of it names nobody any more."""
    now = world.now()
    await friends.end_telling(t, id_, now)
    row = await outbox.row_of_key(t, _key(id_))
    if row is None or not isinstance(row.letter, Invited) or not row.letter.teller:
        return
    nobody = Invited(id_, 0, 0)
    await outbox.reword(t, row.id, nobody)
    if goes := await outbox.row_of_key(t, f"{_key(id_)}/over"):
        await outbox.drop_if_unsaid(t, goes.id, "taken down")
    if row.state in (State.WAITING, State.DROPPED):
        await outbox.drop(t, row.id, "taken down")
        return
    item = Item(f"taken-down/{row.id}", nobody, now, channel=row.channel, deed=Deed.WITHDRAW, target=row.id)
    await outbox.post(t, item)


async def take_down_of(t: Transaction, world: World, teller: DreamerId) -> None:
    """End what a dreamer would still like to tell: they dream here no longer."""
    for one in await friends.tellings_by(t, teller):
        if not one.ended:
            await take_down(t, world, one.id)


async def take_down_between(t: Transaction, world: World, one: UserId, other: UserId) -> None:
    """End what two accounts would still like to tell each other, in every server; neither may tell the other."""
    for teller, friend in ((one, other), (other, one)):
        for dreamer in await dreamers.dreamers_of(t, teller):
            await stop_telling(t, world, dreamer.id, friend)


async def stop_telling(t: Transaction, world: World, teller: DreamerId, friend: UserId) -> None:
    """End what a dreamer would still like to tell somebody, who agrees no longer."""
    await friends.disagree(t, teller, friend)
    for telling in await friends.tellings_by(t, teller):
        if telling.friend == friend and not telling.ended:
            await take_down(t, world, telling.id)


async def forget_teller(t: Transaction, world: World, teller: DreamerId) -> None:
    """Delete all that a dreamer told, and who agreed to be told by them."""
    await _forget(t, world, await friends.tellings_by(t, teller))
    await friends.forget_friends_of(t, teller)


async def forget_friend(t: Transaction, world: World, friend: UserId) -> bool:
    """Delete all that somebody was told, their lines, and by whom they agreed to be told; returns if there was any."""
    told = await friends.tellings_to(t, friend)
    await _forget(t, world, told)
    return await friends.forget_friend(t, friend) or bool(told)


def line_key(id_: TellingId) -> str:
    """Return the key of the letter that brings a friend's line."""
    return f"friends-line/{id_}"


async def _forget(t: Transaction, world: World, tellings: list[Telling]) -> None:
    for one in tellings:
        await take_down(t, world, one.id)
        await outbox.forget_row(t, line_key(one.id))
        await friends.forget_telling(t, one.id)


def _key(id_: TellingId) -> str:
    return f"invited/{id_}"
