"""Every text a member sees, from Fluent files in `data/phrases/<language>`."""

import logging
from pathlib import Path
from typing import Final

from fluent.runtime import FluentBundle, FluentResource

log = logging.getLogger(__name__)


class PhraseError(Exception):
    """A phrase is missing, or could not be said with what it was given."""


class Phrases:
    """The phrases of one language. `strict` raises PhraseError; otherwise a fault is logged and the best is said."""

    def __init__(self, folder: Path, language: str = "en", *, strict: bool = False) -> None:
        self._strict: Final = strict
        self._bundle: Final = FluentBundle([language], use_isolating=False)
        for file in sorted((folder / language).glob("*.ftl")):
            self._bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))

    def has(self, key: str) -> bool:
        """Whether there is such a phrase."""
        return self._bundle.has_message(key)

    def say(self, key: str, **slots: str | int) -> str:
        """Return the phrase `key` with its slots filled."""
        if not self._bundle.has_message(key):
            return self._fault(key, f"no phrase {key}")
        value = self._bundle.get_message(key).value
        if value is None:
            return self._fault(key, f"phrase {key} has no text")
        text, errors = self._bundle.format_pattern(value, slots)
        if errors:
            return self._fault(str(text), f"phrase {key}: {errors}")
        return str(text)

    def _fault(self, best: str, what: str) -> str:
        if self._strict:
            raise PhraseError(what)
        log.error(what)
        return best
