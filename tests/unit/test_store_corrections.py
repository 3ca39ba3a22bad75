"""A person's hand: what it sets right, that it holds, and that it can be taken back."""

from __future__ import annotations

import json
from datetime import timedelta

import msgspec
import pytest

from crossread.errors import BadInput
from crossread.records import Conflict, Record, Side, Story
from crossread.store import corrections
from crossread.store.applying import Correction
from crossread.store.corrections import By, story_record
from crossread.store.exporting import export_lines
from crossread.store.library import Library
from crossread.store.read import find_story, list_stories, reports_of
from crossread.store.search import Asked, search_library
from crossread.verify import check_record
from tests.libraries import START, add, keep, report, reread

pytest_plugins = ("tests.library_places",)

BY = By(who="desk", at=START + timedelta(hours=1), why="seen by eye")


def shown(library: Library, story: str) -> Story:
    """Give a story as it is shown, and prove its record."""
    with library.reading() as conn:
        record = story_record(conn, story)
    assert check_record(msgspec.json.encode(record)) == ()
    return record.stories[0]


def test_a_conflict_is_rejected(library: Library, record: Record) -> None:
    """It is gone from the record, the brief, the facts, and comes back with the undo."""
    story = keep(library, record)
    before = shown(library, story)
    made = corrections.reject_conflict(library, story, "x1", by=BY)
    after = shown(library, story)
    assert (after.conflicts, len(after.brief)) == ((), len(before.brief) - 1)
    assert search_library(library, Asked(kinds=("conflict",), entity="herald")) == ()
    corrections.undo(library, made.id, by=BY)
    assert shown(library, story) == before
    with pytest.raises(BadInput, match="no correction"):
        corrections.undo(library, made.id, by=BY)


def test_a_claim_is_rejected(library: Library, record: Record) -> None:
    """Its point has it no longer; a point without claims is gone, and nothing points into the void."""
    story = keep(library, record)
    corrections.reject_claim(library, story, "k2", by=BY)
    corrections.reject_claim(library, story, "k3", by=BY)
    after = shown(library, story)
    assert [claim.id for claim in after.claims] == ["k1", "k4"]
    assert [(point.claims, point.outlets) for point in after.points] == [(("k1",), ("Ellery Herald",))]


def test_a_point_is_rejected_by_the_id_of_its_fact(library: Library, record: Record) -> None:
    """The id that a search gives serves as well as the record's."""
    story = keep(library, record)
    (hit,) = search_library(library, Asked(kinds=("point",), words="publish"))
    corrections.reject_claim(library, story, hit.id, by=BY)
    assert [point.id for point in shown(library, story).points] == ["p1"]
    assert search_library(library, Asked(kinds=("point",), words="publish")) == ()


def test_a_speaker_is_set(library: Library, record: Record) -> None:
    """The quote is another's, its utterance too, and the search finds it so."""
    story = keep(library, record)
    for quote in ("q1", "q2"):
        corrections.set_speaker(library, story, quote, "Ellery Herald", by=BY)
    after = shown(library, story)
    assert {quote.speaker_name for quote in after.quotes} == {"Ellery Herald"}
    assert {utterance.speaker for utterance in after.utterances} == {"e2"}
    assert [hit.speaker for hit in search_library(library, Asked(speaker="ellery herald"))] == ["Ellery Herald"]
    with pytest.raises(BadInput, match="named nowhere"):
        corrections.set_speaker(library, story, "q1", "Nobody Known", by=BY)
    with pytest.raises(BadInput, match="no quote"):
        corrections.set_speaker(library, story, "q9", "Ines Kovar", by=BY)


def test_entities_are_merged_and_split(library: Library, record: Record) -> None:
    """Two names become one entity with both; what was taken for a name of one becomes another's."""
    story = keep(library, record)
    merged = corrections.merge_entities(library, story, ["Ines Kovar", "Ellery Herald"], by=BY)
    (one,) = shown(library, story).entities
    assert (one.name, one.aliases) == ("Ines Kovar", ("Kovar", "Ellery Herald"))
    corrections.undo(library, merged.id, by=BY)
    corrections.split_entity(library, story, "Ines Kovar", ["Kovar"], by=BY)
    after = shown(library, story)
    assert {entity.name: entity.aliases for entity in after.entities} == {
        "Ines Kovar": (),
        "Kovar": (),
        "Ellery Herald": (),
    }
    assert [quote.speaker_name for quote in after.quotes] == ["Kovar", "Ines Kovar"]
    with pytest.raises(BadInput, match="no name"):
        corrections.merge_entities(library, story, ["Ines Kovar", "Nobody Known"], by=BY)


def test_corrections_hold_through_another_reading(library: Library, record: Record) -> None:
    """Another model cuts a quote elsewhere and counts its ids anew; the speaker stays who the person said."""
    story = keep(library, record)
    corrections.set_speaker(library, story, "q1", "Ellery Herald", by=BY)
    first = record.stories[0]
    (span,) = first.quotes[0].content
    shorter = msgspec.structs.replace(span, start=span.start + 1, end=span.end - 1)
    quote = msgspec.structs.replace(first.quotes[0], id="q7", content=(shorter,))
    again = msgspec.structs.replace(
        first,
        quotes=(quote, msgspec.structs.replace(first.quotes[1], via=None)),
        utterances=(),
        timeline=(),
        positions=(),
        claims=(),
        points=(),
        issues=(),
        citations=(),
    )
    reread(library, msgspec.structs.replace(record, stories=(again,)), story=story, hours=2)
    assert [q.speaker_name for q in shown(library, story).quotes] == ["Ellery Herald", "Ines Kovar"]


def test_marks_are_kept_with_their_words(library: Library, record: Record) -> None:
    """A mark changes no record, and is listed with the words that it is about."""
    story = keep(library, record)
    before = shown(library, story)
    corrections.mark_point(library, story, "p1", "to check", by=BY)
    assert shown(library, story) == before
    with library.reading() as conn:
        (made,) = corrections.load_corrections(conn, story=story)
    assert (made.label, made.words[0], made.who, made.why) == (
        "to check",
        "The ferry Marlin ran aground on Monday",
        "desk",
        "seen by eye",
    )


def test_stories_are_merged_and_taken_apart(library: Library) -> None:
    """What a person puts together stays so for reports to come, and an undo parts it again."""
    ferry = report("The ferry Marlin ran aground off Port Ellery on Monday, harbour master Ines Kovar said.")
    school = report(
        "The school council of Wendale voted for longer holidays after nine hours of debate.", outlet="Wend Post"
    )
    (a,), (b,) = add(library, ferry), add(library, school)
    made = corrections.merge_stories(library, a.story or "", b.story or "", by=BY)
    with library.reading() as conn:
        assert find_story(conn, b.story or "") == a.story
        assert set(reports_of(conn, a.story or "")) == {ferry.id, school.id}
    (third,) = add(
        library, report("Longer holidays for Wendale: the school council voted after a debate of nine hours."), hours=2
    )
    assert third.story == a.story
    corrections.undo(library, made.id, by=BY)
    assert sorted(line.reports for line in list_stories(library)) == [1, 2]
    with pytest.raises(BadInput, match="one story already"):
        corrections.merge_stories(library, a.story or "", a.story or "", by=BY)


def test_a_story_is_split_and_brought_together(library: Library) -> None:
    """The reports that were named leave, exactly those, and come back with the undo."""
    text = "The ferry Marlin ran aground off Port Ellery on Monday, harbour master Ines Kovar said. "
    docs = [
        report(text + more, outlet=f"Outlet {n}")
        for n, more in enumerate(
            ["Nobody was hurt.", "Divers came at noon.", "Tugs failed twice.", "The mayor wants answers."]
        )
    ]
    (story,) = {one.story or "" for one in add(library, *docs)}
    made = corrections.split_story(library, story, [docs[1].id, docs[3].id], by=BY)
    with library.reading() as conn:
        assert set(reports_of(conn, story)) == {docs[0].id, docs[2].id}
    (other,) = [line.id for line in list_stories(library) if line.id != story]
    with library.reading() as conn:
        assert set(reports_of(conn, other)) == {docs[1].id, docs[3].id}
    corrections.undo(library, made.id, by=BY)
    assert [line.reports for line in list_stories(library)] == [4]
    for wrong in ([], [doc.id for doc in docs], ["d0"]):
        with pytest.raises(BadInput):
            corrections.split_story(library, story, wrong, by=BY)


def test_corrections_are_exported_as_gold(library: Library, record: Record) -> None:
    """Each that stands is a line with its passages, their words and the hashes of their reports."""
    story = keep(library, record)
    corrections.reject_conflict(library, story, "x1", by=BY)
    undone = corrections.mark_point(library, story, "p1", "to check", by=BY)
    corrections.undo(library, undone.id, by=BY)
    (line,) = [json.loads(raw) for raw in export_lines(library, "gold")]
    assert (line["kind"], line["who"], line["why"]) == ("reject-conflict", "desk", "seen by eye")
    assert line["words"] == ["120 people on board", "90 people on board"]
    assert line["sha256"] == {doc.id: doc.sha256 for doc in record.documents}
    assert msgspec.convert({k: v for k, v in line.items() if k != "sha256"}, Correction).spans


def test_a_speaker_that_is_set_settles_a_conflict_over_the_speaker(library: Library, record: Record) -> None:
    """Where two reports gave one sentence to two speakers and a person says whose it is, they no longer disagree."""
    told = record.stories[0]
    first, second = told.quotes
    other = msgspec.structs.replace(second, speaker="e2", speaker_name="Ellery Herald")
    sides = tuple(
        Side(says=quote.speaker_name or "", evidence=quote.content, outlets=(outlet,))
        for quote, outlet in ((first, "Ellery Herald"), (other, "Coast Courier"))
    )
    clash = Conflict(
        id="x2", kind="speaker", verdict="conflict", about="the hull", sides=sides, why="one sentence", score=0.9
    )
    utterance = msgspec.structs.replace(told.utterances[0], differs=("wording", "speaker"))
    disputed = msgspec.structs.replace(
        told, quotes=(first, other), conflicts=(*told.conflicts, clash), utterances=(utterance,)
    )
    story = keep(library, msgspec.structs.replace(record, stories=(disputed,)))
    assert len(shown(library, story).conflicts) == 2
    corrections.set_speaker(library, story, second.id, "Ines Kovar", by=BY)
    after = shown(library, story)
    assert [conflict.id for conflict in after.conflicts] == ["x1"]
    assert [u.differs for u in after.utterances] == [("wording",)]
