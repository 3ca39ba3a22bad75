"""Whom the words of one report stand for: names, pronouns, roles, and what only belongs to somebody.

A report is read from its first word to its last. Names are there from the beginning; every "he" and
every "the captain" that is passed is answered and counts for those that follow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from msgspec import Struct

from crossread.compare._source_words import (
    ANOTHER,
    BESIDE_PRONOUN,
    BODILY,
    DEFINITE,
    FIRST,
    IN_HIS_VIEW,
    INDEFINITE,
    NAMELESS,
    OUTLETS,
    OWNERS,
    PERSONAL,
    PLURAL,
    RELATIVE,
    STAFF,
    WE,
    is_plural_noun,
)
from crossread.compare.antecedents import (
    MAX_PLACES_BACK,
    NOBODY,
    Asked,
    Candidate,
    Discourse,
    Known,
    Place,
    Spoke,
    answers,
    choose,
)
from crossread.compare.cast import Cast
from crossread.compare.entities import plain_words
from crossread.compare.gender import FEMALE_PRONOUNS, verdict, words_gender
from crossread.compare.names import Names
from crossread.compare.plurals import label, named_with, noun_before, taken_together
from crossread.compare.roles import (
    BODY_WORDS,
    COMPANY_NOUNS,
    FORMER,
    PASSING_ROLES,
    PLACE_NOUNS,
    SAME_ROLE,
    RoleFrame,
    fits,
    frame_of,
    is_calling,
    is_person_noun,
    is_role_noun,
    like_nouns,
    person_nouns,
)
from crossread.extract.cues import SPOKEN_NOUNS
from crossread.extract.phrases import noun_phrase
from crossread.language.analysis import Analysis
from crossread.records import Mention, MentionForm, Quote, Span


class Referent(Struct, frozen=True):
    """Who is meant: an entity by its row, somebody without a name by a row below `NOBODY`, or nobody known.

    `words`: what to call those who are no entity, where their own words do not say it: "Ana Ruiz's aides".
    """

    who: int = NOBODY
    words: str | None = None


Chooser = Callable[[Asked, Iterable[Candidate]], int]


def best_candidate(asked: Asked, candidates: Iterable[Candidate]) -> int:
    """Take the candidate that the weights prefer."""
    return choose(asked.sort, candidates)


class Referents:
    """One report on its way from the first word to the last.

    Args:
        analysis: the report.
        cast: the people of the story.
        quotes: the quotes of the report, in text order.
        chooser: takes one of the candidates; training listens here.
    """

    def __init__(
        self, analysis: Analysis, cast: Cast, quotes: Sequence[Quote], chooser: Chooser = best_candidate
    ) -> None:
        self.analysis = analysis
        self.cast = cast
        self.chooser = chooser
        self.text = analysis.doc.text
        self.names = Names(analysis, cast)
        self.mentions: dict[int, tuple[int, Mention]] = {}
        """What speaks of an entity without its name, by the token that it hangs on: the row of the entity, and where."""
        self.spoken: list[tuple[int, int, int]] = []
        """Quotes whose speaker is known: begin, end, speaker."""
        self.own = {q.source.start: tuple((s.start, s.end) for s in q.content) for q in quotes if q.source}
        self._content, self._speech = np.zeros((2, len(self.text) + 1), bool)
        for quote in quotes:
            for s in quote.content:
                self._content[s.start : s.end] = True
                self._speech[s.start : s.end] |= quote.type != "indirect"
        self.discourse = Discourse(analysis, cast.known, [self._named(*p) for p in self.names.places])
        self.answering = PERSONAL
        self._at = 0
        self._answered: dict[int, int] = {}
        self._fits: dict[RoleFrame, list[tuple[int, int]]] = {}

    def _named(self, start: int, end: int, who: int) -> Place:
        first, last = self.analysis.tokens.covering(start, end)
        return self._place(start, end, who, self.names.head_of(first, last) if last > first else first, "name")

    def _place(self, start: int, end: int, who: int, token: int, form: MentionForm) -> Place:
        relation, sentence = self.names.relation(token), self.sentence_at(start)
        return Place(
            start, end, who, token, sentence, relation, form, self.in_speech(start), bool(self._content[start])
        )

    def in_speech(self, at: int) -> bool:
        """Say whether a character lies in somebody's words in marks."""
        return bool(self._speech[at])

    def sentence_at(self, offset: int) -> int:
        """Give the row of the sentence that a character lies in."""
        return self.analysis.sentences.at(offset)

    def spoke(self, quote: Quote, who: int) -> None:
        """Take note of who speaks a quote."""
        if who != NOBODY:
            self.spoken.append((quote.content[0].start, quote.content[-1].end, who))

    def called(self, who: int) -> str:
        """Give the words that first speak of somebody unnamed."""
        place = self.discourse.of[who][0]
        return self.text[place.start : place.end]

    def advance(self, until: int) -> None:
        """Read on to a character, answering the pronouns and roles on the way."""
        tokens, upos = self.analysis.tokens, self.analysis.syntax.upos
        while self._at < len(tokens) and int(tokens.start[self._at]) < until:
            i = self._at
            self._at += 1
            if i in self.names.row_at or (i in self.names.titles and not self._belongs_to_title(i)):
                continue
            word = self.analysis.word(i).lower()
            if word in self.answering and upos[i] in {"PRON", "DET"} and not self.in_speech(int(tokens.start[i])):
                self.pronoun(i)
            elif upos[i] in {"NOUN", "PROPN"} and (word in BODY_WORDS or is_calling(word)):
                self._nominal(i)

    def _belongs_to_title(self, token: int) -> bool:
        """Say whether a noun inside a role beside a name stands for somebody else: "the agency's director", "a spokeswoman for the insurer"."""
        return self.analysis.syntax.deprel[token] in {"nmod:poss", "nmod"}

    def _nominal(self, head: int) -> None:
        """Answer a noun for somebody ("the captain", "a woman"); one whom nobody answers to is somebody unnamed."""
        syntax = self.analysis.syntax
        first, last = noun_phrase(self.analysis, head)
        if syntax.deprel[head] in {"compound", "flat", "amod"} or head + 1 in self.names.row_at:
            return  # "the union man", "shipowner Bo Pell"
        if syntax.deprel[head] == "conj" and self._shares_article(first, head):
            return  # "the president and former officer" is one man, whom the first noun tells
        if syntax.deprel[head] in {"appos", "nmod:desc"} and (
            int(syntax.head[head]) in self.names.row_at or any(i in self.names.row_at for i in range(first, last))
        ):
            who = self._named_beside(first, last, head)
            if who == NOBODY:
                return
        elif self.analysis.word(first).lower() in OWNERS:
            who = self._owned(first, first + 1, last, head).who
        else:
            who = self.role(first, last, head)
        if any(syntax.upos[i] in {"AUX", "VERB", "SCONJ"} for i in range(first, last)):
            first, last = head, head + 1  # "If she were a woman": the noun alone
        span = self.analysis.span(first, last)
        place = self._place(span.start, span.end, who, head, "nominal")
        if who >= 0:
            self.discourse.add(place)
            self.mentions.setdefault(head, (who, Mention(span.doc, span.start, span.end, "nominal")))
        elif not place.in_speech and is_person_noun(self.analysis.word(head)):
            gender = verdict(*words_gender(self.text[span.start : span.end]))
            frame = frame_of(self.analysis.word(i) for i in range(first, last))
            self.discourse.add_unnamed(place, Known("person", gender, (frame,) if frame.head else ()))

    def _shares_article(self, first: int, head: int) -> bool:
        """Tell a noun for somebody that is set beside another without an article of its own."""
        up = int(self.analysis.syntax.head[head])
        word = self.analysis.word(first).lower()
        bare = self.analysis.syntax.upos[first] not in {"DET", "NUM", "PRON"} and word not in OWNERS
        return bare and up < head and is_calling(self.analysis.word(up)) and not word.endswith("s")

    def _named_beside(self, first: int, last: int, head: int) -> int:
        """Find whose name a phrase is set off from by a comma: "Ana Ruiz, in her second year the board's clerk"."""
        up = int(self.analysis.syntax.head[head])
        row = self.names.row_at.get(up, NOBODY)
        between = range(min(up, head), max(up, head))
        apart = not first <= up < last and any(self.analysis.word(i) == "," for i in between)
        of_kind = row != NOBODY and (self.names.kind(row) == "person") == is_calling(self.analysis.word(head))
        return row if apart and of_kind else NOBODY

    def _spoke_before(self, start: int) -> Spoke | None:
        """Give who spoke the last quote that begins before a character."""
        for begin, end, who in reversed(self.spoken):
            if begin < start:
                return Spoke(who, self.sentence_at(max(begin, end - 1)), self._other_subject(end, start, who))
        return None

    def _other_subject(self, start: int, end: int, spoken: int) -> bool:
        """Say whether another person is the subject of a clause between the last quote and a pronoun."""
        return any(
            p.who != spoken
            and p.relation.startswith("nsubj")
            and not p.in_speech
            and self.discourse.about(p.who).kind == "person"
            for p in self.discourse.between(start, end)[-MAX_PLACES_BACK:]
        )

    def pronoun(self, token: int) -> int:
        """Find whom "he", "she" or "it" means."""
        if token in self._answered:
            return self._answered[token]
        word = self.analysis.word(token).lower()
        start, end = int(self.analysis.tokens.start[token]), int(self.analysis.tokens.end[token])
        asked = Asked(
            sort="person" if word in PERSONAL else "body",
            token=token,
            start=start,
            sentence=self.sentence_at(start),
            relation=self.names.relation(token),
            gender="" if word not in PERSONAL else "f" if word in FEMALE_PRONOUNS else "m",
            own=self.own.get(start, ()),
            spoke=self._spoke_before(start),
        )
        who = self.chooser(asked, self.discourse.candidates(asked))
        self._answered[token] = who
        if who != NOBODY:
            self.discourse.add(self._place(start, end, who, token, "pronoun"))
        return who

    def who(self, source: Span) -> Referent:
        """Find whom a source stands for, and take note of the mention."""
        self.advance(source.start)
        found = self._who(*self.analysis.tokens.covering(source.start, source.end))
        if found.who >= 0 and not self.names.is_named_in(source, found.who):
            first, last = self.analysis.tokens.covering(source.start, source.end)
            alone = last == first + 1 and self.analysis.syntax.upos[first] in {"PRON", "DET"}
            mention = Mention(source.doc, source.start, source.end, "pronoun" if alone else "nominal")
            self.mentions[self.names.head_of(first, last)] = (found.who, mention)
        return found

    def _who(self, first: int, last: int) -> Referent:
        """Find whom tokens stand for, without the relative clause behind them: "Ravel Stone, which runs the ship,"."""
        words = [self.analysis.word(i).lower() for i in range(first, last)]
        clause = next((i for i in range(1, len(words)) if words[i] in {"who", "which", "whose"}), len(words))
        last, words = first + clause, words[:clause]
        core = [w for w in words if w.isalpha()]
        if not core:
            return Referent()
        if core[0] in {"who", "whom", "which"}:
            return self._relative(first)  # "who in 2010"
        if all(w in BESIDE_PRONOUN for w in core[1:]) and core[0] in PERSONAL | BODILY | FIRST | PLURAL | RELATIVE:
            return self._by_pronoun(first, core[0])
        return self._by_noun(first, last)

    def _by_pronoun(self, token: int, word: str) -> Referent:
        if word in PERSONAL | BODILY:
            return Referent(self.pronoun(token))
        if word in FIRST:
            return Referent(self._first_person(int(self.analysis.tokens.start[token]), word))
        return self._together(token) if word in PLURAL else self._relative(token)

    def _by_noun(self, first: int, last: int) -> Referent:
        head = self.names.head_of(first, last)
        named = self.names.speaker_in(self.analysis.span(first, last), head)
        if named is not None:
            return Referent(named)
        words = [self.analysis.word(i).lower() for i in range(first, last)]
        giver = next((i for i in range(head + 1, last) if words[i - first] in {"from", "by"}), last)
        if giver + 1 < last and words[head - first] in SPOKEN_NOUNS:
            return self._who(giver + 1, last)  # "a statement from the captain"
        if words[0] == "both" or words[:2] == ["the", "two"]:
            return self._together(head)
        if words[0] in OWNERS:
            return self._owned(first, first + 1, last, head)
        mark = next((i for i in range(first + 1, head) if words[i - first] in {"'s", "’s"}), None)
        if mark is not None and not any(i in self.names.row_at for i in range(first, mark)):
            return self._owned(first, mark + 1, last, head)
        # "meddling the Ellery senator": a source may begin too early
        first = max((i for i in range(first, head) if self.analysis.syntax.upos[i] == "DET"), default=first)
        who = self.role(first, last, head)
        return Referent(who if who != NOBODY else self._unnamed_at(head))

    def _unnamed_at(self, head: int) -> int:
        """Give the row of somebody unnamed who is spoken of by a noun."""
        start = int(self.analysis.tokens.start[head])
        self.advance(start + 1)
        near = self.discourse.between(start - MAX_PHRASE_CHARS, start + 1)
        return next((p.who for p in near if p.token == head and p.who < NOBODY), NOBODY)

    def _relative(self, token: int) -> Referent:
        """Take "who", "which" or "that" back to the words that its clause belongs to."""
        noun = noun_before(self.names, token)
        if noun is None:
            return Referent()
        rows = named_with(self.names, noun, token) if self.analysis.word(token - 1) == "," else ()
        row = self.names.row_at.get(noun)
        if len(rows) > 1 and row is not None:
            return self._all_of(rows)
        if row is not None:
            return Referent(row)
        first, last = noun_phrase(self.analysis, noun)
        return self._by_noun(first, max(min(last, token), noun + 1))

    def _together(self, token: int) -> Referent:
        """Find whom "they", "both" or "the two" at a token takes together."""
        found = taken_together(self.names, self.discourse, token, self.in_speech)
        if found is None:
            return Referent()
        rows, words = found
        return self._all_of(rows) if rows else Referent(NOBODY, words)

    def _all_of(self, rows: Sequence[int]) -> Referent:
        return Referent(rows[0]) if len(rows) == 1 else Referent(NOBODY, label(self.names, rows))

    def _owned(self, first: int, owned: int, last: int, head: int) -> Referent:
        """Find whom "his wife" or "the agency's staff" are: whom a report calls so, or somebody of the owner's.

        Tokens `first` to `owned` say whose, those from there to `last` what.
        """
        whose = self.analysis.word(first).lower()
        owner = (self._by_pronoun(first, whose) if whose in OWNERS else self._by_noun(first, owned - 1)).who
        word = self.analysis.word(head).lower()
        if word in IN_HIS_VIEW:
            return Referent(owner)
        if word in BODY_WORDS and owner >= 0:
            body = self._body_of(owner, word)
            if body != NOBODY:
                return Referent(body)
        if not is_plural_noun(word):
            asked = frame_of(self.analysis.word(i) for i in range(owned, last))
            fitting = [r for best, r in self._fitting(asked) if best == SAME_ROLE and r != owner]
            fitting = [r for r in fitting if self.discourse.of.get(r)] or fitting
            if len(fitting) == 1:
                return Referent(fitting[0])
        if owner < 0 or not (is_person_noun(word) or word in STAFF):
            return Referent(self._unnamed_at(head))
        rest = self.analysis.span(owned, last)
        return Referent(NOBODY, f"{self.cast.entities[owner].name}'s {self.text[rest.start : rest.end]}")

    def _body_of(self, owner: int, noun: str) -> int:
        """Find the body that somebody's role is in: "her party" of the leader of the Harbour Party."""
        if self.cast.entities[owner].kind != "person" or noun in PLACE_NOUNS:
            return NOBODY
        of = frozenset(w for f in self.cast.known[owner].frames for w in f.of)
        rows = sorted({r for w in of for r in self.cast.by_word.get(w, ())})
        rows = [r for r in rows if self.cast.entities[r].kind == "organization"]
        whole = [r for r in rows if any(of.issuperset(plain_words(n)) for n in self._names_of(r))]
        fit = [r for r in whole if answers(RoleFrame(noun, frozenset()), self.cast.known[r])]
        able = fit or whole
        return able[0] if len(able) == 1 else NOBODY

    def _names_of(self, row: int) -> tuple[str, ...]:
        return (self.cast.entities[row].name, *self.cast.entities[row].aliases)

    def _first_person(self, start: int, word: str) -> int:
        """Find who says "I": inside a quotation its speaker, outside the one who signs the text below."""
        if self.in_speech(start):
            return next((who for begin, end, who in reversed(self.spoken) if begin <= start < end), NOBODY)
        end = self.text.find("\n", start)
        paragraph = self.text[self.text.rfind("\n", 0, start) + 1 : end if end >= 0 else len(self.text)]
        if word in WE and not re.search(r"\b(?:I|[Mm]y|me)\b", paragraph):
            return NOBODY  # "we" alone is the paper, or everybody
        signer = self.names.signer(start)
        return NOBODY if signer is None else signer

    def role(self, first: int, last: int, head: int) -> int:
        """Find whom a phrase like "the NATO chief" or "the paper" stands for; `NOBODY` where nobody or several fit."""
        frame = self._single_role(first, last, head)
        if frame is None:
            return NOBODY
        start, word = int(self.analysis.tokens.start[first]), self.analysis.word(first).lower()
        if frame.head not in BODY_WORDS:
            known = self._by_role(frame, start)
            if known != NOBODY or not is_person_noun(frame.head):
                return known
        elif word in DEFINITE and frame.head not in PLACE_NOUNS:
            known = self._by_body_word(frame, start)
            if known != NOBODY:
                return known
        definite = word in DEFINITE or frame == POLICE
        this_paper = word == "this" and frame.head in OUTLETS
        if not definite or this_paper or frame.head in NAMELESS:
            return NOBODY
        asked = Asked(
            sort="institution" if frame.head in BODY_WORDS else "role",
            token=head,
            start=start,
            sentence=self.sentence_at(start),
            relation=self.names.relation(head),
            gender=verdict(*words_gender(" ".join(self.analysis.word(i) for i in range(first, last)))),
            frame=frame,
            own=self.own.get(start, ()),
            spoke=self._spoke_before(start),
        )
        who = self.chooser(asked, self.discourse.candidates(asked))
        if who >= 0 and not asked.own and (not self._is_of(who, frame) or self._is_told_apart(who, frame, first, head)):
            return NOBODY  # what says something is somebody; other phrases may well be nobody's who is named
        return who

    def _is_of(self, who: int, asked: RoleFrame) -> bool:
        """Say whether nothing that is known of somebody speaks against a role: the Board's clerk is not "the Union clerk"."""
        theirs = {w for f in self.cast.known[who].frames for w in f.of if w in self.cast.by_word}
        named = {w for w in asked.of if w in self.cast.by_word}
        return not asked.of & FORMER and not (named and theirs and not named & theirs)

    def _is_told_apart(self, who: int, asked: RoleFrame, first: int, head: int) -> bool:
        """Say whether a proper adjective asks for somebody with that role: the envoy is not "the Vessian president"."""
        proper = any(self.analysis.word(i)[:1].isupper() for i in range(first + 1, head))
        return proper and any(
            f.head not in PASSING_ROLES and not like_nouns(asked.head, f.head) for f in self.cast.known[who].frames
        )

    def _single_role(self, first: int, last: int, head: int) -> RoleFrame | None:
        """Take a phrase for one person or body apart; None where it is no such phrase."""
        noun = self.analysis.word(head).lower()
        several = (is_plural_noun(noun) and noun != POLICE.head) or self._is_list(first, last)
        unknown = self.analysis.word(first).lower() in INDEFINITE | OWNERS or any(
            self.analysis.word(i).lower() in ANOTHER for i in range(first, head)
        )
        if several or unknown or self.analysis.syntax.upos[head] not in {"NOUN", "PROPN"}:
            return None
        stops = {",", "who", "which", "that", "(", "and"}
        end = next((i for i in range(head + 1, last) if self.analysis.word(i) in stops), last)
        frame = frame_of(self.analysis.word(i) for i in range(first, end))
        return frame if frame.head else None

    def _is_list(self, first: int, last: int) -> bool:
        """Say whether a phrase names several: "the mayor and the vicar", but not "the first lady and senator"."""
        words = [self.analysis.word(i).lower() for i in range(first, last)]
        if "and" not in words[1:-1]:
            return False
        at = words.index("and", 1)
        bare = self.analysis.syntax.upos[first + at + 1] in {"NOUN", "ADJ", "PROPN"}
        return "," in words or not (bare and is_role_noun(words[at - 1]) and is_role_noun(words[-1]))

    def _fitting(self, asked: RoleFrame) -> list[tuple[int, int]]:
        """Give the people of the story whose roles answer to a phrase, each with how well."""
        if asked not in self._fits:
            heads = [
                h for h in self.cast.by_role if like_nouns(asked.head, h) or asked.head in person_nouns().get(h, ())
            ]
            rows = sorted({r for h in heads for r in self.cast.by_role[h]})
            found = [(max(fits(asked, f) for f in self.cast.known[r].frames), r) for r in rows]
            self._fits[asked] = [f for f in found if f[0]]
        return self._fits[asked]

    def _by_role(self, asked: RoleFrame, start: int) -> int:
        """Find the one person whom any report calls so, those of this report first; of several the one spoken of last."""
        fitting = self._fitting(asked)
        last = {r: self.discourse.before(r, start)[-1:] for _, r in fitting}
        same = [r for b, r in fitting if b == SAME_ROLE]
        if len(same or fitting) == 1:
            return (same or [fitting[0][1]])[0]  # the one minister of the story, wherever he is named
        official = [r for r in same if asked.head in self.cast.known[r].offices and self.discourse.of.get(r)]
        if len(official) == 1 and not asked.of:
            return official[0]  # "the president" is that of the state, not that of the board
        pool = [f for f in fitting if last[f[1]]]
        # who is named only further on is not "the senator" yet, but may be "the Ellery senator"
        pool = pool or [f for f in fitting if asked.of or not self.discourse.of.get(f[1])]
        best = max((b for b, _ in pool), default=0)
        rows = [r for b, r in pool if b == best]
        if len(rows) == 1:
            return rows[0]
        placed = [r for r in rows if last[r]]
        return max(placed, key=lambda r: (last[r][0].start, -r)) if placed and not asked.of else NOBODY

    def _by_body_word(self, asked: RoleFrame, start: int) -> int:
        """Find the one body that any report calls by a noun, or whose name holds it, or one like it: "the union" is the Dock Workers.

        Of several it is none: which of them is meant is told by what stands around it.
        """
        nouns = [noun for noun, words in BODY_WORDS.items() if words == BODY_WORDS[asked.head]]
        named = set(self.cast.by_word.get(asked.head, ()))
        called = {r for noun in nouns for r in self.cast.by_calling.get(noun, ())}
        resembling = {r for word in BODY_WORDS[asked.head] for r in self.cast.by_word.get(word, ())}
        if asked.head in COMPANY_NOUNS:
            called, resembling = (
                called | resembling,
                set(),
            )  # a company may be called anything, with no such word in its name
        for rows in (named, called, resembling):
            able = [r for r in sorted(rows) if all(self._has_word(r, w) for w in asked.of)]
            before = [r for r in able if self.discourse.before(r, start)]
            able = before or [r for r in able if self._may_be_absent(r, named=rows is named)]
            if able:
                return able[0] if len(able) == 1 else NOBODY
        return NOBODY

    def _may_be_absent(self, row: int, *, named: bool) -> bool:
        """Say whether a body that a report does not name can be meant: the noun is in its name, or it is what the story is about."""
        return not self.discourse.of.get(row) and (named or self.cast.known[row].share >= LEAST_SHARE)

    def _has_word(self, row: int, word: str) -> bool:
        """Say whether a body has a word in its names or in what reports call it."""
        known = self.cast.known[row]
        return word in known.words or any(word in f.of for f in known.frames)


LEAST_SHARE = 0.5
"""A body that a report does not name is "the company" there if the story names it at least so often as a share of its most named body."""
POLICE = RoleFrame("police", frozenset())
"""Police stand without an article: "police said"."""
MAX_PHRASE_CHARS = 80
"""The noun of a phrase stands no further behind its first word."""
