"""Authors: who speaks in a statement, and whose words a document holds."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.annotate.actors.roles import adjective_country
from dragoman.annotate.attribution.drafts import Draft
from dragoman.annotate.attribution.media import refers_back
from dragoman.annotate.attribution.passing import passing
from dragoman.annotate.attribution.unsaid import is_nobodys
from dragoman.annotate.attribution.voices import Voices
from dragoman.annotate.syntax import agent, child
from dragoman.model import Actor

PERSONAL = {"he", "she", "him", "her"}
BODIES = {"organisation", "outlet", "group", "state"}


def speakers_of(
    draft: Draft, voices: Voices, paragraph: int, last: tuple[Actor, ...]
) -> tuple[Actor, ...]:
    """The innermost speakers; () where the text leaves them unknown.

    A document speaks for its authors. A pronoun or "the company" means whoever spoke last, where
    it cannot mean what the cast makes of it.

    Args:
        draft: the statement.
        voices: who noun phrases mean.
        paragraph: where the statement stands.
        last: the speakers of the statement before, () where nobody has spoken shortly before.
    """
    source = draft.source
    if source is None or is_nobodys(draft):
        return ()
    if voices.is_document(paragraph, source):
        return authors(source, voices, paragraph)
    found = voices.resolve(paragraph, source)
    if draft.besides is not None and found == voices.resolve(paragraph, draft.besides):
        return last if last != found else ()
    if len(last) != 1 or len(found) > 1:
        return found
    if source.lower_ in PERSONAL:
        goes_on = draft.cue[0].lemma_ in passing().continuing if draft.cue else False
        own = bool(found) and names_himself(draft, found[0], voices, paragraph)
        return last if may_be_person(last[0]) and (own or goes_on or not found) else found
    body = source.lemma_.lower() in passing().bodies and last[0].kind in BODIES
    return last if body and refers_back(source) else found


def may_be_person(actor: Actor) -> bool:
    """Whether "he" or "she" can be somebody: a person, or a name that only the parser placed."""
    return actor.kind == "person" or (actor.kind == "organisation" and ":" not in (actor.id or ":"))


def names_himself(draft: Draft, actor: Actor, voices: Voices, paragraph: int) -> bool:
    """Whether somebody is named in the words themselves, and so is hardly who says them."""
    inside = [n for span in draft.content for n in voices.cast.names_in(paragraph, span)]
    return any(name.id == actor.id for name in inside)


def authors(document: Token, voices: Voices, paragraph: int) -> tuple[Actor, ...]:
    """Whose document it is: by its own phrase, who issued one before, or of which state it is."""
    stated = owner(document)
    if stated is not None:
        return voices.resolve(paragraph, stated)
    for earlier in range(paragraph, -1, -1):
        for actors in issuers(document, voices, earlier, paragraph):
            return actors
    world = voices.cast.world
    state = next((t for t in document.children if adjective_country(t, world)), None)
    return voices.resolve(paragraph, state) if state is not None else ()


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
