"""Spoiling texts and words keeps the gold where its words are."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evaluation.dirt import (
    DIRT,
    apply_edits,
    capitals,
    carry_tags,
    carry_tree,
    no_final_stops,
    no_marks,
    no_punctuation,
    spoil_report,
    spoil_words,
    tight_hyphens,
)
from evaluation.syntax import GoldTree

SAID = (
    'Mayor Ora Venn\'s aide said: "It is late. We wait." The state-run yard - once busy - is shut, "for good," he said.'
)


def spoiled(dirt: str, text: str = SAID) -> str:
    """Give a text after one kind of dirt."""
    return apply_edits(text, DIRT[dirt](text))[0]


@pytest.mark.parametrize(
    ("dirt", "wanted"),
    [
        ("clean", SAID),
        ("straight_marks", SAID),
        ("curly_marks", "Mayor Ora Venn’s aide said: “It is late. We wait.” The state-run yard - once busy - is shut, “for good,” he said."),
        ("single_marks", "Mayor Ora Venn's aide said: 'It is late. We wait.' The state-run yard - once busy - is shut, 'for good,' he said."),
        ("no_marks", "Mayor Ora Venn's aide said: It is late. We wait. The state-run yard - once busy - is shut, for good, he said."),
        ("one_mark_lost", 'Mayor Ora Venn\'s aide said: "It is late. We wait. The state-run yard - once busy - is shut, for good," he said.'),
        ("capitals", 'MAYOR ORA VENN\'S AIDE SAID: "IT IS LATE. WE WAIT." THE STATE-RUN YARD - ONCE BUSY - IS SHUT, "FOR GOOD," HE SAID.'),
        ("lower_case", SAID.lower()),
        ("no_final_stops", 'Mayor Ora Venn\'s aide said: "It is late We wait" The state-run yard - once busy - is shut, "for good," he said'),
        ("no_punctuation", 'Mayor Ora Venn\'s aide said "It is late We wait" The state-run yard - once busy - is shut "for good" he said'),
        ("tight_hyphens", 'Mayor Ora Venn\'s aide said: "It is late. We wait." The state-run yard-once busy-is shut, "for good," he said.'),
        ("spaced_hyphens", 'Mayor Ora Venn\'s aide said: "It is late. We wait." The state - run yard - once busy - is shut, "for good," he said.'),
    ],
)  # fmt: skip
def test_every_dirt_does_what_its_name_says(dirt: str, wanted: str) -> None:
    """One sentence, every kind."""
    assert spoiled(dirt) == wanted


def test_every_dirt_has_an_example() -> None:
    """The list above is whole."""
    (mark,) = (m for m in test_every_dirt_does_what_its_name_says.pytestmark if m.name == "parametrize")
    assert {dirt for dirt, _ in mark.args[1]} == set(DIRT)


def test_curly_and_typewriter_marks_turn_straight() -> None:
    """All forms of marks and apostrophes are one."""
    assert spoiled("straight_marks", "“Go,” ``Venn'' said, ‘it’s late’.") == '"Go," "Venn" said, \'it\'s late\'.'


def test_single_marks_inside_become_double() -> None:
    """The two kinds change places."""
    assert (
        spoiled("single_marks", "“They shouted ‘go home’ at us,” he said.")
        == "'They shouted \"go home\" at us,' he said."
    )


def test_marks_of_two_characters_go_whole() -> None:
    """``A'' is four characters of marks."""
    assert spoiled("no_marks", "``We go,'' said Venn.") == "We go, said Venn."


def test_stops_of_numbers_and_initials_stay() -> None:
    """Nothing inside a word, and no stop of an abbreviation, ends a sentence."""
    assert spoiled("no_punctuation", "J. Venn paid 3.5 of 1,200 crowns at 10:30, in N.L. terms.") == (
        "J. Venn paid 3.5 of 1,200 crowns at 10:30 in N.L. terms"
    )


def test_a_letter_without_a_capital_of_its_own_stays() -> None:
    """Offsets never shift with the case."""
    assert spoiled("capitals", "Die Straße") == "DIE STRAßE"


@example("`1''", "curly_marks")
@given(st.text(alphabet="aB ß.,:-\"'“”‘’`«»\n1İ", max_size=60), st.sampled_from(sorted(DIRT)))
def test_words_keep_their_offsets(text: str, dirt: str) -> None:
    """Whatever the text: edits do not overlap, and every letter and digit is found at its new place."""
    edits = DIRT[dirt](text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(edits))
    new, moved = apply_edits(text, edits)
    assert len(moved) == len(text) + 1
    assert moved[-1] == len(new)
    assert moved == sorted(moved)
    assert all(new[moved[at]].casefold() == char.casefold() for at, char in enumerate(text) if char in "aBß1")


def test_gold_spans_move_with_their_words() -> None:
    """Content loses its marks, the source keeps its place, a cue of which nothing is left goes."""
    text = 'Ora Venn: "It is late."'
    row = {"id": "a", "text": text, "attributions": [{"source": [[0, 8]], "cue": [[8, 9]], "content": [[10, 23]]}]}
    new = spoil_report(spoil_report(row, no_marks(text)), ())
    (said,) = new["attributions"]
    assert new["text"] == "Ora Venn: It is late."
    assert [new["text"][a:b] for a, b in said["content"]] == ["It is late."]
    (said,) = spoil_report(row, no_punctuation(text))["attributions"]
    assert said["cue"] == []
    assert row["text"] == text


def test_words_go_join_and_part() -> None:
    """Each new word knows the old ones that it is made of."""
    words = ["The", "state", "-", "run", "co-op", "closed", "."]
    assert spoil_words(words, tight_hyphens).words == ("The", "state-run", "co-op", "closed", ".")
    assert spoil_words(words, tight_hyphens).rows == ((0,), (1, 2, 3), (4,), (5,), (6,))
    assert spoil_words(words, DIRT["spaced_hyphens"]).rows == ((0,), (1,), (2,), (3,), (4,), (4,), (4,), (5,), (6,))
    assert spoil_words(words, no_final_stops).words == ("The", "state", "-", "run", "co-op", "closed")
    assert spoil_words([], capitals).words == ()


def test_names_are_carried_over() -> None:
    """A name keeps its words; a joined word is of the name that it holds a part of."""
    words = ["In", "Nordhafen", "-", "based", "Venn", "Lines", "Co-op"]
    tags = ["O", "B-Location", "O", "O", "B-Organization", "I-Organization", "I-Organization"]
    assert carry_tags(spoil_words(words, tight_hyphens), tags) == [
        "O", "B-Location", "B-Organization", "I-Organization", "I-Organization",
    ]  # fmt: skip
    assert carry_tags(spoil_words(words, DIRT["spaced_hyphens"]), tags)[4:] == [
        "B-Organization", "I-Organization", "I-Organization", "I-Organization", "I-Organization",
    ]  # fmt: skip


def tree(words: str, head: list[int]) -> GoldTree:
    """Give a tree over words, each its own part of speech and relation."""
    return GoldTree({"upos": words.split(), "head": head, "deprel": words.lower().split()})


def test_trees_are_carried_over_joined_words() -> None:
    """A joined word stands for its last-to-leave member, and heads are counted anew."""
    words = ["The", "state", "-", "run", "yard", "closed"]
    kept, found = carry_tree(spoil_words(words, tight_hyphens), tree("D S H R Y C", [5, 4, 4, 5, 6, 0]))
    assert kept == [0, 1, 2, 3]
    assert found.upos == ("D", "R", "Y", "C")
    assert found.head == (3, 3, 4, 0)


def test_trees_are_carried_over_what_is_gone() -> None:
    """What hung on a stop hangs on the head of the stop; a lost root leaves its child as root."""
    kept, found = carry_tree(spoil_words(["Go", ".", "now"], no_final_stops), tree("G S N", [0, 1, 2]))
    assert (kept, found.head) == ([0, 1], (0, 1))
    _, found = carry_tree(spoil_words(["Go", "."], no_final_stops), tree("G S", [2, 0]))
    assert found.head == (0,)


def test_of_a_parted_word_the_last_part_is_compared() -> None:
    """The others have no gold of their own."""
    spoiled_words = spoil_words(["The", "co-op", "closed"], DIRT["spaced_hyphens"])
    kept, found = carry_tree(spoiled_words, tree("D O C", [2, 3, 0]))
    assert kept == [0, 3, 4]
    assert found.head == (4, 5, 0)
