"""Views of who said what: speakers, their utterances, the wordings under each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.show._words import days_words, says_plainly

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from crossread.records import CollationRow, Entity, Quote, RowOp, Story, Utterance
    from crossread.show._passages import Passages, Ref

NOBODY = "Speaker not named"
MAX_ROLES = 3
SHORT_CELL_CHARS = 14
LONG_CELL_CHARS = 60
"""Cells of the aligned table get one of three widths by the length of their longest words."""


class CellWords(Struct, frozen=True, kw_only=True):
    """A run of words in one wording; `instead` are the base's words where this wording leaves them out."""

    op: RowOp
    words: str
    instead: str


class Wording(Struct, frozen=True, kw_only=True):
    """A wording, and every report that has exactly it."""

    refs: tuple[Ref, ...]
    cells: tuple[CellWords, ...]
    is_base: bool


class QuoteView(Struct, frozen=True, kw_only=True):
    """One report's account of somebody's words."""

    ref: Ref
    type: str
    words: str
    cue: str
    source: str
    told_by: str
    on: str
    refs: tuple[Ref, ...]


class UtteranceView(Struct, frozen=True, kw_only=True):
    """What was said once, as the reports have it; `row` is its number in the record."""

    row: int
    words: str
    n_reports: int
    wordings: tuple[Wording, ...]
    widths: tuple[str, ...]
    others: tuple[QuoteView, ...]
    speakers: tuple[tuple[str, tuple[Ref, ...]], ...]
    differs: tuple[str, ...]

    @property
    def speaker_differs(self) -> bool:
        """Whether reports name different speakers."""
        return len(self.speakers) > 1


class SpeakerView(Struct, frozen=True, kw_only=True):
    """Somebody who is quoted, and all that the reports quote."""

    name: str
    roles: tuple[str, ...]
    n_reports: int
    utterances: tuple[UtteranceView, ...]
    quotes: tuple[QuoteView, ...]


def speaker_views(passages: Passages, story: Story) -> tuple[SpeakerView, ...]:
    """Group what was said by who said it: those whom most reports quote first, the nameless last."""
    entities = {e.id: e for e in story.entities}
    quotes = {q.id: q for q in story.quotes}
    via = {c.id: f"{VIA.get(c.kind, 'told by')} {c.cited}" for c in story.citations}
    days = {t.id: days_words(t.from_, t.to) for t in story.times}
    show = _QuoteShow(passages, entities, via, days)

    utterances: dict[str, list[tuple[int, Utterance]]] = {}
    for row, utterance in enumerate(story.utterances):
        own = [quotes[q] for q in utterance.quotes if q in quotes]
        if own:
            utterances.setdefault(_utterance_speaker(utterance, own, show), []).append((row, utterance))
    in_utterance = {q for u in story.utterances for q in u.quotes}
    alone: dict[str, list[Quote]] = {}
    for quote in story.quotes:
        if quote.id not in in_utterance:
            alone.setdefault(show.name(quote), []).append(quote)

    views = [
        _speaker_view(name, utterances.get(name, ()), alone.get(name, ()), quotes, show)
        for name in dict.fromkeys([*utterances, *alone])
    ]
    return tuple(sorted(views, key=lambda v: (v.name == NOBODY, -v.n_reports, v.name)))


VIA = {"outlet": "via", "agency": "via", "document": "from"}
"""How the source of a quote is named by what it is: who "told the Courier" was not told by it."""


class _QuoteShow:
    """What a quote is looked up in to be shown."""

    def __init__(
        self, passages: Passages, entities: dict[str, Entity], via: dict[str, str], days: dict[str, str]
    ) -> None:
        self.passages, self.entities, self.via, self.days = passages, entities, via, days

    def name(self, quote: Quote) -> str:
        """Name the speaker of a quote as well as the record can."""
        entity = self.entities.get(quote.speaker or "")
        return entity.name if entity else quote.speaker_name or NOBODY

    def roles(self, name: str) -> tuple[str, ...]:
        """Give what the reports call a speaker, each once."""
        texts = (r.text for e in self.entities.values() if e.name == name for r in e.roles)
        return tuple({t.casefold(): t for t in texts}.values())[:MAX_ROLES]

    def view(self, quote: Quote, same: Sequence[Quote] = ()) -> QuoteView:
        """Show a quote that stands by itself; `same` are others with the same words."""
        passages = self.passages
        return QuoteView(
            ref=passages.ref(quote.content[0]),
            type=quote.type,
            words=passages.joined(quote.content),
            cue=passages.words(quote.cue) if quote.cue else "",
            source=passages.words(quote.source) if quote.source else "",
            told_by=self.via.get(quote.via or "", ""),
            on=self.days.get(quote.time or "", ""),
            refs=passages.refs(q.content[0] for q in (quote, *same)),
        )

    def views(self, quotes: Iterable[Quote]) -> tuple[QuoteView, ...]:
        """Show quotes, those with the very same words as one."""
        groups: dict[tuple[str, str], list[Quote]] = {}
        for quote in quotes:
            if quote.content:
                groups.setdefault((quote.type, self.passages.joined(quote.content)), []).append(quote)
        return tuple(self.view(group[0], group[1:]) for group in groups.values())


def _utterance_speaker(utterance: Utterance, own: Sequence[Quote], show: _QuoteShow) -> str:
    entity = show.entities.get(utterance.speaker or "")
    return entity.name if entity else next((n for n in map(show.name, own) if n != NOBODY), NOBODY)


def _speaker_view(
    name: str,
    utterances: Sequence[tuple[int, Utterance]],
    alone: Sequence[Quote],
    quotes: dict[str, Quote],
    show: _QuoteShow,
) -> SpeakerView:
    views = [_utterance_view(row, u, [quotes[q] for q in u.quotes if q in quotes], show) for row, u in utterances]
    said = [quotes[q] for _, u in utterances for q in u.quotes if q in quotes]
    docs = {s.doc for q in (*said, *alone) for s in q.content}
    return SpeakerView(
        name=name,
        roles=show.roles(name),
        n_reports=len(docs),
        utterances=tuple(
            sorted((v for v in views if v.n_reports > 1), key=lambda v: (not v.speaker_differs, -v.n_reports))
        ),
        quotes=(*(q for v in views if v.n_reports <= 1 for q in v.others), *show.views(alone)),
    )


def _utterance_view(row: int, utterance: Utterance, own: Sequence[Quote], show: _QuoteShow) -> UtteranceView:
    n_reports = len({s.doc for q in own for s in q.content})
    wordings = _wordings(utterance.collation, show.passages) if n_reports > 1 else ()
    collated = {r.quote for r in utterance.collation} if wordings else set()
    named: dict[str, list[Quote]] = {}
    for quote in own:
        named.setdefault(show.name(quote), []).append(quote)
    named.pop(NOBODY, None)
    return UtteranceView(
        row=row,
        words=_heading(own, show.passages),
        n_reports=n_reports,
        wordings=wordings,
        widths=_widths(wordings),
        others=show.views(q for q in own if q.id not in collated),
        speakers=tuple((name, show.passages.refs(q.content[0] for q in qs if q.content)) for name, qs in named.items()),
        differs=tuple(d for d in utterance.differs if d != "speaker"),
    )


def _heading(own: Sequence[Quote], passages: Passages) -> str:
    """Give the words of an utterance: in marks where a report has them so; else with the verb that turns their sense."""
    quote = next((q for q in own if q.type != "indirect"), own[0])
    cue = passages.words(quote.cue) if quote.cue and quote.type == "indirect" else ""
    words = passages.joined(quote.content)
    return words if not cue or says_plainly(cue) else f"{cue} {words}"


def _wordings(rows: Sequence[CollationRow], passages: Passages) -> tuple[Wording, ...]:
    """Put rows with the very same words together; the base stays first."""
    groups: dict[tuple[tuple[RowOp, str], ...], list[CollationRow]] = {}
    for row in rows:
        groups.setdefault(tuple((c.op, passages.words(c.span)) for c in row.cells), []).append(row)
    base = [passages.words(c.span) for c in rows[0].cells] if rows else []
    return tuple(
        Wording(
            refs=passages.refs(r.cells[0].span for r in same if r.cells),
            cells=tuple(
                CellWords(op=op, words=words, instead=base[i] if op == "missing" and i < len(base) else "")
                for i, (op, words) in enumerate(cells)
            ),
            is_base=same[0] is rows[0],
        )
        for cells, same in groups.items()
    )


def _widths(wordings: Sequence[Wording]) -> tuple[str, ...]:
    """Give each column of the aligned table a width: s, m or l."""
    if not wordings:
        return ()
    n_columns = max(len(w.cells) for w in wordings)
    longest = [max((len(w.cells[i].words) for w in wordings if i < len(w.cells)), default=0) for i in range(n_columns)]
    return tuple("s" if n <= SHORT_CELL_CHARS else "m" if n <= LONG_CELL_CHARS else "l" for n in longest)
