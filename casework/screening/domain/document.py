"""An assessment written as a JSON object by another program, read with suspicion.

    {"profile": "AL", "age": 34, "act": ["recruitment"], "indicators": {"DR01": "yes_stated"},
     "danger": [], "self_request": false, "sector": "F", "date": "2026-05-04",
     "exploitation": ["forced_labour"]}

`profile` and `indicators` are needed. `age`, `sector` and `date` may be null. Whatever is not
understood is refused with AssessmentRefused, never passed over: a key misspelt must not turn into
an indicator not counted.
"""

from __future__ import annotations

import datetime
import json
import re
from enum import StrEnum
from typing import TypeVar

from casework.screening.domain.answers import Answer
from casework.screening.domain.assessment import (
    SECTORS,
    Act,
    Assessment,
    AssessmentRefused,
    Danger,
    Exploitation,
)
from casework.screening.domain.indicators import IndicatorStandard, Profile

_NEEDED = ("profile", "indicators")
_KEYS = {*_NEEDED, "age", "act", "danger", "self_request", "sector", "date", "exploitation"}
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN = 40

Code = TypeVar("Code", bound=StrEnum)


def assessment_from(document: object, standard: IndicatorStandard) -> Assessment:
    """Read one assessment; the codes and their fit with the profile are checked by `assess`."""
    if not isinstance(document, dict):
        raise AssessmentRefused("an assessment is one JSON object")
    for key in document:
        if key not in _KEYS:
            raise AssessmentRefused(f"unknown key {_shown(key)}")
    for key in _NEEDED:
        if key not in document:
            raise AssessmentRefused(f"{key} is missing")
    return Assessment(
        profile=_code(document["profile"], Profile, "profile"),
        indicators=_indicators(document["indicators"], standard),
        age=_age(document.get("age")),
        act=_codes(document.get("act", []), Act, "act"),
        danger=_codes(document.get("danger", []), Danger, "danger"),
        self_request=_flag(document.get("self_request", False), "self_request"),
        sector=_sector(document.get("sector")),
        visited_on=_date(document.get("date")),
        exploitation=_codes(document.get("exploitation", []), Exploitation, "exploitation"),
    )


def _indicators(value: object, standard: IndicatorStandard) -> dict[str, Answer]:
    if not isinstance(value, dict):
        raise AssessmentRefused("indicators must be an object of codes and answers")
    known = {code for listed in standard.lists.values() for code in listed.indicators}
    for code in value:
        if code not in known:
            raise AssessmentRefused(f"unknown indicator {_shown(code)}")
    return {code: _code(answer, Answer, f"answer of {code}:") for code, answer in value.items()}


def _code(value: object, codes: type[Code], what: str) -> Code:
    if not isinstance(value, str) or value not in {*codes}:
        raise AssessmentRefused(f"unknown {what} {_shown(value)}")
    return codes(value)


def _codes(value: object, codes: type[Code], what: str) -> frozenset[Code]:
    if not isinstance(value, list):
        raise AssessmentRefused(f"{what} must be a list of codes")
    return frozenset(_code(item, codes, what) for item in value)


def _age(value: object) -> int | None:
    # bool is a kind of int in Python, and 34.0 is not a number of whole years.
    if value is None or type(value) is int:
        return value
    raise AssessmentRefused("age must be a whole number or null")


def _flag(value: object, what: str) -> bool:
    if isinstance(value, bool):
        return value
    raise AssessmentRefused(f"{what} must be true or false")


def _sector(value: object) -> str | None:
    if value is None or (isinstance(value, str) and value in SECTORS):
        return value
    raise AssessmentRefused(f"unknown sector {_shown(value)}")


def _date(value: object) -> datetime.date | None:
    if value is None:
        return None
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass  # a day that no calendar has: refused like any other
    raise AssessmentRefused(f"date must be a day like 2026-05-04, not {_shown(value)}")


def _shown(value: object) -> str:
    """What was found, short, in ASCII and on one line."""
    try:
        text = json.dumps(value)
    except RecursionError:  # nested as deep as could be read: writing it goes one call deeper
        return "a value nested too deeply"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}..."
