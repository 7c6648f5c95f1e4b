"""Returns at the point a test needs, made by the services themselves."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.cases.domain.safety import SafetyPlan
from casework.db import db
from casework.kernel import clock
from casework.policy import Actor
from casework.referrals import service as referrals
from casework.referrals.domain.packet import Item, Preparation
from casework.referrals.service import Addressed
from casework.returns import queries, service
from casework.returns.domain.lists import COUNTRIES, OPTIONS, RISK_ITEMS, Part
from casework.returns.domain.records import (
    Choice,
    Counselling,
    Departure,
    Eligibility,
    Fitness,
    Paper,
    Project,
    Request,
    ReturnRisk,
    RiskItem,
    Travel,
)
from casework.returns.models import ReturnFile
from casework.returns.queries import Seat
from tests.factories import actor_named, organisation_named
from tests.integration.planning.conftest import agree_on_a_plan
from tests.integration.referrals.conftest import Office

ROUTE = "Casablanca - Abidjan, canariroute"


class Bureau(Office):
    """A desk that also runs returns. `spoken`: the language of those who ask."""

    spoken = "fr"

    def planned(self) -> str:
        """A case in S11 whose person agrees to a return."""
        code = self.informed()
        self.consent(code, "P7")

        def plan(case: Any) -> None:
            worker = actor_named("caseworker")
            cases.step(case, "help_directly", worker)
            day = case_queries.today()
            cases.record_safety_plan(case, SafetyPlan(day, False), worker)
            agree_on_a_plan(case)
            cases.step(case, "plan", worker)

        self.on(code, plan)
        return code

    def asked(self, code: str = "") -> str:
        """A return that was asked for; gives its reference."""
        request = Request(self.today(), "office", "CI", self.spoken)
        return str(
            self.on(
                code or self.planned(),
                lambda case: (
                    service.open_return(
                        case, request, case.organisation_id, actor_named("caseworker")
                    ).reference
                ),
            )
        )

    def entrusted(self, to: str = "other_association") -> tuple[str, str, str]:
        """A return run by another organisation, after its acceptance; gives the codes of the case,
        the return and the referral."""
        code = self.planned()
        self.consent(code, "P3", recipient_id=self.house(to))

        def send(case: Any) -> tuple[str, str, str]:
            actor, recipient = actor_named("caseworker"), organisation_named(to).id
            made = referrals.prepare(case, Addressed("RETURN", recipient, "routine"), actor)
            texts = {Item.SAFE_CONTACT: "Bureau"}
            referrals.choose(made, Preparation("RETURN", "routine", texts=texts), made.version)
            referrals.send(made, case, actor, made.version)
            referrals.accept(made, actor_named("return_officer"), made.version)
            request = Request(self.today(), "office", "CI", "fr")
            opened = service.open_return(case, request, recipient, actor)
            return code, opened.reference, made.reference

        found: tuple[str, str, str] = self.on(code, send)
        return found

    def today(self) -> Any:
        """The day it is."""
        return clock.now().date()

    def seated(self, reference: str, act: Callable[[Seat], Any], by: str = "caseworker") -> Any:
        """Run `act(seat)` in one unit of work."""

        def run() -> Any:
            seat = queries.seat(actor_named(by), reference)
            assert seat is not None
            return act(seat)

        return self.do(run)

    def keep(self, reference: str, part: Part, recorded: Any, by: str = "caseworker") -> None:
        """Record a part."""
        self.seated(reference, lambda seat: service.keep(seat, part, recorded, actor_named(by)), by)

    def step(self, reference: str, action: str, actor: Actor | None = None, **more: Any) -> None:
        """Take a step."""
        self.seated(
            reference,
            lambda seat: service.step(seat, action, actor or actor_named("caseworker"), **more),
        )

    def counselled_anew(self, reference: str, asylum: str) -> None:
        """Every option is explained."""
        told = Counselling(self.today(), "fr", OPTIONS, asylum, alone=True)
        self.keep(reference, Part.COUNSELLING, told)

    def counselled(self, reference: str, asylum: str = "no") -> None:
        """Every option was explained; the vulnerabilities were looked at."""
        self.counselled_anew(reference, asylum)
        self.keep(reference, Part.ELIGIBILITY, Eligibility(self.today(), ("stranded",)))

    def chosen(self, steps: Any, code: str = "") -> str:
        """Chosen freely, two days later; the case has turned to a return."""
        reference = self.asked(code)
        self.counselled(reference)
        steps.advance(timedelta(hours=49))
        self.keep(
            reference, Part.CHOICE, Choice(self.today(), True, True, True, "certain", "written")
        )
        self.step(reference, "choose")
        self.keep(reference, Part.RISK, risks(self.today(), 1))
        self.seated(
            reference,
            lambda seat: cases.step(seat.case, "start_return", actor_named("caseworker")),
        )
        return reference

    def booked(self, steps: Any, code: str = "") -> str:
        """Papers, project and journey are there; booked."""
        reference, today = self.chosen(steps, code), self.today()
        now = clock.now()
        for paper in (
            Paper("passport", "obtained", today, today + timedelta(days=300)),
            Paper("exit_authorisation", "obtained", today),
        ):
            self.keep(reference, Part.DOCUMENTS, paper)
        self.keep(
            reference,
            Part.PROJECT,
            Project(today, "Un atelier de couture, canariprojet", minor=9_500_00, currency="MAD"),
        )
        leaves = now + timedelta(days=3)
        journey = Travel(
            leaves, leaves + timedelta(hours=9), ROUTE, "none", "Bureau d'accueil", today
        )
        self.keep(reference, Part.TRAVEL, journey)
        self.step(reference, "book")
        return reference

    def departed(self, steps: Any) -> str:
        """Fit, asked once more on the day of the journey, gone."""
        reference = self.booked(steps)
        self.leave(reference, steps)
        return reference

    def leave(self, reference: str, steps: Any) -> None:
        """The day of the journey has come."""
        steps.advance(timedelta(days=3))
        now = clock.now()
        self.keep(reference, Part.FITNESS, Fitness(now, "fit", "Dr Essai"))
        self.keep(reference, Part.DEPARTURE, Departure(now, "written", confirmed=True))
        self.step(reference, "depart")

    def stands(self, reference: str) -> tuple[str, str]:
        """Where the return and its case stand."""
        with self.app.app_context():
            file = db.session.query(ReturnFile).filter_by(reference=reference).one()
            found = file.state, case_queries.case_by_id(file.case_id).state
            db.session.close()
            return found


def risks(today: Any, level: int) -> ReturnRisk:
    """Every risk, at this level in the country of return."""
    items = tuple(
        RiskItem(item, country, 3, level if country == "there" else 0)
        for country in COUNTRIES
        for item in RISK_ITEMS
    )
    return ReturnRisk(today, items, "canarimesures")


@pytest.fixture
def bureau(app: Any) -> Bureau:
    """On each store in turn."""
    return Bureau(app)


@pytest.fixture
def quick_bureau(sqlite_app: Any) -> Bureau:
    """On SQLite only."""
    return Bureau(sqlite_app)
