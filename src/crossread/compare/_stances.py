"""Clauses that tell where an actor stands: whose, for or against, and what the clause is about.

Read from predicates of standing (`_stance_words`) with what negates them and what follows them. Each is
one clause of one report; `issues` finds what they have in common, `positions` puts them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct

from crossread.compare._reading import BREAKS, FIRST_PERSON, Reading, stem
from crossread.compare._stance_words import (
    ADJECTIVES,
    BEFORE_NOW,
    EMPTY_NOUNS,
    ENDING,
    ENDING_NOUNS,
    HOLDING,
    LETTING_GO,
    LETTING_GO_WITH,
    NECESSARY,
    NEGATED,
    NOUNS,
    SAME_IN_NEWS,
    TELLING,
    UNWANTED,
    UNWANTED_PHRASES,
    VERBS,
    forms_of,
)
from crossread.records import Span, Stance

MAX_NOUNS = 4
"""A clause of standing is about one of the first so many things that it names."""
MAX_BEFORE = 24
"""The subject is shown with its clause where it stands no more words before the verb."""
MAX_SHORT = 6
"""Words of a sentence in marks such as "No new taxes.", which turns a thing down without a verb."""
ASKING = frozenset("must should need needs be like want wants wanted remain stay has have to cannot never".split()) - {
    "has",
    "have",
    "to",
}
"""Words by which a clause after "that" asks for something and does not state it."""
MODALS = frozenset("may might could".split())
MUSTS = frozenset("must should".split())
REFUSING = frozenset("will would can could wo 'll".split())
OPPOSITE: dict[Stance, Stance] = {"for": "against", "against": "for", "open": "open", "conditional": "conditional"}
_LET_GO_WITH = {form: parts for verb, parts in LETTING_GO_WITH.items() for form in forms_of(verb)}
_CANONICAL = {stem(word): stem(min(group)) for group in SAME_IN_NEWS for word in group}


class Thing(Struct, frozen=True):
    """Something that a clause names: key of its head noun, its words, and whether the clause would end it."""

    key: str
    words: str
    span: Span
    ended: bool = False


class Standing(Struct, frozen=True, kw_only=True):
    """One clause that tells where an actor stands on the first of the things that turns out to be an issue."""

    actor: str
    stance: Stance
    things: tuple[Thing, ...]
    evidence: Span
    quote: str | None = None
    past: bool = False
    changed_from: Stance | None = None
    when: str | None = None
    change: Span | None = None


def key_of(noun: str) -> str:
    """Give the key under which a noun and its synonyms in news are counted."""
    return _CANONICAL.get(stem(noun), stem(noun))


def find_standings(reading: Reading) -> tuple[Standing, ...]:
    """Find the clauses of a report that tell where an actor stands, in text order, each once."""
    found = chain.from_iterable(_at(reading, i) for i in range(len(reading.low)) if reading.upos[i] != "PUNCT")
    return tuple(dict.fromkeys(s for s in found if s.things))


def _at(reading: Reading, i: int) -> Iterator[Standing]:
    if _is_supposed(reading, i):
        return
    word, upos = reading.low[i], reading.upos[i]
    if upos in {"VERB", "AUX", "ADJ"} and word in VERBS:
        yield from _of_verb(reading, i)
    if upos in {"ADJ", "VERB"} and word in ADJECTIVES:
        yield from _of_adjective(reading, i)
    if upos == "NOUN" and word in NOUNS:
        yield from _of_noun(reading, i)
    if upos == "VERB" and (word in LETTING_GO or word in _LET_GO_WITH):
        yield from _of_letting_go(reading, i)
    if word in NECESSARY or word in UNWANTED or upos in {"ADV", "ADP", "NOUN"}:
        yield from _of_judgement(reading, i)
    if word in MUSTS or (word == "need" and upos == "VERB"):
        yield from _of_must(reading, i)
    if upos == "VERB":
        yield from _of_refusal(reading, i)
    if word == "no":
        yield from _of_no(reading, i)


def _is_supposed(reading: Reading, i: int) -> bool:
    """Tell whether a clause is a question or only supposed: "if she backs", "whether to accept", "may support"."""
    first, last = reading.bounds(i)
    if reading.low[last - 1] == "?" or (last - 2 >= first and reading.low[last - 2] == "?"):
        return True
    start = reading.clause_start(i)
    return (start > first and reading.low[start - 1] in {"if", "whether", "unless"}) or any(
        reading.low[k] in MODALS | {"if", "whether", "reportedly"} for k in range(start, i)
    )


def _of_verb(reading: Reading, i: int) -> Iterator[Standing]:
    match = _particles(reading, i)
    if match is None:
        return
    stance, after = match
    if (
        reading.low[after : after + 1] == ["to"]
        and reading.low[after + 1 : after + 2]
        and reading.low[after + 1] in TELLING
    ):
        return  # "declined to comment" is no standing
    if "to" in reading.low[after : after + 4] and TELLING & set(reading.low[after : after + 6]):
        return  # nor is "wanted the workers to know"
    if reading.low[after - 1] == "that" and not ASKING & set(
        reading.low[after : reading.clause_end(after)] if after < len(reading.low) else ()
    ):
        return  # "insisted that the lamp had been lit" states a fact
    if _is_pointer(reading, after):
        return
    about = (after, reading.clause_end(after)) if after < reading.bounds(i)[1] else (after, after)
    if (done_to := reading.passive_subject(i)) is not None:
        about = reading.phrase(done_to)
    if {"must", "should"} & set(reading.low[max(reading.bounds(i)[0], i - 3) : i]):
        return  # "the mayor must accept the plan" is what somebody else wants
    ended = _no_longer(reading, i)
    if reading.is_negated(i) and not ended:
        stance = NEGATED[stance]
    yield from _standing(
        reading, i, reading.actor(i), "open" if ended else stance, about, changed_from=stance if ended else None
    )


def _is_pointer(reading: Reading, i: int) -> bool:
    """Tell whether a pronoun is what a verb is about: "considering that", "rejected it"."""
    return i < len(reading.low) and reading.upos[i] == "PRON" and reading.rel[i] in {"obj", "iobj"}


def _particles(reading: Reading, i: int) -> tuple[Stance, int] | None:
    """Find which entry of a verb fits what follows: the stance, and the token that what it is about begins at."""
    _, last = reading.bounds(i)
    for parts, stance in VERBS[reading.low[i]]:
        at = i + 1
        while at < last and parts and reading.upos[at] == "ADV" and reading.low[at] != parts[0]:
            at += 1
        if tuple(reading.low[at : at + len(parts)]) == parts:
            return stance, at + len(parts)
        if parts == ("out",) and "out" in reading.low[at : min(at + 5, last)]:
            return stance, at
    return None


def _no_longer(reading: Reading, i: int) -> bool:
    """Tell whether a verb says what somebody did until now: "no longer demands", "stopped calling for"."""
    before = reading.low[max(0, i - 3) : i]
    return before[-2:] == ["no", "longer"] or (
        before[-1:] in (["stopped"], ["ceased"]) and reading.low[i].endswith("ing")
    )


def _of_adjective(reading: Reading, i: int) -> Iterator[Standing]:
    leads, stance = ADJECTIVES[reading.low[i]]
    if i + 1 < len(reading.low) and reading.low[i + 1] in leads:
        if reading.is_negated(i) or any(reading.low[k] in {"not", "n't", "n’t"} for k in reading.children[i]):
            stance = NEGATED[stance]
        yield from _standing(reading, i, reading.actor(i), stance, (i + 2, reading.clause_end(i + 2)))


def _of_noun(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "her support for", "voiced support for": the owner of the noun, or who puts it into effect."""
    leads, stance = NOUNS[reading.low[i]]
    if i + 1 >= len(reading.low) or reading.low[i + 1] not in leads:
        return
    verb = reading.head[i]
    holds = reading.rel[i] in {"obj", "ccomp", "obl"} and reading.low[verb] in HOLDING
    end = reading.clause_end(i + 2) if i + 2 < len(reading.low) else i + 2
    if (
        any(reading.low[k] == "to" and "VERB" in reading.upos[k + 1 : k + 3] for k in range(i + 2, end))
        and reading.low[i + 1] == "for"
    ):
        return  # "the need for guns to fall silent" is not for guns
    if holds and not reading.is_negated(verb):
        yield from _standing(reading, verb, reading.actor(verb), stance, (i + 2, reading.clause_end(i + 2)))


def _of_letting_go(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "dropped his demand that": a standing that is over."""
    particles = _LET_GO_WITH.get(reading.low[i])
    first, last = i + 1, min(i + 7, reading.bounds(i)[1])
    if particles and not any(w in particles for w in reading.low[first : first + 2]):
        return
    for k in range(first, last):
        if (
            reading.low[k] in NOUNS
            and k + 1 < last + 1
            and reading.low[k + 1 : k + 2]
            and reading.low[k + 1] in NOUNS[reading.low[k]][0]
        ):
            if reading.is_negated(i):
                return
            about = (k + 2, reading.clause_end(k + 2))
            yield from _standing(reading, i, reading.actor(i), "open", about, changed_from=NOUNS[reading.low[k]][1])
            return
        if reading.low[k] in BREAKS or reading.upos[k] == "VERB":
            return


def _of_judgement(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "a truce is necessary" in somebody's words: the speaker asks for the subject, or turns it down."""
    speaker = reading.speaker(i)
    if speaker is None:
        return
    word = reading.low[i]
    phrase = next((p for p in UNWANTED_PHRASES if tuple(reading.low[i : i + len(p)]) == p), None)
    if phrase is None and word not in NECESSARY | UNWANTED:
        return
    subject = next((k for k in reading.children[i] if reading.rel[k].startswith("nsubj")), None)
    if subject is None or word == "must":
        return
    stance: Stance = "for" if word in NECESSARY else "against"
    if reading.is_negated(i) or any(reading.low[k] in {"not", "n't", "n’t"} for k in reading.children[i]):
        stance = NEGATED[stance]
    yield from _standing(reading, i, speaker, stance, reading.phrase(subject))


def _of_must(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "the city must pay", "we need peace" in somebody's words: the speaker is for it."""
    speaker = reading.speaker(i)
    if speaker is None:
        return
    first, last = i + 1, reading.bounds(i)[1]
    last = reading.clause_end(first) if first < last else first
    after = reading.low[first : first + 3]
    if reading.low[i] == "need":
        subject = reading.subject(i)
        if subject is None or reading.low[subject] not in FIRST_PERSON:
            return
    elif after[:1] == ["have"] or (after[:1] == ["be"] and reading.upos[first + 1 : first + 2] == ("ADJ",)):
        return  # "must have known", "must be tired" guess, "should have stopped" blames: none asks for anything
    elif not any(reading.upos[k] in {"NOUN", "PROPN"} for k in range(first, last)):
        first = reading.clause_start(i)
    if (
        (subject := reading.subject(i)) is not None
        and reading.entity_of(subject) == speaker
        and reading.low[subject] not in FIRST_PERSON
    ):
        return  # nobody says of himself "Pell must": the speaker is read wrong
    nobody = {"nobody", "none", "no"} & set(reading.low[reading.clause_start(i) : i])
    denied = bool({"not", "n't", "never", "no"} & set(after[:2]) or nobody) or reading.is_negated(i)
    yield from _standing(reading, i, speaker, "against" if denied else "for", (first, last), core=True)


def _of_refusal(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "we will not close the school", "Pell would never sign": the actor is against it."""
    before = reading.low[max(reading.bounds(i)[0], i - 4) : i]
    if not reading.is_negated(i) or not REFUSING & set(before) or reading.low[i] in VERBS:
        return
    if set(before) & {"can", "could"}:
        return
    yield from _standing(reading, i, reading.actor(i), "against", (i, reading.clause_end(i + 1)), core=True)


def _of_no(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "there will be no inspectors", "No signature from us" in somebody's words: the speaker is against it."""
    speaker = reading.speaker(i)
    start = reading.clause_start(i)
    first, last = reading.bounds(i)
    alone = {"unless", "without", "until", "before"} & set(reading.low[i:last]) or last - i < MAX_SHORT
    heads = (
        reading.is_direct(i)
        and (i == first or not reading.is_word(i - 1))
        and reading.low[i - 1 : i] != [","]
        and alone
    )
    opens = reading.low[start:i] in (["there", "will", "be"], ["there", "would", "be"], ["there", "can", "be"])
    if speaker and (opens or heads) and reading.upos[i + 1 : i + 2] not in ((), ("PUNCT",)):
        yield from _standing(reading, i, speaker, "against", (i + 1, reading.clause_end(i + 1)))


def _standing(
    reading: Reading,
    i: int,
    actor: str | None,
    stance: Stance,
    about: tuple[int, int],
    *,
    changed_from: Stance | None = None,
    core: bool = False,
) -> Iterator[Standing]:
    """Make a standing where there is an actor, with what the clause is about and where it says so."""
    if actor is None or about[1] <= about[0]:
        return
    subject = reading.subject(i)
    first = min(i, about[0])
    if subject is not None and reading.sentence[subject] == reading.sentence[i]:
        opens = reading.phrase(subject)[0]
        first = opens if first - MAX_BEFORE <= opens < first else first
    last = max(i + 1, about[1])
    change = _once_otherwise(reading, last, stance) if changed_from is None else None
    own = (reading.quote_at.get(k) for k in (i, about[0], about[1] - 1))
    quote = next((q.id for q in own if q is not None and q.speaker == actor), None)
    yield Standing(
        actor=actor,
        stance=stance,
        things=find_things(reading, *about, core=core),
        evidence=reading.span(first, last),
        quote=quote,
        past=_is_over(reading, i),
        changed_from=change[0] if change else changed_from,
        when=change[1] if change else _time_in(reading, first, last),
        change=change[2] if change else None,
    )


def _time_in(reading: Reading, first: int, last: int) -> str | None:
    return next((reading.time_at[k].id for k in range(first, last) if k in reading.time_at), None)


def _is_over(reading: Reading, i: int) -> bool:
    """Tell whether a clause speaks of a time before the report's now: "had rejected", "previously backed"."""
    start = reading.clause_start(i)
    before = reading.low[start:i]
    opens = start > reading.bounds(i)[0] and reading.low[start - 1] == "before"
    return opens or bool({"had", *BEFORE_NOW} & set(before)) or before[-2:] == ["used", "to"]


def _once_otherwise(reading: Reading, after: int, stance: Stance) -> tuple[Stance, str | None, Span] | None:
    """Read what a sentence adds about before: "..., something her party rejected in May"."""
    _, last = reading.bounds(min(after, len(reading.low) - 1))
    if reading.low[after : after + 1] != [","] or reading.low[after + 1 : after + 2] not in (
        ["something"],
        ["which"],
        ["what"],
    ):
        return None
    for k in range(after + 2, min(after + 12, last)):
        if reading.upos[k] == "VERB" and reading.low[k] in VERBS and not reading.is_negated(k):
            before = VERBS[reading.low[k]][-1][1]
            end = reading.clause_end(k)
            return (before, _time_in(reading, k, last), reading.span(after + 1, end)) if before != stance else None
    return None


def find_things(reading: Reading, first: int, last: int, *, core: bool = False) -> tuple[Thing, ...]:
    """Find the nouns that a stretch of words names, at most `MAX_NOUNS`, with what is to be done to them.

    Args:
        reading: the report.
        first: the token to begin at.
        last: the token to end before.
        core: take only what the verb acts on, no circumstances ("step on to a boat").
    """
    found: list[Thing] = []
    ending = False
    for i in range(first, last):
        word = reading.low[i]
        if reading.upos[i] == "VERB" or word in ENDING:
            ending = word in ENDING
        if reading.upos[i] not in {"NOUN", "PROPN"} or (i + 1 < last and reading.upos[i + 1] in {"NOUN", "PROPN"}):
            continue
        if word in ENDING_NOUNS and reading.low[i + 1 : i + 2] and reading.low[i + 1] in {"to", "of", "on"}:
            ending = True
        if is_empty(reading, i) or (core and not _is_core(reading, i)):
            continue
        undone = ending or _is_ended(reading, i, first, last)
        start = modifiers(reading, i, first)
        found.append(
            Thing(key_of(word), reading.text[reading.start[start] : reading.end[i]], reading.span(start, i + 1), undone)
        )
        if len(found) == MAX_NOUNS:
            break
    return tuple(found)


def _is_core(reading: Reading, i: int) -> bool:
    """Tell whether a verb acts on a noun: its object or subject, or what it leads to ("agree to a truce")."""
    rel = reading.rel[i]
    leads = {reading.low[k] for k in reading.children[i] if reading.rel[k] == "case"}
    return rel in {"obj", "nsubj", "nsubj:pass", "xcomp", "ccomp", "root", "conj"} or (
        rel == "obl" and bool(leads & {"to", "with", "under"}) and "on" not in reading.low[max(0, i - 4) : i]
    )


def _is_ended(reading: Reading, i: int, first: int, last: int) -> bool:
    """Tell whether the verb over a noun, or the participle right behind it, would end it: "the war must end"."""
    if reading.low[i + 1 : i + 2] and reading.upos[i + 1] == "VERB" and reading.low[i + 1] in ENDING:
        return True
    at = i
    for _ in range(3):
        at = reading.head[at]
        if not first <= at < last:
            return False
        if reading.upos[at] == "VERB":
            return reading.low[at] in ENDING
    return False


def is_empty(reading: Reading, i: int) -> bool:
    """Tell whether a noun names no issue: too general, a time, a person, or a name."""
    word = reading.low[i]
    named = reading.kinds.get(reading.entity_at.get(i, ""))
    return (
        word in EMPTY_NOUNS
        or len(word) < 3
        or i in reading.time_at
        or named is not None
        or not word.isalpha()
        or reading.upos[i] == "PROPN"
    )


def modifiers(reading: Reading, head: int, first: int) -> int:
    """Give where the words begin that narrow a noun down: "security guarantees", "nuclear waste"."""
    start = head
    while (
        start > first and reading.upos[start - 1] in {"ADJ", "NOUN"} and reading.is_word(start - 1) and head - start < 2
    ):
        start -= 1
    return start


def standings_of(readings: Sequence[Reading]) -> tuple[Standing, ...]:
    """Find the standings of all reports."""
    return tuple(s for reading in readings for s in find_standings(reading))
