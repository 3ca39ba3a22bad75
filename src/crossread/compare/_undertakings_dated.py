"""Clauses of one report that say what is to be done by a day, and events that are fixed for one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from crossread.compare._reading import BREAKS, FIRST_PERSON, STOPS, Reading
from crossread.compare._stance_words import forms_of
from crossread.compare._undertakings import (
    CALLED,
    COMMISSIVE,
    FIXED,
    FUTURE,
    GIVING,
    MAX_UP,
    MIN_WORDS,
    MODALS,
    SETTING,
    WEAK,
    WISHES,
    Undertaking,
    helpers_of,
    is_forecast,
    is_supposed_to,
    make_undertaking,
)
from crossread.extract.cues import BELIEVE, SAY, lemma
from crossread.records import Due, TimeRef

ORDERED = frozenset(
    "appointed named chosen elected ask asks order orders tell tells instruct instructs ordered told asked given instructed required obliged due set scheduled expected planned slated booked bound".split()
)
"""Participles before "to" that set somebody a term."""
DECLARING = frozenset(f for v in "declare proclaim designate".split() for f in forms_of(v))
"""With a day right behind them they say what it will be: "declared Friday a holiday"."""
READY = frozenset("ready prepared poised".split())
"""Before "to" with a day, they tell what somebody says that he will do from then on."""
NAMING = frozenset(f for v in "name set fix announce give propose".split() for f in forms_of(v))
DATES = frozenset("date dates day days deadline".split())
"""What these verbs name is a day for something."""
FIXED_LEADS = frozenset("for until till by on to".split())
FIXTURES = frozenset(
    f
    for v in "resume begin start open shut close meet end return face vote appear reconvene convene decide launch leave arrive "
    "gather land go travel visit hold host sign publish release come sit play take sail run vote speak".split()
    for f in (forms_of(v)[0], forms_of(v)[1])
) | {"goes", "comes"}
"""Verbs whose present tells what is fixed to come ("talks resume on Friday")."""
DUE_LEADS = frozenset("by until till within before".split())
AIMING = frozenset("hopes aims expects hope aim expect wants want threatened threatens threaten".split())
"""Before "to" with a day, what somebody means to have done by then."""
THREATENING = frozenset(forms_of("threaten"))
LASTING = frozenset("run runs ran running last lasts lasted lasting".split())
"""What something does for a time is no deed: "the lease runs until next March"."""
EXPIRING = frozenset(forms_of("expire")) | frozenset(forms_of("lapse"))
TERM_SUBJECTS = frozenset("deadline ultimatum offer term time period grace truce ceasefire curfew ban".split())
"""Of these it is a term that expires; of a contract or a licence nobody is to do anything by its end."""
TERMS = frozenset("deadline order pledge promise vow plan plans agreement offer decision time days weeks until".split())
"""Nouns before "to" that set a term: "the deadline to appeal"."""
CALLING_OFF = frozenset(f for v in "cancel scrap postpone abandon".split() for f in forms_of(v))
"""Before or after "Saturday's match" they say that it will not be, and so does "call off"."""
EVENTS = frozenset(
    "deadline hearing trial vote election meeting summit session verdict ruling sentencing inquest launch round strike "
    "ceremony funeral match final reopening conference talks referendum closure auction sale parade march concert".split()
)
"""Events that are held on a day."""
UNWILLING = frozenset("failed fails refused refuses declined want wants wanted demanded unable able enough too".split())
"""Before an infinitive, these make it no term that was set."""
BEGINNING = frozenset("starting beginning".split())
"""Before a day, these say from when on what is told is done."""
MAX_TO_DAY = 3
"""A day that is off stands within so many words of its "not"."""
MAX_DAYS_OF_EVENT = 31
"""What is called off for longer than a month is no event: "has scrapped the dividend for the year"."""
MAX_TO_THEN = 60
"""Words within which "until then" has the day that it stands for."""
MAX_TO_HOUR = 8
"""The hour of an appointment stands within so many words of its day."""
MAX_WORDS = 45


def published_day(reading: Reading) -> date | None:
    """Give the day that a report was published."""
    published = reading.report.doc.published
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def find_dated(reading: Reading) -> Iterator[Undertaking]:
    today = published_day(reading)
    for i, time in _times_in(reading):
        ends = _day(time.to)
        if today is None or ends is None or ends < today or time.type == "set" or _is_idle(reading, i, time):
            continue
        over = _verb_over(reading, i)
        if _is_replaced(reading, i):
            continue
        due = Due(time=time.id, date=_last_day(reading, i, time))
        governor = _governor(reading, over) if over is not None and not _is_of_a_noun(reading, i, time, over) else None
        held = _held_until(reading, over) if over is not None else None
        off = _off_after_all(reading, over) if over is not None else None
        supposed = _supposed_at(reading, over) if over is not None else None
        for verb in (off, held, over, _verb_beside(reading, i), governor, _verb_after(reading, i)):
            if verb is not None and _is_undertaken(reading, verb, i, time, today):
                if supposed is not None and over is not None and verb == governor:
                    clause = (supposed, max(_clause(reading, over, i)[1], over + 1))
                    # "will strike | unless the mine pays by Friday"
                    yield replace(make_undertaking(reading, over, clause, due), status="open")
                    break
                yield make_undertaking(reading, verb, _clause(reading, verb, i), due)
                break
        else:
            if (stretch := _appointment(reading, i, time, today)) is not None:
                yield make_undertaking(reading, i, stretch, due)
            elif (stretch := _not_then(reading, i)) is not None:
                yield replace(make_undertaking(reading, i, stretch, due), status="denied")


def _times_in(reading: Reading) -> Iterator[tuple[int, TimeRef]]:
    """Give the first token of every time, and "then" in "until then" with the time before it that it stands for."""
    seen: set[str] = set()
    last: tuple[int, TimeRef] | None = None
    for i, word in enumerate(reading.low):
        time = reading.time_at.get(i)
        if time is not None and time.id not in seen:
            seen.add(time.id)
            told = time.to and time.type != "set" and "not" not in reading.low[max(0, i - 2) : i]
            last = (i, time) if told else last
            yield i, time
        elif word == "then" and last and reading.low[i - 1] in {"until", "till", "by"} and i - last[0] < MAX_TO_THEN:
            yield i, last[1]


def _is_idle(reading: Reading, i: int, time: TimeRef) -> bool:
    """Tell whether nothing can be due at a time: it only says which, gives way to the next one, or begins we do not know when."""
    end = _time_end(reading, i, time.id)
    following = reading.low[end : end + 1]
    if time.type == "duration" and following in (["of"], ["after"], ["from"]):
        return True  # "within a week of the vote"
    if following == ["and"] and end + 1 in reading.time_at and reading.low[i - 1 : i] == ["on"]:
        return True  # "on March 22 and 23": done by the 23rd
    if not _is_owner(reading, i, time):
        return False
    over = _verb_over(reading, i)
    off = over is not None and _calls_off(reading, over)
    return not off and not any(_calls_off(reading, k) for k in range(max(0, i - 4), i))


def _is_owner(reading: Reading, i: int, time: TimeRef) -> bool:
    """Tell whether a time only says which: "Friday's papers"."""
    end = _time_end(reading, i, time.id)
    return reading.low[end : end + 1] in (["'s"], ["'"])


def _last_day(reading: Reading, i: int, time: TimeRef) -> str | None:
    """Give the last day on which what has a time is done in time: "from" and "before" a month its first day."""
    ends = "end" in reading.low[i : _time_end(reading, i, time.id)]
    begins = reading.low[i - 1 : i] == ["from"] or (reading.low[i - 1 : i] == ["before"] and not ends)
    return time.from_ if begins else time.to


def _is_replaced(reading: Reading, i: int) -> bool:
    """Tell whether a time is only what another was put in the place of: "on Friday instead of Monday"."""
    before = reading.low[max(0, i - 3) : i]
    return before[-2:] in (["instead", "of"], ["rather", "than"]) or before[:2] in (
        ["instead", "of"],
        ["rather", "than"],
    )


def _time_end(reading: Reading, i: int, time: str) -> int:
    """Give the token behind a time that begins at a token; "then" is one by itself."""
    if i not in reading.time_at:
        return i + 1
    while i < len(reading.low) and i in reading.time_at and reading.time_at[i].id == time:
        i += 1
    return i


def _is_of_a_noun(reading: Reading, i: int, time: TimeRef, verb: int) -> bool:
    """Tell whether a time before a verb belongs to a noun: "if the vote on Friday is lost"."""
    words = range(i, _time_end(reading, i, time.id))
    head = next((k for k in words if reading.head[k] not in words), i)
    behind_noun = i > 1 and reading.upos[i - 1] == "ADP" and reading.upos[i - 2] == "NOUN"
    return reading.rel[head] == "nmod" or (i < verb and behind_noun)


def _appointment(reading: Reading, i: int, time: TimeRef, today: date) -> tuple[int, int] | None:
    """Give the sentence that begins with an hour of a day to come and has no verb: "Thursday, ten o'clock, upstairs."."""
    first, last = reading.bounds(i)
    ends = _day(time.to)
    verbs = any(reading.upos[k] in {"VERB", "AUX"} for k in range(first, last))
    hour = time.type == "time" or {"at", "noon", "midnight"} & set(reading.low[i : min(i + MAX_TO_HOUR, last)])
    alone = not any(
        reading.is_word(k) for k in range(_time_end(reading, i, time.id), last)
    )  # "3:15 p.m." of a live page
    if i != first or verbs or alone or not hour or ends is None or ends <= today:
        return None
    return first, last


def _calls_off(reading: Reading, verb: int) -> bool:
    """Tell whether a verb says that what was planned will not be."""
    called = reading.low[verb] in CALLED and reading.low[verb + 1 : verb + 2] == ["off"]
    return called or reading.low[verb] in CALLING_OFF


def _not_then(reading: Reading, i: int) -> tuple[int, int] | None:
    """Give the sentence without a verb that says that a day is off: "Not on 22 March."."""
    first, last = reading.bounds(i)
    verbs = any(reading.upos[k] in {"VERB", "AUX"} for k in range(first, last))
    return (first, last) if reading.low[first] == "not" and i - first <= MAX_TO_DAY and not verbs else None


def _is_undertaken(  # noqa: PLR0911  (a return for each way to say it)
    reading: Reading, verb: int, at: int, time: TimeRef, today: date
) -> bool:
    """Tell whether a verb with a time says what is to be done then."""
    ends = _day(time.to)
    begins = _day(time.from_) or ends
    if ends is None or begins is None:
        return False
    short = (ends - begins).days <= MAX_DAYS_OF_EVENT
    if short and _calls_off(reading, verb) and (ends > today or reading.low[at - 1] == "for"):
        return True  # "called off a visit planned for today", "the dinner on Friday was cancelled"
    if is_forecast(reading, verb) or _has_own_verb(reading, verb, at):
        return False
    if _is_owner(reading, at, time):
        return _calls_off(reading, verb)  # "called off Saturday's match"
    if _holds(reading, verb, at) or _is_of_the_saying(reading, verb, at):
        return False
    ahead = _looks_ahead(reading, verb) or _is_present(reading, verb)
    begun = reading.low[at - 1 : at] == ["from"] and ahead  # "from Sunday the ban will run to dawn"
    lasts = reading.low[verb] in LASTING and not any(reading.rel[k] == "obj" for k in reading.children[verb])
    if (lasts and not begun and not _runs_out(reading, verb, at)) or (
        reading.low[verb] in EXPIRING and not _ends_a_term(reading, verb)
    ):
        return False
    if (
        _looks_ahead(reading, verb)
        or _pledges(reading, verb, at)
        or (ends > today and (_fixes(reading, verb, at) or _names_day(reading, verb, at)))
    ):
        return True
    by_today = time.type == "time" and reading.low[at - 1] in DUE_LEADS  # "by noon today"
    if (ends > today or by_today) and (
        _must(reading, verb)
        or _was_to(reading, verb)
        or _wants_there(reading, verb, at)
        or _is_term(reading, verb, at)
        or _is_named_event(reading, verb)
    ):
        return True
    if ends == today and _is_given_until(reading, verb, at, time):
        return True
    going = reading.low[verb].endswith("ing") and _is_passive_or_going_on(reading, verb)
    hour = time.type == "time" or reading.low[at - 1 : at] == ["from"] or _is_fixture(reading, verb) or going
    starts = begins > today or (begins == today and hour)
    return (starts and _is_present(reading, verb)) or _is_allowed(reading, verb, at)


def _is_fixture(reading: Reading, verb: int) -> bool:
    """Tell whether a verb stands in the present of what is fixed for today: "the ministers meet today"."""
    return reading.low[verb] in FIXTURES and reading.low[verb - 1 : verb] != ["to"] and reading.rel[verb] == "root"


def _is_given_until(reading: Reading, verb: int, at: int, time: TimeRef) -> bool:
    """Tell whether somebody has until an hour of today: "have given the city until noon to free them"."""
    return time.type == "time" and reading.low[verb] in GIVING and reading.low[at - 1] in {"until", "till"}


def _is_of_the_saying(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether a time behind somebody's own words says when he spoke: "“It will stay shut,” Orr told a court on Friday"."""
    return verb < at and reading.is_direct(verb) and reading.quote_at.get(at) is not reading.quote_at[verb]


def _holds(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether a thing is only there until a day, and nobody is to do anything by it: "have water until Friday"."""
    end = _time_end(reading, at, reading.time_at[at].id if at in reading.time_at else "")
    there = reading.low[verb] in {"have", "has", "is", "are"} and at - verb > MIN_WORDS
    return (
        there
        and not _looks_ahead(reading, verb)
        and reading.low[end : end + 1] != ["to"]
        and bool({"until", "till"} & set(reading.low[at - 2 : at]))
    )


def _runs_out(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether a term ends then: "the offer runs out on Friday", "the curfew runs until May"."""
    ends = reading.low[verb + 1] == "out" or reading.low[at - 1] in {"until", "till"}
    return ends and _ends_a_term(reading, verb)


def _ends_a_term(reading: Reading, verb: int) -> bool:
    subject = reading.subject(verb)
    return subject is not None and reading.low[subject] in TERM_SUBJECTS


def _has_own_verb(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether a time stands with another verb between: "refund all tickets bought before April".

    Not where that verb has a time of its own ("pay all that is owed since May by Friday") or a comma closes its clause.
    """

    def is_closed(k: int) -> bool:
        rest = range(k + 1, at)
        return any(
            reading.low[n] == "," or (n in reading.time_at and reading.time_at[n] is not reading.time_at.get(at))
            for n in rest
        )

    return any(
        reading.upos[k] == "VERB"
        and reading.rel[k].startswith("acl")
        and reading.head[k] > verb
        and reading.low[k] not in BEGINNING
        and not is_closed(k)
        for k in range(verb + 1, at)
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _verb_over(reading: Reading, i: int) -> int | None:
    """Find the verb that a time hangs on, in its own clause where the tree puts it further up."""
    at = i
    told = next((k for k in range(i - 1, max(-1, i - 3), -1) if reading.upos[k] != "ADP"), i)
    if reading.upos[told] == "VERB" and lemma(reading.low[told]) in SAY:
        return told  # "will close, the mayor said on Tuesday"
    for _ in range(MAX_UP):
        up = reading.head[at]
        if up == at or reading.sentence[up] != reading.sentence[i]:
            break
        at = up
        if reading.low[at] in BEGINNING and 0 < i - at <= MAX_TO_DAY and reading.rel[at].startswith(("acl", "advcl")):
            continue  # "will exchange 40 each, starting on Monday"
        if reading.upos[at] != "VERB" and _is_set_for(reading, at, i):
            return at
        if reading.upos[at] == "VERB" and not any(
            reading.low[k] in {".", ";", "!", "?"} for k in range(min(i, at), max(i, at))
        ):
            return at
        if reading.rel[at] == "ccomp":
            break  # "the boats are due by Friday, he said"
    if reading.upos[at] not in {"VERB", "NUM"} and {"must", "will", "'ll", "should"} & {
        reading.low[k] for k in reading.children[at]
    }:
        return at  # "applications must be in by Friday"
    named = reading.upos[at] in {"AUX", "ADJ", "NOUN", "PROPN", "NUM", "ADV"}
    future = named and reading.upos[at] != "NUM" and _has_future(reading, at)
    told = future or _is_named_event(reading, at) or _is_set_for(reading, at, i) or _is_verb_for_noun(reading, at)
    return at if named and told else None


def _is_verb_for_noun(reading: Reading, head: int) -> bool:
    """Tell whether the one verb of a sentence was read as a noun: "The senate votes on 1 July"."""
    first, last = reading.bounds(head)
    verbs = any(reading.upos[k] in {"VERB", "AUX"} for k in range(first, last))
    word = reading.low[head]
    return not verbs and reading.rel[head] == "root" and head > first + 1 and word in FIXTURES and word.endswith("s")


def _is_set_for(reading: Reading, head: int, at: int) -> bool:
    """Tell whether a clause says what holds until a day or is set for it: "the offer is open until May", "is due within a week"."""
    is_so = any(
        reading.rel[k] == "cop" and reading.low[k] in {"is", "are", "'s", "'re"} for k in reading.children[head]
    )
    leads = {"for", "on", "by", "within", "in"} if reading.low[head] in {"due", "set"} else {"until", "till"}
    between = reading.low[max(head + 1, at - 2) : at]
    return is_so and head < at and bool(leads & set(between))


def _governor(reading: Reading, verb: int) -> int | None:
    """Give the verb over a verb that completes it: "have their radios checked"."""
    up = reading.head[verb]
    if _supposed_at(reading, verb) is not None and reading.sentence[up] == reading.sentence[verb]:
        return up  # "will send for them if nothing has moved by Sunday"
    if reading.rel[verb] not in {"xcomp", "ccomp", "acl"} or reading.sentence[up] != reading.sentence[verb]:
        return None
    between = range(min(up, verb), max(up, verb))
    return None if any(reading.low[k] in STOPS for k in between) else up


def _supposed_at(reading: Reading, verb: int) -> int | None:
    """Give where a clause begins that says on what condition the one above it will be done; None where it says no such thing."""
    if not reading.rel[verb].startswith("advcl"):
        return None
    return next((k for k in reading.children[verb] if k < verb and reading.low[k] in {"if", "unless", "should"}), None)


def _off_after_all(reading: Reading, verb: int) -> int | None:
    """Give the verb that calls off what a participle says was fixed: "the visit, planned for Monday, was called off"."""
    if not reading.rel[verb].startswith("acl") or reading.low[verb] not in FIXED | {"announced"}:
        return None
    at = verb
    for _ in range(MAX_UP):
        up = reading.head[at]
        if up == at or reading.sentence[up] != reading.sentence[verb]:
            return None
        at = up
        if reading.upos[at] == "VERB":
            return at if _calls_off(reading, at) else None
    return None


def _held_until(reading: Reading, verb: int) -> int | None:
    """Give what somebody does until or when another thing is, which has the day: "would stay until the board meets on Friday"."""
    up = reading.head[verb]
    marks = {reading.low[k] for k in reading.children[verb] if k < verb}
    if not reading.rel[verb].startswith("advcl") or not marks & {"until", "till", "when"} or not up < verb:
        return None
    return up if reading.sentence[up] == reading.sentence[verb] and _looks_ahead(reading, up) else None


def _verb_beside(reading: Reading, i: int) -> int | None:
    """Find the last verb before a time in its clause, for where the tree hangs the time elsewhere."""
    first, _ = reading.bounds(i)
    for k in range(i - 1, max(first, i - MAX_WORDS // 2) - 1, -1):
        word = reading.low[k]
        if word in STOPS or word == "," or word in BREAKS - {"until", "till", "before"}:
            return None
        if reading.upos[k] == "VERB" or word == "due" or (word == "be" and reading.low[k - 1] in MODALS):
            return k
    return None


def _has_future(reading: Reading, head: int) -> bool:
    ahead = FUTURE | {"due"} | ({"would"} if reading.speaker(head) and not reading.is_direct(head) else set())
    return any(reading.low[k] in ahead for k in (head, *reading.children[head]))


def _looks_ahead(reading: Reading, verb: int) -> bool:
    """Tell whether a verb speaks of what is to come: "will", "would" in reported speech, "is to", "agreed to"."""
    first, _ = reading.bounds(verb)
    before = reading.low[max(first, verb - 6) : verb]
    near = helpers_of(reading, verb)
    placed = reading.upos[verb + 1 : verb + 2] in (("ADP",), ("ADV",)) or "there" in before
    if reading.low[verb] == "be" and not placed:
        return False  # "he will be 71 in August"
    if reading.low[verb] in {"see", "know"} and FIRST_PERSON & set(before):
        return False  # "we'll see at Christmas"
    would = "would" in near or ("'d" in near and lemma(reading.low[verb]) == reading.low[verb])
    if FUTURE & near or (would and "have" not in near and not _is_wished(reading, verb)):
        return True
    to_be = before[-2:] == ["to", "be"]
    while before and before[-1] in {"be", "have", "not", "also", "then"}:
        before.pop()
    if to_be and reading.rel[verb] == "acl":
        return True  # "with the first of them to be released on Monday"
    if before[-1:] == ["to"]:
        head = reading.low[reading.head[verb]]
        governed = (
            set(before) & (COMMISSIVE | ORDERED | AIMING) or head in COMMISSIVE | ORDERED | AIMING | TERMS | READY
        )
        missed = before[-2:-1] in (["was"], ["were"]) and reading.low[verb - 1] == "have"
        return bool(governed) or missed or before[-2:-1] in (["is"], ["are"], ["going"])
    return False


def _pledges(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether a verb takes on what follows with a time: "has promised to have it taken away by Friday"."""
    return verb + 2 < at and reading.low[verb] in COMMISSIVE | THREATENING and reading.low[verb + 1] == "to"


def _is_wished(reading: Reading, verb: int) -> bool:
    """Tell "I would sign it again tomorrow" in somebody's own words, which supposes, from "he would sign it"."""
    first = reading.clause_start(verb)
    return reading.is_direct(verb) and bool(FIRST_PERSON & set(reading.low[first:verb]))


def _must(reading: Reading, verb: int) -> bool:
    """Tell whether somebody is bound to a thing: "must appear", "has to pay", "needs to be repaired"."""
    first, _ = reading.bounds(verb)
    before = reading.low[max(first, verb - 5) : verb]
    bound = any(b == "to" and a in {"has", "have", "needs", "need"} for a, b in itertools.pairwise(before))
    over = any(reading.low[k] == "must" for k in reading.children[verb])
    return "must" in helpers_of(reading, verb) or over or bound


def _is_term(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether a clause sets a term: "has until Friday", "is closed until June", an infinitive with "by"."""
    first, _ = reading.bounds(verb)
    lead = {reading.low[k] for k in range(max(first, at - 2), at + 1)}
    word = reading.low[verb]
    if {"until", "till"} & lead:
        if verb < at and word in {"want", "wants", "wanted"} and at - verb <= 3:
            return True  # "wants until Friday to decide"
        wanted = any(reading.low[k] in WISHES for k in range(first, verb) if reading.upos[k] == "VERB")
        wished = reading.rel[verb] in {"xcomp", "ccomp"} and reading.low[reading.head[verb]] in WISHES
        if wished or (wanted and "that" in reading.low[first:verb]):
            return False  # "asks that the gates stay open until June"
        imposed = word in DECLARING and any(reading.rel[k] == "obj" for k in reading.children[verb])
        return (
            verb < at and word not in WISHES and (imposed or lemma(word) not in SAY)
        )  # "declared a curfew until Friday"
    if (
        word in SETTING
        and verb < at
        and ({"by", "within", "before", "inside"} & lead or {"deadline", "ultimatum"} & set(reading.low[verb:at]))
    ):
        return True  # "wants an answer by Friday", "set a deadline of Friday"
    infinitive = reading.low[max(first, verb - 3) : verb]
    return (
        "to" in infinitive
        and bool({"by", "within"} & lead)
        and not UNWILLING & set(reading.low[max(first, verb - 6) : verb])
    )


def _was_to(reading: Reading, verb: int) -> bool:
    """Tell whether a thing was to be done on a day that is still to come: "the parade, which was to be held on Sunday"."""
    before = reading.low[max(0, verb - 4) : verb]
    while before and before[-1] in {"be", "have"}:
        before.pop()
    return before[-2:] in (["was", "to"], ["were", "to"]) or is_supposed_to(reading, verb)


def _names_day(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether a clause says what a day will be: "declared Friday a holiday", "Friday will be a holiday"."""
    if reading.low[verb] in DECLARING:
        return at == verb + 1
    return (
        reading.rel[at].startswith("nsubj") and reading.head[at] == verb and bool(FUTURE & _words_under(reading, verb))
    )


def _words_under(reading: Reading, head: int) -> set[str]:
    return {reading.low[k] for k in reading.children[head]}


def _wants_there(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether somebody wants others on a day: "wants both sides in her office on Thursday"."""
    first = verb + 1
    plain = all(reading.upos[k] not in {"VERB", "AUX", "PART"} for k in range(first, at))
    return (
        reading.low[verb] in {"want", "wants"} and verb + 1 < at and plain and reading.low[at - 1] in {"on", "at", "in"}
    )


def _is_named_event(reading: Reading, head: int) -> bool:
    """Tell whether a clause gives the day of an event: "the hearing is on Friday", "the deadline is 3 May"."""
    kids = reading.children[head]
    subject = next((k for k in kids if reading.rel[k].startswith("nsubj")), None)
    copula = any(reading.rel[k] == "cop" and reading.low[k] in {"is", "will", "be", "'s"} for k in kids)
    if reading.low[head] in EVENTS and ":" in reading.low[head : head + 5]:
        return True  # "Deadline to claim: 30 June."
    return subject is not None and copula and reading.low[subject] in EVENTS


def _verb_after(reading: Reading, i: int) -> int | None:
    """Find the first verb after a time that its sentence begins with: "By Friday the firm will ..."."""
    first, last = reading.bounds(i)
    if any(reading.upos[k] in {"VERB", "AUX"} for k in range(first, i)):
        return None
    return next((k for k in range(i, min(i + MAX_WORDS // 2, last)) if reading.upos[k] == "VERB"), None)


def _is_allowed(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether somebody says that a thing can be done by a day: "claims could be handed in until June"."""
    start = max(reading.clause_start(verb), verb - 5)
    lead = {reading.low[k] for k in range(max(verb + 1, at - 2), at + 1)}
    allowed = {"could", "can", "may", "might", "should"} & set(reading.low[start:verb])
    begun = set() if reading.low[verb] in WEAK else {"from"}  # not "could cost a crown from Monday"
    return bool(allowed and lead & (DUE_LEADS | begun))


def _fixes(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether a verb fixes a day: "is planned for Monday", "suspended the service until March"."""
    if (
        reading.low[verb] == "put"
        and reading.low[verb + 1 : verb + 2] in (["off"], ["back"])
        and reading.low[at - 1] == "to"
    ):
        return True  # "has put off the start from 4 June to 2 July"
    if reading.low[verb] in NAMING and any(reading.low[k] in DATES for k in range(verb + 1, at)):
        return True  # "named a day for the next round, 6 April"
    if reading.low[verb] not in FIXED and not any(reading.low[k] in FIXED for k in range(max(0, at - 3), at)):
        return False
    lead = reading.low[max(verb + 1, at - 2) : at + 2]
    end = _time_end(reading, at, reading.time_at[at].id if at in reading.time_at else "")
    due = reading.low[verb] == "due" and (
        at == verb + 1 or reading.low[at - 1] in {"in", "within"}
    )  # "is due tomorrow"
    return bool(FIXED_LEADS & set(lead)) or due or (verb < at and reading.low[end : end + 1] == ["to"])


def _is_present(reading: Reading, verb: int) -> bool:
    """Tell whether a verb stands in the present, as of what is fixed to come."""
    word = reading.low[verb]
    first, _ = reading.bounds(verb)
    if _is_passive_or_going_on(reading, verb):
        return True
    if word not in FIXTURES and not (
        word.endswith("s") and word not in WISHES and lemma(word) not in SAY | BELIEVE - {"see"}
    ):
        return False
    before = reading.low[max(first, verb - 2) : verb]
    beside = reading.upos[verb - 1] if verb > first else ""
    said = {reading.low[k] for k in range(first, verb) if reading.upos[k] == "VERB"}
    parted = beside in {"PUNCT", "VERB", "NUM", "ADJ", "CCONJ"} and reading.subject(verb) is not None
    if (beside not in {"NOUN", "PROPN", "PRON", "ADV"} and not parted) or said & WISHES:
        return False  # "asks that the gates stay open": a demand
    return not (
        {"to", "did", "does", "do", "would", "could", "may", "might", "should", "n't", "not", "can"} & set(before)
    )


def _is_passive_or_going_on(reading: Reading, verb: int) -> bool:
    """Tell whether "is" or "are" stands before a participle: "is heard in May", "are returning on Sunday"."""
    helpers = helpers_of(reading, verb)
    word = reading.low[verb]
    ends = word.endswith(("ed", "en", "ing")) or lemma(word) != word
    return (
        bool({"is", "are", "'re"} & helpers) and ends and word not in WISHES and not {"not", "n't", "being"} & helpers
    )


def _clause(reading: Reading, verb: int, at: int) -> tuple[int, int]:
    """Give the tokens from a verb's subject to the end of its clause, its time with it."""
    first = last = verb
    heads = [k for k in reading.children[verb] if reading.rel[k].startswith("nsubj") and k < verb]
    start = reading.clause_start(verb)
    first = reading.phrase(heads[0])[0] if heads and not _is_told_between(reading, heads[0], verb) else start
    first = max(first, verb - MAX_WORDS // 2)
    if at < verb:
        first = min(first, reading.clause_start(at)) if reading.sentence[at] == reading.sentence[verb] else first
    ends = [reading.clause_end(verb + 1, commas=False) if verb + 1 < len(reading.low) else verb + 1]
    if at > verb:
        time_id = reading.time_at[at].id if at in reading.time_at else None
        end = _time_end(reading, at, time_id or "")
        task = reading.low[end : end + 1] == ["to"] and reading.upos[end + 1 : end + 2] == ("VERB",)
        rest = reading.clause_end(end + 1) if task else end  # "until Friday to bring its debts down"
        ends = [max(reading.clause_end(verb + 1) if verb + 1 < len(reading.low) else 0, rest)]
    last = min(max(ends), first + MAX_WORDS)
    return first, max(last, verb + 1)


def _is_told_between(reading: Reading, subject: int, verb: int) -> bool:
    """Tell whether a "that" or a verb of saying parts a subject from its verb, so that the tree must be wrong."""
    return any(
        reading.low[k] == "that" or (reading.upos[k] == "VERB" and lemma(reading.low[k]) in SAY)
        for k in range(subject, verb)
    )
