"""What a kind of deadline is, and the people who set and meet them in this year."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask

from casework.cases import service as cases
from casework.cases.domain.notes import NoteText
from casework.cases.domain.records import Closure, LegalDuty
from casework.cases.queries import today
from casework.kernel import clock
from tests.factories import actor_named
from tests.integration.assistance.conftest import Store
from tests.integration.matching.conftest import House
from tests.integration.planning.conftest import Planner
from tests.integration.reintegration.conftest import Ground as Homecoming
from tests.integration.shelter.conftest import Shelter
from tests.integration.together.conftest import Table
from tests.integration.visits.conftest import Ground

STAYS = "stays with whoever has it"
SLOWLY = "to the focal points of the region at its minute, three days later to the national level"
AT_ONCE = "to the duty officer at its minute, and a level more every hour"

CLOSING = Closure("goals_met", "Fini.", "offered", channels=("meeting",))


class World(Planner):
    """A desk that plans; beside it a house, a bureau of returns, and who screens, meets and
    compares."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.ground, self.pairs, self.table = Ground(app), House(app), Table(app)
        self.home, self.shelter = Homecoming(app), Shelter(app)
        self.families = iter(("Diallo", "Benjelloun", "Okonkwo", "Tshibanda", "Rahmouni", "Sagna"))
        self.days = iter(range(1, 13))
        self.store = Store(app)

    def informed_only(self) -> str:
        """A case in S07 where nothing was asked yet."""
        code = self.assigned()
        self.inform(code)
        return code

    def inform(self, code: str) -> None:
        """The person is told of their rights."""

        def act(case: Any) -> None:
            duty = LegalDuty("penal_code_448_7", today(), content="Examiné.")
            cases.record_legal_duty(case, duty, False, actor_named("caseworker"))
            cases.step(case, "inform", actor_named("caseworker"))

        self.on(code, act)

    def step_of(
        self, code: str, action: str, by: str = "caseworker", why: cases.Why | None = None
    ) -> None:
        """A step of the pathway."""
        given = why or cases.Why()
        self.on(code, lambda case: cases.step(case, action, actor_named(by), why=given))

    def note(self, code: str, kind: str = "meeting", **more: Any) -> str:
        """A note; gives its id."""
        text = NoteText(kind, "Rencontre.", follow_up=more.pop("follow_up", None))
        return str(
            self.on(
                code,
                lambda case: cases.write_note(case, text, actor_named("caseworker"), **more).id,
            )
        )

    def in_plan(self) -> str:
        """A case in S11."""
        code = self.helped()
        self.planned_now(code)
        return code

    def planned_now(self, code: str) -> None:
        """Needs, a goal, an agreement, and the step."""
        self.needs(code)
        self.goal(code)
        self.agree_today(code)
        self.step_of(code, "plan")

    def agree_today(self, code: str) -> None:
        """The person agrees to the plan as it is."""
        from casework.planning import service
        from casework.planning.domain.plan import Agreement

        agreed = Agreement(today(), "fr", "no")
        self.on(code, lambda case: service.agree(case, agreed, actor_named("caseworker")))

    def proposed(self) -> str:
        """A case that somebody proposes to close."""
        code = self.assigned()
        self.consent(code)
        self.made_safe(code)

        def act(case: Any) -> None:
            cases.propose_closure(case, CLOSING, actor_named("caseworker"), informed=True)

        self.on(code, act)
        return code

    def closed(self) -> str:
        """A case that was closed, whose person wishes to be asked again."""
        code = self.proposed()
        self.on(code, lambda case: cases.approve_closure(case, actor_named("focal_point")))
        return code

    def earlier(self, by: timedelta, act: Callable[[], Any]) -> Any:
        """Something that was done some time ago, by a clock of its own."""
        with clock.use(clock.SteppedClock(clock.now() - by)):
            return act()

    def later(self, by: timedelta, act: Callable[[], Any]) -> Any:
        """Something that is done some time from now."""
        with clock.use(clock.SteppedClock(clock.now() + by)):
            return act()

    def job(self, run: Callable[[], Any]) -> None:
        """What the clock alone brings."""
        self.do(run)


Act = Callable[[World, str], Any]


@dataclass(frozen=True)
class Kind:
    """One kind of deadline.

    `due`: when it ends, by a watch in Morocco, begun on Friday 5 February 2027 at 10:00 (two days
    before the clocks go back for Ramadan) and on Friday 12 March (two days before they go forward
    again). `opens` brings it about and gives the record; `other` is an act on the same record that
    must leave it open; `act` the one that meets it. `ends`: without an answer the clock itself ends
    what was asked, and asks somebody else.
    """

    of: str
    name: str
    due: tuple[str, str]
    climbs: str
    opens: Callable[[World], str]
    other: Act
    act: Act
    ends: bool = False


AN_HOUR = ("2027-02-05 11:00", "2027-03-12 11:00")
TWO_HOURS = ("2027-02-05 12:00", "2027-03-12 12:00")
FOUR_HOURS = ("2027-02-05 14:00", "2027-03-12 14:00")
HOURS_24 = ("2027-02-06 10:00", "2027-03-13 10:00")
HOURS_72 = ("2027-02-08 09:00", "2027-03-15 11:00")
A_WEEK = ("2027-02-12 10:00", "2027-03-19 10:00")
THREE_DAYS = ("2027-02-08 10:00", "2027-03-15 10:00")
WORKING = {
    1: ("2027-02-08 23:59", "2027-03-15 23:59"), 2: ("2027-02-09 23:59", "2027-03-16 23:59"),
    3: ("2027-02-10 23:59", "2027-03-17 23:59"), 5: ("2027-02-12 23:59", "2027-03-19 23:59"),
}  # fmt: skip


def then(opens: Any, *acts: Act) -> Any:
    """Bring something about, and go on with it."""

    def both(w: World) -> str:
        record: str = opens(w)
        for act in acts:
            act(w, record)
        return record

    return both


def about_the_case(w: World, both: str) -> None:
    """A note in the file."""
    w.note(both.split()[0])


def nothing(w: World, record: str) -> None:
    """Somebody looks at the list: that is no act."""
    w.do(today)
