"""The pages as people use them: by form, without scripts, in three languages, with odd input."""

import pytest

from casework.db import db
from casework.shelter import queries

EXIT = {"plan": "Chez sa sœur.", "safe_contact": "Par le bureau."}


def house_now(shelter, unit):
    with shelter.app.app_context():
        found = queries.house_now(queries.unit_by_id(unit))
        db.session.close()
        return found


@pytest.fixture
def unit(quick_shelter):
    return quick_shelter.unit(places=2)


def test_a_place_is_held_and_the_same_form_sent_twice_holds_one(quick_shelter, client_as, unit):
    code, browser = quick_shelter.agreed(), client_as("caseworker")
    found = browser.submit(f"/c/{code}/place", {"sex": "female"}, status=200)
    typed = found.form("night").filled({"unit": str(unit)})
    for _time in range(2):
        answer = browser.post(f"/c/{code}/place/hold", typed)
        assert answer.location == f"/c/{code}/stay?done=place_held"
    assert quick_shelter.free(unit) == 1
    assert "12:00" in browser.get(f"/c/{code}/stay").text  # held at 10:00 Moroccan time
    assert "canarirendezvous" in browser.get(f"/c/{code}/stay").text


def test_the_last_place_gone_is_said_in_words_with_the_newest_offers(
    quick_shelter, client_as, unit
):
    code, browser = quick_shelter.agreed(), client_as("caseworker", "ar")
    found = browser.submit(f"/c/{code}/place", {"sex": "female"}, status=200)
    quick_shelter.held(unit)
    quick_shelter.held(unit)
    typed = found.form("night").filled({"unit": str(unit)})
    page = browser.post(f"/c/{code}/place/hold", typed, 409)
    assert "لم يبق أي سرير هنا" in page.text
    assert "/place/wait" in page.text
    assert f'formaction="/c/{code}/place/hold"' not in page.text
    browser.post(f"/c/{code}/place/wait", typed)
    assert "دار التجربة" in browser.get(f"/c/{code}/stay").text


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"unit": "nonsense"}, 409),
        ({"unit": "00000000-0000-4000-8000-000000000000"}, 409),
        ({"girls": "-1"}, 422),
        ({"girls": "99999999999999999999"}, 422),
        ({"age_band": "x"}, 422),
        ({"sex": "other"}, 422),
        ({"apart": "MA-26-AAAA-A"}, 422),
        ({"apart": "<script>"}, 422),
        ({"apart": "x" * 5000}, 422),
        ({"alias": "\u202eabc" * 40}, 422),
        ({"night": ""}, 422),
    ],
)
def test_odd_input_holds_nothing_and_keeps_what_was_typed(
    quick_shelter, client_as, unit, typed, status
):
    code, browser = quick_shelter.agreed(), client_as("caseworker")
    form = browser.get(f"/c/{code}/place").form("night")
    sent = form.filled({"unit": str(unit), "arrival": "En taxi, مساءً.", **typed})
    page = browser.post(f"/c/{code}/place/hold", sent, status)
    assert "En taxi, مساءً." in page.text
    assert quick_shelter.free(unit) == 2


def test_codes_of_strangers_are_no_question_that_is_answered(quick_shelter, client_as, unit):
    theirs = quick_shelter.assigned(to="colleague_caseworker")
    code, browser = quick_shelter.agreed(), client_as("caseworker")
    nobody = "MA-26-7KQ4-M"
    answers = {
        browser.submit(f"/c/{code}/place", {"apart": one}, status=422).text.count('class="err"')
        for one in (theirs, nobody)
    }
    assert answers == {1}


def test_the_walk_of_a_house_from_board_to_exit(quick_shelter, client_as, unit):
    ref = quick_shelter.held(unit)
    house = client_as("shelter")
    assert "Réservé" in house.get("/b").text
    held = next(one for one in house_now(quick_shelter, unit).places if one.standing == "held")
    assert f"/b/stay/{ref}/admit" in house.get(f"/b/place/{held.id}").text
    step = f"/b/stay/{ref}"
    house.submit(f"{step}/escort", {"escort": "nobody"})
    house.submit(f"{step}/keep", {}, containing="version")
    house.submit(f"{step}/admit", {}, containing="version")
    house.submit(f"{step}/intake", {
        "safety": "afraid", "health": "soon", "papers": "receipt", "consent": "yes",
        "language": "fr", "heard": "read_aloud", "agreed": "yes", "urgent_needs": "Lait.",
    }, status=422)  # fmt: skip
    house.submit(f"{step}/intake", {
        "safety": "afraid", "health": "soon", "papers": "receipt", "receipt": "A-12",
        "consent": "yes", "language": "fr", "heard": "read_aloud", "agreed": "yes",
    })  # fmt: skip
    assert "A-12" in house.get(step).text
    house.submit(f"{step}/care", {"kind": "health", "text": "Rendez-vous pris. موعد."})
    assert "موعد" in house.get(f"{step}/care").text
    house.submit(f"{step}/absent", {"hours": "3"})
    house.submit(f"{step}/back", {}, containing="version")
    house.submit(f"{step}/extend", {
        "until-day": "30", "until-month": "11", "until-year": "2026", "kind": "emergency",
        "reason": "Audience.",
    }, containing="kind")  # fmt: skip
    assert house.submit(f"{step}/extension", {"granted": "yes", "words": "Oui."}, 403).status
    code = quick_shelter.code_of(ref)
    client_as("caseworker").submit(
        f"/c/{code}/stay/{ref}/extension", {"granted": "yes", "words": "D’accord."}
    )
    assert "30 nov. 2026" in house.get(step).text
    house.submit(f"{step}/exit", {**EXIT, "reason": "family"})
    assert "Chez sa sœur." in client_as("caseworker").get(f"/c/{code}/stay").text
    assert ref in house.get("/b/stays?ended=1").text


def test_two_taps_change_a_place_and_one_confirms_the_board(quick_shelter, client_as, unit):
    house = client_as("shelter")
    place = house_now(quick_shelter, unit).places[0].id
    house.submit(f"/b/place/{place}", {}, containing="reason")
    assert "Hors service" in house.get("/b").text
    house.submit(f"/b/place/{place}", {}, containing="version")
    assert house_now(quick_shelter, unit).places[0].standing == "free"
    house.submit("/b", {}, containing="unit")
    assert "confirmé par vous" in house.get("/b").text


def test_a_house_whose_address_became_known_takes_nobody_in_and_sends_nobody_away(
    quick_shelter, client_as, unit
):
    ref, code = quick_shelter.held(unit), quick_shelter.agreed()
    house, worker = client_as("shelter"), client_as("caseworker")
    house.submit(f"/b/unit/{unit}", {}, containing="csrf_token")
    assert "n’accueille personne" in house.get("/b").text
    found = worker.submit(f"/c/{code}/place", {"sex": "female"}, status=200)
    assert str(unit) not in found.text
    typed = found.form("night").filled({"unit": str(unit)})
    worker.post(f"/c/{code}/place/hold", typed, 409)
    quick_shelter.step(ref, "admit")
    assert "canarirendezvous" not in found.text
    house.submit(f"/b/unit/{unit}", {}, containing="csrf_token")
    assert str(unit) in worker.submit(f"/c/{code}/place", {"sex": "female"}, status=200).text


def test_a_house_is_opened_furnished_and_given_rules_by_form(quick_shelter, client_as):
    house = client_as("shelter", "ar")
    made = house.submit("/b/unit/new", {
        "name": "دار النجمة", "meeting_point": "أمام المحطة", "phone": "05 22 00 00 00",
        "hours": "كل يوم، 8:00 - 22:00",
        "regime": "open", "languages": ["ary"],
    })  # fmt: skip
    there = made.location.partition("?")[0]
    house.submit(f"{there}/change", {"name": "دار القمر"})
    house.submit(f"{there}/address/write", {"lines": "زنقة 12"})
    assert "زنقة 12" in house.get(f"{there}/address").text
    assert "زنقة 12" not in house.get(f"{there}/address/write").text
    house.submit(f"{there}/rules", {"fr": "", "ar": "", "en": ""}, status=422)
    house.submit(f"{there}/rules", {"ar": "نتحدث باحترام."})
    house.submit(f"{there}/room", {
        "name": "الغرفة 1", "profile": "women", "places": "2", "accessible": "no",
    })  # fmt: skip
    house.submit(f"{there}/room", {
        "name": "الغرفة 2", "profile": "men", "places": "2", "accessible": "no",
    }, status=422)  # fmt: skip
    house.submit(f"{there}/log", {"text": "ليلة هادئة."})
    assert "ليلة هادئة." in house.get(f"{there}/log").text


def test_a_request_that_was_accepted_leads_to_a_place_by_one_form(quick_shelter, client_as, unit):
    _code, request = quick_shelter.sent()
    house = client_as("shelter")
    assert f"/r/{request}/place" not in house.get(f"/r/{request}").text
    house.submit(f"/r/{request}/place", {"kind": "emergency"}, status=409)
    house.submit(f"/r/{request}", {}, containing="version")
    assert f"/r/{request}/place" in house.get(f"/r/{request}").text
    made = house.submit(f"/r/{request}/place", {"kind": "emergency", "alias": "Warda"})
    assert "Warda" in house.get(made.location).text
    assert quick_shelter.free(unit) == 1


def test_the_night_list_holds_codes_and_no_alias(quick_shelter, client_as, unit):
    ref = quick_shelter.admitted(unit)
    page = client_as("shelter").get("/b/night").text
    assert quick_shelter.code_of(ref) in page
    assert "Canarilalias" not in page
    assert "17 nov. 2026" in page  # valid for a day


def test_an_incident_is_written_read_and_closed(quick_shelter, client_as, unit):
    ref = quick_shelter.admitted(unit)
    house, focal = client_as("shelter"), client_as("focal_point")
    made = house.submit("/b/incident/new", {
        "unit": str(unit), "type": "missing", "severity": "4", "hours": "1", "stays": [ref],
        "what": "Parti sans prévenir.", "action": "Recherché.",
    }, containing="severity")  # fmt: skip
    there = made.location.partition("?")[0]
    assert "Parti sans prévenir." in house.get(there).text
    focal.submit(there, {}, containing="csrf_token")
    code = quick_shelter.code_of(ref)
    worker = client_as("caseworker")
    worker.submit(f"/c/{code}/stay", {}, containing="csrf_token")
    house.submit(f"{there}/close", {"follow_up": ""}, status=422)
    house.submit(f"{there}/close", {"follow_up": "Retrouvé."})
    assert "Retrouvé." in house.get(there).text


def test_who_waits_stands_on_the_list_by_urgency(quick_shelter, client_as, unit):
    first = quick_shelter.waiting(unit)
    page = client_as("shelter").get("/b/waiting").text
    assert first in page
    room = house_now(quick_shelter, unit).rooms[0].id
    client_as("shelter").submit(f"/b/stay/{first}/reserve", {"room": str(room)})
    assert quick_shelter.free(unit) == 1
