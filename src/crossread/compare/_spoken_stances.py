"""Where speakers stand by their own words: what they demand, promise, refuse, deny, praise or run down."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from msgspec import Struct

from crossread.compare._reading import FIRST_PERSON, Reading
from crossread.compare._stance_words import (
    BAD,
    BLAMING,
    CONSENTING,
    EMPTY_VERBS,
    ENDING,
    FORECAST,
    GOOD,
    HARMING,
    HAVING,
    HINTING,
    LEAVING,
    NEGATED,
    PRAISING,
    STANCE_PHRASES,
    STAYING,
    STOPPING,
    TELLING,
    TOO,
    VOUCHING,
    WITNESSED,
)
from crossread.compare._standing import POSSESSIVES, SIDES, Standing, depends_until, match_verb, pieces, standing, whose
from crossread.compare._things import find_things
from crossread.compare.roles import is_person_noun
from crossread.extract.cues import lemma
from crossread.records import Quote, Stance

NOT = frozenset("not n't n’t never".split())
NONE = frozenset("no nobody none nothing neither".split())
WILL = frozenset("will 'll wo shall would ca can cannot 'd".split())
ABLE = frozenset("can ca".split())
LASTING = frozenset("go continue stay remain stand".split())
"""After "would" and with "on" or "ahead", what somebody says will last."""
ONWARD = frozenset("on ahead in as".split())
GOING = frozenset("am 'm are 're is 's".split())
MUST = frozenset("must should need needs has have ought".split())
ASKING_OFF = frozenset("ask forgive excuse let believe trust tell imagine remember look wait thank".split())
"""Orders that ask for nothing; "ask me tomorrow" leaves a question open."""
ENCOUNTERS = frozenset(
    "meeting meetings conversation conversations talks discussion discussions call calls summit visit session dinner".split()
)
"""Of these it is told how they went."""
MULLING = frozenset("consider think look discuss talk see know understand remember".split())
IMAGINED = frozenset("if as though like".split())
QUALITIES = frozenset("right fine good just sound best great late fair safe".split())
"""As nouns these judge nothing: "right of way"."""
AT_ISSUE = ENDING | STOPPING.keys() | frozenset("staying remaining offering asking demanding calling sticking".split())
"""Who is doing these does them by choice; "we are admitting patients" is a fact."""
MOVING = frozenset("take send bring fly move transfer carry".split())
"""What will be moved somewhere is a schedule."""
STATES = frozenset("condition conditions shape health hands order repair".split())
"""What is good or bad of these is a fact: "in good condition"."""
MAX_DOUBTED = 12
"""Words over which "I don't think" takes back a judgement."""
MAX_OPENING = 3
"""A "no" among the first so many words of a piece opens it."""


def _by_first_word(stance: Stance) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for of, phrase in STANCE_PHRASES:
        if of == stance:
            found.setdefault(phrase[0], []).append(phrase)
    return found


_PHRASE_ORDER: tuple[Stance, ...] = ("open", "against", "for")
PHRASES = tuple((stance, _by_first_word(stance)) for stance in _PHRASE_ORDER)
"""The set phrases of each stance by their first word."""
MIGHT = frozenset("might may could".split())
VIEWS = frozenset("view eyes opinion judgment judgement mind".split())
ASKED = frozenset("who whom what when where why how which".split())
"""An account that opens with one of these leaves a question open, and takes no side of it."""
COPULAS = frozenset("is are was were be been 's 're 'm am being seems looks remains becomes".split())

Verdict = tuple[Stance, tuple[int, int]]


def spoken_standings(reading: Reading) -> Iterator[Standing]:
    """Find where the speakers of a report's quotes stand by the words that they are quoted with."""
    seen: set[tuple[int, int]] = set()
    for quote in sorted(reading.report.quotes, key=lambda q: (q.content[0], q.id)):
        if quote.speaker is None or quote.speaker in reading.outlets:
            continue
        hinted = quote.cue is not None and bool(
            HINTING & set(reading.text[quote.cue.start : quote.cue.end].lower().split())
        )
        for span in quote.content:
            first, last = reading.report.analysis.tokens.covering(span.start, span.end)
            for piece in pieces(reading, first, last):
                if piece not in seen and not _is_question(reading, piece):
                    seen.add(piece)
                    yield from _of_piece(reading, quote, piece, hinted=hinted)
    yield from _by_view(reading)


def _by_view(reading: Reading) -> Iterator[Standing]:
    """Read "the fees are unfair, in Pell's view": the rest of the sentence is what Pell thinks."""
    for i in range(3, len(reading.low)):
        actor = reading.entity_at.get(i - 2)
        if reading.low[i] not in VIEWS or reading.low[i - 1] not in {"'s", "'"} or actor is None:
            continue
        first, last = reading.bounds(i)
        opens = i - 2
        while opens > first and reading.entity_at.get(opens) == actor:
            opens -= 1
        if reading.low[opens] == "in":
            piece = (first, opens) if opens > first else (min(i + 2, last - 1), last)
            stance = judgement(reading, piece)
            if stance is not None:
                yield from standing(reading, actor, stance, about=piece, shown=(first, last), loose=True)


def _of_piece(reading: Reading, quote: Quote, piece: tuple[int, int], *, hinted: bool) -> Iterator[Standing]:
    while piece[0] < piece[1] and not reading.is_word(piece[0]):
        piece = (piece[0] + 1, piece[1])
    if piece[0] == piece[1]:
        return
    might = MIGHT & set(reading.low[slice(*piece)]) and "have" not in reading.low[slice(*piece)]
    if hinted and might and quote.speaker is not None:
        yield from standing(reading, quote.speaker, "open", about=piece, shown=piece)
        return
    for judge in JUDGES:
        verdict = judge(reading, piece)
        if verdict is not None:
            stance, about = verdict
            if judge is _by_will and stance == "against":
                stance, about = _for_the_time_being(reading, about)
            actor = whose(reading, quote, *piece, deed=judge is _by_will)
            if actor is not None and not (judge is _by_will and _is_of_another(reading, piece, actor)):
                made = standing(
                    reading, actor, stance, about=about, shown=piece, loose=judge not in {_by_will, _by_must}
                )
                yield from (s for s in made if judge is not _by_denial or _is_denied(reading, s))
            return


def _for_the_time_being(reading: Reading, about: tuple[int, int]) -> Verdict:
    """Read a refusal that goes on with "before", "until" or "unless" as conditional, and about what stands before that."""
    parts = (k for k in range(about[0] + 1, about[1]) if depends_until(reading, k) is not None)
    parted = next(parts, None)
    return ("against", about) if parted is None else ("conditional", (about[0], parted))


def _is_denied(reading: Reading, one: Standing) -> bool:
    """Tell whether what a speaker did not do is named there, and no mere deed ("I never set eyes on him")."""
    return any(t.span.overlaps(one.evidence) and (not t.deed or NONE & _words(reading, one)) for t in one.things)


def _words(reading: Reading, one: Standing) -> set[str]:
    first, last = reading.report.analysis.tokens.covering(one.evidence.start, one.evidence.end)
    return set(reading.low[first:last])


def _is_of_another(reading: Reading, piece: tuple[int, int], actor: str) -> bool:
    """Tell whether what will be done is somebody else's deed: a speaker foresees it, and promises nothing."""
    first, last = piece
    verbs = (k for k in range(first, last) if reading.upos[k] in {"VERB", "AUX"})
    subject = reading.subject(next(verbs, first))
    doer = reading.entity_of(subject) if subject is not None and first <= subject < last else None
    return doer is not None and doer != actor and reading.kinds.get(doer) in {"person", "location"}


def _is_question(reading: Reading, piece: tuple[int, int]) -> bool:
    first = next((k for k in range(*piece) if reading.is_word(k)), piece[0])
    piece = (first, piece[1])
    _, last = reading.bounds(first)
    asked = reading.low[piece[0]] in ASKED and not reading.is_direct(piece[0])
    opens = reading.low[piece[0] : piece[0] + 2]
    supposed = opens[0] in {"if", "should"} or (opens[0] == "whether" and opens[1:] != ["to"])
    return asked or supposed or "?" in reading.low[max(piece[0], last - 2) : last]


def phrase_at(reading: Reading, first: int, last: int) -> tuple[Stance, int, int] | None:
    """Find the first set phrase of standing in a stretch of words: its stance, and its tokens, half-open."""
    words = tuple(reading.low[first:last])
    found = [
        (stance, first + n, first + n + len(phrase))
        for stance, by_word in PHRASES
        for n, word in enumerate(words)
        for phrase in by_word.get(word, ())
        if words[n : n + len(phrase)] == phrase
    ]
    whole = (f for f in found if not any(o != f and o[1] <= f[1] and f[2] <= o[2] for o in found))
    return next(whole, None)  # "not on the table" is not "on the table"


def _by_phrase(reading: Reading, piece: tuple[int, int]) -> Verdict | None:
    """Read a set phrase: "no need for", "all options", "it is time"."""
    found = phrase_at(reading, *piece)
    if found is None:
        return None
    stance, _, after = found
    end = min(piece[1], reading.clause_end(after)) if after < piece[1] else piece[1]
    return stance, (after, end) if _has_noun(reading, after, end) else piece


def _by_will(reading: Reading, piece: tuple[int, int]) -> Verdict | None:
    """Read a promise or a refusal: "we will pay", "nobody will be charged", "I am staying", "no talks"."""
    first, last = piece
    low = reading.low
    opening = set(low[first : first + MAX_OPENING])
    if low[first] == "there" and WILL & opening:
        return "against" if (NONE | NOT) & set(low[first : first + 6]) else "for", piece
    if low[first] == "there" and COPULAS & opening:
        return None  # "there was no siren" is a fact; "no need", "no reason" are set phrases
    verb = next((i for i in range(first, last) if _is_ahead(reading, first, i)), None)
    if verb is None and (lasts := _lasting(reading, piece)) is not None:
        return lasts
    if verb is None:
        nominal = not any(reading.upos[k] in {"VERB", "AUX"} for k in range(first, last))
        return ("against", piece) if NONE & {low[first]} and nominal and last - first > 1 else None
    return _promise(reading, piece, verb)


def _lasting(reading: Reading, piece: tuple[int, int]) -> Verdict | None:
    """Read "the contract stands" in somebody's own words."""
    first, last = piece
    if not reading.is_direct(first):
        return None
    for i in range(first + 1, last):
        if reading.upos[i] == "VERB" and reading.low[i] in STAYING and _subject(reading, i, first) is not None:
            return ("against" if NOT & _helpers(reading, first, i) else "for"), piece
    return None


def _is_ahead(reading: Reading, first: int, i: int) -> bool:
    """Tell whether a verb says what will be done: "will pay", "is going near", "will be back"."""
    helpers = _helpers(reading, first, i)
    if reading.low[i] == "be":
        return bool({"will", "'ll", "would", "wo", "shall"} & helpers) and reading.upos[i + 1 : i + 2] in (
            ("ADP",),
            ("ADV",),
        )
    if reading.upos[i] != "VERB" or reading.low[i : i + 2] == ["going", "to"]:
        return False
    going = "going" in helpers or reading.low[i].endswith("ing")
    return bool(WILL & helpers) or (going and bool(GOING & helpers))


class _Will(Struct, frozen=True):
    """How a verb looks ahead: its auxiliaries, the words of its subject, whether it is the speaker's and whether denied."""

    helpers: set[str]
    subject: set[str]
    denied: bool

    @property
    def mine(self) -> bool:
        """Whether the speaker speaks of himself."""
        return bool(FIRST_PERSON & self.subject)

    @property
    def own(self) -> bool:
        """Whether it may be the speaker whom the subject means."""
        return self.mine or bool({"he", "she", "it", "they"} & self.subject)


def _promise(reading: Reading, piece: tuple[int, int], verb: int) -> Verdict | None:
    """Read what a verb promises or refuses; None where it only foresees or guesses."""
    first, last = piece
    subject = _subject(reading, verb, first)
    named = set(reading.low[slice(*reading.phrase(subject))]) if subject is not None else set()
    helpers = _helpers(reading, first, verb)
    none = bool(NONE & set(reading.low[verb + 1 : verb + 3])) and "but" not in reading.low[verb + 1 : verb + 4]
    denied = bool(NOT & helpers) or bool(NONE & {*named, reading.low[first]}) or none  # "he would hold no talks"
    will = _Will(helpers, named, denied)
    if not _is_intended(reading, verb, will):
        return None
    if (known := match_verb(reading, verb)) is not None and known[1] < last:
        stance, after = known
        if stance == "open" and will.denied and not will.own:
            return None  # "nobody here can think about football"
        return (NEGATED[stance] if will.denied else stance), (after, last)
    if reading.low[verb] in LASTING and named and (verb + 1 >= last or reading.low[verb + 1] in ONWARD):
        stays_in = verb + 1 < last and reading.low[verb + 1] in {"in", "as"}  # "would stay in office"
        about = (verb + 1, min(last, reading.clause_end(verb + 1))) if stays_in else (first, verb)
        return "against" if will.denied else "for", about  # "said the strike would go on"
    return _of_deed(reading, piece, verb, will)


def _is_intended(reading: Reading, verb: int, will: _Will) -> bool:
    """Tell a promise from a forecast, from a guess about the past ("would have known") and from silence ("I won't say")."""
    word, ahead = reading.low[verb], WILL & will.helpers
    if FORECAST & will.subject or ("have" in will.helpers and ahead):
        return False
    if (lemma(word) in TELLING and (will.denied or will.mine)) or (word in VOUCHING and will.denied):
        return False
    if _is_nobodys_will(reading, verb, will):
        return False
    first, last = reading.bounds(verb)
    dated = any(k in reading.time_at for k in range(first, last))
    meant = will.denied or (will.mine and (dated or "going" in will.helpers or word in AT_ISSUE))
    now = meant and word not in WITNESSED | EMPTY_VERBS - {"going", "leaving"}
    return bool(ahead) or now


def _is_nobodys_will(reading: Reading, verb: int, will: _Will) -> bool:
    """Tell what a verb says that nobody wills: blame, what is left to others, what must be done.

    "Closing it would punish people", "or he can go on fighting", "the farms would have to pour away their milk".
    """
    word, ahead = reading.low[verb], WILL & will.helpers
    blames = word in BLAMING and not (will.own or will.denied)
    left = bool(ahead) and ahead <= ABLE and not (will.denied or will.mine)
    forced = word in {"have", "need"} and reading.low[verb + 1 : verb + 2] == ["to"] and not will.denied
    under = reading.rel[verb] == "xcomp" and reading.low[verb - 2 : verb] in (["have", "to"], ["need", "to"])
    return blames or left or forced or under


def _of_deed(reading: Reading, piece: tuple[int, int], verb: int, will: _Will) -> Verdict | None:
    last = piece[1]
    named = _has_noun(reading, verb, last)
    if reading.low[verb] in EMPTY_VERBS and not named and not will.own:
        return None
    ends = min(last, reading.clause_end(verb + 1)) if verb + 1 < last else last
    named = _has_noun(reading, verb, ends)
    acts = any(reading.rel[k] == "obj" for k in reading.children[verb])
    about = (verb, ends) if named and (acts or will.own or will.denied or will.subject & SIDES) else piece
    if will.denied:
        return None if _is_maxim(reading, verb, will) else ("against", about)
    if not _undertakes(reading, piece, verb, will):
        return None  # "the negotiators will meet on Saturday" tells a day
    ahead = WILL & will.helpers
    firm = bool(ahead & {"will", "'ll", "shall"}) or will.mine or _is_reported(reading, piece)
    return ("for", about) if firm or not ahead else None


def _is_maxim(reading: Reading, verb: int, will: _Will) -> bool:
    """Tell whether a denial tells how things are: "you can't turn back the tide", "no rank will protect them"."""
    rels = {reading.rel[k] for k in reading.children[verb]}
    if NONE & will.subject:  # but "nobody will be charged", "no trains will run"
        return not rels & {"aux:pass", "nsubj:pass"} and ("obj" in rels or bool({"nobody", "none"} & will.subject))
    return bool(will.subject) and will.subject <= {"you", "one", "people"}


def _undertakes(reading: Reading, piece: tuple[int, int], verb: int, will: _Will) -> bool:
    """Tell whether the speaker is bound by what will be done: he or his side does it, or lets it be done to something."""
    passive = any(reading.rel[k] in {"aux:pass", "nsubj:pass"} for k in reading.children[verb])
    lasts = reading.low[verb] in LASTING | STAYING  # "the school will stay shut" tells a policy
    passive = passive and lemma(reading.low[verb]) not in MOVING
    own = will.own or bool(will.subject & (SIDES | POSSESSIVES)) or _is_body(reading, piece, verb)
    return own or passive or lasts


def _is_body(reading: Reading, piece: tuple[int, int], verb: int) -> bool:
    """Tell whether an organization or a place does what a verb says."""
    subject = _subject(reading, verb, piece[0])
    named = reading.entity_at.get(subject) if subject is not None else None
    return named is not None and reading.kinds.get(named) in {"organization", "location"}


def _is_reported(reading: Reading, piece: tuple[int, int]) -> bool:
    """Tell whether a piece is the report's account, where "would" stands for "will"."""
    return not reading.is_direct(piece[0]) and not IMAGINED & set(reading.low[piece[0] : piece[1]])


def _has_noun(reading: Reading, first: int, last: int) -> bool:
    return any(reading.upos[k] in {"NOUN", "PROPN"} for k in range(first, last))


def _helpers(reading: Reading, first: int, verb: int) -> set[str]:
    """Give the auxiliaries, adverbs and negations before a verb."""
    found: set[str] = set()
    for k in range(verb - 1, max(first, verb - 7) - 1, -1):
        if reading.upos[k] not in {"AUX", "ADV", "PART"} and reading.low[k] not in WILL | NOT | {"be", "going", "to"}:
            break
        found.add(reading.low[k])
    return found


def _subject(reading: Reading, verb: int, first: int) -> int | None:
    kids = (k for k in reading.children[verb] if reading.rel[k].startswith("nsubj") and first <= k < verb)
    return next(kids, None) or reading.subject(verb)


def _by_must(reading: Reading, piece: tuple[int, int]) -> Verdict | None:
    """Read a demand: "the city must pay", "the gates should have been opened", "we need peace"."""
    first, last = piece
    low = reading.low
    for i in range(first, last):
        if low[i] not in MUST:
            continue
        after = low[i + 1 : min(i + 4, last)]
        if low[i] in {"has", "have", "ought"} and after[:1] != ["to"]:
            continue
        if low[i] in {"need", "needs"} and reading.upos[i] == "NOUN":
            continue
        if low[i] == "have" and {"would", "'d"} & set(low[max(first, i - 2) : i]):
            continue  # "the farms would have to pour away their milk" demands nothing
        if (low[i] == "must" and after[:1] == ["have"]) or (
            after[:1] == ["be"] and reading.upos[i + 2 : i + 3] == ("ADJ",)
        ):
            continue  # "must have known", "must be tired" guess
        if MULLING & set(after):
            continue  # "we need to consider" asks for nothing yet
        denied = bool((NOT | {"no"}) & {*after, *low[max(first, i - 2) : i]} or NONE & set(low[first:i]))
        about = (i + 1, last) if _has_noun(reading, i + 1, last) and low[i] in {"need", "needs"} else piece
        if about == piece and low[first] == "if" and "," in low[first:i]:
            about = (first + low[first:i].index(",") + 1, last)  # "if ..., the city must pay"
        leaves = (
            bool(LEAVING & set(after))
            and i > first
            and reading.upos[i - 1] == "PRON"
            and not find_things(reading, *about)
        )
        return "against" if denied != leaves else "for", about
    return None


def _by_judgement(reading: Reading, piece: tuple[int, int]) -> Verdict | None:
    """Read praise and blame: "it was proportionate", "the offer is a joke", "the warning came far too late"."""
    if reading.low[piece[0]] in NONE | {"as"} or names_encounter(reading, piece):
        return None
    if reading.low[piece[0]] in FIRST_PERSON and not find_things(reading, *piece):
        return None  # "I am happy" is a mood
    stance = judgement(reading, piece)
    return (stance, piece) if stance else None


def names_encounter(reading: Reading, piece: tuple[int, int]) -> bool:
    """Tell whether words tell of a meeting or the like: how it went is no stand on anything."""
    return bool(ENCOUNTERS & set(reading.low[slice(*piece)]))


def judgement(reading: Reading, piece: tuple[int, int], *, any_place: bool = False) -> Stance | None:
    """Tell whether words praise ("for") or blame ("against") what they are about; blame tells more.

    Args:
        reading: the report.
        piece: the words, as tokens, half-open.
        any_place: take a word of judgement wherever it stands, not only as what the clause says.
    """
    first, last = piece
    praise = blame = False
    for i in range(first, last):
        word = reading.low[i]
        if word == "too" and i + 1 < last and reading.low[i + 1] in TOO:
            blame = True
        if _in_relative(reading, i, first):
            continue
        judged = _judges(reading, i) and (any_place or _is_predicate(reading, i, piece))
        if not judged and not _does_well_or_ill(reading, i, first):
            continue
        denied = bool((NOT | {"no", "nothing", "hardly"}) & set(reading.low[max(first, i - 4) : i]))
        denied = denied or _is_doubted(reading, first, i)
        good = word in GOOD | PRAISING
        blame = blame or good == denied
        praise = praise or good != denied
    if not praise and not blame:
        return None
    return "against" if blame else "for"


def _in_relative(reading: Reading, i: int, first: int) -> bool:
    """Tell whether a word only says which people or things are meant: "people who did nothing wrong"."""
    at = i
    for _ in range(MAX_STEPS):
        up = reading.head[at]
        if up == at or up < first:
            return False
        if reading.rel[at].startswith("acl"):
            return True
        at = up
    return False


MAX_STEPS = 4


def _is_doubted(reading: Reading, first: int, i: int) -> bool:
    """Tell whether "I don't think that" or the like stands before."""
    before = reading.low[max(first, i - MAX_DOUBTED) : i]
    return any(
        a in NOT and b in {"think", "know", "believe", "see", "sure", "find"} for a, b in itertools.pairwise(before)
    )


def _does_well_or_ill(reading: Reading, i: int, first: int) -> bool:
    """Tell whether a verb blames or praises who does it, where that is not the speaker."""
    if reading.upos[i] != "VERB" or reading.low[i] not in BLAMING | PRAISING:
        return False
    if reading.rel[i] in {"xcomp", "advcl", "acl", "acl:relcl"}:
        return False  # "they waited until people came to help"
    if any(reading.rel[k].startswith("csubj") for k in reading.children[i]):
        return True  # "closing it would punish people"
    subject = _subject(reading, i, first)
    if subject is None or reading.low[subject] in FIRST_PERSON or reading.rel[subject] == "nsubj:pass":
        return False
    acts = (
        reading.upos[subject] in {"PRON", "PROPN"} or reading.entity_of(subject) or is_person_noun(reading.low[subject])
    )
    return bool(acts) or reading.low[i] not in HARMING


def _judges(reading: Reading, i: int) -> bool:
    """Tell whether a word is one of praise or blame."""
    word, upos = reading.low[i], reading.upos[i]
    head = reading.head[i]
    state = reading.rel[i] == "amod" and reading.low[head] in STATES
    state = state and "in" in {reading.low[k] for k in reading.children[head]}  # but "a necessary condition"
    faulty = word == "wrong" and reading.low[i + 1 : i + 2] == ["with"]  # "nothing was wrong with the lamp"
    state = state or faulty or reading.low[head] == "news"
    judges = upos in {"ADJ", "NOUN", "VERB"} and word in BAD | GOOD
    return judges and not state and not (upos == "NOUN" and word in QUALITIES)


def _is_predicate(reading: Reading, i: int, piece: tuple[int, int]) -> bool:
    """Tell whether a word of judgement is what the clause says, and no epithet in passing."""
    first, last = piece
    at = reading.head[i] if reading.rel[i] == "amod" else i
    kids = [reading.low[k] for k in reading.children[at] if reading.rel[k] == "cop"]
    leads = reading.low[max(first, i - 5) : i]
    return (
        bool(kids) or bool(COPULAS & set(leads)) or reading.rel[at] in {"xcomp", "root"} or last - first <= MAX_OPENING
    )


def _by_denial(reading: Reading, piece: tuple[int, int]) -> Verdict | None:
    """Read what speakers say that they have not done: "we have agreed nothing", "I did not order it"."""
    first, last = piece
    for i in range(first, last):
        if reading.upos[i] not in {"VERB", "AUX"} or reading.low[i] in WITNESSED | TELLING | VOUCHING:
            continue
        subject = _subject(reading, i, first)
        if subject is None or reading.low[subject] not in FIRST_PERSON | {"he", "she", "it", "they"}:
            continue
        none = NONE & set(reading.low[i + 1 : i + 4 if reading.low[i + 1 : i + 2] == ["to"] else i + 3])
        denied = bool(NOT & _helpers(reading, first, i) or (none and "but" not in reading.low[i : i + 4]))
        if denied and reading.low[i] in CONSENTING and HAVING & _helpers(reading, first, i):
            return "open", (i, last)  # "we have agreed to no date" leaves it open
        if reading.low[i] in ENDING and NOT & _helpers(reading, first, i):
            return "against", (i, last)  # "we never left the truce"; what else was not done is a fact and no stand
    return None


def _by_order(reading: Reading, piece: tuple[int, int]) -> Verdict | None:
    """Read an imperative: "Resign now", "Don't touch the wages"."""
    first, last = piece
    low = reading.low
    if not reading.is_direct(first) or (
        first and reading.sentence[first] == reading.sentence[first - 1] and reading.is_word(first - 1)
    ):
        return None
    if low[first : first + 2] in (["do", "n't"], ["do", "not"]) or low[first : first + 1] == ["never"]:
        return ("against", (first + 1, last)) if _has_noun(reading, first, last) else None
    bare = reading.upos[first] == "VERB" and not low[first].endswith(("ed", "ing", "s"))
    if bare and low[first] in ASKING_OFF:
        return ("open", piece) if low[first : first + 2] in (["ask", "me"], ["ask", "us"]) else None
    if (
        bare
        and not any(reading.rel[k].startswith("nsubj") for k in reading.children[first])
        and _has_noun(reading, first, last)
    ):
        following = itertools.pairwise(low[first + 1 : last + 2])
        threat = any(a == "and" and b in WARNED for a, b in following)
        return "against" if threat else "for", piece  # "shut the plant and you shut the valley"
    return None


WARNED = frozenset("you we they it he she".split())
"""An order that goes on with "and" and one of these warns of what it would bring."""


JUDGES: tuple[Callable[[Reading, tuple[int, int]], Verdict | None], ...] = (
    _by_phrase,
    _by_must,
    _by_will,
    _by_judgement,
    _by_denial,
    _by_order,
)
"""Readers of a piece, in the order in which the first that finds something decides."""
