"""Speed of the whole language stage on one thread, as a ratio to the bare int8 encoder on the same text.

The stage is `crossread.language.read.read_document`: sentences, tokens, word pieces, the encoder with
all heads over windows of paragraphs, decoding. There are two references, both run with the same options over
the same word pieces, in windows of 256 that do not overlap:

- the bare encoder: all-MiniLM-L6-v2 as onnxruntime's own quantiser makes it (`python -m training bare`);
- our encoder, cut out of the ONNX file of the stage, which was rewritten to have less to compute.

All take turns, text by text, so that a busy machine slows all alike, and what counts is the processor time of this
process: on an idle machine that is the time on the clock.
"""

from __future__ import annotations

import tempfile
import time
from functools import partial
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
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from onnxruntime import InferenceSession

    from crossread.language.model import LanguageModel
    from crossread.language.read import Columns

    Columns64 = dict[str, np.ndarray[Any, np.dtype[np.int64]]]

ENCODER_INPUTS = ("ids", "shapes", "states", "breaks")
LAST_NORM = "layers.5.norm.weight"
"""What the name of the weights ends in that the last node of the encoder has: it gives the states of the last layer."""


def measure(texts: Sequence[str], *, model: Path | None, bare: Path | None, repeats: int) -> dict[str, float]:
    """Measure the stage against the encoders.

    Args:
        texts: what to read.
        model: folder of a language model, None for the shipped one.
        bare: ONNX file of the bare encoder, None to leave that reference out.
        repeats: how often all read each text; the first time, which warms up, is not counted.

    Returns:
        `ratio_to_bare` and `ratio_to_own` of the words a second of the stage to those of the encoders, the
        median over the repetitions, and the lowest and highest; the words a second of all; and `pieces_read`,
        how many word pieces the windows of the stage read for each word piece of the text.
    """
    loaded = load_model(model)
    docs = list(documents(texts, len(texts)))
    columns = [_columns(loaded, doc.text) for doc in docs]
    with tempfile.TemporaryDirectory() as folder:
        encoder = open_session(cut_encoder((model or SHIPPED) / "model.onnx", Path(folder) / "encoder.onnx"))
    own_inputs = [list(pieces_in_windows(c, cls=loaded.cls, sep=loaded.sep)) for c in columns]
    readers: dict[str, Sequence[Callable[[], object]]] = {
        "stage": [partial(read_document, loaded, doc) for doc in docs],
        "own": [partial(_run, encoder, windows) for windows in own_inputs],
    }
    if bare:
        session = open_session(bare)
        readers["bare"] = [partial(_run, session, [_as_bare(w) for w in windows]) for windows in own_inputs]
    times = [_time_all(readers) for _ in range(repeats + 1)][1:]
    words = sum(len(c.sentence) for c in columns)
    figures: dict[str, float] = {"texts": len(texts), "words": words, "pieces_read": _pieces_read(columns)}
    for name in readers:
        figures[f"{name}_words_per_s"] = words / median(t[name] for t in times)
        if name != "stage":
            ratios = [t[name] / t["stage"] for t in times]
            of = f"ratio_to_{name}"
            figures |= {of: median(ratios), f"{of}_lowest": min(ratios), f"{of}_highest": max(ratios)}
    return figures


def _columns(model: LanguageModel, text: str) -> Columns:
    sentences = find_sentences(text)
    return make_columns(model, text, sentences, find_tokens(text, sentences))


def _run(session: InferenceSession, windows: Sequence[Columns64]) -> None:
    for window in windows:
        session.run(None, window)


def _as_bare(window: Columns64) -> Columns64:
    return {"ids": window["ids"], "present": np.ones_like(window["ids"])}


def _time_all(readers: Mapping[str, Sequence[Callable[[], object]]]) -> dict[str, float]:
    """Give the seconds of each reader, in turns text by text."""
    total = dict.fromkeys(readers, 0.0)
    for works in zip(*readers.values(), strict=True):
        for name, work in zip(readers, works, strict=True):
            total[name] += seconds(work)
    return total


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
        plans = plan_windows(offset, c.sentence, c.breaks)
        read += sum(int(offset[last] - offset[first]) for first, _, last in plans)
        there += len(c.pieces.ids)
    return read / max(1, there)
