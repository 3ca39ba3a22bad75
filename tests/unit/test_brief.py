from typing import Any

from msgspec.structs import replace

from crossread.compare.brief import MAX_LINES, write_brief
from crossread.extract.report import Report
from crossread.records import BriefLine, Conflict, Entity, Point, Side, Story
from crossread.verify.words import Words, check_brief
from tests.tagged import entity, place, quoted, tagged, told

AGROUND = (
    "The|DET|2|det ferry|NOUN|4|nsubj Marlin|PROPN|2|appos ran|VERB|0|root aground|ADV|4|advmod off|ADP|8|case "
    "Port|PROPN|8|compound Ellery|PROPN|4|obl with|ADP|11|case 120|NUM|11|nummod people|NOUN|4|obl _.|PUNCT|4|punct"
)
FEWER = AGROUND.replace("120", "90")
LEANING = (
    "It|PRON|2|nsubj took|VERB|0|root six|NUM|4|nummod hours|NOUN|2|obj before|SCONJ|8|mark all|PRON|8|nsubj "
    "were|AUX|8|aux rescued|VERB|2|advcl safely|ADV|8|advmod _.|PUNCT|2|punct"
)
JUNK = (
    "READ|VERB|0|root ALSO|ADV|1|advmod _:|PUNCT|1|punct Ten|NUM|5|nummod islands|NOUN|6|nsubj deserve|VERB|1|parataxis "
    "a|DET|8|det visit|NOUN|6|obj this|DET|10|det summer|NOUN|6|obl _.|PUNCT|1|punct"
)
PUMPED = (
    "Divers|NOUN|2|nsubj pumped|VERB|0|root forty|NUM|4|nummod tonnes|NOUN|2|obj of|ADP|6|case oil|NOUN|4|nmod "
    "from|ADP|9|case the|DET|9|det tanks|NOUN|2|obl _.|PUNCT|2|punct"
)


def point(id_: str, status: Any, *told_in: Report) -> Point:
    """Make a point of the first claim of each report."""
    return Point(
        id=id_,
        span=told_in[0].claims[0].span,
        claims=tuple(r.claims[0].id for r in told_in),
        outlets=tuple(r.doc.label for r in told_in),
        origins=len(told_in),
        status=status,
    )


def claiming(report: Report, id_: str) -> Report:
    """Give a report one claim: its whole text without the stop."""
    return replace(report, claims=(told(report, report.doc.text.rstrip("."), id_),))


def story(*reports: Report, **parts: Any) -> Story:
    """Make a story of reports with some of its sections."""
    return Story(id="s", title="t", documents=tuple(r.doc.id for r in reports), **parts)


def written(told_in: Story, *reports: Report, entities: tuple[Entity, ...] = ()) -> tuple[BriefLine, ...]:
    """Write the brief and prove each line as `verify` does."""
    lines = write_brief(reports, entities, told_in)
    whole = replace(told_in, brief=lines, entities=entities)
    assert list(check_brief(whole, Words(whole, {r.doc.id: r.doc for r in reports}), "")) == []
    return lines


def test_corroborated_news_in_a_sources_own_words() -> None:
    """A point of two reports is told in a whole sentence, with a passage of both."""
    a, b = claiming(tagged("a", AGROUND), "k1"), claiming(tagged("b", AGROUND), "k2")
    (line,) = written(story(a, b, points=(point("p1", "corroborated", a, b),)), a, b)
    assert line.text == "The ferry Marlin ran aground off Port Ellery with 120 people."
    assert {s.doc for s in line.evidence} == {"a", "b"}


def test_a_conflict_fills_the_template() -> None:
    """What reports differ on is shown in their words with their outlets."""
    a, b = tagged("a", AGROUND, outlet="Herald"), tagged("b", FEWER, outlet="Courier")
    sides = (
        Side(says="120 people", evidence=(place(a, "120 people"),), outlets=("Herald",)),
        Side(says="90 people", evidence=(place(b, "90 people"),), outlets=("Courier",)),
    )
    conflict = Conflict(id="x", kind="figure", verdict="conflict", about="people", sides=sides, why="", score=0.9)
    (line,) = written(story(a, b, conflicts=(conflict,)), a, b)
    assert line.text == "Reports differ: “120 people” (Herald), “90 people” (Courier)."
    assert written(story(a, b, conflicts=(replace(conflict, verdict="scope"),)), a, b) == ()


def test_words_given_to_two_speakers() -> None:
    """A conflict over the speaker names the words and each outlet's speaker."""
    a, b = (
        tagged("a", AGROUND + " Pell|PROPN|4|dep", outlet="Herald"),
        tagged("b", AGROUND + " Orr|PROPN|4|dep", outlet="Courier"),
    )
    a, b = (
        replace(a, quotes=(quoted(a, "ran aground", "pell"),)),
        replace(b, quotes=(quoted(b, "ran aground", "orr", "q2"),)),
    )
    people = (entity("pell", "Pell", a), entity("orr", "Orr", b))
    sides = (
        Side(says="Pell", evidence=(place(a, "ran aground"),), outlets=("Herald",)),
        Side(says="Orr", evidence=(place(b, "ran aground"),), outlets=("Courier",)),
    )
    conflict = Conflict(id="x", kind="speaker", verdict="conflict", about="ran", sides=sides, why="", score=0.9)
    (line,) = written(story(a, b, conflicts=(conflict,)), a, b, entities=people)
    assert line.text == "Reports differ on the speaker of “ran aground”: Pell (Herald), Orr (Courier)."


def test_what_leans_on_its_context_is_left_out() -> None:
    """A sentence that begins with a pronoun, and a line of the page itself, are no lines of a brief."""
    a, b = claiming(tagged("a", LEANING), "k1"), claiming(tagged("b", JUNK), "k2")
    points = (point("p1", "single_source", a), point("p2", "single_source", b))
    assert written(story(a, b, points=points), a, b) == ()


def test_no_two_lines_say_the_same() -> None:
    """A second point in nearly the same words is left out, another one is kept, and ten lines are the most."""
    reports = tuple(claiming(tagged(f"d{n}", line), f"k{n}") for n, line in enumerate((AGROUND, FEWER, PUMPED)))
    points = tuple(point(f"p{n}", "single_source", r) for n, r in enumerate(reports))
    lines = written(story(*reports, points=points), *reports)
    assert len(lines) == 2
    assert len(lines) <= MAX_LINES
    assert any("oil" in line.text for line in lines)


RISING = (
    "The|DET|2|det ferry|NOUN|3|nsubj took|VERB|0|root water|NOUN|3|obj off|ADP|7|case Port|PROPN|7|compound "
    "Ellery|PROPN|3|obl and|CCONJ|9|cc sank|VERB|3|conj slowly|ADV|9|advmod _.|PUNCT|3|punct"
)
PAINTED = (
    "A|DET|2|det neighbour|NOUN|3|nsubj painted|VERB|0|root her|PRON|5|nmod:poss fence|NOUN|3|obj green|ADJ|5|amod "
    "on|ADP|8|case Sunday|PROPN|3|obl again|ADV|3|advmod _.|PUNCT|3|punct"
)


def test_what_the_other_reports_put_first_comes_first() -> None:
    """The news is what the heads of the other reports have too, whichever point comes first in the record."""
    reports = tuple(claiming(tagged(f"d{n}", line), f"k{n}") for n, line in enumerate((PAINTED, RISING, AGROUND)))
    points = tuple(point(f"p{n}", "single_source", r) for n, r in enumerate(reports))
    lines = written(story(*reports, points=points), *reports)
    assert "ferry" in lines[0].text
    assert "fence" in lines[-1].text


def test_a_pronoun_that_nothing_before_it_explains_leans_on_its_context() -> None:
    """A sentence "When it struck, the ferry sank" cannot be read alone; "the ferry sank when it struck" can."""
    before = (
        "When|ADV|3|advmod it|PRON|3|nsubj struck|VERB|7|advcl _,|PUNCT|3|punct the|DET|6|det ferry|NOUN|7|nsubj "
        "lost|VERB|0|root twenty|NUM|9|nummod lifeboats|NOUN|7|obj _.|PUNCT|7|punct"
    )
    after = (
        "The|DET|2|det ferry|NOUN|3|nsubj lost|VERB|0|root twenty|NUM|5|nummod lifeboats|NOUN|3|obj when|ADV|8|advmod "
        "it|PRON|8|nsubj struck|VERB|3|advcl _.|PUNCT|3|punct"
    )
    a, b = claiming(tagged("a", before), "k1"), claiming(tagged("b", after), "k2")
    points = (point("p1", "single_source", a), point("p2", "single_source", b))
    assert [line.evidence[0].doc for line in written(story(a, b, points=points), a, b)] == ["b"]


def test_few_words_of_a_side_are_shown_in_their_clause() -> None:
    """Words such as "with 120" tell nothing: the claim around them is shown, and stands in the evidence."""
    a, b = (claiming(tagged("a", AGROUND, outlet="Herald"), "k1"), claiming(tagged("b", FEWER, outlet="Courier"), "k2"))
    sides = (
        Side(says="with 120", evidence=(place(a, "with 120"),), outlets=("Herald",)),
        Side(says="90 people", evidence=(place(b, "90 people"),), outlets=("Courier",)),
    )
    conflict = Conflict(id="x", kind="figure", verdict="conflict", about="people", sides=sides, why="", score=0.9)
    texts = [line.text for line in written(story(a, b, conflicts=(conflict,)), a, b)]
    whole = "The ferry Marlin ran aground off Port Ellery with 120 people"
    assert f"Reports differ: “{whole}” (Herald), “90 people” (Courier)." in texts


def test_one_report_with_two_accounts_does_not_differ_from_others() -> None:
    """Where both sides stand in one report, the line says whose accounts they are."""
    a = tagged("a", AGROUND, FEWER, outlet="Herald")
    sides = tuple(
        Side(says=says, evidence=(place(a, says),), outlets=("Herald",)) for says in ("120 people", "90 people")
    )
    conflict = Conflict(id="x", kind="figure", verdict="conflict", about="people", sides=sides, why="", score=0.9)
    (line,) = written(story(a, conflicts=(conflict,)), a)
    assert line.text == "Herald gives different accounts: “120 people”, “90 people”."
