"""The words of quotes as they are compared for one act of speaking: sentences and scraps, those of one wording together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from crossread.compare._retellings import Named
from crossread.compare._wordings import CONTENT_MASS, forms_of, keys_of, mass_of
from crossread.extract.report import Report
from crossread.records import Quote, TimeRef

MIN_SCRAP_MASS = 1.5
"""A sentence or scrap that tells less ("Thank you very much", "Yes, of course") is linked to nothing."""


MIN_TOLD_AGAIN, MIN_AGAIN_WORDS = 3.4, 3
"""What the same words of one speaker tell at least, where reporters tell them, and how many there are in marks, to be known again
without a comparison."""


MIN_DIGITS = 3
"""A number of so many digits brings two sentences together by itself."""


MAX_RIVALS = 12
"""Each sentence is compared with so many others that share a pair of words with it, the fullest first."""


_STOP = re.compile(r"(?<=\w\w[.!?…])(?<!\b(?:Mr|Ms|Dr|St)\.)(?<!\bMrs\.)[”\"’']?\s{1,20}(?=[“\"‘']?[A-Z0-9])")
"""Where a sentence ends inside a quotation: sentences are found on the whole report, where a quotation is kept in one."""


_CAPITAL = re.compile(r"(?<![.!?…] )\b[A-ZÀ-Þ][\w’'-]{1,40}")
"""A word that may be a name where it does not begin the text; one that begins a sentence tells nothing."""


_MARKS = " \t\n\"“”‘’'„«»("
"""What may stand before the first word of a sentence."""


_MARKED = re.compile(
    r"[“\"„«](?P<double>[^“”\"„«»]{2,2000})[”\"»]"
    r"|(?<!\w)[‘'](?=\S)(?P<single>[^“”\"„«»\n]{2,500}?)(?<=\S)[’'](?!\w)"
)
"""Words in marks; single ones only where they are no apostrophes."""


Pair = tuple[int, int]
"""Two nodes or two quotes by number, the smaller first."""


class Piece(Struct, frozen=True):
    """One sentence of a quote. `told` where the words are the reporter's own."""

    quote: int
    row: int
    sentence: int
    keys: tuple[str, ...]
    forms: tuple[str, ...]
    names: frozenset[str]
    told: bool
    mass: float


class Node(Struct, frozen=True):
    """The same words by the same speaker, in one report or several."""

    members: tuple[Piece, ...]
    speaker: str | None

    @property
    def words(self) -> Piece:
        return self.members[0]


class Told(Struct, frozen=True):
    """The quotes of all reports, in order, and what is needed to judge them."""

    reports: Sequence[Report]
    quotes: tuple[tuple[int, Quote], ...]
    times: Mapping[str, TimeRef]
    named: Mapping[tuple[str, int], Sequence[Named]]


def find_pieces(told: Told) -> Iterator[Piece]:
    """Give the sentences of every quote that tell enough to be known again."""
    for at, (row, quote) in enumerate(told.quotes):
        report = told.reports[row]
        for sentence, text in _texts(report, quote):
            yield from _words_of(at, row, sentence, text, told=quote.type != "direct")
        if quote.type == "mixed":
            for start, scrap in _scraps(report, quote):
                for part in _STOP.split(scrap):
                    yield from _words_of(at, row, report.sentence_at(start), part, told=False)


def _scraps(report: Report, quote: Quote) -> Iterator[tuple[int, str]]:
    """Give what stands in marks inside a quote that is told otherwise, and where each begins."""
    for span in quote.content:
        for m in _MARKED.finditer(report.doc.text, span.start, span.end):
            yield m.start() + 1, m.group()[1:-1]


def _words_of(quote: int, row: int, sentence: int, text: str, *, told: bool) -> Iterator[Piece]:
    keys = tuple(keys_of(text))
    mass = sum(mass_of(key) for key in keys)
    if keys:
        first = len(text) - len(text.lstrip(_MARKS))
        names = frozenset(key for m in _CAPITAL.finditer(text) if m.start() > first for key in keys_of(m.group()))
        yield Piece(quote, row, sentence, keys, tuple(forms_of(text)), names, told, mass)


def _texts(report: Report, quote: Quote) -> Iterator[tuple[int, str]]:
    """Give the words of a quote by sentence; a sentence that its cue interrupts is one."""
    by_row: dict[int, list[str]] = {}
    starts, ends = report.analysis.sentences.start, report.analysis.sentences.end
    for span in quote.content:
        row = report.sentence_at(span.start)
        at = span.start
        while at < span.end:
            last = row + 1 >= len(starts)
            end = span.end if last else min(span.end, max(at + 1, int(starts[row + 1])))
            by_row.setdefault(row, []).append(report.doc.text[at:end])
            at, row = end, row + 1
    if len(ends) == 0:
        return
    yield from ((row, part) for row, parts in by_row.items() for part in _full_parts(" ".join(parts)))


def _full_parts(text: str) -> list[str]:
    """Part the words of a quote where a sentence ends; one too short to be known again stays with its neighbour."""
    parts: list[str] = []
    for part in _STOP.split(text):
        if parts and min(_mass(parts[-1]), _mass(part)) < MIN_SCRAP_MASS:
            parts[-1] += f" {part}"
        else:
            parts.append(part)
    return parts


def _mass(text: str) -> float:
    return sum(map(mass_of, keys_of(text)))


def make_nodes(sentences: Iterable[Piece], told: Told) -> tuple[Node, ...]:
    """Put sentences of the same words and speaker together, so that copies cost nothing; the fullest first."""
    same: dict[tuple[tuple[str, ...], str | None, bool, int], list[Piece]] = defaultdict(list)
    for at, words in enumerate(sentences):
        speaker = told.quotes[words.quote][1].speaker
        same[words.keys, speaker, words.told, -1 if _is_known_again(words, speaker) else at].append(words)
    nodes = [Node(tuple(members), speaker) for (_, speaker, _, _), members in same.items()]
    return tuple(sorted(nodes, key=lambda n: (-n.words.mass, n.words.keys, n.speaker or "", n.words.told)))


def _is_known_again(words: Piece, speaker: str | None) -> bool:
    """Tell whether the same words from the same speaker, word for word, are surely one utterance."""
    if words.mass < MIN_SCRAP_MASS:
        return False
    if words.told:
        return speaker is not None and words.mass >= MIN_TOLD_AGAIN
    return len(words.keys) >= MIN_AGAIN_WORDS


def candidate_nodes(nodes: Sequence[Node]) -> Iterator[Pair]:
    """Give pairs of nodes that share neighbouring words, each with the fullest of its rivals only."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        numbers = {(key,) for key in node.words.keys if len(key) >= MIN_DIGITS and key.isdigit()}
        if node.words.mass < MIN_SCRAP_MASS and not numbers:
            continue
        for key in _pairs_of_words(node.words.keys) | _fours_of_words(node.words.keys) | numbers:
            index[key].append(at)
    seen: set[Pair] = set()
    for key in sorted(index):
        rows = index[key]
        for i, a in enumerate(rows[:MAX_RIVALS]):
            seen.update((a, b) for b in rows[i + 1 :])
    yield from sorted(seen)


def _pairs_of_words(keys: Sequence[str]) -> set[tuple[str, ...]]:
    """Give each pair of telling words that stand next or next but one to each other, without the words of grammar."""
    telling = [key for key in keys if mass_of(key) > mass_of("the")]
    pairs = [*pairwise(telling), *zip(telling, telling[2:], strict=False)]
    return {(min(a, b), max(a, b)) for a, b in pairs if mass_of(a) + mass_of(b) > CONTENT_MASS}


def _fours_of_words(keys: Sequence[str]) -> set[tuple[str, ...]]:
    """Give each four words on end of which two tell more than grammar."""
    fours = zip(keys, keys[1:], keys[2:], keys[3:], strict=False)
    return {four for four in fours if sum(mass_of(key) > mass_of("the") for key in four) > 1}
