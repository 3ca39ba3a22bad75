"""Promises of one report without a day: pledges, offers, refusals, and what somebody says that he will do."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from crossread.compare._kept import is_past
from crossread.compare._reading import FIRST_PERSON, NEGATIONS, Reading
from crossread.compare._stance_words import FORECAST, forms_of
from crossread.compare._undertakings import (
    COMMISSIVE,
    FUTURE,
    HEDGES,
    MAX_UP,
    MIN_WORDS,
    WEAK,
    Undertaking,
    is_asked,
    is_forecast,
    make_undertaking,
)

GIVEN = frozenset(f for v in "pledge promise commit".split() for f in forms_of(v)) - {"promising"}
"""Verbs with which somebody undertakes what their object names: "pledged 40 million", "promised the town a bridge"."""
BACKING = frozenset("support backing allegiance loyalty solidarity friendship nothing much cooperation".split())
"""Objects with which these verbs undertake no deed."""
BARRED = frozenset(
    "coalition alliance pact deal merger sale increase rise rises increases cut cuts hike hikes talks negotiations referendum "
    "election elections resignation return bid bailout strike strikes closure closures redundancies layoffs concession "
    "concessions extension deployment intervention boycott sanctions tax taxes".split()
)
"""Deeds that somebody can rule out; of what else is ruled out ("foul play") he only judges that it was not."""
BANNED = frozenset(
    "winner winners peace doubt doubts end way problem problems surprise surprises shortage rain snow".split()
)
"""Nouns that "there will be no" forecasts and does not promise."""
TOLD_WEAK = frozenset("come stay remain agree".split())
"""Verbs too weak for a promise in passing, but of a person's or a rule's future as somebody tells it not."""
UNSURE = frozenset("hope hopes hoped probably maybe perhaps likely rather sooner".split())
"""Words in whose sentence nothing is promised."""
NOBODY = frozenset("nobody no none".split())
STAYING = frozenset("staying leaving going standing".split())
"""What people say that they are doing, and mean for the time to come."""
PROMISES = frozenset("promise pledge vow undertaking commitment".split())
WILLING = frozenset("offers offered offering willing prepared ready".split())
"""Before "to", they leave open whether somebody does what he could."""
SEALED = frozenset("agreed signed fixed sealed".split())
SEALS = frozenset("agreement deal promise undertaking".split())
"""Of these verbs and nouns "nothing has been" and "there is no" deny that something was undertaken."""
RULING = frozenset({"rule", "rules", "ruled", "ruling"})
PRONOUNS = frozenset("he she it they".split())


def find_promised(reading: Reading) -> Iterator[Undertaking]:
    """Find promises without a day: "pledged to", "we will ..." in somebody's own words, "the firm's promise to ..."."""
    for i, word in enumerate(reading.low):
        if reading.upos[i] == "NOUN" and word in PROMISES:
            yield from _promise_to(reading, i)
        if word == "be" and reading.low[i + 1 : i + 2] == ["no"]:
            yield from _none_to_be(reading, i)
        if word in WILLING and reading.low[i + 1 : i + 2] == ["to"]:
            yield from _offered(reading, i)
        if word in SEALED or word in SEALS:
            yield from _not_agreed(reading, i)
        if reading.upos[i] != "VERB":
            continue
        if word in COMMISSIVE:
            yield from _pledged(reading, i) or (_given(reading, i) if word in GIVEN else ())
        elif word in RULING and reading.low[i + 1 : i + 2] == ["out"]:
            yield from _ruled_out(reading, i)
        elif (word not in WEAK or _is_told_of(reading, i)) and reading.low[i : i + 2] != ["left", "to"]:
            yield from _own_will(reading, i)


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
    if not leads or reading.actor(i) is None or _is_supposed(reading, i):
        return ()
    lead = leads[0]
    if reading.low[lead] == "to" and reading.upos[lead + 1 : lead + 2] not in (("VERB",), ("AUX",)):
        return ()
    start = lead + 1 if reading.low[lead] == "that" else i
    end = reading.clause_end(lead + 1) if lead + 1 < last else last
    return (make_undertaking(reading, i, (start, end), None),) if end - start > MIN_WORDS else ()


def _is_supposed(reading: Reading, i: int) -> bool:
    """Tell whether a verb is denied, supposed or told as long past."""
    first, _ = reading.bounds(i)
    before = set(reading.low[max(first, i - 4) : i])
    past = "had" in before and (reading.quote_at.get(i) is None or reading.is_direct(i))
    return reading.is_negated(i) or past or bool({"if", "whether"} & before)


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
    barred = any(reading.low[k] in BARRED and reading.head[k] == i for k in what)
    if (doing or barred) and reading.actor(i) is not None and not _is_supposed(reading, i):
        yield make_undertaking(reading, i, (i, end), None)


def _none_to_be(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read "there will be no layoffs", as somebody tells it."""
    start = reading.clause_start(i)
    before = set(reading.low[max(start, i - 4) : i])
    end = reading.clause_end(i + 1)
    lasting = {"until", "as"} & set(reading.low[end : end + 1]) or reading.low[end - 3 : end] == ["as", "long", "as"]
    forecast = (BANNED | FORECAST) & set(reading.low[i + 1 : end])
    if lasting and "there" in before and (FUTURE | {"would"}) & before and reading.quote_at.get(i) and not forecast:
        yield make_undertaking(reading, i, (start, end), None)


def _offered(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read what somebody is ready to do: "offered to open the books", "is willing to receive them"."""
    deed = i + 2
    if reading.upos[deed : deed + 1] != ("VERB",) or reading.low[deed] in WEAK or reading.actor(i) is None:
        return
    first, _ = reading.bounds(i)
    told = reading.low[i] == "offered" and not {"has", "have"} & set(reading.low[max(first, i - 3) : i])
    if not told and not _is_supposed(reading, i):
        yield replace(make_undertaking(reading, i, (i, reading.clause_end(deed)), None), status="open")


def _not_agreed(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read the denial that something was undertaken: "nothing has been agreed", "there is no deal on the port"."""
    start = reading.clause_start(i)
    before = reading.low[start:i]
    if reading.low[i] in SEALED:
        subject = reading.passive_subject(i)
        first = reading.phrase(subject)[0] if subject is not None else i
        none = subject is not None and reading.low[first] in {"no", "nothing"}
        denied = none and reading.low[i - 1] == "been" and reading.low[subject or i] not in {"date", "day"}
    else:
        near = before[-MAX_UP:]
        about = reading.low[i + 1 : i + 2] in (["on"], ["to"], ["for"], ["about"], ["over"])
        denied = "there" in near and (near[-2:] == ["no", "such"] or (near[-1:] == ["no"] and about))
    if denied:
        yield replace(make_undertaking(reading, i, (start, reading.clause_end(i + 1)), None), status="denied")


def _is_told_of(reading: Reading, i: int) -> bool:
    """Tell whether a weak verb is one that somebody commits with when he is told of: "said that she would stay"."""
    return reading.low[i] in TOLD_WEAK and reading.quote_at.get(i) is not None and not reading.is_direct(i)


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
    named = any(reading.upos[k] in {"NOUN", "PROPN"} for k in range(start, end))
    if named or (FIRST_PERSON if reading.is_direct(i) else PRONOUNS) & before:
        yield make_undertaking(reading, i, (start, end), None)


def _is_willed(reading: Reading, i: int, before: set[str]) -> bool:
    """Tell whether a verb says what somebody will do, or what will not be done, by his own word or the report's."""
    mine = bool(FIRST_PERSON & before)
    if reading.speaker(i) is None:
        agents = [k for k in reading.children[i] if any(reading.low[c] == "by" for c in reading.children[k])]
        passive = reading.passive_subject(i) is not None
        subject = next(iter(agents), None) if passive else reading.subject(i)
        return bool({"will", "wo"} & before) and subject is not None and reading.entity_of(subject) is not None
    if reading.is_direct(i):
        nobody = bool(NOBODY & set(reading.low[reading.clause_start(i) : i]))
        going = reading.low[i].endswith("ing") and bool({"am", "'m", "are", "'re", "is"} & before)
        if {"will", "wo"} & before and _acts_for(reading, i, others=bool(NEGATIONS & before)):
            return True
        return (mine or nobody) and bool(FUTURE & before or (going and (nobody or reading.low[i] in STAYING)))
    return bool({"would", "will", "wo", "'d"} & before)


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
