"""Twenty thousand nights with everything that goes wrong in them."""

from bot.domain.scene import Stage
from tests.workshop.packs import arc_pack
from tests.workshop.storm import storm

NIGHTS = 20_000


def test_twenty_thousand_nights_break_no_law():
    weather = storm(arc_pack(), NIGHTS, seed=1)
    assert weather.seen["night"] == NIGHTS
    assert weather.stages == set(Stage)
    for what in ("absent", "answers", "twice", "late", "at once", "nonsense", "goes on", "died"):
        assert weather.seen[what] > NIGHTS / 20, what
