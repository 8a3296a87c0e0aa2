"""Two people with their offices, whom the parser makes into one name."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, Token

from dragoman.annotate.actors import untangle
from dragoman.annotate.parse import pipeline
from dragoman.annotate.syntax import coordinated, subject

TANGLED = {
    "US President Donald Trump and Russian President Vladimir Putin met for about 90 minutes on "
    "Monday and agreed that their councils should stay in touch.": ["Trump", "Putin"],
    "President Moon Jae-in and North Korean leader Kim Jong Un held a short meeting.": ["in", "Un"],
    "HELSINKI (Halyard) – US President Donald Trump and Russian President Vladimir Putin met for "
    "about 90 minutes on Monday 😀.": ["Trump", "Putin"],
}
PLAIN = [
    "French President Emmanuel Macron and German Chancellor Angela Merkel met in Paris.",
    "Johnson and Johnson President Ann Lee resigned.",
    "The Securities and Exchange Commission President Karl Brandt fined the bank.",
    "Former police officer and Navy veteran Peter Kay was shot.",
    "and",
    "",
]


def tree(doc: Doc) -> list[tuple[str, str, int]]:
    return [(token.text, token.dep_, token.head.i) for token in doc]


def who(doc: Doc) -> list[str]:
    verb = next(token for token in doc if token.dep_ == "ROOT")
    head = subject(verb)
    assert isinstance(head, Token)
    return [person.text for person in coordinated(head)]


@pytest.mark.parametrize("text", TANGLED)
def test_both_are_the_subject(text: str) -> None:
    doc = pipeline()(text)
    assert who(doc) != TANGLED[text], "the parser has learnt it: another example is needed"
    untangle([doc])
    assert who(doc) == TANGLED[text]
    assert doc.text == text
    assert len(list(doc.sents)) == 1


def test_names_alone_have_the_first_as_their_head() -> None:
    doc = pipeline()("US President Donald Trump and Russian President Vladimir Putin")
    untangle([doc])
    (sentence,) = doc.sents
    assert [person.text for person in coordinated(sentence.root)] == ["Trump", "Putin"]


@pytest.mark.parametrize("text", TANGLED)
def test_untangling_twice_changes_nothing(text: str) -> None:
    doc = pipeline()(text)
    untangle([doc])
    once = tree(doc)
    untangle([doc])
    assert tree(doc) == once


@pytest.mark.parametrize("text", PLAIN)
def test_other_trees_stay_as_they_are(text: str) -> None:
    doc = pipeline()(text)
    before = tree(doc)
    untangle([doc])
    assert tree(doc) == before
