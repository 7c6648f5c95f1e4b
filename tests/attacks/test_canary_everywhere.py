"""A working day with canaries in it, and then every place where something may have been left: the
database, its log, temporary files, the program's log, backups, the queue of jobs, the cache, the
session, crash output, what PDFs say of themselves, mail. One test, so that no place is forgotten.
"""

import logging
import re
import sys
import tempfile
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

from casework.accounts.models import UserSession
from casework.backup.making import make_backup
from casework.db import Base, db, unit_of_work
from casework.encryption import age
from casework.jobs import outbox
from casework.jobs.mail import Address
from casework.jobs.queue import EXTENSION, enqueue, open_queue
from config import Backups
from tests.attacks.test_canary import CANARIES, NOTE, _found_in, _seed
from tests.integration.cases.conftest import AMINATA
from tests.integration.documents.conftest import picture
from tests.integration.documents.test_sending_files import TYPED
from tests.integration.jobs.mailbox import open_mailbox
from tests.integration.referrals.conftest import Office
from tests.printed import Printed

ELEVEN = frozenset({
    "database", "write-ahead log", "temporary files", "log", "backups", "job queue", "cache",
    "session", "crash output", "metadata of PDFs", "mail",
})  # fmt: skip
IN_FILE = ("CanariAppareil", "canaritre", "canarifichier")
PICTURE = picture("PNG")  # made before anything is looked at: whoever takes one is not the program
_written: list[str] = []


def _note_writing(event: str, arguments: tuple[object, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str) and _Watching.on:
        mode, flags = arguments[1], arguments[2]
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (
            isinstance(flags, int) and flags & 3
        ):
            _written.append(arguments[0])


class _Watching:
    on = False


sys.addaudithook(_note_writing)


@dataclass
class Places:
    """What was found in each place; every one must hold something, or it was not looked at."""

    found: dict[str, list[bytes]] = field(default_factory=dict)

    def add(self, place: str, *contents: bytes) -> None:
        """More of a place."""
        self.found.setdefault(place, []).extend(contents)

    def canaries(self) -> dict[str, list[str]]:
        """The places that hold one."""
        held = {
            place: sorted({one for content in contents for one in _in(content)})
            for place, contents in self.found.items()
        }
        return {place: words for place, words in held.items() if words}


def _in(content: bytes) -> list[str]:
    more = [word for word in IN_FILE if word.encode().lower() in content.lower()]
    return _found_in(content) + more


@pytest.fixture
def day(sqlite_app, tmp_path, monkeypatch):
    """Where everything of the day goes."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    kept = sqlite_app.extensions["settings"]
    _secret, recipient = age.new_identity()
    backups = Backups(tmp_path / "records", tmp_path / "keys", recipient, recipient)
    sqlite_app.extensions.pop(EXTENSION, None)
    _written.clear()
    _Watching.on = True
    with open_mailbox() as box:
        sqlite_app.extensions["settings"] = replace(kept, smtp_url=box.url, backups=backups)
        yield box, temporary
    _Watching.on = False
    sqlite_app.extensions["settings"] = kept
    sqlite_app.extensions.pop(EXTENSION, None)


def test_no_place_keeps_a_canary(sqlite_app, client_as, day, caplog, capfd, monkeypatch):
    caplog.set_level(logging.DEBUG)
    box, temporary = day
    places = Places()
    code, ref = _seed(Office(sqlite_app))
    worker = client_as("caseworker")
    _look_and_write(worker, code)
    _papers(worker, code, places)
    _crash(sqlite_app, worker, code, places, monkeypatch)
    _caches(worker, client_as("shelter"), code, ref, places)
    _jobs(sqlite_app, places)
    _mail(sqlite_app, box, places)
    _backups(sqlite_app, places)
    _session(sqlite_app, worker, places)
    _disk(sqlite_app, places)
    _temporary(temporary, places)
    places.add("log", *(record.getMessage().encode() for record in caplog.records))
    said = capfd.readouterr()
    places.add("crash output", said.out.encode() + said.err.encode() + b".")
    assert set(places.found) == ELEVEN
    assert [place for place, contents in places.found.items() if not any(contents)] == []
    assert places.canaries() == {}


def _look_and_write(worker, code):
    """Pages, forms that are refused and accepted, an upload with a past, the identity."""
    for part in ("", "/timeline", "/access", "/referrals", "/identity", "/contact", "/documents"):
        worker.get(f"/c/{code}{part}")
    # so that there is something to be left behind
    assert AMINATA.spoken_name in worker.get(f"/c/{code}/identity").text
    worker.submit(f"/c/{code}/notes", {"text": "Canarinote " * 2000}, 422)
    worker.submit(f"/c/{code}/notes", {"text": NOTE.text, "kind": "meeting"})
    sent = (BytesIO(PICTURE), "canarifichier Zubaydawi.png")
    at = f"/c/{code}/documents/new"
    typed = {**worker.get(at).form("title").fields, **TYPED, "file": sent}
    headers = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    answer = worker.http.post(at, data=typed, headers=headers, content_type="multipart/form-data")
    assert answer.status_code == 303


def _papers(worker, code, places):
    """The copy for the person is full of what it is about; what the file says of itself is not."""
    form = worker.get(f"/c/{code}/access/copy").form("reason")
    typed = form.filled({"language": "fr", "form": "pdf", "reason": "asked"})
    sent = {"Sec-Fetch-Site": "same-origin", "Accept": "text/html"}
    copy = worker.http.post(f"/c/{code}/access/copy", data=typed, headers=sent)
    report = worker.http.get(f"/c/{code}/access/report?language=ar&reason=asked")
    printed = [Printed(one.data) for one in (copy, report) if one.data[:5] == b"%PDF-"]
    assert AMINATA.family_name in printed[0].text
    for one in printed:
        places.add("metadata of PDFs", repr(one.about).encode(), _outside_of_streams(one.file))
    places.add("metadata of PDFs", str(copy.headers).encode(), str(report.headers).encode())


def _outside_of_streams(file: bytes) -> bytes:
    """The objects of a PDF, and its XMP packet: everything but what is drawn on the pages."""
    packets = b"".join(re.findall(rb"<\?xpacket.*?\?>", file, re.S))
    return re.sub(rb"stream\r?\n.*?endstream", b"", file, flags=re.S) + packets


def _crash(app, worker, code, places, monkeypatch):
    """A page fails with the person's words in the message of the failure."""

    def fails(*_told, **_more):
        raise RuntimeError(f"could not show {AMINATA.spoken_name} {NOTE.text}")

    monkeypatch.setattr("casework.cases.views.file.way", fails)
    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    page = worker.http.get(f"/c/{code}", headers={"Accept": "text/html"})
    assert page.status_code == 500
    places.add("crash output", page.data)
    monkeypatch.undo()


def _caches(worker, shelter, code, ref, places):
    """Nothing is kept by the program between requests but its templates; a browser or a proxy is
    told to keep no page that shows anything of anybody."""
    kept = {"no-store"}
    for client, path in ((worker, f"/c/{code}"), (worker, f"/c/{code}/identity"),
                         (shelter, f"/r/{ref}")):  # fmt: skip
        answer = client.http.get(path, headers={"Accept": "text/html"})
        assert set(answer.headers["Cache-Control"].split(", ")) == kept
    cache = worker.http.application.jinja_env.cache
    code_of = [template.root_render_func.__code__.co_consts for template in cache.values()]
    places.add("cache", repr(code_of).encode(), repr(list(cache)).encode())


def _jobs(app, places):
    """What waits in the queue: names and ids."""
    with app.app_context():
        queue = open_queue(app).huey
        with unit_of_work():
            case_id = db.session.scalar(select(Base.metadata.tables["case"].c.id))
            enqueue("outbox.dispatch", case_id)
        waiting = [repr(one).encode() for one in queue.pending()]
        db.session.close()
    places.add("job queue", *waiting, *(bytes(one) for one in queue.storage.enqueued_items()))


def _mail(app, box, places):
    """Every letter of the day, as it was handed over."""
    with app.app_context():
        kept = list(outbox._lookup)
        outbox.register_addresses(lambda _user, _house: [Address("quelquun@example.ma", "fr")])
        outbox.dispatch()
        outbox._lookup[:] = kept
        db.session.close()
    places.add("mail", *(bytes(letter) for letter in box.letters))


def _backups(app, places):
    """Both files, their labels and the register, as they lie on another disk."""
    with app.app_context():
        made = make_backup()
        db.session.close()
    for folder in {made.records.parent, made.keys.parent}:
        places.add("backups", *(file.read_bytes() for file in folder.iterdir()))


def _session(app, worker, places):
    """The cookies of the browser, and what stands behind them."""
    cookies = [str(cookie).encode() for cookie in worker.http._cookies.values()]
    with app.app_context():
        rows = repr(db.session.execute(UserSession.__table__.select()).all()).encode()
        db.session.close()
    places.add("session", *cookies, rows)


def _disk(app, places):
    """Every table and every file of the home, the log of the database apart."""
    with app.app_context():
        for table in Base.metadata.tables.values():
            places.add("database", repr(db.session.execute(table.select()).all()).encode())
        db.session.close()
    home = app.extensions["settings"].home
    for file in (one for one in home.rglob("*") if one.is_file()):
        place = "write-ahead log" if file.name.endswith("-wal") else "database"
        places.add(place, file.read_bytes())


def _temporary(temporary, places):
    """What was left, and the names of whatever the program opened for writing meanwhile."""
    left = [file.read_bytes() for file in temporary.rglob("*") if file.is_file()]
    gone = [
        name for name in _written if name.startswith(str(temporary)) and not Path(name).exists()
    ]
    assert gone == []  # a file that was there for a moment could have been read
    places.add("temporary files", *left, "\n".join(_written).encode(), b".")


def test_the_search_itself_finds_what_is_there():
    for canary in CANARIES:
        assert canary in Places({"x": [b"..." + canary.encode() + b"..."]}).canaries()["x"]
    assert Places({"x": ["Zubayda".encode("utf-16-le")]}).canaries()
