"""What a member may be told."""

from typing import Final


class DreamError(Exception):
    """Shown to the member, and to nobody else, as the phrase `key` with `args`. Anything else raised is a bug.

    Raised with the state as it was: a transaction it leaves is rolled back.
    """

    def __init__(self, key: str, **args: str | int) -> None:
        super().__init__(key)
        self.key: Final = key
        self.slots: Final = args


class NotKeptError(Exception):
    """The database did not take it: somebody else is writing, or the disk is full. Nothing of it was kept.

    It is nobody's fault here and passes: a member is asked to try again, what is due stays due.
    """
