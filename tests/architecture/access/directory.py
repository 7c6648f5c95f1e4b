"""Whoever meets people can look up whom to call; only an administrator changes a number."""

from tests.architecture.access import Access

FIELD = {
    "owner_inspector": 200,
    "other_inspector": 200,
    "focal_point": 200,
    "second_focal_point": 200,
    "focal_point_elsewhere": 200,
    "national_focal_point": 200,
    "caseworker": 200,
    "colleague_caseworker": 200,
    "caseworker_elsewhere": 200,
    "shelter": 200,
    "other_shelter": 200,
    "provider": 200,
    "return_officer": 200,
    "prosecutor_liaison": 200,
}


def _administrator(status: int) -> dict[str, int]:
    return {"administrator": status}


EXPECTED = {
    "directory.search": Access("GET", "/d?service=SHELTER", FIELD),
    "directory.urgent": Access("GET", "/urgent", FIELD),
    "directory.report": Access("GET", "/d/contacts/{contact}/report", FIELD),
    "directory.report POST": Access(
        "POST", "/d/contacts/{contact}/report", dict.fromkeys(FIELD, 303)
    ),
    "directory.contacts": Access("GET", "/a/contacts", _administrator(200)),
    "directory.add_contact": Access("GET", "/a/contacts/new", _administrator(200)),
    "directory.add_contact POST": Access("POST", "/a/contacts/new", _administrator(422)),
    "directory.change_contact": Access("GET", "/a/contacts/{contact}", _administrator(200)),
    "directory.change_contact POST": Access("POST", "/a/contacts/{contact}", _administrator(422)),
    "directory.verify_contact": Access("POST", "/a/contacts/{contact}/verify", _administrator(303)),
    "directory.withdraw_contact": Access(
        "GET", "/a/contacts/{contact}/withdraw", _administrator(200)
    ),
    "directory.withdraw_contact POST": Access(
        "POST", "/a/contacts/{contact}/withdraw", _administrator(303)
    ),
}
