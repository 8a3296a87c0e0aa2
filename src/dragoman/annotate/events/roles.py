"""Who does it to whom, and where: the participants and the place of a triggered event."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.annotate.actors import Cast, Name
from dragoman.annotate.actors.names import nominals
from dragoman.annotate.events.triggers import Trigger
from dragoman.annotate.syntax import agent, child, subject
from dragoman.knowledge import Entry
from dragoman.model import Actor, Span

PHRASAL = {"pobj", "compound", "appos", "npadvmod", "nmod"}
APART = {"sideline", "sidelines", "margin", "margins", "fringe", "fringes"}
PLACE_WORDS = {"in", "at", "near", "to", "outside", "around", "across", "on", "inside"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event is said to be: settlement or region, building, country."""

    name: str
    id: str | None
    country: str | None
    span: Span
    venue: str | None = None


def participants(
    trigger: Trigger, cast: Cast, paragraph: int
) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Actors and recipients of an event, each political actor once.

    For a meeting without a host all are actors (PLOVER's rule); a visitor acts, his host receives.
    """
    acting = political(cast, paragraph, acting_heads(trigger))
    receiving = political(cast, paragraph, receiving_heads(trigger))
    if not acting and trigger.sense.joint and is_joint(trigger.word):
        acting = list(cast.referents.principals(paragraph, trigger.word))
    if trigger.sense.reversed:
        acting, receiving = receiving, acting
    receiving = [a for a in receiving if key(a) not in {key(b) for b in acting}]
    if trigger.sense.joint:
        return (*acting, *receiving), ()
    return tuple(acting), tuple(receiving)


def key(actor: Actor) -> str:
    """What makes two actors the same within a report."""
    return actor.id or actor.name.lower()


def political(cast: Cast, paragraph: int, heads: Iterator[Token]) -> list[Actor]:
    """The heads that resolve to somebody: named, or with an office or a nationality."""
    found: dict[str, Actor] = {}
    for head in heads:
        for actor in cast.resolve(paragraph, head):
            if actor.id is not None or actor.country is not None or is_political(head):
                found.setdefault(key(actor), actor)
    return list(found.values())


def is_political(head: Token) -> bool:
    """Whether a nameless noun is of the kind whose acts count: states, officials, armed groups."""
    words = nominals()
    lemma = head.lemma_.lower()
    lists = (words["pairs"]["states"], words["offices"]["heads"], words["plain_groups"]["heads"])
    return any(lemma in found for found in lists)


def acting_heads(trigger: Trigger) -> Iterator[Token]:
    """Heads of the noun phrases that act."""
    word = trigger.word
    if word.pos_ != "NOUN":
        passive = child(word, "auxpass") is not None
        found = agent(word) if passive else subject(word)
        if found is not None:
            yield found
        return
    yield from owners(word)
    if trigger.light is not None:
        passive = child(trigger.light, "auxpass") is not None
        found = agent(trigger.light) if passive else subject(trigger.light)
        if found is not None and found != word:
            yield found
    elif word.dep_ == "pobj" and trigger.sense.joint:
        yield from around(word)


def owners(noun: Token) -> Iterator[Token]:
    """Whose event it is: "their talks", "talks between X and Y", "a meeting of X and Y"."""
    for part in noun.children:
        if part.dep_ == "poss":
            yield part
        elif part.dep_ == "acl" and part.lemma_ == "attend":
            attending = agent(part)
            if attending is not None:
                yield attending
        elif part.lower_ in {"between", "among", "of", "by"}:
            yield from sharers(part)
        elif part.dep_ == "prep":
            yield from (s for t in part.subtree if t.lower_ == "between" for s in sharers(t))


def sharers(preposition: Token) -> Iterator[Token]:
    """Who shares in an event: what "between" or "of" governs, unless it is a time."""
    inner = child(preposition, "pobj")
    if inner is not None and inner.ent_type_ not in {"DATE", "TIME"}:
        yield inner


def around(noun: Token) -> Iterator[Token]:
    """Who speaks to whom at an event that only frames the sentence: "At the talks, X told Y"."""
    verb = noun.head.head
    if verb.pos_ != "VERB":
        return
    acting, told = subject(verb), child(verb, "dobj", "dative") or heard(verb)
    if any(t.lower_ == "with" for t in noun.children):
        if acting is not None:
            yield acting
    elif acting is not None and told is not None:
        yield acting
        yield told


def heard(verb: Token) -> Token | None:
    """To or with whom a verb is done: "listens to his counterpart"."""
    for part in verb.children:
        if part.dep_ == "prep" and part.lower_ in {"to", "with"}:
            return child(part, "pobj")
    return None


def receiving_heads(trigger: Trigger) -> Iterator[Token]:
    """Heads of the noun phrases that are acted on, or taken part with."""
    for word in (trigger.word, trigger.light):
        if word is None:
            continue
        if word.pos_ != "NOUN" and trigger.light is None:
            passive = child(word, "auxpass") is not None
            found = child(word, "nsubjpass") if passive else child(word, "dobj", "dative")
            if trigger.sense.order and found is None:
                found = asked(word)
            if found is not None and not trigger.sense.needs_plural:
                yield found
        for part in word.children:
            if part.lower_ in (trigger.sense.with_ or {"with", "on", "against"}) or (
                trigger.sense.joint and part.lower_ == "between" and word != trigger.word
            ):
                inner = child(part, "pobj")
                things = trigger.sense.objects | trigger.sense.noun_from
                if inner is not None and inner != trigger.word and inner.lemma_ not in things:
                    yield inner


def asked(verb: Token) -> Token | None:
    """Who is to do what is asked for: "requested that Russia keep …"."""
    inner = child(verb, "ccomp", "xcomp")
    return child(inner, "nsubj") if inner is not None else None


def is_joint(noun: Token) -> bool:
    """Whether an event is said to be held together: "a joint press conference"."""
    return any(t.lower_ in {"joint", "their"} for t in noun.children)


# -- place


def place_of(
    trigger: Trigger, cast: Cast, paragraph: int, barred: Sequence[Span] = ()
) -> Place | None:
    """Where the event is said to be, in its own clause.

    Args:
        trigger: the event's trigger.
        cast: the report's names.
        paragraph: the number of the trigger's paragraph.
        barred: stretches of the report whose places are somebody else's words.
    """
    where = relative_place(trigger.clause, cast, paragraph)
    if where is not None:
        return where
    for head in dict.fromkeys([trigger.word, trigger.clause, *above(trigger.word)]):
        visit = trigger.sense.mode == "visit"
        things = trigger.sense.objects
        found = located(head, cast, paragraph, barred, visit=visit, things=things)
        if found is not None:
            return found
    return None


def relative_place(clause: Token, cast: Cast, paragraph: int) -> Place | None:
    """The place whose where-clause an event is told in: "to Singapore, where he met …"."""
    if clause.dep_ != "relcl" or not any(t.lower_ == "where" for t in clause.children):
        return None
    name = cast.name_at(paragraph, clause.head)
    return most_specific([name], cast) if name is not None and name.kind == "place" else None


def above(word: Token) -> Iterator[Token]:
    """The verb a noun's prepositional phrase belongs to: "at the talks in Geneva"."""
    if word.pos_ == "NOUN" and word.dep_ == "pobj" and word.head.head.pos_ == "VERB":
        yield word.head.head


def located(
    head: Token,
    cast: Cast,
    paragraph: int,
    barred: Sequence[Span] = (),
    *,
    visit: bool = False,
    things: frozenset[str] = frozenset(),
) -> Place | None:
    """The most specific place that a word's own phrases name."""
    words = list(own_words(head, things))
    words += [t for t in head.children if visit and t.dep_ == "dobj"]
    names = [
        name
        for name in (cast.name_at(paragraph, t) for t in words)
        if name is not None
        and name.kind in {"place", "state", "organisation"}
        and not any(span.holds(cast.span_of(name)) for span in barred)
    ]
    names = [n for n in dict.fromkeys(names) if after_place_word(cast, paragraph, n)]
    if names:
        return most_specific(names, cast)
    return next((c for t in words if (c := capital_of(t, cast, paragraph)) is not None), None)


def capital_of(word: Token, cast: Cast, paragraph: int) -> Place | None:
    """The town meant by "the Finnish capital"."""
    if word.lower_ != "capital":
        return None
    states = (cast.world.demonym(t.text) for t in word.children if t.text[:1].isupper())
    state = next((s for s in states if s is not None), None)
    town = cast.world.capital(state.id) if state is not None else None
    if town is None:
        return None
    span = cast.paragraphs[paragraph].locate(word.doc[word.left_edge.i : word.i + 1])
    return Place(town.name, town.id, town.country, span)


def own_words(head: Token, things: frozenset[str] = frozenset()) -> Iterator[Token]:
    """The words of a head's prepositional phrases, other clauses left out.

    The parse often hangs "in Havana" on the person who was met there, or on the agreement (one of
    `things`) that was signed there, so those are looked through.
    """
    for part in head.children:
        phrasal = part.dep_ in PHRASAL or (part.dep_ == "conj" and part.pos_ == "PROPN")
        if part.dep_ == "prep":
            aside = any(t.lower_ in APART for t in part.children)
            phrasal = part.lower_ in PLACE_WORDS | {"of", "during", "after", "with"} or aside
            phrasal &= part.lower_ != "on" or aside
        if phrasal and part.pos_ != "VERB":
            yield part
            yield from own_words(part)
        elif part.dep_ == "dobj" and (part.pos_ == "PROPN" or part.lemma_ in things):
            yield from (t for t in own_words(part) if t.dep_ != "appos")


def after_place_word(cast: Cast, paragraph: int, name: Name) -> bool:
    """Whether a name stands after a word of place, directly or through its noun."""
    doc = cast.paragraphs[paragraph].doc
    head = doc[name.first : name.last].root
    for _ in range(4):
        if head.dep_ == "pobj" and head.head.lower_ in PLACE_WORDS | {"of"}:
            if head.head.lower_ != "of":
                return True
            head = head.head.head
        elif head.dep_ in {"appos", "compound", "nmod", "npadvmod"}:
            head = head.head
        elif head.dep_ == "poss":
            return False
        else:
            return head.dep_ == "dobj" and name.kind != "organisation"
    return False


def most_specific(names: list[Name], cast: Cast) -> Place | None:
    """Of several places the building before the city, the city before the country."""
    entries = [(n, cast.world.entry(n.id)) for n in names]
    venue = next((n for n, e in entries if e is not None and e.feature == "venue"), None)
    venue = venue or next((v for n in names if (v := as_venue(n, cast)) is not None), None)
    if venue is not None:
        entry = cast.world.entry(venue.id)
        parent = cast.world.entry(entry.parent) if entry and entry.parent else None
        if parent is not None:
            span = cast.span_of(names[0])
            return Place(parent.name, parent.id, parent.country, span, venue.name)
    towns = [n for n in names if n.kind == "place" and not is_country(cast.world.entry(n.id))]
    known = [n for n in towns if cast.world.entry(n.id) is not None]
    chosen = known or towns or [n for n in names if n.kind in {"place", "state"}]
    if not chosen:
        return None
    name = chosen[0]
    return Place(name.name, name.id, name.country, cast.span_of(name))


def as_venue(name: Name, cast: Cast) -> Name | None:
    """A seat of power read as the building: "at the Kremlin"."""
    if name.kind not in {"organisation", "state"}:
        return None
    for entry in cast.world.places(name.name):
        if entry.feature == "venue":
            return Name(name.paragraph, name.first, name.last, "place", entry.name, entry.id)
    return None


def is_country(entry: Entry | None) -> bool:
    """Whether an entry is a whole country."""
    return entry is not None and entry.feature == "country"
