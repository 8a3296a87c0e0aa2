"""Times: temporal expressions as TIMEX3 values, intervals of days, and what they rest on.

A grammar (`grammar.toml`, over the words of `lexicon.toml`) finds expressions; small resolvers
read them: `dates` what names its month or year, `deictic` what counts from publication,
`narrative` what counts from the time the story is at, `durations` what has only a length.
"""

from dragoman.annotate.times.find import find_times
from dragoman.annotate.times.publication import publication_from_text
from dragoman.annotate.times.ranges import stretch_of

__all__ = ["find_times", "publication_from_text", "stretch_of"]
