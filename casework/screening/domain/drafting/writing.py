"""A questionnaire as a document of plain values: what a new version is written from.

The inverse of the loader: reading the document again gives the same questionnaire. The keys of a
document are the names of the attributes, so that a new attribute is written without a line here.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import Enum
from typing import Any, assert_never, get_args

from casework.screening.domain.conditions import (
    Answered,
    Condition,
    Every,
    Not,
    OneOf,
    ProfileIs,
    Some,
)
from casework.screening.domain.instrument import LANGUAGES, Instrument, Purpose, Question, Text

Document = dict[str, Any]

_CONDITIONS = get_args(Condition)
_COMPUTED = "content_hash"
_ALWAYS = Every(())  # said by silence: a form that asks nobody anything


def document_of(instrument: Instrument, purposes: Mapping[str, Purpose] | None = None) -> Document:
    """The questionnaire as plain values. `purposes` names what the questions of an earlier version
    are asked for, by their ids; it stands where the version itself is silent."""
    written: Document = _plain(instrument)
    for section in written["sections"]:
        for question in section["questions"]:
            _own_only(question, instrument)
            purpose = (purposes or {}).get(question["id"])
            if purpose and not is_used(instrument.by_id[question["id"]]):
                question.setdefault("purpose", purpose.value)
    return written


def tree_of(condition: Condition) -> Document:
    """A condition as the operators it is read from."""
    match condition:
        case OneOf(question, values):
            listed = sorted(values)
            return {"eq": [question, *listed]} if len(listed) == 1 else {"in": [question, listed]}
        case Answered(question):
            return {"answered": question}
        case ProfileIs(profiles):
            return {"profile": sorted(profile.value for profile in profiles)}
        case Every(parts):
            return {"and": [tree_of(part) for part in parts]}
        case Some(parts):
            return {"or": [tree_of(part) for part in parts]}
        case Not(part):
            return {"not": tree_of(part)}
        case _:
            assert_never(condition)


def text_of(text: Text) -> Document:
    """The words by language, those without words left out."""
    return {language: words for language in LANGUAGES if (words := getattr(text, language))}


def is_used(question: Question) -> bool:
    """Whether an answer feeds an indicator, an act, a ground or a determinant, or has a meaning."""
    feeding = question.feeds or question.acts or question.grounds or question.used_of
    return bool(feeding or question.meaning or question.determinant)


def without_purpose(instrument: Instrument) -> tuple[Question, ...]:
    """The questions whose answers serve no decision that anybody has named."""
    return tuple(q for q in instrument.questions if not is_used(q) and q.purpose is None)


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return text_of(value)
    if isinstance(value, _CONDITIONS):
        return tree_of(value)
    if is_dataclass(value):
        return {field.name: _plain(held) for field, held in _said(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(held) for key, held in value.items()}
    if isinstance(value, frozenset):
        return sorted(_plain(held) for held in value)
    if isinstance(value, tuple):
        return [_plain(held) for held in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _said(value: Any) -> list[tuple[Field[Any], Any]]:
    """The attributes that say more than their default, what is computed left out."""
    known = [(field, getattr(value, field.name)) for field in fields(value)]
    return [
        (field, held)
        for field, held in known
        if field.name != _COMPUTED and held not in (_default(field), _ALWAYS)
    ]


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


def _own_only(question: Document, instrument: Instrument) -> None:
    """Leave out the options and codes that a question has from the one it follows."""
    ground = instrument.by_id.get(question.get("used_of", ""))
    if ground is None:
        return
    inherited = {option.id for option in ground.options if not option.exclusive}
    question.pop("feeds", None)
    own = [option for option in question.pop("options", []) if option["id"] not in inherited]
    if own:
        question["options"] = own
