"""What pages say for machines and show beside their headline, and how that dates them."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trafilatura import load_html

from dragoman.model import Interval, Published
from dragoman.read.dates import published
from dragoman.read.dates.datings import Clues
from dragoman.read.dates.pictured import months_of_pictures
from dragoman.read.dates.published import find_published, is_reliable
from dragoman.read.dates.shown import shown_date
from dragoman.read.page import read_page
from dragoman.read.structured import Said, day_of, structured
from dragoman.read.visible import visible_text

PROSE = "The transport ministers of the two countries signed an accord on ferries on Friday. " * 3
TITLE = "Ministers sign ferry accord"


def html(head: str = "", above: str = "", below: str = "", after: str = "") -> str:
    return (
        f"<html><head><title>{TITLE}</title>{head}</head><body><nav>Home</nav><p>{above}</p>"
        f"<article><h1>{TITLE}</h1><div>{below}</div><p>{PROSE}</p><p>{PROSE}</p></article>"
        f"<aside>{after}</aside></body></html>"
    )


def ld(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def said(head: str) -> Said:
    return structured(load_html(html(head)))


def dated(**parts: str) -> Published:
    page = read_page(html(**parts))
    return find_published(Clues(page.text, [], page=page.metadata.dates, url=page.metadata.url))


ARTICLE = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2019-05-03T09:30:00+02:00",
    "dateModified": "2019-05-04",
    "author": [{"@type": "Person", "name": "Mara Quill"}, {"name": "Jon Salt"}],
    "publisher": {"@type": "Organization", "name": "The Dock Herald"},
    "articleSection": ["World", "Sea"],
}


@pytest.mark.parametrize(
    "wrapped",
    [
        ARTICLE,
        [{"@type": "BreadcrumbList"}, ARTICLE],
        {"@graph": [{"@type": "WebPage", "datePublished": "2001-01-01"}, ARTICLE]},
        {**ARTICLE, "@type": ["Article", "NewsArticle"]},
    ],
)
def test_json_ld_in_the_shapes_that_pages_give_it(wrapped: object) -> None:
    found = said(ld(wrapped))
    assert (found.title, found.author, found.site) == (
        TITLE,
        "Mara Quill; Jon Salt",
        "The Dock Herald",
    )
    assert (found.published, found.modified) == (date(2019, 5, 3), date(2019, 5, 4))
    assert (found.section, found.by) == ("World", "JSON-LD datePublished")


def test_open_graph_and_canonical_address() -> None:
    found = said(
        '<meta property="og:site_name" content="The Dock Herald">'
        '<meta property="article:published_time" content="2019-05-03T23:30:00Z">'
        '<link rel="canonical" href="https://dockherald.example/ferries">'
    )
    assert found.site == "The Dock Herald"
    assert found.url == "https://dockherald.example/ferries"
    assert (found.published, found.by) == (date(2019, 5, 3), "article:published_time")


@pytest.mark.parametrize(
    ("markup", "day", "by"),
    [
        ('<meta name="published" content="May 3, 2019">', date(2019, 5, 3), "published"),
        ('<meta name="published" content="02/07/2019">', None, None),
        ('<meta name="published" content="yes">', None, None),
        ('<p><time datetime="2019-05-03">3/5/2019</time></p>', date(2019, 5, 3), "marked-up time"),
        ('<time datetime="2019-05-03"></time><time datetime="2019-05-04"></time>', None, None),
    ],
)
def test_days_in_words_and_in_times(markup: str, day: date | None, by: str | None) -> None:
    found = said(markup)
    assert (found.published, found.by) == (day, by)


@pytest.mark.parametrize("script", ["{", "[1, 2", '"text"', "null", '{"@type": 5}', "[" * 9000, ""])
def test_scripts_that_are_no_article_say_nothing(script: str) -> None:
    assert said(f'<script type="application/ld+json">{script}</script>') == Said()


@pytest.mark.parametrize("value", ["2019-02-30", "May 3", "20190503", "", None, 5, "0000-00-00"])
def test_what_is_no_iso_day_is_no_day(value: object) -> None:
    assert day_of(value) is None


@given(st.text(), st.recursive(st.text(max_size=9), lambda v: st.dictionaries(st.text(), v)))
def test_no_page_breaks_it(text: str, value: object) -> None:
    tree = load_html(html(ld(value), below=text) + text)
    structured(tree)
    assert "\x00" not in visible_text(tree) or "\x00" in text


def test_blocks_are_lines_and_hidden_text_is_not_there() -> None:
    page = (
        "<body><p>One <b>bold</b>\nword<br>two<script>x=1</script></p><div>three</div>four</body>"
    )
    assert (
        visible_text(load_html(f"<html>{page}</html>")) == "One bold word\n\ntwo\n\nthree\n\nfour"
    )


@pytest.mark.parametrize(
    ("line", "day", "label"),
    [
        ("By Mara Quill | 3 May 2019", "2019-05-03", "none"),
        ("Published May 3, 2019 Updated May 9, 2019", "2019-05-03", "published"),
        ("Updated on 9 May 2019", "2019-05-09", "updated"),
        ("On 9 May 2019", "2019-05-09", "published"),
        ("Recorded on 9 May 2019", "2019-05-09", "none"),
        ("First published 3 May 2019, updated 9 May 2019", "2019-05-03", "original"),
        ("3 May 2019 · 4 May 2019", None, None),  # one of them is another story's
        ("02/07/2019", None, None),
    ],
)
def test_the_day_beside_the_headline(line: str, day: str | None, label: str | None) -> None:
    found = shown_date(f"Menu\n\n{TITLE}\n\n{line}\n\n{PROSE}\n\n7 June 2012", [TITLE])
    assert (str(found.day) if found else None) == day
    assert (found.label if found else None) == label


@pytest.mark.parametrize(
    ("line", "day"),
    [
        (
            "This article was originally published on 3 May 2019, updated since.",
            "2019-05-03",
        ),
        ("Originally published 3 May 2019", "2019-05-03"),
        ("Published 3 May 2019", "2019-05-03"),
        ("3 May 2019. Updated: 9 May 2019", "2019-05-03"),
        ("Preprints of this paper are kept, first published 3 May 2019.", None),
        ("3 May 2019", None),
        ("Updated 3 May 2019", None),
    ],
)
def test_far_below_the_headline_only_a_line_about_the_publication_counts(
    line: str, day: str | None
) -> None:
    found = shown_date(f"{TITLE}\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\n{line}", [TITLE])
    assert (str(found.day) if found else None) == day


@pytest.mark.parametrize(
    ("others", "marked", "country", "day"),
    [
        ("", (), None, None),
        ("", (date(2019, 7, 2),), None, "2019-07-02"),
        ("", (date(2019, 7, 2), date(2019, 2, 7)), None, None),
        ("12/31/2018", (), None, "2019-02-07"),
        ("31/12/2018", (), None, "2019-07-02"),
        ("31/12/2018 and 12/31/2018", (), None, None),
        ("", (), "US", "2019-02-07"),
        ("", (), "GB", "2019-07-02"),
        ("31/12/2018", (), "US", "2019-07-02"),
        ("12/31/2018", (date(2019, 7, 2),), "US", "2019-07-02"),
    ],
)
def test_what_settles_the_order_of_day_and_month(
    others: str, marked: tuple[date, ...], country: str | None, day: str | None
) -> None:
    page = f"{TITLE}\n\n02/07/2019\n\n{PROSE}\n\nMost read\n\n{others}"
    found = shown_date(page, [TITLE], marked=marked, country=country)
    assert (str(found.day) if found else None) == day


def test_where_dates_differ_those_below_the_headline_count() -> None:
    found = shown_date(f"7 June 2012\n\n{TITLE}\n\n3 May 2019\n\n{PROSE}", [TITLE])
    assert found is not None
    assert str(found.day) == "2019-05-03"


def test_an_update_fused_to_the_word_before_it_is_one() -> None:
    found = dated(head=META.format("2019-05-03"), below="By Mara QuillUpdated May 4, 2019")
    assert (found.how, found.when.first) == ("metadata", date(2019, 5, 3))


def test_a_time_element_with_the_day_of_an_update_is_no_publication() -> None:
    below = '<p>Updated <time datetime="2020-05-09">9 May 2020</time></p>'
    assert "last update" in dated(below=below).why


def test_a_picture_s_address_dates_nothing() -> None:
    picture = '<meta property="og:image" content="https://a.example/uploads/2023/02/7.jpg">'
    assert dated(head=picture).how == "unknown"


def test_a_kind_of_reason_that_is_mostly_wrong_is_refused() -> None:
    assert is_reliable(8, 17)
    assert not is_reliable(3, 17)
    assert not is_reliable(0, 5)
    assert is_reliable(0, 1)


def test_a_refused_update_bounds_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    poor = {"measured": {"shown, updated": {"right": 0, "of": 9}}}
    monkeypatch.setattr(published, "rules", lambda _: poor)
    found = dated(below="Updated 9 May 2020")
    assert found.when == Interval(None, date(2020, 5, 9))
    assert "no later" in found.why


def test_below_a_standfirst_only_a_line_of_its_own_gives_the_day() -> None:
    def found(line: str) -> str | None:
        shown = shown_date(f"{TITLE}\n\n{PROSE}\n\n{line}\n\n{PROSE}", [TITLE])
        return str(shown.day) if shown else None

    assert found("Published 3 May 2019") == "2019-05-03"
    assert found("The fair of 3 May 2019 was the first.") is None
    assert found(f"{PROSE}\n\n7 June 2012") is None


def test_a_page_that_says_only_when_it_changed_was_published_no_later() -> None:
    found = dated(head='<meta property="article:modified_time" content="2019-05-09">')
    assert (found.how, found.when) == ("metadata", Interval(None, date(2019, 5, 9)))


META = '<meta property="article:published_time" content="{}">'


@pytest.mark.parametrize(
    ("parts", "how", "day"),
    [
        ({"head": META.format("2019-05-02"), "below": "3 May 2019"}, "printed", "2019-05-03"),
        ({"head": META.format("2019-05-04"), "below": "3 May 2019"}, "printed", "2019-05-03"),
        (
            {"head": META.format("2019-05-02"), "below": "Published 3 May 2019"},
            "printed",
            "2019-05-03",
        ),
        ({"head": META.format("2019-05-03"), "below": "05.03.2019"}, "metadata", "2019-05-03"),
        (
            {"head": META.format("2019-05-03"), "below": "Updated 5 May 2019"},
            "metadata",
            "2019-05-03",
        ),
        ({"below": "Updated 9 May 2020"}, "printed", "2020-05-09"),
        ({"after": "Most read: Fog halts trams, 7 June 2012"}, "unknown", None),
    ],
)
def test_which_day_is_believed(parts: dict[str, str], how: str, day: str | None) -> None:
    found = dated(**parts)
    assert found.how == how
    assert (str(found.when.first) if found.when.first else None) == day
    assert found.why


UPLOADED = '<meta property="og:image" content="https://a.example/uploads/{}/quay.jpg">'


@pytest.mark.parametrize(
    ("picture", "shown", "first", "last"),
    [
        ("", "Updated 5 May 2019", "2019-05-03", "2019-05-03"),
        ("", "Updated 6 May 2019", "2019-05-03", "2019-05-06"),
        ("", "Updated 9 May 2020", "2019-05-03", "2020-05-09"),
        (UPLOADED.format("2017/02"), "Updated 9 May 2020", "2019-05-03", "2019-05-03"),
        (UPLOADED.format("2017/02"), "9 May 2020", "2020-05-09", "2020-05-09"),
        (UPLOADED.format("2019/05"), "9 May 2020", "2019-05-03", "2019-05-03"),
        (UPLOADED.format("2019/05"), "Published 9 May 2020", "2020-05-09", "2020-05-09"),
    ],
)
def test_of_a_revised_page_pictures_tell_when_it_first_stood(
    picture: str, shown: str, first: str, last: str
) -> None:
    found = dated(head=META.format("2019-05-03") + picture, below=shown)
    assert [str(day) for day in found.when] == [first, last]
    assert first == last or f"it shows {last}" in found.why


@pytest.mark.parametrize(
    ("address", "last"),
    [
        ("2019/05/03/quay", "2019-05-03"),
        ("2019/05/quay", "2019-05-03"),
        ("2019/07/quay", "2020-05-09"),
    ],
)
def test_of_a_revised_page_the_address_tells_when_it_first_stood(address: str, last: str) -> None:
    page = read_page(html(META.format("2019-05-03"), below="<p>Updated 9 May 2020</p>"))
    dates = page.metadata.dates
    found = find_published(Clues(page.text, [], page=dates, url=f"https://a.example/{address}"))
    assert [str(day) for day in found.when] == ["2019-05-03", last]


def test_pictures_of_an_article_are_looked_at_and_those_beside_it_are_not() -> None:
    inside = '<main><img src="/files/2019/05/quay.jpg"><img data-src="/2019/06/b.png"></main>'
    beside = '<aside><img src="/files/2012/06/fog.jpg"></aside>'
    tree = load_html(f"<html><body>{inside}{beside}</body></html>")
    assert months_of_pictures(tree) == {(2019, 5), (2019, 6)}
