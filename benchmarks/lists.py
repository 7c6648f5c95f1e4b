"""A list of cases that is narrowed by what lies sealed in the files, beside one that the database
narrows by itself: the same caseworker, the same page of 25, more files than anybody has.

The page is opened in one process. Both open 25 cards and summaries and write down that they did;
what differs is the summaries of all the other files, each opened to see whether it fits.
"""

import random
import tempfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from benchmarks.report import Verdict, verdict_of_ratios, verdicts
from benchmarks.stopwatch import FULL, QUICK, Act, side_by_side
from benchmarks.workplace import REGION, SEED, open_one
from casework import create_app
from casework.accounts.queries import user
from casework.accounts.service import open_session
from casework.cases.domain.records import STATUSES
from casework.cases.domain.summary import CaseSummary
from casework.cases.models import Case
from casework.db import db, unit_of_work
from casework.demo.country import make_country
from casework.encryption import create_keyring, keyring_path
from casework.kernel import clock
from casework.policy import Role
from casework.starting import bring_up
from config import Settings

FILES, FILES_QUICK = (200, 1_900), (20, 40)
ASKED = {
    "the database": "/c?state=S06",
    "status": "/c?status=potential",
    "order": "/c?sort=contact",
}
RATIO, SECONDS = 3.0, 0.5
AT_ONCE = 100


def run(quick: bool) -> str:
    """The ratio to a list that the database narrows, with a caseworker's files and with as many as
    one answer looks into; and the seconds of the slowest."""
    lines = []
    effort = QUICK if quick else replace(FULL, rounds=15, seconds=0.2)
    for files in FILES_QUICK if quick else FILES:
        with tempfile.TemporaryDirectory(
            prefix="sanad-bench-", ignore_cleanup_errors=True
        ) as folder:
            app, browser = _workplace(Path(folder) / "home", files)
            times = side_by_side(
                {name: _opening(browser, at) for name, at in ASKED.items()}, effort
            )
            with app.app_context():
                db.engine.dispose()
        for name in ("status", "order"):
            ratios = times.ratios(name, "the database")
            lines.append(
                verdict_of_ratios(f"{name} ÷ the database, {files:,} files", ratios, RATIO)
            )
        slowest = max(times.typical(name) for name in ASKED)
        lines.append(Verdict(f"slowest list, {files:,} files", slowest, SECONDS, " s"))
    return "lists narrowed by what is sealed\n" + verdicts(lines)


def _workplace(home: Path, files: int) -> tuple[Flask, FlaskClient]:
    home.mkdir(parents=True, mode=0o700)
    create_keyring(keyring_path(home), None)
    app = create_app(Settings(home=home, requests_per_minute=0))
    bring_up(app)
    with app.app_context():
        with unit_of_work():
            worker = make_country().of(Role.CASEWORKER, REGION)[0]
        chance = random.Random(SEED)
        for start in range(0, files, AT_ONCE):
            with unit_of_work():
                for _number in range(min(AT_ONCE, files - start)):
                    open_one(worker, chance)
        with unit_of_work():
            _say_more(chance)
        with unit_of_work():
            found = user(worker.user_id)
            assert found is not None  # made a moment ago
            token = open_session(found)
        db.session.close()
    return app, _browser(app, token)


def _say_more(chance: random.Random) -> None:
    """Statuses, levels and contacts as they are mixed in life, in the summaries alone."""
    now = clock.now()
    for case in db.session.query(Case):
        case.summary = CaseSummary(
            status=chance.choice(STATUSES),
            risk=chance.choice((None, 0, 1, 2, 3)),
            risk_until=now + timedelta(days=chance.randrange(-10, 20)),
            last_contact=(now - timedelta(days=chance.randrange(90))).date(),
        )


def _browser(app: Flask, token: str) -> FlaskClient:
    browser = app.test_client()
    browser.set_cookie("sanad", token)
    return browser


def _opening(browser: FlaskClient, page: str) -> Act:
    def opened() -> None:
        answer = browser.get(page, headers={"Sec-Fetch-Site": "same-origin"})
        if answer.status_code != 200:
            raise RuntimeError(f"{page}: {answer.status_code}")

    return opened
