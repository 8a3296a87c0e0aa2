"""Where each page of the site comes from, and its links turned to where things lie there."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from typing import Final

from manual import commands, data_model, exports, http_api, python_api, rules

WRITTEN: Final[Mapping[str, Callable[[], str]]] = {
    "reference/commands.md": commands.page,
    "reference/tables.md": data_model.page,
    "reference/rules.md": rules.rules_page,
    "reference/problems.md": rules.problems_page,
    "reference/events.md": rules.events_page,
    "reference/thresholds.md": rules.thresholds_page,
    "reference/exports.md": exports.page,
    "reference/python.md": python_api.page,
    "reference/http.md": http_api.page,
}
"""Pages written from the code, by their place on the site."""

STANDS_FOR: Final[Mapping[str, str]] = {
    "src/dragoman/dossier/schema.sql": "reference/tables.md",
    "src/dragoman/dossier/views.sql": "reference/tables.md",
    "src/dragoman/compare/rules.toml": "reference/rules.md",
    "src/dragoman/compare/thresholds.toml": "reference/thresholds.md",
    "src/dragoman/link/rules.toml": "reference/thresholds.md",
    "src/dragoman/problems.toml": "reference/problems.md",
    "src/dragoman/dossier/event_types.toml": "reference/events.md",
    "CONTRIBUTING.md": "house/contributing.md",
    "SECURITY.md": "house/security.md",
    "CHANGELOG.md": "house/changelog.md",
    "src/dragoman/knowledge/data/SOURCES.md": "house/sources.md",
    "NOTICE": "house/notice.md",
}
"""Files of the repository that a page of the site shows: links to the one lead to the other."""

# code is passed over, so that what looks like a link in it stays as it is
_CODE_OR_LINK = re.compile(
    r"(?s:```.*?```)|`[^`\n]*`|\]\((?!\w+:|#)(?P<path>[^)\s#]+)(?P<part>#[^)\s]*)?\)"
)


def assemble(root: Path, to: Path) -> None:
    """Write the sources of the site: the pages of docs/, those of the house, those from code.

    Args:
        root: the repository.
        to: an empty folder, or none yet.

    Raises:
        FileNotFoundError: a page links to a file that the repository does not hold.
    """
    places = _places(root)
    files: set[str] = set()
    for source, place in places.items():
        if source in STANDS_FOR and place in WRITTEN:
            continue
        target = to / place
        target.parent.mkdir(parents=True, exist_ok=True)
        if not place.endswith(".md"):
            shutil.copyfile(root / source, target)
            continue
        text = (root / source).read_text(encoding="utf-8")
        text = text if source.endswith(".md") else f"# {source}\n\n```text\n{text}```\n"
        target.write_text(turned(text, source, place, places, root, files), encoding="utf-8")
    for place, write in WRITTEN.items():
        (to / place).parent.mkdir(parents=True, exist_ok=True)
        (to / place).write_text(write(), encoding="utf-8")
    for name in files:
        copied = to / _file_place(name)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, copied)


def turned(
    text: str,
    source: str,
    place: str,
    places: Mapping[str, str],
    root: Path,
    files: set[str],
) -> str:
    """A page's text with its links turned; other files that it links to are added to `files`."""

    def turn(link: re.Match[str]) -> str:
        if link["path"] is None:
            return link[0]
        name = os.path.normpath(PurePosixPath(source).parent / link["path"])
        found = places.get(name)
        if found is None:
            if not (root / name).is_file():
                raise FileNotFoundError(f"{source} links to {link['path']}, which is not there")
            files.add(name)
            found = _file_place(name)
        return f"]({os.path.relpath(found, PurePosixPath(place).parent)}{link['part'] or ''})"

    return _CODE_OR_LINK.sub(turn, text)


def _places(root: Path) -> dict[str, str]:
    """Files of the repository, by name, and their places on the site."""
    docs = {
        f"docs/{name}": name
        for path in sorted((root / "docs").rglob("*"))
        if path.is_file() and (name := path.relative_to(root / "docs").as_posix())
    }
    cards = {
        path.relative_to(root).as_posix(): f"models/{path.name}"
        for path in sorted((root / "src/dragoman/models").glob("*.md"))
    }
    return docs | cards | dict(STANDS_FOR)


def _file_place(name: str) -> str:
    """Where a file lies on the site that is no page of it; Markdown would become one."""
    return f"files/{name}" + (".txt" if name.endswith(".md") else "")
