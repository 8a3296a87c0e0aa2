"""WARC and WET archives: read record by record, to the end or to the break."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from pathlib import Path

import pytest
from fastwarc.stream_io import ZstdWriter

from dragoman.model import Problem, Report
from dragoman.read import read_inputs
from tests.webserver import page

HTML = "text/html; charset=utf-8"


def record(kind: str, uri: str, content_type: str, block: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{abs(hash((uri, kind)))}>\r\n"
        f"WARC-Date: 2019-05-03T10:00:00Z\r\nWARC-Target-URI: {uri}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def response(
    n: int, body: bytes | None = None, kind: str = HTML, status: str = "200 OK", extra: str = ""
) -> bytes:
    body = page(f"Ferry {n} sails") if body is None else body
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}Content-Length: {len(body)}\r\n\r\n"
    )
    uri = f"https://dock.example/{n}"
    return record("response", uri, "application/http; msgtype=response", head.encode() + body)


def read(path: Path) -> tuple[list[Report], list[Problem]]:
    items = list(read_inputs([path]))
    return (
        [item for item in items if isinstance(item, Report)],
        [item for item in items if isinstance(item, Problem)],
    )


def kept(folder: Path, data: bytes, name: str = "x.warc") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def addresses(reports: list[Report]) -> list[str | None]:
    return [report.url for report in reports]


THREE = [response(n) for n in range(3)]
URLS = [f"https://dock.example/{n}" for n in range(3)]


def zstd(data: bytes) -> bytes:
    out = io.BytesIO()
    writer = ZstdWriter(out)
    writer.write(data)
    writer.close()
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.warc", b"".join(THREE)),
        ("x.warc.gz", b"".join(map(gzip.compress, THREE))),
        ("x.warc.gz", gzip.compress(b"".join(THREE))),
        ("x.warc.zst", zstd(b"".join(THREE))),
        ("x", b"".join(map(gzip.compress, THREE))),
    ],
)
def test_an_archive_is_read_whatever_its_compression(
    tmp_path: Path, name: str, data: bytes
) -> None:
    reports, problems = read(kept(tmp_path, data, name))
    assert addresses(reports) == URLS
    assert reports[0].path == f"{tmp_path / name}#{URLS[0]}"
    assert reports[0].title == "Ferry 0 sails"
    assert problems == []


@pytest.mark.parametrize("cut", [40, 200, 300])
def test_a_torn_archive_is_kept_up_to_the_break(tmp_path: Path, cut: int) -> None:
    for name, data in (
        ("x.warc", b"".join(THREE)),
        ("x.warc.gz", b"".join(map(gzip.compress, THREE))),
        ("x.warc.zst", zstd(b"".join(THREE))),
    ):
        torn = data[:-cut] if name != "x.warc.zst" else data[: -cut // 10]
        reports, problems = read(kept(tmp_path, torn, name))
        assert "R020" in {problem.code for problem in problems}, name
        if name != "x.warc.zst":  # all of it is one frame
            assert addresses(reports)[:2] == URLS[:2]


def test_damage_in_the_middle_is_told(tmp_path: Path) -> None:
    members = list(map(gzip.compress, THREE))
    members[1] = members[1][:100] + b"\xff" * 8 + members[1][108:]
    reports, problems = read(kept(tmp_path, b"".join(members), "x.warc.gz"))
    assert addresses(reports)[:1] == URLS[:1]
    assert "R020" in {problem.code for problem in problems}
    reports, _ = read(kept(tmp_path, THREE[0] + b"garbage\n" + THREE[1]))
    assert addresses(reports) == URLS[:2]


def test_what_is_no_report_is_counted_by_its_reason(tmp_path: Path) -> None:
    data = [
        *THREE[:1],
        *(response(n, b"\x89PNG", "image/png") for n in range(3, 6)),
        response(6, b"gone", status="404 Not Found"),
        response(7, b"<rss version='2.0'><channel/></rss>", "application/rss+xml"),
        record("request", URLS[0], "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        record(
            "revisit", URLS[0], "application/http; msgtype=response", b"HTTP/1.1 200 OK\r\n\r\n"
        ),
    ]
    reports, problems = read(kept(tmp_path, b"".join(data)))
    assert len(reports) == 1
    robots = record("resource", "https://dock.example/robots.txt", "text/plain", b"User-agent: *")
    assert [each.code for each in read(kept(tmp_path, robots))[1]] == ["R021"]
    assert {problem.code for problem in problems} == {"R021"}
    told = " ".join(problem.what for problem in problems)
    for part in ("3: ", "image/png", "404", "feed", "earlier record"):
        assert part in told


def test_encodings_of_the_wire_are_taken_off(tmp_path: Path) -> None:
    packed = gzip.compress(page("Packed"))
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    latin = page("Café").decode().replace("“", '"').replace("”", '"').encode("latin-1")
    data = [
        response(0, packed, extra="Content-Encoding: gzip\r\n"),
        response(1, chunked, extra="Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        response(2, latin, "text/html; charset=iso-8859-1"),
        response(3, page("Café"), "text/html; charset=iso-8859-1"),
        response(4, b"no gzip", extra="Content-Encoding: gzip\r\n"),
        response(5, b"?", extra="Content-Encoding: rot13\r\n"),
        response(6, gzip.compress(bytes(64 << 20), 1), extra="Content-Encoding: gzip\r\n"),
        response(7),
    ]
    reports, problems = read(kept(tmp_path, b"".join(data)))
    assert [report.title for report in reports] == [
        "Packed",
        "Packed",
        "Café",
        "Café",
        "Ferry 7 sails",
    ]
    assert [problem.code for problem in problems] == ["R028", "R028", "R022"]


def test_a_page_that_was_kept_in_part_is_told(tmp_path: Path) -> None:
    cut = THREE[0].replace(b"WARC-Date:", b"WARC-Truncated: time\r\nWARC-Date:", 1)
    reports, problems = read(kept(tmp_path, cut))
    assert len(reports) == 1
    assert [problem.code for problem in problems] == ["R020"]


def test_a_wet_file_is_text_with_its_furniture(tmp_path: Path) -> None:
    text = b"Share\n\nThe strike on the ferries ended on Saturday, the union said.\n"
    (report,), _ = read(kept(tmp_path, record("conversion", URLS[0], "text/plain", text), "x.wet"))
    assert report.text == text.decode()
    assert report.url == URLS[0]


def test_other_languages_are_kept_and_told(tmp_path: Path) -> None:
    text = "Das Schiff ist am Freitag in den Hafen eingelaufen, sagte der Kapitän der Zeitung."
    (report,), problems = read(
        kept(tmp_path, record("conversion", URLS[0], "text/plain", text.encode()))
    )
    assert (report.language, [problem.code for problem in problems]) == ("de", ["R006"])


def test_a_huge_record_is_passed_by_and_told(tmp_path: Path) -> None:
    data = THREE[0] + response(8, b"<html>" + bytes(40 << 20)) + THREE[1]
    reports, problems = read(kept(tmp_path, gzip.compress(data, 1), "x.warc.gz"))
    assert addresses(reports) == URLS[:2]
    assert [problem.code for problem in problems] == ["R016"]


@pytest.mark.parametrize(
    "data", [b"", b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: 9e9\r\n\r\nx"]
)
def test_an_archive_that_holds_nothing_is_told(tmp_path: Path, data: bytes) -> None:
    reports, problems = read(kept(tmp_path, data))
    assert reports == []
    assert [problem.code for problem in problems][-1:] == ["R020"] or not data


def test_memory_does_not_grow_with_the_archive(tmp_path: Path) -> None:
    picture = response(9, bytes(range(256)) * 4096, "image/jpeg")

    def peak(pictures: int) -> int:
        path = tmp_path / f"{pictures}.warc"
        with path.open("wb") as file:
            for n in range(4):
                file.write(response(n))
                file.writelines([picture] * pictures)
        tracemalloc.start()
        assert len(read(path)[0]) == 4
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(1)
    assert peak(20) < peak(1) + (4 << 20)
