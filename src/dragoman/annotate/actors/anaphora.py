"""Pronouns, "the two leaders", "the host", "the American": words for persons named before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import islice

from spacy.tokens import Doc, Token

from dragoman.annotate.actors.names import Name, nominals
from dragoman.annotate.actors.referents import PAIR, Referent, Referents
from dragoman.annotate.actors.standing import acts
from dragoman.annotate.syntax import SUBJECTS
from dragoman.knowledge import Entry, World
from dragoman.model import Actor

Resolve = Callable[[int, Token], tuple[Actor, ...]]


def pronoun(
    referents: Referents, paragraph: int, head: Token, resolve: Resolve
) -> tuple[Actor, ...]:
    """Whom a pronoun means; () where nobody fits."""
    word = head.lower_
    words = nominals()["pronouns"]
    if word in words["several"]:
        return they(referents, paragraph, head, resolve)
    if word in words["thing"]:
        media = [r for r in referents.media_before(paragraph, head) if r.subject]
        return (media[-1].actor,) if media and head.dep_ in SUBJECTS else ()
    gender = next((g for g in ("male", "female") if word in words[g]), None)
    if gender is None:
        return ()
    speaking = quoting(referents, paragraph, head)
    fitting = [
        r
        for r in referents.before(paragraph, head)
        if r.gender in {None, gender}
        and r.key not in speaking
        and not same_clause(referents, r, paragraph, head)
    ]
    found = antecedent(referents, fitting, paragraph, head)
    return (found.actor,) if found is not None else ()


def thing(doc: Doc, word: Token, actor_at: Callable[[Token], Actor | None]) -> tuple[Actor, ...]:
    """The state, group or organisation that "it", "its" or "them" means in its own sentence.

    () unless it is clear: "it" and "its" take the subject of their clause or of one around it, or
    the name they are coordinated with; "them" the last group named before.
    """
    if word.lower_ == "them" and word.dep_ == "dobj":
        before = (actor_at(t) for t in reversed(doc[word.sent.start : word.i]))
        groups = (actor for actor in before if actor is not None and actor.kind == "group")
        return tuple(islice(groups, 1))
    if word.lower_ not in {"it", "its"} or is_expletive(word):
        return ()
    for candidate in owners(word):
        actor = actor_at(candidate)
        if actor is not None and actor.kind != "person":
            return (actor,)
    return ()


def is_expletive(word: Token) -> bool:
    """Whether "it" means nothing: "it is clear that", "it was agreed", "made it clear"."""
    if word.lower_ != "it":
        return False
    verb = word.head
    clause = any(t.dep_ in {"acomp", "attr", "ccomp", "auxpass"} for t in verb.children)
    return word.dep_ not in SUBJECTS or (
        clause
        and verb.lemma_
        in {"be", "seem", "appear"}
        | {t.lemma_ for t in (verb,) if any(c.dep_ == "auxpass" for c in t.children)}
    )


def owners(word: Token) -> Iterator[Token]:
    """Whom "it" or "its" may mean, the nearest first: a conjunct before it, then subjects."""
    current = word
    while current.head != current:
        if current.dep_ == "conj" and current.head.i < word.i:
            yield current.head
        for clause in current.children:
            if clause.dep_ == "advcl" and clause.i < word.i:
                yield from (t for t in clause.children if t.dep_ in SUBJECTS)
        current = current.head
        for child in current.children:
            if child.dep_ in SUBJECTS and child.i < word.i and child != word:
                yield child


def quoting(referents: Referents, paragraph: int, head: Token) -> set[str]:
    """Keys of who speaks the quotation that a pronoun stands in: to himself he is no "he"."""
    doc, text = referents.paragraphs[paragraph].doc, referents.texts[paragraph]
    if not in_quotation(text, head.idx):
        return set()
    said = [r for r in referents.persons if r.paragraph == paragraph and r.subject]
    outside = [r for r in said if not in_quotation(text, doc[r.token].idx)]
    near = [r for r in outside if r.sentence == head.sent.start] or outside
    return {r.key for r in near}


def in_quotation(text: str, offset: int) -> bool:
    """Whether a character of a paragraph stands inside double quotation marks."""
    before = text[:offset]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def antecedent(
    referents: Referents, fitting: list[Referent], paragraph: int, head: Token
) -> Referent | None:
    """Whom "he" or "his" means of those who fit; None where nobody does.

    A possessive before its clause looks ahead ("For his part, Rouhani said"). Else it is the
    subject of the sentence so far; for a possessive anybody in it; then the subject of the nearest
    earlier sentence that has one, and last the nearest person.
    """
    ahead = subject_ahead(referents, paragraph, head)
    if ahead is not None:
        return ahead
    here = [r for r in fitting if r.paragraph == paragraph and r.sentence == head.sent.start]
    subjects = [r for r in here if r.subject]
    if subjects or (here and head.tag_ == "PRP$"):
        return (subjects or here)[-1]
    earlier = [r for r in fitting if r.subject and r not in here] or fitting
    return foremost(referents, earlier)


def foremost(referents: Referents, found: Sequence[Referent]) -> Referent | None:
    """Who stands highest in the last sentence with somebody: X, in "X said that Y knew"."""
    if not found:
        return None
    last = found[-1]
    beside = [r for r in found if (r.paragraph, r.sentence) == (last.paragraph, last.sentence)]
    doc = referents.paragraphs[last.paragraph].doc
    return min(reversed(beside), key=lambda r: sum(1 for _ in doc[r.token].ancestors))


def subject_ahead(referents: Referents, paragraph: int, head: Token) -> Referent | None:
    """The subject after a phrase that opens its sentence with a possessive, if it is a person."""
    if head.tag_ != "PRP$":
        return None
    verb = next((t for t in head.ancestors if t.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.i < head.i:
        return None
    subjects = {
        t.i for t in verb.children if t.dep_ in SUBJECTS and t.i > head.i and t != head.head
    }
    return next(
        (r for r in referents.persons if r.paragraph == paragraph and r.token in subjects), None
    )


def same_clause(referents: Referents, referent: Referent, paragraph: int, head: Token) -> bool:
    """Whether a person is an object in the pronoun's own clause and so cannot be meant."""
    if referent.paragraph != paragraph:
        return False
    token = referents.paragraphs[paragraph].doc[referent.token]
    return bool(token.head == head.head and head.dep_ in SUBJECTS)


def they(referents: Referents, paragraph: int, head: Token, resolve: Resolve) -> tuple[Actor, ...]:
    """Who a plural pronoun means: the nearest subject of several before it, else the two.

    Several are coordinated, or counted in its own sentence: "the two said when they would meet".
    A coordinated subject may also follow in the sentence.
    """
    numbers = nominals()["pairs"]["quantifiers"]
    doc = referents.paragraphs[paragraph].doc
    before = [t for t in reversed(doc) if t.i < head.i]
    after = [t for t in head.sent if t.i > head.i]
    for token in [*before, *after]:
        counted = token.sent == head.sent and any(c.lower_ in numbers for c in token.children)
        several = counted or any(c.dep_ == "conj" for c in token.children)
        if token.dep_ in SUBJECTS and several:
            return resolve(paragraph, token)
    if head.dep_ in SUBJECTS or head.dep_ == "poss":
        return referents.company or referents.principals(paragraph, head)
    return ()


def pair(referents: Referents, paragraph: int, head: Token) -> tuple[Actor, ...]:
    """The two persons of "the two leaders", "both sides", "the presidents"; () otherwise."""
    words = nominals()["pairs"]
    lemma = head.lemma_.lower()
    number = count_of(head)
    if number > PAIR:
        return referents.several(number)
    before = [t for t in head.children if t.dep_ not in {"relcl", "acl", "punct", "appos"}]
    counted = any(t.lower_ in words["quantifiers"] for t in head.children)
    marks = {t.lower_ for t in before}
    bare = head.tag_ in {"NNS", "NNPS"} and bool(marks) and marks <= {"the", "their"}
    if lemma in words["quantifiers"] and "the" in {t.lower_ for t in before}:
        return just_named(referents, paragraph, head) or referents.principals(paragraph, head)
    both_states = any(
        inner.lemma_.lower() in words["states"]
        and any(t.lower_ in words["quantifiers"] for t in inner.children)
        for part in head.children
        for inner in (part, *part.children)
        if part.lower_ == "of" or part.dep_ == "poss"
    )
    person = lemma in words["persons"] and (counted or bare or both_states)
    if person or lemma in words["duos"]:
        return referents.principals(paragraph, head)
    if lemma in words["states"] and counted:
        both = referents.company or referents.principals(paragraph, head)
        if len(both) == PAIR and all(actor.kind != "person" for actor in both):
            return both
        # Two persons stand for two sides only if each is known to belong to one.
        return both if all(actor.country for actor in both) else ()
    return ()


def just_named(referents: Referents, paragraph: int, head: Token) -> tuple[Actor, ...]:
    """The two whom the sentence before names as acting: "X signed for A and Y for B. The two"."""
    if head.sent.start == 0:
        return ()
    before = head.doc[head.sent.start - 1].sent.start
    here = [r for r in referents.persons if (r.paragraph, r.sentence) == (paragraph, before)]
    named = {r.key: r.actor for r in here}
    return tuple(named.values()) if len(named) == PAIR else ()


def count_of(head: Token) -> int:
    """How many persons or sides a phrase counts: "the three leaders", "all four"; 0 for none."""
    numbers, words = nominals()["numbers"], nominals()["pairs"]
    counted = [*head.children, *(t for p in head.children if p.lower_ == "of" for t in p.children)]
    if head.lower_ in numbers["words"]:
        alone = not any(t.dep_ == "pobj" for t in counted)
        return numbers["words"].index(head.lower_) + PAIR if alone else 0
    if head.lemma_.lower() not in (*words["persons"], *words["states"]):
        return 0
    found = (t.lower_ for t in counted if t.lower_ in numbers["words"])
    return next((numbers["words"].index(word) + PAIR for word in found), 0)


def host_or_guest(
    referents: Referents, paragraph: int, head: Token, names: Sequence[Name], resolve: Resolve
) -> Actor | None:
    """The person who is host or guest, told by whose country the report is set in.

    The host is who belongs where the first place of the report lies that lies with one of those it
    is about; the guest who is named last of the others. "His host" is the other of the two,
    wherever they are. None where nothing tells.
    """
    words = nominals()["visits"]
    lemma = head.lemma_.lower()
    if head.tag_ in {"NNS", "NNPS"} or lemma not in words["host"] + words["guest"]:
        return None
    about = referents.company or referents.principals(len(referents.paragraphs), head)
    persons = [actor for actor in about if actor.kind == "person" and actor.country]
    sides = {actor.country for actor in persons}
    if len(sides) < PAIR:
        return None
    owner = next((t for t in head.children if t.tag_ == "PRP$"), None)
    if owner is not None and len(persons) == PAIR:
        whose = pronoun(referents, paragraph, owner, resolve)
        others = [actor for actor in persons if actor.country not in {a.country for a in whose}]
        if len(others) == 1:
            return others[0]
    home = setting(referents, names, sides)
    if home is None:
        return None
    if lemma in words["host"]:
        return next(actor for actor in persons if actor.country == home)
    guests = [actor for actor in persons if actor.country != home]
    return guests[0] if len(guests) == 1 else None


def setting(
    referents: Referents, names: Sequence[Name], sides: Collection[str | None]
) -> str | None:
    """In whose country the news takes place: the first town there, else the first land."""
    where = [n for n in names if n.country in sides and is_where(referents, n)]
    towns = [n for n in where if n.kind == "place"]
    first = next(iter(towns or where), None)
    return first.country if first is not None else None


def is_where(referents: Referents, name: Name) -> bool:
    """Whether a name is of where something happens: a place or a state that does not act."""
    doc = referents.paragraphs[name.paragraph].doc
    return name.kind in {"place", "state"} and not acts(doc, name.first, name.last)


def national(referents: Referents, paragraph: int, head: Token, world: World) -> Actor | None:
    """The person meant by a nationality alone: "the American", "the Turkish one".

    The one of that country named last before, or who is in the report's company.
    """
    state = nationality_alone(head, world)
    if state is None:
        return None
    before = referents.before(paragraph, head, back=len(referents.paragraphs))
    named = [r.actor for r in reversed(before)]
    together = [actor for actor in referents.company if actor.kind == "person"]
    return next((a for a in (*named, *together) if a.country == state.country), None)


def nationality_alone(head: Token, world: World) -> Entry | None:
    """The state of "the American" and "the Turkish one", said of one person; None otherwise."""
    if head.tag_ in {"NNS", "NNPS"} or not any(t.lower_ == "the" for t in head.children):
        return None
    word = head
    if head.lower_ == "one":
        word = next((t for t in head.children if t.dep_ in {"amod", "compound"}), head)
    return world.demonym(word.text) if word.text[:1].isupper() else None
