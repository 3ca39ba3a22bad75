"""Collation loses no word, whatever the words and wherever the quotation is interrupted."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crossread.compare.collation import collate
from crossread.records import Document, Quote, Span

WORDS = st.sampled_from(
    ["mill", "weir", "the", "of", "we", "we'll", "“old", "new,”", "—", "…", "1,500", "ice-cream", "É", "🙂"]
)
PIECES = st.lists(st.lists(WORDS, min_size=1, max_size=14).map(" ".join), min_size=1, max_size=3)
ANY_PIECES = st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=3)


def quoted(wordings: list[list[str]]) -> tuple[list[Quote], dict[str, Document]]:
    """Make a document and a quote of each wording."""
    docs, quotes = {}, []
    for n, pieces in enumerate(wordings):
        text, spans = "", []
        for piece in pieces:
            text += "| "
            spans.append(Span(f"d{n}", len(text), len(text) + len(piece)))
            text += piece
        docs[f"d{n}"] = Document(id=f"d{n}", source="x", sha256="", text=text)
        quotes.append(Quote(id=f"q{n}", type="direct", content=tuple(spans)))
    return quotes, docs


def bare(text: str) -> str:
    """Leave out white space."""
    return "".join(text.split())


@given(st.lists(PIECES | ANY_PIECES, min_size=1, max_size=5))
def test_every_row_holds_all_words_of_its_quote_in_order(wordings: list[list[str]]) -> None:
    """The cells that are not missing, one after another, are the content but for white space."""
    quotes, docs = quoted(wordings)
    by_id = {quote.id: quote for quote in quotes}
    rows = collate(quotes, docs)
    assert {row.quote for row in rows} == {
        q.id for q in quotes if bare("".join(docs[q.content[0].doc][s] for s in q.content))
    }
    for row in rows:
        shown = "".join(docs[row.doc][cell.span] for cell in row.cells if cell.op != "missing")
        assert bare(shown) == bare("".join(docs[row.doc][span] for span in by_id[row.quote].content))


@given(st.lists(PIECES, min_size=2, max_size=5))
def test_rows_are_equally_long_and_cells_keep_to_their_pieces(wordings: list[list[str]]) -> None:
    """As many cells in every row; each cell in one piece, and in order; a column has words in some row."""
    quotes, docs = quoted(wordings)
    by_id = {quote.id: quote for quote in quotes}
    rows = collate(quotes, docs)
    assert len({len(row.cells) for row in rows}) == 1
    for row in rows:
        spans = [cell.span for cell in row.cells]
        assert spans == sorted(spans)
        pieces = by_id[row.quote].content
        assert all(any(p.start <= s.start and s.end <= p.end for p in pieces) for s in spans)
    assert all(
        any(cell.op != "missing" for cell in column) for column in zip(*(row.cells for row in rows), strict=True)
    )


@given(st.lists(PIECES, min_size=2, max_size=4))
def test_the_base_is_the_same_or_missing(wordings: list[list[str]]) -> None:
    """The first row is what the others are compared with; extra words stand under its empty cells."""
    rows = collate(*quoted(wordings))
    assert {cell.op for cell in rows[0].cells} <= {"same", "missing"}
    for row in rows[1:]:
        for own, base in zip(row.cells, rows[0].cells, strict=True):
            assert (own.op == "extra") == (base.op == "missing" and own.op != "missing")
