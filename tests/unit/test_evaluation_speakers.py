"""The measure of quotes and their speakers, on made-up labels."""

from __future__ import annotations

from typing import Any

from crossread.records import Document, Entity, MadeBy, Mention, Model, Quote, Record, Span, Story
from evaluation.invented import Gold, ReadStory
from evaluation.speakers import best_quote, is_same_name, score_quotes, share

TEXT = 'The road is shut, Ana Ruiz said. "It will open," a neighbour said. He called it "the run".'
DOC = Document(id="d", source="a.txt", sha256="0", text=TEXT)


def span(words: str) -> Span:
    """Give the place of words of the text."""
    start = TEXT.index(words)
    return Span("d", start, start + len(words))


def anchor(words: str) -> dict[str, Any]:
    """Label words of the text."""
    return {"doc": "a.txt", "words": words, "nth": 1}


def label(id_: str, kind: str, content: str, source: str, speaker: str) -> dict[str, Any]:
    """Label a quote."""
    parts = {"content": [anchor(content)], "cue": anchor("said"), "source": anchor(source)}
    return {"id": id_, "type": kind, "speaker": speaker, **parts}


LABELS = {
    "quotes": [
        label("q1", "indirect", "The road is shut", "Ana Ruiz", "Ana Maria Ruiz"),
        label("q2", "direct", '"It will open,"', "a neighbour", "neighbour of Ana Ruiz"),
    ],
    "entities": [{"name": "Ana Maria Ruiz", "kind": "person", "mentions": [anchor("Ana Ruiz")]}],
}
RUIZ = Entity(id="e1", name="Ana Ruiz", kind="person", mentions=(Mention("d", 18, 26, "name"),))


def read(*quotes: Quote) -> ReadStory:
    """Make a story as it was read, with these quotes."""
    story = Story(id="s", title="", documents=("d",), entities=(RUIZ,), quotes=quotes)
    made = MadeBy(crossread="0", model=Model(name="", sha256=""), settings={})
    record = Record(version="1", made_by=made, documents=(DOC,), problems=(), stories=(story,))
    return ReadStory("made-up", record, Gold(LABELS, (DOC,)))


def quote(words: str, kind: Any = "indirect", **rest: Any) -> Quote:
    """Make a quote of words of the text."""
    return Quote(id=words, type=kind, content=(span(words),), **rest)


def test_entities_stand_for_those_whose_mentions_they_hold() -> None:
    """Another name of the same entity is right; the unnamed are right where nobody is named and the words are the same."""
    tally, notes = score_quotes(
        read(
            quote("The road is shut", speaker="e1", speaker_name="Ana Ruiz", source=span("Ana Ruiz"), cue=span("said")),
            quote('"It will open,"', "direct", speaker_name="neighbour", source=span("a neighbour"), cue=span("said")),
        )
    )
    assert notes == []
    assert share(tally, "speaker_accuracy") == share(tally, "quote_half_recall") == 1.0


def test_what_is_missed_and_what_no_label_has() -> None:
    """A quote in marks without a label counts against us, a labelled one that we lack too."""
    tally, notes = score_quotes(read(quote('"the run"', "mixed")))
    assert share(tally, "quote_half_recall") == share(tally, "marked_precision") == 0.0
    assert [note.split()[0] for note in notes] == ["missed", "missed", "marked_precision"]


def test_quotes_that_join_and_part_labels() -> None:
    """One quote over two labels is joined; two quotes in one label split it."""
    joined, _ = score_quotes(read(quote('The road is shut, Ana Ruiz said. "It will open,"', "mixed")))
    assert share(joined, "joined") == 1.0
    parted, notes = score_quotes(read(quote("The road"), quote("is shut")))
    assert share(parted, "split") == 1.0
    assert any(note.startswith("split q1") for note in notes)


def test_the_quote_most_alike_is_compared() -> None:
    """A quote that holds much more gives way to one with the same borders; less than half of either is none."""
    long, same = quote("The road is shut, Ana Ruiz said."), quote("The road is shut")
    assert best_quote([long, same], [span("The road is shut")]) is same
    assert best_quote([quote("shut, Ana Ruiz said")], [span("The road is shut")]) is None


def test_a_name_may_be_the_end_of_another() -> None:
    """The last word, with a title or alone, is enough; the first is not."""
    assert is_same_name("Ana Ruiz", "Mrs Ruiz")
    assert not is_same_name("Ana Ruiz", "Ana")
