"""What a training run is told: one frozen value."""

from __future__ import annotations

from msgspec import Struct


class Phase(Struct, frozen=True):
    """A stretch of a run, in which the learning rate rises once and falls to nothing.

    Attributes:
        pieces: word pieces to train on, over all data sets.
        learning_rate: highest rate of the encoder.
        head_learning_rate: highest rate of what is new on it.
        shares: share of the word pieces that each kind of data gets.
        distil_weight: weight of how far the vectors of sentences are from those of the encoder that training started from.
        sentences_distilled: sentences of every second batch that are held to it.
        swaps: whether words are swapped for others of like use, see `training.swaps`.
    """

    pieces: int
    learning_rate: float
    head_learning_rate: float
    shares: tuple[tuple[str, float], ...] = (("attribution", 0.56), ("syntax", 0.24), ("names", 0.20))
    distil_weight: float = 3.0
    sentences_distilled: int = 28
    swaps: bool = False


TAUGHT_SHARES = (("attribution", 0.48), ("taught", 0.26), ("syntax", 0.16), ("names", 0.10))
TAUGHT_PHASE = Phase(7_400_000, 1.5e-4, 6e-4, TAUGHT_SHARES, distil_weight=24.0, sentences_distilled=56, swaps=True)
"""What comes last where a larger reader has read the texts, see `training.teacher`."""

LAST_SHARES = (("attribution", 0.58), ("syntax", 0.16), ("names", 0.26))


class Config(Struct, frozen=True, kw_only=True):
    """Settings of a run; the defaults make the shipped weights."""

    seed: int = 7
    phases: tuple[Phase, ...] = (
        Phase(5_200_000, 2e-4, 1e-3),
        Phase(10_500_000, 1.5e-4, 6e-4),
        Phase(9_000_000, 1.5e-4, 6e-4, LAST_SHARES),
        Phase(2_400_000, 8e-5, 4e-4, LAST_SHARES, distil_weight=12.0, sentences_distilled=56),
    )
    """Each starts from the weights of the ones before: a warm restart (Loshchilov and Hutter 2017, arXiv:1608.03983).
    The last is for the vectors."""
    averaged_from: int = 2
    """Number of the first phase that is part of the mean of weights that the next phase, and the user, gets."""
    batch_pieces: int = 3_000
    warmup: float = 0.04
    weight_decay: float = 0.01
    dropout: float = 0.1
    single_sentences: float = 0.4
    """Share of attribution windows that are one sentence, as CofeNet reads them."""
    dirty: float = 0.25
    """Share of the reports with attributions that are also read with their marks, case or punctuation spoilt."""
    result_lines: int = 3_000
    """Made-up results, standings and headlines for the names, see `training.results`."""
    vector_steps: int = 220
    """Batches of the last pass, which fits the head of the vectors alone."""
    threads: int = 1
    bfloat16: bool = True
    licences: str = "all"
    """"stated" leaves out the data sets that state no licence."""
    log_every: int = 50
    """Batches between two lines of the log."""
    save_every_s: int = 300


RELATIONS = (
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound",
    "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed",
    "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass",
    "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
"""Relations of the treebanks of the training data (UD 2.15 English); what is not here is cut to the part before its colon."""
