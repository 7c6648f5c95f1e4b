"""What differs between two versions of a questionnaire, part by part: old beside new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any

from casework.screening.domain.conditions import Condition
from casework.screening.domain.instrument import (
    LANGUAGES,
    Instrument,
    Option,
    Question,
    Section,
    Text,
)

Value = str | Condition | Text | tuple[str, ...] | None


class How(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `section` and `question` say where (empty: the whole form); `part` what of
    it; `of` names the option, answer or contradiction; `language` the language of the words."""

    how: How
    part: str
    section: str = ""
    question: str = ""
    of: str = ""
    language: str = ""
    old: Value = None
    new: Value = None


_WHOLE = ("title", "source", "review", "use", "observation_only_if", "about", "validity")
_SECTION = ("title", "guidance", "script", "closing", "show_if")
_QUESTION = (
    *("text", "hint", "read_aloud", "kind", "manner", "sensitivity", "required", "show_if"),
    *("meaning", "item", "purpose", "used_of", "determinant"),
)
_NESTED = ("determinant", "validity")
_CODES = ("feeds", "acts", "grounds")


def difference(old: Instrument, new: Instrument) -> tuple[Change, ...]:
    """Every difference between two versions: of the whole, then page by page in the new order."""
    return (
        *_parts(old, new, _WHOLE),
        *_contradictions(old, new),
        *_sections(old, new),
        *_questions(old, new),
    )


def _parts(old: Any, new: Any, names: tuple[str, ...], **where: str) -> Iterator[Change]:
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if isinstance(before, Text) or isinstance(after, Text):
            yield from _words(name, before, after, **where)
        elif name in _NESTED:
            yield from _nested(name, before, after, **where)
        elif before != after:
            yield Change(How.CHANGED, name, **where, old=_said(before), new=_said(after))


def _nested(part: str, old: Any, new: Any, **where: str) -> Iterator[Change]:
    """What differs in a part that has parts of its own."""
    for field in fields(old or new) if old or new else ():
        before, after = getattr(old, field.name, None), getattr(new, field.name, None)
        if isinstance(before, Text) or isinstance(after, Text):
            yield from _words(part, before, after, **where, of=field.name)
        elif before != after:
            yield Change(
                How.CHANGED, part, **where, of=field.name, old=_said(before), new=_said(after)
            )


def _words(part: str, old: Text | None, new: Text | None, **where: str) -> Iterator[Change]:
    for language in LANGUAGES:
        before = getattr(old, language, "") or ""
        after = getattr(new, language, "") or ""
        if before != after:
            yield Change(
                How.CHANGED, part, **where, language=language, old=before or None, new=after or None
            )


def _said(value: Any) -> Value:
    if value is None or isinstance(value, Condition | Text):
        return value  # type: ignore[no-any-return]
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, frozenset | tuple):
        return tuple(sorted(map(str, value)))
    return str(value)


def _contradictions(old: Instrument, new: Instrument) -> Iterator[Change]:
    before = {one.id: one for one in old.contradictions}
    after = {one.id: one for one in new.contradictions}
    for id in [*before, *(id for id in after if id not in before)]:
        if id not in after:
            yield Change(How.REMOVED, "contradiction", of=id, old=before[id].text)
        elif id not in before:
            yield Change(How.ADDED, "contradiction", of=id, new=after[id].text)
        else:
            yield from _words("contradiction", before[id].text, after[id].text, of=id)
            yield from _parts(before[id], after[id], ("when",), of=id)


def _sections(old: Instrument, new: Instrument) -> Iterator[Change]:
    before = {section.id: section for section in old.sections}
    after = {section.id: section for section in new.sections}
    for id, section in before.items():
        if id not in after:
            yield Change(How.REMOVED, "section", section=id, old=section.title)
    moved = _moved([id for id in before if id in after], [id for id in after if id in before])
    for id, section in after.items():
        yield from _section(before.get(id), section, id in moved)


def _section(old: Section | None, new: Section, moved: bool) -> Iterator[Change]:
    if old is None:
        yield Change(How.ADDED, "section", section=new.id, new=new.title)
        return
    if moved:
        yield Change(How.MOVED, "section", section=new.id, new=new.title)
    yield from _parts(old, new, _SECTION, section=new.id)


def _questions(old: Instrument, new: Instrument) -> Iterator[Change]:
    before, after = old.by_id, new.by_id
    for id, question in before.items():
        if id not in after:
            page = old.section_of(id).id
            yield Change(How.REMOVED, "question", page, id, old=question.text)
    moved = _moved_within(old, new)
    for id, question in after.items():
        page = new.section_of(id).id
        earlier = before.get(id)
        if earlier is None:
            yield Change(How.ADDED, "question", page, id, new=question.text)
            continue
        if id in moved or old.section_of(id).id != page:
            was = old.section_of(id).id
            yield Change(How.MOVED, "question", page, id, old=(was,), new=(page,))
        yield from _question(earlier, question, page)


def _moved_within(old: Instrument, new: Instrument) -> frozenset[str]:
    """The questions that stand elsewhere on their page. A page that moves takes its questions with
    it, and they are not told one by one."""
    before = {section.id: [one.id for one in section.questions] for section in old.sections}
    moved: set[str] = set()
    for section in new.sections:
        earlier, now = before.get(section.id, []), [one.id for one in section.questions]
        kept = [id for id in earlier if id in now]
        moved |= _moved(kept, [id for id in now if id in kept])
    return frozenset(moved)


def _question(old: Question, new: Question, page: str) -> Iterator[Change]:
    yield from _parts(old, new, _QUESTION, section=page, question=new.id)
    yield from _options(old, new, page)
    for name in _CODES:
        yield from _codes(name, getattr(old, name), getattr(new, name), page, new.id)


def _options(old: Question, new: Question, page: str) -> Iterator[Change]:
    before = {option.id: option for option in old.options}
    after = {option.id: option for option in new.options}
    for id, option in before.items():
        if id not in after:
            yield Change(How.REMOVED, "option", page, new.id, id, old=option.text)
    for id, option in after.items():
        if id not in before:
            yield Change(How.ADDED, "option", page, new.id, id, new=option.text)
        else:
            yield from _option(before[id], option, page, new.id)
    kept = [id for id in after if id in before]
    if kept != [id for id in before if id in after]:
        yield Change(How.MOVED, "option", page, new.id, old=tuple(before), new=tuple(after))


def _option(old: Option, new: Option, page: str, question: str) -> Iterator[Change]:
    where = {"section": page, "question": question, "of": new.id}
    yield from _words("option", old.text, new.text, **where)
    yield from _parts(old, new, ("exclusive",), **where)


def _codes(
    name: str, old: Mapping[str, Any], new: Mapping[str, Any], page: str, question: str
) -> Iterator[Change]:
    for answer in [*old, *(answer for answer in new if answer not in old)]:
        before, after = _listed(old.get(answer)), _listed(new.get(answer))
        if before != after:
            yield Change(
                How.CHANGED, name, page, question, answer, old=before or None, new=after or None
            )


def _listed(codes: Any) -> tuple[str, ...]:
    return tuple(sorted(str(code) for code in codes or ()))


def _moved(before: list[str], after: list[str]) -> frozenset[str]:
    """The fewest parts that were moved, so that one page pulled forward is one change and not ten:
    all but a longest common order."""
    places = {id: place for place, id in enumerate(before)}
    best: list[tuple[int, tuple[str, ...]]] = []
    longest: tuple[str, ...] = ()
    for id in after:
        reach = [chain for last, chain in best if last < places[id]]
        chain = (*max(reach, key=len, default=()), id)
        best.append((places[id], chain))
        longest = max(longest, chain, key=len)
    return frozenset(after) - frozenset(longest)
