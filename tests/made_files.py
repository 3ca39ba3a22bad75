"""Files of other formats, made by the tests that read them: web archives, PDFs, feeds that were made to harm."""

from __future__ import annotations

import gzip
import warnings
import zlib
from collections.abc import Iterable
from io import BytesIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

FIRST = (
    "The harbour of Vellin closed on Monday after a storm damaged three piers, the port authority said in a statement."
)
SECOND = (
    "“We will not open before Friday,” said Ana Ruiz, the harbour master, who had inspected the damage with her staff."
)
ENTITY_BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha ha ha ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


def make_page(*paragraphs: str, head: str = "", charset: str = "utf-8") -> bytes:
    """Make a page whose menus are no part of its report."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    menu = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
    return f"<!DOCTYPE html><html><head>{head}</head><body>{menu}<article>{body}</article></body></html>".encode(
        charset
    )


class Capture:
    """A page as an archive keeps it; `headers` are those of its server beside Content-Type."""

    def __init__(
        self,
        page: bytes,
        *,
        url: str = "https://vellinpost.example/harbour",
        content_type: str = "text/html; charset=utf-8",
        headers: Iterable[tuple[str, str]] = (),
        status: str = "200 OK",
        at: str = "2031-08-20T06:00:00Z",
        kind: str = "response",
    ) -> None:
        self.page, self.url, self.status, self.at, self.kind = page, url, status, at, kind
        self.headers = [("Content-Type", content_type), *headers]


def make_warc(*captures: Capture, is_packed: bool = True) -> bytes:
    """Make an archive with a head record, a request and an answer for each capture, as crawlers write it."""
    stream = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # warcio leaves its temporary files to be collected
        _write_warc(WARCWriter(stream, gzip=is_packed), captures)
    return stream.getvalue()


def _write_warc(writer: WARCWriter, captures: Iterable[Capture]) -> None:
    writer.write_record(writer.create_warcinfo_record("made.warc", {"software": "tests"}))
    for capture in captures:
        http = StatusAndHeaders(capture.status, list(capture.headers), protocol="HTTP/1.1")
        asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "x.example")], is_http_request=True)
        about = {"WARC-Date": capture.at}
        has_http = capture.kind == "response"
        record = writer.create_warc_record(
            capture.url,
            capture.kind,
            payload=BytesIO(capture.page),
            http_headers=http if has_http else None,
            warc_content_type="" if has_http else capture.headers[0][1],
            warc_headers_dict=dict(about),
        )
        request = writer.create_warc_record(capture.url, "request", http_headers=asked, warc_headers_dict=dict(about))
        writer.write_record(request)
        writer.write_record(record)


def make_packed_blanks(n_bytes: int, *, first: bytes = b"") -> bytes:
    """Make gzip data of some bytes and then as many line ends as asked for."""
    return gzip.compress(first + b"\n" * n_bytes, 9)


def make_pdf(*pages: str, about: str = "", kids: str | None = None, packing: str = "") -> bytes:
    """Make a PDF of content streams (PDF 1.7, 9.4).

    `about` is its information, `kids` replaces its list of pages, `packing` says how the streams are packed.
    """
    numbers = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(pages)))
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{numbers if kids is None else kids}]/Count {max(len(pages), 1)}>>",
        font,
        f"<<{about}>>",
    ]
    for i, content in enumerate(pages):
        room = "/MediaBox[0 0 612 792]/Resources<</Font<</F1 3 0 R>>>>"
        objects.append(f"<</Type/Page/Parent 2 0 R{room}/Contents {6 + 2 * i} 0 R>>")
        objects.append(f"<</Length {len(content)}{packing}>>stream\n{content}\nendstream")
    out = "%PDF-1.4\n"
    offsets: list[int] = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    end = f"trailer<</Size {len(objects) + 1}/Root 1 0 R/Info 4 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode("latin-1")


def make_pdf_bomb(n_megabytes: int) -> bytes:
    """Make a PDF whose page unpacks to as many megabytes of blanks as asked for."""
    packer = zlib.compressobj(9, wbits=-15)
    megabyte = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    stream = b"\x78\xda" + megabyte * n_megabytes + packer.flush()
    return make_pdf(stream.decode("latin-1"), packing="/Filter/FlateDecode")


def make_looping_pdf() -> bytes:
    """Make a PDF whose page draws a form that draws itself twice."""
    content = "/X Do /X Do BT /F1 9 Tf 72 72 Td (loop) Tj ET"
    about = "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>"
    data = make_pdf(content, about=f"{about}/Length {len(content)}")
    data = data.replace(b">>\nendobj\n5 0 obj", f">>stream\n{content}\nendstream\nendobj\n5 0 obj".encode())
    return data.replace(b"/Font<</F1 3 0 R>>", b"/XObject<</X 4 0 R>>")


def pdf_lines(*lines: str, x: int = 72, y: int = 700, size: int = 11, gap: int = 14) -> str:
    """Give the content stream that sets lines under one another."""
    shown = " T* ".join("({}) Tj".format(line.replace("(", r"\(").replace(")", r"\)")) for line in lines)
    return f"BT /F1 {size} Tf {x} {y} Td {gap} TL {shown} ET"
