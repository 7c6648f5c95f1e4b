"""Nights and incidents of the own houses over the last twelve months, in numbers alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from casework.db import db
from casework.kernel import clock
from casework.policy import Actor
from casework.shelter.models import Incident, Place, ShelterUnit, Stay

YEAR = timedelta(days=365)
EACH = 1_000


@dataclass(frozen=True)
class HouseYear:
    """Twelve months of the houses of one organisation: nights that somebody slept there, places
    as they are now, incidents written down. A night is a whole day between arrival and leaving;
    the children who came along are not counted apart."""

    nights: int
    places: int
    incidents: int

    @property
    def percent(self) -> int | None:
        """Nights used of a hundred that today's places would have had."""
        return round(100 * self.nights / (self.places * YEAR.days)) if self.places else None

    @property
    def incidents_for_1000(self) -> int | None:
        """Incidents for a thousand nights; none before the first night."""
        return round(EACH * self.incidents / self.nights) if self.nights else None


def house_year(actor: Actor) -> HouseYear:
    """The last twelve months of the actor's own houses."""
    since = clock.now() - YEAR
    mine = Stay.organisation_id == actor.organisation_id
    stays = select(Stay.arrived_at, Stay.ended_at).where(mine, Stay.arrived_at.is_not(None))
    rows = db.session.execute(stays.where((Stay.ended_at.is_(None)) | (Stay.ended_at > since)))
    nights = sum(_nights(row.arrived_at, row.ended_at, since) for row in rows)
    own = ShelterUnit.organisation_id == actor.organisation_id
    places = select(func.count()).select_from(Place).join(ShelterUnit).where(own)
    happened = select(func.count()).select_from(Incident).where(
        Incident.organisation_id == actor.organisation_id, Incident.recorded_at > since
    )  # fmt: skip
    usable = places.where(Place.overflow.is_(False))
    return HouseYear(nights, db.session.scalar(usable) or 0, db.session.scalar(happened) or 0)


def _nights(arrived: datetime, ended: datetime | None, since: datetime) -> int:
    end = ended or clock.now()
    return max(0, (end.date() - max(arrived, since).date()).days)
