"""Utterances and reuse of the invented stories, from our own reading of the reports.

A quote of ours stands for the labelled quote of which it holds at least half of the characters, or which holds half of it,
whichever shares most; one that stands for none is left out.

Pairs of quotes are right where the labels put both in one utterance. Neither right nor wrong are pairs across two groups whose
note says that they may be joined, and pairs with an indirect quote: the labels of those are not exhaustive. A look-alike is
merged where quotes that the labels keep apart stand in one utterance. A sentence has a source where it
lies, by at least half of its characters, in a passage of reuse; passages are pairs, so it counts once for each other report.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.language.sentences import find_sentences
from crossread.records import Span
from evaluation.invented import shared_chars
from evaluation.metrics import Matches, match_exactly

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from crossread.records import Quote
    from evaluation.invented import Label, ReadStory, Scores

MAY_BE_JOINED = "joined"
"""A note with this word says that two groups of labels may be one."""

Pair = frozenset[str]
Sourced = tuple[str, int, str]
"""A sentence with a source: its document, where it begins, and the other document."""


class Group(Struct, frozen=True):
    """Labelled quotes that we put in one utterance, and what they are said to differ in."""

    quotes: frozenset[str]
    differs: frozenset[str]


def gold_pairs(labels: Label) -> tuple[set[Pair], set[Pair]]:
    """Give the pairs of quotes of one utterance, and those that may be taken for one."""
    groups = [(set(group["quotes"]), group["note"] or "") for group in labels["utterances"]]
    pairs = {frozenset(pair) for quotes, _ in groups for pair in combinations(sorted(quotes), 2)}
    told = {quote["id"] for quote in labels["quotes"] if quote["type"] == "indirect"}
    free = {frozenset((a["id"], b["id"])) for a, b in combinations(labels["quotes"], 2) if told & {a["id"], b["id"]}}
    for at, (quotes, note) in enumerate(groups):
        if MAY_BE_JOINED in note and at:
            free |= {frozenset((a, b)) for a in quotes for b in groups[at - 1][0] if a != b}
    return pairs, free - pairs


def our_groups(read: ReadStory) -> list[Group]:
    """Give our utterances, as far as their quotes stand for labelled ones."""
    labelled = {q["id"]: read.gold.spans(q["content"]) for q in read.labels["quotes"]}
    stands_for = {q.id: found for q in read.story.quotes if (found := labelled_quote(q, labelled))}
    return [
        Group(frozenset(stands_for[q] for q in u.quotes if q in stands_for), frozenset(u.differs))
        for u in read.story.utterances
    ]


def labelled_quote(quote: Quote, labelled: Mapping[str, Sequence[Span]]) -> str | None:
    """Find the labelled quote that a quote stands for."""

    def shared(name: str) -> int:
        return sum(shared_chars(a, b) for a in quote.content for b in labelled[name])

    best = max(labelled, key=shared)
    shorter = min(_chars(quote.content), _chars(labelled[best]))
    return best if 0 < shorter <= 2 * shared(best) else None


def _chars(spans: Sequence[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def score_utterances(read: ReadStory) -> tuple[Scores, list[str]]:
    """Compare pairs of quotes of one utterance with the labels, and what they are said to differ in."""
    groups = our_groups(read)
    wanted, free = gold_pairs(read.labels)
    found = {frozenset(pair) for g in groups for pair in combinations(g.quotes, 2)} - free
    merged = sum(any(frozenset(p) in found - wanted for p in combinations(g.quotes, 2)) for g in groups)
    scores = {
        "utterances": match_exactly(found, wanted),
        "lookalikes_merged": Matches(found=merged),
        "utterances_differ": _score_differences(read.labels, groups),
    }
    words = {q["id"]: q["content"][0]["words"][:80] for q in read.labels["quotes"]}
    return scores, [
        f"utterance {kind}: " + " / ".join(f"{q} {words[q]}" for q in pair)
        for kind, pairs in (("merged wrongly", found - wanted), ("missed", wanted - found))
        for pair in sorted(map(sorted, pairs))
    ]


def _score_differences(labels: Label, groups: Sequence[Group]) -> Matches:
    """Compare what utterances are said to differ in, of those labelled ones that share two quotes with one of ours."""
    total = Matches()
    for label in labels["utterances"]:
        quotes = frozenset(label["quotes"])
        best = max(groups, key=lambda group: (len(group.quotes & quotes), -len(group.quotes)), default=None)
        if best is not None and len(best.quotes & quotes) > 1:
            total += match_exactly(set(best.differs), set(label["differs"]))
    return total


def score_reuse(read: ReadStory) -> tuple[Scores, list[str]]:
    """Compare sentences with a source, ours and the labels'; and where a passage was carried over from, of those we have."""
    labelled = list(_labelled_reuse(read))
    sentences = {d.id: _sentences(read, d.id) for d in read.record.documents}
    ours = _sourced([(r.a, r.b) for r in read.story.reuse], sentences)
    wanted = _sourced([(a, b) for a, b, _ in labelled], sentences)
    keys = {d.id: d.source.replace("\\", "/").rsplit("/", 1)[-1] for d in read.record.documents}
    met = right = 0
    for a, b, origin in labelled:
        own = next((r for r in read.story.reuse if _is_of(r.a, r.b, a, b)), None)
        met += own is not None
        right += own is not None and keys.get(own.likely_origin or "", own.likely_origin) == origin
    notes = [
        f"reuse {kind}: {keys[doc]} / {keys[other]}: {next(read.words(s) for s in sentences[doc] if s.start == start)[:110]}"
        for kind, some in (("wrong", ours - wanted), ("missed", wanted - ours))
        for doc, start, other in sorted(some)
    ]
    return {"reuse": match_exactly(ours, wanted), "reuse_from": Matches(met, right, met, right)}, notes


def _labelled_reuse(read: ReadStory) -> Iterator[tuple[Span, Span, str | None]]:
    for label in read.labels["reuse"]:
        placed = read.gold.spans((label["a"], label["b"]))
        if len(placed) == len("ab"):
            yield placed[0], placed[1], label["likely_origin"]


def _is_of(x: Span, y: Span, a: Span, b: Span) -> bool:
    return (x.overlaps(a) and y.overlaps(b)) or (x.overlaps(b) and y.overlaps(a))


def _sentences(read: ReadStory, doc: str) -> list[Span]:
    found = find_sentences(next(d.text for d in read.record.documents if d.id == doc))
    return [Span(doc, int(a), int(b)) for a, b in zip(found.start, found.end, strict=True)]


def _sourced(pairs: Sequence[tuple[Span, Span]], sentences: Mapping[str, Sequence[Span]]) -> set[Sourced]:
    """Give the sentences of which at least half lies in passages that stand in another document."""
    covered: dict[tuple[Span, str], set[int]] = {}
    for x, y in pairs:
        for own, other in ((x, y), (y, x)):
            for s in sentences[own.doc]:
                if s.overlaps(own):
                    both = range(max(own.start, s.start), min(own.end, s.end))
                    covered.setdefault((s, other.doc), set()).update(both)
    return {(s.doc, s.start, other) for (s, other), at in covered.items() if 2 * len(at) >= s.end - s.start}
