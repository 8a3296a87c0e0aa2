"""In which months a page's pictures were put up, as their addresses tell."""

from __future__ import annotations

import re
from datetime import date

from dragoman.read.element import Element

Month = tuple[int, int]
"""Year, and month in [1, 12]."""

LEAD = "//meta[@property='og:image' or @property='og:image:url' or @name='twitter:image']"
"""The elements that give the address of the page's lead picture."""
_IN_ARTICLE = "(//article | //main)//img/@*[name()='src' or name()='srcset' or name()='data-src']"
# Where publishing systems put what is uploaded: "/wp-content/uploads/2019/05/quay.jpg". A picture
# may be used again years later, never before.
_FOLDER = re.compile(r"/(?P<y>20\d{2})/(?P<m>0[1-9]|1[0-2])/")


def months_of_pictures(tree: Element) -> frozenset[Month]:
    """The months in the addresses of the lead picture and of those inside the article."""
    addresses = [*tree.xpath(f"({LEAD})/@content"), *tree.xpath(_IN_ARTICLE)]
    found = (_FOLDER.search(str(address)) for address in addresses)
    return frozenset((int(match["y"]), int(match["m"])) for match in found if match)


def month_of(day: date) -> Month:
    """The month that a day is of."""
    return day.year, day.month
