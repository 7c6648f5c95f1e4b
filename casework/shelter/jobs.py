"""Jobs of shelters: what the clock alone brings."""

from datetime import timedelta

from casework.jobs.registry import register_periodic
from casework.shelter.keeping import forget_old_log
from casework.shelter.service.holding import expire_due
from casework.shelter.service.incidents import give_own_keys
from casework.shelter.service.staying import watch_absences


def register_jobs() -> None:
    """Every minute, end the holds that are over (they count as free from their very moment, this
    writes it down); every five, look after those who are away; every hour, seal anew what was
    written about incidents before each had a key of its own; every day, delete what the daily logs
    kept long enough."""
    register_periodic("shelter.holds", timedelta(minutes=1), expire_due)
    register_periodic("shelter.incident_keys", timedelta(hours=1), give_own_keys)
    register_periodic("shelter.old_log", timedelta(days=1), forget_old_log)
    register_periodic("shelter.absences", timedelta(minutes=5), watch_absences)
