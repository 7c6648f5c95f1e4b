"""Looking through a file that was sent: size, harm, kind; and making it anew in a process apart."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from casework.documents.domain.documents import (
    Examined,
    FileRefused,
    check_ending,
    check_size,
)
from casework.documents.scanning import scan

PROGRAM = Path(__file__).parent / "cleaning.py"
LONGEST = 30.0

Cleaner = Callable[[bytes], Examined]


def examine(
    content: bytes, name: str, scanner_url: str, *, cleaner: Cleaner | None = None
) -> Examined:
    """The file made anew, or a refusal that says why not. Nothing is written anywhere."""
    check_size(content)
    if scanner_url:
        scan(content, scanner_url)
    examined = (cleaner or clean_apart)(content)
    check_ending(name, examined.media)
    check_size(examined.content)
    return examined


def clean_apart(content: bytes) -> Examined:
    """Run `cleaning.py` on the content, through pipes: no file, no environment, limits of its own.
    A process that was ended, or did not end, found the file too heavy."""
    command = [sys.executable, "-I", "-B", str(PROGRAM)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, its input by a pipe
            command,
            input=content,
            capture_output=True,
            timeout=LONGEST,
            env={},
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise FileRefused(reason="heavy") from None
    if done.returncode != 0:
        raise FileRefused(reason="heavy")
    said, _newline, made = done.stdout.partition(b"\n")
    found = json.loads(said)
    if "reason" in found:
        raise FileRefused(reason=found["reason"])
    return Examined(found["media"], made, found["pages"])
