"""Pages and questions that several instruments share, written once in a versioned file.

    sections:
      - from: labour_inspection.safety          # a whole page of another file of the folder
      - from: labour_inspection.freedom         # of a page some questions only, and other words
        only: [papers, go_out]
        title: {fr: …, ar: …, en: …}
        questions_of:                           # what differs in one of its questions
          go_out: {show_if: null}               # null takes a key away
      - id: own
        questions:
          - from: labour_inspection.hours       # one question; its other keys replace those there

What is shared is written out before an instrument is hashed and checked. A shared file that changes
therefore changes the content of whatever takes from it, and a published version is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casework.screening.loader.node import FileRefused, Node, read_yaml

_OF_A_PAGE = frozenset({"from", "only", "questions_of"})


def written_out(top: Node, folder: Path) -> Node:
    """The same instrument with all it takes from other files in place. What cannot be taken is
    noted among its faults."""
    if not isinstance(top.value, dict) or not isinstance(top.value.get("sections"), list):
        return top
    sections = [_page(node, folder, ()) for node in top["sections"].items()]
    content = {**top.value, "sections": sections}
    return Node(content, top.path, top.faults, top.draft)


def _page(node: Node, folder: Path, seen: tuple[str, ...]) -> Any:
    """A page as plain values; `seen` are the places that led here."""
    if not isinstance(node.value, dict):
        return node.value
    if "from" not in node:
        return _with_questions(node, node.value, folder, seen)
    found = _taken(node, "sections", folder, seen)
    if not isinstance(found, dict):
        return {}
    own = {key: value for key, value in node.value.items() if key not in _OF_A_PAGE}
    page = _laid_over(found, own)
    if "questions" in own:
        return _with_questions(node, page, folder, seen)
    page["questions"] = list(_chosen(node, found.get("questions") or []))
    return page


def _with_questions(node: Node, page: dict[str, Any], folder: Path, seen: tuple[str, ...]) -> Any:
    if not isinstance(page.get("questions"), list):
        return page
    questions = [_question(one, folder, seen) for one in node["questions"].items()]
    return {**page, "questions": questions}


def _question(node: Node, folder: Path, seen: tuple[str, ...]) -> Any:
    if "from" not in node:
        return node.value
    found = _taken(node, "questions", folder, seen)
    own = {key: value for key, value in node.entries() if key != "from"}
    plain = {key: value.value for key, value in own.items()}
    return _laid_over(found, plain) if isinstance(found, dict) else {}


def _chosen(node: Node, questions: list[Any]) -> Iterator[Any]:
    """The questions of a taken page: those named, in the order named, with what differs."""
    by_id = {question["id"]: question for question in questions}
    differing = dict(node["questions_of"].entries()) if "questions_of" in node else {}
    for id, change in differing.items():
        if id not in by_id:
            change.refuse("is not a question of that page")
    wanted = [one.word() for one in node["only"].items()] if "only" in node else list(by_id)
    for id in wanted:
        if id not in by_id:
            node["only"].refuse(f"{id} is not a question of that page")
            continue
        changes = differing.get(id)
        yield _laid_over(by_id[id], changes.value if changes else {})


def _laid_over(found: dict[str, Any], own: Any) -> dict[str, Any]:
    if not isinstance(own, dict):
        return dict(found)
    return {key: value for key, value in {**found, **own}.items() if value is not None}


def _taken(node: Node, kind: str, folder: Path, seen: tuple[str, ...]) -> Any:
    """The page or question that `from` names, itself written out."""
    address = node["from"].phrase()
    file, _, id = address.partition(".")
    place = f"{kind}:{address}"
    path = folder / f"{file}.yaml"
    if not file.replace("_", "").isalnum() or not path.is_file():
        node["from"].refuse(f"there is no file {file}")
    elif place in seen:
        node["from"].refuse("takes from itself")
    else:
        for page in _pages_of(path).items():
            found = _in_page(page, kind, id, folder, (*seen, place))
            if found is not None:
                node.faults.extend(f"{file}: {fault}" for fault in page.faults)
                return found
        node["from"].refuse(f"{file} has no {id}")
    return None


def _in_page(page: Node, kind: str, id: str, folder: Path, seen: tuple[str, ...]) -> Any:
    if kind == "sections":
        return _page(page, folder, seen) if _id(page) == id else None
    for question in page["questions"].items() if "questions" in page else ():
        if _id(question) == id:
            return _question(question, folder, seen)
    return None


def _id(node: Node) -> object:
    """The id of a page or question, which may itself be taken from elsewhere."""
    taken = node["from"].value
    if node["id"].value is None and isinstance(taken, str):
        return taken.partition(".")[2]
    return node["id"].value


def _pages_of(path: Path) -> Node:
    try:
        return read_yaml(path)["sections"]
    except FileRefused as refused:
        return Node([], "", list(refused.faults))
