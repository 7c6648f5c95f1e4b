"""A state changes in one place only: `workflow.service.take_step`, which reads the table.

Whatever a route does, the state of what moves along a track can then change no other way.
"""

import ast
import re
from pathlib import Path

import pytest

from casework.db import Base
from casework.workflow.models import Tracked
from casework.workflow.service import TRACKS
from tests.architecture.state_writers import hidden, writers

ROOT = Path(__file__).parents[2] / "casework"
THE_PLACE = "workflow/service.py"
TRACKS_OF = {
    "Case": "case", "Screening": "screening", "Referral": "referral", "CaseTransfer": "transfer",
    "Stay": "stay", "ReturnFile": "return", "Grant": "grant", "Operation": "operation",
    "Visit": "visit", "LabourRecord": "labour", "Conference": "conference", "CaseLink": "case_link",
    "MatchReview": "match", "Erasure": "erasure", "UrgentAccess": "urgent_access",
}  # fmt: skip
"""Everything that moves, and the track it moves along; written by hand."""
OF_A_FORM = {"screening/administration/service/drafts.py": 1,
             "screening/administration/service/publishing.py": 4}  # fmt: skip
"""A version of a questionnaire is about nobody: it is a draft, read by a second person, published
and then immutable by trigger. It has a state, and no track; nothing else is written there."""
NOT_READ = {
    "db/base.py": 1,  # a new row of any model: its columns, by keyword, as it is made
    "cases/service/keeping.py": 1,  # the content of a record of a case, by its kind
    "encryption/sealed.py": 2,  # the blob of a sealed field
    "screening/administration/service/examples.py": 1,  # an example of a questionnaire
    "accounts/service/tallies.py": 1,  # new rows that count failures to sign in
    "referrals/forms.py": 1,  # a field of a form that this recipient is not told
}
"""Where something is written by a name that only the running program knows, and how often."""
STATE_LIKE_NAMES = {"standing", "stage", "status", "phase", "step"}
NO_STATES = {
    "ScreeningRevision.standing",  # of a correction, never of the screening: see the next test
    "LockedPacket.stage",  # which of the two disclosures a locked packet holds
}
"""Columns that only sound like a state; no track moves them."""


def _sources():
    for file in sorted(ROOT.rglob("*.py")):
        name = str(file.relative_to(ROOT))
        if name != THE_PLACE:
            yield name, ast.parse(file.read_text(encoding="utf-8"))


def test_state_is_written_in_one_place_only():
    found = {name: lines for name, tree in _sources() if (lines := writers(tree))}
    assert {name: len(lines) for name, lines in found.items()} == OF_A_FORM, found


def test_what_a_file_writes_can_be_read_from_it_or_is_on_the_list():
    found = {name: lines for name, tree in _sources() if (lines := hidden(tree))}
    assert {name: len(lines) for name, lines in found.items()} == NOT_READ, found


def test_versions_of_a_questionnaire_touch_nothing_that_moves():
    for name in OF_A_FORM:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not [model for model in TRACKS_OF if f"import {model}" in text], name


def test_what_moves_is_what_the_list_says(sqlite_app):
    assert {one.__name__ for one in _models() if issubclass(one, Tracked)} == set(TRACKS_OF)
    assert set(TRACKS) == set(TRACKS_OF.values())


def test_whatever_has_a_state_moves_along_a_track(sqlite_app):
    with_state = {one.__name__ for one in _models() if "state" in one.__table__.columns}
    assert with_state == {*TRACKS_OF, "InstrumentVersion"}


def test_no_state_goes_by_another_name(sqlite_app):
    named = {
        f"{one.__name__}.{column.name}"
        for one in _models()
        for column in one.__table__.columns
        if column.name in STATE_LIKE_NAMES
    }
    assert named == NO_STATES


def test_a_correction_of_answers_is_moved_by_its_own_service_alone():
    found = {
        str(file.relative_to(ROOT))
        for file in ROOT.rglob("*.py")
        for line in file.read_text(encoding="utf-8").splitlines()
        if re.search(r"\.standing(, [\w.]+)* = ", line)
    }
    assert found == {"screening/service/correction.py"}


def _models():
    return [one.class_ for one in Base.registry.mappers]


# -- what the search finds, held against planted examples --------------------------------------

PLANTED = (
    "row.state = 'S16'",
    "row.state, row.version = 'S16', 2",
    "[row.state] = ['S16']",
    "row.state += 'x'",
    "row.state: str = 'S16'",
    "for row.state in ('S16',): pass",
    "with open('x') as row.state: pass",
    "del row.state",
    "setattr(row, 'state', 'S16')",
    "row.__setattr__('state', 'S16')",
    "object.__setattr__(row, 'state', 'S16')",
    "set_committed_value(row, 'state', 'S16')",
    "row.__dict__['state'] = 'S16'",
    "vars(row)['state'] = 'S16'",
    "row.__dict__.update(state='S16')",
    "update(Case).values(state='S16')",
    "update(Case).where(Case.id == 1).values({'state': 'S16'})",
    "update(Case).values({Case.state: 'S16'})",
    "update(Case).values({table.c['state']: 'S16'})",
    "update(Case).values(**{'state': 'S16'})",
    "update(Case).values(dict(state='S16'))",
    "update(Case).ordered_values((Case.state, 'S16'))",
    "session.query(Case).filter_by(id=1).update({'state': 'S16'})",
    "session.query(Case).update({Case.state: 'S16'}, synchronize_session=False)",
    "anew = {'state': 'S16'}\nupdate(Case).values(**anew)",
    "anew = {'version': 2}\nanew['state'] = 'S16'\nsession.query(Case).update(anew)",
    "anew = dict(state='S16')\nupdate(Case).values(anew)",
    "anew: dict = {'state': 'S16'}\nupdate(Case).values(anew)",
    "session.execute(update(Case), [{'id': 1, 'state': 'S16'}])",
    "session.bulk_update_mappings(Case, [{'id': 1, 'state': 'S16'}])",
    "insert(Case).on_conflict_do_update(set_={'state': 'S16'})",
    "session.merge(Case(id=1, **{'state': 'S16'}))",
    'session.execute(text("UPDATE \\"case\\" SET state = \'S16\'"))',
    "session.execute(text('update stay set version = 2, state = :to'))",
    "connection.exec_driver_sql('UPDATE return_file SET \"state\"=? WHERE id=?')",
    "session.execute(text(f'update {table} set state = :to'))",
    "session.execute(text('update ' + table + ' set state = :to'))",
    "session.execute(text('update %s set state = :to' % table))",
    "SQL = '''\nUPDATE erasure\n   SET version = version + 1,\n       state = 'erased'\n'''",
    "text('insert into grant (id) values (1) on conflict (id) do update set state = 2')",
    "text('replace into grant (id, state) values (1, 2)')",
)
INNOCENT = (
    "if row.state == 'S16': pass",
    "select(Case).where(Case.state == 'S16').values()",
    "Case(state='S06')",
    "page(state=row.state)",
    "shown = {'state': row.state}\nrender('x.html', **shown)",
    "update(Case).where(Case.state == 'S06').values(version=2)",
    "text(\"create trigger t before update on case when OLD.state = 'published'\")",
    "text('update case set version = 2 where state = 1')",
    "Index('ix', 'state')",
)
HIDDEN = (
    "setattr(row, name, 'S16')",
    "object.__setattr__(row, name, 'S16')",
    "update(Case).values(**columns)",
    "update(Case).values(columns)",
    "session.query(Case).update(**columns)",
)


@pytest.mark.parametrize("source", PLANTED)
def test_a_state_written_elsewhere_is_found_however_it_is_written(source):
    assert writers(ast.parse(source)) != []


@pytest.mark.parametrize("source", INNOCENT)
def test_reading_a_state_or_making_a_row_is_not_taken_for_writing(source):
    assert writers(ast.parse(source)) == []


@pytest.mark.parametrize("source", HIDDEN)
def test_what_is_written_by_an_unknown_name_is_found(source):
    assert hidden(ast.parse(source)) != []
