"""The walk of an inspector through the pages, and what the focal point makes of it."""

import re

from casework.screening import queries
from tests.factories import actor_named

SAFETY = {"a-safe_to_talk": "yes", "none_else": "y"}
PAGES = {
    "safety": SAFETY,
    "agreement": {"a-interview_language": "darija", "a-interpreter": "not_needed"},
    "context": {"a-age": "34", "a-age_group": "adult", "a-sex": "female", "a-sector": "C"},
    "work": {"a-hours": "more_than_10"},
    "recruitment": {"a-how_came": ["brought"], "a-untrue_work": ["job", "pay"]},
    "money": {"a-pay": "unpaid"},
    "freedom": {"a-papers": "kept", "a-go_out": "no", "how-papers": ["observed", "stated"]},
}
CASE = re.compile(r"MA-\d\d-[0-9A-Z]{4}-[0-9A-Z]")


def begun(browser):
    made = browser.submit("/s/new", {"province": "06.141", "instrument": "labour_inspection"})
    return browser.get(made.location, 303).location


def left(browser, here, leaving, typed=None):
    form = browser.get(here).form("leaving")
    return browser.post(here, form.filled({**(typed or {}), "leaving": leaving})).location


def walked(browser, pages=PAGES):
    here = begun(browser)
    while not here.endswith("/check"):
        here = left(browser, here, "next", pages.get(here.rsplit("/", 1)[1]))
    return here


def sent(browser, pages=PAGES):
    check = walked(browser, pages)
    form = browser.get(check).form("idempotency_key")
    return browser.post(check, form.filled({})).location


def reference_of(path):
    return path.split("/")[2]


def test_an_inspector_screens_and_a_focal_point_opens_a_case_without_identity(app, client_as):
    inspector, focal = client_as("owner_inspector"), client_as("focal_point")
    result = sent(inspector)
    page = inspector.get(result).text
    assert "Des indices concordants de traite ont été relevés." in page
    assert "Papiers gardés par autrui" in page and "Qui garde vos papiers" in page
    assert "ne décide pas qui est victime" in page

    reference = reference_of(result)
    assert reference in focal.get("/q").text
    focal.submit(f"/q/{reference}/confirm", {}, containing="idempotency_key")
    focal.submit(f"/q/{reference}/triage", {"level": "P1"})
    case = CASE.search(focal.get(f"/q/{reference}").text)
    assert case is not None
    assert focal.get(f"/c/{case[0]}").status == 200

    home = inspector.get("/").text
    assert "Acceptée" in home and case[0] not in home
    assert case[0] not in inspector.get(result).text


def test_an_inspector_finds_the_draft_again_after_signing_out(app, client_as):
    here = begun(client_as("owner_inspector"))
    left(client_as("owner_inspector"), here, "quit", SAFETY)
    again = client_as("owner_inspector")
    reference = reference_of(here)
    assert reference in again.get("/s").text and reference in again.get("/").text
    assert again.get(f"/s/{reference}", 303).location.endswith("/safety")
    form = again.get(here).form("leaving")
    assert form.fields["a-safe_to_talk"] == ["yes"] and form.fields["none_else"] == ["y"]


def test_every_way_of_leaving_a_page_saves_it(app, client_as, field):
    inspector = client_as("owner_inspector")
    here = left(inspector, begun(inspector), "next", SAFETY)
    reference = reference_of(here)
    ways = {
        "back": f"/s/{reference}/safety",
        "quit": "/s?done=draft_saved",
        "stop": f"/s/{reference}/check",
        "danger": f"/s/{reference}/danger",
        "next": f"/s/{reference}/context",
    }
    for language, (leaving, leads_to) in zip(
        ("darija", "french", "english", "spanish", "other"), ways.items(), strict=True
    ):
        assert left(inspector, here, leaving, {"a-interview_language": language}) == leads_to
        kept = field.see(reference, lambda one: queries.interview_of(one).responses)
        assert kept["interview_language"].options == (language,)


def test_an_inspector_comes_back_to_the_same_page_when_danger_interrupted_it(app, client_as):
    inspector = client_as("owner_inspector")
    here = left(inspector, begun(inspector), "next", SAFETY)
    left(inspector, here, "danger", {"a-interview_language": "french"})
    assert inspector.get(f"/s/{reference_of(here)}", 303).location == here


def test_every_question_can_be_left_open_and_an_answer_taken_back(app, client_as, field):
    inspector = client_as("owner_inspector")
    check = walked(inspector, {"work": PAGES["work"]})
    reference = reference_of(check)
    left(inspector, f"/s/{reference}/work", "next", {"a-hours": "not_asked"})
    kept = field.see(reference, lambda one: queries.interview_of(one).responses)
    assert kept["hours"].reply == "not_asked" and "rest_day" not in kept
    assert "non posée" in inspector.get(check).text


def test_a_danger_shows_whom_to_call_and_goes_first(app, client_as, field):
    inspector = client_as("owner_inspector")
    here = begun(inspector)
    typed = {"a-safe_to_talk": "yes", "a-danger_locked_in": "yes", "none_else": "y"}
    danger = left(inspector, here, "next", typed)
    assert danger.endswith("/danger")
    page = inspector.get(danger).text
    assert 'href="tel:19"' in page and 'href="tel:177"' in page and "/urgent" in page
    assert field.see(reference_of(here), lambda one: one.priority) == "P1"
    kept = field.see(reference_of(here), lambda one: queries.interview_of(one).responses)
    assert kept["danger_locked_in"].reply == "yes" and kept["danger_injury"].reply == "no"


def test_an_inspector_who_can_be_overheard_asks_nothing(app, client_as):
    inspector = client_as("owner_inspector")
    here = left(inspector, begun(inspector), "next", {"a-safe_to_talk": "no", "none_else": "y"})
    while not here.endswith("/check"):
        page = inspector.get(here).text
        assert "notez seulement ce que vous voyez" in page
        assert "Quel âge avez-vous" not in page and "Qui garde vos papiers" not in page
        here = left(inspector, here, "next")


def test_an_inspector_cannot_send_until_safety_age_and_interpreter_are_filled(
    app, client_as, field
):
    inspector = client_as("owner_inspector")
    check = walked(inspector, {})
    for page, message in (
        ("safety", "vérification de sécurité"),
        ("context", "groupe d’âge"),
        ("agreement", "interprète"),
    ):
        form = inspector.get(check).form("idempotency_key")
        assert message in inspector.post(check, form.filled({}), 422).text
        assert field.state(reference_of(check)) == "S01"
        left(inspector, f"/s/{reference_of(check)}/{page}?from=check", "next", PAGES[page])
    inspector.submit(check, {}, containing="idempotency_key")
    assert field.state(reference_of(check)) == "S02"


def test_changing_an_answer_from_the_check_page_leads_back_there(app, client_as):
    inspector = client_as("owner_inspector")
    check = walked(inspector)
    here = f"/s/{reference_of(check)}/work?from=check"
    assert left(inspector, here, "next", {"a-hours": "up_to_8"}) == check


def test_contradictions_are_asked_and_do_not_block(app, client_as):
    inspector = client_as("owner_inspector")
    odd = {**PAGES, "freedom": {"a-go_out": "yes", "a-locked": "yes"}}
    check = walked(inspector, odd)
    assert "Est-ce bien ce que vous avez voulu noter" in inspector.get(check).text
    inspector.submit(check, {}, containing="idempotency_key")


def test_a_sent_screening_cannot_be_changed(app, client_as, field):
    inspector = client_as("owner_inspector")
    check = walked(inspector)
    here = f"/s/{reference_of(check)}/money"
    open_before = inspector.get(here).form("leaving")
    inspector.submit(check, {}, containing="idempotency_key")
    inspector.post(here, open_before.filled({"a-pay": "normal", "leaving": "next"}), 409)
    assert inspector.get(here, 303).location == f"/s/{reference_of(check)}"
    assert inspector.get(check, 303).location.endswith("/result")
    kept = field.see(reference_of(check), lambda one: queries.interview_of(one).responses)
    assert kept["pay"].options == ("unpaid",)


def test_two_windows_lose_nothing(app, client_as, field):
    inspector = client_as("owner_inspector")
    here = left(inspector, begun(inspector), "next", SAFETY)
    first, second = (inspector.get(here).form("leaving") for _ in range(2))
    inspector.post(here, first.filled({"a-interpreter": "independent", "leaving": "quit"}))
    page = inspector.post(here, second.filled({"a-interpreter": "not_needed"}), 409)
    assert "Rien n’est perdu" in page.text and "Un interprète indépendant" in page.text
    typed = page.form("leaving")
    assert typed.fields["a-interpreter"] == ["not_needed"]

    def interpreter(one):
        return queries.interview_of(one).responses["interpreter"].options

    assert field.see(reference_of(here), interpreter) == ("independent",)
    inspector.post(here, typed.filled({"leaving": "next"}))
    assert field.see(reference_of(here), interpreter) == ("not_needed",)


def test_a_form_sent_twice_is_done_once(app, client_as):
    inspector = client_as("owner_inspector")
    form = inspector.get("/s/new").form("province").filled({"province": "06.141"})
    first, second = inspector.post("/s/new", form), inspector.post("/s/new", form)
    assert first.location == second.location
    assert inspector.get("/s").text.count('class="code"') == 1


def test_an_inspector_throws_a_draft_away_and_its_key_is_gone(app, client_as, field):
    from casework.db import db
    from casework.encryption.data_keys import DataKey

    reference = field.draft()
    inspector = client_as("owner_inspector")
    inspector.submit(f"/s/{reference}/discard", {}, containing="idempotency_key")
    inspector.get(f"/s/{reference}", 404)
    with app.app_context():
        assert db.session.query(DataKey).filter_by(owner_kind="screening").count() == 0
        db.session.close()


def test_a_caseworker_screens_on_the_same_pages(app, client_as, field):
    result = sent(client_as("caseworker"))
    author = field.see(reference_of(result), lambda one: one.author_id)
    with app.app_context():
        assert author == actor_named("caseworker").user_id


def test_a_caseworker_of_the_case_reads_what_was_answered_so_that_nobody_asks_again(
    app, client_as, field
):
    from casework.cases import service as cases
    from casework.cases.queries import case_by_id

    reference = field.triaged()

    def assign(screening):
        case = case_by_id(screening.case_id)
        cases.assign(case, actor_named("caseworker").user_id, actor_named("focal_point"))
        return case.code

    code = field.on(reference, assign)
    page = client_as("caseworker").get(f"/c/{code}/screening").text
    assert "Qui garde vos papiers" in page and "canarinote" in page
    assert reference in client_as("focal_point").get(f"/c/{code}").text
