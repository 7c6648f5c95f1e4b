"""Nobody waits for ever for a row that somebody else holds."""

from sqlalchemy import text

from casework.db import db
from casework.db.engines import engine_options


def test_a_statement_that_waits_and_a_transaction_that_hangs_have_their_time(
    postgresql_world,
) -> None:
    app, _store = postgresql_world
    with app.app_context():
        found = [
            db.session.scalar(text(f"show {name}"))
            for name in ("lock_timeout", "idle_in_transaction_session_timeout")
        ]
        db.session.close()
    assert found == ["10s", "5min"]


def test_limits_that_an_operator_sets_stand() -> None:
    url = "postgresql+psycopg://sanad@db/sanad?options=-c%20lock_timeout%3D3s"
    assert "options" not in engine_options(url)["connect_args"]
