"""Cases that are ready to be referred, and referrals on their way."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from casework.accounts.models import OrganisationService
from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.cases.domain.records import LegalDuty
from casework.referrals import queries, service
from casework.referrals.domain.packet import Item, Preparation
from casework.referrals.service import Addressed
from tests.factories import actor_named, organisation_named
from tests.integration.cases.conftest import Desk, case_named

MESSAGE = "Arrivée possible à partir de 15:00, accompagnée, canarimessage."
HERE, THERE = "clinic", "other_house"
ARRIVAL = "Point de rencontre convenu par téléphone, canariarrivee."


class Office(Desk):
    """A desk that also sends and answers referrals."""

    def informed(self) -> str:
        """A case in S07: informed, agreed to a case, risks assessed."""

        def inform(case: Any) -> None:
            duty = LegalDuty("penal_code_448_7", case_queries.today(), content="Examiné.")
            cases.record_legal_duty(case, duty, False, actor_named("caseworker"))
            cases.step(case, "inform", actor_named("caseworker"))

        with self.in_one():
            code = self.assigned()
            self.on(code, inform)
            self.consent(code)
            self.risk(code)
        return code

    def house(self, key: str = "shelter_house") -> UUID:
        """The id of an organisation."""
        with self.app.app_context():
            return organisation_named(key).id

    def prepared(self, code: str, urgency: str = "routine", to: str = "shelter_house") -> str:
        """A draft referral of the case for shelter; gives its reference."""

        def prepare(case: Any) -> str:
            actor = actor_named("caseworker")
            recipient = organisation_named(to).id
            made = service.prepare(case, Addressed("SHELTER", recipient, urgency), actor)
            texts = {
                Item.MESSAGE: MESSAGE,
                Item.SAFE_CONTACT: "Bureau, 09:00 à 18:00",
                Item.ARRIVAL: ARRIVAL,
            }
            service.choose(made, Preparation("SHELTER", urgency, texts=texts), made.version)
            return made.reference

        return str(self.on(code, prepare))

    def sent(self, urgency: str = "routine", to: str = "shelter_house") -> tuple[str, str]:
        """A case referred with consent; gives its code and the reference."""
        code = self.informed()
        self.consent(code, "P3", recipient_id=self.house(to))
        ref = self.prepared(code, urgency, to)
        self.on(code, lambda case: self._send(case, ref))
        return code, ref

    def referral(self, code: str, ref: str, act: Callable[[Any], Any]) -> Any:
        """Run `act(referral)` in one unit of work."""
        return self.on(code, lambda case: act(queries.referral_of_case(case.id, ref)))

    def state(self, code: str, ref: str) -> tuple[str, str]:
        """Where the case and the referral stand."""
        found: tuple[str, str] = self.see(
            code, lambda case: (case.state, queries.referral_of_case(case.id, ref).state)
        )
        return found

    @staticmethod
    def _send(case: Any, ref: str) -> None:
        referral = queries.referral_of_case(case.id, ref)
        assert referral is not None
        service.send(referral, case, actor_named("caseworker"), referral.version)


@pytest.fixture
def office(app: Any) -> Office:
    """An office on each store in turn."""
    return Office(app)


@pytest.fixture
def quick_office(sqlite_app: Any) -> Office:
    """An office on SQLite only."""
    return Office(sqlite_app)


@pytest.fixture
def police(quick_office: Office) -> Office:
    """An office with two stations of the police."""

    def become() -> None:
        for key in (HERE, THERE):
            station = organisation_named(key)
            station.kind = "police"
            station.services = [OrganisationService(service="SAFETY")]

    quick_office.do(become)
    return quick_office


__all__ = ["case_named"]
