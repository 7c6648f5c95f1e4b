"""Conferences that are open, links that wait, conflicts that stand."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask

from casework.cases.service import declare_conflict
from casework.kernel import clock
from casework.together import queries, service
from casework.together.domain.conference import Decision, Minutes, Prepared
from casework.together.domain.links import Linked
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.referrals.conftest import Office

SHARED = Prepared(
    "Hébergement et avocat", ("Où dormir", "Qui accompagne"), "Besoin calme, canaripartage.",
    "Appel à trois", ("profile", "needs"),
)  # fmt: skip
DECIDED = Decision(UUID(int=5), "Une place dès lundi, canaridecision", "Maison Essai")
ELSEWHERE = "MA-26-7KQ4-"


class Table:
    """Where people sit together, inside one app."""

    def __init__(self, app: Flask) -> None:
        self.office = Office(app)

    def convened(
        self, code: str, *, anonymised: bool = False, days: int = 1, shown: tuple[int, int] = (2, 2)
    ) -> str:
        """A conference in so many days; gives its reference."""

        def act(case: Any) -> str:
            at = clock.now() + timedelta(days=days)
            worker = actor_named("caseworker")
            made = service.convene(case, at, shown, SHARED, worker, anonymised=anonymised)
            return made.reference

        return str(self.office.on(code, act))

    def at(self, code: str, ref: str, act: Any) -> Any:
        """Run `act(case, conference)` in one unit of work."""

        def run(case: Any) -> Any:
            found = [one.row for one in queries.conferences_of(case) if one.row.reference == ref]
            return act(case, found[0])

        return self.office.on(code, run)

    def invited(self, code: str, ref: str, house: str = "shelter_house", user: str = "") -> str:
        """An organisation (or one of its people) is invited; gives the invitation's id."""

        def act(case: Any, row: Any) -> str:
            whom = user_named(user).id if user else None
            worker = actor_named("caseworker")
            return str(service.invite(case, row, organisation_named(house).id, whom, worker).id)

        return str(self.at(code, ref, act))

    def open(self, **more: Any) -> tuple[str, str]:
        """A case with a conference that `shelter_house` may look at now."""
        code = self.office.informed()
        self.office.consent(code, "P3", recipient_id=self.office.house())
        ref = self.convened(code, **more)
        self.invited(code, ref)
        return code, ref

    def held(self, code: str, ref: str, decision: Decision = DECIDED) -> None:
        """Its minutes are kept."""

        def act(case: Any, row: Any) -> None:
            minutes = Minutes("Maison Essai, association", (decision,))
            service.keep_minutes(case, row, minutes, actor_named("caseworker"))

        self.at(code, ref, act)

    def linked(self, code: str, other: str, by: str = "caseworker", kind: str = "sibling") -> str:
        """A proposed link; gives its id."""
        return str(
            self.office.on(
                code,
                lambda case: (
                    service.propose_link(
                        case, other, Linked(kind, "canarilien"), actor_named(by)
                    ).id
                ),
            )
        )

    def conflict(self, code: str, who: str, by: str = "focal_point") -> str:
        """A conflict of interest of somebody; gives its id."""
        return str(
            self.office.on(
                code,
                lambda case: (
                    declare_conflict(case, user_named(who).id, "canariconflit", actor_named(by)).id
                ),
            )
        )

    def scene(self, code: str) -> dict[str, str]:
        """What the sweep of all endpoints needs of one case."""
        ref = self.convened(code)
        held = self.convened(code)
        self.at(code, held, lambda case, row: setattr(row, "begins_at", clock.now()))
        self.held(code, held)
        return {
            "conference": ref,
            "invitation": self.invited(code, ref),
            "held": held,
            "decision": str(DECIDED.id),
            "link": self.linked(code, self.office.open(by="second_focal_point")),
            "conflict": self.conflict(code, "other_inspector", by="second_focal_point"),
        }


@pytest.fixture
def table(sqlite_app: Flask) -> Table:
    """A table on SQLite."""
    return Table(sqlite_app)


@pytest.fixture
def both_table(app: Flask) -> Table:
    """A table on each store in turn."""
    return Table(app)
