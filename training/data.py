"""Training data: files of `../shared/data` -> texts in columns -> batches of windows.

Every data set becomes a list of `Text`: its words with their gold columns. A column that the data
set does not have is None, and the heads that it would train do not learn from that text.
"""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

import numpy as np
from msgspec import Struct, structs
from tokenizers import Tokenizer

from crossread.language.analysis import ATTRIBUTION_KINDS, NAME_KINDS, UPOS
from crossread.language.marks import find_pairs, has_space_before, states_of_tokens, states_of_words
from crossread.language.sentences import find_sentences
from crossread.language.tokens import find_tokens
from crossread.language.windows import (
    DIGIT,
    LOWER,
    MAX_PIECES,
    PUNCTUATION,
    SENTENCE_BREAK,
    UPPER,
    Pieces,
    Window,
    find_breaks,
    make_window,
    word_pieces,
    word_shapes,
)
from evaluation.dirt import DIRT, spoil_report
from training.config import RELATIONS
from training.results import result_lines
from training.swaps import swap_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from training.config import Config, Phase

Ints = np.ndarray[Any, np.dtype[np.int32]]
Halves = np.ndarray[Any, np.dtype[np.float16]]

NO_LIKES: Mapping[int, Ints] = {}

N_NAME_TAGS = 1 + 2 * len(NAME_KINDS)
N_ATTRIBUTION_TAGS = 1 + 2 * len(ATTRIBUTION_KINDS)
IGNORE = -100
POOL_BATCHES = 40

CC_BY_GENRES = ("news", "interview", "bio", "voyage", "vlog", "speech", "textbook")
"""Genres of GUM whose licence lets weights be shipped."""

NAME_TAGS = {
    "PER": "person", "PERSON": "person", "Person": "person", "person": "person", "politician": "person",
    "ORG": "organization", "Organization": "organization", "organisation": "organization", "politicalparty": "organization",
    "corporation": "organization",
    "LOC": "location", "Location": "location", "location": "location", "country": "location",
    "NORP": "nationality", "Facility": "facility",
    "Misc": "other", "Product": "other", "O": "other", "misc": "other", "election": "other", "event": "other", "product": "other",
    "creative-work": "other",
}  # fmt: skip
"""Name types of the data sets -> ours. What is not here (dates, money) is no name; "group" of WNUT-17 is unclear."""


class Taught(Struct, frozen=True):
    """What a larger reader makes of the tags of source, cue and content of a text.

    tags: how likely each word has each tag. Shape (n_words, n_tags), float16.
    steps: how likely each word has a tag after the word before has another; nothing at the first. Shape (n_words, n_tags, n_tags).
    """

    tags: Halves
    steps: Halves


class Text(Struct, frozen=True):
    """Words in columns, with the gold that there is.

    pieces, shapes, states, breaks, sentence: as the encoder wants them, see `crossread.language.windows`.
    names: bit mask of the tags allowed at each word (partly labelled data allows several), or None.
    upos, head (row in this text, own row for a root), rel: or None.
    tags: BIO of source, cue, content; cue_of: row of the first word of the cue, for words of content
    (IGNORE elsewhere, -1 for none); source_of: likewise for words of cues; or None.
    taught, taught_alone: what a larger reader makes of the text as it stands, and of each sentence alone; or None.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    pieces: Pieces
    shapes: Ints
    states: Ints
    breaks: Ints
    sentence: Ints
    names: Ints | None = None
    upos: Ints | None = None
    head: Ints | None = None
    rel: Ints | None = None
    tags: Ints | None = None
    cue_of: Ints | None = None
    source_of: Ints | None = None
    taught: Taught | None = None
    taught_alone: Taught | None = None


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def tokenised_text(sentences: Sequence[Sequence[str]], tokenizer: Tokenizer, **gold: Ints | None) -> Text:
    """Make a text of sentences that are split into words already; the space between words is not known."""
    words = tuple(w for s in sentences for w in s)
    spaces = tuple(has_space_before(words, i) for i in range(len(words)))
    sentence = np.repeat(np.arange(len(sentences), dtype=np.int32), [len(s) for s in sentences]).astype(np.int32)
    states = np.concatenate(
        [states_of_words(s, [has_space_before(s, i) for i in range(len(s))]) for s in sentences]
    ).astype(np.int32)
    return Text(
        words,
        spaces,
        word_pieces(words, tokenizer),
        word_shapes(words),
        states,
        find_breaks(sentence),
        sentence,
        names=gold.get("names"),
        upos=gold.get("upos"),
        head=gold.get("head"),
        rel=gold.get("rel"),
    )


def load_syntax(
    path: Path, tokenizer: Tokenizer, *, genres: Sequence[str] | None = None, sentences_a_text: int = 8
) -> list[Text]:
    """Load a treebank; sentences that follow each other in a document make a text."""
    known = {r: i for i, r in enumerate(RELATIONS)}
    rows = [r for r in _rows(path) if genres is None or r["id"].split("_")[1] in genres]
    texts = []
    for _, group in groupby(rows, key=lambda r: r["id"].rsplit("-", 1)[0]):
        document = list(group)
        for k in range(0, len(document), sentences_a_text):
            part = document[k : k + sentences_a_text]
            heads, at = [], 0
            for r in part:
                heads += [at + i if h == 0 else at + h - 1 for i, h in enumerate(r["head"])]
                at += len(r["head"])
            rels = [known.get(d, known.get(d.split(":")[0], known["dep"])) for r in part for d in r["deprel"]]
            named = all("names" in r for r in part)
            texts.append(
                tokenised_text(
                    [r["tokens"] for r in part],
                    tokenizer,
                    upos=np.array(
                        [UPOS.index(u) if u in UPOS else UPOS.index("X") for r in part for u in r["upos"]], np.int32
                    ),
                    head=np.array(heads, np.int32),
                    rel=np.array(rels, np.int32),
                    names=name_masks([t for r in part for t in r["names"]], partial=("nationality", "other"))
                    if named
                    else None,
                )
            )
    return texts


def name_masks(tags: Sequence[str], *, partial: Sequence[str] = ()) -> Ints:
    """Turn BIO tags into bit masks of the tags of ours that they allow; `partial` kinds may hide behind an O."""
    outside = 1
    for kind in partial:
        k = NAME_KINDS.index(kind)
        outside |= 1 << (1 + 2 * k) | 1 << (2 + 2 * k)
    masks, last = [], ""
    for tag in tags:
        prefix, _, name = tag.partition("-")
        kinds = ("organization", "nationality", "other") if name == "group" else (NAME_TAGS.get(name),) if name else ()
        inside = prefix == "I" and last == name
        last = name
        mask = sum(1 << ((2 if inside else 1) + 2 * NAME_KINDS.index(k)) for k in kinds if k)
        masks.append(mask or (1 if name else outside))
    return np.array(masks, np.int32)


def load_names(
    path: Path, tokenizer: Tokenizer, *, partial: Sequence[str] = (), sentences_a_text: int = 6
) -> list[Text]:
    """Load sentences with names; sentences of one document that follow each other make a text."""
    texts = []
    for _, group in groupby(_rows(path), key=lambda r: r["doc"]):
        document = list(group)
        for k in range(0, len(document), sentences_a_text):
            part = [r for r in document[k : k + sentences_a_text] if r["tokens"]]
            if part:
                masks = np.concatenate([name_masks(r["tags"], partial=partial) for r in part])
                texts.append(tokenised_text([r["tokens"] for r in part], tokenizer, names=masks.astype(np.int32)))
    return texts


def load_attribution(path: Path, tokenizer: Tokenizer, *, dirty: float = 0.0, seed: int = 0) -> list[Text]:
    """Load whole reports with their attributions, a share of them a second time with their text spoilt."""
    rng = np.random.default_rng(seed)
    rows = list(_rows(path))
    kinds = [how for name, how in DIRT.items() if name != "clean"]
    chosen = [(row, kinds[rng.integers(len(kinds))]) for row in rows if rng.random() < dirty]
    spoilt = [spoil_report(row, how(row["text"])) for row, how in chosen]
    return [_attributed(row, tokenizer) for row in rows + spoilt]


def _attributed(row: dict[str, Any], tokenizer: Tokenizer) -> Text:
    text = row["text"]
    sentences = find_sentences(text)
    tokens = find_tokens(text, sentences)
    starts, ends = tokens.start.tolist(), tokens.end.tolist()
    words = tuple(text[a:b] for a, b in zip(starts, ends, strict=True))
    spaces = tuple(a > 0 and text[a - 1].isspace() for a in starts)
    tags = np.zeros(len(words), np.int32)
    cue_of, source_of = np.full(len(words), IGNORE, np.int32), np.full(len(words), IGNORE, np.int32)
    for attribution in row["attributions"]:
        rows = {k: [tokens.covering(a, b) for a, b in sorted(attribution[k])] for k in ATTRIBUTION_KINDS}
        rows = {k: [(a, b) for a, b in spans if a < b] for k, spans in rows.items()}
        for k, kind in enumerate(ATTRIBUTION_KINDS):
            for a, b in rows[kind]:
                free = not tags[a:b].any()
                if free or kind != "content":
                    tags[a], tags[a + 1 : b] = 1 + 2 * k, 2 + 2 * k
        for a, b in rows["content"]:
            cue_of[a:b] = rows["cue"][0][0] if rows["cue"] else -1
        for a, b in rows["cue"]:
            source_of[a:b] = rows["source"][0][0] if rows["source"] else -1
    tags = begin_runs(tags)
    return Text(
        words, spaces, word_pieces(words, tokenizer), word_shapes(words),
        states_of_tokens(find_pairs(text), tokens.start, tokens.end),
        find_breaks(tokens.sentence, sentences.paragraph[tokens.sentence]), tokens.sentence,
        tags=tags, cue_of=cue_of, source_of=source_of,
    )  # fmt: skip


def begin_runs(tags: Ints) -> Ints:
    """Let every run begin with a B: what goes on after a cue inside it, or after the start of a window, is a new run.

    The chain forbids an I that follows nothing of its kind, and could never learn from one.
    """
    before = np.concatenate([[0], tags[:-1]])
    inside = (tags > 0) & (tags % 2 == 0)
    begins = inside & (before != tags) & (before != tags - 1)
    return (tags - begins).astype(np.int32)


class Example(Struct, frozen=True):
    """A window with the gold of its words; rows of `head`, `cue_of` and `source_of` count from the window's first word."""

    window: Window
    names: Ints | None = None
    upos: Ints | None = None
    head: Ints | None = None
    rel: Ints | None = None
    tags: Ints | None = None
    cue_of: Ints | None = None
    source_of: Ints | None = None
    taught: Taught | None = None


def cut_windows(
    text: Text,
    rng: np.random.Generator,
    *,
    single: float,
    max_pieces: int,
    special: tuple[int, int],
    augment: bool,
    likes: Mapping[int, Ints] = NO_LIKES,
) -> Iterator[Example]:
    """Cut a text into windows of whole sentences, a share of them single sentences, each word in one window."""
    borders = [*np.flatnonzero(np.diff(text.sentence, prepend=-1)).tolist(), len(text.words)]
    at = 0
    alone = bool(rng.random() < single)
    budget = int(rng.integers(max_pieces // 3, max_pieces + 1))
    while at < len(borders) - 1:
        end = at + 1
        while (
            not alone
            and end < len(borders) - 1
            and text.pieces.offset[borders[end + 1]] - text.pieces.offset[borders[at]] <= budget - 2
        ):
            end += 1
        first, last = borders[at], borders[end]
        while text.pieces.offset[last] - text.pieces.offset[first] > max_pieces - 2:
            last -= 1  # one sentence longer than a window: its tail is left out
        example = _example(text, first, last, rng, alone=alone, special=special, augment=augment)
        if text.tags is not None or text.taught is not None:
            example = structs.replace(example, window=swap_words(example.window, likes, rng))
        yield example
        at = end


def window_alone(text: Text, first: int, last: int, *, special: tuple[int, int], shapes: Ints | None = None) -> Window:
    """Give the window of a stretch of a text that is read as if nothing stood around it."""
    words, spaces = text.words[first:last], (False, *text.spaces[first + 1 : last])
    states, breaks = text.states.copy(), text.breaks.copy()
    states[first:last] = states_of_words(words, spaces)
    breaks[first] = SENTENCE_BREAK
    return make_window(
        text.pieces, text.shapes if shapes is None else shapes, states, breaks, text.sentence, first, last,
        cls=special[0], sep=special[1],
    )  # fmt: skip


def window_of(
    text: Text,
    first: int,
    last: int,
    *,
    special: tuple[int, int],
    shapes: Ints | None = None,
    states: Ints | None = None,
) -> Window:
    """Give the window of a stretch of a text as it stands."""
    return make_window(
        text.pieces, text.shapes if shapes is None else shapes, text.states if states is None else states, text.breaks,
        text.sentence, first, last, cls=special[0], sep=special[1],
    )  # fmt: skip


UNMARKED = 0.06


def _example(
    text: Text, first: int, last: int, rng: np.random.Generator, *, alone: bool, special: tuple[int, int], augment: bool
) -> Example:
    shapes = _other_case(text.shapes, rng) if augment else text.shapes
    attributed = text.tags is not None or text.taught is not None
    if alone and attributed:
        window = window_alone(text, first, last, shapes=shapes, special=special)
    else:
        # every mark of some windows read as plain punctuation: sources that lost their marks, or use others
        unmarked = augment and attributed and rng.random() < UNMARKED
        states = np.zeros_like(text.states) if unmarked else text.states
        window = window_of(text, first, last, shapes=shapes, states=states, special=special)

    def cut(column: Ints | None) -> Ints | None:
        return None if column is None else column[first:last]

    def lesson(taught: Taught | None) -> Taught | None:
        if taught is None:
            return None
        tags, steps = taught.tags[first:last].copy(), taught.steps[first:last].copy()
        for inside in range(2, N_ATTRIBUTION_TAGS, 2):  # what goes on at the start of a window begins there
            tags[0, inside - 1] += tags[0, inside]
            tags[0, inside] = 0
            steps[1:2, inside - 1] += steps[1:2, inside]
            steps[1:2, inside] = 0
        steps[0] = 0
        return Taught(tags, steps)

    def pointer(column: Ints | None) -> Ints | None:
        if column is None:
            return None
        rows = column[first:last].copy()
        out = (rows >= 0) & ((rows < first) | (rows >= last))
        inside = (rows >= 0) & ~out
        rows[inside] -= first
        rows[out] = -1
        return rows

    return Example(
        window,
        cut(text.names),
        cut(text.upos),
        pointer(text.head),
        cut(text.rel),
        None if text.tags is None else begin_runs(text.tags[first:last]),
        pointer(text.cue_of),
        pointer(text.source_of),
        lesson(text.taught_alone if alone else text.taught),
    )


OTHER_CASE = 0.1
"""Share of windows read as if in capitals or in lower case alone; the vocabulary knows no case, the shapes do."""


def _other_case(shapes: Ints, rng: np.random.Generator) -> Ints:
    chance = rng.random()
    if chance > OTHER_CASE:
        return shapes
    wordlike = (shapes != DIGIT) & (shapes != PUNCTUATION)
    return np.where(wordlike, UPPER if chance < OTHER_CASE * 0.6 else LOWER, shapes).astype(np.int32)


def endless(
    texts: Sequence[Text],
    rng: np.random.Generator,
    special: tuple[int, int],
    *,
    single: float,
    likes: Mapping[int, Ints] = NO_LIKES,
) -> Iterator[Example]:
    """Give windows for ever, in a new order of texts at every pass."""
    while True:
        for i in rng.permutation(len(texts)):
            yield from cut_windows(
                texts[i], rng, single=single, max_pieces=MAX_PIECES, special=special, augment=True, likes=likes
            )


def batches(
    kinds: dict[str, list[Text]],
    config: Config,
    phase: Phase,
    special: tuple[int, int],
    *,
    seed: int,
    likes: Mapping[int, Ints] = NO_LIKES,
) -> Iterator[list[Example]]:
    """Give batches for ever: each of one kind of data, windows of like length together, shares by word pieces.

    `likes` has the words to swap for others, as `training.swaps.find_likes` gives them.
    """
    rng = np.random.default_rng(seed)
    shares = {k: s for k, s in phase.shares if k in kinds}
    streams = {
        k: endless(kinds[k], rng, special, single=config.single_sentences if k == "attribution" else 0.3, likes=likes)
        for k in shares
    }
    pools: dict[str, list[list[Example]]] = {k: [] for k in shares}
    given = dict.fromkeys(shares, 0.0)
    while True:
        kind = min(shares, key=lambda k: given[k] / shares[k])
        if not pools[kind]:
            pools[kind] = _pool(streams[kind], rng, config.batch_pieces)
        batch = pools[kind].pop()
        given[kind] += sum(len(e.window.ids) for e in batch)
        yield batch


BUCKETS = (16, 24, 32, 48, 64, 96, 128, 192, 256)
"""Lengths that windows are padded to. oneDNN compiles its kernels anew for every shape it meets, so shapes must be few."""


def _pool(stream: Iterator[Example], rng: np.random.Generator, batch_pieces: int) -> list[list[Example]]:
    """Fill batches of one bucket each, all of a bucket of the same size; what is left over at the end is dropped."""
    waiting: dict[int, list[Example]] = {b: [] for b in BUCKETS}
    full: list[list[Example]] = []
    while len(full) < POOL_BATCHES:
        e = next(stream)
        bucket = next(b for b in BUCKETS if len(e.window.ids) <= b)
        waiting[bucket].append(e)
        if len(waiting[bucket]) == batch_pieces // bucket:
            full.append(waiting[bucket])
            waiting[bucket] = []
    return [full[i] for i in rng.permutation(len(full))]


SPECIAL = (101, 102)
"""Pieces that begin and end a window."""


def load_tokenizer(start: Path) -> Tokenizer:
    """Load the word pieces of the encoder that training starts from, which neither cut nor pad."""
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_all(data: Path, tokenizer: Tokenizer, config: Config) -> dict[str, list[Text]]:
    """Load every training set that the licences asked for allow."""
    syntax = load_syntax(data / "syntax/ewt_train.jsonl", tokenizer)
    syntax += load_syntax(data / "syntax/gum_train.jsonl", tokenizer, genres=CC_BY_GENRES)
    names = load_names(data / "names/wnut17_train.jsonl", tokenizer, partial=("nationality",))
    names += load_names(data / "names/crossner_politics_train.jsonl", tokenizer, partial=("nationality",)) * 3
    lines = [
        tokenised_text([words], tokenizer, names=name_masks(tags))
        for words, tags in result_lines(config.result_lines, config.seed)
    ]
    names += lines
    kinds = {"syntax": syntax, "names": names}
    if config.licences == "all":
        kinds["names"] = names + load_names(data / "names/worldwide_train.jsonl", tokenizer) * 2
        kinds["attribution"] = load_attribution(
            data / "attribution/polnear_train.jsonl", tokenizer, dirty=config.dirty, seed=config.seed
        )
    return kinds
