import pytest
from msgspec.structs import replace

from crossread.compare.commitments import find_commitments, find_conditions
from crossread.extract.report import Report
from crossread.records import Commitment, Condition, Due
from tests.tagged import dated, entity, quoted, tagged

OPENS = (
    "Pell|PROPN|2|nsubj said|VERB|0|root the|DET|4|det tunnel|NOUN|6|nsubj would|AUX|6|aux open|VERB|2|ccomp "
    "by|ADP|8|case Thursday|PROPN|6|obl _.|PUNCT|2|punct"
)
RESUME = "The|DET|2|det talks|NOUN|3|nsubj resume|VERB|0|root on|ADP|5|case Friday|PROPN|3|obl _.|PUNCT|3|punct"
PRICES = "Prices|NOUN|3|nsubj will|AUX|3|aux rise|VERB|0|root by|ADP|5|case Friday|PROPN|3|obl _.|PUNCT|3|punct"
OPENED = "The|DET|2|det tunnel|NOUN|3|nsubj opened|VERB|0|root on|ADP|5|case Friday|PROPN|3|obl _.|PUNCT|3|punct"
PLEDGED = (
    "Pell|PROPN|2|nsubj pledged|VERB|0|root to|PART|4|mark repair|VERB|2|xcomp the|DET|6|det ferry|NOUN|4|obj "
    "_.|PUNCT|2|punct"
)
UNLESS = (
    "“|PUNCT|4|punct _We|PRON|4|nsubj will|AUX|4|aux strike|VERB|0|root unless|SCONJ|8|mark the|DET|7|det "
    "council|NOUN|8|nsubj pays|VERB|4|advcl _,|PUNCT|4|punct _”|PUNCT|4|punct Orr|PROPN|12|nsubj "
    "said|VERB|4|parataxis _.|PUNCT|4|punct"
)
WITHOUT = (
    "“|PUNCT|3|punct _No|DET|3|det tunnel|NOUN|10|ccomp without|ADP|6|case a|DET|6|det referendum|NOUN|3|nmod "
    "_,|PUNCT|10|punct _”|PUNCT|10|punct Orr|PROPN|10|nsubj said|VERB|0|root _.|PUNCT|10|punct"
)
BEFORE = (
    "The|DET|2|det council|NOUN|4|nsubj must|AUX|4|aux publish|VERB|0|root the|DET|6|det accounts|NOUN|4|obj "
    "before|SCONJ|11|mark the|DET|9|det work|NOUN|11|nsubj can|AUX|11|aux begin|VERB|4|advcl _.|PUNCT|4|punct"
)
BEFORE_IN_TIME = (
    "The|DET|2|det crew|NOUN|3|nsubj left|VERB|0|root the|DET|5|det ship|NOUN|3|obj before|SCONJ|8|mark "
    "it|PRON|8|nsubj sank|VERB|3|advcl _.|PUNCT|3|punct"
)
HOURS_BEFORE = (
    "The|DET|2|det clerk|NOUN|3|nsubj wanted|VERB|0|root two|NUM|5|nummod million|NUM|3|obj hours|NOUN|10|obl before|SCONJ|10|mark "
    "the|DET|9|det talks|NOUN|10|nsubj ended|VERB|3|advcl _.|PUNCT|3|punct"
)
TAKEN_AWAY = (
    "Pell|PROPN|3|nsubj has|AUX|3|aux promised|VERB|0|root to|PART|5|mark have|VERB|3|xcomp it|PRON|7|obj taken|VERB|3|xcomp "
    "away|ADV|7|advmod by|ADP|10|case Friday|PROPN|7|obl _.|PUNCT|3|punct"
)
WONDERED = (
    "Orr|PROPN|2|nsubj asked|VERB|0|root if|SCONJ|6|mark the|DET|5|det tunnel|NOUN|6|nsubj leaked|VERB|2|ccomp "
    "_.|PUNCT|2|punct"
)
STAY_CLOSED = (
    "“|PUNCT|4|punct _It|PRON|4|nsubj will|AUX|4|aux stay|VERB|8|ccomp closed|ADJ|4|xcomp _,|PUNCT|4|punct _”|PUNCT|4|punct "
    "Orr|PROPN|9|nsubj told|VERB|0|root a|DET|11|det court|NOUN|9|obj on|ADP|13|case Friday|PROPN|4|obl _.|PUNCT|9|punct"
)
IN_COURT = (
    "“|PUNCT|7|punct _Those|PRON|7|nsubj who|PRON|4|nsubj cheated|VERB|2|acl:relcl will|AUX|7|aux soon|ADV|7|advmod face|VERB|11|ccomp "
    "a|DET|9|det judge|NOUN|7|obj _,|PUNCT|7|punct _”|PUNCT|7|punct Orr|PROPN|13|nsubj said|VERB|0|root _.|PUNCT|13|punct"
)
RECALLING = (
    "Norland|PROPN|3|nsubj is|AUX|3|aux recalling|VERB|0|root its|PRON|5|nmod:poss envoy|NOUN|3|obj _.|PUNCT|3|punct"
)
GROWING = "Norland|PROPN|3|nsubj is|AUX|3|aux selling|VERB|0|root more|ADJ|5|amod cheese|NOUN|3|obj _.|PUNCT|3|punct"
REFUSED = (
    "Pell|PROPN|3|nsubj has|AUX|3|aux refused|VERB|0|root to|PART|5|mark publish|VERB|3|xcomp the|DET|7|det "
    "letters|NOUN|5|obj _.|PUNCT|3|punct"
)
NO_COMMENT = "Pell|PROPN|3|nsubj has|AUX|3|aux refused|VERB|0|root to|PART|5|mark comment|VERB|3|xcomp _.|PUNCT|3|punct"
OFF_NO_DAY = "Pell|PROPN|2|nsubj called|VERB|0|root off|ADP|2|compound:prt a|DET|5|det tour|NOUN|2|obj _.|PUNCT|2|punct"
SWORE = (
    "Pell|PROPN|2|nsubj swore|VERB|0|root that|SCONJ|5|mark he|PRON|5|nsubj stood|VERB|2|ccomp by|ADP|8|case the|DET|8|det "
    "queen|NOUN|5|obl _.|PUNCT|2|punct"
)
SUPPOSED = (
    "The|DET|2|det truce|NOUN|4|nsubj:pass was|AUX|4|aux:pass supposed|VERB|0|root to|PART|6|mark start|VERB|4|xcomp "
    "on|ADP|8|case Friday|PROPN|6|obl _.|PUNCT|4|punct"
)
COAL = "We|PRON|2|nsubj have|VERB|0|root coal|NOUN|2|obj until|ADP|5|case Friday|PROPN|2|obl _.|PUNCT|2|punct"
MARKET = "The|DET|2|det market|NOUN|3|nsubj stays|VERB|0|root shut|ADJ|3|xcomp until|ADP|6|case Friday|PROPN|3|obl _.|PUNCT|3|punct"
UNTIL_DAY = (
    "We|PRON|4|nsubj will|AUX|4|aux not|PART|4|advmod sail|VERB|0|root until|ADP|6|case Friday|PROPN|4|obl "
    "_.|PUNCT|4|punct"
)

NOT_PAY = (
    "We|PRON|4|nsubj will|AUX|4|aux not|PART|4|advmod pay|VERB|0|root the|DET|6|det fine|NOUN|4|obj _.|PUNCT|4|punct"
)
IF_NOT = (
    "Pell|PROPN|3|nsubj will|AUX|3|aux call|VERB|0|root a|DET|5|det strike|NOUN|3|obj if|SCONJ|10|mark "
    "nothing|PRON|10|nsubj has|AUX|10|aux been|AUX|10|aux:pass paid|VERB|3|advcl by|ADP|12|case Friday|PROPN|10|obl "
    "_.|PUNCT|3|punct"
)
PROMISE = (
    "The|DET|2|det guild|NOUN|4|nmod:poss _'s|PART|2|case promise|NOUN|8|nsubj to|PART|6|mark repair|VERB|4|acl "
    "ferries|NOUN|6|obj stands|VERB|0|root _.|PUNCT|8|punct"
)
APPOINTMENT = "Friday|PROPN|0|root _,|PUNCT|4|punct at|ADP|4|case ten|NUM|1|nmod _,|PUNCT|6|punct upstairs|ADV|1|advmod"
LEASE = "The|DET|2|det lease|NOUN|3|nsubj runs|VERB|0|root until|ADP|5|case Friday|PROPN|3|obl _.|PUNCT|3|punct"
PAPERS = (
    "The|DET|2|det board|NOUN|4|nsubj will|AUX|4|aux read|VERB|0|root Friday|PROPN|7|nmod:poss _'s|PART|5|case "
    "papers|NOUN|4|obj _.|PUNCT|4|punct"
)
SHOULD_THEY = (
    "Should|AUX|4|aux the|DET|3|det council|NOUN|4|nsubj refuse|VERB|8|advcl _,|PUNCT|4|punct we|PRON|8|nsubj "
    "will|AUX|8|aux strike|VERB|0|root _.|PUNCT|8|punct"
)
NOT_BEFORE = (
    "We|PRON|4|nsubj wo|AUX|4|aux _n't|PART|4|advmod sign|VERB|0|root a|DET|6|det lease|NOUN|4|obj before|SCONJ|10|mark "
    "the|DET|9|det board|NOUN|10|nsubj reports|VERB|4|advcl _.|PUNCT|4|punct"
)

PLEDGED_SUM = (
    "Pell|PROPN|2|nsubj pledged|VERB|0|root 40|NUM|5|nummod million|NUM|3|nummod florins|NOUN|2|obj for|ADP|8|case "
    "the|DET|8|det library|NOUN|2|obl _.|PUNCT|2|punct"
)
PLEDGED_SUPPORT = "Pell|PROPN|2|nsubj pledged|VERB|0|root support|NOUN|2|obj _.|PUNCT|2|punct"
RULED_OUT_SELLING = (
    "Pell|PROPN|2|nsubj ruled|VERB|0|root out|ADP|2|compound:prt selling|VERB|2|xcomp the|DET|6|det port|NOUN|4|obj "
    "_.|PUNCT|2|punct"
)
RULED_OUT_POISON = (
    "Pell|PROPN|2|nsubj ruled|VERB|0|root out|ADP|2|compound:prt poison|NOUN|2|obj in|ADP|7|case the|DET|7|det "
    "well|NOUN|4|nmod _.|PUNCT|2|punct"
)
WILLING = (
    "Pell|PROPN|3|nsubj is|AUX|3|cop willing|ADJ|0|root to|PART|5|mark host|VERB|3|xcomp the|DET|7|det "
    "finals|NOUN|5|obj _.|PUNCT|3|punct"
)
NOTHING_SIGNED = (
    "Nothing|PRON|4|nsubj:pass has|AUX|4|aux been|AUX|4|aux:pass signed|VERB|0|root with|ADP|7|case the|DET|7|det "
    "brewery|NOUN|4|obl _.|PUNCT|4|punct"
)
NOTHING_AGREED = "Nothing|PRON|4|nsubj:pass has|AUX|4|aux been|AUX|4|aux:pass agreed|VERB|0|root _.|PUNCT|4|punct"
NO_FAIR_AGREED = (
    "No|DET|2|det fair|NOUN|5|nsubj:pass has|AUX|5|aux been|AUX|5|aux:pass agreed|VERB|0|root _.|PUNCT|5|punct"
)
CALLED_OFF = (
    "Pell|PROPN|2|nsubj called|VERB|0|root off|ADP|2|compound:prt Friday|PROPN|6|nmod:poss _'s|PART|4|case "
    "regatta|NOUN|2|obj _.|PUNCT|2|punct"
)
NOT_THEN = "Not|PART|3|advmod on|ADP|3|case Friday|PROPN|0|root _.|PUNCT|3|punct"
GIVEN_TERM = (
    "Orr|PROPN|2|nsubj gave|VERB|0|root Pell|PROPN|2|iobj until|ADP|5|case Friday|PROPN|2|obl to|PART|7|mark "
    "drain|VERB|2|advcl the|DET|9|det quarry|NOUN|7|obj _.|PUNCT|2|punct"
)
HAS_UNTIL = (
    "Pell|PROPN|2|nsubj has|{}|0|root until|ADP|4|case Friday|PROPN|2|obl to|PART|6|mark drain|VERB|2|advcl the|DET|8|det "
    "quarry|NOUN|6|obj _.|PUNCT|2|punct"
)
INSTEAD = (
    "The|DET|2|det fair|NOUN|4|nsubj will|AUX|4|aux open|VERB|0|root on|ADP|6|case Monday|PROPN|4|obl instead|ADV|9|case "
    "of|ADP|7|fixed Friday|PROPN|4|obl _.|PUNCT|4|punct"
)
LICENCE = "The|DET|2|det licence|NOUN|3|nsubj expires|VERB|0|root on|ADP|5|case Friday|PROPN|3|obl _.|PUNCT|3|punct"
ULTIMATUM = "The|DET|2|det ultimatum|NOUN|3|nsubj expires|VERB|0|root on|ADP|5|case Friday|PROPN|3|obl _.|PUNCT|3|punct"
REFORM = (
    "The|DET|2|det reform|NOUN|4|nsubj will|AUX|4|aux save|VERB|0|root money|NOUN|4|obj by|ADP|7|case "
    "Friday|PROPN|4|obl _.|PUNCT|4|punct"
)
WATER = (
    "They|PRON|2|nsubj have|VERB|0|root enough|ADJ|4|amod water|NOUN|2|obj until|ADP|6|case Friday|PROPN|2|obl "
    "_.|PUNCT|2|punct"
)
WILL_DELIVER = (
    "Pell|PROPN|3|nsubj will|AUX|3|aux deliver|VERB|0|root twelve|NUM|5|nummod trams|NOUN|3|obj by|ADP|7|case "
    "Friday|PROPN|3|obl _.|PUNCT|3|punct"
)
DELIVERED = (
    "Pell|PROPN|3|nsubj has|AUX|3|aux delivered|VERB|0|root the|DET|6|det twelve|NUM|6|nummod trams|NOUN|3|obj "
    "_.|PUNCT|3|punct"
)
FAILED = (
    "Pell|PROPN|2|nsubj failed|VERB|0|root to|PART|4|mark deliver|VERB|2|xcomp the|DET|7|det twelve|NUM|7|nummod "
    "trams|NOUN|4|obj _.|PUNCT|2|punct"
)
KEPT = (
    "Pell|PROPN|3|nsubj has|AUX|3|aux paid|VERB|0|root the|DET|5|det sum|NOUN|3|obj that|PRON|8|obj he|PRON|8|nsubj "
    "promised|VERB|5|acl:relcl _.|PUNCT|3|punct"
)

WHO_PLEDGED = (
    "Orr|PROPN|2|nsubj met|VERB|0|root the|DET|4|det man|NOUN|2|obj who|PRON|6|nsubj promised|VERB|4|acl:relcl "
    "_.|PUNCT|2|punct"
)
IS_OPEN = (
    "The|DET|2|det offer|NOUN|4|nsubj is|AUX|4|cop open|ADJ|0|root until|ADP|6|case Friday|PROPN|4|obl _.|PUNCT|4|punct"
)
RUNS_OUT = "The|DET|2|det offer|NOUN|3|nsubj runs|VERB|0|root out|ADP|3|compound:prt on|ADP|6|case Friday|PROPN|3|obl _.|PUNCT|3|punct"
THREATENED = (
    "Pell|PROPN|3|nsubj has|AUX|3|aux threatened|VERB|0|root to|PART|5|mark shut|VERB|3|xcomp the|DET|7|det port|NOUN|5|obj "
    "by|ADP|9|case Friday|PROPN|5|obl _.|PUNCT|3|punct"
)
AND_REPORT = (
    "A|DET|2|det panel|NOUN|4|nsubj will|AUX|4|aux visit|VERB|0|root the|DET|6|det mine|NOUN|4|obj and|CCONJ|8|cc "
    "report|VERB|4|conj by|ADP|10|case Friday|PROPN|8|obl _.|PUNCT|4|punct"
)
OFF_PLANNED = (
    "The|DET|2|det visit|NOUN|10|nsubj:pass _,|PUNCT|4|punct planned|VERB|2|acl for|ADP|6|case Friday|PROPN|4|obl "
    "_,|PUNCT|2|punct has|AUX|10|aux been|AUX|10|aux:pass cancelled|VERB|0|root _.|PUNCT|10|punct"
)
VOTES_AS_NOUN = (
    "The|DET|2|det senate|NOUN|3|compound votes|NOUN|0|root on|ADP|5|case Friday|PROPN|3|nmod _.|PUNCT|3|punct"
)
UNTIL_THEN = "Pell|PROPN|3|nsubj will|AUX|3|aux steer|VERB|0|root the|DET|5|det ship|NOUN|3|obj until|ADP|7|case then|ADV|3|obl _.|PUNCT|3|punct"
SAID_NO = (
    "Pell|PROPN|3|nsubj has|AUX|3|aux said|VERB|0|root no|INTJ|3|obj to|SCONJ|6|mark selling|VERB|3|advcl the|DET|8|det "
    "port|NOUN|6|obj _.|PUNCT|3|punct"
)
IS_TO = "The|DET|2|det state|NOUN|5|nsubj is|AUX|5|cop to|PART|5|mark buy|VERB|0|root the|DET|7|det mine|NOUN|5|obj _.|PUNCT|5|punct"
TO_BLAME = "The|DET|2|det driver|NOUN|5|nsubj is|AUX|5|cop to|PART|5|mark blame|VERB|0|root _.|PUNCT|5|punct"
NO_PUMP = (
    "“|PUNCT|5|punct _No|DET|3|det pump|NOUN|5|nsubj will|AUX|5|aux run|VERB|8|ccomp dry|ADJ|5|xcomp _,|PUNCT|5|punct "
    "said|VERB|0|root Orr|PROPN|8|nsubj _.|PUNCT|8|punct"
)
ONCE_LINED = (
    "“|PUNCT|4|punct _Old|ADJ|3|amod pits|NOUN|5|nsubj will|AUX|5|aux close|VERB|12|ccomp once|SCONJ|8|mark roads|NOUN|8|nsubj "
    "reopen|VERB|5|advcl _,|PUNCT|5|punct _”|PUNCT|5|punct Orr|PROPN|12|nsubj said|VERB|0|root _.|PUNCT|12|punct"
)
CLOCK_ALONE = "Friday|PROPN|0|root _,|PUNCT|3|punct noon|NOUN|1|appos _.|PUNCT|1|punct"


def commitments(*reports: Report) -> tuple[Commitment, ...]:
    """Find commitments with the mayor as the one actor."""
    return find_commitments(reports, (entity("pell", "Pell", *reports),))


def with_day(report: Report, words: str, day: str) -> Report:
    """Give a report its one time."""
    return replace(report, times=(dated(report, words, day),))


def condition(*lines: str, said: str | None = None) -> tuple[tuple[str, str, str, str | None], ...]:
    """Give what, requires, order and maker of the conditions of a report in words."""
    report = tagged("a", *lines)
    if said:
        report = replace(report, quotes=(quoted(report, said, "orr"),))
    found: tuple[Condition, ...] = find_conditions((report,), (entity("orr", "Orr", report),))
    return tuple((report.words(c.what), report.words(c.requires), c.order, c.by) for c in found)


def test_a_dated_promise_is_due_on_its_last_day() -> None:
    """Reported speech with "would ... by" is a commitment, due when its time ends, of the one who tells it."""
    (found,) = commitments(with_day(tagged("a", OPENS), "Thursday", "2031-05-22"))
    assert (found.due, found.who, found.status) == (Due(time="t1", date="2031-05-22"), ("pell",), "announced")


def test_two_reports_of_one_promise_are_one() -> None:
    """The same words and day in two reports make one commitment with two passages."""
    a = with_day(tagged("a", OPENS), "Thursday", "2031-05-22")
    b = with_day(tagged("b", OPENS), "Thursday", "2031-05-22")
    (found,) = commitments(a, b)
    assert [s.doc for s in found.evidence] == ["a", "b"]


def test_another_day_is_another_commitment() -> None:
    """Two days are two commitments: nothing is told about which is right."""
    a = with_day(tagged("a", OPENS), "Thursday", "2031-05-22")
    b = with_day(tagged("b", OPENS), "Thursday", "2031-05-29")
    assert [c.due.date for c in commitments(a, b) if c.due] == ["2031-05-22", "2031-05-29"]


def test_an_event_fixed_to_come() -> None:
    """The present with a day to come tells what is fixed."""
    (found,) = commitments(with_day(tagged("a", RESUME), "Friday", "2031-05-23"))
    assert found.due is not None
    assert found.who == ()


@pytest.mark.parametrize(
    ("line", "day"),
    [(PRICES, "2031-05-23"), (OPENED, "2031-05-16"), (OPENED, "2031-05-23")],
    ids=["forecast", "past", "past-form"],
)
def test_no_commitment(line: str, day: str) -> None:
    """A forecast is none, nor is what has happened."""
    assert commitments(with_day(tagged("a", line), "Friday", day)) == ()


def test_a_refusal_is_undertaken_too() -> None:
    """What somebody says that he will not do, he is held to as well."""
    a = tagged("a", NOT_PAY)
    (found,) = commitments(replace(a, quotes=(quoted(a, a.doc.text, "pell"),)))
    assert (found.who, found.due) == (("pell",), None)


def test_the_condition_of_a_threat_is_due_and_the_threat_is_not() -> None:
    """Who "will call a strike if nothing has been paid by Friday" sets a term: the sum is due then, and the strike has no day."""
    report = with_day(tagged("a", IF_NOT), "Friday", "2031-05-23")
    found = commitments(report)
    assert [(report.words(c.what), c.due.date if c.due else None, c.status) for c in found] == [
        ("if nothing has been paid by Friday", "2031-05-23", "open"),
        ("Pell will call a strike", None, "open"),
    ]


def test_a_promise_that_is_named() -> None:
    """A noun does for the verb: "the guild's promise to repair ferries"."""
    (found,) = commitments(tagged("a", PROMISE))
    assert found.due is None


def test_an_appointment_has_no_verb() -> None:
    """A sentence that is only a day to come with its hour fixes something."""
    (found,) = commitments(with_day(tagged("a", APPOINTMENT), "Friday", "2031-05-23"))
    assert found.due is not None


@pytest.mark.parametrize("line", [LEASE, PAPERS], ids=["lasting", "possessive"])
def test_a_day_that_nothing_is_due_on(line: str) -> None:
    """A lease that runs until a day is no deed, and "Friday's papers" are not due on Friday."""
    assert all(c.due is None for c in commitments(with_day(tagged("a", line), "Friday", "2031-05-23")))


def test_a_pledge_without_a_day() -> None:
    """What somebody "pledged to" do is a commitment without a day."""
    (found,) = commitments(tagged("a", PLEDGED))
    assert (found.who, found.due) == (("pell",), None)


@pytest.mark.parametrize(
    ("line", "status"),
    [
        (PLEDGED_SUM, "announced"),
        (RULED_OUT_SELLING, "announced"),
        (WILLING, "open"),
        (NOTHING_SIGNED, "denied"),
        (NO_FAIR_AGREED, "denied"),
    ],
    ids=["sum", "ruled-out", "willing", "nothing-signed", "no-fair-agreed"],
)
def test_what_is_undertaken_without_to(line: str, status: str) -> None:
    """A sum is pledged, a deed ruled out, an offer made, an agreement denied."""
    (found,) = commitments(tagged("a", line))
    assert (found.status, found.due) == (status, None)


@pytest.mark.parametrize(
    "line", [PLEDGED_SUPPORT, RULED_OUT_POISON, NOTHING_AGREED], ids=["support", "judged", "nothing-agreed"]
)
def test_no_deed_is_undertaken(line: str) -> None:
    """Who pledges support promises no deed, what is ruled out as a cause is only judged not to be it, and talks may not have come far."""
    assert commitments(tagged("a", line)) == ()


@pytest.mark.parametrize("line", [CALLED_OFF, NOT_THEN], ids=["called-off", "not-then"])
def test_a_day_that_is_off(line: str) -> None:
    """What was to be on a day and will not be is denied, with its day."""
    (found,) = commitments(with_day(tagged("a", line), "Friday", "2031-05-23"))
    assert found.due is not None
    assert (found.due.date, found.status) == ("2031-05-23", "denied")


def test_who_is_given_a_term_is_to_keep_it() -> None:
    """It is not the one who gives it, and the passage tells what is to be done."""
    report = with_day(tagged("a", GIVEN_TERM), "Friday", "2031-05-23")
    (found,) = commitments(report)
    assert found.who == ("pell",)
    assert report.words(found.what).endswith("to drain the quarry")


@pytest.mark.parametrize("line", [INSTEAD, LICENCE, REFORM, WATER], ids=["instead", "licence", "effect", "supply"])
def test_nothing_is_due_then(line: str) -> None:
    """A day given up, the end of a licence or of supplies, and the effect of a law are due on no day."""
    assert commitments(with_day(tagged("a", line), "Friday", "2031-05-23")) == ()


def test_an_ultimatum_expires_on_its_day() -> None:
    """What expires is due where it is a term."""
    (found,) = commitments(with_day(tagged("a", ULTIMATUM), "Friday", "2031-05-23"))
    assert found.due is not None


@pytest.mark.parametrize(("line", "status"), [(DELIVERED, "done"), (FAILED, "denied")], ids=["kept", "broken"])
def test_a_later_report_tells_whether_it_was_kept(line: str, status: str) -> None:
    """The same deed told as done, or as left undone, by a report of a later day gives the status and its passage."""
    promise = with_day(tagged("a", WILL_DELIVER), "Friday", "2031-05-23")
    (found,) = commitments(promise, tagged("b", line, published="2031-05-24"))
    assert (found.status, found.evidence[-1].doc) == (status, "b")


def test_an_earlier_report_cannot_tell_it() -> None:
    """What was delivered before the promise is another delivery."""
    promise = with_day(tagged("a", WILL_DELIVER), "Friday", "2031-05-23")
    (found,) = commitments(promise, tagged("b", DELIVERED, published="2031-05-19"))
    assert found.status == "announced"


def test_a_promise_that_is_told_as_kept() -> None:
    """Saying "has paid the sum that he promised" tells the promise and that it is done."""
    (found,) = commitments(tagged("a", KEPT))
    assert found.status == "done"


def test_who_promised_is_not_what_was_promised() -> None:
    """A clause about the one who promised tells no promise as kept."""
    assert commitments(tagged("a", WHO_PLEDGED)) == ()


def test_an_hour_alone_is_no_appointment() -> None:
    """A line that is only a time heads an entry of a live page."""
    assert commitments(with_day(tagged("a", CLOCK_ALONE), "Friday, noon", "2031-05-23")) == ()


def test_what_will_stay_closed() -> None:
    """Saying that a thing will stay closed promises it, and the day of the saying is no term."""
    report = with_day(tagged("a", STAY_CLOSED, published="2031-05-23"), "Friday", "2031-05-23")
    (found,) = commitments(replace(report, quotes=(quoted(report, "“It will stay closed,”", "orr"),)))
    assert found.due is None


def test_who_says_that_others_will_face_a_court() -> None:
    """What a speaker says will befall "those who" is his to do."""
    report = tagged("a", IN_COURT)
    (found,) = commitments(
        replace(report, quotes=(quoted(report, "“Those who cheated will soon face a judge,”", "orr"),))
    )
    assert found.who == ("orr",)


@pytest.mark.parametrize(("line", "n"), [(RECALLING, 1), (GROWING, 0)], ids=["decided", "going-on"])
def test_a_decision_told_as_going_on(line: str, n: int) -> None:
    """Saying "Norland is recalling its envoy" tells what it has decided, "is selling more cheese" does not."""
    report = tagged("a", line)
    assert len(find_commitments((report,), (entity("norland", "Norland", report, kind="organization"),))) == n


@pytest.mark.parametrize(("line", "n"), [(REFUSED, 1), (NO_COMMENT, 0), (SWORE, 0)], ids=["deed", "comment", "is-so"])
def test_what_is_refused_or_sworn(line: str, n: int) -> None:
    """Who has refused to do a thing will not do it; refusing to comment is no deed, nor is what is so already."""
    assert len(commitments(tagged("a", line))) == n


def test_called_off_without_a_day() -> None:
    """What somebody calls off he will not do, though no day is told."""
    (found,) = commitments(tagged("a", OFF_NO_DAY))
    assert (found.status, found.due) == ("denied", None)


def test_supposed_to_start() -> None:
    """What was supposed to be done on a day to come is off."""
    (found,) = commitments(with_day(tagged("a", SUPPOSED), "Friday", "2031-05-23"))
    assert found.status == "denied"


def test_what_stays_shut_is_not_foreseen() -> None:
    """A market that stays shut until a day is kept so by somebody, though what markets do is forecast elsewhere."""
    assert len(commitments(with_day(tagged("a", MARKET), "Friday", "2031-05-23"))) == 1


@pytest.mark.parametrize("tag", ["VERB", "AUX"])
def test_who_has_until_a_day(tag: str) -> None:
    """“Pell has until Friday to drain the quarry” is a term, also where the reader takes “has” for the helper of another verb."""
    (term,) = commitments(with_day(tagged("a", HAS_UNTIL.format(tag)), "Friday", "2031-05-23"))
    assert (term.due and term.due.date) == "2031-05-23"


def test_what_there_is_until_a_day() -> None:
    """Having coal until Friday is no term."""
    assert commitments(with_day(tagged("a", COAL), "Friday", "2031-05-23")) == ()


def test_unless_is_a_condition_in_its_speakers_words() -> None:
    """What stands before "unless" depends on what stands after it."""
    assert condition(UNLESS, said="“We will strike unless the council pays,”") == (
        ("We will strike", "the council pays", "unless", "orr"),
    )


def test_what_is_promised_to_be_had_done_is_due() -> None:
    """'Has promised to have it taken away by Friday' has a day, though the time hangs on the second verb."""
    (found,) = commitments(with_day(tagged("a", TAKEN_AWAY), "Friday", "2031-05-23"))
    assert (found.due and found.due.date) == "2031-05-23"


def test_no_x_without_y() -> None:
    """Saying "no X without Y" asks for Y first."""
    assert condition(WITHOUT, said="“No tunnel without a referendum,”") == (
        ("No tunnel", "a referendum", "only_if", "orr"),
    )


def test_before_with_must_is_a_condition() -> None:
    """Saying "must Y before X" makes X depend on Y."""
    assert condition(BEFORE) == (("the work can begin", "The council must publish the accounts", "before", None),)


def test_should_in_front_is_an_if() -> None:
    """Saying "should they refuse, we will" makes a condition by the order of its words."""
    assert condition(SHOULD_THEY) == (("we will strike", "the council refuse", "if", None),)


def test_not_before_is_a_condition() -> None:
    """Saying "we won't X before Y" makes X wait for Y."""
    assert condition(NOT_BEFORE) == (("We won't sign a lease", "the board reports", "after", None),)


@pytest.mark.parametrize(
    "line", [BEFORE_IN_TIME, HOURS_BEFORE, WONDERED], ids=["order-in-time", "hours-before", "question"]
)
def test_no_condition(line: str) -> None:
    """An order in time is no condition, nor is a question."""
    assert condition(line) == ()


def test_a_day_is_no_condition() -> None:
    """Saying "not until Friday" names a day, not a condition."""
    report = with_day(tagged("a", UNTIL_DAY), "Friday", "2031-05-23")
    assert find_conditions((report,), ()) == ()


SELLS = "Pell|PROPN|3|nsubj will|AUX|3|aux sell|VERB|0|root the|DET|5|det ferry|NOUN|3|obj _.|PUNCT|3|punct"
NOT_MEANT = (
    "None|PRON|4|nsubj of|ADP|3|case this|PRON|1|nmod means|VERB|0|root that|SCONJ|8|mark Pell|PROPN|8|nsubj will|AUX|8|aux "
    "sell|VERB|4|ccomp the|DET|10|det ferry|NOUN|8|obj _.|PUNCT|4|punct"
)


@pytest.mark.parametrize(("line", "n"), [(SELLS, 1), (NOT_MEANT, 0)])
def test_what_is_said_not_to_follow_is_no_commitment(line: str, n: int) -> None:
    """It tells of no sale that "none of this means that Pell will sell"."""
    assert len(commitments(tagged("a", line))) == n


WOULD_SELL = "Pell|PROPN|2|nsubj said|VERB|0|root he|PRON|5|nsubj would|AUX|5|aux sell|VERB|2|ccomp the|DET|7|det ferry|NOUN|5|obj _.|PUNCT|2|punct"
TRUCE = "Pell|PROPN|2|nsubj said|VERB|0|root a|DET|4|det truce|NOUN|6|nsubj would|AUX|6|aux sell|VERB|2|ccomp the|DET|8|det ferry|NOUN|6|obj _.|PUNCT|2|punct"
HEARD = "Pell|PROPN|2|nsubj said|VERB|0|root she|PRON|5|nsubj _'d|AUX|5|aux heard|VERB|2|ccomp the|DET|7|det ferry|NOUN|5|obj _.|PUNCT|2|punct"


@pytest.mark.parametrize(
    ("line", "words", "n"),
    [
        (WOULD_SELL, "he would sell the ferry", 1),
        (TRUCE, "a truce would sell the ferry", 0),
        (HEARD, "she'd heard the ferry", 0),
    ],
    ids=["will", "effect", "past"],
)
def test_only_what_people_will_do_is_undertaken_as_told(line: str, words: str, n: int) -> None:
    """What a thing would bring about is foreseen, and "she'd heard" tells of the past."""
    report = tagged("a", line)
    told = quoted(report, words, "pell", indirect=True)
    people = (entity("pell", "Pell", report),)
    assert len(find_commitments((replace(report, quotes=(told,)),), people)) == n


DEBATES = (
    "Pell|PROPN|2|nsubj said|VERB|0|root it|PRON|6|nsubj was|AUX|6|cop a|DET|6|det matter|NOUN|2|ccomp for|ADP|8|case "
    "parliament|NOUN|6|nmod _,|PUNCT|13|punct which|PRON|13|nsubj is|AUX|13|aux to|PART|13|mark debate|VERB|8|acl:relcl "
    "it|PRON|13|obj by|ADP|16|case Friday|PROPN|13|obl _.|PUNCT|2|punct"
)
IF_FRIDAY = (
    "If|SCONJ|3|mark Pell|PROPN|3|nsubj signs|VERB|9|advcl by|ADP|5|case Friday|PROPN|3|obl _,|PUNCT|9|punct Orr|PROPN|9|nsubj "
    "will|AUX|9|aux leave|VERB|0|root _.|PUNCT|9|punct"
)


def test_what_another_is_to_do_is_not_the_speakers() -> None:
    """Behind "which" it is what the word stands for that acts, and parliament has no name here."""
    report = with_day(tagged("a", DEBATES), "Friday", "2031-05-23")
    told = quoted(report, "it was a matter for parliament, which is to debate it by Friday", "pell", indirect=True)
    (found,) = find_commitments((replace(report, quotes=(told,)),), (entity("pell", "Pell", report),))
    assert found.who == ()


def test_what_follows_an_if_is_not_promised() -> None:
    """Saying "if Pell signs by Friday" sets nobody a term."""
    report = with_day(tagged("a", IF_FRIDAY), "Friday", "2031-05-23")
    assert not any(
        "signs" in report.words(c.what) for c in find_commitments((report,), (entity("orr", "Orr", report),))
    )


@pytest.mark.parametrize("line", [IS_OPEN, RUNS_OUT, THREATENED, AND_REPORT, VOTES_AS_NOUN])
def test_terms_and_what_is_fixed_are_due(line: str) -> None:
    """What holds until a day, ends on it, is threatened or shares the auxiliary of the verb before it is due then."""
    (found,) = commitments(with_day(tagged("a", line), "Friday", "2031-05-23"))
    assert found.due == Due(time="t1", date="2031-05-23")


def test_what_a_participle_says_was_planned_is_off() -> None:
    """A visit that was "planned for Friday" and "has been cancelled" is denied, with its day."""
    (found,) = commitments(with_day(tagged("a", OFF_PLANNED), "Friday", "2031-05-23"))
    assert (found.due, found.status) == (Due(time="t1", date="2031-05-23"), "denied")


def test_until_then_has_the_day_told_before() -> None:
    """Behind "until", "then" stands for the time before it."""
    found = commitments(with_day(tagged("a", RESUME, UNTIL_THEN), "Friday", "2031-05-23"))
    assert [c.due.date for c in found if c.due] == ["2031-05-23", "2031-05-23"]


@pytest.mark.parametrize(("line", "n"), [(SAID_NO, 1), (IS_TO, 1), (TO_BLAME, 0)])
def test_refusals_in_a_word_and_arrangements(line: str, n: int) -> None:
    """Who "has said no to selling" refuses, "is to buy" tells a plan, "is to blame" neither."""
    assert len(commitments(tagged("a", line))) == n


@pytest.mark.parametrize(
    ("line", "said"), [(NO_PUMP, "No pump will run dry"), (ONCE_LINED, "Old pits will close once roads reopen")]
)
def test_what_none_will_do_and_what_hangs_on_another_thing(line: str, said: str) -> None:
    """Somebody vows that "no pump will run dry", or says what will be done once another thing is."""
    report = tagged("a", line)
    report = replace(report, quotes=(quoted(report, said, "orr"),))
    (found,) = find_commitments((report,), (entity("orr", "Orr", report),))
    assert found.due is None
