"""Two database roles for the statistics, on PostgreSQL: who freezes, and who reads.

`sanad_freeze` reads facts and published cells, adds releases and writes the audit. What it cannot
do: read a case, a person, a screening, an account or a key. `sanad_dashboards` reads the published
columns, no other row, and nothing that the server counts by itself (`uncounted`); what every role
may read is left: the names in the catalogue. `flask statistics roles` makes both and grants them to
the role that Sanad signs in with, or prints the statements for whoever rules the database. Until
then `flask doctor` finds fault, and a server that is not a demonstration does not start.

`sanad_dashboards` may also sign in, once it was given a password or a certificate: a connection of
its own (SANAD_STATISTICS_DATABASE_URL) has no role to go back to, whereas one of the main role that
only acts as it can take that off again (`RESET ROLE`). `flask doctor` finds fault with the second.
"""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import text

from casework.db import db
from casework.db.statistics_roles import DASHBOARDS_ROLE, FREEZE_ROLE, freeze_role_granted

from . import uncounted
from .reading import READABLE

_FREEZE_GRANTS = (
    "SELECT, UPDATE (blob) ON fact",
    "SELECT, INSERT ON statistics_release, statistics_cell, statistics_budget, statistics_drawn",
    "SELECT ON restoration, installation",
    "SELECT, INSERT ON audit_event",
    "SELECT, INSERT, UPDATE ON audit_stream",
)


_HOW_IT_SIGNS_IN: Mapping[str, Sequence[str]] = {
    DASHBOARDS_ROLE: (
        f"ALTER ROLE {DASHBOARDS_ROLE} LOGIN",
        f"ALTER ROLE {DASHBOARDS_ROLE} SET default_transaction_read_only = on",
    )
}
"""Without a password nobody signs in as it; it is a member of no role."""


def statements(schema: str = "public", to: Sequence[str] = ("CURRENT_USER",)) -> Iterator[str]:
    """The statements that make the roles and grant what each may do, safe to run again. `to`: the
    roles that Sanad signs in with, where somebody else runs the statements."""
    for role in (FREEZE_ROLE, DASHBOARDS_ROLE):
        yield (
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN NOINHERIT; "
            "EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        )
        yield from _HOW_IT_SIGNS_IN.get(role, ())
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role}"
        yield f"GRANT USAGE ON SCHEMA {schema} TO {role}"
        yield f"GRANT {role} TO {', '.join(to)}"
    yield from grants()
    yield uncounted.statement(to)


def grants() -> Iterator[str]:
    """What each role may do; tables made anew by a migration have forgotten it."""
    for grant in _FREEZE_GRANTS:
        yield f"GRANT {grant} TO {FREEZE_ROLE}"
    for table, columns in READABLE.items():
        yield f"GRANT SELECT ({', '.join(sorted(columns))}) ON {table} TO {DASHBOARDS_ROLE}"


def renew() -> None:
    """After a migration: where the roles are in use, they may again do what they could before."""
    if _made():
        for grant in grants():
            db.session.execute(text(grant))


def exist() -> bool:
    """Whether the operator made the roles, and they were granted what they need in this very
    database: a cluster may hold another one beside it."""
    if not _made():
        return False
    return freeze_role_granted()


def _made() -> bool:
    if db.engine.dialect.name != "postgresql":
        return False
    found = text(
        "SELECT count(*) FROM pg_roles WHERE rolname IN (:freeze, :read) "
        "AND pg_has_role(current_user, oid, 'MEMBER')"
    )
    names = {"freeze": FREEZE_ROLE, "read": DASHBOARDS_ROLE}
    return bool(db.session.execute(found, names).scalar_one() == len(names))


def act_as_freeze() -> None:
    """From here to the end of this transaction, be able to do what a freeze needs and no more."""
    if exist():
        db.session.execute(text(f"SET LOCAL ROLE {FREEZE_ROLE}"))
