"""All settings, in one frozen value that the edge builds and hands down."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

Run = Literal["serial", "processes", "ray"]


class Settings(Struct, frozen=True, kw_only=True):
    """What a run may be told. Defaults are what `crossread read` does without options."""

    published: date | None = None
    """Day of publication for reports that do not say theirs."""
    outlet: str | None = None
    """Outlet for reports that do not say theirs."""
    as_one_story: bool = False
    """Take all reports as one story instead of grouping them."""
    stories_only: bool = False
    """Group the reports and read no further."""
    limit: int | None = None
    """Read at most so many reports, in the order of their sources."""
    max_bytes: int = 20_000_000
    """A file, line or message part larger than this is not read; a `file-too-large` problem says so."""
    max_chars: int = 400_000
    """A report longer than this many code points is not read deeper; a `text-too-long` problem says so."""
    model: str | None = None
    """Folder of another encoder, exported by `training export`; None is the one that is shipped."""
    run: Run | None = None
    """Where reports are read; None is in this process, or in several where `processes` says so. The record does not depend on it."""
    processes: int | None = None
    """How many processes read reports side by side; None is one for each core where `run` asks for several."""
    cluster: str | None = None
    """Address of a Ray cluster; None with `run="ray"` is the one that RAY_ADDRESS names, or a Ray on this machine."""
    readings: str | None = None
    """Folder to keep what was read of each report in, so that it is not read again."""
    allow_private: bool = False
    """Fetch from hosts of this machine and of private networks too."""
    issues: tuple[str, ...] = ()
    """What to look for stances on, in words such as "land swaps", beside what the reports are found to be about."""
    full_text: bool = False
    """Fetch the pages that the entries of a feed link to."""

    def as_made_by(self) -> dict[str, str | int | float | bool | None]:
        """Give those settings that change what the record says, as plain JSON values."""
        return {
            "published": self.published.isoformat() if self.published else None,
            "outlet": self.outlet,
            "as_one_story": self.as_one_story,
            "stories_only": self.stories_only,
            "full_text": self.full_text,
            "limit": self.limit,
            "max_bytes": self.max_bytes,
            "max_chars": self.max_chars,
            **({"issues": "; ".join(self.issues)} if self.issues else {}),
        }
