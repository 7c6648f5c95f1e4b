"""The short form on a phone: few taps from the home page to the result, and light pages."""

from typing import Any

import pytest

from tests.journeys.walk import PHONE

QUESTIONS = 24 + 11  # those that feed indicators, and those about the meeting and the person
MOST_TAPS = 50
MOST_BYTES = 50_000  # of one first visit, compressed, with everything the page asks for

# Where the first answer would end the interview, or say that nothing was found.
CHOSEN = {
    "a-safe_to_talk": "yes",
    "a-interpreter": "not_needed",
    "a-age_group": "adult",
    "a-sector": "C",
    "a-pay": "unpaid",
    "a-papers": "kept",
    "a-go_out": "no",
}
COUNT = "addEventListener('pointerdown', event => event.isTrusted && window.tapped(), true)"


class Taps:
    """A finger on a phone, and how often it touched the screen. Typing is not counted; a list
    that opens is two touches."""

    def __init__(self, window: Any) -> None:
        self.window = window
        self.page = window.page
        self.count = 0
        self.answered: list[str] = []
        self.page.expose_function("tapped", self._tapped)
        self.page.add_init_script(COUNT)

    def press(self, selector: str) -> None:
        """Touch what leads on."""
        self.window.press(selector)

    def choose(self, name: str, value: str) -> None:
        """Open a list and touch one of its lines."""
        self.page.locator(f"main [name='{name}']").select_option(value)
        self.count += 2

    def answer_page(self) -> None:
        """Give one answer to every question of the page that has answers to touch."""
        for name in self._questions():
            if not self.page.locator(f"main [name='{name}']:checked").count():
                self._answer(name)
            self.answered.append(name)

    def _questions(self) -> list[str]:
        found = self.page.locator("main [name^='a-']:visible").evaluate_all(
            "fields => fields.filter(one => one.type !== 'textarea').map(one => one.name)"
        )
        return [name for name in dict.fromkeys(found) if not name.startswith("a-danger")]

    def _answer(self, name: str) -> None:
        field = self.page.locator(f"main [name='{name}']").first
        kind = field.evaluate("field => field.type")
        if kind == "select-one":
            first = field.locator("option").nth(1).get_attribute("value")
            self.choose(name, CHOSEN.get(name) or first)
        elif kind in ("radio", "checkbox"):
            value = CHOSEN.get(name) or field.get_attribute("value")
            self.page.locator(f"label:has([name='{name}'][value='{value}'])").first.click()
        else:
            field.click()
            field.type("27" if kind in ("number", "text") else "")

    def _tapped(self) -> None:
        self.count += 1


@pytest.fixture(params=["fr", "ar"])
def phone(request, open_window):
    """The phone of an inspector who has met somebody in this province before."""
    window = open_window(request.param, PHONE)
    window.come_in("owner_inspector")
    window.visit("/s/new")
    window.send({"province": "06.141", "instrument": "labour_short"})
    window.visit("/")
    return window


def begin_again(finger: Taps) -> None:
    """From the home page to the first part: what is usual is chosen already."""
    finger.press("a[href='/s/new']")
    finger.press(".dock button[form=page]")


def test_a_full_short_screening_takes_at_most_fifty_taps(phone):
    finger = Taps(phone)
    phone.page.reload()
    begin_again(finger)
    while not phone.path.endswith("/check"):
        finger.answer_page()
        if phone.page.locator("[name=none_else]").count():
            phone.page.locator("label:has([name=none_else])").click()
        finger.press(".dock button[value=next]")
    finger.press(".dock .go button[form=page]")
    assert phone.path.endswith("/result")
    assert len(finger.answered) >= QUESTIONS
    assert MOST_TAPS / 2 < finger.count <= MOST_TAPS


def test_the_first_visit_of_every_part_stays_light(phone):
    finger = Taps(phone)
    begin_again(finger)
    while not phone.path.endswith("/check"):
        weight = weight_of_first_visit(phone.page)
        assert 2_000 < weight <= MOST_BYTES, (phone.path, weight)
        finger.answer_page()
        finger.press(".dock button[value=next]")
        if phone.path.endswith("/danger"):
            finger.press(".dock a")


@pytest.mark.parametrize("phone", ["ar"], indirect=True)
@pytest.mark.parametrize("instrument", ["labour_inspection", "child_minimal"])
def test_other_lists_and_what_an_inspector_opens_around_them_stay_light(phone, instrument):
    phone.visit("/s/new")
    phone.send({"province": "06.141", "instrument": instrument})
    seen = 0
    while not phone.path.endswith("/check"):
        weight = weight_of_first_visit(phone.page)
        assert 2_000 < weight <= MOST_BYTES, (phone.path, weight)
        phone.press(".dock button[value=next]")
        seen += 1
    assert seen >= 3
    for path in (phone.path, "/", "/s", "/s/new", "/v", "/v/new"):
        phone.visit(path)
        weight = weight_of_first_visit(phone.page)
        assert 2_000 < weight <= MOST_BYTES, (path, weight)


def weight_of_first_visit(page: Any) -> int:
    """Bytes over the wire for this page and all it needs, with nothing kept from before."""
    received = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    wire.on("Network.loadingFinished", lambda done: received.append(done["encodedDataLength"]))
    page.reload(wait_until="networkidle")
    wire.detach()
    return int(sum(received))
