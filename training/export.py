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

from crossread.language.analysis import ATTRIBUTION_KINDS, NAME_KINDS, UPOS
from training.config import RELATIONS
from training.lean import LeanModel
from training.model import FAR, Encoder, Model, Output

if TYPE_CHECKING:
    from pathlib import Path

INPUTS = ("ids", "shapes", "states", "breaks", "first", "sentence")
BARE_INPUTS = ("ids", "present")


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
    wrapped = LeanModel(model.eval()).eval()
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
        opset_version=20,
    )
    assert program is not None
    program.save(str(exact), external_data=False)
    _check_parity(model, exact)
    final = out / "model.onnx"
    if quantise:
        proto = onnx.load(str(exact))
        del proto.graph.value_info[:]  # shapes that the quantiser would take for those of its own nodes
        onnx.save(proto, str(exact))
        quantize_dynamic(
            str(exact),
            str(final),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=False,
            nodes_to_exclude=_kept_exact(proto.graph),
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


MANY_WEIGHTS = 40_000
"""Tables of fewer weights stay in float32: they cost no time, and the answers hang on them."""


def _kept_exact(graph: onnx.GraphProto) -> list[str]:
    """Name the nodes that are not quantised: products of two activations, and those with small tables."""
    size = {i.name: int(np.prod(i.dims)) for i in graph.initializer}
    small = [n for n in graph.node if max((size.get(i, 0) for i in n.input), default=0) < MANY_WEIGHTS]
    # the quantiser makes a product and a sum of a Gemm before it looks at the names
    return [f"{node.name}_MatMul" if node.op_type == "Gemm" else node.name for node in small]


def _check_parity(model: Model, path: Path) -> None:
    """Fail where ONNX and torch differ by more than 1e-4 on inputs of another size than those of the export."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    ids, shapes, states, breaks, first, sentence = inputs = example_inputs(57, 40)
    with torch.no_grad():
        wanted = model(ids, shapes, states, breaks, torch.ones_like(ids), first, sentence)
    given = session.run(None, {k: v.numpy() for k, v in zip(INPUTS, inputs, strict=True)})
    for name, batch, b in zip(Output._fields, wanted, given, strict=True):
        a = batch[0].numpy()
        near = a > FAR / 2
        gap = float(np.abs(a - b)[near].max())
        if gap > 1e-4 * max(1.0, float(np.abs(a[near]).max())):
            msg = f"ONNX and torch differ by {gap:.2g} in '{name}'"
            raise ValueError(msg)


class Bare(torch.nn.Module):
    """The encoder that training starts from, by itself: word pieces in, states of the last layer out."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, present: torch.Tensor) -> torch.Tensor:
        """Shapes: (B, L) twice -> (B, L, H)."""
        encoder = self.encoder
        x = encoder.norm(encoder.words(ids) + encoder.positions.weight[: ids.shape[1]] + encoder.kind)
        mask = (1.0 - present[:, None, None, :].to(x.dtype)) * FAR
        for layer in encoder.layers:
            x = layer(x, mask)
        return x


def export_bare(start: Path, out: Path) -> Path:
    """Write the bare encoder as onnxruntime's own tools do, in int8: what the language stage is measured against.

    Args:
        start: `model.safetensors` of all-MiniLM-L6-v2.
        out: the ONNX file to write.
    """
    encoder = Encoder(0.0)
    encoder.load_start(start)
    exact = out.with_suffix(".exact.onnx")
    ids = torch.randint(0, 30_000, (2, 20))
    batch, length = torch.export.Dim("windows", min=1, max=64), torch.export.Dim("pieces", min=3, max=512)
    program = torch.onnx.export(
        Bare(encoder).eval(),
        (ids, torch.ones_like(ids)),
        input_names=list(BARE_INPUTS),
        output_names=["states"],
        dynamic_shapes={name: {0: batch, 1: length} for name in BARE_INPUTS},
        dynamo=True,
        opset_version=20,
    )
    assert program is not None
    program.save(str(exact), external_data=False)
    proto = onnx.load(str(exact))
    del proto.graph.value_info[:]
    onnx.save(proto, str(exact))
    quantize_dynamic(str(exact), str(out), weight_type=QuantType.QInt8)
    exact.unlink()
    return out
