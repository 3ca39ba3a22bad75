"""Who stands behind a pronoun or a role that says something, on 260 labelled sources of PolNeAR dev.

    python -m evaluation sources --data ../shared/data

The labels are `evaluation/gold/sources.jsonl`, made by `evaluation/gold/SOURCES.md`; each report is read
alone. Two ways of measuring:

- `whole_*`: the pipeline finds quotes and speakers; accuracy is of the labelled sources that overlap the
  source of a quote of ours, and `whole_coverage` is their share.
- the others: the attributions of PolNeAR are the quotes, and only their speakers are ours; all labelled
  sources count.

A speaker is right where it is an entity with a mention that overlaps the labelled name; where the label
is a part of a named body, or several named, also where the speaker is no entity and the words given for
it hold a name of that entity ("spokesman for the Harbour Board"). A source without a name is right where
the speaker is no entity. Labels of spans that say nothing are left out. `sure_*` counts the labels on
which both readers agreed and neither was unsure, `held_out_*` those of the reports that
`training.antecedents` fits no weight on.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from crossread.compare.entities import plain_words
from crossread.compare.people import resolve_people
from crossread.extract.quotes import find_quotes, quote_type
from crossread.extract.report import Report
from crossread.language.marks import find_pairs
from crossread.records import Document, Quote, Span, content_id
from evaluation.metrics import load_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from crossread.language.analysis import Analysis
    from crossread.records import Entity
    from evaluation.metrics import Measured

LABELS = Path(__file__).resolve().parent / "gold" / "sources.jsonl"
WHO = ("named", "part", "several", "unnamed")
KINDS = ("pronoun", "role")


class Label(Struct, frozen=True):
    """A labelled source of a report: who it is, and where that one is first named in full."""

    kind: str
    who: str
    source: Span
    name: Span | None
    sure: bool


class Judged(Struct, frozen=True):
    """A label with our quote (None where no quote has that source) and whether its speaker is right."""

    label: Label
    quote: Quote | None
    right: bool


def evaluate(data: Path, split: str) -> Measured:
    """Measure on the reports of `attribution/polnear_{split}.jsonl`; the labels are of dev alone."""
    rows = load_rows(data / f"attribution/polnear_{split}.jsonl")
    labels = load_labels()
    labelled = {row["id"]: row for row in rows if key_of(row) in labels}
    if not labelled:
        return {"n": 0, "metrics": {}}

    from crossread.language.model import load_model  # noqa: PLC0415  (not there in every checkout)
    from crossread.language.read import read_document  # noqa: PLC0415

    model = load_model(None)
    alone: list[Judged] = []
    whole: list[Judged] = []
    for row in labelled.values():
        analysis = read_document(model, report_of(row))
        wanted = labels_of(row, labels)
        alone += judge(analysis, gold_quotes(analysis, row["attributions"]), wanted)
        whole += judge(analysis, find_quotes(analysis).records, wanted)
    covered = [j for j in whole if j.quote]
    metrics = shares(alone) | shares(covered, prefix="whole_") | {"whole_coverage": len(covered) / max(1, len(whole))}
    return {"n": len(alone), "metrics": metrics}


def load_labels(path: Path = LABELS) -> dict[str, list[Mapping[str, Any]]]:
    """Load the labels by report (see `key_of`), without those of spans that say nothing."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for label in load_rows(path):
        if label["who"] in WHO:
            found[label["report"]].append(label)
    return dict(found)


def key_of(row: Mapping[str, Any]) -> str:
    """Give what the labels call a row of PolNeAR: its id tells the headline, which is not ours to carry."""
    return hashlib.sha256(f"{row['id']} {row['annotator']}".encode()).hexdigest()[:16]


def labels_of(row: Mapping[str, Any], labels: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Label]:
    """Give the labels of a row of PolNeAR, laid on its document."""
    doc = row["id"]
    return [
        Label(
            label["kind"],
            label["who"],
            Span(doc, label["start"], label["end"]),
            Span(doc, *label["name"]) if label["name"] else None,
            label["agreed"] and not label["unsure"],
        )
        for label in labels.get(key_of(row), ())
    ]


def report_of(row: Mapping[str, Any]) -> Document:
    """Make the document of a row of PolNeAR."""
    text = row["text"]
    return Document(id=row["id"], source=row["id"], sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)


def gold_quotes(analysis: Analysis, attributions: Iterable[Mapping[str, Any]]) -> tuple[Quote, ...]:
    """Make quotes of labelled attributions, in text order; a source or cue in pieces reaches from its first to its last."""
    doc = analysis.doc
    pairs = tuple(p for p in find_pairs(doc.text) if not p.nested)
    quotes = []
    for said in attributions:
        content = tuple(Span(doc.id, a, b) for a, b in sorted(said["content"]))
        if content:
            kind = quote_type(doc.text, tuple((s.start, s.end) for s in content), pairs)
            source, cue = _hull(doc.id, said["source"]), _hull(doc.id, said["cue"])
            quotes.append(
                Quote(id=content_id("q", *content), type=kind, content=content, cue=cue, source=source, score=1.0)
            )
    return tuple(sorted(quotes, key=lambda q: (q.content, q.source is None)))


def _hull(doc: str, pieces: Sequence[Sequence[int]]) -> Span | None:
    return Span(doc, min(a for a, _ in pieces), max(b for _, b in pieces)) if pieces else None


def judge(analysis: Analysis, quotes: Sequence[Quote], wanted: Iterable[Label]) -> list[Judged]:
    """Give the speakers of quotes of a report, and compare with its labels."""
    reports, entities = resolve_people([Report(analysis, quotes=tuple(quotes))])
    judged = []
    for label in wanted:
        quote = quote_from(label.source, reports[0].quotes)
        judged.append(Judged(label, quote, quote is not None and is_right(label, quote, entities)))
    return judged


def quote_from(source: Span, quotes: Iterable[Quote]) -> Quote | None:
    """Find the first quote whose source shares most characters with a labelled one; None where none shares any."""
    best, most = None, 0.0
    for quote in quotes:
        if quote.source is not None:
            shared = min(source.end, quote.source.end) - max(source.start, quote.source.start)
            share = shared / max(source.end - source.start, quote.source.end - quote.source.start)
            if share > most:
                best, most = quote, share
    return best


def is_right(label: Label, quote: Quote, entities: Iterable[Entity]) -> bool:
    """Say whether the speaker of a quote is the one labelled."""
    if label.name is None:
        return quote.speaker is None
    wanted = [e for e in entities if _is_at(e, label.name)]
    if quote.speaker is not None or label.who == "named":
        return any(e.id == quote.speaker for e in wanted)
    words = plain_words(re.sub(r"['’]s\b", "", quote.speaker_name or ""))
    return any(_holds(words, plain_words(name)) for e in wanted for name in (e.name, *e.aliases))


def _is_at(entity: Entity, name: Span) -> bool:
    return any(name.overlaps(m) for m in entity.mentions)


def _holds(words: tuple[str, ...], name: tuple[str, ...]) -> bool:
    n = len(name)
    return n > 0 and any(words[i : i + n] == name for i in range(len(words) - n + 1))


def is_held_out(report: str) -> bool:
    """Say whether the labels of a report are kept from training."""
    return hashlib.sha256(report.encode()).digest()[0] % 2 == 1


def shares(judged: Sequence[Judged], *, prefix: str = "") -> dict[str, float]:
    """Give the share that is right, of all and by kind of source and label."""
    groups = {"": judged}
    groups |= {f"{kind}_": [j for j in judged if j.label.kind == kind] for kind in KINDS}
    groups |= {f"{who}_": [j for j in judged if j.label.who == who] for who in WHO}
    groups |= {"sure_": [j for j in judged if j.label.sure]}
    groups |= {"held_out_": [j for j in judged if is_held_out(j.label.source.doc)]}
    return {f"{prefix}{name}accuracy": sum(j.right for j in g) / len(g) for name, g in groups.items() if g}
