"""Numbers in running text: a sentence cut into words, and the number that starts at a word.

Reads digits with their separators (1,500; 1 500; 1,00,000; 2.5; 2½), number words ("one hundred and
four", "two and a half million"), both mixed ("1.2 million", "12k") and open numbers ("dozens",
"tens of thousands"). What a number measures or counts is read in `figures`.
"""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from crossread.extract._figure_traps import counts_something
from crossread.extract._figure_words import (
    CURRENCY_SYMBOLS,
    DEPTHS,
    GLYPH_FRACTIONS,
    ONES,
    OPEN_FACTOR,
    PLURAL_SCALES,
    SCALE_SYMBOLS,
    SCALES,
    TENS,
)

_LEX = re.compile(
    r"(?P<num>(?<![0-9])(?:"
    r"[0-9]{1,3}(?:,[0-9]{2,3}){0,5},[0-9]{3}(?![0-9])(?:\.[0-9]{1,12})?"  # 1,500  1,00,000.5
    r"|[1-9][0-9]{0,2}(?:[ \u00a0\u202f\u2009][0-9]{3}){1,4}(?![0-9])(?:\.[0-9]{1,12})?"  # 1 500
    r"|[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,4}(?![0-9.])"  # 1.500.000
    r"|[0-9]{1,15}(?:\.[0-9]{1,12})?(?![0-9])"
    r"))|(?P<word>[^\W\d_]{1,60}(?:['’](?!s\b)[^\W\d_]{1,20})?)|(?P<other>[0-9]+|\S)"
)
MAX_WORDS = 4000
"""Words of one stretch that are read; a sentence is never so long, a pasted table may be."""


class Words(Struct, frozen=True):
    """A stretch of text in words: offsets into the text, the words as they stand and in lower case, which are digits."""

    start: tuple[int, ...]
    end: tuple[int, ...]
    raw: tuple[str, ...]
    low: tuple[str, ...]
    digits: tuple[bool, ...]

    def __len__(self) -> int:
        return len(self.start)

    def at(self, i: int) -> str:
        """Give word `i` in lower case, the empty string outside the stretch."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def shown(self, i: int) -> str:
        """Give word `i` as it stands, the empty string outside the stretch."""
        return self.raw[i] if 0 <= i < len(self.raw) else ""

    def joined(self, i: int) -> bool:
        """Tell whether no space stands between word `i` and the one before it."""
        return 0 < i < len(self.start) and self.start[i] == self.end[i - 1]

    def hyphen(self, i: int) -> bool:
        """Tell whether word `i` is a hyphen that joins two words."""
        return self.at(i) in {"-", "‑"} and self.joined(i) and self.joined(i + 1)

    def capital(self, i: int) -> bool:
        """Tell whether word `i` begins with a capital letter."""
        return self.shown(i)[:1].isupper()


class Number(Struct, frozen=True, kw_only=True):
    """A number from word `first` to word `last`, half-open.

    `value` is None for an open number, which has a `low` only. `scale` is the magnitude that was
    said ("million"), 1 for none. `plain` is true for bare digits: no separator, decimals, magnitude.
    """

    first: int
    last: int
    value: Decimal | None
    low: Decimal | None = None
    scale: Decimal = Decimal(1)
    digits: bool = False
    plain: bool = False
    approximate: bool = False


def cut_words(text: str, start: int, end: int) -> Words:
    """Cut `text[start:end]` into words, numbers and single marks."""
    starts, ends, digits = [], [], []
    for m in _LEX.finditer(text, start, end):
        starts.append(m.start())
        ends.append(m.end())
        digits.append(m.lastgroup == "num")
        if len(starts) == MAX_WORDS:
            break
    raw = tuple(text[s:e] for s, e in zip(starts, ends, strict=True))
    return Words(tuple(starts), tuple(ends), raw, tuple(r.lower().replace("’", "'") for r in raw), tuple(digits))


def number_at(words: Words, i: int) -> Number | None:
    """Give the number that starts at word `i`, if one does."""
    if i >= len(words):
        return None
    if words.digits[i]:
        return _digits_at(words, i)
    return _open_at(words, i) or _part_of_scale_at(words, i) or _spelled_at(words, i)


def _digits_at(words: Words, i: int) -> Number:
    raw = words.raw[i]
    grouped = raw.count(".") > 1
    value = Decimal(re.sub(r"[.,\s]" if grouped else r"[,\s]", "", raw))
    last = i + 1
    if words.joined(last) and words.at(last) in GLYPH_FRACTIONS:
        value += GLYPH_FRACTIONS[words.at(last)]
        last += 1
    scaled, scale, last = _scaled(words, value, last)
    plain = raw.isdigit() and last == i + 1
    return Number(first=i, last=last, value=scaled, scale=scale, digits=True, plain=plain)


def _scaled(words: Words, value: Decimal, i: int) -> tuple[Decimal, Decimal, int]:
    """Multiply by the magnitudes that follow: "2.5 million", "2 lakh crore", "12k", "450-million"."""
    scale = Decimal(1)
    for _ in range(2):
        at = i + 1 if words.hyphen(i) and words.at(i + 1) in SCALES else i
        word = words.at(at)
        if word in SCALES:
            scale *= SCALES[word]
        elif at == i and _is_scale_symbol(words, i):
            scale *= SCALE_SYMBOLS.get(word, Decimal(10**6))
        else:
            break
        i = at + 1
    return value * scale, scale, i


def _is_scale_symbol(words: Words, i: int) -> bool:
    """Tell whether word `i` is a magnitude in letters: "12k", "1.9 bn"; "2m people"; not the "K" of "a 4K screen"."""
    if words.at(i) == "m":
        counted = words.at(i + 1) not in DEPTHS and not words.hyphen(i + 1) and counts_something(words, i + 1)
        return words.joined(i) and counted
    if words.at(i) not in SCALE_SYMBOLS or (words.joined(i + 1) and words.shown(i + 1)[:1].isalnum()):
        return False
    if words.at(i) != "k":
        return True
    return words.joined(i) and (
        words.shown(i) == "k" or words.at(i - 2) in CURRENCY_SYMBOLS or words.at(i + 1).endswith("s")
    )


def _open_at(words: Words, i: int) -> Number | None:
    """Read "dozens", "hundreds of thousands", "several hundred", "a couple of dozen"."""
    word = words.at(i)
    if word in PLURAL_SCALES:
        return _plural_at(words, i)
    if word in {"several", "few", "many"} and words.at(i + 1) in SCALES:
        scale = SCALES[words.at(i + 1)]
        return Number(first=i, last=i + 2, value=None, low=OPEN_FACTOR * scale, scale=scale, approximate=True)
    if word == "a" and words.at(i + 1) == "few" and words.at(i + 2) in SCALES:
        scale = SCALES[words.at(i + 2)]
        return Number(first=i, last=i + 3, value=None, low=OPEN_FACTOR * scale, scale=scale, approximate=True)
    if word == "a" and words.at(i + 1) == "couple":
        at = i + 3 if words.at(i + 2) == "of" else i + 2
        scale = SCALES.get(words.at(at), Decimal(0))
        if scale:
            return Number(first=i, last=at + 1, value=2 * scale, scale=scale, approximate=True)
    return None


def _plural_at(words: Words, i: int) -> Number | None:
    low = OPEN_FACTOR * PLURAL_SCALES[words.at(i)]
    last = i + 1
    if (
        words.at(last) == "of"
        and words.at(last + 1) in PLURAL_SCALES
        and words.at(i) in {"tens", "hundreds", "dozens", "thousands", "scores"}
    ):
        low *= PLURAL_SCALES[words.at(last + 1)]
        last += 2
    elif words.at(i) in {"tens", "scores"} and (words.at(i) == "tens" or words.at(last) != "of"):
        return None
    return Number(first=i, last=last, value=None, low=low, approximate=True)


def _part_of_scale_at(words: Words, i: int) -> Number | None:
    """Read "half a million", "half a dozen", "a quarter of a million", "three quarters of a billion"."""
    head, at = words.at(i), i + 1
    if head == "half":
        share = Decimal("0.5")
    elif head in {"a", "one", "three"} and words.at(i + 1) in {"quarter", "quarters"}:
        share, at = (Decimal("0.75") if head == "three" else Decimal("0.25")), i + 2
    elif head == "quarter":
        share = Decimal("0.25")
    else:
        return None
    if words.at(at) == "of":
        at += 1
    at += 1 if words.at(at) in {"a", "-"} else 0
    scale = SCALES.get(words.at(at), Decimal(0))
    if not scale or (at == i + 1 and head != "half"):
        return None
    return Number(first=i, last=at + 1, value=share * scale, scale=scale)


def _spelled_at(words: Words, i: int) -> Number | None:
    """Read number words: "seven", "twenty-five", "one hundred and four", "two and a half million", "a hundred"."""
    said, at = _opening(words, i)
    while at < len(words):
        joint = _joint(words, at, i)
        grown = _grown(said, words.at(at + joint), by_and=joint > 0 and words.at(at) == "and")
        if grown is None:
            break
        said, at = grown, at + joint + 1
        if (half := _and_a_half(words, at)) is not None:
            said, at = _with_part(said, half[0]), half[1]
            if words.at(at) not in SCALES:
                break
    if (said.current is None and not said.total) or (at == i + 1 and words.at(i) == "a"):
        return None
    return Number(first=i, last=at, value=said.total + (said.current or Decimal(0)), scale=said.scale)


class _Said(Struct, frozen=True):
    """How far number words have been added up: whole magnitudes, what stands before the next one, its limit."""

    total: Decimal = Decimal(0)
    current: Decimal | None = None
    ceiling: Decimal = Decimal(10**18)
    scale: Decimal = Decimal(1)


def _opening(words: Words, i: int) -> tuple[_Said, int]:
    """Begin with one where a magnitude stands alone: "a hundred", "the dozen"."""
    word = words.at(i)
    if word == "a" and words.at(i + 1) in SCALES:
        return _Said(current=Decimal(1)), i + 1
    alone = word in {"dozen", "hundred"} and words.at(i - 1) in {"the", "its", "their", "per", "last", "next", "first"}
    return _Said(current=Decimal(1) if alone else None), i


def _grown(said: _Said, word: str, *, by_and: bool) -> _Said | None:
    """Add a number word to what was said, or give None where it does not continue it."""
    current = said.current
    if word in ONES:
        room = Decimal(100) if current is None else _room(current, by_and=by_and)
        return replace(said, current=(current or Decimal(0)) + ONES[word]) if ONES[word] < room else None
    if word in TENS:
        free = current is None or (current > 0 and current % 100 == 0)
        return replace(said, current=(current or Decimal(0)) + TENS[word]) if free else None
    if word not in SCALES or current is None or by_and:
        return None
    step = SCALES[word]
    if step == 100:
        return replace(said, current=100 * current, scale=step) if current < 100 else None
    if step >= said.ceiling:
        return None
    return _Said(total=said.total + current * step, current=None, ceiling=step, scale=step)


def _joint(words: Words, at: int, first: int) -> int:
    """Count the words that join two number words: a hyphen, or "and" after a hundred or a magnitude."""
    if at == first:
        return 0
    if words.hyphen(at):
        return 1
    follows = words.at(at + 1)
    if (
        words.at(at) == "and"
        and words.at(at - 1) in SCALES
        and words.at(at - 1) != "dozen"
        and (follows in ONES or follows in TENS)
    ):
        return 1
    return 0


def _room(current: Decimal, *, by_and: bool) -> Decimal:
    """Say how much may be added to what was said: below 100 after "two hundred", below 10 after "twenty", else nothing."""
    if current == 0:
        return Decimal(0)
    if current % 100 == 0:
        return Decimal(100)
    tens = current % 100
    return Decimal(10) if tens % 10 == 0 and tens >= 20 and not by_and else Decimal(0)


def _and_a_half(words: Words, at: int) -> tuple[Decimal, int] | None:
    """Give the part and the word after "and a half", "-and-a-half", "and a quarter" at word `at`."""
    seen = [k for k in range(at, min(at + 6, len(words))) if not words.hyphen(k)][:3]
    if [words.at(k) for k in seen[:2]] != ["and", "a"] or len(seen) < 3:
        return None
    parts = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
    part = parts.get(words.at(seen[2]))
    return None if part is None else (part, seen[2] + 1)


def _with_part(said: _Said, part: Decimal) -> _Said:
    """Add "and a half" to what it halves: "two and a half [million]", "a million and a half"."""
    if said.current is None:
        return replace(said, total=said.total + part * said.scale)
    return replace(said, current=said.current + part)
