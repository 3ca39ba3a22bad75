"""Statements that affirm and deny the same: done or not, agreed or not confirmed, ruled out or not ruled out.

A clause that is denied or left open is held against those of other reports, and of other voices in its own, that
affirm something of the same matter; and two clauses against each other whose predicates are opposed ("lifted", "in
force"). Whether both are about one proposition is told from what they share, weighed by how much it tells in the story, from the
vectors of their sentences, and from how near each is beside the other partners of the same clause. Wishes, demands,
conditions and what has changed since are no contradictions.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from math import log

from msgspec import Struct
from msgspec.structs import replace

from crossread.compare import _conflict_weights as fitted
from crossread.compare._likeness import LEAST_KIN, best_kin, covered, covered_by, matches, probability, shared_mass
from crossread.compare._word_senses import SAME_SENSE, senses_of
from crossread.compare.conflict_passages import Passage, Reading, nearness_of_words, title_of
from crossread.compare.conflict_statements import EXCLUDING, REFUSING, TURNING_AWAY, Statement, read_all_statements
from crossread.compare.conflict_words import NOT_WORDS, opposed_concepts, stems_of
from crossread.extract._modality import DENYING
from crossread.records import Conflict, Side, Span, content_id

RAISE_SCORE = 0.75
"""Two clauses are held to contradict each other at or above this.

Scored by weights fitted without the story, 73 of the 84 raised from here on are right in the labelled stories; one of the next ten down to 0.7
(`python -m training.conflicts`).
"""

SUPPORT_SCORE = 0.3
"""From here on a clause joins the side of a conflict that others have raised."""

MAX_PARTNERS = 60
"""A clause is held against so many before and behind it that share a word: to all of a story of a dozen reports."""

MAX_HELD = 120
"""Of all these so many are held against it, first those that share what few clauses have."""

MAX_RANKED = 6
"""Of those that share something with a clause so many are weighed: the nearest."""

MAX_WORDS, MAX_LENGTH = 4.0, 24.0
"""More words than this tell no more."""

COPY_SHARE = 0.75

SHORT_STORY = 10
"""Sentences of a short story: the more there are, the more clauses share a word by chance, above all one word only."""

ALIGNED = 0.5
"""Statements whose words lie so near may tell of one thing, whether or not they share a word or the first names what is denied."""

MOST = 0.5
"""Share of the lighter of two statements that the other must tell, where it does not tell of what the first says of it."""


class Matter(Struct, frozen=True):
    """A pair of statements of which the second denies the first, or leaves it open, or says the opposite.

    `near` is how much they share, in [0, 1]; `rank` the place that the first has among the `partners` of the second, from 0.
    `tellings` counts the reports that tell the first and those that tell the second.
    """

    yes: Statement
    no: Statement
    near: float
    rank: int
    partners: int
    tellings: int = 2


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
        AssertionPair(m.yes, m.no, score)
        for m in opposed_statements(reading, statements, spoken)
        if (score := probability(fitted.ASSERTION_WEIGHTS, fitted.ASSERTION_BIAS, assertion_features(reading, m)))
        >= SUPPORT_SCORE
    ]
    return tuple(_conflict(reading, group, statements, spoken) for group in _groups(reading, pairs))


def opposed_statements(reading: Reading, statements: Sequence[Statement], spoken: Mapping[str, str]) -> list[Matter]:
    """Find pairs of statements that may contradict each other: for each that denies something the nearest that affirm it.

    Args:
        reading: the reports of the story.
        statements: the clauses of all reports.
        spoken: the utterance of each quote: two accounts of one are no contradiction.
    """
    by_key: dict[str | int, list[int]] = defaultdict(list)
    for row, statement in enumerate(statements):
        for key in sorted({k for c in statement.about for k in _keys(c)}, key=str):
            by_key[key].append(row)
    found = []
    for row, no in enumerate(statements):
        rows = _partners(row, no, by_key)
        near = [
            (round(nearness(reading, statements[i], no), 6), statements[i])
            for i in sorted(rows)
            if _may_contradict(reading, statements[i], no, spoken)
        ]
        best = sorted(near, key=lambda n: (-n[0], n[1].shown))[:MAX_RANKED]
        found += [Matter(yes, no, share, rank, len(near)) for rank, (share, yes) in enumerate(best)]
    return _with_tellings(reading, found)


def _with_tellings(reading: Reading, matters: Sequence[Matter]) -> list[Matter]:
    """Count for each pair how many reports tell either side of it, in these words or in others as near."""
    by_words: dict[tuple[str, str], list[Matter]] = defaultdict(list)
    for m in matters:
        for key in product(sorted(m.yes.predicate), sorted(m.no.predicate)):
            by_words[key].append(m)
    found = []
    for m in matters:
        others = [
            o for key in product(sorted(m.yes.predicate), sorted(m.no.predicate)) for o in by_words[key][:MAX_TELLINGS]
        ]
        same = [m, *(o for o in others if _tell_one(reading, m.yes, o.yes) and _tell_one(reading, m.no, o.no))]
        n = len({o.yes.passage.report for o in same}) + len({o.no.passage.report for o in same})
        found.append(replace(m, tellings=n))
    return found


MAX_TELLINGS = 60
"""Of the pairs with the same two predicates so many are looked at."""

ONE_TELLING = 0.75
"""Statements of sentences that are so close tell one thing."""


def _tell_one(reading: Reading, a: Statement, b: Statement) -> bool:
    return a is b or reading.closeness(a.passage, b.passage) >= ONE_TELLING


def _keys(concept: str) -> tuple[str | int, ...]:
    """Give what a word is found by: its stem, and its common senses."""
    return (concept, *senses_of(concept)[0])


def _partners(row: int, no: Statement, by_key: Mapping[str | int, Sequence[int]]) -> set[int]:
    """Give the rows of statements that may affirm what one denies, or say the opposite of what it affirms."""
    wanted = {k for c in no.about for k in _keys(c)} if no.denied else set()
    wanted |= {k for c in no.predicate for o in opposed_concepts(c) for k in (o,)}
    told: dict[int, float] = defaultdict(float)
    for key in sorted(wanted, key=str):
        members = by_key.get(key, ())
        at = bisect(members, row)
        for other in members[max(0, at - MAX_PARTNERS) : at + MAX_PARTNERS]:
            told[other] += 1 / len(members)
    told.pop(row, None)
    return set(sorted(told, key=lambda other: (-told[other], other))[:MAX_HELD])


def opposites(yes: Statement, no: Statement) -> frozenset[str]:
    """Give the predicates of one statement that are opposed to those of the other."""
    found = ((x, y) for x in sorted(yes.predicate) for y in sorted(opposed_concepts(x) & no.predicate))
    return frozenset(
        x for x, y in found if not ({x, y} & REVERSED or {x, y} <= yes.predicate or {x, y} <= no.predicate)
    )


REVERSED = stems_of("arrive begin end start open close arrest release free jail detain build join impose") | {"open"}
"""What one event does another may undo: who arrived may have left, and both reports are right."""


def _is_alone(yes: Statement, no: Statement) -> bool:
    """Tell a verb shared by clauses that share nothing else: "he was found at sea", "we found no fault"."""
    if yes.entities & no.entities or not no.about - no.predicate or not yes.about - yes.predicate:
        return False
    shared = {c for c, _ in matches(yes.about, no.about)}
    return bool(shared) and shared <= yes.predicate and bool(no.predicate & shared)


def is_outside(yes: Statement, no: Statement) -> bool:
    """Tell whether what either statement says of its matter is not told of in the other."""
    return max(best_kin(no.predicate, yes.about), best_kin(yes.predicate, no.about)) < LEAST_KIN


def _may_contradict(reading: Reading, yes: Statement, no: Statement, spoken: Mapping[str, str]) -> bool:
    """Refuse pairs of one voice, of copies, of one sense, and of what is told of other times."""
    if yes.passage.report == no.passage.report and (yes.passage is no.passage or yes.speaker == no.speaker):
        return False
    if yes.quote in spoken and spoken[yes.quote] == spoken.get(no.quote):
        return False
    if no.denied:
        opposed = _is_excluded(no) if yes.left_open else not yes.denied
    else:
        opposed = not yes.denied and bool(opposites(yes, no)) and yes.shown < no.shown
    if not opposed or (yes.subjects and no.subjects and not yes.subjects & no.subjects):
        return False
    if _speak_of_themselves(reading, yes, no):
        return False
    return _meet(reading, yes, no) and not _times_differ(yes, no) and not _is_copy(yes.passage, no.passage)


def _speak_of_themselves(reading: Reading, yes: Statement, no: Statement) -> bool:
    """Tell two speakers who each tell what befell them: "I rang every door", "nobody rang us"; nobody else is named in both."""
    if not (yes.speaker and no.speaker) or yes.speaker == no.speaker:
        return False
    own = all(OWN & set(reading.reports[s.passage.report].words(s.shown).lower().split()) for s in (yes, no))
    return own and not (yes.entities & no.entities) - {yes.speaker, no.speaker}


OWN = frozenset("i we me us my our myself ourselves".split())


def _may_be_denied(reading: Reading, yes: Statement, no: Statement) -> bool:
    """Ask that what is denied was told, and of the same time."""
    if no.left_open and not _may_be_settled(reading, yes, no):
        return False
    if not no.left_open and yes.firmness == "planned" and no.firmness == "asserted":
        return False  # what will be paid, and what was not paid, are of two times
    if not no.left_open and not no.denial and best_kin(no.predicate, yes.about) < LEAST_KIN and not _is_reply(yes, no):
        return False  # "took the jars off the shelves", "none of the jars was exported"
    return not no.absent or bool(matches(no.absent, yes.about))  # "found at the quay", "found no fault"


def _shared_words(yes: Statement, no: Statement) -> list[str]:
    """Give the words that both statements share, but for names and numbers: nine may be of anything."""
    return [c for c, _ in matches(yes.about - yes.cast, no.about - no.cast) if not c.isdigit()]


def _is_one_word(reading: Reading, told: Statement) -> bool:
    """Tell a clause whose verb stands in another: "Lorries may not", behind what cars may do."""
    return len(reading.reports[told.passage.report].words(told.shown).split()) == 1


TURNED_DOWN = REFUSING | EXCLUDING | TURNING_AWAY
"""Who tells of these tells what was not agreed or is not so, without a word that denies."""


def _is_excluded(no: Statement) -> bool:
    """Tell what somebody rules out, or will not do."""
    return no.excluding or no.firmness == "planned"


def _meet(  # noqa: PLR0911  (a return for each reason)
    reading: Reading, yes: Statement, no: Statement
) -> bool:
    """Ask that one tells of what the other says, or most of what it tells, and more than who it is about; that opposed predicates are of one subject or name."""
    if no.denied and not _may_be_denied(reading, yes, no):
        return False
    if yes.other or no.other or _is_one_word(reading, yes) or _is_one_word(reading, no):
        return False
    if no.denied and yes.predicate & TURNED_DOWN and not no.predicate & TURNED_DOWN:
        return False  # "rejected that" and "denied it" say the same
    if no.denied and nearness_of_words(yes.written, no.written) >= ALIGNED:
        return True
    if not _shared_words(yes, no):
        return False
    if not no.denied and (yes.partial or no.partial):
        return False
    if no.denied:
        return not is_outside(yes, no) or covered(reading, yes.about, no.about) >= MOST
    return bool(yes.entities & no.entities) or best_kin(yes.subject, no.subject) >= LEAST_KIN


def nearness(reading: Reading, yes: Statement, no: Statement) -> float:
    """Give how much two statements share: of what the lighter tells, and of the sense of their sentences. In [0, 1]."""
    named = len(yes.entities & no.entities) / max(1, min(len(yes.entities), len(no.entities)))
    return (
        0.35 * covered(reading, yes.about, no.about)
        + 0.25 * reading.closeness(yes.passage, no.passage)
        + 0.15 * named
        + 0.25 * max(best_kin(yes.predicate, no.predicate), float(_is_settled(reading, yes, no)))
    )


SETTLING = stems_of("agree confirm announc sign decid set fix schedul settl approv accept") | {"agree"}
"""Verbs by which a thing is settled that another report leaves open."""

TO_BE_SETTLED = re.compile(
    r"\b(?:to|still) be (?:fixed|set|decided|agreed|settled|determined|confirmed|worked out)\b", re.IGNORECASE
)
"""Who agreed to "a visit, at a time to be fixed", left it open too."""


def _may_be_settled(reading: Reading, yes: Statement, no: Statement) -> bool:
    """Ask of what is held against a thing left open that it is told as settled or to come, or says the same of it."""
    return (
        yes.firmness == "planned"
        or _is_settled(reading, yes, no)
        or best_kin(yes.predicate, no.predicate) >= SAME_SENSE
    )


def _is_settled(reading: Reading, yes: Statement, no: Statement) -> bool:
    """Tell what one report has as agreed or announced, and another as not confirmed or not decided."""
    words = reading.reports[yes.passage.report].words(yes.shown)
    settles = bool(yes.predicate & SETTLING) and not yes.subordinate and not TO_BE_SETTLED.search(words)
    named = bool(yes.entities & no.entities) or len(_shared_words(yes, no)) > 1
    return no.left_open and no.denied and settles and named and bool(best_kin(no.about, yes.about))


def _is_raised(yes: Statement, no: Statement) -> bool:
    """Tell what one report has as discussed, and another as not on the table: one matter, and more than that it was discussed."""
    matter = (s.about - s.cast - {"discuss"} for s in (yes, no))
    return "discuss" in yes.predicate & no.predicate and bool(matches(*matter))


def assertion_features(reading: Reading, matter: Matter) -> dict[str, float]:
    """Give what tells whether one statement denies the other, by the names of `ASSERTION_WEIGHTS`."""
    yes, no = matter.yes, matter.no
    against = opposites(yes, no)
    told = shared_mass(reading, yes.about - reading.name_keys, no.about - reading.name_keys)
    small, large = sorted((covered_by(reading, no.about, yes.about), covered_by(reading, yes.about, no.about)))
    wider = shared_mass(reading, reading.concepts_near(yes.passage), reading.concepts_near(no.passage))
    shared = yes.entities & no.entities
    firm = {yes.firmness, no.firmness}
    subject = _same_subject(yes, no)
    settled, raised = _is_settled(reading, yes, no), _is_raised(yes, no)
    ruled = _is_excluded(no) and yes.left_open
    singular = settled or raised or ruled  # clauses meet in these by chance in no story, however long
    scale = 0.0 if singular else log(max(1, len(reading.passages)) / SHORT_STORY)
    reply = _is_reply(yes, no)
    close = reading.closeness(yes.passage, no.passage)
    return {
        "predicate": best_kin(yes.predicate, no.predicate),
        "outside": float(is_outside(yes, no)),
        "untold": float(no.denied and bool(no.predicate) and best_kin(no.predicate, yes.about) < LEAST_KIN),
        "loose": float(subject <= 0 and len(no.about) == 1 and no.predicate == no.about and not no.absolute),
        "scale": scale,
        "single": scale * (1.0 - close) if len(_shared_words(yes, no)) == 1 and not reply else 0.0,
        "alone": float(_is_alone(yes, no)),
        "opposed": float(bool(against)),
        "affirmed": float(not no.denied),
        "open": float(no.denied and no.left_open),
        "settled": float(settled),
        "raised": float(raised),
        "ruled": float(ruled),
        "denial": float(no.denial or yes.denial),
        "absolute": float(no.denied and no.absolute),
        "told": min(MAX_WORDS, told / reading.rarest),
        "less": small,
        "more": large,
        "named": float(bool(shared)),
        "rare": float(bool(shared - reading.common)),
        "subject": float(subject > 0),
        "other_subject": float(subject < 0),
        "close": close,
        "aligned": nearness_of_words(yes.written, no.written),
        "wider": min(MAX_WORDS, max(0.0, wider - told) / reading.rarest),
        "crowd": log(matter.partners),
        "first": float(matter.rank == 0),
        "mood": float("planned" in firm and len(firm) > 1 and not no.left_open),
        "possible": float("possible" in firm and not no.excluding),
        "beside": float(_stand_beside(yes, no)),
        "reply": float(reply),
        "one_report": float(yes.passage.report == no.passage.report),
        "subordinate": float(yes.subordinate) + float(no.subordinate),
        "own": float(bool(yes.speaker) and yes.speaker == no.speaker),
        "tellings": log(matter.tellings - 1),
        "bare": float(min(len(yes.about), len(no.about)) == 1),
        "length": min(MAX_LENGTH, float(len(yes.about) + len(no.about))),
    }


def _same_subject(yes: Statement, no: Statement) -> float:
    """Give 1 where both subjects name or mean the same, -1 where they do not, 0 where one is not told."""
    if yes.subjects and no.subjects:
        return 1.0 if yes.subjects & no.subjects else -1.0
    if yes.subject and no.subject and not (yes.subjects or no.subjects):
        return 1.0 if best_kin(yes.subject, no.subject) >= LEAST_KIN else -1.0
    return 0.0


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


def _is_reply(yes: Statement, no: Statement) -> bool:
    """Tell a flat denial that a report gives in another voice, soon after the words of the first."""
    apart = no.passage.row - yes.passage.row
    near = yes.passage.report == no.passage.report and 0 <= apart <= MAX_REPLY_SENTENCES and yes.shown < no.shown
    voices = bool(yes.quote) and bool(no.quote) and yes.speaker != no.speaker
    return near and voices and (no.absolute or no.denial)


MAX_REPLY_SENTENCES = 3
"""An account and its denial by another stand so near each other."""


def _days(statement: Statement) -> frozenset[tuple[str, str]]:
    return frozenset((t.from_, t.to) for t in statement.passage.times if t.from_ and t.to)


def _times_differ(yes: Statement, no: Statement) -> bool:
    days = _days(yes), _days(no)
    return all(days) and all(x[1] < y[0] or y[1] < x[0] for x in days[0] for y in days[1])


def _groups(reading: Reading, pairs: Iterable[AssertionPair]) -> list[list[AssertionPair]]:
    """Put pairs about one word that share a clause together, the surest first; a clause stands on one side of one conflict only.

    Only what is sure enough opens a conflict; what is less sure can only join one, beside a clause that tells the same.
    What is as sure joins that of the clause which it contradicts: one matter is one conflict.
    """
    groups: list[list[AssertionPair]] = []
    owner: dict[Span, tuple[int, bool]] = {}
    members: dict[tuple[int, bool], list[Statement]] = defaultdict(list)
    for pair in sorted(pairs, key=lambda p: (-p.score, p.yes.shown, p.no.shown)):
        yes, no = _sides_of(pair, owner)
        rows = sorted({o[0] for o in (yes, no) if o is not None})
        if yes is not None and no is not None and yes[1] == no[1]:
            continue
        if len(rows) != 1 and pair.score < RAISE_SCORE:
            continue
        row = rows[0] if rows else len(groups)
        first = yes[1] if yes is not None else not no[1] if no is not None else True
        new = [
            (s, side)
            for s, side, own in ((pair.yes, first, yes), (pair.no, not first, no))
            if own is None or own[0] != row
        ]
        told = all(any(_is_retold(reading, s, m) for m in members[row, side]) for s, side in new)
        if rows and not told and pair.score < RAISE_SCORE:
            continue
        if not rows:
            groups.append([])
        groups[row].append(pair)
        for s, side in new:
            owner.setdefault(s.shown, (row, side))
            members[row, side].append(s)
    return groups


RETOLD = 0.5
"""Two statements of which the lighter shares so much of what it tells with the other stand on one side of a conflict."""


def _is_retold(reading: Reading, a: Statement, b: Statement) -> bool:
    return covered(reading, a.about, b.about) >= RETOLD or reading.closeness(a.passage, b.passage) >= RETOLD


def _sides_of(
    pair: AssertionPair, owner: Mapping[Span, tuple[int, bool]]
) -> tuple[tuple[int, bool] | None, tuple[int, bool] | None]:
    return owner.get(pair.yes.shown), owner.get(pair.no.shown)


def _conflict(
    reading: Reading, group: Sequence[AssertionPair], every: Sequence[Statement], spoken: Mapping[str, str]
) -> Conflict:
    best = _shown_first(group)
    members: tuple[dict[Span, Statement], dict[Span, Statement]] = (
        {best.yes.shown: best.yes},
        {best.no.shown: best.no},
    )
    for pair in group:  # a pair may stand the other way round: what is affirmed here is opposed there
        turned = pair.yes.shown in members[1] or pair.no.shown in members[0]
        for side, statement in zip(members[::-1] if turned else members, (pair.yes, pair.no), strict=True):
            side[statement.shown] = statement
    sides = tuple(
        _side(reading, shown, _with_copies(reading, found, every, spoken))
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


def _shown_first(group: Sequence[AssertionPair]) -> AssertionPair:
    """Choose the pair to show: the surest, but of two reports neither of which tells the other side too, where one is sure enough."""
    told = Counter(r for p in group for r in {(p.yes.passage.report, True), (p.no.passage.report, False)})
    both = {report for report, side in told if (report, not side) in told}
    plain = (p for p in group if not {p.yes.passage.report, p.no.passage.report} & both and p.score >= RAISE_SCORE)
    return next(plain, group[0])


def _with_copies(
    reading: Reading, members: Mapping[Span, Statement], every: Sequence[Statement], spoken: Mapping[str, str]
) -> list[Statement]:
    """Add the same words as other reports have them, from the utterances that they are part of, but not what was said beside them."""
    said: dict[str, list[Statement]] = defaultdict(list)
    for member in members.values():
        if member.quote in spoken:
            said[spoken[member.quote]].append(member)
    found = dict(members)
    for s in every:
        if any(_tells_same(reading, s, m) for m in said.get(spoken.get(s.quote, ""), ())):
            found.setdefault(s.shown, s)
    return list(found.values())


def _tells_same(reading: Reading, a: Statement, b: Statement) -> bool:
    """Tell whether a clause of one utterance says what another clause of it does, and denies it likewise."""
    if a.denied != b.denied or best_kin(a.predicate, b.about) < LEAST_KIN:
        return False
    return covered(reading, a.about, b.about) >= RETOLD


def _side(reading: Reading, shown: Statement, members: Iterable[Statement]) -> Side:
    found = sorted(members, key=lambda s: s.shown)
    return Side(
        says=reading.reports[shown.passage.report].words(_with_denial(reading, shown)),
        evidence=tuple(_with_denial(reading, s) for s in found),
        outlets=tuple(sorted({reading.outlet(s.passage) for s in found})),
    )


def _with_denial(reading: Reading, told: Statement) -> Span:
    """Give the words of a statement, with those before them that deny it: "denied that the lorry had failed the test"."""
    quote = next((q for q in told.passage.quotes if q.id == told.quote), None)
    if not told.denied or quote is None or quote.cue is None:
        return told.shown
    report, cue = reading.reports[told.passage.report], quote.cue
    near = told.passage.span.start <= cue.start and 0 <= told.shown.start - cue.end <= MAX_TO_DENIED
    denies = DENYING & set(report.words(cue).lower().split())
    return Span(told.shown.doc, cue.start, told.shown.end) if near and denies else told.shown


MAX_TO_DENIED = 12
"""So many characters stand at most between the verb of denying and what is denied."""


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
    shared = {c for c, _ in matches(pair.yes.about, pair.no.about)}
    wanted = shared | opposites(pair.yes, pair.no) or pair.yes.about
    yes = pair.yes
    named = title_of(reading, yes.passage, wanted, within=yes.shown)
    return named or " ".join(reading.reports[yes.passage.report].words(yes.shown).split())
