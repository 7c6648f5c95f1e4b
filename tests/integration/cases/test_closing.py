"""Closing with all that is settled, reaching the person, asking them again, reopening."""

from datetime import date, timedelta

import pytest

from casework.cases import queries, service
from casework.cases.domain.closure import (
    ChannelNotChosen,
    ContactAttempt,
    FollowUp,
    LostTooSoon,
    NewNeedUnsaid,
    NoFollowUpDue,
    UnsafeChannel,
)
from casework.cases.domain.records import Closure
from casework.cases.models import Case
from casework.db import db
from casework.kernel.refusals import GateClosed
from casework.tasks.queries import open_tasks
from tests.factories import actor_named
from tests.integration.cases.conftest import ADULT, CHILD, CONTACT

CLOSE = {
    "reason": "goals_met", "words": "Fini.", "informed": "yes", "feedback": "given",
    "channels": ["call"],
}  # fmt: skip
UNSETTLED = "Aucune solution durable n’a été déterminée pour l’enfant"
ASKED = Closure("goals_met", "Fini.", feedback="given", channels=("call", "meeting"))


def worker():
    return actor_named("caseworker")


def closed(desk, closure: Closure = ASKED) -> str:
    code = safe(desk)
    close(desk, code, closure)
    return code


def safe(desk, card=ADULT) -> str:
    """A case whose person is out of danger; gives its code."""
    code = desk.assigned(card)
    desk.made_safe(code)
    return code


def close(desk, code: str, closure: Closure) -> None:
    desk.on(code, lambda case: service.propose_closure(case, closure, worker(), informed=True))
    desk.on(code, lambda case: service.approve_closure(case, actor_named("focal_point")))


def kinds(desk, code: str) -> list[str]:
    return desk.see(code, lambda case: [task.kind for task in open_tasks("case", case.id)])


def ask(desk, code: str, months: int, outcome: str, words: str = "", channel: str = "call"):
    follow_up = FollowUp(channel, outcome, words)
    return desk.on(
        code,
        lambda case: service.record_follow_up(
            case, months, follow_up, worker(), expected_version=None
        ),
    )


def test_a_file_closes_with_its_settlement_and_says_until_when_it_is_kept(
    quick_desk, client_as
) -> None:
    code = safe(quick_desk)
    caseworker, focal = client_as("caseworker"), client_as("focal_point")
    caseworker.submit(f"/c/{code}/close", CLOSE)
    page = focal.get(f"/c/{code}/closure").text
    assert "Elle a donné son avis" in page
    assert "16 novembre 2031" in page
    focal.submit(f"/c/{code}/closure", {"decision": "close"})
    assert quick_desk.see(code, lambda case: case.keep_until) == date(2031, 11, 16)
    assert "conservé jusqu’au 16 novembre 2031" in caseworker.get(f"/c/{code}").text


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"feedback": ""}, "feedback"),
        ({"keep_until-year": "2027"}, None),
        ({"keep_until-year": "2060"}, "keep_until"),
        ({"keep_until-year": ""}, "keep_until"),
        ({"reason": "detained_or_removed"}, "report"),
        ({"reason": "lost_contact"}, "reason"),
        ({"reason": "deceased"}, "channels"),
        ({"informed": "no"}, "informed"),
        ({"channels": ["fax"]}, "channels"),
    ],
)
def test_a_proposal_without_its_settlement_is_refused_beside_the_field(
    quick_desk, client_as, typed, problem
) -> None:
    code = safe(quick_desk)
    status = 422 if problem else 303
    page = client_as("caseworker").submit(f"/c/{code}/close", {**CLOSE, **typed}, status, "reason")
    assert problem is None or f'id="{problem}-error"' in page.text


def test_what_stands_against_closing_names_who_can_change_it(quick_desk, client_as) -> None:
    code = quick_desk.assigned(CHILD)
    quick_desk.risk(code, 3)
    page = client_as("caseworker").get(f"/c/{code}/close").text
    assert "Le dernier risque" in page or "risque" in page
    assert f'href="/c/{code}/risk/new"' in page
    assert "Aucune solution durable" in page
    assert "intérêt supérieur" in page


def test_a_child_without_a_durable_solution_is_not_closed(quick_desk) -> None:
    code = safe(quick_desk, CHILD)
    with pytest.raises(GateClosed):
        close(quick_desk, code, ASKED)
    close(quick_desk, code, Closure("deceased", "Constaté."))


@pytest.mark.parametrize("priority", ["P1", "P2"])
def test_an_urgent_case_closes_only_after_an_assessment_and_a_lowering(
    quick_desk, client_as, priority
) -> None:
    """Never assessed; assessed as high; no longer high; no longer urgent."""
    code = quick_desk.assigned(priority=priority)
    caseworker = client_as("caseworker")
    there = f"/c/{code}/close"

    def refused(words: str, act: str) -> None:
        page = caseworker.get(there)
        assert words in page.text
        assert f'href="/c/{code}/{act}"' in page.text
        caseworker.submit(there, CLOSE, 422, "reason")
        assert quick_desk.see(code, lambda case: case.proposed_by_id) is None

    refused("aucune évaluation des risques n’est valable", "risk/new")
    quick_desk.risk(code, 3)
    refused("La dernière évaluation des risques est élevée", "risk/new")
    quick_desk.risk(code, 2)
    refused("Le dossier est encore urgent", "priority")
    lower = {"priority": "P3", "reason": "La menace est passée."}
    caseworker.submit(f"/c/{code}/priority", lower, containing="reason")
    assert "Ce qui s’oppose" not in caseworker.get(there).text
    caseworker.submit(there, CLOSE, 303, "reason")
    client_as("focal_point").submit(f"/c/{code}/closure", {"decision": "close"})
    assert quick_desk.see(code, lambda case: case.state) == "S16"


def test_a_danger_found_after_the_proposal_keeps_the_file_open(quick_desk, client_as) -> None:
    code = safe(quick_desk)
    client_as("caseworker").submit(f"/c/{code}/close", CLOSE)
    focal = client_as("focal_point")
    focal.submit(f"/c/{code}/priority", {"priority": "P1", "reason": "Suivie."}, 303, "reason")
    page = focal.submit(f"/c/{code}/closure", {"decision": "close"}, 422)
    assert "Le dossier est encore urgent" in page.text
    assert quick_desk.see(code, lambda case: case.state) == "S06"


def test_an_urgent_case_is_not_closed_on_an_assessment_that_is_over(quick_desk, clock) -> None:
    code = quick_desk.assigned()
    quick_desk.risk(code)
    assert blocks_of(quick_desk, code) == ["risk_urgent"]
    clock.advance(timedelta(days=30))
    assert blocks_of(quick_desk, code) == ["risk_unassessed"]
    with pytest.raises(GateClosed):
        close(quick_desk, code, ASKED)


def test_a_case_that_is_not_urgent_closes_without_an_assessment(quick_desk) -> None:
    code = quick_desk.assigned(priority="P3")
    assert blocks_of(quick_desk, code) == []
    close(quick_desk, code, ASKED)


def test_the_file_of_a_child_closes_once_a_panel_determined_a_durable_solution(
    quick_desk, client_as
) -> None:
    code = safe(quick_desk, CHILD)
    caseworker, there = client_as("caseworker"), f"/c/{code}/close"
    assert UNSETTLED in caseworker.get(there).text
    caseworker.submit(there, CLOSE, 422, "reason")
    quick_desk.interests(code)
    caseworker.submit(there, CLOSE, 422, "reason")  # assessed is not determined
    day = {"on-day": "16", "on-month": "11", "on-year": "2026"}
    decided = {
        **day, "panel": "Juge\nÉducatrice", "child_view": "Rester.", "reference": "BID-1",
    }  # fmt: skip
    for_now = {**decided, "solution": "temporary_care"}
    caseworker.submit(f"/c/{code}/record/bid", for_now, containing="solution")
    caseworker.submit(there, CLOSE, 422, "reason")  # nor is a place for now a durable solution
    decided["solution"] = "local"
    caseworker.submit(f"/c/{code}/record/bid", decided, containing="solution")
    assert UNSETTLED not in caseworker.get(there).text
    caseworker.submit(there, CLOSE, 303, "reason")


def blocks_of(desk, code: str) -> list[str]:
    return desk.see(code, lambda case: service.closure_blocks(case, worker()))


# -- reaching the person -----------------------------------------------------------------------


def attempt(desk, code: str, days_ago: int, channel: str = "call", outcome: str = "no_answer"):
    day = desk.see(code, lambda case: queries.today()) - timedelta(days=days_ago)
    one = ContactAttempt(day, channel, outcome)
    return desk.on(code, lambda case: service.record_attempt(case, one, worker()))


def test_contact_is_lost_only_after_three_attempts_over_thirty_days(quick_desk) -> None:
    code = safe(quick_desk)
    lost = Closure("lost_contact", "Plus de réponse.")
    for days_ago in (31, 12):
        attempt(quick_desk, code, days_ago)
        with pytest.raises(LostTooSoon):
            close(quick_desk, code, lost)
    attempt(quick_desk, code, 0)
    close(quick_desk, code, lost)
    assert kinds(quick_desk, code) == []  # nobody to ask again


def test_an_attempt_on_a_way_that_is_not_safe_is_refused(quick_desk, client_as) -> None:
    code = quick_desk.assigned()
    quick_desk.consent(code)
    quick_desk.on(code, lambda case: service.record_safe_contact(case, CONTACT, worker()))
    with pytest.raises(UnsafeChannel):
        attempt(quick_desk, code, 0, "message")
    page = client_as("caseworker").submit(
        f"/c/{code}/contacts",
        {
            "on-day": "16", "on-month": "11", "on-year": "2026", "channel": "message",
            "outcome": "no_answer",
        },
        422,
    )  # fmt: skip
    assert 'id="channel-error"' in page.text


def test_what_is_said_of_an_attempt_lies_sealed(quick_desk, client_as) -> None:
    code = quick_desk.assigned()
    client_as("caseworker").submit(
        f"/c/{code}/contacts",
        {
            "on-day": "16", "on-month": "11", "on-year": "2026", "channel": "call",
            "outcome": "unsafe", "words": "canaritude",
        },
    )  # fmt: skip
    assert "canaritude" in client_as("caseworker").get(f"/c/{code}/contacts").text
    with quick_desk.app.app_context():
        rows = db.session.connection().exec_driver_sql("select * from contact_attempt").all()
    assert b"canaritude" not in b"".join(one for one in rows[0] if isinstance(one, bytes))
    assert "canaritude" not in repr(rows) and "unsafe" not in repr(rows)


# -- asking again ------------------------------------------------------------------------------


def test_who_chose_it_is_asked_after_one_three_six_and_twelve_months(quick_desk) -> None:
    code = closed(quick_desk)
    due = quick_desk.see(
        code,
        lambda case: [
            (one.kind, one.due_at.date(), one.assignee_id) for one in open_tasks("case", case.id)
        ],
    )
    with quick_desk.app.app_context():
        mine = worker().user_id
    assert due == [
        ("follow_up_1", date(2026, 12, 16), mine),
        ("follow_up_3", date(2027, 2, 16), mine),
        ("follow_up_6", date(2027, 5, 16), mine),
        ("follow_up_12", date(2027, 11, 16), mine),
    ]


def test_who_chose_nothing_is_not_asked(quick_desk) -> None:
    assert kinds(quick_desk, closed(quick_desk, Closure("goals_met", "Fini."))) == []


def test_the_person_is_asked_on_no_other_channel(quick_desk, client_as) -> None:
    code = closed(quick_desk)
    with pytest.raises(ChannelNotChosen):
        ask(quick_desk, code, 1, "well", channel="message")
    page = client_as("caseworker").get(f"/c/{code}/follow-up").text
    assert 'value="call"' in page
    assert 'value="message"' not in page


def test_each_answer_meets_its_own_follow_up(quick_desk) -> None:
    code = closed(quick_desk)
    ask(quick_desk, code, 1, "well")
    assert kinds(quick_desk, code) == ["follow_up_3", "follow_up_6", "follow_up_12"]
    with pytest.raises(NoFollowUpDue):
        ask(quick_desk, code, 1, "well")


def test_who_is_not_reached_is_tried_three_times_a_week_apart(quick_desk, clock) -> None:
    code = closed(quick_desk)
    for tries in (1, 2, 3):
        assert "follow_up_1" in kinds(quick_desk, code), tries
        ask(quick_desk, code, 1, "not_reached")
    assert "follow_up_1" not in kinds(quick_desk, code)


def test_who_wishes_to_be_left_in_peace_is_asked_no_more(quick_desk) -> None:
    code = closed(quick_desk)
    ask(quick_desk, code, 1, "no_more")
    assert kinds(quick_desk, code) == []


def test_a_new_need_reopens_the_file_with_its_history(quick_desk, client_as) -> None:
    code = closed(quick_desk)
    with pytest.raises(NewNeedUnsaid):
        ask(quick_desk, code, 1, "new_need")
    caseworker = client_as("caseworker")
    typed = {"channel": "call", "outcome": "new_need", "words": "Un logement."}
    caseworker.submit(f"/c/{code}/follow-up", typed)
    assert quick_desk.see(code, lambda case: case.state) == "S17"
    assert kinds(quick_desk, code) == ["triage_again"]
    client_as("focal_point").submit(f"/c/{code}/step/triage_again", {})
    close(quick_desk, code, Closure("moved_to_other_provider", "Suivi ailleurs."))
    page = caseworker.get(f"/c/{code}/follow-up").text
    assert "Fini." in page
    assert "Suivi ailleurs." in page
    assert len(quick_desk.see(code, lambda case: queries.closures_of(case.id))) == 2


def test_a_file_closed_before_there_was_a_settlement_still_opens(quick_desk) -> None:
    """A closure that was sealed in its first shape, with a reason and words alone."""
    from dataclasses import dataclass

    from casework.encryption import SealedField

    @dataclass(frozen=True)
    class Earlier:
        reason: str
        words: str

    code = quick_desk.assigned()
    field = SealedField("closure_blob", Earlier, owner_kind="case", owner_id="id", version=1)
    field.__set_name__(Case, "closure")
    quick_desk.on(code, lambda case: field.__set__(case, Earlier("goals_met", "Ancien.")))
    found = quick_desk.see(code, queries.closure_of)
    assert found == Closure("goals_met", "Ancien.")
