"""The sign-in of a ministry by OpenID Connect: authorization code, PKCE, state and nonce.

What the browser carries between leaving and coming back is one cookie of ten minutes; state, nonce
and the PKCE verifier are derived from it with the secret of this installation, so nothing is kept
on the server for somebody who is nobody yet, and an answer is good only in the browser that asked
(OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9207; RFC 9700).
"""

import hmac
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import Request, Response, current_app

from casework.accounts.domain.refusals import MinistryNotUsed, MinistryRefused, MinistrySilent
from casework.encryption import Root, current_keyring
from casework.web.session import new_token

PATIENCE = 5
VALID = 600
LEEWAY = 60
METADATA_KEPT = 3600
SIGNED_WITH = ("RS256", "PS256", "ES256", "EdDSA")
EXTENSION = "sanad-ministry"


@dataclass(frozen=True, repr=False)
class Recognised:
    """Whom the ministry's sign-in vouches for, as a digest, and the link that they came with."""

    subject: bytes
    link: str


def possible() -> bool:
    """Whether this installation has such a sign-in."""
    return bool(current_app.extensions["settings"].oidc_issuer)


def name() -> str:
    """What the ministry's sign-in is called here; empty when it has no name of its own."""
    said: str = current_app.extensions["settings"].oidc_name
    return said


def leave(back: str, link: str = "") -> tuple[str, str]:
    """Where the provider asks who is there, and the attempt that binds the answer to this browser.
    `link`: the one-time link with which the account is to be linked."""
    metadata = _metadata()
    attempt = f"{new_token()}.{int(time.time())}.{link}"
    with _client(back) as client:
        address, _state = client.create_authorization_url(
            metadata["authorization_endpoint"],
            state=_derived("state", attempt),
            nonce=_derived("nonce", attempt),
            code_verifier=_derived("verifier", attempt),
        )
    return address, attempt


def remember(answer: Response, attempt: str) -> Response:
    """Leave the attempt with the browser; it comes back with it from the other site."""
    answer.set_cookie(
        _cookie(), attempt, max_age=VALID, httponly=True, secure=_https(), samesite="Lax", path="/"
    )
    return answer


def come_back(request: Request, back: str) -> Recognised:
    """Whom the provider vouches for; MinistryRefused when anything of its answer is not right."""
    if not possible():
        raise MinistryNotUsed()
    attempt = request.cookies.get(_cookie(), "")
    _check_browser(request, attempt)
    metadata = _metadata()
    tokens = _exchanged(metadata, request.args.get("code", ""), attempt, back)
    claims = _checked(metadata, tokens, _derived("nonce", attempt))
    subject = f"{claims['iss']}|{claims['sub']}".encode()
    digest = current_keyring().mac(Root.SESSIONS, "ministry/v1", subject)
    return Recognised(digest, attempt.split(".", 2)[2])


def forget(answer: Response) -> Response:
    """The attempt is over, whatever came of it."""
    answer.delete_cookie(_cookie(), secure=_https(), httponly=True, samesite="Lax", path="/")
    return answer


def _check_browser(request: Request, attempt: str) -> None:
    parts = attempt.split(".", 2)
    fresh = len(parts) == 3 and parts[1].isdigit() and 0 <= time.time() - int(parts[1]) < VALID
    state = request.args.get("state", "")
    same = hmac.compare_digest(state.encode(), _derived("state", attempt).encode())
    issuer = request.args.get("iss")
    if not fresh or not same or (issuer or _settings().oidc_issuer) != _settings().oidc_issuer:
        raise MinistryRefused()
    if "error" in request.args or not request.args.get("code"):
        raise MinistryRefused()


def _exchanged(metadata: Any, code: str, attempt: str, back: str) -> Any:
    from authlib.common.errors import AuthlibBaseError
    from requests import RequestException

    try:
        with _client(back) as client:
            return client.fetch_token(
                metadata["token_endpoint"],
                code=code,
                code_verifier=_derived("verifier", attempt),
                timeout=PATIENCE,
            )
    except AuthlibBaseError:
        raise MinistryRefused() from None
    except (RequestException, ValueError, TypeError, AttributeError, RecursionError):
        raise MinistrySilent() from None  # no answer, or one that is none


def _checked(metadata: Any, tokens: Any, nonce: str) -> Any:
    """The claims of the ID token: signed by the provider, for us, in time, for this attempt."""
    from authlib.oidc.core import CodeIDToken
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import KeySet

    settings = _settings()
    keys = _fetched(metadata["jwks_uri"])
    try:
        read = jwt.decode(
            tokens["id_token"], KeySet.import_key_set(keys), algorithms=list(SIGNED_WITH)
        )
        claims = CodeIDToken(
            read.claims,
            read.header,
            options={
                "iss": {"essential": True, "value": metadata["issuer"]},
                "aud": {"essential": True, "value": settings.oidc_client_id},
            },
            params={
                "nonce": nonce,
                "client_id": settings.oidc_client_id,
                "access_token": tokens.get("access_token"),
            },
        )
        claims.validate(now=int(time.time()), leeway=LEEWAY)
    except (JoseError, KeyError, ValueError, TypeError, AttributeError, RecursionError):
        raise MinistryRefused() from None
    if not isinstance(claims.get("sub"), str) or not claims["sub"]:
        raise MinistryRefused()
    return claims


def _metadata() -> Any:
    """What the provider says of itself (OpenID Connect Discovery 1.0), read once an hour."""
    issuer = _settings().oidc_issuer
    if not issuer:
        raise MinistryNotUsed()
    kept = current_app.extensions.get(EXTENSION)
    if kept and kept[0] == issuer and time.monotonic() - kept[1] < METADATA_KEPT:
        return kept[2]
    found = _fetched(f"{issuer}/.well-known/openid-configuration")
    if not isinstance(found, dict) or not _usable(found, issuer):
        raise MinistrySilent()
    current_app.extensions[EXTENSION] = issuer, time.monotonic(), found
    return found


def _usable(found: dict[str, Any], issuer: str) -> bool:
    places = [found.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    said = found.get("issuer")
    here = isinstance(said, str) and said.rstrip("/") == issuer
    return here and all(isinstance(place, str) and place for place in places)


def _fetched(address: str) -> Any:
    import requests

    try:
        answer = requests.get(address, timeout=PATIENCE, allow_redirects=False)
        answer.raise_for_status()
        return answer.json()
    except (requests.RequestException, ValueError, RecursionError):
        raise MinistrySilent() from None


def _client(back: str) -> Any:
    from authlib.integrations.requests_client import OAuth2Session

    settings = _settings()
    return OAuth2Session(
        settings.oidc_client_id,
        settings.oidc_client_secret,
        redirect_uri=back,
        scope="openid",
        code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_basic",  # noqa: S106 - the name of a method
    )


def _derived(purpose: str, attempt: str) -> str:
    secret = str(current_app.config["SECRET_KEY"]).encode()
    made = hmac.digest(secret, f"ministry|{purpose}|{attempt}".encode(), sha256)
    return urlsafe_b64encode(made).rstrip(b"=").decode()


def _cookie() -> str:
    return "__Host-sanad-ministry" if _https() else "sanad-ministry"


def _https() -> bool:
    return bool(_settings().https)


def _settings() -> Any:
    return current_app.extensions["settings"]
