"""Commitments and conditions: who is to do what by when, and what is made to depend on what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from msgspec.structs import replace

from crossread.compare._alignment import rarity_of, weigh, worded, worse_alignment
from crossread.compare._conditions import find_conditions_in
from crossread.compare._kept import Outcome, find_outcomes
from crossread.compare._reading import Reading, readings_of, stem
from crossread.compare._undertakings import Undertaking
from crossread.compare._undertakings_dated import find_dated, published_day
from crossread.compare._undertakings_promised import find_promised
from crossread.extract.report import Report
from crossread.language.paragraphs import is_aside
from crossread.records import Commitment, CommitmentStatus, Condition, Entity, Span, content_id

MIN_SHARED = 2
"""Content words that two reports of one commitment have in common at least."""
MIN_KEPT = 2
"""Content words that a promise and the report of its keeping have in common at least, the verb among them."""
MIN_KEPT_SHARE = 1 / 3
"""And their share of the promise's content words."""
ALIGNED = 0.55
"""Of what two reports say is due on one day, the words of either lie so near to those of the other where it is one thing.

In the labelled stories 57 further pairs lie above it; read one by one, hardly any is of two things.
"""
ANY_WORDS = ""
"""Stands for every word in the index of what is due on a day."""
MIN_OVERLAP = 0.5
"""And their share of the shorter one's content words."""


def find_conditions(reports: Sequence[Report], entities: Sequence[Entity]) -> tuple[Condition, ...]:
    """Find what is made to depend on something else: "no X without Y", "X only if Y", "Y before X", "X unless Y".

    Args:
        reports: the reports of the story.
        entities: its entities; `by` is who says so, or whose act depends.

    Returns:
        One condition a place, in the order of the reports.
    """
    found = {c.id: c for r in readings_of(reports, entities) for c in find_conditions_in(r)}.values()
    required: dict[str, list[Span]] = defaultdict(list)
    for condition in found:
        required[condition.requires.doc].append(condition.requires)
    # what another one requires is told with it: "only if it pays them for as long as the shutdown lasts"
    return tuple(c for c in found if not any(r.holds(c.what) for r in required[c.what.doc]))


def find_commitments(reports: Sequence[Report], entities: Sequence[Entity]) -> tuple[Commitment, ...]:
    """Find what somebody says will be done, and events fixed for a day to come.

    Args:
        reports: the reports of the story.
        entities: its entities.

    Returns:
        One commitment for all reports that tell it, those due first in front, those without a day last.
    """
    readings = readings_of(reports, entities)
    people = frozenset(e.id for e in entities if e.kind == "person")
    groups = _grouped(_weighed([(r, u) for r in readings for u in find_undertakings(r)]), people)
    days = {r.report.doc.id: published_day(r) for r in readings}
    outcomes = [o for r in readings for o in find_outcomes(r)]
    made = [_commitment(g, [o for o in outcomes if _is_outcome(o, g, days)]) for g in groups]
    return tuple(sorted(made, key=lambda c: (c.due.date or "9" if c.due else "9", c.what)))


def _weighed(found: Sequence[tuple[Reading, Undertaking]]) -> list[Undertaking]:
    """Give undertakings with their words, weighed by how rare they are among all of them."""
    words = [worded(r.report.analysis, u.what.start, u.what.end) for r, u in found]
    rarity = rarity_of(words)
    return [replace(u, written=weigh(w, rarity)) for (_, u), w in zip(found, words, strict=True)]


def _grouped(found: Sequence[Undertaking], people: AbstractSet[str]) -> list[list[Undertaking]]:
    """Put the clauses together that tell one commitment; one that is like two groups makes them one where it has a day."""
    groups: list[list[Undertaking]] = []
    who: list[set[str]] = []  # the people of each group, and whether it tells what will not be done
    refused: list[set[bool]] = []
    index: dict[tuple[str | None, str], list[int]] = defaultdict(list)
    for one in found:
        own = {one.who} & people if one.who else set()
        day = one.due.date if one.due else None
        keys = sorted((day, s) for s in (*one.stems, *([ANY_WORDS] if day else [])))
        near = dict.fromkeys(g for k in keys for g in index[k])
        able = (
            g for g in near if not (own and who[g] - own) and (one.due is not None or refused[g] <= {one.refused})
        )  # neither of two people, nor of what will be done and what will not
        like = [g for g in able if any(_is_same(one, other) for other in groups[g])]
        home, *others = like or [len(groups)]
        if not like:
            groups.append([])
            who.append(set())
            refused.append(set())
        groups[home].append(one)
        who[home] |= own
        refused[home].add(one.refused)
        for other in others if one.due else ():
            groups[home] += groups[other]
            who[home] |= who[other]
            refused[home] |= refused[other]
            groups[other] = []
        for k in (
            {*keys, *((u.due.date if u.due else None, s) for u in groups[home] for s in u.stems)} if others else keys
        ):
            if home not in index[k]:
                index[k].append(home)
    return [g for g in groups if g]


def find_undertakings(reading: Reading) -> tuple[Undertaking, ...]:
    """Find the undertakings of a report in text order, dated ones before others of the same words."""
    found = [*find_dated(reading), *find_promised(reading)]
    kept: list[Undertaking] = []
    for one in found:
        if NOT_MEANT.search(reading.text, max(0, one.what.start - MAX_LEAD), one.what.start):
            continue
        if _is_supposed(reading, one):
            continue
        if is_aside(reading.text, one.what.start):
            continue  # a caption or a sub-heading tells it again, or tells what is in a picture
        same = [
            k
            for k in kept
            if one.what.start < k.what.end and k.what.start < one.what.end and (one.due is None or one.due == k.due)
        ]
        if not same:
            kept.append(one)
    return tuple(sorted(kept, key=lambda u: u.what))


def _is_supposed(reading: Reading, one: Undertaking) -> bool:
    """Tell what follows an "if"; but "if the money is not there by Friday" sets a term."""
    return not one.refused and reading.text[max(0, one.what.start - 3) : one.what.start].lower() == "if "


NOT_MEANT = re.compile(
    r"\b(?:none of (?:this|that|it)|nothing here|(?:does|do|did|need)(?: not|n['’]t)(?: necessarily)?) means? (?:that )?\Z",
    re.IGNORECASE,
)
"""Words by which what follows is not told: "none of this means that the government will fall"."""
MAX_LEAD = 60


def _is_same(a: Undertaking, b: Undertaking) -> bool:
    """Tell whether two clauses tell one commitment: the same day, and words or the one who commits in common."""
    if a.what.doc == b.what.doc and a.due is None:
        return False
    if (a.due.date if a.due else None) != (b.due.date if b.due else None):
        return False
    shared = len(a.stems & b.stems)
    share = shared / max(1, min(len(a.stems), len(b.stems)))
    if share >= MIN_OVERLAP and (shared >= MIN_SHARED or (a.who is not None and a.who == b.who)):
        return True
    return a.due is not None and a.what.doc != b.what.doc and worse_alignment(a.written, b.written) >= ALIGNED


def _is_outcome(outcome: Outcome, group: Sequence[Undertaking], days: Mapping[str, date | None]) -> bool:
    """Tell whether a later report than those of a commitment tells that it was kept or not."""
    told = days.get(outcome.what.doc)
    if told is None or any((day := days.get(u.what.doc)) is None or day >= told for u in group):
        return False
    return any(_is_deed_of(outcome, u) for u in group)


def _is_deed_of(outcome: Outcome, promised: Undertaking) -> bool:
    if outcome.deed != promised.deed or (outcome.who and promised.who and outcome.who != promised.who):
        return False
    shared = len(outcome.stems & promised.stems - BODIES)
    return shared >= MIN_KEPT and shared >= MIN_KEPT_SHARE * len(promised.stems)


BODIES = frozenset(
    map(
        stem,
        "office company firm government ministry board council union minister president police spokesman spokeswoman".split(),
    )
)
"""Who does a thing tells nothing of what is done."""


FIRMNESS: tuple[CommitmentStatus, ...] = ("denied", "done", "announced", "open")


def _commitment(group: Sequence[Undertaking], outcomes: Sequence[Outcome]) -> Commitment:
    """Make one commitment of all the clauses that tell it: the one with who and most words says what.

    Where later reports tell that it was kept or not, their passages come last in its evidence.
    """
    best = min(group, key=lambda u: (u.who is None, -len(u.stems), u.what))
    told = [u.status for u in group] + [o.status for o in outcomes]
    status = min(told, key=FIRMNESS.index)
    who = tuple(dict.fromkeys(u.who for u in (best, *group) if u.who))
    return Commitment(
        id=content_id("m", best.what),
        who=who,
        what=best.what,
        due=best.due,
        status=status,
        evidence=tuple(dict.fromkeys((best.what, *(u.what for u in group), *(o.what for o in outcomes)))),
    )
