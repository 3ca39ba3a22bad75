"""What a figure counts: the noun phrase that belongs to a number.

With a syntax tree the head of the numeral gives it; without one, the words that follow do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossread.extract._figure_numbers import Words, number_at
from crossread.extract._figure_traps import is_plural
from crossread.extract._figure_words import FUNCTION_WORDS, IRREGULAR_PLURALS, NOT_PLURALS, STATES, VERBS, word_set

if TYPE_CHECKING:
    from crossread.language.analysis import Analysis

MAX_NOUN_WORDS = 6
"""Words that a counted noun phrase may have: "surface-to-air missile batteries"."""

_DETERMINERS = word_set("the a an its his her their our my your these those all this that such other more")
_BESIDES = frozenset({"other", "more", "additional", "further", "such", "another"})
"""Words between number and noun that say nothing of what is counted: "three other children"."""

_PRONOUNS = frozenset(["them", "us", "you", "it", "which", "whom", "those", "these", "this", "that", "whose"])
_LEFT_PARTS = frozenset(
    (
        "compound",
        "amod",
        "flat",
        "nmod",
        "goeswith",
        "fixed",
        "punct",
        "advmod",
        "nummod",
        "nmod:poss",
        "nmod:desc",
        "obl",
        "case",
        "dep",
        "det",
    )
)


def words_counted_after(words: Words, i: int) -> tuple[int, int] | None:
    """Give the offsets of the noun phrase that starts at word `i`, from the words alone.

    Skips "of" and determiners ("three of the eight climbers"), and stops at the first plural noun,
    function word, common verb or mark.
    """
    i = _noun_start(words, i)
    if words.at(i) in STATES:
        return words.start[i], words.end[i]
    if words.at(i) in _PRONOUNS:
        return None
    at = i
    while at < len(words) and at - i < MAX_NOUN_WORDS:
        if words.hyphen(at) and at > i:
            at += 1
            continue
        if at > i and words.at(at) in {"'", "’"} and words.at(at + 1) == "s" and words.joined(at + 1):
            i = at = at + 2  # "half of the mayor's seats" counts seats
            continue
        shown = words.shown(at)
        stops = words.at(at) in FUNCTION_WORDS or words.at(at) in VERBS
        if not shown.isalpha() or (stops and not words.hyphen(at - 1)):
            break
        if (
            at > i
            and words.capital(at)
            and not words.at(at).endswith("s")
            and not words.capital(at - 1)
            and not words.hyphen(at - 1)
        ):
            break
        at += 1
        if _ends_phrase(words, at - 1):
            while is_plural(words, at):
                at += 1
            break
    else:
        if at < len(words):
            return None
    at -= words.hyphen(at - 1)
    if at == i or not _may_be_noun(words, i, at):
        return None
    return words.start[i], words.end[at - 1]


def _ends_phrase(words: Words, at: int) -> bool:
    """Tell whether the plural at word `at` is the noun of its phrase: "drones", "Syrians", not the "arms" of "arms dealers"."""
    if words.hyphen(at + 1):
        return False
    name = words.capital(at) and words.at(at).endswith("s") and len(words.at(at)) > 4 and not words.capital(at + 1)
    return is_plural(words, at) or name


def _may_be_noun(words: Words, first: int, last: int) -> bool:
    """Refuse what reads as a verb ("the two turned", "those responding") or is too long to be sure."""
    if is_plural(words, last - 1) or words.capital(last - 1):
        return True
    return last - first <= 3 and not words.at(first).endswith(("ed", "ing"))


def _noun_start(words: Words, i: int) -> int:
    """Pass over "-", "or so", "of", determiners and a second number to where the noun begins."""
    if words.hyphen(i) or words.at(i) == "+":
        i += 1
    if words.at(i) in {"odd", "plus"}:
        i += 1
    if words.at(i) == "or" and words.at(i + 1) in {"so", "more", "fewer", "less"}:
        i += 2
    if words.at(i) in {'"', "”", "’", "'"} and words.at(i + 1) == "of":
        i += 1
    if words.at(i) == "of":
        i += 1
        while words.at(i) in _DETERMINERS or (i < len(words) and words.digits[i]):
            i += 1
        number = number_at(words, i)
        if number is not None:
            i = number.last
    while words.at(i) in _BESIDES:
        i += 1
    return i


def tokens_counted(analysis: Analysis, start: int, end: int) -> tuple[int, int] | None:
    """Give the offsets of the noun phrase that the number at `start`:`end` counts, from the syntax tree.

    A numeral that modifies a noun (nummod) counts that noun with its adjectives and compounds; one
    with an "of" phrase ("dozens of people", "three of the climbers") counts the noun of that phrase.

    Args:
        analysis: the report, with a row of syntax a token.
        start: first character of the number, `end` the one after its last.
    """
    tokens, syntax = analysis.tokens, analysis.syntax
    first, last = tokens.covering(start, end)
    if len(syntax.upos) != len(tokens) or first >= last:
        return None
    inside = range(first, last)
    outward = [t for t in inside if not first <= int(syntax.head[t]) < last or int(syntax.head[t]) == t]
    for t in outward:
        head = int(syntax.head[t])
        if (
            syntax.deprel[t].split(":")[0] in {"nummod", "amod", "det", "compound"}
            and head != t
            and syntax.upos[head] in {"NOUN", "PROPN", "ADJ", "SYM"}
        ):
            return _phrase(analysis, head, last)
        child = _of_child(analysis, t, last)
        if child is not None:
            return _phrase(analysis, child, last)
    return None


def _of_child(analysis: Analysis, t: int, last: int) -> int | None:
    """Give the noun of the "of" phrase that hangs on token `t`."""
    syntax = analysis.syntax
    for child in range(last, min(last + 2 * MAX_NOUN_WORDS, len(analysis.tokens))):
        if int(syntax.head[child]) == t and syntax.deprel[child].split(":")[0] == "nmod":
            return child if syntax.upos[child] in {"NOUN", "PROPN"} and analysis.word(last).lower() == "of" else None
    return None


def _phrase(analysis: Analysis, head: int, after: int) -> tuple[int, int] | None:
    """Give the offsets from the first modifier of `head` to `head`, without determiners and numbers."""
    syntax, tokens = analysis.syntax, analysis.tokens
    first = head
    while first > 0 and head - first < MAX_NOUN_WORDS and not (head >= after > first - 1):
        at = first - 1
        if not _hangs_on(analysis, at, head) or syntax.deprel[at].split(":")[0] not in _LEFT_PARTS:
            break
        if syntax.upos[at] in {"NUM", "DET", "ADP", "PRON"} or (
            syntax.upos[at] == "PUNCT" and analysis.word(at) not in {"-", "‑"}
        ):
            break
        first = at
    while first < head and (syntax.upos[first] == "PUNCT" or analysis.word(first).lower() in _BESIDES):
        first += 1
    if analysis.word(head).lower() in _PRONOUNS or not analysis.word(head)[0].isalpha():
        return None
    return int(tokens.start[first]), int(tokens.end[head])


def _hangs_on(analysis: Analysis, t: int, head: int) -> bool:
    """Tell whether token `t` lies under `head` in the tree."""
    heads = analysis.syntax.head
    for _ in range(MAX_NOUN_WORDS):
        t = int(heads[t])
        if t == head:
            return True
    return False


def is_one_noun(words: Words, i: int) -> bool:
    """Tell whether word `i` can be the noun of "one": a word in lower case that is no function word or verb."""
    word = words.shown(i)
    if word in STATES:
        return True
    if not word.isalpha() or word in FUNCTION_WORDS or word in VERBS:
        return False
    return word not in IRREGULAR_PLURALS or word in NOT_PLURALS
