"""Faults, differences and conditions in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup, escape

from casework.screening.administration.queries import VersionPage
from casework.screening.administration.texts import (
    FAULTS,
    HOW,
    KINDS,
    LANGUAGE_NAMES,
    MANNERS,
    MEANINGS,
    NO_PURPOSE,
    PARTS,
    PROFILES,
    PURPOSES,
    REVIEWS,
    ROW_HOW,
    STATES,
    STRENGTHS,
    TONES,
)
from casework.screening.domain.conditions import Condition
from casework.screening.domain.drafting.difference import Change
from casework.screening.domain.drafting.rows import Row, rows_of
from casework.screening.domain.drafting.writing import tree_of
from casework.screening.domain.faults import Fault
from casework.screening.domain.instrument import Instrument, Text
from casework.screening.domain.languages import complete
from casework.screening.domain.terms import LANGUAGES
from casework.screening.loader import indicator_names, indicator_standard
from casework.screening.loader.conditions import written
from casework.screening.views.words import in_a_row, local
from casework.web.languages import _, direction

_NAMED = {
    "kind": dict(KINDS),
    "manner": dict(MANNERS),
    "meaning": dict(MEANINGS),
    "purpose": dict(PURPOSES),
    "review": dict(REVIEWS),
}


def state_of_version(state: str) -> tuple[Any, str]:
    """The state of a version in words, with its tone."""
    return STATES[state], TONES[state]


def in_languages(codes: Iterable[str]) -> str:
    """Names of languages in a row."""
    return in_a_row(str(LANGUAGE_NAMES[code]) for code in codes)


def lacking(part: Any) -> str:
    """The languages in which some words of a part are missing; empty when none is."""
    whole = complete(part)
    return in_languages(one for one in LANGUAGES if one not in whole)


def fault_words(fault: str | Fault) -> Any:
    """A fault in the reader's language. What has no words of ours is shown as it is."""
    if not isinstance(fault, Fault):
        return _in_english(fault)
    known = dict(fault.values)
    if fault.code == "meaning":
        known["meaning"] = str(_NAMED["meaning"].get(fault.place.id, fault.place.id))
    if fault.code in ("wrong_kind", "wrong_option"):
        known["meaning"] = str(_NAMED["meaning"].get(str(known["meaning"]), known["meaning"]))
        known["kind"] = str(_NAMED["kind"].get(str(known.get("kind")), known.get("kind", "")))
    return FAULTS[fault.code] % known if fault.code in FAULTS else _in_english(fault)


def faults_at(page: VersionPage, kind: str, id: str) -> list[Any]:
    """What is noted at one place of a version."""
    found = [
        fault_words(fault)
        for fault in page.faults
        if isinstance(fault, Fault) and (fault.place.kind, fault.place.id) == (kind, id)
    ]
    if kind == "question" and any(question.id == id for question in page.unused):
        found.append(NO_PURPOSE)
    return found


def faults_of_whole(page: VersionPage) -> list[Any]:
    """What is noted of the whole, at no page and no question."""
    placed = ("section", "question")
    return [
        fault_words(fault)
        for fault in page.faults
        if not isinstance(fault, Fault) or fault.place.kind not in placed
    ]


def condition_words(condition: Condition | None, instrument: Instrument) -> str:
    """A condition as a sentence; written out where it does not fit in one."""
    if condition is None:
        return ""
    tree = tree_of(condition)
    form = rows_of(tree)
    if form is None:
        return written(tree)
    parts = [_row_words(row, instrument) for row in form.rows]
    if form.profiles:
        names = {code: str(label) for code, label in PROFILES}
        parts.insert(0, in_a_row(names[code] for code in form.profiles))
    return (_(" or ") if form.any else _(" and ")).join(parts)


def changed_words(change: Change, value: Any, instrument: Instrument) -> Any:
    """The old or the new side of a difference."""
    if value is None:
        return ""
    if isinstance(value, Text):
        return local(value)
    if change.part == "feeds":
        return Markup("<br>").join(indicator_words(code) for code in value)
    if isinstance(value, tuple):
        return in_a_row(value)
    if isinstance(value, str):
        if change.language:
            return _spoken(value, change.language)
        return str(_NAMED.get(change.part, {}).get(value, value))
    return condition_words(value, instrument)


def indicator_words(code: str) -> str:
    """An indicator: its code, its name and its strength for adults at work, else where it is."""
    name = indicator_names().get(code)
    if name is None:
        return code
    for listed in indicator_standard().lists.values():
        if code in listed.indicators:
            strength = STRENGTHS[listed.indicators[code].strength.value]
            return f"{code} {local(name)} ({strength})"
    return f"{code} {local(name)}"


def indicator_list() -> list[tuple[str, str]]:
    """All indicators with their names and strengths, for looking up while editing."""
    return [(code, indicator_words(code)) for code in indicator_names()]


def _row_words(row: Row, instrument: Instrument) -> str:
    question = instrument.by_id.get(row.question)
    asked = local(question.text) if question else row.question
    how = dict(ROW_HOW)[row.how.value]
    options = {one.id: local(one.text) for one in question.options} if question else {}
    names = {"yes": _("Yes"), "no": _("No"), **options}
    said = in_a_row(names.get(value, value) for value in row.values)
    return _("“%(question)s” %(how)s %(answers)s", question=asked, how=how, answers=said).strip()


def _spoken(words: str, language: str) -> Markup:
    return Markup('<span lang="{}" dir="{}">{}</span>').format(language, direction(language), words)


def _in_english(sentence: str) -> Markup:
    return Markup('<span lang="en" dir="ltr">{}</span>').format(escape(sentence))


FILTERS = {"fault_words": fault_words, "indicator_words": indicator_words}
GLOBALS = {
    "state_of_version": state_of_version,
    "in_languages": in_languages,
    "lacking": lacking,
    "faults_at": faults_at,
    "faults_of_whole": faults_of_whole,
    "condition_words": condition_words,
    "changed_words": changed_words,
    "parts_of_questionnaires": PARTS,
    "differences_how": HOW,
    "review_words": dict(REVIEWS),
    "kind_words": dict(KINDS),
    "no_purpose": NO_PURPOSE,
}
