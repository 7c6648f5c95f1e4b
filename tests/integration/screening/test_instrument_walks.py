"""Every instrument from its first page to its result, and what each use shows."""

import re

import pytest

from casework.db import db, unit_of_work
from casework.screening import library, queries, service
from casework.screening.domain.answers import Reply, Response
from casework.screening.domain.instrument import Kind, Meaning
from casework.screening.domain.interview import Interview
from casework.screening.loader import offers
from casework.screening.models import Screening
from tests.factories import actor_named
from tests.integration.screening.conftest import NO, PROVINCE, YES, given
from tests.personas import CASABLANCA

SAFETY = {"a-safe_to_talk": "yes", "none_else": "y"}
ABOUT = {
    "a-interview_language": "darija",
    "a-interpreter": "not_needed",
    "a-consent_screening": "yes",
    "a-age_group": "adult",
    "a-sex": "female",
}


def answered(question):
    """One answer of the kind that is asked for."""
    if question.meaning in (Meaning.DANGER, Meaning.AGE):
        return NO if question.meaning is Meaning.DANGER else None
    if question.kind is Kind.YES_NO:
        return YES
    if question.kind is Kind.NUMBER:
        return Response(Reply.GIVEN, number=3)
    if question.kind is Kind.TEXT:
        return Response(Reply.GIVEN, text="Atelier au nord de la ville.")
    coded = {Meaning.AGE_GROUP: "adult", Meaning.SECTOR: "F"}
    if question.meaning in coded:
        return given(coded[question.meaning])
    return given(question.options[0].id)


def test_every_instrument_is_filled_page_by_page_and_sent(app):
    for id in offers():
        with app.app_context(), unit_of_work():
            author = actor_named("owner_inspector")
            of = library.current(id)
            draft = service.begin(CASABLANCA, PROVINCE, author, instrument=of)
            reference, responses = draft.reference, {}
            for section in of.sections:
                asked = Interview(of, responses).questions(section)
                marked = {one.id: answer for one in asked if (answer := answered(one))}
                if asked:
                    service.save_section(draft, section, marked, author, draft.version)
                    responses |= marked
            result = service.send(draft, author, draft.version)
            assert result.finding.reasons or id == "prescreen", id
        with app.app_context():
            sent = db.session.query(Screening).filter_by(reference=reference).one()
            assert sent.instrument_hash == of.content_hash
            assert sent.card.reveal().use == of.use.value
            assert queries.instrument_of(sent) == of
            db.session.close()


# --- in the browser's place ---------------------------------------------------------------------


@pytest.fixture
def inspector(sqlite_app, client_as):
    return client_as("owner_inspector")


def begun(browser, instrument, setting="workplace"):
    page = f"/s/new?setting={setting}"
    typed = {"province": PROVINCE, "instrument": instrument}
    made = browser.post(page, browser.get(page).form("province").filled(typed))
    return browser.get(made.location, 303).location


def walked(browser, here, typed):
    """To the page before sending, with what is typed wherever it is asked."""
    while not here.endswith("/check"):
        form = browser.get(here).form("leaving")
        fitting = {name: value for name, value in typed.items() if name in form.names}
        here = browser.post(here, form.filled({**fitting, "leaving": "next"})).location
    return here


def sent(browser, instrument, typed, setting="workplace", **button):
    here = walked(browser, begun(browser, instrument, setting), {**SAFETY, **ABOUT, **typed})
    form = browser.get(here).form("idempotency_key")
    return browser.post(here, form.filled(button)).location


def test_a_screening_begins_with_what_is_usual_chosen_and_the_last_province(inspector):
    page = inspector.get("/s/new")
    form = page.form("province")
    assert form.fields["instrument"] == ["labour_short"]
    inspector.post("/s/new", form.filled({"province": PROVINCE}))
    again = inspector.get("/s/new").form("province")
    assert again.fields["province"] == [PROVINCE]
    assert inspector.post("/s/new", again.filled({})).location.startswith("/s/F-")


def test_each_setting_offers_its_forms_and_an_unknown_one_the_usual(inspector):
    assert "Signalement reçu" in inspector.get("/s/new?setting=report").text
    assert inspector.get("/s/new?setting=report").text.count('name="instrument"') == 1
    outreach = inspector.get("/s/new?setting=outreach")
    assert outreach.form("province").fields["instrument"] == ["outreach"]
    unknown = inspector.get("/s/new?setting=%00moon").form("province")
    assert unknown.fields["instrument"] == ["labour_short"]
    text = inspector.get("/s/new").text
    assert "Poids non vérifiés." in text and "Non validé au Maroc." in text


@pytest.mark.parametrize("instrument", ["", "report_received", "no_such_form"])
def test_a_form_that_is_not_offered_there_is_refused_beside_its_field(inspector, instrument):
    form = inspector.get("/s/new").form("province")
    typed = form.filled({"province": PROVINCE, "instrument": instrument})
    page = inspector.post("/s/new", typed, 422)
    assert page.form("province").fields["province"] == [PROVINCE]


def test_a_private_home_is_refused_with_the_way_out_and_nothing_is_lost(inspector):
    here = begun(inspector, "labour_short").rsplit("/", 1)[0] + "/person"
    form = inspector.get(here).form("leaving")
    assert form.fields["a-setting"] == ["workplace"]
    at_home = {"a-sector": "domestic_work", "a-age_group": "adult", "leaving": "next"}
    page = inspector.post(here, form.filled(at_home), 422)
    assert "domicile privé" in page.text
    again = page.form("leaving")
    assert again.fields["a-sector"] == ["domestic_work"]
    there = inspector.post(here, again.filled({"a-setting": "office", "leaving": "next"}))
    assert there.location.endswith("/work")


@pytest.mark.parametrize("way", ["quit", "show", "danger"])
def test_a_private_home_cannot_be_sent_from_a_page_that_was_left(inspector, way):
    here = begun(inspector, "labour_short").rsplit("/", 1)[0] + "/person"
    at_home = {"a-sector": "domestic_work", "a-age_group": "adult", "leaving": way}
    inspector.post(here, inspector.get(here).form("leaving").filled(at_home), 303)
    check = here.rsplit("/", 1)[0] + "/check"
    page = inspector.get(check)
    assert (
        f"{here}?from=check"
        in page.text.split("À renseigner avant l’envoi", 1)[-1].split("</ul>", 1)[0]
    )
    answer = inspector.post(check, page.form("idempotency_key").fields, 422)
    assert "domicile privé" in answer.text
    form = inspector.get(here).form("leaving")
    assert form.fields["a-sector"] == ["domestic_work"], "nothing typed is lost"


@pytest.mark.parametrize("instrument", ["labour_short", "child_minimal", "observation"])
def test_the_age_group_is_what_is_seen_and_nothing_is_sent_without_it(inspector, instrument):
    """ "Not known" would be read as an adult: a doubt is an answer of its own."""
    here = begun(inspector, instrument)
    while "a-age_group" not in (form := inspector.get(here).form("leaving")).names:
        here = inspector.post(here, form.filled({"leaving": "next"}), 303).location
    page = inspector.get(here).text
    offered = set(re.findall(r'name="a-age_group"[^>]*value="([^"]*)"', page))
    assert offered >= {"may_be_under_18", "adult"} and not offered & {"unknown", "declined"}
    refused = inspector.post(here, form.filled({"a-age_group": "unknown", "leaving": "next"}), 422)
    assert "a-age_group" in refused.text
    check = here.rsplit("/", 1)[0] + "/check"
    needed = inspector.get(check).text.split("À renseigner avant l’envoi", 1)[1]
    assert f"{here}?from=check" in needed.split("</ul>", 1)[0]


def test_a_positive_pre_screen_leads_to_the_short_form_with_one_tap(inspector):
    result = sent(inspector, "prescreen", {"a-afraid_to_leave": "yes"})
    page = inspector.get(result)
    for words in ("86,7\u00a0%", "76,5\u00a0%", "26\u00a0%", "4\u00a0%", "Non validé au Maroc"):
        assert words in page.text, words
    reference = result.split("/")[2]
    further = f"/s/{reference}/further"
    begun_there = inspector.post(further, page.form("idempotency_key").filled({})).location
    first = inspector.get(begun_there, 303).location
    assert first.endswith("/agreement")  # safety is settled; more is asked here than before
    form = inspector.get(first).form("leaving")
    assert form.fields["a-interpreter"] == ["not_needed"]
    assert form.fields["a-consent_screening"] == ["yes"]


def test_sending_the_short_form_can_go_on_with_the_long_one(inspector):
    longer = sent(inspector, "labour_short", {"a-hours": "more_than_10"}, further="y")
    first = inspector.get(longer, 303).location
    reference = first.split("/")[2]
    work = inspector.get(f"/s/{reference}/work").form("leaving")
    assert work.fields["a-hours"] == ["more_than_10"]
    assert inspector.get("/s").text.count("/s/F-") >= 2


def test_two_assessments_of_vulnerability_stand_side_by_side(inspector):
    first = sent(inspector, "outreach", {"a-no_papers": "s3", "a-street": "s2"}, "outreach")
    page = inspector.get(first).text
    assert "Risques et protections" in page and "campement" in page
    assert "Comparé à avant" not in page and "Pourquoi</h2>" not in page
    typed = {"province": PROVINCE, "instrument": "outreach"}
    address = f"/s/new?setting=outreach&again={first.split('/')[2]}"
    made = inspector.post(address, inspector.get(address).form("province").filled(typed))
    here = inspector.get(made.location, 303).location
    check = walked(inspector, here, {**SAFETY, **ABOUT, "a-no_papers": "s1", "a-street": "s2"})
    form = inspector.get(check).form("idempotency_key")
    second = inspector.get(inspector.post(check, form.filled({})).location).text
    assert "Comparé à avant" in second and "très fortement" in second


def test_a_report_waits_in_the_queue_as_a_report_and_agrees_to_nothing(inspector, client_as):
    contact = "06 12 34 56 78, après 18 h"
    typed = {"a-reporter": "partner", "a-known_held": ["papers"], "a-reporter_contact": contact}
    result = sent(inspector, "report_received", typed, "report")
    reference = result.split("/")[2]
    assert "dit par un tiers" in inspector.get(result).text
    focal = client_as("focal_point")
    assert "Signalement" in focal.get("/q").text and contact not in focal.get("/q").text
    item = focal.get(f"/q/{reference}").text
    assert contact not in item and "Accord" not in item
    assert contact in focal.get(f"/q/{reference}/reporter").text


def test_the_forms_of_sexual_exploitation_are_labelled_in_the_form_and_in_the_result(inspector):
    here = begun(inspector, "sexual_child")
    assert "premier tri" in inspector.get(here).text
    typed = {**SAFETY, **ABOUT, "a-age_group": "under_15"}
    check = walked(inspector, here, typed)
    form = inspector.get(check).form("idempotency_key")
    page = inspector.get(inspector.post(check, form.filled({})).location).text
    assert "pas encore été comparé au texte publié" in page
    steps = page.split("À faire maintenant")[1]
    assert steps.index("protection de l’enfance") < steps.index("point focal aujourd’hui")


def test_an_observation_asks_nobody_anything(inspector):
    here = walked_to(inspector, begun(inspector, "observation"), "lodging")
    page = inspector.get(here).text
    assert "on ne demande rien à personne" in page
    assert "ne souhaite pas répondre" not in page


def walked_to(browser, here, part):
    while not here.endswith(part):
        form = browser.get(here).form("leaving")
        typed = {**SAFETY, "a-age_group": "adult"}
        fitting = {name: value for name, value in typed.items() if name in form.names}
        here = browser.post(here, form.filled({**fitting, "leaving": "next"})).location
    return here


def test_there_is_no_step_further_than_the_longest_form(inspector):
    result = sent(inspector, "child_minimal", {"a-age_group": "under_15"})
    page = inspector.get(f"/s/{result.split('/')[2]}/further")
    assert "Il n’y a pas de fiche plus longue" in page.text
