"""The reference of commands, from the same definitions as `--help`."""

from __future__ import annotations

import inspect
from enum import Enum
from typing import Any, get_args

import typer.main

from dragoman.cli import app
from manual.markdown import block, code, prose, table

_EVERYWHERE = frozenset({"help"})


def commands() -> dict[str, Any]:
    """Every command by name, as typer made it."""
    found: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    return dict(sorted(found.items()))


def page() -> str:
    """A section a command: what it does, what it takes, examples."""
    head = (
        "# Commands and options\n\n"
        "Written from the definitions that `--help` prints. [Commands](../commands.md) explains "
        "them at more length; [Settings](../settings.md) has what is set outside of them.\n"
    )
    return "\n".join((head, *(section(name, command) for name, command in commands().items())))


def section(name: str, command: Any) -> str:  # noqa: ANN401 -- typer keeps its type to itself
    """One command."""
    taken = [one for one in command.params if one.name not in _EVERYWHERE]
    usage = " ".join(_usage(one) for one in taken if one.param_type_name == "argument")
    parts = [f"## {name}\n", _described(command.help), block(f"dragoman {name} {usage}".strip())]
    rows = [_row(one) for one in taken]
    if rows:
        parts.append(table(("", "takes", "means", "otherwise"), rows))
    if command.epilog:
        parts.append(block(_dedented(command.epilog)))
    return "\n".join(parts)


def _described(words: str | None) -> str:
    """The help of a command, a paragraph a paragraph."""
    paragraphs = inspect.cleandoc(words or "").split("\n\n")
    return "".join(f"{prose(paragraph)}\n\n" for paragraph in paragraphs)


def _usage(argument: Any) -> str:  # noqa: ANN401
    word = argument.metavar or argument.name.upper()
    word += "…" if argument.nargs == -1 and not word.endswith("…") else ""
    return word if argument.required else f"[{word}]"


def _row(one: Any) -> tuple[str, str, str, str]:  # noqa: ANN401
    if one.param_type_name == "argument":
        return code(_usage(one)), "", prose(one.help), ""
    names = " ".join(code(name) for name in (*one.opts, *one.secondary_opts))
    takes = "" if one.is_flag else code(one.metavar or _choices(one.type_descriptor.annotation))
    default = one.default.value if isinstance(one.default, Enum) else one.default
    told = [] if default in (None, False, (), []) else [code(str(default))]
    told += [code(one.envvar)] if one.envvar else []
    return names, takes, prose(one.help), ", or ".join(told)


def _choices(annotation: object) -> str:
    """The words that an option without a name for its value chooses from."""
    for kind in (annotation, *get_args(annotation)):
        if isinstance(kind, type) and issubclass(kind, Enum):
            return "|".join(str(member.value) for member in kind)
    return ""


def _dedented(epilog: str) -> str:
    lines = [line.strip() for line in epilog.splitlines() if line.strip()]
    return "\n".join(line for line in lines if line != "Examples:")
