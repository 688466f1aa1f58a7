"""Reads a told form for what does not belong there: "you", the present tense, a subject too many.

A list of words, not a grammar: it finds what writers slip into, and lets odd sentences pass.
"""

import re
from collections.abc import Iterator
from typing import Final

from bot.content.texts import Use, Written
from bot.domain.wording import verbs_in

_VERBS: Final = """
    is are am has have does do goes go comes come says say asks ask takes take gives give makes make looks look lies
    stands stand sits sit holds hold keeps keep puts turns turn waits wait walks walk opens open finds find knows know
    sees see hears hear feels feel leaves leave begins begin gets get tells tell falls fall runs run shows show picks
    pick writes write reads wants want thinks think steps raises raise stays stay lifts lift lets
"""
_PRESENT: Final = frozenset(_VERBS.split())
_SECOND: Final = re.compile(r"\b(?:you|your|yours|yourself|yourselves)\b", re.IGNORECASE)
_SAID: Final = re.compile(r"\b(?:said|asked)\b.*", re.DOTALL)
"""What was said may hold any person and tense: "said you first"."""
_AFTER_SOMEONE: Final = re.compile(r"\{[^{}]*\b(?:host|guest|me)(?:\.they)?\} (\w+)", re.IGNORECASE)
_SUBJECT: Final = re.compile(r"(?:\{(?:host|guest|me)(?:\.they)?\}|he|she|they|it)(?![\w'’])", re.IGNORECASE)

_PAST: Final = "Tell it in the third person, past: it is read to others, afterwards."


def faults(written: Written) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a told form, and what would be right."""
    told = _SAID.sub("", written.template) if written.use is Use.CLAUSE else written.template
    if match := _SECOND.search(told):
        yield f"a told form says {match[0]!r}", _PAST
    verbs = {verb.split()[0].lower() for verb in verbs_in(told)} | set(_AFTER_SOMEONE.findall(told))
    if written.use is Use.CLAUSE:
        verbs.add(told.split(" ", 1)[0])
        yield from _clause(written.template)
    elif written.template.rstrip("”\"’')")[-1:] not in {".", "!", "?", "…"}:
        yield "a told sentence has no end", "End it with a full stop."
    for verb in sorted(verbs & _PRESENT):
        yield f"a told form is in the present tense: {verb}", _PAST


def _clause(template: str) -> Iterator[tuple[str, str]]:
    if _SUBJECT.match(template):
        yield "a clause brings its own subject", 'Leave it out: "asked what was down there".'
    elif template[:1].isupper() or template[-1:] in {".", "!"}:
        yield "a clause is written as a sentence", 'No capital and no full stop: "asked what was down there".'
