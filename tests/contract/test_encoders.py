"""Another language model takes the place of the shipped one: as an object, and as a folder that holds what it must."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import crossread
from crossread.language.analysis import ATTRIBUTION_KINDS, NAME_KINDS
from crossread.language.model import SHIPPED, About, ChainScores, Encoder, Reading, load_about, load_model
from crossread.language.read import read_document
from crossread.language.windows import Pieces, Window
from crossread.pipeline import compare_story
from crossread.records import Document
from crossread.run.reading import read_report

TEXT = "“We sail at noon,” Kovar said.\n“We wait,” Kovar said."
TAG_OF = {"“": 5, "We": 6, "sail": 6, "at": 6, "noon": 6, "wait": 6, ",": 6, "”": 6, "Kovar": 1, "said": 3}
"""Tags of attribution: O, B-source, I-source, B-cue, I-cue, B-content, I-content."""


class WordList:
    """Reads by a list of words: a word is one piece, its row in the list, and the row says all."""

    about = About(
        name="word-list",
        sha256="",
        tokenizer_sha256="",
        upos=("X",),
        relations=("dep", "root"),
        name_kinds=NAME_KINDS,
        attribution_kinds=ATTRIBUTION_KINDS,
        chain=ChainScores(start=(0.0,) * 7, steps=((0.0,) * 7,) * 7, end=(0.0,) * 7),
    )
    cls, sep = 100, 101

    def split(self, words: Sequence[str]) -> Pieces:
        """Give each word its tag as its one piece."""
        return Pieces(np.array([TAG_OF.get(w, 0) for w in words], np.int32), np.arange(len(words) + 1, dtype=np.int32))

    def read(self, window: Window) -> Reading:
        """Take tags as they are; content points to the cue of its sentence, that to the source before it."""
        tags = window.ids[window.first]
        n = len(tags)
        rows = np.arange(n)
        cue, source = (np.array([self._next(tags, window.sentence, i, tag) for i in rows]) for tag in (3, 1))
        return Reading(
            upos=np.ones((n, 1), np.float32),
            names=_peaks(13, np.where(tags == 1, 1, 0)),
            arcs=_peaks(n, np.searchsorted(window.sentence, window.sentence)),
            relations=_peaks(2, np.zeros(n, int)),
            tags=_peaks(7, tags),
            cues=_peaks(n + 1, cue),
            sources=_peaks(n + 1, source),
            vectors=np.ones((n, 384), np.float32),
        )

    @staticmethod
    def _next(tags: Any, sentence: Any, i: int, tag: int) -> int:
        """Give the word of a tag in the sentence of a word, the column for none where there is no such word."""
        there = np.flatnonzero((tags == tag) & (sentence == sentence[i]))
        return int(there[0]) if len(there) else len(tags)


def _peaks(columns: int, at: Any) -> Any:
    logits = np.zeros((len(at), columns), np.float32)
    logits[np.arange(len(at)), at] = 9
    return logits


def document(text: str) -> Document:
    """Make a document of a text."""
    return Document(id="d1", source="d1.txt", sha256=hashlib.sha256(text.encode()).hexdigest(), text=text)


def test_an_object_reads_in_place_of_the_shipped_model() -> None:
    """What an own encoder says of the words is what the analysis holds: names, trees, attributions and their links."""
    encoder: Encoder = WordList()
    analysis = read_document(encoder, document(TEXT))
    assert [analysis.word(i) for i in analysis.names.first] == ["Kovar", "Kovar"]
    spans = analysis.attribution
    said = [
        [" ".join(analysis.word(i) for i in range(spans.first[row], spans.last[row])) for row in rows]
        for parts in spans.attributions()
        for rows in parts
    ]
    assert said == [["Kovar"], ["said"], ["“ We sail at noon , ”"], ["Kovar"], ["said"], ["“ We wait , ”"]]
    assert analysis.syntax.deprel.count("root") == len(analysis.sentences) == 2


def test_its_reports_are_compared_as_others_are() -> None:
    """Quotes and the story are made from what an own encoder read."""
    doc = document(TEXT)
    report = read_report(WordList(), doc)
    assert [doc[quote.content[0]] for quote in report.quotes] == ["“We sail at noon,”", "“We wait,”"]
    story = compare_story([doc], {doc.id: report})
    assert [quote.speaker_name for quote in story.quotes] == ["Kovar", "Kovar"]


def a_folder(tmp_path: Path, **changes: object) -> Path:
    """Make a folder of a model whose `model.json` is changed; the other files are those that are shipped."""
    for name in ("model.onnx", "tokenizer.json"):
        (tmp_path / name).symlink_to(SHIPPED / name)
    about = json.loads((SHIPPED / "model.json").read_bytes())
    (tmp_path / "model.json").write_text(json.dumps({**about, **changes}), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name_kinds": ["person"]}, "name_kinds"),
        ({"attribution_kinds": ["cue", "source", "content"]}, "attribution_kinds"),
        ({"relations": ["dep"]}, "root"),
        ({"sha256": "0" * 64}, "sha256"),
        ({"chain": None}, "training export"),
    ],
)
def test_a_folder_that_does_not_fit_is_refused(changes: dict[str, object], told: str, tmp_path: Path) -> None:
    """Labels that the reader does not know, and weights of another hash, are named before anything is read."""
    with pytest.raises(crossread.BrokenModel, match=told):
        load_model(a_folder(tmp_path, **changes))


@pytest.mark.model
def test_a_network_without_the_columns_is_refused(tmp_path: Path) -> None:
    """A network whose outputs have other names is no model of ours."""
    folder = a_folder(tmp_path)
    weights = (SHIPPED / "model.onnx").read_bytes().replace(b"sources", b"sourceZ")
    (folder / "model.onnx").unlink()
    (folder / "model.onnx").write_bytes(weights)
    about = json.loads((folder / "model.json").read_bytes())
    (folder / "model.json").write_text(json.dumps({**about, "sha256": hashlib.sha256(weights).hexdigest()}), "utf-8")
    with pytest.raises(crossread.BrokenModel, match="sources"):
        load_model(folder)


@pytest.mark.model
def test_the_record_names_the_model_of_the_folder(tmp_path: Path) -> None:
    """`read(model=FOLDER)` reads with that model and says so."""
    folder = a_folder(tmp_path, name="another")
    record = crossread.read({"text": TEXT}, model=str(folder))
    assert record.made_by.model is not None
    assert (record.made_by.model.name, record.made_by.model.sha256) == ("another", load_about().sha256)
    assert len(record.stories) == 1
