"""Issues: what the actors of a story take positions on, as the reports name it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from crossread.compare._likeness import matches
from crossread.compare._reading import Reading, stem
from crossread.compare._similarity import GRAMMAR
from crossread.compare._stances import Stands, read_stands
from crossread.compare._standing import Standing
from crossread.compare._things import NAME, Thing, is_empty, is_head, key_of
from crossread.extract.report import Report
from crossread.records import Entity, Issue, Point, Span, content_id

WANTED = "?"
"""Begins the key of an issue that was asked for."""
MAX_ISSUES = 40
"""More are no help to a reader; those with most actors and reports stay."""
WANTED_SHARE = 0.75
"""A clause is about an issue that is asked for where its words tell so large a share of the issue's: all of them, or words of
one common sense for each (`_likeness.matches`), or for one of two words the same and for the other one near in sense."""


class Laying(Struct, frozen=True):
    """Where stands are laid: issues that were asked for, by their words, before what each clause is about."""

    wanted: tuple[tuple[str, frozenset[str]], ...]

    def lay(self, reading: Reading, standing: Standing) -> tuple[str, Thing]:
        """Tell on which issue a stand is laid, by its key, and which of the things in its clause that is."""
        thing = standing.things[0]
        if self.wanted:
            spans = (standing.evidence, *(t.span for t in standing.things))
            words = frozenset().union(*(stems_in(reading, s) for s in spans))
            for key, wanted in self.wanted:
                if is_named(wanted, words):
                    own = (t for t in standing.things if stem(t.head) in wanted)
                    return key, next(own, thing)
        return thing.key, thing


def laying_of(wanted: Sequence[str]) -> Laying:
    """Prepare to lay stands on issues, those that were asked for first."""
    return Laying(tuple((wanted_key(w), stems_of(w)) for w in wanted))


def wanted_key(words: str) -> str:
    """Give the key of an issue that was asked for in these words."""
    return f"{WANTED}{' '.join(words.lower().split())}"


def wanted_in(issues: Iterable[Issue]) -> tuple[str, ...]:
    """Give the words of those issues that were asked for."""
    return tuple(i.label for i in issues if i.id == content_id("i", wanted_key(i.label)))


def stems_of(words: str) -> frozenset[str]:
    """Give the stems of the words that tell something."""
    return frozenset(stem(w) for w in words.lower().split() if w not in GRAMMAR)


def stems_in(reading: Reading, span: Span) -> frozenset[str]:
    """Give the stems of the words of a span."""
    first, last = reading.report.analysis.tokens.covering(span.start, span.end)
    return frozenset(stem(w) for w in reading.low[first:last] if w not in GRAMMAR)


def is_named(wanted: frozenset[str], words: frozenset[str]) -> bool:
    """Tell whether words name what was asked for, or name it in words of the same sense."""
    return bool(wanted) and sum(share for _, share in matches(wanted, words)) >= WANTED_SHARE * len(wanted)


def find_issues(
    reports: Sequence[Report],
    entities: Sequence[Entity],
    points: Sequence[Point],
    *,
    wanted: Sequence[str] = (),
    stands: Stands | None = None,
) -> tuple[Issue, ...]:
    """Find what the actors take a stand on.

    Each stand is laid on the first issue asked for that its clause names; else on the first thing that its clause names.

    Args:
        reports: the reports of the story.
        entities: its entities.
        points: its points; those whose claims name an issue are put under it.
        wanted: issues asked for, in words; they are there though nobody takes a stand on them.
        stands: what `read_stands` gave for the same reports and entities, where it has been called already.

    Returns:
        Those asked for, as asked; then at most `MAX_ISSUES` others, those with most actors first.
    """
    stands = stands or read_stands(reports, entities)
    readings, standings = stands.readings, stands.standings
    by_doc = {r.report.doc.id: r for r in readings}
    laying = laying_of(wanted)
    named: dict[str, list[Thing]] = defaultdict(list)
    for s in standings:
        key, thing = laying.lay(by_doc[s.evidence.doc], s)
        named[key].append(thing)
    asked = {wanted_key(w): w for w in wanted}
    keys = sorted(named.keys() - asked, key=rank_keys(standings).__getitem__)[:MAX_ISSUES]
    under = _points_under(readings, points, set(keys), laying.wanted)
    labels = asked | {k: _label(named[k]) for k in keys}
    return tuple(
        Issue(id=content_id("i", k), label=label, terms=_terms(named[k], label), points=tuple(under.get(k, ())))
        for k, label in labels.items()
    )


def rank_keys(standings: Iterable[Standing]) -> Mapping[str, tuple[int, int, str]]:
    """Rank what is named by stands, the first best: by how many actors, and in how many reports."""
    actors: dict[str, set[str]] = defaultdict(set)
    telling: dict[str, set[str]] = defaultdict(set)
    for s in standings:
        for thing in s.things:
            actors[thing.key].add(s.actor)
            telling[thing.key].add(s.evidence.doc)
    return {k: (-len(actors[k]), -len(telling[k]), k) for k in actors}


def _label(things: Sequence[Thing]) -> str:
    """Choose the words that most reports use, of two the shorter."""
    docs: dict[str, set[str]] = defaultdict(set)
    n = Counter[str]()
    for t in things:
        words = " ".join(t.words.split())
        docs[words].add(t.span.doc)
        n[words] += 1
    return min(n, key=lambda w: (-len(docs[w]), -n[w], len(w), w))


def _terms(things: Sequence[Thing], label: str) -> tuple[str, ...]:
    """Give the nouns that name an issue, most frequent first; where none does, the words of its label."""
    n = Counter(t.head for t in things)
    return tuple(sorted(n, key=lambda w: (-n[w], w))) or tuple(label.lower().split())


def keys_in(reading: Reading, span: Span) -> tuple[str, ...]:
    """Give the keys of the nouns of a span, in text order."""
    first, last = reading.report.analysis.tokens.covering(span.start, span.end)
    nouns = (i for i in range(first, last) if is_head(reading, i) and not is_empty(reading, i))
    return tuple(dict.fromkeys(key_of(reading.low[i]) for i in nouns))


def _points_under(
    readings: Sequence[Reading],
    points: Sequence[Point],
    keys: set[str],
    wanted: Sequence[tuple[str, frozenset[str]]],
) -> Mapping[str, list[str]]:
    """Tell which points have a claim that names an issue."""
    by_doc = {r.report.doc.id: r for r in readings}
    claims = {c.id: c for r in readings for c in r.report.claims}
    by_noun = defaultdict(list)
    for key in sorted(keys):
        by_noun[key.split()[-1]].append(key)
    under: dict[str, list[str]] = defaultdict(list)
    for point in points:
        of = [claims[c] for c in point.claims if c in claims]
        told = {k for c in of for k in keys_in(by_doc[c.span.doc], c.span)} | {NAME + e for c in of for e in c.entities}
        for key in sorted({k for noun in told for k in by_noun.get(noun, ())}):
            under[key].append(point.id)
        for key, words in wanted:
            if any(is_named(words, stems_in(by_doc[c.span.doc], c.span)) for c in of):
                under[key].append(point.id)
    return under
