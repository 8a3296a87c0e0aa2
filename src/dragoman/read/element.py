"""What is needed of lxml's elements, which have no types of their own."""

from __future__ import annotations

from typing import Any, Protocol


class Element(Protocol):
    """An element of a page."""

    def xpath(self, path: str) -> list[Any]:
        """What stands at an XPath: elements, or strings."""

    def get(self, key: str) -> str | None:
        """An attribute."""

    def text_content(self) -> str:
        """All text inside."""
