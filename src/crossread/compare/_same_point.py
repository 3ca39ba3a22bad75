"""Coefficients of the scorer of pairs, written by `python -m training.same_point --write`; do not edit.

Trained with the vectors of model 'crossread-small-3' (874d4f68f5e3).
msrp_train from 0.5: f1 0.8314, accuracy 0.7586, balanced 0.6924.
msrp_dev from 0.5: f1 0.8042, accuracy 0.72, balanced 0.6488.
nanco_dev from 0.08: f1 0.6538, accuracy 0.8223, balanced 0.8057.
"""

from __future__ import annotations

BIAS = -5.6257
WEIGHTS = (
    5.2235,  # cosine
    -4.6569,  # dice
    2.7411,  # covered_shorter
    2.1491,  # covered_longer
    -2.5633,  # pairs
    4.4321,  # order
    -0.3874,  # order_content
    -0.3726,  # numbers_clash
    -0.0378,  # numbers_shared
    -0.7098,  # numbers_extra
    0.1560,  # names_extra
    0.8414,  # length
    1.8067,  # shorter
    -1.2278,  # negation
    -0.8857,  # missed_mass
)
