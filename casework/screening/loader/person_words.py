"""Reading what the person sees: one file a language, complete or refused."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from casework.screening.domain.instrument import ConsentPurpose, Review
from casework.screening.domain.person_words import Buttons, Direction, PersonWords, Register, Screen
from casework.screening.loader.node import FileRefused, Node, read_yaml

FOLDER = Path(__file__).parent.parent / "person_words"
_BUTTONS = ("yes", "no", "later", "forward", "back", "hide", "demonstration")
_SAID = (
    *("introduction", "limits", "purposes", "screening_and_storage", "free", "next", "refused"),
    "choose",
)


@cache
def person_words() -> Mapping[str, PersonWords]:
    """All languages by their code, in the order of their names."""
    return MappingProxyType(load_person_words(FOLDER))


def load_person_words(folder: Path) -> dict[str, PersonWords]:
    """Every file of a folder; FileRefused for a text missing, or an option served twice."""
    found: dict[str, PersonWords] = {}
    served: dict[str, str] = {}
    for file in sorted(folder.glob("*.yaml")):
        words = load_language(file)
        for option in words.interview:
            if option in served:
                raise FileRefused(file.name, [f"interview: {option} is served by {served[option]}"])
            served[option] = file.name
        found[words.language] = words
    return dict(sorted(found.items(), key=lambda item: item[1].name))


def load_language(file: Path) -> PersonWords:
    """One language; refused with every fault and its path."""
    top = read_yaml(file)
    top.keys(
        *("language", "name", "direction", "interview", "review", "source"),
        *(*_SAID, "child", "buttons"),
    )
    top["child"].keys(*_SAID)
    words = PersonWords(
        language=_code(top["language"], file.stem),
        name=top["name"].phrase(),
        direction=top["direction"].code(Direction),
        interview=tuple(option.word() for option in top["interview"].items()),
        review=top["review"].code(Review),
        source=top["source"].phrase(),
        adult=_register(top),
        child=_register(top["child"]),
        buttons=_buttons(top["buttons"]),
    )
    if top.faults:
        raise FileRefused(file.name, top.faults)
    return words


def _register(node: Node) -> Register:
    free = node["free"].phrase()
    return Register(
        introduction=_screen(node["introduction"]),
        limits=_screen(node["limits"], after=True),
        purposes=_purposes(node["purposes"], free),
        screening_and_storage=_question(node["screening_and_storage"], free),
        next=_screen(node["next"], after=True),
        refused=_screen(node["refused"], after=True),
        choose=node["choose"].phrase(),
    )


def _code(node: Node, expected: str) -> str:
    if node.phrase() != expected:
        node.refuse(f"should be {expected}, as the file is called")
    return expected


def _screen(node: Node, after: bool = False) -> Screen:
    node.keys("title", "text", "points", *(("after",) if after else ()))
    return Screen(
        node["title"].phrase(),
        node["text"].phrase(),
        _points(node),
        node["after"].phrase() if after else "",
    )


def _purposes(node: Node, free: str) -> Mapping[ConsentPurpose, Screen]:
    node.keys(*ConsentPurpose)
    return {purpose: _question(node[purpose.value], free) for purpose in ConsentPurpose}


def _question(node: Node, free: str) -> Screen:
    node.keys("question", "points")
    return Screen(node["question"].phrase(), points=_points(node), after=free)


def _points(node: Node) -> tuple[str, ...]:
    return tuple(point.phrase() for point in node["points"].items())


def _buttons(node: Node) -> Buttons:
    node.keys(*_BUTTONS)
    return Buttons(**{name: node[name].phrase() for name in _BUTTONS})
