"""How fictional people return: told of every option, deciding freely, stopping when they like."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

from casework.cases import queries
from casework.cases import service as cases
from casework.cases.domain.consent import Purpose
from casework.cases.domain.pathway import IN_RETURN, PLANNED
from casework.demo import records
from casework.demo.life import Kept, Life, World
from casework.kernel import clock
from casework.policy import Role
from casework.returns import queries as returns
from casework.returns import service
from casework.returns.domain.lists import COUNTRIES, OPTIONS, RISK_ITEMS, Part
from casework.returns.domain.records import (
    Arrival,
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
from casework.returns.queries import Seat

CHANGES_MIND = 0.12
FLIGHT = timedelta(hours=8)
COUNTRY = "CI"


class ReturnStories:
    """From the first question to the arrival, or to stopping: what follows belongs to others."""

    def __init__(
        self,
        world: World,
        go_on: Callable[[Life], None],
        arrived: Callable[[Life], None],
    ) -> None:
        self._world, self._go_on, self._arrived = world, go_on, arrived

    def begin(self, life: Life) -> None:
        """The person asks; every option is explained."""
        case, actor = self._world.case(life), self._world.worker(life)
        if case.state != PLANNED:
            return
        today = queries.today()
        runs = sorted(returns.entrusted_with(case) - {case.organisation_id}, key=str)
        request = Request(today, "office", COUNTRY, "fr", words="Revoir les siens (démo).")
        file = service.open_return(case, request, runs[0] if runs else case.organisation_id, actor)
        seat = Seat(file, case, by_case=True)
        if runs:
            officers = self._world.country.of(Role.RETURN_OFFICER, case.region)
            service.take_up(Seat(file, case, by_case=False), life.chance.choice(officers))
        told = Counselling(today, "fr", OPTIONS, "no", alone=True, interpreter="not_needed")
        service.keep(seat, Part.COUNSELLING, told, actor)
        service.keep(seat, Part.ELIGIBILITY, Eligibility(today, ("stranded",)), actor)
        self._world.then(life, 49, 120, partial(self._choose, file=Kept.of(file)))

    def _seat(self, life: Life, file: Kept) -> Seat:
        return Seat(file.row(), self._world.case(life), by_case=True)

    def _choose(self, life: Life, file: Kept) -> None:
        """A free decision, agreed to; then the case itself turns to the return."""
        seat, actor = self._seat(life, file), self._world.worker(life)
        if seat.case.state != PLANNED or seat.file.running_case_id is None:
            return
        told = service.known(seat)
        if told.counselled_at is None or clock.now() < told.counselled_at + timedelta(hours=48):
            self._world.simulation.after(timedelta(hours=49), partial(self._choose, life, file))
            return
        child, today = queries.card_of(seat.case).child, queries.today()
        records.agree(seat.case, life, actor, Purpose.RETURN)
        records.assess_risk(seat.case, life, actor, calm=True)
        if child:
            records.determine_return(seat.case, actor)
        own = Choice(
            today, True, True, True, "certain", "written",
            guardian="Tuteur (démo)" if child else "", child_view="Oui (démo)" if child else "",
        )  # fmt: skip
        service.keep(seat, Part.CHOICE, own, actor)
        service.step(seat, "choose", actor)
        self._weigh(seat, life)
        cases.step(seat.case, "start_return", actor)
        if life.stop != "S12":
            self._world.then(life, 500, 1500, partial(self._travel, file=file))

    def _weigh(self, seat: Seat, life: Life) -> None:
        items = tuple(
            _lowered(item, country, life.chance.randint(0, 3), life.chance.randint(0, 2))
            for country in COUNTRIES
            for item in RISK_ITEMS
        )
        risk = ReturnRisk(queries.today(), items, "Accueil et suivi organisés (démo).")
        service.keep(seat, Part.RISK, risk, self._world.worker(life))

    def _travel(self, life: Life, file: Kept) -> None:
        seat, actor = self._seat(life, file), self._world.worker(life)
        if seat.case.state != IN_RETURN or seat.file.running_case_id is None:
            return
        if not life.stop and life.draw(CHANGES_MIND):  # as they may, at any moment
            service.step(seat, "stop", actor)
            self._world.then(life, 200, 320, self._go_on)
            return
        self._prepare(seat, life)
        service.step(seat, "depart", actor)
        self._world.then(life, 30, 60, partial(self._arrive, file=file))

    def _prepare(self, seat: Seat, life: Life) -> None:
        actor, today, now = self._world.worker(life), queries.today(), clock.now()
        if not queries.has_consent(seat.case.id, Purpose.RETURN):
            records.agree(seat.case, life, actor, Purpose.RETURN)
        self._weigh(seat, life)
        leaves = now + timedelta(minutes=30)
        parts: tuple[tuple[Part, Any], ...] = (
            (Part.DOCUMENTS, Paper("passport", "obtained", today, today + timedelta(days=400))),
            (Part.DOCUMENTS, Paper("exit_authorisation", "obtained", today)),
            (Part.PROJECT, Project(
                today, "Un petit commerce (démo).", "Bureau (démo)", 12_000_00, "MAD"
            )),
            (Part.TRAVEL, Travel(leaves, leaves + FLIGHT, "Casablanca - Abidjan (démo)", "none",
                                 "Bureau d'accueil (démo)", today)),
        )  # fmt: skip
        for part, recorded in parts:
            service.keep(seat, part, recorded, actor)
        service.keep(seat, Part.FITNESS, Fitness(now, "fit", "Dr Démo"), actor)
        service.step(seat, "book", actor)
        service.keep(seat, Part.DEPARTURE, Departure(now, "written", confirmed=True), actor)

    def _arrive(self, life: Life, file: Kept) -> None:
        seat, actor = self._seat(life, file), self._world.worker(life)
        arrived = Arrival(clock.now(), "Bureau d'accueil (démo)", well=True)
        service.keep(seat, Part.ARRIVAL, arrived, actor)
        if life.stop != "S13":
            self._world.then(life, 300, 650, self._arrived)


def _lowered(item: str, country: str, before: int, after: int) -> RiskItem:
    """A risk that the measures made smaller."""
    return RiskItem(item, country, before, min(after, max(before - 1, 0)))
