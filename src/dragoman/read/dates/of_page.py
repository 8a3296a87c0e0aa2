"""The days that a page gives for itself, and which of them is that of a change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from dragoman.read.dates.pictured import Month, month_of
from dragoman.read.dates.shown import ShownDate
from dragoman.read.rules import rules

MARKED_UP = "marked-up time"
"""Where a day of publication stands that is no metadata, but a `time` element of the page."""


@dataclass(frozen=True, slots=True)
class PageDates:
    """The days that a page gives for itself; None: none.

    Attributes:
        stated: the day of publication in the page's structured data.
        stated_by: where in them it stands.
        modified: the day of the last change in them.
        shown: the day shown beside the headline.
        marked: the day that htmldate finds in the page's markup (Barbaresi 2020).
        pictured: the months in which its pictures were put up.
    """

    stated: date | None = None
    stated_by: str | None = None
    modified: date | None = None
    shown: ShownDate | None = None
    marked: date | None = None
    pictured: frozenset[Month] = frozenset()


def updated_on(page: PageDates) -> date | None:
    """The day beside the headline where it is that of a change.

    The page calls it so; or it calls it nothing, and pictures bear out an earlier stated day.
    """
    shown = page.shown
    if shown is None:
        return None
    is_update = shown.label == "updated" or (shown.label == "none" and _stood_before(page, shown))
    return shown.day if is_update else None


def _stood_before(page: PageDates, shown: ShownDate) -> bool:
    """Whether the page states an earlier day, and a picture was put up in the month of that."""
    stated = page.stated
    return stated is not None and stated < shown.day and month_of(stated) in page.pictured


def revised_on(page: PageDates) -> date | None:
    """The shown day of a change that made another edition of a page of the stated day.

    None where there is none, where it came so soon that it corrects the same report, and where the
    pictures are filed by month: the systems that do so, such as WordPress, state the day of first
    publication through every change, while others state now that and now the day of an edition.
    """
    changed = updated_on(page)
    if page.stated is None or changed is None or page.pictured:
        return None
    soon: int = rules("dates")["revised"]["days"]
    return changed if (changed - page.stated).days > soon else None


def is_swapped(page: PageDates) -> bool:
    """Whether the day beside the headline is the stated one with day and month exchanged."""
    shown, stated = page.shown, page.stated
    if shown is None or stated is None or shown.day == stated:
        return False
    exchanged = (stated.year, stated.day, stated.month)
    return (shown.day.year, shown.day.month, shown.day.day) == exchanged
