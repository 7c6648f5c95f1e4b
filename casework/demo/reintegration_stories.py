"""How a few fictional people build anew: goals in their words, a grant, and two surveys."""

from datetime import timedelta
from functools import partial

from casework.cases import queries
from casework.cases.domain.pathway import CLOSED
from casework.demo.life import Life, World
from casework.kernel import clock
from casework.policy import Actor
from casework.reintegration import instruments, service
from casework.reintegration import queries as reintegrations
from casework.reintegration.domain.lists import Part
from casework.reintegration.domain.records import (
    Answer,
    Goal,
    Outcome,
    Signature,
    Survey,
    Visit,
    Wish,
)
from casework.reintegration.queries import GrantSeat, Seat

MOST = 2
A_MONTH = timedelta(days=29)
AGAIN, A_WHILE = timedelta(days=75), timedelta(days=320)
A_YEAR = timedelta(days=340)
"""How long somebody stays in reintegration whose visits go on for a year."""
GOALS = (
    Goal(0, "economic", "Vivre de mon travail (démo).", "Formation en couture (démo)", "ANAPEC",
         status="under_way"),
    Goal(0, "social", "Avoir un toit à moi (démo).", "Aide au premier loyer (démo)"),
    Goal(0, "psychosocial", "Dormir sans peur (démo).", "Suivi psychologique (démo)"),
)  # fmt: skip
WISH = Wish("Une machine à coudre (démo)", 4_200_00, "MAD", supplier="Fournisseur (démo)",
            quote="D-2026-14")  # fmt: skip


class ReintegrationStories:
    """The first few that there is time for; the others keep their plan on paper."""

    def __init__(self, world: World) -> None:
        self._world, self._left = world, MOST

    def begin(self, life: Life) -> bool:
        """Goals, a signed plan, a first survey; a second one some weeks later."""
        simulation = self._world.simulation
        left = simulation.end - clock.now()
        if not self._left or life.stop or not AGAIN < left < A_WHILE:
            return False
        case, actor = self._world.case(life), self._world.worker(life)
        if queries.card_of(case).child:
            return False
        self._left -= 1
        file = service.begin(case, "closely", queries.today(), actor)
        seat = Seat(file, case, case.resource(), by_case=True)
        for goal in GOALS:
            service.keep(seat, Part.GOAL, goal, actor)
        service.sign(seat, Signature(queries.today(), "written"), actor)
        _survey(seat, actor, 2)
        self._give(seat, actor)
        simulation.after(AGAIN, partial(self._ask_again, life))
        for month in file.months():
            if month * A_MONTH < left:
                simulation.after(month * A_MONTH, partial(self._visit, life, month))
        return True

    def _visit(self, life: Life, month: int) -> None:
        case = self._world.case(life)
        file = reintegrations.file_of(case.id)
        if file is None or case.state == CLOSED or life.worker is None:
            return
        seat = Seat(file, case, case.resource(), by_case=True)
        met = Visit(queries.today(), month, reached=True, alone=True, safe=True)
        service.keep(seat, Part.VISIT, met, life.worker)

    def _give(self, seat: Seat, actor: Actor) -> None:
        grant = service.propose(seat, WISH, actor)
        service.cancel(GrantSeat(seat, grant), "Un don a suffi (démo).", actor)

    def _ask_again(self, life: Life) -> None:
        case = self._world.case(life)
        file = reintegrations.file_of(case.id)
        if file is None or case.state == CLOSED or life.worker is None:
            return
        seat = Seat(file, case, case.resource(), by_case=True)
        _survey(seat, life.worker, 1)
        told = Outcome(queries.today(), "progressing", "La formation avance (démo).")
        service.keep(seat, Part.OUTCOME, told, life.worker)


def _survey(seat: Seat, actor: Actor, step: int) -> None:
    sheet = instruments.newest()
    answers = tuple(
        Answer(one.key, one.steps[min(step, len(one.steps) - 1)][0]) for one in sheet.questions
    )
    asked = Survey(queries.today(), sheet.instrument.version, answers)
    service.keep(seat, Part.SURVEY, asked, actor)
