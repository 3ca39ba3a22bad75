"""Coefficients of the scorer of pairs, written by `python -m training.same_point --write`; do not edit.

Trained with the vectors of model 'interim' (61d38184963b).
msrp_train from 0.5: f1 0.8328, accuracy 0.7599, balanced 0.6923.
msrp_dev from 0.5: f1 0.8276, accuracy 0.75, balanced 0.675.
nanco_dev from 0.08: f1 0.6591, accuracy 0.8291, balanced 0.8057.
"""

from __future__ import annotations

BIAS = -6.3147
WEIGHTS = (
    5.7941,  # cosine
    -4.8011,  # dice
    2.9339,  # covered_shorter
    2.4510,  # covered_longer
    -2.7273,  # pairs
    4.3793,  # order
    -0.4075,  # order_content
    -0.3893,  # numbers_clash
    -0.0347,  # numbers_shared
    -0.7107,  # numbers_extra
    0.1765,  # names_extra
    1.0044,  # length
    1.7650,  # shorter
    -1.2111,  # negation
    -0.9026,  # missed_mass
)
