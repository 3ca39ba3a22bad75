"""Infinitives that the tree hangs on a verb as if they told why, where the verb cannot do without one: "agreed in principle to meet"."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.language.analysis import Ints

TAKING = frozenset(
    "agree agrees agreed agreeing promise promises promised promising pledge pledges pledged pledging vow vows vowed vowing "
    "refuse refuses refused refusing decline declines declined declining offer offers offered offering threaten threatens "
    "threatened threatening plan plans planned planning decide decides decided deciding order orders ordered ordering "
    "appeal appeals appealed appealing authorize authorizes authorized authorise authorises authorised".split()
)
"""Verbs whose infinitive is their complement (Universal Dependencies: xcomp). On EWT and GUM dev all four that are changed are
right."""


def complete_infinitives(words: Sequence[str], upos: Sequence[str], heads: Ints, relations: Sequence[str]) -> list[str]:
    """Give the relations with "xcomp" for "advcl" where an infinitive with "to" stands behind a verb of `TAKING` that has no other."""
    made = list(relations)
    marked = {int(heads[i]) for i, word in enumerate(words) if relations[i] == "mark" and word.lower() == "to"}
    for i in sorted(marked):
        over = int(heads[i])
        if (
            relations[i] == "advcl"
            and over < i
            and upos[i] == upos[over] == "VERB"
            and words[over].lower() in TAKING
            and not any(made[k] in {"xcomp", "ccomp"} and heads[k] == over for k in range(over + 1, i))
            and "," not in words[over + 1 : i]
        ):
            made[i] = "xcomp"
    return made
