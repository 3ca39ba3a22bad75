"""Numbers of a shape of their own: shares ("two-thirds"), ratios ("one in four"), ranks ("third largest"), "a day and a half"."""

from __future__ import annotations

from decimal import Decimal

from crossread.extract._figure_numbers import Number, Words, number_at
from crossread.extract._figure_traps import is_name_number
from crossread.extract._figure_units import Quantity, bound_before, is_bad_code, is_noun_ahead, unit_after, with_unit
from crossread.extract._figure_words import (
    FRACTIONS,
    FUNCTION_WORDS,
    NOT_SUPERLATIVES,
    ONES,
    ORDINAL_STOPS,
    ORDINALS,
    RANK_NOUNS,
    RANK_VERBS,
    ROW_WORDS,
    TENS,
    UNIT_WORDS,
    VERBS,
)
from crossread.records import FigureKind

HALF_OR_QUARTER = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}

PERCENT_PLACES = Decimal("0.01")
"""Shares said as a fraction are kept to two decimals of a percent: "a third" is 33.33."""


def unit_and_a_half(words: Words, i: int) -> Quantity | None:
    """Read "a day and a half", "half an hour", "half of 1 percent", "a quarter-century"."""
    if words.at(i) not in HALF_OR_QUARTER:
        return _part_of_one(words, i) or (_one_and_a_half(words, i) if words.at(i) in {"a", "an"} else None)
    share = HALF_OR_QUARTER[words.at(i)]
    if words.at(i + 1) == "of" and words.at(i + 2) in {"1", "one", "a"}:
        return _part_of_unit(words, i, i + 3, share, kinds={"percent"})
    if words.at(i) == "half" and words.at(i + 1) in {"a", "an"}:
        return _part_of_unit(words, i, i + 2, share, kinds={"percent", "duration", "distance", "other"})
    if words.hyphen(i + 1) and words.at(i + 2) in {"hour", "mile", "century"}:
        return _part_of_unit(words, i, i + 2, share, kinds={"duration", "distance"})
    return None


def _part_of_one(words: Words, i: int) -> Quantity | None:
    """Read "a quarter of an hour", "two thirds of a mile" as so much of what the unit measures, and not as a share."""
    part = Decimal(1) if words.at(i) == "a" else ONES.get(words.at(i), Decimal(0))
    whole = FRACTIONS.get(words.at(i + 1) if part == 1 else words.at(i + 1).removesuffix("s"), Decimal(0))
    if not 0 < part < whole or words.at(i + 2) != "of" or words.at(i + 3) not in {"a", "an"}:
        return None
    share = (part / whole).quantize(PERCENT_PLACES).normalize()
    return _part_of_unit(words, i, i + 4, share, kinds={"duration", "distance", "other"})


def _one_and_a_half(words: Words, i: int) -> Quantity | None:
    """Read "an hour and a half", "a mile and a quarter"."""
    unit = UNIT_WORDS.get((words.at(i + 1),))
    part = HALF_OR_QUARTER.get(words.at(i + 4))
    if unit is None or part is None or (words.at(i + 2), words.at(i + 3)) != ("and", "a"):
        return None
    number = Number(first=i, last=i + 5, value=1 + part)
    return Quantity(first=i, last=i + 5, value=number.value, kind=unit[0], unit=unit[1], number=number)


def _part_of_unit(words: Words, i: int, unit_at: int, share: Decimal, *, kinds: set[FigureKind]) -> Quantity | None:
    """Give the part of one unit that words from `i` on tell, if the unit at `unit_at` is of one of `kinds`."""
    number = Number(first=i, last=unit_at, value=Decimal("0.5"))
    unit = unit_after(words, number, unit_at)
    if unit is None or unit[0] not in kinds:
        return None
    return Quantity(first=i, last=unit[2], value=share, kind=unit[0], unit=unit[1], number=number)


def fold(words: Words, i: int) -> Quantity | None:
    """Read "threefold", "tenfold" as a multiple; "10-fold" is a number with a unit."""
    value = ONES.get(words.at(i).removesuffix("fold"), Decimal(0)) if words.at(i).endswith("fold") else Decimal(0)
    if value <= 1:
        return None
    number = Number(first=i, last=i + 1, value=value)
    return Quantity(first=i, last=i + 1, value=value, kind="other", unit="times", number=number)


def ratio(words: Words, i: int) -> Quantity | None:
    """Read "one in four" and "three out of five" as a percentage."""
    first = number_at(words, i)
    if first is None or first.value is None or first.scale != 1 or first.value % 1 or first.approximate:
        return None
    at = first.last
    if words.at(at) == "in" or (words.at(at) == "out" and words.at(at + 1) == "of"):
        at += 1 if words.at(at) == "in" else 2
    elif words.at(at) == "-" and words.at(at + 1) == "in" and words.at(at + 2) == "-":
        at += 3
    elif words.at(at) == "of" and words.at(at + 1) == "every":
        at += 1
    else:
        return None
    at += 1 if words.at(at) == "every" else 0
    second = number_at(words, at)
    if second is None or second.value is None or second.value <= first.value or first.value == 0 or second.approximate:
        return None
    if is_name_number(words, first) or is_name_number(words, second) or with_unit(words, second).unit is not None:
        return None
    value = _percent(first.value, second.value)
    number = Number(first=i, last=second.last, value=value)
    return Quantity(first=i, last=second.last, value=value, kind="percent", unit="percent", number=number)


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    return (100 * part / whole).quantize(PERCENT_PLACES).normalize()


def share(words: Words, i: int) -> Quantity | None:
    """Read a fraction of something as a percentage: "two-thirds", "a quarter of", "half the seats"."""
    if words.at(i) == "half":
        return _half(words, i)
    scaled = number_at(words, i)
    if scaled is not None and scaled.scale > 1:
        return None
    part = Decimal(1) if words.at(i) in {"a", "an"} else ONES.get(words.at(i), Decimal(0))
    noun_at = i + 2 if words.hyphen(i + 1) else i + 1
    noun = words.at(noun_at)
    whole = FRACTIONS.get(noun if part == 1 else noun.removesuffix("s"), Decimal(0))
    spelled = 0 < part < whole != 2 and noun.endswith("s") == (part > 1) and not words.capital(noun_at)
    if not spelled or not _is_part_of_something(words, i, noun_at):
        return None
    value = _percent(part, whole)
    number = Number(first=i, last=noun_at + 1, value=value)
    return Quantity(first=i, last=noun_at + 1, value=value, kind="percent", unit="percent", number=number)


def _is_part_of_something(words: Words, i: int, noun_at: int) -> bool:
    """Tell a share ("a third of voters", "rose by a quarter") from an ordinal or a season ("a third man", "two quarters")."""
    lead, noun = words.at(i), words.at(noun_at)
    led = words.at(i - 1) in {"by", "which", "whom"} or bool(bound_before(words, i)[0])
    told = led or (words.at(noun_at + 1) == "of" and words.at(noun_at + 2) not in {"growth", "losses"})
    if lead in {"a", "an"}:
        return told and not _follows_noun(words, noun_at + 1)
    if noun_at > i + 1 or lead == "three":
        return True
    return told if lead == "one" else noun != "quarters"


def _follows_noun(words: Words, i: int) -> bool:
    """Tell whether a noun follows at once: "a third man", "a quarter century"."""
    return (
        words.shown(i).isalpha()
        and words.at(i) not in FUNCTION_WORDS
        and words.at(i) not in VERBS
        and not words.at(i).endswith("ed")
    )


def _half(words: Words, i: int) -> Quantity | None:
    """Read "half" as 50 percent where something is halved: "half of voters", "half the seats", "nearly half"."""
    if (
        number_at(words, i) is not None
        or words.hyphen(i + 1)
        or words.at(i - 1) in {"first", "second", "a", "and", "-", "other", "last"}
    ):
        return None
    after = words.at(i + 1)
    bounded = bool(bound_before(words, i)[0])
    if after not in {"of", "the", "its", "their", "his", "her", "our", "all", "that", "those"} and not (
        bounded and after != "past"
    ):
        return None
    number = Number(first=i, last=i + 1, value=Decimal(50))
    return Quantity(first=i, last=i + 1, value=Decimal(50), kind="percent", unit="percent", number=number)


def rank(words: Words, i: int) -> Quantity | None:
    """Read a place in an order: "third largest", "finished 4th", "the second body", "No. 3 seed"."""
    if words.at(i) in {"no", "number"}:
        return _numbered(words, i)
    value, last = _ordinal(words, i)
    if value is None or not _is_rank(words, i, last, value):
        return None
    number = Number(first=i, last=last, value=value)
    return Quantity(first=i, last=last, value=value, kind="rank", number=number)


def _ordinal(words: Words, i: int) -> tuple[Decimal | None, int]:
    """Give the value of the ordinal at word `i` and the word after it: "third", "21st", "twenty-first"."""
    if words.at(i) in ORDINALS:
        return ORDINALS[words.at(i)], i + 1
    if (
        i < len(words)
        and words.digits[i]
        and words.raw[i].isdigit()
        and words.joined(i + 1)
        and words.at(i + 1) in {"st", "nd", "rd", "th"}
    ):
        return (
            (None, i)
            if is_bad_code(words, Number(first=i, last=i + 1, value=None, digits=True))
            else (Decimal(words.raw[i]), i + 2)
        )
    if words.at(i) in TENS and words.hyphen(i + 1) and words.at(i + 2) in ORDINALS and ORDINALS[words.at(i + 2)] < 10:
        return TENS[words.at(i)] + ORDINALS[words.at(i + 2)], i + 3
    return None, i


def _is_rank(words: Words, i: int, last: int, value: Decimal) -> bool:
    """Tell whether an ordinal ranks or numbers what the report counts."""
    before, after = words.at(i - 1), words.at(last + 1 if words.hyphen(last) else last)
    if _is_superlative(words, last) or after in ROW_WORDS:
        return value > 1
    if after in RANK_NOUNS or (before in RANK_VERBS and not is_noun_ahead(words, last)):
        return True
    led = before in {"the", "its", "his", "her", "their", "our", "my", "this", "s"}
    return led and value > 1 and not words.hyphen(last) and _is_ranked_noun(words, last)


def _is_ranked_noun(words: Words, at: int) -> bool:
    """Tell whether the word after an ordinal is a noun or adjective that it numbers: "body", "missile"."""
    after = words.at(at)
    if not words.shown(at).islower() or not after.isalpha() or after.endswith("ly"):
        return False
    if after in ORDINAL_STOPS or after in FUNCTION_WORDS or after in VERBS:
        return False
    return not (after.endswith("ed") and words.at(at + 1) in FUNCTION_WORDS)


def _is_superlative(words: Words, last: int) -> bool:
    """Tell whether a superlative follows: "largest", "-deadliest", "most followed"."""
    at = last + 1 if words.hyphen(last) else last
    word = words.at(at)
    return word in {"most", "best", "worst", "least"} or (
        word.endswith("est") and len(word) > 5 and word not in NOT_SUPERLATIVES
    )


def _numbered(words: Words, i: int) -> Quantity | None:
    """Read "No. 7", "number three" where they rank: "ranked No. 7", "world number three", "No. 3 seed"."""
    at = i + 2 if words.at(i + 1) == "." else i + 1
    number = number_at(words, at)
    if number is None or number.value is None or number.scale != 1 or number.value % 1:
        return None
    before, after = words.at(i - 1), words.at(number.last)
    ranked = before in {"ranked", "world", "seeded", "rated", "ranking", "the world", "at"} or (
        words.at(i - 2) in {"world", "ranked"} and before in {"s", "'s", "as"}
    )
    if not (ranked or after in {"seed", "ranked", "ranking", "seeds", "spot"}):
        return None
    return Quantity(first=i, last=number.last, value=number.value, kind="rank", number=number)
