"""What moderators see: the dreamers of their server, one of them, the record, and a report that was decided."""

from collections.abc import Mapping, Sequence
from typing import cast

import discord
from discord import ui

from bot.domain.bond import Pace
from bot.domain.moderation import Did, Entry, Verdict
from bot.domain.naming import plain
from bot.domain.standing import Standing
from bot.domain.turn import Turn
from bot.ids import RowId
from bot.phrases import Phrases
from bot.services.moderation import Complaint, File, Page, Queue
from cogs.buttons import Interaction, button, custom_id
from cogs.cards.layout import Button, Item, card, cut, rows


def members(page: Page, phrases: Phrases) -> ui.LayoutView:
    """Return a page of the dreamers of a server, and a place to pick one."""
    lines = [
        phrases.say(
            "member-line", who=f"<@{one.user}>", state=phrases.say(f"state-{one.standing}"), reports=one.reports
        )
        for one in page.members
    ]
    pick: ui.UserSelect[ui.LayoutView] = ui.UserSelect(
        custom_id=custom_id("member"), placeholder=phrases.say("member-pick")
    )
    return card(
        ui.TextDisplay(phrases.say("members")),
        ui.TextDisplay("\n".join(lines) or phrases.say("members-none")),
        ui.ActionRow(pick),
        *rows([*_turning("members", page, phrases), button(phrases.say("button-who-waits"), "waiting", 0)]),
    )


def waiting(queue: Queue, phrases: Phrases) -> ui.LayoutView:
    """Return who waits for a soulmate, in order, each with the reason for their place."""
    lines = [_turn(user, turn, phrases) for user, turn in queue.lines]
    about = [phrases.say("waiting"), *([phrases.say("waiting-left-over")] if queue.left_over else [])]
    back = button(phrases.say("button-all-members"), "members", 0)
    return card(
        ui.TextDisplay("\n\n".join(about)),
        ui.TextDisplay("\n".join(lines) or phrases.say("waiting-none")),
        *rows([*_turning("waiting", queue, phrases), back]),
    )


def member(file: File, phrases: Phrases) -> ui.LayoutView:
    """Return what moderators may know of one member, and what they may do about them."""
    who = f"<@{file.user}>"
    state = Standing.REMOVED if file.removed else file.listed.standing if file.listed else None
    says = phrases.say("member-state", who=who, state=phrases.say(f"state-{state}")) if state else None
    reports = [_complaint(one, who, phrases) for one in file.complaints]
    buttons: list[Button] = []
    if file.removed:
        buttons.append(button(phrases.say("button-let-back"), "letback", file.user))
    elif file.listed is not None:
        buttons.append(
            button(phrases.say("button-decide-removed"), "remove", file.user, style=discord.ButtonStyle.danger)
        )
    buttons.append(button(phrases.say("button-all-members"), "members", 0))
    return card(
        ui.TextDisplay(says or phrases.say("member-none", who=who)),
        ui.TextDisplay("\n".join(reports) or phrases.say("member-no-reports")),
        *rows(buttons),
    )


def record(page: Page, phrases: Phrases) -> ui.LayoutView:
    """Return a page of what moderators did."""
    lines = [_entry(one, phrases) for one in page.entries]
    return card(
        ui.TextDisplay(phrases.say("record")),
        ui.TextDisplay("\n".join(lines) or phrases.say("record-empty")),
        *rows(_turning("record", page, phrases)),
    )


def words(listed: Sequence[str], phrases: Phrases) -> ui.LayoutView:
    """Return the words that are not wanted in dreams, covered until they are looked at, and the way to edit them."""
    covered = f"||{plain(' · '.join(listed))}||" if listed else phrases.say("words-none")
    return card(
        ui.TextDisplay(phrases.say("words-about", count=len(listed))),
        ui.TextDisplay(cut(covered, 3_000)),
        ui.ActionRow(button(phrases.say("button-edit-words"), "wordlist", style=discord.ButtonStyle.primary)),
    )


def stands_on(interaction: Interaction) -> bool:
    """Whether what was pressed stands on the message it came from: whatever else did is forged, and would edit it."""
    pressed = cast("Mapping[str, object]", interaction.data or {}).get("custom_id")
    message = interaction.message
    if message is None:
        return False
    view = ui.LayoutView.from_message(message, timeout=None)
    view.stop()
    return any(isinstance(item, ui.Button) and item.custom_id == pressed for item in view.walk_children())


def decided(interaction: Interaction, verdict: Verdict, row: RowId, phrases: Phrases) -> ui.LayoutView:
    """Return the card of a report as it stands, with what was decided in place of the buttons.

    It is made of the message itself: the words of a report are kept there even where nobody else may keep them.
    """
    texts: list[Item] = []
    if interaction.message is not None:
        view = ui.LayoutView.from_message(interaction.message, timeout=None)
        view.stop()
        texts = [
            ui.TextDisplay(item.content) if isinstance(item, ui.TextDisplay) else ui.Separator()
            for item in view.walk_children()
            if isinstance(item, ui.TextDisplay | ui.Separator)
        ]
    at = f"<t:{int(verdict.at.timestamp())}:f>"
    return card(
        *texts,
        ui.Separator(),
        ui.TextDisplay(phrases.say(f"decided-{verdict.decision}", by=f"<@{verdict.by}>", at=at)),
        ui.ActionRow(button(phrases.say("button-about"), "about", row=row)),
    )


def _complaint(complaint: Complaint, who: str, phrases: Phrases) -> str:
    reporter = f"<@{complaint.reporter}>" if complaint.reporter else phrases.say("somebody-erased")
    what = phrases.say(
        "member-report", report=complaint.id, reporter=reporter, who=who, at=f"<t:{int(complaint.at.timestamp())}:d>"
    )
    if complaint.verdict is None:
        return f"{what} {phrases.say('report-open')}"
    decided = phrases.say(f"report-{complaint.verdict.decision}", by=f"<@{complaint.verdict.by}>")
    return f"{what} {decided}"


def _entry(entry: Entry, phrases: Phrases) -> str:
    whom = f"<@{entry.whom}>" if entry.whom else phrases.say("somebody-erased")
    what = phrases.say(f"pace-{Pace(entry.what)}") if entry.did is Did.PACE else entry.what
    did = phrases.say(f"did-{entry.did}", whom=whom, what=what)
    return phrases.say("record-line", at=f"<t:{int(entry.at.timestamp())}:f>", by=f"<@{entry.moderator}>", did=did)


def _turn(user: int, turn: Turn, phrases: Phrases) -> str:
    why = [phrases.say("turn-nights", nights=turn.nights)]
    if turn.alone:
        why.append(phrases.say("turn-alone"))
    elif turn.due:
        why.append(phrases.say("turn-due"))
    if turn.other_pools and not turn.alone:
        why.append(phrases.say("turn-pools", others=turn.other_pools))
    return phrases.say("turn", number=turn.number, who=f"<@{user}>", why="; ".join(why))


def _turning(action: str, page: Page | Queue, phrases: Phrases) -> list[Button]:
    """Return the buttons to the page before and the one after, where there is one."""
    buttons: list[Button] = []
    if page.number > 0:
        buttons.append(button(phrases.say("button-page-before"), action, min(page.number, page.count) - 1))
    if page.number + 1 < page.count:
        buttons.append(button(phrases.say("button-page-after"), action, page.number + 1))
    return buttons
