"""F1, F12, F13: killed in the middle of submissions, of a rotation, of a migration."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

from casework.db import db, migrating
from casework.encryption import current_keyring, keyring_path
from casework.encryption.rotation import data_keys_by_kek
from casework.starting import bring_up
from tests.faults.outcome import Outcome, fault
from tests.faults.site import (
    ROOT,
    Site,
    census,
    each_at_once,
    new_key,
    reference_in,
)

ROUNDS, SUBMISSIONS, CLIENTS = 5, 1000, 64


@fault("F1", "kill -9 of the process group during 1,000 submissions of 64 clients, 5 rounds")
def killed_while_submitting(outcome: Outcome, folder: Path) -> None:
    chance = random.Random(1)
    acknowledged = lost = replayed = wrong = half = faults = 0
    for number in range(ROUNDS):
        site = Site.on_sqlite(folder / f"round{number}")
        token = site.token()
        keys = [new_key() for _ in range(SUBMISSIONS)]
        done: list[int] = []
        with site.served() as server:
            browser = server.browser(token, timeout=30)
            browser.learn()

            def send(key: str, browser=browser, done=done):
                answer = browser.submit(key)
                done.append(answer.status)
                return answer

            at = int(SUBMISSIONS * chance.uniform(0.2, 0.7))
            killer = threading.Thread(target=_kill_at, args=(server, done, at))
            killer.start()
            answers = each_at_once([lambda key=key: send(key) for key in keys], CLIENTS)
            killer.join()
            told = {reference_in(one) for one in answers if one.status == 303}
            before = census(site)
            acknowledged += len(told)
            lost += len(told - before.references)
            half += before.half
            faults += before.log_faults
            server.start()
            browser.learn()
            unanswered = [key for key, one in zip(keys, answers, strict=True) if one.status != 303]
            again = each_at_once([lambda key=key: browser.submit(key) for key in unanswered], 16)
            replayed += len(again)
            wrong += sum(one.status != 303 for one in again)
        after = census(site)
        wrong += abs(len(after.references) - SUBMISSIONS)
        half += after.half
        faults += after.log_faults
    outcome.say(f"{acknowledged} acknowledged before the kill, {replayed} replayed with their keys")
    outcome.must(lost == 0, f"0 acknowledged lost ({lost})")
    outcome.must(half == 0, f"0 half-written ({half})")
    outcome.must(faults == 0, f"every chain whole ({faults} faults)")
    outcome.must(wrong == 0, f"after the replay each is there once ({wrong} are not)")


def _kill_at(server, done: list[int], at: int) -> None:
    until = time.monotonic() + 120
    while len(done) < at and time.monotonic() < until:
        time.sleep(0.002)
    server.kill()


KILLS = 12


@fault("F13", "a migration killed 12 times, in a database with people in it")
def killed_while_migrating(outcome: Outcome, folder: Path) -> None:
    chance = random.Random(13)
    site = Site.on_sqlite(folder / "home")
    app = site.app()
    with app.app_context():
        newest = tuple(migrating.current_revisions())
        migrating.downgrade("0012")
        db.engine.dispose()
    full = _seconds_of_an_upgrade(folder, site)
    between = finished = 0
    for _kill in range(KILLS):
        child = _upgrade(site)
        time.sleep(full * chance.uniform(0.3, 0.98))
        child.send_signal(signal.SIGKILL)
        finished += child.wait() == 0
        with app.app_context():
            now = tuple(migrating.current_revisions())
            integrity = db.session.connection().exec_driver_sql("PRAGMA integrity_check").scalar()
            db.session.close()
            db.engine.dispose()
        between += now not in (("0012",), newest) or integrity != "ok"
        if now == newest:
            with app.app_context():
                migrating.downgrade("0012")
                db.engine.dispose()
    with app.app_context():
        bring_up(app)
        migrating.check_schema()
        db.engine.dispose()
    outcome.say(f"{KILLS} kills within {full:.1f} s, {finished} came too late to stop it")
    outcome.must(between == 0, f"old or new, never between ({between} between)")
    outcome.must(census(site).half == 0, "then it runs to its end and people are there")


def _upgrade(site: Site) -> subprocess.Popen[bytes]:
    env = {**os.environ, "SANAD_HOME": str(site.home)}
    line = [sys.executable, "-m", "flask", "--app", "wsgi", "database", "upgrade"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen(line, cwd=ROOT, env=env, stdout=quiet, stderr=quiet)


def _seconds_of_an_upgrade(folder: Path, site: Site) -> float:
    import shutil

    shutil.copytree(site.home, folder / "trial")
    began = time.monotonic()
    _upgrade(Site(folder / "trial")).wait()
    return time.monotonic() - began


OWNERS, STOPS = 3000, 12


@fault("F12", "a rotation of the KEK killed at random while readers read")
def killed_while_rotating(outcome: Outcome, folder: Path) -> None:
    chance = random.Random(12)
    site = Site.on_sqlite(folder / "home")
    ids = _screenings(site, OWNERS)
    unread = stops = mixed = 0
    waiting = 1
    while waiting or stops <= STOPS:
        _rotate(site, chance.randint(1, 30) if stops < STOPS else None)
        stops += 1
        app = site.app()
        with app.app_context():
            unread += _unreadable(chance.sample(ids, 300))
            counts = data_keys_by_kek()
            waiting = len(set(counts) - {current_keyring().current_kek_id})
            mixed += waiting > 0
            db.session.close()
            db.engine.dispose()
        if stops > 3 * STOPS:
            break
    with app.app_context():
        unread += _unreadable(ids)
        db.session.close()
        db.engine.dispose()
    outcome.say(f"{OWNERS} keys, {stops} runs, {mixed} killed with keys of several KEKs left")
    outcome.must(unread == 0, f"every record readable at every stop ({unread} were not)")
    outcome.must(not waiting, "it goes on where it was stopped, to its end")
    outcome.must(keyring_path(site.home).exists(), "the keyring stands")


def _rotate(site: Site, batches: int | None) -> None:
    """Rotate; kill -9 after so many batches, or let it come to its end."""
    env = {**os.environ, "SANAD_HOME": str(site.home)}
    line = [sys.executable, "-m", "flask", "--app", "wsgi", "keys", "rotate", "--batch", "50"]
    with subprocess.Popen(
        line, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as child:
        for number, _said in enumerate(child.stderr or ()):
            if batches is not None and number >= batches:
                child.send_signal(signal.SIGKILL)
                break


def _screenings(site: Site, count: int) -> list[object]:
    from casework.db import unit_of_work
    from casework.encryption import create_data_key
    from casework.kernel.ids import new_id

    app = site.app()
    with app.app_context():
        ids = [new_id() for _ in range(count)]
        with unit_of_work():
            for one in ids:
                create_data_key("screening", one)
        db.session.close()
        db.engine.dispose()
    return ids


def _unreadable(ids) -> int:
    from casework.encryption import data_key

    wrong = 0
    for one in ids:
        try:
            data_key("screening", one)
        except Exception:
            wrong += 1
    return wrong
