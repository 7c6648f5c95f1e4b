"""`python -m tests.faults [F1 …]`: do the faults, print figures and bounds, and a table."""

import os
import shutil
import sys
import time
import traceback
from pathlib import Path
from tempfile import mkdtemp

from tests.faults import (  # noqa: F401 - each enters its faults
    copies,
    crowds,
    deaths,
    disks,
    locks,
    servers,
    times,
    values,
)
from tests.faults.outcome import FAULTS, CannotBeDone, Outcome
from tests.faults.site import forget_furnished


def main(asked: list[str]) -> int:
    """Do what was asked, or everything. 1 when a bound was broken."""
    wanted = [name for name in asked if name in FAULTS] or list(FAULTS)
    if unknown := set(asked) - set(FAULTS):
        print(f"not a fault: {', '.join(sorted(unknown))}; there are {', '.join(FAULTS)}")
        return 2
    outcomes = [_do(number) for number in sorted(wanted, key=lambda name: int(name[1:]))]
    forget_furnished()
    print(f"\n{'fault':<6}{'verdict':<10}what, and its figures")
    for outcome in outcomes:
        said = outcome.not_done or "; ".join(outcome.figures)
        print(f"{outcome.number:<6}{outcome.verdict:<10}{outcome.what}: {said}")
        for bound in outcome.broken:
            print(f"{'':<16}BROKEN: {bound}")
        for bound in outcome.unjudged:
            print(f"{'':<16}{bound}")
    return 1 if any(outcome.broken for outcome in outcomes) else 0


def _do(number: str) -> Outcome:
    what, act = FAULTS[number]
    busy, began = os.getloadavg()[0], time.monotonic()
    print(f"{number}  {what}", flush=True)
    outcome, folder = Outcome(number, what), Path(mkdtemp(prefix=f"sanad-{number}-"))
    try:
        act(outcome, folder)
    except CannotBeDone as lacking:
        outcome.not_done = str(lacking)
        print(f"   {number}  not done: {lacking}")
    except Exception as failed:
        traceback.print_exc()
        outcome.must(False, f"the fault could be done ({type(failed).__name__})")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(f"   {number}  {time.monotonic() - began:.0f} s, load of the machine {busy:.1f}")
    return outcome


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
