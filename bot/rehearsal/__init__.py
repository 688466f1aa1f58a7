"""A local Discord on loopback sockets. It knows nothing of our buttons or words."""

from bot.rehearsal.channels import Channel
from bot.rehearsal.core import NoAnswer, NotAllowed, NotThere, RehearsalError
from bot.rehearsal.faults import Fault, Gate
from bot.rehearsal.guilds import Guild
from bot.rehearsal.local import LocalDiscord
from bot.rehearsal.members import Member
from bot.rehearsal.server import Request
from bot.rehearsal.state import Role, User
from bot.rehearsal.views import Button, Input, Message, Modal, Select, Shown

__all__ = [
    "Button",
    "Channel",
    "Fault",
    "Gate",
    "Guild",
    "Input",
    "LocalDiscord",
    "Member",
    "Message",
    "Modal",
    "NoAnswer",
    "NotAllowed",
    "NotThere",
    "RehearsalError",
    "Request",
    "Role",
    "Select",
    "Shown",
    "User",
]
