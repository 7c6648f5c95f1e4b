"""Reintegration: whoever works the case, and the officer whose organisation runs the return before
it; a focal point of the region sees a grant that waits, and nothing else.

The scene's reintegration `reint` follows a return that the return officer has not taken up yet.
"""

from tests.architecture.access import Access

# Other caseworkers do not know of it; other roles are refused before anything is looked up.
STRANGERS = {"colleague_caseworker": 404, "caseworker_elsewhere": 404}
CASE_PEOPLE = {"caseworker": 200, **STRANGERS}
READERS = {**CASE_PEOPLE, "return_officer": 200}
WORKERS = {**CASE_PEOPLE, "return_officer": 403}
REGION = {"focal_point": 200, "second_focal_point": 200, "national_focal_point": 200}
DECIDERS = {**WORKERS, **REGION, "focal_point_elsewhere": 404}
FILE, GRANT = "/g/{reint}", "/g/{reint}/grant/{grant}"
INSTALMENT = "/g/{reint}/grant/{paid_grant}/take-back/{instalment}"
BEGIN = "/c/{to_begin}/reintegration/begin"


def _sent(statuses: dict[str, int], status: int) -> dict[str, int]:
    return {persona: status if found == 200 else found for persona, found in statuses.items()}


FILLED = _sent(WORKERS, 422)
EXPECTED = {
    "reintegration.of_case": Access("GET", "/c/{reint_case}/reintegration", CASE_PEOPLE),
    "reintegration.begin": Access("GET", BEGIN, CASE_PEOPLE),
    "reintegration.begin POST": Access("POST", BEGIN, _sent(CASE_PEOPLE, 422)),
    "reintegration.files": Access("GET", "/g", {"return_officer": 200}),
    "reintegration.overview": Access("GET", FILE, READERS),
    "reintegration.goal": Access("GET", FILE + "/goal/0", WORKERS),
    "reintegration.goal POST": Access("POST", FILE + "/goal/0", FILLED),
    "reintegration.sign": Access("GET", FILE + "/sign", WORKERS),
    "reintegration.sign POST": Access("POST", FILE + "/sign", FILLED),
    "reintegration.visit": Access("GET", FILE + "/visit/3", WORKERS),
    "reintegration.visit POST": Access("POST", FILE + "/visit/3", FILLED),
    "reintegration.survey": Access("GET", FILE + "/survey", WORKERS),
    "reintegration.survey POST": Access("POST", FILE + "/survey", FILLED),
    "reintegration.outcome": Access("GET", FILE + "/outcome", WORKERS),
    "reintegration.outcome POST": Access("POST", FILE + "/outcome", FILLED),
    "reintegration.propose": Access("GET", FILE + "/grant", WORKERS),
    "reintegration.propose POST": Access("POST", FILE + "/grant", FILLED),
    "reintegration.grant": Access("GET", GRANT, DECIDERS),
    "reintegration.grant POST": Access("POST", GRANT, _sent(DECIDERS, 409)),
    "reintegration.pay": Access("GET", GRANT + "/pay", {**WORKERS}),
    "reintegration.pay POST": Access("POST", GRANT + "/pay", FILLED),
    "reintegration.cancel": Access("GET", GRANT + "/cancel", {**WORKERS}),
    "reintegration.take_back": Access("GET", INSTALMENT, {**WORKERS}),
    "reintegration.take_back POST": Access("POST", INSTALMENT, FILLED),
    "reintegration.cancel POST": Access("POST", GRANT + "/cancel", FILLED),
}
