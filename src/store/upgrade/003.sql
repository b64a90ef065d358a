-- From version 2 to 3: people see their own sessions, and end them. Never changed again; what the columns mean is in
-- schema.sql.

alter table session add column id blob;
alter table session add column peer text not null default '';
alter table session add column used_at integer;
update session set id = randomblob(16), used_at = opened_at;
create unique index session_id on session (id);
create index session_of_person on session (person);
