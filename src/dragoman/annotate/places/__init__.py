"""Places: which of the many towns, regions and countries of its name a report means.

The other places of the report tell: those that lie near each other, or in one another, go
together. `resolve` takes all of a report's at once; one name has one sense in it.
"""

from dragoman.annotate.places.resolve import Resolver, Toponym, resolver

__all__ = ["Resolver", "Toponym", "resolver"]
