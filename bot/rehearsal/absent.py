"""What Discord has and this one has not: refused by name, so that nobody looks for a fault of their own."""

import re
from typing import Final

from bot.rehearsal.refusal import Refusal

_CHANNEL, _GUILD = r"/channels/\d+", r"/guilds/\d+"
_ANY, _CHANGES = ".*", "POST|PUT|PATCH|DELETE"

ABSENT: Final = (
    (_CHANGES, rf"{_GUILD}/members/(\d+|@me)(/.*)?", "changes to members, time-outs and roles among them"),
    ("GET", rf"{_GUILD}/members(/search)?", "lists of members"),
    (_ANY, rf"{_GUILD}/(bans|bulk-ban|prune)(/.*)?", "bans"),
    (_ANY, rf"{_GUILD}/(emojis|stickers|soundboard-sounds)(/.*)?", "emoji, stickers and sounds of servers"),
    (_CHANGES, rf"{_GUILD}(/.*)?", "changes to servers"),
    (_ANY, rf"{_GUILD}/.*", "such knowledge of servers"),
    (_ANY, r"/users/@me/guilds(/.*)?", "list of the bot's servers, and no way to leave one"),
    ("PATCH", r"/users/@me|/applications/@me", "changes to the bot's own account"),
    (_ANY, rf"{_CHANNEL}/messages/\d+/reactions(/.*)?", "reactions"),
    (_ANY, rf"{_CHANNEL}/(messages/)?pins(/.*)?", "pins"),
    (_ANY, rf"{_CHANNEL}/polls/.*", "polls"),
    (_ANY, rf"{_CHANNEL}/messages/(bulk-delete|\d+/crosspost)", "bulk deletes and announcements"),
    (_ANY, rf"{_CHANNEL}/(thread.*|users/@me/threads.*)", "threads but those of a message"),
    (_CHANGES, rf"{_CHANNEL}(/.*)?", "changes to channels"),
    (_ANY, rf"{_CHANNEL}/.*", "such knowledge of channels"),
    (_ANY, r"/applications/\d+/(guilds/\d+/)?commands/.*", "single commands: put them all at once"),
    ("POST", r"/applications/\d+/(guilds/\d+/)?commands", "single commands: put them all at once"),
    (_ANY, r"/applications/.*", "shop, emoji or linked roles of applications"),
    (_ANY, r"/(invites|stage-instances|voice|webhooks|skus|lobbies|sticker-packs)(/.*)?", "invites, voice and shop"),
)
"""Methods, path below /api/v10, and what the rehearsal then "has no" of. The first that fits names it."""


def refusal_of(method: str, path: str) -> Refusal:
    """Return how a call to a route that is not here is refused: by name if Discord may have it."""
    for methods, pattern, name in ABSENT:
        if re.fullmatch(methods, method) and re.fullmatch(pattern, path):
            return Refusal(501, 0, f"The rehearsal has no {name}")
    return Refusal(404, 0, "404: Not Found")
