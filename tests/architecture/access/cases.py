"""Case files: whoever works the case reads it all; the focal point of its region, the skeleton."""

from tests.architecture.access import Access

# Inspectors, shelters, providers, analysts, administrators: 403 before anything is looked up.
# Caseworkers who do not have the case and focal points of elsewhere: it does not exist (404).
STRANGERS = {"colleague_caseworker": 404, "caseworker_elsewhere": 404}
LISTED = {
    "caseworker": 200,
    "colleague_caseworker": 200,
    "caseworker_elsewhere": 200,
    "focal_point": 200,
    "second_focal_point": 200,
    "focal_point_elsewhere": 200,
    "national_focal_point": 200,
}
CASE = "/c/{case}"


def _all(statuses: dict[str, int], status: int) -> dict[str, int]:
    return {persona: status if found == 200 else found for persona, found in statuses.items()}


WORKER = {"caseworker": 200, **STRANGERS}
FOCAL = {
    "focal_point": 200,
    "second_focal_point": 200,
    "national_focal_point": 200,
    "focal_point_elsewhere": 404,
}
BOTH = {**WORKER, **FOCAL}


def _form(path: str, statuses: dict[str, int], name: str, status: int = 422) -> dict[str, Access]:
    return {
        name: Access("GET", path, statuses),
        f"{name} POST": Access("POST", path, _all(statuses, status)),
    }


EXPECTED = {
    "cases.list_cases": Access("GET", "/c", LISTED),
    **_form("/c/new", LISTED, "cases.new_case"),
    "cases.case_file": Access("GET", CASE, BOTH),
    "cases.access": Access("GET", CASE + "/access", BOTH),
    "cases.case_timeline": Access("GET", CASE + "/timeline", WORKER),
    "cases.risk": Access("GET", CASE + "/risk", WORKER),
    "cases.records": Access("GET", CASE + "/records", WORKER),
    **_form(CASE + "/consent", WORKER, "cases.consent"),
    **_form(CASE + "/consent/withdraw?purpose=P2", WORKER, "cases.withdraw"),
    **_form(CASE + "/consent/ask", WORKER, "cases.ask"),
    **_form(CASE + "/consent/ask/P8?purposes=P8", WORKER, "cases.screen"),
    "cases.thanks": Access("GET", CASE + "/consent/thanks", WORKER),
    **_form(CASE + "/identity", WORKER, "cases.identity"),
    **_form(CASE + "/identity/record", WORKER, "cases.write_identity"),
    "cases.extend_identity": Access("POST", CASE + "/identity/extend", _all(WORKER, 422)),
    "cases.hide_identity": Access("POST", CASE + "/identity/hide", _all(WORKER, 303)),
    **_form(CASE + "/contact", WORKER, "cases.contact"),
    **_form(CASE + "/risk/new", WORKER, "cases.new_risk"),
    **_form(CASE + "/milestones", WORKER, "cases.milestone"),
    **_form(CASE + "/duty", WORKER, "cases.duty"),
    **_form(CASE + "/status", WORKER, "cases.status"),
    **_form(CASE + "/card", WORKER, "cases.card"),
    **_form(CASE + "/notes", WORKER, "cases.note"),
    **_form(CASE + "/close", WORKER, "cases.propose"),
    **_form(CASE + "/closure", FOCAL, "cases.closure"),
    **_form(CASE + "/assign", FOCAL, "cases.assign_case"),
    "cases.urgency_seen": Access("POST", CASE + "/urgency-seen", _all(FOCAL, 303)),
    # the step itself asks for more than its page; sent empty its version matches nothing (409)
    "cases.take_step": Access("GET", CASE + "/step/plan", {**WORKER, **_all(FOCAL, 200)}),
    "cases.take_step POST": Access(
        "POST", CASE + "/step/plan", {**_all(WORKER, 409), **_all(FOCAL, 409)}
    ),
}
