"""Every answer as a record of a WARC file, so that the evidence outlives the page (ISO 28500)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Literal

from fastwarc.stream_io import GzipReader, GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

_MARK = b"software: dragoman"
# The body is written without the encoding of its transfer, which HTTP/1.1 takes off on the way.
_OF_TRANSFER = frozenset((b"transfer-encoding", b"connection", b"keep-alive"))

Truncated = Literal["length", "time", "disconnect", "unspecified"]


class Archive:
    """A WARC file that answers are appended to; each record is compressed for itself.

    Args:
        path: ends in `.warc.gz` by custom; it is made with the first record.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: io.FileIO | None = None

    def put(
        self,
        url: str,
        status: bytes,
        headers: Sequence[tuple[bytes, bytes]],
        body: bytes,
        *,
        address: str | None = None,
        truncated: Truncated | None = None,
    ) -> None:
        """Appends an answer.

        Args:
            url: the address that answered.
            status: the first line of the answer, e.g. `HTTP/1.1 200 OK`.
            headers: as they came, in their order.
            body: as it came, content encoding and all.
            address: IP address of the server.
            truncated: why the body is not whole, as WARC-Truncated says it; None if it is.
        """
        kept = [b": ".join(pair) for pair in headers if pair[0].lower() not in _OF_TRANSFER]
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = url
        record.headers["Content-Type"] = "application/http; msgtype=response"
        if address:
            record.headers["WARC-IP-Address"] = address
        if truncated:
            record.headers["WARC-Truncated"] = truncated
        record.set_bytes_content(b"\r\n".join((status, *kept, b"", body)))
        self._append(record)

    def _append(self, record: WarcRecord) -> None:
        """One write a record, so that what is torn by a crash is at most the last one."""
        if self._file is None:
            new = not self.path.exists() or not self.path.stat().st_size
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("ab", buffering=0)
            if new:
                self._file.write(_packed(_opening()))
        self._file.write(_packed(record))

    def close(self) -> None:
        """Closes the file, if any was made."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def __enter__(self) -> Archive:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def is_own(path: Path) -> bool:
    """Whether a file is an archive that `Archive` began."""
    try:
        with path.open("rb") as file:
            return _MARK in GzipReader(io.BytesIO(file.read(4096))).read(4096)
    except OSError:
        return False


def _opening() -> WarcRecord:
    record = WarcRecord()
    record.init_headers(WarcRecordType.warcinfo)
    record.headers["Content-Type"] = "application/warc-fields"
    record.set_bytes_content(_MARK + b"\r\nformat: WARC File Format 1.1\r\n")
    return record


def _packed(record: WarcRecord) -> bytes:
    packed = io.BytesIO()
    writer = GzipWriter(packed)
    record.write(writer, checksum_data=True)
    writer.finish()
    return packed.getvalue()
