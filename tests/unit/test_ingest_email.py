"""E-mail messages."""

from email.message import EmailMessage

from crossread.ingest.email import read_email
from crossread.ingest.raw import RawReport

TEXT = "The harbour of Vellin closed on Monday after a storm damaged three piers, the port authority said.\n"


def message(text: str = TEXT, **headers: str) -> EmailMessage:
    """Make a message with the headers of a newsletter."""
    mail = EmailMessage()
    given = {"Subject": "Harbour shut: “closed”", "From": "Vellin Post <news@post.example>"}
    for name, value in {**given, "Date": "Tue, 19 Aug 2031 14:05:00 +0200", **headers}.items():
        mail[name] = value
    mail.set_content(text)
    return mail


def read(mail: EmailMessage | bytes) -> RawReport:
    """Read a message and give its report."""
    data = mail if isinstance(mail, bytes) else mail.as_bytes()
    (report,) = read_email(data, source="a.eml", max_bytes=10**6).records
    return report


def test_headers_tell_title_outlet_and_day() -> None:
    """Encoded words are decoded; the sender's name stands for the outlet."""
    report = read(message())
    assert (report.title, report.outlet) == ("Harbour shut: “closed”", "Vellin Post")
    assert report.published == "Tue, 19 Aug 2031 14:05:00 +0200"
    assert report.text.strip() == TEXT.strip()


def test_organization_makes_the_sender_an_author() -> None:
    """Where a message names its house, the sender is a person of it."""
    report = read(message(From="Ana Ruiz <ana@post.example>", Organization="Vellin Post"))
    assert (report.outlet, report.authors) == ("Vellin Post", ("Ana Ruiz",))


def test_plain_part_comes_before_the_page() -> None:
    """Both parts tell the same; the plain one needs no extraction."""
    mail = message()
    mail.add_alternative(f"<html><body><p>PAGE {TEXT}</p></body></html>", subtype="html")
    assert read(mail).text.strip() == TEXT.strip()


def test_page_is_read_where_there_is_no_plain_part() -> None:
    """A newsletter may be HTML only, in a charset that only its header names."""
    mail = message()
    mail.set_content(f"<html><body><article><p>{TEXT}</p><p>“Shut,” she said.</p></article></body></html>", subtype="html",
                     charset="windows-1252")  # fmt: skip
    report = read(mail)
    assert TEXT.strip() in report.text
    assert "“Shut,”" in report.text
    assert report.notes == ()


def test_attachments_are_no_report() -> None:
    """A text file hung on to the message is not its text."""
    mail = message("")
    mail.add_attachment("attached words", filename="a.txt")
    assert read(mail).text.strip() == ""


def test_soft_line_breaks_of_the_mail_program_go() -> None:
    """format=flowed breaks lines that the report does not have (RFC 3676)."""
    data = b"Subject: a\nContent-Type: text/plain; format=flowed\n\nThe harbour \nclosed on \nMonday.\nIt rained.\n"
    assert read(data).text.strip() == "The harbour closed on Monday.\nIt rained."


def test_hostile_messages_do_not_raise() -> None:
    """Parts inside one another, unknown charsets and headers that lie."""
    deep = b"Subject: x\nContent-Type: multipart/mixed; boundary=b0\n\n" + b"".join(
        b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(3_000)
    )
    found = read_email(deep, source="a.eml", max_bytes=10**6)
    assert [problem.code for problem in found.problems] == ["bad-email"]
    odd = (
        b"Subject: =?no-such?b?gibberish?=\nFrom: <\nDate: never\nContent-Type: text/plain; charset=no-such\n\nWords.\n"
    )
    assert read(odd).text.strip() == "Words."
