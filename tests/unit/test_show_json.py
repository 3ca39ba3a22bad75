"""The record as JSON and back."""

from __future__ import annotations

import json

import msgspec
import pytest

from crossread.errors import BadRecord
from crossread.records import Record
from crossread.show.json import from_json, to_json
from tests.sample_record import hostile_record, large_record, sample_record


@pytest.mark.parametrize("record", [sample_record(), hostile_record(), large_record(n_documents=3, n_points=5)])
def test_a_record_comes_back_as_it_was(record: Record) -> None:
    """Written and read, indented or not, it is the same record."""
    assert from_json(to_json(record)) == record
    assert from_json(to_json(record, indent=0)) == record


def test_fields_keep_the_order_of_the_format() -> None:
    """The top level and a document list their fields as docs/record.md does."""
    data = json.loads(to_json(sample_record()))
    assert list(data) == ["version", "made_by", "documents", "problems", "stories"]
    assert list(data["documents"][0])[:6] == ["id", "source", "sha256", "title", "outlet", "authors"]
    assert data["stories"][0]["timeline"][0]["from"] == "1998-01-01"


def test_unknown_fields_of_the_input_are_kept() -> None:
    """What a JSONL line brought along is in the record, as it came."""
    record = sample_record()
    doc = msgspec.structs.replace(record.documents[0], extra={"desk": msgspec.Raw(b'{"n": 1}')})
    data = json.loads(to_json(msgspec.structs.replace(record, documents=(doc,))))
    assert data["documents"][0]["extra"] == {"desk": {"n": 1}}


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "truncated"),
        (b"[1]", "Expected `object`"),
        (b'{"version": "9"}', "version '9'; this Crossread reads version '1'"),
        (b"{}", "version None"),
        (b'{"version": "1"}', "made_by"),
        (b'{"version": "1", "made_by": {"crossread": 1}}', "Expected `str`"),
        (b"\xff\xfe", "not a record"),
        (b"[" * 100_000, "not a record"),
    ],
)
def test_what_is_no_record_is_refused_with_a_reason(data: bytes, says: str) -> None:
    """The message says what is wrong with the file."""
    with pytest.raises(BadRecord) as caught:
        from_json(data)
    assert says in str(caught.value)
