"""The reports of one story, compared: every section of the record, in the order in which each needs the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from crossread.compare._stances import read_stands
from crossread.compare._wordings import FUNCTION_WORDS, keys_of
from crossread.compare.ages import with_ages
from crossread.compare.brief import write_brief
from crossread.compare.commitments import find_commitments, find_conditions
from crossread.compare.conflicts import find_conflicts
from crossread.compare.issues import find_issues
from crossread.compare.people import resolve_people
from crossread.compare.points import candidate_pairs, link_points, mark_disputed
from crossread.compare.positions import find_positions
from crossread.compare.reuse import link_reuse
from crossread.compare.timeline import make_timeline
from crossread.compare.utterances import link_utterances
from crossread.extract.citations import cover_claims, find_citations
from crossread.extract.claims import find_claims
from crossread.extract.report import Report
from crossread.records import Document, Entity, Quote, Story, content_id


def outline(docs: Sequence[Document]) -> Story:
    """Make a story that says only which documents tell it."""
    days = sorted(d.published for d in docs if d.published)
    return Story(
        id=content_id("s", *sorted(d.id for d in docs)),
        title=_title(docs),
        documents=tuple(d.id for d in docs),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _title(docs: Sequence[Document]) -> str:
    """Take the title whose words most of the reports have in title or lead, or the beginning of the first report."""
    titles = sorted({d.title for d in docs if d.title})
    if titles:
        beginnings = [frozenset(keys_of(f"{d.title} {d.text[:MAX_LEAD_CHARS]}")) for d in docs]
        return max(titles, key=lambda t: (round(_spread(t, beginnings), 2), -abs(len(t) - USUAL_TITLE_CHARS), t))
    line = docs[0].text.split("\n", 1)[0]
    if len(line) <= MAX_TITLE_CHARS:
        return line
    cut = line.rfind(" ", 0, MAX_TITLE_CHARS)
    return line[:cut] if cut > 0 else docs[0].label  # no word ends there: Chinese, or a run of letters


def _spread(title: str, beginnings: Sequence[frozenset[str]]) -> float:
    """Give the mean share of reports that a word of a title stands at the beginning of, in [0, 1]; that of a few words is less."""
    words = {key for key in keys_of(title[:MAX_LEAD_CHARS]) if key not in FUNCTION_WORDS}
    told = sum(sum(word in begun for begun in beginnings) for word in sorted(words))
    return told / (len(beginnings) * max(FEW_TITLE_WORDS, len(words)))


FEW_TITLE_WORDS = 4
"""A title of fewer words tells less of its story, however common they are: "Live: latest updates"."""

USUAL_TITLE_CHARS, MAX_LEAD_CHARS = 60, 500
MAX_TITLE_CHARS = 90


def complete(report: Report, entities: Sequence[Entity]) -> Report:
    """Add to a report what needs its people: whose ages it tells, citations, and claims."""
    report = with_ages(report, entities)
    citations = find_citations(report.analysis, report.quotes, entities).records
    via = _via(report, {q: c.id for c in citations for q in c.covers})
    quotes = tuple(msgspec.structs.replace(q, via=via.get(q.id), time=_time_of(report, q)) for q in report.quotes)
    claims = find_claims(report.analysis, quotes, report.figures, report.times, entities).records
    citations = cover_claims(report.analysis, citations, claims, quotes)
    return msgspec.structs.replace(report, quotes=quotes, citations=citations, claims=claims)


def _via(report: Report, covering: Mapping[str, str]) -> dict[str, str]:
    return {q.id: covering[q.id] for q in report.quotes if q.id in covering}


def _time_of(report: Report, q: Quote) -> str | None:
    """Give the time expression that says when a quote was spoken: in its sentence, outside its words, a day."""
    cue = q.cue
    if cue is None:
        return None
    sentence = report.sentence_span(report.sentence_at(cue.start))
    inside = [
        t
        for t in report.times
        if sentence.start <= t.span.start < sentence.end and t.type in {"date", "time"} and t.from_
    ]
    free = [t for t in inside if not any(s.start <= t.span.start < s.end for s in q.content)]
    return min(free, key=lambda t: (abs(t.span.start - cue.end), t.span.start)).id if free else None


def compare_reports(reports: Sequence[Report], *, outline: Story, issues: Sequence[str] = ()) -> Story:
    """Compare the reports of one story.

    Args:
        reports: what was read out of each, in the order of the documents.
        outline: the story's id, title and documents.
        issues: issues asked for, in words.

    Returns:
        The story with every section.
    """
    if not reports:
        return outline
    resolved, entities = resolve_people(reports)
    full = tuple(complete(r, entities) for r in resolved)
    pairs = candidate_pairs(full, entities)
    utterances = link_utterances(full, entities, pairs)
    reuse = link_reuse(full)
    points = link_points(full, entities, reuse=reuse, utterances=utterances, pairs=pairs)
    stands = read_stands(full, entities)
    conflicts = find_conflicts(full, entities, utterances, stands)
    points = mark_disputed(points, conflicts, [c for r in full for c in r.claims])
    debated = find_issues(full, entities, points, wanted=issues, stands=stands)
    positions = find_positions(full, entities, debated, stands)
    conditions = find_conditions(full, entities)
    commitments = find_commitments(full, entities)
    timeline = make_timeline(full, points)
    parts = msgspec.structs.replace(
        outline,
        entities=entities,
        quotes=tuple(q for r in full for q in r.quotes),
        utterances=utterances,
        figures=tuple(f for r in full for f in r.figures),
        times=tuple(t for r in full for t in r.times),
        citations=tuple(c for r in full for c in r.citations),
        claims=tuple(c for r in full for c in r.claims),
        points=points,
        conflicts=conflicts,
        positions=positions,
        issues=debated,
        conditions=conditions,
        commitments=commitments,
        timeline=timeline,
        reuse=reuse,
    )
    return msgspec.structs.replace(parts, brief=write_brief(full, entities, parts))
