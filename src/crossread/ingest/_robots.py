"""robots.txt: what a site asks of programs that fetch its pages (RFC 9309)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from protego import Protego

AGENT = "crossread"
"""The product token that a robots.txt addresses us by."""

MAX_ROBOTS_BYTES = 512 * 1024
"""Where reading a robots.txt ends; RFC 9309 (2.5) asks for 500 KiB at least."""

AGENT_LINE = re.compile(r"\s{0,20}user[- ]?agent\b[\s:]{0,20}(\*|[a-z_-]{0,100})", re.IGNORECASE)


class Robots(Struct, frozen=True):
    """The rules of one site; `rules` is None where one answer holds for all of it."""

    rules: Protego | None = None
    is_open: bool = True

    def allows(self, url: str) -> bool:
        """Tell whether we may fetch a page."""
        return self.is_open if self.rules is None else self.rules.can_fetch(url, AGENT)

    @property
    def delay_s(self) -> float:
        """Seconds that the site wants between two requests, 0 where it says nothing."""
        return (self.rules.crawl_delay(AGENT) or 0.0) if self.rules else 0.0


OPEN = Robots(is_open=True)
"""No robots.txt (4xx): all may be fetched (RFC 9309, 2.3.1.3)."""

SHUT = Robots(is_open=False)
"""It could not be read (5xx, no answer): nothing may be fetched (RFC 9309, 2.3.1.4)."""


def parse_robots(data: bytes) -> Robots:
    """Read a robots.txt, or as much of it as is read."""
    from protego import Protego  # noqa: PLC0415

    text = data[:MAX_ROBOTS_BYTES].decode("utf-8", "replace").lstrip("\ufeff")
    return Robots(rules=Protego.parse("\n".join(_fold_agents(text.splitlines()))))


def _fold_agents(lines: list[str]) -> Iterator[str]:
    """Give all agents but "*" and us one name, said once a group.

    protego keeps the rules of a group once for each of its agents: 10,000 agents with 10,000 rules
    (250 kB) filled the memory of a machine.
    """
    said: set[str] = set()
    for line in lines:
        found = AGENT_LINE.match(line)
        if found is None:
            if line.strip() and not line.lstrip().startswith("#"):
                said = set()
            yield line
            continue
        name = found[1].lower() if found[1].lower() in {"*", AGENT} else "others"
        if name not in said:
            yield f"User-agent: {name}"
        said.add(name)
