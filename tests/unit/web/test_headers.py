"""What every answer tells the browser."""

import re

import pytest
from flask import Flask, Response
from flask.testing import FlaskClient

from casework.web.assets import FOLDER, fingerprint


@pytest.mark.parametrize("path", ["/help", "/hide", "/nowhere", "/static/nothing.css"])
def test_a_page_is_never_kept_and_runs_nothing_but_our_files(browser: FlaskClient, path) -> None:
    told = browser.get(path).headers
    assert told["Cache-Control"] == "no-store"
    policy = dict(part.split(" ", 1) for part in told["Content-Security-Policy"].split("; "))
    assert policy.pop("require-trusted-types-for") == "'script'"
    assert {name for name, value in policy.items() if value == "'self'"} == {
        "script-src", "style-src", "img-src", "connect-src", "manifest-src", "worker-src",
        "form-action",
    }  # fmt: skip
    assert {name for name, value in policy.items() if value == "'none'"} == {
        "default-src", "frame-ancestors", "base-uri", "trusted-types"
    }  # fmt: skip
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "no-referrer"
    assert told["Cross-Origin-Opener-Policy"] == "same-origin"
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"
    assert told["Cross-Origin-Embedder-Policy"] == "require-corp"
    assert "noindex" in told["X-Robots-Tag"]
    assert "camera=()" in told["Permissions-Policy"]
    assert "Strict-Transport-Security" not in told


def test_our_files_are_kept_under_the_name_of_their_content(browser: FlaskClient) -> None:
    page = browser.get("/help").text
    for name in ("sanad.css", "sanad.js", "icon.svg"):
        address = f"/static/{name}?v={fingerprint(name)}"
        assert address in page
        answer = browser.get(address)
        assert "immutable" in answer.headers["Cache-Control"]
        assert "public" in answer.headers["Cache-Control"]
        assert answer.data == (FOLDER / name).read_bytes()


@pytest.mark.parametrize(
    "name", ["../web/home.py", "..%2fhome.py", "%2e%2e/home.py", "/etc/passwd"]
)
def test_nothing_else_is_served_as_a_file(browser: FlaskClient, name) -> None:
    assert browser.get(f"/static/{name}").status_code == 404


def test_https_is_asked_for_when_it_is_there(web: Flask) -> None:
    web.extensions["settings"].https = True
    told = web.test_client().get("/help").headers
    assert re.match(r"max-age=\d{8};", told["Strict-Transport-Security"])


def test_a_download_runs_nothing_at_all(web: Flask) -> None:
    @web.get("/file")
    def file() -> Response:
        return Response("a,b", headers={"Content-Disposition": "attachment; filename=x.csv"})

    told = web.test_client().get("/file").headers
    assert told["Content-Security-Policy"].endswith("sandbox")
    assert told["Cache-Control"] == "no-store"
