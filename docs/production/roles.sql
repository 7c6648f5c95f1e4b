-- Two roles: one makes and migrates tables, the other reads and writes rows. Run once, as postgres:
-- sudo -u postgres createdb sanad
-- sudo -u postgres psql -v ON_ERROR_STOP=1 -d sanad < roles.sql    (then \password sanad_owner and \password
-- sanad, or a certificate for both; by `<`, as root: the account postgres cannot read the folder of sanad)
CREATE ROLE sanad_owner LOGIN;
CREATE ROLE sanad LOGIN;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
ALTER SCHEMA public OWNER TO sanad_owner;
GRANT USAGE ON SCHEMA public TO sanad;
ALTER DEFAULT PRIVILEGES FOR ROLE sanad_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO sanad;
ALTER DEFAULT PRIVILEGES FOR ROLE sanad_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO sanad;
-- After the first migration: append-only.sql, which takes from `sanad` what it must not do to the log.
