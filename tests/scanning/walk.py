"""Every page that a role may open, with the forms and parameters that stand on it.

The scanners are told where to go from here: a crawler that starts at the home page meets a part of
the pages only. The addresses are those of the table of access, filled with the codes of the scene.
"""

import http.client
import re
import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl, urlsplit

from tests.architecture.access import Access, everything
from tests.client import HtmlForm, _FormReader
from tests.personas import SIGNED_OUT
from tests.scanning.house import one_of_each_role
from tests.scanning.target import NOBODY, Target

# What ends the session, or leads it back to enrolment: a scanner would be signed out from there on.
# Nobody has no session to lose, and is let at the ways in.
LEAVING = re.compile(r"/(logout|hide|lang)$|^/me/(password|not-me|sessions/.*|second-factor/.*)$")
_WAYS_IN = re.compile(r"^/(login|enrol)\b")
_LINK = re.compile(r'href="(/[^"?#]*)\?([^"#]+)"')
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Seen:
    """What one role met: pages that opened, forms by their address, parameters of addresses."""

    role: str
    cookie: str = ""
    token: str = ""
    pages: list[str] = field(default_factory=list)
    forms: dict[str, HtmlForm] = field(default_factory=dict)
    asked: dict[str, dict[str, str]] = field(default_factory=dict)
    signed_in: bool = False


def persona_of(role: str) -> str:
    """Who stands for this role in the table of access."""
    return SIGNED_OUT if role == NOBODY else one_of_each_role()[role]


def ends_session(role: str, address: str) -> bool:
    """Whether a scanner of this role is not to go there."""
    path = urlsplit(address).path
    return bool(LEAVING.search(path)) or (role != NOBODY and bool(_WAYS_IN.search(path)))


def places(target: Target, role: str, method: str) -> Iterator[tuple[str, Access]]:
    """Every address that answers to this method, without those that end the session."""
    for access in everything().values():
        path = access.path.format_map(target.codes)
        if access.method == method and not ends_session(role, path):
            yield path, access


def walk(target: Target, role: str) -> Seen:
    """Open each page that this role may open."""
    seen = anew(target, Seen(role))
    for path, access in places(target, role, "GET"):
        if access.expected(persona_of(role)) != 200:
            continue
        status, text = get(target, path, seen.cookie)
        if status == 200 and "<html" in text[:300]:
            seen.pages.append(path)
            _keep(seen, path, text)
    return seen


def anew(target: Target, seen: Seen) -> Seen:
    """The same in a new session: what a scanner did with the one before hinders nobody after it."""
    fresh = replace(seen, cookie=target.cookie(seen.role))
    fresh.signed_in = is_signed_in(target, fresh)
    fresh.token = next(iter(_TOKEN.findall(get(target, "/help", fresh.cookie)[1])), "")
    return fresh


def is_signed_in(target: Target, seen: Seen) -> bool:
    """Whether its session still opens its own pages; nobody has none."""
    return seen.role == NOBODY or get(target, "/me", seen.cookie)[0] == 200


def get(target: Target, path: str, cookie: str) -> tuple[int, str]:
    """One page; redirects are not followed."""
    place = urlsplit(target.url)
    trusted = ssl.create_default_context(cafile=str(target.authority))
    line = http.client.HTTPSConnection(
        place.hostname or "", place.port, timeout=30, context=trusted
    )
    try:
        line.request("GET", path, headers={"Cookie": cookie, "Accept": "text/html"})
        answer = line.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        line.close()


def _keep(seen: Seen, path: str, text: str) -> None:
    reader = _FormReader()
    reader.feed(text)
    for form in reader.forms:
        place = urlsplit(form.action or path)
        if ends_session(seen.role, place.path):
            continue
        if form.method == "post":
            seen.forms.setdefault(form.action or path, form)
        else:
            firsts = {name: values[0] for name, values in form.fields.items()}
            _ask(seen, place.path, dict.fromkeys(form.names, "") | firsts)
    for where, query in _LINK.findall(text):
        _ask(seen, where, dict(parse_qsl(query.replace("&amp;", "&"), keep_blank_values=True)))


def _ask(seen: Seen, path: str, parameters: Mapping[str, str]) -> None:
    if not ends_session(seen.role, path):
        seen.asked.setdefault(path, {}).update(parameters)
