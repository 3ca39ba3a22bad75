"""People and organizations of the invented stories, across reports: which mentions are of one.

The labels' mentions (names and roles, no pronouns) are given. Each is taken for the mention of ours that it is most
alike by shared characters, one to one; a labelled mention that none of ours overlaps is one that we do not have, and
those of ours that stand for none (pronouns, say) do not count. Our kinds do not count either: a place taken for a
body costs nothing here. One who is labelled without a name ("a neighbour") is left out.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from crossread.records import Span
from evaluation.coreference import score_groups
from evaluation.invented import shared_chars

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crossread.records import Entity
    from evaluation.coreference import Group
    from evaluation.invented import Label, ReadStory, Scores

KINDS = frozenset({"person", "organization"})


def score_entities(read: ReadStory) -> tuple[Scores, list[str]]:
    """Score the groups of all labelled mentions; give too what was not found, torn apart or joined wrongly."""
    return _score(read, "entities", _labelled(read))


def score_names(read: ReadStory) -> tuple[Scores, list[str]]:
    """Score the groups of those mentions alone that hold a word of the name in capitals: "Mrs Orr", not "the mayor"."""
    named = [
        (name, frozenset(s for s in spans if set(_capitals(name)) & set(_capitals(read.words(s)))))
        for name, spans in _labelled(read)
    ]
    return _score(read, "names", [(name, spans) for name, spans in named if spans])[0], []


def _labelled(read: ReadStory) -> list[tuple[str, frozenset[Span]]]:
    """Give the labelled mentions of each person and organization that has a name: of "a neighbour" there is no entity."""
    labels = [e for e in read.labels["entities"] if e["kind"] in KINDS and _has_name(e)]
    found = [(e["name"], frozenset(read.gold.spans(e["mentions"]))) for e in labels]
    return [(name, spans) for name, spans in found if spans]


def _has_name(label: Label) -> bool:
    """Tell whether one who is labelled has a name: "Ana Orr" and "St Orr's hospital", not "Harbour Board spokesman"."""
    capitals = _capitals(label["name"])
    return bool(capitals) and (label["kind"] == "organization" or capitals[-1] == label["name"].split()[-1])


def _capitals(words: str) -> list[str]:
    return [w for w in words.replace("’s", "").replace("'s", "").split() if w[0].isupper()]


def _score(read: ReadStory, of: str, known: Sequence[tuple[str, frozenset[Span]]]) -> tuple[Scores, list[str]]:
    entity_of = match_mentions([s for _, spans in known for s in spans], read.story.entities)
    ours: dict[str, set[Span]] = defaultdict(set)
    for span, entity in entity_of.items():
        ours[entity].add(span)
    found: list[Group] = [frozenset(spans) for _, spans in sorted(ours.items())]
    return score_groups(found, [spans for _, spans in known], of), list(_notes(read, known, entity_of))


def match_mentions(wanted: Sequence[Span], entities: Sequence[Entity]) -> dict[Span, str]:
    """Find for each span the entity whose mention it stands for, the most alike pairs first, one to one."""
    ours = [(m.start, m.end, m.doc, e.id) for e in entities for m in e.mentions]
    pairs = []
    for span in wanted:
        for start, end, doc, entity in ours:
            if doc == span.doc and start < span.end and span.start < end:
                both = max(end, span.end) - min(start, span.start)
                pairs.append(
                    (-shared_chars(span, Span(doc, start, end)) / both, doc, span.start, start, end, entity, span)
                )
    found: dict[Span, str] = {}
    taken: set[tuple[str, int, int, str]] = set()
    for _, doc, _, start, end, entity, span in sorted(pairs):
        if span not in found and (doc, start, end, entity) not in taken:
            found[span] = entity
            taken.add((doc, start, end, entity))
    return found


def _notes(
    read: ReadStory, known: Sequence[tuple[str, frozenset[Span]]], entity_of: Mapping[Span, str]
) -> Iterator[str]:
    names: dict[str, set[str]] = defaultdict(set)
    for name, spans in known:
        parts: dict[str, set[str]] = defaultdict(set)
        for span in spans:
            parts[entity_of.get(span, "")].add(read.words(span))
            if span in entity_of:
                names[entity_of[span]].add(name)
        if missed := parts.pop("", None):
            yield f"entity {name}: not found: {', '.join(sorted(missed))}"
        if len(parts) > 1:
            yield f"entity {name}: torn: {' | '.join(', '.join(sorted(words)) for _, words in sorted(parts.items()))}"
    yield from (f"entities joined: {', '.join(sorted(some))}" for _, some in sorted(names.items()) if len(some) > 1)
