"""Which event mentions are of one event: `python -m eval.coreference`.

ECB+'s development topics, their documents parted into stories by Dragoman, not by the gold. With
the gold's mentions, singletons counted; and end to end, mentions predicted and singletons left out,
as the literature has it. The baseline calls mentions of one story with one head lemma one event.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from dragoman.link.coreference import coreferent
from dragoman.link.pairs import EventMention
from eval.clusters import score
from eval.ecbplus import DEV, read
from eval.harness import Measures, main
from eval.mentions import Parsed, Words, gold_mentions, parsed, predicted_mentions
from training.coreference import stories_of

Grouping = Callable[[Sequence[EventMention]], list[list[int]]]
Finding = Callable[[Parsed], list[tuple[Words, EventMention]]]


def by_lemma(mentions: Sequence[EventMention]) -> list[list[int]]:
    """The baseline: one head lemma, one event."""
    groups: dict[str, list[int]] = {}
    for i, mention in enumerate(mentions):
        groups.setdefault(mention.head, []).append(i)
    return list(groups.values())


def clustered(
    stories: Iterable[Sequence[Parsed]], finding: Finding, grouping: Grouping
) -> dict[str, str]:
    """Mention → event, over all stories."""
    found: dict[str, str] = {}
    for number, story in enumerate(stories):
        placed = [(key(d, place), m) for d in story for place, m in finding(d)]
        for event, group in enumerate(grouping([mention for _, mention in placed])):
            found.update((placed[i][0], f"{number}-{event}") for i in group)
    return found


def key(document: Parsed, place: Words) -> str:
    """A mention by its document, sentence and words."""
    return " ".join(map(str, (document.document.name, *place)))


def measure(data: Path, work: Path) -> Measures:
    """Gold mentions and predicted ones, ours and the baseline's.

    Args:
        data: holds data/linking/ecbplus and the scorer.
        work: receives all clusterings as TSV.
    """
    documents = list(parsed(list(read(data, DEV))))
    stories = stories_of(documents)
    gold = {
        key(d, (m.sentence, m.first, m.end)): m.chain
        for d in documents
        for m in d.document.mentions
    }
    results: dict[str, Measures] = {}
    ways: dict[str, tuple[Finding, Grouping, bool]] = {
        "gold_mentions": (gold_mentions, coreferent, True),
        "head_lemma": (gold_mentions, by_lemma, True),
        "end_to_end": (predicted_mentions, coreferent, False),
        "end_to_end_head_lemma": (predicted_mentions, by_lemma, False),
    }
    for name, (finding, grouping, singletons) in ways.items():
        found = clustered(stories, finding, grouping)
        results[name] = score(data, work, name, gold, found, singletons=singletons)
    gained = results["gold_mentions"]["conll"] - results["head_lemma"]["conll"]
    return {"stories": len(stories), "mentions": len(gold), **results, "gained": round(gained, 2)}


if __name__ == "__main__":
    main(measure, __doc__)
