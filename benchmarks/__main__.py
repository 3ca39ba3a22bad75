"""`python -m benchmarks TASK [--data FOLDER | --reports FOLDER] [--json FILE]`.

Exit status: 0 measured, 2 there are no texts to read, 3 the model cannot be loaded.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from benchmarks import comparison, language, memory, scale
from benchmarks.texts import NoTexts, load_texts
from crossread.errors import BrokenModel

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TASKS = ("language", "memory", "comparison", "scale")
OF_INVENTED_REPORTS = ("comparison", "scale")
"""Tasks that make their own reports and need no texts."""
NO_TEXTS = 2
NO_MODEL = 3
TEXTS_FOR_SPEED = 20
"""Enough that a repetition takes ten seconds, and few enough that twenty of them are no burden."""


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("task", type=click.Choice(TASKS))
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the gold data, whose reports are read.")
@click.option("--reports", type=click.Path(path_type=Path), help="Folder with reports as .txt files to read instead.")
@click.option("--model", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Another language model.")
@click.option(
    "--bare",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The bare encoder for `language`, as `python -m training bare` writes it.",
)
@click.option("--repeats", type=click.IntRange(min=1), default=5, show_default=True, help="Repetitions for `language`.")
@click.option(
    "--number", type=click.IntRange(min=1), default=1000, show_default=True, help="Reports for `memory` and `scale`."
)
@click.option("--words", type=click.IntRange(min=1), help="Words of each report that `scale` reads; all if not given.")
@click.option("--json", "json_file", type=click.Path(path_type=Path), help="Write the figures to this file.")
def main(task: str, data: Path | None, reports: Path | None, json_file: Path | None, **options: Any) -> None:  # noqa: ANN401  (click gives them)
    """Measure one TASK: `language`, how fast reports are read, `memory`, how much room that takes, `comparison`, its growth, or `scale`, several processes."""
    if task not in OF_INVENTED_REPORTS and (data is None) == (reports is None):
        _stop("give one of --data and --reports", NO_TEXTS)
    try:
        metrics = measure(task, data, reports, **options)
    except NoTexts as error:
        _stop(str(error), NO_TEXTS)
    except BrokenModel as error:
        _stop(str(error), NO_MODEL)
    if json_file:
        json_file.write_text(as_json(task, metrics), encoding="utf-8")
    click.echo("\n".join(table(task, metrics)))


def measure(
    task: str,
    data: Path | None,
    reports: Path | None,
    *,
    model: Path | None,
    bare: Path | None,
    repeats: int,
    number: int,
    words: int | None = None,
) -> dict[str, float]:
    """Run a benchmark and give its figures by name."""
    if task == "comparison":
        return comparison.measure(model=model)
    if task == "scale":
        return scale.measure(model=model, n_reports=number, n_words=words)
    if task == "language":
        texts = load_texts(data=data, reports=reports, limit=TEXTS_FOR_SPEED)
        return language.measure(texts, model=model, bare=bare, repeats=repeats)
    return memory.measure(load_texts(data=data, reports=reports, limit=number), model=model, n_reports=number)


def as_json(task: str, metrics: Mapping[str, float]) -> str:
    """Give the figures as one JSON object."""
    return json.dumps({"task": task, "metrics": {k: round(float(v), 4) for k, v in metrics.items()}}, indent=2) + "\n"


def table(task: str, metrics: Mapping[str, float]) -> Iterator[str]:
    """Give the lines of the table: metric, figure; whole numbers where they are large."""
    width = max(map(len, metrics), default=0)
    yield task
    for name, value in metrics.items():
        yield f"{name:{width}}  {value:12,.0f}" if value >= 100 else f"{name:{width}}  {value:12.3f}"


def _stop(message: str, status: int) -> NoReturn:
    click.echo(message, err=True)
    raise SystemExit(status)


if __name__ == "__main__":
    main(prog_name="python -m benchmarks")
