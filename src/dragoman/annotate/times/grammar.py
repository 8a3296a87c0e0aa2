"""The forms of temporal expressions (`grammar.toml`), compiled, and a scan for them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dragoman.annotate.times.lexicon import load, words

HYPHEN = "[-‐‑–]"
WORD = re.compile(r"(?<![\w$€£#/])(?<!\d[.,:])(?:['’]?\d+|[^\W\d_]+)")
"""What an expression may begin with: no amount of money, no rest of a number or path."""
ENDS = r"(?![\w%]|[.,:/]\d)"
GROUP = re.compile(r"\(\?P<(?!sep>)\w+>")
"""A named group's opening; `sep` keeps its name, since a rule refers back to it."""
MACRO = re.compile(r"\{([A-Za-z_.]+)\}")
CAPITALISED = ("month", "month_short", "weekday", "weekday_short")
FURTHEST_CORE = 8
"""Words from an expression's first to its core ("no more than two hundred and twenty days")."""
CORE_LISTS = (
    "month",
    "month_short",
    "weekday",
    "weekday_short",
    "season",
    "part",
    "decade",
    "deictic_day",
    "reference",
    "frequency",
    "holiday_fixed",
    "holiday_nth",
)
WORD_LISTS = (
    "number",
    "number_phrase",
    "ordinal",
    "decade",
    "season",
    "stretch",
    "relative",
    "narrative",
    "deictic_day",
    "reference",
    "frequency",
    "holiday_fixed",
    "holiday_nth",
    "part",
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One form: what it looks like, who reads it, what refuses it (`grammar.toml` says more)."""

    resolver: str
    pattern: re.Pattern[str]
    day: bool
    moves: bool
    unless: tuple[str, ...]
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A form found at `[start, end)` of a scanned text, with its named parts (None: absent)."""

    rule: Rule
    start: int
    end: int
    parts: dict[str, str | None]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules in their order, compiled once a process."""
    return tuple(
        Rule(
            resolver=entry["resolver"],
            pattern=_compile(_expand(entry["pattern"], day=entry.get("day", False))),
            day=entry.get("day", False),
            moves=entry.get("moves", True),
            unless=tuple(entry.get("unless", ())),
            examples=tuple(entry.get("example_in", "{}").format(e) for e in entry["example"]),
        )
        for entry in load("grammar.toml")["rule"]
    )


def scan(text: str) -> Iterator[Found]:
    """The forms in `text` from left to right, none overlapping: leftmost, then longest."""
    position = 0
    for start in _starts(text):
        if start < position or not _any_rule().match(text, start):
            continue
        tried = ((rule, rule.pattern.match(text, start)) for rule in rules())
        matches = [(rule, match) for rule, match in tried if match]
        rule, match = max(matches, key=lambda pair: pair[1].end())
        yield Found(rule, start, match.end(), match.groupdict())
        position = match.end()


def _starts(text: str) -> list[int]:
    """Where an expression may begin: at an opening word with a core word soon after, or on it.

    Set look-ups, since trying the patterns at every "the" is what would cost most.
    """
    starts, ahead = [], FURTHEST_CORE + 1
    for word in reversed([*WORD.finditer(text)]):
        key = word[0].lower().lstrip("'’")
        digits = key[0].isdigit()
        ahead = 0 if digits or key in _cores() else ahead + 1
        if ahead <= FURTHEST_CORE and (digits or key in _openers()):
            starts.append(word.start())
    return starts[::-1]


@cache
def _cores() -> frozenset[str]:
    """The words of which, digits aside, every expression has at least one; of a phrase the last."""
    listed = [*load("grammar.toml")["cores"], *words("unit")]
    listed += [f"{unit}s" for unit in words("unit")]
    listed += [entry for section in CORE_LISTS for entry in words(section)]
    listed += [f"{word}s" for section in ("weekday", "part") for word in words(section)]
    return frozenset(re.findall(r"[^\W\d_]+", entry)[-1] for entry in listed)


@cache
def _any_rule() -> re.Pattern[str]:
    """All rules in one pattern: much faster than asking each in turn where none matches."""
    bodies = "|".join(GROUP.sub("(?:", rule.pattern.pattern) for rule in rules())
    return re.compile(bodies, re.IGNORECASE)


@cache
def _openers() -> frozenset[str]:
    """The words an expression can begin with, so that most words cost one look-up."""
    listed = [*load("grammar.toml")["openers"], *words("vague")["words"]]
    entries = [entry for section in (*WORD_LISTS, *CAPITALISED) for entry in words(section)]
    entries += [f"{weekday}s" for weekday in words("weekday")]
    return frozenset(found[0] for entry in (*listed, *entries) if (found := WORD.search(entry)))


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(f"(?:{pattern}){ENDS}", re.IGNORECASE)


def _expand(pattern: str, *, day: bool) -> str:
    """A rule's pattern with its macros filled in, spaces made white space."""
    if day:
        pattern = "{before}" + pattern + "{after}"
    filled = _fill(pattern, _macros()).replace("[ -]", rf"(?:\s+|{HYPHEN}\s*)")
    return filled.replace(" ?", r"\s*").replace(" ", r"\s+")


@cache
def _macros() -> dict[str, str]:
    """What `{name}` stands for: the macros of the grammar, which may use the lexicon's words."""
    lists = {f"words.{section}": _any(words(section)) for section in WORD_LISTS}
    lists |= {f"Words.{section}": _capital(words(section)) for section in CAPITALISED}
    lists["words.vague"] = _any(words("vague")["words"])
    macros: dict[str, str] = {}
    for name, body in load("grammar.toml")["macro"].items():
        macros[name] = _fill(body, lists | macros)
    return macros


def _fill(pattern: str, bodies: Mapping[str, str]) -> str:
    """A pattern with each `{name}` replaced; regular braces (`{1,2}`) stay."""
    return MACRO.sub(lambda use: bodies[use[1]], pattern)


def _any(entries: Iterable[str]) -> str:
    """An alternation, longest first; an apostrophe may be typographic, a hyphen any."""
    escaped = (re.escape(e).replace(r"\ ", " ") for e in sorted(entries, key=len, reverse=True))
    return "(?:" + "|".join(escaped).replace("'", "['’]").replace(r"\-", HYPHEN) + ")"


def _capital(entries: Iterable[str]) -> str:
    """An alternation of words written with a capital or in capitals."""
    names = sorted(entries, key=len, reverse=True)
    return f"(?-i:{'|'.join([*map(str.title, names), *map(str.upper, names)])})"
