"""Reading a questionnaire."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from casework.screening.domain.assessment import Act, Exploitation
from casework.screening.domain.conditions import (
    Answered,
    Condition,
    ConditionRefused,
    Every,
    parse_condition,
)
from casework.screening.domain.indicators import IndicatorStandard
from casework.screening.domain.instrument import (
    Contradiction,
    Determinant,
    Direction,
    Instrument,
    Kind,
    Level,
    Manner,
    Meaning,
    Option,
    Purpose,
    Question,
    Review,
    Section,
    Sensitivity,
    Text,
    Use,
)
from casework.screening.domain.soundness import faults_in
from casework.screening.domain.validity import Validity
from casework.screening.loader.node import FileRefused, Node, read_yaml
from casework.screening.loader.shared import written_out

_QUESTION_KEYS = (
    *("kind", "manner", "sensitivity", "required", "hint", "read_aloud", "options", "show_if"),
    *("feeds", "acts", "grounds", "used_of", "meaning", "item", "purpose"),
    "determinant",
)

# `conditions` is a place for YAML anchors.
_ALSO = (
    *("observation_only_if", "conditions", "use", "about", "weights_unverified", "validity"),
    "first_step",
)
ASKING_NOBODY = (Use.OBSERVATION, Use.REPORT)
ALWAYS = Every(())


def load_instrument(file: Path, standard: IndicatorStandard) -> Instrument:
    """One questionnaire, complete in three languages and sound; refused with all its faults."""
    top = written_out(read_yaml(file), file.parent)
    instrument = read_instrument(top)
    known = {code for listed in standard.lists.values() for code in listed.indicators}
    faults = top.faults or faults_in(instrument, known)
    if faults:
        raise FileRefused(file.name, faults)
    return instrument


def read_instrument(top: Node) -> Instrument:
    """A questionnaire as far as it can be read; what is wrong with its form is in `top.faults`."""
    top.keys(
        *("id", "version", "title", "published", "source", "review"),
        *("sections", "contradictions", *_needs_saying(top)),
        also=_ALSO,
    )
    return Instrument(
        id=top["id"].word(),
        version=top["version"].phrase(),
        title=top["title"].text(),
        published=top["published"].day(),
        source=top["source"].phrase(),
        review=top["review"].code(Review),
        sections=_sections(top["sections"]),
        observation_only_if=_condition(top["observation_only_if"])
        if "observation_only_if" in top or _needs_saying(top)
        else ALWAYS,
        contradictions=tuple(_contradiction(node) for node in top["contradictions"].items()),
        content_hash=content_hash(top.value),
        use=top["use"].code(Use) if "use" in top else Use.SCREENING,
        about=frozenset(form.code(Exploitation) for form in _several(top, "about")),
        weights_unverified="weights_unverified" in top and top["weights_unverified"].flag(),
        validity=_validity(top["validity"]) if "validity" in top else None,
        first_step=top["first_step"].word() if "first_step" in top else None,
    )


def _needs_saying(top: Node) -> tuple[str, ...]:
    """When nothing is asked must be said, unless the form asks nobody anything anyway."""
    return () if top["use"].value in ASKING_NOBODY else ("observation_only_if",)


def content_hash(content: object) -> str:
    """SHA-256 of the content alone: comments, order of keys and layout do not change it."""
    written = json.JSONEncoder(
        sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str
    )
    try:
        canonical = written.encode(content)
    except TypeError:  # keys of several kinds have no order: their texts have
        canonical = written.encode(_text_keys(content))
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()


def _text_keys(content: object) -> object:
    if isinstance(content, dict):
        return {str(key): _text_keys(value) for key, value in content.items()}
    return [_text_keys(one) for one in content] if isinstance(content, list) else content


def _sections(node: Node) -> tuple[Section, ...]:
    read: dict[str, Question] = {}
    return tuple(_section(item, read) for item in node.items())


def _section(node: Node, read: dict[str, Question]) -> Section:
    node.keys("id", "title", "guidance", "questions", also=("script", "closing", "show_if"))
    questions = []
    for item in node["questions"].items():
        question = _question(item, read)
        read[question.id] = question
        questions.append(question)
    return Section(
        id=node["id"].word(),
        title=node["title"].text(),
        guidance=node["guidance"].text(),
        questions=tuple(questions),
        script=_text(node, "script"),
        closing=_text(node, "closing"),
        show_if=_condition(node["show_if"]) if "show_if" in node else None,
    )


def _question(node: Node, read: Mapping[str, Question]) -> Question:
    node.keys("id", "text", also=_QUESTION_KEYS)
    meaning = node["meaning"].code(Meaning) if "meaning" in node else None
    used_of = node["used_of"].word() if "used_of" in node else None
    ground = read.get(used_of) if used_of else None
    inherited = tuple(option for option in ground.options if not option.exclusive) if ground else ()
    options = tuple(_option(item) for item in node["options"].items()) if "options" in node else ()
    return Question(
        id=node["id"].word(),
        text=node["text"].text(),
        kind=node["kind"].code(Kind) if "kind" in node else Kind.YES_NO,
        manner=node["manner"].code(Manner) if "manner" in node else Manner.ASK,
        sensitivity=_sensitivity(node),
        required="required" in node and node["required"].flag(),
        hint=_text(node, "hint"),
        read_aloud=_text(node, "read_aloud"),
        options=inherited + options,
        show_if=_condition(node["show_if"]) if "show_if" in node else None,
        feeds=ground.grounds if ground else _codes(node, "feeds"),
        acts=_acts(node),
        grounds=_codes(node, "grounds"),
        used_of=used_of,
        meaning=meaning,
        item=node["item"].word() if "item" in node else None,
        determinant=_determinant(node["determinant"]) if "determinant" in node else None,
        purpose=node["purpose"].code(Purpose) if "purpose" in node else None,
    )


def _sensitivity(node: Node) -> Sensitivity:
    # What a person says about a possible crime is special unless the file says otherwise.
    if "sensitivity" in node:
        return node["sensitivity"].code(Sensitivity)
    return Sensitivity.SPECIAL


def _option(node: Node) -> Option:
    node.keys("id", "text", also=("exclusive",))
    exclusive = "exclusive" in node and node["exclusive"].flag()
    # Sector options are the letters of a classification, so any case is allowed here.
    return Option(id=node["id"].phrase(), text=node["text"].text(), exclusive=exclusive)


def _codes(node: Node, key: str) -> Mapping[str, tuple[str, ...]]:
    if key not in node:
        return {}
    return {
        option: tuple(code.phrase() for code in codes.items())
        for option, codes in node[key].entries()
    }


def _acts(node: Node) -> Mapping[str, tuple[Act, ...]]:
    if "acts" not in node:
        return {}
    return {
        option: tuple(act.code(Act) for act in acts.items())
        for option, acts in node["acts"].entries()
    }


def _contradiction(node: Node) -> Contradiction:
    node.keys("id", "when", "text")
    return Contradiction(node["id"].word(), _condition(node["when"]), node["text"].text())


def _validity(node: Node) -> Validity:
    node.keys("sensitivity", "specificity", "prevalence", "sample", "population", "source")
    return Validity(
        sensitivity=node["sensitivity"].share(),
        specificity=node["specificity"].share(),
        prevalence=node["prevalence"].share(),
        sample=node["sample"].number(),
        population=node["population"].text(),
        source=node["source"].phrase(),
    )


def _determinant(node: Node) -> Determinant:
    node.keys("level", "direction", also=("advice",))
    return Determinant(
        level=node["level"].code(Level),
        direction=node["direction"].code(Direction),
        advice=_text(node, "advice"),
    )


def _several(node: Node, key: str) -> list[Node]:
    return node[key].items() if key in node else []


def _text(node: Node, key: str) -> Text | None:
    return node[key].text() if key in node else None


def _condition(node: Node) -> Condition:
    try:
        return parse_condition(node.value)
    except ConditionRefused as refused:
        node.refuse(str(refused))
        return Answered("")
