"""Searches are forgotten: they are there to be asked about, and to count how often one searches."""

from datetime import timedelta

from sqlalchemy import delete, select

from casework.db import db
from casework.encryption import destroy_data_key
from casework.kernel import clock
from casework.matching.models import MatchSearch

KEPT_FOR = timedelta(days=30)
AT_ONCE = 1_000


def forget_searches() -> int:
    """Delete searches of more than 30 days with their keys; that somebody searched stays in the
    trace. Says how many. Running it twice changes nothing."""
    old = select(MatchSearch.id).where(MatchSearch.at < clock.now() - KEPT_FOR)
    ids = db.session.scalars(old.limit(AT_ONCE)).all()
    for search_id in ids:
        destroy_data_key("search", search_id)
    db.session.execute(delete(MatchSearch).where(MatchSearch.id.in_(ids)))
    return len(ids)
