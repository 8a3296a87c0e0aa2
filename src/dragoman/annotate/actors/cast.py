"""The cast of a report: everybody it names, and who a noun phrase or a pronoun means among them.

The order of asking: a name in the phrase itself; a role with a nationality ("the Russian
president"), first among those the report names, then in the dated knowledge base; "the two
leaders"; a pronoun, by nearness and by who was speaking; and where nothing holds, the phrase as
it stands, which is an honest answer ("diplomatic source").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.symbols import NOUN
from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from dragoman.annotate.actors.anaphora import (
    host_or_guest,
    national,
    nationality_alone,
    pair,
    pronoun,
    setting,
)
from dragoman.annotate.actors.company import company
from dragoman.annotate.actors.compass import as_state, compass
from dragoman.annotate.actors.names import Name, find_names
from dragoman.annotate.actors.offices import Offices, is_indefinite
from dragoman.annotate.actors.persons import join_persons
from dragoman.annotate.actors.phrases import is_individual
from dragoman.annotate.actors.placed import placed
from dragoman.annotate.actors.plural import PluralOffices
from dragoman.annotate.actors.referents import Referent, Referents
from dragoman.annotate.actors.roles import (
    Role,
    elliptical,
    names_office,
    office_word,
    role_of,
)
from dragoman.annotate.actors.standing import is_citizen
from dragoman.annotate.actors.words import heads
from dragoman.annotate.parse import Paragraph
from dragoman.annotate.syntax import acts_in, coordinated, phrase, right_edge
from dragoman.knowledge import Entry, World
from dragoman.model import Actor, ActorKind, Interval, Named, Span, content_id

NAMING = {"person", "outlet", "organisation", "group"}
REFERRED = {"person", "outlet", "organisation"}
ARTICLES = {
    "the",
    "a",
    "an",
    "his",
    "her",
    "their",
    "its",
    "this",
    "that",
    "these",
    "those",
    "our",
    "my",
}


class Cast:
    """The actors of one report, resolved."""

    def __init__(
        self,
        paragraphs: Sequence[Paragraph],
        world: World,
        published: Interval,
        outlet: Named | None = None,
    ) -> None:
        self.paragraphs = paragraphs
        self.world = world
        found = find_names(paragraphs, world)
        self.directions = compass(found, world)
        told = [self._as_told(name, outlet) for name in found]
        joined = join_persons(told, paragraphs, world, published)
        self.names: list[Name] = placed(joined, paragraphs, self._home(outlet))
        self._by_paragraph: dict[int, list[Name]] = {}
        self._at: dict[tuple[int, int], Name] = {}
        for name in self.names:
            self._by_paragraph.setdefault(name.paragraph, []).append(name)
            for place in range(name.first, name.last):
                self._at.setdefault((name.paragraph, place), name)
        self.referents = Referents(paragraphs)
        self.offices = Offices(self.referents, world, published)
        self.plural = PluralOffices(paragraphs, world, self.offices, self.directions)
        self.referents.add(self._named(n) for n in self.names if n.kind in REFERRED)
        for role in self._offices_told():
            self.offices.call(role)
        self.referents.add(self._described())
        self._resolved: dict[tuple[int, int], tuple[Actor, ...]] = {}
        self.referents.leaders = self.offices.leaders()
        self.referents.states = self._states()
        self.referents.company = company(paragraphs, self.referents, world, self.resolve)
        self._resolved.clear()  # "the two" may mean others, now that the company is known

    # -- names

    def _home(self, outlet: Named | None) -> str | None:
        """The country of the report's outlet, where the knowledge base has it."""
        entry = self.world.entry(outlet.id) if outlet and outlet.id else None
        return entry.country if entry else None

    def name_at(self, paragraph: int, token: Token) -> Name | None:
        """The name that a token is part of."""
        return self._at.get((paragraph, token.i))

    def names_in(self, paragraph: int, span: Span) -> list[Name]:
        """Names that lie within a stretch of a paragraph (offsets of the paragraph)."""
        doc = self.paragraphs[paragraph].doc
        return [
            n
            for n in self._by_paragraph.get(paragraph, ())
            if span.start <= doc[n.first].idx
            and doc[n.last - 1].idx + len(doc[n.last - 1]) <= span.end
        ]

    def span_of(self, name: Name) -> Span:
        """Where a name stands in the report's text."""
        paragraph = self.paragraphs[name.paragraph]
        return paragraph.locate(paragraph.doc[name.first : name.last])

    def names_of(self, paragraph: int) -> Sequence[Name]:
        """The names of a paragraph, in order."""
        return self._by_paragraph.get(paragraph, ())

    # -- noun phrases

    def resolve(self, paragraph: int, head: Token) -> tuple[Actor, ...]:
        """Who a noun phrase means, its coordinated parts each; never empty for a real phrase."""
        asked = (paragraph, head.i)
        if asked not in self._resolved:
            parts = (self._resolve_one(paragraph, part) for part in coordinated(head))
            self._resolved[asked] = tuple(dict.fromkeys(a for part in parts for a in part))
        return self._resolved[asked]

    def _resolve_one(self, paragraph: int, head: Token) -> tuple[Actor, ...]:
        if head.tag_ == "WP" and head.head.dep_ == "relcl" and head.head.head.i < head.i:
            return self.resolve(paragraph, head.head.head)  # "an official, who stressed"
        if head.pos_ == "PRON" or head.tag_ in {"PRP", "PRP$", "WP"}:
            return pronoun(self.referents, paragraph, head, self.resolve)
        span = phrase(head)
        other = elliptical(head, self.world)
        if other is not None and (actor := self.offices.of(paragraph, head, other)):
            return (self._placed(actor, paragraph, span),)
        name = self._naming(paragraph, head, span)
        if name is not None:
            return (self.actor(name, self._role(paragraph, head)),)
        both = pair(self.referents, paragraph, head)
        if both:
            return both
        several = self.plural.persons(paragraph, head)
        if several:
            return several
        role = self._role(paragraph, head)
        someone = self._someone(paragraph, head, role)
        if someone is not None:
            return (self._placed(someone, paragraph, span),)
        described = self._as_described(paragraph, head, span)
        if role is not None and role.country is not None:
            described = replace(described, country=role.country, role=role.title)
        return (described,)

    def actor(self, name: Name, role: Role | None = None) -> Actor:
        """A name as an actor; a capital or seat of power is its state's government."""
        kind: ActorKind = "state" if name.kind == "place" else name.kind
        entry = self.world.metonym(name.name) if name.kind == "place" else None
        if entry is not None and entry.country and name.country not in {None, entry.country}:
            entry = None  # Paris in Texas is nobody's government
        if name.kind == "place" and entry is None:
            country = self.world.entry(f"state:{name.country}") if name.country else None
            named_so = country is not None and country.name == name.name
            entry = country if named_so else None
        if entry is not None:
            return Actor(entry.name, entry.id, "state", entry.country, None, self.span_of(name))
        title = role.title if role and not role.counterpart else None
        return Actor(name.name, name.id, kind, name.country, title, self.span_of(name))

    def _naming(self, paragraph: int, head: Token, span: Span) -> Name | None:
        at_head = self.name_at(paragraph, head)
        if at_head is not None:
            return at_head
        for part in head.children:
            if part.dep_ in {"appos", "flat"} or (part.dep_ == "compound" and part.i > head.i):
                named = self.name_at(paragraph, part)
                if named is not None and named.kind in {"person", "outlet"}:
                    return named
        trailing = self._trailing(paragraph, head)
        if trailing is not None:
            return trailing
        owned = {t.i for c in head.children if c.dep_ in {"poss", "prep"} for t in c.subtree}
        kinds = {"person"} if office_word(head) == head or is_individual(head) else NAMING
        inside = [
            n
            for n in self.names_in(paragraph, span)
            if n.kind in kinds and n.first not in owned and not is_camp(n, head)
        ]
        if head.lemma_.lower() in heads("plain_groups") and head.tag_ == "NNS":
            inside = [
                n for n in inside if self.world.entry(n.id)
            ]  # the Houthi, not "Tigrayan" rebels
        return inside[-1] if inside else self._whole(paragraph, span)

    def _trailing(self, paragraph: int, head: Token) -> Name | None:
        """The person named at the end of an office: "Russia's ambassador to Israel Ivan Petrov".

        The parse hangs such a name on the last noun before it.
        """
        if office_word(head) is None:
            return None
        end = right_edge(head)
        name = self.name_at(paragraph, end)
        owner = end.dep_ == "poss" or end.head.dep_ == "poss"
        named = name is not None and name.kind == "person" and name.last == end.i + 1
        return name if named and not owner else None

    def _whole(self, paragraph: int, span: Span) -> Name | None:
        """A phrase that is a known surface as a whole: "the Syrian government"."""
        doc = self.paragraphs[paragraph].doc
        words = span.of(self.referents.texts[paragraph])
        entries = self.world.lookup(words, "organisation", "group", "outlet", "state")
        if not entries:
            return None
        part = doc.char_span(span.start, span.end, alignment_mode="expand")
        if part is None or not is_proper(part):
            return None
        entry = entries[0]
        return Name(
            paragraph, part.start, part.end, entry.kind, entry.name, entry.id, entry.country
        )

    def _states(self) -> dict[str, Actor]:
        """The states of the persons named, by country."""
        countries = {r.actor.country for r in self.referents.persons if r.actor.country}
        entries = ((c, self.world.entry(f"state:{c}")) for c in sorted(countries))
        return {c: Actor(e.name, e.id, "state", c) for c, e in entries if e is not None}

    def _someone(self, paragraph: int, head: Token, role: Role | None) -> Actor | None:
        """The person meant by a phrase without a name: by visit, nationality or office."""
        found = host_or_guest(self.referents, paragraph, head, self.names, self.resolve)
        if found is None:
            found = national(self.referents, paragraph, head, self.world)
        if found is None:
            found = self._leader_of(nationality_alone(head, self.world))
        if found is None and role is not None:
            found = self.offices.holder(paragraph, head, role)
        if found is None and role is not None and role.country is None:
            found = self._at_home(paragraph, head, role)
        return found

    def _at_home(self, paragraph: int, head: Token, role: Role) -> Actor | None:
        """Who of several leaders named "the president" is: the one in whose country it happens."""
        leaders = (r.actor for r in self.referents.persons if r.key in self.referents.leaders)
        home = setting(self.referents, self.names, {leader.country for leader in leaders})
        if home is None or role.counterpart:
            return None
        found = self.offices.holder(paragraph, head, replace(role, country=home))
        return found if found is not None and found.id in self.referents.leaders else None

    def _leader_of(self, state: Entry | None) -> Actor | None:
        """Who leads a state, in a report that is about leaders: "the American" after a summit."""
        if state is None or not self.referents.leaders:
            return None
        return self.offices.leader(state.country)

    def _role(self, paragraph: int, head: Token) -> Role | None:
        role = role_of(self.paragraphs[paragraph].doc, head, self.world)
        if role is not None and role.country is None and self.directions:
            words = (t.lower_ for t in head.children if t.lower_ in self.directions)
            side = next((self.directions[word] for word in words), None)
            return replace(role, country=side.country) if side is not None else role
        return role

    # -- help

    def _as_told(self, name: Name, outlet: Named | None) -> Name:
        """A name as this report means it: "the South", and the paper that names itself."""
        if self.world.entry(name.id) is not None:
            return name
        if outlet is not None and self.world.normalise(outlet.name) == self.world.normalise(
            name.name
        ):
            identity = outlet.id or content_id("e", "outlet", outlet.name)
            return replace(name, kind="outlet", name=outlet.name, id=identity, country=None)
        return as_state(name, self.directions)

    def _named(self, name: Name) -> Referent:
        doc = self.paragraphs[name.paragraph].doc
        head = doc[name.first : name.last].root
        office = head.head if head.dep_ == "appos" and names_office(head.head) else head
        actor = self.actor(name, self._role(name.paragraph, office))
        top = head
        while top.dep_ in {"compound", "appos", "conj"} and top.head != top:
            top = top.head
        return Referent(
            name.paragraph,
            head.i,
            head.sent.start,
            actor,
            acts_in(top),
            name.gender,
        )

    def _offices_told(self) -> Iterator[Role]:
        """The offices of states of which one holder is spoken of: "the American president"."""
        for index, paragraph in enumerate(self.paragraphs):
            for token in paragraph.doc:
                if token.tag_ == "NN" and not is_indefinite(token):
                    role = self._role(index, token)
                    if role is not None and role.country is not None:
                        yield role

    def _described(self) -> Iterable[Referent]:
        """Persons by role alone ("the Iranian leader said"), resolved once names are known."""
        found = []
        for index, paragraph in enumerate(self.paragraphs):
            for token in paragraph.doc:
                other = elliptical(token, self.world)
                if other is not None and (actor := self.offices.of(index, token, other)):
                    found.append(Referent(index, token.i, token.sent.start, actor, False))
                if token.pos != NOUN or not acts_in(token):
                    continue
                if self._naming(index, token, phrase(token)) is not None:
                    continue
                role = self._role(index, token)
                actor = self._someone(index, token, role)
                leading = role is not None and role.country is not None and token.tag_ == "NN"
                if actor is None and (leading or is_individual(token)):
                    actor = self._as_described(index, token, phrase(token))
                if actor is not None:
                    found.append(Referent(index, token.i, token.sent.start, actor, True))
        return found

    def _placed(self, actor: Actor, paragraph: int, span: Span) -> Actor:
        start = self.paragraphs[paragraph].span.start
        where = Span(start + span.start, start + span.end)
        return Actor(actor.name, actor.id, actor.kind, actor.country, actor.role, where)

    def _as_described(self, paragraph: int, head: Token, span: Span) -> Actor:
        """A phrase that names nobody, without its article; a nationality gives its country."""
        words = span.of(self.referents.texts[paragraph]).split()
        while len(words) > 1 and words[0].lower() in ARTICLES:
            words = words[1:]
        state = self.world.demonym(words[-1]) or self.world.demonym(words[0])
        if state is not None and len(words) == 1 and not is_citizen(head):
            where = self._shift(paragraph, span)
            return Actor(state.name, state.id, "state", state.country, None, where)
        many = head.tag_ in {"NNS", "NNPS"} or head.lemma_.lower() in heads("many")
        kind: ActorKind = "group" if many else "person"
        country = state.country if state else None
        if opens_sentence(head, words[0]) and not self.world.lookup(words[0], "person"):
            words[0] = words[0].lower()
        return Actor(" ".join(words), None, kind, country, None, self._shift(paragraph, span))

    def _shift(self, paragraph: int, span: Span) -> Span:
        start = self.paragraphs[paragraph].span.start
        return Span(start + span.start, start + span.end)


def is_camp(name: Name, head: Token) -> bool:
    """Whether a person's name only says whose people others are: "Putin critics"."""
    return name.kind == "person" and head.pos_ == "NOUN" and name.last <= head.i


def opens_sentence(head: Token, word: str) -> bool:
    """Whether a description owes its capital to the start of its sentence: "Commanders agree"."""
    first = head.left_edge
    plain = first.text == word and first.is_sent_start and first.pos_ in {"NOUN", "ADJ", "VERB"}
    return bool(plain and word.istitle() and first.ent_type_ == "")


def is_proper(words: DocSpan) -> bool:
    """Whether a phrase is written as a name: a capital that no sentence start explains."""
    return (
        any(t.text[:1].isupper() and not t.is_sent_start for t in words) or words[0].ent_type != 0
    )
