from msgspec.structs import replace

from crossread.compare.issues import find_issues
from crossread.compare.positions import find_positions
from crossread.extract.report import Report
from crossread.records import Entity, Point, Position
from tests.tagged import dated, entity, place, quoted, tagged, told

SUPPORTS = (
    "Mayor|PROPN|2|nmod:desc Ada|PROPN|4|nsubj Pell|PROPN|2|flat supports|VERB|0|root the|DET|7|det "
    "harbour|NOUN|7|compound tunnel|NOUN|4|obj _.|PUNCT|4|punct"
)
REJECTS = (
    "The|DET|3|det Dockers|PROPN|3|compound Union|PROPN|4|nsubj rejects|VERB|0|root the|DET|7|det "
    "harbour|NOUN|7|compound tunnel|NOUN|4|obj _.|PUNCT|4|punct"
)
NOT_RULED_OUT = (
    "Ben|PROPN|5|nsubj Orr|PROPN|1|flat did|AUX|5|aux not|PART|5|advmod rule|VERB|0|root out|ADP|5|compound:prt "
    "a|DET|8|det tunnel|NOUN|5|obj _.|PUNCT|5|punct"
)
MAY = "Ada|PROPN|4|nsubj Pell|PROPN|1|flat may|AUX|4|aux back|VERB|0|root the|DET|6|det tunnel|NOUN|4|obj _.|PUNCT|4|punct"
DROPPED = (
    "Orr|PROPN|2|nsubj dropped|VERB|0|root his|PRON|4|nmod:poss demand|NOUN|2|obj for|ADP|7|case a|DET|7|det "
    "tunnel|NOUN|4|nmod _.|PUNCT|2|punct"
)
OVER = (
    "The|DET|2|det war|NOUN|4|nsubj must|AUX|4|aux end|VERB|0|root _,|PUNCT|7|punct Pell|PROPN|7|nsubj "
    "said|VERB|4|parataxis _.|PUNCT|4|punct"
)
OPPOSED_BEFORE = (
    "Pell|PROPN|3|nsubj would|AUX|3|aux back|VERB|0|root a|DET|5|det tunnel|NOUN|3|obj _,|PUNCT|7|punct "
    "something|PRON|3|obj she|PRON|9|nsubj rejected|VERB|7|acl:relcl in|ADP|11|case May|PROPN|9|obl _.|PUNCT|3|punct"
)
CONVINCED = (
    "Orr|PROPN|2|nsubj convinced|VERB|0|root Pell|PROPN|2|obj to|PART|5|mark drop|VERB|2|xcomp her|PRON|7|nmod:poss "
    "call|NOUN|5|obj for|ADP|10|case a|DET|10|det tunnel|NOUN|7|nmod _.|PUNCT|2|punct"
)
URGED = (
    "Orr|PROPN|2|nsubj urged|VERB|0|root Pell|PROPN|2|obj to|PART|5|mark reject|VERB|2|xcomp the|DET|7|det "
    "tunnel|NOUN|5|obj _.|PUNCT|2|punct"
)


def positions(*reports: Report) -> dict[tuple[str, str], Position]:
    """Give positions by actor and stance, on whatever issue."""
    entities = cast(*reports)
    issues = find_issues(reports, entities, ())
    return {(p.entity, p.stance): p for p in find_positions(reports, entities, issues)}


def cast(*reports: Report) -> tuple[Entity, ...]:
    """Give the people and the union of the invented town."""
    return (
        entity("pell", "Ada Pell", *reports, also=("Pell",)),
        entity("orr", "Ben Orr", *reports, also=("Orr",)),
        entity("union", "Dockers Union", *reports, kind="organization"),
    )


def test_for_and_against_one_issue() -> None:
    """Who supports a thing is for it, who rejects it is against it, and both stand on one issue."""
    a, b = tagged("a", SUPPORTS), tagged("b", REJECTS)
    found = positions(a, b)
    assert set(found) == {("pell", "for"), ("union", "against")}
    assert found["pell", "for"].issue == found["union", "against"].issue
    assert [a.words(s) for s in found["pell", "for"].evidence] == ["Mayor Ada Pell supports the harbour tunnel"]


def test_what_is_not_ruled_out_is_open() -> None:
    """A negated refusal is openness, not consent."""
    assert ("orr", "open") in positions(tagged("a", NOT_RULED_OUT), tagged("b", SUPPORTS))


def test_what_may_be_is_no_position() -> None:
    """Saying "may back" nothing of where somebody stands."""
    assert set(positions(tagged("a", MAY), tagged("b", REJECTS))) == {("union", "against")}


def test_a_dropped_demand_is_open_and_says_what_it_was() -> None:
    """Who drops a demand was for it and is open now."""
    found = positions(tagged("a", DROPPED), tagged("b", SUPPORTS))
    changed = found["orr", "open"].changed
    assert changed is not None
    assert changed.from_ == "for"


def test_a_change_told_beside_the_stance() -> None:
    """Words like "something she rejected in May" tell the earlier stance and its time."""
    a = tagged("a", OPPOSED_BEFORE)
    a = replace(a, times=(dated(a, "May", "2031-05-01", "2031-05-31"),))
    changed = positions(a, tagged("b", REJECTS))["pell", "for"].changed
    assert changed is not None
    assert (changed.from_, changed.when) == ("against", "t1")


def test_who_is_urged_takes_no_stand() -> None:
    """Who urges somebody to reject a thing is against it; who is urged has said nothing by that."""
    assert set(positions(tagged("a", URGED), tagged("b", SUPPORTS))) == {("orr", "against"), ("pell", "for")}


def test_who_is_convinced_acts() -> None:
    """The object of "convinced" is who does what follows: Pell drops her call, not Orr."""
    found = positions(tagged("a", CONVINCED), tagged("b", SUPPORTS))
    assert ("pell", "open") in found
    assert not any(actor == "orr" for actor, _ in found)


def test_who_wants_an_end_is_against_it() -> None:
    """In somebody's words, "the war must end" is a stand against the war, with the quote that it stands in."""
    a = tagged("a", OVER)
    a = replace(a, quotes=(quoted(a, "The war must end", "pell", indirect=True),))
    found = positions(a, tagged("b", OVER.replace("Pell", "Smith")))
    assert found["pell", "against"].quotes == ("q1",)


def test_one_position_an_actor_issue_and_stance() -> None:
    """Two reports of one stance make one position with two passages."""
    found = positions(tagged("a", SUPPORTS), tagged("b", SUPPORTS))
    assert [s.doc for s in found["pell", "for"].evidence] == ["a", "b"]


def test_what_one_report_says_of_one_actor_is_no_issue() -> None:
    """An issue needs two actors or two reports."""
    a = tagged("a", SUPPORTS)
    assert find_issues((a,), cast(a), ()) == ()


def test_label_and_points_of_an_issue() -> None:
    """An issue is called what the reports call it, and holds the points whose claims name it."""
    a, b = tagged("a", SUPPORTS), tagged("b", REJECTS)
    a = replace(a, claims=(told(a, "Ada Pell supports the harbour tunnel", "k1"),))
    point = Point(
        id="p1", span=place(a, "Ada Pell supports"), claims=("k1",), outlets=("a",), origins=1, status="single_source"
    )
    (issue,) = find_issues((a, b), cast(a, b), (point,))
    assert (issue.label, issue.terms, issue.points) == ("harbour tunnel", ("tunnel",), ("p1",))


def test_order_of_reports_changes_no_issue() -> None:
    """Issues are the same whatever report comes first."""
    a, b = tagged("a", SUPPORTS), tagged("b", REJECTS)
    entities = cast(a, b)
    assert find_issues((a, b), entities, ()) == find_issues((b, a), entities, ())
