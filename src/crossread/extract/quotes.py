"""Quotes of one report: what it gives as somebody's words or thoughts, with cue and source.

Two witnesses are put together: the attribution heads of the language model, which know indirect
speech and how far content reaches, and the quotation marks, which know exactly where direct speech
begins and ends. Who the source is comes later, when all reports of the story are known
(`compare.speakers`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct, structs

from crossread.extract._quote_frame import find_frame
from crossread.extract._quote_score import quote_features, score_quote
from crossread.extract._reporting_clauses import find_reported
from crossread.extract._unnamed import PEOPLE
from crossread.extract.cues import SAY, lemma
from crossread.extract.datelines import dateline_length
from crossread.extract.phrases import subject_of
from crossread.language.analysis import Analysis, AttributionSpans
from crossread.language.marks import Pair, find_pairs
from crossread.language.paragraphs import find_paragraphs, is_aside
from crossread.records import Found, Problem, Quote, QuoteType, Span, content_id

MIN_SPEECH_WORDS = 5
"""A stretch in marks with fewer words and no cue is a title, a nickname or a scare quote."""
MAX_GAP_WORDS = 14
"""A cue stands at most half as many words from what is said."""
MAX_BETWEEN_WORDS = 35
"""Between two pieces of one interrupted quotation lie its cue and source, at most so many words: "..., said Ada Brook, who
has run the ferry since it was built, ...". """
WEAK_SPAN = 0.3
"""Indirect content whose words have less than this probability (geometric mean) is right less often. Of content in marks
the probability says nothing that the marks do not; log odds in place of this step win nothing."""


_CITING = re.compile(
    r"\b(?:citing|quoting|relying on|(?:which|who|that) (?:cites|cited|quotes|quoted|relies on|relied on)) \Z"
)
MAX_CITING_CHARS = 20


class _Piece(Struct, frozen=True):
    """Content in the making: character ranges, and token rows of cue and source, half-open."""

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    source: tuple[int, int] | None
    score: float


def find_quotes(analysis: Analysis) -> Found[Quote]:
    """Find the quotes of a report, in text order, without their speakers."""
    pairs = _outer_pairs(analysis)
    quotes = tuple(structs.replace(quote, score=score_quote(f)) for quote, f in _quotes_with_features(analysis, pairs))
    return Found(quotes, _problems(analysis, pairs))


def find_features(analysis: Analysis) -> tuple[tuple[float, ...], ...]:
    """Find what the score of each quote is made of, a row a quote in the order of `find_quotes`. Shape (n_quotes, n_features)."""
    return tuple(features for _, features in _quotes_with_features(analysis, _outer_pairs(analysis)))


def _outer_pairs(analysis: Analysis) -> tuple[Pair, ...]:
    return tuple(p for p in find_pairs(analysis.doc.text) if not p.nested)


def _quotes_with_features(analysis: Analysis, pairs: tuple[Pair, ...]) -> Iterator[tuple[Quote, tuple[float, ...]]]:
    pieces = _attributed(analysis, pairs)
    pieces += _in_marks(analysis, pairs, pieces)
    pieces += _by_the_tree(analysis, pairs, pieces)
    joined = _join_interrupted(analysis, sorted(pieces, key=lambda p: p.content), pairs)
    for _, same in itertools.groupby(joined, key=lambda p: p.content):
        # one stretch in marks may be content of a cue inside it and of none: the first of those with a source is kept
        piece = min(same, key=lambda p: p.source is None)
        if piece.cue is not None and _asks_the_speaker(analysis, piece.cue):
            continue
        quote = _quote(analysis, piece, pairs)
        yield quote, quote_features(analysis, quote, pairs, weak=piece.score < WEAK_SPAN)


def _problems(analysis: Analysis, pairs: tuple[Pair, ...]) -> tuple[Problem, ...]:
    broken = [p for p in pairs if not (p.opens and p.closes) and not p.single]
    # a long quotation opens every paragraph anew and closes only the last: no fault
    broken = [p for p in broken if p.opens is False or not _next_paragraph_opens(analysis.doc.text, p.end)]
    if not broken:
        return ()
    first = analysis.doc.text[broken[0].start : broken[0].start + 40].replace("\n", " ")
    message = f"{len(broken)} quotation(s) lack a mark; read to the end of the paragraph, first at {broken[0].start}: {first}…"
    return (Problem(code="quote-unclosed", message=message, doc=analysis.doc.id),)


def _next_paragraph_opens(text: str, at: int) -> bool:
    return bool(re.match(r"\s*\n\s*[\"“«„‘'`]", text[at : at + 20]))


def _attributed(analysis: Analysis, pairs: tuple[Pair, ...]) -> list[_Piece]:
    """Take what the attribution heads found, its borders moved to the marks that it touches."""
    spans = analysis.attribution
    pieces = []
    for source, cue, content in _with_added(analysis, spans.attributions()):
        at = cue[0] if cue else None
        near: list[tuple[int, int]] = []
        far: list[tuple[tuple[int, int], float]] = []
        for row in content:
            ranges = _content_of(analysis, int(spans.first[row]), int(spans.last[row]), at, pairs)
            for r in ranges:
                if at is None or not _goes_with(analysis, r, at, pairs):
                    far.append((r, float(spans.score[row])))
                else:
                    near.append(r)
        score = float(np.mean([spans.score[r] for r in content]))
        rows = _source_rows(analysis, source, cue)
        near, rows = _first_hand(analysis, _union(near), rows, pairs)
        if rows is None and cue is not None:
            near, rows = _doer_as_source(analysis, near, cue)
        near = _without_rivals(analysis, _without_denials(analysis.doc.text, near), pairs)
        near, apart = _told_apart(analysis, near, cue, rows, pairs)
        pieces += [structs.replace(piece, score=score) for piece in apart]
        if near:
            own = _own_source(analysis, near, cue)
            if own is not None:
                pieces.append(_Piece(tuple(near), *own, score))
                continue
            pieces.append(_Piece(tuple(near), cue, rows, score))
        # words of another paragraph or sentence than the cue's: a quotation of its own if it stands in marks
        pieces += [_Piece((r,), None, None, s) for r, s in far if any(p.start <= r[0] < p.end for p in pairs)]
    told = (p for p in pieces if not is_aside(analysis.doc.text, p.content[0][0]))
    return [p for p in told if _is_content(analysis, p, pairs)]


def _without_rivals(
    analysis: Analysis, content: list[tuple[int, int]], pairs: tuple[Pair, ...]
) -> list[tuple[int, int]]:
    """Cut content where somebody else's words are set against it: "nobody fell, while its union says that ten did"."""
    kept = []
    for start, end in content:
        first, last = analysis.tokens.covering(start, end)
        cut = next((i for i in range(first + 1, last) if _sets_against(analysis, i, last)), None)
        at = _rstrip(analysis.doc.text, start, int(analysis.tokens.end[cut - 2])) if cut else end
        whole = not _has_words(analysis.doc.text, start, at) or any(p.start < end and start < p.end for p in pairs)
        kept.append((start, end) if whole else (start, at))
    return kept


def _sets_against(analysis: Analysis, word: int, last: int) -> bool:
    """Tell whether behind a comma a word begins what another says: "while the union says"."""
    if analysis.word(word).lower() not in {"while", "whereas"} or analysis.word(word - 1) != ",":
        return False
    for verb in range(word + 2, min(last, word + MAX_RIVAL_WORDS)):
        if analysis.syntax.upos[verb] == "VERB" and lemma(analysis.word(verb)) in SAY:
            subject = subject_of(analysis, verb)
            return subject is not None and word < subject[0] < verb
    return False


MAX_RIVAL_WORDS = 14
"""So far behind "while" stands the verb of who says otherwise."""


def _without_denials(text: str, content: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave off the words by which the report says who denies what was said: ", which the company denies"."""
    kept = []
    for start, end in content:
        tail = _DENIED_BY.search(text, start, end)
        cut = _rstrip(text, start, tail.start()) if tail else end
        if cut > start and _has_words(text, start, cut):
            kept.append((start, cut))
    return kept or content


_DENIED_BY = re.compile(
    r"(?:,\s{1,3}|\A|(?<=,\s))(?:which|an? (?:claim|charge|accusation|allegation|account|figure)(?: that| which)?) [^.,;“”\"]{1,80}"
    r"\b(?:den(?:y|ies|ied)|disput(?:es?|ed)|reject(?:s|ed)?|dismiss(?:es|ed)?)\b[^.,;“”\"]{0,20}\Z"
)


def _first_hand(
    analysis: Analysis, content: list[tuple[int, int]], source: tuple[int, int] | None, pairs: tuple[Pair, ...]
) -> tuple[list[tuple[int, int]], tuple[int, int] | None]:
    """Take whom an outlet cites out of the content, and where these are people for the source.

    "The gate was open, the Post said, citing two officials" has it from the officials; reasons that are cited speak to nobody.
    """
    text, first_hand = analysis.doc.text, source
    kept: list[tuple[int, int]] = []
    for start, end in content:
        behind = _CITING.search(text[max(0, start - MAX_CITING_CHARS) : start])
        if behind is None or any(p.start <= start < p.end for p in pairs):
            kept.append((start, end))
            continue
        comma = text.find(",", start, end)
        cited = end if comma < 0 else comma
        if rest := _lstrip(text, cited, end) if comma >= 0 else 0:
            kept.append((rest, end))
        rows = analysis.tokens.covering(start, cited)
        if PEOPLE.match(text, start, cited) or _begins_with_name(analysis, *rows):
            first_hand = rows
    return (kept, first_hand) if kept else (content, source)


SEEMING = frozenset("seem appear look sound feel face".split())
"""Verbs whose subject is what is thought of, and nobody who says so."""
MAX_DOER_TOKENS = 6


def _doer_as_source(
    analysis: Analysis, content: list[tuple[int, int]], cue: tuple[int, int]
) -> tuple[list[tuple[int, int]], tuple[int, int] | None]:
    """Take who proposes or promises out of the content: "Ellery has reportedly offered to pay" is an offer of Ellery's."""
    if len(content) < 2 or content[0][1] > analysis.tokens.start[cue[0]]:
        return content, None
    first, last = analysis.tokens.covering(*content[0])
    doing = any(
        analysis.syntax.deprel[i] == "nsubj"
        and cue[0] <= analysis.syntax.head[i] < cue[1]
        and analysis.syntax.upos[analysis.syntax.head[i]] == "VERB"
        and lemma(analysis.word(int(analysis.syntax.head[i]))) not in SEEMING
        for i in range(first, last)
    )
    return (content[1:], (first, last)) if doing and last - first <= MAX_DOER_TOKENS else (content, None)


def _begins_with_name(analysis: Analysis, first: int, last: int) -> bool:
    """Say whether tokens begin with the name of a person or body, but for an article: "the Road Board"."""
    names = analysis.names
    start = first + 1 if analysis.syntax.upos[first] == "DET" else first
    return any(
        a == start < last and kind in {"person", "organization"}
        for a, kind in zip(names.first, names.kind, strict=True)
    )


def _told_apart(
    analysis: Analysis,
    content: list[tuple[int, int]],
    cue: tuple[int, int] | None,
    source: tuple[int, int] | None,
    pairs: tuple[Pair, ...],
) -> tuple[list[tuple[int, int]], list[_Piece]]:
    """Part direct speech of a later sentence from the words that hang on a cue, where it is a quotation of its own.

    It is one where it has its own verb of speaking ("It holds," said Bo Pell. "It leaks," said Ada Brook.), and where
    the words at the cue stand in no marks: The bridge holds, said Bo Pell. "I walked over it." The latter keeps the cue.
    """
    if cue is None:
        return content, []
    sentence = analysis.tokens.sentence
    quoted = {r for r in content if any(p.start == r[0] and not p.single for p in pairs)}
    later = [
        r
        for r in content
        if r in quoted
        and r[0] > analysis.tokens.start[cue[0]]
        and sentence[analysis.tokens.covering(*r)[0]] != sentence[cue[0]]
    ]
    kept = [r for r in content if r not in later]
    unmarked = not any(p.start < end and start < p.end for start, end in kept for p in pairs)
    apart = []
    for r in later:
        first, last = analysis.tokens.covering(*r)
        verb, subject = _cue_around(analysis, first, last)
        if verb and subject and sentence[verb[0]] != sentence[cue[0]]:
            apart.append(_Piece((r,), verb, subject, 1.0))
        elif unmarked:
            apart.append(_Piece((r,), cue, source, 1.0))
        else:
            kept.append(r)
    return (sorted(kept), apart) if kept else (content, [])


def _with_added(
    analysis: Analysis, attributions: Iterable[tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]]
) -> Iterator[tuple[tuple[int, ...], tuple[int, int] | None, tuple[int, ...]]]:
    """Give the rows of source and content, and the tokens of the cue; what is added by a participle is said apart.

    "It holds," said Ada Brook, adding that nobody had looked: the pointers lead from both contents to "said".
    """
    spans = analysis.attribution
    for source, cue, content in attributions:
        own = {row: _verb_before(analysis, int(spans.first[row])) for row in content[1:]} if cue else {}
        added = {row: verb for row, verb in own.items() if verb is not None and not _in_rows(spans, cue[:1], verb)}
        yield source, _rows(spans, cue), tuple(row for row in content if row not in added)
        for row, verb in added.items():
            yield source, (verb, verb + 1), (row,)


def _verb_before(analysis: Analysis, first: int) -> int | None:
    """Find the further verb of speaking that a content hangs on: "adding", "and added that", just before it."""
    for i in range(first - 1, max(-1, first - 1 - MAX_BEFORE_ADDED), -1):
        word = analysis.word(i).lower()
        also = word.endswith("ing") or analysis.syntax.deprel[i] == "conj"  # "told reporters, and added that"
        if also and analysis.syntax.upos[i] == "VERB" and lemma(word) in SAY:
            return i
        if word not in {"that", ":", ",", "to", "reporters"}:
            return None
    return None


MAX_BEFORE_ADDED = 3


def _in_rows(spans: AttributionSpans, rows: Sequence[int], token: int) -> bool:
    return any(spans.first[row] <= token < spans.last[row] for row in rows)


def _own_source(
    analysis: Analysis, content: list[tuple[int, int]], cue: tuple[int, int] | None
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Find who speaks where the cue only says where the report has it from: "..., he said, as reported by the Post"."""
    if cue is None or analysis.word(cue[0]).lower() not in {"as", "according", "per", "via", "reported", "quoted"}:
        return None
    first, last = analysis.tokens.covering(content[0][0], content[0][1])
    verb, subject = _cue_around(analysis, first, last)
    behind_cue = verb is not None and cue[0] <= verb[0] < cue[1]
    return (verb, subject) if verb and subject and not behind_cue else None


def _content_of(
    analysis: Analysis, first: int, last: int, cue: int | None, pairs: tuple[Pair, ...]
) -> list[tuple[int, int]]:
    start, end = int(analysis.tokens.start[first]), int(analysis.tokens.end[last - 1])
    at = int(analysis.tokens.start[cue]) if cue is not None else start
    ranges = [
        r
        for a, b in _in_own_paragraph(analysis.doc.text, start, end, at, pairs)
        for r in _fit_to_marks(analysis, a, b, pairs)
    ]
    return [r for r in _union(ranges) if _has_words(analysis.doc.text, *r)]


def _goes_with(analysis: Analysis, content: tuple[int, int], cue: int, pairs: tuple[Pair, ...]) -> bool:
    """Say whether a piece of content can be that of a cue: in its sentence, or direct speech in its paragraph."""
    sentence = analysis.tokens.sentence
    first, last = analysis.tokens.covering(*content)
    if first == last:
        return False
    if sentence[first] <= sentence[cue] <= sentence[last - 1]:
        return True
    text = analysis.doc.text
    at = int(analysis.tokens.start[cue])
    same_paragraph = "\n" not in text[min(content[0], at) : max(content[0], at)]
    return same_paragraph and any(p.start == content[0] and not p.single for p in pairs)


def _is_content(analysis: Analysis, piece: _Piece, pairs: tuple[Pair, ...]) -> bool:
    marked = any(p.start <= a < p.end for a, _ in piece.content for p in pairs)
    said = [w for a, b in piece.content for w in re.findall(r"\w+", analysis.doc.text[a:b])]
    pointer = len(said) == 1 and said[0].lower() in POINTERS
    return bool(said) and (marked or (piece.cue is not None and not pointer and not _is_nobodys(analysis, piece)))


POINTERS = frozenset("which who whom that".split())
"""Alone these are no words that anybody said: "a lease, which the union wants cancelled"."""
NOBODY = re.compile(r"(?:nobody|no one|not every(?:one|body))\b", re.IGNORECASE)


def _is_nobodys(analysis: Analysis, piece: _Piece) -> bool:
    """Tell whether those who are told to say it are nobody: "nobody in town doubts that troops are here"."""
    if piece.source is None:
        return False
    return bool(NOBODY.match(analysis.doc.text, int(analysis.tokens.start[piece.source[0]])))


def _in_own_paragraph(text: str, start: int, end: int, cue: int, pairs: tuple[Pair, ...]) -> list[tuple[int, int]]:
    """Cut content at the borders of paragraphs; outside the paragraph of its cue only what stands in marks is content."""
    pieces = []
    for a, b in find_paragraphs(text[start:end]):
        a, b = a + start, b + start  # noqa: PLW2901  (back to offsets of the whole text)
        line_start, line_end = text.rfind("\n", 0, a) + 1, text.find("\n", b)
        own = line_start <= cue and (cue < line_end or line_end < 0)
        if own or any(p.start < b and a < p.end for p in pairs):
            pieces.append((a, b))
    return pieces


def _rows(spans: AttributionSpans, rows: tuple[int, ...]) -> tuple[int, int] | None:
    return (int(spans.first[rows[0]]), int(spans.last[rows[0]])) if rows else None


def _source_rows(analysis: Analysis, rows: tuple[int, ...], cue: tuple[int, int] | None) -> tuple[int, int] | None:
    """Give the tokens of a source; one that reaches over a line's end keeps the line of its cue, or its last."""
    found = _rows(analysis.attribution, rows)
    if found is None:
        return None
    first, last = found
    text, tokens = analysis.doc.text, analysis.tokens
    breaks = [i for i in range(first + 1, last) if "\n" in text[tokens.end[i - 1] : tokens.start[i]]]
    if not breaks or len(find_paragraphs(text[tokens.start[first] : tokens.end[last - 1]])) == 1:
        return found
    edges = [first, *breaks, last]
    lines = list(itertools.pairwise(edges))
    at = cue[0] if cue else last
    return min(lines, key=lambda line: min(abs(at - line[0]), abs(at - line[1])))


def _fit_to_marks(analysis: Analysis, start: int, end: int, pairs: tuple[Pair, ...]) -> list[tuple[int, int]]:
    """Move the borders of content to those of the marks that they fall into.

    Content that begins or ends inside a pair is drawn to the pair's border; what reaches from one
    pair over its closing mark into narration ("go," he said) ends with the pair.
    """
    text = analysis.doc.text
    for pair in pairs:
        if pair.single and not (pair.start <= start and end <= pair.end):
            continue
        touches = pair.start < end and start < pair.end
        if not touches:
            continue
        inside = min(end, pair.end) - max(start, pair.start)
        if start < pair.start and not _has_words(text, pair.start, end):
            end = _rstrip(text, start, pair.start)
        elif end > pair.end and not _has_words(text, start, pair.end):
            start = pair.end
        elif inside * 2 >= min(end - start, pair.end - pair.start) or _has_words(
            text, max(start, pair.start), min(end, pair.end)
        ):
            start, end = min(start, pair.start), max(end, pair.end)
    start, end = _lstrip(text, start, end), _rstrip(text, start, end)
    closed = next(
        (p for p in pairs if p.start == start and p.end < end and not p.single and _ends_speech(text, p)), None
    )
    if closed is None:
        return [(start, end)] if start < end else []
    # "Go," he said. "Now.": what lies behind the closed marks is narration up to the next marks
    behind = next((p.start for p in pairs if closed.end <= p.start < end and not p.single), None)
    return [(start, closed.end), *(_fit_to_marks(analysis, behind, end, pairs) if behind is not None else [])]


def _ends_speech(text: str, pair: Pair) -> bool:
    """Say whether the words in marks end with a stop or comma inside them, as speech before its cue does."""
    return text[pair.start : pair.end].rstrip("\"”’'» ")[-1:] in {",", ".", "?", "!", "…", "-", "—"}


def _has_words(text: str, start: int, end: int) -> bool:
    return any(c.isalnum() for c in text[start:end])


def _lstrip(text: str, start: int, end: int) -> int:
    while start < end and (text[start].isspace() or text[start] in ",;"):
        start += 1
    return start


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _union(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join ranges that overlap or touch."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _in_marks(analysis: Analysis, pairs: tuple[Pair, ...], found: list[_Piece]) -> list[_Piece]:
    """Make quotes of the marked stretches that the heads missed, where something shows that they are speech."""
    taken = _union([r for p in found for r in p.content])
    pieces = []
    for pair in pairs:
        if any(a < pair.end and pair.start < b for a, b in taken):
            continue
        piece = _speech_in(analysis, pair)
        if piece is not None:
            pieces.append(piece)
    return pieces


def _speech_in(analysis: Analysis, pair: Pair) -> _Piece | None:
    """Take a marked stretch that the heads missed for speech if it is a sentence, or a paragraph of its own.

    Shorter stretches are not taken even under a verb of speaking: of nineteen on PolNeAR dev two were quotes.
    """
    first, last = analysis.tokens.covering(pair.start, pair.end)
    words = [i for i in range(first, last) if analysis.syntax.upos[i] != "PUNCT"]
    text = analysis.doc.text
    ends_like_speech = bool(re.search(r"[.,!?…][\"”’'»]?$", text[pair.start : pair.end]))
    has_verb = any(analysis.syntax.upos[i] in {"VERB", "AUX"} for i in words)
    whole = ends_like_speech or (_is_paragraph(text, pair) and not pair.single)
    if len(words) < MIN_SPEECH_WORDS or not has_verb or not whole or not _has_words(text, pair.start, pair.end):
        return None
    return _Piece(((pair.start, pair.end),), *_cue_around(analysis, first, last), 1.0)


def _by_the_tree(analysis: Analysis, pairs: tuple[Pair, ...], found: list[_Piece]) -> list[_Piece]:
    """Make quotes of the clauses and amounts that verbs of saying have in the tree, and that neither heads nor marks gave."""
    tokens = analysis.tokens
    marked = [tokens.covering(p.start, p.end) for p in pairs]
    taken = [tokens.covering(*r) for p in found for r in p.content]
    taken += [rows for p in found for rows in (p.cue, p.source) if rows]
    return [
        _Piece(tuple((int(tokens.start[a]), int(tokens.end[b - 1])) for a, b in r.content), r.cue, r.source, 1.0)
        for r in find_reported(analysis, [*marked, *taken])
    ]


def _is_paragraph(text: str, pair: Pair) -> bool:
    start, end = text.rfind("\n", 0, pair.start) + 1, text.find("\n", pair.end)
    return not _has_words(text, start, pair.start) and not _has_words(text, pair.end, len(text) if end < 0 else end)


def _cue_around(analysis: Analysis, first: int, last: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """Find the verb of speaking that a marked stretch hangs on, and its subject, in the sentences that the stretch touches."""
    syntax, sentence = analysis.syntax, analysis.tokens.sentence
    rows = np.flatnonzero((sentence >= sentence[first]) & (sentence <= sentence[last - 1]))
    outside = [int(i) for i in rows if not first <= i < last]
    verbs = [i for i in outside if syntax.upos[i] == "VERB" and lemma(analysis.word(i)) in SAY]
    inside_hangs_on = {int(syntax.head[i]) for i in range(first, last)}
    direct = [v for v in verbs if v in inside_hangs_on or any(int(syntax.head[i]) == v for i in range(first, last))]
    above = [v for v in verbs if v in _ancestors(analysis, first, last)]
    near = [
        v
        for v in verbs
        if min(abs(v - first), abs(v - last)) <= MAX_GAP_WORDS // 2 and _no_stop_between(analysis, v, first, last)
    ]
    for verb in (*direct, *above, *near):
        return (verb, verb + 1), subject_of(analysis, verb)
    return None, None


def _no_stop_between(analysis: Analysis, verb: int, first: int, last: int) -> bool:
    between = range(verb + 1, first) if verb < first else range(last, verb)
    return not any(analysis.word(i) in {".", "!", "?", ";"} for i in between)


def _ancestors(analysis: Analysis, first: int, last: int) -> set[int]:
    found: set[int] = set()
    for i in range(first, last):
        at = i
        for _ in range(12):
            up = int(analysis.syntax.head[at])
            if up == at:
                break
            if not first <= up < last:
                found.add(up)
            at = up
    return found


def _join_interrupted(analysis: Analysis, pieces: list[_Piece], pairs: tuple[Pair, ...]) -> list[_Piece]:
    """Join pieces of one quotation: "A," he said. "B." The second has no cue of its own and stands in the same paragraph."""
    out: list[_Piece] = []
    for piece in pieces:
        if out and _continues(analysis, out[-1], piece, pairs):
            before = out[-1]
            content = tuple(_union([*before.content, *piece.content]))
            out[-1] = _Piece(
                content, before.cue or piece.cue, before.source or piece.source, max(before.score, piece.score)
            )
        else:
            out.append(piece)
    return out


def _continues(analysis: Analysis, before: _Piece, piece: _Piece, pairs: tuple[Pair, ...]) -> bool:
    text = analysis.doc.text
    gap_start, gap_end = before.content[-1][1], piece.content[0][0]
    if gap_end < gap_start or "\n" in text[gap_start:gap_end]:
        return False
    direct = all(any(p.start == r[0] for p in pairs) for r in (before.content[-1], piece.content[0]))
    if not direct:
        return False
    between = range(*analysis.tokens.covering(gap_start, gap_end))
    n_between = sum(analysis.syntax.upos[i] != "PUNCT" for i in between)
    own_cue = piece.cue is not None and piece.cue != before.cue
    cue_between = before.cue is not None and before.cue[0] in between
    if own_cue and before.cue is not None:
        return False
    if piece.cue is not None and before.cue is None:
        return piece.cue[0] in between and n_between <= MAX_BETWEEN_WORDS
    return (cue_between and n_between <= MAX_BETWEEN_WORDS) or n_between == 0


def _quote(analysis: Analysis, piece: _Piece, pairs: tuple[Pair, ...]) -> Quote:
    doc = analysis.doc.id
    content = tuple(Span(doc, a, b) for a, b in piece.content)
    rows = (piece.cue, piece.source)
    if piece.source is None and any(p.start == piece.content[0][0] for p in pairs):
        frame = find_frame(analysis, piece.content)
        rows = frame if piece.cue in {None, frame[0]} else rows
    rows = (_with_refusal(analysis, rows[0]) if rows[0] else None, rows[1])
    cue, source = (analysis.span(*found) if found else None for found in rows)
    source = _behind_dateline(analysis.doc.text, source) if source else None
    if source is not None and cue is not None and _is_dateline(analysis.doc.text, source):
        source = None  # who speaks is found with the other quotes that name nobody: the subject nearest to the cue
    kind = quote_type(analysis.doc.text, piece.content, pairs)
    return Quote(
        id=content_id("q", *content),
        type=kind,
        content=content,
        cue=cue,
        source=source,
    )


def _asks_the_speaker(analysis: Analysis, cue: tuple[int, int]) -> bool:
    """Tell "asked whether ..., Brook said": the question is put to her, and by whom is not told."""
    i, syntax = cue[0], analysis.syntax
    if cue[1] - i > 1 or analysis.word(i) != "Asked" or not syntax.deprel[i].startswith(("advcl", "acl")):
        return False
    return not any(syntax.deprel[k].startswith("nsubj") for k in np.flatnonzero(np.asarray(syntax.head) == i))


def _with_refusal(analysis: Analysis, cue: tuple[int, int]) -> tuple[int, int]:
    """Begin a cue with the words before it that turn it round: "did not say", "refused to confirm", "stopped short of confirming"."""
    first = max(0, cue[0] - MAX_REFUSAL_WORDS)
    words = [analysis.word(k).lower().replace("’", "'") for k in range(first, cue[0])]
    while words and words[-1].endswith("ly"):
        words.pop()
    before = " ".join(words)
    found = REFUSES.search(before)
    return (first + before[: found.start()].count(" "), cue[1]) if found else cue


MAX_REFUSAL_WORDS = 5
REFUSES = re.compile(
    r"\b(?:(?:refus|declin)(?:e|es|ed|ing) to|stop(?:s|ped|ping)? short of"
    r"|(?:do|does|did|has|have|had|would|will|could|can|wo|ca) (?:not|n't|never))$"
)


def _behind_dateline(text: str, source: Span) -> Span:
    """Leave off the dateline that a source at the beginning of its line begins with: "ELLERY - Residents of the harbour"."""
    if source.start and text[source.start - 1] != "\n":
        return source
    length = dateline_length(text[source.start : source.end])
    return Span(source.doc, source.start + length, source.end)


def _is_dateline(text: str, source: Span) -> bool:
    """Tell whether a source is no more than the place that its line was written in."""
    start = text.rfind("\n", 0, source.start) + 1
    return source.end <= start + dateline_length(text[start : start + MAX_DATELINE])


MAX_DATELINE = 120
"""No dateline has more characters."""


def quote_type(text: str, content: tuple[tuple[int, int], ...], pairs: tuple[Pair, ...]) -> QuoteType:
    """Say whether all words of content lie in marks (direct), some do (mixed) or none (indirect)."""
    words = [m.start() + a for a, b in content for m in re.finditer(r"\w+", text[a:b])]
    marked = sum(any(p.start <= w < p.end for p in pairs) for w in words)
    if words and marked == len(words):
        return "direct"
    return "mixed" if marked else "indirect"
