"""The model written for its run time: the same weights and the same answers, with less to compute.

One window and no padding, so two-dimensional arrays and no mask; what several heads make of one input is one
product; the layers are mixed by one product; what distance adds to a pointer is a table. Two thirds more
words a second than the plain form with the heads in int8 too (`python -m benchmarks language`).
Shapes: L pieces, W words, H = 384.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.model import FAR, HEADS, N_SENTENCES_APART, WIDTH, Layer, Model, Output, word_buckets

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_WORDS = 512


def join(linears: Sequence[nn.Linear]) -> nn.Linear:
    """Make one linear layer of several that have the same input; their outputs stand side by side."""
    joined = nn.Linear(linears[0].in_features, sum(part.out_features for part in linears))
    biases = [torch.zeros(part.out_features) if part.bias is None else part.bias for part in linears]
    with torch.no_grad():
        joined.weight.copy_(torch.cat([part.weight for part in linears]))
        joined.bias.copy_(torch.cat(biases))
    return joined


class LeanLayer(nn.Module):
    """A transformer layer on one window, with one product for query, key and value."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.query_key_value = join([layer.query, layer.key, layer.value])
        self.mix, self.mix_norm = layer.mix, layer.mix_norm
        self.inner, self.outer, self.norm = layer.inner, layer.outer, layer.norm

    def forward(self, x: Tensor) -> Tensor:
        """Shapes: (L, H) -> (L, H)."""
        n = x.shape[0]
        parts = self.query_key_value(x).view(n, 3, HEADS, WIDTH // HEADS).permute(1, 2, 0, 3)
        q, k, v = parts.unbind(0)
        weights = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS), dim=-1)
        x = self.mix_norm(x + self.mix((weights @ v).transpose(0, 1).reshape(n, WIDTH)))
        return self.norm(x + self.outer(functional.gelu(self.inner(x))))


class LeanModel(nn.Module):
    """The model on one window; gives `Output` without the batch."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model
        self.layers = nn.ModuleList(LeanLayer(layer) for layer in model.encoder.layers)
        self.reader = LeanLayer(model.reader)
        mixes = (model.syntax_mix, model.names_mix, model.attribution_mix, model.vectors_mix)
        self.register_buffer("mixes", torch.stack([torch.softmax(mix.weights, 0) for mix in mixes]).detach())
        pointers = (model.cues, model.sources)
        self.syntax_parts = [
            model.arcs.dependent[0],
            model.arcs.head[0],
            model.relation_dependent[0],
            model.relation_head[0],
        ]
        self.syntax = join(self.syntax_parts)
        self.attribution_parts = [
            model.tags[0][0],
            *(side[0] for pointer in pointers for side in (pointer.score.dependent, pointer.score.head)),
        ]
        self.attribution = join(self.attribution_parts)
        self.none = join([pointer.none for pointer in pointers])
        bucket = word_buckets(torch.arange(1 - MOST_WORDS, MOST_WORDS))
        apart = [pointer.words_apart.weight[bucket, 0] for pointer in pointers]
        self.register_buffer("words_apart", torch.stack(apart).detach())
        steps = [pointer.sentences_apart.weight[:, 0] for pointer in pointers]
        self.register_buffer("sentences_apart", torch.stack(steps, 1).detach())

    def forward(
        self, ids: Tensor, shapes: Tensor, states: Tensor, breaks: Tensor, first: Tensor, sentence: Tensor
    ) -> tuple[Tensor, ...]:
        """Shapes: the columns of the pieces (1, L), those of the words (1, W)."""
        model, encoder = self.model, self.model.encoder
        ids, shapes, states, breaks, first, sentence = (c[0] for c in (ids, shapes, states, breaks, first, sentence))
        x = encoder.words(ids) + encoder.positions.weight[: ids.shape[0]] + encoder.kind
        x = encoder.norm(x + encoder.shapes(shapes) + encoder.states(states) + encoder.breaks(breaks))
        states = [x]
        for layer in self.layers:
            x = layer(x)
            states.append(x)
        n = first.shape[0]
        every = torch.stack(states)
        flat = every.index_select(1, first).reshape(len(states), -1)
        syntax, names, attribution = (self.mixes[:-1] @ flat).view(3, n, WIDTH).unbind(0)
        mixed = (self.mixes[-1:] @ every.reshape(len(states), -1)).view(-1, WIDTH)
        shares, count = self.shares(first, ids.shape[0])
        vectors = shares @ mixed / count

        widths = [part.out_features for part in self.syntax_parts]
        dependent, head, of_dependent, of_head = functional.gelu(self.syntax(syntax)).split(widths, dim=-1)
        arcs = torch.where(sentence[:, None] == sentence[None, :], model.arcs.between(dependent, head), FAR)
        of_head = of_head.index_select(0, arcs.argmax(-1))
        relations = model.relation(torch.cat([of_dependent, of_head, of_dependent * of_head], -1))

        attribution = self.reader(attribution + model.governed(torch.softmax(arcs, -1) @ attribution))
        widths = [part.out_features for part in self.attribution_parts]
        tags, *sides = functional.gelu(self.attribution(attribution)).split(widths, dim=-1)
        none, apart = self.none(attribution), self.apart(sentence)
        cues, sources = (
            torch.cat([pointer.score.between(a, b) + apart[i], none[:, i : i + 1]], dim=1)
            for i, (pointer, a, b) in enumerate(zip((model.cues, model.sources), sides[::2], sides[1::2], strict=True))
        )
        vectors = (model.vectors(vectors) + model.vectors_more(vectors)) * count
        return tuple(
            Output(model.upos(syntax), model.names(names), arcs, relations, model.tags[1](tags), cues, sources, vectors)
        )

    @staticmethod
    def shares(first: Tensor, n_pieces: int) -> tuple[Tensor, Tensor]:
        """Give which pieces are whose, as `training.model.words_of_pieces`, and how many each word has. Shapes (W, L), (W, 1)."""
        at = torch.arange(n_pieces)
        begins = torch.cat([torch.zeros_like(first[:1]), first[1:]])[:, None]
        behind = torch.cat([first[1:], torch.full_like(first[:1], n_pieces)])[:, None]
        shares = ((at >= begins) & (at < behind)).float()
        return shares, shares.sum(-1, keepdim=True)

    def apart(self, sentence: Tensor) -> Tensor:
        """Give what distance adds to the scores of both pointers. Shape (W,) -> (2, W, W)."""
        n = sentence.shape[0]
        steps = (sentence[None, :] - sentence[:, None]).clamp(-N_SENTENCES_APART, N_SENTENCES_APART)
        by_sentence = self.sentences_apart[steps + N_SENTENCES_APART].permute(2, 0, 1)
        # row i of the table of distances is the same row of numbers shifted by i: a fold that is one too wide shifts it
        row = self.words_apart[:, MOST_WORDS - n : MOST_WORDS + n - 1]
        row = torch.cat([row, row[:, :1]], dim=1)[:, None, :].expand(2, n, 2 * n).reshape(2, -1)
        return by_sentence + row[:, : n * (2 * n - 1)].view(2, n, 2 * n - 1)[:, :, n - 1 :]
