"""Coefficients of the scorer of pairs, written by `training/same_point.py`."""

from __future__ import annotations

BIAS = 0.0
WEIGHTS = (0.0,) * 23
