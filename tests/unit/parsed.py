"""Reports with their analysis, written as marked-up text: unit tests of what comes after the language model need no weights.

    {source:{person:Ana/PROPN Ruiz/PROPN<nsubj@said}} {cue:said/VERB<root} {content:“It is late.”}

`word/UPOS<relation@head` annotates a word: its part of speech, its relation, and its head by its
words (the first such word of the sentence). What is left out is guessed: marks are PUNCT, articles DET, words with
a capital that do not begin a sentence PROPN, others NOUN; all hang on the root, which is the word
marked `<root`, or the first verb, or the first word. `{kind:...}` is a name (of `NAME_KINDS`) or a
piece of an attribution; pieces of one attribution carry one number: `{cue2:said}`. A score
stands behind the kind: `{content~0.2:...}`. Sentences and tokens are the code's own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

import numpy as np
from msgspec import Struct

from crossread.language.analysis import (
    ATTRIBUTION_KINDS,
    NAME_KINDS,
    UPOS,
    Analysis,
    AttributionSpans,
    NameSpans,
    Sentences,
    Syntax,
    Tokens,
)
from crossread.language.sentences import find_sentences
from crossread.language.tokens import find_tokens
from crossread.records import Document, Span

_MARKUP = re.compile(
    rf"\{{(?P<kind>{'|'.join((*NAME_KINDS, *ATTRIBUTION_KINDS))})(?P<number>\d*)(?:~(?P<score>[\d.]+))?:"
    r"|(?P<close>\})"
    rf"|/(?P<upos>{'|'.join(UPOS)})\b(?:<(?P<rel>[a-z:]+)(?:@(?P<head>[\w-]+))?)?"
)


class _Piece(Struct):
    """A marked stretch of the text."""

    kind: str
    number: int
    score: float
    start: int
    end: int = 0


class _Note(Struct):
    """What the text says of the word that ends at `end`."""

    end: int
    upos: str
    rel: str | None
    head: str | None


def parsed(marked: str, *, id_: str = "d1", outlet: str | None = None) -> Analysis:
    """Make a report and its analysis of marked-up text."""
    text, pieces, notes = _unmark(marked)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    doc = Document(id=id_, source=f"{id_}.txt", sha256=sha256, outlet=outlet, published="2031-05-20", text=text)
    sentences = find_sentences(text)
    tokens = find_tokens(text, sentences)
    syntax = _syntax(text, sentences, tokens, notes)
    vectors = np.zeros((len(sentences), 384), np.float32)
    names = [p for p in pieces if p.kind in NAME_KINDS]
    spoken = [p for p in pieces if p.kind in ATTRIBUTION_KINDS]
    return Analysis(doc, sentences, tokens, syntax, _names(tokens, names), _attribution(tokens, spoken), vectors)


def words_of(analysis: Analysis, spans: Iterable[Span]) -> list[str]:
    """Give the words of spans."""
    return [analysis.doc[s] for s in spans]


def _unmark(marked: str) -> tuple[str, list[_Piece], list[_Note]]:
    text, at = "", 0
    pieces: list[_Piece] = []
    open_: list[_Piece] = []
    notes: list[_Note] = []
    for m in _MARKUP.finditer(marked):
        text += marked[at : m.start()]
        at = m.end()
        if m["kind"]:
            open_.append(_Piece(m["kind"], int(m["number"] or 1), float(m["score"] or 0.9), len(text)))
        elif m["close"]:
            piece = open_.pop()
            piece.end = len(text)
            pieces.append(piece)
        else:
            notes.append(_Note(len(text), m["upos"], m["rel"], m["head"]))
    return text + marked[at:], sorted(pieces, key=lambda p: (p.start, p.end)), notes


def _syntax(text: str, sentences: Sentences, tokens: Tokens, notes: list[_Note]) -> Syntax:
    words = [text[a:b] for a, b in zip(tokens.start.tolist(), tokens.end.tolist(), strict=True)]
    note_at = {n.end: n for n in notes}
    noted = [note_at.pop(e, None) for e in tokens.end.tolist()]
    assert not note_at, f"notes on what is no word's end: {note_at}"
    upos, deprel, head = [], [], np.zeros(len(words), np.int32)
    for s in range(len(sentences)):
        rows = np.flatnonzero(tokens.sentence == s).tolist()
        tags = [n.upos if n else _guess(words[i], first=i == rows[0]) for i, n in ((i, noted[i]) for i in rows)]
        marked_root = [i for i in rows if (n := noted[i]) and n.rel == "root"]
        verbs = [i for i, tag in zip(rows, tags, strict=True) if tag == "VERB"]
        root = [*marked_root, *verbs, rows[0]][0]
        for i, tag in zip(rows, tags, strict=True):
            note = noted[i]
            upos.append(tag)
            deprel.append("root" if i == root else (note and note.rel) or ("punct" if tag == "PUNCT" else "dep"))
            head[i] = next(j for j in rows if words[j] == note.head) if note and note.head else root
    return Syntax(tuple(upos), head, tuple(deprel))


def _guess(word: str, *, first: bool) -> str:
    if not any(c.isalnum() for c in word):
        return "PUNCT"
    if word[0].isdigit():
        return "NUM"
    if word.lower() in {"the", "a", "an"}:
        return "DET"
    return "PROPN" if word[0].isupper() and not first else "NOUN"


def _rows(tokens: Tokens, pieces: list[_Piece]) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    ranges = [tokens.covering(p.start, p.end) for p in pieces]
    return np.array([r[0] for r in ranges], np.int32), np.array([r[1] for r in ranges], np.int32)


def _names(tokens: Tokens, pieces: list[_Piece]) -> NameSpans:
    first, last = _rows(tokens, pieces)
    return NameSpans(first, last, tuple(p.kind for p in pieces), np.array([p.score for p in pieces], np.float32))


def _attribution(tokens: Tokens, pieces: list[_Piece]) -> AttributionSpans:
    first, last = _rows(tokens, pieces)

    def row_of(kind: str, number: int, before: int | None = None) -> int:
        rows = [i for i, p in enumerate(pieces[:before]) if p.kind == kind and p.number == number]
        return rows[0] if rows else -1

    cue_of = [
        row_of("cue", p.number) if p.kind == "content" else row_of("cue", p.number, i) if p.kind == "cue" else -1
        for i, p in enumerate(pieces)
    ]
    source_of = [row_of("source", p.number) if p.kind == "cue" else -1 for p in pieces]
    return AttributionSpans(
        first,
        last,
        tuple(p.kind for p in pieces),
        np.array([p.score for p in pieces], np.float32),
        np.array(cue_of, np.int32),
        np.array(source_of, np.int32),
    )
