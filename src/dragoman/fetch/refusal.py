"""The way to say that an address was not fetched."""

from __future__ import annotations

_PASSING = frozenset({"F001", "F006", "F009"})
_PASSING_STATUS = frozenset({"408", "425", "429"})


class NotFetched(Exception):  # noqa: N818 -- no error of the program, but a row of the dossier
    """An address was not fetched, or not wholly.

    Args:
        code: a key of `problems.CATALOGUE`.
        detail: fills `{detail}` in the catalogue's words.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        self.code, self.detail = code, detail
        super().__init__(f"{code} {detail}")

    @property
    def lasting(self) -> bool:
        """Whether asking again later is of no use."""
        if self.code == "F007":
            return self.detail < "500" and self.detail not in _PASSING_STATUS
        return self.code not in _PASSING
