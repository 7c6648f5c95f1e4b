"""The keys of the log: one root of the keyring, used for links and for signatures apart."""

import hmac
from collections.abc import Callable
from hashlib import sha256

from casework.encryption import Root, current_keyring
from casework.encryption.signatures import Signer


def link(message: bytes) -> bytes:
    """The keyed link of an event."""
    return current_keyring().mac(Root.AUDIT, "chain/v1", message)


def linker() -> Callable[[bytes], bytes]:
    """`link` with its key at hand, for running through a whole log."""
    key = current_keyring().derive(Root.AUDIT, "chain/v1")
    return lambda message: hmac.digest(key, message, sha256)


def signer() -> Signer:
    """Signs and checks checkpoints."""
    return Signer(current_keyring().derive(Root.AUDIT, "checkpoint/v1"))
