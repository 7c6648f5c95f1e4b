"""A case is handed over by whoever works it, and taken over by caseworkers of the house asked."""

from tests.architecture.access import Access

WORKER = {"caseworker": 200, "colleague_caseworker": 404, "caseworker_elsewhere": 404}
ASKED = {"caseworker_elsewhere": 200, "caseworker": 404, "colleague_caseworker": 404}
CASEWORKERS = dict.fromkeys(WORKER, 200)

EXPECTED = {
    "transfers.propose": Access("GET", "/c/{handed}/transfer", WORKER),
    "transfers.propose POST": Access("POST", "/c/{handed}/transfer", {**WORKER, "caseworker": 422}),
    "transfers.cancel": Access("GET", "/c/{handed}/transfer/{transfer}/cancel", WORKER),
    "transfers.cancel POST": Access(
        "POST", "/c/{handed}/transfer/{transfer}/cancel", {**WORKER, "caseworker": 409}
    ),
    "transfers.listed": Access("GET", "/h", CASEWORKERS),
    "transfers.received": Access("GET", "/h/{transfer}", ASKED),
    "transfers.accept": Access(
        "POST", "/h/{transfer}/accept", {**ASKED, "caseworker_elsewhere": 409}
    ),
    "transfers.decline": Access("GET", "/h/{transfer}/decline", ASKED),
    "transfers.decline POST": Access(
        "POST", "/h/{transfer}/decline", {**ASKED, "caseworker_elsewhere": 422}
    ),
}
