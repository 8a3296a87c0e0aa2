"""Where: the place that an event's own clause names, a building before a town before a state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from spacy.tokens import Token

from dragoman.annotate.actors import Cast, Name
from dragoman.annotate.events.circumstances import circumstances, is_of_ground
from dragoman.annotate.events.lexicon import people
from dragoman.annotate.events.triggers import Trigger
from dragoman.knowledge import Entry
from dragoman.model import Span

PHRASAL = {"pobj", "compound", "appos", "npadvmod", "nmod"}
APART = {"sideline", "sidelines", "margin", "margins", "fringe", "fringes"}
PRESENT = {"in", "at", "near", "outside", "around", "across", "inside", "into", "within"}
"""Prepositions of where something is, not of where it goes."""
ELSEWHERE = {"from", "to", "since", "despite", "between", "like", "than", "about", "according"}
"""Prepositions behind which something else is told of."""
DONE_SOMEWHERE = {"ASSAULT", "COERCE", "PROTEST"}
"""Types of deeds that are done where those are to whom they are done."""
PLACE_WORDS = {"in", "at", "near", "to", "outside", "around", "across", "on", "inside"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an event is said to be: settlement or region, building, country."""

    name: str
    id: str | None
    country: str | None
    span: Span
    venue: str | None = None


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
    if trigger.sense.type not in DONE_SOMEWHERE:
        return None
    settings = ([trigger.clause, trigger.word], circumstances(trigger))
    for head in dict.fromkeys(chain(*settings)):
        found = surroundings(head, trigger.word, cast, paragraph, barred)
        if found is not None:
            return found
    return None


def surroundings(
    head: Token, deed: Token, cast: Cast, paragraph: int, barred: Sequence[Span] = ()
) -> Place | None:
    """The town or country where whoever or whatever a deed touched is said to be.

    "Shelled a convoy of the army near Gao", "went off at a rally for the mayor in Lima": the parse
    hangs the place on the nearest noun, and the deed was done where that was.
    """
    words = [t for t in deep_words(head) if not is_of_ground(deed, t)]
    names = [
        name
        for name in (cast.name_at(paragraph, t) for t in words)
        if name is not None
        and name.kind in {"place", "state"}
        and not any(span.holds(cast.span_of(name)) for span in barred)
        and is_placed(cast, paragraph, name)
    ]
    if names:
        return most_specific(list(dict.fromkeys(names)), cast)
    towns = (capital_of(t, cast, paragraph) for t in words if is_placed_word(t))
    return next((town for town in towns if town is not None), None)


def deep_words(head: Token) -> Iterator[Token]:
    """The words of a head's phrases and of theirs, but for clauses that tell of something else."""
    for part in head.children:
        participle = part.dep_ == "acl" and part.tag_ in {"VBG", "VBN"} and head.pos_ != "VERB"
        prep = part.dep_ in {"prep", "agent"} and part.lower_ not in ELSEWHERE
        if prep or participle or part.dep_ in PHRASAL | {"dobj", "nsubjpass"}:
            yield part
            yield from deep_words(part)
        elif part.dep_ == "conj" and part.pos_ in {"PROPN", "NOUN"}:
            yield from deep_words(part)


def is_placed(cast: Cast, paragraph: int, name: Name) -> bool:
    """Whether a name stands after a word of place, with nothing between but what it is called."""
    return is_placed_word(cast.paragraphs[paragraph].doc[name.first : name.last].root)


def is_placed_word(word: Token) -> bool:
    """Whether a word is the object of a word of place: "in the northern city of Gao"."""
    while word.dep_ in {"appos", "compound", "nmod", "npadvmod"} or (
        word.dep_ == "pobj"
        and word.head.lower_ == "of"
        and word.head.head.lemma_ in people()["settlements"]
    ):
        word = word.head.head if word.dep_ == "pobj" else word.head
    return word.dep_ == "pobj" and word.head.lower_ in PRESENT


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
    words = [t for t in own_words(head, things) if not is_of_ground(head, t)]
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
