"""A Redis of our own, on a socket of this run. Needs a Redis server on this machine."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from redis import Redis
from redis.exceptions import ConnectionError as NoRedis


@dataclass(frozen=True)
class RedisServer:
    """A running server, its address, and how to end it."""

    url: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        """Killed, as when a machine goes."""
        self.process.kill()
        self.process.wait(10)


@contextmanager
def running(folder: Path) -> Iterator[RedisServer]:
    """One Redis, gone at the end."""
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no Redis on this machine: install the package redis-server")
    socket = Path("/tmp") / f"sanad-{uuid4().hex[:12]}.sock"  # a socket's path is short
    process = subprocess.Popen(
        [program, "--port", "0", "--unixsocket", str(socket), "--save", "", "--dir", str(folder)],
        stdout=subprocess.DEVNULL,
    )
    server = RedisServer(f"unix://{socket}", process)
    _wait_for(server.url)
    try:
        yield server
    finally:
        server.stop()
        socket.unlink(missing_ok=True)


def _wait_for(url: str) -> None:
    for _try in range(100):
        try:
            Redis.from_url(url).ping()
        except NoRedis:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("Redis did not start")
