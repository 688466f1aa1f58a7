"""The first lines of a scene: a file that is proved as it stands, with comments that say what to do with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.domain.scene import Kind, Stage

_HEAD: Final = """\
# {plain}. What is it about? Say it here in a line, for whoever opens this file next.
# Lines that begin with # are notes: nobody dreams them. Take them out as you go.
scene: {id}
title: "{title}"
place: "{place}"
kind: {kind}
{settings}cooldown: 90

# How it is told afterwards, to others: two first sentences and two last ones. Third person, past, never "you".
openings:
  - It was in {{country.name}} that night, and {somebody} stood in the middle of it.
  - "{Somebody} came upon a table with one drawer, and nothing else for a long way."
closes:
  - Then the night went on without it.
  - That was where it stopped, in the middle.

# The beat that ends it when somebody wakes.
wake: cut

beats:
"""

_SHARED: Final = """\
  # A beat is what is read at once. `both` is one text for both; `host` and `guest` are one for each.
  # Words in braces are put in tonight: {{guest}} is the other's name, and "you" to the guest.
  arrive:
    host: |
      {{Country.sound}}. A table stands here that was not here before. It has one drawer. {{Guest}} comes over the
      ground, and stops on the other side of it.
    guest: |
      You know this ground: {{country.ground}}. Tonight there is a table on it with one drawer, and behind the table
      stands {{host}}.
    # The sentence this beat is told by, afterwards, or: skip.
    told: skip
    # Who is asked: host, guest, either, or both.
    ask: guest
    choices:
      # A label is what is clicked. `told` is a clause without its subject: "opened the drawer".
      - label: Open the drawer
        told: opened the drawer
        # What it changes between the two.
        set: [trust + 1]
        to: drawer
      - label: Knock on the table first
        told: knocked on the table first
        # A line of the picture the other one has of who chose this.
        dossier:
          guest: knocks first
        to: drawer
    # Every question says what happens if nobody answers. It gives nothing and costs nothing.
    silence:
      both: The drawer stays shut. It goes on being a table.
      told: let the drawer be
      to: cut

  drawer:
    both: |
      There is something in it, and it is warm.
    told: In the drawer was something warm.
    weight: 2
    ask: host
    choices:
      - label: Take it out
        told: took it out
        to: end
      - label: Push the drawer shut again
        told: pushed the drawer shut again
        to: end
    silence:
      both: It is left where it is. It goes on being warm.
      told: left it where it was
      to: cut

  end:
    both: |
      The table has a second drawer now, on the other side.
    told: The table had a second drawer by then, on the other side.
    weight: 3
{moves}    then: cut

"""

_LONE: Final = """\
  # A beat is what is read at once. In a lone dream the text is `me`. Words in braces are put in tonight.
  arrive:
    me: |
      {{Country.sound}}. A table stands here, on {{country.ground}}, and was not here before. It has one drawer.
    # The sentence this beat is told by, afterwards, or: skip.
    told: skip
    ask: me
    choices:
      # A label is what is clicked. `told` is a clause without its subject: "opened the drawer".
      - label: Open the drawer
        told: opened the drawer
        to: drawer
      - label: Knock on the table first
        told: knocked on the table first
        to: drawer
    # Every question says what happens if nobody answers. It gives nothing and costs nothing.
    silence:
      me: The drawer stays shut. It goes on being a table.
      told: let the drawer be
      to: cut

  drawer:
    me: |
{found}    told: In the drawer lay something warm.
    weight: 2
    # A thing left here: the other one may find it, as {{left}}.
    leave: a drawer left open
    then: cut

"""

_CUT: Final = """\
  # A dream is cut, not rounded: in the middle of a sentence.
  cut:
    {reader}: |
      Somewhere else an alarm goes off, and you put your hand on the
    told: skip
    end: yes
"""

_MOVES: Final = {
    Stage.WORDS: """\
    # The first meeting gives names: from here on they are called by them.
    set: [names = yes]
""",
    Stage.REGISTER: """\
    # Here each reads what the register says of the other.
    register: yes
""",
    Stage.WOUND: """\
    # The quarrel, and its question: it is kept, and {question} asks it again at the door.
    set: [quarrel = yes]
    question: Whose table is it?
""",
    Stage.DOOR: """\
    # The quarrel ends here. Ask {question} somewhere above.
    set: [quarrel = no]
""",
}


@dataclass(frozen=True, slots=True)
class Begun:
    """What is known of a scene when it is begun. `country` is an id, or "" for any."""

    id: str
    title: str
    place: str
    kind: Kind
    stages: tuple[Stage, ...] = ()
    motifs: Sequence[str] = ()
    country: str = ""


def written(begun: Begun) -> str:
    """Return the file of a scene that is begun."""
    lone = begun.kind.lone
    somebody = "me" if lone else "host"
    head = _HEAD.format(
        id=begun.id,
        plain=begun.title,
        title=_quoted(begun.title),
        place=_quoted(begun.place),
        kind=begun.kind.value,
        settings=_settings(begun),
        somebody=f"{{{somebody}}}",
        Somebody=f"{{{somebody.capitalize()}}}",
    )
    if lone:
        body = _LONE.format(found=_found(begun.kind))
    else:
        body = _SHARED.format(moves="".join(_MOVES.get(stage, "") for stage in begun.stages[:1] if _is_spine(begun)))
    return head + body + _CUT.format(reader="me" if lone else "both")


def slug(title: str) -> str:
    """Return an id made of a title; "scene" where nothing of it is left."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:40].strip("-") or "scene"


def _is_spine(begun: Begun) -> bool:
    return begun.kind is Kind.SPINE


def _settings(begun: Begun) -> str:
    lines: list[str] = []
    if begun.stages:
        lines += ["# In which stages of a bond it may be dreamt.", f"stage: [{', '.join(begun.stages)}]"]
    conditions = ["bound"] if begun.kind is Kind.ECHO else []
    if begun.country:
        conditions.append(f"{'me' if begun.kind.lone else 'host'}.country is {begun.country}")
    if conditions:
        lines += ["# What must be so, all of it.", f"when: [{', '.join(conditions)}]"]
    if begun.motifs:
        lines += [
            "# What recurs in it: nights near one another take different ones.",
            f"motifs: [{', '.join(begun.motifs)}]",
        ]
    return "".join(f"{line}\n" for line in lines)


def _found(kind: Kind) -> str:
    if kind is Kind.ECHO:
        return "      There is something in it, and it is warm: {left}.\n"
    return "      There is something in it, and it is warm.\n"


def _quoted(text: str) -> str:
    """Return `text` as it stands between double quotes."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
