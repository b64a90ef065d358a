-- From version 9 to 10. Never changed again; what the tables mean is in schema.sql.

-- A session that a role has made too old.
alter table session add column alarms_only_at integer;

-- What a planned move ends.
alter table role_grant add column given_at integer;
