import pytest
from msgspec.structs import replace

from crossread.compare._reading import readings_of
from crossread.compare._stances import find_standings
from crossread.compare._standing import OPPOSITE
from crossread.compare.issues import find_issues
from crossread.compare.positions import find_positions
from crossread.extract.report import Report
from crossread.records import Entity, Point, Position, Role
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

PAY = "We|PRON|3|nsubj will|AUX|3|aux pay|VERB|0|root the|DET|5|det dockers|NOUN|3|obj _.|PUNCT|3|punct"
NOT_CLOSE = "We|PRON|4|nsubj will|AUX|4|aux not|PART|4|advmod close|VERB|0|root the|DET|6|det school|NOUN|4|obj _.|PUNCT|4|punct"
NOBODY = "Nobody|PRON|4|nsubj will|AUX|4|aux be|AUX|4|aux:pass charged|VERB|0|root with|ADP|6|case arson|NOUN|4|obl"
INSULT = "The|DET|2|det rosters|NOUN|5|nsubj are|AUX|5|cop an|DET|5|det insult|NOUN|0|root _.|PUNCT|5|punct"
NOT_INSULT = "The|DET|2|det rosters|NOUN|6|nsubj are|AUX|6|cop not|PART|6|advmod an|DET|6|det insult|NOUN|0|root _.|PUNCT|6|punct"
TOO_LATE = "The|DET|2|det siren|NOUN|3|nsubj came|VERB|0|root far|ADV|6|advmod too|ADV|6|advmod late|ADV|3|advmod"
SHOULD = "The|DET|2|det sluice|NOUN|6|nsubj:pass should|AUX|6|aux have|AUX|6|aux been|AUX|6|aux:pass opened|VERB|0|root"
SHOULD_NOT = (
    "The|DET|2|det sluice|NOUN|6|nsubj:pass should|AUX|6|aux never|ADV|6|advmod be|AUX|6|aux:pass opened|VERB|0|root"
)
OPTIONS = (
    "All|DET|2|det options|NOUN|4|nsubj are|AUX|4|cop open|ADJ|0|root for|ADP|7|case the|DET|7|det tunnel|NOUN|4|obl"
)
STANDS = "The|DET|2|det contract|NOUN|3|nsubj stands|VERB|0|root _.|PUNCT|3|punct"
NO_NEED = (
    "There|PRON|2|expl is|VERB|0|root no|DET|4|det need|NOUN|2|nsubj for|ADP|7|case an|DET|7|det inquiry|NOUN|4|nmod"
)
GUESS = (
    "They|PRON|4|nsubj must|AUX|4|aux have|AUX|4|aux seen|VERB|0|root the|DET|6|det lamp|NOUN|4|obj _.|PUNCT|4|punct"
)
ASKED = "Should|AUX|3|aux we|PRON|3|nsubj close|VERB|0|root the|DET|5|det school|NOUN|3|obj ?|PUNCT|3|punct"
FORESEEN = "Prices|NOUN|3|nsubj will|AUX|3|aux rise|VERB|0|root in|ADP|6|case the|DET|6|det harbour|NOUN|3|obl"
SEEN = "I|PRON|4|nsubj did|AUX|4|aux not|PART|4|advmod see|VERB|0|root the|DET|6|det lamp|NOUN|4|obj _.|PUNCT|4|punct"
DEPENDS = (
    "There|PRON|3|expl will|AUX|3|aux be|VERB|0|root no|DET|5|det tunnel|NOUN|3|nsubj unless|SCONJ|9|mark the|DET|8|det "
    "council|NOUN|9|nsubj pays|VERB|3|advcl _.|PUNCT|3|punct"
)
EXAMINING = (
    "Orr|PROPN|8|nsubj _,|PUNCT|4|punct a|DET|4|det spokesman|NOUN|1|appos for|ADP|6|case Dockers|PROPN|4|nmod "
    "Union|PROPN|6|flat said|VERB|0|root it|PRON|11|nsubj was|AUX|11|aux examining|VERB|8|ccomp whether|SCONJ|15|mark "
    "the|DET|14|det policy|NOUN|15|nsubj applied|VERB|11|ccomp _.|PUNCT|8|punct"
)
NOT_CHALLENGED = "Pell|PROPN|4|nsubj does|AUX|4|aux not|PART|4|advmod challenge|VERB|0|root the|DET|6|det sum|NOUN|4|obj _.|PUNCT|4|punct"
DENIED = (
    "Pell|PROPN|2|nsubj denied|VERB|0|root that|SCONJ|6|mark any|DET|5|det warning|NOUN|6|nsubj reached|VERB|2|ccomp "
    "the|DET|8|det mill|NOUN|6|obj _.|PUNCT|2|punct"
)
NO_SIREN = "There|PRON|2|expl was|VERB|0|root no|DET|4|det siren|NOUN|2|nsubj _.|PUNCT|2|punct"
IN_GOOD_ORDER = "The|DET|2|det pumps|NOUN|6|nsubj are|AUX|6|cop in|ADP|6|case good|ADJ|6|amod condition|NOUN|0|root _.|PUNCT|6|punct"
NOTHING_WRONG = (
    "Nothing|PRON|3|nsubj was|AUX|3|cop wrong|ADJ|0|root with|ADP|6|case the|DET|6|det pump|NOUN|3|obl _.|PUNCT|3|punct"
)
MAXIM = (
    "You|PRON|4|nsubj ca|AUX|4|aux n't|PART|4|advmod heat|VERB|0|root the|DET|6|det barn|NOUN|4|obj _.|PUNCT|4|punct"
)
SCHEDULE = "The|DET|2|det envoys|NOUN|4|nsubj will|AUX|4|aux meet|VERB|0|root in|ADP|7|case the|DET|7|det castle|NOUN|4|obl _.|PUNCT|4|punct"
NO_MUSIC = "Nobody|PRON|3|nsubj can|AUX|3|aux think|VERB|0|root about|ADP|5|case music|NOUN|3|obl _.|PUNCT|3|punct"
HELPERS = (
    "They|PRON|2|nsubj waited|VERB|0|root until|SCONJ|5|mark boats|NOUN|5|nsubj came|VERB|2|advcl to|PART|7|mark "
    "help|VERB|5|xcomp _.|PUNCT|2|punct"
)
MOOD = "I|PRON|3|nsubj am|AUX|3|cop happy|ADJ|0|root _.|PUNCT|3|punct"
GOING_TO = (
    "We|PRON|4|nsubj are|AUX|4|aux not|PART|4|advmod going|VERB|0|root to|PART|6|mark trade|VERB|4|xcomp our|PRON|8|nmod:poss "
    "farms|NOUN|6|obj _.|PUNCT|4|punct"
)
NO_TALKS = "We|PRON|3|nsubj would|AUX|3|aux hold|VERB|0|root no|DET|5|det talks|NOUN|3|obj _.|PUNCT|3|punct"
NEVER_LEFT = "We|PRON|3|nsubj never|ADV|3|advmod left|VERB|0|root the|DET|5|det pact|NOUN|3|obj _.|PUNCT|3|punct"
TORE_UP = "Pell|PROPN|2|nsubj tore|VERB|0|root up|ADP|2|compound:prt the|DET|5|det lease|NOUN|2|obj _.|PUNCT|2|punct"
IS_FOR = "Pell|PROPN|4|nsubj is|AUX|4|cop for|SCONJ|4|mark closing|VERB|0|root the|DET|6|det mill|NOUN|4|obj _.|PUNCT|4|punct"
WANTS_TO_HEAR = "Pell|PROPN|2|nsubj wants|VERB|0|root to|PART|4|mark hear|VERB|2|xcomp the|DET|6|det recording|NOUN|4|obj _.|PUNCT|2|punct"
SIDE_WILL_NOT = (
    "her|PRON|2|nmod:poss country|NOUN|5|nsubj would|AUX|5|aux not|PART|5|advmod accept|VERB|0|root the|DET|7|det "
    "quota|NOUN|5|obj _.|PUNCT|5|punct"
)
UNION_WILL_NOT = (
    "the|DET|3|det Dockers|PROPN|3|compound Union|PROPN|6|nsubj would|AUX|6|aux not|PART|6|advmod accept|VERB|0|root "
    "the|DET|8|det quota|NOUN|6|obj _.|PUNCT|6|punct"
)
FOOT = (
    "Pell|PROPN|3|nsubj refused|VERB|0|root to|PART|4|mark set|VERB|2|xcomp foot|NOUN|4|obj in|ADP|8|case the|DET|8|det "
    "quarry|NOUN|4|obl _.|PUNCT|2|punct"
)
SUM = "Pell|PROPN|2|nsubj promised|VERB|0|root 40|NUM|4|nummod crowns|NOUN|2|obj _.|PUNCT|2|punct"
LEADER_LEVEL = "Pell|PROPN|2|nsubj backs|VERB|0|root leader|NOUN|6|compound -|PUNCT|3|punct level|NOUN|6|compound talks|NOUN|2|obj _.|PUNCT|2|punct"
PROGRESS = "We|PRON|3|nsubj are|AUX|3|aux feeding|VERB|0|root two|NUM|5|nummod villages|NOUN|3|obj _.|PUNCT|3|punct"
UNTRUE = "The|DET|2|det letter|NOUN|5|nsubj was|AUX|5|cop entirely|ADV|5|advmod untrue|ADJ|0|root _.|PUNCT|5|punct"
FACTS = (PROGRESS, UNTRUE, NO_SIREN, IN_GOOD_ORDER, NOTHING_WRONG, MAXIM, SCHEDULE, NO_MUSIC, HELPERS, MOOD)

WHETHER = "whether|SCONJ|5|mark the|DET|3|det dockers|NOUN|5|nsubj should|AUX|5|aux close|VERB|0|root the|DET|7|det school|NOUN|5|obj"
PLANS_CALL = "Pell|PROPN|2|nsubj plans|VERB|0|root to|PART|4|mark call|VERB|2|xcomp Orr|PROPN|4|obj _.|PUNCT|2|punct"
TALKED = "The|DET|2|det meeting|NOUN|4|nsubj was|AUX|4|cop good|ADJ|0|root _.|PUNCT|4|punct"
REFUSES_BEFORE = (
    "Pell|PROPN|4|nsubj will|AUX|4|aux not|PART|4|advmod back|VERB|0|root a|DET|6|det tunnel|NOUN|4|obj before|SCONJ|10|mark "
    "the|DET|9|det council|NOUN|10|nsubj meets|VERB|4|advcl _.|PUNCT|4|punct"
)
IDEA = "Pell|PROPN|2|nsubj backs|VERB|0|root the|DET|4|det idea|NOUN|2|obj of|ADP|7|case a|DET|7|det tunnel|NOUN|4|nmod _.|PUNCT|2|punct"
LONE = (
    "Pell|PROPN|2|nsubj opposes|VERB|0|root the|DET|4|det deployment|NOUN|2|obj of|ADP|7|case night|NOUN|7|compound "
    "guards|NOUN|4|nmod _.|PUNCT|2|punct"
)
VOTED = (
    "Pell|PROPN|2|nsubj voted|VERB|0|root on|ADP|4|case Monday|PROPN|2|obl against|ADP|7|case the|DET|7|det "
    "tunnel|NOUN|2|obl _.|PUNCT|2|punct"
)
IS_AGAINST = "Pell|PROPN|6|nsubj is|AUX|6|cop firmly|ADV|6|advmod against|ADP|6|case the|DET|6|det tunnel|NOUN|0|root _.|PUNCT|6|punct"
NOT_ACCEPTED = "Pell|PROPN|4|nsubj has|AUX|4|aux not|PART|4|advmod accepted|VERB|0|root the|DET|6|det tunnel|NOUN|4|obj _.|PUNCT|4|punct"
ASKS_TO = "Pell|PROPN|2|nsubj asked|VERB|0|root her|PRON|2|obj to|PART|5|mark resign|VERB|2|xcomp _.|PUNCT|2|punct"
RULED_OUT_RESIGNING = (
    "Pell|PROPN|2|nsubj ruled|VERB|0|root out|ADP|2|compound:prt resigning|VERB|2|xcomp _.|PUNCT|2|punct"
)
SENDING = "We|PRON|4|nsubj will|AUX|4|aux not|PART|4|advmod send|VERB|0|root soldiers|NOUN|4|obj to|ADP|7|case Larn|PROPN|4|obl"
NOT_ON_TABLE = "The|DET|2|det tunnel|NOUN|7|nsubj is|AUX|7|cop not|PART|7|advmod on|ADP|7|case the|DET|7|det table|NOUN|0|root _.|PUNCT|7|punct"
NOTHING_AGREED = (
    "We|PRON|3|nsubj have|AUX|3|aux agreed|VERB|0|root to|ADP|6|case no|DET|6|det tunnel|NOUN|3|obl _.|PUNCT|3|punct"
)
HER_UNION = (
    "her|PRON|2|nmod:poss union|NOUN|3|nsubj backed|VERB|0|root the|DET|5|det tunnel|NOUN|3|obj _.|PUNCT|3|punct"
)
TRAVEL = (
    "Pell|PROPN|4|nsubj would|AUX|4|aux not|PART|4|advmod open|VERB|0|root the|DET|6|det tunnel|NOUN|4|obj _,|PUNCT|9|punct "
    "Orr|PROPN|9|nsubj said|VERB|4|parataxis _.|PUNCT|9|punct"
)
THREAT = (
    "We|PRON|3|nsubj will|AUX|3|aux oppose|VERB|0|root the|DET|5|det tunnel|NOUN|3|obj if|SCONJ|8|mark it|PRON|8|nsubj "
    "leaks|VERB|3|advcl _.|PUNCT|3|punct"
)
TOO_DEAR = "It|PRON|4|nsubj is|AUX|4|cop too|ADV|4|advmod expensive|ADJ|0|root _.|PUNCT|4|punct"


def positions(*reports: Report) -> dict[tuple[str, str], Position]:
    """Give positions by actor and stance, on whatever issue."""
    entities = cast(*reports)
    issues = find_issues(reports, entities, ())
    return {(p.entity, p.stance): p for p in find_positions(reports, entities, issues)}


def stands(report: Report) -> set[tuple[str, str]]:
    """Give actors and stances of a report's clauses, whether what they name is at issue or not."""
    (reading,) = readings_of((report,), cast(report))
    turn = {
        stand: OPPOSITE[stand.stance] if stand.things[0].ended else stand.stance for stand in find_standings(reading)
    }
    return {(stand.actor, stance) for stand, stance in turn.items()}


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


def test_one_stand_in_one_report_is_an_issue() -> None:
    """What one actor says in one report is shown too: a lone report has positions as well as many have."""
    a = tagged("a", SUPPORTS)
    (issue,) = find_issues((a,), cast(a), ())
    assert issue.label == "harbour tunnel"


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        (PAY, "for"),
        (NOT_CLOSE, "against"),
        (NOBODY, "against"),
        (INSULT, "against"),
        (NOT_INSULT, "for"),
        (TOO_LATE, "against"),
        (SHOULD, "for"),
        (SHOULD_NOT, "against"),
        (OPTIONS, "open"),
        (STANDS, "for"),
        (NO_NEED, "against"),
        (GOING_TO, "against"),
        (NO_TALKS, "against"),
        (NEVER_LEFT, "for"),
    ],
)
def test_what_speakers_say_tells_where_they_stand(words: str, stance: str) -> None:
    """A promise, demand or praise is for what it names; a refusal, blame or "no need" is against it."""
    a = tagged("a", words)
    a = replace(a, quotes=(quoted(a, a.doc.text, "pell"),))
    assert stands(a) == {("pell", stance)}


@pytest.mark.parametrize("words", [GUESS, ASKED, FORESEEN, SEEN, WHETHER, TALKED, *FACTS])
def test_what_speakers_say_without_a_stand(words: str) -> None:
    """A guess, a question, a forecast, a fact, a schedule, a maxim, a mood and how a meeting went are no stands."""
    a = tagged("a", words)
    a = replace(a, quotes=(quoted(a, a.doc.text, "pell"),))
    assert positions(a) == {}


def test_who_plans_a_call_is_not_for_the_called() -> None:
    """A plan to call somebody is no stand on him."""
    assert positions(tagged("a", PLANS_CALL)) == {}


def test_a_refusal_for_the_time_being_is_conditional() -> None:
    """Who will not back a thing before something else happens makes it depend on that."""
    assert set(positions(tagged("a", REFUSES_BEFORE))) == {("pell", "conditional")}


@pytest.mark.parametrize(("words", "label"), [(IDEA, "tunnel"), (LONE, "deployment of night guards")])
def test_an_issue_is_called_by_words_that_tell_something(words: str, label: str) -> None:
    """What an empty noun stands before names the issue, and a lone noun is told with what it is the noun of."""
    a = tagged("a", words)
    (issue,) = find_issues((a,), cast(a), ())
    assert issue.label == label


def test_what_is_made_to_depend_is_conditional() -> None:
    """Who makes a thing depend on another is neither for it nor against it."""
    a = tagged("a", DEPENDS)
    a = replace(a, quotes=(quoted(a, a.doc.text, "orr"),))
    assert set(positions(a)) == {("orr", "conditional")}


def test_who_speaks_for_others_tells_their_stand() -> None:
    """The "it" that a spokesman speaks of is whom he speaks for."""
    a = tagged("a", EXAMINING)
    a = replace(a, quotes=(quoted(a, "it was examining whether the policy applied", "orr", indirect=True),))
    assert set(positions(a)) == {("union", "open")}


def test_what_is_not_challenged_is_granted() -> None:
    """Who does not challenge a thing is for it, who does not rule it out only open to it."""
    assert set(positions(tagged("a", NOT_CHALLENGED))) == {("pell", "for")}


def test_a_denied_fact_is_no_stand() -> None:
    """Who denies that a warning came tells a fact, and takes no stand on warnings."""
    assert positions(tagged("a", DENIED)) == {}


def test_who_leads_a_country_stands_for_himself_and_a_union_for_itself() -> None:
    """What a minister says of her side is her stand; what a federation will do is its own, whoever says so."""
    side = tagged("a", "Pell|PROPN|2|nsubj said|VERB|0|root", SIDE_WILL_NOT)
    side = replace(side, quotes=(quoted(side, "her country would not accept the quota", "pell", indirect=True),))
    assert set(positions(side)) == {("pell", "against")}
    body = tagged("a", "Pell|PROPN|2|nsubj said|VERB|0|root", UNION_WILL_NOT)
    body = replace(body, quotes=(quoted(body, "the Dockers Union would not accept the quota", "pell", indirect=True),))
    assert set(positions(body)) == {("union", "against")}


@pytest.mark.parametrize(("words", "label"), [(FOOT, "quarry"), (SUM, "payment"), (LEADER_LEVEL, "talks")])
def test_no_issue_is_called_by_an_idiom_or_a_sum(words: str, label: str) -> None:
    """Of "set foot in the quarry" the quarry is the issue, of "40 crowns" a payment, and half a compound names none."""
    a = tagged("a", words)
    (issue,) = find_issues((a,), cast(a), ())
    assert issue.label == label


def test_to_stop_a_thing_is_an_issue_of_its_own() -> None:
    """Who would not close the school is against closing it, and not against the school."""
    a = tagged("a", NOT_CLOSE)
    a = replace(a, quotes=(quoted(a, a.doc.text, "pell"),))
    (issue,) = find_issues((a,), cast(a), ())
    assert (issue.label, issue.terms) == ("closing school", ("school",))


def test_an_issue_that_was_asked_for_comes_first() -> None:
    """An issue asked for takes the stands whose words name it, and is there though nobody stands on it."""
    a = tagged("a", SUPPORTS)
    entities = cast(a)
    issues = find_issues((a,), entities, (), wanted=("Harbour tunnel", "night ferries"))
    assert [i.label for i in issues] == ["Harbour tunnel", "night ferries"]
    assert [p.issue for p in find_positions((a,), entities, issues)] == [issues[0].id]


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


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        (VOTED, "against"),
        (IS_AGAINST, "against"),
        (NOT_ACCEPTED, "open"),
        (TORE_UP, "against"),
        (IS_FOR, "for"),
        (WANTS_TO_HEAR, "for"),
    ],
)
def test_what_reports_say_tells_where_somebody_stands(words: str, stance: str) -> None:
    """A vote, a plain "is against" or "is for", an offer not accepted so far, a lease torn up, a recording asked for."""
    assert set(positions(tagged("a", words))) == {("pell", stance)}


@pytest.mark.parametrize(("words", "stance"), [(ASKS_TO, "for"), (RULED_OUT_RESIGNING, "against")])
def test_leaving_office_is_an_issue(words: str, stance: str) -> None:
    """Who asks another to resign is for the resignation, who rules it out against it."""
    a = tagged("a", words)
    (issue,) = find_issues((a,), cast(a), ())
    assert issue.label == "resignation"
    assert set(positions(a)) == {("pell", stance)}


@pytest.mark.parametrize(("words", "stance"), [(NOT_ON_TABLE, "against"), (NOTHING_AGREED, "open")])
def test_the_longer_phrase_counts(words: str, stance: str) -> None:
    """Saying "not on the table" is not "on the table", and what is not agreed so far is left open."""
    a = tagged("a", words)
    a = replace(a, quotes=(quoted(a, a.doc.text, "pell"),))
    assert stands(a) == {("pell", stance)}


def test_soldiers_are_an_issue_and_called_without_capitals() -> None:
    """What will not be sent names the issue, though it is people."""
    a = tagged("a", SENDING)
    a = replace(a, quotes=(quoted(a, a.doc.text, "pell"),))
    (issue,) = find_issues((a,), cast(a), ())
    assert issue.label == "soldiers"


def test_her_union_is_the_one_that_she_leads() -> None:
    """What a leader tells of her union is the union's stand."""
    a = tagged(
        "a", "Ada|PROPN|2|nsubj Pell|PROPN|0|root of|ADP|5|case Dockers|PROPN|5|compound Union|PROPN|2|nmod", HER_UNION
    )
    a = replace(a, quotes=(quoted(a, "her union backed the tunnel", "pell", indirect=True),))
    pell, orr, union = cast(a)
    pell = replace(pell, roles=(Role(text="head of Dockers Union", span=place(a, "of Dockers Union")),))
    entities = (pell, orr, union)
    issues = find_issues((a,), entities, ())
    assert {(p.entity, p.stance) for p in find_positions((a,), entities, issues)} == {("union", "for")}


def test_a_spokesman_known_from_elsewhere_speaks_for_another() -> None:
    """Who is called a spokesman anywhere tells whose refusal he reports."""
    a = tagged("a", TRAVEL)
    a = replace(a, quotes=(quoted(a, "Pell would not open the tunnel", "orr", indirect=True),))
    pell, orr, union = cast(a)
    orr = replace(orr, roles=(Role(text="spokesman for Pell", span=place(a, "Orr")),))
    entities = (pell, orr, union)
    issues = find_issues((a,), entities, ())
    assert {(p.entity, p.stance) for p in find_positions((a,), entities, issues)} == {("pell", "against")}


def test_a_threat_is_no_condition_of_a_stand() -> None:
    """Who will oppose a thing if it comes about is against it."""
    a = tagged("a", THREAT)
    a = replace(a, quotes=(quoted(a, a.doc.text, "pell"),))
    assert set(positions(a)) == {("pell", "against")}


def test_a_word_that_points_back_gives_way_to_a_plain_one() -> None:
    """Who supports the tunnel is not counted against it for an "it is too expensive" that may mean something else."""
    a = tagged("a", SUPPORTS, TOO_DEAR)
    a = replace(a, quotes=(quoted(a, "It is too expensive", "pell"),))
    assert set(positions(a)) == {("pell", "for")}


BOTH_AGREED = (
    "Pell|PROPN|6|nsubj and|CCONJ|3|cc Orr|PROPN|1|conj had|AUX|6|aux both|ADV|6|advmod agreed|VERB|0|root to|ADP|9|case "
    "the|DET|9|det tunnel|NOUN|6|obl _.|PUNCT|6|punct"
)
BREAK_OFF = (
    "Pell|PROPN|2|nsubj urged|VERB|0|root Orr|PROPN|2|obj to|PART|5|mark break|VERB|2|xcomp off|ADP|5|compound:prt "
    "the|DET|8|det talks|NOUN|5|obj _.|PUNCT|2|punct"
)
VOWED = (
    "Pell|PROPN|2|nsubj vowed|VERB|0|root to|PART|4|mark vote|VERB|2|xcomp against|ADP|7|case the|DET|7|det "
    "tunnel|NOUN|4|obl _.|PUNCT|2|punct"
)
URGED_NOT = (
    "Pell|PROPN|2|nsubj urged|VERB|0|root Orr|PROPN|2|obj not|PART|6|advmod to|PART|6|mark close|VERB|2|xcomp the|DET|8|det "
    "school|NOUN|6|obj _.|PUNCT|2|punct"
)
ARE_OPPOSED = "Pell|PROPN|3|nsubj:pass is|AUX|3|aux:pass opposed|VERB|0|root to|ADP|6|case the|DET|6|det tunnel|NOUN|3|obl _.|PUNCT|3|punct"
READY = "Pell|PROPN|3|nsubj is|AUX|3|cop ready|ADJ|0|root to|PART|5|mark open|VERB|3|xcomp the|DET|7|det tunnel|NOUN|5|obj _.|PUNCT|3|punct"
END_TO = "Pell|PROPN|2|nsubj wants|VERB|0|root an|DET|4|det end|NOUN|2|obj to|ADP|7|case the|DET|7|det war|NOUN|2|obl _.|PUNCT|2|punct"
FIGHTS_ON = "Pell|PROPN|3|nsubj can|AUX|3|aux fight|VERB|0|root _.|PUNCT|3|punct"


@pytest.mark.parametrize(
    ("line", "stands"),
    [
        (BOTH_AGREED, {("pell", "for"), ("orr", "for")}),
        (BREAK_OFF, {("pell", "against")}),
        (VOWED, {("pell", "against")}),
        (URGED_NOT, {("pell", "against")}),
        (ARE_OPPOSED, {("pell", "against")}),
        (READY, {("pell", "for")}),
        (END_TO, {("pell", "against")}),
    ],
)
def test_what_is_asked_for_tells_the_stand(line: str, stands: set[tuple[str, str]]) -> None:
    """Of each that is the subject; what is to be done, or not, tells more than that it is wanted."""
    assert set(positions(tagged("a", line))) == stands


def test_to_go_on_fighting_is_against_nothing() -> None:
    """It names nobody and nothing, and what stands before it is not fought."""
    assert set(positions(tagged("a", SUPPORTS, FIGHTS_ON))) == {("pell", "for")}


QUESTIONED = "Pell|PROPN|2|nsubj questioned|VERB|0|root Orr|PROPN|5|nmod:poss _'s|PART|3|case legitimacy|NOUN|2|obj _.|PUNCT|2|punct"
NECESSITY = (
    "Pell|PROPN|2|nsubj saw|VERB|0|root the|DET|4|det necessity|NOUN|2|obj of|ADP|7|case a|DET|7|det tunnel|NOUN|4|nmod "
    "in|ADP|10|case their|PRON|10|nmod:poss agreement|NOUN|2|obl _.|PUNCT|2|punct"
)
AGREED_TO_ONE = "Orr|PROPN|2|nsubj agreed|VERB|0|root to|ADP|4|case one|NUM|2|obl _.|PUNCT|2|punct"


def test_a_thing_is_called_with_whose_it_is() -> None:
    """Doubts about one actor's legitimacy are about no other's."""
    report = tagged("a", QUESTIONED)
    (issue,) = find_issues((report,), cast(report), ())
    assert issue.label == "Orr's legitimacy"


def test_who_agrees_to_one_agrees_to_the_last_thing_of_which_there_are_many() -> None:
    """Not to what stands nearer with "the" or "their"."""
    report = tagged("a", NECESSITY, AGREED_TO_ONE)
    issues = {i.id: i.label for i in find_issues((report,), cast(report), ())}
    found = positions(report)
    assert "tunnel" in issues[found["orr", "for"].issue]


YET_TO = "Orr|PROPN|2|nsubj is|AUX|0|root yet|ADV|2|advmod to|PART|5|mark approve|VERB|2|xcomp the|DET|7|det tunnel|NOUN|5|obj _.|PUNCT|2|punct"
REFUSED_TO_BACK = "Orr|PROPN|2|nsubj refused|VERB|0|root to|PART|4|mark support|VERB|2|xcomp the|DET|6|det tunnel|NOUN|4|obj _.|PUNCT|2|punct"


@pytest.mark.parametrize(("line", "stance"), [(YET_TO, "open"), (REFUSED_TO_BACK, "against")])
def test_what_is_not_done_so_far_is_open_and_what_is_refused_is_not(line: str, stance: str) -> None:
    """Who "is yet to approve" a thing has not approved it, and who "refused to support" it does not."""
    assert set(positions(tagged("a", line))) == {("orr", stance)}


VOWED_NONE = "Orr|PROPN|2|nsubj vowed|VERB|0|root there|PRON|5|expl would|AUX|5|aux be|VERB|2|ccomp no|DET|7|det tunnel|NOUN|5|nsubj _.|PUNCT|2|punct"


def test_who_vows_that_there_will_be_none_is_against_it() -> None:
    """The "no" stands further on than right behind the verb."""
    assert set(positions(tagged("a", VOWED_NONE))) == {("orr", "against")}


RESIGNATION = "Pell|PROPN|2|nsubj demanded|VERB|0|root Orr|PROPN|5|nmod:poss _'s|PART|3|case resignation|NOUN|2|obj _.|PUNCT|2|punct"


def test_who_demands_somebody_s_resignation_is_not_for_him() -> None:
    """The thing is the resignation, and not the one who is to resign."""
    report = tagged("a", RESIGNATION)
    (issue,) = find_issues((report,), cast(report), ())
    assert issue.label == "Orr's resignation"
    assert set(positions(report)) == {("pell", "for")}


FINE = "The|DET|3|det harbour|NOUN|3|compound tunnel|NOUN|6|nsubj is|AUX|6|cop an|DET|6|det insult|NOUN|0|root _.|PUNCT|6|punct"


def test_what_nobody_takes_a_firm_stand_on_is_not_at_issue() -> None:
    """Praise and blame are spoken of anything; they count where somebody supports or rejects the same thing."""
    a = tagged("a", FINE)
    a = replace(a, quotes=(quoted(a, a.doc.text, "orr"),))
    assert stands(a) == {("orr", "against")}
    assert positions(a) == {}
    assert set(positions(a, tagged("b", SUPPORTS))) == {("orr", "against"), ("pell", "for")}
