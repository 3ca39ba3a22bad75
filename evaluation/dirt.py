"""What dirt costs: attribution, names and syntax where marks, case, stops and hyphens are not as they were.

Every kind of dirt is a pure function from a text to edits of it, so gold offsets move along exactly.
Sentences that come as words are spoiled by the same edits on the words with a space between, and
their tags and trees are carried over to the words that result. `clean` is the same material untouched.
A fixed third is measured, that all of it takes less than four minutes: reports of PolNeAR by the hash of their
text, and every third sentence of Worldwide (names) and EWT (syntax). Attribution is that of the record (`evaluation.attribution`).
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from crossread.language.marks import Pair, find_pairs
from evaluation import names, syntax
from evaluation.attribution import KINDS, found_quotes, group_by_text, score_reports
from evaluation.metrics import Measured, load_rows, tag_runs

if TYPE_CHECKING:
    from pathlib import Path

    from crossread.language.model import LanguageModel

Edit = tuple[int, int, str]
"""Characters from start to end, half-open, and what takes their place."""

EVERY = 3
"""One report or sentence in so many is measured."""
REPORT_METRICS = ("content_exact_f1", "content_half_f1", "source_exact_f1", "cue_exact_f1", "link_half_f1")

_STRAIGHT = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "``": '"', "''": '"', "‘": "'", "’": "'"}
_MARK = re.compile("``|''|[“”„«»‘’]")
_DOUBLE = re.compile("``|''|[\"“”„«»]")
_FINAL = re.compile(r"(?<!\b[^\W\d_])[.!?…]{1,10}(?=[\s\"'”’)\]]|$)")
"""A stop behind one letter belongs to an initial or an abbreviation, and stays."""
_INNER = re.compile(r"[,;:](?=[\s\"'”’)\]]|$)")
_SPACED_HYPHEN = re.compile(r"(?<=[^\W\d_]) - (?=[^\W\d_])")
_TIGHT_HYPHEN = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")


def straight_marks(text: str) -> list[Edit]:
    """Give every mark and apostrophe the form that typewriters have."""
    return [(m.start(), m.end(), _STRAIGHT[m.group()]) for m in _MARK.finditer(text)]


def curly_marks(text: str) -> list[Edit]:
    """Give every mark of a pair, and every apostrophe, the form that printers use."""
    marks = _marks_of(text)
    edits = [(a, b, ("‘" if single else "“") if opens else ("’" if single else "”")) for a, b, opens, single in marks]
    taken = {a for a, *_ in edits}
    edits += [(m.start(), m.end(), "’") for m in re.finditer("(?<!')'(?!')", text) if m.start() not in taken]
    return sorted(edits)


def single_marks(text: str) -> list[Edit]:
    """Put single straight marks for double ones, and double for the single ones inside, as British papers do."""
    return [(a, b, '"' if single else "'") for a, b, _, single in _marks_of(text)]


def no_marks(text: str) -> list[Edit]:
    """Leave every mark of a pair out."""
    return [(a, b, "") for a, b, *_ in _marks_of(text)]


def one_mark_lost(text: str) -> list[Edit]:
    """Leave one mark of every whole pair out: the closing one of the first, the opening one of the second, and so on."""
    pairs = [p for p in find_pairs(text) if p.opens and p.closes and not p.single]
    return [_edges(text, pair)[1 - at % 2] + ("",) for at, pair in enumerate(pairs)]


def capitals(text: str) -> list[Edit]:
    """Write everything in capitals, as headlines are."""
    return _recased(text, text.upper, str.upper)


def lower_case(text: str) -> list[Edit]:
    """Write everything in lower case."""
    return _recased(text, text.lower, str.lower)


def no_final_stops(text: str) -> list[Edit]:
    """Leave out what ends sentences."""
    return [(m.start(), m.end(), "") for m in _FINAL.finditer(text)]


def no_punctuation(text: str) -> list[Edit]:
    """Leave out what ends sentences, and commas, semicolons and colons."""
    return sorted([*no_final_stops(text), *((m.start(), m.end(), "") for m in _INNER.finditer(text))])


def tight_hyphens(text: str) -> list[Edit]:
    """Write "state - run" as "state-run"."""
    spaces = [(at, at + 1, "") for m in _SPACED_HYPHEN.finditer(text) for at in (m.start(), m.start() + 2)]
    return sorted(spaces)


def spaced_hyphens(text: str) -> list[Edit]:
    """Write "state-run" as "state - run"."""
    return [(m.start(), m.end(), " - ") for m in _TIGHT_HYPHEN.finditer(text)]


def clean(text: str) -> list[Edit]:
    """Change nothing."""
    del text
    return []


DIRT: Mapping[str, Callable[[str], list[Edit]]] = {
    "clean": clean,
    "straight_marks": straight_marks,
    "curly_marks": curly_marks,
    "single_marks": single_marks,
    "no_marks": no_marks,
    "one_mark_lost": one_mark_lost,
    "capitals": capitals,
    "lower_case": lower_case,
    "no_final_stops": no_final_stops,
    "no_punctuation": no_punctuation,
    "tight_hyphens": tight_hyphens,
    "spaced_hyphens": spaced_hyphens,
}
"""Edits of each kind of dirt, from left to right and without overlap."""


def apply_edits(text: str, edits: Sequence[Edit]) -> tuple[str, list[int]]:
    """Edit a text.

    Returns:
        The new text, and for each offset of the old one, its end included, where it is now: offsets inside of
        what was replaced move to where the replacement begins.
    """
    parts: list[str] = []
    moved: list[int] = []
    at = length = 0
    for start, end, new in (*edits, (len(text), len(text), "")):
        moved += range(length, length + start - at)
        moved += [length + start - at] * (end - start)
        parts += (text[at:start], new)
        length += start - at + len(new)
        at = end
    return "".join(parts), [*moved, length]


def spoil_report(row: Mapping[str, Any], edits: Sequence[Edit]) -> dict[str, Any]:
    """Edit a report with its attributions; pieces of which nothing is left go."""
    text, moved = apply_edits(row["text"], edits)

    def pieces(of: Sequence[Sequence[int]]) -> list[list[int]]:
        return [[moved[start], moved[end]] for start, end in of if moved[start] < moved[end]]

    said = [{kind: pieces(attribution[kind]) for kind in KINDS} for attribution in row["attributions"]]
    return {**row, "text": text, "attributions": said}


class Spoiled(Struct, frozen=True):
    """A sentence of words after its edits; `rows` are the old words that each new one has characters of."""

    words: tuple[str, ...]
    rows: tuple[tuple[int, ...], ...]


def spoil_words(words: Sequence[str], how: Callable[[str], Sequence[Edit]]) -> Spoiled:
    """Edit a sentence that is split into words: words go where nothing is left of them, and join or part at hyphens."""
    ends = list(itertools.accumulate(len(word) + 1 for word in words))
    text, moved = apply_edits(" ".join(words), how(" ".join(words)))
    places = [(moved[end - len(word) - 1], moved[end - 1]) for word, end in zip(words, ends, strict=True)]
    found = list(re.finditer(r"\S+", text))
    rows = tuple(
        tuple(row for row, (start, end) in enumerate(places) if start < m.end() and m.start() < end) for m in found
    )
    return Spoiled(tuple(m.group() for m in found), rows)


def carry_tags(spoiled: Spoiled, tags: Sequence[str]) -> list[str]:
    """Give the BIO tags of spoiled words: those that have characters of a span are in it, the first span first."""
    out = ["O"] * len(spoiled.words)
    for first, end, kind in sorted(tag_runs(tags)):
        inside = [i for i, rows in enumerate(spoiled.rows) if any(first <= row < end for row in rows)]
        free = [i for i in inside if out[i] == "O"]
        for i in free:
            out[i] = f"{'B' if i == free[0] else 'I'}-{kind}"
    return out


class Tree(Struct, frozen=True):
    """Columns of a tree as `evaluation.syntax` compares them: a row a word, heads from 1, 0 is the root."""

    upos: tuple[str, ...]
    head: tuple[int, ...]
    deprel: tuple[str, ...]

    @classmethod
    def of(cls, tree: syntax.Tree, at: Sequence[int]) -> Tree:
        """Give some rows of a tree."""
        return cls(tuple(tree.upos[i] for i in at), tuple(tree.head[i] for i in at), tuple(tree.deprel[i] for i in at))


def carry_tree(spoiled: Spoiled, tree: syntax.Tree) -> tuple[list[int], Tree]:
    """Give the tree of spoiled words: which words are to be compared, and their rows.

    A joined word stands for the old one whose head lies outside of it; of the words that an old one
    parted into, the last stands for it and the others are not compared. What hung on a word that is gone hangs on
    the head of that word.
    """
    word_of = {row: i for i, rows in enumerate(spoiled.rows) for row in rows}
    kept: list[int] = []
    upos, head, deprel = [], [], []
    for i, rows in enumerate(spoiled.rows):
        row = next((r for r in rows if tree.head[r] - 1 not in rows), None)
        if row is None or word_of[row] != i:
            continue
        above = tree.head[row] - 1
        while above >= 0 and word_of.get(above, i) == i:
            above = tree.head[above] - 1
        kept.append(i)
        upos.append(tree.upos[row])
        head.append(word_of[above] + 1 if above >= 0 else 0)
        deprel.append(tree.deprel[row])
    return kept, Tree(tuple(upos), tuple(head), tuple(deprel))


def evaluate(data: Path, split: str) -> Measured:
    """Measure the fixed third of each set under every kind of dirt; `n` counts reports and sentences.

    Raises:
        DataMissing: a set does not have this split.
    """
    rows = [row for row in load_rows(data / f"attribution/polnear_{split}.jsonl") if _is_measured(row["text"])]
    named = load_rows(data / f"names/worldwide_{split}.jsonl")[::EVERY]
    parsed = load_rows(data / f"syntax/ewt_{split}.jsonl")[::EVERY]

    from crossread.language.model import load_model  # noqa: PLC0415  (not there in every checkout)

    model = load_model(None)
    metrics: dict[str, float] = {}
    for dirt, how in DIRT.items():
        figures = measure_reports(model, [spoil_report(row, how(row["text"])) for row in rows])
        figures |= measure_names(model, named, how) | measure_syntax(model, parsed, how)
        metrics |= {f"{name}_{dirt}": value for name, value in figures.items()}
    return {"n": len({row["text"] for row in rows}) + len(named) + len(parsed), "metrics": metrics}


def measure_reports(model: LanguageModel, rows: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Measure attribution on whole reports."""
    from crossread.language.read import read_document  # noqa: PLC0415  (not there in every checkout)

    figures = score_reports(
        (doc.text, found_quotes(read_document(model, doc)), wanted) for doc, wanted in group_by_text(rows)
    )
    return {name: figures[name] for name in REPORT_METRICS}


def measure_names(
    model: LanguageModel, rows: Sequence[Mapping[str, Any]], how: Callable[[str], Sequence[Edit]]
) -> dict[str, float]:
    """Measure names on sentences of words."""
    from crossread.language.read import read_tokens  # noqa: PLC0415  (not there in every checkout)

    spoiled = [spoil_words(row["tokens"], how) for row in rows]
    wanted = [carry_tags(s, row["tags"]) for s, row in zip(spoiled, rows, strict=True)]
    found = [reading.names for reading in read_tokens(model, [s.words for s in spoiled])]
    figures = names.score(list(zip(found, wanted, strict=True)), names.KINDS["worldwide"], "names")
    return {"names_f1": figures["names_f1"]}


def measure_syntax(
    model: LanguageModel, rows: Sequence[dict[str, Any]], how: Callable[[str], Sequence[Edit]]
) -> dict[str, float]:
    """Measure parts of speech and trees on sentences of words."""
    from crossread.language.read import read_tokens  # noqa: PLC0415  (not there in every checkout)

    spoiled = [spoil_words(row["tokens"], how) for row in rows]
    carried = [carry_tree(s, syntax.GoldTree(row)) for s, row in zip(spoiled, rows, strict=True)]
    read = read_tokens(model, [s.words for s in spoiled])
    found = [Tree.of(reading, kept) for reading, (kept, _) in zip(read, carried, strict=True)]
    figures = syntax.score(found, [wanted for _, wanted in carried], "syntax")
    return {"upos": figures["syntax_upos"], "las": figures["syntax_las"]}


def _is_measured(text: str) -> bool:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % EVERY == 0


def _recased(text: str, whole: Callable[[], str], one: Callable[[str], str]) -> list[Edit]:
    changed = whole()
    if len(changed) != len(text):  # "ß" has no capital of one character, and a small final sigma is a matter of place
        changed = "".join(new if len(new := one(char)) == 1 else char for char in text)
    return [(at, at + 1, new) for at, (old, new) in enumerate(zip(text, changed, strict=True)) if old != new]


def _edges(text: str, pair: Pair) -> tuple[tuple[int, int], tuple[int, int]]:
    """Give the two marks of a whole pair."""
    if pair.single:
        return (pair.start, pair.start + 1), (pair.end - 1, pair.end)
    first = _DOUBLE.match(text, pair.start)
    width = 2 if text[pair.end - 2 : pair.end] == "''" else 1
    return (pair.start, first.end() if first else pair.start + 1), (pair.end - width, pair.end)


def _marks_of(text: str) -> list[tuple[int, int, bool, bool]]:
    """Give the marks that stand in pairs, in text order: start, end, whether it opens, whether it is a single one.

    Of two that share a character, the second "'" of "''" that closes another pair too, the first is given.
    """
    marks: list[tuple[int, int, bool, bool]] = []
    for pair in find_pairs(text):
        first, last = _edges(text, pair)
        marks += [(*first, True, pair.single)] if pair.opens else []
        marks += [(*last, False, pair.single)] if pair.closes else []
    apart: list[tuple[int, int, bool, bool]] = []
    for mark in sorted(set(marks)):
        if not apart or apart[-1][1] <= mark[0]:
            apart.append(mark)
    return apart
