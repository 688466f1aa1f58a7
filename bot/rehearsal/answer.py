"""What goes back for a REST call."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back; no body without a payload. A `page` is text that is no JSON, as proxies say it."""

    status: int = 200
    payload: object = None
    headers: Mapping[str, str] = field(default_factory=lambda: dict[str, str]())
    page: str | None = None
