"""Text of strangers stays text: in a terminal, in Markdown, cut or whole."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console
from rich.text import Text

from dragoman.show.safe import code, inert, markdown, shorten

ANYTHING = st.text(max_size=60) | st.text(
    alphabet="*_`[]()<>!#&;.:-+=~|\\ \t\na1.wx/@$", max_size=40
)
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "<U+001B>[31mred<U+001B>[0m"),
        ("\x1b]0;owned\x07", "<U+001B>]0;owned<U+0007>"),
        ("paid \u202eon ylno", "paid <U+202E>on ylno"),
        ("a\u2066b\u2069", "a<U+2066>b<U+2069>"),
        ("zero\u200bwidth\ufeff", "zero<U+200B>width<U+FEFF>"),
        ("two\r\n\tlines\u2028three", "two lines three"),
        ("half \ud800 a pair", "half <U+D800> a pair"),
        ("[red]no markup[/red]", "[red]no markup[/red]"),
        ("family 👨‍👩‍👧 e\u0301", "family 👨‍👩‍👧 e\u0301"),
    ],
)
def test_what_cannot_be_seen_is_named(hostile: str, shown: str) -> None:
    assert inert(hostile) == shown


@given(ANYTHING)
def test_nothing_unseen_is_left(text: str) -> None:
    shown = inert(text)
    unseen = {c for c in shown if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    assert unseen <= set("\u00ad\u200c\u200d")
    assert inert(shown) == shown


@given(ANYTHING)
def test_a_terminal_shows_rich_markup_as_it_stands(text: str) -> None:
    page = Console(file=io.StringIO(), width=4000, force_terminal=True, color_system=None)
    with page.capture() as captured:
        page.print(Text(inert(text)), soft_wrap=True)
    assert captured.get().rstrip("\n").rstrip() == inert(text).rstrip()


@given(ANYTHING)
def test_markdown_shows_the_very_characters(text: str) -> None:
    tokens = MARKDOWN.parse(f"- “{markdown(text)}” end")
    kinds = [token.type for token in tokens]
    assert kinds == [
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "list_item_close",
        "bullet_list_close",
    ]
    children = tokens[3].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    assert "".join(child.content for child in children) == f"“{inert(text)}” end"


@given(ANYTHING.filter(lambda text: bool(inert(text))))
def test_markdown_is_inert_at_the_start_of_an_item_too(text: str) -> None:
    kinds = {token.type for token in MARKDOWN.parse(f"- {markdown(text)}")}
    assert kinds <= {
        "bullet_list_open",
        "list_item_open",
        "paragraph_open",
        "inline",
        "paragraph_close",
        "list_item_close",
        "bullet_list_close",
    }


@given(ANYTHING.filter(lambda text: bool(inert(text))))
def test_a_code_span_holds_whatever_it_is_given(text: str) -> None:
    [span] = [t for t in MARKDOWN.parseInline(f"x {code(text)} y")[0].children or [] if t.markup]
    assert span.type == "code_inline"
    assert span.content == inert(text)


@pytest.mark.parametrize(
    ("address", "broken"),
    [
        ("http://evil.example", "http\\://evil.example"),
        ("www.evil.example", "www\\.evil.example"),
        ("a@evil.example", "a\\@evil.example"),
    ],
)
def test_addresses_do_not_become_links(address: str, broken: str) -> None:
    # Renderers link a bare address by these marks; a backslash before them breaks the pattern.
    assert markdown(address) == broken


@given(st.text(alphabet="ab \u0301", max_size=50), st.integers(min_value=2, max_value=40))
def test_a_cut_is_marked_and_within_the_limit(text: str, limit: int) -> None:
    cut = shorten(text, limit)
    assert len(cut) <= limit
    assert cut == text if len(text) <= limit else cut.endswith("…")


def test_a_cut_falls_between_words() -> None:
    assert shorten("the two presidents met again", 20) == "the two presidents…"
