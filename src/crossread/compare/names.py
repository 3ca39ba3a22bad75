"""The names of one report: whose name stands where, and which of the names in a source is the one who speaks."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence

from crossread.compare._source_words import DEFINITE, DOCUMENTS, FINDINGS
from crossread.compare.antecedents import MAX_SENTENCES_BACK
from crossread.compare.cast import Cast
from crossread.compare.roles import is_role_noun
from crossread.extract.phrases import noun_phrase
from crossread.language.analysis import Analysis
from crossread.records import EntityKind, Span

Named = tuple[int, int, int]
"""A name: start and end in the text, and the row of the entity."""

_LISTED = re.compile(r"\b(?:including|such as|alongside|among them)\b")
_BELONGING = re.compile(r"\b(?:for|of|to|with|from|against|by|at|like|as)\s+(?:[^\s,]+\s+){0,5}$")
_THEIR_PEOPLE = re.compile(
    r"\s+(?:[a-z][\w-]*\s+){0,2}(?:officials?|aides?|advis[eo]rs?|allies|supporters|team|administration|campaign|lawyers?|"
    r"spokes\w+|government|critics|family)\b"
)


class Names:
    """The names of a report and its phrases.

    Args:
        analysis: the report.
        cast: the people of the story.
    """

    def __init__(self, analysis: Analysis, cast: Cast) -> None:
        self.analysis = analysis
        self.text = analysis.doc.text
        self.entities = cast.entities
        self.places = cast.by_doc.get(analysis.doc.id, ())
        covering = analysis.tokens.covering
        self.row_at = {i: row for start, end, row in self.places for i in range(*covering(start, end))}
        """Entity row of every token that belongs to a name."""
        self.titles = {i for start, end in cast.titles.get(analysis.doc.id, ()) for i in range(*covering(start, end))}
        """Tokens of the roles beside names: they stand for nobody else."""

    def kind(self, row: int) -> EntityKind:
        """Give the kind of an entity."""
        return self.entities[row].kind

    def inside(self, start: int, end: int) -> list[Named]:
        """Give the names that lie whole between two characters."""
        first = bisect.bisect_left(self.places, start, key=lambda p: p[0])
        last = bisect.bisect_left(self.places, end, key=lambda p: p[0])
        return [p for p in self.places[first:last] if p[1] <= end]

    def is_named_in(self, source: Span, row: int) -> bool:
        """Say whether a name of an entity overlaps a source."""
        return any(self.row_at.get(i) == row for i in range(*self.analysis.tokens.covering(source.start, source.end)))

    def head_of(self, first: int, last: int) -> int:
        """Give the token that a phrase hangs on."""
        syntax = self.analysis.syntax
        heads = [i for i in range(first, last) if not first <= int(syntax.head[i]) < last or int(syntax.head[i]) == i]
        nouns = [i for i in heads if syntax.upos[i] in {"NOUN", "PROPN", "PRON"}]
        subjects = [i for i in nouns if syntax.deprel[i].startswith("nsubj")]
        return (subjects or nouns or heads or [last - 1])[0]

    def relation(self, token: int) -> str:
        """Give the relation of the phrase that a token stands in, looking up through titles and parts of a name."""
        syntax = self.analysis.syntax
        at = token
        for _ in range(5):
            if syntax.deprel[at] not in {"compound", "flat", "amod", "appos", "nmod:desc", "det", "nummod"}:
                break
            at = int(syntax.head[at])
        return syntax.deprel[at]

    def speaker_in(self, source: Span, head: int) -> int | None:
        """Take the person named in a source, or where none is the organization that is its head.

        "Britain's Keir Starmer" is Starmer; "a spokesman for Starmer" and "Putin's foreign policy
        aide" are neither; "the Kremlin" is an organization.
        """
        inside = [p for p in self.inside(source.start, source.end) if not self._is_owner(p, source)]
        people = [p for p in inside if self.kind(p[2]) == "person"]
        start = int(self.analysis.tokens.start[head])
        at_head = [p for p in inside if p[0] <= start < p[1]]
        if at_head and self.kind(at_head[0][2]) == "person":
            return at_head[0][2]
        if self.analysis.word(head).lower() in DOCUMENTS:
            published = self._publisher(inside, head)
            return published if published is not None or inside else self._publisher_before(head)
        beside = [p for p in people if not self._is_of(p, source) and not self._is_modifier(p, head)]
        if beside:
            return beside[0][2]
        at_head = [p for p in at_head if self._is_alone(p, source) or self._is_body(p, source)]
        return at_head[0][2] if at_head else None

    def _is_owner(self, place: Named, source: Span) -> bool:
        return bool(re.match(r"['’]s?\s+\S", self.text[place[1] : source.end]))

    def _is_of(self, place: Named, source: Span) -> bool:
        """Say whether a name only says to whom somebody belongs: "a spokesman for X", "adviser to X", "X aide", "X officials"."""
        ahead = self.text[source.start : place[0]]
        if _LISTED.search(ahead):
            return True  # "leaders, including A, B and C": the leaders speak, not C
        first, _ = self.analysis.tokens.covering(place[0], place[1])
        titled = first - 1 in self.titles and first not in self.titles  # not "a spokesman for Ruiz, Bo Pell"
        if not titled and _BELONGING.search(ahead):
            return True
        return bool(_THEIR_PEOPLE.match(self.text[place[1] : source.end]))

    def _is_modifier(self, place: Named, head: int) -> bool:
        """Say whether a name stands before the noun that speaks, as whose it is: "a Ruiz ad"."""
        start = int(self.analysis.tokens.start[head])
        return (
            place[1] <= start
            and self.analysis.syntax.upos[head] == "NOUN"
            and "," not in self.text[place[1] : start]
            and not is_role_noun(self.analysis.word(head))
        )

    def _publisher(self, inside: Sequence[Named], head: int) -> int | None:
        """Take the body that a document is of: "a Harbour Board survey", "a report by the Board"; a person's has no name of its own."""
        bodies = [p for p in inside if self.kind(p[2]) in {"organization", "other"}]
        start = int(self.analysis.tokens.start[head])
        before = [p for p in bodies if p[1] <= start and self._is_modifier(p, head)]
        by = [
            p
            for p in bodies
            if p[0] > start
            and not self._is_compound(p)
            and re.search(r"\b(?:by|from|in)\s+(?:the\s+)?$", self.text[start : p[0]])
        ]
        found = before or by
        return found[0][2] if found else None

    def _publisher_before(self, head: int) -> int | None:
        """Take "the survey" back to the body whose survey was spoken of last."""
        word, sentence = self.analysis.word(head).lower(), self.analysis.tokens.sentence
        if not any(self.analysis.word(i).lower() in DEFINITE for i in range(max(0, head - 2), head)):
            return None
        alike = FINDINGS if word in FINDINGS else DOCUMENTS - FINDINGS
        for i in range(head - 1, -1, -1):
            if sentence[head] - sentence[i] > MAX_SENTENCES_BACK:
                break
            if self.analysis.word(i).lower() in alike:
                span = self.analysis.span(*noun_phrase(self.analysis, i))
                return self._publisher(self.inside(span.start, span.end), i)
        return None

    def _is_compound(self, place: Named) -> bool:
        """Say whether a name is part of a longer phrase: "by Harbour School professor Ruiz" is not by the school."""
        return bool(re.match(r"\s+[a-z][\w-]*\s+[A-Z]", self.text[place[1] : place[1] + 40]))

    def _is_alone(self, place: Named, source: Span) -> bool:
        rest = self.text[source.start : place[0]] + self.text[place[1] : source.end]
        return not re.search(r"[^\W\d_]{4,}", rest)

    def _is_body(self, place: Named, source: Span) -> bool:
        """Say whether an organization itself speaks: "the Kremlin", not "the NATO chief"."""
        behind = re.findall(r"[^\W\d_]+", self.text[place[1] : source.end])
        return self.kind(place[2]) == "organization" and not any(is_role_noun(w) for w in behind[:3])

    def signer(self, start: int) -> int | None:
        """Find who signs what stands at a character: the next name alone on a line, or the one whom the last line introduces."""
        last_line = self.text.rfind("\n", 0, len(self.text.rstrip())) + 1
        for at, end, row in self.places[bisect.bisect_left(self.places, start, key=lambda p: p[0]) :]:
            line, stop = self.text.rfind("\n", 0, at) + 1, self.text.find("\n", end)
            if self.kind(row) != "person" or at - line > MAX_SIGNATURE_CHARS:
                continue
            around = self.text[line:at] + self.text[end : stop if stop >= 0 else len(self.text)][:MAX_SIGNATURE_CHARS]
            introduced = line == last_line and at == line and _INTRODUCED.match(self.text[end : end + 80])
            if not any(c.isalnum() for c in around) or introduced:
                return row
        return None


MAX_SIGNATURE_CHARS = 20
_INTRODUCED = re.compile(r"(?:, [^.\n]{1,60},)? (?:is|was|writes|teaches|covers|serves|works)\b")
"""What follows the name of an author who is introduced under his text."""
