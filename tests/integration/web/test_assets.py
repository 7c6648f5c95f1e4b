"""Our own files: the same for everybody, compressed for whoever can unpack."""

import gzip

import pytest

from casework.web.assets import FOLDER

FILES = sorted(file.name for file in FOLDER.iterdir())


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_sent_compressed_only_to_whoever_can_unpack_it(sqlite_app, name):
    browser, content = sqlite_app.test_client(), (FOLDER / name).read_bytes()
    plain = browser.get(f"/static/{name}")
    packed = browser.get(f"/static/{name}", headers={"Accept-Encoding": "gzip, br"})
    assert plain.data == gzip.decompress(packed.data) == content
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding"
    assert packed.content_type == plain.content_type


@pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "gzip"}])
def test_a_file_that_the_browser_holds_already_is_not_sent_again(sqlite_app, headers):
    browser = sqlite_app.test_client()
    held = browser.get("/static/sanad.css", headers=headers).headers["ETag"]
    again = browser.get("/static/sanad.css", headers={**headers, "If-None-Match": held})
    assert (again.status_code, again.data) == (304, b"")
