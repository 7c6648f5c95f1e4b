"""A Sanad to be broken: a home with the cast, a real server on a free port, browsers that send the
same form again with the same key, and a count of what stands in the database afterwards."""

import os
import re
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import func, select

from casework import create_app
from casework.accounts.service import open_session
from casework.audit.verification import verify
from casework.db import db, unit_of_work
from casework.encryption import create_keyring, keyring_path
from casework.screening.models import Screening
from casework.starting import bring_up
from casework.workflow.models import StepTaken
from config import Backups, Settings
from tests.client import _FormReader
from tests.conftest import SECRET
from tests.factories import make_cast, user_named
from tests.journeys.house import ROOT, _free_port

NEW = "/s/new"
ANSWERS = {"province": "06.141", "instrument": "labour_inspection"}


def settings_of(home: Path, url: str = "") -> Settings:
    """Settings of a site."""
    return Settings(
        home=home, database_url=url, secret_key=SECRET, base_url="http://localhost",
        backups=Backups.from_env({}, home),
        argon2_time_cost=1, argon2_memory_kib=64, requests_per_minute=0,
    )  # fmt: skip


def furnish(home: Path, url: str = "") -> Flask:
    """A keyring, the schema and the cast in an empty home."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    create_keyring(keyring_path(home), None)
    app = create_app(settings_of(home, url))
    with app.app_context():
        bring_up(app)
        with unit_of_work():
            make_cast()
        db.session.close()
        db.engine.dispose()
    return app


@cache
def _furnished() -> Path:
    """One furnished home for all faults on SQLite; copied, never used itself."""
    home = Path(mkdtemp(prefix="sanad-faults-"))
    furnish(home)
    return home


def forget_furnished() -> None:
    """Delete the one that is copied."""
    if _furnished.cache_info().currsize:
        shutil.rmtree(_furnished())


@dataclass
class Site:
    """A home, its database, and the variables that its server is started with."""

    home: Path
    url: str = ""
    env: Mapping[str, str] = field(default_factory=dict)
    log: Path | None = None
    """Where the server's log goes: beside the database unless said otherwise."""

    @classmethod
    def on_sqlite(cls, home: Path, **env: str) -> "Site":
        """A furnished home of its own."""
        shutil.copytree(_furnished(), home, copy_function=shutil.copy)
        return cls(home, env=env)

    def app(self) -> Flask:
        """The application on this home, in this process."""
        return create_app(settings_of(self.home, self.url))

    def token(self, persona: str = "owner_inspector") -> str:
        """A session of somebody."""
        app = self.app()
        with app.app_context():
            with unit_of_work():
                token = open_session(user_named(persona))
            db.session.close()
            db.engine.dispose()
        return token

    @contextmanager
    def served(self, workers: int = 2, application: str = "wsgi:app") -> "Iterator[Served]":
        """A server of its own process group."""
        served = Served(self, _free_port(), workers, application)
        served.start()
        try:
            yield served
        finally:
            served.kill()


class Served:
    """A server that can be killed and started again on the same port."""

    def __init__(self, site: Site, port: int, workers: int, application: str) -> None:
        self.site, self.port, self.workers, self.application = site, port, workers, application
        self.log = site.log or site.home / "server.log"
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SANAD_")}
        env = kept | {
            "SANAD_HOME": str(self.site.home),
            "SANAD_DATABASE_URL": self.site.url,
            "SANAD_SECRET_KEY": SECRET,
            "SANAD_REQUESTS_PER_MINUTE": "0",  # crowds on one account
            "SANAD_BASE_URL": f"http://localhost:{self.port}",
            **self.site.env,
        }
        line = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
            "--port", str(self.port), "--workers", str(self.workers), "--blocking-threads", "1",
            "--no-ws", "--log-level", "warning", self.application,
        ]  # fmt: skip
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(
                line, cwd=ROOT, env=env, stdout=log, stderr=log, start_new_session=True
            )
        until = time.monotonic() + 90
        while time.monotonic() < until:
            if self.browser("").send("GET", "/privacy").status == 200:
                return
            time.sleep(0.1)
        raise RuntimeError(self.log.read_text(errors="replace")[-800:])

    @property
    def group(self) -> int:
        """The process group of the server that runs."""
        assert self._child is not None
        return self._child.pid

    def kill(self) -> None:
        """kill -9 of the whole group, as a machine that is switched off."""
        if self._child is not None and self._child.poll() is None:
            os.killpg(self._child.pid, signal.SIGKILL)
            self._child.wait()

    def browser(self, token: str, timeout: float = 60) -> "Browser":
        """Somebody's browser."""
        return Browser(self.port, token, timeout)


@dataclass(frozen=True)
class Answer:
    """What came back; status 0 when nothing did."""

    status: int
    location: str = ""
    text: str = ""
    seconds: float = 0.0
    at: float = 0.0


class Browser:
    """One signed-in browser, a connection a request."""

    def __init__(self, port: int, token: str, timeout: float) -> None:
        self.port, self.token, self.timeout = port, token, timeout
        self._form: dict[str, list[str]] = {}

    def send(self, method: str, path: str, fields: Mapping[str, object] | None = None) -> Answer:
        """One request; a broken line is an answer of status 0."""
        headers = {
            "Cookie": f"sanad={self.token}; lang=fr", "Accept": "text/html",
            "Sec-Fetch-Site": "same-origin", "Host": "localhost",
        }  # fmt: skip
        body = None
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(fields, doseq=True)
        began = time.monotonic()
        line = HTTPConnection("127.0.0.1", self.port, timeout=self.timeout)
        try:
            line.request(method, path, body, headers)
            got = line.getresponse()
            text = got.read().decode(errors="replace")
            location = got.getheader("Location") or ""
        except (OSError, HTTPException):
            return Answer(0, seconds=time.monotonic() - began, at=time.monotonic())
        finally:
            line.close()
        return Answer(got.status, location, text, time.monotonic() - began, time.monotonic())

    def learn(self, path: str = NEW, having: str = "province") -> None:
        """Open a page once and keep its form, to send it many times. A server that has just been
        started is given a few tries."""
        found: list[dict[str, list[str]]] = []
        for _try in range(5):
            page, reader = self.send("GET", path), _FormReader()
            reader.feed(page.text)
            found = [form.fields for form in reader.forms if having in form.names]
            if found:
                break
            time.sleep(1)
        if not found:
            raise RuntimeError(f"{path} did not open: {page.status}")
        self._form = found[0]

    def warm(self, forms: int = 24) -> None:
        """Let each process take a form before times are taken: its first one reads what is read
        once for all."""
        each_at_once([lambda: self.submit(new_key()) for _ in range(forms)], 8)

    def submit(self, key: str, path: str = NEW, typed: Mapping[str, object] = ANSWERS) -> Answer:
        """Send the form under this key."""
        return self.send("POST", path, {**self._form, **typed, "idempotency_key": key})


def new_key() -> str:
    """A key of a form."""
    return secrets.token_hex(16)


def each_at_once(acts: Sequence[Callable[[], Answer]], at_once: int) -> list[Answer]:
    """Do them, so many at the same time."""
    with ThreadPoolExecutor(at_once) as crowd:
        return list(crowd.map(lambda act: act(), acts))


REFERENCE = re.compile(r"/s/([^/?]+)")


def reference_in(answer: Answer) -> str:
    """The reference of the screening that an answer leads to."""
    found = REFERENCE.search(answer.location)
    return found[1] if found else ""


@dataclass(frozen=True)
class Census:
    """What stands in the database."""

    references: frozenset[str]
    half: int
    log_faults: int
    events: int


def census(site: Site) -> Census:
    """Count the screenings, look for half-written ones (no key, no answers, no first step), and
    verify the log."""
    app = site.app()
    half, references = 0, []
    with app.app_context():
        steps = dict(
            db.session.execute(
                select(StepTaken.owner_id, func.count()).group_by(StepTaken.owner_id)
            ).all()
        )
        for screening in db.session.scalars(select(Screening)):
            references.append(screening.reference)
            try:
                whole = screening.answers.reveal() is not None
            except Exception:
                whole = False
            half += not whole or (bool(steps) and screening.id not in steps)
        report = verify(None)
        db.session.close()
        db.engine.dispose()
    if len(set(references)) != len(references):
        half += 1
    return Census(frozenset(references), half, len(report.faults), report.events)
