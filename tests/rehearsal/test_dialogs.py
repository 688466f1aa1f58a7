"""Files in dialogs: how many a field takes, and what reaches the bot."""

import pytest

from bot.rehearsal import NotAllowed
from bot.rehearsal.bodies import MOST_BYTES
from bot.rehearsal.dialogs import submission
from bot.rehearsal.state import Attachment
from bot.rehearsal.values import Json, as_object, objects
from bot.rehearsal.views import Modal


def dialog(**more: object) -> Modal:
    upload: Json = {"type": 19, "id": 2, "custom_id": "pictures", "max_values": 2, **more}
    label: Json = {"type": 18, "id": 1, "label": "Pictures", "component": upload}
    return Modal({"custom_id": "d", "title": "A dialog", "components": [label]}, 1, None)


def file(number: int, size: int = 3) -> Attachment:
    return Attachment(number, f"{number}.png", b"abc", "image/png", f"http://here/{number}.png", size=size)


def test_files_are_sent_by_id_and_resolved() -> None:
    sent = submission(dialog(), {"Pictures": [file(1), file(2)]})
    assert as_object(objects(sent["components"])[0]["component"])["values"] == ["1", "2"]
    resolved = as_object(as_object(sent["resolved"])["attachments"])
    assert [as_object(each)["filename"] for each in resolved.values()] == ["1.png", "2.png"]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ([], "1 to 2 files, not 0"),
        ([file(1), file(2), file(3)], "1 to 2 files, not 3"),
        (["1.png"], "takes files"),
        ([file(1, MOST_BYTES + 1)], "too large"),
    ],
)
def test_files_that_the_client_would_not_send(given: list[str | Attachment], why: str) -> None:
    with pytest.raises(NotAllowed, match=why):
        submission(dialog(), {"Pictures": given})


def test_a_field_that_may_stay_empty() -> None:
    sent = submission(dialog(required=False), {})
    assert as_object(objects(sent["components"])[0]["component"])["values"] == []
