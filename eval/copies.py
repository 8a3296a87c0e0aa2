"""Near-copies found among news of two years: `python -m eval.copies`.

Reports of `news_cluster` are reprinted as desks do it: cut from the end, sentences left out, words
changed, a paragraph of one's own put in, on purpose up to where nobody would call it a copy. Every
pair is compared exactly; of those with Jaccard .5 or more, how many are in one group? Speed is
measured against MinHash as its library's own guide uses it, a string a shingle and a query a text.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from rensa import RMinHash, RMinHashLSH

from dragoman.likeness.words import tokens
from dragoman.link.copies import copied_pairs, find_copies
from dragoman.link.rules import rules
from dragoman.link.shingles import body, jaccard, shingle_sets
from dragoman.model import Annotated, Line, Report, Span, content_id
from eval.harness import Measures, main

FOLDER = "data/linking/news_cluster"
SEED = 7
STORIES, REPRINTS = 60, 4  # reports taken, spread over all of them, and reprints of each
ALIKE, UNLIKE = 0.5, 0.1
COPIED_FOR_SPEED = 3  # the corpus so many times, each time other words

_SENTENCE = re.compile(r"(?<=[.!?])\s+")


def report(name: str, text: str, outlet: str) -> Annotated:
    """A text that is all article."""
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    lines = tuple(Line(span, "body", "given") for span in spans)
    return Annotated(Report(content_id("r", name, text), name, name, text, outlet, lines=lines))


def reprint(sentences: Sequence[str], others: Sequence[str], dice: random.Random) -> str:
    """One text edited by a share between nothing and most of it."""
    share = dice.random() ** 2
    kept = list(sentences[: max(3, round(len(sentences) * (1 - share * dice.random())))])
    kept = [s for s in kept if dice.random() > share / 3]
    edited = [
        " ".join(w if dice.random() > share / 8 else w[::-1] for w in s.split()) for s in kept
    ]
    own = dice.sample(list(others), k=min(len(others), round(share * 4)))
    return "\n".join([*own, *edited])


def corpus(data: Path) -> Iterator[Annotated]:
    """Every report and its reprints."""
    files = sorted((data / FOLDER).glob("*.json"))
    texts = [
        (file.stem, _SENTENCE.split(json.loads(file.read_text("utf-8"))["text"]))
        for file in files[:: max(1, len(files) // STORIES)]
    ]
    dice = random.Random(SEED)  # noqa: S311  a benchmark, not a secret
    for name, sentences in texts:
        yield report(name, "\n".join(sentences), "origin")
        others = dice.choice(texts)[1]
        for number in range(REPRINTS):
            yield report(f"{name}-{number}", reprint(sentences, others, dice), f"copy {number}")


def guide_pairs(reports: Sequence[Annotated]) -> set[tuple[int, int]]:
    """Candidates as rensa's guide finds them, with our signature's size."""
    settings, size = rules("copies"), rules("copies")["shingle_words"]
    index = RMinHashLSH(settings["least_similarity"], settings["permutations"], settings["bands"])
    found: set[tuple[int, int]] = set()
    for number, one in enumerate(reports):
        words = tokens(body(one.report))
        signature = RMinHash(settings["permutations"], SEED)
        signature.update([" ".join(words[i : i + size]) for i in range(len(words) - size + 1)])
        found.update((earlier, number) for earlier in index.query(signature))
        index.insert(number, signature)
    return found


def measure(data: Path, work: Path) -> Measures:
    """Recall and precision over pairs of reports, and reports a second of processor time.

    Args:
        data: holds data/linking/news_cluster.
        work: receives the ids of the pairs that were missed, or joined with little in common.
    """
    reports = list({one.report.id: one for one in corpus(data)}.values())
    names = [one.report.id for one in reports]
    joined = copied_pairs(find_copies(reports))
    sets = dict(zip(names, shingle_sets([one.report for one in reports]), strict=True))
    alike = {frozenset(pair): jaccard(sets[pair[0]], sets[pair[1]])
             for pair in combinations(names, 2)}  # fmt: skip
    least = rules("copies")["least_shingles"]
    wanted = {
        pair
        for pair, likeness in alike.items()
        if likeness >= ALIKE and min(len(sets[name]) for name in pair) >= least
    }
    missed = wanted - joined
    (work / "copies.tsv").write_text(
        "\n".join(" ".join(sorted(pair)) for pair in sorted(missed, key=sorted)), encoding="utf-8"
    )
    return {
        "reports": len(reports),
        "pairs": len(wanted),
        "recall": round(1 - len(missed) / max(1, len(wanted)), 4),
        "unlike_joined": sum(alike[pair] < UNLIKE for pair in joined),
        **speeds(reports),
    }


def speeds(reports: Sequence[Annotated]) -> Measures:
    """Reports a second of processor time, ours and the guide's, over a corpus of distinct texts."""
    many = [
        report(f"{one.report.name}+{turn}", _turned(one.report.text, turn), "any")
        for turn in range(COPIED_FOR_SPEED)
        for one in reports
    ]
    started = time.process_time()
    find_copies(many)
    ours = time.process_time() - started
    started = time.process_time()
    guide_pairs(reports)
    theirs = (time.process_time() - started) * len(many) / len(reports)
    return {
        "reports_a_second": round(len(many) / ours),
        "guide_a_second": round(len(many) / theirs),
        "times_the_guide": round(theirs / ours, 2),
    }


def _turned(text: str, turn: int) -> str:
    """Another text of the same words: every word gets an ending."""
    return re.sub(r"(\w)\b", rf"\g<1>{turn or ''}", text)


if __name__ == "__main__":
    main(measure, __doc__)
