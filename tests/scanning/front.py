"""Scanners of the proxy example itself, with its limits: sslscan, testssl, slowhttptest."""

import csv
import http.client
import json
import ssl
import statistics
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, parse

from tests.scanning.findings import Finding
from tests.scanning.target import CannotBeHad, Target, program, run

WRONG = (
    ("heartbleed", {"vulnerable": "1"}, "high"),
    ("compression", {"supported": "1"}, "medium"),
    ("renegotiation", {"supported": "1", "secure": "0"}, "medium"),
)
OLD = {("ssl", "2"), ("ssl", "3"), ("tls", "1.0"), ("tls", "1.1")}
WEIGHTS = {"CRITICAL": "high", "HIGH": "high", "MEDIUM": "medium", "LOW": "low"}
SLOW = {"headers": "-H", "body": "-B", "reading": "-X"}
LINES = 30  # half-sent requests at a time, under the limit that the example sets for one address
FIRST_PAGES = 6
AT_MOST = 1.0  # seconds that an honest request may take meanwhile


def sslscan(target: Target, folder: Path) -> Iterator[Finding]:
    """Which versions and ciphers the proxy speaks."""
    report = folder / "sslscan.xml"
    told = run([program("sslscan"), f"--xml={report}", "--no-colour", _place(target)], 120, folder)
    if not report.exists():
        raise CannotBeHad(f"sslscan ended without a report: {told[-200:]}")
    yield from spoken(parse(report).getroot())


def spoken(report: Element) -> Iterator[Finding]:
    """What no proxy should speak any more, and weaknesses of how it begins."""
    for one in report.iter("protocol"):
        if one.get("enabled") == "1" and (one.get("type"), one.get("version")) in OLD:
            yield Finding(
                "sslscan", "old version", f"{one.get('type')}{one.get('version')}", "high"
            )
    for one in report.iter("cipher"):
        if one.get("strength") not in ("strong", "acceptable"):
            yield Finding("sslscan", "cipher", one.get("cipher") or "", "medium")
    for rule, wrong, weight in WRONG:
        if any(wrong.items() <= one.attrib.items() for one in report.iter(rule)):
            yield Finding("sslscan", rule, "tls", weight)


def testssl(target: Target, folder: Path) -> Iterator[Finding]:
    """Versions, ciphers, the certificate, headers and the named weaknesses; asks no other host."""
    report = folder / "testssl.json"
    told = run(
        [program("testssl"), "--quiet", "--color", "0", "--warnings", "off", "--nodns", "none",
         "--ip", "127.0.0.1", "--add-ca", str(target.authority), "--jsonfile", str(report),
         "--connect-timeout", "10", "--openssl-timeout", "10", target.strict_url],
        600, folder,
    )  # fmt: skip
    if not report.exists():
        raise CannotBeHad(f"testssl ended without a report: {told[-200:]}")
    rows = json.loads(report.read_text("utf-8"))
    if not any(row["id"] == "TLS1_3" for row in rows):
        raise CannotBeHad(f"testssl did not get to the end: {told[-200:]}")
    for row in rows:
        if row["severity"] in WEIGHTS:
            told = str(row["finding"])[:160]
            yield Finding("testssl", row["id"], row["id"], WEIGHTS[row["severity"]], "", told)


def slowhttptest(target: Target, seconds: int, folder: Path) -> Iterator[Finding]:
    """Half-sent headers and bodies, and answers read slowly, while somebody honest asks too."""
    for _process in range(FIRST_PAGES):  # each loads what its first page needs
        _one_page(target)
    for name, how in SLOW.items():
        place = folder / f"slow-{name}"
        line = [
            program("slowhttptest"), how, "-c", str(LINES), "-r", "10", "-i", "5", "-p", "3",
            "-l", str(seconds), "-u", f"{target.strict_url}/login", "-g", "-o", str(place),
        ]  # fmt: skip
        done = threading.Event()
        took: list[float] = []
        honest = threading.Thread(target=_ask, args=(target, done, took))
        honest.start()
        told = run(line, seconds + 60, folder)
        done.set()
        honest.join()
        rows = _rows(place.with_suffix(".csv"))
        if not rows or not took:
            raise CannotBeHad(f"slowhttptest ended without figures: {told[-200:]}")
        print(
            f"  slow {name}: {LINES} lines, {len(took)} honest requests, "
            f"median {statistics.median(took):.3f} s, longest {max(took):.3f} s"
        )
        if max(took) > AT_MOST:
            yield Finding("slowhttptest", name, f"{max(took):.1f} s", "high")


def _place(target: Target) -> str:
    parts = urlsplit(target.strict_url)
    return f"{parts.hostname}:{parts.port}"


def _rows(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.open(encoding="utf-8"))) if file.exists() else []


def _ask(target: Target, done: threading.Event, took: list[float]) -> None:
    while not done.is_set():
        took.append(_one_page(target))
        done.wait(0.3)


def _one_page(target: Target) -> float:
    """Seconds of somebody at another address of this machine; an answer that is no page counts as
    endless."""
    parts = urlsplit(target.strict_url)
    trusted = ssl.create_default_context(cafile=str(target.authority))
    began = time.monotonic()
    line = http.client.HTTPSConnection(
        parts.hostname or "", parts.port, timeout=20, context=trusted,
        source_address=("127.0.0.2", 0),
    )  # fmt: skip
    try:
        line.request("GET", "/login")
        status = line.getresponse().status
    except OSError:
        status = 0
    finally:
        line.close()
    return time.monotonic() - began if status == 200 else float("inf")
