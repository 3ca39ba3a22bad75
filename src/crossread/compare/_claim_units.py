"""Claims made comparable: their words with names and pronouns resolved, their subject, figures, days and places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Context, Decimal, InvalidOperation
from typing import Literal, TypeVar

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from crossread.compare._alignment import UNWEIGHED, Weighed, rarity_of, weigh, worded
from crossread.compare._deeds import Deeds, find_deeds
from crossread.compare._likeness import rarities
from crossread.compare._similarity import Words, words_of
from crossread.compare._wordings import FUNCTION_MASS, keys_of, mass_of
from crossread.extract._clauses import SUBJECTS
from crossread.extract.report import Report
from crossread.language.analysis import Analysis, Floats
from crossread.language.centred import apart, common_of
from crossread.records import Claim, Entity, Figure, Span, TimeRef

T = TypeVar("T")
Slot = Literal["polarity", "modality", "figures", "times", "places", "subject", "speaker"]

MONTH = re.compile(
    r"\b(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)

FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me"})


MAX_SMALL = 12
"""Whole numbers up to this stand in any story for any thing."""


MIN_ROUND_DIGITS = 2
"""A number of so many significant digits may be another one rounded: 14 million for 14.2 million, but not 10 for 14."""


class Amount(Struct, frozen=True):
    """A figure as numbers: bounds, inclusive, what it is in, the stem of what it counts, and the number that is said, if it is one."""

    low: Decimal
    high: Decimal
    unit: str
    of: str
    said: Decimal | None = None

    @property
    def digits(self) -> int:
        """Count the significant digits of the number; 0 for a range and for a small whole number, which tell nothing."""
        if self.said is None or (self.said <= MAX_SMALL and self.said == int(self.said)):
            return 0
        return len(self.said.normalize().as_tuple().digits)

    @property
    def is_time(self) -> bool:
        """Tell whether it is an age or a duration: these are never told without their unit, so that "29" is no "29 years old"."""
        return self.unit.startswith("duration")

    def is_same(self, other: Amount) -> bool:
        """Tell whether both say one number of one thing: the same, or one the other rounded; a unit or a thing that is not told fits any."""
        if (
            self.said is None
            or other.said is None
            or not (_fits(self.unit, other.unit, "count") and _fits(self.of, other.of, ""))
            or self.is_time != other.is_time
        ):
            return False
        digits = min(self.digits, other.digits)
        if digits < MIN_ROUND_DIGITS:
            return self.said == other.said
        return Context(prec=digits).plus(self.said) == Context(prec=digits).plus(other.said)

    def is_of_one_kind(self, other: Amount) -> bool:
        """Tell whether both are told to be in one unit, or to count one thing."""
        return self.unit == other.unit and self.of == other.of and (self.unit != "count" or bool(self.of))


USUAL_COSINE, USUAL_PAIRS = 0.17, 100
"""Mean cosine of the sentences of two claims of one story, before what they have in common is taken off (.155 to .200 in the dev
stories), as if so many pairs had been seen: a story of two sentences has no mean of its own."""


class Telling(Struct, frozen=True):
    """How much words, numbers, days and entities tell in one story: the logarithm of how rare its claims with them are.

    `mean_cosine` is that of the meanings of any two of its claims: in a short story they still have much in common.
    """

    words: Mapping[str, float]
    numbers: Mapping[Decimal, float]
    days: Mapping[tuple[str, str], float]
    entities: Mapping[str, float]
    name_keys: frozenset[str]
    mean_cosine: float

    def weight(self, concept: str) -> float:
        """Tell how much a word tells in this story."""
        return self.words.get(concept, 0.0)


class Unit(Struct, frozen=True):
    """A claim, ready to be compared.

    `words` has names and pronouns replaced by the best-known name, and `names` are the stems of those names; `concepts` are its telling words as
    `_wordings` and WordNet's senses know them. `subject` is the entity that the claim
    is about, `speaker` the one whose words it is; `days` are ISO ranges of its dates, `deeds` its verbs. The vector of `words` is that of the
    sentence, of which the claim is a share, in [0, 1]; `meaning` is that vector without what all of the story have in common. `telling` is the same for all claims of a story.
    """

    claim: Claim
    report: int
    sentence: int
    share_of_sentence: float
    words: Words
    meaning: Floats
    names: frozenset[str]
    own_words: tuple[str, ...]
    subject: str | None
    subject_is_person: bool
    speaker: str | None
    first_person: bool
    amounts: tuple[Amount, ...]
    days: tuple[tuple[str, str, str], ...]
    places: frozenset[str]
    concepts: frozenset[str]
    deeds: Deeds
    written: Weighed
    telling: Telling


def make_units(reports: Sequence[Report], entities: Sequence[Entity]) -> list[Unit]:
    """Make the units of a story: reports in the order given, claims in text order."""
    kinds = {e.id: e for e in entities}
    mentions: dict[str, list[tuple[int, int, str]]] = {}
    for e in entities:
        for m in e.mentions:
            mentions.setdefault(m.doc, []).append((m.start, m.end, e.id))
    units: list[Unit] = []
    common = common_of(r.analysis.vectors for r in reports)
    for row, report in enumerate(reports):
        meanings = apart(report.analysis.vectors, common)
        here = sorted(mentions.get(report.doc.id, ()))
        figures = {f.id: f for f in report.figures}
        times = {t.id: t for t in report.times}
        speakers = {q.id: q.speaker for q in report.quotes}
        claims = (_unit(report, row, claim, here, kinds, figures, times, speakers) for claim in report.claims)
        units.extend(replace(u, meaning=meanings[u.sentence]) if len(meanings) else u for u in claims)
    telling = _telling(units, entities)
    words = [worded(reports[u.report].analysis, u.claim.span.start, u.claim.span.end) for u in units]
    rarity = rarity_of(words)
    return [replace(u, telling=telling, written=weigh(w, rarity)) for u, w in zip(units, words, strict=True)]


_UNTOLD = Telling({}, {}, {}, {}, frozenset(), 0.0)


def _telling(units: Sequence[Unit], entities: Sequence[Entity]) -> Telling:
    """Weigh what the claims of a story share by how many of them have it."""

    def rare(counted: Iterable[Iterable[T]]) -> dict[T, float]:
        return rarities(Counter(thing for things in counted for thing in set(things)), len(units))

    vectors = [u.meaning.astype(np.float64) for u in units if u.meaning.any()]
    whole = np.sum(vectors, axis=0) if vectors else np.zeros(1)
    pairs = len(vectors) * (len(vectors) - 1) / 2
    total = (float(whole @ whole) - len(vectors)) / 2
    return Telling(
        words=rare(u.concepts for u in units),
        numbers=rare((a.said for a in u.amounts if a.said is not None) for u in units),
        days=rare(((start, end) for start, end, _ in u.days) for u in units),
        entities=rare(u.claim.entities for u in units),
        name_keys=frozenset(key for e in entities for key in keys_of(e.name)) | _capitals(units),
        mean_cosine=round((total + USUAL_PAIRS * USUAL_COSINE) / (pairs + USUAL_PAIRS), 6),
    )


def units_of_passages(passages: Mapping[str, Words]) -> dict[str, Unit]:
    """Make units of passages that stand alone, as if each were the claim of another report of one story.

    Args:
        passages: words by text. Names are not resolved, and numbers are of no thing that is told.
    """
    vectors = np.array([words.vector for words in passages.values()])
    meanings = apart(vectors, common_of([vectors]))
    units = [
        Unit(
            claim=Claim(id=text, span=Span("", 0, len(text)), by="outlet"),
            report=row,
            sentence=0,
            share_of_sentence=1.0,
            words=words,
            meaning=meanings[row],
            names=frozenset(),
            own_words=words.sequence,
            subject=None,
            subject_is_person=False,
            speaker=None,
            first_person=False,
            amounts=tuple(_bare_amount(number) for number in sorted(words.numbers)),
            days=(),
            places=frozenset(),
            concepts=_concepts(text),
            deeds=Deeds(),
            written=UNWEIGHED,
            telling=_UNTOLD,
        )
        for row, (text, words) in enumerate(passages.items())
    ]
    telling = _telling(units, ())
    return {unit.claim.id: replace(unit, telling=telling) for unit in units}


def _bare_amount(number: str) -> Amount:
    whole, dot, rest = number.partition(".")
    said = Decimal(whole + dot + rest.replace(".", ""))
    return Amount(said, said, "count", "", said)


def _concepts(text: str) -> frozenset[str]:
    """Give the words of a text that tell more than grammar, as stems."""
    return frozenset(key for key in keys_of(text) if mass_of(key) > FUNCTION_MASS)


CAPITAL_SHARE = 0.8
"""A word that is written with a capital inside sentences so often is part of a name."""


def _capitals(units: Sequence[Unit]) -> frozenset[str]:
    """Give the words that claims write with a capital nearly always, but for the first of a claim."""
    every = Counter(word for u in units for word in set(u.words.sequence[1:]))
    named = Counter(word for u in units for word in u.words.names)
    return frozenset(word for word, n in named.items() if n >= CAPITAL_SHARE * every[word])


def _unit(
    report: Report,
    row: int,
    claim: Claim,
    mentions: Sequence[tuple[int, int, str]],
    kinds: Mapping[str, Entity],
    figures: Mapping[str, Figure],
    times: Mapping[str, TimeRef],
    speakers: Mapping[str, str | None],
) -> Unit:
    sentence = report.sentence_at(claim.span.start)
    vector = report.analysis.vectors[sentence] if len(report.analysis.vectors) else np.zeros(384, np.float32)
    inside = list(_outermost(mentions, claim.span))
    subject = _subject(report, claim.span, inside)
    own = words_of(report.words(claim.span), vector)
    text = _resolved(report, claim.span, inside, kinds)
    whole = report.sentence_span(sentence)
    tokens = report.analysis.tokens.covering(claim.span.start, claim.span.end)
    dated = [times[i] for i in claim.times if i in times]
    return Unit(
        claim=claim,
        report=row,
        sentence=sentence,
        share_of_sentence=(claim.span.end - claim.span.start) / max(1, whole.end - whole.start),
        words=words_of(text, vector),
        meaning=vector,
        names=frozenset(w for _, _, e in inside if e in kinds for w in words_of(kinds[e].name, vector).sequence),
        own_words=own.sequence,
        subject=subject,
        subject_is_person=subject is not None and kinds[subject].kind == "person",
        speaker=speakers.get(claim.by),
        first_person=bool(FIRST_PERSON & set(own.sequence)),
        amounts=tuple(a for f in claim.figures if f in figures for a in _amount(report, figures[f])),
        days=tuple(_days(report, dated)),
        places=frozenset(e for e in claim.entities if e in kinds and kinds[e].kind == "location"),
        concepts=_concepts(text),
        deeds=find_deeds(report.analysis, claim, _tops(report.analysis, *tokens), tokens, dated),
        written=UNWEIGHED,
        telling=_UNTOLD,
    )


def _days(report: Report, times: Sequence[TimeRef]) -> Iterator[tuple[str, str, str]]:
    for t in times:
        if t.type in {"date", "time"} and t.from_ and t.to:
            yield t.from_, t.to, report.words(t.span).lower()


def _outermost(mentions: Sequence[tuple[int, int, str]], span: Span) -> Iterator[tuple[int, int, str]]:
    """Yield the mentions inside a span that lie in no other, in text order."""
    end = span.start
    for at in range(bisect_left(mentions, (span.start, 0, "")), len(mentions)):
        a, b, entity = mentions[at]
        if a >= span.end:
            return
        longer = [m for m in mentions[at + 1 : at + 4] if m[0] == a and m[1] > b]
        if a >= end and b <= span.end and not longer:
            end = b
            yield a, b, entity


def _resolved(report: Report, span: Span, inside: Sequence[tuple[int, int, str]], kinds: Mapping[str, Entity]) -> str:
    """Give the words of a claim with each mention replaced by the best-known name: "she" and "Mrs Orr" become one."""
    parts, at = [], span.start
    for a, b, entity in inside:
        if entity not in kinds:
            continue
        name = kinds[entity].name
        parts += [report.doc.text[at:a], name.split()[-1] if kinds[entity].kind == "person" and name.split() else name]
        at = b
    return "".join((*parts, report.doc.text[at : span.end]))


def _subject(report: Report, span: Span, inside: Sequence[tuple[int, int, str]]) -> str | None:
    """Give the entity that is the subject of the claim's main predicate; None where it is none."""
    analysis = report.analysis
    first, last = analysis.tokens.covering(span.start, span.end)
    for top in _tops(analysis, first, last):
        for i in range(first, last):
            if int(analysis.syntax.head[i]) == top and i != top and analysis.syntax.deprel[i] in SUBJECTS:
                at = int(analysis.tokens.start[i])
                return next((e for a, b, e in inside if a <= at < b), None)
    return None


def _tops(analysis: Analysis, first: int, last: int) -> list[int]:
    """Give the tokens of a range that hang on none of its others."""
    head = analysis.syntax.head
    return [i for i in range(first, last) if not first <= int(head[i]) < last or int(head[i]) == i]


def _amount(report: Report, figure: Figure) -> Iterator[Amount]:
    try:
        low = Decimal(figure.low if figure.low is not None else figure.value or "")
        high = Decimal(figure.high if figure.high is not None else figure.value or "")
    except InvalidOperation:
        return
    if figure.bound == "at_least" and figure.high is None:
        high = Decimal("Infinity")
    if figure.bound == "up_to" and figure.low is None:
        low = Decimal(0)
    counted = words_of(report.words(figure.of), np.zeros(1, np.float32)).content if figure.of else ()
    said = Decimal(figure.value) if figure.value is not None else None
    yield Amount(low, high, f"{figure.kind} {figure.unit or ''}".strip(), counted[-1] if counted else "", said)


def differing_slots(a: Unit, b: Unit) -> tuple[Slot, ...]:
    """Give the slots in which two claims differ, in a fixed order.

    A slot that one of them leaves empty does not differ; nor do the same words for a time in reports of
    two days ("within ten days").
    """
    slots: list[Slot] = []
    if a.claim.polarity != b.claim.polarity:
        slots.append("polarity")
    if _firm(a) != _firm(b):
        slots.append("modality")
    if amounts_clash(a.amounts, b.amounts):
        slots.append("figures")
    if a.days and b.days and not any((x[0] <= y[1] and y[0] <= x[1]) or x[2] == y[2] for x in a.days for y in b.days):
        slots.append("times")
    if a.places and b.places and not a.places & b.places:
        slots.append("places")
    if a.subject and b.subject and a.subject != b.subject and (a.subject_is_person or b.subject_is_person):
        slots.append("subject")
    if a.speaker and b.speaker and a.speaker != b.speaker:
        slots.append("speaker")
    return tuple(slots)


def _firm(unit: Unit) -> bool:
    """Tell what is said to be so from what may, should or will be."""
    return unit.claim.modality in {"asserted", "reported"}


def amounts_clash(a: Sequence[Amount], b: Sequence[Amount]) -> bool:
    """Tell whether each side has a number of one kind of thing that fits none of the other's, rounded or not.

    A number that the other side has too answers for itself alone: "four dead and 11 hurt" does not clash with "four dead".
    """
    left = [x for x in a if not any(_is_met(x, y) for y in b)]
    right = [y for y in b if not any(_is_met(x, y) for x in a)]
    return any(_is_comparable(x, y) for x in left for y in right)


def _is_comparable(x: Amount, y: Amount) -> bool:
    """Tell whether two numbers may be of one kind of thing."""
    return x.unit == y.unit and (not x.of or not y.of or x.of == y.of or x.unit.startswith(("money", "percent")))


def _is_met(x: Amount, y: Amount) -> bool:
    """Tell whether two numbers may be of one kind of thing and fit each other."""
    return _is_comparable(x, y) and ((x.low <= y.high and y.low <= x.high) or bool(x.digits and x.is_same(y)))


def shared_amounts(a: Unit, b: Unit) -> list[tuple[Amount, Amount]]:
    """Give the numbers that two claims share, small ones too."""
    return [(x, y) for x in a.amounts for y in b.amounts if x.is_same(y)]


def _fits(a: str, b: str, unknown: str) -> bool:
    return a == b or unknown in {a, b}


def shared_days(a: Unit, b: Unit) -> set[str]:
    """Give the days of the calendar that two claims share: told by the month ("1 September"), not by the day of the week.

    Most claims of a story are about its own two or three days, so that a weekday tells little.
    """
    return _calendar_days(a) & _calendar_days(b)


def _calendar_days(unit: Unit) -> set[str]:
    return {start[:10] for start, end, words in unit.days if start[:10] == end[:10] and MONTH.search(words)}
