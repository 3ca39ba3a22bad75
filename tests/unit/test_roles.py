"""What reports call their people, and which role answers to which phrase."""

from __future__ import annotations

import pytest

from crossread.compare.entities import find_entities
from crossread.compare.roles import RoleFrame, fits, frame_of, is_calling
from tests.unit.parsed import parsed


def roles(marked: str) -> set[str]:
    """Give the roles of all people in a marked-up report."""
    return {r.text for e in find_entities([parsed(marked)]) if e.kind == "person" for r in e.roles}


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("The harbour/NOUN master/NOUN {person:Ines Kovar} came/VERB.", {"harbour master"}),
        ("Then {nationality:Vessian} President/PROPN {person:Ana Ruiz} came/VERB.", {"Vessian President"}),
        ("{person:Ana Ruiz}, the mayor/NOUN<appos@Ruiz of/ADP Ellery/PROPN, came/VERB.", {"mayor of Ellery"}),
        ("{person:Bo Pell}, a lawyer/NOUN<appos@Pell, came/VERB.", {"lawyer"}),
        ("On/ADP Monday/PROPN, {person:Bo Pell} came/VERB.", set()),
        ("Then/ADV she/PRON met/VERB {person:Bo Pell}.", set()),
        ("{person:Bo Pell}, {person:Ana Ruiz} and others/NOUN came/VERB.", set()),
    ],
)
def test_roles_beside_a_name(marked: str, wanted: set[str]) -> None:
    """Nouns before the name and appositions behind it are roles; other names and adverbs are none."""
    found = roles(marked)
    assert wanted <= found
    assert wanted or not found


@pytest.mark.parametrize(
    ("words", "head", "of"),
    [
        ("the German chancellor", "chancellor", {"german"}),
        ("mayor of Ellery", "mayor", {"ellery"}),
        ("the prime minister", "prime-minister", set()),
        ("NATO Secretary General", "secretary-general", {"nato"}),
        ("Vessia's foreign minister", "minister", {"vessia's", "foreign"}),
        ("the", "", set()),
    ],
)
def test_frames(words: str, head: str, of: set[str]) -> None:
    """The head noun, and of what."""
    frame = frame_of(words.split())
    assert frame.head == head
    assert {w.removesuffix("'s") for w in frame.of} == {w.removesuffix("'s") for w in of}


def frame(words: str) -> RoleFrame:
    """Take a role apart."""
    return frame_of(words.split())


@pytest.mark.parametrize(
    ("asked", "known", "wanted"),
    [
        ("the president", "Vessian president", 2),
        ("the Vessian president", "president of Vessia", 2),
        ("the German leader", "chancellor of Germany", 1),
        ("the Vessian leader", "German chancellor", 0),
        ("the mayor", "harbour master", 0),
        ("the harbour master", "master", 0),
        ("", "mayor", 0),
    ],
)
def test_a_phrase_is_answered_by_a_role_that_says_as_much(asked: str, known: str, wanted: int) -> None:
    """Same noun 2, like noun 1, else 0; all that the phrase says must be in the role."""
    assert fits(frame(asked), frame(known)) == wanted


@pytest.mark.parametrize(
    ("asked", "known", "wanted"),
    [("the scientist", "hydrologist", 1), ("the hydrologist", "scientist", 0), ("the officer", "sergeant", 1)],
)
def test_a_wider_noun_answers_to_a_narrower_role(asked: str, known: str, wanted: int) -> None:
    """A hydrologist is a scientist, but not every scientist is a hydrologist."""
    assert fits(frame(asked), frame(known)) == wanted


def test_callings_are_nouns_for_one_person() -> None:
    """Nouns whose first sense is a person, in the singular."""
    assert is_calling("glazier")
    assert not is_calling("glaziers")
    assert not is_calling("window")
