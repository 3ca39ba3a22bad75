"""Training of the weights of candidates: reading chains of mentions, and the fit."""

from __future__ import annotations

import numpy as np

from crossread.compare.antecedents import FEATURES
from training.antecedents import Case, accuracy, fit, parse_gum

CONLLU = """# newpar
# text = Ana Ruiz left.
1\tAna\t_\tPROPN\t_\t_\t3\tnsubj\t_\tEntity=(1-person-new
2\tRuiz\t_\tPROPN\t_\t_\t1\tflat\t_\tEntity=1)
3\tleft\t_\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t_\tPUNCT\t_\t_\t3\tpunct\t_\t_

# newpar
# text = She said so.
1\tShe\t_\tPRON\t_\t_\t2\tnsubj\t_\tEntity=(1-person-giv)
2\tsaid\t_\tVERB\t_\t_\t0\troot\t_\t_
3\tso\t_\tADV\t_\t_\t2\tadvmod\t_\tSpaceAfter=No
4\t.\t_\tPUNCT\t_\t_\t2\tpunct\t_\t_
"""


def test_chains_are_read_with_their_places() -> None:
    """Mentions of one chain carry one number, whether of one word or of several; a paragraph is a line."""
    text, spans = parse_gum(CONLLU)
    assert text.split("\n")[0] == "Ana Ruiz left."
    assert {(text[a:b], chain) for a, b, chain in spans} == {("Ana Ruiz", "1"), ("She", "1")}


def test_the_fit_prefers_what_the_right_candidates_have() -> None:
    """With one telling feature its weight is positive, and every case comes out right."""
    features = np.zeros((2, len(FEATURES)))
    features[0, 3] = 1.0
    cases = [Case(features, np.array([True, False]), 1.0, held_out=False)] * 5
    weights = fit(cases, 1.0)
    assert weights[3] > 0
    assert accuracy(cases, weights) == 1.0
