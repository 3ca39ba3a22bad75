"""The words that bound a number, and the figure that it makes with them."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from crossread.extract._figure_counted import words_counted_after
from crossread.extract._figure_numbers import Words
from crossread.extract._figure_traps import counts_something, is_plural
from crossread.extract._figure_units import Quantity, bound_before
from crossread.extract._figure_words import BOUND_NAMES, BOUNDS_AFTER
from crossread.records import Bound, FigureKind

ABOUT_SHARE = Decimal("0.1")
"""How far "about", "some", "nearly" reach: a tenth of the value. A convention, not a measurement: of two reports
"about 40" and "43" do not contradict each other, "about 40" and "60" do. "Nearly" reaches down only, "just over" up only."""


class FigureSpan(Struct, frozen=True, kw_only=True):
    """A figure of a text that belongs to no document yet: as `Figure`, with offsets and decimals.

    `of` holds the offsets of the noun phrase that is counted.
    """

    start: int
    end: int
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str | None = None
    kind: FigureKind = "count"
    of: tuple[int, int] | None = None
    approximate: bool = False
    bound: Bound = "exactly"


def bounded(words: Words, quantity: Quantity) -> FigureSpan:
    """Read the words around a number that bound it, and make its figure."""
    sign, at = bound_before(words, quantity.first)
    approximate = quantity.approximate or sign.startswith("~")
    if sign.startswith("~"):
        outer, _ = bound_before(words, at)
        if outer in {">=", "<="}:
            sign = outer
    if sign == ">=" and words.at(at) == "over" and _has_time_unit(quantity) and not _lasts(words, at):
        sign = ""
    if words.at(at) in {"over", "under"} and words.at(quantity.first - 1) in {"a", "an", "the"}:
        sign = ""  # "under a 25-year lease"
    if quantity.kind == "rank":
        sign = ""
    after, approximate_after = _bound_after(words, quantity)
    sign = sign if sign and not after else after
    value, low, high = _limits(quantity, sign)
    bound: Bound = "between" if quantity.high is not None else "at_least" if value is None else BOUND_NAMES[sign]
    if quantity.approximate and bound == "exactly":
        bound, low, high = "about", *_about(value)
    return FigureSpan(
        start=words.start[quantity.first],
        end=words.end[quantity.last - 1],
        value=value,
        low=low,
        high=high,
        unit=quantity.unit,
        kind=quantity.kind,
        bound=bound,
        approximate=approximate or approximate_after,
        of=_counted(words, quantity),
    )


def _has_time_unit(quantity: Quantity) -> bool:
    """Tell a span of time with its unit ("two hours") from a bare age ("over 35")."""
    return quantity.kind == "duration" and quantity.last > quantity.number.last


def _lasts(words: Words, i: int) -> bool:
    """Tell whether "over" before a span of time bounds it ("lasted over two hours") and does not mean during."""
    return words.at(i - 1) in {
        "lasted",
        "lasting",
        "lasts",
        "for",
        "took",
        "takes",
        "taken",
        "spent",
        "just",
        "well",
        "is",
        "was",
    }


def _bound_after(words: Words, quantity: Quantity) -> tuple[str, bool]:
    """Read a bound that follows: "or more", "+", "-odd"; also after the noun: "40 people or so", "40 men, at least"."""
    at = quantity.last
    for length in (2, 1):
        key = tuple(words.low[at : at + length])
        if key in BOUNDS_AFTER and not ("plus" in key and not counts_something(words, at + length)):
            return BOUNDS_AFTER[key], BOUNDS_AFTER[key] == "~"
    noun = at + 1 if is_plural(words, at) else at
    key = tuple(words.low[noun : noun + 2])
    if noun > at and key in BOUNDS_AFTER and key[0] == "or":
        return BOUNDS_AFTER[key], BOUNDS_AFTER[key] == "~"
    if (
        words.at(noun) == ","
        and tuple(words.low[noun + 1 : noun + 3]) in {("at", "least"), ("at", "most")}
        and words.at(noun + 3) in {"", ".", ",", ";"}
    ):
        return (">=" if words.at(noun + 2) == "least" else "<="), False
    return "", False


def _about(value: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    if value is None:
        return None, None
    reach = abs(value) * ABOUT_SHARE
    return value - reach, value + reach


def _limits(quantity: Quantity, sign: str) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Give value, low and high of a number that is bounded by `sign`."""
    value = quantity.value
    if quantity.high is not None or value is None:
        return None, quantity.low, quantity.high
    about_low, about_high = _about(value)
    low = {"": value, ">=": value, "<=": None, "~": about_low, "~<": about_low, "~>": value}[sign]
    high = {"": value, ">=": None, "<=": value, "~": about_high, "~<": value, "~>": about_high}[sign]
    return value, low, high


def _counted(words: Words, quantity: Quantity) -> tuple[int, int] | None:
    """Give the noun phrase that is counted, from the words that follow."""
    if quantity.kind in {"money", "duration", "distance"}:
        return None
    if quantity.kind in {"percent", "other"} and words.at(quantity.last) != "of":
        return None
    return words_counted_after(words, quantity.last)
