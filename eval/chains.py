"""Who said it, and through whom it came to the outlet: `python -m eval.chains`."""

from __future__ import annotations

import json
from pathlib import Path

from eval.harness import Measures, dragoman, main, scorer
from eval.reliability import curve, judged, load_scorer


def measure(data: Path, work: Path) -> Measures:
    """Annotates the documents that the gold has passages of, and scores statements and chains.

    Args:
        data: holds gold/chains-dev.jsonl, data/linking and eval/chains.py.
        work: receives the texts and what `dragoman` printed.

    Returns:
        What the scorer of the data folder prints, and `reliability`: what the scores of the
        statements promise against what is right. The weights of the scores were fitted on these
        passages; `scores.toml` says what they reach on passages held out.
    """
    gold, script = data / "gold" / "chains-dev.jsonl", data / "eval" / "chains.py"
    texts, records = work / "texts", work / "records.jsonl"
    scorer(script, "texts", gold, data / "data" / "linking", texts)
    # Exit code 3: some of these scraped texts hold lines in another language.
    dragoman("annotate", *sorted(texts.glob("*.txt")), into=records, ok=(0, 3))
    printed: Measures = json.loads(scorer(script, "score", gold, records, "--json"))
    return {**printed, "reliability": reliability(script, gold, records)}


def reliability(script: Path, gold: Path, records: Path) -> Measures:
    """The reliability curve of the scores over the annotated passages."""
    lines = map(json.loads, records.read_text(encoding="utf-8").splitlines())
    reports = {Path(r["path"]).stem: r for r in lines if r.get("type", "report") == "report"}
    passages = map(json.loads, gold.read_text(encoding="utf-8").splitlines())
    pairs = judged(load_scorer(script), passages, reports)
    return curve([(claim["score"], is_right) for claim, is_right in pairs])


if __name__ == "__main__":
    main(measure, __doc__)
