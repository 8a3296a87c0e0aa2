"""Two people with their offices, whom a parse made into one name.

In "President Ada Moss and Prime Minister Karl Brandt met" the parser sometimes takes everything up
to "Brandt" for one long name: Moss then neither met anybody nor said anything. The words leave no
doubt where one person ends and the other starts, so the tree is put right before it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from dragoman.annotate.actors.words import heads, title_words

LONGEST_TITLE = 8
"""Words between "and" and the name: "Bosnian Serb Deputy Prime Minister for" is already long."""


def untangle(docs: Iterable[Doc]) -> None:
    """Makes two coordinated names of each that is one in the parse; other trees stay as they are.

    The first person takes the place that the whole had in the sentence, the second is coordinated
    with him. Untangling twice changes nothing.
    """
    for doc in docs:
        for joint in doc:
            if joint.lower_ == "and" and 0 < joint.i < len(doc) - 1:
                _part(doc, joint)


def _part(doc: Doc, joint: Token) -> None:
    first, second = doc[joint.i - 1], _titled(doc, joint.i + 1)
    if second is None or not _is_person(first) or not second.is_ancestor(first):
        return
    left = [t for t in second.subtree if t.i < joint.i and t != first and t.head.i >= joint.i]
    over = [t for t in second.subtree if t.i > joint.i and t != second and t.head.i < joint.i]
    _hang(first, first if second.head == second else second.head, second.dep_)
    for word in (joint, *left):
        _hang(word, first, "cc" if word == joint else "compound")
    _hang(second, first, "conj")
    for word in over:
        _hang(word, second, "compound")


def _titled(doc: Doc, start: int) -> Token | None:
    """The head of a name behind an office, if the words from `start` on are just that."""
    at = start
    while at < len(doc) and at - start < LONGEST_TITLE and _describes(doc[at]):
        at += 1
    office = doc[at - 1]
    names = list(_names(doc, at))
    if office.lower_ not in heads("offices") or not names:
        return None
    return next((word for word in names if not at <= word.head.i <= names[-1].i), names[-1])


def _describes(word: Token) -> bool:
    """Whether a word may stand in a title: "Russian", "Prime", "leader"."""
    title = word.lower_ in title_words()
    return title or (word.pos_ in {"ADJ", "NOUN", "PROPN"} and _leads_to_title(word))


def _leads_to_title(word: Token) -> bool:
    ahead = word.doc[word.i + 1 : word.i + LONGEST_TITLE]
    return any(other.lower_ in heads("offices") for other in ahead)


def _names(doc: Doc, start: int) -> Iterator[Token]:
    for word in doc[start:]:
        if word.pos_ != "PROPN":
            return
        yield word


def _is_person(word: Token) -> bool:
    """Whether a word ends a name that the parser takes for a person's, or that has an office."""
    first = word.i
    while first > 0 and (word.doc[first - 1].pos_ == "PROPN" or word.doc[first - 1].text == "-"):
        first -= 1  # "Jae-in" is three words
    titled = any(t.lower_ in title_words() for t in word.doc[first : word.i])
    return word.ent_type_ == "PERSON" or titled


def _hang(word: Token, head: Token, relation: str) -> None:
    word.head = head
    word.dep_ = relation
