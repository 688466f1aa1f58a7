"""What was promised, and what of it is not there: counted in the file and in what stands on the telephones."""

from collections import Counter
from typing import Final

from tests.services.house import House, number

A_NIGHT_ALLOWS: Final = 2
"""Messages to who does not answer: the falling asleep and the waking."""


def count(house: House, nights: int) -> Counter[str]:
    """Count what there was, what was lost, and what came twice, after so many nights in which nobody left."""
    found = Counter[str]()
    by_row = Counter(message.row for message in house.discord.messages)
    found["messages"] = len(by_row)
    found["messages twice"] = sum(times - 1 for times in by_row.values())
    now = int(house.now.timestamp())
    due = "SELECT id FROM outbox WHERE deed = 'send' AND due_at <= :now AND state != 'dropped'"
    found["messages lost"] = sum(row["id"] not in by_row for row in house.rows(due, now=now))
    late = (
        "SELECT count(*) AS n FROM outbox WHERE state = 'dropped' AND why IN ('too late to matter', 'told at waking')"
    )
    found["told at waking"] = number(house.rows(late)[0]["n"])
    hung = "SELECT count(*) AS n FROM encounter WHERE ended_at IS NULL AND closes_at < :now"
    found["left open"] = number(house.rows(hung, now=now - 3600)[0]["n"])
    unanswered = """
        SELECT count(*) AS n FROM outbox JOIN night USING (dreamer, encounter)
        WHERE deed = 'send' AND outbox.state = 'said' AND answered_at IS NULL GROUP BY dreamer, encounter
    """
    found["floods"] = sum(number(row["n"]) > A_NIGHT_ALLOWS for row in house.rows(unanswered))
    gone = "SELECT count(*) AS n FROM dreamer WHERE unreachable_at IS NOT NULL OR dm_channel IS NULL"
    parted = "SELECT count(*) AS n FROM bond WHERE ended_at IS NOT NULL"
    found["taken for gone"] = number(house.rows(gone)[0]["n"]) + number(house.rows(parted)[0]["n"])
    for person in house.joined:
        dates = house.rows("SELECT date FROM night WHERE dreamer = :id AND offered_at IS NOT NULL", id=person.id)
        paused = house.rows("SELECT paused_at FROM dreamer WHERE id = :id AND paused_at IS NOT NULL", id=person.id)
        found["nights"] += len(dates)
        found["nights twice"] += len(dates) - len({str(row["date"]) for row in dates})
        found["nights lost"] += 0 if paused else max(0, nights - 1 - len(dates))
    return found


FAULTS: Final = (
    "nights lost", "nights twice", "messages lost", "messages twice", "left open", "floods", "taken for gone",
    "changed", "leaked", "clicks lost", "slow", "dead buttons",
)  # fmt: skip
"""What must not be."""
