"""Who said what, on PolNeAR: source, cue and content of attributions.

Two ways of measuring:

- `cofenet_*`: the published one. Each tokenised sentence is read on its own; units are contiguous
  runs of BIO tags; F1 of exact runs over all sentences (CofeNet, Wang et al. 2022).
- `heads_*`: whole reports, what the heads of the model say alone;
- the others: whole reports, the quotes as the record has them, where quotation marks correct the heads. A unit is the set of characters of a source, a
  cue or a content, its pieces together, white space left out. `exact`: the sets are equal. `half`:
  they share at least half of each. `link`: source and content of one attribution both match.
  `direct`, `mixed` and `indirect` recall: gold contents that stand in quotation marks wholly, partly,
  or not at all. Where several people annotated a report, its counts are the mean over them.

`annotators_*` is how well two people who annotated one report agree, measured as a reader is.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from crossread.extract.quotes import find_quotes
from crossread.records import Document
from evaluation.metrics import Chars, DataMissing, Matches, Measured, half, load_rows, match, match_exactly, tag_runs

if TYPE_CHECKING:
    from pathlib import Path

    from crossread.language.analysis import Analysis

KINDS = ("source", "cue", "content")
TYPES = ("direct", "mixed", "indirect")
OPENING, CLOSING, EITHER = "“«„", "”»", '"'


class Attribution(Struct, frozen=True):
    """The characters of the three parts of an attribution; empty where it has no such part."""

    source: Chars = frozenset()
    cue: Chars = frozenset()
    content: Chars = frozenset()


def evaluate(data: Path, split: str) -> Measured:
    """Measure sentence by sentence and on whole reports; `n` counts reports, or sentences where there are no reports.

    Raises:
        DataMissing: there is neither file of this split.
    """
    sentences, reports = (data / f"attribution/{name}_{split}.jsonl" for name in ("cofenet", "polnear"))
    if not sentences.is_file() and not reports.is_file():
        msg = f"no gold data {sentences} nor {reports}"
        raise DataMissing(msg)

    from crossread.language.model import load_model  # noqa: PLC0415  (not there in every checkout)
    from crossread.language.read import read_document, read_passages  # noqa: PLC0415

    model = load_model(None)
    metrics: dict[str, float] = {}
    n = 0
    if sentences.is_file():
        rows = load_rows(sentences)
        readings = read_passages(model, [row["tokens"] for row in rows])
        metrics |= score_sentences([(r.attribution, row["tags"]) for r, row in zip(readings, rows, strict=True)])
        n = len(rows)
    if reports.is_file():
        gold = group_by_text(load_rows(reports))
        read = [read_document(model, doc) for doc, _ in gold]
        texts = [(doc.text, wanted) for doc, wanted in gold]
        metrics |= score_reports(
            (text, found_quotes(analysis), wanted) for analysis, (text, wanted) in zip(read, texts, strict=True)
        )
        heads = score_reports(
            (text, found_attributions(analysis), wanted) for analysis, (text, wanted) in zip(read, texts, strict=True)
        )
        metrics |= {f"heads_{name}": value for name, value in heads.items() if name.endswith("_f1")}
        metrics |= agreement(texts)
        n = len(gold)
    return {"n": n, "metrics": metrics}


def agreement(reports: Sequence[tuple[str, Sequence[Sequence[Attribution]]]]) -> dict[str, float]:
    """Measure two people who annotated a report against each other: what a reader can at most be asked for.

    Returns:
        Nothing where no report has two; else F1 as of the reader, with `annotators_` before, and how many reports.
    """
    twice = [(text, annotated[0], [annotated[1]]) for text, annotated in reports if len(annotated) > 1]
    if not twice:
        return {}
    found = {f"annotators_{name}": value for name, value in score_reports(twice).items() if name.endswith("_f1")}
    return {"annotators_reports": float(len(twice)), **found}


def group_by_text(rows: Iterable[Mapping[str, Any]]) -> list[tuple[Document, list[list[Attribution]]]]:
    """Give each text once, with the attributions of each person who annotated it."""
    reports: dict[str, Document] = {}
    wanted: defaultdict[str, list[list[Attribution]]] = defaultdict(list)
    for row in rows:
        text = row["text"]
        reports.setdefault(text, _report(row))
        wanted[text].append(
            [Attribution(*(characters(text, said[kind]) for kind in KINDS)) for said in row["attributions"]]
        )
    return [(doc, wanted[text]) for text, doc in reports.items()]


def characters(text: str, pieces: Iterable[Sequence[int]]) -> Chars:
    """Give the places of all characters but white space in pieces of a text, as [start, end]."""
    return frozenset(at for start, end in pieces for at in range(start, end) if not text[at].isspace())


def found_attributions(analysis: Analysis) -> list[Attribution]:
    """Give the attributions of a report as we read it, and after them every span that stands in none, by itself."""
    spans, tokens, text = analysis.attribution, analysis.tokens, analysis.doc.text

    def covered(rows: Sequence[int]) -> Chars:
        return characters(
            text, [(int(tokens.start[spans.first[row]]), int(tokens.end[spans.last[row] - 1])) for row in rows]
        )

    linked = spans.attributions()
    used = {row for parts in linked for rows in parts for row in rows}
    alone = [row for row in range(len(spans.kind)) if row not in used]
    return [Attribution(*map(covered, parts)) for parts in linked] + [
        Attribution(**{spans.kind[row]: covered([row])}) for row in alone
    ]


def found_quotes(analysis: Analysis) -> list[Attribution]:
    """Give the quotes of a report as the record has them: heads and quotation marks together."""
    text = analysis.doc.text
    return [
        Attribution(
            characters(text, [(q.source.start, q.source.end)] if q.source else []),
            characters(text, [(q.cue.start, q.cue.end)] if q.cue else []),
            characters(text, [(s.start, s.end) for s in q.content]),
        )
        for q in find_quotes(analysis).records
    ]


def score_sentences(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> dict[str, float]:
    """Compare pairs of found and wanted BIO tags, run by run."""
    total = dict.fromkeys(KINDS, Matches())
    n = 0
    for found, wanted in pairs:
        n += 1
        ours, gold = tag_runs(found), tag_runs(wanted)
        for kind in KINDS:
            total[kind] += match_exactly({r for r in ours if r[2] == kind}, {r for r in gold if r[2] == kind})
    figures = {f"cofenet_{kind}_exact_f1": total[kind].f1 for kind in KINDS}
    return figures | {"cofenet_sentences": float(n)}


def score_reports(
    reports: Iterable[tuple[str, Sequence[Attribution], Sequence[Sequence[Attribution]]]],
) -> dict[str, float]:
    """Compare whole reports, each its text, the attributions found, and those wanted by each annotator."""
    total: defaultdict[str, Matches] = defaultdict(Matches)
    for text, found, annotators in reports:
        for wanted in annotators:
            for name, matches in compare(text, found, wanted).items():
                total[name] += matches.scaled(1 / len(annotators))
    figures: dict[str, float] = {}
    for how in ("exact", "half"):
        figures |= {f"{what}_{how}_f1": total[f"{what}_{how}"].f1 for what in (*KINDS, "link")}
        figures |= {f"{kind}_content_{how}_recall": total[f"{kind}_{how}"].recall for kind in TYPES}
    for what in (*KINDS, "link"):
        figures[f"{what}_exact_precision"] = total[f"{what}_exact"].precision
        figures[f"{what}_exact_recall"] = total[f"{what}_exact"].recall
    return figures


def compare(text: str, found: Sequence[Attribution], wanted: Sequence[Attribution]) -> dict[str, Matches]:
    """Count matches between what was found in a report and what one annotator wanted, by metric."""
    counts: dict[str, Matches] = {}
    for kind in KINDS:
        ours, gold = units(found, kind), units(wanted, kind)
        counts |= _both_ways(kind, ours, gold, half)
    counts |= _both_ways("link", links(found), links(wanted), half_link)
    quoted = quoted_characters(text)
    contents = units(found, "content")
    by_type = {kind: {c for c in units(wanted, "content") if type_of(text, c, quoted) == kind} for kind in TYPES}
    for kind, gold in by_type.items():
        counts |= _both_ways(kind, contents, gold, half)
    return counts


def units(attributions: Iterable[Attribution], kind: str) -> set[Chars]:
    """Give the distinct sources, cues or contents."""
    return {chars for said in attributions if (chars := getattr(said, kind))}


def links(attributions: Iterable[Attribution]) -> set[tuple[Chars, Chars]]:
    """Give the distinct pairs of source and content."""
    return {(said.source, said.content) for said in attributions if said.source and said.content}


def half_link(a: tuple[Chars, Chars], b: tuple[Chars, Chars]) -> bool:
    """Tell whether the sources and the contents of two links overlap by at least half."""
    return half(a[0], b[0]) and half(a[1], b[1])


def quoted_characters(text: str) -> Chars:
    """Give the characters inside double quotation marks; a mark left open ends with its paragraph."""
    quoted: set[int] = set()
    opened: int | None = None
    for at, char in enumerate(text):
        if opened is None:
            opened = at if char in OPENING or char in EITHER else None
        elif char in CLOSING or char in EITHER or char == "\n":
            quoted.update(range(opened, at + 1))
            opened = None
    if opened is not None:
        quoted.update(range(opened, len(text)))
    return frozenset(quoted)


def type_of(text: str, content: Chars, quoted: Chars) -> str:
    """Tell direct (all letters and digits in marks), mixed (some) and indirect content (none) apart."""
    words = {at for at in content if text[at].isalnum()}
    inside = words & quoted
    if not inside:
        return "indirect"
    return "direct" if inside == words else "mixed"


def _both_ways(name: str, ours: set[Any], gold: set[Any], agree: Callable[[Any, Any], bool]) -> dict[str, Matches]:
    return {f"{name}_exact": match_exactly(ours, gold), f"{name}_half": match(ours, gold, agree)}


def _report(row: Mapping[str, Any]) -> Document:
    text = row["text"]
    return Document(
        id=row["id"],
        source=row["id"],
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=row.get("title"),
        outlet=row.get("outlet"),
        published=row.get("published"),
        text=text,
    )
