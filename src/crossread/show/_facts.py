"""Views of figures by what they count, and of days: the timeline with its deadlines."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.records import Span
from crossread.show._stands import terms_of
from crossread.show._words import FIGURE_KINDS, count, days_words, figure_words, parse_day, sentence_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossread.records import Figure, Story, TimelineEntry
    from crossread.show._passages import Passages, Ref

BACKGROUND_DAYS = 30
"""What ended so many days before the first report, or more, is background and stands apart."""

MAX_RADIUS = 8
"""A dot of the picture grows by one unit an entry, up to a size that still reads as a dot."""

MAX_DAY_ENTRIES = 6
"""So many entries of a day stand open; the others are folded away."""

_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|this|that|these|those|of|in)\s+", re.IGNORECASE)


class FigureRow(Struct, frozen=True, kw_only=True):
    """One value of what is counted, and who has it; `told` are the words around it in the first report that does."""

    value: str
    told: Ref
    written: tuple[str, ...]
    refs: tuple[Ref, ...]
    n_outlets: int


class FigureGroup(Struct, frozen=True, kw_only=True):
    """What is counted, with every value that the reports give."""

    label: str
    rows: tuple[FigureRow, ...]
    n_outlets: int
    kind: str

    @property
    def differs(self) -> bool:
        """Whether more than one value stands here."""
        return len(self.rows) > 1


class Entry(Struct, frozen=True, kw_only=True):
    """Something on the timeline."""

    words: str
    refs: tuple[Ref, ...]
    kind: str
    note: str


class Day(Struct, frozen=True, kw_only=True):
    """A day, or a stretch of days, and what stands on it."""

    label: str
    first: date
    entries: tuple[Entry, ...]
    more: tuple[Entry, ...]
    has_deadline: bool


class Tick(Struct, frozen=True, kw_only=True):
    """A dot of the picture: where on the line (0..1000), how large (1..`MAX_RADIUS`), what it says."""

    x: int
    radius: int
    label: str
    is_deadline: bool


class TimelinePicture(Struct, frozen=True, kw_only=True):
    """The days of a story on a line from 0 to 1000; `band` is where the reports were published."""

    ticks: tuple[Tick, ...]
    band: tuple[int, int] | None
    ends: tuple[str, str]


class TimelineView(Struct, frozen=True, kw_only=True):
    """The days of a story, and its picture where there is more than one day."""

    days: tuple[Day, ...]
    background: tuple[Day, ...]
    picture: TimelinePicture | None


def figure_groups(passages: Passages, story: Story) -> tuple[FigureGroup, ...]:
    """Group figures by what they count; what several outlets count, and count differently, first.

    "One reason", "the two joined" and "two-phase" tell no number that anybody looks for: they stay in the record alone.
    """
    told = _Told(passages, story)
    people = {(m.doc, m.start, m.end): e.name for e in story.entities if e.kind == "person" for m in e.mentions}
    groups: dict[tuple[str, str], tuple[str, list[Figure]]] = {}
    for figure in story.figures:
        bare = figure.kind == "count" and figure.of is None and passages.words(figure.span).isalpha()
        if bare or told.is_compound(figure):
            continue
        aged = figure.of if figure.kind == "duration" else None  # "the two Pells" counts people by their name
        name = people.get((aged.doc, aged.start, aged.end)) if aged else None
        counted = f"{AGE_OF}{name}" if name else passages.words(figure.of) if figure.of else ""
        label = _ARTICLE.sub("", counted)
        groups.setdefault((figure.kind, label.casefold()), (label, []))[1].append(figure)
    every = (_figure_group(passages, told, label, figures) for label, figures in groups.values())
    views = [v for v in every if v.differs or {w.lower() for row in v.rows for w in row.written} != {"one"}]
    return tuple(sorted(views, key=lambda g: (not g.label, -g.n_outlets, not g.differs, g.kind, g.label)))


class _Told:
    """Finds the words that tell a figure: those around it in the smallest claim that holds it, or in its line."""

    def __init__(self, passages: Passages, story: Story) -> None:
        self._passages = passages
        self._claims: dict[str, list[Span]] = {}
        for claim in story.claims:
            for id_ in claim.figures:
                self._claims.setdefault(id_, []).append(claim.span)

    def words_around(self, figure: Figure) -> Span:
        """Give a stretch of at most `MAX_AROUND` words on either side."""
        span, doc = figure.span, self._passages.docs.get(figure.span.doc)
        text = doc.text if doc else ""
        claims = sorted(self._claims.get(figure.id, ()), key=lambda s: (s.end - s.start, s))
        end_of_line = text.find("\n", span.end)
        line = Span(span.doc, text.rfind("\n", 0, span.start) + 1, end_of_line if end_of_line >= 0 else len(text))
        around = next((s for s in claims if s.start <= span.start and span.end <= s.end), line)
        before = list(_WORD.finditer(text, around.start, span.start))[-MAX_AROUND:]
        behind = list(_WORD.finditer(text, span.end, around.end))[:MAX_AROUND]
        start, end = before[0].start() if before else span.start, behind[-1].end() if behind else span.end
        return Span(span.doc, start, max(end, span.end))

    def is_compound(self, figure: Figure) -> bool:
        """Tell a number that is part of a word: "two-phase", "mother-of-two"."""
        doc = self._passages.docs.get(figure.span.doc)
        text = doc.text if doc else ""
        joined = "-" in {
            text[figure.span.end : figure.span.end + 1],
            text[max(0, figure.span.start - 1) : figure.span.start],
        }
        return joined and figure.kind == "count"


_WORD = re.compile(r"\S+")
MAX_AROUND = 7


AGE_OF = "age of "
"""Begins the label of years that are somebody's age."""


def _value(passages: Passages, figure: Figure) -> str:
    """Give a figure as it was understood; where it is only a word ("dozens") that word, and no number that nobody told."""
    words = passages.words(figure.span)
    vague = figure.value is None and figure.approximate and words.isalpha()
    return words.lower() if vague else figure_words(figure) or words


def _figure_group(passages: Passages, told: _Told, label: str, figures: Sequence[Figure]) -> FigureGroup:
    by_value: dict[str, list[Figure]] = {}
    for figure in figures:
        by_value.setdefault(_value(passages, figure), []).append(figure)
    rows = [
        FigureRow(
            value=value,
            told=passages.ref(told.words_around(same[0])),
            written=tuple(dict.fromkeys(passages.words(f.span) for f in same)),
            refs=passages.refs(f.span for f in same),
            n_outlets=len({passages.label(f.span.doc) for f in same}),
        )
        for value, same in by_value.items()
    ]
    return FigureGroup(
        label=sentence_case(label),
        rows=tuple(sorted(rows, key=lambda r: -r.n_outlets)),
        n_outlets=len({passages.label(f.span.doc) for f in figures}),
        kind="Ages" if label.startswith(AGE_OF) else FIGURE_KINDS[figures[0].kind],
    )


def timeline_view(passages: Passages, story: Story) -> TimelineView:
    """Put entries and deadlines in the order of days, and what lies long before the first report apart."""
    placed = [*_entries(passages, story), *_deadlines(passages, story)]
    edge = parse_day(story.first)
    before = (
        edge - timedelta(days=BACKGROUND_DAYS) if edge and edge > date.min + timedelta(days=BACKGROUND_DAYS) else None
    )
    now = [p for p in placed if before is None or p[1] >= before]
    return TimelineView(
        days=_days(now),
        background=_days([p for p in placed if before is not None and p[1] < before]),
        picture=_picture(now, story),
    )


Placed = tuple[date, date, Entry]


def _entries(passages: Passages, story: Story) -> Iterable[Placed]:
    speakers = {q.id: q.speaker_name or "" for q in story.quotes}
    grouped: dict[tuple[str, str, str], list[TimelineEntry]] = {}
    due = [(c.due.date, s) for c in story.commitments if c.due and c.due.date for s in (c.what, *c.evidence)]
    for entry in story.timeline:
        if any(day == entry.to and what.overlaps(entry.span) for day, what in due):
            continue  # the deadline says the same, and says it better
        grouped.setdefault((entry.from_, entry.to, entry.point or passages.words(entry.span)), []).append(entry)
    for (first, last, _), same in grouped.items():
        a, b = parse_day(first), parse_day(last)
        if a and b:
            quote = same[0].quote
            note = speakers.get(quote, "") if quote else ""
            yield a, b, Entry(
                words=passages.words(same[0].span), refs=passages.refs(e.span for e in same),
                kind="said" if quote else "event", note=note,
            )  # fmt: skip


def _deadlines(passages: Passages, story: Story) -> Iterable[Placed]:
    names, terms = {e.id: e.name for e in story.entities}, terms_of(passages, story)
    for commitment in story.commitments:
        day = parse_day(commitment.due.date) if commitment.due else None
        if day:
            off = ["called off or denied"] if commitment.status == "denied" else []
            who = ", ".join([*(names.get(w, w) for w in commitment.who), *off])
            words = [passages.words(commitment.what), *([terms[commitment.id]] if commitment.id in terms else [])]
            yield day, day, Entry(
                words=" ".join(words), refs=passages.refs(commitment.evidence), kind="deadline", note=who,
            )  # fmt: skip


def _days(placed: Sequence[Placed]) -> tuple[Day, ...]:
    by_day: dict[tuple[date, date], list[Entry]] = {}
    for first, last, entry in placed:
        by_day.setdefault((first, last), []).append(entry)
    days = []
    for (first, last), entries in sorted(by_day.items()):
        shown, more = _most_told(entries)
        days.append(
            Day(
                label=days_words(first.isoformat(), last.isoformat()), first=first, entries=shown, more=more,
                has_deadline=any(e.kind == "deadline" for e in entries),
            )
        )  # fmt: skip
    return tuple(days)


def _most_told(entries: Sequence[Entry]) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Part the entries of a day into those that stand open, which most reports tell, and the others; deadlines first, in order of time."""
    ranked = sorted(range(len(entries)), key=lambda i: (entries[i].kind != "deadline", -len(entries[i].refs), i))
    parts = (ranked[:MAX_DAY_ENTRIES], ranked[MAX_DAY_ENTRIES:])
    in_order = [sorted(part, key=lambda i: (entries[i].kind != "deadline", i)) for part in parts]
    shown, more = (tuple(entries[i] for i in part) for part in in_order)
    return shown, more


def _picture(placed: Sequence[Placed], story: Story) -> TimelinePicture | None:
    counted: dict[tuple[date, bool], int] = {}
    for first, last, entry in placed:
        is_deadline = entry.kind == "deadline"
        key = (last if is_deadline else first, is_deadline)
        counted[key] = counted.get(key, 0) + 1
    published = [d for d in (parse_day(story.first), parse_day(story.last)) if d]
    days = [d for d, _ in counted] + published
    if not counted or min(days) == max(days):
        return None
    low, width = min(days), (max(days) - min(days)).days

    def place(day: date) -> int:
        return round(1000 * (day - low).days / width)

    ticks = [
        Tick(
            x=place(day), radius=min(MAX_RADIUS, n), is_deadline=is_deadline,
            label=f"{days_words(day.isoformat(), None)}: {count(n, 'deadline' if is_deadline else 'entry', None if is_deadline else 'entries')}",
        )
        for (day, is_deadline), n in sorted(counted.items())
    ]  # fmt: skip
    band = (place(min(published)), place(max(published))) if published else None
    return TimelinePicture(
        ticks=tuple(ticks), band=band,
        ends=(days_words(low.isoformat(), None), days_words(max(days).isoformat(), None)),
    )  # fmt: skip
