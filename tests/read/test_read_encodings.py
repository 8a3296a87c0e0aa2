"""Charsets declared and guessed, and UTF-8 that was misread before it came to us."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.read.decode import decode
from dragoman.read.mojibake import damage, repair

SENTENCE = "“We don’t know,” the minister said in Köln – the café was full…"


def codes(raw: bytes, **how: object) -> tuple[str, list[str]]:
    decoded = decode(raw, "a.txt", **how)  # type: ignore[arg-type]
    return decoded.text, [problem.code for problem in decoded.problems]


def test_misread_utf8_is_read_again_and_told() -> None:
    text, found = codes(damage(SENTENCE).encode())
    assert text == SENTENCE
    assert found == ["R017"]


def test_it_can_be_left_as_it_is() -> None:
    text, found = codes(damage(SENTENCE).encode(), mend=False)
    assert text == damage(SENTENCE)
    assert found == []


def test_only_what_is_misread_is_touched() -> None:
    mixed = f"Łódź – naïve. {damage('don’t')} “quoted” ÀÉÎ"
    assert repair(mixed) == ("Łódź – naïve. don’t “quoted” ÀÉÎ", 1)


@pytest.mark.parametrize(
    "meant", ["Â§ 5", "SÃO PAULO", "Ã la carte", "Â© once", "“Fünf”", "naïve café", "10 €/m²"]
)
def test_what_may_be_meant_stays(meant: str) -> None:
    assert repair(meant) == (meant, 0)


@pytest.mark.parametrize("charset", ["no-such", "zip", "base64", "utf-8", "hex"])
def test_a_declared_charset_that_cannot_be_used_is_passed_over(charset: str) -> None:
    page = f'<meta charset="{charset}"><p>Der Minister fährt nach Köln'
    assert codes(page.encode("cp1252"), page=True) == (page, ["R005"])


def test_a_declared_charset_that_the_bytes_are_not_in_is_passed_over() -> None:
    page = '<meta charset="shift_jis"><p>Der Minister fährt nach Köln – „sofort“, hieß es'
    assert codes(page.encode("cp1252"), page=True) == (page, ["R005"])


def test_a_declared_charset_is_kept_where_a_few_bytes_are_broken() -> None:
    page = '<meta charset="shift_jis"><p>' + "大臣は火曜日に港へ行った。" * 9
    raw = page.encode("shift_jis")
    text, found = codes(raw[:-1] + b"\xff" + raw[:1], page=True)
    assert "火曜日" in text
    assert found == ["R004"]


@given(st.text(st.characters(min_codepoint=0x800, exclude_categories=["Cs", "Cn"]), min_size=1))
def test_the_repair_of_damage_gives_the_text_back(text: str) -> None:
    assert repair(damage(text))[0] == text


@given(st.text())
def test_no_text_breaks_it_and_ascii_is_never_touched(text: str) -> None:
    repaired, count = repair(text)
    assert (repaired == text) == (count == 0)
    if text.isascii():
        assert count == 0
