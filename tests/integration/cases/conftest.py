"""Cases in the states that the tests need, made by the services themselves."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from casework.cases import queries, service
from casework.cases.domain.card import CaseCard
from casework.cases.domain.children import AuthorityDecided, Guardian, InterestsAssessed
from casework.cases.domain.consent import DATA_GROUPS, Answer, Circumstance, Said
from casework.cases.domain.identity import Document, Identity, PartialDate, SafeContact
from casework.cases.domain.risk import ITEMS, RiskItem, assess
from casework.cases.domain.safety import SafetyPlan
from casework.cases.models import Case
from casework.db import db, unit_of_work
from casework.kernel import clock
from casework.policy import Actor
from tests.factories import actor_named, user_named

ADULT = CaseCard(
    age_band="25-34", sex="female", languages=("bm", "fr"), interpreter="needed",
    exploitation="domestic_work", nationality_group="sub_saharan_africa",
)  # fmt: skip
CHILD = CaseCard(age_band="9-17", sex="female", languages=("ary",), interpreter="not_needed")
TOLD = ("profile", "needs", "safety", "contact")
IN_WORDS = Circumstance(how="oral", language="bm", interpreter="yes", data_groups=TOLD)
WHOLE_FILE = replace(IN_WORDS, data_groups=DATA_GROUPS)
AMINATA = Identity(
    spoken_name="Canarita Zubayda",
    given_name="Canarita",
    family_name="Zubaydawi",
    birth=PartialDate(1996, 4),
    sex="female",
    nationality="CI",
    documents=(Document("passport", "CANARY99881"),),
    phone="+225 07 99 88 77 66",
)
CONTACT = SafeContact(
    phone="06 61 77 66 42", hours="10:00 - 20:00", calls="yes", messages="no",
    code_word="canaryword", instructions=("Ne pas appeler après 20 h, canarinstruction.",),
)  # fmt: skip


@dataclass
class Desk:
    """Acts on cases inside one app, each in its own unit of work."""

    app: Flask
    _in_one: bool = field(default=False, init=False)

    def actor(self, key: str) -> Actor:
        """A persona as the policy sees it."""
        with self.app.app_context():
            return actor_named(key)

    def do(self, act: Callable[..., Any]) -> Any:
        """Run `act()` in one unit of work."""
        if self._in_one:
            return act()
        with self.app.app_context(), unit_of_work():
            return act()

    @contextmanager
    def in_one(self) -> Iterator[None]:
        """Several acts in one unit of work, to be quick about what a test does not look at."""
        if self._in_one:
            yield
            return
        with self.app.app_context(), unit_of_work():
            self._in_one = True
            try:
                yield
            finally:
                self._in_one = False

    def open(self, card: CaseCard = ADULT, priority: str = "P2", by: str = "focal_point") -> str:
        """A case nobody has yet; gives its code."""

        def act() -> str:
            return service.open_case(
                screening_id=None,
                search="no_name",
                region="MA-06",
                priority=priority,
                card=card,
                actor=actor_named(by),
            ).code

        return str(self.do(act))

    def assigned(self, card: CaseCard = ADULT, to: str = "caseworker", priority: str = "P2") -> str:
        """A case of the caseworker; gives its code."""
        with self.in_one():
            code = self.open(card, priority)
            self.on(
                code,
                lambda case: service.assign(case, user_named(to).id, actor_named("focal_point")),
            )
        return code

    def on(self, code: str, act: Callable[[Case], Any]) -> Any:
        """Run `act(case)` in one unit of work."""
        return self.do(lambda: act(case_named(code)))

    def see(self, code: str, look: Callable[[Case], Any]) -> Any:
        """Read something of a case."""
        with self.app.app_context():
            found = look(case_named(code))
            db.session.close()
            return found

    def consent(
        self,
        code: str,
        purpose: str = "P2",
        answer: str = Answer.GIVEN,
        recipient_id: UUID | None = None,
        circumstance: Circumstance = IN_WORDS,
    ) -> None:
        """The person answers."""
        said = Said(
            purpose,
            answer,
            recipient_id,
            queries.today().replace(year=queries.today().year + 1) if answer == "given" else None,
        )
        self.on(
            code,
            lambda case: service.record_consent(
                case, said, circumstance, actor_named("caseworker")
            ),
        )

    def merge(self, code: str, leading: str) -> None:
        """Two focal points found one person in both: the second file leads the first."""
        focal = "focal_point"
        self.on(
            code, lambda case: service.merge_into(case, case_named(leading), actor_named(focal))
        )

    def part(self, code: str, leading: str) -> None:
        """They were two persons after all."""
        self.on(code, lambda case: service.take_apart(case, case_named(leading)))

    def risk(self, code: str, level: int = 1) -> None:
        """A risk assessment whose highest item has this level on both scales."""
        risks = assess([RiskItem(item, level, level) for item in ITEMS])
        self.on(code, lambda case: service.record_risk(case, risks, actor_named("caseworker")))

    def made_safe(self, code: str) -> None:
        """The danger is over: an assessment says so, and the case is urgent no more."""
        self.risk(code)
        over = "Le danger est passé."
        self.on(
            code, lambda case: service.change_priority(case, "P3", over, actor_named("caseworker"))
        )

    def guardian(self, code: str, *, suspected: bool = False) -> None:
        """Somebody speaks for the child."""
        named = Guardian("Tutrice Essai", "provisional", queries.today(), "Procureur", "G-1")
        if suspected:
            named = replace(named, suspected=True, suspicion="Dit avoir reçu de l'argent.")
        self.on(code, lambda case: service.record_guardian(case, named, actor_named("caseworker")))

    def decided(self, code: str) -> None:
        """A prosecutor decides to protect the child."""
        found = AuthorityDecided(queries.today(), "prosecutor", "P-1", "Casablanca")
        self.on(
            code,
            lambda case: service.record_authority_decided(case, found, actor_named("caseworker")),
        )

    def interests(self, code: str) -> None:
        """The best interests of the child are assessed."""
        found = InterestsAssessed(queries.today(), "Éducatrice", True, "Veut aller à l'école.")
        self.on(
            code,
            lambda case: service.record_interests_assessed(case, found, actor_named("caseworker")),
        )

    def safety_plan(self, code: str, *, wanted: bool = True) -> None:
        """A safety plan is made, or offered and not wanted."""
        day = queries.today()
        plan = SafetyPlan(day, wanted, day + timedelta(days=30) if wanted else None)
        self.on(
            code, lambda case: service.record_safety_plan(case, plan, actor_named("caseworker"))
        )

    def identity(self, code: str, identity: Identity = AMINATA, alias: str = "Warda") -> None:
        """The identity is recorded."""
        self.on(
            code,
            lambda case: service.record_identity(case, identity, alias, actor_named("caseworker")),
        )


def case_named(code: str) -> Case:
    """The row of a code."""
    return db.session.query(Case).filter_by(code=code).one()


@pytest.fixture
def desk(app: Flask) -> Desk:
    """A desk on each store in turn."""
    return Desk(app)


@pytest.fixture
def quick_desk(sqlite_app: Flask) -> Desk:
    """A desk on SQLite only."""
    return Desk(sqlite_app)


__all__ = ["clock"]
