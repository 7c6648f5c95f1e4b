"""What an account may do, as the trace says it: ids and codes alone."""

from collections.abc import Iterable
from typing import Any

from casework.accounts.models import User
from casework.web.codes import region_name


def as_said(user: User) -> dict[str, Any]:
    """The role, the organisation and the places of an account, for an event about them. The event
    before it says what they were."""
    return {
        "role": user.role,
        "organisation_id": user.organisation_id,
        "regions": regions_as_said(user.place_codes),
        "national": _answer(user.national),
        "responsible": _answer(user.responsible),
    }


def regions_as_said(codes: Iterable[str]) -> str:
    """Region codes as one word: `MA-04.06`; `none` without any."""
    ordered = sorted(codes)
    return f"{ordered[0][:3]}{'.'.join(code[3:] for code in ordered)}" if ordered else "none"


def regions_in_words(said: str) -> str:
    """The names of the regions of such a word."""
    start, codes = said[:3], said[3:].split(".")
    return ", ".join(region_name(start + code) for code in codes) if said != "none" else "–"


def _answer(given: bool | None) -> str:
    return "yes" if given else "no"
