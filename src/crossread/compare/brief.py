"""The brief: at most ten lines in the sources' own words, or templates filled from them.

What `verify.words.check_brief` asks of a line is made sure of here: words of one span of its evidence as they
stand, or quoted words, names and outlets between the few words of a template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from crossread.compare._lines import after_dateline, begins_clause, is_junk, is_whole, marks_pair
from crossread.compare._reading import stem
from crossread.extract.report import Report
from crossread.records import BriefLine, Conflict, Entity, Point, Side, Span, Story

MAX_LINES = 10
MIN_CHARS, MAX_CHARS = 40, 260
"""Lines shorter than this say too little by themselves, longer ones are not read."""
GOOD_CHARS = (60, 220)
MAX_POINTS, MAX_CONFLICTS, MAX_DUE, MAX_SINGLE = 5, 4, 2, 3
"""How many lines of a kind a brief has at most: the news, what is disputed, what is due, what one report alone has."""
MIN_NEWS = 2
"""The news comes first: where fewer points are corroborated, those that the other reports come nearest to."""
MAX_ALIKE = 0.5
"""Two lines that share a larger part of the shorter one's content words say the same."""
MIN_SCORE = 0.5
"""A conflict below this is not put into the brief."""
WEIGHT_OF_NEWS = 4.0
"""What it weighs that the heads of the other reports have the words of a line, against one more origin (1)."""
FULL_LINE = 10
"""A line with fewer content words is weighed as if it had so many: a short one is not the news for having little in it."""
EARLY = 3
"""Sentences at the head of a report that tell its news."""
MAX_QUOTED = 140
"""A longer quotation is cut off the template: then the line is not written."""
_LEANING = frozenset(
    "he she it they him her his its their them this that these those but and so yet or also however then there here such "
    "moreover meanwhile another both one others still nor instead thus therefore later earlier who which notably asked".split()
)
_LOOSE_DAYS = frozenset("today yesterday tomorrow tonight".split())
_OWN = frozenset("i we me us my our you your i'm we're i'll we'll i've we've".split())
_POINTING = re.compile(r"(?:in|on|at|for|of) (?:one|the other|that|this|these|those|it|them|him|her)\b", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_DAY_STEMS = frozenset(
    stem(w)
    for w in "monday tuesday wednesday thursday friday saturday sunday night morning evening today yesterday".split()
)
_CONTENT = frozenset("NOUN PROPN VERB NUM ADJ".split())


class Candidate(Struct, frozen=True, kw_only=True):
    """A line that could stand in the brief, with how much it is worth and the stems of its content words."""

    kind: str
    rank: tuple[float, ...]
    text: str
    evidence: tuple[Span, ...]
    stems: frozenset[str]


def write_brief(reports: Sequence[Report], entities: Sequence[Entity], story: Story) -> tuple[BriefLine, ...]:
    """Choose the lines that tell the story: its news, what is disputed, what is due, what one report alone has.

    Args:
        reports: the reports of the story.
        entities: its entities, for the names of speakers.
        story: its other sections, made before.

    Returns:
        At most `MAX_LINES` lines, the news first; no two say the same.
    """
    by_doc = {r.doc.id: r for r in reports}
    chosen: list[Candidate] = []
    corroborated = [p for p in story.points if p.status == "corroborated"]
    single = [p for p in story.points if p.status == "single_source"]
    _choose(chosen, _of_points(corroborated, by_doc), MAX_POINTS)
    others = [p for p in story.points if p.status != "corroborated"]
    _choose(chosen, _of_points(others, by_doc), max(0, MIN_NEWS - len(chosen)))
    for candidates, limit in (
        (_of_conflicts(story.conflicts, by_doc, entities), MAX_CONFLICTS),
        (_of_dues(story, by_doc), MAX_DUE),
        (_of_points(single, by_doc), MAX_SINGLE),
    ):
        _choose(chosen, candidates, min(limit, MAX_LINES - len(chosen)))
    return tuple(BriefLine(text=c.text, evidence=c.evidence) for c in chosen)


def _choose(chosen: list[Candidate], candidates: Iterable[Candidate], limit: int) -> None:
    """Add the best candidates that say something new."""
    n = 0
    for candidate in sorted(candidates, key=lambda c: (c.rank, c.evidence)):
        if n >= limit:
            return
        if not any(_is_alike(candidate, other) for other in chosen):
            chosen.append(candidate)
            n += 1


def _is_alike(a: Candidate, b: Candidate) -> bool:
    if a.kind == "conflict" != b.kind:
        return False  # what is disputed is told even where a line of the news has one side of it
    shared = len(a.stems & b.stems)
    same_passage = any(x.overlaps(y) for x in a.evidence[:1] for y in b.evidence)
    return same_passage or shared > MAX_ALIKE * max(1, min(len(a.stems), len(b.stems)))


def _of_points(points: Sequence[Point], by_doc: dict[str, Report]) -> Iterator[Candidate]:
    """Give the points in the words of the passage that says each best, those of most origins first."""
    claims = {c.id: c for r in by_doc.values() for c in r.claims}
    leads = {doc: _lead(r) for doc, r in by_doc.items()}
    for point in points:
        spans = [claims[c].span for c in point.claims if c in claims]
        told = [(line, span) for span in spans if (line := line_at(by_doc[span.doc], span)) is not None]
        if not told:
            continue
        best, own = min(told, key=lambda t: (_unfit(by_doc[t[0].doc], t[0]), t[1] != point.span, t[0]))
        report = by_doc[best.doc]
        earliest = min(by_doc[s.doc].sentence_at(s.start) for s in spans)
        others = _one_a_document([s for s in spans if s.doc != best.doc])
        spoken = sum(claims[c].by != "outlet" for c in point.claims if c in claims) > len(spans) / 2
        modal = sum(claims[c].modality != "asserted" for c in point.claims if c in claims) > len(spans) / 2
        yield Candidate(
            kind="point",
            rank=(
                -(min(point.origins, 3) if point.status == "corroborated" else 1)
                - WEIGHT_OF_NEWS * _news(best, report, leads) * (1.5 if earliest < EARLY else 1.0)
                + modal
                + spoken,
                float(earliest),
                float(own.start),
            ),
            text=plain(report.words(best)),
            evidence=(best, *others),
            stems=_stems(report, best),
        )


def _lead(report: Report) -> frozenset[str]:
    """Give the stems of the first sentences of a report: what it takes to be the news."""
    last = min(2 * EARLY, len(report.analysis.sentences)) - 1
    return _stems(report, Span(report.doc.id, 0, report.sentence_span(last).end)) if last >= 0 else frozenset()


def _news(line: Span, report: Report, leads: dict[str, frozenset[str]]) -> float:
    """Tell how much of a line the other reports have at their heads, in [0, 1]."""
    own = _stems(report, line) - _DAY_STEMS
    others = [lead for doc, lead in leads.items() if doc != line.doc]
    return sum(len(own & lead) for lead in others) / max(1, max(len(own), FULL_LINE) * len(others))


def line_at(report: Report, span: Span) -> Span | None:
    """Give the passage to show for a claim: its sentence where that can stand alone, else the claim where it can."""
    sentence = after_dateline(report, report.sentence_span(report.sentence_at(span.start)))
    if sentence.start <= span.start and span.end <= sentence.end and stands_alone(report, sentence):
        return sentence
    span = after_dateline(report, span)
    return span if stands_alone(report, span) else None


def stands_alone(report: Report, span: Span) -> bool:
    """Tell whether a passage can be read without what stands around it: a statement of its own, whole, and no junk."""
    text = report.words(span)
    if is_junk(report, span) or not (is_whole(report, span) and begins_clause(report, span)) or _POINTING.match(text):
        return False
    first = text.lstrip("“\"‘'").split(" ", 1)[0].strip(",.;:").lower().replace("’", "'")
    if not MIN_CHARS <= len(text) <= MAX_CHARS or "\n" in text or first in _LEANING or "?" in text:
        return False
    if not text.lstrip("“\"‘'")[:1].isalnum() or not marks_pair(text) or text[:1].islower():
        return False
    a = report.analysis
    rows = range(*a.tokens.covering(span.start, span.end))
    verbs = [i for i in rows if a.syntax.upos[i] in {"VERB", "AUX"}]
    subjects = [i for i in rows if a.syntax.deprel[i].startswith("nsubj")]
    words = {a.word(i).lower() for i in rows}
    own = bool(words & _OWN)
    sources = [report.words(q.source) for q in report.quotes if q.source and span.start <= q.source.start < span.end]
    leaning = any(s.lower() in _LEANING for s in sources)
    return bool(verbs and subjects) and not leaning and (not own or bool(sources))


def _unfit(report: Report, span: Span) -> int:
    """Tell how far the length of a passage lies outside what reads well, 0 for inside; early passages first."""
    n = span.end - span.start
    loose = 5 * bool(_LOOSE_DAYS & set(report.words(span).lower().replace(",", " ").replace(".", " ").split()))
    return loose + max(0, GOOD_CHARS[0] - n, n - GOOD_CHARS[1]) + 10 * min(3, report.sentence_at(span.start) // EARLY)


def _of_conflicts(
    conflicts: Sequence[Conflict], by_doc: dict[str, Report], entities: Sequence[Entity]
) -> Iterator[Candidate]:
    """Fill the template of what reports differ on, in their own words."""
    names = {n for e in entities for n in (e.name, *e.aliases)}
    for conflict in conflicts:
        if conflict.verdict != "conflict" or conflict.score < MIN_SCORE:
            continue
        sides = [side for side in conflict.sides if side.evidence]
        evidence = tuple(dict.fromkeys(s for side in sides for s in side.evidence))
        text = _of_speakers(sides, by_doc, names) if conflict.kind == "speaker" else _of_sides(conflict, sides, by_doc)
        if text is None or len(sides) < 2:
            continue
        stems = frozenset().union(*(_stems(by_doc[s.doc], s) for s in evidence if s.doc in by_doc))
        yield Candidate(
            kind="conflict", rank=(-conflict.score, -float(len(evidence))), text=text, evidence=evidence, stems=stems
        )


def _of_sides(conflict: Conflict, sides: Sequence[Side], by_doc: dict[str, Report]) -> str | None:
    said = [plain(side.says) for side in sides]
    if any(not s or len(s) > MAX_QUOTED or "“" in s or "”" in s for s in said) or len(set(said)) < 2:
        return None
    told = [plain(by_doc[s.doc].words(s)) for side in sides for s in side.evidence]
    about = plain(conflict.about)
    on = f" on “{about}”" if about and "“" not in about and any(_stands_in(about, t) for t in told) else ""
    shown = ", ".join(f"“{s}” ({_outlets(side)})" for s, side in zip(said, sides, strict=True))
    return f"Reports differ{on}: {shown}."


def _of_speakers(sides: Sequence[Side], by_doc: dict[str, Report], names: set[str]) -> str | None:
    """Fill the template of words that reports give to different speakers."""
    words = plain(by_doc[sides[0].evidence[0].doc].words(sides[0].evidence[0])).strip('“”"„«»') if sides else ""
    piece = max(re.split(r"[“”]", words), key=len).strip()
    if not piece or len(piece) > MAX_QUOTED or any(side.says not in names for side in sides):
        return None
    return f"Reports differ on the speaker of “{piece}”: " + ", ".join(f"{s.says} ({_outlets(s)})" for s in sides) + "."


def _outlets(side: Side) -> str:
    return ", ".join(side.outlets)


def _of_dues(story: Story, by_doc: dict[str, Report]) -> Iterator[Candidate]:
    """Give what is due after the last report, the firmest and next first."""
    for commitment in story.commitments:
        due = commitment.due.date if commitment.due else None
        if due is None or commitment.status not in {"announced", "open"} or (story.last and due < story.last[:10]):
            continue
        told = [line for s in commitment.evidence if (line := line_at(by_doc[s.doc], s)) is not None]
        if not told:
            continue
        best = min(told, key=lambda s: (_unfit(by_doc[s.doc], s), s))
        others = _one_a_document([s for s in commitment.evidence if s.doc != best.doc])
        yield Candidate(
            kind="due",
            rank=(float(commitment.status == "open"), -float(len(others)), float(due.replace("-", ""))),
            text=plain(by_doc[best.doc].words(best)),
            evidence=(best, *others),
            stems=_stems(by_doc[best.doc], best),
        )


def _one_a_document(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple({s.doc: s for s in reversed(spans)}[d] for d in dict.fromkeys(s.doc for s in spans))


def _stems(report: Report, span: Span) -> frozenset[str]:
    a = report.analysis
    rows = range(*a.tokens.covering(span.start, span.end))
    return frozenset(stem(a.word(i)) for i in rows if a.syntax.upos[i] in _CONTENT and len(a.word(i)) > 2)


def plain(text: str) -> str:
    """Make every run of white space one space."""
    return _SPACE.sub(" ", text).strip()


def _stands_in(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
