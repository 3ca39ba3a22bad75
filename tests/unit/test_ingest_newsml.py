"""NewsML-G2 and NITF: single items, messages with many, and XML made to harm."""

import base64

import msgspec
import pytest

from crossread.ingest.newsml import read_newsml
from crossread.ingest.raw import RawReport
from crossread.records import Found
from tests.made_files import ENTITY_BOMB

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
NITF = """<nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><head>{head}</head><body>
<body.head><hedline><hl1>Harbour shut by storm</hl1></hedline><byline>By <person>Ana Ruiz</person></byline></body.head>
<body.content><block><p>The harbour of <location>Vellin</location>
 closed.</p><hl2>Piers</hl2><p>“No,” she said &amp; left.</p>
<media media-type="image"><media-caption><p>A caption.</p></media-caption></media></block></body.content>
</body></nitf>"""
XHTML = (
    '<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>x</h:title></h:head>'
    "<h:body><h:p>One.</h:p><h:p>Two.</h:p></h:body></h:html>"
)


def item(content: str, *, about: str = "<headline>Harbour shut</headline>", state: str = "usable", n: int = 1) -> str:
    """Make a news item of the Vellin News Agency."""
    rights = '<rightsInfo><copyrightHolder qcode="v:VNA"><name>Vellin News Agency</name></copyrightHolder><copyrightNotice>(c) VNA</copyrightNotice></rightsInfo>'
    meta = f'<itemMeta><itemClass qcode="ninat:text"/><provider qcode="nprov:VNA"/><versionCreated>2031-08-19T14:05:00+02:00</versionCreated><firstCreated>2031-08-18T09:00:00Z</firstCreated><pubStatus qcode="stat:{state}"/></itemMeta>'
    return f'<newsItem {NAR} guid="urn:newsml:vna.example:{n}" version="3">{rights}{meta}<contentMeta>{about}</contentMeta><contentSet>{content}</contentSet></newsItem>'


def inline(markup: str) -> str:
    """Put markup into an item."""
    return f"<inlineXML>{markup}</inlineXML>"


def read(markup: str) -> Found[RawReport]:
    """Read a file of XML."""
    return read_newsml(markup.encode(), source="a.xml", max_bytes=10**6)


def test_an_item_with_nitf_is_read() -> None:
    """Paragraphs and headings of the body, a line each, without captions; what the item says about itself."""
    about = "<creditline>VNA/Coast Guard</creditline><by>By Ana Ruiz and Tom Vale</by><headline>Harbour shut</headline>"
    (report,) = read(item(inline(NITF.format(head="")), about=about)).records
    assert report.text == "The harbour of Vellin closed.\nPiers\n“No,” she said & left."
    assert (report.title, report.outlet, report.authors) == (
        "Harbour shut",
        "Vellin News Agency",
        ("Ana Ruiz", "Tom Vale"),
    )
    assert (report.published, report.part) == ("2031-08-19T14:05:00+02:00", "urn:newsml:vna.example:1")
    said = {name: msgspec.json.decode(raw) for name, raw in report.extra.items()}
    assert said == {"credit": "VNA/Coast Guard", "rights": "(c) VNA", "version": "3", "status": "stat:usable"}


def test_title_and_byline_of_the_nitf_stand_in() -> None:
    """Where the item has none of its own."""
    (report,) = read(item(inline(NITF.format(head="")), about="")).records
    assert (report.title, report.authors) == ("Harbour shut by storm", ("Ana Ruiz",))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (inline(XHTML), "One.\nTwo."),
        ('<inlineData contenttype="text/plain">Plain &lt;words&gt;.</inlineData>', "Plain <words>."),
        (
            f'<inlineData contenttype="text/html" encoding="encd:base64">{base64.b64encode(b"<p>A.</p><p>B.</p>").decode()}</inlineData>',
            "A.\nB.",
        ),
        ('<inlineData encoding="encd:base64">!!</inlineData>', ""),
        ('<remoteContent href="https://vna.example/1.jpg"/>', ""),
        ("<inlineData>Short.</inlineData>" + inline(XHTML), "One.\nTwo."),
    ],
)
def test_renditions_of_a_text(content: str, text: str) -> None:
    """XHTML with prefixes, plain data, packed data; the longest is taken; a file elsewhere has no words."""
    assert [report.text for report in read(item(content)).records] == [text]


@pytest.mark.parametrize(
    ("provider", "outlet"),
    [
        ('<provider literal="Coast News"/>', "Coast News"),
        ('<provider qcode="nprov:CNA"/>', "CNA"),
        ('<provider uri="http://cv.iptc.org/newscodes/newsprovider/CNA"/>', "CNA"),
        ('<provider uri="https://coast.example/about/"/>', None),
        ('<provider qcode="nprov:CNA"><name>Coast News</name></provider>', "Coast News"),
    ],
)
def test_the_outlet_is_the_provider(provider: str, outlet: str | None) -> None:
    """Its name, else what stands for it; an address of a page is no name."""
    markup = f"<newsItem {NAR}><itemMeta>{provider}</itemMeta><contentSet>{inline(XHTML)}</contentSet></newsItem>"
    assert [report.outlet for report in read(markup).records] == [outlet]


def test_all_items_of_a_message_are_read() -> None:
    """In their order; packages beside them only list them."""
    package = "<packageItem><groupSet><group><itemRef/></group></groupSet></packageItem>"
    items = "".join(item(inline(XHTML), n=n) for n in (1, 2, 3))
    found = read(f'<?xml version="1.0"?><newsMessage {NAR}><header/><itemSet>{items}{package}</itemSet></newsMessage>')
    assert [str(report.part)[-1] for report in found.records] == ["1", "2", "3"]
    assert found.problems == ()


def test_a_package_alone_has_no_words() -> None:
    """It says how many items it names that are not in the file."""
    found = read(f"<packageItem {NAR}><groupSet><group><itemRef/><itemRef/></group></groupSet></packageItem>")
    assert [problem.code for problem in found.problems] == ["no-text"]
    assert "2 item(s)" in found.problems[0].message


def test_an_item_that_was_taken_back_is_told() -> None:
    """The report stays, with a note."""
    (report,) = read(item(inline(XHTML), state="canceled")).records
    assert [note.code for note in report.notes] == ["report-withdrawn"]


def test_nitf_alone_is_read() -> None:
    """With its id, day and holder of rights."""
    head = '<docdata><doc-id id-string="d1"/><date.issue norm="20310819T140500+0200"/><doc.copyright holder="Vellin News Agency"/></docdata>'
    (report,) = read(NITF.format(head=head)).records
    assert (report.part, report.outlet, report.published) == ("d1", "Vellin News Agency", "20310819T140500+0200")
    assert report.text.startswith("The harbour of Vellin closed.\n")


@pytest.mark.parametrize(
    ("markup", "code"),
    [
        (f"{ENTITY_BOMB}<newsItem>&i;</newsItem>", "xml-entities"),
        ("<newsItem>" + "<a>" * 100_000, "bad-newsml"),
        ("<newsItem", "bad-newsml"),
        (f"<newsItem {NAR}>", "bad-newsml"),
        ("<urlset/>", "bad-newsml"),
        ("", "bad-newsml"),
        ("<newsItem>" + "word " * 9 + "\x00</newsItem>", "bad-newsml"),
        ("\x01\x02" * 9, "not-text"),
    ],
)
def test_xml_made_to_harm_is_a_problem(markup: str, code: str) -> None:
    """Entities, depth, and what is no XML: one problem, no report."""
    found = read(markup)
    assert (found.records, [problem.code for problem in found.problems]) == ((), [code])
