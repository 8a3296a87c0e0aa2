"""ECB+ (Cybulska and Vossen 2014): documents as the corpus has them, events and their chains."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = "data/linking/ecbplus"
TRAIN = (1, 3, 4, *range(6, 12), *range(13, 18), 19, 20, 22, *range(24, 34))
DEV = (2, 5, 12, 18, 21, 23, 34, 35)
ADDRESS = 0
"""The sentence of an ecbplus document that holds its URL."""


@dataclass(frozen=True, slots=True)
class Gold:
    """An event mention: its sentence, its words `[first, end)` of that sentence, its chain."""

    sentence: int
    first: int
    end: int
    chain: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document: words by sentence, the event mentions of its validated sentences.

    `address` is the tokenised URL of an ecbplus document, without spaces; "" where there is none.
    """

    name: str
    topic: int
    sentences: Mapping[int, tuple[str, ...]]
    validated: frozenset[int]
    mentions: tuple[Gold, ...]
    address: str = ""

    @property
    def text(self) -> str:
        """The document, a sentence a line."""
        return "\n".join(" ".join(words) for _, words in sorted(self.sentences.items()))

    @property
    def seminal(self) -> str:
        """The affair that the document was collected for: a topic has two of one kind."""
        return f"{self.topic}{'plus' if self.name.endswith('plus') else ''}"


def read(data: Path, topics: tuple[int, ...] = (*TRAIN, *DEV)) -> Iterator[Document]:
    """The documents of some topics, by topic and name."""
    folder = data / FOLDER
    validated: dict[str, set[int]] = defaultdict(set)
    with (folder / "ECBplus_coreference_sentences.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            validated[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    for topic in sorted(topics):
        for file in sorted((folder / "ECB+" / str(topic)).glob("*.xml")):
            yield _document(file, topic, frozenset(validated[file.stem]))


def _document(file: Path, topic: int, validated: frozenset[int]) -> Document:
    root = ET.parse(file).getroot()  # noqa: S314  a data set of one's own, not a stranger's file
    where: dict[str, tuple[int, int]] = {}
    words: dict[int, list[str]] = defaultdict(list)
    for token in root.iter("token"):
        sentence = int(token.attrib["sentence"])
        where[token.attrib["t_id"]] = (sentence, len(words[sentence]))
        words[sentence].append((token.text or "").strip() or "_")
    address = "".join(words.pop(ADDRESS, [])) if file.stem.endswith("plus") else ""
    sentences = {number: tuple(found) for number, found in words.items()}
    mentions = tuple(m for m in _mentions(root, where, file.stem) if m.sentence in validated)
    return Document(file.stem, topic, sentences, validated, mentions, address)


def _mentions(root: ET.Element, where: Mapping[str, tuple[int, int]], name: str) -> Iterator[Gold]:
    """Actions with the chain they are in; an action of no chain is one of its own."""
    chains: dict[str, str] = {}
    for relation in root.findall("Relations/*"):
        across = relation.tag == "CROSS_DOC_COREF"
        chain = relation.attrib["note"] if across else f"{name}/{relation.attrib['r_id']}"
        chains.update((source.attrib["m_id"], chain) for source in relation.findall("source"))
    for action in root.findall("Markables/*"):
        anchors = [where[anchor.attrib["t_id"]] for anchor in action.findall("token_anchor")]
        if "ACTION" in action.tag and anchors:
            sentence, first = min(anchors)
            end = max(place for of, place in anchors if of == sentence) + 1
            identity = action.attrib["m_id"]
            yield Gold(sentence, first, end, chains.get(identity, f"{name}/m{identity}"))
