"""Issues: what the actors of a story take positions on, as the reports name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from crossread.compare._reading import Reading, readings_of
from crossread.compare._stances import is_empty, key_of, modifiers, standings_of
from crossread.compare.commitments import find_conditions
from crossread.extract.report import Report
from crossread.records import Entity, Issue, Point, Span, content_id

MAX_ISSUES = 12
"""More are no help to a reader; those with most actors and reports stay."""
SHARE_OF_LABEL = 0.5
"""Words before a noun belong to the label where so large a share of its mentions has them ("security guarantees")."""


class _Noun(Struct):
    """How the reports write one noun: documents a form, documents a form with what narrows it down."""

    docs: set[str]
    mentions: int
    forms: dict[str, set[str]]
    narrowed: dict[str, set[str]]
    n_narrowed: Counter[str]


def find_issues(reports: Sequence[Report], entities: Sequence[Entity], points: Sequence[Point]) -> tuple[Issue, ...]:
    """Find what two or more actors take a stand on, or one of whose stand two or more reports speak.

    Args:
        reports: the reports of the story.
        entities: its entities.
        points: its points; those whose claims name an issue are put under it.

    Returns:
        At most `MAX_ISSUES`, those with most actors first.
    """
    readings = readings_of(reports, entities)
    actors: dict[str, set[str]] = defaultdict(set)
    telling: dict[str, set[str]] = defaultdict(set)
    for standing in standings_of(readings):
        for thing in standing.things:
            actors[thing.key].add(standing.actor)
            telling[thing.key].add(standing.evidence.doc)
    for key, actor, doc in _of_conditions(reports, entities, readings):
        actors[key].add(actor)
        telling[key].add(doc)
    nouns = _nouns(readings, set(actors))
    keys = [k for k in actors if k in nouns and (len(actors[k]) > 1 or len(nouns[k].docs) > 1)]
    keys.sort(key=lambda k: (-2 * len(actors[k]) - len(telling[k]) - len(nouns[k].docs), -nouns[k].mentions, k))
    keys = keys[:MAX_ISSUES]
    under = _points_under(readings, points, set(keys))
    return tuple(
        Issue(id=content_id("i", k), label=_label(nouns[k]), terms=_terms(nouns[k]), points=tuple(under.get(k, ())))
        for k in keys
    )


def _of_conditions(
    reports: Sequence[Report], entities: Sequence[Entity], readings: Sequence[Reading]
) -> list[tuple[str, str, str]]:
    """Give the keys of nouns that conditions name, with who makes them and where."""
    by_doc = {r.report.doc.id: r for r in readings}
    found = []
    for condition in find_conditions(reports, entities):
        if condition.by and condition.order != "after":
            for span in (condition.what, condition.requires):
                found += [(key, condition.by, span.doc) for key in keys_in(by_doc[span.doc], span)[:1]]
    return found


def keys_in(reading: Reading, span: Span) -> tuple[str, ...]:
    """Give the keys of the nouns of a span, in text order."""
    first, last = reading.report.analysis.tokens.covering(span.start, span.end)
    nouns = (i for i in range(first, last) if reading.upos[i] == "NOUN" and not is_empty(reading, i))
    return tuple(dict.fromkeys(key_of(reading.low[i]) for i in nouns if not _is_modifier(reading, i)))


def _is_modifier(reading: Reading, i: int) -> bool:
    return (
        i + 1 < len(reading.low)
        and reading.upos[i + 1] in {"NOUN", "PROPN"}
        and reading.sentence[i] == reading.sentence[i + 1]
    )


def _nouns(readings: Sequence[Reading], keys: set[str]) -> dict[str, _Noun]:
    nouns: dict[str, _Noun] = {}
    for reading in readings:
        doc = reading.report.doc.id
        for i, word in enumerate(reading.low):
            if (
                reading.upos[i] != "NOUN"
                or is_empty(reading, i)
                or _is_modifier(reading, i)
                or key_of(word) not in keys
            ):
                continue
            noun = nouns.setdefault(key_of(word), _Noun(set(), 0, defaultdict(set), defaultdict(set), Counter()))
            noun.docs.add(doc)
            noun.mentions += 1
            noun.forms[word].add(doc)
            start = modifiers(reading, i, reading.bounds(i)[0])
            if start < i:
                words = " ".join(reading.text[reading.start[start] : reading.end[i]].lower().split())
                noun.narrowed[words].add(doc)
                noun.n_narrowed[words] += 1
    return nouns


def _label(noun: _Noun) -> str:
    """Choose the words that most reports use."""
    best = min(noun.n_narrowed, key=lambda w: (-noun.n_narrowed[w], w), default="")
    if best and noun.n_narrowed[best] >= max(2, SHARE_OF_LABEL * noun.mentions):
        return best
    return min(noun.forms, key=lambda w: (-len(noun.forms[w]), w))


def _terms(noun: _Noun) -> tuple[str, ...]:
    return tuple(sorted(noun.forms, key=lambda w: (-len(noun.forms[w]), w)))


def _points_under(readings: Sequence[Reading], points: Sequence[Point], keys: set[str]) -> Mapping[str, list[str]]:
    """Tell which points have a claim that names an issue."""
    by_doc = {r.report.doc.id: r for r in readings}
    spans = {c.id: c.span for r in readings for c in r.report.claims}
    under: dict[str, list[str]] = defaultdict(list)
    for point in points:
        told = {k for c in point.claims if c in spans for k in keys_in(by_doc[spans[c].doc], spans[c])}
        for key in sorted(told & keys):
            under[key].append(point.id)
    return under
