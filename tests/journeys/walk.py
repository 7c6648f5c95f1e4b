"""The whole walk, one sitting after the other: from a screening to a protected number."""

from collections.abc import Callable

from tests.journeys import caseworker, colleagues, inspector
from tests.journeys.thread import Thread
from tests.journeys.window import Window

PHONE, DESK = 390, 1280


def whole_walk(open_window: Callable[..., Window], language: str) -> list[str]:
    """Walk it in one language; gives everything that is wrong with the pages on the way."""
    thread = Thread()
    phone, focal, desk, shelter, analyst, administrator, anybody = windows = [
        open_window(language, width) for width in (PHONE, *[DESK] * 5, PHONE)
    ]
    screen(phone, thread)
    colleagues.triage(focal, thread)
    colleagues.assign(focal, thread)
    inspector.hear_back(phone, thread)
    caseworker.record(desk, thread)
    caseworker.identify(desk, thread)
    caseworker.assess_and_inform(desk, thread)
    caseworker.ask_on_the_screen(desk, thread)
    caseworker.reveal(desk, thread)
    colleagues.see_no_name(focal, thread)
    caseworker.refer(desk, thread)
    colleagues.accept(shelter, thread)
    caseworker.follow(desk, thread)
    caseworker.err(desk, thread)
    caseworker.darken(desk, thread)
    colleagues.analyse(analyst, thread)
    colleagues.administer(administrator, thread)
    inspector.shared(anybody)
    return [fault for window in windows for fault in window.faults]


def screen(phone: Window, thread: Thread) -> None:
    """A whole screening, with a pause in the middle."""
    phone.visit("/")
    inspector.begin_screening(phone, thread)
    inspector.screen_until(phone, "freedom")
    inspector.pause_and_come_back(phone, thread)
    inspector.screen_until(phone, "check")
    inspector.send_screening(phone, thread)
