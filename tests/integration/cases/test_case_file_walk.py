"""From an open case to a name that hides itself again, through the pages, as people do it."""

from datetime import timedelta

from casework.cases import queries
from tests.factories import user_named
from tests.integration.cases.conftest import AMINATA

CONSENT = {
    "purpose": "P2", "answer": "given", "how": "oral", "language": "bm", "interpreter": "yes",
}  # fmt: skip
TYPED = {
    "spoken_name": AMINATA.spoken_name,
    "given_name": AMINATA.given_name,
    "family_name": AMINATA.family_name,
    "birth-month": "4",
    "birth-year": "1996",
    "sex": "female",
    "nationality": "CI",
    "phone": AMINATA.phone,
    "alias": "Warda",
}


def test_focal_point_can_assign_a_case_when_the_caseworker_works_in_its_region(
    quick_desk, client_as
):
    code = quick_desk.open()
    with quick_desk.app.app_context():
        caseworker = str(user_named("caseworker").id)
    focal = client_as("focal_point")
    assert code in focal.get("/").text
    focal.submit(f"/c/{code}/assign", {"caseworker": caseworker, "backup": ""})
    assert code in client_as("caseworker").get("/c").text


def test_colleague_cannot_know_of_a_case_when_it_is_not_assigned_to_them(quick_desk, client_as):
    code = quick_desk.assigned()
    client_as("colleague_caseworker").get(f"/c/{code}", 404)
    assert code not in client_as("colleague_caseworker").get("/c").text


def test_caseworker_can_record_and_reveal_an_identity_when_the_person_consents(
    quick_desk, client_as, clock
):
    code = quick_desk.assigned()
    worker = client_as("caseworker")
    token = worker.get(f"/c/{code}/notes").form("text").fields["csrf_token"]
    early = {**TYPED, "version": "2", "csrf_token": token}
    refused = worker.post(f"/c/{code}/identity/record", early, 409)
    assert AMINATA.spoken_name in refused.text
    worker.submit(f"/c/{code}/consent", CONSENT)
    worker.submit(f"/c/{code}/identity/record", TYPED)
    assert AMINATA.spoken_name not in worker.get(f"/c/{code}").text
    worker.submit(f"/c/{code}/identity", {"reason": "other", "words": "court"}, 422)
    worker.submit(f"/c/{code}/identity", {"reason": "planned_call"})
    shown = worker.get(f"/c/{code}/identity")
    assert AMINATA.spoken_name in shown.text
    assert AMINATA.phone in shown.text
    assert shown.response.headers["Refresh"] == "301"
    clock.advance(timedelta(minutes=5, seconds=1))
    assert AMINATA.spoken_name not in worker.get(f"/c/{code}/identity").text


def test_reveal_does_not_serve_a_colleague_when_both_work_the_case(quick_desk, client_as):
    code = quick_desk.assigned()
    quick_desk.consent(code)
    quick_desk.identity(code)
    quick_desk.on(
        code, lambda case: setattr(case, "backup_id", user_named("colleague_caseworker").id)
    )
    client_as("caseworker").submit(f"/c/{code}/identity", {"reason": "appointment"})
    assert (
        AMINATA.spoken_name not in client_as("colleague_caseworker").get(f"/c/{code}/identity").text
    )


def test_focal_point_cannot_see_identity_or_notes_on_any_page(quick_desk, client_as):
    code = quick_desk.assigned()
    quick_desk.consent(code)
    quick_desk.identity(code)
    client_as("caseworker").submit(f"/c/{code}/notes", {"kind": "call", "text": "motcanari"})
    focal = client_as("focal_point")
    for path in ("", "/access", "/assign"):
        text = focal.get(f"/c/{code}{path}").text
        assert AMINATA.spoken_name not in text
        assert "motcanari" not in text
    for path in ("/identity", "/notes", "/timeline", "/consent", "/risk", "/records", "/contact"):
        focal.get(f"/c/{code}{path}", 403)


def test_access_page_tells_who_revealed_the_identity_and_why(quick_desk, client_as):
    code = quick_desk.assigned()
    quick_desk.consent(code)
    quick_desk.identity(code)
    worker = client_as("caseworker", "en")
    worker.submit(f"/c/{code}/identity", {"reason": "appointment"})
    text = client_as("focal_point", "en").get(f"/c/{code}/access").text
    assert "<bdi>Essai Caseworker</bdi> had the identity shown." in text
    assert "Reason: Appointment" in text


def test_case_moves_along_when_each_condition_is_met(quick_desk, client_as):
    code = quick_desk.assigned()
    worker = client_as("caseworker")
    worker.submit(f"/c/{code}/step/inform", {}, 422)
    worker.submit(
        f"/c/{code}/duty",
        {
            "reported": "no", "basis": "penal_code_448_7", "on-day": "16", "on-month": "11",
            "on-year": "2026", "content": "Rien de nouveau.", "informed": "yes",
        },
    )  # fmt: skip
    worker.submit(f"/c/{code}/step/inform", {})
    worker.submit(f"/c/{code}/consent", CONSENT)
    risk = {f"{item}_{side}": "1" for item in (
        "offender", "community", "health", "child", "immigration", "digital", "help",
    ) for side in ("likelihood", "impact")}  # fmt: skip
    worker.submit(f"/c/{code}/risk/new", risk)
    worker.submit(f"/c/{code}/step/help_directly", {})
    day = {"on-day": "16", "on-month": "11", "on-year": "2026"}
    worker.submit(f"/c/{code}/record/safety_plan", {"wanted": "no", **day})
    worker.submit(f"/c/{code}/step/plan", {}, 422)
    worker.submit(f"/c/{code}/plan/needs", {"need-SHELTER": "urgent"})
    goal = {"words": "Trouver un travail", "service": "LIVELIHOOD", "priority": "1"}
    worker.submit(f"/c/{code}/plan/goals/new", goal)
    agreed = {"agreed": "yes", "language": "fr", "interpreter": "no", **day}
    worker.submit(f"/c/{code}/plan/agree", agreed)
    worker.submit(f"/c/{code}/step/plan", {})
    worker.submit(f"/c/{code}/step/follow_up", {})
    assert quick_desk.see(code, lambda case: case.state) == "S15"


def test_case_closes_when_a_focal_point_agrees_with_the_proposal(quick_desk, client_as):
    code = quick_desk.assigned()
    quick_desk.made_safe(code)
    worker, focal = client_as("caseworker"), client_as("focal_point")
    worker.submit(
        f"/c/{code}/close",
        {
            "reason": "person_withdrew", "words": "La personne l'a dit.", "informed": "yes",
            "feedback": "offered",
        },
    )  # fmt: skip
    worker.get(f"/c/{code}/closure", 403)
    focal.submit(f"/c/{code}/closure", {"decision": "keep_open"}, 422)
    focal.submit(f"/c/{code}/closure", {"decision": "close"})
    assert quick_desk.see(code, lambda case: case.state) == "S16"
    worker.submit(f"/c/{code}/step/reopen", {"reason": "La personne revient."})
    focal.submit(f"/c/{code}/step/triage_again", {})
    assert quick_desk.see(code, lambda case: case.state) == "S06"


def test_person_can_answer_on_the_screen_in_their_language(quick_desk, client_as):
    code = quick_desk.assigned()
    worker = client_as("caseworker")
    first = worker.submit(
        f"/c/{code}/consent/ask",
        {
            "purposes": ["P2", "P8"], "screen_language": "ar", "language": "ary",
            "interpreter": "yes", "how": "witnessed", "explained": "mediator",
        },
    ).location  # fmt: skip
    page = worker.get(first)
    assert '<html lang="ar" dir="rtl"' in page.text
    assert code not in page.text.split("<main")[1]
    second = worker.submit(first, {"answer": "yes"}).location
    last = worker.submit(second, {"answer": "no"}).location
    worker.get(last)
    said = quick_desk.see(
        code,
        lambda case: [(line.purpose, line.answer) for line in queries.ledger(case.id)],
    )
    assert said == [("P2", "given"), ("P8", "refused")]
    how = quick_desk.see(
        code, lambda case: [queries.circumstance_of(line) for line in queries.ledger(case.id)]
    )
    for one in how:
        assert (one.how, one.language, one.interpreter) == ("witnessed", "ary", "yes")
        assert one.explained_by == "mediator"
    assert "médiateur culturel" in worker.get(f"/c/{code}/consent").text


def test_the_screen_says_what_the_police_would_be_told_and_the_yes_is_to_that(
    quick_desk, client_as
):
    code, worker = quick_desk.assigned(), client_as("caseworker")
    asked = {
        "purposes": ["P4"], "screen_language": "fr", "language": "fr", "interpreter": "no",
        "how": "oral", "explained": "self",
    }  # fmt: skip
    worker.submit(f"/c/{code}/consent/ask", asked, 422, "explained")
    told = {**asked, "data_groups": ["profile", "facts"]}
    screen = worker.submit(f"/c/{code}/consent/ask", told).location
    assert "Nous leur disons\u00a0: Ce qui vous est arrivé" in worker.get(screen).text
    worker.submit(screen, {"answer": "yes"})
    groups = quick_desk.see(code, lambda case: queries.groups_agreed(case, "P4"))
    assert groups == {"profile", "facts"}


def test_who_explained_is_asked_before_the_screens_and_named_when_it_was_oneself(
    quick_desk, client_as
):
    code = quick_desk.assigned()
    worker = client_as("caseworker")
    asked = {
        "purposes": ["P8"], "screen_language": "fr", "language": "fr", "interpreter": "no",
        "how": "oral",
    }  # fmt: skip
    worker.submit(f"/c/{code}/consent/ask", asked, 422, "explained")
    screen = worker.submit(f"/c/{code}/consent/ask", {**asked, "explained": "self"}).location
    worker.submit(screen, {"answer": "yes"})
    page = worker.get(f"/c/{code}/consent").text
    assert page.count("Essai Caseworker") > 1
    assert "self" not in page.split("<main")[1]


def test_every_page_of_a_file_opens_in_every_language(quick_desk, client_as):
    code = quick_desk.assigned()
    quick_desk.consent(code)
    quick_desk.identity(code)
    quick_desk.risk(code)
    for language in ("fr", "ar", "en"):
        worker = client_as("caseworker", language)
        for path in (
            "", "/timeline", "/consent", "/consent/ask", "/consent/thanks",
            "/consent/withdraw?purpose=P2", "/risk", "/risk/new", "/records", "/milestones",
            "/duty", "/status", "/card", "/notes", "/contact", "/identity", "/identity/record",
            "/close", "/access", "/step/inform",
        ):  # fmt: skip
            worker.get(f"/c/{code}{path}")
        focal = client_as("focal_point", language)
        for path in ("", "/assign", "/access", "/closure"):
            focal.get(f"/c/{code}{path}")


def test_case_opened_by_a_caseworker_is_theirs(quick_desk, client_as):
    worker = client_as("caseworker")
    done = worker.submit(
        "/c/new",
        {
            "region": "MA-06", "priority": "P3", "sex": "male", "age_band": "35-44",
            "age_doubt": "no", "languages": ["ary"], "interpreter": "not_needed",
            "nationality_group": "moroccan", "exploitation": "other_work", "asylum": "no",
            "search": "no_name",
        },
    )  # fmt: skip
    worker.get(done.location)
    code = done.location.split("/c/")[1].split("?")[0]
    assert quick_desk.see(code, lambda case: case.assignee_id is not None)
