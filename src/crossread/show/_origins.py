"""Views of where each outlet has it from: citations, passages carried over, and their picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.show._passages import shorten
from crossread.show._points import origin_words
from crossread.show._words import CITATION_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossread.records import Citation, Story
    from crossread.show._passages import Passage, Passages

MAX_PICTURE_ROWS = 24
"""With more outlets or origins than this the picture of arcs is a tangle, and the table says it better."""

MAX_PICTURE_LABEL_CHARS = 30


class CitedView(Struct, frozen=True, kw_only=True):
    """Somebody or something that a report cites."""

    cited: str
    kind: str
    passages: tuple[Passage, ...]
    n_covers: int


class OutletSources(Struct, frozen=True, kw_only=True):
    """All that one outlet cites; nothing, where it names nobody."""

    label: str
    cited: tuple[CitedView, ...]


class ReuseView(Struct, frozen=True, kw_only=True):
    """Two passages of which one was carried over."""

    a: Passage
    b: Passage
    percent: int
    origin: str
    why: str


class Arc(Struct, frozen=True, kw_only=True):
    """A line of the picture, from the row of an outlet to the row of an origin."""

    outlet: int
    origin: int
    weight: int


class Arcs(Struct, frozen=True, kw_only=True):
    """The picture: outlets on the left, what they cite on the right."""

    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    arcs: tuple[Arc, ...]

    @property
    def n_rows(self) -> int:
        """How many rows the longer side has."""
        return max(len(self.outlets), len(self.origins))


class OriginsView(Struct, frozen=True, kw_only=True):
    """Where the outlets of a story have it from."""

    outlets: tuple[OutletSources, ...]
    reuse: tuple[ReuseView, ...]
    arcs: Arcs | None


def origins_view(passages: Passages, story: Story) -> OriginsView:
    """Show for each outlet whom it cites, and which passages two reports share."""
    labels = tuple(dict.fromkeys(passages.label(d) for d in story.documents))
    per_outlet: dict[str, dict[tuple[str, str], list[Citation]]] = {label: {} for label in labels}
    for citation in story.citations:
        cited = per_outlet.setdefault(passages.label(citation.span.doc), {})
        cited.setdefault((citation.cited, citation.kind), []).append(citation)
    outlets = tuple(
        OutletSources(label=label, cited=tuple(_cited_view(passages, same) for same in cited.values()))
        for label, cited in per_outlet.items()
    )
    reuse = sorted(story.reuse, key=lambda r: (-r.overlap, r.a, r.b))
    return OriginsView(
        outlets=outlets,
        reuse=tuple(
            ReuseView(
                a=passages.passage(r.a), b=passages.passage(r.b), percent=round(100 * r.overlap),
                origin=origin_words(r.likely_origin, passages), why=r.why,
            )
            for r in reuse
        ),
        arcs=_arcs(outlets),
    )  # fmt: skip


def _cited_view(passages: Passages, same: Sequence[Citation]) -> CitedView:
    return CitedView(
        cited=same[0].cited,
        kind=CITATION_KINDS[same[0].kind],
        passages=passages.passages(c.span for c in same),
        n_covers=len({covered for c in same for covered in c.covers}),
    )


def _arcs(outlets: Sequence[OutletSources]) -> Arcs | None:
    citing = [o for o in outlets if o.cited]
    origins = list(dict.fromkeys(c.cited for o in citing for c in o.cited))
    if not citing or len(citing) > MAX_PICTURE_ROWS or len(origins) > MAX_PICTURE_ROWS:
        return None
    weights: dict[tuple[int, int], int] = {}
    for row, outlet in enumerate(citing):
        for cited in outlet.cited:
            key = (row, origins.index(cited.cited))
            weights[key] = weights.get(key, 0) + len(cited.passages)
    return Arcs(
        outlets=tuple(shorten(o.label, MAX_PICTURE_LABEL_CHARS) for o in citing),
        origins=tuple(shorten(o, MAX_PICTURE_LABEL_CHARS) for o in origins),
        arcs=tuple(Arc(outlet=a, origin=b, weight=n) for (a, b), n in weights.items()),
    )
