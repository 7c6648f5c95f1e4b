"""Three fictional houses in the pilot regions: who lives there, who comes tonight, who waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import select

from casework.accounts.queries import user
from casework.cases import service as cases
from casework.cases.domain.card import CaseCard
from casework.cases.domain.consent import USUAL, Answer, Circumstance, Purpose, Said
from casework.cases.queries import Case, card_of, today
from casework.db import db
from casework.demo.life import World
from casework.kernel import clock
from casework.kernel.refusals import Refusal
from casework.policy import Actor, Role
from casework.shelter import queries
from casework.shelter.domain.needs import Profile
from casework.shelter.domain.records import (
    Address,
    IncidentReport,
    Intake,
    Resident,
    RoomCard,
    UnitCard,
    Words,
)
from casework.shelter.service import extensions, holding, houses, incidents, staying
from casework.shelter.service.holding import Wanted
from casework.shelter.service.houses import NewRoom

BEFORE, TONIGHT = timedelta(hours=40), timedelta(minutes=50)
ALIASES = ("Warda", "Nour", "Salma", "Yasmine", "Rim", "Hiba", "Amal", "Sabah", "Ikram", "Lina")
HELPED = ("S06", "S07", "S09", "S10", "S11")
TOLD = ("profile", "needs", "safety", "contact", "health")
RULES = {
    "fr": "On se parle avec respect. On ne dit à personne où est la maison. Chacune garde son "
    "téléphone et ses papiers. On peut partir quand on veut. Une plainte se dépose aussi hors de "
    "la maison (démo).",
    "ar": "نتحدث باحترام. لا نخبر أحدًا بمكان الدار. تحتفظ كل واحدة بهاتفها ووثائقها. يمكن المغادرة "
    "متى شئنا. ويمكن تقديم شكوى خارج الدار أيضًا (عرض تجريبي).",
}


@dataclass(frozen=True)
class DemoHouse:
    """One house of the demo: whose, where, and its rooms as (profile, places, overflow)."""

    organisation: str
    region: str
    card: UnitCard
    rooms: tuple[tuple[Profile, int, int], ...]


HOUSES = (
    DemoHouse(
        "dar-salam", "MA-06",
        UnitCard("Maison Jasmin", "Devant la gare de Casa-Port (démo)", "05 22 00 00 01",
                 ("ary", "fr", "bm"), ("psychological", "children"), "protected", "24 h/24 (démo)"),
        ((Profile.WOMEN, 4, 1), (Profile.MOTHERS, 3, 0), (Profile.GIRLS, 2, 0)),
    ),
    DemoHouse(
        "dar-yasmine", "MA-09",
        UnitCard("Maison Argan", "Place de la gare routière d’Agadir (démo)", "05 28 00 00 02",
                 ("shi", "ary", "fr"), ("medical", "pregnancy"), "open", "8 h – 22 h (démo)"),
        ((Profile.WOMEN, 3, 0), (Profile.FAMILIES, 4, 0), (Profile.BOYS, 2, 0)),
    ),
    DemoHouse(
        "dar-bahr", "MA-04",
        UnitCard("Maison Bouregreg", "Devant la gare de Rabat-Ville (démo)", "05 37 00 00 03",
                 ("ary", "fr", "en"), ("legal",), "open", "8 h – 22 h (démo)"),
        ((Profile.MEN, 4, 1), (Profile.LGBTI, 2, 0)),
    ),
)  # fmt: skip


class ShelterStories:
    """Houses opened two days ago: people live there, one is away, one comes, one waits."""

    def __init__(self, world: World) -> None:
        self._world = world

    def plan(self) -> None:
        """Everything of it happens in the last two days."""
        end = self._world.simulation.end
        for house in HOUSES:
            self._world.simulation.at(end - BEFORE, partial(self._open, house))
            self._world.simulation.at(end - TONIGHT, partial(self._tonight, house))

    def _open(self, house: DemoHouse) -> None:
        staff = self._staff(house)
        unit = houses.open_unit(house.card, house.region, staff)
        where = Address(f"Adresse fictive, {house.card.name} (démo)", "Sonner deux fois (démo).")
        houses.write_address(unit, where, staff, unit.version)
        houses.write_rules(unit, RULES, staff, unit.version)
        for number, (profile, places, overflow) in enumerate(house.rooms, 1):
            room = RoomCard(f"Chambre {number}", profile.value, number == 1)
            houses.add_room(unit, NewRoom(room, places, overflow), staff, unit.version)
        houses.confirm([unit], staff)
        for case, resident in self._people(house, 3):
            stay = self._hold(case, resident, unit, staff)
            if stay is not None:
                staying.admit(stay, staff, stay.version)
                intake = Intake("safe", "fine", "with_person", consent=True, language="fr",
                                heard="read_aloud", agreed_to=unit.rules_version)  # fmt: skip
                staying.complete_intake(stay, intake, staff, stay.version)
                staying.write_care(stay, Words("Première nuit calme (démo).", "daily"), staff)

    def _tonight(self, house: DemoHouse) -> None:
        staff = self._staff(house)
        unit = queries.units_of(staff)[0]
        lodged = [stay for stay, _resident in queries.stays_of(staff)]
        if house.organisation == "dar-salam":
            self._trouble(unit, lodged, staff)
        if lodged and house.organisation == "dar-yasmine":
            later = today() + timedelta(days=21)
            asked = extensions.Asked(later, "emergency", "Rendez-vous au tribunal le 20 (démo).")
            extensions.ask(lodged[0], asked, staff, lodged[0].version)
        houses.write_log(unit, "Relève du soir : tout le monde est là (démo).", staff)
        for number, (case, resident) in enumerate(self._people(house, 2)):
            if number == 0:
                self._hold(case, resident, unit, staff)
            else:
                self._agree(case, unit)
                self._wait(case, resident, unit)

    def _trouble(self, unit: Any, lodged: list[Any], staff: Actor) -> None:
        if len(lodged) > 1:
            since = clock.now() - timedelta(hours=9)
            staying.note_absence(lodged[1], since, staff, lodged[1].version)
        what = IncidentReport(
            "threat_by_offender",
            clock.now(),
            people=ALIASES[0],
            what="Un homme a attendu dans la rue et a demandé une résidente (démo).",
            action="Portes fermées, sorties reportées (démo).",
        )
        incidents.report(unit, 3, what, [stay.reference for stay in lodged[:1]], staff)

    def _hold(self, case: Any, resident: Resident, unit: Any, staff: Actor) -> Any:
        """A place held for the case, when there is one that suits."""
        self._agree(case, unit)
        try:
            return holding.hold_place(case, _wanted(resident), unit.id, self._worker(case))
        except Refusal:
            return None

    def _wait(self, case: Any, resident: Resident, unit: Any) -> None:
        holding.wait_for_place(case, _wanted(resident), unit.id, self._worker(case))

    def _agree(self, case: Any, unit: Any) -> None:
        said = Said(Purpose.SERVICE, Answer.GIVEN, unit.organisation_id, today() + USUAL)
        spoken = card_of(case).languages
        how = Circumstance(
            how="oral", language=spoken[0] if spoken else "fr", interpreter="no", data_groups=TOLD
        )
        cases.record_consent(case, said, how, self._worker(case))

    def _people(self, house: DemoHouse, most: int) -> Iterator[tuple[Any, Resident]]:
        """Cases of its regions that are being looked after and have no bed, in a fixed order."""
        rows = select(Case).where(
            Case.region.in_(self._staff(house).regions), Case.state.in_(HELPED),
            Case.assignee_id.is_not(None), Case.proposed_by_id.is_(None),
            Case.merged_into_id.is_(None),
        )  # fmt: skip
        found = 0
        for case in db.session.scalars(
            rows.order_by(Case.state.desc(), Case.opened_at.desc(), Case.id)
        ).all():
            card = card_of(case)
            if queries.unfinished_of(case.id) or not _fits(card, house):
                continue
            found += 1
            yield case, _resident(case.code, card, ALIASES[found % len(ALIASES)])
            if found == most:
                return

    def _staff(self, house: DemoHouse) -> Actor:
        staff = self._world.country.people[f"accueil.{house.organisation}"]
        assert staff.role is Role.SHELTER  # noqa: S101 - as the list of accounts has it
        return staff

    def _worker(self, case: Any) -> Actor:
        found = user(case.assignee_id)
        assert found is not None  # noqa: S101 - only cases of somebody are taken
        return self._world.country.people[found.username]


def _fits(card: CaseCard, house: DemoHouse) -> bool:
    """Adults only: a child's agreement is given with a guardian, which is another story."""
    wanted = {"female": Profile.WOMEN, "male": Profile.MEN}.get(card.sex)
    return not card.child and wanted in {profile for profile, _places, _overflow in house.rooms}


def _resident(code: str, card: CaseCard, alias: str) -> Resident:
    return Resident(alias, code, card.sex, card.age_band, card.child, card.languages)


def _wanted(resident: Resident) -> Wanted:
    return Wanted(resident, today(), threat="unknown")
