"""The embedded language model: the only module that knows ONNX.

The model is a folder with `model.onnx`, `tokenizer.json` and `model.json` (labels, hashes, the
chain of the attribution tags), as `training export` writes it. One is shipped in the package;
`load_model` takes another. One thread a process; the same window gives the same numbers whatever
was read before it, because every window is a run of its own (int8 scales are chosen a run).
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import msgspec
import numpy as np
from msgspec import Struct

from crossread.errors import BrokenModel
from crossread.language.analysis import ATTRIBUTION_KINDS, NAME_KINDS, Floats
from crossread.language.windows import Pieces, Window, word_pieces
from crossread.records import Model as ModelRecord

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

SHIPPED = Path(__file__).parent / "weights"


class ChainScores(Struct, frozen=True):
    """Scores of a linear chain: first tag, tag after tag, last tag."""

    start: tuple[float, ...]
    steps: tuple[tuple[float, ...], ...]
    end: tuple[float, ...]


class About(Struct, frozen=True):
    """What `model.json` says."""

    name: str
    sha256: str
    tokenizer_sha256: str
    upos: tuple[str, ...]
    relations: tuple[str, ...]
    name_kinds: tuple[str, ...]
    attribution_kinds: tuple[str, ...]
    chain: ChainScores

    @property
    def record(self) -> ModelRecord:
        """Name and hash, as every record carries them."""
        return ModelRecord(name=self.name, sha256=self.sha256)


class Reading(NamedTuple):
    """What the heads say of one window of W words; logits but for `vectors`.

    upos (W, 17), names (W, 13), arcs (W, W), relations (W, n) for the best heads, tags (W, 7),
    cues and sources (W, W + 1) with none in the last column, vectors (W, 384). All float32.
    """

    upos: Floats
    names: Floats
    arcs: Floats
    relations: Floats
    tags: Floats
    cues: Floats
    sources: Floats
    vectors: Floats


class Encoder(Protocol):
    """What reading asks of a language model. `LanguageModel` is one; docs/encoders.md says how to write another.

    `cls` and `sep` are the ids of the pieces that begin and end a window.
    """

    about: About
    cls: int
    sep: int

    def split(self, words: Sequence[str]) -> Pieces:
        """Split words into pieces, at least one for each and at most `MAX_PIECES_PER_WORD`."""

    def read(self, window: Window) -> Reading:
        """Read one window. The same window gives the same numbers, whatever was read before."""


class LanguageModel:
    """A loaded model. `split` splits words into pieces; `read` runs the encoder and all heads on a window."""

    def __init__(self, about: About, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self.about = about
        self.tokenizer = tokenizer
        self._pieces_of_words: dict[str, list[int]] = {}
        self._session = session
        self.cls = tokenizer.token_to_id("[CLS]") or 0
        self.sep = tokenizer.token_to_id("[SEP]") or 0

    def split(self, words: Sequence[str]) -> Pieces:
        """Split words into pieces; what was found out about a word is kept for the next report."""
        return word_pieces(words, self.tokenizer, known=self._pieces_of_words)

    def read(self, window: Window) -> Reading:
        """Run one window."""
        inputs = {
            "ids": window.ids,
            "shapes": window.shapes,
            "states": window.states,
            "breaks": window.breaks,
            "first": window.first,
            "sentence": window.sentence,
        }
        return Reading(*self._session.run(Reading._fields, {k: v[None].astype(np.int64) for k, v in inputs.items()}))


def load_model(folder: str | Path | None = None) -> LanguageModel:
    """Load the shipped model, or one from a folder.

    Args:
        folder: where `training export` wrote; None for the shipped one.

    Raises:
        BrokenModel: a file is missing, its hash is not the one that `model.json` states, or it gives other columns.
    """
    from tokenizers import Tokenizer  # noqa: PLC0415

    folder = Path(folder) if folder else SHIPPED
    about = load_about(folder)
    weights, tokenizer_file = folder / "model.onnx", folder / "tokenizer.json"
    for path, wanted in ((weights, about.sha256), (tokenizer_file, about.tokenizer_sha256)):
        if not path.is_file():
            msg = f"no file '{path}'; install crossread again, or give a folder written by `python -m training export`"
            raise BrokenModel(msg)
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != wanted:
            msg = f"'{path}' has sha256 {found[:12]}… where model.json says {wanted[:12]}…; install crossread again"
            raise BrokenModel(msg)
    tokenizer = Tokenizer.from_file(str(tokenizer_file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    session = open_session(weights)
    if missing := set(Reading._fields) - {output.name for output in session.get_outputs()}:
        msg = f"'{weights}' gives no '{min(missing)}'; docs/encoders.md says what a model gives"
        raise BrokenModel(msg)
    return LanguageModel(about, session, tokenizer)


def open_session(weights: Path) -> InferenceSession:
    """Open an ONNX file to run on one thread."""
    import onnxruntime  # noqa: PLC0415  (0.2 s that `--help` need not wait for)

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(weights), options, providers=["CPUExecutionProvider"])


def load_about(folder: str | Path | None = None) -> About:
    """Load what `model.json` of a model says, without its weights.

    Raises:
        BrokenModel: there is no such file, or it is not of our making.
    """
    path = (Path(folder) if folder else SHIPPED) / "model.json"
    try:
        about = msgspec.json.decode(path.read_bytes(), type=About)
    except OSError as e:
        msg = f"no model in '{path.parent}': {e.strerror or e}; it wants model.json, model.onnx and tokenizer.json"
        raise BrokenModel(msg) from e
    except msgspec.MsgspecError as e:
        msg = f"'{path}' is not what `python -m training export` writes: {e}"
        raise BrokenModel(msg) from e
    for field, found, wanted in (
        ("name_kinds", about.name_kinds, NAME_KINDS),
        ("attribution_kinds", about.attribution_kinds, ATTRIBUTION_KINDS),
    ):
        if found != wanted:
            msg = f"'{path}' has {field} {', '.join(found)}; they must be {', '.join(wanted)}"
            raise BrokenModel(msg)
    if "root" not in about.relations:
        msg = f"'{path}' has no relation named 'root'"
        raise BrokenModel(msg)
    return about
