"""Panels: what answers a command and is seen by one member only."""

from collections.abc import Sequence
from datetime import datetime

import discord
from discord import ui

from bot.domain.door import Door
from bot.domain.dreamer import Dreamer
from bot.domain.nights import Hours, written
from bot.domain.standing import Behind
from bot.ids import RowId
from bot.phrases import Phrases
from bot.services.enrol import Sleep, Whereabouts
from bot.services.excerpts import Preview, Shelf
from bot.services.ways_out import Company
from bot.services.wrists import Wrist
from cogs.buttons import button, custom_id
from cogs.cards import door
from cogs.cards.layout import Button, Item, card, rows
from cogs.cards.pictures import galleries, mark_in_words, of_mark

PRIMARY = discord.ButtonStyle.primary
PAUSES = (1, 3, 7, 14, 30)
"""Nights; what one may ask for besides until one says so."""
DANGER = discord.ButtonStyle.danger


def consent(standing: Whereabouts, phrases: Phrases) -> ui.LayoutView:
    """Return what somebody reads before they join."""
    words = phrases.say("consent-words" if standing.server.own_words else "consent-no-words")
    opens = standing.server.door
    key = "consent-messages" if not opens.opens else "consent-door" if opens.for_all else "consent-door-too"
    arrives = phrases.say(key, **({"channel": f"<#{opens.channel}>"} if opens.opens else {}))
    return card(
        ui.TextDisplay(phrases.say("consent-title")),
        ui.TextDisplay(phrases.say("consent-body", arrives=arrives, words=words)),
        ui.ActionRow(
            button(phrases.say("button-join"), "join", style=PRIMARY), button(phrases.say("button-privacy"), "about")
        ),
    )


def knock(text: str, opens: Door, phrases: Phrases, again: str = "knock", *arguments: int) -> ui.LayoutView:
    """Return why the direct message could not be opened, the way to try again, and the other way where there is one."""
    buttons = [button(phrases.say("button-try-again"), again, *arguments, style=PRIMARY)]
    if opens.opens:
        buttons.append(door.use_door(phrases))
    return card(ui.TextDisplay(text), ui.ActionRow(*buttons))


def mark_given(wrist: Wrist, phrases: Phrases) -> ui.LayoutView:
    """Return the moment of being marked."""
    drawn = wrist.motif.drawn
    return card(
        *galleries(of_mark(wrist, phrases)),
        ui.TextDisplay(f"## {mark_in_words(wrist.mark, wrist.motif, phrases)}"),
        ui.TextDisplay(phrases.say("mark-given", drawn=drawn[0].upper() + drawn[1:])),
        ui.ActionRow(button(phrases.say("button-close-eyes"), "closeeyes", style=PRIMARY)),
    )


def own_mark(standing: Whereabouts, wrist: Wrist, hours: Hours, phrases: Phrases) -> ui.LayoutView:
    """Return what a dreamer sees of themselves."""
    dreamer = standing.dreamer
    slept = phrases.say("hours-kept", bedtime=written(hours.bedtime), waking=written(hours.waking), zone=hours.zone)
    parts = [*_who_is_behind(standing, phrases), slept]
    if dreamer is not None and dreamer.paused:
        parts.append(phrases.say("paused-now"))
    if dreamer is not None:
        parts += door.way(standing.server.door, dreamer, phrases)
    if dreamer is not None and not dreamer.can_be_told:
        parts.append(phrases.say("unreachable-now"))
    return card(
        *galleries(of_mark(wrist, phrases)),
        ui.TextDisplay(f"## {mark_in_words(wrist.mark, wrist.motif, phrases)}"),
        ui.TextDisplay("\n\n".join(parts)),
        *rows(_own_buttons(standing, phrases)),
    )


def _who_is_behind(standing: Whereabouts, phrases: Phrases) -> list[str]:
    if standing.behind is Behind.SOMEBODY:
        return [phrases.say("mark-warm")]
    looking = phrases.say("mark-alone" if standing.alone else "mark-waiting")
    return [phrases.say("mark-cooled"), looking] if standing.behind is Behind.NOBODY_NOW else [looking]


def shown_mark(name: str, wrist: Wrist, phrases: Phrases) -> ui.LayoutView:
    """Return a mark as its bearer shows it to the server."""
    words = mark_in_words(wrist.mark, wrist.motif, phrases)
    return card(
        ui.TextDisplay(phrases.say("mark-shown", name=name)),
        *galleries(of_mark(wrist, phrases)),
        ui.TextDisplay(f"## {words}"),
        ui.TextDisplay(f"-# {phrases.say('mark-shown-how')}"),
    )


def confirm_hours(sleep: Sleep, chosen: int, local: str, first: datetime, phrases: Phrases) -> ui.LayoutView:
    """Return a zone and hours as local time, to be confirmed."""
    found = sleep.zones[chosen]
    asleep = (sleep.waking - sleep.bedtime) % 1440
    text = phrases.say(
        "hours-confirm",
        local=local,
        place=found.label,
        bedtime=written(sleep.bedtime),
        waking=written(sleep.waking),
        hours=f"{asleep // 60}:{asleep % 60:02}",
        first=f"<t:{int(first.timestamp())}:R>",
    )
    items: list[Item] = [ui.TextDisplay(text)]
    if len(sleep.zones) > 1:
        options = [
            discord.SelectOption(label=one.label[:100], value=one.zone, description=one.local, default=at == chosen)
            for at, one in enumerate(sleep.zones)
        ]
        select: ui.Select[ui.LayoutView] = ui.Select(
            custom_id=custom_id("zone", sleep.bedtime, sleep.waking),
            options=options,
            placeholder=phrases.say("zone-placeholder"),
        )
        items.append(ui.ActionRow(select))
    keep = button(
        phrases.say("button-hours-right"), "sleepkeep", sleep.bedtime, sleep.waking, found.zone, style=PRIMARY
    )
    return card(*items, ui.ActionRow(keep, button(phrases.say("button-hours-change"), "hours")))


def hours_wanted(wrist: Wrist, phrases: Phrases) -> ui.LayoutView:
    """Return the mark of one who has not yet told when they sleep."""
    return card(
        *galleries(of_mark(wrist, phrases)),
        ui.TextDisplay(f"## {mark_in_words(wrist.mark, wrist.motif, phrases)}"),
        ui.TextDisplay(phrases.say("hours-wanted")),
        ui.ActionRow(button(phrases.say("button-hours"), "hours", style=PRIMARY)),
    )


def pause(phrases: Phrases) -> ui.LayoutView:
    """Ask for how many nights somebody wants no dreams."""
    options = [discord.SelectOption(label=phrases.say("pause-nights", nights=one), value=str(one)) for one in PAUSES]
    options.append(discord.SelectOption(label=phrases.say("pause-for-good"), value="0"))
    select: ui.Select[ui.LayoutView] = ui.Select(
        custom_id=custom_id("pausefor"), options=options, placeholder=phrases.say("pause-placeholder")
    )
    return card(ui.TextDisplay(phrases.say("pause-about")), ui.ActionRow(select))


def said(key: str, phrases: Phrases, **slots: str | int) -> ui.LayoutView:
    """Return a panel that is done."""
    return card(ui.TextDisplay(phrases.say(key, **slots)))


def agreed(excerpt: int, row: RowId, phrases: Phrases) -> ui.LayoutView:
    """Return what stands where one was asked, once they agreed."""
    take_back = button(phrases.say("button-take-back"), "takeback", excerpt, row=row)
    return card(ui.TextDisplay(phrases.say("excerpt-agreed")), ui.ActionRow(take_back))


def leave(phrases: Phrases) -> ui.LayoutView:
    """Ask once before leaving."""
    return _ask_once("leave-ask", button(phrases.say("button-leave-yes"), "leaveyes", style=DANGER), phrases)


def delete(phrases: Phrases) -> ui.LayoutView:
    """Ask once before deleting a person."""
    return _ask_once("delete-ask", button(phrases.say("button-delete-yes"), "deleteyes", style=DANGER), phrases)


def erase_server(server: str, count: int, phrases: Phrases) -> ui.LayoutView:
    """Say what goes if a server is erased, and what stays, before its name is asked for."""
    erase = button(phrases.say("button-erase-server"), "eraseserver", style=DANGER)
    text = phrases.say("erase-ask", server=discord.utils.escape_markdown(server), count=count)
    return card(ui.TextDisplay(text), ui.ActionRow(erase, button(phrases.say("button-no"), "nevermind")))


def exported(file: str, count: int, phrases: Phrases) -> ui.LayoutView:
    """Return what stands with the file of everything about somebody."""
    return card(ui.TextDisplay(phrases.say("exported", count=count)), ui.File(f"attachment://{file}"))


def ways_out(encounter: int, company: Company, phrases: Phrases) -> ui.LayoutView:
    """Return every way out of a dream, each with what it does."""
    stop = [
        button(phrases.say("button-stop"), "stop", encounter),
        button(phrases.say("button-pause"), "pausefrom", encounter),
    ]
    items: list[Item] = [ui.TextDisplay(phrases.say("ways-out-stop")), *rows(stop)]
    if company is not Company.NOBODY:
        dreamt_together = company is Company.IN_THE_DREAM
        away = [button(phrases.say("button-who"), "who", encounter)]
        if dreamt_together:
            away.append(button(phrases.say("button-report"), "report", encounter))
        away += [
            button(phrases.say("button-block"), "block", encounter, style=DANGER),
            button(phrases.say("button-part"), "part", encounter, style=DANGER),
        ]
        text = phrases.say("ways-out-other" if dreamt_together else "ways-out-soulmate")
        items += [ui.Separator(), ui.TextDisplay(text), *rows(away)]
    return card(*items)


def shelf(kept: Sequence[Shelf], phrases: Phrases) -> ui.LayoutView:
    """Return the dreams one kept, those that both kept to be chosen from."""
    both = [one for one in kept if one.by_both][:25]
    alone = sum(not one.by_both for one in kept)
    items: list[Item] = [ui.TextDisplay(phrases.say("shelf", both=len(both), alone=alone))]
    if both:
        select: ui.Select[ui.LayoutView] = ui.Select(
            custom_id=custom_id("excerpt"),
            placeholder=phrases.say("shelf-placeholder"),
            options=[discord.SelectOption(label=one.title[:100], value=str(one.encounter)) for one in both],
        )
        items.append(ui.ActionRow(select))
    return card(*items)


def preview(told: Preview, phrases: Phrases, *, words: bool) -> ui.LayoutView:
    """Return how a dream would be told, with own words or without, before anybody is asked."""
    buttons = [button(phrases.say("button-offer"), "offer", told.encounter, int(words), style=PRIMARY)]
    if told.has_words:
        other = "button-without-words" if words else "button-with-words"
        buttons.append(button(phrases.say(other), "excerpt", told.encounter, int(not words)))
    return card(
        ui.TextDisplay(phrases.say("preview", title=told.title)),
        ui.Separator(),
        ui.TextDisplay(told.telling),
        ui.TextDisplay(f"-# {phrases.say('preview-how')}"),
        *rows(buttons),
    )


def _own_buttons(standing: Whereabouts, phrases: Phrases) -> list[Button]:
    dreamer: Dreamer | None = standing.dreamer
    agreed = dreamer is not None and dreamer.own_words
    paused = dreamer is not None and dreamer.paused
    buttons = [
        button(phrases.say("button-show-mark"), "showmark", style=PRIMARY),
        button(phrases.say("button-wrist"), "wrist"),
        button(phrases.say("button-hours-change"), "hours"),
        button(phrases.say("button-dream-again" if paused else "button-pause"), "pause", 0 if paused else 1),
    ]
    if standing.server.own_words:
        buttons.append(
            button(phrases.say("button-my-words-off" if agreed else "button-my-words-on"), "words", 0 if agreed else 1)
        )
    if standing.behind is Behind.NOBODY_NOW:
        buttons.append(button(phrases.say("button-mark-anew"), "markanew"))
    if dreamer is not None and not dreamer.can_be_told:
        buttons.append(button(phrases.say("button-try-again"), "knock"))
    if dreamer is not None:
        buttons += door.choices(standing.server.door, dreamer, phrases)
    buttons.append(button(phrases.say("button-leave"), "leave"))
    return buttons


def _ask_once(key: str, yes: Button, phrases: Phrases) -> ui.LayoutView:
    return card(ui.TextDisplay(phrases.say(key)), ui.ActionRow(yes, button(phrases.say("button-no"), "nevermind")))
