"""What PostgreSQL counts by itself, taken from every role that has no need of it.

Beside the rows the server keeps how many were written to each table, how many live, how large a
table is and who holds a lock; by default every role may read that (PUBLIC, postgresql.org/docs/15/
monitoring-stats.html and functions-admin.html). How many facts were added since yesterday is an
exact count, which no noise protects. Only a superuser can take it away; for anybody else the
statement warns and changes nothing.
"""

from collections.abc import Sequence

_COUNTING = (
    "pg_relation_size", "pg_table_size", "pg_indexes_size", "pg_total_relation_size",
    "pg_database_size", "pg_tablespace_size", "pg_lock_status", "pg_stat_have_stats",
    "pg_current_wal_lsn", "pg_current_wal_insert_lsn", "pg_current_wal_flush_lsn",
    "pg_current_xact_id", "pg_current_xact_id_if_assigned", "pg_current_snapshot",
    "txid_current", "txid_current_if_assigned", "txid_current_snapshot",
)  # fmt: skip
"""Beside every function that begins with pg_stat_get_."""
_WRITING = ("lo_creat", "lo_create", "lo_from_bytea")
"""Large objects: the one thing that a role without any right may write for good."""
_COUNTED = ("reltuples", "relpages", "relallvisible", "relallfrozen")
"""Columns of pg_class, as the last VACUUM or ANALYZE left them."""


def statement(to: Sequence[str]) -> str:
    """Takes these functions, these columns and temporary tables from PUBLIC; the roles `to` that
    Sanad signs in with and those that watch the server (pg_read_all_stats) keep all but the last.
    Safe to run again."""
    names = ", ".join(f"'{name}'" for name in (*_COUNTING, *_WRITING))
    hidden = ", ".join(f"'{name}'" for name in _COUNTED)
    keep = ", ".join(("pg_read_all_stats", *to))
    return f"""DO $$ DECLARE counting text; harmless text; BEGIN
IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
  RAISE WARNING 'no superuser: how many rows each table has stays readable to every role';
  RETURN;
END IF;
SELECT string_agg(CAST(CAST(oid AS regprocedure) AS text), ', ') INTO counting FROM pg_proc
  WHERE pronamespace = CAST('pg_catalog' AS regnamespace)
  AND (proname ~ '^pg_stat_get_' OR proname IN ({names}));
EXECUTE 'REVOKE EXECUTE ON FUNCTION ' || counting || ' FROM PUBLIC';
EXECUTE 'GRANT EXECUTE ON FUNCTION ' || counting || ' TO {keep}';
SELECT string_agg(quote_ident(attname), ', ') INTO harmless FROM pg_attribute
  WHERE attrelid = CAST('pg_catalog.pg_class' AS regclass) AND attnum > 0
  AND NOT attisdropped AND attname NOT IN ({hidden});
EXECUTE 'REVOKE SELECT ON pg_catalog.pg_class FROM PUBLIC';
EXECUTE 'GRANT SELECT (' || harmless || ') ON pg_catalog.pg_class TO PUBLIC';
EXECUTE 'GRANT SELECT ON pg_catalog.pg_class TO {keep}';
EXECUTE 'REVOKE TEMPORARY ON DATABASE ' || quote_ident(current_database()) || ' FROM PUBLIC';
END $$"""  # noqa: S608  # nosec B608 - names of this file, roles whose spelling was checked
