"""Rotations of keys as processes of their own, to be killed (SIGKILL) at any point."""

import contextlib
import os
import pickle
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from flask import Flask

from casework.kernel import clock

ROOT = Path(__file__).resolve().parents[3]

MANY = 2000

# Rotations are forked by a process that has opened nothing yet: neither SQLite nor the driver of
# PostgreSQL may be carried over a fork with a database open, and the tests have theirs open.
NURSERY = """
import os, pickle, sys, traceback
from casework import create_app
from casework.custody import service
from casework.kernel.clock import SteppedClock, use
from casework.matching.service import recomputing

settings, now, batch, match, pipes = pickle.load(sys.stdin.buffer)
app = create_app(settings)

def rotate(go, said):
    def say():
        os.write(said, b".")
        os.read(go, 1)

    os.read(go, 1)
    with app.app_context(), use(SteppedClock(now)):
        service.take_over(settings, match=match)
        say()
        if match:
            recomputing.AT_ONCE = batch
            service.move_match_tokens(lambda done, left: say())
        else:
            service.move_data_keys(lambda done, left: say(), batch=batch)

started = {}
for number, (go, said) in enumerate(pipes):
    if (pid := os.fork()) == 0:
        try:
            rotate(go, said)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    started[pid] = number
    os.close(said)
    print(pid, flush=True)
for _ in started:
    pid, status = os.wait()
    print(started[pid], os.waitstatus_to_exitcode(status), flush=True)
"""


class Rotation:
    """A process of its own that rotates step by step: it says each batch on a pipe and does the
    next one when told to, so that it cannot run to its end before a slow parent kills it."""

    def __init__(self) -> None:
        self._go = os.pipe()
        self._said = os.pipe()
        self.pid = 0

    @property
    def its_ends(self) -> tuple[int, int]:
        return self._go[0], self._said[1]

    def started(self, pid: int) -> None:
        self.pid = pid
        os.close(self._said[1])

    def _go_on(self, steps: int = 1) -> None:
        os.write(self._go[1], b"." * steps)

    def kill_after(self, said: int) -> None:
        self._go_on()
        for one in range(said):
            assert os.read(self._said[0], 1), f"it ended after {one} of {said} steps"
            self._go_on()
        time.sleep(random.uniform(0, 0.01))
        os.kill(self.pid, signal.SIGKILL)

    def run_to_its_end(self) -> None:
        self._go_on(MANY)


class Nursery:
    """The rotations, ready to go, and how each of them ended."""

    def __init__(self, app: Flask, count: int, batch: int, *, match: bool = False) -> None:
        self.rotations = [Rotation() for _ in range(count)]
        ends = [one.its_ends for one in self.rotations]
        self._process = subprocess.Popen(
            [sys.executable, "-c", NURSERY],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=[end for both in ends for end in both],
        )
        assert self._process.stdin
        with self._process.stdin as told:
            pickle.dump((app.extensions["settings"], clock.now(), batch, match, ends), told)
        for one in self.rotations:
            one.started(int(self._heard()))

    def _heard(self) -> bytes:
        assert self._process.stdout
        return self._process.stdout.readline()

    def ended(self) -> tuple[int, int]:
        """The next one that ended: its number and its exit code, below zero for a signal."""
        number, code = self._heard().split()
        return int(number), int(code)

    def close(self) -> None:
        for one in self.rotations:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one.pid, signal.SIGKILL)
        self._process.wait(20)
