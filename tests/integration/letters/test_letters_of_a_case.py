"""Letters of a case: printed for a reason, numbered, holding their code and nobody's name."""

import re
from datetime import timedelta

import pytest

from casework.audit.queries import events_of
from casework.cases import service as cases
from casework.cases.domain.records import LegalDuty, VictimStatus
from casework.cases.queries import today
from casework.db import db, unit_of_work
from casework.kernel.telling import telling_word
from casework.letters.composing import consent_sheet
from casework.letters.models import PrintedCopy
from casework.papers.letter import content
from tests.factories import actor_named, organisation_named
from tests.integration.cases.conftest import CONTACT
from tests.integration.referrals.conftest import Office
from tests.printed import Printed

NAMES = ("Canarita", "Zubayda", "CANARY99881", "Warda", "99 88 77", "66 42", "canaryword")
TELLING = re.compile(r"traite|trafic|victime|exploitation|اتجار|ضحية|استغلال")


@pytest.fixture
def office(sqlite_app):
    return Office(sqlite_app)


@pytest.fixture
def case(office):
    """A referred case with everything on record; gives its code and the reference."""
    code, ref = office.sent()
    office.identity(code)

    def fill(row):
        actor = actor_named("caseworker")
        cases.record_safe_contact(row, CONTACT, actor)
        status = VictimStatus("possible", "ngo", today(), "motifs", "DEC 7/2026")
        cases.record_victim_status(row, status, actor)
        duty = LegalDuty("penal_code_448_7", today(), "Parquet de Casablanca", "Faits signalés.",
                         False, "Danger pour la personne")  # fmt: skip
        cases.record_legal_duty(row, duty, True, actor)

    office.on(code, fill)
    return code, ref


def printed(client, code, key, language="fr", about=""):
    """The file of a fresh copy."""
    path = f"/c/{code}/letters/{key}" + (f"?about={about}" if about else "")
    client.submit(path, {"language": language, "reason": "authority"})
    page = client.get(f"/c/{code}/letters").text
    href = re.search(rf"/c/{code}/letters/copies/[0-9a-f-]+\.pdf", page)[0]
    answer = client.http.get(href)
    assert answer.status_code == 200, href
    return Printed(answer.data)


def about_of(case, key, page):
    found = re.search(rf"/letters/{key}\?about=([^\"]+)\"", page)
    return found[1] if found else ""


@pytest.mark.parametrize("language", ["fr", "ar"])
@pytest.mark.parametrize("key", ["certificate", "consents", "duty_report", "referral"])
def test_each_letter_is_set_with_its_code_its_copy_and_no_name(case, client_as, key, language):
    code, ref = case
    worker = client_as("caseworker")
    about = about_of(case, key, worker.get(f"/c/{code}/letters").text)
    read = printed(worker, code, key, language, about)
    wanted = ref if key == "referral" else code
    assert all(wanted.replace("-", "") in head for head in read.heads[1:])
    assert all("EssaiCaseworker" in foot for foot in read.feet)
    for name in NAMES:
        assert name not in read.text, name
    assert not [word for word in read.about.values() if "Canarita" in word]


@pytest.mark.parametrize("key", ["certificate", "duty_report", "referral"])
def test_an_envelope_says_no_title_and_no_name(case, client_as, key):
    code, _ref = case
    worker = client_as("caseworker")
    about = about_of(case, key, worker.get(f"/c/{code}/letters").text)
    first = printed(worker, code, key, about=about).texts[0]
    assert not TELLING.search(first.lower())
    assert len(first) < 200


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_sheet_for_the_person_does_not_tell_on_them(case, client_as, language, office):
    code, _ref = case
    said = office.see(
        code, lambda row: content(consent_sheet(row, "", language), None, fiction=False)
    )
    assert telling_word(str(said)) == ""
    read = printed(client_as("caseworker"), code, "consents", language)
    assert not TELLING.search(read.text)
    assert ("Maison Essai" if language == "fr" else "دار التجربة") in read.text


def test_an_organisation_whose_name_tells_is_not_named_to_the_person(case, client_as, office):
    code, _ref = case
    with office.app.app_context(), unit_of_work():
        organisation_named("shelter_house").name = "Foyer des victimes de la traite"
    read = printed(client_as("caseworker"), code, "consents")
    assert not TELLING.search(read.text)
    assert "Un service dont nous vous disons le nom" in read.text


def test_each_copy_has_its_number_and_its_reason_in_the_trace(case, client_as, office):
    code, _ref = case
    worker = client_as("caseworker")
    assert "copie n° 1" in printed(worker, code, "certificate").text
    assert "copie n° 2" in printed(worker, code, "certificate").text
    written = office.see(
        code, lambda row: events_of("case", row.id, kinds=("LetterPrinted", "LetterTaken"))
    )
    assert [one.kind for one in written].count("LetterPrinted") == 2
    assert {one.code("reason") for one in written if one.kind == "LetterPrinted"} == {"authority"}


def test_a_copy_is_taken_by_whoever_printed_it_for_a_quarter_of_an_hour(case, client_as, clock):
    code, _ref = case
    worker = client_as("caseworker")
    worker.submit(f"/c/{code}/letters/consents", {"language": "fr", "reason": "person"})
    href = re.search(r"/c/\S+/copies/[0-9a-f-]+\.pdf", worker.get(f"/c/{code}/letters").text)[0]
    for other in ("colleague_caseworker", "focal_point", "shelter"):
        assert client_as(other).http.get(href).status_code in (403, 404)
    assert client_as("caseworker").http.get(href).status_code == 200
    clock.set(clock.now() + timedelta(minutes=16))
    assert client_as("caseworker").http.get(href).status_code == 404


@pytest.mark.parametrize("typed", [{"language": "fr"}, {"reason": "person"},
                                   {"language": "en", "reason": "person"},
                                   {"language": "fr", "reason": "curiosity"}])  # fmt: skip
def test_nothing_is_printed_without_a_reason_of_the_list(case, client_as, office, typed):
    code, _ref = case
    client_as("caseworker").submit(f"/c/{code}/letters/consents", typed, 422, "language")
    with office.app.app_context():
        assert db.session.query(PrintedCopy).count() == 0


def test_a_letter_whose_words_cannot_be_printed_gets_no_number(office, client_as):
    code = office.assigned()
    duty = LegalDuty("other", today(), "Parquet", "Un signe 🙂 et ⵜⴰⵎⴰⵣⵉⵖⵜ")
    office.on(code, lambda row: cases.record_legal_duty(row, duty, True, actor_named("caseworker")))
    worker = client_as("caseworker")
    path = f"/c/{code}/letters/duty_report?about=1"
    page = worker.submit(path, {"language": "fr", "reason": "authority"}, 409)
    assert "ne peuvent pas être imprim" in page.text
    with office.app.app_context():
        assert db.session.query(PrintedCopy).count() == 0


def test_what_is_not_on_record_is_not_offered(office, client_as):
    code = office.assigned()
    worker = client_as("caseworker")
    assert "Pas encore" in worker.get(f"/c/{code}/letters").text
    for key in ("certificate", "duty_report", "referral", "nothing"):
        worker.get(f"/c/{code}/letters/{key}", 404)


def test_the_recipient_prints_the_stage_of_the_page_and_nothing_after_it_ended(
    case, client_as, office
):
    code, ref = case
    shelter = client_as("shelter")

    def copy():
        page = shelter.submit(f"/r/{ref}/print", {"language": "fr", "reason": "service"})
        href = page.location.rpartition("copy=")[2]
        return f"/r/{ref}/copies/{href}.pdf"

    before = Printed(shelter.http.get(copy()).data).text
    assert "canarimessage" in before
    assert "canariarrivee" not in before
    assert code not in before
    accept = shelter.get(f"/r/{ref}").form("version")
    shelter.post(f"/r/{ref}/accept", accept.fields)
    href = copy()
    after = Printed(shelter.http.get(href).data).text
    assert "canariarrivee" in after
    assert code in after
    client_as("caseworker").submit(f"/c/{code}/referrals/{ref}/cancel", {"reason": "need_ended"})
    assert shelter.http.get(href).status_code == 410
    shelter.get(f"/r/{ref}/print", 410)
