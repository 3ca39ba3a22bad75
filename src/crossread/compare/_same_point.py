"""Coefficients of the scorer of pairs, written by `python -m training.same_point --write`; do not edit.

Trained with the vectors of model 'interim' (xxxxxxxxxxxx).
interim figures
"""

from __future__ import annotations

BIAS = -6.7004
WEIGHTS = (
    5.7617,  # cosine
    -4.8141,  # dice
    3.1768,  # covered_shorter
    3.0736,  # covered_longer
    -2.8092,  # pairs
    4.5629,  # order
    -0.6324,  # order_content
    -0.4571,  # numbers_clash
    -0.0964,  # numbers_shared
    -0.7248,  # numbers_extra
    0.1288,  # names_extra
    0.9230,  # length
    1.4458,  # shorter
    -1.2333,  # negation
    -0.7306,  # missed_mass
)
