"""Who is who across reports.

Within a report `annotate` has already settled which mentions are of one entity. Here reports meet:
an entity of the knowledge base is itself everywhere; others are merged by their full name, persons
also in another transliteration or with a middle name more. A person known only by one word
("Smith") and an actor that is only described ("diplomatic source") stay apart in every report,
because nothing says that they are the same one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.knowledge import World, compatible, person_key
from dragoman.link.bonds import FREE, Bonds, by_person
from dragoman.link.named_by_people import decided
from dragoman.link.settled import NOTHING, Settled
from dragoman.model import Actor, Annotated, Entity, Link, Mention, content_id

Key = tuple[str, ...]
Member = tuple[str, Mention]
OUTSIDE = ""
"""Stands for the reports that are not looked at, in the place of a report's id."""

SURE = 0.9
"""Namesakes exist: a full name shared by two reports is nearly, not wholly, one bearer."""
LIKELY = 0.8
"""The same for a name that only fits: another spelling, a middle name more."""
WHY = {False: "same full name", True: "one word only: kept apart from its namesakes"}
SPELT = "the same name in another spelling or with a middle name"


@dataclass(frozen=True, slots=True)
class Outside:
    """How reports that are not looked at mention somebody: one mention that stands for `count`.

    `exact` are its words; `entity` is the id that those mentions have across reports, None where
    these are not linked yet.
    """

    mention: Mention
    exact: str
    count: int
    entity: str | None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What linking a part of the reports has to know of the others.

    `mentions` are those of whom the part may mention too; `told` counts by how many of the
    `reports` that are linked already a term is told. Those of the part that are `counted` are among
    these. What is `settled` of the part stays as it is.
    """

    mentions: tuple[Outside, ...] = ()
    told: Mapping[str, int] = field(default_factory=dict)
    reports: int = 0
    counted: frozenset[str] = frozenset()
    settled: Settled = NOTHING


ALONE = Surroundings()
"""There are no other reports."""


@dataclass(frozen=True, slots=True)
class Cast:
    """All entities, and how a report's own ids lead to them.

    `of_mention` maps (report id, id that annotate gave) to the id of the entity; ids of the
    knowledge base lead to themselves and are left out. `elsewhere` maps the mentions of reports
    that are not looked at, by id, to their entities; whom only one report knows is not among them.
    """

    entities: tuple[Entity, ...]
    of_mention: Mapping[tuple[str, str], str]
    links: tuple[Link, ...]
    aliases: Mapping[str, str]
    elsewhere: Mapping[str, str]

    def identify(self, report_id: str, actor: Actor) -> str:
        """The identity of an actor of a claim; one that is only described is known by its words."""
        if actor.id is None:
            return f"{report_id}/{actor.name.casefold()}"
        return self.of_mention.get((report_id, actor.id), actor.id)


def gather(
    annotated: Sequence[Annotated],
    world: World,
    bonds: Bonds = FREE,
    outside: Sequence[Outside] = (),
    settled: Settled = NOTHING,
) -> Cast:
    """Merges the mentions of all reports into entities.

    Args:
        annotated: the reports looked at.
        world: what is known.
        bonds: what people decided about entities and mentions.
        outside: how other reports mention those who may be the same; they count for names and
            ids, and get no links.
        settled: reports that are among the others, though they are looked at; where there are any,
            entities keep the ids that they have, and those of whom only `outside` tells are left
            out, since they stay as they are.
    """
    groups: dict[Key, list[tuple[str, Mention]]] = defaultdict(list)
    new = settled.new(annotated)
    for one in new:
        for mention in one.mentions:
            groups[_key(one.report.id, mention, world)].append((one.report.id, mention))
    for other in outside:
        key = _key(OUTSIDE, other.mention, world)
        if key[0] != "private":
            groups[key].append((OUTSIDE, other.mention))
    groups, by = decided(_spellings_joined(groups), bonds)
    entities: list[Entity] = []
    links: list[Link] = []
    renamed: dict[tuple[str, str], str] = {}
    elsewhere: dict[str, str] = {}
    spoken = _Spoken(new, outside)
    groups, standing = _standing(groups, spoken) if settled.standing else (groups, {})
    for key in sorted(groups):
        own = standing.get(key)
        if own is None or any(report != OUTSIDE for report, _ in groups[key]):
            entity = _one(key, own, groups[key], spoken, world)
            entities.append(entity)
            own = entity.id
        moved = [(r, m) for r, m in groups[key] if m.entity_id != own]
        renamed |= {(report, m.entity_id): own for report, m in moved}
        elsewhere |= {m.id: own for r, m in groups[key] if r == OUTSIDE}
        moved = [(r, m) for r, m in moved if r != OUTSIDE]
        for _, mention in moved:
            spelt = key[0] == "person" and world.normalise(mention.entity) != key[1]
            score, why = (LIKELY, SPELT) if spelt else (SURE, WHY[key[0] == "private"])
            found = Link("entity", mention.id, own, "same", score, why)
            links.append(by_person(found, by[key]) if key in by else found)
    renamed |= settled.entities(annotated)
    aliases = _aliases(renamed)
    ordered = sorted(entities, key=lambda e: e.id)
    sorted_links = tuple(sorted(links, key=lambda k: k.left))
    return Cast(tuple(ordered), renamed, sorted_links, aliases, elsewhere)


def _key(report_id: str, mention: Mention, world: World) -> Key:
    """What mentions of one entity have in common; a key of three parts is private to a report."""
    if world.entry(mention.entity_id):
        return ("known", mention.entity_id)
    name = world.normalise(mention.entity)
    one_word = mention.kind == "person" and " " not in name
    if one_word or not is_name(mention.entity):
        return ("private", report_id, mention.entity_id)
    return (mention.kind, name)


def _spellings_joined(groups: Mapping[Key, list[Member]]) -> dict[Key, list[Member]]:
    """Groups of persons whose names are spellings or longer forms of one name, as one group.

    Only names with the same first and last word in one spelling are compared. A name that fits two
    others which do not fit each other ("George Bush" beside both) stays by itself.
    """
    joined = {key: list(members) for key, members in groups.items()}
    blocks: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key in sorted(key for key in groups if key[0] == "person"):
        words = person_key(key[1])
        blocks[words[:1] + words[-1:]].append(key)
    for block in blocks.values():
        for cluster in _clusters(block):
            for other in cluster[1:]:
                joined[cluster[0]] += joined.pop(other)
    return joined


def _clusters(block: Sequence[Key]) -> list[list[Key]]:
    """The names of a block in groups within which each is compatible with each.

    The longest names come first, so that a short one meets all that it may be short for.
    """
    clusters: list[list[Key]] = []
    for key in sorted(block, key=lambda k: (-len(person_key(k[1])), k)):
        fitting = [c for c in clusters if all(compatible(key[1], other[1]) for other in c)]
        if len(fitting) == 1:
            fitting[0].append(key)
        else:
            clusters.append([key])
    return clusters


def _standing(
    groups: Mapping[Key, list[Member]], spoken: _Spoken
) -> tuple[dict[Key, list[Member]], dict[Key, str]]:
    """Groups of mentions, those of one settled entity as one, and the ids of such entities."""
    joined: dict[Key, list[Member]] = {}
    home: dict[str, Key] = {}
    for key in sorted(groups):
        held = spoken.held(groups[key])
        own = key if held is None else home.setdefault(held, key)
        joined.setdefault(own, []).extend(groups[key])
    return joined, {key: held for held, key in home.items()}


def is_name(words: str) -> bool:
    """Whether words look like a name: its last word is capitalised ("diplomatic source" is not)."""
    last = words.split()[-1:] or [""]
    return last[0][:1].isupper() or last[0][:1].isdigit()


class _Spoken:
    """The words of mentions, and how many mentions each stands for."""

    def __init__(self, annotated: Sequence[Annotated], outside: Sequence[Outside]) -> None:
        self._texts = {one.report.id: one.report.text for one in annotated}
        self._outside = {other.mention.id: other for other in outside}

    def words(self, report: str, mention: Mention) -> str:
        """The words, with single spaces."""
        other = self._outside.get(mention.id) if report == OUTSIDE else None
        exact = other.exact if other else mention.span.of(self._texts[report])
        return " ".join(exact.split())

    def count(self, report: str, mention: Mention) -> int:
        """How many mentions it stands for."""
        return self._outside[mention.id].count if report == OUTSIDE else 1

    def held(self, mentions: Sequence[Member]) -> str | None:
        """The id that most of some mentions of one entity have already, None where none has."""
        counts: Counter[str] = Counter()
        for report, mention in mentions:
            if report == OUTSIDE and (entity := self._outside[mention.id].entity):
                counts[entity] += self.count(report, mention)
        return min(counts, key=lambda entity: (-counts[entity], entity), default=None)

    def is_of(self, entity: str, report: str, mention: Mention) -> bool:
        """Whether a mention has this id already, or none as yet."""
        return report != OUTSIDE or self._outside[mention.id].entity in {None, entity}


def _one(
    key: Key, held: str | None, mentions: Sequence[Member], spoken: _Spoken, world: World
) -> Entity:
    """The entity of a group of mentions, which keeps the id that it has already, if any."""
    if held is not None:
        own = [(r, m) for r, m in mentions if spoken.is_of(held, r, m)]
        return replace(_entity(own, spoken, world), id=held)
    entity = _entity(mentions, spoken, world)
    if key[0] == "private":  # whoever else goes by this name elsewhere is another one
        return replace(entity, id=content_id("e", key[1], entity.id))
    return entity


def _entity(mentions: Sequence[Member], spoken: _Spoken, world: World) -> Entity:
    """One entity from all its mentions; its id is the knowledge base's, else the smallest given."""
    first = min(
        (m for _, m in mentions),
        key=lambda m: (world.entry(m.entity_id) is None, m.entity_id, m.id),
    )
    entry = world.entry(first.entity_id)
    named = [(r, m) for r, m in mentions if m.form == "name"]
    telling = named or [(r, m) for r, m in mentions if m.form == "nominal"] or mentions
    surfaces = sorted({spoken.words(r, m) for r, m in telling})
    names: Counter[str] = Counter()
    for r, m in mentions:
        names[m.entity] += spoken.count(r, m)
    name = entry.name if entry else min(names, key=lambda n: (-names[n], n))
    located = next((m for _, m in mentions if m.lat is not None), first)
    return Entity(
        id=first.entity_id,
        kind=first.kind,
        name=name,
        names=tuple(surfaces),
        country=first.country or (entry.country if entry else None),
        lat=located.lat,
        lon=located.lon,
    )


def disturbed(outside: Sequence[Outside], cast: Cast) -> set[str]:
    """Ids of entities outside that are no longer themselves beside the reports looked at."""
    return {
        other.entity
        for other in outside
        if other.entity and cast.elsewhere.get(other.mention.id, other.entity) != other.entity
    }


def _aliases(renamed: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """Old id → entity id, where every report that uses the old id agrees."""
    targets: dict[str, set[str]] = defaultdict(set)
    for (_, old), new in renamed.items():
        targets[old].add(new)
    return {old: next(iter(new)) for old, new in sorted(targets.items()) if len(new) == 1}
