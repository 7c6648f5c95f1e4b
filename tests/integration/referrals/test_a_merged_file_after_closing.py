"""The file that leads speaks for the files that were merged into it: it closes once nothing waits
in any of them, and with it ends what they told."""

from datetime import timedelta

import pytest

from casework.cases.service import assign
from casework.tasks.queries import open_tasks
from tests.factories import user_named
from tests.integration.referrals.conftest import MESSAGE
from tests.integration.referrals.test_closing_a_case import CLOSE, PENDING
from tests.integration.referrals.test_withdrawal_everywhere import anonymous_conference
from tests.integration.referrals.test_withdrawal_in_merged_files import two_files


def closed(client_as, leading: str) -> None:
    client_as("caseworker").submit(f"/c/{leading}/close", CLOSE, containing="reason")
    client_as("focal_point").submit(f"/c/{leading}/closure", {"decision": "close"})


def of_request(office, code: str, ref: str) -> dict:
    def look(row) -> dict:
        return {task.kind: task.assignee_id for task in open_tasks("referral", row.id)}

    return office.referral(code, ref, look)


def test_what_waits_in_a_merged_file_keeps_the_leading_one_open(quick_office, client_as):
    leading, code, _ref = two_files(quick_office)
    quick_office.made_safe(leading)
    quick_office.merge(code, leading)
    worker = client_as("caseworker")
    assert PENDING in worker.get(f"/c/{leading}/close").text
    worker.submit(f"/c/{leading}/close", CLOSE, 422, "reason")


def test_closing_the_leading_file_ends_what_the_merged_one_told(office, client_as):
    leading, code, ref = two_files(office)
    office.made_safe(leading)
    shelter = client_as("shelter")
    shelter.submit(f"/r/{ref}", {}, containing="idempotency_key")
    for step in ("start", "deliver"):
        shelter.submit(f"/r/{ref}/{step}", {})
    anonymous = anonymous_conference(office, code)
    office.merge(code, leading)
    assert MESSAGE in shelter.get(f"/r/{ref}").text
    assert code in shelter.get(f"/cf/{anonymous}").text
    closed(client_as, leading)
    assert office.state(code, ref)[1] == "closed"
    shelter.get(f"/r/{ref}", 410)
    assert code not in shelter.get(f"/cf/{anonymous}", 410).text


@pytest.mark.parametrize("answer", ["accept", "decline"])
def test_an_answer_after_the_merge_opens_nothing_in_the_merged_file(
    quick_office, clock, client_as, answer
):
    leading, code, ref = two_files(quick_office)
    before = open_kinds(quick_office, code)
    quick_office.merge(code, leading)
    clock.advance(timedelta(hours=1))
    shelter = client_as("shelter")
    if answer == "accept":
        shelter.submit(f"/r/{ref}", {}, containing="idempotency_key")
    else:
        shelter.submit(f"/r/{ref}/decline", {"reason": "full"})
    moved = {"accept": "S10", "decline": "S07"}[answer]
    assert before and quick_office.state(code, ref)[0] == moved
    assert open_kinds(quick_office, code) == set()


def open_kinds(office, code: str) -> set[str]:
    return {task.kind for task in office.see(code, lambda case: open_tasks("case", case.id))}


def give(office, code: str, to: str) -> None:
    focal = office.actor("focal_point")
    office.on(code, lambda case: assign(case, user_named(to).id, focal))


def test_whoever_has_the_leading_file_finds_another_service_and_asking_it_is_enough(
    quick_office, client_as
):
    leading, code, ref = two_files(quick_office)
    quick_office.merge(code, leading)

    colleague = quick_office.actor("colleague_caseworker")
    give(quick_office, leading, "colleague_caseworker")
    client_as("shelter").submit(f"/r/{ref}/decline", {"reason": "full"})
    assert of_request(quick_office, code, ref) == {"unanswered_referral": colleague.user_id}
    listed = client_as("colleague_caseworker").get("/t").text
    assert leading in listed.split("Demande restée sans suite")[1].split("</li>")[0]
    give(quick_office, leading, "caseworker")
    worker = quick_office.actor("caseworker")
    assert of_request(quick_office, code, ref) == {"unanswered_referral": worker.user_id}
    again = quick_office.prepared(leading)
    quick_office.on(leading, lambda case: quick_office._send(case, again))
    assert of_request(quick_office, code, ref) == {}
