"""Modals: every form that is filled in. Their fields are read by `custom_id`, so they outlive a restart."""

from collections.abc import Mapping, Sequence

import discord
from discord import ui

from bot.domain.door import Door
from bot.domain.friend import LINE_LIMIT
from bot.domain.moderation import Along
from bot.domain.nights import Hours, written
from bot.domain.register import LINES, LONGEST_LINE
from bot.domain.wording import Pronouns
from bot.ids import RowId
from bot.phrases import Phrases
from cogs.buttons import custom_id

MINUTES_OPEN = 900.0
"""Seconds a modal stays open: as long as its interaction is good for."""


def join(name: str, phrases: Phrases, *, words: bool) -> ui.Modal:
    """Ask for the name and pronouns of somebody who joins."""
    modal = _modal("modal-join", custom_id("joined"), phrases)
    modal.add_item(_line("name", "modal-name", phrases, default=name[:32], most=100))
    pronouns: ui.Select[ui.View] = ui.Select(
        custom_id="pronouns",
        options=[
            discord.SelectOption(label=phrases.say(f"pronouns-{one}"), value=one, default=one is Pronouns.THEY)
            for one in Pronouns
        ],
    )
    modal.add_item(ui.Label(text=phrases.say("modal-pronouns"), component=pronouns))
    if words:
        agree: ui.Select[ui.View] = ui.Select(
            custom_id="words",
            options=[
                discord.SelectOption(label=phrases.say("modal-words-no"), value="no", default=True),
                discord.SelectOption(label=phrases.say("modal-words-yes"), value="yes"),
            ],
        )
        about = phrases.say("modal-words-about")
        modal.add_item(ui.Label(text=phrases.say("modal-words"), description=about, component=agree))
    return _finish(modal)


def hours(kept: Hours | None, phrases: Phrases) -> ui.Modal:
    """Ask where and when somebody sleeps."""
    modal = _modal("modal-hours", custom_id("slept"), phrases)
    city = kept.zone if kept else ""
    modal.add_item(_line("place", "modal-place", phrases, default=city, most=100, about="modal-place-about"))
    modal.add_item(
        _line("bedtime", "modal-bedtime", phrases, default=written(kept.bedtime) if kept else "23:00", most=20)
    )
    modal.add_item(_line("waking", "modal-waking", phrases, default=written(kept.waking) if kept else "07:00", most=20))
    return _finish(modal)


def speak(encounter: int, beat: str, row: RowId, limit: int, phrases: Phrases) -> ui.Modal:
    """Ask for a dreamer's own words."""
    modal = _modal("modal-speak", custom_id("spoken", encounter, beat, row=row), phrases)
    modal.add_item(_line("words", "modal-say", phrases, most=limit, style=discord.TextStyle.paragraph))
    return _finish(modal)


def report(encounter: int, phrases: Phrases) -> ui.Modal:
    """Ask what is wrong."""
    modal = _modal("modal-report", custom_id("reported", encounter), phrases)
    modal.add_item(
        _line(
            "reason", "modal-reason", phrases, most=500, style=discord.TextStyle.paragraph, about="modal-reason-about"
        )
    )
    along: ui.Select[ui.View] = ui.Select(
        custom_id="along",
        options=[
            discord.SelectOption(label=phrases.say(f"along-{one}"), value=one, default=one is Along.ALL)
            for one in Along
        ],
    )
    modal.add_item(ui.Label(text=phrases.say("modal-along"), component=along))
    return _finish(modal)


def line(telling: int, phrases: Phrases) -> ui.Modal:
    """Ask a friend for the one line they answer with."""
    modal = _modal("modal-line", custom_id("lined", telling), phrases)
    modal.add_item(
        _line(
            "words", "modal-say", phrases, most=LINE_LIMIT, style=discord.TextStyle.paragraph, about="modal-line-about"
        )
    )
    return _finish(modal)


def report_telling(telling: int, phrases: Phrases) -> ui.Modal:
    """Ask what is wrong with what was told, or with the line it was answered with."""
    modal = _modal("modal-report-telling", custom_id("toldreported", telling), phrases)
    modal.add_item(
        _line(
            "reason", "modal-reason", phrases, most=500, style=discord.TextStyle.paragraph,
            about="modal-report-telling-about",
        )
    )  # fmt: skip
    return _finish(modal)


def page(lines: Sequence[str], phrases: Phrases) -> ui.Modal:
    """Ask for a dreamer's page of the register."""
    modal = _modal("modal-page", custom_id("paged"), phrases)
    labels = ("modal-page-first", "modal-page-second", "modal-page-third")
    for number, label in enumerate(labels[:LINES]):
        kept = lines[number] if number < len(lines) else ""
        about = "modal-page-about" if number == 0 else None
        modal.add_item(
            _line(f"line{number}", label, phrases, default=kept, most=LONGEST_LINE, about=about, required=False)
        )
    return _finish(modal)


def days(kept: int, phrases: Phrases) -> ui.Modal:
    """Ask how long somebody must have been a member."""
    modal = _modal("modal-days", custom_id("dayset"), phrases)
    modal.add_item(_line("days", "modal-days-label", phrases, default=str(kept), most=3))
    return _finish(modal)


def erase_server(phrases: Phrases) -> ui.Modal:
    """Ask for the name of a server that is to be erased."""
    modal = _modal("modal-erase", custom_id("erasedserver"), phrases)
    modal.add_item(_line("server", "modal-erase-name", phrases, most=100, about="modal-erase-about"))
    return _finish(modal)


def door_hour(kept: Door, phrases: Phrases) -> ui.Modal:
    """Ask where a server's clock is, and when its door opens."""
    modal = _modal("modal-door", custom_id("doorhours"), phrases)
    modal.add_item(
        _line("place", "modal-door-place", phrases, default=kept.zone or "", most=100, about="modal-place-about")
    )
    opens = written(kept.at) if kept.at is not None else "20:00"
    modal.add_item(_line("at", "modal-door-at", phrases, default=opens, most=20))
    return _finish(modal)


def filled(modal: ui.Modal, fields: Mapping[str, str]) -> ui.Modal:
    """Return a form with what was filled into it before, where anything was."""
    for item in modal.walk_children():
        if isinstance(item, ui.TextInput) and item.custom_id in fields:
            item.default = fields[item.custom_id][: item.max_length] or None
        elif isinstance(item, ui.Select) and item.custom_id in fields:
            for option in item.options:
                option.default = option.value == fields[item.custom_id]
    return modal


def words(kept: Sequence[str], phrases: Phrases) -> ui.Modal:
    """Ask for the words a server does not want in dreams."""
    modal = _modal("modal-words-list", custom_id("worded"), phrases)
    modal.add_item(
        _line(
            "list", "modal-words-list-label", phrases, default="\n".join(kept), most=4000, required=False,
            style=discord.TextStyle.paragraph, about="modal-words-list-about",
        )
    )  # fmt: skip
    return _finish(modal)


def _modal(key: str, id_: str, phrases: Phrases) -> ui.Modal:
    return ui.Modal(title=phrases.say(key), custom_id=id_, timeout=MINUTES_OPEN)


def _line(
    id_: str,
    key: str,
    phrases: Phrases,
    *,
    default: str = "",
    most: int,
    style: discord.TextStyle = discord.TextStyle.short,
    about: str | None = None,
    required: bool = True,
) -> ui.Label[ui.View]:
    field: ui.TextInput[ui.View] = ui.TextInput(
        custom_id=id_, default=default or None, max_length=most, style=style, required=required
    )
    return ui.Label(text=phrases.say(key), description=phrases.say(about) if about else None, component=field)


def _finish(modal: ui.Modal) -> ui.Modal:
    """Stop it, so that the library keeps nothing of it: what is sent comes back by its `custom_id`."""
    modal.stop()
    return modal
