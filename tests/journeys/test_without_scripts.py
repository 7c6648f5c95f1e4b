"""A whole screening in a browser that runs no scripts."""

from tests.journeys.thread import Thread
from tests.journeys.walk import PHONE, screen


def test_an_inspector_can_screen_when_the_browser_runs_no_scripts(open_window):
    thread, phone = Thread(), open_window("fr", PHONE, scripts=False)
    screen(phone, thread)
    assert phone.path == f"/s/{thread.screening}/result"
    assert phone.faults == []
