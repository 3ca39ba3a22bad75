"""Two events that one report puts in one order, and another report in another: before, during, after.

An order is read where a word of time joins two events in one sentence ("left before the draft was read",
"the call came only after the crash", "at the end of the talks he rang her"). Two orders are compared where
what is told of both events is much the same, and the people named are not others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from crossread.compare import _conflict_weights as fitted
from crossread.compare._alignment import UNWEIGHED, Weighed
from crossread.compare._likeness import LEAST_KIN, best_kin, covered, matches, probability, shared_mass
from crossread.compare._told_events import is_negated, join_by_tree, sense_keys, told_concepts
from crossread.compare._wordings import keys_of
from crossread.compare.conflict_passages import Passage, Reading, firmness_of, nearness_of_words
from crossread.compare.conflict_words import Term, stems_of
from crossread.records import Conflict, Side, Span, Verdict, content_id

When = Literal["before", "meanwhile", "during", "at the end", "after"]

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
    ("while", "meanwhile"),
    ("by the time", "before"),
)
JOINTS = tuple((tuple(keys_of(words)), when) for words, when in _JOINTS)
"""What puts the words before it at a time of the words after it, as stems."""

NO_JOINTS = frozenset({(("follow",), "the"), (("follow",), "a"), (("befor",), "come"), (("before",), "come")})
"""What is no joint behind a word: "the following", "comes before the court"."""

STOPS = stems_of("pause interrupt suspend break")
"""Verbs that put what follows "to" inside what they govern: "paused the meeting to phone"."""

STAYS = stems_of("stay remain stayed sit sat wait")
"""Who stays until something, leaves after it."""

MAX_EVENT_TERMS = 14
"""So many words on each side of the joint tell the event."""

MAX_STATE = 8
"""Such a word stands so near behind the "when"."""

LASTING = stems_of("already")
"""After "when", what has "already" happened, or had been so, came first: "taken out when the result had been public"."""

AMOUNTS = stems_of("second minut hour day week month year midnight noon sunset dawn")
"""After these no event follows: "after two hours"."""

STRESSED = re.compile(r"\bonly (?:after|when|then|once)\b|\bnot (?:before|after)\b|\buntil after\b", re.IGNORECASE)
"""Words by which a report says that an order was so and not otherwise."""

NEARNESS = stems_of(
    "shortly soon later earlier midway immediately just moment evening noon particular especially mainly"
)
"""Words that tell how long before or after, or at what time of day: no part of an event."""

TRAILING = frozenset("a an the of in on at to and or with for that it his her its their".split())
"""Words that no passage ends with when it is shown."""

RAISE_SCORE = 0.65
"""Two orders are held to be of the same two events at or above this.

Of those raised on left-out stories, twelve of fourteen from here on are right (`python -m training.conflicts`).
"""

SUPPORT_SCORE = 0.15
"""From here on an order joins a conflict that others have raised."""

MAX_NAMED = 3
"""So many people and places that both orders name are counted."""

MAX_MASS = 8.0
"""More nats than this tell no more."""

COPY_CLOSENESS = 0.9
"""Sentences so close are copies: what one of them joins twice, the other does too."""

MAX_MEMBERS = 60
"""A word in more orders than this leads to no pairs."""

READINGS = {
    frozenset({"before", "meanwhile"}): "both could be right if one of them began before and went on",
    frozenset({"meanwhile", "after"}): "both could be right if one of them went on until after the other began",
    frozenset({"during", "at the end"}): "both could be right if the end of it still counts as a part of it",
    frozenset({"at the end", "after"}): "both could be right if it came right at the end",
    frozenset(
        {"during", "after"}
    ): "both could be right if there were two such events, or one report means a part of what the other means",
    frozenset({"before", "during"}): "both could be right if there were two such events",
    frozenset({"before", "after"}): "both cannot be right of one and the same event",
}


class Order(Struct, frozen=True, eq=False):
    """What a sentence says of the order of two events: `a` stands at `when` of `b`.

    `turned` where the sentence tells it the other way round: "B came after A" of "A came before B". `stressed` where it says
    that it was so and not otherwise: "only after", "not before". `a_written` and `b_written` are the words of the events as
    the model reads them.
    """

    passage: Passage
    when: When
    a: frozenset[str]
    b: frozenset[str]
    a_names: frozenset[str]
    b_names: frozenset[str]
    shown: Span
    a_head: frozenset[str] = frozenset()
    b_head: frozenset[str] = frozenset()
    a_written: Weighed = UNWEIGHED
    b_written: Weighed = UNWEIGHED
    stressed: bool = False
    turned: bool = False


def find_sequence_conflicts(reading: Reading) -> tuple[Conflict, ...]:
    """Find pairs of events that reports put in different orders."""
    groups: list[list[tuple[float, Order, Order]]] = []
    owner: dict[Span, int] = {}
    scored = [(score_of(reading, x, y), x, y) for x, y in order_pairs(reading)]
    for pair in sorted(scored, key=lambda s: (-s[0], s[1].shown, s[2].shown)):
        rows = sorted({owner[o.shown] for o in pair[1:] if o.shown in owner})
        if pair[0] < (SUPPORT_SCORE if rows else RAISE_SCORE):
            continue
        row = rows[0] if rows else len(groups)
        if not rows:
            groups.append([])
        if len(rows) < 2 and (not rows or _is_retold(reading, groups[row], pair[1:])):
            groups[row].append(pair)
            owner.update({o.shown: row for o in pair[1:]})
    return tuple(_conflict(reading, group) for group in groups)


RETOLD = 0.35
"""An order joins a conflict where its sentence is as close as this to one that stands there."""


def _is_retold(reading: Reading, group: Sequence[tuple[float, Order, Order]], orders: Sequence[Order]) -> bool:
    """Tell whether each order is one of a group, or as close to one."""
    members = [o for _, *pair in group for o in pair]
    return all(any(o is m or reading.closeness(o.passage, m.passage) >= RETOLD for m in members) for o in orders)


TURNED: dict[When, When] = {"before": "after", "after": "before", "meanwhile": "meanwhile"}
"""What an order is with its events in the other order; what lies within something does not hold it."""


def order_pairs(reading: Reading) -> list[tuple[Order, Order]]:
    """Find orders of two reports that differ; of many, those alone that share a word of either event."""
    told = [o for p in reading.passages for o in read_orders(reading, p)]
    orders = [*told, *(_turned(o) for o in told if o.when in TURNED)]
    every = len(orders) <= MAX_HELD
    rows = combinations(range(len(orders)), 2) if every else _rows_sharing_a_word(reading, orders)
    pairs = ((orders[i], orders[j]) for i, j in rows)
    return [(x, y) for x, y in pairs if _may_differ(x, y) and reading.closeness(x.passage, y.passage) < COPY_CLOSENESS]


def _rows_sharing_a_word(reading: Reading, orders: Sequence[Order]) -> list[tuple[int, int]]:
    """Give the pairs of orders that share a word, or the sense of one, of either event."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for row, order in enumerate(orders):
        words = (order.a | order.b) - reading.name_keys
        for key in words | sense_keys(words):
            by_word[key].append(row)
    able = (members for members in by_word.values() if len(members) <= MAX_MEMBERS)
    return sorted({pair for members in able for pair in combinations(members, 2)})


MAX_HELD = 200
"""Of so many orders each is held against every other; of more only those that share a word."""


def _are_together(x: When, y: When) -> bool:
    """Tell whether two words of time agree: what happens while something else does may go on during it and after."""
    return "meanwhile" in {x, y} and {x, y} != {"meanwhile", "before"}


def _turned(order: Order) -> Order:
    """Give an order with its events in the other order."""
    return replace(
        order,
        when=TURNED[order.when],
        a=order.b,
        b=order.a,
        a_names=order.b_names,
        b_names=order.a_names,
        a_head=order.b_head,
        b_head=order.a_head,
        a_written=order.b_written,
        b_written=order.a_written,
        turned=True,
    )


def _may_differ(x: Order, y: Order) -> bool:
    if (
        x.when == y.when
        or _are_together(x.when, y.when)
        or x.passage.report == y.passage.report
        or (x.turned and y.turned)
    ):
        return False
    return not any(p and q and not p & q for p, q in ((x.a_names, y.a_names), (x.b_names, y.b_names)))


def _have_one_head(x: frozenset[str], own: frozenset[str], y: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether what one event hangs on is told in the other too, where either is known."""
    known = [best_kin(head, words) for head, words in ((x, other), (y, own)) if head]
    return not known or max(known) >= LEAST_KIN


def order_features(reading: Reading, x: Order, y: Order) -> dict[str, float]:
    """Give what tells whether two orders are of the same two events, by the names of `SEQUENCE_WEIGHTS`.

    less, more: what the events share of what they tell, of the pair of events that shares less and of the other one, in
    nats. named: how many people and places stand in the same event of both. share: of what the lighter tells, how much the other tells;
    heads: what each event hangs on is told in the other too. least, most: how near the words of the events lie, of the pair
    of events that lies farther apart and of the other one; turned: how much nearer an event lies to the other one of the
    other order. stressed: either says that it was so and not otherwise. flipped: the sentences tell the events in two orders of words.
    alone: one event shares nothing. crossed: one event of the first order shares more with the other event of the second. best: then, how much of the other one is shared. opposed: before and after.
    """
    unsaid = reading.name_keys | (x.a & x.b) | (y.a & y.b)  # "they met after the last meeting": which one is meant?
    (xa, xb), (ya, yb) = ((o.a - unsaid, o.b - unsaid) for o in (x, y))
    masses = sorted((shared_mass(reading, xa, ya), shared_mass(reading, xb, yb)))
    crossed = max(shared_mass(reading, xa, yb), shared_mass(reading, xb, ya))
    near = sorted((nearness_of_words(x.a_written, y.a_written), nearness_of_words(x.b_written, y.b_written)))
    across = max(nearness_of_words(x.a_written, y.b_written), nearness_of_words(x.b_written, y.a_written))
    return {
        "less": min(MAX_MASS, masses[0]),
        "more": min(MAX_MASS, masses[1]),
        "named": float(min(MAX_NAMED, len(x.a_names & y.a_names) + len(x.b_names & y.b_names))),
        "share": min(covered(reading, xa, ya), covered(reading, xb, yb)),
        "best": max(covered(reading, xa, ya), covered(reading, xb, yb)) if masses[0] == 0 else 0.0,
        "alone": float(masses[0] == 0),
        "crossed": float(crossed > CROSSED * masses[0] > 0),
        "opposed": float({x.when, y.when} == {"before", "after"}),
        "close": reading.closeness(x.passage, y.passage),
        "heads": float(_have_one_head(x.a_head, x.a, y.a_head, y.a) and _have_one_head(x.b_head, x.b, y.b_head, y.b)),
        "least": near[0],
        "most": near[1],
        "turned": max(0.0, across - near[0]),
        "stressed": float(x.stressed or y.stressed),
        "flipped": float(x.turned != y.turned),
    }


def score_of(reading: Reading, x: Order, y: Order) -> float:
    """Give how surely two orders are of the same two events, in [0, 1]."""
    features = order_features(reading, x, y)
    return probability(fitted.SEQUENCE_WEIGHTS, fitted.SEQUENCE_BIAS, features) if may_be_one(features) else 0.0


CROSSED = 0.6
"""An event that shares so much of the less that is shared with the other event of the other order is no partner of its own."""

MAX_TURNED = 0.2
"""An event that lies so much nearer to the other one of the other order is no partner of its own."""

LEAST_NEAR = 0.25
"""Events whose words lie so near may be one, though they share none."""

MIN_BEST, MIN_CLOSE = 0.2, 0.35
"""Where one event shares no word ("before the plane left", "after he was handed over"), the other is so much the same."""


def may_be_one(features: Mapping[str, float]) -> bool:
    """Tell by their features whether two orders may be of the same two events."""
    if features["crossed"] > 0 or features["turned"] > MAX_TURNED:
        return False  # one event of the first order is the other one of the second
    near = features["least"] >= LEAST_NEAR and features["opposed"]
    if near and (features["stressed"] or not features["flipped"]):
        return True
    if not features["heads"]:
        return False
    if features["less"] > 0:
        return True
    alike = features["best"] >= MIN_BEST and features["close"] >= MIN_CLOSE
    return alike and features["named"] > 0 and features["opposed"] > 0


def read_orders(reading: Reading, passage: Passage) -> Iterator[Order]:
    """Read the orders that a sentence tells: of what is said in it, else of who said it when ("posted before the vote")."""
    text = reading.reports[passage.report].doc.text[passage.span.start : passage.span.end]
    if text.rstrip("\"'”’ ").endswith("?"):
        return
    saying = passage.saying()
    told = tuple(t for t in passage.terms if not any(a <= t.start < b for a, b in saying))
    found = list(_orders_of(reading, replace(passage, terms=told)))
    if saying and not found:
        # that somebody said something before a meeting orders no two events: people speak at all times
        found = [order for order in _orders_of(reading, passage) if bool(order.a_head) == bool(order.b_head)]
    yield from found


def _orders_of(reading: Reading, passage: Passage) -> Iterator[Order]:
    """Read the orders that the words of a sentence tell."""
    terms = passage.terms
    keys = [t.key for t in terms]
    i = 0
    while i < len(terms):
        joint = next(((words, when) for words, when in JOINTS if tuple(keys[i : i + len(words)]) == words), None)
        if joint is not None:
            words, when = joint
            if i and ((words, keys[i - 1]) in NO_JOINTS or keys[i - 1] == "not"):
                i += 1
                continue
            if {t.key for t in terms[i + len(words) : i + len(words) + 2]} & AMOUNTS:
                i += len(words)
                continue
            analysis = reading.reports[passage.report].analysis
            amount = _amount_before(terms, i)
            if amount is not None:
                yield from _order(
                    reading,
                    passage,
                    terms[max(0, amount - MAX_EVENT_TERMS) : amount],
                    _clause_from(terms, i + len(words)),
                    when,
                )
                i += len(words)
                continue
            joined = None if words == ("only", "then") else join_by_tree(analysis, passage, terms, (i, i + len(words)))
            if joined is not None:
                joint_words = terms[i : i + len(words)]
                for order in _order(reading, passage, joined.main, joined.other, when, shown=joint_words):
                    yield replace(order, a_head=joined.heads[0], b_head=joined.heads[1])
            else:
                yield from _at_joint(reading, passage, i, i + len(words), when, backward=words == ("only", "then"))
            i += len(words)
            continue
        if keys[i] in STOPS and "to" in keys[i : i + MAX_EVENT_TERMS]:
            to = keys.index("to", i)
            yield from _order(reading, passage, _clause_from(terms, to + 1), terms[i:to], "during")
        if keys[i] == "when" and (LASTING | {"have"}) & set(keys[i + 1 : i + MAX_STATE]) and i:
            following = _clause_from(terms, i + 1)
            if {"been", "be"} & {t.key for t in following} or LASTING & {t.key for t in following}:
                yield from _order(reading, passage, terms[max(0, i - MAX_EVENT_TERMS) : i], following, "after")
        if (
            keys[i] == "until"
            and set(keys[max(0, i - 6) : i]) & STAYS
            and keys[i - 1] not in {"open", "close", "shut", "in", "up"}
        ):
            yield from _order(
                reading,
                passage,
                terms[max(0, i - MAX_EVENT_TERMS) : i],
                terms[i + 1 : i + MAX_EVENT_TERMS],
                "after",
                left=True,
            )
        i += 1


def _amount_before(terms: Sequence[Term], joint: int) -> int | None:
    """Give where an amount of time behind a comma begins, which says how long before or after: "at five, an hour after".

    The tree hangs what follows on the hour told before the comma, and not on what was done then. None where there is none.
    """
    at = joint - 1
    if at < 0 or terms[at].key not in AMOUNTS:
        return None
    while at > 0 and terms[at].clause == terms[at - 1].clause and joint - at < MAX_AMOUNT:
        at -= 1
    behind_comma = at > 0 and terms[at].clause != terms[at - 1].clause and joint - at < MAX_AMOUNT
    return at if behind_comma and any(t.tells for t in terms[:at]) else None


MAX_AMOUNT = 6
"""An amount of time has fewer words: "more than four hours"."""


def _at_joint(
    reading: Reading, passage: Passage, first: int, last: int, when: When, *, backward: bool
) -> Iterator[Order]:
    """Read the order around a joint; at the head of a sentence its event comes first: "After the vote, she left"."""
    terms = passage.terms
    following = _clause_from(terms, last)
    before = _clause_back(terms, first)
    rest = _clause_from(terms, last + len(following))
    opened = first > 0 and terms[first - 1].key in {"that", "and"} and any(t.tells for t in rest)
    if opened or not any(t.tells for t in before):
        wider = terms[max(0, first - MAX_EVENT_TERMS) : first]
        before = wider if not any(t.tells for t in rest) else ()
        fronted = opened or first == 0 or terms[first].clause > terms[first - 1].clause
        if rest and not before and fronted and first + 1 < len(terms):
            yield from _order(reading, passage, rest, [*terms[first:last], *following], when)
            return
    if backward:
        yield from _order(reading, passage, [*terms[first:last], *following], before, when)
    else:
        yield from _order(reading, passage, before, following, when)


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
    reading: Reading,
    passage: Passage,
    a: Sequence[Term],
    b: Sequence[Term],
    when: When,
    *,
    left: bool = False,
    shown: Sequence[Term] = (),
) -> Iterator[Order]:
    if not a or not b or firmness_of([*a, *b]) in {"conditional", "planned", "demanded"}:
        return
    events = (told_concepts(a) | ({"leave"} if left else set())) - NEARNESS
    objects = told_concepts(b) - NEARNESS
    if not events or not objects or any(is_negated(t) for t in a if t.tells):
        return
    words = sorted([*a, *b, *shown], key=lambda t: t.start)
    while words[-1].key in TRAILING:
        words.pop()
    start, end = words[0].start, words[-1].end
    yield Order(
        passage=passage,
        when=when,
        a=frozenset(events),
        b=objects,
        a_names=_names(passage, a),
        b_names=_names(passage, b),
        shown=Span(passage.span.doc, start, end),
        a_written=reading.weighed_terms(passage, a),
        b_written=reading.weighed_terms(passage, b),
        stressed=bool(STRESSED.search(reading.reports[passage.report].doc.text, start, end)),
    )


def _names(passage: Passage, terms: Sequence[Term]) -> frozenset[str]:
    starts = {t.start for t in terms}
    return frozenset(id_ for start, end, id_ in passage.mentions if any(start <= at < end for at in starts))


def _conflict(reading: Reading, group: Sequence[tuple[float, Order, Order]]) -> Conflict:
    """Make the conflict of orders of the same two events, the surest pair first."""
    score, first, second = group[0]
    members = {o.shown: o for _, *orders in group for o in orders}
    sides: dict[When, list[Order]] = defaultdict(list)
    for order in sorted(members.values(), key=lambda o: o.shown):
        sides[order.when].append(order)
    made = tuple(
        _side(reading, sides[when])
        for when in ("before", "meanwhile", "during", "at the end", "after")
        if when in sides
    )
    whens = frozenset({first.when, second.when})
    verdict: Verdict = "wording" if "at the end" in whens and "before" not in whens and len(sides) < 3 else "conflict"
    return Conflict(
        id=content_id("x", "sequence", *(s for side in made for s in side.evidence)),
        kind="sequence",
        verdict=verdict,
        about=_about(reading, first, second),
        sides=made,
        why=f"the reports put the same two events in a different order ({', '.join(sides)}); {READINGS.get(whens, READINGS[frozenset({'before', 'after'})])}",
        score=round(score, 3),
    )


def _side(reading: Reading, orders: Sequence[Order]) -> Side:
    shown = min(orders, key=lambda o: (o.shown.end - o.shown.start, o.shown))
    return Side(
        says=reading.reports[shown.passage.report].words(shown.shown),
        evidence=tuple(o.shown for o in orders),
        outlets=tuple(sorted({reading.outlet(o.passage) for o in orders})),
    )


def _about(reading: Reading, first: Order, second: Order) -> str:
    """Name both events by the word of each that both reports have and that tells most."""
    text = reading.reports[first.passage.report].doc.text
    named = []
    for a, b, head in ((first.a, second.a, first.a_head), (first.b, second.b, first.b_head)):
        shared = sorted(matches(a, b), key=lambda m: (-m[1] * reading.weight(m[0]), m[0]))
        inside = (t for t in first.passage.terms if first.shown.start <= t.start < first.shown.end)
        place = {t.concept: text[t.start : t.end] for t in inside}
        # events that are one by meaning alone share no word: then the word that the event hangs on names it
        own = sorted((c for c in a if c in place), key=lambda c: (c not in head, -reading.weight(c), c))
        named.append(next((place[c] for c in (*(c for c, _ in shared), *own) if c in place), "another event"))
    return f"“{named[0]}” and “{named[1]}”: which came first"
