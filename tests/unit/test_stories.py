import hashlib
import time

import pytest

from crossread.records import Document
from crossread.stories import cluster
from crossread.stories.cluster import group_reports, score_pair, weigh
from crossread.stories.fingerprints import MAX_CHARS, DocumentFrequencies, fingerprint, load_background, name_key

QUAKE_NORTH_A = (
    "Strong quake hits Ostrava Bay",
    (
        "At least 14 people died when an earthquake of magnitude 6.3 struck the harbour town of Pellmere before dawn on "
        "9 March, the Marnish Civil Guard said. The tremor brought down the roof of the Saint Orla market. Rescuers led by "
        "Captain Ivo Brandl pulled 31 people from the rubble in Pellmere and in the nearby village of Tolk."
    ),
)
QUAKE_NORTH_B = (
    "Pellmere searches for survivors after tremor",
    (
        "Ivo Brandl has not slept. The captain of the Marnish Civil Guard still hopes to find people alive under the roof "
        "of the Saint Orla market, which fell when a magnitude 6.3 earthquake shook Pellmere on 9 March. Fourteen bodies "
        "have been found and 31 people were rescued, he said in Tolk."
    ),
)
QUAKE_SOUTH_A = (
    "Earthquake shakes Verrano valley",
    (
        "An earthquake of magnitude 5.1 damaged hundreds of houses in the Verrano valley on 22 August, the Institute of "
        "Geology in Sorrel said. Rescuers searched the rubble of a school in Castel Umber; nobody died. Mayor Dana Quill "
        "asked people to sleep outdoors because another tremor could follow."
    ),
)
QUAKE_SOUTH_B = (
    "Families sleep outdoors after Verrano tremor",
    (
        "Dana Quill, the mayor of Castel Umber, has opened the football ground to families who fear another tremor. "
        "The earthquake of 22 August, magnitude 5.1 according to the Institute of Geology in Sorrel, damaged hundreds of "
        "houses across the Verrano valley, and the school of Castel Umber is rubble."
    ),
)
BUDGET = (
    "Council passes budget",
    (
        "The city council of Harrowgate-on-Lee passed its budget by 23 votes to 19 after a debate about library hours. "
        "Treasurer Pim Aldous said that fees for parking would rise."
    ),
)


def report(story: tuple[str, str], published: str | None = None) -> Document:
    """Make a report."""
    title, text = story
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(id=sha256[:12], source="test", sha256=sha256, title=title, text=text, published=published)


def groups(*stories: tuple[str, str]) -> tuple[tuple[int, ...], ...]:
    """Group reports of invented stories."""
    return group_reports([fingerprint(report(story)) for story in stories])


def score(a: Document, b: Document) -> float:
    """Score a pair against the shipped background."""
    return score_pair(*weigh([fingerprint(a), fingerprint(b)], load_background()))


def test_two_reports_of_one_event_are_one_story() -> None:
    """Two reports alone are enough: the background says which words are rare."""
    assert groups(QUAKE_NORTH_A, QUAKE_NORTH_B) == ((0, 1),)


def test_two_reports_of_two_events_are_two_stories() -> None:
    """Nothing is grouped only because there is nothing else."""
    assert groups(QUAKE_NORTH_A, BUDGET) == ((0,), (1,))


def test_two_earthquakes_are_kept_apart() -> None:
    """Words of the topic do not make one story of two places, strengths and days."""
    assert groups(QUAKE_NORTH_A, QUAKE_SOUTH_A, BUDGET, QUAKE_NORTH_B, QUAKE_SOUTH_B) == ((0, 3), (1, 4), (2,))


def test_nothing_gives_nothing() -> None:
    """No reports, no groups."""
    assert group_reports([]) == ()


def test_empty_reports_stay_alone() -> None:
    """Reports that share nothing, having nothing, are no story."""
    assert groups(("", ""), ("", "")) == ((0,), (1,))


def test_reports_of_one_common_word_stay_alone() -> None:
    """One word is too little to be one story."""
    assert groups(("Weather", ""), ("Weather", "")) == ((0,), (1,))


def test_a_copy_is_the_same_story() -> None:
    """The same text from another outlet belongs to its story."""
    assert groups(BUDGET, BUDGET) == ((0, 1),)


def test_months_between_two_reports_count_against_one_story() -> None:
    """The dates of publication weigh: the same words a year later may tell of another event."""
    near = score(report(QUAKE_NORTH_A, "2031-03-09"), report(QUAKE_NORTH_B, "2031-03-10"))
    unknown = score(report(QUAKE_NORTH_A), report(QUAKE_NORTH_B, "2031-03-10"))
    far = score(report(QUAKE_NORTH_A, "2031-03-09"), report(QUAKE_NORTH_B, "2032-03-10"))
    assert far < unknown < near


def test_a_score_does_not_depend_on_what_else_is_read() -> None:
    """The background alone weighs features, so five reports of one story are no degenerate case."""
    alone = weigh([fingerprint(report(QUAKE_NORTH_A)), fingerprint(report(QUAKE_NORTH_B))], load_background())
    others = [fingerprint(report(story)) for story in (QUAKE_NORTH_A, QUAKE_NORTH_B, QUAKE_SOUTH_A, BUDGET)]
    assert score_pair(*alone) == score_pair(*weigh(others, load_background())[:2])


def test_another_background_may_be_given() -> None:
    """Where every feature is common, nothing is left to tell a story by."""
    made = [fingerprint(report(story)) for story in (QUAKE_NORTH_A, QUAKE_NORTH_B)]
    words = {key: 10 for one in made for key in one.words.keys}
    names = {key: 10 for one in made for key in one.names.keys}
    common = DocumentFrequencies(n_documents=10, words=words, names=names)
    assert group_reports(made, background=common) == ((0,), (1,))


def test_names_at_the_start_of_sentences_do_not_count_alone() -> None:
    """A capital after a full stop tells nothing, unless the word has it elsewhere too."""
    made = fingerprint(report(("", "Rain fell. Brandl waited for the boats. Later the mayor thanked Brandl.")))
    assert set(made.names.keys) == {"brandl"}


def test_a_title_in_title_case_gives_only_names_of_the_text() -> None:
    """Headlines That Look Like This have a capital on every word."""
    made = fingerprint(report(("Brandl Finds Lost Boat", "On Monday the guard thanked Brandl for the boat.")))
    assert set(made.names.keys) == {"brandl"}


def test_days_of_the_year_are_one_however_written() -> None:
    """A day before or after its month is the same day; "Monday" is no name."""
    a = fingerprint(report(("", "It happened on 9 March, a Monday.")))
    b = fingerprint(report(("", "It happened on March 9.")))
    assert a.days == b.days
    assert a.days.keys == ("03-09",)
    assert a.names.keys == ()


def test_a_title_that_the_text_repeats_counts_once() -> None:
    """Some texts begin with their title."""
    repeated = report((BUDGET[0], f"{BUDGET[0]}\n{BUDGET[1]}"))
    assert fingerprint(repeated).words == fingerprint(report(BUDGET)).words


def test_a_published_time_is_read_as_its_day() -> None:
    """A datetime with a zone counts as its date; nonsense counts as unknown."""
    made = fingerprint(report(BUDGET, "2031-03-09T04:00:00+01:00"))
    assert made.published == "2031-03-09"
    assert weigh([fingerprint(report(BUDGET, "soon"))], load_background())[0].on is None


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Zelinskyy", "Zelinsky"),
        ("Zelinskiy", "Zelinsky"),
        ("Brändl", "Brandl"),
        ("Phillip", "Philip"),
        ("OBRIEN", "Obrien"),
    ],
)
def test_spellings_of_a_name_meet(a: str, b: str) -> None:
    """Doubled letters, accents, capitals and endings of transcription do not make another name."""
    assert name_key(a) == name_key(b)


@pytest.mark.parametrize(("a", "b"), [("Brandl", "Brand"), ("Tolk", "Tolka"), ("Ana", "Ani")])
def test_other_names_do_not_meet(a: str, b: str) -> None:
    """Folding keeps different names different."""
    assert name_key(a) != name_key(b)


@pytest.mark.parametrize("text", ["A" * 400_000, "'" * 400_000, "1," * 200_000, "Ab " * 130_000, "\u0301" * 400_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    """What follows the first characters is not read, and no pattern runs wild."""
    began = time.perf_counter()
    made = fingerprint(report(("x", text)))
    assert time.perf_counter() - began < 2
    assert sum(made.words.n) <= MAX_CHARS


def test_a_report_is_compared_with_a_bounded_number_of_others() -> None:
    """However many share a word, each has at most `MAX_NEIGHBOURS` to be compared with."""
    docs = [report(("", f"Brandl met envoy number {i} and left.")) for i in range(cluster.MAX_POSTINGS + 50)]
    neighbours = list(cluster._neighbours(weigh([fingerprint(doc) for doc in docs], load_background())))
    assert 0 < max(map(len, neighbours)) <= cluster.MAX_NEIGHBOURS


def test_a_comment_joins_the_story_that_it_is_about() -> None:
    """A report with little of the event joins the group of three that it clearly belongs to, and only that."""
    scores = [{} for _ in range(7)]
    for i, j, value in [(0, 1, 0.9), (0, 2, 0.9), (1, 2, 0.9), (3, 4, 0.9), (3, 5, 0.9), (4, 5, 0.9)]:
        scores[i][j] = scores[j][i] = value
    for j in (0, 1, 2):
        scores[6][j] = scores[j][6] = 0.12
    assert cluster.attach_small([[0, 1, 2], [3, 4, 5], [6]], scores) == [[0, 1, 2, 6], [3, 4, 5]]
    for j in (3, 4, 5):
        scores[6][j] = scores[j][6] = 0.11
    assert cluster.attach_small([[0, 1, 2], [3, 4, 5], [6]], scores) == [[0, 1, 2], [3, 4, 5], [6]]


def test_two_groups_of_many_need_more_than_two_of_few() -> None:
    """Pairs that score low are enough for single reports, and two look-alikes where there are many."""
    few = [{1: 0.2}, {0: 0.2}]
    assert cluster.link_on_average([[0], [1]], few) == [[0, 1]]
    many = [{j: 0.9 if i // 3 == j // 3 else 0.2 for j in range(6) if j != i} for i in range(6)]
    assert cluster.link_on_average([[i] for i in range(6)], many) == [[0, 1, 2], [3, 4, 5]]


def test_the_background_is_small_and_general() -> None:
    """The table is a count of words of a thousand reports and more, light enough to ship."""
    background = load_background()
    assert background.n_documents > 1000
    assert background.words["year"] > 100 > background.words.get("harbour", 0)
    assert 10_000 < len(background.words) + len(background.names) < 40_000
