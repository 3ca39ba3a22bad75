"""Ages: whose they are, and where two reports give one person two. All people and places are invented."""

from __future__ import annotations

import pytest

from crossread.compare.ages import find_age_conflicts, with_ages
from crossread.extract.figures import find_figures
from crossread.extract.report import Report
from crossread.records import Entity, Mention
from tests.unit.parsed import parsed


def named(*reports: Report, name: str = "Ada Pell") -> Entity:
    """Make a person whose name stands once in each report."""
    places = [(r.doc.id, r.doc.text.index(name)) for r in reports]
    mentions = tuple(Mention(doc, at, at + len(name), "name") for doc, at in places)
    return Entity(id="pell", name=name, kind="person", mentions=mentions)


def aged(id_: str, text: str) -> Report:
    """Make a report with its figures."""
    analysis = parsed(text, id_=id_)
    return Report(analysis, figures=find_figures(analysis).records)


@pytest.mark.parametrize(
    ("text", "is_hers"),
    [
        ("Ada Pell, 52, fled.", True),
        ("Ada Pell is 52 years old.", True),
        ("The 52-year-old baker Ada Pell fled.", True),
        ("At 52, Ada Pell fled.", True),
        ("Ada Pell fled with a man aged 52.", False),
        ("Ada Pell fled after 52 years.", False),
    ],
)
def test_an_age_is_of_the_name_beside_it(text: str, *, is_hers: bool) -> None:
    """A name with commas, a form of "to be" or a few plain words between; a length of time is nobody's."""
    report = aged("a", text)
    (figure,) = with_ages(report, [named(report)]).figures
    owner = report.words(figure.of) if figure.of else None
    assert (owner == "Ada Pell") == is_hers


def test_two_ages_of_one_person_are_a_conflict() -> None:
    """Each side shows the name with the age; one report that gives two stands against itself and is left alone."""
    reports = [aged("a", "Ada Pell, 34, was shot."), aged("b", "The dead guard, Ada Pell, 36, had two sons.")]
    person = named(*reports)
    told = [with_ages(r, [person]) for r in reports]
    (conflict,) = find_age_conflicts(told, [person])
    assert (conflict.about, [s.says for s in conflict.sides]) == ("age of Ada Pell", ["Ada Pell, 34", "Ada Pell, 36"])
    assert not list(find_age_conflicts(told[:1], [person]))
