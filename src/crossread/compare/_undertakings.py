"""Clauses of one report that say what is to be done: dated ones, and promises without a day."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from crossread.compare._reading import BREAKS, FIRST_PERSON, STOPS, Reading, stem
from crossread.compare._stance_words import FORECAST, forms_of
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
    "pencilled moved suspends extends closes gave give gives set rescheduled cancelled called asked invited summoned down has have had got".split()
)
"""Verbs and participles that fix a day when "for", "until", "by" or "on" follows with it."""
FIXED_LEADS = frozenset("for until till by on to".split())
FIXTURES = frozenset(
    f
    for v in "resume begin start open meet expire end return face vote appear reconvene convene decide launch leave arrive "
    "gather land go travel visit hold host sign publish release come sit play".split()
    for f in (forms_of(v)[0], forms_of(v)[1])
) | {"goes", "comes"}
"""Verbs whose present tells what is fixed to come ("talks resume on Friday")."""
DUE_LEADS = frozenset("by until till within before".split())
WISHES = frozenset(
    f
    for v in "demand urge advocate call press insist seek want request plead appeal campaign lobby argue ask hope aim prefer propose "
    "support back endorse favor favour welcome approve accept oppose reject refuse condemn warn resist dismiss criticize "
    "criticise forbid exclude consider contemplate weigh".split()
    for f in forms_of(v)
)
"""Verbs of wanting and of judging: what they are about is not undertaken by them."""
HEDGES = frozenset("think believe guess doubt imagine feel feeling sure suppose".split())
UNSURE = frozenset("hope hopes hoped probably maybe perhaps likely".split())
"""Words in whose sentence nothing is promised."""
NOBODY = frozenset("nobody no none".split())
STAYING = frozenset("staying leaving going coming keeping standing".split())
"""What people say that they are doing, and mean for the time to come."""
LASTING = frozenset("run runs ran running last lasts lasted lasting".split())
"""What something does for a time is no deed: "the lease runs until next March"."""
PROMISES = frozenset("promise pledge vow undertaking commitment".split())
WEAK = frozenset(
    "be is are have has see know think happen need like want come get find say tell talk talking discuss discussing speak look try win lose feel remember "
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
MAX_TO_HOUR = 8
"""The hour of an appointment stands within so many words of its day."""
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
        if today is None or ends is None or ends < today or time.type == "set" or _is_owner(reading, i, time):
            continue
        over = _verb_over(reading, i)
        due = Due(time=time.id, date=time.from_ if i and reading.low[i - 1] == "from" else time.to)
        governor = _governor(reading, over) if over is not None else None
        for verb in (over, _verb_beside(reading, i), governor, _verb_after(reading, i)):
            if verb is not None and _is_undertaken(reading, verb, i, time, today):
                yield _undertaking(reading, verb, _clause(reading, verb, i), due)
                break
        else:
            if (stretch := _appointment(reading, i, time, today)) is not None:
                yield _undertaking(reading, i, stretch, due)


def _is_owner(reading: Reading, i: int, time: TimeRef) -> bool:
    """Tell whether a time only says which: "Friday's papers"."""
    end = _time_end(reading, i, time.id)
    return reading.low[end : end + 1] in (["'s"], ["'"])


def _time_end(reading: Reading, i: int, time: str) -> int:
    """Give the token behind a time that begins at a token."""
    while i < len(reading.low) and i in reading.time_at and reading.time_at[i].id == time:
        i += 1
    return i


def _appointment(reading: Reading, i: int, time: TimeRef, today: date) -> tuple[int, int] | None:
    """Give the sentence that begins with an hour of a day to come and has no verb: "Thursday, ten o'clock, upstairs."."""
    first, last = reading.bounds(i)
    ends = _day(time.to)
    verbs = any(reading.upos[k] in {"VERB", "AUX"} for k in range(first, last))
    hour = time.type == "time" or {"at", "noon", "midnight"} & set(reading.low[i : min(i + MAX_TO_HOUR, last)])
    if i != first or verbs or not hour or ends is None or ends <= today:
        return None
    return first, last


def _is_undertaken(reading: Reading, verb: int, at: int, time: TimeRef, today: date) -> bool:
    """Tell whether a verb with a time says what is to be done then."""
    ends = _day(time.to)
    begins = _day(time.from_) or ends
    if ends is None or begins is None or _is_forecast(reading, verb) or _has_own_verb(reading, verb, at):
        return False
    if reading.low[verb] in LASTING:
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
    named = reading.upos[at] in {"AUX", "ADJ", "NOUN", "PROPN", "NUM", "ADV"}
    future = named and reading.upos[at] != "NUM" and _has_future(reading, at)
    return at if named and (future or _is_named_event(reading, at)) else None


def _governor(reading: Reading, verb: int) -> int | None:
    """Give the verb over a verb that completes it: "have their radios checked"."""
    up = reading.head[verb]
    supposed = reading.rel[verb].startswith("advcl") and {"if", "unless", "should"} & {
        reading.low[k] for k in reading.children[verb]
    }
    if supposed and reading.sentence[up] == reading.sentence[verb]:
        return up  # "will send for them if nothing has moved by Sunday"
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
    ahead = FUTURE | {"due"} | ({"would"} if reading.speaker(head) and not reading.is_direct(head) else set())
    return any(reading.low[k] in ahead for k in (head, *reading.children[head]))


def _looks_ahead(reading: Reading, verb: int) -> bool:
    """Tell whether a verb speaks of what is to come: "will", "would" in reported speech, "is to", "agreed to"."""
    first, _ = reading.bounds(verb)
    before = reading.low[max(first, verb - 6) : verb]
    near = _helpers(reading, verb)
    placed = reading.upos[verb + 1 : verb + 2] in (("ADP",), ("ADV",)) or "there" in before
    if reading.low[verb] == "be" and not placed:
        return False  # "he will be 71 in August"
    if reading.low[verb] in {"see", "know"} and FIRST_PERSON & set(before):
        return False  # "we'll see at Christmas"
    if FUTURE & near or ("would" in near and "have" not in near):
        return True
    while before and before[-1] in {"be", "have", "not", "also", "then"}:
        before.pop()
    if before[-1:] == ["to"]:
        head = reading.low[reading.head[verb]]
        governed = set(before) & (COMMISSIVE | ORDERED) or head in COMMISSIVE | ORDERED | TERMS
        missed = before[-2:-1] in (["was"], ["were"]) and reading.low[verb - 1] == "have"
        return bool(governed) or missed or before[-2:-1] in (["is"], ["are"], ["going"])
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
        if verb < at and word in {"want", "wants", "wanted"} and at - verb <= 3:
            return True  # "wants until Friday to decide"
        wanted = any(reading.low[k] in WISHES for k in range(first, verb) if reading.upos[k] == "VERB")
        if wanted and "that" in reading.low[first:verb]:
            return False  # "asks that the gates stay open until June"
        return verb < at and word not in WISHES and lemma(word) not in SAY
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
    lead = reading.low[max(verb + 1, at - 2) : at + 2]
    end = _time_end(reading, at, reading.time_at[at].id) if at in reading.time_at else at
    return bool(FIXED_LEADS & set(lead)) or (verb < at and reading.low[end : end + 1] == ["to"])


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
    parted = beside in {"PUNCT", "VERB", "NUM", "ADJ"} and reading.subject(verb) is not None
    if (beside not in {"NOUN", "PROPN", "PRON", "ADV"} and not parted) or said & WISHES:
        return False  # "asks that the gates stay open": a demand
    return not (
        {"to", "did", "does", "do", "would", "could", "may", "might", "should", "n't", "not", "can"} & set(before)
    )


def _is_passive_or_going_on(reading: Reading, verb: int) -> bool:
    """Tell whether "is" or "are" stands before a participle: "is heard in May", "are returning on Sunday"."""
    helpers = _helpers(reading, verb)
    word = reading.low[verb]
    ends = word.endswith(("ed", "en", "ing")) or lemma(word) != word
    return (
        bool({"is", "are", "'re"} & helpers) and ends and word not in WISHES and not {"not", "n't", "being"} & helpers
    )


def _is_forecast(reading: Reading, verb: int) -> bool:
    """Tell whether a clause forecasts or wonders instead of promising."""
    subject = reading.subject(verb) if reading.passive_subject(verb) is None else None
    if subject is not None and reading.low[subject] in FORECAST:
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
    """Find promises without a day: "pledged to", "we will ..." in somebody's own words, "the firm's promise to ..."."""
    for i, word in enumerate(reading.low):
        if reading.upos[i] == "NOUN" and word in PROMISES:
            yield from _promise_to(reading, i)
        if reading.upos[i] != "VERB":
            continue
        if word in COMMISSIVE:
            yield from _pledged(reading, i)
        elif word not in WEAK and reading.low[i : i + 2] != ["left", "to"]:
            yield from _own_will(reading, i)


def _promise_to(reading: Reading, i: int) -> Iterator[Undertaking]:
    """Read "the firm's promise to make good": whose the promise is undertakes it."""
    if reading.low[i + 1 : i + 2] != ["to"] or reading.upos[i + 2 : i + 3] != ("VERB",):
        return
    start = reading.phrase(i)[0]
    owner = next((k for k in range(start, i) if reading.rel[k] == "nmod:poss"), None)
    if owner is not None:
        yield _undertaking(reading, i, (start, reading.clause_end(i + 2)), None)


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
    """Find "I will ..." in somebody's words, "he would ..." in an account of them, "the city will ..." in a report's own."""
    first, last = reading.bounds(i)
    start = reading.clause_start(i)
    before = set(reading.low[max(start, i - 4) : i])
    sentence = set(reading.low[first:last])
    if not _is_willed(reading, i, before) or HEDGES & sentence or UNSURE & sentence or reading.low[last - 1] == "?":
        return
    if (
        "have" in before
        or {"if", "unless", "whether"} & set(reading.low[max(first, start - 1) : i])
        or _is_forecast(reading, i)
    ):
        return
    end = reading.clause_end(i + 1) if i + 1 < len(reading.low) else last
    named = any(reading.upos[k] in {"NOUN", "PROPN"} for k in range(start, end))
    if named or (reading.is_direct(i) and FIRST_PERSON & before):
        yield _undertaking(reading, i, (start, end), None)


def _is_willed(reading: Reading, i: int, before: set[str]) -> bool:
    """Tell whether a verb says what somebody will do, or what will not be done, by his own word or the report's."""
    mine = bool(FIRST_PERSON & before)
    if reading.speaker(i) is None:
        subject = reading.subject(i)
        return bool({"will", "wo"} & before) and subject is not None and reading.entity_of(subject) is not None
    if reading.is_direct(i):
        nobody = bool(NOBODY & set(reading.low[reading.clause_start(i) : i]))
        going = reading.low[i].endswith("ing") and bool({"am", "'m", "are", "'re", "is"} & before)
        return (mine or nobody) and bool(FUTURE & before or (going and (nobody or reading.low[i] in STAYING)))
    return bool({"would", "will", "wo", "'d"} & before)


def _undertaking(reading: Reading, verb: int, clause: tuple[int, int], due: Due | None) -> Undertaking:
    first, last = clause
    words = reading.low[first:last]
    who = reading.actor(verb) or reading.speaker(verb) or _teller(reading, verb)
    status: CommitmentStatus = "announced"
    sentence = reading.low[slice(*reading.bounds(verb))]
    denied = {"denied", "denies", "cancelled", "canceled"} & set(sentence) or "called off" in " ".join(sentence)
    denied = denied or (reading.low[verb - 1 : verb] == ["have"] and reading.low[verb - 2 : verb - 1] == ["to"])
    nearby = reading.low[last : last + 1] + words
    if denied:
        status = "denied"
    elif (
        OPENINGS & set(nearby)
        or {"if", "unless"} & set(sentence)
        or sentence[:1] == ["should"]
        or (reading.low[verb] in SETTING and reading.low[verb] in WISHES)
    ):
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
