"""Quotes and their speakers on the invented stories, whose labels name every stretch in quotation marks.

    python -m evaluation speakers
    python -m evaluation.speakers [--show] [STORY...]

`quote_half_recall`: labelled quotes of which we have one that shares at least half of the characters of either; of several
the one most alike counts. `content_exact`, `cue_found`, `source_found`: of those found, the share with the same content but
for marks and stops, and of those with a labelled cue or source, the share whose own overlaps it.
`speaker_accuracy`: of those found, the share whose speaker is the one labelled (by its report): an entity that most mentions of the
labelled one are taken for, or one of its name; an unnamed one ("a neighbour") is right where we name nobody and point at
the same words. Each also by the labelled type.
`marked_precision`: of our quotes with words in marks, the share that some label has; indirect ones are labelled as a
sample, so their precision is not told here. `joined`: of our quotes, the share that holds half or more of several labelled
ones; `split`: of the labelled ones found, the share that is parted between several of ours.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import click

from crossread.compare.entities import plain_words
from crossread.records import Span
from evaluation.entities import match_mentions
from evaluation.invented import STORIES, load_story, shared_chars

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from crossread.records import Quote
    from evaluation.invented import Label, ReadStory
    from evaluation.metrics import Measured

Tally = Counter[tuple[str, bool]]
"""How often each question was answered with no and with yes; tallies of several stories can be added."""

_EDGES = " \n\t.,;:!?…-–—\"'“”‘’«»„"
"""Marks and stops at the ends of a quote, which do not tell two contents apart."""


def evaluate(data: Path | None, split: str) -> Measured:
    """Measure on the stories of a split; `data` is not needed, the gold is ours. `n` counts the labelled quotes."""
    del data
    metrics, _, n = measure(STORIES.get(split, ()))
    return {"n": n, "metrics": metrics}


def measure(names: Iterable[str]) -> tuple[dict[str, float], list[str], int]:
    """Give the metrics of stories, a line for every mistake, and the number of labelled quotes."""
    tally: Tally = Counter()
    notes: list[str] = []
    for name in names:
        read = load_story(name)
        found, more = score_quotes(read)
        tally += found
        notes += [f"{name} {note}" for note in more]
    keys = dict.fromkeys(key for key, _ in tally)
    return {key: share(tally, key) for key in keys}, notes, _asked(tally, "quote_half_recall")


def share(tally: Tally, key: str) -> float:
    """Give the share of a question's answers that were yes; 0 where it was never asked."""
    return tally[key, True] / max(1, _asked(tally, key))


def _asked(tally: Tally, key: str) -> int:
    return tally[key, True] + tally[key, False]


def score_quotes(read: ReadStory) -> tuple[Tally, list[str]]:
    """Compare the labelled quotes of a story with ours; give too what is missed or wrong."""
    tally: Tally = Counter()
    notes: list[str] = []
    labelled = [(label, read.gold.spans(label["content"])) for label in read.labels["quotes"]]
    called = _gold_names(read)
    for label, spans in labelled:
        ours = best_quote(read.story.quotes, spans)
        _count(tally, "quote_half_recall", label["type"], ok=ours is not None)
        words = f"{label['id']} {label['type']}: {label['content'][0]['words'][:70]!r}"
        if ours is None:
            notes.append(f"missed {words}")
            continue
        for key, ok in _agreement(read, label, spans, ours, called):
            _count(tally, key, label["type"] if key == "speaker_accuracy" else "", ok=ok)
            if not ok:
                notes.append(f"{key} {words}{_beside(read, key, label, ours)}")
    notes += _score_borders(read, tally, [spans for _, spans in labelled])
    return tally, notes


def _count(tally: Tally, key: str, kind: str, *, ok: bool) -> None:
    tally[key, ok] += 1
    if kind:
        tally[f"{kind}_{key}", ok] += 1


def _agreement(
    read: ReadStory, label: Label, spans: Sequence[Span], ours: Quote, called: Mapping[str, str]
) -> Iterator[tuple[str, bool]]:
    yield "content_exact", _core(read, spans) == _core(read, ours.content)
    for key, own in (("cue", ours.cue), ("source", ours.source)):
        if label.get(key):
            yield f"{key}_found", own is not None and shared_chars(own, read.gold.span(label[key])) > 0
    if label.get("speaker"):
        same = (
            is_same_name(label["speaker"], ours.speaker_name or "")
            or called.get(ours.speaker or "") == label["speaker"]
        )
        yield "speaker_accuracy", same or is_unnamed_alike(read, label, ours)


def _beside(read: ReadStory, key: str, label: Label, ours: Quote) -> str:
    """Say what we have in place of what is labelled."""
    if key == "speaker_accuracy":
        return f" {label['speaker']!r} as {ours.speaker_name!r}"
    if key == "content_exact":
        return f" as {' ++ '.join(read.words(s) for s in ours.content)[:160]!r}"
    own = ours.cue if key == "cue_found" else ours.source
    return f" {label[key.removesuffix('_found')]['words']!r} as {read.words(own) if own else None!r}"


def _score_borders(read: ReadStory, tally: Tally, labelled: Sequence[Sequence[Span]]) -> Iterator[str]:
    """Count our quotes that no label has, and those that join or part labelled ones."""
    parts: Counter[int] = Counter()
    for quote in read.story.quotes:
        halves = [row for row, spans in enumerate(labelled) if _overlap(quote.content, spans) * 2 >= _size(spans)]
        inside = [
            row for row, spans in enumerate(labelled) if _overlap(quote.content, spans) * 2 > _size(quote.content)
        ]
        parts.update(inside)
        words = " ++ ".join(read.words(s) for s in quote.content)[:120]
        if quote.type != "indirect":
            tally["marked_precision", bool(halves or inside)] += 1
            if not (halves or inside):
                yield f"marked_precision {words!r}"
        tally["joined", len(halves) > 1] += 1
        if len(halves) > 1:
            yield f"joined {', '.join(read.labels['quotes'][row]['id'] for row in halves)}: {words!r}"
    for row, n in sorted(parts.items()):
        tally["split", n > 1] += 1
        if n > 1:
            yield f"split {read.labels['quotes'][row]['id']} between {n}: {read.words(labelled[row][0])[:70]!r}"


def best_quote(quotes: Iterable[Quote], wanted: Sequence[Span]) -> Quote | None:
    """Find the quote most like a labelled one; None where no quote shares half of its own characters or of the label's."""
    best, most = None, 0.0
    for quote in quotes:
        shared, sizes = _overlap(quote.content, wanted), (_size(quote.content), _size(wanted))
        alike = shared / (sum(sizes) - shared)
        if shared * 2 >= min(sizes) and alike > most:
            best, most = quote, alike
    return best


def _overlap(a: Iterable[Span], b: Sequence[Span]) -> int:
    return sum(shared_chars(x, y) for x in a for y in b)


def _size(spans: Iterable[Span]) -> int:
    return sum(s.end - s.start for s in spans)


def _core(read: ReadStory, spans: Sequence[Span]) -> str:
    """Give the words of content without the marks and stops at its ends, and without "that" before it."""
    words = " ".join(read.words(s).strip(_EDGES) for s in spans).lower()
    return re.sub(r"^that\s+|[^\w\s]", "", words)


def _gold_names(read: ReadStory) -> dict[str, str]:
    """Give for our entities, by id, the labelled one whose mentions they hold most of."""
    names = {span: e["name"] for e in read.labels["entities"] for span in read.gold.spans(e["mentions"])}
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for span, entity in match_mentions(list(names), read.story.entities).items():
        held[entity][names[span]] += 1
    return {entity: max(sorted(n), key=n.__getitem__) for entity, n in held.items()}


def is_unnamed_alike(read: ReadStory, label: Label, ours: Quote) -> bool:
    """Say whether both give the words to nobody by name, and to the same words of the text ("a neighbour")."""
    words = label["speaker"].split()
    named = words[0][0].isupper() and words[-1][0].isupper()
    if named or ours.speaker is not None or ours.source is None or not label.get("source"):
        return False
    return shared_chars(read.gold.span(label["source"]), ours.source) > 0


def is_same_name(label: str, ours: str) -> bool:
    """Say whether two names are one: the same words, or one is the end of the other."""
    a, b = plain_words(label), plain_words(ours)
    return bool(a and b) and (a == b or a[-len(b) :] == b or b[-len(a) :] == a)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("stories", nargs=-1)
@click.option("--show", is_flag=True, help="Print what was missed and what is wrong.")
def main(stories: tuple[str, ...], *, show: bool) -> None:
    """Measure the quotes of STORIES, or of all that rules are made with."""
    metrics, notes, n = measure(stories or STORIES["dev"])
    click.echo(f"n = {n}")
    click.echo("\n".join(f"{key:28} {value:.3f}" for key, value in metrics.items()))
    if show:
        click.echo("\n".join(sorted(notes, key=lambda note: (note.split()[1], note))))


if __name__ == "__main__":
    main()
