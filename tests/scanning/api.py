"""The interface of Sanad as an OpenAPI description, made for schemathesis at each scan.

Sanad has pages and forms and no separate interface for programs; what is described is every address
that a role may open, with the fields of the forms it was shown. schemathesis sends what fits the
description and what does not. Asked of each answer: no error of the server, a status that is among
the known ones, and the headers that keep a page private.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, parse

from flask import Flask

from tests.scanning.findings import Finding
from tests.scanning.target import CannotBeHad, Target, named, program, run
from tests.scanning.walk import Seen, persona_of, places

Json = dict[str, Any]
STATUSES = (200, 206, 303, 304, 308, 400, 403, 404, 405, 409, 410, 413, 414, 415, 422, 429)
SERVER_ERROR = "ST101"
_RULE = re.compile(r"^- (ST\d+) (.+)$", re.M)
_PART = re.compile(r"<(?:[^:<>]+:)?(\w+)>")
_WORDS = {"type": "string", "maxLength": 60}
_NEEDED = {
    "Content-Security-Policy": {"type": "string", "minLength": 40},
    "X-Content-Type-Options": {"enum": ["nosniff"]},
    "Referrer-Policy": {"enum": ["no-referrer"]},
    "Strict-Transport-Security": {"type": "string", "minLength": 10},
    "Cache-Control": {"type": "string", "minLength": 8},
}


def description(app: Flask, target: Target, seen: Seen) -> Json:
    """Every address that this role may open, and what it takes."""
    rules, paths = app.url_map.bind("localhost"), {}
    for method in ("GET", "POST"):
        for path, access in places(target, seen.role, method):
            if access.expected(persona_of(seen.role)) in (403, 404):
                continue
            bare = urlsplit(path).path
            rule, parts = rules.match(bare, method, return_rule=True)
            operation = _reading(parts, seen.asked.get(bare, {}))
            if method == "POST":
                form = seen.forms.get(bare)
                if form is None:
                    continue  # not offered to this role in this scene
                operation["requestBody"] = _body(form.names, form.fields, seen.token)
            paths.setdefault(_PART.sub(r"{\1}", rule.rule), {})[method.lower()] = operation
    return {"openapi": "3.0.3", "info": {"title": "Sanad", "version": "1"}, "paths": paths}


def _reading(parts: Json, asked: dict[str, str]) -> Json:
    within = [
        {"name": name, "in": "path", "required": True, "schema": {"enum": [str(value)]}}
        for name, value in parts.items()
    ]
    after = [
        {"name": name, "in": "query", "required": False, "schema": _like(value)}
        for name, value in asked.items()
    ]
    headers = {name: {"required": True, "schema": schema} for name, schema in _NEEDED.items()}
    answers = {str(status): {"description": "", "headers": headers} for status in STATUSES}
    return {"parameters": [*within, *after], "responses": answers}


def _like(value: str) -> Json:
    return {"anyOf": [{"enum": [value]}, _WORDS]} if value else _WORDS


def _body(names: set[str], fields: dict[str, list[str]], token: str) -> Json:
    known = {name: fields.get(name, [""])[0] for name in sorted(names)}
    takes: Json = {
        name: _like(value)
        for name, value in known.items()
        if name != "idempotency_key"  # the same one with other content is refused
    }
    takes["csrf_token"] = {"enum": [token]}
    shape = {"type": "object", "properties": takes, "required": ["csrf_token"]}
    return {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": shape}}}


def schemathesis(
    app: Flask, target: Target, seen: Seen, seconds: int, folder: Path
) -> Iterator[Finding]:
    """What fits the description and what does not, for so many seconds."""
    told, report = folder / f"api-{seen.role}.json", folder / f"api-{seen.role}.xml"
    described = description(app, target, seen)
    told.write_text(json.dumps(described), encoding="utf-8")
    line = [
        program("schemathesis"), "run", str(told), "--url", target.url, "--tls-verify", "false",
        "-H", f"Cookie: {seen.cookie}", "-H", "Sec-Fetch-Site: same-origin",
        "-H", named("schemathesis", seen.role),
        "--checks",
        "not_a_server_error,status_code_conformance,response_headers_conformance",
        "--phases", "fuzzing", "-n", "3", "--max-time", str(seconds), "--no-shrink", "--seed", "1",
        "--continue-on-failure", "--generation-database", "none", "--workers", "1",
        "--request-timeout", "20", "--warnings", "off", "--no-color",
        "--report", "junit", "--report-junit-path", str(report),
    ]  # fmt: skip
    said = run(line, 3 * seconds + 60, folder)
    if not report.exists():
        raise CannotBeHad(f"schemathesis ended without a report: {said[-400:]}")
    found, count = parse(report).getroot(), sum(map(len, described["paths"].values()))
    print(f"  schemathesis {seen.role}: {reached(found)} of {count} addresses")
    yield from failures(found, seen.role)


def failures(report: Element, role: str) -> Iterator[Finding]:
    """One for each kind of failure of an address; an error of the server is grave."""
    for case in report.iter("testcase"):
        place = case.get("name") or ""
        for one in (*case.iter("failure"), *case.iter("error")):
            text = one.text or ""
            for code, rule in dict.fromkeys(_RULE.findall(text)) or {("", "error"): None}:
                weight = "high" if code == SERVER_ERROR else "medium"
                yield Finding("schemathesis", rule, place, weight, role, text[:400])


def reached(report: Element) -> int:
    """How many addresses were tried before the time was over."""
    return sum(next(case.iter("skipped"), None) is None for case in report.iter("testcase"))
