"""Statements that affirm and deny the same: done or not, agreed or not confirmed, ruled out or not ruled out.

Two clauses are held against each other where one predicate stands affirmed in the one and negated, or in its
opposite, in the other. That they are of one matter is told from what else their clauses share, weighed by how
much it tells in the story, from the vectors of their sentences, and from an open denial. Wishes, demands,
conditions and what has changed since are no contradictions.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import exp

from msgspec import Struct

from crossread.compare.conflict_passages import Passage, Reading
from crossread.compare.conflict_words import DENIALS, NOT_WORDS, Term, stems_of
from crossread.compare.same_count import HISTORY
from crossread.language.analysis import Analysis
from crossread.records import Conflict, Side, Span, Utterance, Verdict, content_id

RAISE_SCORE = 0.5
"""Two clauses are held to contradict each other at or above this (evaluation/conflicts.py)."""

PREDICATES = frozenset(
    "kill injure miss arrest evacuate rescue infect meet phone distress crash leave begin end light open agree discuss resign cancel "
    "delay rise win guilty safe legal alive warn attack fire shoot sign steal bribe destroy pay buy sell fall test rule-out "
    "admit drunk".split()
)
"""Families whose words can be affirmed or denied of something, whatever part of speech they are."""

CHANGES = re.compile(
    r"\b(?:previous(?:ly)?|earlier|initially|at first|no longer|any ?more|used to|as recently as|dropped|walked .{0,30}back|changed|"
    r"in the past|formerly|originally|for months|for years|has repeatedly)\b",
    re.IGNORECASE,
)
"""Words of what was and has changed: then against now is no contradiction."""

OPINIONS = stems_of(
    "think believ want like hope feel prefer wish support opinion view should must need imagin expect love hate favour favor"
)
"""Stems of opinions and wishes: people who disagree hold positions, they do not contradict each other's facts."""

NEEDS_OBJECT = frozenset("rule-out agree discuss begin open end warn".split())
"""Predicates that say nothing without what they are said of: there clauses must share more than names."""

AGENT_NEEDED = frozenset("agree resign win leave pay buy sell vote sign".split())
"""Predicates that one may do and another not: both sides must name who."""

NAME_SHARE = 0.4
"""A name shared tells so much of what another word of its rarity tells."""

ACCUSATIONS = stems_of("charg accus alleg suspicion suspect plea plead ask")
"""Stems of what is said of somebody in court: a charge and its denial do not contradict each other."""

MAX_PAIRS_A_CONCEPT = 3_000
MAX_SHARED_MASS = 9.0
BASE, PREDICATE_WEIGHT, SHARED_WEIGHT, CLOSE_WEIGHT, ENTITY_WEIGHT = -4.2, 0.3, 0.34, 3.0, 0.5
DENIAL_WEIGHT, STATE_WEIGHT, BESIDE_WEIGHT, OPEN_WEIGHT = 1.3, 1.6, 1.6, 2.3
"""Set by hand on the two dev stories and the seeds (evaluation/conflicts.py)."""


class Statement(Struct, frozen=True):
    """One predicate in its clause, with what else the clause names."""

    passage: Passage
    term: Term
    about: frozenset[str]
    entities: frozenset[str]
    speaker: str
    quote: str
    subject: str
    denial: bool
    shown: Span


class _Pair(Struct, frozen=True):
    yes: Statement
    no: Statement
    score: float


def find_assertion_conflicts(reading: Reading, utterances: Sequence[Utterance] = ()) -> tuple[Conflict, ...]:
    """Find what one report, or one speaker, affirms and another denies."""
    by_concept: dict[str, tuple[list[Statement], list[Statement]]] = defaultdict(lambda: ([], []))
    for passage in reading.passages:
        for statement in read_statements(reading, passage):
            by_concept[statement.term.concept][statement.term.sign < 0].append(statement)
    pairs = [p for concept in sorted(by_concept) for p in _pairs(reading, *by_concept[concept])]
    spoken = {quote: u.id for u in utterances for quote in u.quotes}
    return tuple(_conflict(reading, group, by_concept[group[0].yes.term.concept], spoken) for group in _groups(pairs))


def read_statements(reading: Reading, passage: Passage) -> Iterator[Statement]:
    """Read the predicates of a sentence that can be affirmed or denied."""
    report = reading.reports[passage.report]
    text = report.doc.text[passage.span.start : passage.span.end]
    if CHANGES.search(text) or HISTORY.search(text) or text.rstrip().rstrip("”\"'’").endswith("?"):
        return
    seen: set[tuple[str, int]] = set()
    for term in passage.terms:
        if not _may_be_predicate(report.analysis, passage, term) or (term.concept, term.sign) in seen:
            continue
        clause = [t for t in passage.terms if t.clause == term.clause]
        if term.firmness in {"conditional", "demanded"} or any(t.key in OPINIONS | ACCUSATIONS for t in clause):
            continue
        if term.sign < 0 and any(t.key in {"until", "before", "unless"} for t in clause):
            continue  # "will not be named until his family knows"
        seen.add((term.concept, term.sign))
        quote = passage.quote_at(term.start)
        yield Statement(
            passage=passage,
            term=term,
            about=frozenset(t.concept for t in clause if t.tells and t.concept != term.concept),
            entities=frozenset(id_ for a, _, id_ in passage.mentions if clause[0].start <= a < clause[-1].end),
            speaker=(quote.speaker or quote.id) if quote else "",
            quote=quote.id if quote else "",
            subject=next((id_ for a, _, id_ in reversed(passage.mentions) if clause[0].start <= a < term.start), ""),
            denial=any(t.key in DENIALS for t in passage.terms),
            shown=Span(passage.span.doc, clause[0].start, clause[-1].end),
        )


def _may_be_predicate(analysis: Analysis, passage: Passage, term: Term) -> bool:
    """Tell a verb, or a word of a family of predicates; a noun that is negated only where the "no" stands right before it."""
    upos = deprel = ""
    if len(analysis.syntax.upos) == len(analysis.tokens):
        first, last = analysis.tokens.covering(term.start, term.end)
        upos, deprel = (analysis.syntax.upos[first], analysis.syntax.deprel[first]) if first < last else ("", "")
    if deprel == "amod":
        return False  # "a dark corner of the yard" does not say that it was dark
    if term.concept in PREDICATES:
        if upos in {"NOUN", "PROPN"} and term.sign < 0:
            i = passage.terms.index(term)
            return bool({t.key for t in passage.terms[max(0, i - 3) : i]} & {"no", "without", "any", "dark"})
        return True
    if not term.tells or term.name:
        return False
    if upos == "NOUN" and term.sign < 0:
        i = passage.terms.index(term)
        return i > 0 and passage.terms[i - 1].key == "any"  # "denies that any digging has begun"
    return upos == "VERB"


def _pairs(reading: Reading, affirmed: Sequence[Statement], denied: Sequence[Statement]) -> Iterator[_Pair]:
    contested = any(s.denial for s in (*affirmed, *denied))
    looked_at = 0
    for no in denied:
        for yes in affirmed:
            looked_at += 1
            if looked_at > MAX_PAIRS_A_CONCEPT:
                return
            score = _score(reading, yes, no, contested=contested)
            if score >= RAISE_SCORE:
                yield _Pair(yes, no, score)


def _score(reading: Reading, yes: Statement, no: Statement, *, contested: bool) -> float:
    """Give how surely one statement denies what the other affirms."""
    if not _may_contradict(yes, no):
        return 0.0
    shared = yes.about & no.about
    told = shared - reading.name_keys
    denial = yes.denial or no.denial or yes.term.concept == "rule-out" or (contested and _is_state(yes.term))
    beside = _stand_beside(yes, no)
    tied = shared or yes.entities & no.entities or _is_state(yes.term) or (denial and beside)
    if not tied or (not told and yes.term.concept in NEEDS_OBJECT):
        return 0.0
    logit = BASE + PREDICATE_WEIGHT * min(6.0, reading.weight(yes.term.concept))
    logit += SHARED_WEIGHT * min(MAX_SHARED_MASS, reading.mass(told) + NAME_SHARE * reading.mass(shared - told))
    logit += CLOSE_WEIGHT * reading.closeness(yes.passage, no.passage)
    logit += ENTITY_WEIGHT * bool((yes.entities & no.entities) - reading.common)
    left_open = no.term.left_open and bool(told) and bool(yes.entities & no.entities or shared - told)
    logit += DENIAL_WEIGHT * denial + BESIDE_WEIGHT * beside + OPEN_WEIGHT * left_open
    logit += STATE_WEIGHT * _is_state(yes.term)
    return 1 / (1 + exp(-logit))


def _same_agent(yes: Statement, no: Statement) -> bool:
    """Refuse what two actors do or think each for himself: one agrees, another opposes."""
    if yes.denial or no.denial or no.term.left_open:
        return True
    if yes.subject and no.subject:
        return yes.subject == no.subject
    return yes.term.concept not in AGENT_NEEDED


def _may_contradict(yes: Statement, no: Statement) -> bool:
    """Refuse pairs of one voice, of copies, of other actors, and of what is told of other times."""
    if yes.passage.report == no.passage.report and (yes.passage is no.passage or yes.speaker == no.speaker):
        return False
    if yes.entities and no.entities and not yes.entities & no.entities:
        return False
    return (
        _same_agent(yes, no)
        and _may_meet(yes, no)
        and not _times_differ(yes, no)
        and not _is_copy(yes.passage, no.passage)
    )


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


def _is_state(term: Term) -> bool:
    """Tell a predicate that says how a thing is, and so can be denied of it alone: lit or dark, open or shut."""
    return term.concept in {"light", "guilty", "safe", "legal", "alive", "drunk"}


def _may_meet(yes: Statement, no: Statement) -> bool:
    """Refuse what is planned beside what has not happened yet."""
    firm = {yes.term.firmness, no.term.firmness}
    return "planned" not in firm or len(firm) == 1


def _times_differ(yes: Statement, no: Statement) -> bool:
    days = [[(t.from_, t.to) for t in s.passage.times if t.from_ and t.to] for s in (yes, no)]
    return bool(days[0]) and bool(days[1]) and all(x[1] < y[0] or y[1] < x[0] for x in days[0] for y in days[1])


def _groups(pairs: Iterable[_Pair]) -> list[list[_Pair]]:
    """Put pairs of one predicate that share a statement together, the surest first; a clause stands in one conflict only."""
    groups: list[list[_Pair]] = []
    owner: dict[Span, tuple[int, bool]] = {}
    for pair in sorted(pairs, key=lambda p: (-p.score, p.yes.shown, p.no.shown, p.yes.term.concept)):
        yes, no = owner.get(pair.yes.shown), owner.get(pair.no.shown)
        concept = pair.yes.term.concept
        if any(
            o is not None and (o[1] != side or groups[o[0]][0].yes.term.concept != concept)
            for o, side in ((yes, True), (no, False))
        ):
            continue
        rows = sorted({o[0] for o in (yes, no) if o is not None})
        row = rows[0] if rows else len(groups)
        if not rows:
            groups.append([])
        groups[row].append(pair)
        for extra in rows[1:]:
            groups[row] += groups[extra]
            groups[extra] = []
        for p in groups[row]:
            owner[p.yes.shown], owner[p.no.shown] = (row, True), (row, False)
    groups = [g for g in groups if g]
    states: dict[str, list[_Pair]] = {}
    for group in groups:
        if _is_state(group[0].yes.term):
            states.setdefault(group[0].yes.term.concept, []).extend(group)
    return [g for g in groups if not _is_state(g[0].yes.term)] + [states[c] for c in sorted(states)]


def _conflict(
    reading: Reading,
    group: Sequence[_Pair],
    every: tuple[Sequence[Statement], Sequence[Statement]],
    spoken: Mapping[str, str],
) -> Conflict:
    best = max(group, key=lambda p: (p.score, p.yes.shown))
    yes = _with_copies({p.yes.shown: p.yes for p in group}, every[0], spoken)
    no = _with_copies({p.no.shown: p.no for p in group}, every[1], spoken)
    sides = (_side(reading, best.yes, yes), _side(reading, best.no, no))
    weak = best.no.term.left_open or best.yes.term.left_open
    verdict: Verdict = "conflict"
    return Conflict(
        id=content_id("x", "assertion", *(s for side in sides for s in side.evidence)),
        kind="assertion",
        verdict=verdict,
        about=_about(reading, best),
        sides=sides,
        why=f"{_accounts(reading, best)}; {_reading(best, left_open=weak)}",
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


def _accounts(reading: Reading, pair: _Pair) -> str:
    """Say whose account each side is."""
    who = [
        f"{reading.names[s.speaker]} is given as saying so" if s.speaker in reading.names else "a report says so itself"
        for s in (pair.yes, pair.no)
    ]
    firm = " as possible" if "possible" in {pair.yes.term.firmness, pair.no.term.firmness} else ""
    return f"one side affirms{firm} what the other denies (affirmed: {who[0]}; denied: {who[1]})"


def _reading(pair: _Pair, *, left_open: bool) -> str:
    if left_open:
        return "what is not confirmed may still be so: both could be right"
    if "possible" in {pair.yes.term.firmness, pair.no.term.firmness}:
        return "both could be right if what may be so is not so"
    return "both could be right only if they are about different things or times, and the words do not say that"


def _about(reading: Reading, pair: _Pair) -> str:
    text = reading.reports[pair.yes.passage.report].doc.text
    wanted = {pair.yes.term.concept} | (pair.yes.about & pair.no.about)
    words, seen = [], set()
    for t in pair.yes.passage.terms:
        if t.concept in wanted and t.concept not in seen and t.clause == pair.yes.term.clause:
            seen.add(t.concept)
            words.append(text[t.start : t.end])
    return " ".join(words[:6])
