"""The cast of a report: everybody it names, and who a noun phrase or a pronoun means among them.

The order of asking: a name in the phrase itself; a role with a nationality ("the Russian
president"), first among those the report names, then in the dated knowledge base; "the two
leaders"; a pronoun, by nearness and by who was speaking; and where nothing holds, the phrase as
it stands, which is an honest answer ("diplomatic source").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.annotate.actors.names import Name, find_names, nominals
from dragoman.annotate.actors.roles import Role, office_word, role_of
from dragoman.annotate.parse import Paragraph
from dragoman.annotate.syntax import SUBJECTS, coordinated, phrase, right_edge
from dragoman.knowledge import Entry, World
from dragoman.model import Actor, ActorKind, Interval, Mention, Span, content_id

BACK = 3
"""Paragraphs back in which a pronoun looks for its antecedent."""
ARTICLES = {"the", "a", "an", "his", "her", "their", "its", "this", "that", "these", "those"}


@dataclass(frozen=True, slots=True)
class Referent:
    """Someone who can be referred back to: where he was mentioned, and in what function."""

    paragraph: int
    token: int
    sentence: int
    actor: Actor
    subject: bool
    gender: str | None = None


class Cast:
    """The actors of one report, resolved."""

    def __init__(self, paragraphs: Sequence[Paragraph], world: World, published: Interval) -> None:
        self.paragraphs = paragraphs
        self.world = world
        self.published = published
        self.names: list[Name] = find_names(paragraphs, world)
        self._by_paragraph: dict[int, list[Name]] = {}
        for name in self.names:
            self._by_paragraph.setdefault(name.paragraph, []).append(name)
        self.persons = {n.id: n for n in self.names if n.kind == "person"}
        self.referents = [r for n in self.names if n.kind == "person" for r in [self._named(n)]]
        self.referents += self._described()
        self.referents.sort(key=lambda r: (r.paragraph, r.token))

    # -- names

    def name_at(self, paragraph: int, token: Token) -> Name | None:
        """The name that a token is part of."""
        for name in self._by_paragraph.get(paragraph, ()):
            if name.covers(token):
                return name
        return None

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

    def mentions(self, report_id: str) -> list[Mention]:
        """Every name of the report as a mention, places with their coordinates."""
        found = []
        for name in self.names:
            span = self.span_of(name)
            entry = self.world.entry(name.id)
            found.append(
                Mention(
                    id=content_id("m", report_id, span.start, span.end, name.kind),
                    span=span,
                    kind=name.kind,
                    entity=name.name,
                    entity_id=name.id,
                    country=name.country,
                    lat=entry.lat if entry else None,
                    lon=entry.lon if entry else None,
                    feature=entry.feature if entry and name.kind == "place" else None,
                )
            )
        return found

    # -- noun phrases

    def resolve(self, paragraph: int, head: Token) -> tuple[Actor, ...]:
        """Who a noun phrase means, its coordinated parts each; never empty for a real phrase."""
        found: list[Actor] = []
        for part in coordinated(head):
            found.extend(self._resolve_one(paragraph, part))
        return tuple(dict.fromkeys(found))

    def _resolve_one(self, paragraph: int, head: Token) -> tuple[Actor, ...]:
        if head.pos_ == "PRON" or head.tag_ in {"PRP", "PRP$", "WP"}:
            return self.pronoun(paragraph, head)
        span = phrase(head)
        name = self._naming(paragraph, head, span)
        if name is not None:
            return (self.actor(name, self._role(paragraph, head)),)
        pair = self._pair(paragraph, head)
        if pair:
            return pair
        role = self._role(paragraph, head)
        holder = self.holder(paragraph, head, role) if role is not None else None
        if holder is not None:
            return (self._placed(holder, paragraph, span),)
        described = self._as_described(paragraph, head, span)
        if role is not None and role.country is not None:
            described = replace(described, country=role.country, role=role.title)
        return (described,)

    def actor(self, name: Name, role: Role | None = None) -> Actor:
        """A name as an actor; a capital or seat of power is its state's government."""
        kind: ActorKind = "state" if name.kind == "place" else name.kind
        entry = self.world.metonym(name.name) if name.kind == "place" else None
        if name.kind == "place" and entry is None:
            country = self.world.entry(f"state:{name.country}") if name.country else None
            named_so = country is not None and country.name == name.name
            entry = country if named_so else None
        if entry is not None:
            return Actor(entry.name, entry.id, "state", entry.country, None, self.span_of(name))
        title = role.title if role else None
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
        inside = [
            n
            for n in self.names_in(paragraph, span)
            if n.kind in {"person", "outlet", "organisation", "group"} and n.first not in owned
        ]
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
        words = span.of(doc.text)
        entries = self.world.lookup(words, "organisation", "group", "outlet", "state")
        part = doc.char_span(span.start, span.end, alignment_mode="expand")
        if not entries or part is None:
            return None
        entry = entries[0]
        return Name(
            paragraph, part.start, part.end, entry.kind, entry.name, entry.id, entry.country
        )

    def _role(self, paragraph: int, head: Token) -> Role | None:
        return role_of(self.paragraphs[paragraph].doc, head, self.world)

    # -- roles

    def holder(self, paragraph: int, head: Token, role: Role) -> Actor | None:
        """The person a role means: named in the report, else in office at the time."""
        if head.tag_ in {"NNS", "NNPS"}:
            return None
        if role.counterpart:
            return self._counterpart(paragraph, head, role)
        known = {h.person.id: h.person for h in self.world.holders(role.title, role.country)}
        here = [r for r in self._before(paragraph, head) if r.actor.id in known]
        anywhere = [r for r in self.referents if r.actor.id in known]
        if role.country is None:
            described = [r for r in self._before(paragraph, head) if r.actor.role == role.title]
            found = described or here
            return found[-1].actor if found else None
        if here or anywhere:
            return (here or anywhere[:1])[-1].actor
        described = [
            r
            for r in self.referents
            if r.actor.role == role.title and r.actor.country == role.country
        ]
        if described:
            return described[0].actor
        return self._in_office(role)

    def _in_office(self, role: Role) -> Actor | None:
        if not self.published.known:
            return None
        holders = self.world.holders(role.title, role.country, self.published)
        people = list(dict.fromkeys(h.person.id for h in holders))
        if len(people) != 1:
            return None
        return person(holders[0].person, role.title)

    def _counterpart(self, paragraph: int, head: Token, role: Role) -> Actor | None:
        before = [r for r in self._before(paragraph, head) if r.actor.country != role.country]
        if not before:
            return None
        first = before[-1].actor
        titles = {h.title for h in self.world.offices_of(first.id or "", self._when())}
        here = [r for r in self.referents if r.actor.country == role.country]
        if here:
            return here[-1].actor
        for title in sorted(titles):
            found = self._in_office(Role(title, role.country))
            if found is not None:
                return found
        return None

    def _when(self) -> Interval | None:
        return self.published if self.published.known else None

    # -- pairs and pronouns

    def _pair(self, paragraph: int, head: Token) -> tuple[Actor, ...]:
        words = nominals()["pairs"]
        counted = any(
            t.lower_ in words["quantifiers"] or t.lower_ == "presidents" for t in head.subtree
        )
        lemma = head.lemma_.lower()
        if lemma in words["persons"] and (counted or self._bare_plural(head)):
            return self.principals(paragraph, head)
        if lemma in words["states"] and counted:
            return self.principals(paragraph, head)
        return ()

    def _bare_plural(self, head: Token) -> bool:
        """Whether a plural stands with nothing but its article: "the presidents"."""
        return head.tag_ == "NNS" and all(t.lower_ == "the" for t in head.children)

    def principals(self, paragraph: int, head: Token) -> tuple[Actor, ...]:
        """The two persons a report is about so far: those most often named before a point."""
        before = self._before(paragraph, head, back=len(self.paragraphs))
        counts: dict[str, int] = {}
        first: dict[str, Actor] = {}
        for referent in before:
            key = referent.actor.id or referent.actor.name
            counts[key] = counts.get(key, 0) + 1
            first.setdefault(key, referent.actor)
        chosen = sorted(counts, key=lambda k: -counts[k])[:2]
        return tuple(first[k] for k in chosen) if len(chosen) == 2 else ()

    def pronoun(self, paragraph: int, head: Token) -> tuple[Actor, ...]:
        """Whom a pronoun means; () where nobody fits."""
        word = head.lower_
        if word in {"they", "their", "them"}:
            return self._they(paragraph, head)
        gender = {"he": "male", "his": "male", "him": "male"}.get(word) or (
            {"she": "female", "her": "female"}.get(word)
        )
        if gender is None:
            return ()
        fitting = [
            r
            for r in self._before(paragraph, head)
            if r.gender in {None, gender} and not self._same_clause(r, paragraph, head)
        ]
        if not fitting:
            return ()
        return (self._antecedent(fitting, paragraph, head).actor,)

    def _antecedent(self, fitting: list[Referent], paragraph: int, head: Token) -> Referent:
        """The subject of the nearest earlier sentence that has one, else the nearest person."""
        here = [r for r in fitting if r.paragraph == paragraph and r.sentence == head.sent.start]
        subjects = [r for r in here if r.subject]
        if subjects:
            return subjects[-1]
        earlier = [r for r in fitting if r.subject and r not in here]
        return earlier[-1] if earlier else fitting[-1]

    def _same_clause(self, referent: Referent, paragraph: int, head: Token) -> bool:
        """Whether a person is an object in the pronoun's own clause and so cannot be meant."""
        if referent.paragraph != paragraph:
            return False
        token = self.paragraphs[paragraph].doc[referent.token]
        return token.head == head.head and head.dep_ in SUBJECTS

    def _they(self, paragraph: int, head: Token) -> tuple[Actor, ...]:
        doc = self.paragraphs[paragraph].doc
        before = [t for t in reversed(doc) if t.i < head.i]
        after = [t for t in head.sent if t.i > head.i]
        for token in [*before, *after]:
            if token.dep_ in SUBJECTS and any(c.dep_ == "conj" for c in token.children):
                return self.resolve(paragraph, token)
        return (
            self.principals(paragraph, head)
            if head.dep_ in SUBJECTS or (head.dep_ == "poss")
            else ()
        )

    # -- help

    def _before(self, paragraph: int, head: Token, back: int = BACK) -> list[Referent]:
        return [
            r
            for r in self.referents
            if paragraph - back <= r.paragraph <= paragraph
            and (r.paragraph < paragraph or r.token < head.i)
        ]

    def _named(self, name: Name) -> Referent:
        doc = self.paragraphs[name.paragraph].doc
        head = doc[name.first : name.last].root
        actor = self.actor(name, role_of(doc, head, self.world))
        top = head
        while top.dep_ in {"compound", "appos", "conj"} and top.head != top:
            top = top.head
        return Referent(
            name.paragraph,
            head.i,
            head.sent.start,
            actor,
            top.dep_ in SUBJECTS,
            name.gender,
        )

    def _described(self) -> Iterable[Referent]:
        """Persons by role alone ("the Iranian leader said"), resolved once names are known."""
        found = []
        self.referents.sort(key=lambda r: (r.paragraph, r.token))
        for index, paragraph in enumerate(self.paragraphs):
            for token in paragraph.doc:
                if token.dep_ not in SUBJECTS or token.pos_ != "NOUN":
                    continue
                if self._naming(index, token, phrase(token)) is not None:
                    continue
                role = role_of(paragraph.doc, token, self.world)
                actor = self.holder(index, token, role) if role is not None else None
                if actor is not None:
                    found.append(Referent(index, token.i, token.sent.start, actor, True))
        return found

    def _placed(self, actor: Actor, paragraph: int, span: Span) -> Actor:
        start = self.paragraphs[paragraph].span.start
        where = Span(start + span.start, start + span.end)
        return Actor(actor.name, actor.id, actor.kind, actor.country, actor.role, where)

    def _as_described(self, paragraph: int, head: Token, span: Span) -> Actor:
        """A phrase that names nobody, without its article; a nationality gives its country."""
        doc = self.paragraphs[paragraph].doc
        words = span.of(doc.text).split()
        while len(words) > 1 and words[0].lower() in ARTICLES:
            words = words[1:]
        state = self.world.demonym(words[-1]) or self.world.demonym(words[0])
        if state is not None and len(words) == 1:
            where = self._shift(paragraph, span)
            return Actor(state.name, state.id, "state", state.country, None, where)
        kind: ActorKind = "group" if head.tag_ in {"NNS", "NNPS"} else "person"
        country = state.country if state else None
        return Actor(" ".join(words), None, kind, country, None, self._shift(paragraph, span))

    def _shift(self, paragraph: int, span: Span) -> Span:
        start = self.paragraphs[paragraph].span.start
        return Span(start + span.start, start + span.end)


def person(entry: Entry, title: str) -> Actor:
    """A person of the knowledge base as an actor in a role."""
    return Actor(entry.name, entry.id, "person", entry.country, title)
