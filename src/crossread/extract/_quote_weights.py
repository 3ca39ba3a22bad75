"""Coefficients of the score of quotes, written by `python -m training.calibrate --write`; do not edit.

Fitted to what the model 'crossread-small-4' (58afb2e5aef1) finds.
Fit half: 887 quotes, brier 0.1305, ece 0.0155, auc 0.8009.
Other half: 1188 quotes, brier 0.1580, ece 0.0398, auc 0.7205.
"""

from __future__ import annotations

BIAS = -0.8680
WEIGHTS = (
    0.8152,  # direct
    0.1114,  # mixed
    0.6428,  # reporting_verb
    0.1717,  # cue_logit
    0.2350,  # source_logit
    0.5033,  # log_words
    -1.7671,  # mark_missing
    -1.2619,  # weak_indirect
)
