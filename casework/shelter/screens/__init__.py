"""What the pages of shelters show: tiles, rows, lines, and forms filled with what is known."""

from casework.shelter.screens.board import board_page, night_page, place_page, waiting_rows
from casework.shelter.screens.house import (
    aliases_here,
    daily_lines,
    incident_page,
    incident_rows,
    named_people,
    own_regions,
    reported,
    unit_choices,
)
from casework.shelter.screens.of_case import case_panel, decision_page, offers_shown
from casework.shelter.screens.stay import (
    care_lines,
    escort_choices,
    intake_form,
    rooms_for,
    stay_page,
    stay_rows,
    step_page,
    wanted_of,
)

__all__ = [
    "aliases_here",
    "board_page",
    "care_lines",
    "case_panel",
    "daily_lines",
    "decision_page",
    "escort_choices",
    "incident_page",
    "incident_rows",
    "intake_form",
    "named_people",
    "night_page",
    "offers_shown",
    "own_regions",
    "place_page",
    "reported",
    "rooms_for",
    "stay_page",
    "stay_rows",
    "step_page",
    "unit_choices",
    "waiting_rows",
    "wanted_of",
]
