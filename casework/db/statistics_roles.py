"""Whether the statistics run under database roles of their own (PostgreSQL), seen by trying.

On SQLite there is nothing to make: the dashboards' connection is limited by an authorizer, always.
"""

from flask import current_app
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from casework.db.engines import db
from casework.kernel.commands import as_run_here

FREEZE_ROLE = "sanad_freeze"
DASHBOARDS_ROLE = "sanad_dashboards"
PUBLISHED = "sanad-published"
"""Under this name the application keeps the dashboards' engine."""


class RolesMissing(Exception):
    """Freeze and dashboards would run under the role that reads everything."""

    def __init__(self) -> None:
        super().__init__(
            as_run_here(
                "The statistics have no database roles of their own: dashboards could read every "
                "table. Make them first: flask statistics roles (docs/production.md, 4)."
            )
        )


class DashboardsOutOfReach(Exception):
    """The dashboards' own address does not answer, or lets their role not in."""

    def __init__(self) -> None:
        super().__init__(
            as_run_here(
                "The dashboards cannot reach the database: look at SANAD_STATISTICS_DATABASE_URL, "
                "and whether the role was made with flask statistics roles (docs/production.md, 4)."
            )
        )


def freeze_role_granted() -> bool:
    """Whether the server may act as the role of the freeze, and that role was granted what it
    needs in this very database: a cluster may hold another one beside it."""
    asked = text(
        "SELECT has_table_privilege(rolname, 'fact', 'SELECT') FROM pg_roles "
        "WHERE rolname = :role AND pg_has_role(current_user, oid, 'MEMBER')"
    )
    return bool(db.session.scalar(asked, {"role": FREEZE_ROLE}))


def roles_apart() -> bool:
    """Whether the freeze has its role, and the dashboards' own connection is refused the facts."""
    if db.engine.dialect.name != "postgresql":
        return True
    engine: Engine = current_app.extensions[PUBLISHED]
    with engine.connect() as connection:
        reads_facts = text("SELECT has_table_privilege('fact', 'SELECT')")
        return freeze_role_granted() and not connection.execute(reads_facts).scalar_one()


def signs_in_apart() -> bool:
    """Whether the dashboards' own connection signs in as a role that can become none that reads
    facts. One that signs in as the main role and only acts as another can take that off again."""
    if db.engine.dialect.name != "postgresql":
        return True
    engine: Engine = current_app.extensions[PUBLISHED]
    reaches_facts = text(
        "SELECT EXISTS (SELECT FROM pg_roles WHERE pg_has_role(session_user, oid, 'MEMBER') "
        "AND has_table_privilege(oid, 'fact', 'SELECT'))"
    )
    with engine.connect() as connection:
        return not connection.execute(reaches_facts).scalar_one()


def check_roles() -> None:
    """Refused with RolesMissing when they are not apart, and with DashboardsOutOfReach when the
    dashboards cannot sign in: in a sentence, without the address, which may hold a password."""
    try:
        apart = roles_apart()
    except OperationalError:
        raise DashboardsOutOfReach from None
    if not apart:
        raise RolesMissing
