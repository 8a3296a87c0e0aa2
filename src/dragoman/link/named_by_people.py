"""Who is who by what people decided: entities split and joined before they are counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.link.bonds import Bonds
from dragoman.model import Link, Mention

Key = tuple[str, ...]
Member = tuple[str, Mention]
Groups = dict[Key, list[Member]]
Unit = tuple[str, str]
"""What one report calls by one id: report id, id that annotate gave."""


def decided(groups: Groups, bonds: Bonds) -> tuple[Groups, dict[Key, Link]]:
    """The groups of mentions as people want them.

    What one report calls by one id stays together: that was settled within the report.

    Args:
        groups: mentions of one entity each, by key.
        bonds: what people decided about entities and mentions.

    Returns:
        The groups, and for each that people joined the decision that did.
    """
    if not bonds:
        return groups, {}
    handles = _handles(groups, bonds)
    split = {
        key: part for name in groups for key, part in _split(name, groups[name], handles, bonds)
    }
    return _joined(split, handles, bonds)


def _handles(groups: Groups, bonds: Bonds) -> dict[Unit, set[str]]:
    """The ids by which decisions name a unit: its own, and those of its mentions."""
    found: dict[Unit, set[str]] = {}
    for members in groups.values():
        for report, mention in members:
            names = {name for name in (mention.entity_id, mention.id) if name in bonds}
            found.setdefault((report, mention.entity_id), set()).update(names)
    return found


def _split(
    key: Key, members: Sequence[Member], handles: Mapping[Unit, set[str]], bonds: Bonds
) -> list[tuple[Key, list[Member]]]:
    """A group without those told apart from it; of two told apart the one named first stays."""
    ranks = {name: n for n, link in enumerate(bonds.obeyed) for name in (link.right, link.left)}
    leaving = {link.right for link in bonds.pairs("different")}

    def order(unit: Unit) -> tuple[bool, int, Unit]:
        names = handles[unit]
        return (bool(names & leaving), min((ranks[n] for n in names), default=-1), unit)

    parts: list[list[Unit]] = []
    for unit in sorted({(r, m.entity_id) for r, m in members}, key=order):
        verdicts = [[bonds.verdict(handles[unit], handles[o]) for o in part] for part in parts]
        fitting = [(True in v, -n) for n, v in enumerate(verdicts) if False not in v]
        if fitting:
            parts[-max(fitting)[1]].append(unit)
        else:
            parts.append([unit])
    keys = [key, *(("private", *part[0]) for part in parts[1:])]
    home = {unit: own for own, part in zip(keys, parts, strict=True) for unit in part}
    split: Groups = {own: [] for own in keys}
    for report, mention in members:
        split[home[report, mention.entity_id]].append((report, mention))
    return list(split.items())


def _joined(
    groups: Groups, handles: Mapping[Unit, set[str]], bonds: Bonds
) -> tuple[Groups, dict[Key, Link]]:
    joined, by = dict(groups), dict[Key, Link]()
    names = {
        key: {name for r, m in members for name in handles[r, m.entity_id]}
        for key, members in groups.items()
    }
    home = {name: key for key, held in sorted(names.items()) for name in held}
    for link in bonds.pairs("same"):
        one, other = home.get(link.left), home.get(link.right)
        if one is None or other is None or one == other:
            continue
        keep, gone = sorted((one, other), key=lambda key: (key[0] != "known", key))
        joined[keep] = [*joined[keep], *joined.pop(gone)]
        home = {name: keep if key == gone else key for name, key in home.items()}
        by[keep] = link
    return joined, {key: link for key, link in by.items() if key in joined}
