"""Identifiers that somebody guesses, types over or carries from one file to another: below every
address that takes one, a part of another file is not found, and neither is what does not exist.

The other file is the caller's own, so that it is not the file that shuts them out.
"""

import re
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from casework.db import Base, db
from casework.jobs.registry import JOBS, ROUNDS, run
from casework.kernel.ids import case_code, reference
from tests.architecture.access import everything
from tests.architecture.test_every_endpoint import _call
from tests.integration.cases.conftest import Desk

EXPECTED = everything()
NAMES = re.compile(r"{(\w+)}")
LET_IN = {200, 303, 409, 422}
NOT_THERE = {403, 404}
OF_A_CASE = ("case", "withdrawn_case", "stay_case", "handed")
SAME_FOR_EVERY_CODE = {
    "oversight.urgent": "says the same of every code until a reason is written down",
    "oversight.end_urgent": "ends what is open, of whatever code",
}


def _allowed(access, most):
    """Who gets further than the door: so many of them, and the administrator wherever one does."""
    found = [persona for persona, status in access.statuses.items() if status in LET_IN]
    return dict.fromkeys((*found[:most], *(set(found) & {"administrator"})))


def _guess(known):
    """Another identifier of the same make, that leads to nothing."""
    value = str(known)
    try:
        UUID(value)
        return str(uuid4())
    except ValueError:
        pass
    if value.isdigit():
        return "999999"
    if re.fullmatch(r"MA-\d\d-.*", value):
        return case_code(2026)
    if re.fullmatch(r"[A-Z]-.*", value):
        return reference(value[0])
    return "x" * len(value)


@pytest.fixture
def other_case(stage):
    """Another file of the caseworker, in the same region."""
    app, _codes, _browsers = stage
    return Desk(app).assigned()


def _nested():
    for (endpoint, method), access in sorted(EXPECTED.items()):
        names = NAMES.findall(access.path)
        if len(names) > 1:
            yield endpoint, method, access, names


def test_a_part_of_one_file_is_not_found_below_another(stage, other_case):
    _app, codes, browsers = stage
    found, tried = {}, 0
    for endpoint, method, access, names in _nested():
        if names[0] not in OF_A_CASE:
            continue
        path = access.path.format(**{**codes, names[0]: other_case})
        for persona in ("caseworker", "focal_point"):
            status = _call(browsers[persona], method, path).status_code
            tried += 1
            if status not in NOT_THERE:
                found[endpoint, method, persona] = status
    assert found == {}
    assert tried > 90


def test_a_part_that_does_not_exist_is_not_found_in_its_own_file(stage):
    _app, codes, browsers = stage
    found, tried = {}, 0
    for endpoint, method, access, names in _nested():
        guessed = {name: _guess(codes[name]) for name in names[1:] if name in codes}
        path = access.path.format(**{**codes, **guessed})
        for persona in _allowed(access, 2):
            status = _call(browsers[persona], method, path).status_code
            tried += 1
            if status not in NOT_THERE:
                found[endpoint, method, persona] = status
    assert found == {}
    assert tried > 60


def test_whatever_does_not_exist_is_not_found_by_anybody(stage):
    """Files, exports and feeds among them: each has its identifier in its address."""
    _app, codes, browsers = stage
    found, tried = {}, 0
    for (endpoint, method), access in sorted(EXPECTED.items()):
        names = NAMES.findall(access.path)
        if not names or endpoint in SAME_FOR_EVERY_CODE or names[0] not in codes:
            continue
        path = access.path.format(**{**codes, names[0]: _guess(codes[names[0]])})
        for persona in _allowed(access, 1):
            status = _call(browsers[persona], method, path).status_code
            tried += 1
            if status not in NOT_THERE:
                found[endpoint, method, persona, path] = status
    assert found == {}
    assert tried > 200


def test_a_job_asked_for_with_an_id_that_leads_nowhere_changes_nothing_but_the_trace(stage):
    app, _codes, _browsers = stage
    named = sorted(set(JOBS) - set(ROUNDS))
    before = _counts(app)
    for name in named:
        count = JOBS[name].function.__code__.co_argcount
        run(app, name, *(str(uuid4()) for _argument in range(count)))
    assert _counts(app) == before


def _counts(app):
    with app.app_context():
        found = {
            name: db.session.scalar(select(func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
            if not name.startswith("audit_")
        }
        db.session.close()
    return found
