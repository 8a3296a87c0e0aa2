"""What can be wrong with a dossier: each error is a coded problem, saying where and what to do."""

from __future__ import annotations

from pathlib import Path

from dragoman.model import Problem
from dragoman.problems import problem


class DossierError(Exception):
    """A dossier cannot be opened, asked or written.

    `problem` holds the code, the place, what is wrong and the remedy.
    """

    def __init__(self, code: str, path: str | Path, detail: str = "") -> None:
        self.problem: Problem = problem(code, str(path), detail=detail)
        super().__init__(f"{code} {self.problem.path}: {self.problem.what} {self.problem.remedy}")


class DossierMissingError(DossierError):
    """There is no file at the path."""

    def __init__(self, path: Path) -> None:
        super().__init__("S004", path)


class NotADossierError(DossierError):
    """The file exists, but it is no dossier."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__("S005", path, why)


class SchemaVersionError(DossierError):
    """The dossier was written under another version of the schema.

    `found` and `wanted` are the version of the file and the one this Dragoman reads.
    """

    def __init__(self, path: Path, found: str, wanted: str) -> None:
        self.found, self.wanted = found, wanted
        super().__init__("S006", path, f"it has {found}, this Dragoman reads {wanted}")


class DossierBusyError(DossierError):
    """Another process is writing to the dossier."""

    def __init__(self, path: Path) -> None:
        super().__init__("S007", path)


class NotWritableError(DossierError):
    """What was to be written could not be: the disk is full, or memory is short."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__("S010", path, why)


class DamagedError(DossierError):
    """The file is a dossier, but part of it cannot be read."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__("S011", path, why)


class ReportNotFoundError(DossierError):
    """No report of the dossier has this id, name or path."""

    def __init__(self, path: Path, report: str) -> None:
        super().__init__("S008", path, repr(report))


class QueryError(DossierError):
    """A query is not SQL, asks for what is not there, or would change something."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__("U007", path, why)


class QueryTimeoutError(DossierError):
    """A query ran past its time limit and was stopped."""

    def __init__(self, path: Path, seconds: float) -> None:
        super().__init__("S009", path, f"{seconds:g}")


class JudgementError(DossierError):
    """A judgement is about what is not there, or about what cannot be judged."""

    def __init__(self, code: str, path: Path, detail: str) -> None:
        super().__init__(code, path, detail)


class LibraryMissingError(DossierError):
    """What was asked needs a library of the extra `extra`, which is not installed."""

    def __init__(self, what: str, extra: str) -> None:
        super().__init__("E002", what, extra)
