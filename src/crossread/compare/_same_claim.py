"""Do two claims tell one fact: the probability of the pair, and what keeps two claims apart however alike they are.

The scorer of passages (`_similarity`) knows words alone. A second logistic regression, fitted on labelled stories
(`training/same_claim.py`), weighs its answer with what claims have besides: words that can stand for one another, numbers, days, names and
speakers, each by how rare it is in the story. "2,870" tells more than "two", and "the harbour" in a strike of dockers nearly nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
from rapidfuzz.distance import LCSseq

from crossread.compare._alignment import alignment
from crossread.compare._claim_units import (
    Amount,
    Slot,
    Unit,
    amounts_clash,
    differing_slots,
    shared_amounts,
    shared_days,
)
from crossread.compare._deeds import are_contrary, are_opposed, are_other
from crossread.compare._likeness import matches, own_mass, shared_mass
from crossread.compare._same_claim_weights import BIAS, WEIGHTS
from crossread.compare._similarity import FEATURES, pair_features, score_features, share_run
from crossread.language.analysis import Floats

SAME = 0.35
"""Score from which two claims are taken to tell one fact. Left out in turn, the dev stories give B³ F1 .786 (precision .875) at 0.3,
.784 (.880) here, .782 (.881) at 0.4; claims that no label names are not judged there, so the surer of three nearly equal."""

SAME_UTTERANCE = 0.2
"""The same for two claims inside quotes of one utterance."""

SAME_WORDING = 0.6
"""Least score of two claims in the same words, a few of them changed or left out."""

CONFIRMS = 0.6
"""Score from which a second origin confirms the first: in doubt the lower number. Left out in turn, the dev stories give too high
a number for .022 of the labelled points at 0.5, for .018 here, and the right one for .836 and .839."""

CONFIRMS_FROM = 0.4
"""Closeness of the sentences from which the same; below it a number or a day makes up most of the score ("signed on Sunday"):
of 13 points of the dev stories with a second origin, 8 lie below it, and 7 of them are wrong."""

FURTHER: dict[Slot, float] = {"subject": 0.2, "polarity": 0.2}
"""So much more is asked of claims that are about different people, or of which one is denied, where that does not keep them apart."""

MIN_SHARED = 2
"""Content words that two claims in the same wording have in common at least: "there will be talks" is in any sentence about talks."""

SAME_RUN = 7
"""A shared run of so many words is a wording carried over or quoted twice."""

MIN_RUN = 4
"""A shared run of so many words at least, for claims just as alike with words changed."""

SAME_ORDER = 0.8
"""Share of the shorter claim's words that stand in the same order in the other, for claims just as alike with words changed."""

APART: frozenset[Slot] = frozenset({"polarity", "figures", "times"})
"""Slots that keep two claims out of one point."""

LIMITS = frozenset("unless until if only before without".split())
"""Words that turn "not" round: "will not pay until she leaves" is "will pay only when she has left"."""

PART_OF_SENTENCE = 0.7
"""A claim that is a smaller part of its sentence has a vector that tells more of the rest: from 0.5 to 0.9 it makes no difference."""

EXPECTED_COSINE, COSINE_OF_DICE = 0.48, 0.47
"""The cosine of two sentences that share so much of their words, on MSRP train: what a part of a sentence is given at least."""

COSINE, DICE = (FEATURES.index(name) for name in ("cosine", "dice"))


def claim_features(a: Unit, b: Unit) -> Floats:
    """Give the features of a pair of claims. Shape (len(FEATURES),), float64."""
    features = pair_features(a.words, b.words)
    if min(a.share_of_sentence, b.share_of_sentence) < PART_OF_SENTENCE:
        features[COSINE] = max(features[COSINE], EXPECTED_COSINE + COSINE_OF_DICE * features[DICE])
    return features


def score_claims(a: Unit, b: Unit) -> float:
    """Give the probability that two claims tell one fact, in [0, 1]."""
    z = BIAS + float(np.dot(fact_features(a, b), WEIGHTS))
    score = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))
    return max(score, SAME_WORDING) if same_wording(a, b) else score


FACTS = (
    "words", "close", "aligned", "concepts", "number", "precise", "counted", "date", "day", "rare_day", "days_meet", "place", "figures_clash",
    "polarity", "speaker", "entities", "one_report", "done_and_to_come",
)  # fmt: skip
"""Names of the features of a pair of claims, in the order of `WEIGHTS`."""


def fact_features(a: Unit, b: Unit) -> Floats:
    """Give the features of a pair of claims, which do not depend on their order. Shape (len(FACTS),), float64.

    `words` is the logit of the scorer of passages; `close` the cosine of the sentences without what all of the story have in common; `aligned` how near each word lies to the nearest of the other; `concepts` the share of telling
    words, or words of their sense, that both have, as a Dice coefficient of rarities; `number`, `rare_day` and `entities` what
    is shared by how rare it is in the story; `precise` the digits of a number; `counted` a number of one thing or unit; `date` a day of the
    calendar, `day` any, `days_meet` days of which one lies in the other ("by the end of April", "by 30 April"); `place` a place;
    `done_and_to_come` that one tells what is done and the other what is to come. Whether their verbs are kin adds nothing: words of one sense
    are in `concepts`.
    """
    telling = a.telling
    words = min(1 - 1e-6, max(1e-6, score_features(claim_features(a, b))))
    both = own_mass(telling, a.concepts) + own_mass(telling, b.concepts)
    met = shared_mass(telling, a.concepts, b.concepts) + shared_mass(telling, b.concepts, a.concepts)
    amounts = shared_amounts(a, b)
    rarest = (
        min(telling.numbers.get(x.said, 0.0), telling.numbers.get(y.said, 0.0))
        for x, y in amounts
        if x.said is not None and y.said is not None
    )
    dates = shared_days(a, b)
    left, right = ({(start, end) for start, end, _ in unit.days} for unit in (a, b))
    days = left & right
    meet = any(x[0] <= y[1] and y[0] <= x[1] for x in left for y in right)
    entities = set(a.claim.entities) & set(b.claim.entities)
    aligned = alignment(a.written, b.written)
    return np.array(
        [
            math.log(words / (1 - words)),
            closeness(a, b),
            UNKNOWN_ALIGNMENT if aligned is None else aligned,
            met / max(1e-6, both),
            max(rarest, default=0.0) / 5,
            min(4, max((_precision(x, y) for x, y in amounts), default=0)) / 4,
            float(any(x.is_of_one_kind(y) for x, y in amounts)),
            float(bool(dates)),
            float(bool(days) and not dates),
            max((telling.days.get(day, 0.0) for day in days), default=0.0) / 5,
            float(meet and not days),
            float(bool(a.places & b.places)),
            float(amounts_clash(a.amounts, b.amounts)),
            float(a.claim.polarity != b.claim.polarity),
            float(a.speaker is not None and a.speaker == b.speaker),
            math.fsum(sorted(telling.entities.get(e, 0.0) for e in entities)) / 5,
            float(a.report == b.report),
            float(a.deeds.to_come != b.deeds.to_come),
        ]
    )


UNKNOWN_CLOSENESS = 0.3
"""Of sentences without vectors: what those that tell one fact in other words have at least."""


def closeness(a: Unit, b: Unit) -> float:
    """Give how close in meaning the sentences of two claims are: 0 as close as any two of the story, 1 the same."""
    u, v, mean = a.meaning, b.meaning, a.telling.mean_cosine
    if not u.any() or not v.any():
        return UNKNOWN_CLOSENESS
    return (float(np.dot(u, v)) - mean) / (1.0 - mean)


UNKNOWN_ALIGNMENT = 0.4
"""Of claims without meanings: what two in five of those that tell one fact do not have."""


def are_same(a: Unit, b: Unit, score: float, spoken: Mapping[str, str]) -> bool:
    """Tell whether two claims may stand in one point.

    Args:
        a, b: the claims.
        score: what `score_claims` gave for them.
        spoken: the utterance of each quote that is of one.
    """
    utterance = spoken.get(a.claim.by)
    one_utterance = utterance is not None and utterance == spoken.get(b.claim.by)
    if one_utterance and a.own_words == b.own_words:
        return True  # the same words of one act of speaking, however short: "We heard two bangs"
    if are_apart(a, b):
        return False
    if same_wording(a, b):
        return True
    slots = differing_slots(a, b)
    if "speaker" in slots and (a.first_person or b.first_person):
        return False
    if one_utterance:
        return score >= SAME_UTTERANCE
    wanted = SAME + sum(more for slot, more in FURTHER.items() if slot in slots)
    return score >= wanted and (score >= wanted + NAMES_ALONE or share_matter(a, b))


NAMES_ALONE = 0.3
"""So much more is asked of two claims that have only names in common."""

LEAST_MATTER = 3.0
"""Rarity of what two claims have in common at least, beside the names: a story has one cast, and all is done by a few people.
With 1 precision is .880 for .883, left out in turn."""


def share_matter(a: Unit, b: Unit) -> bool:
    """Tell whether two claims have more in common than who they are about: a number, a day, or a word that tells or its like."""
    if share_figure(a, b):
        return True
    names = a.telling.name_keys
    there = matches(a.concepts - names, b.concepts - names)
    return math.fsum(a.telling.weight(x) * share for x, share in there) >= LEAST_MATTER


def are_apart(a: Unit, b: Unit) -> bool:
    """Tell whether what differs keeps two claims apart; in the same words only numbers and days can.

    That one is denied keeps them apart unless both are of one speaker or both have a condition: who says "the prison stays shut" and
    "we will not open it" has said it once in two ways, and where another denies it, it is the other that must stand apart.
    """
    slots = APART.intersection(differing_slots(a, b))
    if is_undone(a, b):
        return True
    if slots == {"polarity"}:
        one_speaker = a.speaker is not None and a.speaker == b.speaker
        fits = one_speaker or (_is_limited(a) and _is_limited(b)) or same_wording(a, b)
        return not fits and are_contrary(a.deeds, b.deeds, a.concepts, b.concepts)
    return bool(slots)


def is_undone(a: Unit, b: Unit) -> bool:
    """Tell whether one claim tells a deed and the other what undoes it: "600 people left" and "most of the 600 came back".

    Not where "not" or a condition turns one of them round: who stays does not leave.
    """
    turned = {a.claim.polarity, b.claim.polarity} != {"affirmed"} or any(_is_turned(u) for u in (a, b))
    return not turned and are_opposed(a.deeds, b.deeds) and not same_wording(a, b)


def _is_turned(unit: Unit) -> bool:
    return unit.words.negative or _is_limited(unit)


def is_surely_same(a: Unit, b: Unit, score: float) -> bool:
    """Tell whether two claims tell one fact so surely that whoever tells the second may confirm the first.

    What is still to come has one origin, who plans it, however many announce it; and who tells of the plan does not
    confirm the deed. Claims about two people, or with verbs that are no kin of each other, tell too little of one thing.
    """
    if (
        score < CONFIRMS
        or closeness(a, b) < CONFIRMS_FROM
        or a.deeds.to_come
        or b.deeds.to_come
        or are_other(a.deeds, b.deeds)
    ):
        return False
    return not {"subject", "polarity", "modality", "figures", "times"}.intersection(differing_slots(a, b))


def _is_limited(unit: Unit) -> bool:
    """Tell whether a claim has a condition or a term, with which "not" may be said the other way round."""
    return bool(LIMITS.intersection(unit.own_words)) or share_run(unit.own_words, AS_LONG_AS, len(AS_LONG_AS))


AS_LONG_AS = ("as", "long", "as")


def same_wording(a: Unit, b: Unit) -> bool:
    """Tell whether two claims are one sentence told twice, a few words changed and none of them a "not"."""
    left, right = _telling(a, b)
    if a.words.negative != b.words.negative or len(left & right) < MIN_SHARED:
        return False
    if not share_run(a.own_words, b.own_words, MIN_RUN):
        return False
    shorter = min(len(a.own_words), len(b.own_words))
    if share_run(a.own_words, b.own_words, SAME_RUN):
        return True
    return shorter >= SAME_RUN - 1 and LCSseq.similarity(a.own_words, b.own_words) >= SAME_ORDER * shorter


def share_figure(a: Unit, b: Unit) -> bool:
    """Tell whether two claims share a number that tells, or a day of the calendar."""
    return any(x.digits and y.digits for x, y in shared_amounts(a, b)) or bool(shared_days(a, b))


def _precision(x: Amount, y: Amount) -> int:
    """Give the significant digits that two numbers share, and one for a unit or a thing that both are told to be of."""
    return min(x.digits, y.digits) + (x.is_of_one_kind(y) and not x.unit.startswith("percent"))


def _telling(a: Unit, b: Unit) -> tuple[set[str], set[str]]:
    """Give the content words of both that are no names."""
    names = a.words.names | b.words.names | a.names | b.names
    return set(a.words.content) - names, set(b.words.content) - names
