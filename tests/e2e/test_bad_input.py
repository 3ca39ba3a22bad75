"""Bad input through the command line: each fault is named, the rest is read, and none takes long."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from tests.e2e.conftest import DAY, Crossread
from tests.web_server import REPORT

pytestmark = [pytest.mark.e2e, pytest.mark.model, pytest.mark.slow]


FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("bad.txt", b"", "empty-file"),
    "blank": ("bad.txt", b" \n\t\n", "no-text"),
    "binary": ("bad.txt", bytes(range(256)) * 64, "not-text"),
    "picture that says html": ("bad.html", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not-text"),
    "50 MB": ("bad.txt", b"water rose. " * 4_400_000, "file-too-large"),
    "too many characters": ("bad.txt", b"water rose. " * 40_000, "text-too-long"),
    "broken gzip": ("bad.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 999)[:-30], "bad-gzip"),
    "gzip bomb": ("bad.jsonl.gz", gzip.compress(b" " * 40_000_000), "file-too-large"),
    "no words in JSON": ("bad.jsonl", b'{"text": ""}\n', "no-text"),
}


@pytest.mark.parametrize("fault", FILES)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_read(
    fault: str, folder: Path, crossread: Crossread
) -> None:
    """The sound report is read, the bad file is a problem with its name in it, and the exit code is 0."""
    name, content, code = FILES[fault]
    (folder / name).write_bytes(content)
    run = crossread(folder, *DAY)
    assert run.code == 0
    assert run.titles == ["sound.txt"]
    assert any(p["code"] == code and name in p["message"] for p in run.record["problems"]), run.record["problems"]
    assert code in run.err


KEPT: dict[str, tuple[str, bytes, str]] = {
    "wrong encoding": ("odd.txt", (REPORT + "Café “Zoë” closed.").encode("cp1252"), "encoding-guessed"),
    "100,000 nested tags": ("odd.html", b"<div>" * 100_000 + REPORT.replace("Marlin", "Osprey").encode() + b"</div>" * 100_000, "html-too-deep"),
    "100,000 paragraphs": ("odd.html", b"<html><body>" + b"<p>Water rose.</p>" * 20_000 + b"</body></html>", "html-too-large"),
    "broken JSON lines": (
        "odd.jsonl",
        b'{"id": "a", "text": "' + REPORT.split("\n", maxsplit=1)[0].encode() + b'"}\n{"id": "b", "text": \nnull\n[1]\n{"text": 7}\n',
        "bad-json-line",
    ),
    "unclosed quotation": ("odd.txt", ("She said: “" + REPORT.split("\n", maxsplit=1)[0]).encode(), "quote-unclosed"),
    "another language": (
        "odd.txt",
        ("Die Fähre ist am Montag vor dem Hafen auf Grund gelaufen. Der Kapitän sagte, er habe das Ufer nicht gesehen. " * 6).encode(),
        "language-not-read",
    ),
    "unclear date": ("odd.md", b"---\npublished: 05/06/2031\n---\n" + REPORT.replace("Marlin", "Osprey").encode(), "bad-date"),
    "broken front matter": ("odd.md", b"---\ntitle: a: b: [\n---\n" + REPORT.replace("Marlin", "Osprey").encode(), "bad-front-matter"),
}  # fmt: skip


@pytest.mark.parametrize("fault", KEPT)
def test_a_report_with_a_fault_is_read_and_the_fault_is_told(fault: str, folder: Path, crossread: Crossread) -> None:
    """Both reports are documents; the fault is a problem."""
    name, content, code = KEPT[fault]
    (folder / name).write_bytes(content)
    run = crossread(folder, *DAY)
    assert run.code == 0
    assert len(run.titles) == 2
    assert code in run.codes


def test_no_date_is_told(folder: Path, crossread: Crossread) -> None:
    """Without a day of publication weekdays stay unresolved, and a problem says what to do."""
    run = crossread(folder)
    assert "no-date" in run.codes
    assert "--published" in run.err
    assert all(t["from"] is None for s in run.record["stories"] for t in s["times"])


def test_a_date_in_the_future_is_kept_and_told(folder: Path, crossread: Crossread) -> None:
    """A report of next century keeps its date."""
    run = crossread(folder, "--published", "2131-05-20")
    assert "future-date" in run.codes
    assert run.record["documents"][0]["published"] == "2131-05-20"


def test_two_files_with_the_same_content_are_one_report(folder: Path, crossread: Crossread) -> None:
    """The second is left out with a word on it; under another outlet it counts."""
    (folder / "copy.txt").write_text(REPORT, encoding="utf-8")
    run = crossread(folder, *DAY)
    assert len(run.record["documents"]) == 1
    assert "duplicate-report" in run.codes
    (folder / "agency.md").write_text("---\noutlet: Coast Agency\n---\n" + REPORT, encoding="utf-8")
    assert len(crossread(folder, *DAY).record["documents"]) == 2


@pytest.mark.parametrize("content", [{}, {"x.txt": b""}, {"x.bin": b"\0"}, {"x.txt": b"\n"}])
def test_a_folder_without_reports_is_an_error(content: dict[str, bytes], tmp_path: Path, crossread: Crossread) -> None:
    """Exit code 2, one clear line, no record, nothing on standard output."""
    for name, data in content.items():
        (tmp_path / name).write_bytes(data)
    run = crossread(tmp_path)
    assert (run.code, run.out, run.record) == (2, b"", None)
    assert run.err.startswith("crossread: no report in ")


def test_a_path_that_does_not_exist_is_an_error(tmp_path: Path, crossread: Crossread) -> None:
    """Exit code 2, and the path is named."""
    run = crossread(tmp_path / "nowhere.txt")
    assert run.code == 2
    assert "nowhere.txt" in run.err


def test_standard_input_is_read(crossread: Crossread) -> None:
    """`-` reads a report from a pipe; on a pipe there is a summary and no progress bar."""
    run = crossread("-", *DAY, stdin=REPORT.encode())
    assert run.code == 0
    assert len(run.record["documents"]) == 1
    assert run.out == b""
    assert run.err.startswith("1 story, 1 report, ")
    assert "\r" not in run.err


def _names(n: int) -> list[str]:
    """Make names of invented people, all different."""
    chance = random.Random(7)
    syllables = "ka ro mi ten vel dor sa lin bru gar pol zim har nes tov".split()
    made: set[str] = set()
    while len(made) < n:
        made.add(" ".join("".join(chance.choice(syllables) for _ in range(k)).title() for k in (2, 4)))
    return sorted(made)


def _news(n_chars: int) -> str:
    """Make a long report of invented people."""
    people = _names(60)
    chance = random.Random(7)
    patterns = (
        "{0}, the harbour master, said on Monday that {1} people had left the island.",
        "“We will not pay {1} million crowns before the report is out,” {0} said. “It is late.”",
        "He added that the ferry would sail again within two weeks.",
        "The committee met in the town hall on 12 March 2031 and talked about the costs of the harbour.",
        "{0} denied that the company knew about the damage.",
    )
    text = ""
    while len(text) < n_chars:
        text += (
            " ".join(chance.choice(patterns).format(chance.choice(people), chance.randint(2, 900)) for _ in range(4))
            + "\n"
        )
    return text[:n_chars]


HARD: dict[str, str] = {
    "an unclosed quotation over 300 KB without a full stop": "“" + "the water rose over the quay " * 10_700,
    "only punctuation": ".,;:!?-()[]{}…—\"“”'" * 2_000,
    "one word of 400,000 letters": "a" * 400_000,
    "right to left": "قال الوزير يوم الاثنين إن السفينة «ستبحر قريبا». " * 1_000,
    "emoji": "🚢🌊👩‍👩‍👧‍👦🇫🇮 Kovar said “we 🚢 go”. " * 1_000,
    "5,000 marks": " ".join('He said, "We go now."' for _ in range(2_500)),
    "5,000 opening marks": "“water rose here " * 5_000,
    "5,000 closing marks": "Water rose.” " * 5_000,
    "5,000 single marks": "'go now' he said " * 2_500,
    "nested marks": "“'" * 2_000 + "we go now" + "'”" * 2_000,
    "3,000 names in one paragraph": "The list names " + ", ".join(_names(3_000)) + ".",
    "3,000 speakers": " ".join(f"“We go,” {n} said." for n in _names(3_000)),
    "100,000 lines": "a\n" * 100_000,
    "200,000 spaces": "Water rose." + " " * 200_000 + "It fell.",
    "combining marks": "e" + "\u0301" * 50_000 + " said “go”. " + "\u202e\u200b\ufeff" * 1_000,
    "control characters": "Kovar said “go\x00\x07\x1b[31m now”.\x0c\x85\u2028 It is late. " * 100,
}


@pytest.mark.parametrize("case", HARD)
def test_hostile_text_is_read_in_time(case: str, folder: Path, crossread: Crossread) -> None:
    """The text and the sound report beside it become a record that holds, within the limit."""
    (folder / "hostile.txt").write_text(HARD[case], encoding="utf-8")
    run = crossread(folder, *DAY, "--as-one-story")
    assert run.code == 0
    assert run.titles == ["hostile.txt", "sound.txt"]
    assert "report-unread" not in run.codes, [p for p in run.record["problems"] if p["code"] == "report-unread"]
    assert any(
        m["doc"]
        for s in run.record["stories"]
        for e in s["entities"]
        for m in e["mentions"]
        if e["name"].endswith("Kovar")
    )


def test_a_long_report_is_read_within_a_minute_or_two(folder: Path, crossread: Crossread) -> None:
    """399,000 characters of news are under the limit of length, and read whole."""
    (folder / "long.txt").write_text(_news(399_000), encoding="utf-8")
    run = crossread(folder, *DAY)
    assert run.code == 0
    assert len(run.titles) == 2


def test_many_broken_lines_are_counted_and_not_listed(folder: Path, crossread: Crossread) -> None:
    """Of 5,000 broken lines some are told one by one, and the rest counted."""
    (folder / "many.jsonl").write_text(
        "{\n" * 5_000 + json.dumps({"text": REPORT.replace("Marlin", "Osprey")}), encoding="utf-8"
    )
    run = crossread(folder, *DAY)
    assert len(run.record["documents"]) == 2
    assert 1 < len(run.record["problems"]) < 100
