"""The pathway explained: the picture, each step with what it asks, each gate with who opens it."""

from collections.abc import Collection
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from casework.cases import labels
from casework.cases.domain.gates import OVERRIDES, parse
from casework.cases.domain.pathway import STATES, TABLE
from casework.cases.models import Case
from casework.cases.picture import Picture, drawn
from casework.kernel.workflow import START, Transition
from casework.web.languages import current_language
from casework.workflow.service import history

LINE = 17


@dataclass(frozen=True)
class Step:
    """One way out of a state: what it is, where it leads, who takes it, what it asks."""

    title: Any
    target: Any
    who: Any
    gates: tuple[Any, ...]


@dataclass(frozen=True)
class Gate:
    """A gate of the table: its name, what it asks, who can open it, who may pass it closed."""

    name: str
    asks: Any
    opened_by: Any
    override: Any


@dataclass(frozen=True)
class Explained:
    """Everything on the page. `here` and `been` are empty where no case is meant."""

    picture: Picture
    lines: dict[str, list[str]]
    states: tuple[tuple[str, Any, tuple[Step, ...]], ...]
    gates: tuple[Gate, ...]
    here: str = ""
    been: Collection[str] = ()


def explained(case: Case | None = None) -> Explained:
    """The page, with the place of a case on it if one is given."""
    been = {taken.target for taken in history("case", case.id)} if case is not None else set()
    return Explained(
        picture=drawn(mirrored=current_language() == "ar"),
        lines={state: wrap(str(labels.STATES[state]), LINE)[:3] for state in STATES},
        states=tuple((state, labels.STATES[state], _steps(state)) for state in STATES),
        gates=tuple(_gate(name) for name in _names()),
        here=case.state if case is not None else "",
        been=been,
    )


def _steps(state: str) -> tuple[Step, ...]:
    return tuple(_step(arrow) for arrow in TABLE if arrow.source == state)


def _step(arrow: Transition) -> Step:
    return Step(
        labels.ACTIONS[arrow.action],
        labels.STATES[arrow.target] if arrow.target != arrow.source else "",
        labels.WHO_TAKES[arrow.permission],
        tuple(labels.GATES[gate] for gate in arrow.gates),
    )


def _names() -> list[str]:
    return sorted({gate for arrow in TABLE if arrow.source != START for gate in arrow.gates})


def _gate(gate: str) -> Gate:
    name = parse(gate)[0]
    passed = any(one.gate == name and _asked(one.action, gate) for one in OVERRIDES)
    override = labels.OVERRIDE_WORDS if passed else ""
    return Gate(gate, labels.GATES[gate], labels.OPENED_BY[name], override)


def _asked(action: str, gate: str) -> bool:
    return any(arrow.action == action and gate in arrow.gates for arrow in TABLE)
