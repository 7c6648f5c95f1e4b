"""Reintegrations at the point a test needs, made by the services themselves."""

from typing import Any
from uuid import UUID

import pytest

from casework.db import db
from casework.funding.domain.money import Money
from casework.reintegration import instruments, queries, service
from casework.reintegration.domain.lists import DIMENSIONS, Part
from casework.reintegration.domain.records import Answer, Goal, Signature, Survey, Visit, Wish
from casework.reintegration.service import Payment
from casework.returns.models import ReturnFile
from casework.tasks.models import Task
from tests.factories import actor_named
from tests.integration.funding.lines import budget_line
from tests.integration.returns.conftest import Bureau

GOODS = Wish("Une machine à coudre, canarimachine", 4_000_00, "MAD", supplier="Canarifournisseur",
             quote="D-17")  # fmt: skip
DEAR = Wish("Un triporteur", 18_000_00, "MAD", supplier="Atelier", quote="D-18", instalments=2)


class Ground(Bureau):
    """Acts on reintegrations, each in its own unit of work."""

    def begun(self, visited: str = "closely", code: str = "") -> str:
        """A reintegration here, counted from today; gives its reference."""
        return str(self.on(
            code or self.planned(),
            lambda case: service.begin(
                case, visited, self.today(), actor_named("caseworker")).reference,
        ))  # fmt: skip

    def after_return(self) -> tuple[str, str]:
        """A reintegration that follows a return of `return_officer`; gives its case's code too."""
        code, followed, _referral = self.entrusted()

        def arrive() -> None:
            found = db.session.query(ReturnFile).filter_by(reference=followed).one()
            found.state, found.running_case_id = "arrived", None

        self.do(arrive)
        return code, self.begun(code=code)

    def at(self, reference: str, act: Any, by: str = "caseworker") -> Any:
        """Run `act(seat, actor)` in one unit of work."""

        def run() -> Any:
            seat = queries.seat(actor_named(by), reference)
            assert seat is not None
            return act(seat, actor_named(by))

        return self.do(run)

    def write(self, reference: str, part: Part, recorded: Any, by: str = "caseworker") -> None:
        """Record a part."""
        self.at(reference, lambda seat, actor: service.keep(seat, part, recorded, actor), by)

    def visit(
        self, reference: str, month: int, *, reached: bool = True, safe: bool = True,
        worries: str = "",
    ) -> None:  # fmt: skip
        """A visit of a month, today."""
        made = Visit(self.today(), month, reached, True, safe if reached else None, worries)
        self.write(reference, Part.VISIT, made)

    def months(self) -> list[int]:
        """The months whose visits are still due."""
        with self.app.app_context():
            found = db.session.query(Task).filter_by(owner_kind="reintegration", done_at=None)
            kinds = [task.kind for task in found]
            db.session.close()
        return sorted(int(kind.rsplit("_", 1)[1]) for kind in kinds)

    def signed(self, reference: str) -> None:
        """A goal in each dimension, agreed."""
        for one in DIMENSIONS:
            self.write(reference, Part.GOAL, Goal(0, one, "canaributs", "canariactivité"))
        sign = Signature(self.today(), "written")
        self.at(reference, lambda seat, actor: service.sign(seat, sign, actor))

    def answered(self, reference: str, step: int = 0) -> None:
        """Every question answered with the step of its scale of this number."""
        sheet = instruments.newest()
        answers = tuple(
            Answer(one.key, one.steps[min(step, len(one.steps) - 1)][0]) for one in sheet.questions
        )
        survey = Survey(self.today(), sheet.instrument.version, answers)
        self.write(reference, Part.SURVEY, survey)

    def grant(self, reference: str, wish: Wish = DEAR) -> UUID:
        """A grant proposed by the caseworker."""
        found: UUID = self.at(reference, lambda seat, actor: service.propose(seat, wish, actor).id)
        return found

    def with_grant(self, reference: str, grant: UUID, act: Any, by: str = "caseworker") -> Any:
        """Run `act(found, actor)` on one grant."""

        def run() -> Any:
            found = queries.grant_seat(actor_named(by), reference, grant)
            assert found is not None
            return act(found, actor_named(by))

        return self.do(run)

    def line(self, amount: str = "30000") -> UUID:
        """A budget line that the caseworker's organisation may charge."""
        return budget_line(self, amount)

    def paid(self, reference: str, grant: UUID, minor: int, line: UUID) -> UUID:
        """An instalment of an approved grant, paid by the caseworker; gives its charge."""

        def pay(found: Any, actor: Any) -> UUID:
            payment = Payment(line, Money(minor, "MAD"), self.today(), "canarireçu")
            service.pay(found, payment, actor)
            return queries.standing_charges(found.grant)[-1].id

        charge: UUID = self.with_grant(reference, grant, pay)
        return charge

    def contents(self, reference: str) -> Any:
        """What is recorded."""
        return self.at(reference, lambda seat, actor: queries.contents(seat.file.id))

    def case_state(self, code: str) -> tuple[str, str]:
        """State and priority of the case."""
        case = self.on(code, lambda case: (case.state, case.priority))
        return case[0], case[1]


@pytest.fixture
def ground(app: Any) -> Ground:
    """On each store in turn."""
    return Ground(app)


@pytest.fixture
def quick_ground(sqlite_app: Any) -> Ground:
    """On SQLite alone."""
    return Ground(sqlite_app)
