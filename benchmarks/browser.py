"""One browser over one kept connection: enough to open pages and send their forms."""

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urlencode

MARK = "X-Benchmark"
Fields = Mapping[str, list[str]]


class OtherServer(Exception):
    """The answer did not come from the process under test."""


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    text: bytes

    @property
    def well(self) -> bool:
        """2xx or 3xx."""
        return 200 <= self.status < 400


class Browser:
    """Signed in by its cookie; `mark` is what the server under test puts on its answers."""

    def __init__(self, port: int, token: str, mark: str) -> None:
        self._connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {
            "Cookie": f"sanad={token}; lang=fr",
            "Accept": "text/html",
            "Sec-Fetch-Site": "same-origin",
        }
        self._mark = mark

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self._send("GET", path, None)

    def post(self, path: str, fields: Fields) -> Answer:
        """Send a form."""
        return self._send("POST", path, urlencode(fields, doseq=True).encode())

    def _send(self, method: str, path: str, body: bytes | None) -> Answer:
        headers = dict(self._headers)
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        text = response.read()
        if response.getheader(MARK) != self._mark:
            raise OtherServer(path)
        return Answer(response.status, text)


def form_fields(page: bytes, form_id: str) -> dict[str, list[str]]:
    """What the form of this id would send if it were sent untouched."""
    reader = _Form(form_id)
    reader.feed(page.decode())
    return reader.fields


class _Form(HTMLParser):
    def __init__(self, form_id: str) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._id = form_id
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = dict(attrs)
        if tag == "form":
            self._inside = at.get("id") == self._id
        elif self._inside and at.get("name") and _is_sent(tag, at):
            self.fields.setdefault(str(at["name"]), []).append(at.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag != "form"


def _is_sent(tag: str, at: Mapping[str, str | None]) -> bool:
    """Of texts only empty ones are met here; a button is sent when it is pressed."""
    if tag == "input" and at.get("type") in ("radio", "checkbox"):
        return "checked" in at
    return tag in ("input", "textarea") and at.get("type") != "submit"
