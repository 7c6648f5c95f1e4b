"""The virus scanner, where one is set up (SANAD_CLAMAV_URL): clamd of ClamAV, by its own protocol.

The file goes to it as it came, in memory. What it finds is refused; when it does not answer, the
file is refused too, and the person is told that it is not their file.
"""

from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from casework.documents.domain.documents import Infected, ScannerSilent
from casework.logs import catalogue as logged
from casework.logs import write as write_line

SECONDS = 30
PORT = 3310


def scan(content: bytes, url: str) -> None:
    """Refuse (Infected, ScannerSilent) unless the scanner says that it found nothing."""
    try:
        found = _scanner(url).instream(BytesIO(content))
        verdicts = {status for status, _reason in found.values()}
    except Exception as problem:  # no library, no daemon, no answer, an answer that is none
        write_line(logged.ScannerSilent(problem))
        raise ScannerSilent() from None
    if "FOUND" in verdicts:
        raise Infected()
    if verdicts != {"OK"}:
        raise ScannerSilent()


def _scanner(url: str) -> Any:
    """The client for tcp://host:port or unix:///path."""
    from clamav_client.clamd import ClamdNetworkSocket, ClamdUnixSocket

    parts = urlsplit(url)
    if parts.scheme == "unix":
        return ClamdUnixSocket(path=parts.path, timeout=SECONDS)
    return ClamdNetworkSocket(
        host=parts.hostname or "127.0.0.1", port=parts.port or PORT, timeout=SECONDS
    )
