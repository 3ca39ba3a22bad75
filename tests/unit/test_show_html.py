"""The page as a file: what is in it, what is not, and that nothing in it comes from elsewhere."""

from __future__ import annotations

import base64
import hashlib
import re
import time

import lxml.html
import msgspec
import pytest

from crossread.records import MadeBy, Record, Story
from crossread.show.html import notebook_html, to_html
from tests.sample_record import HOSTILE, hostile_record, large_record, sample_record

MAX_RENDER_S = 3.0
MAX_SCRIPT_BYTES = 15_000


@pytest.fixture(scope="module")
def page() -> str:
    """The page of the sample record."""
    return to_html(sample_record())


@pytest.fixture(scope="module")
def tree(page: str) -> lxml.html.HtmlElement:
    """The page, parsed."""
    return lxml.html.document_fromstring(page)


def test_every_link_inside_the_page_leads_somewhere(tree: lxml.html.HtmlElement) -> None:
    """No `#passage` is missing, and no id stands twice."""
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")} <= set(ids)


def test_sections_stand_in_their_order(tree: lxml.html.HtmlElement) -> None:
    """The brief first, then what is disputed, and the reports last."""
    assert [h.xpath("string(text())").strip() for h in tree.xpath("//h2[@class='sec']")] == [
        "Brief", "Disputed", "What all carry, what only one has", "Who said what", "Figures", "Timeline", "Positions",
        "Where each outlet has it from", "People, organisations, places", "The reports whole",
    ]  # fmt: skip


def test_judgements_say_why(tree: lxml.html.HtmlElement) -> None:
    """Shared points, conflicts, utterances and positions have their reasons folded beside them, with passages and the command."""
    places = {
        "points": "//table[contains(@class,'grid')]//th",
        "conflict": "//article[contains(@class,'conflict')]",
        "utterance": "//article[@class='utterance']",
        "position": "//details[contains(@class,'stance')]",
    }
    for path in places.values():
        [first, *_] = tree.xpath(f"{path}//details[@class='reasons']")
        assert first.get("open") is None
        assert first.xpath(".//li")
        assert first.xpath("string(.//code)").startswith("crossread why ")
    assert tree.xpath("//details[@class='reasons']//a[@class='ref']/@href")


def test_the_policy_allows_the_script_by_its_hash(tree: lxml.html.HtmlElement) -> None:
    """The hash in the policy is that of the one script, and the script is small."""
    [script] = tree.xpath("//script")
    code = script.text.encode()
    [policy] = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert f"script-src 'sha256-{base64.b64encode(hashlib.sha256(code).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert len(code) < MAX_SCRIPT_BYTES


def test_nothing_is_loaded_from_elsewhere(tree: lxml.html.HtmlElement) -> None:
    """No image, style, script, frame or font has an address; style has no url()."""
    assert tree.xpath("//*[@src] | //link | //iframe | //object | //embed | //form") == []
    assert "url(" not in tree.xpath("string(//style)")


def test_no_attribute_runs_a_script(tree: lxml.html.HtmlElement) -> None:
    """There is no inline handler, which the policy would stop anyhow."""
    assert [a for e in tree.iter() for a in e.attrib if a.startswith("on")] == []


def test_hostile_words_are_words() -> None:
    """Text, title, outlet, ids and settings that try to be markup stay text; a script address is no link."""
    page = to_html(hostile_record())
    tree = lxml.html.document_fromstring(page)
    assert HOSTILE not in page
    assert tree.xpath("//img | //b[contains(., '{{')]") == []
    assert len(tree.xpath("//script")) == 1
    assert [h for h in tree.xpath("//a/@href") if not h.startswith("#")] == []
    assert "{{ 7*7 }}" in tree.xpath("string(//h1)")
    assert [a for e in tree.iter() for a in e.attrib if a.startswith("on")] == []
    assert "\x00" not in page
    page.encode()


def test_half_characters_do_not_stop_the_page() -> None:
    """A lone surrogate, which no file can hold, is replaced."""
    record = sample_record()
    docs = (msgspec.structs.replace(record.documents[0], title="Half \ud83d"), *record.documents[1:])
    assert "Half \ufffd" in to_html(msgspec.structs.replace(record, documents=docs))


def test_an_empty_record_is_a_page() -> None:
    """Nothing read is said, not hidden."""
    page = to_html(Record(made_by=MadeBy(crossread="0.1.0", model=None, settings={})))
    assert "No story was made" in page
    assert "Language model</dt><dd>none" in page


def test_reports_in_no_story_are_shown_too() -> None:
    """Where reports were read and not grouped, they stand at the end."""
    page = to_html(msgspec.structs.replace(sample_record(), stories=()))
    assert "Reports in no story" in page
    assert "The valley was last flooded" in page


def test_reports_that_were_only_grouped_are_not_called_empty() -> None:
    """With `--stories-only` the page has the reports, and no section that says nothing was found."""
    record = sample_record()
    story = record.stories[0]
    grouped = Story(id=story.id, title=story.title, documents=story.documents, first=story.first, last=story.last)
    tree = lxml.html.document_fromstring(to_html(msgspec.structs.replace(record, stories=(grouped,))))
    assert [h.xpath("string(text())").strip() for h in tree.xpath("//h2[@class='sec']")] == ["The reports whole"]
    assert "read no further" in tree.text_content()
    assert {h[1:] for h in tree.xpath("//a/@href") if h.startswith("#")} <= set(tree.xpath("//@id"))


def test_several_stories_have_a_table_of_contents() -> None:
    """Each story has a card that leads to it."""
    record = sample_record()
    first = record.stories[0]
    two = (
        msgspec.structs.replace(first, documents=first.documents[:2]),
        msgspec.structs.replace(first, title="Second", documents=first.documents[2:]),
    )
    tree = lxml.html.document_fromstring(to_html(msgspec.structs.replace(record, stories=two)))
    assert tree.xpath("//a[@class='card']/@href") == ["#s1", "#s2"]
    assert [h.text for h in tree.xpath("//h2[@class='title']")] == [first.title, "Second"]


def test_the_same_record_gives_the_same_page(page: str) -> None:
    """Nothing in the page depends on the run."""
    assert to_html(sample_record()) == page


def test_sixty_reports_render_in_time() -> None:
    """60 reports and 400 points are written in under three seconds."""
    record = large_record(n_documents=60, n_points=400)
    start = time.process_time()
    to_html(record)
    assert time.process_time() - start < MAX_RENDER_S


def test_a_notebook_gets_the_page_in_a_closed_frame(page: str) -> None:
    """The frame may run its script and nothing else; its content is the page."""
    [frame] = lxml.html.fragment_fromstring(notebook_html(sample_record()), create_parent=True).xpath(".//iframe")
    assert frame.get("srcdoc") == page
    assert "allow-same-origin" not in frame.get("sandbox")
    assert re.search("4 reports, 1 story, 2 problems", notebook_html(sample_record()))
