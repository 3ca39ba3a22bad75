"""`verify` passes a sound record and catches one that was changed by hand."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.errors import BadRecord
from crossread.records import MadeBy, Record
from crossread.verify import REFERENCES, Failure, check_record, find_references, seal_of, verify
from tests.conftest import make_record, sealed

Tree = dict[str, Any]
TREE: Tree = msgspec.json.decode(msgspec.json.encode(sealed(make_record())))


def failures_of(tree: Tree) -> tuple[Failure, ...]:
    """Check a record given as plain JSON values, sealed again where it still is a record: the other checks must see to it alone."""
    raw = msgspec.json.encode(tree)
    try:
        record = msgspec.json.decode(raw, type=Record)
    except msgspec.MsgspecError:
        return check_record(raw)
    made_by = {**tree["made_by"], "seal": seal_of(record)} if isinstance(tree.get("made_by"), dict) else tree["made_by"]
    found = check_record(msgspec.json.encode({**tree, "made_by": made_by}))
    # what is no field of a record is not under the seal that we made here
    return tuple(f for f in found if f.code != "broken-seal")


def put(*path: str | int, value: Any) -> Callable[[Tree], None]:
    """Make a tampering that sets the value at a path."""

    def tamper(tree: Tree) -> None:
        for step in path[:-1]:
            tree = tree[step]  # type: ignore[index]  # a path of the JSON above
        tree[path[-1]] = value  # type: ignore[index]

    return tamper


def story(*path: str | int, value: Any) -> Callable[[Tree], None]:
    """Make a tampering inside the first story."""
    return put("stories", 0, *path, value=value)


def drop(*path: str | int) -> Callable[[Tree], None]:
    """Make a tampering that takes away what is at a path."""

    def tamper(tree: Tree) -> None:
        for step in path[:-1]:
            tree = tree[step]  # type: ignore[index]
        del tree[path[-1]]  # type: ignore[arg-type]

    return tamper


def swap_document_ids(tree: Tree) -> None:
    """Exchange the ids of the two documents."""
    first, second = tree["documents"]
    first["id"], second["id"] = second["id"], first["id"]


def change_a_word(tree: Tree) -> None:
    """Change one number in the text of a document, at the same length."""
    tree["documents"][0]["text"] = tree["documents"][0]["text"].replace("120 people", "180 people")


TAMPERINGS: dict[str, tuple[Callable[[Tree], None], str]] = {
    "a word of the text": (change_a_word, "wrong-hash"),
    "the hash": (put("documents", 1, "sha256", value="f" * 64), "wrong-hash"),
    "the model's hash": (put("made_by", "model", "sha256", value="none"), "wrong-hash"),
    "the version": (put("version", value="2"), "version"),
    "document ids swapped": (swap_document_ids, "other-words"),
    "document ids the same": (put("documents", 1, "id", value="d1"), "id-twice"),
    "an id in use": (story("claims", 1, "id", value="k1"), "id-twice"),
    "an id of another kind in use": (story("claims", 1, "id", value="q1"), "id-twice"),
    "an offset shifted": (story("entities", 0, "roles", 0, "span", "start", value=40), "other-words"),
    "a negative offset": (story("quotes", 0, "cue", "start", value=-5), "span-bounds"),
    "an end past the text": (story("quotes", 0, "content", 0, "end", value=10_000), "span-bounds"),
    "an end before its start": (story("claims", 0, "span", "end", value=3), "span-bounds"),
    "a span without words": (
        story("claims", 0, "span", "end", value=TREE["stories"][0]["claims"][0]["span"]["start"]),
        "span-empty",
    ),
    "a span that ends inside a word": (
        story("quotes", 0, "cue", "end", value=TREE["stories"][0]["quotes"][0]["cue"]["end"] - 1),
        "span-splits-word",
    ),
    "a span that begins before its word": (
        story("quotes", 0, "cue", "start", value=TREE["stories"][0]["quotes"][0]["cue"]["start"] - 1),
        "span-edges",
    ),
    "a span that begins after a capital": (
        story("quotes", 0, "source", "start", value=TREE["stories"][0]["quotes"][0]["source"]["start"] + 1),
        "span-splits-word",
    ),
    "a span of a document that is not there": (story("claims", 0, "span", "doc", value="d9"), "span-document"),
    "a document taken out of the story": (drop("stories", 0, "documents", 1), "span-document"),
    "a document taken out": (drop("documents", 1), "dangling-reference"),
    "an entity taken out": (drop("stories", 0, "entities", 0), "dangling-reference"),
    "a quote taken out": (drop("stories", 0, "quotes", 1), "dangling-reference"),
    "a speaker that is a quote": (story("quotes", 0, "speaker", value="q2"), "dangling-reference"),
    "an origin that is nothing": (story("reuse", 0, "likely_origin", value="rumour"), "dangling-reference"),
    "a problem of no document": (put("problems", 0, "doc", value="d9"), "dangling-reference"),
    "a story's title": (story("title", value="Ferry sinks off Port Ellery"), "title-nowhere"),
    "a role's words": (story("entities", 0, "roles", 0, "text", value="harbor master"), "other-words"),
    "a name": (story("entities", 0, "name", value="Ines Novak"), "name-nowhere"),
    "an alias": (story("entities", 0, "aliases", 0, value="Kov"), "name-nowhere"),
    "the name shown for a speaker": (story("quotes", 0, "speaker_name", value="Port Ellery"), "speaker-name"),
    "the name shown for an unknown speaker": (
        lambda tree: tree["stories"][0]["quotes"][0].update(speaker=None, speaker_name="Ada Voss"),
        "speaker-name",
    ),
    "somebody told by one whom no name is of": (
        lambda tree: tree["stories"][0]["quotes"][0].update(speaker=None, speaker_name="Ada Voss's ferry"),
        "speaker-name",
    ),
    "somebody told by words that are not there": (
        lambda tree: tree["stories"][0]["quotes"][0].update(
            speaker=None, speaker_name=f"{tree['stories'][0]['entities'][0]['name']}'s gardener"
        ),
        "speaker-name",
    ),
    "a quote without words": (story("quotes", 0, "content", value=[]), "quote-empty"),
    "a quote over two reports": (story("quotes", 0, "cue", "doc", value="d2"), "quote-documents"),
    "a quote's pieces twice": (
        lambda tree: tree["stories"][0]["quotes"][0]["content"].append(tree["stories"][0]["quotes"][0]["content"][0]),
        "quote-order",
    ),
    "a word of the brief": (story("brief", 0, "text", value="The ferry Marlin ran ashore on Monday"), "brief-words"),
    "a word put into the brief": (
        story("brief", 0, "text", value="The ferry Marlin never ran aground on Monday"),
        "brief-words",
    ),
    "a number of the brief": (
        story("brief", 1, "text", value="Ellery Herald says “120 people”, Coast Courier says 95."),
        "brief-words",
    ),
    "a quotation of the brief": (
        story("brief", 1, "text", value="Ellery Herald says “120 passengers”, Coast Courier says “90 people”."),
        "brief-words",
    ),
    "a name of the brief": (
        story("brief", 1, "text", value="Ellery Herald says “120 people”, Inland Mail says “90 people”."),
        "brief-words",
    ),
    "a brief without evidence": (story("brief", 0, "evidence", value=[]), "no-evidence"),
    "what a side says": (story("conflicts", 0, "sides", 1, "says", value="190 people"), "other-words"),
    "who says it": (story("conflicts", 0, "sides", 1, "outlets", value=["Ellery Herald"]), "wrong-outlets"),
    "a side without evidence": (story("conflicts", 0, "sides", 0, "evidence", value=[]), "no-evidence"),
    "a figure's value": (story("figures", 0, "value", value="210"), "figure-value"),
    "a figure's bounds": (story("figures", 0, "low", value="130"), "figure-bounds"),
    "a figure that is no number": (story("figures", 0, "value", value="many"), "figure-value"),
    "a figure without end": (story("figures", 0, "value", value="Infinity"), "figure-value"),
    "a time that ends before it begins": (story("times", 1, "to", value="2031-05-01"), "days-order"),
    "a day that is none": (story("times", 0, "anchor", value="2031-02-30"), "no-date"),
    "a due date that is none": (story("commitments", 0, "due", "date", value="soon"), "no-date"),
    "a due date": (story("commitments", 0, "due", "date", value="2031-06-04"), "due-date"),
    "the value of a time": (story("times", 0, "value", value="2031-05-18"), "time-value"),
    "the days of a story": (story("last", value="2031-05-19"), "days-order"),
    "a side left out": (drop("stories", 0, "conflicts", 0, "sides", 1), "conflict-sides"),
    "who spoke": (story("utterances", 0, "speaker", value="e2"), "utterance-speaker"),
    "a timeline out of order": (story("timeline", 0, "to", value="2031-05-01"), "days-order"),
    "a cell left out": (
        lambda tree: [row["cells"].pop(1) for row in tree["stories"][0]["utterances"][0]["collation"]],
        "collation-words",
    ),
    "a cell of one row left out": (drop("stories", 0, "utterances", 0, "collation", 1, "cells", 2), "collation-width"),
    "a missing cell with words": (
        story("utterances", 0, "collation", 0, "cells", 0, "op", value="missing"),
        "span-empty",
    ),
    "a row of another document": (story("utterances", 0, "collation", 0, "doc", value="d2"), "collation-document"),
    "a row of a quote elsewhere": (drop("stories", 0, "utterances", 0, "quotes", 1), "collation-quote"),
    "origins": (story("points", 0, "origins", value=3), "point-origins"),
    "no origins": (story("points", 0, "origins", value=0), "point-origins"),
    "a status": (story("points", 0, "status", value="corroborated"), "point-status"),
    "an outlet that is not there": (
        story("points", 1, "outlets", value=["Ellery Herald", "Coast Courier"]),
        "wrong-outlets",
    ),
    "a silent report that speaks": (story("points", 0, "silent", value=["d2"]), "point-silent"),
    "a point's span": (story("points", 1, "span", value=TREE["stories"][0]["claims"][0]["span"]), "point-span"),
    "a score": (story("quotes", 0, "score", value=1.5), "score-range"),
    "an overlap": (story("reuse", 0, "overlap", value=-0.1), "score-range"),
    "a field nobody knows": (story("quotes", 0, "truth", value="false"), "unknown-field"),
    "a field's name": (
        lambda tree: tree["stories"][0].update(quotation=tree["stories"][0].pop("conditions")),
        "unknown-field",
    ),
    "a type": (story("quotes", 0, "content", 0, "start", value="12"), "not-the-format"),
    "a word of a closed list": (story("conflicts", 0, "verdict", value="lie"), "not-the-format"),
    "a field taken out": (drop("stories", 0, "claims", 0, "span"), "not-the-format"),
}


def test_a_sound_record_has_no_failure(record: Record) -> None:
    """The hand-made record holds, and everything in it was counted."""
    found = verify(msgspec.json.encode(record))
    assert found.failures == ()
    assert (found.documents, found.spans, found.references) == (2, 51, 40)


def test_what_the_record_says_of_itself_is_not_asked() -> None:
    """An empty record, without stories, holds."""
    empty = Record(made_by=MadeBy(crossread="0.1.0", model=None, settings={}))
    assert check_record(msgspec.json.encode(sealed(empty))) == ()


def test_an_edit_by_hand_breaks_the_seal(record: Record) -> None:
    """A word changed where no other check looks is caught by the seal, and so is a seal that was taken away."""
    tree = msgspec.json.decode(msgspec.json.encode(record))
    tree["stories"][0]["conflicts"][0]["why"] += " indeed"
    assert {f.code for f in check_record(msgspec.json.encode(tree))} == {"broken-seal"}
    gone = msgspec.structs.replace(record, made_by=msgspec.structs.replace(record.made_by, seal=None))
    assert {f.code for f in check_record(msgspec.json.encode(gone))} == {"broken-seal"}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_tampering_is_caught(name: str) -> None:
    """Each change made by hand gives a failure of the kind that names it."""
    tamper, code = TAMPERINGS[name]
    tree = copy.deepcopy(TREE)
    tamper(tree)
    assert code in {failure.code for failure in failures_of(tree)}


def test_who_spoke_may_be_what_a_side_says() -> None:
    """Where reports disagree on the speaker a side says a speaker's name; the name of another is caught."""
    tree = copy.deepcopy(TREE)
    quote, conflict = tree["stories"][0]["quotes"][1], tree["stories"][0]["conflicts"][0]
    for name, caught in (("Ines Kovar", False), ("Kovar", False), ("Ellery Herald", True)):
        conflict["kind"] = "speaker"
        conflict["sides"][1] = {"says": name, "evidence": quote["content"], "outlets": ["Coast Courier"]}
        assert bool(failures_of(tree)) is caught


def test_a_line_may_begin_with_a_capital() -> None:
    """Words from inside a sentence may begin a line of the brief with a capital letter."""
    tree = copy.deepcopy(TREE)
    tree["stories"][0]["brief"][0]["text"] = "Ferry Marlin ran aground"
    assert failures_of(tree) == ()


def test_a_failure_says_where() -> None:
    """The place is a JSON pointer that leads to the changed value."""
    tree = copy.deepcopy(TREE)
    tree["stories"][0]["quotes"][1]["content"][0]["end"] = 10_000
    assert "/stories/0/quotes/1/content/0" in {failure.where for failure in failures_of(tree)}


def test_a_failure_of_type_says_where() -> None:
    """A value of the wrong type is named with its place too."""
    tree = copy.deepcopy(TREE)
    tree["stories"][0]["claims"][2]["span"]["start"] = None
    assert [failure.where for failure in failures_of(tree)] == ["/stories/0/claims/2/span/start"]


def test_every_failure_is_named() -> None:
    """Three changes give three failures, not the first alone."""
    tree = copy.deepcopy(TREE)
    tree["documents"][0]["sha256"] = "0" * 64
    tree["stories"][0]["entities"][0]["roles"][0]["text"] = "captain"
    tree["stories"][0]["figures"][1]["value"] = "91"
    assert {failure.code for failure in failures_of(tree)} == {"wrong-hash", "other-words", "figure-value"}


def test_a_key_given_twice_is_caught() -> None:
    """Of two values under one key readers take different ones, so neither is trusted."""
    raw = msgspec.json.encode(TREE).replace(b'"version":"1"', b'"version":"2","version":"1"')
    assert [failure.code for failure in check_record(raw)] == ["key-twice"]


@pytest.mark.parametrize(
    "raw", [b"", b"no json", b"[]", b"{}", b'"text"', b"\xff\xfe\x00", b'{"documents":{},"stories":[]}', b"[" * 100_000]
)
def test_what_is_no_record_is_refused(raw: bytes) -> None:
    """Bytes that are no record at all raise, with a word on what to give."""
    with pytest.raises(BadRecord, match="no record"):
        check_record(raw)


def test_the_seal_follows_what_the_record_says() -> None:
    """The seal is the same for another time stamp and another for other words."""
    one = make_record()
    later = msgspec.structs.replace(one, made_by=msgspec.structs.replace(one.made_by, at="2032-01-01T00:00:00Z"))
    other = msgspec.structs.replace(one, stories=(msgspec.structs.replace(one.stories[0], title="Another"),))
    assert seal_of(one) == seal_of(later) != seal_of(other)


def test_words_may_be_split_where_treebanks_split_them() -> None:
    """A span may end before "n't", and inside no other word."""
    text = "The port didn't close."
    tree = copy.deepcopy(TREE)
    doc = {"id": "d3", "source": "d3.txt", "sha256": "", "text": text, "outlet": "Mail"}
    tree["documents"].append(doc)
    tree["stories"][0]["documents"].append("d3")
    for end, caught in ((text.index("n't"), False), (text.index("d") + 1, True), (text.index("t didn") + 1, False)):
        tree["stories"][0]["issues"][0]["terms"] = []
        tree["stories"][0]["conditions"][0]["what"] = {"doc": "d3", "start": 0, "end": end}
        assert ("span-splits-word" in {f.code for f in failures_of(tree)}) is caught


def spans_in(tree: Any) -> Iterator[dict[str, Any]]:
    """Give every span and mention of a record."""
    if isinstance(tree, dict):
        if {"doc", "start", "end"} <= tree.keys():
            yield tree
        for value in tree.values():
            yield from spans_in(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from spans_in(value)


N_SPANS = len(list(spans_in(TREE)))
N_REFERENCES = len(list(find_references(make_record(), "")))


@given(
    nth=st.integers(0, N_SPANS - 1),
    shift=st.integers(-10_000, -1000) | st.integers(1000, 10_000),
    key=st.sampled_from(["start", "end"]),
)
def test_no_span_leaves_its_text_unseen(nth: int, shift: int, key: str) -> None:
    """Whichever span is moved out of its text, at either end, it is caught."""
    tree = copy.deepcopy(TREE)
    list(spans_in(tree))[nth][key] += shift
    assert failures_of(tree)


@given(nth=st.integers(0, N_REFERENCES - 1), word=st.text(max_size=8).map(lambda text: f"?{text}"))
def test_no_reference_points_nowhere_unseen(nth: int, word: str) -> None:
    """Whichever reference is changed to something that does not exist, it is caught."""
    tree = copy.deepcopy(TREE)
    where = [where for where, _, _ in find_references(make_record(), "")][nth]
    put(*(int(step) if step.isdigit() else step for step in where.split("/")[1:]), value=word)(tree)
    assert failures_of(tree)


def test_every_list_of_references_is_a_list_of_the_format() -> None:
    """The table of references names fields and lists that exist."""
    lists = set(TREE["stories"][0]) | {"documents"}
    for (kind, name), targets in REFERENCES.items():
        assert name in kind.__struct_fields__
        assert all(target in lists or target.startswith("=") for target in targets)
