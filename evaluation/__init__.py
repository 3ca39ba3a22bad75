"""Quality, measured: one file a task, each with `evaluate(data, split)`; run with `python -m evaluation TASK`."""
