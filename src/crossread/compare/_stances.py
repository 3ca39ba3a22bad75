"""Clauses that tell where an actor stands: whose, for or against, and what the clause is about.

Read from predicates of standing (`_stance_words`) with what negates them and what follows them, from the words that
an actor is quoted with (`_spoken_stances`), and from conditions. Each is one clause of one report; `issues` finds
what they have in common, `positions` puts them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, dropwhile

from msgspec import Struct
from msgspec.structs import replace

from crossread.compare._conditions import LASTING, find_conditions_in
from crossread.compare._reading import BREAKS, FIRST_PERSON, THIRD_PERSON, Reading, readings_of
from crossread.compare._spoken_stances import judgement, names_encounter, phrase_at, spoken_standings
from crossread.compare._stance_words import (
    ADJECTIVES,
    BAD,
    BEFORE_NOW,
    CALLING,
    CONCEDING,
    CONSENTING,
    DECLINING,
    GOOD,
    HAVING,
    HOLDING,
    LETTING_GO,
    LETTING_GO_WITH,
    NEGATED,
    NOUNS,
    OPINION,
    TELLING,
    VERBS,
    VOUCHING,
    WEIGHED,
    forms_of,
)
from crossread.compare._standing import (
    OPPOSITE,
    Earlier,
    Standing,
    actor_of,
    depends_until,
    match_verb,
    standing,
    time_in,
)
from crossread.compare._things import find_things
from crossread.extract.cues import SAY, lemma
from crossread.extract.report import Report
from crossread.language.paragraphs import is_aside
from crossread.records import Condition, Entity, Span, Stance

ASKING = frozenset(
    "must should need needs be like want wants wanted remain remains stay stays stand stands cannot never would will go".split()
)
"""Words by which a clause after "that" asks for something and does not state it."""
FACTUAL = frozenset(f for v in "insist acknowledge admit concede hint challenge argue".split() for f in forms_of(v))
"""Verbs that with "that" and no word of asking state a fact."""
ASKED_VERBS = frozenset("ask asks asked asking wonder wonders wondered".split())
NAMING_TAGS = frozenset("NOUN PROPN VERB PRON ADJ".split())
"""Words of these kinds can name what a stand is about; a bare amount cannot."""
MAX_ASKED = 8
"""Words between an "asked", the "if" that it leads to, and a word of standing in the question."""
CONTACTING = frozenset(f for v in "call phone ring meet visit contact write".split() for f in forms_of(v))
"""Who plans, wants or hopes to do these to somebody is not for him by that."""
PLACES = frozenset("bars door doors wheel wall desk counter schedule time".split())
"""Who is behind these takes no side."""
ELLIPTIC = frozenset("part agree accept attend join sign".split())
"""Where a clause ends with these, what they are done to was named before."""
WANTING = frozenset(forms_of("want"))
SENSING = frozenset("see hear".split())
"""Who wants to do these to a thing wants the thing: "we want to hear that recording"."""
FIGHTING = frozenset(forms_of("fight"))
MODALS = frozenset("may might could".split())
BEING = frozenset("is are was were am 's 're 'm be been remains remain stands".split())
ASKING_TO = frozenset(f for v in "ask urge press tell want".split() for f in forms_of(v))
"""Verbs by which somebody wants another to do what follows with "to"."""
REFUSING = frozenset("will would wo 'll".split())
NONE = frozenset("no nothing nobody none neither".split())
_LET_GO_WITH = {form: parts for verb, parts in LETTING_GO_WITH.items() for form in forms_of(verb)}


def find_standings(reading: Reading) -> tuple[Standing, ...]:
    """Find the clauses of a report that tell where an actor stands, in text order, each once."""
    conditional = list(_of_conditions(reading))
    told = chain.from_iterable(_at(reading, i) for i in range(len(reading.low)) if reading.upos[i] != "PUNCT")
    firm = [s for s in told if s.things and not _covered(s, conditional)]
    spoken = [s for s in spoken_standings(reading) if s.things and not _covered(s, conditional)]
    firm = [s for s in firm if not _lies_in(s, conditional) and not _told_by_another(reading, s, spoken)]
    kept = [s for s in (*conditional, *firm) if not is_aside(reading.report.doc.text, s.evidence.start)]
    kept += [s for s in spoken if not _covered(s, firm) and not _lies_in(s, conditional)]
    outright = {(s.actor, t.key, s.stance) for s in kept if not s.pointed and not s.earlier.alone for t in s.things}
    kept = [s for s in kept if not _told_otherwise(s, outright)]
    return tuple(dict.fromkeys(sorted(kept, key=lambda s: (s.evidence, s.actor, s.stance))))


def _told_by_another(reading: Reading, one: Standing, spoken: Sequence[Standing]) -> bool:
    """Tell whether a country or body stands so only by a speaker's words ("she said Vessia would not sign"): it is his stand."""
    others = (s for s in spoken if s.actor != one.actor and s.stance == one.stance)
    return reading.kinds.get(one.actor) != "person" and any(s.evidence.overlaps(one.evidence) for s in others)


def _covered(one: Standing, others: Sequence[Standing]) -> bool:
    """Tell whether one of others is of the same actor and stands on words of this one."""
    return any(o.actor == one.actor and o.evidence.overlaps(one.evidence) and not o.earlier.alone for o in others)


def _told_otherwise(one: Standing, outright: AbstractSet[tuple[str, str, Stance]]) -> bool:
    """Tell whether the actor of a stand that only points back tells another one outright on the same thing."""
    others = (s for s in OPPOSITE if s != one.stance)
    pointed = one.pointed and one.stance in {"for", "against"}
    return pointed and any((one.actor, one.things[0].key, stance) in outright for stance in others)


def _lies_in(one: Standing, others: Sequence[Standing]) -> bool:
    """Tell whether the words of one are those of another or part of them, or the other way round.

    What a clause makes depend on something it neither refuses nor grants.
    """
    spans = ((one.evidence, o.evidence) for o in others)
    return any(a.holds(b) or b.holds(a) for a, b in spans)


def _of_conditions(reading: Reading) -> Iterator[Standing]:
    """Read conditions as standings: who makes what depend on something is neither for it nor against it."""
    for condition in find_conditions_in(reading):
        if condition.by is None or any(firm(reading, condition) for firm in (_is_foreseen, _only_lasts, _threatens)):
            continue
        a, b = condition.what, condition.requires
        whole = Span(a.doc, min(a.start, b.start), max(a.end, b.end))
        tokens = reading.report.analysis.tokens
        about = tokens.covering(a.start, a.end)
        whole_clause = any(reading.rel[k].startswith("nsubj") for k in range(*about))
        points = any(reading.low[k] in {"one", "it", "that"} and reading.rel[k] == "obj" for k in range(*about))
        points = points or reading.low[about[1] - 1] in ELLIPTIC  # "would take part only if ..."
        named = find_things(reading, *about) or reading.upos[about[0]] != "PRON"  # "or we go home" names nothing
        if named or not whole_clause or points:
            shown = tokens.covering(whole.start, whole.end)
            yield from standing(reading, condition.by, "conditional", about=about, shown=shown, back=True)


def _is_foreseen(reading: Reading, condition: Condition) -> bool:
    """Tell whether a "when" leads to what is required: that tells when a thing will be, and not who stands where."""
    lead, _ = reading.report.analysis.tokens.covering(condition.requires.start, condition.requires.end)
    return lead > 0 and reading.low[lead - 1] == "when"


def _threatens(reading: Reading, condition: Condition) -> bool:
    """Tell whether somebody would act against a thing "if" it comes about: who says that is against it now."""
    tokens = reading.report.analysis.tokens
    lead, _ = tokens.covering(condition.requires.start, condition.requires.end)
    verbs = (k for k in range(*tokens.covering(condition.what.start, condition.what.end)) if reading.upos[k] == "VERB")
    found = [(k, match) for k in verbs if (match := match_verb(reading, k)) is not None]
    threat = reading.low[lead - 1] == "if" and reading.low[max(0, lead - 2)] != "only"
    return threat and any(m[0] == "against" and not reading.is_negated(k) for k, m in found)


def _only_lasts(reading: Reading, condition: Condition) -> bool:
    """Tell whether a thing is to last to a day ("will stay until the house meets on 26 May"): who says that is firm."""
    tokens = reading.report.analysis.tokens
    lead, last = tokens.covering(condition.requires.start, condition.requires.end)
    said = set(reading.low[slice(*tokens.covering(condition.what.start, condition.what.end))])
    return reading.low[lead - 1] == "until" and bool(LASTING & said) and last - 1 in reading.time_at


def _at(reading: Reading, i: int) -> Iterator[Standing]:
    stops_short = reading.low[max(0, i - 3) : i] == ["stopped", "short", "of"]  # a set phrase, read as that
    if _is_supposed(reading, i) or _closes_relative(reading, i) or stops_short:
        return
    word, upos = reading.low[i], reading.upos[i]
    backs = word == "back" and i > 0 and reading.upos[i - 1] == "AUX"  # taggers take it for an adverb
    if (upos in {"VERB", "AUX", "ADJ"} or backs) and word in VERBS:
        yield from _of_verb(reading, i)
    if word in {"like", "love", "rather", "prefer"}:
        yield from _of_wish(reading, i)
    if i not in reading.quote_at or (reading.speaker(i) is None and not reading.is_direct(i)):
        yield from _of_phrase(reading, i)
    if word in {"against", "behind"} or (word == "for" and _opens_side(reading, i)):
        yield from _of_side(reading, i)
    if upos == "VERB" and word in CALLING:
        yield from _of_calling(reading, i)
    if upos == "VERB" and word in OPINION:
        yield from _of_opinion(reading, i)
    if upos in {"ADJ", "VERB"} and word in ADJECTIVES:
        yield from _of_adjective(reading, i)
    if upos == "NOUN" and word in NOUNS:
        yield from _of_noun(reading, i)
    if upos == "VERB" and (word in LETTING_GO or word in _LET_GO_WITH):
        yield from _of_letting_go(reading, i)
    if upos == "VERB":
        yield from _of_refusal(reading, i)


def _is_supposed(reading: Reading, i: int) -> bool:
    """Tell whether a clause is a question or only supposed: "if she backs", "whether to accept", "may support"."""
    first, last = reading.bounds(i)
    if reading.low[last - 1] == "?" or (last - 2 >= first and reading.low[last - 2] == "?"):
        return True
    start = reading.clause_start(i)
    return (
        _is_asked(reading, i)
        or (start > first and reading.low[start - 1] in {"if", "whether", "unless"})
        or any(reading.low[k] in MODALS | {"if", "whether", "reportedly"} for k in range(start, i))
    )


def _closes_relative(reading: Reading, i: int) -> bool:
    """Tell whether a verb ends a clause about a noun before it ("the roof he wanted"), which only says which one it is."""
    last = reading.clause_end(i + 1) if i + 1 < len(reading.low) else i + 1
    return reading.rel[i] == "acl:relcl" and last == i + 1


def _is_asked(reading: Reading, i: int) -> bool:
    """Tell whether a word stands in what somebody asks, in the asker's words too: "asked Pell if she was “ready to”"."""
    first, _ = reading.bounds(i)
    near = range(max(first, i - MAX_ASKED), i)
    lead = next((k for k in reversed(near) if reading.low[k] in {"if", "whether"}), None)
    return lead is not None and any(reading.low[k] in ASKED_VERBS for k in range(max(first, lead - MAX_ASKED), lead))


def _of_verb(reading: Reading, i: int) -> Iterator[Standing]:
    match = match_verb(reading, i) or _asked_to(reading, i)
    if match is None or _turns(reading, i):
        return
    stance, after = match if match[0] != "for" else _what_is_asked(reading, *match)
    about = (after, reading.clause_end(after)) if after < reading.bounds(i)[1] else (after, after)
    if _is_no_stand(reading, i, stance, about) or _states_fact(reading, i, after):
        return
    shown = 0
    if _is_pointer(reading, after):
        if reading.low[after] not in {"it", "that", "this"} or stance == "open":
            return
        shown, about = about[1], (i, i)  # "Vessia backs that", "did not rule it out"
    if (done_to := reading.passive_subject(i)) is not None:
        about = reading.phrase(done_to)
    ended = _no_longer(reading, i)
    turned = _is_turned(reading, i)
    denied = (reading.is_negated(i) or turned) and not ended
    if denied and stance == "open" and "did" in reading.low[max(0, i - 3) : i]:
        return  # "did not wait for his team" is a fact
    so_far = reading.low[i] in CONSENTING and HAVING & set(reading.low[max(0, i - 4) : i])
    if denied and not turned and so_far:
        stance = "open"  # "has not agreed to the toll so far"
    elif "yet" in reading.low[max(0, i - 3) : i] and (denied or reading.low[i - 1] == "to"):
        stance = "open"  # "has yet to agree to it", "has not yet ruled it out"
    elif denied:
        stance = "for" if reading.low[i] in CONCEDING else NEGATED[stance]
    if stance == "for" and reading.low[after : after + 1] and _takes_none(reading, after):
        so_far = reading.low[i] in CONSENTING and HAVING & set(reading.low[max(0, i - 3) : i])
        stance = "open" if so_far else "against"  # "promised no help", "sees no reason"
    bare = not any(reading.upos[k] in NAMING_TAGS for k in range(*about))
    bare = bare and any(reading.low[k][:1].isdigit() for k in range(*about))
    yield from _standing(
        reading,
        i,
        actor_of(reading, i),
        "open" if ended else stance,
        (i, i) if bare else about,  # "the union wants 9,000": the words before tell of what
        changed_from=stance if ended else None,
        until=max(about[1], shown),
    )


def _is_turned(reading: Reading, i: int) -> bool:
    """Tell a verb behind one of refusing: who "refused to rule out storming the building" leaves it open."""
    return i > 1 and reading.low[i - 1] == "to" and reading.low[i - 2] in DECLINING


def _turns(reading: Reading, i: int) -> bool:
    """Tell a verb of refusing before one of opposing, whose stand it only turns round."""
    if reading.low[i] not in DECLINING or reading.low[i + 1 : i + 2] != ["to"] or i + 2 >= len(reading.low):
        return False
    behind = match_verb(reading, i + 2)
    return behind is not None and behind[0] == "against"


def _what_is_asked(reading: Reading, stance: Stance, after: int) -> tuple[Stance, int]:
    """Read on where somebody wants a stand taken, or a thing not done: "vowed to vote against it", "urged them not to sign"."""
    low = reading.low
    last = min(after + MAX_TO, reading.bounds(after - 1)[1])
    to = next((k for k in range(after, last) if low[k] == "to"), None)
    if to is None or to + 1 >= last or any(reading.upos[k] in {"VERB", "PUNCT"} for k in range(after, to)):
        return stance, after
    denied = "not" in low[max(after, to - 1) : to + 2]
    verb = next((k for k in range(to + 1, min(to + 4, last)) if reading.upos[k] == "VERB"), None)
    inner = match_verb(reading, verb) if verb is not None else None
    if inner is not None:
        return (NEGATED[inner[0]] if denied else inner[0]), inner[1]
    return ("against", verb) if denied and verb is not None else (stance, after)


def _asked_to(reading: Reading, i: int) -> tuple[Stance, int] | None:
    """Read "asked the mayor to resign": the stance, and the token that what is asked begins at."""
    if reading.low[i] not in ASKING_TO:
        return None
    object_ = next((k for k in reading.children[i] if reading.rel[k] in {"obj", "iobj"} and k > i), None)
    to = reading.phrase(object_)[1] if object_ is not None else len(reading.low)
    return ("for", i + 1) if reading.low[to : to + 1] == ["to"] else None


def _is_no_stand(reading: Reading, i: int, stance: Stance, about: tuple[int, int]) -> bool:
    """Tell whether a verb of standing is an act, speaks of silence, or leaves its stand to other words."""
    low, after = reading.low, about[0]
    leads = reading.head[i] if reading.rel[i] == "conj" else i
    if {"must", "should"} & {*low[max(reading.bounds(i)[0], i - 3) : i], *(low[k] for k in reading.children[leads])}:
        return True  # "the mayor must accept the plan" is what somebody else wants
    if low[i] in WEIGHED and not {"whether", "if", "how"} & set(low[i + 1 : after + 3]):
        return True
    if low[i] in FIGHTING and about[0] >= about[1]:
        return True  # "he can go on fighting" is against nothing
    following = low[after : after + MAX_TO]
    told = set(following[following.index("to") + 1 :][:2]) if "to" in following else set()
    if TELLING - (SENSING if low[i] in WANTING and following[0] == "to" else frozenset()) & told:
        return True  # "declined to comment" is no standing, nor is "wanted the workers to know"
    if CONTACTING & set(low[after : after + 2]):
        return True  # "planned to call the mayor"
    naming = {"NOUN", "PROPN", "PRON", "VERB", "NUM"}
    empty = not any(reading.upos[k] in naming and k not in reading.time_at for k in range(*about))
    return (
        (low[i] in HOLDING and bool(NOUNS.keys() & set(low[after : after + 2])))  # "admitted doubts": the noun tells
        or (stance == "open" and judgement(reading, about, any_place=True) is not None)  # "considers it realistic"
        or (lemma(low[i]) in SAY and empty)  # "..., she conceded on Sunday" only says who speaks
    )


def _of_wish(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "would like the ledger back", "would rather not spend it"."""
    if not {"would", "'d"} & set(reading.low[max(reading.bounds(i)[0], i - 3) : i]) or i + 1 >= len(reading.low):
        return
    verb = i if reading.low[i] != "rather" else reading.head[i]
    stance: Stance = "against" if "not" in reading.low[i + 1 : i + 3] or reading.is_negated(i) else "for"
    yield from _standing(reading, verb, actor_of(reading, verb), stance, (i + 1, reading.clause_end(i + 1)))


def _of_phrase(reading: Reading, i: int) -> Iterator[Standing]:
    """Read a set phrase in the report's own words: "had enough of the noise", "kept every door open"."""
    _, last = reading.bounds(i)
    found = phrase_at(reading, i, min(i + MAX_PHRASE, last))
    if found is None or found[1] != i:
        return
    stance, _, after = found
    near = [
        k for k in (*range(i, after), *range(i - 1, max(i - MAX_PHRASE, 0), -1)) if reading.upos[k] in {"VERB", "AUX"}
    ]
    actor = next((a for k in near if (a := actor_of(reading, k)) is not None), None)
    end = reading.clause_end(after) if after < last else after
    named = end > after and find_things(reading, i, end)
    yield from _standing(
        reading, near[0] if near else i, actor, stance, (i, end) if named else (i, i), until=max(after, end)
    )


def _of_side(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "the mayor is against the toll", "her party is firmly behind it"."""
    before = i - 1
    while before > 0 and reading.upos[before] == "ADV":
        before -= 1
    if before < 0 or reading.low[before] not in BEING or i + 1 >= len(reading.low):
        return
    if PLACES & set(reading.low[i + 1 : i + 3]):
        return  # "is behind bars"
    stance: Stance = "against" if reading.low[i] == "against" else "for"
    if reading.is_negated(i):
        stance = NEGATED[stance]
    actors = (reading.person_at(k) for k in range(max(reading.bounds(i)[0], before - MAX_BEFORE), before)
              if reading.rel[k].startswith("nsubj"))  # fmt: skip
    actor = next(iter([a for a in actors if a][-1:]), None)
    yield from _standing(reading, before, actor, stance, (i + 1, reading.clause_end(i + 1)))


def _opens_side(reading: Reading, i: int) -> bool:
    """Tell whether "for" tells a side: "Vessia is for it", "is for closing the port"; the money "is for schools" tells none."""
    after = reading.low[i + 1 : i + 2]
    return after in (["it"], ["that"], ["this"]) or (
        bool(after) and after[0].endswith("ing") and reading.upos[i + 1] == "VERB"
    )


def _takes_none(reading: Reading, after: int) -> bool:
    """Tell whether what a verb takes is none of it: "no help", "nothing", "there would be no deal", "he would not resign"."""
    if NONE & set(reading.low[after : after + 2]):
        return "but" not in reading.low[after : after + 3]
    end = min(after + MAX_LIGHT, len(reading.low))
    words = dropwhile(LIGHT_WORDS.__contains__, reading.low[after:end])
    return next(words, "") in {"no", "not", "n't", "n’t", "never"}


LIGHT_WORDS = frozenset(
    "that there he she it they we i would will 'd ’d 'll ’ll be is was are were has have had".split()
)
MAX_LIGHT = 6
"""So many words may stand before the "not" of a clause: "that there would be no"."""


def _states_fact(reading: Reading, i: int, after: int) -> bool:
    """Tell whether a clause with "that" only states something: "insisted that the lamp had been lit"."""
    that = after if reading.low[after : after + 1] == ["that"] else after - 1
    if reading.low[that] != "that" or reading.low[i] not in FACTUAL:
        return False
    return not ASKING & set(reading.low[that : reading.clause_end(that + 1)] if that + 1 < len(reading.low) else ())


def _is_pointer(reading: Reading, i: int) -> bool:
    """Tell whether a pronoun is what a verb is about: "considering that", "rejected it"."""
    pointing = i < len(reading.low) and reading.upos[i] == "PRON" and reading.rel[i] in {"obj", "iobj"}
    return pointing and reading.low[i + 1 : i + 2] != ["to"]


def _no_longer(reading: Reading, i: int) -> bool:
    """Tell whether a verb says what somebody did until now: "no longer demands", "stopped calling for"."""
    before = reading.low[max(0, i - 3) : i]
    return before[-2:] == ["no", "longer"] or (
        before[-1:] in (["stopped"], ["ceased"]) and reading.low[i].endswith("ing")
    )


def _of_calling(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "called the fee an insult": who gives a thing a name without praise is against it."""
    _, last = reading.bounds(i)
    objects = [k for k in reading.children[i] if reading.rel[k] in {"obj", "xcomp"} and k > i]
    if not objects or reading.low[i + 1 : i + 2] in (["for"], ["on"], ["off"]):
        return
    about = reading.phrase(objects[0])
    if names_encounter(reading, about):
        return
    end = _past_as(reading, reading.clause_end(i + 1, commas=False)) if i + 1 < last else last
    named = range(max(about[1], i + 1), min(end, last))
    words = {reading.low[k] for k in named} | {"".join(reading.low[k : k + 3]) for k in named}
    opening = next((reading.low[k] for k in named if reading.is_word(k)), "")
    named_so = opening in {"a", "an", "as", "the"} or bool(words & (BAD | GOOD))
    if named_so:
        stance: Stance = "for" if words & GOOD and not words & BAD and not reading.is_negated(i) else "against"
        yield from _standing(reading, i, actor_of(reading, i), stance, about, until=end)


def _of_opinion(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "considers the target realistic", "thinks the merger will be good": praise or blame that somebody holds."""
    if i + 1 >= len(reading.low) or _is_pointer(reading, i + 1) or reading.low[i + 1] in NONE:
        return
    about = (i + 1, _past_as(reading, reading.clause_end(i + 1)))
    judged = judgement(reading, about, any_place=True)
    if judged is not None:
        stance = OPPOSITE[judged] if reading.is_negated(i) else judged
        yield from _standing(reading, i, actor_of(reading, i), stance, about)
    elif reading.is_negated(i) and lemma(reading.low[i]) in {"believe", "think", "trust"}:
        yield from _standing(reading, i, actor_of(reading, i), "against", about)  # "does not believe that ..."


def _past_as(reading: Reading, end: int) -> int:
    """Give where a clause ends that goes on with "as": "sees the ban as a step back"."""
    goes_on = reading.low[end : end + 1] == ["as"] and end + 1 < len(reading.low)
    return reading.clause_end(end + 1) if goes_on else end


def _of_adjective(reading: Reading, i: int) -> Iterator[Standing]:
    leads, stance = ADJECTIVES[reading.low[i]]
    if reading.low[i] == "opposed" and (i + 1 >= len(reading.low) or not reading.is_word(i + 1)):
        # "Vessia and Ulm are opposed": to what stands before
        yield from _standing(reading, i, _who_is(reading, i), "open" if reading.is_negated(i) else stance, (i, i))
    if i + 1 < len(reading.low) and reading.low[i + 1] in leads:
        if reading.is_negated(i) or any(reading.low[k] in {"not", "n't", "n’t"} for k in reading.children[i]):
            stance = "open" if "yet" in reading.low[max(0, i - 3) : i] else NEGATED[stance]
        if TELLING & set(reading.low[i + 2 : i + 4]):
            return
        yield from _standing(reading, i, _who_is(reading, i), stance, (i + 2, reading.clause_end(i + 2)))


def _who_is(reading: Reading, i: int) -> str | None:
    """Tell of whom an adjective is said; "are opposed to" looks like a passive."""
    who = reading.passive_subject(i)
    return actor_of(reading, i) or (reading.person_at(who) if who is not None else None)


def _of_noun(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "her support for", "voiced support for": the owner of the noun, or who puts it into effect."""
    leads, stance = NOUNS[reading.low[i]]
    if i + 1 >= len(reading.low) or reading.low[i + 1] not in leads:
        return
    verb = reading.head[i]
    holds = reading.rel[i] in {"obj", "ccomp", "obl"} and reading.low[verb] in HOLDING
    end = reading.clause_end(i + 2) if i + 2 < len(reading.low) else i + 2
    if (
        any(reading.low[k] == "to" and "VERB" in reading.upos[k + 1 : k + 3] for k in range(i + 2, end))
        and reading.low[i + 1] == "for"
    ):
        return  # "the need for guns to fall silent" is not for guns
    if holds:
        none = "no" in {reading.low[k] for k in reading.children[i]} or reading.is_negated(verb)
        yield from _standing(reading, verb, actor_of(reading, verb), NEGATED[stance] if none else stance, (i + 2, end))


def _of_letting_go(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "dropped his demand that", "dropped her objections": a standing that is over."""
    particles = _LET_GO_WITH.get(reading.low[i])
    first, last = i + 1, min(i + 7, reading.bounds(i)[1])
    if particles and not any(w in particles for w in reading.low[first : first + 2]):
        return
    for k in range(first, last):
        if reading.low[k] in NOUNS:
            if reading.is_negated(i):
                return
            leads, was = NOUNS[reading.low[k]]
            leads_on = reading.low[k + 1 : k + 2] and reading.low[k + 1] in leads
            about = (k + 2, reading.clause_end(k + 2)) if leads_on and k + 2 < len(reading.low) else (k + 1, k + 1)
            yield from _standing(reading, i, actor_of(reading, i), "open", about, changed_from=was)
            return
        if reading.low[k] in BREAKS or reading.upos[k] == "VERB":
            return


def _of_refusal(reading: Reading, i: int) -> Iterator[Standing]:
    """Read "we will not close the school", "Pell would never sign": the actor is against it."""
    before = set(reading.low[max(reading.bounds(i)[0], i - 4) : i])
    if not reading.is_negated(i) or not REFUSING & before or reading.low[i] in VERBS.keys() | TELLING | VOUCHING:
        return
    end = reading.clause_end(i + 1) if i + 1 < len(reading.low) else i + 1
    yield from _standing(reading, i, actor_of(reading, i), "against", (i, end), core=True)


def _standing(
    reading: Reading,
    i: int,
    actor: str | None,
    stance: Stance,
    about: tuple[int, int],
    *,
    changed_from: Stance | None = None,
    core: bool = False,
    until: int = 0,
) -> Iterator[Standing]:
    """Make a standing of a predicate where there is an actor, with its subject's words before it."""
    if actor is None:
        return
    first, last = min(i, about[0]), max(i + 1, about[1], until)
    subject = reading.subject(i)
    said = reading.cue_at.get(i)
    if said is not None and subject is not None and reading.person_at(subject) != actor:
        subject = None  # the tree has gone wrong: who says it stands elsewhere
    if subject is not None and reading.sentence[subject] == reading.sentence[i]:
        opens = reading.phrase(subject)[0]
        first = opens if first - MAX_BEFORE <= opens < first else first
    change = _once_otherwise(reading, last, stance) if changed_from is None else None
    if stance == "against" and reading.is_negated(i) and (after := depends_until(reading, last)) is not None:
        stance, last = "conditional", after  # "won't agree to it before the board meets" refuses for the time being
    earlier = Earlier(
        alone=_is_over(reading, i),
        stance=change[0] if change else changed_from,
        when=change[1] if change else time_in(reading, first, last),
        evidence=change[2] if change else None,
    )
    for one in dict.fromkeys((actor, *_beside_subject(reading, subject, actor))):
        yield from standing(
            reading,
            one,
            stance,
            about=about,
            shown=(first, last),
            core=core,
            back=about[0] >= about[1],
            earlier=earlier,
        )


def _beside_subject(reading: Reading, subject: int | None, actor: str) -> Iterator[str]:
    """Give who does it too, where several are the subject: "Vessia and Ulm had both agreed"."""
    if subject is None or reading.person_at(subject) != actor:
        return
    for k in reading.children[subject]:
        named = reading.person_at(k) if reading.rel[k] == "conj" else None
        if named is not None and reading.low[k] not in FIRST_PERSON | THIRD_PERSON:
            yield named


MAX_TO = 6
"""What somebody is to do follows a verb within so many words."""
MAX_PHRASE = 6
"""No set phrase has more words."""
MAX_BEFORE = 24
"""The subject is shown with its clause where it stands no more words before the verb."""


def _is_over(reading: Reading, i: int) -> bool:
    """Tell whether a clause speaks of a time before the report's now: "had rejected", "previously backed"."""
    start = reading.clause_start(i)
    before = reading.low[start:i]
    first, last = reading.bounds(i)
    opens = start > first and reading.low[start - 1] == "before"
    turned = any(reading.low[k : k + 2] == ["but", "now"] for k in range(i, last))
    told = i in reading.quote_at and not reading.is_direct(i)  # "said he had ruled it out" tells of now
    return (
        opens
        or turned
        or bool(({*BEFORE_NOW} if told else {"had", *BEFORE_NOW}) & set(before))
        or before[-2:] == ["used", "to"]
    )


def _once_otherwise(reading: Reading, after: int, stance: Stance) -> tuple[Stance, str | None, Span] | None:
    """Read what a sentence adds about before: "..., something her party rejected in May"."""
    _, last = reading.bounds(min(after, len(reading.low) - 1))
    pointing = reading.low[after + 1 : after + 2] in (["something"], ["which"], ["what"])
    if reading.low[after : after + 1] != [","] or not pointing:
        return None
    for k in range(after + 2, min(after + 12, last)):
        if reading.upos[k] == "VERB" and reading.low[k] in VERBS and not reading.is_negated(k):
            before = VERBS[reading.low[k]][-1][1]
            end = reading.clause_end(k)
            return (before, time_in(reading, k, last), reading.span(after + 1, end)) if before != stance else None
    return None


class Stands(Struct, frozen=True):
    """All reports of a story as they are read for stands, and the standings that they tell of, in the order of the reports."""

    readings: tuple[Reading, ...]
    standings: tuple[Standing, ...]


def read_stands(reports: Sequence[Report], entities: Sequence[Entity]) -> Stands:
    """Find the standings of all reports; one that no model has parsed tells of none."""
    readings = readings_of(reports, entities)
    parsed = (r for r in readings if len(r.report.analysis.syntax.upos) == len(r.report.analysis.tokens))
    return Stands(readings, tuple(_at_issue([s for reading in parsed for s in find_standings(reading)])))


def _at_issue(standings: Sequence[Standing]) -> Iterator[Standing]:
    """Leave out loose stands on what nobody else takes a firm stand on, in this report or another: nothing tells that it is at issue."""
    firm = {thing.key for s in standings if not s.loose for thing in s.things}
    for s in standings:
        things = tuple(t for t in s.things if t.key in firm)
        if things:
            yield replace(s, things=things) if s.loose else s
