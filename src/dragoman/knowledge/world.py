"""The world as the news names it: one object that answers what is called so, and who held what."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType

from dragoman.knowledge.bodies import State, named_after, read_states
from dragoman.knowledge.entries import Entry, Holding, Kind
from dragoman.knowledge.gazetteer import load_gazetteer
from dragoman.knowledge.named import read_named
from dragoman.knowledge.naming import normalise, person_key
from dragoman.knowledge.own import Own, overruled, read_own
from dragoman.knowledge.people import read_people
from dragoman.knowledge.tables import read_table
from dragoman.knowledge.titles import plain, sense_of
from dragoman.model import Interval

ALL_KINDS: tuple[Kind, ...] = ("state", "group", "organisation", "person", "outlet", "place")
_Index = dict[str, tuple[str, ...]]


class World:
    """Dated facts, looked up by name. Get it from `load()`; it is never changed.

    Lookups make no difference between cases, accents, apostrophes, hyphens; see `normalise`. They
    know names only: whether a word in a text *is* a name is the caller's to decide ("turkey",
    "may"), and `Entry.ambiguous` says which surfaces need more than the bare word.
    """

    def __init__(self, own: Own | None = None) -> None:
        own = own or Own()
        states = read_states()
        people, shipped = read_people()
        meant = [replace(h, person=people.get(h.person.id, h.person)) for h in own.holdings]
        holdings = overruled(shipped, meant)
        known = [*(state.entry for state in states), *read_named(), *people.values()]
        added = {entry.id: entry for entry in (*(h.person for h in meant), *own.entries)}
        listed = [*added.values(), *(entry for entry in known if entry.id not in added)]
        derived = list(named_after(states))
        self._entries = {entry.id: entry for entry in (*derived, *listed)}
        self._index = _indexed(listed, derived)
        self._states = {state.entry.id: state for state in states}
        self._demonyms = _demonyms(states)
        self._metonyms = _metonyms(states)
        self._domains = {d: e.id for e in self._entries.values() for d in e.domains}
        self._by_body = _grouped((h.body, h) for h in holdings)
        self._by_person = _grouped((h.person.id, h) for h in holdings)
        self._asked: dict[tuple[str, str | None], tuple[Holding, ...]] = {}

    @staticmethod
    def normalise(surface: str) -> str:
        """The key under which all spellings of a surface meet; see `naming.normalise`."""
        return normalise(surface)

    def entry(self, identity: str) -> Entry | None:
        """The entry with this id, or None."""
        found = self._entries.get(identity)
        if found is None and identity.startswith("place:"):
            return load_gazetteer().entry(identity)
        return found

    def lookup(self, surface: str, *kinds: Kind) -> tuple[Entry, ...]:
        """Everything called so, of the kinds asked for (all, if none), in the order of the kinds.

        Several persons may share a surname, and a name may be a city and a state. Of places only
        those that are known well enough to be looked for anywhere; `places` has them all.
        """
        key = normalise(surface)
        found: list[Entry] = []
        for kind in kinds or ALL_KINDS:
            found.extend(self._entries[identity] for identity in self._index[kind].get(key, ()))
            if kind == "place":
                found.extend(load_gazetteer().named(surface, known=True))
        return tuple(found)

    def surfaces(self, *kinds: Kind) -> Mapping[str, tuple[str, ...]]:
        """Normalised surface → ids, for building a matcher. Demonyms and metonyms are apart."""
        if len(kinds) == 1:
            return MappingProxyType(self._keys(kinds[0]))
        together: _Index = {}
        for kind in kinds or ALL_KINDS:
            for key, ids in self._keys(kind).items():
                together[key] = (*together.get(key, ()), *ids)
        return MappingProxyType(together)

    def demonym(self, word: str) -> Entry | None:
        """The state that "Iranian", "Iranians" or "Frenchman" belongs to."""
        return self._known(self._demonyms.get(normalise(word)))

    def demonyms(self) -> Mapping[str, str]:
        """Normalised demonym → id of its state, for building a matcher."""
        return MappingProxyType(self._demonyms)

    def adjective(self, identity: str) -> str | None:
        """The usual adjective of a state: "Iranian" for `state:IR`; None where there is none."""
        state = self._states.get(identity)
        return state.adjectives[0] if state and state.adjectives else None

    def metonym(self, surface: str) -> Entry | None:
        """The state (for Brussels, the EU) whose government a seat of power stands for.

        "Kremlin", "White House", "Tehran". That a capital is also a place: ask `places`.
        """
        return self._known(self._metonyms.get(normalise(surface)))

    def metonyms(self) -> Mapping[str, str]:
        """Normalised metonym → id of what it stands for, for building a matcher."""
        return MappingProxyType(self._metonyms)

    def persons(self, name: str) -> tuple[Entry, ...]:
        """Persons with this name or surname; a full name also in another transliteration."""
        found = self.lookup(name, "person")
        if found or " " not in name.strip():
            return found
        identities = self._spelt.get(person_key(name), ())
        return tuple(self._entries[identity] for identity in identities)

    def capital(self, identity: str) -> Entry | None:
        """The town that is the capital of a state, by the state's id; None where not known."""
        state = self._states.get(identity)
        towns = self.places(state.capitals[0]) if state and state.capitals else ()
        return next((t for t in towns if state and t.country == state.entry.country), None)

    def places(self, surface: str) -> tuple[Entry, ...]:
        """Places called so, the likelier first: countries, capitals, then by population."""
        return (*self.own_places(surface), *load_gazetteer().named(surface))

    def own_places(self, surface: str) -> tuple[Entry, ...]:
        """The places that the user's own file calls so."""
        return tuple(self._entries[i] for i in self._index["place"].get(normalise(surface), ()))

    def holders(
        self, title: str, body: str | None = None, on: Interval | None = None
    ) -> tuple[Holding, ...]:
        """Who may be meant by a title.

        Args:
            title: as in the text: "president", "top diplomat", "leader", "PM".
            body: a state ("RU", `state:RU`, `gov:RU`), an organisation's id ("EU" is short for
                `org:eu`), or None for any.
            on: when; None or open ends exclude nothing.

        Returns:
            Every holding that touches `on`: for a leader, the supreme leader first; else the
            latest first. On the day of a change both the old and the new holder.
        """
        found = self._ever(title, body)
        return found if on is None else tuple(h for h in found if not h.span.disjoint(on))

    def offices_of(self, person_id: str, on: Interval | None = None) -> tuple[Holding, ...]:
        """The offices a person held, the latest first; only those that touch `on`, if given."""
        found = self._by_person.get(person_id, ())
        kept = (h for h in found if on is None or not h.span.disjoint(on))
        return tuple(sorted(kept, key=_precedence))

    def outlet_by_domain(self, domain: str) -> Entry | None:
        """The outlet at a domain; "edition.cnn.com" falls back to "cnn.com"."""
        labels = domain.casefold().strip(".").split(".")
        tails = (".".join(labels[i:]) for i in range(len(labels) - 1))
        return next((self._entries[self._domains[t]] for t in tails if t in self._domains), None)

    def _ever(self, title: str, body: str | None) -> tuple[Holding, ...]:
        """Who was ever meant by a title, kept: reports ask the same few over and over."""
        if (title, body) not in self._asked:
            found = (h for h in self._holdings(body) if self._answers(h, title))
            self._asked[title, body] = tuple(sorted(found, key=_precedence))
        return self._asked[title, body]

    @cached_property
    def _spelt(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Keys of persons' full names, made when a name is first met in another spelling."""
        return _spelt(entry for entry in self._entries.values() if entry.kind == "person")

    def _keys(self, kind: Kind) -> Mapping[str, tuple[str, ...]]:
        return load_gazetteer().surfaces if kind == "place" else self._index[kind]

    def _known(self, identity: str | None) -> Entry | None:
        return self._entries[identity] if identity else None

    def _holdings(self, body: str | None) -> Iterable[Holding]:
        if body is None:
            return (h for held in self._by_body.values() for h in held)
        prefix, _, code = body.partition(":")
        held = self._by_body.get(code if prefix in {"state", "gov"} else body)
        return held or self._by_body.get(f"org:{body.casefold()}", ())

    def _answers(self, holding: Holding, title: str) -> bool:
        """Whether a holding is one that the title asks for."""
        sense = sense_of(title)
        if sense.leads:
            state = self._states.get(f"state:{holding.body}")
            leading = state.led_by if state else "secretary-general"
            return holding.office in {"supreme leader", "effective leader", leading}
        return plain(holding.title) in sense.titles or holding.office in sense.offices


def _precedence(holding: Holding) -> tuple[bool, int, str]:
    """Supreme leaders first, then those who came latest, then by name for a stable order."""
    since = holding.first.toordinal() if holding.first else 0
    return holding.office != "supreme leader", -since, holding.person.id


def _indexed(listed: Iterable[Entry], derived: Iterable[Entry]) -> dict[Kind, _Index]:
    """Normalised surface → ids, by kind.

    A name that only a pattern gives yields to one that is listed: the "Czech news agency" is CTK.
    """
    index: dict[Kind, _Index] = {kind: {} for kind in ALL_KINDS}
    for entry in listed:
        for key in dict.fromkeys(map(normalise, entry.names)):
            index[entry.kind][key] = (*index[entry.kind].get(key, ()), entry.id)
    taken = {key for keys in index.values() for key in keys}
    for entry in derived:
        for key in map(normalise, entry.names):
            if key not in taken:
                index[entry.kind].setdefault(key, (entry.id,))
    return index


def _grouped(pairs: Iterable[tuple[str, Holding]]) -> dict[str, tuple[Holding, ...]]:
    groups: dict[str, list[Holding]] = {}
    for key, holding in pairs:
        groups.setdefault(key, []).append(holding)
    return {key: tuple(held) for key, held in groups.items()}


def _spelt(people: Iterable[Entry]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """The key of each full name → ids of those who bear it, in whatever spelling."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for person in people:
        for key in {person_key(name) for name in person.names if " " in name}:
            found[key] = (*found.get(key, ()), person.id)
    return found


def _demonyms(states: list[State]) -> dict[str, str]:
    """Demonym → state; where two states share one ("Congolese"), the first in the table has it."""
    found: dict[str, str] = {}
    for state in states:
        for word in state.demonyms:
            found.setdefault(normalise(word), state.entry.id)
    return found


def _metonyms(states: list[State]) -> dict[str, str]:
    """Seat of power → what it stands for; metonyms.tsv wins over the list of capitals."""
    found = {normalise(c): state.entry.id for state in states for c in state.capitals}
    return found | {
        normalise(r["surface"]): r["stands_for"] for r in read_table("metonyms.tsv").rows
    }


OWN_FILE = "DRAGOMAN_KNOWLEDGE"
"""The variable that names the user's own file; in the environment, so that workers see it too."""


@cache
def load() -> World:
    """The one world, read on first use (well under 0.3 s; places are read when first asked for).

    Raises:
        OwnFileError: the user's own file, if `OWN_FILE` names one, is wrong somewhere.
    """
    file = os.environ.get(OWN_FILE)
    return World(read_own(Path(file)) if file else None)


def use(file: Path) -> World:
    """The world with a user's own file; from now on it is the one that `load` gives.

    Raises:
        OwnFileError: the file is wrong somewhere; nothing of it is taken.
    """
    world = World(read_own(file))
    os.environ[OWN_FILE] = str(file.resolve())
    load.cache_clear()
    return world
