"""Two servers of our own on this machine, what they use, and what everything else uses."""

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.browser import Browser

ROOT = Path(__file__).resolve().parent.parent
TICK = 1 / os.sysconf("SC_CLK_TCK")
CORES = os.cpu_count() or 1
SECONDS_TO_START = 60
_PGRP, _UTIME, _STIME = 2, 11, 12  # places in /proc/PID/stat after the name (proc(5))
_BUSY = (0, 1, 2, 5, 6, 7)  # /proc/stat: user, nice, system, irq, softirq, steal


class DidNotStart(Exception):
    """A server did not answer, or something else answered in its place."""


@dataclass(frozen=True)
class Server:
    """A running server: granian with one process and one blocking thread."""

    port: int
    group: int
    mark: str

    def cpu(self) -> float:
        """Seconds of CPU of all its processes so far."""
        return sum(_used(stat) for stat in _stats() if int(stat[_PGRP]) == self.group)

    def browser(self, token: str) -> Browser:
        """A signed-in browser that talks to this server only."""
        return Browser(self.port, token, self.mark)


def machine_cpu() -> float:
    """Seconds of CPU that the whole machine used so far."""
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    return sum(int(fields[place]) for place in _BUSY) * TICK


@contextmanager
def served(home: Path, cipher: str) -> Iterator[Server]:
    """Serve a home on a free port of 127.0.0.1 until the block ends."""
    port, mark = _free_port(), secrets.token_hex(8)
    env = {name: value for name, value in os.environ.items() if not name.startswith("SANAD_")}
    env |= {"SANAD_HOME": str(home), "SANAD_BASE_URL": f"http://127.0.0.1:{port}",
            "SANAD_REQUESTS_PER_MINUTE": "0"}  # fmt: skip
    env |= {"BENCHMARK_CIPHER": cipher, "BENCHMARK_MARK": mark}
    env.pop("FLASK_RUN_FROM_CLI", None)
    log = home / "server.log"
    with log.open("wb") as written:
        child = subprocess.Popen(
            _command(port), cwd=ROOT, env=env, stdout=written, stderr=written,
            start_new_session=True,
        )  # fmt: skip
    try:
        server = Server(port, child.pid, mark)
        _wait_for(server, child, log)
        yield server
    finally:
        _stop(child)


def _command(port: int) -> list[str]:
    return [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--workers", "1", "--blocking-threads", "1", "--no-ws",
        "--log-level", "warning", "benchmarks.served:app",
    ]  # fmt: skip


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(server: Server, child: subprocess.Popen[bytes], log: Path) -> None:
    """Until this very server answers: its mark stands in each of its answers."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and child.poll() is None:
        try:
            server.browser("").get("/privacy")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise DidNotStart(log.read_text(errors="replace")[-1000:])


def _stop(child: subprocess.Popen[bytes]) -> None:
    """End the group that this benchmark began, and nothing else."""
    try:
        os.killpg(child.pid, signal.SIGTERM)
        child.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    except ProcessLookupError:
        child.wait()


def _stats() -> Iterator[list[str]]:
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            yield entry.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue


def _used(stat: list[str]) -> float:
    return (int(stat[_UTIME]) + int(stat[_STIME])) * TICK
