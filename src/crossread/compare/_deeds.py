"""What is done in a claim: its main verbs, whether they are done or still to come, and verbs that undo each other.

Two claims that share a number and a noun are not one fact where one tells how 600 people left and the other how they came back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from crossread.compare._likeness import matches
from crossread.compare._word_senses import kinship, opposites_of
from crossread.compare._wordings import keys_of, mass_of
from crossread.extract._modality import DENYING, NEGATIONS, NEGATIVE_SUBJECTS, RULING
from crossread.language.analysis import Analysis
from crossread.records import Claim, TimeRef

LEAST_MASS = 0.4
"""A verb of grammar ("be", "have", "do") is no deed."""

CARRIED_ON = frozenset({"xcomp", "conj"})
"""How a verb hangs on another that it is done with: "forced residents to leave", "struck and sank"."""

MAX_DEEDS = 6
"""A claim of more verbs is a list, or a tree gone wrong."""

TO_COME = frozenset("will shall if unless plan due expect schedul intend".split())
"""Stems of words by which a claim tells what is not done yet; "would" is a told "will"."""

_UNDONE = (
    "return leave|return flee|return evacuate|return expel|return force|return displace|return drive|back flee|reach leave|"
    "reopen close|reopen shut|open close|enter leave|arrive leave|land depart|release arrest|free arrest|free hold|"
    "repay borrow|recover lose|find lose|lift impose|end impose|restore cut|rebuild destroy|repair damage|"
    "withdraw deploy|pull send|cancel order|call scrap|resume suspend|reinstate dismiss|acquit charge|drop file"
)
"""Pairs of verbs of which one undoes what the other has done; chosen by hand beside WordNet's antonyms, which lack most of them."""


DENIES_THING = frozenset("deny denies denied denying exclude excludes excluded".split())
"""Verbs whose object is said not to be; who rejects an offer or a charge says nothing of the kind."""


class Deeds(Struct, frozen=True):
    """The verbs of a claim as stems: `main` those that it is about, `every` with those in its further clauses; and whether it is to come.

    `negated` are the stems of what its own words say is not so ("did not sign", "no letter", "refused to pay"), and `rejects` tells
    whether it has a verb that denies something by itself ("rejected the offer").
    """

    main: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()
    to_come: bool = False
    negated: frozenset[str] = frozenset()
    rejects: bool = False


def find_deeds(
    analysis: Analysis, claim: Claim, tops: Sequence[int], tokens: tuple[int, int], times: Sequence[TimeRef]
) -> Deeds:
    """Read what is done in a claim.

    Args:
        analysis: the report.
        claim: the claim.
        tops: tokens of the claim that hang on none of its others.
        tokens: the first token of the claim, and the one after its last.
        times: the times of the claim.
    """
    main = frozenset(_stems(analysis, _main(analysis, tops, tokens)))
    every = frozenset(_stems(analysis, (i for i in range(*tokens) if analysis.syntax.upos[i] == "VERB")))
    negated = frozenset(_stems(analysis, _negated(analysis, tokens)))
    rejects = any(analysis.word(i).lower() in DENYING for i in range(*tokens))
    return Deeds(
        main, every, is_to_come(analysis.doc[claim.span], claim, times, analysis.doc.published), negated, rejects
    )


def _negated(analysis: Analysis, tokens: tuple[int, int]) -> Iterator[int]:
    """Give the words that a word of negation, or a verb that denies, stands over."""
    head, rel = analysis.syntax.head, analysis.syntax.deprel
    for i in range(*tokens):
        low = analysis.word(i).lower()
        over = int(head[i])
        if low in NEGATIONS and tokens[0] <= over < tokens[1]:
            yield over
            if low in NEGATIVE_SUBJECTS and rel[i] == "det" and tokens[0] <= int(head[over]) < tokens[1]:
                yield int(head[over])  # "no money was paid": neither money nor paid
        elif (rel[i] in {"xcomp", "ccomp"} and analysis.word(over).lower() in DENYING) or (
            rel[i] in {"obj", "nsubj:pass", "xcomp", "ccomp"} and _denies_thing(analysis, over)
        ):
            yield i


def _denies_thing(analysis: Analysis, verb: int) -> bool:
    """Tell "denied", "excluded" and "ruled out"."""
    words = [analysis.word(i).lower() for i in range(verb, min(verb + 2, len(analysis.tokens)))]
    return words[0] in DENIES_THING or (words[0] in RULING and words[1:] == ["out"])


def are_contrary(a: Deeds, b: Deeds, about_a: frozenset[str], about_b: frozenset[str]) -> bool:
    """Tell whether what one of two claims says is not so may be what the other says is.

    Args:
        a, b: the deeds of two claims of which one is denied.
        about_a, about_b: the stems of all their telling words.

    Returns:
        False where one negates nothing that the other has without a "not": "four men never came home" and "four were killed";
        where nothing tells what is denied, True.
    """
    if not a.negated and not b.negated:
        return not (a.rejects or b.rejects)
    return bool(matches(a.negated, about_b - b.negated) or matches(b.negated, about_a - a.negated))


def _main(analysis: Analysis, tops: Sequence[int], tokens: tuple[int, int]) -> list[int]:
    """Give the main verbs, with those that they carry on in."""
    found = [i for i in tops if analysis.syntax.upos[i] == "VERB"]
    for at in found:
        if len(found) >= MAX_DEEDS:
            break
        found += [
            i
            for i in range(*tokens)
            if int(analysis.syntax.head[i]) == at
            and i not in found
            and analysis.syntax.deprel[i] in CARRIED_ON
            and analysis.syntax.upos[i] == "VERB"
        ]
    return found[:MAX_DEEDS]


def _stems(analysis: Analysis, tokens: Iterable[int]) -> Iterator[str]:
    for i in tokens:
        for stem in keys_of(analysis.word(i)):
            if mass_of(stem) >= LEAST_MASS:
                yield stem


def is_to_come(text: str, claim: Claim, times: Sequence[TimeRef], published: str | None) -> bool:
    """Tell whether a claim is about what is planned, asked for or only possible, or is dated after the day of its report."""
    if claim.modality not in {"asserted", "reported"} or TO_COME.intersection(keys_of(text)):
        return True
    return bool(published) and any(
        t.type in {"date", "time"} and t.from_ is not None and t.from_[:10] > (published or "")[:10] for t in times
    )


def best_kinship(a: Deeds, b: Deeds) -> float:
    """Give how much one of the main verbs of either claim tells of a verb of the other, in [0, 1]; 0 where one has none."""
    there = [kinship(x, y) for x in a.main for y in b.every] + [kinship(x, y) for x in a.every for y in b.main]
    return max(there, default=0.0)


def are_other(a: Deeds, b: Deeds) -> bool:
    """Tell whether both claims have verbs, and none that may stand for another's."""
    return bool(a.main and b.main) and best_kinship(a, b) == 0.0


def are_opposed(a: Deeds, b: Deeds) -> bool:
    """Tell whether a main verb of one claim undoes one of the other, where they share none."""
    if a.main & b.main:
        return False
    return any(y in _undoing(x) for x in a.main for y in b.main)


@cache
def _undone() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _UNDONE.split("|"):
        x, y = (keys_of(word)[0] for word in pair.split())
        found.setdefault(x, set()).add(y)
        found.setdefault(y, set()).add(x)
    return {stem: frozenset(others) for stem, others in found.items()}


def _undoing(stem: str) -> frozenset[str]:
    return _undone().get(stem, frozenset()) | frozenset(opposites_of(stem))
