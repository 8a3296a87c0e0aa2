"""Who said it, and through whom it came to the outlet: `python -m eval.chains`."""

from __future__ import annotations

import json
from pathlib import Path

from eval.harness import Measures, dragoman, main, scorer


def measure(data: Path, work: Path) -> Measures:
    """Annotates the documents that the gold has passages of, and scores statements and chains.

    Args:
        data: holds gold/chains-dev.jsonl, data/linking and eval/chains.py.
        work: receives the texts and what `dragoman` printed.
    """
    gold, script = data / "gold" / "chains-dev.jsonl", data / "eval" / "chains.py"
    texts, records = work / "texts", work / "records.jsonl"
    scorer(script, "texts", gold, data / "data" / "linking", texts)
    # Exit code 3: some of these scraped texts hold lines in another language.
    dragoman("annotate", *sorted(texts.glob("*.txt")), into=records, ok=(0, 3))
    printed: Measures = json.loads(scorer(script, "score", gold, records, "--json"))
    return printed


if __name__ == "__main__":
    main(measure, __doc__)
