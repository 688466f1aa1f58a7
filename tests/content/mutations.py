"""Scenes as a slip of the hand, or malice, would leave them: lines and characters gone, doubled, moved, put in."""

from hypothesis import strategies as st

STRANGE = (
    *"{}[]|:#-*&!%@`'\"\\<>?,=+~_ \t\n\r0aZ",
    "\u202e", "\u200b", "\u2028", "\u0000", "\ud7ff", "\ufeff", "\ue000", "é", "\U0001f9f6",
    ": ", " #", "- ", "---\n", "<<: ", "? ", "{{", "]]", "|\n", ">\n", "!!python/object:os.system ", "&a ", "*a",
    "[" * 50, "{" * 50, "- " * 50, "a" * 5_000, "\n" * 500, "9" * 500, "{host}" * 200, "[a|b]" * 200,
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn, text: str) -> bytes:
    """Return `text` after one to four accidents."""
    for _ in range(draw(st.integers(1, 4))):
        text = draw(st.sampled_from((_characters, _lines, _indents)))(draw, text)
    return text.encode("utf-8", "surrogatepass")


def _characters(draw: st.DrawFn, text: str) -> str:
    at = draw(st.integers(0, len(text)))
    gone = draw(st.sampled_from((0, 0, 1, 2, 10, 100)))
    return text[:at] + draw(st.sampled_from(("", *STRANGE))) + text[at + gone :]


def _lines(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    first = draw(st.integers(0, len(lines) - 1))
    last = min(len(lines), first + draw(st.integers(1, 8)))
    moved = lines[first:last]
    rest = lines[:first] + lines[last:] if draw(st.booleans()) else lines
    at = draw(st.integers(0, len(rest)))
    return "\n".join([*rest[:at], *moved * draw(st.sampled_from((0, 1, 1, 2, 30))), *rest[at:]])


def _indents(draw: st.DrawFn, text: str) -> str:
    lines = text.split("\n")
    first = draw(st.integers(0, len(lines) - 1))
    by = draw(st.sampled_from((-4, -2, -1, 1, 2, 4, 40)))
    for number in range(first, min(len(lines), first + draw(st.integers(1, 8)))):
        lines[number] = " " * by + lines[number] if by > 0 else lines[number][-by:]
    return "\n".join(lines)
