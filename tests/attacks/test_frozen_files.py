"""A file that another one leads keeps what it has: no way around its forms works in it."""

import pytest

from casework.cases.service.writing import CaseMerged
from casework.referrals import service
from casework.referrals.service import Addressed
from tests.factories import actor_named, organisation_named
from tests.integration.referrals.conftest import Office


def frozen(office: Office, code: str) -> None:
    """Two focal points merged the file into another one."""
    leading = office.assigned()
    office.merge(code, leading)


def test_nothing_is_referred_any_more_from_a_file_that_was_merged(sqlite_app):
    office = Office(sqlite_app)
    code = office.informed()
    office.consent(code, "P3", recipient_id=office.house())
    draft = office.prepared(code)
    frozen(office, code)
    with pytest.raises(CaseMerged):
        office.on(code, lambda case: office._send(case, draft))
    assert office.state(code, draft)[1] == "draft"


def test_no_referral_is_begun_in_a_file_that_was_merged(sqlite_app):
    office = Office(sqlite_app)
    code = office.informed()
    frozen(office, code)

    def prepare(case):
        recipient = organisation_named("shelter_house").id
        service.prepare(case, Addressed("SHELTER", recipient, "routine"), actor_named("caseworker"))

    with pytest.raises(CaseMerged):
        office.on(code, prepare)
