"""Measure every task on gold data and keep the figures in docs/quality.json, from which the tables of the docs are made.

    uv run python -m scripts.measure --data ../shared/data [TASK ...]

A task that is not named keeps its figures. Then run `just docs`. With `--split test` the unseen stories are measured, for a
release and for TASKs that have some (`comparison`, `speakers`), and stand beside those of dev.
"""

from __future__ import annotations

import json
from pathlib import Path

import click

from evaluation.__main__ import TASKS, as_json, measure

FIGURES = Path(__file__).parent.parent / "docs" / "quality.json"


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True, help="Folder of the gold data.")
@click.option("--split", default="dev", show_default=True)
@click.argument("tasks", nargs=-1, type=click.Choice(TASKS))
def main(data: Path, split: str, tasks: tuple[str, ...]) -> None:
    """Measure TASKS, or all of them."""
    known = json.loads(FIGURES.read_text("utf-8")) if FIGURES.is_file() else {}
    for task in tasks or TASKS:
        made = json.loads(as_json(task, split, measure(task, data, split)))
        known[task if split == "dev" else f"{task} {split}"] = made
        click.echo(f"{task}: {made['metrics']}")
        FIGURES.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
