"""Who published a report, who printed it again, and whom it credits; never invented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dragoman.knowledge import World
from dragoman.model import Line, Named
from dragoman.read.credits import find_credits
from dragoman.read.datelines import Dateline, dateline
from dragoman.read.marks import Mark, bare, dateline_mark, page_marks, squash
from dragoman.read.named import named
from dragoman.read.rules import rules


@dataclass(frozen=True, slots=True)
class Sources:
    """The outlet, who republished it, the credits, and the article's dateline (None: unknown)."""

    outlet: Named | None = None
    republished_by: Named | None = None
    credits: tuple[Named, ...] = ()
    dateline: Dateline | None = None


def find_sources(
    text: str,
    lines: Sequence[Line],
    world: World,
    *,
    stated: str | None = None,
    site: str | None = None,
    author: str | None = None,
    url: str | None = None,
) -> Sources:
    """Who stands behind a report.

    The outlet is, in this order: the stated one; whoever a reprint names at its head
    ("Al-Monitor | :"); the site that the page's metadata or address name; the name that the page
    prints as its own. With no sure mark it is None: an agency in "TEHRAN (Reuters) –" or
    "Source: …" is credited, and whoever printed its text is not known.

    Args:
        text: the report's text.
        lines: its lines with their roles.
        world: what is known of outlets.
        stated: the outlet the user states.
        site: the site's name as the page's metadata give it.
        author: who wrote it, as stated or as the page's metadata have it.
        url: the page's address, stated or found.
    """
    head = _dateline(text, lines, world)
    marks = page_marks(text, lines, world)
    own = dateline_mark(text, head) if head else None
    host = _site(site, url, world) or _best([*marks, own] if own else marks, world)
    writer = named(head.writer.of(text), (head.writer,), world) if head and head.writer else None
    outlet = named(stated, (), world) if stated else writer or host
    credited = [writer] if writer else []
    if own:
        credited.append(named(own.name, (own.span,), world))
    credited += find_credits(text, lines, world, author)
    printed_by = host if (writer or stated) and not _same(host, outlet) else None
    taken = [outlet, printed_by]
    return Sources(outlet, printed_by, _others(credited, taken), head)


def _dateline(text: str, lines: Sequence[Line], world: World) -> Dateline | None:
    """The dateline of the first two body lines (the first may be a standfirst)."""
    heads = [line.span for line in lines if line.role in ("body", "dateline")][:2]
    return next((d for span in heads if (d := dateline(text, span, world))), None)


def _site(site: str | None, url: str | None, world: World) -> Named | None:
    """The site by its metadata or address; an address that nobody knows names nobody."""
    host = urlsplit(url).hostname if url else None
    known = world.outlet_by_domain(host) if host else None
    if known:
        return Named(known.name, known.id)
    return named(site, (), world) if site else None


def _best(marks: Sequence[Mark], world: World) -> Named | None:
    """The name with the strongest marks, if they are strong enough; the earlier one of equals.

    A mark counts once, however often the page repeats it: menus stand above and below an article.
    """
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(_key(mark.name), []).append(mark)
    for key in sorted(groups, key=len):
        longer = [other for other in groups if other != key and other.startswith(key)]
        if longer:  # "Alborz" in a dateline is "Alborz News Agency" of the masthead
            groups[longer[0]] += groups.pop(key)
    ranked = sorted(groups.values(), key=lambda group: -_weight(group))
    if not ranked or _weight(ranked[0]) < rules("outlets")["scores"]["least"]:
        return None
    best = ranked[0]
    longest = max((_key(mark.name) for mark in best), key=len)
    names = [mark.name for mark in best if _key(mark.name) == longest]
    printed = next((name for name in names if not name.isupper()), names[0])
    return named(printed, tuple(dict.fromkeys(mark.span for mark in best)), world)


def _weight(marks: Sequence[Mark]) -> float:
    return sum({mark.why: mark.score for mark in marks}.values())


def _others(credited: Sequence[Named], taken: Sequence[Named | None]) -> tuple[Named, ...]:
    """The credits without doubles and without those that are the outlet or its reprinter."""
    kept: list[Named] = []
    for name in credited:
        if not any(_same(name, other) for other in (*taken, *kept)):
            kept.append(name)
    return tuple(kept)


def _same(left: Named | None, right: Named | None) -> bool:
    """Whether two names are one source: by id, or one begins with the other ("Alborz")."""
    if left is None or right is None:
        return left is right
    if left.id and right.id:
        return left.id == right.id
    a, b = sorted((_key(left.name), _key(right.name)), key=len)
    return b.startswith(a)


def _key(name: str) -> str:
    return squash(bare(name))
