"""What figures count, which event comes first and at what time: cases that newsrooms write every day."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from crossread.compare.conflict_passages import read_passages
from crossread.compare.conflict_words import STATES
from crossread.compare.conflicts_day import dated_pairs
from crossread.compare.conflicts_figure import STATE_LABELS, find_figure_conflicts, is_compatible
from crossread.compare.conflicts_sequence import Order, read_orders
from crossread.compare.same_count import Count, are_contrasted, read_counts
from crossread.extract.quotes import find_quotes
from crossread.extract.report import Report
from crossread.records import TimeRef
from tests.unit.parsed import parsed
from tests.unit.test_conflicts import entity, raised, report, span


def counts(text: str) -> tuple[Count, ...]:
    """Read what the figures of one report count."""
    return read_counts(read_passages([report("a", text)], ()))


@pytest.mark.parametrize(
    "text",
    [
        "The avalanche has claimed 31 lives.",
        "The collapse of the stand took at least 31 lives.",
        "The hospital puts the toll at 31.",
        "The death toll from the heat rose to 31 overnight.",
    ],
)
def test_lives_and_a_toll_count_the_dead(text: str) -> None:
    """No word of death stands near; a newsroom means the dead all the same, and nobody claims the number."""
    (count,) = counts(text)
    assert (count.state, count.asked) == ("kill", False)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("23 people were taken to nearby hospitals in Tarn.", "hospital"),
        ("The crash sent 23 to hospital.", "hospital"),
        ("The fire put 23 people in hospital.", "hospital"),
        ("On Monday 23 passengers were still in hospital.", "hospital"),
        ("23 people died in hospital.", "kill"),
        ("The hospital has 23 beds.", ""),
        ("23 people marched to the hospital.", ""),
    ],
)
def test_those_taken_to_hospital_are_counted_as_such(text: str, state: str) -> None:
    """Whoever only walks there, or dies there, is not."""
    (count,) = counts(text)
    assert count.state == state


def test_the_killed_or_hurt_are_no_number_of_the_killed() -> None:
    """'25 people were killed or injured' is neither, and is shown whole."""
    text = "In all 25 people were killed or badly injured."
    (count,) = counts(text)
    assert (count.state, text[count.shown.start : count.shown.end]) == (
        "harm",
        "25 people were killed or badly injured",
    )


def test_a_further_number_of_another_state_is_all_of_that() -> None:
    """'Two were killed. A further 23 were taken to hospital': 23 were; a further 23 of the wounded are some of them."""
    assert [c.part for c in counts("Two people were killed. A further 23 people were taken to hospital.")] == [
        False,
        False,
    ]
    assert [c.part for c in counts("Two people were wounded. A further 23 people were wounded.")] == [False, True]


def test_lives_that_nobody_lost_count_no_dead() -> None:
    """Without a verb of taking they are only lives."""
    (count,) = counts("A lifeboat is said to protect 31 lives.")
    assert count.state == ""


@pytest.mark.parametrize(
    ("text", "contrasted"),
    [
        ("The union says 4,000 walked out; the operator speaks of 2,500.", True),
        ("Organisers counted 45,000 marchers, while police put it at 18,000.", True),
        ("Norland says about 12,000 troops are in the valley. Ostia puts the number at fewer than 8,000.", True),
        ("The fair drew 45,000 people. It cost 18,000 crowns.", False),
        ("The port has 40 cranes and 25 pilots.", False),
    ],
)
def test_two_sources_of_one_number_are_set_side_by_side(text: str, contrasted: bool) -> None:
    """The second is bare and somebody states it; in one sentence or in two."""
    first, second = counts(text)
    assert are_contrasted(first, second) is contrasted


@pytest.mark.parametrize(
    ("text", "is_part"),
    [
        ("A guard was shot dead and two other guards were wounded.", False),
        ("Five guards were wounded at the gate. Two others were wounded at the mill.", True),
        ("The union says 36 of its people were killed.", False),
        ("Of those on the ferry, 36 of them were killed.", True),
    ],
)
def test_others_and_own_people_are_all_of_them(text: str, *, is_part: bool) -> None:
    """“Other” than the dead, and the first who are told to be hurt, are all who are; a body's own people are no part of others."""
    assert counts(text)[-1].part is is_part


DEMAND = "Gunmen who hold the mine at Tolm said that they would flood its lowest gallery in the evening unless {} jailed comrades were let go."


def test_two_demands_of_one_thing_differ() -> None:
    """What hangs on a condition in both reports is one demand with two numbers; beside a fact it is none."""
    demand = "The rebels will blow up the bridge unless {} jailed comrades are released by Saturday."
    assert raised(report("a", demand.format(12)), report("b", demand.format(14))) == [("figure", "conflict")]
    fact = "The rebels blew up the bridge after 14 jailed comrades were released on Saturday."
    assert raised(report("a", demand.format(12)), report("b", fact)) == []


@pytest.mark.parametrize(
    ("one", "other", "about"),
    [
        ("Police put the crowd at 8,000.", "The organisers put the crowd at 30,000.", "crowd"),
        ("The group has threatened to flood the lowest gallery unless 14 jailed comrades are released by Saturday evening.", DEMAND.format(12), "jailed comrades"),
    ],
)  # fmt: skip
def test_a_conflict_is_named_after_what_is_counted(one: str, other: str, about: str) -> None:
    """In the words that both reports have behind the number, or that stand for it: not after who counts."""
    reading = read_passages([report("a", one), report("b", other)], ())
    found = find_figure_conflicts(reading)
    assert [c.about for c in found] == [about]


def test_the_first_named_of_a_contrast_is_who_counts() -> None:
    """Two sources of one number are no two things counted."""
    text = "The Harbour Board found eleven broken cranes. The Dockers' League says four."
    a = report("a", text)
    named = [entity("Harbour Board", "organization", a), entity("Dockers' League", "organization", a)]
    assert raised(a, entities=named) == [("figure", "conflict")]


def test_an_outlet_that_takes_back_its_number_stands_on_no_side() -> None:
    """A correction is no second account."""
    a = report("a", "Nine sailors were hurt in the fire.")
    b = report("b", "Nine sailors were hurt. An earlier version of this report said that 17 sailors were hurt.")
    assert raised(a, b) == []
    assert [c.figure.value for c in counts(b.doc.text)] == ["9"]


def test_a_part_that_a_place_sets_off_is_a_number_of_its_own() -> None:
    """The noun is that of the whole; a part without a place stays a part."""
    text = "The mill will cut 900 jobs, 200 of them in Tarn."
    a = report("a", text)
    whole, own = read_counts(read_passages([a], [entity("Tarn", "location", a)]))
    assert (own.part, own.noun) == (False, whole.noun)
    assert counts(text)[1].part


def test_the_first_delivery_of_many_is_a_part() -> None:
    """What one report calls a part is held against the whole in no other report."""
    a = report("a", "A first shipment of 150,000 masks reached the islands.")
    b = report("b", "The islands will get 600,000 masks.")
    c = report("c", "The plane brought 150,000 masks to the islands.")
    assert counts(a.doc.text)[0].part
    assert raised(a, b, c) == []


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("The lake stood at 5.2 metres, the highest since measurements began in 1931.", False),
        ("The lake stood at 5.2 metres in 1931.", True),
        ("Officials initially put the damage at 5.2 million crowns.", True),
    ],
)
def test_since_when_there_was_no_such_number_makes_it_no_history(text: str, past: bool) -> None:
    """A record is news; an early estimate is history."""
    assert counts(text)[0].past is past


def test_a_deadline_is_no_day_of_a_number() -> None:
    """A fine due by a day is not the fine of that day."""
    text = "The bank must pay a fine of 40 million crowns by 30 November."
    time = TimeRef(id="t", span=span("a", text, "30 November"), type="date", from_="2031-11-30", to="2031-11-30")
    (count,) = read_counts(read_passages([replace(report("a", text), times=(time,))], ()))
    assert count.days == frozenset()


def test_a_share_of_the_whole_is_no_part() -> None:
    """Every share is of something: two shares of one firm may contradict each other."""
    a, b = counts("The fund holds 12.4 percent of the firm. The fund holds 14.2 percent of the firm.")
    assert not a.part
    assert not is_compatible(a, b)


def orders(marked: str) -> list[Order]:
    """Read the orders of one marked-up sentence."""
    reading = read_passages([Report(parsed(marked))], ())
    return [o for p in reading.passages for o in read_orders(reading, p)]


def test_that_somebody_spoke_before_a_meeting_orders_nothing() -> None:
    """People speak at all times; where nobody is known to be quoted, the words are read as any others are."""
    analysis = parsed(
        "Ahead/ADP<case@meeting of/ADP<fixed@Ahead Friday/PROPN<nmod:poss@meeting 's/PART<case@Friday "
        "meeting/NOUN<obl@said ,/PUNCT {source:Tarn/PROPN<compound@officials officials/NOUN<nsubj@said} {cue:said/VERB<root}: "
        "{content:“Let/VERB it/PRON be/AUX shut.”}"
    )
    quotes = find_quotes(analysis).records
    text = analysis.doc.text
    for told, n in ((quotes, 0), ((), 1)):
        (passage,) = read_passages([Report(analysis, quotes=told)], ()).passages
        short = replace(passage, terms=tuple(t for t in passage.terms if t.start < text.index("said") + 4))
        reading = read_passages([Report(analysis, quotes=told)], ())
        assert len(list(read_orders(reading, short))) == n


def test_a_fronted_event_without_a_comma_ends_where_the_subject_begins() -> None:
    """The tree parts "after the vote" from what the minister did."""
    (order,) = orders(
        "After/SCONJ<mark@rang the vote/NOUN<obl@rang Pell/PROPN<nsubj@rang rang/VERB<root the banker/NOUN<obj@rang."
    )
    assert (order.when, "banker" in order.a, order.b) == ("after", True, frozenset({"vote"}))


def test_an_infinitive_tells_what_it_hangs_on() -> None:
    """The horns that "began to blare" are those of the main clause."""
    (order,) = orders(
        "The horns/NOUN<nsubj@began began/VERB<root to/PART<mark@blare blare/VERB<xcomp@began "
        "after/SCONJ<mark@broke the dam/NOUN<nsubj@broke broke/VERB<advcl@blare."
    )
    assert (order.when, "horn" in order.a, "dam" in order.b) == ("after", True, True)


def test_closed_is_no_negation_and_not_before_is_no_order() -> None:
    """A word of the opposite sense tells an event of its own."""
    (order,) = orders(
        "The gate/NOUN<nsubj:pass@closed was/AUX<aux:pass@closed closed/VERB<root "
        "after/SCONJ<mark@fell the wall/NOUN<nsubj@fell fell/VERB<advcl@closed, not/PART before/ADV<advmod@closed."
    )
    assert order.when == "after"
    assert "open" not in order.a


def timed(id_: str, text: str, words: str, value: str) -> Report:
    """Make a report with one time of day."""
    day = value[:10]
    time = TimeRef(id=f"{id_}t", span=span(id_, text, words), type="time", value=value, from_=day, to=day)
    return replace(report(id_, text), times=(time,), figures=())


@pytest.mark.parametrize(
    ("text", "words", "value", "differs"),
    [
        ("The crane toppled at 6:10 a.m. in the yard.", "6:10 a.m.", "2031-05-19T06:10", True),
        ("The crane toppled at 4:45 a.m. in the yard.", "4:45 a.m.", "2031-05-19T04:45", False),
        ("The crane toppled shortly after 6 a.m. in the yard.", "6 a.m.", "2031-05-19T06:00", False),
    ],
)
def test_one_event_at_two_times_of_a_day(text: str, words: str, value: str, differs: bool) -> None:
    """Times that lie close, or are told loosely, are one."""
    a = timed("a", "The crane toppled at 4:40 a.m. in the yard.", "4:40 a.m.", "2031-05-19T04:40")
    reading = read_passages([a, timed("b", text, words, value)], ())
    assert bool(dated_pairs(reading)) is differs


def test_what_is_called_off_is_no_event_of_another_day() -> None:
    """A meeting that will not take place contradicts no other meeting."""
    a = timed("a", "The board called off a meeting planned for 9 June.", "9 June", "2031-06-09")
    b = timed("b", "The board holds its meeting on 12 June.", "12 June", "2031-06-12")
    assert dated_pairs(read_passages([a, b], ())) == []


def test_a_bare_number_set_against_the_injured_counts_them_too() -> None:
    """The second source says no more than its number."""
    a = report("a", "Traders say 40 people were hurt in the crush; the hospital speaks of 26.")
    assert raised(a) == [("figure", "conflict")]


def test_a_word_that_both_events_share_tells_neither() -> None:
    """Two meetings after two other meetings are in no order of their own."""
    a = report("a", "The envoys met in Kell before the ministers met.")
    b = report("b", "The pilots met in Tarn after the owners met.")
    assert raised(a, b) == []


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("The raid killed 17 guards and at least 23 villagers.", ["kill", "kill"]),
        ("The raid killed 17 guards and 23 villagers fled.", ["kill", ""]),
        ("The governor put the number of civilian dead at 14.", ["kill"]),
        ("The clinic gave the number of injured as 31.", ["injure"]),
        ("The army said 26 attackers were killed.", ["kill"]),
        ("The 12 captured guards were treated well.", [""]),
    ],
)
def test_what_became_of_those_counted(text: str, states: list[str]) -> None:
    """One verb may govern two groups, and "the number of dead" stands before the number."""
    assert [c.state for c in counts(text)] == states


@pytest.mark.parametrize(
    "reply",
    [
        "The mayor sees it differently. She is demanding a new bridge.",
        "The mayor dismissed any suggestion that she might resign.",
    ],
)
def test_another_wish_and_what_tells_itself_answer_no_account(reply: str) -> None:
    """Only who disputes what was told before contradicts it."""
    assert raised(report("a", f"The old bridge can be mended for a year, the engineer said. {reply}")) == []


def test_every_state_has_words_for_a_reader() -> None:
    """A conflict is named by what became of those counted."""
    assert set(STATE_LABELS) >= STATES


def test_the_ill_are_counted_and_who_reveals_a_number_is_not_counted() -> None:
    """An outlet that says a number of itself is not who the number is of."""
    a = report("a", "Two people died and 41 fell ill after a harvest supper.")
    b = report("b", "Two people have died and 46 have fallen ill after the harvest supper.")
    assert raised(a, b) == [("figure", "conflict")]


def test_what_befell_some_when_others_came_befell_not_the_others() -> None:
    """Of "two guards were hurt when 20 armed men broke in" the armed men are not hurt."""
    assert [c.state for c in counts("Two guards were hurt when about 20 armed men broke in.")] == ["injure", ""]


def test_how_long_before_is_no_event_of_its_own() -> None:
    """Behind a comma "a minute ahead of" says how long before what the sentence tells, whatever hour it names."""
    (order,) = orders("The mayday was logged at 21.46, a minute ahead of the collision.")
    assert (order.when, "log" in order.a, order.stressed) == ("before", True, False)


def test_only_after_says_that_it_was_not_otherwise() -> None:
    """With "only after" an order is stressed; a question tells none."""
    (order,) = orders("The siren went off only after the blast.")
    assert (order.when, order.stressed) == ("after", True)
    assert orders("Did the siren go off before the blast?") == []
