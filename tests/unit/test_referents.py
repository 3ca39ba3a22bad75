"""Whom pronouns, roles and what belongs to somebody stand for, in one report."""

from __future__ import annotations

import pytest

from crossread.compare._antecedents import WEIGHTS
from crossread.compare.antecedents import FEATURES, NOBODY, Candidate, choose
from crossread.compare.people import resolve_people
from crossread.compare.plurals import MAX_SENTENCES_TOGETHER
from crossread.extract.quotes import find_quotes
from crossread.extract.report import Report
from crossread.records import Span
from tests.unit.parsed import parsed

SAID = "{cue:said/VERB<root} {content:that it was/AUX late}."


def speaker(marked: str) -> str | None:
    """Give the last quote's speaker: an entity's name, or the words for somebody else in round brackets."""
    analysis = parsed(marked)
    resolved, _ = resolve_people([Report(analysis, quotes=find_quotes(analysis).records)])
    quote = resolved[0].quotes[-1]
    return quote.speaker_name if quote.speaker else quote.speaker_name and f"({quote.speaker_name})"


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("The {organization:Harbour Board/PROPN<nsubj@met} met/VERB<root on Monday. {source:It/PRON<nsubj@said} " + SAID, "Harbour Board"),
        ("{person:Mr. Bo Pell/PROPN<nsubj@left} left/VERB<root. {source:His/PRON<nmod:poss@aides aides/NOUN<nsubj@said} " + SAID, "(Mr. Bo Pell's aides)"),
        ("Mayor/NOUN {person:Ana Ruiz/PROPN<nsubj@met} met/VERB<root {person:Bo Pell/PROPN<obj@met}. {source:The mayor/NOUN<nsubj@said} " + SAID, "Ana Ruiz"),
        ("{person:Ana/PROPN<nsubj@met Ruiz/PROPN<flat@Ana} and {person:Bo/PROPN<conj@Ana Pell/PROPN<flat@Bo} met/VERB<root. {source:They/PRON<nsubj@said} " + SAID, "(Ana Ruiz and Bo Pell)"),
        ("{person:Ana Ruiz/PROPN<nsubj@met} met/VERB<root {person:Bo Pell/PROPN<obj@met}. {source:Both/DET<nsubj@said} " + SAID, "(Ana Ruiz and Bo Pell)"),
        ("The {organization:Harbour Board/PROPN<nsubj@met} met/VERB<root. {source:A {organization:Harbour Board/PROPN<compound@survey} survey/NOUN<nsubj@said} " + SAID, "Harbour Board"),
        ("{person:Ana Ruiz/PROPN<nsubj@left} left/VERB<root. {source:A {person:Ruiz/PROPN<compound@ad} ad/NOUN<nsubj@said} " + SAID, "(Ruiz ad)"),
        ("{person:Ana Ruiz/PROPN<nsubj@left} left/VERB<root. {source:A source/NOUN<nsubj@said} " + SAID, "(source)"),
        ("{person:Ana Ruiz/PROPN<nsubj@left} left/VERB<root. {source:This newspaper/NOUN<nsubj@said} " + SAID, "(This newspaper)"),
    ],
)  # fmt: skip
def test_sources_without_a_name(marked: str, wanted: str) -> None:
    """A body is "it", aides are their owner's, several go under one label, and a document is its publisher's."""
    assert speaker(marked) == wanted


def test_who_goes_back_over_an_apposition() -> None:
    """“Ruiz, now the head of the board, who”: the name, not the role between."""
    text = (
        "They met/VERB<root {person:Ana/PROPN<obj@met Ruiz/PROPN<flat@Ana}, now the head/NOUN<appos@Ana of/ADP it/PRON, "
        "{source:who/PRON<nsubj@said} {cue:said/VERB<acl:relcl@head} {content:that it was/AUX late}."
    )
    assert speaker(text) == "Ana Ruiz"


def test_which_is_a_body() -> None:
    """“members of the board, which”: people are "who"."""
    text = (
        "They met/VERB<root members/NOUN<obj@met of/ADP the {organization:Harbour Board/PROPN<nmod@members}, "
        "{source:which/PRON<nsubj@said} {cue:said/VERB<acl:relcl@members} {content:that it was/AUX late}."
    )
    assert speaker(text) == "Harbour Board"


def test_the_signer_is_i_outside_a_quotation() -> None:
    """A letter to the editor: the name alone on the line under it."""
    letter = "{source:I/PRON<nsubj@say} {cue:say/VERB<root} {content:that it is/AUX late}.\n{person:Ana Ruiz}.\nEllery."
    assert speaker(letter) == "Ana Ruiz"
    assert speaker(letter.replace("I/PRON", "We/PRON")) != "Ana Ruiz"


def test_i_in_a_quotation_is_its_speaker() -> None:
    """“I said that …” inside the words of somebody."""
    text = "{content:“{content2:it is/AUX late}, {source2:I/PRON<nsubj@say} {cue2:say/VERB},”} {source:{person:Ana Ruiz}} {cue:said/VERB<root}."
    analysis = parsed(text)
    resolved, _ = resolve_people([Report(analysis, quotes=find_quotes(analysis).records)])
    assert {q.speaker_name for q in resolved[0].quotes} == {"Ana Ruiz"}


def test_those_too_far_back_are_not_they() -> None:
    """Two who were named many sentences ago are not "both"."""
    filler = "It rained/VERB<root. " * (MAX_SENTENCES_TOGETHER + 1)
    text = "{person:Ana Ruiz} met/VERB<root {person:Bo Pell}. " + filler + "{source:Both/DET<nsubj@said} " + SAID
    assert speaker(text) == "(Both)"


def test_a_campaign_is_not_its_candidate() -> None:
    """“The Ruiz campaign” is a body of its own."""
    text = (
        "{person:Ana Ruiz} left/VERB<root. {source:The {person:Ruiz/PROPN<compound@campaign} campaign/NOUN<nsubj@said} "
        + SAID
    )
    assert speaker(text) == "Ruiz campaign"
    assert (
        speaker(text.replace("{person:Ruiz/PROPN<compound@campaign}", "Moss/PROPN<compound@campaign"))
        == "Moss campaign"
    )


@pytest.mark.parametrize("sort", ["person", "body", "role"])
def test_weights_belong_to_features(sort: str) -> None:
    """Every sort has a weight for every feature, and a subject near by beats nobody."""
    assert len(WEIGHTS[sort]) == len(FEATURES)


def test_of_equal_candidates_the_first_is_taken() -> None:
    """The order in which candidates come, the nearest first, decides between equal ones."""
    empty = (0.0,) * len(FEATURES)
    assert choose("person", [Candidate(3, 0, empty), Candidate(2, 0, empty)]) == 3
    assert choose("person", []) == NOBODY


def mentions(*reports: str) -> dict[str, set[str]]:
    """Give the words by which reports speak of each entity without its name, by the name."""
    analyses = [parsed(r, id_=f"d{i}") for i, r in enumerate(reports)]
    texts = {a.doc.id: a.doc for a in analyses}
    _, found = resolve_people([Report(a, quotes=find_quotes(a).records) for a in analyses])
    return {
        e.name: {texts[m.doc][Span(m.doc, m.start, m.end)] for m in e.mentions if m.form == "nominal"} for e in found
    }


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("{person:Ana Ruiz}, the mayor/NOUN<appos@Ruiz of/ADP Ellery/PROPN, came/VERB<root.", "the mayor of Ellery"),
        ("The ferry/NOUN<nmod:poss@captain 's/PART captain/NOUN<nsubj@came, Dr {person:Ana/PROPN<appos@captain Ruiz/PROPN<flat@Ana}, came/VERB<root.", "captain"),
        ("The mayor/NOUN<nsubj@came of/ADP Ellery/PROPN, {person:Ana/PROPN<appos@mayor Ruiz/PROPN<flat@Ana}, came/VERB<root.", "mayor of Ellery"),
        ("A spokeswoman/NOUN<nsubj@came for/ADP {person:Bo Pell}, {person:Ana/PROPN<appos@spokeswoman Ruiz/PROPN<flat@Ana}, came/VERB<root.", "spokeswoman for Bo Pell"),
        ("Mayor/NOUN {person:Ana Ruiz} came/VERB<root. We saw/VERB<root the/DET<det@mayor mayor/NOUN<obj@saw.", "the mayor"),
    ],
)  # fmt: skip
def test_phrases_without_a_name_are_mentions(marked: str, wanted: str) -> None:
    """What is set off by a comma, and what says nothing itself."""
    assert any(words.endswith(wanted) for words in mentions(marked)["Ana Ruiz"])


def test_a_role_that_one_person_of_the_story_has_is_that_person_in_every_report() -> None:
    """“The minister” of a report that names another: whom a second report calls minister, not who is named nearby."""
    found = mentions(
        "{person:Bo Pell} slept/VERB<root. They met/VERB<root the/DET<det@minister minister/NOUN<obj@met.",
        "Health/PROPN Minister/PROPN {person:Ana Ruiz} came/VERB<root.",
    )
    assert found["Ana Ruiz"] == {"the minister"}


def test_a_noun_in_the_name_of_one_body_is_that_body() -> None:
    """“The board” is the Harbour Board, here and where it is not named; of two boards it is neither."""
    one = "The {organization:Harbour Board/PROPN<nsubj@met} met/VERB<root."
    other = "They asked/VERB<root the/DET<det@board board/NOUN<obj@asked."
    assert mentions(one, other)["Harbour Board"] == {"the board"}
    two = one + " The {organization:School Board/PROPN<nsubj@met} met/VERB<root."
    assert not any(mentions(two, other).values())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("{organization:Open Wells/PROPN<nsubj@dug}, an/DET<det@group aid/NOUN<compound@group group/NOUN<appos@Wells, dug/VERB<root.", "the group"),
        ("Then the/DET<det@Palisade insurer/NOUN<compound@Palisade {organization:Palisade/PROPN<nsubj@paid} paid/VERB<root.", "the insurer"),
        ("{person:Ana Ruiz}, chief/NOUN<compound@executive executive/NOUN<appos@Ruiz of/ADP {organization:Palisade}, paid/VERB<root.", "the company"),
        ("Then the/DET opposition/NOUN {organization:Harbour Union/PROPN<nsubj@voted} voted/VERB<root.", "the party"),
        ("ELLERY, May 2 ({organization:Lodestar}) - It rained/VERB<root.", "the agency"),
    ],
)  # fmt: skip
def test_what_a_body_is_called_tells_what_a_noun_means(name: str, words: str) -> None:
    """By an apposition, by what stands before the name, by whom it has in it, or by the dateline."""
    noun = words.removeprefix("the ")
    other = "The {organization:Harbour Board/PROPN<nsubj@met} met/VERB<root."
    found = mentions(f"{name} {other} They asked/VERB<root the/DET<det@{noun} {noun}/NOUN<obj@asked.")
    assert [n for n, said in found.items() if words in said and n != "Harbour Board"] == [
        n for n in found if n in name and n not in {"Ana Ruiz", "ELLERY"}
    ]


def test_her_party_is_the_one_that_she_leads() -> None:
    """The body that somebody's role is in."""
    found = mentions(
        "The {organization:School Union/PROPN<nsubj@met} met/VERB<root. {person:Ana Ruiz}, leader/NOUN<appos@Ruiz of/ADP the {organization:Harbour Union}, "
        "came/VERB<root. We saw/VERB<root her/PRON<nmod:poss@party party/NOUN<obj@saw."
    )
    assert "her party" in found["Harbour Union"]


def test_the_president_is_not_that_of_the_board() -> None:
    """A title of nothing before the name is the office; who is president of something is not meant by the bare noun."""
    found = mentions(
        "Board/PROPN president/NOUN {person:Bo Pell} came/VERB<root. They asked/VERB<root the/DET<det@president president/NOUN<obj@asked. "
        "President/PROPN {person:Ana Ruiz} slept/VERB<root."
    )
    assert "the president" in found["Ana Ruiz"]
