"""Words as the search for conflicts reads them: what they mean roughly, whether they are negated, how firm they are.

A *concept* is a small family of words that reports use for one thing ("killed", "deaths", "dead"). A word of the
opposite sense carries the sign -1 ("dark" is no light), and so does a word that is negated; two negations cancel.
The families are general words of news, chosen by hand; a word of no family is its own concept, by its stem.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from crossread.compare._word_senses import opposites_of, phrases_from
from crossread.compare._wordings import FUNCTION_WORDS, keys_of

Firmness = Literal["asserted", "possible", "planned", "demanded", "conditional"]


def stems_of(words: str) -> frozenset[str]:
    """Give the stems of words parted by spaces, and the words themselves."""
    return frozenset(form for word in words.split() for form in (word, *keys_of(word)[:1]))


def stemmed(*phrases: str) -> tuple[tuple[str, ...], ...]:
    """Give phrases as the stems of their words."""
    return tuple(tuple(keys_of(phrase)) for phrase in phrases)


FAMILIES = {
    "kill": "kill kills killed killing dead death deaths die died dies dying fatality fatalities perished slain slaughtered massacred murdered",
    "injure": "injure injured injures injuring injury injuries hurt wounded wounding casualties treated",
    "miss": "missing unaccounted",
    "arrest": "arrest arrested arrests arresting detained detention detainees custody",
    "evacuate": "evacuate evacuated evacuation evacuees displaced",
    "rescue": "rescued rescue rescues rescuing",
    "infect": "infected infection infections sickened",
    "protest": "protest protested protesters protestors demonstrators demonstration marchers rally rallied",
    "people": "people persons person individuals others victims humans souls",
    "buy": "buy buys bought buying purchase purchases purchased purchasing acquire acquired acquisition",
    "sell": "sell sells sold selling sale sales",
    "pay": "pay pays paid paying payment payments",
    "meet": "meet meets met meeting meetings talks summit session conference negotiations",
    "phone": "phone phoned phoning telephone telephoned telephoning",
    "distress": "mayday distress sos",
    "crash": "crash crashed crashing collision collided collide collides impact",
    "leave": "leave leaves left leaving depart departed departs departure exit exited",
    "stay": "stay stayed stays staying remain remained remains",
    "begin": "begin begins began begun beginning start starts started starting commence commenced",
    "end": "end ends ended ending finish finished conclude concluded conclusion concluding",
    "light": "light lights lamp lamps lit illuminated +dark +unlit +darkened",
    "open": "open opened opens opening +close +closed +closes +closing +shut",
    "agree": "agree agreed agrees agreeing accept accepted accepts "
    "approve approved approves endorse endorsed +reject +rejected +rejects +rejecting +oppose +opposed +opposes",
    "discuss": "discuss discussed discusses discussing raise raised raises raising mention mentioned broach broached",
    "resign": "resign resigned resigns resignation",
    "cancel": "cancel cancelled canceled scrap scrapped scrapping",
    "delay": "delay delayed delays postpone postponed postponement",
    "rise": "rise rises rose risen rising increase increased increases grew grown +fall +falls +fell +fallen +falling "
    "+decrease +decreased +drop +dropped +decline",
    "win": "win wins won winning victory +lose +loses +lost +losing +defeat +defeated",
    "guilty": "guilty guilt convicted +acquitted",
    "safe": "safe safely +unsafe +dangerous",
    "legal": "legal lawful legally +illegal +unlawful +illegally",
    "alive": "alive survived survive survivor survivors",
    "vote": "vote votes ballot ballots voted",
    "child": "child children kids pupils schoolchildren schoolkids schoolchild youngsters",
    "troops": "troops soldiers",
    "sign": "sign signed signs signing signature",
}
"""Families of words; a plus marks the opposite sense."""

PHRASES = {
    "rule out": "rule-out",
    "exclude": "rule-out",
    "leave open": "leave-open",
    "leave the door open": "leave-open",
    "left open": "leave-open",
    "left the door open": "leave-open",
    "keep open": "leave-open",
    "keep the door open": "leave-open",
    "kept open": "leave-open",
    "kept the door open": "leave-open",
    "on the table": "discuss",
    "on the agenda": "discuss",
    "talk about": "discuss",
    "bring up": "discuss",
    "brought up": "discuss",
    "walk out": "leave",
    "go out": "leave",
    "gone out": "leave",
    "went out": "leave",
    "storm out": "leave",
    "step down": "resign",
    "call off": "cancel",
    "go ahead": "begin",
    "phone call": "phone",
    "distress call": "distress",
    "spoken with": "phone",
    "spoke with": "phone",
    "spoken to": "phone",
    "spoke to": "phone",
    "lost their lives": "kill",
    "lost his life": "kill",
    "lost her life": "kill",
    "under arrest": "arrest",
    "fall ill": "sicken",
    "fell ill": "sicken",
    "fallen ill": "sicken",
    "falling ill": "sicken",
    "taken ill": "sicken",
    "made ill": "sicken",
    "call for": "demand",
    "call on": "demand",
    "own up": "admit",
    "close to": "near",
    "open to": "will",
}
"""Words that mean something together; the first concept counts for all of them."""

NOT_WORDS = stems_of(
    "not no never none nobody nothing neither nor without hardly cannot nowhere cant dont didnt isnt wasnt doesnt wont couldnt wouldnt"
)
NOBODY = stems_of("nobody nothing none nowhere")
"""Of these, the ones that negate the verb before them: "spoke to nobody"."""

MAX_BACK = 3
"""The verb that such a word negates stands so few words before it."""

DENIALS = stems_of("deni disput refut")
"""Stems of verbs that turn round what follows."""

REFUSALS = stemmed(
    "yet to",
    "fail to",
    "refuse to",
    "decline to",
    "unable to",
    "short of",
    "far from",
    "instead of",
    "rather than",
    "denial that",
)
"""Words that turn round what follows them in their clause, as keys."""

SILENCES = stems_of("declin refus")
SAYINGS = stems_of("say comment discuss reveal disclos give name identifi speak specul talk answer")
"""Who declines to say something does not deny it."""

REJECTIONS = stems_of("reject dismiss")
CLAIMS = stems_of("claim report suggest alleg accus charg rumour rumor")
"""Who rejects one of these rejects what it says: "rejected as idle talk the claim that"."""

MAX_REJECTED_WORDS = 9

UNCONFIRMED = stemmed("short of", "yet to", "decline to", "not yet")
"""Of these, the ones that leave a thing open rather than deny it."""

POSSIBLE = stems_of("may might could possibl perhap possibly mayb suggest appar potenti")
PLANNED = stems_of("will would shall plan intend expect aim hope propos offer want wish seek")
DEMANDED = stems_of("must should ought demand urg")
CONDITIONAL = frozenset("if unless whether".split())

MAX_NEGATED_WORDS = 6
"""A negation reaches so many words to its right, unless its clause ends before."""

STATES = frozenset("kill injure miss arrest evacuate rescue infect sicken".split())
"""What may have become of the people that a number counts."""

_WORD = re.compile(r"[^\W_]{1,60}(?:['’.,][^\W_]{1,60}){0,8}")
_BREAKS = re.compile(r"[,;:()\[\]—–“”\"!?]|(?<=[a-z]{3})\.(?=\s)")
_OPENERS = frozenset("but while though although because which who whereas".split())


class Term(Struct, frozen=True):
    """A word read: where it stands, its concept, its sign (-1: negated or the opposite), how firm, and in which clause.

    `start` and `end` are code points in the document; `clause` counts within the sentence. `open` where the
    words leave the thing open ("stopped short of confirming") and do not deny it. `name` where it is capitalised
    inside the sentence.
    """

    start: int
    end: int
    key: str
    concept: str
    sign: int
    firmness: Firmness
    clause: int
    left_open: bool
    name: bool

    @property
    def tells(self) -> bool:
        """Tell whether the word is more than grammar."""
        if self.key == "march" and self.name:
            return False  # the month
        return bool(self.concept) and self.concept not in FUNCTION_WORDS and self.concept not in EMPTY_WORDS


EMPTY_WORDS = stems_of(
    "know knew known follow say said tell told ad ask add accord report statement also just veri much mani well one two three be have do get "
    "got make made take took come came go went would will could may might must should can not no n't mr mrs ms dr yet "
    "nobody nothing none still onli even ever never so such like per cent percent thing way lot "
    "about around near nearly almost roughly approxim least more less than up to over under some as "
    "president minist prime leader chancellor secretari general offici spokesman spokeswoman spokesperson chief head "
    "monday tuesday wednesday thursday friday saturday sunday januari februari april june juli august septemb "
    "octob novemb decemb yesterday today tomorrow week day month year hour minut second last next morn afternoon even night"
)
"""Stems that tell nothing of what a sentence is about: words of saying, ranks, days."""


@cache
def _phrases_from() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Give the phrases by the stem they begin with."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, meaning in PHRASES.items():
        keys = tuple(keys_of(phrase))
        table.setdefault(keys[0], []).append((keys, meaning))
    return table


@cache
def _families() -> dict[str, tuple[str, int]]:
    table: dict[str, tuple[str, int]] = {}
    for concept, words in FAMILIES.items():
        for word in words.split():
            sign = -1 if word.startswith("+") else 1
            for key in keys_of(word.lstrip("+"))[:1]:
                table.setdefault(key, (concept, sign))
    return table


@lru_cache(maxsize=50_000)
def concept_of(key: str) -> tuple[str, int]:
    """Give the concept of a stem and its sign."""
    return _families().get(key, (key, 1))


COUNTED = stems_of("treat")
"""Words that say what became of people only beside a number: "40 were treated"; "treated as arson" tells of no injury."""


def plain_concept(key: str, concept: str) -> str:
    """Give the concept of a word read, but its own stem where it means the opposite of its family: "lost" is no "win".

    So does a word that belongs to its family only beside a number.
    """
    own, sign = concept_of(key)
    return key if (sign < 0 or key in COUNTED) and own == concept else concept


@lru_cache(maxsize=20_000)
def opposed_concepts(concept: str) -> frozenset[str]:
    """Give the concepts of opposed sense: of a family, those opposed to any of its words."""
    words = FAMILIES[concept].split() if concept in FAMILIES else []
    members = {concept, *(keys_of(w)[0] for w in words if "+" not in w)}
    stems = {o for m in members for o in opposites_of(m)}
    return frozenset(plain_concept(o, concept_of(o)[0]) for o in stems) - {concept}


class _Raw(Struct, frozen=True):
    start: int
    end: int
    key: str
    name: bool
    breaks: bool


def _cut(text: str, start: int, end: int) -> list[_Raw]:
    """Cut a stretch of text into stems, with a mark where the clause breaks before one."""
    found: list[_Raw] = []
    at = start
    for m in _WORD.finditer(text, start, end):
        breaks = bool(_BREAKS.search(text, at, m.start())) and bool(found)
        name = bool(found) and m.group()[0].isupper()
        for key in keys_of(m.group()):
            found.append(_Raw(m.start(), m.end(), key, name, breaks))
            breaks = False
        at = m.end()
    return found


def read_terms(text: str, start: int, end: int) -> tuple[Term, ...]:
    """Read the words of one sentence.

    Args:
        text: the document's canonical text.
        start: where the sentence begins, `end` where it ends.
    """
    raw = _cut(text, start, min(end, start + MAX_SENTENCE_CHARS))
    keys = [r.key for r in raw]
    terms: list[Term] = []
    clause, skip, rejected = 0, 0, -1
    scope, firmness = _PLAIN, _first_firmness()
    for i, r in enumerate(raw):
        if r.breaks or (r.key in _OPENERS and i):
            clause, scope, firmness = clause + 1, _PLAIN, _first_firmness()
        firmness = _firmness(r.key, firmness)
        (concept, own, n) = ("", 1, skip) if skip else _meaning(raw, keys, i)
        skip = max(0, n - 1)
        sign = scope.sign if scope.reach else 1
        if (
            r.key == "no"
            and terms
            and not r.breaks
            and terms[-1].end + 2 > r.start
            and not is_harmless(keys[i + 1 : i + 2])
        ):
            terms[-1] = replace(terms[-1], sign=-terms[-1].sign)  # "carries no passport"
        if r.key in NOBODY or _is_no_one(keys, i):
            _negate_before(terms, clause)
        left_open = scope.left_open and scope.reach > 0
        terms.append(Term(r.start, r.end, r.key, concept, own * sign, firmness, clause, left_open, r.name))
        if concept == "rule-out":
            firmness = "asserted" if sign > 0 else "possible"
        if r.key in REJECTIONS:
            rejected = next((j for j in range(i + 1, min(len(keys), i + MAX_REJECTED_WORDS)) if keys[j] in CLAIMS), -1)
        scope = _scope_after(keys, i, concept, sign, rejected=rejected) or replace(scope, reach=max(0, scope.reach - 1))
    return tuple(terms)


def _is_no_one(keys: Sequence[str], i: int) -> bool:
    return keys[i] == "no" and keys[i + 1 : i + 2] in (["one"], ["1"])


def _negate_before(terms: list[Term], clause: int) -> None:
    """Turn round the telling word right before a "nobody" or "nothing", in its clause: "conceded nothing"."""
    for i in range(len(terms) - 1, max(-1, len(terms) - 1 - MAX_BACK), -1):
        if terms[i].clause != clause:
            return
        if terms[i].tells:
            terms[i] = replace(terms[i], sign=-terms[i].sign)
            return


class _Scope(Struct, frozen=True):
    """The sign that words have from here on, for so many words, and whether they are left open and not denied."""

    sign: int
    reach: int
    left_open: bool


_PLAIN = _Scope(1, 0, left_open=False)


def _first_firmness() -> Firmness:
    return "asserted"


def _meaning(raw: list[_Raw], keys: list[str], i: int) -> tuple[str, int, int]:
    """Give the concept that begins at a word, its own sign, and how many words it takes."""
    for phrase in _phrases_from().get(keys[i], ()):
        if tuple(keys[i : i + len(phrase[0])]) == phrase[0]:
            return phrase[1], 1, len(phrase[0])
    for words in phrases_from(keys[i]):
        if tuple(keys[i : i + len(words)]) == words:
            return " ".join(words), 1, len(words)
    if keys[i] == "call" and i + 1 < len(raw) and (raw[i + 1].name or keys[i + 1] in {"him", "her", "them"}):
        return "phone", 1, 1
    concept, own = concept_of(keys[i])
    return concept, own, 1


def _scope_after(keys: list[str], i: int, concept: str, sign: int, *, rejected: int) -> _Scope | None:
    """Give the scope that a word opens behind it, None for a word that turns nothing round."""
    if concept == "rule-out":
        return (
            _Scope(-1, MAX_NEGATED_WORDS, left_open=False) if sign > 0 else _Scope(1, MAX_NEGATED_WORDS, left_open=True)
        )
    if keys[i] in NOT_WORDS and not is_harmless(keys[i + 1 : i + 2]):
        return _Scope(-sign, MAX_NEGATED_WORDS, left_open=_starts(keys, i, UNCONFIRMED))
    if keys[i] in DENIALS or i == rejected:
        return _Scope(-sign, 3 * MAX_NEGATED_WORDS, left_open=sign < 0)
    if keys[i] in SILENCES and any(k in SAYINGS for k in keys[i + 1 : i + 3]):
        return None
    refusal = next((p for p in REFUSALS if tuple(keys[i : i + len(p)]) == p), None)
    if refusal is None or (refusal == SHORT_OF and keys[i - 1 : i] and keys[i - 1] in LENGTHS):
        return None  # "two kilometres short of the runway"
    return _Scope(-sign, MAX_NEGATED_WORDS + len(refusal), left_open=_starts(keys, i, UNCONFIRMED))


SHORT_OF = ("short", "of")
LENGTHS = stems_of("kilometre kilometer km metre meter mile yard foot feet inch second minute step vote seat point")
"""Behind these "short of" tells how far something is from a place or number."""

MAX_SENTENCE_CHARS = 2_000
"""A longer sentence is a list or a page without stops; the rest of it is not read here."""


def _firmness(key: str, before: Firmness) -> Firmness:
    """Give how firm a clause is from this word on."""
    if key in CONDITIONAL:
        return "conditional"
    if before == "conditional":
        return before
    if key in DEMANDED:
        return "demanded"
    if key in POSSIBLE:
        return "possible"
    return "planned" if key in PLANNED else before


def _starts(keys: list[str], i: int, phrases: tuple[tuple[str, ...], ...]) -> bool:
    return any(tuple(keys[j : j + len(p)]) == p for p in phrases for j in (i, max(0, i - 1)))


def is_harmless(following: Sequence[str]) -> bool:
    """Tell by the stems behind a negation that it negates nothing told: "not only", "no longer", "no relation", "no doubt"."""
    return bool(following) and following[0] in HARMLESS


HARMLESS = frozenset(
    "only onli just mere doubt matter longer least more less fewer sooner wonder idea relat comment question choice surpris confid".split()
)
