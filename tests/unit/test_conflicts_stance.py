"""What somebody rules out in one report and leaves open in another. People and places are invented."""

from __future__ import annotations

from crossread.compare.conflicts import find_conflicts
from crossread.extract.report import Report
from crossread.records import Conflict
from tests.tagged import entity, tagged

RULED_OUT = "Ben|PROPN|3|nsubj Orr|PROPN|1|flat ruled|VERB|0|root out|ADP|3|compound:prt a|DET|6|det tunnel|NOUN|3|obj _.|PUNCT|3|punct"
LEFT_OPEN = (
    "Ben|PROPN|5|nsubj Orr|PROPN|1|flat did|AUX|5|aux not|PART|5|advmod rule|VERB|0|root out|ADP|5|compound:prt "
    "a|DET|8|det tunnel|NOUN|5|obj _.|PUNCT|5|punct"
)
REFUSED = (
    "Ben|PROPN|3|nsubj Orr|PROPN|1|flat refused|VERB|0|root to|PART|5|mark rule|VERB|3|xcomp out|ADP|5|compound:prt "
    "a|DET|8|det tunnel|NOUN|5|obj _.|PUNCT|3|punct"
)
PELL_RULED_OUT = RULED_OUT.replace("Ben|PROPN|3|nsubj Orr|PROPN|1|flat", "Ada|PROPN|3|nsubj Pell|PROPN|1|flat")


def conflicts(*reports: Report) -> list[Conflict]:
    """Find the conflicts of reports that name two people."""
    people = [entity("orr", "Ben Orr", *reports), entity("pell", "Ada Pell", *reports)]
    return list(find_conflicts(reports, people))


def test_what_one_report_has_ruled_out_and_another_left_open_is_a_conflict() -> None:
    """Both sides show their words."""
    (found,) = conflicts(tagged("a", RULED_OUT), tagged("b", LEFT_OPEN))
    assert (found.kind, found.verdict) == ("assertion", "conflict")
    assert {s.says for s in found.sides} == {"Ben Orr ruled out a tunnel", "Ben Orr did not rule out a tunnel"}


def test_who_refuses_to_rule_a_thing_out_leaves_it_open() -> None:
    """The verb of refusing turns the one behind it round."""
    (found,) = conflicts(tagged("a", RULED_OUT), tagged("b", REFUSED))
    assert {s.says for s in found.sides} == {"Ben Orr ruled out a tunnel", "Ben Orr refused to rule out a tunnel"}


def test_two_people_may_differ() -> None:
    """Another's stand is no conflict, and neither is one report that tells both."""
    assert conflicts(tagged("a", PELL_RULED_OUT), tagged("b", LEFT_OPEN)) == []
    assert conflicts(tagged("a", RULED_OUT, LEFT_OPEN)) == []
