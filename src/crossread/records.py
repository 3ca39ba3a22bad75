"""The record and its parts: immutable, anchored in spans, the same in memory as in `record.json`.

Offsets count Unicode code points in a document's canonical text and are half-open. `None` means
"the text does not say". Field names are those of the published format (docs/record.md).
"""

from __future__ import annotations

import hashlib
from typing import Generic, Literal, TypeVar

import msgspec
from msgspec import Struct, field

from crossread.errors import WrongDocument

RECORD_VERSION = "1"

EntityKind = Literal["person", "organization", "location", "other"]
MentionForm = Literal["name", "nominal", "pronoun"]
QuoteType = Literal["direct", "mixed", "indirect"]
FigureKind = Literal["money", "count", "percent", "duration", "distance", "rank", "other"]
Bound = Literal["exactly", "at_least", "up_to", "about", "between"]
TimeType = Literal["date", "time", "duration", "set"]
CitationKind = Literal["outlet", "agency", "official_account", "document", "unnamed"]
Polarity = Literal["affirmed", "denied"]
Modality = Literal["asserted", "possible", "planned", "demanded", "conditional", "reported"]
PointStatus = Literal["corroborated", "single_source", "disputed"]
ConflictKind = Literal["figure", "speaker", "sequence", "assertion", "wording"]
Verdict = Literal["conflict", "scope", "wording"]
Stance = Literal["for", "against", "conditional", "open"]
Order = Literal["before", "after", "unless", "only_if", "if"]
CommitmentStatus = Literal["announced", "denied", "done", "open"]
Precision = Literal["day", "month", "year", "range"]
Differ = Literal["wording", "speaker", "time", "place"]
RowOp = Literal["same", "differs", "missing", "extra"]


class Span(Struct, frozen=True, order=True):
    """Words of one document: `text[start:end]`, code points, half-open."""

    doc: str
    start: int
    end: int

    def overlaps(self, other: Span | Mention) -> bool:
        """Tell whether both have a character of one document."""
        return self.doc == other.doc and self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tell whether all of another span lies in this one."""
        return self.doc == other.doc and self.start <= other.start and other.end <= self.end


class Problem(Struct, frozen=True, kw_only=True):
    """Something in the material that could not be read or used; `code` is listed in docs/problems.md."""

    code: str
    message: str
    doc: str | None = None


class Document(Struct, frozen=True, kw_only=True):
    """One report. `sha256` is the hash of the UTF-8 bytes of `text`, the canonical text."""

    id: str
    source: str
    sha256: str
    title: str | None = None
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    language: str | None = None
    text: str
    extra: dict[str, msgspec.Raw] = {}
    """Fields of the input that Crossread does not know, kept as they came."""

    def __getitem__(self, span: Span) -> str:
        """Give the words of a span.

        Raises:
            WrongDocument: the span belongs to another document.
        """
        if span.doc != self.id:
            msg = f"span of document '{span.doc}' used with document '{self.id}'"
            raise WrongDocument(msg)
        return self.text[span.start : span.end]

    @property
    def label(self) -> str:
        """The outlet, or where it is not known the name of the file: what stands for the outlet in lists."""
        if self.outlet:
            return self.outlet
        if self.source == "-":
            return "standard input"
        name = self.source.rsplit("/", 1)[-1]
        return name.rsplit(".", 1)[0] if "." in name[1:] and "#" not in name else name


class Role(Struct, frozen=True, kw_only=True):
    """What a report calls somebody: "the German Chancellor"."""

    text: str
    span: Span


class Mention(Struct, frozen=True):
    """One place where a report speaks of an entity."""

    doc: str
    start: int
    end: int
    form: MentionForm


class Entity(Struct, frozen=True, kw_only=True):
    """One person, organization or place, whatever the reports call it."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    mentions: tuple[Mention, ...] = ()


class Quote(Struct, frozen=True, kw_only=True):
    """One report's account of somebody's words. `content` includes the marks; interrupted content has several spans."""

    id: str
    type: QuoteType
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    speaker: str | None = None
    speaker_name: str | None = None
    score: float = 0.0
    via: str | None = None
    time: str | None = None


class Cell(Struct, frozen=True, kw_only=True):
    """A run of words of one wording, as it stands to the base wording (the first row).

    same: the base has these words here. differs: other words stand here. extra: the base has
    nothing here. missing: the base has words here and this wording has none; its span is empty
    and lies where they would stand.
    """

    span: Span
    op: RowOp


class CollationRow(Struct, frozen=True, kw_only=True):
    """The wording of one report, cell under cell with the other rows: all rows have as many cells."""

    quote: str
    doc: str
    cells: tuple[Cell, ...]


class Utterance(Struct, frozen=True, kw_only=True):
    """The act of speaking behind the quotes of several reports."""

    id: str
    speaker: str | None = None
    quotes: tuple[str, ...] = ()
    collation: tuple[CollationRow, ...] = ()
    differs: tuple[Differ, ...] = ()


class Figure(Struct, frozen=True, kw_only=True):
    """A number in the text. `value` is decimal digits as a string ("1500", "2.5"); `low` and `high` bound it, inclusive."""

    id: str
    span: Span
    value: str | None = None
    low: str | None = None
    high: str | None = None
    unit: str | None = None
    kind: FigureKind = "other"
    of: Span | None = None
    approximate: bool = False
    bound: Bound = "exactly"


class TimeRef(Struct, frozen=True, kw_only=True):
    """A time expression. `value` is TIMEX3; `from_` and `to` are ISO dates, inclusive; `anchor` the day it was read against."""

    id: str
    span: Span
    type: TimeType
    value: str | None = None
    from_: str | None = field(default=None, name="from")
    to: str | None = None
    anchor: str | None = None


class Citation(Struct, frozen=True, kw_only=True):
    """Where a report says that it has something from: "as per the BBC", "two officials familiar with the calls"."""

    id: str
    span: Span
    cited: str
    entity: str | None = None
    kind: CitationKind
    covers: tuple[str, ...] = ()


class Claim(Struct, frozen=True, kw_only=True):
    """One report's statement of a fact. `by` is "outlet", or the id of the quote that it stands in."""

    id: str
    span: Span
    by: str
    polarity: Polarity = "affirmed"
    modality: Modality = "asserted"
    entities: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    times: tuple[str, ...] = ()


class Point(Struct, frozen=True, kw_only=True):
    """The fact behind claims of several reports.

    `origins` counts independent origins, the lower number where unsure; `origins_most` is the higher one: with every
    report that does not say where it has the fact from, and carries nobody's text, an origin of its own.
    """

    id: str
    span: Span
    claims: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: int
    status: PointStatus
    silent: tuple[str, ...] = ()
    why: str = ""
    origins_most: int = 1


class Side(Struct, frozen=True, kw_only=True):
    """One side of a conflict, in the words of its reports."""

    says: str
    evidence: tuple[Span, ...]
    outlets: tuple[str, ...]


class Conflict(Struct, frozen=True, kw_only=True):
    """Statements that cannot all be right, or that look so: `verdict` tells a conflict from a difference of scope or wording."""

    id: str
    kind: ConflictKind
    verdict: Verdict
    about: str
    sides: tuple[Side, ...]
    why: str
    score: float


class Change(Struct, frozen=True, kw_only=True):
    """How a position changed: what it was, when it was so (a time id), and the words that say it."""

    from_: str | None = field(default=None, name="from")
    when: str | None = None
    evidence: tuple[Span, ...] = ()


class Position(Struct, frozen=True, kw_only=True):
    """Where an actor stands on an issue, with the words that it rests on."""

    entity: str
    issue: str
    stance: Stance
    evidence: tuple[Span, ...]
    quotes: tuple[str, ...] = ()
    changed: Change | None = None


class Issue(Struct, frozen=True, kw_only=True):
    """Something that the actors take positions on."""

    id: str
    label: str
    terms: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


class Condition(Struct, frozen=True, kw_only=True):
    """Something that is made to depend on something else: no `what` unless `requires`."""

    id: str
    what: Span
    requires: Span
    by: str | None = None
    order: Order


class Due(Struct, frozen=True, kw_only=True):
    """When a commitment falls due: the time expression and its last day (ISO date)."""

    time: str | None = None
    date: str | None = None


class Commitment(Struct, frozen=True, kw_only=True):
    """Something that somebody says will be done."""

    id: str
    who: tuple[str, ...]
    what: Span
    due: Due | None = None
    status: CommitmentStatus
    evidence: tuple[Span, ...]


class TimelineEntry(Struct, frozen=True, kw_only=True):
    """Something that happened, or is to happen, between two days (ISO dates, inclusive)."""

    from_: str = field(name="from")
    to: str
    span: Span
    point: str | None = None
    quote: str | None = None
    precision: Precision = "day"


class Reuse(Struct, frozen=True, kw_only=True):
    """Two passages of which one was carried over from the other, or both from a third text."""

    a: Span
    b: Span
    overlap: float
    likely_origin: str | None = None
    why: str


class BriefLine(Struct, frozen=True, kw_only=True):
    """A line of the brief: a source's own words, or a template filled from them."""

    text: str
    evidence: tuple[Span, ...]


class Story(Struct, frozen=True, kw_only=True):
    """All that the reports of one event say, side by side."""

    id: str
    title: str
    documents: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    utterances: tuple[Utterance, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeRef, ...] = ()
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()
    points: tuple[Point, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    positions: tuple[Position, ...] = ()
    issues: tuple[Issue, ...] = ()
    conditions: tuple[Condition, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    reuse: tuple[Reuse, ...] = ()
    brief: tuple[BriefLine, ...] = ()


class Model(Struct, frozen=True, kw_only=True):
    """The language model that read the reports."""

    name: str
    sha256: str


class MadeBy(Struct, frozen=True, kw_only=True):
    """Enough to make the same record again; `at` is the one field that differs between two runs."""

    crossread: str
    model: Model | None
    settings: dict[str, str | int | float | bool | None]
    at: str | None = None
    seal: str | None = None
    """Hash of the record without `at`: `verify` finds by it that a record was edited after it was made."""


class Record(Struct, frozen=True, kw_only=True):
    """What `crossread read` writes."""

    version: str = RECORD_VERSION
    made_by: MadeBy
    documents: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    stories: tuple[Story, ...] = ()

    def _repr_html_(self) -> str:
        """Show the record as its page inside a notebook."""
        from crossread.show.html import notebook_html  # noqa: PLC0415  (jinja2 only where a page is made)

        return notebook_html(self)


T = TypeVar("T")


class Found(Struct, Generic[T], frozen=True):
    """What a stage gives: the records it made, and the problems it met in the material."""

    records: tuple[T, ...] = ()
    problems: tuple[Problem, ...] = ()


def content_id(prefix: str, *parts: object) -> str:
    """Make an id from what the thing is made of, so that a second run gives the same id.

    Args:
        prefix: a letter or two that tell the kind.
        parts: strings, numbers and spans that identify it.
    """
    text = "\x1f".join(f"{p.doc}:{p.start}:{p.end}" if isinstance(p, Span) else str(p) for p in parts)
    return prefix + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
