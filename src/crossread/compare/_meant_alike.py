"""Sentences and scraps of one speaker that two reports give in other words: told from what the model reads in their words.

What is told as a claim is compared as a claim (`_retellings`). Here are those quotes that tell none, too short or no clause
("his loyalty to the president", "any quotas"), and words in marks, of which reporters change but few.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from crossread.compare._alignment import Worded, rarity_of, weigh, worded_tokens, worse_alignment
from crossread.compare._speech_pieces import Node, Pair, Told
from crossread.compare.conflict_words import NOT_WORDS

LEAST_TOLD, LEAST_MARKED = 0.5, 0.68
"""How near the words of either must lie to those of the other, where one is told by the reporter, and where both are in marks.

Of the labelled stories seven pairs lie between the first and 0.55, read one by one all but one are one; of those between 0.45 and 0.5 a third are
two. Above the second lie seven that are one, and none that are two.
"""

MAX_HELD = 60
"""So many sentences of one speaker are held against each other, the fullest first."""

MIN_LENGTH = 2
"""A shorter passage ("five") tells too little."""


def links_of_meanings(nodes: Sequence[Node], told: Told, claimed: frozenset[str]) -> dict[Pair, float]:
    """Link sentences of one speaker in two reports whose words mean the same, one by one.

    Args:
        nodes: the sentences and scraps of all quotes.
        told: the quotes that they stand in.
        claimed: ids of the quotes that tell claims.

    Returns:
        Pairs of nodes with their score: of the two ways to align their words the worse one, in [0, 1].
    """
    by_speaker: dict[str, list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        if node.speaker is not None and len(node.words.keys) >= MIN_LENGTH:
            by_speaker[node.speaker].append(at)
    able = [rows[:MAX_HELD] for rows in by_speaker.values() if len(rows) > 1]
    words = {at: _words_of(nodes[at], told) for rows in able for at in rows}
    rarity = rarity_of(words.values())
    weighed = {at: weigh(w, rarity) for at, w in words.items()}
    found = {}
    for a, b in _pairs(able, nodes):
        x, y = nodes[a], nodes[b]
        marked = not (x.words.told or y.words.told)
        if not marked and all(told.quotes[n.words.quote][1].id in claimed for n in (x, y)):
            continue
        if _numbers_differ(x, y) or (marked and _denies(x) != _denies(y)):
            continue
        near = worse_alignment(weighed[a], weighed[b])
        if near >= (LEAST_MARKED if marked else LEAST_TOLD):
            found[a, b] = near
    return found


def _pairs(able: Iterable[Sequence[int]], nodes: Sequence[Node]) -> Iterator[Pair]:
    for rows in able:
        for a, b in combinations(sorted(rows), 2):
            if not {w.row for w in nodes[a].members} & {w.row for w in nodes[b].members}:
                yield a, b


def _words_of(node: Node, told: Told) -> Worded:
    """Give the words of a node as the model reads them in the first report that has it."""
    piece = node.words
    report, quote = told.reports[piece.row], told.quotes[piece.quote][1]
    tokens = report.analysis.tokens
    inside = [
        i
        for span in quote.content
        for i in range(*tokens.covering(span.start, span.end))
        if int(tokens.sentence[i]) == piece.sentence
    ]
    return worded_tokens(report.analysis, inside)


def _numbers_differ(a: Node, b: Node) -> bool:
    numbers = [{key for key in n.words.keys if key.isdigit()} for n in (a, b)]
    return all(numbers) and numbers[0] != numbers[1]


def _denies(node: Node) -> bool:
    return bool(NOT_WORDS & set(node.words.keys))
