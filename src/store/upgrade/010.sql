-- From version 9 to 10. Never changed again; what the tables mean is in schema.sql.

-- Recordings that are looked at while they grow, and what the disk had no room for.
alter table recording add column part_bytes integer;
alter table recording add column part_until integer;
alter table recording add column no_room integer;
drop index recording_unexamined;
create index recording_unexamined on recording (id)
  where state = 'finished' and (readable is null or part_bytes is not null);
