"""A sky of nights: the same nights, the same sky; an old night stays where it stood."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from bot.art.sky import A_ROW, WIDTH, Kind, Star, sky
from bot.domain.chance import Seed

SEED = Seed("sky")


def seen(*stars: Star) -> Image.Image:
    sky.cache_clear()
    return Image.open(BytesIO(sky(stars, SEED))).convert("L")


def test_the_same_nights_are_the_same_sky() -> None:
    stars = (Star(Kind.ALONE), Star(Kind.SHARED, kept=True))
    first = sky(stars, SEED)
    sky.cache_clear()
    assert sky(stars, SEED) == first
    assert sky(stars, Seed("another")) != first


@pytest.mark.parametrize("other", [Star(Kind.SHARED), Star(Kind.SLEPT_THROUGH), Star(Kind.ALONE, kept=True)])
def test_every_kind_of_night_is_told_from_the_others(other: Star) -> None:
    difference = ImageChops.difference(seen(Star(Kind.ALONE)), seen(other)).point(
        [255 * (one > 40) for one in range(256)]
    )
    assert difference.getbbox() is not None


def test_what_joins_two_nights_is_a_line_between_them() -> None:
    apart = (Star(Kind.SHARED), Star(Kind.ALONE), Star(Kind.SHARED))
    joined = (*apart[:2], Star(Kind.SHARED, joined=(0,)))
    left, _, right, _ = ImageChops.difference(seen(*apart), seen(*joined)).point(
        [255 * (one > 25) for one in range(256)]
    ).getbbox() or (0, 0, 0, 0)
    assert right - left > WIDTH / A_ROW


def test_a_line_to_a_night_that_is_not_there_is_not_drawn() -> None:
    assert seen(Star(Kind.SHARED, joined=(0, 7))).tobytes() == seen(Star(Kind.SHARED)).tobytes()


def test_a_night_stays_where_it_stood_when_others_follow() -> None:
    one, two = seen(Star(Kind.SHARED)), seen(Star(Kind.SHARED), Star(Kind.SLEPT_THROUGH))
    corner = (0, 0, WIDTH // A_ROW, 120)
    assert one.crop(corner).tobytes() == two.crop(corner).tobytes()


def test_a_year_of_nights_is_a_tall_sky_and_no_large_file() -> None:
    stars = tuple(Star(Kind.SHARED if at % 3 else Kind.ALONE, joined=(at - 1,)) for at in range(365))
    assert Image.open(BytesIO(sky(stars, SEED))).height > WIDTH
    assert len(sky(stars, SEED)) < 200_000
