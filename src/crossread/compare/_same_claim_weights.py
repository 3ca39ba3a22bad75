"""Coefficients of the score that two claims tell one fact, written by `python -m training.same_claim --write`; do not edit.

Left out in turn, 17 stories, 1185 pairs of 40141 one fact: average precision 0.799; from one half on, precision 0.894, recall 0.610.
"""

from __future__ import annotations

BIAS = -5.1472
WEIGHTS = (
    0.0796,  # words
    4.9129,  # close
    6.1184,  # concepts
    2.7262,  # number
    3.6583,  # precise
    -0.5471,  # counted
    -4.3533,  # date
    -3.2303,  # day
    9.3261,  # rare_day
    2.0164,  # days_meet
    -1.2875,  # place
    -0.8573,  # figures_clash
    -1.2197,  # polarity
    1.5739,  # speaker
    1.4945,  # entities
    -2.6823,  # one_report
)
