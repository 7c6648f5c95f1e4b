"""An empty installation for real people: begun in French on a phone, then in Arabic at a desk."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from casework import create_app
from casework.db import db
from casework.encryption import create_keyring, keyring_path
from casework.starting import bring_up
from tests.conftest import settings_for
from tests.integration.setup.conftest import FIRST, PASSWORD, PHRASE, printed
from tests.journeys.house import open_empty_house
from tests.journeys.test_second_factor_in_arabic import _code
from tests.journeys.walk import DESK, PHONE


def _certificate(folder):
    """A key and a certificate of this machine, for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    at = datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), at, at + timedelta(days=1)
    ).sign(key, hashes.SHA256())
    (folder / "certificate.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return ("--ssl-certificate", str(folder / "certificate.pem"),
            "--ssl-keyfile", str(folder / "key.pem"))  # fmt: skip


@pytest.fixture(scope="module")
def code_on_the_console():
    """Filled when the house is made."""
    return []


@pytest.fixture(scope="module")
def house(chromium_path, tmp_path_factory, code_on_the_console):
    """A Sanad for real people, over HTTPS, with nobody in it."""
    home = tmp_path_factory.mktemp("empty")
    settings = replace(settings_for(home, ""), mode="production", keyring_passphrase=PHRASE)
    create_keyring(keyring_path(home), PHRASE)
    app = create_app(settings)
    bring_up(app)
    code_on_the_console.append(printed(app))
    with app.app_context():
        db.engine.dispose()
    with open_empty_house(home, settings, *_certificate(home)) as opened:
        yield opened


def _begin(phone, code):
    phone.visit("/setup/begin")
    phone.look("setup-begin")
    phone.send({"code": "AAAAA-" * 4 + "AAAAA", **FIRST})
    assert "console" in phone.text and phone.path == "/setup/begin"
    phone.look("setup-wrong-code")
    phone.send({"code": code, **FIRST})
    phone.send({"password": PASSWORD, "again": PASSWORD})
    assert phone.path == "/me/second-factor"
    phone.press("form[action='/me/second-factor/app'] button")
    key = phone.page.inner_text("#app-key").replace(" ", "")
    phone.send({"code": _code(key, -1)})
    return key


def test_the_first_administrator_begins_on_a_phone_and_goes_on_at_a_desk(
    house, open_window, code_on_the_console
):
    phone = open_window("fr", PHONE)
    key = _begin(phone, code_on_the_console[0])
    phone.press("main form.no-print button")
    phone.visit("/setup")
    assert "Tâches faites" in phone.text
    phone.look("setup-tasks")
    phone.visit("/setup/name")
    phone.send({"name": "Espace commun", "name_ar": "الفضاء المشترك", "language": "ar"})
    phone.visit("/setup/checks")
    assert "flask --app wsgi doctor" in phone.text
    phone.look("setup-checks")
    phone.leave()

    desk = open_window("ar", DESK)
    desk.visit("/")
    desk.send({"username": FIRST["username"], "password": PASSWORD})
    desk.send({"code": _code(key, 0)})
    if desk.page.locator("html").get_attribute("lang") != "ar":
        desk.press("form.langs button[value=ar]")
    desk.visit("/setup")
    desk.look("setup-tasks")
    for task in ("questionnaires", "rules", "mail"):
        desk.visit(f"/setup/{task}")
        desk.look(f"setup-{task}")
        desk.send({"word": "y"})
        assert desk.path == "/setup"
    for task in ("account", "keys", "numbers", "backups", "people"):
        desk.visit(f"/setup/{task}")
        desk.look(f"setup-{task}")
    desk.visit("/setup")
    assert desk.page.locator(".tag.green").count() == 5
    assert desk.page.locator("form[action='/setup/finish']").count() == 0
    assert not phone.faults + desk.faults, "\n".join(phone.faults + desk.faults)
