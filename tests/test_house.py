"""Rules of the house that no linter knows: what every file must be, whoever writes it."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400  # lines
LONGER = {"src/dragoman/model.py": 500}  # the vocabulary stands in one place, to be read as one
LONGEST_FUNCTION = 70  # lines
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

# Composed of pieces, so that this file does not hold what it forbids.
MACHINE_PATH = re.compile(
    r"(?<![\w.~-])/(?:" + "|".join(("work", "root", "home", "Users")) + r")/[\w.-]+"
)
REGISTRY_HOST = re.compile(
    "|".join(
        re.escape(name) + r"\." + re.escape(domain)
        for name, domain in (
            ("pypi", "org"),
            ("pythonhosted", "org"),
            ("registry.npmjs", "org"),
            ("deb.debian", "org"),
            ("anaconda", "org"),
        )
    )
)
# What a comment or a field says that gives a source or a reason.
ORIGIN = re.compile(
    r"\b(sources?|reasons?|why|because|compiled|written|measured|ours|own list)\b"
    r"|\b(CLDR|PLOVER|CAMEO|TimeML|PropBank)\b|\b(19|20)\d\d\b",
    re.IGNORECASE,
)
REMARK = re.compile(r"#.*|^(?:source|reason|why)\b.*", re.MULTILINE)


def repository_files() -> list[Path]:
    """What git tracks or would track; every file below the root where there is no repository."""
    listing = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        capture_output=True,
        check=False,
    )
    names = listing.stdout.decode().split("\0")[:-1] if listing.returncode == 0 else []
    return [path for name in names if (path := ROOT / name).is_file()]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


FILES = repository_files()
PYTHON = [path for path in FILES if path.suffix == ".py"]
CODE = [path for path in PYTHON if not path.is_relative_to(ROOT / "tests")]
SOURCE = [path for path in PYTHON if path.is_relative_to(ROOT / "src")]
DATA = [
    path
    for path in FILES
    if path.is_relative_to(ROOT / "src") and path.suffix in {".toml", ".tsv", ".csv"}
]


def public(tree: ast.Module) -> Iterator[Definition]:
    """Functions, classes and their methods; not what is local or belongs to something private."""
    pending: list[ast.AST] = list(tree.body)
    while pending:
        node = pending.pop()
        if isinstance(node, Definition):
            if node.name.startswith("_"):
                continue
            yield node
        if isinstance(node, ast.ClassDef | ast.If | ast.Try):
            pending.extend(ast.iter_child_nodes(node))


def test_the_lists_are_not_empty() -> None:
    if not FILES:
        pytest.skip("not a git checkout: the files of the repository are not known")
    assert SOURCE
    assert DATA


@pytest.mark.parametrize("path", SOURCE, ids=named)
def test_everything_public_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = [
        f"{node.name} (line {node.lineno})" for node in public(tree) if not ast.get_docstring(node)
    ]
    assert ast.get_docstring(tree), f"{named(path)} does not say what it holds"
    assert not silent, f"{named(path)}: no docstring: {', '.join(silent)}"


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_no_file_is_too_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGER.get(named(path), LONGEST_FILE), (
        f"{named(path)} has {lines} lines; split it by idea"
    )


@pytest.mark.parametrize("path", CODE, ids=named)
def test_no_function_is_too_long(path: Path) -> None:
    long = [
        f"{node.name} ({length} lines)"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long, f"{named(path)}: {', '.join(long)}"


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_file_knows_this_machine_or_a_registry(path: Path) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        text = path.read_bytes().decode("latin-1")
    found = [m.group() for rule in (MACHINE_PATH, REGISTRY_HOST) for m in rule.finditer(text)]
    assert not found, f"{named(path)} names {', '.join(sorted(set(found)))}"


@pytest.mark.parametrize("path", DATA, ids=named)
def test_every_data_file_says_where_it_comes_from(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("#"), f"{named(path)} must open with a comment that says what it holds"
    assert ORIGIN.search(" ".join(REMARK.findall(text))), (
        f"{named(path)} must give its source or its reasons"
    )


def test_the_changelog_opens_with_the_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    heads = re.findall(r"^## \[?v?(\d+\.\d+\.\d+)", changelog, re.MULTILINE)
    assert heads, "CHANGELOG.md has no heading such as '## 0.1.0'"
    assert heads[0] == project["version"]


def test_the_locks_name_no_index_and_hash_everything() -> None:
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        text = lock.read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][^\s;]*==", text, re.MULTILINE)
        assert pins, f"{lock.name} is empty"
        assert "://" not in text, f"{lock.name} names a place on the network"
        assert "--index-url" not in text
        unhashed = [
            block.split()[0]
            for block in re.split(r"\n(?=[a-z0-9])", text)
            if "==" in block and "--hash=sha256:" not in block
        ]
        assert not unhashed, f"{lock.name}: {unhashed}"


def test_the_developers_lock_holds_the_base_lock() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text(encoding="utf-8")
        return set(re.findall(r"^[a-z0-9][^\s;]*==\S+", text, re.MULTILINE))

    assert not pins("base.txt") - pins("dev.txt")


def test_every_make_target_is_listed() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (\S+)$", makefile, re.MULTILINE))
    told = set(re.findall(r"^([a-z-]+):[^#\n]*## \S", makefile, re.MULTILINE))
    assert phony == told
