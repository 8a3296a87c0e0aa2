"""Compressed data: opened as they are read, and given up where they expand without end."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader

from dragoman.read.inputs.shared import HEAD, Unreadable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAGIC = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
SUFFIXES = (".gz", ".zst")
# Text packs to a third or a tenth, repeated log lines to a hundredth; zeros to a thousandth.
_MOST_EXPANSION = 300
_ALWAYS_FINE = 64 << 20  # bytes that may come out of however little


class _Stage(Protocol):
    """A reader of fastwarc's."""

    def read(self, size: int) -> bytes:
        """At most `size` bytes."""


def packing_of(head: bytes) -> str | None:
    """How a file is compressed, by its first bytes; None for one that is not."""
    return next((name for magic, name in MAGIC.items() if head.startswith(magic)), None)


def first_of(head: bytes, packing: str) -> bytes:
    """What the first bytes of a compressed file hold, as far as they can be told."""
    try:
        return _stage(io.BytesIO(head), packing).read(4096)
    except OSError:
        return b""


def unpacked(stream: BinaryIO, packing: str) -> io.BufferedReader:
    """What a compressed stream holds, as a stream to be read once.

    Reading it raises OSError where the data are torn, and `Unreadable` (R022) where they expand
    more than real text does.
    """
    return io.BufferedReader(_Unpacked(stream, packing), HEAD)


def expands(packed: int, unpacked: int) -> None:
    """Refuses data of `packed` bytes that come to `unpacked` bytes, where no real text does.

    Raises:
        Unreadable: they expand too far (R022).
    """
    if unpacked > max(_ALWAYS_FINE, _MOST_EXPANSION * packed):
        raise Unreadable("R022", f"{_MOST_EXPANSION} times their size")


def decoded(body: bytes, encodings: list[str], limit: int) -> bytes:
    """The body of an HTTP answer without its transfer and content encodings.

    Args:
        body: as it went over the wire.
        encodings: in the order they are to be taken off, e.g. `["chunked", "gzip"]`.
        limit: bytes that may come out of each.

    Raises:
        Unreadable: an encoding is unknown, broken (R028), or yields more than `limit` (R022).
    """
    for name in encodings:
        if name in ("", "identity"):
            continue
        try:
            body = _stage(io.BytesIO(body), name).read(limit + 1)
        except OSError as error:
            raise Unreadable("R028", f"{name} ({error})") from error
        if len(body) > limit:
            raise Unreadable("R022", f"{limit >> 20} MiB")
    return body


def _stage(stream: Any, name: str) -> _Stage:  # noqa: ANN401 -- whatever can be read
    """The reader that takes one encoding off."""
    if name in ("gzip", "x-gzip"):
        return GzipReader(stream)
    if name == "deflate":
        return GzipReader(stream, zlib=True)
    if name == "br":
        return BrotliReader(stream)
    if name == "zstd":
        return ZstdReader(stream)
    if name == "chunked":
        return ChunkedReader(stream)
    raise Unreadable("R028", name)


class _Unpacked(io.RawIOBase):
    """A decompressing reader that keeps count of what goes in and comes out."""

    def __init__(self, stream: BinaryIO, packing: str) -> None:
        super().__init__()
        self._counted = _Counted(stream)
        self._stage = _stage(self._counted, packing)
        self._out = 0

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fills `buffer` as far as there are data."""
        room = memoryview(buffer).cast("B")
        data = self._stage.read(len(room))
        self._out += len(data)
        expands(self._counted.bytes, self._out)
        room[: len(data)] = data
        return len(data)


class _Counted:
    """A stream that counts the bytes read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.bytes = 0

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes."""
        data = self._stream.read(size)
        self.bytes += len(data)
        return data

    def tell(self) -> int:
        """How many bytes were read; fastwarc asks for it."""
        return self.bytes
