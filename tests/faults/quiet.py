"""How much of the machine something else used while a time was taken: a bound of time is judged on
a quiet machine only, and what could not be judged is said, never passed."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from benchmarks.processes import CORES, Server, machine_cpu
from tests.faults.site import Served

QUIET = 0.08


@dataclass
class Round:
    """One round of measuring. `others`: the share of the machine that was not ours."""

    others: float = 1.0

    @property
    def quiet(self) -> bool:
        """Whether its times say something of Sanad."""
        return self.others <= QUIET


@contextmanager
def measured(served: Served) -> Iterator[Round]:
    """What everything but this process and the server's group used until the block ends."""
    group = Server(served.port, served.group, "")
    found = Round()
    began, machine, ours = time.monotonic(), machine_cpu(), group.cpu() + time.process_time()
    yield found
    ours = group.cpu() + time.process_time() - ours
    lasted = CORES * (time.monotonic() - began)
    found.others = max(0.0, machine_cpu() - machine - ours) / lasted
