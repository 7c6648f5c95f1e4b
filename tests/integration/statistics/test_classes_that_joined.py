"""A class that joined its list after a year was published: that year has no number of it."""

from datetime import date
from fractions import Fraction

from casework.facts.domain import CLASSES
from casework.statistics import published as door
from casework.statistics.domain.periods import Period
from casework.statistics.domain.protected import ProtectedCount
from casework.statistics.published import NotPublished, Query, Why, published

YEAR = Period.parse("2025")
STAGES = CLASSES["return_stage"]


def test_a_table_frozen_before_a_class_was_known_is_not_published_rather_than_broken(
    sqlite_app, monkeypatch
):
    count = ProtectedCount(40, Fraction(25), date(2026, 1, 30))
    older = {(stage,): count for stage in STAGES[:6]}
    monkeypatch.setattr(door, "_stored", lambda *_asked: ({YEAR: older}, ()))
    with sqlite_app.test_request_context("/"):
        answer = published(Query("return.return_stage", (YEAR,)))
        assert isinstance(answer, NotPublished)
        assert answer.why is Why.OUTSIDE
        assert published(Query("return.return_stage", (YEAR,), (("departed",),))).total.value == 40
