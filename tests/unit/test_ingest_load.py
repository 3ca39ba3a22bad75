"""The way in: files, folders, patterns, standard input and mappings become documents."""

import gzip
import hashlib
import io
import json
import os
import threading
from datetime import date
from pathlib import Path

import pytest

from crossread.errors import BadInput, NothingToRead
from crossread.ingest import documents_from, load_documents
from crossread.records import Document, Found
from crossread.settings import Settings

TEXT = "The harbour of Vellin closed on Monday after a storm damaged three piers, the port authority said."
OTHER = "Ana Ruiz, the harbour master of Vellin, said that the piers would not be open again before Friday."
DATED = Settings(published=date(2031, 8, 19))


def write(folder: Path, **files: str | bytes) -> None:
    """Write files; `a_txt` is a.txt."""
    for name, content in files.items():
        path = folder / name.replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def codes(found: Found[Document]) -> list[str]:
    """Give the codes of problems."""
    return [problem.code for problem in found.problems]


def test_a_text_file_becomes_a_document(tmp_path: Path) -> None:
    """The text is canonical, the hash is of its UTF-8, the source is the path as given."""
    write(tmp_path, a_txt=f"{TEXT}\r\n\r\n")
    path = tmp_path / "a.txt"
    (doc,) = load_documents([path], settings=DATED).records
    assert doc.text == TEXT
    assert doc.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (doc.source, doc.label, doc.language) == (str(path), "a", "en")
    assert (doc.published, doc.outlet, doc.title) == ("2031-08-19", None, None)


def test_folders_are_read_whole(tmp_path: Path) -> None:
    """Deep, sorted, hidden files left out, what is unknown named once."""
    write(tmp_path, b_txt=TEXT, a_html=f"<p>{OTHER}</p><p>{TEXT}</p>", x_png=b"\x89PNG", y_css="p {}")
    write(tmp_path / "deep", c_md=OTHER)
    write(tmp_path / ".hidden", d_txt="Hidden words.")
    (tmp_path / ".e.txt").write_text("Hidden words.")
    found = load_documents([tmp_path], settings=DATED)
    assert {doc.source for doc in found.records} == {f"{tmp_path}/{name}" for name in ("a.html", "b.txt", "deep/c.md")}
    assert codes(found) == ["skipped-files"]
    assert "x.png" in found.problems[0].message
    assert "y.css" in found.problems[0].message


def test_order_and_repetition_of_paths_do_not_matter(tmp_path: Path) -> None:
    """The same file by three names is one document, and the result is the same in any order."""
    write(tmp_path, a_txt=TEXT, b_txt=OTHER, c_txt=f"{OTHER} More.", bad_jsonl="{", x_gif="GIF8")
    names: list[str | Path] = [tmp_path, tmp_path / "b.txt", str(tmp_path / "*.txt"), tmp_path / "c.txt"]
    found = load_documents(names, settings=DATED)
    assert len(found.records) == 3
    assert load_documents(reversed(names), settings=DATED) == found


def test_patterns_are_expanded(tmp_path: Path) -> None:
    """A shell that leaves "*.txt" alone is no obstacle."""
    write(tmp_path, a_txt=TEXT, b_md=OTHER)
    (doc,) = load_documents([f"{tmp_path}/*.txt"], settings=DATED).records
    assert doc.source == f"{tmp_path}/a.txt"


@pytest.mark.parametrize("name", ["none.txt", "*.nothing"])
def test_paths_that_do_not_exist_are_the_callers_fault(tmp_path: Path, name: str) -> None:
    """The message names the path."""
    with pytest.raises(BadInput, match=name.replace("*", r"\*")):
        load_documents([tmp_path / name], settings=DATED)


def test_nothing_to_read_says_why(tmp_path: Path) -> None:
    """An empty folder, and one in which nothing can be used."""
    with pytest.raises(NothingToRead, match=r"\.txt"):
        load_documents([tmp_path], settings=DATED)
    write(tmp_path, a_txt="", b_png="x")
    with pytest.raises(NothingToRead, match="empty-file") as caught:
        load_documents([tmp_path], settings=DATED)
    assert "skipped-files" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.txt", b"", "empty-file"),
        ("a.txt", b" \n\xef\xbb\xbf\n", "no-text"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100), "not-text"),
        ("a.html", b"%PDF-1.7", "not-text"),
        ("a.html", b"<html><body><script>x</script></body></html>", "no-text"),
        ("a.jsonl", b"PK\x03\x04", "not-text"),
        ("a.jsonl", b'{"text": 1}', "no-text"),
        ("a.json", b"{", "bad-json-line"),
        ("a.eml", b"Subject: a\n\n", "no-text"),
        ("a.docx", b"PK\x03\x04", "unknown-format"),
        ("a.txt", b"word " * 300_000, "file-too-large"),
        ("a.txt", b"word " * 30_000, "text-too-long"),
        ("a.txt.gz", gzip.compress(b"word " * 300_000, mtime=0), "file-too-large"),
        ("a.jsonl.gz", b"\x1f\x8b\x08 cut", "bad-gzip"),
    ],
)
def test_bad_files_are_problems_and_the_rest_is_read(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """One bad file never stops a run, and is named."""
    write(tmp_path, good_txt=TEXT)
    (tmp_path / name).write_bytes(content)
    settings = Settings(published=date(2031, 8, 19), max_bytes=1_000_000, max_chars=100_000)
    found = load_documents([tmp_path / "good.txt", tmp_path / name], settings=settings)
    assert [doc.text for doc in found.records] == [TEXT]
    assert codes(found) == [code]
    assert name in found.problems[0].message


def test_a_large_file_is_not_opened(tmp_path: Path) -> None:
    """Its size is enough: the file of 50 GB here takes no disk and no time."""
    write(tmp_path, good_txt=TEXT)
    with (tmp_path / "big.txt").open("wb") as stream:
        stream.truncate(50_000_000_000)
    found = load_documents([tmp_path], settings=DATED)
    assert codes(found) == ["file-too-large"]


def test_jsonl_lines_are_documents_with_their_place(tmp_path: Path) -> None:
    """The source is the file and the id, or the line; packed or not."""
    rows = f"{json.dumps({'id': 'x1', 'text': TEXT, 'section': 'local'})}\nbroken\n{json.dumps({'text': OTHER})}\n"
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(rows.encode()))
    path = tmp_path / "a.jsonl.gz"
    found = load_documents([path], settings=DATED)
    assert {doc.source for doc in found.records} == {f"{path}#x1", f"{path}#L3"}
    assert {doc.source: bytes(doc.extra.get("section", b"")) for doc in found.records}[f"{path}#x1"] == b'"local"'
    assert codes(found) == ["bad-json-line"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT, TEXT),
        (json.dumps({"text": TEXT}), TEXT),
        (json.dumps([{"text": TEXT}]), TEXT),
        (f"\n<!DOCTYPE html><html><body><article><p>{TEXT}</p></article></body></html>", TEXT),
        (f"From: Vellin Post <a@post.example>\nSubject: Shut\n\n{TEXT}", TEXT),
        (f"Date: a word that begins a report.\n\n{TEXT}", f"Date: a word that begins a report.\n\n{TEXT}"),
        (gzip.compress(TEXT.encode(), mtime=0), TEXT),
    ],
    ids=["text", "object", "list of objects", "page", "mail", "text like a mail", "packed"],
)
def test_standard_input_is_told_by_how_it_begins(data: bytes | str, text: str) -> None:
    """JSON, a page, a message, plain text, packed or not."""
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    (doc,) = load_documents(["-"], settings=DATED, stdin=stream).records
    assert doc.text == text


def test_standard_input_that_is_not_there() -> None:
    """The library is told where "-" reads from."""
    with pytest.raises(BadInput, match="standard input"):
        load_documents(["-"], settings=DATED)


def test_what_a_report_does_not_say_is_filled(tmp_path: Path) -> None:
    """--outlet and --published fill gaps and overrule nothing; the site of the address comes last."""
    write(tmp_path, a_jsonl="\n".join(
        json.dumps(row) for row in (
            {"text": TEXT, "outlet": "Vellin Post", "published": "2031-08-17", "url": "https://www.other.example/a"},
            {"text": OTHER, "url": "https://www.other.example/b"},
        )
    ))  # fmt: skip
    filled = load_documents([tmp_path], settings=Settings(published=date(2031, 8, 19), outlet="Gazette")).records
    assert [(doc.outlet, doc.published) for doc in filled] == [("Vellin Post", "2031-08-17"), ("Gazette", "2031-08-19")]
    plain = load_documents([tmp_path], settings=Settings()).records
    assert {(doc.outlet, doc.published) for doc in plain} == {("Vellin Post", "2031-08-17"), ("other.example", None)}


@pytest.mark.parametrize(
    ("published", "kept", "expected"),
    [
        (None, None, ["no-date"]),
        ("12/03/2031", None, ["bad-date", "no-date"]),
        ("2031-08-21", "2031-08-21", ["future-date"]),
        ("2031-08-20", "2031-08-20", []),
    ],
)
def test_days_that_are_missing_unclear_or_to_come(published: str | None, kept: str | None, expected: list[str]) -> None:
    """Each is told with its document, and a day in the future is kept."""
    found = documents_from({"text": TEXT, "published": published}, settings=Settings(), today=date(2031, 8, 20))
    assert found.records[0].published == kept
    assert codes(found) == expected
    assert all(problem.doc == found.records[0].id for problem in found.problems)


def test_unclear_day_is_filled_from_the_settings() -> None:
    """The guess is not ours to make, the caller's word is."""
    found = documents_from({"text": TEXT, "published": "12/03/2031"}, settings=DATED)
    assert found.records[0].published == "2031-08-19"
    assert codes(found) == ["bad-date"]


def test_the_same_text_of_the_same_outlet_is_read_once() -> None:
    """Both sources are named; under another outlet the same text is agency copy and stays."""
    rows = [
        {"id": "a", "text": TEXT, "outlet": "Vellin Post"},
        {"id": "b", "text": f"\n{TEXT}\r\n", "outlet": "vellin post", "url": "https://example.org/b"},
        {"id": "c", "text": TEXT, "outlet": "Harbour Times"},
        {"id": "d", "text": TEXT},
        {"id": "e", "text": TEXT},
    ]
    found = documents_from(rows, settings=DATED)
    assert sorted(doc.source for doc in found.records) == ["given#a", "given#c", "given#d"]
    assert codes(found) == ["duplicate-report", "duplicate-report"]
    assert "given#a" in found.problems[0].message
    assert "given#b" in found.problems[0].message
    assert len({doc.id for doc in found.records}) == 3


def test_limit_keeps_the_first_by_source_and_counts_the_others(tmp_path: Path) -> None:
    """Files after the limit are not opened, and it does not matter how they were named."""
    write(tmp_path, a_txt=TEXT, b_jsonl="\n".join(json.dumps({"text": f"{OTHER} {n}."}) for n in range(3)), c_txt="")
    found = load_documents([tmp_path / "c.txt", tmp_path / "b.jsonl", tmp_path / "a.txt"],
                           settings=Settings(limit=2, published=date(2031, 8, 19)))  # fmt: skip
    assert sorted(doc.source for doc in found.records) == [f"{tmp_path}/a.txt", f"{tmp_path}/b.jsonl#L1"]
    assert codes(found) == ["limit-reached"]
    assert "2 report(s) and 1 file(s)" in found.problems[0].message


def test_many_problems_of_a_kind_are_counted() -> None:
    """A broken export of a thousand lines is told in twenty-one."""
    data = b"broken\n" * 1_000 + json.dumps({"text": TEXT}).encode()
    found = load_documents(["-"], settings=DATED, stdin=io.BytesIO(b'{"a": 1}\n' + data))
    assert codes(found).count("bad-json-line") == 21
    assert "980 more" in [p.message for p in found.problems if p.code == "bad-json-line"][-1]


def test_other_languages_are_kept_and_told() -> None:
    """Reading is for English; a very short text is not judged."""
    german = "Der Hafen von Vellin bleibt nach dem Sturm geschlossen, wie die Behörde am Montag mitgeteilt hat."
    found = documents_from([{"text": german}, {"text": "Shut."}], settings=DATED)
    assert {doc.language for doc in found.records} == {"de", None}
    assert codes(found) == ["language-not-read"]


def test_guessed_encoding_is_told(tmp_path: Path) -> None:
    """The marks are right, and the guess is on record."""
    write(tmp_path, a_txt=f"“Shut,” she said. {TEXT}".encode("cp1252"))
    found = load_documents([tmp_path], settings=DATED)
    assert found.records[0].text.startswith("“Shut,”")
    assert codes(found) == ["encoding-guessed"]


def test_documents_are_sorted_by_day_and_outlet() -> None:
    """Then by source; never by the order they came in."""
    rows = [
        {"id": "1", "text": "One.", "published": "2031-08-19", "outlet": "B"},
        {"id": "2", "text": "Two.", "published": "2031-08-18", "outlet": "Z"},
        {"id": "3", "text": "Three.", "published": "2031-08-19", "outlet": "A"},
    ]
    found = documents_from(rows, settings=Settings())
    assert [doc.text for doc in found.records] == ["Two.", "Three.", "One."]
    assert documents_from(rows[::-1], settings=Settings()) == found


def test_documents_pass_as_they_are() -> None:
    """The Python API takes documents, mappings and paths together."""
    doc = Document(id="d1", source="mine", sha256="0", text="Mine.")
    found = documents_from([doc, {"text": OTHER}], settings=DATED)
    assert doc in found.records
    assert len(found.records) == 2


def test_what_is_no_report_is_the_callers_fault() -> None:
    """A number is neither path nor mapping."""
    with pytest.raises(BadInput, match="int"):
        documents_from([3], settings=DATED)  # type: ignore[list-item]


def test_progress_is_told(tmp_path: Path) -> None:
    """Once a source, with how many there are."""
    write(tmp_path, a_txt=TEXT, b_txt=OTHER)
    calls: list[tuple[int, int]] = []
    load_documents([tmp_path], settings=DATED, on_progress=lambda done, total: calls.append((done, total)))
    assert calls == [(1, 2), (2, 2)]


def test_file_names_that_are_no_text_can_be_written(tmp_path: Path) -> None:
    """Linux lets a name be any bytes; the record is UTF-8."""
    name = bytes(tmp_path) + b"/caf\xe9.txt"
    try:
        with open(name, "wb") as stream:  # noqa: PTH123  (a Path cannot hold these bytes)
            stream.write(TEXT.encode())
    except OSError:
        pytest.skip("this file system refuses such names")
    (doc,) = load_documents([tmp_path], settings=DATED).records
    assert doc.source.encode().endswith("caf\ufffd.txt".encode())


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    """A fault of the disk is told, and the rest is read."""
    write(tmp_path, good_txt=TEXT)
    (tmp_path / "bad.txt").symlink_to("/proc/self/mem")
    found = load_documents([tmp_path], settings=DATED)
    assert [doc.text for doc in found.records] == [TEXT]
    assert codes(found) == ["unreadable-file"]


def test_a_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    """`crossread read <(zcat export.gz)` gives a pipe without a suffix."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_text, args=(json.dumps({"text": TEXT}),))
    writer.start()
    (doc,) = load_documents([pipe], settings=DATED).records
    writer.join()
    assert doc.text == TEXT


def test_a_readme_in_a_folder_is_no_report(tmp_path: Path) -> None:
    """What tells about the folder is named among the skipped files; given by name, it is read."""
    (tmp_path / "README.md").write_text("This folder holds the reports of the desk, and nothing else at all.", "utf-8")
    (tmp_path / "a.txt").write_text("The bridge at Vell was closed on Monday after a crack was found.", "utf-8")
    found = load_documents([tmp_path], settings=Settings(published=date(2026, 5, 4)))
    assert [d.source.rsplit("/", 1)[-1] for d in found.records] == ["a.txt"]
    assert [p.code for p in found.problems] == ["skipped-files"]
    assert len(load_documents([tmp_path / "README.md"], settings=Settings(published=date(2026, 5, 4))).records) == 1


def test_the_year_of_a_dateline_is_that_of_the_other_reports(tmp_path: Path) -> None:
    """A wire that begins "ELLERY, May 2 - " beside a page of 3 May 2031 is of 2031, and it is said so."""
    (tmp_path / "wire.txt").write_text("ELLERY, May 2 (Lodestar) - The ferry sank off Ellery in the night.\n")
    (tmp_path / "post.txt").write_text(
        "Ferry sinks\n\nPublished 3 May 2031\n\nThe ferry sank off Ellery in the night, it was said.\n"
    )
    found = documents_from(str(tmp_path), settings=Settings())
    assert [(doc.label, doc.published) for doc in found.records] == [("wire", "2031-05-02"), ("post", "2031-05-03")]
    assert [problem.code for problem in found.problems] == ["date-of-dateline"]
