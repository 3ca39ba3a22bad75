"""What is new between two moments, and what is watched."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.errors import BadInput
from crossread.records import Record
from crossread.store.changes import Piece, StoryNews, compare_versions, what_is_new
from crossread.store.library import Library
from crossread.store.watching import add_watch, check_watches, list_watches, remove_watch
from crossread.store.write import merge_story
from tests.libraries import START, add, at, keep, report, reread, told

pytest_plugins = ("tests.library_places",)

URL = "https://ellery-herald.test/ferry"
HEAD = "The ferry Marlin ran aground off Port Ellery on Monday.\n"
NINE = report(HEAD + "Nine people were hurt on the lower deck.\nThe captain was asleep.", url=URL)
ELEVEN = report(HEAD + "Eleven people were hurt on the lower deck.\nDivers came at noon.", url=URL)
COURIER = report(HEAD + "The mayor has asked for an inquiry.", outlet="Coast Courier")
GROUNDED = HEAD.strip()


def facts_of(news: tuple[StoryNews, ...]) -> list[tuple[str, str]]:
    """Give what happened to which fact, by its words."""
    return [(fact.what, fact.fact.text) for story in news for fact in story.facts]


@pytest.fixture
def grown(library: Library) -> Library:
    """Give a library in which a report came at 0 h, another at 1 h, and the first was changed at 2 h."""
    story = keep(library, told(NINE, points=[GROUNDED, "Nine people were hurt", "The captain was asleep"]), hours=0)
    add(library, COURIER, hours=1)
    both = told(
        NINE, COURIER, points=[GROUNDED, "Nine people were hurt", "The captain was asleep", "asked for an inquiry"]
    )
    reread(library, both, story=story, hours=1)
    add(library, ELEVEN, hours=2)
    changed = told(COURIER, ELEVEN, points=[GROUNDED, "Eleven people were hurt", "asked for an inquiry", "Divers came"])
    reread(library, changed, story=story, hours=2)
    return library


def test_a_first_report_is_all_new(grown: Library) -> None:
    """Up to the first hour there is a story that started, one report, and what it says."""
    (news,) = what_is_new(grown, since=at(-1), until=at(0.5))
    assert news.started
    assert [one.outlet for one in news.reports] == []  # its text was changed since, so that it is in no story now
    assert facts_of((news,)) == [
        ("appeared", GROUNDED),
        ("appeared", "Nine people were hurt"),
        ("appeared", "The captain was asleep"),
    ]


def test_a_second_report_brings_its_own_and_carries_the_rest(grown: Library) -> None:
    """What a further outlet says too is told as carried, with its outlets before and after."""
    (news,) = what_is_new(grown, since=at(0.5), until=at(1.5))
    assert not news.started
    assert facts_of((news,)) == [("carried", GROUNDED), ("appeared", "asked for an inquiry")]
    carried = news.facts[0]
    assert carried.before
    assert carried.before.outlets == ("Ellery Herald",)
    assert carried.fact.outlets == ("Coast Courier", "Ellery Herald")
    assert (carried.before.status, carried.fact.status) == ("single_source", "corroborated")


def test_a_changed_text_is_told_word_by_word(grown: Library) -> None:
    """What the outlet reworded is corrected, what it took out withdrawn, what it put in new."""
    (news,) = what_is_new(grown, since=at(1.5))
    assert facts_of((news,)) == [
        ("corrected", "Eleven people were hurt"),
        ("appeared", "Divers came"),
        ("withdrawn", "The captain was asleep"),
    ]
    corrected = news.facts[0]
    assert corrected.words == (
        Piece("Nine", "Eleven", same=False),
        Piece("people were hurt", "people were hurt", same=True),
    )
    (changed,) = news.reports
    assert changed.replaces == NINE.id
    told_of = [(piece.before, piece.after) for stretch in changed.changed for piece in stretch if not piece.same]
    assert told_of[0] == ("Nine", "Eleven")
    assert "The captain was asleep" in " ".join(before for before, _ in told_of)


def test_what_came_and_went_is_not_told(grown: Library) -> None:
    """Over the whole time the captain was never asleep, and eleven people were hurt from the start."""
    (news,) = what_is_new(grown, since=at(-1))
    assert facts_of((news,)) == [
        ("appeared", GROUNDED),
        ("appeared", "Eleven people were hurt"),
        ("appeared", "asked for an inquiry"),
        ("appeared", "Divers came"),
    ]


def test_nothing_is_new_after_the_last_change(grown: Library) -> None:
    """Later than everything there is nothing."""
    assert what_is_new(grown, since=at(2)) == ()


def test_another_reading_is_no_news(library: Library) -> None:
    """The same reports read otherwise are told only where that is asked for."""
    story = keep(library, told(NINE, points=[GROUNDED]))
    reread(library, told(NINE, points=[GROUNDED, "The captain was asleep"]), story=story, hours=1)
    assert what_is_new(library, since=at(0.5)) == ()
    assert facts_of(what_is_new(library, since=at(0.5), revised=True)) == [("revised", "The captain was asleep")]


def test_news_goes_with_a_story_that_merges(grown: Library) -> None:
    """What was noted of a story is told of the one that it went into."""
    (other,) = add(
        grown, report("The school council of Wendale voted for longer holidays.", outlet="Wend Post"), hours=3
    )
    (news,) = what_is_new(grown, since=at(-1), until=at(2.5))
    with grown.writing() as conn:
        merge_story(conn, news.id, other.story or "", at=at(4))
    (merged,) = what_is_new(grown, since=at(-1))
    assert (merged.id, facts_of((merged,))) == (other.story, facts_of((news,)))


def test_one_story_can_be_asked_for(grown: Library) -> None:
    """Another story's news is left out."""
    (other,) = add(
        grown, report("The school council of Wendale voted for longer holidays.", outlet="Wend Post"), hours=3
    )
    assert [news.id for news in what_is_new(grown, since=at(1.5), story=other.story)] == [other.story]


@given(
    st.lists(
        st.sampled_from("The ferry\nran aground,\non Monday.\n\n “We” waited\n 12 people\n".split(" ")), max_size=30
    ),
    st.randoms(),
)
def test_the_difference_of_two_versions_has_all_changed_words(words: list[str], random: object) -> None:
    """Where nothing changed there is no difference; whatever changed, the pieces of a stretch are words of the versions."""
    shuffled = words[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis's Random
    before, after = report(" ".join(words) or "x"), report(" ".join(shuffled) or "x", outlet="Later")
    assert list(compare_versions(before, before)) == []
    for stretch in compare_versions(before, after):
        assert any(not piece.same for piece in stretch)
        assert all(piece.before in before.text and piece.after in after.text for piece in stretch)


def test_a_word_is_watched(library: Library) -> None:
    """From when it is watched, each change about it is told once."""
    story = keep(library, told(NINE, points=[GROUNDED]))
    add_watch(library, "word", "inquiry OR captain", now=START)
    assert check_watches(library) == ()
    add(library, COURIER, hours=1)
    later = told(NINE, COURIER, points=[GROUNDED, "asked for an inquiry"])
    reread(library, later, story=story, hours=1)
    (found,) = check_watches(library, keep=True)
    assert (found.story, found.news.what, found.news.fact.text) == (story, "appeared", "asked for an inquiry")
    assert check_watches(library) == (found,)
    assert check_watches(library) == ()


def test_a_person_and_an_issue_are_watched(library: Library, record: Record) -> None:
    """By a part of the name, whoever speaks or is named; an issue by its label."""
    person = add_watch(library, "person", "kovar", now=START)
    issue = add_watch(library, "issue", "hull", now=START + timedelta(seconds=1))
    keep(library, record)
    found = check_watches(library)
    assert {one.news.kind for one in found if one.watch.id == person.id} >= {"quote", "position"}
    assert {one.news.kind for one in found if one.watch.id == issue.id} == {"position", "point"}


def test_watches_are_listed_and_removed(library: Library) -> None:
    """What is watched twice, or is no longer, is a mistake."""
    made = add_watch(library, "word", "ferry", now=START)
    assert list_watches(library) == (made,)
    with pytest.raises(BadInput, match="watched already"):
        add_watch(library, "word", "Ferry", now=START)
    with pytest.raises(BadInput, match="no word"):
        add_watch(library, "word", "...", now=START)
    remove_watch(library, made.id)
    assert list_watches(library) == ()
    with pytest.raises(BadInput, match="nothing with the id"):
        remove_watch(library, made.id)
