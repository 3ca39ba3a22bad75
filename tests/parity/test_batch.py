"""The same report gives the same columns, whatever was read before it: bit by bit."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from crossread.language.analysis import Analysis
from crossread.language.model import LanguageModel, load_model
from crossread.language.read import read_document, read_tokens
from crossread.records import Document
from tests.weights import find_model

pytestmark = [pytest.mark.model, pytest.mark.slow]

TEXTS = (
    "The ferry Marlin ran aground on Monday.\n“We will not sail again,” Ines Kovar said.",
    "Nobody was hurt.",
    " ".join(
        f"Gate {i} was shut at noon, said engineer Bo Pell, and {i} boats had to wait outside the harbour."
        for i in range(60)
    ),
    "“",
    "",
    "水 🚢 e\u0301 “go”",
)


def document(text: str, id_: str = "d1") -> Document:
    """Make a document of a text."""
    return Document(
        id=id_, source=f"{id_}.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text, published="2031-05-20"
    )


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    """The language model to test with."""
    return load_model(find_model())


def columns(analysis: Analysis) -> list[object]:
    """Give all columns of an analysis as plain values that compare bit by bit."""
    plain: list[object] = []
    for table in (analysis.sentences, analysis.tokens, analysis.syntax, analysis.names, analysis.attribution):
        for name in type(table).__struct_fields__:
            value = getattr(table, name)
            plain.append(value.tobytes() if isinstance(value, np.ndarray) else value)
    return [*plain, analysis.vectors.tobytes()]


@pytest.mark.parametrize("n", range(len(TEXTS)))
def test_what_was_read_before_changes_nothing(n: int, model: LanguageModel) -> None:
    """A fresh model, and one that read other reports first, give the same bits."""
    fresh = columns(read_document(load_model(find_model()), document(TEXTS[n])))
    for other in (*TEXTS[::-1], *TEXTS):
        read_document(model, document(other))
    assert columns(read_document(model, document(TEXTS[n]))) == fresh


def test_columns_have_a_row_a_token(model: LanguageModel) -> None:
    """Every table is as long as its text says, heads stay in their sentence, and vectors have length one."""
    for text in TEXTS:
        read = read_document(model, document(text))
        n = len(read.tokens)
        assert len(read.syntax.upos) == len(read.syntax.head) == len(read.syntax.deprel) == n
        assert (read.tokens.sentence[read.syntax.head] == read.tokens.sentence).all()
        assert read.vectors.shape == (len(read.sentences), 384)
        assert np.allclose(np.linalg.norm(read.vectors, axis=1), 1, atol=1e-4) or not n
        for spans in (read.names, read.attribution):
            assert (spans.first < spans.last).all()
            assert (spans.last <= n).all()
            assert (spans.first[1:] >= spans.last[:-1]).all()


def test_a_sentence_has_one_root(model: LanguageModel) -> None:
    """Each sentence that fits a window is one tree, named so."""
    read = read_document(model, document(TEXTS[2]))
    roots = np.flatnonzero(read.syntax.head == np.arange(len(read.tokens)))
    assert read.tokens.sentence[roots].tolist() == list(range(len(read.sentences)))
    assert [i for i, r in enumerate(read.syntax.deprel) if r == "root"] == roots.tolist()


def test_sentences_given_as_words_do_not_depend_on_one_another(model: LanguageModel) -> None:
    """`read_tokens` reads each sentence on its own."""
    sentences = ["We go now .".split(), "“ It is late , ” Ines Kovar said .".split(), []]
    assert read_tokens(model, sentences) == [read_tokens(model, [s])[0] for s in sentences]
