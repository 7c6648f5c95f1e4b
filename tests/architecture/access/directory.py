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
READERS = {**FIELD, "administrator": 200}
# Those of the clinic keep its entry, and an administrator any; all others of the field may not.
KEEPERS = {"provider": 200, "administrator": 200}


def _administrator(status: int) -> dict[str, int]:
    return {"administrator": status}


EXPECTED = {
    "directory.search": Access("GET", "/d?service=SHELTER", READERS),
    "directory.urgent": Access("GET", "/urgent", FIELD),
    "directory.report": Access("GET", "/d/contacts/{contact}/report", READERS),
    "directory.report POST": Access(
        "POST", "/d/contacts/{contact}/report", dict.fromkeys(READERS, 303)
    ),
    "directory.entry": Access("GET", "/d/{organisation}", READERS),
    "directory.own": Access("GET", "/d/own", dict.fromkeys(READERS, 303)),
    "directory.keep": Access("GET", "/d/{organisation}/keep", KEEPERS),
    "directory.keep POST": Access("POST", "/d/{organisation}/keep", dict.fromkeys(KEEPERS, 422)),
    "directory.confirm": Access("POST", "/d/{organisation}/confirm", dict.fromkeys(KEEPERS, 303)),
    "directory.report_entry": Access("GET", "/d/{organisation}/report", READERS),
    "directory.report_entry POST": Access(
        "POST", "/d/{organisation}/report", dict.fromkeys(READERS, 422)
    ),
    "directory.print_card": Access("GET", "/d/card.pdf", READERS),
    "directory.entries": Access("GET", "/a/directory", _administrator(200)),
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
