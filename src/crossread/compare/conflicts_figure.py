"""Figures of the same thing that cannot both be right, told from differences of scope and from rounding."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from heapq import heappop, heappush
from itertools import combinations

from msgspec import Struct

from crossread.compare._word_senses import senses_of
from crossread.compare.conflict_passages import GAP, Reading, firmness_of, title_of
from crossread.compare.same_count import (
    GENERIC,
    HARMED,
    HOSPITAL,
    MEASURES,
    PERSONS,
    Count,
    Sameness,
    are_contrasted,
    read_counts,
    same_count,
)
from crossread.records import Conflict, Side, Span, Verdict, content_id

RAISE_SCORE = 0.55
"""Figures are held to count one thing at or above this.

By weights fitted without the story, four more are raised from here than from 0.6 in the labelled stories, three of them right, and two more
of real news; from 0.5 four more, one of them right (`python -m training.conflicts`).
"""

SCOPE_SCORE = 0.5
"""Figures that differ in scope are shown side by side from here on: nobody is said to be wrong."""

SMALLEST_ROUNDED = 100
"""Counts below this are given exactly: 12 and 14 are no roundings of each other."""

ROUNDING_SHARE = Decimal("0.05")
"""A round number stands for what lies so near to it, and no farther than half of its last digit that is not zero."""

BOUND_SHARE = Decimal("0.1")
"""A number this little above an "at least" says the same: "more than 50" and 53."""

CEILING_SHARE = Decimal("0.75")
"""An amount nearer to an "up to" than this is another account of the same amount, not a part of it."""

MAX_PARTNERS = 80
"""A figure is held against so many behind it that are found by one word: to all of a story of a dozen reports."""

MAX_RANKED = 40
"""Of those that are found so many are judged, first those found by what few figures have; no figure of the labelled stories has more."""

MAX_BESIDE = 4
"""Of so many numbers behind one, in text order, one may be set against it."""

MAX_KEY_WORDS = 8
"""So many of the rarest words in the clause of a number lead to others, and so many of those around."""


class FigurePair(Struct, frozen=True):
    """Two figures that differ: how surely they count one thing, what that makes of them, and why."""

    a: Count
    b: Count
    sameness: Sameness
    verdict: Verdict
    why: str


def find_figure_conflicts(reading: Reading) -> tuple[Conflict, ...]:
    """Find the figures that differ between reports though they count the same thing."""
    counts = read_counts(reading)
    pairs = [
        p
        for p in judged_pairs(reading, counts, least=SCOPE_SCORE)
        if p.sameness.score >= (RAISE_SCORE if p.verdict == "conflict" else SCOPE_SCORE)
    ]
    firm = _of_same_values(_groups([p for p in pairs if p.verdict == "conflict"]))
    taken = {c.figure.id for group in firm for p in group for c in (p.a, p.b)}
    scope = _groups([p for p in pairs if p.verdict != "conflict" and not taken & {p.a.figure.id, p.b.figure.id}])
    nearby = _Nearby(counts)
    return tuple(_conflict(reading, _at_most(group), nearby) for group in (*firm, *scope))


def _of_same_values(groups: Sequence[list[FigurePair]]) -> list[list[FigurePair]]:
    """Put groups together that set the same numbers of one kind against each other: each report has the police's and the union's count."""
    found: dict[tuple[str, str, str, frozenset[Decimal | None]], list[FigurePair]] = {}
    for group in groups:
        counts = [c for p in group for c in (p.a, p.b)]
        key = (counts[0].kind, counts[0].unit, counts[0].state, frozenset(map(_value, counts)))
        found.setdefault(key, []).extend(group)
    return list(found.values())


MAX_SIDES = 4
"""More numbers than this for one thing are numbers of several things; the surest pair of them is kept."""


def _at_most(group: list[FigurePair]) -> list[FigurePair]:
    """Keep the surest pair of a group that has too many numbers, or several of one report that it tells apart itself."""
    best = max(group, key=lambda p: (p.sameness.score, p.a.figure.id, p.b.figure.id))
    counts = {c.figure.id: c for p in group for c in (p.a, p.b)}
    apart = any(
        x.passage.report == y.passage.report and not _same_value(x, y) and not _are_two_voices(x, y)
        for x, y in combinations([counts[k] for k in sorted(counts)], 2)
    )
    return [best] if apart or len({_value(c) for c in counts.values()}) > MAX_SIDES else group


def judged_pairs(reading: Reading, counts: Sequence[Count], *, least: float = 0.0) -> Iterator[FigurePair]:
    """Yield pairs of figures that differ and may count one thing, each with its score, of `least` or more, and verdict."""
    by_kind: dict[tuple[int, str, str, str], list[Count]] = defaultdict(list)
    for count in counts:
        by_kind[count.passage.report, count.kind, count.unit, count.state].append(count)
    parts = {_part_key(c) for c in counts if c.part} - {None}
    for i, j in candidates(reading, counts):
        a, b = counts[i], counts[j]
        if _part_key(min(a, b, key=lambda c: _value(c) or Decimal(0))) in parts:
            continue
        alike = [by_kind[x.passage.report, x.kind, x.unit, x.state] for x in (a, b)]
        if (pair := _judge(reading, (a, b), alike, least)) is not None:
            yield pair


LEAST_PART = 100
"""A number of fewer digits may be a part in one place, and stand by chance in another."""


def _part_key(count: Count) -> tuple[str, str, Decimal] | None:
    """Give the key under which a number is known as a part of something in any report: "the first 300,000 doses"."""
    value = _value(count)
    return (count.kind, count.unit, value) if value is not None and value >= LEAST_PART else None


def candidates(reading: Reading, counts: Sequence[Count]) -> list[tuple[int, int]]:
    """Find pairs of figures that may count one thing: rows of `counts`, by what is counted and the rarest words beside it."""
    by_key: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for row, count in enumerate(counts):
        unit = "" if count.kind == "money" else count.unit
        for key in _keys(reading, count):
            by_key[(count.kind, unit, count.state, *key)].append(row)
    told: list[dict[int, float]] = [defaultdict(float) for _ in counts]
    for rows in by_key.values():
        for at, i in enumerate(rows):
            for j in rows[at + 1 : at + 1 + MAX_PARTNERS]:
                told[i][j] += 1 / len(rows)
    nearest = {(i, j) for i, found in enumerate(told) for j in sorted(found, key=lambda j: (-found[j], j))[:MAX_RANKED]}
    beside = {
        (i, j)
        for i in range(len(counts))
        for j in range(i + 1, min(len(counts), i + 1 + MAX_BESIDE))
        if are_contrasted(counts[i], counts[j])
    }
    return sorted(nearest | beside)


def _keys(reading: Reading, count: Count) -> Iterator[tuple[str, ...]]:
    """Yield what a figure is found by: the sense of its noun, or its rarest words where the noun tells little."""
    if count.state:
        yield ("state",)
        return
    if count.kind in {"distance", "other"}:
        yield ("unit",)
    elif count.noun in PERSONS | GENERIC:
        yield ("person",)
    elif count.noun:
        yield "noun", count.noun
        for sense in senses_of(count.noun):
            yield from (("sense", str(number)) for number in sorted(sense))
    if not count.noun or count.kind in MEASURES:
        for words in (count.about, count.around - count.about):
            for concept in sorted(words, key=lambda c: (-reading.weight(c), c))[:MAX_KEY_WORDS]:
                yield "word", concept


def _judge(
    reading: Reading, pair: tuple[Count, Count], alike: Sequence[Sequence[Count]], least: float
) -> FigurePair | None:
    """Judge two figures, beside those of their kind in the report of each; None where they tell no difference of one thing."""
    a, b = pair
    if is_compatible(a, b) or (a.passage.report == b.passage.report and not _are_two_voices(a, b)):
        return None
    sameness = same_count(reading, a, b)
    if sameness is None or sameness.score < least:
        return None
    if a.passage.report != b.passage.report and (_knows_both(a, b, alike[0]) or _knows_both(b, a, alike[1])):
        return None
    if not _may_be_compared(a, b):
        return None
    verdict, why = _verdict(a, b, sameness)
    return FigurePair(a, b, sameness, verdict, why)


def _are_two_voices(a: Count, b: Count) -> bool:
    """Tell whether one report gives two figures as what two sources say."""
    return are_contrasted(a, b) or (bool(a.voice and b.voice) and a.voice != b.voice)


def _may_be_compared(a: Count, b: Count) -> bool:
    """Refuse a figure that hangs on a condition beside one that stands, and figures of two actors."""
    firm = {firmness_of(a.clause), firmness_of(b.clause)}
    if "conditional" in firm and len(firm) > 1:
        return False  # but "unless 12 prisoners are freed" and "unless 14 are freed" are one demand
    if _is_done_and_to_come(a, b):
        return False
    if a.state or are_contrasted(a, b):
        return True  # who is named first is the one that counts: "The parish makes it eleven. The firm says four."
    return not (a.subject and b.subject and a.subject != b.subject and not _shares_name(a, b))


def _is_done_and_to_come(a: Count, b: Count) -> bool:
    """Tell numbers of what was done and of what is to be: "missed four games", "will miss two games"."""
    before = [[t for t in c.clause if t.tells and t.end <= c.figure.span.start] for c in (a, b)]
    return any(
        x.key == y.key and x.end - x.start != y.end - y.start and "planned" in {x.firmness, y.firmness} != {"planned"}
        for x in before[0]
        for y in before[1]
    )


def _shares_name(a: Count, b: Count) -> bool:
    return bool(a.passage.entities & b.passage.entities)


def _knows_both(a: Count, b: Count, alike: Sequence[Count]) -> bool:
    """Tell whether the report of one figure has the other too, among those `alike`: then it tells them apart itself.

    It does not where it has them from two sources.
    """
    return any(
        c.figure.id != a.figure.id
        and not _are_two_voices(a, c)
        and c.figure.bound == b.figure.bound
        and (not c.noun or not b.noun or c.noun == b.noun)
        and _same_value(c, b)
        for c in alike
    )


def interval(count: Count) -> tuple[Decimal | None, Decimal | None]:
    """Give the least and the most that a figure can stand for, with what it may have been rounded from."""
    low, high = count.low, count.high
    if count.figure.bound != "exactly" or low is None or high is None:
        return low, high
    spread = _rounding(low)
    return low - spread, high + spread


@lru_cache(maxsize=20_000)
def _rounding(value: Decimal) -> Decimal:
    """Give how far a number may stand from what it was rounded from."""
    number = abs(value)
    if number == 0 or (number < SMALLEST_ROUNDED and number == number.to_integral_value()):
        return Decimal(0)
    digits, exponent = number.normalize().as_tuple().digits, number.normalize().as_tuple().exponent
    if len(digits) > 3 or not isinstance(exponent, int):
        return Decimal(0)
    return min(Decimal(5).scaleb(exponent - 1), number * ROUNDING_SHARE)


def is_compatible(a: Count, b: Count) -> bool:
    """Tell whether two figures may be one number, said roundly or with a bound; two bounds of one kind must agree."""
    if a.figure.bound == b.figure.bound and a.figure.bound in {"at_least", "up_to"}:
        return _same_value(a, b)
    if _is_slip(a, b) or _is_whole_of(a, b) or _is_whole_of(b, a):
        return True
    (a_low, a_high), (b_low, b_high) = interval(a), interval(b)
    if (a_high is not None and b_low is not None and a_high < b_low) or (
        b_high is not None and a_low is not None and b_high < a_low
    ):
        return False
    opposite = {a.figure.bound, b.figure.bound} == {"at_least", "up_to"}
    return opposite or (_is_near_bound(a, b) and _is_near_bound(b, a))


def _is_whole_of(a: Count, b: Count) -> bool:
    """Tell a measure in whole units that another gives with a fraction: "magnitude 6", "5.9"."""
    x, y = _value(a), _value(b)
    if x is None or y is None or a.kind not in {"other", "percent", "distance"}:
        return False
    return x == x.to_integral_value() and y != y.to_integral_value() and abs(x - y) < Decimal("0.5")


def _is_near_bound(bounded: Count, other: Count) -> bool:
    """Tell whether a figure is close to another's bound; where there is no bound, or only "dozens", it always is."""
    value = _value(other)
    if value is None or bounded.figure.value is None:
        return True
    if bounded.figure.bound == "at_least" and bounded.low is not None:
        return value <= bounded.low * (1 + BOUND_SHARE)
    if bounded.figure.bound == "up_to" and bounded.high is not None:
        return value >= bounded.high * (1 - BOUND_SHARE / 2)
    return True


def _is_slip(a: Count, b: Count) -> bool:
    """Tell an amount whose "million" was dropped: "$27.5" beside "$27.5 million"."""
    x, y = _value(a), _value(b)
    if a.figure.kind != "money" or not x or not y:
        return False
    return max(x, y) / min(x, y) in {Decimal(1000), Decimal(1_000_000), Decimal(1_000_000_000)}


def _value(count: Count) -> Decimal | None:
    """Give the one number that stands for a figure."""
    if count.figure.bound == "at_least":
        return count.low
    if count.figure.bound == "up_to":
        return count.high
    if count.low is None or count.high is None:
        return count.low if count.high is None else count.high
    return (count.low + count.high) / 2


def _same_value(a: Count, b: Count) -> bool:
    x, y = _value(a), _value(b)
    if x is None or y is None:
        return False
    return x == y or abs(x - y) <= max(_rounding(x), _rounding(y))


def _is_open(a: Count, b: Count) -> str | None:
    """Give the words of the reading by which a bound leaves room for the other figure, None where it does not."""
    for x, y in ((a, b), (b, a)):
        value = _value(y)
        if value is None or x.figure.bound == y.figure.bound:
            continue
        if x.figure.bound == "at_least" and x.low is not None and value > x.low:
            return "“at least” or “more than” sets a lower bound, which leaves room for the higher figure"
        if x.figure.bound == "up_to" and x.high is not None and value < x.high:
            return "“up to” sets an upper bound, which leaves room for the lower figure"
    return None


def _verdict(a: Count, b: Count, sameness: Sameness) -> tuple[Verdict, str]:
    """Tell a conflict from a difference of scope, and give the reading under which both could be right."""
    readings = {
        "place": "one figure is told of a place, and the other of more places or of no place in particular: one may be a part of the other",
        "whole": "one figure is told of all there are, and the other does not say so: one may be a part of the other",
        "group": "one figure counts a group of people, the other people in general: one may be a part of the other",
        "kind": "one figure is told of a kind that the other does not name: one may be a part of the other",
        "limit": "the words behind each figure limit what is counted in different ways: one may be a part of the other",
        "day": "the figures are told of different days or stretches of time",
    }
    for respect in ("place", "whole", "group", "limit", "day", *(() if a.state else ("kind",))):
        if respect in sameness.apart:
            return "scope", readings[respect]
    room = _is_open(a, b)
    if a.state and a.figure.bound == b.figure.bound == "at_least":
        return "scope", "both are lower bounds, so both could be right; a later count may be higher"
    if room is not None:
        x, y = sorted(v for v in (_value(a), _value(b)) if v is not None)
        near = (
            a.figure.kind == "money"
            and y > 0
            and x / y >= CEILING_SHARE
            and "up_to" in {a.figure.bound, b.figure.bound}
        )
        return ("conflict" if near else "scope"), f"the figures differ; {room}"
    if "kind" in sameness.apart:
        return (
            "conflict",
            f"the figures differ, and the words tell no difference in what is counted but this: {readings['kind']}",
        )
    if a.figure.bound == b.figure.bound == "at_least":
        return (
            "conflict",
            "the reports give different lower bounds of the same amount; both could be right only if the smaller one is not the whole bound",
        )
    return "conflict", "the figures count the same thing, and nothing in the words makes one a part of the other"


def _groups(pairs: Sequence[FigurePair]) -> list[list[FigurePair]]:
    """Put pairs that share a figure and a verdict together."""
    owner: dict[tuple[str, str], int] = {}
    groups: list[list[FigurePair]] = []
    for pair in sorted(pairs, key=lambda p: (-p.sameness.score, p.a.figure.id, p.b.figure.id)):
        keys = _figure_keys(pair)
        rows = sorted({owner[k] for k in keys if k in owner})
        row = rows[0] if rows else len(groups)
        if not rows:
            groups.append([])
        groups[row].append(pair)
        owner.update(dict.fromkeys(keys, row))
        for extra in rows[1:]:
            groups[row] += groups[extra]
            owner.update((key, row) for moved in groups[extra] for key in _figure_keys(moved))
            groups[extra] = []
    return [g for g in groups if g]


def _figure_keys(pair: FigurePair) -> tuple[tuple[str, str], tuple[str, str]]:
    return (pair.verdict, pair.a.figure.id), (pair.verdict, pair.b.figure.id)


class _Nearby:
    """Figures by kind, state and value: those that can have one value are found without a look at all of the story's."""

    def __init__(self, counts: Sequence[Count]) -> None:
        self.counts = counts
        self._rows: dict[tuple[str, str], list[tuple[Decimal, int]]] = defaultdict(list)
        for row, count in enumerate(counts):
            if (value := _value(count)) is not None:
                self._rows[count.kind, count.state].append((value, row))
        for rows in self._rows.values():
            rows.sort()

    def rows_of(self, count: Count) -> list[int]:
        """Give the rows of the figures that may have the value of one: no number is rounded by more than `ROUNDING_SHARE`."""
        value = _value(count)
        if value is None:
            return []
        rows, spread = self._rows[count.kind, count.state], 2 * ROUNDING_SHARE * abs(value)
        first = bisect_left(rows, (value - spread, -1))
        last = bisect_right(rows, (value + spread, len(self.counts)))
        return [row for _, row in rows[first:last]]


def _with_same_values(reading: Reading, members: dict[str, Count], nearby: _Nearby) -> dict[str, Count]:
    """Add the figures of further reports that stand behind a side with the same value, in the order of the story."""
    members, last = dict(members), -1
    waiting = sorted({row for m in members.values() for row in nearby.rows_of(m)})
    while waiting:
        row = heappop(waiting)
        other = nearby.counts[row]
        if row <= last or other.figure.id in members:
            continue
        last = row
        if any(_same_value(other, m) and _supports(reading, other, m) for m in list(members.values())):
            members[other.figure.id] = other
            for more in nearby.rows_of(other):
                if more > row:
                    heappush(waiting, more)
    return members


def _conflict(reading: Reading, group: Sequence[FigurePair], nearby: _Nearby) -> Conflict:
    best = max(group, key=lambda p: (p.sameness.score, p.a.figure.id))
    members = _with_same_values(reading, {c.figure.id: c for p in group for c in (p.a, p.b)}, nearby)
    ordered = sorted(members.values(), key=lambda c: (_value(c) or Decimal(0), c.figure.span))
    sides: list[list[Count]] = []
    for count in ordered:
        if sides and _same_value(sides[-1][0], count):
            sides[-1].append(count)
        else:
            sides.append([count])
    made = tuple(_side(reading, side) for side in sides)
    return Conflict(
        id=content_id("x", "figure", best.verdict, *(s for side in made for s in side.evidence)),
        kind="figure",
        verdict=best.verdict,
        about=_about(reading, best),
        sides=made,
        why=best.why,
        score=round(best.sameness.score, 3),
    )


def _supports(reading: Reading, other: Count, member: Count) -> bool:
    same = same_count(reading, other, member)
    return (
        same is not None and same.score >= RAISE_SCORE and not ({"place", "whole", "group", "limit"} & set(same.apart))
    )


def _side(reading: Reading, counts: Sequence[Count]) -> Side:
    spans = [_told(reading, c) for c in counts]
    longest = max(spans, key=lambda s: (s.end - s.start, s.doc))
    by_id = {r.doc.id: r for r in reading.reports}
    return Side(
        says=by_id[longest.doc].words(longest),
        evidence=tuple(spans),
        outlets=tuple(sorted({reading.outlet(c.passage) for c in counts})),
    )


def _told(reading: Reading, count: Count) -> Span:
    """Give the words that show a figure; where a preposition begins them, with those that it hangs on: "put it at 40"."""
    span, text = count.shown, reading.reports[count.passage.report].doc.text
    if not _HANGS.match(text, span.start, span.end):
        return span
    before = _BEFORE.search(text, count.passage.span.start, span.start)
    return Span(span.doc, before.start(), span.end) if before else span


_HANGS = re.compile(r"(?:at|to|of|by|from)\s", re.IGNORECASE)
_BEFORE = re.compile(r"(?:\b[^\W\d_][\w’'-]{0,30}\s){1,3}\Z")


MIN_ABOUT, MAX_ABOUT = 2, 4
STATE_LABELS = {
    "kill": "people killed",
    "injure": "people injured",
    "miss": "people missing",
    "arrest": "people arrested",
    "evacuate": "people evacuated",
    "rescue": "people rescued",
    "infect": "people infected",
    "sicken": "people fallen ill",
    HOSPITAL: "people taken to hospital",
    HARMED: "people killed or hurt",
}


ESTIMATED = re.compile(
    r"\b(?:put|puts|putting|estimates?|estimated)\s(?:[\w’']{1,12}\s)?(?P<what>crowd|turnout|toll|death toll|cost|damage|losses|number of \w{3,20}|number)\sat\s$"
)
"""What somebody puts at a number: "police put the crowd at 8,000"."""


def _words_before(reading: Reading, count: Count) -> str:
    """Give the words of the sentence before a number."""
    text = reading.reports[count.passage.report].doc.text
    return text[max(count.passage.span.start, count.figure.span.start - MAX_BEFORE_NUMBER) : count.figure.span.start]


MAX_BEFORE_NUMBER = 60


def _words_counted(reading: Reading, count: Count) -> str:
    """Give the words behind the number of people or things."""
    behind = Span(count.shown.doc, count.figure.span.end, max(count.figure.span.end, count.shown.end))
    return reading.reports[count.passage.report].words(behind).strip() if count.kind == "count" else ""


def _about(reading: Reading, pair: FigurePair) -> str:
    """Name what is counted, in words of the first report: its noun or state, and the words that both clauses share."""
    count = pair.a
    if count.state:
        return STATE_LABELS[count.state]
    told = (ESTIMATED.search(_words_before(reading, c)) for c in (pair.a, pair.b))
    if named := next((m["what"] for m in told if m), None):
        return named
    plain = [c for c in pair.sameness.shared if not count.noun or c not in reading.name_keys]
    wanted = [count.noun, *plain[:MAX_ABOUT]]
    if sum(map(bool, wanted)) < MIN_ABOUT:
        wanted += [t.concept for t in count.clause if t.tells and not t.name][:MIN_ABOUT]
    title = title_of(reading, count.passage, set(wanted), but=count.figure.span)
    counted = {_words_counted(reading, c).casefold() for c in (pair.a, pair.b)}
    if title.count(GAP) > 1 and len(counted) == 1 and " " in min(counted):
        return _words_counted(reading, count)  # "12 jailed comrades", "14 jailed comrades"
    return title or reading.reports[count.passage.report].words(count.shown)
