-- From version 2 to 3: people see their own sessions, and end them. Never changed again; what the columns mean is in
-- schema.sql.

alter table session add column id blob;
alter table session add column peer text not null default '';
alter table session add column used_at integer;
-- Whoever is signed in works: their half a day without a request begins now.
update session set id = randomblob(16), used_at = max(opened_at, unixepoch() * 1000000);
create unique index session_id on session (id);
create index session_of_person on session (person);
