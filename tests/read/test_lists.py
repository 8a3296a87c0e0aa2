"""Lists of addresses, of whatever program: every address once, with what the list says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Interval
from dragoman.read import Unreadable, parse_published, read_list

ONE, TWO = "https://a.example/1", "http://b.example/2?x=ü"


def urls(text: str) -> list[str]:
    return [listed.url for listed in read_list(text.encode(), "list")]


def gdelt(width: int, **fields: str) -> str:
    row = [""] * width
    for place, value in fields.items():
        row[int(place[1:])] = value
    return "\t".join(row) + "\n"


def test_gdelts_events_give_the_pages_they_stem_from() -> None:
    rows = [gdelt(61, _0=str(n), _60=url) for n, url in enumerate([ONE, TWO, ONE])]
    assert urls("".join(rows)) == [ONE, TWO]


def test_gdelts_mentions_give_those_on_the_web() -> None:
    web, paper = gdelt(16, _3="1", _5=ONE), gdelt(16, _3="2", _5="BBC Monitoring")
    assert urls(web + paper + gdelt(16, _3="1", _5=TWO)) == [ONE, TWO]


def test_zotero_says_what_it_knows() -> None:
    text = (
        '\ufeff"Key","Author","Title","Publication Title","Url","Date"\n'
        f'"A1","Lee, Ann","Talks, at last","The Harbour","{ONE}","2021-05-04"\n'
        f'"A2","","","","{TWO}","May 2021"\n'
        '"A3","","A book","","",""\n'
    )
    first, second = read_list(text.encode(), "zotero.csv")
    assert (first.stated.title, first.stated.outlet) == ("Talks, at last", "The Harbour")
    assert (first.stated.byline, first.stated.published) == (
        "Lee, Ann",
        parse_published("2021-05-04"),
    )
    assert second.url == TWO
    assert second.stated.published is None  # "May 2021" is no day: never invented


@pytest.mark.parametrize("text", [f"{ONE}\n\n {TWO} \r\n", f"name;link\na;{ONE}\nb;{TWO}\n"])
def test_lines_and_other_tables(text: str) -> None:
    assert urls(text) == [ONE, TWO]


@pytest.mark.parametrize("text", ["", "\n", "no address here\n", "file:///etc/passwd\n", "url\n\n"])
def test_a_list_without_addresses_is_refused(text: str) -> None:
    with pytest.raises(Unreadable, match="R033"):
        urls(text)


@given(st.text())
def test_whatever_the_file_holds_addresses_come_once(text: str) -> None:
    try:
        found = read_list(text.encode("utf-8", "surrogatepass"), "list")
    except Unreadable:
        return
    assert len({listed.url for listed in found}) == len(found)
    assert all(isinstance(each.stated.published, Interval | None) for each in found)
