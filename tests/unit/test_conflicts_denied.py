"""What is denied, ruled out or left open: clauses from trees written by hand, and the words of who disputes an account."""

from __future__ import annotations

import pytest

from crossread import Settings, read
from crossread.compare.conflict_passages import read_passages
from crossread.compare.conflict_statements import Statement, read_all_statements
from crossread.compare.conflicts_assertion import opposed_statements
from crossread.compare.conflicts_dispute import find_disputes
from crossread.extract.report import Report
from tests.tagged import entity, tagged
from tests.unit.parsed import parsed
from tests.unit.test_conflicts import report


def statement(marked: str) -> Statement:
    """Read the one clause of a marked-up sentence."""
    (only,) = read_all_statements(read_passages([Report(parsed(marked))], []))
    return only


def test_what_is_ruled_out_is_denied_though_the_verb_is_a_cue() -> None:
    """The words "ruled out" both give what somebody says and deny what they govern."""
    found = statement(
        "Harbourmaster/NOUN<nsubj@ruled {cue:ruled/VERB<root out/ADP<compound:prt@ruled} "
        "{content:closing/VERB<xcomp@ruled the ferry/NOUN<obj@closing}."
    )
    assert (found.denied, found.excluding, sorted(found.predicate)) == (True, True, ["close"])


@pytest.mark.parametrize(
    "marked",
    [
        "Brook/PROPN<nsubj@left left/VERB<root the door/NOUN<obj@left open/ADJ<xcomp@left to/SCONJ closing/VERB<advcl@left.",
        "Brook/PROPN<nsubj@left left/VERB<root open/ADJ<xcomp@left whether/SCONJ<mark@close to close/VERB<advcl@left it.",
    ],
)
def test_what_the_door_is_left_open_to_may_still_come(marked: str) -> None:
    """The predicate is what may come, and neither the door nor the leaving."""
    found = statement(marked)
    assert (found.denied, found.left_open, found.firmness) == (False, True, "possible")
    assert "close" in found.predicate
    assert not {"door", "leave"} & found.about


CLAIM = "The ferry sailed with its lamps lit, the owner said on Monday."
DENIAL = "The crew denied that. “Every lamp was dark,” a sailor said."


def account(id_: str, *sentences: str) -> Report:
    """Make a report whose first sentence is the owner's and whose second the crew's."""
    text = " ".join(sentences)
    return report(
        id_,
        text,
        said=[
            ("The ferry sailed with its lamps lit", "the owner", "owner"),
            ("“Every lamp was dark,”", "a sailor", "crew"),
        ],
    )


def test_one_dispute_that_two_reports_print_is_one_conflict() -> None:
    """Copies stand on its sides together."""
    reports = [account("a", CLAIM, DENIAL), account("b", CLAIM.replace("on Monday", "at noon"), DENIAL)]
    (conflict,) = find_disputes(read_passages(reports, []))
    assert [side.outlets for side in conflict.sides] == [("A", "B"), ("A", "B")]


def test_a_side_says_what_answers_the_other() -> None:
    """Of several sentences of a speaker the one that has the words of the reply, not the longest."""
    (conflict,) = find_disputes(read_passages([account("a", CLAIM, DENIAL)], []))
    assert [side.says for side in conflict.sides] == ["The ferry sailed with its lamps lit", "“Every lamp was dark,”"]


def test_an_outlet_that_corrects_itself_disputes_nobody() -> None:
    """What an earlier version had is nobody's account."""
    text = "Nine were freed. An earlier version of this article said ten. That was wrong."
    assert find_disputes(read_passages([report("a", text)], [])) == ()


@pytest.mark.parametrize(
    "marked",
    [
        (
            "The clerk/NOUN<nsubj@said would/AUX<aux@said not/PART<advmod@said {cue:said/VERB<root} "
            "what/PRON<obj@bought the council/NOUN<nsubj@bought bought/VERB<ccomp@said."
        ),
        (
            "The council/NOUN<nsubj@signed would/AUX<aux@signed not/PART<advmod@signed have/AUX<aux@signed "
            "signed/VERB<root the lease/NOUN<obj@signed."
        ),
        (
            "The flames/NOUN<nsubj@spread did/AUX<aux@spread not/PART<advmod@spread spread/VERB<root "
            "further/ADV<advmod@spread."
        ),
    ],
)
def test_what_is_asked_or_would_have_been_or_went_no_further_denies_nothing(marked: str) -> None:
    """A question, what was never so, and a denied degree contradict nobody who tells of the thing."""
    found = read_all_statements(read_passages([Report(parsed(marked))], []))
    assert not [s for s in found if {"buy", "sign", "spread"} & s.predicate and s.denied]


def test_who_is_out_of_a_thing_has_none() -> None:
    """To be out of fuel and to have no fuel is one statement, not two that differ."""
    found = statement("The tug/NOUN<nsubj@fuel was/AUX<cop@fuel out/ADP<case@fuel of/ADP<fixed@out fuel/NOUN<root.")
    assert found.denied


def test_what_is_out_of_service_lacks_nothing() -> None:
    """'Out of service' tells where the lorries are, as 'has taken its lorries out of service' does."""
    found = statement(
        "The lorries/NOUN<nsubj@service are/AUX<cop@service out/ADP<case@service of/ADP<fixed@out service/NOUN<root."
    )
    assert not found.denied


def test_who_rejects_a_thing_and_who_denies_it_say_the_same() -> None:
    """'The clerk rejected the claim' is denied by 'did not reject the claim', and not by another denial of it."""
    told = "The clerk/NOUN<nsubj@rejected rejected/VERB<root the bid/NOUN<obj@rejected."
    denials = {
        "There is/VERB<root no/DET<det@bid bid/NOUN<nsubj@is.": False,
        "The clerk/NOUN<nsubj@reject did/AUX<aux@reject not/PART<advmod@reject reject/VERB<root the bid/NOUN<obj@reject.": True,
    }
    for marked, contradicts in denials.items():
        reading = read_passages([Report(parsed(told, id_="a")), Report(parsed(marked, id_="b"))], [])
        found = [
            m for m in opposed_statements(reading, read_all_statements(reading), {}) if "reject" in m.yes.predicate
        ]
        assert bool(found) == contradicts, marked


def test_a_side_that_denies_says_so() -> None:
    """Of 'Brook denied that the lorry had failed a test' the words that deny stand with what is denied."""
    told = (
        "The lorry of Brook Haulage failed a brake test in April, three weeks before it overturned on the quay at Tarn."
    )
    denied = "Tom Brook, a spokesman for Brook Haulage, denied that the lorry had failed a brake test in April."
    texts = [
        {"text": f"Lorry in the harbour\n\n{t}\n\nIt overturned in Tarn on Monday.", "outlet": o}
        for t, o in ((told, "A"), (denied, "B"))
    ]
    (story,) = read(texts, settings=Settings(as_one_story=True)).stories
    (conflict,) = story.conflicts
    assert [side.says for side in conflict.sides][1] == "denied that the lorry had failed a brake test in April"


def test_never_closer_is_no_denial_of_close() -> None:
    """What was never more so is more so than ever."""
    found = statement(
        "The envoys/NOUN<nsubj@closer have/AUX<aux@closer never/ADV<advmod@closer been/AUX<cop@closer closer/ADJ<root "
        "to/ADP<case@pact a pact/NOUN<obl@closer."
    )
    assert not found.denied


KNOWN_AS = (
    "The|DET|2|det man|NOUN|6|nsubj known|VERB|2|acl as|ADP|5|case Rook|PROPN|3|obl offers|VERB|0|root to|PART|8|mark "
    "free|VERB|6|xcomp ten|NUM|10|nummod captives|NOUN|8|obj _.|PUNCT|6|punct"
)


def test_who_goes_by_a_name_acts_under_it() -> None:
    """Of "the man known as Rook offers" it is Rook who offers, and another's refusal denies nothing of it."""
    report = tagged("a", KNOWN_AS)
    reading = read_passages([report], [entity("rook", "Rook", report)])
    assert {s.subjects for s in read_all_statements(reading)} == {frozenset({"rook"})}
