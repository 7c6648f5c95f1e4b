"""Working together: by the case for those who work it and its focal point, by an invitation for
those invited, while the conference is open."""

from tests.architecture.access import Access

STRANGERS = {"colleague_caseworker": 404, "caseworker_elsewhere": 404}
BOARD = "/c/{case}/together"
AT = BOARD + "/conferences/{conference}"
HELD = BOARD + "/conferences/{held}"


def _worker(status: int) -> dict[str, int]:
    return {"caseworker": status, **STRANGERS}


def _focal(status: int) -> dict[str, int]:
    return {
        "focal_point": status,
        "second_focal_point": status,
        "national_focal_point": status,
        "focal_point_elsewhere": 404,
    }


def _both(status: int) -> dict[str, int]:
    return {**_worker(status), **_focal(status)}


def _form(path: str, name: str, statuses, status: int = 422) -> dict[str, Access]:
    return {
        name: Access("GET", path, statuses(200)),
        f"{name} POST": Access("POST", path, statuses(status)),
    }


INVITED = {
    "shelter": 200, "other_shelter": 200, "provider": 200, "return_officer": 200,
    "caseworker": 200, "colleague_caseworker": 200, "caseworker_elsewhere": 200,
    "prosecutor_liaison": 200, "focal_point": 200, "second_focal_point": 200,
    "focal_point_elsewhere": 200, "national_focal_point": 200,
}  # fmt: skip
# Only the organisation that is invited to this very conference: for all others it is not there.
ATTENDS = {persona: 200 if persona == "shelter" else 404 for persona in INVITED}

EXPECTED = {
    "together.board": Access("GET", BOARD, _both(200)),
    **_form(BOARD + "/conferences/new", "together.convene", _worker),
    "together.conference": Access("GET", AT, _worker(200)),
    **_form(AT + "/prepare", "together.prepare", _worker),
    **_form(AT + "/invite", "together.invite", _worker),
    **_form(AT + "/invitations/{invitation}/end", "together.uninvite", _worker, 303),
    **_form(AT + "/minutes", "together.minutes", _worker),
    # sent empty its version matches nothing (409)
    **_form(AT + "/cancel", "together.cancel", _worker, 409),
    **_form(HELD + "/decisions/{decision}", "together.carry_out", _worker),
    **_form(BOARD + "/links/new", "together.propose", _both),
    **_form(BOARD + "/links/{link}", "together.decide", _focal),
    **_form(BOARD + "/conflicts/new", "together.declare", _both),
    **_form(BOARD + "/conflicts/{conflict}/end", "together.end", _focal, 409),
    "together.invitations": Access("GET", "/cf", INVITED),
    "together.attend": Access("GET", "/cf/{conference}", ATTENDS),
}
