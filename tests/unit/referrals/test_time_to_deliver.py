"""How long each kind of help may take until it is said whether it was given."""

import pytest

from casework.kernel.workflow import Span
from casework.referrals.domain.track import DELIVERED_WITHIN, TABLE, span_of
from casework.web.codes import services

REPORT = next(one.deadline for one in TABLE if one.action == "start")


def test_every_service_has_its_time_and_no_other_code_has_one():
    assert set(DELIVERED_WITHIN) == set(services())


@pytest.mark.parametrize(
    ("service", "span"),
    [
        ("SHELTER", Span(hours=24)),
        ("MED_EMERG", Span(hours=24)),
        ("MED_PRIMARY", Span(days=7)),
        ("LEGAL_REP", Span(days=14)),
        ("REINTEG", Span(days=30)),
        ("GONE_FROM_THE_LIST", Span(days=30)),
    ],
)
def test_a_bed_is_told_within_the_day_and_proceedings_within_a_month(service, span):
    assert span_of(service, REPORT, "routine") == span


def test_the_answer_to_a_request_depends_on_its_urgency_and_not_on_the_service():
    answer = next(one.deadline for one in TABLE if one.action == "send")
    assert span_of("REINTEG", answer, "emergency") == Span(hours=24)
    assert span_of("SHELTER", answer, "routine") == Span(working_days=3)
