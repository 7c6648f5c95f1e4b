"""Answers that nobody gave, kept to try versions on."""

from __future__ import annotations

import json
from collections.abc import Mapping

from casework.audit import record
from casework.audit.catalogue import InstrumentChanged
from casework.db import db, hold
from casework.kernel import clock
from casework.kernel.refusals import NotPermitted, StaleVersion
from casework.policy import Actor, Permission, decide
from casework.screening.administration.models import InstrumentExample
from casework.screening.administration.queries import examples_of
from casework.screening.administration.refusals import TooManyExamples

MOST = 50


def add_example(
    instrument_id: str, title: str, answers: Mapping[str, str], actor: Actor
) -> InstrumentExample:
    """Keep one more example for an instrument; refused beyond 50."""
    _may(actor)
    if len(examples_of(instrument_id)) >= MOST:
        raise TooManyExamples(most=MOST)
    example = InstrumentExample(
        instrument_id=instrument_id, author_id=actor.user_id, version=1, **_content(title, answers)
    )
    db.session.add(example)
    _note(example, "example_saved", actor)
    return example


def change_example(
    example: InstrumentExample,
    title: str,
    answers: Mapping[str, str],
    actor: Actor,
    expected_version: int,
) -> None:
    """Other answers, or another title."""
    _held(example, actor, expected_version)
    for name, value in _content(title, answers).items():
        setattr(example, name, value)
    example.version += 1
    _note(example, "example_saved", actor)


def remove_example(example: InstrumentExample, actor: Actor, expected_version: int) -> None:
    """Take an example away."""
    _held(example, actor, expected_version)
    _note(example, "example_removed", actor)
    db.session.delete(example)


def _held(example: InstrumentExample, actor: Actor, expected_version: int) -> None:
    hold(example)
    _may(actor)
    if example.version != expected_version:
        raise StaleVersion()


def _may(actor: Actor) -> None:
    if not decide(actor, Permission.INSTRUMENT_DRAFT).allowed:
        raise NotPermitted()


def _content(title: str, answers: Mapping[str, str]) -> dict[str, object]:
    written = json.dumps(dict(answers), ensure_ascii=False)
    return {"title": title, "answers": written, "saved_at": clock.now()}


def _note(example: InstrumentExample, what: str, actor: Actor) -> None:
    event = InstrumentChanged(instrument=example.instrument_id, number=0, what=what)  # type: ignore[arg-type]
    record(event, actor)
