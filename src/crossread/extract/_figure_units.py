"""Numbers with what they measure: currencies before and after, units in words and symbols, ages."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from crossread.extract._figure_numbers import Number, Words, number_at
from crossread.extract._figure_words import (
    BOUNDS_BEFORE,
    CURRENCY_ABBREVIATIONS,
    CURRENCY_CODES,
    CURRENCY_SYMBOLS,
    CURRENCY_WORDS,
    DOLLAR_PREFIXES,
    FUNCTION_WORDS,
    LONE_SYMBOLS,
    MONEY_SCALE_SYMBOLS,
    PEOPLE,
    SPEED_SYMBOLS,
    TIMES_NEXT,
    UNIT_SYMBOLS,
    UNIT_WORDS,
    VERBS,
)
from crossread.records import FigureKind

MAX_AGE_YEARS = 119
"""A bare number between commas after a name is an age up to here: "Dario Pell, 52, who"."""


class Quantity(Struct, frozen=True, kw_only=True):
    """A number with its unit, as words `first` to `last`, half-open, before its bounds are read."""

    first: int
    last: int
    value: Decimal | None
    low: Decimal | None = None
    kind: FigureKind = "count"
    unit: str | None = None
    number: Number
    approximate: bool = False
    high: Decimal | None = None
    after: int | None = None
    """The word that follows the number where the noun is looked for, if it is not `last`."""


def money_at(words: Words, i: int) -> Quantity | None:
    """Read an amount whose currency stands before it: "$5m", "US$ 640m", "Rs 50 crore", "EUR 40 million"."""
    unit, at = _currency_before(words, i)
    if unit is None:
        return None
    number = number_at(words, at)
    if number is None or (not number.digits and not unit):
        return None
    value, last = number.value, number.last
    letter = words.at(last)
    if value is not None and words.joined(last) and letter in MONEY_SCALE_SYMBOLS and number.scale == 1:
        scale = MONEY_SCALE_SYMBOLS[letter]
        number = Number(first=number.first, last=last + 1, value=value * scale, scale=scale, digits=True)
        value, last = number.value, number.last
    elif value is not None and letter == "m" and number.scale == 1 and number.digits:
        number = Number(first=number.first, last=last + 1, value=value * 10**6, scale=Decimal(10**6), digits=True)
        value, last = number.value, number.last
    negative = words.at(i - 1) in {"-", "−"} and words.joined(i) and not words.joined(i - 1)
    if negative and value is not None:
        value = -value
    return Quantity(
        first=i,
        last=last,
        value=value,
        low=number.low,
        kind="money",
        unit=unit,
        number=number,
        approximate=number.approximate,
    )


def _currency_before(words: Words, i: int) -> tuple[str | None, int]:
    """Give the currency that words from `i` on name, and the word after it."""
    shown, low = words.shown(i), words.at(i)
    if shown in CURRENCY_SYMBOLS:
        return CURRENCY_SYMBOLS[shown], i + 1
    if shown.isupper() and low in DOLLAR_PREFIXES and words.at(i + 1) == "$" and words.joined(i + 1):
        return DOLLAR_PREFIXES[low], i + 2
    following = words.at(i + 1)
    number_next = i + 1 < len(words) and words.digits[i + 1]
    if shown in CURRENCY_CODES and number_next:
        return shown, i + 1
    if low in CURRENCY_ABBREVIATIONS and shown[:1].isupper() and (number_next or following == "."):
        at = i + 2 if following == "." else i + 1
        return (CURRENCY_ABBREVIATIONS[low], at) if at < len(words) and words.digits[at] else (None, i)
    return None, i


def with_unit(words: Words, number: Number) -> Quantity:
    """Add the unit that follows a number: words, symbols, currencies, "-year-old"."""
    plain = Quantity(
        first=number.first,
        last=number.last,
        value=number.value,
        low=number.low,
        number=number,
        approximate=number.approximate,
    )
    if is_bad_code(words, number):
        return plain
    at = number.last + 1 if words.hyphen(number.last) else number.last
    at = at + 1 if at == number.last and number.value is None and words.at(at) == "of" else at
    if words.at(at) == "of" and words.at(at + 1) == "a" and number.digits:
        at += 2
    for rule in (_symbol_after, _currency_after, unit_after):
        unit = rule(words, number, at)
        if unit is not None:
            kind, name, last, scale = unit
            value = None if number.value is None else number.value * scale
            low = None if number.low is None else number.low * scale
            return replace(plain, last=last, value=value, low=low, kind=kind, unit=name)
    age = _age(words, number)
    if age is not None:
        return age
    before = words.at(number.first - 1)
    if before == "magnitude" or (before == "of" and words.at(number.first - 2) == "magnitude"):
        return replace(plain, kind="other", unit="magnitude")
    return plain


def is_bad_code(words: Words, number: Number) -> bool:
    """Tell whether letters stand joined before the digits, which then measure nothing: "A380", "F-16s"."""
    i = number.first
    if not number.digits or i == 0:
        return False
    glued = words.joined(i) and words.at(i - 1)[-1:].isalnum()
    hyphened = words.hyphen(i - 1) and words.shown(i - 2).isalpha() and i > 1
    return glued or (hyphened and words.at(i - 2) not in {"mid", "sub"} and words.capital(i - 2))


_ONE = Decimal(1)
_Unit = tuple[FigureKind, str, int, Decimal]


def _symbol_after(words: Words, number: Number, at: int) -> _Unit | None:
    """Read a symbol: "%", "km", "°C", "MW", and "m" for metres or millions."""
    if not number.digits and words.shown(at) != "%":
        return None
    compound = _degrees(words, at) or _compound_symbol(words, at)
    if compound is not None or (words.joined(at + 1) and words.shown(at + 1)[:1].isalnum()):
        return compound
    if words.shown(at) == "m" and number.scale == 1 and number.digits:
        return _metres_or_millions(words, number, at)
    return _lone_symbol(words, number, at)


def _degrees(words: Words, at: int) -> _Unit | None:
    """Read "°C", "°F", "°"."""
    if words.shown(at) not in {"°", "º"}:
        return None
    scale = words.shown(at + 1)
    return ("other", f"°{scale}", at + 2, _ONE) if scale in {"C", "F"} else ("other", "degree", at + 1, _ONE)


def _compound_symbol(words: Words, at: int) -> _Unit | None:
    """Read "km/h", "m/s", "km²", "m3"."""
    shown, mark = words.shown(at), words.shown(at + 1)
    if mark == "/" and words.joined(at + 1) and words.joined(at + 2):
        speed = SPEED_SYMBOLS.get((shown, words.at(at + 2)))
        return None if speed is None else ("other", speed, at + 3, _ONE)
    if shown in {"km", "m", "cm", "ft"} and mark in {"²", "³", "2", "3"} and words.joined(at + 1):
        power = "2" if mark in {"²", "2"} else "3"
        return "other", f"{'foot' if shown == 'ft' else shown}{power}", at + 2, _ONE
    return None


def _lone_symbol(words: Words, number: Number, at: int) -> _Unit | None:
    """Read one symbol: "kg", "20p", "0.2s"; letters that are also words must touch their digits."""
    shown, glued = words.shown(at), words.joined(at)
    if shown in {"p", "c"} and glued and number.scale == 1 and not words.hyphen(at - 1):
        return "money", {"p": "penny", "c": "cent"}[shown], at + 1, _ONE
    if shown == "s" and glued and "." in words.raw[number.first]:
        return "duration", "second", at + 1, _ONE
    if shown not in UNIT_SYMBOLS or not (glued or shown in LONE_SYMBOLS):
        return None
    kind, unit = UNIT_SYMBOLS[shown]
    return kind, unit, at + 1, _ONE


def _metres_or_millions(words: Words, number: Number, at: int) -> _Unit | None:
    """Read "m" after a number: millions before another unit, metres else: "1.1m km", "8.95m"."""
    if words.hyphen(at + 1):
        return "distance", "m", at + 1, _ONE
    scaled = replace(number, last=at + 1, scale=Decimal(10**6), plain=False)
    for rule in (_symbol_after, _currency_after, unit_after):
        unit = rule(words, scaled, at + 1)
        if unit is not None:
            return unit[0], unit[1], unit[2], scaled.scale
    return "distance", "m", at + 1, _ONE


def _currency_after(words: Words, number: Number, at: int) -> _Unit | None:
    """Read a currency that follows: "euros", "Canadian dollars", "USD", "pounds sterling"."""
    shown = words.shown(at)
    if shown in CURRENCY_SYMBOLS:
        touches = words.joined(at) or shown in {"€", "₽"}
        opens = at + 1 < len(words) and words.digits[at + 1]
        return ("money", CURRENCY_SYMBOLS[shown], at + 1, _ONE) if touches and not opens else None
    if shown in CURRENCY_CODES:
        return "money", shown, at + 1, _ONE
    for length in (3, 2, 1):
        name = tuple(_singular(words.at(at + k)) for k in range(length))
        unit = CURRENCY_WORDS.get(name)
        if unit is not None:
            return ("money", unit, at + length, _ONE) if _is_money_word(words, number, at, name[0]) else None
    return None


def _is_money_word(words: Words, number: Number, at: int, name: str) -> bool:
    """Tell money from other senses of "pound", "won" and "real": "five pounds", "3 won", "two real"."""
    if name == "pound":
        return words.at(at + 1) == "sterling" or _is_sterling(words, number, at)
    return name not in {"won", "real"} or number.scale > 1


_MONEY_WORDS = frozenset(
    "paid pay pays cost costs price priced fine fined worth sold bought spent spend charged earn earned debt loan fee "
    "budget owed owes bill tax raised profit profits sales stolen donated won prize grant fund compensation".split()
)


def _is_sterling(words: Words, number: Number, at: int) -> bool:
    """Tell money from weight in "five pounds": by a magnitude, or a word of paying in the ten words before."""
    if number.scale >= 10**5:
        return True
    return any(words.at(k) in _MONEY_WORDS for k in range(max(0, number.first - 10), at)) and words.at(at + 1) != "of"


def _singular(word: str) -> str:
    """Cut the plural off a unit word."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "is", "us")) else word


def unit_after(words: Words, number: Number, at: int) -> _Unit | None:
    """Read the longest unit phrase at word `at`; a duration takes "-old" with it."""
    if words.at(at) in {"a", "an"} and number.value != Decimal("0.5"):
        return None
    seen: list[tuple[str, int]] = []
    k = at
    while k < len(words) and len(seen) < 3:
        if words.hyphen(k) and seen:
            k += 1
            continue
        seen.append((_singular(words.at(k)), k + 1))
        k += 1
    for length in range(len(seen), 0, -1):
        unit = UNIT_WORDS.get(tuple(word for word, _ in seen[:length])) or UNIT_WORDS.get(
            (*(word for word, _ in seen[: length - 1]), words.at(seen[length - 1][1] - 1))
        )
        if unit is None or (words.capital(at) and not words.hyphen(at - 1) and unit[0] == "duration"):
            continue
        kind, name = unit
        last = seen[length - 1][1]
        if name == "second" and words.at(last - 1) == "second" and not words.hyphen(at - 1) and number.value != 1:
            return None
        if kind == "duration" and words.hyphen(last) and words.at(last + 1) in {"old", "olds"}:
            last += 2
        return kind, name, last, _ONE
    return _times_after(words, at)


def _times_after(words: Words, at: int) -> _Unit | None:
    """Read "threefold" and "three times as much"; three occasions are a count."""
    if words.at(at) == "times" and words.at(at + 1) in TIMES_NEXT:
        return "other", "times", at + 1, _ONE
    return None


def _age(words: Words, number: Number) -> Quantity | None:
    """Read a bare number as an age: "aged 19", "Dario Pell, 52, who", "At 38, she", "children under 12"."""
    value = number.value
    if value is None or not (number.plain or not number.digits) or not 0 < value <= MAX_AGE_YEARS or value % 1:
        return None
    i, j = number.first, number.last
    before, after = words.at(i - 1), words.at(j)
    bound, at = bound_before(words, i)
    lead = words.at(at - 1)
    apposed = (
        before == ","
        and number.digits
        and _is_word(words, i - 2)
        and (after in {",", ".", ";", ")"} or not after)
        and words.at(i - 2) not in FUNCTION_WORDS
    )
    opening = (
        before == "at"
        and (i == 1 or words.at(i - 2) in {'"', "“", ",", ".", ";"})
        and after == ","
        and value >= 14
        and number.digits
    )
    told = (
        lead in {"aged", "ages", "age"}
        or (lead == "of" and words.at(at - 2) in {"age", "ages"})
        or before in {"aged", "age", "ages"}
        or (before == "of" and words.at(i - 2) in {"man", "woman", "boy", "girl"} and number.digits)
    )
    told = (
        told
        or (before == "both" and after in {",", "."} and number.digits)
        or (before == "between" and words.at(i - 2) in {"aged", "ages"})
    )
    grouped = bound in {"<=", ">="} and lead in PEOPLE and not is_noun_ahead(words, j)
    if not (apposed or opening or told or grouped):
        return None
    if apposed and words.at(j) == "," and j + 1 < len(words) and words.digits[j + 1]:
        return None
    return Quantity(first=i, last=j, value=value, kind="duration", unit="year", number=number)


def _is_word(words: Words, i: int) -> bool:
    return words.shown(i).isalpha() and number_at(words, i) is None


def is_noun_ahead(words: Words, j: int) -> bool:
    """Tell whether a word that may be a counted noun follows."""
    return words.shown(j).isalpha() and words.at(j) not in FUNCTION_WORDS and words.at(j) not in VERBS


TURNED = {">=": "<=", "<=": ">="}
MAX_BEFORE_BOUND = 4
"""So many words may stand between a "not" and the bound that it turns round: "may not station more than 500"."""


def _is_denied(words: Words, at: int) -> bool:
    """Tell whether a "not" turns round the bound that begins at word `at`: "will not send more than 300 men"."""
    for k in range(at - 1, max(-1, at - 1 - MAX_BEFORE_BOUND), -1):
        word = words.at(k)
        if word in {"not", "n't", "n’t", "never", "cannot", "neither", "nobody", "no-one"}:
            return words.at(k + 1) not in {"only", "long", "just", "until", "till"}
        if not word.isalpha() or word in {
            "and",
            "but",
            "or",
            "that",
            "when",
            "before",
            "because",
            "while",
            "which",
            "who",
            "for",
            "in",
            "at",
        }:
            return False
    return False


def bound_before(words: Words, i: int) -> tuple[str, int]:
    """Read the words that bound the number at word `i`: give what they say ("" for nothing) and their first word."""
    at = i - 1 if words.at(i - 1) in {"a", "an", "the", "only", "another"} and (words.at(i - 2),) != ("an",) else i
    best = ("", i)
    for start in (i, at):
        for length in range(4, 0, -1):
            key = tuple(words.low[max(0, start - length) : start])
            if len(key) == length and key in BOUNDS_BEFORE:
                sign = BOUNDS_BEFORE[key]
                return TURNED[sign] if sign in TURNED and _is_denied(words, start - length) else sign, start - length
    return best
