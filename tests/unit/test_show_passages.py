"""Spans as a reader meets them, and texts cut at their boundaries."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from crossread.records import Document, MadeBy, Record, Span
from crossread.show._passages import Passages, shorten, spans_in
from crossread.show._reports import safe_url, text_html
from tests.sample_record import POST, parse_marks, sample_record

TEXT = st.text(alphabet=st.sampled_from("ab \n<&\"'é𝄞"), max_size=40)


def passages(text: str) -> Passages:
    """Look into one document with this text."""
    doc = Document(id="d", source="d.txt", sha256="", text=text, outlet="Quay News")
    return Passages(Record(made_by=MadeBy(crossread="0", model=None, settings={}), documents=(doc,)))


def words_of(html: str) -> str:
    """Give the words of a piece of a page as a browser shows them, without line ends."""
    return unescape(re.sub(r"<[^>]*>", "", html)).replace("\n", "")


def test_marks_give_the_words_they_surround() -> None:
    """Nested marks give two spans, and the marks leave the text."""
    text, spans = parse_marks("The {a:old {b:ferry}} sank", "d")
    assert text == "The old ferry sank"
    assert spans == {"b": [Span("d", 8, 13)], "a": [Span("d", 4, 13)]}


def test_a_passage_stands_in_its_sentence() -> None:
    """The sentence before and the one after are left out, and so is the next line."""
    text, spans = parse_marks("It rained. The mayor {a:left early} on foot. Nobody saw it.\nNext line", "d")
    shown = passages(text).passage(spans["a"][0])
    assert (shown.before, shown.words, shown.after) == ("The mayor ", "left early", " on foot.")


def test_a_long_sentence_is_cut_at_words() -> None:
    """A sentence without an end is cut to both sides, and says so."""
    text, spans = parse_marks("far " * 100 + "{a:here}" + " away" * 100, "d")
    shown = passages(text).passage(spans["a"][0])
    assert shown.before.startswith("…far")
    assert shown.after.endswith("away…")
    assert len(shown.before) < 200


def test_a_span_of_an_unknown_document_has_no_words() -> None:
    """A damaged record can still be looked at."""
    shown = passages("text").passage(Span("other", 3, 9))
    assert (shown.words, shown.ref.label, shown.ref.href) == ("", "other", "#d0-3-9")


def test_every_span_of_a_story_is_found() -> None:
    """Spans deep inside a story are given, so that each gets its place in the page."""
    found = set(spans_in(sample_record().stories[0]))
    assert {POST("q_sign_c"), POST("role_pm"), POST("f_cost_of"), POST("t_due2")} <= found


def test_shortened_words_end_at_a_space() -> None:
    """Words that fit stay whole; others end with an ellipsis."""
    assert shorten("a quiet evening", 15) == "a quiet evening"
    assert shorten("a quiet evening", 12) == "a quiet…"


def test_only_web_addresses_are_linked() -> None:
    """A URL that runs a script is no link."""
    assert safe_url("HTTPS://quay.example/1") == "HTTPS://quay.example/1"
    assert safe_url("javascript:alert(1)") is None
    assert safe_url(" https://quay.example") is None
    assert safe_url("data:text/html,x") is None


def test_overlapping_passages_share_a_piece() -> None:
    """Where two passages overlap, the piece in between carries both kinds."""
    html = text_html("abcdef", [(0, 4, "q"), (2, 6, "f")], [])
    assert html == (
        '<p><span class="q" data-o="0">ab</span><span class="f q" data-o="2">cd</span>'
        '<span class="f" data-o="4">ef</span></p>\n'
    )


def test_a_passage_over_two_lines_is_in_two_paragraphs() -> None:
    """A quotation that goes on after a line end is highlighted on both sides of it."""
    html = text_html("ab\n\ncd", [(1, 5, "q")], [(1, 5, "d1-1-5")])
    assert html == (
        '<p>a<i id="d1-1-5"></i><span class="q" data-o="1">b</span></p>\n<p><span class="q" data-o="4">c</span>d</p>\n'
    )


@given(TEXT, st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.sampled_from("qfc")), max_size=6))
def test_cutting_a_text_loses_no_word(text: str, marks: list[tuple[int, int, str]]) -> None:
    """Whatever the passages, the paragraphs hold the text, and each anchor is there once."""
    marks = [(min(a, b), max(a, b), k) for a, b, k in marks]
    anchors = sorted({(a, b, f"d1-{a}-{b}") for a, b, _ in marks})
    html = str(text_html(text, marks, anchors))
    assert words_of(html) == text.replace("\n", "")
    assert html.count("<p>") == html.count("</p>")
    for start, _, name in anchors:
        assert html.count(f'id="{name}"') == 1, start
