"""Builds the table of given names that are nearly always a woman's or a man's.

From the first names of the US census of 1990 (a name and the percentage of its sex that bears it;
public domain, by way of the package `names`), those that are common and borne by one sex.
"""

from __future__ import annotations

import argparse
from pathlib import Path

LEAST = 0.01
"""Percent of its sex that must bear a name: rarer ones are often misprints of the census."""
RATIO = 40.0
"""How many times as often the one sex bears it."""
SHORT = 3
"""Names of so many letters are taken only if listed: most are family names elsewhere."""
TAKEN = {
    "amy",
    "ann",
    "ben",
    "bob",
    "dan",
    "eva",
    "jim",
    "joe",
    "ken",
    "liz",
    "meg",
    "ron",
    "sue",
    "ted",
    "tim",
    "tom",
}
ELSEWHERE = {
    # given to the other sex, or a family name, in other countries: no answer is better
    "andrea",
    "carmen",
    "chang",
    "daniele",
    "dong",
    "emanuele",
    "gabriele",
    "hong",
    "jean",
    "joan",
    "jung",
    "karen",
    "lamar",
    "laurence",
    "mckinley",
    "michele",
    "nicola",
    "nikita",
    "pascale",
    "rosario",
    "sasha",
    "simone",
    "song",
    "sung",
    "trinidad",
    "valerie",
    "vanna",
    "yong",
    "young",
}
HEADER = """\
# Source: US Census Bureau, frequently occurring first names of the 1990 census; public domain.
# Given names borne by one sex forty times as often as by the other. Built by
# tools/knowledge/given_names.py; names of more use elsewhere are in given_names.toml.
name\tgender
"""


def read(path: Path) -> dict[str, float]:
    """Name in lower case → percent of its sex."""
    rows = (line.split() for line in path.read_text("ascii").splitlines())
    return {row[0].lower(): float(row[1]) for row in rows if row}


def told_by(own: dict[str, float], other: dict[str, float]) -> list[str]:
    """The names that one sex bears nearly alone."""
    return [
        name.capitalize()
        for name, share in own.items()
        if share >= LEAST
        and share >= RATIO * other.get(name, 0.0)
        and (len(name) > SHORT or name in TAKEN)
        and name not in ELSEWHERE
    ]


def main() -> None:
    """Writes the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--names", type=Path, required=True, help="the package names, unpacked")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    women, men = (read(given.names / f"dist.{sex}.first") for sex in ("female", "male"))
    found = dict.fromkeys(told_by(women, men), "female")
    found |= dict.fromkeys(told_by(men, women), "male")
    rows = "".join(f"{name}\t{gender}\n" for name, gender in sorted(found.items()))
    given.out.write_text(HEADER + rows, "utf-8")


if __name__ == "__main__":
    main()
