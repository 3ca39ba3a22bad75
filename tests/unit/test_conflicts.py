"""Conflicts between reports: what is raised, with which verdict, and what is left alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from crossread.compare._word_senses import kinship, opposites_of
from crossread.compare.collation import collate
from crossread.compare.conflict_passages import read_passages, title_of
from crossread.compare.conflict_statements import Statement, read_all_statements
from crossread.compare.conflict_words import opposed_concepts, plain_concept, read_terms
from crossread.compare.conflicts import find_conflicts
from crossread.extract.figures import find_figures
from crossread.extract.report import Report
from crossread.language.analysis import Analysis, AttributionSpans, NameSpans, Syntax
from crossread.language.sentences import find_sentences
from crossread.language.tokens import find_tokens
from crossread.records import Conflict, Document, Entity, Mention, Quote, Role, Span, TimeRef, Utterance
from evaluation.conflicts import load_passages


def report(id_: str, text: str, *, published: str = "2031-05-20", said: Sequence[tuple[str, str, str]] = ()) -> Report:
    """Make a report that no model has read, with its figures.

    Args:
        said: quotes as words, source words and speaker id.
    """
    doc = Document(id=id_, source=f"{id_}.txt", sha256="", outlet=id_.title(), published=published, text=text)
    sentences, none = find_sentences(text), np.zeros(0, np.int32)
    analysis = Analysis(
        doc=doc,
        sentences=sentences,
        tokens=find_tokens(text, sentences),
        syntax=Syntax((), none, ()),
        names=NameSpans(none, none, (), np.zeros(0, np.float32)),
        attribution=AttributionSpans(none, none, (), np.zeros(0, np.float32), none, none),
        vectors=np.zeros((len(sentences), 384), np.float32),
    )
    quotes = tuple(
        Quote(
            id=f"{id_}q{n}",
            type="direct",
            content=(span(id_, text, words),),
            source=span(id_, text, source),
            speaker=who,
            score=0.9,
        )
        for n, (words, source, who) in enumerate(said)
    )
    return Report(analysis, figures=find_figures(analysis).records, quotes=quotes)


def span(id_: str, text: str, words: str) -> Span:
    """Find the first place of some words."""
    start = text.index(words)
    return Span(id_, start, start + len(words))


def entity(name: str, kind: str, *reports: Report) -> Entity:
    """Make an entity of all places where its name stands."""
    mentions = []
    for r in reports:
        at = r.doc.text.find(name)
        while at >= 0:
            mentions.append(Mention(r.doc.id, at, at + len(name), "name"))
            at = r.doc.text.find(name, at + 1)
    return Entity(id=name.lower(), name=name, kind=kind, mentions=tuple(mentions))  # type: ignore[arg-type]


def raised(
    *reports: Report, entities: Sequence[Entity] = (), utterances: Sequence[Utterance] = ()
) -> list[tuple[str, str]]:
    """Give kind and verdict of each conflict."""
    return [(c.kind, c.verdict) for c in find_conflicts(reports, entities, utterances=utterances)]


def the_one(*reports: Report, entities: Sequence[Entity] = (), utterances: Sequence[Utterance] = ()) -> Conflict:
    """Give the one conflict that there is."""
    (conflict,) = find_conflicts(reports, entities, utterances=utterances)
    return conflict


DEAD = "The warehouse in Port Almy burned down on Monday, killing {} people, the fire service said."


def test_two_counts_of_the_dead_are_a_conflict_side_by_side() -> None:
    """Each side says its own words, with its outlet."""
    conflict = the_one(
        report("a", DEAD.format("11")),
        report("b", "At least one fireman wept. The fire killed 14 people at the warehouse."),
    )
    assert (conflict.kind, conflict.verdict, conflict.about) == ("figure", "conflict", "people killed")
    assert [s.outlets for s in conflict.sides] == [("A",), ("B",)]
    assert [("11" in s.says, "14" in s.says) for s in conflict.sides] == [(True, False), (False, True)]


def test_what_a_side_says_stands_in_its_evidence() -> None:
    """`says` are words of one of the spans."""
    reports = [report("a", DEAD.format("11")), report("b", DEAD.format("14"))]
    docs = {r.doc.id: r.doc for r in reports}
    for side in the_one(*reports).sides:
        assert any(side.says in docs[s.doc][s] for s in side.evidence)


def test_reports_with_one_figure_stand_on_one_side() -> None:
    """Two outlets that agree against a third are one side."""
    conflict = the_one(
        report("a", DEAD.format("11")), report("b", DEAD.format("14")), report("c", DEAD.format("eleven"))
    )
    assert [s.outlets for s in conflict.sides] == [("A", "C"), ("B",)]


def test_the_same_number_in_letters_is_no_conflict() -> None:
    """14 and fourteen are one number."""
    assert raised(report("a", DEAD.format("14")), report("b", DEAD.format("fourteen"))) == []


@pytest.mark.parametrize(
    ("a", "b"), [("1,500", "1,487"), ("about 190", "187"), ("more than 50", "53"), ("nearly 400", "396")]
)
def test_a_round_number_is_no_conflict_with_what_it_rounds(a: str, b: str) -> None:
    """Rounding is not reported."""
    assert raised(report("a", DEAD.format(a)), report("b", DEAD.format(b))) == []


def test_a_lower_bound_leaves_room_for_a_higher_count() -> None:
    """Words "at least 8" and 12 differ in scope."""
    conflict = the_one(report("a", DEAD.format("at least 8")), report("b", DEAD.format("12")))
    assert conflict.verdict == "scope"
    assert "at least" in conflict.why


def test_a_count_below_the_lower_bound_is_a_conflict() -> None:
    """Words "at least 14" leaves no room for 11."""
    assert raised(report("a", DEAD.format("at least 14")), report("b", DEAD.format("11"))) == [("figure", "conflict")]


def test_killed_and_injured_are_never_a_pair() -> None:
    """Two counts of other people."""
    assert (
        raised(report("a", DEAD.format("11")), report("b", "The fire at the warehouse injured 14 people on Monday."))
        == []
    )


def test_the_dead_of_one_town_and_of_the_country_differ_in_scope() -> None:
    """A place that only one of them names makes it a part."""
    a = report("a", "The storm killed 7 people in Brenning on Monday.")
    b = report("b", "The storm killed 12 people on Monday, the ministry said.")
    c = report("c", "The storm has passed.")
    assert raised(a, b, c, entities=[entity("Brenning", "location", a)]) == [("figure", "scope")]


def test_a_later_day_with_a_higher_count_differs_in_scope() -> None:
    """The count may have gone up."""
    a = report("a", DEAD.format("11"), published="2031-05-20")
    b = report("b", DEAD.format("14"), published="2031-05-22")
    assert raised(a, b) == [("figure", "scope")]


def test_some_of_the_injured_are_no_count_of_the_injured() -> None:
    """Words like "Twelve of the injured" counts a part."""
    a = report("a", "The crash injured 14 people on the quay.")
    b = report("b", "Twelve of the injured people stayed in hospital.")
    assert raised(a, b) == []


def test_history_is_not_held_against_news() -> None:
    """Who died years ago is counted apart."""
    assert (
        raised(report("a", DEAD.format("11")), report("b", "Nine years ago a fire at the warehouse killed 30 people."))
        == []
    )


def test_a_report_that_has_both_numbers_tells_them_apart() -> None:
    """Where one report gives 7 and 12, another's 7 is its 7."""
    a = report("a", "The storm killed 12 people. In all the harbours the storm killed 7 people.")
    b = report("b", "The storm killed 7 people on Monday.")
    assert raised(a, b) == []


def test_amounts_of_one_plan_stand_side_by_side() -> None:
    """Two prices of one purchase."""
    a = report("a", "Varn plans to buy $90 million of patrol boats with loans from the coastal fund.")
    b = report(
        "b",
        "Varn has reportedly proposed purchasing up to $100 million in patrol boats, paid by the coastal fund with loans.",
    )
    assert raised(a, b) == [("figure", "conflict")]


def test_amounts_of_other_things_are_no_conflict() -> None:
    """A fine and a budget share no words."""
    a = report("a", "The court fined the shipyard $90 million over the spill.")
    b = report("b", "Parliament voted a school budget of $300 million last night.")
    assert raised(a, b) == []


def test_an_event_before_and_after_another_is_a_sequence_conflict() -> None:
    """The alarm cannot come first and last."""
    a = report("a", "The distress signal went out a minute before the collision with the pier.")
    b = report("b", "The distress signal was sent only after the crash, a mate said.")
    conflict = the_one(a, b)
    assert (conflict.kind, conflict.verdict) == ("sequence", "conflict")
    assert {s.outlets for s in conflict.sides} == {("A",), ("B",)}


def test_after_two_hours_is_no_order_of_events() -> None:
    """An amount of time is no event."""
    a = report("a", "The mayor left the meeting after two hours.")
    b = report("b", "The mayor left before the meeting.")
    assert raised(a, b) == []


def test_what_is_denied_is_held_against_who_says_so() -> None:
    """Two speakers on one fact, in one report, side by side."""
    text = (
        "Any insurance had expired, said the broker. The harbour was closed. " * 4
        + "The broker said there was no insurance."
    )
    other = "“The insurance was renewed in May,” the owner said. The owner denied that the insurance had expired."
    a, b = report("a", text), report("b", other, said=[("“The insurance was renewed in May,”", "the owner", "owner")])
    assert ("assertion", "conflict") in raised(a, b)


def test_ruled_out_against_not_ruled_out() -> None:
    """The same thing must be meant."""
    a = report("a", "The minister ruled out a merger of the two ferry companies.")
    b = report("b", "The minister did not rule out a merger of the two ferry companies.")
    c = report("c", "The minister did not rule out an inquiry by the harbour police.")
    assert raised(a, b) == [("assertion", "conflict")]
    assert raised(a, c) == []


def test_agreed_against_not_confirmed_may_both_be_right() -> None:
    """The reason says under which reading."""
    a = report("a", "Governor Ostrel agreed to meet the union leaders in Dravik within two weeks.")
    b = report("b", "The office of Ostrel stopped short of confirming a meeting with the union leaders in Dravik.")
    conflict = the_one(a, b, entities=[entity("Ostrel", "person", a, b), entity("Dravik", "location", a, b)])
    assert conflict.kind == "assertion"
    assert "may still be so" in conflict.why


def test_opposed_wishes_are_positions_and_no_conflict() -> None:
    """Who wants and who does not want do not contradict each other."""
    a = report("a", "The fishermen want the harbour opened to trawlers.")
    b = report("b", "The council does not want the harbour opened to trawlers.")
    assert raised(a, b) == []


def test_what_has_changed_since_is_no_conflict() -> None:
    """Then and now."""
    a = report("a", "The council previously rejected a merger of the two ferry companies.")
    b = report("b", "The council approved a merger of the two ferry companies.")
    assert raised(a, b) == []


LINE = "“We will paint the lighthouse red before the summer,”"


def spoken(id_: str, who: str, words: str = LINE) -> Report:
    """Make a report of one quote."""
    return report(id_, f"{words} said {who} on Monday.", said=[(words, who, who.lower())])


def test_words_given_to_two_speakers_are_a_speaker_conflict() -> None:
    """Sides are the speakers; the majority comes first."""
    reports = [spoken("a", "Ines Vool"), spoken("b", "Karl Omme"), spoken("c", "Ines Vool")]
    people = [entity("Ines Vool", "person", *reports), entity("Karl Omme", "person", *reports)]
    utterance = Utterance(id="u1", speaker="ines vool", quotes=("aq0", "bq0", "cq0"), differs=("speaker",))
    conflict = the_one(*reports, entities=people, utterances=[utterance])
    assert conflict.kind == "speaker"
    assert [(s.says, s.outlets) for s in conflict.sides] == [("Ines Vool", ("A", "C")), ("Karl Omme", ("B",))]


def test_a_ministry_and_its_minister_are_no_two_speakers() -> None:
    """A person may speak for an organization."""
    reports = [spoken("a", "Ines Vool"), spoken("b", "Harbour Office")]
    names = [entity("Ines Vool", "person", *reports), entity("Harbour Office", "organization", *reports)]
    utterance = Utterance(id="u1", quotes=("aq0", "bq0"), differs=("speaker",))
    assert raised(*reports, entities=names, utterances=[utterance]) == []


def wordings(first: str, second: str) -> list[tuple[str, str]]:
    """Give the conflicts of wording between two quotes of one utterance."""
    a, b = spoken("a", "Ines Vool", first), spoken("b", "Ines Vool", second)
    quotes = [*a.quotes, *b.quotes]
    rows = collate(quotes, {"a": a.doc, "b": b.doc})
    utterance = Utterance(id="u1", quotes=("aq0", "bq0"), collation=rows, differs=("wording",))
    return [(c.kind, c.verdict) for c in find_conflicts([a, b], (), utterances=[utterance]) if c.kind == "wording"]


def test_a_negation_in_one_wording_is_a_conflict() -> None:
    """One wording turns the other round."""
    assert wordings("“We will sell the old harbour,”", "“We will not sell the old harbour,”") == [
        ("wording", "conflict")
    ]


def test_a_softer_word_is_a_difference_of_wording() -> None:
    """Will is firmer than may."""
    assert wordings("“In spring we will sell the old harbour,”", "“In spring we may sell the old harbour,”") == [
        ("wording", "wording")
    ]


def test_a_cut_and_a_short_form_change_no_sense() -> None:
    """What is left out, and "we'll", are no conflict."""
    assert wordings("“We will sell the old harbour, and not a day too soon,”", "“We'll sell the old harbour,”") == []


def test_the_order_of_reports_does_not_matter() -> None:
    """The same conflicts whichever report comes first."""
    reports = [report("a", DEAD.format("11")), report("b", DEAD.format("14")), report("c", DEAD.format("at least 20"))]
    found = {
        tuple(
            sorted((c.kind, c.verdict, c.about, tuple(s.outlets for s in c.sides)) for c in find_conflicts(order, ()))
        )
        for order in permutations(reports)
    }
    assert len(found) == 1


def test_reports_that_say_nothing_have_no_conflicts() -> None:
    """An empty report is no fault."""
    assert raised(report("a", ""), report("b", "Nothing.")) == []


@pytest.mark.parametrize(
    ("text", "word", "sign"),
    [
        ("The tug carried no lights.", "lights", -1),
        ("He denied that the tug had sailed without lights.", "lights", 1),
        ("He did not deny that the door was closed.", "closed", -1),
        ("The hold was dark.", "dark", -1),
        ("It was not only lit but painted.", "lit", 1),
        ("She declined to say where the crew was arrested.", "arrested", 1),
    ],
)
def test_signs_of_words(text: str, word: str, sign: int) -> None:
    """Negations, opposites and denials turn a word round; two of them cancel."""
    start = text.index(word)
    assert next(t.sign for t in read_terms(text, 0, len(text)) if t.start == start) == sign


def test_an_account_and_who_disputes_it_are_told_by_one_report() -> None:
    """The account stands on one side, the reply with what follows it on the other."""
    account, reply = "The ferry firm never warned us", "We warned them twice"
    text = f"“{account},” said Ines Vool. Karl Omme tells it the other way round. “{reply},” he said."
    said = [(f"“{account},”", "Ines Vool", "ines"), (f"“{reply},”", "he", "karl")]
    conflict = the_one(report("a", text, said=said))
    assert [account in s.says or reply in s.says for s in conflict.sides] == [True, True]
    assert conflict.kind == "assertion"


def test_a_denial_without_an_account_before_it_raises_nothing() -> None:
    """There is nothing to hold it against."""
    assert raised(report("a", "Karl Omme tells it the other way round. The band played on.")) == []


def test_numbers_that_one_report_sets_side_by_side() -> None:
    """Two sources, each with a bare number."""
    text = "The strike goes on. The union says 4,100. The firm puts it at 2,870. Nobody else has counted."
    assert raised(report("a", text)) == [("figure", "conflict")]


def test_a_wording_that_ends_before_its_restriction_is_a_conflict() -> None:
    """The cut makes it say more."""
    assert wordings("“We saw no damage,”", "“We saw no damage that would stop the ferry,”") == [("wording", "conflict")]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("She spoke to nobody that night.", "spoke"),
        ("He has conceded nothing.", "conceded"),
        ("Nobody was injured.", "injured"),
    ],
)
def test_nobody_and_nothing_negate_the_verb_on_either_side(text: str, word: str) -> None:
    """A negated object denies as much as a "not"."""
    start = text.index(word)
    assert next(t.sign for t in read_terms(text, 0, len(text)) if t.start == start) == -1


def test_words_of_one_sense_are_kin_and_opposites_are_known() -> None:
    """The table of senses is read by stems."""
    assert kinship("purchas", "buy") > kinship("purchas", "banana") == 0.0
    assert "lose" in opposites_of("win")
    assert "win" in opposites_of("lose")


def test_a_pronoun_that_may_stand_for_the_other_is_no_witness() -> None:
    """Who is meant by "he" is not sure where both are named before it."""
    a = spoken("a", "Tove Vool")
    text = f"Tove Vool met Karl Omme. {LINE} he said."
    b = report("b", text, said=[(LINE, "he", "karl omme")])
    people = [entity("Tove Vool", "person", a, b), entity("Karl Omme", "person", a, b)]
    assert raised(a, b, entities=people) == []


def test_he_is_no_woman_and_the_old_man_is_none_either() -> None:
    """A pronoun or a role of a man does not stand for the woman to whom another report gives the words."""
    a = spoken("a", "Ines Vool")
    for said in ("he", "the old man"):
        text = f"Ines Vool met Karl Omme. {LINE} {said} said."
        b = report("b", text, said=[(LINE, said, "karl omme")])
        people = [entity("Ines Vool", "person", a, b), entity("Karl Omme", "person", a, b)]
        assert raised(a, b, entities=people) == [("speaker", "conflict")]


def test_a_role_that_only_one_of_the_two_has_tells_who_spoke() -> None:
    """The minister is the one whom the reports call a minister; "the witness" may be any."""
    a = spoken("a", "Tove Vool")
    found = []
    for said in ("the minister", "the witness"):
        b = report("b", f"Karl Omme, the minister, came. {LINE} {said} said.", said=[(LINE, said, "karl omme")])
        role = Role(text="the minister", span=Span("b", 11, 23))
        omme = replace(entity("Karl Omme", "person", a, b), roles=(role,))
        found.append(raised(a, b, entities=[entity("Tove Vool", "person", a, b), omme]))
    assert found == [[("speaker", "conflict")], []]


def test_two_spellings_of_one_name_are_no_two_speakers() -> None:
    """That "Tove Corvin" or "Mme Korvin" was not known for Tove Korvin is no conflict."""
    for other in ("Tove Corvin", "Mme Korvin", "Korvin"):
        a, b = spoken("a", "Tove Korvin"), spoken("b", other)
        people = [entity("Tove Korvin", "person", a, b), entity(other, "person", a, b)]
        assert raised(a, b, entities=people) == []


def test_staying_until_the_end_is_leaving_after_it() -> None:
    """Who stays until a thing is over leaves after it."""
    a = report("a", "The captain walked out before the draft was read.")
    b = report("b", "The captain stayed until the last page was read.")
    conflict = the_one(a, b)
    assert (conflict.kind, conflict.verdict) == ("sequence", "conflict")


def test_one_event_on_two_days_is_a_sequence_conflict() -> None:
    """Two dates of one opening; a repeated verb alone is no such thing."""
    a = dated("a", "The swing bridge reopens to lorries on 4 June.", "4 June", "2031-06-04")
    b = dated("b", "The swing bridge reopens to lorries on 6 June.", "6 June", "2031-06-06")
    c = dated("c", "A museum reopens after repairs on 9 June.", "9 June", "2031-06-09")
    assert raised(a, b) == [("sequence", "conflict")]
    assert raised(a, c) == []


def dated(id_: str, text: str, words: str, day: str) -> Report:
    """Make a report with one time expression."""
    time = TimeRef(id=f"{id_}t", span=span(id_, text, words), type="date", from_=day, to=day)
    return replace(report(id_, text), times=(time,), figures=())


def parsed(text: str, tree: str) -> list[Statement]:
    """Read the statements of one sentence with its tree: a word, its tag, its relation and the row of its head each."""
    rows = [node.split("/") for node in tree.split()]
    plain = report("a", text)
    syntax = Syntax(
        tuple(tag for tag, _, _ in rows),
        np.array([int(head) for _, _, head in rows], np.int32),
        tuple(rel for _, rel, _ in rows),
    )
    return read_all_statements(read_passages([replace(plain, analysis=replace(plain.analysis, syntax=syntax))], ()))


def test_what_somebody_denies_is_denied_and_the_denying_is_no_statement() -> None:
    """The clause under "denied" is the one that counts."""
    tree = "DET/det/1 NOUN/nsubj/2 VERB/root/2 SCONJ/mark/6 DET/det/5 NOUN/nsubj/6 VERB/ccomp/2 PUNCT/punct/2"
    (statement,) = parsed("The owner denied that the engine exploded.", tree)
    assert (statement.denied, statement.denial, statement.left_open) == (True, True, False)
    assert {"engin", "explod"} <= statement.about


def test_what_is_not_confirmed_is_left_open() -> None:
    """Neither affirmed nor plainly denied."""
    tree = "DET/det/1 NOUN/nsubj/4 AUX/aux/4 PART/advmod/4 VERB/root/4 DET/det/6 NOUN/obj/4 PUNCT/punct/4"
    (statement,) = parsed("The ministry did not confirm the exchange.", tree)
    assert (statement.denied, statement.left_open) == (True, True)
    assert statement.predicate == {"exchang"}


def test_what_is_not_ruled_out_is_possible() -> None:
    """It is no denial."""
    tree = "DET/det/1 NOUN/nsubj/4 AUX/aux/4 PART/advmod/4 VERB/root/4 ADP/compound:prt/4 DET/det/8 NOUN/compound/8 NOUN/obj/4 PUNCT/punct/4"
    (statement,) = parsed("The minister did not rule out a ferry merger.", tree)
    assert (statement.denied, statement.firmness) == (False, "possible")


def test_a_wish_and_an_order_are_no_statements() -> None:
    """They say nothing that is so."""
    assert parsed("Ask the mayor.", "VERB/root/0 DET/det/2 NOUN/obj/0 PUNCT/punct/0") == []
    assert (
        parsed("The crew hopes for rain.", "DET/det/1 NOUN/nsubj/2 VERB/root/2 ADP/case/4 NOUN/obl/2 PUNCT/punct/2")
        == []
    )


def test_a_word_of_the_opposite_sense_stands_for_itself() -> None:
    """What is lost is not won, and is opposed to it."""
    assert plain_concept("win", "win") == "win"
    assert plain_concept("lose", "win") == "lose"
    assert "lose" in opposed_concepts("win")


def test_durations_are_compared_whatever_their_units() -> None:
    """A week is longer than three days; two hours and a half are one time."""
    text = "The harbour master closed the swing bridge at Port Almy to lorries for {}."
    assert raised(report("a", text.format("3 days")), report("b", text.format("2 weeks"))) == [("figure", "conflict")]
    assert raised(report("a", text.format("14 days")), report("b", text.format("2 weeks"))) == []


def test_what_is_asked_for_is_no_account_of_what_is() -> None:
    """A demand beside an offer is a difference of positions."""
    a = report("a", "The dockers of Port Almy asked for a raise of 9 percent.")
    b = report("b", "The dockers of Port Almy got a raise of 5 percent.")
    assert raised(a, b) == []


def test_labelled_words_stand_in_their_reports() -> None:
    """Every label of the short stories can be found, and both halves have some."""
    for split in ("dev", "test"):
        stories = load_passages(split)
        assert stories
        for story in stories:
            texts = {r["doc"]: r["text"] for r in story["reports"]}
            evidence = [e for c in story["conflicts"] for side in c["sides"] for e in side["evidence"]]
            assert all(e["words"] in texts[e["doc"]] for e in [*evidence, *_alike(story)])


def _alike(story: Mapping[str, Any]) -> list[dict[str, str]]:
    return [e for c in story["not_conflicts"] for e in c["evidence"]]


def test_a_conflict_is_named_in_the_words_of_a_report_with_a_gap_for_what_differs() -> None:
    """The number that differs is left out of the title."""
    made = find_conflicts(
        [
            report("a", "The ministry of Oram closed two bottom outlets of the Tessel dam."),
            report("b", "The ministry of Oram closed four bottom outlets of the Tessel dam."),
        ],
        (),
    )
    assert [c.about for c in made if c.kind == "figure"] == [
        "ministry of Oram closed … bottom outlets of the Tessel dam"
    ]


@pytest.mark.parametrize(
    ("sentence", "wanted", "but", "title"),
    [
        ("Oram closed two bottom outlets on Monday.", {"closed", "outlets"}, "two", "closed … bottom outlets"),
        ("Oram closed, “for good”, the outlets.", {"closed", "outlets"}, None, "closed … outlets"),
        ("Oram closed the outlets.", {"closed", "outlets"}, None, "closed the outlets"),
        ("Oram closed the outlets.", {"sing"}, None, ""),
    ],
)
def test_titles_go_from_the_first_to_the_last_word_asked_for(
    sentence: str, wanted: set[str], but: str | None, title: str
) -> None:
    """Over marks the words asked for stand alone, with a gap between."""
    reading = read_passages([report("a", sentence)], ())
    left_out = span("a", sentence, but) if but else None
    concepts = {t.concept for t in reading.passages[0].terms if sentence[t.start : t.end] in wanted}
    assert title_of(reading, reading.passages[0], concepts, but=left_out) == title
