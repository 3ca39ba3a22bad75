"""Where the tests find the language model: the shipped one, or the folder that CROSSREAD_TEST_MODEL names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "CROSSREAD_TEST_MODEL"


def find_model() -> str | None:
    """Give the folder of the model to test with, None for the shipped one; fail where there is none."""
    from crossread.language.model import SHIPPED

    asked = os.environ.get(VARIABLE)
    folder = Path(asked) if asked else SHIPPED
    if not (folder / "model.onnx").is_file():
        pytest.fail(
            f"no language model in '{folder}'; set {VARIABLE} to a folder written by `python -m training export`"
        )
    return asked or None
