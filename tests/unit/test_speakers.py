"""Who is speaking: names, roles, pronouns and what stands around a quotation."""

from __future__ import annotations

import pytest

from crossread.compare.people import resolve_people
from crossread.extract.quotes import find_quotes
from crossread.extract.report import Report
from tests.unit.parsed import parsed


def speakers(*reports: str) -> list[str | None]:
    """Give the speaker of every quote, in order: the name of an entity, or what the report calls an unknown one in round brackets."""
    analyses = [parsed(r, id_=f"d{i}") for i, r in enumerate(reports)]
    resolved, _ = resolve_people([Report(a, quotes=find_quotes(a).records) for a in analyses])
    return [
        q.speaker_name if q.speaker else q.speaker_name and f"({q.speaker_name})" for r in resolved for q in r.quotes
    ]


CAME = "{person:Ana Ruiz} met/VERB {person:Bo Pell}.\n"


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("{content:“We go,”} {source:{person:Ana Ruiz}} {cue:said/VERB}.", "Ana Ruiz"),
        (CAME + "{content:“We go,”} {source:{person:Pell}} {cue:said/VERB}.", "Bo Pell"),
        ("{content:“We go,”} {source:Mayor {person:Ana Ruiz}} {cue:said/VERB}.", "Ana Ruiz"),
        ("{content:“We go,”} {source:the {organization:Harbour Board}} {cue:said/VERB}.", "Harbour Board"),
        (CAME + "{content:“We go,”} {source:residents/NOUN} {cue:said/VERB}.", "(residents)"),
        (CAME + "{content:“We go,”} {source:a spokesman/NOUN for/ADP {person:Pell}} {cue:said/VERB}.", "(spokesman for Pell)"),
        (CAME + "{content:“We go,”} {source:{person:Pell}'s lawyer/NOUN} {cue:said/VERB}.", "(Pell's lawyer)"),
        (CAME + "{content:“We go,”} {source:two officials/NOUN} {cue:said/VERB}.", "(two officials)"),
    ],
)  # fmt: skip
def test_sources_by_name(marked: str, wanted: str) -> None:
    """A name is looked up; whoever only belongs to somebody is not that person."""
    assert speakers(marked)[-1] == wanted


def test_a_role_of_another_report_answers_a_phrase() -> None:
    """“the harbour master” is whom any report of the story calls so."""
    first = "The harbour/NOUN master/NOUN {person:Ines Kovar} came/VERB."
    second = "{content:“We go,”} {source:the harbour/NOUN<compound@master master/NOUN<nsubj@said} {cue:said/VERB<root}."
    assert speakers(first, second) == ["Ines Kovar"]


def test_a_role_that_two_people_have_is_nobodys() -> None:
    """Two ministers, and no word on which: the phrase stays as it is."""
    text = (
        "Minister/NOUN {person:Ana Ruiz} and Minister/NOUN {person:Bo Pell} came/VERB.\n"
        "Later {person:Ana Ruiz} left/VERB."
    )  # fmt: skip
    other = (
        "{content:“We go,”} {source:the harbour/NOUN<compound@minister minister/NOUN<nsubj@said} {cue:said/VERB<root}."
    )
    assert speakers(text, other) == ["(harbour minister)"]


@pytest.mark.parametrize(("pronoun", "wanted"), [("she", "Ana Ruiz"), ("he", "Bo Pell")])
def test_pronouns_agree_in_gender(pronoun: str, wanted: str) -> None:
    """Titles tell the gender, and the pronoun takes the one who fits."""
    text = "{person:Mrs. Ana Ruiz} met/VERB {person:Mr. Bo Pell}. "
    marked = text + f"{{content:“We go,”}} {{source:{pronoun}/PRON<nsubj@said}} {{cue:said/VERB<root}}."
    found = speakers(
        "The chairwoman/NOUN {person:Ana Ruiz} and the chairman/NOUN {person:Bo Pell} came/VERB.\n" + marked
    )
    assert found == [wanted]


def test_he_added_goes_on_with_whoever_spoke() -> None:
    """The pronoun under a quotation is its speaker, not the one named last."""
    text = (
        "{content:“We go,”} {source:{person:Bo Pell/PROPN<nsubj@told}} {cue:told/VERB<root} {person:Jorn Harn/PROPN<obj@told}.\n"
        "{content2:“It is late,”} {source2:he/PRON<nsubj@added} {cue2:added/VERB<root}."
    )
    assert speakers(text) == ["Bo Pell", "Bo Pell"]


def test_a_name_alone_under_a_quotation_is_its_speaker() -> None:
    """A pull quote: the name stands on the next line."""
    assert speakers(
        "“We go/VERB now and it is/AUX late.”\n{person:Ines Kovar}, harbour/NOUN master/NOUN\nThe ferry left/VERB."
    ) == ["Ines Kovar"]


def test_who_is_announced_speaks_the_next_line() -> None:
    """“Ruiz said:” and the quotation on a line of its own."""
    found = speakers(
        "{person:Ana/PROPN<flat@Ruiz Ruiz/PROPN<nsubj@said} said/VERB<root:\n“We go/VERB now and it is/AUX late.”"
    )
    assert found == ["Ana Ruiz"]


def test_a_quotation_that_goes_on_keeps_its_speaker() -> None:
    """A second paragraph in marks without a source belongs to the one who spoke in the first."""
    text = (
        "{content:“We go,”} {source:{person:Ana Ruiz}} {cue:said/VERB}.\n“It is/AUX late and we are/AUX all tired now.”"
    )
    assert speakers(text) == ["Ana Ruiz", "Ana Ruiz"]


def test_nobody_is_invented() -> None:
    """Without anybody named there is no speaker."""
    assert speakers("“We go/VERB now and it is/AUX late.”") == [None]
    assert speakers("{content:“We go,”} {source:she/PRON} {cue:said/VERB}.")[0] in {None, "(she)"}


def test_pronoun_and_role_become_mentions() -> None:
    """What was resolved on the way is kept with the entity, with its form."""
    analysis = parsed(
        "The mayor/NOUN {person:Ana Ruiz} came/VERB. {content:“We go,”} {source:she/PRON<nsubj@said} {cue:said/VERB<root}. "
        "{content2:“We stay,”} {source2:the mayor/NOUN<nsubj@said} {cue2:said/VERB<root}."
    )
    _, entities = resolve_people([Report(analysis, quotes=find_quotes(analysis).records)])
    assert [m.form for m in entities[0].mentions] == ["name", "pronoun", "nominal"]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("{person:Ana Ruiz} and {person:Bo Pell}", "(Ana Ruiz and Bo Pell)"),
        ("{person:Ana Ruiz}, {person:Bo Pell} and {person:Ines Kovar}", "(Ana Ruiz, Bo Pell and Ines Kovar)"),
        ("President {person:Ana Ruiz} and Prime Minister {person:Bo Pell}", "(Ana Ruiz and Bo Pell)"),
        ("The two ministers/NOUN, {person:Ana Ruiz} and {person:Bo Pell},", "(Ana Ruiz and Bo Pell)"),
        ("{person:Ana Ruiz}, a friend/NOUN of {person:Bo Pell},", "Ana Ruiz"),
        ("leaders/NOUN, including/VERB {person:Ana Ruiz} and {person:Bo Pell},", "(leaders)"),
    ],
)
def test_those_who_speak_together(source: str, wanted: str) -> None:
    """A list of names is nobody of them alone; whoever is named to describe the speaker does not speak."""
    assert speakers(f"{{source:{source}}} {{cue:said/VERB<root}} {{content:it was late}}.") == [wanted]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("A spokesman/NOUN for/ADP {person:Ana Ruiz}, {person:Bo Pell},", "Bo Pell"),
        ("The dockers'/NOUN union/NOUN, the {organization:QCW},", "QCW"),
        ("{organization:Fairwater}, the fund/NOUN run/VERB by/ADP {person:Bo Pell},", "Fairwater"),
        ("{person:Ana Ruiz}, the mayor/NOUN of/ADP {location:Varn},", "Ana Ruiz"),
        ("The band's spokesman/NOUN, who/PRON goes/VERB by/ADP {person:Bo Pell},", "Bo Pell"),
    ],
)
def test_a_source_with_an_apposition(source: str, wanted: str) -> None:
    """Of a source in two parts that part speaks which is a name and not somebody's."""
    assert speakers(f"{{source:{source}}} {{cue:said/VERB<root}} {{content:it was late}}.") == [wanted]
