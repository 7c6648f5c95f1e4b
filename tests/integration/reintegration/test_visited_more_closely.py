"""Who is presumed or identified to be a victim, or found to be a child, is visited more often."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.cases.domain.identity import PartialDate
from casework.cases.domain.records import VictimStatus
from casework.reintegration.domain import refusals
from tests.factories import actor_named
from tests.integration.cases.conftest import AMINATA


def status(ground, code, said):
    formal = {"reference": "MP 12/2026", "evidence": "conclusive_grounds"}
    body = {"identified": {"body": "court", **formal}, "not_victim": {"body": "court", **formal}}
    decided = VictimStatus(on=ground.today(), status=said, **body.get(said, {"body": "ngo"}))
    ground.on(
        code, lambda case: cases.record_victim_status(case, decided, actor_named("caseworker"))
    )


@pytest.mark.parametrize("said", ["possible", "identified"])
def test_whoever_is_presumed_or_identified_meanwhile_is_visited_more_closely(
    quick_ground, client_as, clock, said
):
    code = quick_ground.planned()
    reference = quick_ground.begun("others", code)
    quick_ground.visit(reference, 3)
    clock.advance(timedelta(days=100))
    status(quick_ground, code, "inconclusive")
    assert quick_ground.months() == [6, 12]
    status(quick_ground, code, said)
    assert quick_ground.months() == [6, 9, 12], "month 1 was asked of nobody, 3 is done"
    status(quick_ground, code, "not_victim")
    assert quick_ground.months() == [6, 9, 12], "nobody goes back to the wider rhythm"
    page = client_as("caseworker").get(f"/g/{reference}")
    assert "Mois 9" in page.text and "Mois 1<" not in page.text
    client_as("caseworker").get(f"/g/{reference}/visit/1", 404)
    clock.advance(timedelta(days=85))
    quick_ground.visit(reference, 9)
    assert quick_ground.months() == [12], "month 6 cannot be visited any more"


def test_whoever_may_be_a_child_after_all_is_visited_more_closely(quick_ground):
    code = quick_ground.planned()
    quick_ground.begun("others", code)

    def doubt(case):
        card = replace(case_queries.card_of(case), age_doubt=True)
        cases.record_card(case, card, actor_named("caseworker"))

    quick_ground.on(code, doubt)
    assert quick_ground.months() == [1, 3, 6, 9, 12]


def test_whoever_is_a_child_by_the_identity_is_visited_more_closely(quick_ground):
    code = quick_ground.planned()
    quick_ground.begun("others", code)
    quick_ground.identity(code, replace(AMINATA, birth=PartialDate(2012, 4, 1)))
    assert quick_ground.months() == [1, 3, 6, 9, 12]


def test_a_presumed_victim_does_not_begin_with_the_wider_rhythm(quick_ground):
    code = quick_ground.planned()
    status(quick_ground, code, "possible")
    with pytest.raises(refusals.VisitedTooSeldom):
        quick_ground.begun("others", code)
