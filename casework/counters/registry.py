"""Who counts what for whom. Registering a block again replaces it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from casework.policy import Actor, Role


@dataclass(frozen=True)
class Count:
    """One exact number and the list of the very records it counts (`href`). `number` is None where
    there is none to show, and `note` says why. `late` draws it as what needs somebody now."""

    label: Any
    number: int | None
    href: str = ""
    note: Any = ""
    unit: str = ""
    late: bool = False


@dataclass(frozen=True)
class Block:
    """Counters that belong together. `counts(actor)` counts what this very reader may open, or
    what is about no person. A block without a line is not shown."""

    key: str
    title: Any
    counts: Callable[[Actor], Sequence[Count]]
    says: Any = ""
    place: int = 50


@dataclass(frozen=True)
class About:
    """Numbers about an organisation and about no person helped: its staff, its places, its goods.
    `counts(organisation_id)` may be shown to whoever supervises."""

    key: str
    title: Any
    counts: Callable[[UUID], Sequence[Count]]
    says: Any = ""
    place: int = 50


_registered: dict[tuple[Role, str], Block] = {}
_about: dict[str, About] = {}


def register_block(roles: Iterable[Role], block: Block) -> None:
    """Show a block to these roles."""
    for role in roles:
        _registered[role, block.key] = block


def blocks_of(role: Role) -> list[Block]:
    """The blocks of one role, in order."""
    own = [block for (whose, _key), block in _registered.items() if whose is role]
    return sorted(own, key=lambda block: block.place)


def register_about(about: About) -> None:
    """Show numbers about an organisation on its page."""
    _about[about.key] = about


def about_organisation(organisation_id: UUID) -> list[tuple[About, Sequence[Count]]]:
    """What there is to say of one organisation, in order."""
    told = [(one, one.counts(organisation_id)) for one in _about.values()]
    return sorted(((one, counts) for one, counts in told if counts), key=lambda pair: pair[0].place)
