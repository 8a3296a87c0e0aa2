"""Archives read at speed and in bounded memory: `python -m eval.archives`.

Records a second of `read_inputs` over a WARC file of the reading corpus's pages, as a share of what
bare fastwarc and trafilatura reach on it in the same run: with the metadata that a report needs too
(title, site, date, author; the date looked for no further than we do), and with the text alone.
Processor time is counted, and all take turns, so that a busy machine counts not. Memory is that of
a process of its own that reads two gigabytes: how much it grew once its models were loaded.
"""

from __future__ import annotations

import gzip
import io
import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import trafilatura
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from dragoman.model import Report
from dragoman.read import read_inputs
from eval.harness import BenchmarkError, Measures, main

PAGES = 120
TURNS = 6  # the archive is cut in so many, which the readers take in turns
HUGE = 2 << 30  # bytes, compressed, as an archive lies on a disk
PAGES_OF_HUGE = 600
PICTURE = 400 << 10  # bytes; a crawl is mostly pictures
DATES = {"original_date": True, "extensive_search": False}


def response(url: str, kind: str, body: bytes) -> WarcRecord:
    """A record with a server's answer."""
    record = WarcRecord()
    record.init_headers(WarcRecordType.response)
    record.headers["WARC-Target-URI"] = url
    record.headers["Content-Type"] = "application/http; msgtype=response"
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    record.set_bytes_content(head.encode() + body)
    return record


def packed(record: WarcRecord) -> bytes:
    """A record, compressed for itself."""
    out = io.BytesIO()
    writer = GzipWriter(out, 1)
    record.write(writer)
    writer.finish()
    return out.getvalue()


def page_records(pages: Sequence[bytes]) -> Iterator[bytes]:
    """Records of the pages for ever, each with an address of its own."""
    for number, body in enumerate(cycle(pages)):
        yield packed(response(f"https://site{number % 97}.example/{number}", "text/html", body))


def write_archive(path: Path, records: Iterator[bytes]) -> None:
    """Writes the records one after another."""
    with path.open("wb") as file:
        file.writelines(records)


def write_huge(path: Path, pages: Sequence[bytes], size: int = HUGE) -> None:
    """An archive of `size` bytes: pages, and between them pictures that no compressor shrinks."""
    noise = random.Random(1).randbytes(PICTURE)  # noqa: S311  filler
    picture = packed(response("https://site.example/picture.jpg", "image/jpeg", noise))
    records = page_records(pages)
    page_every = size // PAGES_OF_HUGE
    with path.open("wb") as file:
        written = next_page = 0
        while written < size:
            if written >= next_page:
                written += file.write(next(records))
                next_page += page_every
            written += file.write(picture)


def bare(path: Path, *, metadata: bool) -> int:
    """What anybody writes first: fastwarc's iterator, and trafilatura on each record."""
    read = 0
    with path.open("rb") as file:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response):
            trafilatura.extract(
                record.reader.read(),
                favor_precision=True,
                include_comments=False,
                include_tables=False,
                with_metadata=metadata,
                date_extraction_params=DATES,
            )
            read += 1
    return read


def ours(path: Path) -> int:
    """Reports, with outlet, title, date, language and the roles of their lines."""
    return sum(isinstance(item, Report) for item in read_inputs([path]))


def speed(pages: Sequence[bytes], work: Path) -> Measures:
    """Records a second of processor time, and their ratios."""
    readers: dict[str, Callable[[Path], int]] = {
        "dragoman": ours,
        "bare": lambda path: bare(path, metadata=True),
        "bare_text_alone": lambda path: bare(path, metadata=False),
    }
    spent = dict.fromkeys(readers, 0.0)
    records = page_records(pages)
    for turn in range(TURNS + 1):
        part = work / f"part-{turn}.warc.gz"
        write_archive(part, islice(records, len(pages) // TURNS))
        for name, reader in readers.items():
            began = time.process_time()
            reader(part)
            if turn:  # the first loads rules and models
                spent[name] += time.process_time() - began
    count = len(pages) // TURNS * TURNS
    rates = {name: round(count / seconds, 1) for name, seconds in spent.items()}
    return {
        "records_a_second": rates,
        "share": round(spent["bare"] / spent["dragoman"], 3),
        "share_text_alone": round(spent["bare_text_alone"] / spent["dragoman"], 3),
    }


def memory(archive: Path) -> Measures:
    """Resident memory of a process that reads the archive, in MiB."""
    command = [sys.executable, "-m", "eval.archives_memory", str(archive)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode != 0:
        raise BenchmarkError(ran.stderr[-2000:])
    found: dict[str, float] = json.loads(ran.stdout)
    return found


def measure(data: Path, work: Path) -> Measures:
    """Speed over the pages of data/reading/wcxb, memory over two gigabytes made of them."""
    names = sorted((data / "data/reading/wcxb/html").iterdir())
    chosen = random.Random(6).sample(names, PAGES)  # noqa: S311  a sample
    pages = [gzip.decompress(path.read_bytes()) for path in chosen]
    huge = work / "huge.warc.gz"
    write_huge(huge, pages)
    try:
        return {"speed": speed(pages, work), "memory": memory(huge)}
    finally:
        huge.unlink()


if __name__ == "__main__":
    main(measure, __doc__)
