"""Random tokens that are kept as hashes, and keyed digests of what must not be kept in clear."""

import hashlib
import hmac

from flask import current_app

from casework.encryption import Root, current_keyring


def digest_of(token: str) -> bytes:
    """What is kept of a 256-bit random token: its HMAC-SHA256 under a root of the keyring. Nobody
    can guess back from it, nor write one down without the keys for a token of their own."""
    return current_keyring().mac(Root.SESSIONS, "token/v1", token.encode())


def keyed(kind: str, *parts: str) -> bytes:
    """16 bytes that stand for a source or an account name: equal for equal parts, and worth nothing
    without the secret of this installation."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    mac = hmac.new(secret, kind.encode(), hashlib.sha256)
    for part in parts:
        mac.update(f"|{len(part)}|{part}".encode())
    return mac.digest()[:16]
