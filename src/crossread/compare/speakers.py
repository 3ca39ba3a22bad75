"""Speakers: the source of each quote -> the entity that it stands for.

Names are looked up, roles ("the NATO chief") are answered from what any report of the story calls
its people, pronouns go back to the person who fits best before them, and quotes without a source
take the speaker whom the text leaves standing: the name under the quotation, the one who was
speaking in the paragraph before, the one whom the paragraph before announced.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from crossread.compare._source_words import PERSONAL, PRONOUNS
from crossread.compare.antecedents import NOBODY
from crossread.compare.cast import Cast
from crossread.compare.names import Named
from crossread.compare.plurals import label
from crossread.compare.referents import Chooser, Referent, Referents, best_candidate
from crossread.extract.cues import BELIEVE, SAY, lemma
from crossread.extract.phrases import noun_phrase, subject_of
from crossread.language.analysis import Analysis
from crossread.records import Mention, Quote, Span


class Resolved(Struct, frozen=True):
    """Quotes with their speakers, and the mentions (roles, pronouns) that were found on the way: (entity id, mention)."""

    quotes: tuple[Quote, ...]
    mentions: tuple[tuple[str, Mention], ...]


def link_speakers(analysis: Analysis, quotes: Sequence[Quote], cast: Cast) -> Resolved:
    """Give each quote of a report its speaker.

    Args:
        analysis: the report.
        quotes: its quotes in text order.
        cast: the people of the story, from `make_cast`.

    Returns:
        The quotes with `speaker` and `speaker_name`, and the role and pronoun mentions resolved.
    """
    reader = Reader(analysis, cast, quotes)
    done = reader.read(quotes)
    reader.referents.advance(len(analysis.doc.text))
    mentions = [(cast.entities[who].id, mention) for _, (who, mention) in sorted(reader.referents.mentions.items())]
    return Resolved(tuple(done), tuple(mentions))


class Reader:
    """The quotes of one report, from the first to the last.

    Args:
        analysis: the report.
        cast: the people of the story.
        quotes: the quotes of the report, in text order.
        chooser: takes one of the candidates for a pronoun or role.
    """

    def __init__(
        self, analysis: Analysis, cast: Cast, quotes: Sequence[Quote], chooser: Chooser = best_candidate
    ) -> None:
        self.analysis = analysis
        self.cast = cast
        self.text = analysis.doc.text
        self.places = cast.by_doc.get(analysis.doc.id, ())
        self.rows = {e.id: row for row, e in enumerate(cast.entities)}
        self.referents = Referents(analysis, cast, quotes, chooser)

    def read(self, quotes: Sequence[Quote]) -> list[Quote]:
        """Give each quote its speaker."""
        done: list[Quote] = []
        for quote in quotes:
            done.append(self.resolve(quote, done))
        return done

    def resolve(self, quote: Quote, before: Sequence[Quote]) -> Quote:
        """Give a quote its speaker."""
        source = quote.source or self._name_line_after(quote)
        if source is None:
            found, source = self._without_source(quote, before)
        else:
            found = self._together(source) or self.referents.who(self._speaking_part(source))
        self.referents.spoke(quote, found.who)
        if found.who >= 0:
            e = self.cast.entities[found.who]
            return msgspec.structs.replace(quote, source=source, speaker=e.id, speaker_name=e.name)
        words = found.words or self._words(found.who, source)
        return msgspec.structs.replace(quote, source=source, speaker_name=_shown(words) if words else None)

    def _together(self, source: Span) -> Referent | None:
        """Take those whom a source lists together: "Ana Ruiz and Bo Pell" are neither of them alone."""
        places = self._named_inside(source.start, source.end)
        rows = tuple(dict.fromkeys(r for _, _, r in places))
        if len(rows) < 2 or len({self.cast.entities[r].kind for r in rows}) > 1:
            return None
        between = [self.text[end:start] for (_, end, _), (start, _, _) in itertools.pairwise(places)]
        listed = all(_LISTED.fullmatch(words) for words in between) and "and" in between[-1].split()
        alone = listed and _BEFORE_LIST.fullmatch(self.text[source.start : places[0][0]])
        behind = self.text[places[-1][1] : source.end].strip(" ,")
        return Referent(NOBODY, label(self.referents.names, rows)) if alone and not behind else None

    def _speaking_part(self, source: Span) -> Span:
        """Give the part of a source that says who speaks, where an apposition names others or the speaker himself.

        "A spokesman for Ana Ruiz, Bo Pell," is Pell; "the dockers' union, the QCW," is the QCW; "Fairwater, the fund of Bo Pell," is
        Fairwater; "From the agency" is the agency; "the band's spokesman, who goes by Pell," is Pell.
        """
        text = self.text[source.start : source.end]
        if text.startswith("From "):
            return Span(source.doc, source.start + len("From "), source.end)
        if (by_name := _GOES_BY.search(text)) is not None:
            at = source.start + by_name.end()
            named = next((p for p in self._named_inside(at, source.end) if p[0] == at), None)
            if named is not None:
                return Span(source.doc, named[0], named[1])
        parts = [(m.start() + source.start, m.end() + source.start) for m in re.finditer(r"[^,\s][^,]*", text.rstrip())]
        if len(parts) != PARTS_OF_APPOSITION or " and " in text:
            return source
        first, second = ([p for p in self._named_inside(*part) if self._is_all_of(p, part)] for part in parts)
        is_described = re.match(r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)\s", text)
        if second and is_described and not first:
            return Span(source.doc, *parts[1])
        return Span(source.doc, *parts[0]) if first and len(self._named_inside(*parts[1])) > 0 else source

    def _named_inside(self, start: int, end: int) -> list[Named]:
        return [p for p in self.places if start <= p[0] and p[1] <= end]

    def _is_all_of(self, place: Named, part: tuple[int, int]) -> bool:
        """Say whether a name is all that a part of a source holds, but for its article or title."""
        ahead = self.text[part[0] : place[0]]
        return place[1] >= part[1] and bool(_TITLED.fullmatch(ahead))

    def _words(self, who: int, source: Span | None) -> str | None:
        """Give the words for a speaker without a name: those of the source, or where it is a pronoun those it stands for."""
        said = self.text[source.start : source.end] if source else None
        if who < NOBODY and (said is None or said.lower() in PRONOUNS):
            return self.referents.called(who)
        return said

    def _name_line_after(self, quote: Quote) -> Span | None:
        """Find a name alone on the line under a quotation, or behind a dash at its end."""
        end = quote.content[-1].end
        m = re.match(
            r"[ \t]*(?:\n\s*)?[—–-]?[ \t]*(?=[^\W\d_])([^\n]{2,80}?)[ \t]*(?:\n|$)", self.text[end : end + 120]
        )
        if quote.cue is not None or not m:
            return None
        start, stop = end + m.start(1), end + m.end(1)
        inside = [(s, e, r) for s, e, r in self.places if start <= s and e <= stop]
        if len(inside) != 1 or self.cast.entities[inside[0][2]].kind != "person":
            return None
        ahead, behind = self.text[start : inside[0][0]], self.text[inside[0][1] : stop]
        signs = re.fullmatch(r"\s*(?:[,(–—-].{0,60})?", behind) and re.fullmatch(
            r"(?:(?:[A-Z][\w’'-]*|of|for|the|and),?\s+){0,6}", ahead
        )
        return Span(quote.content[0].doc, start, stop) if signs else None

    def _without_source(self, quote: Quote, before: Sequence[Quote]) -> tuple[Referent, Span | None]:
        """Find the speaker of a quote that names none, and the words that give him away."""
        if quote.cue is not None:
            source = self._subject_of_cue(quote)
            if source is not None:
                return self.referents.who(source), source
            if quote.type == "indirect":
                return Referent(), None  # "The talks focused on ...": whoever that is, it is not the last speaker
        intro = self._introduction(quote)
        if intro is not None:
            return Referent(self._first_known(intro)), None
        who = self._announced(quote, before)
        return Referent(who if who != NOBODY else self._goes_on(quote, before)), None

    def _introduction(self, quote: Quote) -> tuple[int, int] | None:
        """Find the words before a colon that introduce a quotation in their own paragraph: "A statement from the captain: ..."."""
        start = quote.content[0].start
        line = self.text.rfind("\n", 0, start) + 1
        if not self.text[line:start].rstrip().endswith(":"):
            return None
        sentence = int(self.analysis.sentences.start[self.referents.sentence_at(start)])
        return max(line, sentence if sentence < start else line), start

    def _first_known(self, words: tuple[int, int]) -> int:
        """Find the first person that words name or call by a role."""
        first, last = self.analysis.tokens.covering(*words)
        named = [r for s, _, r in self.places if words[0] <= s < words[1] and self.cast.entities[r].kind == "person"]
        for i in range(first, last):
            if self.analysis.syntax.upos[i] == "NOUN":
                who = self.referents.role(*noun_phrase(self.analysis, i), i)
                if who >= 0:
                    return who
            if self.analysis.word(i).lower() in PERSONAL and not named:
                return self.referents.who(self.analysis.span(i, i + 1)).who
        return named[0] if named else NOBODY

    def _subject_of_cue(self, quote: Quote) -> Span | None:
        cue = quote.cue
        if cue is None:
            return None
        first, last = self.analysis.tokens.covering(cue.start, cue.end)
        verbs = [i for i in range(first, last) if self.analysis.syntax.upos[i] in {"VERB", "NOUN"}]
        for verb in verbs:
            phrase = subject_of(self.analysis, verb)
            if phrase is not None:
                span = self.analysis.span(*phrase)
                if not any(span.overlaps(c) for c in quote.content):
                    return span
        return None

    def _announced(self, quote: Quote, before: Sequence[Quote]) -> int:
        """Take the one whom the sentence before a quotation announces: "However, Trump went on to say," / "Merz said:"."""
        if quote.type != "direct":
            return NOBODY
        start = quote.content[0].start
        line = self.text.rfind("\n", 0, start)
        lead = self.referents.sentence_at(start) - 1
        if lead < 0:
            return NOBODY
        a, b = int(self.analysis.sentences.start[lead]), int(self.analysis.sentences.end[lead])
        ends_open = self.text[a:b].rstrip().endswith((":", ","))
        if not ends_open and line < b and self._in_quote(before, a):
            return NOBODY
        first, last = self.analysis.tokens.covering(a, b)
        speaks = [
            i
            for i in range(first, last)
            if self.analysis.syntax.upos[i] == "VERB" and lemma(self.analysis.word(i)) in SAY | BELIEVE
        ]
        roots = [i for i in range(first, last) if int(self.analysis.syntax.head[i]) == i]
        for verb in [*speaks, *roots]:
            phrase = subject_of(self.analysis, verb)
            if phrase is not None:
                who = self.referents.who(self.analysis.span(*phrase)).who
                if who >= 0 and self.cast.entities[who].kind == "person":
                    return who
        return NOBODY

    def _in_quote(self, before: Sequence[Quote], at: int) -> bool:
        return any(s.start <= at < s.end for q in before for s in q.content)

    def _goes_on(self, quote: Quote, before: Sequence[Quote]) -> int:
        """Take the speaker of the quote before, if that one is near and nothing but its own attribution lies between."""
        last = next((q for q in reversed(before) if q.content[0].start < quote.content[0].start), None)
        if last is None or not last.speaker:
            return NOBODY
        sentence_at = self.referents.sentence_at
        near = sentence_at(quote.content[0].start) - sentence_at(last.content[-1].end - 1) <= MAX_SENTENCES_ON
        return self.rows[last.speaker] if near else NOBODY


PARTS_OF_APPOSITION = 2
_TITLED = re.compile(r"(?:[Tt]he\s+)?(?:[A-Z][\w.’'-]*\s+){0,4}")
_BEFORE_LIST = re.compile(r"(?:(?:[Tt]he|[Bb]oth|[Tt]wo|[Tt]hree)\s[^,]{1,40}s,\s+)?" + _TITLED.pattern)
"""What stands before the first name of a list: nothing, a title, or who they are together ("The two ministers, ")."""
_LISTED = re.compile(r"(?:,|,?\s+and)\s+(?:the\s+)?(?:[A-Z][\w.’'-]*\s+){0,4}")
"""What stands between two names of a list: a comma or "and", and the title of the second."""

MAX_SENTENCES_ON = 2
"""A quotation goes on with the speaker of the one before if it begins no more sentences later."""


_GOES_BY = re.compile(
    r"\bwho (?:(?:uses|used|took|takes|has taken) the (?:name|alias|nom de guerre)(?: of)?|goes by(?: the name(?: of)?)?|(?:calls|called) (?:himself|herself)|is known (?:only )?as) "
)
"""Words of a source before the name that the speaker goes by."""


def _shown(words: str) -> str | None:
    """Make the words of a source fit for a list of speakers: "the European officials" as "European officials"."""
    words = re.sub(r",?\s+(?:who|which|that)$", "", re.sub(r"\s+", " ", words).strip(" ,;:.—–-"))
    words = (
        re.split(r"\s*[,–—-]*\s*\b(?:including|such as|among them)\b|\s*,\s*(?:who|which|whose)\b", words)[0] or words
    )
    if words.lower() in PRONOUNS:
        return None
    return re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", words)
