"""One clause that tells where an actor stands, and how it is made of a stretch of words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from crossread.compare._reading import STOPS, THIRD_PERSON, Reading
from crossread.compare._stance_words import VERBS, forms_of
from crossread.compare._things import NAME, Thing, find_things
from crossread.extract.cues import SAY, lemma
from crossread.records import Quote, Span, Stance

OPPOSITE: dict[Stance, Stance] = {"for": "against", "against": "for", "open": "open", "conditional": "conditional"}
POINTING = frozenset(
    "nothing everything it this that these those them they one ones such none neither both either".split()
)
"""Words that point at what was named before."""
VOTING = frozenset(forms_of("vote"))
RELATIVE = frozenset("which who whose where".split())
POSSESSIVES = frozenset("his her their my our".split())
MAX_COUNT = 12
"""So many words, of the count or the day, may part "voted" from "for" ("voted by 94 to 71 on Monday for the bill")."""
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
    """One clause that tells where an actor stands on one of the things that it names.

    `pointed` tells that words before it name them ("it is too dear"), which is less sure. `loose` that somebody speaks his
    mind as people do of anything ("a bigger lorry is not a better one"), whether it is at issue or not.
    """

    actor: str
    stance: Stance
    things: tuple[Thing, ...]
    evidence: Span
    quote: str | None = None
    earlier: Earlier = Earlier()
    pointed: bool = False
    loose: bool = False


def standing(  # noqa: PLR0913  (what a clause tells)
    reading: Reading,
    actor: str,
    stance: Stance,
    *,
    about: tuple[int, int],
    shown: tuple[int, int],
    core: bool = False,
    back: bool = False,
    earlier: Earlier = Earlier(),  # noqa: B008  (it never changes)
    loose: bool = False,
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
        loose: whether people say the like of anything.
    """
    if stance in {"for", "against"} and _only_if(reading, shown[1]):
        stance = "conditional"
    things = tuple(t for t in find_things(reading, *about, core=core) if t.key != NAME + actor)
    pointed = not things
    if pointed and (back or _points_back(reading, shown)):
        things = tuple(t for t in _before(reading, shown[0]) if t.key != NAME + actor)
        if "one" in reading.low[slice(*shown)]:
            things = _last_of_kind(reading, shown[0]) or things[-1:]
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
            pointed=pointed,
            loose=loose or (pointed and stance == "conditional"),
        )


def _only_if(reading: Reading, after: int) -> bool:
    """Tell whether what follows a stand makes it depend on something: "would back a closure only | if the pay was safe"."""
    following = reading.low[after : after + 2]
    if not following or not 0 < after < len(reading.low) or reading.sentence[after] != reading.sentence[after - 1]:
        return False
    only = reading.low[after - 1] == "only" and following[0] in {"if", "when", "once", "after"}
    not_yet = reading.low[after : after + 4] in ([",", "but", "not", "before"], [",", "but", "not", "until"])
    return only or not_yet or following[0] in {"unless", "provided"} or following == ["only", "if"]


def _points_back(reading: Reading, shown: tuple[int, int]) -> bool:
    """Tell whether words leave it to those before them what they are about: "it is a disgrace", "never"."""
    words = [k for k in range(*shown) if reading.is_word(k)]
    return len(words) <= MAX_ELLIPTIC or any(_points(reading, k) for k in words)


def _points(reading: Reading, k: int) -> bool:
    """Tell whether a word points at what was named before; "those who ordered this" does not."""
    inside = reading.rel[reading.head[k]].startswith("acl")
    leads = reading.low[k + 1 : k + 2] in (["who"], ["whose"], ["which"], ["responsible"])
    narrows = reading.low[k] in {"both", "either", "neither"} and reading.rel[k] == "det"  # "begged both sides"
    return reading.low[k] in POINTING and reading.rel[k] != "mark" and not (inside or leads or narrows)


def _before(reading: Reading, at: int) -> tuple[Thing, ...]:
    """Find what the words before a token in its sentence name, or else a sentence before it."""
    first, _ = reading.bounds(at)
    ends = at
    for _ in range(SENTENCES_BACK + 1):
        named = (t for t in find_things(reading, first, ends) if not _is_person(reading, t) and not _says(reading, t))
        found = tuple(replace(t, ended=False) for t in named)
        if found or first == 0:
            return found
        ends = first
        first, _ = reading.bounds(first - 1)
    return ()


def _last_of_kind(reading: Reading, at: int) -> tuple[Thing, ...]:
    """Find the last thing with "a" before it, in this sentence or the one before: what who "agreed to one" agreed to."""
    first, _ = reading.bounds(at)
    first = reading.bounds(first - 1)[0] if first else first
    for k in range(at - 1, first - 1, -1):
        noun = reading.head[k]
        if reading.low[k] in {"a", "an"} and reading.rel[k] == "det" and k < noun < at:
            return find_things(reading, k, noun + 1)
    return ()


def _says(reading: Reading, thing: Thing) -> bool:
    """Tell whether a thing is who says something ("the office said")."""
    at = reading.report.analysis.tokens.covering(thing.span.start, thing.span.end)[1] - 1
    return reading.rel[at].startswith("nsubj") and lemma(reading.low[reading.head[at]]) in SAY


def _is_person(reading: Reading, thing: Thing) -> bool:
    return reading.kinds.get(thing.key.removeprefix(NAME)) == "person"


def time_in(reading: Reading, first: int, last: int) -> str | None:
    """Give the id of the first time that a stretch of words names."""
    return next((reading.time_at[k].id for k in range(first, last) if k in reading.time_at), None)


def match_verb(reading: Reading, i: int) -> tuple[Stance, int] | None:
    """Find which entry of a verb of standing fits what follows: the stance, and the token that what it is about begins at."""
    _, last = reading.bounds(i)
    votes = reading.low[i] in VOTING
    for parts, stance in VERBS.get(reading.low[i], ()):
        at = i + 1
        while at < last and parts and reading.low[at] != parts[0]:
            if not _may_part(reading, at) and not (votes and at < i + MAX_COUNT and reading.upos[at] != "VERB"):
                break
            at += 1
        if tuple(reading.low[at : at + len(parts)]) == parts:
            return stance, at + len(parts)
        if len(parts) == 1 and parts[0] in PARTICLES and _is_parted(reading, at, min(at + MAX_PARTED, last), parts[0]):
            return stance, at
    return None


PARTICLES = frozenset("out down off up aside".split())
MAX_PARTED = 6
"""What is done to a thing may part a verb from its particle by so few words: "turned the offer of talks down"."""


def _is_parted(reading: Reading, first: int, last: int, particle: str) -> bool:
    """Tell whether a particle follows what a verb is done to."""
    at = next((k for k in range(first, last) if reading.low[k] == particle), None)
    return at is not None and all(reading.upos[k] not in {"VERB", "PUNCT", "CCONJ"} for k in range(first, at))


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
    """Tell which entity does what a verb says; "it" and "they" are who the sentence before is about.

    Of a verb of saying that is who says it; where no entity is known for him it is nobody outside the words that name him.
    """
    head = reading.subject(verb)
    said = reading.cue_at.get(verb)
    if said is not None and (said.speaker or not _is_in(reading, said.source, head)):
        return said.speaker
    if head is None:
        return _named_before(reading, verb)
    if reading.low[head] in {"it", "they"}:
        return named_by_it(reading, head)
    if reading.low[head] in {"who", "which", "that"} and (named := _antecedent(reading, head)) is not None:
        return named
    known = reading.entity_at.get(head) if reading.low[head] in THIRD_PERSON else None
    found = known or reading.person_at(head) or _owned(reading, head) or _beside(reading, head)
    quote = reading.quote_at.get(head)
    if (
        reading.low[head] in THIRD_PERSON
        and quote is not None
        and quote.speaker == found
        and _speaks_for(reading, quote)
    ):
        return _last_subject(reading, head, found or "") or found  # her spokesman said she would sign
    return found


def _is_in(reading: Reading, span: Span | None, head: int | None) -> bool:
    """Tell whether a token lies in a span."""
    return span is not None and head is not None and span.start <= reading.start[head] < span.end


def _beside(reading: Reading, head: int) -> str | None:
    """Tell whose name stands in what is set beside a noun: "the largest of them, the fund Cerva"."""
    beside = (k for k in reading.children[head] if reading.rel[k] == "appos")
    named = (reading.person_at(k) for at in beside for k in range(*reading.phrase(at)) if k in reading.entity_at)
    return next((n for n in named if n is not None), None)


def _antecedent(reading: Reading, pronoun: int) -> str | None:
    """Tell who "who" or "which" is: what the clause that it opens hangs on."""
    at = reading.head[pronoun]
    while reading.rel[at] == "conj" and reading.head[at] != at and reading.head[at] < at:
        at = reading.head[at]
    return reading.person_at(reading.head[at]) if reading.rel[at] == "acl:relcl" else None


def _owned(reading: Reading, head: int) -> str | None:
    """Tell who "her president" or "his union" is: by the owner's roles, whose country or body the other belongs to as well."""
    owner = next((k for k in reading.children[head] if reading.rel[k] == "nmod:poss"), None)
    if owner is None or reading.low[owner] not in POSSESSIVES:
        return None
    speaker = reading.speaker(head)
    office = reading.offices.get(speaker) if speaker else None
    if office is None:
        return None
    if reading.low[head] in SIDES:
        bodies = [e for e in office.of if reading.kinds.get(e) == "organization"]
        return bodies[0] if len(bodies) == 1 else None
    same = [e for e, o in reading.offices.items() if reading.low[head] in o.words and set(o.of) & set(office.of)]
    return same[0] if len(same) == 1 and same[0] != speaker else None


def relative_start(reading: Reading, first: int) -> int | None:
    """Give the comma before the "who" or "which" that a clause stands right behind, if it does."""
    opens = first - 1
    parted = opens > 0 and reading.low[opens] in RELATIVE and reading.low[opens - 1] == ","
    return opens - 1 if parted else None


def _named_before(reading: Reading, verb: int) -> str | None:
    """Give the person or organization that is named right before a finite verb, for where the tree has no subject."""
    if reading.low[verb].endswith("ing"):
        return None
    at = verb - 1
    while at > 0 and reading.upos[at] in {"AUX", "ADV", "PART"} and reading.low[at] != "to":
        at -= 1
    if (
        at > 0
        and reading.low[at] == ","
        and (opens := relative_start(reading, reading.clause_start(at - 1))) is not None
    ):
        at = opens - 1  # "the mayor, who is ill, has not decided"
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


SIDES = frozenset(
    "party government company firm club union council board team ministry court police state city federation league association".split()
)
"""For these a speaker may speak: what they will do is what he is for, and no stand on them."""
BODIES = frozenset("federation confederation association league group union council list guild".split())
"""These act for themselves by whatever name, though one of them says so; a party or a company acts by who speaks for it."""
SPOKEN_FOR = frozenset(
    "spokesman spokeswoman spokesperson secretary lawyer barrister solicitor clerk aide agent attorney adviser advisor".split()
)
"""Who speaks as one of these tells where somebody else stands."""


def whose(reading: Reading, quote: Quote, first: int, last: int, *, deed: bool = False) -> str | None:
    """Tell whose stand a speaker tells: his own, or that of whom he speaks for ("it was examining the claim").

    Args:
        reading: the report.
        quote: the quote that a clause stands in.
        first: the first token of the clause.
        last: the token that it ends before.
        deed: whether the clause tells what its subject will do, so that a body which is the subject stands for itself.
    """
    speaker = quote.speaker
    if reading.is_direct(first):
        return speaker
    verbs = (k for k in range(first, last) if reading.upos[k] in {"VERB", "AUX"} and reading.rel[k] != "amod")
    subjects = (k for k in range(first, last) if reading.rel[k].startswith("nsubj"))
    verb = next(verbs, first)
    subject = next(subjects, None) or reading.subject(verb)
    if subject is None and verb - 1 >= first and verb - 1 in reading.entity_at:
        subject = verb - 1  # for where the tree has no subject
    if subject is None:
        return speaker
    if reading.low[subject] in {"it", "they"}:
        return named_by_it(reading, subject) or speaker
    if deed and (body := _body_at(reading, subject)) is not None:
        return body
    if not _speaks_for(reading, quote):
        told = _side_told(reading, subject, last)
    elif reading.low[subject] in {"he", "she"}:
        told = _last_subject(reading, subject, speaker)
    else:
        told = reading.entity_of(subject)
    return told or speaker


def _body_at(reading: Reading, subject: int) -> str | None:
    """Tell which body acts for itself in a clause: "the federation", or a name of what the report calls one elsewhere."""
    named = reading.entity_at.get(subject)
    called = set(reading.low[slice(*reading.phrase(subject))])
    if not POSSESSIVES & called:  # "her party" is the speaker's
        called.update(reading.low[k] for k, e in reading.entity_at.items() if e == named)
    if not BODIES & called:
        return None
    body = reading.entity_of(subject) or named
    return body if body is not None and reading.kinds.get(body) == "organization" else None


def _side_told(reading: Reading, subject: int, last: int) -> str | None:
    """Tell whose stand a speaker tells of with "her union backed the plan"; what it will do is the speaker's own."""
    told = any(reading.low[k] in VERBS and reading.upos[k] == "VERB" for k in range(subject, last))
    ahead = any(reading.low[k] in {"will", "would", "'ll", "'d"} for k in range(subject, last))
    return _owned(reading, subject) if told and not ahead else None


def _speaks_for(reading: Reading, quote: Quote) -> bool:
    """Tell whether a speaker is named as one who speaks for others, here or in any report."""
    office = reading.offices.get(quote.speaker or "")
    if office is not None and SPOKEN_FOR & (office.words - {"secretary"}):
        return True
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
