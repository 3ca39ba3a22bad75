"""ninjs, versions 1 to 3: one item, a list, an object with a list, a line each."""

import json
from collections.abc import Callable

import msgspec
import pytest

from crossread.ingest.jsonl import read_json, read_jsonl
from crossread.ingest.raw import RawReport
from crossread.records import Found
from tests.made_files import ENTITY_BOMB

ONE = {
    "uri": "https://agency.example/n1",
    "type": "text",
    "firstcreated": "2031-08-18T12:00:00Z",
    "versioncreated": "2031-08-19T12:00:00Z",
    "version": "3",
    "byline": "By Ana Ruiz and Tom Vale",
    "headline": "Harbour shut",
    "body_text": "Short.",
    "body_html": "<p>The harbour\nof Vellin.</p><p>Two piers &amp; a crane.</p>",
    "copyrightholder": "Vellin News Agency",
    "usageterms": "Not for sale",
    "infosource": [{"name": "Coast Guard"}],
}
TWO = {
    "uri": "tag:agency.example,2031:n2",
    "standard": {"name": "ninjs", "version": "2.1"},
    "type": "text",
    "versioncreated": "2031-08-19T12:00:00+02:00",
    "by": "Ana Ruiz",
    "headlines": [{"role": "short", "value": "Shut"}, {"role": "main", "value": "Harbour shut after storm"}],
    "bodies": [
        {"role": "web", "contenttype": "text/html", "value": "<p>One.</p><p>Two words.</p>"},
        {"role": "print", "contenttype": "text/plain", "value": "One."},
    ],
    "copyrightholder": "Vellin News Agency",
}
THREE = {
    "uri": "tag:n3",
    "versionCreated": "2031-08-20T12:00:00Z",
    "headlines": [{"value": "Third"}],
    "bodies": [{"contentType": "text/html", "value": "<p>Three.</p>"}],
    "copyrightHolder": "Vellin News Agency",
}


def read(value: object) -> Found[RawReport]:
    """Read a value as a JSON file."""
    return read_json(json.dumps(value).encode(), source="a.json", max_bytes=10**6)


def test_version_1_is_read() -> None:
    """The longest rendition is the text; credit, rights and version are kept; the day is that of the version."""
    (report,) = read(ONE).records
    assert report.text == "The harbour of Vellin.\nTwo piers & a crane."
    assert (report.title, report.outlet, report.authors) == (
        "Harbour shut",
        "Vellin News Agency",
        ("Ana Ruiz", "Tom Vale"),
    )
    assert (report.published, report.url, report.part) == ("2031-08-19T12:00:00Z", ONE["uri"], ONE["uri"])
    said = {name: msgspec.json.decode(raw) for name, raw in report.extra.items()}
    assert said == {"credit": "Coast Guard", "rights": "Not for sale", "version": "3"}


def test_version_2_is_read() -> None:
    """Lists of headlines and bodies; the main headline is the title."""
    (report,) = read(TWO).records
    assert (report.text, report.title) == ("One.\nTwo words.", "Harbour shut after storm")
    assert (report.published, report.url, report.authors) == ("2031-08-19T12:00:00+02:00", None, ("Ana Ruiz",))


def test_version_3_is_read() -> None:
    """Names in camel case."""
    (report,) = read(THREE).records
    assert (report.text, report.title, report.outlet) == ("Three.", "Third", "Vellin News Agency")
    assert report.published == "2031-08-20T12:00:00Z"


WRAPPED: dict[str, Callable[[list[object]], Found[RawReport]]] = {
    "list": read,
    "items": lambda items: read({"items": items}),
    "_items": lambda items: read({"_items": items, "_meta": {"total": 3}}),
    "lines": lambda items: read_jsonl("\n".join(map(json.dumps, items)).encode(), source="a.jsonl", max_bytes=10**6),
}


@pytest.mark.parametrize("form", WRAPPED)
def test_many_items_are_read(form: str) -> None:
    """However they are put together, also beside lines of our own fields."""
    found = WRAPPED[form]([ONE, TWO, {"text": "Ours.", "id": "x"}])
    assert [report.part for report in found.records] == [ONE["uri"], TWO["uri"], "x"]
    assert found.problems == ()


def test_a_body_in_nitf_is_read_as_such() -> None:
    """Its headline, byline and tags are no words of the report; a bomb in it is not parsed."""
    nitf = "<?xml version='1.0'?><nitf><head><title>x</title></head><body><body.head><byline>By A</byline></body.head><body.content><p>One two.</p><p>Three four.</p></body.content></body></nitf>"
    bodies = [{"contentType": "text/vnd.IPTC.NITF", "value": nitf}, {"contentType": "text/plain", "value": "One two."}]
    assert [r.text for r in read({**THREE, "bodies": bodies}).records] == ["One two.\nThree four."]
    bodies[0]["value"] = f"{ENTITY_BOMB}<nitf><body>&i;</body></nitf>"
    assert [r.text for r in read({**THREE, "bodies": bodies}).records] == ["One two."]


def test_of_renditions_with_the_same_words_that_with_paragraphs_is_taken() -> None:
    """Agencies send the same text plain, as one line, and marked up."""
    item = {**ONE, "body_text": "One two. Three.", "body_html": "<p>One two.</p><p>Three.</p>", "body_xhtml": 7}
    assert [report.text for report in read(item).records] == ["One two.\nThree."]


def test_an_agency_is_not_its_own_author() -> None:
    """A byline that is the holder of the rights names nobody."""
    assert read({**TWO, "by": "Vellin News Agency"}).records[0].authors == ()


def test_a_report_that_was_taken_back_is_told() -> None:
    """An item marked as canceled is kept, with a note that names it."""
    (report,) = read({**ONE, "pubstatus": "canceled"}).records
    assert [note.code for note in report.notes] == ["report-withdrawn"]
    assert "canceled" in report.notes[0].message


def test_a_caption_is_no_report() -> None:
    """The description of a text stands in for its body; that of a picture does not."""
    item = {"uri": "tag:p", "headline": "Piers", "description_text": "Three piers."}
    assert [read({**item, "type": kind}).records[0].text for kind in ("text", "picture")] == ["Three piers.", ""]


def test_fields_of_wrong_types_are_left_out() -> None:
    """Other people's exports are never an exception."""
    wrong = {"uri": 7, "headline": ["x"], "bodies": [1, {"value": 2}, {"value": "Words."}], "headlines": {"a": 1}}
    (report,) = read({**wrong, "byline": {"name": 1}, "infosource": "x", "versioncreated": None}).records
    assert (report.text, report.part, report.title, report.authors) == ("Words.", "7", None, ())
