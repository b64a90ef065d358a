-- From version 9 to 10. Never changed again; what the tables mean is in schema.sql.

-- Some applications hide whom they switched off.
alter table user_id_case add column seen_there integer not null default 0;
