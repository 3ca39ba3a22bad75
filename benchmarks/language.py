"""Speed of the whole language stage on one thread, as a ratio to the bare int8 encoder on the same text.

The stage is `crossread.language.read.read_document`: sentences, tokens, word pieces, the encoder with
all heads over windows that overlap, decoding. The reference is the encoder alone, cut out of the same
ONNX file and run with the same options over the same word pieces, in windows of 256 that do not
overlap. Both take turns, text by text, so that a busy machine slows both alike, and what counts is the processor time of this
process: on an idle machine that is the time on the clock.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.texts import documents
from crossread.language.model import SHIPPED, load_model, open_session
from crossread.language.read import make_columns, plan_windows, read_document
from crossread.language.sentences import find_sentences
from crossread.language.tokens import find_tokens
from crossread.language.windows import MAX_PIECES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from onnxruntime import InferenceSession

    from crossread.language.model import LanguageModel
    from crossread.language.read import Columns
    from crossread.records import Document

    Columns64 = dict[str, np.ndarray[Any, np.dtype[np.int64]]]

ENCODER_INPUTS = ("ids", "shapes", "states", "breaks")
LAST_NORM = "layers.5.norm.weight"
"""What the name of the weights ends in that the last node of the encoder has: it gives the states of the last layer."""


def measure(texts: Sequence[str], *, model: Path | None, repeats: int) -> dict[str, float]:
    """Measure the stage against the encoder.

    Args:
        texts: what to read.
        model: folder of a language model, None for the shipped one.
        repeats: how often both read each text; the first time, which warms up, is not counted.

    Returns:
        `ratio` of the words a second of the stage to those of the encoder, the median over the repetitions,
        and the lowest and highest; the words a second of both; and `pieces_read`, how many word pieces the
        windows of the stage read for each word piece of the text.
    """
    loaded = load_model(model)
    docs = list(documents(texts, len(texts)))
    columns = [_columns(loaded, doc.text) for doc in docs]
    with tempfile.TemporaryDirectory() as folder:
        encoder = open_session(cut_encoder((model or SHIPPED) / "model.onnx", Path(folder) / "encoder.onnx"))
    inputs = [list(pieces_in_windows(c, cls=loaded.cls, sep=loaded.sep)) for c in columns]
    times = np.array([_time_both(loaded, encoder, docs, inputs) for _ in range(repeats + 1)][1:])
    words = sum(len(c.sentence) for c in columns)
    ratios = times[:, 1] / times[:, 0]
    return {
        "texts": len(texts),
        "words": words,
        "ratio": median(ratios),
        "ratio_lowest": min(ratios),
        "ratio_highest": max(ratios),
        "stage_words_per_s": words / median(times[:, 0]),
        "encoder_words_per_s": words / median(times[:, 1]),
        "pieces_read": _pieces_read(columns),
    }


def _columns(model: LanguageModel, text: str) -> Columns:
    sentences = find_sentences(text)
    return make_columns(model, text, sentences, find_tokens(text, sentences))


def _time_both(
    model: LanguageModel,
    encoder: InferenceSession,
    docs: Sequence[Document],
    inputs: Sequence[Sequence[Columns64]],
) -> tuple[float, float]:
    """Give the seconds of the stage and those of the encoder, in turns text by text."""
    stage = bare = 0.0
    for doc, windows in zip(docs, inputs, strict=True):
        stage += seconds(lambda doc=doc: read_document(model, doc))  # type: ignore[misc]
        bare += seconds(lambda windows=windows: [encoder.run(None, w) for w in windows])  # type: ignore[misc]
    return stage, bare


def seconds(work: Callable[[], object]) -> float:
    """Give the processor time that a piece of work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def pieces_in_windows(columns: Columns, *, cls: int, sep: int) -> Iterator[Columns64]:
    """Give the word pieces of a text in windows of `MAX_PIECES`, one behind the other: what the encoder alone reads."""
    counts = np.diff(columns.pieces.offset)
    of_pieces = {
        "ids": columns.pieces.ids,
        "shapes": np.repeat(columns.shapes, counts),
        "states": np.repeat(columns.states, counts),
        "breaks": np.repeat(columns.breaks, counts),
    }
    borders = {"ids": (cls, sep)}
    room = MAX_PIECES - 2
    for at in range(0, len(columns.pieces.ids), room):
        window = {}
        for name, column in of_pieces.items():
            before, behind = borders.get(name, (0, 0))
            window[name] = np.array([[before, *column[at : at + room], behind]], np.int64)
        yield window


def cut_encoder(model: Path, out: Path) -> Path:
    """Cut the encoder out of a model: the same nodes and weights, without the heads.

    Args:
        model: an ONNX file of `python -m training export`.
        out: where to write.
    """
    import onnx  # noqa: PLC0415  (only here)
    import onnx.utils  # noqa: PLC0415

    graph = onnx.load(str(model)).graph
    (last,) = (node.output[0] for node in graph.node if any(i.endswith(LAST_NORM) for i in node.input))
    onnx.utils.extract_model(str(model), str(out), list(ENCODER_INPUTS), [last], check_model=False)
    return out


def _pieces_read(columns: Sequence[Columns]) -> float:
    read = there = 0
    for c in columns:
        offset = c.pieces.offset
        read += sum(int(offset[last] - offset[first]) for first, _, _, last in plan_windows(offset, c.sentence))
        there += len(c.pieces.ids)
    return read / max(1, there)
