"""Passkeys: what the browser is asked to make or to sign, and whether what comes back is right.

W3C Web Authentication Level 3, with no attestation: which make of key somebody uses is nobody's
business. The library is imported where it is used. A passkey belongs to the name in the address of
this installation; an address of numbers only cannot have any.
"""

import hashlib
import ipaddress
import json
from typing import Any
from urllib.parse import urlsplit

from flask import current_app

from casework.accounts.domain.refusals import PasskeyWrong
from casework.accounts.domain.second_factor import FactorSecret
from casework.accounts.models import SecondFactor, User
from casework.accounts.tokens import keyed

LONGEST = 20_000
MILLISECONDS = 120_000


def home() -> tuple[str, str]:
    """The name passkeys belong to, and the origin they are used from."""
    parts = urlsplit(current_app.extensions["settings"].base_url)
    return parts.hostname or "", f"{parts.scheme}://{parts.netloc}"


def possible() -> bool:
    """Whether this address has a name."""
    try:
        ipaddress.ip_address(home()[0])
    except ValueError:
        return True
    return False


def creation_options(user: User, known: list[SecondFactor], challenge: bytes) -> str:
    """What the browser needs to make a passkey, as JSON; one that is known is not made twice."""
    from webauthn import generate_registration_options, options_to_json

    options = generate_registration_options(
        rp_id=home()[0],
        rp_name="Sanad",
        user_name=user.username,
        user_display_name=user.username,
        user_id=keyed("passkey", str(user.id)),
        challenge=challenge,
        timeout=MILLISECONDS,
        exclude_credentials=_descriptors(known),
    )
    return str(options_to_json(options))


def request_options(known: list[SecondFactor], challenge: bytes) -> str:
    """What the browser needs to have a known passkey sign."""
    from webauthn import generate_authentication_options, options_to_json

    options = generate_authentication_options(
        rp_id=home()[0],
        challenge=challenge,
        timeout=MILLISECONDS,
        allow_credentials=_descriptors(known),
    )
    return str(options_to_json(options))


def read_new(answer: str, challenge: bytes) -> tuple[FactorSecret, int]:
    """A passkey that was just made here, and its counter."""
    from webauthn import verify_registration_response
    from webauthn.helpers import bytes_to_base64url as text

    rp_id, origin = home()
    made = _verified(
        verify_registration_response,
        credential=_read(answer),
        expected_challenge=challenge,
        expected_rp_id=rp_id,
        expected_origin=origin,
    )
    secret = FactorSecret(
        credential_id=text(made.credential_id), public_key=text(made.credential_public_key)
    )
    return secret, int(made.sign_count)


def read_signed(answer: str, challenge: bytes, factor: SecondFactor) -> int:
    """The new counter of a passkey that signed the challenge; PasskeyWrong for anything else."""
    from webauthn import verify_authentication_response
    from webauthn.helpers import base64url_to_bytes

    if factor.secret is None:
        raise PasskeyWrong()
    rp_id, origin = home()
    signed = _verified(
        verify_authentication_response,
        credential=_read(answer),
        expected_challenge=challenge,
        expected_rp_id=rp_id,
        expected_origin=origin,
        credential_public_key=base64url_to_bytes(factor.secret.reveal().public_key),
        credential_current_sign_count=factor.counter,
    )
    return int(signed.new_sign_count)


def digest_of_answer(answer: str) -> bytes:
    """By which a passkey is found: the hash of the credential id that it names."""
    return digest_of_id(str(_read(answer).get("id", "")))


def digest_of_id(credential_id: str) -> bytes:
    """What is kept in clear of a credential id."""
    return hashlib.sha256(credential_id.rstrip("=").encode()).digest()


def _descriptors(known: list[SecondFactor]) -> list[Any]:
    from webauthn.helpers import base64url_to_bytes
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    secrets = [factor.secret.reveal() for factor in known if factor.secret is not None]
    return [
        PublicKeyCredentialDescriptor(id=base64url_to_bytes(secret.credential_id))
        for secret in secrets
        if secret.credential_id
    ]


def _read(answer: str) -> dict[str, Any]:
    try:
        found = json.loads(answer) if len(answer) <= LONGEST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise PasskeyWrong()
    return found


def _verified(check: Any, **given: Any) -> Any:
    """The library says no in many ways; all of them are one refusal."""
    try:
        return check(**given)
    except Exception as problem:
        raise PasskeyWrong() from problem
