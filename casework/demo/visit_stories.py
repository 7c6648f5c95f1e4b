"""Fictional visits with the people met at them, and what becomes of labour records."""

import random
from datetime import timedelta
from functools import partial
from typing import Any

from casework.demo.life import World
from casework.demo.scenes import SHOWN_REGIONS
from casework.demo.screening_stories import ScreeningStories
from casework.demo.simulation import last_office_hour
from casework.directory.codes import provinces
from casework.kernel import clock
from casework.policy import Actor, Role
from casework.visits import queries, service
from casework.visits.domain.entry import Place, Setting
from casework.visits.domain.labour import Outcome
from casework.visits.domain.records import Employer, GroupFacts, LegalForm, VisitCard
from casework.visits.service import Begun

DAYS_AGO = (30, 1)
MET = ("farm_bonded", "labour_breach", "ordinary")
AFTER = timedelta(days=9)
LOOK = timedelta(days=91)
PEOPLE_MET = len(SHOWN_REGIONS) * len(DAYS_AGO) * len(MET)
SECTORS = ("A", "F", "C")
FACTS = GroupFacts(
    {"lodging": "bad", "register": "faulty", "hours": "more_than_10", "safety": "missing"},
    workers=12,
    children=0,
    note="Registre absent le jour de la visite (démo).",
)
EMPLOYER = Employer(
    "Exploitation fictive (démo)", "Route de démonstration, km 4", LegalForm.COMPANY, "000000000"
)


class VisitStories:
    """A few visits in the regions that are shown; labour records everywhere are followed."""

    def __init__(self, world: World, screenings: ScreeningStories, seed: int) -> None:
        self._world, self._screenings, self._seed = world, screenings, seed
        self._simulation = world.simulation

    def plan(self) -> None:
        """A visit of last month and one of today in each region; a look at labour records every
        quarter."""
        end = self._simulation.end
        for number, region in enumerate(SHOWN_REGIONS):
            for days in DAYS_AGO:
                moment = last_office_hour(end - timedelta(days=days))
                self._simulation.at(moment, partial(self._visit, number, region, closed=days > 1))
        moment = self._simulation.start + LOOK
        while moment < end:
            self._simulation.at(last_office_hour(moment), self._follow_all)
            moment += LOOK
        self._simulation.at(last_office_hour(end - timedelta(hours=2)), self._follow_all)

    def _visit(self, number: int, region: str, closed: bool) -> None:
        chance = random.Random(f"{self._seed} visit {region} {closed}")  # noqa: S311 - no keys
        inspector = self._world.country.of(Role.INSPECTOR, region)[0]
        visit = self._begun(chance, region, SECTORS[number % len(SECTORS)], inspector)
        service.write_group(visit, FACTS, inspector, visit.version)
        service.write_employer(visit, EMPLOYER, inspector, visit.version)
        for name in MET:
            self._screenings.meet_at(visit, name, chance, inspector)
        words = "Horaires et sécurité à régulariser (démo)."
        service.open_from_visit(visit, ("hours", "safety"), words, inspector, visit.version)
        if closed:
            service.close(visit, inspector, visit.version)

    def _begun(self, chance: random.Random, region: str, sector: str, inspector: Actor) -> Any:
        here = [code for code, one in provinces().items() if one.region == region]
        now = clock.now().astimezone(clock.MOROCCO)
        card = VisitCard(
            Setting.SITE_VISIT,
            Place.ESTABLISHMENT,
            sector,
            chance.choice(here),
            now.date(),
            now.hour,
        )
        return service.begin(Begun(card, region), inspector)

    def _follow_all(self) -> None:
        """Whoever took a record up sees to it."""
        for inspector in self._world.country.people.values():
            if inspector.role is Role.INSPECTOR:
                for row in queries.labour_page(inspector, size=200).rows:
                    if row.handler_id == inspector.user_id and self._is_old(row):
                        self._follow(queries.labour_record(inspector, row.reference), inspector)

    def _is_old(self, row: Any) -> bool:
        return bool(row.opened_on < (clock.now() - AFTER).date())

    def _follow(self, row: Any, inspector: Actor) -> None:
        """Where visits are shown, a notice comes before the employer complies; elsewhere the next
        visit finds that nothing is left to ask for."""
        if row.state == "observed" and row.region in SHOWN_REGIONS:
            service.write_record_employer(row, EMPLOYER, inspector, row.version)
            service.give_notice(row, 8, False, inspector, row.version)
        else:
            words = "Régularisé dans le délai (démo)."
            service.close_record(row, Outcome.COMPLIED, words, inspector, row.version)
