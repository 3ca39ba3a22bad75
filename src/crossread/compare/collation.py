"""The wordings of one utterance, word under word: columns that all rows share, cut where any of them departs.

The first row is the base, the longest wording. Every row is aligned with it; a column begins where
some row begins or ceases to agree with the base, so that each cell is wholly the same, wholly
different, missing or extra.

Source: the alignment table of CollateX (Dekker and Middell 2011), with each witness aligned to the base.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from crossread.compare._wordings import Unit, find_units, mass_of
from crossread.records import Cell, CollationRow, Document, Quote, RowOp, Span

MAX_REPLACED = 6
"""Longer stretches that do not agree are no replacement of each other: one is missing, the other extra."""

MIN_ISLAND_MASS = 0.4
MAX_ISLAND_GAP = 3
"""Agreeing words of grammar alone ("of the") between longer stretches that disagree are chance, no anchor."""


class _Row(Struct, frozen=True):
    """One wording: its units, and where a piece of its content begins (numbers of units)."""

    quote: Quote
    units: tuple[Unit, ...]

    @property
    def forms(self) -> list[str]:
        return [unit.form for unit in self.units]


class _Block(Struct, frozen=True):
    """Base words [base, base_end) stand against words [own, own_end) of a row."""

    base: int
    base_end: int
    own: int
    own_end: int
    equal: bool


Column = tuple[tuple[int, int], ...]
"""For each row, the numbers of its first unit and the one after its last."""


def collate(quotes: Sequence[Quote], docs: Mapping[str, Document]) -> tuple[CollationRow, ...]:
    """Align the wordings of one utterance word by word.

    The cells of a row that are not missing hold all the words of its quote, in order; none crosses
    from one piece of an interrupted quotation to the next. Where the base has no word, its cell is
    "missing" and those of the rows that have some are "extra".

    Args:
        quotes: of one utterance, in any reports; those without words give no row.
        docs: the documents of the quotes, by id.

    Returns:
        A row a quote with as many cells as every other, the base first and the others in the order given.
    """
    rows = [row for quote in quotes if (row := _read_row(quote, docs)).units]
    if not rows:
        return ()
    base = max(range(len(rows)), key=lambda at: (len(rows[at].units), -at))
    rows = [rows[base], *rows[:base], *rows[base + 1 :]]
    columns = _split_at_pieces(rows, _columns(rows))
    return tuple(_make_row(rows, at, columns) for at in range(len(rows)))


def _read_row(quote: Quote, docs: Mapping[str, Document]) -> _Row:
    if not quote.content:
        return _Row(quote, ())
    doc = docs[quote.content[0].doc]
    return _Row(quote, find_units(doc.text, [(span.start, span.end) for span in quote.content]))


def _columns(rows: Sequence[_Row]) -> list[Column]:
    """Cut the base where any row departs from it, and give every row's words of each column."""
    n = len(rows[0].units)
    whole = [_Block(0, n, 0, n, equal=True)]
    blocks = [whole, *(_blocks(rows[0].forms, row.forms) for row in rows[1:])]
    inside = {
        cut for row in blocks for b in row if not b.equal for cut in range(b.base + 1, b.base_end) if b.own < b.own_end
    }
    edges = {edge for row in blocks for b in row for edge in (b.base, b.base_end)}
    cuts = sorted((edges | {0, n}) - inside)
    gaps = {b.base for row in blocks for b in row if b.base == b.base_end and b.base not in inside}
    places = [_places(row, cuts) for row in blocks]
    columns: list[Column] = []
    for at, cut in enumerate(cuts):
        if cut in gaps:
            columns.append(tuple(place[at] for place in places))
        if at + 1 < len(cuts):
            columns.append(tuple((place[at][1], place[at + 1][0]) for place in places))
    return [column for column in columns if any(a < b for a, b in column)]


def _places(blocks: Sequence[_Block], cuts: Sequence[int]) -> list[tuple[int, int]]:
    """Give where a row stands at each cut of the base: before and after the words that it has there in addition."""
    found = []
    for cut in cuts:
        before = after = 0
        for b in blocks:
            if b.base_end < cut or (b.base_end == cut and b.base < cut):
                before = after = b.own_end
            elif b.base == b.base_end == cut:
                after = b.own_end
            elif b.base < cut:
                before = after = b.own + (cut - b.base if b.equal else 0)
        found.append((before, after))
    return found


def _blocks(base: Sequence[str], own: Sequence[str]) -> list[_Block]:
    """Align a wording with the base: stretches that agree, and between them what stands against what."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  (only where reports are compared)

    equal = [
        _Block(o.src_start, o.src_end, o.dest_start, o.dest_end, equal=True)
        for o in LCSseq.opcodes(base, own)
        if o.tag == "equal"
    ]
    ends = _Block(0, 0, 0, 0, equal=True), _Block(len(base), len(base), len(own), len(own), equal=True)
    anchors = _without_islands([ends[0], *equal, ends[1]], base)
    found: list[_Block] = []
    for a, b in pairwise(anchors):
        found.extend(_between(a, b))
        if b.base < b.base_end:
            found.append(b)
    return found


def _without_islands(blocks: list[_Block], base: Sequence[str]) -> list[_Block]:
    """Leave out agreeing stretches that are chance: little of a stretch between much that disagrees."""
    kept = [blocks[0]]
    for b, after in pairwise(blocks[1:]):
        mass = sum(mass_of(form) for form in base[b.base : b.base_end])
        gap = min(_gap(kept[-1], b), _gap(b, after))
        if mass >= MIN_ISLAND_MASS or gap <= MAX_ISLAND_GAP:
            kept.append(b)
    return [*kept, blocks[-1]]


def _gap(a: _Block, b: _Block) -> int:
    return max(b.base - a.base_end, b.own - a.own_end)


def _between(a: _Block, b: _Block) -> list[_Block]:
    """Give what stands between two stretches that agree: a replacement, or what is missing and then what is extra."""
    n_base, n_own = b.base - a.base_end, b.own - a.own_end
    if not n_base and not n_own:
        return []
    if not n_base or not n_own or max(n_base, n_own) <= MAX_REPLACED:
        return [_Block(a.base_end, b.base, a.own_end, b.own, equal=False)]
    return [
        _Block(a.base_end, b.base, a.own_end, a.own_end, equal=False),
        _Block(b.base, b.base, a.own_end, b.own, equal=False),
    ]


def _split_at_pieces(rows: Sequence[_Row], columns: Sequence[Column]) -> list[Column]:
    """Split columns until no cell holds words of two pieces of an interrupted quotation."""
    done: list[Column] = []
    todo = list(reversed(columns))
    while todo:
        column = todo.pop()
        cut = next(((at, k) for at, ab in enumerate(column) if (k := _piece_cut(rows[at], *ab))), None)
        if cut is None:
            done.append(column)
            continue
        left, right = _split(rows, column, *cut)
        todo += [right, left]
    return done


def _piece_cut(row: _Row, first: int, last: int) -> int:
    """Give how many units of a cell stand in the piece it begins in, 0 where all do."""
    return next((k - first for k in range(first + 1, last) if row.units[k].piece != row.units[first].piece), 0)


def _split(rows: Sequence[_Row], column: Column, at: int, k: int) -> tuple[Column, Column]:
    """Split a column after k units of one row: rows of the same words likewise, others stay whole on the left."""
    words = rows[at].forms[slice(*column[at])]
    same = [row.forms[a:b] == words for row, (a, b) in zip(rows, column, strict=True)]
    middles = [a + k if alike else b for alike, (a, b) in zip(same, column, strict=True)]
    left = tuple((a, m) for (a, _), m in zip(column, middles, strict=True))
    right = tuple((m, b) for (_, b), m in zip(column, middles, strict=True))
    return left, right


def _make_row(rows: Sequence[_Row], at: int, columns: Sequence[Column]) -> CollationRow:
    row = rows[at]
    doc = row.quote.content[0].doc
    cells = tuple(_make_cell(rows, at, column, doc) for column in columns)
    return CollationRow(quote=row.quote.id, doc=doc, cells=cells)


def _make_cell(rows: Sequence[_Row], at: int, column: Column, doc: str) -> Cell:
    units = rows[at].units
    first, last = column[at]
    if first == last:
        place = units[first - 1].end if first else units[0].start
        return Cell(span=Span(doc, place, place), op="missing")
    own = [unit.form for unit in units[first:last]]
    base = rows[0].forms[slice(*column[0])]
    op: RowOp = "same" if own == base else "differs" if base else "extra"
    return Cell(span=Span(doc, units[first].start, units[last - 1].end), op=op)
