"""Steps as the service takes them: with the records that the gates ask for, and without."""

from datetime import date, timedelta

import pytest

from casework.cases import circumstances, queries, service
from casework.cases.domain.gates import Told
from casework.cases.domain.identity import IdentityBeforeConsent
from casework.cases.domain.notes import NoteText
from casework.cases.domain.records import Closure, LegalDuty, Milestone
from casework.cases.service import Why
from casework.cases.service.writing import CaseClosed
from casework.db import db
from casework.facts import service as facts
from casework.kernel.refusals import GateClosed, NotPermitted, ReasonMissing, StaleVersion
from casework.statistics.domain.periods import Period
from casework.tasks.queries import open_tasks
from casework.workflow.service import history
from tests.factories import actor_named, organisation_named, user_named
from tests.integration.cases.conftest import ADULT, CHILD, IN_WORDS

TODAY = date(2026, 11, 16)


def worker():
    return actor_named("caseworker")


def step(desk, code, action, **more):
    return desk.on(code, lambda case: service.step(case, action, worker(), **more))


def refused_at(desk, code, action, **more):
    with pytest.raises(GateClosed) as refusal:
        step(desk, code, action, **more)
    return refusal.value.codes["gate"]


def reported(desk, code, was=True):
    duty = LegalDuty("penal_code_448_7", TODAY, "Procureur du Roi")
    desk.on(code, lambda case: service.record_legal_duty(case, duty, was, worker()))


def milestone(desk, code, kind):
    desk.on(code, lambda case: service.record_milestone(case, kind, Milestone(TODAY), worker()))


def assign(desk, code, to):
    focal = "focal_point"
    desk.on(code, lambda case: service.assign(case, user_named(to).id, actor_named(focal)))


def informed(desk, card=ADULT):
    code = desk.assigned(card)
    reported(desk, code, was=False)
    step(desk, code, "inform")
    return code


def test_information_is_refused_until_the_duty_to_report_was_looked_at(desk):
    code = desk.assigned()
    assert refused_at(desk, code, "inform") == "G-DUTY"
    reported(desk, code, was=False)
    step(desk, code, "inform")
    assert desk.see(code, lambda case: case.state) == "S07"


def test_help_is_refused_step_by_step_until_consent_and_risk_are_there(desk):
    code = informed(desk)
    assert refused_at(desk, code, "help_directly") == "G-CONSENT(P2)"
    desk.consent(code)
    assert refused_at(desk, code, "help_directly") == "G-RISK"
    desk.risk(code)
    step(desk, code, "help_directly")
    assert desk.see(code, lambda case: case.state) == "S10"


def test_child_is_not_helped_without_a_guardian(quick_desk):
    code = informed(quick_desk, CHILD)
    quick_desk.risk(code)
    with_guardian = IN_WORDS.__class__("oral", "ary", guardian="tuteur", child_view="d'accord")
    quick_desk.consent(code, circumstance=with_guardian)
    assert refused_at(quick_desk, code, "help_directly") == "G-GUARD"
    quick_desk.guardian(code)
    step(quick_desk, code, "help_directly")


def test_referral_names_the_very_recipient_that_was_agreed(quick_desk):
    code = informed(quick_desk)
    quick_desk.consent(code)
    quick_desk.risk(code)
    with quick_desk.app.app_context():
        agreed = organisation_named("shelter_house").id
        other = organisation_named("other_house").id
    quick_desk.consent(code, "P3", recipient_id=agreed)
    assert refused_at(quick_desk, code, "refer", why=Why(recipient_id=other)) == "G-CONSENT(P3)"
    step(quick_desk, code, "refer", why=Why(recipient_id=agreed))
    assert quick_desk.see(code, lambda case: case.state) == "S09"


def test_emergency_passes_on_the_vital_interest_with_words_and_is_shown_to_the_focal_point(
    quick_desk,
):
    code = quick_desk.assigned()
    with pytest.raises(ReasonMissing):
        step(quick_desk, code, "refer_urgent")
    assert refused_at(quick_desk, code, "refer_urgent", why=Why(words="x")) == "G-CONSENT(P2)"
    step(quick_desk, code, "refer_urgent", why=Why("vital_interest", "Blessée, sans abri"))
    last = quick_desk.see(code, lambda case: history("case", case.id)[-1])
    assert last.overridden == "G-CONSENT(P2) G-CONSENT(P3) G-RISK"
    tasks = quick_desk.see(code, lambda case: open_tasks("case", case.id))
    assert {task.kind: task.assignee_id is None for task in tasks} == {
        "review_urgency": True, "hear_from": False,
    }  # fmt: skip
    quick_desk.on(code, lambda case: service.note_urgency_seen(case, actor_named("focal_point")))
    left = quick_desk.see(code, lambda case: open_tasks("case", case.id))
    assert [task.kind for task in left] == ["hear_from"]


def test_referral_steps_follow_what_the_referrals_tell(quick_desk, monkeypatch):
    code = informed(quick_desk)
    quick_desk.on(code, lambda case: setattr(case, "state", "S09"))
    told: set[Told] = set()
    monkeypatch.setattr(circumstances, "_providers", [lambda case_id: told])
    with pytest.raises(GateClosed):
        quick_desk.on(code, lambda case: service.step(case, "accept", None))
    told.add(Told.REFERRAL_ACCEPTED)
    quick_desk.on(code, lambda case: service.step(case, "accept", None))
    assert quick_desk.see(code, lambda case: case.state) == "S10"


def test_closing_needs_somebody_else_and_nothing_open(quick_desk, monkeypatch):
    code = quick_desk.assigned()
    closure = Closure("goals_met", "tout va bien")

    def propose(case):
        service.propose_closure(case, closure, worker(), informed=True)

    quick_desk.risk(code, 3)
    with pytest.raises(GateClosed):
        quick_desk.on(code, propose)
    quick_desk.made_safe(code)
    quick_desk.on(code, propose)
    monkeypatch.setattr(circumstances, "_providers", [lambda case_id: {Told.STAY_OPEN}])
    focal = "focal_point"
    with pytest.raises(GateClosed):
        quick_desk.on(code, lambda case: service.approve_closure(case, actor_named(focal)))
    monkeypatch.setattr(circumstances, "_providers", [])
    quick_desk.on(code, lambda case: setattr(case, "proposed_by_id", user_named(focal).id))
    with pytest.raises(GateClosed) as same_person:
        quick_desk.on(code, lambda case: service.approve_closure(case, actor_named(focal)))
    assert same_person.value.codes["gate"] == "G-4EYES"
    second = "second_focal_point"
    quick_desk.on(code, lambda case: service.approve_closure(case, actor_named(second)))
    assert quick_desk.see(code, lambda case: (case.state, case.proposed_by_id)) == ("S16", None)
    assert quick_desk.see(code, lambda case: open_tasks("case", case.id)) == []


def test_deadlines_are_opened_by_steps_and_met_by_acts_alone(desk):
    code = desk.open(priority="P1")
    first = desk.see(code, lambda case: open_tasks("case", case.id))[0]
    assert (first.kind, first.assignee_id, first.region) == ("first_contact", None, "MA-06")
    assign(desk, code, "caseworker")
    taken = desk.see(code, lambda case: open_tasks("case", case.id))[0]
    with desk.app.app_context():
        assert taken.assignee_id == user_named("caseworker").id
    reported(desk, code, was=False)
    step(desk, code, "inform")
    desk.risk(code)
    kinds = desk.see(code, lambda case: {task.kind for task in open_tasks("case", case.id)})
    assert kinds == {"ask_consent", "review_risk", "hear_from"}


def test_reassigning_leaves_the_deadlines_of_the_focal_point_with_them(quick_desk):
    code = quick_desk.assigned()
    quick_desk.made_safe(code)
    closure = Closure("goals_met", "x")
    quick_desk.on(
        code, lambda case: service.propose_closure(case, closure, worker(), informed=True)
    )
    assign(quick_desk, code, "colleague_caseworker")
    tasks = quick_desk.see(code, lambda case: open_tasks("case", case.id))
    with quick_desk.app.app_context():
        mine = {task.kind: task.assignee_id for task in tasks}
        colleague = user_named("colleague_caseworker").id
        assert mine == {
            "answer_closure": None, "first_contact": colleague, "review_risk": colleague,
        }  # fmt: skip


def test_case_is_opened_only_in_regions_where_the_actor_works(quick_desk):
    for by in ("focal_point_elsewhere", "owner_inspector", "administrator", "analyst"):
        with pytest.raises(NotPermitted):
            quick_desk.open(by=by)


def test_identity_is_refused_until_there_is_a_ground(desk):
    code = desk.assigned()
    with pytest.raises(IdentityBeforeConsent):
        desk.identity(code)
    reported(desk, code, was=False)
    with pytest.raises(IdentityBeforeConsent):
        desk.identity(code)
    reported(desk, code, was=True)
    desk.identity(code)
    assert desk.see(code, queries.alias_of) == "Warda"


def test_identity_brings_the_card_and_the_facts_up_to_date(desk):
    unknown = ADULT.__class__(languages=("bm",))
    code = desk.assigned(unknown)
    desk.consent(code)
    desk.identity(code)
    card = desk.see(code, queries.card_of)
    assert (card.age_band, card.sex, card.nationality_group) == (
        "25-34", "female", "sub_saharan_africa",
    )  # fmt: skip
    found = desk.do(lambda: facts.count(Period.parse("2026-11"), [_Table()]))["case.sex"]
    assert found[("female",)] == 1
    assert found[("unknown",)] == 0


class _Table:
    name = "case.sex"
    kind = "case"
    dimensions = ("sex",)


def test_record_is_refused_when_somebody_changed_the_file_meanwhile(desk):
    code = desk.assigned()
    seen = desk.see(code, lambda case: case.version)
    desk.consent(code)
    with pytest.raises(StaleVersion):
        desk.on(
            code,
            lambda case: service.record_card(case, ADULT, worker(), expected_version=seen),
        )


def test_check_in_is_met_by_a_contact_and_asked_again(quick_desk, clock):
    code = quick_desk.assigned()
    quick_desk.on(code, lambda case: setattr(case, "state", "S11"))
    step(quick_desk, code, "follow_up")
    clock.advance(timedelta(days=3))
    note = NoteText("call", "La personne va bien.")
    quick_desk.on(code, lambda case: service.write_note(case, note, worker()))
    tasks = quick_desk.see(code, lambda case: open_tasks("case", case.id))
    due = {task.kind: task.due_at for task in tasks}["check_in"]
    assert due > clock.now() + timedelta(days=29)


def test_lists_show_each_case_once_in_order_of_urgency(desk, clock):
    codes = []
    for priority in ("P3", "P1", "P2", "P1", "P4"):
        codes.append(desk.open(priority=priority))
        clock.advance(timedelta(minutes=1))
    with desk.app.app_context():
        focal = actor_named("focal_point")
        pages, after = [], ""
        while True:
            page = queries.cases_page(focal, after=after, size=2)
            pages += [row.code for row in page.rows]
            if page.older is None:
                break
            after = page.older
        db.session.rollback()
        db.session.info.clear()
    assert sorted(pages) == sorted(codes)
    assert pages == [codes[1], codes[3], codes[2], codes[0], codes[4]]


def test_nobody_but_the_caseworker_and_the_focal_point_knows_of_a_case(desk):
    code = desk.assigned()
    with desk.app.app_context():
        knows = {
            key
            for key in (
                "caseworker", "colleague_caseworker", "caseworker_elsewhere", "focal_point",
                "focal_point_elsewhere", "national_focal_point", "shelter", "analyst", "dpo",
                "administrator", "owner_inspector",
            )
            if queries.case_by_code(actor_named(key), code) is not None
        }  # fmt: skip
        db.session.close()
    assert knows == {"caseworker", "focal_point", "national_focal_point"}


def test_closed_case_can_be_read_but_not_changed_save_for_a_no_and_a_withdrawal(quick_desk):
    code = quick_desk.assigned()
    quick_desk.consent(code)
    quick_desk.on(code, lambda case: setattr(case, "state", "S16"))
    for act in (
        lambda: quick_desk.consent(code, "P8"),
        lambda: quick_desk.risk(code),
        lambda: quick_desk.identity(code),
        lambda: milestone(quick_desk, code, "safety_plan"),
    ):
        with pytest.raises(CaseClosed):
            act()
    quick_desk.consent(code, "P8", answer="refused")  # nobody had asked: a first no
    said = quick_desk.see(code, lambda case: [(one.said.purpose, one.said.answer)
                                              for one in queries.ledger(case.id)])  # fmt: skip
    assert ("P8", "refused") in said
    quick_desk.on(
        code, lambda case: service.withdraw_consent(case, ("P2", None), IN_WORDS, worker())
    )
    assert not quick_desk.see(code, lambda case: queries.has_consent(case.id, "P2"))


def test_case_never_gets_a_code_that_another_has(quick_desk, monkeypatch):
    first = quick_desk.open()
    drawn = iter([first, first, "MA-26-0000-0"])
    monkeypatch.setattr("casework.cases.service.opening.case_code", lambda year: next(drawn))
    assert quick_desk.open() == "MA-26-0000-0"
