"""How one line of a packet reads, and what the templates of referrals ask for."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint
from markupsafe import Markup

from casework.cases.labels import AGE_BANDS, DOCUMENT_KINDS, INTERPRETER, LANGUAGES, SEX
from casework.directory.codes import region_name
from casework.referrals.domain.packet import AGE_DOUBT, HIDDEN, OF_PERSON, Item, Line
from casework.referrals.texts import ACCESSIBILITY, DEPENDANTS
from casework.web.languages import _, _l, current_language, current_locale

_WORDS: Mapping[Item, Mapping[str, Any]] = {
    Item.SEX: SEX,
    Item.AGE_BAND: {**AGE_BANDS, AGE_DOUBT: _l("a child until the doubt is settled")},
    Item.LANGUAGES: LANGUAGES,
    Item.INTERPRETER: INTERPRETER,
    Item.DEPENDANTS: DEPENDANTS,
    Item.ACCESSIBILITY: ACCESSIBILITY,
}
NOT_KNOWN = "unknown"


def line_text(line: Line) -> str:
    """The words of a line, of its codes or as they were written: the same on page and paper."""
    if line.text or line.item is Item.CODE:
        return line.text or line.codes[0]
    if line.item is Item.REGION:
        return region_name(line.codes[0])
    if line.item in OF_PERSON:
        return "\n".join(_PERSONAL[line.item](line.codes))
    words = _WORDS[line.item]
    comma = "، " if current_language() == "ar" else ", "
    return comma.join(str(words.get(code, AGE_BANDS[NOT_KNOWN])) for code in line.codes)


def line_value(line: Line) -> Any:
    """The same words for a page, in the direction in which they were written."""
    if line.codes == HIDDEN:
        return _("It goes along, and is hidden here.")
    words = line_text(line)
    if line.item is Item.CODE:
        return Markup('<span class="code" dir="ltr">{}</span>').format(words)
    if line.item in OF_PERSON:
        return Markup("<br>").join(Markup("<bdi>{}</bdi>").format(one) for one in words.split("\n"))
    if line.text:
        return Markup('<span dir="auto">{}</span>').format(words)
    return words


def _who(codes: tuple[str, ...]) -> list[str]:
    name, born, nationality = codes
    day = "/".join(reversed(born.split("-"))) if born else ""
    country = current_locale().territories.get(nationality, nationality)
    return [part for part in (name, day and _("born %(day)s", day=day), country) if part]


def _papers(codes: tuple[str, ...]) -> list[str]:
    parted = (code.partition(":") for code in codes)
    return [f"{DOCUMENT_KINDS.get(kind, kind)} {number}" for kind, _colon, number in parted]


_PERSONAL: Mapping[Item, Callable[[tuple[str, ...]], list[str]]] = {
    Item.ALIAS: list,
    Item.IDENTITY: _who,
    Item.DOCUMENTS: _papers,
}


def give_to_templates(blueprint: Blueprint, words: Mapping[str, Any]) -> None:
    """Let the templates of this blueprint, and no other, use these."""
    blueprint.context_processor(lambda: dict(words))
