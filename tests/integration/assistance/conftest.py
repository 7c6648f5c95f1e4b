"""The distribution near Nador of 5 April 2017 as a worked example, and what it needs around it.

After the public account of IOM Morocco: 40 people, 37 women and 3 men, from Cameroon, Nigeria,
Mali, Guinea, Côte d'Ivoire and other countries, food and other items, funded by Finland.
"""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from casework.assistance import kit_queries, queries, service
from casework.assistance.domain.counting import cell
from casework.assistance.domain.kits import Contents, Part
from casework.assistance.service import Plan
from casework.assistance.service.stock import Goods
from casework.db import db, unit_of_work
from casework.funding import queries as funding
from casework.funding import service as money
from casework.funding.domain.money import typed
from casework.kernel.ids import new_id
from tests.factories import actor_named

NADOR = "02.381"
FOOD = ("Riz", "Farine", "Huile", "Lait en poudre", "Tomate")
ITEMS = ("Shampoing", "Savon", "Dentifrice", "Brosse à dents", "Eau de Javel", "Lessive",
         "Couvertures")  # fmt: skip
NATIONALITIES = {"CM": 12, "NG": 10, "ML": 7, "GN": 6, "CI": 3, "other": 2}


def contents(*parts: tuple[str, int]) -> Contents:
    """What a kit holds: soap and a blanket, unless something else is said."""
    return Contents(
        tuple(
            Part(item, "hygiene", "pièce", quantity)
            for item, quantity in parts or (("Savon", 2), ("Couvertures", 1))
        ),
        cost=typed("45,50", "MAD"),
    )


class Store:
    """Acts of the people who run programmes, each in its own unit of work."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def do(self, act: Any) -> Any:
        """Run `act()` in one unit of work."""
        with self.app.app_context(), unit_of_work():
            return act()

    def project(self, code: str = "SANTE-MIGRANTS") -> str:
        """A project of the officer's organisation with one line."""

        def act() -> str:
            actor = actor_named("distribution_officer")
            made = money.open_project(
                code, "Santé et bien-être des personnes migrantes",
                date(2016, 1, 1), date(2027, 12, 31), actor,
            )  # fmt: skip
            money.add_line(
                made, "NFI", "Distributions",
                "Ministère des affaires étrangères de Finlande", typed("20000", "EUR"), actor,
            )  # fmt: skip
            return made.code

        return str(self.do(act))

    def planned(self, code: str = "") -> str:
        """A distribution of that project; gives its reference."""
        code = code or self.project()
        plan = Plan(
            "Distribution aux environs de Nador", code, "ASTICUDE, OIM", "mixed",
            "people_in_extreme_vulnerability", date(2017, 4, 5), NADOR,
        )  # fmt: skip
        return str(
            self.do(lambda: service.plan(plan, actor_named("distribution_officer")).reference)
        )

    def on(self, reference: str, act: Any, by: str = "distribution_officer") -> Any:
        """Run `act(row, actor)` in one unit of work."""

        def run() -> Any:
            actor = actor_named(by)
            row = queries.operation(actor, reference)
            assert row is not None
            return act(row, actor)

        return self.do(run)

    def count(self, reference: str, table: str, name: str, times: int = 1) -> None:
        """Count that many, one tap each."""
        self.on(reference, lambda row, actor: [
            service.count(row, table, name, 1, actor) for _ in range(times)
        ])  # fmt: skip

    def goods(self, reference: str, kind: str, item: str, quantity: int) -> Any:
        """A movement, signed by the officer."""
        goods = Goods(item, "food" if item in FOOD else "hygiene", "pièce", quantity)
        return self.on(
            reference, lambda row, actor: service.move(row, kind, goods, actor, row.version).id
        )

    def kit(self, name: str = "Kit d’hygiène", *parts: tuple[str, int]) -> Any:
        """A kit of the officer's organisation; gives its id."""
        return self.do(
            lambda: service.compose(name, contents(*parts), actor_named("distribution_officer")).id
        )

    def kits(self, reference: str, kind: str, kit: Any, number: int, version: int = 0) -> Any:
        """So many kits in or out, of the newest version or another; gives the movement's id."""

        def act(row: Any, actor: Any) -> Any:
            found = [
                one for one in kit_queries.versions_of(kit_queries.kit(actor, kit))
                if version in (0, one.number)
            ]  # fmt: skip
            return service.move_kits(row, kind, found[0], number, actor, row.version).id

        return self.on(reference, act)

    def charge(self, code: str) -> Any:
        """An amount charged to the first line of a project; gives the charge's id."""

        def act() -> Any:
            actor = actor_named("distribution_officer")
            project = funding.project(actor, code)
            assert project is not None
            source = money.Source("distribution", new_id(), "goods")
            return money.charge(
                funding.lines(project.id)[0].id, source, typed("10", "EUR"), date(2026, 5, 1),
                {actor.organisation_id}, actor,
            ).id  # fmt: skip

        return self.do(act)

    def charged(self, code: str, amount: str) -> None:
        """A cost of every distribution of a project."""

        def act() -> None:
            actor = actor_named("distribution_officer")
            project = funding.project(actor, code)
            assert project is not None
            line = funding.lines(project.id)[0].id
            for row in db.session.query(queries.Operation).filter_by(project_id=project.id):
                source = money.Source("distribution", row.id, "goods")
                mine = {actor.organisation_id}
                money.charge(line, source, typed(amount, "EUR"), date(2026, 5, 1), mine, actor)

        self.do(act)

    def sign(self, reference: str, move: Any, by: str = "second_officer") -> None:
        """The second signature."""

        def act(row: Any, actor: Any) -> None:
            made = queries.move_of(row.id, move)
            assert made is not None
            service.sign(row, made, actor)

        self.on(reference, act, by)

    def nador(self) -> str:
        """The whole day."""
        reference = self.planned()
        self.on(reference, lambda row, actor: service.step(row, "begin", actor))
        for age, number in (("18-24", 15), ("25-59", 22)):
            self.count(reference, "people", cell("female", age), number)
        self.count(reference, "people", cell("male", "25-59"), 3)
        for code, number in NATIONALITIES.items():
            self.count(reference, "nationality", code, number)
        self.count(reference, "need", "trafficking", 4)
        self.count(reference, "side", "health_information", 40)
        for item in (*FOOD, *ITEMS):
            for kind, quantity in (("received", 45), ("distributed", 40)):
                self.sign(reference, self.goods(reference, kind, item, quantity))
        self.on(reference, lambda row, actor: service.step(row, "finish", actor))
        return reference

    def line(self, code: str) -> Any:
        """The id of the first line of a project."""

        def act() -> Any:
            project = funding.project(actor_named("distribution_officer"), code)
            assert project is not None
            return funding.lines(project.id)[0].id

        return self.do(act)


@pytest.fixture
def store(app: Flask) -> Store:
    """On each store in turn."""
    return Store(app)


@pytest.fixture
def quick_store(sqlite_app: Flask) -> Store:
    """On SQLite only."""
    return Store(sqlite_app)
