"""What reading one report gives: columns of numbers beside its text, never an object a token.

Token offsets are code points into the document's canonical text. Every array of a table has as many
rows as the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from crossread.records import Span

if TYPE_CHECKING:
    from crossread.records import Document

Ints = np.ndarray[Any, np.dtype[np.int32]]
Floats = np.ndarray[Any, np.dtype[np.float32]]
SignedBytes = np.ndarray[Any, np.dtype[np.int8]]

UPOS = (
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
)
NAME_KINDS = ("person", "organization", "location", "nationality", "facility", "other")
ATTRIBUTION_KINDS = ("source", "cue", "content")


class Sentences(Struct, frozen=True):
    """Sentences in text order. `paragraph` numbers the paragraph (line of the text) each stands in, from 0."""

    start: Ints
    end: Ints
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.start)

    def at(self, offset: int) -> int:
        """Give the row of the sentence that a character lies in, or of the last one before it; 0 before the first."""
        # a plain int would be an int64, for which numpy copies the whole column
        return max(0, int(self.start.searchsorted(np.int32(offset), side="right")) - 1)


class Tokens(Struct, frozen=True):
    """Words and punctuation in text order; `sentence` is the row of the sentence each stands in."""

    start: Ints
    end: Ints
    sentence: Ints

    def __len__(self) -> int:
        return len(self.start)

    def words(self, text: str) -> list[str]:
        """Give the words themselves, of the text that they were found in."""
        return [text[a:b] for a, b in zip(self.start.tolist(), self.end.tolist(), strict=True)]

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Give the half-open range of tokens that overlap the characters from start to end."""
        first = int(self.end.searchsorted(np.int32(start), side="right"))
        return first, max(first, int(self.start.searchsorted(np.int32(end), side="left")))


class Syntax(Struct, frozen=True):
    """Universal dependencies, a row a token.

    `upos` are strings of `UPOS`; `head` is the row of the head token (its own row for a root);
    `deprel` are strings such as "nsubj" or "obl:tmod".
    """

    upos: tuple[str, ...]
    head: Ints
    deprel: tuple[str, ...]


class NameSpans(Struct, frozen=True):
    """Names, a row a name: token range (half-open), kind (a string of `NAME_KINDS`) and score in [0, 1]."""

    first: Ints
    last: Ints
    kind: tuple[str, ...]
    score: Floats


class AttributionSpans(Struct, frozen=True):
    """Attribution spans, a row a span, in text order: token range (half-open), kind (of `ATTRIBUTION_KINDS`), score in [0, 1].

    Links are rows of this table, -1 for none: `cue_of` leads from content to its cue, and from the
    second piece of a broken cue ("was ... quoted as saying") to the first; `source_of` leads from a
    cue to its source.
    """

    first: Ints
    last: Ints
    kind: tuple[str, ...]
    score: Floats
    cue_of: Ints
    source_of: Ints

    def attributions(self) -> tuple[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]], ...]:
        """Put the spans together: rows of source, cue and content of each attribution that has content, in text order."""
        contents: dict[int, list[int]] = {}
        pieces: dict[int, list[int]] = {}
        for row, kind in enumerate(self.kind):
            cue = int(self.cue_of[row])
            if kind == "content":
                contents.setdefault(cue if cue >= 0 else -2 - row, []).append(row)
            elif kind == "cue":
                for whole in {row, cue} - {-1}:
                    pieces.setdefault(whole, []).append(row)
        found = []
        for cue, rows in contents.items():
            cues = tuple(pieces.get(cue, ()))
            source = int(self.source_of[cue]) if cue >= 0 else -1
            found.append(((source,) if source >= 0 else (), cues, tuple(rows)))
        return tuple(sorted(found, key=lambda a: a[2]))


NO_MEANINGS: SignedBytes = np.zeros((0, 64), np.int8)


class Analysis(Struct, frozen=True):
    """One report, read: the document and the columns beside it.

    `vectors` has one unit row a sentence. Shape (n_sentences, 384), float32. `meanings` has a row a token, as
    `meanings.project` gives them; no rows where they are not known. Shape (n_tokens, 64), int8.
    """

    doc: Document
    sentences: Sentences
    tokens: Tokens
    syntax: Syntax
    names: NameSpans
    attribution: AttributionSpans
    vectors: Floats
    meanings: SignedBytes = NO_MEANINGS

    def word(self, i: int) -> str:
        """Give the words of token `i`."""
        return self.doc.text[self.tokens.start[i] : self.tokens.end[i]]

    def span(self, first: int, last: int) -> Span:
        """Make the span from token `first` to token `last`, half-open."""
        return Span(self.doc.id, int(self.tokens.start[first]), int(self.tokens.end[last - 1]))
