"""The daily freeze, for the worker. One transaction for each period: what is published stays."""

import logging

from casework.db import unit_of_work

from . import service

log = logging.getLogger(__name__)


def freeze_due() -> int:
    """Publish whatever closed period is due, in order; answers how many. Logs labels only."""
    done = 0
    while periods := service.due():
        with unit_of_work():
            service.freeze_period(periods[0])
        log.info("statistics frozen: %s", periods[0].label)
        done += 1
    return done
