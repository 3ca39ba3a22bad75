"""Bytes to text: encodings, and what is no text."""

import gzip

import pytest

from crossread.ingest.decode import decode, gunzip, is_binary

WORDS = "“The café on Vellin’s quay is shut,” she said. The mayor has not answered questions about it since Monday."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings_are_read_without_guessing(encoding: str) -> None:
    """UTF-8 and everything with a byte order mark is certain."""
    decoded = decode(WORDS.encode(encoding))
    assert (decoded.text, decoded.guessed) == (WORDS, None)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark_is_guessed(encoding: str) -> None:
    """The zero in every other byte of English text gives it away."""
    decoded = decode(WORDS.encode(encoding))
    assert (decoded.text, decoded.guessed) == (WORDS, encoding)


def test_windows_text_is_guessed() -> None:
    """Curly quotation marks of Windows-1252 are read right, and the guess is told."""
    decoded = decode(WORDS.encode("cp1252"))
    assert (decoded.text, decoded.guessed) == (WORDS, "Windows-1252")


def test_windows_bytes_inside_utf8_are_read() -> None:
    """A file put together from two sources keeps the marks of both."""
    decoded = decode("“Café” and “crème”, ".encode() + "“tea”".encode("cp1252"))
    assert decoded.text == "“Café” and “crème”, “tea”"
    assert decoded.guessed


def test_declared_charset_is_believed() -> None:
    """A page that names its charset is read with it, and nothing was guessed."""
    text = "Порт закрыт, сообщил мэр"
    decoded = decode(text.encode("koi8-r"), declared="KOI8-R")
    assert (decoded.text, decoded.guessed) == (text, None)


def test_latin1_means_windows() -> None:
    """Pages that say ISO-8859-1 carry Windows quotation marks, as every browser knows."""
    assert decode("“tea”".encode("cp1252"), declared="ISO-8859-1").text == "“tea”"


@pytest.mark.parametrize("name", ["punycode", "unicode_escape", "rot13", "no-such", "utf-8"])
def test_odd_charset_names_are_not_believed(name: str) -> None:
    """Strangers do not choose among all codecs of Python."""
    assert decode("“tea” at the harbour café".encode("cp1252"), declared=name).text == "“tea” at the harbour café"


def test_cyrillic_without_declaration_is_found_by_statistics() -> None:
    """Text that is mostly beyond ASCII is no Windows-1252."""
    text = "Порт города закрыт на три дня из-за шторма, сообщил журналистам мэр города в понедельник. " * 5
    decoded = decode(text.encode("cp1251"))
    assert decoded.text == text
    assert decoded.guessed


@pytest.mark.parametrize("data", [b"%PDF-1.7 x", b"PK\x03\x04abc", b"\x89PNG\r\n", bytes(range(32)) * 9])
def test_other_files_are_binary(data: bytes) -> None:
    """A PDF, an archive, a picture and bytes of control characters are no text."""
    assert is_binary(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "cp1252"])
def test_text_is_not_binary(encoding: str) -> None:
    """Text is text in any encoding, and one NUL in it does not change that."""
    assert not is_binary((WORDS + "\x00").encode(encoding))


def test_gzip_bomb_is_not_unpacked() -> None:
    """More than the limit gives None; the limit itself passes."""
    packed = gzip.compress(b"0" * 1_000)
    assert gunzip(packed, max_bytes=999) is None
    assert gunzip(packed, max_bytes=1_000) == b"0" * 1_000


def test_cut_gzip_is_broken() -> None:
    """Half a gzip file is an error that the loader makes a problem of."""
    with pytest.raises(ValueError, match="broken gzip"):
        gunzip(gzip.compress(b"harbour " * 500)[:-12], max_bytes=10_000)
