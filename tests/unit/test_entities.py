"""One person, organization or place, whatever the reports call it; and others with like names apart."""

from __future__ import annotations

import itertools

import pytest

from crossread.compare.entities import find_entities, plain_words
from crossread.records import Entity
from tests.unit.parsed import parsed, words_of


def entities(*reports: str) -> dict[str, Entity]:
    """Give the entities of reports by name."""
    found = find_entities([parsed(r, id_=f"d{i}") for i, r in enumerate(reports)])
    assert len({e.id for e in found}) == len(found)
    return {e.name: e for e in found}


def people(*reports: str) -> dict[str, tuple[str, ...]]:
    """Give the people of reports: name and aliases."""
    return {e.name: e.aliases for e in entities(*reports).values() if e.kind == "person"}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Mr. Bo Pell", "bo pell"), ("President Ana Ruiz", "ana ruiz"), ("Ana Ruiz's", "ana ruiz"), ("Zoë Ågren", "zoe agren"),
        ("O’Hara", "o'hara"), ("the Harbour Board", "harbour board"), ("President", "president"), ("J. R. Pell", "j r pell"),
    ],
)  # fmt: skip
def test_plain_words_of_a_name(name: str, wanted: str) -> None:
    """Titles, possessives, accents and articles go."""
    assert " ".join(plain_words(name)).replace("’", "'") == wanted


def test_full_name_surname_and_title_are_one_person() -> None:
    """The fullest name is shown, the others are aliases."""
    found = people("{person:Ana Ruiz} came. {person:Ruiz} left. {person:Ms. Ruiz} slept.")
    assert list(found) == ["Ana Ruiz"]
    assert any("Ruiz" in alias for alias in found["Ana Ruiz"])


def test_another_report_tells_the_first_name() -> None:
    """A surname alone in one report is the person whom another names in full."""
    assert list(people("{person:Ruiz} came.", "{person:Ana Ruiz} came.")) == ["Ana Ruiz"]


def test_spellings_of_one_name_are_one_person() -> None:
    """Transliterations and misspellings of surname or first name, in different reports."""
    found = people(
        "{person:Volodar Zelinsky} came. {person:Volodar Zelinsky} left.",
        "{person:Volodar Zelinskyy} came.",
        "{person:Volodymar Zelinsky} came.",
    )
    assert list(found) == ["Volodar Zelinsky"]


def test_accents_do_not_make_two_people() -> None:
    """One report has the accent, the other has not."""
    assert len(people("{person:Zoë Ågren} came.", "{person:Zoe Agren} came.")) == 1


def test_particles_belong_to_the_surname() -> None:
    """“von der Linden” alone, with and without its particles, is the one named in full."""
    found = people(
        "{person:Ursel von der Linden} came. {person:von der Linden} left.",
        "{person:Von der Linden} came. {person:Linden} left.",
    )
    assert list(found) == ["Ursel von der Linden"]


def test_a_couple_is_two_people() -> None:
    """Two first names with one surname are two, and the bare surname is the one named more."""
    found = entities("{person:Bo Pell} came. {person:Bo Pell} spoke. {person:Ines Pell} left. {person:Pell} slept.")
    assert {n for n, e in found.items() if e.kind == "person"} == {"Bo Pell", "Ines Pell"}
    assert "Pell" in found["Bo Pell"].aliases


def test_namesakes_with_like_first_names_in_one_report_are_two_people() -> None:
    """A report that uses two full names side by side means two people, however like the names are."""
    assert len(people("{person:Marina Dorn} met {person:Martin Dorn}. {person:Marina Dorn} left.")) == 2


def test_one_letter_is_a_slip_of_the_pen() -> None:
    """Full names that differ by one letter are one person even inside one report."""
    assert len(people("{person:Anna Ruiz} came. {person:Anna Ruiz} spoke. {person:Ana Ruiz} left.")) == 1


def test_father_and_son_are_two_people() -> None:
    """A suffix tells them apart."""
    assert len(people("{person:Bo Pell} met {person:Bo Pell Jr.} today.")) == 2


def test_an_initial_stands_for_the_first_name() -> None:
    """“B. Pell” is Bo Pell, not Ines Pell."""
    assert list(people("{person:Bo Pell} came. {person:Bo Pell} left.", "{person:B. Pell} came.")) == ["Bo Pell"]


def test_a_company_called_after_a_person_is_no_person() -> None:
    """“Pell Freight” stays an organization."""
    found = entities("{person:Bo Pell} owns {organization:Pell Freight}. {person:Pell} sold it.")
    assert {n: e.kind for n, e in found.items()} == {"Bo Pell": "person", "Pell Freight": "organization"}


def test_an_acronym_is_its_organization() -> None:
    """The letters of the long name, in capitals."""
    found = entities("{organization:Coastal Rescue Board} met. The {organization:CRB} decided.")
    assert len(found) == 1


def test_names_of_a_country_are_one_place() -> None:
    """Country names come from CLDR."""
    assert len(entities("{location:United States} voted. {location:U.S.} agreed.", "{location:America} voted.")) == 1


def test_two_towns_stay_two() -> None:
    """Places with like names are not put together."""
    assert len(entities("{location:Port Ellery} and {location:Port Marlow} and {location:Ellery}.")) >= 2


def test_a_wrong_kind_in_one_place_is_outvoted() -> None:
    """Where most mentions say organization, it is one."""
    found = entities("{organization:Harbor} paid. {organization:Harbor} sold.", "{person:Harbor} came.")
    assert [e.kind for e in found.values()] == ["organization"]


def test_mentions_are_the_words_of_the_name() -> None:
    """Spans leave out possessives, articles and marks; each lies in its report."""
    analysis = parsed("The {organization:the Harbour Board} met {person:Ana Ruiz's} aide and {person:“Ruiz}.")
    found = find_entities([analysis])
    spoken = {w for e in found for w in words_of(analysis, [m for m in e.mentions])}  # type: ignore[arg-type]  # noqa: C416
    assert spoken == {"Harbour Board", "Ana Ruiz", "Ruiz"}


def test_nationalities_are_no_entities() -> None:
    """“French” is nobody."""
    assert entities("The {nationality:French} came.") == {}


def test_entities_do_not_depend_on_the_order_of_reports() -> None:
    """Every order of four reports gives the same entities, with the same ids."""
    reports = [
        parsed("{person:Ana Ruiz} met {person:Bo Pell}. {person:Ruiz} left.", id_="a"),
        parsed("{person:Ruiz} and {person:Ines Pell} came. {person:Pell} left.", id_="b"),
        parsed("{person:Anna Ruiz} of {organization:Pell Freight} spoke to {organization:PF}.", id_="c"),
        parsed("{person:Pel} and {location:Ellery}, {person:B. Pell}.", id_="d"),
    ]
    first = find_entities(reports)
    for order in itertools.permutations(reports):
        assert find_entities(order) == first


def test_no_reports_have_no_entities() -> None:
    """Nothing comes from nothing."""
    assert find_entities([]) == ()
    assert entities("Nobody came.") == {}


def test_a_part_of_a_name_is_the_one_body_that_it_can_stand_for() -> None:
    """“Pell” and “the Board” go back to the longer names, unless two bodies share the word."""
    found = entities(
        "{organization:Orrin Freight} met the {organization:Harbour Board}.",
        "{organization:Orrin} fell. The {organization:Board} met.",
    )
    assert [len(e.mentions) for e in found.values()] == [2, 2]
    two = entities(
        "The {organization:Harbour Board} met the {organization:School Board}.", "The {organization:Board} met."
    )
    assert len(two) == 3


def test_a_town_is_no_part_of_a_body_called_after_it() -> None:
    """“In Ellery” tells that it is a place."""
    found = entities("{organization:Ellery Freight} is in {location:Ellery}. {organization:Ellery} slept.")
    assert len(found) == 2


def test_the_words_of_a_body_in_another_order_are_the_same_body() -> None:
    """“Ministry of Health”, “Health Ministry”."""
    assert len(entities("The {organization:Ministry of Health} met.", "The {organization:Health Ministry} met.")) == 1


def test_a_name_that_one_report_has_is_found_in_the_others() -> None:
    """The heads missed the name, its short form and its initials there."""
    found = entities(
        "The {organization:Coastal Rescue Board} met.",
        "Coastal Rescue Board men came, the Board said. A CRB boat sank.",
    )
    assert [len(e.mentions) for e in found.values()] == [4]


def test_a_word_in_a_headline_is_no_short_name() -> None:
    """“The Board Game” is something else."""
    found = entities("The {organization:Harbour Board} met.", "They played the Board Game/PROPN.")
    assert [len(e.mentions) for e in found.values()] == [1]


def test_halves_with_an_and_are_one_name() -> None:
    """“Teller & Rose”, “the Dock and Crane Workers”, but not two bodies."""
    assert len(entities("{organization:Teller} & {organization:Rose} sold.")) == 1
    assert len(entities("Now the {organization:Dock} and {organization:Crane Workers} met.")) == 1
    assert len(entities("Now the {organization:Senate} and {organization:Supreme Court} met.")) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The rail firms {organization:Pell and Orr Lines} met.", {"Pell", "Orr Lines"}),
        ("{organization:Teller and Rose} met.", {"Teller and Rose"}),
        ("{organization:Teller and Rose Lines} met. {organization:Teller} and {organization:Rose Lines} left.", {"Teller", "Rose Lines"}),
    ],
)  # fmt: skip
def test_two_names_read_as_one_are_taken_apart(text: str, names: set[str]) -> None:
    """“The firms Pell and Orr Lines” are two, and so are those that stand alone elsewhere."""
    assert {e.name for e in entities(text).values()} == names


def test_a_surname_that_a_company_bears_too_is_told_apart_place_by_place() -> None:
    """Where the report says "Mr Orr", a bare "Orr" whose shares fall is the company."""
    found = entities(
        "{person:Ana Orr} leads {organization:Orr Freight}. {person:Ms Orr} left. {organization:Orr} shares fell. {person:Orr}, 61, slept."
    )
    assert sorted(len(e.mentions) for e in found.values()) == [2, 3]
    assert len(next(e for e in found.values() if e.kind == "organization").mentions) == 2


def test_a_title_means_the_one_whom_it_can_mean() -> None:
    """“Mrs Pell” is the wife of whom a report speaks as such, however seldom."""
    found = people(
        "{person:Bo Pell} came. {person:Bo Pell} left. His wife/NOUN, {person:Ilka Pell}, slept. {person:Mrs Pell} woke.",
    )
    assert "Mrs Pell" in found["Ilka Pell"]


def test_a_first_name_is_the_one_in_the_story_who_bears_it() -> None:
    """Another report has the whole name."""
    assert list(people("{person:Dermot} slept.", "{person:Dermot Chand} came.")) == ["Dermot Chand"]


def test_a_calling_before_a_surname_is_no_first_name() -> None:
    """“Skipper Pell” is Bo Pell."""
    assert list(people("{person:Skipper Pell} slept.", "{person:Bo Pell} came.")) == ["Bo Pell"]


@pytest.mark.parametrize(
    ("marked", "wanted"),
    [
        ("They went to {location:Ellery} {facility:General Hospital}.", "Ellery General Hospital"),
        ("The {location:Lisle Basin} {organization:Water Company} dug.", "Lisle Basin Water Company"),
        ("Then the {organization:Carters}' Union/PROPN met.", "Carters' Union"),
        ("Then {organization:Orrin} Freight/PROPN fell.", "Orrin Freight"),
        ("They left {location:Ellery}. The {organization:Water Company} dug.", "Water Company"),
    ],
)
def test_the_pieces_of_a_body_are_one_name(marked: str, wanted: str) -> None:
    """The heads find a place and a body side by side, or stop before the word that says what it is."""
    assert wanted in entities(marked)


def test_a_body_is_found_by_its_name_without_the_last_word() -> None:
    """“Open Wells” is Open Wells International, also where the heads missed it."""
    found = entities("The group {organization:Open Wells International} dug.", "Then Open Wells drilled on.")
    assert [(e.name, len(e.mentions)) for e in found.values()] == [("Open Wells International", 2)]


def test_a_short_name_that_leaves_words_out_is_the_body_under_its_full_name() -> None:
    """“Lisle Water” of the Lisle Basin Water Company, which the reports name in full now and then."""
    found = entities(
        "{organization:Lisle Water} paid. {organization:Lisle Water} left.",
        "{organization:Lisle Basin Water Company} paid.",
    )
    assert {n: e.aliases for n, e in found.items()} == {"Lisle Basin Water Company": ("Lisle Water",)}


@pytest.mark.parametrize(("one", "other"), [("Adela Korvin", "Adela Corvin"), ("Janko Pell", "Yanko Pell")])
def test_letters_that_sound_alike_begin_one_name(one: str, other: str) -> None:
    """Transliterations differ in the first letter too."""
    assert len(people(f"{{person:{one}}} came. {{person:{one}}} left.", f"{{person:{other}}} came.")) == 1
    assert len(people("{person:Adela Dorvin} came.", "{person:Adela Korvin} came.")) == 2


def test_a_surname_behind_a_relative_is_the_relatives() -> None:
    """“Her brother Bo sang. ... shouted Chand”: not she, of whom the report speaks most; a title can speak against it."""
    report = (
        "{person:Maud Chand} came. {person:Maud Chand} left. Her brother {person:Bo Chand} sang. “Go,” shouted {person:Chand}. "
        "They ate. They drank. They sang. They slept. {person:Mrs Chand} smiled. {person:Chand} left."
    )
    found = entities(report)
    assert {n: len(e.mentions) for n, e in found.items()} == {"Maud Chand": 4, "Bo Chand": 2}


def test_a_relative_by_first_name_gets_the_surname_that_comes_with_his_age() -> None:
    """“Her brother Bo sang. ... shouted Chand, 61”: no report names him in full."""
    found = entities(
        "{person:Maud Chand} came. {person:Chand} left. Her brother {person:Bo} sang. “Go,” shouted {person:Chand}, 61. {person:Chand} left."
    )
    assert len(found["Maud Chand"].mentions) == 3
    assert {n: len(e.mentions) for n, e in found.items() if n != "Maud Chand"} == {"Bo": 2}


def test_a_role_beside_a_title_tells_namesakes_apart() -> None:
    """“Mrs Pell, the reporter's mother”: the one of the two of whom another report says so."""
    found = people(
        "Reporter/NOUN {person:Ines Pell} came. {person:Ines Pell} wrote. {person:Mrs Pell}, the/DET reporter/NOUN<nmod:poss@mother 's/PART mother/NOUN<appos@Pell, wept.",
        "Her mother/NOUN, {person:Olga Pell}, came.",
    )
    assert "Mrs Pell" in found["Olga Pell"]


def test_whose_prime_minister_one_is_is_a_place() -> None:
    """Whatever the heads take it for."""
    assert entities("{person:Orland}'s prime minister came.")["Orland"].kind == "location"
    assert entities("{person:Orland}'s lawyer came.")["Orland"].kind == "person"


@pytest.mark.parametrize(
    ("reports", "wanted"),
    [
        (["The {nationality:Vessian} foreign/ADJ ministry/NOUN spoke.", "{location:Vessia}'s foreign/ADJ ministry/NOUN spoke."], {"Vessian foreign ministry": 2}),
        (["The {nationality:Vessian} foreign/ADJ ministry/NOUN spoke. The foreign/ADJ ministry/NOUN left."], {"Vessian foreign ministry": 2}),
        (["{nationality:Vessian} police/NOUN and {nationality:Ordanian} police/NOUN met. Police/NOUN left."], {"Vessian police": 1, "Ordanian police": 1, "Police": 1}),
        (["Now the central/ADJ bank/NOUN met."], {"central bank": 1}),
        (["Now the defense/NOUN ministry/NOUN met.", "The defence/NOUN ministry/NOUN left."], {"defence ministry": 2}),
        (["The/DET court/NOUN met. A/DET new/ADJ parliament/NOUN met. The army/NOUN<compound@chief chief/NOUN came."], {}),
    ],
)  # fmt: skip
def test_bodies_of_a_state_have_no_name(reports: list[str], wanted: dict[str, int]) -> None:
    """In small letters, by what they are and whose; not what is any such body, or part of a longer phrase."""
    found = entities(*reports)
    assert {n: len(e.mentions) for n, e in found.items() if e.kind == "organization"} == wanted


def test_whose_government_is_told_by_its_own_report() -> None:
    """“The government” behind “the Vessian government” is that one; in a report that speaks of none it is one of its own."""
    one = "{location:Vessia} lost. The {nationality:Vessian} government/NOUN fell. The government/NOUN left."
    found = entities(one, "{location:Vessia}'s government/NOUN fell.", "Now the government/NOUN fell.")
    assert {n: len(e.mentions) for n, e in found.items()} == {"Vessia": 2, "Vessian government": 3, "government": 1}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{person:Norvian} Secretary of State {person:Ada Pell} flew home.", "location"),
        ("{person:Norvian} foreign minister {person:Ada Pell} flew home.", "location"),
        ("{person:Norvian} ran for president against Senator {person:Ada Pell}.", "person"),
        ("{person:Norvian} and the mayor met with President {person:Ada Pell}.", "person"),
    ],
)
def test_an_adjective_before_an_office_is_no_person(text: str, kind: str) -> None:
    """Nothing but the office stands between it and the name; with a verb between, two people are named."""
    assert entities(text)["Norvian"].kind == kind


def test_a_title_before_a_known_surname_makes_a_person() -> None:
    """Whatever the heads take the short form for."""
    found = entities("Colonel {person:Ada Pell} spoke. {organization:Col Pell} left.")
    assert [e.kind for e in found.values()] == ["person"]


def test_names_of_the_page_are_nobody_of_the_story() -> None:
    """Whose picture it is, and what another report is about, are no part of what is told."""
    report = (
        "{person:Ada Pell} spoke in {location:Tarn}.\n\nREAD ALSO: {organization:Orm Bank} Tips Crown\n\n"
        "The quay of {location:Tarn} after the storm. ({person:Kit Moss} / {organization:Harbour Press})"
    )
    assert set(entities(report)) == {"Ada Pell", "Tarn"}
