"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -3.092
FIGURE_WEIGHTS = {
    "state": 2.605,
    "noun": 0.381,
    "share": 1.785,
    "mass": 0.214,
    "wider": 0.000,
    "close": 1.805,
    "entity": 0.000,
    "subject": 0.178,
    "lone": 0.822,
    "measure": 2.542,
    "crowd": -0.341,
    "busy": -0.269,
    "doublings": -0.665,
    "day": 0.000,
    "contrast": 5.201,
    "slip": 2.684,
    "setting": 1.731,
}

ASSERTION_BIAS = -1.045
ASSERTION_WEIGHTS = {
    "predicate": 0.707,
    "outside": -0.279,
    "untold": -1.178,
    "loose": -0.830,
    "scale": -0.830,
    "alone": -1.107,
    "opposed": 1.839,
    "affirmed": -0.194,
    "open": 0.000,
    "settled": 4.947,
    "raised": 2.983,
    "ruled": 2.768,
    "denial": 0.613,
    "absolute": 1.336,
    "told": 0.624,
    "less": 1.623,
    "more": 1.553,
    "named": 0.022,
    "rare": 0.085,
    "subject": 0.000,
    "other_subject": -1.285,
    "close": 1.958,
    "wider": 0.000,
    "crowd": -0.963,
    "first": 0.193,
    "mood": -1.445,
    "possible": -0.043,
    "beside": 0.000,
    "reply": 2.131,
    "one_report": -0.547,
    "subordinate": -1.025,
    "own": -0.763,
    "tellings": 1.409,
    "bare": -0.260,
    "length": -0.084,
}

DAY_BIAS = -4.216
DAY_WEIGHTS = {
    "told": 0.288,
    "named": 0.066,
    "wider": 0.141,
    "share": 2.097,
    "predicate": 1.466,
    "close": 2.310,
    "entity": 1.772,
    "subject": 0.631,
    "ahead": 0.625,
    "clock": 0.500,
    "apart": -0.017,
}

SEQUENCE_BIAS = -3.847
SEQUENCE_WEIGHTS = {
    "less": 0.590,
    "more": 0.195,
    "named": 0.705,
    "share": 1.985,
    "best": 1.050,
    "alone": 0.026,
    "opposed": 0.398,
    "close": 1.497,
}
