"""Speakers: the source of each quote -> the entity that it stands for.

Names are looked up, roles ("the NATO chief") are answered from what any report of the story calls
its people, pronouns go back to the person who fits best before them, and quotes without a source
take the speaker whom the text leaves standing: the name under the quotation, the one who was
speaking in the paragraph before, the one whom the paragraph before announced.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np
from msgspec import Struct

from crossread.compare.entities import plain_words
from crossread.compare.gender import FEMALE_PRONOUNS, pronoun_gender, title_gender, verdict, words_gender
from crossread.compare.roles import RoleFrame, fits, frame_of, is_role_noun
from crossread.extract.cues import BELIEVE, SAY, SPOKEN_NOUNS, lemma
from crossread.extract.quotes import noun_phrase, subject_of
from crossread.language.analysis import Analysis
from crossread.records import Entity, Mention, Quote, Span

SINGULAR = frozenset({"he", "she", "him", "her", "himself", "herself"})
PLURAL = frozenset({"they", "them", "we", "us", "themselves"})
FIRST = frozenset({"i", "me", "myself"})
MAX_SENTENCES_BACK = 6
"""A pronoun's person is sought no further back than this."""

# Weights of the candidates for a pronoun, set by reading errors on PolNeAR dev and on our own stories.
SPOKE_LAST = 2.2
"""The speaker of the quote before: "he added" goes on with whoever spoke."""
OTHER_SUBJECT_SINCE = 0.2
"""What is left of `SPOKE_LAST` where somebody else was the subject of a clause since."""
SUBJECT = 1.6
"""Subject of its clause: centering (Grosz, Joshi and Weinstein 1995)."""
SAME_SENTENCE = 0.6
A_SENTENCE_BACK = -0.75
"""For every sentence further back."""
PARAGRAPH_OPENER = 0.4
"""First person named in the paragraph."""
POSSESSIVE = -0.8
"""Named only as an owner: "Trump's envoy"."""
IN_SPEECH = -1.2
"""Named inside somebody's quoted words."""
OBJECT_OF_SPEECH = -0.6
"""Spoken to: "told Trump"."""


class Resolved(Struct, frozen=True):
    """Quotes with their speakers, and the mentions (roles, pronouns) that were found on the way: (entity id, mention)."""

    quotes: tuple[Quote, ...]
    mentions: tuple[tuple[str, Mention], ...]


class Cast(Struct, frozen=True):
    """The people of a story as a report needs them.

    `at`: entity row of each name mention, by document and start. `frames`: the roles of each entity.
    `gender`: "f", "m" or "" for each entity.
    """

    entities: tuple[Entity, ...]
    frames: tuple[tuple[RoleFrame, ...], ...]
    gender: tuple[str, ...]
    by_doc: Mapping[str, tuple[tuple[int, int, int], ...]]


def make_cast(entities: Sequence[Entity], analyses: Sequence[Analysis]) -> Cast:
    """Gather what tells the people of a story apart: their roles with the places these belong to, and their gender."""
    by_doc: dict[str, list[tuple[int, int, int]]] = {}
    for row, e in enumerate(entities):
        for m in e.mentions:
            by_doc.setdefault(m.doc, []).append((m.start, m.end, row))
    sorted_by_doc = {d: tuple(sorted(places)) for d, places in by_doc.items()}
    ties = _ties(entities, analyses, sorted_by_doc)
    frames = tuple(_frames(e, ties.get(row, frozenset())) for row, e in enumerate(entities))
    cast = Cast(tuple(entities), frames, ("",) * len(entities), sorted_by_doc)
    return msgspec.structs.replace(cast, gender=_genders(cast, analyses))


def _ties(
    entities: Sequence[Entity], analyses: Sequence[Analysis], by_doc: Mapping[str, tuple[tuple[int, int, int], ...]]
) -> dict[int, frozenset[str]]:
    """Find places that a report ties a person to without a noun: "Finland's Alexander Stubb", "the EU's"."""
    ties: dict[int, set[str]] = {}
    for analysis in analyses:
        text = analysis.doc.text
        places = [
            (s, e, r) for s, e, r in by_doc.get(analysis.doc.id, ()) if entities[r].kind in {"location", "organization"}
        ]
        for start, _, row in by_doc.get(analysis.doc.id, ()):
            if entities[row].kind == "person":
                for s, e, _ in places:
                    if e < start <= e + 3 and re.fullmatch(r"['’]s\s?", text[e:start]):
                        ties.setdefault(row, set()).add(text[s:e].lower())
    return {r: frozenset(t) for r, t in ties.items()}


def _frames(entity: Entity, ties: frozenset[str]) -> tuple[RoleFrame, ...]:
    frames = [frame_of(r.text.split()) for r in entity.roles]
    frames = [RoleFrame(f.head, f.of | ties) for f in frames if f.head]
    places = frozenset(w for f in frames for w in f.of) | ties
    if places:
        # a report may say "president" beside the name and "the Finnish leader" later on
        frames += [RoleFrame(f.head, places) for f in frames]
    if not frames and ties:
        frames = [RoleFrame(h, ties) for h in ("leader", "president")]
    return tuple(sorted(set(frames), key=lambda f: (f.head, sorted(f.of))))


def _genders(cast: Cast, analyses: Sequence[Analysis]) -> tuple[str, ...]:
    """Tell gender by titles, gendered roles and first names, and by a pronoun in a sentence with one person only."""
    votes = np.zeros((len(cast.entities), 2), np.int32)
    for row, e in enumerate(cast.entities):
        if e.kind == "person":
            names = [plain_words(n) for n in (e.name, *e.aliases)]
            votes[row] += words_gender(
                " ".join([*(r.text for r in e.roles), e.name]), {n[0] for n in names if len(n) > 1}
            )
    for analysis in analyses:
        doc = analysis.doc
        places = [p for p in cast.by_doc.get(doc.id, ()) if cast.entities[p[2]].kind == "person"]
        everybody = [Span(doc.id, s, e) for s, e, _ in places]
        for start, end, row in places:
            title = title_gender(doc.text, start)
            votes[row] += [5 * (title == "f"), 5 * (title == "m")]
            votes[row] += pronoun_gender(analysis, [Span(doc.id, start, end)], everybody)
    return tuple(verdict(f, m) for f, m in votes.tolist())


def link_speakers(analysis: Analysis, quotes: Sequence[Quote], cast: Cast) -> Resolved:
    """Give each quote of a report its speaker.

    Args:
        analysis: the report.
        quotes: its quotes in text order.
        cast: the people of the story, from `make_cast`.

    Returns:
        The quotes with `speaker` and `speaker_name`, and the role and pronoun mentions resolved.
    """
    reader = _Reader(analysis, cast, quotes)
    done: list[Quote] = []
    for quote in quotes:
        done.append(reader.resolve(quote, done))
    return Resolved(tuple(done), tuple(reader.mentions))


class _Reader:
    """One report on its way from the first quote to the last; keeps the mentions that it resolved."""

    def __init__(self, analysis: Analysis, cast: Cast, quotes: Sequence[Quote]) -> None:
        self.analysis = analysis
        self.cast = cast
        self.text = analysis.doc.text
        self.places = cast.by_doc.get(analysis.doc.id, ())
        self.mentions: list[tuple[str, Mention]] = []
        self.speech = [(s.start, s.end) for q in quotes if q.type != "indirect" for s in q.content]

    def resolve(self, quote: Quote, before: Sequence[Quote]) -> Quote:
        source = quote.source or self._name_line_after(quote)
        row, words = (self.who(source, quote, before), self.text[source.start : source.end]) if source else (None, None)
        if source is None:
            row, source, words = self._without_source(quote, before)
        if row is not None:
            e = self.cast.entities[row]
            return msgspec.structs.replace(quote, source=source, speaker=e.id, speaker_name=e.name)
        return msgspec.structs.replace(quote, source=source, speaker_name=_shown(words) if words else None)

    def who(self, source: Span, quote: Quote | None, before: Sequence[Quote]) -> int | None:  # noqa: PLR0911  (one kind of source a line)
        """Find the entity that a source stands for."""
        first, last = self.analysis.tokens.covering(source.start, source.end)
        clause = next(
            (i for i in range(first + 1, last) if self.analysis.word(i).lower() in {"who", "which", "whose"}), last
        )
        if clause < last:
            return self.who(self.analysis.span(first, clause), quote, before)  # "Ravel Stone, which runs the ship,"
        if first == last:
            return None
        words = [self.analysis.word(i).lower() for i in range(first, last)]
        core = [w for w in words if w.isalpha()]
        if core and all(w in SINGULAR for w in core[:1]) and len(core) <= 2:
            return self._pronoun(first, quote, before)
        if core and core[0] in FIRST:
            return None
        head = self._head(first, last)
        named = self._named(source, head)
        if named is not None:
            return named
        if core and core[0] in {"who", "which", "that"}:
            return self._relative(first)
        giver = next((i for i in range(head + 1, last) if self.analysis.word(i).lower() in {"from", "by"}), None)
        if giver is not None and self.analysis.word(head).lower() in SPOKEN_NOUNS and giver + 1 < last:
            return self.who(self.analysis.span(giver + 1, last), quote, before)  # "a statement from the captain"
        row = self.role(first, last, head)
        if row is not None:
            self.mentions.append((self.cast.entities[row].id, Mention(source.doc, source.start, source.end, "nominal")))
        return row

    def _head(self, first: int, last: int) -> int:
        heads = [
            i
            for i in range(first, last)
            if not first <= int(self.analysis.syntax.head[i]) < last or int(self.analysis.syntax.head[i]) == i
        ]
        nouns = [i for i in heads if self.analysis.syntax.upos[i] in {"NOUN", "PROPN", "PRON"}]
        return (nouns or heads or [last - 1])[0]

    def _named(self, source: Span, head: int) -> int | None:
        """Take the person named in a source, or where none is the organization that is its head.

        "Britain's Keir Starmer" is Starmer; "a spokesman for Starmer" and "Putin's foreign policy
        aide" are neither; "the Kremlin" is an organization.
        """
        inside = [(s, e, r) for s, e, r in self.places if source.start <= s and e <= source.end]
        inside = [p for p in inside if not self._is_owner(p, source)]
        people = [p for p in inside if self.cast.entities[p[2]].kind == "person"]
        h = int(self.analysis.tokens.start[head])
        at_head = [p for p in inside if p[0] <= h < p[1]]
        if at_head and self.cast.entities[at_head[0][2]].kind == "person":
            return at_head[0][2]
        beside = [p for p in people if not self._is_of(p, source)]
        if beside:
            return beside[0][2]
        at_head = [p for p in at_head if self._is_alone(p, source) or self._is_body(p, source)]
        return at_head[0][2] if at_head else None

    def _is_owner(self, place: tuple[int, int, int], source: Span) -> bool:
        return bool(re.match(r"['’]s?\s+\S", self.text[place[1] : source.end]))

    def _is_of(self, place: tuple[int, int, int], source: Span) -> bool:
        """Say whether a name only says to whom somebody belongs: "a spokesman for X", "adviser to X", "X aide", "X officials"."""
        ahead = self.text[source.start : place[0]]
        behind = self.text[place[1] : source.end]
        if re.search(r"\b(?:including|such as|alongside|among them)\b", ahead):
            return True  # "leaders, including A, B and C": the leaders speak, not C
        titled = any(
            r.span.doc == source.doc and 0 <= place[0] - r.span.end <= 2 for r in self.cast.entities[place[2]].roles
        )
        if not titled and re.search(r"\b(?:for|of|to|with|from|against|by|at|like|as)\s+(?:[^\s,]+\s+){0,5}$", ahead):
            return True
        return bool(
            re.match(
                r"\s+(?:[a-z][\w-]*\s+){0,2}(?:officials?|aides?|advisers?|advisors?|allies|supporters|team|administration|campaign|lawyers?|spokes\w+|government|critics|family)\b",
                behind,
            )
        )

    def _is_alone(self, place: tuple[int, int, int], source: Span) -> bool:
        rest = self.text[source.start : place[0]] + self.text[place[1] : source.end]
        return not re.search(r"[^\W\d_]{4,}", rest)

    def _is_body(self, place: tuple[int, int, int], source: Span) -> bool:
        """Say whether an organization itself speaks: "the Kremlin", not "the NATO chief"."""
        behind = re.findall(r"[^\W\d_]+", self.text[place[1] : source.end])
        return self.cast.entities[place[2]].kind == "organization" and not any(is_role_noun(w) for w in behind[:3])

    def _relative(self, first: int) -> int | None:
        """Take "who" back to the noun before it."""
        start = int(self.analysis.tokens.start[first])
        near = [p for p in self.places if p[1] <= start and start - p[1] <= 3]
        return near[-1][2] if near else None

    def role(self, first: int, last: int, head: int) -> int | None:  # noqa: PLR0911  (one reason not to answer a line)
        """Find whom a phrase like "the NATO chief" or "the Ukrainian leader" stands for; None where nobody or several fit."""
        if self.analysis.syntax.upos[head] not in {"NOUN", "PROPN"}:
            return None
        words = [self.analysis.word(i) for i in range(first, last)]
        if words[0].lower() in {"a", "an", "one", "some", "several", "two", "three", "many", "another"} or _is_plural(
            words, self.analysis.word(head)
        ):
            return None
        end = next(
            (i for i in range(head + 1, last) if self.analysis.word(i) in {",", "who", "which", "that", "("}), last
        )
        asked = frame_of(self.analysis.word(i) for i in range(first, end))
        if not asked.head:
            return None
        start = int(self.analysis.tokens.start[first])
        fitting = []
        for row, frames in enumerate(self.cast.frames):
            if self.cast.entities[row].kind == "person" and frames:
                best = max(fits(asked, f) for f in frames)
                if best:
                    fitting.append((best, self._last_mention(row, start), row))
        here = [f for f in fitting if f[1] is not None]
        pool = here or fitting
        if not pool:
            return None
        best = max(f[0] for f in pool)
        pool = [f for f in pool if f[0] == best]
        if len(pool) == 1:
            return pool[0][2]
        if not here or asked.of:
            return None if asked.of else self._nearest(pool)
        return self._nearest(pool)

    @staticmethod
    def _nearest(pool: list[tuple[int, int | None, int]]) -> int | None:
        placed = [p for p in pool if p[1] is not None]
        return max(placed, key=lambda p: (p[1] or 0, -p[2]))[2] if placed else None

    def _last_mention(self, row: int, before: int) -> int | None:
        places = [s for s, _, r in self.places if r == row and s < before]
        return places[-1] if places else None

    def _pronoun(self, token: int, quote: Quote | None, before: Sequence[Quote]) -> int | None:
        """Find whom "he" or "she" means: the best of the people named before it."""
        word = self.analysis.word(token).lower()
        gender = "f" if word in FEMALE_PRONOUNS else "m"
        at, sentence = int(self.analysis.tokens.start[token]), int(self.analysis.tokens.sentence[token])
        own = [(s.start, s.end) for s in quote.content] if quote else []
        scores: dict[int, float] = {}
        for start, _, row in self.places:
            if start >= at or self.cast.entities[row].kind != "person" or self.cast.gender[row] not in {"", gender}:
                continue
            back = sentence - self._sentence(start)
            if back > MAX_SENTENCES_BACK or any(a <= start < b for a, b in own):
                continue
            scores[row] = max(scores.get(row, -99.0), self._weight(start, back))
        spoken = self._spoke_last(before, at)
        if spoken is not None and self.cast.gender[spoken] in {"", gender}:
            back = sentence - self._sentence(before[-1].content[-1].start)
            if back <= MAX_SENTENCES_BACK:
                bonus = SPOKE_LAST * (
                    OTHER_SUBJECT_SINCE if self._other_subject_since(before[-1].content[-1].end, at, spoken) else 1.0
                )
                scores[spoken] = max(scores.get(spoken, -99.0), SAME_SENTENCE + A_SENTENCE_BACK * max(0, back)) + bonus
        for row in scores:
            scores[row] += 0.2 if self.cast.gender[row] == gender else 0.0
        if not scores:
            return None
        best = max(scores, key=lambda r: (scores[r], -r))
        span_end = int(self.analysis.tokens.end[token])
        self.mentions.append((self.cast.entities[best].id, Mention(self.analysis.doc.id, at, span_end, "pronoun")))
        return best

    def _other_subject_since(self, start: int, end: int, spoken: int) -> bool:
        """Say whether another person is the subject of a clause between the last quote and a pronoun."""
        for s, _, row in self.places:
            if start <= s < end and row != spoken and self.cast.entities[row].kind == "person":
                token, _ = self.analysis.tokens.covering(s, s + 1)
                if self._relation(token).startswith("nsubj") and not any(a <= s < b for a, b in self.speech):
                    return True
        return False

    def _weight(self, start: int, back: int) -> float:
        token, _ = self.analysis.tokens.covering(start, start + 1)
        rel = self._relation(token)
        weight = A_SENTENCE_BACK * back + (SAME_SENTENCE if back == 0 else 0.0)
        if rel.startswith("nsubj"):
            weight += SUBJECT
        elif rel == "nmod:poss":
            weight += POSSESSIVE
        elif rel in {"obj", "iobj"} and lemma(self.analysis.word(int(self.analysis.syntax.head[token]))) in SAY:
            weight += OBJECT_OF_SPEECH
        if any(a <= start < b for a, b in self.speech):
            weight += IN_SPEECH
        if self._opens_paragraph(start):
            weight += PARAGRAPH_OPENER
        return weight

    def _relation(self, token: int) -> str:
        """Give the relation of the name that a token stands in, looking up through titles and parts of the name."""
        syntax = self.analysis.syntax
        at = token
        for _ in range(5):
            if syntax.deprel[at] not in {"compound", "flat", "amod", "appos", "nmod:desc", "det", "nmod", "nummod"}:
                break
            at = int(syntax.head[at])
        return syntax.deprel[at]

    def _opens_paragraph(self, start: int) -> bool:
        line = self.text.rfind("\n", 0, start) + 1
        people = [s for s, _, r in self.places if line <= s <= start and self.cast.entities[r].kind == "person"]
        return len(people) == 1

    def _sentence(self, offset: int) -> int:
        return max(0, int(np.searchsorted(self.analysis.sentences.start, offset, side="right")) - 1)

    def _spoke_last(self, before: Sequence[Quote], at: int) -> int | None:
        ids = {e.id: r for r, e in enumerate(self.cast.entities)} if before else {}
        for q in reversed(before):
            if q.content[0].start < at and q.speaker:
                row = ids[q.speaker]
                return row if self.cast.entities[row].kind == "person" else None
        return None

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

    def _without_source(self, quote: Quote, before: Sequence[Quote]) -> tuple[int | None, Span | None, str | None]:
        """Find the speaker of a quote that names none."""
        if quote.cue is not None:
            found = self._subject_of_cue(quote, before)
            if found[1] is not None or quote.type == "indirect":
                return found  # "The talks focused on ...": whoever that is, it is not the last speaker
        intro = self._introduction(quote)
        if intro is not None:
            return self._first_known(intro, before), None, None
        row = self._announced(quote, before)
        if row is None:
            row = self._goes_on(quote, before)
        return row, None, None

    def _introduction(self, quote: Quote) -> tuple[int, int] | None:
        """Find the words before a colon that introduce a quotation in their own paragraph: "A statement from the captain: ..."."""
        start = quote.content[0].start
        line = self.text.rfind("\n", 0, start) + 1
        if not self.text[line:start].rstrip().endswith(":"):
            return None
        sentence = int(self.analysis.sentences.start[self._sentence(start)])
        return max(line, sentence if sentence < start else line), start

    def _first_known(self, words: tuple[int, int], before: Sequence[Quote]) -> int | None:
        """Find the first person that words name or call by a role."""
        first, last = self.analysis.tokens.covering(*words)
        named = [r for s, _, r in self.places if words[0] <= s < words[1] and self.cast.entities[r].kind == "person"]
        for i in range(first, last):
            if self.analysis.syntax.upos[i] == "NOUN":
                row = self.role(*noun_phrase(self.analysis, i), i)
                if row is not None:
                    return row
            if self.analysis.word(i).lower() in SINGULAR and not named:
                return self._pronoun(i, None, before)
        return named[0] if named else None

    def _subject_of_cue(self, quote: Quote, before: Sequence[Quote]) -> tuple[int | None, Span | None, str | None]:
        cue = quote.cue
        if cue is None:
            return None, None, None
        first, last = self.analysis.tokens.covering(cue.start, cue.end)
        verbs = [i for i in range(first, last) if self.analysis.syntax.upos[i] in {"VERB", "NOUN"}]
        for verb in verbs:
            phrase = subject_of(self.analysis, verb)
            if phrase is not None:
                span = self.analysis.span(*phrase)
                if not any(c.start < span.end and span.start < c.end for c in quote.content):
                    return self.who(span, quote, before), span, self.text[span.start : span.end]
        return None, None, None

    def _announced(self, quote: Quote, before: Sequence[Quote]) -> int | None:
        """Take the one whom the sentence before a quotation announces: "However, Trump went on to say," / "Merz said:"."""
        if quote.type != "direct":
            return None
        start = quote.content[0].start
        line = self.text.rfind("\n", 0, start)
        lead = self._sentence(start) - 1
        if lead < 0:
            return None
        a, b = int(self.analysis.sentences.start[lead]), int(self.analysis.sentences.end[lead])
        ends_open = self.text[a:b].rstrip().endswith((":", ","))
        if not ends_open and line < b and self._in_quote(before, a):
            return None
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
                row = self.who(self.analysis.span(*phrase), None, before)
                if row is not None and self.cast.entities[row].kind == "person":
                    return row
        return None

    def _in_quote(self, before: Sequence[Quote], at: int) -> bool:
        return any(s.start <= at < s.end for q in before for s in q.content)

    def _goes_on(self, quote: Quote, before: Sequence[Quote]) -> int | None:
        """Take the speaker of the quote before, if that one is near and nothing but its own attribution lies between."""
        ids = {e.id: r for r, e in enumerate(self.cast.entities)}
        for q in reversed(before):
            if q.content[0].start < quote.content[0].start:
                near = self._sentence(quote.content[0].start) - self._sentence(q.content[-1].end - 1) <= 2
                return ids.get(q.speaker) if near and q.speaker else None
        return None


def _is_plural(words: Sequence[str], head: str) -> bool:
    w = head.lower()
    return (w.endswith("s") and not w.endswith(("ss", "us", "is"))) or "and" in {x.lower() for x in words}


def _shown(words: str) -> str | None:
    """Make the words of a source fit for a list of speakers: "the European officials" as "European officials"."""
    words = re.sub(r",?\s+(?:who|which|that)$", "", re.sub(r"\s+", " ", words).strip(" ,;:.—–-"))
    words = re.split(r"\s*[,–—-]*\s*\b(?:including|such as|among them)\b", words)[0] or words
    if words.lower() in SINGULAR | PLURAL | FIRST | {
        "who",
        "which",
        "that",
        "this",
        "those",
        "these",
        "it",
        "you",
        "one",
        "some",
        "others",
        "all",
    }:
        return None
    return re.sub(r"^(?:[Tt]he|[Aa]n?)\s+", "", words)
