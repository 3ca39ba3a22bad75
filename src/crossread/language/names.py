"""Names of a text: runs of tags, whose kind all places that carry the same name decide together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crossread.language.analysis import NAME_KINDS, Floats, Ints
from crossread.language.decode import best_bio, log_softmax, runs_of_tags

LEAST_LOG = -5.0
"""What one place says against a kind counts no more than this (natural logarithm): a place may be misread."""


def find_names(words: Sequence[str], logits: Floats) -> tuple[Ints, Ints, Ints]:
    """Find the names of a text and say what each names.

    A report means one thing by one name (Gale, Church and Yarowsky 1992, "One sense per discourse"), so the kinds
    are summed over all places where it stands, in capitals or not.

    Args:
        words: those of the text, n.
        logits: of the name tags. Shape (n, 1 + 2 * n_kinds).

    Returns:
        First word, word behind the last, and kind of each name. Shape (n_names,) each.
    """
    first, last, kind = runs_of_tags(best_bio(logits))
    if not len(first):
        return first, last, kind
    logs = log_softmax(logits)
    inside = np.concatenate([np.zeros((1, len(NAME_KINDS)), np.float32), np.cumsum(logs[:, 2::2], axis=0)])
    kinds = logs[first, 1::2] + inside[last] - inside[first + 1]
    kinds = np.maximum(kinds - kinds.max(1, keepdims=True), LEAST_LOG)
    rows: dict[str, int] = {}
    same = [
        rows.setdefault(" ".join(words[a:b]).casefold(), len(rows))
        for a, b in zip(first.tolist(), last.tolist(), strict=True)
    ]
    totals = np.zeros((len(rows), len(NAME_KINDS)))
    np.add.at(totals, same, kinds)
    return first, last, totals.argmax(1)[same].astype(np.int32)
