"""What some fictional returns and stays cost, charged to a programme in kroner.

After the programme for return and reintegration that Norway paid from December 2018 on (4 million
kroner). The donor's name is marked as an example.
"""

from datetime import date
from uuid import UUID

from casework.cases.queries import today
from casework.demo.country import Country
from casework.funding import service as money
from casework.funding.domain.money import typed
from casework.funding.service import Source
from casework.policy import Actor, Role
from casework.returns import queries as returns
from casework.returns.pages import SOURCE as RETURN
from casework.shelter import queries as shelter
from casework.shelter.views.costs import SOURCE as STAY

CODE = "RAISE-2018"
DONOR = "Ministère des affaires étrangères de Norvège (exemple)"
LINES = (("RET", "Retours", "3000000"), ("REINT", "Réintégration", "700000"),
         ("HEB", "Hébergement", "300000"))  # fmt: skip
OF_A_RETURN = (("ticket", "4200"), ("pocket_money", "330"), ("onward_transport", "250"))
OF_A_STAY = (("accommodation", "1250,50"), ("goods", "180"))
WORKS_IN = (Role.CASEWORKER, Role.RETURN_OFFICER, Role.SHELTER)


def tell(country: Country) -> None:
    """The project, its lines, and the costs of what there is, in the caller's unit of work."""
    lead = country.people["distribution"]
    project = money.open_project(
        CODE, "Retour et réintégration (exemple)", date(2018, 12, 1), date(2027, 12, 31), lead
    )
    lines = {
        code: money.add_line(project, code, title, DONOR, typed(amount, "NOK"), lead).id
        for code, title, amount in LINES
    }
    people = [one for one in country.people.values() if one.role in WORKS_IN]
    for organisation_id in sorted({one.organisation_id for one in people}, key=str):
        money.add_partner(project, organisation_id, lead)
    for one in people:
        for file in returns.of_officer(one, ended=True):
            _charge(lines["RET"], RETURN, file.id, OF_A_RETURN, one)
    for staff in (country.people["accueil.dar-salam"], country.people["accueil.dar-yasmine"]):
        for stay, _resident in shelter.stays_of(staff):
            if stay.arrived_at is not None:
                _charge(lines["HEB"], STAY, stay.id, OF_A_STAY, staff)


def _charge(
    line: UUID, kind: str, record: UUID, costs: tuple[tuple[str, str], ...], by: Actor
) -> None:
    for cost, amount in costs:
        source = Source(kind, record, cost)
        money.charge(line, source, typed(amount, "MAD"), today(), {by.organisation_id}, by)
