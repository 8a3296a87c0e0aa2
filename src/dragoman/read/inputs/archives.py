"""WARC and WET archives, record by record: one page is in memory at a time (ISO 28500)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dragoman.model import Problem, Report
from dragoman.problems import problem
from dragoman.read.inputs.bodies import read_body, said_of
from dragoman.read.inputs.response import Response, read_response
from dragoman.read.inputs.shared import LARGEST_PAGE, Items, Reading, Unreadable, part_of
from dragoman.read.report import Source
from dragoman.read.stated import Stated

_WANTED = (
    WarcRecordType.response
    | WarcRecordType.resource
    | WarcRecordType.conversion
    | WarcRecordType.revisit
    | WarcRecordType.no_type  # the head of a record that is torn
)
_OK = 200
# Why a record is no report, where that is the lot of most records of a crawl (its pictures, its
# redirects); such are counted, and every other reason is a row of its own.
_COUNTED = frozenset({"R002", "R032"})


def read_warc(stream: BinaryIO, source: Source, how: Reading) -> Items:
    """The pages of an archive; the path of each is `FILE#ADDRESS`.

    Pages that servers answered with success (`response`, `resource`) and texts that others took
    from pages (`conversion`, as in WET files) are read. What is no text, other answers, and
    records that only point at earlier ones are counted: a row a reason (R021). An archive that
    breaks off is read up to the break (R020).
    """
    passed: Counter[str] = Counter()
    read = 0
    try:
        records = ArchiveIterator(stream, record_types=_WANTED, quirks_mode=True)
        for record in records:
            read += 1
            yield from _read_record(record, source, how, passed)
    except OSError as error:
        yield problem("R020", source.path, detail=str(error))
    for reason, count in sorted(passed.items()):
        yield problem("R021", source.path, detail=f"{count:,}: {reason}")
    if not read:
        yield problem("R020", source.path, detail="it holds no record")


def _read_record(
    record: WarcRecord, source: Source, how: Reading, passed: Counter[str]
) -> Iterator[Report | Problem]:
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    one = part_of(source, address or str(record.record_id), Stated(url=address or None))
    if record.record_type == WarcRecordType.no_type or "Content-Length" not in record.headers:
        yield problem("R020", one.path, detail="in the head of a record")
        return
    if record.record_type == WarcRecordType.revisit:
        passed["point at an earlier record"] += 1
        return
    if address.endswith("/robots.txt"):
        passed["tell robots what they may read"] += 1
        return
    http = record.http_headers
    if http is not None and http.status_code != _OK:
        passed[f"the server answered {http.status_code}"] += 1
        return
    body = record.reader.read(LARGEST_PAGE + 1)
    expected = record.content_length
    if cut := record.headers.get("WARC-Truncated"):
        yield problem("R020", one.path, detail=f"it was kept in part, because of {cut}")
    if len(body) < min(expected, LARGEST_PAGE):
        yield problem("R020", one.path, detail=f"{len(body):,} of {expected:,} bytes are there")
    try:
        yield from _read_payload(record, body, one, how)
    except Unreadable as error:
        if error.code in _COUNTED:
            passed[said_of(error, one.path).what.rstrip(".")] += 1
        else:
            yield said_of(error, one.path)


def _read_payload(record: WarcRecord, body: bytes, one: Source, how: Reading) -> Items:
    if len(body) > LARGEST_PAGE:
        raise Unreadable("R016", f"{LARGEST_PAGE >> 20} MiB")
    if record.record_type == WarcRecordType.conversion:
        yield from read_body(body, "text", one, how, "utf-8")
        return
    http = record.http_headers
    stated = (
        http.asdict()
        if http is not None
        else {"content-type": record.headers.get("Content-Type", "")}
    )
    headers = {name.lower(): value for name, value in stated.items()}
    yield from read_response(Response(one.stated.url or "", body, headers), one, how)
