"""A stream of invented reports, as long as one likes, with the statistics of real ones.

Words are those of the table of general news that comes with the package, and invented ones made of
syllables; nothing is copied from anywhere but the numbers below. They were measured on ECB+ train
(575 reports, 50 stories) and PolNeAR train (840 reports); where the two differ, the stream lies between.

=================================================  ========  ========  =============
measure                                            ECB+      PolNeAR   this stream
=================================================  ========  ========  =============
content words a report, median (log sd)            129 (.94) 328 (.73) `LENGTHS`
names among content words                          .21       .23       `NAME_SHARE`
numbers among content words                        .045      .024      `NUMBER_SHARE`
new words after n words (Heaps): K, exponent       43, .46   50, .45   `HEAPS`
words that general news does not have              .089      .022      `INVENTED_SHARE`
copies                                             .019      .004      `COPY_SHARE`
days after the first report: median, 90th centile            3.5, 12   `NEWS_DAYS`
=================================================  ========  ========  =============

Of the words, bigrams and names of the shorter of two reports the other shares, in ECB+ and in this stream: in one
story .44, .15, .59 and .39, .15, .46; in two look-alike stories .26, .03, .23 and .18, .02, .14; else .09, .00, .01 and
.11, .00, .06. How large stories are could not
be measured, as both sets were drawn by hand: sizes follow a power law with the exponent `SIZE_EXPONENT`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct

from crossread.records import Document, content_id
from crossread.stories._online_features import (
    LEAD_NAMES,
    NAMES,
    SALTS,
    WEIGHT_BITS,
    Compact,
    Section,
    hash_key,
    pack,
)
from crossread.stories.cluster import RARE_DF
from crossread.stories.fingerprints import DEFAULT_DF, LEAD_TOKENS, LEAD_WORDS, STOPWORDS, load_background, name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Ints = np.ndarray[Any, np.dtype[np.int64]]
Words32 = np.ndarray[Any, np.dtype[np.uint32]]
Floats = np.ndarray[Any, np.dtype[np.float64]]

LENGTHS = ((4.82, 0.94), (5.79, 0.73))
"""Mean and spread of the logarithm of the content words; half of the reports by each."""
LENGTH_LIMITS = (8, 1200)
NAME_SHARE, NUMBER_SHARE = 0.22, 0.035
INVENTED_SHARE = 0.05
HEAPS = (45.0, 0.46)
COPY_SHARE = 0.019
NEWS_DAYS = 5.0
"""Mean of the days after the first report, which fall off exponentially."""
SIZE_EXPONENT = 2.0
MAX_STORY = 2000
STORIES_A_TOPIC = 4
"""Look-alikes: stories that share the words of a topic and some of its names."""
STORY_SHARE, TOPIC_SHARE = 0.40, 0.15
START = datetime(2031, 1, 1, tzinfo=UTC)
DAYS = 30
"""The stream spans so many days, so that in the end no story rests and the index is at its fullest."""

NAME_SECTIONS = (NAMES, LEAD_NAMES)
MAX_NUMBER = 10_000
MEAN_LENGTH = 320
UNIT_WORDS = 2.0
LEAD_BONUS = 0.35
"""Words of the story stand nearer to the beginning by so much of the length."""
POOL_PHRASES = {1: 32, 2: 24}
POOL_SHARES = {
    1: (("names", 0.20), ("new_names", 0.10), ("invented", 0.04), ("numbers", 0.05)),
    2: (("names", 0.15), ("new_names", 0.05), ("invented", 0.02), ("numbers", 0.01)),
}
"""Phrases of a story and words of a topic, and what they are made of; the rest are general words."""
COPY_CHANGES = 0.02
"""Words that a copy has changed."""
_SINGLE_SHARE = 0.2
_SYLLABLES = [c + v for c in "bdfgkmprtvz" for v in "aou"]


class Report(Struct, frozen=True):
    """An invented report: rows of the vocabulary, of which the first `n_title` are the title."""

    id: str
    story: int
    words: Ints
    n_title: int
    published: datetime


class Vocabulary:
    """Words in columns: general words, general names, invented words, invented names, numbers, in this order."""

    def __init__(self, n_words: int) -> None:
        """Make the vocabulary of a stream.

        Args:
            n_words: content words of the whole stream, by which the invented part grows.
        """
        import snowballstemmer  # noqa: PLC0415  (the stream is of stems, so that no two words are one)

        stem = snowballstemmer.stemmer("english").stemWord
        table = load_background()
        names = [k for k in table.names if len(k) > 2 and name_key(k) == k == stem(k) and k not in STOPWORDS]
        known = set(names)
        words = [k for k in table.words if len(k) > 2 and k.isalpha() and k.isascii() and stem(k) == k]
        words = [k for k in words if k not in known and k not in STOPWORDS]
        n_invented = int(HEAPS[0] * n_words ** HEAPS[1])
        invented = [_invented_word(at) for at in range(n_invented)]
        self.text = [*words, *names, *invented, *("l" + word for word in invented), *map(str, range(1, MAX_NUMBER))]
        ends = np.cumsum([len(words), len(names), n_invented, n_invented, MAX_NUMBER - 1]).tolist()
        self.first = dict(zip(("words", "names", "invented", "new_names", "numbers"), [0, *ends], strict=False))
        self.end = dict(zip(self.first, ends, strict=True))
        self.hashes = np.array([hash_key(word, SALTS[0]) for word in self.text], np.uint32)
        self.name_hashes = np.array([hash_key(word, SALTS[1]) for word in self.text], np.uint32)
        df = np.array([table.words.get(word, DEFAULT_DF) for word in self.text])
        name_df = np.array([table.names.get(word, DEFAULT_DF) for word in self.text])
        self.rare = df <= RARE_DF
        self.idf = np.maximum(0.0, np.log(table.n_documents / df))
        self.name_idf = np.maximum(0.0, np.log(table.n_documents / name_df))
        self._chance = {
            "words": np.cumsum(df[: ends[0]]) / df[: ends[0]].sum(),
            "names": np.cumsum(name_df[ends[0] : ends[1]]) / name_df[ends[0] : ends[1]].sum(),
        }

    def draw(self, kind: str, n: int, rng: np.random.Generator, *, seen: float = 1.0) -> Ints:
        """Draw words of a kind: general ones as often as in general news, invented ones of the part seen so far."""
        if kind in self._chance:
            rows = np.searchsorted(self._chance[kind], rng.random(n))
        elif kind == "numbers":  # small ones are more common: Benford
            rows = np.exp(rng.random(n) * np.log(MAX_NUMBER - 1)).astype(np.int64) - 1
        else:
            rows = ((self.end[kind] - self.first[kind]) * seen ** HEAPS[1] * rng.random(n)).astype(np.int64)
        drawn: Ints = self.first[kind] + rows
        return drawn

    def is_name(self, words: Ints) -> Any:  # noqa: ANN401  (a column of bools)
        """Tell which words are names."""
        known = (words >= self.first["names"]) & (words < self.end["names"])
        return known | ((words >= self.first["new_names"]) & (words < self.end["new_names"]))


def _invented_word(at: int) -> str:
    """Spell a number in syllables, three at least."""
    spelled = ""
    for _ in range(3):
        at, syllable = divmod(at, len(_SYLLABLES))
        spelled += _SYLLABLES[syllable]
    while at:
        at, syllable = divmod(at, len(_SYLLABLES))
        spelled += _SYLLABLES[syllable]
    return spelled


class Stream:
    """Reports in the order of their publication; each is made anew from the seed whenever it is asked for."""

    def __init__(self, n_reports: int, *, seed: int = 5, copies: float = COPY_SHARE) -> None:
        rng = np.random.default_rng(seed)
        self._seed = seed
        self.vocabulary = Vocabulary(n_reports * MEAN_LENGTH)
        sizes = _sizes(n_reports, rng)
        story = np.repeat(np.arange(len(sizes)), sizes)
        began = rng.random(len(sizes)) * DAYS
        first = np.diff(story, prepend=-1) > 0
        days = np.repeat(began, sizes) + np.where(first, 0.0, rng.exponential(NEWS_DAYS, len(story)))
        order = np.lexsort((story, days % DAYS))
        self.story, self.day = story[order], (days % DAYS)[order]
        self._copied = self._choose_copies(rng, copies)

    def __len__(self) -> int:
        return len(self.story)

    def __iter__(self) -> Iterator[Report]:
        return (self[at] for at in range(len(self)))

    def __getitem__(self, at: int) -> Report:
        """Make the report at a place of the stream."""
        words, n_title = self._words(at)
        return Report(f"r{at}", int(self.story[at]), words, n_title, START + timedelta(days=float(self.day[at])))

    def _choose_copies(self, rng: np.random.Generator, share: float) -> Mapping[int, int]:
        """Give for some reports an earlier one of their story that they are a copy of."""
        last: dict[int, int] = {}
        copied: dict[int, int] = {}
        chance = rng.random(len(self.story))
        for at, story in enumerate(self.story.tolist()):
            if story in last and chance[at] < share / (1 - _SINGLE_SHARE):
                copied[at] = copied.get(last[story], last[story])
            last[story] = at
        return copied

    def _words(self, at: int) -> tuple[Ints, int]:
        if at in self._copied:
            words, n_title = self._words(self._copied[at])
            rng = np.random.default_rng([self._seed, 3, at])
            changed = rng.random(len(words)) < COPY_CHANGES
            general = self.vocabulary.draw("words", len(words), rng)
            return np.where(changed & ~self.vocabulary.is_name(words), general, words), n_title
        rng = np.random.default_rng([self._seed, 0, at])
        mean, spread = LENGTHS[int(rng.integers(2))]
        n_words = int(np.clip(np.exp(rng.normal(mean, spread)), *LENGTH_LIMITS))
        story = int(self.story[at])
        pools = [_pool(self, 1, story), _pool(self, 2, story // STORIES_A_TOPIC)]
        shares = [STORY_SHARE * 10 ** rng.normal(0, 0.12), TOPIC_SHARE]
        units: list[Ints] = []
        places: list[Floats] = []
        for (phrases, chance), share, bonus in zip(pools, shares, (LEAD_BONUS, LEAD_BONUS / 2), strict=True):
            n_units = round(n_words * min(share, 0.7) / UNIT_WORDS)
            chosen = np.searchsorted(chance, rng.random(n_units))
            units += [phrases[unit] for unit in chosen.tolist()]
            places.append(rng.random(n_units) - bonus)
        missing = max(4, n_words - sum(map(len, units)))
        units += list(self._mixed(missing, rng, at).reshape(-1, 1))
        places.append(rng.random(missing))
        order = np.argsort(np.concatenate(places), kind="stable").tolist()
        words = np.concatenate([units[place] for place in order])
        return words, min(len(words) // 2, int(rng.integers(5, 13)))

    def _mixed(self, n: int, rng: np.random.Generator, at: int) -> Ints:
        """Draw words of every kind with their shares in news."""
        kind = rng.random(n)
        seen = (at + 1) / len(self)
        words = self.vocabulary.draw("words", n, rng)
        low = 0.0
        for name, share in (
            ("names", NAME_SHARE * 0.7),
            ("new_names", NAME_SHARE * 0.03),
            ("invented", INVENTED_SHARE * 0.15),
            ("numbers", NUMBER_SHARE * 0.8),
        ):
            chosen = (kind >= low) & (kind < low + share)
            words[chosen] = self.vocabulary.draw(name, int(chosen.sum()), rng, seen=seen)
            low += share
        return words


@lru_cache(maxsize=50_000)
def _pool(stream: Stream, level: int, number: int) -> tuple[list[Ints], Floats]:
    """Make the phrases of a story (level 1) or a topic (level 2), and the cumulative chance of each."""
    rng = np.random.default_rng([stream._seed, level, number])  # noqa: SLF001  (same module)
    n = POOL_PHRASES[level]
    sizes = rng.integers(1, 4 if level == 1 else 3, n)
    words = stream.vocabulary.draw("words", int(sizes.sum()), rng)
    kind = rng.random(len(words))
    low = 0.0
    for name, share in POOL_SHARES[level]:
        chosen = (kind >= low) & (kind < low + share)
        words[chosen] = stream.vocabulary.draw(name, int(chosen.sum()), rng)
        low += share
    chance = np.cumsum(1 / np.arange(2, n + 2) ** 0.8)
    return np.split(words, np.cumsum(sizes)[:-1]), chance / chance[-1]


def _sizes(n_reports: int, rng: np.random.Generator) -> Ints:
    """Draw sizes of stories by a power law until there are reports enough."""
    chance = 1.0 / np.arange(1, MAX_STORY + 1) ** SIZE_EXPONENT
    cumulative = np.cumsum(chance) / chance.sum()
    sizes = 1 + np.searchsorted(cumulative, rng.random(n_reports))
    n_stories = int(np.searchsorted(np.cumsum(sizes), n_reports)) + 1
    sizes = sizes[:n_stories]
    sizes[-1] -= int(sizes.sum()) - n_reports
    return sizes


def to_document(stream: Stream, report: Report) -> Document:
    """Write a report out: names with a capital, a full stop now and then."""
    vocabulary = stream.vocabulary
    named = vocabulary.is_name(report.words).tolist()
    words = [
        vocabulary.text[word].capitalize() if name else vocabulary.text[word]
        for word, name in zip(report.words.tolist(), named, strict=True)
    ]
    title, body = words[: report.n_title], words[report.n_title :]
    text = ". ".join("then " + " ".join(body[at : at + 14]) for at in range(0, len(body), 14))
    return Document(
        id=report.id,
        source=report.id,
        sha256=content_id("", text),
        title="then " + " ".join(title),
        text=text,
        published=report.published.date().isoformat(),
    )


def to_compact(stream: Stream, report: Report) -> Compact:
    """Make the compact form at once, with other hashes of bigrams than by way of the text: ten times faster."""
    vocabulary, words, n_title = stream.vocabulary, report.words, report.n_title
    named = vocabulary.is_name(words)
    numbers = words >= vocabulary.first["numbers"]
    plain = vocabulary.hashes, vocabulary.idf
    names = vocabulary.name_hashes, vocabulary.name_idf
    head = slice(0, n_title + LEAD_TOKENS)
    rows, counts = np.unique(words, return_counts=True)
    sections = [
        Section(vocabulary.hashes[rows], vocabulary.idf[rows] * (1 + np.log(counts))),
        _count(words[named], *names),
        _count_bigrams(vocabulary, words, n_title),
        _count(words[: n_title + LEAD_WORDS], *plain),
        _count(words[:n_title], *plain),
        _count(words[head][named[head]], *names),
        _count(words[numbers], *plain),
        Section(np.zeros(0, np.uint32), np.zeros(0)),
    ]
    same = words.astype(np.uint32)
    return pack(
        sections,
        rare=vocabulary.rare[rows],
        n_words=len(words),
        day=report.published.toordinal(),
        same=[int(np.bitwise_xor.reduce(same * np.arange(step, len(same) + step, dtype=np.uint32))) for step in (1, 7)],
    )


def _count(words: Ints, hashes: Any, idf: Floats) -> Section:  # noqa: ANN401  (uint32)
    rows, counts = np.unique(words, return_counts=True)
    return Section(hashes[rows], idf[rows] * (1 + np.log(counts)))


def _count_bigrams(vocabulary: Vocabulary, words: Ints, n_title: int) -> Section:
    first, second = np.delete(words[:-1], n_title - 1), np.delete(words[1:], n_title - 1)
    mixed = vocabulary.hashes[first] * np.uint32(0x9E3779B1) + vocabulary.hashes[second] * np.uint32(0x85EBCA77)
    hashes, at, counts = np.unique(mixed >> WEIGHT_BITS, return_index=True, return_counts=True)
    idf = (vocabulary.idf[first[at]] + vocabulary.idf[second[at]]) / 2
    return Section(hashes, idf * (1 + np.log(counts)))
