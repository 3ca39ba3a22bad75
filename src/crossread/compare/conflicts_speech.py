"""Utterances that reports give to different speakers, or in words of a different sense."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from rapidfuzz.fuzz import ratio

from crossread.compare._wordings import keys_of, match_keys
from crossread.compare.conflict_words import NOT_WORDS, stems_of
from crossread.compare.gender import FEMALE_PRONOUNS, MALE_PRONOUNS, verdict, words_gender
from crossread.extract.report import Report
from crossread.records import Cell, CollationRow, Conflict, Entity, Quote, Side, Span, Utterance, Verdict, content_id

SPEAKER_SCORE = 0.9
"""By hand: an utterance is linked across two speakers only where it is the very words, so what is wrong is mostly a speaker."""

WORDING_SCORES: Mapping[str, float] = {"negation": 0.85, "number": 0.8, "quantity": 0.6, "firmness": 0.6}
"""How often a differing word of a kind changes the sense; by hand, from reading the dev stories and the seeds."""

QUANTITIES = frozenset(
    "all everi each most mani few some several none half both major minor onli almost near hardli".split()
)
MODALS = frozenset("will would shall should can could may might must".split())
SOFTER = {"will": 2, "shall": 2, "must": 3, "should": 1, "can": 1, "could": 0, "may": 0, "might": 0, "would": 1}
"""Words of firmness by how much they bind: only a step of two or more changes the sense ("will" against "may")."""

MAX_CHANGED = 4
"""Where more words than this differ, the one wording leaves out or retells; no one word makes the sense."""

MIN_NEXT, MIN_BESIDE, MAX_NEGATION = 2, 4, 2
"""So many words on each side of a changed one, and on both together, must agree; a negation that is added is so short."""

FIRM_STEP = 2
MAX_QUOTED = 60
_NUMBERS = re.compile(r"\d+(?:\.\d+)?")
_MARKS = " \t\n\"“”‘’'„«»,.;:!?…-–—"


def find_speaker_conflicts(
    reports: Sequence[Report], entities: Sequence[Entity], utterances: Sequence[Utterance]
) -> tuple[Conflict, ...]:
    """Find utterances that reports give to different people.

    A quote without a source beside it ("said the mayor") is a weak witness of who spoke, and stands on no side;
    neither does a country, a ministry or a firm, for whom a person may speak.
    """
    by_id = {r.doc.id: r for r in reports}
    quotes = {q.id: q for r in reports for q in r.quotes}
    people = {e.id: e for e in entities if e.kind == "person" and e.name[:1].isupper()}
    genders = _genders(people, quotes.values(), by_id)
    found = []
    for key, ids in sorted(_by_speech(speeches(reports, utterances), utterances).items()):
        said = [quotes[id_] for id_ in sorted(ids) if id_ in quotes]
        if (conflict := _speakers(said, key, by_id, people, genders)) is not None:
            found.append(conflict)
    return tuple(found)


def _by_speech(speech_of: Mapping[str, str], utterances: Sequence[Utterance]) -> dict[str, set[str]]:
    """Put the quotes of each speech together; one of two sentences may be of two speeches, of which one is somebody else's."""
    found: dict[str, set[str]] = defaultdict(set)
    for id_, key in speech_of.items():
        found[key].add(id_)
    last = {id_: u.id for u in utterances for id_ in u.quotes}
    for u in utterances:
        key = next((speech_of[id_] for id_ in u.quotes if last[id_] == u.id and id_ in speech_of), u.id)
        found[key].update(u.quotes)
    return found


def speeches(reports: Sequence[Report], utterances: Sequence[Utterance]) -> dict[str, str]:
    """Tell of each quote which act of speaking it is of, whoever is said to have spoken.

    Beside the utterances, whose wordings may differ more where the speaker is one, these are quotes of nearly one wording.
    """
    by_id = {r.doc.id: r for r in reports}
    quotes = {q.id: q for r in reports for q in r.quotes}
    group = {id_: u.id for u in utterances for id_ in u.quotes if id_ in quotes}
    words = {
        q.id: keys_of(" ".join(by_id[s.doc].words(s) for s in q.content))
        for q in quotes.values()
        if q.type != "indirect" and q.content and q.content[0].doc in by_id
    }
    by_run: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for id_, keys in sorted(words.items()):
        for i in range(len(keys) - SPEECH_RUN + 1):
            by_run[tuple(keys[i : i + SPEECH_RUN])].append(id_)
    joined = {id_: group.get(id_, id_) for id_ in {*words, *group}}
    pairs = {p for ids in by_run.values() if len(ids) <= MAX_RUN_QUOTES for p in combinations(sorted(set(ids)), 2)}
    for a, b in sorted(pairs):
        if joined[a] != joined[b] and quotes[a].content[0].doc != quotes[b].content[0].doc:
            match = match_keys(words[a], words[b])
            if match.share >= SPEECH_SHARE and match.mass >= SPEECH_MASS:
                old, new = sorted((joined[a], joined[b]))[::-1]
                joined = {id_: new if key == old else key for id_, key in joined.items()}
    return joined


SPEECH_RUN = 3
SPEECH_SHARE, SPEECH_MASS = 0.7, 3.0
"""Two quotes are of one speech where a run of three words is the same, so much of what the lighter tells, and so much at all."""

MAX_RUN_QUOTES = 40
"""Words that more quotes share are a phrase that anybody says."""


def _speakers(
    said: Sequence[Quote],
    key: str,
    by_id: Mapping[str, Report],
    entities: Mapping[str, Entity],
    genders: Mapping[str, str],
) -> Conflict | None:
    groups: dict[str, list[Quote]] = defaultdict(list)
    for quote in said:
        if quote.speaker in entities and quote.content and _is_witness(quote) and not _is_proxy(quote, by_id):
            groups[quote.speaker or ""].append(quote)
    for who, given in list(groups.items()):
        others = {spk for spk in groups if spk != who}
        if not any(_is_plain(q, by_id, others, entities, genders) for q in given):
            del groups[who]
    if any(_may_be_one(entities[a], entities[b]) for a, b in combinations(sorted(groups), 2)):
        return None
    if len(groups) < 2 or len({q.content[0].doc for g in groups.values() for q in g}) < 2:
        return None
    if any(
        _speaks_for(q, other, entities)
        for who, given in groups.items()
        for q in given
        for other in groups
        if other != who
    ):
        return None
    sides = []
    for speaker, given in sorted(groups.items(), key=lambda g: (-len(g[1]), entities[g[0]].name)):
        evidence = _shared_words(given, [q for other, g in groups.items() if other != speaker for q in g], by_id)
        if not evidence:
            return None
        outlets = tuple(sorted({by_id[s.doc].doc.label for s in evidence}))
        sides.append(Side(says=entities[speaker].name, evidence=evidence, outlets=outlets))
    words = _disputed_words([s for side in sides for s in side.evidence], by_id)
    return Conflict(
        id=content_id("x", "speaker", key),
        kind="speaker",
        verdict="conflict",
        about=f"who said “{words}”",
        sides=tuple(sides),
        why="the reports give the same words to different speakers; both could be right only if both said them",
        score=SPEAKER_SCORE,
    )


PROXY = re.compile(
    r"\b(?:his|her|their|whose)\s(?:[\w’'-]{1,20}\s){0,2}(?:spokes\w+|lawyers?|attorney|counsel|agent|publicist|aide|press secretary|representative|rep)\b",
    re.IGNORECASE,
)
MAX_PROXY = 40


def _is_proxy(quote: Quote, by_id: Mapping[str, Report]) -> bool:
    """Tell who speaks for somebody that is named before: "Her spokesman, Karl Omme, said"."""
    if quote.source is None:
        return False
    text = by_id[quote.source.doc].doc.text
    return PROXY.search(text, max(0, quote.source.start - MAX_PROXY), quote.source.end) is not None


MIN_QUOTE_SCORE = 0.4
"""A quote whose speaker is less sure than this is no witness of who spoke."""


def _shared_words(given: Sequence[Quote], others: Sequence[Quote], by_id: Mapping[str, Report]) -> tuple[Span, ...]:
    """Give the pieces of quotes that share a run of words with what the others give to somebody else, or most of its words."""
    theirs = {run for q in others for s in q.content for run in _runs(by_id[s.doc].words(s))}
    pieces = tuple(s for q in given for s in q.content)
    shared = tuple(s for s in pieces if theirs & set(_runs(by_id[s.doc].words(s))))
    if shared:
        return shared
    words = [keys_of(by_id[s.doc].words(s)) for q in others for s in q.content]
    return tuple(
        s for s in pieces if any(match_keys(keys_of(by_id[s.doc].words(s)), w).share >= SHARED_WORDS for w in words)
    )


SHARED_WORDS = 0.5
"""Where no such run is shared, pieces that have so much of what the lighter tells are of one saying."""


def _runs(words: str) -> list[tuple[str, ...]]:
    plain = re.findall(r"[a-z0-9]+", words.lower())
    return [tuple(plain[i : i + SHARED_RUN]) for i in range(len(plain) - SHARED_RUN + 1)]


SHARED_RUN = 4
"""So many words in a row, the same on both sides, show which piece of a long quotation is in dispute."""


PRONOUNS = frozenset("he she they it who i we him her them".split())

MAX_ANTECEDENT = 400
"""A pronoun may stand for anybody named in so many characters before it."""


def _is_plain(
    quote: Quote,
    by_id: Mapping[str, Report],
    others: set[str],
    entities: Mapping[str, Entity],
    genders: Mapping[str, str],
) -> bool:
    """Tell whether a report names who speaks, or calls them what the others cannot be called.

    "The judge" may be any, but "the old man" is no woman; "she" may be any woman named a little before.
    """
    if quote.source is None:
        return False
    report, source = by_id[quote.source.doc], quote.source
    words = report.words(source)
    is_pronoun = words.casefold() in PRONOUNS
    if not is_pronoun and any(w[:1].isupper() for w in words.split()[1:] or words.split()):
        return True
    rivals = [entities[other] for other in others if {_gender_told(words), genders[other]} != {"f", "m"}]
    if not is_pronoun:
        return not rivals or _is_own_role(words, entities[quote.speaker or ""], rivals)
    return not any(
        m.doc == source.doc and source.start - MAX_ANTECEDENT <= m.start < source.start
        for rival in rivals
        for m in rival.mentions
    )


def _is_own_role(words: str, speaker: Entity, rivals: Sequence[Entity]) -> bool:
    """Tell whether the reports call the speaker by the head of these words, and none of the others: "the minister"."""
    head = keys_of(words)[-1:]
    own, theirs = (
        {key for person in people for role in person.roles for key in keys_of(role.text)}
        for people in ([speaker], rivals)
    )
    return bool(head) and head[0] in own - theirs


def _gender_told(source: str) -> str:
    """Give "f" or "m" where a pronoun or a role tells it, else ""."""
    word = source.casefold()
    if word in FEMALE_PRONOUNS | MALE_PRONOUNS:
        return "f" if word in FEMALE_PRONOUNS else "m"
    return verdict(*words_gender(source))


def _gender(person: Entity) -> str:
    """Give "f" or "m" where the first name or a title tells it, else ""."""
    names = (person.name, *person.aliases)
    return verdict(*words_gender(" ".join(names), [name.split()[0].casefold() for name in names if name.split()]))


def _genders(people: Mapping[str, Entity], quotes: Iterable[Quote], by_id: Mapping[str, Report]) -> dict[str, str]:
    """Give "f" or "m" for each person: by name or title, else where the reports call one who speaks by pronouns of one kind."""
    said: dict[str, set[str]] = defaultdict(set)
    for quote in quotes:
        if quote.speaker and quote.source is not None:
            word = by_id[quote.source.doc].words(quote.source).casefold()
            if word in FEMALE_PRONOUNS | MALE_PRONOUNS:
                said[quote.speaker].add(_gender_told(word))
    return {
        id_: _gender(person) or (next(iter(said[id_])) if len(said[id_]) == 1 else "") for id_, person in people.items()
    }


def _may_be_one(a: Entity, b: Entity) -> bool:
    """Tell whether two names may be one person's, misspelt or cut short: "Ana Corvin" and "Ana Korvin", or "Mme Corvin"."""
    x, y = sorted((_name_words(a), _name_words(b)), key=len)
    if len(x) == 1:
        return any(ratio(x[0], word) >= SAME_SPELLING for word in y)
    return len(x) == len(y) and all(ratio(v, w) >= SAME_SPELLING for v, w in zip(x, y, strict=True))


def _name_words(person: Entity) -> list[str]:
    """Give the words of a name without a title before it."""
    words = person.name.casefold().split()
    return words[1:] if len(words) > 1 and words[0].rstrip(".") in COURTESIES else words


COURTESIES = frozenset("mr mrs ms miss m mme madame mlle herr frau señor señora signor signora dr prof".split())
"""Titles that reports put before a surname, whose first name another report may tell."""

SAME_SPELLING = 80.0
"""Likeness of two words, from 0 to 100, that may be two spellings of one name: "Corvin" and "Korvin" have 83."""


def _speaks_for(quote: Quote, other: str, entities: Mapping[str, Entity]) -> bool:
    """Tell whether who speaks is told by the other's name: "Vool's spokesman, Karl Omme", said what Vool says."""
    source = quote.source
    return source is not None and any(source.overlaps(m) for m in entities[other].mentions)


def _is_witness(quote: Quote) -> bool:
    told = quote.source is not None or quote.cue is not None
    return told and quote.type != "indirect" and quote.score >= MIN_QUOTE_SCORE


def _disputed_words(shared: Sequence[Span], by_id: Mapping[str, Report]) -> str:
    """Give the words that are in dispute, of each wording its longest stretch between marks: the fullest that fits on a line."""
    whole = (max(re.split(r"[“”„«»\"]", by_id[s.doc].words(s)), key=len) for s in shared)
    texts = sorted({" ".join(text.split()).strip("‘’ ,") for text in whole}, key=lambda t: (-len(t), t))
    text = next((t for t in texts if len(t) <= MAX_QUOTED), texts[-1])
    return text if len(text) <= MAX_QUOTED else text[:MAX_QUOTED].rsplit(" ", 1)[0].strip(_MARKS) + " …"


def find_wording_conflicts(reports: Sequence[Report], utterances: Sequence[Utterance]) -> tuple[Conflict, ...]:
    """Find utterances whose wordings differ in a word that changes the sense: a negation, a number, how much, how firm.

    What one report leaves out is no difference of wording, and neither are short forms and spelling.
    """
    by_id = {r.doc.id: r for r in reports}
    quotes = {q.id: q for r in reports for q in r.quotes}
    found = []
    for utterance in utterances:
        rows = [row for row in utterance.collation if row.quote in quotes and quotes[row.quote].type != "indirect"]
        if len(rows) >= 2 and (conflict := _wording(rows, utterance, by_id)) is not None:
            found.append(conflict)
    return tuple(found)


ABSOLUTE = stems_of("no not never none nothing nobody all every always only any everything everybody")
RESTRICTIVE = frozenset("that unless if until except but when provided".split())
CUT_SCORE = 0.7
MAX_RESTRICTED = 8
"""A restriction is of what stands so few words before it."""

MIN_CUT = 3
"""A cut quotation has so many words at least."""


def find_cuts(reports: Sequence[Report], utterances: Sequence[Utterance]) -> tuple[Conflict, ...]:
    """Find quotations that end where another report's goes on and takes something back: "no fault", "no fault that ..."."""
    by_id = {r.doc.id: r for r in reports}
    quotes = {q.id: q for r in reports for q in r.quotes}
    found = []
    for utterance in utterances:
        said = [quotes[id_] for id_ in utterance.quotes if id_ in quotes and quotes[id_].type != "indirect"]
        pieces = [(s, keys_of(by_id[s.doc].words(s))) for q in said for s in q.content]
        pair = next(
            ((short, long) for short, a in pieces for long, b in pieces if short.doc != long.doc and _is_cut(a, b)),
            None,
        )
        if pair is not None:
            found.append(_cut_conflict(pair, utterance, by_id))
    return tuple(found)


def _is_cut(short: Sequence[str], long: Sequence[str]) -> bool:
    """Tell a wording of "no", "all" or "never" that the other goes on with a restriction of."""
    n = len(short)
    if n < MIN_CUT or n >= len(long) or list(short) != list(long[:n]):
        return False
    return bool(ABSOLUTE & set(short[-MAX_RESTRICTED:])) and long[n] in RESTRICTIVE


def _cut_conflict(pair: tuple[Span, Span], utterance: Utterance, by_id: Mapping[str, Report]) -> Conflict:
    sides = tuple(
        Side(
            says=" ".join(by_id[s.doc].words(s).split()).strip(_MARKS),
            evidence=(s,),
            outlets=(by_id[s.doc].doc.label,),
        )
        for s in pair
    )
    return Conflict(
        id=content_id("x", "cut", utterance.id, *pair),
        kind="wording",
        verdict="conflict",
        about=f"the words of “{sides[0].says}”",
        sides=sides,
        why="one wording ends before the words by which the other restricts it; both could be right if it was said twice",
        score=CUT_SCORE,
    )


def _wording(rows: Sequence[CollationRow], utterance: Utterance, by_id: Mapping[str, Report]) -> Conflict | None:
    base = rows[0]
    for at in range(len(base.cells)):
        kinds: dict[str, list[CollationRow]] = defaultdict(list)
        worst = ""
        for row in rows[1:]:
            kind = _change(base, row, at, by_id)
            if kind:
                kinds[" ".join(_keys(row.cells[at], by_id))].append(row)
                worst = worst or kind
        if worst:
            return _wording_conflict(base, kinds, at, worst, rows, utterance, by_id)
    return None


def _keys(cell: Cell, by_id: Mapping[str, Report]) -> list[str]:
    return [] if cell.op == "missing" else keys_of(by_id[cell.span.doc].words(cell.span))


def _change(base: CollationRow, row: CollationRow, at: int, by_id: Mapping[str, Report]) -> str:
    """Give the kind of a change of sense between the wordings of one column, "" for none.

    Only a replacement between words that agree counts, or a negation that is added or missing between them.
    """
    a, b = base.cells[at], row.cells[at]
    x, y = _keys(a, by_id), _keys(b, by_id)
    if x == y or base.doc == row.doc or max(len(x), len(y)) > MAX_CHANGED or not _stands_between(row, at, by_id):
        return ""
    negated = [sum(k in NOT_WORDS for k in keys) % 2 for keys in (x, y)]
    alone = a.op == "missing" or b.op == "missing"
    if negated[0] != negated[1] and not (alone and max(len(x), len(y)) > MAX_NEGATION):
        return "" if _is_moved(base, row, at, by_id) else "negation"
    return "" if alone else _replaced(x, y)


def _is_moved(base: CollationRow, row: CollationRow, at: int, by_id: Mapping[str, Report]) -> bool:
    """Tell a negation that the other wording has elsewhere: "I think he did not win", "I don't think he won"."""
    first, last = max(0, at - MAX_MOVED), at + MAX_MOVED + 1
    counts = [
        sum(k in NOT_WORDS for cell in cells[first:last] for k in _keys(cell, by_id))
        for cells in (base.cells, row.cells)
    ]
    return min(counts) > 0 and counts[0] % 2 == counts[1] % 2


MAX_MOVED = 4
"""A negation moves by so many columns."""


def _replaced(x: Sequence[str], y: Sequence[str]) -> str:
    """Give the kind of a change of sense where some words stand for others, "" for none."""
    numbers = [{n for k in keys for n in _NUMBERS.findall(k)} for keys in (x, y)]
    if all(numbers) and not numbers[0] <= numbers[1] and not numbers[1] <= numbers[0] and not _is_one_time(*numbers):
        return "number"
    quantities = [{"all" if k == "everi" else k for k in keys if k in QUANTITIES} for keys in (x, y)]
    if all(quantities) and quantities[0] != quantities[1]:
        return "quantity"
    firm = [[SOFTER[k] for k in keys if k in MODALS] for keys in (x, y)]
    return "firmness" if all(firm) and abs(max(firm[0]) - max(firm[1])) >= FIRM_STEP else ""


HALF_A_DAY = 12


def _is_one_time(x: set[str], y: set[str]) -> bool:
    """Tell one time of day by the clock of twelve hours and by that of twenty-four: "6:41 pm", "18:41"."""
    hours = sorted(int(n) for n in x ^ y if n.isdigit())
    return len(hours) == len(x ^ y) == 2 and bool(x & y) and hours[1] - hours[0] == HALF_A_DAY


def _stands_between(row: CollationRow, at: int, by_id: Mapping[str, Report]) -> bool:
    """Tell whether the words of a row agree with the base right before and right after a column, so that it is no cut."""
    if not 0 < at < len(row.cells) - 1:
        return False
    beside = [row.cells[at - 1], row.cells[at + 1]]
    if any(cell.op != "same" for cell in beside):
        return False
    n = [len(_keys(cell, by_id)) for cell in beside]
    return min(n) >= MIN_NEXT and sum(n) >= MIN_BESIDE


def _wording_conflict(
    base: CollationRow,
    changed: Mapping[str, Sequence[CollationRow]],
    at: int,
    kind: str,
    rows: Sequence[CollationRow],
    utterance: Utterance,
    by_id: Mapping[str, Report],
) -> Conflict:
    different = {row.quote for given in changed.values() for row in given}
    alike = [
        row
        for row in rows
        if row.quote not in different and _keys(row.cells[at], by_id) == _keys(base.cells[at], by_id)
    ]
    sides = tuple(_wording_side(given, at, by_id) for given in [alike, *(changed[k] for k in sorted(changed))])
    verdict: Verdict = "conflict" if kind in {"negation", "number"} else "wording"
    why = {
        "negation": "one wording negates what the other affirms",
        "number": "the wordings give different numbers",
        "quantity": "the wordings differ in how much or how many they speak of",
        "firmness": "one wording is firmer than the other",
    }[kind]
    return Conflict(
        id=content_id("x", "wording", utterance.id, at),
        kind="wording",
        verdict=verdict,
        about=f"the words of “{sides[0].says}”",
        sides=sides,
        why=f"{why}; both could be right only if the words were said twice, or one was translated",
        score=WORDING_SCORES[kind],
    )


def _wording_side(rows: Sequence[CollationRow], at: int, by_id: Mapping[str, Report]) -> Side:
    spans = [_around(row, at) for row in rows]
    return Side(
        says=" ".join(by_id[spans[0].doc].words(spans[0]).split()).strip(_MARKS),
        evidence=tuple(spans),
        outlets=tuple(sorted({by_id[s.doc].doc.label for s in spans})),
    )


def _around(row: CollationRow, at: int) -> Span:
    """Give the words of a column with those that stand around it, as far as they are one stretch of the report."""
    first = last = row.cells[at].span
    for cell in reversed(row.cells[:at]):
        if cell.op != "missing" and first.start - cell.span.end <= 2 and last.end - cell.span.start <= MAX_QUOTED * 2:
            first = cell.span
        elif cell.op != "missing":
            break
    for cell in row.cells[at + 1 :]:
        if cell.op != "missing" and cell.span.start - last.end <= 2 and cell.span.end - first.start <= MAX_QUOTED * 2:
            last = cell.span
        elif cell.op != "missing":
            break
    return Span(first.doc, first.start, last.end)
