"""Words of time: a text cut into words, each with a one-letter class.

The grammar of time expressions is a set of regular expressions over the string of these letters
(`Words.classes`), one letter a word. That keeps it short, bounded and fast: most words are
"other", and no rule starts with one.
"""

from __future__ import annotations

import re
import string
from array import array
from fractions import Fraction

from msgspec import Struct

from crossread.extract._time_calendar import HOLIDAYS

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH_SHORT = {
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
_WEEKDAY_SHORT = {"mon": 0, "tue": 1, "tues": 1, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_WEEKDAY_WORDLIKE = {"wed": 2, "sat": 5, "sun": 6}
"""Short forms that are words of their own: a weekday only before a full date."""

MONTH_NUMBER = {name: i + 1 for i, name in enumerate(MONTHS)} | _MONTH_SHORT
WEEKDAY_NUMBER = {name: i for i, name in enumerate(WEEKDAYS)} | _WEEKDAY_SHORT | _WEEKDAY_WORDLIKE

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
NUMBER_OF = {word: i for i, word in enumerate(_ONES.split())}
NUMBER_OF |= {word: 10 * i for i, word in enumerate(_TENS.split(), 2)}
NUMBER_OF |= {"dozen": 12, "hundred": 100, "thousand": 1000, "couple": 2}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
ORDINAL_OF = {word: i for i, word in enumerate(_ORDINALS.split(), 1)} | {"thirtieth": 30, "final": 4}
DECADE_OF = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
UNIT_OF = {
    "second": "second", "seconds": "second", "minute": "minute", "minutes": "minute", "hour": "hour", "hours": "hour",
    "day": "day", "days": "day", "night": "night", "nights": "night", "week": "week", "weeks": "week", "fortnight": "fortnight",
    "month": "month", "months": "month", "quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year",
    "decade": "decade", "decades": "decade", "century": "century", "centuries": "century",
}  # fmt: skip
PART_OF = {
    "morning": "MO", "mornings": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV",
    "night": "NI", "nights": "NI", "tonight": "NI", "overnight": "NI", "dawn": "MO", "lunchtime": "MI",
}  # fmt: skip
SEASON_OF = {
    "spring": "SP",
    "summer": "SU",
    "autumn": "FA",
    "fall": "FA",
    "winter": "WI",
    "springtime": "SP",
    "summertime": "SU",
}

_CLASS_WORDS: dict[str, str] = {
    "MONTH": " ".join(MONTHS),
    "WEEKDAY": " ".join(WEEKDAYS),
    "WEEKDAYS": " ".join(day + "s" for day in WEEKDAYS),
    "NUMWORD": " ".join(w for w in NUMBER_OF if w not in {"couple", "zero"}),
    "COUPLE": "couple",
    "ORDINAL": " ".join(ORDINAL_OF),
    "HALF": "half",
    "FUZZY": "several few many some numerous",
    "UNIT": "minute hour day week fortnight month year decade",
    "QUARTER": "quarter",
    "CENTURY": "century",
    "UNITS": "seconds minutes hours days nights weeks months years decades centuries quarters",
    "NIGHT": "night",
    "PART": "morning afternoon evening lunchtime",
    "PARTS": "mornings afternoons evenings",
    "DAWN": "dawn",
    "POINT": "noon midnight midday",
    "SEASON": "summer winter autumn springtime summertime",
    "SEASONWORD": "spring fall",
    "SEASONS": "summers winters",
    "DECADEWORD": " ".join(DECADE_OF),
    "DAYREF": "today yesterday tomorrow",
    "TONIGHT": "tonight",
    "OVERNIGHT": "overnight",
    "WEEKEND": "weekend",
    "WEEKENDS": "weekends",
    "OCLOCK": "o'clock o’clock oclock",
    "AMPM": "am pm a.m p.m a.m. p.m.",
    "ZONE": "est edt et cst cdt ct mst mdt pst pdt pt gmt utc bst cet cest eet msk ist jst",
    "LAST": "last past previous preceding prior",
    "NEXT": "next coming upcoming",
    "FOLLOWING": "following ensuing",
    "LATEST": "latest",
    "THIS": "this",
    "CURRENT": "current",
    "THAT": "that same",
    "THE": "the",
    "A": "a an",
    "OF": "of",
    "IN": "in",
    "ON": "on",
    "AT": "at",
    "TO": "to through until till",
    "OR": "or",
    "AND": "and",
    "FROM": "from",
    "WITHIN": "within",
    "EVERY": "every each",
    "OTHER": "other",
    "AGO": "ago",
    "EARLIER": "earlier",
    "LATER": "later",
    "BEFORE": "before",
    "AFTER": "after",
    "NOW": "now",
    "CURRENTLY": "currently nowadays presently",
    "RECENT": "recent",
    "RECENTLY": "recently",
    "FUTURE": "future",
    "PRESENT": "present moment",
    "NEAR": "near foreseeable immediate distant",
    "THESE": "these",
    "RIGHT": "right",
    "EARLY": "early",
    "LATE": "late",
    "MID": "mid middle",
    "END": "end close",
    "START": "beginning start",
    "FISCAL": "fiscal financial",
    "LONG": "long",
    "OLD": "old",
    "PERIOD": "period",
    "WHOLE": "entire full whole",
    "MORE": "more",
    "APPROX": "about around nearly almost roughly approximately over some least most than exactly just only",
    "TIMES": "times once twice",
    "DAILY": "daily weekly monthly quarterly yearly annually hourly nightly biweekly",
    "TIME": "time",
    "SO": "so",
    "LOCAL": "local",
    "AHEAD": "ahead",
    "BC": "bc bce ad ce",
}
_LEXED = ("DAY", "NUM", "YEAR", "ORD", "FRACTION", "ISO", "SLASH", "CLOCK", "QTR", "DECADE", "SHORTYEAR", "HOLIDAY", "NAMEDDAY",
          "SHORTWEEKDAY", "POSS", "HYPHEN", "COMMA", "DOT", "BREAK", "MONEY", "PERCENT")  # fmt: skip
OTHER_CLASS = "."
LETTER = dict(
    zip(
        [*_CLASS_WORDS, *_LEXED],
        string.ascii_letters + string.digits + "".join(map(chr, range(0xC0, 0x100))),
        strict=False,
    )
)
"""Class name → its letter."""

_CAPITAL_ONLY = frozenset(
    {
        *MONTHS,
        *WEEKDAYS,
        *(d + "s" for d in WEEKDAYS),
        "est",
        "et",
        "ct",
        "pt",
        "mst",
        "ist",
        "msk",
        "bc",
        "bce",
        "ad",
        "ce",
    }
)
"""Words that count only with a capital: "march", "may" and "august" are words of their own."""
_UPPER_ONLY = frozenset(_CLASS_WORDS["ZONE"].split()) | {"bc", "bce", "ad", "ce"}


def _spellings(word: str) -> tuple[str, ...]:
    if word in _UPPER_ONLY:
        return (word.upper(),)
    if word in _CAPITAL_ONLY:
        return (word.capitalize(),) if word == "may" else (word.capitalize(), word.upper())
    return (word, word.capitalize(), word.upper())


_CLASS_OF = {
    form: LETTER[name] for name, words in _CLASS_WORDS.items() for word in words.split() for form in _spellings(word)
}
_CLASS_OF |= {
    form: LETTER["MONTH"]
    for short in _MONTH_SHORT
    for form in (short.capitalize(), short.upper())
    if form not in {"Mar", "MAR", "Jun", "SEP"}
}
_CLASS_OF |= {short.capitalize(): LETTER["WEEKDAY"] for short in _WEEKDAY_SHORT if short not in {"mon", "fri"}}
_CLASS_OF |= {short.capitalize(): LETTER["SHORTWEEKDAY"] for short in (*_WEEKDAY_WORDLIKE, "mon", "fri")}
_CLASS_OF |= {
    ",": LETTER["COMMA"],
    ".": LETTER["DOT"],
    "%": LETTER["PERCENT"],
    "½": LETTER["FRACTION"],
    "per": LETTER["EVERY"],
}
_CLASS_OF |= dict.fromkeys("-–—‑‐", LETTER["HYPHEN"]) | dict.fromkeys("$£€¥#№", LETTER["MONEY"])
_ABBREVIATIONS = frozenset(s.capitalize() for s in (*_MONTH_SHORT, *_WEEKDAY_SHORT, *_WEEKDAY_WORDLIKE))
_SHORT_CLASS = {s.capitalize(): LETTER["MONTH"] for s in _MONTH_SHORT} | {
    s.capitalize(): LETTER["WEEKDAY"] for s in _WEEKDAY_SHORT
}

_HOLIDAY_WORDS = "|".join(
    sorted((re.escape(h.title()).replace("'S", "['’][Ss]") for h in HOLIDAYS), key=len, reverse=True)
)
_WORD = re.compile(
    r"(?P<pm>[AaPp]\.\s?[Mm]\b\.?)"
    rf"|(?P<holiday>\b(?=[A-Z])(?:{_HOLIDAY_WORDS})\b)"
    r"|(?P<oclock>\b[Oo]['’]clock\b)"
    r"|(?P<qtr>\b[QH][1-4]\b|\b[1-4]Q\b)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<iso>\d{4}-\d{2}-\d{2}(?!\d)(?:T\d{2}:\d{2}(?::\d{2})?Z?)?)"
    r"|(?P<slash>\d{1,4}[/.]\d{1,2}[/.]\d{2,4}(?!\d))"
    r"|(?P<nineeleven>\b9/11\b(?!/))"
    r"|(?P<fraction>(?<!\d)\d/\d(?![\d/])|½)"
    r"|(?P<clock>\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<decade>(?<![\w.,])\d{3}0s\b|(?<!\w)['’]\d0s\b)"
    r"|(?P<shortyear>(?<!\w)['’]\d\d\b)"
    r"|(?P<ord>\d{1,2}(?:st|nd|rd|th)\b)"
    r"|(?P<number>\d+(?:,\d{3}(?!\d))*(?:\.\d+)?)"
    r"|(?P<poss>['’]s\b|(?<=s)['’])"
    r"|(?P<break>\n\s*\n)"
    r"|(?P<sign>[^\w\s])",
)
_DIRECT = {"pm": "AMPM", "holiday": "HOLIDAY", "oclock": "OCLOCK", "qtr": "QTR", "iso": "ISO", "slash": "SLASH", "nineeleven": "NAMEDDAY",
           "fraction": "FRACTION", "clock": "CLOCK", "decade": "DECADE", "shortyear": "SHORTYEAR", "ord": "ORD", "poss": "POSS",
           "break": "BREAK"}  # fmt: skip
_DIRECT_LETTER = {kind: LETTER[name] for kind, name in _DIRECT.items()}

_MAX_DAY = 31
_MIN_YEAR, _MAX_YEAR = 1000, 2100


class Words(Struct, frozen=True):
    """A text as words: `classes[i]` is the letter of word i, `start[i]` and `end[i]` its place in code points."""

    text: str
    classes: str
    start: array[int]
    end: array[int]

    def word(self, i: int) -> str:
        """Give word i in small letters."""
        return self.text[self.start[i] : self.end[i]].lower()

    def form(self, i: int) -> str:
        """Give word i as it is written."""
        return self.text[self.start[i] : self.end[i]]


def cut_words(text: str) -> Words:
    """Cut a text into classed words, in one pass."""
    start, end = array("l"), array("l")
    classes: list[str] = []
    word_class = _CLASS_OF.get
    dot = LETTER["DOT"]
    before = ""
    for found in _WORD.finditer(text):
        kind = found.lastgroup
        form = found.group()
        if kind in {"word", "sign"}:
            letter = word_class(form, OTHER_CLASS)
            if letter == dot and before in _ABBREVIATIONS and found.start() == end[-1]:
                end[-1] = found.end()
                classes[-1] = _SHORT_CLASS.get(before, classes[-1])
                before = ""
                continue
        elif kind == "number":
            letter = _number_class(form)
        else:
            letter = _DIRECT_LETTER[kind or ""]
        before = form
        start.append(found.start())
        end.append(found.end())
        classes.append(letter)
    return Words(text, "".join(classes), start, end)


def _number_class(form: str) -> str:
    if not form.isdecimal() or len(form) > len("2100"):
        return LETTER["NUM"]
    n = int(form)
    if 0 < n <= _MAX_DAY and len(form) <= len("31"):
        return LETTER["DAY"]
    return LETTER["YEAR"] if _MIN_YEAR <= n <= _MAX_YEAR else LETTER["NUM"]


def words_of(text: str) -> frozenset[str]:
    """Give the words of a line as a set: word lists read better as lines."""
    return frozenset(text.split())


def parse_number(words: list[str]) -> Fraction | None:
    """Read a number in words or digits ("twenty", "five", "2", "1/2"), or None where there is none.

    Halves count, whatever stands between: "three", "and", "a", "half" is 7/2.
    """
    total, part, seen = Fraction(0), Fraction(0), False
    for word in words:
        if word in {"hundred", "thousand", "dozen"}:
            part = (part or Fraction(1)) * NUMBER_OF[word]
            if word == "thousand":
                total, part = total + part, Fraction(0)
        elif word in NUMBER_OF:
            part += NUMBER_OF[word]
        elif word in {"half", "½"}:
            part += Fraction(1, 2)
        elif word[0].isdecimal():
            digits = _parse_digits(word)
            if digits is None:
                return None
            part += digits
        else:
            continue
        seen = True
    return total + part if seen else None


def _parse_digits(word: str) -> Fraction | None:
    try:
        return Fraction(word.replace(",", "")[:12])
    except (ValueError, ZeroDivisionError):
        return None
