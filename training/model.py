"""The model: a BERT encoder of six layers with light heads on the first word piece of each word.

Written plainly on torch so that the whole of it is read here; the weights of the encoder start from
all-MiniLM-L6-v2. Shapes: B windows, L pieces, W words, H = 384 width.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from crossread.language.analysis import UPOS
from crossread.language.windows import N_BREAKS, N_SHAPES, N_STATES
from training.config import RELATIONS
from training.data import N_ATTRIBUTION_TAGS, N_NAME_TAGS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
N_VOCABULARY, N_POSITIONS = 30_522, 512
FAR = -1e4
"""Stands for minus infinity in masks; small enough for bfloat16 and int8."""


def attend_plainly(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Give the attention of q to k over v, all (B, heads, L, width), written so that it exports plainly."""
    return torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1]) + mask, dim=-1) @ v


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
    """Give what `attend_plainly` gives, for training on a CPU: all in one precision, a third of the time.

    A mask of float32 would lift the weights, the largest arrays of a step, from bfloat16 to float32.
    """
    b, h, n, width = q.shape
    with torch.autocast("cpu", enabled=False):
        q = (q / math.sqrt(width)).reshape(b * h, n, width)
        rows = mask.to(q.dtype).expand(b, h, 1, n).reshape(b * h, 1, n)
        weights = torch.softmax(torch.baddbmm(rows, q, k.reshape(b * h, n, width).transpose(1, 2)), dim=-1)
        return (weights @ v.reshape(b * h, n, width)).view(b, h, n, width)


class Dropout(nn.Module):
    """Dropout with a mask of random bytes: `nn.Dropout` draws a float for every cell, a tenth of a step."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = round(share * 256) / 256

    def forward(self, x: Tensor) -> Tensor:
        """Shapes: any."""
        if not self.training or not self.share:
            return x
        kept = torch.empty(x.shape, dtype=torch.uint8, device=x.device).random_() >= round(self.share * 256)
        return x * kept / (1 - self.share)


class Layer(nn.Module):
    """A transformer layer, layer norm after each block, as BERT has it."""

    def __init__(self, dropout: float, *, width: int = WIDTH, inner: int = INNER, eps: float = 1e-12) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mix = (nn.Linear(width, width) for _ in range(4))
        self.mix_norm = nn.LayerNorm(width, eps=eps)
        self.inner, self.outer = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=eps)
        self.dropout = Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Shapes: x (B, L, H), mask added to the attention logits as `attend` takes it."""
        b, n, width = x.shape

        def heads(t: Tensor) -> Tensor:
            return t.view(b, n, HEADS, width // HEADS).transpose(1, 2)

        mixed = self.attend(heads(self.query(x)), heads(self.key(x)), heads(self.value(x)), mask)
        mixed = mixed.transpose(1, 2).reshape(b, n, width)
        x = self.mix_norm(x + self.dropout(self.mix(mixed)))
        return self.norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))

    def attend(self, q: Tensor, k: Tensor, v: Tensor, mask: Tensor) -> Tensor:
        """Shapes: q, k and v (B, heads, L, width of a head), mask (B, 1, 1, L)."""
        return attend(q, k, v, mask) if self.training else attend_plainly(q, k, v, mask)


class Encoder(nn.Module):
    """Word pieces -> the states of all layers."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.words = nn.Embedding(N_VOCABULARY, WIDTH)
        self.positions = nn.Embedding(N_POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes, self.states, self.breaks = (
            nn.Embedding(N_SHAPES, WIDTH),
            nn.Embedding(N_STATES, WIDTH),
            nn.Embedding(N_BREAKS, WIDTH),
        )
        for features in (self.shapes, self.states, self.breaks):
            nn.init.zeros_(features.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, shapes: Tensor, states: Tensor, breaks: Tensor, present: Tensor) -> list[Tensor]:
        """Shapes: all (B, L), integers; `present` is 1 where there is a piece. Gives 7 times (B, L, H)."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = (
            self.words(ids)
            + self.positions(at)
            + self.kind
            + self.shapes(shapes)
            + self.states(states)
            + self.breaks(breaks)
        )
        out = [self.dropout(self.norm(x))]
        mask = (1.0 - present[:, None, None, :].to(x.dtype)) * FAR
        for layer in self.layers:
            out.append(layer(out[-1], mask))
        return out

    def load_start(self, path: Path) -> None:
        """Load the weights of all-MiniLM-L6-v2 from its `model.safetensors`."""
        from safetensors.torch import load_file  # noqa: PLC0415

        old = load_file(path)
        old = {k.removeprefix("bert."): v for k, v in old.items()}
        new: dict[str, Tensor] = {
            "words.weight": old["embeddings.word_embeddings.weight"],
            "positions.weight": old["embeddings.position_embeddings.weight"],
            "kind": old["embeddings.token_type_embeddings.weight"][0],
        }
        names = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "mix": "attention.output.dense",
            "mix_norm": "attention.output.LayerNorm", "inner": "intermediate.dense", "outer": "output.dense", "norm": "output.LayerNorm",
        }  # fmt: skip
        load_layers(self, new | layers_of(old, names, LAYERS), path, "all-MiniLM-L6-v2")


def layers_of(old: Mapping[str, Tensor], names: Mapping[str, str], n_layers: int) -> dict[str, Tensor]:
    """Give the weights of the layers of a published encoder, and of the norm of its embeddings, by our names.

    Args:
        old: by the names of its authors.
        names: what each part of a layer is called here, and there.
        n_layers: how many it has.
    """
    new: dict[str, Tensor] = {}
    for end in ("weight", "bias"):
        new[f"norm.{end}"] = old[f"embeddings.LayerNorm.{end}"]
        for i in range(n_layers):
            for ours, theirs in names.items():
                new[f"layers.{i}.{ours}.{end}"] = old[f"encoder.layer.{i}.{theirs}.{end}"]
    return new


def load_layers(encoder: nn.Module, weights: Mapping[str, Tensor], path: Path, name: str) -> None:
    """Load the weights of an encoder; what is new on it stays as it is.

    Raises:
        ValueError: the weights, of the file at `path`, are not those of the encoder of that name.
    """
    missing, unexpected = encoder.load_state_dict(weights, strict=False)
    if unexpected or any("layers" in m for m in missing):
        msg = f"{path} does not hold the weights of {name}: {unexpected or missing}"
        raise ValueError(msg)


class Mix(nn.Module):
    """A weighted sum of the layers, learned for each head. Source: Peters et al. 2018, arXiv:1802.05365."""

    def __init__(self) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.tensor([0.0] * LAYERS + [1.0]))

    def forward(self, layers: list[Tensor]) -> Tensor:
        """Shapes: 7 times (B, W, H) -> (B, W, H)."""
        w = torch.softmax(self.weights, dim=0)
        return sum((w[i] * layer for i, layer in enumerate(layers[1:], start=1)), w[0] * layers[0])


def block(width_out: int, dropout: float, *, width: int = WIDTH) -> nn.Sequential:
    """A layer that gives a head its own view of the states."""
    return nn.Sequential(nn.Linear(width, width_out), nn.GELU(), Dropout(dropout))


class Biaffine(nn.Module):
    """Score every word against every other as its partner. Source: Dozat and Manning 2017, arXiv:1611.01734."""

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.dependent, self.head = block(width, dropout), block(width, dropout)
        self.weight = nn.Linear(width, width, bias=False)
        self.bias = nn.Linear(width, 1)

    def forward(self, x: Tensor) -> Tensor:
        """Shapes: (B, W, H) -> (B, W, W): how well word j is the partner of word i."""
        return self.between(self.dependent(x), self.head(x))

    def between(self, d: Tensor, h: Tensor) -> Tensor:
        """Score words as dependents against words as heads. Shapes: twice (..., W, width) -> (..., W, W)."""
        return self.weight(d) @ h.transpose(-1, -2) / math.sqrt(h.shape[-1]) + self.bias(h).transpose(-1, -2)


class Partner(nn.Module):
    """Score every word as the one that a word points to, with a bias for how far apart they stand.

    Cue and content nearly always stand in one paragraph, mostly in one sentence; without the bias
    the biaffine score takes millions of word pieces to find that out.
    """

    def __init__(self, width: int, dropout: float) -> None:
        super().__init__()
        self.score = Biaffine(width, dropout)
        self.words_apart = nn.Embedding(2 * N_DISTANCES, 1)
        self.sentences_apart = nn.Embedding(2 * N_SENTENCES_APART + 1, 1)
        self.none = nn.Linear(WIDTH, 1)
        nn.init.zeros_(self.words_apart.weight)
        nn.init.zeros_(self.sentences_apart.weight)

    def forward(self, x: Tensor, sentence: Tensor, absent: Tensor) -> Tensor:
        """Shapes: x (B, W, H), sentence (B, W), absent (B, 1, W) -> (B, W, W + 1), the last column for none."""
        at = torch.arange(x.shape[1], device=x.device)
        words = self.words_apart(word_buckets(at[None, :] - at[:, None]))[None, :, :, 0]
        steps = (sentence[:, None, :] - sentence[:, :, None]).clamp(
            -N_SENTENCES_APART, N_SENTENCES_APART
        ) + N_SENTENCES_APART
        return torch.cat([self.score(x) + words + self.sentences_apart(steps)[..., 0] + absent, self.none(x)], dim=-1)


def word_buckets(gap: Tensor) -> Tensor:
    """Give the row of `Partner.words_apart` for distances in words, any shape; before and after are told apart."""
    bucket = torch.log2(gap.abs().float() + 1).floor().long().clamp(max=N_DISTANCES - 1)
    return torch.where(gap < 0, bucket + N_DISTANCES, bucket)


N_DISTANCES = 8
"""Distances in words in steps of powers of two, up to 128 and more."""
N_SENTENCES_APART = 4


class Output(NamedTuple):
    """What the model gives; logits but for `vectors`.

    upos (B, W, 17), names (B, W, 13), arcs (B, W, W), relations (B, W, n_relations) for the best (or
    given) heads, tags (B, W, 7), cues and sources (B, W, W + 1), the last column standing for none,
    vectors (B, W, H), of which the mean over the words of a sentence or clause is its vector.
    """

    upos: Tensor
    names: Tensor
    arcs: Tensor
    relations: Tensor
    tags: Tensor
    cues: Tensor
    sources: Tensor
    vectors: Tensor


class Model(nn.Module):
    """One encoder pass, all heads."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.syntax_mix, self.names_mix, self.attribution_mix = Mix(), Mix(), Mix()
        self.upos = nn.Linear(WIDTH, len(UPOS))
        self.arcs = Biaffine(256, 0.25)
        self.relation_dependent, self.relation_head = block(192, 0.25), block(192, 0.25)
        self.relation = nn.Linear(3 * 192, len(RELATIONS))
        self.names = nn.Sequential(block(192, dropout), nn.Linear(192, N_NAME_TAGS))
        self.governed = nn.Linear(WIDTH, WIDTH)
        nn.init.zeros_(self.governed.weight)
        nn.init.zeros_(self.governed.bias)
        self.reader = Layer(dropout)
        self.tags = nn.Sequential(block(256, dropout), nn.Linear(256, N_ATTRIBUTION_TAGS))
        self.cues, self.sources = Partner(128, dropout), Partner(128, dropout)
        self.vectors_mix = Mix()
        self.vectors = nn.Linear(WIDTH, WIDTH)
        nn.init.eye_(self.vectors.weight)
        nn.init.zeros_(self.vectors.bias)
        self.vectors_more = nn.Sequential(nn.Linear(WIDTH, 512), nn.GELU(), nn.Linear(512, WIDTH))
        for end in self.vectors_more[-1].parameters():
            nn.init.zeros_(end)
        self.crf = Chain(N_ATTRIBUTION_TAGS)

    def forward(
        self,
        ids: Tensor,
        shapes: Tensor,
        states: Tensor,
        breaks: Tensor,
        present: Tensor,
        first: Tensor,
        sentence: Tensor,
        heads: Tensor | None = None,
    ) -> Output:
        """Read windows.

        Args:
            ids, shapes, states, breaks, present: columns of the pieces, integers. Shape (B, L).
            first: position of the first piece of each word, 0 where there is no word. Shape (B, W).
            sentence: number of the sentence of each word, -1 where there is no word. Shape (B, W).
            heads: gold heads to score relations for; the best ones where None. Shape (B, W).
        """
        layers = self.encoder(ids, shapes, states, breaks, present)
        vectors = self.word_vectors(layers, first, sentence, present)
        at = first[:, :, None].expand(-1, -1, WIDTH)
        layers = [layer.gather(1, at) for layer in layers]
        syntax, names, attribution = self.syntax_mix(layers), self.names_mix(layers), self.attribution_mix(layers)
        apart = (sentence[:, :, None] != sentence[:, None, :]).to(syntax.dtype) * FAR
        arcs = self.arcs(syntax) + apart
        best = arcs.argmax(-1) if heads is None else heads
        d, h = self.relation_dependent(syntax), self.relation_head(syntax)
        h = h.gather(1, best[:, :, None].expand(-1, -1, h.shape[-1]))
        absent = (sentence < 0)[:, None, None, :].to(attribution.dtype) * FAR
        # content is mostly a clause, and a cue what governs it: each word sees the word that governs it
        # (Strubell et al. 2018, arXiv:1804.08199), as the syntax head has it and without a say in that
        governors = torch.softmax(arcs.detach(), dim=-1).to(attribution.dtype) @ attribution
        attribution = self.reader(attribution + self.governed(governors), absent)
        gone = absent[:, 0]
        return Output(
            self.upos(syntax),
            self.names(names),
            arcs,
            self.relation(torch.cat([d, h, d * h], dim=-1)),
            self.tags(attribution),
            self.cues(attribution, sentence, gone),
            self.sources(attribution, sentence, gone),
            vectors,
        )

    def word_vectors(self, layers: list[Tensor], first: Tensor, sentence: Tensor, present: Tensor) -> Tensor:
        """Give a vector a word, of a weight as it has pieces; the mean over a sentence or clause is its vector.

        The encoder that training starts from was made for the mean over all pieces of a text, those at its ends
        included: with the first piece of each word alone its own vectors lose a point of Spearman on pairs of headlines.

        Args:
            layers: 7 times (B, L, H), of the pieces.
            first, sentence, present: as `forward` has them.

        Returns:
            Shape (B, W, H).
        """
        shares = words_of_pieces(first, sentence, present).to(layers[0].dtype)
        count = shares.sum(-1, keepdim=True)
        states = shares @ self.vectors_mix(layers) / count.clamp(min=1)
        vectors: Tensor = (self.vectors(states) + self.vectors_more(states)) * count
        return vectors


def words_of_pieces(first: Tensor, sentence: Tensor, present: Tensor) -> Tensor:
    """Tell which pieces are whose: 1 where a piece is of a word; those at the ends of a window are of its first and last word.

    Shapes: first and sentence (B, W), present (B, L) -> (B, W, L), float32.
    """
    n = present.shape[1]
    at = torch.arange(n, device=present.device)
    begins = torch.where(sentence >= 0, first, n)[:, :, None]
    begins = torch.cat([torch.zeros_like(begins[:, :1]), begins[:, 1:]], dim=1)
    behind = torch.cat([begins[:, 1:], torch.full_like(begins[:, :1], n)], dim=1)
    return ((at >= begins) & (at < behind) & (present[:, None, :] > 0)).float()


class Chain(nn.Module):
    """A linear-chain conditional random field over tags. Source: Lafferty et al. 2001."""

    def __init__(self, n_tags: int) -> None:
        super().__init__()
        self.start = nn.Parameter(torch.zeros(n_tags))
        self.end = nn.Parameter(torch.zeros(n_tags))
        self.steps = nn.Parameter(torch.zeros(n_tags, n_tags))
        forbidden = torch.zeros(n_tags, n_tags, dtype=torch.bool)
        first = torch.zeros(n_tags, dtype=torch.bool)
        for inside in range(2, n_tags, 2):
            forbidden[:, inside] = True
            forbidden[inside - 1, inside] = forbidden[inside, inside] = False
            first[inside] = True
        self.register_buffer("forbidden", forbidden)
        self.register_buffer("forbidden_first", first)

    def transitions(self) -> tuple[Tensor, Tensor, Tensor]:
        """Give start, step and end scores with what BIO forbids put far away."""
        forbidden, first = self.forbidden, self.forbidden_first
        assert isinstance(forbidden, Tensor)
        assert isinstance(first, Tensor)
        return self.start.masked_fill(first, FAR), self.steps.masked_fill(forbidden, FAR), self.end

    def score(self, logits: Tensor, tags: Tensor, present: Tensor) -> Tensor:
        """Give the scores of paths.

        Args:
            logits: Shape (B, W, n_tags), float32.
            tags: the path, anything where there is no word. Shape (B, W).
            present: False where there is no word; the first word is always there. Shape (B, W).

        Returns:
            Shape (B,).
        """
        start, steps, end = self.transitions()
        gold = logits.gather(2, tags[:, :, None])[:, :, 0]
        on = present.to(logits.dtype)
        score = start[tags[:, 0]] + (gold * on).sum(1) + (steps[tags[:, :-1], tags[:, 1:]] * on[:, 1:]).sum(1)
        last = present.sum(1) - 1
        ends: Tensor = score + end[tags.gather(1, last[:, None])[:, 0]]
        return ends

    def mean_score(self, logits: Tensor, tags: Tensor, steps: Tensor, present: Tensor) -> Tensor:
        """Give the mean score of the paths of another chain, each as likely as it is there.

        The score of a path is a sum over words and steps, so its mean needs no more than the other's marginals.

        Args:
            logits: Shape (B, W, n_tags), float32.
            tags: how likely each tag is, 0 where there is no word. Shape (B, W, n_tags).
            steps: how likely each tag is after each, 0 at the first word. Shape (B, W, n_tags, n_tags).
            present: False where there is no word; the first word is always there. Shape (B, W).

        Returns:
            Shape (B,).
        """
        start, after, end = self.transitions()
        last = present.sum(1) - 1
        ends = tags[torch.arange(len(tags)), last]
        return tags[:, 0] @ start + (tags * logits).sum((1, 2)) + (steps.sum(1) * after).sum((1, 2)) + ends @ end

    def marginals(self, logits: Tensor, present: Tensor) -> tuple[Tensor, Tensor]:
        """Give how likely each tag is at each word, and after each tag of the word before (nothing at the first).

        Args:
            logits: Shape (B, W, n_tags), float32.
            present: False where there is no word; the first word is always there. Shape (B, W).

        Returns:
            Shapes (B, W, n_tags), (B, W, n_tags, n_tags), 0 where there is no word.
        """
        _, steps, end = self.transitions()
        before = self._before(logits, present)
        total = torch.logsumexp(before[-1] + end, dim=1)[:, None]
        behind = [end.expand_as(before[-1])]
        for i in range(logits.shape[1] - 1, 0, -1):
            step = torch.logsumexp(steps[None] + (logits[:, i] + behind[-1])[:, None, :], dim=2)
            behind.append(torch.where(present[:, i, None], step, behind[-1]))
        alpha, beta = torch.stack(before, 1), torch.stack(behind[::-1], 1)
        tags = torch.exp(alpha + beta - total[:, None]) * present[:, :, None]
        after = alpha[:, :-1, :, None] + steps + (logits[:, 1:] + beta[:, 1:])[:, :, None, :] - total[:, None, None]
        after = torch.exp(after) * present[:, 1:, None, None]
        return tags, torch.cat([torch.zeros_like(after[:, :1]), after], 1)

    def total(self, logits: Tensor, present: Tensor) -> Tensor:
        """Give the logarithm of the sum over all paths. Shapes: (B, W, n_tags), (B, W) -> (B,)."""
        return torch.logsumexp(self._before(logits, present)[-1] + self.transitions()[2], dim=1)

    def _before(self, logits: Tensor, present: Tensor) -> list[Tensor]:
        """Give the logarithm of the sum over all paths to each tag of each word: W times (B, n_tags)."""
        start, steps, _ = self.transitions()
        before = [start + logits[:, 0]]
        for i in range(1, logits.shape[1]):
            step = torch.logsumexp(before[-1][:, :, None] + steps[None], dim=1) + logits[:, i]
            before.append(torch.where(present[:, i, None], step, before[-1]))
        return before


TAUGHT = 0.6
"""Weight of what the larger reader says beside the labels, where a text has both."""


def losses(model: Model, out: Output, gold: dict[str, Any], sentence: Tensor) -> dict[str, Tensor]:
    """Give the loss of each head that the batch has gold for, each a mean over words."""
    on = sentence >= 0
    found: dict[str, Tensor] = {}
    if "upos" in gold:
        found["upos"] = functional.cross_entropy(out.upos.float()[on], gold["upos"][on])
        found["arcs"] = functional.cross_entropy(out.arcs.float()[on], gold["head"][on])
        found["relations"] = functional.cross_entropy(out.relations.float()[on], gold["rel"][on])
    if "names" in gold:
        allowed = (gold["names"][on][:, None] >> torch.arange(N_NAME_TAGS)[None]) & 1
        scores = torch.log_softmax(out.names.float()[on], dim=-1)
        found["names"] = -torch.logsumexp(scores + (1 - allowed) * FAR, dim=-1).mean()
    if "tags" in gold or "taught" in gold:
        found["tags"] = _tags_loss(model.crf, out.tags.float(), gold, on)
    if "tags" in gold:
        for name, logits in (("cue_of", out.cues), ("source_of", out.sources)):
            wanted = gold[name]
            use = on & (wanted != -100)
            if use.any():
                target = torch.where(wanted < 0, logits.shape[-1] - 1, wanted)
                found[name] = functional.cross_entropy(logits.float()[use], target[use]) * 0.3
    return found


def _tags_loss(chain: Chain, logits: Tensor, gold: dict[str, Any], on: Tensor) -> Tensor:
    """Give the loss of the chain under the labels, under what a larger reader makes of the words, or under both."""
    wanted = chain.score(logits, gold["tags"].clamp(min=0), on) if "tags" in gold else torch.zeros(len(logits))
    if "taught" in gold:
        rows = gold["taught_rows"]
        taught = chain.mean_score(logits[rows], gold["taught"], gold["taught_steps"], on[rows])
        both = wanted[rows] + TAUGHT * (taught - wanted[rows]) if "tags" in gold else taught
        wanted = wanted.index_put((rows,), both)
    return (chain.total(logits, on) - wanted).sum() / on.sum()
