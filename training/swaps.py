"""Words of like use put in the place of others: the same attribution, told of other things.

Who says what hangs on the words of saying and on the build of a sentence, and hardly on whether ministers met in a port or
bishops in a town. So nouns, names, adjectives and numbers of one word piece are swapped now and then for others that the
encoder's table of words puts near them and that the treebanks use alike; labels stay as they are.
Source: Jiao et al. 2020, arXiv:1909.10351 (augmentation for distillation).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from crossread.language.analysis import UPOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from crossread.language.analysis import Ints
    from crossread.language.windows import Window
    from training.data import Text

SWAPPED = ("NOUN", "PROPN", "ADJ", "NUM")
MOSTLY = 0.7
"""A word has the use that so large a share of its places in the treebanks have."""
NEAREST = 12
"""Words to choose from; with fewer than `FEWEST` none is swapped."""
FEWEST = 3
WINDOWS = 0.6
"""Share of windows in which words are swapped,"""
LEAST, MOST = 0.05, 0.35
"""and the share of their words, at least and at most, that are."""


def find_likes(texts: Iterable[Text], table: np.ndarray[tuple[int, int], np.dtype[np.float32]]) -> dict[int, Ints]:
    """Find for each word piece that is a word of some use those of the same use that are nearest to it.

    Args:
        texts: those of treebanks; others are left out.
        table: vectors of the word pieces. Shape (n_pieces, width), float32.

    Returns:
        The nearest by their cosine, first the nearest. Shape of each (`NEAREST`,) or shorter, int32.
    """
    uses: dict[int, Counter[int]] = defaultdict(Counter)
    plain: dict[int, tuple[bool, bool]] = {}
    for text in texts:
        if text.upos is None:
            continue
        for at in np.flatnonzero(np.diff(text.pieces.offset) == 1).tolist():
            word, piece = text.words[at].lower(), int(text.pieces.ids[text.pieces.offset[at]])
            if len(word) > 1 and (word.isalpha() or word.isdigit()):
                uses[piece][int(text.upos[at])] += 1
                plain[piece] = (word.isdigit(), word.endswith("s"))
    alike: dict[tuple[str, bool, bool], list[int]] = defaultdict(list)
    for piece, counts in uses.items():
        ((use, n),) = counts.most_common(1)
        if UPOS[use] in SWAPPED and n >= MOSTLY * counts.total():
            alike[UPOS[use], *plain[piece]].append(piece)
    likes: dict[int, Ints] = {}
    for group in alike.values():
        pieces = np.array(sorted(group), np.int32)
        rows = table[pieces] / np.linalg.norm(table[pieces], axis=1, keepdims=True)
        cosines = rows @ rows.T
        np.fill_diagonal(cosines, -1.0)
        n = min(NEAREST, len(pieces) - 1)
        if n >= FEWEST:
            best = np.argsort(-cosines, axis=1, kind="stable")[:, :n]
            likes |= {int(piece): pieces[row] for piece, row in zip(pieces, best, strict=True)}
    return likes


def swap_words(window: Window, likes: Mapping[int, Ints], rng: np.random.Generator) -> Window:
    """Swap some words of a window for words of like use; most windows stay as they are now and then."""
    if not likes or rng.random() >= WINDOWS:
        return window
    share = LEAST + (MOST - LEAST) * rng.random()
    ids = window.ids.copy()
    ends = np.append(window.first[1:], len(ids) - 1)
    for at in window.first[ends - window.first == 1]:
        near = likes.get(int(ids[at]))
        if near is not None and rng.random() < share:
            ids[at] = rng.choice(near)
    return replace(window, ids=ids)
