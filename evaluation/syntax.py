"""Parts of speech and dependencies on gold tokens, punctuation included, as in the CoNLL 2018 shared task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from evaluation.metrics import DataMissing, Measured, load_rows

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TREEBANKS = ("ewt", "gum")


class Tree(Protocol):
    """A tagged and parsed sentence, a row a token; heads count from 1, 0 is the root."""

    @property
    def upos(self) -> Sequence[str]:
        """Universal parts of speech."""

    @property
    def head(self) -> Sequence[int]:
        """Heads."""

    @property
    def deprel(self) -> Sequence[str]:
        """Relations to the heads."""


def evaluate(data: Path, split: str) -> Measured:
    """Measure on every treebank that has this split.

    Raises:
        DataMissing: none has.
    """
    files = {name: data / f"syntax/{name}_{split}.jsonl" for name in TREEBANKS}
    files = {name: path for name, path in files.items() if path.is_file()}
    if not files:
        msg = f"no gold data syntax/*_{split}.jsonl in {data}"
        raise DataMissing(msg)

    from crossread.language.model import load_model  # noqa: PLC0415  (not there in every checkout)
    from crossread.language.read import read_tokens  # noqa: PLC0415

    model = load_model(None)
    metrics: dict[str, float] = {}
    n = 0
    for name, path in files.items():
        rows = load_rows(path)
        found = read_tokens(model, [row["tokens"] for row in rows])
        metrics |= score(found, [GoldTree(row) for row in rows], name)
        n += len(rows)
    return {"n": n, "metrics": metrics}


class GoldTree:
    """A row of a treebank file."""

    def __init__(self, row: dict[str, list[str] | list[int]]) -> None:
        self.upos: Sequence[str] = [str(tag) for tag in row["upos"]]
        self.head: Sequence[int] = [int(head) for head in row["head"]]
        self.deprel: Sequence[str] = [str(relation) for relation in row["deprel"]]


def score(found: Sequence[Tree], wanted: Sequence[Tree], name: str) -> dict[str, float]:
    """Compare trees token by token; `las` is without subtypes of relations, `las_subtypes` with them."""
    n = upos = uas = las = las_subtypes = 0
    for ours, gold in zip(found, wanted, strict=True):
        rows = zip(ours.upos, gold.upos, ours.head, gold.head, ours.deprel, gold.deprel, strict=True)
        for our_tag, gold_tag, our_head, gold_head, our_relation, gold_relation in rows:
            attached = our_head == gold_head
            n += 1
            upos += our_tag == gold_tag
            uas += attached
            las += attached and our_relation.split(":")[0] == gold_relation.split(":")[0]
            las_subtypes += attached and our_relation == gold_relation
    counts = {"upos": upos, "uas": uas, "las": las, "las_subtypes": las_subtypes}
    return {f"{name}_{metric}": count / n if n else 0.0 for metric, count in counts.items()}
