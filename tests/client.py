"""A test client that checks every page it fetches, and submits the forms that stand on it.

A page must be whole: its language and direction, one heading, no raw message of the machine, the
headers that keep it private. A form is submitted as a browser would: with its hidden fields.
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Typed = Mapping[str, str | list[str]]
_RAW = re.compile(r"Traceback|jinja2\.|sqlalchemy\.|&lt;Sealed|None</")


class Page:
    """An answer, with its text and its forms."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.text = response.get_data(as_text=True)
        self.location = response.headers.get("Location", "")

    def forms(self) -> "list[HtmlForm]":
        """The forms of the page, in order."""
        reader = _FormReader()
        reader.feed(self.text)
        return reader.forms

    def form(self, containing: str | None = None) -> "HtmlForm":
        """The first form in the main part with this field (or button), or the first of all."""
        main = [form for form in self.forms() if not form.action.startswith(("/lang", "/hide"))]
        for form in main:
            if containing is None or containing in form.fields or containing in form.names:
                return form
        raise AssertionError(f"no form with {containing!r} on the page")


class HtmlForm:
    """What a form would send if submitted untouched."""

    def __init__(self, action: str, method: str) -> None:
        self.action = action
        self.method = method
        self.fields: dict[str, list[str]] = {}
        self.names: set[str] = set()

    def filled(self, typed: Typed) -> dict[str, Any]:
        """The form with some fields typed over."""
        return {**self.fields, **typed}


class _FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[HtmlForm] = []
        self._open: HtmlForm | None = None
        self._select: str | None = None
        self._area: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "form":
            self._open = HtmlForm(at.get("action") or "", (at.get("method") or "get").lower())
            self.forms.append(self._open)
        elif self._open is not None:
            self._field(tag, at)

    def _field(self, tag: str, at: dict[str, str | None]) -> None:
        assert self._open is not None
        name = at.get("name") or ""
        if tag in ("input", "textarea", "select", "button") and name:
            self._open.names.add(name)
        if tag == "input" and name:
            ticked = at.get("type") not in ("radio", "checkbox") or "checked" in at
            if ticked and at.get("type") != "submit":
                self._open.fields.setdefault(name, []).append(at.get("value") or "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and "selected" in at:
            self._open.fields.setdefault(self._select, []).append(at.get("value") or "")
        elif tag == "textarea":
            self._area = name
            self._open.fields.setdefault(name, []).append("")

    def handle_data(self, text: str) -> None:
        if self._area and self._open is not None:
            kept = self._open.fields[self._area]
            kept[-1] += text.removeprefix("\n") if not kept[-1] else text

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = None


class SanadClient:
    """One browser of one persona."""

    def __init__(self, app: Flask, token: str | None = None, language: str = "fr") -> None:
        self.http: FlaskClient = app.test_client()
        self.language = language
        if token is not None:
            self.http.set_cookie("sanad", token)
        self.http.set_cookie("lang", language)

    def get(self, path: str, status: int = 200) -> Page:
        """Fetch a page and check it."""
        page = Page(self.http.get(path, headers=self._headers()))
        assert page.status == status, f"GET {path}: {page.status}, not {status}"
        self._check(page)
        return page

    def post(self, path: str, typed: Typed, status: int = 303) -> Page:
        """Send fields as they are."""
        page = Page(self.http.post(path, data=dict(typed), headers=self._headers()))
        assert page.status == status, (
            f"POST {path}: {page.status}, not {status}: {_problems(page.text)}"
        )
        self._check(page)
        return page

    def submit(
        self, path: str, typed: Typed, status: int = 303, containing: str | None = None
    ) -> Page:
        """Open a page, fill the form on it that has the given (or first typed) field, send it."""
        first = containing or next(iter(typed), None)
        form = self.get(path).form(first)
        return self.post(form.action or path, form.filled(typed), status)

    def say_why(self, reason: str = "supervision") -> "SanadClient":
        """Say why tables of the dashboards are taken as files; good for a quarter of an hour."""
        self.submit("/m/table?table=case.sex&period=2025", {"reason": reason})
        return self

    def _headers(self) -> dict[str, str]:
        return {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}

    def _check(self, page: Page) -> None:
        if not page.response.mimetype.startswith("text/html") or page.status in (302, 303):
            return
        assert not _RAW.search(page.text), _RAW.search(page.text)
        assert page.text.count("<h1") == 1, "a page has one h1"
        assert re.search(r'<html lang="(fr|ar|en|es)"', page.text)
        assert page.response.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in page.response.headers["Content-Security-Policy"]
        assert " style=" not in page.text


def _problems(text: str) -> str:
    found = re.findall(r'class="err"[^>]*>(.*?)</p>', text, re.S)
    return " | ".join(re.sub(r"<[^>]+>", "", one).strip() for one in found)[:300]
