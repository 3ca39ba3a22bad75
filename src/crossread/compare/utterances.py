"""Quotes of one act of speaking, found across reports: whole, in part, indirect, or given to the wrong speaker.

Sentences of quotes are compared, not quotes: one report carries four sentences of a speech, another
one of them. Sentences of one wording form a group around the fullest of them, never a chain, and what tells
the same in the reporters' words joins it; the quotes of a group are an utterance, and so a quote of four sentences may be part of
two utterances.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise

import numpy as np

from crossread.compare._meant_alike import links_of_meanings
from crossread.compare._retellings import (
    Days,
    Retelling,
    Speakers,
    are_apart,
    days_apart,
    days_named,
    days_of,
    find_retellings,
)
from crossread.compare._speech_pieces import (
    MAX_RIVALS,
    MIN_TOLD_AGAIN,
    Node,
    Pair,
    Piece,
    Told,
    candidate_nodes,
    find_pieces,
    make_nodes,
)
from crossread.compare._utterance_groups import join_retold, make_stars, whole_groups
from crossread.compare._wordings import CONTENT_MASS, Match, keys_of, mass_of, match_keys
from crossread.compare.collation import collate
from crossread.compare.conflict_words import NOT_WORDS, concept_of
from crossread.compare.points import ClaimPair, candidate_pairs
from crossread.extract.report import Report
from crossread.records import Claim, Differ, Entity, Quote, TimeRef, Utterance, content_id

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


MANY_MASS, MANY_WHOLE, MANY_RUN = 3.4, 0.75, 5
"""Or so much of both in one order, a word changed or moved: "The quay was full because we all trusted the tide tables",
"The quay was packed because ..."."""


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


BOTH_TOLD_MASS, BOTH_TOLD_WHOLE = MIN_TOLD_AGAIN, 0.7
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


COPY_MASS, COPY_WHOLE = 3.4, 0.75
"""So much of two sentences is the same where one was carried over: the same few words in both are one utterance."""


SHORT_TOLD_MASS, SHORT_TOLD_DICE = 1.9, 0.9
"""Of a speaker's few words in marks and an account of them nothing else may be told: "nothing has been agreed", "nothing at all had been
agreed"."""


NEAR_WHOLE = 0.9
"""Two speakers are given one sentence too where so much of all its words is the same: "to the last cave", "to the very last cave"."""


SAME_TOLD_MASS, SAME_TOLD_WHOLE = 1.9, 0.9
"""Two accounts that say nothing else, of one speaker and of the same words but for one of grammar: "the number at 300"."""


TOLD_WHOLE_MASS, TOLD_WHOLE = 1.9, 0.65
"""Less does where the two say nothing else."""


MARKED_DICE, MARKED_MASS, MARKED_SURE = 0.55, 1.5, 0.8
"""Words in marks are one sentence of a speaker only where so much of the wording is the same too, however alike the content:
more than a word, or nearly all. "None of our lorries was on the quay" and "Our lorries stood still" are two."""


Places = dict[str, list[tuple[str, tuple[int, int]]]]
"""By document, each name of a place in it: entity id and code points, half-open."""


def link_utterances(
    reports: Sequence[Report], entities: Sequence[Entity], pairs: Sequence[ClaimPair] | None = None
) -> tuple[Utterance, ...]:
    """Link the quotes that give the words of one act of speaking.

    Args:
        reports: the reports of one story; the result does not depend on their order but in the order of rows.
        entities: those of the story; their names of places tell where something was said.
        pairs: what `candidate_pairs` gave for the same reports and entities, where it has been called already.

    Returns:
        Utterances of two or more quotes, in the order of their first quote. `speaker` is the one whom
        most reports name, None where no one has a majority.
    """
    told = Told(
        reports,
        tuple((row, quote) for row, report in enumerate(reports) for quote in report.quotes if quote.content),
        {time.id: time for report in reports for time in report.times},
        days_named(reports),
    )
    nodes = make_nodes(find_pieces(told), told)
    candidates = list(candidate_nodes(nodes))
    links = {pair: score for pair in candidates if (score := _score(nodes, pair, told)) > 0}
    links |= _links_of_copies(nodes, told)
    links |= _links_of_scraps(nodes, candidates, links)
    links |= _links_together(nodes, candidates, links)
    links |= _links_beside(nodes, candidates, links)
    pairs = candidate_pairs(reports, entities) if pairs is None else pairs
    retold = _links_of_retellings(nodes, links, told, find_retellings(reports, entities, pairs))
    claimed = frozenset(claim.by for report in reports for claim in report.claims if claim.by)
    meant = links_of_meanings(nodes, told, claimed)
    links |= {pair: score for pair, score in meant.items() if not _days_differ(nodes[pair[0]], nodes[pair[1]], told)}
    groups = join_retold(list(make_stars(len(nodes), links)), nodes, links, retold)
    whole = whole_groups([w for n in group for w in nodes[n].members] for group in groups)
    places, speakers = _place_names(entities), Speakers(entities)
    return tuple(_utterance(groups, told, places, speakers) for groups in whole)


def _score(nodes: Sequence[Node], pair: Pair, told: Told) -> float:
    """Give how surely two nodes are wordings of one sentence, 0 where they are not taken for it."""
    a, b = nodes[pair[0]], nodes[pair[1]]
    match = _match(a, b)
    if _is_within_one_report(a, b):
        return match.whole if not _same_quotes(a, b) and _is_repeated(a, b, match) else 0.0
    if _days_differ(a, b, told) and (match.dice < OTHER_DAY_DICE or match.run < OTHER_DAY_RUN):
        return 0.0
    if not (a.words.told or b.words.told):
        return max(match.dice, match.share) if _is_same_wording(a, b, match) else 0.0
    if _matters_differ(a, b, match, told):
        return 0.0
    if a.words.told and b.words.told:
        return match.whole if _is_told_again(a, b, match) or _tell_one_number(a, b, match, told) else 0.0
    return match.dice if _is_told_wording(a, b, match, told) else 0.0


def _match(a: Node, b: Node) -> Match:
    return match_keys(a.words.keys, b.words.keys, names=a.words.names | b.words.names)


def _links_of_scraps(
    nodes: Sequence[Node], candidates: Iterable[Pair], links: Mapping[Pair, float]
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


def _links_of_copies(nodes: Sequence[Node], told: Told) -> dict[Pair, float]:
    """Link the same few words where the sentences around them are nearly the same: one report carries the other's, or both an agency's."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        if node.words.keys:
            same[node.words.keys].append(at)
    found = {}
    for rows in same.values():
        for a, b in combinations(rows[:MAX_RIVALS], 2):
            x, y = nodes[a], nodes[b]
            apart = x.speaker is not None and y.speaker is not None and x.speaker != y.speaker
            if not apart and not _is_within_one_report(x, y) and _stand_in_copies(x, y, told):
                found[min(a, b), max(a, b)] = 1.0
    return found


def _stand_in_copies(a: Node, b: Node, told: Told) -> bool:
    """Tell whether two nodes stand in sentences that are nearly the same."""
    x, y = (
        keys_of(report.words(report.sentence_span(n.words.sentence)))
        for n in (a, b)
        for report in (told.reports[n.words.row],)
    )
    match = match_keys(x, y)
    return match.mass >= COPY_MASS and match.whole >= COPY_WHOLE


def _holds(long: Sequence[str], short: Sequence[str]) -> bool:
    return any(tuple(long[i : i + len(short)]) == tuple(short) for i in range(len(long) - len(short) + 1))


def _links_together(
    nodes: Sequence[Node], candidates: Iterable[Pair], links: Mapping[Pair, float]
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


def _links_beside(nodes: Sequence[Node], candidates: Iterable[Pair], links: Mapping[Pair, float]) -> dict[Pair, float]:
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


def _links_of_retellings(
    nodes: Sequence[Node], links: Mapping[Pair, float], told: Told, retellings: Iterable[Retelling]
) -> dict[Pair, float]:
    """Link sentences that are told to have been said in other words; weaker than any link of wordings."""
    row_of = {quote.id: at for at, (_, quote) in enumerate(told.quotes)}
    of_sentence: dict[tuple[int, int], list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        for words in node.members:
            of_sentence[words.quote, words.sentence].append(at)

    def node_of(claim: Claim, *, marked: bool) -> int | None:
        quote = row_of[claim.by]
        report = told.reports[told.quotes[quote][0]]
        said = set(keys_of(report.words(claim.span)))
        rivals = of_sentence[quote, report.sentence_at(claim.span.start)]
        rivals = [at for at in rivals if not (marked and nodes[at].words.told)] or rivals
        return max(rivals, key=lambda at: (_overlap(said, set(nodes[at].words.keys)), -at), default=None)

    found: dict[Pair, float] = {}
    for retold in retellings:
        marked = all(told.quotes[row_of[claim.by]][1].type != "indirect" for claim in (retold.a, retold.b))
        a, b = node_of(retold.a, marked=marked), node_of(retold.b, marked=marked)
        if a is None or b is None or a == b or _days_differ(nodes[a], nodes[b], told):
            continue
        match = _match(nodes[a], nodes[b])
        two = None not in {nodes[a].speaker, nodes[b].speaker} and nodes[a].speaker != nodes[b].speaker
        enough = match.mass >= (OTHER_SPEAKER_MASS if two else MARKED_MASS) or (match.dice >= MARKED_SURE and not two)
        if marked and not (match.dice >= MARKED_DICE and enough):
            continue
        pair = (min(a, b), max(a, b))
        if pair not in links:
            found[pair] = max(found.get(pair, 0.0), retold.score)
    return found


def _overlap(a: set[str], b: set[str]) -> float:
    """Give the share of two sets of words that both have, in [0, 1]."""
    return 2 * len(a & b) / max(1, len(a) + len(b))


def _quote_pairs(a: Node, b: Node) -> set[Pair]:
    return {
        (min(v.quote, w.quote), max(v.quote, w.quote))
        for v in a.members[:MAX_RIVALS]
        for w in b.members[:MAX_RIVALS]
        if v.quote != w.quote
    }


def _is_same_wording(a: Node, b: Node, match: Match) -> bool:
    """Tell whether two wordings in marks are of one sentence."""
    if a.speaker is not None and b.speaker is not None and a.speaker != b.speaker:
        telling = match.run >= OTHER_SPEAKER_RUN and match.mass >= OTHER_SPEAKER_MASS
        long = match.run >= LONG_RUN_WORDS and match.run_mass >= LONG_RUN_MASS
        many = match.mass >= MANY_MASS and match.whole >= MANY_WHOLE
        near = match.mass >= OTHER_SPEAKER_MASS and match.whole >= NEAR_WHOLE
        return (match.share >= OTHER_SPEAKER_SHARE and (telling or long)) or (match.run >= MANY_RUN and many) or near
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


def _is_told_again(a: Node, b: Node, match: Match) -> bool:
    """Tell whether two nodes tell the same words of one speaker in the reporters' words."""
    if match.whole >= SAME_TOLD_WHOLE and a.speaker == b.speaker is not None:
        return _own_mass(a, b) >= SAME_TOLD_MASS
    if match.mass < BOTH_TOLD_MASS or _own_mass(a, b) < TOLD_OWN_MASS:
        return False
    if a.speaker is not None and b.speaker is not None:
        inside = match.dice >= BOTH_TOLD_PART and match.run >= BOTH_TOLD_RUN
        return a.speaker == b.speaker and (match.whole >= BOTH_TOLD_WHOLE or inside)
    return match.share >= UNKNOWN_TOLD_SHARE and match.run >= BOTH_TOLD_RUN


def _tell_one_number(a: Node, b: Node, match: Match, told: Told) -> bool:
    """Tell whether one speaker is told twice to have given the same numbers of the same: "54 had died", "54 people were killed"."""
    if a.speaker is None or a.speaker != b.speaker:
        return False
    x, y = sorted((_telling(n, told) for n in (a, b)), key=len)
    numbers = [{key for key in keys if key[0].isdigit()} for keys in (x, y)]
    if numbers[0] and numbers[0] == numbers[1] and any(len(key) >= NUMBER_DIGITS for key in numbers[0]):
        return True  # "about 3,000 people marched to the gates", "the crowd at 3,000"
    if match.whole < NUMBER_WHOLE:
        return False
    return bool(numbers[0]) and len(x) > len(numbers[0]) and numbers[0] == numbers[1] and x <= y


def _telling(node: Node, told: Told) -> frozenset[str]:
    """Give what the words of a node are about, as concepts, and its numbers, but for those of days and years."""
    quote = told.quotes[node.words.quote][1]
    dated = {key for *_, words in told.named.get((quote.id, node.words.sentence), ()) for key in keys_of(words)}
    kept = (key for key in node.words.keys if mass_of(key) >= CONTENT_MASS and key not in dated)
    return frozenset(concept_of(key)[0] for key in kept if not YEAR.fullmatch(key))


NUMBER_DIGITS = 3
"""One speaker who gives the same number of so many digits gives it of one thing."""

NUMBER_WHOLE = 0.5
"""So much of the wording of two accounts of one number is the same: what else they tell is short."""

YEAR = re.compile(r"(?:19|20)\d\d")


def _is_told_wording(a: Node, b: Node, match: Match, told: Told) -> bool:
    """Tell whether one node tells in the reporter's words what the other gives in marks."""
    if a.speaker is None or b.speaker is None:
        same = match.share >= UNKNOWN_TOLD_SHARE and match.run >= UNKNOWN_TOLD_RUN
        return same and match.mass >= TOLD_MASS and _own_mass(a, b) >= TOLD_OWN_MASS
    own = _own_mass(a, b)
    short = match.mass >= SHORT_TOLD_MASS and match.dice >= SHORT_TOLD_DICE and own >= SHORT_TOLD_MASS
    if a.speaker != b.speaker or not (short or (match.mass >= TOLD_MASS and match.dice >= TOLD_DICE)):
        return False
    if not short and own < TOLD_OWN_MASS and not (own >= TOLD_WHOLE_MASS and match.whole >= TOLD_WHOLE):
        return False
    x, y = (told.reports[n.words.row].analysis.vectors for n in (a, b))
    if a.words.sentence >= len(x) or b.words.sentence >= len(y):
        return False
    u, v = x[a.words.sentence], y[b.words.sentence]
    return not (u.any() and v.any()) or float(np.dot(u, v)) >= TOLD_COSINE


def _own_mass(a: Node, b: Node) -> float:
    """Give the mass of the words that two nodes share beside names."""
    names = a.words.names | b.words.names
    return sum(mass_of(key) for key in set(a.words.keys) & set(b.words.keys) if key not in names)


def _is_repeated(a: Node, b: Node, match: Match) -> bool:
    """Tell whether one report gives the same words twice."""
    speakers = {a.speaker, b.speaker} - {None}
    return len(speakers) < 2 and match.mass >= REPEATED_MASS and match.whole >= REPEATED_WHOLE


def _same_quotes(a: Node, b: Node) -> bool:
    return {w.quote for w in a.members} == {w.quote for w in b.members} and len(a.members) == 1


def _is_within_one_report(a: Node, b: Node) -> bool:
    rows = {w.row for w in (*a.members, *b.members)}
    return len(rows) == 1


def _days_differ(a: Node, b: Node, told: Told) -> bool:
    """Tell whether every report that dates the words of one dates them apart from those of the other."""
    x, y = (
        [days for w in n.members if (days := _days(told.quotes[w.quote][1], told.times)) is not None] for n in (a, b)
    )
    return bool(x and y) and all(are_apart(p, q) for p in x for q in y)


def _days(quote: Quote, times: Mapping[str, TimeRef]) -> Days | None:
    """Give the days that a quote was spoken between, None where its report does not say."""
    time = times.get(quote.time) if quote.time else None
    return None if time is None else days_of(time)


def _matters_differ(a: Node, b: Node, match: Match, told: Told) -> bool:
    """Tell whether two accounts differ in their numbers, their days or a "not": what told words cannot differ in and be one."""
    numbers = [{key for key in n.words.keys if key[0].isdigit()} for n in (a, b)]
    if all(numbers) and numbers[0].isdisjoint(numbers[1]):
        return True
    negated = {sum(key in NOT_WORDS for key in n.words.keys) % 2 for n in (a, b)}
    if len(negated) > 1 and match.whole >= REPEATED_WHOLE:
        return True
    x, y = (told.named.get((told.quotes[n.words.quote][1].id, n.words.sentence), ()) for n in (a, b))
    return days_apart(x, y)


def _utterance(groups: Sequence[Sequence[Piece]], told: Told, places: Places, speakers: Speakers) -> Utterance:
    rows = sorted({w.quote for group in groups for w in group})
    quotes = [told.quotes[at][1] for at in rows]
    reports = {told.reports[told.quotes[at][0]].doc.id: told.reports[told.quotes[at][0]] for at in rows}
    return Utterance(
        id=content_id("u", *sorted(quote.id for quote in quotes)),
        speaker=_speaker(quotes),
        quotes=tuple(quote.id for quote in quotes),
        collation=collate(quotes, {id_: report.doc for id_, report in reports.items()}),
        differs=tuple(_differences(groups, quotes, told, reports, places, speakers)),
    )


def _speaker(quotes: Sequence[Quote]) -> str | None:
    """Give the speaker whom more than half of the reports name, of those that name one."""
    named = Counter(speaker for _, speaker in {(q.content[0].doc, q.speaker) for q in quotes if q.speaker is not None})
    best = sorted(named.items(), key=lambda item: (-item[1], item[0]))
    return best[0][0] if best and 2 * best[0][1] > named.total() else None


def _differences(
    groups: Sequence[Sequence[Piece]],
    quotes: Sequence[Quote],
    told: Told,
    reports: Mapping[str, Report],
    places: Places,
    speakers: Speakers,
) -> Iterator[Differ]:
    if _wordings_differ(groups):
        yield "wording"
    named = [quote for quote in quotes if quote.speaker is not None]
    if any(not speakers.are_one(a, b) for a, b in combinations(named, 2)):
        yield "speaker"
    days = [d for quote in quotes if (d := _days(quote, told.times)) is not None]
    if any(are_apart(a, b) for a, b in combinations(sorted(set(days)), 2)):
        yield "time"
    said_in = [names for quote in quotes if (names := _said_in(quote, reports[quote.content[0].doc], places))]
    if any(not a & b for a, b in combinations(said_in, 2)):
        yield "place"


def _wordings_differ(groups: Sequence[Sequence[Piece]]) -> bool:
    """Tell whether any sentence stands in other words in two reports; one that is a cut of another does not."""
    in_marks = {w.quote for group in groups for w in group if not w.told}
    return any(_is_reworded([w for w in group if not w.told or w.quote not in in_marks]) for group in groups)


def _is_reworded(group: Sequence[Piece]) -> bool:
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
