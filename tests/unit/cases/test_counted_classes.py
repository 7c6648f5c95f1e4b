"""The six classes that the statistics count of a case file, from what was written down."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.cases.domain import counted
from casework.cases.domain.consent import Said
from casework.cases.domain.priority import PriorityChanged
from casework.cases.domain.protection import Measure, Permit
from casework.cases.domain.records import CLOSURE_REASONS
from casework.facts.domain import CLASSES
from casework.planning.domain.needs import Need, Needs, met_class

OPENED, DAY = datetime(2026, 3, 2, 9, tzinfo=UTC), date(2026, 3, 2)
AID = Measure("legal_aid", "granted", "Tribunal", DAY, reference="12")
ASKED_AID = Measure("legal_aid", "requested", "Tribunal", DAY)
PERMIT = Permit("receipt", "requested", "Wilaya", DAY, basis="proceedings")


@pytest.mark.parametrize(("priority", "before", "hours", "found"), [
    ("P1", (), 23, "24h"), ("P1", (), 25, "later"), ("P1", (), None, "later"),
    ("P3", ("P1",), 2, "24h"), ("P2", ("P3",), 2, "not_urgent"),
])  # fmt: skip
def test_who_was_ever_of_the_first_priority_was_met_within_a_day_or_later(
    priority, before, hours, found
):
    changes = [PriorityChanged(one, priority, "") for one in before]
    contact = None if hours is None else OPENED + timedelta(hours=hours)
    assert counted.urgent_contact(priority, changes, OPENED, contact) == found


def test_the_last_word_on_a_case_file_counts_and_a_yes_taken_back_is_a_no():
    answers = [Said("P2", "given"), Said("P4", "refused")]
    assert counted.consent_class(answers) == "given"
    assert counted.consent_class([*answers, Said("P2", "withdrawn")]) == "refused"
    assert counted.consent_class([*answers, Said("P2", "later")]) == "unknown"
    assert counted.consent_class([]) == "unknown"


@pytest.mark.parametrize(("needed", "there", "found"), [
    ("needed", ["no", "yes"], "found"), ("needed", ["no"], "missing"), ("needed", [], "unknown"),
    ("not_needed", ["no"], "not_needed"), ("unknown", ["yes"], "unknown"),
])  # fmt: skip
def test_an_interpreter_is_missing_only_where_something_was_asked_without_one(needed, there, found):
    assert counted.interpreter_class(needed, there) == found


def test_every_reason_of_closure_has_a_class_and_an_open_case_has_none():
    found = {counted.closure_class(True, reason) for reason in CLOSURE_REASONS}
    assert found == set(CLASSES["closure"]) - {"open", "unknown"}
    assert counted.closure_class(False, "goals_met") == "open"


@pytest.mark.parametrize(("reported", "recorded", "request_", "found"), [
    (False, (), False, "no_proceedings"), (False, (AID,), True, "no_proceedings"),
    (True, (), False, "without_lawyer"), (True, (ASKED_AID,), False, "without_lawyer"),
    (True, (AID,), False, "with_lawyer"), (False, (PERMIT,), True, "with_lawyer"),
])  # fmt: skip
def test_a_lawyer_counts_for_those_in_proceedings(reported, recorded, request_, found):
    assert counted.legal_aid_class(reported, recorded, request_) == found


def test_half_of_the_needs_that_are_met_and_open_is_the_line_and_a_refused_one_is_no_need():
    def needs(*levels: str) -> Needs:
        return Needs(tuple(Need(f"S{n}", level, DAY) for n, level in enumerate(levels)))

    assert met_class(needs("met", "present", "refused", "none")) == "half_or_more"
    assert met_class(needs("met", "present", "urgent")) == "below_half"
    assert met_class(needs("none", "refused")) == "no_need"
    assert met_class(None) == "unknown"
