"""Coefficients of the scorer of pairs, written by `python -m training.same_point --write`; do not edit.

Trained with the vectors of model 'crossread-small-4' (58afb2e5aef1).
msrp_train from 0.5: f1 0.8291, accuracy 0.7545, balanced 0.6858.
msrp_dev from 0.5: f1 0.8147, accuracy 0.735, balanced 0.6658.
nanco_dev from 0.08: f1 0.6573, accuracy 0.8234, balanced 0.809.
"""

from __future__ import annotations

BIAS = -5.5143
WEIGHTS = (
    4.8266,  # cosine
    -4.6544,  # dice
    2.7855,  # covered_shorter
    2.0695,  # covered_longer
    -2.5015,  # pairs
    4.5590,  # order
    -0.2714,  # order_content
    -0.3416,  # numbers_clash
    -0.0442,  # numbers_shared
    -0.6973,  # numbers_extra
    0.1610,  # names_extra
    0.8262,  # length
    1.8484,  # shorter
    -1.2225,  # negation
    -0.8715,  # missed_mass
)
