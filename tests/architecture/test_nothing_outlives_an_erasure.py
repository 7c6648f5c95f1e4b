"""Whatever hangs on a record goes with it: every reference and every kind of key has a rule.

A new column that names a record, and a new kind of owner of keys, fail here until somebody has
said what becomes of them when the person is erased.
"""

import ast
from pathlib import Path
from uuid import UUID

from sqlalchemy import Uuid, text

from casework.db import Base, db, unit_of_work
from casework.db.reaching import CUT, FOLLOWED_THOUGH_EMPTY, LOOSE, references
from casework.retention import subjects
from casework.retention.erasing import erase
from casework.retention.keys import RULES, Destroyed

ROOT = Path(__file__).parents[2] / "casework"
# Ids that lead to no person who is helped, or that stay on purpose.
NOT_OF_A_PERSON = {
    "audit_event.actor_id": "who acted",
    "audit_event.stream_id": "the trace stays whole, without content",
    "audit_sealed_head.id": "the same",
    "audit_stream.id": "the same",
    "backup_note.backup": "which backup was made",
    "case_record.thread_id": "another row of the same case, which goes with it",
    "charge.source_id": "money stays exact; what it was spent on is gone",
    "data_key.owner_id": "destroyed by encryption before its owner goes",
    "erasure.record_id": "the certificate",
    "legal_hold.record_id": "why it was kept",
    "referral.consent_id": "another row of the same case, which goes with it",
    "return_file.running_case_id": "the case it hangs on anyway",
    "step_taken.actor_id": "who acted",
}

TABLES = {"case": "case", "screening": "screening", "visit": "visit", "labour": "labour_record"}
# They also serve what is not about a person: reminders of staff, steps of other tracks, messages.
SHARED = {"outbox_message", "step_taken", "task", "task_snooze", "shelter_log", "match_search"}


def _reached():
    """Tables whose rows go with a case, a screening, a visit or a labour record."""
    found = {"case", "screening", "visit", "labour_record", "employer", "incident"}
    found |= {name for name, _column in LOOSE}
    while True:
        more = {name for name, _column, to, _empty in references() if to in found} - found
        if not more:
            return found
        found |= more


def test_every_reference_that_may_be_empty_is_followed_or_cut_on_purpose(sqlite_app):
    reached = _reached()
    silent = {
        (name, column)
        for name, column, to, may_be_empty in references()
        if to in reached and may_be_empty
    }
    assert silent == CUT | FOLLOWED_THOUGH_EMPTY


def test_every_plain_id_is_followed_or_named(sqlite_app):
    plain = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, Uuid) and not column.foreign_keys and column.name != "id"
    } | {"audit_sealed_head.id", "audit_stream.id"}
    named = {f"{name}.{column}" for name, column in LOOSE} | set(NOT_OF_A_PERSON)
    assert plain == named


def test_every_kind_of_key_made_in_the_code_has_a_rule(sqlite_app):
    made = {kind for path in ROOT.rglob("*.py") for kind in _kinds_in(path)}
    assert {"case", "screening", "stay", "employer", "task"} <= made
    assert made == set(RULES)


def test_every_kind_of_key_of_a_furnished_database_has_a_rule(stage):
    app, _codes, _browsers = stage
    with app.app_context():
        kinds = set(db.session.scalars(text("select distinct owner_kind from data_key")))
        db.session.close()
    assert kinds <= set(RULES)
    assert {"case", "screening", "reporter", "visit", "labour", "stay"} <= kinds


def _kinds_in(path):
    """The kinds that `create_data_key(kind, …)` and `owner_kind=kind` name in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if called == "create_data_key" and path.parent.name != "encryption":
            yield _value(node.args[0], path)
        if called == "SealedField":
            given = [word.value for word in node.keywords if word.arg == "owner_kind"]
            yield from (_value(one, path) for one in given)


def _value(node, path):
    """A literal, or the constant of that name, in the same file or in a neighbour."""
    if isinstance(node, ast.Constant):
        return node.value
    assert isinstance(node, ast.Name), f"{path}: name the kind of key with a constant"
    package = ROOT / path.relative_to(ROOT).parts[0]
    for file in [path, *package.rglob("*.py")]:
        found = _constants(file).get(node.id)
        if found is not None:
            return found
    raise AssertionError(f"{path}: {node.id} is no constant of this package")


def _constants(file):
    found = {}
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.Assign):
            continue
        target, value = node.targets[0], node.value
        if isinstance(target, ast.Name) and isinstance(value, ast.Constant):
            found[target.id] = value.value
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            pairs = zip(target.elts, value.elts, strict=True)
            found |= {name.id: one.value for name, one in pairs if isinstance(one, ast.Constant)}
    return found


def test_erasing_every_record_of_a_furnished_house_leaves_no_row_and_no_key_of_a_person(stage):
    app, _codes, _browsers = stage
    with app.app_context():
        had = {name for name in _reached() if _count(name)}
        with unit_of_work():
            for kind, source in subjects.sources().items():
                for record_id in db.session.scalars(text(f'select id from "{TABLES[kind]}"')).all():
                    subject = source.by_id(UUID(str(record_id)))
                    if subject is not None:
                        erase(subject)
        left = {name for name in _reached() - SHARED if _count(name)}
        kinds = set(db.session.scalars(text("select distinct owner_kind from data_key")))
        broken = db.session.execute(text("pragma foreign_key_check")).all()
        db.session.close()
    assert len(had) > 30  # the house was furnished
    assert left == set()
    assert {kind for kind in kinds if RULES[kind] in (Destroyed.ITSELF, Destroyed.WITH_RECORD)} == (
        set()
    )
    assert broken == []


def _count(table):
    return db.session.scalar(text(f'select count(*) from "{table}"'))
