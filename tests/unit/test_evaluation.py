import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from crossread.language.analysis import Analysis, AttributionSpans, NameSpans, Sentences, Syntax, Tokens
from crossread.records import Document
from evaluation import attribution, names, pairs, stories, syntax
from evaluation.__main__ import TASKS, as_json, main, table
from evaluation.attribution import Attribution, characters, quoted_characters, type_of
from evaluation.metrics import (
    DataMissing,
    Matches,
    adjusted_rand,
    b_cubed,
    best_f1_threshold,
    best_threshold,
    confusion,
    half,
    load_rows,
    match,
    match_exactly,
    ranking_auc,
    ranks,
    same,
    spearman,
    tag_runs,
)
from evaluation.published import PUBLISHED

SAID = 'Ora Venn said the "old ferry" would sail.'


def span(*pieces: tuple[int, int]) -> frozenset[int]:
    """Give the characters of pieces of `SAID`."""
    return characters(SAID, pieces)


def write_rows(path: Path, rows: list[dict[str, Any]]) -> None:
    """Write a JSONL file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_runs_of_bio_tags() -> None:
    """A run ends where another kind, an outside or a beginning comes."""
    assert tag_runs(["B-x", "I-x", "B-x", "O", "B-y", "I-x"]) == {(0, 2, "x"), (2, 3, "x"), (4, 5, "y"), (5, 6, "x")}


def test_runs_of_iob1_tags() -> None:
    """Where only a neighbour of the same kind has a beginning, the runs are the same."""
    assert tag_runs(["I-PER", "I-PER", "B-PER", "O", "I-LOC"]) == {(0, 2, "PER"), (2, 3, "PER"), (4, 5, "LOC")}


def test_the_threshold_of_the_best_f1_takes_in_what_is_right() -> None:
    """It lies lower than that of the best accuracy where most are true; equal scores go together."""
    assert best_f1_threshold([0.9, 0.5, 0.4, 0.1], [True, False, True, False]) == 0.4
    assert best_f1_threshold([0.5, 0.5, 0.1], [False, True, False]) == 0.5
    assert best_f1_threshold([0.5], [False]) == 0.0


def test_no_tags_have_no_runs() -> None:
    """Outside is no run."""
    assert tag_runs(["O", "O"]) == set()
    assert tag_runs([]) == set()


def test_f1_of_half_right() -> None:
    """Two found of which one is right, four wanted: precision .5, recall .25."""
    found = match_exactly({1, 9}, {1, 2, 3, 4})
    assert (found.precision, found.recall) == (0.5, 0.25)
    assert found.f1 == pytest.approx(1 / 3)


def test_f1_of_nothing_is_zero() -> None:
    """Nothing found or nothing wanted is no division by zero."""
    assert Matches().f1 == 0
    assert match_exactly(set(), {1}).f1 == 0


def test_matching_by_agreement_equals_matching_exactly() -> None:
    """Both ways of counting agree where agreement is equality."""
    assert match({1, 2}, {2, 3, 4}, same) == match_exactly({1, 2}, {2, 3, 4})


@pytest.mark.parametrize(
    ("a", "b", "agree"),
    [(range(4), range(2, 6), True), (range(4), range(3, 6), False), (range(2), range(8), False), ((), (), False)],
)
def test_half_needs_half_of_both(a: Any, b: Any, agree: bool) -> None:
    """A short span inside a long one is no match, nor is nothing."""
    assert half(frozenset(a), frozenset(b)) is agree


def test_b_cubed_of_one_wrong_item() -> None:
    """Three of one story and one of another, put together: precision 10/16, recall 1."""
    precision, recall, f1 = b_cubed([0, 0, 0, 0], ["a", "a", "a", "b"])
    assert (precision, recall) == (10 / 16, 1)
    assert f1 == pytest.approx(2 * 10 / 16 / (1 + 10 / 16))


def test_adjusted_rand_of_known_cases() -> None:
    """The same grouping by other labels has 1; all together against all apart has 0; the textbook case .24242."""
    assert adjusted_rand([0, 0, 1, 1], ["b", "b", "a", "a"]) == 1
    assert adjusted_rand([0, 0, 0, 0], [0, 1, 2, 3]) == 0
    assert adjusted_rand([0, 0, 0, 1, 1, 1], [0, 0, 1, 1, 2, 2]) == pytest.approx(0.242424, abs=1e-5)


def test_ranks_share_ties() -> None:
    """Equal values have the mean of their ranks."""
    assert ranks([3.0, 1.0, 3.0, 2.0]) == [3.5, 1.0, 3.5, 2.0]


def test_spearman_sees_order_alone() -> None:
    """Any rising curve has 1, a falling one -1, a constant column 0."""
    assert spearman([1, 2, 3], [1, 10, 1000]) == pytest.approx(1)
    assert spearman([1, 2, 3], [5, 4, -3]) == pytest.approx(-1)
    assert spearman([1, 1, 1], [1, 2, 3]) == 0


def test_auc_of_known_cases() -> None:
    """Three of four pairs in the right order; a tie is half; one class alone has none."""
    assert ranking_auc([0.9, 0.3, 0.5, 0.1], [True, True, False, False]) == 0.75
    assert ranking_auc([0.5, 0.5], [True, False]) == 0.5
    assert math.isnan(ranking_auc([0.5], [True]))


def test_the_best_threshold_parts_what_can_be_parted() -> None:
    """The threshold lies between the classes, at one end where all are of one class."""
    assert 0.2 < best_threshold([0.1, 0.2, 0.7, 0.8], [False, False, True, True]) < 0.7
    assert confusion([0.1, 0.2], [True, True], best_threshold([0.1, 0.2], [True, True])) == (2, 0, 0, 0)
    assert confusion([0.1, 0.2], [False, False], best_threshold([0.1, 0.2], [False, False])) == (0, 0, 0, 2)


def test_pieces_of_content_are_one_unit() -> None:
    """An interrupted content counts once, and white space between its pieces does not matter."""
    whole = [Attribution(content=span((14, 40)))]
    pieces = [Attribution(content=span((14, 17), (18, 40)))]
    assert attribution.compare(SAID, pieces, whole)["content_exact"] == Matches(1, 1, 1, 1)


def test_one_source_of_two_contents_counts_once() -> None:
    """Units are distinct: a source that two attributions share is one source, in two links."""
    source = span((0, 8))
    said = [Attribution(source=source, content=span((14, 29))), Attribution(source=source, content=span((30, 40)))]
    counts = attribution.compare(SAID, said, said)
    assert counts["source_exact"].wanted == 1
    assert counts["link_exact"] == Matches(2, 2, 2, 2)


def test_a_link_needs_both_ends() -> None:
    """The right content under the wrong speaker is no link, though source and content each count."""
    ann, content = span((0, 8)), span((14, 40))
    other = span((9, 13))
    wanted = [Attribution(source=ann, content=content)]
    assert attribution.compare(SAID, [Attribution(source=other, content=content)], wanted)["link_half"].f1 == 0
    without = [Attribution(content=content)]
    assert attribution.compare(SAID, without, wanted)["link_exact"].found == 0


def test_half_forgives_a_missing_word() -> None:
    """A content that lacks a word at one end is no exact match, but half of both."""
    wanted = [Attribution(content=span((14, 40)))]
    found = [Attribution(content=span((18, 40)))]
    counts = attribution.compare(SAID, found, wanted)
    assert counts["content_exact"].f1 == 0
    assert counts["content_half"].f1 == 1


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We sail."', "direct"),
        ("“We sail.”", "direct"),
        ('they would "sail"', "mixed"),
        ("they would sail", "indirect"),
        ("they won't 'sail'", "indirect"),
    ],
)
def test_types_of_content(text: str, kind: str) -> None:
    """Direct is wholly in double marks, mixed partly, indirect not at all."""
    content = characters(text, [(0, len(text))])
    assert type_of(text, content, quoted_characters(text)) == kind


def test_a_mark_left_open_ends_with_its_paragraph() -> None:
    """A quotation of several paragraphs opens each one anew and closes the last."""
    text = "“One.\nTwo.\n“Three.” Four."
    quoted = quoted_characters(text)
    assert [w for w in ("One", "Two", "Three", "Four") if text.index(w) in quoted] == ["One", "Three"]


def test_two_annotators_count_as_their_mean() -> None:
    """Of a report that two people annotated, each counts half."""
    right, wrong = Attribution(content=span((14, 40))), Attribution(content=span((0, 8)))
    figures = attribution.score_reports([(SAID, [right], [[right], [wrong]])])
    assert figures["content_exact_f1"] == pytest.approx(0.5)
    assert figures["content_exact_recall"] == pytest.approx(0.5)


def test_recall_by_type() -> None:
    """Gold contents are told by their marks, whatever was found."""
    mixed = Attribution(content=span((14, 40)))
    figures = attribution.score_reports([(SAID, [mixed], [[mixed]])])
    assert figures["mixed_content_exact_recall"] == 1
    assert figures["direct_content_exact_recall"] == 0


def test_annotators_of_one_text_stand_together() -> None:
    """A text that comes twice is one report with two annotators."""
    said = {"source": [[0, 8]], "cue": [[9, 13]], "content": [[14, 40]]}
    row = {"id": "a", "text": SAID, "title": "t", "outlet": "o", "published": "2031-01-01", "attributions": [said]}
    grouped = attribution.group_by_text([row, row | {"id": "b", "attributions": []}])
    assert [(doc.id, [len(one) for one in wanted]) for doc, wanted in grouped] == [("a", [1, 0])]
    assert grouped[0][1][0][0] == Attribution(span((0, 8)), span((9, 13)), span((14, 40)))


def test_linked_spans_are_one_attribution() -> None:
    """Pieces of content lead to their cue and the cue to its source; a span that nothing leads to stands by itself."""
    doc = Document(id="d", source="s", sha256="", text="A said b c d")
    starts = np.array([0, 2, 7, 9, 11], dtype=np.int32)
    ends = np.array([1, 6, 8, 10, 12], dtype=np.int32)
    none = np.zeros(0, dtype=np.int32)
    spans = AttributionSpans(
        first=np.array([0, 1, 2, 3, 4], dtype=np.int32),
        last=np.array([1, 2, 3, 4, 5], dtype=np.int32),
        kind=("source", "cue", "content", "source", "content"),
        score=np.ones(5, dtype=np.float32),
        cue_of=np.array([-1, -1, 1, -1, 1], dtype=np.int32),
        source_of=np.array([-1, 0, -1, -1, -1], dtype=np.int32),
    )
    analysis = Analysis(
        doc=doc,
        sentences=Sentences(none, none, none),
        tokens=Tokens(starts, ends, np.zeros(5, dtype=np.int32)),
        syntax=Syntax((), none, ()),
        names=NameSpans(none, none, (), np.zeros(0, dtype=np.float32)),
        attribution=spans,
        vectors=np.zeros((0, 384), dtype=np.float32),
    )
    assert attribution.found_attributions(analysis) == [
        Attribution(frozenset({0}), frozenset({2, 3, 4, 5}), frozenset({7, 11})),
        Attribution(source=frozenset({9})),
    ]


def test_sentences_are_scored_by_runs() -> None:
    """One of two contents right, and a cue too many."""
    found = ["B-content", "I-content", "B-cue", "O"]
    wanted = ["B-content", "I-content", "O", "B-content"]
    figures = attribution.score_sentences([(found, wanted)])
    assert figures["cofenet_content_exact_f1"] == pytest.approx(2 / 3)
    assert figures["cofenet_cue_exact_f1"] == 0


def test_names_of_other_kinds_are_left_out() -> None:
    """A nationality found and a MISC wanted neither help nor harm; a wrong kind does."""
    kinds = names.KINDS["conll2003"]
    found = ["B-person", "I-person", "B-nationality", "B-organization"]
    wanted = ["I-PER", "I-PER", "I-MISC", "I-LOC"]
    figures = names.score([(found, wanted)], kinds, "x")
    assert figures["x_f1"] == 0.5
    assert figures["x_person_f1"] == 1
    assert figures["x_location_f1"] == 0


def test_syntax_counts_subtypes_apart() -> None:
    """The head must be right for both; the subtype matters for one."""
    gold = syntax.GoldTree({"upos": ["NOUN", "VERB"], "head": [2, 0], "deprel": ["nsubj:pass", "root"]})
    ours = syntax.GoldTree({"upos": ["NOUN", "NOUN"], "head": [2, 0], "deprel": ["nsubj", "root"]})
    assert syntax.score([ours], [gold], "x") == {"x_upos": 0.5, "x_uas": 1, "x_las": 1, "x_las_subtypes": 0.5}


def test_stories_of_a_small_set(tmp_path: Path) -> None:
    """The whole way from a file to figures."""
    rows = [
        {"id": "1", "story": "a", "title": "Brandl resigns at Pellmere", "text": "Ivo Brandl left the Pellmere guild."},
        {"id": "2", "story": "a", "title": "Pellmere loses Brandl", "text": "The Pellmere guild lost Ivo Brandl."},
        {"id": "3", "story": "b", "title": "Rain", "text": "It will rain in Tolk."},
    ]
    write_rows(tmp_path / "stories/ecbplus_dev.jsonl", rows)
    measured = stories.evaluate(tmp_path, "dev")
    assert measured["n"] == 3
    assert measured["metrics"]["b_cubed_f1"] == 1
    assert measured["metrics"]["adjusted_rand"] == 1


def test_pairs_measure_the_similarity_passed_in(tmp_path: Path) -> None:
    """The score is a parameter, and the threshold of MSRP is fixed on its train part."""
    same_pair = {"a": "x", "b": "x", "label": "same"}
    other_pair = {"a": "x", "b": "y", "label": "different"}
    write_rows(tmp_path / "pairs/msrp_train.jsonl", [same_pair, other_pair])
    write_rows(tmp_path / "pairs/msrp_dev.jsonl", [same_pair, same_pair, other_pair])
    right = pairs.evaluate(tmp_path, "dev", similarity=lambda texts: [float(a == b) for a, b in texts])
    assert right["n"] == 3
    assert right["metrics"]["msrp_accuracy"] == 1
    assert right["metrics"]["msrp_threshold"] == 0.5
    blind = pairs.evaluate(tmp_path, "dev", similarity=lambda texts: [0.0 for _ in texts])
    assert blind["metrics"]["msrp_accuracy"] == pytest.approx(2 / 3)


def test_shared_words_as_baseline() -> None:
    """The baseline is the Dice coefficient of the words, and nothing shares nothing."""
    assert pairs.shared_words([("the ferry sank", "The ferry sailed"), ("", "a")]) == [pytest.approx(2 / 3), 0]


def test_missing_rows_are_told(tmp_path: Path) -> None:
    """A file that is not there is named."""
    with pytest.raises(DataMissing, match="no gold data at"):
        load_rows(tmp_path / "nothing.jsonl")


@pytest.mark.parametrize("task", ["stories", "pairs", "names", "syntax", "attribution"])
def test_missing_data_ends_with_2(task: str, tmp_path: Path) -> None:
    """No gold data is told in a word on standard error, before any model is loaded."""
    for folder in (tmp_path, tmp_path / "nothing"):
        result = CliRunner().invoke(main, [task, "--data", str(folder)])
        assert result.exit_code == 2
        assert "no " in result.stderr
        assert result.stdout == ""


@pytest.mark.model
def test_the_json_has_task_split_n_and_metrics(tmp_path: Path) -> None:
    """The file that CI compares has exactly these fields."""
    write_rows(
        tmp_path / "pairs/sts_headlines_train.jsonl",
        [{"a": "The ferry sank", "b": "The ferry sank", "score": 5}, {"a": "The ferry sank", "b": "Rain", "score": 1}],
    )
    out = tmp_path / "out.json"
    result = CliRunner().invoke(main, ["pairs", "--data", str(tmp_path), "--json", str(out)])
    assert result.exit_code == 0
    assert json.loads(out.read_text()) == {
        "task": "pairs",
        "split": "dev",
        "n": 2,
        "metrics": {"sts_headlines_spearman": 1.0, "baseline_sts_headlines_spearman": 1.0},
    }


def test_what_cannot_be_measured_is_null() -> None:
    """NaN is no JSON."""
    assert json.loads(as_json("pairs", "dev", {"n": 1, "metrics": {"x": math.nan}}))["metrics"] == {"x": None}


def test_published_figures_stand_beside_ours() -> None:
    """A line has the metric, our figure, and what others published on what."""
    lines = list(table("stories", "dev", {"n": 1, "metrics": {"b_cubed_f1": 0.5}}))
    assert lines == ["stories, dev: n = 1", "b_cubed_f1    0.500  0.870 TF-IDF, average link (ECB+ test topics)"]


def test_every_task_has_a_place_for_published_figures() -> None:
    """No task is forgotten, and figures are shares."""
    assert set(PUBLISHED) == set(TASKS)
    assert all(0 < p.figure < 1 for metrics in PUBLISHED.values() for row in metrics.values() for p in row)
