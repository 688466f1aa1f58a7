"""A page that shows a local Discord live, and lets a person act as its members."""

from bot.rehearsal.page.server import Page, Step
from bot.rehearsal.page.view import Diary

__all__ = ["Diary", "Page", "Step"]
