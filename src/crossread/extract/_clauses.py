"""Clauses of a sentence, from its dependency tree: who does what, as runs of words that stand together.

A clause is headed by a finite predicate with a subject of its own, or one that it shares with the clause
that it is coordinated with. Coordinated clauses, the content of verbs of saying and thinking,
relative clauses and participles behind a comma ("..., jailed for life in May") are clauses of their own; other subordinate clauses stay with their
main clause, which they limit ("if the wind falls").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from crossread.language.analysis import Analysis

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl", "nsubj:outer", "csubj:outer"})
HANGING = frozenset({"acl:relcl", "acl"})
"""Clauses that tell more of a noun: their subject stands before them."""
TEMPORAL = frozenset("after as while when".split())
"""What a clause at the end of another begins with that tells of an event of its own: "..., hours after a bridge gave way"."""
NOT_YET = frozenset("will would shall should may might can could must ’ll 'll if unless".split())
"""Words of a clause that make "after" and "when" conditions: "will be paid after the court has ruled"."""
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


def with_coordinated_subjects(analysis: Analysis) -> Analysis:
    """Give what stands behind "and" to the verb that follows it, where the tree has made it a second object.

    In "the crew freed six and the coastguard found two", a parser may take "the coastguard" for one of the freed and leave
    "found" without a subject, so that two statements are one.
    """
    head, deprel = analysis.syntax.head.copy(), list(analysis.syntax.deprel)
    for first, last in _token_ranges(analysis):
        tree = tree_of(analysis, first, last)
        for verb in range(first, last):
            subject = _second_object(analysis, tree, verb)
            if subject is None:
                continue
            above = _verb_above(analysis, tree, int(head[subject]))
            if above is None or above in subtree(tree, verb):
                continue
            head[subject], deprel[subject] = verb, "nsubj"
            head[verb], deprel[verb] = above, "conj"
    return replace(analysis, syntax=replace(analysis.syntax, head=head, deprel=tuple(deprel)))


def _token_ranges(analysis: Analysis) -> Iterator[tuple[int, int]]:
    for start, end in zip(analysis.sentences.start, analysis.sentences.end, strict=True):
        first, last = analysis.tokens.covering(int(start), int(end))
        if last - first <= MAX_SENTENCE_TOKENS:
            yield first, last


def _second_object(analysis: Analysis, tree: Tree, verb: int) -> int | None:
    """Find the noun behind "and" that stands right before a finite verb without a subject; None for none."""
    deprel = analysis.syntax.deprel
    if analysis.syntax.upos[verb] != "VERB" or deprel[verb] not in {"ccomp", "conj", "parataxis"}:
        return None
    if any(deprel[c] in SUBJECTS for c in tree.under(verb)) or not is_finite(analysis, tree, verb):
        return None
    group = [c for c in tree.under(verb) if c < verb and deprel[c] in {"aux", "aux:pass", "advmod"}]
    before = min([verb, *group]) - 1
    for noun in _upwards(analysis, tree, before):
        joints = [c for c in tree.under(noun) if deprel[c] == "cc" and c < noun]
        if deprel[noun] == "conj" and joints and analysis.syntax.upos[noun] in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
            words = subtree(tree, noun)
            whole = all(i in words for i in range(joints[0], before + 1))
            return noun if whole and int(analysis.syntax.head[noun]) < joints[0] else None
    return None


def _verb_above(analysis: Analysis, tree: Tree, token: int) -> int | None:
    """Find the predicate that a token hangs under, itself included; None for none."""
    return next((i for i in _upwards(analysis, tree, token) if subject_of(analysis, tree, i) >= 0), None)


MAX_DEPTH = 6
"""So many steps are gone up a tree: a subject hangs near its verb."""


def _upwards(analysis: Analysis, tree: Tree, token: int) -> Iterator[int]:
    """Yield a token and those above it."""
    for _ in range(MAX_DEPTH):
        if not tree.first <= token < tree.last:
            return
        yield token
        above = int(analysis.syntax.head[token])
        if above == token:
            return
        token = above


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
    hanging = [h for h in heads if _hangs(analysis, tree, h)]
    for token in heads:
        every = subtree(tree, token)
        inner = [h for h in heads if h != token and h in every and _cut_out(analysis, h)]
        inner += [
            h for h in hanging if h != token and h in every and h not in inner and _ends(analysis, tree, h, every)
        ]
        words = subtree(tree, token, without=inner)
        if analysis.syntax.deprel[token] == "advcl":
            words = {i for i in words if i > (_joint(analysis, tree, token) or tree.first)}
        run = _run_around(analysis, sorted(words), token, _forbidden(tree, inner, token))
        if run:
            relation = (
                "acl"
                if analysis.syntax.deprel[token] == "parataxis" and token in hanging
                else analysis.syntax.deprel[token]
            )
            yield Clause(token, subject_of(analysis, tree, token), *run, relation)


def _is_event(analysis: Analysis, tree: Tree, token: int) -> bool:
    """Tell whether an adverbial clause tells of an event that happened: it has a subject and a word of time, and nothing is to come."""
    head, joint = int(analysis.syntax.head[token]), _joint(analysis, tree, token)
    if joint is None or not tree.first <= head < joint or not is_finite(analysis, tree, token):
        return False
    if not any(_may_act(analysis, tree, c) for c in tree.under(token) if joint < c < token):
        return False
    told = analysis.word(joint).lower() == "after" or analysis.word(joint - 1) == ","
    around = {analysis.word(c).lower() for t in (head, token) for c in tree.under(t)}
    return told and not around & NOT_YET


def _may_act(analysis: Analysis, tree: Tree, noun: int) -> bool:
    """Tell whether a noun before a verb is its subject; one without a preposition is, whatever the parser calls it."""
    if analysis.syntax.deprel[noun] in SUBJECTS:
        return True
    return analysis.syntax.deprel[noun] == "obl" and not any(
        analysis.syntax.deprel[c] == "case" for c in tree.under(noun)
    )


def _joint(analysis: Analysis, tree: Tree, token: int) -> int | None:
    """Find the word of time that joins a clause to the one above it; None for none."""
    before = [c for c in tree.under(token) if c < token and analysis.syntax.deprel[c] in {"mark", "advmod"}]
    return min((c for c in before if analysis.word(c).lower() in TEMPORAL), default=None)


def _hangs(analysis: Analysis, tree: Tree, token: int) -> bool:
    """Tell whether a clause tells more of a noun before it, or of an event beside it; a parser may hang a participle beside the sentence instead."""
    relation = analysis.syntax.deprel[token]
    return relation in {*HANGING, "advcl"} or (
        relation == "parataxis" and _is_hanging_participle(analysis, tree, token)
    )


MIN_BEFORE_TOKENS = 4
"""What a clause at the end of another leaves of it is a statement from so many tokens on."""


def _ends(analysis: Analysis, tree: Tree, hanging: int, words: set[int]) -> bool:
    """Tell whether a clause that hangs on a noun is the end of the clause around it, which says enough without it."""
    inside = subtree(tree, hanging)
    after = [i for i in words if i > max(inside) and analysis.syntax.upos[i] != "PUNCT"]
    return not after and sum(i < min(inside) for i in words) >= MIN_BEFORE_TOKENS


def _heads_clause(analysis: Analysis, tree: Tree, token: int) -> bool:
    relation = analysis.syntax.deprel[token]
    if relation == "advcl":
        return _is_event(analysis, tree, token)
    if relation in {"acl", "parataxis"} and _is_hanging_participle(analysis, tree, token):
        return True
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
    """Tell whether a comma parts a clause from what it tells more of: "the owner, who ..." and "Orr, an owner who ..."."""
    first = _first_word(analysis, tree, token)
    before = analysis.word(first - 1) if first > tree.first else ""
    return before in {",", "–", "—", "("} or _is_behind_apposition(analysis, tree, token)


def _is_behind_apposition(analysis: Analysis, tree: Tree, token: int) -> bool:
    """Tell whether a clause tells more of a noun that itself tells more of another: "Orr, a clerk at the court who ..."."""
    first, noun = _first_word(analysis, tree, token), int(analysis.syntax.head[token])
    if first > tree.first and analysis.syntax.deprel[first - 1] == "appos":
        return True
    if not tree.first <= noun < first or analysis.syntax.upos[noun] not in {"NOUN", "PROPN"}:
        return False
    start = min(i for i in subtree(tree, noun) if i == noun or analysis.syntax.upos[i] != "PUNCT")
    is_apposition = analysis.syntax.deprel[noun] in {"appos", "parataxis"}
    return is_apposition and start > tree.first and analysis.word(start - 1) == ","


def _first_word(analysis: Analysis, tree: Tree, token: int) -> int:
    return min(i for i in subtree(tree, token) if i == token or analysis.syntax.upos[i] != "PUNCT")


def _is_hanging_participle(analysis: Analysis, tree: Tree, token: int) -> bool:
    """Tell a past participle that tells more of a noun before it: "Orr, jailed for life", but not "to follow" or "following"."""
    alone = not any(analysis.syntax.deprel[c] in {*SUBJECTS, "mark", "aux"} for c in tree.under(token))
    passive = analysis.syntax.upos[token] == "VERB" and not analysis.word(token).lower().endswith("ing")
    if not alone or not passive or not _behind_comma(analysis, tree, token):
        return False
    return analysis.syntax.deprel[token] == "acl" or _is_behind_apposition(analysis, tree, token)


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
    return (first, _behind_closing_mark(analysis, first, last)) if first < last else None


_CLOSING: Mapping[str, str] = {"“": "”", "„": "“", "«": "»", '"': '"'}


def _behind_closing_mark(analysis: Analysis, first: int, last: int) -> int:
    """Take in the mark that closes a quotation begun in a range, where nothing but a stop or a comma stands before it."""
    words = [analysis.word(i) for i in range(first, last)]
    opened = next((w for w in reversed(words) if w in _CLOSING), None)
    if opened is None:
        return last
    closing = _CLOSING[opened]
    left = words.count(opened) % 2 if closing == opened else words.count(opened) - words.count(closing)
    after = [analysis.word(i) for i in range(last, min(last + 2, len(analysis.tokens)))]
    at = next((n for n, word in enumerate(after) if word == closing), None)
    return last + at + 1 if left > 0 and at is not None and all(w in {".", ","} for w in after[:at]) else last


def _is_joint(analysis: Analysis, token: int) -> bool:
    word, relation = analysis.word(token).lower(), analysis.syntax.deprel[token]
    if word == "that":
        return relation not in SUBJECTS  # "that's the end of the talks"
    return relation in {"cc", "mark", "advmod"} or word in {"and", "but", "or"}
