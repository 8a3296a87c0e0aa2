"""Feeds, mails, documents and compressed files: what is read, what is said of the rest."""

from __future__ import annotations

import gzip
import io
import json
import time
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Problem
from dragoman.read import Stated, read_feed, read_inputs
from dragoman.read.inputs import documents
from dragoman.read.inputs.documents import reflowed
from dragoman.read.inputs.fragments import fragment_text
from tests.read.files import MAY_4, STORY, kept, name_of, read
from tests.webserver import ARTICLE, page

FEED = """<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Dock News</title>
<item><title>Ferry strike ends</title><link>https://dock.example/1</link>
<pubDate>Sat, 04 May 2019 23:10:00 -0500</pubDate>
<description>Short &lt;b&gt;summary&lt;/b&gt;.</description>
<content:encoded><![CDATA[<p>The strike on the ferries ended, the union said.</p><p>Boats sail.</p>
<script>track()</script>]]></content:encoded></item>
<item><title>Nothing but a title</title><link>https://dock.example/2</link></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Dock News</title><entry>
<title>Changed</title><id>tag:dock.example,2019:3</id><updated>2019-05-09T10:00:00Z</updated>
<summary>The harbour reopened on Tuesday.</summary></entry></feed>"""


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed", "feed.txt"])
def test_a_feed_is_read_entry_by_entry(tmp_path: Path, name: str) -> None:
    (report,), codes = read(kept(tmp_path, name, FEED))
    assert report.path.endswith("#https://dock.example/1")
    assert report.text == (
        "Ferry strike ends\n\nThe strike on the ferries ended, the union said.\n\nBoats sail."
    )
    # The day at the publisher's, though it was the fifth in Greenwich by then.
    assert (report.published.when, report.url) == (MAY_4, "https://dock.example/1")
    assert codes == ["R031"]


def test_a_date_of_change_dates_no_report(tmp_path: Path) -> None:
    (report,), _ = read(kept(tmp_path, "a.atom", ATOM))
    assert report.published.how == "unknown"


def test_a_feed_of_ten_thousand_entries_is_bounded() -> None:
    items = "".join(
        f"<item><title>Boat {n}</title><link>https://dock.example/{n}</link>"
        f"<description>Boat {n} sailed.</description></item>"
        for n in range(10_000)
    )
    began = time.process_time()
    feed = read_feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    assert time.process_time() - began < 30
    assert [entry.url for entry in feed.entries[::9999]] == [
        "https://dock.example/0",
        "https://dock.example/9999",
    ]
    assert len(feed.entries) == 10_000


def test_what_is_no_feed_is_said(tmp_path: Path) -> None:
    assert read(kept(tmp_path, "x.rss", "<html>no</html>"))[1] == ["R027"]
    assert read(kept(tmp_path, "x.xml", "<data/>"))[1] == ["R014"]


def mail(body: bytes, *headers: str) -> bytes:
    stated = ("MIME-Version: 1.0", "Date: Sat, 04 May 2019 23:10:00 -0500", *headers)
    return "\r\n".join(stated).encode() + b"\r\n" + body


def parted(kind: str, *parts: tuple[str, bytes]) -> bytes:
    pieces = [f"Content-Type: {kind}; boundary=b\r\n".encode()]
    pieces += [f"--b\r\n{headers}\r\n\r\n".encode() + content for headers, content in parts]
    return b"\r\n".join([*pieces, b"--b--"])


LATIN = STORY.replace("“", '"').replace("”", '"').encode("latin-1")


def attached(name: str) -> str:
    return f'Content-Disposition: attachment; filename="{name}"'


def test_a_mail_is_dated_and_titled_by_its_header(tmp_path: Path) -> None:
    body = parted(
        "multipart/mixed",
        ("Content-Type: text/plain; charset=iso-8859-1", LATIN),
        (f"Content-Type: application/octet-stream\r\n{attached('a.txt')}", b"The ferries sail."),
        (f"Content-Type: image/png\r\n{attached('a.png')}", b"\x89PNG"),
    )
    raw = mail(body, "Subject: =?utf-8?q?Ferry_=E2=80=93_update?=", "Message-ID: <1@x>")
    for name in ("a.eml", "a.txt"):
        reports, codes = read(kept(tmp_path, name, raw))
        assert [name_of(report) for report in reports] == [name, f"{name}#a.txt"]
        assert (reports[0].title, reports[0].published.when) == ("Ferry – update", MAY_4)
        assert codes == []
    second = mail(b"\r\n", "Message-ID: <2@x>")
    box = b"From a@x Sat\r\n" + raw + b"\r\n\r\nFrom b@x Sun\r\n" + second
    reports, codes = read(kept(tmp_path, "box.mbox", box))
    assert [name_of(report) for report in reports] == ["box.mbox#1", "box.mbox#1#a.txt"]
    assert codes == ["R001"]


def test_a_saved_page_is_dated_by_itself_and_its_frames_are_looked_at(tmp_path: Path) -> None:
    frames = b'<html><body><iframe src="cid:b"></iframe></body></html>'
    body = parted(
        "multipart/related; type=text/html",
        ("Content-Type: text/html\r\nContent-ID: <a>", frames),
        ("Content-Type: text/html; charset=utf-8\r\nContent-ID: <b>", page()),
    )
    raw = mail(
        body, "From: <Saved by a browser>", "Snapshot-Content-Location: https://dock.example/1"
    )
    (report,), codes = read(kept(tmp_path, "a.mhtml", raw))
    assert (report.title, report.url) == ("Ministers sign ferry accord", "https://dock.example/1")
    assert report.published.how == "unknown"
    assert codes == []


def test_frames_that_show_one_another_are_each_looked_at_once(tmp_path: Path) -> None:
    circle = [
        (f"Content-Type: text/html\r\nContent-ID: <{own}>", b'<html><iframe src="cid:%s">' % other)
        for own, other in (("a", b"b"), ("b", b"a"))
    ]
    raw = mail(parted("multipart/related; type=text/html", *circle), "From: <Saved by a browser>")
    reports, codes = read(kept(tmp_path, "a.mhtml", raw))
    assert [report.spans("body") for report in reports] == [()] * len(reports)
    assert codes == ["R007"]


def test_mails_inside_mails_without_end_come_to_an_end(tmp_path: Path) -> None:
    inside = "Content-Type: message/rfc822\r\n\r\n" * 3000
    assert read(kept(tmp_path, "a.eml", mail(inside.encode())))[1] in (["R001"], ["R026"])


def pdf(*lines: str) -> bytes:
    """A PDF document of one page, its lines set one below the other."""
    shown = "".join(f"({line}) Tj T* " for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 50 700 Td {shown}ET".encode("latin-1")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        font,
    ]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


PDF = pdf(
    "The transport ministers of the two countries signed an",
    "accord on ferries on Friday, after nine months of nego-",
    "tiations in the harbour.",
    "The strike on the ferries ended the day before, the union",
    "said.",
)


def test_a_pdf_is_read_in_paragraphs(tmp_path: Path) -> None:
    (report,), codes = read(kept(tmp_path, "a.pdf", PDF))
    assert report.text.split("\n\n") == [
        "The transport ministers of the two countries signed an accord on ferries on Friday,"
        " after nine months of negotiations in the harbour.",
        "The strike on the ferries ended the day before, the union said.",
    ]
    assert codes == []


def test_word_and_rtf_documents_are_read(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    for paragraph in ARTICLE:
        document.add_paragraph(paragraph)
    document.save(tmp_path / "a.docx")
    (report,), _ = read(tmp_path / "a.docx")
    assert report.text == STORY
    rtf = rb"{\rtf1\ansi The strike ended.\par Boats sail \'93at nine\'94 again.\par}"
    (report,), _ = read(kept(tmp_path, "a.rtf", rtf))
    assert report.text == "The strike ended.\n\nBoats sail “at nine” again."


def test_a_table_in_a_word_document_is_read_row_by_row_where_it_stands(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.add_paragraph("Boats that call at the north pier, by month:")
    table = document.add_table(2, 3)
    for n, cell in enumerate(table._cells):
        cell.text = ("May", "14", "14", "", "9", "8")[n]
    table.cell(1, 1).merge(table.cell(1, 2))
    document.add_paragraph("The council meets again on Friday.")
    document.save(tmp_path / "a.docx")
    (report,), _ = read(tmp_path / "a.docx")
    head, *rows, last = report.text.split("\n\n")
    assert head.startswith("Boats")
    assert rows == ["May | 14 | 14", "9 8"]
    assert last.startswith("The council")


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.7\n1 0 obj"), ("a.docx", b"PK\x03\x04word/"), ("a.pdf", PDF[:300])],
)
def test_a_damaged_document_is_said(tmp_path: Path, name: str, content: bytes) -> None:
    assert read(kept(tmp_path, name, content)) == ([], ["R026"])


def test_a_damaged_document_is_said_in_words_and_not_in_the_librarys(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    (problem,) = read_inputs([kept(tmp_path, "a.docx", out.getvalue())])
    assert isinstance(problem, Problem)
    assert problem.what == (
        "The document cannot be read: it is damaged, or is not a Word document at all."
    )


def test_a_missing_library_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(documents, "import_module", missing)
    assert read(kept(tmp_path, "a.pdf", PDF)) == ([], ["R023"])


@given(st.lists(st.text(st.characters(categories=["L", "P"]), max_size=40), max_size=12))
def test_reflowing_loses_no_letter(lines: list[str]) -> None:
    def letters(text: str) -> str:
        return "".join(c for c in text if c != "-" and not c.isspace())

    assert letters(reflowed("\n".join(lines))) == letters("\n".join(lines).replace("\x85", ""))


@given(st.text(alphabet="<>/ab&;pdiv! -\"'=\n\0é", max_size=80))
def test_no_markup_breaks_the_reading_of_fragments(markup: str) -> None:
    assert "\n\n\n" not in fragment_text(markup)


def test_a_fragment_is_its_blocks() -> None:
    assert fragment_text(f"<p>one <b>bold</b> word</p>{'<div>' * 150}<p>two") == (
        "one bold word\n\ntwo"
    )
    assert fragment_text("no markup & nothing <!-- said -->") == "no markup & nothing"
    assert fragment_text("<div>" * 100_000) == ""


def test_compressed_files_are_what_they_hold(tmp_path: Path) -> None:
    (plain,), _ = read(kept(tmp_path, "a.txt.gz", gzip.compress(STORY.encode())))
    assert plain.text == STORY
    lines = json.dumps({"text": STORY}).encode()
    (line,), _ = read(kept(tmp_path, "a.jsonl.gz", gzip.compress(lines)))
    assert name_of(line) == "a.jsonl.gz#1"
    (html,), _ = read("-", stdin=io.BytesIO(gzip.compress(page())))
    assert "Home" not in html.text
    torn = gzip.compress(b"".join(b'{"text": "Boat %d sailed."}\n' % n for n in range(9000)))
    reports, codes = read(kept(tmp_path, "torn.jsonl.gz", torn[: len(torn) // 2]))
    assert len(reports) > 1000
    assert set(codes) <= {"R020", "R009"}


@pytest.mark.parametrize("name", ["bomb.html.gz", "bomb.txt.gz", "bomb.jsonl.gz", "bomb.csv.gz"])
def test_a_bomb_is_not_unpacked(tmp_path: Path, name: str) -> None:
    header = b'text,title\n"' if ".csv" in name else b""
    packed = gzip.compress(header + bytes(100 << 20))
    reports, codes = read(kept(tmp_path, name, packed))
    assert reports == []
    assert set(codes) & {"R022", "R016", "R002"}


def test_a_page_of_two_hundred_megabytes_is_not_parsed(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as file:
        file.write(b"<html><body><p>")
        file.truncate(200 << 20)
    assert read(path) == ([], ["R016"])


def test_markup_that_nests_without_end_is_a_problem_or_read(tmp_path: Path) -> None:
    nested = b"<html><body>" + b"<div><iframe>" * 50_000 + b"words"
    reports, codes = read(kept(tmp_path, "a.html", nested))
    assert len(reports) + len(codes) >= 1
    assert set(codes) <= {"R007", "R008", "R013"}


def test_nul_bytes_in_a_page_cost_nothing(tmp_path: Path) -> None:
    (clean,), _ = read(kept(tmp_path, "a.html", page()))
    (report,), codes = read(kept(tmp_path, "b.html", page().replace(b"<p>", b"<p>\0\0")))
    assert report.text == clean.text
    assert codes == ["R015"]


def test_a_wrong_charset_does_not_spoil_what_is_plainly_utf8(tmp_path: Path) -> None:
    html = page().replace(b"<head>", b'<head><meta charset="iso-8859-1">')
    (report,), codes = read(kept(tmp_path, "a.html", html))
    assert "“We have waited" in report.text
    assert codes == ["R034"]


def test_a_pattern_names_files_from_its_last_plain_folder(tmp_path: Path) -> None:
    for name in ("a/x.txt", "a/b/y.txt", "a/z.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(STORY + name)
    reports, codes = read(str(tmp_path / "a" / "**" / "*.txt"))
    assert [report.name for report in reports] == ["b/y.txt", "x.txt"]
    assert codes == []
    assert read(str(tmp_path / "*.none"))[1] == ["R003"]


def test_a_stated_byline_is_kept(tmp_path: Path) -> None:
    row = {"text": STORY, "byline": "Anna Berg", "published": datetime(2019, 5, 4).isoformat()}  # noqa: DTZ001
    (report,), _ = read(kept(tmp_path, "x.jsonl", json.dumps(row)))
    assert (report.byline, report.published.when) == ("Anna Berg", MAY_4)
    assert Stated(byline="x").parts() != Stated().parts()
