"""Two events that one report puts in one order, and another report in another: before, during, after.

An order is read where a word of time joins two events in one sentence ("left before the draft was read",
"the call came only after the crash", "at the end of the talks he rang her"). Two orders are compared where
both events share a family of words, and the people named are not others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from math import exp
from typing import Literal

from msgspec import Struct

from crossread.compare._wordings import keys_of
from crossread.compare.conflict_passages import Passage, Reading, firmness_of
from crossread.compare.conflict_words import Term, stems_of
from crossread.records import Conflict, Side, Span, Verdict, content_id

When = Literal["before", "during", "at the end", "after"]

_JOINTS: tuple[tuple[str, When], ...] = (
    ("ahead of", "before"),
    ("prior to", "before"),
    ("before", "before"),
    ("at the end of", "at the end"),
    ("at the conclusion of", "at the end"),
    ("at the close of", "at the end"),
    ("at the start of", "during"),
    ("in the middle of", "during"),
    ("in the course of", "during"),
    ("only when", "after"),
    ("once", "after"),
    ("only after", "after"),
    ("after", "after"),
    ("following", "after"),
    ("only then", "after"),
    ("during", "during"),
    ("midway through", "during"),
)
JOINTS = tuple((tuple(keys_of(words)), when) for words, when in _JOINTS)
"""What puts the words before it at a time of the words after it, as stems."""

STOPS = stems_of("pause interrupt suspend break")
"""Verbs that put what follows "to" inside what they govern: "paused the meeting to phone"."""

STAYS = stems_of("stay remain sit sat wait")
"""Who stays until something, leaves after it."""

MAX_EVENT_TERMS = 14
"""So many words on each side of the joint tell the event."""

EVENTS = frozenset(
    "kill injure arrest evacuate rescue meet phone distress crash leave begin end discuss agree resign cancel delay warn attack fire shoot "
    "sign vote protest pay buy sell steal destroy fall infect".split()
)
"""Families that name something that happens at one time."""

RESULTS = frozenset({"document"})
"""Families that do not happen, but tell which event it was: the draft that was read, presented, put on the table."""

AMOUNTS = stems_of("second minut hour day week month year midnight noon sunset dawn")
"""After these no event follows: "after two hours"."""

TRAILING = frozenset("a an the of in on at to and or with for that it his her its their".split())
"""Words that no passage ends with when it is shown."""

RAISE_SCORE = 0.5
BASE, RARE_WEIGHT, NAME_WEIGHT, COSINE_WEIGHT = -1.8, 0.28, 0.7, 1.6
"""Set by hand on the two dev stories and the seeds (evaluation/conflicts.py)."""

READINGS = {
    frozenset({"during", "at the end"}): "both could be right if the end of it still counts as a part of it",
    frozenset({"at the end", "after"}): "both could be right if it came right at the end",
    frozenset(
        {"during", "after"}
    ): "both could be right if there were two such events, or one report means a part of what the other means",
    frozenset({"before", "during"}): "both could be right if there were two such events",
    frozenset({"before", "after"}): "both cannot be right of one and the same event",
}


class Order(Struct, frozen=True):
    """What a sentence says of the order of two events: `a` stands at `when` of `b`."""

    passage: Passage
    when: When
    a: frozenset[str]
    b: frozenset[str]
    a_names: frozenset[str]
    b_names: frozenset[str]
    shown: Span


def find_sequence_conflicts(reading: Reading) -> tuple[Conflict, ...]:
    """Find pairs of events that reports put in different orders."""
    orders = [o for p in reading.passages for o in read_orders(p)]
    by_event: dict[tuple[str, str], list[Order]] = defaultdict(list)
    for order in orders:
        for x in sorted(order.a & EVENTS):
            for y in sorted(order.b & (EVENTS | RESULTS)):
                by_event[x, y].append(order)
    found: list[Conflict] = []
    used: set[Span] = set()
    for key in sorted(by_event, key=lambda k: (-reading.mass(k), k)):
        conflict = _of_pair(reading, key, [o for o in by_event[key] if o.shown not in used])
        if conflict is not None:
            found.append(conflict)
            used |= {s for side in conflict.sides for s in side.evidence}
    return tuple(found)


def read_orders(passage: Passage) -> Iterator[Order]:
    """Read the orders that a sentence tells."""
    terms = passage.terms
    keys = [t.key for t in terms]
    i = 0
    while i < len(terms):
        joint = next(((words, when) for words, when in JOINTS if tuple(keys[i : i + len(words)]) == words), None)
        if joint is not None:
            words, when = joint
            if words == ("follow",) and i and keys[i - 1] in {"the", "a"}:
                i += 1
                continue
            if {t.key for t in terms[i + len(words) : i + len(words) + 2]} & AMOUNTS:
                i += len(words)
                continue
            yield from _at_joint(passage, i, i + len(words), when, backward=words == ("only", "then"))
            i += len(words)
            continue
        if keys[i] in STOPS and "to" in keys[i : i + MAX_EVENT_TERMS]:
            to = keys.index("to", i)
            yield from _order(passage, _clause_from(terms, to + 1), terms[i:to], "during")
        if (
            keys[i] == "until"
            and set(keys[max(0, i - 6) : i]) & STAYS
            and keys[i - 1] not in {"open", "close", "shut", "in", "up"}
        ):
            yield from _order(
                passage,
                terms[max(0, i - MAX_EVENT_TERMS) : i],
                terms[i + 1 : i + MAX_EVENT_TERMS],
                "after",
                left=True,
            )
        i += 1


def _at_joint(passage: Passage, first: int, last: int, when: When, *, backward: bool) -> Iterator[Order]:
    """Read the order around a joint; at the head of a sentence its event comes first: "After the vote, she left"."""
    terms = passage.terms
    following = _clause_from(terms, last)
    before = _clause_back(terms, first)
    if not any(t.concept in EVENTS for t in before):
        wider = terms[max(0, first - MAX_EVENT_TERMS) : first]
        rest = _clause_from(terms, last + len(following))
        before = wider if not any(t.concept in EVENTS for t in rest) else ()
        fronted = first == 0 or terms[first].clause > terms[first - 1].clause or terms[first - 1].key in {"that", "and"}
        if rest and not before and fronted and first + 1 < len(terms):
            yield from _order(passage, rest, [*terms[first:last], *following], when)
            return
    if backward:
        yield from _order(passage, [*terms[first:last], *following], before, when)
    else:
        yield from _order(passage, before, following, when)


def _clause_from(terms: Sequence[Term], first: int) -> Sequence[Term]:
    if first >= len(terms):
        return ()
    clause = terms[first].clause
    return [t for t in terms[first : first + MAX_EVENT_TERMS] if t.clause == clause]


def _clause_back(terms: Sequence[Term], last: int) -> Sequence[Term]:
    if last <= 0:
        return ()
    clause = terms[last - 1].clause
    return [t for t in terms[max(0, last - MAX_EVENT_TERMS) : last] if t.clause == clause]


def _order(
    passage: Passage, a: Sequence[Term], b: Sequence[Term], when: When, *, left: bool = False
) -> Iterator[Order]:
    if not a or not b or firmness_of([*a, *b]) in {"conditional", "planned", "demanded"}:
        return
    events = {t.concept for t in a if t.tells} | ({"leave"} if left else set())
    objects = {t.concept for t in b if t.tells}
    if not events & EVENTS or not objects & (EVENTS | RESULTS):
        return
    if any(t.sign < 0 for t in a if t.concept in EVENTS):
        return
    words = sorted([*a, *b], key=lambda t: t.start)
    while words[-1].key in TRAILING:
        words.pop()
    start, end = words[0].start, words[-1].end
    yield Order(
        passage=passage,
        when=when,
        a=frozenset(events),
        b=frozenset(objects),
        a_names=_names(passage, a),
        b_names=_names(passage, b),
        shown=Span(passage.span.doc, start, end),
    )


def _names(passage: Passage, terms: Sequence[Term]) -> frozenset[str]:
    return frozenset(id_ for start, _, id_ in passage.mentions if terms[0].start <= start < terms[-1].end)


def _of_pair(reading: Reading, key: tuple[str, str], orders: Sequence[Order]) -> Conflict | None:
    """Make the conflict of the orders of one pair of events, where reports disagree."""
    best: tuple[float, Order, Order] | None = None
    members: dict[Span, Order] = {}
    for i, x in enumerate(orders):
        for y in orders[i + 1 :]:
            if x.when == y.when or x.passage.report == y.passage.report:
                continue
            score = _score(reading, x, y)
            if score >= RAISE_SCORE:
                members.update({x.shown: x, y.shown: y})
                best = max(best, (score, x, y), key=lambda s: s[0]) if best else (score, x, y)
    if best is None:
        return None
    sides: dict[When, list[Order]] = defaultdict(list)
    for order in sorted(members.values(), key=lambda o: o.shown):
        sides[order.when].append(order)
    made = tuple(_side(reading, sides[when]) for when in ("before", "during", "at the end", "after") if when in sides)
    whens = frozenset({best[1].when, best[2].when})
    verdict: Verdict = "wording" if "at the end" in whens and "before" not in whens and len(sides) < 3 else "conflict"
    return Conflict(
        id=content_id("x", "sequence", *(s for side in made for s in side.evidence)),
        kind="sequence",
        verdict=verdict,
        about=_about(reading, key, best[1]),
        sides=made,
        why=f"the reports put the same two events in a different order ({', '.join(sides)}); {READINGS.get(whens, READINGS[frozenset({'before', 'after'})])}",
        score=round(best[0], 3),
    )


def _score(reading: Reading, x: Order, y: Order) -> float:
    """Give how surely two orders are of the same two events."""
    for p, q in ((x.a_names, y.a_names), (x.b_names, y.b_names)):
        if p and q and not p & q:
            return 0.0
    shared = (x.a & y.a) | (x.b & y.b)
    named = bool(x.a_names & y.a_names) + bool(x.b_names & y.b_names)
    logit = (
        BASE
        + RARE_WEIGHT * reading.mass(shared)
        + NAME_WEIGHT * named
        + COSINE_WEIGHT * reading.closeness(x.passage, y.passage)
    )
    return 1 / (1 + exp(-logit))


def _side(reading: Reading, orders: Sequence[Order]) -> Side:
    shown = min(orders, key=lambda o: (o.shown.end - o.shown.start, o.shown))
    return Side(
        says=reading.reports[shown.passage.report].words(shown.shown),
        evidence=tuple(o.shown for o in orders),
        outlets=tuple(sorted({reading.outlet(o.passage) for o in orders})),
    )


def _about(reading: Reading, key: tuple[str, str], order: Order) -> str:
    text = reading.reports[order.passage.report].doc.text
    words = [
        next(
            (
                text[t.start : t.end]
                for t in order.passage.terms
                if t.concept == concept and order.shown.start <= t.start < order.shown.end
            ),
            concept,
        )
        for concept in key
    ]
    return f"“{words[0]}” and “{words[1]}”: which came first"
