"""Authors: who speaks in a statement, and whose words a document holds."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.annotate.attribution.drafts import Draft
from dragoman.annotate.attribution.passing import passing
from dragoman.annotate.attribution.voices import Voices, is_document
from dragoman.annotate.syntax import agent, child
from dragoman.model import Actor


def speakers_of(draft: Draft, voices: Voices, paragraph: int) -> tuple[Actor, ...]:
    """The innermost speakers; () where the text leaves them unknown.

    A document speaks for its authors, whether it is the source or what carried the words.
    """
    if draft.source is not None:
        if is_document(draft.source):
            return authors(draft.source, voices, paragraph)
        return voices.resolve(paragraph, draft.source)
    return ()


def authors(document: Token, voices: Voices, paragraph: int) -> tuple[Actor, ...]:
    """Whose document it is: by its own phrase, else who issued one earlier in the report."""
    stated = owner(document)
    if stated is not None:
        return voices.resolve(paragraph, stated)
    for earlier in range(paragraph, -1, -1):
        for actors in issuers(document, voices, earlier, paragraph):
            return actors
    return ()


def owner(document: Token) -> Token | None:
    """Who a document's phrase says it is by: "X's letter", "a statement from (issued by) X"."""
    for part in document.children:
        if part.dep_ == "poss":
            return part
        if part.dep_ == "prep" and part.lower_ in {"by", "from", "of"}:
            inner = child(part, "pobj")
            if inner is not None:
                return inner
        if part.dep_ == "acl" and part.lemma_ in passing().carrying:
            by = agent(part)
            if by is not None:
                return by
    return None


def issuers(
    document: Token, voices: Voices, paragraph: int, index: int
) -> Iterator[tuple[Actor, ...]]:
    """Who issued a document of that name in a paragraph."""
    for token in voices.cast.paragraphs[paragraph].doc:
        if token.lemma_ != document.lemma_ or (paragraph == index and token.i >= document.i):
            continue
        stated = owner(token)
        if stated is not None:
            yield voices.resolve(paragraph, stated)
        elif token.dep_ in {"dobj", "nsubjpass"}:
            subject = child(token.head, "nsubj")
            if subject is not None:
                yield voices.resolve(paragraph, subject)
