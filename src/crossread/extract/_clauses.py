"""Clauses of a sentence, from its dependency tree: who does what, as runs of words that stand together.

A clause is headed by a finite predicate with a subject of its own, or one that it shares with the clause
that it is coordinated with. Coordinated clauses, the content of verbs of saying and thinking, and
relative clauses behind a comma are clauses of their own; other subordinate clauses stay with their
main clause, which they limit ("if the wind falls").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from crossread.language.analysis import Analysis

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl", "nsubj:outer", "csubj:outer"})
OWN_CLAUSES = frozenset({"root", "conj", "parataxis", "ccomp", "acl:relcl"})
EDGE = frozenset(",;:-–—.!?…*_•#()[]/|")
LEADING = frozenset(
    "and but or nor so yet that which who while whereas though although because as since then also however moreover".split()
)
MAX_SENTENCE_TOKENS = 250
"""A longer "sentence" is a table or a list; it is not searched for clauses."""

MIN_SHARING_TOKENS = 7
"""A coordinated clause without a subject of its own that is shorter stays with the one before ("came and went")."""


class Clause(Struct, frozen=True):
    """One clause: its predicate and subject tokens, its token range (half-open), and how it hangs in the sentence."""

    predicate: int
    subject: int
    first: int
    last: int
    relation: str


class Tree(Struct, frozen=True):
    """The tree of one sentence: token range, and the children of every token."""

    first: int
    last: int
    children: tuple[tuple[int, ...], ...]

    def under(self, token: int) -> tuple[int, ...]:
        """Give the children of a token."""
        return self.children[token - self.first]


def tree_of(analysis: Analysis, first: int, last: int) -> Tree:
    """Make the tree of the tokens from first to last, half-open; arcs that leave the sentence are left out."""
    children: list[list[int]] = [[] for _ in range(first, last)]
    for i in range(first, last):
        head = int(analysis.syntax.head[i])
        if head != i and first <= head < last:
            children[head - first].append(i)
    return Tree(first, last, tuple(tuple(c) for c in children))


def subtree(tree: Tree, token: int, without: Iterable[int] = ()) -> set[int]:
    """Give the tokens under a token, itself included, but for those under the tokens in `without`."""
    skip = set(without)
    out: set[int] = set()
    todo = [token]
    while todo:
        at = todo.pop()
        if at in out or at in skip:
            continue
        out.add(at)
        todo.extend(tree.under(at))
    return out


def subject_of(analysis: Analysis, tree: Tree, token: int) -> int:
    """Give the subject of a predicate; that of the clause it is coordinated with where it has none; -1 for none."""
    for _ in range(6):
        own = [c for c in tree.under(token) if analysis.syntax.deprel[c] in SUBJECTS]
        if own:
            return min(own, key=lambda c: (analysis.syntax.deprel[c] == "expl", c))
        head = int(analysis.syntax.head[token])
        if analysis.syntax.deprel[token] != "conj" or head == token or not tree.first <= head < tree.last:
            return -1
        token = head
    return -1


def is_finite(analysis: Analysis, tree: Tree, token: int) -> bool:
    """Tell whether a predicate is finite: a verb form or a copula with an auxiliary, and no bare infinitive or -ing form."""
    deprel, upos = analysis.syntax.deprel, analysis.syntax.upos
    kinds = {deprel[c] for c in tree.under(token)}
    if kinds & {"cop", "aux", "aux:pass"}:
        return (
            not any(deprel[c] == "mark" and analysis.word(c).lower() == "to" for c in tree.under(token))
            or "nsubj" in kinds
        )
    if upos[token] not in {"VERB", "AUX"}:
        return False
    to = any(deprel[c] == "mark" and analysis.word(c).lower() == "to" for c in tree.under(token))
    return not to and not analysis.word(token).lower().endswith("ing")


def find_clauses(analysis: Analysis, tree: Tree) -> Iterator[Clause]:
    """Yield the clauses of one sentence in text order.

    Args:
        analysis: the report, read.
        tree: the tree of the sentence.
    """
    heads = [t for t in range(tree.first, tree.last) if _heads_clause(analysis, tree, t)]
    for token in heads:
        inner = [h for h in heads if h != token and _cut_out(analysis, h)]
        words = subtree(tree, token, without=[h for h in inner if h in subtree(tree, token)])
        run = _run_around(analysis, sorted(words), token, _forbidden(tree, inner, token))
        if run:
            yield Clause(token, subject_of(analysis, tree, token), *run, analysis.syntax.deprel[token])


def _heads_clause(analysis: Analysis, tree: Tree, token: int) -> bool:
    relation = analysis.syntax.deprel[token]
    if relation.split(":")[0] not in {"root", "conj", "parataxis", "ccomp"} and relation != "acl:relcl":
        return False
    if not is_finite(analysis, tree, token) or subject_of(analysis, tree, token) < 0:
        return False
    if relation == "acl:relcl":
        return _behind_comma(analysis, tree, token)
    return relation != "conj" or _stands_alone(analysis, tree, token)


def _stands_alone(analysis: Analysis, tree: Tree, token: int) -> bool:
    """Tell whether a coordinated predicate makes a clause: it has its own subject, or follows a verb and is long enough."""
    head = int(analysis.syntax.head[token])
    if not tree.first <= head < tree.last:
        return False
    verbal = analysis.syntax.upos[head] in {"VERB", "AUX"}
    return _has_subject(analysis, tree, token) or (verbal and len(subtree(tree, token)) >= MIN_SHARING_TOKENS)


def _has_subject(analysis: Analysis, tree: Tree, token: int) -> bool:
    return any(analysis.syntax.deprel[c] in SUBJECTS for c in tree.under(token))


def _behind_comma(analysis: Analysis, tree: Tree, token: int) -> bool:
    first = min(subtree(tree, token))
    return first > tree.first and any(
        analysis.word(i) in {",", "–", "—", "("} for i in range(max(tree.first, first - 1), first + 1)
    )


def _cut_out(analysis: Analysis, token: int) -> bool:
    """Tell whether a clause is taken out of the one above it; content clauses and relative ones stay in it."""
    return analysis.syntax.deprel[token] in {"conj", "parataxis"}


def _forbidden(tree: Tree, inner: Sequence[int], token: int) -> set[int]:
    """Give the tokens of clauses that are taken out, but for those that hold the clause itself."""
    out: set[int] = set()
    for h in inner:
        words = subtree(tree, h)
        if token not in words:
            out |= words
    return out


def _run_around(analysis: Analysis, words: Sequence[int], token: int, forbidden: set[int]) -> tuple[int, int] | None:
    """Give the run of a clause's words around its predicate, cut at words of clauses taken out, and trimmed at both ends."""
    inside = set(words)
    first = last = token
    while (
        first - 1 >= words[0]
        and first - 1 not in forbidden
        and (first - 1 in inside or analysis.syntax.upos[first - 1] == "PUNCT")
    ):
        first -= 1
    while (
        last + 1 <= words[-1]
        and last + 1 not in forbidden
        and (last + 1 in inside or analysis.syntax.upos[last + 1] == "PUNCT")
    ):
        last += 1
    return trim(analysis, first, last + 1)


def trim(analysis: Analysis, first: int, last: int) -> tuple[int, int] | None:
    """Trim punctuation at both ends and conjunctions at the start; quotation marks stay where both stand.

    Returns:
        The token range that is left, half-open; None for none.
    """
    while first < last:
        word = analysis.word(first)
        if all(c in EDGE for c in word) or (
            word.lower() in LEADING
            and analysis.syntax.upos[first] in {"CCONJ", "SCONJ", "PRON", "ADV", "DET"}
            and _is_joint(analysis, first)
        ):
            first += 1
        else:
            break
    while last > first and (
        all(c in EDGE for c in analysis.word(last - 1)) or analysis.syntax.upos[last - 1] == "CCONJ"
    ):
        last -= 1
    marks = {'"': '"', "“": "”", "”": "”", "‘": "’", "'": "'", "„": "“", "«": "»", "``": "''"}
    opens, closes = (
        analysis.word(first) in marks if first < last else False,
        last > first and analysis.word(last - 1) in {'"', "”", "’", "''", "»"},
    )
    inner = [analysis.word(i) for i in range(first, last)]
    if closes and not opens and sum(w in {'"', "”", "’", "''", "“"} for w in inner) == 1:
        return trim(analysis, first, last - 1)
    if opens and not closes and sum(w in marks for w in inner) == 1:
        return trim(analysis, first + 1, last)
    return (first, last) if first < last else None


def _is_joint(analysis: Analysis, token: int) -> bool:
    return analysis.syntax.deprel[token] in {"cc", "mark", "advmod"} or analysis.word(token).lower() in {
        "and",
        "but",
        "or",
        "that",
    }
