"""Where the names of the reports stand: borders put right, and those found that the name heads missed.

The heads read one sentence at a time and miss a name here that they know there. A name that any report of the story
has, the outlets' own names among them, is therefore looked for in all of them, and so is what stands for it: "the
Board" of the Harbour Board, its initials, the surname of somebody named in full.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from crossread.compare._source_words import singular_of
from crossread.compare.roles import BODY_ENDS, BODY_WORDS, TITLES, is_role_noun
from crossread.extract._time_words import WEEKDAYS
from crossread.extract.claims import LEADING_ON
from crossread.language.analysis import Analysis
from crossread.language.paragraphs import PICTURE_CREDIT
from crossread.records import Span

Place = tuple[Span, str]
"""Where a name stands, and its kind (of `NAME_KINDS`)."""

LINKING = frozenset({"of", "the", "and", "for", "&"})
"""Words inside names that have no letter among the initials."""
MIN_INITIALS = 3
"""Initials of fewer letters are looked for nowhere: "AB" may be anything."""
MAX_NAME_TOKENS = 8
"""Names of more words are not looked for in other reports."""
_BODIES_OF = frozenset({"campaign", "administration", "government", "foundation", "organization", "organisation"})
"""Nouns that make a body out of the name before them."""
_HOUSES = frozenset({"hospital", "school", "college", "church", "university"})
"""Nouns that make a body out of a possessive: "St Orr's hospital"."""
_MARKS = frozenset('*_“‘"')
"""Marks between an article and its name: "the *Echo*"."""
_JOINED = frozenset("workers union unions association federation company partners sons services employees".split())
"""Last words of names that have an "and" in the middle: "Quay and Crane Workers"."""
_TAILS = BODY_ENDS | frozenset("international worldwide global".split())
"""Last words of the names of bodies that reports leave off: "Open Wells" of Open Wells International."""
MAX_TAIL_TOKENS = 2
"""So many words behind a name may belong to it, the last of them one that ends the names of bodies."""
_NO_HEADS = TITLES | frozenset("day street road north south east west".split())
"""Last words of names that stand for the whole nowhere."""


def find_places(analyses: Iterable[Analysis]) -> dict[str, list[Place]]:
    """Give the names of the reports of a story, by document, in text order."""
    reports = {a.doc.id: a for a in analyses}
    found = {doc: list(_places(analysis)) for doc, analysis in reports.items()}
    alone = {_words(reports[doc], span) for doc, places in found.items() for span, _ in places}
    found = {doc: list(_split_at_and(reports[doc], places, alone)) for doc, places in found.items()}
    known = _known_names(reports, found)
    return {
        doc: sorted(
            p for p in _with_known(reports[doc], places, known) if not _is_furniture(reports[doc].doc.text, p[0])
        )
        for doc, places in found.items()
    }


def _is_furniture(text: str, span: Span) -> bool:
    """Tell whether a name stands in a line that is no part of what is told ("READ ALSO: ..."), or in whose picture it is."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[start : end if end >= 0 else len(text)]
    if len(line) > MAX_LINE_CHARS:
        return False
    credit = PICTURE_CREDIT.search(line)
    return bool(_POINTER.match(line)) or (credit is not None and start + credit.start() <= span.start)


_POINTER = re.compile(rf"\W*(?:{LEADING_ON}|read next)\b[^.]{{0,12}}[:|A-Z]", re.IGNORECASE)
MAX_LINE_CHARS = 400
"""A longer line is prose: no caption and no pointer to another report."""


class _KnownNames(Struct, frozen=True):
    """The names of a story: as their words by the first, and what stands for one of them, with its kind."""

    whole: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
    heads: frozenset[str]
    initials: frozenset[str]
    outlets: frozenset[str]
    surnames: frozenset[str]


def _known_names(reports: Mapping[str, Analysis], found: Mapping[str, Sequence[Place]]) -> _KnownNames:
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for doc, places in found.items():
        for span, kind in places:
            votes[_words(reports[doc], span)][kind] += 1
    for analysis in reports.values():
        outlet = tuple((analysis.doc.outlet or "").split())
        votes[outlet[1:] if outlet[:1] in {("The",), ("the",)} else outlet]["organization"] += 1
        for author in analysis.doc.authors:
            votes[tuple(author.split())]["person"] += 1
    kinds = {words: min(c, key=lambda k: (-c[k], k)) for words, c in votes.items()}
    long = {w: k for w, k in kinds.items() if 1 < len(w) <= MAX_NAME_TOKENS and w[0][:1].isupper()}
    whole: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    begun = {w[:-1]: "organization" for w, k in long.items() if k == "organization" and _has_tail(w)}
    called = {w: k for w, k in begun.items() if w not in kinds and " ".join(w).lower() not in _NO_HEADS} | long
    for words in sorted(called, key=lambda w: (-len(w), w)):
        whole[words[0]].append((words, called[words]))
    bodies = [w for w, k in long.items() if k in {"organization", "other", "facility"}]
    heads = {w[0] if w[1] == "of" else w[-1] for w in bodies}
    initials = {"".join(p[0] for p in w if p not in LINKING) for w in bodies}
    return _KnownNames(
        whole,
        frozenset(h for h in heads if h.istitle() and h.isalpha() and h.lower() not in _NO_HEADS),
        frozenset(i for i in initials if len(i) >= MIN_INITIALS and i.isupper()),
        frozenset(w[-1] for a in reports.values() if len(w := (a.doc.outlet or "").split()) == 2 and w[0] == "The"),
        frozenset(w[-1] for w, k in long.items() if k == "person" and w[-1].istitle()),
    )


def _split_at_and(analysis: Analysis, places: Iterable[Place], alone: Container[tuple[str, ...]]) -> Iterator[Place]:
    """Take two names that were read as one apart, where both stand alone too or a plural stands before them: "the firms Pell and Orr Lines"."""
    for span, kind in places:
        first, last = analysis.tokens.covering(span.start, span.end)
        at = next((i for i in range(first + 1, last - 1) if analysis.word(i) == "and"), None)
        if at is None or kind == "person":
            yield span, kind
            continue
        halves = (analysis.span(first, at), analysis.span(at + 1, last))
        before = analysis.word(first - 1).lower() if first else ""
        named = before not in BODY_WORDS and singular_of(before) in BODY_WORDS
        if named or all(_words(analysis, half) in alone for half in halves):
            yield from ((half, kind) for half in halves)
        else:
            yield span, kind


def _has_tail(words: Sequence[str]) -> bool:
    """Say whether a name of a body may stand without its last word: "Open Wells International", not "Bank of Ellery"."""
    return len(words) > 2 and words[-1].lower() in _TAILS and words[-2].lower() not in LINKING


def _words(analysis: Analysis, span: Span) -> tuple[str, ...]:
    return tuple(analysis.word(i) for i in range(*analysis.tokens.covering(span.start, span.end)))


def _with_known(analysis: Analysis, places: Sequence[Place], known: _KnownNames) -> Iterator[Place]:
    """Give the places found in a report and those of known names; a known name takes the place of a piece of it."""
    covering = analysis.tokens.covering
    rows = {i: at for at, (span, _) in enumerate(places) for i in range(*covering(span.start, span.end))}
    words = [analysis.word(i) for i in range(len(analysis.tokens))]
    replaced: set[int] = set()
    i = 0
    while i < len(words):
        n, kind = _name_at(analysis, words, i, known) if words[i][:1].isupper() else (0, "")
        inside = {rows[k] for k in range(i, i + n) if k in rows}
        tokens = sum(k in rows for k in range(i, i + n))
        whole = sum(len(range(*covering(places[at][0].start, places[at][0].end))) for at in inside)
        if n > tokens == whole:
            yield analysis.span(i, i + n), kind
            replaced |= inside
        i += max(1, n)
    yield from (place for at, place in enumerate(places) if at not in replaced)


def _name_at(analysis: Analysis, words: Sequence[str], i: int, known: _KnownNames) -> tuple[int, str]:
    """Give the number of words of a known name that begins at a token, and its kind; 0 where none does."""
    for name, kind in known.whole.get(words[i], ()):
        if tuple(words[i : i + len(name)]) == name:
            return len(name), kind
    kind = _short_name_at(analysis, words, i, known)
    return (1, kind) if kind else (0, "")


def _short_name_at(analysis: Analysis, words: Sequence[str], i: int, known: _KnownNames) -> str:
    """Give the kind of the name that one word stands for: "the Board", "HRB", "Orr"; "" where it stands for none."""
    before = next((w for w in reversed(words[max(0, i - 2) : i]) if w not in _MARKS), "")
    behind = words[i + 1] if i + 1 < len(words) else ""
    if words[i] in known.initials or (words[i] in known.outlets and before == "The"):
        return "organization"
    if behind[:1].isupper() or (before[:1].isupper() and before != "The"):
        return ""  # a part of another name, or a headline
    if words[i] in known.heads and before.lower() == "the":
        return "organization"
    inside = i > 0 and analysis.tokens.sentence[i] == analysis.tokens.sentence[i - 1]
    return "person" if words[i] in known.surnames and inside and before.lower() != "the" else ""


def _places(analysis: Analysis) -> Iterator[Place]:
    """Give the names that the heads found in a report with their kinds, their borders put right."""
    names, text = analysis.names, analysis.doc.text
    rows = list(zip(names.first.tolist(), names.last.tolist(), names.kind, strict=True))
    rows = sorted([*rows, *_missed_before_bodies(analysis, rows)])
    rows = list(_joined_by_and(analysis, list(_whole_bodies(analysis, rows))))
    nationality_ends = {b: a for a, b, k in rows if k == "nationality"}
    known = {analysis.word(i) for a, b, k in rows if k == "person" and b - a <= 2 for i in range(a, b)}
    double = {
        (a_last, b_first): b_last
        for (a_first, a_last, a), (b_first, b_last, b) in itertools.pairwise(rows)
        if a == b == "person" and b_last == b_first + 1 and _is_one_name(analysis, a_first, a_last, b_first)
    }
    joined = {b_first for _, b_first in double}
    for first, last, kind in rows:
        if kind == "nationality" and last < len(analysis.tokens) and analysis.word(last) == "government":
            kind = "location"  # noqa: PLW2901  ("the Vessian government")
        if re.match(r"[DRI]-[A-Z]", text[analysis.tokens.start[first] : analysis.tokens.start[first] + 3]):
            continue  # "R-Vt.": a seat, no name
        if re.match(r"[-–][a-z]", text[analysis.tokens.end[last - 1] : analysis.tokens.end[last - 1] + 2]):
            continue  # "a Johnny-come-lately"
        if kind == "nationality" or all(_is_no_name(analysis.word(i)) for i in range(first, last)):
            continue
        hyphen = next((i for i in range(first + 1, last - 1) if analysis.word(i) in {"-", "–"}), None)
        if kind == "person" and first not in joined:
            last = double.get((last, last + 1)) or double.get((last, last)) or last  # noqa: PLW2901
        elif first in joined:
            continue
        if kind in {"person", "other"} and hyphen and {analysis.word(hyphen - 1), analysis.word(hyphen + 1)} <= known:
            # "a Putin-Zelensky summit": two people
            yield _trimmed(analysis.span(first, hyphen), text), "person"
            yield _trimmed(analysis.span(hyphen + 1, last), text), "person"
            continue
        if kind == "person" and last - first == 1 and first > 0 and analysis.word(first - 1).lower() == "the":
            kind = "organization"  # noqa: PLW2901  (nobody is called "the Ruiz": "the Kremlin" is a body)
        if kind in {"person", "organization", "location"} and _is_followed_by_body(analysis, last):
            last, kind = last + 1, "organization"  # noqa: PLW2901  ("the Ruiz campaign" is not Ruiz)
        if kind != "person" and analysis.word(first) in {"St", "Saint"} and _is_house(analysis, last):
            last, kind = last + 2, "organization"  # noqa: PLW2901
        # "Russian" is a nationality, "Foreign Ministry" the name: together they are it
        start = nationality_ends.get(first, first) if kind == "organization" else first
        yield _trimmed(analysis.span(start, last), text), kind


def _missed_before_bodies(analysis: Analysis, rows: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Give the proper nouns that stand as names before a noun that makes a body out of them, and that no head found."""
    found = {i for first, last, _ in rows for i in range(first, last)}
    for i in range(len(analysis.tokens) - 1):
        if i in found or analysis.syntax.upos[i] != "PROPN" or not analysis.word(i).istitle():
            continue
        if _is_followed_by_body(analysis, i + 1) and analysis.syntax.head[i] == i + 1:
            yield i, i + 1, "organization"


def _is_no_name(word: str) -> bool:
    return word.lower() in TITLES or is_role_noun(word) or word.lower() in WEEKDAYS


def _whole_bodies(analysis: Analysis, rows: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Put the pieces of a body's name together: "Ellery" and "General Hospital", "Carters" and "' Union" behind it."""
    open_: tuple[int, int, str] | None = None
    for at, (first, last, kind) in enumerate(rows):
        limit = rows[at + 1][0] if at + 1 < len(rows) else len(analysis.tokens)
        end = _end_of_body(analysis, last, limit) if kind != "nationality" else last
        row = (first, end, kind if end == last else "organization")
        if open_ is not None:
            if _goes_on_as_body(analysis, open_, row):
                row = (open_[0], end, "organization")
            else:
                yield open_
        open_ = row
    if open_ is not None:
        yield open_


def _end_of_body(analysis: Analysis, last: int, limit: int) -> int:
    """Give the end of the name that a token range begins: behind words in capitals of which the last ends names of bodies."""
    words = [analysis.word(i) for i in range(last, min(limit, last + MAX_TAIL_TOKENS + 1))]
    sentence = analysis.tokens.sentence
    plural = words[:1] in (["'"], ["’"])  # "the Carters' Union"
    begin = int(plural)
    end = last
    for i in range(begin, min(len(words), begin + (1 if plural else MAX_TAIL_TOKENS))):
        if sentence[last + i] != sentence[last - 1] or not words[i].istitle() or not words[i].isalpha():
            break
        if words[i].lower() in BODY_ENDS and analysis.syntax.upos[last + i] in {"PROPN", "NOUN"}:
            end = last + i + 1
    return end


def _goes_on_as_body(analysis: Analysis, a: tuple[int, int, str], b: tuple[int, int, str]) -> bool:
    """Say whether a name and the one right behind it are one body's: "Ellery Basin", "Water Company"."""
    if a[1] != b[0] or a[2] not in {"location", "organization"} or b[2] not in {"organization", "facility", "other"}:
        return False
    kind = analysis.word(b[0] if b[1] - b[0] > 2 and analysis.word(b[0] + 1) == "of" else b[1] - 1).lower()
    return kind in BODY_ENDS and analysis.tokens.sentence[a[0]] == analysis.tokens.sentence[b[0]]


def _joined_by_and(analysis: Analysis, rows: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Join the halves of names with "&" or "and" in them: "Teller & Rose"."""
    open_: tuple[int, int, str] | None = None
    for first, last, kind in rows:
        if open_ is not None and kind != "nationality" and first - open_[1] <= 1:
            between = analysis.word(open_[1]) if first > open_[1] else analysis.word(open_[1] - 1)
            if between == "&" or (between == "and" and _is_one_body(analysis, open_, (first, last, kind))):
                open_ = (open_[0], last, "organization")
                continue
        if open_ is not None:
            yield open_
        open_ = (first, last, kind)
    if open_ is not None:
        yield open_


def _is_one_body(analysis: Analysis, a: tuple[int, int, str], b: tuple[int, int, str]) -> bool:
    """Say whether two names with "and" between are one: "the Quay and Crane Workers"."""
    one = a[1] == a[0] + 1 and "person" not in {a[2], b[2]} and b[0] == a[1] + 1
    return one and a[0] > 0 and analysis.word(a[0] - 1).lower() == "the" and analysis.word(b[1] - 1).lower() in _JOINED


def _is_one_name(analysis: Analysis, first: int, last: int, behind: int) -> bool:
    """Say whether a name goes on in the one found behind it: "Ana Ruiz-Pell", "Isak" and "Thorn" side by side."""
    if behind == last + 1:
        return last - first > 1 and analysis.word(last) == "-"
    same = analysis.tokens.sentence[first] == analysis.tokens.sentence[behind - 1]
    return behind == last == first + 1 and bool(same)


def _is_followed_by_body(analysis: Analysis, last: int) -> bool:
    """Say whether the name that ends before a token names the body that the token calls: "Ruiz campaign", but not "Ruiz campaign spokesman"."""
    if last >= len(analysis.tokens) or analysis.word(last).lower() not in _BODIES_OF:
        return False
    same = analysis.tokens.sentence[last] == analysis.tokens.sentence[last - 1]
    return bool(same) and analysis.syntax.deprel[last] not in {"compound", "amod"}


def _is_house(analysis: Analysis, last: int) -> bool:
    """Say whether a possessive and the noun for a house follow a name."""
    behind = [analysis.word(i).lower() for i in range(last, min(last + 2, len(analysis.tokens)))]
    return len(behind) == 2 and behind[0] in {"'s", "’s"} and behind[1] in _HOUSES


def _trimmed(span: Span, text: str) -> Span:
    """Leave off a possessive, marks and a leading "the"."""
    start, end = span.start, span.end
    words = text[start:end]
    if m := re.search(r"['’]s?$", words):
        end = start + m.start()
    if m := re.match(r"(?:[Tt]he|[Aa]n?)\s+(?=\S)|[\"“”‘'(\[]+\s*", text[start:end]):
        start += m.end()
    while end > start and text[end - 1] in ',.;:"“”’) \t\n' and not re.search(r"\b[A-Z]\.$", text[start:end]):
        end -= 1
    return Span(span.doc, start, end)
