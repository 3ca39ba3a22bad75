"""Words that can stand for one another, and words that are opposed: WordNet's senses, by the stems of words.

The table (`word_senses.json`, written by training/word_senses.py) has no senses of its own: two words are kin
where they share one that is common for one of them at least, and opposed where WordNet has them as antonyms or `OPPOSED` does.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

import msgspec
from msgspec import Struct

from crossread.compare._wordings import keys_of

SAME_WORD, SAME_SENSE, NEAR_SENSE = 1.0, 0.8, 0.5
"""How much of a word another tells: the same stem all of it; by hand, one of the same common sense, and one whose
common sense is a rarer, wider or derived one of the other."""

_OPPOSED = (
    "accept reject|accept refuse|affirm deny|agree refuse|agree oppose|approve reject|arrive leave|attend boycott|"
    "back oppose|ban allow|begin end|blame absolve|break keep|build demolish|cancel hold|clear block|close open|"
    "comply defy|concede contest|condemn praise|confirm deny|continue stop|convict acquit|convict clear|cut raise|"
    "dead alive|die survive|drop pursue|empty full|exclude include|expel admit|expand shrink|fail succeed|"
    "fail pass|fall rise|free jail|free detain|full empty|gain lose|grant deny|guilty innocent|halt resume|"
    "halt continue|higher lower|hire sack|increase reduce|join leave|keep scrap|known unknown|lift impose|light dark|"
    "lose win|loss profit|meet miss|more fewer|near far|old new|open shut|pass block|peaceful violent|permit forbid|"
    "present absent|public secret|quit stay|ready unready|release detain|release withhold|remain leave|resign stay|"
    "resume suspend|safe unsafe|safe dangerous|secure breach|sell keep|sign refuse|sober drunk|stable critical|"
    "start stop|stay go|strengthen weaken|support oppose|tell conceal|trust doubt|united divided|uphold overturn|"
    "urge discourage|victory defeat|voluntary forced|withdraw advance|work fail|working broken|"
    "resign sack|resign dismiss|leave sack|appeal accept|profit lose|profit loss|lift remain|alive die|alive kill|"
    "alive lose|lose signal|save destroy|save lose|save burn|rescue die|peaceful violence|peaceful throw|calm violence|clash peaceful|"
    "buy lease|buy rent|own rent|keep drop|stay drop|leave stay|quit stay|custody release|custody free|arrest release|"
    "release hold|solve continue|over continue|strike resume|dead recover|kill recover|kill surrender|shoot surrender|walk ride|pay owe|"
    "paid free|clean contaminate|clean pollute|clean bacteria|clean fail|safe collapse|warn surprise|win second|unanimous split|"
    "unanimous against|accident murder|accident deliberate|accidental deliberate|suicide murder|natural murder|alone together|sober drunk|"
    "hold postpone|hold cancel|postpone ahead|cancel ahead|vacant occupied|ally enemy|hero villain|cheaper dearer|cheap expensive|"
    "early late|delay punctual|shrink grow|cure ill|healthy ill|sick healthy|positive negative|insured uninsured|"
    "armed unarmed|licensed unlicensed|paid unpaid|conscious unconscious|help obstruct|invite exclude|"
    "flee stay|flee surrender|stop drive|return vanish|recover vanish"
)


PREPOSITIONS = frozenset("in on to at for of with by from into upon about against as".split())
"""A verb and one of these is no phrase to be found by its words alone: "signed in the morning"."""


class _Table(Struct, frozen=True):
    senses: dict[str, tuple[tuple[int, ...], tuple[int, ...]]]
    opposed: tuple[tuple[str, str], ...]


@cache
def _table() -> _Table:
    data = resources.files("crossread.compare").joinpath("word_senses.json").read_bytes()
    return msgspec.json.decode(data, type=_Table)


@cache
def _opposed() -> dict[str, tuple[str, ...]]:
    own = [tuple(keys_of(word)[0] for word in pair.split()) for pair in _OPPOSED.split("|")]
    found: dict[str, set[str]] = {}
    for x, y in (*_table().opposed, *own):
        found.setdefault(x, set()).add(y)
        found.setdefault(y, set()).add(x)
    return {stem: tuple(sorted(others)) for stem, others in found.items()}


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """Give the phrases of the table by their first stem, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for stem in _table().senses:
        words = tuple(stem.split())
        if len(words) > 2 or (len(words) == 2 and words[1] not in PREPOSITIONS):
            found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(ws, key=lambda w: (-len(w), w))) for first, ws in found.items()}


def phrases_from(stem: str) -> tuple[tuple[str, ...], ...]:
    """Give the phrases ("throw in the towel") that begin with a stem, as stems."""
    return _phrases().get(stem, ())


@lru_cache(maxsize=50_000)
def senses_of(stem: str) -> tuple[frozenset[int], frozenset[int]]:
    """Give the common and the further senses of a stem or phrase, as numbers of the table; none for an unknown word."""
    common, further = _table().senses.get(stem, ((), ()))
    return frozenset(common), frozenset(further)


@lru_cache(maxsize=200_000)
def kinship(a: str, b: str) -> float:
    """Tell how much of one word another tells, in [0, 1]."""
    if a == b:
        return SAME_WORD
    (x, x_further), (y, y_further) = senses_of(a), senses_of(b)
    if x & y:
        return SAME_SENSE
    return NEAR_SENSE if x & y_further or y & x_further else 0.0


def opposites_of(stem: str) -> tuple[str, ...]:
    """Give the stems of opposed sense."""
    return _opposed().get(stem, ())
