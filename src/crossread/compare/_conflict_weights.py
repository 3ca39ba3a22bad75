"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -3.128
FIGURE_WEIGHTS = {
    "state": 2.616,
    "noun": 0.375,
    "share": 1.787,
    "mass": 0.215,
    "wider": 0.000,
    "close": 1.852,
    "entity": 0.000,
    "subject": 0.176,
    "lone": 0.827,
    "measure": 2.543,
    "crowd": -0.339,
    "busy": -0.269,
    "doublings": -0.669,
    "day": 0.000,
    "contrast": 5.206,
    "slip": 2.704,
    "setting": 1.719,
}

ASSERTION_BIAS = -1.014
ASSERTION_WEIGHTS = {
    "predicate": 0.694,
    "outside": -0.286,
    "untold": -1.205,
    "loose": -0.837,
    "scale": -0.837,
    "alone": -1.111,
    "opposed": 1.874,
    "affirmed": -0.114,
    "open": 0.000,
    "settled": 4.946,
    "raised": 2.982,
    "ruled": 2.771,
    "denial": 0.611,
    "absolute": 1.318,
    "told": 0.633,
    "less": 1.666,
    "more": 1.585,
    "named": 0.000,
    "rare": 0.000,
    "subject": 0.000,
    "other_subject": -1.271,
    "close": 1.952,
    "wider": 0.000,
    "crowd": -0.961,
    "first": 0.117,
    "mood": -1.444,
    "possible": -0.035,
    "beside": 0.000,
    "reply": 2.282,
    "one_report": -0.524,
    "subordinate": -1.037,
    "own": -0.769,
    "tellings": 1.389,
    "bare": -0.249,
    "length": -0.083,
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

SEQUENCE_BIAS = -3.840
SEQUENCE_WEIGHTS = {
    "less": 0.590,
    "more": 0.195,
    "named": 0.708,
    "share": 1.984,
    "best": 1.048,
    "alone": 0.025,
    "opposed": 0.400,
    "close": 1.501,
}
