"""Utterances and reuse of the example stories: on the gold quotes, what the linking alone gets right; or end to end.

    python -m evaluation.utterances ferry-collision river-talks [--errors] [--read [--model FOLDER]]

With `--read` the reports are read by the model. A quote that it finds stands for the gold quote of which it holds at
least half of the characters, or which holds half of it, whichever shares most; one that stands for none is left out.

Labels are those of `evaluation/gold/stories` (GUIDE.md there). Pairs of quotes are right where the gold
puts both in one utterance. Neither right nor wrong are pairs across two groups whose note says that they may be
joined, and pairs with an indirect quote that the labels do not have: those labels are not exhaustive.
A sentence has a source where it lies, by at least half of its characters, in a passage of reuse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import click
import numpy as np
from msgspec import Struct

from crossread.compare.reuse import link_reuse
from crossread.compare.utterances import link_utterances
from crossread.extract.citations import find_citations
from crossread.extract.report import Report
from crossread.ingest.load import load_documents
from crossread.language.analysis import Analysis, AttributionSpans, NameSpans, Syntax
from crossread.language.sentences import find_sentences
from crossread.language.tokens import find_tokens
from crossread.records import Document, Entity, Quote, Reuse, Span, content_id
from crossread.settings import Settings
from evaluation.gold.stories.build_labels import story_folder
from evaluation.invented import load_labels, read_story
from evaluation.metrics import Matches, Measured, match_exactly

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
    gold = load_labels(name)
    docs = load_documents([story_folder(name)], settings=Settings()).records
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


class Linked(Struct, frozen=True):
    """What was found in a story: groups of gold quotes with what they differ in, and passages with their origin."""

    groups: tuple[tuple[frozenset[str], frozenset[str]], ...]
    reuse: tuple[Reuse, ...]


def link_gold(reports: Sequence[Report], entities: Sequence[Entity]) -> Linked:
    """Link the gold quotes."""
    groups = tuple((frozenset(u.quotes), frozenset(u.differs)) for u in link_utterances(reports, entities))
    return Linked(groups, link_reuse(reports))


def link_read(name: str, reports: Sequence[Report], model: str | None) -> Linked:
    """Read the reports of a story with a model, and put gold quotes in place of those that it finds."""
    story = read_story(name, model=model).stories[0]
    gold = [quote for report in reports for quote in report.quotes]
    stands_for = {quote.id: found for quote in story.quotes if (found := _gold_quote(quote, gold))}
    groups = tuple(
        (frozenset(stands_for[q] for q in u.quotes if q in stands_for), frozenset(u.differs)) for u in story.utterances
    )
    return Linked(groups, story.reuse)


def _gold_quote(quote: Quote, gold: Sequence[Quote]) -> str | None:
    chars = _chars(quote)
    best = max(gold, key=lambda other: len(chars & _chars(other)))
    shared = len(chars & _chars(best))
    return best.id if shared and 2 * shared >= min(len(chars), len(_chars(best))) else None


def _chars(quote: Quote) -> frozenset[tuple[str, int]]:
    return frozenset((span.doc, at) for span in quote.content for at in range(span.start, span.end))


def score_utterances(gold: Mapping[str, Any], linked: Linked) -> tuple[Matches, set[Pair], set[Pair]]:
    """Compare our pairs of quotes with the gold; give too the pairs that are wrong and those that are missed."""
    wanted, free = gold_pairs(gold)
    found = {frozenset(pair) for quotes, _ in linked.groups for pair in combinations(quotes, 2)} - free
    return match_exactly(found, wanted), found - wanted, wanted - found


def score_differences(gold: Mapping[str, Any], linked: Linked) -> Matches:
    """Compare what utterances are said to differ in, of those gold ones that share two quotes with one of ours."""
    total = Matches()
    for label in gold["utterances"]:
        quotes = frozenset(label["quotes"])
        best = max(linked.groups, key=lambda group: (len(group[0] & quotes), -len(group[0])), default=None)
        if best is not None and len(best[0] & quotes) > 1:
            total += match_exactly(set(best[1]), set(label["differs"]))
    return total


def score_reuse(
    gold: Mapping[str, Any], reports: Sequence[Report], linked: Linked
) -> tuple[Matches, list[str], list[str]]:
    """Compare sentences with a source, ours and the gold's: (document, sentence, the other document)."""
    docs = {report.doc.id: report.doc for report in reports}
    ours = _sourced([(r.a, r.b) for r in linked.reuse], reports)
    theirs = _sourced([(a, b) for a, b, _ in _gold_reuse(gold, reports)], reports)

    def words(key: tuple[str, int, str]) -> str:
        report = next(r for r in reports if r.doc.id == key[0])
        return f"{report.doc.label} / {docs[key[2]].label}: {report.words(report.sentence_span(key[1]))[:110]}"

    return (
        match_exactly(ours, theirs),
        [words(k) for k in sorted(ours - theirs)],
        [words(k) for k in sorted(theirs - ours)],
    )


def score_origins(gold: Mapping[str, Any], reports: Sequence[Report], linked: Linked) -> Matches:
    """Count the gold passages of which the origin is right, of those that lie in one of ours."""
    labels = {report.doc.id: report.doc.source.rsplit("/", 1)[-1] for report in reports}
    right = met = 0
    for a, b, origin in _gold_reuse(gold, reports):
        own = next((r for r in linked.reuse if _meet(r, a, b)), None)
        met += own is not None
        right += own is not None and labels.get(own.likely_origin or "", own.likely_origin) == origin
    return Matches(met, right, met, right)


def _gold_reuse(gold: Mapping[str, Any], reports: Sequence[Report]) -> Iterator[tuple[Span, Span, str | None]]:
    for label in gold["reuse"]:
        a, b = (next((s for r in reports if (s := _find(label[side], r.doc))), None) for side in "ab")
        if a and b:
            yield a, b, label["likely_origin"]


def _meet(r: Reuse, a: Span, b: Span) -> bool:
    return any(
        x.doc == a.doc and y.doc == b.doc and max(x.start, a.start) < min(x.end, a.end) and y.start < b.end > y.start
        for x, y in ((r.a, r.b), (r.b, r.a))
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


def evaluate_stories(
    names: Sequence[str], *, errors: bool = False, read: bool = False, model: str | None = None
) -> Measured:
    """Measure stories together; `errors` prints what is wrong and what is missed."""
    pairs, differences, sentences, origins, n = Matches(), Matches(), Matches(), Matches(), 0
    for name in names:
        gold, reports, entities = load_story(name)
        linked = link_read(name, reports, model) if read else link_gold(reports, entities)
        quotes = {quote.id: report.words(quote.content[0]) for report in reports for quote in report.quotes}
        found, wrong, missed = score_utterances(gold, linked)
        carried, wrong_sentences, missed_sentences = score_reuse(gold, reports, linked)
        pairs, sentences, n = pairs + found, sentences + carried, n + len(quotes)
        differences += score_differences(gold, linked)
        origins += score_origins(gold, reports, linked)
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
            "utterance_differs_f1": differences.f1,
            "reuse_sentences_precision": sentences.precision,
            "reuse_sentences_recall": sentences.recall,
            "reuse_sentences_f1": sentences.f1,
            "reuse_origin_right": origins.precision,
        },
    }


@click.command()
@click.argument("names", nargs=-1, required=True)
@click.option("--errors", is_flag=True, help="Print every pair that is wrong or missed.")
@click.option("--read", is_flag=True, help="Read the reports with the model instead of taking the gold quotes.")
@click.option("--model", help="Folder of another model than the shipped one.")
def main(names: Sequence[str], *, errors: bool, read: bool, model: str | None) -> None:
    """Measure the linking of quotes and passages on the example stories NAMES."""
    measured = evaluate_stories(names, errors=errors, read=read, model=model)
    print(f"n = {measured['n']} quotes")
    for name, value in measured["metrics"].items():
        print(f"{name:28} {value:.3f}")


if __name__ == "__main__":
    main()
