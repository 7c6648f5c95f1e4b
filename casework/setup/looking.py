"""How far each task is, looked at now. Reads, and writes nothing."""

from collections.abc import Callable, Mapping

from flask import current_app

from casework.accounts import queries as accounts
from casework.accounts.queries.factors import codes_left, confirmed_factors
from casework.backup.queries import last_made, last_rehearsed
from casework.custody.queries import standing as keys_standing
from casework.directory.queries import all_contacts
from casework.health import texts as health
from casework.health.domain import Verdict
from casework.health.lists import ALL
from casework.health.service import look
from casework.screening.library import offered
from casework.setup.domain import Fact, Standing, Task
from casework.setup.models import Setup
from casework.setup.queries import confirmations

MOST_NAMED = 6


def standings(row: Setup) -> list[Standing]:
    """Every task, in order."""
    said = confirmations()
    return [_standing(row, task, said) for task in Task]


def standing(row: Setup, task: Task) -> Standing:
    """One task."""
    return _standing(row, task, confirmations())


def _standing(row: Setup, task: Task, said: Mapping[str, object]) -> Standing:
    return Standing(task, _LOOKS[task](row), said.get(task))  # type: ignore[arg-type]


def _account(row: Setup) -> list[Fact]:
    user = accounts.user(row.user_id) if row.user_id else None
    if user is None:
        return [Fact("enrolled", False)]
    return [
        Fact("enrolled", user.enrolled),
        Fact("factor", bool(confirmed_factors(user.id))),
        Fact("codes", codes_left(user.id) > 0),
    ]


def _keys(row: Setup) -> list[Fact]:
    found = keys_standing()
    return [
        Fact("protected", found.provider != "open_file"),
        Fact("escrowed", found.escrow.made is not None and found.escrow.complete),
        Fact("custodians", found.escrow.rehearsed is not None),
    ]


def _name(row: Setup) -> list[Fact]:
    return [Fact("named", bool(row.name and row.name_ar and row.language))]


def _organisations(row: Setup) -> list[Fact]:
    known = accounts.organisations()
    return [
        Fact("others", len(known) > 1, {"count": len(known)}),
        Fact("services", any(house.services for house in known)),
    ]


def _people(row: Setup) -> list[Fact]:
    administrators = [user for user in accounts.administrators() if user.enrolled]
    return [
        Fact("second", len(administrators) > 1),
        Fact("focal", bool(accounts.national_focal_points())),
        Fact("officer", bool(accounts.data_protection_officers())),
    ]


def _numbers(row: Setup) -> list[Fact]:
    known = all_contacts()
    waiting = sum(one.verified_on is None or one.reported_at is not None for one in known)
    return [Fact("called", bool(known) and not waiting, {"left": waiting, "all": len(known)})]


def _questionnaires(row: Setup) -> list[Fact]:
    return [Fact("offered", bool(offered()), {"count": len(offered())})]


def _rules(row: Setup) -> list[Fact]:
    return []


def _backups(row: Setup) -> list[Fact]:
    told = current_app.extensions["settings"].backups
    return [
        Fact("recipients", bool(told.recipients.strip())),
        Fact("made", last_made() is not None),
        Fact("rehearsed", last_rehearsed() is not None),
    ]


def _mail(row: Setup) -> list[Fact]:
    return []


def _checks(row: Setup) -> list[Fact]:
    failed = [one for one in look(ALL) if one.verdict is Verdict.FAIL]
    named = " · ".join(health.title(one) for one in failed[:MOST_NAMED])
    return [Fact("doctor", not failed, {"what": named, "count": len(failed)})]


_LOOKS: dict[Task, Callable[[Setup], list[Fact]]] = {
    Task.ACCOUNT: _account,
    Task.KEYS: _keys,
    Task.NAME: _name,
    Task.ORGANISATIONS: _organisations,
    Task.PEOPLE: _people,
    Task.NUMBERS: _numbers,
    Task.QUESTIONNAIRES: _questionnaires,
    Task.RULES: _rules,
    Task.BACKUPS: _backups,
    Task.MAIL: _mail,
    Task.CHECKS: _checks,
}
