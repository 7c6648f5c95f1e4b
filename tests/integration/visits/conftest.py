"""Visits with people met at them, and labour records, made by the services themselves."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask import Flask

from casework.db import db, unit_of_work
from casework.screening import service as screening
from casework.screening.domain.answers import Response
from casework.screening.domain.instrument import Kind
from casework.screening.loader import current_instrument
from casework.visits import service
from casework.visits.domain.entry import Place, Setting
from casework.visits.domain.records import Employer, GroupFacts, LegalForm, VisitCard
from casework.visits.models import LabourRecord, Visit
from casework.visits.service import Begun
from tests.factories import actor_named, user_named
from tests.integration.screening.conftest import BARE, NO, YES, Field, given
from tests.personas import CASABLANCA

EMPLOYER = Employer(
    "Société Canaripatron", "12 rue Canariadresse", LegalForm.COMPANY, "00123CANARI", "M. Canaribis"
)
NOTED = {"lodging": "bad", "papers": "kept", "hours": "more_than_10", "safety": "missing"}
GROUP = GroupFacts(NOTED, 14, 2, "Matelas dans le dépôt, canarigroupe.")
WORDS = "Registre absent, canariobservation."
LONG_FORM = current_instrument("labour_inspection")


def nothing_wrong() -> dict[str, Response]:
    """Everything asked, and nothing found: a whole interview, so that what it says counts."""
    found = {}
    for question in LONG_FORM.questions:
        if question.kind is Kind.YES_NO:
            found[question.id] = YES if "no" in question.feeds else NO
        elif alone := [option.id for option in question.options if option.exclusive]:
            found[question.id] = given(alone[0])
        elif good := [one.id for one in question.options if one.id not in question.feeds]:
            found[question.id] = given(good[0])
    return found | BARE


ORDINARY = nothing_wrong()
# Exploited at work by the hours and the pay, and by no means: a matter of labour law.
LABOUR_ONLY = {
    **ORDINARY,
    "exploitation": given("forced_labour"),
    "hours": given("more_than_10"),
    "rest_day": NO,
    "pay": given("very_low"),
    "law_respected": NO,
    "self_request": NO,
}


class Ground(Field):
    """Inspectors on the ground."""

    def visit(
        self,
        by: str = "owner_inspector",
        colleague: str = "",
        setting: Setting = Setting.SITE_VISIT,
        place: Place = Place.ESTABLISHMENT,
        sector: str = "F",
    ) -> str:
        """A visit begun; gives its reference."""
        with self.app.app_context(), unit_of_work():
            card = VisitCard(setting, place, sector, "06.141", date(2026, 11, 16), 9)
            other = user_named(colleague).id if colleague else None
            return service.begin(Begun(card, CASABLANCA, other), actor_named(by)).reference

    def noted(self, **begun: Any) -> str:
        """A visit with what concerns everybody, and its employer."""
        reference = self.visit(**begun)
        author = begun.get("by", "owner_inspector")
        self.at(
            reference,
            lambda one: service.write_group(one, GROUP, actor_named(author), one.version),
        )
        self.at(
            reference,
            lambda one: service.write_employer(one, EMPLOYER, actor_named(author), one.version),
        )
        return reference

    def at(self, reference: str, act: Callable[[Visit], Any]) -> Any:
        """Run `act(visit)` in one unit of work."""
        return self._do(Visit, reference, act)

    def in_record(self, reference: str, act: Callable[[LabourRecord], Any]) -> Any:
        """Run `act(labour record)` in one unit of work."""
        return self._do(LabourRecord, reference, act)

    def person(self, visit: str, by: str = "owner_inspector") -> str:
        """The next person met at a visit: a draft; gives its reference."""
        return str(
            self.at(
                visit,
                lambda one: screening.begin_at(one, LONG_FORM, actor_named(by)).reference,
            )
        )

    def person_sent(self, visit: str, answers: Any = LABOUR_ONLY) -> str:
        """Somebody met at a visit whose screening was sent."""
        reference = self.person(visit)
        self.fill(reference, answers)
        self.on(
            reference, lambda one: screening.send(one, actor_named("owner_inspector"), one.version)
        )
        return reference

    def labour_of(self, visit: str) -> str:
        """The reference of the labour record of a visit, or nothing."""
        return str(self.at(visit, lambda one: one.group.reveal().labour))

    def record(self, visit: str | None = None) -> str:
        """A labour record opened from a visit."""
        return str(
            self.at(
                visit or self.noted(),
                lambda one: (
                    service.open_from_visit(
                        one, ("hours", "safety"), WORDS, actor_named("owner_inspector"), one.version
                    ).reference
                ),
            )
        )

    def records(self) -> list[str]:
        """The references of all labour records."""
        with self.app.app_context():
            found = [row.reference for row in db.session.query(LabourRecord)]
            db.session.close()
            return found

    def _do(self, model: type, reference: str, act: Callable[[Any], Any]) -> Any:
        with self.app.app_context(), unit_of_work():
            return act(db.session.query(model).filter_by(reference=reference).one())


@pytest.fixture
def ground(app: Flask) -> Ground:
    """On each store in turn."""
    return Ground(app)


@pytest.fixture
def quick_ground(sqlite_app: Flask) -> Ground:
    """On SQLite only."""
    return Ground(sqlite_app)
