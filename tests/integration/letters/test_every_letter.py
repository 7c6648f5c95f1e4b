"""Every letter of the mechanism, in French and in Arabic, read as its reader gets it."""

import re
from datetime import date

import pytest

from casework.cases.domain.records import LegalDuty, VictimStatus
from casework.cases.queries import today
from casework.cases.service import record_legal_duty, record_victim_status
from casework.planning.domain.plan import Agreement
from casework.transfers.service import propose
from tests.factories import actor_named
from tests.integration.cases.conftest import CONTACT, WHOLE_FILE
from tests.integration.planning.conftest import Planner
from tests.printed import Printed, flat, shapes_of_letters

NAMES = ("Canarita", "Zubayda", "CANARY99881", "99 88 77", "77 66 42", "canaryword")
TELLING = re.compile(r"traite|trafic|victime|exploitation|اتجار|ضحية|ضحايا|استغلال", re.IGNORECASE)
WITH_AN_ENVELOPE = ("certificate", "duty_report", "referral")
FOR_THE_PERSON = ("consents", "plan")
LETTERS = {
    "referral": ("Demande", "طلب"),
    "certificate": ("victime présumée", "مسطرة"),
    "consents": ("Ce que j’ai accepté", "وافقت"),
    "handover": ("Procès-verbal de remise", "تسليم"),
    "plan": ("Mon plan", "اتفقنا"),
    "duty_report": ("Parquet", "قانون"),
}
"""Each letter, with words of its title or its text that a reader looks for."""
JOINED = "بتثجحخسشصضطظعغفقكلمنهي"
"""Letters that join on both sides, and so have several shapes in a text set as it should be."""


@pytest.fixture
def planner(sqlite_app):
    return Planner(sqlite_app)


@pytest.fixture
def file(planner):
    """A case with everything that a letter is made of; its code, and what each is about."""
    code, ref = planner.sent()
    planner.identity(code)
    planner.needs(code)
    planner.goal(code)
    planner.agree(code, Agreement(date(2026, 11, 16), "fr", "no"))
    to = planner.house("other_association")
    planner.consent(code, "P3", recipient_id=to, circumstance=WHOLE_FILE)

    def fill(case):
        from casework.cases.service import record_safe_contact

        worker = actor_named("caseworker")
        record_safe_contact(case, CONTACT, worker)
        found = VictimStatus("possible", "ngo", today(), "Motifs", "DEC 7/2026")
        record_victim_status(case, found, worker)
        told = LegalDuty("penal_code_448_7", today(), "Parquet de Casablanca", "Faits signalés.")
        record_legal_duty(case, told, True, worker)
        return propose(case, to, "Suivi mardi.", worker).reference

    transfer = planner.on(code, fill)
    return code, {"referral": ref, "handover": transfer, "duty_report": "2", "plan": "1"}


def copies(worker, code):
    """The files that can be taken now."""
    page = worker.get(f"/c/{code}/letters").text
    return set(re.findall(rf"/c/{code}/letters/copies/[0-9a-f-]+\.pdf", page))


def copy_of(worker, code, key, language, about):
    """The file of a fresh copy, as it is taken from the page."""
    there = copies(worker, code)
    path = f"/c/{code}/letters/{key}" + (f"?about={about}" if about else "")
    worker.submit(path, {"language": language, "reason": "service"})
    (fresh,) = copies(worker, code) - there
    return Printed(worker.http.get(fresh).data)


def offered(worker, code):
    """What the page of letters offers."""
    found = re.findall(
        rf'/c/{code}/letters/(\w+)(?:\?about=([^"]+))?"', worker.get(f"/c/{code}/letters").text
    )
    return dict(reversed(found))


def test_the_page_of_a_full_file_offers_every_letter_of_the_mechanism(file, client_as):
    assert set(offered(client_as("caseworker"), file[0])) == set(LETTERS)


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_every_letter_reads_as_it_should(file, client_as, language):
    code, _about = file
    worker = client_as("caseworker", language)
    for key, about in offered(worker, code).items():
        read = copy_of(worker, code, key, language, about)
        words = LETTERS[key][language == "ar"]
        assert words.lower() in read.text.lower(), (key, read.text[:600])
        codes = {code.replace("-", ""), about.replace("-", "")} - {""}
        inside = read.heads[1:] if key in WITH_AN_ENVELOPE else read.heads
        assert all(any(one in head for one in codes) for head in inside), (key, read.heads)
        assert [name for name in NAMES if name in read.text] == [], key
        if key in WITH_AN_ENVELOPE:
            envelope = flat(read.texts[0])
            assert not TELLING.search(envelope), (key, envelope)
            assert len(envelope) < 220, (key, envelope)
        if key in FOR_THE_PERSON:
            assert not TELLING.search(read.text), key
        if language == "ar":
            _is_set_in_arabic(read, key)


def _is_set_in_arabic(read, key):
    """The letters are joined: those that can be have several shapes; and most words are Arabic."""
    shapes = shapes_of_letters(read.file)
    several = [letter for letter in JOINED if len(shapes.get(letter, ())) > 1]
    assert len(several) >= 4, (key, several)
    arabic = len(re.findall(r"[\u0621-\u064a]", read.text))
    assert arabic > 2 * len(re.findall(r"[a-zA-Zéèàç]", read.text)), key
