"""Requests of a case that changed hands are those of whoever has it now: in their name, in their
lists, and it is they to whom a recipient turns."""

from casework.referrals.counted import without_answer
from tests.factories import actor_named
from tests.integration.referrals.conftest import Office
from tests.integration.transfers.conftest import proposed

FORMER, NEW = "Association Essai", "Association Autre"


def handed_over(office: Office, client_as) -> tuple[str, str, str]:
    """A case of the new owner, with a request that was sent before and a draft from then."""
    code, ref = proposed(office)
    for key in ("shelter_house", "other_house"):
        office.consent(code, "P3", recipient_id=office.house(key))
    sent, draft = office.prepared(code), office.prepared(code, to="other_house")
    office.on(code, lambda case: office._send(case, sent))
    new = client_as("caseworker_elsewhere")
    new.post(f"/h/{ref}/accept", new.get(f"/h/{ref}").form("version").fields)
    return code, sent, draft


def awaited(office: Office, key: str) -> int | None:
    """How many answers are counted as awaited for somebody."""
    with office.app.test_request_context():
        return without_answer(actor_named(key))[0].number


def send(client_as, code: str, draft: str) -> None:
    new = client_as("caseworker_elsewhere")
    where = f"/c/{code}/referrals/{draft}/preview"
    new.post(where, new.get(where).form("seen").fields)


def test_recipient_is_told_who_has_the_case_now(office, client_as):
    code, sent, draft = handed_over(office, client_as)
    send(client_as, code, draft)
    for key, ref in (("shelter", sent), ("other_shelter", draft)):
        page = client_as(key).get(f"/r/{ref}").text
        assert NEW in page and FORMER not in page, key
    shelter = client_as("shelter")
    shelter.submit(f"/r/{sent}/decline", {"reason": "full"})
    over = shelter.get(f"/r/{sent}", 410).text
    assert NEW in over and FORMER not in over


def test_answers_and_what_is_to_finish_are_listed_for_whoever_has_the_case_now(office, client_as):
    code, sent, _draft = handed_over(office, client_as)
    new, former, shelter = (
        client_as(key) for key in ("caseworker_elsewhere", "caseworker", "shelter")
    )
    counts = {key: awaited(office, key) for key in ("caseworker", "caseworker_elsewhere")}
    assert counts == {"caseworker": 0, "caseworker_elsewhere": 1}
    shelter.submit(f"/r/{sent}", {}, containing="idempotency_key")
    shelter.submit(f"/r/{sent}/start", {})
    shelter.submit(f"/r/{sent}/deliver", {})
    assert f"/referrals/{sent}" in new.get("/").text
    assert sent in new.get("/r/delivered").text
    assert sent not in former.get("/r/delivered").text + former.get("/").text
    assert code in new.get("/r/delivered").text
