"""Unsaid: what is worded like a statement and is none, since nobody speaks or nothing is said.

"No group has claimed responsibility" gives no words to a group, and "asked not to be named" tells
how a source wants to be cited, not what it said (`cues.toml`). Where whole clauses are what nobody
said ("no official has said that it failed"), that is kept: a negated statement without a speaker.
"""

from __future__ import annotations

from dragoman.annotate.attribution.drafts import Draft, Scene
from dragoman.annotate.attribution.lexicon import lexicon

DETERMINERS = {"det", "preconj"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}


def unsaid(scene: Scene, draft: Draft) -> bool:
    """Whether a draft is no statement, for its source or for its words."""
    return (is_nobodys(draft) and not is_clause(scene, draft)) or is_of_citing(scene, draft)


def is_nobodys(draft: Draft) -> bool:
    """Whether the source of a draft is that there is none: "no official", "neither X nor Y"."""
    if draft.source is None:
        return False
    determiners = (t.lower_ for t in draft.source.children if t.dep_ in DETERMINERS)
    return not lexicon().nobody.isdisjoint((draft.source.lower_, *determiners))


def is_clause(scene: Scene, draft: Draft) -> bool:
    """Whether the words of a draft have a finite verb."""
    verbs = (token for token in scene.doc if token.tag_ in FINITE)
    return any(s.start <= verb.idx < s.end for verb in verbs for s in draft.content)


def is_of_citing(scene: Scene, draft: Draft) -> bool:
    """Whether the words are only about how their speaker may be cited."""
    content = draft.content[0].of(scene.text).lower() if draft.content else ""
    declined = draft.entry.stance == "declined" and content.startswith(lexicon().cited_declined)
    return declined or content.startswith(lexicon().cited)
