"""Reads of shelters, through the scope of who asks: the own organisation, or the own case."""

from casework.shelter.models import Extension, Incident, Place, Room, ShelterUnit, Stay
from casework.shelter.queries.houses import (
    House,
    PlaceNow,
    RoomNow,
    address_of,
    board,
    house_now,
    houses_in,
    log_of,
    place_for,
    rules_of,
    unit_by_id,
    unit_for,
    unit_id_of_room,
    units_of,
)
from casework.shelter.queries.incidents import (
    grave_of_stay,
    incident_for,
    incidents_by_ids,
    incidents_of,
)
from casework.shelter.queries.stays import (
    absent_since,
    begun,
    begun_of_case,
    by_ids,
    care_of,
    extension_waiting,
    extensions_of,
    holds_over,
    intake_of,
    leaving_of,
    leaving_soon,
    not_told_any_more,
    open_stay_of,
    resident_of,
    stay_for,
    stay_for_escort,
    stay_of_case,
    stay_of_referral,
    stays_of,
    stays_of_case,
    unfinished_of,
    waiting_of,
)

__all__ = [
    "Extension", "House", "Incident", "Place", "PlaceNow", "Room", "RoomNow", "ShelterUnit",
    "Stay", "absent_since", "address_of", "begun", "begun_of_case", "board", "by_ids", "care_of",
    "extension_waiting", "extensions_of", "grave_of_stay", "holds_over", "house_now", "houses_in",
    "incident_for", "incidents_by_ids", "incidents_of", "intake_of", "leaving_of", "leaving_soon",
    "log_of", "not_told_any_more", "open_stay_of", "place_for", "resident_of", "rules_of",
    "stay_for", "stay_for_escort", "stay_of_case", "stay_of_referral", "stays_of", "stays_of_case",
    "unfinished_of",
    "unit_by_id", "unit_for", "unit_id_of_room", "units_of", "waiting_of",
]  # fmt: skip
