"""A letter that says nothing: how many items wait, and where to sign in. No code, no name.

Mail lies in mailboxes, on phones and on servers that are not ours; whoever reads it over a shoulder
must learn nothing of a person, and nothing of what this service is for.
"""

import hashlib
import hmac
import smtplib
import ssl
from collections.abc import Collection
from dataclasses import dataclass
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from flask import current_app
from flask_babel import force_locale

from casework.web.languages import LOCALES, _, _n

PATIENCE = 20
LOCAL = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, repr=False)
class Address:
    """Where somebody is written to, and in which language."""

    email: str
    language: str = "fr"


def write(address: Address, items: int, messages: Collection[UUID]) -> EmailMessage:
    """The letter about so many things, in the language of its reader. Written again for the same
    messages it is the same letter (RFC 5322, 3.6.4)."""
    settings = current_app.extensions["settings"]
    with force_locale(LOCALES.get(address.language, LOCALES["fr"])):
        subject = _n(
            "You have %(num)s item to deal with", "You have %(num)s items to deal with", items
        )
        body = _("Sign in to see it: %(address)s", address=settings.base_url)
    letter = EmailMessage()
    letter["Subject"], letter["To"] = subject, address.email
    letter["From"] = sender(settings.smtp_url)
    letter["Message-ID"] = _message_id(address, messages)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(f"{subject}.\n\n{body}\n")
    return letter


def try_out(address: str) -> bool:
    """Hand a trial letter to the mail server now; whether it was taken."""
    url: str = current_app.extensions["settings"].smtp_url
    letter = EmailMessage()
    letter["Subject"], letter["To"], letter["From"] = _("Trial letter"), address, sender(url)
    letter["Auto-Submitted"] = "auto-generated"
    letter.set_content(_("Letters of this kind arrive. Nothing else is to be done.") + "\n")
    try:
        deliver(url, [letter])
    except (OSError, smtplib.SMTPException):
        return False
    return True


def _message_id(address: Address, messages: Collection[UUID]) -> str:
    """A name that says nothing, and is the same for the same letter."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    about = " ".join([address.email, *sorted(one.hex for one in messages)])
    mark = hmac.new(secret, f"letter {about}".encode(), hashlib.sha256).hexdigest()[:32]
    return f"<{mark}@{urlsplit(current_app.extensions['settings'].base_url).hostname}>"


def sender(url: str) -> str:
    """`from` of the URL, else a name at the mail server's own host."""
    parts = urlsplit(url)
    return parse_qs(parts.query).get("from", [f"sanad@{parts.hostname or 'localhost'}"])[0]


def deliver(url: str, letters: list[EmailMessage]) -> None:
    """Hand letters to the server of `smtp[s]://user:password@host:port/?from=…`.

    Refuses to speak in clear to any machine but this one.
    """
    parts = urlsplit(url)
    host = parts.hostname or "localhost"
    with _connect(parts.scheme, host, parts.port or 0) as server:
        if parts.scheme == "smtp" and host not in LOCAL:
            server.starttls(context=ssl.create_default_context())
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        for letter in letters:
            server.send_message(letter)


def _connect(scheme: str, host: str, port: int) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=ssl.create_default_context())
    return smtplib.SMTP(host, port, timeout=PATIENCE)
