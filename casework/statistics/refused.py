"""Questions that were refused: written down as the others are."""

from collections.abc import Iterator
from contextlib import contextmanager

from casework.audit import record_read
from casework.audit.catalogue import StatisticsRefused
from casework.kernel.refusals import Refusal
from casework.policy import Actor


@contextmanager
def written_when_refused(asked: str, actor: Actor) -> Iterator[None]:
    """Whatever is refused inside is written down. It goes with what the request looked at, in a
    transaction of its own, so that it stands although the request itself comes to nothing."""
    try:
        yield
    except Refusal:
        write_refused(asked, actor)
        raise


def write_refused(asked: str, actor: Actor) -> None:
    """Write down a question that got no answer."""
    record_read(StatisticsRefused(asked=asked), actor)
