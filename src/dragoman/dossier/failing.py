"""The database's own failures as coded errors: what cannot be written, what cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dragoman.dossier.errors import DamagedError, NotWritableError

# Of the machine or the file, not of a query: the disk, the memory, bytes that are not what they
# were. After a failed write the database refuses all further ones (Fatal, Transaction).
_OF_THE_MACHINE = (
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    duckdb.FatalException,
    duckdb.InternalException,
    duckdb.SerializationException,
    duckdb.TransactionException,
)
# A block whose checksum is wrong comes as an error of no class of its own.
_CORRUPT = duckdb.Error


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """What fails for want of room or memory, or because the file is damaged, as a coded error.

    Raises:
        DamagedError: a block of the file is not what was written.
        NotWritableError: it did; the dossier at `path` is as it was.
    """
    try:
        yield
    except duckdb.Error as error:
        if type(error) is _CORRUPT:
            raise DamagedError(path, first_line(error)) from error
        if isinstance(error, _OF_THE_MACHINE):
            raise NotWritableError(path, first_line(error)) from error
        raise


def raise_damaged(path: Path, error: BaseException | None) -> None:
    """Raises what came of reading the file at `path` anew, where the file is to blame for it.

    Raises:
        DamagedError: it is.
    """
    if isinstance(error, _OF_THE_MACHINE) or type(error) is _CORRUPT:
        raise DamagedError(path, first_line(error)) from error


def raise_unwritable(path: Path, error: BaseException | None) -> None:
    """Raises a read that took more memory than there is anew, while the file at `path` is written.

    Raises:
        NotWritableError: it did.
    """
    if isinstance(error, duckdb.OutOfMemoryException):
        raise NotWritableError(path, first_line(error)) from error


def first_line(error: BaseException) -> str:
    """What an error says, without the trace that the database adds."""
    return str(error).splitlines()[0].rstrip(".")
