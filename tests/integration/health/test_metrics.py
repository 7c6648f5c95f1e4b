"""Figures for whoever watches the machine: for nobody else, and about nobody."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from uuid import uuid4

import pytest

from casework.backup.models import BackupNote
from casework.db import unit_of_work
from casework.kernel import clock
from tests.client import SanadClient

TOKEN = "figures-token-of-more-than-thirty-two-signs"
LABELS = {"endpoint", "method", "status", "job", "result", "by", "le"}


@pytest.fixture
def opened(sqlite_app):
    """`opened(metrics="loopback")`: the operator opens the figures."""
    kept = sqlite_app.extensions["settings"]

    def open_them(**told):
        sqlite_app.extensions["settings"] = replace(kept, **told)
        return SanadClient(sqlite_app)

    yield open_them
    sqlite_app.extensions["settings"] = kept


def _asked(browser, **headers):
    return browser.http.get("/metrics", headers={"Accept": "text/plain", **headers})


def test_nobody_reads_the_figures_unless_the_operator_opened_them(opened, client_as):
    assert _asked(opened()).status_code == 404
    for persona in ("administrator", "national_focal_point", "caseworker"):
        client_as(persona).get("/metrics", 404)


def test_only_the_right_token_reads_the_figures(opened):
    browser = opened(metrics_token=TOKEN, metrics="loopback")
    assert _asked(browser, Authorization=f"Bearer {TOKEN}").status_code == 200
    for wrong in ("", TOKEN, "Bearer ", f"Bearer {TOKEN}x", f"bearer {TOKEN}", "Bearer \u0665"):
        assert _asked(browser, Authorization=wrong.encode().decode("latin-1")).status_code == 404
    assert browser.http.get(f"/metrics?token={TOKEN}").status_code == 404


def test_this_machine_reads_them_and_nobody_through_a_proxy_or_from_elsewhere(opened):
    browser = opened(metrics="loopback")
    assert _asked(browser).status_code == 200
    for name in ("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"):
        assert _asked(browser, **{name: "127.0.0.1"}).status_code == 404
    for address in ("196.200.1.1", "::ffff:10.0.0.1", "", "localhost"):
        browser.http.environ_base["REMOTE_ADDR"] = address
        assert _asked(browser).status_code == 404


def test_the_figures_count_requests_by_endpoint_and_status_and_say_how_old_things_are(
    opened, sqlite_app, client_as
):
    client_as("caseworker").get("/c")
    client_as("caseworker").get("/a", 403)
    with sqlite_app.app_context(), unit_of_work() as session:
        at = clock.now()
        session.add(BackupNote(kind="made", backup=uuid4(), snapshot_at=at, at=at, size=1))
    told = _asked(opened(metrics="loopback")).get_data(as_text=True)
    assert 'sanad_requests_total{endpoint="cases.' in told
    assert 'status="403"' in told
    for name in (
        "sanad_backup_age_seconds 0.0", "sanad_queue_length", "sanad_letters_waiting",
        "sanad_audit_streams_unsealed", "sanad_ready 1.0", "sanad_request_seconds_bucket",
    ):  # fmt: skip
        assert name in told, name


def test_all_processes_of_a_server_count_into_one_figure(tmp_path):
    env = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}

    def run(words):
        done = subprocess.run(
            [sys.executable, "-c", f"from casework.web import figures\n{words}"],
            env=env, capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout

    for _process in range(2):
        run('figures.JOBS.labels("audit.seal", "done").inc()')
    told = run(
        "from prometheus_client import generate_latest\n"
        "print(generate_latest(figures.counted()).decode())"
    )
    assert 'sanad_jobs_total{job="audit.seal",result="done"} 2.0' in told


def test_no_label_is_about_a_person(opened, client_as):
    client_as("caseworker").get("/c/MA-26-7KQ4-M", 404)
    client_as("caseworker").get("/no/such/fatima", 404)
    told = _asked(opened(metrics="loopback")).get_data(as_text=True)
    assert set(re.findall(r'[{,](\w+)="', told)) <= LABELS
    assert "fatima" not in told
    assert "MA-26" not in told
    assert 'endpoint="none"' in told
