"""What the docs have from the code is current, and the schema is that of the record."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import jsonschema
import msgspec
import pytest

from crossread.records import Record
from crossread.schema import record_schema
from scripts.write_docs import made_docs
from tests.conftest import COURIER, HERALD

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", made_docs(), ids=lambda path: path.name)
def test_docs_made_from_the_code_are_current(path: Path) -> None:
    """`just docs` would change nothing."""
    assert path.read_text("utf-8") == made_docs()[path]


def validator() -> jsonschema.Draft202012Validator:
    """Make the validator of the published schema."""
    schema = json.loads((ROOT / "docs/record.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_a_record_validates(record: Record) -> None:
    """A record with something in every section is valid by the published schema."""
    assert list(validator().iter_errors(json.loads(msgspec.json.encode(record)))) == []


def test_the_schema_refuses_what_is_no_record(record: Record) -> None:
    """A wrong type and a word outside a closed list are invalid."""
    tree = json.loads(msgspec.json.encode(record))
    for path, value in ((("quotes", 0, "content"), "words"), (("conflicts", 0, "verdict"), "lie")):
        wrong = copy.deepcopy(tree)
        section, row, key = path
        wrong["stories"][0][section][row][key] = value
        assert not validator().is_valid(wrong)


def test_the_schema_explains_every_type() -> None:
    """Each type has a description, from its docstring."""
    assert [name for name, made in record_schema()["$defs"].items() if not made.get("description")] == []


def test_every_section_is_explained() -> None:
    """docs/record.md names every field of a record, a document and a story."""
    page = (ROOT / "docs/record.md").read_text("utf-8")
    fields = [name for kind in ("Record", "Document", "Story") for name in record_schema()["$defs"][kind]["properties"]]
    assert [name for name in fields if f"`{name}`" not in page] == []


def python_blocks() -> list[object]:
    """Give every Python block of the docs and the README."""
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    found = [
        (page, block)
        for page in pages
        for block in re.findall(r"```python\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    ]
    return [pytest.param(block, id=f"{page.name}-{i}") for i, (page, block) in enumerate(found)]


@pytest.mark.model
@pytest.mark.parametrize("block", python_blocks())
def test_python_in_the_docs_runs(block: str, record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block runs where there is a folder `reports` and a record in `out`."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "reports/ellery-herald.txt").write_text(HERALD, "utf-8")
    (tmp_path / "reports/coast-courier.txt").write_text(COURIER, "utf-8")
    (tmp_path / "out/record.json").write_bytes(msgspec.json.encode(record))
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "block", "exec"), {"__name__": "__main__"})
