"""What one clause of a report undertakes: who, what, by when, and how firmly it is told."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from msgspec import Struct

from crossread.compare._alignment import UNWEIGHED, Weighed
from crossread.compare._kept import content_stems, deed_of
from crossread.compare._reading import NEGATIONS, STOPS, Reading
from crossread.compare._stance_words import FORECAST, forms_of
from crossread.extract.cues import lemma
from crossread.records import CommitmentStatus, Due, Span

FUTURE = frozenset("will 'll wo shall".split())
MODALS = frozenset("will would 'll wo shall can could may".split())
COMMISSIVE = frozenset(
    f for v in "pledge promise vow undertake agree plan intend commit swear decide".split() for f in forms_of(v)
) - {"undertaking"}
"""Verbs by which somebody takes on what follows "to" or "that"."""
FIXED = frozenset(
    "planned scheduled set due expected slated fixed booked adjourned postponed delayed suspended extended closed given listed "
    "pencilled moved suspends extends closes gave give gives set rescheduled cancelled called asked invited summoned down has have had got".split()
)
"""Verbs and participles that fix a day when "for", "until", "by" or "on" follows with it."""
GIVING = frozenset(forms_of("give")) | frozenset(forms_of("grant")) | frozenset(forms_of("allow"))
CHARGING = GIVING | frozenset(
    f for v in "order ask tell instruct require oblige want force".split() for f in forms_of(v)
)
"""With these verbs it is their object that is to do something."""
CANCELLED = frozenset("denied denies cancelled canceled scrapped abandoned".split())
"""Words in whose sentence what was to be done no longer is."""
WISHES = frozenset(
    f
    for v in "demand urge advocate call press insist seek want request plead appeal campaign lobby argue ask hope aim prefer propose "
    "support back endorse favor favour welcome approve accept oppose reject refuse condemn warn resist dismiss criticize "
    "criticise forbid exclude consider contemplate weigh".split()
    for f in forms_of(v)
)
"""Verbs of wanting and of judging: what they are about is not undertaken by them."""
HEDGES = frozenset(f for v in "think believe guess doubt imagine feel suppose".split() for f in forms_of(v)) - {
    "supposed"
} | {"sure"}
"""Who does these foresees a thing, and promises none: "he believes that they would agree"."""
WEAK = frozenset(
    "be is are have has see know think happen need like want come get find say tell talk talking discuss discussing speak look try win lose feel remember "
    "forget understand hope believe live die survive agree wish love miss stay cost continue become depend mean seem fall collapse shrink suffer benefit fail rise drop".split()
)
"""Verbs of which "we will ..." is no promise of a deed."""
OPENINGS = frozenset(
    "likely probably maybe perhaps aims aim hoping might could hope hopes hoped if once provided possibly consider tentative tentatively".split()
)
"""Words that leave it open whether it will be done."""
PLANS = frozenset(
    f"{noun}{ending}"
    for noun in "reform plan bill law act measure budget scheme programme program proposal change deal tax rule victory "
    "tariff levy sanction strike cut closure".split()
    for ending in ("", "s")
) | {"taxes", "policy", "policies", "victories", "levies", "duty", "duties"}
STARTING = frozenset(
    f
    for v in "rise double fall expire take come enter start begin open end be apply remain stay go run".split()
    for f in forms_of(v)
) | {"due", "set", "valid"}
"""What plans will do but these is an effect that somebody forecasts: "the reform will save 40 million"."""
SETTING = frozenset(
    f for v in "want demand promise pledge set expect need seek request order give face".split() for f in forms_of(v)
)
"""Verbs with which a noun and a day set a term: "demanded a plan within a week"."""
KEEPING = frozenset(forms_of("stay")) | frozenset(forms_of("remain"))
STATES = frozenset("open closed shut locked sealed suspended grounded banned".split())
"""What will stay so is somebody's doing: "the bridge will stay closed"."""
CALLED = frozenset(forms_of("call"))
"""With "off" behind them, they say that what was planned will not be."""
MIN_WORDS = 2
"""A promise has more words than its verb and "to"."""
MAX_UP = 6
MAX_SHARED = 20
"""Words within which a second verb shares the auxiliary of the first."""


class Undertaking(Struct, frozen=True, kw_only=True, eq=False):
    """One clause that says what is to be done: who, what, by when, and how firm; `stems` of its content words.

    `deed` is the stem of the verb that tells what will be done; None where it tells what will not, or who is asked.
    `refused` where it tells what will not. `written` are its words as the model reads them, weighed in the story.
    """

    who: str | None
    what: Span
    due: Due | None
    status: CommitmentStatus
    stems: frozenset[str]
    deed: str | None = None
    refused: bool = False
    written: Weighed = UNWEIGHED


def make_undertaking(reading: Reading, verb: int, clause: tuple[int, int], due: Due | None) -> Undertaking:
    """Make the undertaking that a clause tells: who by its verb, how firm by the words of its sentence.

    Args:
        reading: the report.
        verb: the verb that says what is to be done, or that somebody undertakes it.
        clause: first token, and token after the last, of the passage.
        due: by when; None where no day is told.
    """
    first, last = clause
    if last - 1 > verb and reading.low[last - 1] in {"only", "but"}:
        last -= 1  # "will sign only | once the council has paid"
    asked = _is_asked_of(reading, verb)
    plain = not asked and not NEGATIONS & set(reading.low[first:last]) and reading.low[verb] not in WEAK
    return Undertaking(
        who=asked[0] if asked else _doer(reading, verb),
        what=reading.span(first, last),
        due=due,
        status=_status(reading, verb, clause),
        stems=content_stems(reading, first, last),
        deed=deed_of(reading, verb) if plain else None,
        refused=bool(NEGATIONS & set(reading.low[first:last])),
    )


def _doer(reading: Reading, verb: int) -> str | None:
    """Give who is to do it, else who says so; not the speaker where "which" or "who" stands for another."""
    subject = next((k for k in reading.children[verb] if reading.rel[k].startswith("nsubj")), None)
    if reading.rel[verb] == "acl:relcl" and subject is not None and reading.low[subject] in {"which", "who", "that"}:
        return reading.person_at(reading.head[verb])
    return reading.actor(verb) or _teller(reading, verb) or reading.speaker(verb)


def _status(reading: Reading, verb: int, clause: tuple[int, int]) -> CommitmentStatus:
    first, last = clause
    if _is_off(reading, verb):
        return "denied"
    nearby = reading.low[last : last + 1] + reading.low[first:last]
    return "open" if _is_left_open(reading, verb, nearby) else "announced"


def _is_off(reading: Reading, verb: int) -> bool:
    """Tell whether a thing will not be done after all: "was called off", "was to have opened", "no visit was planned"."""
    sentence = reading.low[slice(*reading.bounds(verb))]
    off = [k for k in range(2, len(sentence)) if sentence[k - 1 : k + 1] == ["called", "off"]]
    called_off = any(sentence[k - 3 : k - 1] not in (["would", "be"], ["will", "be"]) for k in off)
    missed = reading.low[verb - 2 : verb] == ["to", "have"] or is_supposed_to(reading, verb)
    return bool(CANCELLED & set(sentence)) or called_off or missed or _is_none_fixed(reading, verb)


def is_supposed_to(reading: Reading, verb: int) -> bool:
    """Tell whether a thing was to be done and is not: "the truce was supposed to start tomorrow"."""
    before = reading.low[max(0, verb - MAX_UP) : verb]
    while before and before[-1] in {"be", "have"}:
        before.pop()
    return before[-2:] == ["supposed", "to"] and before[-3:-2] in (["was"], ["were"])


def _is_none_fixed(reading: Reading, verb: int) -> bool:
    subject = reading.passive_subject(verb)
    if subject is None or reading.low[verb] not in FIXED or (FUTURE | {"would"}) & helpers_of(reading, verb):
        return False
    return reading.low[reading.phrase(subject)[0]] == "no"


def _is_left_open(reading: Reading, verb: int, nearby: Sequence[str]) -> bool:
    """Tell whether it is left open that a thing will be done: possible, demanded, or only if another thing is.

    A threat ("will strike unless ...") is told as firmly as a promise, and so is what people can do until a day.
    """
    sentence = reading.low[slice(*reading.bounds(verb))]
    allowed = {"until", "till"} & set(nearby)
    demanded = reading.low[verb] in SETTING and reading.low[verb] in WISHES and reading.low[verb - 1] != "to"
    only = any(a == "only" and b in {"once", "if", "after", "when"} for a, b in itertools.pairwise(sentence))
    possible = OPENINGS & set(nearby) - ({"could"} if allowed else set())
    return bool(possible) or only or demanded or sentence[:1] == ["should"] or _hangs_on_if(reading, verb)


def _hangs_on_if(reading: Reading, verb: int) -> bool:
    """Tell whether a clause with "if" says when a thing will be done, and not what somebody asks himself."""
    first, last = reading.bounds(verb)
    supposing = [k for k in range(first, last) if reading.low[k] == "if" and reading.low[k - 1 : k] != ["as"]]
    return any(reading.rel[reading.head[k]].startswith("advcl") or k == first for k in supposing)


def _is_asked_of(reading: Reading, verb: int) -> tuple[str | None] | None:
    """Give who is set a term by others, if that is what a verb says: "gave the port until Friday", "wants her out"."""
    at = verb
    if reading.low[at] not in CHARGING and reading.rel[at] in {"xcomp", "ccomp"} and reading.low[at - 1] == "to":
        at = reading.head[at]  # "ordered the schools to close"
    if reading.low[at] not in CHARGING:
        return None
    charged = [k for k in reading.children[at] if k > at and reading.rel[k] in {"obj", "iobj"}]
    if not charged or (reading.low[at] not in GIVING and at == verb and reading.low[at] not in {"want", "wants"}):
        return None
    return (reading.person_at(charged[0]),)


def _teller(reading: Reading, verb: int) -> str | None:
    """Give who says that something will be done, from the verb of saying above it."""
    at = verb
    for _ in range(MAX_UP):
        up = reading.head[at]
        if up == at:
            return None
        if reading.rel[at] in {"ccomp", "parataxis"} and (actor := reading.actor(up)):
            return actor
        at = up
    return None


def helpers_of(reading: Reading, verb: int) -> set[str]:
    """Give the auxiliaries and adverbs right before a verb."""
    first, _ = reading.bounds(verb)
    found: set[str] = set()
    for k in range(verb - 1, max(first, verb - 6) - 1, -1):
        if reading.upos[k] not in {"AUX", "ADV", "PART"} and reading.low[k] not in MODALS | {
            "be",
            "not",
            "never",
            "have",
        }:
            break
        found.add(reading.low[k])
    joined = reading.rel[verb] == "conj" and not found and 0 < verb - reading.head[verb] < MAX_SHARED
    if joined and reading.low[verb - 1] in {"and", "or", "then"} and lemma(reading.low[verb]) == reading.low[verb]:
        return helpers_of(reading, reading.head[verb])  # "would look into it and report within a week"
    return found


def is_forecast(reading: Reading, verb: int) -> bool:
    """Tell whether a clause forecasts or wonders instead of promising."""
    subject = _foreseen_subject(reading, verb) if reading.passive_subject(verb) is None else None
    foreseen = subject is not None and reading.low[subject] in FORECAST and not is_kept_so(reading, verb)
    if foreseen or (subject is not None and _is_effect(reading, subject, verb)):
        return True
    if _is_forced(reading, verb):
        return True
    first, last = reading.bounds(verb)
    said = reading.low[first:last]
    guessed = any(a == "i" and b in HEDGES for a, b in itertools.pairwise(said))
    return is_asked(reading, verb) or guessed or bool(HEDGES & set(reading.low[reading.clause_start(verb) : verb]))


def _foreseen_subject(reading: Reading, verb: int) -> int | None:
    """Give the subject of a verb, else the noun before it; not "market" in "who lost a leg at the market will be paid"."""
    subject = reading.subject(verb)
    if subject is not None:
        return subject
    beside = _noun_before(reading, verb)
    if beside is None or not any(reading.rel[k] == "case" for k in reading.children[beside]):
        return beside
    return next((k for k in reading.children[verb] if k < verb and reading.rel[k].startswith("nsubj")), None)


def _is_forced(reading: Reading, verb: int) -> bool:
    """Tell what somebody would have to do: "96 farms would have to pour away their milk" promises nothing."""
    first, last = reading.bounds(verb)
    if any(k in reading.time_at for k in range(first, last)):
        return False  # what is to be done by a day is a term that somebody set
    have = verb if reading.low[verb] == "have" and reading.low[verb + 1 : verb + 2] == ["to"] else verb - 2
    forced = have > 0 and reading.low[have : have + 2] == ["have", "to"]
    return forced and bool({"would", "'d"} & set(reading.low[max(0, have - 2) : have]))


def _noun_before(reading: Reading, verb: int) -> int | None:
    """Give the noun right before a verb and its auxiliaries, for where the tree makes it no subject."""
    at = verb - 1
    while at > 0 and reading.upos[at] in {"AUX", "ADV", "PART"}:
        at -= 1
    inside = at >= reading.bounds(verb)[0] and reading.upos[at] == "NOUN"
    return at if inside and at < verb - 1 else None


def is_kept_so(reading: Reading, verb: int) -> bool:
    """Tell whether a verb says that a thing will stay as somebody has put it: "the market stays shut"."""
    return reading.low[verb] in KEEPING and bool(STATES & set(reading.low[verb + 1 : verb + 2]))


def _is_effect(reading: Reading, subject: int, verb: int) -> bool:
    """Tell what a plan brings about from what somebody does: "the reform will save 40 million"."""
    if reading.rel[verb] == "acl:relcl" and reading.low[subject] in {"which", "that"}:
        subject = reading.head[verb]
    for _ in range(MAX_UP):
        if reading.rel[subject] != "nmod":
            break
        subject = reading.head[subject]  # "a deal in principle that would cap the fee"
    return reading.low[subject] in PLANS and reading.low[verb] not in STARTING


def is_asked(reading: Reading, verb: int) -> bool:
    """Tell whether a verb stands in a question, and not before one: "has promised to pay - or has he?" asserts."""
    _, last = reading.bounds(verb)
    rest = range(verb, last - 1)
    spaced = any(reading.low[k] == "-" and reading.text[reading.start[k] - 1].isspace() for k in rest)
    return reading.low[last - 1] == "?" and not spaced and not STOPS & {reading.low[k] for k in rest}
