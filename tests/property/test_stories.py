import hashlib
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.records import Document
from crossread.stories.cluster import group_reports, score_pair, weigh
from crossread.stories.fingerprints import fingerprint, load_background

WORDS = (
    "Pellmere",
    "Tolk",
    "Brandl",
    "quake",
    "ferry",
    "harbour",
    "court",
    "merger",
    "31",
    "6.3",
    "9 March",
    "and",
    "the",
)


def report(title: str, text: str, published: str | None = None) -> Document:
    """Make a report."""
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(id=sha256[:12], source="test", sha256=sha256, title=title, text=text, published=published)


texts = st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join)
days = st.sampled_from([None, "2031-03-09", "2031-03-10", "2032-01-01"])
reports = st.lists(st.builds(report, texts, texts, days), max_size=10)


@settings(deadline=None, max_examples=60)
@given(reports, st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_the_order_of_reports(docs: list[Document], random: Random) -> None:
    """The same reports in any order fall into the same groups."""
    order = list(range(len(docs)))
    random.shuffle(order)
    made = [fingerprint(doc) for doc in docs]
    straight = {frozenset(made[i].key for i in group) for group in group_reports(made)}
    shuffled = {frozenset(made[order[i]].key for i in group) for group in group_reports([made[i] for i in order])}
    assert straight == shuffled


@settings(deadline=None, max_examples=60)
@given(reports)
def test_every_report_is_in_one_group(docs: list[Document]) -> None:
    """Groups part the reports; rows ascend in a group, and groups by their first row."""
    found = group_reports([fingerprint(doc) for doc in docs])
    assert sorted(row for group in found for row in group) == list(range(len(docs)))
    assert all(group == tuple(sorted(group)) for group in found)
    assert found == tuple(sorted(found))


@settings(deadline=None, max_examples=60)
@given(reports)
def test_a_second_run_changes_nothing(docs: list[Document]) -> None:
    """The same input gives the same fingerprints and groups."""
    first, second = ([fingerprint(doc) for doc in docs] for _ in range(2))
    assert first == second
    assert group_reports(first) == group_reports(second)


@settings(deadline=None, max_examples=60)
@given(st.builds(report, texts, texts, days), st.builds(report, texts, texts, days))
def test_the_score_of_a_pair_is_a_probability_and_has_no_direction(a: Document, b: Document) -> None:
    """A is as near to B as B to A."""
    left, right = weigh([fingerprint(a), fingerprint(b)], load_background())
    assert 0 <= score_pair(left, right) <= 1
    assert score_pair(left, right) == score_pair(right, left)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200), st.text(max_size=400))
def test_any_unicode_has_a_fingerprint(title: str, text: str) -> None:
    """No text breaks the reading of words, names and numbers; columns keep one length and are sorted."""
    made = fingerprint(report(title, text))
    for counts in (
        made.words,
        made.bigrams,
        made.title,
        made.lead,
        made.names,
        made.lead_names,
        made.numbers,
        made.days,
    ):
        assert len(counts.keys) == len(counts.n)
        assert list(counts.keys) == sorted(set(counts.keys))
    group_reports([made, made])
