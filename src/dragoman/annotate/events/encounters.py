"""Who meets, where a meeting is only named: "at a summit", "after two hours of talks", "the talks".

News tells in its first lines who meets, and afterwards speaks of "the meeting". Such a noun takes
part in the clause it frames ("at a summit the three agreed"), or refers back to the report's own
encounter and so to its company.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from dragoman.annotate.actors import Cast
from dragoman.annotate.events.triggers import Trigger
from dragoman.annotate.syntax import child, subject
from dragoman.model import Actor

PAIR = 2


@cache
def words() -> dict[str, frozenset[str]]:
    """The word lists of encounters.toml, by section."""
    data = tomllib.loads(files(__package__).joinpath("encounters.toml").read_text("utf-8"))
    return {
        name: frozenset(word for key, found in section.items() if key != "reason" for word in found)
        for name, section in data.items()
    }


def company_of(trigger: Trigger, cast: Cast, paragraph: int) -> tuple[Actor, ...]:
    """Those who meet at an event whose own phrase names none or one of them; () if unknown."""
    if trigger.word.pos_ != "NOUN" or is_other(trigger.word):
        return ()
    present = attending(trigger.word)
    if present is not None:
        return cast.resolve(paragraph, present)
    framed = framed_by(trigger.word)
    if framed is not None and (acting := acting_at(framed, cast, paragraph)):
        return acting
    if not refers_back(trigger.word, framed=framed is not None):
        return ()
    return cast.referents.company or cast.referents.principals(paragraph, trigger.word)


def company_at(trigger: Trigger, cast: Cast, paragraph: int) -> tuple[Actor, ...]:
    """The company of the report, for a meeting that one of them holds: "held a second summit"."""
    noun = trigger.word
    if is_other(noun) or any(t.lower_ in {"between", "among", "of", "with"} for t in noun.children):
        return ()
    return cast.referents.company or cast.referents.principals(paragraph, noun)


def attending(noun: Token) -> Token | None:
    """Whom a relative clause tells to be there: "the meeting at which X, Y and Z agreed"."""
    for clause in noun.children:
        if clause.dep_ == "relcl" and any(
            t.lower_ in {"at", "where", "in", "during"} and t.i < clause.i for t in clause.children
        ):
            return child(clause, "nsubj")
    return None


def acting_at(verb: Token, cast: Cast, paragraph: int) -> tuple[Actor, ...]:
    """The subject of a clause set at a meeting, where it stands for several sides."""
    acting = subject(verb)
    if acting is None:
        return ()
    found = cast.resolve(paragraph, acting)
    sides = {actor.country for actor in found if actor.country}
    return found if len(sides) >= PAIR else ()


def framed_by(noun: Token) -> Token | None:
    """The verb of the clause that is set at a meeting: "said after two hours of talks"."""
    preposition = measured(noun).head
    if preposition.dep_ != "prep" or preposition.lower_ not in words()["frames"]:
        return None
    verb = preposition.head
    while verb.pos_ != "VERB" and verb.head != verb:
        verb = verb.head
    if verb.dep_ == "acl":  # "with differences spilling into the open at a summit"
        verb = next((t for t in verb.ancestors if t.pos_ == "VERB"), verb)
    return verb if verb.pos_ == "VERB" else None


def measured(noun: Token) -> Token:
    """The noun itself, or what it is a part or measure of: "the end of the talks"."""
    of = noun.head
    if of.lower_ == "of" and of.head.lemma_.lower() in words()["measures"]:
        return of.head
    return noun


def refers_back(noun: Token, *, framed: bool) -> bool:
    """Whether a noun means the meeting that the report is about.

    "The meeting", "their talks", plain "talks"; "a meeting" only as the frame of a clause. Who is
    said to meet ("talks between", "the ministers' talks") would make it theirs.
    """
    if noun.tag_ == "NN" and noun.lemma_ == "talk":
        return any(t.lower_ == "their" for t in noun.children)  # "the talk was of a truce"
    if noun.head.lower_ == "of" and noun.head.head.lower_ in {"kind", "sort", "type"}:
        return False
    marks = {t.lower_ for t in noun.children if t.dep_ in {"det", "poss"}}
    if marks - {"the", "a", "an", "this", "their", "his", "her"}:
        return False
    if any(t.lower_ in {"between", "among", "of", "with"} for t in noun.children):
        return False
    if marks & {"a", "an", "his", "her"}:
        return framed and not marks & {"his", "her"}
    return bool(marks) or framed or measured(noun) != noun


def is_other(noun: Token) -> bool:
    """Whether its modifiers make it another meeting: "the Geneva talks", "trade talks", "next"."""
    return any(
        t.lower_ in words()["other"] or (t.dep_ == "compound" and t.pos_ in {"PROPN", "NOUN"})
        for t in modifiers(noun)
    )


def modifiers(noun: Token) -> Iterator[Token]:
    """The words before a noun that say which one, durations left out ("two-hour talks")."""
    for word in noun.children:
        counted = any(t.like_num for t in word.subtree)
        if word.dep_ in {"amod", "compound", "nmod", "det"} and not counted:
            yield word


def hears(noun: Token) -> Token | None:
    """Who is at a meeting with somebody: the subject of the clause that "talks with X" frames."""
    with_ = next((t for t in noun.children if t.lower_ == "with"), None)
    verb = framed_by(noun)
    if with_ is None or child(with_, "pobj") is None or verb is None:
        return None
    return subject(verb)
