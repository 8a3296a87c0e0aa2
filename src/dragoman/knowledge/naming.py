"""How a name may be written: one key for all spellings of a surface, and a person's other forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

from dragoman.knowledge.tables import read_toml

# Letters that Unicode does not decompose, signs that come in several shapes, signs that go.
_LETTERS = {"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d"}
_LETTERS |= {"æ": "ae", "œ": "oe", "ə": "e", "Ə": "E", "ß": "ss", "þ": "th", "&": " and "}
_GAPS = dict.fromkeys("-‐‑‒–—−_/", " ")
# To None, not to "": only so does translate take its fast way over ASCII.
_GONE: dict[str, str | None] = dict.fromkeys("'’‘ʼʻʿʾ`´′.,")
_FOLD = str.maketrans(_LETTERS | _GAPS | _GONE)
_ACRONYM = re.compile(r"[A-Z]{2,3}")
_MOST_SPELLINGS = 24


@lru_cache(maxsize=1 << 16)
def normalise(surface: str) -> str:
    """The key under which all spellings of a surface meet.

    Case, diacritics, apostrophes, full stops, hyphens and a leading "the" make no difference,
    save that a bare acronym of two or three capitals keeps them: "US" is not "us", nor "WHO" "who".
    """
    text = surface.translate(_FOLD)
    if not text.isascii():
        text = "".join(
            c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
        )
    words = text.split()
    while len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    text = " ".join(words)
    return text if _ACRONYM.fullmatch(text) else text.casefold()


def slug(name: str) -> str:
    """A name as part of an id: "Recep Tayyip Erdoğan" gives "recep-tayyip-erdogan"."""
    return normalise(name).casefold().replace(" ", "-")


class _Rules(NamedTuple):
    """What naming.toml says; `spellings` map a word to those that stand for it."""

    family_first: frozenset[str]
    particles: frozenset[str]
    spellings: dict[str, tuple[str, ...]]
    one_spelling: dict[str, str]
    folds: tuple[tuple[str, str], ...]
    common: frozenset[str]


@cache
def _rules() -> _Rules:
    data = read_toml("naming.toml")
    rows, families = data["spellings"]["same"], data["spellings"]["families"]
    folds = tuple((letters, one) for letters, one in data["spellings"]["folds"])
    return _Rules(
        frozenset(data["family_name_first"]["countries"]),
        frozenset(data["particles"]["words"]),
        {word.casefold(): tuple(row) for row in rows for word in row},
        {normalise(word): normalise(row[0]) for row in [*rows, *families] for word in row},
        folds,
        frozenset(data["common_words"]["family_names"]),
    )


def common_words(names: Iterable[str]) -> tuple[str, ...]:
    """Those of a person's names that are also common words: "May", "Straw"."""
    return tuple(name for name in names if name in _rules().common)


def family_names(name: str, country: str | None) -> tuple[str, ...]:
    """What a person is called at second mention: "Bashar al-Assad" gives al-Assad and Assad.

    A name of one word has none beside itself.
    """
    rules = _rules()
    words = name.split()
    if len(words) < 2:
        return ()
    if country in rules.family_first:
        return (words[0],)
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in rules.particles:
        start -= 1
    whole = " ".join(words[start:])
    head, hyphen, tail = words[-1].partition("-")
    bare = hyphen and head.casefold() in rules.particles
    return (whole, tail) if bare and tail else (whole,)


def spellings(name: str) -> Iterator[str]:
    """The name with each given name in its usual transliterations, the name itself among them.

    At most 24, so that a long name cannot blow up.
    """
    same = _rules().spellings
    choices = [dict.fromkeys((word, *same.get(word.casefold(), ()))) for word in name.split()]
    some = islice(product(*choices), _MOST_SPELLINGS)
    yield from dict.fromkeys(" ".join(words) for words in some)


@lru_cache(maxsize=1 << 14)
def person_key(name: str) -> tuple[str, ...]:
    """The words of a person's name in one spelling, particles left out.

    "Sergey Lavrov" and "Sergei Lavrov", "Bashar Asad" and "Bashar al-Assad" have the same key.
    """
    rules = _rules()
    words = [word for word in normalise(name).casefold().split() if word not in rules.particles]
    return tuple(rules.one_spelling.get(word) or _folded(word) for word in words)


def _folded(word: str) -> str:
    """A word with the letters that transliterations vary in one form."""
    for letters, one in _rules().folds:
        word = word.replace(letters, one)
    return "".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1])


def compatible(left: str, right: str) -> bool:
    """Whether two full names may be one person's: in another spelling, or with a middle name more.

    First and last words must be the same; middle ones, where both have them, must agree or be
    initials of each other ("George H. W. Bush" is not "George W. Bush").
    """
    one, other = person_key(left), person_key(right)
    if len(one) < 2 or len(other) < 2:
        return one == other
    if (one[0], one[-1]) != (other[0], other[-1]):
        return False
    middles = (one[1:-1], other[1:-1])
    shorter, longer = sorted(middles, key=len)
    return not shorter or (
        len(shorter) == len(longer)
        and all(a.startswith(b) or b.startswith(a) for a, b in zip(shorter, longer, strict=True))
    )


def person_names(
    name: str, others: tuple[str, ...], surnames: tuple[str, ...], country: str | None
) -> tuple[str, ...]:
    """Every surface form of a person, the canonical name first, without doubles.

    Args:
        name: the canonical name.
        others: other forms of the whole name, or nicknames.
        surnames: forms of second mention where the rules would be wrong; `("-",)` for none.
        country: ISO code, which says where the family name stands.
    """
    short = surnames or tuple(
        form for whole in (name, *others) for form in family_names(whole, country)
    )
    found = [form for whole in (name, *others) for form in spellings(whole)]
    return tuple(dict.fromkeys([*found, *(form for form in short if form != "-")]))
