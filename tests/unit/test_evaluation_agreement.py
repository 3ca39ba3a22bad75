from pathlib import Path

import pytest
import yaml

from evaluation import agreement
from evaluation.gold.stories.build_labels import HERE
from evaluation.invented import load_labels

STORY = "summit-of-three"


def second_of(path: Path, **changed: tuple[str, str]) -> None:
    """Write the first labels of a story as if a second labeller had given them, with some words changed."""
    source = yaml.safe_load((HERE / "source" / f"{STORY}.yaml").read_text(encoding="utf-8"))
    labels = load_labels(STORY)
    second = {key: source[key] for key in ("docs", "conflicts", "commitments")}
    second["utterances"] = "\n".join(" ".join(u["quotes"]) for u in labels["utterances"])
    for old, new in changed.values():
        second["commitments"] = second["commitments"].replace(old, new)
    path.write_text(yaml.safe_dump(second, allow_unicode=True), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder that second labels are read from."""
    monkeypatch.setattr(agreement, "SECOND", tmp_path)
    monkeypatch.setattr(agreement, "STORIES", {"dev": (STORY,)})
    return tmp_path


def test_one_labeller_agrees_with_himself(folder: Path) -> None:
    """The same labels twice agree wholly."""
    second_of(folder / f"{STORY}.yaml")
    measured = agreement.evaluate(None, "dev")
    assert measured["n"] == 1
    assert {name: v for name, v in measured["metrics"].items() if v != 1.0} == {}


def test_another_day_is_no_agreement(folder: Path) -> None:
    """A due day that differs counts against commitments and deadlines, and against nothing else."""
    second_of(folder / f"{STORY}.yaml", day=("2027-04-30", "2027-04-29"))
    metrics = agreement.evaluate(None, "dev")["metrics"]
    assert metrics["commitments_f1"] < 1.0
    assert metrics["deadlines_f1"] < metrics["commitments_f1"]
    assert metrics["conflicts_f1"] == metrics["utterances_f1"] == 1.0
