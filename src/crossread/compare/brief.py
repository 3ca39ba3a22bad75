"""The brief: at most ten lines in the sources' own words, or templates filled from them.

Every sentence that can be read alone is weighed by how much of it the other reports have too, above all at their
heads: what many put first is the news. Lines are then chosen by kind: the news, what is disputed, what is due, and what
one report alone has, as far as that is near enough to the news to be worth a line.

What `verify.words.check_brief` asks of a line is made sure of here: words of one span of its evidence as they
stand, or quoted words, names and outlets between the few words of a template.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import log2

import msgspec
from msgspec import Struct

from crossread.compare._lines import after_dateline, begins_clause, is_junk, is_whole, marks_pair, speaks_itself
from crossread.compare._news import HEAD_SENTENCES, NO_VECTOR, News, content_of, find_news
from crossread.compare._similarity import Words, words_of
from crossread.extract.report import Report
from crossread.records import BriefLine, Claim, Commitment, Conflict, Entity, Point, Side, Span, Story

MIN_LINES, MAX_LINES = 3, 10
"""A brief of fewer lines takes the best of what is left, whatever it is worth."""
MIN_CHARS, MAX_CHARS = 40, 260
"""Lines shorter than this say too little by themselves, longer ones are not read."""
GOOD_CHARS = (60, 220)
MAX_NEWS, MAX_CONFLICTS, MAX_DUE, MAX_FURTHER = 4, 4, 2, 2
"""How many lines of a kind a brief has at most: the news, what is disputed, what is due, and further news at its end."""
MIN_OF_BEST = 0.6
"""A line of news that is worth less than this part of the best one is left out: a brief need not have ten lines."""
MIN_FURTHER = 0.75
"""Further news at the end of the brief, which one outlet alone has, is worth this part of the best line at least."""
MAX_ALIKE = 0.5
"""Two lines that share a larger part of the shorter one's content words say the same."""
SAME_VECTOR = 0.75
"""Two lines whose sentence vectors have this cosine say the same in other words."""
MIN_SCORE = 0.5
"""A conflict below this is not put into the brief."""
MAX_QUOTED = 140
"""A longer quotation is cut off the template: then the line is not written."""
MIN_SAID = 4
"""A side of a conflict in fewer words ("to 2,870") is shown in those of its clause."""
MAX_CARRIED = 4
"""Outlets that carry a point beyond so many make it no more worth a line."""
BACKGROUND_DAYS = 7
"""What happened so long before the first report is background."""
WEIGHTS = {
    "shared with the other reports": 1.0,
    "near their heads": 0.5,
    "at the head of its report": 0.25,
    "carried by outlets": 0.08,
    "corroborated": 0.1,
    "somebody's words": -0.4,
    "not firm": -0.1,
    "background": -0.35,
    "hard to read alone": -0.15,
    "cut from its sentence": -0.1,
}
"""What speaks for a line, and against it. Set by reading the briefs of six invented stories and five reports of one event."""
_LEANING = frozenset(
    "he she it they him his her its their them this that these those but and so yet or also however then there here such "
    "moreover meanwhile another both one others still nor instead thus therefore later earlier who which notably asked".split()
)
_LOOSE = frozenset({"possible", "conditional", "demanded"})
_PRONOUNS = frozenset("he she it they him his her its their them".split())
_LOOSE_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|this (?:morning|afternoon|evening|week))\b", re.IGNORECASE
)
_POINTING = re.compile(
    r"(?:in|on|at|for|of) (?:one|the other|that|this|these|those|it|them|him|her)\b|[^.;]{0,30}, that is[,;]|[\w ’'-]{1,30}: ",
    re.IGNORECASE,
)
"""Beginnings that go on with what stands before: "For them", "The other one, that is;", or head a line of a list: "Weather: "."""
_SPACE = re.compile(r"\s+")


class Candidate(Struct, frozen=True, kw_only=True):
    """A line that could stand in the brief; those of one kind with the lowest `rank` come first. `words` is None for a template."""

    kind: str
    rank: tuple[float, ...]
    text: str
    evidence: tuple[Span, ...]
    stems: frozenset[str]
    words: Words | None = None


class Weighed(Struct, frozen=True, kw_only=True):
    """A sentence that could be a line of the news: what speaks for it by the names of `WEIGHTS`, and the points that it tells."""

    span: Span
    measures: tuple[tuple[str, float], ...]
    words: Words
    points: tuple[Point, ...] = ()
    claims: tuple[Span, ...] = ()
    """Where the points are told, in every report."""

    @property
    def worth(self) -> float:
        """What it is worth, all told."""
        return sum(WEIGHTS[name] * value for name, value in self.measures)

    @property
    def is_carried(self) -> bool:
        """Whether more than one outlet tells it."""
        return any(len(p.outlets) > 1 for p in self.points)


def write_brief(reports: Sequence[Report], entities: Sequence[Entity], story: Story) -> tuple[BriefLine, ...]:
    """Choose the lines that tell the story: its news, what is disputed, what is due, and what else is near the news.

    Args:
        reports: the reports of the story.
        entities: its entities, for the names of speakers.
        story: its other sections, made before.

    Returns:
        At most `MAX_LINES` lines, the news first; no two say the same.
    """
    by_doc = {r.doc.id: r for r in reports}
    news = find_news(reports)
    weighed = weigh_lines(reports, story, news)
    best = max((w.worth for w in weighed), default=0.0)
    disputed: list[Candidate] = []
    _choose(disputed, _of_conflicts(story.conflicts, by_doc, entities), MAX_CONFLICTS)
    quoted = [s for c in story.conflicts if c.kind == "speaker" for side in c.sides for s in side.evidence]
    free = [w for w in weighed if not any(w.span.overlaps(s) for s in quoted if disputed)]
    lines = {w.span: _told(w, by_doc) for w in free}

    def whole(line: Candidate) -> Candidate:
        """Put beside a line that was chosen the claims of other reports that tell the same: of all lines that would take n²."""
        return _with_others(line, claims_of[line.evidence[0]], by_doc) if line.kind == "news" else line

    claims_of = {w.span: w.claims for w in free}
    told = [lines[w.span] for w in free if w.worth >= MIN_OF_BEST * best]
    further = [lines[w.span] for w in free if w.is_carried or w.worth >= MIN_FURTHER * best]
    chosen: list[Candidate] = []
    for candidates, limit in (
        (told, MAX_NEWS),
        (disputed, MAX_CONFLICTS),
        (_of_dues(story, by_doc, news), MAX_DUE),
        (further, MAX_FURTHER),
    ):
        _choose(chosen, candidates, min(limit, MAX_LINES - len(chosen)), whole)
    _choose(chosen, lines.values(), MIN_LINES - len(chosen), whole)
    return tuple(BriefLine(text=c.text, evidence=c.evidence) for c in chosen)


def _choose(
    chosen: list[Candidate],
    candidates: Iterable[Candidate],
    limit: int,
    whole: Callable[[Candidate], Candidate] = lambda line: line,
) -> None:
    """Add the best candidates that say something new, each made whole."""
    n = 0
    for candidate in sorted(candidates, key=lambda c: (c.rank, c.evidence)):
        if n >= limit:
            return
        if not any(_is_alike(candidate, other) for other in chosen):
            chosen.append(whole(candidate))
            n += 1


def _is_alike(a: Candidate, b: Candidate) -> bool:
    if a.kind == "conflict" != b.kind:
        return False  # what is disputed is told even where a line of the news has one side of it
    shared = len(a.stems & b.stems)
    same_passage = any(x.overlaps(y) for x in a.evidence[:1] for y in b.evidence)
    if same_passage or shared > MAX_ALIKE * max(1, min(len(a.stems), len(b.stems))):
        return True
    return a.words is not None and b.words is not None and float(a.words.vector @ b.words.vector) >= SAME_VECTOR


def weigh_lines(reports: Sequence[Report], story: Story, news: News) -> list[Weighed]:
    """Weigh every sentence of the reports that states something and can be read alone.

    Args:
        story: its points and when its first report came out.
        news: what `find_news` gave for the reports.
    """
    points = {claim: point for point in story.points for claim in point.claims}
    spans = {c.id: c.span for r in reports for c in r.claims}
    return [
        msgspec.structs.replace(w, claims=tuple(spans[c] for p in w.points for c in p.claims if c in spans))
        for report in reports
        for w in _weigh_report(report, points, story.first, news)
    ]


def _weigh_report(report: Report, points: Mapping[str, Point], first: str | None, news: News) -> Iterator[Weighed]:
    claims: dict[Span, list[Claim]] = defaultdict(list)
    for claim in report.claims:
        line = line_at(report, claim.span, whole=claim.by != "outlet")
        if line is not None:
            claims[line].append(claim)
    at_head = news.headed(report.doc.id)
    for line, told in sorted(claims.items()):
        words = content_of(report, line)
        own = tuple({points[c.id].id: points[c.id] for c in told if c.id in points}.values())
        measures = (
            ("shared with the other reports", news.shared(words.content, report.doc.id)),
            ("near their heads", news.near(words.vector, report.doc.id)),
            ("at the head of its report", at_head * (report.sentence_at(line.start) < HEAD_SENTENCES)),
            ("carried by outlets", log2(min(MAX_CARRIED, max((len(p.outlets) for p in own), default=1)))),
            ("corroborated", float(any(p.origins > 1 for p in own))),
            ("somebody's words", _share_quoted(report, line)),
            ("not firm", sum(c.modality in _LOOSE for c in told) / len(told)),
            ("background", float(_is_background(report, line, first))),
            ("hard to read alone", _unfit(report, line)),
            ("cut from its sentence", float(report.sentence_span(report.sentence_at(line.start)).end - line.end > 2)),
        )
        yield Weighed(span=line, measures=measures, points=own, words=words)


def _share_quoted(report: Report, line: Span) -> float:
    """Tell how much of a line stands in marks as somebody's words. In [0, 1]."""
    inside = sum(
        max(0, min(s.end, line.end) - max(s.start, line.start))
        for q in report.quotes
        if q.type != "indirect"
        for s in q.content
    )
    return min(1.0, inside / (line.end - line.start))


def _is_background(report: Report, line: Span, first: str | None) -> bool:
    """Tell whether all that a line dates lies well before the first report of the story."""
    dated = [t for t in report.times if t.to and t.type in {"date", "time"} and line.start <= t.span.start < line.end]
    try:
        start = date.fromisoformat((first or report.doc.published or "")[:10])
        return bool(dated) and all(
            (start - date.fromisoformat((t.to or "")[:10])).days > BACKGROUND_DAYS for t in dated
        )
    except ValueError:
        return False


def _told(weighed: Weighed, by_doc: Mapping[str, Report]) -> Candidate:
    """Make a line of the news of a sentence."""
    span, report = weighed.span, by_doc[weighed.span.doc]
    return Candidate(
        kind="news",
        rank=(-round(weighed.worth, 6), float(span.start)),
        text=plain(report.words(span)),
        evidence=(span,),
        stems=frozenset(weighed.words.content),
        words=weighed.words,
    )


def _with_others(line: Candidate, claims: Sequence[Span], by_doc: Mapping[str, Report]) -> Candidate:
    """Put beside a line the claims of other reports that tell the same points."""
    span, words = line.evidence[0], line.words
    beside = [
        s for s in claims if words is not None and s.doc != span.doc and _bears_out(content_of(by_doc[s.doc], s), words)
    ]
    return msgspec.structs.replace(line, evidence=(span, *_one_a_document(beside)))


def _bears_out(claim: Words, line: Words) -> bool:
    """Tell whether a reader who opens a claim finds in it what the line says: more than names, and no small part of the claim."""
    shared = set(claim.content) & set(line.content)
    telling = shared - claim.names - line.names
    return len(telling) >= MIN_BORNE_OUT and len(shared) >= SHARE_BORNE_OUT * len(set(claim.content))


MIN_BORNE_OUT, SHARE_BORNE_OUT = 2, 0.4
"""So many words beside names, and so large a share of a claim, stand in the line that it is put beside."""


def line_at(report: Report, span: Span, *, whole: bool = False) -> Span | None:
    """Give the passage to show for a claim: its sentence where that can stand alone, else the claim where it can.

    Args:
        whole: only the sentence will do: without it, it would not be told whose words the claim is.
    """
    sentence = after_dateline(report, report.sentence_span(report.sentence_at(span.start)))
    if sentence.start <= span.start and span.end <= sentence.end and stands_alone(report, sentence):
        return sentence
    if whole:
        return None
    span = after_dateline(report, span)
    return span if stands_alone(report, span) else None


def stands_alone(report: Report, span: Span) -> bool:
    """Tell whether a passage can be read without what stands around it: a statement of its own, whole, and no junk."""
    text = report.words(span)
    if is_junk(report, span) or not (is_whole(report, span) and begins_clause(report, span)) or _POINTING.match(text):
        return False
    first = text.lstrip("“\"‘'").split(" ", 1)[0].strip(",.;:").lower().replace("’", "'").split("'")[0]
    if not MIN_CHARS <= len(text) <= MAX_CHARS or "\n" in text or first in _LEANING or "?" in text:
        return False
    if not text.lstrip("“\"‘'")[:1].isalnum() or not marks_pair(text) or text[:1].islower():
        return False
    a = report.analysis
    rows = range(*a.tokens.covering(span.start, span.end))
    verbs = [i for i in rows if a.syntax.upos[i] in {"VERB", "AUX"}]
    subjects = [i for i in rows if a.syntax.deprel[i].startswith("nsubj")]
    if not (verbs and subjects) or _has_dangling_pronoun(report, rows) or speaks_itself(report, span):
        return False
    sources = [report.words(q.source) for q in report.quotes if q.source and span.start <= q.source.start < span.end]
    return not any(s.lower() in _LEANING for s in sources)


def _has_dangling_pronoun(report: Report, rows: range) -> bool:
    """Tell whether a pronoun stands before anybody or anything that it could mean: "If it goes the company's way"."""
    a = report.analysis
    for i in rows:
        if a.syntax.upos[i] in {"NOUN", "PROPN"}:
            return False
        if a.word(i).lower() in _PRONOUNS:
            return True
    return False


def _unfit(report: Report, span: Span) -> float:
    """Tell how badly a passage reads alone: too short or too long, shouting, or with a day that hangs on the report's. In [0, 1]."""
    n = span.end - span.start
    loose = _LOOSE_DAY.search(report.words(span)) is not None
    shouted = any(_is_shouted(report, i) for i in range(*report.analysis.tokens.covering(span.start, span.end)))
    return min(1.0, max(0, GOOD_CHARS[0] - n, n - GOOD_CHARS[1]) / 40 + 0.5 * loose + shouted)


def _is_shouted(report: Report, token: int) -> bool:
    """Tell whether a word stands in capitals for effect: "ELEVEN times", not "NATO"."""
    word = report.analysis.word(token)
    return len(word) > 2 and word.isupper() and report.analysis.syntax.upos[token] != "PROPN"


def _of_conflicts(
    conflicts: Sequence[Conflict], by_doc: Mapping[str, Report], entities: Sequence[Entity]
) -> Iterator[Candidate]:
    """Fill the template of what reports differ on, in their own words."""
    names = {n for e in entities for n in (e.name, *e.aliases)}
    for conflict in conflicts:
        if conflict.verdict != "conflict" or conflict.score < MIN_SCORE:
            continue
        sides = [side for side in conflict.sides if side.evidence]
        if conflict.kind != "speaker":
            sides = [_in_its_clause(side, by_doc) for side in sides]
        evidence = tuple(dict.fromkeys(s for side in sides for s in side.evidence))
        text = _of_speakers(sides, by_doc, names) if conflict.kind == "speaker" else _of_sides(conflict, sides, by_doc)
        if text is None or len(sides) < 2:
            continue
        stems = frozenset(w for s in evidence if s.doc in by_doc for w in content_of(by_doc[s.doc], s).content)
        yield Candidate(
            kind="conflict", rank=(-conflict.score, -float(len(evidence))), text=text, evidence=evidence, stems=stems
        )


def _in_its_clause(side: Side, by_doc: Mapping[str, Report]) -> Side:
    """Show a side of few words in those of the shortest claim around it, or of its sentence, so that it can be read."""
    spans = [s for s in side.evidence if s.doc in by_doc and side.says in by_doc[s.doc].words(s)]
    if not spans or len(side.says.split()) >= MIN_SAID or _names_something(by_doc[spans[0].doc], spans[0], side.says):
        return side
    claims = [c.span for s in spans for c in by_doc[s.doc].claims]
    sentences = [by_doc[s.doc].sentence_span(by_doc[s.doc].sentence_at(s.start)) for s in spans]
    around = [
        c
        for c in (*claims, *sentences)
        if c.end - c.start <= MAX_QUOTED
        and marks_pair(by_doc[c.doc].words(c))
        and any(c.start <= s.start and s.end <= c.end for s in spans if s.doc == c.doc)
    ]
    best = min(around, key=lambda s: (s.end - s.start, s), default=None)
    if best is None or len(by_doc[best.doc].words(best).split()) < MIN_SAID:
        return side
    return Side(
        says=plain(by_doc[best.doc].words(best)).rstrip("."), evidence=(best, *side.evidence), outlets=side.outlets
    )


def _names_something(report: Report, span: Span, says: str) -> bool:
    """Tell whether few words can be read by themselves: "14 people", but not "to 2,870" nor "that fiction"."""
    at = span.start + report.words(span).index(says)
    first, last = report.analysis.tokens.covering(at, at + 1)
    begins = first < last and report.analysis.syntax.upos[first] in {"NUM", "DET", "NOUN", "ADJ", "PROPN"}
    return begins and _tells(says) and report.analysis.word(first).lower() not in _LEANING


def _of_sides(conflict: Conflict, sides: Sequence[Side], by_doc: Mapping[str, Report]) -> str | None:
    said = [plain(side.says) for side in sides]
    if any(not _tells(s) or len(s) > MAX_QUOTED or "“" in s or "”" in s for s in said) or len(set(said)) < 2:
        return None
    outlets = {_outlets(side) for side in sides}
    if len(outlets) == 1:
        verb = "give" if len({o for side in sides for o in side.outlets}) > 1 else "gives"
        return f"{outlets.pop()} {verb} different accounts: " + ", ".join(f"“{s}”" for s in said) + "."
    told = [plain(by_doc[s.doc].words(s)) for side in sides for s in side.evidence]
    about = plain(conflict.about)
    is_new = _tells(about) and "“" not in about and not any(_stands_in(about, s) for s in said)
    on = f" on “{about}”" if is_new and any(_stands_in(about, t) for t in told) else ""
    shown = ", ".join(f"“{s}” ({_outlets(side)})" for s, side in zip(said, sides, strict=True))
    return f"Reports differ{on}: {shown}."


def _tells(words: str) -> bool:
    """Tell whether words say what they are about: "says seven" does not."""
    return any(not w[0].isdigit() for w in words_of(words, NO_VECTOR).content)


def _of_speakers(sides: Sequence[Side], by_doc: Mapping[str, Report], names: set[str]) -> str | None:
    """Fill the template of words that reports give to different speakers."""
    words = plain(by_doc[sides[0].evidence[0].doc].words(sides[0].evidence[0])).strip('“”"„«»') if sides else ""
    piece = max(re.split(r"[“”]", words), key=len).strip(" ,")
    if not piece or len(piece) > MAX_QUOTED or any(side.says not in names for side in sides):
        return None
    return f"Reports differ on the speaker of “{piece}”: " + ", ".join(f"{s.says} ({_outlets(s)})" for s in sides) + "."


def _outlets(side: Side) -> str:
    return ", ".join(side.outlets)


def _of_dues(story: Story, by_doc: Mapping[str, Report], news: News) -> Iterator[Candidate]:
    """Give what is due after the last report: what most reports tell first, then what is nearest to the news."""
    for commitment in story.commitments:
        due = commitment.due.date if commitment.due else None
        if due is None or commitment.status not in {"announced", "open"} or (story.last and due < story.last[:10]):
            continue
        told = [(line, s) for s in commitment.evidence if (line := line_at(by_doc[s.doc], s)) is not None]
        if told:
            yield _due(commitment, [line for line, _ in told], by_doc, news)


def _due(commitment: Commitment, lines: Sequence[Span], by_doc: Mapping[str, Report], news: News) -> Candidate:
    words = {s: content_of(by_doc[s.doc], s) for s in lines}
    shared = {s: news.shared(words[s].content, s.doc) for s in lines}
    best = min(lines, key=lambda s: (_unfit(by_doc[s.doc], s) - shared[s], s))
    others = _one_a_document([s for s in commitment.evidence if s.doc != best.doc])
    return Candidate(
        kind="due",
        rank=(-float(min(2, len(others))), float(commitment.status == "open"), -round(shared[best], 6)),
        text=plain(by_doc[best.doc].words(best)),
        evidence=(best, *others),
        stems=frozenset(words[best].content),
        words=words[best],
    )


def _one_a_document(spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple({s.doc: s for s in reversed(spans)}[d] for d in dict.fromkeys(s.doc for s in spans))


def plain(text: str) -> str:
    """Make every run of white space one space."""
    return _SPACE.sub(" ", text).strip()


def _stands_in(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
