"""Write what the docs have from the code: the JSON Schema, and the help of each command where it is pasted.

Run it with `just docs`, or `uv run python -m scripts.write_docs`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import click

from crossread.cli import cli
from crossread.schema import schema_json
from evaluation.published import PUBLISHED

DOCS = Path(__file__).parent.parent / "docs"
PASTED = re.compile(r"(<!-- help: ([a-z -]+) -->\n).*?(<!-- end -->)", re.DOTALL)
TABLE = re.compile(r"(<!-- table: (quality|all) -->\n).*?(<!-- end -->)", re.DOTALL)
WIDTH = 90


def help_of(command: str) -> str:
    """Give the help of a command such as "crossread read", as on a terminal of `WIDTH` columns."""
    found: click.Command = cli
    for word in command.split()[1:]:
        assert isinstance(found, click.Group)
        found = found.commands[word]
    context = click.Context(
        found, info_name=command, max_content_width=WIDTH, terminal_width=WIDTH, help_option_names=["-h", "--help"]
    )
    return found.get_help(context)


def paste_help(page: str) -> str:
    """Put the help of each command between its marks."""
    return PASTED.sub(lambda m: f"{m[1]}```text\n$ {m[2]} --help\n{help_of(m[2])}\n```\n{m[3]}", page)


ROWS: tuple[tuple[str, str, str], ...] = (
    ("attribution", "cofenet_source_exact_f1", "source of what is said, sentence by sentence, exact F1"),
    ("attribution", "cofenet_cue_exact_f1", "cue, likewise"),
    ("attribution", "cofenet_content_exact_f1", "content, likewise"),
    ("attribution", "content_half_f1", "content in whole reports, overlap by half, F1"),
    ("attribution", "link_half_f1", "source and content linked, overlap by half, F1"),
    ("speakers test", "speaker_accuracy", "right speaker, of the quotes found, our invented stories, unseen ones"),
    ("sources", "whole_accuracy", "the right name behind a pronoun or a role, PolNeAR dev, our own labels"),
    ("comparison test", "points_b3_f1", "statements joined to points, B³ F1, invented stories, unseen ones"),
    ("comparison test", "conflicts_precision", "conflicts, precision, likewise"),
    ("comparison test", "conflicts_recall", "conflicts, recall, likewise"),
    ("names", "worldwide_f1", "names of people, organizations, places; world news, F1"),
    ("names", "conll2003_f1", "the same, CoNLL-2003, F1"),
    ("syntax", "ewt_upos", "parts of speech, EWT, accuracy"),
    ("syntax", "ewt_las", "labelled dependencies, EWT"),
    ("times", "value_f1", "time expressions with the right TIMEX3 value, F1"),
    ("figures test", "value_f1", "figures with the right value, F1, our own set, the half kept unseen"),
    ("figures test", "value_unit_f1", "value and unit, likewise"),
    ("stories", "b_cubed_f1", "reports to stories, ECB+, B³ F1"),
    ("stories", "adjusted_rand", "likewise, adjusted Rand index"),
    ("pages", "main_text_f1", "main text of a page, F1"),
)
"""Task, with the split where it is not dev, metric and what it means, as the README's table has them."""


def quality_table(figures: dict[str, dict[str, dict[str, float]]]) -> str:
    """Make the table of the README: what is measured, ours on dev data, what others published."""
    lines = ["| what | ours | published |", "|---|---|---|"]
    for task, metric, words in ROWS:
        value = figures.get(task, {}).get("metrics", {}).get(metric)
        if value is not None:
            beside = "; ".join(f"{p.figure:.3f} {p.system}, {p.on}" for p in PUBLISHED[task.split()[0]].get(metric, ()))
            lines.append(f"| {words} | {value:.3f} | {beside or '–'} |")
    return "\n".join(lines)


def all_figures(figures: dict[str, dict[str, dict[str, float]]]) -> str:
    """Make the tables of docs/quality.md: every metric of every task."""
    parts = []
    for task, found in sorted(figures.items()):
        rows = "\n".join(f"| `{name}` | {value:.3f} |" for name, value in found["metrics"].items() if value is not None)
        parts.append(f"### {task} (n = {found['n']})\n\n| metric | ours |\n|---|---|\n{rows}")
    return "\n\n".join(parts)


def paste_figures(page: str) -> str:
    """Put the measured tables between their marks."""
    figures = json.loads((DOCS / "quality.json").read_text("utf-8"))
    made = {"quality": quality_table(figures), "all": all_figures(figures)}
    return TABLE.sub(lambda m: f"{m[1]}{made[m[2]]}\n{m[3]}", page)


def made_docs() -> dict[Path, str]:
    """Give each file that is made from the code, with what should stand in it."""
    page = DOCS / "cli.md"
    readme, quality = DOCS.parent / "README.md", DOCS / "quality.md"
    return {
        DOCS / "record.schema.json": schema_json(),
        page: paste_help(page.read_text("utf-8")),
        readme: paste_figures(readme.read_text("utf-8")),
        quality: paste_figures(quality.read_text("utf-8")),
    }


if __name__ == "__main__":
    for path, text in made_docs().items():
        path.write_text(text, "utf-8")
        click.echo(path)
