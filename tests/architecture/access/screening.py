"""Whoever screens has the own screenings and no other; a focal point those of the region, once
they were sent. A stranger's screening does not exist; who never screens is told so."""

from tests.architecture.access import Access

SCREENERS = {
    "owner_inspector": 200,
    "other_inspector": 200,
    "caseworker": 200,
    "colleague_caseworker": 200,
    "caseworker_elsewhere": 200,
}
STRANGERS = {
    "other_inspector": 404,
    "caseworker": 404,
    "colleague_caseworker": 404,
    "caseworker_elsewhere": 404,
}
OF_THE_REGION = ("focal_point", "second_focal_point", "national_focal_point")
QUEUE = dict.fromkeys((*OF_THE_REGION, "focal_point_elsewhere"), 200)


def _owner(status: int) -> dict[str, int]:
    return {**STRANGERS, "owner_inspector": status}


def _region(status: int) -> dict[str, int]:
    return {**dict.fromkeys(OF_THE_REGION, status), "focal_point_elsewhere": 404}


# Who screens may read and raise what is their own, by the pages of their own; here it is not found.
NOT_HERE = {**STRANGERS, "owner_inspector": 404}


def _region_or_screener(status: int) -> dict[str, int]:
    return {**_region(status), **NOT_HERE}


EXPECTED = {
    "screening.own": Access("GET", "/s", SCREENERS),
    "screening.begin": Access("GET", "/s/new", SCREENERS),
    "screening.begin POST": Access("POST", "/s/new", dict.fromkeys(SCREENERS, 422)),
    "screening.papers": Access("GET", "/s/paper", SCREENERS),
    "screening.paper": Access("GET", "/s/paper/labour_inspection/1.pdf", SCREENERS),
    "screening.begin_from_paper": Access("GET", "/s/paper/new", SCREENERS),
    "screening.begin_from_paper POST": Access(
        "POST", "/s/paper/new", dict.fromkeys(SCREENERS, 422)
    ),
    "screening.transcribe": Access("GET", "/s/{draft}/paper", _owner(200)),
    "screening.transcribe POST": Access("POST", "/s/{draft}/paper", _owner(422)),
    "screening.person": Access("GET", "/s/{draft}/person/introduction", _owner(200)),
    "screening.person POST": Access("POST", "/s/{draft}/person/screening", _owner(422)),
    "screening.resume": Access("GET", "/s/{draft}", _owner(303)),
    "screening.section": Access("GET", "/s/{draft}/safety", _owner(200)),
    "screening.section POST": Access("POST", "/s/{draft}/safety", _owner(409)),
    "screening.danger": Access("GET", "/s/{draft}/danger", _owner(200)),
    "screening.check": Access("GET", "/s/{draft}/check", _owner(200)),
    "screening.check POST": Access("POST", "/s/{draft}/check", _owner(409)),
    "screening.further": Access("GET", "/s/{draft}/further", _owner(200)),
    "screening.further POST": Access("POST", "/s/{draft}/further", _owner(409)),
    "screening.discard": Access("GET", "/s/{draft}/discard", _owner(200)),
    "screening.discard POST": Access("POST", "/s/{draft}/discard", _owner(409)),
    "screening.result": Access("GET", "/s/{screening}/result", _owner(200)),
    "screening.raise_own": Access("GET", "/s/{at_risk}/raise", _owner(200)),
    "screening.raise_own POST": Access("POST", "/s/{at_risk}/raise", _owner(422)),
    "screening.queue": Access("GET", "/q", QUEUE),
    "screening.reporter": Access("GET", "/q/{report}/reporter", _region_or_screener(200)),
    "screening.item": Access("GET", "/q/{screening}", _region_or_screener(200)),
    "screening.confirm": Access("GET", "/q/{screening}/confirm", _region(200)),
    "screening.confirm POST": Access("POST", "/q/{screening}/confirm", _region(409)),
    "screening.raise_level": Access("GET", "/q/{at_risk}/raise", _region_or_screener(200)),
    "screening.raise_level POST": Access("POST", "/q/{at_risk}/raise", _region_or_screener(422)),
    "screening.ask_lowering": Access("GET", "/q/{screening}/lower", _region(200)),
    "screening.ask_lowering POST": Access("POST", "/q/{screening}/lower", _region(422)),
    "screening.decide_lowering": Access("GET", "/q/{lowering}/decide", _region(200)),
    "screening.decide_lowering POST": Access("POST", "/q/{lowering}/decide", _region(422)),
    "screening.triage": Access("GET", "/q/{flagged}/triage", _region(200)),
    "screening.triage POST": Access("POST", "/q/{flagged}/triage", _region(422)),
    "screening.of_case": Access(
        "GET",
        "/c/{case}/screening",
        {
            "caseworker": 200,
            "colleague_caseworker": 404,
            "caseworker_elsewhere": 404,
        },
    ),
}
