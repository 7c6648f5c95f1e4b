"""Visits: whoever made one, and its focal point its skeleton. Labour records: the inspectors of the
organisation in the region, and nobody else. Beginning a person's screening stands here because the
visit lets one in."""

from tests.architecture.access import Access

INSPECTORS = {"owner_inspector": 200, "other_inspector": 200}
OF_THE_REGION = dict.fromkeys(("focal_point", "second_focal_point", "national_focal_point"), 200)
FOCAL = {**OF_THE_REGION, "focal_point_elsewhere": 404}


def _made(status: int) -> dict[str, int]:
    return {"owner_inspector": status, "other_inspector": 404}


def _inspectorate(status: int) -> dict[str, int]:
    return dict.fromkeys(INSPECTORS, status)


VISIT, RECORD = "/v/{visit}", "/l/{labour}"

EXPECTED = {
    "visits.visits": Access(
        "GET", "/v", {**INSPECTORS, **OF_THE_REGION, "focal_point_elsewhere": 200}
    ),
    "visits.begin": Access("GET", "/v/new", INSPECTORS),
    "visits.begin POST": Access("POST", "/v/new", dict.fromkeys(INSPECTORS, 422)),
    "visits.visit": Access("GET", VISIT, {**_made(200), **FOCAL}),
    "visits.employer": Access("GET", VISIT + "/employer", _made(200)),
    "visits.employer POST": Access("POST", VISIT + "/employer", _made(409)),
    "visits.group": Access("GET", VISIT + "/facts", _made(200)),
    "visits.group POST": Access("POST", VISIT + "/facts", _made(409)),
    "visits.labour": Access("GET", VISIT + "/labour", _made(200)),
    "visits.labour POST": Access("POST", VISIT + "/labour", _made(409)),
    "visits.step": Access("GET", VISIT + "/close", _made(200)),
    "visits.step POST": Access("POST", VISIT + "/close", _made(409)),
    "screening.begin_at_visit": Access("GET", VISIT + "/person", _made(200)),
    "screening.begin_at_visit POST": Access("POST", VISIT + "/person", _made(303)),
    "labour.records": Access("GET", "/l", INSPECTORS),
    "labour.item": Access("GET", RECORD, INSPECTORS),
    "labour.observations": Access("GET", RECORD + "/observations", INSPECTORS),
    "labour.observations POST": Access("POST", RECORD + "/observations", _inspectorate(409)),
    "labour.employer": Access("GET", RECORD + "/employer", INSPECTORS),
    "labour.employer POST": Access("POST", RECORD + "/employer", _inspectorate(409)),
    "labour.complainant": Access("GET", RECORD + "/complainant", INSPECTORS),
    "labour.write_complainant": Access("GET", RECORD + "/complainant/record", INSPECTORS),
    "labour.write_complainant POST": Access(
        "POST", RECORD + "/complainant/record", _inspectorate(422)
    ),
    "labour.remove_complainant": Access("GET", RECORD + "/complainant/remove", INSPECTORS),
    "labour.remove_complainant POST": Access(
        "POST", RECORD + "/complainant/remove", _inspectorate(409)
    ),
    "labour.step": Access("GET", RECORD + "/step/give_notice", INSPECTORS),
    "labour.step POST": Access("POST", RECORD + "/step/take_up", _inspectorate(409)),
    "labour.paper": Access("GET", "/l/{notified}/notice", INSPECTORS),
}
