"""What the services beside Sanad answer is foreign too: a proxy in between, a wrong address, or
somebody who took one over. Each answer is understood or refused in our own words, within ten
seconds.

service                                  cases      service                                  cases
OpenID provider, what it says of itself  1,000      key service, answers                     3,000
OpenID provider, keys                      600      virus scanner, answers                     300
OpenID provider, tokens                    600      messages of the queue                    4,000
list of known persons                    1,500
"""

import json
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from hvac import adapters
from joserfc import jwt
from joserfc.jwk import RSAKey

from casework.accounts import ministry
from casework.accounts.domain.refusals import MinistryRefused, MinistrySilent
from casework.documents import scanning
from casework.documents.domain.documents import Infected, ScannerSilent
from casework.encryption import KeyringRefused, SealBroken
from casework.encryption.providers.material import Root
from casework.encryption.providers.vault import VaultAccess, VaultProvider
from casework.jobs.serializer import JsonSerializer, NotAMessage
from casework.matching.reading import COLUMNS, ListRefused, records
from tests.attacks.fuzzing import each_refused_or_read

ISSUER = "http://provider.invalid"
NAMES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
METADATA = {"issuer": ISSUER} | {name: f"{ISSUER}/{name}" for name in NAMES}
DEEP = b"[" * 4000


def answered(content: bytes) -> requests.Response:
    """An answer of a service, with this in it."""
    answer = requests.Response()
    answer.status_code = 200
    answer._content = content
    answer.headers["Content-Type"] = "application/json"
    return answer


@pytest.fixture
def provider(sqlite_app, monkeypatch) -> Iterator[Callable[[bytes], None]]:
    """A ministry's sign-in that answers whatever is put into it."""
    settings = replace(
        sqlite_app.extensions["settings"],
        oidc_issuer=ISSUER, oidc_client_id="sanad", oidc_client_secret="s" * 40,
    )  # fmt: skip
    monkeypatch.setitem(sqlite_app.extensions, "settings", settings)
    says: dict[str, bytes] = {}
    monkeypatch.setattr(requests, "get", lambda *_a, **_k: answered(says["now"]))
    monkeypatch.setattr(requests.Session, "request", lambda *_a, **_k: answered(says["now"]))
    with sqlite_app.test_request_context():
        yield lambda content: says.update(now=content)


def test_what_a_provider_says_of_itself_is_read_or_refused(provider, sqlite_app):
    def parse(content: bytes) -> None:
        sqlite_app.extensions.pop(ministry.EXTENSION, None)
        provider(content)
        ministry.leave("http://localhost/back")

    seeds = [json.dumps(METADATA).encode(), b"[]", b'"words"', b"null", DEEP]
    assert min(each_refused_or_read(parse, (MinistrySilent,), seeds, 1000)) > 0


@pytest.fixture(scope="module")
def signing() -> RSAKey:
    """The key that the provider signs with."""
    return RSAKey.generate_key(2048, parameters={"kid": "one"}, private=True)


def id_token(signing: RSAKey, **claims: Any) -> str:
    """A token that says who somebody is."""
    whole = {
        "iss": ISSUER,
        "aud": "sanad",
        "sub": "42",
        "exp": 9e9,
        "iat": 1,
        "nonce": "n",
    } | claims
    return str(jwt.encode({"alg": "RS256", "kid": "one"}, whole, signing))


def test_the_keys_of_a_provider_are_read_or_refused(provider, signing):
    tokens = {"id_token": id_token(signing)}

    def parse(content: bytes) -> None:
        provider(content)
        ministry._checked(METADATA, tokens, "n")

    keys = json.dumps({"keys": [signing.as_dict(private=False)]}).encode()
    seeds = [keys, b"[]", b'{"keys": 3}', b'{"keys": [[]]}', DEEP]
    assert min(each_refused_or_read(parse, (MinistryRefused, MinistrySilent), seeds, 600)) > 0


def test_the_tokens_of_a_provider_are_read_or_refused(provider, signing):
    good = {"access_token": "a", "token_type": "Bearer", "id_token": id_token(signing)}
    keys = json.dumps({"keys": [signing.as_dict(private=False)]}).encode()

    def parse(content: bytes) -> None:
        provider(content)
        tokens = ministry._exchanged(METADATA, "code", "attempt", "http://localhost/back")
        provider(keys)
        ministry._checked(METADATA, tokens, "n")

    odd = [good | {"id_token": other} for other in (3, None, id_token(signing, sub=7), "a.b.c")]
    seeds = [json.dumps(one).encode() for one in (good, *odd, [good], "words")] + [DEEP]
    assert min(each_refused_or_read(parse, (MinistryRefused, MinistrySilent), seeds, 600)) > 0


def _keys() -> dict[str, Any]:
    return {"data": {"keys": {"1": 1700000000, "2": 1700000500}, "min_decryption_version": 1}}


def test_the_answers_of_a_key_service_are_understood_or_refused(monkeypatch):
    says: dict[str, bytes] = {}
    monkeypatch.setattr(
        adapters.JSONAdapter, "request",
        lambda *_a, **_k: json.loads(says["now"]) if says["now"][:1] in b"[{" else answered(b""),
    )  # fmt: skip
    provider = SimpleNamespace()

    def parse(content: bytes) -> None:
        says["now"] = json.dumps(_keys()).encode()
        provider.it = VaultProvider(VaultAccess("http://keys.invalid", "token"))
        try:
            json.loads(content)
        except (ValueError, RecursionError):
            content = b"no json: the client gives back the answer as it came"
        says["now"] = content
        if len(content) % 4 == 0:
            VaultProvider(VaultAccess("http://keys.invalid", "token"))
        elif len(content) % 4 == 1:
            provider.it.wrap(b"k" * 32, b"place")
        elif len(content) % 4 == 2:
            provider.it.unwrap("sanad-v1", b"vault:v1:AAAA", b"place")
        else:
            provider.it.derive(Root.SESSIONS, "purpose")

    answers = [
        {"ciphertext": "vault:v2:AAAA"},
        {"plaintext": "QUJD"},
        {"hmac": "vault:v1:" + "A" * 44},
    ]
    shapes = [_keys(), *({"data": one} for one in answers), {"data": []}, {"data": {"keys": [1]}}]
    padded = [json.dumps(one).encode() + b" " * more for one in shapes for more in range(4)]
    assert min(each_refused_or_read(parse, (KeyringRefused, SealBroken), padded, 3000)) > 0


def test_the_answers_of_a_virus_scanner_are_understood_or_the_file_is_refused(monkeypatch):
    def parse(content: bytes) -> None:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            theirs.sendall(content)
            theirs.shutdown(socket.SHUT_WR)
            client = scanning._scanner("tcp://127.0.0.1")
            monkeypatch.setattr(
                client, "_init_socket", lambda: setattr(client, "clamd_socket", ours)
            )
            monkeypatch.setattr(scanning, "_scanner", lambda _url: client)
            try:
                scanning.scan(b"a file", "tcp://127.0.0.1")
            finally:
                monkeypatch.undo()

    seeds = [b"stream: OK\n", b"stream: Eicar-Signature FOUND\n", b"stream: broken ERROR\n", b"\n"]
    read, refused = each_refused_or_read(parse, (ScannerSilent, Infected), seeds, 300)
    assert refused > read


def test_messages_of_the_queue_are_read_or_dropped():
    words = JsonSerializer()
    whole = {"id": "1", "name": "job", "retries": 2, "eta": "2026-11-16T09:00:00", "args": ["a"]}
    seeds = [json.dumps(one).encode() for one in (whole, [whole], {"args": 3}, {"id": "1"})] + [
        DEEP
    ]
    assert min(each_refused_or_read(words._deserialize, (NotAMessage,), seeds, 4000)) > 0


def test_lists_of_known_persons_are_read_or_refused():
    head = ",".join(COLUMNS).encode() + b"\n"
    row = "1,p,أمينة,El Amrani,1990-03,f,MA,0612345678,AB1\n".encode()
    parse = lambda content: records(BytesIO(content))  # noqa: E731
    each_refused_or_read(parse, (ListRefused,), [head + row, head + row * 2], 1500)
