"""Administrators and national focal points read questionnaires; administrators make drafts; a draft
is changed by its author alone; both kinds of reader publish what somebody else wrote."""

from tests.architecture.access import Access

READERS = {"administrator": 200, "national_focal_point": 200}
DRAFT = "/a/instruments/{questionnaire}"
V1 = "/a/instruments/labour_inspection/1"


def _author(status: int) -> dict[str, int]:
    return {"administrator": status}


EXPECTED = {
    "instruments.listed": Access("GET", "/a/instruments", READERS),
    "instruments.versions": Access("GET", "/a/instruments/labour_inspection", READERS),
    "instruments.version": Access("GET", DRAFT, READERS),
    "instruments.preview": Access("GET", f"{V1}/preview", READERS),
    "instruments.differences": Access("GET", f"{DRAFT}/differences", READERS),
    "instruments.trial": Access("GET", f"{DRAFT}/trial", READERS),
    "instruments.examples": Access("GET", "/a/instruments/labour_inspection/examples", READERS),
    "instruments.copy POST": Access("POST", f"{V1}/copy", _author(303)),
    "instruments.about": Access("GET", f"{DRAFT}/about", _author(200)),
    "instruments.about POST": Access("POST", f"{DRAFT}/about", _author(409)),
    "instruments.new_section": Access("GET", f"{DRAFT}/page", _author(200)),
    "instruments.new_section POST": Access("POST", f"{DRAFT}/page", _author(422)),
    "instruments.section": Access("GET", f"{DRAFT}/page/freedom", _author(200)),
    "instruments.section POST": Access("POST", f"{DRAFT}/page/freedom", _author(409)),
    "instruments.remove_section": Access("GET", f"{DRAFT}/page/freedom/remove", _author(200)),
    "instruments.remove_section POST": Access("POST", f"{DRAFT}/page/freedom/remove", _author(409)),
    "instruments.new_question": Access("GET", f"{DRAFT}/page/freedom/question", _author(200)),
    "instruments.new_question POST": Access("POST", f"{DRAFT}/page/freedom/question", _author(422)),
    "instruments.question": Access("GET", f"{DRAFT}/question/papers", _author(200)),
    "instruments.question POST": Access("POST", f"{DRAFT}/question/papers", _author(409)),
    "instruments.remove_question": Access("GET", f"{DRAFT}/question/papers/remove", _author(200)),
    "instruments.remove_question POST": Access(
        "POST", f"{DRAFT}/question/papers/remove", _author(409)
    ),
    "instruments.move POST": Access("POST", f"{DRAFT}/move", _author(422)),
    "instruments.discard": Access("GET", f"{DRAFT}/discard", _author(200)),
    "instruments.discard POST": Access("POST", f"{DRAFT}/discard", _author(409)),
    "instruments.propose": Access("GET", f"{DRAFT}/propose", _author(200)),
    "instruments.propose POST": Access("POST", f"{DRAFT}/propose", _author(422)),
    "instruments.take_back POST": Access("POST", f"{DRAFT}/take-back", _author(409)),
    "instruments.publish": Access(
        "GET", "/a/instruments/{questionnaire_proposed}/publish", READERS
    ),
    "instruments.publish POST": Access(
        "POST",
        "/a/instruments/{questionnaire_proposed}/publish",
        {"administrator": 422, "national_focal_point": 422},
    ),
    "instruments.withdraw": Access("GET", f"{V1}/withdraw", _author(200)),
    "instruments.withdraw POST": Access("POST", f"{V1}/withdraw", _author(422)),
    "instruments.new_example": Access(
        "GET", "/a/instruments/labour_inspection/examples/new", _author(200)
    ),
    "instruments.new_example POST": Access(
        "POST", "/a/instruments/labour_inspection/examples/new", _author(422)
    ),
    "instruments.example": Access("GET", "/a/instruments/examples/{example}", _author(200)),
    "instruments.example POST": Access("POST", "/a/instruments/examples/{example}", _author(409)),
    "instruments.remove_example POST": Access(
        "POST", "/a/instruments/examples/{example}/remove", _author(409)
    ),
}
