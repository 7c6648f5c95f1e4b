"""Sending a file through the browser: nothing touches a disk in clear, each refusal says why."""

import socketserver
import tempfile
import threading
from dataclasses import replace
from io import BytesIO

import pytest

from tests.integration.documents.conftest import TITLE, picture, png_of, sheet

TYPED = {"kind": "medical", "title": TITLE, "language": "fr"}


def send(client_as, archive, code, content, name="certificat.pdf", **typed):
    worker = client_as("caseworker")
    at = f"/c/{code}/documents/new"
    form = worker.get(at).form("title")
    fields = {**form.fields, **TYPED, **typed, "file": (BytesIO(content), name)}
    headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    answer = worker.http.post(at, data=fields, headers=headers, content_type="multipart/form-data")
    return answer.status_code, answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("content", "name", "media"),
    [
        (sheet(acting=True), "certificat.pdf", "application/pdf"),
        (picture(), "Photo du lieu.JPG", "image/jpeg"),
        (picture("PNG"), "plan", "image/png"),
    ],
)
def test_a_file_that_is_sent_can_be_downloaded_and_never_shown(
    archive, client_as, content, name, media
):
    code = archive.assigned()
    status, _text = send(client_as, archive, code, content, name)
    assert status == 303
    listed = client_as("caseworker").get(f"/c/{code}/documents").text
    assert TITLE in listed
    path = listed.partition(f'href="/c/{code}/documents/')[2]
    path = path.partition(f'href="/c/{code}/documents/')[2].partition('"')[0]
    answer = client_as("caseworker").http.get(f"/c/{code}/documents/{path}")
    assert answer.mimetype == media
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="DOC-1.')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert int(answer.headers["Content-Length"]) == len(answer.get_data())
    assert b"Canari" not in answer.get_data()


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "vide.pdf", "Ce fichier est vide"),
        (b"GIF89a<script>alert(1)</script>", "photo.png", "ni un PDF, ni un JPEG"),
        (picture(), "photo.pdf", "annonce un autre type"),
        (png_of(100_000, 100_000), "un-pixel.png", "demande trop"),
        (sheet(locked=True), "secret.pdf", "mot de passe"),
        (b"%PDF-" + bytes(10 * 1024 * 1024), "gros.pdf", "trop lourd"),
    ],
)
def test_a_file_that_is_not_kept_says_why_and_keeps_what_was_typed(
    archive, client_as, content, name, says
):
    code = archive.assigned()
    status, text = send(client_as, archive, code, content, name)
    assert status == 422
    assert says in text
    assert TITLE in text
    assert archive.kept(code) == []


def test_a_request_over_the_limit_is_refused_before_it_is_read(archive, client_as):
    code = archive.assigned()
    status, _text = send(client_as, archive, code, bytes(13 * 1024 * 1024))
    assert status == 413


def test_a_small_form_elsewhere_keeps_its_small_limit(archive, client_as):
    code = archive.assigned()
    answer = client_as("caseworker").http.post(
        f"/c/{code}/notes",
        data={"text": (BytesIO(bytes(3 * 1024 * 1024)), "x")},
        headers={"Sec-Fetch-Site": "same-origin"},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 413


def test_a_large_file_is_never_spooled_to_a_temporary_file(
    archive, client_as, monkeypatch, tmp_path
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def refuse(*args, **kwargs):
        raise AssertionError("a temporary file was opened")

    for name in ("TemporaryFile", "NamedTemporaryFile", "mkstemp", "SpooledTemporaryFile"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("werkzeug.formparser.SpooledTemporaryFile", refuse, raising=False)
    code = archive.assigned()
    large = picture("PNG", (900, 900)) + bytes(1_000_000)
    status, _text = send(client_as, archive, code, large, "grande.png")
    assert status == 303
    assert list(tmp_path.iterdir()) == []


def test_somebody_without_the_case_is_refused_before_the_file_is_looked_into(
    archive, client_as, monkeypatch
):
    monkeypatch.setattr("casework.documents.views.examine", lambda *args: pytest.fail("looked"))
    code = archive.assigned()
    form = client_as("caseworker").get(f"/c/{code}/documents/new").form("title")
    fields = {**form.fields, **TYPED, "file": (BytesIO(sheet()), "a.pdf")}
    for persona, status in (("colleague_caseworker", 404), ("focal_point", 403)):
        browser = client_as(persona)
        token = browser.get("/me").form().fields["csrf_token"]
        answer = browser.http.post(
            f"/c/{code}/documents/new",
            data={**fields, "csrf_token": token, "file": (BytesIO(sheet()), "a.pdf")},
            headers={"Sec-Fetch-Site": "same-origin"},
            content_type="multipart/form-data",
        )
        assert answer.status_code == status


class _Clamd(socketserver.BaseRequestHandler):
    """Speaks the INSTREAM command of clamd as its manual describes it (clamd(8))."""

    def handle(self) -> None:
        stream = self.request.makefile("rb")
        command = b""
        while not command.endswith((b"\n", b"\0")):
            command += stream.read(1)
        content = b""
        while size := int.from_bytes(stream.read(4), "big"):
            content += stream.read(size)
        found = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE" in content
        self.request.sendall(b"stream: Eicar-Signature FOUND\n" if found else b"stream: OK\n")


@pytest.fixture
def scanner(archive):
    """A scanner that is set up and answers."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Clamd) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield from _with_scanner(archive, f"tcp://127.0.0.1:{server.server_address[1]}")
        server.shutdown()


def _with_scanner(archive, url):
    settings = archive.app.extensions["settings"]
    archive.app.extensions["settings"] = replace(settings, clamav_url=url)
    yield url
    archive.app.extensions["settings"] = settings


@pytest.fixture
def silent_scanner(archive):
    """A scanner that is set up and does not answer."""
    yield from _with_scanner(archive, "unix:///nowhere/clamd.sock")


def test_scanner_lets_a_sound_file_in_and_refuses_a_harmful_one(archive, client_as, scanner):
    code = archive.assigned()
    assert send(client_as, archive, code, sheet())[0] == 303
    harmful = sheet() + b"%X5O EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
    status, text = send(client_as, archive, code, harmful)
    assert status == 422
    assert "quelque chose de dangereux" in text
    assert len(archive.kept(code)) == 1


def test_no_file_is_kept_while_the_scanner_is_silent(archive, client_as, silent_scanner):
    code = archive.assigned()
    status, text = send(client_as, archive, code, sheet())
    assert status == 422
    assert "ne répond pas" in text
    assert archive.kept(code) == []
