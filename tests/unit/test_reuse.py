from __future__ import annotations

import numpy as np
import pytest

from crossread.compare.reuse import link_reuse, same_agency
from crossread.extract.citations import find_citations
from crossread.extract.report import Report
from crossread.language.analysis import Analysis, AttributionSpans, NameSpans, Syntax
from crossread.language.sentences import find_sentences
from crossread.language.tokens import find_tokens
from crossread.records import Document, Quote, Reuse, Span

BARGE = "The barge lost its rudder near the old weir and drifted for two hours before a tug took it in tow."
DIVERS = "Divers will look at the hull once the river has fallen, and the lock stays shut until they have done so."


def made_report(id_: str, text: str, **about: object) -> Report:
    """Make a report with no model's columns; words in curly marks are its direct quotes."""
    doc = Document(id=id_, source=id_, sha256="", text=text, **about)  # type: ignore[arg-type]
    sentences = find_sentences(text)
    none = np.zeros(0, np.int32)
    analysis = Analysis(
        doc=doc,
        sentences=sentences,
        tokens=find_tokens(text, sentences),
        syntax=Syntax((), none, ()),
        names=NameSpans(none, none, (), np.zeros(0, np.float32)),
        attribution=AttributionSpans(none, none, (), np.zeros(0, np.float32), none, none),
        vectors=np.zeros((len(sentences), 384), np.float32),
    )
    quotes, at = [], text.find("“")
    while at >= 0:
        end = text.index("”", at) + 1
        quotes.append(Quote(id=f"{id_}q{at}", type="direct", content=(Span(id_, at, end),)))
        at = text.find("“", end)
    return Report(analysis, quotes=tuple(quotes), citations=find_citations(analysis, quotes, ()).records)


def passages(*reports: Report) -> list[tuple[str, str]]:
    """Give the words of the passages found."""
    by_id = {report.doc.id: report for report in reports}
    return [(by_id[r.a.doc].words(r.a), by_id[r.b.doc].words(r.b)) for r in link_reuse(reports)]


def only(*reports: Report) -> Reuse:
    """Give the one link that there is."""
    (found,) = link_reuse(reports)
    return found


def test_a_sentence_in_two_reports_was_carried_over() -> None:
    """The passage is the whole sentence, and what stands around it is left out."""
    a, b = made_report("a", f"It rained. {BARGE} Nobody was hurt."), made_report("b", f"{BARGE}\nThe mayor was asleep.")
    assert passages(a, b) == [(BARGE, BARGE)]
    assert only(a, b).overlap == 1.0


def test_light_rewriting_and_cuts_do_not_hide_it() -> None:
    """A changed word, and a clause left out."""
    a = made_report("a", BARGE)
    b = made_report(
        "b", "The barge lost its rudder near the old weir and drifted for some time before a tug took it in."
    )
    assert len(passages(a, b)) == 1
    assert 0.6 < only(a, b).overlap < 1.0


def test_sentences_that_follow_each_other_are_one_passage() -> None:
    """Two copied sentences on end give one link."""
    a, b = made_report("a", f"{BARGE} {DIVERS}"), made_report("b", f"The town woke early. {BARGE} {DIVERS}")
    assert passages(a, b) == [(f"{BARGE} {DIVERS}", f"{BARGE} {DIVERS}")]


def test_a_clause_of_a_rewritten_sentence_is_carried_over() -> None:
    """Only the shared stretch is the passage where the rest of the sentence is new."""
    a = made_report("a", BARGE)
    b = made_report(
        "b",
        "Witnesses who had gathered along the towpath to watch the regatta told how the barge lost its rudder near the "
        "old weir and drifted for two hours, while all that the marshals on the bank could do was wave their flags.",
    )
    ((_, words),) = passages(a, b)
    assert words == "the barge lost its rudder near the old weir and drifted for two hours,"


def test_one_speech_quoted_by_two_is_no_copy() -> None:
    """Both heard the same words; their narration differs."""
    words = "“The lock stays shut until the divers have seen every plank of that hull and told me what they found,”"
    a = made_report("a", f"{words} the lock keeper said on Monday.")
    b = made_report("b", f"At the weir stood a tired woman with a lamp. {words} she told the onlookers.")
    assert passages(a, b) == []


def test_a_quote_between_copied_sentences_goes_with_them() -> None:
    """Where the narration before it is the same too, the quotation was copied along."""
    words = "“We shall see when the water falls,” the lock keeper said."
    a, b = made_report("a", f"{BARGE} {words}"), made_report("b", f"{BARGE} {words} She went home.")
    assert passages(a, b) == [(f"{BARGE} {words}", f"{BARGE} {words}")]


def test_names_and_titles_alone_are_no_copy() -> None:
    """Two reporters list the same guests."""
    guests = "the Mayor of Upper Weirham Ilsa Brandel, the Bishop of Tolmouth Anders Quill and the Abbot of Saint Orm"
    a, b = made_report("a", f"At the feast were {guests}."), made_report("b", f"Rain fell on {guests} all day.")
    assert passages(a, b) == []


@pytest.mark.parametrize(
    ("one", "other", "origin"),
    [
        ({"authors": ("MNA",)}, {"text": f"{BARGE}\nAdditional reporting: MNA"}, "wire"),
        ({"published": "2031-03-01"}, {"published": "2031-03-02"}, "a"),
        ({"published": "2031-03-02T09:30:00Z"}, {"published": "2031-03-02T07:10:00Z"}, "b"),
        ({"published": "2031-03-01"}, {"published": "2031-03-01"}, None),
        ({}, {}, None),
        ({"outlet": "Weirham Gazette"}, {"text": f"{BARGE} The Weirham Gazette was the first to report it."}, None),
        ({"outlet": "Weirham Gazette"}, {"text": f"{BARGE} Two were hurt, according to the Weirham Gazette."}, "a"),
        ({"authors": ("Ana Brandel",)}, {"authors": ("Otto Quill",)}, None),
        ({"text": f"WEIRHAM, Monday (Orm News) - {BARGE}"}, {}, "wire"),
    ],
)
def test_origin_is_told_by_credits_citations_and_dates(one: dict, other: dict, origin: str | None) -> None:
    """An agency before anything else, then who names whom, then who is dated first; else it is not known."""
    found = only(made_report("a", **{"text": BARGE, **one}), made_report("b", **{"text": BARGE, **other}))
    assert found.likely_origin == origin
    assert found.why.endswith(
        ("agency MNA", "dated before b", "dated before a", "had it first", "as a source", "agency Orm News")
    )


def test_a_statement_is_the_origin_where_both_say_so() -> None:
    """Both reports introduce the passage as that of a statement."""
    text = f"The company said in a statement that {BARGE[0].lower()}{BARGE[1:]}"
    assert only(made_report("a", text), made_report("b", text)).likely_origin == "statement"


def test_reports_in_other_order_give_the_same_links() -> None:
    """Only which of the two passages comes first depends on the order."""
    reports = [made_report("a", f"{BARGE} {DIVERS}"), made_report("b", DIVERS), made_report("c", BARGE)]
    forth = {(frozenset((r.a, r.b)), r.likely_origin) for r in link_reuse(reports)}
    assert forth == {(frozenset((r.a, r.b)), r.likely_origin) for r in link_reuse(reports[::-1])}
    assert len(forth) == 2


def test_an_agency_is_known_by_its_initials() -> None:
    """'MNA' is the Meridian News Agency, 'MNB' is not."""
    assert same_agency("MNA", "Meridian News Agency")
    assert not same_agency("MNB", "Meridian News Agency")
