"""What those outside meet: the certificate of the public address, and the numbers they are told."""

import socket
import ssl
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from casework.directory.domain import stale
from casework.directory.queries import all_contacts
from casework.encryption.certificates import NotACertificate, ends_at
from casework.health.domain import Finding, Verdict
from casework.health.settings import harder, settings
from casework.kernel import clock
from casework.web.formats import long_date

RENEW_BEFORE = timedelta(days=21)
"""A certificate of 90 days is renewed at 30 (Let’s Encrypt’s advice): at 21 that has failed."""
PATIENCE = 3


def certificate_lasts() -> Finding:
    """The certificate that browsers are shown at the public address is good for three weeks more:
    asked for at that address, or read from the file of the proxy where that is not reached from
    here. When it is over nobody reaches Sanad, and people learn to click warnings away."""
    if not settings().https:
        return Finding("certificate")
    ends = _shown(settings().base_url) or _kept(settings().certificate)
    if ends is None:
        return Finding("certificate", Verdict.WARN, "certificate_unseen")
    left = ends - clock.now()
    told: dict[str, str | int] = {"days": left.days, "day": long_date(ends)}
    if left <= timedelta(0):
        return Finding("certificate", Verdict.FAIL, "certificate_over", told)
    if left < RENEW_BEFORE:
        return Finding("certificate", Verdict.WARN, "certificate_ends", told)
    return Finding("certificate", Verdict.PASS, "certificate_fine", told)


def numbers_called() -> Finding:
    """Somebody called every emergency number within 90 days, and nobody reported one that does not
    answer: it is shown to people in danger."""
    numbers, today = all_contacts(), clock.now().astimezone(clock.MOROCCO).date()
    if not numbers:
        return Finding("numbers", harder(Verdict.FAIL), "no_numbers")
    if wrong := sum(one.reported_at is not None for one in numbers):
        told: dict[str, str | int] = {"count": wrong}
        return Finding("numbers", harder(Verdict.FAIL), "numbers_reported", told)
    if old := sum(stale(one.verified_on, today) for one in numbers):
        return Finding("numbers", Verdict.WARN, "numbers_old", {"count": old, "all": len(numbers)})
    oldest = min(one.verified_on for one in numbers if one.verified_on)
    return Finding("numbers", Verdict.PASS, "numbers_fine", {"day": long_date(oldest)})


def _shown(address: str) -> datetime | None:
    """The end of what is shown at an address; None where nobody answers. It is not judged here
    whether a browser would trust it: only then can the end of one that is over be told."""
    at = urlsplit(address)
    looking = ssl.create_default_context()
    looking.check_hostname, looking.verify_mode = False, ssl.CERT_NONE
    try:
        there = (at.hostname or "", at.port or 443)
        with (
            socket.create_connection(there, PATIENCE) as line,
            looking.wrap_socket(line, server_hostname=at.hostname) as secure,
        ):
            return ends_at(secure.getpeercert(binary_form=True) or b"")
    except (OSError, ValueError):
        return None


def _kept(file: Path | None) -> datetime | None:
    try:
        return ends_at(file.read_bytes()) if file else None
    except (OSError, NotACertificate):
        return None
