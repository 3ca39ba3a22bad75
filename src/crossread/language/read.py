"""Reading: a document -> its `Analysis`. One pass of the encoder over each window serves every head."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from crossread.language.analysis import (
    ATTRIBUTION_KINDS,
    NAME_KINDS,
    Analysis,
    AttributionSpans,
    Floats,
    Ints,
    NameSpans,
    Sentences,
    Syntax,
    Tokens,
)
from crossread.language.decode import best_tags, best_tree, runs_of_tags, softmax
from crossread.language.infinitives import complete_infinitives
from crossread.language.marks import find_pairs, states_of_tokens, states_of_words
from crossread.language.meanings import project
from crossread.language.model import Encoder, Reading
from crossread.language.names import find_names
from crossread.language.sentences import find_sentences, sentences_of_words
from crossread.language.tokens import find_tokens
from crossread.language.windows import (
    PARAGRAPH_BREAK,
    Pieces,
    Window,
    find_breaks,
    make_window,
    word_shapes,
)
from crossread.records import Document

WINDOW_PIECES = 160
"""At most so many in a window. The model was trained on windows of up to `MAX_PIECES`; attention over shorter ones costs
less, and on PolNeAR dev content is 0.8 points of F1 better by half than with 192. Reading up to 40 pieces again before
what a window keeps costs a fifth of the speed and loses half a point; so does reading on over the end of a paragraph."""

CUE, SOURCE, CONTENT = (
    ATTRIBUTION_KINDS.index("cue"),
    ATTRIBUTION_KINDS.index("source"),
    ATTRIBUTION_KINDS.index("content"),
)
BROKEN_CUE_TOKENS = 6
"""A cue in two pieces ("was ... quoted as saying") has at most so many words between them."""

LEAST_SHARE = 0.02
"""A word that another points to with less than this is forgotten; a word rarely points to more than two."""

SHARE_A_SENTENCE = 0.5
"""What is left of a partner's share for every sentence that lies between it and the span that points to it."""


class Columns(Struct, frozen=True):
    """The words of a text as the encoder wants them, a row a word."""

    pieces: Pieces
    shapes: Ints
    states: Ints
    breaks: Ints
    sentence: Ints


class Links(Struct, frozen=True):
    """Which words each word of a text points to: those of word i are `offset[i]:offset[i + 1]`.

    target: the word pointed to, -1 for none. Shape (n_links,), int32.
    share: how likely that is, at least `LEAST_SHARE`. Shape (n_links,), float32.
    """

    offset: Ints
    target: Ints
    share: Floats


class Scores(Struct, frozen=True):
    """What the heads said of every word of a text, put together from the windows that kept it.

    upos (n, 17), names (n, 13), relations (n, n_relations), tags (n, 7), vectors (n, 384), heads (n,)
    as rows of the text.
    """

    upos: Floats
    names: Floats
    relations: Floats
    tags: Floats
    vectors: Floats
    heads: Ints
    cues: Links
    sources: Links


class TokenReading(Struct, frozen=True):
    """What was read in one sentence that came as words: tags and a tree (heads 1-based, 0 for the root)."""

    attribution: list[str]
    names: list[str]
    upos: list[str]
    head: list[int]
    deprel: list[str]


def read_document(model: Encoder, doc: Document) -> Analysis:
    """Read a report."""
    sentences = find_sentences(doc.text)
    tokens = find_tokens(doc.text, sentences)
    return _analysis(model, doc, sentences, tokens, _score(model, make_columns(model, doc.text, sentences, tokens)))


def make_columns(model: Encoder, text: str, sentences: Sentences, tokens: Tokens) -> Columns:
    """Make the columns of a text out of its sentences and tokens."""
    words = tokens.words(text)
    breaks = find_breaks(tokens.sentence, sentences.paragraph[tokens.sentence])
    states = states_of_tokens(find_pairs(text), tokens.start, tokens.end)
    return Columns(model.split(words), word_shapes(words), states, breaks, tokens.sentence)


def read_tokens(model: Encoder, sentences: Sequence[Sequence[str]]) -> list[TokenReading]:
    """Read sentences that are split into words already, each on its own."""
    return [_read_words(model, words, np.zeros(len(words), np.int32)) for words in sentences]


def read_report(model: Encoder, sentences: Sequence[Sequence[str]]) -> list[TokenReading]:
    """Read the sentences of one report, split into words already, together: one reading a sentence."""
    sizes = [len(words) for words in sentences]
    sentence = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes).astype(np.int32)
    whole = _read_words(model, [word for words in sentences for word in words], sentence)
    readings = []
    for end, size in zip(itertools.accumulate(sizes), sizes, strict=True):
        rows = slice(end - size, end)
        heads = [head and head - rows.start for head in whole.head[rows]]
        readings.append(
            TokenReading(whole.attribution[rows], whole.names[rows], whole.upos[rows], heads, whole.deprel[rows])
        )
    return readings


def read_passages(model: Encoder, passages: Sequence[Sequence[str]]) -> list[TokenReading]:
    """Read passages of one sentence or several that are split into words already, each on its own."""
    return [_read_words(model, words, sentences_of_words(words)) for words in passages]


def _read_words(model: Encoder, words: Sequence[str], sentence: Ints) -> TokenReading:
    if not words:
        return TokenReading([], [], [], [], [])
    columns = Columns(model.split(words), word_shapes(words), states_of_words(words), find_breaks(sentence), sentence)
    scores = _score(model, columns)
    tags = _attribution_tags(model, scores)
    names = ["O"] * len(words)
    for a, b, k in zip(*find_names(words, scores.names), strict=True):
        names[a:b] = [f"B-{NAME_KINDS[k]}", *[f"I-{NAME_KINDS[k]}"] * (b - a - 1)]
    syntax = _syntax(model, words, scores)
    return TokenReading(
        ["O" if t == 0 else f"{'B' if t % 2 else 'I'}-{ATTRIBUTION_KINDS[(t - 1) // 2]}" for t in tags],
        names,
        list(syntax.upos),
        [0 if h == i else int(h) + 1 for i, h in enumerate(syntax.head)],
        list(syntax.deprel),
    )


def plan_windows(
    piece_offset: Ints, sentence: Ints, breaks: Ints, *, max_pieces: int = WINDOW_PIECES
) -> list[tuple[int, int, int]]:
    """Plan the windows of a text: (first word, behind the last kept, behind the last word).

    Every word is kept by exactly one window. A window holds whole sentences, as many as fit, up to the last
    paragraph that ends in it; where none does it reads one sentence more than it keeps. A sentence that is longer
    than a window is cut.

    Args:
        piece_offset: first piece of each word and, last, the number of pieces. Shape (n_words + 1,), int32.
        sentence: number of the sentence of each word. Shape (n_words,), int32.
        breaks: as `find_breaks` gives them. Shape (n_words,), int32.
        max_pieces: of a window, with the two that begin and end it.
    """
    room = max_pieces - 2
    borders = _borders(piece_offset, sentence, room)
    fits = np.searchsorted(piece_offset[borders], piece_offset[borders] + room, side="right") - 1
    plans = []
    at = 0
    while at < len(borders) - 1:
        last = int(fits[at])
        paragraphs = [
            end for end in range(at + 1, last + 1) if end == len(borders) - 1 or breaks[borders[end]] == PARAGRAPH_BREAK
        ]
        end = max(paragraphs, default=max(at + 1, last - 1))
        plans.append((borders[at], borders[end], borders[end if paragraphs else last]))
        at = end
    return plans


def _borders(piece_offset: Ints, sentence: Ints, room: int) -> list[int]:
    """Give the first word of each stretch that is not to be cut: a sentence, or a part of one that fits."""
    starts = [*np.flatnonzero(np.diff(sentence, prepend=-1)).tolist(), len(sentence)]
    borders = [0]
    for end in starts[1:]:
        while piece_offset[end] - piece_offset[borders[-1]] > room:
            cut = int(np.searchsorted(piece_offset, piece_offset[borders[-1]] + room, side="right")) - 1
            borders.append(max(cut, borders[-1] + 1))
            if borders[-1] >= end:
                break
        if borders[-1] < end:
            borders.append(end)
    return borders


def _score(model: Encoder, columns: Columns) -> Scores:
    n = len(columns.sentence)
    about = model.about
    upos = np.zeros((n, len(about.upos)), np.float32)
    names = np.zeros((n, 1 + 2 * len(about.name_kinds)), np.float32)
    relations = np.zeros((n, len(about.relations)), np.float32)
    tags = np.zeros((n, 1 + 2 * len(about.attribution_kinds)), np.float32)
    vectors = np.zeros((n, 384), np.float32)
    heads = np.arange(n, dtype=np.int32)
    cues: list[Links] = []
    sources: list[Links] = []
    for first, behind, last in plan_windows(columns.pieces.offset, columns.sentence, columns.breaks):
        window = _window(model, columns, first, last)
        reading: Reading = model.read(window)
        rows = slice(behind - first)
        upos[first:behind], names[first:behind], relations[first:behind] = (
            reading.upos[rows],
            reading.names[rows],
            reading.relations[rows],
        )
        tags[first:behind], vectors[first:behind] = reading.tags[rows], reading.vectors[rows]
        heads[first:behind] = _heads(reading.arcs, window.sentence, behind - first) + first
        cues.append(_likely(reading.cues[rows], first))
        sources.append(_likely(reading.sources[rows], first))
    return Scores(upos, names, relations, tags, vectors, heads, _joined(cues), _joined(sources))


def _likely(logits: Floats, first: int) -> Links:
    """Keep the likely links of the words of a window.

    Args:
        logits: one row for each word that is kept, one column for each word of the window and a last one
            for none. Shape (n_kept, n_words + 1).
        first: row in the text of the first word of the window.
    """
    shares = softmax(logits)
    rows, columns = np.nonzero(shares > LEAST_SHARE)
    offset = np.searchsorted(rows, np.arange(len(shares) + 1)).astype(np.int32)
    targets = np.where(columns == shares.shape[1] - 1, -1, columns + first).astype(np.int32)
    return Links(offset, targets, shares[rows, columns])


def _joined(windows: Sequence[Links]) -> Links:
    """Join the links of windows whose kept words follow on one another."""
    sizes = np.concatenate([np.zeros(1, np.int32), *(np.diff(links.offset) for links in windows)])
    return Links(
        np.cumsum(sizes, dtype=np.int32),
        np.concatenate([np.zeros(0, np.int32), *(links.target for links in windows)]),
        np.concatenate([np.zeros(0, np.float32), *(links.share for links in windows)]),
    )


def _window(model: Encoder, c: Columns, first: int, last: int) -> Window:
    return make_window(c.pieces, c.shapes, c.states, c.breaks, c.sentence, first, last, cls=model.cls, sep=model.sep)


def _heads(arcs: Floats, sentence: Ints, n_kept: int) -> Ints:
    """Find the trees of the sentences that a window keeps, which are its first. Shape (n_kept,), rows of the window."""
    heads = np.zeros(n_kept, np.int32)
    borders = [*np.flatnonzero(np.diff(sentence[:n_kept], prepend=-1)).tolist(), n_kept]
    for start, end in itertools.pairwise(borders):
        heads[start:end] = best_tree(arcs[start:end, start:end]) + start
    return heads


def _syntax(model: Encoder, words: Sequence[str], scores: Scores) -> Syntax:
    upos = tuple(model.about.upos[i] for i in scores.upos.argmax(1)) if words else ()
    return Syntax(upos, scores.heads, tuple(complete_infinitives(words, upos, scores.heads, _relations(model, scores))))


def _relations(model: Encoder, scores: Scores) -> list[str]:
    """Name the relation of every word: "root" for the root and for no other word."""
    logits = scores.relations.copy()
    root = model.about.relations.index("root")
    is_root = scores.heads == np.arange(len(scores.heads))
    logits[:, root] = -np.inf
    best = logits.argmax(1)
    best[is_root] = root
    return [model.about.relations[i] for i in best]


def _analysis(model: Encoder, doc: Document, sentences: Sentences, tokens: Tokens, scores: Scores) -> Analysis:
    return Analysis(
        doc,
        sentences,
        tokens,
        _syntax(model, tokens.words(doc.text), scores),
        _names(doc.text, tokens, scores),
        _attribution(model, scores, tokens.sentence),
        _sentence_vectors(scores, tokens, len(sentences)),
        project(scores.vectors),
    )


def _names(text: str, tokens: Tokens, scores: Scores) -> NameSpans:
    first, last, kind = find_names(tokens.words(text), scores.names)
    return NameSpans(first, last, tuple(NAME_KINDS[k] for k in kind), _span_scores(scores.names, first, last, kind))


def _span_scores(logits: Floats, first: Ints, last: Ints, kind: Ints) -> Floats:
    """Score spans by the geometric mean of the probability that each word is of the kind. Shape (n_spans,)."""
    shares = softmax(logits)
    out = np.zeros(len(first), np.float32)
    for i, (a, b, k) in enumerate(zip(first, last, kind, strict=True)):
        out[i] = np.exp(np.log(shares[a:b, 1 + 2 * k] + shares[a:b, 2 + 2 * k] + 1e-9).mean())
    return out


def _attribution_tags(model: Encoder, scores: Scores) -> Ints:
    chain = model.about.chain
    return best_tags(scores.tags, np.array(chain.start), np.array(chain.steps), np.array(chain.end))


def _attribution(model: Encoder, scores: Scores, sentence: Ints) -> AttributionSpans:
    first, last, kind = runs_of_tags(_attribution_tags(model, scores))
    cue_of, source_of = _links(first, last, kind, scores, sentence)
    names = tuple(ATTRIBUTION_KINDS[k] for k in kind)
    return AttributionSpans(first, last, names, _span_scores(scores.tags, first, last, kind), cue_of, source_of)


def _links(
    first: Ints,
    last: Ints,
    kind: Ints,
    scores: Scores,
    sentence: Ints,
) -> tuple[Ints, Ints]:
    """Link spans into attributions: content to the cue that its words point to, cue to its source. Rows, -1 for none."""
    cues, sources = np.flatnonzero(kind == CUE), np.flatnonzero(kind == SOURCE)
    cue_of, source_of = np.full(len(kind), -1, np.int32), np.full(len(kind), -1, np.int32)
    cue_at, source_at = (_span_at(first, last, rows, len(sentence)) for rows in (cues, sources))
    for c in cues:
        source_of[c] = _best_partner(scores.sources, first[c], last[c], source_at, sentence)
    _take_what_stands_beside(first, last, kind, cues.tolist(), source_of)
    for c, d in itertools.pairwise(cues):
        same = source_of[c] >= 0 and source_of[c] == source_of[d]
        if same and not (kind[c + 1 : d] == CONTENT).any() and first[d] - last[c] <= BROKEN_CUE_TOKENS:
            cue_of[d] = cue_of[c] if cue_of[c] >= 0 else c
    for x in np.flatnonzero(kind == CONTENT):
        partner = _best_partner(scores.cues, first[x], last[x], cue_at, sentence)
        cue_of[x] = cue_of[partner] if partner >= 0 and cue_of[partner] >= 0 else partner
    return cue_of, source_of


def _take_what_stands_beside(first: Ints, last: Ints, kind: Ints, cues: Iterable[int], source_of: Ints) -> None:
    """Give a cue the source right before it where no cue has that and the one it points to is another cue's too.

    In a run-on sentence ("Ana Ruiz said it was late, Bo Pell said no") the pointers of both cues may lead to one source.
    """
    claimed = Counter(int(source_of[c]) for c in cues)
    for c in cues:
        beside = c - 1
        stands = beside >= 0 and kind[beside] == SOURCE and first[c] - last[beside] <= 1
        if stands and source_of[c] >= 0 and not claimed[beside] and claimed[int(source_of[c])] > 1:
            source_of[c] = beside


def _span_at(first: Ints, last: Ints, rows: Iterable[int], n_words: int) -> Ints:
    """Give for each word the row of the span it lies in, of the rows given; -1 for none, and so for a last word more."""
    at = np.full(n_words + 1, -1, np.int32)
    for row in rows:
        at[first[row] : last[row]] = row
    return at


def _best_partner(links: Links, first: int, last: int, span_at: Ints, sentence: Ints) -> int:
    """Find the span that the words from `first` to `last` point to; -1 where most point to none.

    Args:
        links: which words each word of the text points to.
        first, last: the words that point, half-open.
        span_at: row of the span that each word lies in, for the spans that may be pointed to. Shape (n_words + 1,).
        sentence: row of the sentence of each word; a partner further off counts less. Shape (n_words,).
    """
    these = slice(links.offset[first], links.offset[last])
    targets, shares = links.target[these], links.share[these].astype(np.float64)
    spans = span_at[targets]
    pointed = spans >= 0
    if not pointed.any():
        return -1
    there = sentence[targets[pointed]]
    steps = np.maximum(np.maximum(sentence[first] - there, there - sentence[last - 1]), 0)
    totals = np.bincount(spans[pointed], shares[pointed] * SHARE_A_SENTENCE**steps)
    best = int(totals.argmax())
    return best if totals[best] > shares[targets < 0].sum() else -1


def _sentence_vectors(scores: Scores, tokens: Tokens, n_sentences: int) -> Floats:
    out = np.zeros((n_sentences, scores.vectors.shape[1]), np.float32)
    if len(tokens):
        starts = np.flatnonzero(np.diff(tokens.sentence, prepend=-1))
        out[tokens.sentence[starts]] = np.add.reduceat(scores.vectors, starts, axis=0)
    return np.asarray(out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9), np.float32)
