"""F23: the database is locked for longer than a page waits, on SQLite and on PostgreSQL."""

import fcntl
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg

from casework.db.queueing import HURRIED, PATIENCE
from tests.client import _FormReader
from tests.faults.outcome import Outcome, fault
from tests.faults.servers import Postgres, _place, _site_on
from tests.faults.site import Answer, Browser, Site, census, each_at_once, new_key, reference_in

WORKERS = 4
FORMS = 12
WORDS = {"province": "06.141", "instrument": "labour_inspection"}
LONGEST = PATIENCE + FORMS * (HURRIED + 1) + 4
"""A process does one request at a time: the first waits its time out, those behind it hurry, and
at worst all stand before the same process."""


@fault("F23", "the database is locked for longer than a page waits")
def locked(outcome: Outcome, folder: Path) -> None:
    site = Site.on_sqlite(folder / "another")
    path = site.home / "sanad.sqlite"
    _hold_and_judge(outcome, site, "SQLite, another program writes", _another_program(path))
    site = Site.on_sqlite(folder / "stopped")
    path = site.home / "sanad.sqlite"
    _hold_and_judge(outcome, site, "SQLite, a writer stopped in its turn", _stopped_writer(path))
    place = _place()
    server = Postgres.new(place)
    server.start()
    try:
        site = _site_on(folder / "postgres", server)
        _hold_and_judge(outcome, site, "PostgreSQL, a table is locked", _locked_table(server))
    finally:
        server.stop("immediate")
        shutil.rmtree(place, ignore_errors=True)


Holding = Callable[[], "contextmanager"]


def _another_program(path: Path) -> Holding:
    @contextmanager
    def holding() -> Iterator[None]:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        yield
        other.close()

    return holding


def _stopped_writer(path: Path) -> Holding:
    @contextmanager
    def holding() -> Iterator[None]:
        with Path(f"{path}.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    return holding


def _locked_table(server: Postgres) -> Holding:
    @contextmanager
    def holding() -> Iterator[None]:
        with psycopg.connect(server.url.replace("+psycopg", "")) as other:
            other.execute("LOCK TABLE screening IN EXCLUSIVE MODE")
            yield
            other.rollback()

    return holding


def _hold_and_judge(outcome: Outcome, site: Site, where: str, holding: Holding) -> None:
    token = site.token()
    with site.served(WORKERS) as server:
        browser = server.browser(token)
        browser.learn()
        browser.warm(2 * WORKERS)
        before = len(census(site).references)
        keys = [new_key() for _ in range(FORMS)]
        with holding(), ThreadPoolExecutor(1) as reader:
            read = reader.submit(_reads, browser)
            refused = each_at_once([lambda key=key: browser.submit(key) for key in keys], FORMS)
            reads = read.result()
        again = [_send_again(browser, one) for one in refused for _twice in range(2)]
    found = census(site)
    waits = sorted(one.seconds for one in refused)
    slow = sum(one.seconds > 1 for one in reads)
    outcome.say(
        f"{where}: {sum(one.status == 503 for one in refused)} of {FORMS} forms told to come back "
        f"(first after {waits[0]:.1f} s, last after {waits[-1]:.1f} s), {len(reads)} pages read "
        f"meanwhile ({slow} of them behind a form), {len(found.references) - before} rows after "
        f"each was sent again twice"
    )
    outcome.must(all(one.status == 503 for one in refused), f"{where}: each refused with 503")
    outcome.must(waits[-1] < LONGEST, f"{where}: nobody waits longer than {LONGEST} s")
    plain = all("<h1" in one.text and "Traceback" not in one.text for one in refused)
    outcome.must(plain, f"{where}: in plain words, with what was typed")
    outcome.must(all(one.status == 200 for one in reads), f"{where}: reads go on")
    told = {reference_in(one) for one in again}
    outcome.must(
        all(one.status == 303 for one in again) and len(told) == FORMS,
        f"{where}: what comes back can be sent again, and is carried out once",
    )
    whole = len(found.references) == before + FORMS and not found.half and not found.log_faults
    outcome.must(whole, f"{where}: nothing lost, half-written or twice; log whole")


def _reads(browser: Browser) -> list[Answer]:
    time.sleep(1)
    return [browser.send("GET", "/t") for _ in range(6)]


def _send_again(browser: Browser, refused: Answer) -> Answer:
    """Press the button of the page that came instead."""
    page = _FormReader()
    page.feed(refused.text)
    for form in page.forms:
        if "idempotency_key" in form.names and WORDS.items() <= _single(form.fields).items():
            return browser.send("POST", form.action, form.fields)
    return Answer(0)


def _single(fields: dict[str, list[str]]) -> dict[str, str]:
    return {name: values[0] for name, values in fields.items() if values}
