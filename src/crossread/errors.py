"""Every exception of Crossread.

::

    CrossreadError               exit 1, HTTP 500
    ├── BadInput                 exit 2, HTTP 400   what the caller gave cannot be used
    │   ├── NothingToRead        exit 2, HTTP 400   no report in what was given
    │   └── BadRecord            exit 2, HTTP 400   a file that is no record of ours
    ├── BrokenModel              exit 3, HTTP 500   the weights are missing or are not what they should be
    ├── MissingExtra             exit 3, HTTP 501   an optional package is not installed
    └── WrongDocument            exit 1, HTTP 500   a span was used with another document

Faults of the material (a page that cannot be decoded, a quotation that never closes) are no
exceptions: they are `crossread.records.Problem` and travel with the results.
"""

from __future__ import annotations


class CrossreadError(Exception):
    """Anything Crossread raises on purpose."""

    exit_code = 1
    http_status = 500


class BadInput(CrossreadError):
    """What the caller gave cannot be used; the message says what would be right."""

    exit_code = 2
    http_status = 400


class NothingToRead(BadInput):
    """No report was found in what the caller gave."""


class BadRecord(BadInput):
    """A file that was given as a record is none."""


class BrokenModel(CrossreadError):
    """The weights are missing, or their hash is not the one that was shipped."""

    exit_code = 3


class MissingExtra(CrossreadError):
    """An optional package is not installed."""

    exit_code = 3
    http_status = 501

    def __init__(self, doing: str, *, extra: str) -> None:
        super().__init__(f"{doing} needs the extra '{extra}'; install it with: pip install 'crossread[{extra}]'")


class WrongDocument(CrossreadError):
    """A span was used with a document that it does not belong to."""
