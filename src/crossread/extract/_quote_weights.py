"""Coefficients of the score of quotes, written by `python -m training.calibrate --write`; do not edit.

Fitted to what the model 'crossread-small-2' (d12e46a2f76f) finds.
Fit half: 870 quotes, brier 0.1307, ece 0.0124, auc 0.7985.
Other half: 1146 quotes, brier 0.1512, ece 0.0418, auc 0.7337.
"""

from __future__ import annotations

BIAS = -0.7986
WEIGHTS = (
    0.6587,  # direct
    0.1652,  # mixed
    0.6735,  # reporting_verb
    0.1698,  # cue_logit
    0.2744,  # source_logit
    0.4723,  # log_words
    -1.4673,  # mark_missing
    -1.0143,  # weak_indirect
)
