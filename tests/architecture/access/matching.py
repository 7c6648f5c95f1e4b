"""A person met twice: caseworkers search and ask, focal points of the regions judge, and the one
caseworker who was asked compares. The spellings are kept by administrators."""

from tests.architecture.access import Access
from tests.architecture.access.cases import FOCAL, WORKER

CASEWORKERS = {"caseworker": 200, "colleague_caseworker": 200, "caseworker_elsewhere": 200}
AUTHOR = {"caseworker_elsewhere": 200, "caseworker": 404, "colleague_caseworker": 404}
ADMINISTRATOR = {"administrator": 200}
FOCAL_LIST = dict.fromkeys(FOCAL, 200)


def _with(statuses: dict[str, int], status: int) -> dict[str, int]:
    return {persona: status if found == 200 else found for persona, found in statuses.items()}


def _form(path: str, statuses: dict[str, int], name: str, status: int = 422) -> dict[str, Access]:
    return {
        name: Access("GET", path, statuses),
        f"{name} POST": Access("POST", path, _with(statuses, status)),
    }


EXPECTED = {
    **_form("/earlier/search", CASEWORKERS, "matching.search"),
    # asking carries nothing but the question itself
    **_form("/earlier/search/{search}", AUTHOR, "matching.searched", 303),
    **_form("/c/{case}/earlier", WORKER, "matching.of_case", 409),
    "matching.reviews": Access("GET", "/earlier", FOCAL_LIST),
    "matching.review": Access("GET", "/earlier/{pair}", FOCAL),
    **_form("/earlier/{pair}/link", FOCAL, "matching.judge"),
    **_form("/earlier/{pair}/ask", FOCAL, "matching.ask_comparison"),
    **_form("/earlier/{pair}/compare", WORKER, "matching.compare"),
    "matching.spellings": Access("GET", "/a/spellings", ADMINISTRATOR),
    **_form("/a/spellings/new", ADMINISTRATOR, "matching.add_spelling"),
    **_form("/a/spellings/{spelling}/withdraw", ADMINISTRATOR, "matching.withdraw_spelling", 303),
    "matching.show_both": Access("POST", "/earlier/{pair}/compare/show", _with(WORKER, 303)),
}
