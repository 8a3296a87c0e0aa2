"""Attribution: who said what, according to whom.

The way: quotations and reporting words give drafts (`direct`, `indirect`), layers that only pass
words on become hops (`chains`), and the cast of the report says who is meant (`statements`).
"""

from dragoman.annotate.attribution.statements import find_statements
from dragoman.annotate.attribution.tagged import tag
from dragoman.annotate.attribution.tagger.tag import Tagged

__all__ = ["Tagged", "find_statements", "tag"]
