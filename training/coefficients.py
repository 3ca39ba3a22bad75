"""Write what was fitted as a module of constants, which the scorer imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def write_coefficients(path: Path, about: str, names: Sequence[str], weights: Any, bias: float) -> None:  # noqa: ANN401  (a column)
    """Write the bias and a weight a feature.

    Args:
        path: the module to write.
        about: its docstring: what the coefficients are of, which command writes them, and what was measured.
        names: names of the features, beside which each weight stands.
        weights: one a feature. Shape (n_features,).
        bias: added to the weighted sum.
    """
    lines = "\n".join(f"    {w:.4f},  # {name}" for name, w in zip(names, weights, strict=True))
    constants = f"BIAS = {bias:.4f}\nWEIGHTS = (\n{lines}\n)\n"
    path.write_text(f'"""{about}\n"""\n\nfrom __future__ import annotations\n\n{constants}', encoding="utf-8")
