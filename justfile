# Everyday commands; `just` lists them. Each is one line that also runs by hand.
set shell := ["bash", "-euc"]

# list the commands
default:
    @just --list

# what to run before a commit: format, lint, types, fast tests
check:
    uv run ruff format --check .
    uv run ruff check .
    uv run mypy
    uv run pytest -q -m "not slow and not e2e"

# all tests, as CI runs them
test:
    ./run-tests

# format, and fix what ruff can fix
format:
    uv run ruff format .
    uv run ruff check --fix .

# record golden files anew; look at the diff before you commit it
golden:
    uv run pytest -q tests/golden --snapshot-update

# measure one task on gold data, such as: just evaluate attribution ../shared/data
evaluate task data split="dev":
    uv run python -m evaluation {{task}} --data {{data}} --split {{split}}

# write what is made from the code: the JSON Schema and the pasted help
docs:
    uv run python -m scripts.write_docs

# read the examples and show where the page is
demo:
    ./demo
