"""Changing a document of a questionnaire, one part at a time. Every function gives a new document.

A change of None takes a key away. An unknown id is refused with KeyError. The id of a question is
given once: answers and conditions speak of it.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from casework.screening.domain.drafting.writing import Document


def section_of(document: Document, id: str) -> Document:
    """One section."""
    return _found(document["sections"], id)


def question_of(document: Document, id: str) -> Document:
    """One question, on whatever page."""
    return _found([q for section in document["sections"] for q in section["questions"]], id)


def page_of(document: Document, question: str) -> Document:
    """The section that a question stands in."""
    for section in document["sections"]:
        if any(one["id"] == question for one in section["questions"]):
            page: Document = section
            return page
    raise KeyError(question)


def with_about(document: Document, changes: Document) -> Document:
    """Other words about the whole: title, source, review state."""
    return _changed(deepcopy(document), changes)


def with_section(document: Document, id: str, changes: Document) -> Document:
    """One section changed."""
    made = deepcopy(document)
    _replace(made["sections"], id, _changed(section_of(made, id), changes))
    return made


def with_question(document: Document, id: str, changes: Document) -> Document:
    """One question changed."""
    made = deepcopy(document)
    questions = page_of(made, id)["questions"]
    _replace(questions, id, _changed(_found(questions, id), changes))
    return made


def with_new_section(document: Document, section: Document, after: str | None) -> Document:
    """One more section, after another or at the end."""
    made = deepcopy(document)
    ids = [one["id"] for one in made["sections"]]
    place = ids.index(after) + 1 if after in ids else len(ids)
    made["sections"].insert(place, {"questions": [], **section})
    return made


def with_new_question(document: Document, section: str, question: Document) -> Document:
    """One more question, at the end of a section."""
    made = deepcopy(document)
    section_of(made, section)["questions"].append(question)
    return made


def without_section(document: Document, id: str) -> Document:
    """One section less, its questions too."""
    made = deepcopy(document)
    made["sections"].remove(section_of(made, id))
    return made


def without_question(document: Document, id: str) -> Document:
    """One question less. What speaks of it is found by the checks."""
    made = deepcopy(document)
    questions = page_of(made, id)["questions"]
    questions.remove(_found(questions, id))
    return made


def with_section_moved(document: Document, id: str, step: int) -> Document:
    """One section a place earlier (-1) or later (1); at an end it stays."""
    made = deepcopy(document)
    _move(made["sections"], id, step)
    return made


def with_question_moved(document: Document, id: str, step: int) -> Document:
    """One question a place earlier or later; at the end of its page it goes to the next one."""
    made = deepcopy(document)
    sections = made["sections"]
    page = page_of(made, id)
    question = _found(page["questions"], id)
    if _move(page["questions"], id, step):
        return made
    beyond = sections.index(page) + step
    if 0 <= beyond < len(sections):
        page["questions"].remove(question)
        neighbours = sections[beyond]["questions"]
        neighbours.insert(0 if step > 0 else len(neighbours), question)
    return made


def _found(parts: list[Any], id: str) -> Document:
    for part in parts:
        if part["id"] == id:
            found: Document = part
            return found
    raise KeyError(id)


def _replace(parts: list[Any], id: str, part: Document) -> None:
    parts[[one["id"] for one in parts].index(id)] = part


def _changed(part: Document, changes: Document) -> Document:
    return {key: value for key, value in {**part, **changes}.items() if value is not None}


def _move(parts: list[Any], id: str, step: int) -> bool:
    here = [part["id"] for part in parts].index(id)
    there = here + step
    if not 0 <= there < len(parts):
        return False
    parts.insert(there, parts.pop(here))
    return True
