"""Twelve months of reintegration: goals, visits by rule, surveys, grants, what they bring about."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from casework.cases import service as cases
from casework.cases.domain.risk import ITEMS, RiskItem, assess
from casework.db import db
from casework.facts.service import count
from casework.funding import queries as funding
from casework.funding.domain.money import Money
from casework.kernel.refusals import GateClosed, NotPermitted, StaleVersion
from casework.reintegration import facts, queries, service
from casework.reintegration.domain import refusals
from casework.reintegration.domain.lists import Part
from casework.reintegration.domain.records import Goal, Outcome, Signature, Visit, Wish
from casework.reintegration.service import Payment
from casework.statistics.domain.lattice import LATTICE
from casework.statistics.domain.periods import Period
from casework.tasks.firing import escalate_due
from casework.tasks.models import Task
from tests.factories import actor_named
from tests.integration.reintegration.conftest import DEAR, GOODS

TODAY = {"on-day": "16", "on-month": "11", "on-year": "2026"}


def open_tasks(ground, kind="reintegration"):
    with ground.app.app_context():
        found = db.session.query(Task).filter_by(owner_kind=kind, done_at=None).all()
        db.session.close()
    return {task.kind: task for task in found}


def high(code, ground, level=3):
    risks = assess([RiskItem(item, level, level) for item in ITEMS], "x")
    ground.on(code, lambda case: cases.record_risk(case, risks, actor_named("caseworker")))


def test_a_caseworker_walks_from_the_plan_to_the_first_survey(ground, client_as):
    code = ground.planned()
    worker = client_as("caseworker")
    assert "Pas encore de réintégration" in worker.get(f"/c/{code}/reintegration").text
    begin = f"/c/{code}/reintegration/begin"
    worker.submit(begin, {}, status=422, containing="visited")
    there = worker.submit(begin, {**TODAY, "visited": "closely"}, containing="visited").location
    there = there.split("?")[0]
    assert ground.months() == [1, 3, 6, 9, 12]
    worker.submit(begin, {**TODAY, "visited": "closely"}, status=409, containing="visited")
    sign = {**TODAY, "signed": "written"}
    page = worker.submit(f"{there}/sign", sign, status=409, containing="signed")
    assert "chaque dimension" in page.text
    for one in ("economic", "social", "psychosocial"):
        worker.submit(
            f"{there}/goal/0",
            {"dimension": one, "words": f"أريد {one}", "activity": "Formation",
             "status": "planned"},
            containing="dimension",
        )  # fmt: skip
    page = worker.get(f"{there}/goal/2")
    assert "أريد social" in page.text
    worker.submit(f"{there}/goal/2", {"status": "reached"}, containing="dimension")
    worker.get(f"{there}/goal/9", 404)
    worker.submit(f"{there}/sign", sign, containing="signed")
    answers = {"q_satisfied": "rather", "q_food": "never", "q_credit": "yes", "q_debt": "none",
               "q_work": "hard", "q_school": "na", "q_water": "yes"}  # fmt: skip
    worker.submit(f"{there}/survey", TODAY, status=422, containing="q_food")
    worker.submit(f"{there}/survey", {**TODAY, **answers}, containing="q_food")
    page = worker.get(f"/c/{code}/reintegration")
    assert "0,85" in page.text and "non comparable" in page.text
    assert page.text.count('<svg class="chart"') == 4
    assert (
        page.text.count('<circle class="pt"') == 1
    )  # two dimensions and the composite have no score
    for language in ("ar", "en"):
        client_as("caseworker", language).get(f"/c/{code}/reintegration")


def test_the_signed_plan_opens_the_gate_of_the_case(quick_ground, clock):
    followed = quick_ground.departed(clock)
    clock.advance(timedelta(days=4))
    from casework.kernel import clock as clocks
    from casework.returns.domain.lists import Part as ReturnPart
    from casework.returns.domain.records import Arrival

    quick_ground.keep(followed, ReturnPart.ARRIVAL, Arrival(clocks.now(), "le bureau", True))
    code = quick_ground.seated(followed, lambda seat: seat.case.code)
    reference = quick_ground.begun(code=code)

    def reintegrate(case):
        cases.step(case, "reintegrate", actor_named("caseworker"))

    with pytest.raises(GateClosed) as refusal:
        quick_ground.on(code, reintegrate)
    assert refusal.value.codes["gate"] == "G-PLAN(reintegration)"
    quick_ground.signed(reference)
    quick_ground.on(code, reintegrate)
    assert quick_ground.case_state(code)[0] == "S14"


def test_twelve_months_pass_and_each_visit_is_met_by_its_record_alone(ground, client_as, clock):
    code = ground.planned()
    reference = ground.begun(code=code)
    ground.signed(reference)
    ground.answered(reference, 2)
    for step, (month, days) in enumerate(((1, 30), (3, 61), (6, 92), (9, 92), (12, 91))):
        clock.advance(timedelta(days=days))
        client_as("caseworker").get(f"/g/{reference}")
        assert month in ground.months(), "looking at it does not meet it"
        ground.visit(reference, month, reached=False)
        assert month in ground.months(), "somebody who was not reached was not visited"
        ground.visit(reference, month)
        assert month not in ground.months()
        if month in (3, 12):
            ground.answered(reference, 1 if step < 3 else 0)
    page = client_as("caseworker").get(f"/g/{reference}")
    assert page.text.count("<polyline") == 4
    assert page.text.count('<circle class="pt"') == 12
    assert page.text.count("1,00</text>") >= 4
    assert open_tasks(ground) == {}


def test_the_statistics_hear_of_the_survey_a_year_after_a_return_and_of_no_other(ground, clock):
    here, (_code, after) = ground.begun(), ground.after_return()
    for reference in (here, after):
        ground.answered(reference, 2)
    assert surveyed(ground) == []
    clock.advance(timedelta(days=360))
    for reference in (here, after):
        ground.answered(reference, 0)
    assert surveyed(ground) == [("half_or_more", "better")]
    ground.answered(after, 2)
    assert surveyed(ground) == [("half_or_more", "better")], "each person once"


def surveyed(ground):
    """What the facts of surveys say, from the rows that lie sealed and from the provider."""

    def told():
        return [
            (one.classes["survey_score"], one.classes["survey_change"])
            for one in facts.every_survey()
        ]

    def counted():
        year = Period.parse("2027")
        table = next(
            one for one in LATTICE if one.kind == "survey" and one.dimensions == ("survey_change",)
        )
        return count(year, [table])[table.name]

    said = ground.do(told)
    cells = {cell[0]: n for cell, n in ground.do(counted).items() if n}
    assert cells == dict(Counter(change for _score, change in said))
    return said


def test_a_missed_visit_climbs_to_the_focal_points(quick_ground, clock):
    quick_ground.begun("others")
    clock.advance(timedelta(days=93))
    quick_ground.do(escalate_due)
    found = open_tasks(quick_ground)
    assert sorted(found) == [f"reintegration_visit_{month}" for month in (12, 3, 6)]
    assert found["reintegration_visit_3"].level >= 1
    assert found["reintegration_visit_6"].level == 0


def test_who_is_not_safe_has_their_risk_assessed_within_a_day(quick_ground, clock):
    reference = quick_ground.begun()
    with pytest.raises(refusals.WorriesMissing):
        quick_ground.visit(reference, 1, safe=False)
    quick_ground.visit(reference, 1, safe=False, worries="menaces")
    due = open_tasks(quick_ground, "case")["review_risk"].due_at
    from casework.kernel import clock as clocks

    assert due <= clocks.now() + timedelta(hours=24)


@pytest.mark.parametrize("by", ["caseworker", "return_officer"])
def test_who_is_exploited_again_is_in_immediate_danger(quick_ground, client_as, by):
    code, reference = quick_ground.after_return()
    quick_ground.signed(reference)
    grant = quick_ground.grant(reference)
    if by == "return_officer":
        officer = client_as(by)
        there = "/j/T-" + officer.get("/j?ended=1").text.split("/j/T-")[1][:6]
        form = next(one for one in officer.get(there).forms() if one.action.endswith("/take"))
        officer.post(form.action, form.filled({}))
    again = Outcome(quick_ground.today(), "retrafficked", "vue avec le même employeur")
    quick_ground.write(reference, Part.OUTCOME, again, by)
    assert quick_ground.case_state(code)[1] == "P1"
    assert open_tasks(quick_ground, "case")["answer_danger"].priority == "P1"
    state = quick_ground.with_grant(reference, grant, lambda found, actor: found.grant.state)
    assert state == "cancelled"


def test_a_dear_grant_is_seen_by_two_paid_in_parts_and_charged(ground, client_as):
    code = ground.planned()
    reference = ground.begun(code=code)
    grant, line = ground.grant(reference), ground.line()
    blocks = ground.on(code, lambda case: cases.closure_blocks(case, actor_named("focal_point")))
    assert "grant_unpaid" in blocks
    assert "approve_grant" in open_tasks(ground, "grant")
    with pytest.raises(GateClosed) as refusal:
        ground.with_grant(reference, grant, service.approve, "focal_point")
    assert refusal.value.codes["gate"] == "G-SIGNED"
    ground.signed(reference)
    with pytest.raises(GateClosed) as refusal:
        ground.with_grant(reference, grant, service.approve)
    assert refusal.value.codes["gate"] == "G-EYES"
    focal = client_as("focal_point")
    there = f"/g/{reference}/grant/{grant}"
    assert "appui à la réintégration" in focal.get("/t").text
    page = focal.get(there)
    assert "triporteur" in page.text and "canaributs" not in page.text
    focal.submit(there, {})
    focal.get(f"{there}/pay", 403)
    focal.get(f"/g/{reference}", 403)
    assert open_tasks(ground, "grant") == {}
    worker = client_as("caseworker")
    half = {**TODAY, "line": str(line), "amount": "9 000", "currency": "MAD",
            "evidence": "Bon de livraison 4"}  # fmt: skip
    worker.submit(f"{there}/pay", {**half, "evidence": ""}, status=422, containing="evidence")
    worker.submit(f"{there}/pay", half, containing="evidence")
    worker.submit(f"{there}/pay", {**half, "amount": "9000,01"}, status=422, containing="evidence")
    worker.submit(f"{there}/pay", {**half, "currency": "EUR"}, status=422, containing="evidence")
    worker.submit(f"{there}/pay", half, containing="evidence")
    with ground.app.app_context():
        charges = [one.amount_minor for one in funding.charges_of("grant", grant)]
        db.session.close()
    assert charges == [9_000_00, 9_000_00]
    blocks = ground.on(code, lambda case: cases.closure_blocks(case, actor_named("focal_point")))
    assert "grant_unpaid" not in blocks
    worker.get(f"{there}/cancel")
    worker.submit(f"{there}/cancel", {"words": "x"}, status=409, containing="words")


def test_an_instalment_written_down_wrongly_is_taken_back_and_paid_again(ground, client_as):
    reference = ground.begun()
    ground.signed(reference)
    line, grant = ground.line(), ground.grant(reference, GOODS)
    ground.with_grant(reference, grant, service.approve)
    whole = GOODS.minor
    wrong = ground.paid(reference, grant, whole, line)
    assert ground.with_grant(reference, grant, lambda found, _: found.grant.state) == "paid"
    worker, there = client_as("caseworker"), f"/g/{reference}/grant/{grant}"
    back = f"{there}/take-back/{wrong}"
    worker.submit(back, {"words": ""}, status=422, containing="words")
    worker.submit(back, {"words": "Mauvaise ligne"}, containing="words")
    worker.submit(back, {"words": "Encore"}, status=409, containing="words")
    assert "annul" in worker.get(there).text
    again = ground.paid(reference, grant, whole, line)
    with ground.app.app_context():
        amounts = [one.amount_minor for one in funding.charges_of("grant", grant)]
        db.session.close()
    assert sorted(amounts) == [-whole, whole, whole]
    worker.get(f"{there}/take-back/{again}")
    worker.get(f"{there}/take-back/{UUID(int=7)}", 404)


def test_a_grant_is_paid_in_no_more_instalments_than_were_agreed(quick_ground):
    reference = quick_ground.begun()
    quick_ground.signed(reference)
    line, grant = quick_ground.line(), quick_ground.grant(reference, GOODS)
    quick_ground.with_grant(reference, grant, service.approve)
    first = quick_ground.paid(reference, grant, 1_00, line)
    with pytest.raises(refusals.InstalmentsDone):
        quick_ground.paid(reference, grant, 1_00, line)

    def take_back(_seat, actor):
        found = queries.instalment_seat(actor, reference, grant, first)
        service.take_back(found, "Montant mal saisi", actor)

    quick_ground.at(reference, take_back)
    quick_ground.paid(reference, grant, GOODS.minor, line)


def test_a_small_grant_in_goods_needs_one_and_money_needs_two(quick_ground):
    reference = quick_ground.begun()
    quick_ground.signed(reference)
    small = quick_ground.grant(reference, GOODS)
    assert open_tasks(quick_ground, "grant") == {}
    quick_ground.with_grant(reference, small, service.approve)
    cash = Wish("Loyer", 900_00, "MAD", in_cash=True, cash_reason="le bailleur")
    asked = quick_ground.grant(reference, cash)
    with pytest.raises(GateClosed):
        quick_ground.with_grant(reference, asked, service.approve)
    with pytest.raises(refusals.CashAboveCap):
        quick_ground.grant(reference, Wish("x", 5_000_01, "MAD", True, "y"))


def test_nothing_is_paid_beyond_the_line_and_then_nothing_is_written(quick_ground):
    from casework.funding.domain.budget import LineExhausted

    reference = quick_ground.begun()
    quick_ground.signed(reference)
    line = quick_ground.line("100")
    grant = quick_ground.grant(reference, GOODS)
    quick_ground.with_grant(reference, grant, service.approve)
    paid = Payment(line, Money(200_00, "MAD"), quick_ground.today(), "reçu")
    with pytest.raises(LineExhausted):
        quick_ground.with_grant(reference, grant, lambda found, a: service.pay(found, paid, a))
    assert quick_ground.contents(reference).instalments == []


def test_a_risk_that_becomes_high_cancels_what_is_not_paid(quick_ground):
    code = quick_ground.planned()
    reference = quick_ground.begun(code=code)
    quick_ground.signed(reference)
    grant = quick_ground.grant(reference, DEAR)
    high(code, quick_ground)
    found = quick_ground.with_grant(reference, grant, lambda found, actor: found.grant.state)
    assert found == "cancelled"
    assert open_tasks(quick_ground, "grant") == {}
    again = quick_ground.grant(reference, GOODS)
    with pytest.raises(GateClosed) as refusal:
        quick_ground.with_grant(reference, again, service.approve)
    assert refusal.value.codes["gate"] == "G-CALM"


def test_the_survey_of_a_child_has_no_score(quick_ground, client_as):
    reference = quick_ground.begun()
    quick_ground.answered(reference)

    def as_child(seat, actor):

        asked = replace(queries.contents(seat.file.id).surveys[-1], child=True)
        service.keep(seat, Part.SURVEY, asked, actor)

    quick_ground.at(reference, as_child)
    page = client_as("caseworker").get(f"/g/{reference}")
    assert page.text.count('<circle class="pt"') == 4


def test_one_reintegration_a_case_while_it_is_helped_and_no_day_ahead(quick_ground):
    with pytest.raises(refusals.NotThere):
        quick_ground.begun(code=quick_ground.informed())
    reference = quick_ground.begun()
    tomorrow = quick_ground.today() + timedelta(days=1)
    with pytest.raises(refusals.DayAhead):
        quick_ground.write(reference, Part.VISIT, Visit(tomorrow, 1, False))
    with pytest.raises(refusals.GoalUnknown):
        quick_ground.write(reference, Part.GOAL, Goal(7, "social", "x", "y"))
    with pytest.raises(StaleVersion):
        quick_ground.at(reference, lambda seat, actor: service.keep(
            seat, Part.GOAL, Goal(0, "social", "x", "y"), actor, 99))  # fmt: skip


def test_an_officer_works_what_follows_their_return_and_signs_nothing(quick_ground, client_as):
    code, reference = quick_ground.after_return()
    officer = client_as("return_officer")
    page = officer.get(f"/g/{reference}")
    assert code not in page.text
    officer.get(f"/g/{reference}/goal/0", 403)
    with pytest.raises(NotPermitted):
        quick_ground.at(
            reference,
            lambda seat, actor: service.sign(
                seat, Signature(quick_ground.today(), "written"), actor
            ),
            "return_officer",
        )
    officer.get(f"/g/{quick_ground.begun()}", 404)
    client_as("caseworker_elsewhere").get(f"/g/{reference}", 404)


def test_nothing_of_a_reintegration_lies_in_clear_in_the_database(quick_ground):
    reference = quick_ground.begun()
    quick_ground.signed(reference)
    quick_ground.answered(reference)
    quick_ground.grant(reference, GOODS)
    quick_ground.visit(reference, 1, safe=False, worries="canarimenaces")
    lost = Outcome(quick_ground.today(), "lost", "canarisilence")
    quick_ground.write(reference, Part.OUTCOME, lost)
    home = quick_ground.app.extensions["settings"].home
    raw = b"".join(file.read_bytes() for file in home.glob("sanad.sqlite*"))
    assert reference.encode() in raw
    for word in (
        b"canaributs",
        "canariactivité".encode(),
        b"canarimachine",
        b"canarimenaces",
        b"Canarifournisseur",
        b"canarisilence",
        b"taking_part",
    ):
        assert word not in raw
