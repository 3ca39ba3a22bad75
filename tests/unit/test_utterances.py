from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pytest
from msgspec.structs import replace

from crossread.compare.points import ClaimPair
from crossread.compare.utterances import link_utterances
from crossread.extract.report import Report
from crossread.language.analysis import Analysis, AttributionSpans, NameSpans, Syntax
from crossread.language.sentences import find_sentences
from crossread.language.tokens import find_tokens
from crossread.records import Claim, Document, Entity, Mention, Quote, QuoteType, Role, Span, TimeRef, Utterance

KOVAR, BREN = "e-kovar", "e-bren"


def said(
    words: str, speaker: str | None = KOVAR, *, type_: QuoteType = "direct", on: str | None = None
) -> dict[str, object]:
    """Describe a quote; `++` parts the pieces of an interrupted one."""
    return {"pieces": words.split(" ++ "), "speaker": speaker, "type": type_, "on": on}


def made_report(id_: str, *told: dict[str, object], cue: str = "") -> Report:
    """Make a report of which each paragraph is a quote, with no model's columns."""
    text, quotes, times = "", [], []
    for n, quote in enumerate(told):
        spans = []
        for piece in quote["pieces"]:  # type: ignore[attr-defined]
            start = len(text)
            text += piece
            spans.append(Span(id_, start, len(text)))
            text += f" {cue or 'someone said'}. "
        text += "\n"
        time = f"{id_}t{n}" if quote["on"] else None
        if time:
            times.append(TimeRef(id=time, span=spans[0], type="date", from_=str(quote["on"]), to=str(quote["on"])))
        quotes.append(
            Quote(id=f"{id_}q{n}", type=quote["type"], content=tuple(spans), speaker=quote["speaker"], time=time)  # type: ignore[arg-type]
        )
    return Report(unread(Document(id=id_, source=id_, sha256="", text=text)), quotes=tuple(quotes), times=tuple(times))


def unread(doc: Document) -> Analysis:
    """Give sentences and tokens of a document, and nothing that needs a model."""
    sentences = find_sentences(doc.text)
    none = np.zeros(0, np.int32)
    return Analysis(
        doc=doc,
        sentences=sentences,
        tokens=find_tokens(doc.text, sentences),
        syntax=Syntax((), none, ()),
        names=NameSpans(none, none, (), np.zeros(0, np.float32)),
        attribution=AttributionSpans(none, none, (), np.zeros(0, np.float32), none, none),
        vectors=np.zeros((len(sentences), 384), np.float32),
    )


def groups(*reports: Report) -> list[set[str]]:
    """Give the quotes of each utterance."""
    return [set(u.quotes) for u in link_utterances(reports, ())]


def only(reports: Sequence[Report], entities: Sequence[Entity] = ()) -> Utterance:
    """Give the one utterance that there is."""
    (utterance,) = link_utterances(reports, entities)
    return utterance


def test_one_sentence_in_two_wordings_is_one_utterance() -> None:
    """A short form and another synonym do not part two accounts of one sentence."""
    a = made_report("a", said("“We are not selling the harbour to anyone,”"))
    b = made_report("b", said("“We're not selling the harbour to anybody.”"))
    assert only([a, b]).quotes == ("aq0", "bq0")
    assert only([a, b]).differs == ("wording",)


def test_marks_case_and_punctuation_are_no_difference() -> None:
    """Curly or straight, comma or full stop: the words are the same."""
    a = made_report("a", said("“We will dredge the old canal, and soon.”"))
    b = made_report("b", said('"we will dredge the old canal and soon,"'))
    assert only([a, b]).differs == ()


def test_a_sentence_belongs_to_the_speech_it_was_cut_from() -> None:
    """One report has three sentences, another only the second; the cut alone is no other wording."""
    a = made_report("a", said("“The mill is old. ++ Nobody has greased the sluice since spring. We pay for it.”"))
    b = made_report("b", said("“Nobody has greased the sluice since spring,”"))
    assert only([a, b]).quotes == ("aq0", "bq0")
    assert only([a, b]).differs == ()


def test_a_scrap_in_marks_is_found_in_the_whole_sentence() -> None:
    """'to spare a meadow' inside the reporter's sentence is of the speaker's longer one."""
    a = made_report("a", said("“I did not come to close a mill, I came to spare a meadow,”"))
    b = made_report("b", said("all that she wanted was “to spare a meadow”", type_="mixed"))
    assert only([a, b]).quotes == ("aq0", "bq0")


def test_the_same_words_given_to_two_speakers_are_one_utterance() -> None:
    """The wrong speaker is named as a difference, and no one is called the speaker."""
    a = made_report("a", said("“The lantern was lit before the barge had turned,”", KOVAR))
    b = made_report("b", said("“The lantern was lit before the barge had turned.”", BREN))
    assert only([a, b]).differs == ("speaker",)
    assert only([a, b]).speaker is None


def test_most_reports_decide_who_spoke() -> None:
    """Two reports against one."""
    words = "“The lantern was lit before the barge had turned,”"
    reports = [made_report(id_, said(words, who)) for id_, who in (("a", KOVAR), ("b", BREN), ("c", KOVAR))]
    assert only(reports).speaker == KOVAR


def test_two_speakers_of_one_slogan_are_two() -> None:
    """A few words that anybody may say are not a sentence given to the wrong speaker."""
    a = made_report("a", said("“We want cheaper bread,”", KOVAR))
    b = made_report("b", said("“Cheaper bread is what the weavers want to see this winter,”", BREN))
    assert groups(a, b) == []


def test_thanks_are_no_utterance() -> None:
    """Words that every speech has are not taken for one act of speaking."""
    a, b = made_report("a", said("“Thank you very much.”")), made_report("b", said("“Thank you very much,”"))
    assert groups(a, b) == []


def test_two_sentences_about_one_thing_stay_apart() -> None:
    """The same speaker on the same matter, in another sentence."""
    a = made_report("a", said("“The sluice must be closed before the ferry leaves the northern quay,”"))
    b = made_report("b", said("“The ferry company has not paid for the sluice since last autumn,”"))
    assert groups(a, b) == []


def test_much_the_same_on_another_day_stays_apart() -> None:
    """What is dated to two days is one only where it agrees nearly word for word."""
    a = made_report("a", said("“We shall never sell the western orchard,”", on="2031-04-01"))
    b = made_report("b", said("“We never sell an orchard in the west,”", on="2031-04-09"))
    assert groups(a, b) == []


def test_a_long_sentence_dated_to_two_days_differs_in_time() -> None:
    """The very words at length, but the reports do not agree on the day."""
    words = "“Whoever took the copper bell from the chapel will bring it back at night,”"
    a, b = made_report("a", said(words, on="2031-04-01")), made_report("b", said(words, on="2031-04-03"))
    assert only([a, b]).differs == ("time",)


def test_told_words_join_the_marked_ones_of_the_same_speaker_only() -> None:
    """'that no inspector would enter the granary' is told of Kovar, not of Bren."""
    marked = made_report("a", said("“No inspector will enter the granary without a warrant,”", KOVAR))
    told = "that no inspector would enter the granary without a warrant"
    assert groups(marked, made_report("b", said(told, KOVAR, type_="indirect"))) == [{"aq0", "bq0"}]
    assert groups(marked, made_report("b", said(told, BREN, type_="indirect"))) == []


def test_told_words_of_an_unknown_speaker_join_the_very_words_only() -> None:
    """A report that does not make out the speaker is joined where its words are those in marks but for a word."""
    marked = made_report("a", said("“No inspector will enter the granary without a warrant,”", KOVAR))
    same, other = "that no inspector will enter the granary without a warrant", "that the granary has an inspector"
    assert groups(marked, made_report("b", said(same, None, type_="indirect"))) == [{"aq0", "bq0"}]
    assert groups(marked, made_report("b", said(other, None, type_="indirect"))) == []


def test_two_short_sentences_tell_together_what_none_tells_alone() -> None:
    """Two quotes that go on alike are one utterance, whoever they are given to; one short sentence is a slogan."""
    whole = said("“A bridge is no gate. You cannot shut it on people in the rain.”", KOVAR)
    short, both = "“A bridge isn't a gate,”", "“A bridge isn't a gate. You can't shut it on the people!”"
    assert groups(made_report("a", whole), made_report("b", said(short, None))) == []
    assert groups(made_report("a", whole), made_report("b", said(both, None))) == [{"aq0", "bq0"}]


def test_an_indirect_account_cut_short_is_of_the_longer_one() -> None:
    """What one report tells of a speaker's promise in passing is the promise that another tells whole."""
    whole = "that the board would settle the surgeon's future once it had heard the witnesses to the last"
    part = "that it would hear the witnesses to the last"
    reports = [made_report(d, said(w, KOVAR, type_="indirect")) for d, w in (("a", whole), ("b", part))]
    assert groups(*reports) == [{"aq0", "bq0"}]


def test_likeness_does_not_chain() -> None:
    """B shares its halves with A and C, which share nothing: they never end in one utterance without B's link."""
    a = made_report("a", said("“The copper bell hangs in the chapel tower.”"))
    b = made_report("b", said("“The copper bell hangs in the chapel tower. The grain barge rots on the mud bank.”"))
    c = made_report("c", said("“The grain barge rots on the mud bank.”"))
    assert groups(a, b, c) == [{"aq0", "bq0"}, {"bq0", "cq0"}]


def test_a_report_that_says_it_once_makes_no_utterance() -> None:
    """Two sentences in one report that are only alike are not its repeating itself."""
    report = made_report(
        "a", said("“The grain barge rots on the mud bank.”"), said("“The grain barge lies on the mud bank and rots.”")
    )
    assert groups(report) == []


def test_order_of_reports_changes_only_the_rows() -> None:
    """The same utterances, with the same ids, from reports in any order."""
    reports = [
        made_report(
            "a", said("“We are not selling the harbour to anyone,”"), said("“The mill is old and damp inside.”")
        ),
        made_report("b", said("“We're not selling the harbour to anybody.”")),
        made_report("c", said("“The mill is old and damp inside,”"), said("“We are not selling the harbour.”")),
    ]
    forth, back = link_utterances(reports, ()), link_utterances(reports[::-1], ())
    assert {u.id for u in forth} == {u.id for u in back}
    assert {(u.speaker, u.differs) for u in forth} == {(u.speaker, u.differs) for u in back}


def test_places_that_hang_on_the_cue_differ() -> None:
    """'said in Orlov' and 'said in Tamsk' differ; the place inside the words does not count."""
    words = "“The grain barge rots on the mud bank,”"
    reports, entities = [], []
    for id_, place in (("a", "Orlov"), ("b", "Tamsk")):
        report = made_report(id_, said(words), cue=f"she said in {place}")
        text, tokens = report.doc.text, report.analysis.tokens
        cue, name = text.index("said"), text.index(place)
        said_at, place_at = tokens.covering(cue, cue + 4)[0], tokens.covering(name, name + 5)[0]
        head = np.arange(len(tokens), dtype=np.int32)
        head[place_at] = said_at
        deprel = tuple("obl" if i == place_at else "dep" for i in range(len(tokens)))
        analysis = _with(report.analysis, syntax=Syntax(("X",) * len(tokens), head, deprel))
        quote = _with(report.quotes[0], cue=Span(id_, cue, cue + 4))
        reports.append(Report(analysis, quotes=(quote,)))
        mention = Mention(id_, name, name + 5, "name")
        entities.append(Entity(id=f"e-{place}", name=place, kind="location", mentions=(mention,)))
    assert only(reports, entities).differs == ("place",)


def _with(record, **changes):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN003, ANN202
    from msgspec.structs import replace

    return replace(record, **changes)


def test_a_second_sentence_needs_less_where_the_first_is_shared() -> None:
    """The wrong speaker's quote goes on alike: its next sentence differs in a few words, and is compared."""
    first = "Whoever took the copper bell from the chapel will bring it back at night."
    a = made_report("a", said(f"“{first} We need the help — eastern and western parishes.”", KOVAR))
    b = made_report("b", said(f"“{first} We need help from our eastern and western parishes.”", BREN))
    assert only([a, b]).differs == ("wording", "speaker")


def test_words_in_marks_inside_told_ones_count_sentence_by_sentence() -> None:
    """A quote that also holds the reporter's words is linked by what stands in its marks, however many sentences."""
    a = made_report(
        "a",
        said(
            "“The mill is damp and old. Nobody has greased the sluice since spring.” So she said", None, type_="mixed"
        ),
    )
    b = made_report("b", said("“Nobody has greased the sluice since spring,”"))
    assert groups(a, b) == [{"aq0", "bq0"}]


def test_apostrophes_are_no_marks() -> None:
    """What stands between two apostrophes is nobody's words."""
    told = "that Kovar's barge rots on the northern mud bank and hasn't a rudder"
    a = made_report("a", said(told, KOVAR, type_="mixed"))
    b = made_report(
        "b", said("it's “Bren's barge rots on the northern mud bank and hasn't a sail”", BREN, type_="mixed")
    )
    assert groups(a, b) == []


def test_two_words_in_marks_are_a_scrap_unless_others_say_them_too() -> None:
    """'pitch dark' is of the witness's sentence; where another speaker says it as well, it proves nothing."""
    a = made_report("a", said("“The tunnel was pitch dark until the guard found a lamp,”"))
    b = made_report("b", said("that it had been “pitch dark” down there", type_="mixed"))
    c = made_report("c", said("“I have seen many a cellar that was pitch dark at noon,”", BREN))
    assert groups(a, b) == [{"aq0", "bq0"}]
    assert groups(a, b, c) == []


def test_told_speech_with_its_verbs_in_the_past_is_known_again() -> None:
    """'I took no money' is told as that he had taken no money."""
    a = made_report("a", said("“I took no money from the harbour guild and I sold no grain,”"))
    b = made_report(
        "b", said("that he had taken no money from the harbour guild and had sold no grain", type_="indirect")
    )
    assert groups(a, b) == [{"aq0", "bq0"}]


def test_a_catchword_of_two_speakers_is_no_wrong_speaker() -> None:
    """'The sums do not add up' is what anybody says of a plan."""
    a, b = (
        made_report("a", said("“The sums don't add up.”", KOVAR)),
        made_report("b", said("“The sums don't add up,”", BREN)),
    )
    assert groups(a, b) == []


def with_claims(report: Report) -> Report:
    """Add a claim for each quote, of its first piece, and the days that the words name."""
    claims = tuple(Claim(id=f"c{q.id}", span=q.content[0], by=q.id) for q in report.quotes)
    return replace(report, claims=claims)


def retold(*reports: Report, score: float, entities: Sequence[Entity] = ()) -> list[set[str]]:
    """Give the utterances of reports whose claims are all about one thing, with a score."""
    full = [with_claims(r) for r in reports]
    claims = [c for r in full for c in r.claims]
    pairs = [
        ClaimPair(a=a.id, b=b.id, score=score, slots=()) for a, b in combinations(claims, 2) if a.span.doc != b.span.doc
    ]
    return [set(u.quotes) for u in link_utterances(full, entities, pairs)]


def dated(report: Report, words: str, on: str) -> Report:
    """Add a day that the report names."""
    start = report.doc.text.index(words)
    time = TimeRef(
        id=f"{report.doc.id}d", span=Span(report.doc.id, start, start + len(words)), type="date", from_=on, to=on
    )
    return replace(report, times=(*report.times, time))


def test_two_accounts_of_one_content_are_one_utterance_of_one_speaker() -> None:
    """Hardly a word is shared: the score of the claims joins what one speaker is told to have said, and nobody else."""
    a = made_report("a", said("that the ferry would be mended by the end of May", type_="indirect"))
    told_by = [
        made_report("b", said("repairs to the boat would take until June", who, type_="indirect"))
        for who in (KOVAR, BREN)
    ]
    assert retold(a, told_by[0], score=0.6) == [{"aq0", "bq0"}]
    assert retold(a, told_by[1], score=0.6) == []
    assert retold(a, told_by[0], score=0.2) == []


def test_words_in_marks_need_the_wording_too() -> None:
    """A speaker says one thing in two sentences; both are given in marks, and so they are two."""
    a = made_report("a", said("“It was four and the snow was falling on the quarry,”"))
    b = made_report("b", said("“At four I laid the map of the mill on his desk.”"))
    assert retold(a, b, score=0.95) == []


def test_an_account_brings_no_two_sentences_in_marks_together() -> None:
    """What one reporter tells in one sentence may be two of the speaker's."""
    a = made_report("a", said("“The snow was falling when we left the quarry,”"))
    b = made_report("b", said("“I laid the map on the desk.”"))
    c = made_report("c", said("that she had come through snow to hand over the map", type_="indirect"))
    assert all(len(group) == 2 for group in retold(a, b, c, score=0.6))


def test_accounts_that_name_two_days_stay_apart() -> None:
    """'Until 3 May', 'until 20 May': the same content but for its day, and however alike the wording."""
    words = "that the orchard gates would stay closed to all visitors until {} May"
    a = dated(made_report("a", said(words.format(3), type_="indirect")), "3 May", "2031-05-03")
    b = dated(made_report("b", said(words.format(20), type_="indirect")), "20 May", "2031-05-20")
    assert retold(a, b, score=0.99) == []
    assert retold(
        a, dated(made_report("b", said(words.format(3), type_="indirect")), "3 May", "2031-05-03"), score=0.99
    )


def test_told_words_with_and_without_a_not_stay_apart() -> None:
    """'Would close', 'would not close': a wording alone joins no account with its denial."""
    a = made_report("a", said("that the council would close the northern quarry before winter", type_="indirect"))
    b = made_report("b", said("that the council would not close the northern quarry before winter", type_="indirect"))
    assert groups(a, b) == []


def test_a_speaker_without_a_name_is_known_by_the_words_for_him() -> None:
    """'The harbour office' and 'officials at the harbour office' are one source; 'two bankers' are another."""
    reports = {}
    for id_, name in (("a", "harbour office"), ("b", "officials at the harbour office"), ("c", "two bankers")):
        report = made_report(id_, said("that the crane had been sold", None, type_="indirect"))
        reports[id_] = replace(report, quotes=tuple(replace(q, speaker_name=name) for q in report.quotes))
    assert retold(reports["a"], reports["b"], score=0.8) == [{"aq0", "bq0"}]
    assert retold(reports["a"], reports["c"], score=0.8) == []


def test_a_role_is_whose_the_reports_say_it_is() -> None:
    """'A spokesman' in one report is the one whom another report names and calls so."""
    kovar = Entity(
        id=KOVAR, name="Ana Kovar", kind="person", roles=(Role(text="port spokesman", span=Span("a", 0, 4)),)
    )
    a = made_report("a", said("that the crane had been sold", KOVAR, type_="indirect"))
    b = made_report("b", said("the sale of the crane", None, type_="indirect"))
    b = replace(b, quotes=tuple(replace(q, speaker_name="a spokesman for the port") for q in b.quotes))
    assert retold(a, b, score=0.6, entities=[kovar]) == [{"aq0", "bq0"}]
    assert retold(a, b, score=0.6) == []


def test_the_same_content_days_later_is_another_act_of_speaking() -> None:
    """A speaker says much the same on many days: between reports that are days apart more is asked."""
    a = made_report("a", said("that the ferry would be mended by the end of May", type_="indirect"))
    b = made_report("b", said("repairs to the boat would take until June", type_="indirect"))

    def on(report: Report, day: str) -> Report:
        doc = replace(report.analysis.doc, published=day)
        return replace(report, analysis=replace(report.analysis, doc=doc))

    assert retold(on(a, "2031-05-01"), on(b, "2031-05-02"), score=0.6) == [{"aq0", "bq0"}]
    assert retold(on(a, "2031-05-01"), on(b, "2031-05-05"), score=0.6) == []


def test_two_clauses_that_both_reports_carry_stay_apart() -> None:
    """Each is close to the other for the sentence that both stand in, and closer to its own copy."""
    told = ("that a lamp had been misread", "whether the log had been found")
    a, b = (with_claims(made_report(id_, *(said(words, type_="indirect") for words in told))) for id_ in ("a", "b"))
    scores = [[1.0, 0.5], [0.5, 1.0]]
    pairs = [
        ClaimPair(a=f"caq{i}", b=f"cbq{j}", score=score, slots=())
        for i, row in enumerate(scores)
        for j, score in enumerate(row)
    ]
    assert [set(u.quotes) for u in link_utterances([a, b], (), pairs)] == [{"aq0", "bq0"}, {"aq1", "bq1"}]


def test_short_sentences_are_known_together() -> None:
    """'We are cold. We are not beaten' tells too little in each of its sentences."""
    a = made_report("a", said("“We are frozen. We are not beaten,”"))
    b = made_report("b", said("“We are frozen, we are not beaten.”"))
    assert only([a, b]).quotes == ("aq0", "bq0")


def test_the_first_word_of_a_quotation_is_no_name() -> None:
    """A capital after an opening mark makes no name: three telling words are enough across two speakers."""
    a = made_report("a", said("“Lanterns do not read timetables,”", KOVAR))
    b = made_report("b", said("“Lanterns don't read timetables!”", BREN))
    assert only([a, b]).differs == ("wording", "speaker")


def test_the_same_few_words_of_one_speaker_are_told_once() -> None:
    """'The number at 3,400' in two reports of one speaker; of two speakers it is two."""
    told = said("the number at 3,400", type_="indirect")
    assert groups(made_report("a", told), made_report("b", said("their number at 3,400", type_="indirect"))) == [
        {"aq0", "bq0"}
    ]
    assert groups(made_report("a", told), made_report("b", said("their number at 3,400", BREN, type_="indirect"))) == []


def test_one_number_of_the_same_is_one_account() -> None:
    """'58 people died' tells '58 people had been killed'; 58 who were hurt are others."""
    a = made_report("a", said("58 people had been killed", type_="indirect"))
    for words, same in (("58 people died", True), ("58 people were injured", False), ("61 people died", False)):
        found = groups(a, made_report("b", said(words, type_="indirect")))
        assert found == ([{"aq0", "bq0"}] if same else []), words


def test_a_sentence_in_other_words_is_given_to_two_speakers() -> None:
    """Where claims are one beyond doubt and most of the words are the same, one report has the wrong speaker."""
    a = made_report(
        "a", said("“A town that empties its granaries by night will soon have no granaries left to empty,”", KOVAR)
    )
    for words, score, same in (
        ("“A village that empties its barns by night will soon have no barns left to empty,”", 0.98, True),
        ("“A village that empties its barns by night will soon have no barns left to empty,”", 0.9, False),
        ("“Whoever burns his bread in May will be hungry in June,”", 0.98, False),
    ):
        b = made_report("b", said(words, BREN))
        assert retold(a, b, score=score) == ([{"aq0", "bq0"}] if same else []), words


def test_a_body_speaks_through_its_spokeswoman() -> None:
    """What the harbour office is told to have said its spokeswoman said, with its place or without where there is one; another body's words are its own."""
    role = Role(text="spokeswoman for the harbour office", span=Span("a", 0, 4))
    kovar = Entity(id=KOVAR, name="Ana Kovar", kind="person", roles=(role,))
    a = made_report("a", said("that the crane had been sold", KOVAR, type_="indirect"))
    b = made_report("b", said("the sale of the crane", BREN, type_="indirect"))
    for name, other, same in (
        ("Brenholt harbour office", "road board", True),
        ("Brenholt harbour office", "Tarn harbour office", False),
        ("harbour office", "Tarn harbour office", True),
        ("road board", "harbour office", False),
    ):
        bodies = [Entity(id=i, name=n, kind="organization") for i, n in ((BREN, name), ("other", other))]
        assert retold(a, b, score=0.8, entities=[kovar, *bodies]) == ([{"aq0", "bq0"}] if same else []), name


def test_who_speaks_for_a_body_is_no_other_speaker() -> None:
    """The ministry and its minister give one sentence: no difference of speakers."""
    minister = Entity(
        id=KOVAR, name="Ana Kovar", kind="person", roles=(Role(text="finance minister", span=Span("a", 0, 4)),)
    )
    ministry = Entity(id=BREN, name="finance ministry", kind="organization")
    words = "“The toll on the north bridge will be dropped in April,”"
    reports = [made_report("a", said(words, KOVAR)), made_report("b", said(words, BREN))]
    assert "speaker" not in only(reports, [minister, ministry]).differs
    assert "speaker" in only(reports, [minister]).differs


def test_what_is_taken_back_is_not_what_was_promised() -> None:
    """'The accounts would be published', 'they would not be published after all': two statements of one speaker."""
    a = with_claims(made_report("a", said("the accounts would be published by Friday", type_="indirect")))
    b = with_claims(made_report("b", said("the accounts would not be published after all", type_="indirect")))
    pair = ClaimPair(a="caq0", b="cbq0", score=0.95, slots=())

    def planned(report: Report, polarity: str) -> Report:
        return replace(report, claims=tuple(replace(c, modality="planned", polarity=polarity) for c in report.claims))

    assert link_utterances([planned(a, "affirmed"), planned(b, "affirmed")], (), [pair])
    assert not link_utterances([planned(a, "affirmed"), planned(b, "denied")], (), [pair])


def test_what_may_be_is_not_what_is() -> None:
    """A meeting that could be held is told as one that was arranged only where all else is the same."""
    a = with_claims(made_report("a", said("a meeting could be held at the mill", type_="indirect")))
    b = with_claims(made_report("b", said("the millers had arranged a meeting", type_="indirect")))
    possible = replace(a, claims=tuple(replace(c, modality="possible") for c in a.claims))
    pair = ClaimPair(a="caq0", b="cbq0", score=0.75, slots=())
    assert link_utterances([a, b], (), [pair])
    assert not link_utterances([possible, b], (), [pair])


def test_names_alone_make_no_retelling() -> None:
    """Two accounts that share nothing but words of grammar are two, however their sentences score, but for the surest."""
    a = made_report("a", said("that the crane had been sold", type_="indirect"))
    b = made_report("b", said("the ferry would be painted", type_="indirect"))
    assert retold(a, b, score=0.8) == []


def test_one_shared_word_in_marks_is_not_one_wording() -> None:
    """'None of our lorries was on the quay', 'Our lorries stood still': one speaker, one matter, two sentences."""
    a = made_report("a", said("“None of our lorries was on the quay,”"))
    b = made_report("b", said("“Our lorries did not move,”"))
    assert retold(a, b, score=0.95) == []


def test_two_speakers_are_given_nearly_the_same_sentence() -> None:
    """One word more makes no other sentence, whoever a report gives it to."""
    a = made_report("a", said("“We will follow them down to the last cellar,”", KOVAR))
    b = made_report("b", said("“We will follow them down to the very last cellar!”", BREN))
    assert [u.differs for u in link_utterances([a, b], ())] == [("wording", "speaker")]


def test_the_same_few_words_are_one_where_their_sentences_were_carried_over() -> None:
    """Too few to be known again by themselves: the sentence around them tells it."""
    cue = "said the harbour board of Tarn in a letter to the dockers' council"
    a, b = (made_report(id_, said("it a forgery", None, type_="indirect"), cue=cue) for id_ in "ab")
    c = made_report("c", said("it a forgery", None, type_="indirect"), cue="wrote a baker from Dell")
    assert [u.quotes for u in link_utterances([a, b, c], ())] == [("aq0", "bq0")]


def test_one_speaker_who_gives_a_number_twice_gives_one_account() -> None:
    """Reporters have no other words in common: "about 3,400 people marched", "the crowd at 3,400"."""
    a = made_report("a", said("about 3,400 people marched to the gates", type_="indirect"))
    b = made_report("b", said("the crowd at 3,400", type_="indirect"))
    c = made_report("c", said("the crowd at 5,200", type_="indirect"))
    assert [u.quotes for u in link_utterances([a, b, c], ())] == [("aq0", "bq0")]


def test_a_short_answer_and_its_account_are_one() -> None:
    """Nothing else is told beside it."""
    a = made_report("a", said("“Nothing has been signed, not a page and not a line,”"))
    b = made_report("b", said("nothing at all had been signed", type_="indirect"))
    assert len(link_utterances([a, b], ())) == 1


@pytest.mark.parametrize(
    ("phrase", "other", "same"),
    [
        ("the company", "Lanthorn", True),
        ("the company", "Lanthorn Bank", False),
        ("an official at the company", "Lanthorn", False),
        ("the owner", "Lanthorn", False),
    ],
)
def test_a_body_without_its_name_may_be_the_one_that_others_name(phrase: str, other: str, *, same: bool) -> None:
    """What is told of "the company" is Lanthorn's where both say much the same; another kind of body is another voice, and so is an official."""
    a = made_report("a", said("that the crane had been sold", KOVAR, type_="indirect"))
    b = made_report("b", said("the sale of the crane", None, type_="indirect"))
    b = replace(b, quotes=tuple(replace(q, speaker_name=phrase) for q in b.quotes))
    body = Entity(id=KOVAR, name=other, kind="organization")
    assert retold(a, b, score=0.85, entities=[body]) == ([{"aq0", "bq0"}] if same else [])
    assert retold(a, b, score=0.7, entities=[body]) == []


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("two senior officials", "an insider", True),
        (None, "an insider", True),
        ("the police", "the hospital", False),
        ("an insider", "the hospital", False),
    ],
)
def test_unnamed_people_who_say_the_same_are_one_source(one: str | None, two: str, *, same: bool) -> None:
    """What an official says in one report, an insider says in another; two bodies are two."""
    reports = []
    for id_, name in (("a", one), ("b", two)):
        made = made_report(id_, said(f"that the crane had been sold {id_}", None, type_="indirect"))
        reports.append(replace(made, quotes=tuple(replace(q, speaker_name=name) for q in made.quotes)))
    assert retold(*reports, score=0.9) == ([{"aq0", "bq0"}] if same else [])


def test_who_holds_a_post_in_a_body_and_the_body_are_one_where_the_words_are() -> None:
    """A surveyor is no spokesman: what the body is told to have said must be the same beyond doubt."""
    role = Role(text="surveyor at Lanthorn", span=Span("a", 0, 4))
    people = [
        Entity(id=KOVAR, name="Ana Kovar", kind="person", roles=(role,)),
        Entity(id=BREN, name="Lanthorn", kind="organization"),
    ]
    a = made_report("a", said("that the crane had been sold", KOVAR, type_="indirect"))
    b = made_report("b", said("the sale of the crane", BREN, type_="indirect"))
    assert retold(a, b, score=0.98, entities=people) == [{"aq0", "bq0"}]
    assert retold(a, b, score=0.9, entities=people) == []
