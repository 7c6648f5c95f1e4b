-- The log is added to and read, by grant as well as by trigger. Run once after the first
-- `sanadctl database upgrade`, as postgres or as sanad_owner:
-- sudo -u postgres psql -v ON_ERROR_STOP=1 -d sanad < append-only.sql      (`sanadctl doctor` looks at it)
-- (by `<`, as root: the account postgres cannot read the folder of sanad)
REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, audit_checkpoint, audit_sealed_head FROM sanad;
REVOKE DELETE, TRUNCATE ON audit_stream FROM sanad;
