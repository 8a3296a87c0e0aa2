"""When a report was published: what tells it, in what order, and how far each is believed.

`printed` reads dates, `shown` those beside a page's headline, `pictured` the months of pictures;
`of_page` is all that a page gives for itself. `datings` are the ways that follow, best first, and
`published` takes the first that is believed.
"""

from dragoman.read.dates.datings import Clues
from dragoman.read.dates.of_page import PageDates
from dragoman.read.dates.published import find_published

__all__ = ["Clues", "PageDates", "find_published"]
