"""Figures that others published, to stand beside ours; from ../shared/anchors.md, November 2026.

Most were measured on test splits, which are not among our data: `on` says on what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class Published(Struct, frozen=True):
    """A published figure, as a share in [0, 1]: the system that reached it, and on what."""

    figure: float
    system: str
    on: str


def _attribution(cofenet: float, corenlp: float | None) -> tuple[Published, ...]:
    first = Published(cofenet, "CofeNet (BERT-base)", "PolNeAR test, sentence by sentence")
    return (first,) if corenlp is None else (first, Published(corenlp, "CoreNLP", "PolNeAR test"))


PUBLISHED: Mapping[str, Mapping[str, tuple[Published, ...]]] = {
    "attribution": {
        "cofenet_source_exact_f1": _attribution(0.832, 0.139),
        "cofenet_cue_exact_f1": _attribution(0.753, None),
        "cofenet_content_exact_f1": _attribution(0.729, 0.175),
    },
    "vectors": {
        "spearman": (
            Published(0.798, "all-MiniLM-L6-v2, from which training starts", "the same pairs, measured here"),
        ),
    },
    "names": {
        "conll2003_f1": (
            Published(0.909, "BiLSTM-CRF", "CoNLL-2003 test, four kinds"),
            Published(0.946, "best", "CoNLL-2003 test, four kinds"),
        ),
    },
    "syntax": {},
    "speakers": {},
    "sources": {},
    "dirt": {},
    "calibration": {},
    "comparison": {},
    "agreement": {},
    "stories": {
        "b_cubed_f1": (Published(0.870, "TF-IDF, average link", "ECB+ test topics"),),
        "adjusted_rand": (Published(0.819, "TF-IDF, average link", "ECB+ test topics"),),
    },
    "pairs": {},
    "times": {"value_f1": (Published(0.776, "HeidelTime", "TempEval-3 platinum"),)},
    "pages": {"main_text_f1": (Published(0.958, "trafilatura", "181-page benchmark"),)},
    "figures": {
        "value_f1": (Published(0.919, "CQE", "NewsQuant"), Published(0.731, "quantulum3", "NewsQuant")),
        "value_unit_f1": (Published(0.855, "CQE", "NewsQuant"), Published(0.471, "quantulum3", "NewsQuant")),
    },
}
"""By task and metric."""
