"""One report as the judgements about actors read it: words, clauses, and who stands at each word.

The columns of the analysis, the quotes and the story's entities are put beside each other once, so that
"who is the subject of this verb", "in whose words does it stand" and "where does this clause end" are
short looks and not searches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TypeVar

import snowballstemmer
from msgspec import Struct

from crossread.compare.roles import is_person_noun
from crossread.extract._outlets import without_article
from crossread.extract.cues import SAY, lemma
from crossread.extract.datelines import dateline_length
from crossread.extract.phrases import nearest_before
from crossread.extract.report import Report
from crossread.records import Entity, EntityKind, Quote, Span, TimeRef

T = TypeVar("T")

MAX_CLAUSE_WORDS = 40
"""A clause is read no further than this; in GUM's news the longest without a comma has 36 words."""
MAX_SENTENCE_WORDS = 160
"""A sentence is looked at no further than this to either side, so that one without an end costs no more than others."""
MAX_CHILDREN = 60
"""A word has no more than so many words that hang on it; a tree that says so is broken."""
MAX_UP = 8
"""Steps taken up a tree of syntax before it counts as broken."""
OPENING, CLOSING, STRAIGHT = "“„«‘", "”»’", '"'
STOPS = frozenset(". ; : ! ? — – -- … ( ) [ ] *".split())
BREAKS = frozenset(
    "while because although though whereas but which who whom whose when if unless once after before until till since "
    "so without amid despite where adding saying as not following than".split()
)
"""Words that begin another clause or a circumstance: what a verb is about ends before them."""
FIRST_PERSON = frozenset("i we".split())
OWN = frozenset("i we me us my our ours".split())
THIRD_PERSON = frozenset("he she".split())
HELPING = frozenset({"aux", "aux:pass", "cop"})
OWNING = frozenset("has have had 've".split())
"""Forms that help another verb only where they hang on it: in "it has until Friday" they are the verb, whatever their tag."""
NEGATIONS = frozenset("not n't n’t never no nobody none neither nor cannot without hardly".split())
ASKED = frozenset(
    "urge urges urged urging ask asks asked asking tell tells told call calls called press pressed pushes pushed want wants "
    "wanted order orders ordered invite invites invited encourage encouraged require requires required advise advised warn "
    "warned beg begged implore implored expect expects expected".split()
)
"""Verbs whose object is only asked to do what follows."""
_LIGHT = frozenset("AUX ADV PART".split())
_ACTING: frozenset[EntityKind] = frozenset({"person", "organization", "location"})
_stemmer = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Give the stem of a word (Porter's second stemmer), lower case."""
    return str(_stemmer.stemWord(word.lower()))


class Office(Struct, frozen=True):
    """What somebody's roles tell: the words of them, and the entities named in them ("prime minister of Kessara")."""

    words: frozenset[str] = frozenset()
    of: tuple[str, ...] = ()


MISTAKEN = frozenset({"ADV", "NOUN", "ADJ", "ADP"})
"""Tags that a word with an auxiliary and no "be" cannot have: it is a verb."""


class Reading:
    """A report's words in parallel lists, a place a token, with who and what stands at them."""

    def __init__(
        self,
        report: Report,
        places: Sequence[tuple[int, int, str]],
        kinds: Mapping[str, EntityKind],
        offices: Mapping[str, Office] | None = None,
        outlets: AbstractSet[str] = frozenset(),
    ) -> None:
        a = report.analysis
        self.offices = offices or {}
        self.report = report
        self.text = report.doc.text
        self.start: list[int] = a.tokens.start.tolist()
        self.end: list[int] = a.tokens.end.tolist()
        self.sentence: list[int] = a.tokens.sentence.tolist()
        self.low = [self.text[s:e].lower().replace("’", "'") for s, e in zip(self.start, self.end, strict=True)]
        self.rel = a.syntax.deprel
        self.head: list[int] = a.syntax.head.tolist()
        helped = {h for h, rel in zip(self.head, self.rel, strict=True) if rel.startswith("aux")}
        helped -= {h for h, rel in zip(self.head, self.rel, strict=True) if rel == "cop"}
        self.upos = tuple(
            "VERB"
            if (tag == "AUX" and self.rel[i] not in HELPING and self.low[i] in OWNING)
            or (i in helped and tag in MISTAKEN)  # "would back the inquiry"
            else tag
            for i, tag in enumerate(a.syntax.upos)
        )
        self.paragraph: list[int] = a.sentences.paragraph.tolist()
        self.children: dict[int, list[int]] = defaultdict(list)
        self.rows: dict[int, list[int]] = defaultdict(list)
        for i, h in enumerate(self.head):
            self.rows[self.sentence[i]].append(i)
            if h != i and self.sentence[h] == self.sentence[i] and len(self.children[h]) < MAX_CHILDREN:
                self.children[h].append(i)
        self.kinds = kinds
        self.entity_at: dict[int, str] = {}
        opens = dateline_length(self.text)
        for start, end, id_ in places:
            if start >= opens:  # where a report was written nobody does anything
                self._put(self.entity_at, start, end, id_)
        self.outlets = {c.entity for c in report.citations if c.kind in {"outlet", "agency"} and c.entity} | outlets
        self.quote_at: dict[int, Quote] = {}
        self.source_at: dict[int, str] = {}
        self.cue_at: dict[int, Quote] = {}
        for quote in sorted(report.quotes, key=lambda q: (-_length(q), q.id)):
            for span in quote.content:
                self._put(self.quote_at, span.start, span.end, quote)
            if quote.source and quote.speaker:
                self._put(self.source_at, quote.source.start, quote.source.end, quote.speaker)
            if quote.source and quote.cue:
                self._put(self.cue_at, quote.cue.start, quote.cue.end, quote)
        self.time_at: dict[int, TimeRef] = {}
        for time in report.times:
            self._put(self.time_at, time.span.start, time.span.end, time)

    def _put(self, table: dict[int, T], start: int, end: int, value: T) -> None:
        for i in range(*self.report.analysis.tokens.covering(start, end)):
            table[i] = value

    def bounds(self, i: int) -> tuple[int, int]:
        """Give the tokens of the sentence that a token stands in, half-open; of an endless one those around the token."""
        rows = self.rows[self.sentence[i]]
        return max(rows[0], i - MAX_SENTENCE_WORDS), min(rows[-1] + 1, i + MAX_SENTENCE_WORDS)

    def span(self, first: int, last: int) -> Span:
        """Make the span of tokens, half-open, without punctuation at its ends but for marks that pair."""
        while last - 1 > first and self.upos[last - 1] == "PUNCT":
            last -= 1
        while first < last - 1 and self.upos[first] == "PUNCT":
            first += 1
        return Span(self.report.doc.id, self.start[first], self.end[last - 1])

    def is_word(self, i: int) -> bool:
        """Tell whether a token has letters or digits."""
        return any(c.isalnum() for c in self.low[i])

    def has_new_clause(self, at: int) -> bool:
        """Tell whether an "and" or "or" at a place begins a clause, and not one more thing of the same list."""
        _, stop = self.bounds(at)
        nearest = [i for i in range(at + 1, min(at + 4, stop)) if self.upos[i] not in {"ADV", "PUNCT"}][:1]
        if not nearest:
            return True
        i = nearest[0]
        if self.upos[i] in {"VERB", "AUX"} and not self.low[i].endswith("ing"):
            return True
        joined = self.head[at]
        return self.low[i] in {"he", "she", "it", "they", "we", "i", "that"} or (
            self.rel[joined] in {"conj", "parataxis"} and self.upos[joined] in {"VERB", "AUX"} and at < joined
        )

    def clause_end(self, first: int, *, commas: bool = True) -> int:
        """Give where what begins at a token ends: before a stop, a new clause or a closing mark.

        Args:
            first: the token to read from.
            commas: whether a comma ends it.
        """
        _, stop = self.bounds(first) if first < len(self.low) else (first, first)
        stop = min(stop, first + MAX_CLAUSE_WORDS)
        opened, i = False, first
        if first < stop and not self.is_word(first) and not self._is_mark(first):
            return first
        while i < stop:
            word = self.low[i]
            if i > first and (word in STOPS or self._breaks(i) or (commas and word == ",")):
                return i
            if self._is_mark(i):
                if i > first and (opened or not self._opens(i)):
                    return i
                opened = True
            elif i > first and word in {"and", "or"} and self.has_new_clause(i):
                return i
            i += 1
        return stop

    def _breaks(self, i: int) -> bool:
        """Tell whether a word begins another clause or a circumstance; not so in "will not sign", "promised not to sign" and "as well"."""
        word = self.low[i]
        following = self.low[i : i + 2]
        goes_on = (word == "not" and i > 0 and self.upos[i - 1] == "AUX") or following in (
            ["as", "well"],
            ["not", "to"],
        )
        return word in BREAKS and not goes_on

    def _is_mark(self, i: int) -> bool:
        return self.text[self.start[i]] in '“”"„«»' and self.end[i] == self.start[i] + 1

    def _opens(self, i: int) -> bool:
        mark, at = self.text[self.start[i]], self.start[i]
        if mark in "“„«":
            return True
        return mark == '"' and (at == 0 or self.text[at - 1].isspace()) and not self.text[at + 1 : at + 2].isspace()

    def clause_start(self, last: int, *, commas: bool = True) -> int:
        """Give where the clause that a token stands in begins: after a stop, a comma or an opening mark."""
        first, _ = self.bounds(last)
        first = max(first, last - MAX_CLAUSE_WORDS)
        i = last
        while i > first:
            before = self.low[i - 1]
            if before in STOPS or self._is_mark(i - 1) or (commas and before == ","):
                return i
            if before != "not" and self._breaks(i - 1):
                return i
            if before in {"and", "or", "that"} and (before == "that" or self.has_new_clause(i - 1)):
                return i
            i -= 1
        return i

    def is_negated(self, i: int) -> bool:
        """Tell whether a "not" or "never" stands before a verb, with nothing but auxiliaries and adverbs between."""
        first, _ = self.bounds(i)
        for k in range(i - 1, max(first, i - 6) - 1, -1):
            if self.low[k] in NEGATIONS - {"no", "without", "none", "nobody"}:
                return True
            if self.upos[k] not in _LIGHT and self.low[k] not in {"be", "been", "have", "to"}:
                return False
        return False

    def subject(self, verb: int) -> int | None:
        """Find the head of a verb's subject, up along conjunctions and infinitives; by a passive verb its agent.

        A noun right before the verb that the tree puts elsewhere speaks against the tree: then None, or
        before an infinitive that noun ("urged the council to drop ...": it is the council that drops).
        """
        head = self._subject_in_tree(verb)
        beside, infinitive = self._noun_beside(verb)
        if beside is None or head == beside:
            return head
        if infinitive:
            asked = self.rel[beside] in {"obj", "iobj"}
            return (None if self.low[self.head[beside]] in ASKED else beside) if asked else head
        if head is not None:
            first, last = self.phrase(head)
            joined = self.rel[beside] == "conj" and self.head[beside] == head  # "Pell and Orr agreed"
            if first <= beside < last or joined:
                return head
        return None

    def _noun_beside(self, verb: int) -> tuple[int | None, bool]:
        """Find the noun or pronoun before a verb's auxiliaries and adverbs, and whether "to" stands between."""
        first, _ = self.bounds(verb)
        infinitive = False
        for k in range(verb - 1, max(first, verb - 7) - 1, -1):
            infinitive = infinitive or self.low[k] == "to"
            if self.upos[k] in {"NOUN", "PROPN", "PRON"} and self.low[k] not in {"who", "which", "that"}:
                return k, infinitive
            if self.upos[k] not in _LIGHT and self.low[k] not in {"be", "have"}:
                break
        return None, infinitive

    def _subject_in_tree(self, verb: int) -> int | None:  # noqa: PLR0911  (a return for each way that a tree goes on)
        at = verb
        for _ in range(MAX_UP):
            kids = self.children[at]
            agents = [k for k in kids if self.rel[k] == "obl:agent" or (self.rel[k] == "obl" and self._is_by(k))]
            passive = any(self.rel[k] == "nsubj:pass" for k in kids)
            if passive:
                return agents[0] if agents else None
            if subjects := [k for k in kids if self.rel[k] in {"nsubj", "nsubj:outer", "csubj"}]:
                return nearest_before(subjects, at)
            up, rel = self.head[at], self.rel[at]
            if up == at or rel not in {"conj", "xcomp", "advcl", "aux", "cop", "acl"} or up > at > verb:
                return None
            if rel == "advcl" and not (self.low[at].endswith("ing") or self.low[at - 1] == "to"):
                return None
            if rel == "xcomp" and (objects := [k for k in self.children[up] if self.rel[k] in {"obj", "iobj"}]):
                if self.low[up] in ASKED:
                    return None  # nor does who is asked to do a thing do it by that
                return objects[0]  # "convinced the mayor to drop ...": it is the mayor who drops
            if rel == "acl":
                return up if self.low[at].endswith("ing") else None
            at = up
        return None

    def passive_subject(self, verb: int) -> int | None:
        """Find the head of the subject of a passive verb: what is done to."""
        return next((k for k in self.children[verb] if self.rel[k] == "nsubj:pass"), None)

    def _is_by(self, i: int) -> bool:
        return any(self.low[k] == "by" and self.rel[k] == "case" for k in self.children[i])

    def phrase(self, head: int) -> tuple[int, int]:
        """Give the contiguous tokens of a noun and what stands before and behind it, without clauses."""
        members, queue = {head}, [head]
        while queue:
            for k in self.children[queue.pop()]:
                if self.rel[k] not in {"acl:relcl", "acl", "parataxis", "punct", "cc", "conj", "advcl", "cop", "nsubj"}:
                    members.add(k)
                    queue.append(k)
        first, last = head, head + 1
        while first - 1 in members:
            first -= 1
        while last in members:
            last += 1
        return first, last

    def entity_of(self, head: int) -> str | None:
        """Tell which entity a noun or name is: its own, or the one set beside it ("the mayor, Ada Pell")."""
        if head in self.source_at and self.entity_at.get(head) is None:
            return self.source_at[head]
        if head in self.entity_at:
            own = self.entity_at[head] if not self._is_owner(head) else None
            return own if own is None or self._is_person(head) else self._titled(head) or own
        named = [
            k for k in self.children[head] if self.rel[k] in {"appos", "flat", "flat:name"} and k in self.entity_at
        ]
        named += [k for k in self.children[head] if self.rel[k] == "compound" and self._is_person(k)]
        return self.entity_at[named[0]] if named else self._titled(head)

    def _titled(self, head: int) -> str | None:
        """Tell whose name ends a phrase that begins with a body, a place or an office: "Council of Nations head Ada Pell"."""
        first, last = self.phrase(head)
        if not self._is_person(last - 1) or last - 1 <= head:
            return None
        named = opens = last - 1
        while opens > first and self.entity_at.get(opens - 1) == self.entity_at[named]:
            opens -= 1
        joints = (k for k in range(first, opens) if self.upos[k] == "ADP" and k not in self.entity_at)
        of = max(joints, default=first - 1)  # but for that of a name: "Council of Nations"
        another = of >= first and (of == opens - 1 or any(is_person_noun(self.low[k]) for k in range(of + 1, opens)))
        titled = not another and self.low[opens - 1] not in {"'s", "'"} and self.is_word(opens - 1)
        return self.entity_at[named] if titled else None

    def _is_person(self, i: int) -> bool:
        return self.kinds.get(self.entity_at.get(i, "")) == "person"

    def _is_owner(self, i: int) -> bool:
        return i + 1 < len(self.low) and self.low[i + 1] in {"'s", "'"} and self.sentence[i] == self.sentence[i + 1]

    def actor(self, verb: int) -> str | None:
        """Tell which entity does what a verb says: its subject, "we" by the speaker, "she" by who spoke or acted last."""
        head = self.subject(verb)
        return self.person_at(head) if head is not None else None

    def person_at(self, head: int) -> str | None:
        """Tell which entity a noun, name or pronoun stands for; None where the text does not make it plain."""
        word = self.low[head]
        if word in FIRST_PERSON:
            nested = head > 0 and self.low[head - 1] in {"‘", "'"}
            return None if nested else self.speaker(head)  # in “they said ‘we will go’” others speak
        if word in THIRD_PERSON:
            return self.source_at.get(head) or self._he_or_she(head)
        found = self.entity_of(head)
        return found if found and self.kinds.get(found) in _ACTING else None

    def speaker(self, i: int) -> str | None:
        """Tell in whose words a token stands; None where it is the report's own."""
        quote = self.quote_at.get(i)
        return quote.speaker if quote and quote.speaker not in self.outlets else None

    def _he_or_she(self, i: int) -> str | None:  # noqa: PLR0911  (a return for each witness)
        """Resolve a pronoun: the speaker that it stands in the words of, or the last subject that is a person."""
        if (teller := self._teller_of(i)) is not None:
            return teller
        if self.is_direct(i):
            return None  # whom a speaker means by "he" the words alone do not tell
        if (speaker := self.speaker(i)) and self.kinds.get(speaker) == "person":
            return speaker
        for row in (self.sentence[i], self.sentence[i] - 1, self.sentence[i] - 2):
            if row < 0 or self.paragraph[self.sentence[i]] - self.paragraph[row] > 1:
                return None
            tokens = [k for k in self.rows.get(row, [])[-MAX_SENTENCE_WORDS:] if k < i]
            people = [k for k in tokens if self.rel[k].startswith("nsubj") and self._is_named_person(k)]
            if people:
                named = {self.entity_of(k) for k in people}
                return next(iter(named)) if len(named) == 1 else None
            if any(self._is_person(k) for k in tokens) and row != self.sentence[i]:
                named = {self.entity_at[k] for k in tokens if self._is_person(k)}
                return next(iter(named)) if len(named) == 1 else None
        return None

    def _teller_of(self, i: int) -> str | None:
        """Tell who says the clause that a pronoun is the subject of: the subject of the verb above, "Pell said that she ..."."""
        told = i - 1 - (self.low[i - 1] == "that") if i else i
        if i and self.upos[told] == "VERB" and lemma(self.low[told]) in SAY and self.sentence[told] == self.sentence[i]:
            subject, _ = self._noun_beside(told)
            if subject is not None:
                return self.entity_of(subject) if self._is_named_person(subject) else None
        at = self.head[i]
        for _ in range(MAX_UP):
            up = self.head[at]
            if up == at:
                return None
            if self.rel[at] == "ccomp":
                subject = self._subject_in_tree(up)
                return (
                    self.entity_of(subject)
                    if subject is not None and subject < i and self._is_named_person(subject)
                    else None
                )
            if self.rel[at] not in {"conj", "xcomp", "cop", "aux"}:
                return None
            at = up
        return None

    def _is_named_person(self, i: int) -> bool:
        found = self.entity_of(i)
        return found is not None and self.kinds.get(found) == "person"

    def is_direct(self, i: int) -> bool:
        """Tell whether a token stands in a quote that gives words in marks."""
        quote = self.quote_at.get(i)
        return quote is not None and quote.type != "indirect"


def readings_of(reports: Sequence[Report], entities: Sequence[Entity]) -> tuple[Reading, ...]:
    """Read every report with the entities that it speaks of, in the order given."""
    kinds = {e.id: e.kind for e in entities}
    places: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for e in entities:
        for m in e.mentions:
            places[m.doc].append((m.start, m.end, e.id))
    offices = {e.id: _office(e, places) for e in entities if e.roles}
    named = {without_article(r.doc.outlet).casefold() for r in reports if r.doc.outlet}
    outlets = {e.id for e in entities if e.kind == "organization" and without_article(e.name).casefold() in named}
    return tuple(Reading(r, places[r.doc.id], kinds, offices, outlets) for r in reports)


def _office(entity: Entity, places: Mapping[str, Sequence[tuple[int, int, str]]]) -> Office:
    """Put together what all reports tell of somebody's roles."""
    named = (
        id_
        for role in entity.roles
        for start, end, id_ in places.get(role.span.doc, ())
        if role.span.start <= start and end <= role.span.end and id_ != entity.id
    )
    words = (word for role in entity.roles for word in role.text.lower().split())
    return Office(frozenset(words), tuple(dict.fromkeys(named)))


def _length(quote: Quote) -> int:
    return sum(s.end - s.start for s in quote.content)
