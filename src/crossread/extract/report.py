"""One report with all that was read out of it: what the comparison of reports starts from."""

from __future__ import annotations

from msgspec import Struct

from crossread.language.analysis import Analysis
from crossread.records import Citation, Claim, Document, Entity, Figure, Quote, Span, TimeRef


class Report(Struct, frozen=True):
    """A report, read.

    Before the reports of a story are compared, `entities` are those of this report alone; after
    `compare.entities` every entity id in here (of quotes, citations and claims too) is that of the story.
    """

    analysis: Analysis
    entities: tuple[Entity, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    times: tuple[TimeRef, ...] = ()
    citations: tuple[Citation, ...] = ()
    claims: tuple[Claim, ...] = ()

    @property
    def doc(self) -> Document:
        """The document that was read."""
        return self.analysis.doc

    def words(self, span: Span) -> str:
        """Give the words of a span of this report."""
        return self.doc[span]

    def sentence_at(self, offset: int) -> int:
        """Give the row of the sentence that a character lies in, or of the last one before it."""
        return self.analysis.sentences.at(offset)

    def sentence_span(self, row: int) -> Span:
        """Give the span of a sentence."""
        s = self.analysis.sentences
        return Span(self.doc.id, int(s.start[row]), int(s.end[row]))
