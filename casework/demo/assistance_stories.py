"""Two worked examples from public accounts, and a project that pays: a distribution near Nador and
a workshop for labour inspectors.

After IOM Morocco's accounts of 5 April 2017 (40 people: 37 women and 3 men, from Cameroon, Nigeria,
Mali, Guinea, Côte d'Ivoire and other countries) and of December 2018 (the guide for labour
inspectors, five regions). Names of organisations are invented or marked as an example.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from casework.assistance import kit_queries, service
from casework.assistance.domain.counting import Monitoring, cell
from casework.assistance.domain.kits import Contents, Part
from casework.assistance.domain.records import Spot
from casework.assistance.service import Plan, Session
from casework.demo.country import Country
from casework.funding import queries as funding
from casework.funding import service as money
from casework.funding.domain.money import typed
from casework.policy import Actor

CODE, NADOR = "SANTE-2016", "02.381"
RATES = (("EUR", "10.80"), ("USD", "9.90"), ("NOK", "1.15"))
PEOPLE = ((cell("female", "18-24"), 15), (cell("female", "25-59"), 22), (cell("male", "25-59"), 3))
NATIONALITIES = (("CM", 12), ("NG", 10), ("ML", 7), ("GN", 6), ("CI", 3), ("other", 2))
FOOD = ("Kit alimentaire (exemple)", (
    ("Riz", "food", "kg"), ("Farine", "food", "kg"), ("Huile", "food", "litre"),
    ("Lait en poudre", "food", "boîte"), ("Tomate", "food", "boîte"),
))  # fmt: skip
ITEMS = ("Kit d’hygiène et couverture (exemple)", (
    ("Shampoing", "hygiene", "flacon"), ("Savon", "hygiene", "pièce"),
    ("Dentifrice", "hygiene", "tube"), ("Brosse à dents", "hygiene", "pièce"),
    ("Eau de Javel", "hygiene", "litre"), ("Lessive", "hygiene", "kg"),
    ("Couvertures", "bedding", "pièce"),
))  # fmt: skip
REGIONS = ("MA-04", "MA-06", "MA-07", "MA-09", "MA-03")


def tell(country: Country) -> None:
    """Both examples, in the caller's unit of work."""
    first, second = country.people["distribution"], country.people["distribution.2"]
    for currency, dirhams in RATES:
        money.set_rate(currency, date(2016, 1, 1), Decimal(dirhams), "Exemple (démo)", first)
    project = money.open_project(
        CODE, "Santé et bien-être des personnes migrantes (exemple)",
        date(2016, 1, 1), date(2027, 12, 31), first,
    )  # fmt: skip
    donor = "Ministère des affaires étrangères de Finlande (exemple)"
    money.add_line(project, "NFI", "Distributions", donor, typed("20000", "EUR"), first)
    money.add_line(project, "FORM", "Formation", donor, typed("60000", "MAD"), first)
    _distribute(first, second)
    _train(first)


def _distribute(first: Actor, second: Actor) -> None:
    plan = Plan(
        "Distribution aux environs de Nador (exemple)", CODE, "ASTICUDE, OIM (exemple)", "mixed",
        "people_in_extreme_vulnerability", date(2017, 4, 5), NADOR,
    )  # fmt: skip
    row = service.plan(plan, first)
    spot = Spot("Locaux d’une association (exemple)", crowd_plan="Par groupes de dix, à l’ombre.")
    service.write_spot(row, spot, first, row.version)
    service.step(row, "begin", first)
    tallies = [("people", one, n) for one, n in PEOPLE]
    tallies += [("nationality", one, n) for one, n in NATIONALITIES]
    tallies += [("side", "health_information", 40), ("side", "schooling_information", 40)]
    for table, name, number in tallies:
        service.count_many(row, table, name, number, first)
    for kit in (FOOD, ITEMS):
        _give(row, kit, first, second)
    service.step(row, "finish", first)
    service.monitor(row, Monitoring(10, 10, 9, 10, 0), first, row.version)
    lines = funding.lines(row.project_id)
    money.charge(
        lines[-1].id, money.Source("distribution", row.id, "goods"), typed("3150", "EUR"),
        date(2017, 4, 5), {first.organisation_id}, first,
    )  # fmt: skip


def _give(row: Any, kit: tuple[str, Any], first: Actor, second: Actor) -> None:
    """45 kits came and 40 were given; two people signed."""
    name, items = kit
    parts = tuple(Part(item, category, unit, 1) for item, category, unit in items)
    of = kit_queries.newest(service.compose(name, Contents(parts), first))
    for kind, number in (("received", 45), ("distributed", 40)):
        moved = service.move_kits(row, kind, of, number, first, row.version)
        service.sign_kits(row, moved, second)


def _train(first: Actor) -> None:
    session = Session(
        "Atelier sur le guide d'identification (exemple)", "identification", "labour_inspectors",
        REGIONS, date(2018, 12, 12), 2, CODE,
    )  # fmt: skip
    row = service.plan_session(session, first)
    service.hold_session(row, (4, 18, 0), (48, 81), first, row.version)
