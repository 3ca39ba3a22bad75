"""Which wordings are of one utterance: groups around the fullest, never chains of unlike things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crossread.compare._speech_pieces import Node, Pair, Piece

RETOLD_MEAN, RETOLD_MEAN_MANY = 0.25, 0.4
"""Mean score of two groups, each of one wording, from which they are accounts of one sentence; the second where the two have `MANY`
wordings: one that tells two sentences would bring the accounts of both together."""


MANY = 5
"""So many wordings are many."""


BOTH_JOINING, ONE_JOINING = 0.6, 0.7
"""What two accounts score at least to bring their groups together, where both are told in the reporter's words and where one
stands in marks; what scores less only adds to the mean of what others brought. Read on ten ECB+ stories (train), of pairs below
the second eight in ten are two statements, of those above it three in ten."""


SAMPLE = 8
"""Nodes of a group that stand for it when groups are compared, the fullest first."""


def make_stars(n: int, links: Mapping[Pair, float]) -> Iterator[list[int]]:
    """Group nodes, best links first, so that in each group one node is linked to all others.

    Source: star clustering, Aslam, Pelekhov and Rus 2004, grown by merging; no chain of unlike things.
    """
    beside: dict[int, set[int]] = defaultdict(set)
    for a, b in links:
        beside[a].add(b)
        beside[b].add(a)
    group_of = list(range(n))
    groups = {at: [at] for at in range(n)}
    for a, b in sorted(links, key=lambda pair: (-links[pair], pair)):
        x, y = group_of[a], group_of[b]
        if x == y:
            continue
        union = set(groups[x]) | set(groups[y])
        centres = sorted((groups[x][0], groups[y][0], a, b))
        if not any(union <= beside[c] | {c} for c in centres):
            continue
        keep, gone = min(x, y), max(x, y)
        groups[keep] = sorted(union)
        for node in groups.pop(gone):
            group_of[node] = keep
        for node in groups[keep]:
            group_of[node] = keep
    yield from (groups[at] for at in sorted(groups))


def join_retold(
    groups: Sequence[list[int]], nodes: Sequence[Node], links: Mapping[Pair, float], retold: Mapping[Pair, float]
) -> list[list[int]]:
    """Join groups of one wording by what they retell, the likest first: where they do so on average, or all retell the fullest.

    An account in the reporter's words brings no two wordings in marks together: it may tell two sentences in one.
    """
    scores = {**retold, **links}

    def score(a: int, b: int) -> float:
        return scores.get((min(a, b), max(a, b)), 0.0)

    held = {group[0]: group for group in groups}
    group_of = {at: group[0] for group in groups for at in group}
    for a, b in sorted(retold, key=lambda pair: (-retold[pair], pair)):
        x, y = sorted((group_of[a], group_of[b]))
        both = nodes[a].words.told and nodes[b].words.told
        if x == y or retold[a, b] < (BOTH_JOINING if both else ONE_JOINING):
            continue
        between = [(v, w) for v in held[x][:SAMPLE] for w in held[y][:SAMPLE]]
        marked = [score(v, w) for v, w in between if not nodes[v].words.told and not nodes[w].words.told]
        fullest = min(x, y)
        rest = {*held[x], *held[y]} - {fullest}
        mean = RETOLD_MEAN_MANY if len(rest) + 1 >= MANY else RETOLD_MEAN
        alike = sum(score(v, w) for v, w in between) >= mean * len(between)
        if (marked and not any(marked)) or not (alike or all(score(fullest, at) for at in rest)):
            continue
        held[x] = sorted(held[x] + held.pop(y))
        group_of.update(dict.fromkeys(held[x], x))
    return [held[at] for at in sorted(held)]


def whole_groups(groups: Iterable[list[Piece]]) -> list[list[list[Piece]]]:
    """Leave out groups of fewer than two quotes, and join those whose quotes all stand in another's."""
    able = [(frozenset(w.quote for w in group), group) for group in groups]
    able = [(quotes, group) for quotes, group in able if len(quotes) > 1 and _is_told_twice(group)]
    able.sort(key=lambda item: (-len(item[0]), sorted(item[0]), [w.keys for w in item[1]]))
    kept: list[tuple[frozenset[int], list[list[Piece]]]] = []
    holding: dict[int, list[int]] = defaultdict(list)
    for quotes, group in able:
        home = next((at for at in holding[min(quotes)] if quotes <= kept[at][0]), None)
        if home is not None:
            kept[home][1].append(group)
            continue
        for quote in quotes:
            holding[quote].append(len(kept))
        kept.append((quotes, [group]))
    return [groups for _, groups in sorted(kept, key=lambda item: (sorted(item[0]), item[1][0][0].keys))]


def _is_told_twice(group: Sequence[Piece]) -> bool:
    """Leave out what one report tells twice in its own words: that is how it tells, not what was spoken."""
    return len({w.row for w in group}) > 1 or len({w.quote for w in group if not w.told}) > 1
