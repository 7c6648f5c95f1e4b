"""A questionnaire as a document of plain values: what a new version is written from.

The inverse of the loader: reading the document again gives the same questionnaire.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, assert_never

from casework.screening.domain.conditions import (
    Answered,
    Condition,
    Every,
    Not,
    OneOf,
    ProfileIs,
    Some,
)
from casework.screening.domain.instrument import (
    LANGUAGES,
    Instrument,
    Kind,
    Manner,
    Option,
    Purpose,
    Question,
    Section,
    Sensitivity,
    Text,
    Use,
)

Document = dict[str, Any]


def document_of(instrument: Instrument, purposes: Mapping[str, Purpose] | None = None) -> Document:
    """The questionnaire as plain values. `purposes` names what the questions of an earlier version
    are asked for, by their ids; it stands where the version itself is silent."""
    written = {
        "id": instrument.id,
        "version": instrument.version,
        "published": instrument.published.isoformat(),
        "title": text_of(instrument.title),
        "source": instrument.source,
        "review": instrument.review.value,
        "use": instrument.use.value,
        "observation_only_if": tree_of(instrument.observation_only_if),
        "sections": [
            _section(section, instrument, purposes or {}) for section in instrument.sections
        ],
        "contradictions": [
            {"id": one.id, "when": tree_of(one.when), "text": text_of(one.text)}
            for one in instrument.contradictions
        ],
    }
    if instrument.use is Use.SCREENING:
        del written["use"]
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


def _section(section: Section, instrument: Instrument, purposes: Mapping[str, Purpose]) -> Document:
    written: Document = {
        "id": section.id,
        "title": text_of(section.title),
        "guidance": text_of(section.guidance),
        "questions": [
            _question(question, _own_options(question, instrument), purposes)
            for question in section.questions
        ],
    }
    for key, text in (("script", section.script), ("closing", section.closing)):
        if text is not None:
            written[key] = text_of(text)
    if section.show_if is not None:
        written["show_if"] = tree_of(section.show_if)
    return written


def _question(
    question: Question, options: list[Document], purposes: Mapping[str, Purpose]
) -> Document:
    written: Document = {"id": question.id, "text": text_of(question.text)}
    written |= _unless_usual(question)
    for key, text in (("hint", question.hint), ("read_aloud", question.read_aloud)):
        if text is not None:
            written[key] = text_of(text)
    if question.show_if is not None:
        written["show_if"] = tree_of(question.show_if)
    if options:
        written["options"] = options
    if question.used_of is None and question.feeds:
        written["feeds"] = {answer: [*codes] for answer, codes in question.feeds.items()}
    if question.grounds:
        written["grounds"] = {answer: [*codes] for answer, codes in question.grounds.items()}
    if question.acts:
        acts = question.acts.items()
        written["acts"] = {answer: [act.value for act in found] for answer, found in acts}
    purpose = question.purpose or (purposes.get(question.id) if not is_used(question) else None)
    return written | ({"purpose": purpose.value} if purpose else {})


def _unless_usual(question: Question) -> Document:
    said = {
        "kind": (question.kind, Kind.YES_NO),
        "manner": (question.manner, Manner.ASK),
        "sensitivity": (question.sensitivity, Sensitivity.SPECIAL),
        "required": (question.required, False),
        "used_of": (question.used_of, None),
        "meaning": (question.meaning, None),
        "item": (question.item, None),
    }
    return {
        key: getattr(value, "value", value)
        for key, (value, usual) in said.items()
        if value != usual
    }


def _own_options(question: Question, instrument: Instrument) -> list[Document]:
    """The options written for the question itself: those of its ground are inherited."""
    ground = instrument.by_id.get(question.used_of or "")
    inherited = {one.id for one in ground.options if not one.exclusive} if ground else set()
    return [_option(option) for option in question.options if option.id not in inherited]


def _option(option: Option) -> Document:
    written: Document = {"id": option.id, "text": text_of(option.text)}
    return written | ({"exclusive": True} if option.exclusive else {})


def is_used(question: Question) -> bool:
    """Whether an answer feeds an indicator, an act or a ground, or has a meaning of its own."""
    return bool(
        question.feeds or question.acts or question.grounds or question.used_of or question.meaning
    )


def without_purpose(instrument: Instrument) -> tuple[Question, ...]:
    """The questions whose answers serve no decision that anybody has named."""
    return tuple(q for q in instrument.questions if not is_used(q) and q.purpose is None)
