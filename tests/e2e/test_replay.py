"""One dreamer replays every custom_id, modal and command of another pair: nothing readable, nothing changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pytest

from bot.domain.waiting import Wish
from bot.rehearsal import Channel, Member, Message, NotAllowed, Shown
from bot.stage import Stage, dreams_on, last_choices
from tests.e2e.forger import Id, bent, beside, ids_shown, sends
from tests.e2e.kept import Line, all_kept, dreamers_of, kept_but_of, kept_of
from tests.e2e.stage import say, stage

HERONS: Final = "Nineteen herons stood on the roof"
ONES_OWN: Final = frozenset(
    {"joined", "sleepkeep", "words", "pause", "leaveyes", "deleteyes", "showmark", "tobed", "carry", "paged"}
)
"""What everybody may do, and does to nobody but themselves."""
FOR_ALL: Final = frozenset({"about"})
"""What tells everybody the same."""
FRAME: Final = frozenset(
    {
        *("setstory", "setreports", "setpools", "setwords", "setpace", "setdays", "dayset", "setopen", "frame"),
        "hangwall",
        *("doorpanel", "doorchannel", "doorhour", "doorhours", "doorzone", "doorkeep", "doorforall", "doorclose"),
    }
)
"""What takes the permission to manage the server."""


@dataclass(frozen=True, slots=True)
class Night:
    """A night two pairs dream in, and everything that was ever shown to the first of them and to their moderator."""

    play: Stage
    other: Stage
    pair: tuple[Member, Member]
    second: tuple[Member, Member]
    ids: list[Id]

    @property
    def secrets(self) -> set[str]:
        """What only the pair may read: their names and accounts, and every line of theirs."""
        lines = {line for member in self.pair for message in member.phone.messages for line in message.text.split("\n")}
        public = {line for message in self.play.tales.messages for line in message.text.split("\n")}
        lines = {line.removeprefix("-# ") for line in lines - public if len(line) > 30}
        names = {name for member in self.pair for name in (member.name, f"<@{member.id}>", f"<@!{member.id}>")}
        return names | lines | {HERONS}

    def reads(self, told: Shown) -> set[str]:
        """Return what an answer gives away."""
        texts = "\n".join([told.text, str(told.raw.get("components"))])
        return {secret for secret in self.secrets if secret in texts}

    def told(self, but: Member) -> list[str]:
        """Return all that stands in both servers, and on the telephones of all but one."""
        places = [self.play.tales, self.play.desk, *self.play.tales.threads, self.other.tales, self.other.desk]
        places += [member.phone for member in (*self.pair, *self.second) if member.id != but.id]
        return [message.text for place in places for message in place.messages]


async def _until_the_first_meeting(play: Stage) -> tuple[Member, Member]:
    """Let Quillon and Ysolde come to their first meeting, by every button there is."""
    await play.opens_the_door()
    panel = await play.uses(play.moderator, "/dreams setup")
    await play.fills(play.moderator, await play.presses(play.moderator, "Membership time", on=panel), {})
    await _asks_for_all_there_is(play, quillon := play.harbour.welcomes("Quillon"))
    ysolde = await play.joins("Ysolde")
    await play.dreams_through(quillon, ysolde, nights=2)
    await _offers(play, quillon, ysolde)
    await play.dreams_through(quillon, ysolde, nights=2)
    await play.falls_asleep()
    await play.uses(quillon, "/soulmate")
    await _looks_at_every_way_out(play, quillon)
    await play.presses(quillon, "Say something", on=last_choices(quillon))
    return quillon, ysolde


async def _others_come(play: Stage, pair: tuple[Member, Member]) -> Night:
    """Let a second pair join the server, and open another server; they are to send what was shown until now."""
    ids = ids_shown(play)
    mallory, ned = await play.joins("Mallory"), await play.joins("Ned")
    other = Stage(play.discord, play.process, play.home)
    await other.opens_the_door()
    return Night(play, other, pair, (mallory, ned), ids)


async def _asks_for_all_there_is(play: Stage, member: Member) -> None:
    """Play the first minute with closed direct messages and a place to choose, then look at all that can be asked."""
    member.closes_dms()
    modal = await play.presses(member, "Join", on=await play.uses(member, "/soulmark"))
    knock = await play.fills(member, modal, {"Name": member.name, "Own words": "yes"})
    member.opens_dms()
    mark = await play.presses(member, "Try again", on=knock)
    dream = await play.presses(member, "Close your eyes", on=mark)
    woken = await play.presses(member, custom_id=dream.buttons[0].custom_id, on=dream)
    modal = await play.presses(member, "Where and when I sleep", on=woken)
    hours = {"City, or what your clock says now": "19:00", "Asleep from": "23:00", "Awake at": "07:00"}
    confirm = await play.fills(member, modal, hours)
    berlin = await play.picks(member, "Somewhere else?", "Europe/Berlin", on=confirm)
    done = await play.presses(member, "That is right", on=berlin)
    await play.presses(member, "Show my mark", on=done)
    await play.presses(member, "Leave", on=done)
    await play.uses(member, "/privacy delete")
    await play.uses(member, "/sleep hours")
    await play.presses(member, say("button-page"), on=await play.uses(member, "/dream"))
    await member.writes("Is anybody there?")
    await member.sees(say("words-go-there"))
    await play.settles()


async def _offers(play: Stage, one: Member, other: Member) -> None:
    """Let both keep the dream they woke from, and one offer it."""
    for member in (one, other):
        await play.presses(member, "Keep this dream", on=dreams_on(member)[-1])
    shelf = await play.uses(one, "/excerpt")
    preview = await play.picks(one, "A dream that both of you kept", shelf.selects[0].options[0].value, on=shelf)
    await play.presses(one, "Offer it", on=preview)


async def _looks_at_every_way_out(play: Stage, member: Member) -> None:
    panel = await play.presses(member, "Ways out", on=dreams_on(member)[-1])
    await play.presses(member, "Report", on=panel)


async def _replay(night: Night, member: Member, ids: Iterable[Id], *, on: Shown, where: Channel) -> None:
    """Let somebody send all of it: they read nothing of the pair, and nobody else reads anything of it."""
    told = night.told(but=member)
    for forged in ids:
        answer = await sends(member, forged, on=on, where=where)
        assert night.reads(answer) == set(), f"{forged.written} told {member.name}: {answer.text}"
        assert answer.text, forged
        assert answer.ephemeral or where == member.phone, f"{forged.written} told everybody: {answer.text}"
    await night.play.settles()
    assert night.told(but=member) == told


def _harmful(ids: Iterable[Id]) -> list[Id]:
    """Return all but what does something to whoever presses it, whoever that is."""
    return [one for one in ids if one.action not in ONES_OWN]


async def test_what_was_shown_to_one_pair_is_nothing_in_the_hands_of_others(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        night = await _others_come(play, await _until_the_first_meeting(play))
        mallory, nobody = night.second[0], play.harbour.welcomes("Nobody")
        pell, elsewhere = night.other.harbour.welcomes("Pell"), night.other.harbour.welcomes(mallory.user)
        mark = await night.other.enrols(pell)
        panel, consent = await play.uses(mallory, "/soulmark"), await play.uses(nobody, "/soulmark")
        knock = await night.other.uses(elsewhere, "/soulmark")
        ids, before = _harmful(night.ids), all_kept(play)
        assert len({one.action for one in ids}) > 30
        await _replay(night, mallory, ids, on=panel, where=play.tales)
        await _replay(night, mallory, ids, on=mallory.phone.messages[-1], where=mallory.phone)
        await _replay(night, elsewhere, ids, on=knock, where=night.other.tales)
        await _replay(night, nobody, ids, on=consent, where=play.tales)
        await _replay(night, pell, ids, on=mark, where=night.other.tales)
        assert all_kept(play) == before


async def test_numbers_that_were_never_shown_lead_nowhere(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        night = await _others_come(play, await _until_the_first_meeting(play))
        nobody = play.harbour.welcomes("Nobody")
        consent = await play.uses(nobody, "/soulmark")
        ids, before = _harmful(night.ids), all_kept(play)
        await _replay(night, nobody, beside(ids), on=consent, where=play.tales)
        await _replay(night, nobody, bent(ids), on=consent, where=play.tales)
        assert all_kept(play) == before


async def test_what_everybody_may_do_they_do_to_themselves_alone(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        night = await _others_come(play, await _until_the_first_meeting(play))
        mallory, ned = night.second
        own = [one for one in night.ids if one.action in ONES_OWN]
        assert {one.action for one in own} == ONES_OWN
        second, first = dreamers_of(play, mallory, ned), dreamers_of(play, *night.pair)
        before, of_the_first = kept_but_of(play, second), kept_of(play, first)
        panel = await play.uses(mallory, "/soulmark")
        for forged in own:
            assert night.reads(await sends(mallory, forged, on=panel, where=play.tales)) == set()
        await play.settles()
        assert kept_but_of(play, second | dreamers_of(play, mallory)) == before
        assert kept_of(play, first) == of_the_first


async def test_when_a_dream_was_shown_and_a_bond_is_over_others_still_touch_nothing(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        quillon, ysolde = await _until_the_first_meeting(play)
        spoken = await play.presses(quillon, "Say something", on=last_choices(quillon))
        await play.fills(quillon, spoken, {"In your own words": HERONS})
        await play.answer_all(quillon, ysolde)
        await play.wakes()
        await play.presses(ysolde, "Agree", on=await ysolde.sees(lambda message: _has(message, "agree")))
        await _offers(play, quillon, ysolde)
        await play.uses(play.moderator, "/reading now")
        panel = await play.presses(ysolde, "Ways out", on=dreams_on(ysolde)[-1])
        await play.presses(ysolde, "Part", on=panel)
        await play.wakes()
        assert _has(quillon.phone.messages[-1], "anew")
        for member in (quillon, ysolde):
            await play.presses(member, "Pause my nights", on=await play.uses(member, "/soulmark"))
        night = await _others_come(play, (quillon, ysolde))
        mallory, nobody = night.second[0], play.harbour.welcomes("Nobody")
        panel, consent = await play.uses(mallory, "/soulmark"), await play.uses(nobody, "/soulmark")
        ids, before = _harmful(night.ids), all_kept(play)
        assert {"agree", "refuse", "takeback", "keepmark", "anew", "markanew", "spoken"} <= {one.action for one in ids}
        await _replay(night, mallory, ids, on=panel, where=play.tales)
        await _replay(night, nobody, ids, on=consent, where=play.tales)
        await _replay(night, nobody, ids, on=play.tales.messages[-1], where=play.tales)
        assert all_kept(play) == before


async def test_what_passes_between_two_who_are_to_meet_is_nothing_in_the_hands_of_others(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door()
        panel = await play.uses(play.moderator, "/dreams setup")
        await play.picks(play.moderator, say("setup-pace"), say("pace-brisk"), on=panel)
        quillon, ysolde = await play.joins("Quillon"), await play.joins("Ysolde")
        for _ in range(24):
            if _has(quillon.phone.messages[-1], "handout"):
                break
            await play.dreams_through(quillon, ysolde, nights=1)
        await play.presses(quillon, say("button-hold-out"), on=quillon.phone.messages[-1])
        held_out = await _others_come(play, (quillon, ysolde))
        mallory, nobody = held_out.second[0], play.harbour.welcomes("Nobody")
        panel, consent = await play.uses(mallory, "/soulmark"), await play.uses(nobody, "/soulmark")
        ids, before = _harmful(held_out.ids), all_kept(play)
        assert {"handout", "handtake", "handleave", "tried"} <= {one.action for one in ids}
        ids += [
            replace(one, written=f"wish:{bond}:{wish}#0")
            for one in ids
            if one.action == "handtake"
            for bond in range(1, 4)
            for wish in Wish
        ]
        await _replay(held_out, mallory, ids, on=panel, where=play.tales)
        await _replay(held_out, nobody, ids, on=consent, where=play.tales)
        assert all_kept(play) == before
        await play.presses(ysolde, say("button-hand-take"), on=ysolde.phone.messages[-1])
        (post,) = play.tales.messages
        before = all_kept(play)
        for forged in (one for one in ids_shown(play) if one.action == "takedown"):
            for member in (mallory, nobody):
                assert (await sends(member, forged, on=post, where=play.tales)).text == say("dream-not-yours")
        assert all_kept(play) == before
        assert [message.id for message in play.tales.messages] == [post.id]


async def test_no_command_tells_of_others(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        night = await _others_come(play, await _until_the_first_meeting(play))
        nobody, before = play.harbour.welcomes("Nobody"), all_kept(play)
        for member in (night.second[0], nobody):
            for command in (
                "/soulmark",
                "/soulmate",
                "/sleep hours",
                "/dream",
                "/excerpt",
                "/privacy notice",
                "/privacy delete",
            ):
                answer = await play.uses(member, command)
                assert answer.ephemeral
                assert night.reads(answer) == set()
            for command in ("/dreams setup", "/reading now"):
                with pytest.raises(NotAllowed):
                    await member.uses(command, channel=play.tales)
        assert all_kept(play) == before


async def test_who_may_not_manage_the_server_cannot_touch_its_frame(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door(words=False)
        ada = play.harbour.welcomes("Ada")
        frame = [one for one in await _frame(play) if one.action in FRAME]
        consent, before = await play.uses(ada, "/soulmark"), all_kept(play)
        assert {one.action for one in frame} == FRAME
        for forged in frame:
            answer = await sends(ada, forged, on=consent, where=play.tales, values=[str(play.desk.id)])
            assert answer.text == say("not-allowed")
            answer = await sends(ada, forged, on=None, where=ada.phone, values=[str(play.desk.id)])
            assert answer.text == say("not-allowed")
        assert all_kept(play) == before


async def test_a_moderator_of_another_server_frames_only_their_own(tmp_path: Path) -> None:
    async with stage(tmp_path) as play:
        await play.opens_the_door(words=False)
        other = Stage(play.discord, play.process, play.home)
        panel = await other.uses(other.moderator, "/dreams setup")
        frame = await _frame(play)
        before = _server(play, play.harbour.id)
        for forged in frame:
            await sends(other.moderator, forged, on=panel, where=other.tales, values=[str(play.tales.id)])
        assert _server(play, play.harbour.id) == before
        (theirs,) = _server(play, other.harbour.id)
        assert (theirs["story_channel"], theirs["report_channel"], theirs["opened_at"]) == (None, None, None)
        assert (theirs["own_words"], theirs["minimum_days"]) == (1, 7)


async def _frame(play: Stage) -> list[Id]:
    """Return all that a panel of setup shows, and the form behind it."""
    await play.uses(play.moderator, "/wall")
    panel = await play.uses(play.moderator, "/dreams setup")
    await play.presses(play.moderator, "Membership time", on=panel)
    panel = await play.presses(play.moderator, "Evening door", on=panel)
    panel = await play.picks(play.moderator, "The door's channel", play.tales, on=panel)
    form = await play.presses(play.moderator, "Hour", on=panel)
    hour = {"City, or what the server's clock says now": "19:00", "Opens at": "20:00"}
    confirm = await play.fills(play.moderator, form, hour)
    await play.presses(play.moderator, "That is right", on=confirm)
    return [one for one in ids_shown(play) if one.action in FRAME]


def _has(message: Message, action: str) -> bool:
    return any(button.custom_id.startswith(action) for button in message.buttons)


def _server(play: Stage, guild: int) -> list[Line]:
    return [line for line in all_kept(play)["server"] if line["guild"] == guild]
