"""Voluntary returns: whoever works the case, and the officer whose organisation runs it.

The scene's return `ret` is run by the case's own organisation, `entrusted` by that of the return
officer, who has not taken it up yet.
"""

from tests.architecture.access import Access

# Other caseworkers do not know of it; other roles are refused before anything is looked up.
STRANGERS = {"colleague_caseworker": 404, "caseworker_elsewhere": 404}
CASE_PEOPLE = {"caseworker": 200, **STRANGERS}
NOT_HERS = {**CASE_PEOPLE, "return_officer": 404}
FILE, ENTRUSTED = "/j/{ret}", "/j/{entrusted}"
OFFICER = {**STRANGERS, "caseworker": 200, "return_officer": 200}
OFFICER_WAITS = {**OFFICER, "return_officer": 403}


def _sent(statuses: dict[str, int], status: int) -> dict[str, int]:
    return {persona: status if found == 200 else found for persona, found in statuses.items()}


EXPECTED = {
    "returns.of_case": Access("GET", "/c/{case}/return", CASE_PEOPLE),
    "returns.ask": Access("GET", "/c/{case}/return/ask", CASE_PEOPLE),
    "returns.ask POST": Access("POST", "/c/{case}/return/ask", _sent(CASE_PEOPLE, 422)),
    "returns.files": Access("GET", "/j", {"return_officer": 200}),
    "returns.tracker": Access("GET", ENTRUSTED, OFFICER),
    "returns.take POST": Access("POST", FILE + "/take", {"return_officer": 404}, others=403),
    "returns.give_back POST": Access("POST", FILE + "/give-back", _sent(NOT_HERS, 409)),
    "returns.rest POST": Access("POST", FILE + "/pause", _sent(NOT_HERS, 409)),
    "returns.stop POST": Access("POST", FILE + "/stop", _sent(NOT_HERS, 409)),
    "returns.step": Access("GET", FILE + "/step/choose", NOT_HERS),
    "returns.step POST": Access("POST", FILE + "/step/choose", _sent(NOT_HERS, 409)),
    "returns.end": Access("GET", FILE + "/end", NOT_HERS),
    "returns.end POST": Access("POST", FILE + "/end", _sent(NOT_HERS, 422)),
    "returns.part": Access("GET", ENTRUSTED + "/part/counselling", OFFICER_WAITS),
    "returns.part POST": Access("POST", ENTRUSTED + "/part/counselling", _sent(OFFICER_WAITS, 422)),
    "returns.costs": Access("GET", ENTRUSTED + "/costs", OFFICER_WAITS),
    "returns.costs POST": Access("POST", ENTRUSTED + "/costs", _sent(OFFICER_WAITS, 422)),
    # no journey is on record yet, so there is no sheet to print
    "returns.sheet": Access("GET", FILE + "/sheet", _sent(NOT_HERS, 404)),
}
