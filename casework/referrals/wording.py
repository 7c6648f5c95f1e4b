"""How one line of a packet reads, and what the templates of referrals ask for."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint
from markupsafe import Markup, escape

from casework.cases.labels import AGE_BANDS, INTERPRETER, LANGUAGES, SEX
from casework.cases.labels.words import joined
from casework.directory.codes import region_name
from casework.referrals.domain.packet import Item, Line
from casework.referrals.texts import ACCESSIBILITY, DEPENDANTS

_WORDS: Mapping[Item, Mapping[str, Any]] = {
    Item.SEX: SEX,
    Item.AGE_BAND: AGE_BANDS,
    Item.LANGUAGES: LANGUAGES,
    Item.INTERPRETER: INTERPRETER,
    Item.DEPENDANTS: DEPENDANTS,
    Item.ACCESSIBILITY: ACCESSIBILITY,
}
NOT_KNOWN = "unknown"


def line_value(line: Line) -> Any:
    """The words of a line: of its codes, or its text with the direction it was written in."""
    if line.text:
        return Markup('<span dir="auto">{}</span>').format(line.text)
    if line.item is Item.CODE:
        return Markup('<span class="code">{}</span>').format(line.codes[0])
    if line.item is Item.REGION:
        return escape(region_name(line.codes[0]))
    words = _WORDS[line.item]
    return joined([str(words.get(code, AGE_BANDS[NOT_KNOWN])) for code in line.codes])


def give_to_templates(blueprint: Blueprint, words: Mapping[str, Any]) -> None:
    """Let the templates of this blueprint, and no other, use these."""
    blueprint.context_processor(lambda: dict(words))
