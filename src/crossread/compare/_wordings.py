"""Words of a passage as they are compared: where they stand, how they read, how much they tell.

Two forms of each word serve two ends. The *form* ("we'll") tells whether two wordings are the same;
the *keys* ("we", "will") tell whether they may be two wordings of one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from anyascii import anyascii
from msgspec import Struct

MAX_WORD_CHARS = 60
"""A longer run of letters is no word; it is cut."""

FUNCTION_MASS, EVERYDAY_MASS, CONTENT_MASS = 0.15, 0.4, 1.0
"""What a word tells: one of grammar, one that every speech has ("thank", "people"), and any other.

Chosen by hand so that four words of grammar do not make up for one missing content word.
"""

FUNCTION_WORDS = frozenset(
    "a an the this that these those and or but nor so if then than as of at by for with about against between into "
    "through during before after above below to from up down in out on off over under again further once here there "
    "when where why how all any both each few more most other some such no not only own same too very can will would "
    "shall should may might must could be have do i you he she it we they me him her us them my your his its our "
    "their mine yours ours theirs who whom whose which what while because until although though since let also just "
    "now ever even yet still us".split()
)
"""Words of grammar, as `keys_of` gives them."""

EVERYDAY_WORDS = frozenset(
    "thank pleas great good veri much mani realli well know think say said tell told go come want need get got make "
    "take look see like thing lot way peopl everybodi somebodi anybodi nobodi time day year today tomorrow yesterday "
    "work talk help start today right import first one two three use new big littl better best hope feel ask "
    "happen believ mean tri keep put give given final alway never back long countri world".split()
)
"""Stems that speech of every kind has: shared ones are weak evidence of one origin."""

_WORD = re.compile(r"[^\W_]{1,60}(?:['’.,:/-][^\W_]{1,60}){0,8}")
_CURLY = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})
_BE = frozenset("am is are was were been being be".split())
_HAVE = frozenset("has had having have".split())
_DO = frozenset("does did doing done do".split())
_NUMBERS = {
    word: str(n)
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
}
_NUMBERS |= {
    word: str(10 * n) for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2)
}
_IRREGULAR = {
    form: verb
    for verb, *forms in map(
        str.split,
        (
            "become became|begin began begun|bear bore borne|bind bound|bleed bled|blow blew blown|break broke broken|"
            "bring brought|build built|burn burnt|buy bought|catch caught|choose chose chosen|come came|deal dealt|dig dug|"
            "draw drew drawn|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|"
            "fight fought|find found|flee fled|fly flew flown|forbid forbade forbidden|forget forgot forgotten|"
            "forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone|grow grew grown|"
            "hang hung|hear heard|hide hid hidden|hold held|keep kept|know knew known|lead led|leave left|lend lent|"
            "lose lost|make made|mean meant|meet met|pay paid|ride rode ridden|ring rang rung|rise rose risen|run ran|"
            "say said|see saw seen|seek sought|sell sold|send sent|shake shook shaken|shoot shot|show shown|sink sank sunk|"
            "sit sat|sleep slept|speak spoke spoken|spend spent|stand stood|steal stole stolen|stick stuck|"
            "strike struck stricken|swear swore sworn|swim swam swum|take took taken|teach taught|tear tore torn|"
            "tell told|think thought|throw threw thrown|understand understood|wake woke woken|wear wore worn|win won|"
            "withdraw withdrew withdrawn|write wrote written"
        ).split("|"),
    )
    for form in forms
}
"""Past forms of verbs that a stemmer does not know: what was "I take" is told as "that he took"."""

_SHIFTED = {"would": "will", "could": "can", "might": "may"}
"""Told speech moves its verbs into the past: "I will" is "that she would"."""

_SUFFIXES = (("n't", "not"), ("'re", "be"), ("'m", "be"), ("'ll", "will"), ("'ve", "have"), ("'d", "would"))
_WITH_BE = frozenset("it he she that there what who here where how this everything nothing".split())
_SHORTENED = {"ca": "can", "wo": "will", "sha": "shall"}
_INDEFINITE = {"someone": "somebody", "anyone": "anybody", "everyone": "everybody"}


class Unit(Struct, frozen=True):
    """A word with the punctuation that hangs on it, and its form; `piece` numbers the span it was read from.

    `start` and `end` are code points, half-open; `form` is folded to lower case with straight marks
    and without punctuation around it, or the punctuation itself where there is no word.
    """

    start: int
    end: int
    form: str
    piece: int


def find_units(text: str, pieces: Sequence[tuple[int, int]]) -> tuple[Unit, ...]:
    """Cut pieces of a text into units that cover all of their characters but white space.

    Punctuation hangs on the word before it, unless white space parts the two: then on the word after.

    Args:
        text: the document's canonical text.
        pieces: code points, half-open, in the order they are to be read.
    """
    return tuple(unit for at, (start, end) in enumerate(pieces) for unit in _units_of(text, start, end, at))


def _units_of(text: str, start: int, end: int, piece: int) -> Iterable[Unit]:
    matches = list(_WORD.finditer(text, start, end))
    if not matches:
        bare = text[start:end].strip()
        if bare:
            at = start + text[start:end].index(bare)
            yield Unit(at, at + len(bare), bare, piece)
        return
    first = matches[0].start() - len(text[start : matches[0].start()].lstrip())
    for m, after in zip(matches, [*matches[1:], None], strict=True):
        last, follows = _cut_between(text, m.end(), after.start() if after else end, is_last=after is None)
        yield Unit(first, last, _form(m.group()), piece)
        first = follows


def _cut_between(text: str, start: int, end: int, *, is_last: bool) -> tuple[int, int]:
    """Give where the word before a gap ends with its punctuation, and where the word after it begins with its own."""
    gap = text[start:end]
    if is_last:
        return start + len(gap.rstrip()), end
    parts = gap.split()
    if not parts:
        return start, end
    if not any(map(str.isspace, gap)):
        return end, end
    leads = not gap[-1].isspace()
    before = gap[: len(gap) - len(parts[-1])] if leads else gap
    return start + len(before.rstrip()), end - (len(parts[-1]) if leads else 0)


def _form(word: str) -> str:
    return word.translate(_CURLY).casefold()


def forms_of(text: str) -> list[str]:
    """Give the words of a text, folded to lower case with straight marks."""
    return [_form(m.group()) for m in _WORD.finditer(text)]


def keys_of(text: str) -> list[str]:
    """Give the words of a text as stems, short forms written out: "We're looking" is we, be, look."""
    return [key for m in _WORD.finditer(text) for key in _keys(_form(m.group()))]


@lru_cache(maxsize=50_000)
def _keys(form: str) -> tuple[str, ...]:
    form = anyascii(form)
    for suffix, word in _SUFFIXES:
        if form.endswith(suffix) and len(form) > len(suffix):
            stem = form[: -len(suffix)]
            return (*_keys(_SHORTENED.get(stem, stem)), word)
    if form == "cannot":
        return "can", "not"
    if form.endswith("'s"):
        stem = form[:-2]
        return (stem, "be") if stem in _WITH_BE else _keys(stem)
    return tuple(_key(part) for part in re.split(r"['/-]", form) if part)


def _key(word: str) -> str:
    for forms, base in ((_BE, "be"), (_HAVE, "have"), (_DO, "do")):
        if word in forms:
            return base
    word = word.rstrip(".")
    for table in (_INDEFINITE, _NUMBERS, _IRREGULAR, _SHIFTED):
        word = table.get(word, word)
    return word if word in FUNCTION_WORDS else str(_stemmer().stemWord(word.replace(",", "")[:MAX_WORD_CHARS]))


@cache
def _stemmer():  # type: ignore[no-untyped-def]  # noqa: ANN202  (snowballstemmer has no types)
    import snowballstemmer  # noqa: PLC0415  (only where reports are compared)

    return snowballstemmer.stemmer("english")


def mass_of(key: str) -> float:
    """Tell how much a word tells about what is said: one of the three masses."""
    if key in FUNCTION_WORDS:
        return FUNCTION_MASS
    return EVERYDAY_MASS if key in EVERYDAY_WORDS else CONTENT_MASS


class Match(Struct, frozen=True):
    """How two runs of keys agree.

    `mass` is that of the words they share in one order; `share` that mass over the lighter run's;
    `dice` twice that mass over both, of the longer run only the part that the shorter lies along;
    `whole` the same with all of the longer run;
    `run` counts the words of the longest unbroken stretch, `run_mass` is its mass.
    """

    mass: float = 0.0
    share: float = 0.0
    dice: float = 0.0
    whole: float = 0.0
    run: int = 0
    run_mass: float = 0.0


def match_keys(a: Sequence[str], b: Sequence[str], *, names: frozenset[str] = frozenset()) -> Match:
    """Align two runs of keys, the shorter along the best part of the longer.

    Args:
        a, b: from `keys_of`.
        names: keys that belong to names; they tell no more than everyday words, since all reports of a story share them.
    """
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  (only where reports are compared)

    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if not short:
        return Match()
    window = _window(short, long)

    def mass(key: str) -> float:
        return min(mass_of(key), EVERYDAY_MASS) if key in names else mass_of(key)

    blocks = [o for o in LCSseq.opcodes(short, window) if o.tag == "equal"]
    if not blocks:
        return Match()
    masses = [sum(mass(k) for k in short[o.src_start : o.src_end]) for o in blocks]
    shared = sum(masses)
    beside = sum(mass(k) for k in window[blocks[0].dest_start : blocks[-1].dest_end])
    lighter, heavier = sorted((sum(mass(k) for k in short), sum(mass(k) for k in long)))
    aligned = sum(mass(k) for k in short)
    longest = max(range(len(blocks)), key=lambda i: (masses[i], -i))
    return Match(
        mass=shared,
        share=shared / lighter,
        dice=2 * shared / (aligned + beside),
        whole=2 * shared / (lighter + heavier),
        run=blocks[longest].src_end - blocks[longest].src_start,
        run_mass=masses[longest],
    )


WINDOW_SLACK = 3
"""So many words on each side of the best place are looked at too: a wording may be longer than the other."""


def _window(short: Sequence[str], long: Sequence[str]) -> Sequence[str]:
    """Give the part of the longer run that the shorter fits best."""
    if len(long) <= len(short) + 2 * WINDOW_SLACK:
        return long
    from rapidfuzz.fuzz import partial_ratio_alignment  # noqa: PLC0415  (only where reports are compared)

    place = partial_ratio_alignment(short, long)
    if place is None:
        return long
    return long[max(0, place.dest_start - WINDOW_SLACK) : place.dest_end + WINDOW_SLACK]
