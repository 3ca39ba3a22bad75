"""Scores as chances: bins, errors, judgements, and what the score of a quote is made of."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.extract import _quote_weights
from crossread.extract._quote_score import FEATURES, score_quote
from crossread.extract.quotes import find_features, find_quotes
from evaluation.attribution import Attribution
from evaluation.calibration import (
    Bin,
    Judged,
    ReadReport,
    bins_of,
    brier,
    calibration_error,
    constants_of,
    figure_of,
    figures_of,
    in_fit_half,
    is_right,
    judge_parts,
    judge_quotes,
)
from tests.unit.parsed import parsed

SHARES = st.floats(0, 1)
SAID = "{source:Venn} {cue:said} {content~0.8:it was late}."


def chars(start: int, end: int) -> frozenset[int]:
    """Give a range of characters."""
    return frozenset(range(start, end))


def features(marked: str) -> dict[str, float]:
    """Give the features of the one quote of a marked-up report, by name."""
    (row,) = find_features(parsed(marked))
    return dict(zip(FEATURES, row, strict=True))


def test_scores_that_are_what_they_say_have_no_error() -> None:
    """Half of what scores 0.5 is right, all of what scores 1."""
    judged = [Judged(0.5, 1), Judged(0.5, 0), Judged(1, 1), Judged(1, 1)]
    assert calibration_error(judged, 2) == 0
    assert brier(judged) == pytest.approx(0.125)


def test_error_is_the_distance_in_each_bin() -> None:
    """Too low in one bin does not make up for too high in another."""
    judged = [Judged(0.2, 1), Judged(0.2, 0), Judged(0.9, 1), Judged(0.9, 0)]
    assert calibration_error(judged, 2) == pytest.approx((0.3 + 0.4) / 2)


def test_equal_scores_share_a_bin() -> None:
    """What no score tells apart is one bin, whatever its outcomes."""
    judged = [Judged(0.7, right) for right in (0, 1, 1, 1)] + [Judged(0.9, 1)]
    assert bins_of(judged, 5) == [Bin(pytest.approx(0.7), 0.75, 4), Bin(0.9, 1, 1)]


@given(st.lists(st.builds(Judged, SHARES, SHARES), max_size=60), st.integers(1, 12))
def test_every_score_is_in_one_bin(judged: list[Judged], n_bins: int) -> None:
    """Bins go up, hold everything once, and are no more than asked for."""
    bins = bins_of(judged, n_bins)
    assert sum(b.n for b in bins) == len(judged)
    assert len(bins) <= n_bins
    assert [b.score for b in bins] == sorted(b.score for b in bins)


def test_nothing_judged_is_no_number() -> None:
    """No score, no error."""
    assert math.isnan(brier([]))
    assert math.isnan(calibration_error([]))
    assert math.isnan(figures_of([])["right"])


def test_a_quote_is_right_with_its_content_and_source() -> None:
    """A wrong source makes it wrong; a quote without a source says nothing of it."""
    gold = Attribution(source=chars(0, 4), content=chars(10, 30))
    assert is_right(Attribution(source=chars(0, 5), content=chars(10, 28)), gold)
    assert not is_right(Attribution(source=chars(5, 9), content=chars(10, 28)), gold)
    assert is_right(Attribution(content=chars(10, 28)), gold)
    assert not is_right(Attribution(source=chars(0, 4), content=chars(25, 60)), gold)


def test_of_several_annotators_the_share_that_agrees_counts() -> None:
    """One of two has the quote."""
    analysis = parsed(SAID)
    gold = Attribution(source=chars(0, 4), content=chars(10, 21) - {12, 16})
    ((quote, judged),) = judge_quotes([ReadReport(analysis, [[gold], []])])
    assert judged == Judged(quote.score, 0.5)
    assert constants_of([ReadReport(analysis, [[gold], []])]) == {("indirect", True): 0.5}


def test_parts_are_judged_each_once() -> None:
    """A source of two contents is one source, and what stands alone counts too."""
    analysis = parsed(
        "{source:Venn} {cue:said} {content~0.4:it was late} and {content~0.8:they were tired}. {cue2:Told}."
    )
    gold = [[Attribution(source=chars(0, 4), cue=chars(5, 9))]]
    report = ReadReport(analysis, gold)
    assert [j.right for j in judge_parts(report, "source")] == [1]
    assert [j.right for j in judge_parts(report, "cue")] == [1, 0]
    (content,) = judge_parts(report, "content")
    assert content == Judged(pytest.approx(0.6), 0)


def test_both_halves_have_texts() -> None:
    """The hash parts texts, and a text is always in the same half."""
    halves = [in_fit_half(f"report {i}") for i in range(100)]
    assert 30 < sum(halves) < 70
    assert halves == [in_fit_half(f"report {i}") for i in range(100)]


def test_the_figure_is_svg_with_a_dot_a_bin() -> None:
    """High shares lie above low ones."""
    bins = [Bin(0.2, 0.1, 5), Bin(0.9, 1.0, 20)]
    root = ET.fromstring(figure_of(bins, "Two bins"))
    dots = [e for e in root.iter() if e.tag.endswith("circle")]
    assert len(dots) == len(bins)
    assert float(dots[0].attrib["cy"]) > float(dots[1].attrib["cy"])
    assert float(dots[0].attrib["cx"]) < float(dots[1].attrib["cx"])


def test_features_say_what_is_known_of_a_quote() -> None:
    """A known verb, the odds of the heads, the length; without cue and source nothing is added."""
    indirect = features(SAID)
    assert (indirect["direct"], indirect["mixed"], indirect["weak_indirect"]) == (0, 0, 0)
    assert indirect["reporting_verb"] == 1
    assert indirect["cue_logit"] == pytest.approx(math.log(9), abs=1e-5)
    assert indirect["log_words"] == pytest.approx(math.log(3))
    assert features("{source:Venn} {cue:sang} {content:it was late}.")["reporting_verb"] == 0
    alone = features("{content:“It is/AUX late and we are tired/VERB.”}")
    assert (alone["direct"], alone["cue_logit"], alone["source_logit"]) == (1, 0, 0)


def test_content_that_lacks_a_mark_is_known() -> None:
    """A mark without its partner shows in the features, a whole pair does not."""
    assert features("{source:Venn} {cue:said}: {content:“It is late}")["mark_missing"] == 1
    assert features("{source:Venn} {cue:said}: {content:“It is late.”}")["mark_missing"] == 0


def test_scores_come_from_the_features() -> None:
    """The record has the score of its features, a chance, and surer cues make it higher."""
    analysis = parsed(SAID)
    (quote,) = find_quotes(analysis).records
    assert quote.score == score_quote(find_features(analysis)[0])
    assert 0 < quote.score < 1
    unsure = find_quotes(parsed("{source:Venn} {cue~0.3:said} {content~0.8:it was late}.")).records[0]
    assert unsure.score < quote.score


def test_every_feature_has_its_weight() -> None:
    """What was fitted and what is computed are of one length."""
    assert len(_quote_weights.WEIGHTS) == len(FEATURES)
