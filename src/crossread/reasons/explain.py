"""The one way to ask a record for its reasons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec.structs import replace

from crossread.reasons.again import model_note, work_out_again
from crossread.reasons.listed import find_listed
from crossread.reasons.recorded import recorded_reasons

if TYPE_CHECKING:
    from crossread.reasons.judgement import Judgement
    from crossread.records import Record


def explain(
    record: Record,
    asked: str,
    *,
    again: bool = True,
    model: str | None = None,
    on_progress: Callable[[str, int, int], None] | None = None,
) -> Judgement:
    """Give a judgement of a record with all its reasons.

    Args:
        asked: its id, or the beginning of it.
        again: whether to work out again what the record does not keep.
        model: folder of another language model, None for the shipped one.
        on_progress: called with "read" after each report that has to be read anew for it.

    Raises:
        BadInput: there is no judgement with this id, or there are several that begin so.
        BrokenModel: the model cannot be loaded.
    """
    listed = find_listed(record, asked)
    judgement = recorded_reasons(record, listed)
    found = work_out_again(record, listed, model=model, on_progress=on_progress) if again else ()
    return replace(judgement, again=found, note=model_note(record, model=model)) if found else judgement
