"""What higher features add to the case file: tabs, buttons, and lines on the summary.

Registered at start, in the order of `place`. A tab's page extends `cases/file.html` and is given
`case` and `tab` (its key); the frame around it is drawn by the case file.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from casework.cases.domain.card import CaseCard
from casework.cases.models import Case
from casework.policy import Actor, Permission


@dataclass(frozen=True)
class Panel:
    """A tab of the case file. `endpoint` takes `code`. `only`: for which cards it is shown."""

    key: str
    label: Any
    endpoint: str
    permission: Permission
    place: int = 50
    only: Callable[[CaseCard], bool] = lambda card: True


@dataclass(frozen=True)
class FileAction:
    """A button in the head of the case file. kind: "primary" or "alt"."""

    label: Any
    endpoint: str
    permission: Permission
    icon: str = ""
    kind: str = "alt"
    place: int = 50


@dataclass(frozen=True)
class Extra:
    """A line on the summary or the skeleton: what, where it leads, a muted detail, a code."""

    title: Any
    href: str
    detail: Any = ""
    code: str = ""


Extras = Callable[[Case, Actor], Iterable[Extra]]

_notices: list[Extras] = []
_panels: dict[str, Panel] = {}
_actions: dict[str, FileAction] = {}
_extras: list[Extras] = []
_parts: dict[str, Any] = {}
_gate_pages: dict[str, str] = {}
_tasks: dict[str, tuple[Any, str]] = {}


def register_panel(panel: Panel) -> None:
    """Add a tab to the case file."""
    _panels[panel.key] = panel


def register_file_action(action: FileAction) -> None:
    """Add a button to the head of the case file."""
    _actions[action.endpoint] = action


def register_extras(extras: Extras) -> None:
    """Add lines to the summary and to the skeleton: where the case came from, for example."""
    if extras not in _extras:
        _extras.append(extras)


def register_notices(notices: Extras) -> None:
    """Add what must be seen first on the summary and on the skeleton."""
    if notices not in _notices:
        _notices.append(notices)


def notices_of(case: Case, actor: Actor) -> list[Extra]:
    """What must be seen first of one case by this reader."""
    return [notice for notices in _notices for notice in notices(case, actor)]


def panels() -> list[Panel]:
    """All tabs, in order."""
    return sorted(_panels.values(), key=lambda panel: panel.place)


def file_actions() -> list[FileAction]:
    """All buttons, in order."""
    return sorted(_actions.values(), key=lambda action: action.place)


def extras_of(case: Case, actor: Actor) -> list[Extra]:
    """The lines for one case and reader."""
    return [extra for extras in _extras for extra in extras(case, actor)]


def register_parts(words: Mapping[str, Any]) -> None:
    """How the timeline names a part of the file that a higher feature writes (`note_change`)."""
    _parts.update(words)


def part_word(part: str) -> Any:
    """The words for a part that was registered; None for others."""
    return _parts.get(part)


def register_gate_page(rule: str, endpoint: str) -> None:
    """Where a condition of the pathway is met, when not in the case file itself."""
    _gate_pages[rule] = endpoint


def gate_page(rule: str) -> str | None:
    """The endpoint where the condition is met."""
    return _gate_pages.get(rule)


def register_case_task(kind: str, title: Any, endpoint: str) -> None:
    """A deadline of the case that a higher feature opens or meets: its words, and where it is
    done. A kind may go on after a dot, with what tells two deadlines of one kind apart."""
    _tasks[kind] = title, endpoint


def case_task(kind: str) -> tuple[Any, str] | None:
    """The words of such a deadline, and its endpoint."""
    return _tasks.get(kind.partition(".")[0])
