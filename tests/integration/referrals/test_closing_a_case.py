"""A case does not close while somebody was asked and did not finish: through the pages people use.

Only a referral that was sent counts, and only until it is answered with a no, taken back, or done.
"""

import pytest

CLOSE = {"reason": "goals_met", "words": "Fini.", "informed": "yes", "feedback": "given"}
PENDING = "Une orientation est encore en cours"


def _try(client_as, code: str, status: int) -> str:
    worker = client_as("caseworker")
    page = worker.get(f"/c/{code}/close").text
    worker.submit(f"/c/{code}/close", CLOSE, status, "reason")
    return page


def test_a_case_closes_only_once_the_organisation_that_was_asked_has_finished(
    quick_office, client_as
) -> None:
    code, ref = quick_office.sent()
    quick_office.made_safe(code)
    shelter = client_as("shelter")
    assert PENDING in _try(client_as, code, 422)  # in their inbox
    shelter.submit(f"/r/{ref}", {}, containing="idempotency_key")
    assert PENDING in _try(client_as, code, 422)  # accepted
    shelter.submit(f"/r/{ref}/start", {})
    assert PENDING in _try(client_as, code, 422)  # in progress
    shelter.submit(f"/r/{ref}/deliver", {})
    assert PENDING not in _try(client_as, code, 303)  # delivered
    client_as("focal_point").submit(f"/c/{code}/closure", {"decision": "close"})
    assert quick_office.state(code, ref) == ("S16", "closed")


@pytest.mark.parametrize("end", ["decline", "cancel"])
def test_a_no_or_a_request_taken_back_leaves_nothing_against_closing(
    quick_office, client_as, end
) -> None:
    code, ref = quick_office.sent()
    quick_office.made_safe(code)
    assert PENDING in _try(client_as, code, 422)
    if end == "decline":
        client_as("shelter").submit(f"/r/{ref}/decline", {"reason": "full"})
    else:
        client_as("caseworker").submit(
            f"/c/{code}/referrals/{ref}/cancel", {"reason": "need_ended"}
        )
    assert PENDING not in _try(client_as, code, 303)


def test_a_request_sent_after_the_proposal_keeps_the_file_open(quick_office, client_as) -> None:
    code = quick_office.informed()
    quick_office.consent(code, "P3", recipient_id=quick_office.house())
    quick_office.made_safe(code)
    ref = quick_office.prepared(code)
    assert PENDING not in _try(client_as, code, 303)  # a draft asks nobody
    quick_office.on(code, lambda case: quick_office._send(case, ref))
    focal = client_as("focal_point")
    page = focal.submit(f"/c/{code}/closure", {"decision": "close"}, 422)
    assert PENDING in page.text
    assert quick_office.state(code, ref) == ("S09", "received")
