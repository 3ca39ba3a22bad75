"""Statements that affirm and deny the same: done or not, agreed or not confirmed, ruled out or not ruled out.

Two clauses are held against each other where a word, or two of one sense, stand affirmed in the one and negated,
or in the opposite, in the other. That they are of one matter is told from what else their clauses share, weighed
by how much it tells in the story, from the vectors of their sentences, and from an open denial. Wishes, demands,
conditions and what has changed since are no contradictions.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from crossread.compare._conflict_weights import ASSERTION_BIAS, ASSERTION_WEIGHTS
from crossread.compare._likeness import covered, probability, shared_mass
from crossread.compare._reading import Reading as Actors
from crossread.compare._reading import readings_of
from crossread.compare._word_senses import kinship, opposites_of, senses_of
from crossread.compare.conflict_passages import Passage, Reading, firmness_of
from crossread.compare.conflict_words import DENIALS, NOT_WORDS, Firmness, Term, stems_of
from crossread.compare.same_count import HISTORY
from crossread.language.analysis import Analysis
from crossread.records import Conflict, Side, Span, content_id

RAISE_SCORE = 0.6
"""Two clauses are held to contradict each other at or above this.

Of the labelled stories' pairs from 0.5 to 0.65 one in five was right, from 0.65 to 0.8 three in four (evaluation/conflicts.py).
"""

CHANGES = re.compile(
    r"\b(?:previous(?:ly)?|earlier|initially|at first|no longer|any ?more|used to|as recently as|dropped|walked .{0,30}back|changed|"
    r"at last|finally|eventually|in the past|formerly|originally|for months|for years|has repeatedly)\b",
    re.IGNORECASE,
)
"""Words of what was and has changed: then against now is no contradiction."""

OPINIONS = stems_of(
    "think believ want like hope feel prefer wish support opinion view should must need imagin expect love hate favour favor"
)
"""Stems of opinions and wishes: people who disagree hold positions, they do not contradict each other's facts."""

ACCUSATIONS = stems_of("charg accus alleg suspicion suspect plea plead ask")
"""Stems of what is said of somebody in court: a charge and its denial do not contradict each other."""

SUPPORT_SCORE = 0.07
"""From here on a clause joins the side of a conflict that others have raised about the same word."""

MAX_PARTNERS = 80
"""A clause is held against so many before and behind it that share a word: to all of a story of a dozen reports."""

MAX_MASS, MAX_LENGTH = 10.0, 24.0
"""More nats than this tell no more."""

LEAST_MASS = 2.3
"""What is affirmed and denied must tell so many nats: a word that every second sentence of a story has is its topic."""

LEAST_KIN = 0.75
"""Words must be so near to each other, that the one affirmed and the other negated is a contradiction."""

OPPOSITE = 0.8
"""How much two opposed words count as one word affirmed and negated."""

VAGUE = stems_of(
    "be have do get make take go come give put set let keep use see look turn tri start happen time back way"
)
"""Words that stand for nearly anything: to affirm one and to deny it tells nothing."""


RULED = frozenset({"rule-out"})
DETERMINERS = frozenset("a an the his her its their our my your".split())
NOUN_NEGATIONS = frozenset("no any without".split())


class Statement(Struct, frozen=True):
    """One clause: what it affirms, negates, and is about at all, as concepts, and who and what it names.

    `verbs` are those concepts that are its verbs; empty where the words were not parsed.
    """

    passage: Passage
    affirmed: frozenset[str]
    negated: frozenset[str]
    about: frozenset[str]
    verbs: frozenset[str]
    firmness: Firmness
    left_open: bool
    entities: frozenset[str]
    speaker: str
    quote: str
    subject: str
    denial: bool
    shown: Span


class AssertionPair(Struct, frozen=True):
    """A statement, one that denies it, and how surely it does."""

    yes: Statement
    no: Statement
    score: float


def find_assertion_conflicts(reading: Reading, spoken: Mapping[str, str]) -> tuple[Conflict, ...]:
    """Find what one report, or one speaker, affirms and another denies.

    Args:
        reading: the reports of the story.
        spoken: the act of speaking of each quote.
    """
    statements = read_all_statements(reading)
    pairs = [
        AssertionPair(yes, no, score)
        for yes, no in opposed_statements(statements, spoken)
        if reading.mass(_words_of(yes, no)) >= LEAST_MASS
        and _say_enough(yes, no)
        and (score := score_of(reading, yes, no)) >= SUPPORT_SCORE
    ]
    return tuple(_conflict(reading, group, statements, spoken) for group in _groups(pairs))


def read_all_statements(reading: Reading) -> list[Statement]:
    """Read the clauses of all reports."""
    actors = readings_of(reading.reports, reading.entities)
    return [s for p in reading.passages for s in read_statements(reading, p, actors[p.report])]


def read_statements(reading: Reading, passage: Passage, actors: Actors) -> Iterator[Statement]:
    """Read the clauses of a sentence that affirm or deny something."""
    report = reading.reports[passage.report]
    text = report.doc.text[passage.span.start : passage.span.end]
    if CHANGES.search(text) or HISTORY.search(text) or text.rstrip().rstrip("”\"'’").endswith("?"):
        return
    clauses: dict[int, list[Term]] = defaultdict(list)
    for term in passage.terms:
        clauses[term.clause].append(term)
    denial = any(t.key in DENIALS for t in passage.terms)
    verbs, predicates, modifiers = _parts(report.analysis, passage)
    for clause in clauses.values():
        firmness = firmness_of(clause)
        if firmness in {"conditional", "demanded"} or any(t.key in OPINIONS | ACCUSATIONS for t in clause):
            continue
        told = [t for t in clause if t.tells and t.concept not in VAGUE]
        words = [t for t in told if not t.name and t.concept not in reading.name_keys and t.start not in modifiers]
        negated = _deniable(clause, words, verbs)
        if negated and any(t.key in {"until", "before", "unless"} for t in clause):
            continue  # "will not be named until his family knows"
        first, last = clause[0].start, clause[-1].end
        named = [id_ for a, _, id_ in passage.mentions if first <= a < last]
        quote = passage.quote_at(told[0].start) if told else None
        if told and any(first <= at < last for at in predicates):
            yield Statement(
                passage=passage,
                affirmed=frozenset(t.concept for t in words if t.sign > 0) - negated,
                negated=negated,
                about=frozenset(t.concept for t in told),
                verbs=frozenset(t.concept for t in told if t.start in verbs),
                firmness=firmness,
                left_open=any(t.left_open for t in told),
                entities=frozenset(named),
                speaker=(quote.speaker or quote.id) if quote else "",
                quote=quote.id if quote else "",
                subject=_actor(report.analysis, actors, first, last),
                denial=denial,
                shown=Span(passage.span.doc, first, last),
            )


def _actor(analysis: Analysis, actors: Actors, start: int, end: int) -> str:
    """Give who does what the first verb of a clause says, "" where the text does not make it plain."""
    if len(analysis.syntax.upos) != len(analysis.tokens):
        return ""
    for i in range(*analysis.tokens.covering(start, end)):
        if analysis.syntax.upos[i] == "VERB":
            return actors.actor(i) or ""
    return ""


def _deniable(clause: Sequence[Term], told: Sequence[Term], verbs: frozenset[int]) -> frozenset[str]:
    """Give what a negation in a clause denies: its verbs, the nouns of "no agreement", and all that is left open.

    Where it has only verbs that stand for anything ("nobody was taken to hospital") it is all that is told, but for
    what something is not ("that is not an offer").
    """
    before = {t.start: {x.key for x in clause[max(0, i - 2) : i]} for i, t in enumerate(clause)}
    negated = [t for t in told if t.sign < 0]
    found = [t for t in negated if t.start in verbs or t.left_open or before[t.start] & NOUN_NEGATIONS]
    if not found and not any(t.start in verbs for t in told):
        found = [t for t in negated if not before[t.start] & DETERMINERS]
    return frozenset(t.concept for t in found)


def _parts(analysis: Analysis, passage: Passage) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Give where the verbs of a sentence begin, with adjectives that stand for one ("the hold was dark").

    Besides: where these and auxiliaries begin, and where words that only describe others do ("a dark corner").
    """
    if len(analysis.syntax.upos) != len(analysis.tokens):
        every = frozenset(t.start for t in passage.terms)
        return every, every, frozenset()
    rows = range(*analysis.tokens.covering(passage.span.start, passage.span.end))
    upos = {int(analysis.tokens.start[i]): analysis.syntax.upos[i] for i in rows}
    verbs = frozenset(int(analysis.tokens.start[i]) for i in rows if _is_verb(analysis, i))
    predicates = verbs | {at for at, tag in upos.items() if tag == "AUX"}
    return verbs, predicates, frozenset(at for at, tag in upos.items() if tag in MODIFIERS) - verbs


MODIFIERS = frozenset("ADJ ADV NUM".split())


def _is_verb(analysis: Analysis, i: int) -> bool:
    upos, deprel = analysis.syntax.upos[i], analysis.syntax.deprel[i]
    return upos == "VERB" or (upos == "ADJ" and deprel != "amod")


def opposed_statements(statements: Sequence[Statement], spoken: Mapping[str, str]) -> list[tuple[Statement, Statement]]:
    """Find pairs of clauses of which one affirms what the other negates, or both affirm what is opposed.

    Clauses are looked up by the words that they affirm, and by the senses of those.

    Args:
        statements: the clauses of all reports.
        spoken: the utterance of each quote: two accounts of one are no contradiction.
    """
    affirmed: dict[str | int, list[int]] = defaultdict(list)
    denied: dict[str | int, list[int]] = defaultdict(list)
    for row, statement in enumerate(statements):
        for concept in statement.affirmed:
            for key in _keys(concept):
                affirmed[key].append(row)
            for opposite in opposites_of(concept):
                denied[opposite].append(row)
        for concept in statement.negated:
            for key in _keys(concept):
                denied[key].append(row)
    rows: set[tuple[int, int]] = set()
    for key in sorted(affirmed.keys() & denied.keys(), key=str):
        for no in denied[key]:
            at = bisect(affirmed[key], no)
            near = affirmed[key][max(0, at - MAX_PARTNERS) : at + MAX_PARTNERS]
            rows.update((yes, no) for yes in near if (no, yes) not in rows)
    pairs = [(statements[i], statements[j]) for i, j in sorted(rows)]
    by_report: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_report[statement.passage.report].append(statement)
    pairs = [p for p in pairs if not _one_utterance(*p, spoken) and _may_contradict(*p)]
    return [p for p in pairs if not _tells_both(p, by_report)]


def _one_utterance(a: Statement, b: Statement, spoken: Mapping[str, str]) -> bool:
    return a.quote in spoken and spoken[a.quote] == spoken.get(b.quote)


def _keys(concept: str) -> tuple[str | int, ...]:
    """Give what a word is found by: its stem, and its common senses."""
    return (concept, *senses_of(concept)[0])


def contradictions(yes: Statement, no: Statement) -> list[tuple[str, float]]:
    """Give the words of the first clause that the other negates, or says the opposite of, with how surely.

    Opposed are only two verbs: "new" and "old" may be told of two things in any two clauses.
    """
    if any(kinship(x, y) >= LEAST_KIN for x in yes.negated for y in no.negated):
        return []  # both deny the same: what else their negations reach does not part them
    found = []
    for x in sorted(yes.affirmed):
        negated = max((k for y in no.negated if (k := kinship(x, y)) >= LEAST_KIN), default=0.0)
        opposed = OPPOSITE if x in yes.verbs and no.affirmed & no.verbs & set(opposites_of(x)) else 0.0
        if max(negated, opposed):
            found.append((x, max(negated, opposed)))
    denied = ((x, max((kinship(x, y) for y in no.affirmed), default=0.0)) for x in sorted(yes.negated))
    return found + [(x, k) for x, k in denied if k >= LEAST_KIN]


def score_of(reading: Reading, yes: Statement, no: Statement) -> float:
    """Give how surely one statement denies what the other affirms, in [0, 1]."""
    return probability(ASSERTION_WEIGHTS, ASSERTION_BIAS, assertion_features(reading, yes, no))


def assertion_features(reading: Reading, yes: Statement, no: Statement) -> dict[str, float]:
    """Give what tells whether one statement denies the other, by the names of `ASSERTION_WEIGHTS`.

    opposed: what the words tell that the one affirms and the other denies; verb: one of them is the verb of both; told,
    named: what both share besides, of words and of names; wider: what their sentences and the ones around share; all in
    nats. share: of what the lighter clause tells, how much the other tells. strangers: both name somebody, and nobody
    in common. opposites: nothing is negated, two verbs are opposed. ruled: one rules out what the other
    does not. length: words of both clauses that tell something.
    agent: 1 the same doer, -1 two. denial: somebody denies. open: somebody leaves open two things that
    the other affirms, of the same people. beside: two voices side by side. own: the same speaker.
    mood: the one is told as so, the other as possible or planned.
    """
    against = contradictions(yes, no)
    words = frozenset(x for x, _ in against)
    rest = yes.about - words
    told = shared_mass(reading, rest - reading.name_keys, no.about - reading.name_keys)
    named = shared_mass(reading, rest & reading.name_keys, no.about & reading.name_keys)
    wider = shared_mass(reading, reading.concepts_near(yes.passage), reading.concepts_near(no.passage))
    return {
        "opposed": min(MAX_MASS, sum(reading.weight(x) * k for x, k in against)),
        "verb": float(any(x in yes.verbs for x in words) and any(kinship(x, y) for x in words for y in no.verbs)),
        "told": min(MAX_MASS, told),
        "named": min(MAX_MASS, named),
        "wider": min(MAX_MASS, max(0.0, wider - told - named)),
        "share": covered(reading, yes.about, no.about),
        "close": reading.closeness(yes.passage, no.passage),
        "entity": float(bool((yes.entities & no.entities) - reading.common)),
        "agent": (1.0 if yes.subject == no.subject else -1.0) if yes.subject and no.subject else 0.0,
        "strangers": float(bool(yes.entities and no.entities) and not yes.entities & no.entities),
        "day": float(bool(_days(yes) & _days(no))),
        "opposites": float(
            not yes.negated & words and not any(kinship(x, y) >= LEAST_KIN for x in words for y in no.negated)
        ),
        "ruled": float(bool(words & RULED)),
        "length": min(MAX_LENGTH, float(len(yes.about) + len(no.about))),
        "denial": float(yes.denial or no.denial),
        "open": float((no.left_open or yes.left_open) and len(words) > 1 and bool(yes.entities & no.entities)),
        "beside": float(_stand_beside(yes, no)),
        "own": float(bool(yes.speaker) and yes.speaker == no.speaker),
        "mood": float(yes.firmness != no.firmness),
    }


def _say_enough(yes: Statement, no: Statement) -> bool:
    """Ask each side for more than the one word that is affirmed or denied: "nor do farmers" denies nothing of farmers."""
    return len(yes.about) > 1 and len(no.about) > 1


def _may_contradict(yes: Statement, no: Statement) -> bool:
    """Refuse pairs of one voice, of copies, and of what is told of other times."""
    if yes.passage.report == no.passage.report and (yes.passage is no.passage or yes.speaker == no.speaker):
        return False
    planned = {yes.firmness, no.firmness}
    if "planned" in planned and len(planned) > 1:
        return False  # what is planned may not have happened yet
    if _times_differ(yes, no) or _is_copy(yes.passage, no.passage):
        return False
    return bool(_words_of(yes, no) - RULED)  # to rule one thing out and not another is no contradiction


def _tells_both(pair: tuple[Statement, Statement], by_report: Mapping[int, Sequence[Statement]]) -> bool:
    """Tell whether one voice says both right beside each other: "I don't mind the noise, I mind the dust"."""
    for own, other in (pair, pair[::-1]):
        for s in by_report[own.passage.report]:
            if s is own or s.denial or own.denial:
                continue  # what somebody denies is another's voice
            beside = abs(s.passage.row - own.passage.row) <= 1 and s.speaker == own.speaker
            if beside and contradictions(own, s) and _words_of(own, s) & _words_of(own, other):
                return True
    return False


def _words_of(a: Statement, b: Statement) -> frozenset[str]:
    return frozenset(x for x, _ in contradictions(a, b))


COPY_SHARE = 0.75


def _is_copy(a: Passage, b: Passage) -> bool:
    """Tell two copies of one sentence that negate as often: what the one denies, the other denies too."""
    x, y = [t.key for t in a.terms], [t.key for t in b.terms]
    shared = sum((Counter(x) & Counter(y)).values())
    if shared < COPY_SHARE * min(len(x), len(y)):
        return False
    return sum(k in NOT_WORDS for k in x) == sum(k in NOT_WORDS for k in y)


def _stand_beside(yes: Statement, no: Statement) -> bool:
    """Tell statements of two voices that one report puts side by side."""
    return yes.passage.report == no.passage.report and abs(yes.passage.row - no.passage.row) == 1


def _days(statement: Statement) -> frozenset[tuple[str, str]]:
    return frozenset((t.from_, t.to) for t in statement.passage.times if t.from_ and t.to)


def _times_differ(yes: Statement, no: Statement) -> bool:
    days = _days(yes), _days(no)
    return all(days) and all(x[1] < y[0] or y[1] < x[0] for x in days[0] for y in days[1])


def _groups(pairs: Iterable[AssertionPair]) -> list[list[AssertionPair]]:
    """Put pairs about one word that share a clause together, the surest first; a clause stands on one side of one conflict only.

    Only what is sure enough opens a conflict; what is less sure can only join one.
    """
    groups: list[list[AssertionPair]] = []
    owner: dict[Span, tuple[int, bool]] = {}
    for pair in sorted(pairs, key=lambda p: (-p.score, p.yes.shown, p.no.shown)):
        yes, no = _sides_of(pair, owner)
        rows = sorted({o[0] for o in (yes, no) if o is not None})
        if yes is not None and no is not None and yes[1] == no[1]:
            continue
        if len(rows) != 1 and pair.score < RAISE_SCORE:
            continue
        if rows and not _words(pair) & _words(groups[rows[0]][0]):
            continue
        row = rows[0] if rows else len(groups)
        if not rows:
            groups.append([])
        groups[row].append(pair)
        first = yes[1] if yes is not None else not no[1] if no is not None else True
        owner.setdefault(pair.yes.shown, (row, first))
        owner.setdefault(pair.no.shown, (row, not first))
    return groups


def _sides_of(
    pair: AssertionPair, owner: Mapping[Span, tuple[int, bool]]
) -> tuple[tuple[int, bool] | None, tuple[int, bool] | None]:
    return owner.get(pair.yes.shown), owner.get(pair.no.shown)


def _words(pair: AssertionPair) -> frozenset[str]:
    return _words_of(pair.yes, pair.no)


def _conflict(
    reading: Reading, group: Sequence[AssertionPair], every: Sequence[Statement], spoken: Mapping[str, str]
) -> Conflict:
    best = group[0]
    members: tuple[dict[Span, Statement], dict[Span, Statement]] = (
        {best.yes.shown: best.yes},
        {best.no.shown: best.no},
    )
    for pair in group[1:]:  # a pair may stand the other way round: what is affirmed here is opposed there
        turned = pair.yes.shown in members[1] or pair.no.shown in members[0]
        for side, statement in zip(members[::-1] if turned else members, (pair.yes, pair.no), strict=True):
            side[statement.shown] = statement
    sides = tuple(
        _side(reading, shown, _with_copies(found, every, spoken))
        for shown, found in zip((best.yes, best.no), members, strict=True)
    )
    return Conflict(
        id=content_id("x", "assertion", *(s for side in sides for s in side.evidence)),
        kind="assertion",
        verdict="conflict",
        about=_about(reading, best),
        sides=sides,
        why=f"{_accounts(reading, best)}; {_reading(best, left_open=best.no.left_open or best.yes.left_open)}",
        score=round(best.score, 3),
    )


def _with_copies(
    members: Mapping[Span, Statement], every: Sequence[Statement], spoken: Mapping[str, str]
) -> list[Statement]:
    """Add the same words as other reports have them, from the utterances that they are part of."""
    said = {spoken[s.quote] for s in members.values() if s.quote in spoken}
    found = dict(members)
    found.update({s.shown: s for s in every if spoken.get(s.quote) in said and s.shown not in found})
    return list(found.values())


def _side(reading: Reading, shown: Statement, members: Iterable[Statement]) -> Side:
    found = sorted(members, key=lambda s: s.shown)
    return Side(
        says=reading.reports[shown.passage.report].words(shown.shown),
        evidence=tuple(s.shown for s in found),
        outlets=tuple(sorted({reading.outlet(s.passage) for s in found})),
    )


def _accounts(reading: Reading, pair: AssertionPair) -> str:
    """Say whose account each side is."""
    who = [
        f"{reading.names[s.speaker]} is given as saying so" if s.speaker in reading.names else "a report says so itself"
        for s in (pair.yes, pair.no)
    ]
    firm = " as possible" if "possible" in {pair.yes.firmness, pair.no.firmness} else ""
    return f"one side affirms{firm} what the other denies (affirmed: {who[0]}; denied: {who[1]})"


def _reading(pair: AssertionPair, *, left_open: bool) -> str:
    if left_open:
        return "what is not confirmed may still be so: both could be right"
    if "possible" in {pair.yes.firmness, pair.no.firmness}:
        return "both could be right if what may be so is not so"
    return "both could be right only if they are about different things or times, and the words do not say that"


def _about(reading: Reading, pair: AssertionPair) -> str:
    text = reading.reports[pair.yes.passage.report].doc.text
    wanted = {x for x, _ in contradictions(pair.yes, pair.no)} | (pair.yes.about & pair.no.about)
    words, seen = [], set()
    for t in pair.yes.passage.terms:
        if t.concept in wanted and t.concept not in seen and pair.yes.shown.start <= t.start < pair.yes.shown.end:
            seen.add(t.concept)
            words.append(text[t.start : t.end])
    return " ".join(words[:6])
