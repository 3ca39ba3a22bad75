"""The page in a browser: opened from disk, clicked through, on a phone, with hostile words."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from crossread.records import Record
from crossread.show.html import notebook_html, to_html
from tests.sample_record import hostile_record, large_record, sample_record, unbroken_record

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
PHONE = {"width": 375, "height": 800}
DESK = {"width": 1280, "height": 900}
MAX_OPEN_S = 2.0

pytestmark = [
    pytest.mark.enable_socket,  # Playwright talks to the browser through a local pipe of asyncio
    pytest.mark.skipif(
        CHROMIUM is None, reason="no chromium; install it with: apt-get update && apt-get install -y chromium"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One browser for all tests of this file."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="no playwright; install it with: uv sync")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGS))
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """Open a record's page from disk; at the end no error may have been logged and nothing asked for from a network."""
    complaints: list[str] = []
    pages: list[Any] = []

    def opened(record: Record, *, viewport: dict[str, int] = DESK, html: str | None = None, **context: Any) -> Any:
        path = tmp_path / "report.html"
        path.write_text(html or to_html(record), encoding="utf-8")
        page = browser.new_page(viewport=viewport, **context)
        page.on("console", lambda message: complaints.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on(
            "request",
            lambda request: None if request.url.startswith(("file:", "about:")) else complaints.append(request.url),
        )
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield opened
    for page in pages:
        page.close()
    assert complaints == []


def in_view(page: Any, selector: str) -> bool:
    """Whether the first element that is selected lies in the window."""
    return bool(page.evaluate(
        "s => { const r = document.querySelector(s).getBoundingClientRect();"
        " return r.height > 0 && r.top >= 0 && r.bottom <= innerHeight; }", selector,
    ))  # fmt: skip


def hit_words(page: Any) -> str:
    """Give the words that are highlighted as the passage one came for."""
    return "".join(page.locator(".hit").all_text_contents())


def test_a_reference_of_the_brief_lands_on_its_passage(open_page: Any) -> None:
    """A click on [1] shows the words that the line rests on, highlighted and in view; the button leads back."""
    page = open_page(sample_record())
    page.click(".brief .cite >> nth=0")
    assert hit_words(page) == "Veldonia and Korrin closed two days of talks without agreement on the Ardel dam"
    assert in_view(page, ".hit")
    page.click("#back")
    assert in_view(page, ".brief .cite")
    assert page.locator(".hit").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "[1]"


def test_a_folded_report_opens_for_its_passage(open_page: Any) -> None:
    """Where the report is folded away, following a reference unfolds it."""
    page = open_page(sample_record())
    page.click(".reports .fold")
    assert page.locator(".report[open]").count() == 0
    page.click(".brief .cite >> nth=5")
    assert page.locator(".report[open]").count() == 1
    assert hit_words(page) == "“We will sign when the sluices are under one roof, and not a day before,”"
    assert in_view(page, ".hit")


def test_the_keyboard_reaches_and_follows_a_reference(open_page: Any) -> None:
    """Enter on a focused reference goes to the passage, Escape comes back."""
    page = open_page(sample_record())
    page.focus(".brief .cite")
    page.keyboard.press("Enter")
    assert page.locator(".hit").count() > 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "[1]"


def test_an_address_with_a_passage_opens_on_it(open_page: Any) -> None:
    """A link to a passage that somebody sent shows the passage."""
    page = open_page(sample_record())
    target = page.get_attribute(".brief .cite >> nth=3", "href")
    page.goto(page.url.split("#")[0] + target)
    page.reload()
    assert hit_words(page) == "The dam is to cost 2.4 billion marks"


@pytest.mark.parametrize(("status", "n_rows", "single_shown"), [
    ("all", 5, True), ("corroborated", 3, False), ("disputed", 2, False), ("single_source", 0, True),
])  # fmt: skip
def test_the_filter_of_points_shows_what_it_says(open_page: Any, status: str, n_rows: int, single_shown: bool) -> None:
    """Each choice leaves the rows of its status."""
    page = open_page(sample_record())
    page.check(f".filter input[value={status}]", force=True)
    assert page.locator(".grid tbody tr:visible").count() == n_rows
    assert page.locator(".single").is_visible() == single_shown


def test_highlights_of_a_kind_can_be_switched(open_page: Any) -> None:
    """Unticking quotations takes their colour away; ticking statements draws their line."""
    page = open_page(sample_record())
    colour = "getComputedStyle(document.querySelector('.text .q')).backgroundColor"
    before = page.evaluate(colour)
    page.uncheck(".kinds .show-q")
    assert page.evaluate(colour) != before
    assert page.evaluate(colour) == "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize(
    "record", [sample_record(), hostile_record(), unbroken_record(), large_record(n_documents=14, n_points=12)]
)
def test_a_phone_needs_no_sideways_scrolling(open_page: Any, record: Record) -> None:
    """At 375 pixels the page is as wide as the screen, with everything unfolded."""
    page = open_page(record, viewport=PHONE)
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.evaluate("document.body.scrollWidth") <= PHONE["width"]


def test_a_phone_shows_the_whole_navigation(open_page: Any) -> None:
    """At 375 pixels every entry of the contents lies inside the screen."""
    page = open_page(sample_record(), viewport=PHONE)
    rights = page.evaluate("[...document.querySelectorAll('.side-nav a')].map(a => a.getBoundingClientRect().right)")
    assert len(rights) > 10
    assert max(rights) <= PHONE["width"]


def test_a_point_says_why_and_leads_to_its_passages(open_page: Any) -> None:
    """By the keyboard the reasons of a point unfold, and a passage in them is shown in its report."""
    page = open_page(sample_record())
    page.focus(".grid .reasons summary >> nth=0")
    page.keyboard.press("Enter")
    assert page.locator(".grid .reasons[open]").count() == 1
    page.click(".grid .reasons[open] .ref >> nth=0")
    assert in_view(page, ".hit")
    page.keyboard.press("Escape")
    assert in_view(page, ".grid .reasons[open]")


def test_hostile_words_do_nothing(open_page: Any) -> None:
    """Markup in a report is shown, runs nothing and asks for nothing."""
    page = open_page(hostile_record())
    assert page.title() != "owned"
    assert page.locator("img").count() == 0
    assert "onerror" in page.inner_text(".text")
    page.click(".brief .cite")
    assert page.title() != "owned"


def test_without_script_everything_is_there(open_page: Any) -> None:
    """A reader without JavaScript has the text, the filter and the links; buttons that need it are away."""
    page = open_page(sample_record(), java_script_enabled=False)
    assert page.locator("#theme").is_visible() is False
    page.check(".filter input[value=disputed]", force=True)
    assert page.locator(".grid tbody tr:visible").count() == 2
    page.click(".brief .cite >> nth=0")
    assert page.url.endswith(page.get_attribute(".brief .cite >> nth=0", "href"))
    assert page.locator(".text").first.is_visible()


def test_light_and_dark_follow_the_system_and_the_button(open_page: Any) -> None:
    """The page begins as the system has it, and the button turns it round."""
    background = "getComputedStyle(document.body).backgroundColor"
    page = open_page(sample_record(), color_scheme="dark")
    dark = page.evaluate(background)
    assert page.get_attribute("#theme", "aria-pressed") == "true"
    page.click("#theme")
    assert page.evaluate(background) != dark
    assert page.get_attribute("#theme", "aria-pressed") == "false"


def test_jumps_work_inside_a_notebook(open_page: Any) -> None:
    """In the frame of a notebook a reference shows its passage and does not load the page around it."""
    page = open_page(sample_record(), html=f"<!doctype html><body>{notebook_html(sample_record())}</body>")
    frame = page.frame_locator("iframe")
    frame.locator(".brief .cite").first.click()
    assert "".join(frame.locator(".hit").all_text_contents()).startswith("Veldonia and Korrin")
    assert frame.locator("h1").inner_text().startswith("Talks on the Ardel dam")


def test_a_large_story_opens_in_time(open_page: Any) -> None:
    """60 reports and 400 points are on the screen in under two seconds."""
    record = large_record(n_documents=60, n_points=400)
    html = to_html(record)
    start = time.monotonic()
    page = open_page(record, html=html)
    page.evaluate("document.body.offsetHeight")
    assert time.monotonic() - start < MAX_OPEN_S


def test_a_screen_reader_finds_its_way(open_page: Any) -> None:
    """There are a main part, a navigation and a skip link; headings go down one step at a time; controls have names."""
    page = open_page(sample_record())
    assert page.get_by_role("main").count() == 1
    assert page.get_by_role("navigation").count() == 1
    assert page.locator("a.skip").get_attribute("href") == "#main"
    levels = page.evaluate("[...document.querySelectorAll('main :is(h1,h2,h3,h4)')].map(h => Number(h.tagName[1]))")
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert page.get_by_role("link", name="Passage 1, Meridian Wire").count() == 1
    assert (
        page.evaluate(
            "[...document.querySelectorAll('button,summary,a[href]')].filter(e => !e.textContent.trim() && !e.ariaLabel).length"
        )
        == 0
    )
