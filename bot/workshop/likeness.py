"""How alike texts are: four words in a row that come again, pairs of words, and how far they can be packed."""

import gzip
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Final

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

Gram = tuple[str, ...]


def words_of(text: str) -> list[str]:
    """Return the words of a text, in small letters."""
    return _WORD.findall(text.lower())


def grams(text: str, length: int) -> list[Gram]:
    """Return every `length` words in a row."""
    words = words_of(text)
    return list(zip(*(words[start:] for start in range(length)), strict=False))


def nearest_containments(texts: Sequence[str], length: int = 4) -> list[float]:
    """Return for each text how much of it stands in the one other text that holds most of it, from 0 to 1.

    Counted are rows of `length` words, each once. Texts shorter than that are left out.
    """
    sets = [frozenset(grams(text, length)) for text in texts]
    where: defaultdict[Gram, list[int]] = defaultdict(list)
    for number, each in enumerate(sets):
        for gram in each:
            where[gram].append(number)
    found: list[float] = []
    for number, each in enumerate(sets):
        if each:
            shared = Counter(other for gram in each for other in where[gram] if other != number)
            found.append(max(shared.values(), default=0) / len(each))
    return found


def distinct(texts: Sequence[str], length: int = 2) -> float:
    """Return how many of all rows of `length` words are different ones, from 0 to 1; 1 where there are none."""
    rows = [gram for text in texts for gram in grams(text, length)]
    return len(set(rows)) / len(rows) if rows else 1.0


def packed(texts: Sequence[str]) -> float:
    """Return how many times smaller gzip makes them all; 1 where there are none."""
    whole = "\n".join(texts).encode()
    return len(whole) / len(gzip.compress(whole, mtime=0)) if whole else 1.0
