"""Several at once: whom "who", "they" and "the two" take together, read off the sentences before."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crossread.compare._source_words import COUNTRIES, PLURAL, WHO, is_plural_noun, singular_of
from crossread.compare.antecedents import Discourse
from crossread.compare.entities import plain_words
from crossread.compare.geography import same_place
from crossread.compare.names import Names
from crossread.compare.roles import BODY_WORDS, PLACE_NOUNS, is_person_noun
from crossread.extract.phrases import noun_phrase

MAX_SENTENCES_TOGETHER = 3
"""Those whom "both" or "they" takes together stand no further back than this."""
MAX_LIST_TOKENS = 20
"""Names of one list lie no further apart, and a relative pronoun no further from its noun."""

Several = tuple[tuple[int, ...], str]
"""Who is taken together: rows of entities, or none and the words for them."""


def noun_before(names: Names, relative: int) -> int | None:
    """Find the noun that a relative pronoun belongs to: by the parse, or where it does not tell the nearest that can be."""
    syntax, sentence = names.analysis.syntax, names.analysis.tokens.sentence
    at = relative
    for _ in range(4):
        up = int(syntax.head[at])
        if up == at:
            break
        if syntax.deprel[at].startswith("acl") and up < relative:
            if _fits_relative(names, up, relative):
                return _named_beside(names, up)
            break
        at = up
    for i in range(relative - 1, max(-1, relative - MAX_LIST_TOKENS), -1):
        if sentence[i] != sentence[relative]:
            break
        if syntax.upos[i] in {"NOUN", "PROPN"} and _fits_relative(names, i, relative):
            return _named_beside(names, _list_head(names, i))
    return None


def _fits_relative(names: Names, token: int, relative: int) -> bool:
    """Say whether a noun can be what a relative pronoun stands for: people are "who", bodies "which"."""
    word, pronoun = names.analysis.word(token), names.analysis.word(relative).lower()
    row = names.row_at.get(token)
    kind = names.kind(row) if row is not None else "person" if is_person_noun(word) else "other"
    body = kind == "organization" or word.lower() in BODY_WORDS
    person = kind == "person" or (body and is_plural_noun(word))
    if pronoun in WHO:
        return person
    return body or kind == "location" or (pronoun == "that" and (person or row is None))


def _list_head(names: Names, token: int) -> int:
    """Go up from a name at the end of a list, or from a part of a name, to the one that the others hang on."""
    syntax, at = names.analysis.syntax, token
    for _ in range(4):
        if syntax.deprel[at] not in {"flat", "compound", "conj"} or int(syntax.head[at]) not in names.row_at:
            break
        at = int(syntax.head[at])
    return at


def _named_beside(names: Names, noun: int) -> int:
    """Go from an apposition to the name that it belongs to: "Ruiz, now the board's head, who"."""
    syntax = names.analysis.syntax
    up = int(syntax.head[noun])
    beside = noun not in names.row_at and syntax.deprel[noun] in {"appos", "nmod:desc"} and up in names.row_at
    return up if beside else noun


def named_with(names: Names, token: int, until: int) -> tuple[int, ...]:
    """Give the rows of a name and of those listed with it before a token: "Ana Ruiz and Bo Pell"."""
    syntax = names.analysis.syntax
    rows = [
        names.row_at.get(i)
        for i in range(token, min(until, token + MAX_LIST_TOKENS))
        if i == token or (syntax.deprel[i] == "conj" and int(syntax.head[i]) == token)
    ]
    return tuple(dict.fromkeys(r for r in rows if r is not None))


def taken_together(names: Names, discourse: Discourse, token: int, in_speech: Callable[[int], bool]) -> Several | None:
    """Find whom "they", "both" or "the two" at a token takes together.

    Of a sentence, "they" are those who are its subject before those who are not, the last before the
    first; "both" and "the two" are the first two of their kind.
    """
    analysis = names.analysis
    start, sentence = int(analysis.tokens.start[token]), int(analysis.tokens.sentence[token])
    word = analysis.word(token).lower()
    for row in range(sentence, max(-1, sentence - MAX_SENTENCES_TOGETHER), -1):
        a, b = int(analysis.sentences.start[row]), min(start, int(analysis.sentences.end[row]))
        places = [p for p in discourse.between(a, b) if not p.in_speech]
        if word not in PLURAL:
            two = tuple(dict.fromkeys(p.who for p in places if p.who >= 0 and _is_one_of(names, p.who, word)))[:2]
            if len(two) == 2:
                return two, ""
            continue
        found = _last_plural(names, a, b, token, in_speech)
        if found is not None:
            return found
    return None


def _is_one_of(names: Names, row: int, plural: str) -> bool:
    """Say whether an entity is one of those that a plural noun speaks of: "the two countries", "both men"."""
    noun = singular_of(plural)
    if noun in COUNTRIES:
        return bool(same_place(plain_words(names.entities[row].name)))
    return names.kind(row) == (
        "location" if noun in PLACE_NOUNS else "organization" if noun in BODY_WORDS else "person"
    )


def _last_plural(names: Names, start: int, end: int, until: int, in_speech: Callable[[int], bool]) -> Several | None:
    first, last = names.analysis.tokens.covering(start, end)
    best: tuple[tuple[bool, int], Several] | None = None
    for i in range(first, last):
        if names.analysis.syntax.upos[i] not in {"NOUN", "PROPN"} or in_speech(int(names.analysis.tokens.start[i])):
            continue
        found = _plural_at(names, i, until)
        if found is not None:
            rank = (names.relation(i).startswith("nsubj"), i)
            if best is None or rank > best[0]:
                best = (rank, found)
    return best[1] if best else None


def _plural_at(names: Names, token: int, until: int) -> Several | None:
    """Read a noun as a plural: "Ruiz and Pell", "the Vessians", "officials"."""
    word = names.analysis.word(token)
    row = names.row_at.get(token)
    if row is not None:
        rows = named_with(names, token, until)
        plural = len(rows) > 1 or (names.kind(row) == "organization" and is_plural_noun(word))
        return (rows, "") if plural else None
    if is_plural_noun(word) and is_person_noun(word):
        span = names.analysis.span(*noun_phrase(names.analysis, token))
        return (), names.text[span.start : span.end]
    return None


def label(names: Names, rows: Sequence[int]) -> str:
    """Put several names under one label: "Ana Ruiz, Bo Pell and Ines Kovar"."""
    called = [names.entities[r].name for r in rows]
    return ", ".join(called[:-1]) + " and " + called[-1]
