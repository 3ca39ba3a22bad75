from __future__ import annotations

from crossread.compare.collation import collate
from crossread.records import CollationRow, Document, Quote, Span


def table(*wordings: str) -> list[list[tuple[str, str]]]:
    """Collate wordings, a report each, `++` between the pieces of an interrupted one: (op, words) a cell."""
    docs, quotes = {}, []
    for n, wording in enumerate(wordings):
        pieces = wording.split(" ++ ")
        text, spans = "", []
        for piece in pieces:
            spans.append(Span(f"d{n}", len(text), len(text) + len(piece)))
            text += piece + " she said. "
        docs[f"d{n}"] = Document(id=f"d{n}", source="x", sha256="", text=text)
        quotes.append(Quote(id=f"q{n}", type="direct", content=tuple(spans)))
    rows = collate(quotes, docs)
    return [[(cell.op, docs[row.doc][cell.span]) for cell in row.cells] for row in rows]


def test_a_changed_word_is_one_column() -> None:
    """Only the words that differ stand against each other."""
    assert table("“We will not sail again,”", "“We will never sail again.”") == [
        [("same", "“We will"), ("same", "not"), ("same", "sail again,”")],
        [("same", "“We will"), ("differs", "never"), ("same", "sail again.”")],
    ]


def test_the_longest_wording_is_the_base() -> None:
    """Whatever the order, the first row is the fullest, and what it alone has is missing below."""
    base, cut = table("“The mill is old.”", "“The mill by the weir is old.”")
    assert [words for _, words in base] == ["“The mill", "by the weir", "is old.”"]
    assert cut == [("same", "“The mill"), ("missing", ""), ("same", "is old.”")]


def test_words_that_the_base_lacks_are_extra() -> None:
    """The base's cell is empty and called missing, in the column of the row that has more."""
    base, other = table(
        "“We close the sluice tonight at nine, weather permitting.”", "“Yes, we close the sluice tonight at nine.”"
    )
    assert (base[0], other[0]) == (("missing", ""), ("extra", "“Yes,"))
    assert (base[2], other[2]) == (("same", "weather permitting.”"), ("missing", ""))


def test_columns_line_up_over_three_rows() -> None:
    """Each row departs at another place; the cuts are common to all."""
    rows = table(
        "“The red barge left the quay at dawn.”",
        "“The barge left the quay at dawn.”",
        "“The red barge left the pier at dawn.”",
    )
    assert [len(row) for row in rows] == [6, 6, 6] or len({len(row) for row in rows}) == 1
    assert [op for op, _ in rows[1]].count("missing") == 1
    assert ("differs", "pier") in rows[2]


def test_long_stretches_that_share_nothing_are_not_set_against_each_other() -> None:
    """One goes on with one sentence, the other with another: missing here, extra there."""
    rows = table(
        "“We took the copper bell. ++ Every other question will be answered by the warden of the chapel.”",
        "“We took the copper bell. ++ But nobody has slept in this house since the flood came.”",
    )
    assert {op for op, _ in rows[1]} == {"same", "missing", "extra"}


def test_no_cell_crosses_from_piece_to_piece() -> None:
    """An interrupted quotation under a whole one: the column is cut where the interruption is."""
    whole, interrupted = table("“The mill is old. The weir is new.”", "“The mill is old,” ++ “The weir is new.”")
    assert [words for _, words in interrupted] == ["“The mill is old,”", "“The weir is new.”"]
    assert [words for _, words in whole] == ["“The mill is old.", "The weir is new.”"]
    assert {op for op, _ in interrupted} == {"same"}


def test_a_missing_cell_lies_where_its_words_would_stand() -> None:
    """The empty span of a missing cell is at the end of the word before it."""
    doc = Document(id="d1", source="x", sha256="", text="“The mill is old.”")
    long = Document(id="d2", source="x", sha256="", text="“The mill by the weir is old.”")
    quotes = [Quote(id=d.id, type="direct", content=(Span(d.id, 0, len(d.text)),)) for d in (doc, long)]
    rows: tuple[CollationRow, ...] = collate(quotes, {"d1": doc, "d2": long})
    assert rows[1].cells[1].span == Span("d1", len("“The mill"), len("“The mill"))


def test_nothing_to_collate_gives_no_rows() -> None:
    """A quote without content has no wording."""
    assert collate([Quote(id="q", type="direct", content=())], {}) == ()
