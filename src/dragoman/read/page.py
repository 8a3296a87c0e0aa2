"""HTML pages: the article as text, what the metadata say, the captions of pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import trafilatura
from trafilatura.settings import Document

from dragoman.read.rows import rows_of

_SNIFF = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CAPTIONS = "//article//figcaption | //main//figcaption | //*[@itemprop='articleBody']//figcaption"
_SEPARATED = r"\s*[|–—:·»-]\s*"
# The dates of `original_date` are those of first publication; the extensive search would
# take any date of the page for it (htmldate's own documentation calls it opportunistic).
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


class _Element(Protocol):
    """What is needed of an lxml element, which has no types of its own."""

    def xpath(self, path: str) -> list[_Element]:
        """The elements at an XPath."""

    def text_content(self) -> str:
        """All text inside."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page's head says of the article (JSON-LD, OpenGraph, meta tags); None: nothing."""

    site: str | None = None
    url: str | None = None
    published: date | None = None
    title: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as text.

    Attributes:
        text: title, captions and paragraphs of the article, with an empty line between them; all
            visible text where no article was found.
        metadata: from the page's head.
        captions: the texts of those lines that are captions.
        article: whether an article was found.
    """

    text: str
    metadata: Metadata = Metadata()
    captions: frozenset[str] = frozenset()
    article: bool = False


def looks_like_html(text: str) -> bool:
    """Whether a text begins as an HTML document does."""
    return _SNIFF.match(text[:4096]) is not None


def read_page(html: str) -> Page:
    """The article of a page, by trafilatura in its precision mode (Barbaresi 2021).

    Raises:
        ValueError: the page cannot be parsed at all; says why.
    """
    tree = trafilatura.load_html(html.replace("\0", ""))
    if tree is None:
        raise ValueError("it holds no HTML elements")
    captions = _captions(tree)
    found = trafilatura.bare_extraction(
        tree,
        favor_precision=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=_DATES,
    )
    if not isinstance(found, Document):
        return Page(trafilatura.html2txt(html))
    metadata = _metadata(found)
    paragraphs = [line.strip() for line in (found.text or "").splitlines() if line.strip()]
    if not any(row.prose for paragraph in paragraphs for row in rows_of(paragraph)):
        return Page(trafilatura.html2txt(html), metadata)
    return _composed(metadata, captions, paragraphs)


def _composed(metadata: Metadata, captions: list[str], paragraphs: list[str]) -> Page:
    """Title, captions and paragraphs as one text, none of them twice."""
    if metadata.title and paragraphs[0].casefold() == metadata.title.casefold():
        paragraphs = paragraphs[1:]
    kept = [caption for caption in captions if caption not in paragraphs]
    title = [metadata.title] if metadata.title else []
    text = "\n\n".join([*title, *kept, *paragraphs])
    return Page(text, metadata, frozenset(captions), article=True)


def _metadata(found: Document) -> Metadata:
    return Metadata(
        site=found.sitename or None,
        url=found.url or None,
        published=date.fromisoformat(found.date) if found.date else None,
        title=_headline(found.title, found.sitename),
        author=found.author or None,
    )


def _headline(title: str | None, site: str | None) -> str | None:
    """The title on one line, without the site's name that pages put behind or before it."""
    title = " ".join((title or "").split())
    if site:
        name = re.escape(site)
        title = re.sub(rf"{_SEPARATED}{name}$|^{name}{_SEPARATED}", "", title, flags=re.IGNORECASE)
    return title or None


def _captions(tree: _Element) -> list[str]:
    """Captions inside the article's element, in order, without doubles."""
    found = (" ".join(str(node.text_content()).split()) for node in tree.xpath(_CAPTIONS))
    return list(dict.fromkeys(caption for caption in found if caption))
