"""The grammar of time expressions, over the letters of `_time_words`.

A rule is a regular expression in which a word in capitals stands for a class of words, a name in
braces for another pattern, and blanks for nothing. Rules are tried in order, so longer ones stand
first. All repeats are bounded, so the search is linear in the length of the text.
"""

from __future__ import annotations

import re

from crossread.extract._time_words import LETTER, words_of

_PARTS = {
    "words": "NUMWORD (?:HYPHEN?NUMWORD){0,4} (?:AND NUMWORD (?:HYPHEN?NUMWORD)?)?",
    "num": "(?:A?(?:(?:DAY|NUM|YEAR) (?:HYPHEN?FRACTION|NUMWORD)?|FRACTION|{words}) (?:HYPHEN?AND HYPHEN?A HYPHEN?HALF)?)",
    "unit": "(?:UNIT|QUARTER|CENTURY|NIGHT)",
    "approx": "(?:(?:AT?APPROX|UP TO|UNDER|MORE) APPROX?)?",
    "some": "(?:{num} (?:HYPHEN?(?:TO|OR)HYPHEN? {num}|HYPHEN{num})?|A?FUZZY|A?COUPLE OF?)",
    "quantity": "(?:AT?APPROX{0,2}(?:{some} MORE? HYPHEN?(?:{unit}|UNITS) (?:HYPHEN?LONG)?"
    "|A WHOLE?{unit} (?:AND A HALF|OR NUMWORD)?|HALF HYPHEN?A?HYPHEN?{unit}|A HALF HYPHEN?{unit}) (?:OR (?:SO|MORE))?)",
    "mod": "(?:THE?(?:EARLY|LATE|MID|EARLIER|LATER)HYPHEN?(?:IN|ON)?|THE?(?:END|START|MID)OF)",
    "pick": "(?:THE?(?:LAST|NEXT|FOLLOWING|LATEST|CURRENT)|THIS(?:LAST|NEXT)?|THAT|THE THAT)",
    "year": "(?:COMMA?(?:YEAR|SHORTYEAR)|COMMA?OF?(?:LAST|NEXT|THIS|THAT|THE THAT|THE LAST)UNIT)",
    "dayofmonth": "(?:DAY|ORD|THE?ORDINAL|THE?NUMWORD HYPHEN ORDINAL)",
    "weekday": "(?:WEEKDAY|SHORTWEEKDAY)",
    "calendar": "(?:(?:{weekday}COMMA?)? MONTH (?:DAY|ORD|(?:NUMWORD HYPHEN)?ORDINAL(?!QUARTER|HALF|UNIT)) {year}?|(?:{weekday}COMMA?THE?)? (?:DAY|ORD) OF?MONTH {year}?|(?:{weekday}COMMA?)? THE?(?:NUMWORD HYPHEN)?ORDINAL UNIT?OF MONTH {year}?|DAY HYPHEN MONTH HYPHEN (?:YEAR|DAY))",
    "day": "(?:{calendar}|(?:THIS|LAST|NEXT)?WEEKDAY|DAYREF|ISO|SLASH)",
    "zone": "(?:ZONE|LOCAL TIME)",
    "clock": "(?:(?:CLOCK|DAY|NUM|NUMWORD)AMPM|(?:DAY|NUMWORD)OCLOCK(?:AMPM|IN THE PART|AT NIGHT)?|CLOCK|POINT|(?:DAY|NUMWORD)IN THE PART)",
    "part": "(?:PART|NIGHT|DAWN|OVERNIGHT)",
    "season": "(?:SEASON|SEASONWORD)",
}

_RULES = {
    # days and times of day
    "time_day": "(?:APPROX?{clock}{zone}?COMMA?(?:ON|OF)?{day}|{day}COMMA?(?:AT?APPROX?){clock}{zone}?|{day}COMMA?{clock}{zone}?)",
    "part_day": "(?:(?:(?:EARLY|LATE|EARLIER|LATER)ON?)?{day}{part}|THE?(?:EARLY|LATE|MID)?HYPHEN?{part}(?:OF|ON|COMMA)?{day}"
    "|(?:EARLIER|LATER|EARLY|LATE)?(?:THIS(?:PART|DAWN)|LAST NIGHT|TONIGHT|OVERNIGHT|THAT(?:PART|NIGHT)|THE(?:FOLLOWING|NEXT|THAT|LAST)(?:PART|NIGHT)))",
    "clock": "(?:APPROX?(?:(?:CLOCK|DAY|NUM|NUMWORD)AMPM|(?:DAY|NUMWORD)OCLOCK(?:AMPM)?|POINT|(?:DAY|NUMWORD)IN THE PART|CLOCK){zone}?)",
    "part": "(?:(?:EARLY|LATE)IN)?THE PART",
    "and_day": "(?<=MONTH DAY AND)DAY(?!{unit}|UNITS|NUMWORD)",
    "worded_year": "(?:THE UNIT)?NUMWORD NUMWORD(?:HYPHEN?NUMWORD)?",
    "numeric": "(?:ISO|SLASH|NAMEDDAY)",
    "set_plain": "(?:APPROX?EVERY(?:OTHER|{num}(?:(?:HYPHEN|TO|OR){num})?|FEW)?(?:UNIT|UNITS|QUARTER|WEEKDAY|MONTH|NIGHT|PART|WEEKEND|{season})(?:PART|NIGHT)?"
    "|WEEKDAYS|WEEKDAY(?:PARTS|NIGHTS)|WEEKENDS|DAILY)",
    "set_rate": "(?:TIMES A UNIT|NUM?TIMES A UNIT)",
    "day_range": "{weekday}?MONTH(?:DAY|ORD)(?:HYPHEN|TO)(?:DAY|ORD)(?!{unit}|UNITS){year}?",
    "day_range_rev": "(?:DAY|ORD)(?:HYPHEN|TO)(?:DAY|ORD)OF?MONTH{year}?",
    "calendar": "{mod}?{calendar}",
    "day_of_month": "THE?(?:ORD|(?:NUMWORD HYPHEN)?ORDINAL)OF(?:THIS|THE?NEXT|THE?LAST)UNIT",
    "nth_weekday": "THE?(?:ORD|ORDINAL|LAST)WEEKDAY(?:IN|OF)MONTH{year}?",
    "last_day": "THE LAST UNIT OF(?:MONTH{year}?|(?:THIS|THE?NEXT|THE?LAST|THE)UNIT)",
    "month": "{mod}?(?:THE?(?:LAST|NEXT|FOLLOWING)|THIS(?:LAST|NEXT)?|THAT)?MONTH(?:COMMA?OF?YEAR(?!PERCENT)|SHORTYEAR|COMMA?OF?(?:LAST|NEXT|THIS)UNIT)?",
    "weekday_of": "{mod}?WEEKDAY(?:OF|COMMA)?(?:LAST|NEXT|THIS|THE(?:LAST|NEXT|FOLLOWING))UNIT(?:PART)?",
    "weekday_week": "(?:THIS|NEXT)?WEEKDAY UNIT(?!HYPHEN|OF)",
    "weekday": "{mod}?(?:(?:THE?(?:LAST|NEXT|FOLLOWING|THAT))|THIS(?:LAST|NEXT)?)?WEEKDAY",
    "dayref": "(?:EARLY|LATE|EARLIER|LATER)?DAYREF",
    "holiday": "{mod}?(?:LAST|NEXT|THIS)?HOLIDAY(?:COMMA?YEAR)?",
    "day_alone": "THE(?:ORD|(?:NUMWORD HYPHEN)?ORDINAL)(?!{unit}|UNITS|WEEKDAY|PART|HYPHEN|NUMWORD|QUARTER)",
    # quarters, halves
    "quarter": "{mod}?THE?(?:YEAR|(?:LAST|NEXT|THIS)UNIT POSS?|LAST|UNIT HYPHEN(?:AGO|EARLIER))?FISCAL?(?:UNIT?YEAR POSS?)?"
    "(?:ORDINAL HYPHEN?QUARTER|ORD QUARTER)(?:OF?FISCAL?UNIT?YEAR|OF(?:LAST|NEXT|THIS|THE|THE FISCAL)UNIT)?",
    "quarter_name": "QTR(?:OF|COMMA|HYPHEN)?(?:YEAR|SHORTYEAR)?|YEAR HYPHEN QTR",
    "half": "THE?(?:ORDINAL|LAST)HALF OF(?:YEAR|(?:LAST|NEXT|THIS|THE)UNIT)",
    "century": "{mod}?THE?(?:ORD|ORDINAL|NUMWORD HYPHEN ORDINAL)HYPHEN?CENTURY",
    # amounts of time
    "year_ago": "(?:THE|A)?(?:UNIT|NUMWORD HYPHEN UNIT)HYPHEN(?:AGO|EARLIER)(?:PERIOD|QUARTER|UNIT)?",
    "pick_amount": "APPROX?(?:THE?(?:LAST|NEXT|FOLLOWING|LATEST)|THIS(?:LAST|NEXT)|THESE(?:LAST|NEXT))(?:HYPHEN?{some}HYPHEN?(?:UNITS|UNIT|SEASONS|QUARTER)|UNITS)(?:OR SO)?",
    "shifted": "{quantity}(?:AGO|EARLIER|LATER|BEFORE(?=COMMA|DOT|BREAK|$)|FROM NOW|FROM DAYREF)",
    "shifted_the": "THE UNIT(?:BEFORE|EARLIER|AFTER)",
    "shifted_bare": "UNITS(?:AGO|EARLIER|LATER)",
    "first_amount": "THE?ORDINAL(?:{num}|FUZZY)UNITS",
    "recent_amount": "RECENT(?:UNITS(?:AND UNITS)?)",
    "span": "YEAR(?:HYPHEN|TO)(?:YEAR|DAY|NUM)(?!{unit}|UNITS|PERCENT)",
    "period": "{mod}?(?:{pick}(?:{unit}|WEEKEND|{season}|PERIOD)|THE?(?:CURRENT|LATEST)FISCAL?(?:UNIT|QUARTER))",
    "season": "{mod}?(?:THE{season}(?:OF?YEAR)?|THE?{season}COMMA?YEAR|{season}OF YEAR|SEASON)",
    "decade": "{mod}?THE?(?:EARLY|LATE|MID)?HYPHEN?(?:DECADE|THE DECADEWORD|SHORTYEAR)",
    "amount": "{quantity}",
    "named_year": "{mod}?THE?(?:UNIT|FISCAL UNIT|FISCAL)YEAR",
    "the_period": "(?:{mod}?THE FISCAL?(?:UNIT|QUARTER|WEEKEND)|{mod}UNIT)",
    "year_end": "UNIT(?:HYPHEN|POSS)?END(?!OF)",
    "amount_bare": "(?:UNITS(?:HYPHEN LONG|OR UNITS)?|UNIT HYPHEN?LONG)",
    "year": "{mod}?YEAR",
    # words that point at no day
    "now": "(?:RIGHT?NOW|CURRENTLY|CURRENT|AT THE?PRESENT|THESE UNITS)",
    "past": "(?:MORE?RECENTLY|RECENT|THE LAST)",
    "future": "(?:THE NEAR?FUTURE)",
}  # fmt: skip

_BRACES = re.compile(r"\{([a-z]+)\}")
_CLASS = re.compile(r"[A-Z]{2,}|\bA\b|(?<![a-zA-Z\[-])A(?=\?)")
_MAX_NESTING = 6


def _spell_out(rule: str) -> str:
    """Turn a rule as written above into a regular expression over class letters."""
    for _ in range(_MAX_NESTING):
        rule = _BRACES.sub(lambda found: f"(?:{_PARTS[found[1]]})", rule)
    return rule


def compile_rules() -> re.Pattern[str]:
    """Compile all rules into one pattern; the name of the rule that matched is `lastgroup`."""
    rules = (f"(?P<{name}>{_to_letters(_spell_out(rule))})" for name, rule in _RULES.items())
    return re.compile("|".join(rules))


def _to_letters(rule: str) -> str:
    known = {
        **LETTER,
        "FEW": LETTER["FUZZY"],
        "NIGHTS": LETTER["UNITS"],
        "UP": LETTER["APPROX"],
        "UNDER": LETTER["APPROX"],
    }
    pieces = re.findall(r"[A-Z]+|\(\?<?[:!=]|\[[^\]]*\]|\{\d+,\d+\}|\s+|.", rule)
    return "".join(known[p] if p.isupper() and p.isalpha() else ("" if p.isspace() else p) for p in pieces)


_STAND_ALONE = words_of(
    "MONTH WEEKDAY WEEKDAYS UNITS YEAR ISO SLASH CLOCK QTR DECADE SHORTYEAR HOLIDAY NAMEDDAY DAYREF "
    "TONIGHT OVERNIGHT POINT SEASON NOW CURRENTLY CURRENT RECENT RECENTLY DAILY WEEKENDS"
)
"""Classes of which one word may be an expression."""
_NEVER_FIRST = words_of(
    "OF IN ON TO OR AND FROM COMMA DOT HYPHEN BREAK MONEY PERCENT POSS OTHER AGO BEFORE AFTER AMPM ZONE "
    "OLD END PERIOD TIME SO"
)
"""Classes with which no rule begins, "end" but for "the end of"."""


def _compile_starts() -> re.Pattern[str]:
    """Compile what an expression can begin with: a word that can stand alone, or another before a classed word."""
    alone = "".join(LETTER[name] for name in _STAND_ALONE)
    first = "".join(letter for name, letter in LETTER.items() if name not in {*_STAND_ALONE, *_NEVER_FIRST})
    number = LETTER["DAY"]
    second = "".join(letter for name, letter in LETTER.items() if name not in {"BREAK", "DOT", "MONEY"})
    return re.compile(
        f"[{alone}]|[{first}](?=[{second}])|(?<={LETTER['AND']}){number}|{LETTER['END']}(?={LETTER['OF']})"
    )


_RULE = compile_rules()
_START = _compile_starts()


def next_match(classes: str, at: int) -> re.Match[str] | None:
    """Find the next expression in a string of class letters, from position `at` on.

    Most words begin nothing: they are passed over before any rule is tried, which halves the time.
    """
    while start := _START.search(classes, at):
        found = _RULE.match(classes, start.start())
        if found:
            return found
        at = start.start() + 1
    return None
