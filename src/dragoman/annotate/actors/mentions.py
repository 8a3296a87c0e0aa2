"""Every mention of an actor or a place in a report, each with the one it refers to.

Names come with their titles; after them noun phrases that mean one actor ("the Iranian leader",
"a diplomatic source", "Israeli officials"), nationalities that stand for a state, and pronouns.
What stands for several at once ("the two leaders", "their") is no mention: a mention has one
entity. The claims know whom such a phrase means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.symbols import ADJ, NOUN, PRON, PROPN
from spacy.tokens import Doc, Token

from dragoman.annotate.actors.anaphora import thing
from dragoman.annotate.actors.cast import Cast
from dragoman.annotate.actors.names import Name
from dragoman.annotate.actors.phrases import LINKS, bare, is_individual, titled
from dragoman.annotate.actors.roles import adjective_country, named_state, names_office
from dragoman.annotate.actors.standing import acting_nationality, acts, opening
from dragoman.annotate.actors.surfaces import negating_prefix
from dragoman.annotate.actors.words import heads, nominals
from dragoman.annotate.syntax import SUBJECTS
from dragoman.knowledge import Entry
from dragoman.model import Actor, Mention, MentionForm, MentionKind, Span, content_id

PLURAL = {"NNS", "NNPS"}
REFERRING = {ADJ, NOUN, PRON, PROPN}
"""Parts of speech, as spaCy's numbers, of words that can head a mention."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mention before it gets its id: tokens `[first, last)` and the one it refers to."""

    first: int
    last: int
    kind: MentionKind
    entity: str
    id: str
    country: str | None
    form: MentionForm


def mentions(cast: Cast, report_id: str) -> Iterator[Mention]:
    """The mentions of a report in the order of its text."""
    for index, paragraph in enumerate(cast.paragraphs):
        found = {(f.first, f.last): f for f in reversed([*Reading(cast, index).found()])}
        for (first, last), one in sorted(found.items()):
            span = paragraph.locate(paragraph.doc[first:last])
            yield as_mention(report_id, span, one, cast.world.entry(one.id))


def as_mention(report_id: str, span: Span, found: Found, entry: Entry | None) -> Mention:
    """A mention with its id, places with their coordinates."""
    place = entry if found.kind == "place" else None
    return Mention(
        id=content_id("m", report_id, span.start, span.end, found.kind),
        span=span,
        kind=found.kind,
        entity=found.entity,
        entity_id=found.id,
        country=found.country,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        feature=place.feature if place else None,
        form=found.form,
    )


class Reading:
    """The mentions of one paragraph; names first, since they settle what the rest may be."""

    def __init__(self, cast: Cast, paragraph: int) -> None:
        self.cast, self.world, self.paragraph = cast, cast.world, paragraph
        self.doc: Doc = cast.paragraphs[paragraph].doc
        self.names = cast.names_of(paragraph)
        self.taken: set[int] = set()
        people = [n for n in self.names if n.kind == "person"]
        self.titles = {i for n in people for i in range(titled(self.doc, n.first), n.first)}
        # "Ambassador to Israel Ivan Petrov": the state he is sent to, whatever the parse says.
        self.linked = {i for i in self.titles if i and self.doc[i - 1].lower_ in LINKS}

    def found(self) -> Iterator[Found]:
        """Names, then for each other word what it refers to."""
        for name in self.names:
            if name.first not in self.titles or name.first in self.linked:
                yield from self.named(name)
        for token in self.doc[opening(self.doc) :]:
            if token.pos in REFERRING and token.i not in self.taken:
                yield from self.referring(token)

    # -- names

    def named(self, name: Name) -> Iterator[Found]:
        """A name with its title; a state or a capital as the actor or the place it stands for."""
        first, kind, entity, identity = name.first, name.kind, name.name, name.id
        if kind == "person":
            first = titled(self.doc, name.first)
        elif self.doc[first].lower_ == "the" and not entity.startswith("The "):
            first += 1
        elif kind == "outlet":
            first = self.unowned(name)
            yield from self.owner(name, first)
        elif kind in {"state", "place"}:
            yield from self.claimed(name)
            yield self.state_or_place(name)
            return
        self.taken.update(range(first, name.last))
        yield Found(first, name.last, kind, entity, identity, name.country, "name")

    def unowned(self, name: Name) -> int:
        """The first token of a name without the state that owns it: "Israel's Channel 10"."""
        owner = (t.i + 1 for t in self.doc[name.first : name.last - 1] if t.lower_ in {"'s", "’s"})
        return next(owner, name.first)

    def owner(self, name: Name, first: int) -> Iterator[Found]:
        """The state before a name, if there is one."""
        if first > name.first:
            states = self.world.lookup(self.doc[name.first : first - 1].text, "state")
            yield from (
                replace(self.mention(name.first, first - 1, s), form="name") for s in states
            )

    def claimed(self, name: Name) -> Iterator[Found]:
        """The state that a place's own name says something of: "Israeli-annexed Golan Heights"."""
        hyphen = name.first + 1 < name.last and self.doc[name.first + 1].text == "-"
        state = self.world.demonym(self.doc[name.first].text) if hyphen else None
        if state is not None:
            yield self.mention(name.first, name.first + 1, state)

    def state_or_place(self, name: Name) -> Found:
        """A state, or a capital that stands for one, if it acts; else the place."""
        self.taken.update(range(name.first, name.last))
        state = self.state(name)
        if state is not None and (
            name.first in self.linked or acts(self.doc, name.first, name.last)
        ):
            of = (state.name, state.id, state.country)
            return Found(name.first, name.last, "state", *of, "name")
        place = self.country(name) if name.kind == "state" else None
        of = (place.name, place.id, place.country) if place else (name.name, name.id, name.country)
        return Found(name.first, name.last, "place", *of, "name")

    def state(self, name: Name) -> Entry | None:
        """The state that a name is of, or whose government it may stand for."""
        entry = self.world.entry(name.id)
        if name.kind == "state":
            return entry
        if entry is not None and entry.feature == "country" and entry.country:
            return self.world.entry(f"state:{entry.country}")
        return self.world.metonym(name.name) if entry and entry.feature == "capital" else None

    def country(self, name: Name) -> Entry | None:
        """The land of a state."""
        places = self.world.places(name.name)
        return next((p for p in places if p.feature == "country"), None)

    # -- other words

    def referring(self, token: Token) -> Iterator[Found]:
        """What a word outside all names refers to, as the head of its phrase."""
        if token.tag_ in {"PRP", "PRP$"}:
            yield from self.pronoun(token)
        elif token.text[:1].isupper() and (state := self.world.demonym(token.text)) is not None:
            if acting_nationality(token):
                yield self.mention(token.i, token.i + 1, state)
        elif token.pos_ in {"NOUN", "PROPN"}:
            yield from self.nominal(token)

    def mention(self, first: int, last: int, state: Entry) -> Found:
        """A state as an actor."""
        return Found(first, last, "state", state.name, state.id, state.country, "nominal")

    def pronoun(self, token: Token) -> Iterator[Found]:
        """A pronoun for one person, state or group that was named."""
        words = nominals()["pronouns"]
        if token.lower_ in (*words["male"], *words["female"]):
            who = self.cast.resolve(self.paragraph, token)
        else:
            who = thing(self.doc, token, self.actor_at)
        if len(who) == 1:
            yield self.refers(token.i, token.i + 1, who[0], "pronoun")

    def nominal(self, token: Token) -> Iterator[Found]:
        """A noun phrase for a person in a role, somebody unnamed, or a group."""
        if token.tag_ in PLURAL or token.lemma_.lower() in heads("peoples"):
            yield from self.group(token)
            return
        office = names_office(token) or is_individual(token)
        if not office or token.dep_ in {"compound", "amod", "nmod"}:
            return
        if not self.refers_at_all(token):
            return
        first, last = self.extent(token)
        person = self.in_apposition(token)
        who = (person,) if person else self.cast.resolve(self.paragraph, token)
        if len(who) != 1 or who[0].kind not in {"person", "state"}:
            return
        if who[0].id is not None or is_individual(token):
            yield self.refers(first, last, who[0], "nominal")

    def refers_at_all(self, token: Token) -> bool:
        """Whether an office is somebody's rather than the post itself: not "run for president".

        Nor is "the largest source of emissions" anybody.
        """
        if token.lemma_ == "source" and any(t.lower_ == "of" for t in token.children):
            return False
        if self.cast.paragraphs[self.paragraph].role == "title" or token.dep_ in SUBJECTS:
            return True
        return token.left_edge.i < token.i or token.text[:1].isupper()

    def extent(self, token: Token) -> tuple[int, int]:
        """The tokens of a noun phrase; a name at its end is taken whole."""
        first, last = bare(token)
        name = self.cast.name_at(self.paragraph, self.doc[last - 1])
        return first, max(last, name.last) if name is not None else last

    def in_apposition(self, token: Token) -> Actor | None:
        """The person whose name a role follows: "Ivan Petrov, Russia's ambassador"."""
        if token.dep_ != "appos":
            return None
        name = self.cast.name_at(self.paragraph, token.head)
        return self.cast.actor(name) if name is not None and name.kind == "person" else None

    def group(self, token: Token) -> Iterator[Found]:
        """People of a nationality or a side, unnamed: "Israeli officials", "Iran-backed forces"."""
        people = heads("plain_groups", "offices", "peoples")
        if token.lemma_.lower() not in people and token.lower_ not in people:
            return
        first, last = self.extent(token)
        state = self.whose(token, first)
        if state is None:
            return
        text = " ".join(self.doc[first:last].text.split())
        known = self.world.lookup(text, "group", "organisation", "outlet")
        self.taken.update(range(first, token.i + 1))
        if known:
            entry = known[0]
            of = (entry.name, entry.id, entry.country)
            yield Found(first, last, entry.kind, *of, "nominal")
            return
        yield Found(first, last, "group", text, content_id("e", "group", text), state, "nominal")

    def whose(self, token: Token, first: int) -> str | None:
        """The country of a group, from a nationality or a state's name before its noun."""
        for word in self.doc[first : token.i]:
            if word.i > 1 and word.nbor(-1).text == "-" and negating_prefix(self.doc, word.i):
                return None
            country = adjective_country(word, self.world) or named_state(word, self.world)
            if country is not None and word.text[:1].isupper():
                return country
        return None

    # -- help

    def actor_at(self, token: Token) -> Actor | None:
        """The state, group or organisation that a word names or is part of the name of."""
        name = self.cast.name_at(self.paragraph, token)
        if name is None or name.kind in {"person", "place"}:
            return None
        return self.cast.actor(name)

    def refers(self, first: int, last: int, who: Actor, form: MentionForm) -> Found:
        """A phrase as a mention of an actor; an unnamed one is known by its words."""
        text = " ".join(self.doc[first:last].text.split())
        name = who.name if who.id is not None else text
        identity = who.id or content_id("e", who.kind, name)
        return Found(first, last, who.kind, name, identity, who.country, form)
