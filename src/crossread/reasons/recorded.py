"""The reasons that stand in the record itself: what a judgement was made of, and what was noted when it was made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from crossread.reasons.judgement import Judgement, Measure, Reason
from crossread.reasons.listed import Listed, Part
from crossread.records import (
    BriefLine,
    Citation,
    Claim,
    Commitment,
    Condition,
    Conflict,
    Entity,
    Figure,
    Issue,
    Mention,
    Point,
    Position,
    Quote,
    Record,
    Reuse,
    Span,
    Story,
    TimelineEntry,
    TimeRef,
    Utterance,
)

MAX_EVIDENCE = 60
"""So many passages are given for one reason: an entity of a large story has thousands of mentions."""


class Sections:
    """A story's parts by their ids, and its documents."""

    def __init__(self, record: Record, story: Story) -> None:
        self.story = story
        self.docs = {d.id: d for d in record.documents if d.id in set(story.documents)}
        self.entities = {e.id: e for e in story.entities}
        self.quotes = {q.id: q for q in story.quotes}
        self.claims = {c.id: c for c in story.claims}
        self.times = {t.id: t for t in story.times}
        self.issues = {i.id: i for i in story.issues}
        self.points = {p.id: p for p in story.points}
        self.citing: dict[str, list[Citation]] = {}
        for citation in story.citations:
            for covered in citation.covers:
                self.citing.setdefault(covered, []).append(citation)

    def words(self, span: Span) -> str:
        """Give the words of a span on one line; none where the record does not hold its document."""
        doc = self.docs.get(span.doc)
        return " ".join(doc[span].split()) if doc else ""

    def outlet(self, doc: str) -> str:
        """Give what stands for a report in lists."""
        return self.docs[doc].label if doc in self.docs else doc

    def name(self, entity: str | None) -> str:
        """Give the name of an entity."""
        return self.entities[entity].name if entity in self.entities else "nobody named"


def recorded_reasons(record: Record, listed: Listed) -> Judgement:
    """Give a judgement of a record with the reasons that the record holds for it."""
    told = Sections(record, listed.story)
    return Judgement(
        id=listed.id,
        kind=listed.kind,
        story=listed.story.id,
        says=words_of(told, listed.part),
        recorded=reasons_of(told, listed.part),
    )


def reasons_of(told: Sections, part: Part) -> tuple[Reason, ...]:
    """Give the reasons that a record holds for a part of it."""
    return tuple(reason for reason in _GIVEN[type(part)](told, part) if reason.says)


def words_of(told: Sections, part: Part) -> str:
    """Say in a line what a part of a record says."""
    return _SAID[type(part)](told, part)


def _of_story(told: Sections, story: Story) -> Iterator[Reason]:
    n = len(story.documents)
    yield Reason(
        says=f"{n} report{'' if n == 1 else 's'} were taken for one story, by what their words, names and days share",
        evidence=tuple(Span(d, 0, min(len(told.docs[d].text), 80)) for d in story.documents if d in told.docs),
    )


def _of_point(told: Sections, point: Point) -> Iterator[Reason]:
    claims = [told.claims[c] for c in point.claims if c in told.claims]
    n = len({c.span.doc for c in claims})
    yield Reason(
        says=f"{len(claims)} claims of {n} reports were put together as one fact"
        if len(claims) > 1
        else "one report states it, and no claim of another was found to say the same",
        evidence=tuple(c.span for c in claims),
    )
    yield Reason(says=f"independent origins: {point.origins}; {point.why}" if point.why else "")
    for claim in claims:
        yield from _where_from(told, claim)
    yield from _carried(told, claims)
    for conflict in _conflicts_of(told, claims) if point.status == "disputed" else ():
        yield Reason(
            says=f"disputed by {conflict.id}: {conflict.about}",
            evidence=tuple(s for side in conflict.sides for s in side.evidence),
        )
    if point.silent:
        yield Reason(says=f"left out by {', '.join(map(told.outlet, point.silent))}")


def _where_from(told: Sections, claim: Claim) -> Iterator[Reason]:
    """Say where a report has a claim from: whom it quotes, what it cites."""
    outlet, quote = told.outlet(claim.span.doc), told.quotes.get(claim.by)
    if quote is not None:
        speaker = told.name(quote.speaker) if quote.speaker else quote.speaker_name or "somebody not named"
        yield Reason(says=f"{outlet} has it from {speaker}", evidence=_attribution(quote))
    for citation in dict.fromkeys((*told.citing.get(claim.id, ()), *told.citing.get(claim.by, ()))):
        yield Reason(says=f"{outlet} has it from {citation.cited} ({citation.kind})", evidence=(citation.span,))


def _attribution(quote: Quote) -> tuple[Span, ...]:
    return tuple(s for s in (quote.source, quote.cue) if s is not None)


def _carried(told: Sections, claims: Iterable[Claim]) -> Iterator[Reason]:
    """Give the passages carried over in which claims stand."""
    spans = [c.span for c in claims]
    for reuse in told.story.reuse:
        if any(reuse.a.overlaps(s) for s in spans) and any(reuse.b.overlaps(s) for s in spans):
            yield Reason(says=f"one text, which counts once: {reuse.why}", evidence=(reuse.a, reuse.b))


def _conflicts_of(told: Sections, claims: Iterable[Claim]) -> Iterator[Conflict]:
    spans = [c.span for c in claims]
    for conflict in told.story.conflicts:
        evidence = [s for side in conflict.sides for s in side.evidence]
        if conflict.verdict == "conflict" and any(e.overlaps(s) for e in evidence for s in spans):
            yield conflict


def _of_conflict(told: Sections, conflict: Conflict) -> Iterator[Reason]:
    sure = Measure(name="how surely it is one, in [0, 1]", value=conflict.score)
    yield Reason(says=f"{conflict.verdict}, of {conflict.kind}: {conflict.why or 'no reason noted'}", measures=(sure,))
    for side in conflict.sides:
        yield Reason(says=f"{', '.join(side.outlets)}: “{side.says}”", evidence=side.evidence)
    evidence = [s for side in conflict.sides for s in side.evidence]
    for figure in told.story.figures:
        if any(figure.span.overlaps(s) for s in evidence) and conflict.kind == "figure":
            yield Reason(says=_figure_words(told, figure), evidence=(figure.span, *((figure.of,) if figure.of else ())))


def _of_utterance(told: Sections, utterance: Utterance) -> Iterator[Reason]:
    quotes = [told.quotes[q] for q in utterance.quotes if q in told.quotes]
    yield Reason(
        says=f"{len(quotes)} quotes were taken for one act of speaking",
        evidence=tuple(s for q in quotes for s in q.content),
    )
    by = {q.speaker or q.speaker_name for q in quotes} - {None}
    if len(by) > 1:
        yield Reason(
            says=f"the reports name different speakers; {told.name(utterance.speaker)} is named by most"
            if utterance.speaker
            else "the reports name different speakers, and none is named by most",
            evidence=tuple(q.source for q in quotes if q.source),
        )
    elif utterance.speaker:
        yield Reason(
            says=f"spoken by {told.name(utterance.speaker)} in every report that names a speaker",
            evidence=tuple(q.source for q in quotes if q.source),
        )
    base = utterance.collation[0].cells if utterance.collation else ()
    for row in utterance.collation[1:]:
        apart = [(b, c) for b, c in zip(base, row.cells, strict=False) if c.op in {"differs", "extra"}]
        if apart:
            words = ", ".join(
                f"“{told.words(c.span)}”" + (f" for “{told.words(b.span)}”" if c.op == "differs" else " besides")
                for b, c in apart[:6]
            )
            yield Reason(says=f"{told.outlet(row.doc)} has {words}", evidence=tuple(c.span for _, c in apart[:6]))


def _of_entity(told: Sections, entity: Entity) -> Iterator[Reason]:
    for form, says in (
        ("name", "is called by the name"),
        ("nominal", "is meant by"),
        ("pronoun", "is meant by the pronoun"),
    ):
        by_words: dict[str, list[Mention]] = {}
        for mention in entity.mentions:
            if mention.form == form:
                by_words.setdefault(told.words(_span(mention)), []).append(mention)
        for words, mentions in sorted(by_words.items(), key=lambda item: (-len(item[1]), item[0])):
            outlets = dict.fromkeys(told.outlet(m.doc) for m in mentions)
            yield Reason(
                says=f"{says} “{words}”, {'once' if len(mentions) == 1 else f'{len(mentions)} times'}, in {', '.join(outlets)}",
                evidence=tuple({m.doc: _span(m) for m in reversed(mentions)}.values())[::-1][:MAX_EVIDENCE],
            )
    if entity.roles:
        said = dict.fromkeys(role.text for role in entity.roles)
        yield Reason(
            says=f"beside the name stand the roles {', '.join(f'“{r}”' for r in said)}",
            evidence=tuple(role.span for role in entity.roles)[:MAX_EVIDENCE],
        )


def _span(mention: Mention) -> Span:
    return Span(mention.doc, mention.start, mention.end)


def _of_quote(told: Sections, quote: Quote) -> Iterator[Reason]:
    sure = Measure(name="how surely it is a quote, in [0, 1]", value=quote.score)
    yield Reason(says=f"{quote.type} speech", evidence=quote.content, measures=(sure,))
    if quote.cue:
        yield Reason(says=f"the cue is “{told.words(quote.cue)}”", evidence=(quote.cue,))
    if quote.source:
        yield Reason(says=f"the source is “{told.words(quote.source)}”", evidence=(quote.source,))
    else:
        yield Reason(says="no words beside it name its source; the speaker is taken from what stands before")
    yield from _who_is_meant(told, quote)
    for citation in told.story.citations:
        if quote.via == citation.id:
            yield Reason(says=f"heard by way of {citation.cited} ({citation.kind})", evidence=(citation.span,))
    if quote.time in told.times:
        yield Reason(says=f"spoken {_days(told.times[quote.time])}", evidence=(told.times[quote.time].span,))


def _who_is_meant(told: Sections, quote: Quote) -> Iterator[Reason]:
    entity = told.entities.get(quote.speaker or "")
    if entity is None:
        yield Reason(says=f"the speaker is {quote.speaker_name or 'not known'}; no name of the story answers to it")
        return
    where = quote.source or quote.content[0]
    inside = [m for m in entity.mentions if quote.source and _span(m).overlaps(quote.source)]
    form = inside[0].form if inside else None
    says = {
        "name": "the source has the name of",
        "nominal": "the source is a role or noun that answers to",
        "pronoun": "the source is a pronoun, taken for",
        None: "the speaker is taken to be",
    }[form]
    before = [m for m in entity.mentions if m.doc == where.doc and m.form == "name" and m.end <= where.start]
    roles = [r.span for r in entity.roles] if form == "nominal" else []
    last = (_span(before[-1]),) if before and form != "name" else ()
    named = f", named last in “{_around(told, last[0])}”" if last else ""
    called = ", whom reports call so in other words" if roles else ""
    yield Reason(says=f"{says} {entity.name}{named}{called}", evidence=(*last, *roles[:6]))


def _around(told: Sections, span: Span) -> str:
    """Give the words around a span, to show where a name stands."""
    doc = told.docs[span.doc]
    return told.words(Span(span.doc, max(0, span.start - 30), min(len(doc.text), span.end + 30)))


def _of_figure(told: Sections, figure: Figure) -> Iterator[Reason]:
    yield Reason(says=_figure_words(told, figure), evidence=(figure.span, *((figure.of,) if figure.of else ())))


def _figure_words(told: Sections, figure: Figure) -> str:
    of = f" of “{told.words(figure.of)}”" if figure.of else ""
    bounds = f", between {figure.low} and {figure.high}" if figure.low != figure.high else ""
    number = " ".join(w for w in (figure.value or "no number", figure.unit) if w)
    return f"“{told.words(figure.span)}” is read as {number}{of} ({figure.kind}, {figure.bound}{bounds})"


def _of_time(told: Sections, time: TimeRef) -> Iterator[Reason]:
    yield Reason(
        says=f"“{told.words(time.span)}” is read as {time.value or 'no value'}, {_days(time)}", evidence=(time.span,)
    )


def _days(time: TimeRef) -> str:
    days = f"{time.from_} to {time.to}" if time.from_ != time.to else time.from_ or "on no day that can be told"
    return f"{days}, read against {time.anchor}" if time.anchor else days


def _of_citation(told: Sections, citation: Citation) -> Iterator[Reason]:
    covered = [told.claims[c].span for c in citation.covers if c in told.claims]
    covered += [s for q in citation.covers if q in told.quotes for s in told.quotes[q].content]
    yield Reason(says=f"cites {citation.cited} ({citation.kind})", evidence=(citation.span,))
    if covered:
        yield Reason(says=f"which covers {len(covered)} passages", evidence=tuple(covered[:MAX_EVIDENCE]))


def _of_claim(told: Sections, claim: Claim) -> Iterator[Reason]:
    yield Reason(says=f"{claim.polarity}, {claim.modality}", evidence=(claim.span,))
    yield from _where_from(told, claim)
    for figure in told.story.figures:
        if figure.id in claim.figures:
            yield from _of_figure(told, figure)
    for time in claim.times:
        if time in told.times:
            yield from _of_time(told, told.times[time])
    for point in told.story.points:
        if claim.id in point.claims:
            yield Reason(says=f"part of point {point.id}", evidence=(point.span,))


def _of_position(told: Sections, position: Position) -> Iterator[Reason]:
    issue = told.issues.get(position.issue)
    terms = f", of which the words are {', '.join(f'“{t}”' for t in issue.terms)}" if issue and issue.terms else ""
    yield Reason(says=f"words that set {told.name(position.entity)} to the issue{terms}", evidence=position.evidence)
    for quote in position.quotes:
        if quote in told.quotes:
            yield Reason(
                says=f"it is in the speaker's own words (quote {quote})", evidence=_attribution(told.quotes[quote])
            )
    if not position.quotes:
        yield Reason(says="it is somebody's account of the actor, in no quote of the actor's own")
    if position.changed:
        yield Reason(says=f"before, it was {position.changed.from_ or 'another'}", evidence=position.changed.evidence)


def _of_issue(told: Sections, issue: Issue) -> Iterator[Reason]:
    yield Reason(
        says=f"found by the words {', '.join(f'“{t}”' for t in issue.terms)}, which positions and points of the story share",
        evidence=tuple(told.points[p].span for p in issue.points if p in told.points)[:MAX_EVIDENCE],
    )


def _of_condition(told: Sections, condition: Condition) -> Iterator[Reason]:
    order = {
        "before": "comes before",
        "after": "comes only after",
        "unless": "not unless",
        "only_if": "only if",
        "if": "if",
    }
    says = f"“{told.words(condition.what)}”: {order[condition.order]} “{told.words(condition.requires)}”"
    yield Reason(says=says, evidence=(condition.what, condition.requires))


def _of_commitment(told: Sections, commitment: Commitment) -> Iterator[Reason]:
    yield Reason(says=f"told by these passages; {commitment.status}", evidence=commitment.evidence)
    due = commitment.due
    if due and due.time in told.times:
        time = told.times[due.time]
        yield Reason(says=f"due {due.date}: “{told.words(time.span)}” is {_days(time)}", evidence=(time.span,))


def _of_entry(told: Sections, entry: TimelineEntry) -> Iterator[Reason]:
    yield Reason(says=f"{entry.from_} to {entry.to} (to the {entry.precision})", evidence=(entry.span,))
    for time in told.story.times:
        if entry.span.overlaps(time.span) and (time.from_, time.to) == (entry.from_, entry.to):
            yield from _of_time(told, time)
    if entry.point in told.points:
        yield Reason(says=f"the event is point {entry.point}", evidence=(told.points[entry.point].span,))


def _of_reuse(told: Sections, reuse: Reuse) -> Iterator[Reason]:
    share = Measure(name="share of the words that both have, in one order", value=reuse.overlap)
    yield Reason(says=reuse.why, evidence=(reuse.a, reuse.b), measures=(share,))
    origin = reuse.likely_origin
    if origin:
        yield Reason(says=f"likely from {told.outlet(origin) if origin in told.docs else origin}")


def _of_line(told: Sections, line: BriefLine) -> Iterator[Reason]:
    own = [s for s in line.evidence if " ".join(line.text.split()).rstrip(".") in told.words(s)]
    if own:
        yield Reason(
            says=f"the words of {told.outlet(own[0].doc)} as they stand"
            + ("; the other passages tell it too" if len(line.evidence) > 1 else ""),
            evidence=line.evidence,
        )
    else:
        yield Reason(says="a template, filled with words of these passages", evidence=line.evidence)
    yield from _what_it_tells(told, line, set(own or line.evidence))


def _what_it_tells(told: Sections, line: BriefLine, first: set[Span]) -> Iterator[Reason]:
    """Name the points, conflicts and commitments that a line tells."""
    for conflict in told.story.conflicts:
        evidence = {s for side in conflict.sides for s in side.evidence}
        if evidence == set(line.evidence):
            yield Reason(says=f"it tells conflict {conflict.id}, score {conflict.score:.2f}: {conflict.about}")
            return
    for commitment in told.story.commitments:
        if any(s.overlaps(e) for s in first for e in commitment.evidence):
            yield Reason(
                says=f"it tells commitment {commitment.id}, due {commitment.due.date if commitment.due else '?'}"
            )
    for point in told.story.points:
        claims = [told.claims[c].span for c in point.claims if c in told.claims]
        if any(s.overlaps(c) for s in first for c in claims):
            yield Reason(
                says=f"it tells point {point.id}: {point.status.replace('_', ' ')}, in {len(point.outlets)} "
                f"outlet{'' if len(point.outlets) == 1 else 's'}, {point.origins} independent "
                f"origin{'' if point.origins == 1 else 's'}"
            )


def _attributed(told: Sections, quote: Quote) -> str:
    return f"{quote.speaker_name or 'somebody'}: {' … '.join(told.words(s) for s in quote.content)}"


_GIVEN: Mapping[type[Part], Callable[[Sections, Any], Iterable[Reason]]] = {
    Story: _of_story,
    Entity: _of_entity,
    Quote: _of_quote,
    Utterance: _of_utterance,
    Figure: _of_figure,
    TimeRef: _of_time,
    Citation: _of_citation,
    Claim: _of_claim,
    Point: _of_point,
    Conflict: _of_conflict,
    Position: _of_position,
    Issue: _of_issue,
    Condition: _of_condition,
    Commitment: _of_commitment,
    TimelineEntry: _of_entry,
    Reuse: _of_reuse,
    BriefLine: _of_line,
}
"""What gives the reasons of each kind of judgement."""

_SAID: Mapping[type[Part], Callable[[Sections, Any], str]] = {
    Story: lambda _, s: s.title,
    Entity: lambda _, e: f"{e.name} ({e.kind})",
    Quote: _attributed,
    Utterance: lambda told, u: (
        f"{told.name(u.speaker)}: {next((_attributed(told, told.quotes[q]).split(': ', 1)[-1] for q in u.quotes if q in told.quotes), '')}"
    ),
    Figure: lambda told, f: told.words(f.span),
    TimeRef: lambda told, t: told.words(t.span),
    Citation: lambda told, c: told.words(c.span),
    Claim: lambda told, c: told.words(c.span),
    Point: lambda told, p: f"{told.words(p.span)} ({p.status.replace('_', ' ')})",
    Conflict: lambda _, c: f"{c.about} ({c.verdict})",
    Position: lambda told, p: (
        f"{told.name(p.entity)} on {told.issues[p.issue].label if p.issue in told.issues else p.issue}: {p.stance}"
    ),
    Issue: lambda _, i: i.label,
    Condition: lambda told, c: told.words(c.what),
    Commitment: lambda told, c: told.words(c.what),
    TimelineEntry: lambda told, e: told.words(e.span),
    Reuse: lambda told, r: told.words(r.a),
    BriefLine: lambda _, line: line.text,
}
"""What says each kind of judgement in a line."""
