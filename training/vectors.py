"""A last pass for the vectors alone: the encoder stays as it is, and the head learns what the encoder of the start said.

The other tasks pull the encoder away from the space in which sentences that mean the same lie close;
with the encoder at rest the head finds most of it again.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import torch

from training.data import SPECIAL, batches, load_all, load_tokenizer
from training.model import Encoder, Model
from training.train import collate, distil

if TYPE_CHECKING:
    from pathlib import Path

    from training.config import Config

SENTENCES_A_STEP = 40
LEARNING_RATE = 1e-3


def fit_vectors(config: Config, data: Path, weights: Path, start: Path, *, steps: int) -> Path:
    """Train the head of the vectors on frozen states, and save the weights where they were.

    Args:
        config: what the run was told.
        data: folder with the data sets.
        weights: `model.pt` of the run; it is written anew.
        start: folder of the encoder that training started from.
        steps: batches to take.
    """
    torch.manual_seed(config.seed)
    torch.set_num_threads(config.threads)
    tokenizer = load_tokenizer(start)
    model, teacher = Model(0.0), Encoder(0.0).eval()
    model.load_state_dict(torch.load(weights, weights_only=True))
    teacher.load_start(start / "model.safetensors")
    model.eval()
    head = [p for part in (model.vectors_mix, model.vectors, model.vectors_more) for p in part.parameters()]
    optimiser = torch.optim.AdamW(head, lr=LEARNING_RATE, weight_decay=0.0)
    running = 0.0
    stream = batches(load_all(data, tokenizer, config), config, config.phases[-1], SPECIAL, seed=config.seed)
    for step, examples in enumerate(stream, start=1):
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * (1 - step / (steps + 1))
        inputs, _ = collate(examples)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16, enabled=config.bfloat16):
            layers = model.encoder(*(inputs[k] for k in ("ids", "shapes", "states", "breaks", "present")))
        columns = (inputs[k] for k in ("first", "sentence", "present"))
        vectors = model.word_vectors([layer.float() for layer in layers], *columns)
        loss = distil(teacher, vectors, inputs, most=SENTENCES_A_STEP)
        if not loss.requires_grad:
            continue
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        running = 0.95 * (running or loss.item()) + 0.05 * loss.item()
        if step % 25 == 0:
            print(json.dumps({"vector_step": step, "loss": round(running, 4)}), file=sys.stderr, flush=True)
        if step >= steps:
            break
    torch.save(model.state_dict(), weights)
    return weights
