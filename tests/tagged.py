"""Reports made from hand-tagged sentences, so that tests of clauses need no language model.

A word is `form|UPOS|head|relation`, the head counted from 1 inside its sentence, 0 for the root. Sentences stand
in lines; `_` glues a word to the one before it.
"""

from __future__ import annotations

import hashlib

import numpy as np

from crossread.extract.report import Report
from crossread.language.analysis import Analysis, AttributionSpans, NameSpans, Sentences, Syntax, Tokens
from crossread.records import Claim, Document, Entity, EntityKind, Mention, Quote, Span, TimeRef

FIRST = ("We", "I")


def tagged(id_: str, *lines: str, outlet: str | None = None, published: str | None = "2031-05-20") -> Report:
    """Make a report of one tagged sentence a line, each a paragraph of its own."""
    text = ""
    starts, ends, rows, upos, heads, rels = [], [], [], [], [], []
    s_start, s_end = [], []
    for row, line in enumerate(lines):
        base, begins = len(starts), 0
        for n, cell in enumerate(line.split()):
            form, tag, head, rel = cell.split("|")
            glued = form.startswith("_")
            form = form.removeprefix("_")
            text += "" if not text or glued else ("\n" if n == 0 else " ")
            begins = len(text) if n == 0 else begins
            starts.append(len(text))
            text += form
            ends.append(len(text))
            rows.append(row)
            upos.append(tag)
            heads.append(base + (int(head) - 1 if int(head) else n))
            rels.append(rel)
        s_start.append(begins)
        s_end.append(len(text))
    doc = Document(
        id=id_,
        source=f"{id_}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        outlet=outlet or id_,
        published=published,
        text=text,
    )
    none = np.zeros(0, np.int32)
    analysis = Analysis(
        doc=doc,
        sentences=Sentences(
            np.array(s_start, np.int32), np.array(s_end, np.int32), np.arange(len(lines), dtype=np.int32)
        ),
        tokens=Tokens(np.array(starts, np.int32), np.array(ends, np.int32), np.array(rows, np.int32)),
        syntax=Syntax(tuple(upos), np.array(heads, np.int32), tuple(rels)),
        names=NameSpans(none, none, (), np.zeros(0, np.float32)),
        attribution=AttributionSpans(none, none, (), np.zeros(0, np.float32), none, none),
        vectors=np.zeros((len(lines), 384), np.float32),
    )
    return Report(analysis)


def place(report: Report, words: str, nth: int = 0) -> Span:
    """Give the nth place where words stand in a report."""
    start = -1
    for _ in range(nth + 1):
        start = report.doc.text.index(words, start + 1)
    return Span(report.doc.id, start, start + len(words))


def entity(id_: str, name: str, *reports: Report, kind: EntityKind = "person", also: tuple[str, ...] = ()) -> Entity:
    """Make an entity with a mention wherever a name of it stands."""
    found: list[Mention] = []
    for report in reports:
        taken: list[tuple[int, int]] = []
        for form in (name, *also):
            at = report.doc.text.find(form)
            while at >= 0:
                if not any(a < at + len(form) and at < b for a, b in taken):
                    taken.append((at, at + len(form)))
                    found.append(Mention(report.doc.id, at, at + len(form), "name"))
                at = report.doc.text.find(form, at + 1)
    return Entity(id=id_, name=name, kind=kind, aliases=also, mentions=tuple(found))


def quoted(report: Report, words: str, speaker: str, id_: str = "q1", *, indirect: bool = False) -> Quote:
    """Make a quote of words of a report."""
    return Quote(id=id_, type="indirect" if indirect else "direct", content=(place(report, words),), speaker=speaker)


def dated(report: Report, words: str, first: str, last: str | None = None, id_: str = "t1") -> TimeRef:
    """Make a time of words of a report."""
    return TimeRef(
        id=id_, span=place(report, words), type="date", value=first, from_=first, to=last or first, anchor="2031-05-20"
    )


def told(report: Report, words: str, id_: str) -> Claim:
    """Make a claim of words of a report."""
    return Claim(id=id_, span=place(report, words), by="outlet")
