"""Weights of torch -> the folder that the package ships: an int8 ONNX file, the tokenizer and `model.json`."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from crossread.language.analysis import ATTRIBUTION_KINDS, NAME_KINDS, UPOS
from training.config import RELATIONS
from training.model import FAR, Model, Output

if TYPE_CHECKING:
    from pathlib import Path

INPUTS = ("ids", "shapes", "states", "breaks", "first", "sentence")


class OneWindow(nn.Module):
    """The model on one window, with the outputs that the run time wants."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(
        self,
        ids: torch.Tensor,
        shapes: torch.Tensor,
        states: torch.Tensor,
        breaks: torch.Tensor,
        first: torch.Tensor,
        sentence: torch.Tensor,
    ) -> tuple[torch.Tensor, ...]:
        """Shapes: the columns of the pieces (1, L), those of the words (1, W); gives `Output` without the batch."""
        out: Output = self.model(ids, shapes, states, breaks, torch.ones_like(ids), first, sentence)
        return tuple(column[0] for column in out)


def example_inputs(n_pieces: int = 20, n_words: int = 14) -> tuple[torch.Tensor, ...]:
    """Make inputs of the right form: two sentences of invented word pieces."""
    rng = np.random.default_rng(0)

    def column(most: int, n: int) -> torch.Tensor:
        return torch.from_numpy(rng.integers(0, most, (1, n)))

    first = torch.from_numpy(np.sort(rng.choice(np.arange(1, n_pieces - 1), n_words, replace=False))[None])
    sentence = (torch.arange(n_words) >= n_words // 2).long()[None]
    return column(30_000, n_pieces), column(7, n_pieces), column(5, n_pieces), column(3, n_pieces), first, sentence


def export(model: Model, tokenizer: Path, out: Path, *, name: str, quantise: bool = True) -> Path:
    """Write the folder that `crossread.language.model.load_model` reads.

    Args:
        model: trained weights.
        tokenizer: its `tokenizer.json`.
        out: folder to write.
        name: name of the model, which every record carries.
        quantise: store int8 instead of float32.

    Returns:
        The path of the ONNX file.
    """
    out.mkdir(parents=True, exist_ok=True)
    wrapped = OneWindow(model.eval()).eval()
    exact = out / "exact.onnx"
    length, words = torch.export.Dim("pieces", min=3, max=512), torch.export.Dim("words", min=2, max=510)
    shapes = {k: {1: words if k in {"first", "sentence"} else length} for k in INPUTS}
    program = torch.onnx.export(
        wrapped,
        example_inputs(),
        input_names=list(INPUTS),
        output_names=list(Output._fields),
        dynamic_shapes=shapes,
        dynamo=True,
        opset_version=18,
    )
    assert program is not None
    program.save(str(exact), external_data=False)
    _check_parity(wrapped, exact)
    final = out / "model.onnx"
    if quantise:
        graph = onnx.load(str(exact))
        heads = [n.name for n in graph.graph.node if n.op_type in {"MatMul", "Gemm"} and not _in_encoder(n, graph)]
        quantize_dynamic(
            str(exact),
            str(final),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=False,
            nodes_to_exclude=heads,
        )
        exact.unlink()
    else:
        exact.replace(final)
    shutil.copy(tokenizer, out / "tokenizer.json")
    start, steps, end = (t.detach().numpy().astype(float) for t in model.crf.transitions())
    about = {
        "name": name,
        "sha256": hashlib.sha256(final.read_bytes()).hexdigest(),
        "tokenizer_sha256": hashlib.sha256((out / "tokenizer.json").read_bytes()).hexdigest(),
        "upos": UPOS,
        "relations": RELATIONS,
        "name_kinds": NAME_KINDS,
        "attribution_kinds": ATTRIBUTION_KINDS,
        "chain": {"start": start.round(5).tolist(), "steps": steps.round(5).tolist(), "end": end.round(5).tolist()},
    }
    (out / "model.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")
    return final


def _in_encoder(node: onnx.NodeProto, graph: onnx.ModelProto) -> bool:
    """Say whether a node has the large weights of a transformer layer; the small heads stay exact."""
    weights = {i.name: tuple(i.dims) for i in graph.graph.initializer}
    wide = {(384, 384), (384, 1536), (1536, 384)}
    return any(weights.get(i) in wide for i in node.input)


def _check_parity(wrapped: OneWindow, path: Path) -> None:
    """Fail where ONNX and torch differ by more than 1e-4 on inputs of another size than those of the export."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    inputs = example_inputs(57, 40)
    with torch.no_grad():
        wanted = wrapped(*inputs)
    given = session.run(None, {k: v.numpy() for k, v in zip(INPUTS, inputs, strict=True)})
    for name, a, b in zip(Output._fields, wanted, given, strict=True):
        near = a.numpy() > FAR / 2
        gap = float(np.abs(a.numpy() - b)[near].max())
        if gap > 1e-4 * max(1.0, float(np.abs(a.numpy()[near]).max())):
            msg = f"ONNX and torch differ by {gap:.2g} in '{name}'"
            raise ValueError(msg)
