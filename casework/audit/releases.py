"""Published numbers as the log and the second place have them: codes, digests, sealed copies.

What is in a copy only the statistics read; here it is seen whether each release has one, whether
each one opens, and whether one waits to be put back after a restore.
"""

from dataclasses import dataclass
from pathlib import Path

from casework.audit.aside import Aside, aside
from casework.audit.catalogue import StatisticsFrozen, StatisticsPutBack
from casework.audit.chain import SYSTEM
from casework.audit.queries import every_event_of
from casework.encryption import SealBroken

NOT_REAL = "SIMULATED."
"""What the code of a release of the simulated country begins with: it can be made anew."""


@dataclass(frozen=True)
class Standing:
    """Codes: of releases without a copy outside, of copies that do not open, and of those whose
    release is not in the database."""

    without_copy: tuple[str, ...]
    broken: tuple[str, ...]
    to_put_back: tuple[str, ...]


def kept_releases(place: Path | None = None) -> Aside:
    """The copies of the releases of this database."""
    return aside("releases", place)


def recorded() -> set[tuple[str, str]]:
    """Code and digest of every release that the log holds."""
    kinds = (StatisticsFrozen.__name__, StatisticsPutBack.__name__)
    events = every_event_of("system", SYSTEM, kinds)
    return {(event.code("period"), event.code("digest")) for event in events}


def recorded_codes() -> set[str]:
    """The codes of the releases of real records that the log holds."""
    return {code for code, _digest in recorded() if not code.startswith(NOT_REAL)}


def standing() -> Standing:
    """What is kept outside beside what was published. Opens every copy."""
    known = recorded_codes()
    copies = kept_releases()
    kept = copies.names()
    broken = [name for name in kept if not _opens(copies, name)]
    return Standing(
        tuple(sorted(known.difference(kept))),
        tuple(broken),
        tuple(name for name in kept if name not in known and name not in broken),
    )


def _opens(copies: Aside, name: str) -> bool:
    try:
        copies.open(name)
    except (OSError, SealBroken):
        return False
    return True
