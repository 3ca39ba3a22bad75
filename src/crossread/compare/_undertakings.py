"""Clauses of one report that say what is to be done: dated ones, and promises without a day."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from crossread.compare._reading import BREAKS, FIRST_PERSON, STOPS, Reading, stem
from crossread.compare._stance_words import VERBS, forms_of
from crossread.extract.cues import BELIEVE, SAY, lemma
from crossread.records import CommitmentStatus, Due, Span, TimeRef

FUTURE = frozenset("will 'll wo shall".split())
MODALS = frozenset("will would 'll wo shall can could may".split())
COMMISSIVE = frozenset(
    f for v in "pledge promise vow undertake agree plan intend commit swear".split() for f in forms_of(v)
) - {"undertaking"}
"""Verbs by which somebody takes on what follows "to" or "that"."""
ORDERED = frozenset(
    "ask asks order orders tell tells instruct instructs ordered told asked given instructed required obliged due set scheduled expected planned slated booked bound".split()
)
"""Participles before "to" that set somebody a term."""
FIXED = frozenset(
    "planned scheduled set due expected slated fixed booked adjourned postponed delayed suspended extended closed given listed "
    "pencilled moved suspends extends closes gave give gives set rescheduled cancelled called".split()
)
"""Verbs and participles that fix a day when "for", "until", "by" or "on" follows with it."""
FIXED_LEADS = frozenset("for until till by on to".split())
FIXTURES = frozenset(
    f
    for v in "resume begin start open meet expire end return face vote appear reconvene convene decide launch leave arrive "
    "gather land go travel visit hold host sign publish release run".split()
    for f in (forms_of(v)[0], forms_of(v)[1])
) | {"goes"}
"""Verbs whose present tells what is fixed to come ("talks resume on Friday")."""
DUE_LEADS = frozenset("by until till within before".split())
FORECAST_SUBJECTS = frozenset(
    "temperature temperatures rain rainfall snow storm storms wind winds weather price prices share shares market markets "
    "economy inflation growth rate rates unemployment sales profit profits demand analyst analysts economist economists "
    "forecaster forecasters level levels river tide sun season cost costs toll number".split()
)
"""What they are said to do is forecast and not promised."""
HEDGES = frozenset("think believe guess doubt imagine feel feeling sure suppose".split())
WEAK = frozenset(
    "be is are have has see know think happen need like want come get find say tell talk speak look try win lose feel remember "
    "forget understand hope believe live die survive agree wish love miss stay cost continue become depend mean seem".split()
)
"""Verbs of which "we will ..." is no promise of a deed."""
OPENINGS = frozenset(
    "likely probably maybe perhaps should aims aim hoping may might could can hope hopes hoped if once unless provided possibly consider tentative tentatively".split()
)
"""Words that leave it open whether it will be done."""
TERMS = frozenset("deadline order pledge promise vow plan plans agreement offer decision time days weeks until".split())
"""Nouns before "to" that set a term: "the deadline to appeal"."""
EVENTS = frozenset(
    "deadline hearing trial vote election meeting summit session verdict ruling sentencing inquest launch round strike "
    "ceremony funeral match final reopening conference talks referendum closure auction sale parade march concert".split()
)
"""Events that are held on a day."""
SETTING = frozenset(
    f for v in "want demand promise pledge set expect need seek request order give face".split() for f in forms_of(v)
)
"""Verbs with which a noun and a day set a term: "demanded a plan within a week"."""
UNWILLING = frozenset("failed fails refused refuses declined want wants wanted demanded unable able enough too".split())
"""Before an infinitive, these make it no term that was set."""
MAX_UP = 6
MAX_WORDS = 45


class Undertaking(Struct, frozen=True, kw_only=True):
    """One clause that says what is to be done: who, what, by when, and how firm; `stems` of its content words."""

    who: str | None
    what: Span
    due: Due | None
    status: CommitmentStatus
    stems: frozenset[str]


def find_undertakings(reading: Reading) -> tuple[Undertaking, ...]:
    """Find the undertakings of a report in text order, dated ones before others of the same words."""
    found = [*_dated(reading), *_promised(reading)]
    kept: list[Undertaking] = []
    for one in found:
        same = [
            k
            for k in kept
            if one.what.start < k.what.end and k.what.start < one.what.end and (one.due is None or one.due == k.due)
        ]
        if not same:
            kept.append(one)
    return tuple(sorted(kept, key=lambda u: u.what))


def published_day(reading: Reading) -> date | None:
    """Give the day that a report was published."""
    published = reading.report.doc.published
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _dated(reading: Reading) -> Iterator[Undertaking]:
    today = published_day(reading)
    seen: set[str] = set()
    for i, time in sorted(reading.time_at.items()):
        if time.id in seen:
            continue
        seen.add(time.id)
        ends = _day(time.to)
        if today is None or ends is None or ends < today or time.type == "set":
            continue
        over = _verb_over(reading, i)
        governor = _governor(reading, over) if over is not None else None
        for verb in (over, _verb_beside(reading, i), governor, _verb_after(reading, i)):
            if verb is not None and _is_undertaken(reading, verb, i, time, today):
                yield _undertaking(reading, verb, _clause(reading, verb, i), Due(time=time.id, date=time.to))
                break


def _is_undertaken(reading: Reading, verb: int, at: int, time: TimeRef, today: date) -> bool:
    """Tell whether a verb with a time says what is to be done then."""
    ends = _day(time.to)
    begins = _day(time.from_) or ends
    if ends is None or begins is None or _is_forecast(reading, verb) or _has_own_verb(reading, verb, at):
        return False
    if _looks_ahead(reading, verb) or (ends > today and _fixes(reading, verb, at)):
        return True
    if ends > today and (_must(reading, verb) or _is_term(reading, verb, at) or _is_named_event(reading, verb)):
        return True
    return (begins > today and _is_present(reading, verb)) or _is_allowed(reading, verb, at)


def _has_own_verb(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether a time stands with another verb between: "refund all tickets bought before April"."""
    between = range(verb + 1, at)
    return any(
        reading.upos[k] == "VERB" and reading.rel[k].startswith("acl") and reading.head[k] > verb for k in between
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _verb_over(reading: Reading, i: int) -> int | None:
    """Find the verb that a time hangs on, in its own clause where the tree puts it further up."""
    at = i
    for _ in range(MAX_UP):
        up = reading.head[at]
        if up == at or reading.sentence[up] != reading.sentence[i]:
            break
        at = up
        if reading.upos[at] == "VERB" and not any(
            reading.low[k] in {".", ";", "!", "?"} for k in range(min(i, at), max(i, at))
        ):
            return at
    if reading.upos[at] not in {"VERB", "NUM"} and {"must", "will", "'ll", "should"} & {
        reading.low[k] for k in reading.children[at]
    }:
        return at  # "applications must be in by Friday"
    named = reading.upos[at] in {"AUX", "ADJ", "NOUN", "PROPN", "NUM"}
    future = reading.upos[at] in {"AUX", "ADJ", "NOUN"} and _has_future(reading, at)
    return at if named and (future or _is_named_event(reading, at)) else None


def _governor(reading: Reading, verb: int) -> int | None:
    """Give the verb over a verb that completes it: "have their radios checked"."""
    up = reading.head[verb]
    if reading.rel[verb] not in {"xcomp", "ccomp", "acl"} or reading.sentence[up] != reading.sentence[verb]:
        return None
    between = range(min(up, verb), max(up, verb))
    return None if any(reading.low[k] in STOPS for k in between) else up


def _verb_beside(reading: Reading, i: int) -> int | None:
    """Find the last verb before a time in its clause, for where the tree hangs the time elsewhere."""
    first, _ = reading.bounds(i)
    for k in range(i - 1, max(first, i - MAX_WORDS // 2) - 1, -1):
        word = reading.low[k]
        if word in STOPS or word == "," or word in BREAKS - {"until", "till", "before"}:
            return None
        if reading.upos[k] == "VERB" or (word == "be" and reading.low[k - 1] in MODALS):
            return k
    return None


def _has_future(reading: Reading, head: int) -> bool:
    return any(reading.low[k] in FUTURE | {"due"} for k in (head, *reading.children[head]))


def _looks_ahead(reading: Reading, verb: int) -> bool:
    """Tell whether a verb speaks of what is to come: "will", "would" in reported speech, "is to", "agreed to"."""
    first, _ = reading.bounds(verb)
    before = reading.low[max(first, verb - 6) : verb]
    near = _helpers(reading, verb)
    if reading.low[verb] == "be" and "there" not in before:
        return False  # "he will be 71 in August"
    if FUTURE & near or ("would" in near and "have" not in near):
        return True
    while before and before[-1] in {"be", "have", "not", "also", "then"}:
        before.pop()
    if before[-1:] == ["to"]:
        head = reading.low[reading.head[verb]]
        governed = set(before) & (COMMISSIVE | ORDERED) or head in COMMISSIVE | ORDERED | TERMS
        return bool(governed) or before[-2:-1] in (["is"], ["are"], ["going"])
    return False


def _must(reading: Reading, verb: int) -> bool:
    """Tell whether somebody is bound to a thing: "must appear", "has to pay", "needs to be repaired"."""
    first, _ = reading.bounds(verb)
    before = reading.low[max(first, verb - 5) : verb]
    bound = any(b == "to" and a in {"has", "have", "needs", "need"} for a, b in itertools.pairwise(before))
    over = any(reading.low[k] == "must" for k in reading.children[verb])
    return "must" in _helpers(reading, verb) or over or bound


def _is_term(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether a clause sets a term: "has until Friday", "is closed until June", an infinitive with "by"."""
    first, _ = reading.bounds(verb)
    lead = {reading.low[k] for k in range(max(first, at - 2), at + 1)}
    word = reading.low[verb]
    if {"until", "till"} & lead:
        wanted = any(reading.low[k] in VERBS for k in range(first, verb) if reading.upos[k] == "VERB")
        if wanted and "that" in reading.low[first:verb]:
            return False  # "asks that the gates stay open until June"
        return verb < at and word not in VERBS and lemma(word) not in SAY
    if (
        word in SETTING
        and verb < at
        and ({"by", "within"} & lead or {"deadline", "ultimatum"} & set(reading.low[verb:at]))
    ):
        return True  # "wants an answer by Friday", "set a deadline of Friday"
    infinitive = reading.low[max(first, verb - 3) : verb]
    return (
        "to" in infinitive
        and bool({"by", "within"} & lead)
        and not UNWILLING & set(reading.low[max(first, verb - 6) : verb])
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


def _helpers(reading: Reading, verb: int) -> set[str]:
    """Give the auxiliaries and adverbs right before a verb."""
    first, _ = reading.bounds(verb)
    found: set[str] = set()
    for k in range(verb - 1, max(first, verb - 6) - 1, -1):
        if reading.upos[k] not in {"AUX", "ADV", "PART"} and reading.low[k] not in MODALS | {
            "be",
            "not",
            "never",
            "have",
        }:
            break
        found.add(reading.low[k])
    return found


def _is_told(reading: Reading, verb: int) -> bool:
    """Tell whether a clause is told by somebody: "the mayor said the bridge would open"."""
    if reading.speaker(verb) is not None:
        return True
    first, _ = reading.bounds(verb)
    return any(reading.upos[k] == "VERB" and lemma(reading.low[k]) in SAY | BELIEVE for k in range(first, verb))


def _is_allowed(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether somebody says that a thing can be done by a day: "claims could be handed in until June"."""
    start = max(reading.clause_start(verb), verb - 5)
    lead = {reading.low[k] for k in range(max(verb + 1, at - 2), at + 1)}
    allowed = {"could", "can", "may", "might", "should"} & set(reading.low[start:verb])
    return bool(allowed and lead & (DUE_LEADS | {"from"}))


def _fixes(reading: Reading, verb: int, at: int) -> bool:
    """Tell whether a verb fixes a day: "is planned for Monday", "suspended the service until March"."""
    if reading.low[verb] not in FIXED and not any(reading.low[k] in FIXED for k in range(max(0, at - 3), at)):
        return False
    lead = [reading.low[k] for k in range(max(verb + 1, at - 2), at + 2)]
    return bool(FIXED_LEADS & set(lead))


def _is_present(reading: Reading, verb: int) -> bool:
    """Tell whether a verb stands in the present, as of what is fixed to come."""
    word = reading.low[verb]
    first, _ = reading.bounds(verb)
    if _is_passive_or_going_on(reading, verb):
        return True
    if word not in FIXTURES and not (word.endswith("s") and word not in VERBS and lemma(word) not in SAY | BELIEVE):
        return False
    before = reading.low[max(first, verb - 2) : verb]
    beside = reading.upos[verb - 1] if verb > first else ""
    said = {reading.low[k] for k in range(first, verb) if reading.upos[k] == "VERB"}
    parted = beside == "PUNCT" and reading.subject(verb) is not None
    if (beside not in {"NOUN", "PROPN", "PRON", "ADV"} and not parted) or said & VERBS.keys():
        return False  # "asks that the gates stay open": a demand
    return not (
        {"to", "did", "does", "do", "would", "could", "may", "might", "should", "n't", "not", "can"} & set(before)
    )


def _is_passive_or_going_on(reading: Reading, verb: int) -> bool:
    """Tell whether "is" or "are" stands before a participle: "is heard in May", "are returning on Sunday"."""
    helpers = _helpers(reading, verb)
    word = reading.low[verb]
    ends = word.endswith(("ed", "en", "ing")) or lemma(word) != word
    return bool({"is", "are", "'re"} & helpers) and ends and word not in VERBS and not {"not", "n't", "being"} & helpers


def _is_forecast(reading: Reading, verb: int) -> bool:
    """Tell whether a clause forecasts or wonders instead of promising."""
    subject = reading.subject(verb) if reading.passive_subject(verb) is None else None
    if subject is not None and reading.low[subject] in FORECAST_SUBJECTS:
        return True
    first, last = reading.bounds(verb)
    said = reading.low[first:last]
    guessed = any(a == "i" and b in HEDGES for a, b in itertools.pairwise(said))
    return said[-1] == "?" or guessed or bool(HEDGES & set(reading.low[reading.clause_start(verb) : verb]))


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
        end = at
        while end < len(reading.low) and end in reading.time_at and reading.time_at[end].id == time_id:
            end += 1
        ends = [max(reading.clause_end(verb + 1) if verb + 1 < len(reading.low) else 0, end)]
    last = min(max(ends), first + MAX_WORDS)
    return first, max(last, verb + 1)


def _is_told_between(reading: Reading, subject: int, verb: int) -> bool:
    """Tell whether a "that" or a verb of saying parts a subject from its verb, so that the tree must be wrong."""
    return any(
        reading.low[k] == "that" or (reading.upos[k] == "VERB" and lemma(reading.low[k]) in SAY)
        for k in range(subject, verb)
    )


def _promised(reading: Reading) -> Iterator[Undertaking]:
    """Find promises without a day: "pledged to", "we will ..." in somebody's own words."""
    for i, word in enumerate(reading.low):
        if reading.upos[i] != "VERB":
            continue
        if word in COMMISSIVE:
            yield from _pledged(reading, i)
        elif word not in WEAK:
            yield from _own_will(reading, i)


def _pledged(reading: Reading, i: int) -> Iterator[Undertaking]:
    first, last = reading.bounds(i)
    leads = [k for k in range(i + 1, min(i + 5, last)) if reading.low[k] in {"to", "that"}]
    actor = reading.actor(i)
    if (
        not leads
        or actor is None
        or reading.is_negated(i)
        or {"had", "if", "whether"} & set(reading.low[max(first, i - 4) : i])
    ):
        return
    lead = leads[0]
    if reading.low[lead] == "to" and reading.upos[lead + 1 : lead + 2] not in (("VERB",), ("AUX",)):
        return
    start = lead + 1 if reading.low[lead] == "that" else i
    end = reading.clause_end(lead + 1) if lead + 1 < last else last
    if end - start > 2:
        yield _undertaking(reading, i, (start, end), None)


def _own_will(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Find "I will ..." in somebody's words, and "he would ..." in the report's account of them."""
    speaker = reading.speaker(i)
    if speaker is None:
        return
    start = reading.clause_start(i)
    before = reading.low[max(start, i - 4) : i]
    own = bool(FIRST_PERSON & set(before)) and bool(FUTURE & set(before))
    told = (
        not reading.is_direct(i)
        and bool({"he", "she", "it", "they"} & set(before))
        and bool({"would", "will"} & set(before))
    )
    first, last = reading.bounds(i)
    sentence = set(reading.low[first:last])
    if (
        not (own or told)
        or reading.is_negated(i)
        or (HEDGES | {"hope", "probably", "maybe", "perhaps", "likely"}) & sentence
        or {"if", "would"} & (sentence - set(before))
        or reading.low[last - 1] == "?"
    ):
        return
    end = reading.clause_end(i + 1) if i + 1 < last else last
    named = [k for k in range(start, end) if reading.upos[k] in {"NOUN", "PROPN"}]
    if named:
        yield _undertaking(reading, i, (start, end), None)


def _undertaking(reading: Reading, verb: int, clause: tuple[int, int], due: Due | None) -> Undertaking:
    first, last = clause
    words = reading.low[first:last]
    who = reading.actor(verb) or reading.speaker(verb) or _teller(reading, verb)
    status: CommitmentStatus = "announced"
    sentence = reading.low[slice(*reading.bounds(verb))]
    denied = {"denied", "denies", "cancelled", "canceled"} & set(sentence) or "called off" in " ".join(sentence)
    nearby = reading.low[last : last + 1] + words
    if denied:
        status = "denied"
    elif OPENINGS & set(nearby) or (reading.low[verb] in SETTING and reading.low[verb] in VERBS):
        status = "open"
    return Undertaking(
        who=who, what=reading.span(first, last), due=due, status=status, stems=_stems(reading, first, last)
    )


def _teller(reading: Reading, verb: int) -> str | None:
    """Give who says that something will be done, from the verb of saying above it."""
    at = verb
    for _ in range(MAX_UP):
        up = reading.head[at]
        if up == at:
            return None
        if reading.rel[at] in {"ccomp", "parataxis"} and (actor := reading.actor(up)):
            return actor
        at = up
    return None


def _stems(reading: Reading, first: int, last: int) -> frozenset[str]:
    return frozenset(
        stem(reading.low[k])
        for k in range(first, last)
        if k not in reading.time_at
        and reading.upos[k] in {"NOUN", "PROPN", "VERB", "NUM"}
        and reading.low[k] not in FUTURE
    )
