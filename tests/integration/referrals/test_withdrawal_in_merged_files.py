"""A person with two files says no once: what either of them told ends, and is to be deleted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from casework.cases import queries as cases
from casework.cases.domain.consent import said_no
from casework.referrals.domain.refusals import PersonSaidNo
from casework.tasks.queries import open_tasks
from tests.integration.cases.conftest import IN_WORDS
from tests.integration.referrals.conftest import MESSAGE
from tests.integration.referrals.test_a_no_after_an_emergency import urgent
from tests.integration.referrals.test_withdrawal_everywhere import (
    anonymous_conference,
    deletions,
    withdraw,
)


def two_files(office):
    """A file from which the shelter was told, merged into another that the person agreed to; gives
    the codes of the one that leads and of the one merged, and the request."""
    code, ref = office.sent()
    leading = office.informed()
    office.consent(leading, "P3", recipient_id=office.house())
    return leading, code, ref


def merge(office, code, leading):
    office.merge(code, leading)


@pytest.mark.parametrize("purpose", ["P2", "P3"])
@pytest.mark.parametrize("through", ["withdrawn", "refused", "withdrawn in the merged file"])
def test_a_no_in_one_file_ends_what_the_other_told(office, client_as, purpose, through):
    leading, code, ref = two_files(office)
    shelter = client_as("shelter")
    anonymous = anonymous_conference(office, code)
    merge(office, code, leading)
    assert MESSAGE in shelter.get(f"/r/{ref}").text
    assert code in shelter.get(f"/cf/{anonymous}").text
    house = office.house() if purpose == "P3" else None
    if through == "refused":
        office.consent(leading, purpose, "refused", recipient_id=house)
    else:
        said_in = leading if through == "withdrawn" else code
        withdraw(office, said_in, (purpose, house))
    shelter.get(f"/r/{ref}", 410)
    shelter.get(f"/cf/{anonymous}", 410)
    assert {one.shared_as for one in deletions(office, code)} == {ref, anonymous}
    for file in (leading, code):
        ledger = office.see(file, lambda case: cases.said_of(case.id))
        assert said_no(ledger, ("P3", office.house()))


def test_the_page_before_says_what_the_merged_file_told(quick_office, client_as):
    leading, code, ref = two_files(quick_office)
    merge(quick_office, code, leading)
    page = client_as("caseworker").get(f"/c/{leading}/consent/withdraw?purpose=P2").text
    assert ref in page


def test_who_was_told_in_an_emergency_alone_loses_sight_by_a_no_in_the_other_file(quick_office):
    leading = quick_office.informed()
    code, ref = urgent(quick_office)
    merge(quick_office, code, leading)
    house = quick_office.house()
    quick_office.consent(leading, "P3", "refused", recipient_id=house)
    assert quick_office.state(code, ref)[1] == "cancelled"
    assert [one.shared_as for one in deletions(quick_office, code)] == [ref]


def test_an_agreement_to_less_ends_what_the_merged_file_told_beyond_it(quick_office):
    leading, code, ref = two_files(quick_office)
    merge(quick_office, code, leading)
    less = replace(IN_WORDS, data_groups=("profile",))
    quick_office.consent(leading, "P3", recipient_id=quick_office.house(), circumstance=less)
    assert quick_office.state(code, ref)[1] == "cancelled"
    assert [one.shared_as for one in deletions(quick_office, code)] == [ref]


@pytest.mark.parametrize("purpose", ["P2", "P3"])
def test_a_no_from_before_the_merge_ends_what_the_leading_file_tells(
    office, clock, client_as, purpose
):
    leading, ref = office.sent()
    earlier = office.informed()
    clock.advance(timedelta(hours=1))
    office.consent(earlier, purpose, "refused", office.house() if purpose == "P3" else None)
    office.merge(earlier, leading)
    client_as("shelter").get(f"/r/{ref}", 410)
    assert [one.shared_as for one in deletions(office, leading)] == [ref]


def test_nobody_who_was_refused_is_told_in_an_emergency_of_the_leading_file(quick_office):
    leading, earlier = quick_office.informed(), quick_office.informed()
    quick_office.consent(earlier, "P3", "refused", quick_office.house())
    quick_office.merge(earlier, leading)
    with pytest.raises(PersonSaidNo):
        urgent(quick_office, leading)


def test_nothing_is_due_in_the_merged_file_after_a_no(quick_office):
    leading, code, _ref = two_files(quick_office)
    merge(quick_office, code, leading)
    withdraw(quick_office, leading, ("P2", None))
    due = quick_office.see(code, lambda case: open_tasks("case", case.id))
    assert due == []
