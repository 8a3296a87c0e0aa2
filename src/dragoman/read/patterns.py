"""What a line is by its wording alone: the rules of `data/lines.toml`, compiled."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dragoman.model import LineRole
from dragoman.read.rules import rules

# A capitalised word or an initial; `re` has no property classes, so the rules name it \p{Name}.
_NAME = r"(?:[A-Z]\.|[^\W\d_a-z][\w’'.-]+)"
_COLON = " \u00a0\u202f:："  # French sets a space before it, Chinese a wide one
_TOKEN = re.compile(r"[\w'’+-]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule for one line: what it makes of it, why, and what it says of the lines after it.

    `whole` are patterns that the whole line must fit, `parts` such as may stand anywhere in it.
    """

    role: LineRole
    why: str
    whole: tuple[re.Pattern[str], ...] = ()
    parts: tuple[re.Pattern[str], ...] = ()
    opens: LineRole | None = None
    until: Literal["end", "prose"] | None = None
    share: float = 1.0

    def fits(self, line: str) -> bool:
        """Whether the rule speaks about this line (without surrounding white space)."""
        limits = rules("lines")["limits"]
        if len(line) <= limits["longest_ruled_line"]:
            # "Read also:" heads what "Read also" does.
            bare = line.rstrip(_COLON) if self.opens else line
            for pattern in self.whole:
                if pattern.fullmatch(line) or (bare != line and pattern.fullmatch(bare)):
                    return True
        if len(line) <= limits["longest_found_line"]:
            for pattern in self.parts:
                if pattern.search(line):
                    return True
        return False


def rule_for(line: str) -> Rule | None:
    """The first rule that fits the line, or None where its wording says nothing."""
    return next((rule for rule in _rules() if rule.fits(line)), _bar(line))


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(
        Rule(
            role=raw["role"],
            why=raw["why"],
            whole=(
                *_compiled(raw.get("match", ()), re.IGNORECASE),
                *_compiled(raw.get("exact", ()), 0),
            ),
            parts=_compiled(raw.get("find", ()), re.IGNORECASE),
            opens=raw.get("opens"),
            until=raw.get("until"),
            share=raw.get("share", rules("lines")["limits"]["body_share"]),
        )
        for raw in rules("lines")["rule"]
    )


def _compiled(patterns: Sequence[str], flags: int) -> tuple[re.Pattern[str], ...]:
    """Alternatives as one pattern, which is faster than one by one; none for none."""
    either = "|".join(f"(?:{pattern})" for pattern in patterns).replace(r"\p{Name}", _NAME)
    return (re.compile(either, flags),) if patterns else ()


@cache
def _bar_rule() -> tuple[Rule, frozenset[str], frozenset[str], int]:
    raw = rules("lines")["bar"]
    words, needs = frozenset(raw["words"]), frozenset(raw["needs"])
    return Rule(raw["role"], raw["why"]), words, needs, raw["most_words"]


def _bar(line: str) -> Rule | None:
    """The rule for a line that is made of the words of share and tool bars alone."""
    rule, words, needs, most = _bar_rule()
    tokens = [token.casefold() for token in _TOKEN.findall(line)]
    if not 0 < len(tokens) <= most or not needs.intersection(tokens):
        return None
    return rule if all(token in words or token.isdigit() for token in tokens) else None
