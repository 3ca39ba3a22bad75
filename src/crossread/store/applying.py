"""Corrections put over a record: pure, so that what was read stays as it was read and an undo is exact.

A correction names passages and names, not ids, which change when a story is read again; it is applied to
whatever stands there now, and where nothing does it changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from crossread.compare.points import mark_disputed
from crossread.records import (
    Claim,
    Conflict,
    Document,
    Entity,
    Mention,
    Point,
    PointStatus,
    Quote,
    Record,
    Side,
    Span,
    Story,
    Utterance,
    content_id,
)
from crossread.store.facts import name_words
from crossread.verify import REFERENCES

CorrectionKind = Literal[
    "merge-stories",
    "split-story",
    "merge-entities",
    "split-entity",
    "set-speaker",
    "reject-claim",
    "reject-conflict",
    "mark-point",
]
SAME_SHARE = 0.5
"""A passage is the one that was meant where the two share half of the longer: another model cuts a quote a word sooner."""


DISPUTED_WHY = "the reports cannot all be right; "
"""What `compare.points.mark_disputed` puts before the reason of a point."""


class Correction(Struct, frozen=True, kw_only=True):
    """What a person's hand set right.

    `spans` are the passages that it is about and `words` what stands there; `names` of people or
    organizations; `documents` the reports that moved; `label` what a point was marked with.
    """

    id: str
    kind: CorrectionKind
    story: str | None = None
    who: str
    at: str
    why: str | None = None
    spans: tuple[Span, ...] = ()
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    label: str | None = None
    undone_at: str | None = None
    undone_by: str | None = None


def apply_corrections(record: Record, corrections: Iterable[Correction]) -> Record:
    """Put corrections over a record, in the order in which they were made; the seal is not set anew."""
    docs = {doc.id: doc for doc in record.documents}
    stories = record.stories
    for correction in corrections:
        change = CHANGES.get(correction.kind)
        if change is not None:
            stories = tuple(change(story, docs, correction) for story in stories)
    return replace(record, stories=stories)


def is_meant(span: Span, spans: Iterable[Span]) -> bool:
    """Tell whether a passage is one of those that were meant."""
    return any(_shared(span, other) >= SAME_SHARE for other in spans)


def _shared(a: Span, b: Span) -> float:
    if a.doc != b.doc:
        return 0.0
    return max(0, min(a.end, b.end) - max(a.start, b.start)) / max(1, a.end - a.start, b.end - b.start)


def find_entity(story: Story, name: str) -> Entity | None:
    """Give the entity that has a name, whatever its case and accents; the one mentioned most where several have."""
    wanted = name_words(name)
    known = [e for e in story.entities if any(name_words(n) == wanted for n in (e.name, *e.aliases))]
    return max(known, key=lambda e: (len(e.mentions), e.id), default=None)


def _merge_entities(story: Story, _docs: Mapping[str, Document], correction: Correction) -> Story:
    found = [entity for name in correction.names if (entity := find_entity(story, name))]
    ones = list({entity.id: entity for entity in found}.values())
    if len(ones) < 2:
        return story
    heir, others = ones[0], ones[1:]
    aliases = [name for entity in ones for name in (entity.name, *entity.aliases) if name != heir.name]
    merged = replace(
        heir,
        aliases=tuple(dict.fromkeys(aliases)),
        roles=tuple(dict.fromkeys(role for entity in ones for role in entity.roles)),
        mentions=tuple(sorted({m for entity in ones for m in entity.mentions}, key=_place)),
    )
    gone = {entity.id for entity in others}
    entities = tuple(merged if e.id == heir.id else e for e in story.entities if e.id not in gone)
    relinked = relink(story, "entities", lambda id_: heir.id if id_ in gone else id_)
    return replace(relinked, entities=entities)


def _place(mention: Mention) -> tuple[str, int, int]:
    return (mention.doc, mention.start, mention.end)


def _split_entity(story: Story, docs: Mapping[str, Document], correction: Correction) -> Story:
    """Let the mentions by some names be another entity, and the quotes that they are the source of be its quotes."""
    whole = find_entity(story, correction.names[0])
    leaving = {name_words(name) for name in correction.names[1:]}
    if whole is None:
        return story
    moved = tuple(m for m in whole.mentions if name_words(docs[m.doc].text[m.start : m.end]) in leaving)
    kept = tuple(m for m in whole.mentions if m not in moved)
    names = [name for name in (whole.name, *whole.aliases) if name_words(name) in leaving]
    rest = [name for name in (whole.name, *whole.aliases) if name_words(name) not in leaving]
    if not moved or not names or not rest:
        return story
    own = Entity(
        id=content_id("e", "split", whole.kind, *moved[:1]),
        name=names[0],
        kind=whole.kind,
        aliases=tuple(names[1:]),
        mentions=moved,
    )
    left = replace(whole, name=rest[0], aliases=tuple(rest[1:]), mentions=kept)
    entities = tuple(part for e in story.entities for part in ((left, own) if e.id == whole.id else (e,)))
    story = replace(story, entities=entities)
    for quote in story.quotes:
        source = quote.source
        if source and any(m.doc == source.doc and source.start <= m.start and m.end <= source.end for m in moved):
            story = _give_quote(story, quote, own.id, own.name)
        elif quote.speaker == left.id and quote.speaker_name not in rest:
            story = _give_quote(story, quote, left.id, left.name)
    return story


def _set_speaker(story: Story, docs: Mapping[str, Document], correction: Correction) -> Story:
    name = correction.names[0]
    entity = find_entity(story, name)
    for quote in story.quotes:
        if any(is_meant(span, correction.spans) for span in quote.content):
            if entity:
                story = _give_quote(story, quote, entity.id, entity.name)
            elif name in docs[quote.content[0].doc].text:
                story = _give_quote(story, quote, None, name)
    return story


def _give_quote(story: Story, quote: Quote, speaker: str | None, name: str) -> Story:
    """Give a quote another speaker, and let what followed from the speaker before follow from this one."""
    given = replace(quote, speaker=speaker, speaker_name=name)
    quotes = tuple(given if q.id == quote.id else q for q in story.quotes)
    speakers = {q.id: q.speaker for q in quotes}
    utterances = tuple(_spoken(u, speakers) if quote.id in u.quotes else u for u in story.utterances)
    positions = tuple(p for p in story.positions if p.entity == speaker or set(p.quotes) != {quote.id})
    story = replace(story, quotes=quotes, utterances=utterances, positions=positions)
    disputed = [c for c in story.conflicts if c.kind == "speaker" and any(_touches(side, quote) for side in c.sides)]
    names = {entity.id: {entity.name, *entity.aliases} for entity in story.entities}
    held = [c for c in disputed if all(side.says in _speakers(side, story, names) for side in c.sides)]
    return _drop_conflicts(story, [c for c in disputed if c not in held])


def _spoken(utterance: Utterance, speakers: Mapping[str, str | None]) -> Utterance:
    """Give an utterance the speaker of most of its quotes; it no longer differs in it where all agree."""
    named = Counter(speakers[id_] for id_ in utterance.quotes if speakers.get(id_))
    speaker = utterance.speaker if utterance.speaker in named else next((s for s, _ in named.most_common(1)), None)
    differs = tuple(d for d in utterance.differs if d != "speaker" or len(named) > 1)
    return replace(utterance, speaker=speaker, differs=differs)


def _touches(side: Side, quote: Quote) -> bool:
    places = (*quote.content, *((quote.source,) if quote.source else ()))
    return any(a.overlaps(b) for a in side.evidence for b in places)


def _speakers(side: Side, story: Story, names: Mapping[str, set[str]]) -> set[str]:
    """Give every name of those who speak where a side of a conflict has its evidence."""
    quotes = [q for q in story.quotes if _touches(side, q)]
    return {name for q in quotes for name in names.get(q.speaker or "", {q.speaker_name or ""})}


def _reject_claim(story: Story, docs: Mapping[str, Document], correction: Correction) -> Story:
    """Take a claim out, with what rests on it alone: its point, a side of a conflict, a line of the brief."""
    gone = [claim for claim in story.claims if is_meant(claim.span, correction.spans)]
    if not gone:
        return story
    ids = {claim.id for claim in gone}
    spans = [claim.span for claim in gone]
    story = replace(story, claims=tuple(c for c in story.claims if c.id not in ids))
    story = relink(story, "claims", lambda id_: None if id_ in ids else id_)
    empty = {p.id for p in story.points if not p.claims}
    story = relink(
        replace(story, points=tuple(p for p in story.points if p.claims)), "points", lambda i: None if i in empty else i
    )
    claims = {claim.id: claim for claim in story.claims}
    story = replace(
        story,
        points=tuple(_counted(p, claims, docs) for p in story.points),
        brief=tuple(line for line in story.brief if not all(is_meant(s, spans) for s in line.evidence)),
    )
    conflicts = [(conflict, _without(conflict, spans, docs)) for conflict in story.conflicts]
    kept = replace(story, conflicts=tuple(after or before for before, after in conflicts))
    return _drop_conflicts(kept, [before for before, after in conflicts if after is None])


def _counted(point: Point, claims: Mapping[str, Claim], docs: Mapping[str, Document]) -> Point:
    """Count a point's outlets and origins anew after a claim of it is gone."""
    own = [claims[id_] for id_ in point.claims]
    outlets = tuple(sorted({docs[c.span.doc].label for c in own}))
    if outlets == point.outlets and point.span in {c.span for c in own}:
        return point
    origins = max(1, min(point.origins, len(own), len(outlets)))
    found: PointStatus = "single_source" if origins == 1 else "corroborated"
    status = point.status if point.status == "disputed" else found
    span = point.span if point.span in {c.span for c in own} else own[0].span
    most = max(origins, min(point.origins_most, len(own), len(outlets)))
    return replace(point, span=span, outlets=outlets, origins=origins, origins_most=most, status=status)


def _without(conflict: Conflict, spans: Sequence[Span], docs: Mapping[str, Document]) -> Conflict | None:
    """Take passages out of the sides of a conflict; None where fewer than two sides are left."""
    sides: list[Side] = []
    for side in conflict.sides:
        evidence = tuple(s for s in side.evidence if not any(_inside(s, gone) for gone in spans))
        if evidence == side.evidence:
            sides.append(side)
        elif any(side.says in docs[s.doc][s] for s in evidence):
            outlets = tuple(sorted({docs[s.doc].label for s in evidence}))
            sides.append(replace(side, evidence=evidence, outlets=outlets))
    return replace(conflict, sides=tuple(sides)) if len(sides) > 1 else None


def _inside(span: Span, other: Span) -> bool:
    return span.doc == other.doc and other.start <= span.start and span.end <= other.end


def _reject_conflict(story: Story, _docs: Mapping[str, Document], correction: Correction) -> Story:
    meant = [c for c in story.conflicts if sum(_is_side_meant(side, correction.spans) for side in c.sides) > 1]
    return _drop_conflicts(story, meant)


def _is_side_meant(side: Side, spans: Sequence[Span]) -> bool:
    return any(is_meant(span, spans) for span in side.evidence)


def _drop_conflicts(story: Story, gone: Sequence[Conflict]) -> Story:
    """Take conflicts out, with the lines of the brief that tell them, and what was disputed by them alone."""
    if not gone:
        return story
    ids = {conflict.id for conflict in gone}
    told = [{span for side in conflict.sides for span in side.evidence} for conflict in gone]
    kept = tuple(conflict for conflict in story.conflicts if conflict.id not in ids)
    return replace(
        story,
        conflicts=kept,
        points=mark_disputed([_undisputed(p) for p in story.points], kept, list(story.claims)),
        brief=tuple(
            b for b in story.brief if len(b.evidence) < 2 or not any(set(b.evidence) <= spans for spans in told)
        ),
    )


def _undisputed(point: Point) -> Point:
    """Give a point the status that it would have if there were no conflict."""
    if point.status != "disputed":
        return point
    status: PointStatus = "single_source" if point.origins == 1 else "corroborated"
    return replace(point, status=status, why=point.why.removeprefix(DISPUTED_WHY))


def relink(story: Story, kind: str, new: Callable[[str], str | None]) -> Story:
    """Let every reference of one kind point elsewhere, or nowhere.

    What cannot be without it (a position without its entity) goes with it. The list of that kind itself stays.

    Args:
        story: whose references.
        kind: the list that they point into: "entities", "claims", "points".
        new: for an id, the one to point to instead; None for nowhere.
    """
    made = _relinked(story, kind, new)
    assert isinstance(made, Story)
    return made


def _relinked(item: Any, kind: str, new: Callable[[str], str | None]) -> Any:  # noqa: ANN401  (any part of a story)
    """Rebuild a part of a story with its references renamed; None where it cannot be without one."""
    if isinstance(item, tuple):
        return tuple(made for part in item if (made := _relinked(part, kind, new)) is not None)
    if not isinstance(item, Struct):
        return item
    changed: dict[str, Any] = {}
    for name in item.__struct_fields__:
        held = getattr(item, name)
        if held is None:
            continue
        if kind not in REFERENCES.get((type(item), name), ()):
            made = _relinked(held, kind, new)
        elif isinstance(held, tuple):
            made = tuple(dict.fromkeys(to for id_ in held if (to := new(id_)) is not None))
        else:
            made = new(held)
            if made is None and name in _required(type(item)):
                return None
        if made != held:
            changed[name] = made
    return replace(item, **changed) if changed else item


@cache
def _required(kind: type[Struct]) -> frozenset[str]:
    """Name the fields that a struct cannot be without."""
    return frozenset(field.name for field in msgspec.structs.fields(kind) if field.required)


Change = Callable[[Story, Mapping[str, Document], Correction], Story]
CHANGES: Mapping[CorrectionKind, Change] = {
    "merge-entities": _merge_entities,
    "split-entity": _split_entity,
    "set-speaker": _set_speaker,
    "reject-claim": _reject_claim,
    "reject-conflict": _reject_conflict,
}
"""What each correction does to a story. The others change no record: stories are moved in the index, marks shown beside."""
