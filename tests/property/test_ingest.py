"""What holds for any bytes and any text."""

import json
from random import Random

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.errors import NothingToRead
from crossread.ingest import documents_from
from crossread.ingest.canonical import canonical_text
from crossread.ingest.dates import parse_published
from crossread.ingest.decode import decode
from crossread.ingest.email import read_email
from crossread.ingest.html import read_html
from crossread.ingest.jsonl import read_json, read_jsonl
from crossread.ingest.strip_tags import strip_tags
from crossread.ingest.text import read_text
from crossread.records import Document, Span
from crossread.settings import Settings

ANY_TEXT = st.text(st.characters() | st.sampled_from("\r\n\x00\ufeff\u2028\x0b\ud800\udfff —“”’ab"))
PIECES = st.lists(
    st.sampled_from(["<", ">", "</", "<!--", "-->", "<p>", "<script>", "<div", "=", '"', "&", "&amp", "&#0;", "a ", "é",
                     "<![CDATA[", "<?", "<!DOCTYPE", "--", "---\n", "title:", "{", "[", ":", "\n", "text", "\\ud800"]),
    max_size=40,
).map("".join)  # fmt: skip


@given(ANY_TEXT)
def test_canonical_text_of_canonical_text_is_itself(text: str) -> None:
    """Doing it twice changes nothing, and the result can be written as UTF-8."""
    once = canonical_text(text)
    assert canonical_text(once) == once
    once.encode()


@given(ANY_TEXT, st.data())
def test_spans_round_trip_through_json(text: str, data: st.DataObject) -> None:
    """`text[start:end]` gives the same words after the document was written and read again, by us and by others."""
    canonical = canonical_text(text)
    start = data.draw(st.integers(0, len(canonical)))
    end = data.draw(st.integers(start, len(canonical)))
    doc = Document(id="d", source="s", sha256="0", text=canonical)
    written = msgspec.json.encode(doc)
    span = Span("d", start, end)
    assert msgspec.json.decode(written, type=Document)[span] == doc[span]
    assert json.loads(written)["text"][start:end] == doc[span]


@given(ANY_TEXT)
def test_no_word_is_lost(text: str) -> None:
    """All that is not space, mark or half of a pair is still there, in order."""
    kept = [char for char in text if not char.isspace() and char != "\ufeff" and not "\ud800" <= char <= "\udfff"]
    left = [char for char in canonical_text(text) if not char.isspace() and char != "\ufeff"]
    assert [char for char in left if char != "\ufffd"] == [char for char in kept if char != "\ufffd"]


@given(st.binary(max_size=200))
def test_any_bytes_decode(data: bytes) -> None:
    """There is always a text, and it can be written."""
    canonical_text(decode(data).text).encode()


@given(st.binary(max_size=200) | PIECES.map(str.encode))
@settings(deadline=None)
def test_readers_never_raise(data: bytes) -> None:
    """Whatever comes, each reader gives reports or problems."""
    for read in (read_text, read_html, read_jsonl, read_json, read_email):
        found = read(data, source="s", max_bytes=10_000)
        for report in found.records:
            canonical_text(report.text).encode()


@given(PIECES | ANY_TEXT)
def test_stripping_tags_never_raises(markup: str) -> None:
    """Whatever opens and never closes."""
    strip_tags(markup)


@given(
    st.text(max_size=70)
    | st.from_regex(r"\d{1,4}[-/. ]\d{1,4}[-/. ]\d{1,4}(T\d\d:\d\d(Z|[+-]\d{4})?)?", fullmatch=True)
)
@settings(deadline=None)
def test_a_day_that_was_read_reads_the_same_again(words: str) -> None:
    """What comes out is ISO, and stable."""
    read = parse_published(words)
    assert read is None or parse_published(read) == read


@given(st.lists(st.fixed_dictionaries({"text": ANY_TEXT, "outlet": st.sampled_from(["A", "B", None])}), max_size=4),
       st.randoms(use_true_random=False))  # fmt: skip
@settings(deadline=None, max_examples=50)
def test_order_of_reports_does_not_matter(rows: list[dict[str, object]], random: Random) -> None:
    """The same reports in any order give the same documents and problems, and twice the same."""
    shuffled = list(rows)
    random.shuffle(shuffled)
    results: list[object] = []
    for items in (rows, shuffled):
        try:
            results.append(documents_from(items, settings=Settings()))
        except NothingToRead as error:
            results.append(str(error))
    assert results[0] == results[1]
