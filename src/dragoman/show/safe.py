"""Text of strangers made safe to show: nothing in a report may steer a terminal or a Markdown page.

What cannot be seen (control characters, direction overrides, escape codes) is named instead of
sent, so a reader sees that it is there; white space of every kind becomes one space.
"""

from __future__ import annotations

import re
import unicodedata

# Joiners and soft hyphens belong to words and emoji and move nothing on the screen.
_HARMLESS_FORMATS = frozenset("\u00ad\u200c\u200d")
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})

_MARKDOWN = re.compile(
    r"""(?P<mark>[\\`*\[\]<>|~$@]
        |(?<![^\W_])_ | _(?![^\W_])   # inside a word an underscore means nothing
        |&(?=\#?\w+;)                 # only where it would begin a character reference
        |:(?=//)|(?<=www)\.           # bare addresses, which many renderers turn into links
        |^[#+=-]                      # headings, bullets, rules
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_ORDINAL = re.compile(r"^(\d{1,9})([.)])")


def inert(text: str) -> str:
    """`text` on one line, its invisible and steering characters named as `<U+001B>`."""
    flat = " ".join(text.split())
    if flat.isascii() and flat.isprintable():
        return flat
    return "".join(_shown(character) for character in flat)


def visible(text: str) -> str:
    """`text` with its line breaks and spaces, and what cannot be seen in it named, as `inert` does.

    Unlike `inert`, it keeps the white space, for text that is shown as it stands.
    """
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(c if c in "\n\t" else _shown(c) for c in text)


def _shown(character: str) -> str:
    if character in _HARMLESS_FORMATS or unicodedata.category(character) not in _UNSEEN:
        return character
    return f"<U+{ord(character):04X}>"


def markdown(text: str) -> str:
    """`text` as inert literal text within a Markdown paragraph or list item (CommonMark, GFM)."""
    return _ORDINAL.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<mark>", inert(text)))


def code(text: str) -> str:
    """`text` as a Markdown code span, fenced by more backticks than it holds."""
    shown = inert(text)
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def shorten(text: str, limit: int) -> str:
    """At most `limit` (2 or more) code points of `text`; a cut falls between words, marked `…`."""
    if len(text) <= limit:
        return text
    kept = text[: limit - 1]
    words, space, _ = kept.rpartition(" ")
    # A single long word is cut inside; giving up most of the room for its sake is worse.
    return (words if space and len(words) > limit // 2 else kept).rstrip() + "…"
