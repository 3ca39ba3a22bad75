"""Utterances and reuse of the example stories, on the gold quotes: what the linking alone gets right.

    python -m evaluation.utterances ferry-collision river-talks [--errors]

Labels are those of `evaluation/gold/stories` (GUIDE.md there). Pairs of quotes are right where the gold
puts both in one utterance. Neither right nor wrong are pairs across two groups whose note says that they may be
joined, and pairs with an indirect quote that the labels do not have: those labels are not exhaustive.
A sentence has a source where it lies, by at least half of its characters, in a passage of reuse.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import click
import numpy as np

from crossread.compare.reuse import link_reuse
from crossread.compare.utterances import link_utterances
from crossread.extract.citations import find_citations
from crossread.extract.report import Report
from crossread.ingest.load import load_documents
from crossread.language.analysis import Analysis, AttributionSpans, NameSpans, Syntax
from crossread.language.sentences import find_sentences
from crossread.language.tokens import find_tokens
from crossread.records import Document, Entity, Quote, Span, content_id
from crossread.settings import Settings
from evaluation.metrics import Matches, Measured, match_exactly

ROOT = Path(__file__).parents[1]
MAY_BE_JOINED = "joined"
"""A note with this word says that two groups of labels may be one."""

Pair = frozenset[str]


def unread(doc: Document) -> Analysis:
    """Give sentences and tokens of a document, with no model: nothing is tagged, vectors are zero."""
    sentences = find_sentences(doc.text)
    tokens = find_tokens(doc.text, sentences)
    none = np.zeros(0, np.int32)
    return Analysis(
        doc=doc,
        sentences=sentences,
        tokens=tokens,
        syntax=Syntax((), none, ()),
        names=NameSpans(none, none, (), np.zeros(0, np.float32)),
        attribution=AttributionSpans(none, none, (), np.zeros(0, np.float32), none, none),
        vectors=np.zeros((len(sentences), 384), np.float32),
    )


def load_story(name: str) -> tuple[dict[str, Any], tuple[Report, ...], tuple[Entity, ...]]:
    """Load the labels of a story, and its reports with the gold quotes and speakers in place of what a model reads."""
    gold: dict[str, Any] = json.loads((ROOT / f"evaluation/gold/stories/{name}.json").read_text("utf-8"))
    docs = load_documents([ROOT / "examples" / name], settings=Settings()).records
    names = sorted({quote["speaker"] for quote in gold["quotes"] if quote["speaker"]})
    entities = tuple(Entity(id=content_id("e", speaker), name=speaker, kind="person") for speaker in names)
    reports = tuple(_report(gold, doc) for doc in docs)
    return gold, reports, entities


def _gold_quotes(gold: Mapping[str, Any], doc: Document) -> Iterator[Quote]:
    for label in gold["quotes"]:
        content = [_find(anchor, doc) for anchor in label["content"]]
        if content and all(content):
            speaker = content_id("e", label["speaker"]) if label["speaker"] else None
            spans = tuple(span for span in content if span)
            cue, source = (label[part] and _find(label[part], doc) for part in ("cue", "source"))
            yield Quote(id=label["id"], type=label["type"], content=spans, cue=cue, source=source, speaker=speaker)


def _report(gold: Mapping[str, Any], doc: Document) -> Report:
    analysis, quotes = unread(doc), tuple(_gold_quotes(gold, doc))
    return Report(analysis, quotes=quotes, citations=find_citations(analysis, quotes, ()).records)


def _find(anchor: Mapping[str, Any], doc: Document) -> Span | None:
    """Give the place of an anchor, None where it is of another document or does not stand there."""
    if not doc.source.endswith(anchor["doc"]):
        return None
    start = -1
    for _ in range(anchor["nth"]):
        start = doc.text.find(anchor["words"], start + 1)
        if start < 0:
            return None
    return Span(doc.id, start, start + len(anchor["words"]))


def gold_pairs(gold: Mapping[str, Any]) -> tuple[set[Pair], set[Pair]]:
    """Give the pairs of quotes of one utterance, and those that may be taken for one."""
    groups = [(set(group["quotes"]), group["note"] or "") for group in gold["utterances"]]
    pairs = {frozenset(pair) for quotes, _ in groups for pair in combinations(sorted(quotes), 2)}
    told = {quote["id"] for quote in gold["quotes"] if quote["type"] == "indirect"}
    free = {frozenset((a["id"], b["id"])) for a, b in combinations(gold["quotes"], 2) if told & {a["id"], b["id"]}}
    for at, (quotes, note) in enumerate(groups):
        if MAY_BE_JOINED in note and at:
            free |= {frozenset((a, b)) for a in quotes for b in groups[at - 1][0] if a != b}
    return pairs, free - pairs


def score_utterances(
    gold: Mapping[str, Any], reports: Sequence[Report], entities: Sequence[Entity]
) -> tuple[Matches, set[Pair], set[Pair]]:
    """Compare our pairs of quotes with the gold; give too the pairs that are wrong and those that are missed."""
    wanted, free = gold_pairs(gold)
    found = {
        frozenset(pair)
        for utterance in link_utterances(reports, entities)
        for pair in combinations(utterance.quotes, 2)
    } - free
    return match_exactly(found, wanted), found - wanted, wanted - found


def score_reuse(gold: Mapping[str, Any], reports: Sequence[Report]) -> tuple[Matches, list[str], list[str]]:
    """Compare sentences with a source, ours and the gold's: (document, sentence, the other document)."""
    docs = {report.doc.id: report.doc for report in reports}
    wanted: list[tuple[Span, Span]] = []
    for label in gold["reuse"]:
        a, b = (next((s for d in docs.values() if (s := _find(label[side], d))), None) for side in "ab")
        if a and b:
            wanted.append((a, b))
    ours = _sourced([(r.a, r.b) for r in link_reuse(reports)], reports)
    theirs = _sourced(wanted, reports)

    def words(key: tuple[str, int, str]) -> str:
        report = next(r for r in reports if r.doc.id == key[0])
        return f"{report.doc.label} / {docs[key[2]].label}: {report.words(report.sentence_span(key[1]))[:110]}"

    return (
        match_exactly(ours, theirs),
        [words(k) for k in sorted(ours - theirs)],
        [words(k) for k in sorted(theirs - ours)],
    )


def _sourced(pairs: Sequence[tuple[Span, Span]], reports: Sequence[Report]) -> set[tuple[str, int, str]]:
    """Give the sentences of which at least half lies in passages that stand in another document."""
    by_id = {report.doc.id: report for report in reports}
    covered: dict[tuple[str, int, str], set[int]] = {}
    for x, y in pairs:
        for own, other in ((x, y), (y, x)):
            report = by_id[own.doc]
            for row in range(report.sentence_at(own.start), report.sentence_at(max(own.start, own.end - 1)) + 1):
                s = report.sentence_span(row)
                both = range(max(own.start, s.start), min(own.end, s.end))
                covered.setdefault((own.doc, row, other.doc), set()).update(both)
    halves = {key: 2 * len(chars) for key, chars in covered.items()}
    return {key for key, twice in halves.items() if twice >= _length(by_id[key[0]].sentence_span(key[1]))}


def _length(span: Span) -> int:
    return span.end - span.start


def evaluate_stories(names: Sequence[str], *, errors: bool = False) -> Measured:
    """Measure stories together; `errors` prints what is wrong and what is missed."""
    pairs, sentences, n = Matches(), Matches(), 0
    for name in names:
        gold, reports, entities = load_story(name)
        quotes = {quote.id: report.words(quote.content[0]) for report in reports for quote in report.quotes}
        found, wrong, missed = score_utterances(gold, reports, entities)
        carried, wrong_sentences, missed_sentences = score_reuse(gold, reports)
        pairs, sentences, n = pairs + found, sentences + carried, n + len(quotes)
        if errors:
            for kind, some in (("wrong", wrong), ("missed", missed)):
                for pair in sorted(map(sorted, some)):
                    print(name, kind, *(f"{q}: {quotes.get(q, '?')[:80]}" for q in pair), sep="\n    ")
            print(name, "reuse wrong", *wrong_sentences, "reuse missed", *missed_sentences, sep="\n    ")
    return {
        "n": n,
        "metrics": {
            "utterance_pairs_precision": pairs.precision,
            "utterance_pairs_recall": pairs.recall,
            "utterance_pairs_f1": pairs.f1,
            "reuse_sentences_precision": sentences.precision,
            "reuse_sentences_recall": sentences.recall,
            "reuse_sentences_f1": sentences.f1,
        },
    }


@click.command()
@click.argument("names", nargs=-1, required=True)
@click.option("--errors", is_flag=True, help="Print every pair that is wrong or missed.")
def main(names: Sequence[str], *, errors: bool) -> None:
    """Measure the linking of quotes and passages on the example stories NAMES."""
    measured = evaluate_stories(names, errors=errors)
    print(f"n = {measured['n']} quotes")
    for name, value in measured["metrics"].items():
        print(f"{name:28} {value:.3f}")


if __name__ == "__main__":
    main()
