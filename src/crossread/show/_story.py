"""The view of a whole record: all that a page or a note shows, before it is written as HTML or Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.show._facts import FigureGroup, TimelineView, figure_groups, timeline_view
from crossread.show._origins import OriginsView, origins_view
from crossread.show._passages import Passages, Ref
from crossread.show._points import ConflictView, PointsView, conflict_views, points_view
from crossread.show._reports import first_mentions, safe_url
from crossread.show._speech import SpeakerView, speaker_views
from crossread.show._stands import StandsView, stands_view
from crossread.show._why import WhyView, why_views
from crossread.show._words import ENTITY_KINDS, count, days_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossread.records import Document, Record, Span, Story


class OutletChip(Struct, frozen=True, kw_only=True):
    """An outlet and how many reports of it there are."""

    label: str
    n_reports: int
    href: str


class BriefRef(Struct, frozen=True, kw_only=True):
    """A numbered passage of the brief."""

    n: int
    ref: Ref


class BriefView(Struct, frozen=True, kw_only=True):
    """A line of the brief with its passages."""

    text: str
    refs: tuple[BriefRef, ...]


class EntityView(Struct, frozen=True, kw_only=True):
    """Somebody or something that is named, and how often by whom."""

    name: str
    aliases: tuple[str, ...]
    roles: tuple[Ref, ...]
    n_mentions: int
    per_outlet: tuple[tuple[Ref, int], ...]


class StoryView(Struct, frozen=True, kw_only=True):
    """Everything about one story."""

    n: int
    title: str
    is_read: bool
    """False where the reports were only grouped: then empty sections would say what nobody looked for."""
    dates: str
    outlets: tuple[OutletChip, ...]
    counts: tuple[str, ...]
    n_origins: str
    documents: tuple[str, ...]
    brief: tuple[BriefView, ...]
    conflicts: tuple[ConflictView, ...]
    points: PointsView
    speakers: tuple[SpeakerView, ...]
    figures: tuple[FigureGroup, ...]
    timeline: TimelineView
    stands: StandsView
    origins: OriginsView
    entities: tuple[tuple[str, tuple[EntityView, ...]], ...]
    why: Mapping[tuple[str, int], WhyView]
    """Reasons by section and number in it."""

    @property
    def id(self) -> str:
        """The id of the story's section in the page."""
        return f"s{self.n}"


class DocumentView(Struct, frozen=True, kw_only=True):
    """A report in the list of what was read."""

    label: str
    title: str
    source: str
    url: str | None
    sha: str
    n_chars: int


class ProblemView(Struct, frozen=True, kw_only=True):
    """What could not be read or used."""

    code: str
    message: str
    label: str


def story_view(passages: Passages, story: Story, n: int) -> StoryView:
    """Make the view of one story, the n-th of its record."""
    outlets = _outlet_chips(passages, story)
    return StoryView(
        n=n,
        title=story.title,
        is_read=any((story.quotes, story.claims, story.figures, story.times, story.entities, story.brief)),
        dates=days_words(story.first, story.last),
        outlets=outlets,
        counts=_counts(story, outlets),
        n_origins=_n_origins(passages, story, outlets),
        documents=story.documents,
        brief=_brief(passages, story),
        conflicts=conflict_views(passages, story),
        points=points_view(passages, story),
        speakers=speaker_views(passages, story),
        figures=figure_groups(passages, story),
        timeline=timeline_view(passages, story),
        stands=stands_view(passages, story),
        origins=origins_view(passages, story),
        entities=_entities(passages, story),
        why=why_views(passages, story),
    )


def _outlet_chips(passages: Passages, story: Story) -> tuple[OutletChip, ...]:
    docs: dict[str, list[str]] = {}
    for doc in story.documents:
        docs.setdefault(passages.label(doc), []).append(doc)
    return tuple(
        OutletChip(label=label, n_reports=len(ids), href=f"#r{passages.number(ids[0])}") for label, ids in docs.items()
    )


def _counts(story: Story, outlets: tuple[OutletChip, ...]) -> tuple[str, ...]:
    n_conflicts = sum(c.verdict == "conflict" for c in story.conflicts)
    n_other = len(story.conflicts) - n_conflicts
    other = (count(n_other, "difference in wording or scope", "differences in wording or scope"),) if n_other else ()
    return (
        count(len(story.documents), "report"),
        count(len(outlets), "outlet"),
        count(len(story.quotes), "quotation"),
        count(len(story.points), "point"),
        count(n_conflicts, "conflict"),
        *other,
    )


def _n_origins(passages: Passages, story: Story, outlets: tuple[OutletChip, ...]) -> str:
    """Say how many outlets are left when those that share a passage count as one; independence itself is not proved."""
    group = {o.label: o.label for o in outlets}
    for pair in story.reuse:
        a, b = (group.get(passages.label(s.doc), "") for s in (pair.a, pair.b))
        group = {label: (a if g == b else g) for label, g in group.items()}
    n = len(set(group.values()))
    return f"at most {n} independent" if n < len(outlets) else ""


def _brief(passages: Passages, story: Story) -> tuple[BriefView, ...]:
    numbers: dict[Span, int] = {}
    for line in story.brief:
        for span in line.evidence:
            numbers.setdefault(span, len(numbers) + 1)
    return tuple(
        BriefView(
            text=line.text,
            refs=tuple(BriefRef(n=numbers[s], ref=passages.ref(s)) for s in dict.fromkeys(line.evidence)),
        )
        for line in story.brief
    )


def _entities(passages: Passages, story: Story) -> tuple[tuple[str, tuple[EntityView, ...]], ...]:
    by_kind: dict[str, list[EntityView]] = {}
    for entity in story.entities:
        per_doc: dict[str, int] = {}
        first = first_mentions(entity)
        for mention in entity.mentions:
            per_doc[mention.doc] = per_doc.get(mention.doc, 0) + 1
        by_kind.setdefault(entity.kind, []).append(
            EntityView(
                name=entity.name,
                aliases=tuple(a for a in entity.aliases if a != entity.name),
                roles=tuple({r.text.casefold(): passages.ref(r.span) for r in entity.roles}.values()),
                n_mentions=len(entity.mentions),
                per_outlet=tuple((passages.ref(first[d]), per_doc[d]) for d in sorted(per_doc, key=passages.number)),
            )
        )
    return tuple(
        (words, tuple(sorted(by_kind[kind], key=lambda v: (-v.n_mentions, v.name))))
        for kind, words in ENTITY_KINDS.items()
        if kind in by_kind
    )


def document_views(record: Record) -> tuple[DocumentView, ...]:
    """List what was read."""
    return tuple(_document_view(d) for d in record.documents)


def _document_view(doc: Document) -> DocumentView:
    return DocumentView(
        label=doc.label, title=doc.title or "", source=doc.source, url=safe_url(doc.url), sha=doc.sha256[:12],
        n_chars=len(doc.text),
    )  # fmt: skip


def problem_views(passages: Passages, record: Record) -> tuple[ProblemView, ...]:
    """List what could not be read or used."""
    return tuple(
        ProblemView(code=p.code, message=p.message, label=passages.label(p.doc) if p.doc else "")
        for p in record.problems
    )


def made_by_words(record: Record) -> tuple[tuple[str, str], ...]:
    """Say what made a record, as names and values."""
    made = record.made_by
    model = f"{made.model.name} ({made.model.sha256[:12]})" if made.model else "none"
    settings = ", ".join(f"{k} = {v}" for k, v in made.settings.items() if v not in (None, False))
    rows = (
        ("Crossread", made.crossread),
        ("Language model", model),
        ("Settings", settings or "defaults"),
        ("Made", made.at or ""),
    )
    return tuple((name, value) for name, value in rows if value)
