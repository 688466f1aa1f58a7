"""Several marks in one picture: the same seed the same bytes, and each where it belongs."""

from dataclasses import replace
from io import BytesIO

from PIL import Image, ImageChops, ImageStat

from bot.app import data_folder
from bot.art.drawing import read
from bot.art.mark import Shown
from bot.art.together import ON_A_SHEET, SIDE, TILE, Bearing, side_by_side, wall
from bot.domain.chance import Seed
from bot.domain.soulmark import Colour, Hand, Mark, Place, Skin

KEY = read((data_folder() / "marks" / "key.svg").read_text(encoding="utf-8"))
SHOWN = Shown(Mark("key", Place.FOREARM, Hand.BRUSH, Colour.INDIGO, Seed("a")), Skin.OAK)
ADA: Bearing = (KEY, SHOWN)
BO: Bearing = (KEY, replace(SHOWN, skin=Skin.BIRCH))
HEAVIEST = 250_000
"""Bytes of a whole wall: a telephone loads it at once."""


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def told_apart(one: Image.Image, other: Image.Image) -> float:
    return ImageStat.Stat(ImageChops.difference(one, other).convert("L")).mean[0]


def test_two_are_one_picture_the_first_on_the_left():
    there, back = opened(side_by_side(ADA, BO)), opened(side_by_side(BO, ADA))
    assert there.size == (2 * SIDE, SIDE)
    left, right = (0, 0, SIDE, SIDE), (SIDE, 0, 2 * SIDE, SIDE)
    # Where two touch it is darker on either side, so halves are compared without their edges.
    inner = (100, 0, SIDE - 100, SIDE)
    assert told_apart(there.crop(left).crop(inner), back.crop(right).crop(inner)) < 1
    assert told_apart(there.crop(left).crop(inner), back.crop(left).crop(inner)) > 20


def test_the_same_two_and_the_same_wall_are_the_same_bytes():
    two, sheet = side_by_side(ADA, BO), wall(((1, ADA), (2, BO)), Seed("w"))
    side_by_side.cache_clear()
    wall.cache_clear()
    assert side_by_side(ADA, BO) == two
    assert wall(((1, ADA), (2, BO)), Seed("w")) == sheet
    assert wall(((1, ADA), (2, BO)), Seed("v")) != sheet


def test_each_hangs_in_the_place_its_number_says_and_a_place_without_a_mark_is_bare():
    def at(sheet: Image.Image, number: int) -> Image.Image:
        width = sheet.width // 3
        row, column = divmod(number - 1, 3)
        return sheet.crop((column * width, row * width, (column + 1) * width, (row + 1) * width)).crop(
            (60, 60, TILE, TILE - 20)
        )

    full = opened(wall(tuple((number, ADA) for number in range(1, ON_A_SHEET + 1)), Seed("w")))
    without = opened(wall(tuple((number, ADA) for number in range(1, ON_A_SHEET + 1) if number != 5), Seed("w")))
    assert full.size == without.size
    for number in range(1, ON_A_SHEET + 1):
        assert (told_apart(at(full, number), at(without, number)) > 20) is (number == 5)


def test_a_wall_is_as_large_as_what_hangs_on_it_and_light_enough_for_a_telephone():
    widths = [opened(wall(tuple((n, ADA) for n in range(1, count + 1)), Seed("w"))).size for count in (1, 2, 3, 4)]
    assert [width for width, _ in widths] == sorted(width for width, _ in widths)
    assert widths[3][1] > widths[2][1] == widths[0][1]
    marks = tuple((n, (KEY, replace(SHOWN, mark=replace(SHOWN.mark, seed=Seed(str(n)))))) for n in range(1, 10))
    assert len(wall(marks, Seed("w"))) <= HEAVIEST
