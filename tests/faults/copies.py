"""F14: a backup while 8 writers write, restored elsewhere."""

import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from casework.backup.erasures import FILE_NAME
from casework.backup.making import make_backup
from casework.backup.opening import identities_of
from casework.backup.restoring import restore
from casework.db import db
from casework.encryption import age, keyring_path
from config import Backups
from tests.faults.outcome import Outcome, fault
from tests.faults.site import Answer, Site, census, new_key, reference_in

WRITERS, BACKUPS = 8, 3


@fault("F14", "3 backups while 8 writers write; each restored on an empty machine")
def backups_while_writing(outcome: Outcome, folder: Path) -> None:
    site = Site.on_sqlite(folder / "home")
    token = site.token()
    secret, recipient = age.new_identity()
    identity = folder / "identity"
    identity.write_text(secret)
    app = site.app()
    settings = app.extensions["settings"]
    backups = Backups(folder / "records", folder / "keys", recipient, recipient)
    app.extensions["settings"] = replace(settings, backups=backups)
    answers: list[Answer] = []
    taken, made = [], []
    with site.served() as server:
        browser = server.browser(token)
        browser.learn()
        stop = threading.Event()

        def write() -> None:
            while not stop.is_set():
                answers.append(browser.submit(new_key()))

        with ThreadPoolExecutor(WRITERS) as crowd:
            for _writer in range(WRITERS):
                crowd.submit(write)
            for _backup in range(BACKUPS):
                time.sleep(3)
                began = time.monotonic()
                with app.app_context():
                    made.append((began, make_backup()))
                    db.session.close()
                taken.append(time.monotonic() - began)
            stop.set()
    with app.app_context():
        db.engine.dispose()
    _judge(outcome, site, folder, identity, answers, made)
    rows = [one.rows for _began, one in made]
    outcome.say(f"rows {rows}, seconds {[round(one, 1) for one in taken]}")
    bad = sum(one.status != 303 for one in answers)
    outcome.must(bad == 0, f"{len(answers)} forms meanwhile, none refused ({bad})")


def _judge(outcome: Outcome, site: Site, folder: Path, identity: Path, answers, made) -> None:
    missing = faults = 0
    opened = []
    for number, (began, one) in enumerate(made):
        home = folder / f"elsewhere{number}"
        keyring_path(home).parent.mkdir(parents=True, mode=0o700)
        shutil.copy(keyring_path(site.home), keyring_path(home))
        there = Site(home)
        app = there.app()
        with app.app_context():
            found = restore(
                one.records, one.keys, identities_of((identity,)), one.keys.with_name(FILE_NAME)
            )
            opened.append(found.opened.records)
            db.session.close()
            db.engine.dispose()
        counted = census(there)
        due = {reference_in(a) for a in answers if a.status == 303 and a.at < began}
        missing += len(due - counted.references)
        faults += counted.half + counted.log_faults + bool(found.first_fault)
    outcome.say(f"{len(made)} restored, {opened} records opened")
    outcome.must(missing == 0, f"everything acknowledged before its start is there ({missing})")
    outcome.must(faults == 0, "0 half-written, the log whole, the same head")
