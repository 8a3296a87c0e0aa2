"""Whether two accounts may tell of one event, and what speaks for it.

Refusals come first and are hard: other days, other towns, other people. Only then is evidence
added up, and never from people and praise alone, since the same two leaders say the same things
at every meeting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from math import exp

from dragoman.likeness import days as time
from dragoman.likeness import places as space
from dragoman.likeness.parties import relation
from dragoman.likeness.words import Vector, Weights
from dragoman.link.account import PAIR, Account
from dragoman.link.rules import rules
from dragoman.link.scenes import missing
from dragoman.link.stories import Pairs, near
from dragoman.model import Interval

ANCHORS = {
    "same_day",
    "same_period",
    "fitting_date",
    "fitting_weekday",
    "same_town",
    "named_town",
    "near_publication",
    "same_story",
    "copied",
}
"""What ties two accounts to one occasion; all else only adds to it."""
SURE = {"near_publication", "same_story", "copied"}
"""What ties two accounts whose days cannot be compared, whatever their words."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """What the reports tell as terms, weighted over the corpus, and which pairs belong together.

    `copied` are the pairs of near-copies, `stories` the pairs of reports of one story.
    """

    weights: Weights
    terms: Mapping[str, tuple[str, ...]]
    copied: Pairs
    stories: Pairs
    _vectors: dict[str, Vector] = field(default_factory=dict, init=False, repr=False, compare=False)

    def alike(self, left: Account, right: Account) -> float:
        """Cosine of what the two accounts' reports tell, in [0, 1].

        0 where they share few terms: two sentences are soon alike.
        """
        one, other = self._vector(left.report), self._vector(right.report)
        if len(one.weights.keys() & other.weights.keys()) < rules("evidence")["least_terms"]:
            return 0.0
        return one.cosine(other)

    def _vector(self, report: str) -> Vector:
        """A report's terms as a vector, worked out once."""
        found = self._vectors.get(report)
        if found is None:
            found = self._vectors[report] = self.weights.vector(self.terms[report])
        return found


def refusal(left: Account, right: Account) -> str | None:
    """Why two accounts cannot be of one event, or None.

    Days that differ by one are not refused here; `Evidence` asks for more in return.
    """
    if left.report == right.report:
        return "told apart by one report"
    if left.type != right.type:
        return "other type"
    if _other_people(left, right):
        return "other people"
    if time.relation(left.days, right.days) == "apart":
        return "other days"
    if space.relation(left.place, right.place) == "apart":
        return "other place"
    dated = left.days.known and right.days.known
    if not dated and expected(left).disjoint(expected(right)):
        return "other news"
    if not dated and _other_company(left, right):
        return "other company"
    return None


def _other_company(left: Account, right: Account) -> bool:
    """Whether in either report somebody acts of a country that the other never mentions.

    Leaders meet again and again; whom else they met that day, or who had a part in it, tells the
    days apart where no date does.
    """
    one, other = left.scene, right.scene
    return bool(one.homes - other.countries) and bool(other.homes - one.countries)


def _other_people(left: Account, right: Account) -> bool:
    """Whether two accounts name people who exclude each other.

    A silent one must name somebody of every party, and be most about somebody of one of them.
    """
    if left.silent and right.silent:
        return False
    for account, other in ((left, right), (right, left)):
        if account.silent:
            parties = other.participants.keys()
            outside = account.scene.chief is not None and account.scene.chief not in parties
            return len(parties) < PAIR or outside or bool(missing(parties, account.scene))
    return relation(left.participants, right.participants, mutual=left.mutual) == "apart"


def expected(account: Account) -> Interval:
    """The days in which the event lies, by its own date or else by the report's.

    What a report leads with is news; what it recalls may be any time before it appeared.
    """
    if account.days.known:
        return account.days.interval
    first, last = account.published
    settings = rules("events")
    if account.ahead:
        after = timedelta(days=settings["news_after_days"])
        return Interval(first, last + after if last else None)
    if account.role == "background":
        return Interval(None, last)
    before = settings["fresh_days" if account.silent else "news_before_days"]
    return Interval(first - timedelta(days=before) if first else None, last)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for two accounts being of one event: observations with their points."""

    points: Mapping[str, float]

    @property
    def score(self) -> float:
        """`1 - exp(-sum of points)`, in [0, 1]."""
        return 1 - exp(-sum(self.points.values()))

    @property
    def why(self) -> str:
        """The observations, the weightiest first."""
        ranked = sorted(self.points.items(), key=lambda item: (-item[1], item[0]))
        return ", ".join(name.replace("_", " ") for name, value in ranked if value)


def weigh(left: Account, right: Account, wordings: Wordings) -> Evidence | None:
    """The evidence for a pair that is not refused, or None where it is too thin to join them.

    Two that do not tell of a meeting are joined only by one that does.
    """
    if left.silent and right.silent:
        return None
    points: dict[str, float] = {}
    days = time.relation(left.days, right.days)
    table = rules("evidence")
    for name in (_day_sign(days, left, right), _place_sign(left, right)):
        if name:
            points[name] = table[name]
    if _same_people(left, right):
        points["same_people"] = table["same_people"]
    if left.role == right.role == "main":
        points |= _news_signs(left, right, wordings, dated=days not in {"unknown", "near"})
    found = Evidence(points)
    settings = rules("events")
    least = settings["slack_needs_score" if days == "near" else "least_score"]
    alike = points.get("wording", 0.0) >= settings["wording_anchors"]
    anchored = (alike and left.ahead == right.ahead) or bool(points.keys() & ANCHORS)
    if days == "unknown" and points.keys().isdisjoint(SURE):
        anchored &= points.get("wording", 0.0) >= settings["wording_undated"]
    return found if anchored and found.score >= least else None


def _same_people(left: Account, right: Account) -> bool:
    """Whether the parties are the same; of a silent account, whether it names all persons."""
    for account, other in ((left, right), (right, left)):
        if account.silent:
            persons = other.participants.persons()
            return bool(persons) and persons <= account.scene.persons
    return relation(left.participants, right.participants, mutual=left.mutual) == "same"


def _day_sign(relation_of_days: str, left: Account, right: Account) -> str | None:
    if relation_of_days == "same" and left.days.single:
        return "same_day"
    if relation_of_days in {"same", "within"}:
        lengths = [a.days.interval.days() for a in (left, right)]
        # Plans are announced for a season; two of them for the same one are the same sooner.
        ahead = left.ahead and right.ahead
        longest = rules("events")["news_after_days" if ahead else "news_before_days"]
        short = all(length and length <= longest for length in lengths)
        return "same_period" if short else None
    if relation_of_days != "fits":
        return None
    return "fitting_date" if left.days.dated or right.days.dated else "fitting_weekday"


def _place_sign(left: Account, right: Account) -> str | None:
    where = space.relation(left.place, right.place)
    towns = not left.place.wide and not right.place.wide
    if where in {"same", "inside"} and towns:
        return "same_town"
    both = left.role == right.role == "main" and left.ahead == right.ahead
    if both and (_names(left, right) or _names(right, left)):
        return "named_town"
    return "same_country" if where in {"same", "inside"} else None


def _names(left: Account, right: Account) -> bool:
    """Whether the report of the one names the town or venue of the other."""
    place = right.place
    return not place.wide and place.id is not None and place.id in left.scene.towns


def _news_signs(
    left: Account, right: Account, wordings: Wordings, *, dated: bool
) -> dict[str, float]:
    """What holds between two reports that are both about it: copies, wording, publication."""
    table = rules("evidence")
    points = {
        "wording": table["wording"] * max(0.0, wordings.alike(left, right) - table["usual_wording"])
    }
    pair = frozenset((left.report, right.report))
    if pair in wordings.copied:
        points["copied"] = table["copied"]
    elif pair in wordings.stories:
        points["same_story"] = table["same_story"]
    if left.opens and right.opens:
        points["opening"] = table["opening"]
    if not dated and _near(left, right):
        points["near_publication"] = table["near_publication"]
    return points


def _near(left: Account, right: Account) -> bool:
    """Whether event or publication of the one lie within days of those of the other."""
    one, other = (a.days.interval if a.days.known else a.published for a in (left, right))
    return near(one, other)
