"""Make `src/crossread/stories/background.json`: in how many reports each word, number and name occurs.

Run as `python training/background.py --data ../shared/data`. Only counts are kept: of features that
two reports or more have, in no order that gives a text back. The reports of ECB+ are left out: the score
of a pair is fitted on them, and must not find its own stories in the background.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crossread.records import Document
from crossread.stories.fingerprints import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OUTPUT = Path(__file__).parent.parent / "src/crossread/stories/background.json"
MIN_DF = 2


def rows(path: Path) -> Iterator[dict[str, object]]:
    """Give the rows of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def report(text: str, title: str | None = None) -> Document:
    """Wrap a text as a report."""
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(id=sha256[:12], source="training", sha256=sha256, title=title, text=text)


def general_reports(data: Path) -> Iterator[Document]:
    """Give the reports to count, each text once: PolNeAR and Worldwide newswire."""
    seen: Counter[object] = Counter()
    for row in rows(data / "attribution/polnear_train.jsonl"):
        seen[row["text"]] += 1
        if seen[row["text"]] == 1:
            yield report(str(row["text"]))
    pieces: defaultdict[object, list[str]] = defaultdict(list)
    for row in rows(data / "names/worldwide_train.jsonl"):
        pieces[row["doc"]].append(" ".join(row["tokens"]))  # type: ignore[arg-type]  # a list of strings
    for sentences in pieces.values():
        yield report("\n".join(sentences))


def pack(counts: Counter[str]) -> dict[str, str]:
    """Put the features of one frequency together, most frequent first."""
    together: defaultdict[int, list[str]] = defaultdict(list)
    for key, df in counts.items():
        if df >= MIN_DF:
            together[df].append(key)
    return {str(df): " ".join(sorted(together[df])) for df in sorted(together, reverse=True)}


def count(reports: Iterable[Document]) -> dict[str, object]:
    """Count in how many reports each feature occurs."""
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    n_documents = 0
    for doc in reports:
        made = fingerprint(doc)
        words.update(made.words.keys)
        names.update(made.names.keys)
        n_documents += 1
    return {"n_documents": n_documents, "words": pack(words), "names": pack(names)}


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
def main(data: Path) -> None:
    """Count the training reports and write the table into the package."""
    table = count(general_reports(data))
    OUTPUT.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    click.echo(f"{OUTPUT}: {table['n_documents']} reports, {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main()
