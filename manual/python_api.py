"""The reference of the Python interface: the ten public names, with their own docstrings."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

import dragoman
from manual.markdown import block, prose


def page() -> str:
    """A section a public name, and below a class its public methods."""
    head = (
        "# Python\n\n"
        "Ten names; everything else may change without notice. `import dragoman` is quick: parser "
        "and database are loaded when they are first needed. The package is typed (PEP 561).\n\n"
        + block(inspect.getdoc(dragoman) or "", "python")
    )
    return "\n".join((head, *(_section(name) for name in sorted(dragoman.__all__))))


def _section(name: str) -> str:
    found = getattr(dragoman, name)
    parts = [f"## {name}\n", block(signature(name, found), "python"), documented(found)]
    if inspect.isclass(found):
        parts += [_method(name, each, member) for each, member in methods(found)]
    return "\n".join(parts)


def methods(cls: type) -> Iterator[tuple[str, Any]]:
    """The public methods and properties that a class defines itself, in their order."""
    for name, member in vars(cls).items():
        plain = getattr(member, "__func__", member)
        if not name.startswith("_") and (callable(plain) or isinstance(plain, property)):
            yield name, plain


def signature(name: str, found: Any) -> str:  # noqa: ANN401 -- whatever is public
    """How it is called, with its types; a property by its name."""
    if isinstance(found, property):
        return name
    head = "class " if inspect.isclass(found) else ""
    return f"{head}{name}{_signed(found)}"


def documented(found: Any) -> str:  # noqa: ANN401
    """Its docstring: paragraphs as prose, Google's sections as lists."""
    parts = []
    for paragraph in (inspect.getdoc(found) or "").split("\n\n"):
        head, _, rest = paragraph.partition("\n")
        if head.rstrip(":") in {"Args", "Returns", "Raises", "Yields", "Attributes"}:
            parts.append(f"**{head.rstrip(':')}**\n\n{_items(rest)}")
        elif paragraph.startswith("    "):
            parts.append(block(inspect.cleandoc(paragraph), "python"))
        else:
            parts.append(prose(paragraph) + "\n")
    return "\n".join(parts)


def _method(owner: str, name: str, member: Any) -> str:  # noqa: ANN401
    shown = block(signature(name, member), "python")
    return f"### {owner}.{name}\n\n{shown}\n{documented(member)}"


def _items(section: str) -> str:
    """The entries of a section, each with the lines that go on from it."""
    found: list[list[str]] = []
    for line in inspect.cleandoc(section).splitlines():
        if line.startswith(" ") and found:
            found[-1].append(line)
        else:
            found.append([line])
    return "".join(f"- {prose(' '.join(lines))}\n" for lines in found)


def _signed(found: Any) -> str:  # noqa: ANN401
    text = str(inspect.signature(found))
    return text.replace("'", "").replace("dragoman.model.", "")
