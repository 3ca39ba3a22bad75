"""Passages that one report carried over from another, or both from a third text; and what that leaves of independence.

Two outlets that quote the same public speech are no copies of each other. What tells is the
narration around quotes: words that each reporter would have chosen differently.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from crossread.compare._wordings import EVERYDAY_MASS, find_units, mass_of
from crossread.extract._outlets import find_named_sources, own_name, resolve_outlet, same_outlet
from crossread.extract.citations import is_credit
from crossread.extract.report import Report
from crossread.records import Document, Reuse, Span

GRAM_WORDS = 4
"""Sentences that share so many words on end outside quotations are compared."""

MAX_RIVALS = 8
"""Of the sentences that share a stretch, each is compared with so many, so that boilerplate stays cheap."""

MAX_SENTENCE_WORDS = 150
"""Only so many words of a sentence are compared: longer ones are lists and tables."""

BLOCK_WORDS = 3
"""Shared words count in stretches of at least so many: two reporters share any two words by chance."""

OWN_WORDS, OWN_SHARE, OWN_MASS = 8, 0.6, 2.4
"""A sentence is carried over where so many words of narration, this share of the shorter narration, and so much
that is no name and no grammar stand in the other in the same stretches. "The prime minister of X, A B" is no copy."""

CLAUSE_WORDS, CLAUSE_MASS = 11, 3.0
"""Or where one unbroken stretch is this long, whatever stands beside it: a clause in a rewritten sentence."""

LONE_WORDS = 12
"""The only passage that two reports share must be this long: chance and stock phrases give single short ones."""

BESIDE_WORDS, BESIDE_SHARE, BESIDE_MASS = 3, 0.7, 2.3
"""A sentence next to one that is carried over, in both reports, needs less; what it quotes counts too."""

STEPS = (-1, 1, -2, 2)
"""Where the next sentences are looked for: one between may have been left out, added or rewritten."""

FRAME_WORDS = 4
"""So little narration beside a quotation only says whose it is ("he told reporters"), and is what a copyist changes first."""

TRIM_WORDS = 4
"""So many words at an end of a sentence that the other does not have are left out of the passage."""

MAX_GAP_CHARS = 3
"""Passages of neighbouring sentences, with no more than this between them in either report, are one passage."""

STOCK_WORDS = frozenset(
    "immediately respond responded request requests comment comments decline declined declining spokesman spokeswoman "
    "spokesperson spokespeople reach reached available condition anonymity authorized speak publicly statement email "
    "emailed interview telephone phone reporters told said say says according official officials news press conference "
    "report reports reported reporting contributed story edited editing writing additional".split()
)
"""Words of the trade: "did not immediately respond to a request for comment" is in every paper and from none."""

_STATEMENT = re.compile(r"\b(?:statement|press release|communiqu[eé]|declaration|news release)\b", re.IGNORECASE)
_ACRONYM = re.compile(r"[A-Z]{2,6}")
_MARKED = re.compile(r"[“\"„«][^“”\"„«»]{1,2000}[”\"»]")
DATELINE_CHARS = 300
"""A credit this near the start of a report ("(MNA) -") is for the whole of it."""


class _Sentence(Struct, frozen=True):
    """The words of one sentence. `quoted` and `named` tell of each whether it is quoted, or part of a name."""

    report: int
    row: int
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    forms: tuple[str, ...]
    quoted: tuple[bool, ...]
    named: tuple[bool, ...]

    @property
    def n_own(self) -> int:
        return self.quoted.count(False)


class _Shared(Struct, frozen=True):
    """What two sentences share. Words are numbered; `a` and `b` are the first and the one after the last shared.

    `n_own`, `own_share`, `own_mass`: of the narration, words, share of the shorter, and mass without names;
    `longest` and `longest_mass` likewise of the longest stretch; `share` of all words, quoted ones too.
    """

    a: tuple[int, int]
    b: tuple[int, int]
    n: int
    share: float
    n_own: int
    own_share: float
    own_mass: float
    longest: int
    longest_mass: float


class _Credits(Struct, frozen=True):
    """The agencies that a report names for itself: `whole` in its byline or dateline, `part` at its foot."""

    whole: tuple[str, ...] = ()
    part: tuple[str, ...] = ()


Pair = tuple[int, int]


def link_reuse(reports: Sequence[Report]) -> tuple[Reuse, ...]:
    """Find the passages that two reports share because one was copied.

    Args:
        reports: the reports of one story, with their quotes and citations.

    Returns:
        Pairs of passages in the order of the first one; `a` lies in the report that comes first in `reports`.
        Whole sentences where they are carried over whole, else the stretch that is shared.
    """
    sentences = [sentence for at, report in enumerate(reports) for sentence in _read(report, at)]
    number = {(s.report, s.row): at for at, s in enumerate(sentences)}
    shared = {pair: found for pair in _candidates(sentences) if _is_carried(found := _compare(sentences, pair))}
    _add_neighbours(shared, sentences, number)
    best = _one_to_one(shared, sentences)
    passages = (_passage(run, best, sentences, reports) for run in _runs(best, sentences, reports))
    return tuple(_with_origins(list(passages), reports))


def _read(report: Report, at: int) -> Iterator[_Sentence]:
    """Give the words of every sentence of a report."""
    quoted = _quoted(report)
    for row in range(len(report.analysis.sentences)):
        span = report.sentence_span(row)
        inside = [(start, end) for start, end in quoted if start < span.end and span.start < end]
        units = find_units(report.doc.text, [(span.start, span.end)])[:MAX_SENTENCE_WORDS]
        words = [report.doc.text[unit.start : unit.end] for unit in units]
        yield _Sentence(
            report=at,
            row=row,
            starts=tuple(unit.start for unit in units),
            ends=tuple(unit.end for unit in units),
            forms=tuple(unit.form for unit in units),
            quoted=tuple(any(a < unit.end and unit.start < b for a, b in inside) for unit in units),
            named=tuple(i > 0 and _is_capital(word) for i, word in enumerate(words)),
        )


def _is_capital(word: str) -> bool:
    first = next((c for c in word if c.isalnum()), "")
    return first.isupper()


def _quoted(report: Report) -> list[tuple[int, int]]:
    """Give the parts of a report that stand in marks as somebody's words."""
    found: list[tuple[int, int]] = []
    for quote in report.quotes:
        for piece in quote.content:
            if quote.type == "direct":
                found.append((piece.start, piece.end))
            elif quote.type == "mixed":
                found.extend(m.span() for m in _MARKED.finditer(report.doc.text, piece.start, piece.end))
    return found


def _candidates(sentences: Sequence[_Sentence]) -> list[Pair]:
    """Give pairs of sentences of two reports that share a stretch of narration."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, s in enumerate(sentences):
        for gram in _grams(s):
            index[gram].append(at)
    pairs: set[Pair] = set()
    for rows in index.values():
        for i, a in enumerate(rows[:MAX_RIVALS]):
            pairs.update((a, b) for b in rows[i + 1 :] if sentences[a].report != sentences[b].report)
    return sorted(pairs)


def _grams(s: _Sentence) -> set[tuple[str, ...]]:
    """Give each few words on end that are not quoted and of which two tell more than grammar."""
    tells = [not quoted and _tells(form) for form, quoted in zip(s.forms, s.quoted, strict=True)]
    starts = range(len(tells) - GRAM_WORDS + 1)
    return {
        s.forms[i : i + GRAM_WORDS]
        for i in starts
        if sum(tells[i : i + GRAM_WORDS]) > 1 and not any(s.quoted[i : i + GRAM_WORDS])
    }


def _tells(form: str) -> bool:
    return mass_of(form) >= EVERYDAY_MASS


def _compare(sentences: Sequence[_Sentence], pair: Pair) -> _Shared | None:
    """Align two sentences and measure what they share in stretches; None where they share no stretch."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  (only where reports are compared)

    a, b = sentences[pair[0]], sentences[pair[1]]
    equal = [
        (o.src_start, o.dest_start, o.src_end - o.src_start)
        for o in LCSseq.opcodes(a.forms, b.forms)
        if o.tag == "equal"
    ]
    blocks = _drawn_together([block for block in equal if block[2] >= BLOCK_WORDS], a, b)
    if not blocks:
        return None
    n = sum(size for _, _, size in blocks)
    own = [_own(a, b, block) for block in blocks]
    shorter_own = max(1, min(a.n_own, b.n_own))
    longest = max(own)
    return _Shared(
        a=(blocks[0][0], blocks[-1][0] + blocks[-1][2]),
        b=(blocks[0][1], blocks[-1][1] + blocks[-1][2]),
        n=n,
        share=n / max(1, min(len(a.forms), len(b.forms))),
        n_own=sum(k for k, _ in own),
        own_share=sum(k for k, _ in own) / shorter_own,
        own_mass=sum(mass for _, mass in own),
        longest=longest[0],
        longest_mass=longest[1],
    )


def _drawn_together(blocks: Sequence[tuple[int, int, int]], a: _Sentence, b: _Sentence) -> list[tuple[int, int, int]]:
    """Let stretches grow to the left over words that are equal too: "the" was aligned with an earlier "the"."""
    grown: list[tuple[int, int, int]] = []
    for i, j, size in blocks:
        room = min(i - grown[-1][0] - grown[-1][2], j - grown[-1][1] - grown[-1][2]) if grown else min(i, j)
        more = next((k for k in range(room) if a.forms[i - 1 - k] != b.forms[j - 1 - k]), room)
        grown.append((i - more, j - more, size + more))
    return grown


def _own(a: _Sentence, b: _Sentence, block: tuple[int, int, int]) -> tuple[int, float]:
    """Give how many words of a shared stretch neither report quotes, and their mass without names."""
    i, j, size = block
    rows = [k for k in range(size) if not (a.quoted[i + k] or b.quoted[j + k])]
    telling = (a.forms[i + k] for k in rows if not (a.named[i + k] or b.named[j + k]))
    return len(rows), sum(mass_of(form) for form in telling if form not in STOCK_WORDS)


def _is_carried(s: _Shared | None) -> bool:
    if s is None:
        return False
    whole = s.n_own >= OWN_WORDS and s.own_share >= OWN_SHARE and s.own_mass >= OWN_MASS
    return whole or (s.longest >= CLAUSE_WORDS and s.longest_mass >= CLAUSE_MASS)


def _is_carried_beside(s: _Shared, a: _Sentence, b: _Sentence) -> bool:
    """Tell whether a neighbour of carried sentences is carried too: told so, or quoted with the same narration."""
    if s.n < BESIDE_WORDS or s.share < BESIDE_SHARE:
        return False
    quoted = min(a.n_own, b.n_own) <= FRAME_WORDS or s.own_share >= BESIDE_SHARE
    only_quotes = any(a.quoted) and any(b.quoted) and quoted
    return only_quotes or s.own_mass >= BESIDE_MASS


def _add_neighbours(
    shared: dict[Pair, _Shared | None], sentences: Sequence[_Sentence], number: Mapping[Pair, int]
) -> None:
    """Follow carried passages to the sentences before and after them, as long as both reports go on alike."""
    todo = sorted(shared)
    while todo:
        x, y = todo.pop()
        for step in STEPS:
            a = number.get((sentences[x].report, sentences[x].row + step))
            b = number.get((sentences[y].report, sentences[y].row + step))
            if a is None or b is None or (a, b) in shared:
                continue
            found = _compare(sentences, (a, b))
            if found is not None and _is_carried_beside(found, sentences[a], sentences[b]):
                shared[a, b] = found
                todo.append((a, b))


def _one_to_one(shared: Mapping[Pair, _Shared | None], sentences: Sequence[_Sentence]) -> dict[Pair, _Shared]:
    """Keep for each sentence the best partner in each other report."""
    taken: set[tuple[int, int]] = set()
    kept: dict[Pair, _Shared] = {}
    for pair, found in sorted(shared.items(), key=lambda item: (-item[1].n if item[1] else 0, item[0])):
        a, b = pair
        keys = {(a, sentences[b].report), (b, sentences[a].report)}
        if found is None or keys & taken:
            continue
        taken |= keys
        kept[pair] = found
    return _without_lone(kept, sentences)


def _without_lone(kept: Mapping[Pair, _Shared], sentences: Sequence[_Sentence]) -> dict[Pair, _Shared]:
    """Leave out a short passage that is the only one between its two reports."""
    n_links = Counter((sentences[a].report, sentences[b].report) for a, b in kept)
    return {
        (a, b): found
        for (a, b), found in kept.items()
        if found.n_own >= LONE_WORDS or n_links[sentences[a].report, sentences[b].report] > 1
    }


def _runs(best: Mapping[Pair, _Shared], sentences: Sequence[_Sentence], reports: Sequence[Report]) -> list[list[Pair]]:
    """Put pairs of sentences that follow each other in both reports into runs."""
    runs: list[list[Pair]] = []
    last: dict[Pair, list[Pair]] = {}
    for a, b in sorted(best):
        before = last.get((a - 1, b - 1))
        follows = before is not None and sentences[a - 1].report == sentences[a].report
        follows = follows and sentences[b - 1].report == sentences[b].report
        if before is not None and follows and _touch(best, sentences, reports, before[-1], (a, b)):
            before.append((a, b))
            last[a, b] = before
        else:
            runs.append([(a, b)])
            last[a, b] = runs[-1]
    return runs


def _touch(
    best: Mapping[Pair, _Shared], sentences: Sequence[_Sentence], reports: Sequence[Report], x: Pair, y: Pair
) -> bool:
    """Tell whether two passages touch in both reports once their ends are trimmed."""
    before, after = (_trimmed(best[pair], sentences, reports, pair) for pair in (x, y))
    return all(
        0 <= q.start - p.end <= MAX_GAP_CHARS and not reports[sentences[row].report].doc.text[p.end : q.start].strip()
        for p, q, row in zip(before, after, x, strict=True)
    )


def _trimmed(s: _Shared, sentences: Sequence[_Sentence], reports: Sequence[Report], pair: Pair) -> tuple[Span, Span]:
    """Give the passages of a pair: the sentence, without a long end of it that the other does not have."""
    a, b = (
        _passage_of(sentences[row], part, reports[sentences[row].report].doc.id)
        for row, part in zip(pair, (s.a, s.b), strict=True)
    )
    return a, b


def _passage_of(s: _Sentence, part: tuple[int, int], doc: str) -> Span:
    first = 0 if part[0] < TRIM_WORDS else part[0]
    last = len(s.ends) if len(s.ends) - part[1] < TRIM_WORDS else part[1]
    return Span(doc, s.starts[first], s.ends[last - 1])


def _passage(
    run: Sequence[Pair], best: Mapping[Pair, _Shared], sentences: Sequence[_Sentence], reports: Sequence[Report]
) -> Reuse:
    """Make the record of a run; its origin comes later."""
    ends = [_trimmed(best[pair], sentences, reports, pair) for pair in run]
    n_words = sum(
        min(_words_in(sentences[a], x), _words_in(sentences[b], y)) for (a, b), (x, y) in zip(run, ends, strict=True)
    )
    overlap = min(1.0, sum(best[pair].n for pair in run) / max(1, n_words))
    a, b = (Span(ends[0][i].doc, ends[0][i].start, ends[-1][i].end) for i in (0, 1))
    return Reuse(a=a, b=b, overlap=round(overlap, 3), why="")


def _words_in(s: _Sentence, span: Span) -> int:
    return sum(span.start <= start < span.end for start in s.starts)


def _with_origins(found: Sequence[Reuse], reports: Sequence[Report]) -> Iterator[Reuse]:
    """Say of each passage where it is likely from, and why."""
    by_id = {report.doc.id: report for report in reports}
    credited = {id_: _read_credits(report) for id_, report in by_id.items()}
    order = {report.doc.id: at for at, report in enumerate(reports)}
    for r in sorted(found, key=lambda r: (order[r.a.doc], r.a, order[r.b.doc], r.b)):
        origin, reason = next(_origins(by_id[r.a.doc], by_id[r.b.doc], r, credited))
        share = f"{round(100 * r.overlap)} in 100 words of the passage stand in both, in one order"
        yield Reuse(a=r.a, b=r.b, overlap=r.overlap, likely_origin=origin, why=f"{share}; {reason}")


def _read_credits(report: Report) -> _Credits:
    """Find the agencies that a report owns to: byline, dateline, and the line at its foot."""
    doc = report.doc
    whole = [name for author in doc.authors if (name := _agency_named(author))]
    part: list[str] = []
    for citation in report.citations:
        if citation.kind == "agency" and is_credit(report.analysis, citation):
            name = _agency_named(citation.cited) or citation.cited  # as the byline or the dateline has it
            if not same_outlet(name, own_name(doc)):
                (whole if citation.span.start < DATELINE_CHARS else part).append(name)
    return _Credits(tuple(sorted(set(whole))), tuple(sorted(set(part))))


def _agency_named(author: str) -> str | None:
    """Give the agency that a byline names, None where it names a person: "MNA", "Reuters", "Staff and AFP"."""
    known = resolve_outlet(author)
    if known:
        return known[0] if known[1] == "agency" else None
    named = next((n.name for n in find_named_sources(author, 0, min(len(author), 200)) if n.kind == "agency"), None)
    return named or (author if _ACRONYM.fullmatch(author.strip()) else None)


def same_agency(a: str, b: str) -> bool:
    """Tell whether two names stand for one agency, also where one is the initials of the other."""
    if same_outlet(a, b):
        return True
    short, long = sorted((a.strip(), b.strip()), key=len)
    initials = "".join(word[0] for word in long.split() if word[0].isupper())
    return bool(_ACRONYM.fullmatch(short)) and short == initials


def _origins(a: Report, b: Report, r: Reuse, credited: Mapping[str, _Credits]) -> Iterator[tuple[str | None, str]]:
    """Give the likely origins of a passage that two reports share, the surest first, and why in plain words."""
    named = [(report, credited[report.doc.id]) for report in (a, b)]
    for report, own in named:
        for agency in own.whole:
            if report.doc.outlet and same_agency(agency, report.doc.outlet):
                yield report.doc.id, f"{report.doc.label} is the agency {agency} itself"
    ours, theirs = ((*own.whole, *own.part) for _, own in named)
    for x, y in ((x, y) for x in ours for y in theirs if same_agency(x, y)):
        yield "wire", f"both reports credit the agency {max(x, y, key=len)}"
    for report, own in named:
        for agency in own.whole:
            yield "wire", f"{report.doc.label} has it under the name of the agency {agency}"
    for one, other in ((a, b), (b, a)):
        if _cites(other, one.doc):
            yield one.doc.id, f"{other.doc.label} names {one.doc.label} as a source"
    if _is_of_statement(a, r.a) and _is_of_statement(b, r.b):
        yield "statement", "both reports say that the words are from a statement"
    for report, own in named:
        for agency in own.part:
            yield "wire", f"{report.doc.label} credits the agency {agency}"
    yield _by_date(a.doc, b.doc)


def _cites(report: Report, doc: Document) -> bool:
    """Tell whether a report names the outlet of another as a source."""
    outlet = own_name(doc)
    if same_outlet(own_name(report.doc), outlet):
        return False
    return any(c.kind in ("outlet", "agency") and same_outlet(c.cited, outlet) for c in report.citations)


def _is_of_statement(report: Report, span: Span) -> bool:
    row = report.sentence_at(span.start)
    return bool(_STATEMENT.search(report.words(report.sentence_span(row))))


def _by_date(a: Document, b: Document) -> tuple[str | None, str]:
    """Let the dates of publication speak, as far as both tell: days, or times where both have them."""
    if not a.published or not b.published:
        return None, "nothing tells which had it first"
    n = min(len(a.published), len(b.published))
    n = 10 if n < 16 else 16
    x, y = a.published[:n], b.published[:n]
    if x == y or (n == 16 and a.published[16:] != b.published[16:] and a.published[:10] == b.published[:10]):
        return None, "the dates of publication do not tell which had it first"
    first, second = (a, b) if x < y else (b, a)
    return first.id, f"{first.label} is dated before {second.label}"
