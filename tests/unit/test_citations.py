"""Citations: where a report says that it has something from. All outlets, people and places are invented."""

from __future__ import annotations

import time

import numpy as np
import pytest
from msgspec.structs import replace

from crossread.extract._outlets import same_outlet
from crossread.extract.citations import cover_claims, find_citations, is_credit
from crossread.language.analysis import Analysis, AttributionSpans, NameSpans, Syntax
from crossread.language.sentences import find_sentences
from crossread.language.tokens import find_tokens
from crossread.records import Citation, Claim, Document, Entity, Mention, Quote, Span


def unread(text: str, *, outlet: str | None = None, organizations: tuple[str, ...] = ()) -> Analysis:
    """Give sentences, tokens, and the names that the test states."""
    sentences = find_sentences(text)
    tokens = find_tokens(text, sentences)
    ranges = [tokens.covering(text.index(o), text.index(o) + len(o)) for o in organizations]
    none = np.zeros(0, np.int32)
    return Analysis(
        doc=Document(id="d", source="d.txt", sha256="", text=text, outlet=outlet),
        sentences=sentences,
        tokens=tokens,
        syntax=Syntax((), none, ()),
        names=NameSpans(
            np.array([a for a, _ in ranges], np.int32),
            np.array([b for _, b in ranges], np.int32),
            ("organization",) * len(ranges),
            np.ones(len(ranges), np.float32),
        ),
        attribution=AttributionSpans(none, none, (), np.zeros(0, np.float32), none, none),
        vectors=np.zeros((len(sentences), 384), np.float32),
    )


def cited(text: str, **about: str | tuple[str, ...]) -> list[tuple[str, str]]:
    """Give kind and name of every citation of a text."""
    return [(c.kind, c.cited) for c in find_citations(unread(text, **about), (), ()).records]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("The dam leaks, as per the BBC.", "outlet", "BBC"),
        ("Mayor Orr told CNN on Sunday that the dam leaks.", "outlet", "CNN"),
        ("Reuters has previously reported that the dam leaks.", "agency", "Reuters"),
        ("The dam leaks, according to the Wall Street Journal.", "outlet", "Wall Street Journal"),
        ("The dam leaks, he told the WSJ.", "outlet", "Wall Street Journal"),
        ("The dam leaks, as reported by the Velmar Gazette.", "outlet", "Velmar Gazette"),
        ("In an interview with Radio Tolm, Mayor Orr denied it.", "outlet", "Radio Tolm"),
        ("Quoting the Velmar News Agency, the minister denied it.", "agency", "Velmar News Agency"),
        ("Mayor Orr posted on Truth Social that the dam leaks.", "official_account", "Truth Social"),
        ("The dam leaks, Orr wrote on X before dawn.", "official_account", "X"),
        ("In a written statement, the firm denied it.", "document", "written statement"),
        ("Court documents show that the dam leaks.", "document", "Court documents"),
        ("The dam leaks, said an official close to the inquiry.", "unnamed", "an official close to the inquiry"),
        (
            "Two Tolmish officials familiar with the calls said the dam leaks.",
            "unnamed",
            "Two Tolmish officials familiar with the calls",
        ),
        ("Sources say the dam leaks.", "unnamed", "Sources"),
    ],
)
def test_finds_what_is_cited(text: str, kind: str, name: str) -> None:
    """Each way of citing gives one citation with its kind, and the name in full where it is well known."""
    assert cited(text) == [(kind, name)]


def test_span_holds_the_citing_words() -> None:
    """The span holds the words that cite, not the whole sentence."""
    analysis = unread("The dam leaks, as reported by the Velmar Gazette.")
    (citation,) = find_citations(analysis, (), ()).records
    assert analysis.doc[citation.span] == "as reported by the Velmar Gazette"


def test_outlet_and_unnamed_source_in_one_sentence() -> None:
    """Officials who told a paper something are two citations: the officials and the paper."""
    found = cited("Two senior officials familiar with the calls told the Velmar Gazette that the dam leaks.")
    assert {kind for kind, _ in found} == {"unnamed", "outlet"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("VELMAR, Friday (TNA) — The dam leaks, people said.", "TNA"),
        ("Additional reporting: TNA", "TNA"),
        ("Tolm News Agency contributed to this report.", "Tolm News Agency"),
        ("With files from Reuters", "Reuters"),
        ("By Ada Pell, Tolm News", "Tolm News"),
    ],
)
def test_credits_stand_for_the_whole_report(text: str, name: str) -> None:
    """A dateline or a credit line is an agency's, and counts for the report, not for its sentence."""
    analysis = unread(text)
    first = find_citations(analysis, (), ()).records[0]
    assert (first.kind, first.cited) == ("agency", name)
    assert is_credit(analysis, first)


@pytest.mark.parametrize(
    "text",
    [
        "The dam at dusk. (Kit Moss / Associated Press)",
        "Photo: Kit Moss/AFP",
        "Mayor Orr told parliament that the dam leaks.",
        "She told the officials to leave.",
        "The officials said that they would leave.",
        "Mayor Orr got a medal from a wounded soldier.",
        "The dam reportedly leaks.",
        "He reads the Velmar Gazette every day.",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    """Credits of pictures, addressees, known people and readers are no citations."""
    assert cited(text) == []


def test_own_outlet_is_no_citation() -> None:
    """A report of the Gazette that says "told the Gazette" has it from nobody else."""
    text = "Mayor Orr told the Gazette that the dam leaks."
    assert cited(text, outlet="The Velmar Gazette") == []
    assert cited(text, outlet="Tolm Post") == [("outlet", "Gazette")]
    assert cited("By Ada Pell, Tolm News", outlet="Tolm News") == []


def test_an_outlet_is_known_by_the_name_of_its_file() -> None:
    """Where nothing tells the outlet, a file named after it does."""
    unnamed = unread("Mayor Orr told the Gazette that the dam leaks.")
    for source, n in (("velmar-gazette.txt", 0), ("report-7.txt", 1)):
        analysis = replace(unnamed, doc=replace(unnamed.doc, source=source))
        assert len(find_citations(analysis, (), ()).records) == n


def test_unknown_organization_behind_a_strong_cue() -> None:
    """Any organization behind "as reported by" is an outlet, however it is called; a ministry is not."""
    assert cited("The dam leaks, as reported by Kwyll.", organizations=("Kwyll",)) == [("outlet", "Kwyll")]
    assert cited("The dam leaks, as reported by the Water Ministry.", organizations=("Water Ministry",)) == []


def test_covers_the_quote_of_its_sentence_and_its_claims() -> None:
    """A citation covers the quote that stands in its sentence, and the claims inside that quote."""
    text = 'The town slept. "The dam leaks badly," Orr told CNN.'
    analysis = unread(text)
    words = Span("d", text.index('"'), text.index(" Orr"))
    cue = Span("d", text.index("told"), text.index("told") + 4)
    quote = Quote(id="q1", type="direct", content=(words,), cue=cue)
    (citation,) = find_citations(analysis, (quote,), ()).records
    assert citation.covers == ("q1",)
    inside = Claim(id="k1", span=Span("d", words.start + 1, words.end - 2), by="q1")
    other = Claim(id="k2", span=Span("d", 0, 14), by="outlet")
    (covering,) = cover_claims(analysis, (citation,), (inside, other), (quote,))
    assert covering.covers == ("q1", "k1")


def test_institution_that_speaks_is_an_official_account() -> None:
    """A quote whose source is an institution is its official word."""
    text = "The dam leaks, the coastguard said."
    at = text.index("the coastguard")
    quote = Quote(
        id="q1",
        type="indirect",
        content=(Span("d", 0, 13),),
        source=Span("d", at, at + 14),
        cue=Span("d", at + 15, at + 19),
    )
    (citation,) = find_citations(unread(text), (quote,), ()).records
    assert (citation.kind, citation.cited, citation.covers) == ("official_account", "coastguard", ("q1",))


def test_names_the_entity() -> None:
    """The outlet's entity is named where its mention stands at the place."""
    text = "The dam leaks, as reported by the Velmar Gazette."
    at = text.index("Velmar")
    gazette = Entity(id="e1", name="Velmar Gazette", kind="organization", mentions=(Mention("d", at, at + 14, "name"),))
    (citation,) = find_citations(unread(text), (), (gazette,)).records
    assert isinstance(citation, Citation)
    assert citation.entity == "e1"


def test_short_forms_of_outlets() -> None:
    """In a story, "the Gannet" is the Morning Gannet, WSJ the Wall Street Journal; the Post is not the Gazette."""
    assert same_outlet("the Gannet", "Morning Gannet")
    assert same_outlet("WSJ", "The Wall Street Journal")
    assert not same_outlet("Tolm Post", "Tolm Gazette")


def test_hostile_text_takes_little_time() -> None:
    """Endless words of a pattern do not make the search slow."""
    text = "\n".join(
        (
            "told the " * 150,
            "official who spoke " * 90,
            "two senior senior " * 90,
            "in a a a statement " * 90,
            "The Post " * 150,
        )
    )
    before = time.perf_counter()
    find_citations(unread(text), (), ())
    assert time.perf_counter() - before < 3
