"""Needs, plan and services: whoever works the case, and nobody else, focal points included."""

from tests.architecture.access import Access

# Focal points hold the skeleton of the case and not its plan: 403 before anything is looked up.
# Caseworkers who do not have the case: it does not exist (404).
STRANGERS = {"colleague_caseworker": 404, "caseworker_elsewhere": 404}
PLAN = "/c/{case}/plan"


def _worker(status: int) -> dict[str, int]:
    return {"caseworker": status, **STRANGERS}


def _form(path: str, name: str, status: int = 422) -> dict[str, Access]:
    return {
        name: Access("GET", path, _worker(200)),
        f"{name} POST": Access("POST", path, _worker(status)),
    }


EXPECTED = {
    "planning.plan": Access("GET", PLAN, _worker(200)),
    # sent empty its version matches nothing (409)
    **_form(PLAN + "/needs", "planning.needs", 409),
    **_form(PLAN + "/goals/new", "planning.new_goal"),
    **_form(PLAN + "/goals/{goal}", "planning.goal"),
    # sent empty its version matches nothing (409)
    **_form(PLAN + "/goals/{goal}/drop", "planning.drop_goal", 409),
    **_form(PLAN + "/agree", "planning.agree"),
    "planning.version": Access("GET", PLAN + "/1", _worker(200)),
    "planning.paper": Access("GET", PLAN + "/1/paper", _worker(200)),
    "planning.given": Access("GET", "/c/{case}/services", _worker(200)),
    **_form("/c/{case}/services/new", "planning.note_service"),
    **_form("/c/{case}/services/{service_given}/cost", "planning.charge_service"),
}
