"""Points: what several reports have in common, and how independently. All outlets, people and places are invented."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import numpy as np
import pytest
from msgspec.structs import replace

from crossread.compare._claim_units import Amount, Unit, amounts_clash, units_of_passages
from crossread.compare._deeds import Deeds, is_to_come
from crossread.compare._same_claim import is_undone
from crossread.compare._similarity import pair_features, score_pair, words_of
from crossread.compare._spoken_for import may_be_of_one_body, office_of_account, offices_of
from crossread.compare._wordings import keys_of
from crossread.compare.points import candidate_pairs, link_points, mark_disputed
from crossread.extract.report import Report
from crossread.language.analysis import Analysis, AttributionSpans, Ints, NameSpans, Syntax
from crossread.language.sentences import find_sentences
from crossread.language.tokens import find_tokens
from crossread.records import (
    Citation,
    Claim,
    Conflict,
    Document,
    Entity,
    Figure,
    Mention,
    Modality,
    Point,
    Polarity,
    Quote,
    Reuse,
    Role,
    Side,
    Span,
    TimeRef,
    Utterance,
)

DIM = 384
FERRY = "The ferry struck the pier at Velmar shortly before midnight"
FERRY_TOO = "Shortly before midnight the ferry struck the stone pier at Velmar"
GULLS = "Three gulls were seen on the roof of the town hall in Tolm"


def vector_of(text: str) -> np.ndarray:  # type: ignore[type-arg]
    """Make a vector from the letters of words, so that like sentences have like vectors."""
    out = np.zeros(DIM, np.float32)
    for word in text.lower().split():
        out[sum(map(ord, word.strip(".,"))) % DIM] += 1
    return out / np.linalg.norm(out)


def heads_of(words: Sequence[str]) -> Ints:
    """Let a word of negation hang on the word behind it, and all others on none."""
    return np.array([i + (word in {"no", "not", "never"}) for i, word in enumerate(words)], np.int32)


def report(
    doc: str,
    *sentences: str,
    quotes: Sequence[Quote] = (),
    citations: Sequence[Citation] = (),
    outlet: str | None = None,
    polarity: Polarity = "affirmed",
    authors: tuple[str, ...] = (),
) -> Report:
    """Make a report with one claim a sentence; a claim inside a quote's content is by that quote."""
    text = "\n".join(f"{s}." for s in sentences)
    borders = find_sentences(text)
    tokens = find_tokens(text, borders)
    n, none = len(tokens), np.zeros(0, np.int32)
    words = tokens.words(text)
    analysis = Analysis(
        doc=Document(id=doc, source=f"{doc}.txt", sha256="", text=text, outlet=outlet or doc.title(), authors=authors),
        sentences=borders,
        tokens=tokens,
        syntax=Syntax(("X",) * n, heads_of(words), ("dep",) * n),
        names=NameSpans(none, none, (), np.zeros(0, np.float32)),
        attribution=AttributionSpans(none, none, (), np.zeros(0, np.float32), none, none),
        vectors=np.array([vector_of(text[a:b]) for a, b in zip(borders.start, borders.end, strict=True)], np.float32),
    )
    claims = []
    for at, sentence in enumerate(sentences):
        span = Span(doc, text.index(sentence), text.index(sentence) + len(sentence))
        by = next((q.id for q in quotes if any(s.start <= span.start < s.end for s in q.content)), "outlet")
        claims.append(Claim(id=f"{doc}-{at}", span=span, by=by, polarity=polarity))
    return Report(analysis, quotes=tuple(quotes), citations=tuple(citations), claims=tuple(claims))


def shared(points: Sequence[Point]) -> list[Point]:
    """Give the points that two or more outlets have."""
    return [p for p in points if len(p.outlets) > 1]


def told_by(doc: str, sentence: str, speaker: str) -> Report:
    """Make a report of one sentence, which is the words of a speaker."""
    quote = Quote(id=f"q-{doc}", type="indirect", content=(Span(doc, 0, len(sentence)),), speaker=speaker)
    return report(doc, sentence, quotes=(quote,))


def test_two_sources_in_two_outlets_corroborate() -> None:
    """The same fact from two speakers in two reports is one point with two origins."""
    (point,) = shared(link_points((told_by("courier", FERRY, "e1"), told_by("ledger", FERRY_TOO, "e2")), ()))
    assert point.claims == ("courier-0", "ledger-0")
    assert (point.origins, point.status, point.outlets) == (2, "corroborated", ("Courier", "Ledger"))


def test_a_report_that_names_no_source_is_no_further_origin() -> None:
    """Who does not say where a fact is from may have it from any other report: the lower number, and it is said why."""
    (own_words,) = shared(link_points((report("courier", FERRY), report("ledger", FERRY_TOO)), ()))
    (one_told,) = shared(link_points((told_by("courier", FERRY, "e1"), report("ledger", FERRY_TOO)), ()))
    for point in (own_words, one_told):
        assert (point.origins, point.status) == (1, "single_source")
        assert point.origins_most == 2
    assert "1 of them does not say where they have it from" in one_told.why


def test_every_claim_belongs_to_one_point() -> None:
    """No claim is lost and none stands twice; what one outlet has is single source, and the others are silent on it."""
    reports = (report("courier", FERRY, GULLS), report("ledger", FERRY_TOO))
    points = link_points(reports, ())
    assert sorted(c for p in points for c in p.claims) == ["courier-0", "courier-1", "ledger-0"]
    gulls = next(p for p in points if p.claims == ("courier-1",))
    assert (gulls.status, gulls.silent, gulls.origins) == ("single_source", ("ledger",), 1)


def test_names_alone_make_no_point() -> None:
    """Two sentences about the same people and place that say different things stay apart."""
    a = report("courier", "President Orr met Chancellor Moss at Velmar Palace and praised the harvest")
    b = report("ledger", "President Orr and Chancellor Moss of Tolm left Velmar Palace without a word")
    assert shared(link_points((a, b), ())) == []


def test_a_name_at_the_start_is_a_name_too() -> None:
    """Two claims about Orr that share one verb beside the name stay apart, though every sentence begins with a capital."""
    a = report("courier", "Orr ruled out a truce while the guests looked on")
    b = report("ledger", "Orr did not rule")
    mentions = tuple(Mention(doc=doc, start=0, end=3, form="name") for doc in ("courier", "ledger"))
    assert shared(link_points((a, b), (Entity(id="e1", name="Ada Orr", kind="person", mentions=mentions),))) == []


def test_denial_and_assertion_are_kept_apart_but_given_out() -> None:
    """A claim and its denial are no point, but a candidate pair that differs in polarity."""
    reports = (report("courier", FERRY), report("ledger", FERRY.replace("struck", "never struck"), polarity="denied"))
    assert shared(link_points(reports, ())) == []
    (pair,) = candidate_pairs(reports)
    assert (pair.a, pair.b, pair.slots) == ("courier-0", "ledger-0", ("polarity",))


def counted(doc: str, sentence: str, number: str, value: str, *, of: str | None = None) -> Report:
    """Make a report of one sentence with one figure in it, which counts the word `of`."""
    r = report(doc, sentence)
    at = sentence.index(number)
    figure = Figure(
        id=f"f-{doc}",
        span=Span(doc, at, at + len(number)),
        value=value,
        low=value,
        high=value,
        kind="count",
        of=Span(doc, sentence.index(of), sentence.index(of) + len(of)) if of else None,
    )
    claim = Claim(id=f"{doc}-0", span=r.claims[0].span, by="outlet", figures=(figure.id,))
    return Report(r.analysis, figures=(figure,), claims=(claim,))


def test_numbers_that_cannot_both_be_right_are_kept_apart() -> None:
    """Twelve and fourteen injured are two points, and a pair that differs in its figures."""
    reports = (
        counted("courier", "The crash left twelve passengers injured at Velmar harbour", "twelve", "12"),
        counted("ledger", "The crash left fourteen passengers injured at Velmar harbour", "fourteen", "14"),
    )
    assert shared(link_points(reports, ())) == []
    (pair,) = candidate_pairs(reports)
    assert pair.slots == ("figures",)


def test_a_number_of_many_digits_makes_a_point() -> None:
    """What two claims say of 3,412 they say of the same thing, however little of their words they share."""
    a = counted("courier", "The mill counts 3,412 sacks gone from its lofts", "3,412", "3412", of="sacks")
    b = counted("ledger", "Thieves made off with 3,412 sacks", "3,412", "3412", of="sacks")
    (point,) = shared(link_points((a, b), ()))
    assert point.claims == ("courier-0", "ledger-0")


def test_a_number_rounded_is_the_same_number() -> None:
    """Some 14 million and 14.2 million crowns a day are one sum, where the claims share a word beside it."""
    a = counted("courier", "The harbour puts its losses at 14 million crowns", "14 million", "14000000", of="crowns")
    b = counted("ledger", "Losses of 14.2 million crowns were told", "14.2 million", "14200000", of="crowns")
    assert len(shared(link_points((a, b), ()))) == 1


@pytest.mark.parametrize(
    ("number", "value", "of"), [("two", "2", "sacks"), ("17", "17", "votes"), ("3,412", "3412", "votes")]
)
def test_a_number_of_something_else_makes_no_point(number: str, value: str, of: str) -> None:
    """Two sacks are anybody's; 17 votes are not 17 sacks, nor 3,412 votes as many sacks."""
    a = counted("courier", f"The mill counts {number} sacks gone from its lofts", number, value, of="sacks")
    b = counted("ledger", f"Orr came in by {number} {of}", number, value, of=of)
    assert shared(link_points((a, b), ())) == []


def test_what_is_not_and_what_isnt_is_one_wording() -> None:
    """A sentence told with "is not" and with "isn't" is one point."""
    a = report("courier", "The bridge is not closed because the river rose last night")
    b = report("ledger", "The bridge isn't closed because the river rose in the night")
    assert len(shared(link_points((a, b), ()))) == 1


def test_copied_text_is_one_origin() -> None:
    """The same long sentence in two reports is one text that was carried over."""
    long = f"{FERRY} with all its lamps out and nobody on the bridge"
    (point,) = shared(link_points((report("courier", long), report("ledger", long)), ()))
    assert (point.origins, point.origins_most, point.status) == (1, 1, "single_source")
    assert "same text" in point.why


@pytest.mark.parametrize(
    ("telling", "n_shared"),
    [("freed the surgeon for lack of proof", 1), ("praised the surgeon and her two assistants", 0)],
)
def test_words_of_one_sense_make_a_point(telling: str, n_shared: int) -> None:
    """What a second report tells with other words of the same sense is one fact; with other words it is not."""
    reports = (
        report("courier", "The court released the surgeon for lack of evidence", GULLS),
        report("ledger", f"The court {telling}"),
    )
    assert len(shared(link_points(reports, ()))) == n_shared


def test_claims_of_another_order_make_the_same_points() -> None:
    """The order of the reports changes neither which claims meet nor how many origins they have."""
    reports = [report("courier", FERRY, GULLS), report("ledger", FERRY_TOO), told_by("post", FERRY, "e1")]
    forwards, backwards = link_points(reports, ()), link_points(reports[::-1], ())
    assert {(frozenset(p.claims), p.origins) for p in forwards} == {(frozenset(p.claims), p.origins) for p in backwards}


def test_a_body_and_who_speaks_for_it_are_one_origin() -> None:
    """What the mill says and what its owner says come from one side; a neighbour of it is another."""
    sentence = "Pell Mill paid its debt of 3,412 crowns back"
    span = Span("courier", 0, 1)
    mill = Entity(id="e1", name="Pell Mill", kind="organization")
    owner = Entity(id="e2", name="Ada Orr", kind="person", roles=(Role(text="the owner of Pell Mill", span=span),))
    neighbour = Entity(id="e3", name="Bo Lund", kind="person", roles=(Role(text="a baker", span=span),))
    for second, origins in (("e2", 1), ("e3", 2)):
        reports = (told_by("courier", sentence, "e1"), told_by("ledger", sentence, second))
        (point,) = shared(link_points(reports, (mill, owner, neighbour)))
        assert point.origins == origins


@pytest.mark.parametrize(
    ("telling", "origins"),
    [
        ("I saw the ferry strike the pier at Velmar shortly before midnight", 2),
        ("At Velmar the ferry struck the stone pier shortly before twelve, this newspaper has learned", 2),
        ("Shortly before midnight the ferry struck the pier at Velmar", 1),
    ],
)
def test_who_saw_it_is_an_origin_of_its_own(telling: str, origins: int) -> None:
    """An outlet that says that it was there or asked for itself is an origin beside a speaker; one that says nothing is none."""
    (point,) = shared(link_points((told_by("courier", FERRY, "e1"), report("ledger", telling)), ()))
    assert point.origins == origins


def test_what_an_unknown_voice_tells_an_agency_is_no_further_origin() -> None:
    """Words that agency copy gives to somebody who is not made out may be those of the speaker whom another report names."""
    quote = Quote(id="q-ledger", type="indirect", content=(Span("ledger", 0, len(FERRY)),))
    wire = report("ledger", FERRY, quotes=(quote,), authors=("Reuters",))
    (point,) = shared(link_points((told_by("courier", FERRY, "e1"), wire), ()))
    assert point.origins == 1


def test_reuse_is_one_origin() -> None:
    """Claims inside passages that one report took over from the other are one origin."""
    a, b = report("courier", FERRY), report("ledger", FERRY_TOO)
    carried = Reuse(a=a.claims[0].span, b=b.claims[0].span, overlap=0.9, likely_origin="wire", why="test")
    (point,) = shared(link_points((a, b), (), reuse=(carried,)))
    assert point.origins == 1


def test_cited_outlet_is_the_origin() -> None:
    """A claim that a report has from another outlet belongs to that outlet's origin."""
    b = report("ledger", FERRY_TOO)
    citation = Citation(id="c1", span=Span("ledger", 0, 7), cited="the Courier", kind="outlet", covers=("ledger-0",))
    b = Report(b.analysis, citations=(citation,), claims=b.claims)
    (point,) = shared(link_points((report("courier", FERRY), b), ()))
    assert point.origins == 1
    assert "Ledger has it from the Courier" in point.why


def test_one_agency_in_two_papers_is_one_origin() -> None:
    """Reports that credit one agency count once: what in them is the agency's cannot be told."""
    a, b = report("courier", FERRY, authors=("TNA",)), report("ledger", FERRY_TOO, authors=("TNA",))
    (point,) = shared(link_points((a, b), ()))
    assert point.origins == 1


def test_one_speaker_is_one_origin_of_what_was_said() -> None:
    """Two outlets that heard the same speaker are witnesses of the speech, and one origin of its content."""
    reports = []
    for doc, sentence in (("courier", FERRY), ("ledger", FERRY_TOO)):
        quote = Quote(id=f"q-{doc}", type="direct", content=(Span(doc, 0, len(sentence)),), speaker="e1")
        reports.append(report(doc, sentence, quotes=(quote,)))
    utterance = Utterance(id="u1", speaker="e1", quotes=("q-courier", "q-ledger"))
    (point,) = shared(link_points(reports, (), utterances=(utterance,)))
    assert (point.origins, point.origins_most, point.status) == (1, 1, "single_source")
    assert "witnesses" in point.why


def test_unnamed_sources_count_once() -> None:
    """Two reports with a source without a name may have the same one: the lower number."""
    reports = []
    for doc, sentence in (("courier", FERRY), ("ledger", FERRY_TOO)):
        r = report(doc, sentence)
        citation = Citation(
            id=f"c-{doc}", span=Span(doc, 0, 4), cited="an official", kind="unnamed", covers=(f"{doc}-0",)
        )
        reports.append(Report(r.analysis, citations=(citation,), claims=r.claims))
    (point,) = shared(link_points(reports, ()))
    assert point.origins == 1


@pytest.mark.parametrize(
    ("verdict", "status"), [("conflict", "disputed"), ("scope", "corroborated"), ("wording", "corroborated")]
)
def test_conflict_makes_disputed(verdict: str, status: str) -> None:
    """A point with a claim that is evidence of a conflict is disputed; scope and wording are no dispute."""
    reports = (told_by("courier", FERRY, "e1"), told_by("ledger", FERRY_TOO, "e2"))
    points = link_points(reports, ())
    side = Side(says="x", evidence=(reports[0].claims[0].span,), outlets=("Courier",))
    conflict = Conflict(id="x", kind="assertion", verdict=verdict, about="x", sides=(side,), why="x", score=1.0)  # type: ignore[arg-type]
    (point,) = mark_disputed(points, (conflict,), tuple(c for r in reports for c in r.claims))
    assert point.status == status


def test_score_does_not_depend_on_sides() -> None:
    """The score of a pair is the same whichever passage comes first, and higher for the same than for another thing."""
    a, b, c = (words_of(t, vector_of(t)) for t in (FERRY, FERRY_TOO, GULLS))
    assert np.allclose(pair_features(a, b), pair_features(b, a))
    assert score_pair(a, b) > 0.5 > score_pair(a, c)


def test_nothing_to_link() -> None:
    """No reports and reports without claims give no points."""
    assert link_points((), ()) == ()
    assert link_points((report("courier"),), ()) == ()
    assert candidate_pairs(()) == ()


@pytest.mark.parametrize(("second", "verb", "n_shared"), [("e1", "stay", 1), ("e1", "go", 1), ("e2", "stay", 0)])
def test_one_fact_may_be_said_with_and_without_not(second: str, verb: str, n_shared: int) -> None:
    """What one speaker affirms and denies is one statement turned round; of two speakers it is a dispute where the same is denied."""
    kept = told_by("courier", "The tolls on the Velmar bridge stay in force this winter", "e1")
    lifted = told_by("ledger", f"The tolls on the Velmar bridge will not {verb} this winter", second)
    lifted = replace(lifted, claims=(replace(lifted.claims[0], polarity="denied"),))
    assert len(shared(link_points((kept, lifted), ()))) == n_shared


def test_a_number_more_on_one_side_is_no_clash() -> None:
    """Who counts the hurt too does not contradict who counts the dead alone; who counts other dead does."""
    dead, hurt, more = (
        Amount(Decimal(n), Decimal(n), "count", of, Decimal(n)) for n, of in ((14, ""), (31, ""), (22, ""))
    )
    assert not amounts_clash((dead, hurt), (dead,))
    assert amounts_clash((dead, hurt), (dead, more))


@pytest.mark.parametrize(("cited", "origins"), [("the justice ministry", 1), ("the fishermen's union", 2)])
def test_a_ministry_and_its_spokesman_are_one_origin(cited: str, origins: int) -> None:
    """A source that is told by its office alone may be the one whom another report names with that office."""
    spokesman = Entity(
        id="e1",
        name="Bo Lund",
        kind="person",
        roles=(Role(text="a spokesman for the justice ministry", span=Span("courier", 0, 1)),),
    )
    citation = Citation(id="c1", span=Span("ledger", 0, 5), cited=cited, kind="official_account", covers=("ledger-0",))
    reports = (told_by("courier", FERRY, "e1"), report("ledger", FERRY_TOO, citations=(citation,)))
    (point,) = shared(link_points(reports, (spokesman,)))
    assert point.origins == origins


@pytest.mark.parametrize(
    ("first", "second", "undone"),
    [
        ("600 people left their homes", "most of the 600 people returned to their homes", True),
        ("the court ordered the arrest of nine drivers", "the court released the nine drivers", False),
        ("police arrested nine drivers", "police released the nine drivers", True),
        ("the port closed for three days", "the port reopened after three days", True),
        ("the port closed for three days", "the port shut for three days", False),
        ("the crew will stay unless the pay rises", "the crew will leave unless the pay rises", False),
    ],
)
def test_a_deed_and_what_undoes_it_are_no_one_fact(first: str, second: str, *, undone: bool) -> None:
    """A shared number and noun do not make one fact of leaving and coming back; a condition may turn the one into the other."""
    a, b = (unit_with_verbs(text) for text in (first, second))
    assert is_undone(a, b) is undone
    assert is_undone(b, a) is undone


def unit_with_verbs(text: str) -> Unit:
    """Make a unit of a passage whose verbs are those of a short list."""
    verbs = {
        "left",
        "returned",
        "ordered",
        "released",
        "arrested",
        "closed",
        "reopened",
        "shut",
        "stay",
        "leave",
        "paid",
    }
    (unit,) = units_of_passages({text: words_of(text, np.zeros(DIM, np.float32))}).values()
    main = frozenset(key for word in text.split() if word in verbs for key in keys_of(word))
    return replace(unit, deeds=Deeds(main, main))


@pytest.mark.parametrize(
    ("text", "modality", "published", "to_come"),
    [
        ("The mill paid its debt", "asserted", None, False),
        ("The mill would pay its debt", "asserted", None, True),
        ("The debt is due on 9 May", "asserted", None, True),
        ("Voters choose a mayor on 9 May", "asserted", "2031-05-06", True),
        ("Voters chose a mayor on 9 May", "asserted", "2031-05-10", False),
        ("The mill pays its debt", "planned", None, True),
    ],
)
def test_what_is_to_come(text: str, modality: Modality, published: str | None, *, to_come: bool) -> None:
    """A claim is to come by its words, by its modality, or where its day lies behind that of its report."""
    span = Span("courier", 0, len(text))
    day = TimeRef(id="t1", span=span, type="date", from_="2031-05-09", to="2031-05-09")
    claim = Claim(id="c1", span=span, by="outlet", modality=modality)
    assert is_to_come(text, claim, (day,), published) is to_come


def test_two_who_announce_a_plan_do_not_confirm_it() -> None:
    """What is yet to be done has one origin, who plans it: only what is done can be told by two who saw it."""
    for text, origins in (("The mill will pay 3,412 crowns", 1), ("The mill has paid 3,412 crowns", 2)):
        reports = (told_by("courier", text, "e1"), told_by("ledger", f"{text} back", "e2"))
        claims = [c for r in reports for c in r.claims]
        (point,) = shared(link_points(reports, ()))
        assert (len(point.claims), point.origins) == (len(claims), origins)


@pytest.mark.parametrize(
    ("first", "second", "are_one"),
    [
        ("the interior ministry", "the Velmarian interior ministry", True),
        ("the Tolmian interior ministry", "the Velmarian interior ministry", False),
        ("the interior ministry", "the finance ministry", False),
        ("the interior minister", "a spokesman for the interior ministry", True),
        ("the government", "the health minister", True),
        ("the Velmarian ambassador to Tolm", "the Velmarian foreign minister", True),
        ("the Harbour Safety Board", "the board's chief inspector", True),
        ("the Harbour Safety Board", "the Fishermen's Union", False),
        ("officials", "the Harbour Safety Board", True),
        ("the police", "a police spokeswoman", True),
        ("the police", "the fire service", False),
    ],
)
def test_who_may_speak_for_one_body(first: str, second: str, *, are_one: bool) -> None:
    """A body and its officials are one side, unless the places or the words of their offices differ."""
    a, b = (office_of_account(words, {"velmar", "velmaria", "tolm", "tolmia"}) for words in (first, second))
    assert may_be_of_one_body(a, b) is are_one
    assert may_be_of_one_body(b, a) is are_one


def test_kin_of_an_official_do_not_speak_for_the_office() -> None:
    """The minister's brother is a witness of his own."""
    span = Span("courier", 0, 1)
    minister = Entity(id="e1", name="Ada Holt", kind="person", roles=(Role(text="the health minister", span=span),))
    brother = Entity(
        id="e2", name="Bo Holt", kind="person", roles=(Role(text="the health minister's brother", span=span),)
    )
    offices = offices_of((minister, brother))
    assert not may_be_of_one_body(offices["e1"], offices["e2"])


def test_the_same_words_in_two_mouths_were_spoken_once() -> None:
    """Where two reports give one quotation to two speakers, one has the speaker wrong: they do not confirm each other."""
    words = "The quay was full because everybody trusted the forecast"
    reports = []
    for doc, speaker in (("courier", "e1"), ("ledger", "e2")):
        quote = Quote(id=f"q-{doc}", type="direct", content=(Span(doc, 0, len(words)),), speaker=speaker)
        reports.append(report(doc, words, quotes=(quote,)))
    (point,) = shared(link_points(reports, ()))
    assert point.origins == 1


def test_an_age_is_no_count() -> None:
    """The age in "Lina Orr, 29" is nothing beside "at least 29 dead"."""
    age = Amount(Decimal(29), Decimal(29), "duration year", "", Decimal(29))
    dead = Amount(Decimal(29), Decimal("Infinity"), "count", "", Decimal(29))
    assert not age.is_same(dead)
    assert dead.is_same(dead)


def test_who_has_it_from_an_agency_is_no_origin_beside_the_agency() -> None:
    """What a paper has under the name of Mirland News Agency and the agency's own report are one origin, also under its initials."""
    agency = Entity(id="e1", name="Mirland News Agency", kind="organization")
    wire = replace(told_by("wire", FERRY, "e2"), analysis=report("wire", FERRY, authors=("MNA",)).analysis)
    (point,) = shared(link_points((told_by("courier", FERRY_TOO, "e1"), wire), (agency,)))
    assert point.origins == 1
