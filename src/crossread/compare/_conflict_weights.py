"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -1.564
FIGURE_WEIGHTS = {
    "state": 1.614,
    "noun": 0.055,
    "share": 3.350,
    "mass": 0.185,
    "wider": 0.056,
    "close": 1.540,
    "entity": -1.017,
    "subject": 1.010,
    "lone": -0.329,
    "measure": 2.518,
    "crowd": -0.108,
    "doublings": -0.714,
    "day": 0.200,
    "contrast": 4.777,
    "slip": 2.580,
}

ASSERTION_BIAS = -0.500
ASSERTION_WEIGHTS = {
    "predicate": 0.953,
    "outside": 0.329,
    "alone": -0.968,
    "opposed": 1.694,
    "affirmed": -0.829,
    "open": -0.101,
    "settled": 5.000,
    "raised": 3.110,
    "ruled": 2.500,
    "denial": -1.123,
    "absolute": 1.160,
    "told": 0.513,
    "less": -0.455,
    "more": 1.444,
    "named": 0.058,
    "rare": -0.917,
    "subject": 0.798,
    "other_subject": -1.480,
    "close": 2.629,
    "wider": 0.036,
    "crowd": -1.253,
    "first": 0.047,
    "mood": -0.824,
    "possible": 0.490,
    "beside": 1.053,
    "one_report": 0.154,
    "subordinate": -2.103,
    "own": -1.397,
    "bare": -0.610,
    "length": -0.180,
}

DAY_BIAS = -4.110
DAY_WEIGHTS = {
    "told": 0.216,
    "named": -0.023,
    "wider": -0.084,
    "share": 3.462,
    "predicate": 2.228,
    "close": 3.874,
    "entity": 1.546,
    "subject": 0.235,
    "ahead": 1.930,
}

SEQUENCE_BIAS = -3.990
SEQUENCE_WEIGHTS = {
    "less": 0.604,
    "more": 0.202,
    "named": 0.700,
    "share": 2.028,
    "close": 1.490,
}
