"""Voices: who a noun phrase means where it speaks or passes words on.

The cast knows persons and bodies; here media are added, which "the newspaper" and "it" can mean,
and the report's own outlet, which is never a hop of its own chains.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.actors import Cast
from dragoman.annotate.attribution.media import Media, Medium, noun_role, refers_back
from dragoman.annotate.attribution.passing import passing
from dragoman.annotate.syntax import phrase
from dragoman.model import Actor, Report

GOVERNMENTS = {"government", "regime", "administration"}
HUMAN = {"person", "group", "state", "organisation"}


class Voices:
    """The cast and the media of one report, asked for speakers and hops."""

    def __init__(self, report: Report, cast: Cast) -> None:
        self.cast = cast
        self.media = Media(cast)
        named = [report.outlet, report.republished_by, *report.credits]
        self.own = {name.id or name.name for name in named if name is not None}
        self.own |= {name.name for name in named if name is not None}

    def resolve(self, paragraph: int, head: Token) -> tuple[Actor, ...]:
        """Who speaks: a medium for a noun or "it" that means one, else as the cast has it."""
        if is_hearsay(head):
            return ()
        if head.lower_ == "it" or noun_role(head) is not None:
            medium = self.media.at(paragraph, head)
            if medium is not None:
                return (medium.actor,)
        found = self.cast.resolve(paragraph, head)
        if head.lemma_.lower() in GOVERNMENTS and len(found) == 1 and head.pos_ == "NOUN":
            return (self._government(paragraph, head, found[0]),)
        return found

    def _government(self, paragraph: int, head: Token, found: Actor) -> Actor:
        """The government of a person's country: "the Assad government", "his government"."""
        of = next((t for t in head.children if t.dep_ in {"compound", "poss"}), None)
        if found.id is not None and found.kind != "person":
            return found
        whose = self.cast.resolve(paragraph, of) if of is not None else ()
        country = whose[0].country if whose else found.country
        adjective = self.cast.world.adjective(f"state:{country}") if country else None
        if adjective is None:
            return found
        name = f"{adjective} {head.lower_}"
        return Actor(name, None, "organisation", country, None, found.span)

    def medium(self, paragraph: int, head: Token) -> Medium | None:
        """The medium a noun phrase means, the publishing outlet among them."""
        return self.media.at(paragraph, head)

    def is_own(self, actor: Actor) -> bool:
        """Whether an actor is the outlet that publishes the report, or an agency it credits."""
        return actor.name in self.own or (actor.id is not None and actor.id in self.own)

    def passes_on(self, paragraph: int, head: Token) -> bool:
        """Whether a noun phrase is a medium or a document, which speaks for others."""
        return is_document(head) or self.medium(paragraph, head) is not None

    def is_document(self, paragraph: int, head: Token) -> bool:
        """Whether a noun phrase is a document here: "the paper" may be a newspaper named before."""
        if not is_document(head):
            return False
        printed = noun_role(head) is not None and refers_back(head)
        return not (printed and self.medium(paragraph, head) is not None)

    def is_told(self, paragraph: int, head: Token, *, named: bool = False) -> bool:
        """Whether somebody spoken to is a medium through which the words reached the report.

        Args:
            paragraph: where the noun phrase stands.
            head: its head.
            named: ask for a medium with a name, not for any "local newspaper".
        """
        medium = self.medium(paragraph, head)
        if medium is None or self.is_own(medium.actor) or (named and not medium.named):
            return False
        place = head.lemma_.lower() in passing().told_places
        first = medium.actor.name.lower().split()[:1]
        numbered = bool(passing().told_places.intersection(first))
        return medium.role in passing().told_roles and not place and not numbered

    def can_speak(self, paragraph: int, head: Token) -> bool:
        """Whether a noun phrase is somebody who can be cited, rather than a thing."""
        if head.lemma_.lower() in passing().cited:
            return True
        found = self.cast.names_in(paragraph, phrase(head))
        return any(name.kind in HUMAN for name in found) and head.pos_ == "PROPN"


def is_document(head: Token) -> bool:
    """Whether a noun is a document that speaks for its authors."""
    named = head.lemma_.lower() in passing().documents and not is_hearsay(head)
    return named and head.pos_ in {"NOUN", "PROPN"} and head.text[:1].islower()


def is_hearsay(head: Token) -> bool:
    """Whether a source is hearsay: a bare plural such as "reports", which names nobody."""
    modifiers = [t for t in head.children if t.dep_ in {"det", "poss", "prep", "compound", "acl"}]
    return (
        head.lemma_.lower() in passing().hearsay and head.tag_ in {"NNS", "NNPS"} and not modifiers
    )
