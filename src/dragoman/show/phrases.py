"""The small phrases that every view of a dossier is made of, as plain text not yet made safe."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = Mapping[str, Any]

UNNAMED = "an unnamed outlet"


def counted(number: int, noun: str) -> str:
    """`1 report`, `3 reports`, `2 copies`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"


def listed(names: Iterable[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last


def period(when: Row | None) -> str:
    """The days of a `{from, to}` interval; `undated` where neither end is known."""
    first, last = (when.get("from"), when.get("to")) if when else (None, None)
    if first and last:
        return str(first) if first == last else f"{first} to {last}"
    if first or last:
        return f"{first} or later" if first else f"{last} or earlier"
    return "undated"


def place_of(row: Row) -> str:
    """Venue, settlement and country of an event, as far as they are known."""
    return ", ".join(str(row[part]) for part in ("venue", "place", "country") if row.get(part))


def address(path: str, span: Sequence[int] | None) -> str:
    """Where to look: `path:start-end`, or the path alone where there is no span."""
    return path if span is None else f"{path}:{span[0]}-{span[1]}"


def chain(via: Sequence[Row | str]) -> str:
    """The hops from the speaker outwards: `via ISNA, via state television`; "" for none."""
    names = (hop if isinstance(hop, str) else hop["name"] for hop in via)
    return ", ".join(f"via {name}" for name in names)


def by_whom(speaker: Sequence[str], via: Sequence[Row | str], outlet: str | None = None) -> str:
    """An attribution from the innermost voice outwards: `Hassan Rouhani, via ISNA, SANA`."""
    voices = (listed(speaker), chain(via), outlet)
    return ", ".join(voice for voice in voices if voice)


def is_said(claim: Row) -> bool:
    """Whether somebody says it, or holds it: the outlet's own telling and deeds are left out.

    A deed that shows an attitude ("signed the text", "imposed sanctions") has no words to quote.
    """
    return claim["kind"] != "narrated" and not claim["deed"]


def words_of(claim: Row) -> str:
    """What a claim says, without what stands between its pieces (`…,” she said, “…`)."""
    return " … ".join(piece["quote"] for piece in claim["evidence"])


def marks(claim: Row) -> list[str]:
    """What keeps a claim from being a plain affirmation of fact: `denied`, `negated`, `planned`."""
    plain = {"stance": "said", "polarity": "affirmed", "modality": "actual"}
    return [claim[mark] for mark, value in plain.items() if claim[mark] != value]
