"""A man with a bed and a lawyer, from his first yes to the closing of his file."""

import pytest

from tests.journeys import adult
from tests.journeys.coming_back import agree_to_close
from tests.journeys.walk import DESK, PHONE


@pytest.mark.parametrize(("language", "looks"), [("fr", True), ("ar", False)])
def test_adult_with_shelter_and_legal_aid_is_accompanied_until_the_file_closes(
    open_window, language, looks
):
    worker, house, lawyer, focal = windows = [
        open_window(language, width, looks=looks) for width in (DESK, PHONE, PHONE, DESK)
    ]
    adult.open_house(house)
    code = adult.begin(worker)
    adult.hold_a_bed(worker, code)
    stay = adult.take_in(house)
    referral = adult.ask_a_lawyer(worker, code)
    adult.give_legal_aid(lawyer, referral)
    adult.agree_on_a_plan(worker, code, referral)
    adult.try_to_close(worker, code)
    adult.say_goodbye(house, stay)
    adult.propose_to_close(worker, code)
    agree_to_close(focal, code)
    adult.closed(worker, code)
    faults = [fault for window in windows for fault in window.faults]
    assert not faults, "\n".join(faults)
