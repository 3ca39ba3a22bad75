"""Do two claims tell one fact: the score of the pair, raised by what the scorer of passages cannot see, and what it must share.

The scorer (`_similarity`) was trained on whole sentences. Clauses that repeat each other with words left out, and
clauses that share a number which tells ("2,870", "71.4 percent"), are the same more often than it thinks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import LCSseq

from crossread.compare._claim_units import Amount, Slot, Unit, differing_slots, shared_amounts, shared_days
from crossread.compare._similarity import FEATURES, pair_features, score_features, share_run

SAME = 0.33
"""Score from which two claims are taken to say the same, where they share words that tell something.

The scorer knows pairs that look alike (MSRP), and is strict with those that do not; what the pairs must share
keeps the wrong ones out. On the dev stories and the seeds, read by eye, 0.5 to 0.33 adds three points, all right;
to ask for less of what is shared adds as many wrong as right."""

SAME_UTTERANCE = 0.25
"""The same for two claims inside quotes of one utterance."""

SAME_WORDING = 0.6
"""Least score of two claims in the same words, a few of them changed or left out."""

SAME_FIGURE = 0.45
"""Least score of two claims that share a number which tells, and enough beside it."""

OTHER_PLACE = 0.15
"""So much more is asked of claims that name different places."""

MIN_SHARED = 2
"""Content words that two claims have in common at least: "there will be talks" is in any sentence about talks."""

MIN_OF_SHORTER = 0.4
"""Share of the shorter claim's telling words that the other has too."""

MIN_OF_LONGER = 0.3
"""Share of the longer claim's content words: a long sentence that has a short one's words in passing says something else."""

SAME_RUN = 7
"""A shared run of so many words is a wording carried over or quoted twice."""

MIN_RUN = 4
"""A shared run of so many words at least, for claims just as alike with words changed."""

SAME_ORDER = 0.8
"""Share of the shorter claim's words that stand in the same order in the other, for claims just as alike with words changed."""

TOPIC_SHARE = 0.05
MIN_TOPIC_CLAIMS = 6
"""A word in more of a story's claims than this is its topic ("guarantees" in talks about guarantees): to share it tells little."""

APART: frozenset[Slot] = frozenset({"polarity", "modality", "figures", "times", "subject"})
"""Slots that keep two claims out of one point."""

PRECISE_DIGITS = 3
"""A number of so many significant digits is shared by chance in no story, nor one of one less with its unit or what it counts."""


PART_OF_SENTENCE = 0.7
"""A claim that is a smaller part of its sentence has a vector that tells more of the rest: from 0.5 to 0.9 it makes no difference."""

EXPECTED_COSINE, COSINE_OF_DICE = 0.48, 0.47
"""The cosine of two sentences that share so much of their words, on MSRP train: what a part of a sentence is given at least."""

COSINE, DICE = (FEATURES.index(name) for name in ("cosine", "dice"))


def score_claims(a: Unit, b: Unit) -> float:
    """Give the score of a pair of claims, in [0, 1]."""
    features = pair_features(a.words, b.words)
    if min(a.share_of_sentence, b.share_of_sentence) < PART_OF_SENTENCE:
        features[COSINE] = max(features[COSINE], EXPECTED_COSINE + COSINE_OF_DICE * features[DICE])
    score = score_features(features)
    if same_wording(a, b):
        return max(score, SAME_WORDING)
    return max(score, SAME_FIGURE) if share_figure(a, b) else score


def are_same(a: Unit, b: Unit, score: float, spoken: Mapping[str, str], topic: frozenset[str]) -> bool:
    """Tell whether two claims may stand in one point.

    Args:
        a, b: the claims.
        score: what `score_claims` gave for them.
        spoken: the utterance of each quote that is of one.
        topic: words of the story's topic, which tell nothing.
    """
    slots = set(differing_slots(a, b))
    utterance = spoken.get(a.claim.by)
    one_utterance = utterance is not None and utterance == spoken.get(b.claim.by)
    if one_utterance and a.own_words == b.own_words:
        return True  # the same words of one act of speaking, however short: "We heard two bangs"
    same_words = same_wording(a, b)
    if are_apart(slots, same_words=same_words):
        return False
    if same_words:
        return True
    if "speaker" in slots and (a.first_person or b.first_person):
        return False
    if one_utterance:
        return score >= SAME_UTTERANCE
    enough = share_figure(a, b) or _share_content(a, b, topic)
    return enough and score >= SAME + OTHER_PLACE * ("places" in slots)


def are_apart(slots: set[Slot], *, same_words: bool) -> bool:
    """Tell whether what differs keeps two claims apart; in the same words only numbers and days can."""
    return bool(slots & (APART & {"figures", "times"} if same_words else APART))


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
    """Tell whether two claims share a number or a day that tells, and, where it tells less, something beside it.

    That may be a word, a name, a time or another number. A percentage of two digits is shared by chance more often than
    31 ships or 94 seconds: in talks about pay, all claims are about 5.5 percent.
    """
    shared = shared_amounts(a, b)
    figures = [(x, y) for x, y in shared if x.digits and y.digits]
    days = shared_days(a, b)
    if not figures and not days:
        return False
    if any(_precision(x, y) >= PRECISE_DIGITS for x, y in figures):
        return True
    small = {(x.unit, x.of) for x, y in shared if x.is_of_one_kind(y)} - {(x.unit, x.of) for x, _ in figures}
    times = {t[:2] for t in a.days} & {t[:2] for t in b.days} if figures else set()
    left, right = _telling(a, b)
    words = {w for w in left & right if not w[0].isdigit()} - {x.of for x, _ in figures} - UNIT_WORDS
    return bool(words or times or small or set(a.claim.entities) & set(b.claim.entities))


def _precision(x: Amount, y: Amount) -> int:
    """Give the significant digits that two numbers share, and one for a unit or a thing that both are told to be of."""
    return min(x.digits, y.digits) + (x.is_of_one_kind(y) and not x.unit.startswith("percent"))


UNIT_WORDS = frozenset(
    "percent cent million billion thousand hundr year month week day hour minut second januari februari march april may june juli august septemb octob novemb decemb".split()
)
"""Stems of words that belong to a number or a day: they tell nothing beside it."""


def topic_words(units: Sequence[Unit]) -> frozenset[str]:
    """Give the words that so many claims of a story have that to share one tells little."""
    counts = Counter(w for u in units for w in set(u.words.content))
    least = max(MIN_TOPIC_CLAIMS, TOPIC_SHARE * len(units))
    return frozenset(w for w, n in counts.items() if n > least)


def _telling(a: Unit, b: Unit) -> tuple[set[str], set[str]]:
    """Give the content words of both that are no names."""
    names = a.words.names | b.words.names | a.names | b.names
    return set(a.words.content) - names, set(b.words.content) - names


def _share_content(a: Unit, b: Unit, topic: frozenset[str]) -> bool:
    """Tell whether two claims share enough words that tell something; names alone do not: all claims of a story have them."""
    left, right = _telling(a, b)
    shared = len(left & right)
    if not (left & right) - topic:
        return False
    return (
        shared >= MIN_SHARED
        and shared >= MIN_OF_SHORTER * min(len(left), len(right))
        and shared >= MIN_OF_LONGER * max(len(left), len(right))
    )
