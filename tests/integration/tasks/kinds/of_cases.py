"""Every kind of deadline that the file of a person knows."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from casework.cases import service as cases
from casework.cases.domain import protection
from casework.cases.domain.closure import FollowUp
from casework.cases.domain.consent import Said
from casework.cases.jobs import warn_of_endings
from casework.cases.queries import deletions_of, records_of, today
from casework.planning.domain.plan import Agreement
from casework.referrals import queries as referrals
from casework.referrals.service import send
from casework.together import service as together
from tests.factories import actor_named, user_named
from tests.integration.cases.conftest import ADULT, CHILD, IN_WORDS
from tests.integration.tasks.kinds.world import AT_ONCE, SLOWLY, STAYS, Kind, World
from tests.integration.together.conftest import DECIDED

TWO_WORKING_DAYS = ("2027-02-09 23:59", "2027-03-16 23:59")
THIRTY_DAYS = ("2027-03-07 10:00", "2027-04-11 10:00")
LAST_OF_THIRTY = ("2027-03-07 23:59", "2027-04-11 23:59")
HOURS_24 = ("2027-02-06 10:00", "2027-03-13 10:00")
HOURS_72 = ("2027-02-08 09:00", "2027-03-15 11:00")


def risk(w: World, code: str) -> None:
    """Somebody looks at the risks: that meets only what asked for it."""
    w.risk(code)


def note_nothing(w: World, code: str) -> None:
    """A note of no contact."""
    w.note(code, "other")


def urgent(w: World) -> str:
    """Referred over consent, for a vital interest."""
    code = w.assigned()
    w.step_of(code, "refer_urgent", why=cases.Why("vital_interest", "Blessée, sans abri"))
    return code


def in_danger(w: World) -> str:
    """The caseworker says that it is urgent."""
    code = w.assigned()
    w.on(code, lambda case: cases.change_priority(case, "P1", "Menaces", actor_named("caseworker")))
    return code


def seen(w: World, code: str) -> None:
    """A focal point looked at it."""
    w.on(code, lambda case: cases.note_urgency_seen(case, actor_named("focal_point")))


def help_directly(w: World, code: str) -> None:
    """They agree, and are helped."""
    w.consent(code)
    w.risk(code)
    w.step_of(code, "help_directly")


def protected(w: World) -> str:
    """A child whom an authority protects, and for whom nothing was asked yet."""
    code = w.assigned(CHILD)
    w.guardian(code)
    w.risk(code)
    w.decided(code)
    w.step_of(code, "refer_child", "focal_point")
    return code


def child_referred(w: World, code: str) -> None:
    """The first request for her is sent, for her vital interest."""
    ref = w.prepared(code, "emergency")
    worker = w.actor("caseworker")

    def act(case: Any) -> None:
        row = referrals.referral_of_case(case.id, ref)
        send(row, case, worker, row.version, "Menacée dans la maison.")

    w.on(code, act)


def child_helped(w: World) -> str:
    """A child who is helped, with whoever speaks for her."""
    code = w.assigned(CHILD)
    w.guardian(code)
    w.interests(code)
    w.inform(code)
    said = replace(IN_WORDS, guardian="Tutrice", guardian_kind="guardian", child_view="D’accord.")
    w.consent(code, circumstance=said)
    w.risk(code)
    w.step_of(code, "help_directly")
    w.safety_plan(code, wanted=False)
    return code


def child_planned(w: World, code: str) -> None:
    """The plan is agreed with her and her guardian."""
    w.needs(code)
    w.goal(code)
    w.agree(code, Agreement(today(), "fr", "no", guardian="Tutrice"))
    w.step_of(code, "plan")


def unsearched(w: World) -> str:
    """Somebody came by themselves, and nobody could look for an earlier record."""
    worker = w.actor("caseworker")
    known: dict[str, Any] = {"screening_id": None, "region": "MA-06", "priority": "P2"}
    code: str = w.do(
        lambda: cases.open_case(card=ADULT, actor=worker, search="cannot_wait", **known).code
    )
    return code


def identified(w: World, code: str) -> None:
    """They agree to a file, and say who they are: that looks for an earlier one."""
    w.consent(code)
    w.identity(code)


def reopened(w: World) -> str:
    """A file that opens again."""
    code = w.closed()
    w.step_of(code, "reopen", why=cases.Why(words="Nouveau besoin"))
    return code


def ending(name: str, *until: int) -> Any:
    """A case with an agreement or decisions that end in so many days, and the job that warns."""

    def opens(w: World) -> str:
        code = w.informed()
        for days in until:
            RECORDS[name](w, code, days)
        w.job(warn_of_endings)
        return code

    return opens


def agreement(w: World, code: str, days: int, key: str = "P8") -> None:
    """An agreement for so many days."""
    said = Said(key, "given", None, today() + timedelta(days=days))
    worker = w.actor("caseworker")
    w.on(code, lambda case: cases.record_consent(case, said, IN_WORDS, worker))


def recovery(w: World, code: str, days: int) -> None:
    """A recovery period whose last day is in so many days."""
    period = protection.Recovery(today() - timedelta(days=30 - days), 30, "CdE, art. 13")
    w.on(code, lambda case: cases.record_recovery(case, period, actor_named("caseworker")))


def decision(shape: Any, kind: str) -> Any:
    """A measure or a permit until a day."""

    def record(w: World, code: str, days: int, thread: UUID | None = None) -> None:
        found = shape(kind, "granted", "Parquet", today(), today() + timedelta(days=days), "R-1")
        worker = w.actor("caseworker")
        w.on(code, lambda case: cases.record_decision(case, found, worker, thread_id=thread))

    return record


measure, permit = decision(protection.Measure, "other"), decision(protection.Permit, "other")
RECORDS = {
    "renew_consent": agreement, "recovery_ending": recovery, "measure_ending": measure,
    "permit_ending": permit,
}  # fmt: skip


def thread_of(w: World, code: str, kind: str, which: int = -1) -> UUID:
    """The thread of a record of a kind: of the first, or of another."""
    found: UUID = w.see(code, lambda case: records_of(case.id, kind)[which][0].thread_id)
    return found


def prolong(w: World, code: str) -> None:
    """The recovery period is made longer."""
    thread = thread_of(w, code, "recovery")
    start = today() - timedelta(days=20)
    longer = protection.Recovery(start, 90, "CdE, art. 13")
    w.on(
        code,
        lambda case: cases.change_recovery(case, thread, longer, actor_named("caseworker")),
    )


def renewed(kind: str, record: Any, which: int = -1) -> Any:
    """The decision is renewed, in its thread."""
    return lambda w, code: record(w, code, 300, thread_of(w, code, kind, which))


THE_OTHER = 0  # the record that was kept last


def to_follow(w: World) -> str:
    """A note that says what is to be done in three days."""
    code = w.assigned()
    w.note(code, "other", follow_up=today() + timedelta(days=3))
    return code


def followed(w: World, code: str) -> None:
    """A note that follows that one."""
    from casework.cases.queries import notes_of

    first = w.see(code, lambda case: next(iter(notes_of(case.id))))
    w.note(code, "other", follows=first)


def answered(w: World, code: str) -> None:
    """Asked on the channel they chose, the person wishes to be left in peace."""
    peace = FollowUp("meeting", "no_more")
    worker = w.actor("caseworker")
    w.on(code, lambda case: cases.record_follow_up(case, 1, peace, worker, expected_version=None))


def left(w: World) -> str:
    """Whoever had it left."""
    code = w.assigned(to="colleague_caseworker")
    leaver = w.do(lambda: user_named("colleague_caseworker").id)
    w.do(lambda: cases.ask_hand_over(leaver))
    return code


def given_on(w: World, code: str) -> None:
    """A focal point gives the file to somebody."""
    w.on(
        code,
        lambda case: cases.assign(case, user_named("caseworker").id, actor_named("focal_point")),
    )


def convened(w: World) -> str:
    """A conference tomorrow."""
    code = w.informed()
    return f"{code} {w.table.convened(code)}"


def hold(w: World, both: str) -> None:
    """It was held, a day later."""
    w.later(timedelta(days=1, minutes=1), lambda: w.table.held(*both.split()))


def decided(w: World) -> str:
    """A conference that was held today, with a decision for in five days."""
    code = w.informed()
    ref = w.earlier(timedelta(days=2), lambda: w.table.convened(code))
    w.table.held(code, ref, replace(DECIDED, due=today() + timedelta(days=5)))
    return f"{code} {ref}"


def carry_out(w: World, both: str) -> None:
    """What was decided was done."""
    w.table.at(
        *both.split(),
        lambda case, row: together.carry_out(
            case, row, DECIDED.id, "Fait", actor_named("caseworker")
        ),
    )


def sign(w: World, code: str) -> None:
    """The reintegration plan is signed."""
    w.home.signed(w.home.begun(code=code))


def reintegrating(w: World) -> str:
    """A person who begins again here."""
    code = w.in_plan()
    w.step_of(code, "reintegrate")
    return code


def followed_up(w: World) -> str:
    """A case in S15."""
    code = w.in_plan()
    w.step_of(code, "follow_up")
    return code


def withdrawn(w: World) -> str:
    """An agreement taken back in mid-referral: who was told is asked to delete."""
    code, _ref = w.sent()
    w.on(
        code,
        lambda case: cases.withdraw_consent(
            case, ("P2", None), IN_WORDS, actor_named("caseworker")
        ),
    )
    return code


def taken_back(w: World) -> str:
    """Somebody with a plan agrees to a case no more."""
    code = w.in_plan()
    w.consent(code, answer="refused")
    return code


def deleted(w: World, code: str) -> None:
    """The body says that it deleted everything."""

    def act(case: Any) -> None:
        asked = deletions_of(case.id)[0]
        cases.answer_deletion(asked, "deleted", actor_named("shelter"), asked.version)

    w.on(code, act)


def high_risk(w: World) -> str:
    """Risks that are high are looked at again after a week."""
    code = w.assigned()
    w.risk(code, 3)
    return code


def with_safety_plan(w: World) -> str:
    """A plan that is looked at again in thirty days."""
    code = w.assigned()
    w.safety_plan(code)
    return code


def declare(w: World, code: str) -> None:
    """Somebody has a conflict of interest with the file."""
    w.table.conflict(code, "other_inspector")


KINDS = (
    Kind("case", "first_contact", HOURS_72, SLOWLY, World.assigned, risk, World.inform),
    Kind("case", "search_earlier", ("2027-02-12 10:00", "2027-03-19 10:00"), SLOWLY, unsearched,
         risk, identified),
    Kind("case", "ask_consent", ("2027-02-12 10:00", "2027-03-19 10:00"), STAYS,
         World.informed_only, World.note, help_directly),
    Kind("case", "make_plan", ("2027-02-15 10:00", "2027-03-22 10:00"), SLOWLY,
         World.helped, World.needs, World.planned_now),
    Kind("case", "make_plan", ("2027-02-12 10:00", "2027-03-19 10:00"), SLOWLY,
         child_helped, World.needs, child_planned),
    Kind("case", "review_plan", ("2027-02-19 10:00", "2027-03-26 10:00"), SLOWLY,
         World.in_plan, World.goal, World.agree_today),
    Kind("case", "plan_reintegration", THIRTY_DAYS, SLOWLY, reintegrating, risk, sign),
    Kind("case", "check_in", THIRTY_DAYS, STAYS, followed_up, note_nothing, World.note),
    Kind("case", "triage_again", TWO_WORKING_DAYS, SLOWLY, reopened, risk,
         lambda w, code: w.step_of(code, "triage_again", "focal_point")),
    Kind("case", "review_urgency", HOURS_24, SLOWLY, urgent, World.note, seen),
    Kind("case", "answer_closure", TWO_WORKING_DAYS, SLOWLY, World.proposed, risk,
         lambda w, code: w.on(code, lambda case: cases.keep_open(
             case, "Pas encore", actor_named("focal_point")))),
    Kind("case", "answer_withdrawal", TWO_WORKING_DAYS, SLOWLY, taken_back, World.note,
         World.consent),
    Kind("case", "review_risk", ("2027-02-12 10:00", "2027-03-19 10:00"), SLOWLY,
         high_risk, World.note, risk),
    Kind("case", "answer_danger", ("2027-02-05 11:00", "2027-03-12 11:00"), AT_ONCE,
         in_danger, World.note, seen),
    Kind("case", "hear_from", ("2027-02-12 10:00", "2027-03-19 10:00"), SLOWLY,
         World.informed_only, note_nothing, World.note),
    Kind("case", "name_guardian", HOURS_24, SLOWLY,
         lambda w: w.assigned(CHILD), World.interests, World.guardian),
    Kind("case", "assess_interests", HOURS_72, SLOWLY,
         lambda w: w.assigned(CHILD), World.guardian, World.interests),
    Kind("case", "send_referral", ("2027-02-05 22:00", "2027-03-12 22:00"), SLOWLY,
         protected, World.note, child_referred),
    Kind("case", "review_safety_plan", LAST_OF_THIRTY, SLOWLY,
         with_safety_plan, risk, World.safety_plan),
    Kind("case", "renew_consent", ("2027-02-15 23:59", "2027-03-22 23:59"), SLOWLY,
         ending("renew_consent", 10), World.consent, lambda w, code: agreement(w, code, 300)),
    Kind("case", "recovery_ending", ("2027-02-10 23:59", "2027-03-17 23:59"), SLOWLY,
         ending("recovery_ending", 5), World.note, prolong),
    Kind("case", "measure_ending", ("2027-02-15 23:59", "2027-03-22 23:59"), SLOWLY,
         ending("measure_ending", 10, 11), renewed("measure", measure, THE_OTHER),
         renewed("measure", measure)),
    Kind("case", "permit_ending", ("2027-02-25 23:59", "2027-04-01 23:59"), SLOWLY,
         ending("permit_ending", 20, 21), renewed("permit", permit, THE_OTHER),
         renewed("permit", permit)),
    Kind("case", "follow_up", ("2027-02-08 23:59", "2027-03-15 23:59"), STAYS,
         to_follow, note_nothing, followed),
    *(Kind("case", f"follow_up_{months}", due, STAYS, World.closed, declare, answered)
      for months, due in {
          1: ("2027-03-05 23:59", "2027-04-12 23:59"), 3: ("2027-05-05 23:59", "2027-06-12 23:59"),
          6: ("2027-08-05 23:59", "2027-09-12 23:59"), 12: ("2028-02-05 23:59", "2028-03-12 23:59"),
      }.items()),
    Kind("case", "hand_over", TWO_WORKING_DAYS, SLOWLY, left, declare, given_on),
    Kind("case", "conference", ("2027-02-06 23:59", "2027-03-13 23:59"), SLOWLY, convened,
         lambda w, both: w.note(both.split()[0]), hold),
    Kind("case", "decision", ("2027-02-10 23:59", "2027-03-17 23:59"), SLOWLY, decided,
         lambda w, both: w.note(both.split()[0]), carry_out),
    Kind("deletion", "confirm_deletion", ("2027-02-12 23:59", "2027-03-19 23:59"), SLOWLY,
         withdrawn, World.note, deleted),
)  # fmt: skip
