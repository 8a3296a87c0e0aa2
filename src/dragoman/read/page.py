"""HTML pages: the article as text, what the metadata say, the captions of pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date

import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from trafilatura.settings import Document

from dragoman.read.dates.of_page import PageDates
from dragoman.read.dates.pictured import LEAD, months_of_pictures
from dragoman.read.dates.shown import shown_date
from dragoman.read.element import Element
from dragoman.read.rows import rows_of
from dragoman.read.rules import rules
from dragoman.read.site import headlines_in, site_in_title
from dragoman.read.structured import Said, country_of_language, structured, times
from dragoman.read.visible import visible_text

_SNIFF = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CAPTIONS = "//article//figcaption | //main//figcaption | //*[@itemprop='articleBody']//figcaption"
_MONTHS = 12
_SEPARATED = r"\s*[|–—:·»-]\s*"
# The dates of `original_date` are those of first publication; the extensive search would
# take any date of the page for it (htmldate's own documentation calls it opportunistic).
_DATES = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%d"}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of its article, for machines and beside its headline; None: nothing."""

    site: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    section: str | None = None
    dates: PageDates = field(default_factory=PageDates)


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
    """The article of a page, by trafilatura (Barbaresi 2021) or, where it loses much, resiliparse.

    trafilatura's balanced mode, without its comments: its precision mode drops more of the article
    than of the furniture (`python -m eval.reading`), and lines are given roles afterwards.

    Raises:
        ValueError: the page cannot be parsed at all; says why.
    """
    html = html.replace("\0", "")
    tree = trafilatura.load_html(html)
    if tree is None:
        raise ValueError("it holds no HTML elements")
    captions, said, visible = _captions(tree), structured(tree), visible_text(tree)
    pictured = months_of_pictures(tree)
    headlines = [node.text_content() for node in tree.xpath("//h1")]
    own = "".join(node.text_content() for node in tree.xpath("//head/title"))
    document = _extracted(tree)
    titles = [*headlines, said.title, document.title if document else None, *headlines_in(own)]
    shown = shown_date(visible, titles, marked=times(tree), country=country_of_language(tree))
    dates = PageDates(
        said.published, said.by, said.modified, shown, _marked(document, html), pictured
    )
    metadata = _metadata(document, said, dates)
    if metadata.site is None:
        named = site_in_title(own, headlines, visible, metadata.url)
        metadata = replace(metadata, site=named)
    paragraphs = _fuller(_paragraphs(document.text if document else None), html)
    if not any(row.prose for paragraph in paragraphs for row in rows_of(paragraph)):
        return Page(visible, metadata)
    return _composed(metadata, captions, paragraphs)


def _extracted(tree: Element) -> Document | None:
    """The article and its metadata as trafilatura finds them; None where it finds none.

    Takes the address of the lead picture off the tree, which must not be read afterwards: htmldate
    would take the day in "/2023/02/7.jpg" for the page's.
    """
    for picture in tree.xpath(LEAD):
        picture.getparent().remove(picture)
    found = trafilatura.bare_extraction(
        tree, include_comments=False, with_metadata=True, date_extraction_params=_DATES
    )
    return found if isinstance(found, Document) else None


def _fuller(paragraphs: list[str], html: str) -> list[str]:
    """The paragraphs, or resiliparse's where those hold much more."""
    others = _paragraphs(extract_plain_text(html, main_content=True, links=False, comments=False))
    least = rules("lines")["limits"]["least_of_the_other"]
    return paragraphs if _size(paragraphs) >= least * _size(others) else others


def _paragraphs(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _size(paragraphs: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _composed(metadata: Metadata, captions: list[str], paragraphs: list[str]) -> Page:
    """Title, captions and paragraphs as one text, none of them twice."""
    if metadata.title and paragraphs[0].casefold() == metadata.title.casefold():
        paragraphs = paragraphs[1:]
    kept = [caption for caption in captions if caption not in paragraphs]
    title = [metadata.title] if metadata.title else []
    text = "\n\n".join([*title, *kept, *paragraphs])
    return Page(text, metadata, frozenset(captions), article=True)


def _marked(found: Document | None, html: str) -> date | None:
    """The day that htmldate finds; None where it may have day and month the other way round."""
    if not found or not found.date:
        return None
    day = date.fromisoformat(found.date)
    if day.day > _MONTHS or day.day == day.month or found.date in html:
        return day
    one, other = f"0?{day.day}", f"0?{day.month}"
    year = rf"(?:{day.year // 100})?{day.year % 100:02}(?!\d)"
    printed = rf"(?<!\d)(?:{one}([-/]){other}\1|{other}([-/]){one}\2){year}"
    return None if re.search(printed, html) else day


def _metadata(found: Document | None, said: Said, dates: PageDates) -> Metadata:
    """What the page says for machines; where it says nothing, what trafilatura finds."""
    site, title, author, url = said.site, said.title, said.author, said.url
    if found:
        site, title = found.sitename or site, found.title or title
        author, url = author or found.author, url or found.url
    headline = _headline(title, site)
    return Metadata(site or None, url or None, headline, author or None, said.section, dates)


def _headline(title: str | None, site: str | None) -> str | None:
    """The title on one line, without the site's name that pages put behind or before it."""
    title = " ".join((title or "").split())
    if site:
        name = re.escape(site)
        title = re.sub(rf"{_SEPARATED}{name}$|^{name}{_SEPARATED}", "", title, flags=re.IGNORECASE)
    return title or None


def _captions(tree: Element) -> list[str]:
    """Captions inside the article's element, in order, without doubles."""
    found = (" ".join(str(node.text_content()).split()) for node in tree.xpath(_CAPTIONS))
    return list(dict.fromkeys(caption for caption in found if caption))
