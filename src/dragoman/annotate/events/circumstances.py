"""The clauses that tell of one act of force: where and when one of them is set, all are.

"Two were killed and nine wounded in Mopti on Friday"; "three died when a bomb went off in Kabul";
"a bomber rammed a truck into a gate in Herat, killing four"; "an attack in Nice, which killed 84".
News tells what was done in one clause and to how many in the next, and says the place once.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.annotate.events.lexicon import lexicon, people
from dragoman.annotate.events.triggers import Trigger
from dragoman.annotate.syntax import agent, is_passive

FORCE = {"ASSAULT", "COERCE"}
"""Types whose toll and deed are told in clauses of their own."""
TOGETHER = {"when", "as", "where", "while"}
"""Conjunctions between what happens at one time and place."""
FURTHEST = 3
"""Clauses between an event's own and one that tells of the same."""


def circumstances(trigger: Trigger) -> Iterator[Token]:
    """The heads of the other clauses and nouns that tell of the same act, the nearest first."""
    if trigger.sense.type not in FORCE:
        return
    reached = {trigger.clause}
    nearest = [trigger.clause]
    for _ in range(FURTHEST):
        found = [other for head in nearest for other in (*_below(head), *_above(head))]
        nearest = [head for head in dict.fromkeys(found) if head not in reached]
        reached.update(nearest)
        yield from nearest


def _below(head: Token) -> Iterator[Token]:
    for part in head.children:
        if part.dep_ == "conj" and part.pos_ == "VERB" and is_forceful(part):
            yield part
        elif part.dep_ == "conj" and part.pos_ == "NUM":  # "two were killed and 83 injured"
            yield from (toll for toll in part.children if toll.dep_ == "acl")
        elif part.dep_ == "advcl" and _at_once(part, head):
            yield part
    by = agent(head)
    if by is not None:  # "killed by a man who drove a truck into a crowd"
        yield from (clause for clause in by.children if clause.dep_ in {"relcl", "acl"})


def _above(head: Token) -> Iterator[Token]:
    over = head.head
    shared = head.dep_ == "conj" and is_forceful(over)
    if shared or (head.dep_ == "advcl" and over.pos_ == "VERB" and _at_once(head, over)):
        yield over
    elif head.dep_ in {"relcl", "acl"}:
        yield over
        if over.dep_ == "conj" and over.pos_ == "NUM":
            yield over.head
        if over.dep_ == "pobj" and over.pos_ == "PROPN":  # "an attack in Nice, which killed 84"
            yield over.head.head


def _at_once(clause: Token, over: Token) -> bool:
    """Whether a clause tells of the same moment as the one over it.

    What comes after an act of its own comes from it only where the first clause is a mere toll.
    """
    marks = {t.lower_ for t in clause.children if t.dep_ in {"mark", "advmod"} and t.i < clause.i}
    toll = over.lemma_.lower() == "die" or (is_forceful(over) and is_passive(over))
    if marks & TOGETHER or ("after" in marks and toll):
        return True
    return not marks and clause.tag_ in {"VBG", "VBN"} and (is_forceful(clause) or toll)


def is_of_ground(trigger: Token, word: Token) -> bool:
    """Whether a word tells of the ground of a deed: "in retaliation for air strikes last week".

    The parse hangs such days and places on the deed itself, so the order of the words decides; a
    comma ends the ground.
    """
    if word.i < trigger.i:
        return False
    between = trigger.doc[trigger.i + 1 : word.i]
    grounds = [t.i for t in between if t.lemma_.lower() in people()["grounds"]]
    return bool(grounds) and not any(t.text == "," and t.i > grounds[-1] for t in between)


def is_forceful(word: Token) -> bool:
    """Whether a word is one of force: kill, shell, attack, die of it."""
    lemma = word.lemma_.lower()
    senses = (*lexicon().verbs.get(lemma, ()), *lexicon().nouns.get(lemma, ()))
    return lemma == "die" or any(sense.type in FORCE for sense in senses)
