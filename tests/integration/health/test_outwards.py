"""What those outside meet is watched: the end of the certificate, the age of emergency numbers."""

import ssl
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from casework.db import db, unit_of_work
from casework.directory.models import Contact
from casework.health.domain import Verdict
from casework.health.outwards import certificate_lasts, numbers_called
from casework.health.service import look
from casework.kernel import clock as clocks


def written(folder, left):
    """A certificate of this machine that ends after `left`, with its key, as a proxy has them."""
    key, ends = ec.generate_private_key(ec.SECP256R1()), clocks.now() + left
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Sanad tests")])
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(ends - timedelta(days=90)).not_valid_after(ends)
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    signed = made.add_extension(here, critical=False).sign(key, hashes.SHA256())
    pem = serialization.Encoding.PEM
    file = folder / "both.pem"
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    file.write_bytes(signed.public_bytes(pem) + key.private_bytes(pem, *plain))
    return file


@contextmanager
def shown(file):
    """The address at which this certificate is shown."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    with ThreadingTCPServer(("127.0.0.1", 0), BaseRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.daemon_threads = True
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"https://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def at(sqlite_app, monkeypatch):
    """What is found for an installation at an address."""
    kept = sqlite_app.extensions["settings"]

    def found(address, file=None):
        here = replace(kept, base_url=address, certificate=file)
        monkeypatch.setitem(sqlite_app.extensions, "settings", here)
        with sqlite_app.app_context():
            (one,) = look([certificate_lasts])
        return one.verdict, one.advice, one.told.get("days")

    return found


@pytest.mark.parametrize(
    ("left", "verdict", "advice", "days"),
    [
        (timedelta(days=60, hours=1), Verdict.PASS, "certificate_fine", 60),
        (timedelta(days=20, hours=1), Verdict.WARN, "certificate_ends", 20),
        (timedelta(hours=-1), Verdict.FAIL, "certificate_over", -1),
    ],
)
def test_the_end_of_the_certificate_at_the_public_address_is_watched(
    at, tmp_path, left, verdict, advice, days
):
    file = written(tmp_path, left)
    with shown(file) as address:
        assert at(address) == (verdict, advice, days)
    assert at(address, file) == (verdict, advice, days)  # not reached: the file of the proxy


def test_a_certificate_that_nobody_sees_is_said_and_one_without_tls_is_another_check(at, tmp_path):
    unseen = (Verdict.WARN, "certificate_unseen", None)
    nobody = "https://127.0.0.1:9"
    assert at(nobody) == unseen
    (tmp_path / "no.pem").write_text("-----BEGIN CERTIFICATE-----\nAAAA\n")
    for file in (tmp_path / "no.pem", tmp_path / "none.pem"):
        assert at(nobody, file) == unseen
    assert at("http://127.0.0.1:8000") == (Verdict.PASS, "", None)


def test_emergency_numbers_that_nobody_called_for_90_days_or_that_do_not_answer_are_named(
    app, clock
):
    today = clock.now().date()

    def found(**changed):
        with app.app_context():
            with unit_of_work() as session:
                for one in session.query(Contact):
                    for name, value in changed.items():
                        setattr(one, name, value)
            (one,) = look([numbers_called])
            db.session.rollback()
        return one.verdict, one.advice

    assert found(verified_on=today) == (Verdict.PASS, "numbers_fine")
    clock.advance(timedelta(days=90))
    assert found() == (Verdict.PASS, "numbers_fine")
    clock.advance(timedelta(days=1))
    assert found() == (Verdict.WARN, "numbers_old")
    assert found(verified_on=None) == (Verdict.WARN, "numbers_old")
    told = found(verified_on=clock.now().date(), reported_at=clock.now())
    assert told == (Verdict.WARN, "numbers_reported")  # a demonstration: else a fault
    assert found(withdrawn_on=today) == (Verdict.WARN, "no_numbers")
