"""Figures: the numbers and amounts of a report, with bounds, unit, and what they count.

What is a figure, and what its span, value and bounds are, is laid down in
evaluation/gold/README.md; in short: the span is the number with the unit, currency or magnitude
that belongs to it ("$90 billion", "20%", "10 days", "270"), and neither the words that bound it
("more than") nor the noun that it counts, which is `of`. Dates, years, clock times, names and codes
are no figures.

The grammar is our own: the sentence is cut into words once, and each rule looks a bounded number of
words ahead, so time is linear in the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec.structs import replace

from crossread.extract._figure_bounds import ABOUT_SHARE, FigureSpan, bounded
from crossread.extract._figure_counted import is_one_noun, tokens_counted
from crossread.extract._figure_numbers import Number, Words, cut_words, number_at
from crossread.extract._figure_shapes import fold, rank, ratio, share, unit_and_a_half
from crossread.extract._figure_traps import counts_something, hidden_spans, is_name_number, is_plural
from crossread.extract._figure_units import Quantity, bound_before, money_at, with_unit
from crossread.extract._figure_words import (
    CURRENCY_SYMBOLS,
    MONEY_SCALE_SYMBOLS,
    ONE_LEADS,
    ONE_STOPS,
    SCORE_CUES,
    STATES,
    VOTE_CUES,
)
from crossread.language.analysis import Analysis
from crossread.records import Figure, Found, Span, TimeRef, content_id

MADE_BY = "figures@1"

_ONE_DAY_LEADS = frozenset({"in", "for", "within", "of", "after", "than", "least", "just", "only", "lasted", "by", "a"})
"""Words before "one day" that make it a length of time; elsewhere it is some day: "One day, he said"."""

MOST_APART = 3
"""In "two or three" the second number is at most this many times the first; "5 or 500" are two figures."""


def find_figures(analysis: Analysis, *, times: Sequence[TimeRef] = ()) -> Found[Figure]:
    """Find the figures of one report.

    Args:
        analysis: the report, read. Without syntax the counted noun is read from the words that follow.
        times: its time expressions. A figure inside a date, time or set ("two weeks ago") is none; a
            duration stays one.

    Returns:
        The figures in text order, and no problems.
    """
    doc = analysis.doc
    dated = sorted((t.span.start, t.span.end) for t in times if t.type != "duration" and t.span.doc == doc.id)
    named = _name_ranges(analysis)
    figures = []
    for start, end in zip(analysis.sentences.start.tolist(), analysis.sentences.end.tolist(), strict=True):
        for found in find_figure_spans(doc.text, start, end):
            if _within(found, dated) or _part_of_name(found, named):
                continue
            figures.append(_as_figure(doc.id, _with_noun(analysis, found)))
    return Found(tuple(figures))


def find_figure_spans(text: str, start: int, end: int) -> tuple[FigureSpan, ...]:
    """Find the figures in `text[start:end]`, one sentence, from its words alone.

    Args:
        text: the text of a document.
        start: where the sentence begins, `end` where it ends; offsets of the result count from the
            beginning of `text`.
    """
    words = cut_words(text, start, end)
    hidden = _hidden_words(words, hidden_spans(text, start, end))
    found: list[FigureSpan] = []
    i = 0
    while i < len(words):
        if i in hidden:
            i += 1
            continue
        made, i = _read_at(words, i)
        found.extend(made)
    return tuple(_shared_units(words, found))


def _hidden_words(words: Words, hidden: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Give the words that begin inside a hidden stretch."""
    inside = set()
    for first, last in hidden:
        at = bisect_left(words.start, first)
        while at < len(words) and words.start[at] < last:
            inside.add(at)
            at += 1
    return frozenset(inside)


def _read_at(words: Words, i: int) -> tuple[tuple[FigureSpan, ...], int]:
    """Give the figures that start at word `i`, and the word where reading goes on."""
    for rule in (unit_and_a_half, fold, ratio, share, rank):
        quantity = rule(words, i)
        if quantity is not None:
            return (bounded(words, quantity),), quantity.last
    first = _quantity_at(words, i)
    if first is None:
        return (), _past_name(words, i)
    if (second := _range_end(words, first)) is not None:
        made = _range(words, first, second)
        return made, second.last
    if _is_ago(words, first):
        return (), first.last
    return (bounded(words, first),), first.last


def _past_name(words: Words, i: int) -> int:
    """Step over a number that is no figure, whole, so that its parts are not read as figures."""
    number = number_at(words, i)
    return max(i + 1, number.last) if number is not None else i + 1


def _quantity_at(words: Words, i: int) -> Quantity | None:
    """Read a number with its currency or unit at word `i`."""
    money = money_at(words, i)
    if money is not None:
        return money
    first, sign = _signed(words, i)
    number = number_at(words, first)
    if number is None:
        return None
    quantity = with_unit(words, number)
    if quantity.unit is None and quantity.kind == "count" and not _is_count(words, number):
        return None
    if quantity.unit == "day" and words.at(first) == "one" and words.at(first - 1) not in _ONE_DAY_LEADS:
        return None
    if sign < 0 and quantity.value is not None:
        return replace(quantity, first=i, value=-quantity.value)
    return quantity


def _signed(words: Words, i: int) -> tuple[int, int]:
    """Pass over a minus sign: "-12C", "minus 70 degrees". Gives the word of the number and the sign."""
    if words.at(i) == "minus" and i + 1 < len(words):
        return i + 1, -1
    if (
        words.at(i) in {"-", "−", "–"}
        and words.joined(i + 1)
        and not words.joined(i)
        and i + 1 < len(words)
        and words.digits[i + 1]
    ):
        return (i, 1) if i > 0 and words.digits[i - 1] else (i + 1, -1)
    return i, 1


def _is_count(words: Words, number: Number) -> bool:
    """Tell whether a number without a unit is a figure, and no name, code or pronoun."""
    if is_name_number(words, number) or _is_list_number(words, number):
        return False
    if number.value == 1 and words.at(number.first) == "one":
        return _counts_one(words, number)
    if number.value == 0 and not number.digits:
        return is_plural(words, number.last)
    if words.hyphen(number.last) and words.at(number.last + 1) == "plus":
        return counts_something(words, number.last + 2)
    return True


def _is_list_number(words: Words, number: Number) -> bool:
    """Tell the number of an item, alone on its line or before a full stop: "3", "2. Flooding"."""
    return number.plain and number.first == 0 and (len(words) == 1 or words.at(1) in {".", ")"})


def _counts_one(words: Words, number: Number) -> bool:
    """Tell whether "one" is the number: "one soldier", "one dead", "at least one"; not "no one", "one of them"."""
    before, after = words.at(number.first - 1), words.at(number.last)
    if _is_pronoun(words, number):
        return False
    if _bound_before_one(words, number) and after != "of":
        return True
    if after in {"is", "was", "were"}:
        return words.at(number.last + 1) in STATES
    if before in {"of", "by"} and not after.isalnum():
        return words.at(number.first - 2) in {"majority", "margin", "only", "lead"}
    if after in ONE_STOPS:
        return before == "only" and after == "in"
    return is_one_noun(words, number.last)


def _is_pronoun(words: Words, number: Number) -> bool:
    """Tell "no one", "the only one", "a muted one", "one-way" from a number."""
    before = words.at(number.first - 1)
    described = words.at(number.first - 2) in {"a", "an", "the"} and before.isalpha()
    return before in ONE_LEADS or described or words.hyphen(number.last) or words.hyphen(number.first - 1)


def _bound_before_one(words: Words, number: Number) -> bool:
    return bound_before(words, number.first)[0] in {">=", "<="}


def _is_ago(words: Words, quantity: Quantity) -> bool:
    """Tell whether a span of time tells when and not how long: "two weeks ago", "three days later", "every two years"."""
    if quantity.kind != "duration":
        return False
    return words.at(quantity.last) in {"ago", "later", "earlier", "hence"} or words.at(quantity.first - 1) == "every"


def _range_end(words: Words, first: Quantity) -> Quantity | None:
    """Give the second number of a range or score that begins with `first`: "10-15", "5% to 9%", "2 or 3", "3-1"."""
    first = _unhung(words, first)
    link = _link(words, first)
    if not link or first.value is None or first.approximate:
        return None
    second = _second_at(words, first, dash=link == "-")
    if (
        second is None
        or second.value is None
        or second.approximate
        or not _units_agree(first, second, dash=link == "-")
    ):
        return None
    if link == "or":
        same_scale = second.number.scale == first.number.scale
        return second if same_scale and first.value < second.value <= MOST_APART * first.value else None
    rises = second.value > first.value * _shared_scale(first, second)
    if link == "to" and not rises and not _near(words, first.first, second.last, SCORE_CUES | VOTE_CUES):
        return None
    return second


def _link(words: Words, first: Quantity) -> str:
    """Give the word that joins `first` to a second number, a dash as "-", the empty string where none does."""
    link, lead = words.at(first.last), bound_before(words, first.first)[1]
    if link in {"-", "–", "—", "‑"}:
        return "-" if words.joined(first.last) == words.joined(first.last + 1) else ""
    if link == "to":
        return "" if _tells_change(words, first.first) else link
    if link == "and":
        pair = "between" in {words.at(first.first - 1), words.at(lead - 1)}
        aged = words.at(first.first - 1) == "of" and words.at(first.first - 2) == "ages"
        return link if pair or aged else ""
    return link if link == "or" else ""


def _second_at(words: Words, first: Quantity, *, dash: bool) -> Quantity | None:
    """Read the second number of a range, after its link."""
    at = first.last + 1
    money = money_at(words, at)
    if money is not None:
        return money if first.unit is not None or words.shown(at) not in CURRENCY_SYMBOLS else None
    number = number_at(words, at)
    if number is None:
        return None
    second = with_unit(words, _in_money(words, first, number))
    if second.unit is not None:
        return second
    if dash:  # "737-800s" is no range
        glued = number.digits and words.joined(number.last) and words.at(number.last)[:1].isalnum()
        return None if glued and second.last == number.last else second
    return None if is_name_number(words, number) else second


def _units_agree(first: Quantity, second: Quantity, *, dash: bool) -> bool:
    """Tell whether two numbers measure the same; the second may go without where the first is money or an age."""
    if first.unit is None or second.unit == first.unit:
        return True
    aged = first.kind == "duration" and first.last == first.number.last
    return second.unit is None and (first.kind == "money" or dash or aged)


def _unhung(words: Words, first: Quantity) -> Quantity:
    """Pass over a hyphen left hanging before a range: "18- to 24-year-old"."""
    hanging = words.at(first.last) == "-" and words.joined(first.last) and words.at(first.last + 1) in {"to", "or"}
    return replace(first, last=first.last + 1) if hanging and first.unit is None else first


def _in_money(words: Words, first: Quantity, number: Number) -> Number:
    """Read the letter after the second number of an amount as the magnitude it is: "$5-10m"."""
    letter = words.at(number.last)
    if (
        first.kind == "money"
        and number.value is not None
        and number.scale == 1
        and words.joined(number.last)
        and letter in MONEY_SCALE_SYMBOLS
    ):
        scale = MONEY_SCALE_SYMBOLS[letter]
        return replace(number, last=number.last + 1, value=number.value * scale, scale=scale, plain=False)
    return number


def _tells_change(words: Words, i: int) -> bool:
    """Tell whether "from" before a number starts a change ("from 3% to 5%") and not a range ("ranging from")."""
    at = bound_before(words, i)[1]
    if words.at(at - 1) != "from":
        return False
    return not words.at(at - 2).startswith(("rang", "vary", "varie"))


def _shared_scale(first: Quantity, second: Quantity) -> Decimal:
    """Give the magnitude that the first number of a range borrows from the second: "5 to 10 million"."""
    if first.value is None or second.value is None or first.number.scale != 1 or second.number.scale == 1:
        return Decimal(1)
    return second.number.scale if first.value < second.value / second.number.scale else Decimal(1)


def _range(words: Words, first: Quantity, second: Quantity) -> tuple[FigureSpan, ...]:
    """Make the figure of a range, or the two of a score."""
    value, other = first.value or Decimal(0), second.value or Decimal(0)
    if _is_score(words, first, second):
        return _score(words, first, second)
    low = value * _shared_scale(first, second)
    if low >= other:
        return (bounded(words, first), bounded(words, second))
    unit, kind = (second.unit, second.kind) if second.unit is not None else (first.unit, first.kind)
    joined = Quantity(
        first=first.first, last=second.last, value=None, low=low, high=other, kind=kind, unit=unit, number=second.number
    )
    if joined.kind == "duration" and _is_ago(words, joined):
        return ()
    if unit is None and is_name_number(words, first.number):
        return ()
    return (bounded(words, joined),)


def _near(words: Words, first: int, last: int, cues: frozenset[str]) -> bool:
    """Tell whether one of `cues` stands in the six words before or the three after."""
    return any(words.at(k) in cues for k in (*range(first - 6, first), *range(last, last + 3)))


def _is_score(words: Words, first: Quantity, second: Quantity) -> bool:
    """Tell a score or a vote ("3-1", "voted 52 to 48") from a range ("10-15")."""
    if first.unit is not None or second.unit is not None or first.number.scale != 1 or second.number.scale != 1:
        return False
    if (
        (first.value or 0) % 1
        or (second.value or 0) % 1
        or words.at(first.last) == "and"
        or words.at(first.last) == "or"
    ):
        return False
    if words.at(first.first - 1) in {"aged", "ages", "between"} or words.hyphen(second.last):
        return False
    if words.at(first.last) != "to" and (first.value or 0) >= (second.value or 0):
        return True
    return _near(words, first.first, second.last, SCORE_CUES | VOTE_CUES) and not counts_something(words, second.last)


def _score(words: Words, first: Quantity, second: Quantity) -> tuple[FigureSpan, ...]:
    """Make the two figures of a score; those of a vote are counts."""
    vote = _near(words, first.first, second.last, VOTE_CUES)
    made = []
    for side in (first, second):
        value = side.value
        made.append(
            FigureSpan(
                start=words.start[side.first],
                end=words.end[side.last - 1],
                value=value,
                low=value,
                high=value,
                kind="count" if vote else "other",
                unit=None if vote else "score",
            )
        )
    return tuple(made)


def _shared_units(words: Words, found: Sequence[FigureSpan]) -> Iterator[FigureSpan]:
    """Give a number the unit that its whole has: "served 23 of his 30 years", "rose 2 points, from 3 to 5 percent"."""
    for figure, after in zip(found, (*found, None)[1:], strict=True):
        if (
            after is None
            or figure.kind != "count"
            or after.kind != "duration"
            or after.unit is None
            or figure.end > after.start
        ):
            yield figure
            continue
        between = [w.lower() for w, s in zip(words.raw, words.start, strict=True) if figure.end <= s < after.start]
        whole = len(between) == 2 and between[0] == "of" and between[1] in {"his", "her", "its", "their", "a", "the"}
        whole = whole or (figure.of is None and between in (["and"], ["or"]))
        yield replace(figure, kind="duration", unit=after.unit, of=None) if whole else figure


def _name_ranges(analysis: Analysis) -> list[tuple[int, int]]:
    """Give the offsets of the names of a report, in order."""
    names, tokens = analysis.names, analysis.tokens
    return sorted(
        (int(tokens.start[f]), int(tokens.end[e - 1]))
        for f, e in zip(names.first.tolist(), names.last.tolist(), strict=True)
        if e > f
    )


def _within(found: FigureSpan, ranges: Sequence[tuple[int, int]]) -> bool:
    return any(start <= found.start and found.end <= end for start, end in ranges)


def _part_of_name(found: FigureSpan, ranges: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a bare number lies in a longer name: "Nikkei 225", "Group of Seven"."""
    if found.unit is not None:
        return False
    return any(
        start <= found.start and found.end <= end and end - start > found.end - found.start for start, end in ranges
    )


def _with_noun(analysis: Analysis, found: FigureSpan) -> FigureSpan:
    """Read what a figure counts from the syntax tree, where there is one that says it."""
    if found.kind not in {"count", "rank"} and found.of is None:
        return found
    counted = tokens_counted(analysis, found.start, found.end)
    return found if counted is None else replace(found, of=counted)


def _as_figure(doc: str, found: FigureSpan) -> Figure:
    """Make the record's figure of a figure in the text."""
    span = Span(doc, found.start, found.end)
    return Figure(
        id=content_id("f", span),
        span=span,
        value=_digits(found.value),
        low=_digits(found.low),
        high=_digits(found.high),
        unit=found.unit,
        kind=found.kind,
        of=None if found.of is None else Span(doc, *found.of),
        approximate=found.approximate,
        bound=found.bound,
    )


def _digits(value: Decimal | None) -> str | None:
    """Write a number in decimal digits without exponent or trailing zeros: "90000000000", "2.5"."""
    if value is None:
        return None
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


__all__ = ["ABOUT_SHARE", "MADE_BY", "FigureSpan", "find_figure_spans", "find_figures"]
