"""Houses with rooms, and people who need a place in them, made by the services themselves."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from casework.cases import queries as case_queries
from casework.cases import service as cases
from casework.db import db
from casework.shelter import queries
from casework.shelter.domain.records import Address, Intake, Resident, RoomCard, UnitCard
from casework.shelter.service import holding, houses, staying
from casework.shelter.service.holding import Wanted
from casework.shelter.service.houses import NewRoom
from tests.factories import actor_named
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.referrals.conftest import Office

ADDRESS = Address("12, rue Canarideladresse", "Sonner deux fois, canaridirection.")
MEETING = "Devant la gare, canarirendezvous"
CARD = UnitCard("Maison Zenobie", MEETING, "05 22 00 00 00", ("fr", "ary"), ("psychological",))
ALIAS = "Canarilalias"
TOLD = replace(IN_WORDS, data_groups=("profile", "needs", "safety", "health"))
WOMAN = Resident(
    alias=ALIAS, code="", sex="female", age_band="25-34", child=False, languages=("bm", "fr"),
    arrival="En taxi, canariarrivee.",
)  # fmt: skip
RULES = {"fr": "On se parle avec respect. Chacune peut partir quand elle veut.",
         "ar": "نتحدث باحترام. لكل واحدة أن تغادر متى شاءت."}  # fmt: skip
INTAKE = Intake(
    safety="safe", health="fine", papers="receipt", consent=True, belongings="Sac canaribelong.",
    receipt="17", language="fr", heard="read_aloud", agreed_to=1,
)  # fmt: skip


class Shelter(Office):
    """An office beside a shelter: `shelter` keeps its houses, `caseworker` asks for places."""

    def unit(
        self,
        places: int = 2,
        profile: str = "women",
        by: str = "shelter",
        region: str = "MA-06",
        **room: Any,
    ) -> UUID:
        """A house with one room; gives its id."""

        def make() -> UUID:
            actor = actor_named(by)
            unit = houses.open_unit(CARD, region, actor)
            houses.write_address(unit, ADDRESS, actor, unit.version)
            houses.write_rules(unit, RULES, actor, unit.version)
            card = RoomCard("Chambre 1", profile, room.pop("accessible", True))
            houses.add_room(unit, NewRoom(card, places, **room), actor, unit.version)
            houses.confirm([unit], actor)
            return unit.id

        found: UUID = self.do(make)
        return found

    def room(self, unit_id: UUID, profile: str = "women", places: int = 2, name: str = "") -> UUID:
        """Another room of the house."""

        def add() -> UUID:
            actor = actor_named("shelter")
            unit = queries.unit_for(actor, unit_id)
            assert unit is not None
            card = RoomCard(name or f"Chambre {profile}", profile)
            return houses.add_room(unit, NewRoom(card, places), actor, unit.version).id

        found: UUID = self.do(add)
        return found

    def agreed(self, to: str = "shelter_house") -> str:
        """A case whose person agreed that this house be told; gives its code."""
        code = self.informed()
        self.consent(code, "P3", recipient_id=self.house(to), circumstance=TOLD)
        return code

    def card(self, code: str, **more: Any) -> None:
        """What the file knows changes."""
        self.on(
            code,
            lambda case: cases.record_card(
                case, replace(case_queries.card_of(case), **more), actor_named("caseworker")
            ),
        )

    def wanted(self, code: str, **more: Any) -> Wanted:
        """What is looked for."""
        known = {"threat", "region", "kind"}
        asked = {name: more.pop(name) for name in list(more) if name in known}
        resident = replace(WOMAN, code=code, **more)
        return Wanted(resident, case_queries.today(), **asked)

    def held(self, unit_id: UUID, code: str = "", **more: Any) -> str:
        """A place held for a case; gives the reference of the stay."""
        code = code or self.agreed()
        wanted = self.wanted(code, **more)
        return str(self.on(code, lambda case: holding.hold_place(
            case, wanted, unit_id, actor_named("caseworker")).reference))  # fmt: skip

    def waiting(self, unit_id: UUID, code: str = "", **more: Any) -> str:
        """Somebody on the waiting list."""
        code = code or self.agreed()
        wanted = self.wanted(code, **more)
        return str(self.on(code, lambda case: holding.wait_for_place(
            case, wanted, unit_id, actor_named("caseworker")).reference))  # fmt: skip

    def stay(self, ref: str, act: Any) -> Any:
        """Run `act(stay)` in one unit of work."""
        return self.do(lambda: act(stay_named(ref)))

    def look(self, ref: str, see: Any) -> Any:
        """Read something of a stay."""
        with self.app.app_context():
            found = see(stay_named(ref))
            db.session.close()
            return found

    def step(self, ref: str, name: str, *more: Any) -> None:
        """A step of the house by its service."""
        act = getattr(staying, name)
        self.stay(ref, lambda one: act(one, *more, actor_named("shelter"), one.version))

    def admitted(self, unit_id: UUID, code: str = "", **more: Any) -> str:
        """Somebody who arrived."""
        ref = self.held(unit_id, code, **more)
        self.step(ref, "admit")
        return ref

    def code_of(self, ref: str) -> str:
        """The code of the case of a stay."""
        return str(self.look(ref, lambda stay: case_queries.codes_of([stay.case_id])[stay.case_id]))

    def free(self, unit_id: UUID) -> int:
        """How many places of a house are free now."""
        with self.app.app_context():
            unit = queries.unit_by_id(unit_id)
            assert unit is not None
            found = sum(place.standing == "free" for place in queries.house_now(unit).places)
            db.session.close()
            return found


def stay_named(ref: str) -> Any:
    """The row of a reference."""
    return db.session.query(queries.Stay).filter_by(reference=ref).one()


@pytest.fixture
def shelter(app: Any) -> Shelter:
    """A shelter on each store in turn."""
    return Shelter(app)


@pytest.fixture
def quick_shelter(sqlite_app: Any) -> Shelter:
    """A shelter on SQLite only."""
    return Shelter(sqlite_app)
