"""A whole record made by hand from invented reports, with something in every section."""

from __future__ import annotations

import hashlib
import os

import msgspec
import pytest
from hypothesis import settings

from crossread.records import (
    BriefLine,
    Cell,
    Change,
    Citation,
    Claim,
    CollationRow,
    Commitment,
    Condition,
    Conflict,
    Document,
    Due,
    Entity,
    Figure,
    Issue,
    MadeBy,
    Mention,
    Model,
    Point,
    Position,
    Problem,
    Quote,
    Record,
    Reuse,
    Role,
    Side,
    Span,
    Story,
    TimelineEntry,
    TimeRef,
    Utterance,
)
from crossread.verify import seal_of

settings.register_profile("crossread", deadline=None)  # a busy machine is no failure
# CI must say the same twice; new examples are sought on every run by hand
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "crossread")

HERALD = (
    "Ferry runs aground off Port Ellery\n"
    "The ferry Marlin ran aground on Monday with 120 people on board, harbour master Ines Kovar said.\n"
    "“We will not sail again before the hull is checked,” Kovar told the Ellery Herald.\n"
    "The company will publish a report within two weeks."
)
COURIER = (
    "Ninety aboard stranded ferry\n"
    "The ferry Marlin ran aground on Monday with 90 people on board, as per the Ellery Herald.\n"
    "“We will never sail again until the hull is checked”, Ines Kovar said."
)


def made_document(id_: str, outlet: str, text: str) -> Document:
    """Make a document with the hash of its text."""
    return Document(
        id=id_,
        source=f"reports/{outlet.lower().replace(' ', '-')}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=text.split("\n", 1)[0],
        outlet=outlet,
        published="2031-05-20",
        language="en",
        text=text,
        extra={"desk": msgspec.Raw(b'"coast"')},
    )


def at(doc: Document, words: str, nth: int = 0) -> Span:
    """Give the span of the nth place where words stand."""
    start = -1
    for _ in range(nth + 1):
        start = doc.text.index(words, start + 1)
    return Span(doc.id, start, start + len(words))


def mention(doc: Document, words: str, nth: int = 0) -> Mention:
    """Give the nth place where a name stands."""
    span = at(doc, words, nth)
    return Mention(span.doc, span.start, span.end, "name")


def cells(doc: Document, *words: str) -> tuple[Cell, ...]:
    """Cut a quotation into cells: "same" ones, "~" before those that differ, "" for one that is missing."""
    made: list[Cell] = []
    for run in words:
        if run:
            made.append(Cell(span=at(doc, run.lstrip("~")), op="differs" if run[0] == "~" else "same"))
        else:
            made.append(Cell(span=Span(doc.id, made[-1].span.end, made[-1].span.end), op="missing"))
    return tuple(made)


def sealed(record: Record) -> Record:
    """Put the seal on a record, as the pipeline does last."""
    made_by = msgspec.structs.replace(record.made_by, seal=seal_of(record))
    return msgspec.structs.replace(record, made_by=made_by)


def make_record() -> Record:
    """Make the record."""
    herald, courier = made_document("d1", "Ellery Herald", HERALD), made_document("d2", "Coast Courier", COURIER)
    said = at(herald, "“We will not sail again before the hull is checked,”")
    said_too = at(courier, "“We will never sail again until the hull is checked”")
    aground = "The ferry Marlin ran aground on Monday"
    story = Story(
        id="s1",
        title="Ferry runs aground off Port Ellery",
        documents=("d1", "d2"),
        first="2031-05-20",
        last="2031-05-20",
        entities=(
            Entity(
                id="e1",
                name="Ines Kovar",
                kind="person",
                aliases=("Kovar",),
                roles=(Role(text="harbour master", span=at(herald, "harbour master")),),
                mentions=(mention(herald, "Ines Kovar"), mention(herald, "Kovar", 1), mention(courier, "Ines Kovar")),
            ),
            Entity(id="e2", name="Ellery Herald", kind="organization", mentions=(mention(courier, "Ellery Herald"),)),
        ),
        quotes=(
            Quote(
                id="q1",
                type="direct",
                content=(said,),
                cue=at(herald, "told"),
                source=at(herald, "Kovar", 1),
                speaker="e1",
                speaker_name="Ines Kovar",
                score=0.9,
            ),
            Quote(
                id="q2",
                type="direct",
                content=(said_too,),
                cue=at(courier, "said"),
                source=at(courier, "Ines Kovar"),
                speaker="e1",
                speaker_name="Ines Kovar",
                score=0.9,
                via="c1",
                time="t1",
            ),
        ),
        utterances=(
            Utterance(
                id="u1",
                speaker="e1",
                quotes=("q1", "q2"),
                collation=(
                    CollationRow(
                        quote="q1",
                        doc="d1",
                        cells=cells(herald, "We will", "~not", "sail again", "~before", "the hull is checked", ""),
                    ),
                    CollationRow(
                        quote="q2",
                        doc="d2",
                        cells=cells(courier, "We will", "~never", "sail again", "~until", "the hull is checked", ""),
                    ),
                ),
                differs=("wording",),
            ),
        ),
        figures=(
            Figure(
                id="f1",
                span=at(herald, "120"),
                value="120",
                low="120",
                high="120",
                kind="count",
                of=at(herald, "people"),
            ),
            Figure(id="f2", span=at(courier, "90"), value="90", kind="count", of=at(courier, "people")),
        ),
        times=(
            TimeRef(
                id="t1",
                span=at(courier, "Monday"),
                type="date",
                value="2031-05-19",
                from_="2031-05-19",
                to="2031-05-19",
                anchor="2031-05-20",
            ),
            TimeRef(
                id="t2",
                span=at(herald, "within two weeks"),
                type="duration",
                value="P2W",
                from_="2031-05-20",
                to="2031-06-03",
                anchor="2031-05-20",
            ),
        ),
        citations=(
            Citation(
                id="c1",
                span=at(courier, "as per the Ellery Herald"),
                cited="Ellery Herald",
                entity="e2",
                kind="outlet",
                covers=("k2",),
            ),
        ),
        claims=(
            Claim(id="k1", span=at(herald, aground), by="outlet", figures=("f1",)),
            Claim(id="k2", span=at(courier, aground), by="outlet", figures=("f2",), times=("t1",)),
            Claim(
                id="k3",
                span=at(herald, "The company will publish a report within two weeks"),
                by="outlet",
                modality="planned",
                times=("t2",),
            ),
            Claim(id="k4", span=at(herald, "the hull is checked"), by="q1", entities=("e1",)),
        ),
        points=(
            Point(
                id="p1",
                span=at(herald, aground),
                claims=("k1", "k2"),
                outlets=("Coast Courier", "Ellery Herald"),
                origins=1,
                status="single_source",
            ),
            Point(
                id="p2",
                span=at(herald, "The company will publish a report within two weeks"),
                claims=("k3",),
                outlets=("Ellery Herald",),
                origins=1,
                status="single_source",
                silent=("d2",),
            ),
        ),
        conflicts=(
            Conflict(
                id="x1",
                kind="figure",
                verdict="conflict",
                about="people on board",
                sides=(
                    Side(says="120 people", evidence=(at(herald, "120 people on board"),), outlets=("Ellery Herald",)),
                    Side(says="90 people", evidence=(at(courier, "90 people on board"),), outlets=("Coast Courier",)),
                ),
                why="the same people counted at the same time",
                score=0.8,
            ),
        ),
        positions=(
            Position(
                entity="e1",
                issue="i1",
                stance="conditional",
                evidence=(said,),
                quotes=("q1",),
                changed=Change(from_="for", when="t1", evidence=(said_too,)),
            ),
        ),
        issues=(Issue(id="i1", label="the hull", terms=("hull",), points=("p1",)),),
        conditions=(
            Condition(
                id="n1",
                what=at(herald, "sail again"),
                requires=at(herald, "the hull is checked"),
                by="e1",
                order="before",
            ),
        ),
        commitments=(
            Commitment(
                id="m1",
                who=("e2",),
                what=at(herald, "publish a report"),
                due=Due(time="t2", date="2031-06-03"),
                status="announced",
                evidence=(at(herald, "will publish a report"),),
            ),
        ),
        timeline=(
            TimelineEntry(from_="2031-05-19", to="2031-05-19", span=at(herald, aground), point="p1", quote="q1"),
        ),
        reuse=(
            Reuse(
                a=at(herald, aground),
                b=at(courier, aground),
                overlap=1.0,
                likely_origin="d1",
                why="the later report names the earlier one",
            ),
        ),
        brief=(
            BriefLine(
                text="The ferry Marlin ran aground on Monday", evidence=(at(herald, aground), at(courier, aground))
            ),
            BriefLine(
                text="Ellery Herald says “120 people”, Coast Courier says “90 people”.",
                evidence=(at(herald, "120 people on board"), at(courier, "90 people on board")),
            ),
        ),
    )
    return Record(
        made_by=MadeBy(
            crossread="0.1.0",
            model=Model(name="tiny", sha256="0" * 64),
            settings={"published": None},
            at="2031-05-21T08:00:00Z",
        ),
        documents=(herald, courier),
        problems=(Problem(code="no-author", message="no author is named", doc="d2"),),
        stories=(story,),
    )


@pytest.fixture(scope="session")
def record() -> Record:
    """Give the hand-made record, sealed; it is immutable, so one serves all tests."""
    return sealed(make_record())
