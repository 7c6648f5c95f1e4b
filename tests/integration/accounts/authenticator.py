"""A passkey in memory, as a key that is plugged in would be: makes keys, signs challenges.

W3C Web Authentication Level 3: `none` attestation, ES256.
"""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

ORIGIN = "http://localhost"
HERE = 0x01 | 0x04  # somebody is there, and was recognised
NEW_KEY = 0x40


class Authenticator:
    """One passkey, with its counter."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(24)
        self.counter = 0

    def make(self, options: str, origin: str = ORIGIN) -> str:
        """What the browser sends after `navigator.credentials.create`."""
        asked = json.loads(options)
        point = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: point.x.to_bytes(32), -3: point.y.to_bytes(32)}
        named = b"\0" * 16 + len(self.id).to_bytes(2) + self.id + cbor2.dumps(cose)
        about = self._about(asked["rp"]["id"], HERE | NEW_KEY) + named
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": about})
        client = _client("webauthn.create", asked["challenge"], origin)
        return self._answer(clientDataJSON=client, attestationObject=made)

    def sign(self, options: str, origin: str = ORIGIN, name: str | None = None) -> str:
        """What it sends after `navigator.credentials.get`."""
        asked = json.loads(options)
        self.counter += 1
        about = self._about(name or asked["rpId"], HERE)
        client = _client("webauthn.get", asked["challenge"], origin)
        signed = about + hashlib.sha256(client).digest()
        signature = self.key.sign(signed, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=about, signature=signature)

    def _about(self, name: str, flags: int) -> bytes:
        return hashlib.sha256(name.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4)

    def _answer(self, **parts: bytes) -> str:
        told = {name: _text(value) for name, value in parts.items()}
        own = _text(self.id)
        return json.dumps({"id": own, "rawId": own, "type": "public-key", "response": told})


def _client(kind: str, challenge: str, origin: str) -> bytes:
    said: dict[str, Any] = {"type": kind, "challenge": challenge, "origin": origin}
    return json.dumps(said | {"crossOrigin": False}).encode()


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def challenge_of(options: str) -> bytes:
    """The bytes that are asked to be signed."""
    text = json.loads(options)["challenge"]
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
