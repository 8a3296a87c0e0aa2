"""ZIP archives: the files in one, each a stream, within bounds (PKWARE APPNOTE 6.3)."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, BinaryIO

from dragoman.model import Problem
from dragoman.problems import problem
from dragoman.read.inputs.files import is_wanted
from dragoman.read.inputs.packed import expands
from dragoman.read.inputs.shared import whole
from dragoman.read.stated import Stated, parse_sidecar, sidecar_names

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_MEMBERS = 100_000
"""Files of one archive that are read; a press database exports some hundreds at a time."""
_LARGEST_SIDECAR = 1 << 20  # bytes
_ENCRYPTED = 1  # of the general purpose bit flag, section 4.4.4
_DAMAGE = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError)


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive: its name in it, its bytes, and what its sidecar says of it."""

    name: str
    stream: BinaryIO
    stated: Stated
    problems: tuple[Problem, ...] = ()


def members(stream: BinaryIO, path: str) -> Iterator[Member | Problem]:
    """The files of an archive in the order of their names, each open until the next is asked for.

    Nothing is written anywhere, so a name that climbs out of the archive ("../../a") is but a name.
    Hidden files, sidecars and dossiers are passed over, as in a folder.

    Args:
        stream: the archive; one that cannot be sought in is held in memory.
        path: of the archive, for the problems.

    Raises:
        Unreadable: it expands without end (R022). A file's own stream raises OSError where it is
            damaged.
        OSError: it is no archive, or damaged.
    """
    try:
        held = stream if stream.seekable() else io.BytesIO(whole(stream))
        size = held.seek(0, io.SEEK_END)
        archive = zipfile.ZipFile(held)
    except _DAMAGE as error:
        raise OSError(str(error)) from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        files = [info for info in infos if is_wanted(PurePosixPath(info.filename))]
        beside = {info.filename: info for info in infos}
        packed = unpacked = 0
        for info in sorted(files, key=lambda i: PurePosixPath(i.filename).parts)[:MOST_MEMBERS]:
            packed, unpacked = packed + info.compress_size, unpacked + info.file_size
            expands(min(packed, size), unpacked)  # files that share their bytes count them once
            yield from _opened(archive, info, path, beside)
    if len(files) > MOST_MEMBERS:
        yield problem("R036", path, detail=f"{MOST_MEMBERS:,}")


def inside(name: str, member: str) -> str:
    """What a file of an archive is called: `ARCHIVE!/MEMBER`, as in the addresses of Java's."""
    return f"{name}!/{member}"


def _opened(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    path: str,
    beside: dict[str, zipfile.ZipInfo],
) -> Iterator[Member | Problem]:
    """One file, or the reason why it cannot be read."""
    shown = inside(path, info.filename)
    if info.flag_bits & _ENCRYPTED:
        yield problem("R035", shown, detail="it is encrypted")
        return
    try:
        stated, problems = _sidecar(archive, info, path, beside)
        with archive.open(info) as packed, _Unzipped(packed) as raw:
            yield Member(info.filename, raw, stated, tuple(problems))
    except NotImplementedError as error:
        yield problem("R035", shown, detail=str(error))
    except _DAMAGE as error:  # in its own header, which is read first
        yield problem("R020", shown, detail=str(error))


def _sidecar(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    path: str,
    beside: dict[str, zipfile.ZipInfo],
) -> tuple[Stated, list[Problem]]:
    """What the sidecar of a file in the same archive states."""
    at = PurePosixPath(info.filename)
    for name in sidecar_names(at.name):
        found = beside.get(str(at.with_name(name)))
        if found and found.file_size <= _LARGEST_SIDECAR and not found.flag_bits & _ENCRYPTED:
            return parse_sidecar(archive.read(found), inside(path, found.filename))
    return Stated(), []


class _Unzipped(io.RawIOBase, BinaryIO):
    """A file of an archive, to be read once from its beginning; damage raises OSError."""

    def __init__(self, packed: IO[bytes]) -> None:
        super().__init__()
        self._packed = packed

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fills `buffer` as far as there are data."""
        room = memoryview(buffer).cast("B")
        try:
            data = self._packed.read(len(room))
        except _DAMAGE as error:
            raise OSError(str(error)) from error
        room[: len(data)] = data
        return len(data)
