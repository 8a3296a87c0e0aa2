"""How far a mention reaches: a name with its title, a role without its article and its owner."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from dragoman.annotate.actors.words import heads, title_words

MODIFIERS = {"ADJ", "NOUN", "PROPN"}
LINKS = {"to", "of", "for"}
"""Prepositions inside a title: "ambassador to Israel Anatoly Viktorov"."""
LONGEST_TITLE = 8
"""Words of the longest title before a name."""


def titled(doc: Doc, first: int) -> int:
    """The first token of the title right before a name, or of the name where it has none.

    Articles, possessives and owners are no part of it: of "Iran's President Rouhani" the title is
    "President", of "the late Minister Brel" it is "late Minister".
    """
    start = office_before(doc, first)
    if start is None:
        return first
    while start > 0 and modifies(doc[start - 1], doc[start]):
        start -= 1
    return start


def office_before(doc: Doc, first: int) -> int | None:
    """The office or courtesy title that a name follows, alone or with what it is to or of."""
    if first == 0:
        return None
    before = doc[first - 1]
    if before.text == "." and first > 1 and not doc[first - 2].whitespace_:
        before = doc[first - 2]
    if is_title(before):
        return before.i
    for index in range(first - 2, max(0, first - LONGEST_TITLE) - 1, -1):
        if doc[index + 1].lower_ in LINKS and is_title(doc[index]):
            inside = doc[index + 2 : first]
            named = inside.text[:1].isupper() and all(t.pos_ in MODIFIERS for t in inside)
            return index if len(inside) and named else None
    return None


def is_title(token: Token) -> bool:
    """Whether a token is a singular title word."""
    return token.lower_ in title_words() and token.tag_ not in {"NNS", "NNPS", "VBZ", "VBP", "VB"}


def modifies(before: Token, start: Token) -> bool:
    """Whether a word directly before a title belongs to it: "Russian Foreign" of "Minister"."""
    if before.text == "-" and not before.whitespace_:
        return True
    if before.pos_ == "PUNCT" or before.lower_ in {"'s", "’s"} or before.is_sent_end:
        return before.text == "." and before.i > 0 and is_title(before.nbor(-1))
    joined = before.dep_ in {"amod", "compound", "nmod"} or before.lower_ in title_words()
    return joined and before.pos_ in MODIFIERS and (before.head.i >= start.i or joined_to(start))


def joined_to(word: Token) -> bool:
    """Whether a word is a hyphen or continues one."""
    return word.text == "-" or (word.i > 0 and word.nbor(-1).text == "-")


def bare(head: Token) -> tuple[int, int]:
    """Tokens `[first, last)` of a noun phrase without article, owner, number or clause.

    After its noun it takes what the role is of or to ("president of Iran"), nothing else.
    """
    doc, first, last = head.doc, head.i, head.i + 1
    while first > head.left_edge.i and belongs(doc[first - 1]):
        first -= 1
    for part in head.children:
        if part.i == last and part.lower_ in LINKS and part.dep_ == "prep":
            inner = next((t for t in part.children if t.dep_ == "pobj"), None)
            plain = inner is not None and inner.pos_ == "PROPN"
            last = inner.i + 1 if inner is not None and plain else last
    return first, last


def belongs(token: Token) -> bool:
    """Whether a word before a noun is part of what it is called, rather than article or owner."""
    if token.lower_ == "the":
        return False
    if token.pos_ in {"VERB", "CCONJ"}:
        part = token if token.pos_ == "VERB" else token.head
        return part.dep_ in {"amod", "compound", "nmod"}
    if token.dep_ in {"poss", "case", "predet"} or token.lower_ in {"'s", "’s", "’"}:
        return False
    return token.pos_ in {*MODIFIERS, "X", "ADV"} or token.text == "-"


def is_individual(head: Token) -> bool:
    """Whether a noun means one unnamed but single person: "a diplomatic source"."""
    return head.lemma_.lower() in heads("individuals") and head.tag_ in {"NN", "NNP"}
