"""Coefficients of the score of quotes, written by `python -m training.calibrate --write`; do not edit.

Fitted to what the model 'crossread-small-1' (2dd08615368a) finds.
Fit half: 782 quotes, brier 0.1287, ece 0.0253, auc 0.7726.
Other half: 1018 quotes, brier 0.1545, ece 0.0362, auc 0.6968.
"""

from __future__ import annotations

BIAS = -0.5242
WEIGHTS = (
    0.9384,  # direct
    0.2764,  # mixed
    0.4328,  # reporting_verb
    0.1915,  # cue_logit
    0.2555,  # source_logit
    0.3124,  # log_words
    -0.8887,  # mark_missing
    -0.6616,  # weak_indirect
)
