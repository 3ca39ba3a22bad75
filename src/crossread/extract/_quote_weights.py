"""Coefficients of the score of quotes, written by `python -m training.calibrate --write`; do not edit.

Fitted to what the model 'crossread-small-4' (58afb2e5aef1) finds.
Fit half: 895 quotes, brier 0.1299, ece 0.0224, auc 0.8071.
Other half: 1198 quotes, brier 0.1635, ece 0.0579, auc 0.7000.
"""

from __future__ import annotations

BIAS = -0.8749
WEIGHTS = (
    0.6376,  # direct
    0.2118,  # mixed
    0.6336,  # reporting_verb
    0.1780,  # cue_logit
    0.2996,  # source_logit
    0.4800,  # log_words
    -1.4222,  # mark_missing
    -1.2278,  # weak_indirect
)
