"""Coefficients of the score of quotes, written by `python -m training.calibrate --write`; do not edit.

Fitted to what the model 'crossread-small-3' (874d4f68f5e3) finds.
Fit half: 880 quotes, brier 0.1306, ece 0.0339, auc 0.7912.
Other half: 1175 quotes, brier 0.1631, ece 0.0322, auc 0.7109.
"""

from __future__ import annotations

BIAS = -0.7403
WEIGHTS = (
    0.6383,  # direct
    0.0189,  # mixed
    0.6577,  # reporting_verb
    0.1306,  # cue_logit
    0.2120,  # source_logit
    0.5172,  # log_words
    -1.6205,  # mark_missing
    -0.9572,  # weak_indirect
)
