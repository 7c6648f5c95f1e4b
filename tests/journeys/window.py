"""One person's browser window: it goes where the person goes, and looks at each page it is told to.

What is wrong with a page is collected, not raised, so that one walk tells everything at once.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.integration.accounts.passwords import PASSWORD
from tests.journeys.looking import faults_of

HEIGHT = 844
Typed = Mapping[str, str | list[str]]


class Window:
    """A window of one width in one language, with cookies of its own."""

    def __init__(self, browser: Any, url: str, language: str, width: int, **how: bool) -> None:
        """`scripts` False: the browser runs none. `looks` False: pages are used, not looked at."""
        self.language = language
        self.width = width
        self.scripts = how.get("scripts", True)
        self.looks = self.scripts and how.get("looks", True)
        self.faults: list[str] = []
        self._network = True
        self._url = url
        self._context = browser.new_context(
            viewport={"width": width, "height": HEIGHT},
            locale={"fr": "fr-MA", "ar": "ar-MA", "en": "en-GB"}[language],
            java_script_enabled=self.scripts,
            reduced_motion="reduce",
            ignore_https_errors=True,  # a house over HTTPS has a certificate that it made itself
        )
        self._context.set_default_timeout(15_000)
        self.page = self._context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))

    def close(self) -> None:
        """The window closes."""
        self._context.close()

    @property
    def path(self) -> str:
        """Where this window is, without the host and the query."""
        return str(self.page.url).removeprefix(self._url).partition("?")[0]

    @property
    def text(self) -> str:
        """What stands in the main part of the page, as it is read."""
        return str(self.page.inner_text("main"))

    def visit(self, path: str, *statuses: int) -> None:
        """Type an address of Sanad, and be answered with 200 or one of the statuses."""
        answer = self.page.goto(self._url + path)
        assert answer.status in (statuses or (200,)), f"{path}: {answer.status}"

    def come_in(self, persona: str) -> None:
        """Sign in on the sign-in form."""
        self.visit("/")
        self.send({"username": persona, "password": PASSWORD})
        assert self.path == "/", f"{persona} could not sign in"
        if self.page.locator("html").get_attribute("lang") != self.language:
            self.press(f"form.langs button[value={self.language}]")

    def leave(self) -> None:
        """Sign out by the button at the foot of the page."""
        self.press("footer form[action='/logout'] button")

    def press(self, selector: str) -> None:
        """Press the one visible thing that fits, and wait for the page it leads to."""
        target = self.page.locator(selector).locator("visible=true")
        with self.page.expect_navigation():
            target.first.click()

    def fill(self, typed: Typed) -> None:
        """Type, choose and tick, by the names of the fields."""
        for name, value in typed.items():
            self._set(name, value)

    def send(self, typed: Typed | None = None, button: str = "") -> None:
        """Fill and send the form that holds the first of the fields."""
        typed = typed or {}
        self.fill(typed)
        holds = f":has([name='{next(iter(typed))}'])" if typed else ""
        form = f"main form[method=post]{holds}"
        inside = button or f"{form} button:not([name]), {form} button[name]"
        if self.page.locator(inside).locator("visible=true").count() == 0:
            inside = ".dock button[form='page']:not(.danger)"
        there = self.page.locator(inside).locator("visible=true").count()
        assert there, f"nothing to send on {self.path}: {self.text[:400]}"
        self.press(inside)

    def open_details(self) -> None:
        """Open everything on the page that opens."""
        closed = self.page.locator("main details:not([open]) > summary")
        while closed.count():
            closed.first.click()

    @contextmanager
    def without_network(self) -> Iterator[None]:
        """The network is off for a moment: that requests fail is no fault then."""
        self._network = False
        self._context.set_offline(True)
        yield
        self._context.set_offline(False)
        self.page.wait_for_timeout(50)  # what failed meanwhile is told by then
        self._network = True

    def download(self, selector: str) -> bytes:
        """Press a link that leads to a file, and give what came."""
        with self.page.expect_download() as coming:
            self.page.locator(selector).first.click()
        return Path(coming.value.path()).read_bytes()

    def look(self, name: str) -> None:
        """Check the page in every way we know, and keep its picture. Without scripts there is
        nothing to check with."""
        if not self.looks:
            return
        found = faults_of(self.page, self.language, self.width, name)
        self.faults += [f"{name} ({self.path}): {fault}" for fault in found]

    def _set(self, name: str, value: str | list[str]) -> None:
        field = self.page.locator(f"main [name='{name}']").first
        closed = self.page.locator("details:not([open])", has=self.page.locator(f"[name='{name}']"))
        if closed.count():
            closed.locator("summary").click()
        kind = field.evaluate("field => field.type")
        if kind in ("radio", "checkbox"):
            self._tick(name, [value] if isinstance(value, str) else value)
        elif kind == "select-one":
            field.select_option(str(value))
        else:
            field.fill(str(value))

    def _tick(self, name: str, values: list[str]) -> None:
        for value in values:
            self.page.locator(f"main [name='{name}'][value='{value}']").check()

    def _console(self, message: Any) -> None:
        refused = re.search(r"status of (403|404|409|410|422)", message.text)
        if "net::ERR_" in message.text and not self._network:
            return
        if message.type in ("error", "warning") and not refused:
            self.faults.append(f"console on {self.path}: {message.text}")
