"""Emergency access: any caseworker may ask for any code, which says nothing of whether it exists;
the focal points of the region and the data protection officer read what came of it."""

from tests.architecture.access import Access

CASEWORKERS = {"colleague_caseworker": 200, "caseworker_elsewhere": 200}
# an access of `colleague_caseworker` to the case of `caseworker`, in Casablanca
OF_THE_REGION = {"focal_point": 200, "second_focal_point": 200, "national_focal_point": 200}

EXPECTED = {
    # one's own file opens as it always does
    "oversight.urgent": Access(
        "GET", "/c/{case}/urgent-access", {**CASEWORKERS, "caseworker": 303}
    ),
    "oversight.urgent POST": Access(
        "POST",
        "/c/{case}/urgent-access",
        {"colleague_caseworker": 422, "caseworker_elsewhere": 422, "caseworker": 303},
    ),
    "oversight.end_urgent": Access(
        "POST",
        "/c/{case}/urgent-access/end",
        {"colleague_caseworker": 303, "caseworker_elsewhere": 303, "caseworker": 303},
    ),
    "protection.overview": Access("GET", "/dpo", {"dpo": 200}),
    # the person's own report is printed by who works the file
    "protection.report": Access(
        "GET",
        "/c/{case}/access/report",
        {
            "caseworker": 200,
            "colleague_caseworker": 404,
            "caseworker_elsewhere": 404,
        },
    ),
    "oversight.reviews": Access(
        "GET", "/m/reviews", {**OF_THE_REGION, "focal_point_elsewhere": 200, "dpo": 200}
    ),
    "oversight.read_review": Access(
        "GET",
        "/m/reviews/{urgent}",
        {**OF_THE_REGION, "focal_point_elsewhere": 404, "dpo": 200},
    ),
    "oversight.review": Access(
        "POST",
        "/m/reviews/{urgent}",
        {**dict.fromkeys(OF_THE_REGION, 422), "focal_point_elsewhere": 404},
    ),
    # the copy for the person is made by who works the file; the register is the officer's alone
    "requests.copy": Access(
        "GET",
        "/c/{case}/access/copy",
        {"caseworker": 200, "colleague_caseworker": 404, "caseworker_elsewhere": 404},
    ),
    "requests.copy POST": Access(
        "POST",
        "/c/{case}/access/copy",
        {"caseworker": 422, "colleague_caseworker": 404, "caseworker_elsewhere": 404},
    ),
    "requests.register": Access("GET", "/dpo/requests", {"dpo": 200}),
    "requests.new": Access("GET", "/dpo/requests/new", {"dpo": 200}),
    "requests.new POST": Access("POST", "/dpo/requests/new", {"dpo": 422}),
    "requests.answer": Access("GET", "/dpo/requests/{request}", {"dpo": 200}),
    "requests.answer POST": Access("POST", "/dpo/requests/{request}", {"dpo": 422}),
}
