"""One clause that tells where an actor stands, and how it is made of a stretch of words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from crossread.compare._reading import STOPS, THIRD_PERSON, Reading
from crossread.compare._stance_words import VERBS
from crossread.compare._things import NAME, Thing, find_things
from crossread.records import Quote, Span, Stance

OPPOSITE: dict[Stance, Stance] = {"for": "against", "against": "for", "open": "open", "conditional": "conditional"}
POINTING = frozenset("it this that these those them they one ones such none neither both either".split())
"""Words that point at what was named before."""
MAX_ELLIPTIC = 4
"""No more words than these may stand for themselves ("I'd be glad to")."""
SENTENCES_BACK = 2
"""A clause that names nothing ("it is a disgrace") is about what one of so many sentences before it names."""


class Earlier(Struct, frozen=True, kw_only=True):
    """What a clause tells of the time before: whether it tells of that alone, and how the actor stood then.

    `when` is the id of the time that the change is told with, `evidence` the words that tell it.
    """

    alone: bool = False
    stance: Stance | None = None
    when: str | None = None
    evidence: Span | None = None


class Standing(Struct, frozen=True, kw_only=True):
    """One clause that tells where an actor stands on one of the things that it names."""

    actor: str
    stance: Stance
    things: tuple[Thing, ...]
    evidence: Span
    quote: str | None = None
    earlier: Earlier = Earlier()


def standing(
    reading: Reading,
    actor: str,
    stance: Stance,
    *,
    about: tuple[int, int],
    shown: tuple[int, int],
    core: bool = False,
    back: bool = False,
    earlier: Earlier = Earlier(),  # noqa: B008  (it never changes)
) -> Iterator[Standing]:
    """Make a standing where the words, or those before them, name what it is about.

    Args:
        reading: the report.
        actor: the entity whose stand it is.
        stance: for, against, open or conditional.
        about: tokens that name the thing, half-open.
        shown: tokens that are its evidence, half-open.
        core: whether only what the verb acts on can be the thing.
        back: whether the words before may name the thing though none of these points at them.
        earlier: what the clause tells of the time before.
    """
    things = tuple(t for t in find_things(reading, *about, core=core) if t.key != NAME + actor)
    if not things and (back or _points_back(reading, shown)):
        things = _before(reading, shown[0], actor)
    tokens = (about[0], about[1] - 1, shown[0], shown[1] - 1)
    quotes = (reading.quote_at.get(k) for k in tokens)
    if things:
        yield Standing(
            actor=actor,
            stance=stance,
            things=things,
            evidence=reading.span(*shown),
            quote=next((q.id for q in quotes if q is not None and q.speaker == actor), None),
            earlier=earlier,
        )


def _points_back(reading: Reading, shown: tuple[int, int]) -> bool:
    """Tell whether words leave it to those before them what they are about: "it is a disgrace", "never"."""
    words = [k for k in range(*shown) if reading.is_word(k)]
    return len(words) <= MAX_ELLIPTIC or any(reading.low[k] in POINTING and reading.rel[k] != "mark" for k in words)


def _before(reading: Reading, at: int, actor: str) -> tuple[Thing, ...]:
    """Find what the words before a token in its sentence name, or else a sentence before it."""
    first, _ = reading.bounds(at)
    ends = at
    for _ in range(SENTENCES_BACK + 1):
        found = tuple(replace(t, ended=False) for t in find_things(reading, first, ends) if t.key != NAME + actor)
        if found or first == 0:
            return found
        ends = first
        first, _ = reading.bounds(first - 1)
    return ()


def time_in(reading: Reading, first: int, last: int) -> str | None:
    """Give the id of the first time that a stretch of words names."""
    return next((reading.time_at[k].id for k in range(first, last) if k in reading.time_at), None)


def match_verb(reading: Reading, i: int) -> tuple[Stance, int] | None:
    """Find which entry of a verb of standing fits what follows: the stance, and the token that what it is about begins at."""
    _, last = reading.bounds(i)
    for parts, stance in VERBS.get(reading.low[i], ()):
        at = i + 1
        while at < last and parts and _may_part(reading, at) and reading.low[at] != parts[0]:
            at += 1
        if tuple(reading.low[at : at + len(parts)]) == parts:
            return stance, at + len(parts)
        if parts == ("out",) and "out" in reading.low[at : min(at + 5, last)]:
            return stance, at
    return None


def _may_part(reading: Reading, i: int) -> bool:
    """Tell whether a word may part a verb from its particle: "spoke openly against", "distanced herself from"."""
    return reading.upos[i] == "ADV" or reading.low[i].endswith(("self", "selves"))


def depends_until(reading: Reading, i: int) -> int | None:
    """Give where a clause ends that begins with "before", "until" or "unless" and tells of something that is to happen."""
    if reading.low[i : i + 1] not in (["before"], ["until"], ["unless"]) or i + 1 >= len(reading.low):
        return None
    end = reading.clause_end(i + 1)
    return end if any(reading.upos[k] == "VERB" for k in range(i + 1, end)) else None


def actor_of(reading: Reading, verb: int) -> str | None:
    """Tell which entity does what a verb says; "it" and "they" are who the sentence before is about."""
    head = reading.subject(verb)
    if head is None:
        return _named_before(reading, verb)
    if reading.low[head] in {"it", "they"}:
        return named_by_it(reading, head)
    known = reading.entity_at.get(head) if reading.low[head] in THIRD_PERSON else None
    return known or reading.person_at(head)


def _named_before(reading: Reading, verb: int) -> str | None:
    """Give the person or organization that is named right before a finite verb, for where the tree has no subject."""
    if reading.low[verb].endswith("ing"):
        return None
    at = verb - 1
    while at > 0 and reading.upos[at] in {"AUX", "ADV", "PART"} and reading.low[at] != "to":
        at -= 1
    named = reading.entity_at.get(at)
    passive = any(reading.rel[k] == "aux:pass" for k in reading.children[verb])
    if named is None or passive or at < 0 or reading.sentence[at] != reading.sentence[verb]:
        return None
    return named if reading.kinds.get(named) in {"person", "organization"} else None


def named_by_it(reading: Reading, head: int) -> str | None:
    """Tell which organization "it" or "they" is: the nearest that its sentence names before, or the sentence before it."""
    if reading.is_direct(head):
        return None
    quote, row = reading.quote_at.get(head), reading.sentence[head]
    if quote is not None and quote.speaker and reading.kinds.get(quote.speaker) == "organization":
        return quote.speaker
    first, _ = reading.bounds(head)
    own = [reading.entity_at[k] for k in range(head - 1, first - 1, -1) if k in reading.entity_at]
    before: list[str] = []
    if row and reading.paragraph[row] - reading.paragraph[row - 1] <= 1:
        rows = reading.rows[row - 1]
        subjects = [e for k in rows if reading.rel[k].startswith("nsubj") and (e := reading.entity_of(k))]
        before = subjects + [reading.entity_at[k] for k in rows if k in reading.entity_at]
    return next((e for e in (*own, *before) if reading.kinds.get(e) == "organization"), None)


SPOKEN_FOR = frozenset(
    "spokesman spokeswoman spokesperson secretary lawyer barrister solicitor clerk aide agent attorney adviser advisor".split()
)
"""Who speaks as one of these tells where somebody else stands."""


def whose(reading: Reading, quote: Quote, first: int, last: int) -> str | None:
    """Tell whose stand a speaker tells: his own, or that of whom he speaks for ("it was examining the claim").

    Args:
        reading: the report.
        quote: the quote that a clause stands in.
        first: the first token of the clause.
        last: the token that it ends before.
    """
    speaker = quote.speaker
    if reading.is_direct(first):
        return speaker
    verbs = (k for k in range(first, last) if reading.upos[k] in {"VERB", "AUX"})
    subjects = (k for k in range(first, last) if reading.rel[k].startswith("nsubj"))
    subject = next(subjects, None) or reading.subject(next(verbs, first))
    if subject is None:
        return speaker
    if reading.low[subject] in {"it", "they"}:
        return named_by_it(reading, subject) or speaker
    if not _speaks_for(reading, quote):
        return speaker
    if reading.low[subject] in {"he", "she"}:
        return _last_subject(reading, subject, speaker) or speaker
    return reading.entity_of(subject) or speaker


def _speaks_for(reading: Reading, quote: Quote) -> bool:
    """Tell whether a speaker is named as one who speaks for others."""
    if quote.source is None:
        return False
    first, last = reading.report.analysis.tokens.covering(quote.source.start, quote.source.end)
    return bool(SPOKEN_FOR & set(reading.low[max(0, first - 4) : last + 4]))


def _last_subject(reading: Reading, head: int, speaker: str | None) -> str | None:
    """Give the last person before a pronoun's sentence who is a subject and does not speak."""
    row = reading.sentence[head] - 1
    subjects = [k for k in reading.rows.get(row, []) if reading.rel[k].startswith("nsubj")]
    named = (reading.entity_of(k) for k in subjects)
    return next((e for e in named if e and e != speaker and reading.kinds.get(e) == "person"), None)


def pieces(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Part a stretch of words into its clauses: at stops, and at "but" or "and" where another clause begins."""
    start = first
    for i in range(first, last):
        word = reading.low[i]
        new_sentence = i > first and reading.sentence[i] != reading.sentence[i - 1]
        joins = word in {"but", "and", "or"} and i > start + 1 and reading.has_new_clause(i)
        if new_sentence or joins or word in STOPS - {"(", ")", "[", "]", "*"}:
            if i > start:
                yield start, i
            start = i if new_sentence else i + 1
    if start < last:
        yield start, last
