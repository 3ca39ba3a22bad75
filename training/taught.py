"""What the larger reader makes of the texts of a run, in a file: `python -m training teach` writes it, `train --taught` reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from msgspec import structs

from training.data import Taught, load_attribution, load_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tokenizers import Tokenizer

    from training.data import Text

PARTS = ("tags", "steps", "alone_tags", "alone_steps")


def texts_to_teach(data: Path, tokenizer: Tokenizer) -> tuple[list[Text], list[Text]]:
    """Give the texts that the larger reader is asked about: reports with attributions as they stand, and others without labels of them."""
    reports = load_attribution(data / "attribution/polnear_train.jsonl", tokenizer, dirty=0.0)
    return reports, load_names(data / "names/worldwide_train.jsonl", tokenizer)


def write_taught(path: Path, texts: Sequence[Text]) -> None:
    """Write what texts were taught, one behind the other.

    Raises:
        ValueError: a text has nothing.
    """
    rows: dict[str, list[np.ndarray[tuple[int, ...], np.dtype[np.float16]]]] = {part: [] for part in PARTS}
    for text in texts:
        if text.taught is None or text.taught_alone is None:
            msg = f"the larger reader has not read the text that begins {' '.join(text.words[:5])!r}"
            raise ValueError(msg)
        for part, column in zip(PARTS, (*_columns(text.taught), *_columns(text.taught_alone)), strict=True):
            rows[part].append(column)
    tags, steps, alone_tags, alone_steps = (np.concatenate(rows[part]) for part in PARTS)
    np.savez(path, tags=tags, steps=steps, alone_tags=alone_tags, alone_steps=alone_steps)


def _columns(taught: Taught) -> tuple[np.ndarray[tuple[int, ...], np.dtype[np.float16]], ...]:
    return taught.tags, taught.steps


def read_taught(path: Path, texts: Sequence[Text]) -> Iterator[Text]:
    """Give texts with what `write_taught` wrote of them.

    Raises:
        ValueError: the file is of other texts.
    """
    with np.load(path, allow_pickle=False) as file:
        tags, steps, alone_tags, alone_steps = (file[part] for part in PARTS)
    n_words = sum(len(text.words) for text in texts)
    if len(tags) != n_words:
        msg = (
            f"{path} is of {len(tags)} words, the texts have {n_words}: write it again with `python -m training teach`"
        )
        raise ValueError(msg)
    at = 0
    for text in texts:
        end = at + len(text.words)
        yield structs.replace(
            text,
            taught=Taught(tags[at:end], steps[at:end]),
            taught_alone=Taught(alone_tags[at:end], alone_steps[at:end]),
        )
        at = end


def with_lessons(kinds: dict[str, list[Text]], path: Path, data: Path, tokenizer: Tokenizer) -> dict[str, list[Text]]:
    """Put what the larger reader makes of them to the texts of a run; those without labels of attribution are a kind of their own, "taught".

    Args:
        kinds: as `training.data.load_all` gives them.
        path: what `write_taught` wrote.
        data: folder with the data sets.
        tokenizer: of the encoder.
    """
    clean, others = texts_to_teach(data, tokenizer)
    texts = list(read_taught(path, [*clean, *others]))
    moved = {text.words for text in others}
    spoilt = kinds["attribution"][len(clean) :]
    names = [text for text in kinds["names"] if text.words not in moved]
    return kinds | {"attribution": texts[: len(clean)] + spoilt, "names": names, "taught": texts[len(clean) :]}
