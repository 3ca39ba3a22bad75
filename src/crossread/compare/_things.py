"""What a clause is about: the nouns that it names, as keys under which reports that use other words are counted together."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from crossread.compare._reading import Reading, stem
from crossread.compare._stance_words import (
    BREAKING_OFF,
    DEEDS,
    EMPTY_NOUNS,
    EMPTY_VERBS,
    ENCOUNTERING,
    ENDING,
    ENDING_NOUNS,
    GIVING_UP,
    IDIOMS,
    JUDGED,
    LEAVING,
    LEAVING_OFFICE,
    MONEY,
    PARTING,
    SAME_IN_NEWS,
    STOPPING,
    STOPPING_NOUNS,
    VERBS,
    forms_of,
)
from crossread.compare.roles import is_person_noun
from crossread.extract.cues import lemma
from crossread.records import Span

MAX_NOUNS = 4
"""A clause is about one of the first so many things that it names."""
MAX_APART = 6
"""An infinitive follows a noun within so many words."""
HYPHENS = frozenset("-\u2010\u2011")
MAX_IDIOM = 4
"""The verb of an idiom stands so few words before its noun."""
MAX_DEED = 6
"""What is to be done is named in no more words ("signing the lease")."""
BEFORE_DEEDS = frozenset("to will 'll would shall not never n't".split())
HAVING = frozenset("has have had having 've 'd".split())
NAMING = frozenset({"NOUN", "PROPN"})
MAX_UP = 3
"""Steps taken up the tree from a noun to the verb that acts on it."""
OBJECTS = frozenset({"obj", "nsubj", "nsubj:pass", "xcomp", "ccomp", "root", "conj"})
NAME = "@"
"""Begins the key of something that is known as an entity of the story."""
FIRING = frozenset("fire fires fired firing".split())
"""Done to anybody these end an office, done to a shot they end nothing."""
QUITTING = frozenset("quit quits quitting resign resigns resigning resigned".split())
ONWARD = (["to"], ["through"], ["over"], ["on"], ["ahead"], ["into"], ["forward"])
"""What follows "go" where nothing goes away."""
_CANONICAL = {stem(word): stem(min(group)) for group in SAME_IN_NEWS for word in group}


class Thing(Struct, frozen=True):
    """Something that a clause names: its key, its words, its head, whether the clause would end it, whether it is a deed."""

    key: str
    words: str
    head: str
    span: Span
    ended: bool = False
    deed: bool = False


def key_of(noun: str) -> str:
    """Give the key under which a noun and its synonyms in news are counted."""
    return _CANONICAL.get(stem(noun), stem(noun))


def find_things(reading: Reading, first: int, last: int, *, core: bool = False) -> tuple[Thing, ...]:
    """Find what a stretch of words names, at most `MAX_NOUNS`: common nouns; else names; else what is to be done.

    Args:
        reading: the report.
        first: the token to begin at.
        last: the token to end before.
        core: take no circumstances, even where a verb acts on nothing ("step on to a boat").
    """
    nouns = list(_nouns(reading, first, last))
    acted_on = [t for i, t in nouns if _is_core(reading, i)]
    found = acted_on if acted_on or core else [t for _, t in nouns]
    if not found:
        named, deeds = _name_first(reading, first, last), [t for _, t in _deeds(reading, first, last)]
        leaves = bool(named) and all(t.ended for t in named) and any(t.key == RESIGNATION for t in deeds)
        found = deeds if leaves or not named else named  # "called on Pell to resign" is for her resignation
    return tuple(found[:MAX_NOUNS])


RESIGNATION = _CANONICAL.get(stem("resignation"), stem("resignation"))


def _name_first(reading: Reading, first: int, last: int) -> list[Thing]:
    """Give the names of a stretch that opens with one: "Pell to go" is about Pell, "a call to Pell" is not."""
    names = dict(_names(reading, first, last))
    opens = next((i for i in range(first, last) if _is_telling(reading, i)), last)
    if opens not in names:
        return []
    is_name = reading.upos[opens] == "PROPN" or reading.kinds.get(reading.entity_at[opens]) == "person"
    acting = any(
        reading.rel[k].startswith("nsubj") and k < reading.head[k]
        for k in range(opens, last)
        if reading.entity_at.get(k) == reading.entity_at[opens] and reading.upos[k] != "PRON"
    )
    return [t for i, t in names.items() if t.ended or not (acting and i == opens)] if is_name else []


def _is_telling(reading: Reading, i: int) -> bool:
    """Tell whether a word is a noun, a name or a verb that says what is done."""
    upos = reading.upos[i]
    return upos in {"NOUN", "PROPN"} or i in reading.entity_at or (upos == "VERB" and reading.low[i] not in EMPTY_VERBS)


def _nouns(reading: Reading, first: int, last: int) -> Iterator[tuple[int, Thing]]:
    for i in range(first, last):
        if not is_head(reading, i):
            continue
        owner = _owner_start(reading, i, first) if reading.low[i] in ENDING_NOUNS else i
        if owner < i:  # "demanded Mr Pell's resignation": that is the thing, and not Pell
            words = worded(reading, owner, i + 1)
            yield i, Thing(key_of(reading.low[i]), words, reading.low[i], reading.span(owner, i + 1))
        elif not is_empty(reading, i):
            yield i, _thing(reading, i, (first, last))
        elif reading.low[i] in EMPTY_NOUNS and i - 1 >= first and _narrows(reading, i - 1):
            yield i, _thing(reading, i - 1, (first, last))  # "the pay claim" is about pay


def _narrows(reading: Reading, i: int) -> bool:
    """Tell whether a word is a noun before another that tells by itself what a phrase is about."""
    return reading.upos[i] == "NOUN" and reading.rel[i] == "compound" and not is_empty(reading, i)


def _names(reading: Reading, first: int, last: int) -> Iterator[tuple[int, Thing]]:
    seen: set[str] = set()
    for i in range(first, last):
        named = reading.entity_at.get(i)
        if named is None or named in seen or reading.upos[i] == "PRON" or i in reading.time_at or _is_aside(reading, i):
            continue
        if reading.upos[i] == "DET" and reading.entity_at.get(i + 1) != named:
            continue  # "the Vessia envoy" is one name around another
        seen.add(named)
        end = i + 1
        while end < last and reading.entity_at.get(end) == named:
            end += 1
        words = reading.text[reading.start[i] : reading.end[end - 1]]
        yield (
            i,
            _of(
                reading, end - 1, (first, last), Thing(NAME + named, words, reading.low[end - 1], reading.span(i, end))
            ),
        )


def _is_aside(reading: Reading, i: int) -> bool:
    """Tell whether a name is only where, to whom or by whom something is done ("left to Pell"), and not without whom."""
    leads = {reading.low[k] for k in reading.children[i] if reading.rel[k] == "case"}
    return reading.rel[i] == "obl" and not leads & {"with", "without", "under"}


def _deeds(reading: Reading, first: int, last: int) -> Iterator[tuple[int, Thing]]:
    for i in range(first, last):
        word = reading.low[i]
        if (named := _deed_noun(reading, i)) is not None:
            yield i, Thing(key_of(named), named, named, reading.span(i, i + 1), deed=True)
            continue
        done = any(reading.rel[k] in {"aux:pass", "nsubj:pass"} for k in reading.children[i])
        names_deed = word not in EMPTY_VERBS or (word in PARTING and reading.low[i - 1 : i] != ["be"])
        if reading.upos[i] == "VERB" and not done and names_deed and word.isalpha() and word not in JUDGED:
            ends = min(reading.clause_end(i), last, i + MAX_DEED)
            if reading.low[i + 1 : i + 2] == ["nothing"] and word not in VERBS:
                yield i, Thing(key_of(word), forms_of(lemma(word))[2], word, reading.span(i, i + 1), deed=True)
            elif _is_to_be_done(reading, i) and _names_noun(reading, i + 1, ends):
                ends = max(k for k in range(i + 1, ends) if _is_naming(reading, k)) + 1
                gerund = word if word.endswith(("ing", "s")) else forms_of(word)[2]
                words = f"{gerund} {worded(reading, i + 1, ends)}"
                yield i, Thing(key_of(word), words, word, reading.span(i, ends), deed=True)


def _is_to_be_done(reading: Reading, i: int) -> bool:
    """Tell whether a verb names a deed and tells of none: "signing the lease", "will sign the lease", "to sign it"."""
    if any(reading.low[k] in HAVING for k in reading.children[i]) or reading.rel[i] == "amod":
        return False
    return reading.low[i].endswith("ing") or (i > 0 and reading.low[i - 1] in BEFORE_DEEDS)


def _names_noun(reading: Reading, first: int, last: int) -> bool:
    """Tell whether some words have a noun or name among them, other than a time."""
    return any(_is_naming(reading, k) for k in range(first, last))


def _is_naming(reading: Reading, i: int) -> bool:
    return reading.upos[i] in NAMING and i not in reading.time_at


def _deed_noun(reading: Reading, i: int) -> str | None:
    """Name a deed that nothing is done to: "ruled out resigning", "would not step down", "wants her out"."""
    word, after = reading.low[i], reading.low[i + 1 : i + 2]
    if reading.upos[i] == "VERB" and word in DEEDS:
        acts = any(reading.rel[k] == "obj" for k in reading.children[i])
        return None if acts and word not in QUITTING else DEEDS[word]
    if i and reading.upos[i] == "VERB" and word in ENCOUNTERING and reading.low[i - 1] in BEFORE_DEEDS:
        return None if any(reading.rel[k] == "obj" for k in reading.children[i]) else ENCOUNTERING[word]
    if word in LEAVING_OFFICE and after and after[0] in LEAVING_OFFICE[word]:
        return "resignation"
    if word in {"go", "out", "gone"} and _closes(reading, i) and _is_somebody_before(reading, i):
        return "resignation"
    return None


def _closes(reading: Reading, i: int) -> bool:
    """Tell whether nothing but a day follows a word in its clause."""
    nearest = next(
        (k for k in range(i + 1, min(i + 4, reading.bounds(i)[1])) if reading.low[k] not in {"by", "on"}), None
    )
    return (
        nearest is None
        or nearest in reading.time_at
        or not reading.is_word(nearest)
        or reading.low[nearest] in {"and", "but"}
    )


def _is_somebody_before(reading: Reading, i: int) -> bool:
    """Tell whether a person is named right before a word, past "to" or "must": "asked the minister to go"."""
    at = i - 1
    while at > 0 and reading.low[at] in {"to", "must", "should", "not", "be"}:
        at -= 1
    if at < 0 or reading.sentence[at] != reading.sentence[i]:
        return False
    named = reading.kinds.get(reading.entity_at.get(at, "")) == "person"
    return named or reading.low[at] in {"he", "she", "him", "her"} or is_person_noun(reading.low[at])


def worded(reading: Reading, first: int, last: int) -> str:
    """Give tokens as a label has them: without capitals but those of names."""
    words: list[str] = []
    for k in range(first, last):
        known = reading.upos[k] == "PROPN" or k in reading.entity_at
        word = reading.text[reading.start[k] : reading.end[k]]
        glued = k > first and reading.end[k - 1] == reading.start[k]
        words.append(("" if glued or not words else " ") + (word if known else word.lower()))
    return "".join(words)


def is_head(reading: Reading, i: int) -> bool:
    """Tell whether a token is the last noun of its phrase."""
    nouns = {"NOUN", "PROPN"}
    if reading.upos[i] not in nouns:
        return False
    return not (
        i + 1 < len(reading.low)
        and reading.upos[i + 1] in nouns
        and i + 1 not in reading.time_at
        and reading.sentence[i] == reading.sentence[i + 1]
    )


def _thing(reading: Reading, i: int, stretch: tuple[int, int]) -> Thing:
    """Make a thing of a noun, with what is to be done to it where that would stop or undo it."""
    word, start = reading.low[i], modifiers(reading, i, stretch[0])
    if word in MONEY:  # how much is told in the passage
        return Thing(key_of("payment"), "payment", word, reading.span(i, i + 1))
    end = (_complement_end(reading, i, stretch[1]) if start == i else i) + 1
    words = worded(reading, _owner_start(reading, start, stretch[0]), end)
    return _of(reading, i, stretch, Thing(key_of(word), words, word, reading.span(start, i + 1)))


def _owner_start(reading: Reading, start: int, first: int) -> int:
    """Give where the name begins that tells whose a thing is: doubts about "the Kremlin's sincerity" are about no other."""
    if start - 2 < first or reading.low[start - 1] not in {"'s", "’s", "'", "’"} or start - 2 not in reading.entity_at:
        return start
    name = start - 2
    while name - 1 >= first and reading.entity_at.get(name - 1) == reading.entity_at[start - 2]:
        name -= 1
    return name


def _complement_end(reading: Reading, i: int, last: int) -> int:
    """Give the last token of what a lone noun is the noun of: "deployment of night guards"."""
    if reading.low[i + 1 : i + 2] not in (["of"], ["on"], ["to"], ["for"]) or reading.low[i] in STOPPING_NOUNS:
        return i
    behind = next((k for k in reading.children[i] if reading.rel[k] == "nmod" and i < k < min(last, i + MAX_APART)), i)
    plain = all(reading.upos[k] not in {"VERB", "PUNCT", "PRON", "NUM"} for k in range(i + 1, behind))
    return behind if plain and reading.upos[behind] in NAMING and behind not in reading.time_at else i


def _of(reading: Reading, i: int, stretch: tuple[int, int], thing: Thing) -> Thing:
    """Add what a stretch would do to a thing: who wants it ended is against it, to stop it is a thing of its own."""
    undoing = _undoing(reading, i, stretch)
    if undoing is None or (undoing in FIRING and not thing.key.startswith(NAME)):
        return thing
    if stopped := "giving up" if undoing in GIVING_UP else STOPPING.get(undoing) or STOPPING_NOUNS.get(undoing):
        return replace(thing, key=f"{key_of(stopped)} {thing.key}", words=f"{stopped} {thing.words}")
    return replace(thing, ended=True)


def _undoing(reading: Reading, i: int, stretch: tuple[int, int]) -> str | None:
    """Give the word over a noun, or the participle right behind it, that would end it: "the war must end"."""
    return (
        _undone_behind(reading, i, stretch[1])
        or _undone_above(reading, i, stretch)
        or _undone_before(reading, i, stretch)
    )


def _undone_before(reading: Reading, i: int, stretch: tuple[int, int]) -> str | None:
    """Find the noun of ending right before a noun, whatever the tree makes of it: "guarantee an end to wars"."""
    start = modifiers(reading, i, stretch[0])
    while start > stretch[0] and reading.upos[start - 1] in {"DET", "PRON"}:
        start -= 1
    if start - 2 < stretch[0] or reading.low[start - 1] not in {"to", "of", "on"}:
        return None
    word = reading.low[start - 2]
    return word if word in ENDING_NOUNS | STOPPING_NOUNS.keys() else None


def _undone_behind(reading: Reading, i: int, last: int) -> str | None:
    """Find what would end a noun in the words behind it: "the result to be struck out", "the site closed"."""
    low, undo = reading.low, ENDING | STOPPING.keys()
    if "aside" in low[i + 1 : i + 3]:
        return "aside"  # "to have the result set aside"
    near = itertools.takewhile(lambda k: reading.is_word(k) and low[k] != "or", range(i + 1, min(i + MAX_APART, last)))
    lead = next((k for k in near if low[k] == "to"), None)
    doing = range(lead + 1, min(lead + 4, last)) if lead is not None else range(0)
    at = next((k for k in doing if reading.upos[k] == "VERB"), None)
    if at is not None and low[at] in undo and not (low[at] in LEAVING and low[at + 1 : at + 2] in ONWARD):
        return low[at]  # but "the plan to be gone through again"
    if low[i + 1 : i + 2] == ["left"]:
        return None  # "wants the gates left open"
    return low[i + 1] if reading.upos[i + 1 : i + 2] == ("VERB",) and low[i + 1] in undo else None


def _undone_above(reading: Reading, i: int, stretch: tuple[int, int]) -> str | None:
    """Find what would end a noun in the words that it hangs on: "the war must end", "the closure of the school"."""
    first, last = stretch
    at = i
    for _ in range(MAX_UP):
        above = reading.head[at]
        if above == at or not first <= above < last:
            return None
        word = reading.low[above]
        if reading.upos[above] in {"VERB", "ADJ"} or (reading.upos[above] == "NOUN" and word in ENDING):
            if word == "left" and reading.low[above + 1 : above + 2] == ["to"]:
                return None  # "that is left to the council" ends nothing
            if reading.upos[above] == "VERB" and at < above and not reading.rel[at].startswith(("nsubj", "obj", "obl")):
                return None  # "a truce, or at least to stop the killings"
            gone = word not in LEAVING or reading.rel[at].startswith("nsubj")
            off = reading.low[above + 1 : above + 2] and reading.low[above + 1] in BREAKING_OFF.get(word, ())
            return word if off or (word in ENDING | STOPPING.keys() and gone) else None
        if word in ENDING_NOUNS | STOPPING_NOUNS.keys() and reading.rel[at].startswith(("nmod", "acl")):
            return word
        at = above
    return None


def _is_core(reading: Reading, i: int) -> bool:
    """Tell whether a verb acts on a noun: its object or subject, or what it leads to ("agree to a truce")."""
    leads = {reading.low[k] for k in reading.children[i] if reading.rel[k] == "case"}
    above = reading.head[i]
    if reading.rel[i] == "nmod" and "of" in leads and above != i and reading.low[above] in EMPTY_NOUNS:
        return _is_core(reading, above) if above < i else False  # "the idea of a truce"
    return reading.rel[i] in OBJECTS or (
        reading.rel[i] == "obl" and bool(leads & {"to", "with", "under"}) and "on" not in reading.low[max(0, i - 4) : i]
    )


def is_empty(reading: Reading, i: int) -> bool:
    """Tell whether a noun names no issue: too general, a judgement, a time, a person, or known as an entity."""
    word = reading.low[i]
    return (
        word in EMPTY_NOUNS
        or word.removesuffix("s") in EMPTY_NOUNS
        or word in ENDING_NOUNS
        or (is_person_noun(word) and stem(word) not in _CANONICAL)
        or _is_beside_name(reading, i)
        or word in JUDGED
        or _is_idiom(reading, i)
        or (word in {"vote", "votes"} and any(reading.rel[k] == "nummod" for k in reading.children[i]))
        or len(word) < 3
        or i in reading.time_at
        or i in reading.entity_at
        or not word.isalpha()
    )


def _is_idiom(reading: Reading, i: int) -> bool:
    """Tell whether a noun means something only with its verb: "set foot", "hold their fire", "fighting back tears"."""
    near = {lemma(reading.low[k]) for k in range(max(0, i - MAX_IDIOM), i)}
    return bool(IDIOMS.get(reading.low[i], frozenset()) & near)


def _is_beside_name(reading: Reading, i: int) -> bool:
    """Tell whether a noun only says what a name beside it is: "Lund, the capital"."""
    named = reading.entity_at.get(reading.head[i], "")
    return reading.rel[i] == "appos" and reading.kinds.get(named) in {"person", "organization", "location"}


def modifiers(reading: Reading, head: int, first: int) -> int:
    """Give where the words begin that narrow a noun down: "security guarantees", "nuclear waste"."""
    start = head
    while (
        start > first
        and reading.upos[start - 1] in {"ADJ", "NOUN", "PROPN"}
        and reading.is_word(start - 1)
        and start - 1 not in reading.entity_at
        and reading.low[max(start - 2, 0)] not in HYPHENS  # "leader-level talks" are no "level talks"
        and head - start < 2
    ):
        start -= 1
    return start
