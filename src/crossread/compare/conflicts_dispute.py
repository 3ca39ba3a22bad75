"""Conflicts that a report tells itself: it gives somebody's account, and then who disputes it.

"The firm sent no warning, the mayor said. A spokeswoman tells it the other way round: ..." A sentence with words of
dispute is held against the account right before it that stands in another voice.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.compare.conflict_passages import Passage, Reading
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

_NOUNS = r"(?:claim|report|account|allegation|suggestion|charge|version|figure|number|count|accusation|estimate)s?|stor(?:y|ies)"
_THING = (
    rf"(?:(?:this|that|it|these|those)(?=\s*(?:[,.;:?!“”\"‘’]|$|(?:and|as|but|by|in|on|at|to)\b))|(?:the|all|any|such|these|those) (?:{_NOUNS})"
    r"|(?:claims|reports|allegations|suggestions|accusations))"
)
_FALSE = (
    r"(?:false|wrong|a lie|lies|nonsense|rubbish|fiction|fantasy|absurd|untrue|invented|made[ -]up|baseless|groundless)"
)
DISPUTES = re.compile(
    r"(?:\b(?:tells?|told|puts?|remembers?|recalls?|sees?) (?:it|this|that|things|the story) (?:quite |very |rather )?(?:the other way|differently|otherwise)"
    r"|\b(?:tells?|told|has|have|gives?|gave) (?:another|a (?:very |quite |rather )?different) (?:story|version|account)\b"
    r"|\b(?:says?|said|insists?|insisted|maintains?|claims?|claimed) (?:otherwise|the (?:opposite|contrary)|no such thing)\b"
    r"|\b(?:not (?:so|true|correct)(?=\s*[,.;!?”\"’])|not (?:how it (?:went|was|happened)|what (?:happened|was said))|nothing of the (?:sort|kind)|never happened)\b"
    rf"|\b(?:that|this|it|(?:the )?(?:{_NOUNS}))(?:'s|’s| is| was| are| were)(?: simply| plainly| just| pure| complete| utter| total)? {_FALSE}\b"
    rf"|\b(?:den(?:y|ies|ied)|disput(?:es?|ed)|reject(?:s|ed)?|dismiss(?:es|ed)?|contradict(?:s|ed)?|refut(?:es?|ed)|contest(?:s|ed)?) {_THING}"
    rf"|\bcall(?:s|ed) (?:{_THING}|that|this|it) (?:an? |pure |simply )?(?:[“\"‘']|{_FALSE}))",
    re.IGNORECASE,
)
"""Words by which somebody disputes what was told before."""

CONTINUES = re.compile(
    r"\b(?:the other way (?:a)?round|differently|otherwise|different (?:story|version|account))\b", re.IGNORECASE
)
"""After these the other account follows in the next sentence."""


def find_disputes(reading: Reading) -> tuple[Conflict, ...]:
    """Find accounts that a report sets beside the words of who disputes them."""
    found = []
    for at, passage in enumerate(reading.passages):
        text = reading.reports[passage.report].doc.text[passage.span.start : passage.span.end]
        if DISPUTES.search(text) is None or text.rstrip("”\"'’ ").endswith("?"):
            continue
        account = _account_before(reading.passages, at)
        if account:
            found.append(_conflict(reading, account, _reply(reading, at, text)))
    return tuple(found)


def _account_before(passages: Sequence[Passage], at: int) -> list[Passage]:
    """Find the account that a sentence disputes: the last sentences before it in one other voice.

    The sentence right before it in its paragraph is the account even where it is the report's own words.
    """
    reply = passages[at]
    found: list[Passage] = []
    last = passages[at - 1] if at else None
    if last is not None and (last.report, last.paragraph) == (reply.report, reply.paragraph) and not _voices(last):
        return [last]
    for before in reversed(passages[max(0, at - MAX_BACK) : at]):
        if before.report != reply.report or reply.paragraph - before.paragraph > MAX_PARAGRAPHS:
            break
        own = _voices(before)
        if found and not own & _voices(found[-1]):
            break
        if own and not own & _voices(reply):
            found.append(before)
    return found[::-1]


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


def _conflict(reading: Reading, account: Sequence[Passage], reply: Sequence[Passage]) -> Conflict:
    sides = (_side(reading, account), _side(reading, reply))
    return Conflict(
        id=content_id("x", "dispute", *(s for side in sides for s in side.evidence)),
        kind="assertion",
        verdict="conflict",
        about=_about(reading, account),
        sides=sides,
        why="the report gives one account and then the words of who disputes it; both could be right if the reply is to another part of it",
        score=SCORE,
    )


def _side(reading: Reading, passages: Sequence[Passage]) -> Side:
    spans = tuple(s for p in passages for s in _told(p))
    spoken = [s for p in passages if _voices(p) for s in _told(p)] or [spans[-1]]
    return Side(
        says=reading.reports[passages[0].report].words(max(spoken, key=lambda s: (s.end - s.start, -s.start))),
        evidence=spans,
        outlets=(reading.outlet(passages[0]),),
    )


def _told(passage: Passage) -> tuple[Span, ...]:
    """Give what a sentence tells: the words given to somebody in it, or all of it."""
    spans = tuple(_inside(passage, s) for q in passage.quotes for s in q.content if s.overlaps(passage.span))
    return spans if sum(s.end - s.start for s in spans) >= MIN_CHARS else (passage.span,)


def _inside(passage: Passage, span: Span) -> Span:
    return Span(span.doc, max(span.start, passage.span.start), min(span.end, passage.span.end))


MAX_ABOUT = 4


def _about(reading: Reading, account: Sequence[Passage]) -> str:
    """Name what is disputed: the words of the account that tell most."""
    last = account[-1]
    text = reading.reports[last.report].doc.text
    told = {t.concept: t for t in last.terms if t.tells}.values()
    best = sorted(told, key=lambda t: (-reading.weight(t.concept), t.start))[:MAX_ABOUT]
    return (
        " ".join(text[t.start : t.end] for t in sorted(best, key=lambda t: t.start))
        or text[last.span.start : last.span.end]
    )
