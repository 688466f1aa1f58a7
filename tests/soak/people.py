"""Who lives in the soak's servers."""

from typing import Final

PEOPLE: Final = (
    ("Ada", "Europe/Berlin 23:00 07:00"),
    ("Bo", "Europe/Berlin 23:30 07:30"),
    ("Cy", "Europe/London 22:00 06:00"),
    ("Di", "Asia/Kolkata 23:00 06:30"),
    ("Ed", "America/New_York 22:00 06:00"),
    ("Flo", "America/New_York 21:45 05:45"),
)
