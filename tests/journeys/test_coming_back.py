"""A refusal, and months later a self-request: to an open door, or after the file was closed."""

import pytest

from tests.journeys import coming_back
from tests.journeys.house import open_house
from tests.journeys.walk import DESK, PHONE
from tests.journeys.words import CAME_BACK, CAME_BY_THEMSELVES

MONTHS = 7


@pytest.fixture(scope="module")
def house(chromium_path, tmp_path_factory):
    """A Sanad whose clock moves."""
    with open_house(tmp_path_factory.mktemp("back"), lambda _app: None, moved=True) as opened:
        yield opened


@pytest.mark.parametrize(("language", "width"), [("fr", DESK), ("ar", PHONE)])
def test_who_declined_asks_for_help_by_themselves_months_later(house, open_window, language, width):
    worker = open_window(language, width)
    code = coming_back.arrive(worker)
    coming_back.decline(worker, house, code)
    coming_back.come_by_themselves(worker, house, code, MONTHS)
    coming_back.accept_after_all(worker, code)
    for words in CAME_BY_THEMSELVES[language]:
        assert words.lower() in worker.text.lower(), words
    assert not worker.faults, "\n".join(worker.faults)


def test_who_was_asked_after_the_file_closed_can_be_helped_with_the_same_file(house, open_window):
    worker, focal = open_window("fr", DESK, looks=False), open_window("fr", PHONE, looks=False)
    code = coming_back.arrive(worker)
    coming_back.decline(worker, house, code)
    coming_back.propose_to_close(worker, code)
    coming_back.agree_to_close(focal, code)
    coming_back.ask_for_help(worker, code)
    coming_back.sort_again(focal, code)
    coming_back.accept_help(worker, code)
    for words in CAME_BACK:
        assert words.lower() in worker.text.lower(), words
    faults = worker.faults + focal.faults
    assert not faults, "\n".join(faults)
