"""JSON lines and JSON files."""

import json
from collections.abc import Iterable

import msgspec
import pytest

from crossread.ingest.jsonl import read_json, read_jsonl
from crossread.ingest.raw import RawReport
from crossread.records import Found, Problem

TEXT = "The harbour of Vellin closed on Monday."


def lines(*values: object) -> Found[RawReport]:
    """Read lines, each an object or as it stands."""
    rows = (value if isinstance(value, str) else json.dumps(value) for value in values)
    return read_jsonl("\n".join(rows).encode(), source="a.jsonl", max_bytes=10**6)


def codes(problems: Iterable[Problem]) -> list[str]:
    """Give the codes of problems."""
    return [problem.code for problem in problems]


def test_all_fields_are_read_and_unknown_ones_kept() -> None:
    """Known fields have their place; others stay, to the digit."""
    row = (
        '{"id": 7, "title": "Harbour shut", "text": "Shut.", "outlet": "Vellin Post", "published": "2031-08-19",'
        ' "url": "https://example.org/a", "authors": ["Ana Ruiz"], "score": 1.10, "tags": {"a": [1]}}'
    )
    (report,) = lines(row).records
    assert (report.part, report.title, report.text, report.outlet) == ("7", "Harbour shut", "Shut.", "Vellin Post")
    assert (report.published, report.url, report.authors) == ("2031-08-19", "https://example.org/a", ("Ana Ruiz",))
    assert {name: bytes(raw) for name, raw in report.extra.items()} == {"score": b"1.10", "tags": b'{"a": [1]}'}


def test_broken_lines_are_named_by_number_and_the_rest_is_read() -> None:
    """Cut objects, lists, words and deep nesting are problems; blank lines are nothing."""
    found = lines('{"text": "cut', "", {"text": TEXT}, "[1]", "no", '{"text":"x","a":' + "[" * 100_000)
    assert [report.part for report in found.records] == ["L3"]
    assert codes(found.problems) == ["bad-json-line"] * 4
    assert [problem.message.split(":")[0] for problem in found.problems] == [f"a.jsonl#L{n}" for n in (1, 4, 5, 6)]


@pytest.mark.parametrize("value", [{"body": TEXT}, {"text": None}, {"text": " "}, {"text": 5}, {}])
def test_a_line_without_text_is_named(value: object) -> None:
    """The message lists the fields that are there."""
    found = lines(value)
    assert found.records == ()
    assert codes(found.problems) == ["no-text"]


def test_halves_of_pairs_are_read_and_told() -> None:
    """Exports cut emoji in two; every part of the report can be written again."""
    (report,) = lines('{"text": "Shut \\ud83d.", "note": "\\ude00", "title": "A\\ud800"}').records
    assert codes(report.notes) == ["broken-characters"]
    assert report.title == "A\ufffd"
    assert msgspec.json.decode(msgspec.json.encode(report.extra)) == {"note": "\ufffd"}


def test_whole_pairs_are_one_character() -> None:
    """An escaped emoji is one code point and no problem."""
    (report,) = lines('{"text": "Shut \\ud83d\\ude00."}').records
    assert report.text == "Shut 😀."
    assert report.notes == ()


def test_nan_of_an_export_is_nothing() -> None:
    """Python writes NaN where there is no outlet."""
    (report,) = lines('{"text": "Shut.", "outlet": NaN, "score": NaN}').records
    assert report.outlet is None
    assert bytes(report.extra["score"]) == b"null"


def test_wrong_types_are_left_out_and_named() -> None:
    """A list is no title, a number no author."""
    (report,) = lines({"text": TEXT, "title": ["a"], "authors": {"name": "x"}, "url": "ftp://example.org"}).records
    assert (report.title, report.authors, report.url) == (None, (), None)
    assert codes(report.notes) == ["bad-field"] * 3


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ({"text": TEXT}, [None]),
        ([{"text": TEXT}, {"text": TEXT, "id": "b"}], ["1", "b"]),
    ],
)
def test_json_file_holds_one_object_or_a_list(written: object, parts: list[str | None]) -> None:
    """Indented or not."""
    for indent in (None, 2):
        found = read_json(json.dumps(written, indent=indent).encode(), source="a.json", max_bytes=10**6)
        assert [report.part for report in found.records] == parts
        assert found.problems == ()


def test_json_file_of_lines_is_read_as_lines() -> None:
    """The suffix is wrong more often than the content."""
    found = read_json(b'{"text": "One."}\n{"text": "Two."}\n', source="a.json", max_bytes=10**6)
    assert [report.text for report in found.records] == ["One.", "Two."]


@pytest.mark.parametrize("data", [b"[" * 100_000, b"{", b"3", b'["a", 2]'])
def test_json_that_is_no_report_is_a_problem(data: bytes) -> None:
    """It never raises."""
    found = read_json(data, source="a.json", max_bytes=10**6)
    assert found.records == ()
    assert set(codes(found.problems)) == {"bad-json-line"}
