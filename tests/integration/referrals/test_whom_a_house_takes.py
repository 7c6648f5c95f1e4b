"""The choice of an organisation says which may not take this person: whoever may be a child is
looked for as one."""

import pytest

from casework.cases.domain.card import CaseCard
from casework.db import db
from casework.directory.models import ServiceProfile
from tests.integration.cases.conftest import ADULT, CHILD

MAY_NOT = "n’accueille peut-être pas cette personne"


@pytest.mark.parametrize(
    ("card", "warned"),
    [
        (CHILD, True),
        (CaseCard(age_band="unknown", age_doubt=True), True),
        (CaseCard(age_band="18-24", age_doubt=True), True),
        (CaseCard(age_band="unknown"), False),
        (ADULT, False),
    ],
)
def test_a_house_for_adults_may_not_take_whoever_may_be_a_child(
    quick_office, client_as, card, warned
):
    house = quick_office.house()
    adults = {"organisation_id": house, "age_from": 18}
    quick_office.do(lambda: db.session.merge(ServiceProfile(**adults)))
    code = quick_office.assigned(card)
    page = client_as("caseworker").get(f"/c/{code}/refer?service=SHELTER").text
    assert str(house) in page
    assert (MAY_NOT in page) == warned
