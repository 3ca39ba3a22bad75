"""Other ways to group reports, as their documentation shows them, each with one setting.

Thresholds are those of the highest B³-F on ECB+ train (`python -m benchmarks._peers --data ../shared/data`).
Two of them take no report by itself: with each that comes all are grouped again. MinHash LSH takes reports one by one,
and finds near-copies only.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import re
import resource
import time
from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from crossread.records import Document
from evaluation.metrics import b_cubed, load_rows

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

System = Callable[[Sequence[Document]], Sequence[Hashable]]

ARRIVED = datetime(2031, 1, 1, tzinfo=UTC)
AVERAGE_DISTANCE = 0.85
"""Cosine distance at which average link stops. B³-F on ECB+ train: .75 .812, .80 .868, .85 .879, .90 .825, .95 .615."""
MIN_JACCARD = 0.4
"""Jaccard index of word sets that MinHash LSH looks for. B³-F on ECB+ train: .1 .043, .2 .046, .3 .087, .4 .387,
.5 .239: what links the reports of a story also links stories."""
N_PERMUTATIONS = 128
WARM_UP = 100
TOPIC_SIZE = 3
N_COMPONENTS = 100
MAX_DENSE = 20_000
"""Average link needs all distances at once: 3.2 GB for so many reports."""


def document(name: str, title: str, text: str) -> Document:
    """Make a document of a title and a text."""
    return Document(id=name, source=name, sha256=hashlib.sha256(text.encode()).hexdigest(), title=title, text=text)


def average_link(docs: Sequence[Document], *, distance: float = AVERAGE_DISTANCE) -> list[Hashable]:
    """Group by scikit-learn: TF-IDF, cosine, agglomerative clustering with average link."""
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415  (peers are installed for this table only)
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    if len(docs) > MAX_DENSE:
        raise MemoryError(f"all distances of {len(docs)} reports take {8e-9 * len(docs) ** 2:.0f} GB")
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(_texts(docs))
    distances = 1 - (vectors @ vectors.T).toarray()
    grouping = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=distance
    )
    return list(grouping.fit_predict(distances.clip(0)).tolist())


def minhash_lsh(docs: Sequence[Document], *, jaccard: float = MIN_JACCARD) -> list[Hashable]:
    """Group by datasketch: reports that MinHash LSH finds for each other are one story, directly or through others."""
    from datasketch import MinHash, MinHashLSH  # noqa: PLC0415

    index = MinHashLSH(threshold=jaccard, num_perm=N_PERMUTATIONS)
    label = list(range(len(docs)))
    for at, text in enumerate(_texts(docs)):
        sketch = MinHash(num_perm=N_PERMUTATIONS)
        sketch.update_batch([word.encode() for word in set(re.findall(r"\w+", text.lower()))])
        for found in index.query(sketch):
            label[_root(label, at)] = _root(label, found)
        index.insert(at, sketch)
    return [_root(label, at) for at in label]


def bertopic(docs: Sequence[Document]) -> list[Hashable]:
    """Group by BERTopic on TF-IDF reduced by SVD: its own encoders come from a hub. Outliers are stories of their own."""
    from bertopic import BERTopic  # noqa: PLC0415
    from hdbscan import HDBSCAN  # noqa: PLC0415
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from umap import UMAP  # noqa: PLC0415

    texts = _texts(docs)
    vectors = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(texts)
    reduced = TruncatedSVD(min(N_COMPONENTS, len(docs) - 1), random_state=0).fit_transform(vectors)
    model = BERTopic(
        umap_model=UMAP(n_neighbors=10, n_components=5, min_dist=0.0, metric="cosine", random_state=0),
        hdbscan_model=HDBSCAN(min_cluster_size=TOPIC_SIZE),
        calculate_probabilities=False,
    )
    topics, _ = model.fit_transform(texts, reduced)
    return [f"alone {at}" if topic == -1 else topic for at, topic in enumerate(topics)]


SYSTEMS: dict[str, System] = {
    "sklearn TF-IDF average link": average_link,
    "datasketch MinHash LSH": minhash_lsh,
    "BERTopic (TF-IDF, SVD)": bertopic,
}
ONE_BY_ONE = {"datasketch MinHash LSH"}
"""Those that take a report without grouping all the others again."""


class Grouped(Struct, frozen=True):
    """What a system made of the reports, a group for each of them, and the processor time that it took."""

    groups: Sequence[Hashable]
    cpu_s: float


def group_alone(system: System, docs: Sequence[Document], *, limit_s: int) -> Grouped | str:
    """Group in a process of its own, after some reports to warm up: imports and compilation are not counted.

    Returns:
        The groups and the time, or in words why there are none.
    """
    context = multiprocessing.get_context("fork")  # the reports need not be copied
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_group, args=(system, docs, limit_s, there))
    child.start()
    there.close()
    try:
        done: Grouped | str = here.recv()
    except EOFError:
        done = f"not done within {limit_s} s"
    child.join()
    return done


def _group(system: System, docs: Sequence[Document], limit_s: int, answer: Connection) -> None:
    try:
        system(docs[:WARM_UP])
        before = time.process_time()
        limit = int(before) + limit_s + 1
        resource.setrlimit(resource.RLIMIT_CPU, (limit, limit))
        groups = system(docs)
        answer.send(Grouped(groups, time.process_time() - before))
    except (ImportError, MemoryError) as error:
        answer.send(f"not run: {error}")


def _texts(docs: Sequence[Document]) -> list[str]:
    return [f"{doc.title}\n{doc.text}" for doc in docs]


def _root(label: list[int], at: int) -> int:
    while label[at] != at:
        label[at] = label[label[at]]
        at = label[at]
    return at


@click.command()
@click.option("--data", type=click.Path(exists=True, path_type=Path), required=True)
def main(data: Path) -> None:
    """Print what each threshold gives on ECB+ train."""
    rows = load_rows(data / "stories/ecbplus_train.jsonl")
    docs = [document(row["id"], row["title"], row["text"]) for row in rows]
    wanted = [row["story"] for row in rows]
    for distance in (0.75, 0.8, 0.85, 0.9, 0.95):
        click.echo(f"average link {distance}: {b_cubed(average_link(docs, distance=distance), wanted)[2]:.3f}")
    for jaccard in (0.1, 0.15, 0.2, 0.3, 0.4, 0.5):
        click.echo(f"MinHash {jaccard}: {b_cubed(minhash_lsh(docs, jaccard=jaccard), wanted)[2]:.3f}")


if __name__ == "__main__":
    main()
