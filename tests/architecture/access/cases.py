"""Case files: whoever works the case reads it all; the focal point of its region, the skeleton."""

from tests.architecture.access import Access
from tests.personas import EVERYBODY

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
OWN_VIEW = {**dict.fromkeys(LISTED, 404), "focal_point": 200}
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
RECIPIENTS = (
    "shelter", "other_shelter", "provider", "return_officer", "caseworker",
    "colleague_caseworker", "caseworker_elsewhere",
)  # fmt: skip
# Another body was not asked: for it there is nothing here.
ASKED = {persona: 200 if persona == "shelter" else 404 for persona in RECIPIENTS}
LIAISON = {"prosecutor_liaison": 200}
# A caseworker may record both in the file, and finds no such page of the liaison.
FORMAL = {**LIAISON, **dict.fromkeys(RECIPIENTS[4:], 404)}


def _form(path: str, statuses: dict[str, int], name: str, status: int = 422) -> dict[str, Access]:
    return {
        name: Access("GET", path, statuses),
        f"{name} POST": Access("POST", path, _all(statuses, status)),
    }


EXPECTED = {
    "cases.list_cases": Access("GET", "/c", LISTED),
    # one's own views of the list: for anybody else they do not exist
    "cases.views": Access("GET", "/c/views", LISTED),
    **_form("/c/views/new?state=S06", LISTED, "cases.new_view"),
    **_form("/c/views/{view}", OWN_VIEW, "cases.view"),
    "cases.drop_view": Access("GET", "/c/views/{view}/drop", OWN_VIEW),
    "cases.drop_view POST": Access("POST", "/c/views/{view}/drop", _all(OWN_VIEW, 303)),
    **_form("/c/new", LISTED, "cases.new_case"),
    "cases.case_file": Access("GET", CASE, BOTH),
    # a file in use opens as it always does
    "cases.restricted": Access("GET", CASE + "/restricted", _all(WORKER, 303)),
    "cases.restricted POST": Access("POST", CASE + "/restricted", _all(WORKER, 303)),
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
    **_form(CASE + "/notes/{note}/correct", WORKER, "cases.correct_note"),
    **_form(CASE + "/close", WORKER, "cases.propose"),
    **_form(CASE + "/closure", FOCAL, "cases.closure"),
    **_form(CASE + "/contacts", WORKER, "cases.contacts"),
    **_form(CASE + "/follow-up", WORKER, "cases.follow_up"),
    **_form(CASE + "/assign", FOCAL, "cases.assign_case"),
    **_form("/t/team", {**_all(FOCAL, 200), "focal_point_elsewhere": 200}, "cases.team"),
    "cases.urgency_seen": Access("POST", CASE + "/urgency-seen", _all(FOCAL, 303)),
    "cases.child": Access("GET", CASE + "/child", WORKER),
    "cases.protection": Access("GET", CASE + "/protection", WORKER),
    **_form(CASE + "/record/recovery", WORKER, "cases.entry"),
    **_form(CASE + "/priority", BOTH, "cases.priority"),
    "cases.safety_paper": Access("GET", "/c/{planned_case}/safety-plan", WORKER),
    "cases.pathway": Access("GET", CASE + "/pathway", BOTH),
    "cases.help_pathway": Access("GET", "/help/pathway", dict.fromkeys(EVERYBODY, 200)),
    # deletion: the body that was asked, and whoever works the case
    "cases.deletions": Access("GET", "/w", dict.fromkeys(RECIPIENTS, 200)),
    "cases.deletion": Access("GET", "/w/{deletion}", ASKED),
    "cases.deletion POST": Access("POST", "/w/{deletion}", _all(ASKED, 422)),
    **_form("/c/{withdrawn_case}/deletions/{deletion}", WORKER, "cases.deletion_by_hand"),
    # the liaison of the prosecution, and nobody else
    "cases.reports": Access("GET", "/p", LIAISON),
    "cases.formal": Access("GET", "/p/{reported_case}", LIAISON),
    "cases.report": Access("GET", "/p/{reported_case}/report/1", LIAISON),
    "cases.report POST": Access("POST", "/p/{reported_case}/report/1", _all(LIAISON, 303)),
    **_form("/p/{reported_case}/measure", FORMAL, "cases.formal_measure"),
    **_form("/p/{reported_case}/status", FORMAL, "cases.formal_status"),
    "cases.rules": Access("GET", "/a/recovery", {"administrator": 200}),
    **_form("/a/recovery/new", {"administrator": 200}, "cases.new_rule"),
    # the step itself asks for more than its page; sent empty its version matches nothing (409)
    "cases.take_step": Access("GET", CASE + "/step/plan", {**WORKER, **_all(FOCAL, 200)}),
    "cases.take_step POST": Access(
        "POST", CASE + "/step/plan", {**_all(WORKER, 409), **_all(FOCAL, 409)}
    ),
}
