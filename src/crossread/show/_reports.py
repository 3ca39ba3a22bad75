"""A report's text with its passages: cut at every boundary of every span, one element a piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup, escape
from msgspec import Struct

from crossread.records import Span
from crossread.show._passages import Passages, spans_in
from crossread.show._words import count, day_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossread.records import Document, Entity, Story

KINDS = (
    ("q", "quotations", True),
    ("s", "speakers", True),
    ("k", "words that introduce", True),
    ("i", "citations", True),
    ("f", "figures", True),
    ("t", "dates and times", True),
    ("n", "names", False),
    ("c", "statements", False),
)
"""Letter of the kind in the page, its name, and whether it is highlighted at first."""

WEB_SCHEMES = ("http://", "https://")


class ReportView(Struct, frozen=True, kw_only=True):
    """One report, whole."""

    anchor: str
    title: str
    label: str
    date: str
    url: str | None
    language: str | None
    body: Markup
    n_passages: str


def safe_url(url: str | None) -> str | None:
    """Give a URL only where it leads to the web: `javascript:` and the like are never linked."""
    return url if url and url.lower().startswith(WEB_SCHEMES) else None


def find_marks(story: Story | None) -> dict[str, list[tuple[int, int, str]]]:
    """Give what is highlighted: by document, the (start, end, letter of the kind) of each passage."""
    marks: dict[str, list[tuple[int, int, str]]] = {}

    def add(kind: str, spans: Iterable[Span | None]) -> None:
        for span in spans:
            if span is not None:
                marks.setdefault(span.doc, []).append((span.start, span.end, kind))

    if story is not None:
        for quote in story.quotes:
            add("q", quote.content)
            add("k", [quote.cue])
            add("s", [quote.source])
        add("f", [f.span for f in story.figures])
        add("t", [t.span for t in story.times])
        add("i", [c.span for c in story.citations])
        add("c", [c.span for c in story.claims])
        add("n", [Span(m.doc, m.start, m.end) for e in story.entities for m in e.mentions])
    return marks


def first_mentions(entity: Entity) -> dict[str, Span]:
    """Give the first mention of an entity in each document: those are the mentions that the page links to."""
    first: dict[str, Span] = {}
    for mention in sorted(entity.mentions, key=lambda m: (m.doc, m.start)):
        first.setdefault(mention.doc, Span(mention.doc, mention.start, mention.end))
    return first


def report_views(passages: Passages, story: Story | None, doc_ids: Iterable[str]) -> tuple[ReportView, ...]:
    """Show the reports of a story whole; without a story, without highlights."""
    marks = find_marks(story)
    anchors: dict[str, set[Span]] = {}
    if story is not None:
        mentioned = (s for e in story.entities for s in first_mentions(e).values())
        for span in (*spans_in(story), *mentioned):
            anchors.setdefault(span.doc, set()).add(span)
    return tuple(
        _report_view(passages, passages.docs[d], marks.get(d, []), anchors.get(d, set()))
        for d in doc_ids
        if d in passages.docs
    )


def _report_view(
    passages: Passages, doc: Document, marks: Sequence[tuple[int, int, str]], anchors: set[Span]
) -> ReportView:
    return ReportView(
        anchor=f"r{passages.number(doc.id)}",
        title=doc.title or doc.label,
        label=doc.label,
        date=day_words(doc.published),
        url=safe_url(doc.url),
        language=doc.language,
        body=text_html(doc.text, marks, sorted((s.start, s.end, passages.anchor(s)) for s in anchors)),
        n_passages=count(sum(kind == "q" for _, _, kind in marks), "quotation"),
    )


def text_html(text: str, marks: Sequence[tuple[int, int, str]], anchors: Sequence[tuple[int, int, str]]) -> Markup:
    """Write a text as paragraphs in which every passage can be seen and linked to.

    Passages nest and overlap, and HTML elements cannot: the text is cut at each boundary, and each
    piece carries the kinds that cover it. A paragraph is a line of the text.

    Args:
        marks: (start, end, letter of the kind). Code points, half-open.
        anchors: (start, end, element id) of what is linked to, in order of start.
    """
    cuts = _cuts(text, marks, anchors)
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for start, end, kind in [*marks, *((s, e, "") for s, e, _ in anchors)]:
        if start < end:
            opening.setdefault(start, []).append(kind)
            closing.setdefault(end, []).append(kind)
    named: dict[int, list[str]] = {}
    for start, _, name in anchors:
        named.setdefault(min(start, len(text)), []).append(name)

    active: dict[str, int] = {}
    out, paragraph = [], _Paragraphs()
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for kind in closing.get(start, ()):
            active[kind] -= 1
        for kind in opening.get(start, ()):
            active[kind] = active.get(kind, 0) + 1
        pointed = "".join(f'<i id="{name}"></i>' for name in named.get(start, ()))
        piece = text[start:end]
        if piece == "\n" or not piece:
            out.append(paragraph.close(pointed))
        else:
            out.append(paragraph.open() + pointed + _piece_html(piece, start, [k for k, n in active.items() if n > 0]))
    out.append(paragraph.close(""))
    return Markup("".join(out))  # noqa: S704  (made of escaped text and of ids that are numbers)


class _Paragraphs:
    """Knows whether a paragraph is open."""

    def __init__(self) -> None:
        self.is_open = False

    def open(self) -> str:
        """Begin a paragraph where none is open."""
        was, self.is_open = self.is_open, True
        return "" if was else "<p>"

    def close(self, anchors: str) -> str:
        """End the paragraph that is open; anchors at its end keep their place."""
        was, self.is_open = self.is_open, False
        return anchors + ("</p>\n" if was else "")


def _piece_html(piece: str, start: int, kinds: Sequence[str]) -> str:
    if not kinds:
        return str(escape(piece))
    classes = " ".join(sorted(k for k in kinds if k))
    named = f' class="{classes}"' if classes else ""
    return f'<span{named} data-o="{start}">{escape(piece)}</span>'


def _cuts(text: str, marks: Sequence[tuple[int, int, str]], anchors: Sequence[tuple[int, int, str]]) -> list[int]:
    """Give every offset at which the text is cut, in order: boundaries of passages, and both sides of each line end."""
    cuts = {0, len(text)}
    for start, end, _ in (*marks, *anchors):
        cuts.update((start, end))
    for i, letter in enumerate(text):
        if letter == "\n":
            cuts.update((i, i + 1))
    return sorted(c for c in cuts if 0 <= c <= len(text))
