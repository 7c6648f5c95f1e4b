"""Shelters: a house is open to its own people, a stay to its house and to whoever has the case.

Another house, a colleague without the case: it does not exist (404). Inspectors, analysts,
administrators, providers: never (403). The address is for the house and a named escort; a focal
point reads the grave incidents of the region and nothing else.
"""

from tests.architecture.access import Access

HOUSES = {"shelter": 200, "other_shelter": 200}
ELSEWHERE = {"colleague_caseworker": 404, "caseworker_elsewhere": 404}
FOCAL = {
    "focal_point": 200,
    "second_focal_point": 200,
    "national_focal_point": 200,
    "focal_point_elsewhere": 404,
}


def _houses(status: int) -> dict[str, int]:
    return dict.fromkeys(HOUSES, status)


def _own(status: int = 200) -> dict[str, int]:
    return {"shelter": status, "other_shelter": 404}


def _case(status: int = 200) -> dict[str, int]:
    return {"caseworker": status, **ELSEWHERE}


UNIT, STAY, OF_CASE = "/b/unit/{unit}", "/b/stay/{stay}", "/c/{stay_case}/stay"
INCIDENT = "/b/incident/{incident}"

EXPECTED = {
    "shelter.board": Access("GET", "/b", HOUSES),
    "shelter.confirm": Access("POST", "/b/confirm", _houses(303)),
    "shelter.night": Access("GET", "/b/night", HOUSES),
    "shelter.waiting": Access("GET", "/b/waiting", HOUSES),
    "shelter.place": Access("GET", "/b/place/{place}", _own()),
    "shelter.change_place": Access("POST", "/b/place/{place}/out", _own(422)),
    "shelter.new_unit": Access("GET", "/b/unit/new", HOUSES),
    "shelter.new_unit POST": Access("POST", "/b/unit/new", _houses(422)),
    "shelter.unit": Access("GET", UNIT, _own()),
    "shelter.change_unit": Access("GET", UNIT + "/change", _own()),
    "shelter.change_unit POST": Access("POST", UNIT + "/change", _own(422)),
    "shelter.take_in": Access("POST", UNIT + "/resume", _own(303)),
    "shelter.address": Access("GET", UNIT + "/address", _own()),
    "shelter.write_address": Access("GET", UNIT + "/address/write", _own()),
    "shelter.write_address POST": Access("POST", UNIT + "/address/write", _own(422)),
    "shelter.add_room": Access("GET", UNIT + "/room", _own()),
    "shelter.add_room POST": Access("POST", UNIT + "/room", _own(422)),
    "shelter.rules": Access("GET", UNIT + "/rules", _own()),
    "shelter.rules POST": Access("POST", UNIT + "/rules", _own(409)),
    "shelter.log": Access("GET", UNIT + "/log", _own()),
    "shelter.log POST": Access("POST", UNIT + "/log", _own(422)),
    "shelter.stays": Access("GET", "/b/stays", HOUSES),
    "shelter.stay": Access("GET", STAY, _own()),
    "shelter.step": Access("GET", STAY + "/admit", _own()),
    "shelter.step POST": Access("POST", STAY + "/admit", _own(409)),
    "shelter.care": Access("GET", STAY + "/care", _own()),
    "shelter.care POST": Access("POST", STAY + "/care", _own(422)),
    "shelter.costs": Access("GET", STAY + "/costs", _own()),
    "shelter.costs POST": Access("POST", STAY + "/costs", _own(422)),
    "shelter.decide": Access("GET", STAY + "/extension", _own()),
    "shelter.decide POST": Access("POST", STAY + "/extension", _own(422)),
    "shelter.receive": Access("GET", "/r/{referral}/place", _own()),
    "shelter.receive POST": Access("POST", "/r/{referral}/place", _own(422)),
    "shelter.escort": Access(
        "GET", "/b/escort/{stay}",
        {"caseworker": 200, **ELSEWHERE, "shelter": 404, "other_shelter": 404},
    ),
    "shelter.incidents": Access(
        "GET", "/b/incidents", {**HOUSES, **dict.fromkeys(FOCAL, 200)}
    ),
    "shelter.new_incident": Access("GET", "/b/incident/new", HOUSES),
    "shelter.new_incident POST": Access("POST", "/b/incident/new", _houses(422)),
    "shelter.incident": Access("GET", INCIDENT, {**_own(), **FOCAL}),
    "shelter.close_incident": Access("GET", INCIDENT + "/close", _own()),
    "shelter.close_incident POST": Access("POST", INCIDENT + "/close", _own(422)),
    "shelter.heed_incident": Access(
        "POST", INCIDENT + "/heeded",
        {"focal_point": 303, "second_focal_point": 303, "national_focal_point": 303,
         "focal_point_elsewhere": 404},
    ),
    "shelter.of_case": Access("GET", OF_CASE, _case()),
    "shelter.search": Access("GET", "/c/{stay_case}/place", _case()),
    "shelter.search POST": Access("POST", "/c/{stay_case}/place", _case(422)),
    "shelter.ask": Access("GET", "/c/{stay_case}/place/hold", _case(303)),
    "shelter.ask POST": Access("POST", "/c/{stay_case}/place/hold", _case(422)),
    "shelter.withdraw": Access("GET", OF_CASE + "/{stay}/withdraw", _case()),
    "shelter.withdraw POST": Access("POST", OF_CASE + "/{stay}/withdraw", _case(422)),
    "shelter.apart": Access("GET", OF_CASE + "/{stay}/apart", _case()),
    "shelter.apart POST": Access("POST", OF_CASE + "/{stay}/apart", _case(409)),
    "shelter.answer_extension": Access("GET", OF_CASE + "/{stay}/extension", _case()),
    "shelter.answer_extension POST": Access("POST", OF_CASE + "/{stay}/extension", _case(422)),
    "shelter.heed": Access("POST", OF_CASE + "/{stay}/heeded", _case(303)),
}  # fmt: skip
