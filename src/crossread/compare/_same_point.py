"""Coefficients of the scorer of pairs, written by `python -m training.same_point --write`; do not edit.

Trained with the vectors of model 'crossread-small-2' (d12e46a2f76f).
msrp_train from 0.5: f1 0.831, accuracy 0.7578, balanced 0.6909.
msrp_dev from 0.5: f1 0.8056, accuracy 0.7225, balanced 0.6526.
nanco_dev from 0.08: f1 0.6592, accuracy 0.8255, balanced 0.8094.
"""

from __future__ import annotations

BIAS = -5.5511
WEIGHTS = (
    5.0023,  # cosine
    -4.6306,  # dice
    2.7774,  # covered_shorter
    2.1847,  # covered_longer
    -2.6006,  # pairs
    4.4800,  # order
    -0.3760,  # order_content
    -0.3418,  # numbers_clash
    -0.0272,  # numbers_shared
    -0.7024,  # numbers_extra
    0.1618,  # names_extra
    0.8580,  # length
    1.8310,  # shorter
    -1.2390,  # negation
    -0.8906,  # missed_mass
)
