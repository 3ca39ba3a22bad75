"""What may stand alone as a line: no caption, no dateline, no line of the page's own, nothing cut short."""

from __future__ import annotations

import re

from crossread.extract.datelines import dateline_before
from crossread.extract.report import Report
from crossread.language.marks import find_pairs
from crossread.records import Span

JUNK = re.compile(
    r"\b(?:read (?:also|more)\b|also read\b|photo(?:graph|s)?\s*[:/(]|picture\s*:|image\s*:|photograph(?:ed)? by|getty images|"
    r"/ ?associated press|subscribe|sign up|click here|advertisement|newsletter|https?://|www\.|copyright|all rights reserved|"
    r"contributed to this report|additional reporting|no longer being updated|ring the newsdesk|do you know)",
    re.IGNORECASE,
)
"""Words of the page itself, not of its story."""
CAPTION_END = re.compile(
    r"\([^()\n]{2,60}/[^()\n]{2,60}\)\W{0,3}$|\b(?:photograph|photo|picture|image)\b[^\n]{0,60}$", re.IGNORECASE
)
"""A credit at the end of a paragraph: "(Ada Pell / Coast Press)"."""
NOTE = re.compile(r"^\W{0,3}(?:correction|clarification|update[ds]?|editor['’]s note|note)\b\s*[:—–-]?", re.IGNORECASE)
"""What an outlet says of itself."""


def is_junk(report: Report, span: Span) -> bool:
    """Tell whether a passage is a caption, a note of the outlet or a line of its page."""
    text = report.doc.text
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    paragraph = text[start : end if end >= 0 else len(text)][-400:]
    head = text[start : start + 60]
    return bool(
        JUNK.search(report.words(span)) or CAPTION_END.search(paragraph) or NOTE.match(head) or JUNK.match(head)
    )


def after_dateline(report: Report, span: Span) -> Span:
    """Leave off the dateline that a report may begin with."""
    return Span(span.doc, span.start + dateline_before(report.doc.text, span.start, span.end), span.end)


def is_whole(report: Report, span: Span) -> bool:
    """Tell whether a passage ends where a sentence or a clause does, and not before the rest of it."""
    after = report.doc.text[span.end : span.end + 2]
    ends = report.doc.text[span.end - 1]
    if ends in '.!?”"’':
        return True
    return not after.strip() or after.lstrip()[:1] in set('.!?;,”"—–')


def begins_clause(report: Report, span: Span) -> bool:
    """Tell whether a passage begins where a sentence or a clause does, and not after the half of it."""
    if span.start == report.sentence_span(report.sentence_at(span.start)).start:
        return True
    before = report.doc.text[max(0, span.start - 40) : span.start].rstrip()
    word = before.rsplit(None, 1)[-1].strip('“"(').lower() if before else ""
    return before[-1:] in set('.!?,;:“"—–-(') or word in {
        "that",
        "and",
        "but",
        "while",
        "said",
        "because",
        "though",
        "although",
    }


def marks_pair(text: str) -> bool:
    """Tell whether every quotation mark of a passage has its partner in it."""
    return text.count("“") == text.count("”") and text.count('"') % 2 == 0


_OWN = frozenset("i we me us my our you your i'm we're i'll we'll i've we've let's".split())


def speaks_itself(report: Report, span: Span, *, as_subject: bool = False) -> bool:
    """Tell whether a report or a speaker says "I", "we" or "you" outside marks, or in marks that no one is named for.

    Args:
        as_subject: only where it is the subject: "we have read the minutes", but not "she told us".
    """
    a = report.analysis
    named = any(q.source and span.start <= q.source.start < span.end for q in report.quotes)
    marked = find_pairs(report.words(span)) if named else ()
    for i in range(*a.tokens.covering(span.start, span.end)):
        at = int(a.tokens.start[i]) - span.start
        own = a.word(i).lower().replace("’", "'") in _OWN and not any(p.start <= at < p.end for p in marked)
        if own and (not as_subject or a.syntax.deprel[i].startswith("nsubj")):
            return True
    return False
