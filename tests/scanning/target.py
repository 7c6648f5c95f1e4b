"""What the scanners are let at, and how one is found and started.

Everything goes to this machine. A scanner that is not here is named, not passed over.
"""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from casework.web.session import new_token

ROOT = Path(__file__).parents[2]
PLACES = (
    *(ROOT / "build" / name / "bin" for name in ("scan", "scan-code")),
    ROOT / "build" / "scan-pages" / "node_modules" / ".bin",
    Path("/usr/sbin"),
)
NOBODY = "nobody"
PROXIES = ("free", "strict")
# who sends a request, as the log of the proxy keeps it: several scanners run at a time
BY = "X-Scan"
# The package of Debian, where a scanner is not of Python or of npm.
PACKAGES = {"nginx": "nginx-light", "testssl": "testssl.sh"}


class CannotBeHad(Exception):
    """This scanner is not on this machine, or ended without a report."""


class NothingAsked(Exception):
    """It is here, and what it asks elsewhere cannot be reached from here."""


@dataclass(frozen=True)
class Answer:
    """One request that reached the proxy, as its log tells it; `by`: the scanner and its role."""

    method: str
    path: str
    status: int
    by: str = ""


def _none(role: str, language: str) -> str:
    raise NotImplementedError(f"nobody signs in here: {role} {language}")


@dataclass(frozen=True)
class Target:
    """A Sanad behind its proxy. `url` lets scanners through, `strict_url` keeps the limits of the
    example; `new_session` signs somebody of a role in."""

    url: str
    strict_url: str = ""
    folder: Path = Path()
    codes: Mapping[str, str] = field(default_factory=dict)
    new_session: Callable[[str, str], str] = _none

    def cookie(self, role: str, language: str = "fr") -> str:
        """The cookie of a new session of this role; of nobody's own browser, whose forms are kept
        from others as well."""
        token = new_token() if role == NOBODY else self.new_session(role, language)
        return f"lang={language}; __Host-sanad={token}"

    @property
    def authority(self) -> Path:
        """Who vouches for the proxy's certificate."""
        return self.folder / "authority.pem"

    def answers(self, by: str) -> list[Answer]:
        """What was asked in this name of the proxy that lets scanners through, by its log."""
        told = (_answer(json.loads(line)) for line in self._lines("free"))
        return [one for one in told if one.by == by]

    def limited(self, after: int) -> list[Answer]:
        """What was asked of the proxy with limits after so many requests: one scanner at a time."""
        return [_answer(json.loads(line)) for line in self._lines("strict")[after:]]

    def _lines(self, name: str) -> list[str]:
        log = self.folder / name / "each.log"
        return log.read_text("utf-8", "replace").splitlines() if log.exists() else []


def _answer(told: Mapping[str, str]) -> Answer:
    return Answer(told["method"], told["path"], int(told["status"]), told.get("by", ""))


def named(scanner: str, role: str) -> str:
    """The header by which a request says which scanner sent it, and as which role."""
    return f"{BY}: {signed(scanner, role)}"


def signed(scanner: str, role: str) -> str:
    """The same as one word of the log."""
    return f"{scanner} {role}"


def program(name: str) -> str:
    """Where it is: in the environments of the scanners, or on the machine."""
    own = [str(place / name) for place in PLACES if (place / name).exists()]
    found = own[0] if own else shutil.which(name)
    if found is None:
        raise CannotBeHad(f"{name} is not on this machine: apt install {PACKAGES.get(name, name)}")
    return found


_started: "set[subprocess.Popen[bytes]]" = set()


def end_all() -> None:
    """No scanner is left behind by a scan that is told to end."""
    for one in list(_started):
        _end(one)


def run(
    line: Sequence[str],
    seconds: float,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> str:
    """What it prints; cut off, with all it started, when its time is over."""
    with subprocess.Popen(
        line, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, start_new_session=True,
    ) as started:  # fmt: skip
        _started.add(started)
        try:
            told, _none = started.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            _end(started)
            told, _none = started.communicate()
        except BaseException:  # the scan itself is ended meanwhile
            _end(started)
            raise
        finally:
            _started.discard(started)
    return told.decode("utf-8", "replace")


def _end(started: "subprocess.Popen[bytes]") -> None:
    with suppress(ProcessLookupError):
        os.killpg(started.pid, signal.SIGKILL)
