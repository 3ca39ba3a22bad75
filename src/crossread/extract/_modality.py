"""How a clause is said: affirmed or denied; asserted, possible, planned, demanded, conditional or reported."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.extract._clauses import Tree, subject_of, subtree
from crossread.extract.cues import SAY, lemma
from crossread.language.analysis import Analysis
from crossread.records import Modality, Polarity

NEGATIONS = frozenset(
    "not n't n’t never no nobody none neither nor nothing nowhere without hardly scarcely cannot".split()
)
NEGATIVE_SUBJECTS = frozenset("no nobody none neither nothing".split())
ONE = frozenset("a an one single".split())
DENYING = frozenset(
    "deny denies denied denying refuse refuses refused refusing fail fails failed failing decline declines declined declining "
    "reject rejects rejected rejecting refute refutes refuted dispute disputes disputed disputing contradict contradicts contradicted "
    "dismiss dismisses dismissed".split()
)
"""Verbs that deny what they govern. "Ruled out" is looked for as two words."""

RULING = frozenset({"rule", "rules", "ruled", "ruling"})
"""With "out" behind them they deny."""
POSSIBLE = frozenset("may might could possibly perhaps maybe likely potentially probably can possible".split())
SUGGESTING = frozenset(
    "suggest suggests suggested suggesting hint hints hinted speculate speculated seem seems seemed appear appears appeared float floats floated".split()
)
PLANNED = frozenset("will ’ll 'll shall wo".split())
PLANNING = frozenset(
    "plan plans planned planning intend intends intended expect expects expected prepare prepares preparing prepared arrange arranging "
    "arranges arranged schedule scheduled aim aims aiming due set promise promises promised vow vows vowed pledge pledges pledged agree agreed agrees".split()
)
DEMANDED = frozenset("must should shall ought".split())
DEMANDING = frozenset(
    "demand demands demanded demanding urge urges urged urging insist insists insisted insisting call calls called calling require requires "
    "required want wants wanted ask asks asked".split()
)
CONDITIONS = frozenset("if unless provided providing".split())
HEARSAY = frozenset("reportedly allegedly apparently supposedly purportedly".split())
SAID_TO = frozenset("said reported believed thought understood alleged rumoured rumored".split())


def words_of(analysis: Analysis, tree: Tree, predicate: int) -> list[str]:
    """Give the words right under a predicate, and of the verbs without a subject that it governs, in lower case."""
    deprel = analysis.syntax.deprel
    direct = [
        c
        for c in tree.under(predicate)
        if deprel[c] in {"aux", "aux:pass", "advmod", "cop", "mark", "det", "compound:prt", "cc:preconj"}
    ]
    return [analysis.word(i).lower() for i in sorted({predicate, *direct})]


def is_negated(analysis: Analysis, tree: Tree, predicate: int, subject: int) -> bool:
    """Tell whether a predicate is negated by a word of its own, by its subject or by what it governs ("nobody", "no gate")."""
    words = words_of(analysis, tree, predicate)
    negated = any(w in NEGATIONS for w in words) and not _not_only(analysis, tree, predicate)
    negated = negated or _is_yet_to(analysis, tree, predicate)
    if subject >= 0:
        negated ^= _is_none(analysis, tree, subject)
    return negated or any(
        _is_none(analysis, tree, c)
        for c in tree.under(predicate)
        if analysis.syntax.deprel[c] in {"obj", "obl"} and not _is_lacking(analysis, tree, c)
    )


def _is_yet_to(analysis: Analysis, tree: Tree, predicate: int) -> bool:
    """Tell what has not been done so far: "has yet to commit", "is yet to decide"."""
    near = range(max(tree.first, predicate - 2), min(predicate + 2, tree.last - 1))
    return any(analysis.word(i).lower() == "yet" and analysis.word(i + 1).lower() == "to" for i in near)


def _is_none(analysis: Analysis, tree: Tree, noun: int) -> bool:
    """Tell whether a noun stands for none: "nobody", "no gate", "not a penny"."""
    before = [c for c in tree.under(noun) if analysis.syntax.deprel[c] in {"det", "advmod"} and c < noun]
    words = {analysis.word(c).lower() for c in before}
    not_one = "not" in words and any(w in ONE for w in words)
    return not_one or bool((words | {analysis.word(noun).lower()}) & NEGATIVE_SUBJECTS)


def _is_lacking(analysis: Analysis, tree: Tree, noun: int) -> bool:
    """Tell "with no money" and "in no time", which tell how something was done, and not that it was not."""
    return any(analysis.word(c).lower() in {"with", "in", "at"} for c in tree.under(noun))


def _not_only(analysis: Analysis, tree: Tree, predicate: int) -> bool:
    for c in (predicate, *tree.under(predicate)):
        if (
            analysis.word(c).lower() == "not"
            and c + 1 < tree.last
            and analysis.word(c + 1).lower() in {"only", "just", "merely"}
        ):
            return True
    return False


def rules_out(analysis: Analysis, tree: Tree, predicate: int) -> bool:
    """Tell whether a predicate is "rule out" or "exclude"."""
    word = analysis.word(predicate).lower()
    following = analysis.word(predicate + 1).lower() if predicate + 1 < tree.last else ""
    passive = any(analysis.syntax.deprel[c] == "aux:pass" for c in tree.under(predicate))
    return (word in {"exclude", "excludes", "excluded", "preclude"} and not passive) or (
        word in RULING and following == "out"
    )


def judge(
    analysis: Analysis, tree: Tree, predicate: int, subject: int, span: tuple[int, int]
) -> tuple[Polarity, Modality]:
    """Give polarity and modality of a clause.

    "Did not rule out" is possible and affirmed; "ruled out" is denied.
    """
    words = words_of(analysis, tree, predicate)
    negated = is_negated(analysis, tree, predicate, subject)
    if rules_out(analysis, tree, predicate):
        return ("affirmed", "possible") if negated else ("denied", "asserted")
    polarity: Polarity = "denied" if negated != _denies(analysis, tree, predicate, span) else "affirmed"
    return polarity, _modality(analysis, tree, predicate, words, span)


def _denies(analysis: Analysis, tree: Tree, predicate: int, span: tuple[int, int]) -> bool:
    """Tell whether a verb denies what it governs, or tells of something that is denied: "has maintained that nobody fell ill"."""
    word = analysis.word(predicate).lower()
    denying = word in DENYING or _light_denial(analysis, predicate)
    told = [c for c in tree.under(predicate) if analysis.syntax.deprel[c] == "ccomp" and span[0] <= c < span[1]]
    if not told or lemma(word) not in SAY:
        return denying
    return denying != is_negated(analysis, tree, told[0], subject_of(analysis, tree, told[0]))


def _light_denial(analysis: Analysis, predicate: int) -> bool:
    """Tell "failed to confirm" with the tree upside down: the predicate hangs as xcomp under a denying verb."""
    head = int(analysis.syntax.head[predicate])
    return analysis.syntax.deprel[predicate] == "xcomp" and analysis.word(head).lower() in DENYING


def _modality(analysis: Analysis, tree: Tree, predicate: int, words: Sequence[str], span: tuple[int, int]) -> Modality:
    deprel = analysis.syntax.deprel
    every = {analysis.word(i).lower() for i in range(*span)}
    word = analysis.word(predicate).lower()
    governs = _governs_clause(analysis, tree, predicate)
    said_to = word in SAID_TO and "aux:pass" in {deprel[c] for c in tree.under(predicate)}
    planned = any(w in PLANNED for w in words) or (word in PLANNING and governs) or _is_to(analysis, tree, predicate)
    kinds: tuple[tuple[Modality, bool], ...] = (
        (
            "conditional",
            words[0] in CONDITIONS
            or any(deprel[c].startswith("advcl") and _has_condition(analysis, tree, c) for c in tree.under(predicate)),
        ),
        ("reported", bool(every & HEARSAY) or said_to),
        ("demanded", any(w in DEMANDED for w in words) or (word in DEMANDING and governs)),
        ("possible", any(w in POSSIBLE for w in words) or word in SUGGESTING),
        ("planned", planned or "would" in words or "’d" in words),
    )
    return next((kind for kind, holds in kinds if holds), "asserted")


def _has_condition(analysis: Analysis, tree: Tree, token: int) -> bool:
    return any(analysis.word(i).lower() in CONDITIONS for i in tree.under(token)) or (
        min(subtree(tree, token)) >= 0 and analysis.word(min(subtree(tree, token))).lower() in CONDITIONS
    )


def _governs_clause(analysis: Analysis, tree: Tree, predicate: int) -> bool:
    """Tell whether a verb of wanting or planning has something that is wanted: a clause, an infinitive, or "for"."""
    for c in tree.under(predicate):
        if analysis.syntax.deprel[c] in {"xcomp", "ccomp", "csubj"}:
            return True
        if analysis.syntax.deprel[c] in {"obl", "obj"} and any(
            analysis.word(d).lower() in {"for", "on"} for d in tree.under(c)
        ):
            return True
    return analysis.word(predicate).lower() in {
        "demand",
        "demands",
        "demanded",
        "planned",
        "scheduled",
        "plans",
        "insisted",
        "urged",
    }


def _is_to(analysis: Analysis, tree: Tree, predicate: int) -> bool:
    """Tell "is to meet" and "is due to meet"."""
    to = [c for c in tree.under(predicate) if analysis.syntax.deprel[c] == "mark" and analysis.word(c).lower() == "to"]
    return any(
        c > tree.first and analysis.word(c - 1).lower() in {"is", "are", "was", "were", "due", "set"} for c in to
    )
