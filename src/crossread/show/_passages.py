"""Spans as a reader meets them: the words, the outlet, the place in the page, the sentence around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crossread.records import Document, Record

MAX_EXCERPT_CHARS = 90
MAX_CONTEXT_CHARS = 180
"""So much is shown to either side of a passage in its sentence. A picture's worth, no measurement."""

_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]{0,3}\s")


class Ref(Struct, frozen=True, kw_only=True):
    """A link to a passage: where it is, whose it is, its words."""

    span: Span
    href: str
    label: str
    words: str

    @property
    def excerpt(self) -> str:
        """The words on one line, cut short."""
        return shorten(self.words)


class Passage(Struct, frozen=True, kw_only=True):
    """A passage in its sentence: what stands before it, its words, what stands after."""

    ref: Ref
    before: str
    words: str
    after: str


class Passages:
    """The documents of a record, to look spans up in.

    Looking never fails: a span of a document that the record does not hold has no words, so that a
    damaged record can still be looked at (`crossread verify` names what is wrong with it).
    """

    def __init__(self, record: Record) -> None:
        self.record = record
        self.docs: Mapping[str, Document] = {d.id: d for d in record.documents}
        self._number = {d.id: n for n, d in enumerate(record.documents, 1)}

    def anchor(self, span: Span) -> str:
        """Give the id of the element in the page at which the span begins."""
        return f"d{self._number.get(span.doc, 0)}-{span.start}-{span.end}"

    def number(self, doc_id: str) -> int:
        """Give the number of a document in the record, from 1; 0 where there is none."""
        return self._number.get(doc_id, 0)

    def label(self, doc_id: str) -> str:
        """Give what stands for the report in lists."""
        return self.docs[doc_id].label if doc_id in self.docs else doc_id

    def words(self, span: Span) -> str:
        """Give the words of a span on one line."""
        doc = self.docs.get(span.doc)
        return " ".join(doc[span].split()) if doc else ""

    def ref(self, span: Span) -> Ref:
        """Make the link to a span."""
        return Ref(span=span, href="#" + self.anchor(span), label=self.label(span.doc), words=self.words(span))

    def refs(self, spans: Iterable[Span]) -> tuple[Ref, ...]:
        """Make links to spans, in the order given, each once."""
        return tuple(self.ref(s) for s in dict.fromkeys(spans))

    def joined(self, spans: Iterable[Span]) -> str:
        """Give the words of an interrupted quotation."""
        return " … ".join(self.words(s) for s in spans)

    def passage(self, span: Span) -> Passage:
        """Show a span in its sentence, cut where the sentence is long."""
        ref = self.ref(span)
        doc = self.docs.get(span.doc)
        if doc is None:
            return Passage(ref=ref, before="", words="", after="")
        left = doc.text[max(0, span.start - MAX_CONTEXT_CHARS) : span.start]
        right = doc.text[span.end : span.end + MAX_CONTEXT_CHARS]
        cut_left = span.start > MAX_CONTEXT_CHARS
        cut_right = span.end + MAX_CONTEXT_CHARS < len(doc.text)
        return Passage(ref=ref, before=_tail(left, cut=cut_left), words=ref.words, after=_head(right, cut=cut_right))

    def passages(self, spans: Iterable[Span]) -> tuple[Passage, ...]:
        """Show spans in their sentences, each once."""
        return tuple(self.passage(s) for s in dict.fromkeys(spans))


def shorten(words: str, limit: int = MAX_EXCERPT_CHARS) -> str:
    """Cut words at a space, with an ellipsis, where there are more than `limit` characters."""
    if len(words) <= limit:
        return words
    kept = words[:limit].rsplit(" ", 1)[0]
    return (kept if len(kept) > limit // 2 else words[:limit]).rstrip(" ,;:") + "…"


def _tail(text: str, *, cut: bool) -> str:
    """Give what belongs to the last, unfinished sentence of a text."""
    line = text.rsplit("\n", 1)
    ends = [m.end() for m in _SENTENCE_END.finditer(line[-1])]
    if ends:
        return line[-1][ends[-1] :]
    if cut and len(line) == 1:
        return "…" + line[-1].partition(" ")[2]
    return line[-1]


def _head(text: str, *, cut: bool) -> str:
    """Give a text up to the end of its first sentence."""
    line = text.split("\n", 1)
    end = _SENTENCE_END.search(line[0])
    if end:
        return line[0][: end.end()].rstrip()
    if cut and len(line) == 1:
        return line[0].rpartition(" ")[0] + "…"
    return line[0]


def spans_in(value: object) -> Iterable[Span]:
    """Give every span that a record, or a part of one, holds, in the order of its fields."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, Struct):
        for name in value.__struct_fields__:
            yield from spans_in(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans_in(item)
