"""The article pages of WCXB (Foley 2026), and which of them nothing is ever trained on.

A site is wholly on one side: its domain's hash decides, so that pages added later fall on theirs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

FOLDER = "data/reading/wcxb"
HELD_OUT = 3  # of ten sites
# Under these labels names are given to anybody (co.uk, com.au, ac.jp), so a site has one more.
_SHARED = {"ac", "co", "com", "edu", "gov", "ne", "net", "or", "org"}
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Article:
    """A page, and what people who read it say its article is.

    `published` is None where they found no full date.
    """

    id: str
    url: str
    html: str
    text: str
    title: str | None
    published: date | None


def articles(data: Path, *, held_out: bool) -> Iterator[Article]:
    """The pages of one side, by id; those without address or text belong to none.

    Args:
        data: the folder of data, which holds FOLDER.
        held_out: which side.
    """
    for file in sorted((data / FOLDER / "ground-truth").glob("*.json")):
        raw = json.loads(file.read_text("utf-8"))
        gold, url = raw["ground_truth"], raw.get("url")
        if not url or not gold.get("main_content") or is_held_out(url) != held_out:
            continue
        page = gzip.decompress((data / FOLDER / "html" / f"{file.stem}.html.gz").read_bytes())
        yield Article(
            id=file.stem,
            url=url,
            html=page.decode("utf-8", "replace"),
            text=gold["main_content"],
            title=gold.get("title"),
            published=_day(gold.get("publish_date")),
        )


def is_held_out(url: str) -> bool:
    """Whether the site of an address is among those that are only measured on."""
    return hashlib.blake2b(site(url).encode(), digest_size=8).digest()[0] % 10 < HELD_OUT


def site(url: str) -> str:
    """The registered domain of an address: "news.example.co.uk" is "example.co.uk"."""
    labels = (urlsplit(url).hostname or "").lower().split(".")
    country = len(labels) > 2 and labels[-2] in _SHARED and len(labels[-1]) == 2
    return ".".join(labels[-3 if country else -2 :])


def words(text: str) -> list[str]:
    """Words as WCXB's own scorer counts them."""
    return _WORD.findall(text.lower())


def word_f1(found: Collection[str], wanted: Collection[str]) -> float:
    """F1 of two bags of words, in [0, 1]; 1 for two empty ones."""
    if not found and not wanted:
        return 1.0
    shared = sum((Counter(found) & Counter(wanted)).values())
    return 2 * shared / (len(found) + len(wanted))


def _day(printed: str | None) -> date | None:
    return date.fromisoformat(printed) if printed and len(printed) == 10 else None
