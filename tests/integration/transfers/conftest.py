"""Cases that are proposed to another organisation."""

from uuid import UUID

import pytest

from casework.transfers import service
from tests.factories import actor_named
from tests.integration.cases.conftest import WHOLE_FILE
from tests.integration.referrals.conftest import Office

NOTE = "Rendez-vous de suivi prévu, canarinote de remise."


def proposed(office: Office) -> tuple[str, str]:
    """A case proposed with consent; gives its code and the reference."""
    code = office.informed()
    to: UUID = office.house("other_association")
    office.consent(code, "P3", recipient_id=to, circumstance=WHOLE_FILE)
    made = office.on(
        code, lambda case: service.propose(case, to, NOTE, actor_named("caseworker")).reference
    )
    return code, str(made)


@pytest.fixture
def office(sqlite_app) -> Office:
    """An office on SQLite."""
    return Office(sqlite_app)
