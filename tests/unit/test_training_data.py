import numpy as np
import pytest

from training.data import begin_runs
from training.dirt import SPOILS, spoil

TEXT = 'Ada Brook said: “We will go, now.” She left for Velmora. "Never," he said.'
SAID = {"source": [[0, 9]], "cue": [[10, 14]], "content": [[16, 34]]}


def spoilt(how: str) -> tuple[str, dict[str, str]]:
    """Give the spoilt text, and the words at its spans."""
    row = spoil({"text": TEXT, "attributions": [SAID]}, how, np.random.default_rng(1))
    parts = {kind: row["text"][slice(*spans[0])] for kind, spans in row["attributions"][0].items()}
    return row["text"], parts


@pytest.mark.parametrize("how", SPOILS)
def test_gold_moves_with_the_words(how: str) -> None:
    """However a text is spoilt, the spans are at the same words."""
    _, parts = spoilt(how)
    assert parts["source"].lower().replace("-", " ") == "ada brook"
    assert parts["cue"].lower() == "said"
    assert parts["content"].lower().strip("“”‘’\"'").replace("-", " ").replace(",", "").startswith("we will go now")


@pytest.mark.parametrize(
    ("how", "wanted"),
    [
        ("straight", 'said: "We will go, now." She'),
        ("single", "said: ‘We will go, now.’ She"),
        ("no marks", "said: We will go, now. She"),
        ("capitals", "SAID: “WE WILL GO, NOW.” SHE"),
        ("no stops", "said “We will go now” She"),
    ],
)
def test_text_is_spoilt_as_asked(how: str, wanted: str) -> None:
    """Each way to spoil does what its name says."""
    assert wanted in spoilt(how)[0]


def test_letters_that_grow_in_capitals_keep_the_spans() -> None:
    """A letter that is two in capitals moves what follows."""
    row = {"text": "Max Groß said so.", "attributions": [{"source": [[0, 8]], "cue": [[9, 13]], "content": []}]}
    out = spoil(row, "capitals", np.random.default_rng(0))
    start, end = out["attributions"][0]["cue"][0]
    assert out["text"][start:end] == "SAID"


def test_a_run_that_goes_on_begins_anew() -> None:
    """Content after a cue inside it, and content cut by the start of a window, begin with a B."""
    tags = np.array([6, 6, 3, 6, 6, 0, 5, 6, 2], np.int32)
    assert begin_runs(tags).tolist() == [5, 6, 3, 5, 6, 0, 5, 6, 1]
