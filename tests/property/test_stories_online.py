from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.stories.fingerprints import fingerprint
from crossread.stories.online import Arrival, StoryIndex
from tests.property.test_stories import report, texts

NOON = datetime(2031, 3, 10, 12, tzinfo=UTC)
PEOPLE = (
    "Brandl Quill Aldous Vance Tann Pollard Osk Ferring Ashby Marlow Teller Krone Hollis Danner Yarrow Lund Petrow Sable"
).split()
PLACES = "Pellmere Tolk Verrano Sorrel Lowmoor Grenna Harrowgate Umber Gallow Hindby Marn Ostra".split()
WORDS = (
    "bridge ferry council school harbour market rescue verdict petition engine flood merger strike election budget "
    "orchard tunnel choir museum railway bakery glacier festival vaccine border pension subsidy archive reactor quarry "
    "lantern regatta monsoon granary auction locksmith heritage sanctuary plankton viaduct"
).split()


def story(number: int, version: int) -> Arrival:
    """Invent a report of an event: events share some words, and each has its own people and places."""
    rng = Random(number)
    people, places = PEOPLE[3 * number : 3 * number + 3], PLACES[2 * number : 2 * number + 2]
    words = rng.sample(WORDS, 12)
    figures = [rng.randrange(20, 900) for _ in range(4)]
    sentences = [
        f"The {words[3 * at]} of {places[at % 2]} and the {words[3 * at + 1]} of {people[at % 3]} have {figures[at]} "
        f"{words[3 * at + 2]} for {people[(at + 1) % 3]}"
        for at in range(4)
    ]
    Random(1000 * number + version).shuffle(sentences)
    doc = report(f"{places[0]}: {words[0]}, {words[1]}, {people[0]}", ". ".join(sentences) + f". Edition {version}.")
    return Arrival(report=f"{number}-{version}", fingerprint=fingerprint(doc), arrived=NOON)


def groups(index: StoryIndex) -> set[frozenset[str]]:
    """Give the reports of each story."""
    return {frozenset(index.reports_of(id_)) for id_ in index.stories}


def placed(arrivals: Sequence[Arrival]) -> StoryIndex:
    """Place arrivals in their order."""
    index = StoryIndex()
    for one in arrivals:
        index.place(one)
    return index


numbers = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4)), unique=True, max_size=16)
arrivals = st.lists(
    st.builds(
        lambda title, text, day: (report(title, text), NOON + timedelta(days=day)), texts, texts, st.integers(0, 90)
    ),
    max_size=14,
)


@settings(deadline=None, max_examples=40)
@given(numbers, st.randoms(use_true_random=False))
def test_events_that_differ_are_found_in_any_order(rows: list[tuple[int, int]], random: Random) -> None:
    """Reports of events with their own people, places and figures fall into the same stories in any order."""
    made = [story(*row) for row in rows]
    straight = groups(placed(made))
    random.shuffle(made)
    assert groups(placed(made)) == straight
    assert straight == {frozenset(f"{n}-{v}" for n, v in rows if n == number) for number, _ in rows}


@settings(deadline=None, max_examples=40)
@given(arrivals, st.data())
def test_an_index_stays_whole(docs: list[tuple[object, datetime]], data: st.DataObject) -> None:
    """Whatever is placed, removed, merged and split: each report is in one story, and what is told adds up."""
    index = StoryIndex(rest_days=20)
    where: dict[str, str] = {}
    for n, (doc, at) in enumerate(docs):
        name = f"r{n}"
        placement = index.place(Arrival(report=name, fingerprint=fingerprint(doc), published=at, arrived=at))
        where = {other: placement.story if its in placement.merged else its for other, its in where.items()}
        where |= {moved.report: moved.story for moved in placement.moved} | {name: placement.story}
        if where and data.draw(st.booleans()):
            a, b = data.draw(st.sampled_from(sorted(where))), data.draw(st.sampled_from(sorted(where)))
            wish = data.draw(st.sampled_from(["same", "apart", "remove"]))
            if wish == "remove":
                index.remove(a)
                del where[a]
            elif a != b:
                moved = index.force_same(a, b) if wish == "same" else index.force_apart(a, b)
                where |= {one.report: one.story for one in moved}
                assert (index.story_of(a) == index.story_of(b)) == (wish == "same")
        assert {report: index.story_of(report) for report in where} == where
    assert sorted(report for id_ in index.stories for report in index.reports_of(id_)) == sorted(where)
    assert len(index) == len(where)
    again = StoryIndex.from_bytes(index.to_bytes())
    assert groups(again) == groups(index)


@settings(deadline=None, max_examples=30)
@given(numbers)
def test_a_second_run_changes_nothing(rows: list[tuple[int, int]]) -> None:
    """The same arrivals give the same index, byte for byte."""
    made = [story(*row) for row in rows]
    assert placed(made).to_bytes() == placed(made).to_bytes()
