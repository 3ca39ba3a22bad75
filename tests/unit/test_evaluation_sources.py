"""The measure of who stands behind pronouns and roles, on made-up quotes."""

from __future__ import annotations

import pytest

from crossread.records import Entity, Mention, Quote, Span
from evaluation.sources import Judged, Label, is_right, load_labels, quote_from, shares

DOC = "d"
RUIZ = Entity(id="e1", name="Ana Ruiz", kind="person", mentions=(Mention(DOC, 0, 8, "name"),))
PELL = Entity(id="e2", name="Bo Pell", kind="person", mentions=(Mention(DOC, 20, 27, "name"),))


def quote(start: int = 40, end: int = 43, speaker: str | None = None, words: str | None = None) -> Quote:
    """Make a quote with a source and a speaker."""
    content = (Span(DOC, end + 1, end + 9),)
    return Quote(
        id=f"q{start}",
        type="indirect",
        content=content,
        source=Span(DOC, start, end),
        speaker=speaker,
        speaker_name=words,
    )


def label(who: str, name: Span | None = None) -> Label:
    """Make a label of the source at 40."""
    return Label("pronoun", who, Span(DOC, 40, 43), name, sure=True)


@pytest.mark.parametrize(
    ("wanted", "ours", "right"),
    [
        (label("named", Span(DOC, 0, 8)), quote(speaker="e1"), True),
        (label("named", Span(DOC, 0, 8)), quote(speaker="e2"), False),
        (label("named", Span(DOC, 0, 8)), quote(words="Ana Ruiz"), False),
        (label("part", Span(DOC, 0, 8)), quote(words="Ana Ruiz's aides"), True),
        (label("part", Span(DOC, 0, 8)), quote(words="aides"), False),
        (label("several", Span(DOC, 0, 8)), quote(words="Ana Ruiz and Bo Pell"), True),
        (label("several", Span(DOC, 0, 8)), quote(speaker="e2", words="Ana Ruiz"), False),
        (label("unnamed"), quote(words="experts"), True),
        (label("unnamed"), quote(speaker="e1"), False),
    ],
)
def test_right_speakers(wanted: Label, ours: Quote, right: bool) -> None:
    """The entity at the labelled name; for a part or several its name in the words; for the unnamed no entity."""
    assert is_right(wanted, ours, (RUIZ, PELL)) is right


def test_the_quote_that_shares_most_of_the_source_is_judged() -> None:
    """A quote whose source only touches the labelled one gives way; none that does not is taken."""
    touching, same = quote(41, 60), quote(40, 43)
    assert quote_from(Span(DOC, 40, 43), [touching, same]) is same
    assert quote_from(Span(DOC, 70, 73), [touching, same]) is None


def test_shares_are_told_by_kind_and_label() -> None:
    """One right of two, in every group that they belong to, and no figure for an empty group."""
    judged = [Judged(label("unnamed"), quote(), right=True), Judged(label("unnamed"), quote(), right=False)]
    found = shares(judged, prefix="x_")
    assert found["x_accuracy"] == found["x_pronoun_accuracy"] == found["x_unnamed_accuracy"] == 0.5
    assert "x_role_accuracy" not in found


def test_the_labels_are_whole() -> None:
    """Every named label says where the name stands, no unnamed one does."""
    for found in load_labels().values():
        for wanted in found:
            assert (wanted["name"] is None) == (wanted["who"] == "unnamed")
