"""Quotes of one act of speaking, found across reports: whole, in part, indirect, or given to the wrong speaker.

Sentences of quotes are compared, not quotes: one report carries four sentences of a speech, another
one of them. Sentences of one wording form a group around the fullest of them, never a chain; the
quotes of a group are an utterance, and so a quote of four sentences may be part of two utterances.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np
from msgspec import Struct

from crossread.compare._wordings import CONTENT_MASS, Match, forms_of, keys_of, mass_of, match_keys
from crossread.compare.collation import collate
from crossread.extract.report import Report
from crossread.records import Differ, Entity, Quote, TimeRef, Utterance, content_id

SAME_SPEAKER_MASS, SAME_SPEAKER_DICE, SAME_SPEAKER_RUN = 1.5, 0.62, 4
"""Two wordings in marks by one speaker: two telling words and a stretch shared ("They're filling it while they talk")."""

SURE_MASS = 2.9
"""Three telling words in one order need no unbroken stretch."""

RARE_PAIR_MASS = 1.9
"""Two telling words on end in marks ("pitch dark") are a scrap of another wording where no other speaker of the story
is quoted with both: what everybody says ("security guarantees") is a term."""

UNKNOWN_SPEAKER_MASS, UNKNOWN_SPEAKER_DICE, UNKNOWN_SPEAKER_RUN, UNKNOWN_SPEAKER_SHARE = 2.4, 0.7, 5, 0.8
"""Likewise where one report does not name the speaker; one wording must then lie nearly whole in the other."""

OTHER_SPEAKER_MASS, OTHER_SPEAKER_SHARE, OTHER_SPEAKER_RUN = 2.9, 0.8, 5
"""Two speakers are given one sentence: it must be the very words, and more of them than a slogan has.

All thresholds of this file were set on the stories ferry-collision and river-talks (pairwise F1 .99 on gold quotes)
and by reading the links made over 600 PolNeAR reports (training split, not counted): those seen to be wrong were
slogans and catchwords.
"""

LONG_RUN_WORDS, LONG_RUN_MASS = 7, 1.9
"""Or so many everyday words on end ("we were given right of way and we took it"), which nobody says by chance."""

PART_SHARE, PART_RUN, PART_RUN_MASS = 0.95, 3, 1.9
"""A scrap in marks that stands in another's wording: "to save a delta"."""

RUN_WORDS, RUN_MASS = 6, 3.0
"""Two long sentences by one speaker that share an unbroken stretch like this are one wording, whatever else each has."""

BESIDE_MASS, BESIDE_DICE, BESIDE_RUN = 1.4, 0.7, 2
"""Quotes that share one sentence need less for the next ("I don't know that it's wise", "I don't know if that's wise")."""

TOLD_MASS, TOLD_DICE, TOLD_COSINE = 2.4, 0.6, 0.45
"""Words in marks and words told in the reporter's way, by one speaker; the sentences must be close in meaning too."""

BOTH_TOLD_MASS, BOTH_TOLD_WHOLE = 3.4, 0.7
"""Two indirect accounts: reporters share words of their own, so more is asked."""

BOTH_TOLD_PART, BOTH_TOLD_RUN = 0.9, 6
"""Or one account lies nearly whole in the other, in a stretch as long as this: "he would read the report to the end"."""

UNKNOWN_TOLD_SHARE, UNKNOWN_TOLD_RUN = 0.95, 5
"""Where one report does not name the speaker, words in marks and words that are told must be the same but for a word."""

TOGETHER_MASS, TOGETHER_DICE, TOGETHER_BEST = 4.0, 0.6, 0.9
"""Two quotes that agree in two sentences, one of them nearly word for word and each too short to tell alone, are one utterance whoever
they are given to: "A bridge isn't a gate. You can't shut it on people!"."""

TOLD_OWN_MASS = 2.9
"""Of what is told in the reporter's words so much must agree beside names: "praise from President A B" is no utterance."""

REPEATED_MASS, REPEATED_WHOLE = 2.4, 0.9
"""A report that repeats itself does so nearly exactly: it has no need to reword what it has said."""

OTHER_DAY_DICE, OTHER_DAY_RUN = 0.9, 6
"""Words that two reports put on different days are one utterance only where they agree nearly exactly and at length:
a speaker says much the same on many days."""

TOLD_WHOLE_MASS, TOLD_WHOLE = 1.9, 0.65
"""Less does where the two say nothing else."""

MIN_SCRAP_MASS = 1.5
"""A sentence or scrap that tells less ("Thank you very much", "Yes, of course") is linked to nothing."""

MAX_RIVALS = 12
"""Each sentence is compared with so many others that share a pair of words with it, the fullest first."""

_STOP = re.compile(r"(?<=\w\w[.!?…])(?<!\b(?:Mr|Ms|Dr|St)\.)(?<!\bMrs\.)[”\"’']?\s{1,20}(?=[“\"‘']?[A-Z0-9])")
"""Where a sentence ends inside a quotation: sentences are found on the whole report, where a quotation is kept in one."""

_CAPITAL = re.compile(r"\b[A-ZÀ-Þ][\w’'-]{1,40}")
"""A word that may be a name where it does not begin the text."""

_MARKED = re.compile(
    r"[“\"„«](?P<double>[^“”\"„«»]{2,2000})[”\"»]"
    r"|(?<!\w)[‘'](?=\S)(?P<single>[^“”\"„«»\n]{2,500}?)(?<=\S)[’'](?!\w)"
)
"""Words in marks; single ones only where they are no apostrophes."""


Places = dict[str, list[tuple[str, tuple[int, int]]]]
"""By document, each name of a place in it: entity id and code points, half-open."""


Pair = tuple[int, int]
"""Two nodes or two quotes by number, the smaller first."""


class _Words(Struct, frozen=True):
    """One sentence of a quote. `told` where the words are the reporter's own."""

    quote: int
    row: int
    sentence: int
    keys: tuple[str, ...]
    forms: tuple[str, ...]
    names: frozenset[str]
    told: bool
    mass: float


class _Node(Struct, frozen=True):
    """The same words by the same speaker, in one report or several."""

    members: tuple[_Words, ...]
    speaker: str | None

    @property
    def words(self) -> _Words:
        return self.members[0]


class _Told(Struct, frozen=True):
    """The quotes of all reports, in order, and what is needed to judge them."""

    reports: Sequence[Report]
    quotes: tuple[tuple[int, Quote], ...]
    times: Mapping[str, TimeRef]


def link_utterances(reports: Sequence[Report], entities: Sequence[Entity]) -> tuple[Utterance, ...]:
    """Link the quotes that give the words of one act of speaking.

    Args:
        reports: the reports of one story; the result does not depend on their order but in the order of rows.
        entities: those of the story; their names of places tell where something was said.

    Returns:
        Utterances of two or more quotes, in the order of their first quote. `speaker` is the one whom
        most reports name, None where no one has a majority.
    """
    told = _Told(
        reports,
        tuple((row, quote) for row, report in enumerate(reports) for quote in report.quotes if quote.content),
        {time.id: time for report in reports for time in report.times},
    )
    nodes = _nodes(_sentences(told), told)
    candidates = list(_candidates(nodes))
    links = {pair: score for pair in candidates if (score := _score(nodes, pair, told)) > 0}
    links |= _links_of_scraps(nodes, candidates, links)
    links |= _links_together(nodes, candidates, links)
    links |= _links_beside(nodes, candidates, links)
    stars = _stars(len(nodes), links)
    whole = _whole_groups([w for n in star for w in nodes[n].members] for star in stars)
    places = _place_names(entities)
    return tuple(_utterance(groups, told, places) for groups in whole)


def _sentences(told: _Told) -> Iterator[_Words]:
    """Give the sentences of every quote that tell enough to be known again."""
    for at, (row, quote) in enumerate(told.quotes):
        report = told.reports[row]
        for sentence, text in _texts(report, quote):
            yield from _words_of(at, row, sentence, text, told=quote.type != "direct")
        if quote.type == "mixed":
            for start, scrap in _scraps(report, quote):
                for part in _STOP.split(scrap):
                    yield from _words_of(at, row, report.sentence_at(start), part, told=False)


def _scraps(report: Report, quote: Quote) -> Iterator[tuple[int, str]]:
    """Give what stands in marks inside a quote that is told otherwise, and where each begins."""
    for span in quote.content:
        for m in _MARKED.finditer(report.doc.text, span.start, span.end):
            yield m.start() + 1, m.group()[1:-1]


def _words_of(quote: int, row: int, sentence: int, text: str, *, told: bool) -> Iterator[_Words]:
    keys = tuple(keys_of(text))
    mass = sum(mass_of(key) for key in keys)
    if mass >= MIN_SCRAP_MASS:
        names = frozenset(key for m in _CAPITAL.finditer(text) if m.start() for key in keys_of(m.group()))
        yield _Words(quote, row, sentence, keys, tuple(forms_of(text)), names, told, mass)


def _texts(report: Report, quote: Quote) -> Iterator[tuple[int, str]]:
    """Give the words of a quote by sentence; a sentence that its cue interrupts is one."""
    by_row: dict[int, list[str]] = {}
    starts, ends = report.analysis.sentences.start, report.analysis.sentences.end
    for span in quote.content:
        row = report.sentence_at(span.start)
        at = span.start
        while at < span.end:
            last = row + 1 >= len(starts)
            end = span.end if last else min(span.end, max(at + 1, int(starts[row + 1])))
            by_row.setdefault(row, []).append(report.doc.text[at:end])
            at, row = end, row + 1
    if len(ends) == 0:
        return
    yield from ((row, part) for row, parts in by_row.items() for part in _STOP.split(" ".join(parts)))


def _nodes(sentences: Iterable[_Words], told: _Told) -> tuple[_Node, ...]:
    """Put sentences of the same words and speaker together, so that copies cost nothing; the fullest first."""
    same: dict[tuple[tuple[str, ...], str | None, bool, int], list[_Words]] = defaultdict(list)
    for at, words in enumerate(sentences):
        speaker = told.quotes[words.quote][1].speaker
        same[words.keys, speaker, words.told, -1 if _is_known_again(words, speaker) else at].append(words)
    nodes = [_Node(tuple(members), speaker) for (_, speaker, _, _), members in same.items()]
    return tuple(sorted(nodes, key=lambda n: (-n.words.mass, n.words.keys, n.speaker or "", n.words.told)))


def _is_known_again(words: _Words, speaker: str | None) -> bool:
    """Tell whether the same words from the same speaker, word for word, are surely one utterance."""
    if words.told:
        return speaker is not None and words.mass >= BOTH_TOLD_MASS
    return len(words.keys) >= PART_RUN


def _candidates(nodes: Sequence[_Node]) -> Iterator[Pair]:
    """Give pairs of nodes that share neighbouring words, each with the fullest of its rivals only."""
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        for key in _pairs_of_words(node.words.keys) | _fours_of_words(node.words.keys):
            index[key].append(at)
    seen: set[Pair] = set()
    for key in sorted(index):
        rows = index[key]
        for i, a in enumerate(rows[:MAX_RIVALS]):
            seen.update((a, b) for b in rows[i + 1 :])
    yield from sorted(seen)


def _pairs_of_words(keys: Sequence[str]) -> set[tuple[str, ...]]:
    """Give each pair of telling words that stand next or next but one to each other, without the words of grammar."""
    telling = [key for key in keys if mass_of(key) > mass_of("the")]
    pairs = [*pairwise(telling), *zip(telling, telling[2:], strict=False)]
    return {(min(a, b), max(a, b)) for a, b in pairs if mass_of(a) + mass_of(b) > CONTENT_MASS}


def _fours_of_words(keys: Sequence[str]) -> set[tuple[str, ...]]:
    """Give each four words on end of which two tell more than grammar."""
    fours = zip(keys, keys[1:], keys[2:], keys[3:], strict=False)
    return {four for four in fours if sum(mass_of(key) > mass_of("the") for key in four) > 1}


def _score(nodes: Sequence[_Node], pair: Pair, told: _Told) -> float:
    """Give how surely two nodes are wordings of one sentence, 0 where they are not taken for it."""
    a, b = nodes[pair[0]], nodes[pair[1]]
    if _same_quotes(a, b):
        return 0.0
    match = match_keys(a.words.keys, b.words.keys, names=a.words.names | b.words.names)
    if _is_within_one_report(a, b):
        return match.whole if _is_repeated(a, b, match) else 0.0
    if _days_differ(a, b, told) and (match.dice < OTHER_DAY_DICE or match.run < OTHER_DAY_RUN):
        return 0.0
    if a.words.told and b.words.told:
        return match.whole if _is_told_again(a, b, match) else 0.0
    if a.words.told or b.words.told:
        return match.dice if _is_told_wording(a, b, match, told) else 0.0
    return max(match.dice, match.share) if _is_same_wording(a, b, match) else 0.0


def _links_of_scraps(
    nodes: Sequence[_Node], candidates: Iterable[Pair], links: Mapping[Pair, float]
) -> dict[Pair, float]:
    """Link two or three words in marks to the same speaker's sentence that holds them, where nobody else says them."""
    voices: dict[tuple[str, ...], set[str | None]] = defaultdict(set)
    for node in nodes:
        for two in pairwise(node.words.keys):
            voices[two].add(node.speaker)
    found = {}
    for pair in candidates:
        long, scrap = nodes[pair[0]], nodes[pair[1]]
        if pair in links or long.words.told or scrap.words.told or scrap.speaker is None:
            continue
        keys = scrap.words.keys
        own = sum(mass_of(key) for key in keys if key not in scrap.words.names)
        rare = any(voices[two] == {scrap.speaker} for two in pairwise(keys))
        if own >= RARE_PAIR_MASS and rare and long.speaker == scrap.speaker and _holds(long.words.keys, keys):
            found[pair] = 1.0
    return found


def _holds(long: Sequence[str], short: Sequence[str]) -> bool:
    return any(tuple(long[i : i + len(short)]) == tuple(short) for i in range(len(long) - len(short) + 1))


def _links_together(
    nodes: Sequence[_Node], candidates: Iterable[Pair], links: Mapping[Pair, float]
) -> dict[Pair, float]:
    """Link sentences of two quotes that agree in several, though none of them tells enough alone."""
    alike: dict[Pair, list[tuple[Pair, Match]]] = defaultdict(list)
    for pair in candidates:
        a, b = nodes[pair[0]], nodes[pair[1]]
        if pair in links or a.words.told or b.words.told or _is_within_one_report(a, b):
            continue
        match = match_keys(a.words.keys, b.words.keys)
        if match.mass >= BESIDE_MASS and match.dice >= TOGETHER_DICE and match.run >= BESIDE_RUN:
            for quotes in _quote_pairs(a, b):
                alike[quotes].append((pair, match))
    found = {}
    for pairs in alike.values():
        several = all(len({pair[side] for pair, _ in pairs}) > 1 for side in (0, 1))
        same = max(match.dice for _, match in pairs) >= TOGETHER_BEST
        if several and same and sum(match.mass for _, match in pairs) >= TOGETHER_MASS:
            found.update({pair: match.dice for pair, match in pairs})
    return found


def _links_beside(nodes: Sequence[_Node], candidates: Iterable[Pair], links: Mapping[Pair, float]) -> dict[Pair, float]:
    """Link further sentences of quotes that share one already, with less evidence, whoever they are given to."""
    linked = {pair for a, b in links for pair in _quote_pairs(nodes[a], nodes[b])}
    found = {}
    for pair in candidates:
        a, b = nodes[pair[0]], nodes[pair[1]]
        if pair in links or a.words.told or b.words.told or not linked & _quote_pairs(a, b):
            continue
        match = match_keys(a.words.keys, b.words.keys)
        if match.mass >= BESIDE_MASS and match.dice >= BESIDE_DICE and match.run >= BESIDE_RUN:
            found[pair] = match.dice
    return found


def _quote_pairs(a: _Node, b: _Node) -> set[Pair]:
    return {
        (min(v.quote, w.quote), max(v.quote, w.quote))
        for v in a.members[:MAX_RIVALS]
        for w in b.members[:MAX_RIVALS]
        if v.quote != w.quote
    }


def _is_same_wording(a: _Node, b: _Node, match: Match) -> bool:
    """Tell whether two wordings in marks are of one sentence."""
    if a.speaker is not None and b.speaker is not None and a.speaker != b.speaker:
        telling = match.run >= OTHER_SPEAKER_RUN and match.mass >= OTHER_SPEAKER_MASS
        long = match.run >= LONG_RUN_WORDS and match.run_mass >= LONG_RUN_MASS
        return match.share >= OTHER_SPEAKER_SHARE and (telling or long)
    if a.speaker is None or b.speaker is None:
        enough = match.mass >= UNKNOWN_SPEAKER_MASS and match.run >= UNKNOWN_SPEAKER_RUN
        alike = match.dice >= UNKNOWN_SPEAKER_DICE and match.share >= UNKNOWN_SPEAKER_SHARE
        return (enough and alike) or (_is_part(match) and match.whole >= PART_SHARE)
    if _is_part(match) or (match.run >= RUN_WORDS and match.run_mass >= RUN_MASS):
        return True
    holds = match.run >= SAME_SPEAKER_RUN or match.mass >= SURE_MASS
    return holds and match.mass >= SAME_SPEAKER_MASS and match.dice >= SAME_SPEAKER_DICE


def _is_part(match: Match) -> bool:
    """Tell whether one of two wordings is no more than a scrap of the other."""
    return match.share >= PART_SHARE and match.run >= PART_RUN and match.run_mass >= PART_RUN_MASS


def _is_told_again(a: _Node, b: _Node, match: Match) -> bool:
    """Tell whether two nodes tell the same words of one speaker in the reporters' words."""
    if match.mass < BOTH_TOLD_MASS or _own_mass(a, b) < TOLD_OWN_MASS:
        return False
    if a.speaker is not None and b.speaker is not None:
        inside = match.dice >= BOTH_TOLD_PART and match.run >= BOTH_TOLD_RUN
        return a.speaker == b.speaker and (match.whole >= BOTH_TOLD_WHOLE or inside)
    return match.share >= UNKNOWN_TOLD_SHARE and match.run >= BOTH_TOLD_RUN


def _is_told_wording(a: _Node, b: _Node, match: Match, told: _Told) -> bool:
    """Tell whether one node tells in the reporter's words what the other gives in marks."""
    if a.speaker is None or b.speaker is None:
        same = match.share >= UNKNOWN_TOLD_SHARE and match.run >= UNKNOWN_TOLD_RUN
        return same and match.mass >= TOLD_MASS and _own_mass(a, b) >= TOLD_OWN_MASS
    if a.speaker != b.speaker or match.mass < TOLD_MASS or match.dice < TOLD_DICE:
        return False
    own = _own_mass(a, b)
    if own < TOLD_OWN_MASS and not (own >= TOLD_WHOLE_MASS and match.whole >= TOLD_WHOLE):
        return False
    x, y = (told.reports[n.words.row].analysis.vectors for n in (a, b))
    if a.words.sentence >= len(x) or b.words.sentence >= len(y):
        return False
    u, v = x[a.words.sentence], y[b.words.sentence]
    return not (u.any() and v.any()) or float(np.dot(u, v)) >= TOLD_COSINE


def _own_mass(a: _Node, b: _Node) -> float:
    """Give the mass of the words that two nodes share beside names."""
    names = a.words.names | b.words.names
    return sum(mass_of(key) for key in set(a.words.keys) & set(b.words.keys) if key not in names)


def _is_repeated(a: _Node, b: _Node, match: Match) -> bool:
    """Tell whether one report gives the same words twice."""
    speakers = {a.speaker, b.speaker} - {None}
    return len(speakers) < 2 and match.mass >= REPEATED_MASS and match.whole >= REPEATED_WHOLE


def _same_quotes(a: _Node, b: _Node) -> bool:
    return {w.quote for w in a.members} == {w.quote for w in b.members} and len(a.members) == 1


def _is_within_one_report(a: _Node, b: _Node) -> bool:
    rows = {w.row for w in (*a.members, *b.members)}
    return len(rows) == 1


def _days_differ(a: _Node, b: _Node, told: _Told) -> bool:
    """Tell whether every report that dates the words of one dates them apart from those of the other."""
    x, y = (
        [days for w in n.members if (days := _days(told.quotes[w.quote][1], told.times)) is not None] for n in (a, b)
    )
    return bool(x and y) and all(_are_apart(p, q) for p in x for q in y)


def _days(quote: Quote, times: Mapping[str, TimeRef]) -> tuple[str, str] | None:
    """Give the days that a quote was spoken between, None where its report does not say."""
    time = times.get(quote.time) if quote.time else None
    if time is None or time.from_ is None or time.to is None:
        return None
    return time.from_[:10], time.to[:10]


def _are_apart(a: tuple[str, str], b: tuple[str, str]) -> bool:
    return a[1] < b[0] or b[1] < a[0]


def _stars(n: int, links: Mapping[Pair, float]) -> Iterator[list[int]]:
    """Group nodes, best links first, so that in each group one node is linked to all others.

    Source: star clustering, Aslam, Pelekhov and Rus 2004, grown by merging; no chain of unlike things.
    """
    beside: dict[int, set[int]] = defaultdict(set)
    for a, b in links:
        beside[a].add(b)
        beside[b].add(a)
    group_of = list(range(n))
    groups = {at: [at] for at in range(n)}
    for a, b in sorted(links, key=lambda pair: (-links[pair], pair)):
        x, y = group_of[a], group_of[b]
        if x == y:
            continue
        union = set(groups[x]) | set(groups[y])
        centres = sorted((groups[x][0], groups[y][0], a, b))
        if not any(union <= beside[c] | {c} for c in centres):
            continue
        keep, gone = min(x, y), max(x, y)
        groups[keep] = sorted(union)
        for node in groups.pop(gone):
            group_of[node] = keep
        for node in groups[keep]:
            group_of[node] = keep
    yield from (groups[at] for at in sorted(groups))


def _whole_groups(groups: Iterable[list[_Words]]) -> list[list[list[_Words]]]:
    """Leave out groups of fewer than two quotes, and join those whose quotes all stand in another's."""
    able = [(frozenset(w.quote for w in group), group) for group in groups]
    able = [(quotes, group) for quotes, group in able if len(quotes) > 1 and _is_told_twice(group)]
    able.sort(key=lambda item: (-len(item[0]), sorted(item[0]), [w.keys for w in item[1]]))
    kept: list[tuple[frozenset[int], list[list[_Words]]]] = []
    holding: dict[int, list[int]] = defaultdict(list)
    for quotes, group in able:
        home = next((at for at in holding[min(quotes)] if quotes <= kept[at][0]), None)
        if home is not None:
            kept[home][1].append(group)
            continue
        for quote in quotes:
            holding[quote].append(len(kept))
        kept.append((quotes, [group]))
    return [groups for _, groups in sorted(kept, key=lambda item: (sorted(item[0]), item[1][0][0].keys))]


def _is_told_twice(group: Sequence[_Words]) -> bool:
    """Leave out what one report tells twice in its own words: that is how it tells, not what was spoken."""
    return len({w.row for w in group}) > 1 or len({w.quote for w in group if not w.told}) > 1


def _utterance(groups: Sequence[Sequence[_Words]], told: _Told, places: Places) -> Utterance:
    rows = sorted({w.quote for group in groups for w in group})
    quotes = [told.quotes[at][1] for at in rows]
    reports = {told.reports[told.quotes[at][0]].doc.id: told.reports[told.quotes[at][0]] for at in rows}
    return Utterance(
        id=content_id("u", *sorted(quote.id for quote in quotes)),
        speaker=_speaker(quotes),
        quotes=tuple(quote.id for quote in quotes),
        collation=collate(quotes, {id_: report.doc for id_, report in reports.items()}),
        differs=tuple(_differences(groups, quotes, told, reports, places)),
    )


def _speaker(quotes: Sequence[Quote]) -> str | None:
    """Give the speaker whom more than half of the reports name, of those that name one."""
    named = Counter(speaker for _, speaker in {(q.content[0].doc, q.speaker) for q in quotes if q.speaker is not None})
    best = sorted(named.items(), key=lambda item: (-item[1], item[0]))
    return best[0][0] if best and 2 * best[0][1] > named.total() else None


def _differences(
    groups: Sequence[Sequence[_Words]],
    quotes: Sequence[Quote],
    told: _Told,
    reports: Mapping[str, Report],
    places: Places,
) -> Iterator[Differ]:
    if _wordings_differ(groups):
        yield "wording"
    if len({quote.speaker for quote in quotes} - {None}) > 1:
        yield "speaker"
    days = [d for quote in quotes if (d := _days(quote, told.times)) is not None]
    if any(_are_apart(a, b) for a, b in combinations(sorted(set(days)), 2)):
        yield "time"
    said_in = [names for quote in quotes if (names := _said_in(quote, reports[quote.content[0].doc], places))]
    if any(not a & b for a, b in combinations(said_in, 2)):
        yield "place"


def _wordings_differ(groups: Sequence[Sequence[_Words]]) -> bool:
    """Tell whether any sentence stands in other words in two reports; one that is a cut of another does not."""
    in_marks = {w.quote for group in groups for w in group if not w.told}
    return any(_is_reworded([w for w in group if not w.told or w.quote not in in_marks]) for group in groups)


def _is_reworded(group: Sequence[_Words]) -> bool:
    distinct = sorted({w.forms for w in group}, key=lambda forms: (-len(forms), forms))
    texts = [f" {' '.join(forms)} " for forms in distinct]
    return any(text not in texts[0] for text in texts)


def _place_names(entities: Sequence[Entity]) -> Places:
    """Give where names of places stand: by document, the place and its characters."""
    found: Places = defaultdict(list)
    for entity in entities:
        if entity.kind == "location":
            for m in entity.mentions:
                if m.form == "name":
                    found[m.doc].append((entity.id, (m.start, m.end)))
    return found


def _said_in(quote: Quote, report: Report, places: Places) -> frozenset[str]:
    """Give the places that hang on the cue itself: "said in Brussels"."""
    analysis = report.analysis
    if quote.cue is None or not analysis.syntax.deprel:
        return frozenset()
    cue = set(range(*analysis.tokens.covering(quote.cue.start, quote.cue.end)))
    return frozenset(entity for entity, span in places.get(report.doc.id, ()) if _hangs_on(report, span, cue))


def _hangs_on(report: Report, span: tuple[int, int], cue: set[int]) -> bool:
    analysis = report.analysis
    first, last = analysis.tokens.covering(*span)
    return any(
        analysis.syntax.deprel[i].startswith("obl") and int(analysis.syntax.head[i]) in cue for i in range(first, last)
    )
