from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.normalizers import Lowercase

from crossread.language.analysis import UPOS
from training.data import Taught, Text, begin_runs, tokenised_text, window_of
from training.swaps import find_likes, swap_words
from training.taught import read_taught, write_taught


def test_a_run_that_goes_on_begins_anew() -> None:
    """Content after a cue inside it, and content cut by the start of a window, begin with a B."""
    tags = np.array([6, 6, 3, 6, 6, 0, 5, 6, 2], np.int32)
    assert begin_runs(tags).tolist() == [5, 6, 3, 5, 6, 0, 5, 6, 1]


SENTENCES = [["The", "old", "ferry", "left", "Oram", "."], ["The", "new", "barge", "left", "Tessel", "."]]
USES = ["DET", "ADJ", "NOUN", "VERB", "PROPN", "PUNCT"]
WORDS = ["[UNK]", "[CLS]", "[SEP]", "the", "old", "new", "late", "big", "ferry", "barge", "left", "oram", "tessel", "."]


def _tokenizer() -> Tokenizer:
    """Make a tokenizer of whole words."""
    made = Tokenizer(WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    made.normalizer = Lowercase()
    return made


def _text(sentences: Sequence[Sequence[str]] = SENTENCES) -> Text:
    n = sum(map(len, sentences))
    return tokenised_text(sentences, _tokenizer(), upos=np.array([UPOS.index(u) for u in USES * len(sentences)][:n]))


def test_words_of_like_use_are_found_by_their_vectors() -> None:
    """Of four adjectives each has the three others, the nearest first; a noun of which there are two has none."""
    texts = [_text([["The", adjective, "ferry", "left", "Oram", "."]]) for adjective in ("old", "new", "late", "big")]
    table = np.eye(len(WORDS), dtype=np.float32)
    table[WORDS.index("new")] += 0.5 * table[WORDS.index("old")]
    likes = find_likes(texts, table)
    assert {WORDS[i] for i in likes} == {"old", "new", "late", "big"}
    assert WORDS[likes[WORDS.index("old")][0]] == "new"


def test_swaps_leave_the_rest_of_a_window_alone() -> None:
    """Only words that have others like them change, and only for those; nothing does where there are none."""
    text = _text()
    window = window_of(text, 0, len(text.words), special=(1, 2))
    ferry, others = WORDS.index("ferry"), np.array([WORDS.index(w) for w in ("barge", "oram", "tessel")], np.int32)
    rng = np.random.default_rng(0)
    swapped = [swap_words(window, {ferry: others}, rng).ids for _ in range(200)]
    changed = [ids for ids in swapped if (ids != window.ids).any()]
    assert 10 < len(changed) < 100
    assert all((ids != window.ids).tolist().index(True) == 3 and ids[3] in others for ids in changed)
    assert (swap_words(window, {}, rng).ids == window.ids).all()


def test_what_was_taught_is_read_back(tmp_path: Path) -> None:
    """Marginals come back to the texts that they were written of; of other texts they are refused."""
    rng = np.random.default_rng(0)

    def lesson(n: int) -> Taught:
        return Taught(rng.random((n, 7)).astype(np.float16), rng.random((n, 7, 7)).astype(np.float16))

    texts = [_text(), _text(SENTENCES[:1])]
    taught = [replace(t, taught=lesson(len(t.words)), taught_alone=lesson(len(t.words))) for t in texts]
    write_taught(tmp_path / "taught.npz", taught)
    for wanted, found in zip(taught, read_taught(tmp_path / "taught.npz", texts), strict=True):
        assert found.taught is not None
        assert wanted.taught is not None
        assert (found.taught.steps == wanted.taught.steps).all()
        assert found.taught_alone is not None
        assert wanted.taught_alone is not None
        assert (found.taught_alone.tags == wanted.taught_alone.tags).all()
    with pytest.raises(ValueError, match="write it again"):
        list(read_taught(tmp_path / "taught.npz", texts[:1]))
    with pytest.raises(ValueError, match="has not read"):
        write_taught(tmp_path / "none.npz", texts)
