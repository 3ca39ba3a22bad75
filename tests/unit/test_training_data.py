import numpy as np

from training.data import begin_runs


def test_a_run_that_goes_on_begins_anew() -> None:
    """Content after a cue inside it, and content cut by the start of a window, begin with a B."""
    tags = np.array([6, 6, 3, 6, 6, 0, 5, 6, 2], np.int32)
    assert begin_runs(tags).tolist() == [5, 6, 3, 5, 6, 0, 5, 6, 1]
