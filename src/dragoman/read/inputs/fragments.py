"""A piece of HTML as text: what blocks hold, with an empty line between them."""

from __future__ import annotations

import re

from lxml import etree, html

from dragoman.read.visible import visible_text


def fragment_text(markup: str) -> str:
    """The visible text of a piece of HTML or of a plain text; never fails.

    For texts that are nothing but article, such as a feed's entries, where looking for the
    article in the page would only lose of it.
    """
    try:
        root = html.document_fromstring(f"<div>{markup}</div>".replace("\0", ""))
    except (etree.LxmlError, ValueError):  # nothing but comments, or an XML declaration
        return re.sub(r"<[^>]*>", " ", markup).strip()
    return visible_text(root)
