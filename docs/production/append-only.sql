-- The log is added to and read, and so is what was published; a fact stays where it counts: by grant
-- as well as by trigger. Run once after the first `sanadctl database upgrade`, and again after one
-- that brings a table more, as postgres or as sanad_owner:
-- sudo -u postgres psql -v ON_ERROR_STOP=1 -d sanad < append-only.sql      (`sanadctl doctor` looks at it)
-- (by `<`, as root: the account postgres cannot read the folder of sanad)
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, audit_checkpoint, audit_sealed_head FROM sanad;
REVOKE DELETE, TRUNCATE ON audit_stream FROM sanad;
REVOKE UPDATE, DELETE, TRUNCATE ON statistics_release, statistics_cell, statistics_budget FROM sanad;
REVOKE UPDATE, DELETE, TRUNCATE ON statistics_drawn, restoration, instrument_withdrawal FROM sanad;
REVOKE UPDATE, TRUNCATE ON fact FROM sanad;
GRANT UPDATE (subject, place, apart, blob) ON fact TO sanad;
