"""The index as bytes and back: a version, what it was made with, and columns."""

from __future__ import annotations

from importlib.metadata import version

import msgspec
from msgspec import Struct

from crossread.errors import BadInput
from crossread.stories._online_features import COPY_SEED

FORMAT = 1


class MadeWith(Struct, frozen=True):
    """What finds near copies: another library, version or seed gives other sketches, which do not meet with these."""

    library: str = "rensa"
    version: str = ""
    algorithm: int = 0
    seed: int = COPY_SEED


class SavedStory(Struct, frozen=True):
    """A story; its rows are of `SavedIndex`."""

    id: str
    rows: list[int]
    last: int
    held: bool
    resting: bool


class SavedIndex(Struct, frozen=True, kw_only=True):
    """All that an index is made of; `heads` and `bands` are little-endian 32-bit words, row by row."""

    format: int = FORMAT
    made_with: MadeWith
    rest_days: int
    today: int
    ids: list[str | None]
    heads: bytes
    bands: bytes
    columns: list[bytes]
    edges: list[bytes]
    original_of: dict[int, int]
    stories: list[SavedStory]
    went: dict[str, str]
    same: tuple[tuple[str, str], ...]
    apart: tuple[tuple[str, str], ...]


def made_with() -> MadeWith:
    """Name the library of near copies that is installed."""
    from rensa import RMinHash  # noqa: PLC0415  (only where stories are kept)

    return MadeWith(version=version("rensa"), algorithm=RMinHash.ALGORITHM_VERSION)


def encode(saved: SavedIndex) -> bytes:
    """Write an index."""
    return msgspec.msgpack.encode(saved)


def decode(data: bytes) -> SavedIndex:
    """Read an index.

    Raises:
        BadInput: the bytes are no index, or of another format, or made by another way to sketch.
    """
    try:
        saved = msgspec.msgpack.decode(data, type=SavedIndex)
    except msgspec.DecodeError as error:
        raise BadInput(f"this is no index of stories: {error}") from error
    here = made_with()
    if saved.format != FORMAT:
        raise BadInput(f"index of stories of format {saved.format}; this version reads {FORMAT}; build it again")
    if (saved.made_with.library, saved.made_with.algorithm, saved.made_with.seed) != (
        here.library,
        here.algorithm,
        here.seed,
    ):
        raise BadInput(f"index of stories made with {saved.made_with}, here is {here}; build it again")
    return saved
