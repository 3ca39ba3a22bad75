"""`python -m evaluation TASK --data ../shared/data --split dev [--json FILE]`.

Exit status: 0 measured, 2 the gold data is missing, 3 the part to measure is not built yet.
"""

from __future__ import annotations

import importlib
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from crossread.errors import BrokenModel
from evaluation.metrics import DataMissing
from evaluation.published import PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evaluation.metrics import Measured

TASKS = (
    "attribution",
    "names",
    "syntax",
    "vectors",
    "stories",
    "pairs",
    "times",
    "pages",
    "figures",
    "speakers",
    "sources",
    "dirt",
    "calibration",
    "comparison",
    "agreement",
)
OWN_GOLD = frozenset({"comparison", "speakers", "agreement"})
"""Tasks whose gold is in `evaluation/gold` alone: they need no folder of data."""

DATA_MISSING = 2
NOT_BUILT = 3


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("task", type=click.Choice(TASKS))
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the gold data.")
@click.option("--split", default="dev", show_default=True, help="Part of the data to measure on.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures to this file.")
def main(task: str, data: Path | None, split: str, json_file: Path | None) -> None:
    """Measure one TASK on gold data, and print our figures beside the published ones."""
    if task not in OWN_GOLD and (data is None or not data.is_dir()):
        _stop(
            f"no folder of gold data{f' at {data}' if data else ''}; give the one that has attribution/, names/, ... with --data",
            DATA_MISSING,
        )
    measured = measure(task, data, split)
    if json_file:
        json_file.write_text(as_json(task, split, measured), encoding="utf-8")
    click.echo("\n".join(table(task, split, measured)))


def measure(task: str, data: Path | None, split: str) -> Measured:
    """Run the evaluation of a task, or leave with a clear word where its data or its subject is missing."""
    try:
        measured: Measured = importlib.import_module(f"evaluation.{task}").evaluate(data, split)
    except DataMissing as error:
        _stop(str(error), DATA_MISSING)
    except FileNotFoundError as error:
        _stop(f"no gold data at {error.filename}", DATA_MISSING)
    except BrokenModel as error:
        _stop(f"'{task}' cannot be measured: {error}", NOT_BUILT)
    except ImportError as error:
        if not (error.name or "").startswith(("crossread", "evaluation")):
            raise
        _stop(f"'{task}' is not built yet: {error}", NOT_BUILT)
    if not measured["n"]:
        _stop(f"no gold data for '{task}', split '{split}'{f', in {data}' if data else ''}", DATA_MISSING)
    return measured


def as_json(task: str, split: str, measured: Measured) -> str:
    """Give the figures as one JSON object; what could not be measured is null."""
    metrics = {name: None if math.isnan(value) else round(value, 6) for name, value in measured["metrics"].items()}
    return json.dumps({"task": task, "split": split, "n": measured["n"], "metrics": metrics}, indent=2) + "\n"


def table(task: str, split: str, measured: Measured) -> Iterator[str]:
    """Give the lines of the table: metric, ours, published."""
    metrics = measured["metrics"]
    width = max(map(len, metrics), default=0)
    yield f"{task}, {split}: n = {measured['n']}"
    for name, value in metrics.items():
        beside = "; ".join(f"{p.figure:.3f} {p.system} ({p.on})" for p in PUBLISHED.get(task, {}).get(name, ()))
        yield f"{name:{width}}  {value:7.3f}  {beside}".rstrip()


def _stop(message: str, status: int) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(status)


if __name__ == "__main__":
    main(prog_name="python -m evaluation")
