"""Do two figures count the same thing: what each counts, of whom, where, when, and in which words.

Two figures are compared where their kind and unit agree and what they count is one family of words. Whether
they count it in the same respect is told from the words of their clauses, weighed by how much each tells in
the story, and from the vectors of their sentences.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from math import log2

from msgspec import Struct
from msgspec.structs import replace

from crossread.compare import _conflict_weights as fitted
from crossread.compare._alignment import Weighed
from crossread.compare._likeness import covered, matches, probability, shared_mass
from crossread.compare._word_senses import kinship
from crossread.compare.conflict_passages import Passage, Reading, concepts_of, nearness_of_words
from crossread.compare.conflict_words import COUNTED, STATES, Term, stems_of
from crossread.compare.roles import person_nouns
from crossread.records import Figure, FigureKind, Span

MAX_NOUN_TERMS = 4
"""The counted noun is looked for so many words behind the number."""

WHEN = stems_of("overnight late early")
"""Words that follow a bare number and are not what it counts: "rose to 31 overnight"."""

MAX_STATE_TERMS = 7
"""A verb that tells what became of those counted stands so near to the number."""

PARTS = re.compile(
    r"(?:\bof (?:the|them|those|whom|these|its|his|her|their|all)\b|\b(?:more|another|others?|additional|further)\b)",
    re.IGNORECASE,
)
PARTS_OF_SHARE = re.compile(r"\bof (?:them|those|whom|these)\b", re.IGNORECASE)
"""A share is always of something: "12 percent of the firm" is no part of another share."""

AMOUNTS = re.compile(r"(?:million|billion|trillion|bn|mn|m)$", re.IGNORECASE)
"""What is counted in millions is mostly money, of whatever country: the noun tells nothing."""
OF_NUMBER = re.compile(r"\s+(?:out )?of (?:the )?\d[\d,]*\s")
"""After a number this counts what the next number counts: "31 of the 212 schools"."""
OF_OWN = re.compile(
    r"\s+of (?:its|his|her|their)(?: own)? (?:people|members|men|women|staff|workers|employees|soldiers|troops|fighters|citizens|nationals|officers)\b",
    re.IGNORECASE,
)
"""Behind the number of a body's own people these are no whole: "36 of its members are still below"."""
OF_HUNDRED = re.compile(r"\s+(?:in|of|out of)\s+(?:every\s+|a\s+|each\s+)?(?:hundred|100)\b", re.IGNORECASE)
PART_LEADS = re.compile(
    r"(?:\b(?:first|initial)\s(?:[\w’'-]{1,20}\s){1,2}of\s$|\b(?:another|other|further|additional|remaining|including|among (?:them|the (?:dead|injured|victims))|of (?:whom|them|which)|plus)\b[^.;:]{0,12}$"
    r"|\b(?:first|last|next|every|each|per|either)\s*$)",
    re.IGNORECASE,
)
HISTORY = re.compile(
    r"\b(?:ago|a year before|last (?:year|month|season|winter|summer|spring|autumn)|prior|a year earlier|previous(?:ly)?|years? (?:before|earlier)|history|historic(?:al)?|"
    r"at first|initial(?:ly)?|(?:earlier|originally|first|previously) (?:said|reported|put|given|estimated)|once|annual(?:ly)?|per year|a year|each (?:year|month|week)|every year|on average|typical(?:ly)?|usual(?:ly)?|normally|record)\b",
    re.IGNORECASE,
)
CORRECTED = re.compile(
    r"\b(?:(?:earlier|previous|original) (?:version|edition|report|article)|correction|we (?:wrongly |first )?(?:reported|wrote)|wrongly|mistakenly|incorrectly|in error)\b",
    re.IGNORECASE,
)
"""Words by which an outlet takes back a number of its own: "an earlier version of this report said ten"."""

FORMER = re.compile(
    r"\b(?:r[iou]se|rising|risen|fell|fall|fallen|drop|dropped|cut|up|down|grew|grown|raised|lowered)\b[^.;]{0,60}\bfrom\s+$",
    re.IGNORECASE,
)
"""What a number rose or fell from is what it was before."""

ASKING = stems_of("ask demand want seek request insist claim need require")
"""Verbs of who asks for a number, or needs it: it is no account of what is."""

YEARS = re.compile(r"\b((?:19|20)\d\d)\b")
SINCE = re.compile(r"\bsince(?:\s+[\w’'-]{1,30}){0,4}\s+(?:in\s+)?(?:19|20)\d\d\b", re.IGNORECASE)
"""Since when there has been no such number tells nothing of when it was: "the highest since records began in 1931"."""

DUE = re.compile(
    r"\b(?:by|until|till|before|from|after|since)\s+(?:the\s+|this\s+|next\s+|\w{3,9}day,?\s+)?$", re.IGNORECASE
)
"""What is due by a day, or holds until it, is no number of that day: "a fine of 40 million by 30 November"."""

TOTALS = re.compile(r"\b(?:all|total(?: of)?|altogether|in all|overall|nationwide)\b", re.IGNORECASE)
"""Words by which a number counts all there are."""

WHOLE = re.compile(
    r"\b(?:as a whole|the whole (?!of\b)\w+|the entire \w+|nationwide|countrywide|worldwide|all over the \w+|all \w+ in the country)\b",
    re.IGNORECASE,
)
"""Words by which a number, or a day, is told of all there are."""

GENERIC = frozenset("peopl people victim casualti person one".split())
"""What is counted where the word tells only that they are people."""

PERSONS = frozenset(
    "people passeng civilian child troops worker resid villag man woman men women student pupil police firefight tourist patient "
    "employe staff crew migrant prison guest fan climber miner sailor fisherman policeman driver motorist commut holidaymak teenag "
    "protest pension mother father boy girl famili refuge journalist soldier offic athlet nurs doctor teacher bystand pedestrian".split()
)
"""Words for groups of people, as concepts: with one of them before it, "hurt" or "killed" counts people."""

HOSPITAL = "hospital"
"""What became of those who were taken to one, who are some of the injured."""

_TO_HOSPITAL = r"(?:to|in|into|at)\s+(?:[\w’'-]{1,20}\s+){0,3}?hospitals?\b"
SENT_TO_HOSPITAL = re.compile(
    r"[^.,;:\d]{0,40}?\b(?:(?:taken|rushed|sent|brought|admitted|flown|airlifted|carried|transferred|treated|recovering)\s+"
    rf"{_TO_HOSPITAL}|(?:is|are|was|were|remain|remained|remains)\s+(?:still\s+)?in hospital\b|hospitali[sz]ed\b)",
    re.IGNORECASE,
)
"""Behind a number: "23 people were taken to two hospitals"."""
SENDING_TO_HOSPITAL = re.compile(
    r"\b(?:sent|send|sending|put|puts|putting|left|leaving|landed|took|taking)\s+(?:some\s+|about\s+|at least\s+)?$",
    re.IGNORECASE,
)
INTO_HOSPITAL = re.compile(rf"\s*(?:[\w’'-]{{1,20}}\s+){{0,2}}{_TO_HOSPITAL}", re.IGNORECASE)
"""Before and behind a number: "sent 23 to hospital"."""

HARMED = "harm"
"""What became of those who were killed or hurt, told as one number."""

_HURT, _DEAD = "(?:injured|wounded|hurt|missing)", "(?:killed|dead|died)"
KILLED_OR_HURT = re.compile(
    rf"[^.,;:\d]{{0,30}}?\b(?:{_DEAD} or (?:[a-z]+ )?{_HURT}|{_HURT} or (?:[a-z]+ )?{_DEAD})\b", re.IGNORECASE
)
"""Behind a number: "25 people were killed or injured"."""

GROWING = STATES | {HOSPITAL, HARMED}
"""Counts that go up as a day goes on."""


class Count(Struct, frozen=True):
    """A figure with what it counts.

    `noun` is the concept of the counted word, "" where none is told; `words` those that describe it; `state` what
    became of those counted. `part` where it counts some of a group that is named ("twelve of the injured", "another
    three"). `written` are the words of its clause and `numeral` those of the number, as the model reads them. `stretch` are words that limit it to a stretch of time. `beside` says how many further figures its sentence has. `past` where it is history. `about` are the concepts of its clause but for the noun, `near` likewise of
    its sentence.
    """

    figure: Figure
    passage: Passage
    low: Decimal | None
    high: Decimal | None
    noun: str
    words: frozenset[str]
    state: str
    part: bool
    past: bool
    stretch: str
    places: frozenset[str]
    nearby: frozenset[str]
    about: frozenset[str]
    sentence: frozenset[str]
    limit: frozenset[str]
    total: bool
    shown: Span
    clause: tuple[Term, ...]
    subject: str
    crowd: int
    kind: FigureKind
    unit: str
    days: frozenset[tuple[str, str]]
    around: frozenset[str]
    stated: bool
    voice: str
    named: frozenset[str]
    is_amount: bool
    beside: int
    whole: bool
    joined: bool
    asked: bool
    written: Weighed
    numeral: Weighed


class Sameness(Struct, frozen=True):
    """How surely two figures count one thing, in [0, 1], and in which respects their words differ."""

    score: float
    apart: tuple[str, ...]
    shared: tuple[str, ...]


def read_counts(reading: Reading) -> tuple[Count, ...]:
    """Read what the figures of all reports count, in the order of passages."""
    by_doc: dict[str, list[Figure]] = {}
    for report in reading.reports:
        by_doc[report.doc.id] = sorted(report.figures, key=lambda f: f.span)
    found = []
    for passage in reading.passages:
        inside = [f for f in by_doc.get(passage.span.doc, []) if passage.span.start <= f.span.start < passage.span.end]
        around = reading.concepts_near(passage) if inside else frozenset()
        text = reading.reports[passage.report].doc.text
        read = (_read_count(reading, passage, f, inside, around) for f in inside if f.kind not in SKIPPED_KINDS)
        told = _with_shared_states(_whole_times([count for count in read if count is not None], text), text)
        found += [_as_own(reading, count, told[:at], text) for at, count in enumerate(told)]
    found = list(_first_others(reading, found))
    values: dict[tuple[int, str, str, str], set[str]] = defaultdict(set)
    for c in found:
        values[_kind_key(c)].add(c.figure.value or "")
    return tuple(replace(c, crowd=len(values[_kind_key(c)]) - 1) for c in found)


OTHERS = re.compile(r"\s+others?\b", re.IGNORECASE)
FURTHER = re.compile(r"\b(?:another|further|additional)\s+$", re.IGNORECASE)


def _first_others(reading: Reading, counts: Iterable[Count]) -> Iterator[Count]:
    """Give those who are "others" than somebody else, and the first of their state that a report counts, as all of them.

    "A guard was shot dead and two other guards were wounded": two were wounded; but not "five were wounded ... two others".
    "Two were killed. A further 23 were taken to hospital": 23 were, whom the report sets against those of another state.
    """
    told: defaultdict[int, set[str]] = defaultdict(set)
    for count in counts:
        before = told[count.passage.report]
        text = reading.reports[count.passage.report].doc.text
        start, end = count.figure.span.start, count.figure.span.end
        others = bool(OTHERS.match(text, end)) or bool(
            before - {""} and FURTHER.search(text[max(0, start - 16) : start])
        )
        first = count.part and bool(count.state) and count.state not in before and others
        before.add(count.state)
        yield replace(count, part=False) if first else count


PART_OF = re.compile(r"\s+of (?:them|those|these|which)\b", re.IGNORECASE)
INCLUDED = re.compile(r"\bincluding(?:\s\w{1,12}){0,2}\s$", re.IGNORECASE)
MAX_PLACE_GAP = 40
"""The place of a part is named so many characters behind it."""


def _as_own(reading: Reading, count: Count, before: Sequence[Count], text: str) -> Count:
    """Give a part that a place sets off as a number of its own: "900 jobs, 200 of them in Tarn" tells of 200 jobs in Tarn."""
    end = count.figure.span.end
    if not count.part or count.kind != "count":
        return count
    if not PART_OF.match(text, end) and not INCLUDED.search(
        text[max(0, count.figure.span.start - MAX_BESIDE) : count.figure.span.start]
    ):
        return count
    whole = next((c for c in reversed(before) if c.kind == "count" and c.noun and not c.part), None)
    placed = any(
        reading.kinds.get(id_) == "location" and end <= at < end + MAX_PLACE_GAP
        for at, _, id_ in count.passage.mentions
    )
    if whole is None or not placed:
        return count
    return replace(count, part=False, noun=whole.noun, words=whole.words, state=whole.state)


MINUTES = {
    "second": Decimal(1) / 60,
    "minute": Decimal(1),
    "hour": Decimal(60),
    "day": Decimal(1440),
    "week": Decimal(10080),
    "month": Decimal(43800),
    "year": Decimal(525600),
}
"""Units of time in minutes, so that "a week" can be held against "three days"."""

TIME = "time"
"""The unit of a duration whose unit is one of `MINUTES`."""

JOINED_TIMES = re.compile(r",? (?:and )?")
"""What stands between the parts of one duration: "2 hours and 24 minutes"."""


def _whole_times(counts: Sequence[Count], text: str) -> list[Count]:
    """Put the parts of durations together: "2 hours 24 minutes" is one."""
    found: list[Count] = []
    for count in counts:
        last = found[-1] if found else None
        if last is not None and last.unit == count.unit == TIME and last.low and count.low and count.low < last.low:
            end = last.shown.end if last.joined else last.figure.span.end
            if JOINED_TIMES.fullmatch(text[end : count.figure.span.start]):
                low, high = last.low + count.low, (last.high or last.low) + (count.high or count.low)
                shown = Span(last.shown.doc, last.shown.start, count.figure.span.end)
                found[-1] = replace(last, low=low, high=high, shown=shown, joined=True)
                continue
        found.append(count)
    return found


def _kind_key(count: Count) -> tuple[int, str, str, str]:
    told = count.state or ("" if count.kind in MEASURES else count.noun)
    return count.passage.report, count.kind, count.unit, told


MEASURES = frozenset({"money", "percent", "duration", "distance", "other"})
"""Figures that carry their unit: the noun behind one may be left out."""

COMMON_MEASURES = frozenset({"percent", "duration", "money"})
"""Any report may have one of these, of anything."""

SKIPPED_KINDS = frozenset({"rank"})
SKIPPED_UNITS = frozenset({"degree", "°", "score"})
"""Units that do not say which scale they are of."""


def _read_count(
    reading: Reading, passage: Passage, figure: Figure, others: Sequence[Figure], around: frozenset[str]
) -> Count | None:
    low, high = _decimal(figure.low), _decimal(figure.high)
    if (low is None and high is None) or figure.unit in SKIPPED_UNITS:
        return None
    text, published = reading.reports[passage.report].doc.text, reading.reports[passage.report].doc.published
    before, after = (
        text[max(passage.span.start, figure.span.start - 45) : figure.span.start],
        text[figure.span.end : passage.span.end][:40],
    )
    clause = passage.clause_of(figure.span.start, figure.span.end)
    if CORRECTED.search(text[passage.span.start : passage.span.end]):
        return None
    if (
        _is_fraction(before)
        or _is_age(figure, before, after)
        or text[figure.span.start : figure.span.end].endswith("old")
    ):
        return None
    of_hundred = bool(OF_HUNDRED.match(after))
    noun_terms = () if of_hundred else _noun_terms(passage, figure)
    state_term = _state(clause, figure, others) if figure.kind == "count" else None
    noun = noun_terms[-1].concept if noun_terms else ""
    if not noun and text[figure.span.start : figure.span.end].lower() == "one":
        return None  # "when one is killed"
    if noun in STATES and state_term is None:
        state_term = noun_terms[-1]
    people = bool(noun_terms) and _are_people(noun, text[noun_terms[-1].start : noun_terms[-1].end])
    if noun in STATES or (state_term is not None and noun and not people):
        state_term = noun_terms[-1] if noun in STATES else None
    toll = _toll(clause, figure, noun_terms) if figure.kind == "count" and state_term is None else None
    numbered = NUMBER_OF.search(text, passage.span.start, figure.span.start) if not noun and not toll else None
    able = figure.kind == "count" and (people or not noun) and not (toll or numbered)
    harmed = KILLED_OR_HURT.match(text, figure.span.end, passage.span.end) if able else None
    in_hospital = _in_hospital(text, passage, figure) if able and not (state_term or harmed) else None
    whole = Span(figure.span.doc, figure.span.start, harmed.end()) if harmed else in_hospital
    is_amount = (
        figure.kind in {"count", "money"}
        and bool(AMOUNTS.search(text[figure.span.start : figure.span.end]))
        and not people
        and not (state_term is not None and noun)
    )
    if is_amount:
        state_term = toll = numbered = harmed = in_hospital = whole = None
    known = (("kill", toll), (HARMED, harmed), (HOSPITAL, in_hospital))
    state = next((name for name, words in known if words), _state_of(passage, numbered, state_term))
    is_time = figure.kind == "duration" and figure.unit in MINUTES
    factor = MINUTES[figure.unit or ""] if is_time else Decimal(1)
    own = {t.start for t in noun_terms}
    about = concepts_of(
        t for t in clause if t.start not in own and not (figure.span.start <= t.start < figure.span.end)
    )
    return Count(
        figure=figure,
        passage=passage,
        low=low * factor if low is not None else None,
        high=high * factor if high is not None else None,
        noun="" if toll else _group_of(passage, numbered) if numbered else noun,
        words=frozenset(t.concept for t in noun_terms[:-1] if t.tells),
        state=state,
        part=figure.kind in {"count", "percent", "money"} and _is_part(text, figure),
        past=_is_past(passage, figure, text, published)
        or (bool(state_term) and _is_long_ago(passage, text, published)),
        stretch=_stretch(text, passage, figure),
        places=_places(reading, passage, clause, figure, text),
        nearby=frozenset(id_ for _, _, id_ in passage.mentions if reading.kinds.get(id_) == "location"),
        about=about,
        sentence=concepts_of(
            t for t in passage.terms if t.start not in own and not (figure.span.start <= t.start < figure.span.end)
        ),
        limit=_limit(passage, noun_terms),
        total=bool(TOTALS.search(before[-22:])) or bool(TOTALS.match(after.lstrip()[:12])),
        shown=whole or _shown(text, passage, figure, noun_terms, state_term or toll),
        clause=clause,
        subject=next(
            (
                id_
                for a, _, id_ in passage.mentions
                if a < figure.span.start and reading.kinds.get(id_) != "location" and not _only_says(passage, a)
            ),
            "",
        ),
        crowd=0,
        kind="percent" if of_hundred else "money" if is_amount else figure.kind,
        unit="percent" if of_hundred else TIME if is_time else figure.unit or "",
        days=_days(passage, text),
        around=around,
        named=frozenset(id_ for at, _, id_ in passage.mentions if clause and clause[0].start <= at < clause[-1].end),
        is_amount=is_amount,
        whole=bool(WHOLE.search(text[passage.span.start : passage.span.end])),
        joined=False,
        asked=toll is None and any(t.key in ASKING and t.start < figure.span.start for t in clause),
        beside=sum(f.id != figure.id and f.kind not in SKIPPED_KINDS and not _is_part(text, f) for f in others),
        stated=_is_stated(clause, noun_terms, figure),
        voice=quote.speaker or quote.id if (quote := passage.quote_at(figure.span.start)) else "",
        written=reading.weighed(
            passage, Span(figure.span.doc, clause[0].start, clause[-1].end) if clause else figure.span
        ),
        numeral=reading.weighed(passage, figure.span),
    )


def _only_says(passage: Passage, at: int) -> bool:
    """Tell whether who is named at a place says what stands behind it: "the Herald can reveal that 81,000 boxes ..."."""
    return any(q.source is not None and q.source.start <= at < q.source.end for q in passage.quotes)


NUMBER_OF = re.compile(
    r"\b(?:number|count|tally|total) of (?:(?P<group>[a-z]{3,20}) )?(?P<state>dead|killed|deaths|injured|wounded|missing|casualties)\b"
    r"[^.;:,]{0,40}?\b(?:at|to|was|is|as|of|reached)\s+$",
    re.IGNORECASE,
)
"""Words that tell before a bare number what became of how many: "put the number of civilian dead at 14"."""


def _state_of(passage: Passage, numbered: re.Match[str] | None, state: Term | None) -> str:
    """Give what became of those counted: by the words "number of", or by a word near."""
    told = (_term_at(passage, numbered.start("state")) if numbered else None) or state
    return told.concept if told else ""


def _group_of(passage: Passage, numbered: re.Match[str]) -> str:
    """Give the group in "the number of civilian dead", "" where none is named."""
    told = _term_at(passage, numbered.start("group")) if numbered["group"] else None
    return told.concept if told is not None and told.concept in PERSONS else ""


def _term_at(passage: Passage, start: int) -> Term | None:
    return next((t for t in passage.terms if t.start == start), None)


def _are_people(concept: str, word: str) -> bool:
    """Tell whether a counted noun means people: "attackers", "villagers"."""
    if concept in PERSONS | GENERIC:
        return True
    plain = word.lower().split(" ")[-1]
    return any(w in person_nouns() for w in (plain, plain.removesuffix("s"))) and plain.endswith("s")


AND = re.compile(
    r"\s+(?:[\w’'-]+\s+){0,2}[\w’'-]+,?\s+and\s+(?:(?:at least|more than|about|around|some|nearly|almost|up to|over|as many as)\s+)?"
)
CLOSED = re.compile(
    r"\s*(?:[.,;:)”\"—–-]|$|(?:in|at|on|near|during|when|after|as|and|including|while|outside|across)\b)"
)
MAX_STATE_CHARS = 30
"""A verb that did something to two groups stands so near before the first: "killing 17 soldiers and at least 23 civilians"."""


def _with_shared_states(counts: Sequence[Count], text: str) -> list[Count]:
    """Give the second of two numbers that one verb governs what became of the first: "killing 17 soldiers and at least 23 civilians"."""
    found: list[Count] = []
    for count in counts:
        shares = bool(found) and _share_state(found[-1], count, text)
        found.append(replace(count, state=found[-1].state) if shares else count)
    return found


def _share_state(first: Count, second: Count, text: str) -> bool:
    """Tell whether the verb before a number governs the next one of its sentence too."""
    if not first.state or second.state or not first.kind == second.kind == "count" or second.part:
        return False
    joined = AND.fullmatch(text[first.figure.span.end : second.figure.span.start])
    if not joined or not CLOSED.match(text, second.shown.end):
        return False
    near = (t for t in second.passage.terms if 0 < first.figure.span.start - t.start <= MAX_STATE_CHARS)
    people = _are_people(second.noun, text[second.figure.span.end : second.shown.end].strip() or "-")
    return people and any(t.concept == first.state for t in near)


def _is_part(text: str, figure: Figure) -> bool:
    """Tell a number that counts some of what is named: "twelve of the injured", "another three"."""
    start, end = figure.span.start, figure.span.end
    after, before = text[end : end + MAX_BESIDE], text[max(0, start - MAX_BESIDE) : start]
    parts = PARTS_OF_SHARE if figure.kind == "percent" else PARTS
    whole = OF_NUMBER.match(after) or OF_OWN.match(after)
    return (bool(parts.match(after.lstrip()[:14])) and not whole) or bool(PART_LEADS.search(before))


MAX_BESIDE = 45
"""So many characters before and behind a number are looked at for what it is a part of."""


def _decimal(value: str | None) -> Decimal | None:
    try:
        number = Decimal(value) if value is not None else None
    except InvalidOperation:
        return None
    return number if number is None or number.is_finite() else None


def _is_fraction(before: str) -> bool:
    """Tell the digits behind a point that no digit stands before: "hit .358", "a .32 revolver"."""
    return bool(re.search(r"(?:^|\D)\.$", before))


def _is_age(figure: Figure, before: str, after: str) -> bool:
    """Tell an age: "Dario Pell, 52,", "45-year-old"."""
    if (
        figure.kind == "duration"
        and figure.unit == "year"
        and re.match(r"\s?[,.;)]", after)
        and re.search(r"[,(] ?$", before)
    ):
        return True
    return bool(re.search(r"\b(?:aged?|age of) ?$", before)) or bool(
        re.match(r"(?: ?- ?| )(?:years?(?: ?- ?| ))?old\b|[ -]year-old", after)
    )


def _noun_terms(passage: Passage, figure: Figure) -> tuple[Term, ...]:
    """Give the words of the counted noun: those right behind the number, or where the tree has them close by."""
    following = [t for t in passage.terms if t.start >= figure.span.end][:2]
    if figure.kind in MEASURES and not (figure.kind == "other" and following and following[0].key == "of"):
        return ()
    if figure.of is not None and figure.span.end <= figure.of.start <= figure.span.end + 4:
        inside = tuple(t for t in passage.terms if figure.of.start <= t.start < figure.of.end and t.key not in WHEN)
        if inside:
            return inside
    found: list[Term] = []
    last = figure.span.end
    own = next((t.clause for t in passage.terms if t.end > figure.span.start), 0)
    for t in passage.terms:
        if t.start < figure.span.end:
            continue
        if t.clause > own and not found and t.start - figure.span.end > 1:
            break  # "for 18 million, the club said"
        if t.start - last > 2 or not t.tells or len(found) == MAX_NOUN_TERMS:
            if found or t.key not in {"of", "the", "a", "more", "other"}:
                break
            last = t.end
            continue
        if (found and t.concept in STATES) or t.key in WHEN:
            break
        found.append(t)
        last = t.end
        if t.key in GENERIC or t.concept in PERSONS | GENERIC:
            break
    return tuple(found[:2]) if len(found) == MAX_NOUN_TERMS else tuple(found)


def _state(clause: Sequence[Term], figure: Figure, others: Sequence[Figure]) -> Term | None:
    """Find the word nearest to a number that tells what became of those it counts, no other number between."""
    at = next((i for i, t in enumerate(clause) if t.start >= figure.span.start), None)
    if at is None:
        return None
    best: tuple[int, int, Term] | None = None
    for i, t in enumerate(clause):
        if t.concept not in STATES or t.sign < 0 or _is_sentence(clause, i):
            continue
        if _is_cut_off(clause, i, at):
            continue
        between = (min(t.start, figure.span.start), max(t.start, figure.span.start))
        if any(between[0] < o.span.start < between[1] for o in others if o.id != figure.id):
            continue
        if abs(i - at) <= MAX_STATE_TERMS and (best is None or (abs(i - at), i) < best[:2]):
            best = (abs(i - at), i, t)
    return best[2] if best else None


DEATH_OF_LAW = stems_of("penalty sentence row chamber warrant threat certificate")


def _is_sentence(clause: Sequence[Term], i: int) -> bool:
    """Tell a death of which nobody died, and a treatment of nobody hurt: "the death penalty", "were treated well"."""
    after = clause[i + 1].key if i + 1 < len(clause) else ""
    return (clause[i].key == "death" and after in DEATH_OF_LAW) or (clause[i].key in COUNTED and after in MANNERS)


def _in_hospital(text: str, passage: Passage, figure: Figure) -> Span | None:
    """Give the words that tell how many were taken to hospital: "23 were taken to hospital", "put 41 people in hospital"."""
    before, after = text[passage.span.start : figure.span.start], text[figure.span.end : passage.span.end]
    behind, sent = SENT_TO_HOSPITAL.match(after), SENDING_TO_HOSPITAL.search(before)
    if behind is not None and not re.search(r"\b(?:and|but|who)\b", behind[0]):
        return Span(figure.span.doc, figure.span.start, figure.span.end + behind.end())
    into = INTO_HOSPITAL.match(after) if sent else None
    if sent is None or into is None:
        return None
    return Span(figure.span.doc, passage.span.start + sent.start(), figure.span.end + into.end())


MANNERS = stems_of("well fairly badly humanely kindly harshly like as with")
"""Behind "treated" these tell how somebody was dealt with."""

MEANWHILE = frozenset("when while after before until".split())

LIVES = frozenset({"live", "life"})
TAKING = stems_of("claim take took taken cost lose lost")
TOLL = "toll"


def _toll(clause: Sequence[Term], figure: Figure, noun: Sequence[Term]) -> Term | None:
    """Find the word by which a number counts the dead though no word of death is near: "claimed nine lives", "puts the toll at nine"."""
    if noun:
        return noun[-1] if noun[-1].key in LIVES and any(t.key in TAKING for t in clause) else None
    before = [t for t in clause if t.start < figure.span.start and t.key not in BOUNDING][-MAX_STATE_TERMS:]
    return next((t for t in reversed(before) if t.key == TOLL), None)


INTRANSITIVE = ("die", "dead", "perish", "fatal")


def _is_cut_off(clause: Sequence[Term], state: int, number: int) -> bool:
    """Tell whether a word of state belongs to others than a number counts.

    "One rider died and two men were hurt" tells nothing of men who died: an "and" parts them, and who dies
    stands before the verb.
    """
    first, last = min(state, number), max(state, number)
    if state < number and any(t.key in MEANWHILE for t in clause[first + 1 : last]):
        return True  # "were hurt when 20 gunmen broke in"
    if any(t.key in {"and", "but"} for t in clause[first:last]):
        return True
    return state < number and clause[state].key.startswith(INTRANSITIVE)


STATING = stems_of("say tell put count reckon get give claim estimate speak talk report cite quote arrive insist")
BOUNDING = stems_of("about around some near nearly almost roughly over least most more fewer less than up only just")
MAX_STATING_TERMS = 5
"""Who states a bare number does so in a verb so near before it."""


def _is_stated(clause: Sequence[Term], noun: Sequence[Term], figure: Figure) -> bool:
    """Tell a bare number that somebody gives: "the union says 40 and always has", "the firm gets to 25"."""
    before = [t.key for t in clause if t.start < figure.span.start and t.key not in BOUNDING][-MAX_STATING_TERMS:]
    return not noun and figure.kind in {"count", "percent", "money"} and bool(STATING & set(before))


def _is_past(passage: Passage, figure: Figure, text: str, published: str | None) -> bool:
    """Tell figures of history, by the words of their sentence: "eleven years ago", "each year", another year than the report's."""
    sentence = text[passage.span.start : passage.span.end]
    at, to = figure.span.start - passage.span.start, figure.span.end - passage.span.start
    since = [m.span() for m in SINCE.finditer(sentence)]
    years = {
        m.group(1)
        for m in YEARS.finditer(sentence)
        if not at <= m.start() < to and not any(a <= m.start() < b for a, b in since)
    }
    if FORMER.search(sentence[:at]):
        return True
    return bool(years - {(published or "")[:4]}) or any(not at <= m.start() < to for m in HISTORY.finditer(sentence))


LONG_AGO = timedelta(days=30)
"""A toll of a day so long before the report is of another event: "a quake in May killed 40"."""


def _is_long_ago(passage: Passage, text: str, published: str | None) -> bool:
    """Tell whether all days of a sentence lie long before the report."""
    days = _days(passage, text)
    try:
        last = (date.fromisoformat((published or "")[:10]) - LONG_AGO).isoformat()
    except ValueError:
        return False
    return bool(days) and all(to[:10] < last for _, to in days)


STRETCH = re.compile(
    r"\b(?:over the course of|since|(?:in|during|over|for|through|on) (?:his|her|its|their|the) (?:first|second|third|opening|last|past|final|previous)"
    r"(?: \w{1,12})? (?:hours?|nights?|days?|weekends?|weeks?|months?|quarters?|half|seasons?|years?|games?|match(?:es)?))\b",
    re.IGNORECASE,
)
"""Words that limit a number to a stretch of time: "took 60 million in its first weekend"."""

GOING_ON = re.compile(r"\bafter (?:\w{1,10} ){0,2}$", re.IGNORECASE)


def _stretch(text: str, passage: Passage, figure: Figure) -> str:
    """Give the words that limit a number to a stretch of time in its sentence, "" for none; "after four days of" goes on."""
    if figure.kind == "duration":
        going = GOING_ON.search(text, passage.span.start, figure.span.start) and text.startswith(
            " of ", figure.span.end
        )
        return "going on" if going else ""
    if figure.kind not in {"count", "money"}:
        return ""
    found = STRETCH.search(text, passage.span.start, min(passage.span.end, figure.span.end + MAX_STRETCH))
    return found.group().casefold() if found else ""


MAX_STRETCH = 60
"""So many characters behind a number limit it."""


def _stretches_differ(reading: Reading, a: Count, b: Count) -> bool:
    """Tell numbers of different stretches of time; what goes on has lasted longer in a report of another day."""
    if a.stretch == b.stretch == "going on":
        x, y = ((reading.reports[c.passage.report].doc.published or "")[:10] for c in (a, b))
        return x != y or not x
    return a.stretch != b.stretch


def _days(passage: Passage, text: str) -> frozenset[tuple[str, str]]:
    """Give the days of which a sentence tells, but for those by which or until which something is to be."""
    return frozenset(
        (t.from_, t.to)
        for t in passage.times
        if t.from_
        and t.to
        and t.type in {"date", "time"}
        and not DUE.search(text[max(passage.span.start, t.span.start - MAX_BESIDE) : t.span.start])
    )


MAX_LIMIT_TERMS = 4


def _limit(passage: Passage, noun: Sequence[Term]) -> frozenset[str]:
    """Give the words that limit the counted noun right behind it: "ferries on the north coast", "families in the delta"."""
    if not noun:
        return frozenset()
    rows = [i for i, t in enumerate(passage.terms) if t.start > noun[-1].start][: MAX_LIMIT_TERMS + 1]
    if not rows or passage.terms[rows[0]].key not in _LIMITING or passage.terms[rows[0]].clause != noun[-1].clause:
        return frozenset()
    return concepts_of(passage.terms[i] for i in rows[1:] if passage.terms[i].clause == noun[-1].clause)


_LIMITING = frozenset("in at on of from along across with without under over aged between".split())
_SCOPING = frozenset("in across throughout".split())


def _places(reading: Reading, passage: Passage, clause: Sequence[Term], figure: Figure, text: str) -> frozenset[str]:
    """Give the places that limit a count: named in its clause behind "in".

    Places that the whole story is about limit nothing, but before a measure: "turnout in Tarn was 40 percent".
    """
    keys = {t.start: i for i, t in enumerate(passage.terms)}
    inside = {t.start for t in clause}
    found: set[str] = set()
    for start, _, id_ in passage.mentions:
        fronted = figure.kind in MEASURES and start < figure.span.start
        if reading.kinds.get(id_) != "location" or start not in keys or (id_ in reading.common and not fronted):
            continue
        if not text[start : start + 1].isupper():
            continue  # "in the city": which one is known too unsurely
        i = keys[start]
        if start in inside and {t.key for t in passage.terms[max(0, i - 3) : i]} & _SCOPING:
            found.add(id_)
    return frozenset(found)


MAX_SHOWN = 90
ILL = re.compile(r"\s+ill\b")


def _shown(text: str, passage: Passage, figure: Figure, noun: Sequence[Term], state: Term | None) -> Span:
    """Give the words that show the number with what it counts, not longer than a line."""
    start, end = figure.span.start, figure.span.end
    lead = re.search(
        r"(?:at least|at most|up to|more than|fewer than|less than|about|around|some|nearly|almost|over|roughly|as many as|an estimated)\s*$",
        text[passage.span.start : start],
        re.IGNORECASE,
    )
    if lead:
        start = passage.span.start + lead.start()
    for t in (*noun, *((state,) if state else ())):
        a, b = min(start, t.start), max(end, t.end)
        if b - a <= MAX_SHOWN:
            start, end = a, b
    ill = ILL.match(text, end)  # "41 fell ill" is told in two words
    end = ill.end() if ill else end
    if not noun and not state:
        # a sum alone says nothing: "buy $90 billion in arms"
        behind = re.match(r"\s+(?:in|of|for|worth of)(?:\s+[\w.’'-]+){1,2}", text[end : passage.span.end])
        before = re.search(r"[^\W\d_]{2,}\s+$", text[passage.span.start : start])
        end += len(behind.group().rstrip(".’'-")) if behind else 0
        start = passage.span.start + before.start() if before else start
    return Span(passage.span.doc, start, end)


def same_count(reading: Reading, a: Count, b: Count) -> Sameness | None:
    """Judge whether two figures count the same thing; None where they do not."""
    if not _may_be_same(a, b):
        return None
    apart = _apart(reading, a, b)
    if apart is None:
        return None
    features = count_features(reading, a, b)
    if not any(features[name] for name in TELLING):
        return None
    words = tuple(sorted(a.about & b.about, key=lambda c: (-reading.weight(c), c)))
    return Sameness(probability(fitted.FIGURE_WEIGHTS, fitted.FIGURE_BIAS, features), apart, words)


def _may_be_same(a: Count, b: Count) -> bool:
    """Refuse figures of other units, of other people or things, of a part, or of history beside news."""
    if a.kind != b.kind or (a.unit != b.unit and not (a.kind == "money" and not (a.unit and b.unit))):
        return False
    if a.asked != b.asked:
        return False
    contrasted = are_contrasted(a, b)
    if a.part or b.part or (a.past != b.past and not contrasted):
        return False
    if a.state != b.state and not (contrasted and not (a.state and b.state)):
        return False  # but "the police say 40 were hurt; the hospital speaks of 26"
    return _same_noun(a, b)


TELLING = ("state", "noun", "share", "measure", "contrast", "slip")
"""Figures that share none of these are two numbers of one unit, and no more."""


def count_features(reading: Reading, a: Count, b: Count) -> dict[str, float]:
    """Give what tells whether two figures count the same thing, by the names of `FIGURE_WEIGHTS`.

    share: of what the lighter clause tells, how much the other tells too, in [0, 1]. mass, wider: what they share in
    the clauses, and in the sentences around them, in nats. aligned, numeral: how near the words of the clauses, and the
    numbers as the model reads them where they stand, lie to each other. lone: both reports have one value of the kind only.
    measure: it is told in a unit that few things have (tonnes, cubic metres). crowd: further values of the kind in both reports, and busy where it is a measure. doublings: beyond a factor of three. day: a day told in both. contrast: one report sets them side by side. slip: the digits are the same in another order. setting: as share, of the
    sentences and those around them.
    """
    vague = a.kind in MEASURES or a.is_amount or (not a.state and a.noun in GENERIC)
    shared = shared_mass(reading, a.about, b.about)
    wider = shared_mass(reading, a.sentence | a.around, b.sentence | b.around) - shared
    days = a.days & b.days
    return {
        "state": float(bool(a.state)),
        "noun": kinship(a.noun, b.noun) if a.noun and b.noun and not vague and not a.state else 0.0,
        "share": covered(reading, a.about, b.about),
        "mass": min(shared, MAX_MASS),
        "wider": min(wider, MAX_MASS),
        "close": reading.closeness(a.passage, b.passage),
        "aligned": nearness_of_words(a.written, b.written, unknown=UNKNOWN_WORDS),
        "numeral": nearness_of_words(a.numeral, b.numeral, unknown=UNKNOWN_NUMERAL),
        "entity": float(bool((a.named & b.named) - reading.common)),
        "subject": (1.0 if a.subject == b.subject else -1.0) if a.subject and b.subject else 0.0,
        "lone": float(a.crowd == b.crowd == 0 and a.kind not in COMMON_MEASURES and not a.is_amount),
        "measure": float(a.crowd == b.crowd == 0 and a.kind == "other"),
        "crowd": float(min(a.crowd + b.crowd, MAX_CROWD)) if a.kind not in MEASURES else 0.0,
        "busy": float(min(a.crowd + b.crowd, MAX_CROWD)) if a.kind in MEASURES else 0.0,
        "doublings": max(0.0, _doublings(a, b) - FREE_DOUBLINGS),
        "day": float(bool(days)),
        "contrast": float(are_contrasted(a, b)),
        "slip": float(_is_slip(a, b)),
        "setting": covered(reading, a.sentence | a.around, b.sentence | b.around),
        "named_alike": float(bool(a.words) and a.words == b.words and a.noun == b.noun),
    }


UNKNOWN_WORDS, UNKNOWN_NUMERAL = 0.5, 0.6
"""How near the clauses and the numbers of one thing lie, on average of the dev stories: so many where the analysis does not tell."""


def are_contrasted(a: Count, b: Count) -> bool:
    """Tell numbers that one report sets side by side as what two sources say: "The union says 40. The firm gets to 25.".

    The second is bare; the first is bare too, or the one number of its sentence: "Nine panes broke. The mayor says four."
    Both may stand in one sentence: "The union says 40; the firm gets to 25".
    """
    if a.passage.report != b.passage.report or a.passage.paragraph != b.passage.paragraph:
        return False
    if _doublings(a, b) > FREE_DOUBLINGS:
        return False
    first, second = sorted((a, b), key=lambda c: c.figure.span)
    if not second.stated:
        return False
    if second.passage.row == first.passage.row:
        return first.clause != second.clause and (first.stated or first.beside == 1)
    one_state = bool(first.state) and first.state == second.state
    return second.passage.row - first.passage.row == 1 and (first.stated or not first.beside or one_state)


def _is_slip(a: Count, b: Count) -> bool:
    """Tell numbers of the same digits in another order: 340 and 430. Whoever copies one makes such slips."""
    p, q = (c.figure.value or "" for c in (a, b))
    x, y = ("".join(sorted(v.replace(".", "").strip("0"))) for v in (p, q))
    return len(x) > 1 and x == y and p != q


MAX_MASS, MAX_CROWD = 12.0, 6
"""More than this tells no more."""

FREE_DOUBLINGS = 1.6
"""Two figures of one thing seldom differ by more than a factor of three; each doubling beyond it speaks against them."""


def _doublings(a: Count, b: Count) -> float:
    """Give how often the smaller figure must be doubled to reach the larger."""
    x, y = (abs(float(c.low if c.low is not None else c.high or 0)) for c in (a, b))
    low, high = min(x, y), max(x, y)
    return log2(high / low) if low > 0 else FREE_DOUBLINGS + 2


def _same_noun(a: Count, b: Count) -> bool:
    """Tell whether the words for what is counted allow it to be one thing."""
    if a.state:
        groups = {a.noun, b.noun} - GENERIC - STATES - {""}
        return len(groups) < 2 or a.noun == b.noun or kinship(*sorted(groups)) > 0
    if a.words and b.words and not matches(a.words, b.words):
        return False
    if not a.noun or not b.noun:
        return True
    return kinship(a.noun, b.noun) > 0 or {a.noun, b.noun} <= PERSONS | GENERIC


def _apart(reading: Reading, a: Count, b: Count) -> tuple[str, ...] | None:
    """Give the respects in which two figures differ in scope, or None where they are about different places."""
    apart = []
    if a.places != b.places and (a.places or b.places):
        if a.places and b.places and not a.places & b.nearby and not b.places & a.nearby:
            return None
        apart.append("place")
    groups = {a.noun, b.noun} - STATES - {""}
    people = len(groups) == 2 and groups <= PERSONS | GENERIC and not kinship(*sorted(groups))
    if people or (a.state and a.noun != b.noun and groups - GENERIC):
        apart.append("group")
    if a.whole != b.whole:
        apart.append("whole")
    if a.words != b.words and (a.words or b.words) and not are_contrasted(a, b):
        apart.append("kind")
    if _limits_differ(a, b):
        apart.append("limit")
    if (
        _days_differ(a, b)
        or _stretches_differ(reading, a, b)
        or (a.kind == "count" and not a.is_amount and _grew(reading, a, b))
    ):
        apart.append("day")
    return tuple(apart)


def _limits_differ(a: Count, b: Count) -> bool:
    """Tell whether the words behind each number narrow it in ways that differ: no difference lies in "the city's 40 schools", "40 schools in the city"."""
    if not (a.limit or b.limit) or a.limit & (b.limit | b.about) or b.limit & (a.limit | a.about):
        return False
    return bool(a.limit and b.limit) or a.total != b.total


def _days_differ(a: Count, b: Count) -> bool:
    return bool(a.days and b.days) and all(x[1] < y[0] or y[1] < x[0] for x in a.days for y in b.days)


def _grew(reading: Reading, a: Count, b: Count) -> bool:
    """Tell a count of those dead, hurt or missing of a later day that is higher: it may have gone up."""
    if not a.state:
        return False
    x, y = ((reading.reports[c.passage.report].doc.published or "")[:10] for c in (a, b))
    if not x or not y or x == y:
        return False
    earlier, later = (a, b) if x < y else (b, a)
    return (later.low or later.high or Decimal(0)) > (earlier.high or earlier.low or Decimal(0))
