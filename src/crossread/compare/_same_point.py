"""Coefficients of the scorer of pairs, written by `python -m training.same_point --write`; do not edit.

Trained with the vectors of model 'crossread-small-1' (2dd08615368a).
msrp_train from 0.5: f1 0.8322, accuracy 0.7591, balanced 0.6914.
msrp_dev from 0.5: f1 0.8153, accuracy 0.735, balanced 0.6638.
nanco_dev from 0.08: f1 0.6524, accuracy 0.8223, balanced 0.804.
"""

from __future__ import annotations

BIAS = -5.6501
WEIGHTS = (
    5.3118,  # cosine
    -4.7972,  # dice
    2.8215,  # covered_shorter
    2.2329,  # covered_longer
    -2.6294,  # pairs
    4.3740,  # order
    -0.3676,  # order_content
    -0.3875,  # numbers_clash
    -0.0644,  # numbers_shared
    -0.7204,  # numbers_extra
    0.1786,  # names_extra
    0.9122,  # length
    1.8327,  # shorter
    -1.2049,  # negation
    -0.9293,  # missed_mass
)
