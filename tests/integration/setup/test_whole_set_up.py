"""The whole set-up, task by task, by the acts that do each of them, until it is closed."""

from dataclasses import replace

from casework.accounts.domain.second_factor import FactorSecret
from casework.accounts.queries import actor_of, user_named
from casework.accounts.service.factors import keep_codes, keep_factor, make_codes, seal_factors
from casework.db import unit_of_work
from casework.directory import service as directory
from casework.directory.queries import all_contacts
from casework.encryption import age
from casework.kernel import clock
from config import Backups
from tests.factories import actor_named, make_cast
from tests.integration.accounts.passwords import give_password
from tests.integration.accounts.proofs import KEY
from tests.integration.setup.conftest import begun

HEADERS = {"Sec-Fetch-Site": "same-origin"}


def _people(app):
    """The cast: organisations with services, a second administrator, a focal point, a DPO."""
    with app.app_context(), unit_of_work():
        make_cast()
    give_password(app, "administrator")
    with app.app_context(), unit_of_work():  # as if the first had set up an app and kept the codes
        actor, _language = actor_of(user_named("k.alaoui").id)
        factor = keep_factor(actor, "totp", "firefox/android", FactorSecret(key=KEY))
        factor.confirmed_at = factor.used_at = clock.now()
        seal_factors(actor.user_id)
        make_codes(actor)
        keep_codes(actor)


def _keys(app, folder):
    """Three custodians are given their parts, and two of them try."""
    runner = app.test_cli_runner()
    assert runner.invoke(args=["keys", "escrow", "--to", str(folder)]).exit_code == 0
    first, _second, third = sorted(map(str, folder.glob("share-*.txt")))
    tried = ["keys", "recover", "--rehearse", "--share", first, "--share", third]
    assert runner.invoke(args=tried).exit_code == 0


def _as_on_a_server(app, folder, monkeypatch):
    """What the production guide sets: HTTPS through a proxy, backups for somebody, a second factor
    for everybody, and an account of its own."""
    secret, recipient = age.new_identity()
    identity = folder / "identity"
    identity.write_text(secret)
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(
        settings,
        base_url="https://espace.example",
        trusted_proxies=1,
        requests_per_minute=600,
        second_factor="all",
        backups=Backups(folder / "records", folder / "keys", recipient, recipient),
    )
    settings.home.chmod(0o700)
    monkeypatch.setattr(app, "testing", False)
    monkeypatch.setattr("os.geteuid", lambda: 998)  # a systemd unit gives it; tests may be root's
    return identity


def _backups(app, identity):
    """A backup is made, and restored for trial, by the commands."""
    runner = app.test_cli_runner()
    made = runner.invoke(args=["backup", "create"])
    assert made.exit_code == 0, made.output
    records, keys = made.output.splitlines()[:2]
    tried = runner.invoke(args=["backup", "rehearse", records, keys, "--identity", str(identity)])
    assert tried.exit_code == 0, tried.output


def _call(app, count):
    """So many numbers are called, and right."""
    with app.app_context(), unit_of_work():
        for contact in [one for one in all_contacts() if one.verified_on is None][:count]:
            directory.verify_contact(contact, actor_named("administrator"))


def _close(browser):
    secret = browser.get("/setup/rules").form("word").fields["csrf_token"]
    return browser.http.post("/setup/finish", data={"csrf_token": secret}, headers=HEADERS)


def test_every_task_is_done_by_its_act_and_one_that_is_left_keeps_it_open(
    real, tmp_path, monkeypatch
):
    browser = begun(real, "fr")
    with real.app_context():
        assert user_named("k.alaoui").enrolled
    _people(real)
    _keys(real, tmp_path / "paper")
    assert browser.get("/setup/checks").text.count("tag ochre") == 1
    assert real.test_cli_runner().invoke(args=["doctor"]).exit_code == 1
    identity = _as_on_a_server(real, tmp_path, monkeypatch)
    _backups(real, identity)
    name = {"name": "Espace commun", "name_ar": "الفضاء المشترك", "language": "ar"}
    browser.submit("/setup/name", name, 303)
    for task in ("questionnaires", "rules", "mail"):
        browser.submit(f"/setup/{task}", {"word": "y"}, 303)
    _call(real, 4)
    tasks = browser.get("/setup").text
    assert tasks.count("tag green") == 10, tasks
    assert "Pas encore appelés, ou signalés faux\u00a0: 1 sur 5" in tasks
    refused = _close(browser)
    assert refused.status_code == 422
    _call(real, 1)
    assert real.test_cli_runner().invoke(args=["doctor"]).exit_code == 0
    assert "Tout est fait" in browser.get("/setup").text
    done = _close(browser)
    assert (done.status_code, done.headers["Location"]) == (303, "/?done=setup_finished")
    browser.get("/setup", 404)
    assert "Sanad est prêt" in browser.get("/?done=setup_finished").text
