"""Looking for words, names and days: the same answers from both databases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.errors import BadInput
from crossread.records import Record
from crossread.store.library import Library
from crossread.store.read import load_documents
from crossread.store.search import Asked, search_library
from crossread.store.words import Ask, answers, find_passage, parse_query
from tests.libraries import add, keep, report

pytest_plugins = ("tests.library_places",)

HARBOUR = report(
    "The harbour of Port Ellery was closed. Ships were striking the quay, the master said.", on="2031-05-18"
)
STRIKE = report(
    "A strike closed the schools of Wendale. Teachers want higher wages.", outlet="Wend Post", on="2031-05-20"
)
CAFE = report(
    "The café by the harbour of Wendale opened again.", outlet="Coast Courier", title="Open again", on="2031-05-21"
)


@pytest.fixture
def filled(library: Library) -> Library:
    """Give a library with three reports."""
    add(library, HARBOUR, STRIKE, CAFE)
    return library


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("harbour", {HARBOUR.id, CAFE.id}),
        ("harbours", {HARBOUR.id, CAFE.id}),
        ("HARBOUR closed", {HARBOUR.id}),
        ("strike", {HARBOUR.id, STRIKE.id}),
        ('"strike closed"', {STRIKE.id}),
        ("harbour -café", {HARBOUR.id}),
        ('harbour -"Port Ellery"', {CAFE.id}),
        ("wages OR quay", {HARBOUR.id, STRIKE.id}),
        ("open again", {CAFE.id}),
        ("zeppelin", set()),
        ("closed' OR 1=1; DROP TABLE documents --", {HARBOUR.id, STRIKE.id}),
    ],
)
def test_words_are_found_in_any_form(filled: Library, words: str, found: set[str]) -> None:
    """All words, a phrase, what must not be there, and either of two ways to ask."""
    assert {hit.id for hit in search_library(filled, Asked(words=words))} == found


def test_a_title_counts_for_more(library: Library) -> None:
    """Of two reports with a word the one with it in the title comes first."""
    body = report("Wardens met on Monday about fishing, tides, boats and the ferry at the quay.")
    title = report(
        "Wardens met on Monday about fishing, tides and boats at the quay.", outlet="Wend Post", title="The ferry"
    )
    add(library, body, title)
    assert [hit.id for hit in search_library(library, Asked(words="ferry"))] == [title.id, body.id]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(outlet="post"), {STRIKE.id}),
        (Asked(since="2031-05-20"), {STRIKE.id, CAFE.id}),
        (Asked(until="2031-05-20"), {HARBOUR.id, STRIKE.id}),
        (Asked(words="harbour", since="2031-05-19", until="2031-05-21"), {CAFE.id}),
    ],
)
def test_reports_are_found_by_outlet_and_day(filled: Library, asked: Asked, found: set[str]) -> None:
    """Days are inclusive; part of an outlet's name is enough."""
    assert {hit.id for hit in search_library(filled, asked)} == found


def test_an_answer_has_its_passage(filled: Library) -> None:
    """The text of an answer stands at its span, and the words asked for are told."""
    (hit,) = search_library(filled, Asked(words="wages"))
    with filled.reading() as conn:
        (doc,) = load_documents(conn, [hit.id])
    assert doc[hit.span] == hit.text
    assert [hit.text[a:b] for a, b in hit.hits] == ["wages"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(speaker="kovar"), [("quote", "Ines Kovar")]),
        (Asked(speaker="Brandt"), []),
        (Asked(kinds=("figure",), words="people"), [("figure", None), ("figure", None)]),
        (Asked(kinds=("quote",), words="hull"), [("quote", "Ines Kovar")]),
        (Asked(kinds=("point",), outlet="courier"), [("point", None)]),
        (Asked(kinds=("position",), entity="ines"), [("position", "Ines Kovar")]),
        (Asked(kinds=("deadline",), since="2031-05-20", until="2031-05-20"), [("deadline", "Ellery Herald")]),
        (Asked(kinds=("deadline",), since="2031-05-21"), []),
    ],
)
def test_facts_are_found_by_what_is_known_of_them(
    library: Library, record: Record, asked: Asked, found: list[tuple[str, str | None]]
) -> None:
    """Kind, speaker, outlet, who is named, day and words each narrow the search."""
    keep(library, record)
    assert [(hit.kind, hit.speaker) for hit in search_library(library, asked)] == found


def test_nothing_asked_is_a_mistake(library: Library) -> None:
    """Without words or anything else the message says what can be asked."""
    with pytest.raises(BadInput, match="--speaker"):
        search_library(library, Asked())
    with pytest.raises(BadInput, match="no letters"):
        search_library(library, Asked(speaker="..."))


def test_a_query_is_taken_apart() -> None:
    """Words, phrases, what must not be there, and ways to ask."""
    assert parse_query('ferry "hull is checked" -strike OR quay') == (
        Ask(("ferry", "hull is checked"), ("strike",)),
        Ask(("quay",)),
    )


@pytest.mark.parametrize("words", ["", "-ferry", "OR", "ferry OR", '""', "...", "a " * 60])
def test_a_query_without_a_word_is_refused(words: str) -> None:
    """What names no word that should be there, or far too many, is a mistake."""
    if words == "ferry OR":
        assert parse_query(words) == (Ask(("ferry",)),)
        return
    with pytest.raises(BadInput):
        parse_query(words)


@given(st.text(max_size=300), st.text(max_size=40))
def test_a_passage_lies_in_its_text(text: str, words: str) -> None:
    """Whatever is asked of whatever text, the passage and its hits lie inside."""
    try:
        asks = parse_query(words)
    except BadInput:
        return
    found = find_passage(text, asks, chars=60)
    assert 0 <= found.start <= found.end <= len(text)
    assert all(found.start <= a < b <= found.end for a, b in found.hits)


def test_the_passage_with_most_words_is_shown() -> None:
    """Not the first word that was asked for is shown, but where most of them stand together."""
    text = (
        "The ferry left. "
        + "Nothing else happened for hours. " * 20
        + "The ferry hit the quay at Hesk. "
        + "Rain fell. " * 50
    )
    found = find_passage(text, parse_query("ferry quay Hesk"))
    assert "hit the quay at Hesk" in text[found.start : found.end]
    assert len(found.hits) == 3


def test_answers_agree_with_the_index() -> None:
    """A text answers where all words of one way to ask are there and none that must not be."""
    asks = parse_query('ferry "quay was" -strike OR bridge')
    assert answers("Ferries waited while the quay was cleared", asks)
    assert not answers("Ferries waited while the quay was cleared after strikes", asks)
    assert not answers("The quay held; the ferry was late", asks)
    assert answers("The bridges are open after a strike", asks)
