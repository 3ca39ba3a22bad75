"""Promises of one report without a day: pledges, offers, refusals, and what somebody says that he will do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from crossread.compare._conditions import find_conditions_in
from crossread.compare._kept import is_past
from crossread.compare._reading import FIRST_PERSON, NEGATIONS, Reading
from crossread.compare._stance_words import FORECAST, forms_of
from crossread.compare._undertakings import (
    CALLED,
    COMMISSIVE,
    FUTURE,
    HEDGES,
    KEEPING,
    MAX_UP,
    MIN_WORDS,
    MODALS,
    WEAK,
    Undertaking,
    helpers_of,
    is_asked,
    is_forecast,
    is_kept_so,
    make_undertaking,
)
from crossread.compare.roles import BODY_WORDS, is_person_noun
from crossread.extract._modality import RULING
from crossread.language.marks import find_pairs

GIVEN = frozenset(f for v in "pledge promise commit".split() for f in forms_of(v)) - {"promising"}
"""Verbs with which somebody undertakes what their object names: "pledged 40 million", "promised the town a bridge"."""
BACKING = frozenset("support backing allegiance loyalty solidarity friendship nothing much cooperation".split())
"""Objects with which these verbs undertake no deed."""
FOUND_OUT = frozenset(
    "arson sabotage attack attacks terrorism terror play murder homicide suicide accident crime negligence error errors fault "
    "failure link links connection involvement possibility explosion bomb bombs bombing drone drones missile missiles fire "
    "virus poison poisoning fraud cause causes motive danger risk threat leak leaks contamination injury".split()
)
"""What is ruled out of these is held not to have been; of other things ("a merger", "an apology") who rules them out will not do them."""
BANNED = frozenset(
    "winner winners peace doubt doubts end way problem problems surprise surprises shortage rain snow".split()
)
"""Nouns that "there will be no" forecasts and does not promise."""
TOLD_WEAK = frozenset("come stay remain agree".split())
"""Verbs too weak for a promise in passing, but of a person's or a rule's future as somebody tells it not."""
UNSURE = frozenset("hope hopes hoped probably maybe perhaps likely rather sooner".split())
"""Words in whose sentence nothing is promised."""
NOBODY = frozenset("nobody no none".split())
QUITTING = frozenset(
    "resigning quitting stepping moving selling changing giving backing withdrawing retreating".split()
)
"""What people say that they are not doing, and mean that they will not: "I'm not resigning"."""
STAYING = frozenset("staying leaving going standing".split())
"""What people say that they are doing, and mean for the time to come."""
PROMISES = frozenset("promise pledge vow undertaking commitment".split())
WILLING = frozenset("offers offered offering willing prepared ready".split())
"""Before "to", they leave open whether somebody does what he could."""
SEALED = frozenset("agreed signed fixed sealed".split())
SEALS = frozenset("agreement deal promise undertaking".split())
"""Of these verbs and nouns "nothing has been" and "there is no" deny that something was undertaken."""
PRONOUNS = frozenset("he she it they".split())
BODIES = frozenset(BODY_WORDS) | {"crew", "staff", "hall"}
"""Nouns of bodies, which act as people do; others that have no name are things."""
PAST = frozenset("heard had been done gone seen known taken given made said told met left lost found won".split())
"""Behind "'d" these tell of the past: "she'd heard of it"."""
PARTICLES = frozenset({("look", "after"), ("look", "into"), ("see", "to"), ("come", "back")})
"""Weak verbs that tell a deed with the word behind them."""
ANYBODY = frozenset("those anyone anybody whoever everyone".split())
ANSWERING = frozenset(
    "face pay repay refund return compensate hand answer punished held prosecuted tried jailed arrested brought charged".split()
)
"""What people in power say will befall others ("those who set the fires will face a court") is theirs to do."""
GOING_ON = frozenset(
    "withdrawing pulling closing shutting suspending recalling evacuating deploying sending bringing cutting halting stopping "
    "launching extending lifting imposing scrapping cancelling canceling delaying postponing suing appealing quitting moving "
    "donating offering reopening freezing expelling".split()
)
"""Acts that who has decided them tells as going on: "Norland is recalling its envoy", "the firm said it was closing the plant"."""
REFUSING = frozenset(forms_of("refuse"))
NO_DEED = WEAK | frozenset("comment say answer accept recognize recognise give reveal elaborate respond".split())
"""What is refused before a reporter, or in one's mind."""
SAYING = frozenset("comment elaborate respond speculate".split())
"""What is refused before a reporter is no deed: "the court would not comment"."""
FORESEEN = frozenset("be have believe see look lose know remember find need happen".split())
"""What will happen to somebody, or go on in his mind, is no deed, whatever it hangs on."""
SAYING_NO = frozenset("said says say saying have has had".split())
EFFECTS = frozenset(
    "hurt harm reward empty breach violate undermine encourage cause destroy ruin wreck endanger delay worsen ease boost weaken "
    "strengthen reduce damage create mean save lead".split()
)
"""What things do to others: "sanctions would hurt both", "the zone would empty forty villages"."""
STANDING_BY = frozenset(
    "stand stood support supported supports stands love loved back backed respect respected".split()
)
"""What somebody swears that he does already is no deed to come: "swore that he stood by the queen"."""
NO_PLAN = frozenset("blame follow go help avoid ensure".split())
"""With "is to" these tell a cause, an order of things or an aim: "the driver is to blame", "the aim is to help"."""
OFF = frozenset(f for v in "cancel scrap".split() for f in forms_of(v))


def find_promised(reading: Reading) -> Iterator[Undertaking]:
    """Find promises without a day: "pledged to", "we will ..." in somebody's own words, "the firm's promise to ..."."""
    for i, word in enumerate(reading.low):
        yield from _promised_at_verb(reading, i) if reading.upos[i] == "VERB" else ()
        following = reading.low[i + 1] if i + 1 < len(reading.low) else ""
        if reading.upos[i] == "NOUN" and word in PROMISES:
            yield from _promise_to(reading, i)
        if word == "be" and following == "no":
            yield from _none_to_be(reading, i)
        if word == "be" and following == "back" and reading.upos[i] != "VERB":
            yield from _own_will(reading, i)
        if following == "no" and word in SAYING_NO:
            yield from _said_no(reading, i)
        if word in WILLING and following == "to":
            yield from _offered(reading, i)
        if word in SEALED or word in SEALS:
            yield from _not_agreed(reading, i)
    yield from _on_condition(reading)


def _on_condition(reading: Reading) -> Iterator[Undertaking]:
    """Read what will be done once, if or unless another thing is: "the crew will leave once the shaft is lined"."""
    for condition in find_conditions_in(reading):
        first, last = reading.report.analysis.tokens.covering(condition.what.start, condition.what.end)
        verb = next(
            (
                k
                for k in range(first, last)
                if {"will", "'ll", "wo"} & helpers_of(reading, k) and reading.upos[k] in {"VERB", "AUX"}
            ),
            None,
        )
        if verb is None or condition.order == "before" or reading.low[verb] in FORESEEN or is_forecast(reading, verb):
            continue
        yield make_undertaking(reading, verb, (first, last), None)


def _promised_at_verb(reading: Reading, i: int) -> Iterable[Undertaking]:  # noqa: PLR0911  (a return for each kind of verb)
    word, following = reading.low[i], reading.low[i + 1 : i + 2]
    if word in COMMISSIVE:
        return _pledged(reading, i) or (_given(reading, i) if word in GIVEN else _own_will(reading, i))
    if word in RULING and following == ["out"]:
        return _ruled_out(reading, i)
    if word in OFF or (word in CALLED and following == ["off"]):
        return (*_called_off(reading, i),) or _own_will(reading, i)
    if word in REFUSING and following == ["to"]:
        return _refused(reading, i)
    if _is_to(reading, i):
        return (make_undertaking(reading, i, (reading.clause_start(i), reading.clause_end(i + 1)), None),)
    if word in GOING_ON and _is_going_on(reading, i):
        return (make_undertaking(reading, i, (_start_of(reading, i), reading.clause_end(i + 1)), None),)
    if word in SAYING:
        return ()
    if (word not in WEAK or _is_deed_though_weak(reading, i)) and reading.low[i : i + 2] != ["left", "to"]:
        return _own_will(reading, i)
    return ()


def _promise_to(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read "the firm's promise to make good": whose the promise is undertakes it."""
    if reading.low[i + 1 : i + 2] != ["to"] or reading.upos[i + 2 : i + 3] != ("VERB",):
        return
    start = reading.phrase(i)[0]
    owner = next((k for k in range(start, i) if reading.rel[k] == "nmod:poss"), None)
    if owner is not None:
        yield make_undertaking(reading, i, (start, reading.clause_end(i + 2)), None)


def _pledged(reading: Reading, i: int) -> tuple[Undertaking, ...]:
    """Read "pledged to repair", "agreed that the bridge stays open"."""
    _, last = reading.bounds(i)
    leads = [k for k in range(i + 1, min(i + 5, last)) if reading.low[k] in {"to", "that"}]
    who = reading.actor(i) or _body_of(reading, i)
    if not leads or who is None or _is_supposed(reading, i):
        return ()
    lead = leads[0]
    if reading.low[lead] == "that" and _is_so_already(reading, lead):
        return ()
    if reading.low[lead] == "to" and reading.upos[lead + 1 : lead + 2] not in (("VERB",), ("AUX",)):
        return ()
    start = lead + 1 if reading.low[lead] == "that" else i
    end = reading.clause_end(lead + 1) if lead + 1 < last else last
    made = make_undertaking(reading, i, (start, end), None)
    return (replace(made, who=made.who or who),) if end - start > MIN_WORDS else ()


def _body_of(reading: Reading, i: int) -> str | None:
    """Tell of which body those are who do what a verb says: "three members of the board agreed to resign"."""
    subject = reading.subject(i)
    if subject is None or reading.low[subject] != "members":
        return None
    return next(
        (p for k in reading.children[subject] if reading.rel[k] == "nmod" and (p := reading.person_at(k))), None
    )


def _is_so_already(reading: Reading, lead: int) -> bool:
    """Tell whether a clause with "that" says how somebody is or stands, and nothing that is to be done."""
    words = range(lead + 1, reading.clause_end(lead + 1))
    if any(reading.low[k] in FUTURE | {"would", "'d"} for k in words):
        return False
    stands = any(reading.upos[k] == "VERB" and reading.low[k] in STANDING_BY for k in words)
    is_so = any(
        reading.low[k] in {"is", "was", "are", "were", "am"} and reading.upos[k + 1 : k + 2] == ("ADJ",) for k in words
    )
    return stands or is_so


def _called_off(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read what somebody calls off without a day: "called off a flight", "has cancelled the tour"."""
    things = [k for k in reading.children[i] if reading.rel[k] == "obj" and k > i]
    ahead = helpers_of(reading, i) & (MODALS | {"to"})
    if things and reading.actor(i) is not None and not ahead and not _is_supposed(reading, i):
        made = make_undertaking(reading, i, (reading.clause_start(i), reading.clause_end(i + 1)), None)
        yield replace(made, status="denied")


def _refused(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read what somebody has refused to do and so will not: "has refused to publish the accounts"."""
    deed = i + 2
    now = {"has", "have", "is", "are"} & helpers_of(reading, i) or reading.low[i] in {"refuse", "refuses"}
    if now and reading.upos[deed : deed + 1] == ("VERB",) and reading.low[deed] not in NO_DEED and reading.actor(i):
        yield make_undertaking(reading, i, (i, reading.clause_end(deed)), None)


def _is_to(reading: Reading, i: int) -> bool:
    """Tell whether a report says what is arranged: "the state is to buy the mine", "steel is to be taxed"."""
    before = reading.low[max(0, i - 5) : i]
    while before and before[-1] in {"be", "now", "also", "then"}:
        before.pop()
    subject = reading.passive_subject(i) if reading.passive_subject(i) is not None else reading.subject(i)
    plain = before[-2:] in (["is", "to"], ["are", "to"]) and reading.low[i] not in WEAK | NO_PLAN
    return plain and subject is not None and not reading.is_direct(i) and "if" not in before


def _is_going_on(reading: Reading, i: int) -> bool:
    """Tell whether a country or body tells what it is doing: "Norland is recalling its envoy", "said it was recalling ..."."""
    who = reading.actor(i) or (reading.speaker(i) if {"it", "they"} & set(reading.low[max(0, i - 3) : i]) else None)
    empty = any(reading.low[k] in {"signal", "signals", "message", "messages"} for k in reading.children[i])
    if reading.kinds.get(who or "") not in {"organization", "location"} or empty or _is_supposed(reading, i):
        return False
    told = reading.quote_at.get(i) is not None and not reading.is_direct(i)
    return bool(({"is", "are", "was", "were"} if told else {"is", "are"}) & helpers_of(reading, i))


def _is_supposed(reading: Reading, i: int) -> bool:
    """Tell whether a verb is denied, supposed or told as long past."""
    first, _ = reading.bounds(i)
    before = set(reading.low[max(first, i - 4) : i])
    past = "had" in before and (reading.quote_at.get(i) is None or reading.is_direct(i))
    return reading.is_negated(i) or past or bool({"if", "whether", "unless"} & before)


def _given(reading: Reading, i: int) -> tuple[Undertaking, ...]:
    """Read what is promised as a thing: "pledged 40 million", "promised the town a bridge", "boats promised by the guild"."""
    if (kept := _kept_promise(reading, i)) is not None:
        return (kept,)
    things = [k for k in reading.children[i] if reading.rel[k] == "obj" and k > i]
    if _is_supposed(reading, i) or any(reading.low[k] in BACKING for k in things):
        return ()
    if things and reading.actor(i) is not None:
        return (make_undertaking(reading, i, (i, reading.clause_end(i + 1)), None),)
    if reading.rel[i] != "acl" or reading.low[i + 1 : i + 2] != ["by"]:
        return ()
    start = reading.phrase(reading.head[i])[0]
    agents = [k for k in reading.children[i] if k > i and reading.rel[k].startswith("obl")]
    who = reading.person_at(agents[0]) if agents else None
    made = make_undertaking(reading, i, (max(start, i - MAX_UP), reading.clause_end(i + 1)), None)
    return (replace(made, who=who or made.who),)


def _kept_promise(reading: Reading, i: int) -> Undertaking | None:
    """Read "has paid out the 4 million that it promised": what was promised is done, or was not."""
    thing = reading.head[i]
    kids = reading.children[i]
    by = [k for k in kids if reading.rel[k].startswith("nsubj") and reading.low[k] not in {"who", "which", "that"}]
    if reading.rel[i] != "acl:relcl" or not by or any(reading.rel[k] == "obj" and k > i for k in kids):
        return None
    over = thing
    for _ in range(MAX_UP):
        over = reading.head[over]
        if reading.upos[over] == "VERB" or reading.head[over] == over:
            break
    if reading.upos[over] != "VERB" or not over < i or not is_past(reading, over):
        return None
    made = make_undertaking(reading, over, (reading.clause_start(over), i + 1), None)
    return replace(made, status="denied" if reading.is_negated(over) else "done")


def _ruled_out(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read what somebody binds himself not to do: "ruled out selling the port", "ruled out a merger"."""
    end = reading.clause_end(i + 2) if i + 2 < len(reading.low) else i + 2
    what = range(i + 2, end)
    doing = bool(what) and reading.low[i + 2].endswith("ing") and reading.upos[i + 2] == "VERB"
    barred = any(
        reading.head[k] == i
        and reading.upos[k] in {"NOUN", "PROPN", "VERB"}
        and not any(reading.rel[c] == "case" for c in reading.children[k])
        and _is_barred(reading.low[k])
        for k in what
    )
    if (doing or barred) and reading.actor(i) is not None and not _is_supposed(reading, i):
        yield make_undertaking(reading, i, (i, end), None)


def _is_barred(noun: str) -> bool:
    """Tell whether who rules out what a noun names says what will not be done, and not what was not so."""
    return noun not in FOUND_OUT | {"anything", "everything", "nothing", "something", "that", "it", "this"}


def _said_no(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read "has said no to sending troops", "has no plans to raise its offer"."""
    following = reading.low[i + 1 : i + 4]
    refused = following[:2] == ["no", "to"] or (
        following[0:1] == ["no"] and following[1:3] in (["plan", "to"], ["plans", "to"], ["intention", "of"])
    )
    if refused and reading.actor(i) is not None and not _is_supposed(reading, i):
        yield make_undertaking(reading, i, (i, reading.clause_end(i + 3)), None)


def _none_to_be(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read "there will be no layoffs", as somebody tells it."""
    start = reading.clause_start(i)
    before = set(reading.low[max(start, i - 4) : i])
    end = reading.clause_end(i + 1)
    forecast = (BANNED | FORECAST) & set(reading.low[i + 1 : end])
    if "there" in before and (FUTURE | {"would"}) & before and reading.speaker(i) and not forecast:
        yield make_undertaking(reading, i, (start, end), None)


def _offered(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read what somebody is ready to do: "offered to open the books", "is willing to receive them"."""
    deed = i + 2
    who = reading.actor(i) or reading.speaker(i)
    if reading.upos[deed : deed + 1] != ("VERB",) or reading.low[deed] in WEAK or who is None:
        return
    first, _ = reading.bounds(i)
    told = reading.low[i] == "offered" and not {"has", "have"} & set(reading.low[max(first, i - 3) : i])
    if not told and not _is_supposed(reading, i):
        yield replace(make_undertaking(reading, i, (i, reading.clause_end(deed)), None), status="open")


def _not_agreed(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read the denial that something was undertaken: "no second exchange has been agreed", "there is no deal on the port".

    That "nothing has been agreed" tells how far talks have come, and denies no undertaking.
    """
    start = reading.clause_start(i)
    before = reading.low[start:i]
    if reading.low[i] in SEALED:
        subject = reading.passive_subject(i)
        first = reading.phrase(subject)[0] if subject is not None else i
        none = subject is not None and reading.low[first] in (
            {"no"} if reading.low[i] == "agreed" else {"no", "nothing"}
        )
        partly = reading.low[i + 1 : i + 2] == ["on"]  # "no sum has been agreed on"
        dated = reading.low[subject or i] in {"date", "day"}
        denied = none and reading.low[i - 1] == "been" and not dated and not partly
    else:
        near = before[-MAX_UP:]
        about = reading.low[i + 1 : i + 2] in (["on"], ["to"], ["for"], ["about"], ["over"])
        denied = "there" in near and (
            near[-2:] == ["no", "such"]
            or (near[-1:] == ["no"] and about and reading.low[i + 2 : i + 3] != ["anything"])
        )
    if denied:
        yield replace(make_undertaking(reading, i, (start, reading.clause_end(i + 1)), None), status="denied")


def _is_deed_though_weak(reading: Reading, i: int) -> bool:
    """Tell whether a weak verb tells a deed here: by the word behind it, by what it keeps as it is, or as it is told."""
    phrase = tuple(reading.low[i : i + 2]) in PARTICLES
    staying = reading.low[i] in KEEPING and bool(FIRST_PERSON & set(reading.low[max(0, i - 4) : i]))
    phrase = (
        phrase or staying or (reading.low[i] == "drop" and any(reading.rel[k] == "obj" for k in reading.children[i]))
    )
    return phrase or is_kept_so(reading, i) or _is_told_of(reading, i)


def _is_told_of(reading: Reading, i: int) -> bool:
    """Tell whether a weak verb is one that somebody commits with when he is told of: "said that she would stay"."""
    return reading.low[i] in TOLD_WEAK and reading.quote_at.get(i) is not None and not _is_in_marks(reading, i)


def _is_in_marks(reading: Reading, i: int) -> bool:
    """Tell whether a word stands in somebody's own words, and not before them: "he would not talk to “thieves”"."""
    quote = reading.quote_at.get(i)
    if quote is None or quote.type != "mixed":
        return reading.is_direct(i)
    at = reading.start[i]
    piece = next((s for s in quote.content if s.start <= at < s.end), None)
    words = reading.text[piece.start : piece.end] if piece else ""
    return piece is not None and any(p.start <= at - piece.start < p.end for p in find_pairs(words))


def _start_of(reading: Reading, i: int) -> int:
    """Give where the clause of a verb begins, without who says it: "the firm said | it was closing the plant"."""
    start, quote = reading.clause_start(i), reading.quote_at.get(i)
    return next((k for k in range(start, i) if reading.quote_at.get(k) is quote), start) if quote else start


def _own_will(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Find "I will ..." in somebody's words, "he would ..." in an account of them, "the city will ..." in a report's own."""
    first, last = reading.bounds(i)
    start = reading.clause_start(i)
    before = set(reading.low[max(start, i - 4) : i])
    sentence = set(reading.low[first:last])
    if not _is_willed(reading, i, before) or HEDGES & sentence or UNSURE & sentence or is_asked(reading, i):
        return
    if (
        "have" in before
        or {"if", "unless", "whether"} & set(reading.low[max(first, start - 1) : i])
        or is_forecast(reading, i)
    ):
        return
    end = reading.clause_end(i + 1) if i + 1 < len(reading.low) else last
    named = any(reading.upos[k] in {"NOUN", "PROPN"} for k in range(start, end)) or is_kept_so(reading, i)
    told = reading.speaker(i) is not None and not _is_in_marks(reading, i) and reading.actor(i) is not None
    if (
        named
        or told
        or (NOBODY & set(reading.low[start:i]))
        or (FIRST_PERSON if _is_in_marks(reading, i) else PRONOUNS) & before
    ):
        yield make_undertaking(reading, i, (start, end), None)


def _is_willed(  # noqa: PLR0911  (a return for each voice)
    reading: Reading, i: int, before: set[str]
) -> bool:
    """Tell whether a verb says what somebody will do, or what will not be done, by his own word or the report's."""
    mine = bool(FIRST_PERSON & before)
    if reading.speaker(i) is None and (reading.quote_at.get(i) is None or _is_in_marks(reading, i)):
        agents = [k for k in reading.children[i] if any(reading.low[c] == "by" for c in reading.children[k])]
        passive = reading.passive_subject(i) is not None
        subject = next(iter(agents), None) if passive else reading.subject(i)
        return bool({"will", "wo"} & before) and subject is not None and reading.entity_of(subject) is not None
    if _is_in_marks(reading, i):
        clause = set(reading.low[max(reading.bounds(i)[0], i - 2 * MAX_UP) : i])
        none = _is_of_none(reading, i)
        nobody = none or (bool(NOBODY & clause) and ("no" not in clause or "one" in clause or "be" in before))
        named = (subject := reading.subject(i)) is not None and reading.upos[subject] == "PROPN"
        decided = (reading.low[i] in ANSWERING and (ANYBODY & clause or named)) or is_kept_so(reading, i)
        if decided and {"will", "wo"} & before:
            return True
        going = reading.low[i].endswith("ing") and bool({"am", "'m", "are", "'re", "is"} & before)
        if {"will", "wo"} & before and _acts_for(reading, i, others=bool(NEGATIONS & before)):
            return True
        going = going and (nobody or reading.low[i] in STAYING | (QUITTING if NEGATIONS & before else frozenset()))
        return (mine or nobody) and bool(FUTURE & before or going)
    if (reading.speaker(i) is None or reading.low[i] in EFFECTS) and not _is_of_somebody(reading, i):
        return False  # two officials said that "it would cap the tariffs"
    if _tells_which(reading, i) or _is_thing_acting(reading, i):
        return False  # "a tunnel that he said would hold up the road", "a truce would reward the shelling"
    return bool({"would", "will", "wo"} & before) or (bool({"'d"} & before) and reading.low[i] not in PAST)


def _is_of_none(reading: Reading, i: int) -> bool:
    """Tell whether a sentence says of none of its subject's kind that it will: "No pump will run dry"."""
    first, _ = reading.bounds(i)
    opens = next((k for k in range(first, i) if reading.is_word(k)), i)
    subject = next((k for k in reading.children[i] if reading.rel[k].startswith("nsubj")), None)
    none = reading.low[opens] == "no" or reading.low[opens : opens + 2] == ["not", "one"]
    return none and subject is not None and reading.phrase(subject)[0] <= opens + 1


def _is_of_somebody(reading: Reading, i: int) -> bool:
    """Tell whether people, a country or a body do what a verb says, by name, noun or pronoun."""
    subject = reading.subject(i) if reading.passive_subject(i) is None else None
    if subject is None:
        return False
    word = reading.low[subject]
    return reading.entity_of(subject) is not None or word in PRONOUNS - {"it"} or _is_of_people(word)


def _tells_which(reading: Reading, i: int) -> bool:
    """Tell whether a verb only says which one is meant: "a tunnel that he said would hold up the road"."""
    over = reading.head[i]
    own = any(reading.rel[k].startswith("nsubj") for k in reading.children[i])
    return reading.rel[i] == "acl:relcl" or (reading.rel[over] == "acl:relcl" and reading.rel[i] == "ccomp" and not own)


def _is_thing_acting(reading: Reading, i: int) -> bool:
    """Tell whether what a verb tells is done to something by a thing and not by people: that is foreseen, not undertaken."""
    subject = reading.subject(i)
    if subject is None or reading.passive_subject(i) is not None or reading.upos[subject] != "NOUN":
        return False
    noun = reading.low[subject]
    does = any(reading.rel[k] == "obj" and k > i for k in reading.children[i])
    none = any(reading.low[k] == "no" for k in reading.children[subject])
    several = noun.endswith("s")  # "divers", "members", "planes": who does it is seldom told from the word
    return does and not none and not several and not reading.entity_of(subject) and not _is_of_people(noun)


def _is_of_people(noun: str) -> bool:
    return is_person_noun(noun) or noun in BODIES


def _acts_for(reading: Reading, i: int, *, others: bool) -> bool:
    """Tell whether a speaker says what those he speaks for will do: "the minister will travel", "Norland will not send soldiers".

    Args:
        reading: the report.
        i: the verb.
        others: whether countries and parties that are named count too, as they do where something will not be done.
    """
    subject = reading.subject(i)
    who = reading.person_at(subject) if subject is not None else None
    if subject is None or who is None or who == reading.speaker(i):
        return False
    return reading.upos[subject] == "NOUN" or (others and reading.kinds.get(who) in {"organization", "location"})
