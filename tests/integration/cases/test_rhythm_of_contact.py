"""How often the person is heard from: by priority, met by a recorded contact and nothing else."""

from datetime import timedelta

import pytest

from casework.cases import queries, service
from casework.cases.domain.notes import NoteText
from casework.cases.domain.pathway import MAKE_PLAN, REVIEW_PLAN
from casework.cases.domain.priority import LoweredInDanger, SamePriority
from casework.cases.domain.records import LegalDuty
from casework.cases.service.children import follow_age
from casework.cases.service.keeping import ask_again
from casework.cases.service.writing import UnknownCode
from casework.kernel.clock import SteppedClock, use
from casework.kernel.refusals import NotPermitted, ReasonMissing
from casework.tasks.domain import Level
from casework.tasks.firing import escalate_due, pass_deadlines
from casework.tasks.queries import open_tasks
from tests.factories import actor_named
from tests.integration.cases.conftest import CHILD

CALL = NoteText("call", "Va bien.")


def worker():
    return actor_named("caseworker")


def tasks(desk, code):
    return {task.kind: task for task in desk.see(code, lambda case: open_tasks("case", case.id))}


def note(desk, code, kind="call"):
    desk.on(code, lambda case: service.write_note(case, NoteText(kind, "Fait."), worker()))


def informed(desk, priority="P2"):
    code = desk.assigned()
    desk.on(code, lambda case: setattr(case, "priority", priority))
    duty = LegalDuty("penal_code_448_7", queries.today())

    def inform(case):
        service.record_legal_duty(case, duty, False, worker())
        service.step(case, "inform", worker())

    desk.on(code, inform)
    return code


def put(desk, code, priority, by="caseworker", reason="Menaces hier soir."):
    desk.on(code, lambda case: service.change_priority(case, priority, reason, actor_named(by)))


@pytest.mark.parametrize(("priority", "days"), [("P1", 1), ("P2", 7), ("P3", 14), ("P4", 30)])
def test_next_contact_is_due_by_the_priority_and_counted_from_the_last(
    quick_desk, clock, priority, days
):
    code = informed(quick_desk, priority)
    assert tasks(quick_desk, code)["hear_from"].due_at == clock.now() + timedelta(days=days)
    clock.advance(timedelta(hours=5))
    note(quick_desk, code)
    assert tasks(quick_desk, code)["hear_from"].due_at == clock.now() + timedelta(days=days)


def test_only_a_contact_with_the_person_meets_it(quick_desk, clock):
    code = informed(quick_desk)
    due = tasks(quick_desk, code)["hear_from"].due_at
    clock.advance(timedelta(days=2))
    for kind in ("decision", "other"):
        note(quick_desk, code, kind)
    quick_desk.risk(code)
    quick_desk.consent(code)
    assert tasks(quick_desk, code)["hear_from"].due_at == due
    for kind in ("meeting", "accompaniment"):
        note(quick_desk, code, kind)
        assert tasks(quick_desk, code)["hear_from"].due_at == clock.now() + timedelta(days=7)


def test_first_contact_is_met_by_a_recorded_conversation(quick_desk):
    code = quick_desk.assigned()
    note(quick_desk, code, "decision")
    assert "first_contact" in tasks(quick_desk, code)
    note(quick_desk, code)
    assert "first_contact" not in tasks(quick_desk, code)
    assert "hear_from" in tasks(quick_desk, code)


def test_missed_contact_goes_to_the_focal_points_whatever_the_priority(
    quick_desk, clock, client_as
):
    code = informed(quick_desk, "P4")
    clock.advance(timedelta(days=30, minutes=1))
    assert quick_desk.do(escalate_due) >= 1
    assert tasks(quick_desk, code)["hear_from"].level > 0
    assert code in client_as("focal_point").get("/t").text


def test_whoever_declined_or_is_followed_up_is_not_pressed(quick_desk):
    code = informed(quick_desk)
    quick_desk.consent(code, answer="refused")
    quick_desk.safety_plan(code, wanted=False)
    quick_desk.on(code, lambda case: service.step(case, "decline", worker()))
    assert "hear_from" not in tasks(quick_desk, code)
    other = quick_desk.assigned()
    quick_desk.on(other, lambda case: setattr(case, "state", "S11"))
    quick_desk.on(other, lambda case: service.step(case, "follow_up", worker()))
    assert set(tasks(quick_desk, other)) >= {"check_in"}
    assert "hear_from" not in tasks(quick_desk, other)


def test_priority_keeps_its_history_and_reason_and_moves_what_is_due(quick_desk, clock):
    code = informed(quick_desk, "P3")
    put(quick_desk, code, "P1")
    open_now = tasks(quick_desk, code)
    assert open_now["hear_from"].due_at == clock.now() + timedelta(days=1)
    assert {task.priority for task in open_now.values()} == {"P1"}
    assert open_now["answer_danger"].due_at == clock.now() + timedelta(hours=1)
    assert open_now["answer_danger"].assignee_id is None
    with pytest.raises(LoweredInDanger):
        put(quick_desk, code, "P2")
    quick_desk.risk(code, 3)
    with pytest.raises(LoweredInDanger):
        put(quick_desk, code, "P2")
    quick_desk.risk(code, 1)
    put(quick_desk, code, "P2", reason="Elle est en sécurité.")
    assert "answer_danger" not in tasks(quick_desk, code)
    changes = quick_desk.see(code, lambda case: queries.records_of(case.id, "priority"))
    assert [(said.before, said.after, said.reason) for _row, said in changes] == [
        ("P1", "P2", "Elle est en sécurité."), ("P3", "P1", "Menaces hier soir."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "waited", "after", "left"),
    [
        ("P3", 3, "P2", 4),  # seven days from the last contact, not from now
        ("P3", 13, "P2", 0),  # more than seven have gone by: now
        ("P4", 29, "P3", 0),
        ("P4", 1, "P1", 0),
    ],
)
def test_more_urgent_is_heard_from_as_if_that_had_been_known_at_the_last_contact(
    quick_desk, clock, before, waited, after, left
):
    code = informed(quick_desk, before)
    clock.advance(timedelta(days=waited))
    put(quick_desk, code, after)
    task = tasks(quick_desk, code)["hear_from"]
    assert task.due_at == clock.now() + timedelta(days=left)


def test_first_contact_comes_no_later_when_the_case_is_more_urgent(quick_desk, clock):
    code = quick_desk.assigned(priority="P4")
    standing = tasks(quick_desk, code)["first_contact"].due_at
    clock.advance(timedelta(days=13))
    put(quick_desk, code, "P3")
    assert tasks(quick_desk, code)["first_contact"].due_at == clock.now() < standing


def pass_on(desk):
    with desk.app.app_context():
        pass_deadlines()


def test_contact_that_was_missed_stays_missed_whatever_the_priority_becomes(quick_desk, clock):
    code = quick_desk.assigned(priority="P4")
    clock.advance(timedelta(days=14, minutes=1))
    pass_on(quick_desk)
    missed = tasks(quick_desk, code)["first_contact"]
    assert (missed.level, missed.fired_at) == (Level.FOCAL_POINTS, clock.now())
    clock.advance(timedelta(hours=1))
    put(quick_desk, code, "P1")
    quick_desk.risk(code, 1)
    put(quick_desk, code, "P4", reason="Elle est en sécurité.")
    task = tasks(quick_desk, code)["first_contact"]
    assert (task.id, task.due_at, task.level, task.fired_at) == (
        missed.id, missed.due_at, missed.level, missed.fired_at,
    )  # fmt: skip
    put(quick_desk, code, "P1")
    pass_on(quick_desk)
    assert tasks(quick_desk, code)["first_contact"].level == Level.FOCAL_POINTS
    clock.advance(timedelta(hours=1))
    pass_on(quick_desk)
    assert tasks(quick_desk, code)["first_contact"].level == Level.NATIONAL


def test_best_interests_are_assessed_sooner_in_a_more_urgent_case_and_later_in_a_calm_one(
    quick_desk, clock
):
    code = quick_desk.assigned(CHILD, priority="P3")
    begun = clock.now()
    due = lambda: tasks(quick_desk, code)["assess_interests"].due_at - begun  # noqa: E731
    assert due() == timedelta(days=7)
    clock.advance(timedelta(days=1))
    put(quick_desk, code, "P2")
    assert due() == timedelta(hours=72)
    quick_desk.risk(code, 1)
    put(quick_desk, code, "P4", reason="Elle est en sécurité.")
    assert due() == timedelta(days=7)


def test_plan_is_reviewed_by_the_priority_and_no_later_than_a_new_need_asks(quick_desk, clock):
    code = quick_desk.assigned(priority="P3")
    quick_desk.on(code, lambda case: setattr(case, "state", "S11"))
    quick_desk.on(code, lambda case: ask_again(case, REVIEW_PLAN))
    begun = clock.now()
    due = lambda: tasks(quick_desk, code)["review_plan"].due_at  # noqa: E731
    assert due() == begun + timedelta(days=30)
    clock.advance(timedelta(days=5))
    put(quick_desk, code, "P2")
    assert due() == begun + timedelta(days=14)
    quick_desk.on(code, lambda case: service.step(case, "follow_up", worker()))
    taken_up = service.Why(words="Nouveau besoin")
    quick_desk.on(code, lambda case: service.step(case, "resume", worker(), why=taken_up))
    soon = due()
    assert soon < clock.now() + timedelta(days=5)
    quick_desk.risk(code, 1)
    put(quick_desk, code, "P4", reason="Elle est en sécurité.")
    assert due() == soon


def test_priority_is_changed_by_the_caseworker_and_the_focal_point_with_a_reason(quick_desk):
    code = informed(quick_desk, "P3")
    put(quick_desk, code, "P2", by="focal_point")
    assert "answer_danger" not in tasks(quick_desk, code)
    for key in ("focal_point_elsewhere", "shelter", "prosecutor_liaison", "colleague_caseworker"):
        with pytest.raises(NotPermitted):
            put(quick_desk, code, "P1", by=key)
    with pytest.raises(ReasonMissing):
        put(quick_desk, code, "P1", reason="")
    with pytest.raises(SamePriority):
        put(quick_desk, code, "P2")
    with pytest.raises(UnknownCode):
        put(quick_desk, code, "P0")


def test_duty_officer_is_shown_a_danger_and_answers_it(quick_desk, client_as):
    code = informed(quick_desk, "P3")
    put(quick_desk, code, "P1")
    focal = client_as("focal_point")
    assert code in focal.get("/t").text
    form = next(
        one for one in focal.get(f"/c/{code}").forms() if one.action.endswith("/urgency-seen")
    )
    focal.post(form.action, form.fields)
    assert "answer_danger" not in tasks(quick_desk, code)


def test_safety_plan_is_reviewed_on_the_day_it_names(quick_desk):
    code = quick_desk.assigned()
    quick_desk.safety_plan(code)
    assert "review_safety_plan" in tasks(quick_desk, code)
    quick_desk.safety_plan(code, wanted=False)
    assert "review_safety_plan" not in tasks(quick_desk, code)
    kept = quick_desk.see(code, lambda case: queries.records_of(case.id, "safety_plan"))
    assert [said.wanted for _row, said in kept] == [False, True]


def test_paper_of_the_safety_plan_says_nothing_of_us(quick_desk, client_as):
    code = quick_desk.assigned()
    quick_desk.safety_plan(code)
    text = client_as("caseworker").get(f"/c/{code}/safety-plan").text
    paper = text.split("<main", 1)[1].split("</main>", 1)[0]
    printed = paper.split("no-print", 2)[-1]
    for word in (code, "traite", "victime", "Sanad", "dossier"):
        assert word not in printed.split("</p>", 1)[1], word


class Ticking(SteppedClock):
    """Time goes on between any two looks at it, as it does outside of tests."""

    def now(self):
        self.advance(timedelta(milliseconds=3))
        return super().now()


def test_calmer_is_heard_from_later_though_time_goes_on_while_it_is_asked(quick_desk, clock):
    with use(Ticking(clock.now())):
        code = informed(quick_desk, "P2")
        first = tasks(quick_desk, code)["hear_from"]
        assert first.due_at == first.opened_at + timedelta(days=7)
        quick_desk.risk(code, 1)
        put(quick_desk, code, "P4", reason="Elle est en sécurité.")
        later = tasks(quick_desk, code)["hear_from"]
    assert later.due_at == first.opened_at + timedelta(days=30)


def test_another_card_leaves_the_plan_of_a_child_due_when_it_was(quick_desk, clock):
    with use(Ticking(clock.now())):
        code = quick_desk.assigned(CHILD)
        quick_desk.on(code, lambda case: ask_again(case, MAKE_PLAN))
        due = tasks(quick_desk, code)["make_plan"].due_at
        quick_desk.on(code, follow_age)
        assert tasks(quick_desk, code)["make_plan"].due_at == due
