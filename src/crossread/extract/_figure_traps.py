"""Numbers that are no figures: dates, years, clock times, telephone numbers, and the numbers in names.

Two ways: `hidden_spans` finds stretches of text by their shape, and `is_name_number` judges a bare
number by the words around it ("Flight 370", "F-16", "Article 5", "the 2024 election").
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crossread.extract._figure_words import (
    BOUNDS_BEFORE,
    CURRENCY_ABBREVIATIONS,
    CURRENCY_CODES,
    DESIGNATORS,
    FUNCTION_WORDS,
    IRREGULAR_PLURALS,
    MONTHS,
    NAME_DESIGNATORS,
    NOT_PLURALS,
    PEOPLE,
    SCALES,
    STATES,
    STREETS,
    VERBS,
    word_set,
)

if TYPE_CHECKING:
    from crossread.extract._figure_numbers import Number, Words

_DAY = r"[0-3]?[0-9](?:st|nd|rd|th)?"
_YEAR = r"(?:1[0-9]|20)[0-9]{2}"

_HOUR = r"(?:[1-9]|1[0-2]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_DAYTIME = r"(?:morning|afternoon|evening|night)"

_HIDDEN = re.compile(
    "|".join(
        (
            r"(?:https?://|www\.)\S{1,500}",
            r"[\w.+-]{1,64}@[\w.-]{1,100}",
            r"#[0-9]{1,12}\b",
            r"\b[0-9]{1,4}([-/.])[0-9]{1,2}\1[0-9]{1,4}\b(?!\.?[0-9])",  # 2025-08-19, 12/03/2026, 1.2.3
            r"\b[0-9]{1,2}/[0-9]{1,2}\b(?!/)",  # 9/11, 24/7
            rf"\b{_DAY}(?:\s?(?:-|–|to|and)\s?{_DAY})?\s(?:of\s)?(?:{MONTHS})\b(?:,?\s{_YEAR}\b)?",
            (
                rf"\b(?:{MONTHS})\s{_DAY}\b(?![,.:][0-9]|\s?%|[-\s]?(?:percent|per|people|million|km)\b)"
                rf"(?:\s?(?:-|–|to|and)\s?{_DAY}\b(?![,.:][0-9]))?(?:,?\s{_YEAR}\b)?"
            ),
            rf"\b(?:{MONTHS}),?\s{_YEAR}\b",
            r"\b[0-9]{1,2}(?:[.:][0-9]{2})?(?:\s?[-–]\s?[0-9]{1,2}(?:[.:][0-9]{2})?)?\s?(?:[ap]\.m\b\.?|[ap]m\b|AM\b|PM\b|o['’]clock)",
            r"\b[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\b",
            rf"(?i:\b(?:half past|quarter (?:past|to))\s{_HOUR}\b)",
            (  # "shortly before six on Sunday morning"
                rf"(?i:\b(?:at|by|until|till|before|after|around|about|since|from)\s{_HOUR}\b"
                rf"(?=\s(?:on\s\w{{3,6}}day|in the {_DAYTIME}|(?:this|that|last|every) {_DAYTIME}|at night|yesterday|tonight|sharp)\b))"
            ),
            (
                r"\b(?:at|from|until|till|before|after|since)\s(?:[01]?[0-9]|2[0-3])\.[0-5][0-9]\b"
                r"(?=[,;.)]?(?:$|\s(?:on|in|local|this|yesterday|today|tomorrow|sharp|and|[A-Z])|[,;)]))"
            ),
            r"\b[0-9]{1,2}\.[0-9]{2}(?=\s(?:local time|GMT|CET|BST|UTC|hours\b))",
            r"\b[0-2][0-9][0-5][0-9](?=\s(?:GMT|CET|BST|UTC|hours\b))",
            rf"\b{_YEAR}s\b|['’]?\b[1-9]0['’]?s\b",  # 1990s, '80s
            rf"\b{_YEAR}\s?[-–/]\s?(?:{_YEAR}|[0-9]{{2}})\b(?!\s?(?:people|%))",  # 2024-25
            r"\+[0-9](?:[\s().-]{0,2}[0-9]){6,14}\b",  # +44 20 7946 0018
            r"\([0-9]{2,5}\)\s?[0-9]{3,4}[-\s][0-9]{3,5}",
            r"\b0[0-9]{1,4}[\s-][0-9]{3,4}(?:[\s-][0-9]{3,4})?\b",
            r"\b[0-9]{3}-(?:[0-9]{3}-)?[0-9]{4}\b",
            r"\b[Nn]o\.?\s?[0-9]{1,4}[-/][\w-]{1,20}",  # No. 22-451
            r"\b[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}\b",  # 4-4-2
            r"\b50-50\b",
            r"\b(?:911|999|112|110|119|101|111|311|988)\b(?=\s(?:call|calls|caller|operator|dispatcher|emergency|centre|center)\b)",
            (
                r"(?i:\b(?:call|called|calling|calls to|dial|dialled|dialed|ring|rang|phone|phoned))\s"
                r"(?:911|999|112|110|119|101|111|311|988)\b(?:,?\s(?:or|not|and)\s[0-9]{3}\b)?"
            ),
        )
    )
)

_YEAR_LEADS = word_set(
    "in since by of from until till before after during late early mid the this last next for and or to around "
    "circa below above under at on with summer spring autumn fall winter year between through 's s"
)
_YEARS = range(1500, 2101)
LONGEST_CODE = 5
"""Digits that a number in a name has at most: "PO Box 44170"."""


def hidden_spans(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Give the stretches that hold no figure by their shape: dates, clock times, addresses, telephone numbers."""
    return tuple((m.start(), m.end()) for m in _HIDDEN.finditer(text, start, end))


def is_plural(words: Words, i: int) -> bool:
    """Tell whether word `i` looks like a plural noun in lower case."""
    word = words.shown(i)
    if not word.isalpha() or not word.islower():
        return False
    if word in IRREGULAR_PLURALS:
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "ous"))
        and word not in NOT_PLURALS
        and word not in VERBS
        and word not in FUNCTION_WORDS
    )


def counts_something(words: Words, i: int) -> bool:
    """Tell whether a plural noun or a word like "dead" follows at word `i`, at most two words on."""
    for at in range(i, min(i + 3, len(words))):
        if is_plural(words, at) or words.at(at) in STATES:
            return True
        if not words.shown(at).isalpha() or words.at(at) in FUNCTION_WORDS or words.at(at) in VERBS:
            return False
    return False


def opens_sentence(words: Words, i: int) -> bool:
    """Tell whether word `i` is the first of its sentence, a quotation or what follows a colon."""
    return i == 0 or words.at(i - 1) in set("\"'“‘«„.!?:;—–•*-([")


def is_name_number(words: Words, number: Number) -> bool:
    """Tell whether a number belongs to a name or a code: "Flight 370", "F-16", "5G", "Group of Seven"."""
    if not number.digits:
        return _is_name_word(words, number)
    return _is_glued(words, number) or (number.plain and (_is_year(words, number) or _is_named(words, number)))


def _is_glued(words: Words, number: Number) -> bool:
    """Tell whether letters are joined to the digits: "A380", "F-16", "COVID-19", "5G", "221B", "007", "737-800"."""
    i, j = number.first, number.last
    if words.raw[i][0] == "0" and words.raw[i][:2] != "0." and len(words.raw[i]) > 1:
        return True
    if words.joined(i) and (words.at(i - 1).isalnum() or words.at(i - 1) in {"_", "/", "\\", "@"}):
        return words.at(i - 1) not in CURRENCY_ABBREVIATIONS and words.shown(i - 1) not in CURRENCY_CODES
    if (
        words.hyphen(i - 1)
        and i > 1
        and words.shown(i - 2).isalpha()
        and words.at(i - 2) not in {"mid", "sub", "record"}
    ):
        return True
    if words.joined(j) and (words.at(j)[:1].isalnum() or words.at(j) in {"_", "\\"}):
        return True
    return words.hyphen(j) and words.shown(j + 1)[:1].isupper() and words.raw[i].isdigit()


def _is_year(words: Words, number: Number) -> bool:
    """Tell whether four bare digits are a year and not a count."""
    i, j = number.first, number.last
    raw = words.raw[i]
    if len(raw) != 4 or not 1000 <= int(raw) <= max(_YEARS):
        return False
    counted = is_plural(words, j) or words.at(j) in PEOPLE
    before = words.at(i - 1)
    if counted and (before not in _YEAR_LEADS or (words.at(i - 2), before) in BOUNDS_BEFORE) and not words.hyphen(j):
        return False
    if int(raw) in _YEARS:
        return (words.at(i - 2), before) not in BOUNDS_BEFORE or (counted and before in {"the", "in"})
    return before in _YEAR_LEADS and not counted


def _is_named(words: Words, number: Number) -> bool:
    """Tell whether the word before bare digits makes a name of them, or a street follows."""
    return (
        _follows_designator(words, number.first)
        or _is_model(words, number.first, number.last)
        or _is_address(words, number.first, number.last)
        or _follows_name(words, number)
    )


def _follows_designator(words: Words, i: int) -> bool:
    """Tell "Rule 14", "Flat 9", "No. 10", "junctions 9 and 10"."""
    before = words.at(i - 1)
    if before == ".":
        return words.at(i - 2) in {"no", "vol", "pp", "p", "art", "sec", "nos"}
    if before in {"and", "or", "to", "-", "–", "&", ","}:
        return i > 1 and words.digits[i - 2] and _is_designator(words, i - 3)
    return _is_designator(words, i - 1) or before in {"wears", "wore", "wearing"}


def _is_designator(words: Words, i: int) -> bool:
    word = words.at(i)
    return word in DESIGNATORS or (words.capital(i) and (word in NAME_DESIGNATORS or word == "no"))


def _is_model(words: Words, i: int, j: int) -> bool:
    """Tell "the 737 MAX" from "the 12 NATO members"."""
    shown = words.shown(j)
    if words.at(i - 1) not in {"the", "a", "an"} or not shown.isupper() or len(shown) == 1:
        return False
    return not counts_something(words, j + 1) and not words.capital(j + 1)


def _is_address(words: Words, i: int, j: int) -> bool:
    """Tell "12 Elm Street", "at 10 Downing"."""
    if not words.capital(j):
        return False
    named = words.at(j + 1) in STREETS and words.capital(j + 1)
    return named or (words.at(j) in STREETS and words.at(i - 1) in {"at", "on"} and not is_plural(words, j + 1))


def _follows_name(words: Words, number: Number) -> bool:
    """Tell "Zenit 2", "S&P 500", "School 17 took", from "On Monday 12 people"."""
    i, j = number.first, number.last
    before, shown = words.at(i - 1), words.shown(i - 1)
    if (
        not words.capital(i - 1)
        or before in FUNCTION_WORDS
        or (before,) in BOUNDS_BEFORE
        or len(words.raw[i]) > LONGEST_CODE
    ):
        return False
    if before in CURRENCY_ABBREVIATIONS or shown in CURRENCY_CODES:
        return False
    return not counts_something(words, j) and not words.hyphen(j)


def _is_name_word(words: Words, number: Number) -> bool:
    """Tell whether capitals make a name of a number word: "Six Nations", "the Big Four", "Group of Seven"."""
    i, j = number.first, number.last
    if words.at(j - 1)[-1:].isalpha() and words.joined(j) and j < len(words) and words.digits[j]:
        return True
    if not words.capital(i) or is_title_case(words):
        return False
    if opens_sentence(words, i):
        return words.at(i) in SCALES
    after, before = words.shown(j), words.shown(i - 1)
    if words.at(i - 1) == "of" and words.capital(i - 2):
        return True
    return after[:1].isupper() or (before[:1].isupper() and before.isalpha() and words.at(i - 1) not in FUNCTION_WORDS)


def is_title_case(words: Words) -> bool:
    """Tell whether the stretch is a headline in capitals, where a capital says nothing."""
    long = [w for w in words.raw if w.isalpha() and len(w) > 2]
    return len(long) >= 4 and sum(w[0].isupper() for w in long) >= 0.8 * len(long)
