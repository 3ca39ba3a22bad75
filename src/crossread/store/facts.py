"""A story's record as facts: what each is known by from one reading to the next, and what became of those before.

A fact outlives its spans: when an outlet changes its text every offset moves, and the id of the document with
it. So a fact is known by its *members*, hashes of the words that it rests on without their place. Two readings
have the same fact where they share a member.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Literal

from anyascii import anyascii
from msgspec import Struct

from crossread.records import Document, Figure, Mention, Quote, Record, Span, Story, content_id

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

FactKind = Literal["quote", "point", "figure", "conflict", "position", "deadline"]
KINDS: tuple[FactKind, ...] = ("quote", "point", "figure", "conflict", "position", "deadline")
Role = Literal["speaker", "entity", "outlet", "issue"]
What = Literal["appeared", "carried", "changed", "corrected", "dropped", "withdrawn", "removed", "revised"]
"""What can become of a fact.

appeared: a report says what none had said. carried: a further outlet says it. changed: its status did
(disputed, corroborated, done). corrected: its outlet changed the words under the same URL. dropped: an
outlet changed its text and says it no longer, others do. withdrawn: nobody says it any more, after a
change of text. removed: its reports were taken out of the library. revised: the reports are the same and
were read otherwise, by another model or a person's hand.
"""

MAX_APART = 120
"""A figure and what it counts are shown as one passage up to this many code points."""

CORRECTED_RATIO = 60.0
"""Words in the later version of a report are a correction of those in the earlier one where they are so much alike,
of 100 (rapidfuzz ratio): "Nine people were hurt" and "Eleven people were hurt" are 81, two unlike sentences of one
report 30 to 45."""

_WORD = re.compile(r"\w{1,100}")


class Name(Struct, frozen=True, order=True):
    """Somebody or something named in a fact."""

    role: Role
    name: str


class Fact(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that the reports of a story say.

    `text` are words of a report; `detail` the value of a figure, the issue of a position, the day of a
    deadline; `status` that of the record (a point's, a conflict's verdict, a stance); `outlets` are labels
    of documents; `day` is the first day that a report said it; `parts` are ids in the record.
    """

    kind: FactKind
    text: str
    detail: str | None = None
    status: str | None = None
    speaker: str | None = None
    outlets: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    day: str | None = None
    members: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()


class Kept(Struct, frozen=True):
    """A fact as the library has it, with its id there."""

    id: str
    fact: Fact


class Fate(Struct, frozen=True):
    """What became of a fact: `before` is None where it is new, `after` where it is gone; `what` None where nothing happened."""

    what: What | None
    before: Kept | None
    after: Fact | None


def name_words(name: str) -> str:
    """Fold a name to plain words between spaces, so that ` kovar ` finds "Inés Kovář"."""
    return f" {' '.join(_WORD.findall(anyascii(name[:500]).casefold()))} "


def facts_of(record: Record) -> tuple[Fact, ...]:
    """Give the facts of a record, in the order of kinds and of the record."""
    docs = {doc.id: doc for doc in record.documents}
    return tuple(fact for story in record.stories for fact in _facts_of_story(_Told(story, docs)))


class _Told:
    """A story with what its facts are made from, looked up by id and by place."""

    def __init__(self, story: Story, docs: Mapping[str, Document]) -> None:
        self.story = story
        self.docs = docs
        self.entities = {entity.id: entity for entity in story.entities}
        self.quotes = {quote.id: quote for quote in story.quotes}
        self._mentions: defaultdict[str, list[tuple[int, Mention, str]]] = defaultdict(list)
        for entity in story.entities:
            for mention in entity.mentions:
                self._mentions[mention.doc].append((mention.start, mention, entity.id))
        for places in self._mentions.values():
            places.sort(key=lambda place: (place[0], place[1].end, place[2]))

    def words(self, span: Span) -> str:
        return self.docs[span.doc][span].replace("\x00", "\ufffd")

    def named_in(self, spans: Iterable[Span]) -> set[str]:
        """Give the ids of the entities that are mentioned in some passages."""
        found: set[str] = set()
        for span in spans:
            places = self._mentions[span.doc]
            for start, mention, id_ in places[bisect_left(places, span.start, key=lambda place: place[0]) :]:
                if start >= span.end:
                    break
                if mention.end <= span.end:
                    found.add(id_)
        return found

    def names(self, role: Role, ids: Iterable[str | None]) -> set[Name]:
        """Give every name of some entities."""
        known = [self.entities[id_] for id_ in ids if id_ in self.entities]
        return {Name(role, name) for entity in known for name in (entity.name, *entity.aliases)}


def _facts_of_story(told: _Told) -> Iterator[Fact]:
    yield from _quotes(told)
    yield from _points(told)
    yield from _figures(told)
    yield from _conflicts(told)
    yield from _positions(told)
    yield from _deadlines(told)


def _fact(  # noqa: PLR0913  (a fact has many fields; the first four are what it is)
    told: _Told,
    kind: FactKind,
    text: str,
    evidence: Sequence[Span],
    *,
    members: Iterable[str],
    parts: Sequence[str],
    names: Collection[Name] = (),
    detail: str | None = None,
    status: str | None = None,
    speaker: str | None = None,
) -> Fact:
    """Make a fact, with what follows from its passages: outlets, first day, who is named."""
    docs = [told.docs[id_] for id_ in dict.fromkeys(span.doc for span in evidence)]
    outlets = sorted({doc.label for doc in docs})
    speakers = {Name("entity", n.name) for n in names if n.role == "speaker"}
    named = {*names, *speakers, *(Name("outlet", o) for o in outlets), *told.names("entity", told.named_in(evidence))}
    return Fact(
        kind=kind,
        text=text,
        detail=detail,
        status=status,
        speaker=speaker,
        outlets=tuple(outlets),
        evidence=tuple(evidence),
        day=min((doc.published[:10] for doc in docs if doc.published), default=None),
        members=tuple(sorted(set(members))),
        parts=tuple(parts),
        names=tuple(sorted(named)),
    )


def _member(kind: FactKind, *words: str) -> str:
    """Hash words without their case, marks and spaces."""
    return content_id("", kind, *(" ".join(_WORD.findall(one.casefold())) for one in words))


def _quotes(told: _Told) -> Iterator[Fact]:
    """Give a fact for each act of speaking, and one for each quote that no other report has."""
    seen: set[str] = set()
    for group in [*(u.quotes for u in told.story.utterances), *((q.id,) for q in told.story.quotes)]:
        quotes = [told.quotes[id_] for id_ in group if id_ in told.quotes and id_ not in seen]
        seen.update(quote.id for quote in quotes)
        if quotes:
            yield _quote(told, quotes)


def _quote(told: _Told, quotes: Sequence[Quote]) -> Fact:
    wordings = [" … ".join(told.words(span) for span in quote.content) for quote in quotes]
    speakers = [quote.speaker for quote in quotes if quote.speaker]
    names = told.names("speaker", speakers) | {Name("speaker", q.speaker_name) for q in quotes if q.speaker_name}
    return _fact(
        told,
        "quote",
        max(wordings, key=len),
        [span for quote in quotes for span in quote.content],
        members=(_member("quote", words) for words in wordings),
        parts=[quote.id for quote in quotes],
        names=names,
        speaker=next((quote.speaker_name for quote in quotes if quote.speaker_name), None),
    )


def _points(told: _Told) -> Iterator[Fact]:
    claims = {claim.id: claim for claim in told.story.claims}
    issues = {point: issue.label for issue in told.story.issues for point in issue.points}
    for point in told.story.points:
        own = [claims[id_] for id_ in point.claims]
        by = [told.quotes[claim.by].speaker for claim in own if claim.by in told.quotes]
        about = {Name("issue", issues[point.id])} if point.id in issues else set()
        yield _fact(
            told,
            "point",
            told.words(point.span),
            [claim.span for claim in own],
            members=(_member("point", told.words(claim.span)) for claim in own),
            parts=[point.id, *point.claims],
            names=told.names("speaker", by) | told.names("entity", (e for c in own for e in c.entities)) | about,
            status=point.status,
        )


def _figures(told: _Told) -> Iterator[Fact]:
    """Give a fact for each value of something counted, whatever reports give it."""
    same: defaultdict[tuple[str, ...], list[Figure]] = defaultdict(list)
    for figure in told.story.figures:
        if figure.value is not None or figure.low is not None:
            counted = told.words(figure.of or figure.span).casefold()
            same[figure.kind, _number(figure), figure.unit or "", counted].append(figure)
    for key, figures in same.items():
        yield _fact(
            told,
            "figure",
            told.words(_passage(figures[0])),
            [_passage(figure) for figure in figures],
            members=[_member("figure", *key)],
            parts=[figure.id for figure in figures],
            detail=f"{key[1]} {key[2]}".strip(),
        )


def _number(figure: Figure) -> str:
    """Write the value of a figure, or its bounds."""
    return figure.value or f"{figure.low or '…'} to {figure.high or '…'}"


def _passage(figure: Figure) -> Span:
    """Give the passage that a figure and what it counts stand in."""
    if figure.of is None or figure.of.doc != figure.span.doc:
        return figure.span
    start, end = min(figure.span.start, figure.of.start), max(figure.span.end, figure.of.end)
    return Span(figure.span.doc, start, end) if end - start <= MAX_APART else figure.span


def _conflicts(told: _Told) -> Iterator[Fact]:
    for conflict in told.story.conflicts:
        evidence = [span for side in conflict.sides for span in side.evidence]
        says = " / ".join(f"{side.says} ({', '.join(side.outlets)})" for side in conflict.sides)
        yield _fact(
            told,
            "conflict",
            f"{conflict.about}: {says}".replace("\x00", "\ufffd"),
            evidence,
            members=(_member("conflict", conflict.kind, told.words(span)) for span in evidence),
            parts=[conflict.id],
            detail=conflict.kind,
            status=conflict.verdict,
        )


def _positions(told: _Told) -> Iterator[Fact]:
    issues = {issue.id: issue.label for issue in told.story.issues}
    for position in told.story.positions:
        name = told.entities[position.entity].name
        label = issues[position.issue]
        yield _fact(
            told,
            "position",
            told.words(position.evidence[0]),
            position.evidence,
            members=(_member("position", name, told.words(span)) for span in position.evidence),
            parts=position.quotes,
            names=told.names("speaker", [position.entity]) | {Name("issue", label)},
            detail=label,
            status=position.stance,
            speaker=name,
        )


def _deadlines(told: _Told) -> Iterator[Fact]:
    for made in told.story.commitments:
        if made.due is None or made.due.date is None:
            continue
        names = [told.entities[id_].name for id_ in made.who if id_ in told.entities]
        evidence = made.evidence or (made.what,)
        yield _fact(
            told,
            "deadline",
            told.words(evidence[0]),
            evidence,
            members=[_member("deadline", told.words(made.what))],
            parts=[made.id],
            names=told.names("speaker", made.who),
            detail=made.due.date,
            status=made.status,
            speaker=", ".join(names) or None,
        )


def settle(
    kept: Sequence[Kept],
    found: Sequence[Fact],
    *,
    together: Collection[str],
    read_before: Collection[str],
    present: Collection[str],
    later: Mapping[str, str],
) -> tuple[Fate, ...]:
    """Tell what became of the facts of a story between two readings.

    Args:
        kept: the facts that stood before, none that was withdrawn.
        found: the facts of the present reading.
        together: the documents of the reading before: conflicts between them could be found then.
        read_before: these, and those read before in another story: what they say was known.
        present: the documents of the present reading, and of `read_before` those that are in another story now.
        later: for a document whose outlet changed it, the version that took its place.

    Returns:
        One fate a fact, of `found` in order and then of those in `kept` that are gone.
    """
    before_of = _same(kept, found)
    corrected = _corrected(
        [one for one in kept if one.id not in {k.id for k in before_of.values()}],
        [(i, fact) for i, fact in enumerate(found) if i not in before_of],
        later,
    )
    met = {**before_of, **corrected}
    grown = not set(present) <= set(read_before) or not set(read_before) <= set(present)
    fates: list[Fate] = []
    for i, fact in enumerate(found):
        before = met.get(i)
        if before is None:
            known = together if fact.kind == "conflict" else read_before
            new = any(span.doc not in known for span in fact.evidence)
            fates.append(Fate("appeared" if new else "revised", None, fact))
        else:
            what = (
                "corrected" if i in corrected else _what(before.fact, fact, present=present, later=later, grown=grown)
            )
            fates.append(Fate(what, before, fact))
    gone = {one.id for one in met.values()}
    fates += [Fate(_end(one.fact, present=present, later=later), one, None) for one in kept if one.id not in gone]
    return tuple(fates)


def _same(kept: Sequence[Kept], found: Sequence[Fact]) -> dict[int, Kept]:
    """Give for facts the one before that shares most of its members, each of those once."""
    by_member: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for k, one in enumerate(kept):
        for member in one.fact.members:
            by_member[one.fact.kind, member].append(k)
    shared: defaultdict[tuple[int, int], int] = defaultdict(int)
    for i, fact in enumerate(found):
        for member in fact.members:
            for k in by_member[fact.kind, member]:
                shared[i, k] += 1
    return _best_first({pair: float(n) for pair, n in shared.items()}, kept)


def _corrected(kept: Sequence[Kept], found: Sequence[tuple[int, Fact]], later: Mapping[str, str]) -> dict[int, Kept]:
    """Give for facts of a later version of a report those of the earlier one whose words they are a change of."""
    from rapidfuzz.fuzz import ratio  # noqa: PLC0415  (only where a text was changed)

    alike: dict[tuple[int, int], float] = {}
    for k, one in enumerate(kept):
        versions = {later[span.doc] for span in one.fact.evidence if span.doc in later}
        for i, fact in found if versions else ():
            if fact.kind == one.fact.kind and any(span.doc in versions for span in fact.evidence):
                score = ratio(one.fact.text, fact.text)
                if score >= CORRECTED_RATIO:
                    alike[i, k] = score
    return _best_first(alike, kept)


def _best_first(scores: Mapping[tuple[int, int], float], kept: Sequence[Kept]) -> dict[int, Kept]:
    """Pair greedily, the highest score first; ties by place."""
    chosen: dict[int, Kept] = {}
    taken: set[int] = set()
    for i, k in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if i not in chosen and k not in taken:
            chosen[i] = kept[k]
            taken.add(k)
    return chosen


def _what(before: Fact, after: Fact, *, present: Collection[str], later: Mapping[str, str], grown: bool) -> What | None:
    """Tell what happened to a fact that stands before and after."""
    if lost := set(before.outlets) - set(after.outlets):
        gone = any(span.doc not in present for span in before.evidence)
        changed_text = any(span.doc in later for span in before.evidence)
        return "dropped" if lost and changed_text else "removed" if gone else "revised"
    if set(after.outlets) - set(before.outlets):
        return "carried"
    if before.status != after.status or before.detail != after.detail:
        return "changed" if grown else "revised"
    return "revised" if before.speaker != after.speaker else None


def _end(fact: Fact, *, present: Collection[str], later: Mapping[str, str]) -> What:
    """Tell why a fact is no more."""
    if any(span.doc in later for span in fact.evidence):
        return "withdrawn"
    return "removed" if any(span.doc not in present for span in fact.evidence) else "revised"
