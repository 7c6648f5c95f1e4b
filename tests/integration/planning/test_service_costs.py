"""A service of the log is charged to a budget line of a project that the caseworker's organisation
takes part in, at the rate of the day; to no other, and never beyond what the line bears."""

from datetime import date
from decimal import Decimal

import pytest

from casework.funding import queries as funding
from casework.funding import service as money
from casework.funding.domain.money import typed
from casework.web.codes import services
from tests.factories import actor_named, organisation_named
from tests.integration.assistance.conftest import Store
from tests.personas import PERSONAS

PAID = {"cost": "transport", "amount": "120", "currency": "MAD",
        "on-day": "16", "on-month": "11", "on-year": "2026"}  # fmt: skip


@pytest.fixture
def given(planner):
    """A case, a taxi in its log, and a project in euros that another organisation leads."""
    case = planner.helped()
    store = Store(planner.app)
    code = store.project("ACCOMPAGNER")
    for day, dirhams in ((date(2026, 1, 1), "10.00"), (date(2026, 11, 1), "12.00")):
        store.do(lambda day=day, dirhams=dirhams: money.set_rate(
            "EUR", day, Decimal(dirhams), "Essai", actor_named("distribution_officer")
        ))  # fmt: skip
    return store, case, planner.helped_with_a_cost(case), code


def partner(store, code):
    def act():
        officer = actor_named("distribution_officer")
        mine = organisation_named(PERSONAS["caseworker"].organisation).id
        money.add_partner(funding.project(officer, code), mine, officer)

    store.do(act)


def test_there_are_thirty_seven_services_to_give(sqlite_app):
    with sqlite_app.app_context():
        assert len(services()) == 37


def test_caseworker_charges_a_service_to_a_line_at_the_rate_of_the_day(given, client_as):
    store, case, service, code = given
    partner(store, code)
    worker, page = client_as("caseworker", "ar"), f"/c/{case}/services/{service}/cost"
    assert worker.get(page).form("line").fields["amount"] == ["120.00"]
    worker.submit(page, {"line": str(store.line(code)), **PAID}, containing="line")
    paid = store.do(lambda: [
        (one.amount_minor, one.currency, one.line_minor, one.cost)
        for one in funding.charges_for("service", [service])
    ])  # fmt: skip
    assert paid == [(12_000, "MAD", 1_000, "transport")]  # 120 MAD at 12 for one euro
    log = worker.get(f"/c/{case}/services").text
    assert "120,00" in log or "120.00" in log
    assert "NFI" in log
    officer = client_as("distribution_officer")
    assert case not in officer.get(f"/k/{code}/charges").text
    assert "10,00" in officer.get(f"/k/{code}/report?first=2026-01-01&last=2026-12-31").text


def test_caseworker_cannot_charge_a_line_of_a_project_of_others(given, client_as):
    store, case, service, code = given
    worker, page = client_as("caseworker"), f"/c/{case}/services/{service}/cost"
    assert "Aucune ligne budgétaire" in worker.get(page).text
    token = worker.get(f"/c/{case}/services/new").form("service").fields["csrf_token"]
    sent = {"csrf_token": token, "line": str(store.line(code)), **PAID}
    worker.post(page, sent, 422)
    assert store.do(lambda: list(funding.charges_for("service", [service]))) == []


@pytest.mark.parametrize(("typed_over", "status"), [
    ({"amount": "300000"}, 409), ({"amount": "-5"}, 422), ({"currency": "NOK"}, 422),
    ({"on-year": "2015"}, 422), ({"amount": "كثير"}, 422), ({"line": "x"}, 422),
])  # fmt: skip
def test_a_cost_that_cannot_be_is_refused_and_nothing_typed_is_lost(
    given, client_as, typed_over, status
):
    store, case, service, code = given
    partner(store, code)
    page = f"/c/{case}/services/{service}/cost"
    sent = {"line": str(store.line(code)), **PAID, **typed_over}
    shown = client_as("caseworker").submit(page, sent, status, containing="line")
    assert shown.form("line").fields["on-day"] == ["16"]
    assert store.do(lambda: list(funding.charges_for("service", [service]))) == []


def test_a_service_of_another_case_is_not_charged_through_this_one(given, planner, client_as):
    _store, _case, service, _code = given
    other = planner.helped()
    client_as("caseworker").get(f"/c/{other}/services/{service}/cost", 404)


def test_a_charge_is_taken_back_once_on_the_page_of_the_project(given, client_as):
    store, _case, _service, code = given
    store.do(lambda: money.charge(
        store_line(code), money.Source("training", organisation_named("clinic").id, "venue"),
        typed("50", "EUR"), date(2026, 11, 2),
        {actor_named("distribution_officer").organisation_id},
        actor_named("distribution_officer"),
    ))  # fmt: skip
    officer = client_as("distribution_officer")
    page = officer.get(f"/k/{code}/charges")
    form = next(one for one in page.forms() if "reverse" in one.action)
    officer.post(form.action, form.fields)
    officer.post(form.action, form.fields, 409)
    assert store.do(lambda: funding.lines(funding.project(
        actor_named("distribution_officer"), code).id)[0].balance.charged.minor) == 0  # fmt: skip


def store_line(code):
    return funding.lines(funding.project(actor_named("distribution_officer"), code).id)[0].id
