"""Letters are printed by whoever works the case, and by nobody else."""

from tests.architecture.access import Access

WORKER = {"caseworker": 200, "colleague_caseworker": 404, "caseworker_elsewhere": 404}

EXPECTED = {
    "letters.of_case": Access("GET", "/c/{case}/letters", WORKER),
    "letters.print_letter": Access("GET", "/c/{case}/letters/consents", WORKER),
    "letters.print_letter POST": Access(
        "POST", "/c/{case}/letters/consents", {**WORKER, "caseworker": 422}
    ),
    "letters.take": Access(
        "GET", "/c/{case}/letters/copies/{unknown}.pdf", {**WORKER, "caseworker": 404}
    ),
}
