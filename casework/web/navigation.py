"""What features put on the pages that belong to all: navigation, work lists, texts of success.

Features register at start, each for itself; this package knows none of them. Registering the same
thing twice replaces it, so several applications can live in one process. `place` orders what comes
from different features: 10 my work · 20 screenings · 25 triage · 30 cases · 40 referrals ·
50 beds · 60 deadlines · 70 statistics · 75 administration · 80 directory · 90 help.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from flask import Flask, current_app, request, url_for

from casework.logs import allow
from casework.policy import Actor, Role
from casework.web.guard import current_actor

MOST_ROWS = 5


@dataclass(frozen=True)
class NavItem:
    """One entry of the bar: at most five a role, and never one the role cannot open."""

    label: Any
    endpoint: str
    icon: str = ""
    place: int = 50


@dataclass(frozen=True)
class HelpTopic:
    """A page of help that a feature brings: its heading, the words of the link, its address."""

    title: Any
    words: Any
    endpoint: str


@dataclass(frozen=True)
class Link:
    """A navigation entry as a page shows it."""

    label: Any
    href: str
    current: bool


@dataclass(frozen=True)
class WorkRow:
    """One thing to do: a verb, a code, a deadline. Never a name, nationality or exploitation.

    `due` is shown as words ("overdue by 2 h"); `when` replaces it for what is no deadline.
    `tag` is a status with its tone (teal, green, ochre, brick, blue).
    """

    title: Any
    href: str
    detail: Any = ""
    code: str = ""
    due: datetime | None = None
    when: Any = ""
    tag: Any = ""
    tone: str = ""


@dataclass(frozen=True)
class WorkRows:
    """The first rows, how many there are in all, and where all of them are."""

    rows: Sequence[WorkRow] = ()
    total: int = 0
    see_all: str | None = None


@dataclass(frozen=True)
class WorkList:
    """A list of the home page. `edge`: "late" or "soon" draws its edge. `aside`: beside, on wide
    screens. An empty list is not shown unless `empty` says what its emptiness means."""

    key: str
    title: Any
    rows: Callable[[Actor], WorkRows]
    place: int = 50
    edge: str = ""
    aside: bool = False
    empty: Any = ""


@dataclass(frozen=True)
class Action:
    """A button of the home page. kind: primary (one a role), alt, danger (immediate danger)."""

    label: Any
    endpoint: str
    icon: str = ""
    kind: str = "primary"
    place: int = 50


@dataclass
class _Registered:
    navigation: dict[tuple[Role, str], NavItem] = field(default_factory=dict)
    lists: dict[tuple[Role, str], WorkList] = field(default_factory=dict)
    actions: dict[tuple[Role, str], Action] = field(default_factory=dict)
    done: dict[str, Any] = field(default_factory=dict)
    help: dict[str, HelpTopic] = field(default_factory=dict)


_registered = _Registered()


def register_navigation(role: Role, items: Iterable[NavItem]) -> None:
    """Add entries to the bar of one role."""
    for item in items:
        _registered.navigation[role, item.endpoint] = item


def register_work_list(role: Role, work_list: WorkList) -> None:
    """Add a list to the home page of one role."""
    _registered.lists[role, work_list.key] = work_list
    allow("work_list", [work_list.key])


def register_action(role: Role, action: Action) -> None:
    """Add a button to the home page of one role."""
    _registered.actions[role, action.endpoint] = action


def register_done(key: str, text: Any) -> None:
    """Say what `?done=key` means on the next page. Unknown keys show nothing."""
    _registered.done[key] = text


def register_help_topic(topic: HelpTopic) -> None:
    """Add a page to the help."""
    _registered.help[topic.endpoint] = topic


def help_topics() -> list[HelpTopic]:
    """The pages of help that this application has."""
    here = current_app.view_functions
    return [topic for topic in _registered.help.values() if topic.endpoint in here]


def navigation_items(role: Role) -> list[NavItem]:
    """The bar of one role, in order."""
    return _of(_registered.navigation, role)


def work_lists(role: Role) -> list[WorkList]:
    """The lists of one role's home page, in order."""
    return _of(_registered.lists, role)


def actions(role: Role) -> list[Action]:
    """The buttons of one role's home page, in order."""
    return _of(_registered.actions, role)


def done_text() -> Any:
    """The text for this page's `?done=`, or None."""
    return _registered.done.get(request.args.get("done", "")) if request else None


def links(role: Role) -> list[Link]:
    """The bar of one role; the entry under whose address the page lies is marked."""
    items = [(item, url_for(item.endpoint)) for item in navigation_items(role)]
    above = [href for _item, href in items if f"{request.path}/".startswith(f"{href}/")]
    here = max(above, key=len, default=None)
    return [Link(item.label, href, href == here) for item, href in items]


def _of(registered: Mapping[tuple[Role, str], Any], role: Role) -> list[Any]:
    own = [entry for (whose, _key), entry in registered.items() if whose == role]
    return sorted(own, key=lambda entry: entry.place)


def _links_of_actor() -> list[Link]:
    actor = current_actor()
    return links(actor.role) if actor else []


def init_app(app: Flask) -> None:
    """What layouts ask: the bar, and what was just done."""
    app.jinja_env.globals.update(
        navigation=_links_of_actor, done_text=done_text, help_topics=help_topics
    )
