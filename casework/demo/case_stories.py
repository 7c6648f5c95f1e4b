"""How fictional cases begin: somebody takes them on, informs the person, hears what they decide."""

import random
from datetime import timedelta
from functools import partial
from typing import Any

from casework.cases import service as cases
from casework.cases.domain.consent import Answer, Purpose
from casework.cases.service.rhythm import AT_ONCE, MOST_URGENT
from casework.demo import records
from casework.demo.interviews import Met
from casework.demo.life import PACE, Kept, Life, World
from casework.demo.pathway_stories import REFUSED, PathwayStories
from casework.demo.quota import Quota
from casework.demo.referral_stories import ReferralStories
from casework.demo.scenes import LONGEST, CaseScene, staged
from casework.policy import Actor, Role
from casework.shelter.queries import open_stay_of

LOST, DECLINES, COUNTED, NAMED, BY_OURSELVES = 0.1, 0.2, 0.3, 0.95, 0.6


class CaseStories:
    """The cases of the country, as many as `wanted`: some are kept for the scenes of today, the
    others come by chance. `promised`: screenings that were flagged and not yet triaged."""

    def __init__(self, world: World, wanted: int) -> None:
        self._world = world
        self.opened = self.by_chance = self.promised = 0
        window = timedelta(days=LONGEST) / (world.simulation.end - world.simulation.start)
        self.quota = Quota(wanted, len(staged(wanted)), window)
        self._pathway = PathwayStories(world, self._take_up, self._ask_for, self._finish)
        self._referrals = ReferralStories(world, self._pathway.begin)

    @property
    def room(self) -> int:
        """How many more cases may be opened by chance."""
        return self.quota.wanted - self.quota.staged - self.by_chance

    def begin(
        self, case: Any, actor: Actor, met: Met, chance: random.Random, scene: CaseScene | None
    ) -> None:
        """A case was opened; a focal point assigns it, unless a caseworker opened it."""
        self.opened += 1
        self.by_chance += scene is None
        life = Life(Kept.of(case), case.region, met, chance, pace=PACE.get(case.priority, 1.0))
        if scene is not None:
            life.stop, life.service, life.pace = scene.stop, scene.service, scene.pace
            life.known_as = scene.known_as
        self._world.running.add(life.kept)
        self._pathway.look_after(life)
        if actor.role is Role.CASEWORKER:
            life.worker = actor
            if case.priority == MOST_URGENT:
                self._world.simulation.after(AT_ONCE / 2, partial(self._look_at_danger, life))
            self._world.then(life, 0.5, 20, self._inform)
        elif life.stop != "unassigned":
            self._world.then(life, 0.3, 24, partial(self._assign, focal=actor))

    def _assign(self, life: Life, focal: Actor) -> None:
        life.worker = life.chance.choice(self._world.country.of(Role.CASEWORKER, life.region))
        cases.assign(self._world.case(life), life.worker.user_id, focal)
        self._world.then(life, 1, 40, self._inform)

    def _look_at_danger(self, life: Life) -> None:
        case = self._world.case(life)
        focal = self._world.country.of(Role.FOCAL_POINT, case.region)[0]
        cases.note_urgency_seen(case, focal)

    def _inform(self, life: Life) -> None:
        if life.stop == "S06":
            return
        case, actor = self._world.case(life), self._world.worker(life)
        records.inform(case, life, actor)
        cases.step(case, "inform", actor)
        long = 14 * 24 if not life.stop and life.draw(0.08) else 2  # some think it over for weeks
        self._world.then(life, long, 90 + long, self._decide)

    def _take_up(self, life: Life) -> None:
        """Somebody came back, and a focal point took them up again."""
        life.came_back = life.firm = True
        self._world.then(life, 2, 30, self._inform)

    def _ask_for(self, life: Life, service: str) -> None:
        """Another service is asked for beside what is being done."""
        self._world.then(life, 24, 400, partial(self._referrals.refer, service=service))

    def _finish(self, life: Life) -> bool:
        sheltered = open_stay_of(life.case_id) is not None
        return self._referrals.finish(life) and not sheltered

    def _decide(self, life: Life) -> None:
        """The person's own decision, in their own time."""
        if life.stop == "thinking":
            return
        if life.stop == "S08" or (not life.stop and not life.firm and life.draw(DECLINES)):
            self._decline(life)
            return
        if not life.stop and not life.came_back and life.draw(LOST):
            closing = partial(self._pathway.propose_closure, reason="lost_contact")
            self._world.then(life, 800, 1100, closing)
            return
        case, actor = self._world.case(life), self._world.worker(life)
        records.agree(case, life, actor, Purpose.CASE, days=self._pathway.ends_soon(life))
        if life.draw(COUNTED):
            records.agree(case, life, actor, Purpose.STATISTICS)
        if not life.known and (life.stop or life.draw(NAMED)):
            records.write_person(case, life, actor)
            self._world.named[life.known_as] = life
        records.assess_risk(case, life, actor)
        if not life.stop and life.draw(BY_OURSELVES):
            self._referrals.help_directly(life)
        else:
            self._world.then(life, 1, 30, self._referrals.refer)

    def _decline(self, life: Life) -> None:
        case, actor = self._world.case(life), self._world.worker(life)
        records.agree(case, life, actor, Purpose.CASE, answer=Answer.REFUSED)
        records.safety_plan(case, actor, wanted=False)
        cases.step(case, "decline", actor)
        if life.stop:
            return
        life.firm = life.draw(0.3)
        if life.firm:
            self._world.then(life, 300, 1500, self._reconsider)
        else:
            closing = partial(self._pathway.propose_closure, reason=REFUSED)
            self._world.then(life, 300, 1000, closing)

    def _reconsider(self, life: Life) -> None:
        cases.step(self._world.case(life), "reconsider", self._world.worker(life))
        self._world.then(life, 2, 40, self._decide)
