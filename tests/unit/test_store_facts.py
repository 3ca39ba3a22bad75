"""Facts of a record, and what becomes of them from one reading to the next."""

from __future__ import annotations

import msgspec
import pytest

from crossread.records import Record, Span, Story
from crossread.store.facts import Fact, Kept, facts_of, name_words, settle


def fact(text: str, *docs: str, member: str = "", kind: str = "point", status: str | None = None) -> Fact:
    """Make a fact that some reports state, known by its words or by `member`."""
    return Fact(
        kind=kind,  # type: ignore[arg-type]  # the test names it
        text=text,
        status=status,
        outlets=tuple(sorted({doc[0] for doc in docs})),
        evidence=tuple(Span(doc, 0, len(text)) for doc in docs),
        members=(member or text.casefold(),),
    )


def what(
    before: list[Fact], after: list[Fact], *, present: set[str], later: dict[str, str] | None = None
) -> list[str | None]:
    """Give what became of each fact: of those after in order, then of those that are gone."""
    kept = [Kept(f"f{i}", one) for i, one in enumerate(before)]
    read_before = {span.doc for one in before for span in one.evidence}
    return [
        fate.what
        for fate in settle(
            kept, after, together=read_before, read_before=read_before, present=present, later=later or {}
        )
    ]


def test_every_kind_of_fact_is_found(record: Record) -> None:
    """A record with something in every section gives every kind, each with its passage, outlets and day."""
    found = facts_of(record)
    assert {one.kind for one in found} == {"quote", "point", "figure", "conflict", "position", "deadline"}
    assert all(one.text and one.outlets and one.evidence and one.members for one in found)
    assert {one.day for one in found} == {"2031-05-20"}


def test_quotes_of_one_utterance_are_one_fact(record: Record) -> None:
    """Two reports' accounts of one utterance are one quote, in its fullest wording, found by every name of the speaker."""
    (quote,) = [one for one in facts_of(record) if one.kind == "quote"]
    assert quote.text == "“We will not sail again before the hull is checked,”"
    assert quote.outlets == ("Coast Courier", "Ellery Herald")
    assert {n.name for n in quote.names if n.role == "speaker"} == {"Ines Kovar", "Kovar"}


def test_a_deadline_tells_its_day(record: Record) -> None:
    """A commitment that falls due is a deadline with that day."""
    (deadline,) = [one for one in facts_of(record) if one.kind == "deadline"]
    assert (deadline.detail, deadline.status) == ("2031-06-03", "announced")


def test_facts_do_not_depend_on_where_words_stand(record: Record) -> None:
    """The same words a line lower in another document are the same fact."""
    moved = _moved_down(record)
    assert [one.members for one in facts_of(moved)] == [one.members for one in facts_of(record)]


def _moved_down(record: Record) -> Record:
    """Put a line before each report, and move every offset by its length."""
    line = "Updated.\n"
    docs = tuple(msgspec.structs.replace(d, text=line + d.text) for d in record.documents)
    tree = msgspec.to_builtins(record.stories)

    def move(part: object) -> None:
        if isinstance(part, dict):
            if {"doc", "start", "end"} <= set(part):
                part["start"] += len(line)
                part["end"] += len(line)
            for value in part.values():
                move(value)
        elif isinstance(part, list | tuple):
            for value in part:
                move(value)

    move(tree)
    return msgspec.structs.replace(record, documents=docs, stories=msgspec.convert(tree, tuple[Story, ...]))


@pytest.mark.parametrize(
    ("before", "after", "present", "later", "became"),
    [
        ([], [fact("A dam broke", "a1")], {"a1"}, {}, ["appeared"]),
        ([fact("A dam broke", "a1")], [fact("A dam broke", "a1")], {"a1"}, {}, [None]),
        ([fact("A dam broke", "a1")], [fact("A dam broke", "a1", "b1")], {"a1", "b1"}, {}, ["carried"]),
        (
            [fact("A dam broke", "a1", status="single_source")],
            [fact("A dam broke", "a1", status="disputed")],
            {"a1", "b1"},
            {},
            ["changed"],
        ),
        ([fact("A dam broke", "a1")], [], {"a2"}, {"a1": "a2"}, ["withdrawn"]),
        ([fact("A dam broke", "a1")], [], {"b1"}, {}, ["removed"]),
        ([fact("A dam broke", "a1")], [], {"a1"}, {}, ["revised"]),
        ([fact("A dam broke", "a1", "b1")], [fact("A dam broke", "b1")], {"a2", "b1"}, {"a1": "a2"}, ["dropped"]),
        (
            [fact("Nine people were hurt", "a1")],
            [fact("Eleven people were hurt", "a2")],
            {"a2"},
            {"a1": "a2"},
            ["corrected"],
        ),
        (
            [fact("Nine people were hurt", "a1")],
            [fact("A bridge was closed at noon", "a2")],
            {"a2"},
            {"a1": "a2"},
            ["appeared", "withdrawn"],
        ),
    ],
)  # fmt: skip
def test_fates(
    before: list[Fact], after: list[Fact], present: set[str], later: dict[str, str], became: list[str | None]
) -> None:
    """What became of a fact follows from who says it before and after, and from whether their texts changed."""
    assert what(before, after, present=present, later=later) == became


def test_what_is_read_otherwise_is_no_news() -> None:
    """A fact that another reading finds in reports that were there is revised, not new."""
    known = fact("A dam broke", "a1")
    assert what([known], [known, fact("The road is shut", "a1")], present={"a1"}) == [None, "revised"]


def test_a_conflict_is_new_where_its_reports_were_not_read_together() -> None:
    """Two stories that merge bring a conflict between reports that were both known."""
    clash = fact("Nine / eleven", "a1", "b1", kind="conflict")
    for together, became in (({"a1"}, "appeared"), ({"a1", "b1"}, "revised")):
        read = {"a1", "b1"}
        (fate,) = settle([], [clash], together=together, read_before=read, present=read, later={})
        assert fate.what == became


def test_a_report_that_went_to_another_story_withdraws_nothing() -> None:
    """What it carried here is read otherwise, not removed."""
    both = Kept("f1", fact("A dam broke", "a1", "b1"))
    read = {"a1", "b1"}
    (fate,) = settle([both], [fact("A dam broke", "a1")], together=read, read_before=read, present=read, later={})
    assert fate.what == "revised"


def test_a_fact_keeps_its_identity_through_a_rewording() -> None:
    """Of two that share a member with a new one, the one that shares more goes on."""
    one = Kept("f1", msgspec.structs.replace(fact("A", "a1"), members=("x",)))
    two = Kept("f2", msgspec.structs.replace(fact("B", "a1"), members=("y", "z")))
    new = msgspec.structs.replace(fact("C", "a1"), members=("x", "y", "z"))
    fates = settle([one, two], [new], together={"a1"}, read_before={"a1"}, present={"a1"}, later={})
    assert [(fate.before.id if fate.before else None, fate.after is not None) for fate in fates] == [
        ("f2", True),
        ("f1", False),
    ]


def test_names_are_folded() -> None:
    """Case, accents and marks do not hide a name; a part of a word does not find it."""
    assert name_words("kovar") in name_words("Inés KOVÁŘ-Brandt")
    assert name_words("kov") not in name_words("Ines Kovar")
