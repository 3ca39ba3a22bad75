"""Threads of a long story; the reports are invented."""

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest
from click.testing import CliRunner

from crossread.cli.show import show
from crossread.records import Document
from crossread.store.corrections import By, merge_stories
from crossread.store.library import open_library
from crossread.store.read import list_stories
from crossread.stories import threads
from crossread.stories.fingerprints import fingerprint
from crossread.stories.threads import Thread, find_threads, group_threads
from tests.libraries import START, add, reread, told
from tests.unit.test_stories import BUDGET, QUAKE_NORTH_A, QUAKE_NORTH_B, QUAKE_SOUTH_A, QUAKE_SOUTH_B, report

CRASH = (
    (
        "2031-02-03",
        "Cabin of the Morwen cable car falls into gorge",
        (
            "A cabin of the Morwen cable car fell eighty metres into the Sill gorge on Monday morning. The pulling rope tore "
            "at the third pylon in heavy wind, said the operator, Hallin Lifts. Six skiers sat in the cabin when it fell."
        ),
    ),
    (
        "2031-02-03",
        "Rope tears at third pylon in Morwen",
        (
            "Six skiers fell with their cabin when a rope tore above the Sill gorge. Wind of ninety kilometres an hour had been "
            "measured at the third pylon of the Morwen cable car. Hallin Lifts stopped all cabins."
        ),
    ),
    (
        "2031-02-04",
        "Six skiers in cabin that fell at Morwen",
        (
            "The cabin fell at the third pylon in heavy wind, eighty metres down into the gorge. The rope tore, said Hallin "
            "Lifts, which runs the Morwen cable car. Other cabins hung above the pylon for an hour."
        ),
    ),
)
RESCUE = (
    (
        "2031-02-05",
        "Helicopter winches two survivors from Sill gorge",
        (
            "Rescuers found two survivors under the snow of the Sill gorge after forty hours. A helicopter of the mountain "
            "guard winched them out, and doctors in Ostrel treat them for frostbite. Dogs had led the rescuers through the snow "
            "below the Morwen cable car."
        ),
    ),
    (
        "2031-02-06",
        "Dogs led rescuers to survivors in the snow",
        (
            "Dogs of the mountain guard sniffed out the two survivors of the Morwen cable car. The rescuers dug through three "
            "metres of snow before the helicopter could winch. Doctors in Ostrel call the frostbite light."
        ),
    ),
    (
        "2031-02-06",
        "Doctors: survivors of Morwen have frostbite",
        (
            "The two survivors are awake, doctors in Ostrel said, and the frostbite heals. The helicopter of the mountain guard "
            "flew eleven times while rescuers and dogs searched the snow of the gorge below the Morwen cable car."
        ),
    ),
)
INQUIRY = (
    (
        "2031-03-02",
        "Inspectors find rust in the rope of Morwen",
        (
            "Inspectors of the lift authority found rust in the strands of the rope. The maintenance log of the Morwen cable car "
            "has no entry for two winters, their interim report says. Hallin Lifts had signed each magnetic test."
        ),
    ),
    (
        "2031-03-09",
        "Maintenance log has gap of two winters",
        (
            "No magnetic test of the strands was entered in the maintenance log, the interim report of the inspectors says. The "
            "lift authority asks Hallin Lifts who signed for the rust in the rope at Morwen."
        ),
    ),
    (
        "2031-03-12",
        "Authority: Hallin Lifts signed tests never made",
        (
            "The lift authority says that magnetic tests were signed and never made. Inspectors counted rust in nine strands; "
            "the maintenance log of the Morwen cable car and their interim report go to parliament."
        ),
    ),
)
TRIAL = (
    (
        "2031-09-15",
        "Director of Hallin Lifts pleads not guilty",
        (
            "The director of Hallin Lifts, Jorun Vask, pleaded not guilty to manslaughter as the trial opened in Ostrel. "
            "Prosecutor Elim Darrow asks for seven years in prison over the Morwen cable car. The jury was sworn in."
        ),
    ),
    (
        "2031-09-18",
        "Jury hears technician against Jorun Vask",
        (
            "A technician told the jury that Jorun Vask knew. Prosecutor Elim Darrow read out letters of the director; the "
            "defence called the trial over the Morwen cable car a hunt. Manslaughter means prison of up to seven years."
        ),
    ),
    (
        "2031-09-30",
        "Vask sentenced to five years in prison",
        (
            "The jury found Jorun Vask guilty of manslaughter. The director goes to prison for five years, less than "
            "prosecutor Elim Darrow had asked for. The defence appeals, and the trial over the Morwen cable car ends."
        ),
    ),
)
PARTS = (CRASH, RESCUE, INQUIRY, TRIAL)


def docs_of(*parts: tuple[tuple[str, str, str], ...]) -> list[Document]:
    """Make the reports of some parts of the story."""
    return [report((title, text), published) for part in parts for published, title, text in part]


def titles(found: tuple[Thread, ...], docs: list[Document]) -> list[set[str | None]]:
    """Give the headlines of the reports of each thread."""
    title_of = {doc.id: doc.title for doc in docs}
    return [{title_of[id_] for id_ in thread.documents} for thread in found]


def test_a_long_story_has_threads() -> None:
    """Accident, rescue, inquiry and trial, in the order in which they began."""
    docs = docs_of(*PARTS)
    assert titles(find_threads(docs), docs) == [{title for _, title, _ in part} for part in PARTS]


def test_threads_are_told_without_dates_too() -> None:
    """Words alone part an inquiry from a trial."""
    docs = [report((title, text)) for part in PARTS for _, title, text in part]
    found = titles(find_threads(docs), docs)
    assert sorted(map(sorted, found)) == sorted(sorted(title for _, title, _ in part) for part in PARTS)


def test_a_thread_has_a_headline_of_its_own_and_its_days() -> None:
    """The title is the words of one of its reports, which is named."""
    docs = docs_of(*PARTS)
    doc_of = {doc.id: doc for doc in docs}
    for thread in find_threads(docs):
        assert thread.titled_by in thread.documents
        assert thread.title == doc_of[thread.titled_by].title
        days = sorted(doc_of[id_].published for id_ in thread.documents)
        assert (thread.first, thread.last) == (days[0], days[-1])


def test_one_event_has_no_threads() -> None:
    """Reports of one morning that say the same are of one piece, and so is a story of few reports."""
    assert find_threads(docs_of(CRASH)) == ()
    assert find_threads(docs_of(CRASH)[:1]) == ()
    assert find_threads([]) == ()


def test_threads_do_not_depend_on_the_order_of_reports() -> None:
    """Whatever came first."""
    docs = docs_of(*PARTS)
    straight = find_threads(docs)
    for seed in range(5):
        Random(seed).shuffle(docs)
        assert find_threads(docs) == straight


def test_a_copy_makes_no_thread() -> None:
    """Ten copies of one report are in its thread, and no thread by themselves."""
    docs = docs_of(CRASH)
    copies = [report((docs[0].title or "", docs[0].text), docs[0].published) for _ in range(10)]
    assert group_threads([fingerprint(doc) for doc in [*docs, *copies]]) == (tuple(range(13)),)


def test_a_report_alone_goes_to_the_nearest_thread() -> None:
    """It has one report about the jury only: with the trial, not a thread of its own."""
    docs = docs_of(CRASH, RESCUE, INQUIRY, TRIAL[:2])
    late = report(
        ("Vask sentenced to prison", "Jorun Vask was found guilty of manslaughter by the jury."), "2031-10-20"
    )
    (home,) = [thread for thread in find_threads([*docs, late]) if late.id in thread.documents]
    assert {doc.id for doc in docs[-2:]} <= set(home.documents)


def test_two_events_taken_for_one_story_are_two_threads() -> None:
    """Where a story holds look-alikes, its threads show it."""
    quakes = (QUAKE_NORTH_A, QUAKE_SOUTH_A, QUAKE_NORTH_B, QUAKE_SOUTH_B)
    assert group_threads([fingerprint(report(story)) for story in quakes]) == ((0, 2), (1, 3))


def test_reports_without_a_headline_give_none() -> None:
    """Nothing is made up in its place."""
    docs = [report(("", text), published) for part in PARTS for published, _, text in part]
    assert {(thread.title, thread.titled_by) for thread in find_threads(docs)} == {(None, None)}


def test_reports_that_say_nothing_are_of_one_piece() -> None:
    """Empty reports, and days that are none."""
    docs = [report((f"{at}", ""), "soon") for at in range(5)]
    assert find_threads([*docs, report(BUDGET)]) == ()


def test_a_large_story_is_grouped_by_a_part_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reports that are not grouped go to the nearest thread; time is bounded."""
    docs = docs_of(*PARTS)
    straight = find_threads(docs)
    monkeypatch.setattr(threads, "MAX_GROUPED", 9)
    assert [set(thread.documents) for thread in find_threads(docs)] == [set(thread.documents) for thread in straight]


def test_likeness_is_a_share_and_has_no_direction() -> None:
    """A is as near to B as B to A; dates far apart make it less, and never nothing."""
    made = [fingerprint(doc) for doc in docs_of(*PARTS)]
    alike = threads.compare_inside(made, threads.load_background())
    assert np.allclose(alike, alike.T)
    assert 0 <= alike.min() <= alike.max() <= 1
    assert alike[9, 11] > 0


def kept_story(place: str, docs: list[Document]) -> str:
    """Put reports into a library as one story, as a person may; give its id."""
    with open_library(place, create=True) as library:
        add(library, *docs)
        first, *others = [story.id for story in list_stories(library)]
        for other in others:
            merge_stories(library, first, other, by=By(who="desk", at=START))
        reread(library, told(*docs, points=()), story=first, hours=1.0)
    return first


def test_show_tells_the_threads_of_a_story(tmp_path: Path) -> None:
    """Lines for a reader, JSON for a program, and a section after the story itself."""
    place = str(tmp_path / "desk.sqlite")
    docs = docs_of(*PARTS)
    story = kept_story(place, docs)
    lines = CliRunner().invoke(show, [story, "--library", place, "--threads"]).output.splitlines()
    assert len(lines) == len(PARTS)
    assert lines[0].startswith("3 reports, 2031-02-03 – 2031-02-04  ")
    made = json.loads(CliRunner().invoke(show, [story, "--library", place, "--threads", "--json"]).output)
    assert [set(thread["documents"]) for thread in made] == [set(one.documents) for one in find_threads(docs)]
    text = CliRunner().invoke(show, [story, "--library", place]).output
    assert "\n## Threads\n" in text
    assert text.count("\n- 3 reports, ") == len(PARTS)
    assert CliRunner().invoke(show, [story, "--library", place, "--threads", "--format", "html"]).exit_code == 2


def test_a_story_of_one_piece_is_told_so(tmp_path: Path) -> None:
    """No section without threads, and a line where they were asked for."""
    place = str(tmp_path / "desk.sqlite")
    story = kept_story(place, docs_of(CRASH))
    assert "Threads" not in CliRunner().invoke(show, [story, "--library", place]).output
    assert "of one piece" in CliRunner().invoke(show, [story, "--library", place, "--threads"]).output
    assert json.loads(CliRunner().invoke(show, [story, "--library", place, "--threads", "--json"]).output) == []
