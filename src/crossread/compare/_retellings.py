"""Claims that two reports carry out of one speaker's mouth, in the reporters' words: which of them tell one thing.

Two accounts of what somebody said share its matter and seldom its wording: "will be out by the end of May", "has agreed to
leave by 31 May". The score that points are made by knows the one by the other; one speaker, and days that agree, do the rest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from crossread.compare._word_senses import kinship, opposites_of
from crossread.compare._wordings import CONTENT_MASS, FUNCTION_MASS, keys_of, mass_of
from crossread.compare.conflict_words import concept_of
from crossread.compare.points import ClaimPair
from crossread.extract._modality import DENYING, PLANNING
from crossread.extract._unnamed import INSTITUTION, PEOPLE
from crossread.extract.phrases import children_of
from crossread.extract.report import Report
from crossread.records import Claim, Document, Entity, Quote, TimeRef

BOTH_TOLD, ONE_TOLD, NONE_TOLD = 0.3, 0.5, 0.8
"""Least score of two claims, by how many of their quotes are told in the reporter's words alone.

On 17 dev stories pairwise F1 is .900 (.768 without retellings): .902, .889 with 0.2, 0.4 for the first, .894 with 0.6 for the second,
.889 without the third. Read on five real reports, 0.2 joins accounts that share only names. A regression fitted for
utterances alone on what the pair shares, each story left out in turn, ranks pairs no better than this score (average precision .31).
"""

SAME_DAY = 0.15
"""The same where both accounts are told and name one day: all that `candidate_pairs` gives."""

SURE = 0.9
"""A pair of accounts is never asked for more than this."""

CERTAIN = 0.97
"""Of two quotes in marks that are given to two speakers this much: one report then has the wrong one. With 0.9 two look-alikes of
the dev stories are joined, with 0.99 half of what is won is lost."""

ALIKE = 0.8
"""Of two speakers of whom one has no name, and may be the other. On 41 dev stories pairwise F1 is .891 for .886 without."""

PER_DAY = 0.4
"""So much more is asked for each day, but the first, that lies between the two reports: a speaker says much the same on many days."""

PERHAPS = 0.15
"""So much more where one report does not name the speaker."""

UNLIKE_MODE = 0.5
"""So much more where one account tells what may be, or will be, and the other what is."""

RIVAL_SHARE = 0.6
"""A pair counts where its score is no smaller share of the best that either claim has in the other's report: two clauses of one
sentence, each carried over by both reports, are close to each other too."""

STAYING = frozenset("stay remain keep refus reject rule oppos maintain stand out".split())
"""Words by which an account tells without a "not" what another tells with one: "would stay out", "will not go in"."""

SAME_SOURCE = 0.6
"""Two speakers without a name are one where they share so much of the words of the shorter: "two bankers", "two bankers in the room"."""

Days = tuple[str, str]
"""First and last day, ISO dates, inclusive."""

Named = tuple[str, str, str]
"""First and last day of a time expression, and its words."""


class Retelling(Struct, frozen=True):
    """Two claims of one speaker, in two reports, that tell one thing. `score` is in [0, 1]."""

    a: Claim
    b: Claim
    score: float


def find_retellings(
    reports: Sequence[Report], entities: Sequence[Entity], pairs: Sequence[ClaimPair]
) -> Iterator[Retelling]:
    """Find claims that two reports give to one speaker, and that tell one thing; of words in marks also those that they give to two.

    Args:
        reports: of one story, with claims and quotes.
        entities: those of the story; their roles tell who "a spokesman" is.
        pairs: claims that are about one thing, from `candidate_pairs` for the same reports.
    """
    report_of = {r.doc.id: r for r in reports}
    quotes = {q.id: q for r in reports for q in r.quotes}
    claims = {c.id: c for r in reports for c in r.claims if c.by in quotes}
    speakers = Speakers(entities)
    named = days_named(reports)
    able = [
        (p, Retelling(claims[p.a], claims[p.b], p.score))
        for p in pairs
        if p.a in claims and p.b in claims and not {"figures", "times"} & set(p.slots)
    ]
    best = _best([retold for _, retold in able])
    for pair, retold in able:
        told = [quotes[c.by] for c in (retold.a, retold.b)]
        docs = [report_of[c.span.doc] for c in (retold.a, retold.b)]
        x, y = (
            named.get((c.by, r.sentence_at(c.span.start)), ()) for c, r in zip((retold.a, retold.b), docs, strict=True)
        )
        rival = max(best[pair.a, docs[1].doc.id], best[pair.b, docs[0].doc.id])
        least = _least(told, same_day=bool({d[1] for d in x} & {d[1] for d in y}))
        least += PER_DAY * max(0, _days_between(docs[0].doc, docs[1].doc) - 1)
        least += 0.0 if told[0].speaker == told[1].speaker is not None else PERHAPS
        texts = [_Account(c, q, r) for c, q, r in zip((retold.a, retold.b), told, docs, strict=True)]
        least = min(SURE, least + (UNLIKE_MODE if _modes_differ(*texts) else 0.0))
        in_marks = all(quote.type != "indirect" for quote in told)
        able_to = (
            speakers.are_one(*told)
            or (pair.score >= CERTAIN and (in_marks or speakers.share_a_body(*told)))
            or (pair.score >= ALIKE and not in_marks and speakers.may_be_one(*told))
        )
        if pair.score < max(least, RIVAL_SHARE * rival) or not able_to or days_apart(x, y):
            continue
        if (
            (pair.score >= SURE or _share_matter(*texts))
            and not _is_taken_back(*texts)
            and not _is_done_of_planned(*texts)
        ):
            yield retold


class _Account(Struct, frozen=True):
    """A claim, the quote that it stands in and the report of both."""

    claim: Claim
    quote: Quote
    report: Report

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(keys_of(self.report.words(self.claim.span)))

    @property
    def names(self) -> frozenset[str]:
        """Stems of the words that belong to names in the claim."""
        analysis = self.report.analysis
        first, last = analysis.tokens.covering(self.claim.span.start, self.claim.span.end)
        named = zip(analysis.names.first, analysis.names.last, strict=True)
        return frozenset(
            key for a, b in named for i in range(max(first, a), min(last, b)) for key in keys_of(analysis.word(i))
        )

    @property
    def is_denied(self) -> bool:
        """Whether what is told is denied, by words of the claim or by those that the quote hangs on, but not by both."""
        cue = self.report.words(self.quote.cue).casefold().split() if self.quote.cue else []
        return (self.claim.polarity == "denied") != any(word in DENYING for word in cue)


def _modes_differ(a: _Account, b: _Account) -> bool:
    """Tell whether one account tells what may or will be and the other what is or was done.

    What was agreed or promised is no deed: "had agreed to pay" tells of "would pay".
    """
    modes = {"is" if t.claim.modality in {"asserted", "reported"} else t.claim.modality for t in (a, b)}
    if modes == {"planned", "is"}:
        done, planned = (a, b) if b.claim.modality == "planned" else (b, a)
        deed = _past_verb(done)
        return deed is not None and deed not in _AGREEING and _past_verb(planned) not in _AGREEING
    return modes == {"possible", "is"}


def _share_matter(a: _Account, b: _Account) -> bool:
    """Tell whether two accounts share more than names: a word that tells something, or one of its sense."""
    names = a.names | b.names
    x, y = ({key for key in t.keys - names if mass_of(key) >= CONTENT_MASS} for t in (a, b))
    return any(concept_of(v)[0] == concept_of(w)[0] or kinship(v, w) > 0 for v in x for w in y)


def _is_taken_back(a: _Account, b: _Account) -> bool:
    """Tell whether one says that something will be and the other that it will not: "would be published", "would not after all"."""
    if {a.claim.modality, b.claim.modality} != {"planned"} or a.is_denied == b.is_denied:
        return False
    return not (a.keys | b.keys) & STAYING and not any(o in b.keys for key in a.keys for o in opposites_of(key))


def _is_done_of_planned(a: _Account, b: _Account) -> bool:
    """Tell whether one tells as done what the other tells as planned: "he called", "he planned to call"."""
    planned, done = (a, b) if a.claim.modality == "planned" else (b, a)
    if planned.claim.modality != "planned" or done.claim.modality not in {"asserted", "reported"}:
        return False
    deed = _past_verb(done)
    return deed is not None and deed not in _AGREEING and deed in planned.keys


_AGREEING = frozenset(key for verb in PLANNING for key in keys_of(verb))


_UNDONE = frozenset("to be is are will would".split())
"""Beside a verb they tell that what it says is not past: "to be settled"."""


def _past_verb(account: _Account) -> str | None:
    """Give the stem of the verb that an account tells as done, None where its verb is of the present or there is none."""
    analysis = account.report.analysis
    if not analysis.syntax.upos:
        return None
    first, last = analysis.tokens.covering(account.claim.span.start, account.claim.span.end)
    heads = analysis.syntax.head
    top = next((i for i in range(first, last) if int(heads[i]) == i or not first <= int(heads[i]) < last), None)
    if top is None or analysis.syntax.upos[top] != "VERB":
        return None
    below = {analysis.word(i).lower() for i in children_of(analysis, top)}
    if below & _UNDONE:
        return None
    word = analysis.word(top).lower()
    keys = keys_of(word)
    # of an irregular verb the stem is another word: "fell" is told by "fall"
    return keys[0] if keys and (word.endswith("ed") or not word.startswith(keys[0][:-1])) else None


def _least(told: Sequence[Quote], *, same_day: bool) -> float:
    """Give the least score of claims from two quotes."""
    n = sum(quote.type == "indirect" for quote in told)
    return SAME_DAY if n == len(told) and same_day else (NONE_TOLD, ONE_TOLD, BOTH_TOLD)[n]


def _days_between(a: Document, b: Document) -> int:
    """Count the days between the publication of two reports, 0 where it is not known."""
    try:
        x, y = (date.fromisoformat((doc.published or "")[:10]) for doc in (a, b))
    except ValueError:
        return 0
    return abs((x - y).days)


def _best(pairs: Sequence[Retelling]) -> Mapping[tuple[str, str], float]:
    """Give the best score that each claim has in each other report."""
    best: dict[tuple[str, str], float] = defaultdict(float)
    for pair in pairs:
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            best[one.id, other.span.doc] = max(best[one.id, other.span.doc], pair.score)
    return best


class Speakers:
    """Who may be one speaker.

    Args:
        entities: those of the story.
    """

    def __init__(self, entities: Sequence[Entity]) -> None:
        self._roles = {e.id: frozenset(key for r in e.roles for key in keys_of(r.text)) for e in entities}
        self._posts = {e.id: [_post(r.text) for r in e.roles] for e in entities if e.kind == "person"}
        self._voices: dict[tuple[str, str], bool] = {}
        self._alike: dict[frozenset[str], int] = {}
        bodies = [e for e in entities if e.kind in {"organization", "location"}]
        self._named = {e.id: [n.casefold() for n in (e.name, *e.aliases)] for e in bodies}
        self._bodies = {e.id: [_post(n) for n in (e.name, *e.aliases)] for e in bodies}

    def are_one(self, a: Quote, b: Quote) -> bool:
        """Tell whether two quotes may be of one speaker, of whom one report may have no name.

        "The harbour office" and "officials at the harbour office"; "a spokesman" and Ana Ruiz, whom a report calls so.
        """
        if a.speaker is not None and b.speaker is not None:
            pair = (min(a.speaker, b.speaker), max(a.speaker, b.speaker))
            if pair not in self._voices:
                self._voices[pair] = a.speaker == b.speaker or self._are_one_voice(*pair)
            return self._voices[pair]
        x, y = (self._words(q) for q in (a, b))
        return bool(x and y) and len(x & y) >= SAME_SOURCE * min(len(x), len(y))

    def may_be_one(self, a: Quote, b: Quote) -> bool:
        """Tell whether a report that does not name its speaker may mean that of the other: a body, or people without a name.

        "The company" and "Lanthorn", but not "Lanthorn Bank"; "an official" and "an insider". Who is named is no unnamed
        official: these are two voices.
        """
        phrases = [q.speaker_name or "" for q in (a, b)]
        if a.speaker is None and b.speaker is None:
            return not all(phrases) or all(PEOPLE.match(phrase) for phrase in phrases)
        if a.speaker is not None and b.speaker is not None:
            return False
        named, phrase = (a.speaker, phrases[1]) if b.speaker is None else (b.speaker, phrases[0])
        kinds = {m.group().casefold() for m in INSTITUTION.finditer(phrase)}
        others = [{m.group() for m in INSTITUTION.finditer(name)} for name in self._named.get(named or "", ())]
        return bool(kinds) and any(o <= kinds for o in others) and not PEOPLE.match(phrase)

    def share_a_body(self, a: Quote, b: Quote) -> bool:
        """Tell whether one is a body and the other holds a post in it, of whatever rank: "Lanthorn", "Lanthorn's surveyor"."""
        for body, other in ((a.speaker, b.speaker), (b.speaker, a.speaker)):
            posts = self._posts.get(other or "", ())
            if any(name & post for name in self._bodies.get(body or "", ()) for post in posts):
                return True
        return False

    def _are_one_voice(self, a: str, b: str) -> bool:
        """Tell whether one is a body and the other who speaks for it, or both are names of a body, one with its place.

        "The coast guard" and its spokeswoman; "the interior ministry", "the Norvan interior ministry". A post may tell its
        body by a part of its name where the story has no other so called: "the ministry's spokeswoman".
        """
        for body, other in ((a, b), (b, a)):
            for name in self._bodies.get(body, ()):
                if any(name <= post or self._is_of(post - SPEAKING, name) for post in self._speaking(other)):
                    return True
                if any(len(name) >= MIN_BODY_WORDS and name < whole for whole in self._bodies.get(other, ())):
                    return True
        return False

    def _speaking(self, person: str) -> list[frozenset[str]]:
        return [post for post in self._posts.get(person, ()) if post & SPEAKING]

    def _is_of(self, said: frozenset[str], name: frozenset[str]) -> bool:
        """Tell whether what a post says of its body is a part of this name, and of no other body's."""
        if not said or not said <= name:
            return False
        if said not in self._alike:
            self._alike[said] = sum(any(said <= n for n in names) for names in self._bodies.values())
        return self._alike[said] == 1

    def _words(self, quote: Quote) -> frozenset[str]:
        said = frozenset(keys_of(quote.speaker_name or "")) | self._roles.get(quote.speaker or "", frozenset())
        return frozenset(key for key in said if mass_of(key) > FUNCTION_MASS)


SPEAKING = frozenset(
    key
    for word in "spokesman spokeswoman spokesperson head chief director boss chairman chairwoman president "
    "minister commander secretary leader".split()
    for key in keys_of(word)
)
"""Stems of posts that speak for the body that they are named with."""

MIN_BODY_WORDS = 2
"""So many words of a body's name tell it without its place: "the interior ministry", but not "the ministry"."""


def _post(text: str) -> frozenset[str]:
    """Give the telling stems of a post or a body's name; who is minister of something speaks for its ministry."""
    keys = {key for key in keys_of(text) if mass_of(key) > FUNCTION_MASS}
    return frozenset(keys | (_MINISTRY if keys & _MINISTER else frozenset()))


_MINISTER, _MINISTRY = frozenset(keys_of("minister")), frozenset(keys_of("ministry"))


def days_named(reports: Sequence[Report]) -> dict[tuple[str, int], tuple[Named, ...]]:
    """Give the days that are named inside quotes, by the quote's id and the row of the sentence."""
    found: dict[tuple[str, int], list[Named]] = defaultdict(list)
    for report in reports:
        dated = [(t, days) for t in report.times if t.type in {"date", "time"} and (days := days_of(t)) is not None]
        for quote in report.quotes:
            for time, days in dated:
                if any(time.span.overlaps(span) for span in quote.content):
                    found[quote.id, report.sentence_at(time.span.start)].append(
                        (*days, report.words(time.span).casefold())
                    )
    return {at: tuple(days) for at, days in found.items()}


def days_of(time: TimeRef) -> Days | None:
    """Give the days of a time expression, None where they are not known."""
    return None if time.from_ is None or time.to is None else (time.from_[:10], time.to[:10])


def days_apart(x: Sequence[Named], y: Sequence[Named]) -> bool:
    """Tell whether both name days, and none of the one can be one of the other: nor is it told in the same words."""
    return bool(x and y) and all(a[2] != b[2] and are_apart(a[:2], b[:2]) for a in x for b in y)


def are_apart(a: Days, b: Days) -> bool:
    """Tell whether two ranges of days have none in common."""
    return a[1] < b[0] or b[1] < a[0]
