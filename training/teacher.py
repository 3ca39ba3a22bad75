"""A larger reader of attribution that only training uses: what it makes of a text, the small one learns to repeat.

The encoder is all-mpnet-base-v2 (12 layers, 768 wide, 110 M parameters, Apache-2.0), whose vocabulary is that of the
small encoder behind four more pieces, so that both read the same word pieces of the same windows. Only the tags of
source, cue and content are taught: a chain over the words, whose marginals are kept for `training.train`.
Source: Song et al. 2020, arXiv:2004.09297; distillation: Hinton et al. 2015, arXiv:1503.02531.
"""

from __future__ import annotations

import itertools
import math
import time
from typing import TYPE_CHECKING

import numpy as np
import torch
from msgspec import structs
from torch import Tensor, nn
from torch.nn import functional

from crossread.language.read import plan_windows
from crossread.language.windows import MAX_PIECES, N_BREAKS, N_SHAPES, N_STATES
from training.config import Phase
from training.data import N_ATTRIBUTION_TAGS, SPECIAL, Example, Taught, batches, window_alone, window_of
from training.model import FAR, HEADS, Chain, Dropout, Layer, block, layers_of, load_layers
from training.train import collate, log_row, rates_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from crossread.language.windows import Window
    from training.config import Config
    from training.data import Text

WIDTH, LAYERS, INNER = 768, 12, 3072
N_VOCABULARY, N_POSITIONS, N_BUCKETS = 30_527, 514, 32
FARTHEST = 128
"""Words further apart than this share a bucket of the relative positions."""
MORE_PIECES = 4
"""Pieces before those of the small encoder's vocabulary: start, padding, end, unknown."""
FIRST_POSITION = 2


class TeacherLayer(Layer):
    """A transformer layer with a bias for how far apart two pieces stand."""

    def __init__(self, dropout: float) -> None:
        super().__init__(dropout, width=WIDTH, inner=INNER, eps=1e-5)

    def attend(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
        """Shapes: q, k and v (B, heads, L, width of a head), mask (B, heads, L, L)."""
        return functional.scaled_dot_product_attention(q, k, v, mask.to(q.dtype))


class Teacher(nn.Module):
    """The larger encoder with one head: source, cue and content."""

    def __init__(self, dropout: float = 0.1, *, layers: int = LAYERS) -> None:
        super().__init__()
        self.words, self.positions = nn.Embedding(N_VOCABULARY, WIDTH), nn.Embedding(N_POSITIONS, WIDTH)
        self.shapes, self.states = nn.Embedding(N_SHAPES, WIDTH), nn.Embedding(N_STATES, WIDTH)
        self.breaks = nn.Embedding(N_BREAKS, WIDTH)
        for features in (self.shapes, self.states, self.breaks):
            nn.init.zeros_(features.weight)
        self.apart = nn.Embedding(N_BUCKETS, HEADS)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-5)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(TeacherLayer(dropout) for _ in range(layers))
        self.mix = nn.Parameter(torch.tensor([0.0] * layers + [1.0]))
        self.tags = nn.Sequential(block(256, dropout, width=WIDTH), nn.Linear(256, N_ATTRIBUTION_TAGS))
        self.crf = Chain(N_ATTRIBUTION_TAGS)

    def forward(self, inputs: dict[str, Tensor]) -> Tensor:
        """Give the logits of the tags of the words of windows as `training.train.collate` makes them: (B, W, n_tags)."""
        ids, present = inputs["ids"], inputs["present"]
        at = torch.arange(ids.shape[1])
        x = self.words(_own_ids(ids)) + self.positions(at + FIRST_POSITION)
        x = x + self.shapes(inputs["shapes"]) + self.states(inputs["states"]) + self.breaks(inputs["breaks"])
        x = self.dropout(self.norm(x))
        bias = self.apart(buckets(at[None, :] - at[:, None])).permute(2, 0, 1)[None]
        bias = bias + (1.0 - present[:, None, None, :].to(bias.dtype)) * FAR
        shares = torch.softmax(self.mix, 0)
        first = inputs["first"][:, :, None].expand(-1, -1, WIDTH)
        mixed = shares[0] * x.gather(1, first)
        for share, layer in zip(shares[1:], self.layers, strict=True):
            x = layer(x, bias)
            mixed = mixed + share * x.gather(1, first)
        logits: Tensor = self.tags(mixed)
        return logits

    def load_start(self, path: Path) -> None:
        """Load the weights of all-mpnet-base-v2 from its `model.safetensors`.

        Raises:
            ValueError: the file holds something else.
        """
        from safetensors.torch import load_file  # noqa: PLC0415

        old = {k.removeprefix("mpnet."): v for k, v in load_file(path).items()}
        new = {
            "words.weight": old["embeddings.word_embeddings.weight"],
            "positions.weight": old["embeddings.position_embeddings.weight"],
            "apart.weight": old["encoder.relative_attention_bias.weight"],
        }
        names = {
            "query": "attention.attn.q", "key": "attention.attn.k", "value": "attention.attn.v", "mix": "attention.attn.o",
            "mix_norm": "attention.LayerNorm", "inner": "intermediate.dense", "outer": "output.dense", "norm": "output.LayerNorm",
        }  # fmt: skip
        load_layers(self, new | layers_of(old, names, LAYERS), path, "all-mpnet-base-v2")


def _own_ids(ids: Tensor) -> Tensor:
    own = ids + MORE_PIECES
    for theirs, ours in ((0, 1), (100, 3), (101, 0), (102, 2)):  # padding, unknown, start, end
        own = torch.where(ids == theirs, ours, own)
    return own


def buckets(gap: Tensor) -> Tensor:
    """Give the row of the table of relative positions for gaps in pieces, any shape: exact when near, by logarithm when far."""
    half = N_BUCKETS // 2
    exact = half // 2
    far = gap.abs().clamp(min=1)
    wide = exact + (torch.log(far.float() / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    row = torch.where(gap.abs() < exact, gap.abs(), wide.clamp(max=half - 1))
    return row + (gap > 0) * half


PHASE = Phase(2_400_000, 6e-5, 6e-4, (("attribution", 1.0),))
"""Some three passes over the attributions."""


def train_teacher(config: Config, texts: list[Text], out: Path, start: Path, *, phase: Phase = PHASE) -> Path:
    """Train the larger reader on reports with attributions.

    Args:
        config: seed, threads, warm-up, weight decay and size of batches.
        texts: reports with their attributions, as `training.data.load_attribution` gives them.
        out: folder for the log and the weights.
        start: folder with `model.safetensors` of all-mpnet-base-v2.
        phase: how long and at which rates.

    Returns:
        The file with the weights.
    """
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    out.mkdir(parents=True, exist_ok=True)
    model = Teacher(config.dropout)
    model.load_start(start / "model.safetensors")
    model.words.weight.requires_grad = False
    new = [p for n, p in model.named_parameters() if n.split(".")[0] in NEW]
    old = [p for n, p in model.named_parameters() if n.split(".")[0] not in NEW and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": old}, {"params": new}], weight_decay=config.weight_decay, fused=True)
    stream = batches({"attribution": texts}, config, phase, SPECIAL, seed=config.seed)
    began = saved = time.monotonic()
    done, step, running = 0, 0, 0.0
    model.train()
    while done < phase.pieces:
        step += 1
        rates = rates_at(phase, done / phase.pieces, config.warmup)
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate
        examples = next(stream)
        inputs, gold = collate(examples)
        on = inputs["sentence"] >= 0
        with torch.autocast("cpu", torch.bfloat16, enabled=config.bfloat16):
            logits = model(inputs)
        scores = logits.float()
        loss = (model.crf.total(scores, on) - model.crf.score(scores, gold["tags"], on)).sum() / on.sum()
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        done += sum(len(e.window.ids) for e in examples)
        running = 0.98 * (running or loss.item()) + 0.02 * loss.item()
        if step % config.log_every == 0:
            speed = done / (time.monotonic() - began)
            log_row(out, {"step": step, "pieces": done, "pieces_a_second": round(speed), "tags": round(running, 4)})
        if time.monotonic() - saved > config.save_every_s:
            saved = time.monotonic()
            torch.save(model.state_dict(), out / "teacher.pt")
    torch.save(model.state_dict(), out / "teacher.pt")
    return out / "teacher.pt"


def teach(model: Teacher, texts: Sequence[Text], *, threads: int, alone: bool = True) -> Iterator[Text]:
    """Give texts with what the larger reader makes of them, as they stand and, with `alone`, sentence by sentence too."""
    torch.set_num_threads(threads)
    model.eval()
    for text in texts:
        borders = [*np.flatnonzero(np.diff(text.sentence, prepend=-1)).tolist(), len(text.words)]
        sentences = [(a, b, b) for first, last in itertools.pairwise(borders) for a, b in _fitting(text, first, last)]
        plans = plan_windows(text.pieces.offset, text.sentence, text.breaks, max_pieces=MAX_PIECES)
        together = _lesson(model, text, plans, [window_of(text, a, b, special=SPECIAL) for a, _, b in plans])
        single = [window_alone(text, a, b, special=SPECIAL) for a, _, b in sentences if alone]
        apart = _lesson(model, text, sentences, single) if alone else together
        yield structs.replace(text, taught=together, taught_alone=apart)


def _fitting(text: Text, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence that is longer than a window."""
    while first < last:
        end = int(np.searchsorted(text.pieces.offset, text.pieces.offset[first] + MAX_PIECES - 2, side="right")) - 1
        yield first, min(max(end, first + 1), last)
        first = min(max(end, first + 1), last)


def _lesson(model: Teacher, text: Text, plans: Sequence[tuple[int, int, int]], windows: Sequence[Window]) -> Taught:
    """Put together what the reader makes of the words that each window keeps."""
    n = len(text.words)
    tags = np.zeros((n, N_ATTRIBUTION_TAGS), np.float16)
    steps = np.zeros((n, N_ATTRIBUTION_TAGS, N_ATTRIBUTION_TAGS), np.float16)
    order = sorted(range(len(plans)), key=lambda i: len(windows[i].ids))
    allowed = ~model.crf.forbidden.numpy()
    for some in _batched_by_size(order, windows):
        inputs, _ = collate([Example(windows[i]) for i in some])
        with torch.no_grad():
            with torch.autocast("cpu", torch.bfloat16):
                logits = model(inputs)
            ours, after = model.crf.marginals(logits.float(), inputs["sentence"] >= 0)
        for row, i in enumerate(some):
            first, behind, _ = plans[i]
            tags[first:behind] = ours[row, : behind - first].numpy()
            steps[first:behind] = after[row, : behind - first].numpy()
    for first, _, _ in plans[1:]:  # no window has this word and the one before
        steps[first] = np.outer(tags[first - 1], tags[first]) * allowed
    return Taught(tags, steps)


def _batched_by_size(order: Sequence[int], windows: Sequence[Window]) -> Iterator[list[int]]:
    some: list[int] = []
    for i in order:
        if some and len(windows[i].ids) * (len(some) + 1) > MOST_PIECES:
            yield some
            some = []
        some.append(i)
    if some:
        yield some


MOST_PIECES = 3_000
NEW = {"shapes", "states", "breaks", "mix", "tags", "crf"}
"""Parts that do not come from the encoder."""
