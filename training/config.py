"""What a training run is told: one frozen value."""

from __future__ import annotations

from msgspec import Struct


class Config(Struct, frozen=True, kw_only=True):
    """Settings of a run; the defaults make the shipped weights."""

    seed: int = 7
    pieces: int = 5_200_000
    """Word pieces to train on, over all data sets."""
    batch_pieces: int = 3_000
    learning_rate: float = 2e-4
    head_learning_rate: float = 1e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    dropout: float = 0.1
    shares: tuple[tuple[str, float], ...] = (("attribution", 0.58), ("syntax", 0.24), ("names", 0.18))
    """Share of the word pieces that each kind of data gets."""
    distil_weight: float = 3.0
    single_sentences: float = 0.4
    """Share of attribution windows that are one sentence, as CofeNet reads them."""
    vector_steps: int = 220
    """Batches of the last pass, which fits the head of the vectors alone."""
    threads: int = 1
    bfloat16: bool = True
    licences: str = "all"
    """"stated" leaves out the data sets that state no licence."""
    save_every_s: int = 300


RELATIONS = (
    "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound",
    "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed",
    "flat", "goeswith", "iobj", "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass",
    "nummod", "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip
"""Relations of the treebanks of the training data (UD 2.15 English); what is not here is cut to the part before its colon."""
