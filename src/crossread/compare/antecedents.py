"""Antecedents: who of those spoken of before is meant by "he", "it" or "the senator".

Everybody whom a report speaks of, by name, by role or by pronoun, is a candidate; a candidate is
described by a few numbers (how far back, in which part of the sentence, how often, whether it was
speaking, whether the role fits), and the candidate with the highest weighted sum is taken. "Nobody
that is named" is always one of the candidates. The weights are fitted by `training.antecedents`.
"""

from __future__ import annotations

import bisect
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from msgspec import Struct

from crossread.compare._antecedents import WEIGHTS
from crossread.compare.roles import (
    BODY_WORDS,
    COMPANY_NOUNS,
    NAMED_BODIES,
    PASSING_ROLES,
    PLACE_NOUNS,
    SAME_ROLE,
    RoleFrame,
    fits,
    like_nouns,
)
from crossread.language.analysis import Analysis
from crossread.records import EntityKind, MentionForm

NOBODY = -1
"""The candidate that stands for all whom the report does not name; rows below it are unnamed people of the text."""
MAX_SENTENCES_BACK = 6
"""A pronoun's antecedent is sought no further back than this."""
MAX_CANDIDATES, MAX_PLACES_BACK = 40, 320
"""Of more candidates, in more places, the nearest are looked at: a list of names in a hostile text costs no more than a report."""

Sort = Literal["person", "body", "role", "institution"]
"""Pronouns for people, "it", nouns for people ("the minister"), nouns for bodies and places ("the company")."""

FEATURES = (
    "nobody",
    "nobody_speaks",
    "unnamed",
    "same_sentence",
    "distance",
    "same_paragraph",
    "subject",
    "possessive",
    "object",
    "in_speech",
    "in_content",
    "by_pronoun",
    "subject_near",
    "rivals",
    "frequency",
    "opens_sentence",
    "spoke_last",
    "spoke_near",
    "speaks_on",
    "speaks_after_others",
    "other_subject_since",
    "gender_known",
    "co_argument",
    "place_name",
    "role_same",
    "role_like",
    "role_part",
    "role_unknown",
    "role_other",
    "role_unproven_far",
    "of_asked",
    "of_seen",
    "body_word",
    "body_other",
    "body_clash",
    "later",
    "class_same",
    "class_like",
    "class_other",
    "sole",
    "story_share",
    "company",
)
"""What describes a candidate, in the order of the weights."""


class Place(Struct, frozen=True, order=True):
    """Where a report speaks of somebody: `who` is the row of an entity, or below `NOBODY` somebody unnamed."""

    start: int
    end: int
    who: int
    token: int
    sentence: int
    relation: str
    form: MentionForm
    in_speech: bool
    in_content: bool


class Spoke(Struct, frozen=True):
    """Who spoke the quote before: its speaker, where the quote ends, and whether somebody else was a subject since."""

    who: int
    sentence: int
    other_subject_since: bool


class Asked(Struct, frozen=True):
    """What is to be resolved.

    `own`: character ranges of the words whose source it is; who is named only in them does not speak them.
    `frame`: the role, where it is one.
    """

    sort: Sort
    token: int
    start: int
    sentence: int
    relation: str
    gender: str = ""
    own: tuple[tuple[int, int], ...] = ()
    frame: RoleFrame | None = None
    spoke: Spoke | None = None


class Candidate(Struct, frozen=True):
    """Who can be meant, where he or she was last spoken of (-1: nowhere yet), and the numbers of `FEATURES`."""

    who: int
    at: int
    features: tuple[float, ...]


class Known(Struct, frozen=True):
    """What is known of a candidate: kind, gender, roles (of a body, what reports call it), and the words of its names.

    `share`: how often the story names it, as a share of the body that it names most. `offices`: titles of nothing
    ("President") before the name.
    """

    kind: EntityKind
    gender: str = ""
    frames: tuple[RoleFrame, ...] = ()
    words: frozenset[str] = frozenset()
    share: float = 0.0
    offices: frozenset[str] = frozenset()


class Discourse:
    """What a report has spoken of, in text order; grows as pronouns and roles are resolved."""

    def __init__(self, analysis: Analysis, known: Sequence[Known], places: Iterable[Place]) -> None:
        self.analysis = analysis
        self.known = known
        self.unnamed: dict[int, Known] = {}
        self.places = sorted(places)
        self.of: dict[int, list[Place]] = defaultdict(list)
        for place in self.places:
            self.of[place.who].append(place)

    def between(self, start: int, end: int) -> Sequence[Place]:
        """Give the places that begin from one character to another."""
        a = bisect.bisect_left(self.places, start, key=lambda p: p.start)
        return self.places[a : bisect.bisect_left(self.places, end, key=lambda p: p.start)]

    def add(self, place: Place) -> None:
        """Take in a place where somebody is spoken of."""
        bisect.insort(self.places, place)
        bisect.insort(self.of[place.who], place)

    def add_unnamed(self, place: Place, known: Known) -> int:
        """Take in somebody without a name; gives the row that stands for him or her."""
        who = NOBODY - 1 - len(self.unnamed)
        self.unnamed[who] = known
        self.add(msgspec.structs.replace(place, who=who))
        return who

    def about(self, who: int) -> Known:
        """Give what is known of a candidate."""
        return self.known[who] if who >= 0 else self.unnamed[who]

    def before(self, who: int, start: int) -> Sequence[Place]:
        """Give the places that speak of somebody before a character."""
        places = self.of.get(who, [])
        return places[: bisect.bisect_left(places, start, key=lambda p: p.start)]

    def candidates(self, asked: Asked) -> Iterator[Candidate]:
        """Give who can be meant, each with what describes it (as `FEATURES`)."""
        near = self._near(asked)
        fit = [answers(asked.frame, self.about(who)) for who, _ in near] if asked.frame is not None else []
        yield Candidate(NOBODY, -1, _row({"nobody": 1.0, "nobody_speaks": float(bool(asked.own))}))
        for rivals, (who, places) in enumerate(near):
            about = self.about(who)
            described = self._standing(asked, who, places, min(rivals, 3))
            if asked.frame is not None:
                described |= _role(asked.frame, about)
                described["sole"] = float(fit[rivals] and sum(fit) == 1)
                unproven = described.get("role_unknown", 0.0) + described.get("role_other", 0.0)
                described["role_unproven_far"] = unproven * described["distance"]
            yield Candidate(who, places[-1].start if places else -1, _row(described))

    def _near(self, asked: Asked) -> list[tuple[int, Sequence[Place]]]:
        """Give the candidates with their places before, the nearest first."""
        rows = self._spoken_of(asked)
        if asked.frame is not None:
            around = self._around(asked.start)
            rows = list(dict.fromkeys([*(w for w in rows if w < 0), *(p.who for p in around if p.who >= 0)]))
        found: list[tuple[int, Sequence[Place]]] = []
        for who in rows:
            if not self._can_be(asked, who):
                continue
            places = [p for p in self.before(who, asked.start) if not any(a <= p.start < b for a, b in asked.own)]
            if places or asked.frame is not None:
                found.append((who, places))
        if asked.frame is not None and asked.frame.of and asked.frame.head in BODY_WORDS:
            # "the appeals court" beside the Supreme Court is the one with "appeals" in its name
            seen = [f for f in found if _seen(asked.frame, self.about(f[0])) == 1.0]
            found = seen or found
        found.sort(key=lambda f: (-f[1][-1].start if f[1] else 1, f[0]))
        return found[:MAX_CANDIDATES]

    def _spoken_of(self, asked: Asked) -> list[int]:
        """Give whom the sentences before speak of, the nearest first."""
        rows: dict[int, None] = {}
        for place in reversed(self._around(asked.start)):
            if place.start >= asked.start:
                continue
            if asked.sentence - place.sentence > MAX_SENTENCES_BACK:
                break
            rows[place.who] = None
        return list(rows)

    def _around(self, start: int) -> Sequence[Place]:
        """Give the nearest places on both sides of a character: of an ordinary report nearly all."""
        at = bisect.bisect_left(self.places, start, key=lambda p: p.start)
        return self.places[max(0, at - MAX_PLACES_BACK) : at + MAX_PLACES_BACK]

    def _can_be(self, asked: Asked, who: int) -> bool:
        about = self.about(who)
        if asked.frame is not None and asked.frame.head in BODY_WORDS:
            if asked.frame.head in PLACE_NOUNS:
                return about.kind == "location"
            named_so = bool(BODY_WORDS[asked.frame.head] & about.words)
            other = asked.frame.head in NAMED_BODIES or bool(about.words & _NO_COMPANIES)
            return about.kind == "organization" and (named_so or not other)
        if asked.sort == "body":
            return who >= 0 and about.kind in {"organization", "location"}
        return about.kind == "person" and about.gender in {"", asked.gender or about.gender}

    def _standing(self, asked: Asked, who: int, places: Sequence[Place], rivals: int) -> dict[str, float]:
        about = self.about(who)
        out = {
            "unnamed": float(who < 0),
            "rivals": float(rivals),
            "gender_known": float(bool(asked.gender) and about.gender == asked.gender),
            "place_name": float(about.kind == "location"),
        }
        if not places:
            return out | {"later": 1.0, "distance": math.log2(2 + MAX_SENTENCES_BACK)}
        last = places[-1]
        back = min(max(0, asked.sentence - last.sentence), MAX_SENTENCES_BACK)
        paragraph = self.analysis.sentences.paragraph
        out |= {
            "same_sentence": float(back == 0),
            "distance": math.log2(1 + back),
            "same_paragraph": float(paragraph[last.sentence] == paragraph[asked.sentence]),
            "subject": float(last.relation.startswith("nsubj")),
            "possessive": float(last.relation == "nmod:poss"),
            "object": float(last.relation in {"obj", "iobj", "obl"}),
            "in_speech": float(last.in_speech),
            "in_content": float(last.in_content),
            "by_pronoun": float(last.form == "pronoun"),
            "subject_near": float(
                any(
                    p.relation.startswith("nsubj") and asked.sentence - p.sentence <= 1 and not p.in_speech
                    for p in places[-6:]
                )
            ),
            "frequency": math.log2(1 + min(len(places), 15)),
            "opens_sentence": float(self._opens_sentence(last)),
            "co_argument": float(self._co_argument(asked, places)),
        }
        if asked.spoke is not None and asked.spoke.who == who:
            out |= {
                "spoke_last": 1.0,
                "spoke_near": float(asked.sentence - asked.spoke.sentence <= 1),
                "speaks_on": float(bool(asked.own) and not asked.spoke.other_subject_since),
                "speaks_after_others": float(bool(asked.own) and asked.spoke.other_subject_since),
                "other_subject_since": float(asked.spoke.other_subject_since),
            }
        return out

    def _opens_sentence(self, place: Place) -> bool:
        return place.start - int(self.analysis.sentences.start[place.sentence]) <= OPENING_CHARS

    def _co_argument(self, asked: Asked, places: Sequence[Place]) -> bool:
        """Say whether a candidate hangs on the verb that a pronoun hangs on too: "he told Pell" is not Pell."""
        head = self.analysis.syntax.head
        mine = int(head[asked.token])
        return (
            asked.relation.startswith("nsubj")
            and mine != asked.token
            and any(p.sentence == asked.sentence and int(head[p.token]) == mine for p in places[-3:])
        )


_NO_COMPANIES = NAMED_BODIES | frozenset("bureau agency association federation league".split())
"""Words in the names of bodies that are no "company", "group" or "club"."""
OPENING_CHARS = 25
"""A name that begins so near to the beginning of its sentence stands in front, with its title."""


def _role(asked: RoleFrame, known: Known) -> dict[str, float]:
    """Describe how a candidate's roles or names answer to a phrase."""
    of = {"of_asked": float(bool(asked.of)), "of_seen": _seen(asked, known)}
    if asked.head in PLACE_NOUNS:
        return of | {"body_word": 1.0}
    if asked.head in BODY_WORDS:
        word = bool(BODY_WORDS[asked.head] & known.words)
        clash = not word and any(words & known.words for words in BODY_WORDS.values())
        called = {f.head for f in known.frames}
        same = asked.head in called | known.words
        like = not same and any(BODY_WORDS.get(noun) == BODY_WORDS[asked.head] for noun in called)
        return of | {
            "body_word": float(word),
            "body_other": float(not word),
            "body_clash": float(clash),
            "class_same": float(same),
            "class_like": float(like),
            "class_other": float(bool(called) and not same and not like),
            "story_share": known.share,
            "company": float(asked.head in COMPANY_NOUNS and not clash),
        }
    best = max((fits(asked, f) for f in known.frames), default=0)
    telling = any(f.head not in PASSING_ROLES for f in known.frames)
    alike = any(like_nouns(asked.head, f.head) for f in known.frames)
    return {
        "role_same": float(best == SAME_ROLE),
        "role_like": float(0 < best < SAME_ROLE),
        "role_part": float(best == 0 and alike),
        "role_unknown": float(not telling and not alike),
        "role_other": float(telling and not alike),
    } | of


def answers(asked: RoleFrame, known: Known) -> bool:
    """Say whether what is known of a candidate speaks for a phrase: its name, or what reports call it."""
    if asked.head in BODY_WORDS:
        return bool(BODY_WORDS[asked.head] & known.words) or any(
            BODY_WORDS.get(f.head) == BODY_WORDS[asked.head] for f in known.frames
        )
    return any(fits(asked, f) for f in known.frames)


def _seen(asked: RoleFrame, known: Known) -> float:
    """Give the share of a phrase's further words that the candidate's roles or names have."""
    theirs = {w for f in known.frames for w in (*f.of, f.head)} | known.words
    return len(asked.of & theirs) / len(asked.of) if asked.of else 0.0


def _row(described: Mapping[str, float]) -> tuple[float, ...]:
    return tuple(described.get(name, 0.0) for name in FEATURES)


def choose(sort: Sort, candidates: Iterable[Candidate]) -> int:
    """Take the candidate with the highest score; of equal ones the first."""
    weights = WEIGHTS[sort]
    best, most = NOBODY, -math.inf
    for candidate in candidates:
        score = sum(w * x for w, x in zip(weights, candidate.features, strict=True))
        if score > most + EQUAL:
            best, most = candidate.who, score
    return best


EQUAL = 1e-9
"""Scores that differ by less are equal."""
