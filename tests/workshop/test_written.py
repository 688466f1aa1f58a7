"""Pages for readers: the same seed, the same page; all that is dreamt stands in it, and nothing twice."""

from bot.domain.bond import Pace
from bot.domain.chance import Seed
from bot.workshop.written import motifs_page, nights_page, seeds_of, tellings_page
from tests.meta.house import text
from tests.services.house import shipped

PACK = shipped()


def test_every_night_is_printed_as_each_of_the_two_got_it() -> None:
    page = list(nights_page(PACK, Seed("1"), 12, Pace.BRISK))
    assert page == list(nights_page(PACK, Seed("1"), 12, Pace.BRISK))
    assert [line for line in page if line.startswith("## Night")] == [f"## Night {at}\n" for at in range(1, 13)]
    text = "\n".join(page)
    for said in ("**Ada**, alone", "**Ben**, alone", "at home", "as a guest", "> *"):
        assert said in text
    assert "{" not in text


def test_what_both_read_alike_stands_once() -> None:
    shared = "\n".join(nights_page(PACK, Seed("1"), 12, Pace.BRISK)).split("**, at home")[1]
    mine, _, theirs = shared.partition(", as a guest")
    passages = [line for line in mine.split("\n\n")[1:] if len(line) > 60 and not line.startswith(">")]
    assert passages
    assert not [line for line in passages if line in theirs.split("## ")[0]]


def test_whole_bonds_are_told_in_chapters_and_differ() -> None:
    seeds = seeds_of(Seed("1"), 2)
    page = list(tellings_page(PACK, seeds, 40, Pace.BRISK))
    assert page == list(tellings_page(PACK, seeds, 40, Pace.BRISK))
    one, other = "\n".join(page).split("\n## ")[1:]
    assert one.count("### Chapter") >= 3
    assert one != other


def test_the_page_about_the_pack_names_every_mark_and_every_scene_that_has_a_motif() -> None:
    page = "\n".join(motifs_page(PACK))
    written = text("docs/the-pack.md")
    assert page in written, "say: dreams pack motifs, and put it under *Motifs* in docs/the-pack.md"
    assert all(f"| {motif.name} | " in page for motif in PACK.motifs.values())
    assert all(scene.id in page for scene in PACK.scenes.values() if scene.motifs)
