"""Event coding: triggers with participants, place and time become events of claims.

An event inside a statement belongs to the statement's claim, so it is its speaker's, never the
outlet's; an event outside becomes a claim in the outlet's own voice (`narrated`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.annotate.actors import Cast
from dragoman.annotate.attribution.statements import LEAD
from dragoman.annotate.events.deciding import decide
from dragoman.annotate.events.lists import number_words
from dragoman.annotate.events.modality import Factuality, factuality
from dragoman.annotate.events.numbers import find_quantities
from dragoman.annotate.events.places import place_of
from dragoman.annotate.events.plain import NARRATED_SCORE, tell_plainly
from dragoman.annotate.events.roles import doing_oneself, key, participants
from dragoman.annotate.events.settings import settle
from dragoman.annotate.events.timing import when_of
from dragoman.annotate.events.triggers import Trigger, find_triggers
from dragoman.annotate.events.types import TypeModel, type_model
from dragoman.annotate.events.weapons import weapon_of
from dragoman.annotate.parse import Paragraph
from dragoman.annotate.syntax import is_passive
from dragoman.model import (
    Actor,
    Claim,
    EventCode,
    Interval,
    Quantity,
    Report,
    Span,
    Time,
    content_id,
)

CONTENT_TYPES = {"REQUEST", "ACCUSE", "THREATEN", "REJECT", "AGREE", "SUPPORT"}
"""Types whose trigger may be the statement's own cue: the act is the speech."""
COUNTED = {"ASSAULT", "COERCE", "PROTEST"}
"""Types whose tolls are told in the sentences that follow."""
PHONED = "041"
"""CAMEO: discuss by telephone."""


@dataclass(frozen=True, slots=True)
class Coded:
    """An event found in a paragraph, with the words of its clause."""

    paragraph: int
    trigger: Trigger
    code: EventCode
    fact: Factuality
    span: Span


def code_events(
    report: Report,
    paragraphs: Sequence[Paragraph],
    cast: Cast,
    times: Sequence[Time],
    statements: Sequence[Claim],
    model: TypeModel | None = None,
) -> list[Claim]:
    """All claims of a report: the statements with the events they tell of, and narrated events.

    What deeds tell of (`Claim.deed`) is the outlet's own account, so they hold no events. `model`
    judges the types; None is the one that ships with the package.
    """
    judge = model or type_model()
    said = [claim for claim in statements if not claim.deed]
    decided = decide([list(find_triggers(paragraph.doc)) for paragraph in paragraphs], judge)
    coded = [
        found
        for index, triggers in enumerate(decided)
        for found in distinct(list(paragraph_events(index, triggers, cast, times, said)))
    ]
    deeds = [claim for claim in statements if claim.deed and not is_force(claim, coded)]
    quantities = find_quantities(paragraphs, times)
    told, free = attach(said, coded, quantities)
    narrated = [narrate(report, paragraphs, found, quantities) for found in free]
    claims = count_in(settle([*told, *narrated], cast, times), quantities)
    plain = tell_plainly(report, paragraphs, [*claims, *deeds], quantities)
    return sorted([*claims, *deeds, *plain], key=lambda c: (c.content[0], c.kind))


def is_force(deed: Claim, coded: Sequence[Coded]) -> bool:
    """Whether the deed is an act of force, which shows no more than itself: "attacked a convoy"."""
    return any(
        found.code.type == "ASSAULT" and any(cue.holds(found.code.trigger) for cue in deed.cue)
        for found in coded
    )


def paragraph_events(
    index: int,
    triggers: Sequence[Trigger],
    cast: Cast,
    times: Sequence[Time],
    statements: Sequence[Claim],
) -> Iterator[Coded]:
    """The events of one paragraph whose participants are political actors."""
    paragraph = cast.paragraphs[index]
    for trigger in triggers:
        assert trigger.sense.type is not None, "decide gives every trigger a type"
        acting, receiving = participants(trigger, cast, index)
        struck = weapon_of(trigger.clause) is not None
        if not acting and not (receiving and (struck or is_passive(trigger.clause))):
            continue
        if trigger.found and not (receiving and (acting or struck)):
            continue
        if doing_oneself(trigger):
            known = {key(actor) for actor in (*acting, *receiving)}
            speakers = speaker_of(paragraph.locate(trigger.word), statements)
            acting = (*(a for a in speakers if key(a) not in known), *acting)
        both = (*acting, *receiving)
        told_alone = trigger.sense.alone and is_complemented(trigger.word)
        if trigger.sense.joint and len(both) < 2 and not whole_group(acting) and not told_alone:
            continue
        fact = factuality(trigger.word)
        if fact.polarity == "negated" and about_topic(trigger):
            continue
        word = paragraph.locate(trigger.word)
        barred = [s for claim in statements for s in claim.content if not s.holds(word)]
        place = place_of(trigger, cast, index, barred)
        phoned = trigger.sense.type == "CONSULT" and is_by_phone(trigger)
        code = EventCode(
            type=trigger.sense.type,
            mode="phone" if phoned else trigger.sense.mode,
            cameo=PHONED if phoned else trigger.sense.cameo,
            trigger=word,
            actors=acting,
            recipients=receiving,
            place=place.name if place else None,
            place_id=place.id if place else None,
            place_span=place.span if place else None,
            venue=place.venue if place else None,
            country=place.country if place else None,
            when=when_of(trigger, paragraph, times, barred),
        )
        if fact.modality == "actual" and lies_ahead(code, cast.offices.published):
            fact = Factuality(fact.polarity, "planned")
        span = clause_span(paragraph, trigger)
        yield Coded(index, trigger, code, fact, span)


def lies_ahead(code: EventCode, published: Interval) -> bool:
    """Whether an event is dated after its report, and so cannot have happened yet."""
    first = code.when.when.first if code.when else None
    return first is not None and published.last is not None and first > published.last


def distinct(coded: Sequence[Coded]) -> list[Coded]:
    """The events of a paragraph, each told once.

    "Launched an attack on", "agreed to share": two words of one sentence for one deed of the same
    actors. Meetings are left to `link`, which knows them by their day and place.
    """
    kept: list[Coded] = []
    for found in sorted(coded, key=rank):
        if found.code.type == "CONSULT" or not any(same_deed(found, other) for other in kept):
            kept.append(found)
    return sorted(kept, key=lambda found: found.code.trigger)


def rank(found: Coded) -> tuple[bool, bool, int, int]:
    """Events that say more come first: with those acted on, of the lexicon, high in the parse."""
    code = found.code
    untold = code.recipients == () and len(code.actors) < 2
    return untold, found.trigger.found, depth(found.trigger.word), code.trigger.start


def same_deed(one: Coded, other: Coded) -> bool:
    """Whether two triggers of a sentence tell of the same deed."""
    if one.code.type != other.code.type or one.trigger.word.sent != other.trigger.word.sent:
        return False
    acting, others = ({key(a) for a in c.code.actors} for c in (one, other))
    struck, struck_too = ({key(a) for a in c.code.recipients} for c in (one, other))
    apart = bool(struck and struck_too and not struck & struck_too)
    return not apart and (bool(acting & others) or (not acting and bool(struck & struck_too)))


def is_complemented(verb: Token) -> bool:
    """Whether a verb says what to: "agreed to pay", "agreed to a truce"."""
    return any(t.dep_ in {"xcomp", "ccomp"} or t.lower_ in {"to", "on"} for t in verb.children)


def speaker_of(word: Span, statements: Sequence[Claim]) -> Sequence[Actor]:
    """Who says the words that hold a trigger."""
    holding = [s for s in statements if any(span.holds(word) for span in s.content)]
    return holding[-1].speaker if holding else ()


def is_by_phone(trigger: Trigger) -> bool:
    """Whether two speak by telephone: "by phone", "over the telephone", "in a phone call"."""
    preps = [t for t in trigger.clause.children if t.dep_ == "prep"]
    return any(
        w.lower_ in {"phone", "telephone"} for p in preps for t in p.children for w in t.subtree
    )


def about_topic(trigger: Trigger) -> bool:
    """Whether denying it may deny only a topic or a wish.

    "Did not discuss gas" is no "did not meet"; "invited nobody" takes no promise back.
    """
    promise = trigger.sense.type == "AGREE" and not trigger.sense.joint
    return trigger.sense.needs_plural or promise


def whole_group(acting: Sequence[object]) -> bool:
    """Whether one phrase names several who meet ("the five states"): one group is enough."""
    return any(getattr(actor, "kind", None) == "group" for actor in acting)


def clause_span(paragraph: Paragraph, trigger: Trigger) -> Span:
    """The words of the clause an event is told in, from its first to its last."""
    head = trigger.clause
    if head.pos_ == "NOUN" and head.dep_ == "pobj" and head.head.head.pos_ == "VERB":
        words = list(head.head.subtree)
    else:
        words = [t for t in head.subtree if not t.is_punct] or [head]
    first, last = min(words, key=lambda t: t.i), max(words, key=lambda t: t.i)
    return Span(paragraph.locate(first).start, paragraph.locate(last).end)


# -- claims


def attach(
    statements: Sequence[Claim], coded: Sequence[Coded], quantities: Sequence[Quantity]
) -> tuple[list[Claim], list[Coded]]:
    """Statements with the event each tells of; the events that no statement holds."""
    told: list[Claim] = []
    used: set[int] = set()
    for claim in statements:
        inside = [
            (number, found)
            for number, found in enumerate(coded)
            if any(span.holds(found.code.trigger) for span in claim.content)
        ]
        own = [
            (number, found)
            for number, found in enumerate(coded)
            if found.code.trigger in claim.cue and is_its_act(found, claim)
        ]
        used |= {number for number, _ in inside} | {
            number
            for number, found in enumerate(coded)
            if found.code.trigger in claim.cue and found.code.type != "CONSULT"
        }
        numbers = tuple(q for q in quantities if any(s.holds(q.span) for s in claim.content))
        chosen = own or sorted(inside, key=lambda pair: depth(pair[1].trigger.word))
        counted = replace(claim, quantities=numbers)
        told.append(with_event(counted, chosen[0][1]) if chosen else counted)
        told.extend(also_told(claim, found) for _, found in (inside if own else chosen[1:]))
    return told, [found for number, found in enumerate(coded) if number not in used]


def also_told(claim: Claim, found: Coded) -> Claim:
    """A further event of a statement, as a claim of the same speaker through the same chain.

    One claim holds one event. The act of speech stays one: only the claim of the whole statement
    is `speech`; these are what else it tells.
    """
    return replace(
        claim,
        id=content_id("c", claim.id, found.code.trigger, found.code.type),
        content=(found.span,),
        speech=False,
        polarity=found.fact.polarity,
        modality=found.fact.modality,
        event=found.code,
        quantities=(),
    )


def is_its_act(found: Coded, claim: Claim) -> bool:
    """Whether a statement's own cue is the event: to ask a question is not to ask for something."""
    if found.code.type == "REQUEST":
        return claim.stance == "demanded"
    return found.code.type in CONTENT_TYPES


def with_event(claim: Claim, found: Coded) -> Claim:
    """A statement's claim with its event, and whether that is told as a fact."""
    fact = found.fact
    return replace(claim, event=found.code, polarity=fact.polarity, modality=fact.modality)


def depth(token: Token) -> int:
    """How deep in the parse a word stands: the main event of a statement stands highest."""
    steps = 0
    while token.head != token:
        token = token.head
        steps += 1
    return steps


def narrate(
    report: Report,
    paragraphs: Sequence[Paragraph],
    found: Coded,
    quantities: Sequence[Quantity],
) -> Claim:
    """An event told in the outlet's own voice, as a claim."""
    paragraph = paragraphs[found.paragraph]
    sentence = paragraph.locate(found.trigger.word.sent)
    body_before = sum(p.role == "body" for p in paragraphs[: found.paragraph])
    return Claim(
        id=content_id("c", report.id, "narrated", found.code.trigger, found.code.type),
        kind="narrated",
        content=(found.span,),
        context=sentence,
        polarity=found.fact.polarity,
        modality=found.fact.modality,
        event=found.code,
        quantities=tuple(q for q in quantities if found.span.holds(q.span)),
        lead=paragraph.role != "body" or body_before < LEAD,
        score=NARRATED_SCORE,
    )


def count_in(claims: list[Claim], quantities: Sequence[Quantity]) -> list[Claim]:
    """Gives each toll that no claim holds to the nearest violent event told before it.

    "A bomb went off in the market. Twelve people died." tells one event in two sentences.
    """
    tolls = number_words()["tolls"]["fields"]
    held = {q.span for claim in claims for q in claim.quantities}
    violent = sorted(
        (c for c in claims if c.event is not None and c.event.type in COUNTED),
        key=lambda c: c.content[0],
    )
    extra: dict[str, list[Quantity]] = {}
    for quantity in quantities:
        before = [c for c in violent if c.context.start <= quantity.span.start]
        if quantity.field in tolls and quantity.span not in held and before:
            extra.setdefault(before[-1].id, []).append(quantity)
    return [replace(c, quantities=(*c.quantities, *extra.get(c.id, ()))) for c in claims]
