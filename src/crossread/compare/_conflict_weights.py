"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -3.948
FIGURE_WEIGHTS = {
    "state": 2.709,
    "noun": 0.356,
    "share": 1.379,
    "mass": 0.117,
    "wider": 0.096,
    "close": 1.945,
    "entity": -0.467,
    "lone": 0.148,
    "measure": 2.703,
    "crowd": -0.234,
    "doublings": -0.769,
    "day": 0.527,
    "contrast": 6.114,
    "slip": 3.761,
}

ASSERTION_BIAS = -5.242
ASSERTION_WEIGHTS = {
    "opposed": 0.664,
    "verb": -1.611,
    "told": -0.024,
    "named": -0.590,
    "wider": 0.027,
    "share": 3.658,
    "close": 1.143,
    "entity": -0.242,
    "agent": -0.185,
    "strangers": -0.869,
    "day": -1.117,
    "opposites": -1.787,
    "ruled": 2.500,
    "length": -0.085,
    "denial": 1.618,
    "open": 3.000,
    "beside": 1.982,
    "own": -1.654,
    "mood": -0.772,
}

DAY_BIAS = -6.758
DAY_WEIGHTS = {
    "told": 0.061,
    "named": 0.211,
    "wider": 0.024,
    "share": 2.713,
    "close": 2.520,
    "entity": 1.704,
    "subject": 0.919,
    "ahead": 3.481,
}

SEQUENCE_BIAS = -3.990
SEQUENCE_WEIGHTS = {
    "less": 0.604,
    "more": 0.202,
    "named": 0.700,
    "share": 2.028,
    "close": 1.490,
}
