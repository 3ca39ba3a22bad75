"""A record built by hand from invented reports: a fixture for everything that shows records.

Reports are written with marks, `{name:words}`, which may nest; the marks are taken out and every
name gives the spans of its words, so that no offset is ever typed. All people, places and outlets
are invented.
"""

from __future__ import annotations

import hashlib

import msgspec

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
    RowOp,
    Side,
    Span,
    Story,
    TimelineEntry,
    TimeRef,
    Utterance,
)


class Marked:
    """A report whose marked words can be asked for by name."""

    def __init__(self, doc: Document, spans: dict[str, list[Span]]) -> None:
        self.doc = doc
        self.spans = spans

    def __call__(self, name: str, n: int = 0) -> Span:
        """Give the n-th span marked with this name."""
        return self.spans[name][n]


def parse_marks(marked: str, doc_id: str) -> tuple[str, dict[str, list[Span]]]:
    """Take `{name:words}` marks out of a text; give the plain text and the spans by name."""
    plain: list[str] = []
    length, i = 0, 0
    opened: list[tuple[str, int]] = []
    spans: dict[str, list[Span]] = {}
    while i < len(marked):
        if marked[i] == "{":
            colon = marked.index(":", i)
            opened.append((marked[i + 1 : colon], length))
            i = colon + 1
        elif marked[i] == "}":
            name, start = opened.pop()
            spans.setdefault(name, []).append(Span(doc_id, start, length))
            i += 1
        else:
            plain.append(marked[i])
            length += 1
            i += 1
    return "".join(plain), spans


def report(
    doc_id: str, marked: str, *, title: str, outlet: str | None, published: str, url: str | None = None
) -> Marked:
    """Make a document from marked text."""
    text, spans = parse_marks(marked, doc_id)
    sha = hashlib.sha256(text.encode()).hexdigest()
    doc = Document(
        id=doc_id, source=f"invented/{doc_id}.txt", sha256=sha, title=title, outlet=outlet, published=published,
        url=url, language="en", text=text,
    )  # fmt: skip
    return Marked(doc, spans)


def mentions(entity_name: str, reports: tuple[Marked, ...], key: str) -> tuple[Mention, ...]:
    """Give a mention for every span marked with `key` in any of the reports."""
    form = "name" if entity_name else "nominal"
    return tuple(Mention(s.doc, s.start, s.end, form) for r in reports for s in r.spans.get(key, ()))


POST = report(
    "post",
    """{marrow:Ilse Marrow} and {arkady:Tomas Arkady} left the lakeside town of {tarn:Tarn} {t_mon:on Monday} with {p_open:no signed treaty on the Ardel dam}, but with a date for the next round.

{q_sign_c:“We will sign when the sluices are under one roof, and not a day before,”} {q_sign_k:said} {q_sign_s:{marrow:Marrow}, {role_pm:the Veldonian prime minister}}.

{p_cost:The dam is to cost {f_cost:2.4 billion} {f_cost_of:marks}}, according to {cite_min:the ministry's own budget paper}. {p_moved:About {f_moved:1,200} {f_moved_of:households} in the lower valley would have to move}.

{p_money:{korrin:Korrin} has agreed to pay a third of it}, {cite_off:two officials familiar with the talks} said.

{q_fair_c:“A river has two banks and both of them vote,”} {q_fair_k:said} {q_fair_s:{arkady:Arkady}}, who wants the treaty before the election.

{q_wait_s:{marrow:Marrow}} {q_wait_k:said} {q_wait_c:that her government would not close the sluices unless inspectors were let in}.

{p_next:The two delegations will meet again {t_due:within two weeks}}, and {c_insp:inspectors are to visit the site by {t_due2:30 May}}.

{p_1998:The valley was last flooded {t_1998:in 1998}}, when the old weir broke.""",
    title="Dam talks end without a treaty, and with a date",
    outlet="Harbour Post",
    published="2031-05-13T06:30:00Z",
    url="https://harbour-post.example/dam-talks",
)

COURIER = report(
    "courier",
    """{p_open:The summit on the Ardel dam ended without a treaty} {t_mon:on Monday evening}.

{q_sign_s:{marrow:Prime Minister Marrow}} {q_sign_k:told reporters}: {q_sign_c:“We will sign once the sluices are under one roof, and not one day before.”}

{p_cost:The project's price has risen to {f_cost:3.1 billion} {f_cost_of:marks}}, {cite_wire:Meridian Wire} reported. {p_money:{korrin:Korrin} would carry a third}.

{q_fair_c:“A river has two banks and both of them vote,”} {q_fair_k:remarked} {q_fair_s:the mediator, {oye:Nadia Oyelaran}}, at the end of the evening.

{p_protest:Some 300 people stood outside the hotel with lanterns}, {q_lant_s:a witness} {q_lant_k:said}.

{p_deny:{arkady:Arkady}'s office denied that Korrin had promised any money}.""",
    title="Summit ends; price of dam climbs",
    outlet="The Veldon Courier",
    published="2031-05-13",
    url="https://veldon-courier.example/summit",
)

WIRE = report(
    "wire",
    """TARN (Meridian Wire): {p_open:Veldonia and Korrin closed two days of talks without agreement on the Ardel dam} {t_mon:on Monday}.

{reuse:{p_cost:The price of the dam has grown to {f_cost:3.1 billion} {f_cost_of:marks}, the treasury's latest estimate shows}, and {p_moved:{f_moved:3,000} {f_moved_of:households} up and down the river would be affected}}.

{q_sign_c:“We will sign when the sluices are under one roof,”} {q_sign_k:said} {q_sign_s:{marrow:Ilse Marrow}}. {p_next:Talks resume {t_due:on 27 May}}.""",
    title="Veldonia, Korrin close talks without dam treaty",
    outlet="Meridian Wire",
    published="2031-05-12T21:10:00Z",
    url="https://meridian.example/18812",
)

RADIO = report(
    "radio",
    """{reuse:{p_cost:The price of the dam has grown to {f_cost:3.1 billion} {f_cost_of:marks}, the treasury's latest estimate shows}, and {p_moved:{f_moved:3,000} {f_moved_of:households} up and down the river would be affected}}, {cite_wire:as per Meridian Wire}.

{p_fish:Fishers in Tarn say their licences run out {t_june:in June}}.

{q_turn_s:{arkady:President Arkady}} {q_turn_k:said} {q_turn_c:he was ready to sign this week}. In March {arkady:he} had called the plan {old:a gift to the upper valley}.""",
    title="Dam would touch 3,000 households",
    outlet="Lakeside Radio",
    published="2031-05-14",
)

REPORTS = (POST, COURIER, WIRE, RADIO)


def collation(*rows: tuple[str, Marked, tuple[tuple[RowOp, str], ...]]) -> tuple[CollationRow, ...]:
    """Align wordings given as words: each cell's span is found by walking through the quote's content."""
    made = []
    for quote_id, marked, cells in rows:
        content = marked(f"{quote_id.split('-')[0]}_c")
        at, spans = content.start, []
        for op, words in cells:
            start = marked.doc.text.index(words, at, content.end) if words else at
            at = start + len(words)
            spans.append(Cell(span=Span(marked.doc.id, start, at), op=op))
        made.append(CollationRow(quote=quote_id, doc=marked.doc.id, cells=tuple(spans)))
    return tuple(made)


def _quote(key: str, marked: Marked, **more: object) -> Quote:
    spans = marked.spans
    return Quote(
        id=f"{key}-{marked.doc.id}", content=tuple(spans.get(f"{key}_c", ())), cue=marked(f"{key}_k"),
        source=marked(f"{key}_s"), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _quotes() -> tuple[Quote, ...]:
    marrow = {"speaker": "e-marrow", "speaker_name": "Ilse Marrow"}
    arkady = {"speaker": "e-arkady", "speaker_name": "Tomas Arkady"}
    return (
        _quote("q_sign", POST, type="direct", score=0.97, **marrow),
        _quote("q_sign", COURIER, type="direct", score=0.95, time="t-mon-courier", **marrow),
        _quote("q_sign", WIRE, type="direct", score=0.96, **marrow),
        _quote("q_fair", POST, type="direct", score=0.9, **arkady),
        _quote("q_fair", COURIER, type="direct", score=0.92, speaker="e-oye", speaker_name="Nadia Oyelaran"),
        _quote("q_wait", POST, type="indirect", score=0.84, **marrow),
        _quote("q_turn", RADIO, type="indirect", score=0.7, **arkady),
        Quote(id="q_lant-courier", type="indirect", content=(COURIER("p_protest"),), cue=COURIER("q_lant_k"),
              source=COURIER("q_lant_s"), score=0.6),
    )  # fmt: skip


def _utterances() -> tuple[Utterance, ...]:
    sign = collation(
        ("q_sign-post", POST, (("same", "“We will sign"), ("same", "when"), ("same", "the sluices are under one roof,"),
                               ("same", "and not"), ("same", "a"), ("same", "day before,”"))),
        ("q_sign-courier", COURIER, (("same", "“We will sign"), ("differs", "once"), ("same", "the sluices are under one roof,"),
                                     ("same", "and not"), ("differs", "one"), ("same", "day before.”"))),
        ("q_sign-wire", WIRE, (("same", "“We will sign"), ("same", "when"), ("same", "the sluices are under one roof,"),
                               ("missing", ""), ("missing", ""), ("missing", ""))),
    )  # fmt: skip
    fair = collation(
        ("q_fair-post", POST, (("same", "“A river has two banks and both of them vote,”"),)),
        ("q_fair-courier", COURIER, (("same", "“A river has two banks and both of them vote,”"),)),
    )
    return (
        Utterance(id="u-sign", speaker="e-marrow", quotes=("q_sign-post", "q_sign-courier", "q_sign-wire"),
                  collation=sign, differs=("wording",)),
        Utterance(id="u-fair", speaker="e-arkady", quotes=("q_fair-post", "q_fair-courier"), collation=fair,
                  differs=("speaker",)),
    )  # fmt: skip


def _claims() -> tuple[Claim, ...]:
    return tuple(
        Claim(
            id=f"{key}-{r.doc.id}", span=span, by="q_lant-courier" if key == "p_protest" else "outlet",
            polarity="denied" if key == "p_deny" else "affirmed",
        )
        for r in REPORTS
        for key, spans in r.spans.items()
        if key.startswith("p_")
        for span in spans
    )  # fmt: skip


def _point(
    key: str, status: str, best: Marked, tellers: tuple[Marked, ...], *, origins: int, more: tuple[str, ...] = ()
) -> Point:
    silent = tuple(r.doc.id for r in REPORTS if r not in tellers)
    return Point(
        id=key, span=best(key), claims=(*(f"{key}-{r.doc.id}" for r in tellers), *more),
        outlets=tuple(r.doc.label for r in tellers), origins=origins, status=status, silent=silent,  # type: ignore[arg-type]
    )  # fmt: skip


def _points() -> tuple[Point, ...]:
    return (
        _point("p_open", "corroborated", WIRE, (POST, COURIER, WIRE), origins=3),
        _point("p_cost", "disputed", WIRE, (POST, COURIER, WIRE, RADIO), origins=2),
        _point("p_moved", "corroborated", WIRE, (POST, WIRE, RADIO), origins=2),
        _point("p_money", "disputed", POST, (POST, COURIER), origins=1, more=("p_deny-courier",)),
        _point("p_next", "corroborated", WIRE, (POST, WIRE), origins=2),
        _point("p_1998", "single_source", POST, (POST,), origins=1),
        _point("p_protest", "single_source", COURIER, (COURIER,), origins=1),
        _point("p_fish", "single_source", RADIO, (RADIO,), origins=1),
    )


def _conflicts() -> tuple[Conflict, ...]:
    return (
        Conflict(id="x-cost", kind="figure", verdict="conflict", about="what the dam costs", score=0.86,
                 why="two different amounts for the same thing, in reports a day apart",
                 sides=(Side(says="2.4 billion marks", evidence=(POST("p_cost"),), outlets=("Harbour Post",)),
                        Side(says="3.1 billion marks", evidence=(WIRE("p_cost"), COURIER("p_cost"), RADIO("p_cost")),
                             outlets=("Meridian Wire", "The Veldon Courier", "Lakeside Radio")))),
        Conflict(id="x-fair", kind="speaker", verdict="conflict", about="who spoke of the two banks", score=0.64,
                 why="the same words, given to two people",
                 sides=(Side(says="Tomas Arkady", evidence=(POST("q_fair_c"),), outlets=("Harbour Post",)),
                        Side(says="Nadia Oyelaran", evidence=(COURIER("q_fair_c"),), outlets=("The Veldon Courier",)))),
        Conflict(id="x-moved", kind="figure", verdict="scope", about="how many households", score=0.78,
                 why="one counts those who move in the lower valley, the other all that are affected",
                 sides=(Side(says="about 1,200 households", evidence=(POST("p_moved"),), outlets=("Harbour Post",)),
                        Side(says="3,000 households", evidence=(WIRE("p_moved"), RADIO("p_moved")),
                             outlets=("Meridian Wire", "Lakeside Radio")))),
    )  # fmt: skip


def _figures() -> tuple[Figure, ...]:
    def money(marked: Marked, value: str) -> Figure:
        return Figure(id=f"f-cost-{marked.doc.id}", span=marked("f_cost"), value=value, low=value, high=value, unit="mark",
                      kind="money", of=marked("f_cost_of"))  # fmt: skip

    def moved(marked: Marked, value: str, low: str, high: str, *, approximate: bool) -> Figure:
        return Figure(id=f"f-moved-{marked.doc.id}", span=marked("f_moved"), value=value, low=low, high=high,
                      of=marked("f_moved_of"), kind="count", approximate=approximate,
                      bound="about" if approximate else "exactly")  # fmt: skip

    return (
        money(POST, "2400000000"), money(COURIER, "3100000000"), money(WIRE, "3100000000"), money(RADIO, "3100000000"),
        moved(POST, "1200", "1080", "1320", approximate=True), moved(WIRE, "3000", "3000", "3000", approximate=False),
        moved(RADIO, "3000", "3000", "3000", approximate=False),
    )  # fmt: skip


def _times() -> tuple[TimeRef, ...]:
    day = {"type": "date", "value": "2031-05-12", "from_": "2031-05-12", "to": "2031-05-12"}
    return (
        TimeRef(id="t-mon-post", span=POST("t_mon"), anchor="2031-05-13", **day),  # type: ignore[arg-type]
        TimeRef(id="t-mon-courier", span=COURIER("t_mon"), anchor="2031-05-13", **day),  # type: ignore[arg-type]
        TimeRef(id="t-mon-wire", span=WIRE("t_mon"), anchor="2031-05-12", **day),  # type: ignore[arg-type]
        TimeRef(id="t-due", span=POST("t_due"), type="duration", value="P2W", from_="2031-05-13", to="2031-05-27",
                anchor="2031-05-13"),
        TimeRef(id="t-due2", span=POST("t_due2"), type="date", value="2031-05-30", from_="2031-05-30", to="2031-05-30"),
        TimeRef(id="t-1998", span=POST("t_1998"), type="date", value="1998", from_="1998-01-01", to="1998-12-31"),
        TimeRef(id="t-june", span=RADIO("t_june"), type="date", value="2031-06", from_="2031-06-01", to="2031-06-30"),
    )  # fmt: skip


def _entities() -> tuple[Entity, ...]:
    return (
        Entity(id="e-marrow", name="Ilse Marrow", kind="person", aliases=("Marrow", "Prime Minister Marrow"),
               roles=(Role(text="the Veldonian prime minister", span=POST("role_pm")),), mentions=mentions("m", REPORTS, "marrow")),
        Entity(id="e-arkady", name="Tomas Arkady", kind="person", aliases=("Arkady", "President Arkady"),
               mentions=mentions("a", REPORTS, "arkady")),
        Entity(id="e-oye", name="Nadia Oyelaran", kind="person", mentions=mentions("o", REPORTS, "oye")),
        Entity(id="e-korrin", name="Korrin", kind="location", mentions=mentions("k", REPORTS, "korrin")),
        Entity(id="e-tarn", name="Tarn", kind="location", mentions=mentions("t", REPORTS, "tarn")),
    )  # fmt: skip


def _citations() -> tuple[Citation, ...]:
    return (
        Citation(id="c-min", span=POST("cite_min"), cited="budget paper of the ministry", kind="document", covers=("p_cost-post",)),
        Citation(id="c-off", span=POST("cite_off"), cited="two officials familiar with the talks", kind="unnamed",
                 covers=("p_money-post",)),
        Citation(id="c-wire1", span=COURIER("cite_wire"), cited="Meridian Wire", kind="agency", covers=("p_cost-courier",)),
        Citation(id="c-wire2", span=RADIO("cite_wire"), cited="Meridian Wire", kind="agency",
                 covers=("p_cost-radio", "p_moved-radio")),
    )  # fmt: skip


def _positions() -> tuple[Position, ...]:
    return (
        Position(entity="e-marrow", issue="i-treaty", stance="conditional", evidence=(POST("q_sign_c"), COURIER("q_sign_c")),
                 quotes=("q_sign-post", "q_sign-courier")),
        Position(entity="e-marrow", issue="i-sluices", stance="against", evidence=(POST("q_wait_c"),), quotes=("q_wait-post",)),
        Position(entity="e-arkady", issue="i-treaty", stance="for", evidence=(RADIO("q_turn_c"),), quotes=("q_turn-radio",),
                 changed=Change(from_="against", evidence=(RADIO("old"),))),
    )  # fmt: skip


def story() -> Story:
    """Make the invented story of the Ardel dam, with every section filled."""
    return Story(
        id="s-dam", title="Talks on the Ardel dam end without a treaty", documents=tuple(r.doc.id for r in REPORTS),
        first="2031-05-12", last="2031-05-14", entities=_entities(), quotes=_quotes(), utterances=_utterances(),
        figures=_figures(), times=_times(), citations=_citations(), claims=_claims(), points=_points(),
        conflicts=_conflicts(), positions=_positions(),
        issues=(Issue(id="i-treaty", label="signing the treaty", terms=("treaty", "sign"), points=("p_open",)),
                Issue(id="i-sluices", label="closing the sluices", terms=("sluices",))),
        conditions=(Condition(id="k-1", what=POST("q_sign_c"), requires=POST("q_wait_c"), by="e-marrow", order="unless"),),
        commitments=(
            Commitment(id="m-next", who=(), what=POST("p_next"), due=Due(time="t-due", date="2031-05-27"), status="announced",
                       evidence=(POST("p_next"), WIRE("p_next"))),
            Commitment(id="m-insp", who=("e-marrow",), what=POST("c_insp"), due=Due(time="t-due2", date="2031-05-30"),
                       status="open", evidence=(POST("c_insp"),)),
        ),
        timeline=(
            TimelineEntry(from_="1998-01-01", to="1998-12-31", span=POST("p_1998"), point="p_1998", precision="year"),
            TimelineEntry(from_="2031-05-12", to="2031-05-12", span=WIRE("p_open"), point="p_open"),
            TimelineEntry(from_="2031-05-12", to="2031-05-12", span=COURIER("q_sign_c"), quote="q_sign-courier"),
            TimelineEntry(from_="2031-05-13", to="2031-05-27", span=POST("p_next"), point="p_next", precision="range"),
            TimelineEntry(from_="2031-06-01", to="2031-06-30", span=RADIO("p_fish"), point="p_fish", precision="month"),
        ),
        reuse=(Reuse(a=WIRE("reuse"), b=RADIO("reuse"), overlap=0.98, likely_origin="wire",
                     why="the same sentences, and the later report names the agency"),),
        brief=(
            BriefLine(text="Veldonia and Korrin closed two days of talks without agreement on the Ardel dam.",
                      evidence=(WIRE("p_open"), POST("p_open"), COURIER("p_open"))),
            BriefLine(text="Reports differ on what the dam costs: 2.4 billion marks (Harbour Post) or 3.1 billion marks (3 reports).",
                      evidence=(POST("p_cost"), WIRE("p_cost"))),
            BriefLine(text="Ilse Marrow: “We will sign when the sluices are under one roof, and not a day before,”",
                      evidence=(POST("q_sign_c"),)),
            BriefLine(text="By 30 May: inspectors are to visit the site.", evidence=(POST("c_insp"),)),
        ),
    )  # fmt: skip


def made_by() -> MadeBy:
    """Say that an invented model made it."""
    return MadeBy(crossread="0.1.0", model=Model(name="crossread-en-small", sha256="ab" * 32),
                  settings={"as_one_story": False, "max_chars": 400000, "published": None}, at="2031-05-15T08:00:00Z")  # fmt: skip


def sample_record() -> Record:
    """Make a record with one story, all sections filled, and one problem."""
    return Record(
        made_by=made_by(), documents=tuple(r.doc for r in REPORTS), stories=(story(),),
        problems=(Problem(code="empty-file", message="invented/notes.txt has no text"),
                  Problem(code="no-date", message="no date of publication was found", doc="radio")),
    )  # fmt: skip


HOSTILE = "</script><img src=x onerror=\"document.title='owned'\"><b>{{ 7*7 }}</b>"


def hostile_record() -> Record:
    """Make a record whose every free text tries to break out of the page."""
    text = f"{HOSTILE}\n\n“{HOSTILE}” said {HOSTILE}. \u202egnol \x00 end"
    doc = Document(id=f'd"{HOSTILE}', source=HOSTILE, sha256=HOSTILE, title=HOSTILE, outlet=HOSTILE, authors=(HOSTILE,),
                   published=HOSTILE, url="javascript:document.title='owned'", language=f'en"{HOSTILE}', text=text)  # fmt: skip
    span = Span(doc.id, 0, len(HOSTILE))
    quote = Quote(
        id=HOSTILE, type="direct", content=(span,), cue=span, source=span, speaker=HOSTILE, speaker_name=HOSTILE
    )
    return Record(
        made_by=MadeBy(crossread=HOSTILE, model=Model(name=HOSTILE, sha256=HOSTILE), settings={HOSTILE: HOSTILE}, at=HOSTILE),
        documents=(doc,), problems=(Problem(code=HOSTILE, message=HOSTILE, doc=doc.id),),
        stories=(Story(
            id=HOSTILE, title=HOSTILE, documents=(doc.id,), first=HOSTILE, last=HOSTILE,
            entities=(Entity(id=HOSTILE, name=HOSTILE, kind="person", aliases=(HOSTILE,), roles=(Role(text=HOSTILE, span=span),),
                             mentions=(Mention(doc.id, 0, 5, "name"),)),),
            quotes=(quote,), utterances=(Utterance(id="u", speaker=HOSTILE, quotes=(HOSTILE,)),),
            figures=(Figure(id=HOSTILE, span=span, value=HOSTILE, unit=HOSTILE, of=span),),
            times=(TimeRef(id=HOSTILE, span=span, type="date", value=HOSTILE, from_=HOSTILE, to=HOSTILE),),
            citations=(Citation(id=HOSTILE, span=span, cited=HOSTILE, kind="agency"),),
            claims=(Claim(id=HOSTILE, span=span, by=HOSTILE),),
            points=(Point(id=HOSTILE, span=span, claims=(HOSTILE,), outlets=(HOSTILE,), origins=1, status="single_source", why=HOSTILE),),
            conflicts=(Conflict(id=HOSTILE, kind="assertion", verdict="conflict", about=HOSTILE, why=HOSTILE, score=0.5,
                                sides=(Side(says=HOSTILE, evidence=(span,), outlets=(HOSTILE,)),)),),
            positions=(Position(entity=HOSTILE, issue=HOSTILE, stance="for", evidence=(span,)),),
            issues=(Issue(id=HOSTILE, label=HOSTILE),),
            commitments=(Commitment(id=HOSTILE, who=(HOSTILE,), what=span, due=Due(date=HOSTILE), status="open", evidence=(span,)),),
            timeline=(TimelineEntry(from_=HOSTILE, to=HOSTILE, span=span),),
            reuse=(Reuse(a=span, b=span, overlap=1.0, likely_origin=HOSTILE, why=HOSTILE),),
            brief=(BriefLine(text=HOSTILE, evidence=(span,)),),
        ),),
    )  # fmt: skip


def unbroken_record() -> Record:
    """Make the sample record with names and words of 300 letters and no space in them."""
    word = "W" * 300
    record = sample_record()
    docs = tuple(
        msgspec.structs.replace(d, outlet=word + d.id, title=word, source=word, url="https://quay.example/" + word)
        for d in record.documents
    )
    story = record.stories[0]
    story = msgspec.structs.replace(
        story,
        title=word,
        entities=tuple(msgspec.structs.replace(e, name=word + e.id, aliases=(word,)) for e in story.entities),
        citations=tuple(msgspec.structs.replace(c, cited=word) for c in story.citations),
        issues=tuple(msgspec.structs.replace(i, label=word) for i in story.issues),
        brief=(BriefLine(text=word, evidence=story.brief[0].evidence),),
        conflicts=tuple(msgspec.structs.replace(c, about=word, why=word) for c in story.conflicts),
    )
    problems = (Problem(code=word, message=word),)
    return msgspec.structs.replace(record, documents=docs, stories=(story,), problems=problems)


def large_record(*, n_documents: int, n_points: int) -> Record:
    """Make a record of one story so large that only its size matters: every third report tells a point."""
    line = "The council of Upper Dell counted {} boats on the north quay before noon."
    text = "\n\n".join(line.format(i) for i in range(n_points))
    starts = [0]
    for i in range(n_points):
        starts.append(starts[-1] + len(line.format(i)) + 2)
    docs = tuple(
        Document(id=f"d{n}", source=f"{n}.txt", sha256=f"{n:064d}", title=f"Boats, {n}", outlet=f"Dell Paper {n}",
                 published="2031-05-13", text=text)
        for n in range(n_documents)
    )  # fmt: skip

    def span(n: int, i: int) -> Span:
        return Span(f"d{n}", starts[i], starts[i + 1] - 2)

    told = {
        i: [n for n in range(n_documents) if (n + i) % 3 == 0] if i % 2 else [i % n_documents] for i in range(n_points)
    }
    return Record(
        made_by=made_by(), documents=docs,
        stories=(Story(
            id="s", title="Boats at Upper Dell", documents=tuple(d.id for d in docs), first="2031-05-13", last="2031-05-13",
            claims=tuple(Claim(id=f"c{n}-{i}", span=span(n, i), by="outlet") for i in told for n in told[i]),
            points=tuple(Point(id=f"p{i}", span=span(ns[0], i), claims=tuple(f"c{n}-{i}" for n in ns),
                               outlets=tuple(f"Dell Paper {n}" for n in ns), origins=len(ns),
                               status="corroborated" if len(ns) > 1 else "single_source") for i, ns in told.items()),
            quotes=tuple(Quote(id=f"q{n}-{i}", type="direct", content=(span(n, i),), speaker_name=f"Speaker {i}")
                         for i in range(0, n_points, 20) for n in range(n_documents)),
        ),),
    )  # fmt: skip
