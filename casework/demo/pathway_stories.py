"""How fictional cases go on and end: plan, return, reintegration, follow-up, closing."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from casework.cases import queries
from casework.cases import service as cases
from casework.cases.domain.closure import FollowUp
from casework.cases.domain.pathway import PLANNED, REINTEGRATION
from casework.cases.domain.priority import is_urgent
from casework.cases.service.steps import Why
from casework.demo import records
from casework.demo.life import Life, World
from casework.demo.reintegration_stories import A_YEAR, ReintegrationStories
from casework.demo.return_stories import ReturnStories
from casework.policy import Role
from casework.tasks.queries import open_tasks

BESIDE = ("MED_PRIMARY", "LEGAL_INFO", "PSY_THERAPY", "VOCATIONAL", "LABOUR_CLAIM")
ENDINGS = ("goals_met",) * 6 + ("moved_to_other_provider", "lost_contact", "reunified")
SOON_ENDED = ("goals_met", "goals_met", "moved_to_other_provider")
REFUSED = "refused_all"
A_MONTH = timedelta(days=29)
RESTING = ("S11", "accepted", "in_progress", "delivered")
ALL_THAT_IS_WANTED, BESIDE_IT, LOCALLY = 0.6, 0.06, 0.35
NEXT_CALL, NOT_YET, COMES_BACK = 0.12, 0.05, 0.05
LAST_LOOK = (1.0, 6.0)
CHECK_IN = (20 * 24, 28 * 24)
CONSENT_LEFT = timedelta(days=9)
DAY = timedelta(days=1)


class PathwayStories:
    """From an open case to its end. Three acts belong to others: taking up somebody who came back,
    asking for another service, ending the referrals that still run."""

    def __init__(
        self,
        world: World,
        take_up: Callable[[Life], None],
        ask_for: Callable[[Life, str], None],
        finish: Callable[[Life], bool],
    ) -> None:
        self._world = world
        self._take_up, self._ask_for, self._finish = take_up, ask_for, finish
        self._reintegrations = ReintegrationStories(world)
        self._returns = ReturnStories(world, self._go_on, self._reintegrate)

    def look_after(self, life: Life) -> None:
        """In the last days before today, whoever has the case goes through what is due."""
        before = DAY * life.chance.uniform(*LAST_LOOK)
        simulation = self._world.simulation
        simulation.at(simulation.end - before, partial(self._look, life))

    def ends_soon(self, life: Life) -> int:
        """How long a consent lasts that is to be renewed in the days after today; 0 for others."""
        if life.stop not in ("S11", "S15"):
            return 0
        return (self._world.simulation.end + CONSENT_LEFT).date().toordinal() - (
            queries.today().toordinal()
        )

    def begin(self, life: Life) -> None:
        """Somebody helps now: a plan is made; or what was asked for is all that is wanted."""
        first = not life.stop and self._world.case(life).state == "S10"
        if first and life.draw(ALL_THAT_IS_WANTED):
            reason = life.chance.choice(SOON_ENDED)
            self._world.then(life, 30, 240, partial(self.propose_closure, reason=reason))
        else:
            self._world.then(life, 24, 200, self._plan)

    def _look(self, life: Life) -> None:
        case = self._world.case(life)
        if not life.is_open or life.worker is None or case.state < "S07" or case.state == "S08":
            return
        actor, ending = life.worker, case.proposed_by_id is not None
        if case.state != "S15":
            records.note(case, "call", "Nouvelles de la personne", actor)
        if case.state < "S10":
            return
        records.assess_risk(case, life, actor, calm=ending or case.priority == "P1")
        if case.priority == "P1":
            cases.change_priority(case, "P2", "Le danger immédiat est passé (démo).", actor)
        if "review_safety_plan" in {task.kind for task in open_tasks("case", case.id)}:
            records.safety_plan(case, actor)
        if case.state in (PLANNED, REINTEGRATION) and not ending:
            records.agree_plan(case, life, actor)
        if case.state == "S15" and not ending:
            records.note(case, "call", "Appel de suivi", actor)

    def _plan(self, life: Life) -> None:
        case, actor = self._world.case(life), self._world.worker(life)
        if case.state != "S10" or life.stop == "S10":
            return
        records.safety_plan(case, actor)
        records.make_plan(case, life, actor)
        records.still_agreed(case, life, actor)
        card = queries.card_of(case)
        cases.step(case, "plan", actor)
        if life.stop:
            records.report_to_prosecution(case, actor)
        if life.draw(BESIDE_IT):
            self._ask_for(life, life.chance.choice(BESIDE))
        if life.stop in RESTING:
            return
        returns = life.stop in ("S12", "S13") or (
            not life.stop and card.nationality_group != "moroccan" and life.draw(0.6)
        )
        if returns:
            self._ask_for(life, "RETURN")
        self._world.then(life, 600, 2600, self._returns.begin if returns else self._go_on)

    def _go_on(self, life: Life) -> None:
        """Local reintegration, or follow-up at once."""
        reintegrates = life.stop == "S14" or (not life.stop and life.draw(LOCALLY))
        action = "reintegrate" if reintegrates else "follow_up"
        case, actor = self._world.case(life), self._world.worker(life)
        if reintegrates and queries.card_of(case).child:
            records.settle_child(case, actor)
        if reintegrates:
            records.still_agreed(case, life, actor)
        cases.step(case, action, actor)
        if not reintegrates:
            self._check_in(life)
        elif self._reintegrations.begin(life):
            self._world.simulation.after(A_YEAR, partial(self._follow_up, life))
        elif life.stop != "S14":
            self._world.then(life, 300, 690, self._follow_up)

    def _reintegrate(self, life: Life) -> None:
        case, actor = self._world.case(life), self._world.worker(life)
        begun = self._reintegrations.begin(life)
        if not begun:
            records.milestone(case, "reintegration_plan", actor)
        records.still_agreed(case, life, actor)
        cases.step(case, "reintegrate", actor)
        if begun:
            self._world.simulation.after(A_YEAR, partial(self._follow_up, life))
        else:
            self._world.then(life, 200, 330, self._follow_up)

    def _follow_up(self, life: Life) -> None:
        cases.step(self._world.case(life), "follow_up", self._world.worker(life))
        self._check_in(life)

    def _check_in(self, life: Life) -> None:
        """A few calls, some weeks apart, then a proposal to close."""
        if life.stop in ("S16", "S17", "closing"):
            self._world.then(life, 100, 200, self.propose_closure)
        elif life.stop == "S15" or life.draw(NEXT_CALL):
            self._world.simulation.after(
                timedelta(hours=life.chance.uniform(*CHECK_IN)), partial(self._call, life)
            )
        else:
            self._world.then(life, 300, 690, self.propose_closure)

    def _call(self, life: Life) -> None:
        case, actor = self._world.case(life), self._world.worker(life)
        if case.state == "S15":
            records.note(case, "call", "Appel de suivi", actor)
            self._check_in(life)

    # ── closing takes two people ─────────────────────────────────────────────────────────────

    def propose_closure(self, life: Life, reason: str = "") -> None:
        """The caseworker proposes; while an answer is awaited somewhere, later."""
        case, actor = self._world.case(life), self._world.worker(life)
        if not life.is_open or case.proposed_by_id or (case.state == "S07" and reason == REFUSED):
            return
        if not self._finish(life):
            self._world.then(life, 48, 120, partial(self.propose_closure, reason=reason))
            return
        if life.in_danger or is_urgent(case.priority):
            records.make_safe(case, life, actor)
        closure = records.closure(reason or life.chance.choice(ENDINGS), life)
        if closure.reason == "lost_contact":
            records.not_reached(case, actor)
        if queries.card_of(case).child:
            records.settle_child(case, actor)
        cases.propose_closure(case, closure, actor, informed=True)
        if life.stop != "closing":
            self._world.then(life, 4, 40, self._close)

    def _close(self, life: Life) -> None:
        case = self._world.case(life)
        focal = life.chance.choice(self._world.country.of(Role.FOCAL_POINT, case.region))
        if life.draw(NOT_YET) and not life.stop:
            cases.keep_open(case, "Un appel de plus, s'il vous plaît (démo).", focal)
            self._world.then(life, 30, 120, self.propose_closure)
            return
        cases.approve_closure(case, focal)
        life.is_open = False
        self._world.running.discard(life.kept)
        if queries.follow_ups_waiting(case.id):
            self._world.simulation.after(A_MONTH, partial(self._ask_again, life))
        if life.stop == "S17":
            self._world.then(life, 30, 60, self._reopen)
        elif not life.stop and not life.came_back and life.draw(COMES_BACK):
            self._world.simulation.after(
                timedelta(hours=life.chance.uniform(300, 2500)), partial(self._reopen, life)
            )

    def _ask_again(self, life: Life) -> None:
        """One answer some weeks after closing; nobody is asked again after it."""
        case, actor = self._world.case(life), self._world.worker(life)
        if waiting := queries.follow_ups_waiting(case.id):
            answer = FollowUp("meeting", "no_more", "Tout va bien (démo).")
            cases.record_follow_up(case, waiting[0], answer, actor, expected_version=None)

    def _reopen(self, life: Life) -> None:
        why = Why(words="La personne a repris contact (démo).")
        cases.step(self._world.case(life), "reopen", self._world.worker(life), why=why)
        life.is_open = True
        self._world.running.add(life.kept)
        if life.stop != "S17":
            self._world.then(life, 5, 30, self._triage_again)

    def _triage_again(self, life: Life) -> None:
        case = self._world.case(life)
        focal = life.chance.choice(self._world.country.of(Role.FOCAL_POINT, case.region))
        cases.step(case, "triage_again", focal)
        self._take_up(life)
