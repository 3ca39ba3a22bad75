"""Events as one sentence joins them by a word of time, cut along its tree; and whether a word of one is negated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from crossread.compare._word_senses import senses_of
from crossread.compare.conflict_passages import Passage
from crossread.compare.conflict_words import Term, concept_of, plain_concept, stems_of
from crossread.extract._clauses import MAX_SENTENCE_TOKENS, Tree, subject_of, subtree, tree_of
from crossread.language.analysis import Analysis

LEADS = frozenset({"mark", "case", "advmod"})
"""How a word of time hangs on the event that it opens: "before they voted", "before the vote"."""

UNDER = frozenset({"advcl", "obl", "nmod", "acl"})
"""How an event that a word of time opens hangs on the other one."""

ASIDE = frozenset({"parataxis", "acl:relcl", "advcl", "advcl:relcl"})
"""What hangs on an event and tells of another."""

SPANS = stems_of("second minute hour day week month year moment")
"""In "an hour before the vote" the event does not hang on the noun of time, but on what that hangs on."""

MAX_UP = 3
"""Steps taken up from a noun of time."""

MAX_TERMS = 24
"""An event is told in so many words at most; more are a list, or a tree gone wrong."""


class Joined(Struct, frozen=True):
    """Words of two events that a word of time joins: what is told, and what it is told to come before, in or after.

    `heads` are the concepts of the words that each event hangs on, empty for a word that tells nothing.
    """

    main: tuple[Term, ...]
    other: tuple[Term, ...]
    heads: tuple[frozenset[str], frozenset[str]]


def is_negated(term: Term) -> bool:
    """Tell whether a word is negated: not where it only means the opposite of its family, such as "closed"."""
    concept, own = concept_of(term.key)
    return term.sign != (own if concept == term.concept else 1)


def told_concepts(terms: Sequence[Term]) -> frozenset[str]:
    """Give what words tell; one that means the opposite of its family is itself: "fell" is no "rose". Numbers tell no event."""
    return frozenset(plain_concept(t.key, t.concept) for t in terms if t.tells and not t.key.isdigit())


def sense_keys(words: Iterable[str]) -> frozenset[str]:
    """Give keys that words of one sense share ("fell in", "collapsed"): a word leads to others by them."""
    return frozenset(f"sense:{number}" for word in words for senses in senses_of(word) for number in senses)


def join_by_tree(analysis: Analysis, passage: Passage, terms: Sequence[Term], joint: tuple[int, int]) -> Joined | None:
    """Cut a sentence into the two events around a word of time, None where its tree does not tell them.

    Args:
        analysis: that of the report of the passage.
        passage: the sentence.
        terms: its words that may tell an event.
        joint: rows of `terms` that the word of time takes, half-open.
    """
    first, last = analysis.tokens.covering(passage.span.start, passage.span.end)
    if last - first > MAX_SENTENCE_TOKENS or len(analysis.syntax.deprel) < last:
        return None
    tree = tree_of(analysis, first, last)
    found = _heads(analysis, tree, terms[joint[0] : joint[1]])
    if found is None:
        return None
    main, other = found
    under = subtree(tree, other)
    over = _told_by(analysis, tree, main) - under
    at = {t.start: analysis.tokens.covering(t.start, t.end)[0] for t in terms}
    inside = {t.start for t in terms[joint[0] : joint[1]]}
    told = tuple(t for t in terms if at[t.start] in over and t.start not in inside)
    rest = tuple(t for t in terms if at[t.start] in under and t.start not in inside)
    if not told or not rest:
        return None
    own, its = (told_concepts([t for t in terms if at[t.start] in _phrase(analysis, tree, h)]) for h in (main, other))
    return Joined(told[-MAX_TERMS:], rest[:MAX_TERMS], (own, its))


def _phrase(analysis: Analysis, tree: Tree, head: int) -> set[int]:
    """Give the head of an event with the verbs and objects right under it: "began to wail", "took the vote"."""
    deprel = analysis.syntax.deprel
    return {head, *(c for c in tree.under(head) if deprel[c] in {"obj", "xcomp", "conj", "nsubj:pass", "compound:prt"})}


def _told_by(analysis: Analysis, tree: Tree, main: int) -> set[int]:
    """Give the tokens that tell an event: those under its head and its subject, but for what tells of other events."""
    deprel = analysis.syntax.deprel
    aside = [i for i in range(tree.first, tree.last) if i != main and deprel[i] in ASIDE]
    over = subtree(tree, main, without=aside)
    said = subtree(tree, main, without=[*aside, *(c for c in tree.under(main) if deprel[c] == "ccomp")])
    over = said if len(over) > MAX_TERMS else over
    subject = subject_of(analysis, tree, main)
    return over | subtree(tree, subject, without=aside) if subject >= 0 else over


def _heads(analysis: Analysis, tree: Tree, joint: Sequence[Term]) -> tuple[int, int] | None:
    """Find the heads of both events: the one that a word of time opens, and the one that this hangs on."""
    head, deprel = analysis.syntax.head, analysis.syntax.deprel
    for term in reversed(joint):
        token = analysis.tokens.covering(term.start, term.end)[0]
        other = int(head[token])
        if deprel[token].split(":")[0] not in LEADS or not tree.first <= other < tree.last or other < token:
            continue
        if deprel[other].split(":")[0] not in UNDER:
            return _fronted(analysis, tree, token, other)
        main = int(head[other])
        for _ in range(MAX_UP):
            if not tree.first <= main < tree.last or not _only_leads_up(analysis, main):
                break
            main = int(head[main])
        if main not in (other, token) and tree.first <= main < tree.last and main not in subtree(tree, other):
            return (main, other) if main < other or _parts(analysis, tree, other, main) else None
    return None


def _parts(analysis: Analysis, tree: Tree, other: int, main: int) -> bool:
    """Tell whether a comma or a subject parts an event from the clause behind it: not in "before the talks came to an end"."""
    between = range(max(subtree(tree, other)) + 1, main)
    return any(analysis.word(i) == "," or analysis.syntax.deprel[i].startswith("nsubj") for i in between)


def _only_leads_up(analysis: Analysis, token: int) -> bool:
    """Tell a noun of time, an infinitive and a participle: they tell the event that they hang on ("began to wail")."""
    word, relation = analysis.word(token).lower(), analysis.syntax.deprel[token]
    return word.rstrip("s") in SPANS or relation == "xcomp" or (relation == "advcl" and word.endswith("ing"))


def _fronted(analysis: Analysis, tree: Tree, token: int, main: int) -> tuple[int, int] | None:
    """Find the noun that a word of time opens where no comma parts it from the clause: "After the vote Pell rang her"."""
    upos = analysis.syntax.upos
    behind = [c for c in tree.under(main) if token < c < main]
    noun = next((c for c in behind if upos[c] in {"NOUN", "PROPN"}), -1)
    return (main, noun) if noun >= 0 and _parts(analysis, tree, noun, main) else None
