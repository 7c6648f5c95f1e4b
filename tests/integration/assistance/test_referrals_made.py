"""Referrals made at a distribution: counted by service, and people who agree to be met are met.
Nobody is named anywhere."""

from datetime import timedelta

import pytest

from casework.assistance import queries, service
from casework.assistance.domain.counting import Batch
from casework.assistance.domain.refusals import NobodyWaits
from casework.assistance.service.counting import UnknownCell
from casework.db import db
from casework.kernel import clock as clocks
from casework.kernel.refusals import GateClosed, NotPermitted
from casework.tasks.models import Task
from tests.factories import actor_named

HEALTH, RIGHTS = "MED_PRIMARY:health", "LEGAL_INFO:ngo"
AGREED = "agreed_to_be_contacted"


def reach(store, reference):
    return store.on(reference, lambda row, actor: queries.reach_of(row.id))


def waiting(store):
    with store.app.app_context():
        found = db.session.query(Task).filter_by(owner_kind="operation", done_at=None).all()
        db.session.close()
    return found


def met(store, reference, by="caseworker_elsewhere"):
    store.on(reference, lambda row, actor: service.met(row, actor), by)


def test_referrals_are_counted_by_service_and_kind_of_organisation(store, client_as):
    reference = store.planned()
    officer, there = client_as("distribution_officer"), f"/x/{reference}/tally"
    for chosen in ({}, {"cell": "MED_PRIMARY"}, {"cell": "NOTHING", "kind": "ngo"}):
        officer.submit(f"{there}/referral", chosen, status=422, containing="kind")
    for cell, kind in (("MED_PRIMARY", "health"), ("MED_PRIMARY", "health"), ("LEGAL_INFO", "ngo"),
                       ("MED_PRIMARY", "ngo")):  # fmt: skip
        officer.submit(f"{there}/referral", {"cell": cell, "kind": kind}, containing="kind")
    found = reach(store, reference)
    assert found.referrals_by(0) == {"MED_PRIMARY": 3, "LEGAL_INFO": 1}
    assert found.referrals_by(1) == {"health": 2, "ngo": 2}
    assert (found.referred, found.total) == (4, 0), "a referral is no person counted"
    page = officer.get(there)
    assert 'data-cell="referral MED_PRIMARY:health">2<' in page.text
    officer.post(there, page.forms()[0].filled({"press": f"referral {RIGHTS} -1"}))
    assert reach(store, reference).referrals_by(0) == {"MED_PRIMARY": 3}
    assert "Association ou ONG" in officer.get(f"/x/{reference}").text
    store.on(reference, lambda row, actor: service.step(row, "begin", actor))
    store.on(reference, lambda row, actor: service.step(row, "finish", actor))
    report = officer.get("/k/SANTE-MIGRANTS/reach").text
    assert "Orientations par service" in report and "Orientations par type" in report


def test_a_phone_without_a_network_counts_referrals_too(quick_store):
    reference = quick_store.planned()

    def send(lines):
        batch = Batch.read("0" * 32, lines)
        quick_store.on(reference, lambda row, actor: service.keep(row, batch, actor))

    for unknown in ("referral MED_PRIMARY 1", "referral NONE:ngo 1", "referral MED_PRIMARY:x 1"):
        with pytest.raises(UnknownCell):
            send(unknown)
    send(f"referral {HEALTH} 2\nside {AGREED} 1")
    assert reach(quick_store, reference).referrals == {("MED_PRIMARY", "health"): 2}
    assert len(waiting(quick_store)) == 1


def test_who_agrees_is_met_by_a_caseworker_of_the_house_and_nothing_names_them(
    store, client_as, clock
):
    reference = store.planned()
    store.count(reference, "side", AGREED, 2)
    (task,) = waiting(store)
    assert task.due_at == clocks.now() + timedelta(days=3)
    worker, there = client_as("caseworker_elsewhere"), f"/x/{reference}/meet"
    assert "Rencontrer quelqu’un" in worker.get("/t").text
    page = worker.get(there)
    assert "/s/new?setting=outreach" in page.text and "province=02.381" in page.text
    worker.submit(there, {})
    assert reach(store, reference).to_be_met == 1 and len(waiting(store)) == 1
    worker.submit(there, {})
    assert waiting(store) == []
    with pytest.raises(NobodyWaits):
        met(store, reference)
    officer = client_as("distribution_officer")
    assert "Rencontrées ensuite" in officer.get(f"/x/{reference}").text
    officer.get(there, 403)
    client_as("caseworker").get(there, 404)
    worker.get(f"/x/{reference}", 403)


def test_a_tap_too_many_is_undone_and_nobody_is_asked_any_more(quick_store):
    reference = quick_store.planned()
    quick_store.count(reference, "side", AGREED)
    quick_store.on(reference, lambda row, actor: service.count(row, "side", AGREED, -1, actor))
    assert waiting(quick_store) == []


def test_a_distribution_where_somebody_agreed_to_be_met_is_not_cancelled(quick_store):
    reference = quick_store.planned()
    quick_store.count(reference, "side", AGREED)
    with pytest.raises(GateClosed):
        quick_store.on(
            reference, lambda row, actor: service.step(row, "cancel", actor, words="Pluie")
        )
    assert len(waiting(quick_store)) == 1


def test_only_a_caseworker_of_the_house_says_that_somebody_was_met(quick_store):
    reference = quick_store.planned()
    quick_store.count(reference, "side", AGREED)
    for by in ("distribution_officer", "second_officer"):
        with pytest.raises(NotPermitted):
            met(quick_store, reference, by)

    def by_a_stranger(row, _actor):
        service.met(row, actor_named("caseworker"))

    with pytest.raises(NotPermitted):
        quick_store.on(reference, by_a_stranger)
    met(quick_store, reference)
