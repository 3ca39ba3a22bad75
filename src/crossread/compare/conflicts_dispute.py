"""Conflicts that a report tells itself: it gives somebody's account, and then who disputes it.

"The firm sent no warning, the mayor said. A spokeswoman tells it the other way round: ..." A sentence with words of
dispute is held against the account right before it that stands in another voice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from crossread.compare._likeness import shared_mass
from crossread.compare.conflict_passages import Passage, Reading, concepts_of, title_of
from crossread.records import Conflict, Side, Span, content_id

SCORE = 0.7
"""Share of those raised on the labelled stories that are right (evaluation/conflicts.py)."""

MAX_BACK = 3
"""The account that is disputed stands so few sentences before."""

MAX_ON = 2
"""The reply goes on for so many sentences."""

MAX_PARAGRAPHS = 2
"""And no more paragraphs than this."""

MIN_CHARS = 12
"""Shorter words given to somebody ("this") do not tell what they say."""

_NOUNS = (
    r"(?:claim|report|account|allegation|suggestion|version|figure|number|count|accusation|estimate)s?|stor(?:y|ies)"
)
_THING = (
    rf"(?:(?:this|that|it|these|those)(?=\s*(?:[,.;:?!“”\"‘’]|$|(?:and|as|but|by|in|on|at|to)\b))|(?:the|all|any|such|these|those) (?:{_NOUNS})"
    r"|(?:claims|reports|allegations|suggestions|accusations))"
)
_CLAIM = rf"(?:(?:this|that|it|these|those) as|(?:the|all|any|such|these|those) (?:{_NOUNS})|(?:claims|reports|allegations|suggestions|accusations))\b"
"""What is rejected and told: who "rejected it" may have turned down an offer."""

_FALSE = (
    r"(?:false|wrong|a lie|lies|nonsense|rubbish|fiction|fantasy|absurd|untrue|invented|made[ -]up|baseless|groundless)"
)
ANSWERS = re.compile(
    r"\b(?:contradict|disput|den(?:y|i)|reject|challeng)\w* (?:him|her|them|it|this|that)\b", re.IGNORECASE
)
"""A sentence that only says so leads on to the reply, and is no account."""
DISPUTES = re.compile(
    r"(?:\b(?:tells?|told|puts?|remembers?|recalls?|sees?) (?:it|this|that|things|the story) (?:quite |very |rather )?(?:the other way|differently|otherwise)"
    r"|\b(?:tells?|told|has|have|gives?|gave) (?:another|a (?:very |quite |rather )?different) (?:story|version|account)\b"
    r"|\b(?:says?|said|insists?|insisted|maintains?|claims?|claimed) (?:otherwise|the (?:opposite|contrary)|no such thing)\b"
    r"|\b(?:not (?:so|true|correct)(?=\s*[,.;!?”\"’])|not (?:how it (?:went|was|happened)|what (?:happened|was said))|nothing of the (?:sort|kind)|never happened)\b"
    rf"|\b(?:that|this|it|(?:the )?(?:{_NOUNS}))(?:'s|’s| is| was| are| were)(?: simply| plainly| just| pure| complete| utter| total)? {_FALSE}\b"
    rf"|\b(?:den(?:y|ies|ied)|disput(?:es?|ed)|contradict(?:s|ed)?|refut(?:es?|ed)|contest(?:s|ed)?) {_THING}"
    rf"|\b(?:reject(?:s|ed)?|dismiss(?:es|ed)?) {_CLAIM}"
    rf"|\bcall(?:s|ed) (?:{_THING}|that|this|it) (?:an? |pure |simply )?(?:[“\"‘']|{_FALSE}))",
    re.IGNORECASE,
)
"""Words by which somebody disputes what was told before."""

CONTINUES = re.compile(
    r"\b(?:the other way (?:a)?round|differently|otherwise|different (?:story|version|account))\b", re.IGNORECASE
)
"""After these the other account follows in the next sentence."""


TELLS_ITSELF = re.compile(r"\s+(?:that|of|about)\b", re.IGNORECASE)
"""What is disputed follows itself, and is not what stands before: "dismissed any suggestion that she might go"."""

WISHES = re.compile(
    r"\b(?:demand(?:s|ed|ing)?|wants?|call(?:s|ed|ing)? for|should|must|ought to|urg(?:es?|ed|ing)|oppos(?:es?|ed|ing)|against)\b",
    re.IGNORECASE,
)
"""Who "sees it differently" with one of these wants another thing, and disputes no account."""

CORRECTS = re.compile(
    r"\b(?:earlier|previous|original|first) (?:version|edition|report)\b|\bcorrect(?:ed|ion)\b", re.IGNORECASE
)
"""An outlet takes back its own words: nobody else disputes them."""


class Dispute(Struct, frozen=True):
    """The sentences of an account, and those of who disputes it."""

    account: list[Passage]
    reply: list[Passage]


def find_disputes(reading: Reading) -> tuple[Conflict, ...]:
    """Find accounts that a report sets beside the words of who disputes them; copies of one dispute are one conflict."""
    groups: list[list[Dispute]] = []
    for dispute in _disputes(reading):
        same = next((g for g in groups if any(_is_copy(dispute, other) for other in g)), None)
        if same is None:
            groups.append([dispute])
        else:
            same.append(dispute)
    return tuple(_conflict(reading, group) for group in groups)


def _disputes(reading: Reading) -> list[Dispute]:
    found = []
    for at, passage in enumerate(reading.passages):
        text = reading.reports[passage.report].doc.text[passage.span.start : passage.span.end]
        words = DISPUTES.search(text)
        if words is None or text.rstrip("”\"'’ ").endswith("?") or _tells_account(passage, words.start()):
            continue
        if TELLS_ITSELF.match(text, words.end()):
            continue
        account = _account_before(reading, at)
        if not account or any(CORRECTS.search(_text(reading, p)) for p in (*account, passage)):
            continue
        reply = _reply(reading, at, text)
        told = " ".join(_text(reading, p) for p in (*account, *reply))
        if not CONTINUES.search(text) or (_share_a_word(reading, account, reply) and not WISHES.search(told)):
            found.append(Dispute(account, reply))
    return found


def _tells_account(passage: Passage, at: int) -> bool:
    """Tell a sentence that gives what is disputed itself, before it is: "Some said that she knew, which she denied"."""
    return any(
        s.start >= passage.span.start and s.end <= passage.span.start + at for q in passage.quotes for s in q.content
    )


def _share_a_word(reading: Reading, account: Sequence[Passage], reply: Sequence[Passage]) -> bool:
    """Tell whether another account, where one follows, is about what the first one told: they share more than names."""
    own, other = (concepts_of(t for p in side for t in p.terms) for side in (account, reply))
    return bool((own & other) - reading.name_keys)


def _text(reading: Reading, passage: Passage) -> str:
    return reading.reports[passage.report].words(passage.span)


def _is_copy(a: Dispute, b: Dispute) -> bool:
    """Tell a dispute that two reports tell in the same words, the one who disputes it or what is disputed."""
    if a.reply[0].report == b.reply[0].report:
        return False
    sides = ((a.account, b.account), (a.reply, b.reply))
    return any(_share_of_words(x, y) >= COPY_SHARE for x, y in sides)


COPY_SHARE = 0.7
"""Share of the telling words of the shorter side that a copy has."""


def _share_of_words(a: Sequence[Passage], b: Sequence[Passage]) -> float:
    own, other = (concepts_of(t for p in side for t in p.terms) for side in (a, b))
    return len(own & other) / max(1, min(len(own), len(other)))


def _account_before(reading: Reading, at: int) -> list[Passage]:
    """Find the account that a sentence disputes: the last sentences before it in one other voice.

    The sentence right before it in its paragraph is the account even where it is the report's own words.
    """
    passages = reading.passages
    reply = passages[at]
    found: list[Passage] = []
    last = passages[at - 1] if at else None
    answers = last is not None and ANSWERS.search(_text(reading, last)) is not None
    beside = last is not None and (last.report, last.paragraph) == (reply.report, reply.paragraph)
    if last is not None and beside and not answers and not _voices(last):
        return [last]
    for before in reversed(passages[max(0, at - MAX_BACK) : at]):
        if before.report != reply.report or reply.paragraph - before.paragraph > MAX_PARAGRAPHS:
            break
        if before.paragraph != reply.paragraph and last is not None and last.paragraph == reply.paragraph:
            break  # what is disputed in the midst of a paragraph was told in it
        own = _voices(before)
        if found and not own & _voices(found[-1]) and _is_told(found):
            break
        if own and not own & _voices(reply):
            found.append(before)
    return found[::-1]


def _is_told(account: Sequence[Passage]) -> bool:
    """Tell whether an account tells enough to be disputed: "She stands by every word" leans on what is before it."""
    return len({t.concept for p in account for t in p.terms if t.tells and not t.name}) >= MIN_TOLD


MIN_TOLD = 4
"""An account has so many telling words, names not counted."""


def _voices(passage: Passage) -> frozenset[str]:
    """Give who speaks in a sentence; a word or two given to somebody ("disputes this") is not yet speaking."""
    told = (q for q in passage.quotes if sum(s.end - s.start for s in q.content) >= MIN_CHARS)
    return frozenset(q.speaker or q.id for q in told)


def _reply(reading: Reading, at: int, text: str) -> list[Passage]:
    """Give the sentence of dispute with those behind it in the same voice, and the next one where it only announces another account."""
    first = reading.passages[at]
    found = [first]
    for after in reading.passages[at + 1 : at + 1 + MAX_ON]:
        own = _voices(found[-1])
        same = after.paragraph == first.paragraph and (bool(_voices(after) & own) or not own)
        told = len(found) == 1 and CONTINUES.search(text) is not None
        if after.report != first.report or not (same or told):
            break
        found.append(after)
    return found


def _conflict(reading: Reading, group: Sequence[Dispute]) -> Conflict:
    first = group[0]
    sides = (
        _side(reading, first.account, [d.account for d in group], first.reply),
        _side(reading, first.reply, [d.reply for d in group], first.account),
    )
    return Conflict(
        id=content_id("x", "dispute", *(s for side in sides for s in side.evidence)),
        kind="assertion",
        verdict="conflict",
        about=_about(reading, first.account),
        sides=sides,
        why="the report gives one account and then the words of who disputes it; both could be right if the reply is to another part of it",
        score=SCORE,
    )


def _side(
    reading: Reading, shown: Sequence[Passage], every: Sequence[Sequence[Passage]], against: Sequence[Passage]
) -> Side:
    """Make a side of a dispute; it says those of its words that tell most of what the other side tells too."""
    told = frozenset(concepts_of(t for p in against for t in p.terms))
    spoken = [(p, s) for p in shown if _voices(p) for s in _told(p)] or [(shown[-1], _told(shown[-1])[-1])]

    def answers(told_in: tuple[Passage, Span]) -> tuple[float, int, int]:
        passage, span = told_in
        own = concepts_of(t for t in passage.terms if span.start <= t.start < span.end)
        return shared_mass(reading, own, told), span.end - span.start, -span.start

    return Side(
        says=reading.reports[shown[0].report].words(max(spoken, key=answers)[1]),
        evidence=tuple(s for passages in every for p in passages for s in _told(p)),
        outlets=tuple(sorted({reading.outlet(passages[0]) for passages in every})),
    )


def _told(passage: Passage) -> tuple[Span, ...]:
    """Give what a sentence tells: the words given to somebody in it, or all of it."""
    spans = (_inside(passage, s) for q in passage.quotes for s in q.content if s.overlaps(passage.span))
    return tuple(s for s in spans if s.end - s.start >= MIN_CHARS) or (passage.span,)


def _inside(passage: Passage, span: Span) -> Span:
    return Span(span.doc, max(span.start, passage.span.start), min(span.end, passage.span.end))


MAX_ABOUT = 4


def _about(reading: Reading, account: Sequence[Passage]) -> str:
    """Name what is disputed: the words of the account that tell most."""
    last = account[-1]
    told = {t.concept for t in last.terms if t.tells}
    best = sorted(told, key=lambda c: (-reading.weight(c), c))[:MAX_ABOUT]
    return title_of(reading, last, best) or reading.reports[last.report].words(last.span)
