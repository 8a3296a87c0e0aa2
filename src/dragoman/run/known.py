"""What a watch has fetched already, kept in a file of JSON lines beside the dossier."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

_VALIDATORS = {"etag": "if-none-match", "last-modified": "if-modified-since"}


class Known:
    """The addresses that need not be fetched again, and what to ask servers about those that do.

    What is learnt is kept with `save`, once the reports are stored: a run that is interrupted
    before fetches them again.

    Args:
        path: a file of JSON lines; None keeps nothing. Lines that cannot be read are passed over,
            and what they told of is fetched again.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._facts: dict[str, dict[str, str]] = {}
        self._new: list[str] = []
        if path is not None and path.exists():
            for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
                self._recall(line)

    def __contains__(self, url: str) -> bool:
        return url in self._facts

    def validators(self, url: str) -> dict[str, str]:
        """The headers that ask for `url` only if it has changed (RFC 9110, section 13)."""
        facts = self._facts.get(url, {})
        return {header: facts[name] for name, header in _VALIDATORS.items() if name in facts}

    def learn(self, url: str, headers: Mapping[str, str]) -> None:
        """Takes note of an address that was fetched and read, with the headers of the answer."""
        facts = {name: headers[name] for name in _VALIDATORS if headers.get(name)}
        if self._facts.get(url) != facts:
            self._facts[url] = facts
            self._new.append(json.dumps({"url": url, **facts}, ensure_ascii=False))

    def save(self) -> None:
        """Appends what was learnt to the file."""
        if self._path is not None and self._new:
            with self._path.open("a", encoding="utf-8") as file:
                file.writelines(f"{line}\n" for line in self._new)
        self._new = []

    def _recall(self, line: str) -> None:
        try:
            facts = json.loads(line)
        except ValueError:
            return
        if isinstance(facts, dict) and isinstance(facts.get("url"), str):
            kept = {name: facts[name] for name in _VALIDATORS if isinstance(facts.get(name), str)}
            self._facts[facts["url"]] = kept
