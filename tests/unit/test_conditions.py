"""Conditions in the clauses of hand-tagged reports."""

import pytest
from msgspec.structs import replace

from crossread.compare.commitments import find_conditions
from tests.tagged import dated, entity, quoted, tagged

RELATIVE = (
    "Orr|PROPN|4|nsubj will|AUX|4|aux not|PART|4|advmod lease|VERB|0|root the|DET|6|det quay|NOUN|4|obj _,|PUNCT|9|punct "
    "which|PRON|9|nsubj leaks|VERB|6|acl:relcl _,|PUNCT|9|punct unless|SCONJ|14|mark the|DET|13|det council|NOUN|14|nsubj "
    "pays|VERB|4|advcl _.|PUNCT|4|punct"
)
HOWEVER = (
    "Orr|PROPN|4|nsubj would|AUX|4|aux not|PART|4|advmod lease|VERB|0|root the|DET|6|det quay|NOUN|4|obj _,|PUNCT|8|punct "
    "however|ADV|4|advmod _,|PUNCT|8|punct before|SCONJ|13|mark the|DET|12|det council|NOUN|13|nsubj paid|VERB|4|advcl"
)
BUT_ONLY_AFTER = (
    "The|DET|2|det ferries|NOUN|4|nsubj would|AUX|4|aux sail|VERB|0|root _,|PUNCT|9|punct but|CCONJ|9|cc only|ADV|9|advmod "
    "after|ADP|9|case repairs|NOUN|4|obl to|ADP|12|case the|DET|12|det hull|NOUN|9|nmod"
)
ONLY_ONCE = (
    "The|DET|2|det council|NOUN|4|nsubj will|AUX|4|aux fund|VERB|0|root a|DET|7|det second|ADJ|7|amod quay|NOUN|4|obj "
    "only|ADV|13|advmod once|SCONJ|13|mark the|DET|11|det first|ADJ|13|nsubj is|AUX|13|cop full|ADJ|4|advcl"
)
ANSWER = (
    "Would|AUX|3|aux Orr|PROPN|3|nsubj lease|VERB|0|root the|DET|5|det quay|NOUN|3|obj _?|PUNCT|3|punct",
    "Only|ADV|5|advmod if|SCONJ|5|mark the|DET|4|det council|NOUN|5|nsubj paid|VERB|0|root _.|PUNCT|5|punct",
)
WHEN = (
    "We|PRON|3|nsubj will|AUX|3|aux reopen|VERB|0|root the|DET|5|det quay|NOUN|3|obj when|ADV|9|advmod the|DET|8|det "
    "crane|NOUN|9|nsubj works|VERB|3|advcl"
)
WHEN_PAST = "The|DET|2|det crane|NOUN|3|nsubj fell|VERB|0|root when|ADV|7|advmod the|DET|6|det storm|NOUN|7|nsubj came|VERB|3|advcl"
WHEN_OF_DAY = (
    "Talks|NOUN|3|nsubj will|AUX|3|aux resume|VERB|0|root on|ADP|5|case Monday|PROPN|3|obl when|ADV|8|advmod "
    "Orr|PROPN|8|nsubj returns|VERB|5|acl:relcl"
)
DEPENDS = (
    "The|DET|2|det lease|NOUN|3|nsubj depends|VERB|0|root on|ADP|7|case the|DET|6|det council's|NOUN|7|nmod:poss "
    "approval|NOUN|3|obl"
)
MAY_DEPEND = (
    "The|DET|2|det lease|NOUN|4|nsubj may|AUX|4|aux depend|VERB|0|root on|ADP|6|case luck|NOUN|4|obl _.|PUNCT|4|punct"
)
HAD_TO = (
    "A|DET|2|det pier|NOUN|6|nsubj:pass had|VERB|0|root to|PART|6|mark be|AUX|6|aux:pass mended|VERB|3|xcomp "
    "before|SCONJ|11|mark the|DET|9|det ferry|NOUN|11|nsubj could|AUX|11|aux dock|VERB|6|advcl"
)
NO_NO = "No|DET|2|det lease|NOUN|0|root _,|PUNCT|5|punct no|DET|5|det quay|NOUN|2|conj _.|PUNCT|2|punct"
UNTIL_OPENS = (
    "Until|SCONJ|4|mark the|DET|3|det council|NOUN|4|nsubj pays|VERB|9|advcl _,|PUNCT|4|punct Orr|PROPN|9|nsubj "
    "will|AUX|9|aux not|PART|9|advmod sign|VERB|0|root _.|PUNCT|9|punct"
)
SAID_THAT = (
    "Orr|PROPN|2|nsubj said|VERB|0|root he|PRON|5|nsubj would|AUX|5|aux sign|VERB|2|ccomp the|DET|7|det lease|NOUN|5|obj "
    "if|SCONJ|11|mark the|DET|10|det council|NOUN|11|nsubj paid|VERB|5|advcl"
)
PROMISE = (
    "Orr|PROPN|2|nsubj says|VERB|0|root he|PRON|6|nsubj ca|AUX|6|aux n't|PART|6|advmod promise|VERB|2|ccomp it|PRON|6|obj "
    "unless|SCONJ|11|mark the|DET|10|det council|NOUN|11|nsubj pays|VERB|6|advcl"
)

DID_SO = (
    "The|DET|2|det club|NOUN|5|nsubj:pass would|AUX|5|aux be|AUX|5|aux:pass suspended|VERB|0|root unless|SCONJ|8|mark "
    "it|PRON|8|nsubj did|AUX|5|advcl so|ADV|8|advmod _.|PUNCT|5|punct"
)
DOES_NOT = (
    "If|SCONJ|3|mark he|PRON|3|nsubj does|AUX|8|advcl not|PART|3|advmod _,|PUNCT|3|punct Orr|PROPN|8|nsubj is|AUX|8|cop "
    "out|ADV|0|root _.|PUNCT|8|punct"
)
NAMED = (
    "Orr|PROPN|4|nsubj will|AUX|4|aux not|PART|4|advmod return|VERB|0|root to|ADP|7|case the|DET|7|det talks|NOUN|4|obl "
    "unless|SCONJ|12|mark the|DET|10|det culprits|NOUN|12|nsubj:pass are|AUX|12|aux:pass named|VERB|4|advcl"
)
AS_SOON = (
    "The|DET|2|det hall|NOUN|4|nsubj will|AUX|4|aux open|VERB|0|root as|ADV|6|advmod soon|ADV|4|advmod as|SCONJ|10|mark "
    "the|DET|9|det boat|NOUN|10|nsubj docks|VERB|6|advcl _.|PUNCT|4|punct"
)
THERE_WOULD = (
    "As|ADV|2|advmod long|ADV|9|advmod as|SCONJ|6|mark the|DET|5|det levy|NOUN|6|nsubj stands|VERB|2|advcl there|PRON|9|expl "
    "would|AUX|9|aux be|VERB|14|ccomp no|DET|11|det concession|NOUN|9|nsubj _,|PUNCT|14|punct Orr|PROPN|14|nsubj "
    "said|VERB|0|root _.|PUNCT|14|punct"
)
MAY_ONLY = (
    "The|DET|2|det crew|NOUN|4|nsubj may|AUX|4|aux land|VERB|0|root only|ADV|8|advmod if|SCONJ|8|mark partners|NOUN|8|nsubj "
    "agree|VERB|4|advcl _.|PUNCT|4|punct"
)
UNNAMED = (
    "Orr|PROPN|2|nsubj spoke|VERB|0|root on|ADP|4|case condition|NOUN|2|obl that|SCONJ|9|mark he|PRON|9|nsubj:pass "
    "not|PART|9|advmod be|AUX|9|aux:pass named|VERB|4|acl"
)


def condition(*lines: str) -> list[tuple[str, str, str]]:
    """Give what, requires and order of the conditions of a report in words."""
    report = tagged("a", *lines)
    found = find_conditions((report,), (entity("orr", "Orr", report),))
    return [(report.words(c.what), report.words(c.requires), c.order) for c in found]


@pytest.mark.parametrize(
    ("words", "what", "requires", "order"),
    [
        (RELATIVE, "Orr will not lease the quay", "the council pays", "unless"),
        (HOWEVER, "Orr would not lease the quay", "the council paid", "after"),
        (BUT_ONLY_AFTER, "The ferries would sail", "repairs to the hull", "after"),
        (ONLY_ONCE, "The council will fund a second quay", "the first is full", "after"),
        (WHEN, "We will reopen the quay", "the crane works", "after"),
        (DEPENDS, "The lease", "the council's approval", "only_if"),
        (HAD_TO, "the ferry could dock", "A pier had to be mended", "before"),
        (NO_NO, "no quay", "No lease", "only_if"),
        (UNTIL_OPENS, "Orr will not sign", "the council pays", "after"),
        (DID_SO, "The club would be suspended", "it did so", "unless"),
        (DOES_NOT, "Orr is out", "he does not", "if"),
        (NAMED, "Orr will not return to the talks", "the culprits are named", "unless"),
        (AS_SOON, "The hall will open", "the boat docks", "after"),
        (THERE_WOULD, "there would be no concession", "the levy stands", "only_if"),
        (MAY_ONLY, "The crew may land", "partners agree", "only_if"),
        (PROMISE, "Orr says he ca n't promise it", "the council pays", "unless"),
    ],
)
def test_a_condition_has_both_its_sides(words: str, what: str, requires: str, order: str) -> None:
    """What depends is told without the clauses and asides between it and what it depends on."""
    assert condition(words) == [(what, requires, order)]


def test_only_if_answers_the_question_before() -> None:
    """An "only if" that opens a sentence makes what the question before it asks depend."""
    assert condition(*ANSWER) == [("Would Orr lease the quay", "the council paid", "only_if")]


def test_what_depends_leaves_out_who_says_so() -> None:
    """In "Orr said he would sign" what depends is that he would sign."""
    report = tagged("a", SAID_THAT)
    report = replace(report, quotes=(quoted(report, "he would sign the lease", "orr", indirect=True),))
    (found,) = find_conditions((report,), (entity("orr", "Orr", report),))
    assert (report.words(found.what), found.by) == ("he would sign the lease", "orr")


@pytest.mark.parametrize("words", [WHEN_PAST, MAY_DEPEND, UNNAMED])
def test_no_condition(words: str) -> None:
    """A "when" of the past tells a time, what may depend is a guess, and a source without a name makes nothing depend."""
    assert condition(words) == []


def test_when_after_a_day_only_describes_it() -> None:
    """In "on Monday when Orr returns" the day is fixed, and nothing depends."""
    report = tagged("a", WHEN_OF_DAY)
    report = replace(report, times=(dated(report, "Monday", "2031-05-26"),))
    assert find_conditions((report,), ()) == ()


WAGES = (
    "The|DET|2|det town|NOUN|5|nsubj could|AUX|5|aux not|PART|5|advmod survive|VERB|0|root without|ADP|7|case wages|NOUN|5|obl "
    "_.|PUNCT|5|punct"
)
IT_TAKES = (
    "We|PRON|3|nsubj will|AUX|3|aux talk|VERB|0|root for|ADP|5|case as|ADV|6|advmod long|ADV|3|advmod as|SCONJ|9|mark it|PRON|9|nsubj "
    "takes|VERB|6|advcl _.|PUNCT|3|punct"
)


@pytest.mark.parametrize("line", [WAGES, IT_TAKES], ids=["living", "how-long"])
def test_what_makes_nothing_depend(line: str) -> None:
    """What a town cannot live without, and how long a thing will take, are no conditions."""
    assert condition(line) == []


IMAGINE = (
    "I|PRON|4|nsubj can|AUX|4|aux not|PART|4|advmod imagine|VERB|0|root the|DET|6|det council|NOUN|7|nsubj meets|VERB|4|ccomp "
    "without|ADP|10|case a|DET|10|det truce|NOUN|7|obl _.|PUNCT|4|punct"
)


def test_who_cannot_imagine_a_deed_makes_it_depend() -> None:
    """What one "cannot imagine" that others do without a thing depends on that thing."""
    assert condition(IMAGINE) == [("I can not imagine the council meets", "a truce", "only_if")]
