import itertools
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from msgspec import structs

from crossread.errors import BadInput
from crossread.stories import _online_bytes
from crossread.stories._online_features import MAX_FEATURES, Compact, Profile, compact
from crossread.stories._online_postings import BUCKET_BITS, Postings
from crossread.stories._online_reports import Reports
from crossread.stories._online_wishes import Wishes
from crossread.stories.cluster import score_pair, weigh
from crossread.stories.fingerprints import fingerprint, load_background
from crossread.stories.online import Arrival, Moved, Placement, StoryIndex
from tests.unit.test_stories import BUDGET, QUAKE_NORTH_A, QUAKE_NORTH_B, QUAKE_SOUTH_A, QUAKE_SOUTH_B, report

NOON = datetime(2031, 3, 10, 12, tzinfo=UTC)
QUAKE_NORTH_C = (
    "Pellmere tremor: 31 rescued",
    (
        "Captain Ivo Brandl of the Marnish Civil Guard said 31 people were rescued in Pellmere and Tolk after the "
        "earthquake of 9 March brought down the Saint Orla market. The magnitude 6.3 tremor killed at least 14 people."
    ),
)
QUAKE_NORTH_NEXT = (
    "Pellmere shaken again",
    (
        "A magnitude 4.4 earthquake shook Pellmere on 11 March and cracked the new roof of the fish hall. Nobody was hurt, "
        "said Lena Stroud, the mayor. Schools stay closed for two days."
    ),
)
HEARING_ONE = (
    "Orla Vance denies fraud as trial opens",
    (
        "Orla Vance, the former treasurer of Lowmoor, denied fraud at the district court on 3 February. Prosecutor Hugo "
        "Tann said that 2.4 million crowns went to a harbour firm. Her lawyer, Ines Pollard, called the charges a mistake "
        "of the auditors."
    ),
)
HEARING_ONE_AGAIN = (
    "Auditors tell of 2.4 million crowns in Vance trial",
    (
        "The auditors of Lowmoor followed 2.4 million crowns to a harbour firm, they told the district court. Orla Vance, "
        "the former treasurer, denied fraud; her lawyer Ines Pollard asked who had signed the books."
    ),
)
HEARING_SAME_COURT = (
    "Farmer in court over poisoned well",
    (
        "Prosecutor Maud Ferring told the district court of Lowmoor on 5 February that Gerd Hamble had poured solvents into "
        "the well of Upper Sallow, and that 14 families had fallen ill. Hamble said the drums had leaked. His lawyer asked "
        "for another analysis of the water."
    ),
)
HEARING_TWO = (
    "Ferry owner Bertil Osk in court over sinking",
    (
        "Bertil Osk, who owned the ferry Hind, appeared at the district court of Grenna on 17 May. Prosecutor Maud Ferring "
        "said that 9 passengers drowned because 2 pumps were broken. His lawyer, Tom Ashby, said the pumps had passed "
        "every inspection."
    ),
)


def arrival(story: tuple[str, str], name: str, *, day: int | None = None, arrived: int = 0) -> Arrival:
    """Make an arrival; days count from noon of 10 March."""
    published = None if day is None else NOON + timedelta(days=day)
    doc = report(story, published.isoformat() if published else None)
    at = NOON + timedelta(days=arrived)
    return Arrival(report=name, fingerprint=fingerprint(doc), published=published, arrived=at)


def filled(*stories: tuple[str, tuple[str, str]]) -> tuple[StoryIndex, list[Placement]]:
    """Place reports of one day."""
    index = StoryIndex()
    return index, [index.place(arrival(story, name)) for name, story in stories]


NORTH = (("a", QUAKE_NORTH_A), ("b", QUAKE_NORTH_B))
SOUTH = (("c", QUAKE_SOUTH_A), ("d", QUAKE_SOUTH_B))


def test_the_first_report_starts_a_story() -> None:
    """Nothing is there to join."""
    index, (placed,) = filled(NORTH[0])
    assert placed.started
    assert index.story_of("a") == placed.story
    assert index.reports_of(placed.story) == ("a",)


def test_a_second_report_of_one_event_joins() -> None:
    """The story keeps the id that its first report gave it."""
    index, (first, second) = filled(*NORTH)
    assert (second.story, second.started) == (first.story, False)
    assert 0.3 < second.score <= 1
    assert index.reports_of(first.story) == ("a", "b")


def test_two_earthquakes_are_two_stories() -> None:
    """Place, strength and day differ, the words of the topic do not."""
    index, _ = filled(NORTH[0], SOUTH[0], NORTH[1], SOUTH[1])
    assert index.story_of("a") == index.story_of("b") != index.story_of("c") == index.story_of("d")


def test_two_court_dates_are_two_stories() -> None:
    """Courts, prosecutors and lawyers occur in both; the people do not."""
    index, _ = filled(("a", HEARING_ONE), ("b", HEARING_TWO))
    assert len(index.stories) == 2


def test_two_hearings_before_one_court_are_two_stories() -> None:
    """Court, town and week are the same; who is accused of what is not."""
    index = StoryIndex()
    for day, (name, story) in enumerate((("a", HEARING_ONE), ("b", HEARING_SAME_COURT), ("c", HEARING_ONE_AGAIN))):
        index.place(arrival(story, name, day=day, arrived=day))
    assert index.story_of("a") == index.story_of("c") != index.story_of("b")


def test_the_next_earthquake_of_a_place_is_another_story() -> None:
    """A year later, with other figures: town and words are the same, the days are not."""
    index, first = StoryIndex(rest_days=1000), arrival(QUAKE_NORTH_A, "a", day=0)
    index.place(first)
    assert index.place(arrival(QUAKE_NORTH_NEXT, "b", day=365, arrived=365)).started
    assert index.place(arrival(QUAKE_NORTH_C, "c", day=1, arrived=366)).story == index.story_of("a")


def test_of_two_look_alikes_each_gets_its_late_report() -> None:
    """Reports that come months late, in the reverse of their order, go to the event of their own place."""
    reports = [
        arrival(QUAKE_SOUTH_B, "d", day=167, arrived=300),
        arrival(QUAKE_NORTH_C, "e", day=2, arrived=300),
        arrival(QUAKE_SOUTH_A, "c", day=166, arrived=301),
        arrival(QUAKE_NORTH_B, "b", day=1, arrived=301),
        arrival(QUAKE_NORTH_A, "a", day=0, arrived=302),
    ]
    index = StoryIndex()
    for one in reports:
        index.place(one)
    assert {frozenset(index.reports_of(story)) for story in index.stories} == {frozenset("abe"), frozenset("cd")}


def test_the_order_of_arrival_does_not_matter_to_five_reports() -> None:
    """All orders of reports of two earthquakes on their days: the same two stories."""
    made = [
        arrival(QUAKE_NORTH_A, "a", day=0, arrived=200),
        arrival(QUAKE_NORTH_B, "b", day=1, arrived=200),
        arrival(QUAKE_NORTH_C, "e", day=2, arrived=200),
        arrival(QUAKE_SOUTH_A, "c", day=166, arrived=200),
        arrival(QUAKE_SOUTH_B, "d", day=167, arrived=200),
    ]
    for order in itertools.permutations(made):
        index = StoryIndex()
        for one in order:
            index.place(one)
        assert {frozenset(index.reports_of(story)) for story in index.stories} == {frozenset("abe"), frozenset("cd")}


def test_a_copy_is_kept_and_shown_with_what_it_copies() -> None:
    """The same text from another outlet: in the story, and known as a copy."""
    index, (first, second) = filled(("a", BUDGET), ("b", BUDGET))
    assert (second.copy_of, second.story, second.score) == ("a", first.story, 1.0)
    assert index.reports_of(first.story) == ("a", "b")


def test_a_copy_with_a_new_headline_is_a_copy() -> None:
    """Few bigrams differ and no fact does."""
    _, (_, second) = filled(("a", BUDGET), ("b", ("Budget passed", BUDGET[1])))
    assert second.copy_of == "a"


def test_a_report_from_a_template_is_no_copy_of_another() -> None:
    """Reports that a machine fills in differ in nothing but place and figures."""
    text = (
        "An earthquake of magnitude {} was felt near {} at a depth of {} kilometres, says the automatic service of the "
        "institute, which takes its measurements from forty stations and checks them by hand within the hour. Whoever "
        "felt the shaking can fill in the questionnaire on the pages of the institute and help with the map of effects."
    )
    one, two = text.format("4.1", "Umber", "12"), text.format("3.6", "Gallow", "30")
    _, (_, second) = filled(("a", ("Automatic message", one)), ("b", ("Automatic message", two)))
    assert second.copy_of is None


def test_a_copy_outlives_what_it_copies() -> None:
    """The original is taken out; its copy stays, and the story can still be found."""
    index, (first, _) = filled(("a", QUAKE_NORTH_A), ("b", QUAKE_NORTH_A))
    index.remove("a")
    assert index.reports_of(first.story) == ("b",)
    assert index.place(arrival(QUAKE_NORTH_B, "c")).story == first.story
    index.remove("b")
    index.remove("c")
    assert (len(index), index.stories) == (0, ())


def test_a_report_that_is_there_already_stays() -> None:
    """Placing twice changes nothing: work that is done again after a crash does no harm."""
    index, (first, second) = filled(*NORTH)
    assert index.place(arrival(QUAKE_NORTH_B, "b")).story == second.story == first.story
    assert len(index) == 2


def test_what_is_not_there_is_a_key_error() -> None:
    """Reports and stories that nobody knows."""
    index = StoryIndex()
    for ask in (index.story_of, index.reports_of, index.remove, index.is_resting):
        with pytest.raises(KeyError):
            ask("nobody")


def test_a_late_report_joins_the_story_of_its_day() -> None:
    """Published a month before the latest report, arrived after it."""
    index = StoryIndex()
    index.place(arrival(QUAKE_NORTH_A, "a", day=0))
    index.place(arrival(QUAKE_SOUTH_A, "b", day=25, arrived=25))
    assert index.place(arrival(QUAKE_NORTH_B, "c", day=1, arrived=26)).story == index.story_of("a")


def test_a_story_rests_and_wakes() -> None:
    """Without news for longer than `rest_days` by the clock of arrivals; news of it wakes it."""
    index = StoryIndex(rest_days=10)
    story = index.place(arrival(QUAKE_NORTH_A, "a", day=0)).story
    index.place(arrival(BUDGET, "b", day=10, arrived=10))
    assert not index.is_resting(story)
    index.place(arrival(HEARING_ONE, "c", day=11, arrived=11))
    assert index.is_resting(story)
    assert index.place(arrival(QUAKE_NORTH_B, "d", day=12, arrived=12)).story == story
    assert not index.is_resting(story)
    index.place(arrival(HEARING_TWO, "e", day=40, arrived=40))
    assert index.is_resting(story)


def test_old_news_of_a_resting_story_finds_it_and_lets_it_rest() -> None:
    """A report that was published when the story was awake, and comes long after: it joins; the next day all rest."""
    index = StoryIndex(rest_days=10)
    story = index.place(arrival(QUAKE_NORTH_A, "a", day=0)).story
    index.place(arrival(BUDGET, "b", day=50, arrived=50))
    assert index.place(arrival(QUAKE_NORTH_B, "c", day=1, arrived=51)).story == story
    index.place(arrival(HEARING_ONE, "d", day=52, arrived=52))
    assert index.is_resting(story)
    assert index.reports_of(story) == ("a", "c")


def test_a_look_alike_does_not_wake_a_resting_story() -> None:
    """The second earthquake is a story of its own, and the first one rests on."""
    index = StoryIndex(rest_days=10)
    story = index.place(arrival(QUAKE_NORTH_A, "a", day=0)).story
    index.place(arrival(BUDGET, "b", day=50, arrived=50))
    assert index.place(arrival(QUAKE_SOUTH_A, "c", day=51, arrived=51)).started
    assert index.is_resting(story)


def test_a_resting_story_keeps_all_its_reports() -> None:
    """Only the looking-up gets shorter."""
    index = StoryIndex(rest_days=5)
    texts = [
        (f"Pellmere tremor, day {n}", QUAKE_NORTH_A[1].replace("31", str(31 + n)).replace("14", str(14 + n)))
        for n in range(12)
    ]
    names = [f"r{n}" for n in range(12)]
    for name, text in zip(names, texts, strict=True):
        index.place(arrival(text, name, day=0))
    story = index.story_of("r0")
    index.place(arrival(BUDGET, "b", day=20, arrived=20))
    assert index.is_resting(story)
    assert index.reports_of(story) == tuple(names)
    assert index.place(arrival(QUAKE_NORTH_B, "c", day=5, arrived=21)).story == story


def test_a_report_that_links_two_stories_merges_them() -> None:
    """Two halves of an event that share little, and a report that has both."""
    half = ("Market falls in Pellmere", "The roof of the Saint Orla market in Pellmere fell on Captain Ivo Brandl.")
    other = ("Tolk counts its rescued", "In Tolk the Marnish Civil Guard counted 31 rescued after magnitude 6.3.")
    both = (
        "Saint Orla market in Pellmere falls, Tolk counts its rescued",
        f"{half[1]} {other[1]}",
    )
    index, (first, second, third) = filled(("a", half), ("b", other), ("c", both))
    assert first.story != second.story
    assert third.merged == tuple({first.story, second.story} - {third.story})
    assert index.reports_of(first.story) == index.reports_of(second.story) == ("a", "b", "c")


def test_a_persons_merge_holds() -> None:
    """Two stories become one, under the id of the first, and reports that follow find it."""
    index, placed = filled(*NORTH, *SOUTH)
    moved = index.force_same("a", "c")
    assert moved == (Moved("c", placed[0].story), Moved("d", placed[0].story))
    index.place(arrival(QUAKE_NORTH_C, "e"))
    assert index.reports_of(placed[0].story) == ("a", "b", "c", "d", "e")


def test_a_persons_split_holds() -> None:
    """`b` leaves with what is nearer to it, and what comes later joins the two no more."""
    index, placed = filled(*NORTH)
    (moved,) = index.force_apart("a", "b")
    assert moved.report == "b"
    assert index.story_of("a") == placed[0].story != moved.story == index.story_of("b")
    index.place(arrival(QUAKE_NORTH_C, "c"))
    assert index.story_of("a") != index.story_of("b")


def test_wishes_hold_for_reports_yet_to_come() -> None:
    """Wishes that were noted before are applied when the reports are read again."""
    index = StoryIndex()
    index.force_apart("a", "b")
    index.force_same("a", "x")
    for name, story in (*NORTH, ("x", BUDGET)):
        index.place(arrival(story, name))
    assert index.story_of("a") != index.story_of("b")
    assert index.story_of("a") == index.story_of("x")


def test_a_copy_can_be_kept_apart() -> None:
    """A person may know better; the copy is a report of its own then."""
    index, placed = filled(("a", BUDGET), ("b", BUDGET))
    assert [m.report for m in index.force_apart("a", "b")] == ["b"]
    assert index.reports_of(placed[0].story) == ("a",)
    index.force_same("b", "a")
    assert index.story_of("a") == index.story_of("b")


def test_the_original_can_leave_its_copy() -> None:
    """Whichever of the two leaves, both are in a story afterwards."""
    index, placed = filled(("a", BUDGET), ("b", BUDGET))
    assert [m.report for m in index.force_apart("b", "a")] == ["a"]
    assert index.reports_of(placed[0].story) == ("b",)
    assert index.story_of("a") != placed[0].story


def test_a_report_is_not_kept_apart_from_itself() -> None:
    """Only a mistake of the caller can ask for it."""
    with pytest.raises(ValueError, match="'a' cannot be kept apart from itself"):
        StoryIndex().force_apart("a", "a")


def test_the_last_wish_holds() -> None:
    """Same, then apart, then same again; and a tie through a third report is cut too."""
    wishes = Wishes()
    wishes.keep_same("a", "b")
    wishes.keep_same("b", "c")
    wishes.keep_apart("a", "c", side=["b", "c"])
    assert wishes.same == (("b", "c"),)
    wishes.keep_same("a", "b")
    assert wishes.apart == ()
    assert wishes.same_as("a") == {"b", "c"}


def test_an_index_survives_as_bytes() -> None:
    """Stories, wishes and what was merged are there again, and reports go where they would have gone."""
    index, _ = filled(*NORTH, *SOUTH, ("e", BUDGET), ("f", BUDGET))
    index.force_same("a", "e")
    index.force_apart("c", "d")
    again = StoryIndex.from_bytes(index.to_bytes())
    assert again.to_bytes() == index.to_bytes()
    assert again.place(arrival(QUAKE_NORTH_C, "g")) == index.place(arrival(QUAKE_NORTH_C, "g"))
    assert again.stories == index.stories


@pytest.mark.parametrize("data", [b"", b"nonsense", b"\xc1", b"\x80"])
def test_other_bytes_are_bad_input(data: bytes) -> None:
    """What is no index says so."""
    with pytest.raises(BadInput, match="no index of stories"):
        StoryIndex.from_bytes(data)


def test_sketches_of_another_seed_are_refused() -> None:
    """They would find no copies, and nobody would notice."""
    index, _ = filled(*NORTH)
    saved = _online_bytes.decode(index.to_bytes())
    other = _online_bytes.MadeWith(version="0", algorithm=saved.made_with.algorithm, seed=1)
    with pytest.raises(BadInput, match="build it again"):
        _online_bytes.decode(_online_bytes.encode(structs.replace(saved, made_with=other)))


def test_scores_are_those_of_the_batch() -> None:
    """Weights are rounded to bits, and nothing else differs."""
    made = [fingerprint(report(story)) for story in (QUAKE_NORTH_A, QUAKE_NORTH_B, QUAKE_SOUTH_A, BUDGET)]
    exact = weigh(made, load_background())
    packed = [compact(one) for one in made]
    heads = np.stack([np.frombuffer(one.head, np.uint32) for one in packed])
    for one, wanted in zip(packed, exact, strict=True):
        scores = Profile(one).score(heads, [other.column for other in packed]).score
        assert scores == pytest.approx([score_pair(wanted, other) for other in exact], abs=0.05)


def test_a_report_takes_a_bounded_number_of_bytes() -> None:
    """However long it is."""
    words = " ".join(f"Name{chr(97 + n % 26)}{chr(97 + n // 26)} word{n}" for n in range(600))
    assert len(compact(fingerprint(report(("", words)))).column) <= 8 * 4 * MAX_FEATURES


def test_a_list_gives_the_newest_rows_and_no_more_than_asked() -> None:
    """A common feature costs as much as a rare one."""
    postings = Postings(2)
    for row in range(50):
        postings.add(row, np.array([7, 100 + row], np.uint32))
    rows, at = postings.find(np.array([7, 103], np.uint32), depth=4)
    assert sorted(zip(rows.tolist(), at.tolist(), strict=True)) == [(3, 1), (46, 0), (47, 0), (48, 0), (49, 0)]


def test_a_band_is_compared_whole() -> None:
    """Reports whose bands only share a bucket of the index are no copies, and are not even compared."""
    made = compact(fingerprint(report(BUDGET)))
    other_bands = np.frombuffer(made.bands, np.uint32) ^ np.uint32(1 << BUCKET_BITS)
    reports = Reports()
    for name, bands in (("a", made.bands), ("b", other_bands.tobytes()), ("c", made.bands)):
        one = Compact(made.head, made.column, bands)
        reports.publish(reports.append(name, one), one)
    assert [reports.find_copies(row) for row in range(3)] == [[0, 2], [1], [0, 2]]
