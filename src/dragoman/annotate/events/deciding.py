"""Which candidates are events, and of which type: lexicon and trained model together.

The lexicon knows few words well; the model has seen a thousand sentences and judges every verb by
its surroundings. The lexicon's type holds unless another fits much better; a verb it does not know
needs a clear margin.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import cast as typed

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Token

from dragoman.annotate.events.features import Below, event_features, sentence_features
from dragoman.annotate.events.lexicon import Sense, demands, lexicon, people
from dragoman.annotate.events.modality import is_negated
from dragoman.annotate.events.parties import acting_heads, objects, receiving_heads
from dragoman.annotate.events.triggers import Trigger
from dragoman.annotate.events.types import NONE, YIELD, TypeModel
from dragoman.annotate.events.weapons import weapon_of
from dragoman.annotate.events.weapons import words as weapon_words
from dragoman.annotate.syntax import SUBJECTS, child
from dragoman.model import EventType

FOLDED = {"CONSULT", "SUPPORT", "COOPERATE", "AID"}
"""Types whose future PLOVER's manual codes as AGREE; here they keep their type and are planned."""
PARTS = {"CONCEDE": YIELD, "RETREAT": YIELD}
"""Types that the model's training data do not part."""


def decide(paragraphs: Sequence[Sequence[Trigger]], model: TypeModel) -> list[list[Trigger]]:
    """The triggers that tell of an event, each with the sense of its type, in order.

    Args:
        paragraphs: the triggers of each paragraph of a report, which are judged in one go.
        model: judges their types.
    """
    decided = [[t for t in map(struck, triggers) if is_sure(t)] for triggers in paragraphs]
    told = [
        (number, trigger, *sides(trigger))
        for number, triggers in enumerate(paragraphs)
        for trigger in triggers
        if not is_sure(struck(trigger))
    ]
    likely = [row for row in told if row[1].sense.type is not None or None not in row[2:]]
    margins = model.margins(described([row[1:] for row in likely]))
    for (number, trigger, _, _), row in zip(likely, margins, strict=True):
        found = typed_as(trigger, row, model.labels)
        if found is not None and not (found.type == "ASSAULT" and is_no_assault(trigger, found)):
            decided[number].append(replace(trigger, sense=found, found=found != trigger.sense))
    return [sorted(triggers, key=lambda trigger: trigger.word.i) for triggers in decided]


def is_sure(trigger: Trigger) -> bool:
    """Whether a sense needs no second opinion: meetings, what several do together, weapons."""
    sense = trigger.sense
    strikes = sense.type == "ASSAULT" and weapon_of(trigger.clause) is not None
    return sense.joint or sense.reversed or strikes


def struck(trigger: Trigger) -> Trigger:
    """A trigger as it is, but as an attack where a weapon struck: "rockets hit the port"."""
    if trigger.sense.type is not None or weapon_of(trigger.clause) is None:
        return trigger
    return replace(trigger, sense=untyped("ASSAULT"), found=True)


def described(told: Sequence[tuple[Trigger, Token | None, Token | None]]) -> list[set[str]]:
    """The features of triggers with their sides; those of a sentence are worked out once."""
    sentences: dict[Token, set[str]] = {}
    below: Below = {}
    rows = []
    for trigger, actor, recipient in told:
        word = trigger.clause
        first = word.doc[word.sent.start]
        if first not in sentences:
            sentences[first] = sentence_features(word)
        rows.append(sentences[first] | event_features(word, actor, recipient, below))
    return rows


def sides(trigger: Trigger) -> tuple[Token | None, Token | None]:
    """The first head of those who act, and of those who are acted on."""
    acting = next(iter(acting_heads(trigger)), None)
    receiving = next(iter((*receiving_heads(trigger), *objects(trigger))), None)
    return acting, receiving


def typed_as(trigger: Trigger, row: NDArray[np.float32], labels: Sequence[str]) -> Sense | None:
    """The sense of a trigger, or None where it tells of no event.

    A sense that asks for certain surroundings is believed; one that is a bare word must not look
    like a mere statement, and gives way to a type that fits much better.
    """
    limits = thresholds()
    margin = dict(zip(labels, map(float, row), strict=True))
    none = margin.pop(NONE)
    best = max(margin, key=lambda label: margin[label])
    clear = margin[best] >= max(limits["open_margin"], none + limits["open_over_none"])
    own = trigger.sense.type
    if own is None:
        known = trigger.word.lemma_.lower() in lexicon().verbs
        return untyped(best) if clear and not (known and best == "CONSULT") else None
    mine = margin[PARTS.get(own, own)]
    holds = limits["sense_holds" if demands(trigger.sense) else "lexicon_holds"]
    refusal = best == "REJECT" and is_negated(trigger.clause)  # "did not": that is polarity
    if margin[best] > mine + holds and not refusal and not (best == "AGREE" and own in FOLDED):
        return untyped(best) if clear else None
    believed = demands(trigger.sense) or mine >= none + limits["lexicon_over_none"]
    return trigger.sense if believed else None


def is_no_assault(trigger: Trigger, found: Sense) -> bool:
    """Whether it is an accident, a figure of speech or a game: nobody used force on anybody.

    Of games only where no word of force is used, since attacks are made at matches, too.
    """
    verb = trigger.clause
    suffered = (p for p in verb.children if p.lower_ in {"in", "by", "during", "after"})
    causes = (t for p in suffered for t in p.children if t.dep_ == "pobj")
    if any(cause.lemma_.lower() in people()["accidents"] for cause in causes) or is_mishap(verb):
        return True
    thing = child(verb, "dobj")
    if thing is not None and thing.lemma_.lower() in people()["figures"]:
        return True
    if verb.lemma_ == "shoot" and is_filming(verb, thing):
        return True
    return found != trigger.sense and any(
        t.lemma_.lower() in people()["contests"] for t in verb.sent
    )


def is_filming(verb: Token, thing: Token | None) -> bool:
    """Whether what is shot is a picture: "shot a video", "footage shot by a passer-by"."""
    shot = [thing, *(t for t in verb.children if t.dep_ in SUBJECTS)]
    if verb.dep_ in {"acl", "relcl"}:
        shot.append(verb.head)
    return any(word is not None and word.lemma_.lower() in people()["pictures"] for word in shot)


def is_mishap(toll: Token) -> bool:
    """Whether people came to harm by a thing that failed: "two were killed when a plane crashed".

    What somebody crashes, or what crashes where a weapon is told of, is no mishap.
    """
    causes = [t for t in toll.children if t.dep_ == "advcl"]
    if toll.dep_ in {"advcl", "conj"}:
        causes.append(toll.head)  # "a bus overturned, killing nine"
    failed = any(
        cause.lemma_.lower() in people()["mishaps"] and child(cause, "dobj") is None
        for cause in causes
    )
    return failed and not any(t.lemma_.lower() in weapon_words()["weapons"] for t in toll.sent)


def untyped(label: str) -> Sense:
    """The sense of a type that only the model found; a YIELD is read as the weaker CONCEDE."""
    kind = typed(EventType, "CONCEDE" if label == YIELD else label)
    return Sense(type=kind, cameo=lexicon().roots[kind])


@cache
def thresholds() -> dict[str, float]:
    """The numbers of thresholds.toml."""
    return tomllib.loads(files(__package__).joinpath("thresholds.toml").read_text("utf-8"))
