"""What whoever has the case sees: offers without an address, a stay without a place."""

from typing import Any

from casework.accounts import queries as accounts
from casework.accounts.queries import organisation_names
from casework.kernel.refusals import Refusal
from casework.shelter import agreement, queries
from casework.shelter.domain.needs import Band
from casework.shelter.domain.track import HEED_TASK, LODGED, StayState
from casework.shelter.forms.search import SearchForm
from casework.shelter.queries import Stay
from casework.shelter.screens.stay import events_of, state_of
from casework.shelter.service import guarding, holding
from casework.shelter.texts import BAND_TONES, BANDS, KINDS, STATES, TONES
from casework.tasks.queries import open_tasks
from casework.web.languages import current_language

S = StayState


def offers_shown(form: SearchForm, case: Any) -> list[dict[str, Any]] | None:
    """The houses that take such a person; None when the question itself was refused."""
    try:
        found = holding.offers(case, form.wanted())
    except Refusal as refusal:
        form.refuse(refusal)
        return None
    names = organisation_names({one.organisation_id for one in found}, current_language())
    return [
        {
            "offer": one,
            "name": names.get(one.organisation_id, ""),
            "band": BANDS[one.band],
            "tone": BAND_TONES[one.band],
            "free": one.band != Band.NO,
            "agreed": agreement.agreed(case, one.organisation_id) is not None,
        }
        for one in found
    ]


def case_panel(case: Any) -> dict[str, Any]:
    """The stays of a case: since when, until when, what is to be answered. Never where."""
    found = queries.stays_of_case(case.id)
    running = next((one for one in found if one.state in (*LODGED, S.RESERVED, S.REQUESTED)), None)
    return {
        "running": _running(running) if running else None,
        "earlier": [_earlier(one) for one in found if one is not running],
    }


def decision_page(stay: Stay) -> dict[str, Any]:
    """What is asked for, and why."""
    asked = queries.extension_waiting(stay)
    return {
        "stay": stay,
        "asked": asked,
        "reason": asked.reason.reveal().text if asked and asked.reason else "",
        "asked_by": accounts.user_display(asked.asked_by_id) if asked else "",
        "kind": KINDS[asked.kind] if asked else "",
    }


def _running(stay: Stay) -> dict[str, Any]:
    state = state_of(stay)
    held = state == S.RESERVED and stay.unit_id
    unit_of = queries.unit_by_id(stay.unit_id) if stay.unit_id else None
    unit = unit_of if held else None
    names = organisation_names([stay.organisation_id], current_language())
    return {
        "stay": stay,
        "state": STATES[state],
        "tone": TONES.get(state, ""),
        "lodged": state in LODGED,
        "held": bool(held),
        "card": queries.house_now(unit).card if unit else None,
        "organisation": names.get(stay.organisation_id, "") if state not in LODGED else "",
        "escort": held and stay.escort_id is not None,
        "lapsed": state == S.REQUESTED and _lapsed(stay),
        "apart": queries.resident_of(stay).apart,
        "unsaid": guarding.unsaid(stay),
        "near": unit_of is not None and guarding.in_danger_there(stay, unit_of),
        "extension": queries.extension_waiting(stay) if state in LODGED else None,
        "reports": _reports(stay),
        "incidents": queries.grave_of_stay(stay.id),
    }


def _earlier(stay: Stay) -> dict[str, Any]:
    return {
        "stay": stay,
        "state": STATES[S(stay.state)],
        "leaving": queries.leaving_of(stay),
        "reports": _reports(stay),
    }


def _lapsed(stay: Stay) -> bool:
    events = events_of(stay)
    return stay.state == S.RESERVED or bool(events and len(events) > 1)


def _reports(stay: Stay) -> bool:
    return any(task.kind == HEED_TASK for task in open_tasks("stay", stay.id))
