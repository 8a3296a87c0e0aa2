"""How alike two wordings, two places or two times are: what `link` and `compare` both ask.

The three answer in the same spirit: a relation that is certain, or "unknown". None of them
decides anything; thresholds belong to those who ask.
"""
