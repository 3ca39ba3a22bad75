"""Bytes to a string: which encoding it is, and whether it is text at all."""

from __future__ import annotations

import codecs
import gzip
import re
import zlib
from io import BytesIO

from msgspec import Struct

from crossread.records import Problem

MAGIC = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"\x7fELF", b"MZ\x90", b"RIFF",
    b"\xd0\xcf\x11\xe0", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ", b"OggS", b"ID3", b"SQLite format 3", b"{\\rtf",
)  # fmt: skip
"""First bytes of files that are no text: PDF, zip and Office, pictures, archives, programs, sound, RTF."""

GZIP_MAGIC = b"\x1f\x8b"

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks; UTF-32 stands before UTF-16, whose mark it begins with."""

PROBE_BYTES = 65_536
"""How much of a file is looked at to tell what it is."""

MAX_CONTROL_SHARE = 0.05
"""More control characters than this and it is no text; a damaged report has single ones."""

MAX_STRAY_SHARE = 0.05
"""Bytes above 127 in English text of a Western encoding: quotes, dashes, accents; measured at most 3 %."""

KNOWN_CHARSET = re.compile(
    r"(?:utf-?8|utf-?16(?:-?[lb]e)?|us-ascii|iso-?8859-?\d{1,2}|latin-?\d|(?:windows|cp)-?12\d\d|koi8-[ru]"
    r"|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift_jis|macintosh)"
)
"""Charsets a page may name. Others that Python knows (punycode, unicode_escape) are not for strangers to choose."""

CONTROL_BYTES = bytes(b for b in range(32) if b not in b"\t\n\v\f\r\x1b")
FROM_WESTERN = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


class Decoded(Struct, frozen=True):
    """A string, and the encoding where it had to be guessed."""

    text: str
    guessed: str | None = None


def gunzip(data: bytes, *, max_bytes: int) -> bytes | None:
    """Unpack gzip data, or give None where it unpacks to more than `max_bytes`.

    Raises:
        ValueError: it is no gzip, or is cut off.
    """
    try:
        with gzip.open(BytesIO(data)) as stream:
            unpacked = stream.read(max_bytes + 1)
    except (OSError, EOFError, zlib.error) as error:
        msg = f"broken gzip: {error}"
        raise ValueError(msg) from error
    return None if len(unpacked) > max_bytes else unpacked


def is_binary(data: bytes) -> bool:
    """Tell whether bytes are something else than text, by what they begin with and by their control characters."""
    if any(data.startswith(bom) for bom, _ in BOMS):
        return False
    if data.startswith(MAGIC):
        return True
    probe = data[:PROBE_BYTES]
    n_control = len(probe) - len(probe.translate(None, CONTROL_BYTES))
    return n_control > MAX_CONTROL_SHARE * len(probe) and _utf16_order(probe) is None


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Read bytes as text.

    Tried in this order: a byte order mark, UTF-8, the charset that the file names, UTF-16 without a
    mark, UTF-8 or Windows-1252 with strays of the other, and last what charset-normalizer says.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            text = data[len(bom) :].decode(encoding, "replace")
            return Decoded(text, f"{encoding} with unreadable bytes" if "\ufffd" in text else None)
    order = _utf16_order(data[:PROBE_BYTES])
    if order:
        return Decoded(data.decode(order, "replace"), order)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    return _as_declared(data, declared) or _with_strays(data) or _by_statistics(data)


def check_encoding(decoded: Decoded, *, source: str) -> tuple[Problem, ...]:
    """Say where an encoding had to be guessed."""
    if decoded.guessed is None:
        return ()
    message = f"{source}: not UTF-8 and no encoding named; read as {decoded.guessed}, so marks and accents may be wrong"
    return (Problem(code="encoding-guessed", message=message),)


def _as_declared(data: bytes, declared: str | None) -> Decoded | None:
    name = (declared or "").strip().lower().replace("_", "-").replace("shift-jis", "shift_jis")
    if not KNOWN_CHARSET.fullmatch(name) or name in {"utf-8", "utf8"}:
        return None
    if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii"}:
        name = "cp1252"  # as every browser does: pages that name Latin-1 carry Windows quotation marks
    try:
        return Decoded(data.decode(name))
    except (LookupError, UnicodeDecodeError):
        return None


def _with_strays(data: bytes) -> Decoded | None:
    """Read UTF-8 with single Windows-1252 bytes in it, or Windows-1252, where that is likely."""
    text = data.decode("utf-8", "surrogateescape")
    n_stray = sum("\udc80" <= char <= "\udcff" for char in text)
    n_good = sum(char > "\x7f" for char in text) - n_stray
    if n_good < n_stray and n_stray > MAX_STRAY_SHARE * len(data):
        return None
    name = "UTF-8 with Windows-1252 in it" if n_good else "Windows-1252"
    return Decoded(text.translate(FROM_WESTERN), name)


def _by_statistics(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes  # noqa: PLC0415  (rarely needed)

    best = from_bytes(data[:PROBE_BYTES]).best()
    name = best.encoding if best else "cp1252"
    return Decoded(data.decode(name, "replace"), name)


def _utf16_order(probe: bytes) -> str | None:
    """Tell UTF-16 without a mark by the zero in every other byte of English text."""
    half = len(probe) // 2
    if half < 2:  # (two letters are the least that can show a pattern)
        return None
    even, odd = probe[0::2].count(0), probe[1::2].count(0)
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None
