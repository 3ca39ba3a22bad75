"""Figures of the same thing that cannot both be right, told from differences of scope and from rounding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from crossread.compare.conflict_passages import Reading, firmness_of
from crossread.compare.same_count import MEASURES, Count, Sameness, read_counts, same_count
from crossread.records import Conflict, Side, Verdict, content_id

RAISE_SCORE = 0.5
"""Figures are held to count one thing at or above this (evaluation/conflicts.py)."""

SMALLEST_ROUNDED = 100
"""Counts below this are given exactly: 12 and 14 are no roundings of each other."""

ROUNDING_SHARE = Decimal("0.05")
"""A round number stands for what lies so near to it, and no farther than half of its last digit that is not zero."""

BOUND_SHARE = Decimal("0.1")
"""A number this little above an "at least" says the same: "more than 50" and 53."""

CEILING_SHARE = Decimal("0.75")
"""An amount nearer to an "up to" than this is another account of the same amount, not a part of it."""

MAX_PAIRS_A_KEY = 4_000
"""So many pairs of figures that count one family of words are looked at; the rest are too many to tell apart."""


class _Pair(Struct, frozen=True):
    a: Count
    b: Count
    sameness: Sameness
    verdict: Verdict
    why: str


def find_figure_conflicts(reading: Reading) -> tuple[Conflict, ...]:
    """Find the figures that differ between reports though they count the same thing."""
    counts = read_counts(reading)
    pairs = list(_pairs(reading, counts))
    firm = _groups([p for p in pairs if p.verdict == "conflict"])
    taken = {c.figure.id for group in firm for p in group for c in (p.a, p.b)}
    scope = _groups([p for p in pairs if p.verdict != "conflict" and not taken & {p.a.figure.id, p.b.figure.id}])
    return tuple(_conflict(reading, _at_most(group), counts) for group in (*firm, *scope))


MAX_SIDES = 4
"""More numbers than this for one thing are numbers of several things; the surest pair of them is kept."""


def _at_most(group: list[_Pair]) -> list[_Pair]:
    best = max(group, key=lambda p: (p.sameness.score, p.a.figure.id, p.b.figure.id))
    values = {_value(c) for p in group for c in (p.a, p.b)}
    return group if len(values) <= MAX_SIDES else [best]


def _pairs(reading: Reading, counts: Sequence[Count]) -> Iterator[_Pair]:
    by_key: dict[tuple[str, str, str], list[Count]] = defaultdict(list)
    for count in counts:
        by_key[
            count.figure.kind,
            count.figure.unit or "",
            count.state or ("" if count.figure.kind in MEASURES else count.noun),
        ].append(count)
    for key in sorted(by_key):
        looked_at = 0
        for i, a in enumerate(by_key[key]):
            for b in by_key[key][i + 1 :]:
                looked_at += 1
                if looked_at > MAX_PAIRS_A_KEY:
                    break
                if (pair := _judge(reading, a, b, by_key[key])) is not None:
                    yield pair


def _judge(reading: Reading, a: Count, b: Count, alike: Sequence[Count]) -> _Pair | None:
    if a.passage.report == b.passage.report or is_compatible(a, b):
        return None
    sameness = same_count(reading, a, b)
    if sameness is None or sameness.score < RAISE_SCORE:
        return None
    if _knows_both(a, b, alike) or _knows_both(b, a, alike):
        return None
    if not _may_be_compared(a, b):
        return None
    verdict, why = _verdict(a, b, sameness)
    return _Pair(a, b, sameness, verdict, why)


def _may_be_compared(a: Count, b: Count) -> bool:
    """Refuse a figure that somebody demands beside one that stands, and figures of two actors."""
    firm = {firmness_of(a.clause), firmness_of(b.clause)}
    if "conditional" in firm:
        return False
    return not (a.subject and b.subject and a.subject != b.subject and not a.state and not _shares_name(a, b))


def _shares_name(a: Count, b: Count) -> bool:
    return bool(a.passage.entities & b.passage.entities)


def _knows_both(a: Count, b: Count, alike: Sequence[Count]) -> bool:
    """Tell whether the report of one figure has the other too: then it tells them apart itself."""
    return any(
        c.passage.report == a.passage.report
        and c.figure.id != a.figure.id
        and _same_value(c, b)
        and c.figure.bound == b.figure.bound
        for c in alike
    )


def interval(count: Count) -> tuple[Decimal | None, Decimal | None]:
    """Give the least and the most that a figure can stand for, with what it may have been rounded from."""
    low, high = count.low, count.high
    if count.figure.bound != "exactly" or low is None or high is None:
        return low, high
    spread = _rounding(low)
    return low - spread, high + spread


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
    if _is_slip(a, b):
        return True
    (a_low, a_high), (b_low, b_high) = interval(a), interval(b)
    if (a_high is not None and b_low is not None and a_high < b_low) or (
        b_high is not None and a_low is not None and b_high < a_low
    ):
        return False
    opposite = {a.figure.bound, b.figure.bound} == {"at_least", "up_to"}
    return opposite or (_is_near_bound(a, b) and _is_near_bound(b, a))


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
        "group": "one figure counts a group of people, the other people in general: one may be a part of the other",
        "kind": "one figure is told of a kind that the other does not name: one may be a part of the other",
        "limit": "the words behind each figure limit what is counted in different ways: one may be a part of the other",
        "day": "the figures are told of different days",
    }
    for respect in ("place", "group", "limit", "day"):
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


def _groups(pairs: Sequence[_Pair]) -> list[list[_Pair]]:
    """Put pairs that share a figure and a verdict together."""
    owner: dict[tuple[str, str], int] = {}
    groups: list[list[_Pair]] = []
    for pair in sorted(pairs, key=lambda p: (-p.sameness.score, p.a.figure.id, p.b.figure.id)):
        keys = [(pair.verdict, pair.a.figure.id), (pair.verdict, pair.b.figure.id)]
        rows = sorted({owner[k] for k in keys if k in owner})
        row = rows[0] if rows else len(groups)
        if not rows:
            groups.append([])
        groups[row].append(pair)
        for extra in rows[1:]:
            groups[row] += groups[extra]
            groups[extra] = []
        members = {(pair.verdict, c.figure.id) for p in groups[row] for c in (p.a, p.b)}
        owner.update(dict.fromkeys(members, row))
    return [g for g in groups if g]


def _conflict(reading: Reading, group: Sequence[_Pair], counts: Sequence[Count]) -> Conflict:
    best = max(group, key=lambda p: (p.sameness.score, p.a.figure.id))
    members = {c.figure.id: c for p in group for c in (p.a, p.b)}
    for other in counts:  # the same value in further reports stands behind its side
        if other.figure.id in members or not any(
            _same_value(other, m) and _supports(reading, other, m) for m in list(members.values())
        ):
            continue
        members[other.figure.id] = other
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
    return same is not None and same.score >= RAISE_SCORE and not ({"place", "group", "limit"} & set(same.apart))


def _side(reading: Reading, counts: Sequence[Count]) -> Side:
    shown = max(counts, key=lambda c: (c.shown.end - c.shown.start, c.shown.doc))
    return Side(
        says=reading.reports[shown.passage.report].words(shown.shown),
        evidence=tuple(c.shown for c in counts),
        outlets=tuple(sorted({reading.outlet(c.passage) for c in counts})),
    )


MIN_ABOUT, MAX_ABOUT = 2, 4
STATE_LABELS = {
    "kill": "people killed",
    "injure": "people injured",
    "miss": "people missing",
    "arrest": "people arrested",
    "evacuate": "people evacuated",
    "rescue": "people rescued",
    "infect": "people infected",
}


def _about(reading: Reading, pair: _Pair) -> str:
    """Name what is counted, in words of the first report: its noun or state, and the words that both clauses share."""
    count = pair.a
    if count.state:
        return STATE_LABELS[count.state]
    report = reading.reports[count.passage.report]
    wanted = [count.noun, *pair.sameness.shared[:MAX_ABOUT]]
    if sum(map(bool, wanted)) < MIN_ABOUT:
        wanted += [t.concept for t in count.clause if t.tells and not t.name][:MIN_ABOUT]
    seen: set[str] = set()
    words = []
    for t in count.passage.terms:
        if t.concept and t.concept in wanted and t.concept not in seen:
            seen.add(t.concept)
            words.append(report.doc.text[t.start : t.end])
    return " ".join(words) or report.words(count.shown)
