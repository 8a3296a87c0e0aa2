"""Whom "he" means where somebody without a name was told of last: the driver, the gunman, a man.

News calls its leaders by name and a culprit or victim by what he did. "A man drove into the crowd.
He was shot by police": the last name before "he" is the minister's, and it is not he who was shot.
"""

from __future__ import annotations

from spacy.tokens import Token

from dragoman.annotate.actors import Cast
from dragoman.annotate.events.lexicon import people
from dragoman.model import Actor

ALONE = {"he", "him", "she", "her"}
"""Pronouns of one person."""
SINGULAR = "NN"


def by_pronoun(cast: Cast, paragraph: int, head: Token) -> tuple[Actor, ...]:
    """Who a noun phrase means; a pronoun of one person means the stranger told of last, if one was.

    The stranger must stand between the name that the pronoun would mean and the pronoun itself.
    """
    actors = cast.resolve(paragraph, head)
    if head.lower_ not in ALONE or len(actors) != 1 or actors[0].span is None:
        return actors
    named = cast.paragraphs[paragraph].span.start + head.idx
    for word in reversed(head.doc[: head.i]):
        if cast.paragraphs[paragraph].locate(word).start < actors[0].span.end <= named:
            return actors
        if word.tag_ == SINGULAR and word.lemma_.lower() in people()["people"]:
            described = cast.resolve(paragraph, word)
            if len(described) == 1 and described[0].id is None:
                return described
    return actors
