"""Distributions counted without lists, goods with two signatures, tokens that cannot be turned
back, money that reconciles, training."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest

from casework.assistance import queries, service
from casework.assistance.domain.counting import Monitoring
from casework.assistance.domain.refusals import (
    NothingToUndo,
    SameHand,
    SampleTooLarge,
    StockTooLow,
    TokensDestroyed,
)
from casework.assistance.models import ProjectSecret, RepeatToken
from casework.assistance.report import donor_report
from casework.assistance.service import Session
from casework.db import db
from casework.funding import queries as funding
from casework.funding import service as money
from casework.funding.domain.budget import LineExhausted, ReversedAlready
from casework.funding.domain.money import Money, NoRate
from casework.kernel.ids import new_id
from casework.kernel.refusals import GateClosed
from tests.factories import actor_named
from tests.integration.assistance.conftest import FOOD, ITEMS, NADOR, NATIONALITIES


def reach(store, reference):
    return store.on(reference, lambda row, actor: queries.reach_of(row.id))


def test_the_day_near_nador_is_counted_as_it_was(store):
    reference = store.nador()
    found = reach(store, reference)
    assert (found.total, found.of_sex("female"), found.of_sex("male")) == (40, 37, 3)
    assert found.nationalities == NATIONALITIES
    assert found.of("side", "health_information") == 40
    items = store.on(reference, lambda row, actor: queries.stock(row.id))
    assert len(items) == len(FOOD) + len(ITEMS) >= 11
    assert {(one.stock.received, one.stock.distributed, one.stock.left) for one in items} == {
        (45, 40, 5)
    }


def test_the_day_near_nador_is_told_to_its_team_with_who_paid_and_who_helped(
    quick_store, client_as
):
    reference = quick_store.nador()
    page = client_as("distribution_officer", "ar").get(f"/x/{reference}").text
    for name in ("ASTICUDE", "OIM", "Ministère des affaires étrangères de Finlande"):
        assert name in page
    for country in ("الكاميرون", "نيجيريا", "مالي", "غينيا", "ساحل العاج"):
        assert country in page
    report = client_as("distribution_officer").get("/k/SANTE-MIGRANTS/report?first=2017-01-01")
    said = report.text.split("<main")[1]
    assert "37" not in said
    assert "Cameroun" not in said
    assert "non publié" in said


def test_nobody_counted_lies_in_clear_in_the_database(quick_store):
    quick_store.nador()
    home = quick_store.app.extensions["settings"].home
    raw = b"".join(file.read_bytes() for file in home.glob("sanad.sqlite*"))
    for word in (b"female:25-59", b"nationality CM", b"trafficking"):
        assert word not in raw


def test_two_phones_counting_at_once_lose_nobody(store):
    reference, taps = store.planned(), 12
    start = Barrier(3)

    def tap():
        start.wait()
        for _ in range(taps):
            store.count(reference, "people", "female:18-24")

    threads = [Thread(target=tap) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert reach(store, reference).total == 3 * taps


def test_one_less_undoes_a_slip_and_never_goes_below_nobody(quick_store):
    reference = quick_store.planned()
    quick_store.count(reference, "people", "male:5-11")
    less = lambda row, actor: service.count(row, "people", "male:5-11", -1, actor)  # noqa: E731
    assert quick_store.on(reference, less) == 0
    with pytest.raises(NothingToUndo):
        quick_store.on(reference, less)


def test_more_goods_than_there_are_never_go_out(quick_store):
    reference = quick_store.planned()
    quick_store.goods(reference, "received", "Savon", 10)
    with pytest.raises(StockTooLow):
        quick_store.goods(reference, "distributed", "Savon", 11)
    quick_store.goods(reference, "lost", "Savon", 4)
    with pytest.raises(StockTooLow):
        quick_store.goods(reference, "distributed", "Savon", 7)


def test_a_movement_is_signed_by_two_people_before_the_distribution_ends(quick_store):
    reference = quick_store.planned()
    quick_store.on(reference, lambda row, actor: service.step(row, "begin", actor))
    move = quick_store.goods(reference, "received", "Savon", 10)
    finish = lambda row, actor: service.step(row, "finish", actor)  # noqa: E731
    with pytest.raises(GateClosed):
        quick_store.on(reference, finish)
    with pytest.raises(SameHand):
        quick_store.sign(reference, move, "distribution_officer")
    quick_store.sign(reference, move)
    quick_store.on(reference, finish)


@pytest.mark.parametrize("touched", ["stock", "kits given", "counted"])
def test_what_took_place_is_not_cancelled_away_with_its_goods_and_people(quick_store, touched):
    reference = quick_store.planned()

    def cancel():
        quick_store.on(
            reference, lambda row, actor: service.step(row, "cancel", actor, words="Pluie")
        )

    if touched == "stock":
        quick_store.sign(reference, quick_store.goods(reference, "received", FOOD[0], 45))
    elif touched == "counted":
        quick_store.count(reference, "people", "female:18-24")
    else:
        kit = quick_store.kit()
        quick_store.kits(reference, "received", kit, 2)
        quick_store.kits(reference, "distributed", kit, 2)
    with pytest.raises(GateClosed) as closed:
        cancel()
    assert closed.value.codes["gate"] == "G-UNTOUCHED"
    if touched == "stock":
        back = quick_store.goods(reference, "returned", FOOD[0], 45)
        with pytest.raises(GateClosed):
            cancel()
        quick_store.sign(reference, back)
        cancel()


def test_more_by_nationality_than_people_keeps_a_distribution_open(quick_store):
    reference = quick_store.planned()
    quick_store.on(reference, lambda row, actor: service.step(row, "begin", actor))
    quick_store.count(reference, "nationality", "CM")
    with pytest.raises(GateClosed) as refusal:
        quick_store.on(reference, lambda row, actor: service.step(row, "finish", actor))
    assert refusal.value.codes["gate"] == "G-TALLIED"


def look(store, reference, known_by):
    return store.on(reference, lambda row, actor: service.look(row, known_by, actor))


def test_somebody_met_twice_in_a_project_is_known_again_and_in_another_not(store):
    here, there = store.planned(), store.planned(store.project("AUTRE"))
    assert look(store, here, "06 61 00 00 01") == "first"
    assert look(store, here, "0661000001") == "repeat"
    assert look(store, there, "06 61 00 00 01") == "first"
    found = reach(store, here)
    assert (found.of("visit", "first"), found.of("visit", "repeat")) == (1, 1)
    with store.app.app_context():
        tokens = {bytes(token) for (token,) in db.session.query(RepeatToken.token)}
        db.session.close()
    assert len(tokens) == 2  # the same person, two projects: nothing in common


def test_tokens_and_their_secret_are_gone_when_a_project_ends(quick_store):
    reference = quick_store.planned()
    look(quick_store, reference, "06 61 00 00 01")
    gone = quick_store.on(reference, lambda row, actor: service.destroy(row.project_id, actor))
    assert gone == 1
    with quick_store.app.app_context():
        assert db.session.query(RepeatToken).count() == 0
        assert db.session.query(ProjectSecret).one().secret_blob is None
        db.session.close()
    with pytest.raises(TokensDestroyed):
        look(quick_store, reference, "06 61 00 00 01")


def test_no_more_people_are_asked_later_than_were_reached(quick_store):
    reference = quick_store.nador()
    answer = Monitoring(10, 9, 8, 10, 0)
    quick_store.on(reference, lambda row, actor: service.monitor(row, answer, actor, row.version))
    with pytest.raises(SampleTooLarge):
        quick_store.on(
            reference,
            lambda row, actor: service.monitor(row, Monitoring(41, 0, 0, 0, 0), actor, row.version),
        )


def test_a_sample_is_heard_from_two_weeks_after_the_distribution(quick_store, client_as, clock):
    reference = quick_store.nador()

    def moved_to_today():
        row = queries.operation(actor_named("distribution_officer"), reference)
        row.on = clock.now().date()

    quick_store.do(moved_to_today)
    officer, there = client_as("distribution_officer"), f"/x/{reference}/later"
    heard = {"asked": "10", "received_all": "9", "useful": "8", "safe": "10",
             "asked_for_a_fee": "0"}  # fmt: skip
    clock.advance(timedelta(days=13))
    officer = client_as("distribution_officer")
    assert there not in officer.get(f"/x/{reference}").text
    page = officer.submit(there, heard, status=409, containing="asked")
    assert "deux à quatre semaines" in page.text
    clock.advance(timedelta(days=1))
    officer = client_as("distribution_officer")
    assert there in officer.get(f"/x/{reference}").text
    officer.submit(there, heard, containing="asked")


def charged(store, line, amount, on=date(2026, 5, 1), source=None):
    def act():
        actor = actor_named("distribution_officer")
        wanted = source or money.Source("distribution", new_id(), "goods")
        return money.charge(line, wanted, amount, on, {actor.organisation_id}, actor).id

    return store.do(act)


def rate(store, currency, day, dirhams):
    from decimal import Decimal

    store.do(lambda: money.set_rate(
        currency, day, Decimal(dirhams), "Essai", actor_named("distribution_officer")
    ))  # fmt: skip


def test_charges_are_converted_at_the_rate_of_their_day_and_the_report_reconciles(store):
    code = store.project()
    line = store.line(code)
    with pytest.raises(NoRate):
        charged(store, line, Money(108_000, "MAD"))
    rate(store, "EUR", date(2026, 1, 1), "10.80")
    rate(store, "EUR", date(2026, 6, 1), "12.00")
    charged(store, line, Money(108_000, "MAD"), date(2026, 5, 31))
    charged(store, line, Money(108_000, "MAD"), date(2026, 6, 1))
    made = charged(store, line, Money(5_000, "EUR"), date(2026, 7, 1))

    def back():
        from casework.funding.models import Charge

        return money.reverse(db.session.get_one(Charge, made), actor_named("distribution_officer"))

    store.do(back)
    with pytest.raises(ReversedAlready):
        store.do(back)

    def report():
        project = funding.project(actor_named("distribution_officer"), code)
        return donor_report(project.id, date(2026, 6, 1), date(2026, 12, 31))

    [row] = store.do(report).lines
    assert (row.before.minor, row.in_period.minor, row.left.minor) == (10_000, 9_000, 1_981_000)
    assert row.reconciles


def test_a_line_never_bears_more_than_its_amount_even_at_the_same_moment(store):
    line = store.line(store.project())
    start, refused = Barrier(4), []

    def spend():
        start.wait()
        try:
            charged(store, line, Money(800_000, "EUR"))
        except LineExhausted:
            refused.append(1)

    threads = [Thread(target=spend) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(refused) == 2  # 20 000 EUR bear 8 000 twice


def test_the_workshop_of_december_2018_is_counted_and_certified(quick_store, client_as):
    session = Session(
        "Atelier sur le guide d'identification", "identification", "labour_inspectors",
        ("MA-04", "MA-06", "MA-07", "MA-09", "MA-03"), date(2018, 12, 12), 2,
    )  # fmt: skip
    reference = quick_store.do(
        lambda: service.plan_session(session, actor_named("distribution_officer")).reference
    )
    officer = client_as("distribution_officer")
    officer.submit(f"/y/{reference}", {"women": "4", "men": "18", "before": "50", "after": ""},
                   status=422, containing="women")  # fmt: skip
    officer.submit(f"/y/{reference}", {"women": "4", "men": "18", "before": "48", "after": "81"},
                   containing="women")  # fmt: skip
    assert "22 personnes formées" in officer.get("/y").text
    form = officer.get(f"/y/{reference}/certificate").form("name")
    made = officer.http.post(
        f"/y/{reference}/certificate", data=form.filled({"name": "Canari Inspectrice"}),
        headers={"Sec-Fetch-Site": "same-origin"},
    )  # fmt: skip
    assert made.status_code == 200 and made.data.startswith(b"%PDF")
    home = quick_store.app.extensions["settings"].home
    raw = b"".join(file.read_bytes() for file in home.glob("sanad.sqlite*"))
    assert b"Canari Inspectrice" not in raw


def test_no_certificate_is_made_before_it_is_known_who_took_part(quick_store, client_as):
    session = Session("Atelier", "interview", "police", ("MA-06",), date(2026, 12, 1), 1)
    reference = quick_store.do(
        lambda: service.plan_session(session, actor_named("distribution_officer")).reference
    )
    officer = client_as("distribution_officer", "ar")
    page = officer.submit(f"/y/{reference}/certificate", {"name": "ليلى"}, status=409)
    assert page.form("name").fields["name"] == ["ليلى"]
    assert f"/y/{reference}/certificate" not in officer.get(f"/y/{reference}").text


def test_who_took_part_is_not_written_before_the_session(quick_store, client_as, clock):
    day = clock.now().date() + timedelta(days=2)
    session = Session("Atelier", "interview", "police", ("MA-06",), day, 1)
    reference = quick_store.do(
        lambda: service.plan_session(session, actor_named("distribution_officer")).reference
    )
    took_part = {"women": "4", "men": "18"}
    officer = client_as("distribution_officer")
    page = officer.submit(f"/y/{reference}", took_part, status=409, containing="women")
    assert "La séance est à venir" in page.text
    clock.advance(timedelta(days=2))
    client_as("distribution_officer").submit(f"/y/{reference}", took_part, containing="women")


def test_an_officer_plans_and_counts_on_the_pages(quick_store, client_as):
    quick_store.project()
    officer = client_as("distribution_officer", "ar")
    officer.submit("/x/new", {"title": "توزيع"}, status=422, containing="title")
    made = officer.submit(
        "/x/new",
        {"title": "توزيع بالناظور", "project": "SANTE-MIGRANTS", "kind": "mixed",
         "target": "women", "on-day": "5", "on-month": "4", "on-year": "2017",
         "province": NADOR},
        containing="title",
    )  # fmt: skip
    reference = made.location.split("/x/")[1].split("?")[0]
    page = officer.get(f"/x/{reference}/tally")
    form = page.form("press")
    officer.post(form.action, form.filled({"press": "people female:18-24 1"}))
    assert reach(quick_store, reference).total == 1
    officer.submit(f"/x/{reference}/place", {"spot": "Canarilieu"}, containing="spot")
    assert "Canarilieu" in officer.get(f"/x/{reference}").text
