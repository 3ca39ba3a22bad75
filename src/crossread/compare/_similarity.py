"""Do two passages say the same: features of the pair, and the calibrated score made of them.

The score is a logistic regression over some fifteen features: cosine of the sentence vectors, overlap of
words weighted by their rarity, of pairs of words, of word order, of numbers and of names. It
is trained on pairs of sentences from news clusters (`training/same_point.py`), and used as it is for
claims of two reports.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct
from rapidfuzz.distance import LCSseq

from crossread.compare._same_point import BIAS, WEIGHTS
from crossread.language.analysis import Floats
from crossread.stories.fingerprints import load_background

if TYPE_CHECKING:
    from crossread.language.model import LanguageModel

_WORD = re.compile(r"\d[\d.,]{0,30}\d|\d|[^\W\d_]{1,60}(?:['’][^\W\d_]{1,10}){0,2}")
GRAMMAR = frozenset(
    "a an the and or but of to in on at by for with from as is are was were be been being am has have had do does did it its this that these "
    "those he she they his her their him them we our us i you your my me who whom whose which what when where there here than then so such "
    "said says say saying told will would s t re ve ll d m not n't no also about into over after before up out if because while during "
    "just more most some any all both each other another can could may might shall should must".split()
)
"""Words of grammar and of saying: they count for order and runs, not for overlap."""

NEGATIVE = frozenset(
    "not never no nobody none neither nor nothing cannot without deny denies denied refuse refused reject rejected".split()
)
NUMBER_WORDS = {
    w: str(n)
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty".split()
    )
    if n > 1
}
UNSEEN_DF = 0.5
"""Document frequency of a word that the background has never seen."""


class Words(Struct, frozen=True):
    """One side of a pair.

    `sequence` are all its words, stemmed, in order; `content` the stems that count for overlap; `numbers`
    its numbers as digits; `names` words in capitals that do not only start the passage; `negative`
    whether a word of negation is in it; `vector` a unit vector, or zeros where there is none.
    """

    sequence: tuple[str, ...]
    content: tuple[str, ...]
    numbers: frozenset[str]
    names: frozenset[str]
    negative: bool
    vector: Floats


def words_of(text: str, vector: Floats) -> Words:
    """Take a passage apart.

    Args:
        text: its words.
        vector: its vector in the space of `Analysis.vectors`. Shape (384,), float32.
    """
    raw = [part for m in _WORD.finditer(text) for part in _parted(m.group().replace("’", "'"))]
    sequence = tuple(_form(w) for w in raw)
    content = tuple(s for w, s in zip(raw, sequence, strict=True) if w.lower().split("'")[0] not in GRAMMAR)
    numbers = frozenset(s for s in sequence if s[0].isdigit())
    names = frozenset(
        s
        for i, (w, s) in enumerate(zip(raw, sequence, strict=True))
        if i and w[0].isupper() and w.lower() not in GRAMMAR
    )
    negative = any(w.lower() in NEGATIVE for w in raw)
    return Words(sequence, content, numbers, names, negative, vector)


def _parted(word: str) -> tuple[str, ...]:
    """Take "isn't" apart, so that it has the words of "is not"."""
    verb = word[:-3]
    return (WHOLE_VERBS.get(verb.lower(), verb), "not") if word.lower().endswith("n't") and verb else (word,)


WHOLE_VERBS = {"ca": "can", "wo": "will", "sha": "shall"}
"""Verbs that "n't" cuts short."""


@lru_cache(maxsize=100_000)
def _form(word: str) -> str:
    lower = word.lower()
    if lower in NUMBER_WORDS:
        return NUMBER_WORDS[lower]
    if lower[0].isdigit():
        return lower.replace(",", "").rstrip(".")
    return str(_stemmer().stemWord(lower.split("'")[0] or lower))


@cache
def _stemmer() -> Any:  # noqa: ANN401  (snowballstemmer has no types)
    import snowballstemmer  # noqa: PLC0415  (only where reports are compared)

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=100_000)
def rarity(stem: str) -> float:
    """Give the inverse document frequency of a stem in general news, in nats: some 1 for "year", 8 for what is rare."""
    background = load_background()
    return math.log((background.n_documents + 1) / (background.words.get(stem, UNSEEN_DF) + UNSEEN_DF))


FEATURES = (
    "cosine", "dice", "covered_shorter", "covered_longer", "pairs", "order", "order_content", "numbers_clash", "numbers_shared",
    "numbers_extra", "names_extra", "length", "shorter", "negation", "missed_mass",
)  # fmt: skip
"""Names of the features, in the order of `WEIGHTS`."""


def pair_features(a: Words, b: Words) -> Floats:
    """Give the features of a pair; the order of the two sides does not matter. Shape (len(FEATURES),), float64."""
    cosine = float(a.vector @ b.vector)
    left, right = set(a.content), set(b.content)
    shared, mass_a, mass_b = (sum(map(rarity, sorted(words))) for words in (left & right, left, right))
    least, most = max(1e-6, min(mass_a, mass_b)), max(1e-6, mass_a, mass_b)
    na, nb = len(a.sequence), len(b.sequence)
    order = LCSseq.normalized_similarity(a.sequence, b.sequence) if na and nb else 0.0
    order_content = LCSseq.normalized_similarity(a.content, b.content) if a.content and b.content else 0.0
    clash = bool(a.numbers - b.numbers) and bool(b.numbers - a.numbers)
    return np.array(
        [
            cosine,
            2 * shared / max(1e-6, mass_a + mass_b),
            shared / least,
            shared / most,
            _pairs(a.sequence, b.sequence),
            order,
            order_content,
            float(clash),
            min(2, len(a.numbers & b.numbers)) / 2,
            min(3, len(a.numbers ^ b.numbers)) / 3,
            min(4, len(a.names ^ b.names)) / 4,
            abs(na - nb) / max(1, na, nb),
            min(20, na, nb) / 20,
            float(a.negative != b.negative),
            min(40.0, mass_a + mass_b - 2 * shared) / 40,
        ]
    )


def _pairs(a: Sequence[str], b: Sequence[str]) -> float:
    """Give the Dice coefficient of the pairs of neighbouring words. In [0, 1]."""
    left, right = (set(itertools.pairwise(s)) for s in (a, b))
    return 2 * len(left & right) / max(1, len(left) + len(right))


def share_run(a: Sequence[str], b: Sequence[str], n: int) -> bool:
    """Tell whether both sides have a run of n words: much cheaper than to measure the longest."""
    runs = {tuple(b[i : i + n]) for i in range(len(b) - n + 1)}
    return any(tuple(a[i : i + n]) in runs for i in range(len(a) - n + 1))


def score_features(features: Floats) -> float:
    """Give the probability that a pair with these features says the same."""
    z = BIAS + float(np.dot(features, WEIGHTS))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))


def score_pair(a: Words, b: Words) -> float:
    """Give the probability that two passages say the same."""
    return score_features(pair_features(a, b))


def read_passages(model: LanguageModel, texts: Iterable[str]) -> dict[str, Words]:
    """Read passages that stand alone, each text once.

    The vector of a passage of several sentences is the mean of theirs, made a unit vector.
    """
    from crossread.language.read import read_document  # noqa: PLC0415  (the stage reads no texts itself)
    from crossread.records import Document  # noqa: PLC0415

    out: dict[str, Words] = {}
    for text in texts:
        if text in out:
            continue
        vectors = read_document(model, Document(id="pair", source="", sha256="", text=text)).vectors
        mean = vectors.sum(0) if len(vectors) else np.zeros(384, np.float32)
        out[text] = words_of(text, mean / max(1e-9, float(np.linalg.norm(mean))))
    return out
