"""Hops: the relays of a statement with their names and roles."""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.attribution.drafts import Draft, Relay
from dragoman.annotate.attribution.media import Medium, outlet_role, role_in_name
from dragoman.annotate.attribution.passing import passing
from dragoman.annotate.attribution.voices import Voices
from dragoman.annotate.parse import text_of
from dragoman.annotate.syntax import phrase
from dragoman.model import Actor, Hop, HopRole, Span

UNKNOWN = "unknown"
LONGEST = 4
"""Hops of the longest chain: speaker, spokesman, document, agency is what news words."""
NEW = {"a", "an", "another"}
"""Words before what is spoken of for the first time."""


def hops(draft: Draft, voices: Voices, paragraph: int) -> tuple[Hop, ...]:
    """The relays of a statement as named hops, from the speaker outwards.

    A relay without a name is left out where another one is named, and the report's own outlet is
    never a hop.
    """
    found: list[Hop] = []
    if draft.source is not None and voices.is_document(paragraph, draft.source):
        found.append(document_hop(draft.source, voices, paragraph))
    for relay in draft.relays:
        hop = hop_of(relay, voices, paragraph)
        if hop is not None and all(hop.name != other.name for other in found):
            found.append(hop)
    if len(found) > 1:
        found = [hop for hop in found if hop.name != UNKNOWN] or found[:1]
    return tuple(found[:LONGEST])


def hop_of(relay: Relay, voices: Voices, paragraph: int) -> Hop | None:
    """One relay as a hop; None for the report's own outlet and for what names nobody."""
    if relay.agentless:
        return Hop(UNKNOWN, "other")
    head = relay.head
    medium = voices.medium(paragraph, head)
    if medium is not None and (medium.named or not voices.is_document(paragraph, head)):
        return None if voices.is_own(medium.actor) else media_hop(medium, head, voices, paragraph)
    if voices.is_document(paragraph, head):
        return document_hop(head, voices, paragraph)
    return person_hop(head, voices, paragraph)


def media_hop(medium: Medium, head: Token, voices: Voices, paragraph: int) -> Hop:
    """A medium as a hop."""
    return Hop(medium.actor.name, medium.role, medium.actor.id, place(head, voices, paragraph))


def document_hop(head: Token, voices: Voices, paragraph: int) -> Hop:
    """A document as a hop, under the fullest name the report gave it so far.

    The account of a body or medium is that body's: "a Kremlin account", "the Times report".
    """
    where = place(head, voices, paragraph)
    owner = voices.cast.names_in(paragraph, phrase(head))
    if owner and head.lemma_.lower() in passing().parts:
        entry = voices.cast.world.entry(owner[0].id)
        role = outlet_role(entry) or role_in_name(owner[0].name) or "institution"
        return Hop(owner[0].name, role, owner[0].id, where)
    return Hop(introduced(head, voices, paragraph), "document", None, where)


def introduced(head: Token, voices: Voices, paragraph: int) -> str:
    """What a document is called where it was brought up: "the statement" is the joint one before.

    "A statement" brings up another, and one that has adjectives of its own needs no other name.
    """
    own = described(head)
    if is_new(head) or own != head.lower_:
        return own
    docs = [paragraph.doc for paragraph in voices.cast.paragraphs[:paragraph]]
    earlier = (
        *(token for doc in docs for token in doc),
        *(token for token in head.doc if token.i < head.i),
    )
    for token in reversed(earlier):
        if token.lemma_ != head.lemma_ or token.pos_ != "NOUN":
            continue
        if is_new(token) or described(token) != token.lower_:
            return described(token)
    return own


def is_new(noun: Token) -> bool:
    """Whether a noun brings up what was not spoken of: "a statement", "his statement"."""
    return any(t.dep_ == "poss" or t.lower_ in NEW for t in noun.children)


def described(head: Token) -> str:
    """A noun with its adjectives: "joint statement"."""
    words = [t.text for t in head.children if t.dep_ in {"amod", "compound"} and t.i < head.i]
    return " ".join([*words, head.lower_])


def person_hop(head: Token, voices: Voices, paragraph: int) -> Hop | None:
    """A person or body as a hop; None where a pronoun means nobody known."""
    where = place(head, voices, paragraph)
    actors = voices.resolve(paragraph, head)
    if not actors:
        if head.pos_ == "PRON":
            return None
        return Hop(phrase(head).of(text_of(head.doc)), "other", None, where)
    actor = actors[0]
    found = voices.cast.name_at(paragraph, head)
    name = found.name if found is not None and actor.kind != "person" else actor.name
    return Hop(name, role_of_hop(head, actor, voices), actor.id, where)


def role_of_hop(head: Token, actor: Actor, voices: Voices) -> HopRole:
    """What kind of hop somebody is: by the noun that names him here, by his role, by his kind."""
    nouns = [head, *(t for t in head.children if t.dep_ in {"compound", "appos", "nmod"})]
    for noun in nouns:
        role = passing().others.get(noun.lemma_.lower()) or passing().others.get(noun.lower_)
        if role is not None:
            return role
    if known_spokesman(actor, voices):
        return "spokesman"
    if actor.kind in {"outlet", "organisation"}:
        return role_in_name(actor.name) or "institution"
    return "institution" if actor.kind in {"state", "organisation"} else "other"


def known_spokesman(actor: Actor, voices: Voices) -> bool:
    """Whether the report calls a person a spokesman anywhere."""
    cast, others = voices.cast, passing().others
    for name in cast.names:
        if name.id != actor.id:
            continue
        doc = cast.paragraphs[name.paragraph].doc
        head = doc[name.first : name.last].root
        words = [*doc[max(0, name.first - 1) : name.first], *head.children]
        words += [head.head] if head.dep_ == "appos" else []
        if any(others.get(word.lemma_.lower()) == "spokesman" for word in words):
            return True
    return False


def place(head: Token, voices: Voices, paragraph: int) -> Span:
    """Where a relay stands in the report's text."""
    base, span = voices.cast.paragraphs[paragraph].span.start, phrase(head)
    return Span(base + span.start, base + span.end)
