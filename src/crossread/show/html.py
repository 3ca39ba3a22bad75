"""Record -> `report.html`: one file, no network, readable without its script.

Every word of a report passes through Jinja's autoescape or `markupsafe.escape`; the one script of
the page is allowed by its hash, so that nothing a report says could run even if it got through.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from crossread.show._passages import Passages
from crossread.show._reports import KINDS, report_views
from crossread.show._story import document_views, made_by_words, problem_views, story_view
from crossread.show._words import count

if TYPE_CHECKING:
    from crossread.records import Record

MAX_OPEN_REPORTS = 6
"""Up to so many reports stand open in the page; more are folded, each under its title."""

NOTEBOOK_HEIGHT_PX = 720

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
"""What HTML has no place for: control characters, and halves of surrogate pairs, which UTF-8 cannot write."""


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("crossread.show", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )


@cache
def _static(name: str) -> str:
    return (files("crossread.show") / "templates" / name).read_text(encoding="utf-8")


def content_security_policy() -> str:
    """Give the policy of the page: its own style, its own script by hash, nothing else."""
    digest = base64.b64encode(hashlib.sha256(_static("report.js").encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def to_html(record: Record) -> str:
    """Write a record as a page that needs nothing but itself."""
    passages = Passages(record)
    stories = tuple(story_view(passages, s, n) for n, s in enumerate(record.stories, 1))
    reports = tuple(report_views(passages, s, s.documents) for s in record.stories)
    told = {d for s in record.stories for d in s.documents}
    page = (
        _environment()
        .get_template("report.html.j2")
        .render(
            title=stories[0].title if len(stories) == 1 else count(len(stories), "story", "stories"),
            stories=stories,
            reports=reports,
            untold=report_views(passages, None, (d.id for d in record.documents if d.id not in told)),
            documents=document_views(record),
            problems=problem_views(passages, record),
            made_by=made_by_words(record),
            kinds=KINDS,
            open_reports=len(record.documents) <= MAX_OPEN_REPORTS,
            csp=content_security_policy(),
            css=Markup(_static("report.css")),  # noqa: S704  (our own file)
            js=Markup(_static("report.js")),  # noqa: S704  (our own file)
        )
    )
    return _UNPRINTABLE.sub("\ufffd", page)


def notebook_html(record: Record) -> str:
    """Show a record inside a notebook: a line of summary, then the page in a frame of its own."""
    stories = "; ".join(s.title for s in record.stories)
    n_problems = f", {count(len(record.problems), 'problem')}" if record.problems else ""
    read = f"{count(len(record.documents), 'report')}, {count(len(record.stories), 'story', 'stories')}{n_problems}"
    frame = (
        f'<iframe title="Crossread report" sandbox="allow-scripts allow-popups" srcdoc="{escape(to_html(record))}" '
        f'style="width:100%;height:{NOTEBOOK_HEIGHT_PX}px;border:1px solid #ccc;border-radius:8px"></iframe>'
    )
    return f"<p><strong>{escape(read)}</strong> {escape(_UNPRINTABLE.sub(chr(0xFFFD), stories))}</p>{frame}"
