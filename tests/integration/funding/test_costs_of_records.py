"""What a return and a stay cost: charged on their own pages, summed by line and donor, and money in
the report of the donor."""

from datetime import date, timedelta

import pytest

from casework.assistance.report import donor_report
from casework.funding import queries
from casework.funding import service as money
from casework.funding.costs import costs_of
from casework.funding.domain.money import Money
from casework.funding.domain.money import typed as amount
from tests.factories import actor_named
from tests.integration.funding.lines import CODE, DONOR, budget_line
from tests.integration.returns.conftest import Bureau
from tests.integration.shelter.conftest import Shelter

TODAY = {"on-day": "16", "on-month": "11", "on-year": "2026"}


@pytest.fixture
def bureau(app):
    """On each store in turn."""
    return Bureau(app)


@pytest.fixture
def quick_bureau(sqlite_app):
    """On SQLite only."""
    return Bureau(sqlite_app)


def typed(line, cost, amount, currency="MAD"):
    return {**TODAY, "line": str(line), "cost": cost, "amount": amount, "currency": currency}


def reported(desk):
    """The sums by source of the donor's report, and whether they reconcile."""

    def act():
        project = queries.project(actor_named("distribution_officer"), CODE)
        [line] = donor_report(project.id, date(2026, 1, 1), date(2026, 12, 31)).lines
        return {kind: one.minor for kind, one in line.by_source.items()}, line.in_period, line.left

    return desk.do(act)


def test_a_caseworker_charges_a_return_and_the_donor_reads_it_as_money(bureau, client_as):
    reference = bureau.asked()
    worker = client_as("caseworker")
    there = f"/j/{reference}/costs"
    assert "ligne budgétaire" in worker.get(there).text  # no line yet: who can add one
    line = budget_line(bureau, "1000", "EUR")
    worker.submit(there, {}, status=422, containing="cost")
    page = worker.submit(there, typed(line, "ticket", "beaucoup"), status=422, containing="cost")
    assert page.form("cost").fields["amount"] == ["beaucoup"]
    worker.submit(there, typed(line, "ticket", "5 400"), containing="cost")
    worker.submit(there, typed(line, "medical", "100", "EUR"), containing="cost")
    worker.submit(there, typed(line, "ticket", "9 999"), status=409, containing="cost")
    page = worker.get(there)
    assert DONOR in page.text and "600,00" in page.text  # 5 400 MAD at 10.80, and 100 EUR
    assert "600,00" in worker.get(f"/j/{reference}").text
    assert reported(bureau) == ({"return": 600_00}, Money(600_00, "EUR"), Money(400_00, "EUR"))
    leader = client_as("distribution_officer")
    page = leader.get(f"/k/{CODE}/charges")
    back = [one for one in page.forms() if one.action.endswith("/reverse")][-1]
    leader.post(back.action, back.filled({}))
    assert "annul" in worker.get(there).text
    assert reported(bureau)[1] in (Money(100_00, "EUR"), Money(500_00, "EUR"))
    for language in ("ar", "en"):
        client_as("caseworker", language).get(there)


def test_a_house_charges_a_stay_and_its_sums_reconcile_with_the_report(sqlite_app, client_as):
    shelter = Shelter(sqlite_app)
    ref = shelter.admitted(shelter.unit())
    line = budget_line(shelter, by="shelter")
    house = client_as("shelter")
    there = f"/b/stay/{ref}/costs"
    assert there in house.get(f"/b/stay/{ref}").text
    house.submit(there, typed(line, "accommodation", "1 250,50"), containing="cost")
    house.submit(there, typed(line, "medical", "49,50"), containing="cost")
    assert reported(shelter)[0] == {"shelter": 1300_00}
    costs = shelter.stay(ref, lambda stay: costs_of("shelter", stay.id).costs)
    assert costs.totals() == [Money(1300_00, "MAD")]
    assert costs.by_donor() == [(DONOR, Money(1300_00, "MAD"))]
    assert costs.by_line() == [("GR", "Appuis", DONOR, Money(1300_00, "MAD"))]
    client_as("other_shelter").get(there, 404)
    client_as("caseworker").get(there, 403)


def test_a_bill_that_comes_after_the_last_day_of_a_project_is_charged_by_its_own_day(
    sqlite_app, client_as, clock
):
    shelter = Shelter(sqlite_app)
    ref = shelter.admitted(shelter.unit())
    line = budget_line(shelter, by="shelter", ends_on=date(2026, 11, 15))
    house, there = client_as("shelter"), f"/b/stay/{ref}/costs"
    bill = typed(line, "medical", "49,50")
    house.submit(there, bill, status=422, containing="cost")
    house.submit(there, {**bill, "on-day": "15"}, containing="cost")
    assert reported(shelter)[0] == {"shelter": 49_50}
    clock.advance(timedelta(days=180))
    assert str(line) not in client_as("shelter").get(there).text


def test_nobody_charges_a_line_of_a_project_they_have_no_part_in(quick_bureau, client_as):
    _code, reference, _ref = quick_bureau.entrusted()

    def line_of_others():
        actor = actor_named("distribution_officer")
        made = money.open_project("X-26", "Autre", date(2026, 1, 1), date(2027, 12, 31), actor)
        return money.add_line(made, "X", "Autre", "Autre", amount("100", "MAD"), actor).id

    budget_line(quick_bureau)
    other = quick_bureau.do(line_of_others)
    there = f"/j/{reference}/costs"
    worker = client_as("caseworker")
    worker.submit(there, typed(other, "ticket", "10"), status=422, containing="cost")
    client_as("return_officer").get(there, 403)  # not taken up yet
    assert "Rien" in worker.get(there).text
