"""Documents: whoever works the case, and nobody else, focal points included."""

from tests.architecture.access import Access

STRANGERS = {"colleague_caseworker": 404, "caseworker_elsewhere": 404}
AT = "/c/{case}/documents"


def _worker(status: int) -> dict[str, int]:
    return {"caseworker": status, **STRANGERS}


EXPECTED = {
    "documents.documents": Access("GET", AT, _worker(200)),
    "documents.add": Access("GET", AT + "/new", _worker(200)),
    "documents.add POST": Access("POST", AT + "/new", _worker(422)),
    "documents.download": Access("GET", AT + "/{document}/file", _worker(200)),
    "documents.delete": Access("GET", AT + "/{document}/delete", _worker(200)),
    "documents.delete POST": Access("POST", AT + "/{document}/delete", _worker(422)),
}
