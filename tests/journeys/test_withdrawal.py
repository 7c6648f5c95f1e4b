"""Withdrawal in mid-referral: asked, answered, accepted, taken back, and gone."""

import pytest

from tests.journeys import caseworker
from tests.journeys.thread import Thread
from tests.journeys.walk import DESK, PHONE
from tests.journeys.words import HOUSE, WITHDRAWAL

CASE = {
    "region": "MA-06", "priority": "P2", "sex": "female", "age_band": "25-34", "age_doubt": "no",
    "languages": ["fr"], "interpreter": "not_needed", "nationality_group": "moroccan",
    "exploitation": "domestic_work", "asylum": "no", "search": "no_name",
}  # fmt: skip


def referred(worker):
    """A new case, informed and agreed to, with a request on its way."""
    worker.come_in("caseworker")
    worker.visit("/c/new")
    worker.send(CASE)
    thread = Thread()
    thread.code = worker.path.split("/")[2]
    worker.visit("/")
    worker.leave()
    caseworker.record(worker, thread)
    caseworker.assess_and_inform(worker, thread)
    caseworker.refer(worker, thread)
    return thread


def asked_and_answered(shelter, worker, thread):
    """The house asks one thing, the sender answers, the house accepts and prints."""
    words = WITHDRAWAL[shelter.language]
    shelter.come_in("shelter")
    shelter.visit(f"/r/{thread.referral}/ask")
    shelter.look("request-ask")
    shelter.send({"topic": "with_whom", "words": words["question"]})
    shelter.look("request-asked")
    worker.visit(f"/c/{thread.code}/referrals/{thread.referral}")
    assert words["question"] in worker.text
    worker.press("main a[href$='/reply']")
    worker.send({"words": words["answer"]})
    shelter.visit(f"/r/{thread.referral}")
    assert words["answer"] in shelter.text
    shelter.press("form[action$='/accept'] button")
    assert shelter.page.locator(".sheet").all_inner_texts() == [thread.before, thread.after]
    shelter.visit(f"/r/{thread.referral}/print")
    shelter.look("request-print")
    shelter.send({"language": shelter.language, "reason": "service"})
    shelter.look("request-printed")


def taken_back(worker, thread):
    """The person changes their mind; who loses what is said before it is recorded."""
    worker.visit(f"/c/{thread.code}/consent")
    worker.press("main a[href*='/consent/withdraw'][href*='recipient']")
    assert thread.referral in worker.page.content() or HOUSE[worker.language] in worker.text
    worker.send(caseworker.HOW_ASKED)


@pytest.mark.parametrize(("language", "looks"), [("fr", True), ("ar", False)])
def test_a_withdrawal_in_mid_referral_reaches_the_house_with_its_next_request(
    open_window, language, looks
):
    # The sender's window has no scripts: every act of it works without them.
    worker = open_window(language, DESK, scripts=False)
    shelter = open_window(language, PHONE, looks=looks)
    words, thread = WITHDRAWAL[language], referred(worker)
    asked_and_answered(shelter, worker, thread)
    taken_back(worker, thread)
    for page in ("", "/ask", "/print"):
        shelter.visit(f"/r/{thread.referral}{page}", 410)
        for taken in (words["question"], words["answer"], thread.code):
            assert taken not in shelter.page.content()
    shelter.look("request-ended")
    for page in ("/", "/r", "/r?box=active", "/t"):
        shelter.visit(page)
        assert thread.referral not in shelter.page.content()
        assert words["question"] not in shelter.page.content()
    worker.visit(f"/c/{thread.code}/referrals/{thread.referral}")
    assert words["taken_back"] in worker.text
    faults = worker.faults + shelter.faults
    assert not faults, "\n".join(faults)
