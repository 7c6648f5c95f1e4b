"""Cases without a screening: somebody came by themselves, or an association reported them."""

import random
from datetime import timedelta
from functools import partial

from casework.cases.domain.card import CaseCard
from casework.cases.service import open_case
from casework.demo.case_stories import CaseStories
from casework.demo.interviews import Met, meet
from casework.demo.life import World
from casework.demo.organisations import REGIONS
from casework.demo.patterns import BY_NAME, SUSPECT, Pattern
from casework.demo.scenes import SHOWN_REGIONS, CaseScene, staged
from casework.demo.screening_stories import drawn_region
from casework.demo.simulation import last_office_hour
from casework.facts.domain import age_band
from casework.policy import Actor, Role

FORM_OF = {"sexual": "sexual", "begging": "begging", "domestic_servitude": "domestic_work"}
FORM_OF_SECTOR = {"A": "agriculture"}


class Intakes:
    """As many as keep the number of cases on its way to the one that is wanted."""

    def __init__(self, world: World, cases: CaseStories, seed: int) -> None:
        self._world, self._cases, self._seed = world, cases, seed
        self._simulation, self._country = world.simulation, world.country
        self._taken = 0

    def plan(self) -> None:
        """A look at each share of the time, and the scenes of today."""
        quota = self._cases.quota
        for number in range(1, quota.wanted - quota.staged + 1):
            moment = self._simulation.share(quota.when(number))
            self._simulation.at(moment, partial(self._take_in, number))
        self._simulation.at(self._simulation.end, self._fill)
        for number, scene in enumerate(staged(quota.wanted)):
            moment = last_office_hour(self._simulation.end - timedelta(days=scene.days))
            self._simulation.at(moment, partial(self._stage, number, scene))

    def _take_in(self, number: int) -> None:
        while self._cases.by_chance + self._cases.promised < number:
            self._open_one()

    def _fill(self) -> None:
        """Whatever is still missing, on the last day."""
        while self._cases.room > 0:
            self._open_one()

    def _open_one(self) -> None:
        chance = random.Random(f"{self._seed} intake {self._taken}")  # noqa: S311 - no keys
        everywhere = self._taken < len(REGIONS)
        region = REGIONS[self._taken] if everywhere else drawn_region(chance)
        self._taken += 1
        caseworker = chance.choice(self._country.of(Role.CASEWORKER, region))
        pattern = chance.choices(SUSPECT, [one.share for one in SUSPECT])[0]
        priority = chance.choice(("P2", "P2", "P3"))
        self._open(chance, pattern, region, priority, caseworker)

    def _stage(self, number: int, scene: CaseScene) -> None:
        """A scene of today, with the people of the printed sign-ins where there are some."""
        chance = random.Random(f"{self._seed} case scene {number}")  # noqa: S311 - no keys
        region = SHOWN_REGIONS[number % len(SHOWN_REGIONS)]
        role = Role.FOCAL_POINT if scene.by_focal else Role.CASEWORKER
        actor = self._country.of(role, region)[0]
        pattern = BY_NAME["foreign_maid" if scene.stop in ("S12", "S13") else "farm_bonded"]
        self._open(chance, pattern, region, scene.priority, actor, scene)

    def _open(
        self,
        chance: random.Random,
        pattern: Pattern,
        region: str,
        priority: str,
        actor: Actor,
        scene: CaseScene | None = None,
    ) -> None:
        met = meet(chance, pattern)
        case = open_case(
            screening_id=None,
            search="no_name",
            region=region,
            priority=priority,
            card=card_of(met),
            actor=actor,
        )
        self._cases.begin(case, actor, met, chance, scene)


def card_of(met: Met) -> CaseCard:
    """What is noted of somebody who came by a report or by themselves."""
    foreign = met.group == "foreign"
    return CaseCard(
        age_band=age_band(met.age),
        sex=met.sex,
        languages=("fr",) if foreign else ("ary",),
        interpreter="needed" if foreign else "not_needed",
        exploitation=exploitation_of(met.pattern),
        nationality_group=met.names,
    )


def exploitation_of(pattern: Pattern) -> str:
    """The class of the statistics that a pattern falls into."""
    first = pattern.exploitation[0] if pattern.exploitation else ""
    return FORM_OF.get(first) or FORM_OF_SECTOR.get(pattern.sector, "other_work")
