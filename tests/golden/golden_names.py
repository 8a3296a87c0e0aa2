"""When two names or two stretches of words count as the same: strict on identity, mild on form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

WORD = re.compile(r"\w+")
ENOUGH = 0.8  # of the words of either side; one stray "that" or "yesterday" is forgiven


def plain(name: str) -> str:
    """A name in lower case without diacritics, article, punctuation or "news agency"."""
    letters = unicodedata.normalize("NFKD", name.replace("’", "'"))
    kept = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = WORD.findall(kept.casefold().replace("-", " ").replace("'s", ""))
    text = " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) else words)
    return text.removesuffix(" news agency").removesuffix(" agency")


def same_names(expected: Iterable[str], found: Iterable[str]) -> bool:
    """Whether every name found is expected and the reverse; `A|B` expects either form."""
    allowed = [{plain(form) for form in name.split("|")} for name in expected]
    given = {plain(name) for name in found}
    return all(forms & given for forms in allowed) and given <= set().union(*allowed)


def alike(expected: str, found: str) -> float:
    """How many of the words of both sides they share, in order of neither, from 0 to 1."""
    left, right = WORD.findall(expected.casefold()), WORD.findall(found.casefold())
    left, right = ([w for w in words if w != "that"] for words in (left, right))
    shared = sum(min(left.count(word), right.count(word)) for word in set(left))
    return shared / max(len(left) + len(right) - shared, 1)
